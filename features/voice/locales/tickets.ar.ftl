# Reports as tickets: the receipt, the officers' queue, letters.

voice-ticket-title = بلاغكم
voice-ticket-receipt = رمز الإيصال
voice-ticket-keep = احتفظوا بالرمز أو برابط هذه الصفحة: هنا تقرؤون الرد، دون تسجيل. كل من لديه الرمز يستطيع قراءته.
voice-ticket-number = الرقم
voice-ticket-came = تاريخ الاستلام
voice-ticket-due = الرد قبل
voice-ticket-answer = الرد
voice-ticket-question = لدينا سؤال
voice-ticket-forget = احذفوا عنواني الآن
voice-ticket-happened = ماذا حدث
voice-ticket-send = إرسال
voice-ticket-reopen = هل ما زال الخطأ موجودًا؟ اشرحوا ما هو الخطأ
voice-ticket-reply = جوابكم
voice-ticket-more = هل تريدون إضافة شيء؟

voice-state-open = قيد الانتظار
voice-state-assigned = قيد المعالجة
voice-state-asked = بانتظار جواب
voice-state-answered = تم الحل
voice-state-closed = مغلق

voice-step-received = تم استلام البلاغ
voice-step-taken = تولاه أحد الموظفين
voice-step-released = أُعيد إلى قائمة الانتظار
voice-step-asked-visitor = سؤال إلى صاحب البلاغ
voice-step-asked-organisation = سُئلت الجهة المنظمة
voice-step-said-visitor = كتب صاحب البلاغ
voice-step-said-organisation = أجابت الجهة المنظمة
voice-step-mended = صححت الجهة المنظمة الصفحة
voice-step-right = تقول الجهة المنظمة إن الصفحة صحيحة
voice-step-answered = تم الرد
voice-step-closed = أُغلق دون تعديل
voice-step-reopened = فُتح من جديد

voice-closed-right = لقد تحققنا: المعلومات صحيحة وتبقى كما هي.
voice-closed-double = سبق أن أبلغ عنه شخص آخر: نعالجه ضمن ذلك البلاغ.
voice-closed-elsewhere = هذا لا يعود إلى هذا الموقع، لذلك لا نستطيع تصحيحه هنا.
voice-closed-unclear = لم نتمكن من فهم ما هو الخطأ.
voice-closed-misuse = الرسالة لا تبلغ عن خطأ.

voice-reason-right = المعلومات صحيحة
voice-reason-double = سبق الإبلاغ عنه
voice-reason-elsewhere = لا يعود إلى هذا الموقع
voice-reason-unclear = غير مفهوم
voice-reason-misuse = ليس بلاغًا عن خطأ

voice-letter-thanks = شكرًا لأنكم أبلغتمونا عن خطأ.
voice-letter-about = يخص بلاغكم: { $name }.
voice-letter-answered = كنتم على حق: لقد صححنا الصفحة.
voice-letter-asked = لكي نصحح الصفحة نحتاج إلى جوابكم:
voice-letter-asked-subject = سؤال حول بلاغكم رقم { $number }
voice-letter-answered-subject = الرد على بلاغكم رقم { $number }
voice-letter-closed-subject = الرد على بلاغكم رقم { $number }
voice-letter-asked-button = أجيبوا
voice-letter-answered-button = افتحوا الإيصال
voice-letter-closed-button = افتحوا الإيصال
voice-letter-receipt = رمز الإيصال: { $receipt }
voice-letter-why = تصلكم هذه الرسالة لأنكم تركتم عنوانكم لتلقي الرد. يمكنكم حذفه من صفحة الإيصال.

voice-find = اقرؤوا الرد على بلاغ
voice-find-about = اكتبوا رمز الإيصال. لا حاجة إلى التسجيل.
voice-find-receipt = رمز الإيصال
voice-find-hint = اثنا عشر حرفًا ورقمًا، مثل 7K3F-9QXM-2TVA. لا فرق بين الأحرف الكبيرة والصغيرة، ولا تهم المسافات والشرطات.
voice-find-send = افتحوا الإيصال
voice-find-lost = هل أضعتم الرمز؟ اتصلوا واذكروا رقم البلاغ.

