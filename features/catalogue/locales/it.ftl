# The catalogue's pages. Sentences of 10-15 words, the reader is «tu».

catalogue-nav-search = Tutte le opportunità
catalogue-nav-topics = Argomenti
catalogue-nav-districts = Quartieri

# Home
catalogue-home-title = Che cosa c’è a { $city } per bambini e ragazzi
catalogue-home-lead = Sport, aiuto compiti, musica, biblioteche, campi estivi, ascolto. Dalla nascita ai 18 anni.
catalogue-home-about = Tutto quello che la città offre a bambini e ragazzi, da 0 a 18 anni, in un solo posto.
catalogue-home-search = Cerca
catalogue-home-numbers =
    { $offers ->
        [one] Qui trovi { $offers } opportunità
       *[other] Qui trovi { $offers } opportunità
    } { $organizations ->
        [one] di { $organizations } organizzazione.
       *[other] di { $organizations } organizzazioni.
    }
catalogue-home-free =
    { $count ->
        [one] { $count } è gratis.
       *[other] { $count } sono gratis.
    }
catalogue-home-empty = Il catalogo è ancora vuoto. Se ti serve aiuto, chiama il numero in fondo alla pagina.
catalogue-home-demo = Le opportunità segnate «Dato inventato» sono solo una dimostrazione.
catalogue-home-topics = Scegli un argomento
catalogue-home-all-topics = Vedi tutti gli argomenti
catalogue-home-week = Questa settimana
catalogue-home-districts = Vicino a casa
catalogue-home-districts-lead = Scegli il tuo quartiere sulla mappa o nell’elenco.
catalogue-home-districts-all =
    { $count ->
        [one] Vedi { $count } quartiere
       *[other] Vedi i { $count } quartieri
    }

# Search form
catalogue-form-words = Che cosa cerchi?
catalogue-form-age = Età
catalogue-form-any-age = Tutte le età
catalogue-form-theme = Argomento
catalogue-form-any-theme = Tutti gli argomenti
catalogue-form-district = Quartiere
catalogue-form-any-district = Tutta la città
catalogue-form-free = Solo gratis
catalogue-form-show = Mostra i risultati
catalogue-wrong-words = La ricerca era troppo lunga: abbiamo usato i primi { $max } caratteri.
catalogue-wrong-age = «{ $value }» non è un’età che conosciamo. Scegli da 0 a { $max } anni.
catalogue-wrong-theme = L’argomento «{ $value }» non c’è. Scegline uno dall’elenco.
catalogue-wrong-district = Il quartiere «{ $value }» non c’è. Scegline uno dall’elenco.
catalogue-wrong-page = La pagina «{ $value }» non c’è: ecco quella più vicina.

# Results
catalogue-search-title = Cerca tra le opportunità
catalogue-search-title-words = Risultati per «{ $words }»
catalogue-search-about = Cerca per parole, età, argomento, quartiere e prezzo tra le opportunità per bambini e ragazzi.
catalogue-filters = Filtra
catalogue-results = Risultati
catalogue-found =
    { $count ->
        [0] Nessuna opportunità trovata
        [one] { $count } opportunità trovata
       *[other] { $count } opportunità trovate
    }
catalogue-quoted = «{ $words }»
catalogue-clear = Togli tutti i filtri
catalogue-some-words = Nessun risultato ha tutte le parole: questi ne hanno alcune.
catalogue-narrow = Restringi la ricerca
catalogue-facet-theme = Per argomento
catalogue-facet-district = Per quartiere
catalogue-facet-price = Per prezzo
catalogue-empty-title = Non abbiamo trovato niente di adatto
catalogue-empty-try = Prova con meno filtri:
catalogue-empty-other = Prova con altre parole, oppure togli qualche filtro.
catalogue-empty-all = Vedi tutte le opportunità
catalogue-without =
    { $count ->
        [one] Senza { $filter }: { $count } opportunità
       *[other] Senza { $filter }: { $count } opportunità
    }
catalogue-only =
    { $count ->
        [one] Solo { $filter }: { $count } opportunità
       *[other] Solo { $filter }: { $count } opportunità
    }

