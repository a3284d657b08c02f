# المدفوعات: ما الخطأ في الدفعة أو في ملف المصرف أو في قائمة القسائم، وأين، وكيف يُصحَّح.

payments-place = { $place ->
    [debtor] الدافع
    [line] السطر { $line }
   *[batch] الدفعة كلها
}
payments-piece = { $piece ->
    [lines] الأسطر
    [total] المجموع
    [execution] يوم التنفيذ
    [payout] الدفع
    [name] الاسم
    [tax-code] الرمز الضريبي
    [iban] رقم IBAN
    [bic] رمز BIC
    [cuc] رمز CBI ‏(CUC)
    [abi] رمز ABI
    [amount] المبلغ
    [remittance] بيان التحويل
    [document] المستند
    [cup] رمز CUP
    [cig] رمز CIG
    [capitolo] بند الميزانية
   *[other] البيان
}
payments-missing = هذا ناقص: أضفه ثم أغلق الدفعة من جديد
payments-too-long = النص طويل: فيه { $found } حرفًا والمتاح { $most }. اختصره
payments-too-many = العدد كبير: { $found }، والحد الأقصى { $most }. قسّم الدفعة
payments-unwritable = لا يمكن كتابة هذه الحروف في ملفات المصارف: اكتب الاسم بالحروف اللاتينية
payments-form = { $piece ->
    [bic] رمز BIC من 8 أو 11 حرفًا ورقمًا: قارنه بوثيقة المصرف
    [cuc] رمز CBI من 8 حروف أو أرقام: قارنه بعقد المصرف
    [abi] رمز ABI من 5 أرقام: تجدها في IBAN ابتداءً من الموضع السادس
    [cup] رمز CUP من 15 حرفًا أو رقمًا: قارنه بالمستند
    [cig] رمز CIG من 10 حروف أو أرقام: قارنه بالمستند
   *[other] شكل الرمز غير صحيح: قارنه بالمستند
}
payments-not-sepa = الحساب في بلد خارج منطقة SEPA ‏({ $found }): اطلب حسابًا داخلها
payments-other-bank = رقم IBAN لمصرف آخر (ABI { $found }): صحّح أحدهما
payments-not-positive = يجب أن يكون المبلغ أكبر من الصفر: احذف السطر أو صحّحه
payments-too-much = أقصى مبلغ للتحويل { $most } يورو: قسّم الدفع
payments-sum = مجموع الأسطر { $found } يورو، والمجموع المكتوب { $said }: راجع الأسطر
payments-twice = هذا الدفع موجود في الدفعة: احذف أحد السطرين
payments-past = كان هذا اليوم قد مضى عند إغلاق الدفعة: اختر يومًا آخر
payments-no-cuc = يحتاج ملف CBI إلى رمز CBI ‏(CUC) للدافع، ويعطيه المصرف: اكتبه بجانب الحساب
payments-no-abi = يحتاج ملف CBI إلى رمز ABI للمصرف: اكتبه بجانب الحساب

payments-bank-empty = الملف فارغ: نزّله من المصرف مرة أخرى
payments-bank-known = هذا الملف أُخذ من قبل، ولا حاجة إلى رفعه ثانية (SHA-256 { $hash })
payments-bank-too-large = الملف أكبر من { $most } ميغابايت: اطلب من المصرف ملفًا لكل يوم
payments-bank-too-deep = في الملف أكثر من { $most } عنصرًا بعضها داخل بعض: ليس من مصرف
payments-bank-too-many = في الملف أكثر من { $most } عنصر: اطلب من المصرف ملفًا لكل يوم
payments-bank-too-long = في الملف نص أطول من { $most } بايت: نزّله من المصرف مرة أخرى
payments-bank-not-utf8 = الملف ليس بترميز UTF-8: ارفعه كما يعطيه المصرف دون فتحه وحفظه
payments-bank-damaged = الملف تالف عند البايت { $at }: نزّله من المصرف مرة أخرى
payments-bank-truncated = الملف ينتهي قبل آخره: نزّله من المصرف مرة أخرى
payments-bank-entities = في الملف نوع مستند أو كيانات لا توجد في ملفات المصارف: لم يُقرأ
payments-bank-namespace = «{ $found }» ليست رسالة نقرؤها: المقبول pain.002 أو camt.053 أو camt.054
payments-bank-lacks = ينقص الملفَ { $what }: نزّله مرة أخرى أو اسأل المصرف
payments-bank-amount = { $what }: «{ $found }» ليس مبلغًا. اطلب من المصرف ملفًا صحيحًا
payments-bank-number = { $what }: «{ $found }» ليس عددًا صحيحًا. اطلب من المصرف ملفًا سليمًا
payments-bank-day = { $what }: «{ $found }» ليس تاريخًا. اطلب من المصرف ملفًا صحيحًا
payments-bank-currency = أحد مدفوعاتنا بعملة «{ $found }» ونحن ندفع باليورو: اسأل المصرف
payments-bank-other-message = لم نرسل أي رسالة «{ $found }»: تأكد من أن الملف هو الصحيح
payments-bank-other-payout = «{ $found }» ليس من مدفوعات الدفعة { $batch }: اسأل المصرف
payments-bank-other-amount = الدفع { $payout }: في الملف { $said } يورو، وأرسلنا { $sent }. اسأل المصرف
payments-bank-count = { $what }: في الملف { $said } والموجود { $found }. الملف غير كامل: نزّله مرة أخرى
payments-bank-sum = { $what }: في الملف { $said } يورو والمجموع { $found }. الملف غير كامل: نزّله مرة أخرى
payments-bank-contradiction = الملف يناقض نفسه في الدفع { $payout }: اسأل المصرف

