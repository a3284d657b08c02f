# Saved list, calendar, sheet, districts, embedded list: what the pages of records say besides fil.ftl.

catalogue-nav-saved = Aking listahan

# Saved list
catalogue-saved-title = Aking listahan
catalogue-saved-shared-title = Ibinahaging listahan
catalogue-saved-about = Ang mga aktibidad na itinabi ninyo: para balikan, i-print o ipadala sa iba.
catalogue-saved-lead =
    { $count ->
        [one] Nagtabi kayo ng { $count } aktibidad.
       *[other] Nagtabi kayo ng { $count } aktibidad.
    }
catalogue-saved-shared-lead =
    { $count ->
        [one] May pumili ng { $count } aktibidad.
       *[other] May pumili ng { $count } aktibidad.
    }
catalogue-saved-add = Itabi
catalogue-saved-yes = Naitabi na
catalogue-saved-remove = (alisin sa listahan)
catalogue-saved-keep = Itabi lahat sa aking listahan
catalogue-saved-calendar = Lahat ng petsa sa kalendaryo
catalogue-saved-calendar-name = Aking listahan – { $site }
catalogue-saved-without = Alisin sa listahang ito
catalogue-saved-clear = Alisin lahat sa listahan
catalogue-saved-forget = Alisin ang mga wala na
catalogue-saved-undo = Ibalik sa listahan
catalogue-saved-undo-one = Wala na sa listahan ninyo ang “{ $name }”.
catalogue-saved-undo-many =
    { $count ->
        [one] Wala na sa listahan ninyo ang { $count } aktibidad.
       *[other] Wala na sa listahan ninyo ang { $count } aktibidad.
    }
catalogue-saved-lost = Wala na ang mga aktibidad na ito:
catalogue-saved-lost-since = inalis: { $date }
catalogue-saved-unknown =
    { $count ->
        [one] Wala sa katalogo ang { $count } nasa listahan.
       *[other] Wala sa katalogo ang { $count } nasa listahan.
    }
catalogue-saved-unreadable =
    { $count ->
        [one] Hindi mabasa ang { $count } bahagi ng link: baka naputol. Ipadala sana ulit.
       *[other] Hindi mabasa ang { $count } bahagi ng link: baka naputol. Ipadala sana ulit.
    }
catalogue-saved-too-many =
    { $count ->
        [one] Hanggang { $most } lang ang nasa isang listahan: hindi ipinapakita ang { $count } na sobra.
       *[other] Hanggang { $most } lang ang nasa isang listahan: hindi ipinapakita ang { $count } na sobra.
    }
catalogue-saved-full =
    { $count ->
        [one] Puno na ang listahan: hanggang { $most } lang. Hindi naitabi ang { $count }. Mag-alis muna ng iba.
       *[other] Puno na ang listahan: hanggang { $most } lang. Hindi naitabi ang { $count }. Mag-alis muna ng iba.
    }
catalogue-saved-empty = Wala pa rito
catalogue-saved-empty-how = Pindutin ang “Itabi” sa tabi ng aktibidad: makikita ninyo ulit dito, walang kailangang account.
catalogue-saved-privacy = Nananatili ang listahan sa browser na ito nang 180 araw, sa cookie na mga code lang ng pahina ang laman. Hindi namin ito itinatago.
catalogue-saved-no-list = Kulang ang listahan: dapat magtapos ang address sa “?s=” at mga code ng pahina.
catalogue-saved-unclear = Hindi malinaw kung ano ang itatabi. Bumalik sa pahina at pindutin ulit ang “Itabi”.

# Calendar, print, share
catalogue-calendar-add = Idagdag sa kalendaryo
catalogue-calendar-follow = Sundan sa kalendaryo (kusang nag-a-update)
catalogue-print = I-print
catalogue-printed-from = Buo at bagong pahina:
catalogue-share = Ipadala sa iba
catalogue-share-how = Kopyahin ang address na ito. Pareho ang makikita ng magbubukas, sa sarili niyang wika.
catalogue-share-mail = Sumulat ng e-mail
catalogue-share-send = Ibahagi

# When an offer does not run
catalogue-notice-closed = Sarado sa ngayon at magbubukas muli. Itanong sa nag-oorganisa kung kailan.
catalogue-notice-inactive = Hindi ginaganap sa panahong ito. Itanong sa nag-oorganisa kung magpapatuloy.
catalogue-notice-defunct = Tapos na ito at hindi na gaganapin. May mga katulad na aktibidad sa ibaba.

# This week, districts, photographs
catalogue-week-today = ngayon
catalogue-week-tomorrow = bukas
catalogue-week-every = linggo-linggo
catalogue-week-lead = Mula ngayon hanggang { $date }.
catalogue-district-free = Libre rito
catalogue-district-free-all =
    { $count ->
        [one] Tingnan ang { $count } libreng aktibidad
       *[other] Tingnan ang lahat ng { $count } libreng aktibidad
    }
catalogue-district-ages = Ayon sa edad
catalogue-photo-by = Larawan:

# A list in the pages of other sites
catalogue-embed-title = Mga aktibidad para sa mga bata at kabataan
catalogue-embed-all =
    { $count ->
        [0] Pumunta sa { $site }
        [one] Tingnan ang { $count } aktibidad sa { $site }
       *[other] Tingnan ang lahat ng { $count } aktibidad sa { $site }
    }
