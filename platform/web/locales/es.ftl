# The frame of every page.

web-home = Inicio
web-menu = Menú
web-navigation = Navegación principal
web-breadcrumb = Ruta de navegación
web-language = Idioma
web-skip-main = Ir al contenido
web-skip-footer = Ir al pie de página
web-demo = Sitio de demostración: las propuestas que se muestran son inventadas.
web-go-home = Volver a la página de inicio

web-search = Buscar
web-search-label = ¿Qué buscas?
web-search-hint = Natación, deberes, biblioteca…
web-remove-filter = Quitar el filtro
web-results-updated = Resultados actualizados.

web-pages = Páginas de resultados
web-page = Página
web-page-previous = Página anterior
web-page-next = Página siguiente

web-form-required = obligatorio
web-form-errors = Hay algo que corregir

web-footer-here = En este sitio
web-footer-help = ¿Necesitas ayuda?
web-footer-legal = Información sobre el sitio
web-dead-end-help = Puedes llamar y hablar con una persona:

web-legal-privacy = Política de privacidad
web-legal-notes = Aviso legal
web-legal-accessibility = Declaración de accesibilidad
web-legal-contacts = Contacto
web-legal-faq = Preguntas frecuentes
web-legal-report = Avisar de un problema
web-legal-about = Qué es este sitio

web-error-400 = La petición no está clara
    .text = Revisa la dirección o los datos que has escrito y vuelve a intentarlo.
web-error-403 = Aquí no puedes entrar
    .text = No tienes permiso para ver esta página.
web-error-404 = Página no encontrada
    .text = Puede que la dirección esté mal o que la página se haya movido. Prueba a buscar aquí abajo.
web-error-405 = Esta acción no es posible
    .text = La página existe, pero no acepta este tipo de petición.
web-error-410 = Esta página ya no existe
    .text = Se ha retirado y no volverá. Busca aquí abajo algo parecido.
web-error-413 = El envío es demasiado grande
    .text = Vuelve a intentarlo con un texto o un archivo más pequeño.
web-error-429 = Demasiadas peticiones
    .text = Espera un momento y vuelve a intentarlo.
web-error-500 = Algo ha fallado por nuestra parte
    .text = No es culpa tuya. El error se ha registrado: vuelve a intentarlo dentro de poco.
web-error-503 = El sitio está muy ocupado
    .text = Vuelve a intentarlo dentro de un minuto.
web-error-id = Si llamas, da este código:
web-refused-other-site = La petición llegó desde otro sitio y, por seguridad, no se ha ejecutado.
