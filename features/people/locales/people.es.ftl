# Coming in, one's own area, the family.

people-my-area = Área personal
people-sign-in = Entrar
people-sign-in-lead = Elige cómo quieres entrar. La primera vez se abre un área personal para ti.
people-sign-in-help = ¿Necesitas ayuda para entrar? Llama al:
people-sign-out = Salir
people-enter = Entrar
people-save = Guardar
people-change = Cambiar
people-back = Atrás
people-print = Imprimir
people-new = Nuevo
people-remove = Quitar
people-once-title = Se ve una sola vez

people-way-mail = Correo electrónico
people-way-mail-text = Te enviamos un enlace. No hace falta contraseña.
people-way-paper = Código en papel
people-way-paper-text = Si en una ventanilla (sportello) te dieron una hoja con un código y un PIN, entra con ellos.
people-way-external = Identidad digital
people-way-passkey = Llave de acceso (passkey)
people-way-named = { $way } ({ $name })
people-use-paper = Usar el código en papel
people-mail = Dirección de correo electrónico
people-mail-hint = Por ejemplo, nombre@ejemplo.es
people-send-link = Enviar el enlace

people-link-sent = Mira tu correo
people-link-sent-text = Si la dirección { $mail } es correcta, dentro de poco te llega un mensaje con un enlace para entrar.
people-link-sent-where = El enlace vale 10 minutos y se usa una sola vez. Si no ves el mensaje, mira también en el correo no deseado.
people-link-again = Pedir otro enlace
people-link-confirm = Entra en tu área
people-link-confirm-text = El enlace es válido. Pulsa el botón para entrar.
people-link-over = El enlace ya no vale
people-link-over-text = Un enlace se usa una sola vez y dura 10 minutos. Pide otro: llega enseguida.

people-letter-subject = Tu enlace para entrar en Wish Mi
people-letter-text = Has pedido entrar en Wish Mi. Abre el enlace y pulsa «Entrar».
people-letter-add-subject = Confirma tu dirección para Wish Mi
people-letter-add-text = Quieres entrar en Wish Mi también con esta dirección. Abre el enlace y confirma.
people-letter-add = Confirmar la dirección
people-letter-lasts = { $minutes ->
    [one] El enlace vale un minuto y se usa una sola vez.
   *[other] El enlace vale { $minutes } minutos y se usa una sola vez.
}
people-letter-not-you = ¿No lo has pedido tú? No tienes que hacer nada: sin este enlace no entra nadie.

people-paper = Entrar con el código en papel
people-paper-text = Escribe el código y el PIN que están en la hoja. O enfoca con la cámara el cuadrado de la hoja.
people-paper-code = Código
people-paper-code-hint = 26 letras y números. No importan las mayúsculas, los espacios ni los guiones.
people-pin = PIN
people-paper-help = ¿Has perdido la hoja o el código está bloqueado? En una ventanilla (sportello) te dan otro. Para saber dónde, llama al:

people-given = Nombre
people-family = Apellido
people-family-hint = Déjalo vacío si la persona solo tiene nombre.
people-birth = Fecha de nacimiento
people-birth-child-hint = Sirve para proponer actividades adecuadas a su edad.
people-code = Código fiscal (codice fiscale)
people-code-hint = Opcional. Quien todavía no tiene código fiscal puede usar todo igualmente.
people-phone = Teléfono
people-lang = Idioma en que te escribimos
people-age = { $years ->
    [0] menos de un año
    [one] 1 año
   *[other] { $years } años
}
people-age-unknown = edad no indicada

