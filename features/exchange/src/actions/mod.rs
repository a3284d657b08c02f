//! What people do with imports: bring a file in (dry run first), approve, undo, look at the log.
//!
//! An import goes through four stretches, each a row of small transactions so that nobody waits
//! long: **stage** (records are compared with what the source said last time), **link** (which
//! records speak of the same thing), **compose** (what the catalogue's records become), **carry**
//! (the log is written into place). Up to the one update that decides it, an import can vanish
//! without trace; after it, [`Exchange::recover`] finishes what a stop has interrupted.

mod carry;
mod compose;
mod decide;
mod documents;
mod import;
mod later;
mod link;
mod stage;

use std::path::PathBuf;
use std::sync::Arc;

use city::City;
use db::{Db, Fault, Read, Write};
use matching::survive::Rules;
use values::{Clock, Id, Moment, Refusal, Refuse};

use crate::model::{Counts, Finding, Import, Mapped, State};
use crate::rules;
use crate::store::{self, SourceRow, Step};

pub use decide::{Candidate, DECISIONS, PairError, Side, Verdict};

/// The door to imports.
#[derive(Clone)]
pub struct Exchange {
    db: Db,
    city: Arc<City>,
    clock: Arc<dyn Clock>,
    by: String,
    survivorship: Rules,
}

/// Gives the mapped records one after the other; what it returns are findings about the file as a
/// whole. `Err` ends the import with these words.
pub type Producer = Box<
    dyn FnOnce(&mut dyn FnMut(Mapped) -> Result<(), Stopped>) -> Result<Vec<Finding>, String>
        + Send,
>;

/// Nobody takes records any more: the import has ended for another reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

/// What is to be imported.
pub struct Incoming {
    /// The source it comes from.
    pub source: SourceRow,
    /// After how many complete files without it a record is taken as gone.
    pub gone_after: u32,
    /// The files, the main one first; each is kept as it is.
    pub files: Vec<PathBuf>,
    /// Their records.
    pub produce: Producer,
    /// Only say what would happen.
    pub dry_run: bool,
    /// Accept that many records are missing.
    pub approve: bool,
    /// Leave out rows with errors instead of refusing the whole file.
    pub leave_out_errors: bool,
    /// Drafts of this source with the catalogue record each is known to speak of: somebody has shown
    /// it, so it is not left to the matcher. Kept as a decision about a pair.
    pub same: Vec<(Id, Id)>,
    /// What was read before the import was made: records of this source, each with the hash it had
    /// ([`crate::spoken::Said::hash`]) or none when it was not there. When one is different by the
    /// time of the import's turn, the import is refused with [`ImportError::Moved`].
    pub expects: Vec<(String, Option<String>)>,
}

/// How an import ended.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The import as the log knows it.
    pub import: Import,
    /// Whether it was only tried.
    pub dry_run: bool,
    /// Everything to be said about the file, in order of row.
    pub findings: Vec<Finding>,
}

/// Something that happens while an import goes on, for progress bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many records have been read.
    Read(u64),
    /// Now looking for records of the same thing.
    Linking,
    /// So many of so many catalogue records are composed.
    Composed(u64, u64),
    /// So many of so many changes are in place.
    Carried(u64, u64),
}

