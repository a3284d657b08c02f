//! The findings of the mapping: their codes, how bad they are, and the arguments of their messages
//! (`locales/findings.<language>.ftl`, message `finding-<code>`).

use std::collections::BTreeMap;

use records::Address;

use crate::model::{Finding, Severity};

/// A code, its usual severity, the names of its arguments.
pub type Code = (&'static str, Severity, &'static [&'static str]);

use Severity::{Error, Note, Warning};

/// Every code the mapping can give.
pub const CODES: &[Code] = &[
    // the file
    ("row-ragged", Warning, &["expected", "found"]),
    ("text-encoded-twice", Note, &["found", "mended"]),
    ("characters-lost", Warning, &["found"]),
    ("bytes-not-utf8", Warning, &["count"]),
    ("row-skipped", Note, &["reason"]),
    ("second-file-missing", Warning, &["file"]),
    ("second-file-key-twice", Note, &["file", "key", "count"]),
    // the record
    ("missing-value", Error, &["what"]),
    ("duplicate-key", Error, &["key", "first"]),
    ("duplicate-key-passed-over", Warning, &["key", "first"]),
    ("duplicate-row", Note, &["first"]),
    ("shared-record-differs", Note, &["what", "name"]),
    ("group-differs", Note, &["first", "found"]),
    // values
    ("not-a-number", Warning, &["found"]),
    ("not-a-phone", Warning, &["found"]),
    ("not-an-email", Warning, &["found"]),
    ("email-mended", Note, &["found", "mended"]),
    ("not-a-url", Warning, &["found"]),
    ("url-mended", Note, &["found", "mended"]),
    ("not-a-date", Warning, &["found"]),
    ("not-a-time", Warning, &["found"]),
    ("not-opening-hours", Note, &["found"]),
    ("not-yes-or-no", Warning, &["found"]),
    ("not-an-age", Warning, &["found"]),
    ("not-an-amount", Warning, &["found"]),
    ("not-a-rule", Warning, &["found"]),
    ("unknown-value", Warning, &["found", "known"]),
    ("unknown-theme", Warning, &["found"]),
    // places
    ("not-a-coordinate", Warning, &["found"]),
    ("coordinates-missing", Note, &[]),
    ("coordinates-outside-city", Warning, &["point", "distance"]),
    ("coordinates-near-border", Note, &["point", "distance"]),
    (
        "shared-point",
        Warning,
        &["point", "count", "rows", "names"],
    ),
    (
        "shared-building",
        Note,
        &["point", "count", "rows", "names"],
    ),
    (
        "district-disagrees",
        Warning,
        &["level", "declared", "found"],
    ),
    ("district-unknown", Error, &["district"]),
    (
        "area-disagrees",
        Warning,
        &["district", "declared", "found", "percent"],
    ),
    ("no-residents", Note, &["district"]),
    ("shape-missing", Error, &[]),
    // what a rule of the profile says
    ("closed", Warning, &["reason"]),
    ("only-in-list", Note, &["reason"]),
    ("look-at", Warning, &["reason"]),
];

/// Where findings of one record are gathered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Findings {
    pub(crate) list: Vec<Finding>,
    pub(crate) row: Option<u64>,
    pub(crate) record: Option<String>,
}

/// Longest excerpt of a value in a finding, characters.
const EXCERPT: usize = 80;

impl Findings {
    pub(crate) fn of(address: &Address) -> Findings {
        Findings {
            list: Vec::new(),
            row: Some(row(address)),
            record: None,
        }
    }

    /// Adds a finding with its usual severity.
    pub(crate) fn add(&mut self, code: &str, column: Option<&str>, args: &[(&str, &str)]) {
        let severity = CODES
            .iter()
            .find(|(c, ..)| *c == code)
            .map_or(Warning, |(_, s, _)| *s);
        let args: BTreeMap<String, String> = args
            .iter()
            .map(|(k, v)| ((*k).to_string(), v.chars().take(EXCERPT).collect()))
            .collect();
        let finding = Finding {
            code: code.to_string(),
            severity,
            row: self.row,
            column: column.map(str::to_string),
            record: self.record.clone(),
            args,
        };
        // the same value used in two fields is one finding
        if !self.list.contains(&finding) {
            self.list.push(finding);
        }
    }

    pub(crate) fn rejected(&self) -> bool {
        self.list.iter().any(|f| f.severity == Error)
    }
}

/// The row as people count: the line of a table, the number of a feature.
pub(crate) fn row(address: &Address) -> u64 {
    if address.pointer.is_empty() {
        address.line
    } else {
        address.index + 1
    }
}
