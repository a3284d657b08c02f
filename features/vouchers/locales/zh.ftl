# Vouchers: what is refused (the vocabulary of design and API) and what families are told.
vouchers-no-insufficient-balance = 券的余额不够：最多可用 { $available }。
vouchers-no-voucher-ended = 券已到期，最后一天是 { $on }。
vouchers-no-voucher-suspended = 券已暂停，目前不能使用。家庭可在自己的页面查看原因。
vouchers-no-not-valid-for-offer = { $why ->
    [theme] 这张券不能用于这类活动。
    [district] 这张券不能在这个区域使用。
    [age] 年龄不在这张券的范围内。
    [other_child] 这张券是别人的。
    [time] 日期不在券的有效期内。
    [other_booking] 这张票属于另一个预约或另一个机构。
   *[other] 目录里没有这项活动，券不能支付。
  }
vouchers-no-provider-not-admitted = 该机构不能接收券：准入资格无效。请联系市政府。
vouchers-no-offer-paused = 该活动已暂停，目前不接收券。
vouchers-no-limit-reached = { $window ->
    [0] 每次最多可付 { $limit }。
   *[other] { $window } 天内最多可用 { $limit }。
  }
vouchers-no-hold-already-resolved = 已于 { $at } 支付，收据 { $by }。请勿重复收取。
vouchers-no-hold-ended = 这个预约已不再保留券的金额。
vouchers-no-price-changed = 价格是 { $new }，不能多收。
vouchers-no-not-yet-redeemable = 还太早：从 { $from } 起可以使用。
vouchers-no-key-reused = 这份表格已用其他内容提交过。请从上一页重新开始。
vouchers-no-try-again = 技术故障，什么都没有执行。请稍后再试。
vouchers-no-unknown-code = 没有这个代码，或已失效。请核对 8 位字母和数字，或请对方出示新的代码。
vouchers-no-pin-wrong = 需要该家庭的 6 位 PIN，或输入有误。错误 5 次后印刷代码失效。
vouchers-no-too-many-attempts = 错误代码过多。请在 { $until } 之后再试。
vouchers-no-second-use = 同一张券刚在这里付过款（{ $at }，收据 { $number }）。是另一节课或另一个人吗？
vouchers-no-undo-over = 撤销截止时间是 { $deadline }，且只能由登记人撤销。现在需要退款。
vouchers-no-more-than-paid = 超过了这笔付款剩余的金额：{ $left }。
vouchers-no-wrong-amount = 金额不对。请用欧元填写，例如 12.50；券和家庭自付部分相加等于价格。
vouchers-no-wrong = { $field ->
    [iban] IBAN 不正确：请核对每个字母和数字。
    [holder] 请填写账户持有人。
    [pin] PIN 是 6 位数字。
   *[other] 此项缺失或有误。
  }
vouchers-no-wrong-state = { $state ->
    [booked] 这是通过预约支付的：取消预约或课程即可退回。
    [batched] 已进入市政府的付款批次：现在需要办理退款。
    [corrected] 其中一部分已退回：不能再整笔撤销。
    [cancelled] 预约已在此期间取消：额度已退回给家庭。
    [undone] 已经撤销过了。
   *[other] 当前状态下不能这样做。
  }
vouchers-no-unknown = 不存在，或与您无关。
vouchers-no-forbidden = 您不能这样做。
vouchers-no-own-affair = 这涉及您自己的家庭或机构，必须由别人来做。
vouchers-no-same-person = 必须由第二个人批准。
vouchers-no-already-has = 这个项目已经有一张券了。
vouchers-no-fund-short = 项目的资金都不够：最多的一项有 { $available }。
vouchers-no-reason-needed = 请写明原因，不要写人名。
vouchers-no-document-needed = 请填写文件编号。
vouchers-no-no-payee = 还没有人核实该机构的账户。
vouchers-no-nothing-to-pay = 没有需要支付的款项。
vouchers-no-batch-changed = 封存的内容与现在的不一致，什么都没有发送。
vouchers-no-not-ready = 还有未完成的事项：{ $what }。
vouchers-no-books = 账目不允许，什么都没有执行。

vouchers-told-given = 您有一张新券（{ $call }），金额 { $amount }，请在 { $until } 前使用。
vouchers-told-ends = 券 { $call } 于 { $until } 到期：还剩 { $left }。
vouchers-told-suspended = 券 { $call } 已暂停。{ $reason }
vouchers-told-resumed = 券 { $call } 可以重新使用，到 { $until } 为止。{ $reason }
vouchers-told-closed = 券 { $call } 已关闭。{ $reason }
vouchers-told-replaced = 券 { $call } 已换成新券。{ $reason }
vouchers-told-spent = 在 { $where }，券支付了 { $amount }，家庭支付了 { $own }。还剩 { $left }。收据 { $number }。
vouchers-told-undone = { $where } 撤销了收据 { $number }：{ $amount } 已退回券中。还剩 { $left }。
vouchers-told-back = { $where } 向券退回了 { $amount }（收据 { $number }）。还剩 { $left }。

vouchers-letter-ends-subject = 您的券 { $call } 于 { $until } 到期
vouchers-letter-ends-button = 看看可以用在哪里
vouchers-letter-ends-why = 在到期前 90、30 和 7 天，我们会写信给持券人。

vouchers-told-hook-ended = 自 { $at } 起，通知无法送达你们的系统：我们不再发送。系统恢复响应后，请设置新的通知地址。
vouchers-told-hook-paused = 发往你们系统的通知自 { $at } 起暂停：满 30 天后该地址已结束。如仍需要，请重新添加。
