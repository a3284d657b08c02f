//! How imports are kept: all SQL of the feature.

use db::{Fault, Read, Row, Sql, Write, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use values::{Id, Moment};

use crate::model::{Counts, Draft, Finding, Import, State};

db::statements! {
    /// Says what a source is.
    pub(crate) PUT_SOURCE = "insert into exchange_source (key, name, publisher, licence, url, class, complete, profile, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (key) do update set name = excluded.name, publisher = excluded.publisher, licence = excluded.licence, url = excluded.url, class = excluded.class, complete = excluded.complete, profile = excluded.profile, updated_at = excluded.updated_at";
    /// All sources.
    pub(crate) SOURCES = "select key, name, publisher, licence, url, class, complete, profile from exchange_source order by key";
    /// Whether a document is kept.
    pub(crate) HAS_DOCUMENT = "select bytes from exchange_document where hash = $1";
    /// Keeps a document's head.
    pub(crate) PUT_DOCUMENT = "insert into exchange_document (hash, name, bytes, received_at) values ($1, $2, $3, $4) on conflict (hash) do nothing";
    /// Keeps a piece of a document.
    pub(crate) PUT_PART = "insert into exchange_document_part (hash, part, content) values ($1, $2, $3) on conflict (hash, part) do nothing";
    /// The pieces of a document.
    pub(crate) PARTS = "select content from exchange_document_part where hash = $1 order by part";
    /// Takes the turn if nobody has it.
    pub(crate) TAKE_TURN = "update exchange_turn set import = $1, until = $2 where id = 1 and import is null";
    /// Says that the import is still being worked on.
    pub(crate) RENEW_TURN = "update exchange_turn set until = $2 where id = 1 and import = $1";
    /// Gives the turn back.
    pub(crate) END_TURN = "update exchange_turn set import = null where id = 1 and import = $1";
    /// Who has the turn.
    pub(crate) TURN = "select import, until from exchange_turn where id = 1";
    /// The next import's number.
    pub(crate) NEXT_NUMBER = "select coalesce(max(number), 0) + 1 from exchange_import";
    /// Begins an import.
    pub(crate) NEW_IMPORT = "insert into exchange_import (id, number, source, document, file, started_by, started_at, state, reason, counts, cursor_at) values ($1, $2, $3, $4, $5, $6, $7, 'staging', '', '{}', 0)";
    /// One import.
    pub(crate) IMPORT = "select id, number, source, document, file, started_at, ended_at, state, counts, cursor_at, reason from exchange_import where id = $1";
    /// One import by its number.
    pub(crate) IMPORT_NUMBERED = "select id, number, source, document, file, started_at, ended_at, state, counts, cursor_at, reason from exchange_import where number = $1";
    /// All imports, newest first.
    pub(crate) IMPORTS = "select id, number, source, document, file, started_at, ended_at, state, counts, cursor_at, reason from exchange_import order by number desc";
    /// Moves an import to another state, if it is in the one it must be in.
    pub(crate) MOVE_IMPORT = "update exchange_import set state = $3, reason = $4, counts = $5, ended_at = $6, cursor_at = $7 where id = $1 and state = $2";
    /// How far an import is carried out.
    pub(crate) MOVE_CURSOR = "update exchange_import set cursor_at = $2 where id = $1";
    /// One record of a source.
    pub(crate) RECORD = "select hash, payload, missing, gone, changed_at from exchange_record where source = $1 and record = $2";
    /// All records of a source, without their contents.
    pub(crate) RECORDS_OF = "select record, gone from exchange_record where source = $1 order by record";
    /// How many records a source has that are not gone.
    pub(crate) COUNT_RECORDS = "select count(*) from exchange_record where source = $1 and not gone";
    /// Every record that is not gone.
    pub(crate) ALL_RECORDS = "select source, record, payload, changed_at from exchange_record where not gone order by source, record";
    /// Writes a record.
    pub(crate) PUT_RECORD = "insert into exchange_record (source, record, hash, payload, missing, gone, changed_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (source, record) do update set hash = excluded.hash, payload = excluded.payload, missing = excluded.missing, gone = excluded.gone, changed_at = excluded.changed_at";
    /// Takes a record out.
    pub(crate) DELETE_RECORD = "delete from exchange_record where source = $1 and record = $2";
    /// All links.
    pub(crate) LINKS = "select draft, kind, source, record, entity, score, reasons, decided_by, decided_at from exchange_link order by draft";
    /// One link.
    pub(crate) LINK = "select draft, kind, source, record, entity, score, reasons, decided_by, decided_at from exchange_link where draft = $1";
    /// Writes a link.
    pub(crate) PUT_LINK = "insert into exchange_link (draft, kind, source, record, entity, score, reasons, decided_by, decided_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (draft) do update set kind = excluded.kind, source = excluded.source, record = excluded.record, entity = excluded.entity, score = excluded.score, reasons = excluded.reasons, decided_by = excluded.decided_by, decided_at = excluded.decided_at";
    /// Takes a link out.
    pub(crate) DELETE_LINK = "delete from exchange_link where draft = $1";
    /// All pairs.
    pub(crate) PAIRS = "select a, b, kind, score, reasons, state, decided_by, decided_at from exchange_pair order by score desc, a, b";
    /// Writes a pair.
    pub(crate) PUT_PAIR = "insert into exchange_pair (a, b, kind, score, reasons, state, decided_by, decided_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (a, b) do update set kind = excluded.kind, score = excluded.score, reasons = excluded.reasons, state = excluded.state, decided_by = excluded.decided_by, decided_at = excluded.decided_at";
    /// Takes a pair out.
    pub(crate) DELETE_PAIR = "delete from exchange_pair where a = $1 and b = $2";
    /// Adds to an import's log.
    pub(crate) PUT_CHANGE = "insert into exchange_change (import, seq, what, target, before, after) values ($1, $2, $3, $4, $5, $6)";
    /// A stretch of an import's log, onward.
    pub(crate) CHANGES_UP = "select seq, what, target, before, after from exchange_change where import = $1 and seq >= $2 order by seq limit $3";
    /// A stretch of an import's log, backward.
    pub(crate) CHANGES_DOWN = "select seq, what, target, before, after from exchange_change where import = $1 and seq < $2 order by seq desc limit $3";
    /// One import's changes of one sort.
    pub(crate) CHANGES_OF = "select seq, what, target, before, after from exchange_change where import = $1 and what = $2 order by seq";
    /// What an import makes of one record.
    pub(crate) STAGED_RECORD = "select after from exchange_change where what = 'record' and target = $2 and import = $1";
    /// The end of an import's log.
    pub(crate) LAST_CHANGE = "select coalesce(max(seq), -1) from exchange_change where import = $1";
    /// Forgets the first rows of an import's log, as long as nothing has been decided: the log of a
    /// decided import is all there is to finish it with, or to take it back.
    pub(crate) DROP_CHANGES = "delete from exchange_change where import = $1 and seq < $2 and exists (select 1 from exchange_import i where i.id = $1 and i.state = 'staging')";
    /// Later imports that changed the same things.
    pub(crate) LATER = "select distinct i.number from exchange_change c join exchange_change d on d.what = c.what and d.target = c.target join exchange_import i on i.id = d.import where c.import = $1 and i.number > $2 and i.state in ('applied', 'committed', 'waiting') order by i.number";
    /// Keeps a finding.
    pub(crate) PUT_FINDING = "insert into exchange_finding (import, seq, body) values ($1, $2, $3)";
    /// The findings of an import.
    pub(crate) FINDINGS = "select body from exchange_finding where import = $1 order by seq";
    /// Imports that a stop has left in the middle.
    pub(crate) UNFINISHED = "select id, number, source, document, file, started_at, ended_at, state, counts, cursor_at, reason from exchange_import where state in ('staging', 'committed', 'undoing') order by number";
    /// Links whose record is not there.
    pub(crate) LOST_LINKS = "select l.draft from exchange_link l left join exchange_record r on r.source = l.source and r.record = l.record where r.record is null order by l.draft";
    /// Documents of which a piece is missing.
    pub(crate) SHORT_DOCUMENTS = "select d.hash from exchange_document d left join exchange_document_part p on p.hash = d.hash group by d.hash, d.bytes having coalesce(sum(length(p.content)), 0) <> d.bytes order by d.hash";
}

/// What a source is, as its profile says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceRow {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Who publishes it.
    pub publisher: String,
    /// Under which licence.
    pub licence: String,
    /// Where it is found.
    pub url: String,
    /// Its class of precedence.
    pub class: String,
    /// Whether a file of it holds all records.
    pub complete: bool,
    /// The whole profile, as it was at the last import.
    pub profile: String,
}