people-hello = Hola, { $name }
people-unread = { $count ->
    [one] Tienes un mensaje nuevo
   *[other] Tienes { $count } mensajes nuevos
}
people-family-title = Mi familia
people-no-children = Todavía no has añadido a ningún menor.
people-doors = Tus cosas
people-door-facts = Mis datos
people-door-facts-about = Nombre, teléfono, idioma
people-door-saved = Mi lista
people-door-saved-about = Las actividades que has guardado
people-door-messages = Mensajes
people-door-messages-about = Lo que ha pasado
people-door-consents = Consentimientos
people-door-consents-about = Lo que has decidido permitir
people-door-looks = Quién ha mirado mis datos
people-door-looks-about = Cada vez que alguien del Ayuntamiento abre tu ficha
people-door-account = Acceso y dispositivos
people-door-account-about = Cómo entras y desde dónde
people-door-data = Descargar o borrar mis datos
people-door-data-about = Una copia de todo, o borrarlo
people-door-staff = Mi trabajo
people-door-staff-about = Las páginas para quienes trabajan con Wish Mi

people-facts-lead = Puedes cambiar estos datos cuando quieras. La dirección de correo se cambia en «Acceso y dispositivos».
people-facts-new = ¡Te damos la bienvenida! ¿Cómo te llamas? Lo demás es opcional.
people-facts-register = El nombre, la fecha de nacimiento y el código fiscal vienen de un registro público y no se cambian aquí.

people-child-new = Añadir a un menor
people-child-new-lead = Bastan el nombre y la fecha de nacimiento.
people-child-add = Añadir
people-child-title = ¿Qué relación tienes con este menor?
people-child-title-hint = Para tutores, acogedores y trabajadores sociales hace falta una resolución: en una ventanilla (sportello) la ven y la anotan.
people-child-declare = Declaro que esto es verdad. Sé que la ley castiga una declaración falsa (DPR 445/2000, artículos 46, 47 y 76).
people-child-about = { $age } · { $title }
people-child-facts = Datos del menor
people-child-facts-lead = Las demás personas que pueden actuar por el menor reciben un mensaje cuando cambias algo.
people-title-parent = padre o madre
people-title-guardian = tutor o tutora que nombró el juez
people-title-foster = acogedor o acogedora
people-title-voluntary-tutor = tutor voluntario o tutora voluntaria
people-title-social-worker = trabajador o trabajadora social
people-other-guardian = { $name } ({ $title })
people-proof = Cómo lo sabemos
people-proof-declared = Lo has dicho tú
people-proof-document = Visto en un documento
people-proof-register = De un registro público

people-guardians = Quién puede actuar contigo
people-guardians-only-you = Por ahora, solo tú.
people-invite = Invitar al otro progenitor
people-invite-text = El otro progenitor (la madre o el padre) puede tener los mismos derechos. Le das un enlace, entra en su área y acepta.
people-invite-lead = Da este enlace al otro progenitor, o pídele que enfoque el cuadrado con la cámara.
people-invite-until = La invitación vale hasta el { $until }.
people-invite-once = Cópialo o imprímelo ahora: cuando dejes esta página, el enlace ya no se verá. Siempre puedes hacer una nueva invitación.
people-invitation-open = Hay una invitación que vale hasta el { $until }.
people-withdraw = Retirar la invitación
people-invited = Una invitación para ti
people-invited-text = { $by } te invita a actuar conjuntamente por { $child }.
people-invited-means = Si aceptas, ves los datos del menor, puedes reservar en su nombre y recibes los mensajes.
people-invited-accept = Acepto
people-invited-not = No acepto

people-matter-bookings = reservar y cancelar
people-matter-vouchers = pedir y usar los vales (voucher)
people-matter-data = ver y cambiar los datos
people-waits = Parado hasta que se aclare: { $what }
people-wait-title = Si no estáis de acuerdo
people-wait-ask = Pedir que se espere
people-wait-text = Si no estás de acuerdo con lo que hace el otro progenitor, puedes pedir que algo se pare. Se le avisa, y en una ventanilla (sportello) os ayudan.
people-wait-what = ¿Qué se debe parar?
people-wait-send = Pedir que se espere
people-lift = Se puede seguir adelante
people-leave-title = Ya no tengo a este menor a mi cargo
people-leave-ask = Quiero dejarlo
people-leave-text = Ya no verás sus datos ni podrás actuar en su nombre. Las demás personas a su cargo se quedan.
people-leave = Lo dejo desde ahora

