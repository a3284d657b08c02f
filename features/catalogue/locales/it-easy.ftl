# Italiano facile: frasi corte, parole di ogni giorno, una parola sempre per la stessa cosa
# («attività»). Solo dove l'italiano è difficile: il resto viene da it.ftl.

catalogue-nav-search = Tutte le attività

# Home
catalogue-home-title = Che cosa puoi fare a { $city }
catalogue-home-lead = Qui trovi attività per bambini e ragazzi. Sport, musica, aiuto per i compiti, biblioteche. Da 0 a 18 anni.
catalogue-home-about = Le attività per bambini e ragazzi da 0 a 18 anni, tutte insieme, con parole facili.
catalogue-home-numbers =
    { $offers ->
        [one] Qui c’è { $offers } attività
       *[other] Qui ci sono { $offers } attività
    } { $organizations ->
        [one] di { $organizations } gruppo.
       *[other] di { $organizations } gruppi.
    }
catalogue-home-free =
    { $count ->
        [one] Per { $count } non devi pagare.
       *[other] Per { $count } non devi pagare.
    }
catalogue-home-empty = Qui non c’è ancora niente. Hai bisogno di aiuto? Chiama il numero in fondo alla pagina.
catalogue-home-demo = Alcune attività sono inventate. Hanno scritto: «Dato inventato».
catalogue-home-districts-lead = Scegli il tuo quartiere sulla mappa o nella lista.

# Search form
catalogue-form-free = Solo gratis (non paghi)
catalogue-form-show = Fammi vedere
catalogue-wrong-words = Hai scritto troppo. Abbiamo usato solo l’inizio: { $max } lettere.
catalogue-wrong-age = «{ $value }» non va bene. Scegli un numero da 0 a { $max }.
catalogue-wrong-theme = L’argomento «{ $value }» non c’è. Scegli dalla lista.
catalogue-wrong-district = Il quartiere «{ $value }» non c’è. Scegli dalla lista.
catalogue-wrong-page = La pagina «{ $value }» non c’è. Ecco la più vicina.

# Results
catalogue-search-title = Cerca un’attività
catalogue-search-title-words = Cosa c’è per «{ $words }»
catalogue-search-about = Cerca un’attività: scrivi una parola, scegli l’età e il quartiere.
catalogue-filters = Scegli meglio
catalogue-found =
    { $count ->
        [0] Non c’è nessuna attività
        [one] C’è { $count } attività
       *[other] Ci sono { $count } attività
    }
catalogue-clear = Togli tutto e ricomincia
catalogue-some-words = Nessuna attività ha tutte le tue parole. Queste ne hanno qualcuna.
catalogue-narrow = Scegli ancora
catalogue-empty-title = Non abbiamo trovato niente
catalogue-empty-try = Prova così:
catalogue-empty-other = Prova con altre parole.
catalogue-empty-all = Guarda tutte le attività
catalogue-without =
    { $count ->
        [one] Togli { $filter }: c’è { $count } attività
       *[other] Togli { $filter }: ci sono { $count } attività
    }
catalogue-only =
    { $count ->
        [one] Lascia solo { $filter }: c’è { $count } attività
       *[other] Lascia solo { $filter }: ci sono { $count } attività
    }

# Cards
catalogue-cost = Quanto costa
catalogue-full = Non c’è più posto
catalogue-demo-record = Questa attività è inventata: è solo una prova
catalogue-from-home = Lo fai da casa
catalogue-offers =
    { $count ->
        [0] Nessuna attività
        [one] { $count } attività
       *[other] { $count } attività
    }
catalogue-age-unsaid = l’età non è scritta
catalogue-price-income = se la tua famiglia guadagna poco (ISEE fino a { $amount })
catalogue-when-more = altri orari nella pagina
catalogue-when-online = sul computer o sul telefono
catalogue-when-term = solo nei giorni di scuola
catalogue-when-holidays = solo nelle vacanze di scuola
catalogue-when-over = È finito
catalogue-when-unknown = Gli orari non sono scritti qui. Chiedi a chi lo organizza.

