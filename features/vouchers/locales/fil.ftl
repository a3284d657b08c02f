# Vouchers: what is refused (the vocabulary of design and API) and what families are told.
vouchers-no-insufficient-balance = Kulang ang voucher: hanggang { $available } lamang ang magagamit.
vouchers-no-voucher-ended = Tapos na ang voucher: ang huling araw nito ay { $on }.
vouchers-no-voucher-suspended = Nakasuspinde ang voucher at hindi muna magagamit. Makikita ng pamilya ang dahilan sa sarili nitong pahina.
vouchers-no-not-valid-for-offer = { $why ->
    [theme] Hindi sakop ng voucher ang ganitong gawain.
    [district] Hindi magagamit ang voucher sa bahaging ito ng lungsod.
    [age] Hindi sakop ng voucher ang edad na ito.
    [other_child] Sa ibang tao ang voucher.
    [time] Wala ang petsa sa mga araw na sakop ng voucher.
    [other_booking] Ang tiket ay para sa ibang booking o ibang samahan.
   *[other] Wala sa katalogo ang gawaing ito: hindi ito mababayaran ng voucher.
  }
vouchers-no-provider-not-admitted = Hindi makatatanggap ng voucher ang samahan: walang bisa ang pagkakatanggap nito. Sumulat sa munisipyo.
vouchers-no-offer-paused = Nakahinto ang gawain at hindi muna tumatanggap ng voucher.
vouchers-no-limit-reached = { $window ->
    [0] Hanggang { $limit } lamang sa bawat bayad.
   *[other] Hanggang { $limit } lamang ang magagamit sa loob ng { $window } araw.
  }
vouchers-no-hold-already-resolved = Nabayaran na noong { $at }, resibo { $by }. Huwag nang singilin muli.
vouchers-no-hold-ended = Wala nang nakalaan mula sa voucher para sa booking na ito.
vouchers-no-price-changed = Ang presyo ay { $new }: hindi puwedeng humingi nang higit.
vouchers-no-not-yet-redeemable = Maaga pa: magagamit mula { $from }.
vouchers-no-key-reused = Naipadala na ang form na ito na iba ang laman. Magsimula muli sa naunang pahina.
vouchers-no-try-again = May problemang teknikal: walang nagawa. Subukan muli maya-maya.
vouchers-no-unknown-code = Walang ganitong code, o wala na itong bisa. Suriin ang 8 letra at numero, o humiling ng bagong code.
vouchers-no-pin-wrong = Kailangan ang 6-numerong PIN ng pamilya, o mali ito. Pagkatapos ng 5 mali, mawawalan ng bisa ang nakalimbag na code.
vouchers-no-too-many-attempts = Napakaraming maling code. Subukan muli pagkatapos ng { $until }.
vouchers-no-second-use = Kababayad lamang dito ng parehong voucher ({ $at }, resibo { $number }). Ibang aralin ba ito o ibang tao?
vouchers-no-undo-over = Mababawi ito hanggang { $deadline }, ng nagtala lamang. Ngayon, refund na ang kailangan.
vouchers-no-more-than-paid = Higit ito sa natitira sa bayad na ito: { $left }.
vouchers-no-wrong-amount = Mali ang halaga. Isulat sa euro, halimbawa 12.50; ang voucher at ang bahagi ng pamilya ay katumbas ng presyo.
vouchers-no-wrong = { $field ->
    [iban] Mali ang IBAN: suriin ang bawat letra at numero.
    [holder] Isulat kung kanino ang account.
    [pin] May 6 na numero ang PIN.
   *[other] Kulang o mali ang patlang na ito.
  }
vouchers-no-wrong-state = { $state ->
    [booked] Binayaran ito sa pamamagitan ng booking: maibabalik sa pagkansela ng booking o ng aralin.
    [batched] Kasama na ito sa bayad ng lungsod: refund na ang kailangan.
    [corrected] Naibalik na ang isang bahagi nito: hindi na ito mababawi nang buo.
    [cancelled] Nakansela na ang booking: naibalik na sa pamilya ang credit.
    [undone] Nabawi na ito.
   *[other] Hindi ito magagawa sa kalagayang ito.
  }
vouchers-no-unknown = Wala ito, o hindi para sa iyo.
vouchers-no-forbidden = Hindi mo ito maaaring gawin.
vouchers-no-own-affair = Tungkol ito sa sarili mong pamilya o samahan: iba ang dapat gumawa.
vouchers-no-same-person = Kailangan ang pagsang-ayon ng ikalawang tao.
vouchers-no-already-has = May voucher na mula sa programang ito.
vouchers-no-fund-short = Walang pondong sapat: ang pinakamalaki ay may { $available }.
vouchers-no-reason-needed = Isulat ang dahilan, walang pangalan ng tao.
vouchers-no-document-needed = Isulat ang numero ng dokumento.
vouchers-no-no-payee = Wala pang nakapagpatunay sa account ng samahang ito.
vouchers-no-nothing-to-pay = Walang babayaran.
vouchers-no-batch-changed = Iba na ang nakatala kaysa sa isinara: walang naipadala.
vouchers-no-not-ready = May bukas pa: { $what }.
vouchers-no-books = Hindi ito pinapayagan ng talaan ng kuwenta. Walang nagawa.

vouchers-told-given = May bago kang voucher ({ $call }) na { $amount }, gamitin hanggang { $until }.
vouchers-told-ends = Matatapos ang voucher na { $call } sa { $until }: { $left } ang natitira.
vouchers-told-suspended = Nakasuspinde ang voucher na { $call }. { $reason }
vouchers-told-resumed = Magagamit muli ang voucher na { $call } hanggang { $until }. { $reason }
vouchers-told-closed = Isinara ang voucher na { $call }. { $reason }
vouchers-told-replaced = Pinalitan ng bago ang voucher na { $call }. { $reason }
vouchers-told-spent = Sa { $where }, { $amount } ang binayad ng voucher at { $own } ng pamilya. { $left } ang natitira. Resibo { $number }.
vouchers-told-undone = Binawi ng { $where } ang resibo { $number }: bumalik ang { $amount } sa voucher. { $left } ang natitira.
vouchers-told-back = Ibinalik ng { $where } ang { $amount } sa voucher (resibo { $number }). { $left } ang natitira.

vouchers-letter-ends-subject = Matatapos ang voucher mo na { $call } sa { $until }
vouchers-letter-ends-button = Tingnan kung saan mo ito magagamit
vouchers-letter-ends-why = Sumusulat kami 90, 30 at 7 araw bago ang katapusan, sa mga may voucher.

vouchers-told-hook-ended = Hindi na dumarating ang mga abiso sa inyong sistema mula { $at }: hindi na kami magpapadala. Kapag sumagot muli ang sistema, gumawa ng bagong address para sa mga abiso.
vouchers-told-hook-paused = Naka-pause ang mga abiso sa inyong sistema mula { $at }: pagkaraan ng 30 araw, natapos ang address. Kung kailangan pa, idagdag itong muli.
