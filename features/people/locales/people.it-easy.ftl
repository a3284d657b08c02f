# Coming in, one's own area, the family.

people-my-area = La mia area personale
people-sign-in = Entra
people-sign-in-lead = Scegli come vuoi entrare. La prima volta si apre un’area personale solo per te.
people-sign-in-help = Hai bisogno di aiuto per entrare? Chiama:
people-sign-out = Esci
people-enter = Entra
people-save = Salva
people-change = Cambia
people-back = Torna indietro
people-print = Stampa
people-new = Nuovo
people-remove = Togli
people-once-title = Lo vedi una volta sola

people-way-mail = E-mail
people-way-mail-text = Ti mandiamo un link. Non serve una password.
people-way-paper = Codice su carta
people-way-paper-text = Uno sportello ti ha dato un foglio? Sul foglio ci sono un codice e un PIN. Usali per entrare.
people-way-external = Identità digitale
people-way-passkey = Passkey
people-way-named = { $way } ({ $name })
people-use-paper = Usa il codice su carta
people-mail = Il tuo indirizzo e-mail
people-mail-hint = Per esempio: nome@esempio.it
people-send-link = Manda il link

people-link-sent = Guarda le tue e-mail
people-link-sent-text = L’indirizzo { $mail } è giusto? Tra poco arriva una e-mail. Dentro c’è un link per entrare.
people-link-sent-where = Puoi usare il link per 10 minuti. Puoi usarlo una volta sola. Non vedi l’e-mail? Guarda anche nello spam.
people-link-again = Chiedi un altro link
people-link-confirm = Entra nella tua area
people-link-confirm-text = Il link funziona. Premi il pulsante per entrare.
people-link-over = Il link non funziona più
people-link-over-text = Usi un link una volta sola. Il link dura 10 minuti. Chiedi un altro link: arriva subito.

people-letter-subject = Il tuo link per entrare in Wish Mi
people-letter-text = Hai chiesto di entrare in Wish Mi. Apri il link. Poi premi «Entra».
people-letter-add-subject = Wish Mi: questo indirizzo è tuo?
people-letter-add-text = Vuoi entrare in Wish Mi anche con questo indirizzo. Apri il link. Poi conferma.
people-letter-add = Sì, l’indirizzo è mio
people-letter-lasts = { $minutes ->
    [one] Puoi usare il link per un minuto. Puoi usarlo una volta sola.
   *[other] Puoi usare il link per { $minutes } minuti. Puoi usarlo una volta sola.
}
people-letter-not-you = Non l’hai chiesto tu? Non devi fare niente. Senza questo link nessuno entra.

people-paper = Entra con il codice su carta
people-paper-text = Guarda il foglio. Scrivi qui il codice e il PIN. Oppure fai vedere il quadrato del foglio alla fotocamera.
people-paper-code = Codice
people-paper-code-hint = Il codice ha 26 lettere e numeri. Puoi scrivere lettere grandi o piccole. Spazi e trattini non servono.
people-pin = PIN
people-paper-help = Non trovi più il foglio? Il codice è bloccato? Uno sportello ti dà un altro codice. Per sapere dove, chiama:

people-given = Nome
people-family = Cognome
people-family-hint = La persona ha un nome solo? Allora non scrivere niente qui.
people-birth = Data di nascita
people-birth-child-hint = Così troviamo attività giuste per l’età.
people-code = Codice fiscale
people-code-hint = Non devi scriverlo per forza. Non hai ancora un codice fiscale? Puoi usare tutto lo stesso.
people-phone = Telefono
people-lang = In che lingua ti scriviamo
people-age = { $years ->
    [0] meno di un anno
    [one] 1 anno
   *[other] { $years } anni
}
people-age-unknown = non sappiamo l’età