/// Why an import was refused, or failed.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Another import is at work.
    #[error("another import (number {0}) is at work: wait until it has ended, then try again")]
    Busy(i64),
    /// The file cannot be read.
    #[error("{file}: {why}")]
    File {
        /// Which file.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// A record is not as it was when the import was made from it.
    #[error("the record «{0}» has changed meanwhile: read it again")]
    Moved(String),
    /// There is no import of this number.
    #[error("there is no import number {0}: `wishmi import log` lists them")]
    Unknown(i64),
    /// The import is not in a state in which this can be done.
    #[error("import {number} is {state}: {why}")]
    WrongState {
        /// Its number.
        number: i64,
        /// Its state.
        state: &'static str,
        /// What can be done instead.
        why: String,
    },
    /// Later imports stand on this one.
    #[error(
        "import {number} cannot be taken back before import {}: they changed the same records later",
        list(later)
    )]
    Later {
        /// Its number.
        number: i64,
        /// The later ones.
        later: Vec<i64>,
    },
    /// What somebody says about two records cannot be followed.
    #[error(transparent)]
    Pair(#[from] PairError),
    /// From the database.
    #[error(transparent)]
    Db(#[from] Fault),
    /// A thread ended unexpectedly.
    #[error("the import stopped: {0}")]
    Stopped(String),
}

fn list(numbers: &[i64]) -> String {
    let words: Vec<String> = numbers.iter().map(i64::to_string).collect();
    words.join(", ")
}

impl Refuse for ImportError {
    fn refusal(&self) -> Refusal {
        match self {
            ImportError::Busy(n) => Refusal::new("import-busy", 409).arg("number", n),
            ImportError::File { file, why } => Refusal::new("import-file", 422)
                .arg("file", file)
                .arg("why", why),
            ImportError::Moved(record) => Refusal::new("import-moved", 409).arg("record", record),
            ImportError::Unknown(n) => Refusal::new("import-unknown", 404).arg("number", n),
            ImportError::WrongState { number, state, .. } => Refusal::new("import-state", 409)
                .arg("number", number)
                .arg("state", state),
            ImportError::Later { number, later } => Refusal::new("import-later", 409)
                .arg("number", number)
                .arg("later", list(later)),
            ImportError::Pair(e) => Refusal::new("import-pair", 422).arg("why", e),
            ImportError::Db(_) | ImportError::Stopped(_) => Refusal::new("import-failed", 500),
        }
    }
}

impl Exchange {
    /// The imports of a city's database, done by somebody: the name of their account on this machine,
    /// as the log and the audit trail keep it.
    pub fn new(db: Db, city: Arc<City>, clock: Arc<dyn Clock>, by: impl Into<String>) -> Exchange {
        Exchange {
            db,
            city,
            clock,
            by: by.into(),
            survivorship: rules::survivorship(),
        }
    }

    /// The same with other rules of survivorship (`survivorship.toml` of the city folder).
    pub fn with_survivorship(mut self, rules: Rules) -> Exchange {
        self.survivorship = rules;
        self
    }

    /// The same, done by somebody else.
    pub fn acting_as(&self, by: impl Into<String>) -> Exchange {
        Exchange {
            by: by.into(),
            ..self.clone()
        }
    }

    /// The log of imports, newest first.
    ///
    /// # Errors
    /// From the database.
    pub async fn imports(&self) -> Result<Vec<Import>, Fault> {
        let rows = self.db.read(store::imports).await?;
        Ok(rows.into_iter().map(|r| r.import).collect())
    }

    /// Everything that was said about an import's file.
    ///
    /// # Errors
    /// [`ImportError::Unknown`], or from the database.
    pub async fn findings(&self, number: i64) -> Result<(Import, Vec<Finding>), ImportError> {
        let row = self.numbered(number).await?;
        let id = row.import.id;
        let findings = self.db.read(move |c| store::findings(c, id)).await?;
        Ok((row.import, findings))
    }

    /// The city with the boundaries that have been imported; as its folder says when none have, or
    /// when they do not fit the city's districts.
    ///
    /// # Errors
    /// From the database.
    pub async fn city_as_imported(&self) -> Result<Arc<City>, Fault> {
        let bodies = self.db.read(catalogue::actions::districts).await?;
        match catalogue::districts::with_boundaries(&self.city.districts, &bodies) {
            Ok(Some(districts)) => {
                let mut city = City::clone(&self.city);
                city.districts = districts;
                Ok(Arc::new(city))
            }
            Ok(None) | Err(_) => Ok(self.city.clone()),
        }
    }

    /// The sources that have ever been imported.
    ///
    /// # Errors
    /// From the database.
    pub async fn sources(&self) -> Result<Vec<SourceRow>, Fault> {
        self.db.read(store::sources).await
    }

    /// Moves an import on; ends its turn when it is at rest.
    async fn step(
        &self,
        id: Id,
        from: State,
        to: State,
        reason: &'static str,
        counts: &Counts,
        cursor: i64,
    ) -> Result<(), ImportError> {
        let now = self.clock.now();
        let counts = *counts;
        self.db
            .write(move |tx| {
                // Whoever has lost the turn decides nothing: its log is being thrown away.
                if from == State::Staging && to != State::Discarded {
                    still_working(tx, id, now)?;
                }
                let step = Step {
                    id,
                    from,
                    to,
                    reason,
                    counts: &counts,
                    now,
                    cursor,
                };
                if !store::move_import(tx, &step)? {
                    let why = format!("it is no longer {}", from.as_str());
                    return Err(match store::import(tx, id)? {
                        Some(row) => wrong_state(&row.import, &why),
                        None => ImportError::Stopped(why),
                    });
                }
                if !matches!(to, State::Staging | State::Committed | State::Undoing) {
                    store::end_turn(tx, id)?;
                }
                Ok(())
            })
            .await
    }

    async fn numbered(&self, number: i64) -> Result<store::ImportRow, ImportError> {
        self.db
            .read(move |c| store::import_numbered(c, number))
            .await?
            .ok_or(ImportError::Unknown(number))
    }

    async fn outcome(
        &self,
        id: Id,
        dry_run: bool,
        findings: Vec<Finding>,
    ) -> Result<Outcome, ImportError> {
        let row = self
            .db
            .read(move |c| store::import(c, id))
            .await?
            .ok_or_else(|| ImportError::Stopped("the import is not in the log".into()))?;
        Ok(Outcome {
            import: row.import,
            dry_run,
            findings,
        })
    }
}

/// Says that the import is alive; refuses when another node has taken it for dead.
fn still_working(tx: &mut Write<'_>, id: Id, now: Moment) -> Result<(), ImportError> {
    if store::renew_turn(tx, id, now)? {
        Ok(())
    } else {
        Err(ImportError::Stopped(
            "it was silent for so long that another node has ended it".into(),
        ))
    }
}

/// Who has the turn.
fn busy(c: &mut Read<'_>) -> Result<ImportError, Fault> {
    let number = match store::turn(c)? {
        Some((other, _)) => store::import(c, other)?.map_or(0, |r| r.import.number),
        None => 0,
    };
    Ok(ImportError::Busy(number))
}

fn wrong_state(import: &Import, why: &str) -> ImportError {
    ImportError::WrongState {
        number: import.number,
        state: import.state.as_str(),
        why: why.to_string(),
    }
}

#[cfg(test)]
mod tests;
