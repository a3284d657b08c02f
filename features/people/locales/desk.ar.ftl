# The desk and the staff.

people-banner = تتصرفون الآن باسم:
people-banner-end = إنهاء وطباعة الإيصال

people-desk = شباك الخدمات (sportello)
people-desk-about = ابحثوا عن عائلة، أو سجّلوا عائلة جديدة، أو تصرفوا باسم من هو هنا معكم
people-desk-lead = ابحثوا عن الشخص الموجود هنا معكم. كل بحث يُسجَّل، ويمكن للشخص أن يراه.
people-desk-find = البحث عن شخص
people-desk-what = الرمز الضريبي (codice fiscale) أو البريد الإلكتروني أو الرمز الورقي
people-desk-what-hint = اكتبوا واحدًا من الثلاثة، أو اقرؤوه بالماسح الضوئي.
people-desk-or = أو الاسم واسم العائلة وتاريخ الميلاد:
people-desk-look = بحث
people-desk-else = غير موجود؟
people-desk-new = تسجيل شخص
people-desk-new-lead = يكفي الاسم. لا حاجة إلى الرمز الضريبي أو الهاتف أو البريد الإلكتروني.
people-desk-register = تسجيل وبدء
people-desk-back = العودة إلى شباك الخدمات
people-found = { $count ->
    [0] لم نجد أي شخص
    [one] وجدنا شخصًا واحدًا
    [two] وجدنا شخصين
    [few] وجدنا { $count } أشخاص
    [many] وجدنا { $count } شخصًا
   *[other] وجدنا { $count } شخص
}
people-found-none = جرّبوا بطريقة أخرى، أو سجّلوا الشخص.
people-conflict = الوالدان غير متفقين
people-settle = السماح بالمتابعة

people-assist = بدء التصرف باسم الشخص
people-assist-begin = التصرف باسم { $name }
people-presence = كيف تعرّفتم على الشخص؟
people-presence-document = رأيت وثيقة
people-presence-pin = أعطاني الرقم السري (PIN) لرمزه الورقي
people-presence-known = أعرفه
people-reason = لماذا تتصرفون باسمه؟
people-reason-hint = كلمات قليلة، مثل «التسجيل في السباحة». يمكن للشخص أن يقرأها.

people-receipt = إيصال
people-receipt-from = البداية
people-receipt-to = النهاية
people-receipt-number = الرقم
people-receipt-done = ما تم عمله
people-receipt-see = في مساحتكم الشخصية، تحت «من اطّلع على بياناتي»، ترون ما تم عمله لكم.
people-did-assist = بدء المساعدة في شباك الخدمات
people-did-assist-end = انتهاء المساعدة في شباك الخدمات
people-did-register = تسجيل الشخص
people-did-add-child = إضافة طفل
people-did-change = تعديل البيانات
people-did-invite = دعوة الوالد الآخر
people-did-guardian = شخص جديد يمكنه التصرف
people-did-leave-child = انتهاء المسؤولية عن طفل
people-did-wait = طلب الانتظار
people-did-go-on = انتهاء الانتظار والسماح بالمتابعة
people-did-agree = إعطاء موافقة
people-did-revoke-consent = سحب موافقة
people-did-paper-code = تسليم رمز ورقي
people-did-erase = حذف البيانات

people-give-paper = إعطاء رمز ورقي
people-give-paper-text = بالرمز والرقم السري (PIN) يدخل الشخص بنفسه، حتى من دون بريد إلكتروني ومن دون هاتف ذكي خاص به. والرموز التي أُعطيت من قبل لا تعود صالحة.
people-given-title = الرمز الورقي
people-given-where = أين يُستخدم
people-given-scan = وجّهوا الكاميرا نحو المربع، أو اكتبوا الرمز. ثم اكتبوا الرقم السري (PIN).
people-given-keep = احفظوا الورقة كما تحفظون وثيقة. لا تعطوا الرقم السري (PIN) لأحد.
people-given-lost = إذا فقدتم الورقة، فاذهبوا إلى شباك الخدمات (sportello): تحصلون على ورقة جديدة، وهذه لا تعود صالحة.
people-given-once = اطبعوا الآن: عندما تغادرون هذه الصفحة لن يظهر الرمز والرقم السري (PIN) مرة أخرى.

