//! The first stretch: every record of the file is compared with what its source said last time, and
//! what differs goes into the import's log.

use std::collections::HashSet;

use db::Fault;
use sha2::{Digest, Sha256};
use values::Id;

use super::{Exchange, ImportError, Producer, Progress, Stopped, still_working};
use crate::model::{Counts, Finding, Mapped, Severity};
use crate::store::{self, Change, RecordRow, What};

/// How many records are compared in one transaction: a few milliseconds of the writer's time.
const SLICE: usize = 200;

/// What has been staged so far.
#[derive(Default)]
pub(super) struct Staged {
    /// The next free number in the import's log.
    pub next: i64,
    pub counts: Counts,
    pub findings: Vec<Finding>,
    /// Every record the file holds.
    pub seen: HashSet<String>,
}

/// A record of the file, as far as it can be prepared without the database.
struct Prepared {
    record: String,
    hash: String,
    payload: String,
    findings: Vec<Finding>,
    row: Option<u64>,
    rejected: bool,
}

impl Prepared {
    fn of(mapped: Mapped) -> Result<Prepared, String> {
        let rejected = mapped
            .findings
            .iter()
            .any(|f| f.severity == Severity::Error);
        let payload = serde_json::to_string(&mapped.drafts).map_err(|e| e.to_string())?;
        Ok(Prepared {
            record: mapped.record,
            hash: hex::encode(Sha256::digest(payload.as_bytes())),
            payload,
            row: mapped.findings.iter().find_map(|f| f.row),
            findings: mapped.findings,
            rejected,
        })
    }
}

/// The name of a record in the log.
pub(super) fn target(source: &str, record: &str) -> String {
    format!("{source}\u{1f}{record}")
}

