//! The sessions of a service, read from a file its provider keeps: a table ([`table`]) or a calendar
//! ([`calendar`]); and what such a file changes ([`compare`]).
//!
//! A file is the whole truth about the sessions that came from files: what an earlier file brought and
//! this one does not have is gone. Opening hours and sessions written by hand stay as they are.

mod calendar;
mod compare;
mod dates;
mod open;
mod table;
mod words;

use std::collections::BTreeMap;

use catalogue::model::Schedule;
use serde::{Deserialize, Serialize};

pub use compare::{Difference, compare};
pub use open::{MOST_BYTES, MOST_ROWS, is_text, read, take};
pub use words::{COLUMNS, Column, REPEATS, Repeat, Words};

/// Most sessions of one service that come from a file.
pub const MOST_SESSIONS: usize = 400;

/// What sort of file it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Text with separators.
    Csv,
    /// Excel.
    Xlsx,
    /// LibreOffice.
    Ods,
    /// iCalendar.
    Ical,
}

/// One session as a file says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// Row of the table, line of the calendar; counted from 1.
    pub row: u64,
    /// The file's own name for it, when it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// When it is.
    pub when: Schedule,
}

/// Something to be said about a row. `code` is the end of a key of the locales
/// (`providers-session-…`), which says what is wrong and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Row or line; none when it is about the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// The column, as the file calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What.
    pub code: String,
    /// What the file has there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
    /// True when the row cannot be taken.
    pub bad: bool,
}

impl Remark {
    fn at(row: u64, column: Option<&str>, code: &str, bad: bool) -> Remark {
        Remark {
            row: Some(row),
            column: column.map(str::to_string),
            code: code.to_string(),
            args: BTreeMap::new(),
            bad,
        }
    }

    fn with(mut self, name: &str, value: impl ToString) -> Remark {
        let value: String = value.to_string().chars().take(80).collect();
        self.args.insert(name.to_string(), value);
        self
    }
}

/// A file as it was understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// Its sort.
    pub sort: Sort,
    /// Rows with something in them, or events.
    pub rows: u64,
    /// The sessions of its good rows.
    pub sessions: Vec<Session>,
    /// What is to be said.
    pub remarks: Vec<Remark>,
}

impl File {
    /// The rows that cannot be taken, in order, each once.
    pub fn bad_rows(&self) -> Vec<u64> {
        let mut rows: Vec<u64> = self
            .remarks
            .iter()
            .filter(|r| r.bad)
            .filter_map(|r| r.row)
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// True when every row can be taken.
    pub fn is_good(&self) -> bool {
        self.remarks.iter().all(|r| !r.bad)
    }
}
