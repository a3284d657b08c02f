# Reservas: las páginas de las familias, de las organizaciones y del Ayuntamiento.

bookings-when = { $day }, { $hours }
bookings-course = { $count } sesiones, del { $from } al { $until }, { $hours }
bookings-no-lessons = Ninguna sesión
bookings-lesson-off = { $when }: cancelada. { $reason }
bookings-lesson-is-off = Esta sesión está cancelada.
bookings-free = Gratis
bookings-after = Con tu bono: { $price }
bookings-places =
    { $count ->
        [one] Una plaza libre
       *[other] { $count } plazas libres
    }
bookings-full = Completo
bookings-list = Completo: hay lista de espera
bookings-closed = Las reservas están cerradas
bookings-opens = Se reserva a partir del { $at }
bookings-sessions = Fechas y reservas
bookings-none = Por ahora no hay fechas para reservar
bookings-back-service = Volver a la ficha
bookings-fact-when = Cuándo
bookings-fact-where = Dónde
bookings-fact-price = Precio
bookings-fact-places = Plazas
bookings-fact-who = Quién participa
bookings-all-lessons = Todas las sesiones
bookings-terms = Antes de reservar
bookings-terms-free = Puedes cancelar sin pagar nada hasta el { $at }.
bookings-terms-over = El plazo para cancelar sin coste ({ $at }) ya ha pasado.
bookings-terms-late = Después, hay que pagar el { $percent } % de la parte pagada con el bono. Tu dinero nunca se toca.
bookings-terms-ill = Si es por enfermedad, cancelar no cuesta nada hasta que empiece.
bookings-terms-absent = Si no venís y no avisáis, hay que pagar el { $percent } % de la parte pagada con el bono.
bookings-terms-confirm = La organización responde en un máximo de { $hours } horas; si no responde, todo vuelve a estar como antes.
bookings-sign-in = Entra para reservar
bookings-nobody = Para reservar hace falta al menos un menor en tu área personal.
bookings-add-child = Añadir a un menor
bookings-who = ¿Quién participa?
bookings-oneself = Yo ({ $name })
bookings-group = O un grupo, sin nombres
bookings-group-name = Cómo se llama el grupo
bookings-group-hint = Por ejemplo: 3B. Sin nombres de niños.
bookings-group-places = Cuántos niños
bookings-go-on = Seguir
bookings-wait = Apúntame en la lista de espera
bookings-wait-about = Cuando queda libre una plaza, le toca a la primera persona de la lista: la guardamos y te avisamos.
bookings-wait-leave = Salir de la lista
bookings-checkout = Confirma la reserva
bookings-kept = Las plazas son tuyas hasta las { $time }: termina la reserva antes de esa hora.
bookings-pay-with = Paga con el bono «{ $name }» (€)
bookings-pay-hint = Tienes { $available }, hasta el { $until }
bookings-rest = Lo que pagas tú a la organización: { $price }
bookings-rest-about = Lo que el bono no cubre se lo pagas tú a la organización.
bookings-book = Reservar
bookings-ask = Pedir la plaza
bookings-drop = Dejar las plazas
bookings-lease-over = Se acabó el tiempo
bookings-lease-over-about = Las plazas eran tuyas durante un cuarto de hora y vuelven a estar libres. No se ha pagado nada.
bookings-again = Inténtalo otra vez
bookings-yes = Sí
bookings-no = No
bookings-mine = Mis reservas
bookings-mine-about = Lo que viene, lo que ya pasó, las listas de espera
bookings-mine-none = Todavía no tienes reservas
bookings-find = Busca algo que hacer
bookings-lists = Listas de espera
bookings-coming = Próximas
bookings-past = Pasadas
bookings-waiting = En lista de espera
bookings-offer-until = Hay una plaza: es tuya hasta el { $at }
bookings-offer-take = Quiero la plaza
bookings-offer-leave = Ya no la necesito
bookings-state-leased = Sin terminar
bookings-state-reserved = Esperando respuesta
bookings-state-confirmed = Confirmada
bookings-state-attended = Asistió
bookings-state-absent = No asistió
bookings-state-cancelled = Cancelada
bookings-state-cancelled-family = Cancelada por la familia
bookings-state-cancelled-late = Cancelada tarde por la familia
bookings-state-cancelled-illness = Cancelada por enfermedad
bookings-state-cancelled-provider = Cancelada por la organización
bookings-state-cancelled-city = Cancelada por el Ayuntamiento
bookings-state-refused = No aceptada
bookings-state-lapsed = Caducada
bookings-state-disputed = En revisión
bookings-paid-voucher = Con el bono: { $price }
bookings-back-cancelled = Sesión { $lesson } cancelada: vuelven { $voucher } al bono y { $own } a ti.
bookings-back-illness = Sesión { $lesson } perdida por enfermedad: vuelven { $voucher } al bono y { $own } a ti.
bookings-ticket = Enseña el código en el mostrador
bookings-calendar = Ponlo en el calendario
bookings-off = Cancelada. { $reason }
bookings-presence-attended = Asistió
bookings-presence-absent = No asistió
bookings-presence-ill = Enfermedad
bookings-ill = Avisa de que está enfermo
bookings-cancel = Cancelar la reserva
bookings-cancel-free = Cancelar ahora no cuesta nada.
bookings-cancel-late = Si cancelas ahora, hay que pagar el { $percent } % de la parte pagada con el bono. Por enfermedad no se paga nada.
bookings-cancel-sure = Sí, cancelar
bookings-cancel-ill = Cancelar por enfermedad
bookings-dispute = ¿No fue así?
bookings-dispute-reason = Qué ha pasado
bookings-dispute-send = Pide al Ayuntamiento que lo mire
bookings-steps = Qué ha pasado hasta ahora
bookings-step = { $at }: { $what }.
bookings-event-lease = plaza guardada
bookings-event-reserve = reserva hecha
bookings-event-confirm = confirmada por la organización
bookings-event-refuse = no aceptada por la organización
bookings-event-lapse = se acabó el tiempo
bookings-event-cancel = cancelada
bookings-event-attend = asistencia anotada
bookings-event-miss = falta anotada
bookings-event-mend = asistencia corregida
bookings-event-dispute = revisión pedida
bookings-event-settle = decidido por el Ayuntamiento
bookings-desk-none = Todavía no hay fechas para reservar.
bookings-taken = { $taken } de { $places } plazas ocupadas, { $waiting } en lista de espera
bookings-to-answer =
    { $count ->
        [one] Una solicitud espera respuesta
       *[other] { $count } solicitudes esperan respuesta
    }
