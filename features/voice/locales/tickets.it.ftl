# Reports as tickets: the receipt, the officers' queue, letters.

voice-ticket-title = La tua segnalazione
voice-ticket-receipt = Codice della ricevuta
voice-ticket-keep = Conserva il codice o il collegamento di questa pagina: qui leggi la risposta, senza registrarti. Chi ha il codice può leggerla.
voice-ticket-number = Numero
voice-ticket-came = Ricevuta il
voice-ticket-due = Risposta entro il
voice-ticket-answer = Risposta
voice-ticket-question = Abbiamo una domanda
voice-ticket-forget = Cancella subito il mio indirizzo
voice-ticket-happened = Che cosa è successo
voice-ticket-send = Invia
voice-ticket-reopen = L’errore c’è ancora? Spiega che cosa non va
voice-ticket-reply = La tua risposta
voice-ticket-more = Vuoi aggiungere qualcosa?

voice-state-open = In attesa
voice-state-assigned = In lavorazione
voice-state-asked = In attesa di una risposta
voice-state-answered = Risolta
voice-state-closed = Chiusa

voice-step-received = Segnalazione ricevuta
voice-step-taken = Presa in carico da un ufficio
voice-step-released = Rimessa tra quelle in attesa
voice-step-asked-visitor = Domanda a chi ha segnalato
voice-step-asked-organisation = Chiesto all’organizzazione
voice-step-said-visitor = Chi ha segnalato ha scritto
voice-step-said-organisation = L’organizzazione ha risposto
voice-step-mended = L’organizzazione ha corretto la scheda
voice-step-right = L’organizzazione dice che la scheda è giusta
voice-step-answered = Risposta data
voice-step-closed = Chiusa senza modifiche
voice-step-reopened = Riaperta

voice-closed-right = Abbiamo controllato: le informazioni sono giuste e restano come sono.
voice-closed-double = Qualcuno lo aveva già segnalato: ce ne occupiamo con quella segnalazione.
voice-closed-elsewhere = Non dipende da questo sito, quindi qui non possiamo correggerlo.
voice-closed-unclear = Non siamo riusciti a capire che cosa non va.
voice-closed-misuse = Il messaggio non segnala un errore.

voice-reason-right = Le informazioni sono giuste
voice-reason-double = Già segnalato
voice-reason-elsewhere = Non dipende da questo sito
voice-reason-unclear = Non si capisce
voice-reason-misuse = Non è una segnalazione

voice-letter-thanks = Grazie per averci segnalato un errore.
voice-letter-about = La segnalazione riguarda: { $name }.
voice-letter-answered = Avevi ragione: abbiamo corretto la pagina.
voice-letter-asked = Per correggere la pagina ci serve una tua risposta:
voice-letter-asked-subject = Una domanda sulla tua segnalazione numero { $number }
voice-letter-answered-subject = Risposta alla tua segnalazione numero { $number }
voice-letter-closed-subject = Risposta alla tua segnalazione numero { $number }
voice-letter-asked-button = Rispondi
voice-letter-answered-button = Apri la ricevuta
voice-letter-closed-button = Apri la ricevuta
voice-letter-receipt = Codice della ricevuta: { $receipt }
voice-letter-why = Ricevi questa lettera perché hai lasciato il tuo indirizzo per la risposta. Dalla ricevuta puoi cancellarlo.

voice-find = Leggi la risposta a una segnalazione
voice-find-about = Scrivi il codice della ricevuta. Non serve registrarsi.
voice-find-receipt = Codice della ricevuta
voice-find-hint = Dodici lettere e cifre, per esempio 7K3F-9QXM-2TVA. Maiuscole, spazi e trattini non contano.
voice-find-send = Apri la ricevuta
voice-find-lost = Hai perso il codice? Chiama e indica il numero della segnalazione.

voice-refused-unknown = Questa segnalazione non esiste.
voice-refused-changed = Nel frattempo un’altra persona ha cambiato questa segnalazione. Qui sotto vedi com’è ora: controlla e decidi di nuovo.
voice-refused-words = Scrivi qualche parola.
voice-refused-step = Questo non si può più fare: guarda lo stato della segnalazione.
voice-refused-late = Sono passati più di { $days } giorni: invia una nuova segnalazione dalla pagina.
voice-refused-officer = Questa pagina è per chi nel Comune si occupa delle segnalazioni.
voice-refused-reason = Scegli perché la chiudi.
voice-refused-receipt-none = Scrivi il codice della ricevuta.
voice-refused-receipt-form = Il codice ha dodici lettere e cifre, come 7K3F-9QXM-2TVA. Controlla di averlo scritto tutto.
voice-refused-receipt-unknown = Nessuna segnalazione ha questo codice. Controlla ogni lettera e cifra.

voice-desk = Segnalazioni
voice-desk-about = Che cosa segnalano le persone, da quanto aspettano, e la risposta
voice-desk-lead = Prima quelle che aspettano da più tempo. Chi ha segnalato legge la risposta con la ricevuta, e per posta se ha lasciato un indirizzo.
voice-desk-states = Stato
voice-desk-none = Non c’è nessuna segnalazione.
voice-desk-more = Mostra le successive
voice-desk-site = Il sito
voice-desk-gone = Una scheda che non c’è più
voice-desk-one = Segnalazione { $number }
voice-desk-waiting = Da fare
voice-desk-number = numero { $number }
voice-desk-mine = Te ne occupi tu
voice-desk-theirs = Se ne occupa un’altra persona
voice-desk-news = L’organizzazione ha risposto
voice-desk-text = Con parole sue
voice-desk-language = Lingua
voice-desk-mail = Risposta per posta
voice-desk-mail-yes = Sì: la lettera parte da sola
voice-desk-mail-no = No: la legge con la ricevuta
voice-desk-note = Nota per i colleghi
voice-desk-note-hint = Chi ha segnalato non la vede.
voice-desk-record = Apri la scheda
voice-desk-history = Storia delle modifiche
voice-desk-look = Guarda che cosa è cambiato
voice-desk-question = Domanda
voice-desk-answer = Risposta per chi ha segnalato
voice-desk-answer-hint = Facoltativa: una frase sull’esito c’è già. La persona ha scritto in questa lingua: { $lang }.
voice-desk-reason = Se non c’è nulla da correggere: perché?

voice-clock-open = { $days ->
    [0] arrivata oggi, risposta entro il { $due }
    [one] aspetta da un giorno, risposta entro il { $due }
   *[other] aspetta da { $days } giorni, risposta entro il { $due }
}
voice-clock-late = { $days ->
    [one] in ritardo: aspetta da un giorno, la scadenza era il { $due }
   *[other] in ritardo: aspetta da { $days } giorni, la scadenza era il { $due }
}
voice-clock-ended = { $days ->
    [0] conclusa in giornata
    [one] conclusa in un giorno
   *[other] conclusa in { $days } giorni
}

voice-do-take = Me ne occupo io
voice-do-release = Rimetti tra quelle in attesa
voice-do-ask = Chiedi
voice-do-ask-organisation = Chiedi all’organizzazione
voice-do-ask-visitor = Chiedi a chi ha segnalato
voice-do-end = Rispondi e concludi
voice-do-answer = L’errore è corretto: rispondi
voice-do-close = Chiudi senza modifiche
voice-do-reopen = Riapri
voice-field-other = altri dettagli
