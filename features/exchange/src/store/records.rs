//! Records of sources, their links to catalogue records, and pairs of them.

use db::{Fault, Read, Row, params};
use values::{Id, Moment};

use super::*;
use crate::model::Draft;

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

/// The link of a draft.
pub(crate) fn link(c: &mut Read<'_>, draft: Id) -> Result<Option<LinkRow>, Fault> {
    c.opt(LINK, &params![draft], to_link)
}

/// The link of a catalogue record's smallest draft.
pub(crate) fn first_link_of(c: &mut Read<'_>, entity: Id) -> Result<Option<LinkRow>, Fault> {
    c.opt(FIRST_LINK, &params![entity], to_link)
}

/// The link of the smallest draft with which a source speaks of a catalogue record.
pub(crate) fn link_from(
    c: &mut Read<'_>,
    entity: Id,
    source: &str,
) -> Result<Option<LinkRow>, Fault> {
    c.opt(LINK_FROM, &params![entity, source], to_link)
}

/// The pair of two drafts, the smaller one first.
pub(crate) fn pair(c: &mut Read<'_>, a: Id, b: Id) -> Result<Option<PairRow>, Fault> {
    c.opt(PAIR, &params![a, b], to_pair)
}

/// The name of a pair in the log.
pub(crate) fn pair_target(a: Id, b: Id) -> String {
    format!("{a} {b}")
}
