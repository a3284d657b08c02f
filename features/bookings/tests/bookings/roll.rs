//! The code of a booking and the roll's page, as browsers see them.

use axum::http::StatusCode;
use bookings::actions as a;
use bookings::model::{Presence, Session};
use bookings::rules::Refused;
use values::Cents;

use crate::pages::House;
use crate::town::*;

/// The course, with its first lesson in half an hour.
fn soon() -> Session {
    let mut s = course("course", 3);
    s.lessons[0].starts_at = later(HOUR / 2);
    s.lessons[0].ends_at = later(HOUR / 2 + HOUR);
    s
}

/// Eight signs of a page with a code.
fn code_of(body: &str) -> String {
    let rest = body.split("paper-code").nth(1).unwrap_or_default();
    let rest = rest.split('>').nth(1).unwrap_or_default();
    rest.split('<').next().unwrap_or_default().to_string()
}

testing::on_both!(the_code_of_a_booking_marks_at_the_door, |db| async move {
    let house = House::open(db, soon()).await?;
    let mother = house.enter("family").await?;
    let stranger = house.enter("newcomer").await?;
    let manager = house.enter("association").await?;
    let both = children(&house.db).await?;
    lease(&house.db, "one", both[..1].to_vec(), NOW).await?;
    let paid = reserve(&house.db, "one", 6_000, NOW).await?[0].id;
    lease(&house.db, "two", both[1..].to_vec(), NOW).await?;
    let own = reserve(&house.db, "two", 0, NOW).await?[0].id;
    let roll = format!(
        "/it/provider/org/{}/bookings/{}/lessons/1",
        pool(),
        id("course")
    );
    // the page of the roll may use the camera, and says how to do without
    let got = house.get(&manager, &roll).await;
    assert_eq!(got.status, StatusCode::OK);
    let policy = got
        .headers
        .get("permissions-policy")
        .and_then(|v| v.to_str().ok());
    assert!(policy.is_some_and(|p| p.contains("camera=(self)")));
    for said in [
        "data-scan=\"field-code\"",
        "data-scan-none",
        "name=\"code\"",
    ] {
        assert!(got.body.contains(said), "{said}");
    }
    let elsewhere = house
        .get(&manager, &format!("/it/provider/org/{}/bookings", pool()))
        .await;
    let policy = elsewhere
        .headers
        .get("permissions-policy")
        .and_then(|v| v.to_str().ok());
    assert!(policy.is_none_or(|p| !p.contains("camera=(self)")));
    // with and without a voucher the family has the same code, the same page
    let mut pages = Vec::new();
    let mut codes = Vec::new();
    for booking in [paid, own] {
        let one = house
            .get(&mother, &format!("/it/my/bookings/{booking}"))
            .await;
        let path = format!("/it/my/bookings/{booking}/code");
        assert!(
            one.body.contains(&format!("action=\"{path}\"")),
            "{}",
            one.body
        );
        assert_eq!(
            house.ask(&stranger, "POST", &path, &[]).await.status,
            StatusCode::NOT_FOUND
        );
        let shown = house.ask(&mother, "POST", &path, &[]).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(shown.body.contains("<svg") || shown.body.contains("<path"));
        let code = code_of(&shown.body);
        assert_eq!(code.len(), 9, "{code}");
        let path_of = |body: &str| body.split(" d=\"M").map(str::len).count();
        pages.push((path_of(&shown.body), shown.body.matches("<p").count()));
        codes.push(code);
    }
    assert_eq!(pages[0], pages[1], "nothing shows who is subsidised");
    // what is wrong stands at the field, and what was typed is still there
    let send = |text: String| {
        let (house, manager, to) = (&house, &manager, format!("{roll}/code"));
        async move { house.ask(manager, "POST", &to, &[("code", &text)]).await }
    };
    let got = send("zzzz zzzz".into()).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.body.contains("Questo codice non è valido") && got.body.contains("zzzz zzzz"));
    assert!(got.body.contains("aria-invalid=\"true\""));
    // by fingers, in small letters
    for (code, name) in codes.iter().zip(["Emma R.", "Leo R."]) {
        let got = send(code.to_lowercase()).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER);
        let page = house.get(&manager, &got.to()).await;
        let plain = page.body.replace(['\u{2068}', '\u{2069}'], "");
        assert!(plain.contains(": presente."), "{plain}");
        assert!(
            ["Emma R.", "Leo R."]
                .iter()
                .any(|n| plain.contains(&format!("{n}: presente."))),
            "{name}"
        );
        let again = send(code.clone()).await;
        let page = house.get(&manager, &again.to()).await;
        assert!(page.body.contains("già presente"));
        assert!(!page.body.contains("buono"), "no word of a voucher");
    }
    let kept = house.db.read(|c| a::roll_of(c, id("course"), 1)).await?;
    assert_eq!(kept.values().collect::<Vec<_>>(), [&Presence::Attended; 2]);
    // a made-up address says nothing about anybody
    let got = house
        .get(&manager, &format!("{roll}?done={}", id("nothing")))
        .await;
    assert!(!got.body.contains("presente."), "{}", got.body);
    // who does not work there
    let got = house
        .ask(
            &stranger,
            "POST",
            &format!("{roll}/code"),
            &[("code", &codes[0])],
        )
        .await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    // after too many wrong ones it says until when, and to go on by name
    for _ in 0..10 {
        send("AAAABBBB".into()).await;
    }
    let got = send(codes[0].clone()).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.body.contains("Troppi codici sbagliati"));
    Ok(())
});

