//! The city's photographs: served as plain pictures that can do nothing else, shown with their
//! words and credit. They come from the city's folder; nobody can send any yet.

use axum::body::{Body, Bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::IntoResponse;
use values::Id;
use web::{Answer, Failure, Markup, Page};

use super::{Now, Pages};

/// A photograph on a page.
pub(super) struct Shown {
    pub src: String,
    pub alt: String,
    pub width: u32,
    pub height: u32,
    pub credit: Markup,
}

/// The photograph of a record, if the city has one.
pub(super) fn of(page: &Page, now: &Now, record: Id) -> Option<Shown> {
    let photo = now.city().photos.of(&record.to_string())?;
    Some(Shown {
        src: format!("/photos/{}", photo.name),
        alt: page.say_plain(&photo.alt),
        width: photo.width,
        height: photo.height,
        credit: Markup::text(&photo.credit),
    })
}

/// `GET /photos/{name}`: for ever the same under its name. Opened by itself it is sandboxed, and
/// its type is what it was found to be, never guessed (`nosniff` comes from the shell).
pub(super) async fn serve(
    State(pages): State<Pages>,
    path: Result<Path<String>, PathRejection>,
) -> Answer {
    let Path(name) = path.map_err(|_| Failure::NotFound)?;
    let now = pages.now();
    let photo = now.city().photos.named(&name).ok_or(Failure::NotFound)?;
    let headers = [
        (CONTENT_TYPE, photo.kind.media_type()),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox; frame-ancestors 'none'",
        ),
    ];
    Ok((headers, Body::from(Bytes::copy_from_slice(&photo.bytes))).into_response())
}