/// A record of a source as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct RecordRow {
    pub hash: String,
    pub payload: String,
    pub missing: i64,
    pub gone: bool,
    pub changed_at: Moment,
}

impl RecordRow {
    pub fn drafts(&self) -> Result<Vec<Draft>, Fault> {
        json(&self.payload, RECORD, "payload")
    }
}

/// Which catalogue record a draft belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkRow {
    /// The draft.
    pub draft: Id,
    /// Which kind of record.
    pub kind: String,
    /// Its source.
    pub source: String,
    /// Its record in the source.
    pub record: String,
    /// The catalogue record.
    pub entity: Id,
    /// How sure, 0 to 1.
    pub score: f64,
    /// Why, as codes with arguments (JSON).
    pub reasons: String,
    /// `rule`, or who.
    pub decided_by: String,
    /// When.
    pub decided_at: Moment,
}

/// Two drafts that may be the same thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairRow {
    /// The smaller identifier.
    pub a: Id,
    /// The larger one.
    pub b: Id,
    /// Which kind of record.
    pub kind: String,
    /// How alike, 0 to 1.
    pub score: f64,
    /// Why, as codes with arguments (JSON).
    pub reasons: String,
    /// `open`, `same` or `different`.
    pub state: String,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Moment>,
}

/// One row of an import's log. `before` and `after` are JSON of the row in question; none means it
/// is not there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change {
    pub seq: i64,
    pub what: What,
    pub target: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// What a row of the log is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Record,
    Link,
    Pair,
    District,
    Entity,
}

