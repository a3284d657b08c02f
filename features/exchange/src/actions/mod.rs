//! What people do with imports: bring a file in (dry run first), approve, undo, look at the log.
//!
//! An import goes through four stretches, each a row of small transactions so that nobody waits
//! long: **stage** (records are compared with what the source said last time), **link** (which
//! records speak of the same thing), **compose** (what the catalogue's records become), **carry**
//! (the log is written into place). Up to the one update that decides it, an import can vanish
//! without trace; after it, [`Exchange::recover`] finishes what a stop has interrupted.

mod carry;
mod compose;
mod link;
mod stage;

use std::path::PathBuf;
use std::sync::Arc;

use city::City;
use db::{Db, Fault};
use matching::survive::Rules;
use sha2::{Digest, Sha256};
use values::{Clock, Id, Refusal, Refuse};

use crate::model::{Counts, Finding, Import, Mapped, Severity, State};
use crate::rules;
use crate::store::{self, PairRow, SourceRow, Step};

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
    /// There is no import of this number.
    #[error("there is no import number {0}: `wishmi import --log` lists them")]
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
            ImportError::Unknown(n) => Refusal::new("import-unknown", 404).arg("number", n),
            ImportError::WrongState { number, state, .. } => Refusal::new("import-state", 409)
                .arg("number", number)
                .arg("state", state),
            ImportError::Later { number, later } => Refusal::new("import-later", 409)
                .arg("number", number)
                .arg("later", list(later)),
            ImportError::Db(_) | ImportError::Stopped(_) => Refusal::new("import-failed", 500),
        }
    }
}

