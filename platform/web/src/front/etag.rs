//! Pages that did not change are not sent twice.

use axum::body::{Body, to_bytes};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use sha2::{Digest, Sha256};

use crate::failure::Failure;

/// Gives a 200 page a weak ETag of its content (weak: compression comes after) and answers 304 when
/// the reader has it already. Other answers pass, except that an ETag set by the handler counts too.
pub(super) async fn tag(response: Response, if_none_match: Option<&HeaderValue>) -> Response {
    if response.status() != StatusCode::OK {
        return response;
    }
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    let own = response.headers().get(header::ETAG).cloned();
    let (mut response, etag) = match own {
        Some(etag) => (response, etag),
        None if !is_page => return response,
        None => {
            let (mut parts, body) = response.into_parts();
            let bytes = match to_bytes(body, usize::MAX).await {
                Ok(bytes) => bytes,
                Err(e) => return Failure::fault(e).into_response(),
            };
            let hash = hex::encode(&Sha256::digest(&bytes)[..12]);
            let Ok(etag) = HeaderValue::from_str(&format!("W/\"{hash}\"")) else {
                return Response::from_parts(parts, Body::from(bytes));
            };
            parts.headers.insert(header::ETAG, etag.clone());
            parts
                .headers
                .entry(header::CACHE_CONTROL)
                .or_insert(HeaderValue::from_static("no-cache"));
            (Response::from_parts(parts, Body::from(bytes)), etag)
        }
    };
    if if_none_match.is_some_and(|wanted| matches(wanted, &etag)) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_LENGTH);
        response.headers_mut().remove(header::CONTENT_TYPE);
    }
    response
}

/// Weak comparison (RFC 9110, 8.8.3.2) against a list of tags.
pub(super) fn matches(wanted: &HeaderValue, etag: &HeaderValue) -> bool {
    let (Ok(wanted), Ok(etag)) = (wanted.to_str(), etag.to_str()) else {
        return false;
    };
    fn bare(tag: &str) -> &str {
        tag.trim().trim_start_matches("W/")
    }
    wanted
        .split(',')
        .any(|t| t.trim() == "*" || bare(t) == bare(etag))
}
