//! The form of the files in `cities/<key>/demo/`, as they are read.
//!
//! Every text is written in all languages of `demo.toml`, as a list of variants by language;
//! variants may hold placeholders in braces (see [`super::phrase`]).

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use values::Lang;

use super::DemoError;
use crate::model::{Attending, CostUnit, Nature, Period, Rhythm};

/// Variants of a text by language.
pub(super) type Variants = BTreeMap<Lang, Vec<String>>;
/// Entries of a file by key.
pub(super) type Entries<T> = BTreeMap<String, T>;
/// How often in a hundred, by key.
pub(super) type Odds = BTreeMap<String, u32>;

/// `demo.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    /// How many services to make.
    pub services: usize,
    /// How many each district has at least.
    pub district_minimum: usize,
    /// Languages of all texts; names of organisations and places are in the first.
    pub languages: Vec<Lang>,
    /// Of every address.
    pub state_province: String,
    /// Of every address.
    pub postal_code: String,
    /// ISO 3166-1 alpha-2, of every address.
    pub country: String,
    /// Invented numbers: each `#` becomes a digit. Must be of a range that is never given out.
    pub phone: String,
    /// `{street}` and `{number}` in the order of the country.
    pub address: String,
    /// Names of mail boxes at the invented domains (`info`).
    pub mailboxes: Vec<String>,
    /// Who says to have checked a record.
    pub assurers: Vec<String>,
    /// Parts of the year by name, from and to as `MM-DD`.
    pub seasons: BTreeMap<String, [String; 2]>,
    /// How to say where, by language, for districts without a form of their own.
    pub forms: BTreeMap<Lang, Forms>,
}

/// How one says that something is in, or belongs to, a district (`{district}` is its name).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forms {
    /// "in …".
    pub at: String,
    /// "of …".
    pub of: String,
    /// The sign between thousands; only in `demo.toml`.
    #[serde(default)]
    pub thousands: String,
}

/// What may be found on the ground of a district.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Ground {
    /// Houses, schools, shops.
    #[default]
    Town,
    /// A park or fields: hardly anybody lives there.
    Green,
    /// Houses beside fields: both.
    Edge,
}

/// Where something may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Setting {
    /// Among houses.
    #[default]
    Town,
    /// In parks and fields.
    Green,
    /// Everywhere.
    Any,
}

impl Setting {
    /// Whether it may be there.
    pub(super) fn fits(self, ground: Ground) -> bool {
        match self {
            Setting::Any => true,
            Setting::Town => ground != Ground::Green,
            Setting::Green => ground != Ground::Town,
        }
    }
}

/// One district in `districts.toml`, by its identifier.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DistrictEntry {
    /// Its name as people say it; other languages take it from `districts.csv` where it has one.
    pub name: String,
    /// What is found there.
    #[serde(default)]
    pub ground: Ground,
    /// Forms by language, where the general ones would sound wrong.
    #[serde(default)]
    pub forms: BTreeMap<Lang, Forms>,
}

/// `words.toml`: of what invented names are made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsFile {
    /// Invented streets; every kind goes with every name.
    pub streets: Streets,
    /// Pools of names by key.
    pub pools: Entries<Pool>,
}

/// Streets, as in the middle of a sentence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Streets {
    /// `via {name}`.
    pub kinds: Vec<String>,
    /// `dei Tigli`.
    pub names: Vec<String>,
}

/// A pool of names: written out, or every noun with every adjective.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pool {
    /// Names written out.
    #[serde(default)]
    pub names: Vec<String>,
    /// Nouns of the first gender.
    #[serde(default)]
    pub first: Vec<String>,
    /// Nouns of the second gender.
    #[serde(default)]
    pub second: Vec<String>,
    /// Adjectives in both genders.
    #[serde(default)]
    pub adjectives: Vec<[String; 2]>,
    /// Order of `{noun}` and `{adjective}`.
    #[serde(default)]
    pub pattern: String,
}

/// One age band in `ages.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Band {
    /// Youngest age in months.
    #[serde(default)]
    pub from: Option<u32>,
    /// Oldest age in months.
    #[serde(default)]
    pub to: Option<u32>,
    /// As said in a sentence ("from 6 to 10 years").
    pub say: BTreeMap<Lang, String>,
}