pub(super) async fn stage(
    exchange: &Exchange,
    import: Id,
    source: &str,
    produce: Producer,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Staged, ImportError> {
    // Reading, mapping and preparing run on their own thread; the short channel keeps memory bounded.
    let (send, mut receive) = tokio::sync::mpsc::channel::<Vec<Prepared>>(4);
    let reader = tokio::task::spawn_blocking(move || {
        let mut slice = Vec::with_capacity(SLICE);
        let mut failed = None;
        let whole = produce(&mut |mapped| {
            match Prepared::of(mapped) {
                Ok(p) => slice.push(p),
                Err(why) => {
                    failed = Some(why);
                    return Err(Stopped);
                }
            }
            if slice.len() < SLICE {
                return Ok(());
            }
            let full = std::mem::replace(&mut slice, Vec::with_capacity(SLICE));
            send.blocking_send(full).map_err(|_| Stopped)
        });
        if let Some(why) = failed {
            return Err(why);
        }
        if whole.is_ok() && !slice.is_empty() {
            // A closed channel means that the writing side has failed and says so itself.
            let _ = send.blocking_send(slice);
        }
        whole
    });
    let mut staged = Staged::default();
    while let Some(batch) = receive.recv().await {
        let mut prepared = Vec::with_capacity(batch.len());
        for mut p in batch {
            staged.counts.read += 1;
            staged.findings.append(&mut p.findings);
            let repeated = !staged.seen.insert(p.record.clone());
            if repeated {
                staged.findings.push(Finding {
                    code: "repeated-record".into(),
                    severity: Severity::Error,
                    row: p.row,
                    column: None,
                    record: Some(p.record.clone()),
                    args: Default::default(),
                });
            }
            if p.rejected || repeated {
                staged.counts.rejected += 1;
                continue;
            }
            prepared.push(p);
        }
        write_slice(exchange, import, source, prepared, &mut staged).await?;
        progress(Progress::Read(staged.counts.read));
    }
    let whole = reader
        .await
        .map_err(|e| ImportError::Stopped(e.to_string()))?;
    match whole {
        Ok(findings) => staged.findings.extend(findings),
        Err(why) => {
            return Err(ImportError::File {
                file: source.to_string(),
                why,
            });
        }
    }
    staged
        .findings
        .sort_by(|a, b| (a.row, &a.code, &a.column).cmp(&(b.row, &b.code, &b.column)));
    Ok(staged)
}

async fn write_slice(
    exchange: &Exchange,
    import: Id,
    source: &str,
    prepared: Vec<Prepared>,
    staged: &mut Staged,
) -> Result<(), ImportError> {
    let source = source.to_string();
    let first = staged.next;
    let now = exchange.clock.now();
    let (next, new, changed, unchanged) = exchange
        .db
        .write(move |tx| {
            still_working(tx, import, now)?;
            let (mut next, mut new, mut changed, mut unchanged) = (first, 0, 0, 0);
            for p in &prepared {
                let before = store::record(tx, &source, &p.record)?;
                let same = before.as_ref().is_some_and(|b| b.hash == p.hash && !b.gone);
                match &before {
                    None => new += 1,
                    Some(_) if same => unchanged += 1,
                    Some(_) => changed += 1,
                }
                if same && before.as_ref().is_some_and(|b| b.missing == 0) {
                    continue;
                }
                let after = RecordRow {
                    hash: p.hash.clone(),
                    payload: p.payload.clone(),
                    missing: 0,
                    gone: false,
                    changed_at: match &before {
                        Some(b) if same => b.changed_at,
                        _ => now,
                    },
                };
                put(
                    tx,
                    import,
                    next,
                    &source,
                    &p.record,
                    before.as_ref(),
                    &after,
                )?;
                next += 1;
            }
            Ok::<_, ImportError>((next, new, changed, unchanged))
        })
        .await?;
    staged.next = next;
    staged.counts.new += new;
    staged.counts.changed += changed;
    staged.counts.unchanged += unchanged;
    Ok(())
}

fn put(
    tx: &mut db::Write<'_>,
    import: Id,
    seq: i64,
    source: &str,
    record: &str,
    before: Option<&RecordRow>,
    after: &RecordRow,
) -> Result<(), Fault> {
    let text = |r: &RecordRow| {
        serde_json::to_string(r).map_err(|e| store::unreadable(store::PUT_CHANGE, "record", e))
    };
    store::put_change(
        tx,
        import,
        &Change {
            seq,
            what: What::Record,
            target: target(source, record),
            before: before.map(text).transpose()?,
            after: Some(text(after)?),
        },
    )
}

/// Stages what a complete file no longer holds: counted as missing, and as gone once it has been
/// missing often enough. Returns how many records are absent from the file.
pub(super) async fn absent(
    exchange: &Exchange,
    import: Id,
    source: &str,
    staged: &mut Staged,
    gone_after: i64,
) -> Result<u64, Fault> {
    let key = source.to_string();
    let known = exchange
        .db
        .read(move |c| store::records_of(c, &key))
        .await?;
    let absent: Vec<String> = known
        .into_iter()
        .filter(|(record, gone)| !gone && !staged.seen.contains(record))
        .map(|(record, _)| record)
        .collect();
    for slice in absent.chunks(SLICE) {
        let (source, slice) = (source.to_string(), slice.to_vec());
        let first = staged.next;
        let now = exchange.clock.now();
        let (next, gone) = exchange
            .db
            .write(move |tx| {
                let (mut next, mut gone) = (first, 0);
                for record in &slice {
                    let Some(before) = store::record(tx, &source, record)? else {
                        continue;
                    };
                    let missing = before.missing + 1;
                    let is_gone = missing >= gone_after;
                    let after = RecordRow {
                        missing,
                        gone: is_gone,
                        changed_at: if is_gone { now } else { before.changed_at },
                        ..before.clone()
                    };
                    gone += u64::from(is_gone);
                    put(tx, import, next, &source, record, Some(&before), &after)?;
                    next += 1;
                }
                Ok::<_, Fault>((next, gone))
            })
            .await?;
        staged.next = next;
        staged.counts.gone += gone;
    }
    staged.counts.missing = (absent.len() as u64).saturating_sub(staged.counts.gone);
    Ok(absent.len() as u64)
}