impl What {
    pub fn as_str(self) -> &'static str {
        match self {
            What::Record => "record",
            What::Link => "link",
            What::Pair => "pair",
            What::District => "district",
            What::Entity => "entity",
        }
    }

    fn parse(s: &str) -> Result<What, Fault> {
        [
            What::Record,
            What::Link,
            What::Pair,
            What::District,
            What::Entity,
        ]
        .into_iter()
        .find(|w| w.as_str() == s)
        .ok_or_else(|| unreadable(CHANGES_UP, "what", "an unknown word"))
    }
}

pub(crate) fn unreadable(sql: Sql, column: &str, why: impl ToString) -> Fault {
    Fault::Column {
        statement: sql.name(),
        column: column.to_string(),
        why: why.to_string(),
    }
}

pub(crate) fn json<T: DeserializeOwned>(text: &str, sql: Sql, column: &str) -> Result<T, Fault> {
    // serde_json's own message may quote the data; the place is enough to find it.
    serde_json::from_str(text).map_err(|e| {
        unreadable(
            sql,
            column,
            format!(
                "JSON that cannot be read, line {} column {}",
                e.line(),
                e.column()
            ),
        )
    })
}

pub(crate) fn put_source(tx: &mut Write<'_>, s: &SourceRow, now: Moment) -> Result<(), Fault> {
    tx.exec(
        PUT_SOURCE,
        &params![
            &*s.key,
            &*s.name,
            &*s.publisher,
            &*s.licence,
            &*s.url,
            &*s.class,
            s.complete,
            &*s.profile,
            now
        ],
    )?;
    Ok(())
}

pub(crate) fn sources(c: &mut Read<'_>) -> Result<Vec<SourceRow>, Fault> {
    c.all(SOURCES, &params![], |r| {
        Ok(SourceRow {
            key: r.get(0)?,
            name: r.get(1)?,
            publisher: r.get(2)?,
            licence: r.get(3)?,
            url: r.get(4)?,
            class: r.get(5)?,
            complete: r.get(6)?,
            profile: r.get(7)?,
        })
    })
}

pub(crate) fn has_document(c: &mut Read<'_>, hash: &str) -> Result<bool, Fault> {
    Ok(c.opt(HAS_DOCUMENT, &params![hash], |r| r.get::<i64>(0))?
        .is_some())
}

pub(crate) fn put_document(
    tx: &mut Write<'_>,
    hash: &str,
    name: &str,
    bytes: i64,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(PUT_DOCUMENT, &params![hash, name, bytes, now])?;
    Ok(())
}

pub(crate) fn put_part(
    tx: &mut Write<'_>,
    hash: &str,
    part: i64,
    content: &[u8],
) -> Result<(), Fault> {
    tx.exec(PUT_PART, &params![hash, part, content.to_vec()])?;
    Ok(())
}