payments-why-not-ours = لا يذكر أي دفع من مدفوعاتنا
payments-why-other-amount = يذكر دفعًا لنا بمبلغ آخر
payments-why-paid-twice = يدفع الدفع نفسه مرة ثانية
payments-why-batch = هو مجموع دفعة لنا لكنه لا يطابقها
payments-why-status = حالة المصرف غير معروفة لدينا
payments-why-direction = المال يسير في الاتجاه المعاكس

payments-list-place = { $column ->
    [none] { $line ->
        [0] الملف كله
       *[other] السطر { $line }
    }
    [voucher] السطر { $line }، العمود { $number } (رمز القسيمة)
    [call] السطر { $line }، العمود { $number } (رمز الإعلان)
    [valid-from] السطر { $line }، العمود { $number } (صالحة من)
    [valid-to] السطر { $line }، العمود { $number } (صالحة حتى)
    [name] السطر { $line }، العمود { $number } (الاسم)
    [surname] السطر { $line }، العمود { $number } (اللقب)
    [holder] السطر { $line }، العمود { $number } (الرمز الضريبي)
    [minor-type] السطر { $line }، العمود { $number } (نوع البيان)
    [minor] السطر { $line }، العمود { $number } (الرمز الضريبي للقاصر)
    [amount] السطر { $line }، العمود { $number } (المبلغ)
    [email] السطر { $line }، العمود { $number } (البريد الإلكتروني)
   *[mobile] السطر { $line }، العمود { $number } (الهاتف المحمول)
}
payments-list-empty = ليس في الملف أي قسيمة
payments-list-too-large = الملف أكبر من { $most } ميغابايت: قسّمه
payments-list-too-many = في الملف أكثر من { $most } سطر: قسّمه
payments-list-utf16 = الملف بترميز UTF-16: احفظه بصيغة CSV UTF-8
payments-list-heading = السطر الأول عناوين: احذفه، فكل سطر هنا قسيمة
payments-list-fields = عدد الحقول { $found } ويجب أن يكون 12، تفصلها فاصلة منقوطة
payments-list-quote = علامتا الاقتباس غير مغلقتين أو بعدهما شيء: ضعهما في طرفي الحقل
payments-list-unreadable = يوجد حرف لا يُقرأ: اكتب الحقل من جديد واحفظ بترميز UTF-8
payments-list-missing = هذا ناقص: اكتبه
payments-list-too-long = فيه { $found } حرفًا والمتاح { $most }: اختصره
payments-list-amount = «{ $found }» ليس مبلغًا: اكتب 150,50 أو 150.50 دون علامات للآلاف
payments-list-nothing = يجب أن تكون قيمة القسيمة أكبر من الصفر
payments-list-too-much = أقصى قيمة للقسيمة { $most } يورو
payments-list-day = «{ $found }» ليس تاريخًا: اكتب 31/12/2026 أو 2026-12-31
payments-list-ends-before = اليوم الأخير قبل الأول: صحّح أحدهما
payments-list-other-half = اكتب نوع البيان ورمز القاصر معًا، أو لا تكتب أيًّا منهما
payments-list-twice = هذا الرمز موجود في السطر { $first }: احذف أحدهما
payments-list-email = يكون عنوان البريد الإلكتروني بهذا الشكل: name@domain.org
payments-list-mobile = في الرقم من 6 إلى 15 خانة، ببادئة مثل +39 أو من دونها
