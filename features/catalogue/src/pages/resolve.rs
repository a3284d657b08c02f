//! From the identifier in an address to a record: what was merged leads on, what has gone says so.

use askama::Template;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;
use values::Id;
use web::{Answer, Failure, Page, Visit, show_with};

use super::Now;
use crate::model::Kind;
use crate::snapshot::Former;

/// What an address that names no live record is answered with.
#[derive(Template)]
#[template(path = "catalogue/gone.html")]
struct GonePage {
    page: Page,
    /// Since when.
    since: String,
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
pub(super) fn former(visit: &Visit, now: &Now, kind: Kind, id: Id) -> Answer {
    match now.view.snapshot().former(kind, id) {
        Some(Former::MergedInto(target)) => {
            let to = visit.href(&format!("/{}/{target}", segment(kind)));
            Ok((StatusCode::MOVED_PERMANENTLY, [(LOCATION, to)]).into_response())
        }
        Some(Former::Gone(at)) => {
            let tr = visit.tr();
            let since = tr.date(at.day(&now.city().zone));
            let page = visit
                .page(tr.t("catalogue-gone-title"))
                .current("/search")
                .unlisted();
            show_with(StatusCode::GONE, &GonePage { page, since })
        }
        None => Err(Failure::NotFound),
    }
}

/// The first part of a record's address.
fn segment(kind: Kind) -> &'static str {
    match kind {
        Kind::Organization => "organization",
        Kind::Location => "place",
        Kind::Service | Kind::ServiceAtLocation => "service",
    }
}
