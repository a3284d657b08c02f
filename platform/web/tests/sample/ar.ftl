sample-search = ابحث عن فرصة
sample-map = خريطة الأحياء
sample-form = أبلغ عن خطأ
sample-title = ماذا يوجد بالقرب منك لمن ينمو
sample-lead = الرياضة والثقافة والمساعدة الدراسية والصحة والعلوم: ابحث بين فرص المدينة، المجانية والمدفوعة.
sample-found = { $count ->
    [zero] لا فرص
    [one] فرصة واحدة
    [two] فرصتان
    [few] { $count } فرص
    [many] { $count } فرصة
   *[other] { $count } فرصة
}
sample-for = { $count } فرصة عن «{ $q }»
sample-age = العمر
sample-any = الكل
sample-domain = المجال
sample-price = السعر
sample-free = المجاني فقط
sample-filter = تصفية
sample-sport = الرياضة
sample-culture = الثقافة
sample-health = الصحة
sample-stem = العلوم والتقنية
sample-education = المدرسة والدراسة
sample-doors = من أين تريد أن تبدأ؟
sample-near = مختارات
sample-none = لا توجد فرص بهذه المعايير
sample-none-more = جرّب إزالة أحد المعايير أو كلمات أخرى.
sample-name = الاسم
sample-mail = البريد الإلكتروني
    .hint = نستخدمه للرد عليك فقط.
sample-note = ما المشكلة؟
sample-send = إرسال
sample-refused-name = اكتب اسمك
sample-when = متى
sample-where = أين
sample-me = المنطقة الشخصية
sample-topics = المواضيع
