//! A small invented town with a handful of records, served as the app serves it.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use catalogue::Catalogue;
use catalogue::actions::{publish, put};
use catalogue::model::*;
use catalogue::pages::{SourceName, Sources, feature};
use city::City;
use testing::TestDb;
use tower::ServiceExt;
use values::{Cents, Day, HandClock, Id, Lang, Moment, Point, Text};
use web::{Helpline, Settings, Site};

/// A script in a name, to be seen as the text it is.
pub const NASTY: &str = "Vela <script>alert(1)</script> & \"vento\"";

pub fn lang(tag: &str) -> Lang {
    tag.parse().expect("a language tag")
}

pub fn text(pairs: &[(&str, &str)]) -> Text {
    pairs
        .iter()
        .map(|(l, t)| (lang(l), (*t).to_string()))
        .collect()
}

pub fn id(name: &str) -> Id {
    Id::named("pages", name)
}

/// The code of a service in saved lists: the last 60 bits of the identifier in Crockford's base 32.
pub fn short(name: &str) -> String {
    let bits = id(name).0.as_u128() & ((1 << 60) - 1);
    (0..12)
        .rev()
        .map(|i| {
            let five = usize::try_from((bits >> (5 * i)) & 31).expect("five bits");
            char::from(b"0123456789abcdefghjkmnpqrstvwxyz"[five])
        })
        .collect()
}

/// Sunday 22 November 2026, 10:00 UTC.
pub fn clock() -> HandClock {
    HandClock::at(Moment(1_795_341_600_000_000))
}

fn day(s: &str) -> Day {
    s.parse().expect("a day")
}

fn time(s: &str) -> TimeOfDay {
    s.parse().expect("a time")
}

/// The site over a small catalogue; the database lives as long as the town.
pub struct Town {
    router: Router,
    pub catalogue: Catalogue,
    _db: TestDb,
}

/// An answer.
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Got {
    /// Asserts that the body holds a text, telling where it looked.
    pub fn has(&self, what: &str) -> &Got {
        assert!(
            self.body.contains(what),
            "«{what}» is not in:\n{}",
            self.main()
        );
        self
    }

    /// Asserts that it does not.
    pub fn lacks(&self, what: &str) -> &Got {
        assert!(
            !self.body.contains(what),
            "«{what}» is in:\n{}",
            self.main()
        );
        self
    }

    /// The page without its frame.
    pub fn main(&self) -> &str {
        let from = self.body.find("<main").unwrap_or(0);
        let to = self.body.find("</main>").unwrap_or(self.body.len());
        &self.body[from..to]
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
    }
}

impl Town {
    pub async fn open() -> Result<Town, Box<dyn std::error::Error + Send + Sync>> {
        Town::with(images(), clock()).await
    }

