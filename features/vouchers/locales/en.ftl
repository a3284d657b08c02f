# Vouchers: what is refused (the vocabulary of design and API) and what families are told.
vouchers-no-insufficient-balance = The voucher is not enough: at most { $available } can be used.
vouchers-no-voucher-ended = The voucher has ended: its last day was { $on }.
vouchers-no-voucher-suspended = The voucher is suspended and cannot be used for now. The family finds the reason in its own area.
vouchers-no-not-valid-for-offer = { $why ->
    [theme] The voucher does not pay for this kind of activity.
    [district] The voucher does not pay in this part of the city.
    [age] The age is not one for which the voucher pays.
    [other_child] The voucher is somebody else’s.
    [time] The date is outside the days on which the voucher pays.
    [other_booking] The ticket is for another booking or another organisation.
   *[other] This activity is not in the catalogue: the voucher cannot pay for it.
  }
vouchers-no-provider-not-admitted = The organisation cannot take vouchers: its admission is not valid. Write to the city.
vouchers-no-offer-paused = The activity is paused and takes no vouchers for now.
vouchers-no-limit-reached = { $window ->
    [0] One payment can be { $limit } at most.
    [one] At most { $limit } can be used in one day.
   *[other] At most { $limit } can be used within { $window } days.
  }
vouchers-no-hold-already-resolved = It was paid already on { $at }, receipt { $by }. Do not take it again.
vouchers-no-hold-ended = Nothing of the voucher is kept for this booking any more.
vouchers-no-price-changed = The price is { $new }: no more can be asked.
vouchers-no-not-yet-redeemable = It is too early: it can be used from { $from }.
vouchers-no-key-reused = This form was sent before with other data. Begin again from the page before.
vouchers-no-try-again = A technical problem: nothing was done. Try again in a moment.
vouchers-no-unknown-code = No such code, or it is not good any more. Check the 8 letters and digits, or ask for a new one to be shown.
vouchers-no-pin-wrong = The family’s PIN of 6 digits is needed, or it is not the right one. After 5 mistakes the printed code ends.
vouchers-no-too-many-attempts = Too many wrong codes. Try again after { $until }.
vouchers-no-second-use = The same voucher has just paid here ({ $at }, receipt { $number }). Is it another lesson or another person?
vouchers-no-undo-over = It could be undone until { $deadline }, only by who took it. Now it needs a refund.
vouchers-no-more-than-paid = That is more than is left of this payment: { $left }.
vouchers-no-wrong-amount = The amount is not right. Write it in euros, for example 12.50; voucher and family part together make the price.
vouchers-no-wrong = { $field ->
    [iban] The IBAN is not right: check every letter and digit.
    [holder] Write whose account it is.
    [pin] The PIN has 6 digits.
   *[other] This field is missing or not right.
  }
vouchers-no-wrong-state = { $state ->
    [booked] It was paid with a booking: it is given back by cancelling the booking or the lesson.
    [batched] It is in a payment of the city already: now it needs a refund.
    [corrected] Part of it was given back already: it cannot be undone whole any more.
    [cancelled] The booking was cancelled meanwhile: the credit is back with the family already.
    [undone] It was undone already.
   *[other] As it stands this cannot be done.
  }
vouchers-no-unknown = It is not there, or not for you.
vouchers-no-forbidden = You cannot do this.
vouchers-no-own-affair = It concerns your own family or organisation: somebody else must do it.
vouchers-no-same-person = A second person must agree.
vouchers-no-already-has = There is a voucher of this call already.
vouchers-no-fund-short = No fund of the call has enough: the most one of them has is { $available }.
vouchers-no-reason-needed = Write the reason, without names of people.
vouchers-no-document-needed = Write the number of the document.
vouchers-no-no-payee = Nobody has verified this organisation’s account yet.
vouchers-no-nothing-to-pay = There is nothing to pay.
vouchers-no-batch-changed = What was sealed is not what stands there now: nothing was sent.
vouchers-no-not-ready = Something is still open: { $what }.
vouchers-no-books = The books do not allow it. Nothing was done.

vouchers-told-given = You have a new voucher ({ $call }) of { $amount }, to be used by { $until }.
vouchers-told-ends = The voucher { $call } ends on { $until }: { $left } are left.
vouchers-told-suspended = The voucher { $call } is suspended. { $reason }
vouchers-told-resumed = The voucher { $call } can be used again, until { $until }. { $reason }
vouchers-told-closed = The voucher { $call } was closed. { $reason }
vouchers-told-replaced = The voucher { $call } was replaced by a new one. { $reason }
vouchers-told-spent = At { $where } the voucher paid { $amount }, the family { $own }. { $left } are left. Receipt { $number }.
vouchers-told-undone = { $where } has undone receipt { $number }: { $amount } are back on the voucher. { $left } are left.
vouchers-told-back = { $where } has given { $amount } back to the voucher (receipt { $number }). { $left } are left.

vouchers-letter-ends-subject = Your voucher { $call } ends on { $until }
vouchers-letter-ends-button = See what you can use it for
vouchers-letter-ends-why = We write 90, 30 and 7 days before the end, to those who have a voucher.

vouchers-told-hook-ended = Notices to your own system have not arrived since { $at }: we send no more. When the system answers again, set up a new address for notices.
vouchers-told-hook-paused = Notices to your own system had been paused since { $at }: after 30 days the address has ended. If it is still needed, add it anew.
