# Coming in, one's own area, the family.

people-my-area = Area personale
people-sign-in = Entra
people-sign-in-lead = Scegli come vuoi entrare. La prima volta si apre un’area personale per te.
people-sign-in-help = Hai bisogno di aiuto per entrare? Chiama:
people-sign-out = Esci
people-enter = Entra
people-save = Salva
people-change = Modifica
people-back = Indietro
people-print = Stampa
people-new = Nuovo
people-remove = Togli
people-once-title = Si vede una volta sola

people-way-mail = E-mail
people-way-mail-text = Ti mandiamo un link. Non serve una password.
people-way-paper = Codice su carta
people-way-paper-text = Se allo sportello ti hanno dato un foglio con un codice e un PIN, entra con quello.
people-way-external = Identità digitale
people-way-passkey = Passkey
people-way-named = { $way } ({ $name })
people-use-paper = Usa il codice su carta
people-mail = Indirizzo e-mail
people-mail-hint = Per esempio nome@esempio.it
people-send-link = Manda il link

people-link-sent = Guarda la tua posta
people-link-sent-text = Se l’indirizzo { $mail } è giusto, tra poco arriva una lettera con un link per entrare.
people-link-sent-where = Il link vale 10 minuti e si usa una volta sola. Se non vedi la lettera, guarda anche nella posta indesiderata.
people-link-again = Chiedi un altro link
people-link-confirm = Entra nella tua area
people-link-confirm-text = Il link è valido. Premi il pulsante per entrare.
people-link-over = Il link non vale più
people-link-over-text = Un link si usa una volta sola e dura 10 minuti. Chiedine un altro: arriva subito.

people-letter-subject = Il tuo link per entrare in Wish Mi
people-letter-text = Hai chiesto di entrare in Wish Mi. Apri il link e premi «Entra».
people-letter-add-subject = Conferma il tuo indirizzo per Wish Mi
people-letter-add-text = Vuoi entrare in Wish Mi anche con questo indirizzo. Apri il link e conferma.
people-letter-add = Conferma l’indirizzo
people-letter-lasts = { $minutes ->
    [one] Il link vale un minuto e si usa una volta sola.
   *[other] Il link vale { $minutes } minuti e si usa una volta sola.
}
people-letter-not-you = Non l’hai chiesto tu? Non devi fare niente: senza questo link nessuno entra.

people-paper = Entra con il codice su carta
people-paper-text = Scrivi il codice e il PIN che trovi sul foglio. Oppure inquadra il quadrato del foglio con la fotocamera.
people-paper-code = Codice
people-paper-code-hint = 26 lettere e numeri. Maiuscole, spazi e trattini non contano.
people-pin = PIN
people-paper-help = Hai perso il foglio o il codice è bloccato? Uno sportello te ne dà un altro. Per sapere dove, chiama:

people-given = Nome
people-family = Cognome
people-family-hint = Lascia vuoto se la persona ha un nome solo.
people-birth = Data di nascita
people-birth-child-hint = Serve per proporre attività adatte all’età.
people-code = Codice fiscale
people-code-hint = Facoltativo. Chi non ha ancora un codice fiscale può usare tutto lo stesso.
people-phone = Telefono
people-lang = Lingua in cui ti scriviamo
people-age = { $years ->
    [0] meno di un anno
    [one] 1 anno
   *[other] { $years } anni
}
people-age-unknown = età non indicata

