# Coming in, one's own area, the family.

people-my-area = المساحة الشخصية
people-sign-in = دخول
people-sign-in-lead = اختاروا كيف تريدون الدخول. في المرة الأولى تُفتح لكم مساحة شخصية.
people-sign-in-help = هل تحتاجون إلى مساعدة في الدخول؟ اتصلوا بـ:
people-sign-out = خروج
people-enter = دخول
people-save = حفظ
people-change = تعديل
people-back = رجوع
people-print = طباعة
people-new = جديد
people-remove = إزالة
people-once-title = يظهر مرة واحدة فقط

people-way-mail = البريد الإلكتروني
people-way-mail-text = نرسل إليكم رابطًا. لا حاجة إلى كلمة مرور.
people-way-paper = الرمز الورقي
people-way-paper-text = إذا أعطاكم شباك الخدمات (sportello) ورقة فيها رمز ورقم سري (PIN)، فادخلوا بهما.
people-way-external = الهوية الرقمية
people-way-passkey = مفتاح المرور (passkey)
people-way-named = { $way } ({ $name })
people-use-paper = استخدام الرمز الورقي
people-mail = عنوان البريد الإلكتروني
people-mail-hint = مثلًا name@example.org
people-send-link = إرسال الرابط

people-link-sent = انظروا في بريدكم
people-link-sent-text = إذا كان العنوان { $mail } صحيحًا، فستصلكم بعد قليل رسالة فيها رابط للدخول.
people-link-sent-where = الرابط صالح 10 دقائق ويُستخدم مرة واحدة فقط. إذا لم تجدوا الرسالة، فانظروا أيضًا في البريد غير المرغوب فيه.
people-link-again = طلب رابط آخر
people-link-confirm = الدخول إلى مساحتكم
people-link-confirm-text = الرابط صالح. اضغطوا على الزر للدخول.
people-link-over = لم يعد الرابط صالحًا
people-link-over-text = يُستخدم الرابط مرة واحدة فقط ويبقى صالحًا 10 دقائق. اطلبوا رابطًا آخر: يصل فورًا.

people-letter-subject = رابط دخولكم إلى Wish Mi
people-letter-text = طلبتم الدخول إلى Wish Mi. افتحوا الرابط واضغطوا على «دخول».
people-letter-add-subject = أكّدوا عنوانكم في Wish Mi
people-letter-add-text = تريدون الدخول إلى Wish Mi بهذا العنوان أيضًا. افتحوا الرابط وأكّدوا.
people-letter-add = تأكيد العنوان
people-letter-lasts = { $minutes ->
    [zero] لم يعد الرابط صالحًا.
    [one] الرابط صالح دقيقة واحدة ويُستخدم مرة واحدة فقط.
    [two] الرابط صالح دقيقتين ويُستخدم مرة واحدة فقط.
    [few] الرابط صالح { $minutes } دقائق ويُستخدم مرة واحدة فقط.
    [many] الرابط صالح { $minutes } دقيقة ويُستخدم مرة واحدة فقط.
   *[other] الرابط صالح { $minutes } دقيقة ويُستخدم مرة واحدة فقط.
}
people-letter-not-you = لم تطلبوا ذلك؟ لا حاجة إلى فعل أي شيء: لا أحد يدخل من دون هذا الرابط.

people-paper = الدخول بالرمز الورقي
people-paper-text = اكتبوا الرمز والرقم السري (PIN) الموجودين على الورقة. أو وجّهوا الكاميرا نحو المربع الموجود على الورقة.
people-paper-code = الرمز
people-paper-code-hint = 26 حرفًا ورقمًا. لا تهم الحروف الكبيرة أو الصغيرة ولا المسافات ولا الشرطات.
people-pin = الرقم السري (PIN)
people-paper-help = هل فقدتم الورقة، أو هل الرمز موقوف؟ يعطيكم شباك الخدمات (sportello) رمزًا آخر. لمعرفة المكان، اتصلوا بـ:

