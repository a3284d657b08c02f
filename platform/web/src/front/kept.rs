//! Answers that are kept in memory: what the same address answers to everybody is made once, and
//! compressed once, for each edition of the site.
//!
//! Only what a handler gives out with [`keep`] is kept, and only for requests that carry nothing of
//! their own (no cookie, no range). A new edition (new data, another minute) makes all of it stale.

use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::{Noted, etag, note};
use crate::failure::{Answer, Failure};
use crate::feature::Edition;
use crate::site::Site;

/// How many bytes of answers are kept.
const MOST: u64 = 24 * 1024 * 1024;
/// Longest address that is kept: longer ones come from nobody twice.
const LONGEST: usize = 600;

/// Marks an answer that is the same for everybody until the edition changes.
#[derive(Clone, Copy, Debug)]
struct Keep;

/// Lets an answer be kept and given again to whoever asks for the same address, until one of the
/// features says that there is a new edition ([`crate::Feature::edition`]). Not for answers that
/// depend on who asks, nor where each asking is to be counted.
pub fn keep(answer: Answer) -> Answer {
    answer.map(|mut response| {
        response.extensions_mut().insert(Keep);
        response
    })
}

/// What an answer depends on besides the edition: host, address, accepted encodings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key(String);

struct Kept {
    edition: u64,
    headers: HeaderMap,
    body: Bytes,
    noted: Noted,
}

#[derive(Clone)]
struct BySize;

impl Weighter<Key, Arc<Kept>> for BySize {
    fn weight(&self, key: &Key, kept: &Arc<Kept>) -> u64 {
        // Headers and the cache's own places are some hundred bytes.
        (key.0.len() + kept.body.len() + 1024) as u64
    }
}

/// The answers kept by one site.
pub(super) struct Answers {
    site: Arc<Site>,
    editions: Vec<Edition>,
    cache: Cache<Key, Arc<Kept>, BySize>,
}

impl Answers {
    pub(super) fn new(site: Arc<Site>, editions: Vec<Edition>) -> Answers {
        Answers {
            site,
            editions,
            // An answer is some ten kilobytes.
            cache: Cache::with_weighter((MOST / 16_384) as usize, MOST, BySize),
        }
    }

    /// One number for the editions of all features (FNV-1a over them).
    fn edition(&self) -> u64 {
        self.editions
            .iter()
            .map(|e| (e.0)())
            .flat_map(u64::to_le_bytes)
            .fold(0xcbf2_9ce4_8422_2325, |h, b| {
                (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
            })
    }
}

/// Gives a kept answer, or has it made and keeps it.
pub(super) async fn around(
    State(answers): State<Arc<Answers>>,
    request: Request,
    next: Next,
) -> Response {
    let Some(key) = key(&request).filter(|_| !answers.editions.is_empty()) else {
        return next.run(request).await;
    };
    let started = Instant::now();
    // Before the answer is made: if news come while it is, it is kept under the older edition.
    let edition = answers.edition();
    if let Some(kept) = answers.cache.get(&key).filter(|k| k.edition == edition) {
        return again(&answers.site, &kept, request.headers(), started);
    }
    let response = next.run(request).await;
    let may = response.extensions().get::<Keep>().is_some()
        && response.status() == StatusCode::OK
        && !response.headers().contains_key(header::SET_COOKIE);
    let noted = response.extensions().get::<Noted>().cloned();
    let (true, Some(noted)) = (may, noted) else {
        return response;
    };
    let (mut parts, body) = response.into_parts();
    let body = match to_bytes(body, usize::MAX).await {
        Ok(body) => body,
        Err(e) => return Failure::fault(e).into_response(),
    };
    parts.headers.remove(header::TRANSFER_ENCODING);
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    let kept = Kept {
        edition,
        headers: parts.headers.clone(),
        body: body.clone(),
        noted,
    };
    answers.cache.insert(key, Arc::new(kept));
    Response::from_parts(parts, Body::from(body))
}

fn key(request: &Request) -> Option<Key> {
    let headers = request.headers();
    let own = [header::COOKIE, header::AUTHORIZATION, header::RANGE];
    if request.method() != Method::GET || own.iter().any(|h| headers.contains_key(h)) {
        return None;
    }
    let text = |name| {
        headers
            .get(name)
            .map_or("", |v: &HeaderValue| v.to_str().unwrap_or(""))
    };
    let address = request.uri().path_and_query()?.as_str();
    let key = format!(
        "{}\n{address}\n{}",
        text(header::HOST),
        text(header::ACCEPT_ENCODING)
    );
    (key.len() <= LONGEST).then_some(Key(key))
}

fn again(site: &Site, kept: &Kept, asked: &HeaderMap, started: Instant) -> Response {
    let same = asked
        .get(header::IF_NONE_MATCH)
        .zip(kept.headers.get(header::ETAG))
        .is_some_and(|(wanted, etag)| etag::matches(wanted, etag));
    let mut response = if same {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        *response.headers_mut() = kept.headers.clone();
        for gone in [
            header::CONTENT_LENGTH,
            header::CONTENT_TYPE,
            header::CONTENT_ENCODING,
        ] {
            response.headers_mut().remove(gone);
        }
        response
    } else {
        let mut response = Response::new(Body::from(kept.body.clone()));
        *response.headers_mut() = kept.headers.clone();
        response
    };
    let id = site.next_request_id();
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    note(&id, &Method::GET, &kept.noted, response.status(), started);
    response
}
