//! Failures as people and programs read them.

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::json;

use crate::failure::Failure;
use crate::page::{self, Crumb, Page};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Page,
    text: String,
    /// Pages that may have been meant.
    near: Vec<Crumb>,
    /// What to tell the helpline, for faults of ours.
    id: Option<String>,
}

/// Programs get problem documents: on API paths, and when they ask for JSON and not for HTML.
pub(super) fn wants_json(path: &str, headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    path.starts_with("/api/") || (accept.contains("json") && !accept.contains("text/html"))
}

/// Dresses a failure, or a bare error answer of the router, in words. Error answers that already
/// have words (a form with errors, an API's own document) pass.
pub(super) fn dress(visit: &Visit, json: bool, mut response: Response) -> Response {
    let status = response.status();
    let failure = match response.extensions_mut().remove::<Failure>() {
        Some(failure) => Some(failure),
        None if !(status.is_client_error() || status.is_server_error()) => return response,
        None => {
            let dressed = response
                .headers()
                .get(header::CONTENT_TYPE)
                .is_some_and(|t| !t.as_bytes().starts_with(b"text/plain"));
            if dressed {
                return response;
            }
            None
        }
    };
    if let Some(Failure::Fault(what)) = &failure {
        tracing::error!(id = visit.request_id(), what, "fault");
    }
    let tr = visit.tr();
    let name = match status.as_u16() {
        code @ (403 | 404 | 405 | 410 | 413 | 422 | 429 | 503) => code.to_string(),
        400..=499 => "400".to_string(),
        _ => "500".to_string(),
    };
    let title = tr.t(&format!("web-error-{name}")).into_owned();
    let (text, key, field) = match &failure {
        Some(Failure::Refused(refusal)) => (
            tr.refusal(refusal),
            Some(refusal.key.clone()),
            refusal.field.clone(),
        ),
        _ => (
            tr.t(&format!("web-error-{name}.text")).into_owned(),
            None,
            None,
        ),
    };
    // A refusal that says when to come back says it to programs too.
    let wait = match &failure {
        Some(Failure::Refused(r)) => r.args.iter().find(|(name, _)| name == "seconds"),
        _ => None,
    }
    .and_then(|(_, seconds)| HeaderValue::from_str(seconds).ok());
    let id = status
        .is_server_error()
        .then(|| visit.request_id().to_string());
    let mut dressed = if json {
        let mut body = json!({
            "type": "about:blank",
            "title": title,
            "status": status.as_u16(),
            "detail": text,
            "request": visit.request_id(),
        });
        if let Some(key) = key {
            body["key"] = key.into();
        }
        if let Some(field) = field {
            body["field"] = field.into();
        }
        let kind = HeaderValue::from_static("application/problem+json");
        (status, [(header::CONTENT_TYPE, kind)], body.to_string()).into_response()
    } else {
        let near = match status {
            StatusCode::NOT_FOUND => visit.site().near(visit),
            _ => Vec::new(),
        };
        let page = visit.page(title).unlisted().own_search().without_foot();
        page::show_or_text(
            status,
            &ErrorPage {
                page,
                text,
                near,
                id,
            },
        )
    };
    for name in [header::ALLOW, header::RETRY_AFTER, header::WWW_AUTHENTICATE] {
        if let Some(value) = response.headers_mut().remove(&name) {
            dressed.headers_mut().insert(name, value);
        }
    }
    if !visit.in_language() {
        let vary = HeaderValue::from_static("accept-language");
        dressed.headers_mut().insert(header::VARY, vary);
    }
    if matches!(
        status,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS
    ) {
        let soon = wait.unwrap_or(HeaderValue::from_static("30"));
        dressed
            .headers_mut()
            .entry(header::RETRY_AFTER)
            .or_insert(soon);
    }
    dressed
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    dressed
}
