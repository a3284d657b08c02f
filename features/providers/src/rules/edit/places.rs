//! Where a service takes place, as a field of its draft. The catalogue keeps each tie as a record of its
//! own (HSDS `service_at_location`); for whoever edits it is one question about the service, answered,
//! previewed and decided with the rest.

use catalogue::model::{Phone, Schedule, ServiceAtLocation};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use values::{Id, Text};

use crate::model::{Change, Fields};

/// The field of a service's draft: what HSDS calls the list in a service.
pub const PLACES: &str = "service_at_locations";
/// The field of a place that is taken out of use.
pub const OUT_OF_USE: &str = "out_of_use";

/// One place of a service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct At {
    /// Where.
    pub location_id: Id,
    /// Its name when the place was chosen, to be read in lists of changes.
    #[serde(default)]
    pub name: String,
    /// What is special there.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
    /// When, there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    /// Telephones there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
}

impl At {
    /// As the catalogue has it.
    pub fn of(tie: ServiceAtLocation, name: String) -> At {
        At {
            location_id: tie.location_id,
            name,
            description: tie.description,
            schedules: tie.schedules,
            phones: tie.phones,
        }
    }

    /// A place nothing more is said of.
    pub fn new(location_id: Id, name: String) -> At {
        At {
            location_id,
            name,
            description: Text::default(),
            schedules: Vec::new(),
            phones: Vec::new(),
        }
    }

    /// What the record of the tie says, apart from what it ties.
    pub fn fields(&self) -> Fields {
        let mut fields = Fields::new();
        if let Ok(Value::Object(mut all)) = serde_json::to_value(self) {
            all.shift_remove("location_id");
            all.shift_remove("name");
            fields = all;
        }
        fields
    }
}

/// The places in a value of the field; none of what cannot be read.
pub fn places_in(value: &Value) -> Vec<At> {
    serde_json::from_value(value.clone()).unwrap_or_default()
}

/// The places of a service's draft.
pub fn places(fields: &Fields) -> Vec<At> {
    fields.get(PLACES).map(places_in).unwrap_or_default()
}

/// Writes the places into a service's draft, in a fixed order; each place once.
pub fn put_places(fields: &mut Fields, mut all: Vec<At>) {
    all.sort_by_key(|a| a.location_id);
    all.dedup_by_key(|a| a.location_id);
    match all.is_empty() {
        true => fields.shift_remove(PLACES),
        false => fields.insert(
            PLACES.into(),
            serde_json::to_value(&all).unwrap_or_default(),
        ),
    };
}

/// Whether a change of the field keeps every place, so that only times and words there differ.
pub fn same_places(change: &Change) -> bool {
    let ids = |value: &Value| -> Vec<Id> {
        let mut ids: Vec<Id> = places_in(value).iter().map(|a| a.location_id).collect();
        ids.sort();
        ids
    };
    ids(&change.from) == ids(&change.to)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_place_is_kept_once_and_says_only_what_was_said() {
        let [a, b] = ["a", "b"].map(|n| Id::named("place", n));
        let mut fields = Fields::new();
        let all = [b, a, a].map(|id| At::new(id, "Sala".into()));
        put_places(&mut fields, all.to_vec());
        let kept = places(&fields);
        assert_eq!(kept.len(), 2);
        assert!(kept[0].location_id < kept[1].location_id);
        assert!(kept[0].fields().is_empty());
        let change = |to: Value| Change {
            field: PLACES.into(),
            from: fields[PLACES].clone(),
            to,
        };
        let mut timed = kept.clone();
        timed[0].description = Text::new(&"it".parse().unwrap(), "Al primo piano");
        assert_eq!(timed[0].fields().len(), 1);
        assert!(same_places(&change(json!(timed))));
        assert!(!same_places(&change(json!([kept[0]]))));
        put_places(&mut fields, Vec::new());
        assert!(!fields.contains_key(PLACES));
    }
}
