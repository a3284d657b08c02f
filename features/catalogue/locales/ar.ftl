# The catalogue's pages. Short plain sentences; counted nouns in all six forms.

catalogue-nav-search = كل الأنشطة والخدمات
catalogue-nav-topics = المواضيع
catalogue-nav-districts = الأحياء

# Home
catalogue-home-title = ما تقدّمه { $city } للأطفال والشباب
catalogue-home-lead = رياضة، ومساعدة في الواجبات، وموسيقى، ومكتبات، ومخيمات صيفية، ومن يصغي إليكم. من الولادة إلى 18 سنة.
catalogue-home-about = كل ما تقدّمه المدينة للأطفال والشباب، من 0 إلى 18 سنة، في مكان واحد.
catalogue-home-search = بحث
catalogue-home-numbers =
    { $offers ->
        [zero] لا توجد هنا أنشطة بعد
        [one] تجدون هنا نشاطًا واحدًا
        [two] تجدون هنا نشاطين
        [few] تجدون هنا { $offers } أنشطة
        [many] تجدون هنا { $offers } نشاطًا
       *[other] تجدون هنا { $offers } نشاط
    } { $organizations ->
        [zero] ولا جهات.
        [one] من جهة واحدة.
        [two] من جهتين.
        [few] من { $organizations } جهات.
        [many] من { $organizations } جهة.
       *[other] من { $organizations } جهة.
    }
catalogue-home-free =
    { $count ->
        [zero] لا شيء منها مجاني.
        [one] واحد منها مجاني.
        [two] اثنان منها مجانيان.
        [few] { $count } منها مجانية.
        [many] { $count } منها مجانية.
       *[other] { $count } منها مجانية.
    }
catalogue-home-empty = الدليل فارغ حتى الآن. إن احتجتم إلى مساعدة، اتصلوا بالرقم المذكور في آخر الصفحة.
catalogue-home-demo = الأنشطة المكتوب عليها «بيانات غير حقيقية» هي للعرض فقط.
catalogue-home-topics = اختاروا موضوعًا
catalogue-home-all-topics = كل المواضيع
catalogue-home-week = هذا الأسبوع
catalogue-home-districts = قرب البيت
catalogue-home-districts-lead = اختاروا الحي على الخريطة أو من القائمة.
catalogue-home-districts-all =
    { $count ->
        [zero] لا توجد أحياء
        [one] عرض الحي
        [two] عرض الحيّين
        [few] عرض كل الأحياء ({ $count })
        [many] عرض كل الأحياء ({ $count })
       *[other] عرض كل الأحياء ({ $count })
    }

# Search form
catalogue-form-words = عمّ تبحثون؟
catalogue-form-age = العمر
catalogue-form-any-age = كل الأعمار
catalogue-form-theme = الموضوع
catalogue-form-any-theme = كل المواضيع
catalogue-form-district = الحي
catalogue-form-any-district = كل المدينة
catalogue-form-free = المجاني فقط
catalogue-form-show = عرض النتائج
catalogue-wrong-words = كان نص البحث طويلًا جدًا، فاستخدمنا أول { $max } حرف منه.
catalogue-wrong-age = «{ $value }» ليس عمرًا نعرفه. اختاروا من 0 إلى { $max } سنة.
catalogue-wrong-theme = لا يوجد موضوع «{ $value }». اختاروا موضوعًا من القائمة.
catalogue-wrong-district = لا يوجد حي «{ $value }». اختاروا حيًا من القائمة.
catalogue-wrong-page = لا توجد صفحة «{ $value }»، وهذه أقرب صفحة إليها.

# Results
catalogue-search-title = البحث في كل الأنشطة والخدمات
catalogue-search-title-words = نتائج البحث عن «{ $words }»
catalogue-search-about = ابحثوا بالكلمات والعمر والموضوع والحي والسعر بين الأنشطة المقدَّمة للأطفال والشباب.
catalogue-filters = تصفية النتائج
catalogue-results = النتائج
catalogue-found =
    { $count ->
        [zero] لم نجد أي نشاط
        [one] وجدنا نشاطًا واحدًا
        [two] وجدنا نشاطين
        [few] وجدنا { $count } أنشطة
        [many] وجدنا { $count } نشاطًا
       *[other] وجدنا { $count } نشاط
    }
