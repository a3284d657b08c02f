# The frame of every page.

web-home = الصفحة الرئيسية
web-menu = القائمة
web-navigation = التنقل الرئيسي
web-breadcrumb = مسار التنقل
web-language = اللغة
web-skip-main = الانتقال إلى المحتوى
web-skip-footer = الانتقال إلى أسفل الصفحة
web-demo = موقع تجريبي: الأنشطة المعروضة هنا غير حقيقية.
web-go-home = العودة إلى الصفحة الرئيسية

web-search = بحث
web-search-label = عمّ تبحثون؟
web-search-hint = سباحة، مساعدة في الواجبات، مكتبة…
web-remove-filter = إزالة المرشّح
web-results-updated = تم تحديث النتائج.

web-pages = صفحات النتائج
web-page = صفحة
web-page-previous = الصفحة السابقة
web-page-next = الصفحة التالية

web-form-required = مطلوب
web-form-errors = هناك ما يجب تصحيحه

web-footer-here = في هذا الموقع
web-footer-help = هل تحتاجون إلى مساعدة؟
web-footer-legal = معلومات عن الموقع
web-dead-end-help = يمكنكم الاتصال والتحدث إلى شخص:

web-legal-privacy = سياسة الخصوصية
web-legal-notes = ملاحظات قانونية
web-legal-accessibility = بيان تسهيلات الوصول
web-legal-contacts = جهات الاتصال
web-legal-faq = الأسئلة الشائعة
web-legal-report = الإبلاغ عن مشكلة
web-legal-about = ما هو هذا الموقع

web-error-400 = الطلب غير واضح
    .text = تحققوا من العنوان أو من البيانات التي أدخلتموها ثم حاولوا مرة أخرى.
web-error-403 = لا يمكن الدخول هنا
    .text = ليس لديكم إذن لرؤية هذه الصفحة.
web-error-404 = الصفحة غير موجودة
    .text = ربما كان العنوان خاطئًا أو نُقلت الصفحة. جرّبوا البحث أدناه.
web-error-405 = هذا الإجراء غير ممكن
    .text = الصفحة موجودة، لكنها لا تقبل هذا النوع من الطلبات.
web-error-410 = لم تعد هذه الصفحة موجودة
    .text = أُزيلت ولن تعود. ابحثوا أدناه عن شيء مشابه.
web-error-413 = ما ترسلونه كبير جدًا
    .text = حاولوا مرة أخرى بنص أقصر أو ملف أصغر.
web-error-429 = طلبات كثيرة جدًا
    .text = انتظروا لحظة ثم حاولوا مرة أخرى.
web-error-500 = حدث عطل من جانبنا
    .text = ليس الخطأ منكم. سُجّل العطل: حاولوا مرة أخرى بعد قليل.
web-error-503 = الموقع مشغول جدًا
    .text = حاولوا مرة أخرى بعد دقيقة.
web-error-id = إذا اتصلتم فاذكروا هذا الرمز:
web-refused-other-site = جاء الطلب من موقع آخر، ولأسباب أمنية لم يُنفّذ.
