//! What providers write about themselves before it is published.

use catalogue::model::Kind;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use values::{Id, Lang, Moment};

use super::case::words;

/// The fields of a record of the catalogue, by name.
pub type Fields = Map<String, Value>;

/// Which record is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// Whose record it is.
    pub organisation: Id,
    /// Which kind.
    pub kind: Kind,
    /// The record of the catalogue; for a new one the identifier it will have.
    pub record: Id,
    /// True when the catalogue does not have it yet.
    pub fresh: bool,
}

/// A record being edited.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Which record.
    pub target: Target,
    /// As it was shown when the editing began.
    pub base: Fields,
    /// As it is wanted.
    pub wanted: Fields,
    /// Counts the saves, from 1.
    pub revision: i64,
    /// When it was last saved.
    pub edited_at: Moment,
}

/// One field that changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Its name.
    pub field: String,
    /// What is shown when it is sent; null for nothing.
    pub from: Value,
    /// What shall be shown; null for nothing.
    pub to: Value,
}

/// A field somebody else has changed since the editing began.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// Its name.
    pub field: String,
    /// What was shown when the editing began.
    pub base: Value,
    /// What the provider wants.
    pub wanted: Value,
    /// What is shown now.
    pub shown: Value,
}

/// Changed fields that were sent together and are published, or wait, together.
#[derive(Clone, Debug, PartialEq)]
pub struct Parcel {
    /// Its identifier.
    pub id: Id,
    /// Which record.
    pub target: Target,
    /// What changes.
    pub changes: Vec<Change>,
    /// Where it stands.
    pub state: ParcelState,
    /// Who sent it.
    pub sent_by: Id,
    /// When.
    pub sent_at: Moment,
    /// When a moderator decided.
    pub decided_at: Option<Moment>,
    /// The moderator's words, or why publishing failed.
    pub reason: Option<String>,
    /// The number of the import that brought it into the catalogue.
    pub import: Option<i64>,
}

/// Where a parcel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParcelState {
    /// A moderator must look at it.
    Waiting,
    /// Decided, or needing no decision: on its way into the catalogue.
    Publishing,
    /// In the catalogue.
    Published,
    /// It could not be brought into the catalogue, with the reason.
    Failed,
    /// A moderator said no, with a reason.
    Refused,
    /// The provider has taken it back.
    Withdrawn,
}

words!(ParcelState {
    Waiting = "waiting",
    Publishing = "publishing",
    Published = "published",
    Failed = "failed",
    Refused = "refused",
    Withdrawn = "withdrawn",
});

/// Who has made a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Made {
    /// Somebody of the organisation.
    Person,
    /// A machine; somebody of the organisation has put it in.
    Machine,
    /// It came with the city's data, or another source's.
    City,
}

words!(Made {
    Person = "person",
    Machine = "machine",
    City = "city",
});

/// What is known of a translation. Texts are told by their hash ([`crate::rules::edit::text_hash`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    /// The field of the record.
    pub field: String,
    /// The language.
    pub language: Lang,
    /// Which words.
    pub text_hash: String,
    /// Of which original.
    pub original_hash: String,
    /// By whom.
    pub made: Made,
    /// The person who wrote it or put it in; nobody for the city's.
    pub made_by: Option<Id>,
    /// When.
    pub made_at: Moment,
    /// Who has found it right beside the original, and when.
    pub confirmed: Option<(Id, Moment)>,
}
