//! The report for programs: everything, nothing translated.

use serde_json::{Value, json};

use super::Report;

/// The report as JSON: `source`, `file`, `dry_run`, `counts`, `by_code`, `findings`.
pub fn json(report: &Report<'_>) -> Value {
    let by_code: Vec<Value> = report
        .by_code()
        .into_iter()
        .map(
            |(code, severity, count)| json!({ "code": code, "severity": severity, "count": count }),
        )
        .collect();
    json!({
        "source": report.source,
        "file": report.file,
        "dry_run": report.dry_run,
        "counts": report.counts,
        "by_code": by_code,
        "findings": report.by_row(),
    })
}
