//! The offices' pages as browsers see them.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use catalogue::Catalogue;
use mail::Outbox;
use people::actions::Entered;
use people::model::Method;
use people::pages::{COOKIE, People};
use tower::ServiceExt;
use values::HandClock;
use vouchers::pages::Vouchers;
use web::{Settings, Site};

use super::*;

/// The town with its site.
pub struct Square {
    router: Router,
    pub w: World,
    pub clock: Arc<HandClock>,
}

/// An answer.
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
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

    /// Where the answer leads, without the language.
    pub fn to(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        let to = self.headers.get("location").and_then(|v| v.to_str().ok());
        to.unwrap_or_default().to_string()
    }

    pub fn is(&self, status: u16) -> &Got {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }

    /// The first address that begins like this.
    pub fn link(&self, start: &str) -> String {
        let rest = self.body.split(start).nth(1).unwrap_or_default();
        format!("{start}{}", rest.split('"').next().unwrap_or_default())
    }
}

fn lang(tag: &str) -> values::Lang {
    tag.parse().expect("a language")
}

impl Square {
    pub async fn open(db: &Db) -> Result<Square, Failed> {
        let w = world(db).await?;
        let city = w.houses.city.clone();
        let clock = Arc::new(HandClock::at(NOW));
        let catalogue = Catalogue::open(db.clone(), city.clone(), None).await?;
        let outbox = || Outbox::new(Keys::demo(), true);
        let people = People::new(
            db.clone(),
            city.clone(),
            Keys::demo(),
            outbox(),
            clock.clone(),
            StdRng::seed_from_u64(7),
        );
        let exchange = exchange::Exchange::new(db.clone(), city.clone(), clock.clone(), "test");
        let houses = providers::pages::Providers::new(
            db.clone(),
            w.houses.clone(),
            (catalogue.clone(), exchange),
            outbox(),
            clock.clone(),
            StdRng::seed_from_u64(8),
        );
        let vouchers = Vouchers::new(
            db.clone(),
            (city, w.ground.clone()),
            catalogue.clone(),
            clock.clone(),
            StdRng::seed_from_u64(9),
        );
        let features = vec![
            catalogue::pages::feature(
                catalogue,
                clock.clone(),
                catalogue::pages::Sources::default(),
            ),
            people::pages::feature(people),
            providers::pages::feature(houses),
            vouchers::pages::feature(vouchers),
        ];
        let mut settings = Settings::new(Text::new(&lang("it"), "Wish Mi"), lang("it"));
        settings.languages = ["it", "en", "ar"].map(lang).to_vec();
        settings.base_url = Some("https://town.example".into());
        let site = Site::new(settings, &features)?;
        Ok(Square {
            router: web::router(site, features, || Ok(())),
            w,
            clock,
        })
    }

    /// Somebody of the staff comes in; the secret goes into the cookie. Returns whose it is, too.
    pub async fn staff(
        &self,
        name: &'static str,
        roles: &'static [Role],
    ) -> Result<(String, Id), Failed> {
        let secret = format!("{:0>64}", format!("secret{name}"));
        let (kept, boss) = (secret.clone(), self.w.mother);
        let person = self
            .w
            .db
            .write(move |tx| {
                let ctx = people::actions::Ctx {
                    keys: Keys::demo(),
                    seed: Seed::new(&mut StdRng::seed_from_u64(5)),
                    base: id(name),
                    now: NOW,
                    today: day("2026-11-28"),
                };
                let person = people::actions::register(tx, &ctx, boss, facts(name, "1980-01-01"))?;
                for role in roles {
                    let what = (*role, Scope::City);
                    let ctx = people::actions::Ctx {
                        base: id(&format!("{name} {}", role.as_str())),
                        ..ctx.clone()
                    };
                    people::actions::give(tx, &ctx, boss, person, what, None)?;
                }
                let entered = Entered {
                    account: ctx.id("account"),
                    person,
                    method: Method::External,
                    strong: true,
                    new: false,
                    resume: None,
                };
                people::actions::enter(tx, &ctx, &entered, "test", &kept)?;
                Ok::<_, people::actions::Error>(person)
            })
            .await?;
        Ok((secret, person))
    }

    pub async fn ask(&self, request: Request<Body>) -> Got {
        let path = request.uri().to_string();
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 5_000_000).await.expect("a body").to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        assert_ne!(
            parts.status,
            StatusCode::INTERNAL_SERVER_ERROR,
            "{path}: {body}"
        );
        for wrong in ["{$", ">vouchers-office-", ">people-", ">payments-"] {
            assert!(
                !body.contains(wrong),
                "{path}: a message is broken ({wrong})\n{body}"
            );
        }
        Got {
            status: parts.status,
            headers: parts.headers,
            bytes,
            body,
        }
    }

    pub async fn get(&self, who: &str, path: &str) -> Got {
        let request = Request::get(format!("/it{}", path.trim_start_matches("/it")))
            .header("cookie", format!("{COOKIE}={who}"))
            .body(Body::empty());
        self.ask(request.expect("an address")).await
    }

    async fn send(&self, who: &str, path: &str, kind: &str, body: Vec<u8>) -> Got {
        let request = Request::post(format!("/it{}", path.trim_start_matches("/it")))
            .header("cookie", format!("{COOKIE}={who}"))
            .header("content-type", kind)
            .header("origin", "https://town.example")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body));
        self.ask(request.expect("an address")).await
    }

    pub async fn post(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Got {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let kind = "application/x-www-form-urlencoded";
        self.send(who, path, kind, body.into_bytes()).await
    }

    pub async fn upload(&self, who: &str, path: &str, file: &[u8]) -> Got {
        let mut body =
            b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
                .to_vec();
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--x--\r\n");
        self.send(who, path, "multipart/form-data; boundary=x", body)
            .await
    }
}
