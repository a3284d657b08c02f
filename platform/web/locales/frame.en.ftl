# Dead ends, limits, structured data of the frame.

web-error-near = Perhaps you were looking for
web-error-422 = We could not use what was sent
    .text = Go back, check the fields and send it again.
web-refused-too-often = { $seconds ->
    [one] Too many requests in a short time. Wait one second and try again.
   *[other] Too many requests in a short time. Wait { $seconds } seconds and try again.
}
