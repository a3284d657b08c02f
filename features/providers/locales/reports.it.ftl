# What visitors report about an organisation's records, and letters the clock causes.
providers-reports = Segnalazioni dei visitatori
providers-reports-open = { $count ->
    [0] Segnalazioni dei visitatori
   *[other] Segnalazioni dei visitatori ({ $count } in attesa)
}
providers-reports-lead = Che cosa le persone dicono che non va nelle vostre schede. Chi ha scritto resta sconosciuto; l’ufficio vede che cosa fate.
providers-reports-none = Nessuno ha segnalato un errore.
providers-report-one = Segnalazione { $number }
providers-report-gone = Una scheda che non c’è più
providers-report-asked = L’ufficio chiede a voi
providers-report-over = Conclusa
providers-report-open = In attesa
providers-report-what = Che cosa non va
providers-report-text = Con parole di chi ha scritto
providers-report-question = L’ufficio chiede
providers-report-mend = Correggi la scheda
providers-report-mend-hint = Quando la modifica è pubblicata, l’ufficio lo vede da solo in questa segnalazione.
providers-report-words = Risposta per l’ufficio
providers-report-words-hint = Al massimo { $most } caratteri. Niente dati personali.
providers-report-say = Invia la risposta
providers-report-right = La scheda è giusta così
providers-report-happened = Che cosa è successo
providers-told-reminder = { $text }
providers-remind-ends-subject = L’ammissione di «{ $name }» sta per finire
providers-remind-ends = { $days ->
    [0] L’ammissione di «{ $name }» finisce oggi, { $day }.
    [one] L’ammissione di «{ $name }» finisce domani, { $day }.
   *[other] L’ammissione di «{ $name }» finisce il { $day }, tra { $days } giorni.
}
providers-remind-ends-do = Per continuare senza interruzioni chiedi adesso il rinnovo: i dati che hai già dato sono pronti.
providers-remind-ends-button = Chiedi il rinnovo
providers-remind-ended-subject = L’ammissione di «{ $name }» è finita
providers-remind-ended = L’ammissione di «{ $name }» è finita. Non potete più ricevere nuove prenotazioni; quelle già fatte restano valide.
providers-remind-ended-do = Puoi chiedere una nuova ammissione in ogni momento.
providers-remind-ended-button = Apri la pratica
providers-remind-document-subject = Un documento di «{ $name }» sta per scadere
providers-remind-document = { $days ->
    [0] Il documento «{ $item }» di «{ $name }» scade oggi, { $day }.
    [one] Il documento «{ $item }» di «{ $name }» scade domani, { $day }.
   *[other] Il documento «{ $item }» di «{ $name }» scade il { $day }, tra { $days } giorni.
}
providers-remind-document-do = Carica quello nuovo prima di quel giorno.
providers-remind-document-button = Carica il documento
providers-remind-stale-subject = Le schede di «{ $name }» sono ancora giuste?
providers-remind-stale = { $count ->
    [one] Una scheda di «{ $name }» non è controllata da più di tre mesi:
   *[other] { $count } schede di «{ $name }» non sono controllate da più di tre mesi. Per esempio:
}
providers-remind-stale-do = Se è tutto giusto basta un tasto per ogni scheda; se no, correggile.
providers-remind-stale-button = Controlla le schede
providers-remind-reports-subject = Segnalazioni sulle schede di «{ $name }»
providers-remind-reports = { $count ->
    [one] Una persona ha segnalato un errore in una scheda di «{ $name }».
   *[other] Ci sono { $count } nuove segnalazioni di errori nelle schede di «{ $name }».
}
providers-remind-reports-do = Guarda che cosa non va: puoi correggere la scheda o rispondere all’ufficio.
providers-remind-reports-button = Guarda le segnalazioni
providers-remind-why = Ricevi questa lettera perché gestisci questa organizzazione sul sito.
