//! What must hold for any records whatever.

use proptest::prelude::*;
use serde_json::json;

use super::tests::{DAY, days_ago, now, rules, says};
use super::*;

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!("a")),
        Just(json!("B ")),
        Just(json!("")),
        Just(json!(null)),
        Just(json!(3)),
        Just(json!(["x", "y"])),
        Just(json!(["wheelchair"])),
        Just(json!(["no_wheelchair", "x"])),
        Just(json!({"it": "ciao"})),
        Just(json!([])),
    ]
}

fn record() -> impl Strategy<Value = Record> {
    let source = prop_oneof![
        Just("provider"),
        Just("city"),
        Just("city2"),
        Just("state"),
        Just("runts"),
        Just("scraper")
    ];
    let moment = || prop::option::of((-300..900_i64).prop_map(|d| Moment(now().0 - d * DAY)));
    let field = prop_oneof![
        Just("phone"),
        Just("email"),
        Just("tags"),
        Just("description"),
        Just("minimum_age"),
        Just("opening"),
        Just("other")
    ];
    (
        source,
        0..9_u8,
        moment(),
        moment(),
        prop::collection::vec((field, value()), 0..5),
    )
        .prop_map(|(source, record, assured, modified, fields)| Record {
            source: source.to_string(),
            record: record.to_string(),
            assured,
            modified,
            fields: fields
                .into_iter()
                .map(|(k, v)| (k.to_string(), v))
                .collect(),
            ..Record::default()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_records_does_not_matter(records in prop::collection::vec(record(), 0..6)) {
        let mut turned = records.clone();
        turned.reverse();
        let merge = |r: &[Record]| survive(r, &Map::new(), now(), &rules());
        let (a, b) = (merge(&records), merge(&turned));
        for (field, s) in &a.fields {
            // Two records of one source with one number and one date are told apart by value only.
            prop_assert_eq!(&s.value, &b.fields[field].value);
            prop_assert_eq!(s.rule, b.fields[field].rule);
            prop_assert_eq!(s.at, b.fields[field].at);
        }
        prop_assert_eq!(a.fields.len(), b.fields.len());
        prop_assert_eq!(a.conflicts.len(), b.conflicts.len());
    }

    #[test]
    fn survivors_come_from_somewhere(records in prop::collection::vec(record(), 0..6)) {
        let rules = rules();
        let merged = survive(&records, &Map::new(), now(), &rules);
        for (field, s) in &merged.fields {
            let source = s.source.clone().unwrap();
            prop_assert!(says_something(&s.value));
            prop_assert!(!rules.excludes(&rules.fields.get(field).cloned().unwrap_or_default(), &source, field));
            let of_source = || records.iter().filter(|r| r.source == source);
            match s.rule {
                Rule::Union => {
                    let Some(whole) = s.value.as_array() else {
                        prop_assert!(s.value.is_object());
                        continue;
                    };
                    for part in of_source().filter_map(|r| r.fields.get(field)?.as_array()).flatten() {
                        prop_assert!(whole.contains(part));
                    }
                    prop_assert!(!(whole.contains(&json!("wheelchair")) && whole.contains(&json!("no_wheelchair"))));
                }
                _ => prop_assert!(of_source().any(|r| r.fields.get(field) == Some(&s.value))),
            }
            prop_assert!(s.at.is_none_or(|at| at <= now()));
        }
        // Nothing said is lost, unless its source is excluded.
        for r in &records {
            for (field, v) in r.fields.iter().filter(|(_, v)| says_something(v)) {
                let excluded = rules.excludes(&rules.fields.get(field).cloned().unwrap_or_default(), &r.source, field);
                prop_assert!(excluded || merged.fields.contains_key(field), "{field} {v}");
            }
        }
    }

    #[test]
    fn who_is_less_believed_changes_no_plain_field(records in prop::collection::vec(record(), 1..5), other in value()) {
        let merge = |r: &[Record]| survive(r, &Map::new(), now(), &rules());
        let before = merge(&records);
        let mut more = records.clone();
        more.push(says("scraper2", days_ago(0), json!({"other": other, "minimum_age": other})));
        let after = merge(&more);
        for field in ["other", "minimum_age"] {
            if let Some(s) = before.fields.get(field) {
                let from = s.source.as_deref().map(|k| rules().class(k));
                if from != Some(Class::Scraped) {
                    prop_assert_eq!(&s.value, &after.fields[field].value);
                }
            }
        }
        prop_assert_eq!(before.conflicts, after.conflicts);
    }

    #[test]
    fn conflicts_are_real(records in prop::collection::vec(record(), 0..6)) {
        let rules = rules();
        let merged = survive(&records, &Map::new(), now(), &rules);
        for c in &merged.conflicts {
            let rule = &rules.fields[&c.field];
            prop_assert!(rule.conflict);
            prop_assert!(c.said.iter().all(|s| rules.trusted.contains(&rules.class(&s.source))));
            let differ = c.said.iter().any(|a| c.said.iter().any(|b| a.source != b.source && !rule.same(&a.value, &b.value)));
            prop_assert!(differ);
        }
    }
}
