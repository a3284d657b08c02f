# The catalogue's pages. Short plain sentences, the reader is «tú».

catalogue-nav-search = Todas las propuestas
catalogue-nav-topics = Temas
catalogue-nav-districts = Barrios

# Home
catalogue-home-title = Qué hay en { $city } para niñas, niños y jóvenes
catalogue-home-lead = Deporte, ayuda con los deberes, música, bibliotecas, campamentos de verano, alguien con quien hablar. Desde el nacimiento hasta los 18 años.
catalogue-home-about = Todo lo que la ciudad ofrece a niñas, niños y jóvenes, de 0 a 18 años, en un solo lugar.
catalogue-home-search = Buscar
catalogue-home-numbers =
    { $offers ->
        [one] Aquí encuentras { $offers } propuesta
       *[other] Aquí encuentras { $offers } propuestas
    } { $organizations ->
        [one] de { $organizations } organización.
       *[other] de { $organizations } organizaciones.
    }
catalogue-home-free =
    { $count ->
        [one] { $count } es gratis.
       *[other] { $count } son gratis.
    }
catalogue-home-empty = El catálogo todavía está vacío. Si necesitas ayuda, llama al número que está al final de la página.
catalogue-home-demo = Las propuestas marcadas «Dato inventado» son solo una demostración.
catalogue-home-topics = Elige un tema
catalogue-home-all-topics = Ver todos los temas
catalogue-home-week = Esta semana
catalogue-home-districts = Cerca de casa
catalogue-home-districts-lead = Elige tu barrio en el mapa o en la lista.
catalogue-home-districts-all =
    { $count ->
        [one] Ver { $count } barrio
       *[other] Ver los { $count } barrios
    }

# Search form
catalogue-form-words = ¿Qué buscas?
catalogue-form-age = Edad
catalogue-form-any-age = Todas
catalogue-form-theme = Tema
catalogue-form-any-theme = Todos
catalogue-form-district = Barrio
catalogue-form-any-district = Toda la ciudad
catalogue-form-free = Solo gratis
catalogue-form-show = Mostrar los resultados
catalogue-wrong-words = La búsqueda era demasiado larga: hemos usado los primeros { $max } caracteres.
catalogue-wrong-age = «{ $value }» no es una edad que conozcamos. Elige de 0 a { $max } años.
catalogue-wrong-theme = El tema «{ $value }» no existe. Elige uno de la lista.
catalogue-wrong-district = El barrio «{ $value }» no existe. Elige uno de la lista.
catalogue-wrong-page = La página «{ $value }» no existe: aquí está la más cercana.

# Results
catalogue-search-title = Buscar entre las propuestas
catalogue-search-title-words = Resultados de «{ $words }»
catalogue-search-about = Busca por palabras, edad, tema, barrio y precio entre las propuestas para niñas, niños y jóvenes.
catalogue-filters = Filtrar
catalogue-results = Resultados
catalogue-found =
    { $count ->
        [0] No se ha encontrado ninguna propuesta
        [one] { $count } propuesta encontrada
       *[other] { $count } propuestas encontradas
    }
catalogue-quoted = «{ $words }»
catalogue-clear = Quitar todos los filtros
catalogue-some-words = Ningún resultado tiene todas las palabras: estos tienen algunas.
catalogue-narrow = Afinar la búsqueda
catalogue-facet-theme = Por tema
catalogue-facet-district = Por barrio
catalogue-facet-price = Por precio
catalogue-empty-title = No hemos encontrado nada adecuado
catalogue-empty-try = Prueba con menos filtros:
catalogue-empty-other = Prueba con otras palabras o quita algún filtro.
catalogue-empty-all = Ver todas las propuestas
catalogue-without =
    { $count ->
        [one] Sin { $filter }: { $count } propuesta
       *[other] Sin { $filter }: { $count } propuestas
    }
catalogue-only =
    { $count ->
        [one] Solo { $filter }: { $count } propuesta
       *[other] Solo { $filter }: { $count } propuestas
    }