people-messages-none = No hay mensajes.
people-messages-read = Marcar todo como leído
people-look-there = Ver
people-told-changed = Otra persona ha cambiado los datos de un menor que tenéis a vuestro cargo.
people-told-guardian = Ahora otra persona puede actuar por un menor a tu cargo.
people-told-wait = Otra persona a cargo del mismo menor ha pedido parar: { $what }. En una ventanilla (sportello) os pueden ayudar.
people-told-glass = En una emergencia, alguien del Ayuntamiento abrió tu ficha. Otra persona comprueba que fuera correcto.
people-told-role = Tienes una nueva función: { $role }.
people-told-consent = Otra persona a cargo del mismo menor ha dado un consentimiento: { $purpose }.
people-told-revoked = Otra persona a cargo del mismo menor ha retirado un consentimiento: { $purpose }.
people-told-young = Tienes 14 años: ya puedes tener un área personal solo para ti.
people-told-child-young = Un menor a tu cargo ha cumplido 14 años: ya puede tener su propia área personal. Tú sigues actuando junto con él o ella.
people-told-adult = Tienes 18 años: desde hoy actúas por tu cuenta.
people-told-child-adult = Una persona que tenías a tu cargo ha cumplido 18 años y desde hoy actúa por su cuenta.

people-consents-lead = Wish Mi funciona también sin estos consentimientos. Puedes cambiar de idea cuando quieras. Un consentimiento dura dos años.
people-consent-newsletter = Noticias por correo electrónico
people-consent-newsletter-about = Una vez al mes te escribimos qué hay de nuevo. Usamos solo tu dirección.
people-consent-participation = Participación
people-consent-participation-about = Guardamos los temas que te interesan y te invitamos a dar tu opinión. Solo los ve la oficina de participación.
people-consent-photos = Fotografías
people-consent-photos-about = Quien organiza una actividad puede hacerte fotos y usarlas para contar cómo fue.
people-consent-referral = Contacto con un servicio
people-consent-referral-about = Si pides ayuda, podemos dar tu nombre y tu número al servicio que te puede atender.
people-consent-child-photos = Fotografías durante las actividades
people-consent-child-referral = Paso de los datos a un servicio que puede ayudar
people-assent = También se lo he preguntado al menor, y está de acuerdo
people-agree = Doy mi consentimiento
people-agreed = Diste tu consentimiento el { $since }
people-revoke = Retiro mi consentimiento

people-ways = Cómo entras
people-used = Usado por última vez el { $at }
people-made = Añadido el { $at }
people-add-mail = Añadir una dirección de correo electrónico
people-add-mail-sent = Te hemos enviado un enlace: ábrelo para confirmar la dirección.
people-sessions = Dónde has entrado
people-sessions-text = Si no reconoces un dispositivo, cierra su acceso.
people-session-here = este dispositivo
people-session-about = { $way }, usado el { $at }
people-session-end = Cerrar el acceso
people-sessions-end-others = Cerrar todos los demás accesos
people-device-unknown = Dispositivo desconocido

people-looks-lead = Aquí ves cada vez que una persona que trabaja para el Ayuntamiento ha abierto tu ficha, y por qué.
people-looks-none = Nadie ha mirado tus datos.
people-look-desk-find = Búsqueda en la ventanilla
people-look-assisted-session = Ayuda en la ventanilla
people-look-file = Apertura de la ficha
people-look-emergency = Emergencia

people-export = Descargar mis datos
people-export-text = Un archivo con todo lo que sabemos de ti y de tu familia, en un formato que otros programas pueden leer.
people-export-do = Descargar el archivo
people-erase = Borrar mis datos
people-erase-text = Borramos tu nombre, tus contactos, las formas de entrar y los mensajes. No se puede deshacer.
people-erase-keeps = Queda, sin tu nombre, lo que la ley nos obliga a guardar: el registro de lo que se hizo y las cifras de los pagos. Si eres la única persona a cargo de un menor, antes una ventanilla (sportello) debe encontrar a quien pueda hacerlo.
people-erase-sure = Entiendo que mis datos se borran para siempre
people-erase-do = Borrar todo