catalogue-quoted = «{ $words }»
catalogue-clear = إزالة كل المرشّحات
catalogue-some-words = لا توجد نتيجة فيها كل الكلمات، وهذه النتائج فيها بعضها.
catalogue-narrow = تضييق البحث
catalogue-facet-theme = حسب الموضوع
catalogue-facet-district = حسب الحي
catalogue-facet-price = حسب السعر
catalogue-empty-title = لم نجد شيئًا مناسبًا
catalogue-empty-try = جرّبوا بمرشّحات أقل:
catalogue-empty-other = جرّبوا كلمات أخرى، أو أزيلوا بعض المرشّحات.
catalogue-empty-all = عرض كل الأنشطة والخدمات
catalogue-without =
    { $count ->
        [zero] من دون { $filter }: لا أنشطة
        [one] من دون { $filter }: نشاط واحد
        [two] من دون { $filter }: نشاطان
        [few] من دون { $filter }: { $count } أنشطة
        [many] من دون { $filter }: { $count } نشاطًا
       *[other] من دون { $filter }: { $count } نشاط
    }
catalogue-only =
    { $count ->
        [zero] { $filter } فقط: لا أنشطة
        [one] { $filter } فقط: نشاط واحد
        [two] { $filter } فقط: نشاطان
        [few] { $filter } فقط: { $count } أنشطة
        [many] { $filter } فقط: { $count } نشاطًا
       *[other] { $filter } فقط: { $count } نشاط
    }

# Cards
catalogue-age = العمر:
catalogue-where = المكان:
catalogue-when = الموعد:
catalogue-cost = السعر
catalogue-full = لا أماكن متبقية
catalogue-demo = بيانات غير حقيقية
catalogue-demo-record = بيانات غير حقيقية للعرض فقط
catalogue-from-home = المشاركة من البيت
catalogue-offers =
    { $count ->
        [zero] لا توجد أنشطة
        [one] نشاط واحد
        [two] نشاطان
        [few] { $count } أنشطة
        [many] { $count } نشاطًا
       *[other] { $count } نشاط
    }
catalogue-places-count =
    { $count ->
        [zero] لا أماكن
        [one] مكان واحد
        [two] مكانان
        [few] { $count } أماكن
        [many] { $count } مكانًا
       *[other] { $count } مكان
    }

# Ages
catalogue-age-all = كل الأعمار
catalogue-age-unsaid = لا حدّ للعمر مذكور
catalogue-age-under-one = أقل من سنة
catalogue-age-years =
    { $to ->
        [zero] من { $from } إلى { $to } سنة
        [one] من { $from } إلى سنة واحدة
        [two] من { $from } إلى سنتين
        [few] من { $from } إلى { $to } سنوات
        [many] من { $from } إلى { $to } سنة
       *[other] من { $from } إلى { $to } سنة
    }
catalogue-age-months =
    { $to ->
        [zero] من { $from } إلى { $to } شهر
        [one] من { $from } إلى شهر واحد
        [two] من { $from } إلى شهرين
        [few] من { $from } إلى { $to } أشهر
        [many] من { $from } إلى { $to } شهرًا
       *[other] من { $from } إلى { $to } شهر
    }
catalogue-age-range = من { $from } إلى { $to }
catalogue-age-from = من { $from } فما فوق
catalogue-age-to = حتى { $to }
catalogue-age-n-years =
    { $n ->
        [zero] { $n } سنة
        [one] سنة واحدة
        [two] سنتان
        [few] { $n } سنوات
        [many] { $n } سنة
       *[other] { $n } سنة
    }
catalogue-age-n-months =
    { $n ->
        [zero] { $n } شهر
        [one] شهر واحد
        [two] شهران
        [few] { $n } أشهر
        [many] { $n } شهرًا
       *[other] { $n } شهر
    }

# Prices
catalogue-price-free = مجاني
catalogue-price-free-or-up-to = مجاني أو حتى { $price }
catalogue-price-from = ابتداءً من { $price }
catalogue-price-once = { $amount }
catalogue-price-session = { $amount } في كل مرة
catalogue-price-day = { $amount } في اليوم
catalogue-price-week = { $amount } في الأسبوع
catalogue-price-month = { $amount } في الشهر
catalogue-price-year = { $amount } في السنة
catalogue-price-income = لمن مؤشر دخل عائلته (ISEE) حتى { $amount }

# Days and times
catalogue-day-month = { $day } { $month }
catalogue-day-month-short = { $day } { $month }
catalogue-span-from =
    { $day ->
       *[other] ابتداءً من { $date }
    }
catalogue-span-until =
    { $day ->
       *[other] حتى { $date }
    }
catalogue-span-between =
    { $firstDay ->
       *[other] من { $first }
    } { $lastDay ->
       *[other] إلى { $last }
    }
