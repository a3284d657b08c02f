# Bookings: the pages of families, organisations and the city.

bookings-when = { $day }, { $hours }
bookings-course = { $count } lessons from { $from } to { $until }, { $hours }
bookings-no-lessons = No lessons
bookings-lesson-off = { $when }: cancelled. { $reason }
bookings-lesson-is-off = This lesson is cancelled.
bookings-free = Free
bookings-after = With your voucher: { $price }
bookings-places =
    { $count ->
        [one] One place left
       *[other] { $count } places left
    }
bookings-full = Full
bookings-list = Full: there is a waiting list
bookings-closed = Booking is closed
bookings-opens = Booking opens on { $at }
bookings-sessions = Dates and booking
bookings-none = There are no dates to book for now
bookings-back-service = Back to the activity
bookings-fact-when = When
bookings-fact-where = Where
bookings-fact-price = Price
bookings-fact-places = Places
bookings-fact-who = Who takes part
bookings-all-lessons = All lessons
bookings-terms = Before you book
bookings-terms-free = You can cancel at no cost until { $at }.
bookings-terms-over = The time to cancel at no cost ({ $at }) has passed already.
bookings-terms-late = After that, { $percent } % of what the voucher pays is still due. Your own money never is.
bookings-terms-ill = In case of illness, cancelling costs nothing until it begins.
bookings-terms-absent = If nobody comes and nobody says so, { $percent } % of what the voucher pays is due.
bookings-terms-confirm = The organisation answers within { $hours } hours; if it does not, nothing is paid.
bookings-sign-in = Sign in to book
bookings-nobody = To book you need at least one child or young person in your area.
bookings-add-child = Add a child
bookings-who = Who takes part?
bookings-oneself = Myself ({ $name })
bookings-group = Or a group, without names
bookings-group-name = What the group is called
bookings-group-hint = For example: 3B. No children’s names.
bookings-group-places = How many children
bookings-go-on = Go on
bookings-wait = Put me on the waiting list
bookings-wait-about = When a place becomes free it goes to the first on the list: we keep it and tell you.
bookings-wait-leave = Leave the list
bookings-checkout = Confirm the booking
bookings-kept = The places are yours until { $time }: finish booking by then.
bookings-pay-with = Pay with the voucher “{ $name }” (€)
bookings-pay-hint = { $available } available, until { $until }
bookings-rest = To pay yourself to the organisation: { $price }
bookings-rest-about = What the voucher does not cover you pay to the organisation yourself.
bookings-book = Book
bookings-ask = Ask for the place
bookings-drop = Give the places up
bookings-lease-over = Time is up
bookings-lease-over-about = The places were yours for a quarter of an hour and are free again. Nothing was paid.
bookings-again = Try again
bookings-yes = Yes
bookings-no = No
bookings-mine = My bookings
bookings-mine-about = What is coming, what was, waiting lists
bookings-mine-none = You have no bookings yet
bookings-find = Find something to do
bookings-lists = Waiting lists
bookings-coming = Coming
bookings-past = Past
bookings-waiting = On the waiting list
bookings-offer-until = There is a place: it is yours until { $at }
bookings-offer-take = Take the place
bookings-offer-leave = I do not need it any more
bookings-state-leased = To be finished
bookings-state-reserved = Waiting for an answer
bookings-state-confirmed = Confirmed
bookings-state-attended = Present
bookings-state-absent = Absent
bookings-state-cancelled = Cancelled
bookings-state-cancelled-family = Cancelled by the family
bookings-state-cancelled-late = Cancelled late by the family
bookings-state-cancelled-illness = Cancelled because of illness
bookings-state-cancelled-provider = Cancelled by the organisation
bookings-state-cancelled-city = Cancelled by the city
bookings-state-refused = Not accepted
bookings-state-lapsed = Over
bookings-state-disputed = Being checked
bookings-paid-voucher = With the voucher: { $price }
bookings-back-cancelled = Lesson { $lesson } cancelled: { $voucher } go back to the voucher and { $own } to you.
bookings-back-illness = Lesson { $lesson } missed by illness: { $voucher } go back to the voucher and { $own } to you.
bookings-ticket = Show the code at the desk
bookings-calendar = Put it in the calendar
bookings-off = Cancelled. { $reason }
bookings-presence-attended = Present
bookings-presence-absent = Absent
bookings-presence-ill = Ill
bookings-ill = Say that they are ill
bookings-cancel = Cancel the booking
bookings-cancel-free = Cancelling now costs nothing.
bookings-cancel-late = If you cancel now, { $percent } % of what the voucher pays is still due. Illness costs nothing.
bookings-cancel-sure = Yes, cancel
bookings-cancel-ill = Cancel because of illness
bookings-dispute = It was otherwise?
bookings-dispute-reason = What happened
bookings-dispute-send = Ask the city to look
bookings-steps = What happened so far
bookings-step = { $at }: { $what }.
bookings-event-lease = a place was kept
bookings-event-reserve = booked
bookings-event-confirm = confirmed by the organisation
bookings-event-refuse = not accepted by the organisation
bookings-event-lapse = time was up
bookings-event-cancel = cancelled
bookings-event-attend = noted as present
bookings-event-miss = noted as absent
bookings-event-mend = the roll was corrected
bookings-event-dispute = a check was asked for
bookings-event-settle = decided by the city
bookings-desk-none = There are no dates to book yet.
bookings-taken = { $taken } of { $places } places taken, { $waiting } waiting
bookings-to-answer =
    { $count ->
        [one] One request waits for an answer
       *[other] { $count } requests wait for an answer
    }