people-no-guardian = No puedes actuar por esta persona. Si crees que es un error, pregunta en una ventanilla (sportello).
people-no-limited = { $what ->
    [bookings] Una resolución dice que no puedes reservar para esta persona.
    [vouchers] Una resolución dice que no puedes pedir ni usar vales (voucher) para esta persona.
   *[other] Una resolución dice que no puedes ver ni cambiar los datos de esta persona.
}
people-no-blocked = Otra persona a cargo del menor ha pedido esperar. En una ventanilla (sportello) os pueden ayudar a aclararlo.
people-no-too-young = Antes de los { $age } años actúa una persona adulta.
people-no-of-age = Con { $age } años, cada persona actúa por su cuenta.
people-no-guardian-too-young = Para tener a un menor a cargo hay que tener { $age } años.
people-no-own-guardian = Nadie puede estar a cargo de sí mismo: indica a otra persona.
people-no-act-needed = Para esto hace falta una resolución. Llévala a una ventanilla (sportello): bastan unos minutos.
people-no-already = Esta persona ya está a cargo del menor.
people-no-last-guardian = Eres la única persona a cargo de un menor. Antes pide en una ventanilla (sportello) que encuentren a quien pueda hacerlo.
people-no-invitation-over = La invitación ya no vale. Pide otra a quien te invitó.
people-no-birth-needed = Escribe la fecha de nacimiento.
people-no-birth-wrong = La fecha de nacimiento no es correcta. Escribe día, mes y año.
people-no-name-wrong = Escribe el nombre, con { $max } caracteres como máximo.
people-no-mail-wrong = La dirección de correo no está completa. Escríbela como nombre@ejemplo.es.
people-no-phone-wrong = El número de teléfono no es correcto. Escribe solo cifras, por ejemplo 333 1234567.
people-no-code-disagrees = El código fiscal no corresponde a la fecha de nacimiento. Comprueba los dos.
people-no-code-taken = Este código fiscal ya está en uso. Si es el tuyo, entra con el otro acceso o pregunta en una ventanilla (sportello).
people-no-same-person = La misma persona no puede hacer las dos cosas: hace falta otra persona del equipo.
people-no-own-affair = Se trata de tu familia o de tu organización: debe hacerlo otra persona del equipo.
people-no-locked = Demasiados intentos equivocados: el código está bloqueado. En una ventanilla (sportello) te dan uno nuevo.
people-no-entry = El código, el PIN o el enlace no son correctos, o ya no valen. Compruébalo e inténtalo de nuevo.
people-no-other-account = Esta dirección ya pertenece a otra área personal.
people-no-last-way-in = Es tu única forma de entrar: antes añade otra.
people-no-assent-needed = Pregunta también al menor y marca la casilla.
people-no-forbidden = No tienes permiso para hacerlo.
people-no-not-one = No hemos encontrado a una sola persona. Comprueba los datos o busca de otra manera.
people-no-title = Elige qué relación tienes con este menor.
people-no-declaration = Para seguir, marca la declaración.
people-no-sure = Para borrar, marca la casilla.

people-demo = Pruébalo como una persona inventada
people-demo-text = Esto es una demostración: entra como una familia o como alguien que trabaja para el Ayuntamiento. Ninguna de estas personas existe.
people-demo-choose = Elegir quién ser
people-demo-family = Madre con dos hijos
people-demo-newcomer = Madre que ha llegado hace poco y lee árabe
people-demo-young = Chica de 16 años

