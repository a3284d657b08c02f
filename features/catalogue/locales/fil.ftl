# The catalogue's pages. Short plain sentences, the reader is «kayo» (polite). A counted noun does
# not change, so most messages need no plural forms.

catalogue-nav-search = Lahat ng aktibidad
catalogue-nav-topics = Mga paksa
catalogue-nav-districts = Mga distrito

# Home
catalogue-home-title = Ano ang mayroon sa { $city } para sa mga bata at kabataan
catalogue-home-lead = Isports, tulong sa takdang-aralin, musika, aklatan, summer camp, at mapagsasabihan. Mula pagkasilang hanggang 18 taon.
catalogue-home-about = Lahat ng handog ng lungsod sa mga bata at kabataan, 0 hanggang 18 taon, sa iisang lugar.
catalogue-home-search = Hanapin
catalogue-home-numbers = May makikita kayong { $offers } aktibidad mula sa { $organizations } organisasyon.
catalogue-home-free = Libre ang { $count } sa mga ito.
catalogue-home-empty = Wala pang laman ang katalogo. Kung kailangan ninyo ng tulong, tawagan ang numero sa ibaba ng pahina.
catalogue-home-demo = Ang mga may tatak na «Gawa-gawang datos» ay halimbawa lamang.
catalogue-home-topics = Pumili ng paksa
catalogue-home-all-topics = Tingnan ang lahat ng paksa
catalogue-home-week = Ngayong linggo
catalogue-home-districts = Malapit sa bahay
catalogue-home-districts-lead = Piliin ang inyong distrito sa mapa o sa listahan.
catalogue-home-districts-all = Tingnan ang { $count } distrito

# Search form
catalogue-form-words = Ano ang hinahanap ninyo?
catalogue-form-age = Edad
catalogue-form-any-age = Lahat ng edad
catalogue-form-theme = Paksa
catalogue-form-any-theme = Lahat ng paksa
catalogue-form-district = Distrito
catalogue-form-any-district = Buong lungsod
catalogue-form-free = Libre lamang
catalogue-form-show = Ipakita ang mga resulta
catalogue-wrong-words = Masyadong mahaba ang hinanap: ginamit namin ang unang { $max } titik.
catalogue-wrong-age = Hindi namin kilala ang edad na «{ $value }». Pumili mula 0 hanggang { $max } taon.
catalogue-wrong-theme = Walang paksang «{ $value }». Pumili ng isa sa listahan.
catalogue-wrong-district = Walang distritong «{ $value }». Pumili ng isa sa listahan.
catalogue-wrong-page = Walang pahinang «{ $value }»: narito ang pinakamalapit.

# Results
catalogue-search-title = Maghanap ng aktibidad
catalogue-search-title-words = Mga resulta para sa «{ $words }»
catalogue-search-about = Maghanap ayon sa salita, edad, paksa, distrito at presyo sa mga aktibidad para sa mga bata at kabataan.
catalogue-filters = Salain
catalogue-results = Mga resulta
catalogue-found =
    { $count ->
        [0] Walang nakitang aktibidad
       *[other] { $count } aktibidad ang nakita
    }
catalogue-quoted = «{ $words }»
catalogue-clear = Alisin ang lahat ng salaan
catalogue-some-words = Walang resultang may lahat ng salita: ang mga ito ay may ilan sa mga iyon.
catalogue-narrow = Paliitin ang paghahanap
catalogue-facet-theme = Ayon sa paksa
catalogue-facet-district = Ayon sa distrito
catalogue-facet-price = Ayon sa presyo
catalogue-empty-title = Wala kaming nakitang angkop
catalogue-empty-try = Subukang bawasan ang salaan:
catalogue-empty-other = Subukan ang ibang salita, o alisin ang ilang salaan.
catalogue-empty-all = Tingnan ang lahat ng aktibidad
catalogue-without = Kung wala ang { $filter }: { $count } aktibidad
catalogue-only = Kung { $filter } lamang: { $count } aktibidad

