# The desk and the staff.

people-banner = Stai agendo per:
people-banner-end = Termina e stampa la ricevuta

people-desk = Sportello
people-desk-about = Trova una famiglia, registrane una nuova, agisci per chi è qui con te
people-desk-lead = Cerca la persona che è qui con te. Ogni ricerca resta scritta, e la persona la può vedere.
people-desk-find = Cerca una persona
people-desk-what = Codice fiscale, e-mail o codice su carta
people-desk-what-hint = Scrivi o leggi con lo scanner uno dei tre.
people-desk-or = Oppure nome, cognome e data di nascita:
people-desk-look = Cerca
people-desk-else = Non c’è?
people-desk-new = Registra una persona
people-desk-new-lead = Basta il nome. Codice fiscale, telefono ed e-mail non servono.
people-desk-register = Registra e inizia
people-desk-back = Torna allo sportello
people-found = { $count ->
    [0] Nessuna persona trovata
    [one] 1 persona trovata
   *[other] { $count } persone trovate
}
people-found-none = Prova in un altro modo, oppure registra la persona.
people-conflict = I genitori non sono d’accordo
people-settle = Fai andare avanti

people-assist = Inizia ad agire per la persona
people-assist-begin = Agisci per { $name }
people-presence = Come hai riconosciuto la persona?
people-presence-document = Ho visto un documento
people-presence-pin = Mi ha dato il PIN del suo codice su carta
people-presence-known = La conosco
people-reason = Perché agisci per lei?
people-reason-hint = Poche parole, per esempio «iscrizione al nuoto». La persona le può leggere.

people-receipt = Ricevuta
people-receipt-from = Inizio
people-receipt-to = Fine
people-receipt-number = Numero
people-receipt-done = Che cosa è stato fatto
people-receipt-see = Nell’area personale, alla voce «Chi ha guardato i miei dati», vedi che cosa è stato fatto per te.
people-did-assist = Inizio dell’aiuto allo sportello
people-did-assist-end = Fine dell’aiuto allo sportello
people-did-register = Registrazione della persona
people-did-add-child = Aggiunta di un bambino o ragazzo
people-did-change = Modifica dei dati
people-did-invite = Invito all’altro genitore
people-did-guardian = Nuova persona che può agire
people-did-leave-child = Fine della responsabilità per un bambino o ragazzo
people-did-wait = Richiesta di aspettare
people-did-go-on = Via libera dopo una richiesta di aspettare
people-did-agree = Consenso dato
people-did-revoke-consent = Consenso ritirato
people-did-paper-code = Consegna di un codice su carta
people-did-erase = Cancellazione dei dati

people-give-paper = Dai un codice su carta
people-give-paper-text = Con il codice e il PIN la persona entra da sola, anche senza e-mail e senza smartphone proprio. I codici dati prima smettono di funzionare.
people-given-title = Codice su carta
people-given-where = Dove si usa
people-given-scan = Inquadra il quadrato con la fotocamera, oppure scrivi il codice. Poi scrivi il PIN.
people-given-keep = Conserva il foglio come un documento. Non dare il PIN ad altri.
people-given-lost = Se lo perdi, vai a uno sportello: ne ricevi uno nuovo e questo non vale più.
people-given-once = Stampa adesso: quando lasci questa pagina il codice e il PIN non si vedono più.

people-act = Atto di tutela o affido
people-act-lead = Scrivi qui che hai visto un atto del giudice o dei servizi. L’atto non si copia e non si conserva.
people-act-adult = L’adulto: codice fiscale, e-mail o codice su carta
people-act-child-given = Nome del bambino o ragazzo
people-act-child-family = Cognome del bambino o ragazzo
people-act-child-birth = Data di nascita del bambino o ragazzo
people-act-until = Fino al
people-act-until-hint = Vuoto: fino ai 18 anni.
people-act-limits = Che cosa l’atto non permette
people-act-save = Registra l’atto
people-act-done = L’atto è registrato. Chi altro segue il bambino o ragazzo riceve un messaggio.

people-staff = Il mio lavoro
people-staff-roles = I tuoi ruoli di oggi:
people-staff-nothing = Le pagine per questi ruoli arrivano con le prossime funzioni.
people-role-provider-operator = Operatore di un ente
people-role-provider-manager = Responsabile di un ente
people-role-hub-operator = Operatore di sportello
people-role-hub-coordinator = Coordinatore di sportello
people-role-catalogue-editor = Redattore del catalogo
people-role-moderator = Moderatore
people-role-fund-officer = Responsabile dei fondi
people-role-fund-approver = Approvatore dei fondi
people-role-finance-preparer = Prepara i pagamenti
people-role-finance-approver = Approva i pagamenti
people-role-plan-editor = Redattore del piano
people-role-statistician = Statistico
people-role-safeguarding-officer = Responsabile della tutela
people-role-auditor = Revisore
people-role-data-protection-officer = Responsabile della protezione dei dati
people-role-administrator = Amministratore
people-scope-city = Tutta la città
people-scope-department = Settore
people-scope-hub = Sportello o hub
people-scope-organisation = Ente
people-scope-district = Quartiere
people-scope-of = { $kind } { $of }

