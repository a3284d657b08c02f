# Vouchers: what is refused (the vocabulary of design and API) and what families are told.
vouchers-no-insufficient-balance = القسيمة لا تكفي: يمكن استعمال { $available } على الأكثر.
vouchers-no-voucher-ended = انتهت القسيمة: كان آخر يوم لها { $on }.
vouchers-no-voucher-suspended = القسيمة موقوفة ولا يمكن استعمالها الآن. تجد الأسرة السبب في صفحتها.
vouchers-no-not-valid-for-offer = { $why ->
    [theme] القسيمة لا تدفع هذا النوع من الأنشطة.
    [district] القسيمة لا تصلح في هذه المنطقة من المدينة.
    [age] العمر ليس من الأعمار التي تشملها القسيمة.
    [other_child] القسيمة لشخص آخر.
    [time] التاريخ خارج أيام صلاحية القسيمة.
    [other_booking] التذكرة لحجز آخر أو لجهة أخرى.
   *[other] هذا النشاط ليس في الدليل: لا يمكن للقسيمة أن تدفعه.
  }
vouchers-no-provider-not-admitted = لا يمكن للجهة قبول القسائم: اعتمادها غير صالح. راسل البلدية.
vouchers-no-offer-paused = النشاط متوقف ولا يقبل القسائم الآن.
vouchers-no-limit-reached = { $window ->
    [0] الدفعة الواحدة { $limit } على الأكثر.
   *[other] يمكن استعمال { $limit } على الأكثر خلال { $window } يومًا.
  }
vouchers-no-hold-already-resolved = دُفع من قبل في { $at }، الإيصال { $by }. لا تأخذه مرة ثانية.
vouchers-no-hold-ended = لم يعد شيء من القسيمة محجوزًا لهذا الحجز.
vouchers-no-price-changed = السعر { $new }: لا يمكن طلب أكثر منه.
vouchers-no-not-yet-redeemable = الوقت مبكر: يمكن الاستعمال ابتداءً من { $from }.
vouchers-no-key-reused = أُرسلت هذه الاستمارة من قبل ببيانات أخرى. ابدأ من الصفحة السابقة.
vouchers-no-try-again = مشكلة تقنية: لم يُنفَّذ شيء. حاول بعد قليل.
vouchers-no-unknown-code = لا يوجد رمز كهذا أو لم يعد صالحًا. تحقّق من الحروف والأرقام الثمانية أو اطلب رمزًا جديدًا.
vouchers-no-pin-wrong = يلزم الرقم السري للأسرة من 6 أرقام، أو أنه غير صحيح. بعد 5 أخطاء ينتهي الرمز المطبوع.
vouchers-no-too-many-attempts = رموز خاطئة كثيرة. حاول بعد { $until }.
vouchers-no-second-use = دفعت القسيمة نفسها هنا للتو ({ $at }، الإيصال { $number }). هل هو درس آخر أم شخص آخر؟
vouchers-no-undo-over = كان التراجع ممكنًا حتى { $deadline } ولمن سجّله فقط. الآن يلزم ردّ المبلغ.
vouchers-no-more-than-paid = هذا أكثر مما بقي من هذه الدفعة: { $left }.
vouchers-no-wrong-amount = المبلغ غير صحيح. اكتبه باليورو، مثل 12.50؛ القسيمة وحصة الأسرة معًا تساويان السعر.
vouchers-no-wrong = { $field ->
    [iban] رقم IBAN غير صحيح: تحقّق من كل حرف ورقم.
    [holder] اكتب اسم صاحب الحساب.
    [pin] الرقم السري من 6 أرقام.
   *[other] هذا الحقل ناقص أو غير صحيح.
  }
vouchers-no-wrong-state = { $state ->
    [booked] دُفع بحجز: يُعاد بإلغاء الحجز أو الدرس.
    [batched] دخل في دفعة من البلدية: الآن يلزم استرداد.
    [corrected] أُعيد جزء منه من قبل: لم يعد التراجع عنه كله ممكنًا.
    [cancelled] أُلغي الحجز في هذه الأثناء: عاد الرصيد إلى الأسرة من قبل.
    [undone] تم التراجع عنه من قبل.
   *[other] لا يمكن ذلك في هذه الحالة.
  }
vouchers-no-unknown = غير موجود أو ليس لك.
vouchers-no-forbidden = لا يمكنك القيام بذلك.
vouchers-no-own-affair = الأمر يخص أسرتك أو جهتك: يجب أن يقوم به شخص آخر.
vouchers-no-same-person = يجب أن يوافق شخص ثانٍ.
vouchers-no-already-has = توجد قسيمة من هذا البرنامج من قبل.
vouchers-no-fund-short = لا يكفي أي صندوق من البرنامج: أكثرها فيه { $available }.
vouchers-no-reason-needed = اكتب السبب دون أسماء أشخاص.
vouchers-no-document-needed = اكتب رقم المستند.
vouchers-no-no-payee = لم يتحقق أحد بعد من حساب هذه الجهة.
vouchers-no-nothing-to-pay = لا يوجد ما يُدفع.
vouchers-no-batch-changed = ما أُقفل ليس ما هو موجود الآن: لم يُرسل شيء.
vouchers-no-not-ready = ما زال هناك شيء مفتوح: { $what }.
vouchers-no-books = الحسابات لا تسمح بذلك. لم يُنفَّذ شيء.

vouchers-told-given = لديك قسيمة جديدة ({ $call }) بقيمة { $amount }، تُستعمل حتى { $until }.
vouchers-told-ends = تنتهي القسيمة { $call } في { $until }: بقي { $left }.
vouchers-told-suspended = القسيمة { $call } موقوفة. { $reason }
vouchers-told-resumed = يمكن استعمال القسيمة { $call } من جديد حتى { $until }. { $reason }
vouchers-told-closed = أُغلقت القسيمة { $call }. { $reason }
vouchers-told-replaced = استُبدلت القسيمة { $call } بقسيمة جديدة. { $reason }
vouchers-told-spent = لدى { $where } دفعت القسيمة { $amount } والأسرة { $own }. بقي { $left }. الإيصال { $number }.
vouchers-told-undone = تراجعت { $where } عن الإيصال { $number }: عاد { $amount } إلى القسيمة. بقي { $left }.
vouchers-told-back = أعادت { $where } مبلغ { $amount } إلى القسيمة (الإيصال { $number }). بقي { $left }.

vouchers-letter-ends-subject = تنتهي قسيمتك { $call } في { $until }
vouchers-letter-ends-button = اعرف فيم يمكنك استخدامها
vouchers-letter-ends-why = نكتب قبل النهاية بـ 90 و30 و7 أيام لمن لديه قسيمة.

vouchers-told-hook-ended = لم تعد الإشعارات تصل إلى نظامكم منذ { $at }: لن نرسل المزيد. عندما يعود النظام إلى الرد، أنشئوا عنوانًا جديدًا للإشعارات.
vouchers-told-hook-paused = كانت الإشعارات إلى نظامكم موقوفة منذ { $at }: بعد 30 يومًا انتهى العنوان. إن كان لا يزال مطلوبًا فأضيفوه من جديد.
