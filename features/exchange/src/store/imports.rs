//! Imports: whose turn it is, their states, their findings.

use db::{Fault, Read, Row, Write, params};
use values::{Id, Moment};

use super::*;
use crate::model::{Counts, Finding, Import, State};

/// True when the turn was free and is now the import's.
pub(crate) fn take_turn(tx: &mut Write<'_>, import: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(TAKE_TURN, &params![import, now.plus_seconds(LEASE_SECONDS)])? == 1)
}

/// Says that the import is still being worked on; false when its turn has been taken from it.
pub(crate) fn renew_turn(tx: &mut Write<'_>, import: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(
        RENEW_TURN,
        &params![import, now.plus_seconds(LEASE_SECONDS)],
    )? == 1)
}

/// How long an import may be silent before another node takes it for interrupted.
const LEASE_SECONDS: i64 = 180;

pub(crate) fn end_turn(tx: &mut Write<'_>, import: Id) -> Result<(), Fault> {
    tx.exec(END_TURN, &params![import])?;
    Ok(())
}

/// Who has the turn, and until when.
pub(crate) fn turn(c: &mut Read<'_>) -> Result<Option<(Id, Moment)>, Fault> {
    c.one(TURN, &params![], |r| {
        let import: Option<Id> = r.get(0)?;
        let until = Moment(r.get(1)?);
        Ok(import.map(|i| (i, until)))
    })
}

pub(crate) fn next_number(c: &mut Read<'_>) -> Result<i64, Fault> {
    c.one(NEXT_NUMBER, &params![], |r| r.get(0))
}

pub(crate) struct NewImport<'a> {
    pub id: Id,
    pub number: i64,
    pub source: &'a str,
    pub document: &'a str,
    pub file: &'a str,
    pub by: &'a str,
    pub now: Moment,
}

pub(crate) fn new_import(tx: &mut Write<'_>, n: &NewImport<'_>) -> Result<(), Fault> {
    tx.exec(
        NEW_IMPORT,
        &params![n.id, n.number, n.source, n.document, n.file, n.by, n.now],
    )?;
    Ok(())
}

/// An import with how far it is carried out, and why it ended as it did.
#[derive(Clone, Debug)]
pub(crate) struct ImportRow {
    pub import: Import,
    pub cursor: i64,
    pub reason: String,
}

fn to_import(r: &Row<'_>) -> Result<ImportRow, Fault> {
    let state: String = r.get(7)?;
    Ok(ImportRow {
        import: Import {
            id: r.get(0)?,
            number: r.get(1)?,
            source: r.get(2)?,
            document: r.get(3)?,
            file: r.get(4)?,
            started_at: Moment(r.get(5)?),
            ended_at: r.get::<Option<i64>>(6)?.map(Moment),
            state: State::parse(&state)
                .ok_or_else(|| unreadable(IMPORT, "state", "an unknown state"))?,
            counts: json(&r.get::<String>(8)?, IMPORT, "counts")?,
        },
        cursor: r.get(9)?,
        reason: r.get(10)?,
    })
}

pub(crate) fn import(c: &mut Read<'_>, id: Id) -> Result<Option<ImportRow>, Fault> {
    c.opt(IMPORT, &params![id], to_import)
}

pub(crate) fn import_numbered(c: &mut Read<'_>, number: i64) -> Result<Option<ImportRow>, Fault> {
    c.opt(IMPORT_NUMBERED, &params![number], to_import)
}

pub(crate) fn imports(c: &mut Read<'_>) -> Result<Vec<ImportRow>, Fault> {
    c.all(IMPORTS, &params![], to_import)
}

pub(crate) fn unfinished(c: &mut Read<'_>) -> Result<Vec<ImportRow>, Fault> {
    c.all(UNFINISHED, &params![], to_import)
}

/// A step in an import's life.
pub(crate) struct Step<'a> {
    pub id: Id,
    pub from: State,
    pub to: State,
    pub reason: &'a str,
    pub counts: &'a Counts,
    pub now: Moment,
    pub cursor: i64,
}

/// True when the import was in the state it had to be in, and now is in the other.
pub(crate) fn move_import(tx: &mut Write<'_>, s: &Step<'_>) -> Result<bool, Fault> {
    let counts =
        serde_json::to_string(s.counts).map_err(|e| unreadable(MOVE_IMPORT, "counts", e))?;
    let done = tx.exec(
        MOVE_IMPORT,
        &params![
            s.id,
            s.from.as_str(),
            s.to.as_str(),
            s.reason,
            counts,
            s.now,
            s.cursor
        ],
    )?;
    Ok(done == 1)
}

pub(crate) fn move_cursor(tx: &mut Write<'_>, id: Id, cursor: i64) -> Result<(), Fault> {
    tx.exec(MOVE_CURSOR, &params![id, cursor])?;
    Ok(())
}

pub(crate) fn put_finding(
    tx: &mut Write<'_>,
    import: Id,
    seq: i64,
    f: &Finding,
) -> Result<(), Fault> {
    let body = serde_json::to_string(f).map_err(|e| unreadable(PUT_FINDING, "body", e))?;
    tx.exec(PUT_FINDING, &params![import, seq, body])?;
    Ok(())
}

pub(crate) fn findings(c: &mut Read<'_>, import: Id) -> Result<Vec<Finding>, Fault> {
    c.all(FINDINGS, &params![import], |r| {
        json(&r.get::<String>(0)?, FINDINGS, "body")
    })
}
