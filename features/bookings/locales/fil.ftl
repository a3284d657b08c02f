# Mga booking: ang mga pahina ng mga pamilya, ng mga organisasyon at ng lungsod.

bookings-when = { $day }, { $hours }
bookings-course = { $count } sesyon mula { $from } hanggang { $until }, { $hours }
bookings-no-lessons = Walang sesyon
bookings-lesson-off = { $when }: kinansela. { $reason }
bookings-lesson-is-off = Kinansela ang sesyong ito.
bookings-free = Libre
bookings-after = Gamit ang voucher mo: { $price }
bookings-places =
    { $count ->
        [1] Isang bakanteng puwesto
       *[other] { $count } bakanteng puwesto
    }
bookings-full = Wala nang bakanteng puwesto
bookings-list = Puno na: may listahan ng naghihintay
bookings-closed = Sarado na ang pag-book
bookings-opens = Puwedeng mag-book simula { $at }
bookings-sessions = Mga petsa at pag-book
bookings-none = Wala pang petsang puwedeng i-book sa ngayon
bookings-back-service = Bumalik sa aktibidad
bookings-fact-when = Kailan
bookings-fact-where = Saan
bookings-fact-price = Presyo
bookings-fact-places = Mga puwesto
bookings-fact-who = Sino ang sasali
bookings-all-lessons = Lahat ng sesyon
bookings-terms = Bago mag-book
bookings-terms-free = Puwede kang magkansela nang walang bayad hanggang { $at }.
bookings-terms-over = Lumipas na ang oras para magkansela nang walang bayad ({ $at }).
bookings-terms-late = Pagkatapos noon, kailangan pa ring bayaran ang { $percent } % ng bahaging binayaran ng voucher. Hindi kailanman gagalawin ang sarili mong pera.
bookings-terms-ill = Kung may sakit, walang bayad ang pagkansela hanggang sa magsimula.
bookings-terms-absent = Kung hindi kayo dumating at hindi kayo nagsabi, kailangang bayaran ang { $percent } % ng bahaging binayaran ng voucher.
bookings-terms-confirm = Sasagot ang organisasyon sa loob ng { $hours } oras; kung hindi ito sumagot, babalik ang lahat sa dati.
bookings-sign-in = Mag-sign in para mag-book
bookings-nobody = Para mag-book, kailangan ng kahit isang bata sa iyong personal na pahina.
bookings-add-child = Magdagdag ng bata
bookings-who = Sino ang sasali?
bookings-oneself = Ako ({ $name })
bookings-group = O isang grupo, walang mga pangalan
bookings-group-name = Ano ang tawag sa grupo
bookings-group-hint = Halimbawa: 3B. Huwag isulat ang pangalan ng mga bata.
bookings-group-places = Ilang bata
bookings-go-on = Magpatuloy
bookings-wait = Ilagay ako sa listahan ng naghihintay
bookings-wait-about = Kapag may nabakanteng puwesto, sa una sa listahan ito mapupunta: itatabi namin ito at sasabihan ka.
bookings-wait-leave = Umalis sa listahan
bookings-checkout = Kumpirmahin ang booking
bookings-kept = Sa iyo ang mga puwesto hanggang { $time }: tapusin ang booking bago ang oras na iyon.
bookings-pay-with = Magbayad gamit ang voucher na «{ $name }» (€)
bookings-pay-hint = May natitirang { $available }, hanggang { $until }
bookings-rest = Babayaran mo mismo sa organisasyon: { $price }
bookings-rest-about = Ang hindi sakop ng voucher ay ikaw ang magbabayad sa samahan.
bookings-book = Mag-book
bookings-ask = Hingin ang puwesto
bookings-drop = Pakawalan ang mga puwesto
bookings-lease-over = Ubos na ang oras
bookings-lease-over-about = Labinlimang minutong sa iyo ang mga puwesto, at bakante na ulit ang mga ito. Walang binayaran.
bookings-again = Subukang muli
bookings-yes = Oo
bookings-no = Hindi
bookings-mine = Mga booking ko
bookings-mine-about = Ang mga paparating, ang mga natapos na, ang mga listahan ng naghihintay
bookings-mine-none = Wala ka pang booking
bookings-find = Humanap ng magagawa
bookings-lists = Mga listahan ng naghihintay
bookings-coming = Paparating
bookings-past = Tapos na
bookings-waiting = Nasa listahan ng naghihintay
bookings-offer-until = May puwesto: sa iyo ito hanggang { $at }
bookings-offer-take = Kunin ang puwesto
bookings-offer-leave = Hindi ko na kailangan
bookings-state-leased = Tatapusin pa
bookings-state-reserved = Naghihintay ng sagot
bookings-state-confirmed = Kumpirmado
bookings-state-attended = Dumalo
bookings-state-absent = Hindi dumalo
bookings-state-cancelled = Kinansela
bookings-state-cancelled-family = Kinansela ng pamilya
bookings-state-cancelled-late = Huli nang kinansela ng pamilya
bookings-state-cancelled-illness = Kinansela dahil may sakit
bookings-state-cancelled-provider = Kinansela ng organisasyon
bookings-state-cancelled-city = Kinansela ng lungsod
bookings-state-refused = Hindi tinanggap
bookings-state-lapsed = Lumipas na
bookings-state-disputed = Sinusuri
bookings-paid-voucher = Gamit ang voucher: { $price }
bookings-back-cancelled = Kinansela ang sesyon { $lesson }: babalik ang { $voucher } sa voucher at ang { $own } sa iyo.
bookings-back-illness = Hindi nadaluhan ang sesyon { $lesson } dahil may sakit: babalik ang { $voucher } sa voucher at ang { $own } sa iyo.
bookings-ticket = Ipakita ang code sa mesa
bookings-calendar = Ilagay sa kalendaryo
bookings-off = Kinansela. { $reason }
bookings-presence-attended = Dumalo
bookings-presence-absent = Hindi dumalo
bookings-presence-ill = May sakit
bookings-ill = Sabihing may sakit siya
bookings-cancel = Kanselahin ang booking
bookings-cancel-free = Walang bayad kung magkakansela ka ngayon.
bookings-cancel-late = Kung magkakansela ka ngayon, kailangan pa ring bayaran ang { $percent } % ng bahaging binayaran ng voucher. Kung may sakit, walang babayaran.
bookings-cancel-sure = Oo, kanselahin
bookings-cancel-ill = Kanselahin dahil may sakit
bookings-dispute = Hindi ganito ang nangyari?
bookings-dispute-reason = Ano ang nangyari
bookings-dispute-send = Hilingin sa lungsod na tingnan ito
bookings-steps = Ang mga nangyari hanggang ngayon
bookings-step = { $at }: { $what }.
bookings-event-lease = itinabi ang puwesto
bookings-event-reserve = nai-book
bookings-event-confirm = kinumpirma ng organisasyon
bookings-event-refuse = hindi tinanggap ng organisasyon
bookings-event-lapse = naubos ang oras
bookings-event-cancel = kinansela
bookings-event-attend = itinalang dumalo
bookings-event-miss = itinalang hindi dumalo
bookings-event-mend = itinama ang tala ng pagdalo
bookings-event-dispute = hiniling na suriin
bookings-event-settle = nagpasya ang lungsod
bookings-desk-none = Wala pang petsang puwedeng i-book.
bookings-taken = Kuha na ang { $taken } sa { $places } puwesto, { $waiting } ang nasa listahan ng naghihintay
bookings-to-answer =
    { $count ->
        [1] Isang kahilingan ang naghihintay ng sagot
       *[other] { $count } kahilingan ang naghihintay ng sagot
    }
