//! Reads a question from an address with patience: what cannot be understood is told at its field
//! and left out; the rest is answered.

use city::City;
use values::{Day, Id, Lang, Point, Refusal};

use super::ask::{ANY, Ask, From, NAMES, OLDEST, On, SORTS, WORDS, Within};
use crate::model::Weekday;
use crate::search::{Age, Season, Slot, Sort, Times};
use crate::terms;

/// The furthest distance that can be asked for, metres.
pub(crate) const FURTHEST: u32 = 50_000;
/// The highest price that can be asked for, whole units.
pub(crate) const DEAREST: u32 = 100_000;
/// The last page that can be asked for; no catalogue reaches it.
pub(crate) const LAST_PAGE: usize = 100_000;
/// How many values of one filter are read.
pub(crate) const MANY: usize = 20;

/// The order by distance was asked for without a place to measure from.
pub(crate) const NO_DISTANCE: &str = "find-wrong-sort-distance";

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub ask: Ask,
    /// What could not be understood.
    pub wrong: Vec<Refusal>,
    /// True when the age came from a date of birth or a school year: the address must be changed,
    /// so that it does not hold them any longer.
    pub private: bool,
    /// True when the date of birth was none: told after the address was changed.
    pub born_wrong: bool,
}

impl Read {
    /// Reads the pairs of an address. The last value counts where there can be only one, as when a
    /// link adds to a query.
    pub fn of(pairs: &[(String, String)], city: &City, today: Day) -> Read {
        let mut r = Read::default();
        r.ask.page = 1;
        let mut device: (Option<f64>, Option<f64>) = (None, None);
        for (name, value) in pairs {
            let value = value.trim();
            // An empty field is a field left out.
            let given = !values::is_blank(value);
            match name.as_str() {
                "q" => r.ask.words = clean(value),
                "age" => r.ask.age = given.then(|| r.age(value)).flatten(),
                "born" if given => r.born(value, today),
                // What is left of a date of birth that could not be used.
                "wrong" if value == "born" => r.refuse_born(),
                "class" if given => r.class(value, city),
                "theme" => {
                    let known = |k: &str| city.taxonomies.term(terms::SERVICE, k).is_some();
                    r.ask.theme = given.then(|| r.key(value, "theme", known)).flatten();
                }
                "district" if given => {
                    let known = |k: &str| city.districts.get(&k.into()).is_some();
                    let read = r.key(value, "district", known);
                    r.district(read);
                }
                "near" => r.ask.near = given.then(|| r.near(value, city)).flatten(),
                "lat" if given => device.0 = value.parse().ok(),
                "lon" if given => device.1 = value.parse().ok(),
                "within" if given => match value.parse::<u32>() {
                    Ok(m) if (1..=FURTHEST).contains(&m) => r.ask.within = Some(m),
                    _ => r.refuse("find-wrong-within", "within", value),
                },
                "when" if given => match times(value) {
                    Some(t) => r.ask.times = r.ask.times.or(t),
                    None => r.refuse("find-wrong-when", "when", value),
                },
                "season" => match value {
                    "" => r.ask.season = None,
                    "term" => r.ask.season = Some(Season::Term),
                    "holidays" => r.ask.season = Some(Season::Holidays),
                    _ => r.refuse("find-wrong-season", "season", value),
                },
                "open" | "date" if given => match on(value) {
                    Some(on) => r.ask.on = Some(on),
                    None => r.refuse("find-wrong-open", name, value),
                },
                "price" if given => match value.trim_end_matches(['€', ' ']).parse::<u32>() {
                    Ok(p) if p <= DEAREST => r.ask.price = Some(p),
                    _ => r.refuse("find-wrong-price", "price", value),
                },
                "free" => r.ask.free = ticked(value),
                "alone" => r.ask.alone = ticked(value),
                "remote" => r.ask.remote = ticked(value),
                "voucher" => r.ask.voucher = given.then(|| r.voucher(value)).flatten(),
                "need" if given => {
                    let known = |k: &str| city.taxonomies.term("accessibility", k).is_some();
                    let read = r.key(value, "need", known);
                    add(&mut r.ask.needs, read);
                }
                "speaks" if given => match value.parse::<Lang>() {
                    Ok(lang) => add(&mut r.ask.languages, Some(lang.base())),
                    Err(_) => r.refuse("find-wrong-speaks", "speaks", value),
                },
                "sort" => match SORTS.iter().find(|(_, n)| *n == value) {
                    Some((sort, _)) => r.ask.sort = *sort,
                    None if !given => r.ask.sort = Sort::Relevance,
                    None => r.refuse("find-wrong-sort", "sort", value),
                },
                "not" => {
                    let filter = NAMES.iter().find(|(_, n)| *n == value);
                    add(&mut r.ask.not, filter.map(|(f, _)| *f));
                }
                "page" if given => match value.parse::<usize>() {
                    Ok(n) if (1..=LAST_PAGE).contains(&n) => r.ask.page = n,
                    _ => r.refuse("catalogue-wrong-page", "page", value),
                },
                _ => {}
            }
        }
        if let (Some(lat), Some(lon)) = device
            && r.ask.near.is_none()
        {
            r.ask.near = Point::new(lat, lon).ok().and_then(about).map(From::Device);
            r.private = true;
        }
        if r.ask.words.chars().count() > WORDS {
            r.ask.words = r.ask.words.chars().take(WORDS).collect();
            let told = Refusal::new("catalogue-wrong-words", 422).field("q");
            r.wrong.push(told.arg("max", WORDS));
        }
        if r.ask.near.is_none() && r.ask.sort == Sort::Distance {
            r.ask.sort = Sort::Relevance;
            let told = Refusal::new(NO_DISTANCE, 422).field("sort");
            r.wrong.push(told);
        }
        r
    }