people-given = الاسم
people-family = اسم العائلة
people-family-hint = اتركوه فارغًا إذا كان للشخص اسم واحد فقط.
people-birth = تاريخ الميلاد
people-birth-child-hint = يفيد في اقتراح أنشطة تناسب العمر.
people-code = الرمز الضريبي (codice fiscale)
people-code-hint = اختياري. من ليس له رمز ضريبي بعد يمكنه استخدام كل شيء أيضًا.
people-phone = الهاتف
people-lang = اللغة التي نكتب إليكم بها
people-age = { $years ->
    [0] أقل من سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $years } سنوات
    [many] { $years } سنة
   *[other] { $years } سنة
}
people-age-unknown = العمر غير مذكور

people-hello = مرحبًا، { $name }
people-unread = { $count ->
    [zero] لا رسائل جديدة لديكم
    [one] لديكم رسالة جديدة واحدة
    [two] لديكم رسالتان جديدتان
    [few] لديكم { $count } رسائل جديدة
    [many] لديكم { $count } رسالة جديدة
   *[other] لديكم { $count } رسالة جديدة
}
people-family-title = عائلتي
people-no-children = لم تضيفوا أي طفل بعد.
people-doors = ما يخصكم
people-door-facts = بياناتي
people-door-facts-about = الاسم والهاتف واللغة
people-door-saved = قائمتي
people-door-saved-about = الأنشطة التي حفظتموها
people-door-messages = الرسائل
people-door-messages-about = ما حدث
people-door-consents = الموافقات
people-door-consents-about = ما اخترتم السماح به
people-door-looks = من اطّلع على بياناتي
people-door-looks-about = كل مرة يفتح فيها أحد من البلدية ملفكم
people-door-account = الدخول والأجهزة
people-door-account-about = كيف تدخلون ومن أين
people-door-data = تنزيل بياناتي أو حذفها
people-door-data-about = نسخة من كل شيء، أو حذفه
people-door-staff = عملي
people-door-staff-about = صفحات لمن يعمل مع Wish Mi

people-facts-lead = يمكنكم تعديل هذه البيانات متى شئتم. أما عنوان البريد الإلكتروني فيُعدَّل في «الدخول والأجهزة».
people-facts-new = أهلًا وسهلًا! ما اسمكم؟ وما عدا ذلك اختياري.
people-facts-register = الاسم وتاريخ الميلاد والرمز الضريبي تأتي من سجل عام ولا تُعدَّل هنا.

people-child-new = إضافة طفل
people-child-new-lead = يكفي الاسم وتاريخ الميلاد.
people-child-add = إضافة
people-child-title = ما صفتكم تجاه هذا الطفل؟
people-child-title-hint = يحتاج الأوصياء والأسر الحاضنة والأخصائيون الاجتماعيون إلى قرار رسمي: يطّلع عليه شباك الخدمات (sportello) ويسجّله.
people-child-declare = أصرّح بأن هذا صحيح. وأعلم أن القانون يعاقب على التصريح الكاذب (DPR 445/2000، المواد 46 و47 و76).
people-child-about = { $age } · { $title }
people-child-facts = بيانات الطفل
people-child-facts-lead = عندما تعدّلون شيئًا، تصل رسالة إلى كل شخص آخر يمكنه التصرف باسم الطفل.
people-title-parent = الأم أو الأب
people-title-guardian = وصيّ عيّنه القاضي
people-title-foster = شخص حاضن (affidatario)
people-title-voluntary-tutor = وصيّ متطوع
people-title-social-worker = أخصائي اجتماعي
people-other-guardian = { $name } ({ $title })
people-proof = كيف نعرف ذلك
people-proof-declared = أنتم قلتم ذلك
people-proof-document = من وثيقة اطّلعنا عليها
people-proof-register = من سجل عام

