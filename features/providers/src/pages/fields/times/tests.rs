//! What is written and read again is the same.

use super::*;

fn lang() -> Lang {
    "it".parse().unwrap()
}

fn schedule(value: serde_json::Value) -> Schedule {
    serde_json::from_value(value).unwrap()
}

/// What a row says after it was shown and typed over.
fn typed_over(s: &Schedule, over: &[(&str, &str)]) -> Result<Option<Schedule>, Vec<Wrong>> {
    let kept = Line {
        place: None,
        schedule: s.clone(),
    };
    let mut shown = Typed::default();
    put(0, &kept, &lang(), &mut shown);
    let sent: Vec<(String, String)> = over
        .iter()
        .map(|(f, v)| {
            let name = match f.strip_prefix("with-") {
                Some(f) => format!("with-{}", name(0, f)),
                None => name(0, f),
            };
            (name, v.to_string())
        })
        .collect();
    let typed = Typed::sent(&shown, &sent);
    line(&typed, 0, Some(&kept), Kind::Service, &lang())
}

#[test]
fn a_row_shown_and_not_touched_is_the_same() {
    for s in [
        json!({"freq": "WEEKLY", "byday": ["MO", "WE"], "opens_at": "16:30", "closes_at": "18:00",
            "until": "2027-06-01", "except": ["2026-12-24", "2026-12-25", "2027-01-06"], "period": "term"}),
        json!({"freq": "WEEKLY", "interval": 2, "byday": ["SA"], "dtstart": "2026-11-07"}),
        json!({"freq": "MONTHLY", "byday": ["1SA"], "valid_from": "2026-09-01"}),
        json!({"dtstart": "2026-12-05", "opens_at": "10:00", "closes_at": "12:00", "use": "events"}),
        json!({"description": {"it": "Su appuntamento", "en": "On request"}}),
    ] {
        let s = schedule(s);
        assert!(can_say(&s), "{s:?}");
        let kept = Line {
            place: None,
            schedule: s.clone(),
        };
        let mut shown = Typed::default();
        put(0, &kept, &lang(), &mut shown);
        assert!(as_shown(&kept, 0, &shown, &lang()), "{s:?}");
        assert_eq!(typed_over(&s, &[]).unwrap(), Some(s));
    }
    for s in [
        json!({"freq": "MONTHLY", "bymonthday": [1]}),
        json!({"freq": "WEEKLY", "byday": ["MO"], "dtstart": "2026-11-02", "count": 8}),
        json!({"freq": "WEEKLY", "interval": 3, "byday": ["MO"], "dtstart": "2026-11-02"}),
    ] {
        assert!(!can_say(&schedule(s)), "a row cannot say it");
    }
}

#[test]
fn what_is_typed_is_kept_with_what_a_row_does_not_have() {
    let s = schedule(
        json!({"use": "events", "freq": "WEEKLY", "byday": ["MO"], "opens_at": "16:30",
        "closes_at": "18:00", "attending": "online", "description": {"en": "Hall B"}}),
    );
    let now = typed_over(
        &s,
        &[
            ("days", "TU"),
            ("note", "Sala B"),
            ("off-0-from", "2026-12-24"),
            ("off-0-to", "2026-12-26"),
        ],
    )
    .unwrap()
    .unwrap();
    let now = serde_json::to_value(now).unwrap();
    assert_eq!(now["byday"], json!(["TU"]));
    assert_eq!(now["attending"], json!("online"));
    assert_eq!(now["description"], json!({"en": "Hall B", "it": "Sala B"}));
    assert_eq!(
        now["except"],
        json!(["2026-12-24", "2026-12-25", "2026-12-26"])
    );
}

#[test]
fn what_cannot_be_read_is_told_at_its_field() {
    let s = Schedule::default();
    for (over, field, key) in [
        (vec![("opens", "late")], "opens", "providers-refused-hour"),
        (
            vec![("opens", "9:00"), ("closes", "10")],
            "days",
            "providers-refused-days",
        ),
        (
            vec![("days", "MO"), ("opens", "9")],
            "closes",
            "providers-refused-hours",
        ),
        (
            vec![("days", "MO"), ("from", "x")],
            "from",
            "providers-refused-day",
        ),
        (
            vec![("days", "MO"), ("from", "2026-12-02"), ("to", "2026-12-01")],
            "to",
            "providers-refused-days-order",
        ),
        (
            vec![("days", "MO"), ("often", "fortnight")],
            "from",
            "providers-refused-fortnight",
        ),
        (
            vec![
                ("days", "MO"),
                ("off-0-from", "2026-12-02"),
                ("off-0-to", "2026-12-01"),
            ],
            "off-0-to",
            "providers-refused-days-order",
        ),
        (
            vec![
                ("days", "MO"),
                ("off-0-from", "2020-01-01"),
                ("off-0-to", "2999-12-01"),
            ],
            "off-0-to",
            "providers-refused-days-order",
        ),
    ] {
        assert_eq!(typed_over(&s, &over), Err(vec![(name(0, field), key)]));
    }
    assert_eq!(typed_over(&s, &[]), Ok(None));
}
