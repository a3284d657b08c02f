# الحجوزات: صفحات العائلات والجهات والبلدية.

bookings-when = { $day }، { $hours }
bookings-course = عدد اللقاءات: { $count }، من { $from } إلى { $until }، { $hours }
bookings-no-lessons = لا لقاءات
bookings-lesson-off = { $when }: أُلغي. { $reason }
bookings-lesson-is-off = هذا اللقاء ملغى.
bookings-free = مجانًا
bookings-after = مع قسيمتكم: { $price }
bookings-places =
    { $count ->
        [one] مكان شاغر واحد
        [two] مكانان شاغران
        [few] { $count } أماكن شاغرة
        [many] { $count } مكانًا شاغرًا
       *[other] { $count } مكان شاغر
    }
bookings-full = اكتمل العدد
bookings-list = اكتمل العدد: توجد قائمة انتظار
bookings-closed = الحجز مغلق
bookings-opens = يبدأ الحجز في { $at }
bookings-sessions = المواعيد والحجز
bookings-none = لا مواعيد للحجز حاليًا
bookings-back-service = العودة إلى البطاقة
bookings-fact-when = متى
bookings-fact-where = أين
bookings-fact-price = السعر
bookings-fact-places = الأماكن
bookings-fact-who = من يشارك
bookings-all-lessons = كل اللقاءات
bookings-terms = قبل الحجز
bookings-terms-free = يمكنكم الإلغاء دون أي تكلفة حتى { $at }.
bookings-terms-over = انتهى وقت الإلغاء دون أي تكلفة ({ $at }).
bookings-terms-late = بعد ذلك يبقى مستحقًا { $percent } % من الجزء المدفوع بالقسيمة. أما مالكم الخاص فلا يُستحق منه شيء أبدًا.
bookings-terms-ill = في حالة المرض لا يكلف الإلغاء شيئًا حتى البداية.
bookings-terms-absent = إذا لم تحضروا ولم تخبروا أحدًا، يبقى مستحقًا { $percent } % من الجزء المدفوع بالقسيمة.
bookings-terms-confirm = مهلة الجهة للرد بالساعات: { $hours }. إن لم ترد، يعود كل شيء كما كان.
bookings-sign-in = سجلوا الدخول للحجز
bookings-nobody = للحجز يلزم وجود طفل أو شاب واحد على الأقل في مساحتكم الشخصية.
bookings-add-child = إضافة طفل
bookings-who = من يشارك؟
bookings-oneself = أنا ({ $name })
bookings-group = أو مجموعة، دون أسماء
bookings-group-name = اسم المجموعة
bookings-group-hint = مثلًا: 3ب. دون أسماء الأطفال.
bookings-group-places = عدد الأطفال
bookings-go-on = متابعة
bookings-wait = أضيفوني إلى قائمة الانتظار
bookings-wait-about = عندما يشغر مكان يكون لأول من في القائمة: نحتفظ به ونخبركم.
bookings-wait-leave = الخروج من القائمة
bookings-checkout = تأكيد الحجز
bookings-kept = الأماكن لكم حتى الساعة { $time }: أكملوا الحجز قبل ذلك.
bookings-pay-with = ادفعوا بالقسيمة «{ $name }» (€)
bookings-pay-hint = المتاح { $available }، حتى { $until }
bookings-rest = ما تدفعونه من مالكم للجهة: { $price }
bookings-rest-about = ما لا تغطيه القسيمة تدفعه أنت للجهة المنظِّمة.
bookings-book = احجزوا
bookings-ask = اطلبوا المكان
bookings-drop = التخلي عن الأماكن
bookings-lease-over = انتهى الوقت
bookings-lease-over-about = كانت الأماكن لكم مدة ربع ساعة، وقد عادت شاغرة. لم يُدفع شيء.
bookings-again = حاولوا مرة أخرى
bookings-yes = نعم
bookings-no = لا
bookings-mine = حجوزاتي
bookings-mine-about = ما هو قادم، وما مضى، وقوائم الانتظار
bookings-mine-none = ليست لديكم حجوزات بعد
bookings-find = ابحثوا عن نشاط
bookings-lists = قوائم الانتظار
bookings-coming = القادمة
bookings-past = الماضية
bookings-waiting = في قائمة الانتظار
bookings-offer-until = يوجد مكان: هو لكم حتى { $at }
bookings-offer-take = خذوا المكان
bookings-offer-leave = لم أعد بحاجة إليه
bookings-state-leased = بحاجة إلى إكمال
bookings-state-reserved = في انتظار الرد
bookings-state-confirmed = مؤكد
bookings-state-attended = حاضر
bookings-state-absent = غائب
bookings-state-cancelled = ملغى
bookings-state-cancelled-family = ألغته العائلة
bookings-state-cancelled-late = ألغته العائلة متأخرة
bookings-state-cancelled-illness = أُلغي بسبب المرض
bookings-state-cancelled-provider = ألغته الجهة
bookings-state-cancelled-city = ألغته البلدية
bookings-state-refused = لم يُقبل
bookings-state-lapsed = انتهت مدته
bookings-state-disputed = قيد التحقق
bookings-paid-voucher = بالقسيمة: { $price }
bookings-back-cancelled = أُلغي اللقاء { $lesson }: يعود إلى القسيمة { $voucher } وإليكم { $own }.
bookings-back-forgotten = اللقاء { $lesson }: عاد { $voucher } إلى القسيمة و{ $own } إليكم.
bookings-back-illness = فات اللقاء { $lesson } بسبب المرض: يعود إلى القسيمة { $voucher } وإليكم { $own }.
bookings-ticket = افتحوا رمز القسيمة
bookings-show = ماذا تُظهرون
bookings-show-both = عند النشاط أظهروا رمز تسجيل الحضور كما يفعل الجميع: القسيمة تدفع وحدها بعد ذلك. لا تفتحوا رمز القسيمة إلا إذا طُلب منكم.
bookings-code = أظهروا رمز تسجيل الحضور
bookings-code-title = رمز تسجيل الحضور
bookings-code-about = أظهروه لمن يسجّل الحضور: يثبت الحضور ولا شيء غيره. صالح لكل اللقاءات.
bookings-code-say = أو اقرؤوا هذه الحروف والأرقام:
bookings-code-until = صالح حتى { $at }.
bookings-roll-code = بالرمز
bookings-roll-code-field = رمز المشارك
bookings-roll-code-hint = 8 حروف وأرقام، كبيرة أو صغيرة.
bookings-scan = اقرأ بالكاميرا
bookings-scan-none = لا يستطيع هذا المتصفح القراءة بالكاميرا: اكتب الحروف والأرقام الثمانية.
bookings-roll-mark = سجّل الحضور
bookings-roll-names = بالأسماء
bookings-roll-marked = { $name }: حاضر.
bookings-roll-again = { $name } مسجّل حاضرًا من قبل.
bookings-no-mail = لا يوجد بريد إلكتروني: لن تُرسل رسالة عن هذا الحجز. أخبرهم بالموعد الآن، أو اطبع هذه الصفحة.
bookings-calendar = أضيفوه إلى التقويم
bookings-off = أُلغي. { $reason }
bookings-presence-attended = حاضر
bookings-presence-absent = غائب
bookings-presence-ill = مريض
bookings-ill = الإبلاغ عن المرض
bookings-cancel = إلغاء الحجز
bookings-cancel-free = الإلغاء الآن لا يكلف شيئًا.
bookings-cancel-late = إذا ألغيتم الآن يبقى مستحقًا { $percent } % من الجزء المدفوع بالقسيمة. في حالة المرض لا يُدفع شيء.
bookings-cancel-sure = نعم، إلغاء
bookings-cancel-ill = إلغاء بسبب المرض
bookings-dispute = لم يحدث الأمر هكذا؟
bookings-dispute-reason = ماذا حدث
bookings-dispute-send = اطلبوا من البلدية أن تنظر في الأمر
bookings-steps = ما حدث حتى الآن
bookings-step = { $at }: { $what }.
bookings-event-lease = حُفظ المكان
bookings-event-reserve = تم الحجز
bookings-event-confirm = أكدته الجهة
bookings-event-refuse = لم تقبله الجهة
bookings-event-lapse = انتهى الوقت
bookings-event-cancel = أُلغي
bookings-event-attend = سُجل الحضور
bookings-event-miss = سُجل الغياب
bookings-event-mend = صُحح الحضور
bookings-event-dispute = طُلب التحقق
bookings-event-settle = قررت البلدية
bookings-desk-none = لا مواعيد للحجز بعد.
bookings-taken = الأماكن المحجوزة: { $taken } من { $places }، وفي قائمة الانتظار: { $waiting }
bookings-to-answer =
    { $count ->
        [one] طلب واحد ينتظر الرد
        [two] طلبان ينتظران الرد
        [few] { $count } طلبات تنتظر الرد
        [many] { $count } طلبًا ينتظر الرد
       *[other] { $count } طلب ينتظر الرد
    }
