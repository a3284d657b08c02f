# Pagos: qué falla en un lote, en un fichero del banco, en una lista de bonos; dónde, cómo corregirlo.

payments-place = { $place ->
    [debtor] Ordenante
    [line] Línea { $line }
   *[batch] Lote
}
payments-piece = { $piece ->
    [lines] líneas
    [total] total
    [execution] día de ejecución
    [payout] pago
    [name] nombre
    [tax-code] código fiscal
    [iban] IBAN
    [bic] BIC
    [cuc] código CBI (CUC)
    [abi] código ABI
    [amount] importe
    [remittance] concepto
    [document] documento
    [cup] CUP
    [cig] CIG
    [capitolo] partida del presupuesto
   *[other] dato
}
payments-missing = Falta: añádelo y vuelve a cerrar el lote
payments-too-long = Es demasiado largo: tiene { $found } caracteres y caben { $most }. Acórtalo
payments-too-many = Son demasiadas: { $found }, como máximo { $most }. Divide el lote
payments-unwritable = Ninguna de estas letras puede ir en un fichero del banco: escribe el nombre con letras latinas
payments-form = { $piece ->
    [bic] Un BIC tiene 8 u 11 caracteres: compáralo con el documento del banco
    [cuc] Un código CBI tiene 8 letras o cifras: compáralo con el contrato del banco
    [abi] Un código ABI tiene 5 cifras: están en el IBAN, desde el sexto carácter
    [cup] Un CUP tiene 15 letras o cifras: compáralo con el documento
    [cig] Un CIG tiene 10 letras o cifras: compáralo con el documento
   *[other] El código no tiene esta forma: compáralo con el documento
}
payments-not-sepa = La cuenta está en un país fuera de la SEPA ({ $found }): pide una cuenta SEPA
payments-other-bank = El IBAN es de otro banco (ABI { $found }): corrige uno de los dos
payments-not-positive = El importe debe ser mayor que cero: quita la línea o corrígela
payments-too-much = Una transferencia puede ser de { $most } euros como máximo: divide el pago
payments-sum = Las líneas suman { $found } euros y el total dice { $said }: revisa las líneas
payments-twice = Este pago ya está en el lote: quita una de las dos líneas
payments-past = Ese día ya había pasado cuando se cerró el lote: elige otro
payments-no-cuc = El fichero CBI necesita el código CBI (CUC) del ordenante, que da el banco: escríbelo junto a la cuenta
payments-no-abi = El fichero CBI necesita el código ABI del banco: escríbelo junto a la cuenta

payments-bank-empty = El fichero está vacío: descárgalo otra vez del banco
payments-bank-known = Este fichero ya se cargó antes y no hace falta repetirlo (SHA-256 { $hash })
payments-bank-too-large = El fichero supera { $most } MB: pide al banco un fichero por día
payments-bank-too-deep = El fichero tiene más de { $most } elementos unos dentro de otros: no viene de un banco
payments-bank-too-many = El fichero tiene más de { $most } elementos: pide al banco un fichero por día
payments-bank-too-long = Un texto del fichero supera { $most } bytes: descárgalo otra vez del banco
payments-bank-not-utf8 = El fichero no está en UTF-8: cárgalo como lo da el banco, sin abrirlo y guardarlo
payments-bank-damaged = El fichero está dañado en el byte { $at }: descárgalo otra vez del banco
payments-bank-truncated = El fichero termina a la mitad: descárgalo otra vez del banco
payments-bank-entities = El fichero contiene un tipo de documento o entidades, como ningún fichero de un banco: no se ha leído
payments-bank-namespace = «{ $found }» no es un mensaje previsto: sirven pain.002, camt.053 o camt.054
payments-bank-lacks = En el fichero falta { $what }: descárgalo otra vez o pregunta al banco
payments-bank-amount = { $what }: «{ $found }» no es un importe. Pide al banco un fichero correcto
payments-bank-number = { $what }: «{ $found }» no es un número entero. Pide al banco un fichero correcto
payments-bank-day = { $what }: «{ $found }» no es un día. Pide al banco un fichero correcto
payments-bank-currency = Un pago nuestro está en «{ $found }», pero pagamos en euros: pregunta al banco
payments-bank-other-message = No hemos enviado ningún mensaje «{ $found }»: comprueba que es el fichero correcto
payments-bank-other-payout = «{ $found }» no es un pago del lote { $batch }: pregunta al banco
payments-bank-other-amount = Pago { $payout }: el fichero dice { $said } euros y enviamos { $sent }. Pregunta al banco
payments-bank-count = { $what }: el fichero dice { $said }, pero hay { $found }. El fichero no está completo: descárgalo otra vez
payments-bank-sum = { $what }: el fichero dice { $said } euros, pero la suma es { $found }. El fichero no está completo: descárgalo otra vez
payments-bank-contradiction = El fichero se contradice sobre el pago { $payout }: pregunta al banco