# Cards
catalogue-age = Età:
catalogue-where = Dove:
catalogue-when = Quando:
catalogue-cost = Costo
catalogue-full = Posti esauriti
catalogue-demo = Dato inventato
catalogue-demo-record = Dato inventato per la dimostrazione
catalogue-from-home = Si partecipa da casa
catalogue-offers =
    { $count ->
        [0] Nessuna opportunità
        [one] { $count } opportunità
       *[other] { $count } opportunità
    }
catalogue-places-count =
    { $count ->
        [one] { $count } luogo
       *[other] { $count } luoghi
    }

# Ages
catalogue-age-all = tutte le età
catalogue-age-unsaid = nessun limite di età indicato
catalogue-age-under-one = meno di 1 anno
catalogue-age-years = da { $from } a { $to } anni
catalogue-age-months = da { $from } a { $to } mesi
catalogue-age-range = da { $from } a { $to }
catalogue-age-from = da { $from } in su
catalogue-age-to = fino a { $to }
catalogue-age-n-years =
    { $n ->
        [one] { $n } anno
       *[other] { $n } anni
    }
catalogue-age-n-months =
    { $n ->
        [one] { $n } mese
       *[other] { $n } mesi
    }

# Prices
catalogue-price-free = gratis
catalogue-price-free-or-up-to = gratis o fino a { $price }
catalogue-price-from = da { $price }
catalogue-price-once = { $amount }
catalogue-price-session = { $amount } a volta
catalogue-price-day = { $amount } al giorno
catalogue-price-week = { $amount } a settimana
catalogue-price-month = { $amount } al mese
catalogue-price-year = { $amount } all’anno
catalogue-price-income = con ISEE fino a { $amount }

# Days and times
catalogue-day-month = { $day } { $month }
catalogue-day-month-short = { $day } { $month }
catalogue-span-from =
    { $day ->
        [8] dall’{ $date }
        [11] dall’{ $date }
       *[other] dal { $date }
    }
catalogue-span-until =
    { $day ->
        [8] fino all’{ $date }
        [11] fino all’{ $date }
       *[other] fino al { $date }
    }
catalogue-span-between =
    { $firstDay ->
        [8] dall’{ $first }
        [11] dall’{ $first }
       *[other] dal { $first }
    } { $lastDay ->
        [8] all’{ $last }
        [11] all’{ $last }
       *[other] al { $last }
    }
catalogue-span-brief = { $from } – { $to }
catalogue-when-days-times = { $days }, { $times }
catalogue-when-days-run = da { $from } a { $to }
catalogue-when-days-run-short = { $from }–{ $to }
catalogue-when-every-day = ogni giorno
catalogue-when-every-month = ogni mese
catalogue-when-every-year = ogni anno, { $date }
catalogue-when-every-days = ogni { $n } giorni
catalogue-when-every-weeks = ogni { $n } settimane
catalogue-when-every-months = ogni { $n } mesi
catalogue-when-every-years = ogni { $n } anni
catalogue-when-of-month = { $days } di ogni mese
catalogue-when-monthday =
    { $day ->
        [1] il primo giorno
       *[other] il giorno { $n }
    }
catalogue-when-last-day = l’ultimo giorno
catalogue-when-days-before-end =
    { $n ->
        [one] { $n } giorno prima della fine
       *[other] { $n } giorni prima della fine
    }
catalogue-when-nth =
    { $iso ->
        [7] { $nth ->
            [1] la prima { $weekday }
            [2] la seconda { $weekday }
            [3] la terza { $weekday }
            [4] la quarta { $weekday }
            [5] la quinta { $weekday }
            [-1] l’ultima { $weekday }
           *[other] la penultima { $weekday }
        }
       *[other] { $nth ->
            [1] il primo { $weekday }
            [2] il secondo { $weekday }
            [3] il terzo { $weekday }
            [4] il quarto { $weekday }
            [5] il quinto { $weekday }
            [-1] l’ultimo { $weekday }
           *[other] il penultimo { $weekday }
        }
    }
catalogue-when-months = in { $months }
catalogue-when-months-run = da { $from } a { $to }
catalogue-when-meetings =
    { $count ->
        [one] { $count } incontro
       *[other] { $count } incontri
    }
