# What visitors say: stars under every page, reports of mistakes, contacts.

voice-title = Ang inyong opinyon
voice-question = Gaano kalinaw ang impormasyon sa pahinang ito?
voice-stars = { $count ->
    [1] 1 bituin sa 5
   *[other] { $count } bituin sa 5
}
voice-trap = Iwanang walang laman ang patlang na ito
voice-send = Ipadala
voice-skip = Laktawan
voice-why-title = Salamat! Isa pang tanong
voice-step = Hakbang { $step } sa 2

voice-liked = Ano ang pinakanagustuhan ninyo?
voice-liked-clear = Madaling maintindihan ang mga salita
voice-liked-complete = Narito ang lahat ng kailangan ko
voice-liked-quick = Nakita ko agad ang hinahanap ko
voice-liked-useful = Alam ko na ang gagawin ko
voice-liked-other = Iba pa

voice-disliked = Ano ang naging mahirap?
voice-disliked-unclear = Mahirap maintindihan ang mga salita
voice-disliked-incomplete = May kulang na impormasyon
voice-disliked-not-found = Hindi ko nakita ang hinahanap ko
voice-disliked-broken = May hindi gumagana
voice-disliked-other = Iba pa

voice-words = May gusto ba kayong idagdag?
voice-words-hint = Hanggang { $most } titik lamang. Huwag isulat ang mga pangalan, tirahan o iba pang personal na datos.

voice-thanks = Salamat
voice-thanks-text = Nakakatulong ang opinyon ninyo para mapabuti ang mga pahina.
voice-thanks-wrong = May nakita ba kayong mali?
voice-back = Bumalik sa pahina

voice-refused-rate = Pumili ng isa hanggang limang bituin.
voice-refused-answer = Pumili ng sagot, o laktawan ang tanong.
voice-refused-long = Masyadong mahaba ang teksto: hanggang { $most } titik lamang.
voice-refused-what = Piliin kung ano ang mali.
voice-refused-text = Isulat sa ilang salita kung ano ang mali.
voice-refused-mail = Hindi kumpleto ang email address. Isulat ito nang ganito: pangalan@example.org.
voice-refused-consent = Para makatanggap ng sagot, lagyan ng tsek ang kahon, o burahin ang address.

voice-report-title = Mag-ulat ng mali
voice-report-site = Mag-ulat ng problema sa site
voice-report-about = Hindi ninyo kailangang sabihin kung sino kayo. May taong nagbabasa ng bawat ulat at nagtatama ng pahina.
voice-report-what = Ano ang mali?
voice-report-text = Ipaliwanag sa ilang salita
voice-report-text-hint = Hanggang { $most } titik lamang. Huwag isulat ang pangalan ng mga bata o iba pang personal na datos.
voice-report-mail = Ang inyong email, kung gusto ninyo ng sagot
voice-report-mail-hint = { $days ->
    [1] Hindi sapilitan. Gagamitin lang namin ito para sagutin kayo at buburahin pagkatapos ng isang araw.
   *[other] Hindi sapilitan. Gagamitin lang namin ito para sagutin kayo at buburahin pagkatapos ng { $days } araw.
}
voice-report-consent = { $days ->
    [1] Pumapayag akong itago ang email ko sa loob ng isang araw, para lang masagot ako.
   *[other] Pumapayag akong itago ang email ko sa loob ng { $days } araw, para lang masagot ako.
}
voice-report-send = Ipadala ang ulat

voice-wrong-closed = Sarado na o wala na
voice-wrong-times = Mga araw o oras
voice-wrong-place = Tirahan o lugar
voice-wrong-price = Presyo
voice-wrong-ages = Edad
voice-wrong-contacts = Telepono, email o website
voice-wrong-text = Pangalan o paglalarawan
voice-wrong-double = Dalawang beses na nakalista
voice-wrong-other = Iba pa

voice-site-broken = May hindi gumagana
voice-site-access = Hindi ko mabasa o magamit ang pahina (aksesibilidad)
voice-site-language = Mali ang salin
voice-site-unclear = Hindi ko maintindihan
voice-site-other = Iba pa

voice-receipt-title = Natanggap ang ulat
voice-receipt-number = Ang numero ng ulat ninyo ay { $number }.
voice-receipt-record = Tungkol sa
voice-receipt-next = Titingnan namin ito kasama ng nag-oorganisa at itatama ang pahina. Kung tatawag kayo, sabihin ang numerong ito.
voice-receipt-mail = { $days ->
    [1] Sasagutin namin kayo sa email. Buburahin namin ang address ninyo pagkatapos ng isang araw.
   *[other] Sasagutin namin kayo sa email. Buburahin namin ang address ninyo pagkatapos ng { $days } araw.
}

voice-contacts = Makipag-ugnayan
voice-contacts-about = Paano makipag-usap sa isang tao, at kung kanino susulat.
voice-contacts-phone = Sa telepono
voice-contacts-body = Sino ang namamahala ng site
voice-contacts-open = Demonstrasyon ito: hindi pa gumagana ang email address.
voice-contacts-offices = Mga tanggapan
voice-contacts-mistake = May nakita ba kayong mali?
voice-contacts-record = Kung tungkol ito sa isang aktibidad, buksan ang pahina nito at piliin ang «Mag-ulat ng mali». Kung tungkol sa site, isulat dito.
