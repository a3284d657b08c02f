# The frame of every page.

web-home = 首页
web-menu = 菜单
web-navigation = 主导航
web-breadcrumb = 当前位置
web-language = 语言
web-skip-main = 跳到正文
web-skip-footer = 跳到页面底部
web-demo = 演示网站：这里显示的活动和服务是虚构的。
web-go-home = 返回首页

web-search = 搜索
web-search-label = 您想找什么？
web-search-hint = 游泳、作业辅导、图书馆……
web-remove-filter = 去掉筛选条件
web-results-updated = 结果已更新。

web-pages = 结果分页
web-page = 页
web-page-previous = 上一页
web-page-next = 下一页

web-form-required = 必填
web-form-errors = 有内容需要更正

web-footer-here = 本网站
web-footer-help = 需要帮助吗？
web-footer-legal = 网站信息
web-dead-end-help = 您可以打电话，与工作人员直接交谈：

web-legal-privacy = 隐私说明
web-legal-notes = 法律声明
web-legal-accessibility = 无障碍声明
web-legal-contacts = 联系方式
web-legal-faq = 常见问题
web-legal-report = 报告问题
web-legal-about = 关于本网站

web-error-400 = 请求不清楚
    .text = 请检查网址或您输入的内容，然后重试。
web-error-403 = 您不能进入这里
    .text = 您没有查看此页面的权限。
web-error-404 = 找不到页面
    .text = 网址可能有误，或页面已移动。请试试在下方搜索。
web-error-405 = 无法执行此操作
    .text = 页面存在，但不接受这种请求。
web-error-410 = 这个页面已不存在
    .text = 它已被删除，不会再恢复。请在下方搜索类似的内容。
web-error-413 = 发送的内容太大
    .text = 请用更短的文字或更小的文件重试。
web-error-429 = 请求过多
    .text = 请稍等片刻再试。
web-error-500 = 我们这边出了故障
    .text = 这不是您的错。故障已被记录，请稍后再试。
web-error-503 = 网站目前很繁忙
    .text = 请一分钟后再试。
web-error-id = 如果您打电话，请告知这个代码：
web-refused-other-site = 该请求来自其他网站，为安全起见没有执行。