bookings-session-open = Open
bookings-session-paused = Paused
bookings-session-cancelled = Cancelled
bookings-new = A new date or course
bookings-new-for = For which activity?
bookings-new-none = First you need an activity of yours in the catalogue.
bookings-edit = Change
bookings-pause = Stop booking
bookings-open = Open booking again
bookings-redeem = Take in a voucher
bookings-guests = Who comes
bookings-guests-none = Nobody yet.
bookings-own = To collect: { $price }
bookings-own-nothing = Nothing to collect
bookings-say-yes = Confirm
bookings-say-no = Do not accept
bookings-reason = Reason
bookings-reason-hint = The family reads it. Write no names and nothing about health.
bookings-cancel-one = Cancel this booking
bookings-waiting-count =
    { $count ->
        [one] One person on the waiting list
       *[other] { $count } people on the waiting list
    }
bookings-rolls = Lessons and roll call
bookings-roll = Roll call
bookings-roll-early = The roll is called from an hour before the beginning.
bookings-roll-keep = Keep the roll
bookings-cancel-lesson = Cancel this lesson
bookings-cancel-lesson-about = The share of this lesson goes back to all families, who are told.
bookings-cancel-all = Cancel everything
bookings-cancel-all-about = Places and money of the lessons not yet given go back to all families, who are told.
bookings-field-title = Title
bookings-field-place = Where
bookings-field-place-hint = For example: small pool, first floor
bookings-field-day = First day
bookings-field-from = From
bookings-field-until = Until
bookings-field-weeks = How many times
bookings-field-weeks-hint = 1 for a single date; a course is held every week at the same time
bookings-field-skip = Days left out
bookings-field-skip-hint = For example: 24/12/2026, 31/12/2026
bookings-field-places = Places
bookings-field-price = Price of the whole, each (€)
bookings-field-price-hint = 0 if it is free
bookings-field-min-age = Youngest age
bookings-field-max-age = Oldest age
bookings-field-opens = Booking opens on
bookings-field-closes = Booking closes on
bookings-field-closes-hint = Empty: until it begins
bookings-field-confirm = Confirmation
bookings-field-cancel-hours = Cancelling is free until
bookings-field-late-percent = Due when cancelled later
bookings-field-late-percent-hint = Only of what a voucher pays. Never in case of illness.
bookings-field-absent-percent = Due of who does not come and does not say so
bookings-field-list = Waiting list: a free place is kept for 24 hours for the first
bookings-field-ill-back = A lesson missed by illness is given back
bookings-field-groups = Classes and groups may book without names
bookings-field-question = Question { $n }
bookings-at-once = At once, by itself
bookings-hours =
    { $hours ->
        [0] the beginning
       *[other] { $hours } hours
    }
bookings-percent =
    { $percent ->
        [0] nothing
       *[other] { $percent } %
    }
bookings-times-fixed = Somebody has booked: days and times cannot be changed here any more. A lesson can be cancelled.
bookings-questions = Questions to who books
bookings-questions-about = Ask only what you really need for this activity.
bookings-keep = Keep
bookings-disputes = Attendance to be checked
bookings-disputes-none = There is nothing to check.
bookings-settle-attended = They were there
bookings-settle-absent = They were not there

bookings-told-booked = Booking confirmed: { $title }, { $at }.
bookings-told-asked = Request sent: { $title }, { $at }. The organisation has to answer.
bookings-told-refused = { $title }: the organisation cannot accept the request. { $reason }
bookings-told-cancelled = The booking of { $title } was cancelled by another adult of the family.
bookings-told-off = { $title } was cancelled by the organisation. { $reason }
bookings-told-lesson-off = { $title }: the lesson of { $at } is cancelled. { $reason }
bookings-told-moved = { $title }: day, time or place have changed.
bookings-told-waiting = You are on the waiting list for { $title }.
bookings-told-offer = There is a place for { $title }: it is yours until { $at }.
bookings-told-offer-over = The place for { $title } was not taken in time and went to others.
bookings-told-list-over = The waiting list of { $title } is closed: it will not be held.
bookings-told-no-answer = { $title }: the organisation did not answer in time. Nothing was paid.
bookings-told-missed = { $title }: an absence was noted. If that is not so, you can ask for a check.
bookings-told-settled = { $title }: the city has decided. { $reason }
bookings-told-soon = Reminder: { $title }, { $at }.
bookings-told-request = { $title }, { $at }: somebody asks for a place and waits for your answer.
bookings-told-given-up = { $title }, { $at }: a family has given its place up.

