# Italiano facile: solo dove l'italiano è difficile. Il resto viene da it.ftl.

web-home = Inizio
web-navigation = Menu del sito
web-breadcrumb = Dove sei
web-skip-main = Vai alla parte importante
web-skip-footer = Vai in fondo alla pagina
web-demo = Questo sito è una prova. Le attività sono inventate.
web-go-home = Torna all’inizio
web-search-hint = Nuoto, compiti, biblioteca…
web-remove-filter = Togli
web-form-required = devi scriverlo
web-form-errors = C’è qualcosa di sbagliato
web-footer-legal = Il sito
web-dead-end-help = Puoi chiamare. Ti risponde una persona:

web-legal-privacy = I tuoi dati (privacy)
web-legal-notes = Regole del sito (note legali)
web-legal-accessibility = Un sito per tutti (accessibilità)
web-legal-faq = Domande e risposte
web-legal-report = Dicci se qualcosa non funziona

web-error-400 = Non abbiamo capito
    .text = Guarda che cosa hai scritto. Poi prova di nuovo.
web-error-403 = Qui non puoi entrare
    .text = Non puoi vedere questa pagina.
web-error-404 = Questa pagina non c’è
    .text = Forse l’indirizzo è sbagliato. Prova a cercare qui sotto.
web-error-405 = Questo non si può fare
    .text = Torna indietro e prova in un altro modo.
web-error-410 = Questa pagina non c’è più
    .text = L’abbiamo tolta. Cerca qui sotto qualcosa di simile.
web-error-413 = È troppo grande
    .text = Prova con un testo più corto o un file più piccolo.
web-error-429 = Troppe richieste insieme
    .text = Aspetta un momento. Poi prova di nuovo.
web-error-500 = Qualcosa non funziona
    .text = Non è colpa tua. Prova di nuovo tra poco.
web-error-503 = Il sito è molto occupato
    .text = Prova di nuovo tra un minuto.
web-refused-other-site = Per sicurezza non lo abbiamo fatto: la richiesta viene da un altro sito.
