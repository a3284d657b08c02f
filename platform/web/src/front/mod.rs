//! The road of a request through the shell.
//!
//! The language is taken off the address before routing, so features write their routes once. What
//! comes back is dressed: failures become pages or problem documents, pages get an ETag, everything
//! gets its headers, one line in the log and its place in the metrics.

mod errors;
mod etag;
mod kept;

use std::any::Any;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use http::uri::{PathAndQuery, Uri};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use values::Refusal;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::feature::{Feature, Hook, Host};
use crate::guest::Guest;
use crate::site::Site;
use crate::typed::{Before, Forms, Keeper, TurnedAway};
use crate::visit::Visit;
use crate::{assets, headers};

pub use kept::{keep, keep_counted, keep_response};

/// The longest a page may take before the reader is told to try again.
const PATIENCE: Duration = Duration::from_secs(30);
/// The largest request body; a feature that takes uploads sets its own `DefaultBodyLimit`.
const BODY_LIMIT: usize = 1024 * 1024;

/// The route that answered, kept for the log and the metrics.
#[derive(Clone, Debug)]
struct Route(String);

/// What the log says of an answer: the route that made it, and its language.
#[derive(Clone, Debug)]
struct Noted {
    route: Arc<str>,
    lang: Arc<str>,
}

struct Front {
    site: Arc<Site>,
    pages: Router,
    root: Router,
    /// Prefixes that other sites may post to.
    open: Vec<&'static str>,
    /// Who finds out who reads.
    hosts: Vec<Host>,
    /// Forms that go on after somebody has come in.
    forms: Forms,
    keeper: Option<Hook<dyn Keeper>>,
}

/// Says whether the application can answer: `Err` with a short reason (no personal data) while it
/// cannot, for example while the index is being built.
type Ready = Arc<dyn Fn() -> Result<(), String> + Send + Sync>;

/// The whole site as one router: the features' pages under each language, their other routes, and
/// the shell's own (`/`, `/assets`, `/robots.txt`, `/health`, `/ready`). `ready` is asked by
/// `/ready`.
pub fn router(
    site: Arc<Site>,
    features: Vec<Feature>,
    ready: impl Fn() -> Result<(), String> + Send + Sync + 'static,
) -> Router {
    let ready: Ready = Arc::new(ready);
    let mut pages = Router::new().route("/manifest.webmanifest", get(manifest));
    let mut root = Router::new()
        .route("/", get(choose_language))
        .route("/assets/{file}", get(assets::serve))
        .route("/favicon.ico", get(favicon))
        .route("/robots.txt", get(robots))
        .route("/health", get(async || "ok\n"))
        .route("/ready", get(is_ready))
        .layer(Extension(ready));
    let mut open = Vec::new();
    let mut hosts = Vec::new();
    let mut editions = Vec::new();
    let (mut forms, mut keeper) = (Vec::new(), None);
    for feature in features {
        editions.extend(feature.edition);
        open.extend(feature.open);
        hosts.extend(feature.host);
        forms.extend(feature.forms);
        keeper = keeper.or(feature.keeper);
        pages = pages.merge(feature.pages);
        root = root.merge(feature.root);
    }
    let inside = |router: Router| {
        router
            .method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED)
            .fallback(async || Failure::NotFound)
            .layer(CatchPanicLayer::custom(panicked))
            .layer(DefaultBodyLimit::max(BODY_LIMIT))
            .layer(middleware::from_fn(note_route))
    };
    let answers = Arc::new(kept::Answers::new(Arc::clone(&site), editions));
    let front = Arc::new(Front {
        site,
        pages: inside(pages),
        root: inside(root),
        open,
        hosts,
        forms: Forms(forms),
        keeper,
    });
    Router::new()
        .fallback(answer)
        .with_state(front)
        // fonts are compressed already
        .layer(
            CompressionLayer::new()
                .compress_when(DefaultPredicate::new().and(NotForContentType::const_new("font/"))),
        )
        .layer(kept::Keeping(answers))
}

