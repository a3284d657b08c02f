//! How imports are kept: all SQL of the feature. The statements and the rows are here, what is done
//! with them in one file a table.

mod documents;
mod imports;
mod log;
mod records;

use db::{Fault, Read, Sql, Write, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use values::{Id, Moment};

use crate::model::Draft;

pub(crate) use documents::*;
pub(crate) use imports::*;
pub(crate) use log::*;
pub(crate) use records::*;

db::statements! {
    /// Says what a source is.
    pub(crate) PUT_SOURCE = "insert into exchange_source (key, name, publisher, licence, url, class, complete, profile, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (key) do update set name = excluded.name, publisher = excluded.publisher, licence = excluded.licence, url = excluded.url, class = excluded.class, complete = excluded.complete, profile = excluded.profile, updated_at = excluded.updated_at";
    /// All sources.
    pub(crate) SOURCES = "select key, name, publisher, licence, url, class, complete, profile from exchange_source order by key";
    /// Whether a document is kept, whole.
    pub(crate) HAS_DOCUMENT = "select d.bytes from exchange_document d where d.hash = $1 and d.bytes = (select coalesce(sum(length(p.content)), 0) from exchange_document_part p where p.hash = $1)";
    /// Keeps a document's head.
    pub(crate) PUT_DOCUMENT = "insert into exchange_document (hash, name, bytes, received_at) values ($1, $2, $3, $4) on conflict (hash) do nothing";
    /// Keeps a piece of a document.
    pub(crate) PUT_PART = "insert into exchange_document_part (hash, part, content) values ($1, $2, $3) on conflict (hash, part) do nothing";
    /// The pieces of a document.
    pub(crate) PARTS = "select content from exchange_document_part where hash = $1 order by part";
    /// Forgets a document's pieces.
    pub(crate) DROP_PARTS = "delete from exchange_document_part where hash = $1";
    /// Forgets a document's head.
    pub(crate) DROP_HEAD = "delete from exchange_document where hash = $1";
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
    /// One link of a catalogue record: that of its smallest draft.
    pub(crate) FIRST_LINK = "select draft, kind, source, record, entity, score, reasons, decided_by, decided_at from exchange_link where entity = $1 order by draft limit 1";
    /// The draft with which a source speaks of a catalogue record.
    pub(crate) LINK_FROM = "select draft, kind, source, record, entity, score, reasons, decided_by, decided_at from exchange_link where entity = $1 and source = $2 order by draft limit 1";
    /// Writes a link.
    pub(crate) PUT_LINK = "insert into exchange_link (draft, kind, source, record, entity, score, reasons, decided_by, decided_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (draft) do update set kind = excluded.kind, source = excluded.source, record = excluded.record, entity = excluded.entity, score = excluded.score, reasons = excluded.reasons, decided_by = excluded.decided_by, decided_at = excluded.decided_at";
    /// Takes a link out.
    pub(crate) DELETE_LINK = "delete from exchange_link where draft = $1";
    /// All pairs.
    pub(crate) PAIRS = "select a, b, kind, score, reasons, state, decided_by, decided_at from exchange_pair order by score desc, a, b";
    /// One pair.
    pub(crate) PAIR = "select a, b, kind, score, reasons, state, decided_by, decided_at from exchange_pair where a = $1 and b = $2";
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
    pub(crate) SHORT_DOCUMENTS = "select d.hash, d.received_at from exchange_document d left join exchange_document_part p on p.hash = d.hash group by d.hash, d.bytes, d.received_at having coalesce(sum(length(p.content)), 0) <> d.bytes order by d.hash";
    /// Documents that imports were made from, with their names.
    pub(crate) NAMED_DOCUMENTS = "select distinct d.hash, d.name from exchange_document d join exchange_import i on i.document = d.hash";
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

impl PairRow {
    /// What speaks for and against it, in words for an operator: the codes with their arguments.
    pub fn reasons(&self) -> Vec<String> {
        let all: Vec<matching::Reason> = serde_json::from_str(&self.reasons).unwrap_or_default();
        all.iter()
            .map(|r| {
                let code = serde_json::to_value(r.code).unwrap_or_default();
                let code = code.as_str().unwrap_or_default().replace('_', " ");
                let args: Vec<String> = r.args.iter().map(|(k, v)| format!("{k} {v}")).collect();
                if args.is_empty() {
                    code
                } else {
                    format!("{code} ({})", args.join(", "))
                }
            })
            .collect()
    }
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

/// What is wrong with the rows of this feature.
pub(crate) fn verify(c: &mut Read<'_>) -> Result<Vec<String>, Fault> {
    let mut wrong: Vec<String> = c
        .all(LOST_LINKS, &params![], |r| r.get::<Id>(0))?
        .into_iter()
        .map(|d| format!("link of {d} belongs to a record that is not there"))
        .collect();
    let short = documents::short(c)?;
    wrong.extend(
        short
            .iter()
            .filter(|s| s.named)
            .map(|s| format!("raw document {} is not complete", s.hash)),
    );
    Ok(wrong)
}
