//! A rush: two thousand families want one of a hundred places at the same moment. Everybody who gets none
//! goes on the waiting list. The yardstick is one of them alone, in the same database and the same run.
//!
//! Fair is: first come, first served. Who puts the question to the database takes a number at that moment;
//! places must go to the lowest numbers, and the line must stand in their order.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use bookings::actions::{self as a, Act, Ground, No};
use bookings::model::{Lesson, Session, SessionState, Terms};
use bookings::money::NoMoney;
use bookings::rules::Refused;
use city::City;
use db::{Config, Db};
use hdrhistogram::Histogram;
use people::actions::{Ctx, Doer};
use people::model::{Evidence, Facts, Name, Proof, Title};
use providers::rules::checklist::Checklist;
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::{Keys, Seed};
use values::{Cents, Clock, Id, SystemClock};

use super::{CONNECTIONS, Whole};
use crate::Outcome;
use crate::figures::{grouped, ratio, table, time};

const PEOPLE: usize = 2_000;
const PLACES: u32 = 100;
/// Who books one after the other, before the rush.
const ALONE: usize = 100;
/// Families made in one transaction.
const CHUNK: usize = 100;

/// What somebody got.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Got {
    Place,
    Line,
}

pub async fn run(folder: &Path) -> Outcome {
    let city = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cities/milano");
    let mut rows = Vec::new();
    let file = format!("sqlite:{}", folder.join("rush.db").display());
    rows.push(one("SQLite", &city, folder, &file).await?);
    match testing::postgres().await {
        Some(fresh) => {
            let address = fresh.address();
            fresh.close().await;
            rows.push(one("PostgreSQL", &city, folder, &address).await?);
        }
        None => println!("PostgreSQL: not measured, WISHMI_TEST_POSTGRES is not set.\n"),
    }
    println!(
        "### A rush: {} families, {PLACES} places, all at once\n",
        grouped(PEOPLE as f64)
    );
    table(
        &[
            "engine",
            "booked",
            "in line",
            "booked of the first 100 to ask",
            "pairs in line in the order of asking",
            "most overtaken by",
            "whole rush",
            "median",
            "99 %",
            "one alone",
            "people a second to one alone",
        ],
        &rows,
    );
    Ok(())
}

fn ctx(city: &City, base: &str) -> Ctx {
    let now = SystemClock.now();
    Ctx {
        keys: Keys::demo(),
        seed: Seed::new(&mut StdRng::seed_from_u64(5)),
        base: Id::named("bench rush", base),
        now,
        today: now.day(&city.zone),
    }
}

fn facts(given: &str, birth: Option<&str>) -> Result<Facts, Whole> {
    Ok(Facts {
        name: Name {
            given: given.into(),
            family: "Rossi".into(),
        },
        birth: birth.map(str::parse).transpose()?,
        code: None,
        mail: None,
        phone: None,
        lang: "it".parse()?,
        proof: Proof::Declared,
    })
}

/// Families of one adult and one child.
async fn families(db: &Db, city: &Arc<City>) -> Result<Vec<(Id, Id)>, Whole> {
    let mut all = Vec::with_capacity(PEOPLE + ALONE);
    let (adult, child) = (facts("Prova", None)?, facts("Bimba", Some("2017-05-05"))?);
    for chunk in 0..(PEOPLE + ALONE) / CHUNK {
        let (city, adult, child) = (city.clone(), adult.clone(), child.clone());
        let made = db
            .write::<_, people::actions::Error>(move |tx| {
                let mut made = Vec::new();
                for n in 0..CHUNK {
                    let ctx = ctx(&city, &format!("family {chunk} {n}"));
                    let parent = people::actions::register(tx, &ctx, ctx.base, adult.clone())?;
                    let doer = Doer::oneself(parent);
                    let how = (Title::Parent, Evidence::Declaration);
                    let child = people::actions::add_child(tx, &ctx, doer, child.clone(), how)?;
                    made.push((parent, child));
                }
                Ok(made)
            })
            .await?;
        all.extend(made);
    }
    Ok(all)
}

fn course(city: &City, like: &Session, name: &str, places: u32) -> Session {
    let now = ctx(city, name).now;
    let starts_at = now.plus_seconds(10 * 24 * 3600);
    Session {
        id: Id::named("bench rush", name),
        title: name.into(),
        lessons: vec![Lesson {
            n: 1,
            starts_at,
            ends_at: starts_at.plus_seconds(3600),
            cancelled: None,
        }],
        places,
        price: Cents(0),
        opens_at: now.plus_seconds(-60),
        closes_at: starts_at,
        terms: Terms {
            offer_hours: Some(24),
            ..Terms::default()
        },
        min_age: None,
        max_age: None,
        questions: Vec::new(),
        state: SessionState::Open,
        revision: 1,
        ..like.clone()
    }
}

/// Numbers of those who come, in the order in which they do.
#[derive(Default)]
struct Numbers {
    /// Who asked for a place.
    asked: AtomicUsize,
    /// Who asked to wait, having got none.
    waited: AtomicUsize,
}

/// What share of all pairs stand in order, and how many of those who came later stand before one at most.
fn order(numbers: &[usize]) -> (f64, usize) {
    let (mut right, mut pairs, mut most) = (0usize, 0usize, 0);
    for (n, one) in numbers.iter().enumerate() {
        let passed = numbers[..n].iter().filter(|other| *other > one).count();
        (right, pairs, most) = (right + n - passed, pairs + n, passed.max(most));
    }
    (right as f64 / pairs.max(1) as f64, most)
}