bookings-session-open = Bukas
bookings-session-paused = Nakahinto muna
bookings-session-cancelled = Kinansela
bookings-new = Bagong petsa o bagong kurso
bookings-new-for = Para sa aling pahina?
bookings-new-none = Kailangan muna ninyo ng sariling pahina sa katalogo.
bookings-edit = I-edit
bookings-pause = Ihinto muna ang pag-book
bookings-open = Buksan muli ang pag-book
bookings-redeem = Tumanggap ng voucher
bookings-guests = Sino ang darating
bookings-guests-none = Wala pa sa ngayon.
bookings-own = Sisingilin: { $price }
bookings-own-nothing = Walang sisingilin
bookings-say-yes = Kumpirmahin
bookings-say-no = Huwag tanggapin
bookings-reason = Dahilan
bookings-reason-hint = Babasahin ito ng pamilya. Huwag magsulat ng mga pangalan o ng tungkol sa kalusugan.
bookings-cancel-one = Kanselahin ang booking na ito
bookings-waiting-count =
    { $count ->
        [1] Isang tao ang nasa listahan ng naghihintay
       *[other] { $count } tao ang nasa listahan ng naghihintay
    }
bookings-rolls = Mga sesyon at pagdalo
bookings-roll = Pagdalo
bookings-roll-early = Puwedeng itala ang mga dumalo simula isang oras bago magsimula.
bookings-roll-keep = I-save ang pagdalo
bookings-cancel-lesson = Kanselahin ang sesyong ito
bookings-cancel-lesson-about = Ibabalik sa lahat ng pamilya ang bahagi ng sesyong ito, at sasabihan sila.
bookings-cancel-all = Kanselahin ang lahat
bookings-cancel-all-about = Ibabalik sa lahat ng pamilya ang mga puwesto at pera ng mga sesyong hindi pa nagagawa, at sasabihan sila.
bookings-field-title = Pamagat
bookings-field-place = Saan
bookings-field-place-hint = Halimbawa: maliit na palanguyan, ikalawang palapag
bookings-field-day = Unang araw
bookings-field-from = Simula
bookings-field-until = Katapusan
bookings-field-weeks = Ilang beses
bookings-field-weeks-hint = 1 para sa iisang petsa; ang kurso ay umuulit linggo-linggo sa parehong oras
bookings-field-skip = Mga araw na wala
bookings-field-skip-hint = Halimbawa: 24/12/2026, 31/12/2026
bookings-field-places = Mga puwesto
bookings-field-price = Presyo ng lahat, bawat tao (€)
bookings-field-price-hint = 0 kung libre
bookings-field-min-age = Pinakabatang edad
bookings-field-max-age = Pinakamatandang edad
bookings-field-opens = Puwedeng mag-book simula sa araw na
bookings-field-closes = Puwedeng mag-book hanggang sa araw na
bookings-field-closes-hint = Blangko: hanggang sa magsimula
bookings-field-confirm = Kumpirmasyon
bookings-field-cancel-hours = Gaano kaaga puwedeng magkansela nang walang bayad
bookings-field-late-percent = Babayaran kapag nagkansela pagkatapos nito
bookings-field-late-percent-hint = Sa bahagi lang na binayaran ng voucher. Wala kung may sakit.
bookings-field-absent-percent = Babayaran para sa hindi dumating at hindi nagsabi
bookings-field-list = Listahan ng naghihintay: 24 oras na itinatabi ang bakanteng puwesto para sa una
bookings-field-ill-back = Ibinabalik ang bayad sa sesyong hindi nadaluhan dahil may sakit
bookings-field-groups = Puwede ring mag-book ang mga klase at grupo nang walang mga pangalan
bookings-field-question = Tanong { $n }
bookings-at-once = Kaagad, kusa
bookings-hours =
    { $hours ->
        [0] hanggang sa magsimula
       *[other] { $hours } oras
    }
