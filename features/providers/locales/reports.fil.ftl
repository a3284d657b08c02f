# What visitors report about an organisation's records, and letters the clock causes.
providers-reports = Mga ulat ng mga bisita
providers-reports-open = { $count ->
    [0] Mga ulat ng mga bisita
   *[other] Mga ulat ng mga bisita ({ $count } ang naghihintay)
}
providers-reports-lead = Ang sinasabi ng mga tao na mali sa inyong mga pahina. Hindi ipinapakita kung sino ang sumulat; nakikita ng tanggapan ang ginagawa ninyo.
providers-reports-none = Walang nag-ulat ng mali.
providers-report-one = Ulat { $number }
providers-report-gone = Pahinang wala na
providers-report-asked = Tinatanong kayo ng tanggapan
providers-report-over = Tapos na
providers-report-open = Naghihintay
providers-report-what = Ano ang mali
providers-report-text = Sa salita ng sumulat
providers-report-question = Tanong ng tanggapan
providers-report-mend = Itama ang pahina
providers-report-mend-hint = Kapag nailathala ang pagbabago, kusa itong makikita ng tanggapan sa ulat na ito.
providers-report-words = Sagot sa tanggapan
providers-report-words-hint = Hanggang { $most } karakter. Walang personal na datos.
providers-report-say = Ipadala ang sagot
providers-report-right = Tama ang pahina
providers-report-happened = Ano ang nangyari
providers-told-reminder = { $text }
providers-remind-ends-subject = Malapit nang matapos ang pagkatanggap sa «{ $name }»
providers-remind-ends = { $days ->
    [0] Matatapos ngayong araw, { $day }, ang pagkatanggap sa «{ $name }».
    [one] Matatapos bukas, { $day }, ang pagkatanggap sa «{ $name }».
   *[other] Matatapos sa { $day }, sa loob ng { $days } araw, ang pagkatanggap sa «{ $name }».
}
providers-remind-ends-do = Para makapagpatuloy nang walang patlang, humiling na ng pagpapanibago: handa na ang mga datos na ibinigay ninyo.
providers-remind-ends-button = Humiling ng pagpapanibago
providers-remind-ended-subject = Natapos na ang pagkatanggap sa «{ $name }»
providers-remind-ended = Natapos na ang pagkatanggap sa «{ $name }». Hindi na kayo makatatanggap ng bagong booking; may bisa pa ang mga nauna.
providers-remind-ended-do = Maaari kayong humiling ng bagong pagkatanggap anumang oras.
providers-remind-ended-button = Buksan ang kahilingan
providers-remind-document-subject = Malapit nang mag-expire ang isang dokumento ng «{ $name }»
providers-remind-document = { $days ->
    [0] Mag-e-expire ngayong araw, { $day }, ang dokumentong «{ $item }» ng «{ $name }».
    [one] Mag-e-expire bukas, { $day }, ang dokumentong «{ $item }» ng «{ $name }».
   *[other] Mag-e-expire sa { $day }, sa loob ng { $days } araw, ang dokumentong «{ $item }» ng «{ $name }».
}
providers-remind-document-do = I-upload ang bago bago ang araw na iyon.
providers-remind-document-button = I-upload ang dokumento
providers-remind-stale-subject = Tama pa ba ang mga pahina ng «{ $name }»?
providers-remind-stale = { $count ->
    [one] May isang pahina ng «{ $name }» na mahigit tatlong buwan nang hindi nasusuri:
   *[other] May { $count } pahina ng «{ $name }» na mahigit tatlong buwan nang hindi nasusuri. Halimbawa:
}
providers-remind-stale-do = Kung tama ang lahat, isang pindot lang bawat pahina; kung hindi, itama ang mga ito.
providers-remind-stale-button = Suriin ang mga pahina
providers-remind-reports-subject = Mga ulat tungkol sa mga pahina ng «{ $name }»
providers-remind-reports = { $count ->
    [one] May nag-ulat ng mali sa isang pahina ng «{ $name }».
   *[other] May { $count } bagong ulat ng mali sa mga pahina ng «{ $name }».
}
providers-remind-reports-do = Tingnan kung ano ang mali: maaari ninyong itama ang pahina o sagutin ang tanggapan.
providers-remind-reports-button = Tingnan ang mga ulat
providers-remind-why = Natanggap mo ang sulat na ito dahil pinamamahalaan mo ang organisasyong ito sa site.