    fn refuse(&mut self, message: &str, field: &str, value: &str) {
        self.wrong.push(told(message, field, value));
    }

    fn key(&mut self, text: &str, field: &str, known: impl Fn(&str) -> bool) -> Option<String> {
        if known(text) {
            return Some(text.to_string());
        }
        let message = match field {
            "need" => "find-wrong-need".to_string(),
            field => format!("catalogue-wrong-{field}"),
        };
        self.refuse(&message, field, text);
        None
    }

    /// Whose it is, and what it pays, is asked where the reader is known.
    fn voucher(&mut self, text: &str) -> Option<Within> {
        let voucher = match text {
            ANY => None,
            id => match id.parse::<Id>() {
                Ok(id) => Some(id),
                Err(_) => {
                    self.refuse("find-wrong-voucher", "voucher", text);
                    return None;
                }
            },
        };
        Some(Within {
            voucher,
            says: String::new(),
        })
    }

    fn district(&mut self, read: Option<String>) {
        let Some(id) = read else { return };
        if self.ask.district.is_none() {
            self.ask.district = Some(id);
        } else if self.ask.district.as_ref() != Some(&id) {
            add(&mut self.ask.also, Some(id));
        }
    }

    /// An age as people write it: `6`, `6 anni`, `٦`, `6-10`, `30m`. From birth to [`OLDEST`].
    fn age(&mut self, text: &str) -> Option<Age> {
        let read = age(text);
        if read.is_none() {
            let wrong = told("catalogue-wrong-age", "age", text).arg("max", OLDEST);
            self.wrong.push(wrong);
        }
        read
    }

    fn born(&mut self, text: &str, today: Day) {
        self.private = true;
        let age = text
            .parse::<Day>()
            .ok()
            .and_then(|born| Age::of_birth(born, today))
            .filter(|a| a.to / 12 <= OLDEST);
        match age {
            Some(age) => self.ask.age = Some(age),
            // The date itself is not repeated.
            None => {
                self.born_wrong = true;
                self.refuse_born();
            }
        }
    }

    fn refuse_born(&mut self) {
        let told = Refusal::new("find-wrong-born", 422).field("born");
        self.wrong.push(told.arg("max", OLDEST));
    }

