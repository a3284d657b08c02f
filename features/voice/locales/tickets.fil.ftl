# Reports as tickets: the receipt, the officers' queue, letters.

voice-ticket-title = Ang ulat mo
voice-ticket-receipt = Kodigo ng resibo
voice-ticket-keep = Itago ang kodigo o ang link ng pahinang ito: dito mo mababasa ang sagot, hindi kailangang magrehistro. Mababasa ito ng sinumang may kodigo.
voice-ticket-number = Numero
voice-ticket-came = Natanggap noong
voice-ticket-due = Sasagutin bago ang
voice-ticket-answer = Sagot
voice-ticket-question = May tanong kami
voice-ticket-forget = Burahin na ngayon ang address ko
voice-ticket-happened = Ano ang nangyari
voice-ticket-send = Ipadala
voice-ticket-reopen = Nandoon pa ba ang mali? Sabihin kung ano ang mali
voice-ticket-reply = Ang sagot mo
voice-ticket-more = May gusto ka bang idagdag?

voice-state-open = Naghihintay
voice-state-assigned = Inaasikaso
voice-state-asked = Naghihintay ng sagot
voice-state-answered = Naayos na
voice-state-closed = Sarado

voice-step-received = Natanggap ang ulat
voice-step-taken = Kinuha ng isang kawani
voice-step-released = Ibinalik sa mga naghihintay
voice-step-asked-visitor = Tanong sa nag-ulat
voice-step-asked-organisation = Tinanong ang organisasyon
voice-step-said-visitor = Sumulat ang nag-ulat
voice-step-said-organisation = Sumagot ang organisasyon
voice-step-mended = Itinama ng organisasyon ang pahina
voice-step-right = Sabi ng organisasyon, tama ang pahina
voice-step-answered = Nasagot na
voice-step-closed = Isinara nang walang pagbabago
voice-step-reopened = Binuksan muli

voice-closed-right = Sinuri namin: tama ang impormasyon at hindi babaguhin.
voice-closed-double = May nauna nang nag-ulat nito: doon namin ito inaasikaso.
voice-closed-elsewhere = Hindi ito saklaw ng site na ito, kaya hindi namin ito maitatama rito.
voice-closed-unclear = Hindi namin matukoy kung ano ang mali.
voice-closed-misuse = Hindi ulat ng mali ang mensahe.

voice-reason-right = Tama ang impormasyon
voice-reason-double = Naiulat na
voice-reason-elsewhere = Hindi saklaw ng site na ito
voice-reason-unclear = Hindi maintindihan
voice-reason-misuse = Hindi ulat ng mali

voice-letter-thanks = Salamat sa pag-uulat ng mali sa amin.
voice-letter-about = Tungkol ang ulat mo sa: { $name }.
voice-letter-answered = Tama ka: itinama na namin ang pahina.
voice-letter-asked = Para maitama ang pahina, kailangan namin ang sagot mo:
voice-letter-asked-subject = Tanong tungkol sa ulat mo numero { $number }
voice-letter-answered-subject = Sagot sa ulat mo numero { $number }
voice-letter-closed-subject = Sagot sa ulat mo numero { $number }
voice-letter-asked-button = Sumagot
voice-letter-answered-button = Buksan ang resibo
voice-letter-closed-button = Buksan ang resibo
voice-letter-receipt = Kodigo ng resibo: { $receipt }
voice-letter-why = Natanggap mo ang sulat na ito dahil iniwan mo ang address mo para sa sagot. Mabubura mo ito mula sa resibo.

voice-find = Basahin ang sagot sa isang ulat
voice-find-about = Isulat ang kodigo ng resibo. Hindi kailangang magrehistro.
voice-find-receipt = Kodigo ng resibo
voice-find-hint = Labindalawang letra at numero, halimbawa 7K3F-9QXM-2TVA. Hindi mahalaga ang malalaking letra, puwang at gitling.
voice-find-send = Buksan ang resibo
voice-find-lost = Nawala ang kodigo? Tumawag at sabihin ang numero ng ulat.