people-hello = Ciao, { $name }
people-unread = { $count ->
    [one] Hai un messaggio nuovo
   *[other] Hai { $count } messaggi nuovi
}
people-family-title = La mia famiglia
people-no-children = Non hai ancora aggiunto bambini o ragazzi.
people-doors = Le tue cose
people-door-facts = I miei dati
people-door-facts-about = Nome, telefono, lingua
people-door-saved = La mia lista
people-door-saved-about = Le attività che hai salvato
people-door-messages = Messaggi
people-door-messages-about = Quello che è successo
people-door-consents = Consensi
people-door-consents-about = Quello che hai scelto di permettere
people-door-looks = Chi ha guardato i miei dati
people-door-looks-about = Ogni volta che qualcuno del Comune apre la tua scheda
people-door-account = Accesso e dispositivi
people-door-account-about = Come entri e da dove
people-door-data = Scarica o cancella i miei dati
people-door-data-about = Una copia di tutto, o la cancellazione
people-door-staff = Il mio lavoro
people-door-staff-about = Le pagine per chi lavora con Wish Mi

people-facts-lead = Puoi cambiare questi dati quando vuoi. L’indirizzo e-mail si cambia in «Accesso e dispositivi».
people-facts-new = Benvenuta, benvenuto! Come ti chiami? Il resto è facoltativo.
people-facts-register = Nome, data di nascita e codice fiscale vengono da un registro pubblico e non si cambiano qui.

people-child-new = Aggiungi un bambino o un ragazzo
people-child-new-lead = Bastano il nome e la data di nascita.
people-child-add = Aggiungi
people-child-title = Chi sei per questo bambino o ragazzo?
people-child-title-hint = Per tutori, affidatari e assistenti sociali serve un atto: lo vede e lo scrive uno sportello.
people-child-declare = Dichiaro che questo è vero. So che una dichiarazione falsa è punita dalla legge (DPR 445/2000, articoli 46, 47 e 76).
people-child-about = { $age } · { $title }
people-child-facts = Dati del bambino o ragazzo
people-child-facts-lead = Chi altro può agire per lui o per lei riceve un messaggio quando cambi qualcosa.
people-title-parent = madre o padre
people-title-guardian = tutore nominato dal giudice
people-title-foster = affidatario
people-title-voluntary-tutor = tutore volontario
people-title-social-worker = assistente sociale
people-other-guardian = { $name } ({ $title })
people-proof = Come lo sappiamo
people-proof-declared = Lo hai detto tu
people-proof-document = Visto su un documento
people-proof-register = Da un registro pubblico

people-guardians = Chi può agire con te
people-guardians-only-you = Per ora solo tu.
people-invite = Invita l’altro genitore
people-invite-text = L’altro genitore può avere gli stessi diritti. Gli dai un link, entra nella sua area e accetta.
people-invite-lead = Dai questo link all’altro genitore, oppure fagli inquadrare il quadrato con la fotocamera.
people-invite-until = L’invito vale fino al { $until }.
people-invite-once = Copia o stampa adesso: quando lasci questa pagina il link non si vede più. Puoi sempre fare un nuovo invito.
people-invitation-open = C’è un invito che vale fino al { $until }.
people-withdraw = Ritira l’invito
people-invited = Un invito per te
people-invited-text = { $by } ti invita ad agire con lei o con lui per { $child }.
people-invited-means = Se accetti, vedi i dati del bambino o ragazzo, puoi prenotare per lui o per lei e ricevi i messaggi.
people-invited-accept = Accetto
people-invited-not = Non accetto

people-matter-bookings = prenotare e disdire
people-matter-vouchers = chiedere e usare i voucher
people-matter-data = vedere e cambiare i dati
people-waits = Fermo finché non è chiarito: { $what }
people-wait-title = Se non siete d’accordo
people-wait-ask = Chiedi di aspettare
people-wait-text = Se non sei d’accordo con quello che fa l’altro genitore, puoi chiedere di fermare qualcosa. L’altro lo viene a sapere e uno sportello vi aiuta.
people-wait-what = Che cosa si deve fermare?
people-wait-send = Chiedi di aspettare
people-lift = Si può andare avanti
people-leave-title = Non seguo più questo bambino o ragazzo
people-leave-ask = Voglio smettere
people-leave-text = Non vedrai più i suoi dati e non potrai più agire per lui o per lei. Chi altro lo segue resta.
people-leave = Smetto da subito

