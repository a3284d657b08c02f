# The desk and the staff.

people-banner = Estás actuando por:
people-banner-end = Terminar e imprimir el recibo

people-desk = Ventanilla (sportello)
people-desk-about = Encuentra a una familia, registra una nueva, actúa por quien está aquí contigo
people-desk-lead = Busca a la persona que está aquí contigo. Cada búsqueda queda escrita, y la persona la puede ver.
people-desk-find = Buscar a una persona
people-desk-what = Código fiscal (codice fiscale), correo electrónico o código en papel
people-desk-what-hint = Escribe uno de los tres o léelo con el escáner.
people-desk-or = O bien nombre, apellido y fecha de nacimiento:
people-desk-look = Buscar
people-desk-else = ¿No está?
people-desk-new = Registrar a una persona
people-desk-new-lead = Basta el nombre. El código fiscal, el teléfono y el correo no hacen falta.
people-desk-register = Registrar y empezar
people-desk-back = Volver a la ventanilla
people-found = { $count ->
    [0] No se ha encontrado a nadie
    [one] 1 persona encontrada
   *[other] { $count } personas encontradas
}
people-found-none = Prueba de otra manera o registra a la persona.
people-conflict = Los padres no están de acuerdo
people-settle = Dejar que siga adelante

people-assist = Empezar a actuar por la persona
people-assist-begin = Actuar por { $name }
people-presence = ¿Cómo has reconocido a la persona?
people-presence-document = He visto un documento
people-presence-pin = Me ha dado el PIN de su código en papel
people-presence-known = La conozco
people-reason = ¿Por qué actúas por ella?
people-reason-hint = Pocas palabras, por ejemplo «inscripción en natación». La persona las puede leer.

people-receipt = Recibo
people-receipt-from = Inicio
people-receipt-to = Fin
people-receipt-number = Número
people-receipt-done = Qué se ha hecho
people-receipt-see = En tu área personal, en «Quién ha mirado mis datos», ves lo que se ha hecho por ti.
people-did-assist = Inicio de la ayuda en la ventanilla
people-did-assist-end = Fin de la ayuda en la ventanilla
people-did-register = Registro de la persona
people-did-add-child = Menor añadido
people-did-change = Cambio de datos
people-did-invite = Invitación al otro progenitor
people-did-guardian = Nueva persona que puede actuar
people-did-leave-child = Fin de la responsabilidad por un menor
people-did-wait = Petición de esperar
people-did-go-on = Fin de la espera: se puede seguir
people-did-agree = Consentimiento dado
people-did-revoke-consent = Consentimiento retirado
people-did-paper-code = Entrega de un código en papel
people-did-erase = Borrado de los datos

people-give-paper = Dar un código en papel
people-give-paper-text = Con el código y el PIN la persona entra sola, incluso sin correo electrónico y sin teléfono inteligente propio. Los códigos dados antes dejan de funcionar.
people-given-title = Código en papel
people-given-where = Dónde se usa
people-given-scan = Enfoca el cuadrado con la cámara o escribe el código. Después escribe el PIN.
people-given-keep = Guarda la hoja como un documento. No des el PIN a nadie.
people-given-lost = Si la pierdes, ve a una ventanilla (sportello): te dan una nueva y esta ya no vale.
people-given-once = Imprime ahora: cuando dejes esta página, el código y el PIN ya no se verán.

people-act = Resolución de tutela o acogida
people-act-lead = Escribe aquí que has visto una resolución del juez o de los servicios. La resolución no se copia ni se guarda.
people-act-adult = La persona adulta: código fiscal (codice fiscale), correo electrónico o código en papel
people-act-child-given = Nombre del menor
people-act-child-family = Apellido del menor
people-act-child-birth = Fecha de nacimiento del menor
people-act-until = Hasta el
people-act-until-hint = Vacío: hasta los 18 años.
people-act-limits = Qué no permite la resolución
people-act-save = Registrar la resolución
people-act-done = La resolución está registrada. Las demás personas a cargo del menor reciben un mensaje.

people-staff = Mi trabajo
people-staff-roles = Tus funciones de hoy:
people-staff-nothing = Las páginas para estas funciones llegarán más adelante.
people-role-provider-operator = Operador de una organización
people-role-provider-manager = Responsable de una organización
people-role-hub-operator = Operador de ventanilla
people-role-hub-coordinator = Coordinador de ventanilla
people-role-catalogue-editor = Redactor del catálogo
people-role-moderator = Moderador
people-role-fund-officer = Responsable de los fondos
people-role-fund-approver = Aprueba los fondos
people-role-finance-preparer = Prepara los pagos
people-role-finance-approver = Aprueba los pagos
people-role-plan-editor = Redactor del plan
people-role-statistician = Estadístico
people-role-safeguarding-officer = Responsable de la protección de menores
people-role-auditor = Persona auditora
people-role-data-protection-officer = Responsable de la protección de datos
people-role-administrator = Administrador
people-scope-city = Toda la ciudad
people-scope-department = Área municipal
people-scope-hub = Ventanilla o centro (hub)
people-scope-organisation = Organización
people-scope-district = Barrio
people-scope-of = { $kind } { $of }

