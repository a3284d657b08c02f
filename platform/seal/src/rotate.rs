//! Bringing everything under the current key, beside everybody else.

use std::collections::VecDeque;

use db::{Db, Fault, Read};
use values::{Id, Uuid};

use crate::column::{Column, Kind};
use crate::keys::{KeyId, Keys};
use crate::sealed::{Hash, Sealed, Seed};

/// How many values of a column stand under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    /// `table.column`.
    pub column: String,
    /// What the column holds.
    pub kind: Kind,
    /// The key.
    pub key: KeyId,
    /// How many values.
    pub values: u64,
}

/// Counts the values of the columns by key. It reads every row: not for a page.
///
/// # Errors
/// The database's fault.
pub fn usage(read: &mut Read<'_>, columns: &[Column]) -> Result<Vec<Usage>, Fault> {
    let mut found = Vec::new();
    for column in columns {
        found.extend(read.all(column.usage, &[], |row| {
            Ok(Usage {
                column: column.full_name(),
                kind: column.kind,
                key: KeyId::of(&row.get::<Vec<u8>>("key_id")?),
                values: row.get("used")?,
            })
        })?);
    }
    Ok(found)
}

/// What became of one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// `table.column`.
    pub column: String,
    /// How many values were brought under the current key.
    pub renewed: u64,
    /// How many could not be opened, or have no source to be made from; they stay as they are.
    pub unreadable: u64,
    /// How many hashes would then have been there twice; they stay as they are. Two rows mean the same:
    /// bring them together.
    pub twice: u64,
    /// How many hashes were not those of their source, and are now.
    pub mended: u64,
    /// How many values stand under other keys now: tokens, those that stay, and those that a node with
    /// another current key has written meanwhile.
    pub left: u64,
}

/// What became of all columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// One a column, tokens too.
    pub columns: Vec<Rotated>,
}

impl Report {
    /// True when only tokens are left under other keys.
    pub fn is_whole(&self, columns: &[Column]) -> bool {
        columns
            .iter()
            .zip(&self.columns)
            .all(|(column, done)| column.kind == Kind::Token || done.left == 0)
    }
}

/// How often a column is gone through when others write under an older key meanwhile.
const PASSES: usize = 5;

/// A value read, and what is to stand in its place.
struct Change {
    row: Id,
    old: Vec<u8>,
    new: Vec<u8>,
}

/// Brings sealed values and index hashes under the current key, `slice` rows a transaction. What was
/// done stays done if it is stopped; run again, it goes on. `tell` hears of each slice: the column and
/// how many of its values are renewed so far.
///
/// Rows are read and sealed outside the transaction that writes; a row somebody has changed meanwhile
/// is left to its new content.
///
/// # Errors
/// The database's fault; what was done until then stays done.
pub async fn rotate(
    db: &Db,
    keys: &Keys,
    columns: &[Column],
    slice: u32,
    seed: Seed,
    tell: &(dyn Fn(&str, u64) + Sync),
) -> Result<Report, Fault> {
    let mut report = Report {
        columns: Vec::new(),
    };
    for column in columns {
        let mut done = Rotated {
            column: column.full_name(),
            renewed: 0,
            unreadable: 0,
            twice: 0,
            mended: 0,
            left: 0,
        };
        if column.kind != Kind::Token {
            for _ in 0..PASSES {
                let before = done.renewed;
                pass(db, keys, *column, slice.max(1), seed, tell, &mut done).await?;
                if done.renewed == before {
                    break;
                }
            }
        }
        let (one, current) = (*column, keys.current_id());
        done.left = db
            .read(move |c| usage(c, &[one]))
            .await?
            .iter()
            .filter(|used| used.key != current)
            .map(|used| used.values)
            .sum();
        report.columns.push(done);
    }
    Ok(report)
}

