use serde_json::json;

use super::*;

pub(super) const DAY: i64 = 86_400_000_000;

pub(super) fn now() -> Moment {
    Moment(20_000 * DAY)
}

pub(super) fn days_ago(n: i64) -> Option<Moment> {
    Some(Moment(now().0 - n * DAY))
}

pub(super) fn rules() -> Rules {
    Rules::read(
        "test",
        r#"
        [sources.provider]
        class = "provider"
        [sources.city]
        class = "municipality"
        exclude = ["email"]
        [sources.city2]
        class = "municipality"
        [sources.state]
        class = "state"
        [sources.runts]
        class = "third_sector"
        [fields.opening]
        first = ["runts"]
        order = ["state"]
        [fields.tags]
        weigh = "set"
        conflict = true
        opposites = [["wheelchair", "no_wheelchair"]]
        [fields.email]
        weigh = "contact"
        exclude = ["scraper"]
        "#,
    )
    .unwrap()
}

pub(super) fn says(source: &str, assured: Option<Moment>, fields: Value) -> Record {
    Record {
        source: source.to_string(),
        record: "1".to_string(),
        assured,
        fields: fields.as_object().cloned().unwrap_or_default(),
        ..Record::default()
    }
}

/// Chosen value, source and rule of one field.
fn chosen(field: &str, records: &[Record]) -> (Value, Option<String>, Rule) {
    let (s, _) = survive_field(field, records, None, now(), &rules());
    let s = s.unwrap();
    (s.value, s.source, s.rule)
}

fn by(source: &str) -> Option<String> {
    Some(source.to_string())
}

#[test]
fn the_most_believed_class_then_the_newest() {
    let records = [
        says("scraper", days_ago(1), json!({"name": "D"})),
        says("state", days_ago(2), json!({"name": "C"})),
        says("city", days_ago(90), json!({"name": "B old"})),
        says("city2", days_ago(30), json!({"name": "B"})),
    ];
    assert_eq!(
        chosen("name", &records),
        (json!("B"), by("city2"), Rule::Newest)
    );
    assert_eq!(
        chosen("name", &records[..3]),
        (json!("B old"), by("city"), Rule::Class)
    );
    assert_eq!(
        chosen("name", &records[..1]),
        (json!("D"), by("scraper"), Rule::OnlyOne)
    );
}

#[test]
fn silence_is_no_value() {
    for nothing in [
        json!(null),
        json!(" \u{a0}"),
        json!([]),
        json!({}),
        json!([""]),
        json!({"it": ""}),
    ] {
        let records = [
            says("provider", days_ago(1), json!({"name": nothing})),
            says("scraper", None, json!({"name": "X"})),
        ];
        assert_eq!(chosen("name", &records).1, by("scraper"), "{nothing}");
        assert_eq!(
            survive_field("name", &records[..1], None, now(), &rules()),
            (None, None)
        );
    }
    // No and zero are values.
    assert_eq!(
        chosen("free", &[says("city", None, json!({"free": false}))]).0,
        json!(false)
    );
}

#[test]
fn a_recent_verification_wins_for_contacts_only() {
    let records = [
        says(
            "provider",
            days_ago(400),
            json!({"phone": "+39021", "name": "P"}),
        ),
        says(
            "state",
            days_ago(30),
            json!({"phone": "+39022", "name": "S"}),
        ),
    ];
    assert_eq!(
        chosen("phone", &records),
        (json!("+39022"), by("state"), Rule::Fresh)
    );
    assert_eq!(chosen("name", &records).1, by("provider"));
    // Half a year, to the day.
    let at = |days| {
        chosen(
            "phone",
            &[
                says("provider", days_ago(400), json!({"phone": "1"})),
                says("state", days_ago(days), json!({"phone": "2"})),
            ],
        )
        .1
    };
    assert_eq!((at(183), at(184)), (by("state"), by("provider")));
    // A single field may have been verified on its own.
    let mut provider = records[0].clone();
    provider.fields_assured.insert("phone".to_string(), now());
    assert_eq!(
        chosen("phone", &[provider, records[1].clone()]).1,
        by("provider")
    );
}