people-messages-none = Non ci sono messaggi.
people-messages-read = Segna tutto come letto
people-look-there = Guarda
people-told-changed = I dati di un bambino o ragazzo che segui sono stati cambiati da chi lo segue con te.
people-told-guardian = Un’altra persona ora può agire per un bambino o ragazzo che segui.
people-told-wait = Chi segue con te un bambino o ragazzo ha chiesto di fermare: { $what }. Uno sportello può aiutarvi.
people-told-glass = In un’emergenza una persona del Comune ha aperto la tua scheda. Un’altra persona controlla che fosse giusto.
people-told-role = Hai un nuovo ruolo: { $role }.
people-told-consent = Chi segue con te un bambino o ragazzo ha dato un consenso: { $purpose }.
people-told-revoked = Chi segue con te un bambino o ragazzo ha ritirato un consenso: { $purpose }.
people-told-young = Hai 14 anni: ora puoi avere un’area personale tutta tua.
people-told-child-young = Un ragazzo o una ragazza che segui ha compiuto 14 anni: ora può avere un’area personale propria. Tu continui ad agire con lui o con lei.
people-told-adult = Hai 18 anni: da oggi agisci da te.
people-told-child-adult = Una persona che seguivi ha compiuto 18 anni e da oggi agisce da sé.

people-consents-lead = Wish Mi funziona anche senza questi consensi. Puoi cambiare idea quando vuoi. Un consenso dura due anni.
people-consent-newsletter = Notizie per e-mail
people-consent-newsletter-about = Ti scriviamo una volta al mese che cosa c’è di nuovo. Usiamo solo il tuo indirizzo.
people-consent-participation = Partecipazione
people-consent-participation-about = Teniamo i temi che ti interessano e ti invitiamo a dire la tua. Li vede solo l’ufficio partecipazione.
people-consent-photos = Fotografie
people-consent-photos-about = Chi organizza un’attività può fotografarti e usare le foto per raccontarla.
people-consent-referral = Passaggio a un servizio
people-consent-referral-about = Se chiedi aiuto, possiamo dare il tuo nome e il tuo numero al servizio che ti può seguire.
people-consent-child-photos = Fotografie durante le attività
people-consent-child-referral = Passaggio dei dati a un servizio che può aiutare
people-assent = L’ho chiesto anche al bambino o ragazzo, ed è d’accordo
people-agree = Acconsento
people-agreed = Hai acconsentito il { $since }
people-revoke = Ritiro il consenso

people-ways = Come entri
people-used = Usato l’ultima volta il { $at }
people-made = Aggiunto il { $at }
people-add-mail = Aggiungi un indirizzo e-mail
people-add-mail-sent = Ti abbiamo mandato un link: aprilo per confermare l’indirizzo.
people-sessions = Dove sei entrato
people-sessions-text = Se non riconosci un dispositivo, chiudi l’accesso.
people-session-here = questo dispositivo
people-session-about = { $way }, usato il { $at }
people-session-end = Chiudi l’accesso
people-sessions-end-others = Chiudi tutti gli altri accessi
people-device-unknown = Dispositivo sconosciuto

people-looks-lead = Qui vedi ogni volta che una persona che lavora per il Comune ha aperto la tua scheda, e perché.
people-looks-none = Nessuno ha guardato i tuoi dati.
people-look-desk-find = Ricerca allo sportello
people-look-assisted-session = Aiuto allo sportello
people-look-file = Apertura della scheda
people-look-emergency = Emergenza

people-export = Scarica i miei dati
people-export-text = Un file con tutto quello che sappiamo di te e della tua famiglia, in un formato che altri programmi sanno leggere.
people-export-do = Scarica il file
people-erase = Cancella i miei dati
people-erase-text = Cancelliamo il tuo nome, i tuoi contatti, i modi per entrare e i messaggi. Non si può tornare indietro.
people-erase-keeps = Resta, senza nome, quello che la legge ci chiede di tenere: il registro di quello che è stato fatto e i numeri dei pagamenti. Se sei l’unica persona che segue un bambino o ragazzo, prima uno sportello trova chi può farlo.
people-erase-sure = Ho capito che i miei dati vengono cancellati per sempre
people-erase-do = Cancella tutto

