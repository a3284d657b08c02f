# Pagamenti: cosa non va in un lotto, in un file della banca, in un elenco di buoni; dove, come correggere.

payments-place = { $place ->
    [debtor] Ordinante
    [line] Riga { $line }
   *[batch] Lotto
}
payments-piece = { $piece ->
    [lines] righe
    [total] totale
    [execution] giorno di esecuzione
    [payout] pagamento
    [name] nome
    [tax-code] codice fiscale
    [iban] IBAN
    [bic] BIC
    [cuc] codice unico CBI
    [abi] codice ABI
    [amount] importo
    [remittance] causale
    [document] documento
    [cup] CUP
    [cig] CIG
    [capitolo] capitolo
   *[other] dato
}
payments-missing = Manca: aggiungilo e chiudi di nuovo il lotto
payments-too-long = È troppo lungo: ha { $found } caratteri e ce ne stanno { $most }. Accorcialo
payments-too-many = Sono troppe: { $found }, al massimo { $most }. Dividi il lotto
payments-unwritable = Nessuna di queste lettere passa nei file delle banche: scrivi il nome in lettere latine
payments-form = { $piece ->
    [bic] Un BIC ha 8 o 11 caratteri: confrontalo con il documento della banca
    [cuc] Un codice unico CBI ha 8 lettere o cifre: confrontalo con il contratto della banca
    [abi] Un codice ABI ha 5 cifre: sono nell’IBAN, dopo il sesto carattere
    [cup] Un CUP ha 15 lettere o cifre: confrontalo con il documento
    [cig] Un CIG ha 10 lettere o cifre: confrontalo con il documento
   *[other] La forma del codice non è giusta: confrontalo con il documento
}
payments-not-sepa = Il conto è in un paese fuori dalla SEPA ({ $found }): chiedi un conto SEPA
payments-other-bank = L’IBAN è di un’altra banca (ABI { $found }): correggi uno dei due
payments-not-positive = L’importo deve essere maggiore di zero: togli la riga o correggila
payments-too-much = Un bonifico arriva al massimo a { $most } euro: dividi il pagamento
payments-sum = Le righe fanno { $found } euro, il totale dice { $said }: controlla le righe
payments-twice = Questo pagamento è già nel lotto: togli una delle due righe
payments-past = Il giorno era già passato quando il lotto è stato chiuso: scegline un altro
payments-no-cuc = Per il file CBI serve il codice unico CBI dell’ordinante: lo dà la banca. Scrivilo accanto al conto
payments-no-abi = Per il file CBI serve il codice ABI della banca: scrivilo accanto al conto

payments-bank-empty = Il file è vuoto: scaricalo di nuovo dalla banca
payments-bank-known = Questo file è già stato preso: non serve caricarlo di nuovo (SHA-256 { $hash })
payments-bank-too-large = Il file supera { $most } MB: chiedi alla banca un file al giorno
payments-bank-too-deep = Il file ha più di { $most } elementi uno dentro l’altro: non viene da una banca
payments-bank-too-many = Il file ha più di { $most } elementi: chiedi alla banca un file al giorno
payments-bank-too-long = Un testo del file supera { $most } byte: scaricalo di nuovo dalla banca
payments-bank-not-utf8 = Il file non è in UTF-8: caricalo come la banca lo dà, senza aprirlo e salvarlo
payments-bank-damaged = Il file è danneggiato al byte { $at }: scaricalo di nuovo dalla banca
payments-bank-truncated = Il file finisce a metà: scaricalo di nuovo dalla banca
payments-bank-entities = Il file contiene un tipo di documento o delle entità, come nessun file di banca: non è stato letto
payments-bank-namespace = «{ $found }» non è un messaggio previsto: servono pain.002, camt.053 o camt.054
payments-bank-lacks = Nel file manca { $what }: scaricalo di nuovo o chiedi alla banca
payments-bank-amount = { $what }: «{ $found }» non è un importo. Chiedi alla banca un file corretto
payments-bank-number = { $what }: «{ $found }» non è un numero intero. Chiedi alla banca un file corretto
payments-bank-day = { $what }: «{ $found }» non è un giorno. Chiedi alla banca un file corretto
payments-bank-currency = Un nostro pagamento è in «{ $found }», ma paghiamo in euro: chiedi alla banca
payments-bank-other-message = Non abbiamo mandato nessun messaggio «{ $found }»: controlla di avere il file giusto
payments-bank-other-payout = «{ $found }» non è un pagamento del lotto { $batch }: chiedi alla banca
payments-bank-other-amount = Pagamento { $payout }: il file dice { $said } euro, ne abbiamo mandati { $sent }. Chiedi alla banca
payments-bank-count = { $what }: il file dice { $said }, ma sono { $found }. Il file non è completo: scaricalo di nuovo
payments-bank-sum = { $what }: il file dice { $said } euro, ma la somma fa { $found }. Il file non è completo: scaricalo di nuovo
payments-bank-contradiction = Il file si contraddice sul pagamento { $payout }: chiedi alla banca

