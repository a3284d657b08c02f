# Coming in, one's own area, the family.

people-my-area = Aking pahina
people-sign-in = Mag-sign in
people-sign-in-lead = Piliin kung paano mo gustong mag-sign in. Sa unang pagkakataon, magbubukas ng sarili mong pahina.
people-sign-in-help = Kailangan mo ba ng tulong sa pag-sign in? Tumawag sa:
people-sign-out = Mag-sign out
people-enter = Mag-sign in
people-save = I-save
people-change = Baguhin
people-back = Bumalik
people-print = I-print
people-new = Bago
people-remove = Alisin
people-once-title = Isang beses lang makikita

people-way-mail = E-mail
people-way-mail-text = Padadalhan ka namin ng link. Hindi kailangan ng password.
people-way-paper = Code sa papel
people-way-paper-text = Kung binigyan ka sa service desk (sportello) ng papel na may code at PIN, gamitin iyon para mag-sign in.
people-way-external = Digital na pagkakakilanlan
people-way-passkey = Passkey
people-way-named = { $way } ({ $name })
people-use-paper = Gamitin ang code sa papel
people-mail = Address ng email
people-mail-hint = Halimbawa: pangalan@example.org
people-send-link = Ipadala ang link

people-link-sent = Tingnan ang e-mail mo
people-link-sent-text = Kung tama ang address na { $mail }, may darating maya-maya na mensaheng may link para mag-sign in.
people-link-sent-where = Gumagana ang link nang 10 minuto at isang beses lang. Kung hindi mo makita ang mensahe, tingnan din ang spam.
people-link-again = Humingi ng ibang link
people-link-confirm = Pumasok sa iyong pahina
people-link-confirm-text = Gumagana ang link. Pindutin ang button para mag-sign in.
people-link-over = Hindi na gumagana ang link
people-link-over-text = Isang beses lang magagamit ang link, sa loob ng 10 minuto. Humingi ng bago: darating ito agad.

people-letter-subject = Ang link mo para mag-sign in sa Wish Mi
people-letter-text = Hiniling mong mag-sign in sa Wish Mi. Buksan ang link at pindutin ang «Mag-sign in».
people-letter-add-subject = Kumpirmahin ang address mo para sa Wish Mi
people-letter-add-text = Gusto mong mag-sign in sa Wish Mi gamit din ang address na ito. Buksan ang link at kumpirmahin.
people-letter-add = Kumpirmahin ang address
people-letter-lasts = { $minutes ->
    [1] Gumagana ang link nang isang minuto at isang beses lang.
   *[other] Gumagana ang link nang { $minutes } minuto at isang beses lang.
}
people-letter-not-you = Hindi ba ikaw ang humiling nito? Wala kang kailangang gawin: walang makakapasok kung wala ang link na ito.

people-paper = Mag-sign in gamit ang code sa papel
people-paper-text = Isulat ang code at PIN na nasa papel. O itapat ang camera sa parisukat na nasa papel.
people-paper-code = Code
people-paper-code-hint = 26 na letra at numero. Hindi mahalaga ang malalaking letra, espasyo at gitling.
people-pin = PIN
people-paper-help = Nawala ba ang papel, o naka-lock ang code? Bibigyan ka ng bago sa service desk (sportello). Para malaman kung saan, tumawag sa:

people-given = Pangalan
people-family = Apelyido
people-family-hint = Iwanang walang laman kung iisa lang ang pangalan ng tao.
people-birth = Petsa ng kapanganakan
people-birth-child-hint = Para maimungkahi ang mga aktibidad na angkop sa edad.
people-code = Kodigo sa buwis (codice fiscale)
people-code-hint = Hindi sapilitan. Magagamit pa rin ang lahat kahit wala pang fiscal code.
people-phone = Telepono
people-lang = Wikang gagamitin namin sa pagsulat sa iyo
people-age = { $years ->
    [0] wala pang isang taon
   *[other] { $years } taon
}
people-age-unknown = hindi nakasaad ang edad

people-hello = Kumusta, { $name }
people-unread = { $count ->
    [1] May isang bagong mensahe ka
   *[other] May { $count } bagong mensahe ka
}
people-family-title = Ang aking pamilya
people-no-children = Wala ka pang idinagdag na bata.
people-doors = Ang mga bagay mo
people-door-facts = Aking mga detalye
people-door-facts-about = Pangalan, telepono, wika
people-door-saved = Aking listahan
people-door-saved-about = Ang mga aktibidad na na-save mo
people-door-messages = Mga mensahe
people-door-messages-about = Ang mga nangyari
people-door-consents = Mga pahintulot
people-door-consents-about = Ang mga pinili mong payagan
people-door-looks = Sino ang tumingin sa aking datos
people-door-looks-about = Bawat pagbukas ng taga-lungsod sa iyong rekord
people-door-account = Pag-sign in at mga device
people-door-account-about = Paano ka pumapasok, at mula saan
people-door-data = I-download o burahin ang aking datos
people-door-data-about = Kopya ng lahat, o pagbura nito
people-door-staff = Aking trabaho
people-door-staff-about = Mga pahina para sa mga nagtatrabaho sa Wish Mi