# Cards
catalogue-age = Edad:
catalogue-where = Dónde:
catalogue-when = Cuándo:
catalogue-cost = Precio
catalogue-full = Plazas agotadas
catalogue-demo = Dato inventado
catalogue-demo-record = Dato inventado para la demostración
catalogue-from-home = Se participa desde casa
catalogue-offers =
    { $count ->
        [0] Ninguna propuesta
        [one] { $count } propuesta
       *[other] { $count } propuestas
    }
catalogue-places-count =
    { $count ->
        [one] { $count } lugar
       *[other] { $count } lugares
    }

# Ages
catalogue-age-all = todas las edades
catalogue-age-unsaid = no se indica límite de edad
catalogue-age-under-one = menos de 1 año
catalogue-age-years = de { $from } a { $to } años
catalogue-age-months = de { $from } a { $to } meses
catalogue-age-range = de { $from } a { $to }
catalogue-age-from = a partir de { $from }
catalogue-age-to = hasta { $to }
catalogue-age-n-years =
    { $n ->
        [one] { $n } año
       *[other] { $n } años
    }
catalogue-age-n-months =
    { $n ->
        [one] { $n } mes
       *[other] { $n } meses
    }

# Prices
catalogue-price-free = gratis
catalogue-price-free-or-up-to = gratis o hasta { $price }
catalogue-price-from = desde { $price }
catalogue-price-once = { $amount }
catalogue-price-session = { $amount } por sesión
catalogue-price-day = { $amount } al día
catalogue-price-week = { $amount } a la semana
catalogue-price-month = { $amount } al mes
catalogue-price-year = { $amount } al año
catalogue-price-income = con un indicador de renta familiar (ISEE) de hasta { $amount }

# Days and times
catalogue-day-month = { $day } de { $month }
catalogue-day-month-short = { $day } { $month }
catalogue-span-from =
    { $day ->
       *[other] desde el { $date }
    }
catalogue-span-until =
    { $day ->
       *[other] hasta el { $date }
    }
catalogue-span-between =
    { $firstDay ->
       *[other] del { $first }
    } { $lastDay ->
       *[other] al { $last }
    }
catalogue-span-brief = { $from } – { $to }
catalogue-when-days-times = { $days }, { $times }
catalogue-when-days-run = de { $from } a { $to }
catalogue-when-days-run-short = { $from }–{ $to }
catalogue-when-every-day = todos los días
catalogue-when-every-month = todos los meses
catalogue-when-every-year = cada año, el { $date }
catalogue-when-every-days = cada { $n } días
catalogue-when-every-weeks = cada { $n } semanas
catalogue-when-every-months = cada { $n } meses
catalogue-when-every-years = cada { $n } años
catalogue-when-of-month = { $days } de cada mes
catalogue-when-monthday =
    { $day ->
        [1] el primer día
       *[other] el día { $n }
    }
catalogue-when-last-day = el último día
catalogue-when-days-before-end =
    { $n ->
        [one] { $n } día antes del final
       *[other] { $n } días antes del final
    }
catalogue-when-nth =
    { $iso ->
       *[other] { $nth ->
            [1] el primer { $weekday }
            [2] el segundo { $weekday }
            [3] el tercer { $weekday }
            [4] el cuarto { $weekday }
            [5] el quinto { $weekday }
            [-1] el último { $weekday }
           *[other] el penúltimo { $weekday }
        }
    }
catalogue-when-months = en { $months }
catalogue-when-months-run = de { $from } a { $to }
catalogue-when-meetings =
    { $count ->
        [one] { $count } encuentro
       *[other] { $count } encuentros
    }
catalogue-when-more = más horarios en la ficha
catalogue-when-more-dates =
    { $count ->
        [one] una fecha más
       *[other] { $count } fechas más
    }