people-hello = Ciao, { $name }
people-unread = { $count ->
    [one] Hai un messaggio nuovo
   *[other] Hai { $count } messaggi nuovi
}
people-family-title = La mia famiglia
people-no-children = Qui non c’è ancora nessun bambino o ragazzo.
people-doors = Le tue cose
people-door-facts = I miei dati
people-door-facts-about = Nome, telefono, lingua
people-door-saved = La mia lista
people-door-saved-about = Le attività che hai salvato
people-door-messages = Messaggi
people-door-messages-about = Che cosa è successo
people-door-consents = I miei permessi
people-door-consents-about = A che cosa hai detto sì
people-door-looks = Chi ha guardato i miei dati
people-door-looks-about = Ogni volta che una persona del Comune apre i tuoi dati
people-door-account = Come entro e con che cosa
people-door-account-about = I modi per entrare. I telefoni e i computer che usi.
people-door-data = Scarica o cancella i miei dati
people-door-data-about = Puoi avere una copia di tutto. Puoi anche cancellare tutto.
people-door-staff = Il mio lavoro
people-door-staff-about = Le pagine per chi lavora con Wish Mi

people-facts-lead = Puoi cambiare questi dati quando vuoi. Vuoi cambiare l’e-mail? Vai in «Come entro e con che cosa».
people-facts-new = Ciao! Come ti chiami? Il resto non devi scriverlo per forza.
people-facts-register = Il nome, la data di nascita e il codice fiscale vengono da un ufficio pubblico. Qui non puoi cambiarli.

people-child-new = Aggiungi un bambino o un ragazzo
people-child-new-lead = Scrivi il nome e la data di nascita. Basta questo.
people-child-add = Aggiungi
people-child-title = Chi sei tu per questo bambino o ragazzo?
people-child-title-hint = Sei un tutore, un affidatario o un assistente sociale? Allora serve un atto, cioè un documento ufficiale. Portalo a uno sportello.
people-child-declare = Dichiaro che è vero. So una cosa: se dichiaro il falso, la legge mi punisce (DPR 445/2000, articoli 46, 47 e 76).
people-child-about = { $age } · { $title }
people-child-facts = Dati del bambino o ragazzo
people-child-facts-lead = Tu cambi qualcosa? Chi segue con te il bambino o ragazzo riceve un messaggio.
people-title-parent = madre o padre
people-title-guardian = tutore (lo ha scelto il giudice)
people-title-foster = affidatario (il bambino vive con te in affido)
people-title-voluntary-tutor = tutore volontario
people-title-social-worker = assistente sociale
people-other-guardian = { $name } ({ $title })
people-proof = Come lo sappiamo
people-proof-declared = Lo hai detto tu
people-proof-document = Abbiamo visto un documento
people-proof-register = Lo dice un ufficio pubblico

people-guardians = Chi decide con te
people-guardians-only-you = Per ora solo tu.
people-invite = Invita l’altro genitore
people-invite-text = L’altro genitore può avere gli stessi diritti. Tu gli dai un link. Lui o lei entra nella sua area personale e dice sì.
people-invite-lead = Dai questo link all’altro genitore. Oppure fai vedere il quadrato alla fotocamera del suo telefono.
people-invite-until = L’invito vale fino al { $until }.
people-invite-once = Copia o stampa adesso. Dopo non vedi più il link. Ma puoi sempre fare un altro invito.
people-invitation-open = C’è un invito. Vale fino al { $until }.
people-withdraw = Cancella l’invito
people-invited = Un invito per te
people-invited-text = { $by } ti invita. Così decidete insieme per { $child }.
people-invited-means = Se dici sì: vedi i dati del bambino o ragazzo. Puoi prenotare per lui o per lei. Ricevi i messaggi.
people-invited-accept = Sì, accetto
people-invited-not = No, non accetto

people-matter-bookings = prenotare e annullare
people-matter-vouchers = chiedere e usare i voucher (buoni per pagare)
people-matter-data = vedere e cambiare i dati
people-waits = Per ora è fermo: { $what }
people-wait-title = Se non siete d’accordo
people-wait-ask = Chiedi di aspettare
people-wait-text = L’altro genitore fa una cosa e tu non sei d’accordo? Puoi chiedere di fermarla. Lo diciamo all’altro genitore. Uno sportello vi aiuta.
people-wait-what = Che cosa vuoi fermare?
people-wait-send = Chiedi di aspettare
people-lift = Si può andare avanti
people-leave-title = Non seguo più questo bambino o ragazzo
people-leave-ask = Voglio smettere
people-leave-text = Non vedi più i suoi dati. Non puoi più decidere per lui o per lei. Le altre persone che lo seguono restano.
people-leave = Smetto subito

