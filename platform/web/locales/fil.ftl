# The frame of every page.

web-home = Simula
web-menu = Menu
web-navigation = Pangunahing nabigasyon
web-breadcrumb = Kinaroroonan ninyo
web-language = Wika
web-skip-main = Lumaktaw sa nilalaman
web-skip-footer = Lumaktaw sa ibaba ng pahina
web-demo = Demonstrasyon lamang ang site na ito: gawa-gawa ang mga aktibidad dito.
web-go-home = Bumalik sa unang pahina

web-search = Hanapin
web-search-label = Ano ang hinahanap ninyo?
web-search-hint = Paglangoy, takdang-aralin, aklatan…
web-remove-filter = Alisin ang salaan
web-results-updated = Na-update na ang mga resulta.

web-pages = Mga pahina ng resulta
web-page = Pahina
web-page-previous = Nakaraang pahina
web-page-next = Susunod na pahina

web-form-required = kailangan
web-form-errors = May kailangang itama

web-footer-here = Sa site na ito
web-footer-help = Kailangan ninyo ng tulong?
web-footer-legal = Tungkol sa site
web-dead-end-help = Maaari kayong tumawag at makipag-usap sa tao:

web-legal-privacy = Patakaran sa privacy
web-legal-notes = Mga paunawang legal
web-legal-accessibility = Pahayag ng aksesibilidad
web-legal-contacts = Makipag-ugnayan
web-legal-faq = Mga madalas itanong
web-legal-report = Mag-ulat ng problema
web-legal-about = Ano ang site na ito

web-error-400 = Hindi malinaw ang kahilingan
    .text = Tingnan ang address o ang inilagay ninyo, at subukang muli.
web-error-403 = Hindi kayo makakapasok dito
    .text = Wala kayong pahintulot na makita ang pahinang ito.
web-error-404 = Hindi nakita ang pahina
    .text = Maaaring mali ang address o nailipat ang pahina. Subukang maghanap sa ibaba.
web-error-405 = Hindi posible ang aksiyong ito
    .text = Mayroon ang pahinang ito, pero hindi ito tumatanggap ng ganitong kahilingan.
web-error-410 = Wala na ang pahinang ito
    .text = Inalis na ito at hindi na babalik. Maghanap sa ibaba ng katulad nito.
web-error-413 = Masyadong malaki ang ipinadala
    .text = Subukang muli gamit ang mas maikling teksto o mas maliit na file.
web-error-429 = Napakaraming kahilingan
    .text = Maghintay sandali at subukang muli.
web-error-500 = May nasira sa panig namin
    .text = Hindi ninyo kasalanan ito. Naitala ang mali: subukang muli mamaya.
web-error-503 = Abala masyado ang site
    .text = Subukang muli pagkalipas ng isang minuto.
web-error-id = Kung tatawag kayo, ibigay ang kodigong ito:
web-refused-other-site = Galing sa ibang site ang kahilingan at, para ligtas, hindi ito isinagawa.
