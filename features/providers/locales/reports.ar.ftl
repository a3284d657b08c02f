# What visitors report about an organisation's records, and letters the clock causes.
providers-reports = بلاغات الزوار
providers-reports-open = { $count ->
    [0] بلاغات الزوار
   *[other] بلاغات الزوار ({ $count } قيد الانتظار)
}
providers-reports-lead = ما يقول الناس إنه خطأ في صفحاتكم. يبقى كاتب البلاغ مجهولًا؛ ويرى المكتب ما تفعلونه.
providers-reports-none = لم يبلغ أحد عن خطأ.
providers-report-one = البلاغ { $number }
providers-report-gone = صفحة لم تعد موجودة
providers-report-asked = المكتب يسألكم
providers-report-over = منتهٍ
providers-report-open = قيد الانتظار
providers-report-what = ما هو الخطأ
providers-report-text = بكلمات كاتب البلاغ
providers-report-question = يسأل المكتب
providers-report-mend = تصحيح الصفحة
providers-report-mend-hint = عند نشر التعديل يراه المكتب تلقائيًا في هذا البلاغ.
providers-report-words = الجواب للمكتب
providers-report-words-hint = { $most } حرف على الأكثر. دون بيانات شخصية.
providers-report-say = إرسال الجواب
providers-report-right = الصفحة صحيحة كما هي
providers-report-happened = ماذا حدث
providers-told-reminder = { $text }
providers-remind-ends-subject = اعتماد «{ $name }» يوشك أن ينتهي
providers-remind-ends = { $days ->
    [0] ينتهي اعتماد «{ $name }» اليوم، { $day }.
    [one] ينتهي اعتماد «{ $name }» غدًا، { $day }.
    [two] ينتهي اعتماد «{ $name }» في { $day }، بعد يومين.
    [few] ينتهي اعتماد «{ $name }» في { $day }، بعد { $days } أيام.
   *[other] ينتهي اعتماد «{ $name }» في { $day }، بعد { $days } يومًا.
}
providers-remind-ends-do = لكي تستمروا دون انقطاع اطلبوا التجديد الآن: البيانات التي قدمتموها جاهزة.
providers-remind-ends-button = طلب التجديد
providers-remind-ended-subject = انتهى اعتماد «{ $name }»
providers-remind-ended = انتهى اعتماد «{ $name }». لا يمكنكم قبول حجوزات جديدة؛ وتبقى الحجوزات السابقة صالحة.
providers-remind-ended-do = يمكنكم طلب اعتماد جديد في أي وقت.
providers-remind-ended-button = فتح الملف
providers-remind-document-subject = وثيقة لدى «{ $name }» توشك أن تنتهي صلاحيتها
providers-remind-document = { $days ->
    [0] تنتهي صلاحية الوثيقة «{ $item }» لدى «{ $name }» اليوم، { $day }.
    [one] تنتهي صلاحية الوثيقة «{ $item }» لدى «{ $name }» غدًا، { $day }.
    [two] تنتهي صلاحية الوثيقة «{ $item }» لدى «{ $name }» في { $day }، بعد يومين.
    [few] تنتهي صلاحية الوثيقة «{ $item }» لدى «{ $name }» في { $day }، بعد { $days } أيام.
   *[other] تنتهي صلاحية الوثيقة «{ $item }» لدى «{ $name }» في { $day }، بعد { $days } يومًا.
}
providers-remind-document-do = ارفعوا الوثيقة الجديدة قبل ذلك اليوم.
providers-remind-document-button = رفع الوثيقة
providers-remind-stale-subject = هل ما زالت صفحات «{ $name }» صحيحة؟
providers-remind-stale = { $count ->
    [one] صفحة واحدة من صفحات «{ $name }» لم تُراجع منذ أكثر من ثلاثة أشهر:
    [two] صفحتان من صفحات «{ $name }» لم تُراجعا منذ أكثر من ثلاثة أشهر:
    [few] { $count } صفحات من صفحات «{ $name }» لم تُراجع منذ أكثر من ثلاثة أشهر. مثلًا:
   *[other] { $count } صفحة من صفحات «{ $name }» لم تُراجع منذ أكثر من ثلاثة أشهر. مثلًا:
}
providers-remind-stale-do = إذا كان كل شيء صحيحًا فتكفي ضغطة واحدة لكل صفحة؛ وإلا فصححوها.
providers-remind-stale-button = مراجعة الصفحات
providers-remind-reports-subject = بلاغات حول صفحات «{ $name }»
providers-remind-reports = { $count ->
    [one] أبلغ شخص عن خطأ في صفحة من صفحات «{ $name }».
    [two] هناك بلاغان جديدان عن أخطاء في صفحات «{ $name }».
    [few] هناك { $count } بلاغات جديدة عن أخطاء في صفحات «{ $name }».
   *[other] هناك { $count } بلاغًا جديدًا عن أخطاء في صفحات «{ $name }».
}
providers-remind-reports-do = انظروا ما هو الخطأ: يمكنكم تصحيح الصفحة أو الرد على المكتب.
providers-remind-reports-button = عرض البلاغات
providers-remind-why = تصلكم هذه الرسالة لأنكم تديرون هذه الجهة على الموقع.
