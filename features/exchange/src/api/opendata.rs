//! The files of open data over HTTP: each is made when it is first asked for and kept while the
//! catalogue stays the same.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::middleware;
use axum::response::Response;
use axum::routing::{any, get};
use catalogue::{Catalogue, View};
use http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use web::Visit;

use super::{base, open_to_all, problem::Problem};
use crate::opendata::{Graph, Made, Words, modified};

/// Files that were made, of one view.
type Kept = Option<(Arc<View>, HashMap<Made, (Bytes, HeaderValue)>)>;

#[derive(Clone)]
struct OpenData {
    catalogue: Catalogue,
    words: Words,
    kept: Arc<Mutex<Kept>>,
}

impl OpenData {
    async fn file(&self, made: Made) -> Result<(Bytes, HeaderValue), Problem> {
        let view = self.catalogue.view();
        let mut kept = self.kept.lock().await;
        if !kept.as_ref().is_some_and(|(of, _)| Arc::ptr_eq(of, &view)) {
            *kept = Some((Arc::clone(&view), HashMap::new()));
        }
        let have = kept.as_ref().and_then(|(_, files)| files.get(&made));
        if let Some(file) = have {
            return Ok(file.clone());
        }
        let bytes = tokio::task::spawn_blocking(move || made.make(view.snapshot(), view.city()))
            .await
            .map_err(Problem::fault)?
            .map_err(Problem::fault)?;
        let hash = hex::encode(&Sha256::digest(&bytes)[..12]);
        let etag = HeaderValue::try_from(format!("W/\"{hash}\"")).map_err(Problem::fault)?;
        let file = (Bytes::from(bytes), etag);
        if let Some((_, files)) = kept.as_mut() {
            files.insert(made, file.clone());
        }
        Ok(file)
    }
}

/// The routes of the files; none in a city without terms of open data.
///
/// # Errors
/// Messages that cannot be read.
pub(crate) fn router(catalogue: &Catalogue) -> Result<Router, i18n::CatalogError> {
    let city = catalogue.view().city().clone();
    if city.open_data.is_none() {
        return Ok(Router::new());
    }
    let data = OpenData {
        catalogue: catalogue.clone(),
        words: Words::of(&city)?,
        kept: Arc::default(),
    };
    let mut router = Router::new();
    for (made, name, kind) in Made::ALL {
        let disposition = format!("attachment; filename=\"{}-{name}\"", city.key);
        router = router.route(
            &format!("/opendata/{name}"),
            get(async move |State(data): State<OpenData>| {
                let (bytes, etag) = data.file(made).await?;
                let mut response = sent(Body::from(bytes), kind);
                response.headers_mut().insert(header::ETAG, etag);
                if let Ok(d) = HeaderValue::try_from(disposition) {
                    response
                        .headers_mut()
                        .insert(header::CONTENT_DISPOSITION, d);
                }
                Ok::<Response, Problem>(response)
            })
            .fallback(refused),
        );
    }
    Ok(router
        .route("/opendata/catalog.ttl", get(turtle).fallback(refused))
        .route("/opendata/catalog.jsonld", get(json_ld).fallback(refused))
        .route("/opendata/{*rest}", any(nothing))
        .layer(middleware::from_fn(open_to_all))
        .with_state(data))
}

async fn refused() -> Problem {
    Problem::method()
}

async fn nothing() -> Problem {
    Problem::not_found()
}

fn sent(body: Body, kind: &'static str) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let fresh = HeaderValue::from_static("public, max-age=300");
    headers.insert(header::CACHE_CONTROL, fresh);
    response
}

fn graph(data: &OpenData, visit: &Visit, headers: &HeaderMap) -> Graph {
    let view = data.catalogue.view();
    let base = base(visit, headers);
    Graph::of(view.city(), &data.words, &base, modified(view.snapshot()))
}

async fn turtle(State(data): State<OpenData>, visit: Visit, headers: HeaderMap) -> Response {
    let text = graph(&data, &visit, &headers).turtle();
    sent(Body::from(text), "text/turtle; charset=utf-8")
}

async fn json_ld(State(data): State<OpenData>, visit: Visit, headers: HeaderMap) -> Response {
    let text = graph(&data, &visit, &headers).json_ld().to_string();
    sent(Body::from(text), "application/ld+json")
}
