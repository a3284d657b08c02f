//! The sections of a profile. Every key is explained in `docs/mapping-profiles.md`; unknown keys are
//! errors that name the known ones.

mod entities;

use std::collections::BTreeMap;

use serde::Deserialize;
use values::Lang;

use super::expr::{Expr, Words};
pub use entities::*;

/// Whom a source's values are believed before: the first counts most (see survivorship in the
/// catalogue's design).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Precedence {
    /// The provider's own word.
    Provider,
    /// A register of the city.
    Municipality,
    /// A register of the region or the state.
    Region,
    /// Gathered by third-sector bodies.
    ThirdSector,
    /// Read off web pages.
    Scraped,
}

/// `[source]`: who publishes the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceSpec {
    /// Short name, unique among all profiles of a city; identifiers are derived from it.
    pub key: String,
    /// Name shown to people.
    pub name: String,
    /// Publisher, as the attribution needs it.
    pub publisher: String,
    /// Licence.
    pub licence: String,
    /// Page of the data set.
    #[serde(default)]
    pub url: Option<String>,
    /// What the data describe, for example the school year.
    #[serde(default)]
    pub edition: Option<String>,
    /// Whom its values are believed before.
    pub precedence: Precedence,
    /// True when the file holds every record there is, so that one missing has gone.
    #[serde(default)]
    pub complete: bool,
}

/// Decimal sign of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DecimalSpec {
    /// `1.234,5`
    Comma,
    /// `1,234.5`
    Point,
}

/// Line of the column names.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "a line number, \"auto\" or \"none\"")]
pub enum HeaderSpec {
    /// In this line.
    Line(u64),
    /// `auto` or `none`.
    Word(HeaderWord),
}

/// Words for the line of the column names.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HeaderWord {
    /// Found.
    Auto,
    /// There is none.
    None,
}

/// `[file]`: what cannot be told from the file itself.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FileSpec {
    /// `csv`, `xlsx`, `ods`, `geojson`, `json`, `hsds`, `ical`.
    pub kind: Option<records::Kind>,
    /// Encoding label.
    pub encoding: Option<String>,
    /// Separator of CSV.
    pub delimiter: Option<char>,
    /// Line of the column names.
    pub header: Option<HeaderSpec>,
    /// Column names.
    pub columns: Vec<String>,
    /// Sheet.
    pub sheet: Option<String>,
    /// JSON pointer to the list.
    pub pointer: Option<String>,
    /// Decimal sign; else told from each value.
    pub decimal: Option<DecimalSpec>,
    /// Whether text encoded twice is put right (yes unless said).
    pub mend: Option<bool>,
    /// Largest record, bytes.
    pub record_bytes: Option<usize>,
    /// Largest file, bytes.
    pub file_bytes: Option<u64>,
}

impl FileSpec {
    /// As the reader wants it.
    pub fn options(&self) -> records::Options {
        let mut o = records::Options {
            kind: self.kind,
            encoding: self.encoding.clone(),
            delimiter: self.delimiter,
            header: match self.header {
                None | Some(HeaderSpec::Word(HeaderWord::Auto)) => records::Header::Auto,
                Some(HeaderSpec::Line(n)) => records::Header::Line(n),
                Some(HeaderSpec::Word(HeaderWord::None)) => records::Header::None,
            },
            columns: self.columns.clone(),
            sheet: self.sheet.clone(),
            pointer: self.pointer.clone(),
            mend: self.mend.unwrap_or(true),
            ..records::Options::default()
        };
        if let Some(n) = self.record_bytes {
            o.limits.record_bytes = n;
        }
        if let Some(n) = self.file_bytes {
            o.limits.file_bytes = n;
        }
        o
    }
}

/// `[text]`: how words are to be read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TextSpec {
    /// Language of the file's texts; else the city's first language.
    pub language: Option<Lang>,
    /// Country of telephone numbers and addresses, ISO 3166-1 alpha-2; else the city's.
    pub country: Option<String>,
    /// Words that `title` leaves in capitals.
    pub acronyms: Vec<String>,
    /// Values that mean «nothing», anywhere in the file (case and accents do not matter).
    pub empty: Vec<String>,
}

/// `[record]`: which row is which record.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RecordSpec {
    /// The record's own identifier in the source.
    pub id: Option<Expr>,
    /// Columns that must be filled; a row without is rejected.
    pub require: Vec<String>,
    /// What becomes of a row whose identifier another row has already, with other values.
    pub duplicates: Duplicates,
}

/// What becomes of the second of two rows with one identifier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Duplicates {
    /// It is an error.
    #[default]
    Reject,
    /// It is passed over with a warning.
    First,
}

