//! What can be asked: every query parameter once, with its lists, its type and its words. Requests
//! are read with it and the OpenAPI document is written from it, so that neither can say what the
//! other does not.

mod ask;

use std::collections::BTreeMap;

use catalogue::model::{TimeOfDay, Weekday};
use serde_json::{Value, json};
use values::{Id, Moment};

pub use ask::Ask;
use ask::Got;

use super::cursor::Cursor;
use super::problem::Problem;

/// The lists of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "HSDS terms")]
pub enum List {
    Services,
    Organizations,
    Locations,
    ServiceAtLocations,
    Taxonomies,
    TaxonomyTerms,
}

use List::{Locations, Organizations, ServiceAtLocations, Services, Taxonomies, TaxonomyTerms};

impl List {
    /// All lists, in the order of the document.
    pub const ALL: [List; 6] = [
        Services,
        Organizations,
        Locations,
        ServiceAtLocations,
        Taxonomies,
        TaxonomyTerms,
    ];

    /// Its path below the API's root.
    pub fn path(self) -> &'static str {
        match self {
            Services => "services",
            Organizations => "organizations",
            Locations => "locations",
            ServiceAtLocations => "service_at_locations",
            Taxonomies => "taxonomies",
            TaxonomyTerms => "taxonomy_terms",
        }
    }

    /// The HSDS name of its objects.
    pub fn object(self) -> &'static str {
        match self {
            Services => "service",
            Organizations => "organization",
            Locations => "location",
            ServiceAtLocations => "service_at_location",
            Taxonomies => "taxonomy",
            TaxonomyTerms => "taxonomy_term",
        }
    }
}

/// What a parameter holds.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Sort {
    /// Words, at most so many characters.
    Words(usize),
    Uuid,
    Whole(u32, u32),
    Number(f64, f64),
    Flag,
    Moment,
    Time,
    Day,
    Format,
    Cursor,
}

/// One query parameter.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub sort: Sort,
    /// The lists that know it.
    pub lists: &'static [List],
    /// The details (`/services/{id}` …) that know it.
    pub details: &'static [List],
    /// What it does.
    pub about: &'static str,
}

const EVERY: &[List] = &List::ALL;
const DATED: &[List] = &[Services, Organizations, Locations, ServiceAtLocations];
const OFFERED: &[List] = &[Services, ServiceAtLocations];
const FULL: &[List] = &[Services, Organizations, ServiceAtLocations];

/// The most items of a page.
pub const MOST_PER_PAGE: u32 = 500;
/// Items of a page when nothing is said.
pub const PER_PAGE: u32 = 50;
/// The highest page number.
pub const LAST_PAGE: u32 = 1_000_000_000;

const fn list(
    name: &'static str,
    sort: Sort,
    lists: &'static [List],
    about: &'static str,
) -> Param {
    Param {
        name,
        sort,
        lists,
        details: &[],
        about,
    }
}

