sample-search = Trova un’opportunità
sample-map = Mappa dei quartieri
sample-form = Segnala un errore
sample-title = Che cosa c’è, vicino a te, per chi sta crescendo
sample-lead = Sport, cultura, aiuto nello studio, salute e scienza: cerca tra le opportunità della città, gratuite e a pagamento.
sample-found = { $count ->
    [one] { $count } opportunità
   *[other] { $count } opportunità
}
sample-for = { $count } opportunità per «{ $q }»
sample-age = Età
sample-any = Tutte
sample-domain = Ambito
sample-price = Prezzo
sample-free = Solo gratis
sample-filter = Filtra
sample-sport = Sport
sample-culture = Cultura
sample-health = Salute
sample-stem = Scienza e tecnica
sample-education = Scuola e studio
sample-doors = Da dove vuoi cominciare?
sample-near = In evidenza
sample-none = Nessuna opportunità con questi filtri
sample-none-more = Prova a togliere un filtro o a scrivere parole diverse.
sample-name = Nome
sample-mail = Posta elettronica
    .hint = Serve solo per risponderti.
sample-note = Che cosa non va?
sample-send = Invia
sample-refused-name = Scrivi il nome
sample-when = Quando
sample-where = Dove
sample-me = Area personale
sample-topics = Argomenti
