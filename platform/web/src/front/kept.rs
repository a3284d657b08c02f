//! Answers that are kept in memory: what the same address answers to everybody is made once, and
//! compressed once, for each edition of the site.
//!
//! Only what a handler gives out with [`keep`] is kept, and only for requests that carry nothing of
//! their own (no cookie, no range). A new edition (new data, another minute) makes all of it stale.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::future::{BoxFuture, Either};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tower::{Layer, Service, ServiceExt};

use super::{Noted, Tally, etag, log};
use crate::failure::{Answer, Failure};
use crate::feature::Edition;
use crate::site::Site;

/// How many bytes of answers are kept.
const MOST: u64 = 24 * 1024 * 1024;
/// Longest address that is kept: longer ones come from nobody twice.
const LONGEST: usize = 600;
/// Bytes of the largest answer that is kept: one must not drive out all others.
const LARGEST: usize = 512 * 1024;

/// What is done each time an answer is given.
type Each = Arc<dyn Fn() + Send + Sync>;

/// Marks an answer that is the same for everybody until the edition changes.
#[derive(Clone)]
struct Keep(Option<Each>);

/// Lets an answer be kept and given again to whoever asks for the same address, until one of the
/// features says that there is a new edition ([`crate::Feature::edition`]). Not for answers that
/// depend on who asks, nor where each asking is to be counted ([`keep_counted`]).
pub fn keep(answer: Answer) -> Answer {
    answer.map(keep_response)
}

/// As [`keep`], for handlers with failures of their own.
pub fn keep_response(response: Response) -> Response {
    marked(response, None)
}

/// As [`keep`], where each asking is counted: `each` is called whenever the kept answer is given
/// again, but not now. It must be quick and may not wait.
pub fn keep_counted(answer: Answer, each: impl Fn() + Send + Sync + 'static) -> Answer {
    answer.map(|response| marked(response, Some(Arc::new(each))))
}

fn marked(mut response: Response, each: Option<Each>) -> Response {
    response.extensions_mut().insert(Keep(each));
    response
}

/// What an answer depends on besides the edition: host, address, accepted encodings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key(String);

struct Kept {
    edition: u64,
    headers: HeaderMap,
    body: Bytes,
    noted: Noted,
    tally: Tally,
    each: Option<Each>,
}

#[derive(Clone)]
struct BySize;

impl Weighter<Key, Arc<Kept>> for BySize {
    fn weight(&self, key: &Key, kept: &Arc<Kept>) -> u64 {
        // Some fifteen headers and the cache's own places take two kilobytes.
        (key.0.len() + kept.body.len() + 2048) as u64
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

/// Gives kept answers before anything else is done, and keeps those that may be kept.
#[derive(Clone)]
pub(super) struct Keeping(pub(super) Arc<Answers>);

impl<S> Layer<S> for Keeping {
    type Service = Around<S>;

    fn layer(&self, inner: S) -> Around<S> {
        Around {
            answers: Arc::clone(&self.0),
            inner: Arc::new(inner),
        }
    }
}

/// What [`Keeping`] makes of a service. Cheap to clone, as that is done for every request: the
/// service behind it is cloned only when an answer has to be made.
pub(super) struct Around<S> {
    answers: Arc<Answers>,
    inner: Arc<S>,
}

impl<S> Clone for Around<S> {
    fn clone(&self) -> Self {
        Around {
            answers: Arc::clone(&self.answers),
            inner: Arc::clone(&self.inner),
        }
    }
}

type Given = Result<Response, Infallible>;

impl<S> Service<Request> for Around<S>
where
    S: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
    S::Response: IntoResponse,
    S::Future: Send,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Either<Ready<Given>, BoxFuture<'static, Given>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // `oneshot` waits for the service behind.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let key = key(&request).filter(|_| !self.answers.editions.is_empty());
        let Some(key) = key else {
            let made = S::clone(&self.inner).oneshot(request);
            return Either::Right(Box::pin(async { Ok(made.await.into_response()) }));
        };
        let started = Instant::now();
        // Before the answer is made: if news come while it is, it is kept under the older edition.
        let edition = self.answers.edition();
        if let Some(kept) = self.answers.cache.get(&key)
            && kept.edition == edition
        {
            let site = &self.answers.site;
            return Either::Left(ready(Ok(again(site, &kept, request.headers(), started))));
        }
        let answers = Arc::clone(&self.answers);
        let made = S::clone(&self.inner).oneshot(request);
        Either::Right(Box::pin(async move {
            Ok(answers.kept(key, edition, made.await.into_response()).await)
        }))
    }
}

/// True for an answer that its own headers call somebody's, or not to be kept.
fn is_own(headers: &HeaderMap) -> bool {
    let said = headers
        .get(header::CACHE_CONTROL)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    headers.contains_key(header::SET_COOKIE)
        || said.contains("private")
        || said.contains("no-store")
}

impl Answers {
    /// Keeps an answer that was just made, when it may be kept.
    async fn kept(&self, key: Key, edition: u64, mut response: Response) -> Response {
        let keep = response.extensions_mut().remove::<Keep>();
        let noted = response.extensions_mut().remove::<Noted>();
        let may = response.status() == StatusCode::OK && !is_own(response.headers());
        let (true, Some(Keep(each)), Some(noted)) = (may, keep, noted) else {
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
        if body.len() <= LARGEST {
            let kept = Kept {
                edition,
                headers: parts.headers.clone(),
                // A copy is no larger than it must be: what a body was written into may be.
                body: Bytes::copy_from_slice(&body),
                tally: Tally::of(&noted.route),
                noted,
                each,
            };
            self.cache.insert(key, Arc::new(kept));
        }
        Response::from_parts(parts, Body::from(body))
    }
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
    if let Some(each) = &kept.each {
        each();
    }
    let seconds = started.elapsed().as_secs_f64();
    log(&id, "GET", &kept.noted, response.status(), seconds);
    kept.tally.count(same, seconds);
    response
}
