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

/// Writes the log into place and makes it visible.
pub(super) async fn forward(
    exchange: &Exchange,
    id: Id,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<(), ImportError> {
    let end = exchange.db.read(move |c| store::last_change(c, id)).await? + 1;
    loop {
        let now = exchange.clock.now();
        let by = exchange.by.clone();
        let at = exchange
            .db
            .write(move |tx| {
                let Some(row) = store::import(tx, id)? else {
                    return Err(ImportError::Stopped("the import is not in the log".into()));
                };
                if row.import.state != State::Committed {
                    return Ok(end);
                }
                let changes = store::changes_up(tx, id, row.cursor, SLICE)?;
                for change in &changes {
                    write(tx, change, change.after.as_deref())?;
                }
                store::renew_turn(tx, id, now)?;
                let next = changes.last().map_or(end, |c| c.seq + 1);
                if next < end {
                    store::move_cursor(tx, id, next)?;
                } else {
                    finish(tx, &row, State::Applied, &by, now)?;
                }
                Ok(next)
            })
            .await?;
        progress(Progress::Carried(at.unsigned_abs(), end.unsigned_abs()));
        if at >= end {
            return Ok(());
        }
    }
}

/// Takes the log back, last row first, and makes that visible.
pub(super) async fn backward(
    exchange: &Exchange,
    id: Id,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<(), ImportError> {
    let end = exchange.db.read(move |c| store::last_change(c, id)).await? + 1;
    loop {
        let now = exchange.clock.now();
        let by = exchange.by.clone();
        let at = exchange
            .db
            .write(move |tx| {
                let Some(row) = store::import(tx, id)? else {
                    return Err(ImportError::Stopped("the import is not in the log".into()));
                };
                if row.import.state != State::Undoing {
                    return Ok(0);
                }
                let changes = store::changes_down(tx, id, row.cursor, SLICE)?;
                for change in &changes {
                    write(tx, change, change.before.as_deref())?;
                }
                store::renew_turn(tx, id, now)?;
                let next = changes.last().map_or(0, |c| c.seq);
                if next > 0 {
                    store::move_cursor(tx, id, next)?;
                } else {
                    finish(tx, &row, State::Undone, &by, now)?;
                }
                Ok(next)
            })
            .await?;
        progress(Progress::Carried(
            (end - at).unsigned_abs(),
            end.unsigned_abs(),
        ));
        if at <= 0 {
            return Ok(());
        }
    }
}

fn finish(
    tx: &mut Write<'_>,
    row: &store::ImportRow,
    to: State,
    by: &str,
    now: values::Moment,
) -> Result<(), ImportError> {
    let id = row.import.id;
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
    let action = if to == State::Undone {
        "exchange.undo"
    } else {
        "exchange.import"
    };
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

fn write(tx: &mut Write<'_>, change: &Change, state: Option<&str>) -> Result<(), Fault> {
    match change.what {
        What::Entity => match state {
            Some(text) => {
                let image: Image = store::json(text, store::CHANGES_UP, "entity")?;
                catalogue_rows::put(tx, &[image])
            }
            None => {
                let (kind, id) = entity_target(&change.target)?;
                catalogue_rows::remove(tx, &[(kind, id)])
            }
        },
        What::District => {
            let body = state
                .map(|t| store::json(t, store::CHANGES_UP, "district"))
                .transpose()?;
            catalogue_rows::put_district(tx, &change.target, body.as_ref())
        }
        What::Record | What::Link | What::Pair => {
            store::restore(tx, change.what, &change.target, state)
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
