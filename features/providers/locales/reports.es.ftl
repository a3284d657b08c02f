# What visitors report about an organisation's records, and letters the clock causes.
providers-reports = Avisos de los visitantes
providers-reports-open = { $count ->
    [0] Avisos de los visitantes
   *[other] Avisos de los visitantes ({ $count } en espera)
}
providers-reports-lead = Lo que la gente dice que está mal en vuestras fichas. Quien escribió queda desconocido; la oficina ve lo que hacéis.
providers-reports-none = Nadie ha avisado de un error.
providers-report-one = Aviso { $number }
providers-report-gone = Una ficha que ya no está
providers-report-asked = La oficina os pregunta
providers-report-over = Concluido
providers-report-open = En espera
providers-report-what = Qué está mal
providers-report-text = Con palabras de quien escribió
providers-report-question = La oficina pregunta
providers-report-mend = Corregir la ficha
providers-report-mend-hint = Cuando el cambio se publique, la oficina lo verá por sí sola en este aviso.
providers-report-words = Respuesta para la oficina
providers-report-words-hint = Como máximo { $most } caracteres. Sin datos personales.
providers-report-say = Enviar la respuesta
providers-report-right = La ficha es correcta así
providers-report-happened = Qué ha pasado
providers-told-reminder = { $text }
providers-remind-ends-subject = La admisión de «{ $name }» está por terminar
providers-remind-ends = { $days ->
    [0] La admisión de «{ $name }» termina hoy, { $day }.
    [one] La admisión de «{ $name }» termina mañana, { $day }.
   *[other] La admisión de «{ $name }» termina el { $day }, dentro de { $days } días.
}
providers-remind-ends-do = Para seguir sin interrupción pide ahora la renovación: los datos que ya diste están listos.
providers-remind-ends-button = Pedir la renovación
providers-remind-ended-subject = La admisión de «{ $name }» ha terminado
providers-remind-ended = La admisión de «{ $name }» ha terminado. No podéis recibir nuevas reservas; las ya hechas siguen siendo válidas.
providers-remind-ended-do = Puedes pedir una nueva admisión en cualquier momento.
providers-remind-ended-button = Abrir el expediente
providers-remind-document-subject = Un documento de «{ $name }» está por caducar
providers-remind-document = { $days ->
    [0] El documento «{ $item }» de «{ $name }» caduca hoy, { $day }.
    [one] El documento «{ $item }» de «{ $name }» caduca mañana, { $day }.
   *[other] El documento «{ $item }» de «{ $name }» caduca el { $day }, dentro de { $days } días.
}
providers-remind-document-do = Sube el nuevo antes de ese día.
providers-remind-document-button = Subir el documento
providers-remind-stale-subject = ¿Las fichas de «{ $name }» siguen siendo correctas?
providers-remind-stale = { $count ->
    [one] Una ficha de «{ $name }» no se comprueba desde hace más de tres meses:
   *[other] { $count } fichas de «{ $name }» no se comprueban desde hace más de tres meses. Por ejemplo:
}
providers-remind-stale-do = Si todo es correcto basta un botón por ficha; si no, corrígelas.
providers-remind-stale-button = Comprobar las fichas
providers-remind-reports-subject = Avisos sobre las fichas de «{ $name }»
providers-remind-reports = { $count ->
    [one] Una persona ha avisado de un error en una ficha de «{ $name }».
   *[other] Hay { $count } avisos nuevos de errores en las fichas de «{ $name }».
}
providers-remind-reports-do = Mira qué está mal: puedes corregir la ficha o responder a la oficina.
providers-remind-reports-button = Ver los avisos
providers-remind-why = Recibes esta carta porque gestionas esta organización en el sitio.
