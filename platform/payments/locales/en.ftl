# Payments: what is wrong with a batch, a file of the bank, a list of vouchers; where, how to mend it.

payments-place = { $place ->
    [debtor] Debtor
    [line] Line { $line }
   *[batch] Batch
}
payments-piece = { $piece ->
    [lines] lines
    [total] total
    [execution] day of execution
    [payout] payment
    [name] name
    [tax-code] tax code
    [iban] IBAN
    [bic] BIC
    [cuc] CBI code (CUC)
    [abi] ABI code
    [amount] amount
    [remittance] remittance text
    [document] document
    [cup] CUP
    [cig] CIG
    [capitolo] budget chapter
   *[other] entry
}
payments-missing = It is missing: add it and seal the batch again
payments-too-long = It is too long: { $found } characters, and there is room for { $most }. Shorten it
payments-too-many = There are too many: { $found }, and at most { $most } fit. Split the batch
payments-unwritable = None of these letters can stand in a bank’s file: write the name in Latin letters
payments-form = { $piece ->
    [bic] A BIC has 8 or 11 characters: compare it with the bank’s document
    [cuc] A CBI code has 8 letters or digits: compare it with the bank’s contract
    [abi] An ABI code has 5 digits: they stand in the IBAN, from its sixth character on
    [cup] A CUP has 15 letters or digits: compare it with the document
    [cig] A CIG has 10 letters or digits: compare it with the document
   *[other] The code is not built like this: compare it with the document
}
payments-not-sepa = The account is in a country outside SEPA ({ $found }): ask for an account in SEPA
payments-other-bank = The IBAN belongs to another bank (ABI { $found }): correct one of the two
payments-not-positive = The amount must be more than zero: remove the line or correct it
payments-too-much = A transfer can be { $most } euros at most: split the payment
payments-sum = The lines make { $found } euros, the total says { $said }: check the lines
payments-twice = This payment stands in the batch already: remove one of the two lines
payments-past = That day was over when the batch was sealed: choose another
payments-no-cuc = The CBI file needs the debtor’s CBI code (CUC), which the bank gives: enter it with the account
payments-no-abi = The CBI file needs the ABI code of the bank: enter it with the account

payments-bank-empty = The file is empty: download it from the bank again
payments-bank-known = This file was taken before, there is no need to upload it again (SHA-256 { $hash })
payments-bank-too-large = The file is larger than { $most } MB: ask the bank for one file a day
payments-bank-too-deep = The file has more than { $most } elements within each other: it does not come from a bank
payments-bank-too-many = The file has more than { $most } elements: ask the bank for one file a day
payments-bank-too-long = A text in the file is longer than { $most } bytes: download it from the bank again
payments-bank-not-utf8 = The file is not in UTF-8: upload it as the bank gives it, without opening and saving it
payments-bank-damaged = The file is damaged at byte { $at }: download it from the bank again
payments-bank-truncated = The file ends in the middle: download it from the bank again
payments-bank-entities = The file has a document type or entities, as no file of a bank does: it was not read
payments-bank-namespace = “{ $found }” is no message that is read here: pain.002, camt.053 or camt.054 are
payments-bank-lacks = { $what } is missing in the file: download it again or ask the bank
payments-bank-amount = { $what }: “{ $found }” is not an amount. Ask the bank for a correct file
payments-bank-number = { $what }: “{ $found }” is not a whole number. Ask the bank for a correct file
payments-bank-day = { $what }: “{ $found }” is not a day. Ask the bank for a correct file
payments-bank-currency = A payment of ours is in “{ $found }”, but we pay in euros: ask the bank
payments-bank-other-message = We have not sent any message “{ $found }”: check that this is the right file
payments-bank-other-payout = “{ $found }” is not a payment of batch { $batch }: ask the bank
payments-bank-other-amount = Payment { $payout }: the file says { $said } euros, we sent { $sent }. Ask the bank
payments-bank-count = { $what }: the file says { $said }, but there are { $found }. The file is not complete: download it again
payments-bank-sum = { $what }: the file says { $said } euros, but the sum is { $found }. The file is not complete: download it again
payments-bank-contradiction = The file contradicts itself about payment { $payout }: ask the bank

payments-why-not-ours = It names no payment of ours
payments-why-other-amount = It names a payment of ours with another amount
payments-why-paid-twice = It pays the same payment a second time
payments-why-batch = It is the sum of a batch of ours, but does not fit it
payments-why-status = The bank’s status is not known here
payments-why-direction = The money goes the wrong way

payments-list-place = { $column ->
    [none] { $line ->
        [0] File
       *[other] Line { $line }
    }
    [voucher] Line { $line }, column { $number } (voucher code)
    [call] Line { $line }, column { $number } (call code)
    [valid-from] Line { $line }, column { $number } (valid from)
    [valid-to] Line { $line }, column { $number } (valid to)
    [name] Line { $line }, column { $number } (first name)
    [surname] Line { $line }, column { $number } (surname)
    [holder] Line { $line }, column { $number } (tax code)
    [minor-type] Line { $line }, column { $number } (type of data)
    [minor] Line { $line }, column { $number } (tax code of the minor)
    [amount] Line { $line }, column { $number } (amount)
    [email] Line { $line }, column { $number } (e-mail)
   *[mobile] Line { $line }, column { $number } (mobile)
}
payments-list-empty = There is not one voucher in the file
payments-list-too-large = The file is larger than { $most } MB: split it
payments-list-too-many = The file has more than { $most } lines: split it
payments-list-utf16 = The file is in UTF-16: save it as CSV UTF-8
payments-list-heading = The first line is a heading: remove it, here every line is a voucher
payments-list-fields = There are { $found } fields, and there must be 12, divided by semicolons
payments-list-quote = The quotation marks do not close, or something follows them: put them at both ends of the field
payments-list-unreadable = There is a character that cannot be read: write the field again and save as UTF-8
payments-list-missing = It is missing: write it
payments-list-too-long = It has { $found } characters, and there is room for { $most }: shorten it
payments-list-amount = “{ $found }” is not an amount: write 150,50 or 150.50, without signs for thousands
payments-list-nothing = A voucher must be worth more than zero
payments-list-too-much = A voucher is worth { $most } euros at most
payments-list-day = “{ $found }” is not a day: write 31/12/2026 or 2026-12-31
payments-list-ends-before = The last day comes before the first: correct one of them
payments-list-other-half = Type of data and code of the minor must both be written, or neither
payments-list-twice = This code stands in line { $first } already: remove one of the two
payments-list-email = An e-mail address looks like name@domain.org
payments-list-mobile = A number has 6 to 15 digits, with or without a prefix such as +39