people-roles = Ruoli
people-roles-about = Dai e togli i ruoli
people-roles-lead = Nessuno dà un ruolo a sé stesso. Ogni cambiamento resta scritto nel registro.
people-roles-table = Chi ha un ruolo
people-roles-who = Persona
people-roles-role = Ruolo
people-roles-scope = Dove vale
people-roles-since = Dal
people-roles-until = Fino al
people-roles-take = Togli
people-roles-give = Dai un ruolo
people-roles-mail = E-mail della persona
people-roles-mail-hint = La persona deve essere già entrata una volta con questo indirizzo.
people-roles-of = Quale settore, sportello, ente o quartiere
people-roles-of-hint = La chiave, come sta nella cartella della città o nell’indirizzo della pagina. Vuoto per tutta la città.

people-emergency = Emergenza
people-emergency-about = Apri una scheda senza averne il diritto, se un bambino è in pericolo
people-emergency-warning = Solo se un bambino o ragazzo può essere in pericolo
people-emergency-lead = La persona viene avvisata, e il responsabile della protezione dei dati controlla.
people-emergency-reason = Che cosa è successo?
people-emergency-do = Apri la scheda
people-emergencies = Emergenze da controllare
people-emergencies-about = Schede aperte in un’emergenza: qualcun altro controlla che fosse giusto.
people-emergencies-none = Non c’è niente da controllare.
people-emergencies-review = Ho controllato

people-trail = Registro
people-trail-about = Chi ha fatto che cosa e quando, senza nomi. Ogni riga è legata alla precedente: se qualcuno ne cambia una, si vede.
people-trail-whole = Il registro è intero: nessuna riga è stata cambiata.
people-trail-broken = Il registro è stato manomesso. Avvisa subito il responsabile e conserva una copia del database.
people-trail-number = Numero
people-trail-when = Quando
people-trail-what = Che cosa
people-trail-who = Chi
people-trail-subject = Su che cosa
people-trail-detail = Dettagli
people-trail-older = Più vecchie

people-no-looked = Scrivi un codice fiscale, un’e-mail o un codice su carta; oppure nome e data di nascita.
people-no-presence = Scegli come hai riconosciuto la persona.
people-no-reason = Scrivi il motivo in poche parole.
people-no-role = Scegli un ruolo.
people-no-scope = Indica un settore, sportello, ente o quartiere che esiste.
people-no-day = La data non è giusta, o è già passata.

people-pin-desk-hint = Solo se la riconosci dal PIN: lo dice o lo scrive la persona.
people-no-paper = Questa persona non ha un codice su carta: scegli un altro modo.
people-no-pin = Il PIN non è giusto. Dopo cinque errori il codice si blocca.

people-jobs = Lavori automatici
people-jobs-about = Quello che il programma fa da sé: lettere, promemoria, pulizie.
people-jobs-waiting = Il lavoro più vecchio aspetta dal { $since }. Se è passato molto tempo, nessuno lo sta svolgendo.
people-jobs-dead = Abbandonati
people-jobs-revive = Riprova
people-jobs-what = Che cosa
people-jobs-state = Stato
people-jobs-number = Quanti
people-jobs-table = Lavori
people-letters-table = Lettere
people-job-waiting = in attesa
people-job-running = in corso
people-job-done = fatto
people-job-dead = abbandonato
people-job-sent = spedita
people-job-refused = rifiutata
people-job-unreachable = indirizzo non raggiungibile
people-job-expired = scaduta
people-job-given-up = abbandonata
people-letters-unreachable = { $count ->
    [0] Tutti gli indirizzi sono raggiungibili.
    [one] Un indirizzo non è raggiungibile.
   *[other] { $count } indirizzi non sono raggiungibili.
}

people-way-waits = I tuoi ruoli non valgono con questo accesso finché un amministratore non lo conferma.
people-told-way = Un amministratore ha confermato un tuo modo per entrare: ora i tuoi ruoli valgono anche con quello.
people-ways-unconfirmed = Accessi da confermare
people-ways-unconfirmed-about = Queste persone hanno un ruolo e hanno aggiunto un accesso dopo essere entrate con un solo fattore. Conferma solo dopo averlo chiesto alla persona, di persona o per telefono.
people-ways-confirm = Conferma

people-ended = Chiudere gli accessi di una persona
people-ended-about = Quando un account può essere in mani sbagliate, o qualcuno lascia il servizio.
people-ended-lead = Si chiudono tutti gli accessi aperti della persona, su ogni dispositivo. La persona lo viene a sapere con il motivo e può entrare di nuovo. Resta scritto nel registro.
people-ended-who = Codice fiscale, e-mail o codice su carta della persona
people-ended-reason = Motivo
people-ended-reason-hint = Lo leggerà anche la persona. Fino a 200 caratteri.
people-ended-done = { $count ->
    [one] È stato chiuso un accesso.
   *[other] Sono stati chiusi { $count } accessi.
}
people-ended-button = Chiudi tutti gli accessi
people-no-who = Scrivi un codice fiscale, un’e-mail o un codice su carta.