/// How many findings of one import are kept; the counts are of all.
const KEPT_FINDINGS: usize = 20_000;

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

    /// Brings a file in, or says what bringing it in would do.
    ///
    /// # Errors
    /// See [`ImportError`]; after an error nothing of the import is in the catalogue.
    pub async fn import(
        &self,
        incoming: Incoming,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Outcome, ImportError> {
        let row = self
            .begin(incoming.source.clone(), incoming.files.clone())
            .await?;
        let id = row.id;
        let outcome = self.work(row, incoming, progress).await;
        if outcome.is_err() {
            // Whatever went wrong, the turn goes back and the staged rows go. If that fails too,
            // recover() does it at the next start.
            if let Err(e) = self.discard(id, "failed", &Counts::default()).await {
                tracing::error!(import = %id, error = %e, "could not discard a failed import");
            }
        }
        outcome
    }

    async fn work(
        &self,
        import: Import,
        incoming: Incoming,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Outcome, ImportError> {
        let id = import.id;
        let dry_run = incoming.dry_run;
        let approve = incoming.approve;
        let leave_out = incoming.leave_out_errors;
        let source = incoming.source.key.clone();
        let gone_after = i64::from(incoming.gone_after.max(1));
        let complete = incoming.source.complete;
        let before = {
            let source = source.clone();
            self.db
                .read(move |c| store::count_records(c, &source))
                .await?
        };
        let mut staged = stage::stage(self, id, &source, incoming.produce, progress).await?;
        let errors = staged.counts.rejected > 0
            || staged
                .findings
                .iter()
                .any(|f| f.severity == Severity::Error);
        if errors && !leave_out {
            self.keep_findings(id, &staged.findings).await?;
            self.discard(id, "errors", &staged.counts).await?;
            return self.outcome(id, dry_run, staged.findings).await;
        }
        let mut loses_many = false;
        if complete {
            let absent = stage::absent(self, id, &source, &mut staged, gone_after).await?;
            loses_many = rules::loses_many(u64::try_from(before).unwrap_or(0), absent);
        }
        progress(Progress::Linking);
        self.still_working(id).await?;
        let plan = link::plan(self, id, &mut staged).await?;
        compose::compose(self, id, plan, &mut staged, progress).await?;
        self.keep_findings(id, &staged.findings).await?;
        let (to, reason) = if dry_run {
            (State::Discarded, "dry run")
        } else if loses_many && !approve {
            (State::Waiting, "loses many records")
        } else if staged.next == 0 {
            (State::Unchanged, "")
        } else {
            (State::Committed, "")
        };
        if to == State::Discarded {
            self.discard(id, reason, &staged.counts).await?;
        } else {
            self.step(id, State::Staging, to, reason, &staged.counts, 0)
                .await?;
        }
        if to == State::Committed {
            carry::forward(self, id, progress).await?;
        }
        self.outcome(id, dry_run, staged.findings).await
    }

    /// Carries out an import that waits for approval.
    ///
    /// # Errors
    /// [`ImportError::WrongState`] when it does not wait, [`ImportError::Later`] when another import
    /// has since changed what it was about to change.
    pub async fn approve(
        &self,
        number: i64,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Import, ImportError> {
        let row = self.numbered(number).await?;
        let id = row.import.id;
        if row.import.state != State::Waiting {
            return Err(wrong_state(
                &row.import,
                "only an import that waits can be approved",
            ));
        }
        let import = row.import.clone();
        let later = self.db.read(move |c| store::later(c, &import)).await?;
        if !later.is_empty() {
            return Err(ImportError::Later { number, later });
        }
        self.take_turn(id).await?;
        self.step(
            id,
            State::Waiting,
            State::Committed,
            "approved",
            &row.import.counts,
            0,
        )
        .await?;
        carry::forward(self, id, progress).await?;
        Ok(self.numbered(number).await?.import)
    }

    /// Throws away an import that waits for approval.
    ///
    /// # Errors
    /// [`ImportError::WrongState`] when it does not wait.
    pub async fn reject(&self, number: i64) -> Result<Import, ImportError> {
        let row = self.numbered(number).await?;
        if row.import.state != State::Waiting {
            return Err(wrong_state(
                &row.import,
                "only an import that waits can be rejected",
            ));
        }
        self.take_turn(row.import.id).await?;
        self.step(
            row.import.id,
            State::Waiting,
            State::Staging,
            "",
            &row.import.counts,
            0,
        )
        .await?;
        self.discard(row.import.id, "rejected", &row.import.counts)
            .await?;
        Ok(self.numbered(number).await?.import)
    }

    /// Takes an import back: every record is again exactly as it was before.
    ///
    /// # Errors
    /// [`ImportError::Later`] when later imports changed the same records: take those back first.
    pub async fn undo(
        &self,
        number: i64,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Import, ImportError> {
        let row = self.numbered(number).await?;
        let id = row.import.id;
        if row.import.state != State::Applied {
            return Err(wrong_state(
                &row.import,
                "only an applied import can be taken back",
            ));
        }
        self.take_turn(id).await?;
        let import = row.import.clone();
        let later = self.db.read(move |c| store::later(c, &import)).await?;
        if !later.is_empty() {
            self.db
                .write::<_, Fault>(move |tx| store::end_turn(tx, id))
                .await?;
            return Err(ImportError::Later { number, later });
        }
        let end = self.db.read(move |c| store::last_change(c, id)).await? + 1;
        self.step(
            id,
            State::Applied,
            State::Undoing,
            "",
            &row.import.counts,
            end,
        )
        .await?;
        carry::backward(self, id, progress).await?;
        Ok(self.numbered(number).await?.import)
    }

    /// Finishes or throws away what a stop has left in the middle: call it before serving, and from
    /// time to time. Only imports that have been silent for minutes are touched, unless the caller
    /// knows that nobody else can be at work (`alone`: the SQLite file has just been opened).
    ///
    /// # Errors
    /// From the database.
    pub async fn recover(&self, alone: bool) -> Result<Vec<Import>, ImportError> {
        let now = self.clock.now();
        let turn = self.db.read(store::turn).await?;
        let busy = turn
            .filter(|(_, until)| !alone && *until > now)
            .map(|(id, _)| id);
        let mut done = Vec::new();
        for row in self.db.read(store::unfinished).await? {
            let id = row.import.id;
            if busy == Some(id) {
                continue;
            }
            tracing::warn!(
                import = row.import.number,
                state = row.import.state.as_str(),
                "finishing an interrupted import"
            );
            match row.import.state {
                State::Staging => self.discard(id, "interrupted", &row.import.counts).await?,
                State::Committed => carry::forward(self, id, &|_| {}).await?,
                State::Undoing => carry::backward(self, id, &|_| {}).await?,
                _ => {}
            }
            done.push(self.numbered(row.import.number).await?.import);
        }
        // A turn without a living import (a stop between two steps) is given back.
        if let Some((id, _)) = turn
            && busy.is_none()
        {
            self.db
                .write::<_, Fault>(move |tx| store::end_turn(tx, id))
                .await?;
        }
        Ok(done)
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

    /// Pairs of records that may be the same thing, most alike first.
    ///
    /// # Errors
    /// From the database.
    pub async fn review(&self) -> Result<Vec<PairRow>, Fault> {
        self.db.read(store::pairs).await
    }

    /// A raw document as it came.
    ///
    /// # Errors
    /// From the database.
    pub async fn document(&self, hash: &str) -> Result<Option<Vec<u8>>, Fault> {
        let hash = hash.to_string();
        self.db.read(move |c| store::document(c, &hash)).await
    }

    async fn begin(&self, source: SourceRow, files: Vec<PathBuf>) -> Result<Import, ImportError> {
        let now = self.clock.now();
        let (document, file) = self.keep_files(&files).await?;
        let by = self.by.clone();
        self.db
            .write(move |tx| {
                let number = store::next_number(tx)?;
                let id = Id::named("import", &format!("{number} {} {}", source.key, now.0));
                if !store::take_turn(tx, id, now)? {
                    let holder = match store::turn(tx)? {
                        Some((other, _)) => {
                            store::import(tx, other)?.map_or(0, |r| r.import.number)
                        }
                        None => 0,
                    };
                    return Err(ImportError::Busy(holder));
                }
                store::put_source(tx, &source, now)?;
                store::new_import(
                    tx,
                    &store::NewImport {
                        id,
                        number,
                        source: &source.key,
                        document: &document,
                        file: &file,
                        by: &by,
                        now,
                    },
                )?;
                store::import(tx, id)?
                    .map(|r| r.import)
                    .ok_or_else(|| ImportError::Stopped("the new import is not there".into()))
            })
            .await
    }

    /// Keeps the raw files; returns the hash that stands for all of them, and the first one's name.
    async fn keep_files(&self, files: &[PathBuf]) -> Result<(String, String), ImportError> {
        let mut list = Vec::new();
        for path in &each_file(files)? {
            let name = path
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default();
            let shown = path.display().to_string();
            let owned = path.clone();
            let content = tokio::task::spawn_blocking(move || std::fs::read(owned))
                .await
                .map_err(|e| ImportError::Stopped(e.to_string()))?
                .map_err(|e| ImportError::File {
                    file: shown,
                    why: e.to_string(),
                })?;
            let hash = self.keep_document(&name, content).await?;
            list.push((hash, name));
        }
        match list.as_slice() {
            [(hash, name)] => Ok((hash.clone(), name.clone())),
            _ => {
                // Several files make one import: what stands for them is the list of their hashes.
                let text: String = list.iter().map(|(h, n)| format!("{h}  {n}\n")).collect();
                let name = list.first().map(|(_, n)| n.clone()).unwrap_or_default();
                let hash = self.keep_document("files.txt", text.into_bytes()).await?;
                Ok((hash, name))
            }
        }
    }

    async fn keep_document(&self, name: &str, content: Vec<u8>) -> Result<String, Fault> {
        let hash = hex::encode(Sha256::digest(&content));
        let key = hash.clone();
        if self.db.read(move |c| store::has_document(c, &key)).await? {
            return Ok(hash);
        }
        let now = self.clock.now();
        let bytes = i64::try_from(content.len()).unwrap_or(i64::MAX);
        let (key, name) = (hash.clone(), name.to_string());
        self.db
            .write::<_, Fault>(move |tx| store::put_document(tx, &key, &name, bytes, now))
            .await?;
        for (n, part) in (0i64..).zip(content.chunks(512 * 1024)) {
            let (key, part) = (hash.clone(), part.to_vec());
            self.db
                .write::<_, Fault>(move |tx| store::put_part(tx, &key, n, &part))
                .await?;
        }
        Ok(hash)
    }

    async fn keep_findings(&self, id: Id, findings: &[Finding]) -> Result<(), Fault> {
        let kept = &findings[..findings.len().min(KEPT_FINDINGS)];
        for (n, slice) in kept.chunks(500).enumerate() {
            let slice = slice.to_vec();
            let first = i64::try_from(n * 500).unwrap_or(i64::MAX);
            self.db
                .write::<_, Fault>(move |tx| {
                    for (seq, f) in (first..).zip(&slice) {
                        store::put_finding(tx, id, seq, f)?;
                    }
                    Ok(())
                })
                .await?;
        }
        Ok(())
    }

    /// Throws a staged import away: first its rows, then its state, then the turn.
    async fn discard(
        &self,
        id: Id,
        reason: &'static str,
        counts: &Counts,
    ) -> Result<(), ImportError> {
        let end = self.db.read(move |c| store::last_change(c, id)).await? + 1;
        let mut below = 0;
        while below < end {
            below = (below + carry::SLICE).min(end);
            self.db
                .write::<_, Fault>(move |tx| store::drop_changes(tx, id, below))
                .await?;
        }
        self.step(id, State::Staging, State::Discarded, reason, counts, 0)
            .await
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

    async fn take_turn(&self, id: Id) -> Result<(), ImportError> {
        let now = self.clock.now();
        self.db
            .write(move |tx| {
                if store::take_turn(tx, id, now)? {
                    return Ok(());
                }
                let holder = match store::turn(tx)? {
                    Some((other, _)) => store::import(tx, other)?.map_or(0, |r| r.import.number),
                    None => 0,
                };
                Err(ImportError::Busy(holder))
            })
            .await
    }

    /// Says that the import is alive; refuses when another node has taken it for dead.
    async fn still_working(&self, id: Id) -> Result<(), ImportError> {
        let now = self.clock.now();
        self.db
            .write(move |tx| {
                if store::renew_turn(tx, id, now)? {
                    Ok(())
                } else {
                    Err(ImportError::Stopped(
                        "it was silent for so long that another node has ended it".into(),
                    ))
                }
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

fn wrong_state(import: &Import, why: &str) -> ImportError {
    ImportError::WrongState {
        number: import.number,
        state: import.state.as_str(),
        why: why.to_string(),
    }
}

#[cfg(test)]
mod tests;

/// The files themselves: a folder (an HSDS package, the pages of a list) is those inside it, by name.
fn each_file(files: &[PathBuf]) -> Result<Vec<PathBuf>, ImportError> {
    let mut all = Vec::new();
    for path in files {
        if !path.is_dir() {
            all.push(path.clone());
            continue;
        }
        let failed = |e: std::io::Error| ImportError::File {
            file: path.display().to_string(),
            why: e.to_string(),
        };
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path).map_err(failed)? {
            inside.push(entry.map_err(failed)?.path());
        }
        inside.retain(|p| p.is_file());
        inside.sort();
        all.extend(inside);
    }
    Ok(all)
}
