//! News that features publish to each other.

use db::{Fault, Read, Write};
use values::Moment;

use crate::chain::Subject;
use crate::store;

/// Something that has happened and that others may want to know.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// When.
    pub at: Moment,
    /// What kind of news, as `feature.thing.verb`: a constant of the feature that publishes it.
    pub topic: &'static str,
    /// What it is about.
    pub subject: Subject,
    /// What a listener needs to know. The publisher's promise: fields are added, never changed.
    pub body: serde_json::Value,
}

/// A fact as a listener gets it.
#[derive(Clone, Debug, PartialEq)]
pub struct Noted {
    /// Its number within the topic, from 1 without gaps, in the order of the commits.
    pub seq: i64,
    /// When it happened.
    pub at: Moment,
    /// What kind of news.
    pub topic: String,
    /// What it is about.
    pub subject: Subject,
    /// What the publisher says.
    pub body: serde_json::Value,
}

/// The topic of [`db::Write::notify`] that wakes the listeners of a topic of facts.
pub fn topic_of(fact_topic: &str) -> String {
    format!("fact {fact_topic}")
}

/// Publishes a fact in the caller's transaction, and returns its number within the topic.
///
/// # Errors
/// The database's fault.
pub fn note(tx: &mut Write<'_>, fact: &Fact) -> Result<i64, Fault> {
    let seq: i64 = tx.one(store::NEXT_FACT, &db::params![fact.topic], |row| {
        row.get("seq")
    })?;
    tx.exec(
        store::KEEP_FACT,
        &db::params![
            fact.topic,
            seq,
            fact.at,
            &fact.subject.kind,
            &fact.subject.id,
            fact.body.to_string(),
        ],
    )?;
    tx.notify(topic_of(fact.topic));
    Ok(seq)
}

/// The facts of a topic after number `cursor` (0 for all), oldest first, at most `limit`. The
/// numbers of a topic follow the order in which the transactions were committed, so a listener that
/// goes on from the last number it has seen misses nothing.
///
/// # Errors
/// The database's fault, also when the body of a fact is not JSON any more.
pub fn facts_after(
    read: &mut Read<'_>,
    cursor: i64,
    topic: &str,
    limit: u32,
) -> Result<Vec<Noted>, Fault> {
    read.all(
        store::FACTS_AFTER,
        &db::params![topic, cursor, limit],
        |row| {
            let body: String = row.get("body")?;
            Ok(Noted {
                seq: row.get("seq")?,
                at: row.get("at")?,
                topic: row.get("topic")?,
                subject: Subject {
                    kind: row.get("subject_kind")?,
                    id: row.get("subject_id")?,
                },
                body: serde_json::from_str(&body).map_err(|e| Fault::Column {
                    statement: store::FACTS_AFTER.name(),
                    column: "body".to_string(),
                    why: format!("not JSON: {e}"),
                })?,
            })
        },
    )
}

/// The number of the last fact a listener has dealt with; 0 when it has not begun.
///
/// # Errors
/// The database's fault.
pub fn cursor(read: &mut Read<'_>, listener: &str, topic: &str) -> Result<i64, Fault> {
    let found = read.opt(store::CURSOR, &db::params![listener, topic], |row| {
        row.get::<i64>("seq")
    })?;
    Ok(found.unwrap_or(0))
}

/// Hands the next facts of a topic to a listener, at most `limit`, and moves its cursor in the same
/// transaction: what `deal` does to the database happens exactly once for each fact, whatever
/// crashes and however many nodes listen. Returns how many facts there were; when it is `limit`,
/// call it again.
///
/// # Errors
/// The first one of `deal` (then nothing of this call is kept) or the database's fault.
pub fn listen<E: From<Fault>>(
    tx: &mut Write<'_>,
    listener: &str,
    topic: &str,
    now: Moment,
    limit: u32,
    mut deal: impl FnMut(&mut Write<'_>, &Noted) -> Result<(), E>,
) -> Result<usize, E> {
    let from = cursor(tx, listener, topic)?;
    let facts = facts_after(tx, from, topic, limit)?;
    for fact in &facts {
        deal(tx, fact)?;
    }
    if let Some(last) = facts.last() {
        tx.exec(
            store::MOVE_CURSOR,
            &db::params![listener, topic, last.seq, now],
        )?;
    }
    Ok(facts.len())
}