/// A condition: everything given must hold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    /// The value looked at.
    pub value: Option<Expr>,
    /// It is one of these (case and accents do not matter).
    pub is: Option<OneOrMore>,
    /// It is none of these.
    pub is_not: Option<OneOrMore>,
    /// It matches this pattern.
    pub matches: Option<String>,
    /// It is empty (true) or filled (false).
    pub empty: Option<bool>,
    /// The record is in all of these second files.
    pub present: Vec<String>,
    /// The record is in none of these second files.
    pub absent: Vec<String>,
    #[serde(skip)]
    pub(crate) pattern: Option<regex::Regex>,
}

/// A text or a list of texts.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "a text or a list of texts")]
pub enum OneOrMore {
    /// One.
    One(String),
    /// Several.
    More(Vec<String>),
}

impl OneOrMore {
    /// All of them.
    pub fn list(&self) -> &[String] {
        match self {
            OneOrMore::One(s) => std::slice::from_ref(s),
            OneOrMore::More(l) => l,
        }
    }
}

/// `[[skip]]`: rows that are not meant.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skip {
    /// Which rows.
    pub when: When,
    /// Why, in words of the profile's author (shown in the report).
    pub reason: String,
}

/// `[[join]]`: a second file with a row per record.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// Name used in `{name.COLUMN}` and on the command line.
    pub name: String,
    /// What it is, shown in findings.
    pub title: String,
    /// Where it lies, seen from the main file, when it is not given by hand.
    #[serde(default)]
    pub beside: Option<String>,
    /// Key in the second file.
    pub key: Expr,
    /// Key in the main file.
    pub with: Expr,
    /// Columns that are kept.
    #[serde(default)]
    pub columns: Vec<String>,
    /// Whether an import without this file is refused.
    #[serde(default)]
    pub required: bool,
    /// Format of the second file.
    #[serde(default)]
    pub file: FileSpec,
}

/// `[[shapes]]`: a file with the polygons of districts or larger areas, for checks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShapesSpec {
    /// Name on the command line.
    pub name: String,
    /// `district`, or any other level (`municipio`).
    pub level: String,
    /// Where it lies, seen from the main file, when it is not given by hand.
    #[serde(default)]
    pub beside: Option<String>,
    /// Identifier of each shape.
    pub id: Expr,
    /// Format of the file.
    #[serde(default)]
    pub file: FileSpec,
}

/// `[group]`: many rows make one record.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What rows of one record have in common.
    pub by: Expr,
    /// Columns that may differ inside a group; another that does is a finding.
    #[serde(default)]
    pub varying: Vec<String>,
}

/// `[[rule]]`: what follows from a condition.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// When.
    pub when: When,
    /// Status of the service.
    #[serde(default)]
    pub status: Option<Expr>,
    /// Whether the organisation is active.
    #[serde(default)]
    pub active: Option<Expr>,
    /// Notice on the service.
    #[serde(default)]
    pub alert: Option<Words>,
    /// Finding to report: `closed`, `only-in-list`, `look-at`.
    #[serde(default)]
    pub finding: Option<RuleFinding>,
    /// Words for the finding.
    #[serde(default)]
    pub reason: Option<Expr>,
}

/// Findings a rule can report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleFinding {
    /// The record has closed, by what a second file says.
    Closed,
    /// The record stands only in an additional list.
    OnlyInList,
    /// Somebody should look.
    LookAt,
}

/// What a text stands for: one value or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct ValueMap(pub BTreeMap<String, OneOrMore>);

/// Level of districts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DistrictLevel {
    /// The neighbourhoods themselves.
    #[default]
    District,
    /// The larger areas they lie in.
    Area,
}

/// `[district]`: boundaries and figures.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DistrictSpec {
    /// Districts or the larger areas.
    #[serde(default)]
    pub level: DistrictLevel,
    /// The city's identifier.
    pub id: Expr,
    /// Whether the record's shape is the boundary.
    #[serde(default)]
    pub boundary: bool,
    /// Figures by name.
    #[serde(default)]
    pub figures: BTreeMap<String, Expr>,
    /// Area as the file declares it, square metres, checked with the polygon.
    #[serde(default)]
    pub area: Option<Expr>,
    /// How much it may differ, in hundredths (5 unless said).
    #[serde(default)]
    pub area_tolerance: Option<f64>,
}

/// `[hsds]`: HSDS files map themselves; only terms need a translation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HsdsSpec {
    /// Map from taxonomy terms (code or name) to themes of the city.
    pub themes: Option<String>,
    /// Map from taxonomy terms to needs of the city.
    pub needs: Option<String>,
    /// Map from accessibility texts to the city's terms.
    pub accessibility: Option<String>,
}