#[test]
fn a_date_in_the_future_counts_as_now() {
    let records = [
        says("city", days_ago(-9000), json!({"name": "typo"})),
        says("city2", days_ago(0), json!({"name": "today"})),
    ];
    let (s, _) = survive_field("name", &records, None, now(), &rules());
    assert_eq!(s.unwrap().at, days_ago(0));
}

#[test]
fn texts_go_by_completeness_inside_a_class() {
    let records = [
        says(
            "city",
            days_ago(1),
            json!({"description": {"it": "Corso."}}),
        ),
        says(
            "city2",
            days_ago(99),
            json!({"description": {"it": "Corso di nuoto per bambini", "en": "Swimming"}}),
        ),
        says(
            "state",
            days_ago(1),
            json!({"description": {"it": "Un testo molto più lungo di tutti gli altri, ma dello Stato."}}),
        ),
    ];
    let (_, source, rule) = chosen("description", &records);
    assert_eq!((source, rule), (by("city2"), Rule::Complete));
}

#[test]
fn sets_are_united_unless_they_contradict() {
    let one = says(
        "city",
        None,
        json!({"tags": ["wheelchair", "lift"], "accessibility": {"lift": true}}),
    );
    let two = says(
        "state",
        None,
        json!({"tags": ["lift", "loop"], "accessibility": {"loop": false}}),
    );
    let both = [one.clone(), two.clone()];
    assert_eq!(
        chosen("tags", &both),
        (
            json!(["lift", "loop", "wheelchair"]),
            by("city"),
            Rule::Union
        )
    );
    assert_eq!(
        chosen("accessibility", &both).0,
        json!({"lift": true, "loop": false})
    );
    let against = says(
        "state",
        None,
        json!({"tags": ["no_wheelchair"], "accessibility": {"lift": false}}),
    );
    let torn = [one, against];
    assert_eq!(
        chosen("tags", &torn),
        (json!(["wheelchair", "lift"]), by("city"), Rule::Class)
    );
    assert_eq!(chosen("accessibility", &torn).0, json!({"lift": true}));
    assert_eq!(chosen("accessibility", &[two]).2, Rule::OnlyOne);
}

#[test]
fn excluded_sources_are_not_asked() {
    let records = [
        says(
            "city",
            days_ago(1),
            json!({"email": "city@x.it", "phone": "1"}),
        ),
        says("scraper", days_ago(1), json!({"email": "scraper@x.it"})),
        says("state", days_ago(300), json!({"email": "state@x.it"})),
    ];
    assert_eq!(chosen("email", &records).1, by("state"));
    assert_eq!(chosen("phone", &records).1, by("city"));
}

#[test]
fn a_field_may_have_its_own_order() {
    let all = [
        says("provider", days_ago(1), json!({"opening": "p"})),
        says("state", days_ago(1), json!({"opening": "s"})),
        says("runts", days_ago(1), json!({"opening": "r"})),
    ];
    assert_eq!(chosen("opening", &all).1, by("runts"));
    assert_eq!(chosen("opening", &all[..2]).1, by("state"));
    assert_eq!(
        chosen(
            "name",
            &[
                says("unheard-of", None, json!({"name": "?"})),
                says("runts", None, json!({"name": "r"}))
            ]
        )
        .1,
        by("runts")
    );
}

#[test]
fn what_is_locked_stays() {
    let records = [
        says("provider", days_ago(0), json!({"phone": "1"})),
        says("city", None, json!({"phone": "2"})),
    ];
    let locked = json!({"phone": "+3999", "alert": "chiuso"});
    let merged = survive(&records, locked.as_object().unwrap(), now(), &rules());
    assert_eq!(
        (&merged.fields["phone"].value, merged.fields["phone"].rule),
        (&json!("+3999"), Rule::Locked)
    );
    assert_eq!(merged.fields["alert"].rule, Rule::Locked);
    assert!(merged.conflicts.is_empty(), "a moderator has decided");
}

