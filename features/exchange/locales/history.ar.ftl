# What has changed in a record.

exchange-history = سجل التغييرات
exchange-history-none = لم تُسجَّل بعد أي تغييرات في هذه الصفحة.
exchange-history-about = ما الذي تغيّر في هذه الصفحة، ومتى، ووفق أي مصدر.
exchange-history-when = متى
exchange-history-what = ماذا
exchange-history-source = المصدر
exchange-history-new = أُضيفت إلى الدليل
exchange-history-changed = تغيّر: { $fields }
exchange-history-confirmed = جرى التحقق من جديد: المعلومات المعروضة هي نفسها
exchange-history-gone = لم يعد المصدر يذكرها
exchange-history-back = عاد المصدر إلى ذكرها
exchange-history-merged = ضُمّت إلى صفحة أخرى
exchange-history-removed = أُزيلت
exchange-history-details = تفاصيل أخرى
exchange-history-target = افتحوا الصفحة