/// What the page does for one child: keeps a place, books it; without one, asks to wait.
async fn wants(
    db: &Db,
    (city, ground): (Arc<City>, Ground),
    session: Id,
    (parent, child): (Id, Id),
    numbers: &Numbers,
) -> Result<(Got, usize), No> {
    let act = move |what: &str| {
        let ctx = ctx(&city, &format!("{what} {parent}"));
        Act::by(ctx, Doer::oneself(parent))
    };
    let checkout = Id::named("bench checkout", &format!("{session} {parent}"));
    let (g, on) = (ground.clone(), act("lease"));
    let number = numbers.asked.fetch_add(1, Ordering::Relaxed);
    let kept = db
        .write(move |tx| a::lease(tx, &g, &on, session, checkout, &[child], Cents(0)))
        .await;
    match kept {
        Ok(_) => {
            let (g, on) = (ground, act("reserve"));
            db.write(move |tx| a::reserve(tx, &g, &on, checkout, &[]))
                .await?;
            Ok((Got::Place, number))
        }
        Err(No::Refused(Refused::Full | Refused::LeasedUntil(_))) => {
            let (g, on) = (ground, act("wait"));
            let number = numbers.waited.fetch_add(1, Ordering::Relaxed);
            db.write(move |tx| a::wait_for(tx, &g, &on, session, child))
                .await?;
            Ok((Got::Line, number))
        }
        Err(other) => Err(other),
    }
}

async fn one(
    engine: &str,
    folder: &Path,
    data: &Path,
    database: &str,
) -> Result<Vec<String>, Whole> {
    let data = data.join(format!("rush-{engine}"));
    std::fs::create_dir_all(&data)?;
    crate::site::program::Program::load_demo(folder, &data, database).await?;
    let city = Arc::new(City::load(folder).map_err(|e| format!("{e:?}"))?);
    let mut config = Config::new(database.parse()?);
    config.readers = CONNECTIONS;
    let db = Db::open(&config).await?;
    let checklist = Checklist::load(folder, &city).map_err(|e| format!("{e:?}"))?;
    let ground = Ground {
        providers: providers::actions::Ground {
            city: city.clone(),
            checklist: Arc::new(checklist),
            keys: Keys::demo(),
        },
        city: city.clone(),
        money: Arc::new(NoMoney),
        mailroom: None,
    };
    let like = Id::named("vouchers demo", "session later");
    let like = db.read(move |c| a::session(c, like)).await?;
    let like = like.ok_or("the demo has no course")?;
    let (few, many) = (
        course(&city, &like, "rush", PLACES),
        course(&city, &like, "alone", ALONE as u32),
    );
    let (rush, alone) = (few.id, many.id);
    let on = ctx(&city, "open");
    db.write(move |tx| {
        for s in [&few, &many] {
            let act = Act::by(
                on.clone(),
                Doer::oneself(Id::named("people demo", "association")),
            );
            a::open_session(tx, &act, s).map_err(|mut all| all.remove(0))?;
        }
        Ok::<_, No>(())
    })
    .await?;
    let all = families(&db, &city).await?;

    let begun = Instant::now();
    for family in &all[PEOPLE..] {
        let both = (city.clone(), ground.clone());
        wants(&db, both, alone, *family, &Numbers::default()).await?;
    }
    let single = begun.elapsed() / u32::try_from(ALONE)?;

    let numbers = Arc::new(Numbers::default());
    let begun = Instant::now();
    let asked: Vec<_> = all[..PEOPLE]
        .iter()
        .map(|family| {
            let (db, both, family) = (db.clone(), (city.clone(), ground.clone()), *family);
            let numbers = numbers.clone();
            tokio::spawn(async move {
                let begun = Instant::now();
                let got = wants(&db, both, rush, family, &numbers).await;
                (got, begun.elapsed())
            })
        })
        .collect();
    let mut latency = Histogram::<u64>::new_with_max(600_000_000, 3)?;
    let mut got = Vec::with_capacity(PEOPLE);
    for task in asked {
        let (one, took) = task.await?;
        got.push(one?);
        latency.saturating_record(u64::try_from(took.as_micros())?);
    }
    let whole = begun.elapsed();
    let booked = got.iter().filter(|g| g.0 == Got::Place).count();
    let line = db.read(move |c| a::list(c, rush)).await?;
    let books = db.read(ledger::verify).await?;
    let free = db.read(move |c| a::free(c, rush)).await?;
    db.close().await;
    if booked != PLACES as usize
        || line.len() != PEOPLE - booked
        || free != 0
        || !books.wrong.is_empty()
    {
        return Err(format!(
            "{engine}: {booked} booked, {} in line, {free} free; {:?}",
            line.len(),
            books.wrong
        )
        .into());
    }
    let first = got
        .iter()
        .filter(|(g, number)| *g == Got::Place && *number < PLACES as usize);
    let waited: HashMap<Id, usize> = all
        .iter()
        .zip(&got)
        .filter(|(_, (g, _))| *g == Got::Line)
        .map(|((_, child), (_, number))| (*child, *number))
        .collect();
    let stand: Vec<usize> = line
        .iter()
        .filter_map(|w| waited.get(&w.child).copied())
        .collect();
    let (in_order, overtaken) = order(&stand);
    let per_second = PEOPLE as f64 / whole.as_secs_f64();
    Ok(vec![
        engine.to_string(),
        booked.to_string(),
        grouped(line.len() as f64),
        first.count().to_string(),
        format!("{:.1} %", 100.0 * in_order),
        overtaken.to_string(),
        format!("{:.1} s", whole.as_secs_f64()),
        time(latency.value_at_quantile(0.5)),
        time(latency.value_at_quantile(0.99)),
        time(u64::try_from(single.as_micros())?),
        ratio(per_second, 1.0 / single.as_secs_f64()),
    ])
}