/// One kind of place in `places.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceEntry {
    /// Name variants; `{street}`, `{name}`, `{district}`, `{org}`.
    pub names: Vec<PlaceName>,
    /// Pool of `{name}`.
    #[serde(default)]
    pub pool: Option<String>,
    /// How many a district has at most (grows with the size of the demo).
    #[serde(default = "two")]
    pub most: usize,
    /// Where it may be.
    #[serde(default)]
    pub setting: Setting,
    /// Keys of the accessibility taxonomy, how often in a hundred.
    #[serde(default)]
    pub accessibility: Odds,
    /// Keys of schedules for its opening hours; one is drawn.
    #[serde(default)]
    pub hours: Vec<String>,
    /// What one finds there.
    #[serde(default)]
    pub description: Variants,
}

/// A name of a place and how one says "at" it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceName {
    /// The name itself.
    pub name: String,
    /// "at …" by language.
    pub at: BTreeMap<Lang, String>,
}

/// One kind of organisation in `providers.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProviderEntry {
    /// How likely it is founded when several kinds could offer something.
    #[serde(default = "one")]
    pub weight: u64,
    /// Part of society.
    pub nature: Nature,
    /// Legal form in words.
    #[serde(default)]
    pub legal: Option<String>,
    /// Name patterns.
    pub names: Vec<String>,
    /// Pool of `{name}`.
    #[serde(default)]
    pub pool: Option<String>,
    /// Kind of place of its seat.
    pub seat: String,
    /// How many services it offers at most.
    #[serde(default = "eight")]
    pub load: usize,
    /// How far from its seat it works, metres between centres of districts.
    #[serde(default)]
    pub reach: f64,
    /// What it is and does.
    pub description: Variants,
}

/// `phrases.toml`: sentences that many services share.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhrasesFile {
    /// How to take part.
    pub apply: Entries<Variants>,
    /// What to bring.
    pub documents: Entries<Variants>,
    /// Who may take part beyond age.
    pub eligibility: Entries<Variants>,
    /// Costs in words.
    pub fees: Entries<Variants>,
    /// Last sentences of descriptions.
    pub tails: Entries<Variants>,
    /// Notices.
    pub alerts: Entries<Variants>,
    /// How to get to a place.
    pub transport: Entries<Variants>,
    /// Who pays a price: `reduced` (`{income}`), `sibling`.
    pub price: Entries<Variants>,
}

/// What sort of timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PatternKind {
    /// A course: the same days each week of a season.
    Weekly,
    /// Opening hours.
    Hours,
    /// The n-th weekday of the month.
    Monthly,
    /// Single days soon after today.
    Dates,
    /// Whole weeks of a season.
    Camp,
    /// Only in words.
    Words,
}

impl PatternKind {
    /// How families think of it; for timetables in words the sort of service says it.
    pub(super) fn rhythm(self) -> Option<Rhythm> {
        match self {
            PatternKind::Weekly | PatternKind::Monthly => Some(Rhythm::Weekly),
            PatternKind::Hours => Some(Rhythm::AlwaysOpen),
            PatternKind::Dates => Some(Rhythm::OneOff),
            PatternKind::Camp => Some(Rhythm::Camp),
            PatternKind::Words => None,
        }
    }

    /// Whether one can pay for it in this way: nobody pays a single afternoon by the month, nor a
    /// camp by the year.
    pub(super) fn suits(self, price: &Price) -> bool {
        use CostUnit::{Day, Month, Once, Session, Week, Year};
        price.free
            || match self {
                PatternKind::Weekly => matches!(price.unit, Session | Month | Year | Once),
                PatternKind::Monthly => matches!(price.unit, Session | Year | Once),
                PatternKind::Dates => matches!(price.unit, Session | Day | Once),
                PatternKind::Camp => matches!(price.unit, Week | Day | Once),
                PatternKind::Hours | PatternKind::Words => true,
            }
    }
}

/// One timetable in `schedules.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pattern {
    /// What sort.
    pub kind: PatternKind,
    /// Choices of days, `MO WE`, `MO-FR`, `2SA`.
    #[serde(default)]
    pub days: Vec<String>,
    /// Choices of times, `16:30-18:00`.
    #[serde(default)]
    pub times: Vec<String>,
    /// Choices of several lines, each `MO-FR 08:00-18:00`; instead of days and times.
    #[serde(default)]
    pub lines: Vec<Vec<String>>,
    /// Season in which it runs.
    #[serde(default)]
    pub season: Option<String>,
    /// Term, holidays or always.
    #[serde(default)]
    pub period: Period,
    /// How many dates or weeks.
    #[serde(default)]
    pub count: Option<[u32; 2]>,
    /// Dates: between so many days from today.
    #[serde(default)]
    pub within: Option<[u32; 2]>,
    /// Only in these months.
    #[serde(default)]
    pub months: Vec<u8>,
    /// At the place, online, by phone.
    #[serde(default)]
    pub attending: Attending,
    /// In words.
    #[serde(default)]
    pub say: Variants,
}

