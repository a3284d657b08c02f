//! What visitors do (rate, report) and what colleagues do with it. One function is one transaction;
//! identifiers are made by the caller, since a transaction may be run again.

use audit::{Actor, Entry};
use db::{Fault, Read, Write};
use serde_json::json;
use values::{Id, Moment};

use crate::model::{Feedback, Filed, Kept, PageRates, Report, State};
use crate::{rules, store};

/// Keeps a rating.
///
/// # Errors
/// From the database.
pub fn rate(tx: &mut Write<'_>, id: Id, said: &Feedback, now: Moment) -> Result<(), Fault> {
    store::put_feedback(tx, id, said, now)
}

/// A rating, to show what is asked next.
///
/// # Errors
/// From the database.
pub fn rating(c: &mut Read<'_>, id: Id) -> Result<Option<Kept>, Fault> {
    store::feedback(c, id)
}

/// What a visitor adds to the stars just given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum More {
    /// Why, checked by [`rules::answer`].
    Answer(String),
    /// Words, checked by [`rules::words`].
    Words(Option<String>),
    /// Nothing more.
    Enough,
}

/// Adds to a rating as long as it is open. False when it is not, or never was: then nothing changes.
///
/// # Errors
/// From the database.
pub fn add(tx: &mut Write<'_>, id: Id, more: &More, now: Moment) -> Result<bool, Fault> {
    let Some(kept) = store::feedback(tx, id)? else {
        return Ok(false);
    };
    if !rules::is_open(kept.said.done, kept.at, now) {
        return Ok(false);
    }
    let (had_answer, had_text) = (kept.said.answer.as_deref(), kept.said.text.as_deref());
    let (answer, text, done) = match more {
        More::Answer(answer) => (Some(answer.as_str()), had_text, false),
        More::Words(text) => (had_answer, text.as_deref(), true),
        More::Enough => (had_answer, had_text, true),
    };
    store::more_feedback(tx, id, answer, text, done)
}

/// All ratings since a moment, oldest first.
///
/// # Errors
/// From the database.
pub fn ratings(c: &mut Read<'_>, since: Moment) -> Result<Vec<Kept>, Fault> {
    store::feedback_since(c, since)
}

/// The ratings by page since a moment, those with the most first.
///
/// # Errors
/// From the database.
pub fn by_page(c: &mut Read<'_>, since: Moment) -> Result<Vec<PageRates>, Fault> {
    store::rates(c, since)
}

/// Keeps a report and gives it its number. The address for the answer is kept for `keep_days`.
///
/// # Errors
/// From the database.
pub fn report(
    tx: &mut Write<'_>,
    id: Id,
    report: &Report,
    keep_days: u16,
    now: Moment,
) -> Result<i64, Fault> {
    let number = store::put_report(tx, id, report, now)?;
    if let Some(mail) = &report.mail {
        store::put_reply(tx, id, mail, rules::days_from(now, i64::from(keep_days)))?;
    }
    audit::record(
        tx,
        &Entry {
            at: now,
            actor: Actor::Visitor,
            subject: audit::Subject::new("report", id),
            action: "voice.report".to_string(),
            detail: json!({
                "number": number,
                "about": report.subject.kind(),
                "record": report.subject.record(),
                "what": report.what,
            }),
        },
    )?;
    Ok(number)
}

/// A report by the identifier its writer was given.
///
/// # Errors
/// From the database.
pub fn filed(c: &mut Read<'_>, id: Id) -> Result<Option<Filed>, Fault> {
    store::report(c, id)
}

/// A report by its number.
///
/// # Errors
/// From the database.
pub fn numbered(c: &mut Read<'_>, number: i64) -> Result<Option<Filed>, Fault> {
    store::report_numbered(c, number)
}

/// All reports, oldest first.
///
/// # Errors
/// From the database.
pub fn reports(c: &mut Read<'_>) -> Result<Vec<Filed>, Fault> {
    store::reports(c)
}

/// How a colleague ends a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// [`State::Answered`] or [`State::Rejected`].
    pub state: State,
    /// What was done, for colleagues.
    pub note: Option<String>,
    /// The colleague's account on the machine.
    pub by: String,
}

/// Ends a report. False when there is none with this number.
///
/// # Errors
/// From the database.
pub fn end(tx: &mut Write<'_>, number: i64, ending: &Ending, now: Moment) -> Result<bool, Fault> {
    let state = match ending.state {
        State::Rejected => State::Rejected,
        State::Open | State::Answered => State::Answered,
    };
    if !store::end_report(tx, number, state, ending.note.as_deref(), now)? {
        return Ok(false);
    }
    audit::record(
        tx,
        &Entry {
            at: now,
            actor: Actor::Operator(ending.by.clone()),
            subject: audit::Subject::new("report", number),
            action: "voice.end-report".to_string(),
            detail: json!({ "number": number, "state": state.as_str() }),
        },
    )?;
    Ok(true)
}

/// What was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Addresses for answers.
    pub replies: u64,
    /// Texts of reports that were dealt with.
    pub reports: u64,
    /// Words of ratings.
    pub words: u64,
}

/// Forgets what has been kept long enough: addresses at their time, words and texts after
/// [`rules::KEEP_TEXTS`] days.
///
/// # Errors
/// From the database.
pub fn forget(tx: &mut Write<'_>, now: Moment) -> Result<Forgotten, Fault> {
    let before = rules::days_from(now, -rules::KEEP_TEXTS);
    Ok(Forgotten {
        replies: store::forget_replies(tx, now)?,
        reports: store::forget_reports(tx, before)?,
        words: store::forget_words(tx, before)?,
    })
}