async fn note_route(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|m| Route(m.as_str().to_string()));
    let mut response = next.run(request).await;
    if let Some(route) = route {
        response.extensions_mut().insert(route);
    }
    response
}

fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    Failure::fault(format!("panic: {text}")).into_response()
}

/// Where a path leads: into a language's pages, elsewhere, or to the same place better written.
enum Way {
    Pages(i18n::Tr, String),
    Root,
    Moved(String),
}

fn way(site: &Site, path: &str) -> Way {
    let rest = path.strip_prefix('/').unwrap_or(path);
    let (first, inner) = match rest.split_once('/') {
        Some((first, inner)) => (first, Some(inner)),
        None => (rest, None),
    };
    let Some(tr) = site.tr(first) else {
        return Way::Root;
    };
    match inner {
        None => Way::Moved(format!("/{first}/")),
        Some("") => Way::Pages(tr.clone(), "/".to_string()),
        Some(inner) if inner.ends_with('/') => {
            Way::Moved(format!("/{first}/{}", inner.trim_end_matches('/')))
        }
        Some(inner) => Way::Pages(tr.clone(), format!("/{inner}")),
    }
}

async fn answer(State(front): State<Arc<Front>>, mut request: Request) -> Response {
    let started = Instant::now();
    let site = &front.site;
    let method = request.method().clone();
    let head = method == Method::HEAD;
    if head {
        // as GET, so that the ETag is that of the page; the body is dropped at the end
        *request.method_mut() = Method::GET;
    }
    let json = errors::wants_json(request.uri().path(), request.headers());
    let if_none_match = request.headers().get(header::IF_NONE_MATCH).cloned();
    let path = request.uri().path().to_string();
    let query = request.uri().query().map(str::to_string);
    let way = way(site, &path);
    let (tr, inner) = match &way {
        Way::Pages(tr, inner) => (tr.clone(), inner.clone()),
        Way::Root | Way::Moved(_) => {
            let wished = request.headers().get(header::ACCEPT_LANGUAGE);
            let tr = site.negotiate(wished.and_then(|v| v.to_str().ok()));
            (tr.clone(), path)
        }
    };
    let visit = Visit::new(
        Arc::clone(site),
        tr,
        inner.clone(),
        query.clone(),
        site.next_request_id(),
        matches!(way, Way::Pages(..)),
        request
            .headers()
            .get(header::COOKIE)
            .and_then(|v| v.to_str().ok())
            .map(str::to_string),
    );
    let guest = match path_has_guests(&way, &inner) {
        true => guest(&front.hosts, &visit).await,
        false => Ok(None),
    };
    let (mut visit, mut broken) = match guest {
        Ok(Some(guest)) => (visit.with_guest(guest), None),
        Ok(None) => (visit, None),
        Err(failure) => (visit, Some(failure)),
    };
    if let (Some(keeper), true) = (&front.keeper, goes_on(&front, &way, &visit, &method)) {
        match keeper.0.find(visit.clone()).await {
            Ok(Some(resumed)) => visit = visit.with_resumed(resumed),
            Ok(None) => {}
            Err(failure) => broken = Some(failure),
        }
    }
    let caller = Caller::of(
        request.extensions(),
        request.headers(),
        site.settings().behind_proxy,
    );
    request.extensions_mut().insert(caller);
    request.extensions_mut().insert(visit.clone());

    let open = front.open.iter().any(|p| inner.starts_with(p));
    let refused = !open && from_another_site(&method, request.headers());
    let mut before = Before::Nothing;
    if matches!(way, Way::Pages(..)) && method == Method::POST && !refused && broken.is_none() {
        (request, before) = front.forms.before(&inner, request).await;
    }
    let (mut response, prefix) = match (way, refused) {
        _ if broken.is_some() => {
            let failure = broken.unwrap_or(Failure::NotFound);
            (failure.into_response(), "")
        }
        (_, true) => {
            let no = Refusal::new("web-refused-other-site", 403);
            (Failure::from(no).into_response(), "")
        }
        (Way::Moved(to), _) => {
            let to = match &query {
                Some(query) => format!("{to}?{query}"),
                None => to,
            };
            (Redirect::permanent(&to).into_response(), "")
        }
        (Way::Pages(..), _) => match readdress(request.uri(), &inner) {
            Some(uri) => {
                *request.uri_mut() = uri;
                (run(&front.pages, request).await, "/{lang}")
            }
            None => (Failure::NotFound.into_response(), ""),
        },
        (Way::Root, _) => (run(&front.root, request).await, ""),
    };
    let route = response
        .extensions_mut()
        .remove::<Route>()
        .map_or_else(|| "none".to_string(), |r| format!("{prefix}{}", r.0));

    response = carry_on(&front, &visit, (&method, caller, json), before, response).await;
    response = errors::dress(&visit, json, response);
    if visit.guest().is_some() {
        // The back button of a shared computer must not show what the last person saw.
        let nowhere = HeaderValue::from_static("private, no-store");
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, nowhere);
    } else if visit.has_cookies() {
        // What is shown may depend on them: no cache may hand it to somebody else.
        let own = HeaderValue::from_static("private, no-cache");
        let headers = response.headers_mut();
        headers.entry(header::CACHE_CONTROL).or_insert(own);
    }
    if method == Method::GET || head {
        response = etag::tag(response, if_none_match.as_ref()).await;
    }
    let https = site
        .settings()
        .base_url
        .as_deref()
        .is_some_and(|u| u.starts_with("https://"));
    headers::secure(response.headers_mut(), https);
    if let Ok(id) = HeaderValue::from_str(visit.request_id()) {
        response.headers_mut().insert("x-request-id", id);
    }
    if head {
        let (parts, _) = response.into_parts();
        response = Response::from_parts(parts, Body::empty());
    }
    let noted = Noted {
        route: route.into(),
        lang: visit.lang().as_str().into(),
    };
    if let (true, Some(who)) = (
        is_no(response.status()),
        visit.guest().and_then(|g| g.log_id()),
    ) {
        // Who was refused what (OWASP ASVS 16.3.2): in a line of its own, joined by the request's id.
        tracing::warn!(target: "refused", id = visit.request_id(), who, route = &*noted.route, status = response.status().as_u16(), "refused");
    }
    note(
        visit.request_id(),
        &method,
        &noted,
        response.status(),
        started,
    );
    response.extensions_mut().insert(noted);
    response
}