people-act = قرار وصاية أو رعاية بديلة (affido)
people-act-lead = اكتبوا هنا أنكم اطّلعتم على قرار رسمي من القاضي أو من الخدمات الاجتماعية. القرار لا يُنسخ ولا يُحفظ.
people-act-adult = الشخص البالغ: الرمز الضريبي (codice fiscale) أو البريد الإلكتروني أو الرمز الورقي
people-act-child-given = اسم الطفل
people-act-child-family = اسم عائلة الطفل
people-act-child-birth = تاريخ ميلاد الطفل
people-act-until = حتى
people-act-until-hint = إذا تُرك فارغًا: حتى سن 18.
people-act-limits = ما لا يسمح به القرار
people-act-save = تسجيل القرار
people-act-done = تم تسجيل القرار. تصل رسالة إلى الأشخاص الآخرين المسؤولين عن الطفل.

people-staff = عملي
people-staff-roles = أدواركم اليوم:
people-staff-nothing = صفحات هذه الأدوار تأتي مع الوظائف القادمة.
people-role-provider-operator = موظف في جهة
people-role-provider-manager = مسؤول عن جهة
people-role-hub-operator = موظف شباك الخدمات
people-role-hub-coordinator = منسّق شباك الخدمات
people-role-catalogue-editor = محرّر الدليل
people-role-moderator = مشرف على المحتوى
people-role-fund-officer = مسؤول الأموال
people-role-fund-approver = يوافق على صرف الأموال
people-role-finance-preparer = يُعدّ المدفوعات
people-role-finance-approver = يوافق على المدفوعات
people-role-plan-editor = محرّر الخطة
people-role-statistician = إحصائي
people-role-safeguarding-officer = مسؤول حماية الأطفال
people-role-auditor = مدقّق
people-role-data-protection-officer = مسؤول حماية البيانات
people-role-administrator = مدير النظام
people-scope-city = المدينة كلها
people-scope-department = قسم
people-scope-hub = شباك خدمات أو مركز (hub)
people-scope-organisation = جهة
people-scope-district = حي
people-scope-of = { $kind } { $of }

people-roles = الأدوار
people-roles-about = إعطاء الأدوار وسحبها
people-roles-lead = لا أحد يعطي نفسه دورًا. كل تغيير يُكتب في السجل.
people-roles-table = من له دور
people-roles-who = الشخص
people-roles-role = الدور
people-roles-scope = أين يسري
people-roles-since = منذ
people-roles-until = حتى
people-roles-take = سحب
people-roles-give = إعطاء دور
people-roles-mail = البريد الإلكتروني للشخص
people-roles-mail-hint = يجب أن يكون الشخص قد دخل مرة واحدة من قبل بهذا العنوان.
people-roles-of = أي قسم أو شباك خدمات أو جهة أو حي
people-roles-of-hint = المفتاح كما هو في مجلد المدينة أو في عنوان الصفحة. يُترك فارغًا للمدينة كلها.

people-emergency = حالة طارئة
people-emergency-about = فتح ملف من دون صلاحية، إذا كان طفل في خطر
people-emergency-warning = فقط إذا كان من الممكن أن يكون طفل في خطر
people-emergency-lead = يُبلَّغ الشخص، ويتحقق مسؤول حماية البيانات.
people-emergency-reason = ماذا حدث؟
people-emergency-do = فتح الملف
people-emergencies = حالات طارئة يجب التحقق منها
people-emergencies-about = ملفات فُتحت في حالة طارئة: يتحقق شخص آخر من أن ذلك كان صحيحًا.
people-emergencies-none = لا شيء يحتاج إلى التحقق.
people-emergencies-review = تحققتُ من ذلك

people-trail = السجل
people-trail-about = من فعل ماذا ومتى، من دون أسماء. كل سطر مرتبط بالسطر السابق: إذا غيّر أحد سطرًا، ظهر ذلك.
people-trail-whole = السجل سليم: لم يتغيّر أي سطر.
people-trail-broken = تم التلاعب بالسجل. أبلغوا المسؤول فورًا واحتفظوا بنسخة من قاعدة البيانات.
people-trail-number = الرقم
people-trail-when = متى
people-trail-what = ماذا
people-trail-who = من
people-trail-subject = بخصوص
people-trail-detail = التفاصيل
people-trail-older = الأقدم