pub(crate) fn document(c: &mut Read<'_>, hash: &str) -> Result<Option<Vec<u8>>, Fault> {
    if !has_document(c, hash)? {
        return Ok(None);
    }
    let mut all = Vec::new();
    c.each(PARTS, &params![hash], |r| {
        all.extend(r.get::<Vec<u8>>(0)?);
        Ok(())
    })?;
    Ok(Some(all))
}

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

pub(crate) fn record(
    c: &mut Read<'_>,
    source: &str,
    record: &str,
) -> Result<Option<RecordRow>, Fault> {
    c.opt(RECORD, &params![source, record], |r| {
        Ok(RecordRow {
            hash: r.get(0)?,
            payload: r.get(1)?,
            missing: r.get(2)?,
            gone: r.get(3)?,
            changed_at: Moment(r.get(4)?),
        })
    })
}

/// The names of a source's records, and whether each is gone.
pub(crate) fn records_of(c: &mut Read<'_>, source: &str) -> Result<Vec<(String, bool)>, Fault> {
    c.all(RECORDS_OF, &params![source], |r| Ok((r.get(0)?, r.get(1)?)))
}

pub(crate) fn count_records(c: &mut Read<'_>, source: &str) -> Result<i64, Fault> {
    c.one(COUNT_RECORDS, &params![source], |r| r.get(0))
}

/// Goes through (source, record, drafts, changed at) of every record that is not gone.
pub(crate) fn each_record(
    c: &mut Read<'_>,
    mut visit: impl FnMut(String, String, Vec<Draft>, Moment) -> Result<(), Fault>,
) -> Result<(), Fault> {
    c.each(ALL_RECORDS, &params![], |r| {
        let drafts = json(&r.get::<String>(2)?, ALL_RECORDS, "payload")?;
        visit(r.get(0)?, r.get(1)?, drafts, Moment(r.get(3)?))
    })
}

fn to_link(r: &Row<'_>) -> Result<LinkRow, Fault> {
    Ok(LinkRow {
        draft: r.get(0)?,
        kind: r.get(1)?,
        source: r.get(2)?,
        record: r.get(3)?,
        entity: r.get(4)?,
        score: r.get(5)?,
        reasons: r.get(6)?,
        decided_by: r.get(7)?,
        decided_at: Moment(r.get(8)?),
    })
}

pub(crate) fn links(c: &mut Read<'_>) -> Result<Vec<LinkRow>, Fault> {
    c.all(LINKS, &params![], to_link)
}

fn to_pair(r: &Row<'_>) -> Result<PairRow, Fault> {
    Ok(PairRow {
        a: r.get(0)?,
        b: r.get(1)?,
        kind: r.get(2)?,
        score: r.get(3)?,
        reasons: r.get(4)?,
        state: r.get(5)?,
        decided_by: r.get(6)?,
        decided_at: r.get::<Option<i64>>(7)?.map(Moment),
    })
}

pub(crate) fn pairs(c: &mut Read<'_>) -> Result<Vec<PairRow>, Fault> {
    c.all(PAIRS, &params![], to_pair)
}

pub(crate) fn put_change(tx: &mut Write<'_>, import: Id, c: &Change) -> Result<(), Fault> {
    tx.exec(
        PUT_CHANGE,
        &params![
            import,
            c.seq,
            c.what.as_str(),
            &*c.target,
            c.before.as_deref(),
            c.after.as_deref()
        ],
    )?;
    Ok(())
}

fn to_change(r: &Row<'_>) -> Result<Change, Fault> {
    Ok(Change {
        seq: r.get(0)?,
        what: What::parse(&r.get::<String>(1)?)?,
        target: r.get(2)?,
        before: r.get(3)?,
        after: r.get(4)?,
    })
}

pub(crate) fn changes_up(
    c: &mut Read<'_>,
    import: Id,
    from: i64,
    most: i64,
) -> Result<Vec<Change>, Fault> {
    c.all(CHANGES_UP, &params![import, from, most], to_change)
}

pub(crate) fn changes_down(
    c: &mut Read<'_>,
    import: Id,
    below: i64,
    most: i64,
) -> Result<Vec<Change>, Fault> {
    c.all(CHANGES_DOWN, &params![import, below, most], to_change)
}

