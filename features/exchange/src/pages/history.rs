//! What has changed in a record, when, and by which source: for whoever wants to know how far a
//! sheet can be trusted.

use askama::Template;
use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use catalogue::Catalogue;
use catalogue::model::Kind;
use catalogue::pages::Sources;
use db::Db;
use i18n::args;
use values::Id;
use web::{Answer, Failure, Markup, Page, Visit, show};

use crate::history::{self, What};

/// How many changes are shown; older ones are counted as «before that».
const MOST: u32 = 100;

/// What the pages stand on.
#[derive(Clone)]
pub struct History {
    /// The database with the logs.
    pub db: Db,
    /// For the records' names.
    pub catalogue: Catalogue,
    /// For the sources' names.
    pub sources: Sources,
}

struct Line {
    day: String,
    source: Markup,
    url: Option<String>,
    what: String,
    /// The record it was merged into.
    target: Option<String>,
}

#[derive(Template)]
#[template(path = "exchange/history.html")]
struct HistoryPage {
    page: Page,
    name: String,
    lines: Vec<Line>,
}

/// The routes: `/service/{id}/history` and the like.
pub(super) fn router(state: History) -> Router {
    Router::new()
        .route("/service/{id}/history", get(service))
        .route("/organization/{id}/history", get(organization))
        .route("/place/{id}/history", get(place))
        .route("/changes", get(super::changes::show_changes))
        .route("/changes.atom", get(super::changes::atom))
        .with_state(state)
}

type IdPath = Result<Path<Id>, PathRejection>;

async fn service(State(h): State<History>, visit: Visit, path: IdPath) -> Answer {
    page(&h, &visit, Kind::Service, path).await
}

async fn organization(State(h): State<History>, visit: Visit, path: IdPath) -> Answer {
    page(&h, &visit, Kind::Organization, path).await
}

async fn place(State(h): State<History>, visit: Visit, path: IdPath) -> Answer {
    page(&h, &visit, Kind::Location, path).await
}

async fn page(h: &History, visit: &Visit, kind: Kind, path: IdPath) -> Answer {
    let Path(id) = path.map_err(|_| Failure::NotFound)?;
    let (segment, name) = {
        let view = h.catalogue.view();
        let snapshot = view.snapshot();
        let say = |text| visit.tr().best(text).map(|s| s.text.to_string());
        match kind {
            Kind::Service | Kind::ServiceAtLocation => {
                let held = snapshot.service(id);
                (
                    "service",
                    held.map(|s| say(&s.record.name).unwrap_or_default()),
                )
            }
            Kind::Organization => {
                let held = snapshot.organization(id);
                ("organization", held.map(|o| o.record.name.clone()))
            }
            Kind::Location => {
                let held = snapshot.location(id);
                ("place", held.map(|l| l.record.name.clone()))
            }
        }
    };
    let own = format!("/{segment}/{id}");
    let Some(name) = name else {
        // What was merged or has gone says so on its own page.
        return Ok(Redirect::to(&visit.href(&own)).into_response());
    };
    let steps =
        h.db.read(move |c| history::of(c, kind, id, MOST))
            .await
            .map_err(Failure::fault)?;
    let tr = visit.tr();
    let page = visit
        .page(tr.t("exchange-history"))
        .crumb(name.as_str(), &own)
        .unlisted();
    let zone = h.catalogue.view().city().zone.clone();
    let lines = steps
        .into_iter()
        .map(|step| {
            let known = h.sources.get(&step.source);
            Line {
                day: tr.date(step.at.day(&zone)),
                source: match &known {
                    Some(s) if !s.name.is_empty() => page.say(&s.name),
                    _ => Markup::text(&step.source),
                },
                url: known.and_then(|s| s.url).filter(|u| is_web(u)),
                what: said(visit, &step.what),
                target: match step.what {
                    What::Merged(to) => Some(visit.href(&format!("/{segment}/{to}"))),
                    _ => None,
                },
            }
        })
        .collect();
    show(&HistoryPage { page, name, lines })
}

pub(super) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// A change in words. Fields that have no name for people are summed up.
pub(super) fn said(visit: &Visit, what: &What) -> String {
    let tr = visit.tr();
    let plain = |key: &str| tr.t(key).into_owned();
    match what {
        What::New => plain("exchange-history-new"),
        What::Confirmed => plain("exchange-history-confirmed"),
        What::Gone => plain("exchange-history-gone"),
        What::Back => plain("exchange-history-back"),
        What::Merged(_) => plain("exchange-history-merged"),
        What::Removed => plain("exchange-history-removed"),
        What::Changed(fields) => {
            let mut names: Vec<String> = Vec::new();
            for field in fields {
                let key = format!("catalogue-field-{field}");
                let name = if tr.has(&key) {
                    plain(&key)
                } else {
                    plain("exchange-history-details")
                };
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            let args = args!["fields" => tr.list(&names)];
            tr.with("exchange-history-changed", &args)
        }
    }
}