bookings-percent =
    { $percent ->
        [0] wala
       *[other] { $percent } %
    }
bookings-times-fixed = May nag-book na: hindi na mababago rito ang mga araw at oras. Puwedeng kanselahin ang isang sesyon.
bookings-questions = Mga tanong sa nagbu-book
bookings-questions-about = Itanong lang ninyo ang talagang kailangan para sa aktibidad na ito.
bookings-keep = I-save
bookings-disputes = Mga pagdalong susuriin
bookings-disputes-none = Walang kailangang suriin.
bookings-settle-attended = Naroon sila
bookings-settle-absent = Wala sila roon

bookings-told-booked = Kumpirmado ang booking: { $title }, { $at }.
bookings-told-asked = Naipadala ang kahilingan: { $title }, { $at }. Kailangang sumagot ang organisasyon.
bookings-told-refused = { $title }: hindi matatanggap ng organisasyon ang kahilingan. { $reason }
bookings-told-cancelled = Kinansela ng isa pang nakatatanda sa pamilya ang booking sa { $title }.
bookings-told-off = Kinansela ng organisasyon ang { $title }. { $reason }
bookings-told-lesson-off = { $title }: kinansela ang sesyon sa { $at }. { $reason }
bookings-told-moved = { $title }: nagbago ang araw, oras o lugar.
bookings-told-waiting = Nasa listahan ka ng naghihintay para sa { $title }.
bookings-told-offer = May puwesto para sa { $title }: sa iyo ito hanggang { $at }.
bookings-told-offer-over = Hindi nakuha sa oras ang puwesto para sa { $title } at napunta na ito sa iba.
bookings-told-list-over = Sarado na ang listahan ng naghihintay para sa { $title }: hindi na itutuloy ang aktibidad.
bookings-told-no-answer = { $title }: hindi sumagot sa oras ang organisasyon. Walang binayaran.
bookings-told-missed = { $title }: nakatalang hindi dumalo. Kung hindi ito totoo, puwede mong hilinging suriin ito.
bookings-told-settled = { $title }: nagpasya na ang lungsod. { $reason }
bookings-told-soon = Paalala: { $title }, { $at }.
bookings-told-request = { $title }, { $at }: may humihiling ng puwesto at naghihintay ng inyong sagot.
bookings-told-given-up = { $title }, { $at }: isang pamilya ang bumitaw sa puwesto nito.

