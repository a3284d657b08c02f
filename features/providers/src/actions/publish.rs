//! What a parcel becomes: records of the provider's own source, to be imported.

use catalogue::model::Kind;
use db::{Fault, Read};
use serde_json::Value;
use values::Id;

use super::edit::{reference, shown, source};
use crate::model::{Change, Fields, Parcel, ParcelState, Target};
use crate::rules::edit;
use crate::store;

/// What a parcel becomes in the catalogue: the records of the provider's own source.
pub(crate) struct Publication {
    pub parcel: Parcel,
    pub source: exchange::SourceRow,
    pub records: Vec<exchange::model::Mapped>,
    pub same: Vec<(Id, Id)>,
    pub expects: Vec<(String, Option<String>)>,
}

/// What is to be imported next for the record of a parcel: of those on their way the one that was
/// decided, or sent, first, so that none overtakes another. None when there is nothing (more) to do.
pub(crate) fn publication(c: &mut Read<'_>, id: Id) -> Result<Option<Publication>, Fault> {
    let Some(named) = store::parcel(c, id)? else {
        return Ok(None);
    };
    let next = store::on_the_way(c, named.target)?
        .into_iter()
        .filter(|p| p.state == ParcelState::Publishing)
        .min_by_key(|p| (p.decided_at.unwrap_or(p.sent_at), p.id));
    let Some(parcel) = next else {
        return Ok(None);
    };
    let t = parcel.target;
    let key = source(t.organisation);
    let name = store::organisation(c, t.organisation)?.map(|o| o.name);
    let name = name.unwrap_or_default();
    let mut out = Publication {
        source: exchange::SourceRow {
            key: key.clone(),
            name: name.clone(),
            publisher: name,
            licence: String::new(),
            url: String::new(),
            class: "provider".into(),
            complete: false,
            profile: String::new(),
        },
        parcel,
        records: Vec::new(),
        same: Vec::new(),
        expects: Vec::new(),
    };
    let shown = shown(c, t.kind, t.record)?.unwrap_or_default();
    let changes = out.parcel.changes.clone();
    add(c, &key, t, &shown, &changes, &mut out)?;
    Ok(Some(out))
}

/// Adds a record of the source, with those it refers to as far as the source must say them itself.
fn add(
    c: &mut Read<'_>,
    key: &str,
    t: Target,
    shown: &Fields,
    changes: &[Change],
    out: &mut Publication,
) -> Result<Id, Fault> {
    let linked = exchange::spoken::by(c, key, t.record)?;
    let (draft, record) = match &linked {
        Some(link) => (link.draft, link.record.clone()),
        None => {
            let record = format!("{} {}", t.kind.as_str(), t.record);
            // A new record keeps the identifier it was begun with.
            let draft = if t.fresh {
                t.record
            } else {
                Id::named(key, &record)
            };
            (draft, record)
        }
    };
    let before = exchange::spoken::said(c, key, &record)?;
    let said = before.as_ref().and_then(|s| s.body(draft));
    let mut body = edit::body(t.kind, said.and_then(Value::as_object), shown, changes);
    for name in edit::references(t.kind) {
        if let Some(to) = reference(&body, name) {
            let to = referred(c, key, t, name, to, out)?;
            body.insert((*name).to_string(), Value::String(to.to_string()));
        }
    }
    body.insert("id".into(), Value::String(draft.to_string()));
    if linked.is_none() && !t.fresh {
        out.same.push((draft, t.record));
    }
    out.expects.push((record.clone(), before.map(|s| s.hash)));
    out.records.push(exchange::model::Mapped {
        record,
        drafts: vec![exchange::model::Draft::Record(
            exchange::model::RecordDraft {
                kind: t.kind,
                id: draft,
                body: Value::Object(body),
                paths: Default::default(),
            },
        )],
        findings: Vec::new(),
    });
    Ok(draft)
}

/// The draft by which a record is referred to: the source's own where it has one. Its own organisation
/// and service the source says itself, so that the reference holds whatever other sources do; a place
/// of somebody else's is referred to as they say it.
fn referred(
    c: &mut Read<'_>,
    key: &str,
    t: Target,
    name: &str,
    to: Id,
    out: &mut Publication,
) -> Result<Id, Fault> {
    if let Some(link) = exchange::spoken::by(c, key, to)? {
        return Ok(link.draft);
    }
    // A draft already, of this source or another.
    if exchange::spoken::entity(c, to)?.is_some_and(|entity| entity != to) {
        return Ok(to);
    }
    let kind = match name {
        "organization_id" => Kind::Organization,
        "service_id" => Kind::Service,
        _ => {
            let any = exchange::spoken::any(c, to)?;
            return Ok(any.map_or(to, |l| l.draft));
        }
    };
    match shown(c, kind, to)? {
        None => Ok(to),
        Some(fields) => {
            let above = Target {
                kind,
                record: to,
                fresh: false,
                ..t
            };
            add(c, key, above, &fields, &[], out)
        }
    }
}
