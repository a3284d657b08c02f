# What a person is told when a sign-in with another party's identity was refused.
identity-choose-again = Hai interrotto l'accesso. Puoi riprovare. Puoi anche entrare in un altro modo.
identity-begin-again = L'accesso non è riuscito. Comincia di nuovo.
identity-later = Il servizio non risponde. Riprova tra poco. Oppure entra in un altro modo.
identity-higher-level = Serve un accesso più sicuro. Riprova e scegli un livello più alto.
identity-second-factor = Serve una seconda conferma. Per esempio: un codice sul telefono. Poi riprova.
identity-consent = Manca un dato. Riprova e dai il permesso di mandare i tuoi dati.
identity-tell-us = Qualcosa non va. Entra in un altro modo. Racconta il problema a noi.