/// One way of paying.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Price {
    /// How often, against the others.
    #[serde(default = "one")]
    pub w: u64,
    /// Nothing to pay.
    #[serde(default)]
    pub free: bool,
    /// Full price, from and to, whole units of the currency.
    #[serde(default)]
    pub amount: Option<[i64; 2]>,
    /// Prices differ by this much.
    #[serde(default = "five")]
    pub step: i64,
    /// What one pays for.
    #[serde(default)]
    pub unit: CostUnit,
    /// Price for low incomes, percent of the full one; 0 means nothing to pay.
    #[serde(default)]
    pub reduced: Option<i64>,
    /// Highest income for it, whole units of the currency.
    #[serde(default)]
    pub income: Option<i64>,
    /// Price of a second child, percent of the full one.
    #[serde(default)]
    pub sibling: Option<i64>,
    /// Key of a sentence about costs.
    #[serde(default)]
    pub say: Option<String>,
}

/// One sort of service in `services_*.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Archetype {
    /// How many there are, against the others.
    #[serde(default = "ten")]
    pub weight: u64,
    /// How many of them a district has at most (grows with the size of the demo).
    #[serde(default = "two")]
    pub most: usize,
    /// Where it may be.
    #[serde(default)]
    pub setting: Setting,
    /// Kinds of organisations that offer it.
    pub providers: Vec<String>,
    /// Kinds of places, or `seat` for the organisation's own.
    #[serde(default)]
    pub places: Vec<String>,
    /// Keys of the service taxonomy, the first decides the domain.
    pub themes: Vec<String>,
    /// Keys of the need taxonomy.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Keys of the wellbeing taxonomy.
    #[serde(default)]
    pub wellbeing: Vec<String>,
    /// Keys of age bands.
    pub ages: Vec<String>,
    /// How it recurs, where the timetable is only in words.
    pub rhythm: Rhythm,
    /// Keys of timetables.
    pub schedules: Vec<String>,
    /// Ways of paying.
    pub costs: Vec<Price>,
    /// Languages spoken beside the city's first, how often in a hundred.
    #[serde(default)]
    pub languages: BTreeMap<Lang, u32>,
    /// Keys of the accessibility taxonomy the offer itself has, how often in a hundred.
    #[serde(default)]
    pub accessibility: Odds,
    /// Places, from and to.
    #[serde(default)]
    pub capacity: Option<[u32; 2]>,
    /// Whether an adult must stay.
    #[serde(default)]
    pub adult_needed: Option<bool>,
    /// Keys of ways to take part.
    pub apply: Vec<String>,
    /// Keys of documents, all of them.
    #[serde(default)]
    pub documents: Vec<String>,
    /// Keys of conditions; one is drawn.
    #[serde(default)]
    pub eligibility: Vec<String>,
    /// Keys of last sentences; one is drawn, or none.
    #[serde(default)]
    pub tails: Vec<String>,
    /// One takes part from home.
    #[serde(default)]
    pub remote: bool,
    /// Names.
    pub name: Variants,
    /// Descriptions.
    pub description: Variants,
}

fn one() -> u64 {
    1
}
fn two() -> usize {
    2
}
fn five() -> i64 {
    5
}
fn eight() -> usize {
    8
}
fn ten() -> u64 {
    10
}

/// Reads one file of the folder.
pub(super) fn read<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<T, DemoError> {
    let file = folder.join(name);
    let text = std::fs::read_to_string(&file).map_err(|why| DemoError::Read {
        file: file.clone(),
        why,
    })?;
    toml::from_str(&text).map_err(|why| DemoError::Form {
        file,
        why: Box::new(why),
    })
}

/// Names of the files `services_*.toml`, in alphabetical order.
pub(super) fn service_files(folder: &Path) -> Result<Vec<String>, DemoError> {
    let fail = |why| DemoError::Read {
        file: folder.to_path_buf(),
        why,
    };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let name = entry.map_err(fail)?.file_name();
        if let Some(name) = name.to_str()
            && name.starts_with("services_")
            && name.ends_with(".toml")
        {
            names.push(name.to_string());
        }
    }
    names.sort();
    Ok(names)
}