    fn class(&mut self, text: &str, city: &City) {
        match city.calendar.classes().iter().find(|c| c.key == text) {
            Some(class) => {
                self.private = true;
                self.ask.age = Some(Age::years(class.age));
            }
            None => self.refuse("find-wrong-class", "class", text),
        }
    }

    fn near(&mut self, text: &str, city: &City) -> Option<From> {
        let read = match text.split_once(':') {
            Some(("district", id)) => city
                .districts
                .get(&id.into())
                .map(|d| From::District(d.id.to_string())),
            Some(("stop", id)) => city
                .stops
                .iter()
                .find(|s| s.id == id)
                .map(|s| From::Stop(s.id.clone())),
            _ => text.split_once(',').and_then(|(lat, lon)| {
                let (lat, lon) = (lat.trim().parse().ok()?, lon.trim().parse().ok()?);
                Point::new(lat, lon).ok().and_then(about).map(From::Device)
            }),
        };
        if read.is_none() {
            self.refuse("find-wrong-near", "near", text);
        }
        read
    }
}

/// A point to about a hundred metres.
fn about(p: Point) -> Option<Point> {
    let short = |x: f64| (x * 1000.0).round() / 1000.0;
    Point::new(short(p.lat()), short(p.lon())).ok()
}

fn add<T: PartialEq>(list: &mut Vec<T>, value: Option<T>) {
    if let Some(value) = value
        && list.len() < MANY
        && !list.contains(&value)
    {
        list.push(value);
    }
}

fn ticked(value: &str) -> bool {
    matches!(value, "on" | "1" | "true" | "yes")
}

fn age(text: &str) -> Option<Age> {
    let first = text.split_whitespace().next().unwrap_or_default();
    let digits: String = first
        .chars()
        .map(|c| {
            let arabic = u32::from(c).checked_sub(0x0660).filter(|d| *d < 10);
            let persian = u32::from(c).checked_sub(0x06f0).filter(|d| *d < 10);
            arabic
                .or(persian)
                .and_then(|d| char::from_digit(d, 10))
                .unwrap_or(c)
        })
        .collect();
    let number = |t: &str| {
        let plain = !t.is_empty() && t.len() <= 4 && t.chars().all(|c| c.is_ascii_digit());
        plain.then(|| t.parse::<u32>().ok()).flatten()
    };
    let (ages, months) = match digits.strip_suffix('m') {
        Some(rest) => (rest, true),
        None => (digits.as_str(), false),
    };
    let (from, to) = match ages.split_once('-') {
        Some((a, b)) => (number(a)?, number(b)?),
        None => (number(ages)?, number(ages)?),
    };
    let most = if months { OLDEST * 12 + 11 } else { OLDEST };
    if from > to || to > most {
        return None;
    }
    Some(if months {
        Age { from, to }
    } else {
        Age::span(from, to)
    })
}

/// `TU-afternoon`, `TU`, or `afternoon`.
fn times(text: &str) -> Option<Times> {
    let slot = |name: &str| {
        Some(match name {
            "morning" => Slot::Morning,
            "afternoon" => Slot::Afternoon,
            "evening" => Slot::Evening,
            _ => return None,
        })
    };
    match text.split_once('-') {
        Some((day, name)) => Some(Times::one(Weekday::from_code(day)?, slot(name)?)),
        None => Weekday::from_code(text)
            .map(Times::day)
            .or_else(|| slot(text).map(Times::slot)),
    }
}

fn on(text: &str) -> Option<On> {
    Some(match text {
        "now" => On::Now,
        "today" => On::Today,
        "tomorrow" => On::Tomorrow,
        day => On::Day(
            day.parse()
                .ok()
                .filter(|d: &Day| (2000..2200).contains(&d.year()))?,
        ),
    })
}

fn told(message: &str, field: &str, value: &str) -> Refusal {
    let value: String = clean(value).chars().take(40).collect();
    Refusal::new(message, 422).field(field).arg("value", value)
}

