# The frame of every page.

web-home = Home
web-menu = Menu
web-navigation = Navigazione principale
web-breadcrumb = Percorso di navigazione
web-language = Lingua
web-skip-main = Vai al contenuto
web-skip-footer = Vai a fondo pagina
web-demo = Sito dimostrativo: le opportunità mostrate sono inventate.
web-go-home = Torna alla pagina iniziale

web-search = Cerca
web-search-label = Che cosa cerchi?
web-search-hint = Nuoto, aiuto compiti, biblioteca…
web-remove-filter = Togli il filtro
web-results-updated = Risultati aggiornati.

web-pages = Pagine dei risultati
web-page = Pagina
web-page-previous = Pagina precedente
web-page-next = Pagina successiva

web-form-required = obbligatorio
web-form-errors = Qualcosa va corretto

web-footer-here = In questo sito
web-footer-help = Ti serve aiuto?
web-footer-legal = Informazioni sul sito
web-dead-end-help = Puoi chiamare e parlare con una persona:

web-legal-privacy = Informativa privacy
web-legal-notes = Note legali
web-legal-accessibility = Dichiarazione di accessibilità
web-legal-contacts = Contatti
web-legal-faq = Leggi le FAQ
web-legal-report = Segnalazione disservizio
web-legal-about = Che cos’è questo sito

web-error-400 = La richiesta non è chiara
    .text = Controlla l’indirizzo o i dati inseriti e riprova.
web-error-403 = Qui non puoi entrare
    .text = Non hai il permesso di vedere questa pagina.
web-error-404 = Pagina non trovata
    .text = L’indirizzo potrebbe essere sbagliato, oppure la pagina è stata spostata. Prova a cercare qui sotto.
web-error-405 = Questa azione non è possibile
    .text = La pagina esiste, ma non accetta questo tipo di richiesta.
web-error-410 = Questa pagina non c’è più
    .text = È stata tolta e non tornerà. Cerca qui sotto qualcosa di simile.
web-error-413 = L’invio è troppo grande
    .text = Riprova con un testo o un file più piccolo.
web-error-429 = Troppe richieste
    .text = Aspetta un momento e poi riprova.
web-error-500 = Qualcosa si è rotto da noi
    .text = Non è colpa tua. L’errore è stato registrato: riprova tra poco.
web-error-503 = Il sito è molto occupato
    .text = Riprova tra un minuto.
web-error-id = Se chiami, di’ questo codice:
web-refused-other-site = La richiesta è arrivata da un altro sito e per sicurezza non è stata eseguita.
