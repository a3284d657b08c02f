//! What the clock does every day: reminders, ends.

use audit::Actor;
use db::{Fault, Write};
use seal::Seed;
use serde_json::json;
use values::Moment;

use super::case::told;
use super::notice::{About, Notice};
use super::{Ground, facts, heard, in_force, note, settle};
use crate::model::{Case, State, Step};
use crate::rules::admission;
use crate::rules::form;
use crate::store::{self, Move, Taker};

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Reminders of an admission's end.
    pub reminded: u64,
    /// Admissions that have ended.
    pub expired: u64,
    /// Reminders of a document's end.
    pub documents: u64,
    /// Organisations that take new bookings no more, or again.
    pub changed: u64,
    /// What organisations are to be written to about, in the same transaction.
    pub notices: Vec<Notice>,
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
            let notice = |about| Notice {
                organisation: case.organisation,
                name: case.form.name.clone(),
                about,
            };
            match step {
                Step::Remind => {
                    done.reminded += 1;
                    let left = admission::days_between(today, until);
                    let ends = About::Ends(case.id, until, left);
                    done.notices.push(notice(ends));
                    let body = json!({ "what": "admission", "on": until, "days": left });
                    note(tx, facts::ENDS, case.organisation, body, now)?;
                }
                _ => {
                    done.expired += 1;
                    done.notices.push(notice(About::Ended(case.id)));
                }
            }
        }
    }
    for organisation in store::organisations(tx)? {
        let cases = store::cases_of(tx, &ground.keys, organisation)?;
        if let Some(case) = in_force(&cases) {
            let (before, case) = (done.notices.len(), case.clone());
            remind_documents(tx, ground, &case, &mut done.notices, now)?;
            done.documents += (done.notices.len() - before) as u64;
            done.notices.extend(hear(tx, &case, now)?);
        }
        done.changed += u64::from(settle(tx, ground, organisation, now)?);
    }
    Ok(done)
}

/// Reminds of the documents whose end comes near and for which nothing newer is there.
fn remind_documents(
    tx: &mut Write<'_>,
    ground: &Ground,
    case: &Case,
    notices: &mut Vec<Notice>,
    now: Moment,
) -> Result<(), Fault> {
    let today = ground.day(now);
    let (organisation, nature) = (case.organisation, form::nature(&case.form));
    let documents = store::documents(tx, organisation)?;
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
            notices.push(Notice {
                organisation,
                name: case.form.name.clone(),
                about: About::Document(case.id, item.label.clone(), end, left),
            });
        }
    }
    Ok(())
}

/// The visitors' reports about an organisation's records it does not know of yet.
fn hear(tx: &mut Write<'_>, case: &Case, now: Moment) -> Result<Option<Notice>, Fault> {
    let mut count = 0;
    for own in heard::own(tx, case.organisation)? {
        let new = voice::actions::untold(tx, own)?.len();
        if new > 0 {
            voice::actions::told(tx, own, now)?;
            count += new;
        }
    }
    Ok((count > 0).then(|| Notice {
        organisation: case.organisation,
        name: case.form.name.clone(),
        about: About::Reports(count),
    }))
}