people-no-looked = اكتبوا رمزًا ضريبيًا أو بريدًا إلكترونيًا أو رمزًا ورقيًا، أو الاسم وتاريخ الميلاد.
people-no-presence = اختاروا كيف تعرّفتم على الشخص.
people-no-reason = اكتبوا السبب بكلمات قليلة.
people-no-role = اختاروا دورًا.
people-no-scope = اذكروا قسمًا أو شباك خدمات أو جهة أو حيًا موجودًا.
people-no-day = التاريخ غير صحيح، أو مضى بالفعل.

people-pin-desk-hint = فقط إذا تعرّفتم على الشخص بالرقم السري: يقوله أو يكتبه بنفسه.
people-no-paper = ليس لدى هذا الشخص رمز ورقي: اختاروا طريقة أخرى.
people-no-pin = الرقم السري غير صحيح. بعد خمس محاولات خاطئة يُقفل الرمز.

people-jobs = أعمال تلقائية
people-jobs-about = ما يقوم به البرنامج وحده: رسائل، تذكيرات، تنظيف.
people-jobs-waiting = أقدم عمل ينتظر منذ { $since }. إذا مضى وقت طويل فلا أحد يعمل عليه.
people-jobs-dead = متروكة
people-jobs-revive = إعادة المحاولة
people-jobs-what = ماذا
people-jobs-state = الحالة
people-jobs-number = العدد
people-jobs-table = الأعمال
people-letters-table = الرسائل
people-job-waiting = في الانتظار
people-job-running = قيد التنفيذ
people-job-done = تم
people-job-dead = متروك
people-job-sent = أُرسلت
people-job-refused = رُفضت
people-job-unreachable = العنوان غير متاح
people-job-expired = انتهت مدتها
people-job-given-up = متروكة
people-letters-unreachable = { $count ->
    [0] يمكن الوصول إلى كل العناوين.
    [one] عنوان واحد لا يمكن الوصول إليه.
    [two] عنوانان لا يمكن الوصول إليهما.
    [few] { $count } عناوين لا يمكن الوصول إليها.
   *[other] { $count } عنوانًا لا يمكن الوصول إليها.
}

people-way-waits = لا تسري أدواركم مع هذه الطريقة قبل أن يؤكدها أحد المسؤولين.
people-told-way = أكّد أحد المسؤولين إحدى طرق دخولكم: صارت أدواركم تسري معها أيضًا.
people-ways-unconfirmed = طرق دخول بانتظار التأكيد
people-ways-unconfirmed-about = لهؤلاء الأشخاص دور، وقد أضافوا طريقة دخول بعد أن دخلوا بعامل واحد. أكّدوا فقط بعد سؤال الشخص وجهًا لوجه أو بالهاتف.
people-ways-confirm = تأكيد

people-ended = إنهاء جلسات شخص
people-ended-about = عندما قد يكون الحساب في أيدٍ أخرى، أو يترك أحدهم الخدمة.
people-ended-lead = تنتهي جميع جلسات الشخص المفتوحة على كل الأجهزة. يُبلَّغ الشخص بذلك وبالسبب، ويمكنه الدخول من جديد. ويُكتب ذلك في السجل.
people-ended-who = الرمز الضريبي أو البريد الإلكتروني أو الرمز الورقي للشخص
people-ended-reason = السبب
people-ended-reason-hint = سيقرؤه الشخص أيضًا. حتى 200 حرف.
people-ended-done = { $count ->
    [zero] لم تكن هناك جلسات مفتوحة.
    [one] أُنهيت جلسة واحدة.
    [two] أُنهيت جلستان.
    [few] أُنهيت { $count } جلسات.
    [many] أُنهيت { $count } جلسة.
   *[other] أُنهيت { $count } جلسة.
}
people-ended-button = إنهاء جميع الجلسات
people-no-who = اكتبوا رمزًا ضريبيًا أو بريدًا إلكترونيًا أو رمزًا ورقيًا.
