# What visitors report about an organisation's records, and letters the clock causes.
providers-reports = 访客反馈
providers-reports-open = { $count ->
    [0] 访客反馈
   *[other] 访客反馈（{ $count } 条待处理）
}
providers-reports-lead = 人们指出您的页面有哪些错误。反馈人的身份不会显示；办公室会看到您的处理。
providers-reports-none = 没有人反馈错误。
providers-report-one = 反馈 { $number }
providers-report-gone = 已不存在的页面
providers-report-asked = 办公室在询问您
providers-report-over = 已办结
providers-report-open = 等待处理
providers-report-what = 哪里不对
providers-report-text = 反馈原文
providers-report-question = 办公室的问题
providers-report-mend = 更正页面
providers-report-mend-hint = 修改发布后，办公室会在这条反馈中自动看到。
providers-report-words = 给办公室的回答
providers-report-words-hint = 最多 { $most } 个字符。请勿填写个人信息。
providers-report-say = 发送回答
providers-report-right = 页面内容正确
providers-report-happened = 处理过程
providers-told-reminder = { $text }
providers-remind-ends-subject = “{ $name }”的准入即将到期
providers-remind-ends = { $days ->
    [0] “{ $name }”的准入今天（{ $day }）到期。
   *[other] “{ $name }”的准入将于 { $day } 到期，还有 { $days } 天。
}
providers-remind-ends-do = 为避免中断，请现在申请续期：您以前提供的资料已准备好。
providers-remind-ends-button = 申请续期
providers-remind-ended-subject = “{ $name }”的准入已到期
providers-remind-ended = “{ $name }”的准入已到期。您不能再接受新的预订；已有的预订仍然有效。
providers-remind-ended-do = 您可以随时重新申请准入。
providers-remind-ended-button = 打开申请
providers-remind-document-subject = “{ $name }”的一份文件即将到期
providers-remind-document = { $days ->
    [0] “{ $name }”的文件“{ $item }”今天（{ $day }）到期。
   *[other] “{ $name }”的文件“{ $item }”将于 { $day } 到期，还有 { $days } 天。
}
providers-remind-document-do = 请在那天之前上传新文件。
providers-remind-document-button = 上传文件
providers-remind-stale-subject = “{ $name }”的页面还正确吗？
providers-remind-stale = “{ $name }”有 { $count } 个页面三个多月没有核对了。例如：
providers-remind-stale-do = 如果全都正确，每个页面按一下即可；如果不正确，请更正。
providers-remind-stale-button = 核对页面
providers-remind-reports-subject = 关于“{ $name }”页面的反馈
providers-remind-reports = “{ $name }”的页面有 { $count } 条新的错误反馈。
providers-remind-reports-do = 请查看哪里不对：您可以更正页面，或回答办公室。
providers-remind-reports-button = 查看反馈
providers-remind-why = 您收到此信，是因为您在本网站管理这个机构。
