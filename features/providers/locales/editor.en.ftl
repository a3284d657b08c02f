# The guided editor: steps, rows of prices and times, places, languages.

providers-guide = The steps of this page
providers-part-about = What it is
providers-part-who = For whom
providers-part-where = Where
providers-part-when = When
providers-part-price = What it costs
providers-part-join = How to take part
providers-part-themes = Themes
providers-part-access = Getting there and in
providers-part-texts = Other languages
providers-lead-about = Write as you speak to a parent. Nothing goes out before the preview.
providers-lead-who = Who may come, and which needs you are ready for.
providers-lead-where = Choose the places where it happens. The times at each place come in the next step.
providers-lead-when = One row for each time: Monday afternoons, a single Saturday, the week of Christmas.
providers-lead-price = One row for each price: the full one, the reduced one, who pays nothing.
providers-lead-join = How to sign up, what to bring and whom to ask.
providers-lead-themes = From the city’s lists: so families find it when they look for a theme or a need.
providers-lead-access = How to get there, and whether one gets in with a wheelchair or a pushchair.
providers-lead-texts = How each text stands in each language. A translation stays as it is until somebody changes it.
providers-edit-place = The place
providers-edit-place-fresh = A new place
providers-edit-eligibility = Who may take part, beyond age
providers-edit-adult-needed = Must an adult stay?
providers-edit-languages = Languages spoken there
providers-edit-accessibility = Accessibility
providers-edit-places = At which places
providers-edit-places-hint = You can choose more than one.
providers-edit-places-fixed = Also here, as the city says: { $places }. To take it out write to the city.
providers-edit-places-none = You have no places yet: look for one that is there, or add your own.
providers-edit-place-new = { $name } (new, waits for the city)
providers-edit-place-q = Look for somebody else’s place: a gym, a library, a school
providers-edit-place-find = Find the place
providers-edit-place-found = { $count ->
    [0] No place with these words: try fewer
    [one] One place found: it is among the choices above
   *[other] { $count } places found: they are among the choices above
}
providers-edit-remote = One takes part from home
providers-edit-rhythm = How it recurs
providers-edit-fees = What else to know about the price
providers-edit-application-process = How to sign up
providers-edit-required-documents = What to bring
providers-edit-required-documents-hint = One thing a line.
providers-edit-capacity = Places in all
providers-edit-available = Places still free
providers-edit-phone-more = Telephone { $number }
providers-edit-themes = The themes
providers-edit-needs = Which needs it answers
providers-edit-wellbeing = What it does good for
providers-edit-transportation = How to get there
providers-edit-street = Street and number
providers-edit-street-more = To find it: staircase, yard, floor
providers-edit-postal-code = Post code
providers-edit-town = Town
providers-edit-point = The point on the map
providers-edit-point-hint = In your map app press long on the place and copy the two numbers, or the link, here.
providers-place-begin = Add a place
providers-place-begin-text = Is the place not there? Save first what you wrote here, then add it: it has a page of its own.
providers-retire = Take the place out of use
providers-retire-text = After the city’s yes the place is no longer shown, nor your activities there. The activities stay.
providers-retire-sure = Yes, it is no longer used
providers-out-of-use = No longer used
providers-edit-price-row = Price { $number }
providers-edit-price-amount = How much, in euros
providers-edit-price-unit = For what
providers-edit-price-for = For whom
providers-edit-price-for-hint = Leave it empty if it is for everybody. For example: second child, who lives in the district.
providers-edit-price-income = Up to which family income (ISEE), in euros
providers-edit-price-income-hint = Only if the price depends on income.
providers-edit-price-from = Valid from
providers-edit-price-to = Valid until
providers-edit-price-gone = Take this price out
providers-edit-price-more = Add another price
providers-edit-time-row = Time { $number }
providers-edit-time-place = At which place
providers-edit-time-anywhere = The same everywhere
providers-edit-time-days = On which days
providers-edit-time-days-hint = For a single day mark nothing here: write its date below, under “From the day”.
providers-edit-time-often = How often
providers-edit-time-from = From the day
providers-edit-time-from-hint = Leave it empty if it is always so.
providers-edit-time-to = Until the day
providers-edit-time-opens = From what time
providers-edit-time-closes = To what time
providers-edit-time-period = In which part of the year
providers-edit-time-off-from = Closed from
providers-edit-time-off-to = Closed until
providers-edit-time-off-hint = For one day the first is enough. For another closure press “Add another time or closure”.
providers-edit-time-note = What else to know
providers-edit-time-gone = Take this time out
providers-edit-time-more = Add another time or closure
providers-edit-time-kept = { $words }. This rule is not written here: it stays as it is.
providers-price-income = with an income (ISEE) up to { $amount }
providers-from = from { $day }
providers-from-until = from { $from } to { $until }
providers-every-day = every day
providers-month-days = on the days { $days } of the month
providers-times = { $count ->
    [one] once
   *[other] { $count } times
}
providers-off = closed { $days }
providers-often-week = Every week
providers-often-fortnight = Every second week
providers-often-first = The first of the month
providers-often-second = The second of the month
providers-often-third = The third of the month
providers-often-fourth = The fourth of the month
providers-often-last = The last of the month
providers-period-always = The whole year
providers-period-term = In school term
providers-period-holidays = In the school holidays
providers-places = { $places ->
    [one] one place
   *[other] { $places } places
}
providers-places-left = { $left } free of { $places }
providers-rhythm-weekly = A course: every week
providers-rhythm-one-off = Once or a few times
providers-rhythm-camp = Whole days in the holidays
providers-rhythm-always-open = Open whenever the place is
providers-unknown = Not said
providers-field-service-at-locations = Where it happens
providers-field-out-of-use = Use of the place
providers-text-person = Written by you
providers-text-machine = Made by a machine, to be read
providers-text-city = From the city’s data
providers-text-confirmed = Read and confirmed
providers-texts-in = { $field } ({ $language })
providers-texts-still = I have read it beside the original: it is right as it is
providers-texts-machine = A machine has translated it
providers-texts-machine-hint = It is said beside the text until somebody has read it.
providers-texts-none = There is nothing to translate yet: write the text first.
providers-texts-write = Translate or read again
providers-texts-lead = Above is the original, below the translation. Empty means: not there in this language.
providers-texts-keep = Save the translation
providers-texts-back = Back to the languages
providers-old = { $count ->
    [one] One page waits to be confirmed
   *[other] { $count } pages wait to be confirmed
}
providers-old-text = You have not looked at them for three months, or never. If all is still right, one press is enough.