/// True for a page on which a form may go on that was begun before somebody came in.
fn goes_on(front: &Front, way: &Way, visit: &Visit, method: &Method) -> bool {
    matches!(way, Way::Pages(..))
        && method == Method::GET
        && visit.guest().is_some()
        && front.forms.on(visit.path())
}

/// Whoever must come in first is led there with what they typed; what was sent at last is forgotten.
async fn carry_on(
    front: &Front,
    visit: &Visit,
    (method, caller, json): (&Method, Caller, bool),
    before: Before,
    mut response: Response,
) -> Response {
    let Some(keeper) = front.keeper.as_ref().filter(|_| !json) else {
        return response;
    };
    let refused = response.extensions().get::<Failure>();
    match (refused, before) {
        (Some(Failure::SignIn { again }), before) => {
            let from = TurnedAway {
                again: *again,
                unkept: matches!(before, Before::Unkept),
                typed: match before {
                    Before::Form(typed) => Some(typed),
                    _ => None,
                },
                caller,
                form: *method != Method::GET,
            };
            keeper.0.turn_away(visit.clone(), from).await
        }
        (_, Before::Form(_))
            if visit.guest().is_some()
                && visit.has_cookies()
                && !response.status().is_server_error() =>
        {
            match keeper.0.sent(visit.clone()).await {
                Ok(Some(cookie)) => {
                    response.headers_mut().append(header::SET_COOKIE, cookie);
                }
                Ok(None) => {}
                // It ends by itself; what was asked for is done.
                Err(failure) => tracing::warn!(?failure, "what was typed is not forgotten yet"),
            }
            response
        }
        _ => response,
    }
}

