# What is wrong with a code: what, where, how to mend it.

codes-empty = The code is missing: write it as it stands on the document
codes-fiscal-length = A codice fiscale has 16 characters (a provisional one 11 digits). Here there are { $found }
codes-number-length = This number has 11 digits. Here there are { $found }
codes-letter = Character { $at } is “{ $found }”: a letter belongs there
codes-digit = Character { $at } is “{ $found }”: a digit belongs there
codes-either = Character { $at } is “{ $found }”: a letter or a digit belongs there
codes-month = Character 9 is “{ $found }”: the month is one of A, B, C, D, E, H, L, M, P, R, S, T
codes-day = Characters 10 and 11 give the day of birth (plus 40 for women): that day does not exist
codes-control = The last character does not go with the others: compare each character with the document
codes-office = Digits 8 to 10 name an office, and this one does not exist: compare them with the document
codes-zero = A number of zeros belongs to nobody: write the one on the document
codes-birth-differs = The code says another date of birth: compare code and date with the document
codes-sex-differs = The code says the other sex: compare code and sex with the document
codes-runts = A RUNTS number has at most 7 digits and no letters: write the number alone
codes-iban-form = An IBAN of this country is not built like this: check the length and the first four characters
codes-iban-control = One digit or letter of the IBAN does not go with the others: compare them with the bank’s document