payments-why-not-ours = Non nomina nessun nostro pagamento
payments-why-other-amount = Nomina un nostro pagamento con un altro importo
payments-why-paid-twice = Paga una seconda volta lo stesso pagamento
payments-why-batch = È la somma di un nostro lotto, ma non torna
payments-why-status = Lo stato dato dalla banca non è conosciuto
payments-why-direction = Il denaro va nella direzione sbagliata

payments-list-place = { $column ->
    [none] { $line ->
        [0] File
       *[other] Riga { $line }
    }
    [voucher] Riga { $line }, colonna { $number } (codice del buono)
    [call] Riga { $line }, colonna { $number } (codice del bando)
    [valid-from] Riga { $line }, colonna { $number } (valido dal)
    [valid-to] Riga { $line }, colonna { $number } (valido al)
    [name] Riga { $line }, colonna { $number } (nome)
    [surname] Riga { $line }, colonna { $number } (cognome)
    [holder] Riga { $line }, colonna { $number } (codice fiscale)
    [minor-type] Riga { $line }, colonna { $number } (tipo di dato)
    [minor] Riga { $line }, colonna { $number } (codice fiscale del minore)
    [amount] Riga { $line }, colonna { $number } (importo)
    [email] Riga { $line }, colonna { $number } (e-mail)
   *[mobile] Riga { $line }, colonna { $number } (cellulare)
}
payments-list-empty = Nel file non c’è nessun buono
payments-list-too-large = Il file supera { $most } MB: dividilo
payments-list-too-many = Il file ha più di { $most } righe: dividilo
payments-list-utf16 = Il file è in UTF-16: salvalo come CSV UTF-8
payments-list-heading = La prima riga è un’intestazione: toglila, qui ogni riga è un buono
payments-list-fields = I campi sono { $found } e devono essere 12, divisi da punto e virgola
payments-list-quote = Le virgolette non si chiudono, o dopo c’è altro: mettile ai due estremi del campo
payments-list-unreadable = C’è un carattere che non si legge: scrivi di nuovo il campo e salva in UTF-8
payments-list-missing = Manca: scrivilo
payments-list-too-long = Ha { $found } caratteri e ce ne stanno { $most }: accorcialo
payments-list-amount = «{ $found }» non è un importo: scrivi 150,50 o 150.50, senza punti per le migliaia
payments-list-nothing = Un buono deve valere più di zero
payments-list-too-much = Un buono vale al massimo { $most } euro
payments-list-day = «{ $found }» non è un giorno: scrivi 31/12/2026 o 2026-12-31
payments-list-ends-before = L’ultimo giorno viene prima del primo: correggi uno dei due
payments-list-other-half = Tipo di dato e codice del minore vanno scritti tutti e due, o nessuno
payments-list-twice = Questo codice è già alla riga { $first }: togli una delle due
payments-list-email = Un indirizzo e-mail ha la forma nome@dominio.it
payments-list-mobile = Un numero ha da 6 a 15 cifre, con o senza prefisso +39
