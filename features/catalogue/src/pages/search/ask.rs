//! What the reader asks, as it stands in an address.

use city::City;
use i18n::{Tr, args};
use values::{Cents, Day, Id, Lang, Point};

use super::super::card::label_for;
use super::super::words;
use crate::model::{Ages, Weekday};
use crate::search::{Age, Filter, Near, Open, Query, Season, Slot, Sort, Times};
use crate::terms;

/// Longest question in characters.
pub(crate) const WORDS: usize = 200;
/// Oldest age that can be asked for, years.
pub(crate) const OLDEST: u32 = crate::search::OLDEST;
/// Results a page.
pub(crate) const PAGE: usize = 20;
/// How far "near" reaches when nothing is said, metres.
pub(crate) const WITHIN: u32 = 2000;

/// From where distances count.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum From {
    /// The centre of a district.
    District(String),
    /// A stop.
    Stop(String),
    /// Where the reader's device says it is, to about a hundred metres: no closer, as the address of
    /// a page may be passed on.
    Device(Point),
}

/// When it should be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum On {
    Now,
    Today,
    Tomorrow,
    Day(Day),
}

/// Only what a voucher of the reader pays whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Within {
    /// The voucher; none means any of theirs.
    pub voucher: Option<Id>,
    /// In words, once it is known to be theirs.
    pub says: String,
}

/// The value of the address that means any voucher.
pub(crate) const ANY: &str = "any";

/// A question.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Ask {
    pub words: String,
    pub age: Option<Age>,
    pub theme: Option<String>,
    pub district: Option<String>,
    /// Further districts.
    pub also: Vec<String>,
    pub near: Option<From>,
    /// Metres; none means [`WITHIN`].
    pub within: Option<u32>,
    pub times: Times,
    pub season: Option<Season>,
    pub on: Option<On>,
    /// Whole units of the city's currency.
    pub price: Option<u32>,
    pub free: bool,
    pub needs: Vec<String>,
    pub languages: Vec<Lang>,
    pub alone: bool,
    pub remote: bool,
    pub voucher: Option<Within>,
    pub sort: Sort,
    /// What is not to be read out of the words.
    pub not: Vec<Filter>,
    /// From 1.
    pub page: usize,
}

/// The names of filters in addresses that words can mean, too.
pub(crate) const NAMES: [(Filter, &str); 13] = [
    (Filter::Age, "age"),
    (Filter::Themes, "theme"),
    (Filter::Districts, "district"),
    (Filter::Near, "near"),
    (Filter::Times, "when"),
    (Filter::Season, "season"),
    (Filter::Open, "open"),
    (Filter::Price, "price"),
    (Filter::Free, "free"),
    (Filter::Needs, "need"),
    (Filter::Languages, "speaks"),
    (Filter::Alone, "alone"),
    (Filter::Remote, "remote"),
];

/// The names of orders in addresses; the first is the usual one.
pub(crate) const SORTS: [(Sort, &str); 4] = [
    (Sort::Relevance, "relevance"),
    (Sort::Distance, "distance"),
    (Sort::Date, "date"),
    (Sort::Price, "price"),
];

pub(crate) fn sort_name(sort: Sort) -> &'static str {
    let found = SORTS.iter().find(|(s, _)| *s == sort);
    found.map_or(SORTS[0].1, |(_, name)| name)
}

/// One part of the week in an address: `TU-afternoon`.
pub(crate) fn slot_code(day: Weekday, slot: Slot) -> String {
    format!("{}-{}", day.code(), slot_name(slot))
}

pub(crate) fn slot_name(slot: Slot) -> &'static str {
    match slot {
        Slot::Morning => "morning",
        Slot::Afternoon => "afternoon",
        Slot::Evening => "evening",
    }
}

/// An age in an address: `8`, `6-10`, `30m`.
pub(crate) fn age_code(age: Age) -> String {
    let whole = age.from.is_multiple_of(12) && (age.to + 1).is_multiple_of(12);
    match (age.from / 12, (age.to + 1) / 12) {
        (from, next) if whole && from + 1 == next => from.to_string(),
        (from, next) if whole => format!("{from}-{}", next.saturating_sub(1)),
        _ if age.from == age.to => format!("{}m", age.from),
        _ => format!("{}-{}m", age.from, age.to),
    }
}

