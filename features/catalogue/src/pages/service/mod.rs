//! The sheet of an offer, in the order families know from their municipality's site.

pub(super) mod view;

use super::show_kept;
use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use web::{Answer, Page, Visit, filters};

use super::{Pages, about, jsonld, paid, resolve, words};
use crate::model::Kind;
use view::Sheet;

#[derive(Template)]
#[template(path = "catalogue/service.html")]
struct ServicePage {
    page: Page,
    s: Sheet,
    /// What the reader's vouchers do here.
    paid: Vec<paid::Line>,
}

/// `GET /service/{id}`
pub(super) async fn show(
    State(pages): State<Pages>,
    visit: Visit,
    path: Result<Path<String>, PathRejection>,
) -> Answer {
    let id = resolve::id(path)?;
    let now = pages.now();
    let Some(held) = now.view.snapshot().service(id) else {
        return resolve::former(&pages, &visit, &now, Kind::Service, id).await;
    };
    let record = &held.record;
    let tr = visit.tr();
    let name = tr.best(&record.name).map(|s| s.text.to_string());
    let provider = now.view.snapshot().organization(record.organization_id);
    let facts = [
        name.clone().unwrap_or_default(),
        provider.map(|o| o.record.name.clone()).unwrap_or_default(),
        words::ages(tr, record.ages),
    ];
    let mut page = visit
        .page(name.unwrap_or_default())
        .crumb(tr.t("catalogue-nav-search"), "/search")
        .current("/search")
        .description(about::record(tr, &record.description, &facts));
    let data = jsonld::service(&page, &now, record);
    page = page.json_ld(&data);
    let s = Sheet::of(&page, &now, &pages.sources, held)?;
    let paid = paid::lines(&page, &pages, &now, record).await?;
    if let Some(href) = &s.calendar {
        page = page.alternate(
            "text/calendar",
            href.as_str(),
            &tr.t("catalogue-calendar-add"),
        );
    }
    show_kept(&ServicePage { page, s, paid })
}
