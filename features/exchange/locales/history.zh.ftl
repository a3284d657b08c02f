# What has changed in a record.

exchange-history = 修改记录
exchange-history-none = 此页面尚无修改记录。
exchange-history-about = 此页面的哪些内容何时被修改，以及信息来源。
exchange-history-when = 时间
exchange-history-what = 内容
exchange-history-source = 来源
exchange-history-new = 加入目录
exchange-history-changed = 已修改：{ $fields }
exchange-history-confirmed = 已重新核对：显示的信息没有变化
exchange-history-gone = 来源不再列出
exchange-history-back = 来源重新列出
exchange-history-merged = 与另一页面合并
exchange-history-removed = 已移除
exchange-history-details = 其他细节
exchange-history-target = 打开页面
