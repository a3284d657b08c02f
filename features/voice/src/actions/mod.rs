//! What visitors do (rate, report) and what colleagues do with it. One function is one transaction;
//! identifiers are made by the caller, since a transaction may be run again.

mod ticket;

use db::{Fault, Read, Write};
use values::{Id, Moment};

use crate::model::{Feedback, Kept, PageRates};
use crate::{rules, store};

pub use ticket::{
    New, No, Post, Shown, Wanted, act, filed, forget_contact, history, mended, numbered,
    of_organizations, queue, receipt, report, reports, told, untold,
};

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
        replies: store::forget_contacts(tx, now)?,
        reports: store::forget_texts(tx, before)?,
        words: store::forget_words(tx, before)?,
    })
}
