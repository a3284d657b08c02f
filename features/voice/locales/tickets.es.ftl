# Reports as tickets: the receipt, the officers' queue, letters.

voice-ticket-title = Tu aviso
voice-ticket-receipt = Código del recibo
voice-ticket-keep = Guarda el código o el enlace de esta página: aquí lees la respuesta, sin registrarte. Quien tiene el código puede leerla.
voice-ticket-number = Número
voice-ticket-came = Recibido el
voice-ticket-due = Respuesta antes del
voice-ticket-answer = Respuesta
voice-ticket-question = Tenemos una pregunta
voice-ticket-forget = Borrar ahora mi dirección
voice-ticket-happened = Qué ha pasado
voice-ticket-send = Enviar
voice-ticket-reopen = ¿El error sigue ahí? Explica qué está mal
voice-ticket-reply = Tu respuesta
voice-ticket-more = ¿Quieres añadir algo?

voice-state-open = En espera
voice-state-assigned = En curso
voice-state-asked = Esperando una respuesta
voice-state-answered = Resuelto
voice-state-closed = Cerrado

voice-step-received = Aviso recibido
voice-step-taken = Una oficina se ocupa de él
voice-step-released = Devuelto a los que esperan
voice-step-asked-visitor = Pregunta a quien avisó
voice-step-asked-organisation = Se ha preguntado a la organización
voice-step-said-visitor = Quien avisó ha escrito
voice-step-said-organisation = La organización ha respondido
voice-step-mended = La organización ha corregido la ficha
voice-step-right = La organización dice que la ficha es correcta
voice-step-answered = Respuesta dada
voice-step-closed = Cerrado sin cambios
voice-step-reopened = Abierto de nuevo

voice-closed-right = Lo hemos comprobado: la información es correcta y se queda como está.
voice-closed-double = Alguien ya había avisado: nos ocupamos con ese aviso.
voice-closed-elsewhere = No depende de este sitio, así que aquí no podemos corregirlo.
voice-closed-unclear = No hemos podido entender qué está mal.
voice-closed-misuse = El mensaje no avisa de un error.

voice-reason-right = La información es correcta
voice-reason-double = Ya se había avisado
voice-reason-elsewhere = No depende de este sitio
voice-reason-unclear = No se entiende
voice-reason-misuse = No es un aviso de error

voice-letter-thanks = Gracias por avisarnos de un error.
voice-letter-about = Tu aviso trata de: { $name }.
voice-letter-answered = Tenías razón: hemos corregido la página.
voice-letter-asked = Para corregir la página necesitamos tu respuesta:
voice-letter-asked-subject = Una pregunta sobre tu aviso número { $number }
voice-letter-answered-subject = Respuesta a tu aviso número { $number }
voice-letter-closed-subject = Respuesta a tu aviso número { $number }
voice-letter-asked-button = Responder
voice-letter-answered-button = Abrir el recibo
voice-letter-closed-button = Abrir el recibo
voice-letter-receipt = Código del recibo: { $receipt }
voice-letter-why = Recibes esta carta porque dejaste tu dirección para la respuesta. Puedes borrarla desde el recibo.

voice-find = Leer la respuesta a un aviso
voice-find-about = Escribe el código de tu recibo. No hace falta registrarse.
voice-find-receipt = Código del recibo
voice-find-hint = Doce letras y cifras, por ejemplo 7K3F-9QXM-2TVA. No importan mayúsculas, espacios ni guiones.
voice-find-send = Abrir el recibo
voice-find-lost = ¿Has perdido el código? Llama y di el número de tu aviso.

voice-refused-unknown = Este aviso no existe.
voice-refused-changed = Mientras tanto otra persona ha cambiado este aviso. Abajo ves cómo está ahora: compruébalo y decide de nuevo.
voice-refused-words = Escribe unas palabras.
voice-refused-step = Esto ya no se puede hacer: mira el estado del aviso.
voice-refused-late = Han pasado más de { $days } días: envía un aviso nuevo desde la página.
voice-refused-officer = Esta página es para quienes se ocupan de los avisos en el Ayuntamiento.
voice-refused-reason = Elige por qué lo cierras.
voice-refused-receipt-none = Escribe el código de tu recibo.
voice-refused-receipt-form = El código tiene doce letras y cifras, como 7K3F-9QXM-2TVA. Comprueba que está completo.
voice-refused-receipt-unknown = Ningún aviso tiene este código. Comprueba cada letra y cada cifra.

voice-desk = Avisos
voice-desk-about = De qué avisa la gente, cuánto lleva esperando, y la respuesta
voice-desk-lead = Primero los que esperan desde hace más tiempo. Quien avisó lee la respuesta con el recibo, y por correo si dejó una dirección.
voice-desk-states = Estado
voice-desk-none = No hay ningún aviso.
voice-desk-more = Mostrar los siguientes
voice-desk-site = El sitio
voice-desk-gone = Una ficha que ya no está
voice-desk-one = Aviso { $number }
voice-desk-waiting = Por hacer
voice-desk-number = número { $number }
voice-desk-mine = Te ocupas tú
voice-desk-theirs = Se ocupa otra persona
voice-desk-news = La organización ha respondido
voice-desk-text = Con sus palabras
voice-desk-language = Idioma
voice-desk-mail = Respuesta por correo
voice-desk-mail-yes = Sí: la carta sale sola
voice-desk-mail-no = No: la lee con el recibo
voice-desk-note = Nota para los compañeros
voice-desk-note-hint = Quien avisó no la ve.
voice-desk-record = Abrir la ficha
voice-desk-history = Historial de cambios
voice-desk-look = Ver qué ha cambiado
voice-desk-question = Pregunta
voice-desk-answer = Respuesta a quien avisó
voice-desk-answer-hint = Opcional: ya hay una frase sobre el resultado. La persona escribió en este idioma: { $lang }.
voice-desk-reason = Si no hay nada que corregir: ¿por qué?

voice-clock-open = { $days ->
    [0] llegó hoy, respuesta antes del { $due }
    [one] espera desde hace un día, respuesta antes del { $due }
   *[other] espera desde hace { $days } días, respuesta antes del { $due }
}
voice-clock-late = { $days ->
    [one] con retraso: espera desde hace un día, el plazo era el { $due }
   *[other] con retraso: espera desde hace { $days } días, el plazo era el { $due }
}
voice-clock-ended = { $days ->
    [0] concluido el mismo día
    [one] concluido en un día
   *[other] concluido en { $days } días
}

voice-do-take = Me ocupo yo
voice-do-release = Devolver a los que esperan
voice-do-ask = Preguntar
voice-do-ask-organisation = Preguntar a la organización
voice-do-ask-visitor = Preguntar a quien avisó
voice-do-end = Responder y concluir
voice-do-answer = El error está corregido: responder
voice-do-close = Cerrar sin cambios
voice-do-reopen = Abrir de nuevo
voice-field-other = otros detalles
