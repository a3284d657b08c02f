//! What came into the catalogue, and taking it back.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use exchange::model::{Finding, Import, Severity, State as ImportState};
use people::pages::Me;
use serde::Deserialize;
use values::Refusal;
use web::form::status;
use web::form::{FormError, summary};
use web::{Answer, Failure, Page, Paging, Visit, show, show_with};

use super::{Providers, frame, officer, titled};
use crate::model::RunState;
use crate::policy::Act;

/// How many imports are listed.
const MOST: usize = 100;
/// Among how many of the last started ones those at work are looked for.
const RUNS: u32 = 50;

/// An import in the list.
struct Line {
    href: String,
    number: i64,
    source: String,
    at: String,
    state: String,
    counts: String,
}

#[derive(Template)]
#[template(path = "providers/imports.html")]
struct ListPage {
    page: Page,
    /// Where an import is started, when the city has profiles.
    start: Option<String>,
    /// Imports at work: where they are looked at, what they are.
    runs: Vec<(String, String)>,
    lines: Vec<Line>,
}

pub(super) fn state(page: &Page, import: &Import) -> String {
    page.t(&format!("providers-import-{}", import.state.as_str()))
}

pub(super) fn counts(page: &Page, import: &Import) -> Vec<(String, String)> {
    let c = import.counts;
    [
        ("read", c.read),
        ("new", c.new),
        ("changed", c.changed),
        ("unchanged", c.unchanged),
        ("rejected", c.rejected),
        ("gone", c.gone),
        ("written", c.written),
    ]
    .into_iter()
    .map(|(key, n)| {
        let n = page.tr().number(i64::try_from(n).unwrap_or(i64::MAX));
        (page.t(&format!("providers-count-{key}")), n)
    })
    .collect()
}

/// `GET /staff/imports`
pub(super) async fn list(State(p): State<Providers>, visit: Visit, me: Me) -> Answer {
    let by = officer(&me, Act::Imports)?;
    let all = p.0.exchange.imports().await.map_err(Failure::fault)?;
    let runs = p
        .look(by, |c, _, _| Ok(crate::actions::runs(c, RUNS)?))
        .await?;
    let page = frame(&visit, "providers-imports").crumb(visit.tr().t("people-staff"), "/staff");
    let lines = all
        .iter()
        .take(MOST)
        .map(|i| Line {
            href: page.href(&format!("/staff/imports/{}", i.number)),
            number: i.number,
            source: i.source.clone(),
            at: page.tr().moment(i.started_at, &p.0.ground.city.zone),
            state: state(&page, i),
            counts: page.t2(
                "providers-import-line",
                "new",
                i.counts.new,
                "changed",
                i.counts.changed,
            ),
        })
        .collect();
    let runs = runs
        .iter()
        .filter(|r| matches!(r.state, RunState::Waiting | RunState::Working))
        .map(|r| {
            let href = page.href(&format!("/staff/imports/runs/{}", r.id));
            (href, super::runs::title(&page, &p, r))
        })
        .collect();
    show(&ListPage {
        start: (!p.0.profiles.is_empty()).then(|| page.href("/staff/imports/start")),
        runs,
        page,
        lines,
    })
}

/// How many findings are shown on one page.
const FINDINGS: usize = 100;

/// Which page of the findings.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Which {
    page: String,
}

/// Something that was found, with where.
pub(super) struct Found {
    pub(super) place: String,
    pub(super) severity: Severity,
    pub(super) text: String,
}

/// A finding in words.
pub(super) fn found(page: &Page, f: &Finding) -> Found {
    let tr = page.tr();
    let args = f.args.iter().fold(
        Refusal::new(format!("finding-{}", f.code), 422),
        |r, (k, v)| r.arg(k, v),
    );
    let row = f.row.map(|r| page.t1("providers-session-row", "row", r));
    let place: Vec<String> = [row, f.column.clone(), f.record.clone()]
        .into_iter()
        .flatten()
        .collect();
    Found {
        place: place.join(" · "),
        severity: f.severity,
        text: tr.refusal(&args),
    }
}

#[derive(Template)]
#[template(path = "providers/import.html")]
struct ImportPage {
    page: Page,
    errors: Vec<FormError>,
    source: String,
    file: String,
    at: String,
    state: String,
    counts: Vec<(String, String)>,
    findings: Vec<Found>,
    paging: Paging,
    csv: String,
    waits: Option<(String, String)>,
    undo: Option<String>,
}

async fn one_page(
    p: &Providers,
    visit: &Visit,
    number: i64,
    which: usize,
    wrong: &[Refusal],
) -> Answer {
    let (import, findings) = p.0.exchange.findings(number).await.map_err(failure)?;
    let title = visit
        .tr()
        .with("providers-import-title", &i18n::args!["number" => number]);
    let page = titled(visit, title)
        .crumb(visit.tr().t("people-staff"), "/staff")
        .crumb(visit.tr().t("providers-imports"), "/staff/imports");
    let tr = page.tr();
    let here = page.href(&format!("/staff/imports/{number}"));
    let paging = Paging::new(which, FINDINGS, findings.len(), |n| {
        format!("{here}?page={n}#findings")
    });
    let shown = findings[paging.range()]
        .iter()
        .map(|f| found(&page, f))
        .collect();
    let errors = summary(tr, &[], wrong);
    show_with(
        status(wrong),
        &ImportPage {
            errors,
            source: import.source.clone(),
            file: import.file.clone(),
            at: tr.moment(import.started_at, &p.0.ground.city.zone),
            state: state(&page, &import),
            counts: counts(&page, &import),
            findings: shown,
            paging,
            csv: format!("{here}/findings.csv"),
            waits: (import.state == ImportState::Waiting)
                .then(|| (format!("{here}/approve"), format!("{here}/reject"))),
            undo: (import.state == ImportState::Applied).then(|| format!("{here}/undo")),
            page,
        },
    )
}