bookings-session-open = مفتوح
bookings-session-paused = متوقف مؤقتًا
bookings-session-cancelled = ملغى
bookings-new = موعد جديد أو دورة جديدة
bookings-new-for = لأي بطاقة؟
bookings-new-none = يلزم أولًا أن تكون لكم بطاقة في الفهرس.
bookings-edit = تعديل
bookings-pause = إيقاف الحجز
bookings-open = فتح الحجز من جديد
bookings-redeem = تحصيل قسيمة
bookings-guests = من سيحضر
bookings-guests-none = لا أحد حتى الآن.
bookings-own = المبلغ المطلوب تحصيله: { $price }
bookings-own-nothing = لا شيء للتحصيل
bookings-say-yes = تأكيد
bookings-say-no = عدم القبول
bookings-reason = السبب
bookings-reason-hint = تقرؤه العائلة. لا تكتبوا أسماء ولا معلومات عن الصحة.
bookings-cancel-one = إلغاء هذا الحجز
bookings-waiting-count =
    { $count ->
        [one] شخص واحد في قائمة الانتظار
        [two] شخصان في قائمة الانتظار
        [few] { $count } أشخاص في قائمة الانتظار
        [many] { $count } شخصًا في قائمة الانتظار
       *[other] { $count } شخص في قائمة الانتظار
    }
