//! The catalogue as open data: an HSDS datapackage, services as CSV, places as GeoJSON, and a
//! DCAT-AP_IT catalogue of them. Each file is made when it is first asked for and kept while the
//! catalogue stays the same. The terms come from the city (`[open_data]` in `city.toml`); a city
//! without them publishes nothing.

mod dcat;
mod files;
mod package;

use std::io;
use std::path::Path;
use std::sync::Arc;

use catalogue::snapshot::Snapshot;
use city::City;
use values::{Lang, Moment};

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
pub(crate) enum Made {
    Services,
    Package,
    Places,
}

impl Made {
    pub(crate) const ALL: [(Made, &'static str, &'static str); 3] = [
        (Made::Services, "services.csv", "text/csv; charset=utf-8"),
        (Made::Package, "hsds.zip", "application/zip"),
        (Made::Places, "places.geojson", "application/geo+json"),
    ];

    pub(crate) fn make(self, snapshot: &Snapshot, city: &City) -> io::Result<Vec<u8>> {
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