people-no-guardian = Non puoi agire per questa persona. Se pensi che sia un errore, chiedi a uno sportello.
people-no-limited = { $what ->
    [bookings] Un atto dice che non puoi prenotare per questa persona.
    [vouchers] Un atto dice che non puoi chiedere o usare voucher per questa persona.
   *[other] Un atto dice che non puoi vedere o cambiare i dati di questa persona.
}
people-no-blocked = Un’altra persona che segue il bambino o ragazzo ha chiesto di aspettare. Uno sportello può aiutarvi a chiarire.
people-no-too-young = Sotto i { $age } anni agisce un adulto.
people-no-of-age = Chi ha { $age } anni agisce da sé.
people-no-guardian-too-young = Per seguire un bambino o ragazzo bisogna avere { $age } anni.
people-no-own-guardian = Nessuno può seguire sé stesso: indica un’altra persona.
people-no-act-needed = Per questo ruolo serve un atto. Portalo a uno sportello: bastano pochi minuti.
people-no-already = Questa persona lo segue già.
people-no-last-guardian = Sei l’unica persona che segue un bambino o ragazzo. Prima chiedi a uno sportello di trovare chi può farlo.
people-no-invitation-over = L’invito non vale più. Chiedi a chi ti ha invitato di farne un altro.
people-no-birth-needed = Scrivi la data di nascita.
people-no-birth-wrong = La data di nascita non è giusta. Scrivila come giorno, mese e anno.
people-no-name-wrong = Scrivi il nome, con al massimo { $max } caratteri.
people-no-mail-wrong = L’indirizzo e-mail non è completo. Scrivilo come nome@esempio.it.
people-no-phone-wrong = Il numero di telefono non è giusto. Scrivi solo cifre, per esempio 333 1234567.
people-no-code-disagrees = Il codice fiscale non corrisponde alla data di nascita. Controlla tutti e due.
people-no-code-taken = Questo codice fiscale è già usato. Se è il tuo, entra con l’altro accesso o chiedi a uno sportello.
people-no-same-person = La stessa persona non può fare tutte e due le cose: serve un collega.
people-no-own-affair = Riguarda la tua famiglia o il tuo ente: deve farlo un collega.
people-no-locked = Troppi tentativi sbagliati: il codice è bloccato. Uno sportello te ne dà uno nuovo.
people-no-entry = Codice, PIN o link non sono giusti, o non valgono più. Controlla e riprova.
people-no-other-account = Questo indirizzo appartiene già a un’altra area personale.
people-no-last-way-in = È il tuo unico modo per entrare: prima aggiungine un altro.
people-no-assent-needed = Chiedi anche al bambino o ragazzo, e spunta la casella.
people-no-forbidden = Non hai il permesso per farlo.
people-no-not-one = Non abbiamo trovato una sola persona. Controlla, o cerca in un altro modo.
people-no-title = Scegli chi sei per questo bambino o ragazzo.
people-no-declaration = Per andare avanti spunta la dichiarazione.
people-no-sure = Per cancellare spunta la casella.

people-demo = Prova come una persona inventata
people-demo-text = Questa è una dimostrazione: entra come una famiglia o come chi lavora per la città. Nessuna di queste persone esiste.
people-demo-choose = Scegli chi essere
people-demo-family = Mamma con due bambini
people-demo-newcomer = Mamma arrivata da poco, legge l’arabo
people-demo-young = Ragazza di 16 anni