pub(crate) fn each_change(
    c: &mut Read<'_>,
    import: Id,
    what: What,
    mut visit: impl FnMut(Change) -> Result<(), Fault>,
) -> Result<(), Fault> {
    c.each(CHANGES_OF, &params![import, what.as_str()], |r| {
        visit(to_change(r)?)
    })
}

/// What an import makes of one record: `None` when it does not touch it.
pub(crate) fn staged_record(
    c: &mut Read<'_>,
    import: Id,
    target: &str,
) -> Result<Option<Option<RecordRow>>, Fault> {
    let after: Option<Option<String>> =
        c.opt(STAGED_RECORD, &params![import, target], |r| r.get(0))?;
    after
        .map(|a| a.map(|t| json(&t, STAGED_RECORD, "after")).transpose())
        .transpose()
}

pub(crate) fn last_change(c: &mut Read<'_>, import: Id) -> Result<i64, Fault> {
    c.one(LAST_CHANGE, &params![import], |r| r.get(0))
}

pub(crate) fn drop_changes(tx: &mut Write<'_>, import: Id, below: i64) -> Result<(), Fault> {
    tx.exec(DROP_CHANGES, &params![import, below])?;
    Ok(())
}

/// Numbers of later imports that changed the same things.
pub(crate) fn later(c: &mut Read<'_>, import: &Import) -> Result<Vec<i64>, Fault> {
    c.all(LATER, &params![import.id, import.number], |r| r.get(0))
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

/// Makes one thing be as the log says: the row in `state`, or gone when there is none. Catalogue
/// records are the catalogue's own and not written here.
pub(crate) fn restore(
    tx: &mut Write<'_>,
    what: What,
    target: &str,
    state: Option<&str>,
) -> Result<(), Fault> {
    let broken = |why: &str| unreadable(CHANGES_UP, "target", why);
    match what {
        What::Record => {
            let (source, record) = target
                .split_once('\u{1f}')
                .ok_or_else(|| broken("no record"))?;
            match state {
                None => tx.exec(DELETE_RECORD, &params![source, record])?,
                Some(text) => {
                    let r: RecordRow = json(text, CHANGES_UP, "record")?;
                    tx.exec(
                        PUT_RECORD,
                        &params![
                            source,
                            record,
                            r.hash,
                            r.payload,
                            r.missing,
                            r.gone,
                            r.changed_at
                        ],
                    )?
                }
            };
        }
        What::Link => {
            match state {
                None => {
                    let draft: Id = target.parse().map_err(|_| broken("no draft"))?;
                    tx.exec(DELETE_LINK, &params![draft])?
                }
                Some(text) => {
                    let l: LinkRow = json(text, CHANGES_UP, "link")?;
                    tx.exec(
                        PUT_LINK,
                        &params![
                            l.draft,
                            l.kind,
                            l.source,
                            l.record,
                            l.entity,
                            l.score,
                            l.reasons,
                            l.decided_by,
                            l.decided_at
                        ],
                    )?
                }
            };
        }
        What::Pair => {
            match state {
                None => {
                    let (a, b) = target.split_once(' ').ok_or_else(|| broken("no pair"))?;
                    let id = |s: &str| s.parse::<Id>().map_err(|_| broken("no pair"));
                    tx.exec(DELETE_PAIR, &params![id(a)?, id(b)?])?
                }
                Some(text) => {
                    let p: PairRow = json(text, CHANGES_UP, "pair")?;
                    tx.exec(
                        PUT_PAIR,
                        &params![
                            p.a,
                            p.b,
                            p.kind,
                            p.score,
                            p.reasons,
                            p.state,
                            p.decided_by,
                            p.decided_at
                        ],
                    )?
                }
            };
        }
        What::District | What::Entity => return Err(broken("not a row of this feature")),
    }
    Ok(())
}

/// What is wrong with the rows of this feature.
pub(crate) fn verify(c: &mut Read<'_>) -> Result<Vec<String>, Fault> {
    let mut wrong: Vec<String> = c
        .all(LOST_LINKS, &params![], |r| r.get::<Id>(0))?
        .into_iter()
        .map(|d| format!("link of {d} belongs to a record that is not there"))
        .collect();
    wrong.extend(
        c.all(SHORT_DOCUMENTS, &params![], |r| r.get::<String>(0))?
            .into_iter()
            .map(|h| format!("raw document {h} is not complete")),
    );
    Ok(wrong)
}
