# What has gone, and what a record's page leads to.

catalogue-gone-provider = Nag-organisa nito:
catalogue-gone-instead = Sa halip, maaari ninyong tingnan ang
catalogue-report-form = Mag-ulat ng mali
catalogue-history = Kasaysayan ng mga pagbabago
