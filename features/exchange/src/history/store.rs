//! The imports' logs, read by record.

use catalogue::model::{Image, Kind};
use db::{Fault, Read, params};
use values::{Id, Moment};

db::statements! {
    /// What done imports have changed in one record, newest first. An import that was undone has
    /// changed nothing.
    pub(crate) CHANGES = "select i.ended_at, i.source, c.before, c.after from exchange_change c join exchange_import i on i.id = c.import where c.what = 'entity' and c.target = $1 and i.state = 'applied' order by i.number desc limit $2";
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
    let image = |column: &str, text: Option<String>| -> Result<Option<Image>, Fault> {
        text.map(|text| {
            serde_json::from_str(&text).map_err(|e| Fault::Column {
                statement: CHANGES.name(),
                column: column.to_string(),
                // serde_json's own message may quote the data; the place is enough to find it
                why: format!("JSON that cannot be read, column {}", e.column()),
            })
        })
        .transpose()
    };
    c.all(CHANGES, &params![target, limit], |r| {
        Ok(Row {
            at: Moment(r.get::<Option<i64>>("ended_at")?.unwrap_or_default()),
            source: r.get("source")?,
            before: image("before", r.get("before")?)?,
            after: image("after", r.get("after")?)?,
        })
    })
}