impl Ask {
    /// The same question without one filter, from the first page. What was only read out of the
    /// words is not read again.
    pub fn without(&self, filter: Filter) -> Ask {
        let mut ask = self.clone();
        ask.page = 1;
        match filter {
            Filter::Words => {
                ask.words.clear();
                ask.not.clear();
            }
            Filter::Age => ask.age = None,
            Filter::Themes => ask.theme = None,
            Filter::Districts => {
                ask.district = None;
                ask.also.clear();
            }
            Filter::Near => (ask.near, ask.within) = (None, None),
            Filter::Times => ask.times = Times::default(),
            Filter::Season => ask.season = None,
            Filter::Open => ask.on = None,
            Filter::Price => ask.price = None,
            Filter::Free => ask.free = false,
            Filter::Needs => ask.needs.clear(),
            Filter::Languages => ask.languages.clear(),
            Filter::Alone => ask.alone = false,
            Filter::Remote => ask.remote = false,
            Filter::Voucher => ask.voucher = None,
        }
        if !ask.words.is_empty() && !ask.not.contains(&filter) && !self.filters().contains(&filter)
        {
            ask.not.push(filter);
        }
        ask
    }

    /// Only one of its filters, from the first page.
    pub fn only(&self, filter: Filter) -> Ask {
        let mut ask = self.clone();
        ask.page = 1;
        for f in self.filters().into_iter().filter(|f| *f != filter) {
            ask = ask.without(f);
        }
        ask
    }

    /// True when anything is asked.
    pub fn is_filtered(&self) -> bool {
        !self.filters().is_empty()
    }

    /// The filters in force, in the order of the form.
    pub fn filters(&self) -> Vec<Filter> {
        let columns = NAMES.map(|(f, _)| (f, self.has(f)));
        std::iter::once((Filter::Words, !self.words.is_empty()))
            .chain(columns)
            .chain([(Filter::Voucher, self.voucher.is_some())])
            .filter_map(|(f, on)| on.then_some(f))
            .collect()
    }

    fn has(&self, filter: Filter) -> bool {
        match filter {
            Filter::Words => !self.words.is_empty(),
            Filter::Age => self.age.is_some(),
            Filter::Themes => self.theme.is_some(),
            Filter::Districts => self.district.is_some(),
            Filter::Near => self.near.is_some(),
            Filter::Times => !self.times.is_empty(),
            Filter::Season => self.season.is_some(),
            Filter::Open => self.on.is_some(),
            Filter::Price => self.price.is_some(),
            Filter::Free => self.free,
            Filter::Needs => !self.needs.is_empty(),
            Filter::Languages => !self.languages.is_empty(),
            Filter::Alone => self.alone,
            Filter::Remote => self.remote,
            Filter::Voucher => self.voucher.is_some(),
        }
    }

    /// What is asked, each part with the question without it: one for every value of a filter.
    pub fn parts(&self, tr: &Tr, city: &City) -> Vec<(Filter, String, Ask)> {
        let mut parts = Vec::new();
        for filter in self.filters() {
            let mut one = |label: String, ask: Ask| parts.push((filter, label, ask));
            let first = Ask {
                page: 1,
                ..self.clone()
            };
            match filter {
                Filter::Districts => {
                    let all = self.all_districts();
                    for d in &all {
                        let mut left = all.iter().filter(|o| *o != d).cloned();
                        let ask = Ask {
                            district: left.next(),
                            also: left.collect(),
                            ..first.clone()
                        };
                        one(district(city, tr, d), ask);
                    }
                }
                Filter::Needs => {
                    for k in &self.needs {
                        let ask = Ask {
                            needs: self.needs.iter().filter(|o| *o != k).cloned().collect(),
                            ..first.clone()
                        };
                        one(need(city, tr, k), ask);
                    }
                }
                Filter::Languages => {
                    for l in &self.languages {
                        let left = self.languages.iter().filter(|o| *o != l);
                        let ask = Ask {
                            languages: left.cloned().collect(),
                            ..first.clone()
                        };
                        one(language(tr, l), ask);
                    }
                }
                Filter::Times => {
                    for (label, some) in times(tr, self.times) {
                        let ask = Ask {
                            times: self.times.without(some),
                            ..first.clone()
                        };
                        one(label, ask);
                    }
                }
                _ => one(self.says(filter, tr, city), self.without(filter)),
            }
        }
        parts
    }

    /// All districts asked for.
    pub fn all_districts(&self) -> Vec<String> {
        self.district.iter().chain(&self.also).cloned().collect()
    }