# Cards
catalogue-age = Edad:
catalogue-where = Saan:
catalogue-when = Kailan:
catalogue-cost = Presyo
catalogue-full = Wala nang bakanteng puwesto
catalogue-demo = Gawa-gawang datos
catalogue-demo-record = Gawa-gawang datos para sa demonstrasyon
catalogue-from-home = Sasali mula sa bahay
catalogue-offers =
    { $count ->
        [0] Walang aktibidad
       *[other] { $count } aktibidad
    }
catalogue-places-count = { $count } lugar

# Ages
catalogue-age-all = lahat ng edad
catalogue-age-unsaid = walang nakasaad na limitasyon sa edad
catalogue-age-under-one = wala pang 1 taon
catalogue-age-years = { $from } hanggang { $to } taon
catalogue-age-months = { $from } hanggang { $to } buwan
catalogue-age-range = { $from } hanggang { $to }
catalogue-age-from = { $from } pataas
catalogue-age-to = hanggang { $to }
catalogue-age-n-years = { $n } taon
catalogue-age-n-months = { $n } buwan

# Prices
catalogue-price-free = libre
catalogue-price-free-or-up-to = libre o hanggang { $price }
catalogue-price-from = mula { $price }
catalogue-price-once = { $amount }
catalogue-price-session = { $amount } bawat sesyon
catalogue-price-day = { $amount } bawat araw
catalogue-price-week = { $amount } bawat linggo
catalogue-price-month = { $amount } bawat buwan
catalogue-price-year = { $amount } bawat taon
catalogue-price-income = para sa pamilyang may ISEE (sukatan ng kita ng pamilya) na hanggang { $amount }

# Days and times
catalogue-day-month = { $month } { $day }
catalogue-day-month-short = { $month } { $day }
catalogue-span-from =
    { $day ->
       *[other] mula { $date }
    }
catalogue-span-until =
    { $day ->
       *[other] hanggang { $date }
    }
catalogue-span-between =
    { $firstDay ->
       *[other] mula { $first }
    } { $lastDay ->
       *[other] hanggang { $last }
    }
catalogue-span-brief = { $from } – { $to }
catalogue-when-days-times = { $days }, { $times }
catalogue-when-days-run = { $from } hanggang { $to }
catalogue-when-days-run-short = { $from }–{ $to }
catalogue-when-every-day = araw-araw
catalogue-when-every-month = buwan-buwan
catalogue-when-every-year = taon-taon, { $date }
catalogue-when-every-days = tuwing { $n } araw
catalogue-when-every-weeks = tuwing { $n } linggo
catalogue-when-every-months = tuwing { $n } buwan
catalogue-when-every-years = tuwing { $n } taon
catalogue-when-of-month = { $days } ng bawat buwan
catalogue-when-monthday =
    { $day ->
        [1] unang araw
       *[other] ika-{ $n }
    }
catalogue-when-last-day = huling araw
catalogue-when-days-before-end = { $n } araw bago matapos
catalogue-when-nth =
    { $iso ->
       *[other] { $nth ->
            [1] unang { $weekday }
            [2] ikalawang { $weekday }
            [3] ikatlong { $weekday }
            [4] ikaapat na { $weekday }
            [5] ikalimang { $weekday }
            [-1] huling { $weekday }
           *[other] ikalawa sa huling { $weekday }
        }
    }
catalogue-when-months = sa { $months }
catalogue-when-months-run = { $from } hanggang { $to }
catalogue-when-meetings = { $count } pagkikita
catalogue-when-more = may iba pang oras sa pahina nito
catalogue-when-more-dates = { $count } pang petsa
catalogue-when-term = tuwing may pasok lamang, hindi sa bakasyon
catalogue-when-holidays = tuwing bakasyon sa paaralan lamang
catalogue-when-holidays-short = tuwing bakasyon
catalogue-when-online = online
catalogue-when-phone = sa telepono
catalogue-when-except = maliban sa { $dates }
catalogue-when-all-day = buong araw
catalogue-when-next-day = { $range } (ng susunod na araw)
catalogue-when-from-time = mula { $time }
catalogue-when-to-time = hanggang { $time }
catalogue-when-over = Tapos na
catalogue-when-unknown = Walang nakasaad na oras. Itanong sa nag-oorganisa.

