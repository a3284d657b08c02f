//! What came into the catalogue, and taking it back.

use askama::Template;
use axum::extract::{Path, State};
use exchange::model::{Import, State as ImportState};
use people::pages::Me;
use values::Refusal;
use web::form::{FormError, summary};
use web::{Answer, Failure, Page, Visit, show, show_with};

use super::{Providers, frame, go, officer, status, titled};
use crate::policy::Act;

/// How many imports are listed.
const MOST: usize = 100;

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
    lines: Vec<Line>,
}

fn state(page: &Page, import: &Import) -> String {
    page.t(&format!("providers-import-{}", import.state.as_str()))
}

fn counts(page: &Page, import: &Import) -> Vec<(String, String)> {
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
    officer(&me, Act::Imports)?;
    let all = p.0.exchange.imports().await.map_err(Failure::fault)?;
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
    show(&ListPage { page, lines })
}

/// How many findings are shown on one page.
const FINDINGS: usize = 200;

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
    findings: Vec<(String, String)>,
    more: usize,
    undo: Option<String>,
}

async fn one_page(p: &Providers, visit: &Visit, number: i64, wrong: &[Refusal]) -> Answer {
    let (import, findings) = p.0.exchange.findings(number).await.map_err(failure)?;
    let title = visit
        .tr()
        .with("providers-import-title", &i18n::args!["number" => number]);
    let page = titled(visit, title)
        .crumb(visit.tr().t("people-staff"), "/staff")
        .crumb(visit.tr().t("providers-imports"), "/staff/imports");
    let tr = page.tr();
    let more = findings.len().saturating_sub(FINDINGS);
    let shown = findings
        .iter()
        .take(FINDINGS)
        .map(|f| {
            let args = f.args.iter().fold(
                Refusal::new(format!("finding-{}", f.code), 422),
                |r, (k, v)| r.arg(k, v),
            );
            let place = [
                f.row.map(|r| r.to_string()),
                f.column.clone(),
                f.record.clone(),
            ];
            let place: Vec<String> = place.into_iter().flatten().collect();
            (place.join(" · "), tr.refusal(&args))
        })
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
            more,
            undo: (import.state == ImportState::Applied)
                .then(|| page.href(&format!("/staff/imports/{number}/undo"))),
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
) -> Answer {
    officer(&me, Act::Imports)?;
    one_page(&p, &visit, number, &[]).await
}

/// `POST /staff/imports/{number}/undo`: every record is again as it was before.
pub(super) async fn undo(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(number): Path<i64>,
) -> Answer {
    let by = officer(&me, Act::Imports)?;
    let exchange = p.0.exchange.acting_as(by.to_string());
    match exchange.undo(number, &|_| ()).await {
        Ok(_) => go(&visit, &format!("/staff/imports/{number}")),
        Err(error) => match failure(error) {
            Failure::Refused(no) => one_page(&p, &visit, number, &[no]).await,
            other => Err(other),
        },
    }
}
