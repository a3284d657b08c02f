# The desk and the staff.

people-banner = Kumikilos ka para kay:
people-banner-end = Tapusin at i-print ang resibo

people-desk = Service desk (sportello)
people-desk-about = Humanap ng pamilya, magtala ng bago, kumilos para sa kasama mo rito
people-desk-lead = Hanapin ang taong kasama mo rito. Itinatala ang bawat paghahanap, at makikita ito ng tao.
people-desk-find = Humanap ng tao
people-desk-what = Fiscal code (codice fiscale), e-mail o code sa papel
people-desk-what-hint = Isulat ang isa sa tatlo, o basahin gamit ang scanner.
people-desk-or = O pangalan, apelyido at petsa ng kapanganakan:
people-desk-look = Hanapin
people-desk-else = Wala rito?
people-desk-new = Magtala ng tao
people-desk-new-lead = Sapat na ang pangalan. Hindi kailangan ang fiscal code, telepono at e-mail.
people-desk-register = Itala at magsimula
people-desk-back = Bumalik sa service desk
people-found = { $count ->
    [0] Walang nakitang tao
   *[other] { $count } tao ang nakita
}
people-found-none = Subukan sa ibang paraan, o itala ang tao.
people-conflict = Hindi magkasundo ang mga magulang
people-settle = Hayaang ituloy

people-assist = Magsimulang kumilos para sa tao
people-assist-begin = Kumilos para kay { $name }
people-presence = Paano mo natiyak kung sino ang tao?
people-presence-document = Nakakita ako ng dokumento
people-presence-pin = Ibinigay niya sa akin ang PIN ng code niya sa papel
people-presence-known = Kilala ko siya
people-reason = Bakit ka kumikilos para sa kanya?
people-reason-hint = Ilang salita, gaya ng «pagpapatala sa paglangoy». Mababasa ito ng tao.

people-receipt = Resibo
people-receipt-from = Simula
people-receipt-to = Katapusan
people-receipt-number = Numero
people-receipt-done = Ano ang ginawa
people-receipt-see = Sa iyong pahina, sa «Sino ang tumingin sa aking datos», makikita mo ang ginawa para sa iyo.
people-did-assist = Simula ng tulong sa service desk
people-did-assist-end = Katapusan ng tulong sa service desk
people-did-register = Pagtatala ng tao
people-did-add-child = Pagdagdag ng bata
people-did-change = Pagbago ng mga detalye
people-did-invite = Imbitasyon sa isa pang magulang
people-did-guardian = Bagong taong maaaring kumilos
people-did-leave-child = Katapusan ng pananagutan sa isang bata
people-did-wait = Paghiling na maghintay muna
people-did-go-on = Tapos na ang paghihintay: maaari nang ituloy
people-did-agree = Nagbigay ng pahintulot
people-did-revoke-consent = Binawi ang pahintulot
people-did-paper-code = Pagbigay ng code sa papel
people-did-erase = Pagbura ng datos

people-give-paper = Magbigay ng code sa papel
people-give-paper-text = Gamit ang code at PIN, makakapag-sign in ang tao nang mag-isa, kahit walang e-mail at walang sariling smartphone. Hindi na gagana ang mga code na ibinigay noon.
people-given-title = Code sa papel
people-given-where = Saan ginagamit
people-given-scan = Itapat ang camera sa parisukat, o isulat ang code. Pagkatapos, isulat ang PIN.
people-given-keep = Itago ang papel na parang dokumento. Huwag ibigay ang PIN kaninuman.
people-given-lost = Kung mawala ito, pumunta sa service desk (sportello): bibigyan ka ng bago, at hindi na gagana ang papel na ito.
people-given-once = I-print na ngayon: pag-alis mo sa pahinang ito, hindi na makikita ang code at PIN.

people-act = Kautusan ng guardianship o foster care
people-act-lead = Isulat dito na nakita mo ang kautusan ng hukom o ng mga serbisyong panlipunan. Hindi kinokopya at hindi itinatago ang kautusan.
people-act-adult = Ang nakatatanda: fiscal code (codice fiscale), e-mail o code sa papel
people-act-child-given = Pangalan ng bata
people-act-child-family = Apelyido ng bata
people-act-child-birth = Petsa ng kapanganakan ng bata
people-act-until = Hanggang
people-act-until-hint = Kung walang laman: hanggang 18 taon.
people-act-limits = Ano ang hindi pinapayagan ng kautusan
people-act-save = Itala ang kautusan
people-act-done = Naitala ang kautusan. Makakatanggap ng mensahe ang iba pang nag-aalaga sa bata.

people-staff = Aking trabaho
people-staff-roles = Ang mga tungkulin mo ngayon:
people-staff-nothing = Darating kasama ng susunod na mga feature ang mga pahina para sa mga tungkuling ito.
people-role-provider-operator = Kawani ng organisasyon
people-role-provider-manager = Namamahala ng organisasyon
people-role-hub-operator = Kawani ng service desk
people-role-hub-coordinator = Tagapag-ugnay ng service desk
people-role-catalogue-editor = Editor ng katalogo
people-role-moderator = Tagasuri ng nilalaman
people-role-fund-officer = Tagapangasiwa ng pondo
people-role-fund-approver = Nag-aapruba ng pondo
people-role-finance-preparer = Naghahanda ng mga bayad
people-role-finance-approver = Nag-aapruba ng mga bayad
people-role-plan-editor = Editor ng plano
people-role-statistician = Estadistiko
people-role-safeguarding-officer = Tagapangasiwa ng proteksiyon ng mga bata
people-role-auditor = Tagasuri (auditor)
people-role-data-protection-officer = Tagapangasiwa ng proteksiyon ng datos
people-role-administrator = Administrador
people-scope-city = Buong lungsod
people-scope-department = Kagawaran
people-scope-hub = Service desk o hub
people-scope-organisation = Organisasyon
people-scope-district = Distrito
people-scope-of = { $kind } { $of }

