# Qué falla en un código: qué, dónde, cómo corregirlo.

codes-empty = Falta el código: escríbelo como está en el documento
codes-fiscal-length = Un código fiscal italiano (codice fiscale) tiene 16 caracteres (si es provisional, 11 cifras). Aquí hay { $found }
codes-number-length = Este número tiene 11 cifras. Aquí hay { $found }
codes-letter = El carácter { $at } es «{ $found }»: ahí va una letra
codes-digit = El carácter { $at } es «{ $found }»: ahí va una cifra
codes-either = El carácter { $at } es «{ $found }»: ahí va una letra o una cifra
codes-month = El carácter 9 es «{ $found }»: el mes es una de estas letras: A, B, C, D, E, H, L, M, P, R, S, T
codes-day = Los caracteres 10 y 11 indican el día de nacimiento (más 40 para las mujeres): ese día no existe
codes-control = El último carácter no concuerda con los demás: compara cada uno con el documento
codes-office = Las cifras 8 a 10 indican una oficina, y esta no existe: compáralas con el documento
codes-zero = Un número de ceros no es de nadie: escribe el del documento
codes-birth-differs = El código indica otra fecha de nacimiento: compara el código y la fecha con el documento
codes-sex-differs = El código indica el otro sexo: compara el código y el sexo con el documento
codes-runts = Un número RUNTS tiene como máximo 7 cifras y ninguna letra: escribe solo el número
codes-iban-form = Un IBAN de este país no tiene esta forma: revisa la longitud y los cuatro primeros caracteres
codes-iban-control = Una cifra o letra del IBAN no concuerda con las demás: compáralas con el documento del banco
