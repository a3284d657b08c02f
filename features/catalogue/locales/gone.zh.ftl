# What has gone, and what a record's page leads to.

catalogue-gone-provider = 原主办方：
catalogue-gone-instead = 您可以看看这些
catalogue-report-form = 报告错误
catalogue-history = 修改记录
