//! What has changed in a record, when, and by which source: read from the logs of the imports.
//!
//! Only what the logs hold is told. They say nothing about people: who started an import stays with
//! the operators.

mod news;
mod store;

use std::collections::BTreeSet;

use catalogue::model::{Image, Kind};
use db::{Fault, Read};
use values::{Id, Moment};

pub use news::{Found, News, PLACES, Place, Wanted, news};
pub use store::STATEMENTS;

/// What an import did to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It came into the catalogue.
    New,
    /// These top-level fields are different, in order of name.
    Changed(Vec<String>),
    /// Only where values come from is different.
    Confirmed,
    /// Its sources no longer have it.
    Gone,
    /// It was gone and is there again.
    Back,
    /// It is now part of another record.
    Merged(Id),
    /// It was taken out again.
    Removed,
}

/// One change of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When the import was done.
    pub at: Moment,
    /// Key of the source whose import it was.
    pub source: String,
    /// What it did.
    pub what: What,
}

/// The changes of a record, newest first, at most `limit`.
///
/// # Errors
/// From the database.
pub fn of(c: &mut Read<'_>, kind: Kind, id: Id, limit: u32) -> Result<Vec<Step>, Fault> {
    let rows = store::changes(c, kind, id, limit)?;
    Ok(rows
        .into_iter()
        .map(|row| Step {
            at: row.at,
            source: row.source,
            what: between(row.before.as_ref(), row.after.as_ref()),
        })
        .collect())
}

/// What is different between two states of a record.
fn between(before: Option<&Image>, after: Option<&Image>) -> What {
    let (before, after) = match (before, after) {
        (None, Some(_)) => return What::New,
        (_, None) => return What::Removed,
        (Some(before), Some(after)) => (before, after),
    };
    if let Some(target) = after.merged_into.filter(|t| before.merged_into != Some(*t)) {
        return What::Merged(target);
    }
    match (before.is_live(), after.is_live()) {
        (true, false) => return What::Gone,
        (false, true) => return What::Back,
        _ => {}
    }
    let names = |image: &Image| -> BTreeSet<String> {
        let fields = image.body.as_object();
        fields
            .map(|f| f.keys().cloned().collect())
            .unwrap_or_default()
    };
    let fields: Vec<String> = names(before)
        .union(&names(after))
        .filter(|name| before.body.get(name.as_str()) != after.body.get(name.as_str()))
        .cloned()
        .collect();
    if fields.is_empty() {
        What::Confirmed
    } else {
        What::Changed(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogue::model::Provenance;
    use serde_json::json;

    fn image(body: serde_json::Value) -> Image {
        Image {
            kind: Kind::Service,
            id: Id::named("history", "1"),
            version: 1,
            modified_at: Moment(0),
            merged_into: None,
            gone_at: None,
            body,
            provenance: Provenance::new(),
        }
    }

    #[test]
    fn what_happened_has_a_name() {
        let a = image(json!({"name": {"it": "Nuoto"}, "url": "https://a.example"}));
        let b = image(json!({"name": {"it": "Nuoto libero"}, "email": "a@b.example"}));
        assert_eq!(between(None, Some(&a)), What::New);
        assert_eq!(between(Some(&a), None), What::Removed);
        let fields = ["email", "name", "url"].map(str::to_string).to_vec();
        assert_eq!(between(Some(&a), Some(&b)), What::Changed(fields));
        assert_eq!(between(Some(&a), Some(&a.clone())), What::Confirmed);
        let mut gone = a.clone();
        gone.gone_at = Some(Moment(1));
        assert_eq!(between(Some(&a), Some(&gone)), What::Gone);
        assert_eq!(between(Some(&gone), Some(&b)), What::Back);
        let other = Id::named("history", "2");
        let mut merged = a.clone();
        merged.merged_into = Some(other);
        assert_eq!(between(Some(&a), Some(&merged)), What::Merged(other));
    }
}
