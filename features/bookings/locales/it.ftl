# Prenotazioni: le pagine delle famiglie, delle organizzazioni e del Comune.

bookings-when = { $day }, { $hours }
bookings-course = { $count } incontri dal { $from } al { $until }, { $hours }
bookings-no-lessons = Nessun incontro
bookings-lesson-off = { $when }: annullato. { $reason }
bookings-lesson-is-off = Questo incontro è annullato.
bookings-free = Gratis
bookings-after = Con il tuo buono: { $price }
bookings-places =
    { $count ->
        [one] Un posto libero
       *[other] { $count } posti liberi
    }
bookings-full = Tutto esaurito
bookings-list = Esaurito: c’è la lista d’attesa
bookings-closed = Le prenotazioni sono chiuse
bookings-opens = Si prenota dal { $at }
bookings-sessions = Date e prenotazioni
bookings-none = Per ora non ci sono date da prenotare
bookings-back-service = Torna alla scheda
bookings-fact-when = Quando
bookings-fact-where = Dove
bookings-fact-price = Prezzo
bookings-fact-places = Posti
bookings-fact-who = Chi partecipa
bookings-all-lessons = Tutti gli incontri
bookings-terms = Prima di prenotare
bookings-terms-free = Puoi annullare senza costi fino al { $at }.
bookings-terms-over = Il termine per annullare senza costi ({ $at }) è già passato.
bookings-terms-late = Dopo, resta dovuto il { $percent } % della parte pagata con il buono. I tuoi soldi non sono mai dovuti.
bookings-terms-ill = Se è malattia, annullare non costa nulla fino all’inizio.
bookings-terms-absent = Se non venite e non lo dite, resta dovuto il { $percent } % della parte pagata con il buono.
bookings-terms-confirm = L’organizzazione risponde entro { $hours } ore; se non risponde, tutto torna com’era.
bookings-sign-in = Entra per prenotare
bookings-nobody = Per prenotare serve almeno un bambino o un ragazzo nella tua area personale.
bookings-add-child = Aggiungi un bambino
bookings-who = Chi partecipa?
bookings-oneself = Io ({ $name })
bookings-group = Oppure un gruppo, senza nomi
bookings-group-name = Come si chiama il gruppo
bookings-group-hint = Per esempio: 3B. Niente nomi di bambini.
bookings-group-places = Quanti bambini
bookings-go-on = Continua
bookings-wait = Mettimi in lista d’attesa
bookings-wait-about = Quando si libera un posto tocca al primo della lista: lo teniamo da parte e te lo diciamo.
bookings-wait-leave = Esci dalla lista
bookings-checkout = Conferma la prenotazione
bookings-kept = I posti sono tuoi fino alle { $time }: completa la prenotazione entro quell’ora.
bookings-pay-with = Paga con il buono «{ $name }» (€)
bookings-pay-hint = Disponibili { $available }, fino al { $until }
bookings-rest = Da pagare di tasca propria all’organizzazione: { $price }
bookings-rest-about = Quello che il buono non copre lo paghi tu all’organizzazione.
bookings-book = Prenota
bookings-ask = Chiedi il posto
bookings-drop = Lascia i posti
bookings-lease-over = Il tempo è finito
bookings-lease-over-about = I posti erano tuoi per un quarto d’ora e sono tornati liberi. Nulla è stato pagato.
bookings-again = Riprova
bookings-yes = Sì
bookings-no = No
bookings-mine = Le mie prenotazioni
bookings-mine-about = Che cosa viene, che cosa c’è stato, le liste d’attesa
bookings-mine-none = Non hai ancora prenotazioni
bookings-find = Cerca qualcosa da fare
bookings-lists = Liste d’attesa
bookings-coming = In arrivo
bookings-past = Passate
bookings-waiting = In lista d’attesa
bookings-offer-until = C’è un posto: è tuo fino al { $at }
bookings-offer-take = Prendi il posto
bookings-offer-leave = Non mi serve più
bookings-state-leased = Da completare
bookings-state-reserved = In attesa di risposta
bookings-state-confirmed = Confermata
bookings-state-attended = Presente
bookings-state-absent = Assente
bookings-state-cancelled = Annullata
bookings-state-cancelled-family = Annullata dalla famiglia
bookings-state-cancelled-late = Annullata tardi dalla famiglia
bookings-state-cancelled-illness = Annullata per malattia
bookings-state-cancelled-provider = Annullata dall’organizzazione
bookings-state-cancelled-city = Annullata dal Comune
bookings-state-refused = Non accolta
bookings-state-lapsed = Scaduta
bookings-state-disputed = In verifica
bookings-paid-voucher = Con il buono: { $price }
bookings-back-cancelled = Incontro { $lesson } annullato: tornano al buono { $voucher } e a te { $own }.
bookings-back-illness = Incontro { $lesson } perso per malattia: tornano al buono { $voucher } e a te { $own }.
bookings-ticket = Mostra il codice allo sportello
bookings-calendar = Metti nel calendario
bookings-off = Annullato. { $reason }
bookings-presence-attended = Presente
bookings-presence-absent = Assente
bookings-presence-ill = Malattia
bookings-ill = Avvisa che è malato
bookings-cancel = Annulla la prenotazione
bookings-cancel-free = Annullare adesso non costa nulla.
bookings-cancel-late = Annullando adesso resta dovuto il { $percent } % della parte pagata con il buono. Per malattia non si paga nulla.
bookings-cancel-sure = Sì, annulla
bookings-cancel-ill = Annulla per malattia
bookings-dispute = Non è andata così?
bookings-dispute-reason = Che cosa è successo
bookings-dispute-send = Chiedi al Comune di guardare
bookings-steps = Che cosa è successo finora
bookings-step = { $at }: { $what }.
bookings-event-lease = posto tenuto da parte
bookings-event-reserve = prenotato
bookings-event-confirm = confermato dall’organizzazione
bookings-event-refuse = non accolto dall’organizzazione
bookings-event-lapse = tempo scaduto
bookings-event-cancel = annullato
bookings-event-attend = presenza registrata
bookings-event-miss = assenza registrata
bookings-event-mend = presenza corretta
bookings-event-dispute = chiesta una verifica
bookings-event-settle = deciso dal Comune
bookings-desk-none = Non ci sono ancora date da prenotare.
bookings-taken = { $taken } posti su { $places } presi, { $waiting } in lista d’attesa
bookings-to-answer =
    { $count ->
        [one] Una richiesta aspetta risposta
       *[other] { $count } richieste aspettano risposta
    }
