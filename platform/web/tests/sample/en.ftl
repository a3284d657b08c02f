sample-search = Find an opportunity
sample-map = Map of neighbourhoods
sample-form = Report a mistake
sample-title = What there is, near you, for those who are growing up
sample-lead = Sport, culture, help with study, health and science: search all the city offers, free and paid.
sample-found = { $count ->
    [one] { $count } opportunity
   *[other] { $count } opportunities
}
sample-for = { $count } opportunities for “{ $q }”
sample-age = Age
sample-any = All
sample-domain = Domain
sample-price = Price
sample-free = Only free
sample-filter = Filter
sample-sport = Sport
sample-culture = Culture
sample-health = Health
sample-stem = Science and technology
sample-education = School and study
sample-doors = Where would you like to begin?
sample-near = Highlights
sample-none = No opportunity with these filters
sample-none-more = Try removing a filter or other words.
sample-name = Name
sample-mail = E-mail
    .hint = Only used to answer you.
sample-note = What is wrong?
sample-send = Send
sample-refused-name = Write your name
sample-when = When
sample-where = Where
sample-me = Personal area
sample-topics = Topics
