//! What one source says of the catalogue: for those who write as a source of their own, a record at
//! a time (the providers' editor).

use db::{Fault, Read};
use serde_json::Value;
use values::Id;

use crate::model::Draft;
use crate::store;

/// How a source speaks of a catalogue record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The source's draft: what other drafts refer to.
    pub draft: Id,
    /// The record in the source that holds it.
    pub record: String,
    /// The catalogue record.
    pub entity: Id,
}

impl From<store::LinkRow> for Link {
    fn from(row: store::LinkRow) -> Link {
        Link {
            draft: row.draft,
            record: row.record,
            entity: row.entity,
        }
    }
}

/// A record of a source as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// What it says, draft by draft.
    pub drafts: Vec<Draft>,
    /// Stands for all of it, for [`crate::Incoming::expects`].
    pub hash: String,
}

impl Said {
    /// What it says of a catalogue record, by the draft's identifier.
    pub fn body(&self, draft: Id) -> Option<&Value> {
        self.drafts.iter().find_map(|d| match d {
            Draft::Record(r) if r.id == draft => Some(&r.body),
            _ => None,
        })
    }
}

/// How a source speaks of a catalogue record; none when it does not.
///
/// # Errors
/// From the database.
pub fn by(c: &mut Read<'_>, source: &str, entity: Id) -> Result<Option<Link>, Fault> {
    Ok(store::link_from(c, entity, source)?.map(Link::from))
}

/// Some draft of a catalogue record, to refer to it by.
///
/// # Errors
/// From the database.
pub fn any(c: &mut Read<'_>, entity: Id) -> Result<Option<Link>, Fault> {
    Ok(store::first_link_of(c, entity)?.map(Link::from))
}

/// The catalogue record a draft belongs to.
///
/// # Errors
/// From the database.
pub fn entity(c: &mut Read<'_>, draft: Id) -> Result<Option<Id>, Fault> {
    Ok(store::link(c, draft)?.map(|l| l.entity))
}

/// A record of a source as it stands; none when it is not there, or gone.
///
/// # Errors
/// From the database.
pub fn said(c: &mut Read<'_>, source: &str, record: &str) -> Result<Option<Said>, Fault> {
    store::record(c, source, record)?
        .filter(|r| !r.gone)
        .map(|r| {
            Ok(Said {
                drafts: r.drafts()?,
                hash: r.hash,
            })
        })
        .transpose()
}