catalogue-when-more = altri orari nella scheda
catalogue-when-more-dates =
    { $count ->
        [one] un’altra data
       *[other] altre { $count } date
    }
catalogue-when-term = solo nei giorni di scuola, non nelle vacanze
catalogue-when-holidays = solo nelle vacanze scolastiche
catalogue-when-holidays-short = nelle vacanze
catalogue-when-online = online
catalogue-when-phone = per telefono
catalogue-when-except = tranne { $dates }
catalogue-when-all-day = tutto il giorno
catalogue-when-next-day = { $range } (del giorno dopo)
catalogue-when-from-time = dalle { $time }
catalogue-when-to-time = fino alle { $time }
catalogue-when-over = Già concluso
catalogue-when-unknown = Gli orari non sono indicati. Chiedili a chi organizza.

# Sheet
catalogue-in-page = In questa pagina
catalogue-s-who = A chi è rivolto
catalogue-s-how = Come fare
catalogue-s-needed = Cosa serve
catalogue-s-get = Cosa si ottiene
catalogue-s-when = Tempi e scadenze
catalogue-s-cost = Quanto costa
catalogue-s-access = Accedi al servizio
catalogue-s-where = Dove
catalogue-s-conditions = Condizioni di servizio
catalogue-s-contacts = Contatti
catalogue-status-active = Attivo
catalogue-status-inactive = Non attivo ora
catalogue-status-defunct = Concluso per sempre
catalogue-status-closed = Chiuso per ora
catalogue-alert = Attenzione
catalogue-needs = Adatto in particolare a:
catalogue-spoken = Lingue parlate: { $languages }
catalogue-how-unknown = Contatta chi organizza: trovi i recapiti in fondo alla pagina.
catalogue-needed-unknown = Non è indicato nessun documento. Prima di andare, chiedi conferma.
catalogue-rhythm-once = Un evento: si svolge una volta o poche volte.
catalogue-rhythm-weekly = Un corso con incontri ogni settimana.
catalogue-rhythm-camp = Giornate intere di attività nelle vacanze.
catalogue-rhythm-open = Un luogo aperto: si va quando si vuole, negli orari indicati.
catalogue-good-for = Fa bene a:
catalogue-get-unknown = Leggi la descrizione in alto, o chiedi a chi organizza.
catalogue-cost-unknown = Il prezzo non è indicato. Chiedilo a chi organizza.
catalogue-access-online = Informazioni e iscrizioni sono sul sito di chi organizza.
catalogue-access-site = Vai al sito
catalogue-access-generic = Per partecipare contatta chi organizza.
catalogue-access-call = Chiama
catalogue-where-unknown = Il luogo non è indicato. Chiedilo a chi organizza.
catalogue-capacity =
    { $count ->
        [one] { $count } posto
       *[other] { $count } posti
    }
catalogue-capacity-left =
    { $count ->
        [0] posti esauriti
        [one] { $count } posto libero
       *[other] { $count } posti liberi
    }
catalogue-adult-needed = Un adulto deve restare per tutto il tempo.
catalogue-adult-not-needed = Non serve che un adulto resti.
catalogue-conditions-ask = Orari e prezzi possono cambiare: prima di andare, chiedi conferma.
catalogue-provider = Lo organizza
catalogue-provider-public = Ufficio o ente responsabile:
catalogue-similar = Simili, qui vicino

# Organisations and places
catalogue-nature-public = Ente pubblico
catalogue-nature-third = Associazione, cooperativa o altro ente del terzo settore
catalogue-nature-profit = Impresa
catalogue-organization-closed = Non è più attiva
catalogue-organization-empty = In questo momento non ha opportunità nel catalogo.
catalogue-part-of = Fa parte di
catalogue-places = Luoghi
catalogue-more-places =
    { $count ->
        [one] E { $count } altro luogo.
       *[other] E altri { $count } luoghi.
    }
catalogue-hours = Orari di apertura
catalogue-place-offers = Che cosa si fa qui
catalogue-place-empty = In questo momento non c’è nessuna opportunità in questo luogo.
catalogue-address = Indirizzo
catalogue-transport = Come arrivare
catalogue-accessibility = Accessibilità
catalogue-run-by = Gestito da
catalogue-code = Codice
catalogue-contacts = Contatti
catalogue-phone = Telefono
catalogue-email = E-mail
catalogue-site = Sito
catalogue-no-contacts = Non abbiamo un contatto. Se ti serve aiuto, chiama:

