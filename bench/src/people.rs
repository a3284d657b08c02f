//! Coming in and looking at one's own area, 64 people at once, through the site's own front.
//!
//! The yardstick is the least a sign-in can cost: one durable entry in the audit trail, 64 clients, in
//! the same database and the same run. Everybody comes from another address, as families do.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use audit::{Actor, Entry, Subject};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use city::City;
use db::{Config, Db, Fault, Url};
use hdrhistogram::Histogram;
use mail::Outbox;
use people::actions::{self, Ctx, GivenCode};
use people::model::{Facts, Name, Proof};
use people::pages::{COOKIE, People, feature};
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::{Keys, Seed};
use tower::ServiceExt;
use values::{Clock, Id, Lang, SystemClock, Text};

use crate::Outcome;
use crate::figures::{grouped, ratio, table, time};

/// Families with a code on paper.
const FAMILIES: usize = 2_000;
const CLIENTS: usize = 64;
/// One kind at a time.
const MEASURED: Duration = Duration::from_secs(5);

type Whole = Box<dyn std::error::Error + Send + Sync>;

struct Run {
    per_second: f64,
    latency: Histogram<u64>,
}

pub fn run() -> Outcome {
    let place = ["target", "."].into_iter().find(|p| Path::new(p).is_dir());
    let folder = tempfile::Builder::new()
        .prefix("bench-")
        .tempdir_in(place.unwrap_or("."))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(all(folder.path()))
}

async fn all(folder: &Path) -> Outcome {
    let url: Url = format!("sqlite:{}", folder.join("people.db").display()).parse()?;
    let db = Db::open(&Config::new(url)).await?;
    db.migrate().await?;
    let city = City::load(Path::new("cities/portofiaba"))
        .map_err(|wrong| format!("run it from the project's folder: {wrong:?}"))?;
    let city = Arc::new(city);
    let codes = Arc::new(register(&db, &city).await?);
    let site = site(&db, &city)?;
    let bare = {
        let db = db.clone();
        drive(move |n| {
            let db = db.clone();
            async move { entry(&db, n).await.map_err(Into::into) }
        })
        .await?
    };
    let cookies = Arc::new(std::sync::Mutex::new(Vec::new()));
    let enter = {
        let (site, codes, cookies) = (site.clone(), codes.clone(), cookies.clone());
        drive(move |n| {
            let (site, code) = (site.clone(), codes[n % codes.len()].clone());
            let cookies = cookies.clone();
            async move {
                let cookie = come_in(site, n, &code).await?;
                if let Ok(mut all) = cookies.lock() {
                    all.push(cookie);
                }
                Ok(())
            }
        })
        .await?
    };
    let cookies: Vec<String> = cookies.lock().map(|all| all.clone()).unwrap_or_default();
    let cookies = Arc::new(cookies);
    let area = drive(move |n| {
        let (site, cookie) = (site.clone(), cookies[n % cookies.len()].clone());
        async move { look(site, &cookie).await }
    })
    .await?;
    let row = |name: &str, run: &Run, to: Option<f64>| {
        vec![
            name.to_string(),
            grouped(run.per_second),
            to.map_or(String::new(), |y| ratio(run.per_second, y)),
            time(run.latency.value_at_quantile(0.5)),
            time(run.latency.value_at_quantile(0.99)),
        ]
    };
    println!("{CLIENTS} clients, {FAMILIES} families, SQLite.\n");
    table(
        &["what", "a second", "to bare", "median", "99 %"],
        &[
            row("bare: one entry in the trail", &bare, None),
            row("coming in with code and PIN", &enter, Some(bare.per_second)),
            row("one's own area, read", &area, Some(bare.per_second)),
        ],
    );
    db.close().await;
    Ok(())
}

fn ctx(base: Id, city: &City, seed: u64) -> Ctx {
    let now = SystemClock.now();
    Ctx {
        keys: Keys::demo(),
        seed: Seed::new(&mut StdRng::seed_from_u64(seed)),
        base,
        now,
        today: now.day(&city.zone),
    }
}

