use super::*;

fn ask(text: &str) -> Result<Ask, Problem> {
    let mut ask = Ask::default();
    ask.form(text, &of_list(Services), "query")?;
    Ok(ask)
}

#[test]
fn what_is_wrong_is_named() {
    for (text, name) in [
        ("page=0", "page"),
        ("page=x", "page"),
        ("page=%2B1", "page"),
        ("page=1&page=2", "page"),
        ("per_page=501", "per_page"),
        ("full=1", "full"),
        ("format=xml", "format"),
        ("modified_after=yesterday", "modified_after"),
        ("organization_id=7", "organization_id"),
        ("start_time=24:00", "start_time"),
        ("start_time=9:00", "start_time"),
        ("day=mo", "day"),
        ("minimum_age=-1", "minimum_age"),
        ("minimum_age=NaN", "minimum_age"),
        ("cursor=zzz", "cursor"),
        ("postcode=20121", "postcode"),
        ("nonsense=1", "nonsense"),
    ] {
        let problem = ask(text).expect_err(text);
        assert_eq!(problem.parameter.as_deref(), Some(name), "{text}");
    }
}

#[test]
fn moments_are_read_as_programs_write_them() {
    let at = |t: &str| moment(t).map(|m| m.0 / 1_000_000);
    assert_eq!(at("1970-01-01T00:01:00Z"), Some(60));
    assert_eq!(at("1970-01-01T01:01:00+01:00"), Some(60));
    assert_eq!(at("1970-01-02"), Some(86_400));
    assert_eq!(at("1970-01-01T00:01:00"), Some(60));
    assert!(at("9999-12-31T23:59:59-12:00") > at("9999-12-31T23:59:59Z"));
    assert!(at("0001-01-01T00:00:00Z") < Some(0));
    for wrong in ["", "x", "2026-13-01", "12:00"] {
        assert_eq!(at(wrong), None, "{wrong}");
    }
}

#[test]
fn a_body_keeps_the_types_of_json() {
    let read = |text: &str| {
        let mut ask = Ask::default();
        ask.json(text.as_bytes(), &of_list(Services)).map(|()| ask)
    };
    assert_eq!(
        read(r#"{"page": 2.0, "full": true}"#)
            .unwrap()
            .whole("page"),
        Some(2)
    );
    for wrong in [
        r#"{"page": "2"}"#,
        r#"{"full": "true"}"#,
        r#"{"search": 3}"#,
        r#"{"page": 1.5}"#,
        r#"{"page": null}"#,
        "[]",
        "{",
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}
