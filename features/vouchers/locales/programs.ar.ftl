# Vouchers: programs of organisations, their keys, where they are told.
vouchers-programs = البرامج والإشعارات
vouchers-programs-lead = إن كان لديكم صندوق أو نظام حجوزات أو برنامج محاسبة خاص بكم، فيمكنه أن يستلم القسائم ويسجّل الحضور بنفسه (بمفتاح)، ويمكنه أن يعرف منا متى يحدث شيء (بعنوان للإشعارات).
vouchers-programs-document = الوصف الدقيق للمبرمجين (OpenAPI، بالإنجليزية)
vouchers-programs-prove = لإنشاء شيء هنا أو تغييره يجب أن تكون قد دخلت خلال آخر 10 دقائق. ما تكتبه لا يضيع.
vouchers-programs-keys = المفاتيح
vouchers-programs-keys-about = بالمفتاح يتصرف البرنامج باسم منظمتكم. أعطوا كل برنامج مفتاحًا خاصًا به: هكذا يمكنكم سحب أحدها دون إيقاف البقية.
vouchers-programs-keys-none = لا يوجد مفتاح بعد.
vouchers-programs-keys-over = مفاتيح لم تعد صالحة ({ $n })
vouchers-programs-key-good = صالح
vouchers-programs-key-over = منتهٍ
vouchers-programs-key-withdrawn = مسحوب
vouchers-programs-scope = ما المسموح به
vouchers-programs-scope-operator = كل ما يفعله من يعمل على المكتب: استلام القسائم وإلغاؤها والرد على الحجوزات وتسجيل الحضور
vouchers-programs-scope-read = القراءة فقط: الإيصالات وكشف الحساب والحجوزات
vouchers-programs-made = أُنشئ
vouchers-programs-made-by = { $at }، من { $name }
vouchers-programs-somebody = شخص لم يعد هنا
vouchers-programs-used = آخر استعمال
vouchers-programs-never-used = لم يُستعمل قط
vouchers-programs-ends = صالح حتى
vouchers-programs-withdrawn-at = سُحب: { $at }
vouchers-programs-withdraw = سحب المفتاح
vouchers-programs-withdraw-about = لن يستطيع البرنامج الذي يستعمله فعل أي شيء، فورًا. لا رجعة في ذلك: سيلزمه مفتاح جديد.
vouchers-programs-withdraw-sure = نعم، اسحبه
vouchers-programs-key-new = مفتاح جديد
vouchers-programs-name = الاسم
vouchers-programs-name-hint = أي برنامج يستعمله، مثل «صندوق المسبح».
vouchers-programs-days = عدد أيام الصلاحية
vouchers-programs-days-hint = من 1 إلى { $days }.
vouchers-programs-key-make = أنشئ المفتاح
vouchers-programs-hooks = عناوين الإشعارات
vouchers-programs-hooks-about = عندما يحدث شيء نرسل رسالة إلى عنوان ⁦https⁩ خاص بكم (⁦webhook⁩). فيها معرّفات ومبالغ وحالات، ولا أسماء أشخاص أبدًا.
vouchers-programs-hooks-none = لا يوجد عنوان بعد.
vouchers-programs-hooks-over = عناوين لم نعد نرسل إليها شيئًا ({ $n })
vouchers-programs-hook = عنوان الإشعارات
vouchers-programs-hook-live = فعّال
vouchers-programs-hook-paused = موقوف مؤقتًا
vouchers-programs-hook-ended = منتهٍ
vouchers-programs-hook-failed = منتهٍ: لم يكن يردّ
vouchers-programs-hook-forgotten = منتهٍ: توقف طويل جدًا
vouchers-programs-why-failing = لا يصل شيء منذ { $at }: نعيد المحاولة. بعد 5 أيام ينتهي العنوان تلقائيًا.
vouchers-programs-why-paused = موقوف منذ { $at }. تُحفظ الرسائل وتُرسل عند انتهاء التوقف. في { $until } ينتهي العنوان تلقائيًا.
vouchers-programs-why-ended = أنهاه مسؤول في { $at }.
vouchers-programs-why-failed = لم يصل شيء طوال 5 أيام: انتهى في { $at }. عندما يردّ النظام أضيفوا العنوان من جديد.
vouchers-programs-why-forgotten = دام التوقف 30 يومًا: انتهى في { $at }. لم تُرسل الرسائل المنتظرة.
vouchers-programs-arrived = آخر رسالة وصلت
vouchers-programs-never-arrived = لا شيء في آخر 30 يومًا
vouchers-programs-waits = في الانتظار
vouchers-programs-waiting = { $n ->
    [one] رسالة واحدة
    [two] رسالتان
    [few] { $n } رسائل
   *[other] { $n } رسالة
  }
