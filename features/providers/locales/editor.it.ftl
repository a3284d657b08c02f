# L’editore guidato: passi, righe di prezzi e orari, posti, lingue.

providers-guide = I passi
providers-part-about = Di che cosa si tratta
providers-part-who = Per chi
providers-part-where = Dove
providers-part-when = Quando
providers-part-price = Quanto costa
providers-part-join = Come si partecipa
providers-part-themes = Temi
providers-part-access = Arrivare ed entrare
providers-part-texts = Altre lingue
providers-lead-about = Scrivi come parli a un genitore. Niente esce prima dell’anteprima.
providers-lead-who = Chi può venire, e con quali bisogni siete pronti ad accogliere.
providers-lead-where = Scegli i posti dove si svolge. Gli orari di ogni posto si scrivono al passo dopo.
providers-lead-when = Una riga per ogni orario: lunedì pomeriggio, un sabato solo, la settimana di Natale.
providers-lead-price = Una riga per ogni prezzo: quello pieno, quello ridotto, chi non paga.
providers-lead-join = Come ci si iscrive, che cosa si porta e a chi si chiede.
providers-lead-themes = Dalle liste del Comune: così le famiglie la trovano cercando un tema o un bisogno.
providers-lead-access = Come si arriva, e se si entra con una carrozzina o un passeggino.
providers-lead-texts = Come sta ogni testo in ogni lingua. Una traduzione resta com’è finché qualcuno non la cambia.
providers-edit-place = Il posto
providers-edit-place-fresh = Un posto nuovo
providers-edit-eligibility = Chi può partecipare, oltre all’età
providers-edit-adult-needed = Deve restare un adulto?
providers-edit-languages = Lingue che si parlano lì
providers-edit-accessibility = Accessibilità
providers-edit-places = In quali posti
providers-edit-places-hint = Puoi sceglierne più di uno.
providers-edit-places-fixed = Anche qui, come dice il Comune: { $places }. Per toglierlo scrivi al Comune.
providers-edit-places-none = Non avete ancora posti: cercane uno che c’è già, o aggiungi il vostro.
providers-edit-place-new = { $name } (nuovo, aspetta il Comune)
providers-edit-place-q = Cerca un posto di altri: una palestra, una biblioteca, una scuola
providers-edit-place-find = Cerca il posto
providers-edit-place-found = { $count ->
    [0] Nessun posto con queste parole: provane meno
    [one] Un posto trovato: è tra le scelte qui sopra
   *[other] { $count } posti trovati: sono tra le scelte qui sopra
}
providers-edit-remote = Si partecipa da casa
providers-edit-rhythm = Con che ritmo
providers-edit-fees = Altro da sapere sul prezzo
providers-edit-application-process = Come ci si iscrive
providers-edit-required-documents = Che cosa portare
providers-edit-required-documents-hint = Una cosa per riga.
providers-edit-capacity = Posti in tutto
providers-edit-available = Posti ancora liberi
providers-edit-phone-more = Telefono { $number }
providers-edit-themes = I temi
providers-edit-needs = A quali bisogni risponde
providers-edit-wellbeing = Che cosa fa bene
providers-edit-transportation = Come si arriva
providers-edit-street = Via e numero
providers-edit-street-more = Per trovarlo: scala, cortile, piano
providers-edit-postal-code = CAP
providers-edit-town = Città
providers-edit-point = Il punto sulla mappa
providers-edit-point-hint = Nell’app delle mappe tieni premuto sul posto e copia qui i due numeri, o il collegamento.
providers-place-begin = Aggiungi un posto
providers-place-begin-text = Il posto non c’è? Salva prima quello che hai scritto qui, poi aggiungilo: ha una sua pagina.
providers-retire = Togli il posto dall’uso
providers-retire-text = Dopo il sì del Comune il posto non si vede più, e neppure le vostre attività lì. Le attività restano.
providers-retire-sure = Sì, non si usa più
providers-out-of-use = Non si usa più
providers-edit-price-row = Prezzo { $number }
providers-edit-price-amount = Quanto, in euro
providers-edit-price-unit = Ogni quanto
providers-edit-price-for = Per chi
providers-edit-price-for-hint = Lascia vuoto se vale per tutti. Per esempio: secondo figlio, chi abita nel quartiere.
providers-edit-price-income = Fino a quale reddito (ISEE), in euro
providers-edit-price-income-hint = Solo se il prezzo dipende dal reddito.
providers-edit-price-from = Vale dal
providers-edit-price-to = Vale fino al
providers-edit-price-gone = Togli questo prezzo
providers-edit-price-more = Aggiungi un altro prezzo
providers-edit-time-row = Orario { $number }
providers-edit-time-place = In quale posto
providers-edit-time-anywhere = Uguale dappertutto
providers-edit-time-days = In quali giorni
providers-edit-time-days-hint = Per un giorno solo non segnare niente qui: scrivi la data sotto «Dal».
providers-edit-time-often = Ogni quanto
providers-edit-time-from = Dal giorno
providers-edit-time-from-hint = Lascia vuoto se vale sempre.
providers-edit-time-to = Fino al giorno
providers-edit-time-opens = Dalle ore
providers-edit-time-closes = Alle ore
providers-edit-time-period = In quale parte dell’anno
providers-edit-time-off-from = Chiuso dal
providers-edit-time-off-to = Chiuso fino al
providers-edit-time-off-hint = Per un giorno solo basta il primo. Per un’altra chiusura premi «Aggiungi un altro orario o una chiusura».
providers-edit-time-note = Altro da sapere
providers-edit-time-gone = Togli questo orario
providers-edit-time-more = Aggiungi un altro orario o una chiusura
providers-edit-time-kept = { $words }. Questa regola non si scrive qui: resta com’è.
providers-price-income = con ISEE fino a { $amount }
providers-from = dal { $day }
providers-from-until = dal { $from } al { $until }
providers-every-day = ogni giorno
providers-month-days = nei giorni del mese { $days }
providers-times = { $count ->
    [one] una volta
   *[other] { $count } volte
}
providers-off = chiuso { $days }
providers-often-week = Ogni settimana
providers-often-fortnight = Una settimana sì e una no
providers-often-first = Il primo del mese
providers-often-second = Il secondo del mese
providers-often-third = Il terzo del mese
providers-often-fourth = Il quarto del mese
providers-often-last = L’ultimo del mese
providers-period-always = Tutto l’anno
providers-period-term = Quando c’è scuola
providers-period-holidays = Nelle vacanze scolastiche
providers-places = { $places ->
    [one] un posto
   *[other] { $places } posti
}
providers-places-left = { $left } liberi su { $places }
providers-rhythm-weekly = Un corso: ogni settimana
providers-rhythm-one-off = Una volta o poche
providers-rhythm-camp = Giornate intere nelle vacanze
providers-rhythm-always-open = Aperto quando è aperto il posto
providers-unknown = Non detto
providers-field-service-at-locations = Dove si svolge
providers-field-out-of-use = Uso del posto
providers-text-person = Scritto da voi
providers-text-machine = Fatto da una macchina, da rileggere
providers-text-city = Dai dati del Comune
providers-text-confirmed = Riletto e confermato
providers-texts-in = { $field } ({ $language })
providers-texts-still = L’ho riletto accanto all’originale: va bene così
providers-texts-machine = L’ha tradotto una macchina
providers-texts-machine-hint = Si dice accanto al testo, finché qualcuno non lo rilegge.
providers-texts-none = Non c’è ancora niente da tradurre: scrivi prima il testo.
providers-texts-write = Traduci o rileggi
providers-texts-lead = Sopra c’è l’originale, sotto la traduzione. Vuoto vuol dire: in questa lingua non c’è.
providers-texts-keep = Salva la traduzione
providers-texts-back = Torna alle lingue
providers-old = { $count ->
    [one] Una pagina aspetta una conferma
   *[other] { $count } pagine aspettano una conferma
}
providers-old-text = Non le guardate da tre mesi, o non le avete mai guardate. Se è ancora tutto giusto basta un tocco.