catalogue-when-term = solo en días de clase, no en vacaciones
catalogue-when-holidays = solo en las vacaciones escolares
catalogue-when-holidays-short = en vacaciones
catalogue-when-online = en línea
catalogue-when-phone = por teléfono
catalogue-when-except = excepto { $dates }
catalogue-when-all-day = todo el día
catalogue-when-next-day = { $range } (del día siguiente)
catalogue-when-from-time = desde las { $time }
catalogue-when-to-time = hasta las { $time }
catalogue-when-over = Ya ha terminado
catalogue-when-unknown = No se indican los horarios. Pregunta a quien lo organiza.

# Sheet
catalogue-in-page = En esta página
catalogue-s-who = Para quién es
catalogue-s-how = Cómo participar
catalogue-s-needed = Qué se necesita
catalogue-s-get = Qué se obtiene
catalogue-s-when = Fechas y plazos
catalogue-s-cost = Cuánto cuesta
catalogue-s-access = Acceder al servicio
catalogue-s-where = Dónde
catalogue-s-conditions = Condiciones
catalogue-s-contacts = Contacto
catalogue-status-active = Activo
catalogue-status-inactive = No activo ahora
catalogue-status-defunct = Terminado definitivamente
catalogue-status-closed = Cerrado por ahora
catalogue-alert = Atención
catalogue-needs = Especialmente adecuado para:
catalogue-spoken = Idiomas que se hablan: { $languages }
catalogue-how-unknown = Contacta con quien lo organiza: los datos están al final de la página.
catalogue-needed-unknown = No se indica ningún documento. Antes de ir, pregunta para confirmar.
catalogue-rhythm-once = Un evento: se celebra una vez o pocas veces.
catalogue-rhythm-weekly = Un curso con encuentros cada semana.
catalogue-rhythm-camp = Días enteros de actividades en las vacaciones.
catalogue-rhythm-open = Un lugar abierto: se va cuando se quiere, en el horario indicado.
catalogue-good-for = Es bueno para:
catalogue-get-unknown = Lee la descripción de arriba o pregunta a quien lo organiza.
catalogue-cost-unknown = No se indica el precio. Pregunta a quien lo organiza.
catalogue-access-online = La información y la inscripción están en el sitio de quien lo organiza.
catalogue-access-site = Ir al sitio
catalogue-access-generic = Para participar, contacta con quien lo organiza.
catalogue-access-call = Llamar al
catalogue-where-unknown = No se indica el lugar. Pregunta a quien lo organiza.
catalogue-capacity =
    { $count ->
        [one] { $count } plaza
       *[other] { $count } plazas
    }
catalogue-capacity-left =
    { $count ->
        [0] plazas agotadas
        [one] { $count } plaza libre
       *[other] { $count } plazas libres
    }
catalogue-adult-needed = Una persona adulta debe quedarse todo el tiempo.
catalogue-adult-not-needed = No hace falta que se quede una persona adulta.
catalogue-conditions-ask = Los horarios y los precios pueden cambiar: antes de ir, pregunta para confirmar.
catalogue-provider = Lo organiza
catalogue-provider-public = Oficina o entidad responsable:
catalogue-similar = Parecidas y cercanas

# Organisations and places
catalogue-nature-public = Entidad pública
catalogue-nature-third = Asociación, cooperativa u otra entidad sin ánimo de lucro
catalogue-nature-profit = Empresa
catalogue-organization-closed = Ya no está activa
catalogue-organization-empty = En este momento no tiene propuestas en el catálogo.
catalogue-part-of = Forma parte de
catalogue-places = Lugares
catalogue-more-places =
    { $count ->
        [one] Y { $count } lugar más.
       *[other] Y { $count } lugares más.
    }
catalogue-hours = Horario de apertura
catalogue-place-offers = Qué se hace aquí
catalogue-place-empty = En este momento no hay ninguna propuesta en este lugar.
catalogue-address = Dirección
catalogue-transport = Cómo llegar
catalogue-accessibility = Accesibilidad
catalogue-run-by = Gestionado por
catalogue-code = Código
catalogue-contacts = Contacto
catalogue-phone = Teléfono
catalogue-email = Correo electrónico
catalogue-site = Sitio web
catalogue-no-contacts = No tenemos ningún contacto. Si necesitas ayuda, llama al:

