# Mga bayad: ano ang mali sa isang batch, sa file ng bangko, sa listahan ng voucher; saan, paano itatama.

payments-place = { $place ->
    [debtor] Ang nagbabayad
    [line] Linya { $line }
   *[batch] Buong batch
}
payments-piece = { $piece ->
    [lines] mga linya
    [total] kabuuan
    [execution] araw ng pagbabayad
    [payout] bayad
    [name] pangalan
    [tax-code] numero sa buwis
    [iban] numerong IBAN
    [bic] code na BIC
    [cuc] code na CBI (CUC)
    [abi] code na ABI
    [amount] halaga
    [remittance] paliwanag ng bayad
    [document] dokumento
    [cup] code na CUP
    [cig] code na CIG
    [capitolo] kabanata ng badyet
   *[other] datos
}
payments-missing = Wala pa ito: idagdag at isara muli ang batch
payments-too-long = Masyadong mahaba: { $found } karakter, at { $most } lang ang kasya. Paikliin ito
payments-too-many = Masyadong marami: { $found }, at { $most } ang pinakamarami. Hatiin ang batch
payments-unwritable = Hindi maisusulat ang mga titik na ito sa file ng bangko: isulat ang pangalan sa titik Latin
payments-form = { $piece ->
    [bic] May 8 o 11 karakter ang BIC: ihambing sa dokumento ng bangko
    [cuc] May 8 titik o numero ang code na CBI: ihambing sa kontrata ng bangko
    [abi] May 5 numero ang code na ABI: nasa IBAN ito, mula sa ikaanim na karakter
    [cup] May 15 titik o numero ang CUP: ihambing sa dokumento
    [cig] May 10 titik o numero ang CIG: ihambing sa dokumento
   *[other] Hindi ganito ang anyo ng code: ihambing sa dokumento
}
payments-not-sepa = Nasa bansang labas ng SEPA ({ $found }) ang account: humingi ng account sa loob ng SEPA
payments-other-bank = Sa ibang bangko ang IBAN (ABI { $found }): itama ang isa sa dalawa
payments-not-positive = Dapat higit sa sero ang halaga: alisin o itama ang linya
payments-too-much = Hanggang { $most } euro lang ang isang padala: hatiin ang bayad
payments-sum = { $found } euro ang kabuuan ng mga linya, pero { $said } ang nakasulat: suriin ang mga linya
payments-twice = Nasa batch na ang bayad na ito: alisin ang isa sa dalawang linya
payments-past = Lumipas na ang araw nang isara ang batch: pumili ng iba
payments-no-cuc = Kailangan ng file na CBI ang code na CBI (CUC) ng nagbabayad, na galing sa bangko: isulat sa tabi ng account
payments-no-abi = Kailangan ng file na CBI ang code na ABI ng bangko: isulat sa tabi ng account

payments-bank-empty = Walang laman ang file: i-download muli mula sa bangko
payments-bank-known = Nakuha na ang file na ito, hindi na kailangang i-upload muli (SHA-256 { $hash })
payments-bank-too-large = Higit sa { $most } MB ang file: humingi sa bangko ng isang file bawat araw
payments-bank-too-deep = Higit sa { $most } elemento ang magkakapatong sa file: hindi ito galing sa bangko
payments-bank-too-many = Higit sa { $most } ang elemento ng file: humingi sa bangko ng isang file bawat araw
payments-bank-too-long = May tekstong higit sa { $most } byte sa file: i-download muli mula sa bangko
payments-bank-not-utf8 = Hindi UTF-8 ang file: i-upload kung paano ito ibinigay ng bangko, huwag buksan at i-save
payments-bank-damaged = Sira ang file sa byte { $at }: i-download muli mula sa bangko
payments-bank-truncated = Putol ang file: i-download muli mula sa bangko
payments-bank-entities = May uri ng dokumento o entity ang file, na wala sa file ng bangko: hindi ito binasa
payments-bank-namespace = Hindi nababasa dito ang mensaheng “{ $found }”: pain.002, camt.053 o camt.054 lang
payments-bank-lacks = Walang { $what } sa file: i-download muli o magtanong sa bangko
payments-bank-amount = { $what }: hindi halaga ang “{ $found }”. Humingi sa bangko ng tamang file
payments-bank-number = { $what }: hindi buong numero ang “{ $found }”. Humingi sa bangko ng tamang file
payments-bank-day = { $what }: hindi petsa ang “{ $found }”. Humingi sa bangko ng tamang file
payments-bank-currency = Nasa “{ $found }” ang isang bayad natin, pero sa euro tayo nagbabayad: magtanong sa bangko
payments-bank-other-message = Wala tayong ipinadalang mensaheng “{ $found }”: tiyaking ito ang tamang file
payments-bank-other-payout = Hindi bayad ng batch { $batch } ang “{ $found }”: magtanong sa bangko
payments-bank-other-amount = Bayad { $payout }: { $said } euro sa file, { $sent } ang ipinadala. Magtanong sa bangko
payments-bank-count = { $what }: { $said } ang sabi ng file, pero { $found } ang naroon. Kulang ang file: i-download muli
payments-bank-sum = { $what }: { $said } euro ang sabi ng file, pero { $found } ang kabuuan. Kulang ang file: i-download muli
payments-bank-contradiction = Magkasalungat ang sabi ng file sa bayad { $payout }: magtanong sa bangko

