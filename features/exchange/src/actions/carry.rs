//! The last stretch: the import's log is written into place, or taken back, slice by slice. Every
//! slice says how far it has come in its own transaction, so a stop costs nothing but time.

use audit::{Actor, Entry, Subject};
use catalogue::actions as catalogue_rows;
use catalogue::model::{Image, Kind};
use db::{Fault, Write};
use serde_json::json;
use values::Id;

use super::{Exchange, ImportError, Progress};
use crate::model::State;
use crate::store::{self, Change, Step, What};

/// How many rows of the log one transaction carries.
pub(super) const SLICE: i64 = 200;

/// Which way the log is walked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// First row first, each row to what is after.
    Forward,
    /// Last row first, each row to what was before.
    Backward,
}

/// Writes the log into place and makes it visible.
pub(super) async fn forward(
    exchange: &Exchange,
    id: Id,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<(), ImportError> {
    walk(exchange, id, Way::Forward, progress).await
}

/// Takes the log back, last row first, and makes that visible.
pub(super) async fn backward(
    exchange: &Exchange,
    id: Id,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<(), ImportError> {
    walk(exchange, id, Way::Backward, progress).await
}

async fn walk(
    exchange: &Exchange,
    id: Id,
    way: Way,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<(), ImportError> {
    let (end, cursor) = exchange
        .db
        .read(move |c| {
            let cursor = store::import(c, id)?.map_or(0, |row| row.cursor);
            Ok::<_, Fault>((store::last_change(c, id)? + 1, cursor))
        })
        .await?;
    let mut at = cursor;
    // While one slice is written the next one is read from the log and made ready.
    let mut next = Some(fetch(exchange, id, way, at));
    while let Some(fetching) = next.take() {
        let slice = fetching
            .await
            .map_err(|e| ImportError::Stopped(e.to_string()))??;
        let from = at;
        at = match (way, slice.last) {
            (Way::Forward, Some(seq)) => seq + 1,
            (Way::Forward, None) => end,
            (Way::Backward, Some(seq)) => seq,
            (Way::Backward, None) => 0,
        };
        let last = match way {
            Way::Forward => at >= end,
            Way::Backward => at <= 0,
        };
        next = (!last).then(|| fetch(exchange, id, way, at));
        let (now, by, to) = (exchange.clock.now(), exchange.by.clone(), at);
        let went_on = exchange
            .db
            .write(move |tx| {
                let Some(row) = store::import(tx, id)? else {
                    return Err(ImportError::Stopped("the import is not in the log".into()));
                };
                let state = match way {
                    Way::Forward => State::Committed,
                    Way::Backward => State::Undoing,
                };
                // Another node, or the end of a stopped attempt, has done it or some of it.
                if row.import.state != state {
                    return Ok(None);
                }
                if row.cursor != from {
                    return Ok(Some(row.cursor));
                }
                for part in &slice.parts {
                    part.write(tx)?;
                }
                store::renew_turn(tx, id, now)?;
                if last {
                    finish(tx, &row, way, &by, now)?;
                } else {
                    store::move_cursor(tx, id, to)?;
                }
                Ok::<_, ImportError>(Some(to))
            })
            .await?;
        match went_on {
            None => return Ok(()),
            Some(there) if there != at => {
                at = there;
                next = Some(fetch(exchange, id, way, at));
                continue;
            }
            Some(_) => {}
        }
        let done = match way {
            Way::Forward => at,
            Way::Backward => end - at,
        };
        progress(Progress::Carried(done.unsigned_abs(), end.unsigned_abs()));
    }
    Ok(())
}

/// Reads a slice of the log beside the writer.
fn fetch(
    exchange: &Exchange,
    id: Id,
    way: Way,
    at: i64,
) -> tokio::task::JoinHandle<Result<Slice, Fault>> {
    let db = exchange.db.clone();
    tokio::spawn(async move {
        db.read(move |c| {
            let changes = match way {
                Way::Forward => store::changes_up(c, id, at, SLICE)?,
                Way::Backward => store::changes_down(c, id, at, SLICE)?,
            };
            Slice::of(changes, way)
        })
        .await
    })
}

fn finish(
    tx: &mut Write<'_>,
    row: &store::ImportRow,
    way: Way,
    by: &str,
    now: values::Moment,
) -> Result<(), ImportError> {
    let id = row.import.id;
    let (to, action) = match way {
        Way::Forward => (State::Applied, "exchange.import"),
        Way::Backward => (State::Undone, "exchange.undo"),
    };
    store::move_import(
        tx,
        &Step {
            id,
            from: row.import.state,
            to,
            reason: &row.reason,
            counts: &row.import.counts,
            now,
            cursor: 0,
        },
    )?;
    store::end_turn(tx, id)?;
    let generation = catalogue_rows::publish(tx)?;
    audit::record(
        tx,
        &Entry {
            at: now,
            actor: Actor::Operator(by.to_string()),
            subject: Subject::new("import", id),
            action: action.to_string(),
            detail: json!({
                "number": row.import.number,
                "source": row.import.source,
                "document": row.import.document,
                "generation": generation,
                "counts": row.import.counts,
            }),
        },
    )?;
    Ok(())
}

/// A stretch of the log, ready to be written.
struct Slice {
    /// Number of its last row; none when the log ends here.
    last: Option<i64>,
    parts: Vec<Part>,
}

/// Neighbouring rows of the log that are written together.
enum Part {
    Put(Vec<Image>),
    Remove(Vec<(Kind, Id)>),
    District(String, Option<serde_json::Value>),
    /// A row of this feature, as JSON.
    Own(What, String, Option<String>),
}

impl Slice {
    fn of(changes: Vec<Change>, way: Way) -> Result<Slice, Fault> {
        let last = changes.last().map(|c| c.seq);
        let mut parts = Vec::new();
        for change in changes {
            let state = match way {
                Way::Forward => change.after,
                Way::Backward => change.before,
            };
            match (change.what, state) {
                (What::Entity, Some(text)) => {
                    let image = store::json(&text, store::CHANGES_UP, "entity")?;
                    match parts.last_mut() {
                        Some(Part::Put(list)) => list.push(image),
                        _ => parts.push(Part::Put(vec![image])),
                    }
                }
                (What::Entity, None) => {
                    let row = entity_target(&change.target)?;
                    match parts.last_mut() {
                        Some(Part::Remove(list)) => list.push(row),
                        _ => parts.push(Part::Remove(vec![row])),
                    }
                }
                (What::District, state) => {
                    let body = state
                        .map(|t| store::json(&t, store::CHANGES_UP, "district"))
                        .transpose()?;
                    parts.push(Part::District(change.target, body));
                }
                (what @ (What::Record | What::Link | What::Pair), state) => {
                    parts.push(Part::Own(what, change.target, state));
                }
            }
        }
        Ok(Slice { last, parts })
    }
}

impl Part {
    fn write(&self, tx: &mut Write<'_>) -> Result<(), Fault> {
        match self {
            Part::Put(images) => catalogue_rows::put(tx, images),
            Part::Remove(rows) => catalogue_rows::remove(tx, rows),
            Part::District(id, body) => catalogue_rows::put_district(tx, id, body.as_ref()),
            Part::Own(what, target, state) => store::restore(tx, *what, target, state.as_deref()),
        }
    }
}

/// The name of a catalogue record in the log.
pub(super) fn entity_name(kind: Kind, id: Id) -> String {
    format!("{} {id}", kind.as_str())
}

fn entity_target(target: &str) -> Result<(Kind, Id), Fault> {
    target
        .split_once(' ')
        .and_then(|(k, id)| Some((Kind::parse(k)?, id.parse::<Id>().ok()?)))
        .ok_or_else(|| store::unreadable(store::CHANGES_UP, "target", "no catalogue record"))
}