bookings-letter-booked = Kumpirmado ang inyong pagpapareserba
bookings-letter-asked = Naipadala ang inyong kahilingan
bookings-letter-refused = Ang sagot sa inyong kahilingan
bookings-letter-no-answer = Lumipas na ang inyong kahilingan
bookings-letter-cancelled = Kinansela ang isang reserbasyon
bookings-letter-off = Hindi matutuloy ang inyong ipinareserba
bookings-letter-lesson-off = Kinansela ang isang klase
bookings-letter-moved = May nagbago sa isang reserbasyon
bookings-letter-offer = May puwesto para sa inyo
bookings-letter-offer-over = Napunta sa iba ang inialok na puwesto
bookings-letter-list-over = Sarado na ang isang listahan ng naghihintay
bookings-letter-soon = Paalala tungkol sa isang reserbasyon
bookings-letter-missed = May naitalang pagliban
bookings-letter-settled = Isang pasya tungkol sa isang reserbasyon
bookings-letter-request = May kahilingang naghihintay ng sagot
bookings-letter-given-up = May pamilyang bumitaw
bookings-letter-cancelled-said = Kinansela ang reserbasyon para sa { $title }.
bookings-letter-free-until = Maaaring kanselahin nang walang bayad hanggang
bookings-letter-back = Hindi na babayaran, o ibabalik
bookings-letter-look = Buksan ang aking mga reserbasyon
bookings-letter-look-house = Buksan ang sesyon
bookings-letter-why = Natanggap ninyo ito dahil kayo ay nagpareserba o nasa isang listahan. Unang titik lamang ang nakikita ng sumasali; ang iba pa ay mababasa pagkapasok.
bookings-letter-why-house = Natanggap ninyo ito dahil tumatanggap ng reserbasyon ang inyong organisasyon. Pagkapasok lamang mababasa kung sino ang sumasali.

bookings-refused-capacity-full = Ubos na ang mga puwesto
bookings-refused-capacity-leased-until = Okupado ang lahat ng puwesto; baka may mabakante sa { $at }
bookings-refused-not-yet-open = Puwedeng mag-book simula { $at }
bookings-refused-booking-closed = Sarado na ang pag-book mula pa noong { $at }
bookings-refused-offer-paused = Inihinto muna ng organisasyon ang pag-book
bookings-refused-session-cancelled = Kinansela ang petsang ito
bookings-refused-provider-not-admitted = Hindi makatatanggap ng booking ang organisasyon sa ngayon
bookings-refused-age-not-met =
    { $kind ->
        [both] Para ito sa mga { $min } hanggang { $max } taong gulang sa unang araw
        [min] Para ito sa mga hindi bababa sa { $min } taong gulang sa unang araw
       *[max] Para ito sa mga hindi lalampas sa { $max } taong gulang sa unang araw
    }