bookings-letter-booked = Your booking is confirmed
bookings-letter-asked = Your request was sent
bookings-letter-refused = The answer to your request
bookings-letter-no-answer = Your request has run out
bookings-letter-cancelled = A booking is cancelled
bookings-letter-off = What you booked will not be held
bookings-letter-lesson-off = A lesson is cancelled
bookings-letter-moved = A booking has changed
bookings-letter-offer = There is a place for you
bookings-letter-offer-over = The place offered went to others
bookings-letter-list-over = A waiting list is closed
bookings-letter-soon = Reminder of a booking
bookings-letter-missed = An absence was noted
bookings-letter-settled = A decision about a booking
bookings-letter-request = A request waits for an answer
bookings-letter-given-up = A family has given up
bookings-letter-cancelled-said = The booking of { $title } is cancelled.
bookings-letter-free-until = Cancel at no cost until
bookings-letter-back = Not due, or given back
bookings-letter-look = Open my bookings
bookings-letter-look-house = Open the session
bookings-letter-why = You get this because you have booked or are on a list. Who takes part is shown by a first letter only; everything else is read after signing in.
bookings-letter-why-house = You get this because your organisation takes bookings. Who takes part is read after signing in only.

bookings-refused-capacity-full = There are no places left
bookings-refused-capacity-leased-until = All places are taken; some may become free at { $at }
bookings-refused-not-yet-open = Booking opens on { $at }
bookings-refused-booking-closed = Booking has been closed since { $at }
bookings-refused-offer-paused = The organisation has stopped booking for now
bookings-refused-session-cancelled = This date is cancelled
bookings-refused-provider-not-admitted = The organisation cannot take bookings at the moment
bookings-refused-age-not-met =
    { $kind ->
        [both] It is for those who are { $min } to { $max } years old on the first day
        [min] It is for those who are at least { $min } years old on the first day
       *[max] It is for those who are at most { $max } years old on the first day
    }
bookings-refused-already-booked = Who you chose has a place already: see your bookings
bookings-refused-price-changed = The price has changed: it is { $cents } now. Check and try again
bookings-refused-too-late-to-cancel = It is too late: it began at { $at }
bookings-refused-lease-over = The place is not kept for you any more: begin again at the date
bookings-refused-wrong-state = Something has changed meanwhile: load the page again
bookings-refused-answer-missing = Answer this question
bookings-refused-answer-wrong = This answer is not good: at most 200 characters
bookings-refused-no-groups = Groups cannot book here
bookings-refused-group-size = A group has 1 to { $most } children
bookings-refused-group-name = Write what the group is called, in a few words
bookings-refused-no-waiting-list = There is no waiting list here
bookings-refused-places-are-free = There are free places: you can book
bookings-refused-nobody-chosen = Choose who takes part
bookings-refused-too-many = At most twelve people at once
bookings-refused-more-than-price = That is more than the price: write at most what is left to pay
bookings-refused-more-than-held = That is more than was kept aside: at most { $cents }
bookings-refused-not-yet-redeemable = It can be done from { $at } on
bookings-refused-key-reused = Somebody else changed the same thing: load the page again and try anew
bookings-refused-fewer-than-taken = { $taken } places are taken: there cannot be fewer
bookings-refused-not-found = It is not there any more
bookings-refused-no-voucher = This voucher does not hold here
bookings-refused-insufficient-balance = There are only { $cents } on the voucher
bookings-refused-voucher-ended = The voucher ended at { $at }
bookings-refused-hold-already-resolved = It was done already, at { $at }
bookings-refused-hold-ended = The time to take it in was over at { $at }
bookings-refused-books = The books do not allow it: { $why }
bookings-refused-amount = Write an amount, for example 12.50
bookings-refused-officer = This page is for those who work for the city with this task
bookings-refused-title = Write a title, at most 120 characters
bookings-refused-place = At most 200 characters
bookings-refused-no-lesson = Write day and time
bookings-refused-lessons = These are too many lessons
bookings-refused-lessons-booked = Somebody has booked: the number of lessons does not change any more
bookings-refused-ends-before = The end comes after the beginning
bookings-refused-overlap = Two lessons overlap
bookings-refused-places = Write how many places, at least one
bookings-refused-price = Write a price, for example 90 or 12.50; 0 if it is free
bookings-refused-closes-before = Booking closes after it opens
bookings-refused-closes-after = Booking closes at the end at the latest
bookings-refused-ages = The oldest age is at least the youngest
bookings-refused-age = Write an age from 0 to 25 years
bookings-refused-percent = Who cancels late does not pay more than who does not come
bookings-refused-hours = Choose one of the hours
bookings-refused-offer-hours = Choose 1 to 168 hours
bookings-refused-questions = A question is not good: keep it short
bookings-refused-reason = Write a reason, at most 300 characters
bookings-refused-weeks = 1 to 60 times
bookings-refused-day = Write a whole date, such as 24/12/2026
bookings-refused-time = Write a time, such as 17:30
