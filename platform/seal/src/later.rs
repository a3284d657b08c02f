//! The rotation as a job of the server: where the database has one writer, nobody else could do it
//! beside the pages.

use db::{Db, Fault, Write};
use jobs::{Enqueued, Failure, Handlers, New};
use values::{Id, Moment};

use crate::column::Column;
use crate::keys::Keys;
use crate::rotate::rotate;
use crate::sealed::Seed;

/// The queue.
const ROTATE: &str = "seal.rotate";

/// Rows a transaction: small, so that whoever waits for the writer hardly notices.
pub const SLICE: u32 = 100;

/// Who deals with the rotation. `seed` takes chance from the system.
pub fn handlers(
    handlers: Handlers,
    db: Db,
    keys: Keys,
    columns: Vec<Column>,
    seed: impl Fn() -> Seed + Send + Sync + 'static,
) -> Handlers {
    handlers.outside(ROTATE, move |_| {
        let (db, keys, columns, seed) = (db.clone(), keys.clone(), columns.clone(), seed());
        async move {
            let report = rotate(&db, &keys, &columns, SLICE, seed, &|_, _| {}).await?;
            for done in &report.columns {
                tracing::info!(
                    column = %done.column,
                    renewed = done.renewed,
                    unreadable = done.unreadable,
                    twice = done.twice,
                    left = done.left,
                    "brought under the current key"
                );
            }
            match report.is_whole(&columns) {
                true => Ok(()),
                // Another node may still write under an older key: it is asked again later.
                false => Err(Failure::Again(
                    "some values stand under older keys: see «wishmi keys»".to_string(),
                )),
            }
        }
    })
}

/// Asks for a rotation, once for all nodes that ask.
///
/// # Errors
/// The database's fault.
pub fn ask(tx: &mut Write<'_>, id: Id, now: Moment) -> Result<Enqueued, Fault> {
    let job = New::now(ROTATE, Default::default(), now).key(ROTATE);
    jobs::enqueue(tx, id, now, &job)
}