    pub async fn with(
        images: Vec<Image>,
        clock: HandClock,
    ) -> Result<Town, Box<dyn std::error::Error + Send + Sync>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
        Town::of(&folder, images, clock).await
    }

    /// The site over another city folder.
    pub async fn of(
        folder: &Path,
        images: Vec<Image>,
        clock: HandClock,
    ) -> Result<Town, Box<dyn std::error::Error + Send + Sync>> {
        let city = Arc::new(City::load(folder).map_err(|e| format!("{e:?}"))?);
        let db = testing::sqlite().await;
        db.write(move |tx| {
            put(tx, &images)?;
            publish(tx)
        })
        .await?;
        let catalogue = Catalogue::open(db.db(), city, None).await?;
        let sources: Sources = [(
            "registro".to_string(),
            SourceName {
                name: text(&[("it", "Registro delle scuole di vela")]),
                url: Some("https://dati.example/vela".into()),
            },
        )]
        .into_iter()
        .collect();
        let features = vec![feature(catalogue.clone(), Arc::new(clock), sources)];
        let mut settings = Settings::new(text(&[("it", "Wish Mi Portofiaba")]), lang("it"));
        settings.languages = ["it", "en", "ar"].map(lang).to_vec();
        settings.base_url = Some("https://wish.example".into());
        settings.helpline = Some(Helpline {
            name: text(&[("it", "Telefono del faro"), ("ar", "هاتف المنارة")]),
            phone: "000 00 10".into(),
            hours: Text::default(),
        });
        let site = Site::new(settings, &features)?;
        Ok(Town {
            router: web::router(site, features, || Ok(())),
            catalogue,
            _db: db,
        })
    }

    /// What was sought in vain.
    pub async fn gaps(&self) -> Result<Vec<(catalogue::Gap, i64)>, db::Fault> {
        self.catalogue.gaps_since(day("2026-01-01")).await
    }

    pub async fn get(&self, path: &str) -> Got {
        self.get_with(path, &[]).await
    }

    /// Asks as a reader who has the page with this ETag.
    pub async fn get_if(&self, path: &str, etag: &str) -> Got {
        self.get_with(path, &[("if-none-match", etag)]).await
    }

    /// A page as asked for with further headers, such as a cookie.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Got {
        self.send("GET", path, headers, String::new()).await
    }

    /// A form sent from a page of the site.
    pub async fn post(&self, path: &str, headers: &[(&str, &str)], form: &str) -> Got {
        let mut all = vec![
            ("content-type", "application/x-www-form-urlencoded"),
            ("host", "wish.example"),
            ("sec-fetch-site", "same-origin"),
        ];
        all.retain(|(name, _)| headers.iter().all(|(own, _)| own != name));
        all.extend(headers);
        self.send("POST", path, &all, form.to_string()).await
    }

    async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: String) -> Got {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).expect("an address");
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 5_000_000).await.expect("a body");
        let kind = parts.headers.get("content-type");
        let picture = kind.is_some_and(|k| k.as_bytes().starts_with(b"image/"));
        assert!(
            picture || std::str::from_utf8(&bytes).is_ok(),
            "{path}: not UTF-8"
        );
        let body = String::from_utf8_lossy(&bytes).into_owned();
        // A message whose variable was not given, and a message nobody has, are our mistakes.
        assert!(!body.contains("{$"), "{path}: a message lacks a variable");
        assert!(
            !body.contains(">catalogue-"),
            "{path}: a message is missing"
        );
        Got {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// A page that must be there.
    pub async fn page(&self, path: &str) -> Got {
        let got = self.get(path).await;
        assert_eq!(got.status, StatusCode::OK, "{path}:\n{}", got.body);
        got
    }
}

