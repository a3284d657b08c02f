//! What an import is made of: what a source's record says ([`Mapped`], [`Draft`]), what is wrong
//! with it ([`Finding`]), and an import's life ([`Import`], [`State`]).

use std::collections::BTreeMap;

use catalogue::model::Kind;
use serde::{Deserialize, Serialize};
use values::{Id, Moment};

/// What one record of a source becomes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mapped {
    /// The record's own identifier in its source.
    pub record: String,
    /// What it becomes.
    pub drafts: Vec<Draft>,
    /// What is to be said about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// One thing a record becomes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Draft {
    /// A record of the catalogue.
    Record(RecordDraft),
    /// A district's boundary or figures.
    District(DistrictDraft),
}

/// A catalogue record as one source sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordDraft {
    /// Which kind of record.
    pub kind: Kind,
    /// Its identifier, derived from (source, record): `Id::named(source, "kind:record")`.
    pub id: Id,
    /// The record in the catalogue's JSON; references hold identifiers of other drafts.
    pub body: serde_json::Value,
    /// Where each top-level field stands in the raw document (column name or JSON pointer).
    #[serde(default)]
    pub paths: BTreeMap<String, String>,
}

/// What a source says of a district.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DistrictDraft {
    /// The city's identifier of the district.
    pub id: String,
    /// Its boundary as a GeoJSON geometry (Polygon or MultiPolygon, WGS 84).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boundary: Option<serde_json::Value>,
    /// Figures by name (`residents`, `minors`, …) with their year in `year`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub figures: BTreeMap<String, f64>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The record is left out.
    Error,
    /// The record is taken, but something in it was dropped or mended and somebody should look.
    Warning,
    /// Good to know.
    Note,
}

/// Something to be said about a row of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable name, kebab-case; its words are in the locales under `finding-<code>`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// Row, feature or line, counted as people count (the first data row after a header is 2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// Column or JSON pointer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The record's identifier in its source, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Named arguments of the message.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being read; nothing of it is visible. A stop now discards it.
    Staging,
    /// Read, but it loses so many records that somebody must approve it.
    Waiting,
    /// Decided; being carried out. A stop now is made good at the next start.
    Committed,
    /// Done and visible.
    Applied,
    /// Done: the file says nothing new.
    Unchanged,
    /// Being taken back. A stop now is made good at the next start.
    Undoing,
    /// Taken back whole.
    Undone,
    /// Nothing was imported: errors, a dry run, a refusal, or a stop.
    Discarded,
}

impl State {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Staging => "staging",
            State::Waiting => "waiting",
            State::Committed => "committed",
            State::Applied => "applied",
            State::Unchanged => "unchanged",
            State::Undoing => "undoing",
            State::Undone => "undone",
            State::Discarded => "discarded",
        }
    }

    /// From what is stored.
    pub fn parse(s: &str) -> Option<State> {
        [
            State::Staging,
            State::Waiting,
            State::Committed,
            State::Applied,
            State::Unchanged,
            State::Undoing,
            State::Undone,
            State::Discarded,
        ]
        .into_iter()
        .find(|x| x.as_str() == s)
    }
}

/// Counts of one import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Records read from the file.
    pub read: u64,
    /// Left out because of an error.
    pub rejected: u64,
    /// Not there before.
    pub new: u64,
    /// There before, now different.
    pub changed: u64,
    /// As before.
    pub unchanged: u64,
    /// Missing from a complete file, kept for now.
    pub missing: u64,
    /// Missing long enough to be taken as gone.
    pub gone: u64,
    /// Catalogue records written.
    pub written: u64,
    /// Records joined to another source's record of the same thing.
    pub linked: u64,
    /// Pairs for somebody to look at.
    pub to_review: u64,
}

/// One import as the log knows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Import {
    /// Its identifier.
    pub id: Id,
    /// Its number, counted from 1.
    pub number: i64,
    /// Key of the source.
    pub source: String,
    /// SHA-256 of the document, hex.
    pub document: String,
    /// Name of the file.
    pub file: String,
    /// When it began.
    pub started_at: Moment,
    /// When it last changed state.
    pub ended_at: Option<Moment>,
    /// Where it stands.
    pub state: State,
    /// What it did.
    pub counts: Counts,
}