# Sheet
catalogue-in-page = Sa pahinang ito
catalogue-s-who = Para kanino
catalogue-s-how = Paano sumali
catalogue-s-needed = Ano ang kailangan
catalogue-s-get = Ano ang makukuha
catalogue-s-when = Oras at takdang petsa
catalogue-s-cost = Magkano
catalogue-s-access = Paggamit ng serbisyo
catalogue-s-where = Saan
catalogue-s-conditions = Mga kondisyon
catalogue-s-contacts = Makipag-ugnayan
catalogue-status-active = Bukas
catalogue-status-inactive = Hindi bukas ngayon
catalogue-status-defunct = Tuluyan nang natapos
catalogue-status-closed = Sarado muna
catalogue-alert = Paalala
catalogue-needs = Lalong angkop para sa:
catalogue-spoken = Mga wikang ginagamit: { $languages }
catalogue-how-unknown = Makipag-ugnayan sa nag-oorganisa: nasa ibaba ng pahina ang detalye.
catalogue-needed-unknown = Walang nakalistang dokumento. Bago pumunta, magtanong muna.
catalogue-rhythm-once = Isang kaganapan: ginaganap nang isa o ilang beses.
catalogue-rhythm-weekly = Isang kurso na may pagkikita linggo-linggo.
catalogue-rhythm-camp = Buong araw na mga aktibidad tuwing bakasyon.
catalogue-rhythm-open = Bukas na lugar: pumunta kung kailan gusto, sa oras na bukas.
catalogue-good-for = Mabuti para sa:
catalogue-get-unknown = Basahin ang paglalarawan sa itaas, o magtanong sa nag-oorganisa.
catalogue-cost-unknown = Walang nakasaad na presyo. Itanong sa nag-oorganisa.
catalogue-access-online = Nasa website ng nag-oorganisa ang impormasyon at pagpapatala.
catalogue-access-site = Pumunta sa website
catalogue-access-generic = Para makasali, makipag-ugnayan sa nag-oorganisa.
catalogue-access-call = Tumawag sa
catalogue-where-unknown = Walang nakasaad na lugar. Itanong sa nag-oorganisa.
catalogue-capacity = { $count } puwesto
catalogue-capacity-left =
    { $count ->
        [0] wala nang bakanteng puwesto
       *[other] { $count } bakanteng puwesto
    }
catalogue-adult-needed = Dapat may kasamang nakatatanda sa buong oras.
catalogue-adult-not-needed = Hindi kailangang manatili ang nakatatanda.
catalogue-conditions-ask = Maaaring magbago ang oras at presyo: bago pumunta, magtanong muna.
catalogue-provider = Inorganisa ng
catalogue-provider-public = Opisina o institusyong nangangasiwa:
catalogue-similar = Katulad nito, sa malapit

# Organisations and places
catalogue-nature-public = Institusyon ng pamahalaan
catalogue-nature-third = Samahan, kooperatiba o ibang organisasyong hindi pangkalakal
catalogue-nature-profit = Kompanya
catalogue-organization-closed = Hindi na aktibo
catalogue-organization-empty = Wala itong aktibidad sa katalogo sa ngayon.
catalogue-part-of = Bahagi ng
catalogue-places = Mga lugar
catalogue-more-places = At { $count } pang lugar.
catalogue-hours = Oras na bukas
catalogue-place-offers = Ano ang ginagawa rito
catalogue-place-empty = Walang aktibidad sa lugar na ito sa ngayon.
catalogue-address = Tirahan
catalogue-transport = Paano pumunta
catalogue-accessibility = Aksesibilidad
catalogue-run-by = Pinamamahalaan ng
catalogue-code = Kodigo
catalogue-contacts = Makipag-ugnayan
catalogue-phone = Telepono
catalogue-email = E-mail
catalogue-site = Website
catalogue-no-contacts = Wala kaming detalye ng pakikipag-ugnayan. Kung kailangan ninyo ng tulong, tumawag sa:

