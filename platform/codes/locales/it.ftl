# Cosa non va in un codice: cosa, dove, come correggere.

codes-empty = Manca il codice: scrivilo come sta sul documento
codes-fiscal-length = Un codice fiscale ha 16 caratteri (se provvisorio, 11 cifre). Qui ce ne sono { $found }
codes-number-length = Questo numero ha 11 cifre. Qui ce ne sono { $found }
codes-letter = Al posto { $at } c’è «{ $found }»: lì va una lettera
codes-digit = Al posto { $at } c’è «{ $found }»: lì va una cifra
codes-either = Al posto { $at } c’è «{ $found }»: lì va una lettera o una cifra
codes-month = Al posto 9 c’è «{ $found }»: il mese è una lettera tra A, B, C, D, E, H, L, M, P, R, S, T
codes-day = I caratteri 10 e 11 dicono il giorno di nascita (per le donne più 40): quel giorno non esiste
codes-control = L’ultimo carattere non va d’accordo con gli altri: confronta ogni carattere con il documento
codes-office = Le cifre da 8 a 10 indicano un ufficio, e questo non esiste: confrontale con il documento
codes-zero = Un numero di soli zeri non è di nessuno: scrivi quello del documento
codes-birth-differs = Il codice dice un’altra data di nascita: confronta codice e data con il documento
codes-sex-differs = Il codice dice l’altro sesso: confronta codice e sesso con il documento
codes-runts = Il numero RUNTS ha al massimo 7 cifre e nessuna lettera: scrivi solo il numero
codes-iban-form = Un IBAN di questo paese non è fatto così: controlla la lunghezza e i primi quattro caratteri
codes-iban-control = Una cifra o una lettera dell’IBAN non va d’accordo con le altre: confrontale con il documento della banca
