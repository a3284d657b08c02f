# Vouchers.

vouchers-told-hook-ended = Los avisos a vuestro sistema no llegan desde { $at }: no enviamos más. Cuando el sistema vuelva a responder, cread una nueva dirección para los avisos.