/// A number nobody knows is a page that is not there.
pub(super) fn failure(error: exchange::ImportError) -> Failure {
    match error {
        exchange::ImportError::Unknown(_) => Failure::NotFound,
        exchange::ImportError::Db(fault) => Failure::fault(fault),
        exchange::ImportError::Busy(_) => Refusal::new("providers-refused-import-busy", 409).into(),
        exchange::ImportError::Later { later, .. } => {
            let later: Vec<String> = later.iter().map(i64::to_string).collect();
            Refusal::new("providers-refused-import-later", 409)
                .arg("later", later.join(", "))
                .into()
        }
        exchange::ImportError::WrongState { .. } => {
            Refusal::new("providers-refused-import-state", 409).into()
        }
        other => Failure::fault(other),
    }
}

/// `GET /staff/imports/{number}`
pub(super) async fn one(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(number): Path<i64>,
    Query(which): Query<Which>,
) -> Answer {
    officer(&me, Act::Imports)?;
    let which = which.page.parse().unwrap_or(1);
    one_page(&p, &visit, number, which, &[]).await
}

/// A cell of CSV (RFC 4180). What a spreadsheet would take for a formula becomes a text.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = text.replace('"', "\"\"");
    format!("\"{}{text}\"", if formula { "'" } else { "" })
}

/// `GET /staff/imports/{number}/findings.csv`: all of them, as a table.
pub(super) async fn findings(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(number): Path<i64>,
) -> Answer {
    officer(&me, Act::Imports)?;
    let (_, all) = p.0.exchange.findings(number).await.map_err(failure)?;
    let page = frame(&visit, "providers-imports");
    // The mark tells spreadsheets that it is UTF-8.
    let mut out = String::from("\u{feff}");
    let heads = ["row", "column", "record", "severity", "text"];
    let heads = heads.map(|h| cell(&page.t(&format!("providers-finding-{h}"))));
    out += &heads.join(",");
    out += "\r\n";
    for f in &all {
        let severity = page.t(severity(&f.severity));
        let line = [
            f.row.map(|r| r.to_string()).unwrap_or_default(),
            f.column.clone().unwrap_or_default(),
            f.record.clone().unwrap_or_default(),
            severity,
            found(&page, f).text,
        ];
        out += &line.map(|t| cell(&t)).join(",");
        out += "\r\n";
    }
    let name = format!("attachment; filename=\"import-{number}.csv\"");
    let name = header::HeaderValue::from_str(&name).map_err(Failure::fault)?;
    let fixed = header::HeaderValue::from_static;
    Ok((
        [
            (header::CONTENT_TYPE, fixed("text/csv; charset=utf-8")),
            (header::CONTENT_DISPOSITION, name),
            (header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
            (header::CACHE_CONTROL, fixed("no-store")),
        ],
        out,
    )
        .into_response())
}

/// The key of a severity's word.
pub(super) fn severity(severity: &Severity) -> &'static str {
    match severity {
        Severity::Error => "providers-severity-error",
        Severity::Warning => "providers-severity-warning",
        Severity::Note => "providers-severity-note",
    }
}

/// The colour of a severity.
pub(super) fn tone(severity: &Severity) -> &'static str {
    match severity {
        Severity::Error => "danger",
        Severity::Warning => "warning",
        Severity::Note => "secondary",
    }
}

/// What is done with an import that is there.
#[derive(Clone, Copy)]
enum Deed {
    Undo,
    Approve,
    Reject,
}

/// Does it, to its end, even when the one who asked goes away meanwhile.
async fn deal(p: &Providers, visit: &Visit, by: values::Id, number: i64, deed: Deed) -> Answer {
    let exchange = p.0.exchange.acting_as(by.to_string());
    let work = tokio::spawn(async move {
        match deed {
            Deed::Undo => exchange.undo(number, &|_| ()).await,
            Deed::Approve => exchange.approve(number, &|_| ()).await,
            Deed::Reject => exchange.reject(number).await,
        }
    });
    match work.await.map_err(Failure::fault)? {
        Ok(_) => visit.go(&format!("/staff/imports/{number}")),
        Err(error) => match failure(error) {
            Failure::Refused(no) => one_page(p, visit, number, 1, &[no]).await,
            other => Err(other),
        },
    }
}

/// `POST /staff/imports/{number}/undo`: every record is again as it was before.
pub(super) async fn undo(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(number): Path<i64>,
) -> Answer {
    let by = officer(&me, Act::Imports)?;
    deal(&p, &visit, by, number, Deed::Undo).await
}

/// `POST /staff/imports/{number}/approve`: an import that waits because it loses many records is
/// carried out.
pub(super) async fn approve(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(number): Path<i64>,
) -> Answer {
    let by = officer(&me, Act::Imports)?;
    deal(&p, &visit, by, number, Deed::Approve).await
}

/// `POST /staff/imports/{number}/reject`: an import that waits is thrown away.
pub(super) async fn reject(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(number): Path<i64>,
) -> Answer {
    let by = officer(&me, Act::Imports)?;
    deal(&p, &visit, by, number, Deed::Reject).await
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("a \"b\""), "\"a \"\"b\"\"\"");
        for bad in ["=1+1", "+1", "-1", "@x", "\t=1"] {
            assert!(cell(bad).starts_with("\"'"), "{bad:?}");
        }
    }
}