people-facts-lead = Mababago mo ang mga detalyeng ito kung kailan mo gusto. Ang e-mail address ay binabago sa «Pag-sign in at mga device».
people-facts-new = Maligayang pagdating! Ano ang pangalan mo? Hindi sapilitan ang iba pa.
people-facts-register = Galing sa pampublikong rehistro ang pangalan, petsa ng kapanganakan at fiscal code. Hindi mababago ang mga ito rito.

people-child-new = Magdagdag ng bata
people-child-new-lead = Sapat na ang pangalan at petsa ng kapanganakan.
people-child-add = Idagdag
people-child-title = Ano ang kaugnayan mo sa batang ito?
people-child-title-hint = Kailangan ng opisyal na kautusan ang mga guardian, foster parent at social worker: titingnan at itatala ito ng service desk (sportello).
people-child-declare = Ipinahahayag ko na totoo ito. Alam ko na pinarurusahan ng batas ang maling pahayag (DPR 445/2000, artikulo 46, 47 at 76).
people-child-about = { $age } · { $title }
people-child-facts = Mga detalye ng bata
people-child-facts-lead = Kapag may binago ka, makakatanggap ng mensahe ang iba pang maaaring kumilos para sa bata.
people-title-parent = ina o ama
people-title-guardian = guardian na itinalaga ng hukom
people-title-foster = foster parent (affidatario)
people-title-voluntary-tutor = boluntaryong guardian
people-title-social-worker = manggagawang panlipunan
people-other-guardian = { $name } ({ $title })
people-proof = Paano namin nalaman
people-proof-declared = Ikaw ang nagsabi
people-proof-document = Nakita sa dokumento
people-proof-register = Mula sa pampublikong rehistro

people-guardians = Sino ang maaaring kumilos kasama mo
people-guardians-only-you = Ikaw lang sa ngayon.
people-invite = Anyayahan ang isa pang magulang
people-invite-text = Maaaring magkaroon ng parehong karapatan ang isa pang magulang. Bigyan siya ng link, papasok siya sa sarili niyang pahina at tatanggapin ito.
people-invite-lead = Ibigay ang link na ito sa isa pang magulang, o ipatapat sa kanya ang camera sa parisukat.
people-invite-until = May bisa ang imbitasyon hanggang { $until }.
people-invite-once = Kopyahin o i-print na ngayon: pag-alis mo sa pahinang ito, hindi na makikita ang link. Puwede ka namang gumawa ng bagong imbitasyon anumang oras.
people-invitation-open = May imbitasyong may bisa hanggang { $until }.
people-withdraw = Bawiin ang imbitasyon
people-invited = Isang imbitasyon para sa iyo
people-invited-text = Inaanyayahan ka ni { $by } na kumilos nang magkasama para kay { $child }.
people-invited-means = Kung tatanggapin mo, makikita mo ang mga detalye ng bata, makakapagpa-book ka para sa kanya, at makakatanggap ka ng mga mensahe.
people-invited-accept = Tinatanggap ko
people-invited-not = Hindi ko tinatanggap

people-matter-bookings = pag-book at pagkansela
people-matter-vouchers = paghingi at paggamit ng voucher
people-matter-data = pagtingin at pagbago ng mga detalye
people-waits = Nakatigil hanggang maging malinaw: { $what }
people-wait-title = Kung hindi kayo magkasundo
people-wait-ask = Hilinging maghintay muna
people-wait-text = Kung hindi ka sang-ayon sa ginagawa ng isa pang magulang, puwede mong hilinging itigil muna ang isang bagay. Ipapaalam ito sa kanya, at tutulungan kayo ng service desk (sportello).
people-wait-what = Ano ang dapat itigil muna?
people-wait-send = Hilinging maghintay muna
people-lift = Maaari nang ituloy
people-leave-title = Hindi ko na inaalagaan ang batang ito
people-leave-ask = Gusto ko nang tumigil
people-leave-text = Hindi mo na makikita ang mga detalye ng bata at hindi ka na makakakilos para sa kanya. Mananatili ang iba pang nag-aalaga sa kanya.
people-leave = Tumigil na ngayon

