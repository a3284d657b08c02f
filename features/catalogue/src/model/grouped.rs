//! Provenance as it is stored: fields of one origin together. Nearly all fields of a record have the
//! same origin, so that this is a fifth of writing it out field by field.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use values::Moment;

use super::{Provenance, Source};

/// Source, record, moment, rule, fields.
type Group<'a> = (&'a str, &'a str, Moment, &'a str, Vec<&'a str>);
type Owned = (String, String, Moment, String, Vec<String>);

/// Writes provenance in groups, in a fixed order.
pub fn serialize<S: Serializer>(p: &Provenance, to: S) -> Result<S::Ok, S::Error> {
    let mut groups: BTreeMap<(&str, &str, Moment, &str), Vec<&str>> = BTreeMap::new();
    for (field, s) in p {
        groups
            .entry((&s.source, &s.record, s.at, &s.rule))
            .or_default()
            .push(field);
    }
    let list: Vec<Group<'_>> = groups
        .into_iter()
        .map(|((source, record, at, rule), fields)| (source, record, at, rule, fields))
        .collect();
    list.serialize(to)
}

/// Reads what [`serialize`] wrote.
pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Provenance, D::Error> {
    let list: Vec<Owned> = Vec::deserialize(from)?;
    let mut all = Provenance::new();
    for (source, record, at, rule, fields) in list {
        let origin = Source {
            source,
            record,
            at,
            rule,
        };
        all.extend(fields.into_iter().map(|f| (f, origin.clone())));
    }
    Ok(all)
}

/// Provenance on its own, for a column of the database.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Stored(#[serde(with = "self")] pub Provenance);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_one_origin_share_it_and_come_back() {
        let source = |record: &str| Source {
            source: "city".into(),
            record: record.into(),
            at: Moment(1_790_000_000_000_000),
            rule: "only_one".into(),
        };
        let all: Provenance = [("name", "1"), ("ages", "1"), ("phones", "2")]
            .into_iter()
            .map(|(field, record)| (field.to_string(), source(record)))
            .collect();
        let text = serde_json::to_string(&Stored(all.clone())).unwrap();
        assert_eq!(text.matches("only_one").count(), 2, "{text}");
        let back: Stored = serde_json::from_str(&text).unwrap();
        assert_eq!(back.0, all);
        let empty: Stored = serde_json::from_str("[]").unwrap();
        assert!(empty.0.is_empty());
    }
}