people-roles = Mga tungkulin
people-roles-about = Magbigay at mag-alis ng tungkulin
people-roles-lead = Walang nagbibigay ng tungkulin sa sarili. Isinusulat sa talaan ang bawat pagbabago.
people-roles-table = Sino ang may tungkulin
people-roles-who = Tao
people-roles-role = Tungkulin
people-roles-scope = Saan may bisa
people-roles-since = Mula
people-roles-until = Hanggang
people-roles-take = Alisin
people-roles-give = Magbigay ng tungkulin
people-roles-mail = E-mail ng tao
people-roles-mail-hint = Dapat nakapag-sign in na ang tao nang isang beses gamit ang address na ito.
people-roles-of = Aling kagawaran, service desk, organisasyon o distrito
people-roles-of-hint = Ang key, gaya ng nasa folder ng lungsod o nasa address ng pahina. Walang laman para sa buong lungsod.

people-emergency = Emerhensiya
people-emergency-about = Buksan ang isang rekord nang walang karapatan, kung may batang nasa panganib
people-emergency-warning = Gamitin lamang kung maaaring nasa panganib ang isang bata
people-emergency-lead = Ipapaalam ito sa tao, at susuriin ng tagapangasiwa ng proteksiyon ng datos.
people-emergency-reason = Ano ang nangyari?
people-emergency-do = Buksan ang rekord
people-emergencies = Mga emergency na susuriin
people-emergencies-about = Mga rekord na binuksan sa emergency: ibang tao ang sumusuri kung tama iyon.
people-emergencies-none = Walang kailangang suriin.
people-emergencies-review = Nasuri ko na

people-trail = Talaan
people-trail-about = Sino ang gumawa ng ano at kailan, nang walang pangalan. Nakakabit ang bawat linya sa nauna: kung may magbago ng isa, makikita ito.
people-trail-whole = Buo ang talaan: walang linyang nabago.
people-trail-broken = May nakialam sa talaan. Ipaalam agad sa nangangasiwa at magtago ng kopya ng database.
people-trail-number = Numero
people-trail-when = Kailan
people-trail-what = Ano
people-trail-who = Sino
people-trail-subject = Tungkol sa
people-trail-detail = Mga detalye
people-trail-older = Mas luma

people-no-looked = Isulat ang fiscal code, e-mail o code sa papel; o pangalan at petsa ng kapanganakan.
people-no-presence = Piliin kung paano mo natiyak kung sino ang tao.
people-no-reason = Isulat ang dahilan sa ilang salita.
people-no-role = Pumili ng tungkulin.
people-no-scope = Maglagay ng kagawaran, service desk, organisasyon o distritong mayroon talaga.
people-no-day = Hindi tama ang petsa, o lumipas na.

people-pin-desk-hint = Kung sa PIN mo lang nakilala ang tao: siya ang magsasabi o magta-type nito.
people-no-paper = Walang code sa papel ang taong ito: pumili ng ibang paraan.
people-no-pin = Hindi tama ang PIN. Pagkatapos ng limang mali, mala-lock ang code.

people-jobs = Mga awtomatikong gawain
people-jobs-about = Ang ginagawa ng programa nang kusa: mga liham, paalala, paglilinis.
people-jobs-waiting = Ang pinakalumang gawain ay naghihintay mula pa noong { $since }. Kung matagal na iyon, walang gumagawa nito.
people-jobs-dead = Mga itinigil
people-jobs-revive = Subukang muli
people-jobs-what = Ano
people-jobs-state = Kalagayan
people-jobs-number = Ilan
people-jobs-table = Mga gawain
people-letters-table = Mga liham
people-job-waiting = naghihintay
people-job-running = ginagawa
people-job-done = tapos
people-job-dead = itinigil
people-job-sent = naipadala
people-job-refused = tinanggihan
people-job-unreachable = hindi maabot ang address
people-job-expired = lampas na sa oras
people-job-given-up = itinigil
people-letters-unreachable = { $count ->
    [0] Naaabot ang lahat ng address.
   *[other] { $count } address ang hindi maabot.
}

people-way-waits = Hindi gumagana ang mga papel mo sa paraang ito hangga’t hindi ito kinukumpirma ng isang tagapangasiwa.
people-told-way = Kinumpirma ng isang tagapangasiwa ang isa sa mga paraan mo ng pagpasok: gumagana na rin doon ang mga papel mo.
people-ways-unconfirmed = Mga paraan ng pagpasok na kukumpirmahin
people-ways-unconfirmed-about = May papel ang mga taong ito at nagdagdag ng paraan ng pagpasok matapos pumasok gamit ang iisang patunay lang. Kumpirmahin lang matapos tanungin ang tao, nang harapan o sa telepono.
people-ways-confirm = Kumpirmahin

people-ended = Isara ang mga session ng isang tao
people-ended-about = Kapag maaaring nasa maling kamay ang isang account, o may umaalis sa serbisyo.
people-ended-lead = Isasara ang lahat ng bukas na session ng tao, sa bawat device. Malalaman ito ng tao kasama ang dahilan, at makakapasok siyang muli. Nakasulat ito sa talaan.
people-ended-who = Codice fiscale, e-mail address o code sa papel ng tao
people-ended-reason = Dahilan
people-ended-reason-hint = Mababasa rin ito ng tao. Hanggang 200 karakter.
people-ended-done = { $count ->
    [one] Isang session ang isinara.
   *[other] { $count } session ang isinara.
}
people-ended-button = Isara ang lahat ng session
people-no-who = Isulat ang codice fiscale, e-mail address, o code sa papel.