/// Files of the front end and what machines ask are the same for everybody.
fn path_has_guests(way: &Way, path: &str) -> bool {
    match way {
        Way::Pages(..) => true,
        Way::Moved(_) => false,
        Way::Root => !["/assets/", "/health", "/ready", "/robots.txt"]
            .iter()
            .any(|p| path.starts_with(p)),
    }
}

async fn guest(hosts: &[Host], visit: &Visit) -> Result<Option<Guest>, Failure> {
    if visit.has_cookies() {
        for host in hosts {
            if let Some(guest) = (host.0)(visit.clone()).await? {
                return Ok(Some(guest));
            }
        }
    }
    Ok(None)
}

async fn run(router: &Router, request: Request) -> Response {
    match tokio::time::timeout(PATIENCE, router.clone().oneshot(request)).await {
        Ok(Ok(response)) => response,
        Ok(Err(never)) => match never {},
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// The address without its language.
fn readdress(uri: &Uri, path: &str) -> Option<Uri> {
    let text = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_string(),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(text).ok()?);
    Uri::from_parts(parts).ok()
}

/// True for a changing request that a page of another site sent: nothing of ours does that, so no
/// form needs a hidden token for it. Browsers say it themselves (Fetch Metadata; older ones by
/// `Origin`); programs send neither header and have no cookie to abuse.
fn from_another_site(method: &Method, headers: &HeaderMap) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return false;
    }
    let text = |name: header::HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
    match text(header::HeaderName::from_static("sec-fetch-site")) {
        Some(site) => !matches!(site, "same-origin" | "none"),
        None => match text(header::ORIGIN) {
            Some(origin) => {
                let from = origin.split_once("://").map(|(_, host)| host);
                from.is_none() || from != text(header::HOST)
            }
            None => false,
        },
    }
}

/// A no to what somebody may not do, or did too often.
fn is_no(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS
    )
}

/// One line in the log, one count and one duration. No query, no address of the reader: what a
/// family searches is nobody's business.
fn note(id: &str, method: &Method, noted: &Noted, status: StatusCode, started: Instant) {
    let seconds = started.elapsed().as_secs_f64();
    // other methods than these are counted together: labels must not grow with what strangers send
    let method = match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    };
    log(id, method, noted, status, seconds);
    counter(method, &noted.route, status).increment(1);
    durations(&noted.route).record(seconds);
}

fn log(id: &str, method: &'static str, noted: &Noted, status: StatusCode, seconds: f64) {
    tracing::info!(
        target: "access",
        id,
        method,
        route = &*noted.route,
        lang = &*noted.lang,
        status = status.as_u16(),
        ms = seconds * 1000.0,
        "request"
    );
}

fn counter(method: &'static str, route: &Arc<str>, status: StatusCode) -> metrics::Counter {
    metrics::counter!(
        "http_requests_total",
        "method" => method,
        "route" => Arc::clone(route),
        "status" => status.as_str().to_string()
    )
}

fn durations(route: &Arc<str>) -> metrics::Histogram {
    metrics::histogram!("http_request_duration_seconds", "route" => Arc::clone(route))
}

/// Where a kept answer is counted, looked up once and not at each asking.
struct Tally {
    given: metrics::Counter,
    /// Who asked had it already.
    same: metrics::Counter,
    seconds: metrics::Histogram,
}

impl Tally {
    fn of(route: &Arc<str>) -> Tally {
        Tally {
            given: counter("GET", route, StatusCode::OK),
            same: counter("GET", route, StatusCode::NOT_MODIFIED),
            seconds: durations(route),
        }
    }

