# Saved list, calendar, sheet, districts, embedded list: what the pages of records say besides es.ftl.

catalogue-nav-saved = Mi lista

# Saved list
catalogue-saved-title = Mi lista
catalogue-saved-shared-title = Una lista compartida
catalogue-saved-about = Las propuestas que has guardado: para volver a verlas, imprimirlas o enviarlas.
catalogue-saved-lead =
    { $count ->
        [one] Has guardado { $count } propuesta.
       *[other] Has guardado { $count } propuestas.
    }
catalogue-saved-shared-lead =
    { $count ->
        [one] Alguien ha elegido { $count } propuesta.
       *[other] Alguien ha elegido { $count } propuestas.
    }
catalogue-saved-add = Guardar
catalogue-saved-yes = Guardada
catalogue-saved-remove = (quitar de la lista)
catalogue-saved-keep = Guardar todo en mi lista
catalogue-saved-calendar = Todas las fechas en el calendario
catalogue-saved-calendar-name = Mi lista – { $site }
catalogue-saved-without = Quitar de esta lista
catalogue-saved-clear = Vaciar la lista
catalogue-saved-forget = Quitar lo que ya no está
catalogue-saved-undo = Volver a guardar
catalogue-saved-undo-one = «{ $name }» ya no está en tu lista.
catalogue-saved-undo-many =
    { $count ->
        [one] { $count } propuesta ya no está en tu lista.
       *[other] { $count } propuestas ya no están en tu lista.
    }
catalogue-saved-lost = Estas propuestas ya no están:
catalogue-saved-lost-since = retirada: { $date }
catalogue-saved-unknown =
    { $count ->
        [one] { $count } elemento de la lista no está en el catálogo.
       *[other] { $count } elementos de la lista no están en el catálogo.
    }
catalogue-saved-unreadable =
    { $count ->
        [one] { $count } parte del enlace no se puede leer: quizá se cortó. Pide que te lo envíen otra vez.
       *[other] { $count } partes del enlace no se pueden leer: quizá se cortó. Pide que te lo envíen otra vez.
    }
catalogue-saved-too-many =
    { $count ->
        [one] Una lista tiene como máximo { $most } elementos: { $count } más no se muestra.
       *[other] Una lista tiene como máximo { $most } elementos: { $count } más no se muestran.
    }
catalogue-saved-full =
    { $count ->
        [one] La lista está llena: puede tener { $most } elementos. { $count } no se ha guardado. Quita algo antes.
       *[other] La lista está llena: puede tener { $most } elementos. { $count } no se han guardado. Quita algo antes.
    }
catalogue-saved-empty = Aquí no hay nada todavía
catalogue-saved-empty-how = Toca «Guardar» junto a una propuesta: la encuentras aquí, sin registrarte.
catalogue-saved-privacy = La lista queda en este navegador 180 días, en una cookie que solo contiene los códigos de las fichas. Nosotros no la guardamos.
catalogue-saved-no-list = Falta la lista: la dirección debe terminar con «?s=» y los códigos de las fichas.
catalogue-saved-unclear = No se entiende qué guardar. Vuelve a la página y toca otra vez «Guardar».

# Calendar, print, share
catalogue-calendar-add = Añadir al calendario
catalogue-calendar-follow = Seguir en el calendario (se actualiza solo)
catalogue-print = Imprimir
catalogue-printed-from = Ficha completa y actualizada:
catalogue-share = Enviar a alguien
catalogue-share-how = Copia esta dirección. Quien la abre ve lo mismo, en su idioma.
catalogue-share-mail = Escribir un correo
catalogue-share-send = Compartir

# When an offer does not run
catalogue-notice-closed = Ahora está cerrado y volverá a abrir. Pregunta cuándo a quien organiza.
catalogue-notice-inactive = En este periodo no se hace. Pregunta a quien organiza si se reanuda.
catalogue-notice-defunct = Ya no se hace. Más abajo hay propuestas parecidas.

# This week, districts, photographs
catalogue-week-today = hoy
catalogue-week-tomorrow = mañana
catalogue-week-every = cada semana
catalogue-week-lead = De hoy al { $date }.
catalogue-district-free = Gratis aquí
catalogue-district-free-all =
    { $count ->
        [one] Ver { $count } propuesta gratis
       *[other] Ver las { $count } propuestas gratis
    }
catalogue-district-ages = Por edad
catalogue-photo-by = Fotografía:

# A list in the pages of other sites
catalogue-embed-title = Propuestas para niñas, niños y jóvenes
catalogue-embed-all =
    { $count ->
        [0] Ir a { $site }
        [one] Ver { $count } propuesta en { $site }
       *[other] Ver las { $count } propuestas en { $site }
    }
