# What a person is told when a sign-in with another party's identity was refused.
identity-choose-again = Non hai completato l'accesso. Puoi riprovare o scegliere un altro modo per entrare.
identity-begin-again = L'accesso non è riuscito. Ricomincia da capo.
identity-later = Il servizio con cui vuoi accedere non risponde. Riprova tra qualche minuto o scegli un altro modo per entrare.
identity-higher-level = Serve un accesso più sicuro. Riprova e scegli un livello più alto presso il tuo gestore di identità.
identity-second-factor = Serve una seconda conferma, per esempio un codice sul telefono. Attivala presso il tuo gestore di identità e riprova.
identity-consent = Il gestore di identità non ci ha inviato un dato necessario. Riprova e autorizza l'invio dei dati richiesti.
identity-tell-us = Non abbiamo potuto verificare la risposta del gestore di identità. Scegli un altro modo per entrare e segnalaci il problema.