people-messages-none = Walang mensahe.
people-messages-read = Markahan ang lahat bilang nabasa
people-look-there = Tingnan
people-told-changed = Binago ng kasama mong nag-aalaga ang mga detalye ng batang inaalagaan mo.
people-told-guardian = May ibang tao na maaari nang kumilos para sa batang inaalagaan mo.
people-told-wait = Hiniling ng kasama mong nag-aalaga sa bata na itigil muna ito: { $what }. Matutulungan kayo ng service desk (sportello).
people-told-glass = Sa isang emergency, binuksan ng taga-lungsod ang iyong rekord. May ibang taong sumusuri kung tama iyon.
people-told-role = May bago kang tungkulin: { $role }.
people-told-consent = Nagbigay ng pahintulot ang kasama mong nag-aalaga sa bata: { $purpose }.
people-told-revoked = Binawi ng kasama mong nag-aalaga sa bata ang isang pahintulot: { $purpose }.
people-told-young = 14 na taon ka na: maaari ka nang magkaroon ng sarili mong pahina.
people-told-child-young = 14 na taon na ang isang kabataang inaalagaan mo: maaari na siyang magkaroon ng sarili niyang pahina. Patuloy kang kikilos kasama niya.
people-told-adult = 18 taon ka na: mula ngayon, ikaw na ang kikilos para sa sarili mo.
people-told-child-adult = 18 taon na ang isang taong inalagaan mo, at mula ngayon siya na ang kikilos para sa sarili niya.

people-consents-lead = Gumagana ang Wish Mi kahit wala ang mga pahintulot na ito. Puwede kang magbago ng isip kung kailan mo gusto. Dalawang taon ang bisa ng isang pahintulot.
people-consent-newsletter = Balita sa e-mail
people-consent-newsletter-about = Isang beses sa isang buwan, susulatan ka namin kung ano ang bago. Ang address mo lang ang gagamitin namin.
people-consent-participation = Pakikilahok
people-consent-participation-about = Itatago namin ang mga paksang mahalaga sa iyo at aanyayahan kang magbigay ng opinyon. Ang tanggapan lang para sa pakikilahok ang makakakita nito.
people-consent-photos = Mga litrato
people-consent-photos-about = Maaaring kunan ka ng litrato ng nag-oorganisa ng aktibidad, at gamitin ang mga ito para ikuwento ang aktibidad.
people-consent-referral = Pagpapasa sa isang serbisyo
people-consent-referral-about = Kung hihingi ka ng tulong, maaari naming ibigay ang pangalan at numero mo sa serbisyong makakatulong sa iyo.
people-consent-child-photos = Mga litrato habang may aktibidad
people-consent-child-referral = Pagpapasa ng datos sa serbisyong makakatulong
people-assent = Tinanong ko rin ang bata, at pumapayag siya
people-agree = Pumapayag ako
people-agreed = Pumayag ka noong { $since }
people-revoke = Binabawi ko ang pahintulot

people-ways = Paano ka pumapasok
people-used = Huling ginamit noong { $at }
people-made = Idinagdag noong { $at }
people-add-mail = Magdagdag ng e-mail address
people-add-mail-sent = Pinadalhan ka namin ng link: buksan ito para kumpirmahin ang address.
people-sessions = Kung saan ka naka-sign in
people-sessions-text = Kung may device na hindi mo kilala, i-sign out ito.
people-session-here = ang device na ito
people-session-about = { $way }, ginamit noong { $at }
people-session-end = I-sign out
people-sessions-end-others = I-sign out ang lahat ng iba pa
people-device-unknown = Hindi kilalang device

people-looks-lead = Dito makikita mo ang bawat pagkakataon na binuksan ng nagtatrabaho para sa lungsod ang iyong rekord, at kung bakit.
people-looks-none = Walang tumingin sa iyong datos.
people-look-desk-find = Paghahanap sa service desk
people-look-assisted-session = Tulong sa service desk
people-look-file = Pagbukas ng rekord
people-look-emergency = Emerhensiya

people-export = I-download ang aking datos
people-export-text = Isang file na may lahat ng alam namin tungkol sa iyo at sa pamilya mo, sa anyong mababasa ng ibang programa.
people-export-do = I-download ang file
people-erase = Burahin ang aking datos
people-erase-text = Buburahin namin ang pangalan mo, ang mga detalye para makontak ka, ang mga paraan ng pag-sign in, at ang mga mensahe. Hindi na ito maibabalik.
people-erase-keeps = May matitira, nang wala ang pangalan mo, dahil hinihingi ng batas: ang tala ng mga ginawa at ang mga halaga ng bayad. Kung ikaw lang ang nag-aalaga sa isang bata, dapat munang humanap ang service desk (sportello) ng makakagawa nito.
people-erase-sure = Nauunawaan ko na buburahin ang aking datos nang tuluyan
people-erase-do = Burahin ang lahat

