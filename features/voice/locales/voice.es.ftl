# What visitors say: stars under every page, reports of mistakes, contacts.

voice-title = Tu opinión
voice-question = ¿Es clara la información de esta página?
voice-stars = { $count ->
    [one] 1 estrella de 5
   *[other] { $count } estrellas de 5
}
voice-trap = Deja vacío este campo
voice-send = Enviar
voice-skip = Saltar
voice-why-title = ¡Gracias! Una pregunta más
voice-step = Paso { $step } de 2

voice-liked = ¿Qué te ha gustado más?
voice-liked-clear = Las palabras son fáciles de entender
voice-liked-complete = Está todo lo que necesito
voice-liked-quick = He encontrado enseguida lo que buscaba
voice-liked-useful = Ahora sé qué hacer
voice-liked-other = Otra cosa

voice-disliked = ¿Qué ha sido difícil?
voice-disliked-unclear = Las palabras son difíciles de entender
voice-disliked-incomplete = Falta información
voice-disliked-not-found = No he encontrado lo que buscaba
voice-disliked-broken = Algo no funciona
voice-disliked-other = Otra cosa

voice-words = ¿Quieres añadir algo?
voice-words-hint = Como máximo { $most } caracteres. No escribas nombres, direcciones ni otros datos personales.

voice-thanks = Gracias
voice-thanks-text = Tu opinión nos ayuda a mejorar las páginas.
voice-thanks-wrong = ¿Has encontrado un error?
voice-back = Volver a la página

voice-refused-rate = Elige de una a cinco estrellas.
voice-refused-answer = Elige una respuesta o salta la pregunta.
voice-refused-long = El texto es demasiado largo: como máximo { $most } caracteres.
voice-refused-what = Elige qué está mal.
voice-refused-text = Escribe en pocas palabras qué está mal.
voice-refused-mail = La dirección de correo no está completa. Escríbela como nombre@ejemplo.es.
voice-refused-consent = Para recibir respuesta marca la casilla, o borra la dirección.

voice-report-title = Avisar de un error
voice-report-site = Avisar de un problema del sitio
voice-report-about = No hace falta decir quién eres. Una persona lee cada aviso y corrige la página.
voice-report-what = ¿Qué está mal?
voice-report-text = Explícalo en pocas palabras
voice-report-text-hint = Como máximo { $most } caracteres. No escribas nombres de niñas o niños ni otros datos personales.
voice-report-mail = Tu correo, si quieres una respuesta
voice-report-mail-hint = { $days ->
    [one] Opcional. Solo lo usamos para responderte y lo borramos después de un día.
   *[other] Opcional. Solo lo usamos para responderte y lo borramos después de { $days } días.
}
voice-report-consent = { $days ->
    [one] Acepto que se guarde mi correo durante un día, solo para responderme.
   *[other] Acepto que se guarde mi correo durante { $days } días, solo para responderme.
}
voice-report-send = Enviar el aviso

voice-wrong-closed = Está cerrado o ya no existe
voice-wrong-times = Días u horarios
voice-wrong-place = Dirección o lugar
voice-wrong-price = Precio
voice-wrong-ages = Edad
voice-wrong-contacts = Teléfono, correo o web
voice-wrong-text = Nombre o descripción
voice-wrong-double = Aparece dos veces
voice-wrong-other = Otra cosa

voice-site-broken = Algo no funciona
voice-site-access = No puedo leer o usar la página (accesibilidad)
voice-site-language = La traducción está mal
voice-site-unclear = No lo entiendo
voice-site-other = Otra cosa

voice-receipt-title = Aviso recibido
voice-receipt-number = Tu aviso tiene el número { $number }.
voice-receipt-record = Se refiere a
voice-receipt-next = Lo comprobamos con quien organiza y corregimos la página. Si llamas, di este número.
voice-receipt-mail = { $days ->
    [one] Te respondemos por correo. Borramos tu dirección después de un día.
   *[other] Te respondemos por correo. Borramos tu dirección después de { $days } días.
}

voice-contacts = Contacto
voice-contacts-about = Cómo hablar con una persona y a quién escribir.
voice-contacts-phone = Por teléfono
voice-contacts-body = Quién gestiona el sitio
voice-contacts-open = Esta es una instalación de demostración: la dirección de correo todavía no funciona.
voice-contacts-offices = Oficinas
voice-contacts-mistake = ¿Has encontrado un error?
voice-contacts-record = Si es de una actividad, abre su página y elige «Avisar de un error». Si es del sitio, escríbelo aquí.
