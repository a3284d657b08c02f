# What has gone, and what a record's page leads to.

catalogue-gone-provider = Chi la organizzava:
catalogue-gone-instead = Al suo posto puoi guardare
catalogue-report-form = Segnala un errore
catalogue-history = Storia delle modifiche