testing::on_both!(
    a_price_that_changes_between_two_pages_is_told,
    |db| async move {
        let house = House::open(db, course("course", 3)).await?;
        let mother = house.enter("family").await?;
        let both = children(&house.db).await?;
        let dearer = |cents: i64| {
            let db = house.db.db();
            async move {
                run(&db, move |tx, ground| {
                    let mut s = a::session(tx, id("course"))?.ok_or(Refused::NotThere)?;
                    s.price = Cents(cents);
                    a::change_session(tx, ground, &by("association", NOW), &s)
                        .map_err(|mut all| all.remove(0))
                })
                .await
            }
        };
        // between choosing and keeping a place: told at the form, with the new price in it
        let page = format!("/it/book/session/{}", id("course"));
        let form = house.get(&mother, &page).await;
        let (key, seen) = (form.hidden("key"), form.hidden("seen"));
        assert_eq!(seen, "9000");
        dearer(9_500).await?;
        let child = both[0].to_string();
        let fields = [("key", key.as_str()), ("seen", &seen), ("child", &child)];
        let got = house.ask(&mother, "POST", &page, &fields).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            got.body.contains("95,00") && got.body.contains("checked"),
            "{}",
            got.body
        );
        assert_eq!(got.hidden("seen"), "9500");
        assert_eq!(stand(&house.db).await?, (3, (10_000, 0), 0));
        // who has read it goes on
        let (key, seen) = (got.hidden("key"), got.hidden("seen"));
        let fields = [("key", key.as_str()), ("seen", &seen), ("child", &child)];
        let got = house.ask(&mother, "POST", &page, &fields).await;
        let checkout = got.to();
        assert_eq!(checkout, format!("/it/book/checkout/{key}"));
        // between the checkout and sending it: what was promised with the place is shown, and charged
        dearer(12_000).await?;
        let form = house.get(&mother, &checkout).await;
        assert!(
            form.body.contains("95,00") && !form.body.contains("120,00"),
            "{}",
            form.body
        );
        let name = form.body.split("name=\"pay-").nth(1).unwrap_or_default();
        let name = format!("pay-{}", name.split('"').next().unwrap_or_default());
        let got = house
            .ask(&mother, "POST", &checkout, &[(&name, "95")])
            .await;
        assert_eq!(got.to(), "/it/my/bookings");
        assert_eq!(stand(&house.db).await?, (2, (10_000, 9_500), 0));
        Ok(())
    }
);
