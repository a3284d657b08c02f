# Dead ends, limits, structured data of the frame.

web-error-near = Forse cercavi
web-error-422 = Non abbiamo potuto usare i dati inviati
    .text = Torna indietro, controlla i campi e invia di nuovo.
web-refused-too-often = { $seconds ->
    [one] Hai inviato troppe richieste in poco tempo. Aspetta un secondo e riprova.
   *[other] Hai inviato troppe richieste in poco tempo. Aspetta { $seconds } secondi e riprova.
}
