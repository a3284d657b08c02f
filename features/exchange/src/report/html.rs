//! The report as one page of HTML: its styles inside, no request to anywhere, readable with a screen
//! reader (captions, headings of rows and columns, severity in words and not by colour alone) and
//! on paper.

use std::fmt::Write;

use i18n::{Tr, args};

use super::{ROWS, Report, kind_words, say, severity_key};
use crate::model::Severity;

/// Contrast of every pair is at least 7:1 on white (WCAG 2.2, 1.4.6).
const STYLE: &str = "\
body{font:1rem/1.5 system-ui,sans-serif;color:#17324d;background:#fff;margin:1.5rem auto;max-width:72rem;padding:0 1rem}\
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}\
.dry{border-inline-start:.4rem solid #995c00;padding:.5rem 1rem;background:#fff6e5;color:#4d2e00}\
table{border-collapse:collapse;width:100%;margin:.5rem 0}\
caption{text-align:start;font-weight:600;padding:.25rem 0}\
th,td{border-bottom:1px solid #8a97a5;padding:.35rem .5rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}\
td.n{text-align:end;font-variant-numeric:tabular-nums}\
.error{font-weight:700;color:#8c0000}.warning{font-weight:700;color:#5c3a00}\
.wide{overflow-x:auto}\
@media print{body{margin:0;max-width:none}}";

/// The report as a page.
pub fn html(report: &Report<'_>, tr: &Tr) -> String {
    let title = escape(&tr.plain("report-title", &args!["source" => report.source]));
    let t = |key: &str| escape(&tr.t(key));
    let mut out = String::with_capacity(16 * 1024);
    let mut put = |text: &str| out.push_str(text);
    put(&format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        escape(tr.html_lang()),
        tr.dir(),
    ));
    put(&format!(
        "<p>{}: <bdi>{}</bdi></p>\n",
        t("report-file"),
        escape(report.file)
    ));
    if report.dry_run {
        put(&format!("<p class=\"dry\">{}</p>\n", t("report-dry-run")));
    }
    put(&format!(
        "<table>\n<caption>{}</caption>\n<tbody>\n",
        t("report-records")
    ));
    for (key, n) in report.summary() {
        put(&format!(
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td></tr>\n",
            t(key),
            tr.number(i64::try_from(n).unwrap_or(i64::MAX))
        ));
    }
    put("</tbody>\n</table>\n");
    put(&format!("<h2>{}</h2>\n", t("report-findings")));
    if report.findings.is_empty() {
        put(&format!("<p>{}</p>\n", t("report-no-findings")));
    } else {
        put(&codes(report, tr));
        put(&rows(report, tr));
    }
    put("</main>\n</body>\n</html>\n");
    out
}

fn head(tr: &Tr, caption: &str, columns: &[&str]) -> String {
    let mut out = format!(
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\">\n<table>\n<caption>{0}</caption>\n<thead><tr>",
        escape(&tr.t(caption))
    );
    for c in columns {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escape(&tr.t(c)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    out
}

fn mark(tr: &Tr, severity: Severity) -> String {
    let class = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    format!(
        "<span class=\"{class}\">{}</span>",
        escape(&tr.t(severity_key(severity)))
    )
}

fn codes(report: &Report<'_>, tr: &Tr) -> String {
    let columns = ["report-how-many", "report-how-bad", "report-what"];
    let mut out = head(tr, "report-by-code", &columns);
    for (code, severity, n) in report.by_code() {
        let _ = writeln!(
            out,
            "<tr><td class=\"n\">{n}</td><td>{}</td><td><code>{}</code> {}</td></tr>",
            mark(tr, severity),
            escape(code),
            escape(&kind_words(tr, report.findings, code))
        );
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    out
}

fn rows(report: &Report<'_>, tr: &Tr) -> String {
    let columns = [
        "report-row",
        "report-column",
        "report-record",
        "report-how-bad",
        "report-what",
    ];
    let mut out = head(tr, "report-by-row", &columns);
    let all = report.by_row();
    for f in all.iter().take(ROWS) {
        let row = match f.row {
            Some(n) => n.to_string(),
            None => tr.t("report-whole-file").into_owned(),
        };
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td><bdi>{}</bdi></td><td><bdi>{}</bdi></td><td>{}</td><td>{}</td></tr>",
            escape(&row),
            escape(f.column.as_deref().unwrap_or("")),
            escape(f.record.as_deref().unwrap_or("")),
            mark(tr, f.severity),
            escape(&say(tr, f))
        );
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    if all.len() > ROWS {
        let more = tr.plain("report-more", &args!["count" => all.len() - ROWS]);
        let _ = writeln!(out, "<p>{}</p>", escape(&more));
    }
    out
}

/// Text between tags and inside quotation marks.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() && c != '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