bookings-session-open = Aperta
bookings-session-paused = In pausa
bookings-session-cancelled = Annullata
bookings-new = Nuova data o nuovo corso
bookings-new-for = Per quale scheda?
bookings-new-none = Serve prima una scheda vostra nel catalogo.
bookings-edit = Modifica
bookings-pause = Ferma le prenotazioni
bookings-open = Riapri le prenotazioni
bookings-redeem = Incassa un buono
bookings-guests = Chi viene
bookings-guests-none = Nessuno per ora.
bookings-own = Da incassare: { $price }
bookings-own-nothing = Nulla da incassare
bookings-say-yes = Conferma
bookings-say-no = Non accogliere
bookings-reason = Motivo
bookings-reason-hint = Lo legge la famiglia. Non scrivere nomi né dati sulla salute.
bookings-cancel-one = Annulla questa prenotazione
bookings-waiting-count =
    { $count ->
        [one] Una persona in lista d’attesa
       *[other] { $count } persone in lista d’attesa
    }
bookings-rolls = Incontri e presenze
bookings-roll = Presenze
bookings-roll-early = L’appello si fa da un’ora prima dell’inizio.
bookings-roll-keep = Salva le presenze
bookings-cancel-lesson = Annulla questo incontro
bookings-cancel-lesson-about = La parte di questo incontro torna a tutte le famiglie, che vengono avvisate.
bookings-cancel-all = Annulla tutto
bookings-cancel-all-about = Posti e soldi degli incontri non ancora fatti tornano a tutte le famiglie, che vengono avvisate.
bookings-field-title = Titolo
bookings-field-place = Dove
bookings-field-place-hint = Per esempio: vasca piccola, primo piano
bookings-field-day = Primo giorno
bookings-field-from = Dalle
bookings-field-until = Alle
bookings-field-weeks = Quante volte
bookings-field-weeks-hint = 1 per una data sola; un corso si ripete ogni settimana alla stessa ora
bookings-field-skip = Giorni saltati
bookings-field-skip-hint = Per esempio: 24/12/2026, 31/12/2026
bookings-field-places = Posti
bookings-field-price = Prezzo per tutto, a persona (€)
bookings-field-price-hint = 0 se è gratis
bookings-field-min-age = Età minima
bookings-field-max-age = Età massima
bookings-field-opens = Si prenota dal giorno
bookings-field-closes = Si prenota fino al giorno
bookings-field-closes-hint = Vuoto: fino all’inizio
bookings-field-confirm = Conferma
bookings-field-cancel-hours = Si annulla senza costi fino a
bookings-field-late-percent = Dovuto se si annulla dopo
bookings-field-late-percent-hint = Solo della parte pagata con un buono. Per malattia mai.
bookings-field-absent-percent = Dovuto per chi non viene e non avvisa
bookings-field-list = Lista d’attesa: un posto libero è tenuto 24 ore per il primo
bookings-field-ill-back = Un incontro perso per malattia si restituisce
bookings-field-groups = Possono prenotare anche classi e gruppi senza nomi
bookings-field-question = Domanda { $n }
bookings-at-once = Subito, da sola
bookings-hours =
    { $hours ->
        [0] all’inizio
       *[other] { $hours } ore
    }