payments-why-not-ours = Walang binabanggit na bayad natin
payments-why-other-amount = Binabanggit ang bayad natin pero iba ang halaga
payments-why-paid-twice = Ikalawang beses nang binayaran ang parehong bayad
payments-why-batch = Kabuuan ng isang batch natin, pero hindi tugma
payments-why-status = Hindi kilala rito ang katayuang sabi ng bangko
payments-why-direction = Baligtad ang takbo ng pera

payments-list-place = { $column ->
    [none] { $line ->
        [0] Buong file
       *[other] Linya { $line }
    }
    [voucher] Linya { $line }, hanay { $number } (code ng voucher)
    [call] Linya { $line }, hanay { $number } (code ng programa)
    [valid-from] Linya { $line }, hanay { $number } (may bisa mula)
    [valid-to] Linya { $line }, hanay { $number } (may bisa hanggang)
    [name] Linya { $line }, hanay { $number } (pangalan)
    [surname] Linya { $line }, hanay { $number } (apelyido)
    [holder] Linya { $line }, hanay { $number } (numero sa buwis)
    [minor-type] Linya { $line }, hanay { $number } (uri ng datos)
    [minor] Linya { $line }, hanay { $number } (numero sa buwis ng menor de edad)
    [amount] Linya { $line }, hanay { $number } (halaga)
    [email] Linya { $line }, hanay { $number } (e-mail)
   *[mobile] Linya { $line }, hanay { $number } (selpon)
}
payments-list-empty = Walang voucher sa file
payments-list-too-large = Higit sa { $most } MB ang file: hatiin ito
payments-list-too-many = Higit sa { $most } ang linya ng file: hatiin ito
payments-list-utf16 = UTF-16 ang file: i-save bilang CSV UTF-8
payments-list-heading = Mga pamagat ang unang linya: alisin, bawat linya rito ay isang voucher
payments-list-fields = May { $found } patlang, at dapat 12, pinaghihiwalay ng tuldok-kuwit
payments-list-quote = Hindi nakasara ang panipi, o may kasunod pa: ilagay sa magkabilang dulo ng patlang
payments-list-unreadable = May karakter na hindi mabasa: isulat muli ang patlang at i-save bilang UTF-8
payments-list-missing = Wala pa ito: isulat
payments-list-too-long = May { $found } karakter, at { $most } lang ang kasya: paikliin
payments-list-amount = Hindi halaga ang “{ $found }”: isulat ang 150,50 o 150.50, walang pananda ng libo
payments-list-nothing = Dapat higit sa sero ang halaga ng voucher
payments-list-too-much = Hanggang { $most } euro lang ang isang voucher
payments-list-day = Hindi petsa ang “{ $found }”: isulat ang 31/12/2026 o 2026-12-31
payments-list-ends-before = Nauna ang huling araw sa unang araw: itama ang isa sa dalawa
payments-list-other-half = Isulat pareho ang uri ng datos at numero ng menor de edad, o huwag pareho
payments-list-twice = Nasa linya { $first } na ang code na ito: alisin ang isa sa dalawa
payments-list-email = Ganito ang anyo ng e-mail: pangalan@domain.ph
payments-list-mobile = May 6 hanggang 15 numero, may unlapi man gaya ng +39 o wala
