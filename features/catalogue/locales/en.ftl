# The catalogue's pages. Short plain sentences.

catalogue-nav-search = All opportunities
catalogue-nav-topics = Topics
catalogue-nav-districts = Neighbourhoods

# Home
catalogue-home-title = What { $city } has for children and young people
catalogue-home-lead = Sport, homework help, music, libraries, summer camps, someone to talk to. From birth to 18.
catalogue-home-about = Everything the city offers to children and young people, from 0 to 18, in one place.
catalogue-home-search = Search
catalogue-home-numbers =
    { $offers ->
        [one] Here you find { $offers } opportunity
       *[other] Here you find { $offers } opportunities
    } { $organizations ->
        [one] by { $organizations } organisation.
       *[other] by { $organizations } organisations.
    }
catalogue-home-free =
    { $count ->
        [one] { $count } is free.
       *[other] { $count } are free.
    }
catalogue-home-empty = The catalogue is still empty. If you need help, call the number at the end of the page.
catalogue-home-demo = Opportunities marked “Made-up data” are only a demonstration.
catalogue-home-topics = Choose a topic
catalogue-home-all-topics = See all topics
catalogue-home-week = This week
catalogue-home-districts = Near home
catalogue-home-districts-lead = Choose your neighbourhood on the map or in the list.
catalogue-home-districts-all =
    { $count ->
        [one] See { $count } neighbourhood
       *[other] See all { $count } neighbourhoods
    }

# Search form
catalogue-form-words = What are you looking for?
catalogue-form-age = Age
catalogue-form-any-age = All ages
catalogue-form-theme = Topic
catalogue-form-any-theme = All topics
catalogue-form-district = Neighbourhood
catalogue-form-any-district = The whole city
catalogue-form-free = Only free of charge
catalogue-form-show = Show results
catalogue-wrong-words = Your search was too long: we used the first { $max } characters.
catalogue-wrong-age = “{ $value }” is not an age we know. Choose from 0 to { $max } years.
catalogue-wrong-theme = There is no topic “{ $value }”. Choose one from the list.
catalogue-wrong-district = There is no neighbourhood “{ $value }”. Choose one from the list.
catalogue-wrong-page = There is no page “{ $value }”: here is the nearest one.

# Results
catalogue-search-title = Search all opportunities
catalogue-search-title-words = Results for “{ $words }”
catalogue-search-about = Search by words, age, topic, neighbourhood and price among opportunities for children and young people.
catalogue-filters = Filter
catalogue-results = Results
catalogue-found =
    { $count ->
        [0] No opportunities found
        [one] { $count } opportunity found
       *[other] { $count } opportunities found
    }
catalogue-quoted = “{ $words }”
catalogue-clear = Remove all filters
catalogue-some-words = No result has all your words: these have some of them.
catalogue-narrow = Narrow your search
catalogue-facet-theme = By topic
catalogue-facet-district = By neighbourhood
catalogue-facet-price = By price
catalogue-empty-title = We found nothing that fits
catalogue-empty-try = Try with fewer filters:
catalogue-empty-other = Try other words, or remove some filters.
catalogue-empty-all = See all opportunities
catalogue-without =
    { $count ->
        [one] Without { $filter }: { $count } opportunity
       *[other] Without { $filter }: { $count } opportunities
    }
catalogue-only =
    { $count ->
        [one] Only { $filter }: { $count } opportunity
       *[other] Only { $filter }: { $count } opportunities
    }

# Cards
catalogue-age = Age:
catalogue-where = Where:
catalogue-when = When:
catalogue-cost = Cost
catalogue-full = No places left
catalogue-demo = Made-up data
catalogue-demo-record = Made-up data for the demonstration
catalogue-from-home = You take part from home
catalogue-offers =
    { $count ->
        [0] No opportunities
        [one] { $count } opportunity
       *[other] { $count } opportunities
    }
catalogue-places-count =
    { $count ->
        [one] { $count } place
       *[other] { $count } places
    }

# Ages
catalogue-age-all = all ages
catalogue-age-unsaid = no age limit given
catalogue-age-under-one = under 1 year
catalogue-age-years = { $from } to { $to } years
catalogue-age-months = { $from } to { $to } months
catalogue-age-range = { $from } to { $to }
catalogue-age-from = { $from } and over
catalogue-age-to = up to { $to }
catalogue-age-n-years =
    { $n ->
        [one] { $n } year
       *[other] { $n } years
    }
catalogue-age-n-months =
    { $n ->
        [one] { $n } month
       *[other] { $n } months
    }