people-guardians = من يمكنه التصرف معكم
people-guardians-only-you = أنتم فقط حتى الآن.
people-invite = دعوة الوالد الآخر
people-invite-text = يمكن أن تكون للوالد الآخر (الأم أو الأب) الحقوق نفسها. أعطوه رابطًا، فيدخل إلى مساحته الشخصية ويقبل.
people-invite-lead = أعطوا هذا الرابط للوالد الآخر، أو دعوه يوجّه الكاميرا نحو المربع.
people-invite-until = الدعوة صالحة حتى { $until }.
people-invite-once = انسخوا الرابط أو اطبعوه الآن: عندما تغادرون هذه الصفحة لن يظهر مرة أخرى. ويمكنكم دائمًا إرسال دعوة جديدة.
people-invitation-open = هناك دعوة صالحة حتى { $until }.
people-withdraw = سحب الدعوة
people-invited = دعوة لكم
people-invited-text = دعوة من { $by } لتتصرفوا معًا باسم { $child }.
people-invited-means = إذا قبلتم، ترون بيانات الطفل، ويمكنكم الحجز له، وتصلكم الرسائل.
people-invited-accept = أقبل
people-invited-not = لا أقبل

people-matter-bookings = الحجز وإلغاؤه
people-matter-vouchers = طلب القسائم (voucher) واستخدامها
people-matter-data = رؤية البيانات وتعديلها
people-waits = متوقف إلى أن يتضح الأمر: { $what }
people-wait-title = إذا لم تكونوا متفقين
people-wait-ask = طلب الانتظار
people-wait-text = إذا لم توافقوا على ما يفعله الوالد الآخر، يمكنكم طلب إيقاف شيء ما. يُبلَّغ الوالد الآخر بذلك، ويساعدكم شباك الخدمات (sportello).
people-wait-what = ما الذي يجب إيقافه؟
people-wait-send = طلب الانتظار
people-lift = يمكن المتابعة
people-leave-title = لم يعد هذا الطفل تحت مسؤوليتي
people-leave-ask = أريد التوقف
people-leave-text = لن تروا بيانات الطفل بعد الآن ولن يمكنكم التصرف باسمه. ويبقى الأشخاص الآخرون المسؤولون عنه.
people-leave = أتوقف من الآن

people-messages-none = لا توجد رسائل.
people-messages-read = اعتبار كل الرسائل مقروءة
people-look-there = عرض
people-told-changed = عدّل شخص آخر مسؤول معكم عن طفل بيانات هذا الطفل.
people-told-guardian = يمكن الآن لشخص آخر التصرف باسم طفل أنتم مسؤولون عنه.
people-told-wait = طلب شخص مسؤول معكم عن طفل إيقاف ما يلي: { $what }. يمكن لشباك الخدمات (sportello) مساعدتكم.
people-told-glass = في حالة طارئة فتح شخص من البلدية ملفكم. ويتحقق شخص آخر من أن ذلك كان صحيحًا.
people-told-role = لديكم دور جديد: { $role }.
people-told-consent = أعطى شخص مسؤول معكم عن طفل موافقة: { $purpose }.
people-told-revoked = سحب شخص مسؤول معكم عن طفل موافقة: { $purpose }.
people-told-young = بلغتم 14 سنة: يمكنكم الآن أن تكون لكم مساحة شخصية خاصة بكم.
people-told-child-young = بلغ فتى أو فتاة تحت مسؤوليتكم 14 سنة: يمكن أن تكون له الآن مساحة شخصية خاصة به. وتواصلون أنتم التصرف معه.
people-told-adult = بلغتم 18 سنة: من اليوم تتصرفون بأنفسكم.
people-told-child-adult = شخص كنتم مسؤولين عنه بلغ 18 سنة، ومن اليوم يتصرف بنفسه.

people-consents-lead = يعمل Wish Mi من دون هذه الموافقات أيضًا. يمكنكم تغيير رأيكم متى شئتم. تدوم الموافقة سنتين.
people-consent-newsletter = أخبار بالبريد الإلكتروني
people-consent-newsletter-about = نكتب إليكم مرة في الشهر عن كل جديد. نستخدم عنوانكم فقط.
people-consent-participation = المشاركة
people-consent-participation-about = نحتفظ بالمواضيع التي تهمكم وندعوكم إلى إبداء رأيكم. لا يراها إلا مكتب المشاركة.
people-consent-photos = الصور
people-consent-photos-about = يمكن لمن ينظّم نشاطًا أن يلتقط صورًا لكم وأن يستخدمها للتعريف بالنشاط.
people-consent-referral = التحويل إلى خدمة
people-consent-referral-about = إذا طلبتم المساعدة، يمكننا إعطاء اسمكم ورقمكم للخدمة التي تستطيع مساعدتكم.
people-consent-child-photos = الصور أثناء الأنشطة
people-consent-child-referral = نقل البيانات إلى خدمة تستطيع المساعدة
people-assent = سألتُ الطفل أيضًا، وهو موافق
people-agree = أوافق
people-agreed = وافقتم في { $since }
people-revoke = أسحب الموافقة

