//! `/api/hsds/v3`: the HSDS 3.1 API (Open Referral), complete and read-only, open to everybody.
//!
//! Everything is read from one [`Book`] a generation of the catalogue; the database is never asked.
//! Lists are ordered by key, so that `next` continues where a page ended whatever has changed since.
//! Our profile of HSDS is described in `docs/hsds-profile.md`.

mod answer;
mod book;
mod cache;
mod cursor;
mod objects;
pub mod openapi;
pub(crate) mod opendata;
pub mod params;
pub(crate) mod problem;
mod profile;
mod select;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{OriginalUri, Path, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, get};
use catalogue::Catalogue;
use catalogue::model::Kind;
use catalogue::snapshot::Former;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use serde_json::json;
use tokio::sync::Mutex;
use values::Id;
use web::Visit;

pub use profile::FILES as PROFILE;

/// The patch our profile makes of an official schema file.
pub fn profile_file(name: &str) -> Option<&'static str> {
    PROFILE
        .iter()
        .find(|(n, _)| *n == name)
        .map(|(_, text)| *text)
}

use book::Book;
use objects::Form;
use params::{Ask, List};
use problem::Problem;

/// Where the API begins.
pub const ROOT: &str = "/api/hsds/v3";
/// The version of HSDS it speaks.
pub const HSDS: &str = "3.1";
/// Most bytes of a request's body.
const BODY: usize = 64 * 1024;

/// What every handler has.
#[derive(Clone)]
pub(crate) struct Api {
    catalogue: Catalogue,
    book: Arc<Mutex<Option<Arc<Book>>>>,
}

impl Api {
    pub(crate) fn new(catalogue: Catalogue) -> Api {
        Api {
            catalogue,
            book: Arc::default(),
        }
    }

    /// The book of the present generation; the first who asks after a change works it out.
    async fn book(&self) -> Result<Arc<Book>, Problem> {
        let view = self.catalogue.view();
        let mut held = self.book.lock().await;
        if let Some(book) = held.as_ref().filter(|b| Arc::ptr_eq(&b.view, &view)) {
            return Ok(Arc::clone(book));
        }
        let book = tokio::task::spawn_blocking(move || Arc::new(Book::of(view)))
            .await
            .map_err(Problem::fault)?;
        *held = Some(Arc::clone(&book));
        Ok(book)
    }
}

/// The routes of the API.
pub(crate) fn router(catalogue: Catalogue) -> Router {
    let mut router = Router::new()
        .route(ROOT, only_get(get(root)))
        .route(&format!("{ROOT}/"), only_get(get(root)))
        .route(
            &format!("{ROOT}/profile/{{file}}"),
            only_get(get(profile::file)),
        )
        .route(&format!("{ROOT}/{{*rest}}"), any(nothing));
    for list in List::ALL {
        let path = format!("{ROOT}/{}", list.path());
        router = router
            .route(
                &path,
                only_get(
                    get(async move |api, visit, uri| query(api, visit, uri, list).await)
                        .post(async move |api, request| body(api, request, list).await),
                ),
            )
            .route(
                &format!("{path}/{{id}}"),
                only_get(get(async move |api, uri, path| {
                    one(api, uri, path, list).await
                })),
            );
    }
    router
        .layer(middleware::from_fn(open_to_all))
        .with_state(Api::new(catalogue))
}

fn only_get(routes: MethodRouter<Api>) -> MethodRouter<Api> {
    routes.fallback(async || Problem::method())
}

async fn nothing() -> Problem {
    Problem::not_found()
}

/// Any page of any site may read the API (CORS), errors too; preflights are answered here.
pub(crate) async fn open_to_all(request: Request, next: Next) -> Response {
    let preflight = request.method() == Method::OPTIONS;
    let mut response = if preflight {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    let fixed = |text: &'static str| HeaderValue::from_static(text);
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, fixed("*"));
    headers.insert("cross-origin-resource-policy", fixed("cross-origin"));
    if preflight {
        // the route itself adds Allow
        let methods = fixed("GET, HEAD, POST");
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
        let allowed = fixed("content-type, if-none-match");
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed);
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, fixed("86400"));
    } else {
        let shown = fixed("etag, link, retry-after");
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, shown);
    }
    response
}

/// `GET /`: what this is.
async fn root(
    visit: Visit,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    none_known(uri.query(), &[])?;
    let base = base(&visit, &headers);
    let body = json!({
        "version": HSDS,
        "profile": format!("{base}{ROOT}"),
        "openapi_url": format!("{base}{}", openapi::PATH),
        "wishmi": {
            "profile_version": profile::VERSION,
            "profile_files": profile::names()
                .map(|n| format!("{base}{ROOT}/profile/{n}"))
                .collect::<Vec<_>>(),
        },
    });
    let mut response = Response::new(Body::from(body.to_string()));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}

