//! What the clock does every day: reminders, ends.

use audit::Actor;
use db::{Fault, Write};
use seal::Seed;
use serde_json::json;
use values::Moment;

use super::case::told;
use super::{Ground, facts, in_force, note, settle};
use crate::model::{State, Step};
use crate::rules::admission;
use crate::rules::form;
use crate::store::{self, Move, Taker};

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Reminders of an admission's end.
    pub reminded: u64,
    /// Admissions that have ended.
    pub expired: u64,
    /// Reminders of a document's end.
    pub documents: u64,
    /// Organisations that take new bookings no more, or again.
    pub changed: u64,
}

/// One day's work: admissions are reminded and end, documents are reminded, and whoever takes new
/// bookings no longer is told. Run twice on a day it does nothing more.
///
/// # Errors
/// From the database.
pub fn daily(tx: &mut Write<'_>, ground: &Ground, seed: Seed, now: Moment) -> Result<Done, Fault> {
    let mut done = Done::default();
    let today = ground.day(now);
    let days = &ground.checklist.remind_days;
    for state in [State::Admitted, State::Expiring, State::Suspended] {
        for case in store::cases_in(tx, &ground.keys, state)? {
            let Some(until) = case.valid_until else {
                continue;
            };
            let Some((step, reminded)) =
                admission::due(case.state, until, case.reminded, days, today)
            else {
                continue;
            };
            let Ok(to) = admission::after(case.state, step) else {
                continue;
            };
            let change = Move {
                case: &case,
                step,
                to,
                valid_until: Some(until),
                reminded: reminded.or(case.reminded),
            };
            if !store::take_step(tx, (&ground.keys, seed), &Taker::Clock, &change, None, now)? {
                continue;
            }
            told(tx, &case, step, Actor::System("providers".into()), now)?;
            match step {
                Step::Remind => {
                    done.reminded += 1;
                    let left = admission::days_between(today, until);
                    let body = json!({ "what": "admission", "on": until, "days": left });
                    note(tx, facts::ENDS, case.organisation, body, now)?;
                }
                _ => done.expired += 1,
            }
        }
    }
    for organisation in store::organisations(tx)? {
        let cases = store::cases_of(tx, &ground.keys, organisation)?;
        if let Some(case) = in_force(&cases) {
            let nature = form::nature(&case.form);
            done.documents += remind_documents(tx, ground, organisation, nature, now)?;
        }
        done.changed += u64::from(settle(tx, ground, organisation, now)?);
    }
    Ok(done)
}

/// Reminds of the documents whose end comes near and for which nothing newer is there.
fn remind_documents(
    tx: &mut Write<'_>,
    ground: &Ground,
    organisation: values::Id,
    nature: catalogue::model::Nature,
    now: Moment,
) -> Result<u64, Fault> {
    let today = ground.day(now);
    let documents = store::documents(tx, organisation)?;
    let mut sent = 0;
    for item in &ground.checklist.items {
        if !item.concerns(nature) {
            continue;
        }
        let longest = documents
            .iter()
            .filter(|d| d.item == item.key)
            .max_by_key(|d| item.good_until(d).unwrap_or(values::Day::MAX));
        let Some((document, end)) = longest.and_then(|d| Some((d, item.good_until(d)?))) else {
            continue;
        };
        let left = admission::days_between(today, end);
        if let Some(days) =
            admission::reminder(&ground.checklist.remind_days, left, document.reminded)
        {
            store::remind_document(tx, document.id, days)?;
            let body = json!({ "what": item.key, "on": end, "days": left });
            note(tx, facts::ENDS, organisation, body, now)?;
            sent += 1;
        }
    }
    Ok(sent)
}
