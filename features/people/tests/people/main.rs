//! People on both engines: families, ways in, desks, roles.

mod consents;
mod desk;
mod doors;
mod entry;
mod family;
mod finding;
mod over;
mod passkey;
mod passkey_rows;
mod roles;
mod routes;
mod sessions;
mod typed;

use codes::FiscalCode;
use db::{Db, Write};
use people::actions::{self, Ctx, Doer, Error};
use people::model::{Evidence, Facts, Method, Name, Proof, Title};
use people::rules::Refused;
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::{Keys, Seed};
use values::{Day, Id, Moment};

/// Noon on the first of June 2026, UTC.
const NOW: Moment = Moment(1_780_315_200_000_000);
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

fn ctx(name: &str, now: Moment) -> Ctx {
    let mut random = StdRng::seed_from_u64(7);
    Ctx {
        keys: Keys::demo(),
        seed: Seed::new(&mut random),
        base: Id::named("test", name),
        now,
        today: now.day(&jiff::tz::TimeZone::UTC),
    }
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn facts(given: &str, birth: Option<&str>) -> Facts {
    Facts {
        name: Name {
            given: given.into(),
            family: "Rossi".into(),
        },
        birth: birth.map(day),
        code: None,
        mail: None,
        phone: None,
        lang: "it".parse().expect("a language"),
        proof: Proof::Declared,
    }
}

/// Runs one action in a transaction of its own.
async fn act<T: Send + 'static>(
    db: &Db,
    name: &str,
    now: Moment,
    action: impl Fn(&mut Write<'_>, &Ctx) -> Result<T, Error> + Send + Sync + 'static,
) -> Result<T, Error> {
    let ctx = ctx(name, now);
    db.write(move |tx| action(tx, &ctx)).await
}

/// The refusal of what must not go through.
fn no<T: std::fmt::Debug>(answer: Result<T, Error>) -> Refused {
    match answer {
        Err(Error::Refused(refused)) => refused,
        other => panic!("not refused: {other:?}"),
    }
}

/// Somebody with an account, by a link to their address.
async fn adult(db: &Db, given: &'static str) -> Result<Id, Error> {
    let mail = format!("{given}@example.org");
    let secret = format!("secret of {given}");
    act(db, given, NOW, move |tx, ctx| {
        actions::ask_link(tx, ctx, &mail, &secret, None, None)?;
        let entered = actions::enter_by_link(tx, ctx, &secret, &"it".parse().expect("a language"))?;
        let mut known = facts(given, Some("1985-03-10"));
        known.mail = Some(mail.clone());
        actions::change(
            tx,
            ctx,
            Doer::oneself(entered.person),
            entered.person,
            known,
        )?;
        Ok(entered.person)
    })
    .await
}

/// A child of theirs.
async fn child(db: &Db, of: Id, given: &'static str, birth: &'static str) -> Result<Id, Error> {
    act(db, given, NOW, move |tx, ctx| {
        actions::add_child(
            tx,
            ctx,
            Doer::oneself(of),
            facts(given, Some(birth)),
            (Title::Parent, Evidence::Declaration),
        )
    })
    .await
}
