//! The mapping engine: a profile at work on a file.
//!
//! [`map`] gives one [`Mapped`] for each record of the source, with what it becomes and what is to
//! be said about it; findings about the file as a whole, and about rows that are no records
//! (skipped ones, points shared by many), follow at the end from [`Mapper::file_findings`]. Rows are
//! mapped as they stream; only grouped files are gathered first.
//!
//! Something several rows share (the manager of ten sports grounds, the park of three courts) is a
//! record of its own, given just before the first row that speaks of it, under
//! `<kind>/<identifier>`.

mod build;
mod checks;
mod contact;
mod eval;
mod event;
mod findings;
mod ground;
mod home;
mod hours;
mod hsds;
mod load;
mod rows;
mod words;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::sync::Arc;

use records::{ReadError, Reader, Record};
use values::Id;

use crate::model::{Finding, Mapped};
use crate::profile::Profile;
use checks::Points;
use eval::{Eval, JoinTable, Row, Setting};
pub use event::{apply as apply_rule, moment as local_moment};
use findings::Findings;
pub use findings::{CODES, Code};
pub use ground::{DISTRICT, Ground, Shapes};
pub use home::{Home, Terms, producer};

/// Most rows a grouped file may have, because all are held until its end.
const MOST_GROUPED: usize = 2_000_000;

/// Why a file cannot be mapped at all.
#[derive(Clone, Debug, thiserror::Error)]
pub enum MapError {
    /// A file cannot be read.
    #[error("{0}")]
    Read(#[from] ReadError),
    /// A second file cannot be read.
    #[error("the second file «{name}»: {error}")]
    Second {
        /// Its name in the profile.
        name: String,
        /// Why.
        error: ReadError,
    },
    /// The profile speaks of a column the file does not have.
    #[error(
        "the profile uses the column «{column}», which {file} does not have; it has: {there}. Either this is another file, or its columns were renamed: put the profile right"
    )]
    Column {
        /// Column of the profile.
        column: String,
        /// The file.
        file: String,
        /// Columns of the file.
        there: String,
    },
    /// A file the profile cannot do without is not there.
    #[error(
        "the profile needs the second file «{name}» ({title}): give it with --with {name}=FILE"
    )]
    Needed {
        /// Its name in the profile.
        name: String,
        /// What it is.
        title: String,
    },
    /// A grouped file is too large.
    #[error("a file whose rows are grouped may have {MOST_GROUPED} rows at most")]
    TooManyToGroup,
}

/// What was read, complete once the last record was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows or features read.
    pub rows: u64,
    /// Rows passed over by the profile's `[[skip]]`, or identical with another row.
    pub skipped: u64,
    /// Records given, with or without errors (shared ones not counted).
    pub records: u64,
    /// Of these, with an error: nothing is made of them.
    pub rejected: u64,
}

/// A file being mapped.
pub struct Mapper<'a> {
    profile: &'a Profile,
    home: Home<'a>,
    reader: Reader,
    setting: Arc<Setting>,
    joins: Arc<BTreeMap<String, JoinTable>>,
    shapes: BTreeMap<String, Shapes>,
    queue: VecDeque<Mapped>,
    /// Record identifier → row and hash of its text.
    seen: HashMap<String, (u64, u64)>,
    /// Shared things already given, with the hash of their body; and those that differed once.
    shared: HashMap<Id, u64>,
    differed: HashSet<Id>,
    points: Points,
    tail: Vec<Finding>,
    grouped: Option<std::vec::IntoIter<(String, Vec<Record>)>>,
    checked: bool,
    tally: Tally,
    done: bool,
}