/// Goes through a column once.
async fn pass(
    db: &Db,
    keys: &Keys,
    column: Column,
    slice: u32,
    seed: Seed,
    tell: &(dyn Fn(&str, u64) + Sync),
    done: &mut Rotated,
) -> Result<(), Fault> {
    let mut after = Id(Uuid::nil());
    (done.unreadable, done.twice) = (0, 0);
    loop {
        let current = keys.current_id();
        let rows = db
            .read(move |c| {
                let parameters = db::params![after, current.bytes(), slice];
                c.all(column.slice, &parameters, |row| {
                    let source = match column.kind {
                        Kind::Index { .. } => row.get::<Option<Vec<u8>>>("source")?,
                        Kind::Sealed | Kind::Token => None,
                    };
                    Ok((
                        row.get::<Id>("row_id")?,
                        row.get::<Vec<u8>>("kept")?,
                        source,
                    ))
                })
            })
            .await?;
        let Some((last, ..)) = rows.last() else {
            return Ok(());
        };
        after = *last;
        let mut changes = Vec::new();
        for (row, old, source) in rows {
            match renewed(keys, &column, row, &old, source.as_deref(), seed) {
                Some((new, mended)) => {
                    done.mended += u64::from(mended);
                    changes.push(Change { row, old, new });
                }
                None => done.unreadable += 1,
            }
        }
        swap(db, column, changes, done).await?;
        tell(&done.column, done.renewed);
        tokio::task::yield_now().await;
    }
}

/// What is to stand in the place of a value, and whether it disagreed with its source.
fn renewed(
    keys: &Keys,
    column: &Column,
    row: Id,
    old: &[u8],
    source: Option<&[u8]>,
    seed: Seed,
) -> Option<(Vec<u8>, bool)> {
    match column.kind {
        Kind::Token => None,
        Kind::Sealed => {
            let old = Sealed::from_bytes(old).ok()?;
            let value = keys.open(column, row, &old).ok()?;
            Some((keys.seal(column, row, &value, seed).0, false))
        }
        Kind::Index { from } => {
            let source = Sealed::from_bytes(source?).ok()?;
            let value = keys.open_in(column.table, from, row, &source).ok()?;
            let agreed = Hash::from_bytes(old).is_ok_and(|old| keys.matches(column, &value, &old));
            Some((keys.hash(column, &value).0, !agreed))
        }
    }
}

/// Writes changes, as many as can be in one transaction; where others are in the way, fewer and fewer.
async fn swap(
    db: &Db,
    column: Column,
    changes: Vec<Change>,
    done: &mut Rotated,
) -> Result<(), Fault> {
    let mut groups = VecDeque::from([std::sync::Arc::new(changes)]);
    // Each single row may meet others a few times before it is given up for this time.
    let mut patience = 20;
    while let Some(group) = groups.pop_front() {
        let job = group.clone();
        let written = db
            .write(move |tx| {
                let mut written = 0;
                for change in job.iter() {
                    let parameters =
                        db::params![change.row, change.new.as_slice(), change.old.as_slice()];
                    written += tx.exec(column.swap, &parameters)?;
                }
                Ok::<u64, Fault>(written)
            })
            .await;
        match written {
            Ok(written) => done.renewed += written,
            Err(e) if e.is_passing() || e.is_unique_violation() => {
                let mut rows = std::sync::Arc::try_unwrap(group).unwrap_or_else(|shared| {
                    let copy = |c: &Change| Change {
                        row: c.row,
                        old: c.old.clone(),
                        new: c.new.clone(),
                    };
                    shared.iter().map(copy).collect()
                });
                if rows.len() > 1 {
                    let half = rows.split_off(rows.len() / 2);
                    groups.push_front(half.into());
                    groups.push_front(rows.into());
                } else if e.is_unique_violation() {
                    done.twice += 1;
                } else if patience > 0 {
                    patience -= 1;
                    groups.push_back(rows.into());
                } else {
                    return Err(e);
                }
            }
            Err(e) => return Err(e),
        }
    }
    Ok(())
}
