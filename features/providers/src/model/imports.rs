//! Files from the browser: sessions of providers, feeds, imports that officers start.

use values::{Id, Moment, Refusal};

use super::case::words;
use crate::rules::sessions::File;

/// A file with the sessions of a service, as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionFile {
    /// Its identifier.
    pub id: Id,
    /// Whose service it is.
    pub organisation: Id,
    /// The service.
    pub record: Id,
    /// Where it was read from; none for a file that was sent.
    pub address: Option<String>,
    /// What is in it.
    pub file: File,
    /// Where it stands.
    pub state: SessionState,
    /// True when rows that are wrong were left out.
    pub leave_out: bool,
    /// The parcel with what it changes; none when it changed nothing.
    pub parcel: Option<Id>,
    /// Who sent it.
    pub made_by: Id,
    /// When.
    pub made_at: Moment,
}

/// Where a file with sessions stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SessionState {
    /// Read; nothing is changed.
    Tried,
    /// Its sessions are the service's.
    Taken,
    /// Taken back.
    Undone,
}

words!(SessionState {
    Tried = "tried",
    Taken = "taken",
    Undone = "undone",
});

/// An address from which the sessions of a service are read every day.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// Whose service it is.
    pub organisation: Id,
    /// The service.
    pub record: Id,
    /// The address.
    pub address: String,
    /// Whether rows that are wrong are left out.
    pub leave_out: bool,
    /// False when it is not read any more.
    pub on: bool,
    /// Who wanted it.
    pub added_by: Id,
    /// When it was last asked.
    pub read_at: Moment,
    /// When it was last read well.
    pub good_at: Moment,
    /// Why the last reading failed.
    pub problem: Option<Refusal>,
}

/// An import that an officer has started in the browser.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its identifier.
    pub id: Id,
    /// The key of the mapping profile.
    pub profile: String,
    /// Only say what would happen.
    pub dry: bool,
    /// Leave out rows with errors.
    pub leave_out: bool,
    /// Where it stands.
    pub state: RunState,
    /// How far it is.
    pub step: RunStep,
    /// So many …
    pub at: i64,
    /// … of so many; 0 when nobody knows.
    pub of: i64,
    /// The number of the import.
    pub import: Option<i64>,
    /// Why it failed.
    pub problem: Option<Refusal>,
    /// Who started it.
    pub made_by: Id,
    /// When.
    pub made_at: Moment,
}

/// Where an import that was started stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RunState {
    /// Its turn has not come.
    Waiting,
    /// It is at work.
    Working,
    /// It has ended; how, the import says.
    Done,
    /// There is no import: why, stands beside it.
    Failed,
}

words!(RunState {
    Waiting = "waiting",
    Working = "working",
    Done = "done",
    Failed = "failed",
});

/// What an import is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RunStep {
    /// Records are read.
    Reading,
    /// Records of the same thing are looked for.
    Linking,
    /// Records of the catalogue are composed.
    Composing,
    /// Changes are written into place.
    Carrying,
}

words!(RunStep {
    Reading = "reading",
    Linking = "linking",
    Composing = "composing",
    Carrying = "carrying",
});

/// A file of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunFile {
    /// The name of the second file in the profile; empty for the main file.
    pub input: String,
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}