people-messages-none = Non ci sono messaggi.
people-messages-read = Ho letto tutto
people-look-there = Guarda
people-told-changed = Sono cambiati i dati di un bambino o ragazzo che segui. Li ha cambiati una persona che lo segue con te.
people-told-guardian = C’è una persona nuova. Anche lei ora può decidere per un bambino o ragazzo che segui.
people-told-wait = Una persona segue con te un bambino o ragazzo. Ha chiesto di fermare: { $what }. Uno sportello può aiutarvi.
people-told-glass = C’era un’emergenza. Una persona del Comune ha aperto i tuoi dati. Un’altra persona controlla se era giusto.
people-told-role = Hai un nuovo compito: { $role }.
people-told-consent = Una persona segue con te un bambino o ragazzo. Ha dato un permesso: { $purpose }.
people-told-revoked = Una persona segue con te un bambino o ragazzo. Ha tolto un permesso: { $purpose }.
people-told-young = Hai 14 anni. Ora puoi avere un’area personale tutta tua.
people-told-child-young = Un ragazzo o una ragazza che segui ha 14 anni. Ora può avere un’area personale sua. Tu continui a decidere con lui o con lei.
people-told-adult = Hai 18 anni. Da oggi decidi da te.
people-told-child-adult = Una persona che seguivi ha 18 anni. Da oggi decide da sé.

people-consents-lead = Puoi dire sì o no. Wish Mi funziona anche se dici no. Puoi cambiare idea quando vuoi. Un permesso dura due anni.
people-consent-newsletter = Notizie per e-mail
people-consent-newsletter-about = Ti scriviamo una volta al mese. Ti diciamo che cosa c’è di nuovo. Usiamo solo il tuo indirizzo.
people-consent-participation = Dire la tua
people-consent-participation-about = Ricordiamo che cosa ti interessa. Ti chiediamo che cosa pensi. Queste cose le vede solo un ufficio: l’ufficio partecipazione.
people-consent-photos = Foto
people-consent-photos-about = Chi organizza un’attività può farti delle foto. Può usare le foto per far conoscere l’attività.
people-consent-referral = Contatto con un servizio che aiuta
people-consent-referral-about = Tu chiedi aiuto. Noi possiamo dare il tuo nome e il tuo numero al servizio che ti può aiutare.
people-consent-child-photos = Foto durante le attività
people-consent-child-referral = Dare i dati a un servizio che può aiutare
people-assent = Ho chiesto anche al bambino o ragazzo. Ha detto sì.
people-agree = Sì, do il permesso
people-agreed = Hai detto sì il { $since }
people-revoke = Tolgo il permesso

people-ways = Come entri
people-used = L’ultima volta: { $at }
people-made = Aggiunto il { $at }
people-add-mail = Aggiungi un indirizzo e-mail
people-add-mail-sent = Ti abbiamo mandato un link. Apri il link: così sappiamo che l’indirizzo è tuo.
people-sessions = I telefoni e i computer che usi
people-sessions-text = Non conosci un telefono o un computer? Chiudi l’accesso.
people-session-here = quello che usi adesso
people-session-about = { $way }, usato il { $at }
people-session-end = Chiudi l’accesso
people-sessions-end-others = Chiudi tutti gli altri accessi
people-device-unknown = Non sappiamo che cos’è

people-looks-lead = Una persona del Comune ha aperto i tuoi dati? Qui vedi quando e perché.
people-looks-none = Nessuno ha guardato i tuoi dati.
people-look-desk-find = Ricerca allo sportello
people-look-assisted-session = Aiuto allo sportello
people-look-file = Ha aperto i tuoi dati
people-look-emergency = Emergenza

