//! What an import says about a file, for people and for programs: on the terminal, as a page of
//! HTML that stands alone, as JSON. The summary comes first, then kinds of findings, then rows.

mod html;
mod json;
mod terminal;

use std::collections::BTreeMap;

use fluent_args::arguments;
use i18n::{Source, Tr};

pub use html::html;
pub use json::json;
pub use terminal::terminal;

use crate::model::{Counts, Finding, Severity};

/// The words of findings and reports.
pub const LOCALES: &[Source] = &[
    Source::new(
        "findings",
        "it",
        include_str!("../../locales/findings.it.ftl"),
    ),
    Source::new(
        "findings",
        "en",
        include_str!("../../locales/findings.en.ftl"),
    ),
    Source::new(
        "findings",
        "ar",
        include_str!("../../locales/findings.ar.ftl"),
    ),
    Source::new(
        "findings",
        "zh",
        include_str!("../../locales/findings.zh.ftl"),
    ),
    Source::new(
        "findings",
        "es",
        include_str!("../../locales/findings.es.ftl"),
    ),
    Source::new(
        "findings",
        "fil",
        include_str!("../../locales/findings.fil.ftl"),
    ),
];

/// What a report is about.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// Name of the source.
    pub source: &'a str,
    /// Name of the file.
    pub file: &'a str,
    /// Whether it was only tried.
    pub dry_run: bool,
    /// What it did, or would do.
    pub counts: Counts,
    /// Everything to be said about the file.
    pub findings: &'a [Finding],
}

/// The rows a report for people shows of one file; the JSON has all.
const ROWS: usize = 2_000;

mod fluent_args {
    use i18n::FluentArgs;

    use crate::model::Finding;

    /// A finding's arguments for its message.
    pub(super) fn arguments(finding: &Finding) -> FluentArgs<'_> {
        let mut args = FluentArgs::new();
        for (name, value) in &finding.args {
            args.set(name.as_str(), value.as_str());
        }
        args
    }
}

impl<'a> Report<'a> {
    /// The summary: keys of words and numbers, those that are zero and say nothing left out.
    fn summary(&self) -> Vec<(&'static str, u64)> {
        let c = &self.counts;
        let all = [
            ("report-read", c.read),
            ("report-kept", c.read.saturating_sub(c.rejected)),
            ("report-rejected", c.rejected),
            ("report-new", c.new),
            ("report-changed", c.changed),
            ("report-unchanged", c.unchanged),
            ("report-missing", c.missing),
            ("report-gone", c.gone),
            ("report-written", c.written),
            ("report-linked", c.linked),
            ("report-to-review", c.to_review),
        ];
        all.into_iter()
            .enumerate()
            .filter(|(i, (_, n))| *i < 3 || *n > 0)
            .map(|(_, entry)| entry)
            .collect()
    }

    /// How often each code occurs, the worst and most frequent first.
    fn by_code(&self) -> Vec<(&'a str, Severity, usize)> {
        let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        for f in self.findings {
            *counts.entry((f.severity, f.code.as_str())).or_default() += 1;
        }
        let mut list: Vec<_> = counts
            .into_iter()
            .map(|((severity, code), n)| (code, severity, n))
            .collect();
        list.sort_by_key(|(code, severity, n)| (*severity, usize::MAX - n, *code));
        list
    }

    /// The findings in the order of rows, those about the whole file first.
    fn by_row(&self) -> Vec<&'a Finding> {
        let mut list: Vec<&Finding> = self.findings.iter().collect();
        list.sort_by_key(|f| (f.row, f.severity));
        list
    }
}

/// A finding in words.
pub fn say(tr: &Tr, finding: &Finding) -> String {
    let key = format!("finding-{}", finding.code);
    if tr.has(&key) {
        tr.plain(&key, &arguments(finding))
    } else {
        // a code of another room without words: its name and what it brings
        let args: Vec<String> = finding
            .args
            .iter()
            .map(|(k, v)| format!("{k}: {v}"))
            .collect();
        format!("{} {}", finding.code, args.join(", "))
            .trim()
            .to_string()
    }
}

fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "report-error",
        Severity::Warning => "report-warning",
        Severity::Note => "report-note",
    }
}

/// The first words of a kind of finding: its message with an ellipsis for each argument.
fn kind_words(tr: &Tr, findings: &[Finding], code: &str) -> String {
    findings
        .iter()
        .find(|f| f.code == code)
        .map(|f| {
            let mut blank = f.clone();
            for value in blank.args.values_mut() {
                *value = "…".into();
            }
            say(tr, &blank)
        })
        .unwrap_or_default()
}