    fn count(&self, same: bool, seconds: f64) {
        if same { &self.same } else { &self.given }.increment(1);
        self.seconds.record(seconds);
    }
}

/// `GET /`: to the home page in the reader's language.
async fn choose_language(visit: Visit) -> Response {
    let to = format!("/{}/", visit.lang());
    (
        StatusCode::FOUND,
        [
            (header::LOCATION, to),
            (header::VARY, "accept-language".to_string()),
            (header::CACHE_CONTROL, "no-cache".to_string()),
        ],
    )
        .into_response()
}

async fn favicon(visit: Visit) -> Response {
    if visit.site().assets().has("favicon.svg") {
        Redirect::temporary(&visit.site().assets().href("favicon.svg")).into_response()
    } else {
        Failure::NotFound.into_response()
    }
}

/// Made-up data must not be found by search engines. Of the rest they need every page once: lists
/// with filters and the forms that visitors write in are left out, the map of the site is named.
async fn robots(visit: Visit) -> String {
    let site = visit.site();
    if site.settings().demo {
        return "User-agent: *\nDisallow: /\n".to_string();
    }
    let mut text =
        "User-agent: *\nDisallow: /*?*&\nDisallow: /*/feedback\nDisallow: /*/report\n".to_string();
    if let (Some(base), Some(map)) = (&site.settings().base_url, site.sitemap()) {
        text.push_str(&format!("\nSitemap: {base}{map}\n"));
    }
    text
}

/// What a phone needs to put the site among its apps, in the language of the page.
async fn manifest(visit: Visit) -> Response {
    let (site, tr) = (visit.site(), visit.tr());
    let name = tr.best(&site.settings().title).map_or("", |s| s.text);
    let about = tr.best(&site.settings().tagline).map_or("", |s| s.text);
    let icon = |name: &str, sizes: &str, kind: &str| {
        site.assets().has(name).then(
            || serde_json::json!({"src": site.assets().href(name), "sizes": sizes, "type": kind}),
        )
    };
    let icons: Vec<serde_json::Value> = [
        icon("favicon.svg", "any", "image/svg+xml"),
        icon("icon-192.png", "192x192", "image/png"),
        icon("icon-512.png", "512x512", "image/png"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let body = serde_json::json!({
        "name": name,
        "short_name": name,
        "description": about,
        "lang": tr.html_lang(),
        "dir": tr.dir(),
        "start_url": visit.href("/"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#0b4f54",
        "icons": icons,
    });
    let kind = HeaderValue::from_static("application/manifest+json");
    ([(header::CONTENT_TYPE, kind)], body.to_string()).into_response()
}

async fn is_ready(Extension(ready): Extension<Ready>) -> Response {
    match ready() {
        Ok(()) => "ready\n".into_response(),
        // with a content type of its own, so that it is not dressed as a page
        Err(why) => (
            StatusCode::SERVICE_UNAVAILABLE,
            axum::Json(serde_json::json!({ "ready": false, "why": why })),
        )
            .into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_may_change_things() {
        let ask = |method: Method, pairs: &[(&str, &str)]| {
            let headers: HeaderMap = pairs
                .iter()
                .map(|(k, v)| (k.parse().unwrap(), HeaderValue::from_str(v).unwrap()))
                .collect::<HeaderMap>();
            from_another_site(&method, &headers)
        };
        assert!(ask(Method::POST, &[("sec-fetch-site", "cross-site")]));
        assert!(ask(Method::POST, &[("sec-fetch-site", "same-site")]));
        assert!(!ask(Method::POST, &[("sec-fetch-site", "same-origin")]));
        assert!(!ask(Method::GET, &[("sec-fetch-site", "cross-site")]));
        let origin = |o: &'static str| ask(Method::POST, &[("origin", o), ("host", "a.example")]);
        assert!(origin("https://b.example"));
        assert!(origin("null"));
        assert!(!origin("https://a.example"));
        assert!(!ask(Method::POST, &[]));
    }
}