vouchers-programs-rotated = تغيّر السر
vouchers-programs-rotated-until = { $at }؛ حتى { $until } نوقّع أيضًا بالسر السابق
vouchers-programs-address = عنوان ⁦https⁩
vouchers-programs-address-hint = مثل ⁦https://till.example.org/notices⁩. يجب أن يمكن الوصول إليه من الإنترنت.
vouchers-programs-hook-new = عنوان جديد
vouchers-programs-hook-make = أضف العنوان
vouchers-programs-open = الرسائل والتفاصيل
vouchers-programs-events = ما الذي يُبلَّغ
vouchers-programs-event-voucher-redeemed = دفعت قسيمة
vouchers-programs-event-voucher-undone = أُلغيت دفعة فورًا
vouchers-programs-event-voucher-refunded = أُعيدت دفعة كلها أو بعضها
vouchers-programs-event-payout-paid = دفع لكم المصرف
vouchers-programs-event-booking-made = حجز أحدهم
vouchers-programs-event-booking-cancelled = أُلغي حجز أو رُفض أو انقضى
vouchers-programs-event-webhook-test = تجربة
vouchers-programs-verify = كيف تتحققون أن الرسالة منا
vouchers-programs-verify-1 = خذوا الترويستين ⁦webhook-id⁩ و⁦webhook-timestamp⁩ والنص كما وصل تمامًا، واربطوها بنقطتين: ⁦id.timestamp.body⁩
vouchers-programs-verify-2 = احسبوا ⁦HMAC-SHA256⁩ لهذا النص. المفتاح هو السر دون ⁦whsec_⁩ بعد فك ترميز ⁦base64⁩، والنتيجة تُكتب بترميز ⁦base64⁩.
vouchers-programs-verify-3 = في ترويسة ⁦webhook-signature⁩ توقيع أو أكثر تفصل بينها مسافات، كل منها بعد ⁦v1,⁩. يكفي أن يطابق أحدها توقيعكم: بعد تغيير السر يكون هناك توقيعان.
vouchers-programs-verify-4 = ارفضوا ⁦webhook-timestamp⁩ يبعد عن ساعتكم أكثر من 5 دقائق، ولا تفعلوا شيئًا لـ⁦webhook-id⁩ تعرفونه من قبل.
vouchers-programs-verify-5 = هذه قواعد ⁦Standard Webhooks⁩: توجد برامج جاهزة لكثير من لغات البرمجة.
vouchers-programs-pause = أوقف مؤقتًا
vouchers-programs-resume = أنهِ التوقف
vouchers-programs-test = أرسل تجربة
vouchers-programs-rotate = غيّر السر
vouchers-programs-rotate-about = نعرض سرًا جديدًا مرة واحدة فقط. لمدة 24 ساعة نوقّع بالاثنين، فلا يضيع شيء بينما تغيّرونه في نظامكم.
vouchers-programs-rotate-sure = نعم، غيّره
vouchers-programs-end = أنهِ العنوان
vouchers-programs-end-about = لن نرسل شيئًا بعد الآن، وما ينتظر لن يُرسل. لا رجعة في ذلك.
vouchers-programs-end-sure = نعم، أنهِه
vouchers-programs-messages = آخر الرسائل
vouchers-programs-messages-about = تُحفظ الرسائل التي وصلت 30 يومًا. هنا أحدث 100 رسالة.
vouchers-programs-messages-none = لا توجد رسالة بعد.
vouchers-programs-refresh = حدّث الصفحة
vouchers-programs-message-new = تُرسل حالًا
vouchers-programs-message-held = تنتظر نهاية التوقف
vouchers-programs-message-again = لم تصل، نعيد المحاولة
vouchers-programs-message-arrived = وصلت
vouchers-programs-message-over = لم تصل
vouchers-programs-not-tried = لم تُجرَّب بعد
vouchers-programs-tries = { $n ->
    [one] جُرّبت مرة
    [two] جُرّبت مرتين
    [few] جُرّبت { $n } مرات
   *[other] جُرّبت { $n } مرة
  }
vouchers-programs-tries-at = { $n ->
    [one] جُرّبت مرة: { $at }
    [two] جُرّبت مرتين، آخرهما: { $at }
    [few] جُرّبت { $n } مرات، آخرها: { $at }
   *[other] جُرّبت { $n } مرة، آخرها: { $at }
  }
