//! A small town with the demo's people, association and vouchers, as browsers see it.

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
use exchange::{Exchange, Incoming, SourceRow};
use mail::Outbox;
use people::pages::{COOKIE, People};
use providers::rules::checklist::Checklist;
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::{Keys, Seed};
use testing::TestDb;
use tower::ServiceExt;
use values::{Cents, HandClock, Id, Lang, Moment, Text};
use vouchers::actions::{Booked, Ground, Wallets};
use web::{Settings, Site};

pub type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// 28 November 2026, 10:00 UTC.
pub const NOW: Moment = Moment(1_795_860_000_000_000);

pub fn lang(tag: &str) -> Lang {
    tag.parse().expect("a language tag")
}

/// Somebody of `people::demo`.
pub fn who(key: &str) -> Id {
    Id::named("people demo", key)
}

/// The association that is admitted.
pub fn org() -> Id {
    providers::demo::admitted()
}

pub fn service() -> Id {
    Id::named("vouchers town", "sailing")
}

pub struct Town {
    router: Router,
    pub db: TestDb,
    pub clock: HandClock,
    pub ground: Ground,
    pub seats: bookings::actions::Ground,
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

    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.get(name).and_then(|v| v.to_str().ok());
        found.unwrap_or_default()
    }

    pub fn to(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        let there = self.headers.get("location").and_then(|v| v.to_str().ok());
        there.unwrap_or_default().to_string()
    }

    /// What stands between two pieces of the page.
    pub fn between(&self, from: &str, to: &str) -> String {
        let rest = self.body.split_once(from);
        let (_, rest) = rest.unwrap_or_else(|| panic!("«{from}» is not in:\n{}", self.body));
        rest.split(to).next().unwrap_or_default().to_string()
    }

    pub fn hidden(&self, name: &str) -> String {
        self.between(&format!("name=\"{name}\" value=\""), "\"")
    }

    /// The eight signs that are shown.
    pub fn code(&self) -> String {
        self.between("<bdi class=\"paper-code\" dir=\"ltr\">", "<")
    }
}

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

fn draft<T: Entity>(record: &T) -> Draft {
    Draft::Record(RecordDraft {
        kind: T::KIND,
        id: record.id(),
        body: serde_json::to_value(record).expect("a record"),
        paths: Default::default(),
    })
}

