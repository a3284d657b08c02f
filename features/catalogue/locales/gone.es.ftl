# What has gone, and what a record's page leads to.

catalogue-gone-provider = Lo organizaba:
catalogue-gone-instead = En su lugar puedes mirar
catalogue-report-form = Avisar de un error
catalogue-history = Historial de cambios
