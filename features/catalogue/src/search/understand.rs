//! Filters that people say in words: "free football for 9 year old near San Siro" asks for football,
//! free of charge, at the age of nine, near a place. What was understood is shown, and can be taken
//! back.

use std::collections::HashMap;

use city::City;
use jiff::ToSpan;
use values::{Cents, Day, Lang, Point};

use super::analyse::{is_sign, tokens};
use super::lexicon::Meaning;
use super::query::{Age, Filter, Near, Open, Query, Season, Times};
use super::words::{Lexis, named};

/// How far "near a district" reaches from its centre, metres: two kilometres are half an hour's
/// walk with a child.
pub(crate) const NEAR_DISTRICT: u32 = 2000;
/// How far "near a stop" reaches, metres.
pub(crate) const NEAR_STOP: u32 = 1000;
/// How many tokens the name of a place has at most.
const NAME: usize = 6;

/// A place that can be named.
#[derive(Clone, Debug)]
struct Place {
    name: String,
    point: Point,
    /// None for a stop.
    district: Option<String>,
}

/// The names of districts and stops.
pub(crate) struct Places(HashMap<String, Vec<Place>>);

impl Places {
    pub fn new(city: &City) -> Places {
        let mut places = Places(HashMap::new());
        for d in city.districts.all() {
            let names = std::iter::once(d.name.as_str())
                .chain(d.names.iter().map(|(_, n)| n))
                .chain(d.aliases.iter().map(String::as_str));
            for name in names {
                // A district of several names ("Greco - Segnano") is called by each of them.
                for part in std::iter::once(name).chain(name.split(" - ")) {
                    let place = Place {
                        name: d.name.clone(),
                        point: d.centre,
                        district: Some(d.id.to_string()),
                    };
                    places.put(part, place);
                }
            }
        }
        for s in &city.stops {
            for name in std::iter::once(&s.name).chain(&s.aliases) {
                let place = Place {
                    name: s.name.clone(),
                    point: s.point,
                    district: None,
                };
                places.put(name, place);
            }
        }
        places
    }

    fn put(&mut self, name: &str, place: Place) {
        let key = tokens(name).concat();
        // Numbers of districts and single letters are not what people say.
        if key.chars().count() < 3 || key.chars().all(|c| c.is_ascii_digit()) {
            return;
        }
        let all = self.0.entry(key).or_default();
        let same = |p: &Place| p.district == place.district && p.name == place.name;
        if !all.iter().any(same) {
            all.push(place);
        }
    }

    fn get(&self, texts: &[String]) -> &[Place] {
        self.0.get(&texts.concat()).map_or(&[], Vec::as_slice)
    }
}

/// What was understood of a question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understood {
    /// The words that are left to be sought.
    pub rest: String,
    /// The filters that were read, each once, in the order in which they were said.
    pub filters: Vec<Filter>,
    /// An age.
    pub age: Option<Age>,
    /// Districts.
    pub districts: Vec<String>,
    /// Near a place.
    pub near: Option<Near>,
    /// The name of that place, or of the district.
    pub place: String,
    /// Times of the week.
    pub times: Times,
    /// A part of the school year.
    pub season: Option<Season>,
    /// Now, or on a day.
    pub open: Option<Open>,
    /// The most one would pay.
    pub price: Option<Cents>,
    /// Languages spoken.
    pub languages: Vec<Lang>,
}