people-no-guardian = Hindi ka maaaring kumilos para sa taong ito. Kung sa tingin mo ay mali ito, magtanong sa service desk (sportello).
people-no-limited = { $what ->
    [bookings] May opisyal na kautusan na hindi ka maaaring mag-book para sa taong ito.
    [vouchers] May opisyal na kautusan na hindi ka maaaring humingi o gumamit ng voucher para sa taong ito.
   *[other] May opisyal na kautusan na hindi mo maaaring tingnan o baguhin ang mga detalye ng taong ito.
}
people-no-blocked = Hiniling ng isa pang nag-aalaga sa bata na maghintay muna. Matutulungan kayo ng service desk (sportello) na linawin ito.
people-no-too-young = Kapag wala pang { $age } taon, nakatatanda ang kumikilos.
people-no-of-age = Ang may edad na { $age } ay kumikilos para sa sarili.
people-no-guardian-too-young = Para mag-alaga ng bata, dapat ay { $age } taon na.
people-no-own-guardian = Walang maaaring maging guardian ng sarili: ibang tao ang ilagay.
people-no-act-needed = Kailangan dito ng opisyal na kautusan. Dalhin ito sa service desk (sportello): ilang minuto lang.
people-no-already = Nag-aalaga na sa bata ang taong ito.
people-no-last-guardian = Ikaw lang ang nag-aalaga sa isang bata. Hilingin muna sa service desk (sportello) na humanap ng makakagawa nito.
people-no-invitation-over = Wala nang bisa ang imbitasyon. Humingi ng bago sa nag-anyaya sa iyo.
people-no-birth-needed = Isulat ang petsa ng kapanganakan.
people-no-birth-wrong = Hindi tama ang petsa ng kapanganakan. Isulat ang araw, buwan at taon.
people-no-name-wrong = Isulat ang pangalan, hanggang { $max } karakter lamang.
people-no-mail-wrong = Hindi kumpleto ang e-mail address. Isulat ito nang ganito: pangalan@example.org.
people-no-phone-wrong = Hindi tama ang numero ng telepono. Mga numero lang ang isulat, halimbawa 333 1234567.
people-no-code-disagrees = Hindi tugma ang fiscal code sa petsa ng kapanganakan. Suriin ang dalawa.
people-no-code-taken = Ginagamit na ang fiscal code na ito. Kung sa iyo ito, mag-sign in sa ibang paraan o magtanong sa service desk (sportello).
people-no-same-person = Hindi maaaring iisang tao ang gumawa ng dalawang ito: kailangan ng kasamahan sa trabaho.
people-no-own-affair = Tungkol ito sa sarili mong pamilya o organisasyon: kasamahan mo sa trabaho ang dapat gumawa nito.
people-no-locked = Napakaraming maling subok: naka-lock ang code. Bibigyan ka ng bago sa service desk (sportello).
people-no-entry = Hindi tama ang code, PIN o link, o hindi na gumagana. Suriin at subukang muli.
people-no-other-account = Sa ibang personal na pahina na ang address na ito.
people-no-last-way-in = Ito lang ang paraan mo para mag-sign in: magdagdag muna ng iba.
people-no-assent-needed = Tanungin din ang bata, at lagyan ng tsek ang kahon.
people-no-forbidden = Wala kang pahintulot na gawin ito.
people-no-not-one = Hindi namin nakita ang iisang tao. Suriin, o maghanap sa ibang paraan.
people-no-title = Piliin ang kaugnayan mo sa batang ito.
people-no-declaration = Para magpatuloy, lagyan ng tsek ang pahayag.
people-no-sure = Para burahin, lagyan ng tsek ang kahon.

people-demo = Subukan bilang gawa-gawang tao
people-demo-text = Demonstrasyon ito: mag-sign in bilang isang pamilya, o bilang nagtatrabaho para sa lungsod. Hindi totoong tao ang sinuman sa mga ito.
people-demo-choose = Piliin kung sino ka
people-demo-family = Inang may dalawang anak
people-demo-newcomer = Inang kararating lang at nagbabasa ng Arabe
people-demo-young = Babaeng 16 na taon

