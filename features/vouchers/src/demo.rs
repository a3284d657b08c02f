//! Invented money for trying the platform: a fund, a call, vouchers of the demo family and of a group, and
//! sessions of the demo association to spend them on.

use bookings::model::{Lesson, Session, SessionState};
use db::Write;
use jiff::ToSpan;
use people::actions::Doer;
use people::policy::Actor;
use seal::Seed;
use values::{Cents, Id, Moment, Text};

use crate::actions::{self as a, Award, Ctx, Error, Ground};
use crate::model::{EndedTo, Terms, TermsState, Who};

/// What there is to spend it on.
#[derive(Clone, Debug)]
pub struct Shop {
    /// The association, as the directory of organisations knows it.
    pub organisation: Id,
    /// Its service of the catalogue.
    pub service: Id,
    /// Themes at the top of the taxonomy under which the service stands; empty means all.
    pub themes: Vec<String>,
}

fn id(what: &str) -> Id {
    Id::named("vouchers demo", what)
}

/// Who of `people::demo` does it.
fn who(key: &str) -> Id {
    Id::named("people demo", key)
}

fn text(default: &values::Lang, it: &str, en: &str) -> Text {
    let own = if default.as_str().starts_with("it") {
        it
    } else {
        en
    };
    let mut text = Text::new(default, own);
    for (lang, words) in [("it", it), ("en", en)] {
        if let Ok(lang) = lang.parse() {
            text.set(&lang, words);
        }
    }
    text
}

fn ctx(
    tx: &mut Write<'_>,
    key: &str,
    what: &str,
    (seed, now): (Seed, Moment),
) -> Result<Ctx, Error> {
    let person = who(key);
    Ok(Ctx {
        actor: Actor::Person {
            id: person,
            session: id("session"),
            grants: people::actions::of(tx, person)?,
        },
        seed,
        base: id(what),
        now,
    })
}

/// Writes down what is not there yet; true when something was.
///
/// # Errors
/// From the database; a refusal would be a mistake here.
pub fn load(
    tx: &mut Write<'_>,
    ground: &Ground,
    seats: &bookings::actions::Ground,
    shop: &Shop,
    turn: (Seed, Moment),
) -> Result<bool, Error> {
    let w = &ground.wallets;
    let officer = ctx(tx, "fund", "fund", turn)?;
    if !a::funds(tx)?.is_empty() {
        return Ok(false);
    }
    let fund = a::plan_fund(tx, w, &officer, "Dote di prova")?;
    let grant = a::prepare_grant(tx, w, &officer, fund, Cents(500_000), "DD 1/2026")?;
    let second = ctx(tx, "approver", "fund", turn)?;
    a::approve_grant(tx, w, &second, grant.id)?;
    let today = w.day(turn.1);
    let end = today.checked_add(8.months()).unwrap_or(today);
    let terms = Terms {
        id: id("terms"),
        code: "DOTE-26".into(),
        name: text(
            &seats.city.default_language,
            "Dote tempo libero",
            "Free time credit",
        ),
        funds: vec![fund],
        themes: shop.themes.iter().cloned().collect(),
        districts: Default::default(),
        min_age: Some(3),
        max_age: Some(17),
        cap_each: Some(Cents(10_000)),
        cap_window: None,
        spend_from: today,
        spend_until: end,
        renewal_days: 60,
        ended_to: EndedTo::Unallocated,
        state: TermsState::Draft,
        made_by: who("fund"),
        approved_by: None,
    };
    let put = a::put_terms(tx, w, &officer, terms)?;
    a::approve_terms(tx, w, &second, put.id)?;
    let mother = who("family");
    let people = people::actions::family(tx, &w.keys, mother, today)?;
    let one = |who: Who, holder: Id, amount: i64| Award {
        who,
        holder,
        amount: Cents(amount),
        starts_on: today,
        ends_on: end,
        window: today.year().to_string(),
    };
    let mut all: Vec<Award> = people
        .children
        .iter()
        .map(|r| one(Who::Child(r.child.id), mother, 15_000))
        .collect();
    all.push(one(Who::Child(who("young")), who("young"), 15_000));
    let class = Who::Group("Doposcuola Gelsomino".into());
    all.push(one(class, who("coordinator"), 60_000));
    a::award(tx, w, &officer, put.id, &all)?;
    for (key, title, begins) in [
        ("first", "Corso di prova, da oggi", 30 * 60),
        ("later", "Corso di prova, fra dieci giorni", 10 * 24 * 3600),
    ] {
        open(tx, seats, shop, (key, title), turn, begins)?;
    }
    Ok(true)
}

/// A course of four lessons, a week apart.
fn open(
    tx: &mut Write<'_>,
    seats: &bookings::actions::Ground,
    shop: &Shop,
    (key, title): (&str, &str),
    (seed, now): (Seed, Moment),
    begins: i64,
) -> Result<(), Error> {
    let lessons: Vec<Lesson> = (0..4_u16)
        .map(|n| {
            let starts_at = now.plus_seconds(begins + i64::from(n) * 7 * 24 * 3600);
            Lesson {
                n: n + 1,
                starts_at,
                ends_at: starts_at.plus_seconds(3600),
                cancelled: None,
            }
        })
        .collect();
    let session = Session {
        id: id(&format!("session {key}")),
        service: shop.service,
        organisation: shop.organisation,
        title: title.into(),
        place: "Sala grande".into(),
        opens_at: now.plus_seconds(-3600),
        closes_at: lessons.first().map_or(now, |l| l.starts_at),
        lessons,
        places: 12,
        price: Cents(8_000),
        terms: bookings::model::Terms {
            ill_back: true,
            ..Default::default()
        },
        min_age: Some(3),
        max_age: Some(17),
        groups: true,
        questions: Vec::new(),
        state: SessionState::Open,
        revision: 1,
    };
    let people = people::actions::Ctx {
        keys: seats.providers.keys.clone(),
        seed,
        base: id(&format!("open {key}")),
        now,
        today: now.day(&seats.city.zone),
    };
    let act = bookings::actions::Act::by(people, Doer::oneself(who("association")));
    match bookings::actions::open_session(tx, &act, &session) {
        Ok(()) => Ok(()),
        Err(mut no) => Err(match no.drain(..).next() {
            Some(bookings::actions::No::Fault(fault)) => fault.into(),
            Some(other) => a::Error::Refused(crate::rules::Refused::NotReady {
                what: other.to_string(),
            }),
            None => a::Error::Refused(crate::rules::Refused::Unknown),
        }),
    }
}
