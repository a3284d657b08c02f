//! The page that lists the open data and the interfaces.

use askama::Template;
use axum::extract::State;
use catalogue::Catalogue;
use city::{Attribution, OpenData};
use values::Day;
use web::{Answer, Page, Visit};

use crate::{api, opendata};

/// One row of the table.
struct Row {
    title: String,
    text: String,
    format: &'static str,
    href: &'static str,
    /// False for what is not a file to keep.
    download: bool,
}

/// One address of an interface.
struct Door {
    title: String,
    text: String,
    href: &'static str,
}

#[derive(Template)]
#[template(path = "exchange/open-data.html")]
struct OpenDataPage {
    page: Page,
    files: Vec<Row>,
    doors: Vec<Door>,
    terms: Option<OpenData>,
    sources: Vec<Attribution>,
    changed: Option<Day>,
    services: usize,
    places: usize,
    demo: bool,
}

pub(super) async fn show(visit: Visit, State(catalogue): State<Catalogue>) -> Answer {
    let view = catalogue.view();
    let (city, snapshot) = (view.city(), view.snapshot());
    let tr = visit.tr();
    let said = |key: &str| tr.t(key).into_owned();
    let files = opendata::FILES
        .iter()
        .map(|f| Row {
            title: said(&format!("exchange-file-{}", f.key)),
            text: said(&format!("exchange-file-{}.text", f.key)),
            format: f.format,
            href: f.path,
            download: f.path.starts_with("/opendata/"),
        })
        .collect();
    let doors = [
        ("api", "/api/hsds/v3/"),
        ("openapi", api::openapi::PATH),
        ("dcat", "/opendata/catalog.ttl"),
        ("dcat-json", "/opendata/catalog.jsonld"),
    ]
    .map(|(key, href)| Door {
        title: said(&format!("exchange-door-{key}")),
        text: said(&format!("exchange-door-{key}.text")),
        href,
    });
    let changed = opendata::modified(snapshot);
    let page = visit
        .page(tr.t("exchange-open-data"))
        .description(tr.t("exchange-open-data-lead"))
        .alternate(
            "application/ld+json",
            "/opendata/catalog.jsonld",
            "DCAT-AP_IT",
        );
    web::show(&OpenDataPage {
        page,
        files,
        doors: doors.into(),
        terms: city.open_data.clone(),
        sources: city.attributions.clone(),
        changed: (changed.0 > 0).then(|| changed.day(&city.zone)),
        services: snapshot.services().len(),
        places: snapshot.locations().len(),
        demo: visit.site().settings().demo,
    })
}
