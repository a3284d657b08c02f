//! Rows on their way into memory, and what tells one catalogue from another.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use db::{Fault, Read, Row, params};
use values::{Id, Moment};

use super::{
    ALL_LOCATIONS, ALL_ORGANIZATIONS, ALL_SERVICES, ALL_SERVICES_AT_LOCATIONS, COUNT_LOCATIONS,
    COUNT_ORGANIZATIONS, COUNT_SERVICES, COUNT_SERVICES_AT_LOCATIONS, NEWEST_LOCATIONS,
    NEWEST_ORGANIZATIONS, NEWEST_SERVICES, NEWEST_SERVICES_AT_LOCATIONS, broken, districts,
    generation, json, since,
};
use crate::model::{Entity, Kind};
use crate::packed::{self, Blob, Packed, Writer};
use crate::snapshot::{Held, State};

/// All records of a kind that changed after a generation, in no order.
pub(crate) fn records_since<T: Entity>(
    c: &mut Read<'_>,
    generation: i64,
) -> Result<Vec<Held<T>>, Fault> {
    let mut packing = Packing::default();
    c.each(since(T::KIND), &params![generation], |r| {
        packing.take(&raw(r)?)
    })?;
    Ok(packing.end())
}

/// All records of a kind, in no order. They are read by several threads: making records of JSON
/// takes longer than fetching it.
pub(crate) fn everything<T: Entity>(c: &mut Read<'_>) -> Result<Vec<Arc<Held<T>>>, Fault> {
    let sql = match T::KIND {
        Kind::Organization => ALL_ORGANIZATIONS,
        Kind::Location => ALL_LOCATIONS,
        Kind::Service => ALL_SERVICES,
        Kind::ServiceAtLocation => ALL_SERVICES_AT_LOCATIONS,
    };
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(4));
    let (send, receive) = std::sync::mpsc::sync_channel::<Vec<Raw>>(2 * threads);
    let receive = std::sync::Mutex::new(receive);
    std::thread::scope(|scope| {
        let work = || -> Result<Vec<Held<T>>, Fault> {
            let mut packing = Packing::default();
            let mut done = Ok(());
            // After a failure batches are still taken, or the sender would wait for ever.
            while let Some(batch) = receive.lock().ok().and_then(|r| r.recv().ok()) {
                if done.is_ok() {
                    done = batch.iter().try_for_each(|row| packing.take(row));
                }
            }
            done.map(|()| packing.end())
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let mut batch = Vec::with_capacity(BATCH);
        let fetched = c.each(sql, &params![], |r| {
            batch.push(raw(r)?);
            if batch.len() == BATCH {
                // Workers end only when this side does.
                let _ = send.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)));
            }
            Ok(())
        });
        let _ = send.send(batch);
        drop(send);
        let mut all = Vec::new();
        for worker in workers {
            let list = worker
                .join()
                .map_err(|_| broken(sql, "body", "the thread that read it stopped"))?;
            all.extend(list?.into_iter().map(Arc::new));
        }
        fetched.map(|()| all)
    })
}

/// How many rows go to another thread at once.
const BATCH: usize = 256;

/// A row whose record is still JSON.
struct Raw {
    id: Id,
    version: i64,
    modified_at: Moment,
    merged_into: Option<Id>,
    gone_at: Option<Moment>,
    body: String,
    provenance: String,
}

fn raw(r: &Row<'_>) -> Result<Raw, Fault> {
    Ok(Raw {
        id: r.get(0)?,
        version: r.get(1)?,
        modified_at: Moment(r.get(2)?),
        merged_into: r.get(3)?,
        gone_at: r.get::<Option<i64>>(4)?.map(Moment),
        body: r.get(5)?,
        provenance: r.get(6)?,
    })
}

/// Rows on their way into one [`Blob`].
struct Packing<T> {
    to: Writer,
    rows: Vec<(Head, usize)>,
    of: std::marker::PhantomData<T>,
}

/// A row without its record.
#[derive(Clone, Copy)]
pub(crate) struct Head {
    pub id: Id,
    pub version: i64,
    pub modified_at: Moment,
    pub merged_into: Option<Id>,
    pub gone_at: Option<Moment>,
}

impl Head {
    /// With its record, which begins somewhere in a blob.
    pub fn held<T: Entity>(self, blob: &Arc<Blob>, at: usize) -> Held<T> {
        Held {
            record: Packed::new(self.id, Arc::clone(blob), at),
            version: self.version,
            modified_at: self.modified_at,
            merged_into: self.merged_into,
            gone_at: self.gone_at,
        }
    }
}

impl<T> Default for Packing<T> {
    fn default() -> Self {
        Packing {
            to: Writer::default(),
            rows: Vec::new(),
            of: std::marker::PhantomData,
        }
    }
}

impl<T: Entity> Packing<T> {
    fn take(&mut self, row: &Raw) -> Result<(), Fault> {
        let record: T = json(since(T::KIND), "body", row.id, &row.body)?;
        let head = Head {
            // The record says who it is, as it always has.
            id: record.id(),
            version: row.version,
            modified_at: row.modified_at,
            merged_into: row.merged_into,
            gone_at: row.gone_at,
        };
        let origins = packed::stored_origins(&row.provenance);
        let at = packed::pack(&record, &origins, &mut self.to);
        self.rows.push((head, at));
        Ok(())
    }

    fn end(self) -> Vec<Held<T>> {
        let blob = Arc::new(Blob::of(self.to.end()));
        let rows = self.rows.into_iter();
        rows.map(|(head, at)| head.held(&blob, at)).collect()
    }
}

/// How many of the newest rows of a kind tell one catalogue from another. Which of those that were
/// written together is the database's choice; if it chooses others, a start takes longer.
const NEWEST: i64 = 256;

/// Which catalogue this is.
pub(crate) fn state(c: &mut Read<'_>) -> Result<State, Fault> {
    let generation = generation(c)?;
    let mut print = DefaultHasher::new();
    generation.hash(&mut print);
    for (count, newest) in [
        (COUNT_ORGANIZATIONS, NEWEST_ORGANIZATIONS),
        (COUNT_LOCATIONS, NEWEST_LOCATIONS),
        (COUNT_SERVICES, NEWEST_SERVICES),
        (COUNT_SERVICES_AT_LOCATIONS, NEWEST_SERVICES_AT_LOCATIONS),
    ] {
        let rows = c.one(count, &params![], |r| {
            Ok((r.get::<i64>(0)?, r.get::<i64>(1)?, r.get::<i64>(2)?))
        })?;
        rows.hash(&mut print);
        let mut newest = c.all(newest, &params![NEWEST], |r| {
            Ok((r.get::<Id>(0)?, r.get::<i64>(1)?, r.get::<i64>(2)?))
        })?;
        newest.sort_unstable();
        newest.hash(&mut print);
    }
    for (id, body) in districts(c)? {
        (id, body.to_string()).hash(&mut print);
    }
    Ok(State {
        generation,
        print: print.finish(),
    })
}