/// All parameters.
pub const PARAMS: &[Param] = &[
    list(
        "search",
        Sort::Words(200),
        EVERY,
        "Words to be found. In services (and services at places): in any of the city's languages, with stems, synonyms and typing errors; only what is offered now or again soon. Elsewhere: all words, or their beginnings, in names and descriptions.",
    ),
    list(
        "page",
        Sort::Whole(1, LAST_PAGE),
        EVERY,
        "Page number, from 1. To go through a whole list that may change meanwhile, follow `next` instead: it names the place by key and not by number.",
    ),
    list(
        "per_page",
        Sort::Whole(1, MOST_PER_PAGE),
        EVERY,
        "Items of a page; 50 when not given. With `minimal=true` everything is on one page unless this is given.",
    ),
    list(
        "cursor",
        Sort::Cursor,
        EVERY,
        "Only what comes after this place; take it from `next` of the page before. Nothing is lost or repeated when the catalogue changes between two pages.",
    ),
    list(
        "format",
        Sort::Format,
        EVERY,
        "`ndjson` streams all results, one object a line, without pages.",
    ),
    list(
        "taxonomy_term_id",
        Sort::Uuid,
        FULL,
        "Only what has this term itself as attribute (organisations: one of their services).",
    ),
    list(
        "taxonomy_id",
        Sort::Uuid,
        &[Services, Organizations, ServiceAtLocations, TaxonomyTerms],
        "Only what has any term of this taxonomy; of terms, those of this taxonomy.",
    ),
    list(
        "organization_id",
        Sort::Uuid,
        &[Services, Locations, ServiceAtLocations],
        "Only what this organisation offers or runs.",
    ),
    list(
        "modified_after",
        Sort::Moment,
        DATED,
        "Only what changed on or after this moment (RFC 3339), oldest change first. A service has changed when it, its organisation or one of its places has. Records that have gone or were merged come along as tombstones (`wishmi.tombstone`).",
    ),
    list(
        "minimal",
        Sort::Flag,
        &[Services],
        "Only `id` and `modified_date`.",
    ),
    Param {
        name: "full",
        sort: Sort::Flag,
        lists: FULL,
        details: &[],
        about: "Everything nested, as in the single object.",
    },
    Param {
        name: "full_service",
        sort: Sort::Flag,
        lists: &[Organizations],
        details: &[Organizations],
        about: "Everything nested, and the services of the organisation whole.",
    },
    list(
        "postcode",
        Sort::Words(16),
        &[ServiceAtLocations],
        "Only at places with this post code; with `proximity`, around the middle of the places we know with this post code.",
    ),
    list(
        "proximity",
        Sort::Number(0.0, 1_000_000.0),
        &[ServiceAtLocations],
        "Only at places within so many metres of the middle of `postcode`. Without `postcode` it has no middle, and nothing is found.",
    ),
    list(
        "top_only",
        Sort::Flag,
        &[TaxonomyTerms],
        "Only terms without a parent.",
    ),
    list(
        "parent_id",
        Sort::Uuid,
        &[TaxonomyTerms],
        "Only the direct children of this term.",
    ),
    list(
        "minimum_age",
        Sort::Number(0.0, 150.0),
        OFFERED,
        "Only services whose `minimum_age` is at least this (years).",
    ),
    list(
        "maximum_age",
        Sort::Number(0.0, 150.0),
        OFFERED,
        "Only services whose `maximum_age` is at most this (years).",
    ),
    list(
        "start_time",
        Sort::Time,
        OFFERED,
        "Only with a schedule that opens at this time or later (HH:MM).",
    ),
    list(
        "end_time",
        Sort::Time,
        OFFERED,
        "Only with a schedule that closes at this time or earlier (HH:MM). `start_time`, `end_time` and `day` are asked of the same schedule.",
    ),
    list(
        "day",
        Sort::Day,
        OFFERED,
        "Only with a schedule on this day of the week.",
    ),
];

/// The days as HSDS writes them.
pub const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