# Prices
catalogue-price-free = free
catalogue-price-free-or-up-to = free or up to { $price }
catalogue-price-from = from { $price }
catalogue-price-once = { $amount }
catalogue-price-session = { $amount } each time
catalogue-price-day = { $amount } a day
catalogue-price-week = { $amount } a week
catalogue-price-month = { $amount } a month
catalogue-price-year = { $amount } a year
catalogue-price-income = with a family income indicator (ISEE) up to { $amount }

# Days and times
catalogue-day-month = { $day } { $month }
catalogue-day-month-short = { $day } { $month }
catalogue-span-from =
    { $day ->
       *[other] from { $date }
    }
catalogue-span-until =
    { $day ->
       *[other] until { $date }
    }
catalogue-span-between =
    { $firstDay ->
       *[other] from { $first }
    } { $lastDay ->
       *[other] to { $last }
    }
catalogue-span-brief = { $from } – { $to }
catalogue-when-days-times = { $days }, { $times }
catalogue-when-days-run = { $from } to { $to }
catalogue-when-days-run-short = { $from }–{ $to }
catalogue-when-every-day = every day
catalogue-when-every-month = every month
catalogue-when-every-year = every year, { $date }
catalogue-when-every-days = every { $n } days
catalogue-when-every-weeks = every { $n } weeks
catalogue-when-every-months = every { $n } months
catalogue-when-every-years = every { $n } years
catalogue-when-of-month = { $days } of each month
catalogue-when-monthday =
    { $day ->
        [1] the first day
       *[other] day { $n }
    }
catalogue-when-last-day = the last day
catalogue-when-days-before-end =
    { $n ->
        [one] { $n } day before the end
       *[other] { $n } days before the end
    }
catalogue-when-nth =
    { $iso ->
       *[other] { $nth ->
            [1] the first { $weekday }
            [2] the second { $weekday }
            [3] the third { $weekday }
            [4] the fourth { $weekday }
            [5] the fifth { $weekday }
            [-1] the last { $weekday }
           *[other] the second-last { $weekday }
        }
    }
catalogue-when-months = in { $months }
catalogue-when-months-run = { $from } to { $to }
catalogue-when-meetings =
    { $count ->
        [one] { $count } meeting
       *[other] { $count } meetings
    }
catalogue-when-more = more times on the page
catalogue-when-more-dates =
    { $count ->
        [one] one more date
       *[other] { $count } more dates
    }
catalogue-when-term = only in school term, not in the holidays
catalogue-when-holidays = only in the school holidays
catalogue-when-holidays-short = in the holidays
catalogue-when-online = online
catalogue-when-phone = by telephone
catalogue-when-except = except { $dates }
catalogue-when-all-day = all day
catalogue-when-next-day = { $range } (the next day)
catalogue-when-from-time = from { $time }
catalogue-when-to-time = until { $time }
catalogue-when-over = Already over
catalogue-when-unknown = The times are not given. Ask the organiser.

# Sheet
catalogue-in-page = On this page
catalogue-s-who = Who it is for
catalogue-s-how = How to take part
catalogue-s-needed = What you need
catalogue-s-get = What you get
catalogue-s-when = Times and deadlines
catalogue-s-cost = What it costs
catalogue-s-access = Access the service
catalogue-s-where = Where
catalogue-s-conditions = Conditions
catalogue-s-contacts = Contacts
catalogue-status-active = Active
catalogue-status-inactive = Not active now
catalogue-status-defunct = Ended for good
catalogue-status-closed = Closed for now
catalogue-alert = Please note
catalogue-needs = Especially suited to:
catalogue-spoken = Languages spoken: { $languages }
catalogue-how-unknown = Contact the organiser: you find how at the end of the page.
catalogue-needed-unknown = No documents are listed. Before you go, ask to be sure.
catalogue-rhythm-once = An event: it takes place once or a few times.
catalogue-rhythm-weekly = A course with meetings every week.
catalogue-rhythm-camp = Whole days of activities in the holidays.
catalogue-rhythm-open = An open place: come when you like, during opening hours.
catalogue-good-for = Good for:
catalogue-get-unknown = Read the description above, or ask the organiser.
catalogue-cost-unknown = The price is not given. Ask the organiser.
catalogue-access-online = Information and registration are on the organiser’s site.
catalogue-access-site = Go to the site
catalogue-access-generic = To take part, contact the organiser.
catalogue-access-call = Call
catalogue-where-unknown = The place is not given. Ask the organiser.
catalogue-capacity =
    { $count ->
        [one] { $count } place
       *[other] { $count } places
    }
catalogue-capacity-left =
    { $count ->
        [0] no places left
        [one] { $count } place left
       *[other] { $count } places left
    }
