# Vouchers: what is refused (the vocabulary of design and API) and what families are told.
vouchers-no-insufficient-balance = El bono no alcanza: se pueden usar como máximo { $available }.
vouchers-no-voucher-ended = El bono ha caducado: su último día fue el { $on }.
vouchers-no-voucher-suspended = El bono está suspendido y por ahora no se puede usar. La familia encuentra el motivo en su área.
vouchers-no-not-valid-for-offer = { $why ->
    [theme] El bono no vale para este tipo de actividad.
    [district] El bono no vale en esta zona de la ciudad.
    [age] La edad no es de las que cubre el bono.
    [other_child] El bono es de otra persona.
    [time] La fecha está fuera de los días en que vale el bono.
    [other_booking] El billete es de otra reserva o de otra organización.
   *[other] Esta actividad no está en el catálogo: el bono no puede pagarla.
  }
vouchers-no-provider-not-admitted = La organización no puede recibir bonos: su admisión no es válida. Escribe al Ayuntamiento.
vouchers-no-offer-paused = La actividad está en pausa y por ahora no recibe bonos.
vouchers-no-limit-reached = { $window ->
    [0] Un pago puede ser como máximo de { $limit }.
    [one] En un día se pueden usar como máximo { $limit }.
   *[other] En { $window } días se pueden usar como máximo { $limit }.
  }
vouchers-no-hold-already-resolved = Ya se pagó el { $at }, recibo { $by }. No hay que cobrarlo otra vez.
vouchers-no-hold-ended = Para esta reserva ya no hay nada guardado del bono.
vouchers-no-price-changed = El precio es { $new }: no se puede pedir más.
vouchers-no-not-yet-redeemable = Es demasiado pronto: se puede usar desde el { $from }.
vouchers-no-key-reused = Este formulario ya se envió con otros datos. Empieza de nuevo desde la página anterior.
vouchers-no-try-again = Un problema técnico: no se ha hecho nada. Prueba de nuevo en un momento.
vouchers-no-unknown-code = No hay ningún código así, o ya no vale. Revisa las 8 letras y cifras, o pide que muestren uno nuevo.
vouchers-no-pin-wrong = Hace falta el PIN de 6 cifras de la familia, o no es el correcto. Tras 5 errores el código impreso deja de valer.
vouchers-no-too-many-attempts = Demasiados códigos equivocados. Prueba de nuevo después del { $until }.
vouchers-no-second-use = El mismo bono acaba de pagar aquí ({ $at }, recibo { $number }). ¿Es otra clase u otra persona?
vouchers-no-undo-over = Se podía deshacer hasta el { $deadline }, solo quien lo registró. Ahora hace falta una devolución.
vouchers-no-more-than-paid = Es más de lo que queda de este pago: { $left }.
vouchers-no-wrong-amount = El importe no está bien. Escríbelo en euros, por ejemplo 12,50; el bono y la parte de la familia suman el precio.
vouchers-no-wrong = { $field ->
    [iban] El IBAN no es correcto: revisa cada letra y cifra.
    [holder] Escribe de quién es la cuenta.
    [pin] El PIN tiene 6 cifras.
   *[other] Este campo falta o no está bien.
  }
vouchers-no-wrong-state = { $state ->
    [booked] Se pagó con una reserva: se devuelve cancelando la reserva o la clase.
    [batched] Ya está en un pago del Ayuntamiento: ahora hace falta un reembolso.
    [corrected] Una parte ya se devolvió: ya no se puede deshacer entero.
    [cancelled] Mientras tanto se canceló la reserva: el crédito ya volvió a la familia.
    [undone] Ya se había deshecho.
   *[other] En este estado no se puede hacer.
  }
vouchers-no-unknown = No está, o no es para ti.
vouchers-no-forbidden = No puedes hacer esto.
vouchers-no-own-affair = Se trata de tu propia familia u organización: tiene que hacerlo otra persona.
vouchers-no-same-person = Tiene que aprobarlo una segunda persona.
vouchers-no-already-has = Ya hay un bono de esta convocatoria.
vouchers-no-fund-short = Ningún fondo de la convocatoria alcanza: el que más tiene llega a { $available }.
vouchers-no-reason-needed = Escribe el motivo, sin nombres de personas.
vouchers-no-document-needed = Escribe el número del documento.
vouchers-no-no-payee = Nadie ha verificado todavía la cuenta de esta organización.
vouchers-no-nothing-to-pay = No hay nada que pagar.
vouchers-no-batch-changed = Lo que se cerró no es lo que hay ahora: no se ha enviado nada.
vouchers-no-not-ready = Algo sigue abierto: { $what }.
vouchers-no-books = La contabilidad no lo permite. No se ha hecho nada.

vouchers-told-given = Tienes un bono nuevo ({ $call }) de { $amount }, para usar hasta el { $until }.
vouchers-told-ends = El bono { $call } termina el { $until }: quedan { $left }.
vouchers-told-suspended = El bono { $call } está suspendido. { $reason }
vouchers-told-resumed = El bono { $call } se puede usar de nuevo, hasta el { $until }. { $reason }
vouchers-told-closed = El bono { $call } se ha cerrado. { $reason }
vouchers-told-replaced = El bono { $call } se ha sustituido por uno nuevo. { $reason }
vouchers-told-spent = En { $where } el bono pagó { $amount }, la familia { $own }. Quedan { $left }. Recibo { $number }.
vouchers-told-undone = { $where } ha deshecho el recibo { $number }: { $amount } están de nuevo en el bono. Quedan { $left }.
vouchers-told-back = { $where } ha devuelto { $amount } al bono (recibo { $number }). Quedan { $left }.

vouchers-letter-ends-subject = Tu bono { $call } termina el { $until }
vouchers-letter-ends-button = Mira para qué puedes usarlo
vouchers-letter-ends-why = Escribimos 90, 30 y 7 días antes del final a quien tiene un bono.

vouchers-told-hook-ended = Los avisos a vuestro sistema no llegan desde { $at }: no enviamos más. Cuando el sistema vuelva a responder, cread una nueva dirección para los avisos.
vouchers-told-hook-paused = Los avisos a vuestro sistema estaban en pausa desde { $at }: tras 30 días la dirección se ha cerrado. Si aún hace falta, añadidla de nuevo.