bookings-session-open = Abierta
bookings-session-paused = En pausa
bookings-session-cancelled = Cancelada
bookings-new = Nueva fecha o nuevo curso
bookings-new-for = ¿Para qué ficha?
bookings-new-none = Primero hace falta una ficha vuestra en el catálogo.
bookings-edit = Editar
bookings-pause = Parar las reservas
bookings-open = Volver a abrir las reservas
bookings-redeem = Cobrar un bono
bookings-guests = Quién viene
bookings-guests-none = Por ahora nadie.
bookings-own = Por cobrar: { $price }
bookings-own-nothing = Nada que cobrar
bookings-say-yes = Confirmar
bookings-say-no = No aceptar
bookings-reason = Motivo
bookings-reason-hint = Lo lee la familia. No escribas nombres ni datos de salud.
bookings-cancel-one = Cancelar esta reserva
bookings-waiting-count =
    { $count ->
        [one] Una persona en lista de espera
       *[other] { $count } personas en lista de espera
    }
bookings-rolls = Sesiones y asistencia
bookings-roll = Asistencia
bookings-roll-early = Se pasa lista desde una hora antes de empezar.
bookings-roll-keep = Guardar la asistencia
bookings-cancel-lesson = Cancelar esta sesión
bookings-cancel-lesson-about = La parte de esta sesión vuelve a todas las familias, y se les avisa.
bookings-cancel-all = Cancelar todo
bookings-cancel-all-about = Las plazas y el dinero de las sesiones aún no hechas vuelven a todas las familias, y se les avisa.
bookings-field-title = Título
bookings-field-place = Dónde
bookings-field-place-hint = Por ejemplo: piscina pequeña, primer piso
bookings-field-day = Primer día
bookings-field-from = Hora de comienzo
bookings-field-until = Hora final
bookings-field-weeks = Cuántas veces
bookings-field-weeks-hint = 1 para una sola fecha; un curso se repite cada semana a la misma hora
bookings-field-skip = Días en que no hay
bookings-field-skip-hint = Por ejemplo: 24/12/2026, 31/12/2026
bookings-field-places = Plazas
bookings-field-price = Precio de todo, por persona (€)
bookings-field-price-hint = 0 si es gratis
bookings-field-min-age = Edad mínima
bookings-field-max-age = Edad máxima
bookings-field-opens = Se reserva desde el día
bookings-field-closes = Se reserva hasta el día
bookings-field-closes-hint = Vacío: hasta que empiece
bookings-field-confirm = Confirmación
bookings-field-cancel-hours = Antelación para cancelar sin pagar
bookings-field-late-percent = Lo que se paga al cancelar más tarde
bookings-field-late-percent-hint = Solo de la parte pagada con un bono. Por enfermedad, nunca.
bookings-field-absent-percent = Lo que se paga por quien no viene y no avisa
bookings-field-list = Lista de espera: una plaza libre se guarda 24 horas para la primera persona
bookings-field-ill-back = Una sesión perdida por enfermedad se devuelve
bookings-field-groups = También pueden reservar clases y grupos sin nombres
bookings-field-question = Pregunta { $n }
bookings-at-once = Enseguida, sin esperar respuesta
bookings-hours =
    { $hours ->
        [0] hasta que empiece
        [one] { $hours } hora
       *[other] { $hours } horas
    }
