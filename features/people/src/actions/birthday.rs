//! Turning 14 and 18: the young person and who looks after them are told.

use db::{Read, Write};
use seal::Keys;
use values::{Day, Id};

use super::{Ctx, Error};
use crate::age::{ADULT, OWN_ACCOUNT, turns};
use crate::model::Message;
use crate::store;

/// A birthday is told up to so many days late: a night in which the program did not run costs nothing.
const LATE: i64 = 7;

/// The ages that are told, with what the young person and who looks after them are told.
const AGES: [(i32, &str, &str); 2] = [
    (OWN_ACCOUNT, "people-told-young", "people-told-child-young"),
    (ADULT, "people-told-adult", "people-told-child-adult"),
];

/// Those among the next minors (after `after`, at most `limit`) who had such a birthday in the last
/// days; and where to go on, none at the end. Births are sealed, so each is opened: it is done while
/// nobody waits, and only read.
///
/// # Errors
/// From the database or the keys.
pub fn had_birthdays(
    c: &mut Read<'_>,
    keys: &Keys,
    today: Day,
    after: Option<Id>,
    limit: u32,
) -> Result<(Vec<Id>, Option<Id>), Error> {
    let minors = store::minors(c, after, limit)?;
    let next = minors.last().copied();
    let mut had = Vec::new();
    for minor in minors {
        let birth = store::person(c, keys, minor)?.and_then(|p| p.facts.birth);
        let fresh = |(age, ..): &(i32, &str, &str)| {
            let day = birth.and_then(|b| turns(b, *age));
            day.is_some_and(|d| is_fresh(d, today))
        };
        if AGES.iter().any(fresh) {
            had.push(minor);
        }
    }
    Ok((had, next))
}

/// Tells the birthdays of some minors, each once. Returns how many messages there are.
///
/// # Errors
/// From the database or the keys.
pub fn tell_birthdays(tx: &mut Write<'_>, ctx: &Ctx, minors: &[Id]) -> Result<usize, Error> {
    let mut told = 0;
    for minor in minors.iter().copied() {
        let Some(birth) = store::person(tx, &ctx.keys, minor)?.and_then(|p| p.facts.birth) else {
            continue;
        };
        for (age, own, theirs) in AGES {
            let Some(day) = turns(birth, age).filter(|d| is_fresh(*d, ctx.today)) else {
                continue;
            };
            let mut to = vec![(minor, own)];
            // Who looked after them the day before, or does since.
            let eve = day.yesterday().unwrap_or(day);
            for g in store::of_minor(tx, minor)? {
                if g.holds(eve) || g.holds(ctx.today) {
                    to.push((g.adult, theirs));
                }
            }
            for (person, key) in to {
                let message = Message {
                    id: Id::named("people birthday", &format!("{minor} {age} {person}")),
                    person,
                    key: key.to_string(),
                    args: Vec::new(),
                    href: Some("/my".to_string()),
                    at: ctx.now,
                    read_at: None,
                };
                told += usize::from(store::put_message_once(tx, &message)?);
            }
        }
    }
    Ok(told)
}

fn is_fresh(day: Day, today: Day) -> bool {
    let late = today.since(day).map_or(-1, |s| i64::from(s.get_days()));
    (0..=LATE).contains(&late)
}