vouchers-programs-answered-yes = ردّ نظامكم بـ{ $status }.
vouchers-programs-answered-no = ردّ نظامكم بـ{ $status }: ننتظر رمزًا من 200 إلى 299.
vouchers-programs-fault-slow = لا ردّ خلال 10 ثوانٍ.
vouchers-programs-fault-private = يقود العنوان إلى شبكة غير عامة: لا نرسل إليها شيئًا.
vouchers-programs-fault-silent = لا أحد يردّ: الاسم غير موجود أو المنفذ مغلق أو الشهادة غير صالحة.
vouchers-programs-fault-address = لا يمكن الإرسال إلى هذا العنوان: يجب أن يبدأ بـ⁦https://⁩
vouchers-programs-next = المحاولة التالية: { $at }
vouchers-programs-next-now = تُرسل خلال دقيقة.
vouchers-programs-next-held = تُرسل عند انتهاء التوقف.
vouchers-programs-again = أعد المحاولة الآن
vouchers-programs-body = ماذا قالت
vouchers-programs-made-key = المفتاح جاهز
vouchers-programs-made-key-lead = انسخه الآن إلى البرنامج الذي سيستعمله. نعرضه هذه المرة فقط: لا نحفظه مقروءًا ولا يمكننا عرضه مجددًا.
vouchers-programs-made-key-next = «{ $name }» صالح حتى { $until }. يرسله البرنامج مع كل طلب، في ترويسة ⁦Authorization⁩، بعد كلمة ⁦Bearer⁩.
vouchers-programs-made-hook = العنوان جاهز
vouchers-programs-made-hook-lead = انسخ السر الآن إلى نظامكم: به تتحققون أن الرسائل منا. نعرضه هذه المرة فقط.
vouchers-programs-made-hook-next = تذهب الرسائل إلى { $address }. أرسل تجربة لترى هل تصل.
vouchers-programs-made-secret = السر الجديد
vouchers-programs-made-secret-lead = انسخه الآن إلى نظامكم. نعرضه هذه المرة فقط.
vouchers-programs-made-secret-next = حتى { $until } تحمل الرسائل إلى { $address } توقيعين: واحدًا بالسر الجديد وواحدًا بالسابق.
vouchers-programs-secret-key = المفتاح
vouchers-programs-secret-hook = السر
vouchers-programs-secret-secret = السر
vouchers-programs-once = يظهر الآن فقط
vouchers-programs-copy = انسخ
vouchers-programs-copied = تم النسخ
vouchers-programs-kept = تم، لقد نسخته
vouchers-programs-no-name = اكتب اسمًا، 100 حرف على الأكثر.
vouchers-programs-no-days = اكتب عدد أيام من 1 إلى 400.
vouchers-programs-no-scope = اختر ما يُسمح للبرنامج به.
vouchers-programs-no-address = اكتب عنوانًا كاملًا يبدأ بـ⁦https://⁩ دون اسم مستخدم وكلمة مرور.
vouchers-programs-no-private = هذا العنوان ليس عامًا: لا نصل إليه من الإنترنت. اكتب العنوان العام لنظامكم.
vouchers-programs-no-too-many = هناك 5 عناوين: أنهِ عنوانًا لم تعد هناك حاجة إليه.
vouchers-programs-no-too-many-keys = هناك 20 مفتاحًا صالحًا: اسحب واحدًا لم تعد هناك حاجة إليه.
vouchers-programs-no-key-made = أُنشئ هذا المفتاح من قبل وهو أدناه: لا يمكن رؤية الصفحة التي عرضته مرة أخرى. إن لم تنسخه فاسحبه وأنشئ غيره.
vouchers-programs-no-hook-made = أُضيف هذا العنوان من قبل وهو أدناه: لا يمكن رؤية سره مرة أخرى. إن لم تنسخه فغيّر السر.
vouchers-programs-no-hook-ended = انتهى هذا العنوان: لا يمكن تغييره بعد الآن.
vouchers-programs-no-hook-paused = العنوان موقوف مؤقتًا: تُرسل الرسالة عند انتهاء التوقف.
vouchers-programs-no-hook-rotated = تغيّر السر بعد أن فتحت الصفحة (منك أو من شخص آخر): لم يتغيّر مرة أخرى. إن لم ينسخ أحد الجديد فغيّره من هنا مجددًا.
vouchers-programs-no-hook-rotations = تغيّر السر 3 مرات في 24 ساعة: انتظر، أو أنهِ العنوان وأضفه من جديد.
vouchers-programs-no-hook-tests = أُرسلت 10 تجارب خلال ساعة: حاول لاحقًا.
vouchers-programs-no-message-soon = جُرّبت الرسالة قبل أقل من دقيقة أو هي في طريقها: انظر بعد دقيقة.
vouchers-programs-no-message-arrived = وصلت الرسالة من قبل.
