# Reports as tickets: the receipt, the officers' queue, letters.

voice-ticket-title = 您的反馈
voice-ticket-receipt = 回执码
voice-ticket-keep = 请保存回执码或本页链接：您在这里查看答复，无需注册。持有回执码的人都可以查看。
voice-ticket-number = 编号
voice-ticket-came = 收到日期
voice-ticket-due = 答复期限
voice-ticket-answer = 答复
voice-ticket-question = 我们有一个问题
voice-ticket-forget = 立即删除我的邮箱地址
voice-ticket-happened = 处理过程
voice-ticket-send = 发送
voice-ticket-reopen = 错误还在吗？请说明哪里不对
voice-ticket-reply = 您的回答
voice-ticket-more = 您想补充什么吗？

voice-state-open = 等待处理
voice-state-assigned = 正在处理
voice-state-asked = 等待回答
voice-state-answered = 已解决
voice-state-closed = 已关闭

voice-step-received = 已收到反馈
voice-step-taken = 工作人员已受理
voice-step-released = 已退回等待列表
voice-step-asked-visitor = 向反馈人提问
voice-step-asked-organisation = 已询问机构
voice-step-said-visitor = 反馈人已补充说明
voice-step-said-organisation = 机构已回答
voice-step-mended = 机构已更正页面
voice-step-right = 机构表示页面内容正确
voice-step-answered = 已答复
voice-step-closed = 未作修改，已关闭
voice-step-reopened = 已重新打开

voice-closed-right = 我们已核实：信息正确，保持不变。
voice-closed-double = 已有人反馈过：我们在那条反馈中处理。
voice-closed-elsewhere = 这不属于本网站，因此我们无法在这里更正。
voice-closed-unclear = 我们无法弄清哪里有误。
voice-closed-misuse = 这条消息不是错误反馈。

voice-reason-right = 信息正确
voice-reason-double = 已有人反馈
voice-reason-elsewhere = 不属于本网站
voice-reason-unclear = 无法理解
voice-reason-misuse = 不是错误反馈

voice-letter-thanks = 感谢您向我们反馈错误。
voice-letter-about = 您的反馈涉及：{ $name }。
voice-letter-answered = 您说得对：我们已更正页面。
voice-letter-asked = 为了更正页面，我们需要您回答：
voice-letter-asked-subject = 关于您第 { $number } 号反馈的问题
voice-letter-answered-subject = 对您第 { $number } 号反馈的答复
voice-letter-closed-subject = 对您第 { $number } 号反馈的答复
voice-letter-asked-button = 回答
voice-letter-answered-button = 打开回执
voice-letter-closed-button = 打开回执
voice-letter-receipt = 回执码：{ $receipt }
voice-letter-why = 您收到此信，是因为您留下了邮箱地址以便接收答复。您可以在回执页面删除它。

voice-find = 查看反馈的答复
voice-find-about = 请输入回执码。无需注册。
voice-find-receipt = 回执码
voice-find-hint = 十二位字母和数字，例如 7K3F-9QXM-2TVA。大小写、空格和连字符都不影响。
voice-find-send = 打开回执
voice-find-lost = 回执码丢了？请打电话并说出反馈编号。

voice-refused-unknown = 没有这条反馈。
voice-refused-changed = 在此期间另一位工作人员修改了这条反馈。下面是它现在的状态：请核对后重新决定。
voice-refused-words = 请写几句话。
voice-refused-step = 现在已不能这样做：请查看反馈的状态。
voice-refused-late = 已超过 { $days } 天：请从页面发送新的反馈。
voice-refused-officer = 此页面供市政府处理反馈的人员使用。
voice-refused-reason = 请选择关闭的原因。
voice-refused-receipt-none = 请输入回执码。
voice-refused-receipt-form = 回执码有十二位字母和数字，例如 7K3F-9QXM-2TVA。请检查是否完整。
voice-refused-receipt-unknown = 没有反馈使用这个回执码。请检查每个字母和数字。

voice-desk = 反馈
voice-desk-about = 人们反馈了什么、等了多久，以及答复
voice-desk-lead = 等待最久的排在最前。反馈人凭回执查看答复；留下邮箱的，还会收到邮件。
voice-desk-states = 状态
voice-desk-none = 没有反馈。
voice-desk-more = 显示后面的
voice-desk-site = 网站
voice-desk-gone = 已不存在的页面
voice-desk-one = 反馈 { $number }
voice-desk-waiting = 待办
voice-desk-number = 编号 { $number }
voice-desk-mine = 由您处理
voice-desk-theirs = 由其他人处理
voice-desk-news = 机构已回答
voice-desk-text = 反馈原文
voice-desk-language = 语言
voice-desk-mail = 邮件答复
voice-desk-mail-yes = 是：邮件自动发送
voice-desk-mail-no = 否：凭回执查看
voice-desk-note = 给同事的备注
voice-desk-note-hint = 反馈人看不到。
voice-desk-record = 打开页面
voice-desk-history = 修改历史
voice-desk-look = 查看改了什么
voice-desk-question = 问题
voice-desk-answer = 给反馈人的答复
voice-desk-answer-hint = 可不填：已有一句关于结果的说明。反馈人使用的语言：{ $lang }。
voice-desk-reason = 如果没有要更正的：为什么？

voice-clock-open = { $days ->
    [0] 今天收到，须在 { $due } 前答复
   *[other] 已等待 { $days } 天，须在 { $due } 前答复
}
voice-clock-late = 已逾期：等待 { $days } 天，期限是 { $due }
voice-clock-ended = { $days ->
    [0] 当天办结
   *[other] { $days } 天内办结
}

voice-do-take = 由我处理
voice-do-release = 退回等待列表
voice-do-ask = 提问
voice-do-ask-organisation = 询问机构
voice-do-ask-visitor = 询问反馈人
voice-do-end = 答复并办结
voice-do-answer = 错误已更正：答复
voice-do-close = 不作修改，关闭
voice-do-reopen = 重新打开
voice-field-other = 其他内容