people-way-external-text = Entra con l’identità che hai già.
people-enter-with = Entra con { $name }
people-add-external = Collega un’identità digitale
people-add-with = Collega { $name }
people-continue = Continua
people-continue-text = Ora vai alla pagina di chi conferma la tua identità. Se non succede niente, premi «Continua».
people-way-passkey-text = Se hai già una passkey, entri con il dito, il viso o il PIN del tuo dispositivo.
people-use-passkey = Entra con la passkey
people-add-passkey = Aggiungi una passkey
people-add-passkey-text = Con una passkey entri con il dito, il viso o il PIN del tuo dispositivo, senza aspettare una lettera.
people-passkey-label = Come la chiami?
people-passkey-label-hint = Per esempio «telefono di casa».
people-passkey-none = Questo dispositivo o questo browser non ha le passkey. Scegli un altro modo.
people-passkey-cancelled = Non è stata usata nessuna passkey. Riprova, o scegli un altro modo.
people-passkey-known = Questo dispositivo ha già una passkey per la tua area.
people-passkey-failed = Non ha funzionato. Riprova, o scegli un altro modo.
people-passkey-script = Le passkey funzionano solo con JavaScript acceso.
people-no-passkey-over = È passato troppo tempo. Ricomincia.
people-no-passkey-wrong = La risposta del dispositivo non è giusta. Ricomincia, o scegli un altro modo.
people-no-passkey-unverified = Il dispositivo non ha controllato chi lo usa. Accendi il blocco con dito, viso o PIN e riprova.
people-no-passkey-unknown = Nessuna area personale ha questa passkey. Scegli un altro modo.
people-no-passkey-twice = Questa passkey è già un modo per entrare.
people-no-passkey-copied = Forse c’è una copia di questa passkey: non si può usare. Entra in un altro modo e toglila.

# Un modulo iniziato prima di entrare.
people-typed-kept = Entra per continuare. Quello che hai scritto resta in questo browser fino al { $until }; non è stato ancora inviato nulla. PIN e file non si conservano.
people-typed-here = Quello che hai scritto è ancora qui, ma non è stato inviato. Rileggi e premi il pulsante in fondo al modulo.
people-typed-elsewhere = Quello che avevi scritto non è in questo browser. Ti aspetta fino al { $until } nel browser in cui avevi iniziato: apri lì questa pagina. Oppure scrivi di nuovo qui.
people-typed-over = Quello che avevi scritto si conserva per un’ora, e l’ora è passata. Scrivi di nuovo qui: non è stato inviato nulla.
people-typed-unkept = Quello che avevi scritto non si è potuto conservare, perché c’erano dei file o era troppo lungo. Non è stato inviato nulla: dopo l’accesso compila di nuovo il modulo.
people-typed-another = In questo browser aspetta un modulo scritto per un’altra persona: qui non si mostra.
people-typed-forget = Ricomincia dal modulo vuoto
people-typed-same-browser = Apri il link in questo stesso browser: quello che hai scritto ti aspetta qui.
people-hold = Prima entra
people-hold-text = Per questo modulo bisogna entrare. Quello che hai scritto è troppo per conservarlo da noi: resta in questa pagina, non chiuderla. Non è stato ancora inviato nulla.
people-hold-door = Entra in un’altra scheda
people-hold-back = Torna a questa scheda e invia.
people-hold-send = Invia adesso

# Mostrare di nuovo chi si è; sessioni chiuse da altri.
people-prove = Conferma che sei tu
people-prove-text = Per aggiungere o togliere un modo di entrare conferma prima che sei tu: entra di nuovo come preferisci. Vale per dieci minuti.
people-prove-again = Sei già nella tua area. Per questo passo entra ancora una volta: così sappiamo che sei tu.
people-told-sessions = Un amministratore ha chiuso tutti i tuoi accessi aperti. Motivo: { $reason }

# I pulsanti nazionali.
people-spid-choose = Scegli chi ti ha dato SPID
people-spid-about = Maggiori informazioni su SPID
people-spid-none = Non hai SPID?
people-cie-about = Maggiori informazioni su CIE
