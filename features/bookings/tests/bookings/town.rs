//! A small city with a pool that is admitted, a family with two children, and a voucher.

use std::path::Path;
use std::sync::Arc;

use bookings::actions::{self as a, Act, Ground, No};
use bookings::letters::Mailroom;
use bookings::model::{Booking, Lesson, Session, SessionState, Terms};
use bookings::rules::Refused;
use city::City;
use db::{Db, Write};
use mail::Outbox;
use people::actions::{Ctx, Doer};
use providers::model::Form;
use providers::rules::checklist::Checklist;
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::{Keys, Seed};
use values::{Cents, Id, Moment};

use crate::purse::{self, OneVoucher};

/// 28 November 2026, 10:00 UTC.
pub const NOW: Moment = Moment(1_795_860_000_000_000);
pub const HOUR: i64 = 3_600;
pub const DAY: i64 = 24 * HOUR;

pub type Outcome = testing::Outcome;

pub fn id(name: &str) -> Id {
    Id::named("bookings tests", name)
}

/// Somebody of `people::demo`.
pub fn who(key: &str) -> Id {
    Id::named("people demo", key)
}

pub fn later(seconds: i64) -> Moment {
    NOW.plus_seconds(seconds)
}

pub fn ground() -> Ground {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
    let city = Arc::new(City::load(&folder).expect("a good city"));
    let checklist = Checklist::load(&folder, &city).expect("a good list");
    Ground {
        providers: providers::actions::Ground {
            city: city.clone(),
            checklist: Arc::new(checklist),
            keys: Keys::demo(),
        },
        city,
        money: Arc::new(OneVoucher),
        mailroom: Some(mailroom()),
    }
}

/// Letters wait in the outbox.
pub fn mailroom() -> Mailroom {
    let lang = "it".parse().expect("a language tag");
    Mailroom {
        outbox: Outbox::new(Keys::demo(), true),
        words: i18n::Catalog::new(&lang, bookings::pages::LOCALES).expect("good words"),
        base: Some("https://town.example".into()),
    }
}

/// Chance for what is sealed, always the same.
pub fn seed() -> Seed {
    Seed::new(&mut StdRng::seed_from_u64(11))
}

pub fn ctx(name: &str, now: Moment) -> Ctx {
    Ctx {
        keys: Keys::demo(),
        seed: Seed::new(&mut StdRng::seed_from_u64(7)),
        base: id(&format!("{name} {}", now.0)),
        now,
        today: now.day(&ground().city.zone),
    }
}

pub fn by(person: &str, now: Moment) -> Act {
    Act::by(ctx(person, now), Doer::oneself(who(person)))
}

pub fn pool() -> Id {
    id("pool")
}

/// Three lessons a week apart from in ten days on, 90 euros, two places.
pub fn course(name: &str, places: u32) -> Session {
    let lesson = |n: u16| {
        let starts_at = later((10 + 7 * (i64::from(n) - 1)) * DAY);
        Lesson {
            n,
            starts_at,
            ends_at: starts_at.plus_seconds(HOUR),
            cancelled: None,
        }
    };
    Session {
        id: id(name),
        service: id("swimming"),
        organisation: pool(),
        title: "Corso di nuoto".into(),
        place: "Vasca piccola".into(),
        lessons: vec![lesson(1), lesson(2), lesson(3)],
        places,
        price: Cents(9_000),
        opens_at: NOW.plus_seconds(-DAY),
        closes_at: later(10 * DAY),
        terms: Terms {
            late_percent: 20,
            ..Terms::default()
        },
        min_age: None,
        max_age: None,
        groups: true,
        questions: Vec::new(),
        state: SessionState::Open,
        revision: 1,
    }
}

/// The family's children.
pub async fn children(db: &Db) -> Result<Vec<Id>, Box<dyn std::error::Error + Send + Sync>> {
    let family = who("family");
    let found = db
        .read(move |c| people::actions::family(c, &Keys::demo(), family, ctx("", NOW).today))
        .await?;
    Ok(found.children.iter().map(|r| r.child.id).collect())
}

/// People, the admitted pool, a hundred euros of a voucher, and a course.
pub async fn town(db: &Db, course: Session) -> Outcome {
    db.write(move |tx| {
        people::demo::load(tx, &ctx("people", NOW)).map_err(No::from)?;
        admit(tx).map_err(|e| panic!("{e}")).unwrap_or(());
        purse::load(tx)?;
        a::open_session(tx, &by("association", NOW), &course).map_err(|mut all| all.remove(0))
    })
    .await?;
    Ok(())
}

