# الصفحات: الاعتماد، ومساحة الجهة، ومكاتب البلدية.

providers-refused-officer = هذه الصفحة لموظفي البلدية المكلفين بهذه المهمة
providers-refused-desk = ما دمتم تساعدون شخصًا في المكتب فلا تتصرفون باسم جهة
providers-refused-upload = لم يصل الملف كاملًا: اختاروه من جديد وحاولوا مرة أخرى
providers-refused-upload-long = الملف كبير جدًا: احفظوه بحجم أصغر وحاولوا مرة أخرى
providers-refused-day = اكتبوا تاريخًا كاملًا كما في التقويم
providers-refused-code = الرمز غير صحيح: راجعوا الرسالة وحاولوا مرة أخرى
providers-refused-import-busy = هناك استيراد آخر قيد التنفيذ: حاولوا بعد بضع دقائق
providers-refused-import-later = يجب أولًا التراجع عن عمليات الاستيراد الأحدث التي غيّرت البطاقات نفسها: { $later }
providers-refused-import-state = حالة هذا الاستيراد مختلفة: لا يمكن التراجع عنه
providers-mine = جهاتي
providers-mine-about = الجمعيات والمدارس والشركات التي تتصرفون باسمها
providers-mine-lead = هنا تحصل الجهة على الاعتماد وتحافظ على تحديث بطاقاتها.
providers-mine-none = لا تتصرفون باسم أي جهة بعد.
providers-nameless = جهة بلا اسم
providers-nameless-record = بطاقة بلا اسم
providers-begin-title = جهتكم ليست هنا بعد؟
providers-begin-text = يكفي نحو عشرين دقيقة والوثائق بصيغة PDF. ما تكتبونه يُحفظ: يمكنكم التوقف متى شئتم.
providers-begin = ابدأوا الاعتماد
providers-role-manager = يدير الجهة
providers-role-operator = يعمل في مكتب الجهة
providers-role-manager-about = الإدارة: كل الصلاحيات، ومنها دعوة أشخاص آخرين
providers-role-operator-about = المكتب: تسجيل الحضور دون تغيير البطاقات
providers-state-draft = مسودة
providers-state-submitted = أُرسلت
providers-state-clarification = مطلوب جواب
providers-state-admitted = معتمدة
providers-state-refused = لم تُعتمد
providers-state-expiring = معتمدة وتنتهي قريبًا
providers-state-expired = انتهت
providers-state-suspended = معلّقة
providers-state-withdrawn = سُحبت
providers-state-draft-about = أنتم وحدكم ترون ما تكتبونه.
providers-state-submitted-about = البلدية تنظر فيها. لا يلزمكم فعل شيء.
providers-state-clarification-about = سألت البلدية سؤالًا: تتوقف المهلة حتى تجيبوا.
providers-state-admitted-about = يمكنكم تحديث بطاقاتكم.
providers-state-refused-about = السبب مكتوب أدناه.
providers-state-expiring-about = يمكنكم طلب التجديد من الآن.
providers-state-expired-about = تبقى البطاقات، لكن لا يمكن تغييرها قبل التجديد.
providers-state-suspended-about = لا حجوزات جديدة حاليًا. السبب مكتوب أدناه.
providers-state-withdrawn-about = سحبتم الطلب.
providers-number = رقم الملف
providers-number-short = رقم { $number }
providers-deadline = جواب البلدية
providers-clock = في موعد أقصاه { $day }
providers-clock-stopped = في موعد أقصاه { $day }، والمهلة متوقفة الآن
providers-clock-stands = المهلة متوقفة: بانتظار جواب
providers-clock-left = { $count ->
    [0] تنتهي المهلة اليوم
    [one] بقي يوم واحد
    [two] بقي يومان
    [few] بقيت { $count } أيام
    [many] بقي { $count } يومًا
   *[other] بقي { $count } يوم
}
providers-clock-late = { $count ->
    [one] متأخر يومًا واحدًا
    [two] متأخر يومين
    [few] متأخر { $count } أيام
    [many] متأخر { $count } يومًا
   *[other] متأخر { $count } يوم
}
providers-valid = معتمدة حتى
providers-until = حتى { $day }
providers-asked = تسأل البلدية
providers-steps = الخطوات
providers-about = من أنتم
providers-contacts = المقر وبيانات الاتصال
providers-checklist = الوثائق والتصريحات
providers-missing = { $count ->
    [0] مكتمل
    [one] ينقص شيء واحد
    [two] ينقص شيئان
    [few] تنقص { $count } أشياء
    [many] ينقص { $count } شيئًا
   *[other] ينقص { $count } شيء
}
providers-step-of = الخطوة { $at } من { $of }
providers-send = الملخص والإرسال
providers-to-send = إلى الملخص
providers-to-area = إلى بطاقاتكم
providers-to-case = الاعتماد والوثائق
providers-to-papers = الوثائق: عرض وتحديث
providers-events = ما الذي حدث
providers-step-submit = أُرسل الطلب
providers-step-ask = سؤال البلدية
providers-step-answer = جواب الجهة
providers-step-admit = اعتُمدت
providers-step-refuse = لم تُعتمد
providers-step-remind = تذكير بقرب الانتهاء
providers-step-expire = انتهت
providers-step-replace = حلّ محلها اعتماد أحدث
providers-step-suspend = عُلّقت
providers-step-lift = رُفع التعليق
providers-step-withdraw = سُحبت
providers-renew = طلب التجديد
providers-withdraw = سحب الطلب
providers-withdraw-text = لا رجوع بعد السحب: ستحتاجون إلى طلب جديد. إن كنتم معتمدين فلن تقبلوا حجوزات أخرى.
providers-withdraw-sure = نعم، اسحبوا الطلب
providers-kept = حُفظ ما كتبتموه. راجعوا الحقول المعلَّمة، أو تابعوا لاحقًا.
providers-go-on = حفظ ومتابعة
providers-keep = حفظ وخروج
providers-change = تغيير
providers-form-name = اسم الجهة
providers-form-nature = ما نوع الجهة؟
providers-form-legal-form = الشكل القانوني
providers-form-fiscal-code = الرمز الضريبي
providers-form-fiscal-code-hint = رمز الجهة: 11 رقمًا. من يعمل وحده يكتب رمزه الشخصي.
providers-form-vat = رقم ضريبة القيمة المضافة
providers-form-vat-hint = فقط إن كان لديكم: 11 رقمًا.
providers-form-runts = رقم RUNTS
providers-form-runts-hint = للقطاع الثالث فقط: رقم القيد في السجل.
providers-form-street = الشارع والرقم
providers-form-postal-code = الرمز البريدي
providers-form-town = البلدة
providers-form-mail = البريد الإلكتروني للجهة
providers-form-mail-hint = إليه تصل أجوبة البلدية.
providers-form-phone = الهاتف
providers-form-website = الموقع
providers-form-website-hint = مثلًا https://www.example.org
providers-form-represented-by = من يمثل الجهة
providers-form-represented-by-hint = اسم من يوقّع قانونًا ولقبه.
providers-form-represented-as = بأي صفة
providers-nature-third-sector = القطاع الثالث: جمعية أو تعاونية أو رعية
providers-nature-public = عامة: مدرسة أو مكتبة أو هيئة
providers-nature-profit = شركة أو مهني
providers-nature-unknown = غير معروف
providers-mark-good = في محله
providers-mark-until = صالح حتى { $day }
providers-mark-lapsed = انتهى في { $day }
providers-mark-missing = ناقص
providers-mark-optional = اختياري
providers-issued-on = صدر في { $day }
providers-remove = إزالة
providers-choose = اختاروا
providers-document-add = إضافة وثيقة
providers-document-item = ما هذه الوثيقة؟
providers-document-issued = تاريخ الإصدار
providers-document-expires = تاريخ الانتهاء
providers-document-expires-hint = فقط إن كان مكتوبًا على الوثيقة.
providers-document-file = الملف
providers-document-file-hint = PDF أو PNG أو JPEG، بحد أقصى { $megabytes } ميغابايت.
providers-document-send = رفع الوثيقة
providers-declared = نصرّح بأننا
providers-send-lead = راجعوا كل شيء قبل الإرسال. مهلة جواب البلدية بالأيام: { $days }.
providers-send-now = إرسال إلى البلدية
providers-send-not-yet = أكملوا الخطوات المعلَّمة أعلاه قبل الإرسال. ما كتبتموه يبقى محفوظًا.
providers-answer = جوابكم
providers-admissions = طلبات الاعتماد
providers-admissions-about = الجهات التي تطلب الاعتماد
providers-waiting = { $count ->
    [0] قيد الانتظار
   *[other] قيد الانتظار: { $count }
}
providers-waiting-none = لا طلب ينتظر.
providers-twin = الرمز الضريبي نفسه
providers-twin-text = «{ $name }» تستخدم هذا الرمز الضريبي أيضًا: تحققوا أولًا أيهما يبقى.
providers-claims = بطاقات مطلوبة بالوثائق
providers-claims-none = لا طلب ينتظر.
providers-claim-line = تقول «{ $name }» إن البطاقة «{ $record }» تخصها
providers-claim-papers = عرض وثائق الجهة
providers-claim-yes = تخصها
providers-claim-no = لا تخصها
providers-admitted = المعتمدة
providers-admitted-none = لا جهة معتمدة.
providers-papers = الوثائق
providers-papers-traced = يُسجَّل اسم كل من يفتح وثيقة.
providers-decide = قراركم
providers-note = السبب أو السؤال
providers-note-hint = تقرؤه الجهة: اكتبوه بكلمات بسيطة.
providers-do-admit = اعتماد
providers-do-ask = طلب توضيح
providers-do-refuse = رفض
providers-do-suspend = تعليق
providers-do-lift = رفع التعليق
providers-changes = تغييرات للمراجعة
providers-changes-about = ما تريد الجهات تغييره
providers-changes-lead = لا ينتظر هنا إلا ما قد يضلل العائلات أو يكلفها؛ والباقي منشور.
providers-changes-none = لا شيء ينتظر. حسنًا.
providers-before = قبل
providers-after = بعد
providers-by-now = المعروض الآن: { $value }
providers-look-record = عرض البطاقة العامة
providers-yes-title = صحيح هكذا
providers-yes-text = توافقون على ما ترونه هنا بالضبط.
providers-approve = موافقة ونشر
providers-no-title = ليس صحيحًا
providers-note-no = لماذا لا
providers-turn-down = عدم الموافقة
providers-told-yes = تمت الموافقة على تغيير «{ $name }»: سيظهر قريبًا.
providers-told-no = لم تتم الموافقة على تغيير «{ $name }». اقرأوا السبب.
providers-parcel-waiting = بانتظار البلدية
providers-parcel-publishing = قيد النشر
providers-parcel-published = منشور
providers-parcel-failed = لم ينجح: البلدية تنظر فيه
providers-parcel-refused = لم تتم الموافقة
providers-parcel-withdrawn = مسحوب
providers-imports = عمليات الاستيراد
providers-imports-about = ما دخل إلى الفهرس وكيفية التراجع عنه
providers-imports-lead = آخر مئة، والأحدث أولًا.
providers-import-title = الاستيراد { $number }
providers-import-number = الرقم
providers-import-source = المصدر
providers-import-at = متى
providers-import-state = الحالة
providers-import-counts = الأثر
providers-import-line = جديدة: { $new }، متغيرة: { $changed }
providers-import-staging = قيد القراءة
providers-import-waiting = ينتظر موافقة
providers-import-committed = قيد التنفيذ
providers-import-applied = تم
providers-import-unchanged = لا جديد
providers-import-undoing = قيد التراجع
providers-import-undone = تم التراجع
providers-import-discarded = أُهمل أو جُرّب فقط
providers-count-read = المقروءة
providers-count-new = الجديدة
providers-count-changed = المتغيرة
providers-count-unchanged = كما كانت
providers-count-rejected = المستبعدة
providers-count-gone = المختفية
providers-count-written = البطاقات المكتوبة
providers-findings = الملاحظات
providers-findings-none = لا ملاحظات.
providers-findings-more = وملاحظات أخرى عددها { $count }.
providers-undo = التراجع عن هذا الاستيراد
providers-undo-text = تعود كل بطاقة كما كانت. ويبقى التراجع في السجل.
providers-undo-sure = نعم، تراجع
providers-area = جهتكم
providers-sent = أُرسل. ما أمكن نشره فورًا سيظهر قريبًا، والباقي ينتظر البلدية.
providers-confirmed = شكرًا: البطاقة مسجلة كمُراجَعة اليوم.
providers-lapsed = لا حجوزات جديدة حاليًا. ناقص أو منتهٍ:
providers-drafts = مسودات لم تُرسل
providers-records = بطاقاتكم
providers-records-none = ليست لديكم بطاقات بعد. إن كانت جهتكم في الفهرس فاطلبوا بطاقتها، وإلا فأنشئوها.
providers-own-page = بطاقة الجهة
providers-checked = رُوجعت في { $day }
providers-checked-never = لم تراجعوها قط
providers-score = الجودة: { $score } من 100
providers-mend = { $field }: +{ $points }
providers-edit = تعديل
providers-confirm = كل شيء ما زال صحيحًا
providers-service-new = إضافة نشاط
providers-page-new = إنشاء بطاقة الجهة
providers-parcels = ما أرسلتموه
providers-fields = { $count ->
    [one] حقل واحد
    [two] حقلان
    [few] { $count } حقول
    [many] { $count } حقلًا
   *[other] { $count } حقل
}
providers-take-back = استرجاع التغيير
providers-operator-text = تعملون في مكتب هذه الجهة. من يديرها هو من يغيّر البطاقات.
providers-people = الأشخاص والدعوات
providers-somebody = شخص
providers-since = منذ { $day }
providers-you = أنتم
providers-make-operator = المكتب فقط
providers-make-manager = منح الإدارة
providers-take-out = إزالة
providers-invite = دعوة شخص
providers-invite-role = ماذا يمكنه أن يفعل؟
providers-invite-mail = إلى أي بريد نرسل الرابط؟
providers-invite-mail-hint = يمكنكم تركه فارغًا وتسليم الرابط بأنفسكم.
providers-invite-make = إنشاء الرابط
providers-link-title = الرابط جاهز
providers-link-made = يصلح لشخص واحد ومرة واحدة، ومدته بالأيام { $days }: { $role }. لا يظهر إلا الآن: انسخوه أو أرسلوه أو دعوا الشخص يمسحه بالكاميرا.
providers-links = روابط ما زالت صالحة
providers-link-open = { $role }، حتى { $until }
providers-link-withdraw = سحب الرابط
providers-leave = مغادرة الجهة
providers-leave-sure = نعم، لم أعد أتصرف باسم هذه الجهة
providers-join = دعوة
providers-join-text = دعاكم شخص للتصرف باسم جهته. إن قبلتم فسيرى مديروها اسمكم.
providers-join-now = قبول الدعوة
providers-claim = طلب البطاقة الموجودة
providers-claim-lead = ابحثوا عن بطاقة جهتكم. لإثبات أنها لكم نرسل رمزًا إلى العنوان المكتوب في البطاقة، أو تنظر فيها البلدية.
providers-claim-q = اسم الجهة
providers-claim-look = بحث
providers-claim-found = { $count ->
    [0] لا بطاقات
    [one] بطاقة واحدة
    [two] بطاقتان
    [few] { $count } بطاقات
    [many] { $count } بطاقة
   *[other] { $count } بطاقة
}
providers-claim-none = جرّبوا كلمات أقل، أو أنشئوا بطاقة جديدة.
providers-claim-services = { $count ->
    [0] لا أنشطة
    [one] نشاط واحد
    [two] نشاطان
    [few] { $count } أنشطة
    [many] { $count } نشاطًا
   *[other] { $count } نشاط
}
providers-claim-by-mail = هي لنا: أرسلوا الرمز
providers-claim-by-document = هي لنا: لتنظر البلدية
providers-claim-code = الرمز الذي في الرسالة
providers-claim-give = تأكيد الرمز
providers-claim-mail-open = أُرسل الرمز
providers-claim-mail-proven = هي لكم
providers-claim-mail-refused = ليست لكم
providers-claim-mail-spent = انتهى الرمز
providers-claim-document-open = البلدية تنظر فيها
providers-claim-document-proven = هي لكم
providers-claim-document-refused = ليست لكم
providers-claim-document-spent = أُغلقت
providers-edit-organisation = بطاقة الجهة
providers-edit-service = تعديل النشاط
providers-edit-new = نشاط جديد
providers-edit-name = الاسم
providers-edit-description = ماذا نفعل فيه
providers-edit-description-hint = جملتان أو ثلاث: ماذا نفعل، ومع من، وما الذي ينبغي إحضاره.
providers-edit-alert = تنبيه في الأعلى
providers-edit-alert-hint = للأمور الآنية فقط: «مغلق هذا الأسبوع».
providers-edit-age-from = من عمر كم سنة
providers-edit-age-from-hint = اتركوه فارغًا إن كان لكل الأعمار.
providers-edit-age-to = حتى عمر كم سنة
providers-edit-price-hint = اكتبوا 0 إن كان مجانيًا.
providers-edit-status = هل هو قائم؟
providers-edit-email = بريد إلكتروني للعائلات
providers-edit-email-hint = عنوان الجهة، لا عنوان شخصي.
providers-edit-phone = هاتف للعائلات
providers-edit-phone-hint = الأرقام ومفتاح البلد فقط.
providers-edit-url = صفحة الويب
providers-edit-website = الموقع
providers-to-preview = عرض ما يتغير
providers-drop = حذف المسودة
providers-drop-sure = نعم، احذفوها
providers-preview = ما الذي يتغير
providers-conflicts = غيّر شخص آخر الحقول نفسها
providers-conflicts-look = عرض واختيار
providers-conflicts-text = علّموا الحقول التي تبقى فيها قيمتكم؛ وفي غيرها يبقى المعروض الآن.
providers-keep-mine = تبقى قيمتي: { $value }
providers-resolve = تم
providers-nothing-changed = لم تغيّروا شيئًا.
providers-goes-now = يظهر فورًا
providers-goes-later = ينتظر البلدية
providers-goes-later-text = ينظر فيه موظف من البلدية قبل أن تقرأه العائلات. تحت كل حقل يُذكر السبب.
providers-send-change = إرسال التغييرات
providers-back-to-edit = العودة إلى الكتابة
providers-texts = لغات النصوص
providers-text-original = النص الأصلي
providers-text-behind = يحتاج إلى مراجعة: تغيّر الأصل
providers-text-missing = ناقص
providers-free = مجاني
providers-unit-once = إجمالًا
providers-unit-session = لكل مرة
providers-unit-day = في اليوم
providers-unit-week = في الأسبوع
providers-unit-month = في الشهر
providers-unit-year = في السنة
providers-ages = العمر بالسنوات: من { $from } إلى { $to }
providers-ages-from = العمر بالسنوات: من { $from }
providers-ages-to = العمر بالسنوات: حتى { $to }
providers-yes = نعم
providers-no = لا
providers-status-active = قائم
providers-status-inactive = غير متاح حاليًا
providers-status-defunct = انتهى نهائيًا
providers-status-temporarily-closed = مغلق لفترة
providers-field-name = الاسم
providers-field-alternate-name = اسم آخر
providers-field-description = الوصف
providers-field-email = البريد الإلكتروني
providers-field-website = الموقع
providers-field-url = صفحة الويب
providers-field-phones = الهاتف
providers-field-nature = نوع الجهة
providers-field-legal-status = الشكل القانوني
providers-field-active = مفتوحة
providers-field-assured = آخر مراجعة
providers-field-location = المكان
providers-field-location-type = نوع المكان
providers-field-point = نقطة على الخريطة
providers-field-address = العنوان
providers-field-transportation = كيفية الوصول
providers-field-accessibility = إمكانية الوصول لذوي الإعاقة
providers-field-schedules = المواعيد
providers-field-status = الحالة
providers-field-ages = الأعمار
providers-field-eligibility = من يمكنه المشاركة
providers-field-themes = المواضيع
providers-field-needs = الاحتياجات
providers-field-wellbeing = الرفاه
providers-field-languages = اللغات
providers-field-rhythm = الوتيرة
providers-field-cost-options = السعر
providers-field-fees = السعر بالكلمات
providers-field-application-process = كيفية المشاركة
providers-field-required-documents = ما ينبغي إحضاره
providers-field-adult-needed = وجود شخص بالغ لازم
providers-field-remote = من المنزل
providers-field-capacity = الأماكن
providers-field-alert = تنبيه
providers-letter-invite-subject = دعوة من «{ $name }»
providers-letter-invite-text = تطلب منكم «{ $name }» التصرف باسمها في هذا الموقع.
providers-letter-invite-button = عرض الدعوة
providers-letter-invite-lasts = الرابط صالح سبعة أيام ومرة واحدة.
providers-letter-not-you = إن كنتم لا تنتظرون هذه الدعوة فلا تفعلوا شيئًا.
providers-letter-ask = سؤال عن ملف «{ $name }»
providers-letter-admit = اعتُمدت «{ $name }»
providers-letter-refuse = لم تُعتمد «{ $name }»
providers-letter-suspend = عُلّق اعتماد «{ $name }»
providers-letter-lift = رُفع التعليق عن «{ $name }»
providers-letter-look = فتح الملف
providers-letter-code-subject = رمز البطاقة «{ $record }»
providers-letter-code-text = تطلب «{ $name }» إدارة البطاقة «{ $record }» التي تنشر هذا العنوان. إن كنتم أنتم، فهذا هو الرمز:
providers-letter-code-stranger = إن لم تكونوا أنتم فلا تعطوا الرمز لأحد: من دونه لا يحدث شيء.

providers-duplicates = سجلات مكررة
providers-duplicates-about = سجلات من مصادر مختلفة قد تخصّ الشيء نفسه
providers-duplicates-lead = عندما تقولون إنها الشيء نفسه تصبح سجلًا واحدًا. يمكن التراجع عن كل قرار من صفحة عمليات الاستيراد.
providers-duplicates-none = لا توجد أزواج للمراجعة.
providers-duplicates-pair = متشابهان بنسبة { $score } من 100
providers-duplicates-same = هما الشيء نفسه
providers-duplicates-different = هما شيئان مختلفان
providers-refused-pair = لا يمكن البت في هذا الزوج: ربما سبقكم أحد، أو يناقض قرارًا سابقًا. انظروا إلى القائمة من جديد.
providers-duplicates-more = { $count ->
    [one] وبعدها زوج آخر.
    [two] وبعدها زوجان آخران.
    [few] وبعدها { $count } أزواج أخرى.
   *[other] وبعدها { $count } زوجًا آخر.
}