# Districts
catalogue-district = Quartiere
catalogue-area = Zona
catalogue-minors = Residenti sotto i 18 anni
catalogue-offers-column = Opportunità
catalogue-not-known = non noto
catalogue-districts-title = Quartieri
catalogue-districts-about = Le opportunità per bambini e ragazzi, quartiere per quartiere.
catalogue-districts-lead = Tocca un quartiere per vedere che cosa offre.
catalogue-districts-to-list = Vai all’elenco dei quartieri
catalogue-districts-list = Elenco dei quartieri
catalogue-districts-caption = Gli stessi quartieri della mappa, in ordine alfabetico
catalogue-district-about = Che cosa c’è per bambini e ragazzi nel quartiere { $name }.
catalogue-district-search = Cerca in questo quartiere
catalogue-district-empty = In questo quartiere non c’è ancora niente
catalogue-district-empty-more = Guarda nei quartieri vicini, qui sotto.
catalogue-neighbours = Quartieri vicini
catalogue-residents =
    { $count ->
        [one] { $count } residente
       *[other] { $count } residenti
    }
catalogue-minors-count =
    { $count ->
        [one] { $count } ha meno di 18 anni
       *[other] { $count } hanno meno di 18 anni
    }
catalogue-all-of =
    { $count ->
        [one] { $topic }: vedi { $count } opportunità
       *[other] { $topic }: vedi tutte le { $count } opportunità
    }
catalogue-map-label = Mappa dei quartieri
catalogue-map-area = { $name }: { $count }
catalogue-map-legend = Opportunità:
catalogue-map-range = { $from }–{ $to }
catalogue-map-more = { $from } o più
catalogue-map-drawn = I confini della mappa sono indicativi.

# Topics
catalogue-topics-title = Argomenti
catalogue-topics-about = Tutti gli argomenti del catalogo, con il numero di opportunità di ciascuno.
catalogue-topics-lead = Scegli un argomento: accanto c’è quante opportunità trovi.

# Gone
catalogue-gone-title = Questa scheda non c’è più
catalogue-gone-text = Chi la pubblicava l’ha tolta ({ $date }). Cerca qualcosa di simile.

# Where facts come from
catalogue-checked =
    { $day ->
        [8] Verificato l’{ $date } da { $by }
        [11] Verificato l’{ $date } da { $by }
       *[other] Verificato il { $date } da { $by }
    }
catalogue-changed = Ultima modifica della scheda: { $date }
catalogue-foreign = Alcuni testi sono disponibili solo in questa lingua: { $languages }.
catalogue-origin = Da dove vengono queste informazioni
catalogue-origin-read = letto: { $date }
catalogue-field-name = nome
catalogue-field-alternate_name = altri nomi
catalogue-field-description = descrizione
catalogue-field-status = stato
catalogue-field-ages = età
catalogue-field-eligibility = requisiti
catalogue-field-themes = argomenti
catalogue-field-needs = bisogni
catalogue-field-wellbeing = benessere
catalogue-field-accessibility = accessibilità
catalogue-field-languages = lingue
catalogue-field-schedules = orari
catalogue-field-cost_options = prezzi
catalogue-field-fees = costi
catalogue-field-application_process = iscrizione
catalogue-field-required_documents = documenti
catalogue-field-adult_needed = presenza di un adulto
catalogue-field-capacity = posti
catalogue-field-alert = avviso
catalogue-field-email = e-mail
catalogue-field-url = sito
catalogue-field-website = sito
catalogue-field-phones = telefoni
catalogue-field-identifiers = codici
catalogue-field-nature = tipo di ente
catalogue-field-active = attività
catalogue-field-address = indirizzo
catalogue-field-point = posizione
catalogue-field-district = quartiere
catalogue-field-organization_id = ente
catalogue-field-transportation = come arrivare
catalogue-report = Hai visto un errore in questa scheda?
catalogue-report-write = Scrivi a
catalogue-report-call = Chiama
