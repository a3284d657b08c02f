# Saved list, calendar, sheet, districts, embedded list: what the pages of records say besides it.ftl.

catalogue-nav-saved = La mia lista

# Saved list
catalogue-saved-title = La mia lista
catalogue-saved-shared-title = Una lista condivisa
catalogue-saved-about = Le opportunità che hai salvato: da rivedere, stampare, mandare a qualcuno.
catalogue-saved-lead =
    { $count ->
        [one] Hai salvato { $count } opportunità.
       *[other] Hai salvato { $count } opportunità.
    }
catalogue-saved-shared-lead =
    { $count ->
        [one] Qualcuno ha scelto { $count } opportunità.
       *[other] Qualcuno ha scelto { $count } opportunità.
    }
catalogue-saved-add = Salva
catalogue-saved-yes = Salvata
catalogue-saved-remove = (togli dalla lista)
catalogue-saved-keep = Salva tutto nella mia lista
catalogue-saved-calendar = Tutte le date nel calendario
catalogue-saved-calendar-name = La mia lista – { $site }
catalogue-saved-without = Togli da questa lista
catalogue-saved-clear = Svuota la lista
catalogue-saved-forget = Togli quello che non c’è più
catalogue-saved-undo = Rimetti nella lista
catalogue-saved-undo-one = «{ $name }» non è più nella tua lista.
catalogue-saved-undo-many =
    { $count ->
        [one] { $count } opportunità non è più nella tua lista.
       *[other] { $count } opportunità non sono più nella tua lista.
    }
catalogue-saved-lost = Queste opportunità non ci sono più:
catalogue-saved-lost-since = tolta: { $date }
catalogue-saved-unknown =
    { $count ->
        [one] { $count } voce della lista non è nel catalogo.
       *[other] { $count } voci della lista non sono nel catalogo.
    }
catalogue-saved-unreadable =
    { $count ->
        [one] { $count } parte del collegamento non si legge: forse è stato tagliato. Chiedi di mandarlo di nuovo.
       *[other] { $count } parti del collegamento non si leggono: forse è stato tagliato. Chiedi di mandarlo di nuovo.
    }
catalogue-saved-too-many =
    { $count ->
        [one] Una lista ha al massimo { $most } voci: { $count } in più non è mostrata.
       *[other] Una lista ha al massimo { $most } voci: { $count } in più non sono mostrate.
    }
catalogue-saved-full =
    { $count ->
        [one] La lista è piena: può avere { $most } voci. { $count } non è stata salvata. Togli prima qualcosa.
       *[other] La lista è piena: può avere { $most } voci. { $count } non sono state salvate. Togli prima qualcosa.
    }
catalogue-saved-empty = Qui non c’è ancora niente
catalogue-saved-empty-how = Tocca «Salva» accanto a un’opportunità: la ritrovi qui, senza registrarti.
catalogue-saved-privacy = La lista resta in questo browser per 180 giorni, in un cookie con i soli codici delle schede. Noi non la conserviamo.
catalogue-saved-no-list = Manca la lista: l’indirizzo deve finire con «?s=» e i codici delle schede.
catalogue-saved-unclear = Non si capisce che cosa salvare. Torna alla pagina e tocca di nuovo «Salva».

# Calendar, print, share
catalogue-calendar-add = Aggiungi al calendario
catalogue-calendar-follow = Segui nel calendario (si aggiorna da solo)
catalogue-print = Stampa
catalogue-printed-from = Scheda completa e aggiornata:
catalogue-share = Manda a qualcuno
catalogue-share-how = Copia questo indirizzo. Chi lo apre vede la stessa cosa, nella sua lingua.
catalogue-share-mail = Scrivi un’e-mail
catalogue-share-send = Condividi

# When an offer does not run
catalogue-notice-closed = Al momento è chiuso e riaprirà. Chiedi quando a chi organizza.
catalogue-notice-inactive = In questo periodo non si svolge. Chiedi a chi organizza se riprende.
catalogue-notice-defunct = Non si svolge più. Più in basso trovi opportunità simili.

# This week, districts, photographs
catalogue-week-today = oggi
catalogue-week-tomorrow = domani
catalogue-week-every = ogni settimana
catalogue-week-lead = Da oggi a { $date }.
catalogue-district-free = Qui è gratis
catalogue-district-free-all =
    { $count ->
        [one] Vedi { $count } opportunità gratis
       *[other] Vedi tutte le { $count } opportunità gratis
    }
catalogue-district-ages = Per età
catalogue-photo-by = Foto:

# A list in the pages of other sites
catalogue-embed-title = Opportunità per bambini e ragazzi
catalogue-embed-all =
    { $count ->
        [0] Vai a { $site }
        [one] Vedi { $count } opportunità su { $site }
       *[other] Vedi tutte le { $count } opportunità su { $site }
    }
