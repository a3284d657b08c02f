//! What the reader asks: read from the query with patience. What cannot be understood is told at
//! its field and left out; the rest is answered.

use city::City;
use i18n::Tr;
use values::Refusal;

use super::super::card::label_for;
use super::super::words;
use crate::search::Query;
use crate::terms;

/// Longest question in characters.
pub(in crate::pages) const WORDS: usize = 200;
/// Oldest age that can be asked for, years.
pub(in crate::pages) const OLDEST: u32 = 18;
/// Results a page.
pub(in crate::pages) const PAGE: usize = 20;

/// A question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::pages) struct Ask {
    pub words: String,
    pub age: Option<u32>,
    pub theme: Option<String>,
    pub district: Option<String>,
    pub free: bool,
    /// From 1.
    pub page: usize,
}

/// A filter that is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum Filter {
    Words,
    Age,
    Theme,
    District,
    Free,
}

impl Ask {
    /// Reads a query, with what is wrong in it.
    pub fn read(pairs: &[(String, String)], city: &City) -> (Ask, Vec<Refusal>) {
        let mut ask = Ask {
            page: 1,
            ..Ask::default()
        };
        let mut wrong = Vec::new();
        // The last value counts, as when a link adds to a query.
        for (name, value) in pairs {
            let value = value.trim();
            let given = !values::is_blank(value);
            match name.as_str() {
                "q" => ask.words = clean(value),
                "age" => ask.age = given.then(|| age(value, &mut wrong)).flatten(),
                "theme" => {
                    let known = |k: &str| city.taxonomies.term(terms::SERVICE, k).is_some();
                    ask.theme = key(value, "theme", known, &mut wrong);
                }
                "district" => {
                    let known = |k: &str| city.districts.get(&k.into()).is_some();
                    ask.district = key(value, "district", known, &mut wrong);
                }
                "free" => ask.free = matches!(value, "on" | "1" | "true" | "yes"),
                "page" if given => match value.parse::<usize>() {
                    Ok(n) if n > 0 => ask.page = n,
                    _ => wrong.push(told("catalogue-wrong-page", "page", value)),
                },
                _ => {}
            }
        }
        if ask.words.chars().count() > WORDS {
            ask.words = ask.words.chars().take(WORDS).collect();
            let told = Refusal::new("catalogue-wrong-words", 422).field("q");
            wrong.push(told.arg("max", WORDS));
        }
        (ask, wrong)
    }

    /// The same question without one filter, from the first page.
    pub fn without(&self, filter: Filter) -> Ask {
        let mut ask = self.clone();
        ask.page = 1;
        match filter {
            Filter::Words => ask.words.clear(),
            Filter::Age => ask.age = None,
            Filter::Theme => ask.theme = None,
            Filter::District => ask.district = None,
            Filter::Free => ask.free = false,
        }
        ask
    }

    /// Only one of its filters, from the first page.
    pub fn only(&self, filter: Filter) -> Ask {
        self.filters()
            .into_iter()
            .filter(|f| *f != filter)
            .fold(self.without_page(), |ask, f| ask.without(f))
    }

    fn without_page(&self) -> Ask {
        Ask {
            page: 1,
            ..self.clone()
        }
    }

    /// True when anything is asked.
    pub fn is_filtered(&self) -> bool {
        !self.filters().is_empty()
    }

    /// The filters in force, in the order of the form.
    pub fn filters(&self) -> Vec<Filter> {
        [
            (Filter::Words, !self.words.is_empty()),
            (Filter::Age, self.age.is_some()),
            (Filter::Theme, self.theme.is_some()),
            (Filter::District, self.district.is_some()),
            (Filter::Free, self.free),
        ]
        .into_iter()
        .filter_map(|(f, on)| on.then_some(f))
        .collect()
    }

    /// What a filter in force says.
    pub fn says(&self, filter: Filter, tr: &Tr, city: &City) -> String {
        match filter {
            Filter::Words => tr.with("catalogue-quoted", &i18n::args!["words" => &self.words]),
            Filter::Age => words::year(tr, self.age.unwrap_or(0)),
            Filter::Theme => self
                .theme
                .as_deref()
                .and_then(|k| city.taxonomies.term(terms::SERVICE, k))
                .map(|t| label_for(tr, t))
                .unwrap_or_default(),
            Filter::District => self
                .district
                .as_deref()
                .and_then(|d| city.districts.get(&d.into()))
                .map(|d| d.label(tr.lang()).to_string())
                .unwrap_or_default(),
            Filter::Free => tr.t("catalogue-price-free").into_owned(),
        }
    }

