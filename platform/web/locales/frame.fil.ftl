# Dead ends, limits, structured data of the frame.

web-error-near = Baka ito ang hinahanap ninyo
web-error-422 = Hindi namin magamit ang ipinadala
    .text = Bumalik, suriin ang mga patlang, at ipadala muli.
web-refused-too-often = { $seconds ->
    [1] Masyadong maraming kahilingan sa maikling panahon. Maghintay ng isang segundo at subukang muli.
   *[other] Masyadong maraming kahilingan sa maikling panahon. Maghintay ng { $seconds } segundo at subukang muli.
}
