# 付款：一批付款、银行文件、代金券清单哪里不对，在哪里，怎样改正。

payments-place = { $place ->
    [debtor] 付款人
    [line] 第 { $line } 行
   *[batch] 整批
}
payments-piece = { $piece ->
    [lines] 行
    [total] 合计
    [execution] 执行日
    [payout] 付款
    [name] 名称
    [tax-code] 税号
    [iban] IBAN 账号
    [bic] BIC 代码
    [cuc] CBI 代码（CUC）
    [abi] ABI 代码
    [amount] 金额
    [remittance] 附言
    [document] 单据
    [cup] CUP 代码
    [cig] CIG 代码
    [capitolo] 预算科目
   *[other] 数据
}
payments-missing = 缺少内容：请补上，然后重新封存这批付款
payments-too-long = 太长：有 { $found } 个字符，最多 { $most } 个。请缩短
payments-too-many = 太多：有 { $found } 行，最多 { $most } 行。请分成几批
payments-unwritable = 银行文件无法写入这些文字：请用拉丁字母书写名称
payments-form = { $piece ->
    [bic] BIC 有 8 或 11 个字符：请与银行文件核对
    [cuc] CBI 代码有 8 个字母或数字：请与银行合同核对
    [abi] ABI 代码有 5 位数字：就在 IBAN 的第六个字符起
    [cup] CUP 有 15 个字母或数字：请与单据核对
    [cig] CIG 有 10 个字母或数字：请与单据核对
   *[other] 代码格式不对：请与单据核对
}
payments-not-sepa = 账户所在国（{ $found }）不在 SEPA 区内：请索取 SEPA 账户
payments-other-bank = 这个 IBAN 属于另一家银行（ABI { $found }）：请改正其中之一
payments-not-positive = 金额必须大于零：请删除或改正这一行
payments-too-much = 一笔转账最多 { $most } 欧元：请分开付款
payments-sum = 各行合计 { $found } 欧元，而总额写的是 { $said }：请检查各行
payments-twice = 这笔付款已在本批中：请删除其中一行
payments-past = 封存时这一天已经过去：请另选一天
payments-no-cuc = CBI 文件需要付款人的 CBI 代码（CUC），由银行提供：请填写在账户旁
payments-no-abi = CBI 文件需要银行的 ABI 代码：请填写在账户旁

payments-bank-empty = 文件是空的：请重新从银行下载
payments-bank-known = 这个文件已经导入过，不必再次上传（SHA-256 { $hash }）
payments-bank-too-large = 文件超过 { $most } MB：请向银行索取每日一个的文件
payments-bank-too-deep = 文件的嵌套超过 { $most } 层：它不是银行的文件
payments-bank-too-many = 文件的元素超过 { $most } 个：请向银行索取每日一个的文件
payments-bank-too-long = 文件中有一段文字超过 { $most } 字节：请重新从银行下载
payments-bank-not-utf8 = 文件不是 UTF-8：请原样上传银行给的文件，不要打开另存
payments-bank-damaged = 文件在第 { $at } 字节处损坏：请重新从银行下载
payments-bank-truncated = 文件不完整，中途结束：请重新从银行下载
payments-bank-entities = 文件含有文档类型或实体，银行文件从不这样：没有读取
payments-bank-namespace = “{ $found }”不是可读取的报文：可用的是 pain.002、camt.053 或 camt.054
payments-bank-lacks = 文件中缺少 { $what }：请重新下载或询问银行
payments-bank-amount = { $what }：“{ $found }”不是金额。请向银行索取正确的文件
payments-bank-number = { $what }：“{ $found }”不是整数。请向银行索取正确的文件
payments-bank-day = { $what }：“{ $found }”不是日期。请向银行索取正确的文件
payments-bank-currency = 我们的一笔付款写成“{ $found }”，而我们用欧元付款：请询问银行
payments-bank-other-message = 我们没有发送过报文“{ $found }”：请检查文件是否正确
payments-bank-other-payout = “{ $found }”不是批次 { $batch } 中的付款：请询问银行
payments-bank-other-amount = 付款 { $payout }：文件写 { $said } 欧元，我们发送的是 { $sent }。请询问银行
payments-bank-count = { $what }：文件写 { $said }，实际是 { $found }。文件不完整：请重新下载
payments-bank-sum = { $what }：文件写 { $said } 欧元，合计却是 { $found }。文件不完整：请重新下载
payments-bank-contradiction = 文件对付款 { $payout } 的说法自相矛盾：请询问银行

payments-why-not-ours = 没有指明我们的任何付款
payments-why-other-amount = 指明了我们的付款，但金额不同
payments-why-paid-twice = 同一笔付款被支付了第二次
payments-why-batch = 是我们一批付款的总额，但对不上
payments-why-status = 银行给出的状态我们不认识
payments-why-direction = 资金方向相反

payments-list-place = { $column ->
    [none] { $line ->
        [0] 整个文件
       *[other] 第 { $line } 行
    }
    [voucher] 第 { $line } 行第 { $number } 列（代金券代码）
    [call] 第 { $line } 行第 { $number } 列（项目代码）
    [valid-from] 第 { $line } 行第 { $number } 列（有效期起）
    [valid-to] 第 { $line } 行第 { $number } 列（有效期止）
    [name] 第 { $line } 行第 { $number } 列（名）
    [surname] 第 { $line } 行第 { $number } 列（姓）
    [holder] 第 { $line } 行第 { $number } 列（税号）
    [minor-type] 第 { $line } 行第 { $number } 列（数据类型）
    [minor] 第 { $line } 行第 { $number } 列（未成年人税号）
    [amount] 第 { $line } 行第 { $number } 列（金额）
    [email] 第 { $line } 行第 { $number } 列（电子邮箱）
   *[mobile] 第 { $line } 行第 { $number } 列（手机）
}
payments-list-empty = 文件中没有代金券
payments-list-too-large = 文件超过 { $most } MB：请分成几个
payments-list-too-many = 文件超过 { $most } 行：请分成几个
payments-list-utf16 = 文件是 UTF-16：请另存为 CSV UTF-8
payments-list-heading = 第一行是标题：请删除，这里每一行都是一张代金券
payments-list-fields = 有 { $found } 个字段，必须是 12 个，用分号隔开
payments-list-quote = 引号没有闭合，或后面还有内容：请放在字段两端
payments-list-unreadable = 有一个字符无法读取：请重新填写该字段并存为 UTF-8
payments-list-missing = 缺少内容：请填写
payments-list-too-long = 有 { $found } 个字符，最多 { $most } 个：请缩短
payments-list-amount = “{ $found }”不是金额：请写 150,50 或 150.50，不要千位分隔符
payments-list-nothing = 代金券的金额必须大于零
payments-list-too-much = 一张代金券最多 { $most } 欧元
payments-list-day = “{ $found }”不是日期：请写 31/12/2026 或 2026-12-31
payments-list-ends-before = 最后一天早于第一天：请改正其中之一
payments-list-other-half = 数据类型和未成年人税号要么都填，要么都不填
payments-list-twice = 这个代码已在第 { $first } 行：请删除其中之一
payments-list-email = 电子邮箱的格式如 name@domain.org
payments-list-mobile = 号码有 6 至 15 位数字，可带 +39 之类的前缀