bookings-rolls = اللقاءات والحضور
bookings-roll = الحضور
bookings-roll-early = يمكن تسجيل الحضور ابتداءً من ساعة قبل البداية.
bookings-roll-keep = حفظ الحضور
bookings-cancel-lesson = إلغاء هذا اللقاء
bookings-cancel-lesson-about = يعود نصيب هذا اللقاء إلى كل العائلات، ويتم إبلاغها.
bookings-cancel-all = إلغاء الكل
bookings-cancel-all-about = تعود أماكن اللقاءات التي لم تُعقد بعد وأموالها إلى كل العائلات، ويتم إبلاغها.
bookings-field-title = العنوان
bookings-field-place = أين
bookings-field-place-hint = مثلًا: المسبح الصغير، الطابق الأول
bookings-field-day = اليوم الأول
bookings-field-from = من الساعة
bookings-field-until = إلى الساعة
bookings-field-weeks = كم مرة
bookings-field-weeks-hint = 1 لموعد واحد؛ أما الدورة فتتكرر كل أسبوع في الساعة نفسها
bookings-field-skip = الأيام المستثناة
bookings-field-skip-hint = مثلًا: 24/12/2026, 31/12/2026
bookings-field-places = الأماكن
bookings-field-price = السعر الكامل للشخص الواحد (€)
bookings-field-price-hint = 0 إذا كان مجانًا
bookings-field-min-age = الحد الأدنى للعمر
bookings-field-max-age = الحد الأقصى للعمر
bookings-field-opens = يبدأ الحجز يوم
bookings-field-closes = ينتهي الحجز يوم
bookings-field-closes-hint = فارغ: حتى البداية
bookings-field-confirm = التأكيد
bookings-field-cancel-hours = الإلغاء دون تكلفة حتى
bookings-field-late-percent = المستحق عند الإلغاء بعد ذلك
bookings-field-late-percent-hint = فقط من الجزء المدفوع بقسيمة. ولا شيء أبدًا في حالة المرض.
bookings-field-absent-percent = المستحق على من لا يحضر ولا يخبر
bookings-field-list = قائمة الانتظار: يُحفظ المكان الشاغر 24 ساعة لأول من فيها
bookings-field-ill-back = يُرد ثمن اللقاء الذي فات بسبب المرض
bookings-field-groups = يمكن أيضًا للصفوف والمجموعات أن تحجز دون أسماء
bookings-field-question = السؤال { $n }
bookings-at-once = فورًا، تلقائيًا
bookings-hours =
    { $hours ->
        [0] البداية
        [one] ساعة واحدة
        [two] ساعتان
        [few] { $hours } ساعات
        [many] { $hours } ساعة
       *[other] { $hours } ساعة
    }
bookings-percent =
    { $percent ->
        [0] لا شيء
       *[other] { $percent } %
    }
bookings-times-fixed = حجز أحدهم بالفعل: لم يعد ممكنًا تغيير الأيام والأوقات من هنا. يمكن إلغاء لقاء.
bookings-questions = أسئلة لمن يحجز
bookings-questions-about = اسألوا فقط عما تحتاجون إليه حقًا لهذا النشاط.
bookings-keep = حفظ
bookings-disputes = حضور بحاجة إلى تحقق
bookings-disputes-none = لا شيء للتحقق منه.
bookings-settle-attended = كانوا حاضرين
bookings-settle-absent = لم يكونوا حاضرين