people-ways = كيف تدخلون
people-used = آخر استخدام: { $at }
people-made = تاريخ الإضافة: { $at }
people-add-mail = إضافة عنوان بريد إلكتروني
people-add-mail-sent = أرسلنا إليكم رابطًا: افتحوه لتأكيد العنوان.
people-sessions = الأجهزة التي دخلتم منها
people-sessions-text = إذا لم تعرفوا جهازًا ما، فأنهوا دخوله.
people-session-here = هذا الجهاز
people-session-about = { $way }، آخر استخدام: { $at }
people-session-end = إنهاء الدخول
people-sessions-end-others = إنهاء الدخول من كل الأجهزة الأخرى
people-device-unknown = جهاز غير معروف

people-looks-lead = هنا ترون كل مرة فتح فيها شخص يعمل لدى البلدية ملفكم، ولماذا.
people-looks-none = لم يطّلع أحد على بياناتكم.
people-look-desk-find = بحث في شباك الخدمات
people-look-assisted-session = مساعدة في شباك الخدمات
people-look-file = فتح الملف
people-look-emergency = حالة طارئة

people-export = تنزيل بياناتي
people-export-text = ملف فيه كل ما نعرفه عنكم وعن عائلتكم، بصيغة تستطيع برامج أخرى قراءتها.
people-export-do = تنزيل الملف
people-erase = حذف بياناتي
people-erase-text = نحذف اسمكم وبيانات التواصل معكم وطرق الدخول والرسائل. لا يمكن التراجع عن ذلك.
people-erase-keeps = يبقى، من دون اسمكم، ما يُلزمنا القانون بحفظه: سجل ما تم عمله وأرقام المدفوعات. إذا كنتم الشخص الوحيد المسؤول عن طفل، فيجب أولًا أن يجد شباك الخدمات (sportello) من يستطيع ذلك.
people-erase-sure = فهمت أن بياناتي تُحذف نهائيًا
people-erase-do = حذف كل شيء

