# Saved list, calendar, sheet, districts, embedded list: what the pages of records say besides ar.ftl.

catalogue-nav-saved = قائمتي

# Saved list
catalogue-saved-title = قائمتي
catalogue-saved-shared-title = قائمة مشتركة
catalogue-saved-about = الفرص التي حفظتها: لتراجعها أو تطبعها أو ترسلها إلى أحد.
catalogue-saved-lead =
    { $count ->
        [zero] لم تحفظ أي فرصة.
        [one] حفظت فرصة واحدة.
        [two] حفظت فرصتين.
        [few] حفظت { $count } فرص.
        [many] حفظت { $count } فرصة.
       *[other] حفظت { $count } فرصة.
    }
catalogue-saved-shared-lead =
    { $count ->
        [zero] لا توجد فرص مختارة.
        [one] اختار أحدهم فرصة واحدة.
        [two] اختار أحدهم فرصتين.
        [few] اختار أحدهم { $count } فرص.
        [many] اختار أحدهم { $count } فرصة.
       *[other] اختار أحدهم { $count } فرصة.
    }
catalogue-saved-add = احفظ
catalogue-saved-yes = محفوظة
catalogue-saved-remove = (أزلها من القائمة)
catalogue-saved-keep = احفظ الكل في قائمتي
catalogue-saved-calendar = كل المواعيد في التقويم
catalogue-saved-calendar-name = قائمتي – { $site }
catalogue-saved-without = أزل من هذه القائمة
catalogue-saved-clear = أفرغ القائمة
catalogue-saved-forget = أزل ما لم يعد موجودًا
catalogue-saved-undo = أعدها إلى القائمة
catalogue-saved-undo-one = «{ $name }» لم تعد في قائمتك.
catalogue-saved-undo-many =
    { $count ->
        [zero] لم تُزل أي فرصة من قائمتك.
        [one] أُزيلت فرصة واحدة من قائمتك.
        [two] أُزيلت فرصتان من قائمتك.
        [few] أُزيلت { $count } فرص من قائمتك.
        [many] أُزيلت { $count } فرصة من قائمتك.
       *[other] أُزيلت { $count } فرصة من قائمتك.
    }
catalogue-saved-lost = هذه الفرص لم تعد موجودة:
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
        [one] جزء واحد من الرابط غير مقروء: ربما قُطع. اطلب إرساله مرة أخرى.
        [two] جزءان من الرابط غير مقروءين: ربما قُطع. اطلب إرساله مرة أخرى.
        [few] { $count } أجزاء من الرابط غير مقروءة: ربما قُطع. اطلب إرساله مرة أخرى.
        [many] { $count } جزءًا من الرابط غير مقروء: ربما قُطع. اطلب إرساله مرة أخرى.
       *[other] { $count } جزء من الرابط غير مقروء: ربما قُطع. اطلب إرساله مرة أخرى.
    }
catalogue-saved-too-many =
    { $count ->
        [one] في القائمة { $most } عنصرًا على الأكثر: عنصر واحد زائد لا يظهر.
        [two] في القائمة { $most } عنصرًا على الأكثر: عنصران زائدان لا يظهران.
       *[other] في القائمة { $most } عنصرًا على الأكثر: { $count } زائدة لا تظهر.
    }
catalogue-saved-full =
    { $count ->
        [one] القائمة ممتلئة: تتسع لـ { $most } عنصرًا. لم يُحفظ عنصر واحد. أزل شيئًا أولًا.
        [two] القائمة ممتلئة: تتسع لـ { $most } عنصرًا. لم يُحفظ عنصران. أزل شيئًا أولًا.
       *[other] القائمة ممتلئة: تتسع لـ { $most } عنصرًا. لم تُحفظ { $count }. أزل شيئًا أولًا.
    }
catalogue-saved-empty = لا يوجد شيء هنا بعد
catalogue-saved-empty-how = المس «احفظ» بجانب أي فرصة: تجدها هنا من جديد، من دون تسجيل.
catalogue-saved-privacy = تبقى القائمة في هذا المتصفح 180 يومًا، في ملف تعريف ارتباط لا يحوي إلا رموز البطاقات. نحن لا نحتفظ بها.
catalogue-saved-no-list = القائمة ناقصة: يجب أن ينتهي العنوان بـ «?s=» ثم رموز البطاقات.
catalogue-saved-unclear = لا يتضح ما الذي تريد حفظه. ارجع إلى الصفحة والمس «احفظ» مرة أخرى.

# Calendar, print, share
catalogue-calendar-add = أضف إلى التقويم
catalogue-calendar-follow = تابع في تقويمي (يتحدث تلقائيًا)
catalogue-print = اطبع
catalogue-printed-from = البطاقة الكاملة والمحدثة:
catalogue-share = أرسل إلى أحد
catalogue-share-how = انسخ هذا العنوان. من يفتحه يرى الشيء نفسه، بلغته.
catalogue-share-mail = اكتب رسالة بريد
catalogue-share-send = شارك

# When an offer does not run
catalogue-notice-closed = مغلق حاليًا وسيفتح من جديد. اسأل الجهة المنظمة متى.
catalogue-notice-inactive = لا يقام في هذه الفترة. اسأل الجهة المنظمة هل سيُستأنف.
catalogue-notice-defunct = انتهى ولم يعد يقام. تجد في الأسفل فرصًا مشابهة.

# This week, districts, photographs
catalogue-week-today = اليوم
catalogue-week-tomorrow = غدًا
catalogue-week-every = كل أسبوع
catalogue-week-lead = من اليوم إلى { $date }.
catalogue-district-free = مجانًا هنا
catalogue-district-free-all =
    { $count ->
        [zero] لا توجد فرص مجانية
        [one] شاهد فرصة مجانية واحدة
        [two] شاهد فرصتين مجانيتين
        [few] شاهد كل الفرص المجانية: { $count } فرص
        [many] شاهد كل الفرص المجانية: { $count } فرصة
       *[other] شاهد كل الفرص المجانية: { $count } فرصة
    }
catalogue-district-ages = حسب العمر
catalogue-photo-by = الصورة:

# A list in the pages of other sites
catalogue-embed-title = فرص للأطفال والشباب
catalogue-embed-all =
    { $count ->
        [0] اذهب إلى { $site }
        [one] شاهد فرصة واحدة في { $site }
        [two] شاهد فرصتين في { $site }
        [few] شاهد كل الفرص في { $site }: { $count } فرص
        [many] شاهد كل الفرص في { $site }: { $count } فرصة
       *[other] شاهد كل الفرص في { $site }: { $count } فرصة
    }
