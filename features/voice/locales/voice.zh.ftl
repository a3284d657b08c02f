# What visitors say: stars under every page, reports of mistakes, contacts.

voice-title = 您的意见
voice-question = 本页的信息清楚吗？
voice-stars = { $count } 颗星（满分 5 颗）
voice-trap = 请将此栏留空
voice-send = 提交
voice-skip = 跳过
voice-why-title = 谢谢！还有一个问题
voice-step = 第 { $step } 步，共 2 步

voice-liked = 您最满意的是什么？
voice-liked-clear = 文字容易理解
voice-liked-complete = 需要的信息都有
voice-liked-quick = 很快找到了想找的内容
voice-liked-useful = 我知道接下来该怎么做了
voice-liked-other = 其他

voice-disliked = 哪里让您觉得困难？
voice-disliked-unclear = 文字难以理解
voice-disliked-incomplete = 缺少一些信息
voice-disliked-not-found = 没有找到想找的内容
voice-disliked-broken = 有的功能无法使用
voice-disliked-other = 其他

voice-words = 您还想补充什么吗？
voice-words-hint = 最多 { $most } 个字符。请勿填写姓名、地址或其他个人信息。

voice-thanks = 谢谢
voice-thanks-text = 您的意见帮助我们改进网页。
voice-thanks-wrong = 您发现错误了吗？
voice-back = 返回该页面

voice-refused-rate = 请选择一到五颗星。
voice-refused-answer = 请选择一个答案，或跳过这个问题。
voice-refused-long = 文字过长：最多 { $most } 个字符。
voice-refused-what = 请选择哪里有误。
voice-refused-text = 请简单说明哪里有误。
voice-refused-mail = 电子邮箱地址不完整。请按 name@example.org 的格式填写。
voice-refused-consent = 如需回复，请勾选方框；否则请删除邮箱地址。

voice-report-title = 报告错误
voice-report-site = 报告网站问题
voice-report-about = 不需要说明您是谁。每条报告都会有人阅读，并更正页面。
voice-report-what = 哪里有误？
voice-report-text = 请简单说明
voice-report-text-hint = 最多 { $most } 个字符。请勿填写儿童姓名或其他个人信息。
voice-report-mail = 您的电子邮箱（如需回复）
voice-report-mail-hint = 可不填。我们只用它来回复您，并在 { $days } 天后删除。
voice-report-consent = 我同意将我的电子邮箱保存 { $days } 天，仅用于回复我。
voice-report-send = 提交报告

voice-wrong-closed = 已关闭或不再存在
voice-wrong-times = 日期或时间
voice-wrong-place = 地址或地点
voice-wrong-price = 价格
voice-wrong-ages = 年龄
voice-wrong-contacts = 电话、电子邮箱或网站
voice-wrong-text = 名称或说明
voice-wrong-double = 重复出现
voice-wrong-other = 其他

voice-site-broken = 有的功能无法使用
voice-site-access = 我无法阅读或使用页面（无障碍）
voice-site-language = 翻译有误
voice-site-unclear = 我看不懂
voice-site-other = 其他

voice-receipt-title = 已收到报告
voice-receipt-number = 您的报告编号是 { $number }。
voice-receipt-record = 涉及
voice-receipt-next = 我们会与主办方核实并更正页面。如果您打电话，请告知此编号。
voice-receipt-mail = 我们会通过电子邮件回复您，并在 { $days } 天后删除您的邮箱地址。

voice-contacts = 联系方式
voice-contacts-about = 如何与工作人员联系，以及可以写信给谁。
voice-contacts-phone = 电话
voice-contacts-body = 网站管理方
voice-contacts-open = 这是演示网站：电子邮箱尚未启用。
voice-contacts-offices = 部门
voice-contacts-mistake = 您发现错误了吗？
voice-contacts-record = 如果错误在某个活动的页面上，请打开该页面并选择“报告错误”。如果是网站的问题，请在这里填写。
