# What has gone, and what a record's page leads to.

catalogue-gone-provider = الجهة التي كانت تنظمه:
catalogue-gone-instead = يمكنكم بدلًا منه الاطلاع على
catalogue-report-form = الإبلاغ عن خطأ
catalogue-history = سجل التغييرات
