//! A small invented town with one record of each kind, served as the app serves it.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use catalogue::Catalogue;
use catalogue::actions::{publish, put};
use catalogue::model::{Entity, Image, Location, Organization, Provenance, Service};
use catalogue::pages::Sources;
use city::City;
use rand::SeedableRng;
use rand::rngs::StdRng;
use testing::TestDb;
use tower::ServiceExt;
use values::{HandClock, Id, Lang, Moment, Text};
use voice::Voice;
use web::{Settings, Site};

pub fn lang(tag: &str) -> Lang {
    tag.parse().expect("a language tag")
}

pub fn id(name: &str) -> Id {
    Id::named("voice pages", name)
}

pub struct Town {
    router: Router,
    pub clock: HandClock,
    pub db: TestDb,
}

pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Got {
    pub fn has(&self, what: &str) -> &Got {
        assert!(
            self.body.contains(what),
            "«{what}» is not in:\n{}",
            self.body
        );
        self
    }

    pub fn lacks(&self, what: &str) -> &Got {
        assert!(!self.body.contains(what), "«{what}» is in:\n{}", self.body);
        self
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
    }
}

fn row<T: Entity>(record: &T) -> Image {
    Image {
        kind: T::KIND,
        id: record.id(),
        version: 1,
        modified_at: Moment(1_795_000_000_000_000),
        merged_into: None,
        gone_at: None,
        body: serde_json::to_value(record).expect("a record"),
        provenance: Provenance::new(),
    }
}

impl Town {
    pub async fn open(db: TestDb) -> Result<Town, Box<dyn std::error::Error + Send + Sync>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
        let city = Arc::new(City::load(&folder).map_err(|e| format!("{e:?}"))?);
        let name = Text::new(&lang("it"), "Vela <b>per</b> tutti");
        let images = vec![
            row(&Organization::new(id("club"), "Club del Molo")),
            row(&Location::new(id("pier"), "Molo Vecchio")),
            row(&Service::new(id("sailing"), id("club"), name)),
        ];
        db.write(move |tx| {
            put(tx, &images)?;
            publish(tx)
        })
        .await?;
        let catalogue = Catalogue::open(db.db(), city, None).await?;
        let clock = HandClock::at(Moment(1_795_341_600_000_000));
        let voice = Voice::new(
            db.db(),
            catalogue.clone(),
            Arc::new(clock.clone()),
            StdRng::seed_from_u64(7),
            60,
        );
        let features = vec![
            catalogue::pages::feature(catalogue, Arc::new(clock.clone()), Sources::default()),
            voice::feature(voice),
        ];
        let title = Text::new(&lang("it"), "Wish Mi Portofiaba");
        let mut settings = Settings::new(title, lang("it"));
        settings.languages = ["it", "en", "ar"].map(lang).to_vec();
        let site = Site::new(settings, &features)?;
        Ok(Town {
            router: web::router(site, features, || Ok(())),
            clock,
            db,
        })
    }

    async fn ask(&self, request: Request<Body>) -> Got {
        let path = request.uri().to_string();
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 5_000_000).await.expect("a body");
        let body = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        for wrong in ["{$", ">voice-", ">catalogue-", ">web-"] {
            assert!(
                !body.contains(wrong),
                "{path}: a message is broken ({wrong})"
            );
        }
        Got {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    pub async fn get(&self, path: &str) -> Got {
        let request = Request::get(path).body(Body::empty());
        self.ask(request.expect("an address")).await
    }

    /// Sends a form as a browser does, from a page of ours.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Got {
        self.post_from("same-origin", path, fields).await
    }

    pub async fn post_from(&self, site: &str, path: &str, fields: &[(&str, &str)]) -> Got {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", site)
            .body(Body::from(body.join("&")));
        self.ask(request.expect("an address")).await
    }

    /// The page a form leads to.
    pub async fn follow(&self, got: &Got) -> Got {
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.body);
        self.get(got.header("location")).await
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect()
}
