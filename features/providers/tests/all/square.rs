//! The whole site of a small town with its invented organisations, as browsers see it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use catalogue::Catalogue;
use catalogue::model::{Ages, CostOption, CostUnit, Entity, Nature, Organization, Service};
use catalogue::pages::Sources;
use city::City;
use exchange::model::{Draft, Mapped, RecordDraft};
use exchange::profile::Profile;
use exchange::{Exchange, Incoming, Known, SourceRow};
use mail::Outbox;
use people::actions::Ctx;
use people::pages::{COOKIE, People};
use providers::fetch::Fetch;
use providers::pages::Providers;
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::{Keys, Seed};
use testing::TestDb;
use tower::ServiceExt;
use values::{Cents, HandClock, Id, Lang, Text};
use web::{Settings, Site};

use crate::town::{NOW, ground};

pub type Trouble = Box<dyn std::error::Error + Send + Sync>;

fn lang(tag: &str) -> Lang {
    tag.parse().expect("a language tag")
}

pub fn id(name: &str) -> Id {
    Id::named("providers square", name)
}

/// An identifier of the invented organisations.
pub fn demo(name: &str) -> Id {
    Id::named("providers demo", name)
}

pub fn ctx(name: &str) -> Ctx {
    Ctx {
        keys: Keys::demo(),
        seed: Seed::new(&mut StdRng::seed_from_u64(7)),
        base: Id::named("square", name),
        now: NOW,
        today: NOW.day(&ground().city.zone),
    }
}

fn draft<T: Entity>(record: &T) -> Draft {
    Draft::Record(RecordDraft {
        kind: T::KIND,
        id: record.id(),
        body: serde_json::to_value(record).expect("a record"),
        paths: Default::default(),
    })
}

/// What the city's register says of the small town.
fn first(drafts: Vec<Draft>) -> Incoming {
    Incoming {
        source: SourceRow {
            key: "register".into(),
            name: "Register".into(),
            publisher: "City".into(),
            licence: "CC0-1.0".into(),
            url: String::new(),
            class: "municipality".into(),
            complete: false,
            profile: String::new(),
        },
        gone_after: 1,
        files: Vec::new(),
        produce: Box::new(move |take| {
            let record = "1".to_string();
            let _ = take(Mapped {
                record,
                drafts,
                findings: Vec::new(),
            });
            Ok(Vec::new())
        }),
        dry_run: false,
        approve: false,
        leave_out_errors: false,
        same: Vec::new(),
        expects: Vec::new(),
    }
}

/// How officers of the small town read a list of clubs.
const CLUBS: &str = r#"
[source]
key = "clubs"
name = "Elenco delle associazioni"
publisher = "Comune di Portofiaba"
licence = "CC BY 4.0"
precedence = "municipality"
complete = true

[file]
kind = "csv"

[text]
language = "it"
country = "IT"

[record]
id = "{id}"
require = ["id", "name"]

[organization]
id = ["{id}"]
name = ["{name}"]
"#;

/// The profiles of the small town, which has none in its folder.
pub fn profiles() -> Arc<BTreeMap<String, Known>> {
    let profile = Profile::parse(CLUBS, "clubs.toml").expect("a good profile");
    let known = Known {
        profile: Arc::new(profile),
        name: "clubs".into(),
        text: CLUBS.into(),
    };
    Arc::new(BTreeMap::from([("clubs".to_string(), known)]))
}

pub struct Square {
    router: Router,
    pub exchange: Exchange,
    pub db: TestDb,
}

pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

pub struct Raw {
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
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

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
    }

    /// The value of a hidden field.
    pub fn hidden(&self, name: &str) -> String {
        let from = format!("name=\"{name}\" value=\"");
        let rest = self.body.split(&from).nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_string()
    }
}