/// The site's address: as configured, else as it was called.
pub(crate) fn base(visit: &Visit, headers: &HeaderMap) -> String {
    if let Some(base) = &visit.site().settings().base_url {
        return base.clone();
    }
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok());
    let safe = |h: &&str| {
        !h.is_empty()
            && h.chars()
                .all(|c| c.is_ascii_alphanumeric() || "-.:[]".contains(c))
    };
    format!("http://{}", host.filter(safe).unwrap_or("localhost"))
}

/// Reads a query that knows these parameters.
fn none_known(query: Option<&str>, known: &[&'static params::Param]) -> Result<Ask, Problem> {
    let mut ask = Ask::default();
    ask.form(query.unwrap_or_default(), known, "query")?;
    Ok(ask)
}

/// A list by GET.
async fn query(
    State(api): State<Api>,
    visit: Visit,
    OriginalUri(uri): OriginalUri,
    list: List,
) -> Result<Response, Problem> {
    let key = format!("{}?{}", list.path(), uri.query().unwrap_or_default());
    let book = api.book().await?;
    if let Some(kept) = book.cache.answer(&key) {
        return Ok(answer::again(kept));
    }
    let ask = none_known(uri.query(), &params::of_list(list))?;
    let run = visit.site().settings().run;
    answer::list(&book, list, &ask, Some(key), run)
}

/// A list by POST: the same parameters in the body (JSON or form), in the address, or in both.
async fn body(State(api): State<Api>, request: Request, list: List) -> Result<Response, Problem> {
    let known = params::of_list(list);
    let (parts, body) = request.into_parts();
    let mut inside = Ask::default();
    let asked = none_known(parts.uri.query(), &known)?;
    let kind = parts.headers.get(header::CONTENT_TYPE);
    let kind = kind.map(|k| k.to_str().unwrap_or("?"));
    let kind = kind.map(|k| {
        k.split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    });
    let text: Bytes = axum::body::to_bytes(body, BODY)
        .await
        .map_err(|_| Problem::too_large())?;
    match kind.as_deref() {
        Some("application/json") => inside.json(&text, &known)?,
        Some("application/x-www-form-urlencoded") => {
            let text = std::str::from_utf8(&text)
                .map_err(|e| Problem::body(format!("the form is not UTF-8: {e}")))?;
            inside.form(text, &known, "body")?;
        }
        None if text.is_empty() => {}
        _ => return Err(Problem::media_type()),
    }
    answer::list(&api.book().await?, list, &asked.with(inside), None, 0)
}

/// A single object; what it has become when it is no more.
async fn one(
    State(api): State<Api>,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
    list: List,
) -> Result<Response, Problem> {
    let key = format!("{}?{}", uri.path(), uri.query().unwrap_or_default());
    let book = api.book().await?;
    if let Some(kept) = book.cache.answer(&key) {
        return Ok(answer::again(kept));
    }
    let ask = none_known(uri.query(), &params::of_detail(list))?;
    let id: Id = match id.parse() {
        Ok(parsed) if id.len() == 36 => parsed,
        _ => {
            let why = "not a UUID such as 01920000-0000-7000-8000-000000000000";
            return Err(Problem::parameter("path", "id", why.into()));
        }
    };
    let (row, kind) = match list {
        List::Services => (book.services.find(id), Some(Kind::Service)),
        List::Organizations => (book.organizations.find(id), Some(Kind::Organization)),
        List::Locations => (book.locations.find(id), Some(Kind::Location)),
        List::ServiceAtLocations => (book.ties.find(id), Some(Kind::ServiceAtLocation)),
        List::Taxonomies => (written(&book.taxonomies, id), None),
        List::TaxonomyTerms => (written(&book.terms, id), None),
    };
    if let Some(row) = row {
        let form = match Form::of(&ask) {
            Form::FullServices => Form::FullServices,
            Form::Minimal | Form::Item | Form::Full => Form::Full,
        };
        let object = book.object(list, row, form);
        return Ok(answer::single(&book, &object, Some(key)));
    }
    match kind.and_then(|k| book.snapshot().former(k, id)) {
        Some(Former::Gone(at)) => Err(Problem::gone(at)),
        Some(Former::MergedInto(target)) => {
            let to = format!("{ROOT}/{}/{target}", list.path());
            let headers = [
                (header::LOCATION, to),
                (header::CACHE_CONTROL, "public, max-age=60".to_string()),
            ];
            Ok((StatusCode::MOVED_PERMANENTLY, headers).into_response())
        }
        None => Err(Problem::not_found()),
    }
}

fn written(all: &[book::Written], id: Id) -> Option<u32> {
    all.binary_search_by_key(&id, |w| w.id)
        .ok()
        .map(book::number)
}