impl Understood {
    /// Puts what was understood into a query, as far as it does not ask for the same thing already.
    pub fn apply(&self, query: &mut Query) {
        query.words.clone_from(&self.rest);
        for filter in &self.filters {
            let free = match filter {
                Filter::Age => query.age.is_none(),
                // One place is enough.
                Filter::Districts | Filter::Near => {
                    query.districts.is_empty() && query.near.is_none()
                }
                Filter::Times => query.times.is_empty(),
                Filter::Season => query.season.is_none(),
                Filter::Open => query.open.is_none(),
                Filter::Price => query.price.is_none() && !query.free,
                Filter::Languages => query.languages.is_empty(),
                _ => true,
            };
            if !free {
                continue;
            }
            match filter {
                Filter::Age => query.age = self.age,
                Filter::Districts => query.districts.clone_from(&self.districts),
                Filter::Near => query.near = self.near,
                Filter::Times => query.times = self.times,
                Filter::Season => query.season = self.season,
                Filter::Open => query.open = self.open,
                Filter::Price => query.price = self.price,
                Filter::Languages => query.languages.clone_from(&self.languages),
                Filter::Free => query.free = true,
                Filter::Alone => query.alone = true,
                Filter::Remote => query.remote = true,
                Filter::Themes | Filter::Needs | Filter::Voucher | Filter::Words => continue,
            }
            query.soft.push(*filter);
        }
    }

    fn read(&mut self, filter: Filter) {
        if !self.filters.contains(&filter) {
            self.filters.push(filter);
        }
    }
}

/// Reads a question. Filters in `not` are passed over: their words are left out and ask nothing.
/// `now` is day and minute in the city.
pub(crate) fn understand(
    words: &str,
    lang: &Lang,
    lexis: &Lexis,
    now: Option<(Day, u16)>,
    not: &[Filter],
) -> Understood {
    let mut reader = Reader {
        used: Vec::new(),
        texts: tokens(words),
        lang,
        lexis,
        days: Times::default(),
        slots: Times::default(),
        out: Understood::default(),
    };
    reader.texts.truncate(60);
    reader.used = vec![false; reader.texts.len()];
    reader.places();
    reader.others(now);
    let mut out = reader.finish();
    out.filters.retain(|f| !not.contains(f));
    out
}

struct Reader<'a> {
    texts: Vec<String>,
    /// Tokens that have been understood.
    used: Vec<bool>,
    lang: &'a Lang,
    lexis: &'a Lexis,
    days: Times,
    slots: Times,
    out: Understood,
}