catalogue-adult-needed = An adult must stay all the time.
catalogue-adult-not-needed = No adult needs to stay.
catalogue-conditions-ask = Times and prices can change: before you go, ask to be sure.
catalogue-provider = Organised by
catalogue-provider-public = Office or body in charge:
catalogue-similar = Similar, nearby

# Organisations and places
catalogue-nature-public = Public body
catalogue-nature-third = Association, cooperative or other non-profit body
catalogue-nature-profit = Company
catalogue-organization-closed = No longer active
catalogue-organization-empty = It has no opportunities in the catalogue at the moment.
catalogue-part-of = Part of
catalogue-places = Places
catalogue-more-places =
    { $count ->
        [one] And { $count } more place.
       *[other] And { $count } more places.
    }
catalogue-hours = Opening hours
catalogue-place-offers = What takes place here
catalogue-place-empty = There are no opportunities at this place at the moment.
catalogue-address = Address
catalogue-transport = How to get there
catalogue-accessibility = Accessibility
catalogue-run-by = Run by
catalogue-code = Code
catalogue-contacts = Contacts
catalogue-phone = Telephone
catalogue-email = E-mail
catalogue-site = Website
catalogue-no-contacts = We have no contact. If you need help, call:

# Districts
catalogue-district = Neighbourhood
catalogue-area = Area
catalogue-minors = Residents under 18
catalogue-offers-column = Opportunities
catalogue-not-known = not known
catalogue-districts-title = Neighbourhoods
catalogue-districts-about = Opportunities for children and young people, neighbourhood by neighbourhood.
catalogue-districts-lead = Tap a neighbourhood to see what it offers.
catalogue-districts-to-list = Go to the list of neighbourhoods
catalogue-districts-list = List of neighbourhoods
catalogue-districts-caption = The same neighbourhoods as on the map, in alphabetical order
catalogue-district-about = What there is for children and young people in { $name }.
catalogue-district-search = Search in this neighbourhood
catalogue-district-empty = There is nothing in this neighbourhood yet
catalogue-district-empty-more = Look in the neighbourhoods around it, below.
catalogue-neighbours = Neighbourhoods around it
catalogue-residents =
    { $count ->
        [one] { $count } resident
       *[other] { $count } residents
    }
catalogue-minors-count =
    { $count ->
        [one] { $count } is under 18
       *[other] { $count } are under 18
    }
catalogue-all-of =
    { $count ->
        [one] { $topic }: see { $count } opportunity
       *[other] { $topic }: see all { $count } opportunities
    }
catalogue-map-label = Map of the neighbourhoods
catalogue-map-area = { $name }: { $count }
catalogue-map-legend = Opportunities:
catalogue-map-range = { $from }–{ $to }
catalogue-map-more = { $from } or more
catalogue-map-drawn = The borders on the map are approximate.

# Topics
catalogue-topics-title = Topics
catalogue-topics-about = All topics of the catalogue, with the number of opportunities of each.
catalogue-topics-lead = Choose a topic: the number tells how many opportunities you find.

# Gone
catalogue-gone-title = This page is no longer there
catalogue-gone-text = Whoever published it took it away ({ $date }). Search for something similar.

# Where facts come from
catalogue-checked =
    { $day ->
       *[other] Checked on { $date } by { $by }
    }
catalogue-changed = Page last changed: { $date }
catalogue-foreign = Some texts are available only in this language: { $languages }.
catalogue-origin = Where this information comes from
catalogue-origin-read = read: { $date }
catalogue-field-name = name
catalogue-field-alternate_name = other names
catalogue-field-description = description
catalogue-field-status = status
catalogue-field-ages = ages
catalogue-field-eligibility = who may take part
catalogue-field-themes = topics
catalogue-field-needs = needs
catalogue-field-wellbeing = wellbeing
catalogue-field-accessibility = accessibility
catalogue-field-languages = languages
catalogue-field-schedules = times
catalogue-field-cost_options = prices
catalogue-field-fees = costs
catalogue-field-application_process = registration
catalogue-field-required_documents = documents
catalogue-field-adult_needed = presence of an adult
catalogue-field-capacity = number of places
catalogue-field-alert = notice
catalogue-field-email = e-mail
catalogue-field-url = website
catalogue-field-website = website
catalogue-field-phones = telephones
catalogue-field-identifiers = codes
catalogue-field-nature = kind of body
catalogue-field-active = activity
catalogue-field-address = address
catalogue-field-point = position
catalogue-field-district = neighbourhood
catalogue-field-organization_id = body
catalogue-field-transportation = how to get there
catalogue-report = Did you see a mistake on this page?
catalogue-report-write = Write to
catalogue-report-call = Call
