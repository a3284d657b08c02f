# Saved list, calendar, sheet, districts, embedded list: what the pages of records say besides ar.ftl.

catalogue-nav-saved = قائمتي

# Saved list
catalogue-saved-title = قائمتي
catalogue-saved-shared-title = قائمة مشتركة
catalogue-saved-about = الأنشطة التي حفظتموها: لمراجعتها أو طباعتها أو إرسالها إلى أحد.
catalogue-saved-lead =
    { $count ->
        [zero] لم تحفظوا أي نشاط.
        [one] حفظتم نشاطًا واحدًا.
        [two] حفظتم نشاطين.
        [few] حفظتم { $count } أنشطة.
        [many] حفظتم { $count } نشاطًا.
       *[other] حفظتم { $count } نشاط.
    }
catalogue-saved-shared-lead =
    { $count ->
        [zero] لم يُختر أي نشاط.
        [one] اختار أحدهم نشاطًا واحدًا.
        [two] اختار أحدهم نشاطين.
        [few] اختار أحدهم { $count } أنشطة.
        [many] اختار أحدهم { $count } نشاطًا.
       *[other] اختار أحدهم { $count } نشاط.
    }
catalogue-saved-add = حفظ
catalogue-saved-yes = محفوظ
catalogue-saved-remove = (إزالة من القائمة)
catalogue-saved-keep = حفظ الكل في قائمتي
catalogue-saved-calendar = كل المواعيد في التقويم
catalogue-saved-calendar-name = قائمتي – { $site }
catalogue-saved-without = إزالة من هذه القائمة
catalogue-saved-clear = إفراغ القائمة
catalogue-saved-forget = إزالة ما لم يعد موجودًا
catalogue-saved-undo = إعادة إلى القائمة
catalogue-saved-undo-one = لم يعد «{ $name }» في قائمتكم.
catalogue-saved-undo-many =
    { $count ->
        [zero] لم يُزل أي نشاط من قائمتكم.
        [one] أُزيل نشاط واحد من قائمتكم.
        [two] أُزيل نشاطان من قائمتكم.
        [few] أُزيلت { $count } أنشطة من قائمتكم.
        [many] أُزيل { $count } نشاطًا من قائمتكم.
       *[other] أُزيل { $count } نشاط من قائمتكم.
    }
catalogue-saved-lost = لم تعد هذه الأنشطة موجودة:
catalogue-saved-lost-since = أُزيلت: { $date }
catalogue-saved-unknown =
    { $count ->
        [zero] كل عناصر القائمة موجودة في الدليل.
        [one] عنصر واحد من القائمة غير موجود في الدليل.
        [two] عنصران من القائمة غير موجودين في الدليل.
        [few] { $count } عناصر من القائمة غير موجودة في الدليل.
        [many] { $count } عنصرًا من القائمة غير موجود في الدليل.
       *[other] { $count } عنصر من القائمة غير موجود في الدليل.
    }
catalogue-saved-unreadable =
    { $count ->
        [zero] الرابط مقروء كله.
        [one] جزء واحد من الرابط غير مقروء: ربما قُطع. اطلبوا إرساله مرة أخرى.
        [two] جزءان من الرابط غير مقروءين: ربما قُطع. اطلبوا إرساله مرة أخرى.
        [few] { $count } أجزاء من الرابط غير مقروءة: ربما قُطع. اطلبوا إرساله مرة أخرى.
        [many] { $count } جزءًا من الرابط غير مقروء: ربما قُطع. اطلبوا إرساله مرة أخرى.
       *[other] { $count } جزء من الرابط غير مقروء: ربما قُطع. اطلبوا إرساله مرة أخرى.
    }
catalogue-saved-too-many =
    { $count ->
        [one] في القائمة { $most } عنصرًا على الأكثر: عنصر واحد زائد لا يظهر.
        [two] في القائمة { $most } عنصرًا على الأكثر: عنصران زائدان لا يظهران.
       *[other] في القائمة { $most } عنصرًا على الأكثر: { $count } زائدة لا تظهر.
    }
catalogue-saved-full =
    { $count ->
        [one] القائمة ممتلئة: تتسع لـ { $most } عنصرًا. لم يُحفظ عنصر واحد. أزيلوا شيئًا أولًا.
        [two] القائمة ممتلئة: تتسع لـ { $most } عنصرًا. لم يُحفظ عنصران. أزيلوا شيئًا أولًا.
       *[other] القائمة ممتلئة: تتسع لـ { $most } عنصرًا. لم تُحفظ { $count }. أزيلوا شيئًا أولًا.
    }
catalogue-saved-empty = لا يوجد شيء هنا بعد
catalogue-saved-empty-how = اضغطوا على «حفظ» بجانب أي نشاط: تجدونه هنا من جديد، من دون تسجيل.
catalogue-saved-privacy = تبقى القائمة في هذا المتصفح 180 يومًا، في ملف تعريف ارتباط لا يحوي إلا رموز البطاقات. نحن لا نحتفظ بها.
catalogue-saved-no-list = القائمة ناقصة: يجب أن ينتهي العنوان بـ «?s=» ثم رموز البطاقات.
catalogue-saved-unclear = لا يتضح ما الذي تريدون حفظه. ارجعوا إلى الصفحة واضغطوا على «حفظ» مرة أخرى.

# Calendar, print, share
catalogue-calendar-add = إضافة إلى التقويم
catalogue-calendar-follow = متابعة في تقويمي (يتحدّث تلقائيًا)
catalogue-print = طباعة
catalogue-printed-from = البطاقة الكاملة والمحدثة:
catalogue-share = إرسال إلى أحد
catalogue-share-how = انسخوا هذا العنوان. من يفتحه يرى الشيء نفسه، بلغته.
catalogue-share-mail = كتابة رسالة بريد
catalogue-share-send = مشاركة

# When an offer does not run
catalogue-notice-closed = مغلق حاليًا وسيفتح من جديد. اسألوا الجهة المنظِّمة متى.
catalogue-notice-inactive = لا يُقام في هذه الفترة. اسألوا الجهة المنظِّمة هل سيُستأنف.
catalogue-notice-defunct = انتهى ولم يعد يُقام. تجدون في الأسفل أنشطة مشابهة.

# This week, districts, photographs
catalogue-week-today = اليوم
catalogue-week-tomorrow = غدًا
catalogue-week-every = كل أسبوع
catalogue-week-lead = من اليوم إلى { $date }.
catalogue-district-free = مجانًا هنا
catalogue-district-free-all =
    { $count ->
        [zero] لا توجد أنشطة مجانية
        [one] عرض نشاط مجاني واحد
        [two] عرض نشاطين مجانيين
        [few] عرض كل الأنشطة المجانية ({ $count })
        [many] عرض كل الأنشطة المجانية ({ $count })
       *[other] عرض كل الأنشطة المجانية ({ $count })
    }
catalogue-district-ages = حسب العمر
catalogue-photo-by = الصورة:

# A list in the pages of other sites
catalogue-embed-title = أنشطة للأطفال والشباب
catalogue-embed-all =
    { $count ->
        [0] إلى { $site }
        [one] عرض نشاط واحد في { $site }
        [two] عرض نشاطين في { $site }
        [few] عرض كل الأنشطة في { $site } ({ $count })
        [many] عرض كل الأنشطة في { $site } ({ $count })
       *[other] عرض كل الأنشطة في { $site } ({ $count })
    }