impl Reader<'_> {
    /// The first meaning of this sort that begins at a token, with its length.
    fn says<T>(&self, at: usize, want: impl Fn(&Meaning) -> Option<T>) -> Option<(usize, T)> {
        let texts = self.texts.get(at..)?;
        let free = self.used[at..].iter().take_while(|u| !**u).count();
        self.lexis
            .lexicon
            .at(texts, self.lang)
            .filter(|(n, _)| *n <= free)
            .find_map(|(n, m)| want(m).map(|t| (n, t)))
    }

    /// True when a phrase of this meaning ends right before a token; gives where it begins.
    fn before(&self, at: usize, is: impl Fn(&Meaning) -> bool) -> Option<usize> {
        let most = self.lexis.lexicon.longest().min(at);
        (1..=most).rev().map(|n| at - n).find(|from| {
            self.says(*from, |m| is(m).then_some(()))
                .is_some_and(|(n, ())| from + n == at)
                || (self.texts.get(*from..at).is_some_and(|t| {
                    self.lexis
                        .lexicon
                        .at(t, self.lang)
                        .any(|(n, m)| n == at - from && is(m))
                }) && !self.used[*from..at].iter().any(|u| *u))
        })
    }

    fn take(&mut self, from: usize, to: usize) {
        self.used[from..to].iter_mut().for_each(|u| *u = true);
    }

    fn places(&mut self) {
        let mut at = 0;
        while at < self.texts.len() {
            let most = NAME.min(self.texts.len() - at);
            let length = (1..=most)
                .rev()
                .find(|n| !self.lexis.places.get(&self.texts[at..at + n]).is_empty());
            match length {
                Some(n) if self.place(at, at + n) => at += n,
                _ => at += 1,
            }
        }
    }

    /// Reads a name of a place, if it is meant as one.
    fn place(&mut self, from: usize, to: usize) -> bool {
        let found = self.lexis.places.get(&self.texts[from..to]).to_vec();
        let near = self.before(from, |m| *m == Meaning::Near);
        let stop = self.before(from, |m| *m == Meaning::Stop);
        let at = self.before(from, |m| *m == Meaning::At);
        let after = self.says(to, |m| {
            matches!(m, Meaning::Near | Meaning::Stop).then_some(())
        });
        let districts: Vec<&Place> = found.iter().filter(|p| p.district.is_some()).collect();
        let stops: Vec<&Place> = found.iter().filter(|p| p.district.is_none()).collect();
        let led = near.is_some() || stop.is_some() || at.is_some() || after.is_some();
        // A name that is also something to do ("Isola", "Parco Nord") is a place when it is led to.
        let parts = &self.texts[from..to];
        let also_theme = !self
            .lexis
            .concepts
            .of(parts, &self.lexis.analyser, &self.lexis.languages)
            .is_empty();
        if also_theme && !led {
            return false;
        }
        let mut begin = from;
        // "metro" itself is led to by "near".
        if let Some(s) = stop {
            begin = s;
        }
        let near = self.before(begin, |m| *m == Meaning::Near).or(near);
        begin = near.or(at).map_or(begin, |n| n.min(begin));
        let end = after.map_or(to, |(n, ())| to + n);
        let wants_stop = stop.is_some() || districts.is_empty();
        if wants_stop && let Some(s) = stops.first() {
            // A single word that is only a stop could be anything, unless something leads to it.
            if to - from == 1 && !is_sign(&self.texts[from]) && !led {
                return false;
            }
            self.out.near = Some(Near {
                point: s.point,
                radius: NEAR_STOP,
            });
            self.out.place.clone_from(&s.name);
            self.out.read(Filter::Near);
        } else if near.is_some() || after.is_some() {
            let Some(d) = districts.first() else {
                return false;
            };
            self.out.near = Some(Near {
                point: d.point,
                radius: NEAR_DISTRICT,
            });
            self.out.place.clone_from(&d.name);
            self.out.read(Filter::Near);
        } else {
            let ids = districts.iter().filter_map(|p| p.district.clone());
            self.out.districts.extend(ids);
            if let Some(d) = districts.first() {
                self.out.place.clone_from(&d.name);
            }
            self.out.read(Filter::Districts);
        }
        self.take(begin, end);
        true
    }

    /// A number that begins at a token, in figures or in words.
    fn number(&self, at: usize) -> Option<(usize, u32)> {
        let text = self.texts.get(at)?;
        if self.used[at] {
            return None;
        }
        if text.len() <= 4
            && let Ok(n) = text.parse::<u32>()
        {
            return Some((1, n));
        }
        self.says(at, |m| match m {
            Meaning::Number(n) => Some(*n),
            _ => None,
        })
    }

    fn others(&mut self, now: Option<(Day, u16)>) {
        let mut at = 0;
        while at < self.texts.len() {
            if self.used[at] {
                at += 1;
                continue;
            }
            if let Some(n) = self.figures(at) {
                at += n;
                continue;
            }
            // Inside a phrase that names a theme ("sicurezza online") nothing else is meant, unless
            // it is the whole of the phrase's sense ("free").
            let inside = named(&self.texts[at..], self.lexis);
            match self.phrase(at, now, inside.is_some()) {
                Some(n) => at += n,
                None => at += inside.unwrap_or(1),
            }
        }
    }

    /// Ages and prices: numbers with what makes them so.
    fn figures(&mut self, at: usize) -> Option<usize> {
        let unit = |r: &Self, at: usize, m: Meaning| r.says(at, |x| (*x == m).then_some(()));
        let (lead, begin) = match self.says(at, |m| {
            matches!(m, Meaning::Age | Meaning::UpTo).then(|| m.clone())
        }) {
            Some((n, m)) => (Some(m), at + n),
            None => (None, at),
        };
        let (n, first) = self.number(begin)?;
        let mut end = begin + n;
        // From six to ten, 6-10.
        let mut last = first;
        let between = self
            .says(end, |m| {
                matches!(m, Meaning::Small | Meaning::At | Meaning::UpTo).then_some(())
            })
            .map_or(end, |(n, ())| end + n);
        for next in [end, between] {
            if let Some((n, second)) = self.number(next)
                && second > first
                && (unit(self, next + n, Meaning::Years).is_some() || lead == Some(Meaning::Age))
            {
                last = second;
                end = next + n;
                break;
            }
        }
        if let Some((n, ())) = unit(self, end, Meaning::Euro) {
            self.out.price = Some(Cents(i64::from(first) * 100));
            self.out.read(Filter::Price);
            self.take(at, end + n);
            return Some(end + n - at);
        }
        let years = unit(self, end, Meaning::Years);
        let months = unit(self, end, Meaning::Months);
        let age = match (years, months) {
            (None, Some((n, ()))) if last <= 60 => {
                end += n;
                Age {
                    from: first,
                    to: last,
                }
            }
            (Some((n, ())), _) if last <= 20 => {
                end += n;
                Age::span(first, last)
            }
            (None, None) if lead == Some(Meaning::Age) && last <= 20 => Age::span(first, last),
            _ => return None,
        };
        self.out.age = Some(age);
        self.out.read(Filter::Age);
        self.take(at, end);
        Some(end - at)
    }

    /// Everything that is a phrase by itself.
    fn phrase(&mut self, at: usize, now: Option<(Day, u16)>, inside: bool) -> Option<usize> {
        let (n, meaning) = self.says(at, |m| {
            let alone = match m {
                Meaning::Free
                | Meaning::Days(_)
                | Meaning::Now
                | Meaning::Today
                | Meaning::Tomorrow
                | Meaning::Speaks => true,
                Meaning::Stage(..)
                | Meaning::Slots(_)
                | Meaning::Alone
                | Meaning::Remote
                | Meaning::In(_) => !inside,
                _ => false,
            };
            alone.then(|| m.clone())
        })?;
        let mut end = at + n;
        match meaning {
            Meaning::Free => self.out.read(Filter::Free),
            Meaning::Alone => self.out.read(Filter::Alone),
            Meaning::Remote => self.out.read(Filter::Remote),
            Meaning::Stage(from, to) => {
                if self.out.age.is_none() {
                    self.out.age = Some(Age::span(from, to));
                }
                self.out.read(Filter::Age);
            }
            Meaning::Days(t) => {
                self.days = self.days.or(t);
                self.out.read(Filter::Times);
            }
            Meaning::Slots(t) => {
                self.slots = self.slots.or(t);
                self.out.read(Filter::Times);
            }
            Meaning::In(season) => {
                self.out.season = Some(season);
                self.out.read(Filter::Season);
            }
            Meaning::Now | Meaning::Today | Meaning::Tomorrow => {
                let (day, minute) = now?;
                self.out.open = Some(match meaning {
                    Meaning::Now => Open {
                        day,
                        minute: Some(minute),
                    },
                    Meaning::Today => Open { day, minute: None },
                    _ => Open {
                        day: day.saturating_add(1.day()),
                        minute: None,
                    },
                });
                self.out.read(Filter::Open);
            }
            Meaning::Speaks => {
                let (n, lang) = self.says(end, |m| match m {
                    Meaning::Spoken(l) => Some(l.clone()),
                    _ => None,
                })?;
                end += n;
                self.out.languages.push(lang);
                self.out.read(Filter::Languages);
            }
            _ => return None,
        }
        self.take(at, end);
        Some(end - at)
    }

    fn finish(mut self) -> Understood {
        self.out.times = match (self.days.is_empty(), self.slots.is_empty()) {
            (true, _) => self.slots,
            (_, true) => self.days,
            _ => self.days.and(self.slots),
        };
        let mut rest = String::new();
        let mut last_sign = None;
        for (i, text) in self.texts.iter().enumerate() {
            if self.used[i] {
                last_sign = None;
                continue;
            }
            let joined = is_sign(text) && last_sign == Some(true);
            if !joined && !rest.is_empty() {
                rest.push(' ');
            }
            rest.push_str(text);
            last_sign = Some(is_sign(text));
        }
        self.out.rest = rest;
        self.out
    }
}
