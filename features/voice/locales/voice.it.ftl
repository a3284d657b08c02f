# What visitors say: stars under every page, reports of mistakes, contacts.

voice-title = La tua opinione
voice-question = Quanto sono chiare le informazioni su questa pagina?
voice-stars = { $count ->
    [one] 1 stella su 5
   *[other] { $count } stelle su 5
}
voice-trap = Lascia vuoto questo campo
voice-send = Invia
voice-skip = Salta
voice-why-title = Grazie! Ancora una domanda
voice-step = Passo { $step } di 2

voice-liked = Che cosa ti è piaciuto di più?
voice-liked-clear = Le parole sono facili da capire
voice-liked-complete = C’è tutto quello che serve
voice-liked-quick = Ho trovato subito quello che cercavo
voice-liked-useful = Ora so che cosa fare
voice-liked-other = Altro

voice-disliked = Che cosa è stato difficile?
voice-disliked-unclear = Le parole sono difficili da capire
voice-disliked-incomplete = Mancano delle informazioni
voice-disliked-not-found = Non ho trovato quello che cercavo
voice-disliked-broken = Qualcosa non funziona
voice-disliked-other = Altro

voice-words = Vuoi aggiungere qualcosa?
voice-words-hint = Al massimo { $most } caratteri. Non scrivere nomi, indirizzi o altri dati personali.

voice-thanks = Grazie
voice-thanks-text = La tua opinione ci aiuta a migliorare le pagine.
voice-thanks-wrong = Hai trovato un errore?
voice-back = Torna alla pagina

voice-refused-rate = Scegli da una a cinque stelle.
voice-refused-answer = Scegli una risposta, oppure salta la domanda.
voice-refused-long = Il testo è troppo lungo: al massimo { $most } caratteri.
voice-refused-what = Scegli che cosa è sbagliato.
voice-refused-text = Scrivi in poche parole che cosa è sbagliato.
voice-refused-mail = L’indirizzo e-mail non è completo. Scrivilo come nome@esempio.it.
voice-refused-consent = Per ricevere una risposta spunta la casella, oppure cancella l’indirizzo.

voice-report-title = Segnala un errore
voice-report-site = Segnala un problema del sito
voice-report-about = Non serve dire chi sei. Una persona legge ogni segnalazione e corregge la pagina.
voice-report-what = Che cosa è sbagliato?
voice-report-text = Spiega in poche parole
voice-report-text-hint = Al massimo { $most } caratteri. Non scrivere nomi di bambini o altri dati personali.
voice-report-mail = La tua e-mail, se vuoi una risposta
voice-report-mail-hint = { $days ->
    [one] Facoltativa. La usiamo solo per risponderti e la cancelliamo dopo un giorno.
   *[other] Facoltativa. La usiamo solo per risponderti e la cancelliamo dopo { $days } giorni.
}
voice-report-consent = { $days ->
    [one] Accetto che la mia e-mail sia conservata per un giorno, solo per rispondermi.
   *[other] Accetto che la mia e-mail sia conservata per { $days } giorni, solo per rispondermi.
}
voice-report-send = Invia la segnalazione

voice-wrong-closed = È chiuso o non esiste più
voice-wrong-times = Giorni o orari
voice-wrong-place = Indirizzo o luogo
voice-wrong-price = Prezzo
voice-wrong-ages = Età
voice-wrong-contacts = Telefono, e-mail o sito
voice-wrong-text = Nome o descrizione
voice-wrong-double = C’è due volte
voice-wrong-other = Altro

voice-site-broken = Qualcosa non funziona
voice-site-access = Non riesco a leggere o a usare la pagina (accessibilità)
voice-site-language = La traduzione è sbagliata
voice-site-unclear = Non capisco
voice-site-other = Altro

voice-receipt-title = Segnalazione ricevuta
voice-receipt-number = La tua segnalazione ha il numero { $number }.
voice-receipt-record = Riguarda
voice-receipt-next = Controlliamo con chi organizza e correggiamo la pagina. Se chiami, di’ questo numero.
voice-receipt-mail = { $days ->
    [one] Ti rispondiamo per e-mail. Cancelliamo il tuo indirizzo dopo un giorno.
   *[other] Ti rispondiamo per e-mail. Cancelliamo il tuo indirizzo dopo { $days } giorni.
}

voice-contacts = Contatti
voice-contacts-about = Come parlare con una persona e a chi scrivere.
voice-contacts-phone = Al telefono
voice-contacts-body = Chi gestisce il sito
voice-contacts-open = Questa è un’installazione dimostrativa: l’indirizzo e-mail non è ancora attivo.
voice-contacts-offices = Uffici
voice-contacts-mistake = Hai trovato un errore?
voice-contacts-record = Se riguarda una scheda, apri la scheda e scegli «Segnala un errore». Se riguarda il sito, scrivilo qui.