async fn register(db: &Db, city: &Arc<City>) -> Result<Vec<GivenCode>, Whole> {
    let mut codes = Vec::new();
    let lang: Lang = "it".parse()?;
    // The first is the desk.
    let mut staff = None;
    for n in 0..=FAMILIES {
        let number = u32::try_from(n)?;
        let given = GivenCode::from_chance(
            Id::named("bench paper", &n.to_string()).0.into_bytes(),
            number,
        );
        let (kept, lang, ctx) = (
            given.clone(),
            lang.clone(),
            ctx(Id::named("bench", &n.to_string()), city, 1),
        );
        let person = db
            .write::<_, actions::Error>(move |tx| {
                let facts = Facts {
                    name: Name {
                        given: format!("Prova {n}"),
                        family: "Rossi".into(),
                    },
                    birth: None,
                    code: None,
                    mail: None,
                    phone: None,
                    lang: lang.clone(),
                    proof: Proof::Declared,
                };
                let person = actions::register(tx, &ctx, staff.unwrap_or(ctx.base), facts)?;
                if let Some(staff) = staff {
                    actions::give_paper(tx, &ctx, staff, person, &kept)?;
                }
                Ok(person)
            })
            .await?;
        match staff {
            Some(_) => codes.push(given),
            None => staff = Some(person),
        }
    }
    Ok(codes)
}

fn site(db: &Db, city: &Arc<City>) -> Result<Router, Whole> {
    let keys = Keys::demo();
    let people = People::new(
        db.clone(),
        city.clone(),
        keys.clone(),
        Outbox::new(keys, false),
        Arc::new(SystemClock),
        StdRng::seed_from_u64(5),
    );
    let features = vec![feature(people)];
    let lang: Lang = "it".parse()?;
    let mut settings = web::Settings::new(Text::new(&lang, "Wish Mi"), lang.clone());
    settings.languages = vec![lang];
    let site = web::Site::new(settings, &features)?;
    Ok(web::router(site, features, || Ok(())))
}

/// Runs something with all clients until the time is over; the first that fails ends it.
async fn drive<F>(one: impl Fn(usize) -> F + Send + Sync + 'static) -> Result<Run, Whole>
where
    F: Future<Output = Result<(), Whole>> + Send + 'static,
{
    let (one, next) = (Arc::new(one), Arc::new(AtomicUsize::new(0)));
    let begun = Instant::now();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (one, next) = (one.clone(), next.clone());
            tokio::spawn(async move {
                let mut latency = Histogram::<u64>::new(3)?;
                while begun.elapsed() < MEASURED {
                    let at = Instant::now();
                    one(next.fetch_add(1, Ordering::Relaxed)).await?;
                    latency.record(u64::try_from(at.elapsed().as_micros())?)?;
                }
                Ok::<_, Whole>(latency)
            })
        })
        .collect();
    let mut latency = Histogram::<u64>::new(3)?;
    for client in clients {
        latency.add(client.await??)?;
    }
    Ok(Run {
        per_second: latency.len() as f64 / begun.elapsed().as_secs_f64(),
        latency,
    })
}

async fn entry(db: &Db, n: usize) -> Result<(), Fault> {
    let entry = Entry {
        at: SystemClock.now(),
        actor: Actor::System("bench".into()),
        subject: Subject::new("bench", n),
        action: "bench.entry".into(),
        detail: serde_json::json!({}),
    };
    db.write::<_, Fault>(move |tx| audit::record(tx, &entry).map(|_| ()))
        .await
}

async fn come_in(site: Router, n: usize, code: &GivenCode) -> Result<String, Whole> {
    let body = format!("code={}&pin={}", code.code, code.pin);
    let mut request = Request::post("/it/sign-in/paper")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))?;
    let [.., b, c, d] = u32::try_from(n)?.to_be_bytes();
    let from = SocketAddr::from(([10, b, c, d], 5));
    request.extensions_mut().insert(ConnectInfo(from));
    let response = site.oneshot(request).await?;
    let cookie = response
        .headers()
        .get("set-cookie")
        .and_then(|v| v.to_str().ok()?.split([';', '=']).nth(1).map(String::from));
    match (response.status(), cookie) {
        (StatusCode::SEE_OTHER, Some(cookie)) => Ok(cookie),
        (status, _) => Err(format!("coming in: {status}").into()),
    }
}

async fn look(site: Router, cookie: &str) -> Result<(), Whole> {
    let request = Request::get("/it/my")
        .header("cookie", format!("{COOKIE}={cookie}"))
        .body(Body::empty())?;
    let response = site.oneshot(request).await?;
    match response.status() {
        StatusCode::OK => Ok(()),
        status => Err(format!("one's own area: {status}").into()),
    }
}
