//! From the identifier in an address to a record: what was merged leads on, what has gone says so
//! and names what there is instead.

use askama::Template;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;
use values::{Id, Moment};
use web::{Answer, Failure, Markup, Page, Visit, show_with};

use super::card::Card;
use super::service::view;
use super::sheet::Link;
use super::{Now, Pages};
use crate::model::{Image, Kind, Location, Organization, Service};
use crate::snapshot::Former;

/// What an address that names no live record is answered with.
#[derive(Template)]
#[template(path = "catalogue/gone.html")]
struct GonePage {
    page: Page,
    /// What it was called; empty when it had no name.
    name: Markup,
    /// Since when.
    since: String,
    /// Who offered it, when they are still there.
    provider: Option<Link>,
    /// What is like it.
    similar: Vec<Card>,
}

/// The identifier of an address.
///
/// # Errors
/// Not found when it is none.
pub(super) fn id(path: Result<Path<String>, PathRejection>) -> Result<Id, Failure> {
    let Path(text) = path.map_err(|_| Failure::NotFound)?;
    // One record has one address: other spellings of a UUID are not answered.
    text.parse::<Id>()
        .ok()
        .filter(|id| id.to_string() == text)
        .ok_or(Failure::NotFound)
}

/// The answer for a record that is not live: on to the one it was merged into (301), gone (410), or
/// never there (404).
pub(super) async fn former(pages: &Pages, visit: &Visit, now: &Now, kind: Kind, id: Id) -> Answer {
    match now.view.snapshot().former(kind, id) {
        Some(Former::MergedInto(target)) => {
            let to = visit.href(&format!("/{}/{target}", segment(kind)));
            Ok((StatusCode::MOVED_PERMANENTLY, [(LOCATION, to)]).into_response())
        }
        Some(Former::Gone(at)) => {
            let stored = pages.catalogue.stored(kind, id).await;
            let page = gone(visit, now, at, stored.map_err(Failure::fault)?)?;
            show_with(StatusCode::GONE, &page)
        }
        None => Err(Failure::NotFound),
    }
}

/// The page that says what has gone. What the row can no longer tell is left out.
fn gone(visit: &Visit, now: &Now, at: Moment, row: Option<Image>) -> Result<GonePage, Failure> {
    let tr = visit.tr();
    let page = visit
        .page(tr.t("catalogue-gone-title"))
        .current("/search")
        .unlisted()
        .own_search()
        .without_foot();
    let mut name = Markup::default();
    let (mut provider, mut similar) = (None, Vec::new());
    match row.as_ref().map(|row| row.kind) {
        Some(Kind::Service) => {
            if let Some(s) = row.and_then(|row| row.record::<Service>().ok()) {
                name = page.say(&s.name);
                similar = view::similar(&page, now, &s)?;
                provider = now
                    .view
                    .snapshot()
                    .organization(s.organization_id)
                    .map(|o| Link {
                        label: o.record.name.clone(),
                        href: page.href(&format!("/organization/{}", o.record.id)),
                    });
            }
        }
        Some(Kind::Organization) => {
            let record = row.and_then(|row| row.record::<Organization>().ok());
            name = record.map(|o| Markup::text(&o.name)).unwrap_or_default();
        }
        Some(Kind::Location) => {
            let record = row.and_then(|row| row.record::<Location>().ok());
            name = record.map(|l| Markup::text(&l.name)).unwrap_or_default();
        }
        Some(Kind::ServiceAtLocation) | None => {}
    }
    Ok(GonePage {
        since: tr.date(at.day(&now.city().zone)),
        name,
        provider,
        similar,
        page,
    })
}

/// The first part of a record's address.
fn segment(kind: Kind) -> &'static str {
    match kind {
        Kind::Organization => "organization",
        Kind::Location => "place",
        Kind::Service | Kind::ServiceAtLocation => "service",
    }
}
