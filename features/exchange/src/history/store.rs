//! The imports' logs, read by record and by time.

use catalogue::model::{Image, Kind};
use db::{Fault, Read, Sql, params};
use values::{Id, Moment};

db::statements! {
    /// What done imports have changed in one record, newest first. An import that was undone has
    /// changed nothing.
    pub(crate) CHANGES = "select i.ended_at, i.source, c.before, c.after from exchange_change c join exchange_import i on i.id = c.import where c.what = 'entity' and c.target = $1 and i.state = 'applied' order by i.number desc limit $2";
    /// Imports that are done, the newest first, from one of them on. Index `exchange_import_ended`.
    pub(crate) DONE = "select i.id, i.number, i.ended_at, i.source, s.class from exchange_import i join exchange_source s on s.key = i.source where i.state = 'applied' and i.ended_at >= $1 and i.ended_at < $2 and i.ended_at <= $3 and (i.ended_at < $3 or i.number <= $4) order by i.ended_at desc, i.number desc limit $5";
    /// Keys of the records an import has changed, backwards. Index `exchange_change_news`.
    pub(crate) KEYS = "select seq, target from exchange_change where import = $1 and what = 'entity' and seq < $2 order by seq desc limit $3";
    /// Whether a record is new with an import.
    pub(crate) CAME = "select count(*) from exchange_change where import = $1 and what = 'entity' and target = $2 and before is null";
    /// One change.
    pub(crate) CHANGE = "select before, after from exchange_change where import = $1 and seq = $2";
}

/// One change: before and after.
pub(super) struct Row {
    pub at: Moment,
    pub source: String,
    pub before: Option<Image>,
    pub after: Option<Image>,
}

pub(super) fn changes(c: &mut Read<'_>, kind: Kind, id: Id, limit: u32) -> Result<Vec<Row>, Fault> {
    let target = format!("{} {id}", kind.as_str());
    c.all(CHANGES, &params![target, limit], |r| {
        Ok(Row {
            at: Moment(r.get::<Option<i64>>("ended_at")?.unwrap_or_default()),
            source: r.get("source")?,
            before: image(CHANGES, "before", r.get("before")?)?,
            after: image(CHANGES, "after", r.get("after")?)?,
        })
    })
}

/// An import that is done.
pub(super) struct Done {
    pub id: Id,
    pub number: i64,
    pub at: Moment,
    pub source: String,
    pub class: String,
}

pub(super) fn done(
    c: &mut Read<'_>,
    (from, to): (Moment, Moment),
    after: Option<super::news::Place>,
    limit: u32,
) -> Result<Vec<Done>, Fault> {
    // The import of the place itself comes again: it may have more. One that is through has no change
    // below the place, which costs one look.
    let (at, number) = match after {
        Some(p) => (p.at, p.import),
        None => (Moment(i64::MAX), i64::MAX),
    };
    c.all(DONE, &params![from, to, at, number, limit], |r| {
        Ok(Done {
            id: r.get("id")?,
            number: r.get("number")?,
            at: r.get("ended_at")?,
            source: r.get("source")?,
            class: r.get("class")?,
        })
    })
}

/// The changed records of an import before a place in it, backwards.
pub(super) fn keys(
    c: &mut Read<'_>,
    import: Id,
    below: i64,
    limit: u32,
) -> Result<Vec<(i64, Kind, Id)>, Fault> {
    let broken = || Fault::Column {
        statement: KEYS.name(),
        column: "target".to_string(),
        why: "no record".to_string(),
    };
    c.all(KEYS, &params![import, below, limit], |r| {
        let target: String = r.get("target")?;
        let (kind, id) = target.split_once(' ').ok_or_else(broken)?;
        let kind = Kind::parse(kind).ok_or_else(broken)?;
        let id = id.parse().map_err(|_| broken())?;
        Ok((r.get("seq")?, kind, id))
    })
}

/// Whether a record came into the catalogue with an import.
pub(super) fn came(c: &mut Read<'_>, import: Id, kind: Kind, id: Id) -> Result<bool, Fault> {
    let target = format!("{} {id}", kind.as_str());
    let found: i64 = c.one(CAME, &params![import, target], |r| r.get(0))?;
    Ok(found > 0)
}

/// What was before and what is after one change.
pub(super) fn change(
    c: &mut Read<'_>,
    import: Id,
    seq: i64,
) -> Result<(Option<Image>, Option<Image>), Fault> {
    c.one(CHANGE, &params![import, seq], |r| {
        Ok((
            image(CHANGE, "before", r.get("before")?)?,
            image(CHANGE, "after", r.get("after")?)?,
        ))
    })
}

fn image(sql: Sql, column: &str, text: Option<String>) -> Result<Option<Image>, Fault> {
    text.map(|text| {
        serde_json::from_str(&text).map_err(|e| Fault::Column {
            statement: sql.name(),
            column: column.to_string(),
            // serde_json's own message may quote the data; the place is enough to find it
            why: format!("JSON that cannot be read, column {}", e.column()),
        })
    })
    .transpose()
}