people-no-guardian = لا يمكنكم التصرف باسم هذا الشخص. إذا كنتم ترون أن هذا خطأ، فاسألوا في شباك الخدمات (sportello).
people-no-limited = { $what ->
    [bookings] هناك قرار رسمي لا يسمح لكم بالحجز لهذا الشخص.
    [vouchers] هناك قرار رسمي لا يسمح لكم بطلب القسائم (voucher) أو استخدامها لهذا الشخص.
   *[other] هناك قرار رسمي لا يسمح لكم برؤية بيانات هذا الشخص أو تعديلها.
}
people-no-blocked = طلب شخص آخر مسؤول عن الطفل الانتظار. يمكن لشباك الخدمات (sportello) مساعدتكم على توضيح الأمر.
people-no-too-young = قبل سن { $age } يتصرف شخص بالغ.
people-no-of-age = من بلغ سن { $age } يتصرف بنفسه.
people-no-guardian-too-young = لتكونوا مسؤولين عن طفل، يجب بلوغ سن { $age }.
people-no-own-guardian = لا يمكن لأحد أن يكون مسؤولًا عن نفسه هنا: اذكروا شخصًا آخر.
people-no-act-needed = يلزم لذلك قرار رسمي. أحضروه إلى شباك الخدمات (sportello): تكفي بضع دقائق.
people-no-already = هذا الشخص مسؤول عن الطفل بالفعل.
people-no-last-guardian = أنتم الشخص الوحيد المسؤول عن طفل. اطلبوا أولًا من شباك الخدمات (sportello) أن يجد من يستطيع ذلك.
people-no-invitation-over = لم تعد الدعوة صالحة. اطلبوا دعوة أخرى ممن دعاكم.
people-no-birth-needed = اكتبوا تاريخ الميلاد.
people-no-birth-wrong = تاريخ الميلاد غير صحيح. اكتبوا اليوم والشهر والسنة.
people-no-name-wrong = اكتبوا الاسم. الحد الأقصى لعدد الأحرف: { $max }.
people-no-mail-wrong = عنوان البريد الإلكتروني غير كامل. اكتبوه مثل name@example.org.
people-no-phone-wrong = رقم الهاتف غير صحيح. اكتبوا أرقامًا فقط، مثلًا 333 1234567.
people-no-code-disagrees = الرمز الضريبي لا يطابق تاريخ الميلاد. تحققوا من الاثنين.
people-no-code-taken = هذا الرمز الضريبي مستخدم بالفعل. إذا كان رمزكم، فادخلوا بالطريقة الأخرى أو اسألوا في شباك الخدمات (sportello).
people-no-same-person = لا يمكن للشخص نفسه القيام بالأمرين: يلزم زميل آخر.
people-no-own-affair = هذا يخص عائلتكم أو جهتكم: يجب أن يقوم به زميل آخر.
people-no-locked = محاولات خاطئة كثيرة: الرمز موقوف. يعطيكم شباك الخدمات (sportello) رمزًا جديدًا.
people-no-entry = الرمز أو الرقم السري (PIN) أو الرابط غير صحيح، أو لم يعد صالحًا. تحققوا وحاولوا مرة أخرى.
people-no-other-account = هذا العنوان تابع بالفعل لمساحة شخصية أخرى.
people-no-last-way-in = هذه طريقتكم الوحيدة للدخول: أضيفوا أولًا طريقة أخرى.
people-no-assent-needed = اسألوا الطفل أيضًا، وضعوا علامة في المربع.
people-no-forbidden = ليس لديكم إذن للقيام بذلك.
people-no-not-one = لم نجد شخصًا واحدًا محددًا. تحققوا، أو ابحثوا بطريقة أخرى.
people-no-title = اختاروا صفتكم تجاه هذا الطفل.
people-no-declaration = للمتابعة، ضعوا علامة على التصريح.
people-no-sure = للحذف، ضعوا علامة في المربع.

people-demo = التجربة بدور شخص غير حقيقي
people-demo-text = هذا عرض تجريبي: ادخلوا بدور عائلة أو بدور شخص يعمل لدى البلدية. لا وجود لأي من هؤلاء الأشخاص في الواقع.
people-demo-choose = اختيار الشخصية
people-demo-family = أم لديها طفلان
people-demo-newcomer = أم وصلت منذ وقت قصير وتقرأ العربية
people-demo-young = فتاة عمرها 16 سنة

