//! Editing of records: what changes, what somebody else has changed meanwhile, what waits.

mod check;
mod places;
mod quality;
mod risk;
mod texts;

use std::collections::BTreeSet;

use catalogue::model::Kind;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::model::{Change, Conflict, Fields};

pub use check::check;
pub use places::{At, OUT_OF_USE, PLACES, places, places_in, put_places, same_places};
pub use quality::{Mend, Quality, organization_quality, place_quality, quality};
pub use risk::{Weight, weigh};
pub use texts::{
    TextState, hash as text_hash, left_behind, original, record_states, states, text, translatable,
};

/// The fields of a kind of record that a provider may write. What others say of it (official codes,
/// the district, who it belongs to) is not theirs.
pub fn writable(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Organization => &[
            "name",
            "alternate_name",
            "description",
            "email",
            "website",
            "phones",
            "nature",
            "legal_status",
            "active",
            "assured",
        ],
        Kind::Location => &[
            "name",
            "alternate_name",
            "description",
            "location_type",
            "point",
            "address",
            "phones",
            "url",
            "transportation",
            "accessibility",
            "schedules",
            "assured",
        ],
        Kind::Service => &[
            "name",
            "alternate_name",
            "description",
            "status",
            "ages",
            "eligibility",
            "themes",
            "needs",
            "wellbeing",
            "accessibility",
            "languages",
            "rhythm",
            "schedules",
            "cost_options",
            "fees",
            "application_process",
            "required_documents",
            "adult_needed",
            "remote",
            "capacity",
            "alert",
            "email",
            "url",
            "phones",
            "assured",
        ],
        Kind::ServiceAtLocation => &["description", "schedules", "phones"],
    }
}

/// The fields of a record that refer to other records.
pub fn references(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Organization => &[],
        Kind::Location | Kind::Service => &["organization_id"],
        Kind::ServiceAtLocation => &["service_id", "location_id"],
    }
}

/// A value as it is compared: what is empty is nothing.
fn said(fields: &Fields, name: &str) -> Value {
    let value = fields.get(name).cloned().unwrap_or(Value::Null);
    let empty = match &value {
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    };
    if empty { Value::Null } else { value }
}

fn names<'f>(a: &'f Fields, b: &'f Fields) -> BTreeSet<&'f str> {
    a.keys().chain(b.keys()).map(String::as_str).collect()
}

/// What is different between a record as it was and as it is wanted, in order of name.
pub fn changes(base: &Fields, wanted: &Fields) -> Vec<Change> {
    names(base, wanted)
        .into_iter()
        .filter_map(|name| {
            let (from, to) = (said(base, name), said(wanted, name));
            (from != to).then(|| Change {
                field: name.to_string(),
                from,
                to,
            })
        })
        .collect()
}

/// The fields that the provider and somebody else have both changed since the editing began, each to
/// something else.
pub fn conflicts(base: &Fields, wanted: &Fields, shown: &Fields) -> Vec<Conflict> {
    changes(base, wanted)
        .into_iter()
        .filter_map(|change| {
            let now = said(shown, &change.field);
            (now != change.from && now != change.to).then_some(Conflict {
                field: change.field,
                base: change.from,
                wanted: change.to,
                shown: now,
            })
        })
        .collect()
}

/// The draft upon what is shown now: of the fields in conflict those in `keep` stay as the provider
/// wants them, the others become what is shown. Everything the provider has not touched follows what
/// is shown. Returns what is wanted; the new base is what is shown.
pub fn rebase(base: &Fields, wanted: &Fields, shown: &Fields, keep: &BTreeSet<String>) -> Fields {
    let lost: BTreeSet<String> = conflicts(base, wanted, shown)
        .into_iter()
        .map(|c| c.field)
        .filter(|f| !keep.contains(f))
        .collect();
    let mut next = shown.clone();
    for change in changes(base, wanted) {
        if !lost.contains(&change.field) {
            next.insert(change.field, change.to);
        }
    }
    next
}

/// Changes that still wait, with newer ones over them; measured against what is shown now, so that
/// what has become so meanwhile is not in it any more.
pub fn merge(waiting: &[Change], newer: &[Change], shown: &Fields) -> Vec<Change> {
    let mut all: Vec<Change> = waiting
        .iter()
        .filter(|w| newer.iter().all(|n| n.field != w.field))
        .chain(newer)
        .map(|c| Change {
            field: c.field.clone(),
            from: said(shown, &c.field),
            to: c.to.clone(),
        })
        .filter(|c| c.from != c.to)
        .collect();
    all.sort_by(|a, b| a.field.cmp(&b.field));
    all
}

/// Stands for what a moderator has before them: the changes, and what is shown of these fields. A
/// decision names it, so that nobody approves what they have not seen.
pub fn seen(changes: &[Change], shown: &Fields) -> String {
    let mut hash = Sha256::new();
    for change in changes {
        for part in [
            change.field.clone(),
            change.to.to_string(),
            said(shown, &change.field).to_string(),
        ] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
    }
    hex::encode(hash.finalize())
}

