# What has changed in a record.

exchange-history = Storia delle modifiche
exchange-history-none = Non abbiamo ancora registrato modifiche di questa scheda.
exchange-history-about = Che cosa è cambiato in questa scheda, quando e secondo quale fonte.
exchange-history-when = Quando
exchange-history-what = Che cosa
exchange-history-source = Fonte
exchange-history-new = Entrata nel catalogo
exchange-history-changed = Cambiato: { $fields }
exchange-history-confirmed = Controllata di nuovo: i dati mostrati sono gli stessi
exchange-history-gone = La fonte non la riporta più
exchange-history-back = La fonte la riporta di nuovo
exchange-history-merged = Unita a un’altra scheda
exchange-history-removed = Tolta
exchange-history-details = altri dettagli
exchange-history-target = Apri la scheda