impl Town {
    pub async fn open(db: TestDb) -> Result<Town, Trouble> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
        let city = Arc::new(City::load(&folder).map_err(|e| format!("{e:?}"))?);
        let keys = Keys::demo();
        let club_id = Id::named("vouchers town", "club");
        let mut club = Organization::new(club_id, "Club del Molo");
        club.nature = Nature::ThirdSector;
        let mut sailing =
            Service::new(service(), club_id, Text::new(&lang("it"), "Vela per tutti"));
        sailing.ages = Ages::years(6, 10);
        sailing.cost_options = vec![CostOption::of(Cents(1000), CostUnit::Month)];
        let early = Arc::new(HandClock::at(NOW.plus_seconds(-60)));
        let register = Exchange::new(db.db(), city.clone(), early, "test");
        let drafts = vec![draft(&club), draft(&sailing)];
        register.import(first(drafts), &|_| ()).await?;
        let houses = providers::actions::Ground {
            city: city.clone(),
            checklist: Arc::new(Checklist::load(&folder, &city).map_err(|e| format!("{e:?}"))?),
            keys: keys.clone(),
        };
        let catalogue = Catalogue::open(db.db(), city.clone(), None).await?;
        let wallets = Wallets {
            keys: keys.clone(),
            zone: city.zone.clone(),
            offers: Arc::new(vouchers::shelf::Shelf(catalogue.clone())),
        };
        let seats = bookings::actions::Ground {
            mailroom: None,
            city: city.clone(),
            providers: houses.clone(),
            money: Arc::new(wallets.clone()),
        };
        let ground = Ground {
            wallets,
            seats: Arc::new(Booked(seats.clone())),
        };
        let seed = || Seed::new(&mut StdRng::seed_from_u64(3));
        let people = people::actions::Ctx {
            keys: keys.clone(),
            seed: seed(),
            base: Id::named("people demo", "all"),
            now: NOW,
            today: NOW.day(&city.zone),
        };
        db.write(move |tx| people::demo::load(tx, &people)).await?;
        let (g, s) = (ground.clone(), seats.clone());
        let chosen = (club_id, "Club del Molo".to_string(), service());
        db.write(move |tx| providers::demo::load(tx, &houses, Some(&chosen), seed(), NOW))
            .await?;
        let shop = vouchers::demo::Shop {
            organisation: org(),
            service: service(),
            themes: Vec::new(),
        };
        let new = db
            .write(move |tx| vouchers::demo::load(tx, &g, &s, &shop, (seed(), NOW)))
            .await?;
        assert!(new);
        let clock = HandClock::at(NOW);
        let hands = Arc::new(clock.clone());
        let outbox = || Outbox::new(Keys::demo(), true);
        let random = StdRng::seed_from_u64;
        let vouchers = vouchers::pages::Vouchers::new(
            db.db(),
            (city.clone(), ground.clone()),
            catalogue.clone(),
            hands.clone(),
            random(10),
        );
        let features = vec![
            catalogue::pages::feature_with(
                catalogue.clone(),
                hands.clone(),
                Sources::default(),
                Some(Arc::new(vouchers.clone())),
            ),
            people::pages::feature(People::new(
                db.db(),
                city.clone(),
                keys.clone(),
                outbox(),
                hands.clone(),
                random(7),
            )),
            providers::pages::feature(providers::pages::Providers::new(
                db.db(),
                seats.providers.clone(),
                (
                    catalogue.clone(),
                    Exchange::new(db.db(), city.clone(), hands.clone(), "test"),
                ),
                outbox(),
                hands.clone(),
                random(8),
            )),
            bookings::pages::feature(bookings::pages::Bookings::new(
                db.db(),
                seats.clone(),
                catalogue,
                hands.clone(),
                random(9),
            )),
            vouchers::pages::feature(vouchers),
        ];
        let mut settings = Settings::new(Text::new(&lang("it"), "Wish Mi"), lang("it"));
        settings.languages = ["it", "en", "ar"].map(lang).to_vec();
        settings.base_url = Some("https://town.example".into());
        let site = Site::new(settings, &features)?;
        Ok(Town {
            router: web::router(site, features, || Ok(())),
            db,
            clock,
            ground,
            seats,
        })
    }

    /// Lets somebody of the demo come in; the secret goes into the cookie.
    pub async fn enter(&self, key: &'static str) -> Result<String, Trouble> {
        Ok(self.enter_in(key).await?.0)
    }

    /// The same, with the session.
    pub async fn enter_in(&self, key: &'static str) -> Result<(String, Id), Trouble> {
        let secret = format!("{:0>64}", format!("secret{key}"));
        let kept = secret.clone();
        let ctx = people::actions::Ctx {
            keys: Keys::demo(),
            seed: Seed::new(&mut StdRng::seed_from_u64(5)),
            base: Id::named("town enter", key),
            now: NOW,
            today: NOW.day(&self.seats.city.zone),
        };
        let session = self
            .db
            .write(move |tx| {
                let entered = people::demo::enter(tx, key)?;
                people::actions::enter(tx, &ctx, &entered, "test", &kept)
            })
            .await?;
        Ok((secret, session.id))
    }

    async fn ask(&self, request: Request<Body>) -> Got {
        let path = request.uri().to_string();
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 5_000_000).await.expect("a body");
        let body = String::from_utf8_lossy(&bytes).into_owned();
        for wrong in ["{$", ">vouchers-", ">people-", ">web-"] {
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

    pub async fn get(&self, who: &str, path: &str) -> Got {
        let request = Request::get(path)
            .header("cookie", format!("{COOKIE}={who}"))
            .body(Body::empty());
        self.ask(request.expect("an address")).await
    }

    /// What somebody sees who has not come in and whose browser brings nothing.
    pub async fn visit(&self, path: &str) -> Got {
        let request = Request::get(path).body(Body::empty());
        self.ask(request.expect("an address")).await
    }

    /// A program asks with its key.
    pub async fn call(&self, path: &str, key: &str) -> Got {
        let request = Request::get(path)
            .header("authorization", format!("Bearer {key}"))
            .body(Body::empty());
        self.ask(request.expect("an address")).await
    }

    /// Sends a form as a browser does, from a page of ours.
    pub async fn post(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Got {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", format!("{COOKIE}={who}"))
            .body(Body::from(body));
        self.ask(request.expect("an address")).await
    }

    /// The vouchers of the demo family, the older child's first, with the names of the children.
    pub async fn vouchers(&self) -> Result<Vec<(Id, String)>, Trouble> {
        let (ground, now) = (self.ground.clone(), NOW);
        let mother = people::policy::Actor::Person {
            id: who("family"),
            session: who("session"),
            grants: Vec::new(),
        };
        let ctx = vouchers::actions::Ctx {
            actor: mother,
            seed: Seed::new(&mut StdRng::seed_from_u64(1)),
            base: who("look"),
            now,
        };
        let found = self
            .db
            .read(move |c| {
                let w = &ground.wallets;
                let family = people::actions::family(c, &w.keys, who("family"), w.day(now))?;
                let mut all = Vec::new();
                for r in family.children {
                    for v in vouchers::actions::wallet(c, w, &ctx, Some(r.child.id))? {
                        all.push((v.voucher.id, r.child.facts.name.given.clone()));
                    }
                }
                Ok::<_, vouchers::actions::Error>(all)
            })
            .await?;
        Ok(found)
    }

    /// What is left of a voucher, with what is held.
    pub async fn left(&self, voucher: Id) -> Result<(i64, i64), Trouble> {
        let found = self
            .db
            .read(move |c| {
                let v = vouchers::actions::voucher(c, voucher)?.expect("a voucher");
                Ok::<_, vouchers::actions::Error>(ledger::actions::account(c, v.account())?)
            })
            .await?;
        Ok(found.map_or((0, 0), |a| (a.balance(), a.held())))
    }
}