impl Square {
    pub async fn open(db: TestDb) -> Result<Square, Trouble> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
        let city = Arc::new(City::load(&folder).map_err(|e| format!("{e:?}"))?);
        let mut club = Organization::new(id("club"), "Club del Molo");
        club.nature = Nature::ThirdSector;
        let name = Text::new(&lang("it"), "Vela <b>per</b> tutti");
        let mut sailing = Service::new(id("sailing"), id("club"), name);
        sailing.ages = Ages::years(6, 10);
        sailing.cost_options = vec![CostOption::of(Cents(1000), CostUnit::Month)];
        // They come from a register of the city, as records do.
        let early = Arc::new(HandClock::at(NOW.plus_seconds(-60)));
        let register = Exchange::new(db.db(), city.clone(), early, "test");
        let drafts = vec![draft(&club), draft(&sailing)];
        register.import(first(drafts), &|_| ()).await?;
        db.write(|tx| people::demo::load(tx, &ctx("people")))
            .await?;
        let chosen = (id("club"), "Club del Molo".to_string(), id("sailing"));
        db.write(move |tx| {
            let seed = Seed::new(&mut StdRng::seed_from_u64(3));
            providers::demo::load(tx, &ground(), Some(&chosen), seed, NOW)
        })
        .await?;
        let catalogue = Catalogue::open(db.db(), city.clone(), None).await?;
        let clock = Arc::new(HandClock::at(NOW));
        let exchange = Exchange::new(db.db(), city.clone(), clock.clone(), "test");
        let outbox = || Outbox::new(Keys::demo(), true);
        let people = People::new(
            db.db(),
            city.clone(),
            Keys::demo(),
            outbox(),
            clock.clone(),
            StdRng::seed_from_u64(7),
        );
        let providers = Providers::new(
            db.db(),
            ground(),
            (catalogue.clone(), exchange.clone()),
            outbox(),
            clock.clone(),
            StdRng::seed_from_u64(8),
        );
        // Tests serve their calendars on this machine.
        let fetch = Fetch::new(true)?;
        let providers = providers.importing(profiles(), Some(fetch));
        let voice = voice::Voice::new(
            db.db(),
            catalogue.clone(),
            clock.clone(),
            StdRng::seed_from_u64(9),
            60,
        );
        let features = vec![
            voice::feature(voice.with_outbox(outbox())),
            catalogue::pages::feature(catalogue, clock, Sources::default()),
            people::pages::feature(people),
            providers::pages::feature(providers),
        ];
        let title = Text::new(&lang("it"), "Wish Mi Portofiaba");
        let mut settings = Settings::new(title, lang("it"));
        settings.languages = ["it", "en", "ar"].map(lang).to_vec();
        settings.base_url = Some("https://town.example".into());
        let site = Site::new(settings, &features)?;
        Ok(Square {
            router: web::router(site, features, || Ok(())),
            exchange,
            db,
        })
    }

    /// Lets somebody of the demo come in; the secret goes into the cookie.
    pub async fn enter(&self, key: &'static str) -> Result<String, Trouble> {
        let secret = format!("{:0>64}", format!("secret{key}"));
        let kept = secret.clone();
        self.db
            .write(move |tx| {
                let entered = people::demo::enter(tx, key)?;
                people::actions::enter(tx, &ctx(key), &entered, "test", &kept)
            })
            .await?;
        Ok(secret)
    }

    pub async fn ask(&self, request: Request<Body>) -> Got {
        let path = request.uri().to_string();
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 5_000_000).await.expect("a body");
        let body = String::from_utf8_lossy(&bytes).into_owned();
        for wrong in ["{$", ">providers-", ">people-", ">web-"] {
            assert!(
                !body.contains(wrong),
                "{path}: a message is broken ({wrong})\n{body}"
            );
        }
        assert_ne!(parts.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        Got {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// An answer that is no text.
    pub async fn raw(&self, who: &str, path: &str) -> Raw {
        let request = Request::get(path)
            .header("cookie", format!("{COOKIE}={who}"))
            .body(Body::empty());
        let response = match self
            .router
            .clone()
            .oneshot(request.expect("an address"))
            .await
        {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        assert_eq!(parts.status, StatusCode::OK, "{path}");
        let bytes = to_bytes(body, 5_000_000).await.expect("a body");
        Raw {
            headers: parts.headers,
            bytes: bytes.to_vec(),
        }
    }

    pub async fn get(&self, who: &str, path: &str) -> Got {
        let request = Request::get(path)
            .header("cookie", format!("{COOKIE}={who}"))
            .body(Body::empty());
        self.ask(request.expect("an address")).await
    }

    /// Sends a form as a browser does, from a page of ours.
    pub async fn post(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Got {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        self.send(
            who,
            path,
            "application/x-www-form-urlencoded",
            body.into_bytes(),
        )
        .await
    }

    /// Sends a document.
    pub async fn upload(&self, who: &str, path: &str, item: &str, file: &[u8]) -> Got {
        let mut body = Vec::new();
        for (name, value) in [
            ("item", item),
            ("issued", "2026-11-01"),
            ("expires", "2027-11-01"),
        ] {
            body.extend(
                format!(
                    "--xx\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .bytes(),
            );
        }
        body.extend(b"--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../a.html\"\r\nContent-Type: text/html\r\n\r\n");
        body.extend(file);
        body.extend(b"\r\n--xx--\r\n");
        self.send(who, path, "multipart/form-data; boundary=xx", body)
            .await
    }

    pub async fn send(&self, who: &str, path: &str, kind: &str, body: Vec<u8>) -> Got {
        let request = Request::post(path)
            .header("content-type", kind)
            .header("sec-fetch-site", "same-origin")
            .header("cookie", format!("{COOKIE}={who}"))
            .body(Body::from(body));
        self.ask(request.expect("an address")).await
    }

    /// The page a form leads to.
    pub async fn follow(&self, who: &str, got: &Got) -> Got {
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.body);
        self.get(who, got.header("location")).await
    }
}