people-roles = Funciones
people-roles-about = Da y quita funciones
people-roles-lead = Nadie se da una función a sí mismo. Cada cambio queda escrito en el registro.
people-roles-table = Quién tiene una función
people-roles-who = Persona
people-roles-role = Función
people-roles-scope = Dónde vale
people-roles-since = Desde el
people-roles-until = Hasta el
people-roles-take = Quitar
people-roles-give = Dar una función
people-roles-mail = Correo electrónico de la persona
people-roles-mail-hint = La persona debe haber entrado ya una vez con esta dirección.
people-roles-of = Qué área municipal, ventanilla, organización o barrio
people-roles-of-hint = La clave, tal como está en la carpeta de la ciudad o en la dirección de la página. Vacío para toda la ciudad.

people-emergency = Emergencia
people-emergency-about = Abre una ficha sin tener derecho, si un menor está en peligro
people-emergency-warning = Solo si un menor puede estar en peligro
people-emergency-lead = Se avisa a la persona, y el responsable de la protección de datos lo comprueba.
people-emergency-reason = ¿Qué ha pasado?
people-emergency-do = Abrir la ficha
people-emergencies = Emergencias por comprobar
people-emergencies-about = Fichas abiertas en una emergencia: otra persona comprueba que fuera correcto.
people-emergencies-none = No hay nada que comprobar.
people-emergencies-review = Lo he comprobado

people-trail = Registro
people-trail-about = Quién hizo qué y cuándo, sin nombres. Cada línea está unida a la anterior: si alguien cambia una, se nota.
people-trail-whole = El registro está íntegro: no se ha cambiado ninguna línea.
people-trail-broken = Alguien ha manipulado el registro. Avisa enseguida al responsable y guarda una copia de la base de datos.
people-trail-number = Número
people-trail-when = Cuándo
people-trail-what = Qué
people-trail-who = Quién
people-trail-subject = Sobre qué
people-trail-detail = Detalles
people-trail-older = Más antiguas

people-no-looked = Escribe un código fiscal, un correo o un código en papel; o bien nombre y fecha de nacimiento.
people-no-presence = Elige cómo has reconocido a la persona.
people-no-reason = Escribe el motivo en pocas palabras.
people-no-role = Elige una función.
people-no-scope = Indica un área municipal, ventanilla, organización o barrio que exista.
people-no-day = La fecha no es correcta o ya ha pasado.

people-pin-desk-hint = Solo si reconoces a la persona por el PIN: lo dice o lo escribe ella.
people-no-paper = Esta persona no tiene un código en papel: elige otra forma.
people-no-pin = El PIN no es correcto. Tras cinco errores el código se bloquea.

people-jobs = Trabajos automáticos
people-jobs-about = Lo que el programa hace por sí solo: cartas, recordatorios, limpieza.
people-jobs-waiting = El trabajo más antiguo espera desde el { $since }. Si hace mucho tiempo, nadie lo está haciendo.
people-jobs-dead = Abandonados
people-jobs-revive = Reintentar
people-jobs-what = Qué
people-jobs-state = Estado
people-jobs-number = Cuántos
people-jobs-table = Trabajos
people-letters-table = Cartas
people-job-waiting = en espera
people-job-running = en curso
people-job-done = hecho
people-job-dead = abandonado
people-job-sent = enviada
people-job-refused = rechazada
people-job-unreachable = dirección no localizable
people-job-expired = caducada
people-job-given-up = abandonada
people-letters-unreachable = { $count ->
    [0] Todas las direcciones son localizables.
    [one] Una dirección no es localizable.
   *[other] { $count } direcciones no son localizables.
}

people-way-waits = Tus roles no valen con esta forma de entrar hasta que un administrador la confirme.
people-told-way = Un administrador ha confirmado una de tus formas de entrar: ahora tus roles valen también con ella.
people-ways-unconfirmed = Formas de entrar por confirmar
people-ways-unconfirmed-about = Estas personas tienen un rol y añadieron una forma de entrar después de entrar con un solo factor. Confirma solo después de preguntar a la persona, en persona o por teléfono.
people-ways-confirm = Confirmar

people-ended = Cerrar las sesiones de una persona
people-ended-about = Cuando una cuenta puede estar en malas manos o alguien deja el servicio.
people-ended-lead = Se cierran todas las sesiones abiertas de la persona, en todos los dispositivos. La persona lo sabrá, con el motivo, y puede volver a entrar. Queda escrito en el registro.
people-ended-who = Código fiscal, correo electrónico o código en papel de la persona
people-ended-reason = Motivo
people-ended-reason-hint = La persona también lo leerá. Hasta 200 caracteres.
people-ended-done = { $count ->
    [one] Se ha cerrado una sesión.
   *[other] Se han cerrado { $count } sesiones.
}
people-ended-button = Cerrar todas las sesiones
people-no-who = Escribe un código fiscal, un correo electrónico o un código en papel.