/// Begins to map a file. `inputs` are the profile's second files by name (see
/// [`Profile::open_inputs`]); they are read whole now.
///
/// # Errors
/// When a second file cannot be read, or one the profile needs is missing.
pub fn map<'a>(
    profile: &'a Profile,
    reader: Reader,
    inputs: BTreeMap<String, Reader>,
    home: Home<'a>,
) -> Result<Mapper<'a>, MapError> {
    let setting = Setting::new(profile, &home.language, &home.country);
    let loaded = load::second_files(profile, inputs, &setting)?;
    Ok(Mapper {
        profile,
        home,
        reader,
        setting: Arc::new(setting),
        joins: Arc::new(loaded.joins),
        shapes: loaded.shapes,
        queue: VecDeque::new(),
        seen: HashMap::new(),
        shared: HashMap::new(),
        differed: HashSet::new(),
        points: Points::default(),
        tail: loaded.findings,
        grouped: None,
        checked: false,
        tally: Tally::default(),
        done: false,
    })
}

impl Iterator for Mapper<'_> {
    type Item = Result<Mapped, MapError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(mapped) = self.queue.pop_front() {
                return Some(Ok(mapped));
            }
            if self.done {
                return None;
            }
            match self.advance() {
                Ok(true) => {}
                Ok(false) => {
                    self.done = true;
                    self.finish();
                }
                Err(e) => {
                    self.done = true;
                    return Some(Err(e));
                }
            }
        }
    }
}

impl Mapper<'_> {
    /// What was read so far.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// What is known of the main file, its hash included once everything was read.
    pub fn facts(&self) -> records::Facts {
        self.reader.facts()
    }

    /// Findings about the file as a whole and about rows that are no records; complete once the
    /// last record was given.
    pub fn file_findings(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.tail)
    }

    /// Maps the next row or group. False at the end.
    fn advance(&mut self) -> Result<bool, MapError> {
        if self.profile.group.is_none() {
            let Some(record) = self.read()? else {
                return Ok(false);
            };
            if self.profile.file.kind == Some(records::Kind::Hsds) {
                self.hsds(&record);
            } else {
                self.row(vec![record]);
            }
            return Ok(true);
        }
        if self.grouped.is_none() {
            self.grouped = Some(self.gather()?.into_iter());
        }
        match self.grouped.as_mut().and_then(Iterator::next) {
            Some((_, records)) => {
                self.row(records);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    fn read(&mut self) -> Result<Option<Record>, MapError> {
        let Some(record) = self.reader.next().transpose()? else {
            return Ok(None);
        };
        self.tally.rows += 1;
        if !self.checked {
            self.checked = true;
            load::check_columns(self.profile, &record, &self.reader.facts())?;
        }
        Ok(Some(record))
    }

    /// All rows by what the profile groups by, in the order of the first of each group.
    fn gather(&mut self) -> Result<Vec<(String, Vec<Record>)>, MapError> {
        let Some(by) = self.profile.group.as_ref().map(|g| &g.by) else {
            return Ok(Vec::new());
        };
        let mut index: HashMap<String, usize> = HashMap::new();
        let mut groups: Vec<(String, Vec<Record>)> = Vec::new();
        let mut held = 0;
        while let Some(record) = self.read()? {
            held += 1;
            if held > MOST_GROUPED {
                return Err(MapError::TooManyToGroup);
            }
            let row = Row {
                records: vec![record],
                found: BTreeMap::new(),
            };
            let findings = RefCell::new(Findings::default());
            let ev = Eval::new(&self.setting, &self.joins, &row, &findings);
            let key = ev.one(by).unwrap_or_default();
            match index.get(&key) {
                Some(i) => groups[*i].1.extend(row.records),
                None => {
                    index.insert(key.clone(), groups.len());
                    groups.push((key, row.records));
                }
            }
        }
        Ok(groups)
    }

    fn finish(&mut self) {
        let threshold = self.profile.location.as_ref().map_or(0, |l| l.shared_point);
        if threshold > 1 {
            self.tail
                .append(&mut self.points.findings(threshold as usize));
        }
        let invalid = self.reader.facts().invalid_bytes;
        if invalid > 0 {
            let mut f = Findings::default();
            f.add("bytes-not-utf8", None, &[("count", &invalid.to_string())]);
            self.tail.append(&mut f.list);
        }
    }
}