# Districts
catalogue-district = Distrito
catalogue-area = Sona
catalogue-minors = Mga residenteng wala pang 18
catalogue-offers-column = Mga aktibidad
catalogue-not-known = hindi alam
catalogue-districts-title = Mga distrito
catalogue-districts-about = Mga aktibidad para sa mga bata at kabataan, sa bawat distrito.
catalogue-districts-lead = Pindutin ang isang distrito para makita ang handog nito.
catalogue-districts-to-list = Pumunta sa listahan ng mga distrito
catalogue-districts-list = Listahan ng mga distrito
catalogue-districts-caption = Ang mga distritong nasa mapa, ayon sa alpabeto
catalogue-district-about = Ano ang mayroon para sa mga bata at kabataan sa { $name }.
catalogue-district-search = Maghanap sa distritong ito
catalogue-district-empty = Wala pang laman ang distritong ito
catalogue-district-empty-more = Tingnan ang mga kalapit na distrito sa ibaba.
catalogue-neighbours = Mga kalapit na distrito
catalogue-residents = { $count } residente
catalogue-minors-count = { $count } ang wala pang 18 taon
catalogue-all-of = { $topic }: tingnan ang { $count } aktibidad
catalogue-map-label = Mapa ng mga distrito
catalogue-map-area = { $name }: { $count }
catalogue-map-legend = Mga aktibidad:
catalogue-map-range = { $from }–{ $to }
catalogue-map-more = { $from } o higit pa
catalogue-map-drawn = Tinatayang hangganan lamang ang nasa mapa.

# Topics
catalogue-topics-title = Mga paksa
catalogue-topics-about = Lahat ng paksa ng katalogo, at ang bilang ng aktibidad sa bawat isa.
catalogue-topics-lead = Pumili ng paksa: sinasabi ng numero kung ilan ang makikita ninyo.

# Gone
catalogue-gone-title = Wala na ang pahinang ito
catalogue-gone-text = Inalis ito ng naglathala ({ $date }). Maghanap ng katulad nito.

# Where facts come from
catalogue-checked =
    { $day ->
       *[other] Sinuri noong { $date } ng { $by }
    }
catalogue-changed = Huling pagbabago ng pahina: { $date }
catalogue-foreign = May ilang tekstong nasa wikang ito lamang: { $languages }.
catalogue-origin = Saan galing ang impormasyong ito
catalogue-origin-read = binasa: { $date }
catalogue-field-name = pangalan
catalogue-field-alternate_name = ibang pangalan
catalogue-field-description = paglalarawan
catalogue-field-status = katayuan
catalogue-field-ages = edad
catalogue-field-eligibility = sino ang maaaring sumali
catalogue-field-themes = mga paksa
catalogue-field-needs = mga pangangailangan
catalogue-field-wellbeing = kagalingan
catalogue-field-accessibility = aksesibilidad
catalogue-field-languages = mga wika
catalogue-field-schedules = mga oras
catalogue-field-cost_options = mga presyo
catalogue-field-fees = mga gastos
catalogue-field-application_process = pagpapatala
catalogue-field-required_documents = mga dokumento
catalogue-field-adult_needed = pagsama ng nakatatanda
catalogue-field-capacity = bilang ng puwesto
catalogue-field-alert = paalala
catalogue-field-email = e-mail
catalogue-field-url = website
catalogue-field-website = website
catalogue-field-phones = mga telepono
catalogue-field-identifiers = mga kodigo
catalogue-field-nature = uri ng organisasyon
catalogue-field-active = kung aktibo
catalogue-field-address = tirahan
catalogue-field-point = kinalalagyan
catalogue-field-district = distrito
catalogue-field-organization_id = organisasyon
catalogue-field-transportation = paano pumunta
catalogue-report = May nakita ba kayong mali sa pahinang ito?
catalogue-report-write = Sumulat sa
catalogue-report-call = Tumawag sa