voice-refused-unknown = لا يوجد بلاغ كهذا.
voice-refused-changed = في هذه الأثناء غيّر شخص آخر هذا البلاغ. ترون أدناه وضعه الآن: تحققوا منه وقرروا من جديد.
voice-refused-words = اكتبوا بضع كلمات.
voice-refused-step = لم يعد هذا ممكنًا: انظروا إلى حالة البلاغ.
voice-refused-late = مضى أكثر من { $days } يومًا: أرسلوا بلاغًا جديدًا من الصفحة.
voice-refused-officer = هذه الصفحة لمن يتولون البلاغات في البلدية.
voice-refused-reason = اختاروا سبب الإغلاق.
voice-refused-receipt-none = اكتبوا رمز الإيصال.
voice-refused-receipt-form = الرمز اثنا عشر حرفًا ورقمًا، مثل 7K3F-9QXM-2TVA. تأكدوا من كتابته كاملًا.
voice-refused-receipt-unknown = لا يوجد بلاغ بهذا الرمز. تحققوا من كل حرف ورقم.

voice-desk = البلاغات
voice-desk-about = ما يبلغ عنه الناس، ومنذ متى ينتظرون، والرد
voice-desk-lead = الأقدم انتظارًا أولًا. يقرأ صاحب البلاغ الرد بالإيصال، وبالبريد الإلكتروني إذا ترك عنوانًا.
voice-desk-states = الحالة
voice-desk-none = لا توجد بلاغات.
voice-desk-more = عرض التالي
voice-desk-site = الموقع
voice-desk-gone = صفحة لم تعد موجودة
voice-desk-one = البلاغ { $number }
voice-desk-waiting = للإنجاز
voice-desk-number = رقم { $number }
voice-desk-mine = أنتم تتولونه
voice-desk-theirs = يتولاه شخص آخر
voice-desk-news = أجابت الجهة المنظمة
voice-desk-text = بكلماته
voice-desk-language = اللغة
voice-desk-mail = الرد بالبريد الإلكتروني
voice-desk-mail-yes = نعم: تُرسل الرسالة تلقائيًا
voice-desk-mail-no = لا: يقرؤه بالإيصال
voice-desk-note = ملاحظة للزملاء
voice-desk-note-hint = لا يراها صاحب البلاغ.
voice-desk-record = افتحوا الصفحة
voice-desk-history = سجل التغييرات
voice-desk-look = انظروا ما الذي تغير
voice-desk-question = السؤال
voice-desk-answer = الرد على صاحب البلاغ
voice-desk-answer-hint = اختياري: توجد جملة عن النتيجة. كتب صاحب البلاغ بهذه اللغة: { $lang }.
voice-desk-reason = إذا لم يكن هناك ما يُصحح: لماذا؟

voice-clock-open = { $days ->
    [0] وصل اليوم، الرد قبل { $due }
    [one] ينتظر منذ يوم واحد، الرد قبل { $due }
    [two] ينتظر منذ يومين، الرد قبل { $due }
    [few] ينتظر منذ { $days } أيام، الرد قبل { $due }
   *[other] ينتظر منذ { $days } يومًا، الرد قبل { $due }
}
voice-clock-late = { $days ->
    [one] متأخر: ينتظر منذ يوم واحد، كان الموعد { $due }
    [two] متأخر: ينتظر منذ يومين، كان الموعد { $due }
    [few] متأخر: ينتظر منذ { $days } أيام، كان الموعد { $due }
   *[other] متأخر: ينتظر منذ { $days } يومًا، كان الموعد { $due }
}
voice-clock-ended = { $days ->
    [0] انتهى في اليوم نفسه
    [one] انتهى خلال يوم واحد
    [two] انتهى خلال يومين
    [few] انتهى خلال { $days } أيام
   *[other] انتهى خلال { $days } يومًا
}

voice-do-take = أنا أتولاه
voice-do-release = إعادة إلى قائمة الانتظار
voice-do-ask = اسألوا
voice-do-ask-organisation = اسألوا الجهة المنظمة
voice-do-ask-visitor = اسألوا صاحب البلاغ
voice-do-end = الرد والإنهاء
voice-do-answer = تم تصحيح الخطأ: أرسلوا الرد
voice-do-close = إغلاق دون تعديل
voice-do-reopen = فتح من جديد
voice-field-other = تفاصيل أخرى