# Districts
catalogue-district = Barrio
catalogue-area = Zona
catalogue-minors = Residentes menores de 18 años
catalogue-offers-column = Propuestas
catalogue-not-known = no se sabe
catalogue-districts-title = Barrios
catalogue-districts-about = Las propuestas para niñas, niños y jóvenes, barrio por barrio.
catalogue-districts-lead = Toca un barrio para ver qué ofrece.
catalogue-districts-to-list = Ir a la lista de barrios
catalogue-districts-list = Lista de barrios
catalogue-districts-caption = Los mismos barrios del mapa, por orden alfabético
catalogue-district-about = Qué hay para niñas, niños y jóvenes en el barrio { $name }.
catalogue-district-search = Buscar en este barrio
catalogue-district-empty = En este barrio todavía no hay nada
catalogue-district-empty-more = Mira en los barrios vecinos, más abajo.
catalogue-neighbours = Barrios vecinos
catalogue-residents =
    { $count ->
        [one] { $count } residente
       *[other] { $count } residentes
    }
catalogue-minors-count =
    { $count ->
        [one] { $count } tiene menos de 18 años
       *[other] { $count } tienen menos de 18 años
    }
catalogue-all-of =
    { $count ->
        [one] { $topic }: ver { $count } propuesta
       *[other] { $topic }: ver las { $count } propuestas
    }
catalogue-map-label = Mapa de los barrios
catalogue-map-area = { $name }: { $count }
catalogue-map-legend = Propuestas:
catalogue-map-range = { $from }–{ $to }
catalogue-map-more = { $from } o más
catalogue-map-drawn = Los límites del mapa son aproximados.

# Topics
catalogue-topics-title = Temas
catalogue-topics-about = Todos los temas del catálogo, con el número de propuestas de cada uno.
catalogue-topics-lead = Elige un tema: el número dice cuántas propuestas encuentras.

# Gone
catalogue-gone-title = Esta ficha ya no está
catalogue-gone-text = Quien la publicaba la ha retirado ({ $date }). Busca algo parecido.

# Where facts come from
catalogue-checked =
    { $day ->
       *[other] Comprobado el { $date } por { $by }
    }
catalogue-changed = Último cambio de la ficha: { $date }
catalogue-foreign = Algunos textos solo están en este idioma: { $languages }.
catalogue-origin = De dónde viene esta información
catalogue-origin-read = leído: { $date }
catalogue-field-name = nombre
catalogue-field-alternate_name = otros nombres
catalogue-field-description = descripción
catalogue-field-status = estado
catalogue-field-ages = edades
catalogue-field-eligibility = requisitos
catalogue-field-themes = temas
catalogue-field-needs = necesidades
catalogue-field-wellbeing = bienestar
catalogue-field-accessibility = accesibilidad
catalogue-field-languages = idiomas
catalogue-field-schedules = horarios
catalogue-field-cost_options = precios
catalogue-field-fees = costes
catalogue-field-application_process = inscripción
catalogue-field-required_documents = documentos
catalogue-field-adult_needed = presencia de una persona adulta
catalogue-field-capacity = plazas
catalogue-field-alert = aviso
catalogue-field-email = correo electrónico
catalogue-field-url = sitio web
catalogue-field-website = sitio web
catalogue-field-phones = teléfonos
catalogue-field-identifiers = códigos
catalogue-field-nature = tipo de entidad
catalogue-field-active = actividad
catalogue-field-address = dirección
catalogue-field-point = posición
catalogue-field-district = barrio
catalogue-field-organization_id = entidad
catalogue-field-transportation = cómo llegar
catalogue-report = ¿Has visto un error en esta ficha?
catalogue-report-write = Escribe a
catalogue-report-call = Llama al
