# المحرّر الموجَّه: الخطوات والأسعار والمواعيد والأماكن واللغات.

providers-guide = خطوات هذه الصفحة
providers-part-about = ما هو
providers-part-who = لمن
providers-part-where = أين
providers-part-when = متى
providers-part-price = كم يكلّف
providers-part-join = كيفية المشاركة
providers-part-themes = المواضيع
providers-part-access = الوصول والدخول
providers-part-texts = لغات أخرى
providers-lead-about = اكتب كما تتحدث إلى أحد الوالدين. لا يُنشر شيء قبل المعاينة.
providers-lead-who = من يمكنه الحضور، وما الاحتياجات التي أنتم مستعدون لها.
providers-lead-where = اختر الأماكن التي يجري فيها. تُكتب مواعيد كل مكان في الخطوة التالية.
providers-lead-when = سطر لكل موعد: بعد ظهر الإثنين، سبت واحد فقط، أسبوع العيد.
providers-lead-price = سطر لكل سعر: الكامل، والمخفّض، ومن لا يدفع.
providers-lead-join = كيف يتم التسجيل، وماذا يُحضر المرء، ومن يُسأل.
providers-lead-themes = من قوائم البلدية: هكذا تجده الأسر حين تبحث عن موضوع أو حاجة.
providers-lead-access = كيف يصل المرء، وهل يمكن الدخول بكرسي متحرك أو عربة أطفال.
providers-lead-texts = حالة كل نص في كل لغة. تبقى الترجمة كما هي حتى يغيّرها أحد.
providers-edit-place = المكان
providers-edit-place-fresh = مكان جديد
providers-edit-eligibility = من يمكنه المشاركة، عدا العمر
providers-edit-adult-needed = هل يجب أن يبقى شخص بالغ؟
providers-edit-languages = اللغات المستخدمة هناك
providers-edit-accessibility = إمكانية الوصول
providers-edit-places = في أي أماكن
providers-edit-places-hint = يمكنك اختيار أكثر من مكان.
providers-edit-places-fixed = هنا أيضًا بحسب البلدية: { $places }. لحذفه راسل البلدية.
providers-edit-places-none = ليس لديكم أماكن بعد: ابحث عن مكان موجود أو أضف مكانكم.
providers-edit-place-new = { $name } (جديد، بانتظار البلدية)
providers-edit-place-q = ابحث عن مكان لآخرين: صالة، مكتبة، مدرسة
providers-edit-place-find = ابحث عن المكان
providers-edit-place-found = { $count ->
    [0] لا يوجد مكان بهذه الكلمات: جرّب كلمات أقل
    [one] وُجد مكان واحد: وهو بين الخيارات أعلاه
    [two] وُجد مكانان: وهما بين الخيارات أعلاه
    [few] وُجدت { $count } أماكن: وهي بين الخيارات أعلاه
    [many] وُجد { $count } مكانًا: وهي بين الخيارات أعلاه
   *[other] وُجد { $count } مكان: وهي بين الخيارات أعلاه
}
providers-edit-remote = المشاركة من المنزل
providers-edit-rhythm = بأي وتيرة
providers-edit-fees = معلومات أخرى عن السعر
providers-edit-application-process = كيفية التسجيل
providers-edit-required-documents = ماذا تُحضر
providers-edit-required-documents-hint = شيء واحد في كل سطر.
providers-edit-capacity = عدد الأماكن الإجمالي
providers-edit-available = الأماكن الشاغرة
providers-edit-phone-more = هاتف { $number }
providers-edit-themes = المواضيع
providers-edit-needs = ما الاحتياجات التي يلبّيها
providers-edit-wellbeing = ما الذي يفيده
providers-edit-transportation = كيف تصل
providers-edit-street = الشارع والرقم
providers-edit-street-more = للعثور عليه: المدخل، الفناء، الطابق
providers-edit-postal-code = الرمز البريدي
providers-edit-town = المدينة
providers-edit-point = النقطة على الخريطة
providers-edit-point-hint = في تطبيق الخرائط اضغط مطوّلًا على المكان وانسخ الرقمين أو الرابط هنا.
providers-place-begin = أضف مكانًا
providers-place-begin-text = المكان غير موجود؟ احفظ أولًا ما كتبته هنا ثم أضفه: له صفحة خاصة.
providers-retire = أخرج المكان من الاستخدام
providers-retire-text = بعد موافقة البلدية لا يظهر المكان ولا نشاطاتكم فيه. وتبقى النشاطات.
providers-retire-sure = نعم، لم يعد مستخدمًا
providers-out-of-use = لم يعد مستخدمًا
providers-edit-price-row = السعر { $number }
providers-edit-price-amount = كم، باليورو
providers-edit-price-unit = مقابل ماذا
providers-edit-price-for = لمن
providers-edit-price-for-hint = اتركه فارغًا إن كان للجميع. مثلًا: الطفل الثاني، سكان الحي.
providers-edit-price-income = حتى أي دخل للأسرة (ISEE)، باليورو
providers-edit-price-income-hint = فقط إذا كان السعر يعتمد على الدخل.
providers-edit-price-from = صالح من
providers-edit-price-to = صالح حتى
providers-edit-price-gone = احذف هذا السعر
providers-edit-price-more = أضف سعرًا آخر
providers-edit-time-row = الموعد { $number }
providers-edit-time-place = في أي مكان
providers-edit-time-anywhere = نفسه في كل مكان
providers-edit-time-days = في أي أيام
providers-edit-time-days-hint = ليوم واحد لا تؤشّر شيئًا هنا: اكتب تاريخه أدناه.
providers-edit-time-often = كم مرة
providers-edit-time-from = من يوم
providers-edit-time-from-hint = اتركه فارغًا إن كان كذلك دائمًا.
providers-edit-time-to = حتى يوم
providers-edit-time-opens = من الساعة
providers-edit-time-closes = إلى الساعة
providers-edit-time-period = في أي جزء من السنة
providers-edit-time-off-from = مغلق من
providers-edit-time-off-to = مغلق حتى
providers-edit-time-off-hint = ليوم واحد يكفي الأول. لإغلاق آخر اضغط زر الإضافة أدناه.
providers-edit-time-note = معلومات أخرى
providers-edit-time-gone = احذف هذا الموعد
providers-edit-time-more = أضف موعدًا أو إغلاقًا آخر
providers-edit-time-kept = { $words }. هذه القاعدة لا تُكتب هنا: تبقى كما هي.
providers-price-income = بدخل (ISEE) حتى { $amount }
providers-from = من { $day }
providers-from-until = من { $from } إلى { $until }
providers-every-day = كل يوم
providers-month-days = في أيام الشهر { $days }
providers-times = { $count ->
    [zero] أبدًا
    [one] مرة واحدة
    [two] مرتان
    [few] { $count } مرات
    [many] { $count } مرة
   *[other] { $count } مرة
}
providers-off = مغلق { $days }
providers-often-week = كل أسبوع
providers-often-fortnight = كل أسبوعين
providers-often-first = الأول من الشهر
providers-often-second = الثاني من الشهر
providers-often-third = الثالث من الشهر
providers-often-fourth = الرابع من الشهر
providers-often-last = الأخير من الشهر
providers-period-always = طوال السنة
providers-period-term = أثناء الدراسة
providers-period-holidays = في العطل المدرسية
providers-places = { $places ->
    [zero] لا أماكن
    [one] مكان واحد
    [two] مكانان
    [few] { $places } أماكن
    [many] { $places } مكانًا
   *[other] { $places } مكان
}
providers-places-left = { $left } شاغرة من { $places }
providers-rhythm-weekly = دورة: كل أسبوع
providers-rhythm-one-off = مرة أو مرات قليلة
providers-rhythm-camp = أيام كاملة في العطل
providers-rhythm-always-open = مفتوح متى كان المكان مفتوحًا
providers-unknown = غير مذكور
providers-field-service-at-locations = أين يجري
providers-field-out-of-use = استخدام المكان
providers-text-person = كتبتموه أنتم
providers-text-machine = من صنع آلة، يحتاج مراجعة
providers-text-city = من بيانات البلدية
providers-text-confirmed = رُوجع وتأكّد
providers-texts-in = { $field } ({ $language })
providers-texts-still = قرأته إلى جانب الأصل: هو صحيح كما هو
providers-texts-machine = ترجمته آلة
providers-texts-machine-hint = يُذكر ذلك إلى جانب النص حتى يراجعه أحد.
providers-texts-none = لا شيء للترجمة بعد: اكتب النص أولًا.
providers-texts-write = ترجم أو راجع
providers-texts-lead = في الأعلى الأصل وفي الأسفل الترجمة. الفارغ يعني: غير موجود بهذه اللغة.
providers-texts-keep = احفظ الترجمة
providers-texts-back = العودة إلى اللغات
providers-old = { $count ->
    [zero] لا صفحات تنتظر التأكيد
    [one] صفحة واحدة تنتظر التأكيد
    [two] صفحتان تنتظران التأكيد
    [few] { $count } صفحات تنتظر التأكيد
    [many] { $count } صفحة تنتظر التأكيد
   *[other] { $count } صفحة تنتظر التأكيد
}
providers-old-text = لم تراجعوها منذ ثلاثة أشهر أو لم تراجعوها قط. إن كان كل شيء ما زال صحيحًا تكفي ضغطة واحدة.