catalogue-span-brief = { $from } – { $to }
catalogue-when-days-times = { $days }، { $times }
catalogue-when-days-run = من { $from } إلى { $to }
catalogue-when-days-run-short = { $from }–{ $to }
catalogue-when-every-day = كل يوم
catalogue-when-every-month = كل شهر
catalogue-when-every-year = كل سنة، { $date }
catalogue-when-every-days =
    { $n ->
        [zero] كل يوم
        [one] كل يوم
        [two] كل يومين
        [few] كل { $n } أيام
        [many] كل { $n } يومًا
       *[other] كل { $n } يوم
    }
catalogue-when-every-weeks =
    { $n ->
        [zero] كل أسبوع
        [one] كل أسبوع
        [two] كل أسبوعين
        [few] كل { $n } أسابيع
        [many] كل { $n } أسبوعًا
       *[other] كل { $n } أسبوع
    }
catalogue-when-every-months =
    { $n ->
        [zero] كل شهر
        [one] كل شهر
        [two] كل شهرين
        [few] كل { $n } أشهر
        [many] كل { $n } شهرًا
       *[other] كل { $n } شهر
    }
catalogue-when-every-years =
    { $n ->
        [zero] كل سنة
        [one] كل سنة
        [two] كل سنتين
        [few] كل { $n } سنوات
        [many] كل { $n } سنة
       *[other] كل { $n } سنة
    }
catalogue-when-of-month = { $days } من كل شهر
catalogue-when-monthday =
    { $day ->
        [1] اليوم الأول
       *[other] اليوم { $n }
    }
catalogue-when-last-day = اليوم الأخير
catalogue-when-days-before-end =
    { $n ->
        [zero] اليوم الأخير
        [one] قبل النهاية بيوم
        [two] قبل النهاية بيومين
        [few] قبل النهاية بـ { $n } أيام
        [many] قبل النهاية بـ { $n } يومًا
       *[other] قبل النهاية بـ { $n } يوم
    }
catalogue-when-nth =
    { $iso ->
        [5] { $nth ->
            [1] { $weekday } الأولى
            [2] { $weekday } الثانية
            [3] { $weekday } الثالثة
            [4] { $weekday } الرابعة
            [5] { $weekday } الخامسة
            [-1] { $weekday } الأخيرة
           *[other] { $weekday } قبل الأخيرة
        }
       *[other] { $nth ->
            [1] { $weekday } الأول
            [2] { $weekday } الثاني
            [3] { $weekday } الثالث
            [4] { $weekday } الرابع
            [5] { $weekday } الخامس
            [-1] { $weekday } الأخير
           *[other] { $weekday } قبل الأخير
        }
    }
catalogue-when-months = في { $months }
catalogue-when-months-run = من { $from } إلى { $to }
catalogue-when-meetings =
    { $count ->
        [zero] لا لقاءات
        [one] لقاء واحد
        [two] لقاءان
        [few] { $count } لقاءات
        [many] { $count } لقاءً
       *[other] { $count } لقاء
    }
catalogue-when-more = مواعيد أخرى في الصفحة
catalogue-when-more-dates =
    { $count ->
        [zero] لا مواعيد أخرى
        [one] وموعد آخر
        [two] وموعدان آخران
        [few] و{ $count } مواعيد أخرى
        [many] و{ $count } موعدًا آخر
       *[other] و{ $count } موعد آخر
    }
catalogue-when-term = في أيام المدرسة فقط، لا في العطل
catalogue-when-holidays = في العطل المدرسية فقط
catalogue-when-holidays-short = في العطل
catalogue-when-online = عبر الإنترنت
catalogue-when-phone = بالهاتف
catalogue-when-except = ما عدا { $dates }
catalogue-when-all-day = طوال اليوم
catalogue-when-next-day = { $range } (من اليوم التالي)
catalogue-when-from-time = ابتداءً من الساعة { $time }
catalogue-when-to-time = حتى الساعة { $time }
catalogue-when-over = انتهى
catalogue-when-unknown = المواعيد غير مذكورة. اسألوا الجهة المنظِّمة عنها.