fn admit(tx: &mut Write<'_>) -> Result<(), providers::actions::No> {
    use providers::actions as p;
    let ground = ground().providers;
    let act = |key: &str| p::Act {
        by: who(key),
        at: NOW,
        seed: Seed::new(&mut StdRng::seed_from_u64(3)),
    };
    let form = Form {
        name: "Piscina del Porto".into(),
        nature: "third_sector".into(),
        legal_form: "Associazione".into(),
        fiscal_code: "12345678903".into(),
        street: "Via del Porto 1".into(),
        postal_code: "16100".into(),
        town: "Portofiaba".into(),
        mail: "info@piscina.example".into(),
        represented_by: "Nora Neri".into(),
        represented_as: "presidente".into(),
        ..Form::default()
    };
    let case = id("case");
    let begun = p::begin(tx, &ground, (pool(), case), &form, act("association"))?;
    let today = NOW.day(&ground.city.zone);
    for item in ["statute", "safeguarding"] {
        let document = (pool(), id(item));
        let pdf = b"%PDF-1.7\nnothing in it\n%%EOF\n";
        p::add_document(
            tx,
            &ground,
            document,
            (item, today, None),
            pdf,
            act("association"),
        )?;
    }
    p::submit(tx, &ground, (case, begun.revision), act("association"))?;
    p::admit(tx, &ground, case, "Tutto in ordine", act("moderator"))?;
    Ok(())
}

/// Runs an action in a transaction of its own.
pub async fn run<T: Send + 'static>(
    db: &Db,
    action: impl Fn(&mut Write<'_>, &Ground) -> Result<T, No> + Send + Sync + 'static,
) -> Result<T, No> {
    let ground = ground();
    db.write(move |tx| action(tx, &ground)).await
}

/// The refusal of what must not go through.
pub fn no<T: std::fmt::Debug>(answer: Result<T, No>) -> Refused {
    match answer {
        Err(No::Refused(no)) => no,
        other => panic!("not refused: {other:?}"),
    }
}

/// Keeps places of the course for children.
pub async fn lease(
    db: &Db,
    key: &'static str,
    children: Vec<Id>,
    now: Moment,
) -> Result<Vec<Booking>, No> {
    run(db, move |tx, ground| {
        let act = by("family", now);
        a::lease(
            tx,
            ground,
            &act,
            id("course"),
            id(key),
            &children,
            Cents(9_000),
        )
    })
    .await
}

/// Books what was kept; the voucher pays so much of each.
pub async fn reserve(
    db: &Db,
    key: &'static str,
    cents: i64,
    now: Moment,
) -> Result<Vec<Booking>, No> {
    run(db, move |tx, ground| {
        let act = by("family", now);
        let wants: Vec<a::Want> = a::of_checkout(tx, id(key))?
            .iter()
            .map(|b| a::Want {
                booking: b.id,
                answers: Default::default(),
                pay: vec![(purse::purse(), Cents(cents))],
            })
            .collect();
        a::reserve(tx, ground, &act, id(key), &wants)
    })
    .await
}

/// Free places; balance and hold of the voucher; what the pool has earned. The books are sound.
pub async fn stand(
    db: &Db,
) -> Result<(i64, (i64, i64), i64), Box<dyn std::error::Error + Send + Sync>> {
    let answer = db
        .read(|c| {
            Ok::<_, db::Fault>((
                a::free(c, id("course"))?,
                purse::left(c)?,
                purse::earned(c, pool())?,
                ledger::verify(c)?.wrong,
            ))
        })
        .await?;
    assert_eq!(answer.3, Vec::<String>::new());
    Ok((answer.0, answer.1, answer.2))
}

/// Everything that is due at a moment, settled.
pub async fn tick(db: &Db, now: Moment) -> Result<usize, No> {
    let due = db.read(move |c| a::due(c, now, 100)).await?;
    let all = due.len();
    for (n, one) in due.into_iter().enumerate() {
        run(db, move |tx, ground| {
            let act = Act::clock(ctx(&format!("clock {n}"), now));
            a::settle_due(tx, ground, &act, one)
        })
        .await?;
    }
    Ok(all)
}