payments-why-not-ours = No nombra ningún pago nuestro
payments-why-other-amount = Nombra un pago nuestro con otro importe
payments-why-paid-twice = Paga por segunda vez el mismo pago
payments-why-batch = Es la suma de un lote nuestro, pero no cuadra
payments-why-status = El estado que da el banco no se conoce aquí
payments-why-direction = El dinero va en la dirección contraria

payments-list-place = { $column ->
    [none] { $line ->
        [0] Fichero
       *[other] Línea { $line }
    }
    [voucher] Línea { $line }, columna { $number } (código del bono)
    [call] Línea { $line }, columna { $number } (código de la convocatoria)
    [valid-from] Línea { $line }, columna { $number } (válido desde)
    [valid-to] Línea { $line }, columna { $number } (válido hasta)
    [name] Línea { $line }, columna { $number } (nombre)
    [surname] Línea { $line }, columna { $number } (apellidos)
    [holder] Línea { $line }, columna { $number } (código fiscal)
    [minor-type] Línea { $line }, columna { $number } (tipo de dato)
    [minor] Línea { $line }, columna { $number } (código fiscal del menor)
    [amount] Línea { $line }, columna { $number } (importe)
    [email] Línea { $line }, columna { $number } (correo electrónico)
   *[mobile] Línea { $line }, columna { $number } (móvil)
}
payments-list-empty = En el fichero no hay ningún bono
payments-list-too-large = El fichero supera { $most } MB: divídelo
payments-list-too-many = El fichero tiene más de { $most } líneas: divídelo
payments-list-utf16 = El fichero está en UTF-16: guárdalo como CSV UTF-8
payments-list-heading = La primera línea es un encabezado: quítala, aquí cada línea es un bono
payments-list-fields = Hay { $found } campos y deben ser 12, separados por punto y coma
payments-list-quote = Las comillas no se cierran, o sigue algo después: ponlas en los dos extremos del campo
payments-list-unreadable = Hay un carácter que no se puede leer: escribe otra vez el campo y guarda en UTF-8
payments-list-missing = Falta: escríbelo
payments-list-too-long = Tiene { $found } caracteres y caben { $most }: acórtalo
payments-list-amount = «{ $found }» no es un importe: escribe 150,50 o 150.50, sin signos para los miles
payments-list-nothing = Un bono debe valer más que cero
payments-list-too-much = Un bono vale como máximo { $most } euros
payments-list-day = «{ $found }» no es un día: escribe 31/12/2026 o 2026-12-31
payments-list-ends-before = El último día viene antes del primero: corrige uno de los dos
payments-list-other-half = El tipo de dato y el código del menor se escriben los dos, o ninguno
payments-list-twice = Este código ya está en la línea { $first }: quita una de las dos
payments-list-email = Una dirección de correo tiene esta forma: nombre@dominio.es
payments-list-mobile = Un número tiene de 6 a 15 cifras, con o sin prefijo como +39