impl Param {
    /// Its JSON schema.
    pub fn schema(&self) -> Value {
        match self.sort {
            Sort::Words(most) => json!({"type": "string", "maxLength": most}),
            Sort::Uuid => json!({"type": "string", "format": "uuid"}),
            Sort::Whole(from, to) => json!({"type": "integer", "minimum": from, "maximum": to}),
            Sort::Number(from, to) => json!({"type": "number", "minimum": from, "maximum": to}),
            Sort::Flag => json!({"type": "boolean"}),
            Sort::Moment => json!({"type": "string", "format": "date-time"}),
            Sort::Time => json!({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
            Sort::Day => json!({"type": "string", "enum": DAYS}),
            Sort::Format => json!({"type": "string", "enum": ["json", "ndjson"]}),
            Sort::Cursor => json!({"type": "string", "pattern": Cursor::PATTERN}),
        }
    }

    fn read(&self, text: &str) -> Result<Got, String> {
        let wrong = |what: &str| Err(format!("«{}» is not {what}", short(text)));
        match self.sort {
            Sort::Words(most) if text.chars().count() > most => {
                Err(format!("longer than {most} characters"))
            }
            Sort::Words(_) => Ok(Got::Words(text.trim().to_string())),
            Sort::Uuid => match text.parse() {
                Ok(id) if text.len() == 36 => Ok(Got::Id(id)),
                _ => wrong("a UUID such as 01920000-0000-7000-8000-000000000000"),
            },
            Sort::Whole(from, to) => {
                let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
                match text.parse::<u32>() {
                    Ok(n) if digits && (from..=to).contains(&n) => Ok(Got::Whole(n)),
                    _ => wrong(&format!("a whole number from {from} to {to}")),
                }
            }
            Sort::Number(from, to) => match text.parse::<f64>() {
                Ok(n) if (from..=to).contains(&n) => Ok(Got::Number(n)),
                _ => wrong(&format!("a number from {from} to {to}")),
            },
            Sort::Flag => match text.to_ascii_lowercase().as_str() {
                "true" => Ok(Got::Flag(true)),
                "false" => Ok(Got::Flag(false)),
                _ => wrong("true or false"),
            },
            Sort::Moment => match moment(text) {
                Some(m) => Ok(Got::Moment(m)),
                None => wrong("a moment such as 2026-11-22T08:00:00Z"),
            },
            Sort::Time => match time(text) {
                Some(t) => Ok(Got::Time(t)),
                None => wrong("a time such as 16:30"),
            },
            Sort::Day => match Weekday::from_code(text) {
                Some(d) if d.code() == text => Ok(Got::Day(d)),
                _ => wrong("one of MO, TU, WE, TH, FR, SA, SU"),
            },
            Sort::Format => match text {
                "json" => Ok(Got::Ndjson(false)),
                "ndjson" => Ok(Got::Ndjson(true)),
                _ => wrong("json or ndjson"),
            },
            Sort::Cursor => match Cursor::parse(text) {
                Some(c) => Ok(Got::Cursor(c)),
                None => wrong("a cursor as `next` gives it"),
            },
        }
    }

    /// A value of a JSON body. Types are JSON's own: `"1"` is no number.
    fn read_json(&self, value: &Value) -> Result<Got, String> {
        match (self.sort, value) {
            (Sort::Whole(from, to), Value::Number(n)) => match n.as_f64() {
                // 2.0 is the same JSON number as 2
                Some(f) if f.fract() == 0.0 && (f64::from(from)..=f64::from(to)).contains(&f) => {
                    self.read(&format!("{f:.0}"))
                }
                _ => Err(format!("{n} is not a whole number from {from} to {to}")),
            },
            (Sort::Number(..), Value::Number(n)) => self.read(&n.to_string()),
            (Sort::Flag, Value::Bool(b)) => Ok(Got::Flag(*b)),
            (Sort::Whole(..) | Sort::Number(..) | Sort::Flag, _) => {
                Err("wrong JSON type".to_string())
            }
            (_, Value::String(s)) => self.read(s),
            _ => Err("a JSON string is expected".to_string()),
        }
    }
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// `16:30`.
fn time(text: &str) -> Option<TimeOfDay> {
    let (h, m) = text.split_once(':')?;
    let two = |s: &str| s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit());
    let (h, m) = (
        two(h).then(|| h.parse().ok())??,
        two(m).then(|| m.parse().ok())??,
    );
    (h < 24).then(|| TimeOfDay::new(h, m))?
}

/// A moment of RFC 3339, or a day (its beginning), or a moment without a zone (UTC). What lies
/// beyond the calendar we can count in is its end.
fn moment(text: &str) -> Option<Moment> {
    use jiff::civil::{Date, DateTime, Time};
    use jiff::fmt::temporal::{Pieces, PiecesOffset};
    let pieces = Pieces::parse(text).ok()?;
    let time = pieces.time().unwrap_or(Time::midnight());
    let date: Date = pieces.date();
    let offset = match pieces.offset() {
        Some(PiecesOffset::Numeric(n)) => i64::from(n.offset().seconds()),
        _ => 0,
    };
    let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    let since = date.to_datetime(time).duration_since(epoch);
    let seconds = since.as_secs().checked_sub(offset)?;
    let micros = i64::from(since.subsec_micros());
    Some(Moment(
        seconds.saturating_mul(1_000_000).saturating_add(micros),
    ))
}

/// The parameters of a list.
pub fn of_list(list: List) -> Vec<&'static Param> {
    PARAMS.iter().filter(|p| p.lists.contains(&list)).collect()
}

/// The parameters of a single object.
pub fn of_detail(list: List) -> Vec<&'static Param> {
    PARAMS
        .iter()
        .filter(|p| p.details.contains(&list))
        .collect()
}

#[cfg(test)]
mod tests;