    /// What a filter in force says.
    pub fn says(&self, filter: Filter, tr: &Tr, city: &City) -> String {
        let t = |key: &str| tr.t(key).into_owned();
        match filter {
            Filter::Words => tr.with("catalogue-quoted", &args!["words" => &self.words]),
            Filter::Age => self.age.map(|a| age(tr, a)).unwrap_or_default(),
            Filter::Themes => self
                .theme
                .as_deref()
                .and_then(|k| city.taxonomies.term(terms::SERVICE, k))
                .map(|t| label_for(tr, t))
                .unwrap_or_default(),
            Filter::Districts => {
                let all = self.all_districts();
                let names: Vec<String> = all.iter().map(|d| district(city, tr, d)).collect();
                tr.list(&names)
            }
            Filter::Near => {
                let place = match &self.near {
                    Some(From::District(d)) => district(city, tr, d),
                    Some(From::Stop(id)) => stop(city, id),
                    Some(From::Device(_)) => t("find-near-device"),
                    None => String::new(),
                };
                near(tr, &place, self.within.unwrap_or(WITHIN))
            }
            Filter::Times => {
                let all: Vec<String> = times(tr, self.times).into_iter().map(|(l, _)| l).collect();
                tr.list(&all)
            }
            Filter::Season => self.season.map(|s| season(tr, s)).unwrap_or_default(),
            Filter::Open => match self.on {
                Some(On::Now) => t("find-open-now"),
                Some(On::Today) => t("find-open-today"),
                Some(On::Tomorrow) => t("find-open-tomorrow"),
                Some(On::Day(d)) => tr.with("find-open-day", &args!["date" => tr.date_near(d)]),
                None => String::new(),
            },
            Filter::Price => price(tr, Cents(i64::from(self.price.unwrap_or(0)) * 100)),
            Filter::Free => t("catalogue-price-free"),
            Filter::Needs => {
                let all: Vec<String> = self.needs.iter().map(|k| need(city, tr, k)).collect();
                tr.list(&all)
            }
            Filter::Languages => {
                let all: Vec<String> = self.languages.iter().map(|l| language(tr, l)).collect();
                tr.list(&all)
            }
            Filter::Alone => t("find-alone"),
            Filter::Remote => t("find-remote"),
            Filter::Voucher => self
                .voucher
                .as_ref()
                .map(|w| w.says.clone())
                .unwrap_or_default(),
        }
    }

    /// The address of this question, without the language.
    pub fn path(&self) -> String {
        let query = self.pairs();
        if query.is_empty() {
            return "/search".to_string();
        }
        let query: Vec<String> = query
            .iter()
            .map(|(k, v)| format!("{k}={}", encoded(v)))
            .collect();
        format!("/search?{}", query.join("&"))
    }

    /// What stands in the address, in order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.words.is_empty() {
            pairs.push(("q", self.words.clone()));
        }
        pairs.extend(self.age.map(|a| ("age", age_code(a))));
        pairs.extend(self.theme.clone().map(|t| ("theme", t)));
        pairs.extend(self.all_districts().into_iter().map(|d| ("district", d)));
        match &self.near {
            Some(From::District(d)) => pairs.push(("near", format!("district:{d}"))),
            Some(From::Stop(s)) => pairs.push(("near", format!("stop:{s}"))),
            Some(From::Device(p)) => {
                pairs.push(("near", format!("{:.3},{:.3}", p.lat(), p.lon())));
            }
            None => {}
        }
        if self.near.is_some() {
            pairs.extend(self.within.map(|m| ("within", m.to_string())));
        }
        let times = self.times.iter().map(|(d, s)| ("when", slot_code(d, s)));
        pairs.extend(times);
        pairs.extend(self.season.map(|s| {
            let name = match s {
                Season::Term => "term",
                Season::Holidays => "holidays",
            };
            ("season", name.to_string())
        }));
        pairs.extend(self.on.map(|on| {
            let when = match on {
                On::Now => "now".to_string(),
                On::Today => "today".to_string(),
                On::Tomorrow => "tomorrow".to_string(),
                On::Day(d) => d.to_string(),
            };
            ("open", when)
        }));
        pairs.extend(self.price.map(|p| ("price", p.to_string())));
        if self.free {
            pairs.push(("free", "on".into()));
        }
        pairs.extend(self.needs.iter().map(|k| ("need", k.clone())));
        pairs.extend(self.languages.iter().map(|l| ("speaks", l.to_string())));
        for (name, on) in [("alone", self.alone), ("remote", self.remote)] {
            if on {
                pairs.push((name, "on".into()));
            }
        }
        pairs.extend(self.voucher.as_ref().map(|w| {
            let which = w
                .voucher
                .map_or_else(|| ANY.to_string(), |id| id.to_string());
            ("voucher", which)
        }));
        if self.sort != Sort::Relevance {
            pairs.push(("sort", sort_name(self.sort).to_string()));
        }
        for filter in &self.not {
            let name = NAMES.iter().find(|(f, _)| f == filter);
            pairs.extend(name.map(|(_, n)| ("not", (*n).to_string())));
        }
        if self.page > 1 {
            pairs.push(("page", self.page.to_string()));
        }
        pairs
    }

    /// The question as the search engine takes it. `now` is day and minute in the city.
    pub fn query(&self, lang: &Lang, city: &City, (today, minute): (Day, u16)) -> Query {
        use jiff::ToSpan;
        let near = self.near.as_ref().and_then(|from| {
            let point = match from {
                From::District(d) => city.districts.get(&d.as_str().into())?.centre,
                From::Stop(id) => city.stops.iter().find(|s| s.id == *id)?.point,
                From::Device(p) => *p,
            };
            Some(Near {
                point,
                radius: self.within.unwrap_or(WITHIN),
            })
        });
        let open = self.on.map(|on| match on {
            On::Now => Open {
                day: today,
                minute: Some(minute),
            },
            On::Today => Open {
                day: today,
                minute: None,
            },
            On::Tomorrow => Open {
                day: today.saturating_add(1.day()),
                minute: None,
            },
            On::Day(day) => Open { day, minute: None },
        });
        Query {
            words: self.words.clone(),
            age: self.age,
            themes: self.theme.iter().cloned().collect(),
            districts: self.all_districts(),
            near,
            times: self.times,
            season: self.season,
            open,
            price: self.price.map(|p| Cents(i64::from(p) * 100)),
            free: self.free,
            needs: self.needs.clone(),
            languages: self.languages.clone(),
            alone: self.alone,
            remote: self.remote,
            sort: self.sort,
            today: Some(today),
            skip: self.page.saturating_sub(1).saturating_mul(PAGE),
            take: PAGE,
            ..Query::all(lang.clone())
        }
    }
}