people-way-external-text = Mag-sign in gamit ang digital na pagkakakilanlan na mayroon ka na.
people-enter-with = Mag-sign in gamit ang { $name }
people-add-external = Ikonekta ang isang digital na pagkakakilanlan
people-add-with = Ikonekta ang { $name }
people-continue = Magpatuloy
people-continue-text = Pupunta ka ngayon sa pahina ng magkukumpirma ng pagkakakilanlan mo. Kung walang mangyari, pindutin ang «Magpatuloy».
people-way-passkey-text = Kung may passkey ka na, mag-sign in gamit ang daliri, mukha o PIN ng device mo.
people-use-passkey = Mag-sign in gamit ang passkey
people-add-passkey = Magdagdag ng passkey
people-add-passkey-text = Sa passkey, makakapag-sign in ka gamit ang daliri, mukha o PIN ng device mo, nang hindi naghihintay ng mensahe.
people-passkey-label = Ano ang itatawag mo rito?
people-passkey-label-hint = Halimbawa: «telepono sa bahay».
people-passkey-none = Walang passkey ang device o browser na ito. Pumili ng ibang paraan.
people-passkey-cancelled = Walang nagamit na passkey. Subukang muli, o pumili ng ibang paraan.
people-passkey-known = May passkey na ang device na ito para sa iyong pahina.
people-passkey-failed = Hindi ito gumana. Subukang muli, o pumili ng ibang paraan.
people-passkey-script = Gumagana lang ang mga passkey kung naka-on ang JavaScript.
people-no-passkey-over = Masyadong matagal ang lumipas. Magsimula muli.
people-no-passkey-wrong = Hindi tama ang sagot ng device. Magsimula muli, o pumili ng ibang paraan.
people-no-passkey-unverified = Hindi sinuri ng device kung sino ang gumagamit nito. I-on ang lock gamit ang daliri, mukha o PIN, at subukang muli.
people-no-passkey-unknown = Walang personal na pahina na may ganitong passkey. Pumili ng ibang paraan.
people-no-passkey-twice = Paraan na para mag-sign in ang passkey na ito.
people-no-passkey-copied = Maaaring may kopya ang passkey na ito: hindi ito magagamit. Mag-sign in sa ibang paraan at alisin ito.

# Isang form na sinimulan bago pumasok.
people-typed-kept = Pumasok para magpatuloy. Ang isinulat mo ay mananatili sa browser na ito hanggang { $until }; wala pang naipadala. Hindi itinatago ang mga PIN at file.
people-typed-here = Narito pa ang isinulat mo, ngunit hindi pa ito naipadala. Basahin muli at pindutin ang button sa dulo ng form.
people-typed-elsewhere = Wala sa browser na ito ang isinulat mo. Naghihintay ito hanggang { $until } sa browser kung saan ka nagsimula: buksan doon ang pahinang ito. O isulat muli rito.
people-typed-over = Itinatago nang isang oras ang isinulat mo, at tapos na ang oras. Isulat muli rito: walang naipadala.
people-typed-unkept = Hindi naitago ang isinulat mo, dahil may mga file o masyadong mahaba. Walang naipadala: punan muli ang form pagkatapos pumasok.
people-typed-another = Sa browser na ito ay may naghihintay na form na isinulat para sa ibang tao: hindi ito ipinapakita rito.
people-typed-forget = Magsimula sa walang lamang form
people-typed-same-browser = Buksan ang link sa mismong browser na ito: naghihintay rito ang isinulat mo.
people-hold = Pumasok muna
people-hold-text = Kailangang pumasok para sa form na ito. Mas marami ang isinulat mo kaysa kaya naming itago: nananatili ito sa pahinang ito, huwag itong isara. Wala pang naipadala.
people-hold-door = Pumasok sa ibang tab
people-hold-back = Bumalik sa tab na ito at ipadala.
people-hold-send = Ipadala na

# Muling pagpapakita kung sino ka; mga session na isinara ng iba.
people-prove = Patunayang ikaw ito
people-prove-text = Bago magdagdag o mag-alis ng paraan ng pagpasok, patunayang ikaw ito: pumasok muli sa paraang gusto mo. May bisa ito nang sampung minuto.
people-prove-again = Nasa area mo ka na. Para sa hakbang na ito pumasok muli, para malaman naming ikaw nga ito.
people-told-sessions = Isinara ng isang administrator ang lahat ng bukas mong session. Dahilan: { $reason }

# Ang mga pambansang button.
people-spid-choose = Piliin kung sino ang nagbigay sa iyo ng SPID
people-spid-about = Higit pa tungkol sa SPID
people-spid-none = Wala ka pang SPID?
people-cie-about = Higit pa tungkol sa CIE
