//! The catalogue as open data: an HSDS datapackage, services as CSV, places as GeoJSON, and a
//! DCAT-AP_IT catalogue of them. Each file is made when it is first asked for and kept while the
//! catalogue stays the same. The terms come from the city (`[open_data]` in `city.toml`); a city
//! without them publishes nothing.

mod dcat;
mod files;
mod package;

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::middleware;
use axum::response::Response;
use axum::routing::{any, get};
use catalogue::snapshot::Snapshot;
use catalogue::{Catalogue, View};
use city::City;
use http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use values::{Lang, Moment};
use web::Visit;

use crate::api::{base, open_to_all, problem::Problem};

pub(crate) use dcat::Graph;

/// A file or stream that is offered.
pub(crate) struct File {
    /// Its key in messages.
    pub key: &'static str,
    /// The dataset it is a form of.
    pub dataset: &'static str,
    /// Its address.
    pub path: &'static str,
    /// Its media type.
    pub kind: &'static str,
    /// Its type in the EU's table of file types.
    pub eu: &'static str,
    /// Its format, as people call it.
    pub format: &'static str,
}

/// Everything that is offered.
pub(crate) const FILES: [File; 4] = [
    File {
        key: "services",
        dataset: "services",
        path: "/opendata/services.csv",
        kind: "text/csv",
        eu: "CSV",
        format: "CSV",
    },
    File {
        key: "hsds",
        dataset: "services",
        path: "/opendata/hsds.zip",
        kind: "application/zip",
        eu: "ZIP",
        format: "ZIP (CSV)",
    },
    File {
        key: "stream",
        dataset: "services",
        path: "/api/hsds/v3/services?full=true&format=ndjson",
        kind: "application/x-ndjson",
        eu: "JSON",
        format: "JSON",
    },
    File {
        key: "places",
        dataset: "places",
        path: "/opendata/places.geojson",
        kind: "application/geo+json",
        eu: "GEOJSON",
        format: "GeoJSON",
    },
];

/// Those that are made here.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Made {
    Services,
    Package,
    Places,
}

impl Made {
    const ALL: [(Made, &'static str, &'static str); 3] = [
        (Made::Services, "services.csv", "text/csv; charset=utf-8"),
        (Made::Package, "hsds.zip", "application/zip"),
        (Made::Places, "places.geojson", "application/geo+json"),
    ];

    fn make(self, snapshot: &Snapshot, city: &City) -> io::Result<Vec<u8>> {
        match self {
            Made::Services => files::services_csv(snapshot, city),
            Made::Places => files::places_geojson(snapshot, city),
            Made::Package => {
                let name = city.name.best(&city.default_language, &[]);
                let about = package::About {
                    title: format!("Wish Mi {}", name.map_or("", |(_, n)| n)),
                    modified: modified(snapshot),
                    city,
                };
                package::write(snapshot, &about)
            }
        }
    }
}

/// When anything of the catalogue last changed.
pub(crate) fn modified(snapshot: &Snapshot) -> Moment {
    let all = snapshot.organizations().iter().map(|h| h.modified_at);
    let all = all.chain(snapshot.locations().iter().map(|h| h.modified_at));
    let all = all.chain(snapshot.services().iter().map(|h| h.modified_at));
    let all = all.chain(
        snapshot
            .services_at_locations()
            .iter()
            .map(|h| h.modified_at),
    );
    all.max().unwrap_or_default()
}

/// The feature's words, in all the languages of a city, apart from any visit.
#[derive(Clone)]
pub(crate) struct Words {
    catalog: Arc<i18n::Catalog>,
    langs: Vec<Lang>,
}

impl Words {
    /// # Errors
    /// Messages that cannot be read.
    pub fn of(city: &City) -> Result<Words, i18n::CatalogError> {
        let catalog = i18n::Catalog::new(&city.default_language, crate::pages::LOCALES)?;
        let has = |l: &&Lang| catalog.languages().any(|known| known == *l);
        let langs = city.full_languages().filter(has).cloned().collect();
        Ok(Words { catalog, langs })
    }

    /// A message in each language.
    pub fn all(&self, key: &str) -> Vec<(Lang, String)> {
        let say = |l: &Lang| (l.clone(), self.catalog.tr(l).t(key).into_owned());
        self.langs.iter().map(say).collect()
    }

    /// English, which names of standards are in.
    pub fn english(&self) -> Lang {
        self.langs
            .iter()
            .find(|l| l.as_str() == "en")
            .or(self.langs.first())
            .cloned()
            .unwrap_or_else(|| self.catalog.default_lang().clone())
    }
}

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

/// Writes all files to a folder, and the catalogue of them when the site's address is known.
/// Returns how many; nothing in a city without terms of open data.
///
/// # Errors
/// When a file cannot be written.
pub fn write_folder(
    folder: &Path,
    snapshot: &Snapshot,
    city: &City,
    base: Option<&str>,
) -> io::Result<usize> {
    if city.open_data.is_none() {
        return Ok(0);
    }
    std::fs::create_dir_all(folder)?;
    let mut written = 0;
    for (made, name, _) in Made::ALL {
        std::fs::write(folder.join(name), made.make(snapshot, city)?)?;
        written += 1;
    }
    if let Some(base) = base {
        let words = Words::of(city).map_err(io::Error::other)?;
        let base = base.trim_end_matches('/');
        let graph = Graph::of(city, &words, base, modified(snapshot));
        std::fs::write(folder.join("catalog.ttl"), graph.turtle())?;
        let json = serde_json::to_vec(&graph.json_ld())?;
        std::fs::write(folder.join("catalog.jsonld"), json)?;
        written += 2;
    }
    Ok(written)
}

/// The paths of the files for the description of the interfaces.
pub(crate) fn described() -> Vec<(String, serde_json::Value)> {
    let get = |path: &str, id: &str, summary: &str, kind: &str, cached: bool| {
        let mut responses = serde_json::json!({
            "200": {"description": summary, "content": {kind: {"schema": {"type": "string"}}}},
        });
        if kind.contains("json") {
            responses["200"]["content"][kind]["schema"] = serde_json::json!({"type": "object"});
        }
        if cached {
            responses["304"] = serde_json::json!({"$ref": "#/components/responses/NotModified"});
        }
        let operation = serde_json::json!({
            "tags": ["open data"], "operationId": id, "summary": summary, "responses": responses,
        });
        (path.to_string(), serde_json::json!({"get": operation}))
    };
    vec![
        get(
            "/opendata/services.csv",
            "getServicesCsv",
            "Services, one line each place",
            "text/csv",
            true,
        ),
        get(
            "/opendata/hsds.zip",
            "getDatapackage",
            "Everything as HSDS tables with datapackage.json",
            "application/zip",
            true,
        ),
        get(
            "/opendata/places.geojson",
            "getPlaces",
            "Places on the map",
            "application/geo+json",
            true,
        ),
        get(
            "/opendata/catalog.ttl",
            "getCatalogTurtle",
            "DCAT-AP_IT catalogue",
            "text/turtle",
            false,
        ),
        get(
            "/opendata/catalog.jsonld",
            "getCatalogJsonLd",
            "DCAT-AP_IT catalogue",
            "application/ld+json",
            false,
        ),
    ]
}