people-export = Scarica i miei dati
people-export-text = È un file. Dentro c’è tutto quello che sappiamo di te e della tua famiglia. Anche altri programmi lo possono leggere.
people-export-do = Scarica il file
people-erase = Cancella i miei dati
people-erase-text = Cancelliamo il tuo nome, il telefono, l’e-mail, i modi per entrare e i messaggi. Dopo non si può tornare indietro.
people-erase-keeps = La legge ci chiede di tenere alcune cose, senza il tuo nome: che cosa è stato fatto e i numeri dei pagamenti. Segui da solo o da sola un bambino o ragazzo? Allora prima uno sportello trova un’altra persona per lui o per lei.
people-erase-sure = Ho capito: i miei dati vengono cancellati per sempre
people-erase-do = Cancella tutto

people-no-guardian = Non puoi decidere per questa persona. Pensi che sia un errore? Chiedi a uno sportello.
people-no-limited = { $what ->
    [bookings] Un documento ufficiale (atto) dice: non puoi prenotare per questa persona.
    [vouchers] Un documento ufficiale (atto) dice: non puoi chiedere o usare voucher per questa persona.
   *[other] Un documento ufficiale (atto) dice: non puoi vedere o cambiare i dati di questa persona.
}
people-no-blocked = Un’altra persona segue il bambino o ragazzo. Ha chiesto di aspettare. Uno sportello può aiutarvi.
people-no-too-young = Chi ha meno di { $age } anni non può farlo. Lo fa un adulto.
people-no-of-age = Chi ha { $age } anni decide da sé.
people-no-guardian-too-young = Per seguire un bambino o ragazzo devi avere { $age } anni.
people-no-own-guardian = Non puoi seguire te stesso o te stessa. Scrivi un’altra persona.
people-no-act-needed = Qui serve un documento ufficiale (atto). Portalo a uno sportello. Bastano pochi minuti.
people-no-already = Questa persona segue già il bambino o ragazzo.
people-no-last-guardian = Segui da solo o da sola un bambino o ragazzo. Prima vai a uno sportello. Lo sportello trova un’altra persona.
people-no-invitation-over = L’invito non vale più. Chiedi un altro invito.
people-no-birth-needed = Scrivi la data di nascita.
people-no-birth-wrong = La data di nascita è sbagliata. Scrivi il giorno, il mese e l’anno.
people-no-name-wrong = Scrivi il nome. Puoi usare al massimo { $max } lettere.
people-no-mail-wrong = Nell’e-mail manca qualcosa. Scrivila così: nome@esempio.it.
people-no-phone-wrong = Il numero di telefono è sbagliato. Scrivi solo numeri. Per esempio: 333 1234567.
people-no-code-disagrees = Il codice fiscale e la data di nascita non vanno bene insieme. Controllali tutti e due.
people-no-code-taken = Questo codice fiscale c’è già. È il tuo? Entra nell’altro modo. Oppure chiedi a uno sportello.
people-no-same-person = La stessa persona non può fare tutte e due le cose. Serve un collega.
people-no-own-affair = È una cosa della tua famiglia o del tuo ente. Deve farla un collega.
people-no-locked = Hai sbagliato troppe volte. Il codice è bloccato. Uno sportello ti dà un codice nuovo.
people-no-entry = Il codice, il PIN o il link è sbagliato. O non vale più. Controlla e prova di nuovo.
people-no-other-account = Questo indirizzo è già di un’altra area personale.
people-no-last-way-in = Hai solo questo modo per entrare. Prima aggiungi un altro modo.
people-no-assent-needed = Chiedi anche al bambino o ragazzo. Poi metti il segno nella casella.
people-no-forbidden = Non hai il permesso di farlo.
people-no-not-one = Non abbiamo trovato una persona sola. Controlla. Oppure cerca in un altro modo.
people-no-title = Scegli chi sei per questo bambino o ragazzo.
people-no-declaration = Per andare avanti metti il segno nella casella.
people-no-sure = Per cancellare metti il segno nella casella.

people-demo = Prova con una persona inventata
people-demo-text = Questa è una prova. Puoi entrare come una famiglia. Oppure come una persona che lavora per il Comune. Queste persone non esistono: sono inventate.
people-demo-choose = Scegli chi vuoi essere
people-demo-family = Mamma con due figli
people-demo-newcomer = Mamma arrivata da poco: legge l’arabo
people-demo-young = Ragazza di 16 anni

