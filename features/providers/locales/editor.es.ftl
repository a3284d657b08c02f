# El editor guiado: pasos, filas de precios y horarios, lugares, lenguas.

providers-guide = Los pasos de esta página
providers-part-about = De qué se trata
providers-part-who = Para quién
providers-part-where = Dónde
providers-part-when = Cuándo
providers-part-price = Cuánto cuesta
providers-part-join = Cómo participar
providers-part-themes = Temas
providers-part-access = Llegar y entrar
providers-part-texts = Otras lenguas
providers-lead-about = Escribe como le hablas a una madre o un padre. Nada sale antes de la vista previa.
providers-lead-who = Quién puede venir y qué necesidades podéis atender.
providers-lead-where = Elige los lugares donde se hace. Los horarios de cada lugar van en el paso siguiente.
providers-lead-when = Una fila por cada horario: los lunes por la tarde, un solo sábado, la semana de Navidad.
providers-lead-price = Una fila por cada precio: el completo, el reducido, quien no paga.
providers-lead-join = Cómo apuntarse, qué llevar y a quién preguntar.
providers-lead-themes = De las listas de la ciudad: así las familias la encuentran al buscar un tema o una necesidad.
providers-lead-access = Cómo se llega y si se entra con silla de ruedas o carrito.
providers-lead-texts = Cómo está cada texto en cada lengua. Una traducción queda igual hasta que alguien la cambia.
providers-edit-place = El lugar
providers-edit-place-fresh = Un lugar nuevo
providers-edit-eligibility = Quién puede participar, además de la edad
providers-edit-adult-needed = ¿Tiene que quedarse un adulto?
providers-edit-languages = Lenguas que se hablan allí
providers-edit-accessibility = Accesibilidad
providers-edit-places = En qué lugares
providers-edit-places-hint = Puedes elegir más de uno.
providers-edit-places-fixed = También aquí, según la ciudad: { $places }. Para quitarlo escribe al Ayuntamiento.
providers-edit-places-none = Aún no tenéis lugares: busca uno que ya exista o añade el vuestro.
providers-edit-place-new = { $name } (nuevo, espera al Ayuntamiento)
providers-edit-place-q = Busca un lugar de otros: un gimnasio, una biblioteca, una escuela
providers-edit-place-find = Buscar el lugar
providers-edit-place-found = { $count ->
    [0] Ningún lugar con estas palabras: prueba con menos
    [one] Un lugar encontrado: está entre las opciones de arriba
   *[other] { $count } lugares encontrados: están entre las opciones de arriba
}
providers-edit-remote = Se participa desde casa
providers-edit-rhythm = Con qué ritmo
providers-edit-fees = Algo más sobre el precio
providers-edit-application-process = Cómo apuntarse
providers-edit-required-documents = Qué llevar
providers-edit-required-documents-hint = Una cosa por línea.
providers-edit-capacity = Plazas en total
providers-edit-available = Plazas libres
providers-edit-phone-more = Teléfono { $number }
providers-edit-themes = Los temas
providers-edit-needs = A qué necesidades responde
providers-edit-wellbeing = Qué bienestar aporta
providers-edit-transportation = Cómo llegar
providers-edit-street = Calle y número
providers-edit-street-more = Para encontrarlo: escalera, patio, piso
providers-edit-postal-code = Código postal
providers-edit-town = Ciudad
providers-edit-point = El punto en el mapa
providers-edit-point-hint = En la app de mapas mantén pulsado el lugar y copia aquí los dos números o el enlace.
providers-place-begin = Añadir un lugar
providers-place-begin-text = ¿No está el lugar? Guarda primero lo que has escrito aquí y luego añádelo: tiene su propia página.
providers-retire = Retirar el lugar
providers-retire-text = Tras el sí del Ayuntamiento el lugar deja de verse, y vuestras actividades allí también. Las actividades se quedan.
providers-retire-sure = Sí, ya no se usa
providers-out-of-use = Ya no se usa
providers-edit-price-row = Precio { $number }
providers-edit-price-amount = Cuánto, en euros
providers-edit-price-unit = Cada cuánto
providers-edit-price-for = Para quién
providers-edit-price-for-hint = Déjalo vacío si vale para todos. Por ejemplo: segundo hijo, quien vive en el barrio.
providers-edit-price-income = Hasta qué renta familiar (ISEE), en euros
providers-edit-price-income-hint = Solo si el precio depende de la renta.
providers-edit-price-from = Vale desde
providers-edit-price-to = Vale hasta
providers-edit-price-gone = Quitar este precio
providers-edit-price-more = Añadir otro precio
providers-edit-time-row = Horario { $number }
providers-edit-time-place = En qué lugar
providers-edit-time-anywhere = Igual en todas partes
providers-edit-time-days = Qué días
providers-edit-time-days-hint = Para un solo día no marques nada aquí: escribe la fecha abajo, en «Desde el día».
providers-edit-time-often = Con qué frecuencia
providers-edit-time-from = Desde el día
providers-edit-time-from-hint = Déjalo vacío si vale siempre.
providers-edit-time-to = Hasta el día
providers-edit-time-opens = Desde las
providers-edit-time-closes = Hasta las
providers-edit-time-period = En qué parte del año
providers-edit-time-off-from = Cerrado desde
providers-edit-time-off-to = Cerrado hasta
providers-edit-time-off-hint = Para un solo día basta el primero. Para otro cierre pulsa «Añadir otro horario o cierre».
providers-edit-time-note = Algo más
providers-edit-time-gone = Quitar este horario
providers-edit-time-more = Añadir otro horario o cierre
providers-edit-time-kept = { $words }. Esta regla no se escribe aquí: queda igual.
providers-price-income = con renta (ISEE) hasta { $amount }
providers-from = desde el { $day }
providers-from-until = del { $from } al { $until }
providers-every-day = todos los días
providers-month-days = los días { $days } del mes
providers-times = { $count ->
    [one] una vez
   *[other] { $count } veces
}
providers-off = cerrado { $days }
providers-often-week = Cada semana
providers-often-fortnight = Cada dos semanas
providers-often-first = El primero del mes
providers-often-second = El segundo del mes
providers-often-third = El tercero del mes
providers-often-fourth = El cuarto del mes
providers-often-last = El último del mes
providers-period-always = Todo el año
providers-period-term = En periodo escolar
providers-period-holidays = En vacaciones escolares
providers-places = { $places ->
    [one] una plaza
   *[other] { $places } plazas
}
providers-places-left = { $left } libres de { $places }
providers-rhythm-weekly = Un curso: cada semana
providers-rhythm-one-off = Una vez o pocas
providers-rhythm-camp = Días enteros en vacaciones
providers-rhythm-always-open = Abierto cuando lo está el lugar
providers-unknown = Sin indicar
providers-field-service-at-locations = Dónde se hace
providers-field-out-of-use = Uso del lugar
providers-text-person = Escrito por vosotros
providers-text-machine = Hecho por una máquina, por revisar
providers-text-city = De los datos de la ciudad
providers-text-confirmed = Revisado y confirmado
providers-texts-in = { $field } ({ $language })
providers-texts-still = Lo he leído junto al original: está bien así
providers-texts-machine = Lo ha traducido una máquina
providers-texts-machine-hint = Se dice junto al texto hasta que alguien lo revise.
providers-texts-none = Todavía no hay nada que traducir: escribe primero el texto.
providers-texts-write = Traducir o revisar
providers-texts-lead = Arriba está el original, abajo la traducción. Vacío quiere decir: no está en esta lengua.
providers-texts-keep = Guardar la traducción
providers-texts-back = Volver a las lenguas
providers-old = { $count ->
    [one] Una página espera confirmación
   *[other] { $count } páginas esperan confirmación
}
providers-old-text = Hace tres meses que no las miráis, o nunca. Si todo sigue bien, basta un toque.