bookings-percent =
    { $percent ->
        [0] nulla
       *[other] { $percent } %
    }
bookings-times-fixed = Qualcuno ha già prenotato: giorni e orari non si cambiano più da qui. Un incontro si può annullare.
bookings-questions = Domande a chi prenota
bookings-questions-about = Chiedete solo quello che vi serve davvero per questa attività.
bookings-keep = Salva
bookings-disputes = Presenze da verificare
bookings-disputes-none = Non c’è nulla da verificare.
bookings-settle-attended = C’erano
bookings-settle-absent = Non c’erano

bookings-told-booked = Prenotazione confermata: { $title }, { $at }.
bookings-told-asked = Richiesta inviata: { $title }, { $at }. L’organizzazione deve rispondere.
bookings-told-refused = { $title }: l’organizzazione non può accogliere la richiesta. { $reason }
bookings-told-cancelled = La prenotazione di { $title } è stata annullata da un altro adulto della famiglia.
bookings-told-off = { $title } è stato annullato dall’organizzazione. { $reason }
bookings-told-lesson-off = { $title }: l’incontro del { $at } è annullato. { $reason }
bookings-told-moved = { $title }: sono cambiati giorno, ora o luogo.
bookings-told-waiting = Sei in lista d’attesa per { $title }.
bookings-told-offer = C’è un posto per { $title }: è tuo fino al { $at }.
bookings-told-offer-over = Il posto per { $title } non è stato preso in tempo ed è passato ad altri.
bookings-told-list-over = La lista d’attesa di { $title } è chiusa: l’attività non si fa.
bookings-told-no-answer = { $title }: l’organizzazione non ha risposto in tempo. Nulla è stato pagato.
bookings-told-missed = { $title }: risulta un’assenza. Se non è così, puoi chiedere una verifica.
bookings-told-settled = { $title }: il Comune ha deciso. { $reason }
bookings-told-soon = Promemoria: { $title }, { $at }.
bookings-told-request = { $title }, { $at }: qualcuno chiede un posto e aspetta la vostra risposta.
bookings-told-given-up = { $title }, { $at }: una famiglia ha rinunciato al posto.

bookings-letter-booked = La prenotazione è confermata
bookings-letter-asked = La richiesta è partita
bookings-letter-refused = La risposta alla richiesta
bookings-letter-no-answer = La richiesta è scaduta
bookings-letter-cancelled = Una prenotazione è annullata
bookings-letter-off = Quello che era prenotato non si fa
bookings-letter-lesson-off = Una lezione è annullata
bookings-letter-moved = Una prenotazione è cambiata
bookings-letter-offer = C’è un posto per voi
bookings-letter-offer-over = Il posto offerto è andato ad altri
bookings-letter-list-over = Una lista d’attesa è chiusa
bookings-letter-soon = Promemoria di una prenotazione
bookings-letter-missed = È stata segnata un’assenza
bookings-letter-settled = Una decisione su una prenotazione
bookings-letter-request = Una richiesta aspetta risposta
bookings-letter-given-up = Una famiglia ha rinunciato
bookings-letter-cancelled-said = La prenotazione di { $title } è annullata.
bookings-letter-free-until = Si annulla senza costi fino a
bookings-letter-back = Non dovuto o restituito
bookings-letter-look = Apri le mie prenotazioni
bookings-letter-look-house = Apri l’incontro
bookings-letter-why = Riceve questo messaggio perché ha prenotato o si è messo in lista. Chi partecipa è indicato solo con l’iniziale; tutto il resto si legge dopo l’accesso.
bookings-letter-why-house = Riceve questo messaggio perché la sua organizzazione prende prenotazioni. Chi partecipa si legge solo dopo l’accesso.

