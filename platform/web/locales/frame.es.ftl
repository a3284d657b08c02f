# Dead ends, limits, structured data of the frame.

web-error-near = Quizá buscabas
web-error-422 = No hemos podido usar los datos enviados
    .text = Vuelve atrás, revisa los campos y envíalos de nuevo.
web-refused-too-often = { $seconds ->
    [one] Has enviado demasiadas peticiones en poco tiempo. Espera un segundo y vuelve a intentarlo.
   *[other] Has enviado demasiadas peticiones en poco tiempo. Espera { $seconds } segundos y vuelve a intentarlo.
}