/// An age in words: «8 anni», «30 mesi», «da 6 a 10 anni».
pub(crate) fn age(tr: &Tr, age: Age) -> String {
    if age.from == age.to {
        return tr.with("catalogue-age-n-months", &args!["n" => age.from]);
    }
    if age == Age::years(age.from / 12) {
        return words::year(tr, age.from / 12);
    }
    words::ages(
        tr,
        Ages {
            from: Some(age.from),
            to: Some(age.to),
        },
    )
}

/// «fino a 20 €».
pub(crate) fn price(tr: &Tr, most: Cents) -> String {
    tr.with("find-price-up-to", &args!["price" => tr.money(most)])
}

pub(crate) fn season(tr: &Tr, season: Season) -> String {
    let key = match season {
        Season::Term => "find-season-term",
        Season::Holidays => "find-season-holidays",
    };
    tr.t(key).into_owned()
}

/// «vicino a Loreto (2 km)».
pub(crate) fn near(tr: &Tr, place: &str, metres: u32) -> String {
    tr.with(
        "find-near-place",
        &args!["place" => place, "distance" => tr.distance(f64::from(metres))],
    )
}

/// The weekday's number in ISO 8601.
fn iso(day: Weekday) -> i8 {
    i8::try_from(day.index()).unwrap_or(0) + 1
}

fn district(city: &City, tr: &Tr, id: &str) -> String {
    city.districts
        .get(&id.into())
        .map(|d| d.label(tr.lang()).to_string())
        .unwrap_or_default()
}

fn stop(city: &City, id: &str) -> String {
    let stop = city.stops.iter().find(|s| s.id == id);
    stop.map(|s| s.name.clone()).unwrap_or_default()
}

pub(crate) fn need(city: &City, tr: &Tr, key: &str) -> String {
    city.taxonomies
        .term("accessibility", key)
        .map(|t| label_for(tr, t))
        .unwrap_or_default()
}

pub(crate) fn language(tr: &Tr, lang: &Lang) -> String {
    tr.with("find-speaks", &args!["language" => tr.lang_name(lang)])
}

/// A set of times in a few labels: whole days by their name, parts by theirs.
pub(crate) fn times(tr: &Tr, all: Times) -> Vec<(String, Times)> {
    let mut out = Vec::new();
    for day in Weekday::ALL {
        let here = all.and(Times::day(day));
        if here == Times::day(day) {
            out.push((tr.weekday(iso(day)), here));
            continue;
        }
        for (_, slot) in here.iter() {
            let label = tr.with(
                "find-day-slot",
                &args!["day" => tr.weekday(iso(day)), "slot" => slot_label(tr, slot)],
            );
            out.push((label, Times::one(day, slot)));
        }
    }
    out
}

pub(crate) fn slot_label(tr: &Tr, slot: Slot) -> String {
    let key = match slot {
        Slot::Morning => "find-slot-morning",
        Slot::Afternoon => "find-slot-afternoon",
        Slot::Evening => "find-slot-evening",
    };
    tr.t(key).into_owned()
}

/// A value for a query: everything but letters, digits and `-._~:,` is percent-encoded.
pub(crate) fn encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for b in value.bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' | b',' => {
                out.push(char::from(b));
            }
            b' ' => out.push('+'),
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}
