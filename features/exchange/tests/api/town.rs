//! A city with its demo catalogue, or with a few records of one's own, served as the app serves it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use catalogue::Catalogue;
use catalogue::actions::{publish, put};
use catalogue::model::{Entity, Image, Kind, Provenance};
use city::City;
use serde_json::Value;
use testing::TestDb;
use tower::ServiceExt;
use values::{Day, Moment, Text};
use web::{Settings, Site};

pub type Failed = Box<dyn std::error::Error + Send + Sync>;

pub const API: &str = "/api/hsds/v3";

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn city(key: &str) -> Arc<City> {
    let city = City::load(&root().join("cities").join(key));
    Arc::new(city.expect("the city folder is good"))
}

/// A row as an import writes it.
pub fn row<T: Entity>(record: &T, modified: i64) -> Image {
    Image {
        kind: T::KIND,
        id: record.id(),
        version: 1,
        modified_at: Moment(modified * 1_000_000),
        merged_into: None,
        gone_at: None,
        body: serde_json::to_value(record).expect("a record"),
        provenance: Provenance::new(),
    }
}

/// The moment at which the rows of a demo catalogue were written.
pub const WRITTEN: i64 = 1_795_000_000;

/// The demo catalogue of a city as rows.
pub fn demo(city: &City) -> Vec<Image> {
    let folder = root().join("cities").join(&city.key).join("demo");
    let day: Day = "2026-11-22".parse().expect("a day");
    let demo = catalogue::demo::generate(&folder, city, exchange::demo::SEED, day)
        .expect("the demo folder is good");
    let mut rows: Vec<Image> = Vec::new();
    rows.extend(demo.organizations.iter().map(|r| row(r, WRITTEN)));
    rows.extend(demo.locations.iter().map(|r| row(r, WRITTEN)));
    rows.extend(demo.services.iter().map(|r| row(r, WRITTEN)));
    rows.extend(demo.services_at_location.iter().map(|r| row(r, WRITTEN)));
    rows
}

/// One service in so many, with its organisation and its places.
fn some_of(rows: Vec<Image>, one_in: usize) -> Vec<Image> {
    let text = |r: &Image, key: &str| r.body[key].as_str().unwrap_or_default().to_string();
    let services: BTreeSet<String> = rows
        .iter()
        .filter(|r| r.kind == Kind::Service)
        .step_by(one_in)
        .map(|r| r.id.to_string())
        .collect();
    let mut kept = services.clone();
    for r in &rows {
        if r.kind == Kind::Service && services.contains(&r.id.to_string()) {
            kept.insert(text(r, "organization_id"));
        }
        if r.kind == Kind::ServiceAtLocation && services.contains(&text(r, "service_id")) {
            kept.insert(r.id.to_string());
            kept.insert(text(r, "location_id"));
        }
    }
    // organisations that run the places, and those these are part of
    for key in [
        "organization_id",
        "parent_organization_id",
        "parent_organization_id",
    ] {
        let more = rows.iter().filter(|r| kept.contains(&r.id.to_string()));
        let more: Vec<String> = more.map(|r| text(r, key)).collect();
        kept.extend(more);
    }
    rows.into_iter()
        .filter(|r| kept.contains(&r.id.to_string()))
        .collect()
}

pub struct Town {
    pub catalogue: Catalogue,
    router: Router,
    db: TestDb,
}

/// An answer.
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e} in {}", self.body))
    }

    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).and_then(|v| v.to_str().ok());
        value.unwrap_or_default()
    }

    /// The identifiers of a page's items.
    pub fn ids(&self) -> Vec<String> {
        let json = self.json();
        let contents = json["contents"].as_array().expect("contents");
        contents
            .iter()
            .map(|o| o["id"].as_str().expect("an id").to_string())
            .collect()
    }
}

impl Town {
    pub async fn open(city: Arc<City>, rows: Vec<Image>) -> Result<Town, Failed> {
        let db = testing::sqlite().await;
        let town_db = db.db();
        db.write(move |tx| {
            put(tx, &rows)?;
            publish(tx)
        })
        .await?;
        let catalogue = Catalogue::open(town_db, city.clone(), None).await?;
        let features = vec![exchange::pages::feature(&catalogue, Vec::new())?];
        let name: Text = city.name.clone();
        let mut settings = Settings::new(name, city.default_language.clone());
        settings.languages = city.languages.clone();
        settings.run = 7;
        let site = Site::new(settings, &features)?;
        Ok(Town {
            catalogue,
            router: web::router(site, features, || Ok(())),
            db,
        })
    }

    /// Every twelfth service of Milan's demo catalogue, with what belongs to it: the whole of it takes
    /// minutes in a debug build.
    pub async fn milan() -> Result<Town, Failed> {
        let city = city("milano");
        let mut rows = some_of(demo(&city), 12);
        // The demo knows one post code; a filter by it shows something only when there are two.
        for row in rows
            .iter_mut()
            .filter(|r| r.kind == Kind::Location)
            .step_by(3)
        {
            if let Some(address) = row.body.get_mut("address").and_then(|a| a.as_object_mut()) {
                address.insert("postal_code".into(), "20121".into());
            }
        }
        Town::open(city, rows).await
    }

    /// Writes rows and shows them.
    pub async fn change(&self, rows: Vec<Image>) -> Result<(), Failed> {
        self.db
            .write(move |tx| {
                put(tx, &rows)?;
                publish(tx)
            })
            .await?;
        assert!(self.catalogue.refresh().await?, "nothing changed");
        Ok(())
    }

    pub async fn send(&self, request: Request<Body>) -> Got {
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 200_000_000).await.expect("a body");
        Got {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// The status and the bytes of any path.
    pub async fn raw(&self, path: &str) -> (StatusCode, Vec<u8>) {
        let request = Request::builder().uri(path).body(Body::empty());
        let request = request.expect("a request");
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 200_000_000)
            .await
            .expect("a body");
        (status, bytes.to_vec())
    }

    /// GET below the API's root.
    pub async fn get(&self, path: &str) -> Got {
        self.ask(Method::GET, path, &[], "").await
    }

    pub async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Got {
        let outside = ["/api", "/opendata"].iter().any(|p| path.starts_with(p));
        let path = if outside || path.ends_with("/open-data") {
            path.to_string()
        } else {
            format!("{API}{path}")
        };
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_string()));
        self.send(request.expect("a request")).await
    }

    /// A page that must be there.
    pub async fn ok(&self, path: &str) -> Got {
        let got = self.get(path).await;
        assert_eq!(got.status, StatusCode::OK, "{path}: {}", got.body);
        got
    }
}