    /// The address of this question, without the language.
    pub fn path(&self) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.words.is_empty() {
            pairs.push(("q", self.words.clone()));
        }
        pairs.extend(self.age.map(|a| ("age", a.to_string())));
        pairs.extend(self.theme.clone().map(|t| ("theme", t)));
        pairs.extend(self.district.clone().map(|d| ("district", d)));
        if self.free {
            pairs.push(("free", "on".into()));
        }
        if self.page > 1 {
            pairs.push(("page", self.page.to_string()));
        }
        if pairs.is_empty() {
            return "/search".to_string();
        }
        let query: Vec<String> = pairs
            .iter()
            .map(|(k, v)| format!("{k}={}", encoded(v)))
            .collect();
        format!("/search?{}", query.join("&"))
    }

    /// The question as the search engine takes it.
    pub fn query(&self, lang: &values::Lang) -> Query {
        Query {
            words: self.words.clone(),
            age: self.age,
            themes: self.theme.iter().cloned().collect(),
            districts: self.district.iter().cloned().collect(),
            free: self.free,
            skip: (self.page - 1).saturating_mul(PAGE),
            take: PAGE,
            ..Query::all(lang.clone())
        }
    }
}

/// An age as people write it: `6`, `6 anni`, `٦`. From birth to [`OLDEST`].
fn age(text: &str, wrong: &mut Vec<Refusal>) -> Option<u32> {
    let first = text.split_whitespace().next().unwrap_or_default();
    let digits: Option<String> = first
        .chars()
        .map(|c| {
            let arabic = u32::from(c).checked_sub(0x0660).filter(|d| *d < 10);
            let persian = u32::from(c).checked_sub(0x06f0).filter(|d| *d < 10);
            let plain = c.to_digit(10);
            plain
                .or(arabic)
                .or(persian)
                .and_then(|d| char::from_digit(d, 10))
        })
        .collect();
    let years = digits.and_then(|d| d.parse::<u32>().ok());
    match years {
        Some(y) if y <= OLDEST => Some(y),
        _ => {
            wrong.push(told("catalogue-wrong-age", "age", text).arg("max", OLDEST));
            None
        }
    }
}

fn key(
    text: &str,
    field: &str,
    known: impl Fn(&str) -> bool,
    wrong: &mut Vec<Refusal>,
) -> Option<String> {
    if values::is_blank(text) {
        return None;
    }
    if known(text) {
        return Some(text.to_string());
    }
    let message = format!("catalogue-wrong-{field}");
    wrong.push(told(&message, field, text));
    None
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

/// A value for a query: everything but letters, digits and `-._~` is percent-encoded.
fn encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for b in value.bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(b));
            }
            b' ' => out.push('+'),
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read_as_people_write_them() {
        let mut wrong = Vec::new();
        for (text, years) in [
            ("6", 6),
            ("0", 0),
            ("6 anni", 6),
            ("٦", 6),
            ("۱۲", 12),
            ("18", 18),
        ] {
            assert_eq!(age(text, &mut wrong), Some(years), "{text}");
        }
        assert!(wrong.is_empty());
        for text in ["abc", "-1", "19", "6.5", "99999999999", "six"] {
            assert_eq!(age(text, &mut wrong), None, "{text}");
        }
        assert_eq!(wrong.len(), 6);
        assert!(wrong.iter().all(|r| r.field.as_deref() == Some("age")));
    }

    #[test]
    fn a_question_makes_its_address() {
        let ask = Ask {
            words: "aiuto & compiti <b>".into(),
            age: Some(6),
            free: true,
            page: 2,
            ..Ask::default()
        };
        assert_eq!(
            ask.path(),
            "/search?q=aiuto+%26+compiti+%3Cb%3E&age=6&free=on&page=2"
        );
        assert_eq!(
            ask.without(Filter::Age).path(),
            "/search?q=aiuto+%26+compiti+%3Cb%3E&free=on"
        );
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
    fn control_characters_do_not_come_through() {
        assert_eq!(clean(" a\u{0}b\n\tc  d "), "a b c d");
    }
}