bookings-refused-capacity-full = I posti sono finiti
bookings-refused-capacity-leased-until = I posti sono tutti occupati; qualcuno potrebbe liberarsi il { $at }
bookings-refused-not-yet-open = Si prenota dal { $at }
bookings-refused-booking-closed = Le prenotazioni sono chiuse dal { $at }
bookings-refused-offer-paused = L’organizzazione ha fermato le prenotazioni per ora
bookings-refused-session-cancelled = Questa data è annullata
bookings-refused-provider-not-admitted = L’organizzazione in questo momento non può prendere prenotazioni
bookings-refused-age-not-met =
    { $kind ->
        [both] È per chi ha da { $min } a { $max } anni il primo giorno
        [min] È per chi ha almeno { $min } anni il primo giorno
       *[max] È per chi ha al massimo { $max } anni il primo giorno
    }
bookings-refused-already-booked = Chi hai scelto ha già un posto: guarda nelle tue prenotazioni
bookings-refused-price-changed = Il prezzo è cambiato: adesso è { $cents }. Controlla e riprova
bookings-refused-too-late-to-cancel = Non si può più: è cominciato il { $at }
bookings-refused-lease-over = Il posto non è più tenuto per te: ricomincia dalla data
bookings-refused-wrong-state = Nel frattempo è cambiato qualcosa: ricarica la pagina
bookings-refused-answer-missing = Rispondi a questa domanda
bookings-refused-answer-wrong = Questa risposta non va: al massimo 200 caratteri
bookings-refused-no-groups = Qui non si prenota per gruppi
bookings-refused-group-size = Un gruppo ha da 1 a { $most } bambini
bookings-refused-group-name = Scrivi come si chiama il gruppo, in poche parole
bookings-refused-no-waiting-list = Qui non c’è una lista d’attesa
bookings-refused-places-are-free = Ci sono posti liberi: puoi prenotare
bookings-refused-nobody-chosen = Scegli chi partecipa
bookings-refused-too-many = Al massimo dodici persone alla volta
bookings-refused-more-than-price = È più del prezzo: scrivi al massimo quello che resta da pagare
bookings-refused-more-than-held = È più di quanto è stato messo da parte: al massimo { $cents }
bookings-refused-not-yet-redeemable = Si può dal { $at }
bookings-refused-key-reused = Qualcun altro ha cambiato la stessa cosa: ricarica la pagina e riprova
bookings-refused-fewer-than-taken = { $taken } posti sono già presi: non possono essere meno
bookings-refused-not-found = Non c’è più
bookings-refused-no-voucher = Questo buono non vale qui
bookings-refused-insufficient-balance = Sul buono ci sono solo { $cents }
bookings-refused-voucher-ended = Il buono è finito il { $at }
bookings-refused-hold-already-resolved = È già stato fatto il { $at }
bookings-refused-hold-ended = Il tempo per incassare è finito il { $at }
bookings-refused-books = I conti non lo permettono: { $why }
bookings-refused-amount = Scrivi un importo, per esempio 12,50
bookings-refused-officer = Questa pagina è per chi lavora al Comune con questo incarico
bookings-refused-title = Scrivi un titolo, al massimo 120 caratteri
bookings-refused-place = Al massimo 200 caratteri
bookings-refused-no-lesson = Scrivi giorno e ora
bookings-refused-lessons = Sono troppi incontri
bookings-refused-lessons-booked = Qualcuno ha già prenotato: il numero degli incontri non cambia più
bookings-refused-ends-before = La fine viene dopo l’inizio
bookings-refused-overlap = Due incontri si sovrappongono
bookings-refused-places = Scrivi quanti posti, almeno uno
bookings-refused-price = Scrivi un prezzo, per esempio 90 o 12,50; 0 se è gratis
bookings-refused-closes-before = Le prenotazioni chiudono dopo che aprono
bookings-refused-closes-after = Le prenotazioni chiudono al più tardi alla fine
bookings-refused-ages = L’età massima è almeno la minima
bookings-refused-age = Scrivi un’età da 0 a 25 anni
bookings-refused-percent = Chi annulla tardi non paga più di chi non viene
bookings-refused-hours = Scegli una delle ore
bookings-refused-offer-hours = Scegli da 1 a 168 ore
bookings-refused-questions = Una domanda non va bene: tienila corta
bookings-refused-reason = Scrivi un motivo, al massimo 300 caratteri
bookings-refused-weeks = Da 1 a 60 volte
bookings-refused-day = Scrivi una data intera, come 24/12/2026
bookings-refused-time = Scrivi un’ora, come 17:30