/// One line without control characters.
fn clean(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Filter;

    fn town() -> City {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
        City::load(&folder).unwrap()
    }

    fn read(query: &[(&str, &str)]) -> Read {
        let pairs: Vec<(String, String)> = query
            .iter()
            .map(|(k, v)| ((*k).to_string(), (*v).to_string()))
            .collect();
        Read::of(&pairs, &town(), "2026-11-22".parse().unwrap())
    }

    #[test]
    fn ages_are_read_as_people_write_them() {
        for (text, wanted) in [
            ("6", Age::years(6)),
            ("0", Age::years(0)),
            ("6 anni", Age::years(6)),
            ("٦", Age::years(6)),
            ("۱۲", Age::years(12)),
            ("18", Age::years(18)),
            ("30m", Age::months(30)),
            ("6-10", Age::span(6, 10)),
        ] {
            assert_eq!(age(text), Some(wanted), "{text}");
        }
        for text in [
            "abc",
            "-1",
            "19",
            "6.5",
            "99999999999",
            "six",
            "",
            "10-6",
            "m",
        ] {
            assert_eq!(age(text), None, "{text}");
        }
    }

    #[test]
    fn a_question_makes_its_address_and_is_read_back() {
        let r = read(&[
            ("q", "aiuto & compiti <b>"),
            ("age", "6"),
            ("district", "puerto"),
            ("district", "faro"),
            ("near", "28.4630123,-16.2480456"),
            ("within", "500"),
            ("when", "TU-afternoon"),
            ("when", "SA"),
            ("season", "term"),
            ("open", "2026-12-01"),
            ("price", "20"),
            ("free", "on"),
            ("need", "wheelchair"),
            ("speaks", "ar"),
            ("alone", "on"),
            ("remote", "1"),
            ("sort", "distance"),
            ("not", "age"),
            ("page", "2"),
        ]);
        assert!(r.wrong.is_empty(), "{:?}", r.wrong);
        let path = r.ask.path();
        assert_eq!(
            path,
            "/search?q=aiuto+%26+compiti+%3Cb%3E&age=6&district=puerto&district=faro\
             &near=28.463,-16.248&within=500&when=TU-afternoon&when=SA-morning&when=SA-afternoon\
             &when=SA-evening&season=term&open=2026-12-01&price=20&free=on&need=wheelchair\
             &speaks=ar&alone=on&remote=on&sort=distance&not=age&page=2"
        );
        let pairs: Vec<(String, String)> = r
            .ask
            .pairs()
            .into_iter()
            .map(|(k, v)| (k.to_string(), v))
            .collect();
        let again = Read::of(&pairs, &town(), "2026-11-22".parse().unwrap());
        assert_eq!(again.ask, r.ask);
        assert_eq!(
            Ask {
                page: 1,
                ..Ask::default()
            }
            .path(),
            "/search"
        );
    }

    #[test]
    fn what_is_taken_back_is_not_read_again() {
        let r = read(&[("q", "calcio gratis"), ("age", "6")]);
        assert_eq!(
            r.ask.without(Filter::Free).path(),
            "/search?q=calcio+gratis&age=6&not=free"
        );
        assert_eq!(r.ask.without(Filter::Age).path(), "/search?q=calcio+gratis");
        assert_eq!(r.ask.without(Filter::Words).path(), "/search?age=6");
    }

    #[test]
    fn a_date_of_birth_becomes_an_age_in_the_address() {
        let r = read(&[("born", "2018-03-01")]);
        assert!(r.private);
        assert_eq!(r.ask.path(), "/search?age=8");
        let baby = read(&[("born", "2025-03-01")]);
        assert_eq!(baby.ask.path(), "/search?age=20m");
        for wrong in ["2030-01-01", "1990-01-01", "yesterday"] {
            let r = read(&[("born", wrong)]);
            assert!(r.private && r.wrong.len() == 1, "{wrong}");
            assert!(!format!("{:?}", r.wrong).contains(wrong), "not repeated");
        }
    }

    #[test]
    fn control_characters_do_not_come_through() {
        assert_eq!(clean(" a\u{0}b\n\tc  d "), "a b c d");
    }
}
