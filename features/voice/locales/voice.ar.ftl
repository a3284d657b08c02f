# What visitors say: stars under every page, reports of mistakes, contacts.

voice-title = رأيك
voice-question = ما مدى وضوح المعلومات في هذه الصفحة؟
voice-stars = { $count ->
    [one] نجمة واحدة من 5
    [two] نجمتان من 5
    [few] { $count } نجوم من 5
   *[other] { $count } نجمة من 5
}
voice-trap = اترك هذا الحقل فارغًا
voice-send = إرسال
voice-skip = تخطٍّ
voice-why-title = شكرًا! سؤال آخر
voice-step = الخطوة { $step } من 2

voice-liked = ما أكثر شيء أعجبك؟
voice-liked-clear = الكلمات سهلة الفهم
voice-liked-complete = كل ما أحتاجه موجود
voice-liked-quick = وجدت بسرعة ما كنت أبحث عنه
voice-liked-useful = أعرف الآن ماذا أفعل
voice-liked-other = شيء آخر

voice-disliked = ما الذي كان صعبًا؟
voice-disliked-unclear = الكلمات صعبة الفهم
voice-disliked-incomplete = تنقص بعض المعلومات
voice-disliked-not-found = لم أجد ما كنت أبحث عنه
voice-disliked-broken = هناك شيء لا يعمل
voice-disliked-other = شيء آخر

voice-words = هل تريد إضافة شيء؟
voice-words-hint = { $most } حرف على الأكثر. لا تكتب أسماء أو عناوين أو بيانات شخصية أخرى.

voice-thanks = شكرًا
voice-thanks-text = رأيك يساعدنا على تحسين الصفحات.
voice-thanks-wrong = هل وجدت خطأ؟
voice-back = العودة إلى الصفحة

voice-refused-rate = اختر من نجمة واحدة إلى خمس نجوم.
voice-refused-answer = اختر إجابة، أو تخطَّ السؤال.
voice-refused-long = النص طويل جدًا: { $most } حرف على الأكثر.
voice-refused-what = اختر ما هو الخطأ.
voice-refused-text = اكتب بكلمات قليلة ما هو الخطأ.
voice-refused-mail = عنوان البريد الإلكتروني غير كامل. اكتبه مثل name@example.org.
voice-refused-consent = لتلقي الرد ضع علامة في المربع، أو احذف العنوان.

voice-report-title = أبلغ عن خطأ
voice-report-site = أبلغ عن مشكلة في الموقع
voice-report-about = لا حاجة إلى ذكر اسمك. هناك شخص يقرأ كل بلاغ ويصحح الصفحة.
voice-report-what = ما هو الخطأ؟
voice-report-text = اشرح بكلمات قليلة
voice-report-text-hint = { $most } حرف على الأكثر. لا تكتب أسماء أطفال أو بيانات شخصية أخرى.
voice-report-mail = بريدك الإلكتروني، إذا أردت ردًا
voice-report-mail-hint = { $days ->
    [one] اختياري. نستخدمه للرد عليك فقط ونحذفه بعد يوم واحد.
    [two] اختياري. نستخدمه للرد عليك فقط ونحذفه بعد يومين.
    [few] اختياري. نستخدمه للرد عليك فقط ونحذفه بعد { $days } أيام.
   *[other] اختياري. نستخدمه للرد عليك فقط ونحذفه بعد { $days } يومًا.
}
voice-report-consent = { $days ->
    [one] أوافق على الاحتفاظ ببريدي الإلكتروني يومًا واحدًا، للرد عليّ فقط.
    [two] أوافق على الاحتفاظ ببريدي الإلكتروني يومين، للرد عليّ فقط.
    [few] أوافق على الاحتفاظ ببريدي الإلكتروني { $days } أيام، للرد عليّ فقط.
   *[other] أوافق على الاحتفاظ ببريدي الإلكتروني { $days } يومًا، للرد عليّ فقط.
}
voice-report-send = أرسل البلاغ

voice-wrong-closed = مغلق أو لم يعد موجودًا
voice-wrong-times = الأيام أو الأوقات
voice-wrong-place = العنوان أو المكان
voice-wrong-price = السعر
voice-wrong-ages = العمر
voice-wrong-contacts = الهاتف أو البريد الإلكتروني أو الموقع
voice-wrong-text = الاسم أو الوصف
voice-wrong-double = مذكور مرتين
voice-wrong-other = شيء آخر

voice-site-broken = هناك شيء لا يعمل
voice-site-access = لا أستطيع قراءة الصفحة أو استخدامها (إمكانية الوصول)
voice-site-language = الترجمة خاطئة
voice-site-unclear = لا أفهم
voice-site-other = شيء آخر

voice-receipt-title = تم استلام البلاغ
voice-receipt-number = رقم بلاغك هو { $number }.
voice-receipt-record = يخص
voice-receipt-next = نتحقق مع الجهة المنظمة ونصحح الصفحة. إذا اتصلت فاذكر هذا الرقم.
voice-receipt-mail = { $days ->
    [one] سنرد عليك بالبريد الإلكتروني. نحذف عنوانك بعد يوم واحد.
    [two] سنرد عليك بالبريد الإلكتروني. نحذف عنوانك بعد يومين.
    [few] سنرد عليك بالبريد الإلكتروني. نحذف عنوانك بعد { $days } أيام.
   *[other] سنرد عليك بالبريد الإلكتروني. نحذف عنوانك بعد { $days } يومًا.
}

voice-contacts = اتصل بنا
voice-contacts-about = كيف تتحدث مع شخص، وإلى من تكتب.
voice-contacts-phone = بالهاتف
voice-contacts-body = من يدير الموقع
voice-contacts-open = هذا موقع تجريبي: عنوان البريد الإلكتروني غير مستخدم بعد.
voice-contacts-offices = المكاتب
voice-contacts-mistake = هل وجدت خطأ؟
voice-contacts-record = إذا كان الخطأ في نشاط معين فافتح صفحته واختر «أبلغ عن خطأ». وإذا كان في الموقع فاكتب هنا.
