# Ang gabay sa pagsulat: hakbang, presyo at oras, lugar, wika.

providers-guide = Mga hakbang ng pahinang ito
providers-part-about = Tungkol saan
providers-part-who = Para kanino
providers-part-where = Saan
providers-part-when = Kailan
providers-part-price = Magkano
providers-part-join = Paano sumali
providers-part-themes = Mga tema
providers-part-access = Pagpunta at pagpasok
providers-part-texts = Ibang wika
providers-lead-about = Sumulat na parang kausap ang magulang. Walang lalabas bago ang preview.
providers-lead-who = Sino ang puwedeng pumunta, at anong pangangailangan ang handa ninyong tugunan.
providers-lead-where = Piliin kung saan ito ginaganap. Ang oras sa bawat lugar ay nasa susunod na hakbang.
providers-lead-when = Isang hanay bawat oras: Lunes ng hapon, isang Sabado lang, linggo ng Pasko.
providers-lead-price = Isang hanay bawat presyo: buo, may bawas, at kung sino ang libre.
providers-lead-join = Paano magparehistro, ano ang dadalhin at sino ang tatanungin.
providers-lead-themes = Mula sa listahan ng lungsod: para mahanap ito ng pamilya ayon sa tema o pangangailangan.
providers-lead-access = Paano pumunta, at kung makakapasok ang wheelchair o stroller.
providers-lead-texts = Ang lagay ng bawat teksto sa bawat wika. Mananatili ang salin hangga’t walang nagbabago.
providers-edit-place = Ang lugar
providers-edit-place-fresh = Bagong lugar
providers-edit-eligibility = Sino ang puwedeng sumali, bukod sa edad
providers-edit-adult-needed = Kailangan bang manatili ang nakatatanda?
providers-edit-languages = Mga wikang ginagamit doon
providers-edit-accessibility = Aksesibilidad
providers-edit-places = Sa aling mga lugar
providers-edit-places-hint = Puwedeng pumili ng higit sa isa.
providers-edit-places-fixed = Dito rin ayon sa lungsod: { $places }. Para alisin, sumulat sa lungsod.
providers-edit-places-none = Wala pa kayong lugar: hanapin ang mayroon na, o idagdag ang sa inyo.
providers-edit-place-new = { $name } (bago, hinihintay ang lungsod)
providers-edit-place-q = Hanapin ang lugar ng iba: gym, aklatan, paaralan
providers-edit-place-find = Hanapin ang lugar
providers-edit-place-found = { $count ->
    [0] Walang lugar na may ganitong salita: bawasan
    [one] May isang nahanap: nasa mga pagpipilian sa itaas
   *[other] { $count } lugar ang nahanap: nasa mga pagpipilian sa itaas
}
providers-edit-remote = Sa bahay sumasali
providers-edit-rhythm = Gaano kadalas
providers-edit-fees = Iba pang dapat malaman sa presyo
providers-edit-application-process = Paano magparehistro
providers-edit-required-documents = Ano ang dadalhin
providers-edit-required-documents-hint = Isang bagay bawat linya.
providers-edit-capacity = Kabuuang slot
providers-edit-available = Natitirang slot
providers-edit-phone-more = Telepono { $number }
providers-edit-themes = Ang mga tema
providers-edit-needs = Anong pangangailangan ang tinutugunan
providers-edit-wellbeing = Ano ang naidudulot na mabuti
providers-edit-transportation = Paano pumunta
providers-edit-street = Kalye at numero
providers-edit-street-more = Para mahanap: hagdan, bakuran, palapag
providers-edit-postal-code = Zip code
providers-edit-town = Lungsod o bayan
providers-edit-point = Ang punto sa mapa
providers-edit-point-hint = Sa map app, pindutin nang matagal ang lugar at kopyahin dito ang dalawang numero o ang link.
providers-place-begin = Magdagdag ng lugar
providers-place-begin-text = Wala ang lugar? I-save muna ang isinulat dito, saka idagdag: may sarili itong pahina.
providers-retire = Itigil ang paggamit ng lugar
providers-retire-text = Kapag pumayag ang lungsod, hindi na makikita ang lugar pati ang gawain ninyo roon. Mananatili ang mga gawain.
providers-retire-sure = Oo, hindi na ginagamit
providers-out-of-use = Hindi na ginagamit
providers-edit-price-row = Presyo { $number }
providers-edit-price-amount = Magkano, sa euro
providers-edit-price-unit = Para saan
providers-edit-price-for = Para kanino
providers-edit-price-for-hint = Iwang blangko kung para sa lahat. Halimbawa: ikalawang anak, nakatira sa distrito.
providers-edit-price-income = Hanggang anong kita ng pamilya (ISEE), sa euro
providers-edit-price-income-hint = Kung nakabatay lang sa kita ang presyo.
providers-edit-price-from = May bisa mula
providers-edit-price-to = May bisa hanggang
providers-edit-price-gone = Alisin ang presyong ito
providers-edit-price-more = Magdagdag ng isa pang presyo
providers-edit-time-row = Oras { $number }
providers-edit-time-place = Sa aling lugar
providers-edit-time-anywhere = Pareho kahit saan
providers-edit-time-days = Aling mga araw
providers-edit-time-days-hint = Kung isang araw lang, walang lalagyan dito: isulat ang petsa sa ibaba.
providers-edit-time-often = Gaano kadalas
providers-edit-time-from = Mula sa araw
providers-edit-time-from-hint = Iwang blangko kung laging ganito.
providers-edit-time-to = Hanggang sa araw
providers-edit-time-opens = Mula anong oras
providers-edit-time-closes = Hanggang anong oras
providers-edit-time-period = Sa aling bahagi ng taon
providers-edit-time-off-from = Sarado mula
providers-edit-time-off-to = Sarado hanggang
providers-edit-time-off-hint = Kung isang araw lang, sapat na ang una. Para sa iba pang sarado, pindutin ang dagdag na button sa ibaba.
providers-edit-time-note = Iba pang dapat malaman
providers-edit-time-gone = Alisin ang oras na ito
providers-edit-time-more = Magdagdag ng oras o sarado
providers-edit-time-kept = { $words }. Hindi ito maisusulat dito: mananatili.
providers-price-income = kita (ISEE) hanggang { $amount }
providers-from = mula { $day }
providers-from-until = { $from } hanggang { $until }
providers-every-day = araw-araw
providers-month-days = sa petsang { $days } ng buwan
providers-times = { $count ->
    [one] isang beses
   *[other] { $count } beses
}
providers-off = sarado { $days }
providers-often-week = Linggo-linggo
providers-often-fortnight = Tuwing ikalawang linggo
providers-often-first = Una ng buwan
providers-often-second = Ikalawa ng buwan
providers-often-third = Ikatlo ng buwan
providers-often-fourth = Ikaapat ng buwan
providers-often-last = Huli ng buwan
providers-period-always = Buong taon
providers-period-term = Kapag may pasok
providers-period-holidays = Kapag bakasyon sa paaralan
providers-places = { $places ->
    [one] isang slot
   *[other] { $places } slot
}
providers-places-left = { $left } bakante sa { $places }
providers-rhythm-weekly = Kurso: linggo-linggo
providers-rhythm-one-off = Isa o ilang beses
providers-rhythm-camp = Buong araw sa bakasyon
providers-rhythm-always-open = Bukas kapag bukas ang lugar
providers-unknown = Hindi nabanggit
providers-field-service-at-locations = Saan ginaganap
providers-field-out-of-use = Paggamit ng lugar
providers-text-person = Kayo ang sumulat
providers-text-machine = Gawa ng makina, babasahin pa
providers-text-city = Mula sa datos ng lungsod
providers-text-confirmed = Nabasa at nakumpirma
providers-texts-in = { $field } ({ $language })
providers-texts-still = Binasa ko katabi ng orihinal: tama na ito
providers-texts-machine = Makina ang nagsalin
providers-texts-machine-hint = Nakasaad ito sa tabi ng teksto hanggang may magbasa.
providers-texts-none = Wala pang isasalin: isulat muna ang teksto.
providers-texts-write = Isalin o basahin muli
providers-texts-lead = Nasa itaas ang orihinal, nasa ibaba ang salin. Blangko: wala sa wikang ito.
providers-texts-keep = I-save ang salin
providers-texts-back = Bumalik sa mga wika
providers-old = { $count ->
    [one] May isang pahinang naghihintay ng kumpirmasyon
   *[other] { $count } pahina ang naghihintay ng kumpirmasyon
}
providers-old-text = Tatlong buwan na o hindi pa ninyo natingnan. Kung tama pa ang lahat, isang pindot lang.