# Sheet
catalogue-in-page = في هذه الصفحة
catalogue-s-who = لمن هذا النشاط
catalogue-s-how = كيفية المشاركة
catalogue-s-needed = ما يلزم
catalogue-s-get = ما تحصلون عليه
catalogue-s-when = المواعيد والمُهَل
catalogue-s-cost = السعر
catalogue-s-access = الوصول إلى الخدمة
catalogue-s-where = المكان
catalogue-s-conditions = شروط الخدمة
catalogue-s-contacts = للتواصل
catalogue-status-active = متاح
catalogue-status-inactive = غير متاح الآن
catalogue-status-defunct = انتهى نهائيًا
catalogue-status-closed = مغلق مؤقتًا
catalogue-alert = تنبيه
catalogue-needs = يناسب بصورة خاصة:
catalogue-spoken = اللغات المتحدَّث بها: { $languages }
catalogue-how-unknown = تواصلوا مع الجهة المنظِّمة: بياناتها في آخر الصفحة.
catalogue-needed-unknown = لا توجد وثائق مذكورة. قبل الذهاب، تأكدوا من الجهة المنظِّمة.
catalogue-rhythm-once = نشاط يُقام مرة واحدة أو مرات قليلة.
catalogue-rhythm-weekly = دورة فيها لقاءات كل أسبوع.
catalogue-rhythm-camp = أيام كاملة من الأنشطة في العطل.
catalogue-rhythm-open = مكان مفتوح: يمكن المجيء في أي وقت ضمن ساعات العمل.
catalogue-good-for = مفيد لـ:
catalogue-get-unknown = اقرؤوا الوصف في الأعلى، أو اسألوا الجهة المنظِّمة.
catalogue-cost-unknown = السعر غير مذكور. اسألوا الجهة المنظِّمة عنه.
catalogue-access-online = المعلومات والتسجيل على موقع الجهة المنظِّمة.
catalogue-access-site = إلى الموقع
catalogue-access-generic = للمشاركة، تواصلوا مع الجهة المنظِّمة.
catalogue-access-call = اتصلوا بـ
catalogue-where-unknown = المكان غير مذكور. اسألوا الجهة المنظِّمة عنه.
catalogue-capacity =
    { $count ->
        [zero] لا مقاعد
        [one] مقعد واحد
        [two] مقعدان
        [few] { $count } مقاعد
        [many] { $count } مقعدًا
       *[other] { $count } مقعد
    }
catalogue-capacity-left =
    { $count ->
        [zero] لا مقاعد متبقية
        [one] بقي مقعد واحد
        [two] بقي مقعدان
        [few] بقيت { $count } مقاعد
        [many] بقي { $count } مقعدًا
       *[other] بقي { $count } مقعد
    }
catalogue-adult-needed = يجب أن يبقى شخص بالغ طوال الوقت.
catalogue-adult-not-needed = لا حاجة إلى بقاء شخص بالغ.
catalogue-conditions-ask = قد تتغيّر المواعيد والأسعار: قبل الذهاب، تأكدوا من الجهة المنظِّمة.
catalogue-provider = الجهة المنظِّمة:
catalogue-provider-public = المكتب أو الجهة المسؤولة:
catalogue-similar = أنشطة مشابهة قريبة

# Organisations and places
catalogue-nature-public = جهة عامة
catalogue-nature-third = جمعية أو تعاونية أو جهة أخرى غير ربحية
catalogue-nature-profit = شركة
catalogue-organization-closed = لم تعد تعمل
catalogue-organization-empty = ليس لها أنشطة في الدليل في الوقت الحالي.
catalogue-part-of = جزء من
catalogue-places = الأماكن
catalogue-more-places =
    { $count ->
        [zero] ولا أماكن أخرى.
        [one] ومكان آخر.
        [two] ومكانان آخران.
        [few] و{ $count } أماكن أخرى.
        [many] و{ $count } مكانًا آخر.
       *[other] و{ $count } مكان آخر.
    }
catalogue-hours = ساعات العمل
catalogue-place-offers = ما يُقام هنا
catalogue-place-empty = لا توجد أنشطة في هذا المكان في الوقت الحالي.
catalogue-address = العنوان
catalogue-transport = كيفية الوصول
catalogue-accessibility = تسهيلات الوصول
catalogue-run-by = الجهة المُشغِّلة
catalogue-code = الرمز
catalogue-contacts = للتواصل
catalogue-phone = الهاتف
catalogue-email = البريد الإلكتروني
catalogue-site = الموقع
catalogue-no-contacts = ليست لدينا بيانات للتواصل. إن احتجتم إلى مساعدة، اتصلوا بـ:

# Districts
catalogue-district = الحي
catalogue-area = المنطقة
catalogue-minors = السكان دون 18 سنة
catalogue-offers-column = الأنشطة
catalogue-not-known = غير معروف
catalogue-districts-title = الأحياء
catalogue-districts-about = الأنشطة المقدَّمة للأطفال والشباب، حيًا حيًا.
catalogue-districts-lead = اضغطوا على حي لمعرفة ما يقدّمه.
catalogue-districts-to-list = إلى قائمة الأحياء
catalogue-districts-list = قائمة الأحياء
catalogue-districts-caption = أحياء الخريطة نفسها، بالترتيب الأبجدي
catalogue-district-about = ما يوجد للأطفال والشباب في حي { $name }.
catalogue-district-search = البحث في هذا الحي
catalogue-district-empty = لا يوجد شيء في هذا الحي بعد
catalogue-district-empty-more = انظروا في الأحياء المجاورة أدناه.
catalogue-neighbours = الأحياء المجاورة
catalogue-residents =
    { $count ->
        [zero] لا سكان
        [one] ساكن واحد
        [two] ساكنان
        [few] { $count } سكان
        [many] { $count } ساكنًا
       *[other] { $count } ساكن
    }
catalogue-minors-count =
    { $count ->
        [zero] لا أحد منهم دون 18 سنة
        [one] واحد منهم دون 18 سنة
        [two] اثنان منهم دون 18 سنة
        [few] { $count } منهم دون 18 سنة
        [many] { $count } منهم دون 18 سنة
       *[other] { $count } منهم دون 18 سنة
    }
catalogue-all-of =
    { $count ->
        [zero] { $topic }: لا أنشطة
        [one] { $topic }: عرض النشاط
        [two] { $topic }: عرض النشاطين
        [few] { $topic }: عرض كل الأنشطة ({ $count })
        [many] { $topic }: عرض كل الأنشطة ({ $count })
       *[other] { $topic }: عرض كل الأنشطة ({ $count })
    }
catalogue-map-label = خريطة الأحياء
catalogue-map-area = { $name }: { $count }
catalogue-map-legend = الأنشطة:
catalogue-map-range = { $from }–{ $to }
catalogue-map-more = { $from } أو أكثر
catalogue-map-drawn = الحدود على الخريطة تقريبية.

# Topics
catalogue-topics-title = المواضيع
catalogue-topics-about = كل مواضيع الدليل، مع عدد الأنشطة في كل منها.
catalogue-topics-lead = اختاروا موضوعًا: الرقم بجانبه هو عدد الأنشطة.

# Gone
catalogue-gone-title = لم تعد هذه الصفحة موجودة
catalogue-gone-text = أزالتها الجهة التي نشرتها ({ $date }). ابحثوا عن شيء مشابه.

# Where facts come from
catalogue-checked =
    { $day ->
       *[other] تحققت منه { $by } في { $date }
    }
catalogue-changed = آخر تعديل لهذه الصفحة: { $date }
catalogue-foreign = بعض النصوص متاحة بهذه اللغة فقط: { $languages }.
catalogue-origin = من أين جاءت هذه المعلومات
catalogue-origin-read = تاريخ القراءة: { $date }
catalogue-field-name = الاسم
catalogue-field-alternate_name = أسماء أخرى
catalogue-field-description = الوصف
catalogue-field-status = الحالة
catalogue-field-ages = الأعمار
catalogue-field-eligibility = شروط المشاركة
catalogue-field-themes = المواضيع
catalogue-field-needs = الاحتياجات
catalogue-field-wellbeing = الرفاه
catalogue-field-accessibility = تسهيلات الوصول
catalogue-field-languages = اللغات
catalogue-field-schedules = المواعيد
catalogue-field-cost_options = الأسعار
catalogue-field-fees = التكاليف
catalogue-field-application_process = التسجيل
catalogue-field-required_documents = الوثائق
catalogue-field-adult_needed = حضور شخص بالغ
catalogue-field-capacity = عدد الأماكن
catalogue-field-alert = التنبيه
catalogue-field-email = البريد الإلكتروني
catalogue-field-url = الموقع
catalogue-field-website = الموقع
catalogue-field-phones = الهواتف
catalogue-field-identifiers = الرموز
catalogue-field-nature = نوع الجهة
catalogue-field-active = النشاط
catalogue-field-address = العنوان
catalogue-field-point = الموقع على الخريطة
catalogue-field-district = الحي
catalogue-field-organization_id = الجهة
catalogue-field-transportation = كيفية الوصول
catalogue-report = هل رأيتم خطأً في هذه الصفحة؟
catalogue-report-write = اكتبوا إلى
catalogue-report-call = اتصلوا بـ