/// The record of the provider's own source after a change: what the source has said before, or at
/// first only what no record can be without; and upon it the change.
pub fn body(kind: Kind, before: Option<&Fields>, shown: &Fields, changes: &[Change]) -> Fields {
    let needed = ["name", "organization_id", "service_id", "location_id"];
    let mut body = before.cloned().unwrap_or_else(|| {
        shown
            .iter()
            .filter(|(name, _)| needed.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    });
    for change in changes {
        if writable(kind).contains(&change.field.as_str())
            || references(kind).contains(&change.field.as_str())
        {
            match &change.to {
                Value::Null => body.shift_remove(&change.field),
                value => body.insert(change.field.clone(), value.clone()),
            };
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn fields(value: Value) -> Fields {
        value.as_object().cloned().unwrap()
    }

    #[test]
    fn empty_is_nothing() {
        let a = fields(json!({"name": {"it": "Nuoto"}, "themes": [], "email": ""}));
        let b = fields(json!({"name": {"it": "Nuoto libero"}, "languages": []}));
        let all = changes(&a, &b);
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(all[0].field, "name");
    }

    #[test]
    fn two_who_change_one_field_are_told() {
        let base = fields(
            json!({"email": "a@x.example", "url": "https://x.example", "alert": {"it": "x"}}),
        );
        let wanted = fields(
            json!({"email": "b@x.example", "url": "https://y.example", "alert": {"it": "x"}}),
        );
        let shown = fields(
            json!({"email": "c@x.example", "url": "https://y.example", "alert": {"it": "z"}}),
        );
        let told = conflicts(&base, &wanted, &shown);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].field, "email");
        assert_eq!(
            (&told[0].base, &told[0].wanted, &told[0].shown),
            (
                &json!("a@x.example"),
                &json!("b@x.example"),
                &json!("c@x.example")
            )
        );
        let keep = BTreeSet::from(["email".to_string()]);
        let mine = rebase(&base, &wanted, &shown, &keep);
        assert_eq!(mine["email"], json!("b@x.example"));
        assert_eq!(
            mine["alert"],
            json!({"it": "z"}),
            "what nobody here touched follows"
        );
        let theirs = rebase(&base, &wanted, &shown, &BTreeSet::new());
        assert_eq!(theirs["email"], json!("c@x.example"));
    }

    #[test]
    fn newer_changes_lie_over_those_that_wait() {
        let change = |field: &str, to: Value| Change {
            field: field.into(),
            from: Value::Null,
            to,
        };
        let shown = fields(json!({"email": "a@x.example", "url": "https://y.example"}));
        let all = merge(
            &[
                change("email", json!("b@x.example")),
                change("url", json!("https://y.example")),
            ],
            &[change("email", json!("c@x.example"))],
            &shown,
        );
        assert_eq!(all.len(), 1, "the address is so already: {all:?}");
        assert_eq!(
            (&all[0].from, &all[0].to),
            (&json!("a@x.example"), &json!("c@x.example"))
        );
        assert_ne!(seen(&all, &shown), seen(&all, &Fields::new()));
    }

    #[test]
    fn a_source_says_only_what_its_provider_has_said() {
        let shown = fields(json!({
            "id": "x", "name": {"it": "Nuoto"}, "organization_id": "o",
            "themes": ["sport.swimming"], "email": "a@x.example"
        }));
        let first = [
            Change {
                field: "email".into(),
                from: json!("a@x.example"),
                to: json!("b@x.example"),
            },
            Change {
                field: "identifiers".into(),
                from: Value::Null,
                to: json!(["not theirs"]),
            },
        ];
        let said = body(Kind::Service, None, &shown, &first);
        assert_eq!(
            Value::Object(said.clone()),
            json!({"name": {"it": "Nuoto"}, "organization_id": "o", "email": "b@x.example"})
        );
        let taken = [Change {
            field: "email".into(),
            from: json!("b@x.example"),
            to: Value::Null,
        }];
        let said = body(Kind::Service, Some(&said), &shown, &taken);
        assert!(!said.contains_key("email"));
    }

    fn any_fields() -> impl Strategy<Value = Fields> {
        prop::collection::btree_map(
            "[a-d]",
            prop::sample::select(vec![json!(1), json!(2), json!(null), json!([]), json!("x")]),
            0..4,
        )
        .prop_map(|m| m.into_iter().collect())
    }

    proptest! {
        /// A draft laid upon what is shown now is in conflict with nothing, whatever is kept; and
        /// laying it there again changes nothing.
        #[test]
        fn after_a_rebase_there_is_no_conflict(base in any_fields(), wanted in any_fields(), shown in any_fields(), keep in prop::collection::btree_set("[a-d]", 0..3)) {
            let next = rebase(&base, &wanted, &shown, &keep);
            prop_assert!(conflicts(&shown, &next, &shown).is_empty());
            let again = rebase(&shown, &next, &shown, &BTreeSet::new());
            prop_assert_eq!(changes(&next, &again), Vec::new());
        }

        /// No change of the provider is lost but by a conflict that was told.
        #[test]
        fn nothing_is_lost_silently(base in any_fields(), wanted in any_fields(), shown in any_fields()) {
            let told: BTreeSet<String> = conflicts(&base, &wanted, &shown).into_iter().map(|c| c.field).collect();
            let next = rebase(&base, &wanted, &shown, &BTreeSet::new());
            for change in changes(&base, &wanted) {
                if !told.contains(&change.field) {
                    prop_assert_eq!(said(&next, &change.field), change.to);
                }
            }
        }

        /// Applying the changes gives what was wanted.
        #[test]
        fn changes_lead_from_one_to_the_other(base in any_fields(), wanted in any_fields()) {
            let mut now = base.clone();
            for change in changes(&base, &wanted) {
                now.insert(change.field, change.to);
            }
            prop_assert_eq!(changes(&now, &wanted), Vec::new());
        }
    }
}