#[test]
fn trusted_sources_that_differ_are_told() {
    let conflicts = |field: &str, a: Value, b: Value| {
        let one = |source: &str, v: &Value| {
            let mut r = says(source, days_ago(1), json!({}));
            r.fields.insert(field.to_string(), v.clone());
            r
        };
        let told = survive(
            &[one("city", &a), one("state", &b)],
            &Map::new(),
            now(),
            &rules(),
        )
        .conflicts;
        let untrusted = survive(
            &[one("city", &a), one("scraper", &b)],
            &Map::new(),
            now(),
            &rules(),
        )
        .conflicts;
        assert!(untrusted.is_empty());
        told.first()
            .map(|c| c.said.iter().map(|s| s.source.clone()).collect::<Vec<_>>())
    };
    let told = Some(vec!["city".to_string(), "state".to_string()]);
    assert_eq!(
        conflicts("phone", json!("+39 02 884 62542"), json!("0288462542")),
        None
    );
    assert_eq!(
        conflicts(
            "phones",
            json!([{"number": "0288462542"}]),
            json!(["02/88462542"])
        ),
        None
    );
    assert_eq!(
        conflicts("phone", json!("0288462542"), json!("0288462543")),
        told
    );
    assert_eq!(
        conflicts(
            "phones",
            json!(["0288462542"]),
            json!(["0288462542", "0288465807"])
        ),
        told
    );
    assert_eq!(conflicts("minimum_age", json!(6), json!(6.0)), None);
    assert_eq!(conflicts("minimum_age", json!(6), json!(7)), told);
    assert_eq!(
        conflicts(
            "cost_options",
            json!([{"amount": 5}, {"amount": 9}]),
            json!([{"amount": 9}, {"amount": 5}])
        ),
        None
    );
    assert_eq!(
        conflicts(
            "schedules",
            json!([{"byday": "MO"}]),
            json!([{"byday": "TU"}])
        ),
        told
    );
    assert_eq!(
        conflicts("name", json!("A"), json!("B")),
        None,
        "names may differ"
    );
    let (yes, no, loop_) = (
        json!(["wheelchair"]),
        json!(["no_wheelchair"]),
        json!(["loop"]),
    );
    assert_eq!(conflicts("tags", yes.clone(), loop_), None, "united");
    assert_eq!(conflicts("tags", yes, no), told);
}

#[test]
fn who_else_says_so_is_kept() {
    let records = [
        says("city", days_ago(1), json!({"phone": "0288462542"})),
        says("state", days_ago(1), json!({"phone": "+390288462542"})),
        says("runts", days_ago(1), json!({"phone": "0211111111"})),
    ];
    let (s, _) = survive_field("phone", &records, None, now(), &rules());
    assert_eq!(s.unwrap().also, [("state".to_string(), "1".to_string())]);
}

#[test]
pub(super) fn rules_are_checked_when_read() {
    let e = Rules::read("milano.toml", "[fields.phone]\nwiegh = \"contact\"")
        .unwrap_err()
        .to_string();
    assert!(
        e.contains("milano.toml") && e.contains("wiegh") && e.contains("line 2"),
        "{e}"
    );
    assert!(Rules::read("x", "[sources.a]\nclass = \"king\"").is_err());
    // What is not named keeps the default; what is named replaces it.
    let r = Rules::read("x", "fresh_days = 30\n[fields.phone]\nweigh = \"plain\"").unwrap();
    assert_eq!(
        (
            r.fresh_days,
            r.fields["phone"].weigh,
            r.fields["phones"].weigh
        ),
        (30, Weigh::Plain, Weigh::Contact)
    );
    let text = toml::to_string(&Rules::default()).unwrap();
    assert_eq!(Rules::read("x", &text).unwrap(), Rules::default());
}