people-way-external-text = ادخلوا بالهوية الرقمية التي لديكم.
people-enter-with = الدخول عبر { $name }
people-add-external = ربط هوية رقمية
people-add-with = ربط { $name }
people-continue = متابعة
people-continue-text = ستنتقلون الآن إلى صفحة الجهة التي تؤكد هويتكم. إذا لم يحدث شيء، فاضغطوا على «متابعة».
people-way-passkey-text = إذا كان لديكم مفتاح مرور (passkey)، فادخلوا ببصمة الإصبع أو الوجه أو الرقم السري (PIN) لجهازكم.
people-use-passkey = الدخول بمفتاح المرور (passkey)
people-add-passkey = إضافة مفتاح مرور (passkey)
people-add-passkey-text = بمفتاح المرور (passkey) تدخلون ببصمة الإصبع أو الوجه أو الرقم السري (PIN) لجهازكم، دون انتظار رسالة.
people-passkey-label = ما الاسم الذي تختارونه له؟
people-passkey-label-hint = مثلًا «هاتف البيت».
people-passkey-none = هذا الجهاز أو هذا المتصفح لا يدعم مفاتيح المرور (passkey). اختاروا طريقة أخرى.
people-passkey-cancelled = لم يُستخدم أي مفتاح مرور (passkey). حاولوا مرة أخرى، أو اختاروا طريقة أخرى.
people-passkey-known = في هذا الجهاز بالفعل مفتاح مرور (passkey) لمساحتكم.
people-passkey-failed = لم ينجح الأمر. حاولوا مرة أخرى، أو اختاروا طريقة أخرى.
people-passkey-script = لا تعمل مفاتيح المرور (passkey) إلا إذا كان JavaScript مفعّلًا.
people-no-passkey-over = مرّ وقت طويل. ابدؤوا من جديد.
people-no-passkey-wrong = ردّ الجهاز غير صحيح. ابدؤوا من جديد، أو اختاروا طريقة أخرى.
people-no-passkey-unverified = لم يتحقق الجهاز ممّن يستخدمه. فعّلوا القفل ببصمة الإصبع أو الوجه أو الرقم السري (PIN) وحاولوا مرة أخرى.
people-no-passkey-unknown = لا توجد مساحة شخصية لها هذا المفتاح (passkey). اختاروا طريقة أخرى.
people-no-passkey-twice = مفتاح المرور (passkey) هذا مضاف بالفعل كطريقة للدخول.
people-no-passkey-copied = ربما توجد نسخة من مفتاح المرور (passkey) هذا: لا يمكن استخدامه. ادخلوا بطريقة أخرى وأزيلوه.

# استمارة بدأت قبل الدخول.
people-typed-kept = ادخلوا للمتابعة. ما كتبتموه يبقى في هذا المتصفح حتى { $until }؛ ولم يُرسل شيء بعد. لا تُحفظ أرقام PIN ولا الملفات.
people-typed-here = ما كتبتموه ما زال هنا، لكنه لم يُرسل. راجعوه ثم اضغطوا الزر في آخر الاستمارة.
people-typed-elsewhere = ما كتبتموه ليس في هذا المتصفح. إنه ينتظر حتى { $until } في المتصفح الذي بدأتم فيه: افتحوا هذه الصفحة هناك. أو اكتبوه هنا من جديد.
people-typed-over = يُحفظ ما تكتبونه لساعة واحدة، وقد انقضت. اكتبوه هنا من جديد: لم يُرسل شيء.
people-typed-unkept = لم يمكن حفظ ما كتبتموه لأنه تضمّن ملفات أو كان طويلًا جدًا. لم يُرسل شيء: املؤوا الاستمارة من جديد بعد الدخول.
people-typed-another = في هذا المتصفح استمارة تنتظر كُتبت لشخص آخر: لا تُعرض هنا.
people-typed-forget = البدء من استمارة فارغة
people-typed-same-browser = افتحوا الرابط في هذا المتصفح نفسه: ما كتبتموه ينتظركم هنا.
people-hold = ادخلوا أولًا
people-hold-text = تتطلب هذه الاستمارة الدخول. ما كتبتموه أكثر مما يمكننا حفظه: يبقى في هذه الصفحة، فلا تغلقوها. لم يُرسل شيء بعد.
people-hold-door = الدخول في علامة تبويب أخرى
people-hold-back = عودوا إلى علامة التبويب هذه وأرسلوا.
people-hold-send = الإرسال الآن

# إثبات الهوية من جديد؛ جلسات أنهاها آخرون.
people-prove = أكّدوا أنكم أنتم
people-prove-text = قبل إضافة طريقة دخول أو إزالتها أكّدوا أنكم أنتم: ادخلوا من جديد بالطريقة التي تفضلونها. يسري ذلك عشر دقائق.
people-prove-again = أنتم في منطقتكم بالفعل. ادخلوا مرة أخرى لهذه الخطوة كي نعرف أنكم أنتم.
people-told-sessions = أنهى أحد المشرفين جميع جلساتكم المفتوحة. السبب: { $reason }

# الأزرار الوطنية.
people-spid-choose = اختاروا من منحكم SPID
people-spid-about = المزيد عن SPID
people-spid-none = ليس لديكم SPID؟
people-cie-about = المزيد عن CIE