people-way-external-text = Entra con la identidad que ya tienes.
people-enter-with = Entrar con { $name }
people-add-external = Vincular una identidad digital
people-add-with = Vincular { $name }
people-continue = Continuar
people-continue-text = Ahora vas a la página de quien confirma tu identidad. Si no pasa nada, pulsa «Continuar».
people-way-passkey-text = Si ya tienes una llave de acceso (passkey), entras con el dedo, la cara o el PIN de tu dispositivo.
people-use-passkey = Entrar con la llave de acceso (passkey)
people-add-passkey = Añadir una llave de acceso (passkey)
people-add-passkey-text = Con una llave de acceso (passkey) entras con el dedo, la cara o el PIN de tu dispositivo, sin esperar un mensaje.
people-passkey-label = ¿Qué nombre le pones?
people-passkey-label-hint = Por ejemplo, «teléfono de casa».
people-passkey-none = Este dispositivo o este navegador no tiene llaves de acceso (passkey). Elige otra forma.
people-passkey-cancelled = No se ha usado ninguna llave de acceso (passkey). Inténtalo de nuevo o elige otra forma.
people-passkey-known = Este dispositivo ya tiene una llave de acceso (passkey) para tu área.
people-passkey-failed = No ha funcionado. Inténtalo de nuevo o elige otra forma.
people-passkey-script = Las llaves de acceso (passkey) solo funcionan con JavaScript activado.
people-no-passkey-over = Ha pasado demasiado tiempo. Empieza de nuevo.
people-no-passkey-wrong = La respuesta del dispositivo no es correcta. Empieza de nuevo o elige otra forma.
people-no-passkey-unverified = El dispositivo no ha comprobado quién lo usa. Activa el bloqueo con el dedo, la cara o el PIN e inténtalo de nuevo.
people-no-passkey-unknown = Ningún área personal tiene esta llave de acceso (passkey). Elige otra forma.
people-no-passkey-twice = Esta llave de acceso (passkey) ya es una forma de entrar.
people-no-passkey-copied = Puede que haya una copia de esta llave de acceso (passkey): no se puede usar. Entra de otra forma y quítala.

# Un formulario empezado antes de entrar.
people-typed-kept = Entra para continuar. Lo que has escrito se queda en este navegador hasta el { $until }; todavía no se ha enviado nada. Los PIN y los archivos no se guardan.
people-typed-here = Lo que has escrito sigue aquí, pero no se ha enviado. Repásalo y pulsa el botón al final del formulario.
people-typed-elsewhere = Lo que habías escrito no está en este navegador. Te espera hasta el { $until } en el navegador en el que empezaste: abre allí esta página. O escríbelo aquí otra vez.
people-typed-over = Lo que escribes se guarda una hora, y la hora ya ha pasado. Escríbelo aquí otra vez: no se envió nada.
people-typed-unkept = Lo que habías escrito no se pudo guardar, porque había archivos o era demasiado largo. No se envió nada: rellena el formulario otra vez después de entrar.
people-typed-another = En este navegador espera un formulario escrito para otra persona: aquí no se muestra.
people-typed-forget = Empezar con el formulario vacío
people-typed-same-browser = Abre el enlace en este mismo navegador: lo que has escrito te espera aquí.
people-hold = Primero entra
people-hold-text = Para este formulario hay que entrar. Has escrito más de lo que podemos guardar: se queda en esta página, no la cierres. Todavía no se ha enviado nada.
people-hold-door = Entrar en otra pestaña
people-hold-back = Vuelve a esta pestaña y envíalo.
people-hold-send = Enviar ahora

# Mostrar otra vez quién se es; sesiones cerradas por otros.
people-prove = Confirma que eres tú
people-prove-text = Para añadir o quitar una forma de entrar confirma antes que eres tú: entra otra vez como prefieras. Vale durante diez minutos.
people-prove-again = Ya estás en tu área. Para este paso entra una vez más: así sabemos que eres tú.
people-told-sessions = Un administrador ha cerrado todas tus sesiones abiertas. Motivo: { $reason }

# Los botones nacionales.
people-spid-choose = Elige quién te dio SPID
people-spid-about = Más información sobre SPID
people-spid-none = ¿No tienes SPID?
people-cie-about = Más información sobre CIE
