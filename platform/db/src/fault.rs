//! Everything that can go wrong with the database.

use std::path::PathBuf;
use std::time::Duration;

use crate::UrlError;

/// What went wrong. Cheap to copy, because one failed commit is told to every job of its group.
///
/// Values of the data never appear in it, so it can be logged.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The address of the database cannot be read.
    #[error(transparent)]
    Url(#[from] UrlError),
    /// The database cannot be opened or set up as it must be.
    #[error("cannot open the database {place}: {why}")]
    Open {
        /// The address, without password.
        place: String,
        /// What the engine or the file system says, and how to mend it.
        why: String,
    },
    /// Another process has the SQLite file.
    #[error(
        "the database {path} is already open in {holder}: stop that process first, \
         or use its own pages and interfaces"
    )]
    Locked {
        /// The database file.
        path: PathBuf,
        /// Process number and command of the holder, as far as it says.
        holder: String,
    },
    /// A statement failed.
    #[error("statement {statement} failed: {message}")]
    Statement {
        /// Name of the statement.
        statement: &'static str,
        /// The rule of the schema that was broken, if that was the cause.
        violation: Option<Violation>,
        /// What the engine says.
        message: String,
    },
    /// The parameters do not fit the statement.
    #[error("statement {statement}: {why}")]
    Params {
        /// Name of the statement.
        statement: &'static str,
        /// What does not fit.
        why: String,
    },
    /// A column does not hold what the code expects.
    #[error("statement {statement}, column {column}: {why}")]
    Column {
        /// Name of the statement.
        statement: &'static str,
        /// Name or position (from 0) of the column.
        column: String,
        /// What was expected and what is there.
        why: String,
    },
    /// A statement gave another number of rows than the code can use.
    #[error("statement {statement} should give {wanted} and gave {got}")]
    Rows {
        /// Name of the statement.
        statement: &'static str,
        /// `one row` or `at most one row`.
        wanted: &'static str,
        /// `none` or `more`.
        got: &'static str,
    },
    /// A job tried to go on after one of its statements had failed; the first fault says why. The
    /// whole job is undone, on both engines.
    #[error(
        "statement {statement} was not run, because an earlier statement of the same job failed"
    )]
    Undone {
        /// Name of the statement that was not run.
        statement: &'static str,
    },
    /// A job took longer than allowed and was undone.
    #[error("the database job took longer than {limit:?} (statement {statement})")]
    TooLong {
        /// Name of the statement at which it was stopped.
        statement: &'static str,
        /// The limit of the configuration.
        limit: Duration,
    },
    /// The job could not be finished beside the others even after many tries.
    #[error("the database job met other writers {tries} times and was given up: try again")]
    Contention {
        /// How often it was run.
        tries: u32,
    },
    /// The commit failed: nothing of the job was kept.
    #[error("the database could not keep the change: {message}")]
    Commit {
        /// What the engine says.
        message: String,
    },
    /// The connection broke during the commit: whether the change was kept is unknown.
    #[error("the connection to the database broke while a change was being kept: {message}")]
    Unsure {
        /// What the driver says.
        message: String,
    },
    /// The connection broke or the server cannot be reached.
    #[error("the database cannot be reached: {message}")]
    Lost {
        /// What the driver says.
        message: String,
    },
    /// The code of the job panicked; the job was undone.
    #[error("a database job panicked: {message}")]
    Panicked {
        /// The panic's message.
        message: String,
    },
    /// The database was opened for reading only.
    #[error("the database was opened for reading only")]
    ReadOnly,
    /// The database is being closed.
    #[error("the database is closed")]
    Closed,
    /// The migrations of this program and of the database do not fit together.
    #[error("migrations: {0}")]
    Migration(String),
    /// A file could not be read or written (backup, restore).
    #[error("{what} {path}: {why}")]
    File {
        /// What was tried: `cannot write`.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system says, and how to mend it.
        why: String,
    },
}

/// A rule of the schema that a change would have broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Kind of the rule.
    pub rule: Rule,
    /// Name of the constraint where the engine tells it: always on PostgreSQL; on SQLite the name
    /// of a check, or `table.column` (several: `t.a, t.b`) for a unique rule.
    pub constraint: Option<String>,
}

/// Kinds of rules in a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Primary key or unique.
    Unique,
    /// A row refers to one that is not there, or one that is referred to would go.
    ForeignKey,
    /// A check, or an exception raised by a trigger.
    Check,
    /// A value is missing.
    NotNull,
}

impl Fault {
    /// The rule of the schema that was broken, if that was the cause.
    pub fn violation(&self) -> Option<&Violation> {
        match self {
            Fault::Statement { violation, .. } => violation.as_ref(),
            _ => None,
        }
    }

    fn breaks(&self, rule: Rule) -> bool {
        self.violation().is_some_and(|v| v.rule == rule)
    }

    /// True when a primary key or unique rule was broken: the thing is already there.
    pub fn is_unique_violation(&self) -> bool {
        self.breaks(Rule::Unique)
    }

    /// True when a foreign key was broken.
    pub fn is_foreign_key_violation(&self) -> bool {
        self.breaks(Rule::ForeignKey)
    }

    /// True when a check, or a guard in a trigger, was broken.
    pub fn is_check_violation(&self) -> bool {
        self.breaks(Rule::Check)
    }

    /// The broken constraint's name, where the engine tells it (see [`Violation::constraint`]).
    pub fn constraint(&self) -> Option<&str> {
        self.violation()?.constraint.as_deref()
    }

    /// True when the same job may well succeed if it is tried again later.
    pub fn is_passing(&self) -> bool {
        matches!(self, Fault::Contention { .. } | Fault::Lost { .. })
    }
}