people-way-external-text = Hai già un’identità digitale? Usala per entrare.
people-enter-with = Entra con { $name }
people-add-external = Collega un’identità digitale
people-add-with = Collega { $name }
people-continue = Continua
people-continue-text = Ora vai su un’altra pagina. Lì confermano chi sei. Non succede niente? Premi «Continua».
people-way-passkey-text = Hai già una passkey? Entri con il dito, con il viso o con il PIN del tuo telefono o computer.
people-use-passkey = Entra con la passkey
people-add-passkey = Aggiungi una passkey
people-add-passkey-text = Con una passkey entri con il dito, con il viso o con il PIN del tuo telefono o computer. Non devi aspettare una e-mail.
people-passkey-label = Che nome le dai?
people-passkey-label-hint = Per esempio «telefono di casa».
people-passkey-none = Qui le passkey non funzionano. Scegli un altro modo per entrare.
people-passkey-cancelled = Non hai usato una passkey. Prova di nuovo. Oppure scegli un altro modo.
people-passkey-known = Questo telefono o computer ha già una passkey per la tua area.
people-passkey-failed = Non ha funzionato. Prova di nuovo. Oppure scegli un altro modo.
people-passkey-script = Le passkey funzionano solo se JavaScript è acceso.
people-no-passkey-over = È passato troppo tempo. Comincia di nuovo.
people-no-passkey-wrong = La risposta del telefono o del computer è sbagliata. Comincia di nuovo. Oppure scegli un altro modo.
people-no-passkey-unverified = Il telefono o il computer non ha controllato chi sei. Accendi il blocco con il dito, il viso o il PIN. Poi prova di nuovo.
people-no-passkey-unknown = Nessuna area personale ha questa passkey. Scegli un altro modo.
people-no-passkey-twice = Usi già questa passkey per entrare.
people-no-passkey-copied = Forse qualcuno ha una copia di questa passkey. Non puoi usarla. Entra in un altro modo. Poi togli questa passkey.

# Un modulo iniziato prima di entrare.
people-typed-kept = Entra per continuare. Quello che hai scritto resta in questo browser fino al { $until }. Non abbiamo ancora inviato niente. Non conserviamo PIN e file.
people-typed-here = Quello che hai scritto è ancora qui. Non è stato inviato. Rileggi. Poi premi il pulsante in fondo.
people-typed-elsewhere = Quello che hai scritto non è in questo browser. È nel browser dove hai iniziato, fino al { $until }. Apri lì questa pagina. Oppure scrivi di nuovo qui.
people-typed-over = Conserviamo quello che scrivi per un’ora. L’ora è passata. Scrivi di nuovo qui.
people-typed-unkept = Non abbiamo potuto conservare quello che hai scritto. C’erano file oppure il testo era troppo lungo. Dopo l’accesso scrivi di nuovo.
people-typed-another = In questo browser c’è un modulo scritto per un’altra persona. Qui non lo mostriamo.
people-typed-forget = Comincia da capo
people-typed-same-browser = Apri il link in questo stesso browser. Qui trovi quello che hai scritto.
people-hold = Prima entra
people-hold-text = Per questo modulo devi entrare. Hai scritto molto testo: resta in questa pagina. Non chiudere la pagina. Non abbiamo ancora inviato niente.
people-hold-door = Entra in un’altra scheda
people-hold-back = Torna a questa scheda e invia.
people-hold-send = Invia adesso

# Mostrare di nuovo chi si è; sessioni chiuse da altri.
people-prove = Conferma che sei tu
people-prove-text = Vuoi aggiungere o togliere un modo di entrare? Prima conferma che sei tu: entra di nuovo. Vale per dieci minuti.
people-prove-again = Sei già entrato. Per questo passo entra un’altra volta. Così sappiamo che sei tu.
people-told-sessions = Un amministratore ha chiuso tutti i tuoi accessi. Motivo: { $reason }

# I pulsanti nazionali.
people-spid-choose = Chi ti ha dato SPID?
people-spid-about = Che cos’è SPID
people-spid-none = Non hai SPID?
people-cie-about = Che cos’è CIE