/// A row as an import writes it.
pub fn row<T: Entity>(record: &T) -> Image {
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

pub fn harbour() -> Organization {
    let mut o = Organization::new(id("harbour"), "Club del Molo <b>x</b>");
    o.description = text(&[("it", "Insegna il mare ai bambini.\n\nDal 1950.")]);
    o.email = Some("molo@club.example".into());
    o.website = Some("https://www.club.example/mare".into());
    o.phones = vec![Phone {
        number: "+34 000 00 11".into(),
        description: text(&[("it", "segreteria")]),
    }];
    o.nature = Nature::ThirdSector;
    o
}

pub fn pier() -> Location {
    let mut l = Location::new(id("pier"), "Molo Vecchio");
    l.point = Point::new(28.4630, -16.2480).ok();
    l.address = Some(Address {
        address_1: "Paseo del Puerto 3".into(),
        city: "Portofiaba".into(),
        country: "ES".into(),
        ..Address::default()
    });
    l.district = Some("puerto".into());
    l.organization_id = Some(id("harbour"));
    l.accessibility = vec!["wheelchair".into()];
    l.transportation = text(&[("it", "Tram 1, fermata Molo")]);
    l.schedules = vec![Schedule::weekly(
        &[Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday],
        time("9"),
        time("18"),
    )];
    l
}

/// Swimming: all texts in Italian, the name in three languages.
pub fn swimming() -> Service {
    let name = [
        ("it", "Corso di nuoto"),
        ("en", "Swimming course"),
        ("ar", "دورة سباحة"),
    ];
    let mut s = Service::new(id("swimming"), id("harbour"), text(&name));
    s.description = text(&[("it", "Si impara a nuotare nel porto, in gruppi piccoli.")]);
    s.ages = Ages::years(6, 10);
    s.themes = vec!["sea.swimming".into()];
    s.languages = vec![lang("it"), lang("ar")];
    s.rhythm = Some(Rhythm::Weekly);
    let mut lesson = Schedule::weekly(
        &[Weekday::Monday, Weekday::Thursday],
        time("16:30"),
        time("18"),
    );
    lesson.used_as = ScheduleUse::Events;
    lesson.dtstart = Some(day("2026-09-21"));
    lesson.until = Some(day("2027-05-28"));
    s.schedules = vec![lesson];
    s.cost_options = vec![CostOption::of(Cents(3000), CostUnit::Month)];
    s.application_process = text(&[("it", "Telefona alla segreteria.")]);
    s.required_documents = vec![text(&[("it", "Certificato medico")])];
    s.adult_needed = Some(false);
    s.capacity = Some(Capacity {
        places: 12,
        available: Some(2),
    });
    s.assured = Some(Assurance {
        on: day("2026-11-08"),
        by: "Ufficio Infanzia".into(),
    });
    s
}

/// Story time next Saturday, free, written only in Spanish.
pub fn stories() -> Service {
    let mut s = Service::new(
        id("stories"),
        id("harbour"),
        text(&[("es", "Cuentos en el muelle")]),
    );
    s.ages = Ages {
        from: Some(3),
        to: Some(35),
    };
    s.themes = vec!["stories.library".into()];
    s.rhythm = Some(Rhythm::OneOff);
    s.schedules = vec![Schedule {
        used_as: ScheduleUse::Events,
        dtstart: Some(day("2026-11-28")),
        opens_at: Some(time("10")),
        closes_at: Some(time("11")),
        ..Schedule::default()
    }];
    s.cost_options = vec![CostOption::of(Cents(0), CostUnit::Once)];
    s
}

/// Sailing: made up, with a script in its name.
pub fn sailing() -> Service {
    let mut s = Service::new(id("sailing"), id("harbour"), text(&[("it", NASTY)]));
    s.themes = vec!["sea.sailing".into()];
    s.description = text(&[("it", "</script><img src=x onerror=alert(1)>")]);
    s.url = Some("javascript:alert(1)".into());
    s.demo = true;
    s
}

/// Everything, with one row as it is now.
pub fn images_with(changed: Image) -> Vec<Image> {
    let mut all = images();
    let old = all.iter_mut().find(|i| i.id == changed.id);
    *old.expect("a row to change") = changed;
    all
}

/// Everything: three services at the pier, one merged, one gone.
pub fn images() -> Vec<Image> {
    let mut merged = row(&Service::new(
        id("old"),
        id("harbour"),
        text(&[("it", "Nuoto vecchio")]),
    ));
    merged.merged_into = Some(id("swimming"));
    let mut finished = Service::new(id("gone"), id("harbour"), text(&[("it", "Finito")]));
    finished.themes = vec!["sea.sailing".into()];
    let mut gone = row(&finished);
    gone.gone_at = Some(Moment(1_790_000_000_000_000));
    let mut swim = row(&swimming());
    for field in ["name", "schedules"] {
        let source = Source {
            source: "registro".into(),
            record: "7".into(),
            at: Moment(1_794_000_000_000_000),
            rule: "only".into(),
        };
        swim.provenance.insert(field.into(), source);
    }
    let at = |service: &str| row(&ServiceAtLocation::new(id(service), id("pier")));
    vec![
        row(&harbour()),
        row(&pier()),
        swim,
        row(&stories()),
        row(&sailing()),
        merged,
        gone,
        at("swimming"),
        at("stories"),
        at("sailing"),
    ]
}