bookings-percent =
    { $percent ->
        [0] nada
       *[other] { $percent } %
    }
bookings-times-fixed = Alguien ya ha reservado: los días y las horas ya no se cambian desde aquí. Una sesión se puede cancelar.
bookings-questions = Preguntas para quien reserva
bookings-questions-about = Preguntad solo lo que de verdad os hace falta para esta actividad.
bookings-keep = Guardar
bookings-disputes = Asistencias por revisar
bookings-disputes-none = No hay nada que revisar.
bookings-settle-attended = Sí estaban
bookings-settle-absent = No estaban

bookings-told-booked = Reserva confirmada: { $title }, { $at }.
bookings-told-asked = Solicitud enviada: { $title }, { $at }. La organización tiene que responder.
bookings-told-refused = { $title }: la organización no puede aceptar la solicitud. { $reason }
bookings-told-cancelled = Otra persona adulta de la familia ha cancelado la reserva de { $title }.
bookings-told-off = La organización ha cancelado { $title }. { $reason }
bookings-told-lesson-off = { $title }: la sesión del { $at } está cancelada. { $reason }
bookings-told-moved = { $title }: ha cambiado el día, la hora o el lugar.
bookings-told-waiting = Estás en la lista de espera de { $title }.
bookings-told-offer = Hay una plaza para { $title }: es tuya hasta el { $at }.
bookings-told-offer-over = Nadie aceptó a tiempo la plaza para { $title } y ha pasado a otras personas.
bookings-told-list-over = La lista de espera de { $title } está cerrada: la actividad no se hace.
bookings-told-no-answer = { $title }: la organización no respondió a tiempo. No se ha pagado nada.
bookings-told-missed = { $title }: consta una falta. Si no es así, puedes pedir una revisión.
bookings-told-settled = { $title }: el Ayuntamiento ha decidido. { $reason }
bookings-told-soon = Recordatorio: { $title }, { $at }.
bookings-told-request = { $title }, { $at }: alguien pide una plaza y espera vuestra respuesta.
bookings-told-given-up = { $title }, { $at }: una familia ha renunciado a su plaza.

bookings-letter-booked = La reserva está confirmada
bookings-letter-asked = La solicitud se ha enviado
bookings-letter-refused = La respuesta a la solicitud
bookings-letter-no-answer = La solicitud ha caducado
bookings-letter-cancelled = Una reserva está cancelada
bookings-letter-off = Lo que había reservado no se celebra
bookings-letter-lesson-off = Una clase está cancelada
bookings-letter-moved = Una reserva ha cambiado
bookings-letter-offer = Hay una plaza para usted
bookings-letter-offer-over = La plaza ofrecida ha pasado a otros
bookings-letter-list-over = Una lista de espera está cerrada
bookings-letter-soon = Recordatorio de una reserva
bookings-letter-missed = Se ha anotado una ausencia
bookings-letter-settled = Una decisión sobre una reserva
bookings-letter-request = Una solicitud espera respuesta
bookings-letter-given-up = Una familia ha renunciado
bookings-letter-cancelled-said = La reserva de { $title } está cancelada.
bookings-letter-free-until = Se cancela sin coste hasta
bookings-letter-back = No se debe, o se devuelve
bookings-letter-look = Abrir mis reservas
bookings-letter-look-house = Abrir la sesión
bookings-letter-why = Recibe este mensaje porque ha reservado o está en una lista. Quien participa aparece solo con la inicial; lo demás se lee tras entrar.
bookings-letter-why-house = Recibe este mensaje porque su organización acepta reservas. Quién participa se lee solo tras entrar.