bookings-told-booked = تم تأكيد الحجز: { $title }، { $at }.
bookings-told-asked = أُرسل الطلب: { $title }، { $at }. على الجهة أن ترد.
bookings-told-refused = { $title }: لا تستطيع الجهة قبول الطلب. { $reason }
bookings-told-cancelled = ألغى شخص بالغ آخر من العائلة حجز { $title }.
bookings-told-off = ألغت الجهة { $title }. { $reason }
bookings-told-lesson-off = { $title }: أُلغي لقاء { $at }. { $reason }
bookings-told-moved = { $title }: تغيّر اليوم أو الساعة أو المكان.
bookings-told-waiting = أنتم في قائمة الانتظار لـ { $title }.
bookings-told-offer = يوجد مكان في { $title }: هو لكم حتى { $at }.
bookings-told-offer-over = لم يُؤخذ المكان في { $title } في الوقت المحدد وانتقل إلى غيركم.
bookings-told-list-over = أُغلقت قائمة الانتظار لـ { $title }: لن يُقام النشاط.
bookings-told-no-answer = { $title }: لم ترد الجهة في الوقت المحدد. لم يُدفع شيء.
bookings-told-missed = { $title }: سُجل غياب. إذا لم يكن ذلك صحيحًا، يمكنكم طلب التحقق.
bookings-told-settled = { $title }: قررت البلدية. { $reason }
bookings-told-soon = تذكير: { $title }، { $at }.
bookings-told-request = { $title }، { $at }: هناك من يطلب مكانًا وينتظر ردّكم.
bookings-told-given-up = { $title }، { $at }: تخلّت عائلة عن مكانها.

bookings-letter-booked = تم تأكيد حجزكم
bookings-letter-asked = أُرسل طلبكم
bookings-letter-refused = الرد على طلبكم
bookings-letter-no-answer = انتهت مدة طلبكم
bookings-letter-cancelled = أُلغي حجز
bookings-letter-off = ما حجزتموه لن يُقام
bookings-letter-lesson-off = أُلغي لقاء
bookings-letter-moved = تغيّر حجز
bookings-letter-offer = يوجد مكان لكم
bookings-letter-offer-over = ذهب المكان المعروض إلى غيركم
bookings-letter-list-over = أُغلقت قائمة انتظار
bookings-letter-soon = تذكير بحجز
bookings-letter-missed = سُجّل غياب
bookings-letter-settled = قرار بشأن حجز
bookings-letter-request = طلب ينتظر الرد
bookings-letter-given-up = تخلّت عائلة عن مكانها
bookings-letter-cancelled-said = أُلغي حجز { $title }.
bookings-letter-free-until = الإلغاء بلا تكلفة حتى
bookings-letter-back = غير مستحق أو مُعاد
bookings-letter-look = افتحوا حجوزاتي
bookings-letter-look-house = افتحوا الموعد
bookings-letter-why = وصلتكم هذه الرسالة لأنكم حجزتم أو سجّلتم في قائمة. يُشار إلى المشارك بالحرف الأول فقط، وكل ما سوى ذلك يُقرأ بعد الدخول.
bookings-letter-why-house = وصلتكم هذه الرسالة لأن منظمتكم تستقبل الحجوزات. لا يُقرأ من يشارك إلا بعد الدخول.

bookings-refused-unknown-code = هذا الرمز غير صالح: تحقق من الحروف والأرقام الثمانية
bookings-refused-too-many-attempts = رموز خاطئة كثيرة: حاول بعد { $at }، أو سجّل بالأسماء
bookings-refused-other-session = هذا الرمز لموعد آخر: { $title }
bookings-refused-other-house = هذا الرمز لشيء عند منظمة أخرى
bookings-refused-not-booked = أُلغي هذا الحجز
bookings-refused-roll-closed = أُغلق تسجيل الحضور: إن كان خطأ يمكن طلب مراجعة
bookings-refused-capacity-full = لم تبق أماكن
bookings-refused-capacity-leased-until = كل الأماكن مشغولة؛ قد يشغر بعضها في { $at }
bookings-refused-not-yet-open = يبدأ الحجز في { $at }
bookings-refused-booking-closed = الحجز مغلق منذ { $at }
bookings-refused-offer-paused = أوقفت الجهة الحجز حاليًا
bookings-refused-session-cancelled = هذا الموعد ملغى
bookings-refused-provider-not-admitted = لا تستطيع الجهة استقبال الحجوزات في الوقت الحالي
bookings-refused-age-not-met =
    { $kind ->
        [both] لمن عمره بالسنوات من { $min } إلى { $max } في اليوم الأول
        [min] لمن عمره بالسنوات { $min } على الأقل في اليوم الأول
       *[max] لمن عمره بالسنوات { $max } على الأكثر في اليوم الأول
    }
