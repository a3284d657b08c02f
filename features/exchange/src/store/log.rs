//! The log of an import: what was before and what is after, row by row.

use db::{Fault, Read, Row, Write, params};
use values::Id;

use super::*;
use crate::model::Import;

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