bookings-refused-capacity-full = No quedan plazas
bookings-refused-capacity-leased-until = Todas las plazas están ocupadas; alguna podría quedar libre el { $at }
bookings-refused-not-yet-open = Se reserva a partir del { $at }
bookings-refused-booking-closed = Las reservas están cerradas desde el { $at }
bookings-refused-offer-paused = La organización ha parado las reservas por ahora
bookings-refused-session-cancelled = Esta fecha está cancelada
bookings-refused-provider-not-admitted = En este momento la organización no puede tomar reservas
bookings-refused-age-not-met =
    { $kind ->
        [both] Es para quien tenga de { $min } a { $max } años el primer día
        [min] Es para quien tenga al menos { $min } años el primer día
       *[max] Es para quien tenga como máximo { $max } años el primer día
    }
bookings-refused-already-booked = Quien has elegido ya tiene plaza: mira en tus reservas
bookings-refused-price-changed = El precio ha cambiado: ahora es { $cents }. Compruébalo e inténtalo otra vez
bookings-refused-too-late-to-cancel = Ya no se puede: empezó el { $at }
bookings-refused-lease-over = Ya no te guardamos la plaza: empieza otra vez desde la fecha
bookings-refused-wrong-state = Mientras tanto ha cambiado algo: vuelve a cargar la página
bookings-refused-answer-missing = Responde a esta pregunta
bookings-refused-answer-wrong = Esta respuesta no sirve: 200 caracteres como máximo
bookings-refused-no-groups = Aquí no se reserva para grupos
bookings-refused-group-size = Un grupo tiene de 1 a { $most } niños
bookings-refused-group-name = Escribe cómo se llama el grupo, en pocas palabras
bookings-refused-no-waiting-list = Aquí no hay lista de espera
bookings-refused-places-are-free = Hay plazas libres: puedes reservar
bookings-refused-nobody-chosen = Elige quién participa
bookings-refused-too-many = Doce personas a la vez como máximo
bookings-refused-more-than-price = Es más que el precio: escribe como máximo lo que queda por pagar
bookings-refused-more-than-held = Es más de lo que se apartó: como máximo { $cents }
bookings-refused-not-yet-redeemable = Se puede a partir del { $at }
bookings-refused-key-reused = Otra persona ha cambiado lo mismo: vuelve a cargar la página e inténtalo otra vez
bookings-refused-fewer-than-taken = Ya hay { $taken } plazas ocupadas: no pueden ser menos
bookings-refused-not-found = Ya no está
bookings-refused-no-voucher = Este bono no sirve aquí
bookings-refused-insufficient-balance = En el bono solo quedan { $cents }
bookings-refused-voucher-ended = El bono terminó el { $at }
bookings-refused-hold-already-resolved = Ya se hizo el { $at }
bookings-refused-hold-ended = El plazo para cobrar terminó el { $at }
bookings-refused-books = Las cuentas no lo permiten: { $why }
bookings-refused-amount = Escribe una cantidad, por ejemplo 12,50
bookings-refused-officer = Esta página es para el personal del Ayuntamiento con esta función
bookings-refused-title = Escribe un título, de 120 caracteres como máximo
bookings-refused-place = 200 caracteres como máximo
bookings-refused-no-lesson = Escribe el día y la hora
bookings-refused-lessons = Son demasiadas sesiones
bookings-refused-lessons-booked = Alguien ya ha reservado: el número de sesiones ya no cambia
bookings-refused-ends-before = El final va después del comienzo
bookings-refused-overlap = Dos sesiones coinciden en el tiempo
bookings-refused-places = Escribe cuántas plazas, al menos una
bookings-refused-price = Escribe un precio, por ejemplo 90 o 12,50; 0 si es gratis
bookings-refused-closes-before = Las reservas se cierran después de abrirse
bookings-refused-closes-after = Las reservas se cierran, a más tardar, al final
bookings-refused-ages = La edad máxima no puede ser menor que la mínima
bookings-refused-age = Escribe una edad de 0 a 25 años
bookings-refused-percent = Quien cancela tarde no paga más que quien no viene
bookings-refused-hours = Elige una de las horas
bookings-refused-offer-hours = Elige de 1 a 168 horas
bookings-refused-questions = Una pregunta no sirve: hazla corta
bookings-refused-reason = Escribe un motivo, de 300 caracteres como máximo
bookings-refused-weeks = De 1 a 60 veces
bookings-refused-day = Escribe una fecha completa, como 24/12/2026
bookings-refused-time = Escribe una hora, como 17:30