bookings-refused-already-booked = من اخترتموه له مكان بالفعل: انظروا في حجوزاتكم
bookings-refused-price-changed = تغيّر السعر: هو الآن { $cents }. تحققوا وحاولوا مرة أخرى
bookings-refused-too-late-to-cancel = لم يعد ممكنًا: بدأ في { $at }
bookings-refused-lease-over = لم يعد المكان محفوظًا لكم: ابدأوا من جديد من الموعد
bookings-refused-wrong-state = تغيّر شيء في هذه الأثناء: أعيدوا تحميل الصفحة
bookings-refused-answer-missing = أجيبوا عن هذا السؤال
bookings-refused-answer-wrong = هذه الإجابة غير مناسبة: 200 حرف على الأكثر
bookings-refused-no-groups = لا حجز للمجموعات هنا
bookings-refused-group-size = عدد أطفال المجموعة من 1 إلى { $most }
bookings-refused-group-name = اكتبوا اسم المجموعة في كلمات قليلة
bookings-refused-no-waiting-list = لا توجد قائمة انتظار هنا
bookings-refused-places-are-free = توجد أماكن شاغرة: يمكنكم الحجز
bookings-refused-nobody-chosen = اختاروا من يشارك
bookings-refused-too-many = اثنا عشر شخصًا على الأكثر في كل مرة
bookings-refused-more-than-price = هذا أكثر من السعر: اكتبوا على الأكثر ما بقي للدفع
bookings-refused-more-than-held = هذا أكثر من المبلغ المحفوظ: { $cents } على الأكثر
bookings-refused-not-yet-redeemable = يمكن ذلك ابتداءً من { $at }
bookings-refused-key-reused = غيّر شخص آخر الشيء نفسه: أعيدوا تحميل الصفحة وحاولوا مرة أخرى
bookings-refused-fewer-than-taken = عدد الأماكن المحجوزة { $taken }: لا يمكن أن يكون أقل
bookings-refused-not-found = لم يعد موجودًا
bookings-refused-no-voucher = هذه القسيمة غير صالحة هنا
bookings-refused-insufficient-balance = لم يبق في القسيمة إلا { $cents }
bookings-refused-voucher-ended = انتهت القسيمة في { $at }
bookings-refused-hold-already-resolved = تم ذلك من قبل في { $at }
bookings-refused-hold-ended = انتهى وقت التحصيل في { $at }
bookings-refused-books = الحسابات لا تسمح بذلك: { $why }
bookings-refused-amount = اكتبوا مبلغًا، مثلًا 12,50
bookings-refused-officer = هذه الصفحة لموظفي البلدية المكلفين بهذه المهمة
bookings-refused-title = اكتبوا عنوانًا، 120 حرفًا على الأكثر
bookings-refused-place = 200 حرف على الأكثر
bookings-refused-no-lesson = اكتبوا اليوم والساعة
bookings-refused-lessons = عدد اللقاءات كبير جدًا
bookings-refused-lessons-booked = حجز أحدهم بالفعل: لم يعد عدد اللقاءات يتغير
bookings-refused-ends-before = النهاية تأتي بعد البداية
bookings-refused-overlap = لقاءان متداخلان في الوقت
bookings-refused-places = اكتبوا عدد الأماكن، واحد على الأقل
bookings-refused-price = اكتبوا سعرًا، مثلًا 90 أو 12,50؛ و0 إذا كان مجانًا
bookings-refused-closes-before = يُغلق الحجز بعد أن يُفتح
bookings-refused-closes-after = يُغلق الحجز عند النهاية على أبعد تقدير
bookings-refused-ages = لا يقل الحد الأقصى للعمر عن الحد الأدنى
bookings-refused-age = اكتبوا عمرًا من 0 إلى 25 سنة
bookings-refused-percent = من يلغي متأخرًا لا يدفع أكثر ممن لا يحضر
bookings-refused-hours = اختاروا إحدى الساعات
bookings-refused-offer-hours = اختاروا من 1 إلى 168 ساعة
bookings-refused-questions = أحد الأسئلة غير مناسب: اجعلوه قصيرًا
bookings-refused-reason = اكتبوا سببًا، 300 حرف على الأكثر
bookings-refused-weeks = من 1 إلى 60 مرة
bookings-refused-day = اكتبوا تاريخًا كاملًا، مثل 24/12/2026
bookings-refused-time = اكتبوا ساعة، مثل 17:30
