# What has gone, and what a record's page leads to.

catalogue-gone-provider = It was offered by:
catalogue-gone-instead = Instead you can look at
catalogue-report-form = Report a mistake
catalogue-history = History of changes
