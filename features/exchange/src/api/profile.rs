//! Our profile of HSDS: JSON merge patches (RFC 7386) of the official schemas, only with properties
//! added. They stand in the folder `profile/` of the repository and are served as they are.

use axum::extract::{OriginalUri, Path};
use axum::response::{IntoResponse, Response};
use http::header;

use super::{openapi, problem::Problem};

/// The version of the profile, counted by itself.
pub const VERSION: &str = "1.0.0";

/// Each file as the official schema it changes is called.
pub const FILES: [(&str, &str); 5] = [
    (
        "service.json",
        include_str!("../../../../profile/service.json"),
    ),
    (
        "organization.json",
        include_str!("../../../../profile/organization.json"),
    ),
    (
        "location.json",
        include_str!("../../../../profile/location.json"),
    ),
    (
        "service_at_location.json",
        include_str!("../../../../profile/service_at_location.json"),
    ),
    (
        "schedule.json",
        include_str!("../../../../profile/schedule.json"),
    ),
];

/// The patch of the API's own description is worked out from what the API really does.
const OPENAPI: &str = "openapi.json";

/// The names of all files.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name).chain([OPENAPI])
}

/// `GET /profile/{file}`.
pub(super) async fn file(
    OriginalUri(uri): OriginalUri,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    super::none_known(uri.query(), &[])?;
    let text = match super::profile_file(&name) {
        Some(text) => text.to_string(),
        None if name == OPENAPI => openapi::patch().to_string(),
        None => return Err(Problem::not_found()),
    };
    let headers = [
        (header::CONTENT_TYPE, "application/merge-patch+json"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    Ok((headers, text).into_response())
}
