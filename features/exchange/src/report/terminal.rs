//! The report on a terminal: plain text, no colours, so that it can go into a file or a mail.

use std::fmt::Write;

use i18n::{Tr, args};

use super::{ROWS, Report, kind_words, say, severity_key};

/// The report as text, at most `rows` findings one by one (the counts are always whole).
pub fn terminal(report: &Report<'_>, tr: &Tr, rows: usize) -> String {
    let mut out = String::new();
    let mut line = |text: &str| {
        // a control sign in a file must not reach the terminal
        out.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
        out.push('\n');
    };
    line(&tr.plain("report-title", &args!["source" => report.source]));
    line(&format!("{}: {}", tr.t("report-file"), report.file));
    if report.dry_run {
        line(&tr.t("report-dry-run"));
    }
    line("");
    for (key, n) in report.summary() {
        line(&format!(
            "{:>9}  {}",
            tr.number(i64::try_from(n).unwrap_or(i64::MAX)),
            tr.t(key)
        ));
    }
    line("");
    if report.findings.is_empty() {
        line(&tr.t("report-no-findings"));
        return out;
    }
    line(&format!("{}:", tr.t("report-by-code")));
    for (code, severity, n) in report.by_code() {
        let bad = tr.t(severity_key(severity));
        let words = kind_words(tr, report.findings, code);
        line(&format!("{n:>9}  {bad}  {code}: {words}"));
    }
    line("");
    line(&format!("{}:", tr.t("report-by-row")));
    let all = report.by_row();
    let shown = rows.min(ROWS);
    for f in all.iter().take(shown) {
        let mut place = match f.row {
            Some(n) => format!("{} {n}", tr.t("report-row")),
            None => tr.t("report-whole-file").into_owned(),
        };
        if let Some(column) = &f.column {
            let _ = write!(place, ", {column}");
        }
        if let Some(record) = &f.record {
            let _ = write!(place, " [{record}]");
        }
        line(&format!(
            "  {} · {place}: {}",
            tr.t(severity_key(f.severity)),
            say(tr, f)
        ));
    }
    if all.len() > shown {
        line(&format!(
            "  {}",
            tr.plain("report-more", &args!["count" => all.len() - shown])
        ));
    }
    out
}
