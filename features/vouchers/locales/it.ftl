# Vouchers: what is refused (the vocabulary of design and API) and what families are told.
vouchers-no-insufficient-balance = Il buono non basta: si possono usare al massimo { $available }.
vouchers-no-voucher-ended = Il buono è scaduto: l’ultimo giorno era { $on }.
vouchers-no-voucher-suspended = Il buono è sospeso e per ora non si può usare. La famiglia ne trova il motivo nella propria area.
vouchers-no-not-valid-for-offer = { $why ->
    [theme] Il buono non vale per questo tipo di attività.
    [district] Il buono non vale in questa zona della città.
    [age] L’età non è fra quelle per cui vale il buono.
    [other_child] Il buono è di un’altra persona.
    [time] La data è fuori dai giorni in cui vale il buono.
    [other_booking] Il biglietto è di un’altra prenotazione o di un’altra organizzazione.
   *[other] Questa attività non è nel catalogo: il buono non la può pagare.
  }
vouchers-no-provider-not-admitted = L’organizzazione non può ricevere buoni: l’ammissione non è valida. Scrivi al Comune.
vouchers-no-offer-paused = L’attività è sospesa e per ora non riceve buoni.
vouchers-no-limit-reached = { $window ->
    [0] Un pagamento può essere al massimo di { $limit }.
    [one] In un giorno si possono usare al massimo { $limit }.
   *[other] In { $window } giorni si possono usare al massimo { $limit }.
  }
vouchers-no-hold-already-resolved = È già stato pagato il { $at }, ricevuta { $by }. Non va pagato di nuovo.
vouchers-no-hold-ended = Per questa prenotazione non è più riservato niente dal buono.
vouchers-no-price-changed = Il prezzo è { $new }: non si può chiedere di più.
vouchers-no-not-yet-redeemable = È troppo presto: si può usare dal { $from }.
vouchers-no-key-reused = Questo modulo è già stato inviato con altri dati. Ricomincia dalla pagina precedente.
vouchers-no-try-again = Un problema tecnico: non è stato fatto niente. Riprova fra un momento.
vouchers-no-unknown-code = Nessun codice come questo, o non vale più. Controlla le 8 lettere e cifre, o chiedi di mostrarne uno nuovo.
vouchers-no-pin-wrong = Serve il PIN di 6 cifre della famiglia, o non è quello giusto. Dopo 5 errori il codice stampato non vale più.
vouchers-no-too-many-attempts = Troppi codici sbagliati. Riprova dopo il { $until }.
vouchers-no-second-use = Lo stesso buono ha appena pagato qui ({ $at }, ricevuta { $number }). È un’altra lezione o un’altra persona?
vouchers-no-undo-over = Si poteva annullare fino al { $deadline }, solo chi l’ha registrato. Ora serve un rimborso.
vouchers-no-more-than-paid = È più di quanto resta di questo pagamento: { $left }.
vouchers-no-wrong-amount = L’importo non va bene. Scrivilo in euro, per esempio 12,50; buono e parte della famiglia insieme fanno il prezzo.
vouchers-no-wrong = { $field ->
    [iban] L’IBAN non è giusto: controlla ogni lettera e cifra.
    [holder] Scrivi a chi è intestato il conto.
    [pin] Il PIN ha 6 cifre.
   *[other] Questo campo manca o non va bene.
  }
vouchers-no-wrong-state = { $state ->
    [booked] È stato pagato con una prenotazione: si restituisce annullando la prenotazione o l’incontro.
    [batched] È già in un pagamento del Comune: ora serve un rimborso.
    [corrected] Una parte è già stata restituita: non si può più annullare tutto.
    [cancelled] La prenotazione intanto è stata annullata: il credito è già tornato alla famiglia.
    [undone] È già stato annullato.
   *[other] In questo stato non si può fare.
  }
vouchers-no-unknown = Non c’è, o non è per te.
vouchers-no-forbidden = Non puoi farlo.
vouchers-no-own-affair = Riguarda la tua famiglia o la tua organizzazione: deve farlo un’altra persona.
vouchers-no-same-person = Deve approvare una seconda persona.
vouchers-no-already-has = C’è già un buono di questo bando.
vouchers-no-fund-short = Nessun fondo del bando basta: il più capiente ha { $available }.
vouchers-no-reason-needed = Scrivi il motivo, senza nomi di persone.
vouchers-no-document-needed = Scrivi il numero del documento.
vouchers-no-no-payee = Nessuno ha ancora verificato il conto di questa organizzazione.
vouchers-no-nothing-to-pay = Non c’è niente da pagare.
vouchers-no-batch-changed = Ciò che è stato chiuso non è più quello che si vede: non è stato inviato niente.
vouchers-no-not-ready = Qualcosa è ancora aperto: { $what }.
vouchers-no-books = La contabilità non lo permette. Non è stato fatto niente.

vouchers-told-given = Hai un nuovo buono ({ $call }) di { $amount }, da usare entro il { $until }.
vouchers-told-ends = Il buono { $call } scade il { $until }: restano { $left }.
vouchers-told-suspended = Il buono { $call } è sospeso. { $reason }
vouchers-told-resumed = Il buono { $call } si può usare di nuovo, fino al { $until }. { $reason }
vouchers-told-closed = Il buono { $call } è stato chiuso. { $reason }
vouchers-told-replaced = Il buono { $call } è stato sostituito da uno nuovo. { $reason }
vouchers-told-spent = Da { $where } il buono ha pagato { $amount }, la famiglia { $own }. Restano { $left }. Ricevuta { $number }.
vouchers-told-undone = { $where } ha annullato la ricevuta { $number }: { $amount } sono di nuovo sul buono. Restano { $left }.
vouchers-told-back = { $where } ha restituito { $amount } al buono (ricevuta { $number }). Restano { $left }.

vouchers-letter-ends-subject = Il tuo buono { $call } scade il { $until }
vouchers-letter-ends-button = Guarda per che cosa usarlo
vouchers-letter-ends-why = Scriviamo 90, 30 e 7 giorni prima della fine, a chi ha un buono.

vouchers-told-hook-ended = Le notifiche al vostro sistema non arrivano più dal { $at }: non ne mandiamo altre. Quando il sistema risponde di nuovo, create un nuovo indirizzo per le notifiche.
vouchers-told-hook-paused = Le notifiche al vostro sistema erano in pausa dal { $at }: dopo 30 giorni l’indirizzo è stato chiuso. Se serve ancora, aggiungetelo di nuovo.