bookings-refused-already-booked = May puwesto na ang napili mo: tingnan ang mga booking mo
bookings-refused-price-changed = Nagbago ang presyo: { $cents } na ito ngayon. Suriin at subukang muli
bookings-refused-too-late-to-cancel = Hindi na puwede: nagsimula na ito noong { $at }
bookings-refused-lease-over = Hindi na nakatabi para sa iyo ang puwesto: magsimula muli sa petsa
bookings-refused-wrong-state = May nagbago habang ginagawa mo ito: i-load muli ang pahina
bookings-refused-answer-missing = Sagutin ang tanong na ito
bookings-refused-answer-wrong = Hindi puwede ang sagot na ito: hanggang 200 karakter lang
bookings-refused-no-groups = Hindi puwedeng mag-book dito para sa grupo
bookings-refused-group-size = May 1 hanggang { $most } bata ang isang grupo
bookings-refused-group-name = Isulat ang tawag sa grupo, sa ilang salita
bookings-refused-no-waiting-list = Walang listahan ng naghihintay rito
bookings-refused-places-are-free = May mga bakanteng puwesto: puwede kang mag-book
bookings-refused-nobody-chosen = Piliin kung sino ang sasali
bookings-refused-too-many = Hanggang labindalawang tao lang sa isang pag-book
bookings-refused-more-than-price = Higit ito sa presyo: isulat nang hanggang sa natitirang babayaran lang
bookings-refused-more-than-held = Higit ito sa itinabi: hanggang { $cents } lang
bookings-refused-not-yet-redeemable = Puwede na simula { $at }
bookings-refused-key-reused = May ibang nagbago rin nito: i-load muli ang pahina at subukang muli
bookings-refused-fewer-than-taken = Kuha na ang { $taken } puwesto: hindi puwedeng mas kaunti
bookings-refused-not-found = Wala na ito
bookings-refused-no-voucher = Hindi magagamit dito ang voucher na ito
bookings-refused-insufficient-balance = { $cents } lang ang laman ng voucher
bookings-refused-voucher-ended = Natapos na ang bisa ng voucher noong { $at }
bookings-refused-hold-already-resolved = Nagawa na ito noong { $at }
bookings-refused-hold-ended = Natapos na ang panahon ng pagsingil noong { $at }
bookings-refused-books = Hindi ito pinapayagan ng mga kuwenta: { $why }
bookings-refused-amount = Sumulat ng halaga, halimbawa 12,50
bookings-refused-officer = Ang pahinang ito ay para sa kawani ng lungsod na may ganitong tungkulin
bookings-refused-title = Sumulat ng pamagat, hanggang 120 karakter
bookings-refused-place = Hanggang 200 karakter lang
bookings-refused-no-lesson = Isulat ang araw at oras
bookings-refused-lessons = Masyadong maraming sesyon
bookings-refused-lessons-booked = May nag-book na: hindi na mababago ang bilang ng mga sesyon
bookings-refused-ends-before = Dapat mauna ang simula sa katapusan
bookings-refused-overlap = Nagsasabay ang dalawang sesyon
bookings-refused-places = Isulat kung ilan ang puwesto, kahit isa
bookings-refused-price = Sumulat ng presyo, halimbawa 90 o 12,50; 0 kung libre
bookings-refused-closes-before = Dapat magsara ang pag-book pagkatapos nitong magbukas
bookings-refused-closes-after = Dapat magsara ang pag-book bago o sa mismong katapusan
bookings-refused-ages = Hindi puwedeng mas mababa ang pinakamatandang edad sa pinakabata
bookings-refused-age = Sumulat ng edad mula 0 hanggang 25 taon
bookings-refused-percent = Hindi dapat mas malaki ang bayad ng huling nagkansela kaysa sa hindi dumating
bookings-refused-hours = Pumili ng isa sa mga oras
bookings-refused-offer-hours = Pumili ng 1 hanggang 168 oras
bookings-refused-questions = May tanong na hindi puwede: paikliin ito
bookings-refused-reason = Sumulat ng dahilan, hanggang 300 karakter
bookings-refused-weeks = 1 hanggang 60 beses
bookings-refused-day = Sumulat ng buong petsa, gaya ng 24/12/2026
bookings-refused-time = Sumulat ng oras, gaya ng 17:30