# Sheet
catalogue-s-who = Per chi è
catalogue-s-how = Come si fa
catalogue-s-needed = Che cosa serve
catalogue-s-get = Che cosa fai qui
catalogue-s-when = Quando
catalogue-s-access = Come ti iscrivi
catalogue-s-conditions = Cose da sapere
catalogue-s-contacts = Chi puoi chiamare
catalogue-status-active = Aperto
catalogue-status-inactive = Ora non c’è
catalogue-status-defunct = Non c’è più
catalogue-needs = Va bene soprattutto per:
catalogue-spoken = Qui si parla: { $languages }
catalogue-how-unknown = Chiama o scrivi a chi lo organizza. Trovi il numero in fondo alla pagina.
catalogue-needed-unknown = I documenti non sono scritti qui. Prima di andare, chiedi.
catalogue-rhythm-once = Si fa una volta o poche volte.
catalogue-rhythm-weekly = Si fa ogni settimana.
catalogue-rhythm-camp = Si fa tutto il giorno, nelle vacanze.
catalogue-rhythm-open = È un posto aperto. Vai quando vuoi, negli orari scritti qui.
catalogue-good-for = Ti aiuta per:
catalogue-get-unknown = Leggi qui sopra, o chiedi a chi lo organizza.
catalogue-cost-unknown = Il prezzo non è scritto qui. Chiedi a chi lo organizza.
catalogue-access-online = Ti iscrivi sul sito di chi lo organizza.
catalogue-access-generic = Per partecipare, chiama o scrivi a chi lo organizza.
catalogue-where-unknown = Il posto non è scritto qui. Chiedi a chi lo organizza.
catalogue-adult-needed = Un adulto deve restare sempre con te.
catalogue-adult-not-needed = Puoi stare senza un adulto.
catalogue-conditions-ask = Gli orari e i prezzi possono cambiare. Prima di andare, chiedi.
catalogue-provider-public = Ufficio che lo organizza:
catalogue-similar = Altre attività come questa, vicino

# Organisations and places
catalogue-nature-public = Ufficio pubblico
catalogue-nature-third = Associazione o cooperativa
catalogue-organization-empty = Ora qui non ci sono attività.
catalogue-place-empty = Ora in questo posto non ci sono attività.
catalogue-places = Posti
catalogue-accessibility = Aiuti per chi ha una disabilità
catalogue-no-contacts = Non abbiamo un numero. Hai bisogno di aiuto? Chiama:

# Districts
catalogue-minors = Bambini e ragazzi che ci abitano
catalogue-offers-column = Attività
catalogue-districts-about = Le attività per bambini e ragazzi in ogni quartiere.
catalogue-districts-caption = Gli stessi quartieri della mappa, dalla A alla Z
catalogue-residents =
    { $count ->
        [one] Ci abita { $count } persona
       *[other] Ci abitano { $count } persone
    }
catalogue-all-of =
    { $count ->
        [one] { $topic }: guarda { $count } attività
       *[other] { $topic }: guarda tutte le { $count } attività
    }
catalogue-map-legend = Attività:
catalogue-map-drawn = I confini della mappa non sono precisi.

# Topics
catalogue-topics-about = Tutti gli argomenti. Il numero dice quante attività ci sono.
catalogue-topics-lead = Scegli un argomento. Il numero dice quante attività ci sono.

# Gone
catalogue-gone-title = Questa attività non c’è più
catalogue-gone-text = È stata tolta ({ $date }). Cerca qualcosa di simile.

# Where facts come from
catalogue-changed = Abbiamo cambiato questa pagina il: { $date }
catalogue-foreign = Alcune parti sono scritte solo in questa lingua: { $languages }.
catalogue-origin = Chi ha scritto queste cose
catalogue-report = C’è un errore in questa pagina?