voice-refused-unknown = Walang ganitong ulat.
voice-refused-changed = Samantala, may ibang nagbago sa ulat na ito. Nasa ibaba ang kalagayan nito ngayon: suriin at magpasya muli.
voice-refused-words = Sumulat ng ilang salita.
voice-refused-step = Hindi na ito magagawa: tingnan ang kalagayan ng ulat.
voice-refused-late = Mahigit { $days } araw na ang lumipas: magpadala ng bagong ulat mula sa pahina.
voice-refused-officer = Ang pahinang ito ay para sa mga nag-aasikaso ng mga ulat sa lungsod.
voice-refused-reason = Piliin kung bakit mo ito isinasara.
voice-refused-receipt-none = Isulat ang kodigo ng resibo.
voice-refused-receipt-form = May labindalawang letra at numero ang kodigo, tulad ng 7K3F-9QXM-2TVA. Tiyaking kumpleto ito.
voice-refused-receipt-unknown = Walang ulat na may ganitong kodigo. Suriin ang bawat letra at numero.

voice-desk = Mga ulat
voice-desk-about = Ano ang iniuulat ng mga tao, gaano na sila katagal naghihintay, at ang sagot
voice-desk-lead = Nauuna ang mga pinakamatagal nang naghihintay. Mababasa ng nag-ulat ang sagot gamit ang resibo, at sa e-mail kung nag-iwan ng address.
voice-desk-states = Kalagayan
voice-desk-none = Walang mga ulat.
voice-desk-more = Ipakita ang mga susunod
voice-desk-site = Ang site
voice-desk-gone = Pahinang wala na
voice-desk-one = Ulat { $number }
voice-desk-waiting = Gagawin
voice-desk-number = numero { $number }
voice-desk-mine = Ikaw ang nag-aasikaso
voice-desk-theirs = Iba ang nag-aasikaso
voice-desk-news = Sumagot ang organisasyon
voice-desk-text = Sa sarili niyang salita
voice-desk-language = Wika
voice-desk-mail = Sagot sa e-mail
voice-desk-mail-yes = Oo: kusang ipapadala ang sulat
voice-desk-mail-no = Hindi: mababasa gamit ang resibo
voice-desk-note = Tala para sa mga kasamahan
voice-desk-note-hint = Hindi ito nakikita ng nag-ulat.
voice-desk-record = Buksan ang pahina
voice-desk-history = Kasaysayan ng mga pagbabago
voice-desk-look = Tingnan kung ano ang nabago
voice-desk-question = Tanong
voice-desk-answer = Sagot sa nag-ulat
voice-desk-answer-hint = Opsiyonal: may pangungusap na tungkol sa kinalabasan. Sumulat ang nag-ulat sa wikang ito: { $lang }.
voice-desk-reason = Kung walang itatama: bakit?

voice-clock-open = { $days ->
    [0] dumating ngayong araw, sasagutin bago ang { $due }
    [one] isang araw nang naghihintay, sasagutin bago ang { $due }
   *[other] { $days } araw nang naghihintay, sasagutin bago ang { $due }
}
voice-clock-late = { $days ->
    [one] huli na: isang araw nang naghihintay, ang taning ay { $due }
   *[other] huli na: { $days } araw nang naghihintay, ang taning ay { $due }
}
voice-clock-ended = { $days ->
    [0] natapos sa araw ding iyon
    [one] natapos sa loob ng isang araw
   *[other] natapos sa loob ng { $days } araw
}

voice-do-take = Ako ang mag-aasikaso
voice-do-release = Ibalik sa mga naghihintay
voice-do-ask = Magtanong
voice-do-ask-organisation = Tanungin ang organisasyon
voice-do-ask-visitor = Tanungin ang nag-ulat
voice-do-end = Sumagot at tapusin
voice-do-answer = Naitama na ang mali: sumagot
voice-do-close = Isara nang walang pagbabago
voice-do-reopen = Buksan muli
voice-field-other = iba pang detalye
