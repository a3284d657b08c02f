//! The doors as strangers try them: through the site's own front.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use people::pages::COOKIE;
use tower::ServiceExt;

use super::routes::{House, cookie, open};
use super::*;

struct Got {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Got {
    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
    }
}

async fn ask(
    house: &House,
    (method, path): (&str, &str),
    (site, cookie): (&str, Option<&str>),
    form: &str,
) -> Got {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("sec-fetch-site", site)
        .header("content-type", "application/x-www-form-urlencoded");
    if let Some(cookie) = cookie {
        request = request.header("cookie", format!("{COOKIE}={cookie}"));
    }
    let request = request
        .body(Body::from(form.to_string()))
        .expect("a request");
    let response = house
        .router
        .clone()
        .oneshot(request)
        .await
        .expect("an answer");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 1_000_000).await.expect("a body");
    Got {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

const OURS: (&str, Option<&str>) = ("same-origin", None);

testing::on_both!(nobody_learns_who_has_an_account, |db| async move {
    adult(&db, "anna").await?;
    let house = open(db).await?;
    let mut answers = Vec::new();
    for mail in ["anna@example.org", "nina@example.org"] {
        let form = format!("mail={}", mail.replace('@', "%40"));
        let got = ask(&house, ("POST", "/it/sign-in/mail"), OURS, &form).await;
        assert_eq!(got.status, StatusCode::OK);
        answers.push(got.body.replace(mail, "…"));
    }
    assert_eq!(answers[0], answers[1], "the same words for both");
    Ok(())
});

testing::on_both!(a_journey_never_leads_to_another_site, |db| async move {
    let house = open(db).await?;
    for to in [
        "//evil.example",
        "https%3A%2F%2Fevil.example",
        "%2F%2Fevil.example",
        "%2F%5Cevil.example",
        "javascript%3Aalert(1)",
        "%2Fmy%0d%0aSet-Cookie%3Ax%3D1",
    ] {
        let path = format!("/it/sign-in?to={to}");
        let got = ask(&house, ("GET", &path), OURS, "").await;
        assert_eq!(got.status, StatusCode::OK, "{to}");
        assert!(!got.body.contains("evil.example"), "{to}");
        assert!(!got.body.contains("javascript:"), "{to}");
        let form = format!("who=family&to={to}");
        let got = ask(&house, ("POST", "/it/sign-in/demo"), OURS, &form).await;
        assert!(!got.header("location").contains("evil"), "{to}");
    }
    Ok(())
});

testing::on_both!(a_link_is_used_up_by_the_button_alone, |db| async move {
    act(&db, "link", NOW, |tx, ctx| {
        actions::ask_link(tx, ctx, "anna@example.org", "secret-of-anna", None, None)
    })
    .await?;
    let house = open(db).await?;
    let at = "/it/sign-in/mail/secret-of-anna";
    for _ in 0..3 {
        // What looks into letters opens links; it sends no forms.
        let got = ask(&house, ("GET", at), OURS, "").await;
        assert_eq!(got.status, StatusCode::OK);
        assert_eq!(got.header("set-cookie"), "");
    }
    let other = ask(&house, ("POST", at), ("cross-site", None), "").await;
    assert_eq!(
        other.status,
        StatusCode::FORBIDDEN,
        "no other site sends it"
    );
    let got = ask(&house, ("POST", at), OURS, "").await;
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.body);
    let cookie = got.header("set-cookie");
    for part in [
        "__Host-session=",
        "Path=/",
        "Secure",
        "HttpOnly",
        "SameSite=Lax",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    let again = ask(&house, ("POST", at), OURS, "").await;
    assert_eq!(again.status, StatusCode::FORBIDDEN, "it works once");
    assert_eq!(again.header("set-cookie"), "");
    Ok(())
});

testing::on_both!(what_is_somebodys_is_kept_by_no_cache, |db| async move {
    let secret = cookie(&db, "family", None, None).await;
    let house = open(db).await?;
    let mine = ("same-origin", Some(secret.as_str()));
    for path in [
        "/it/my",
        "/it/my/data/export",
        "/it/my/account",
        "/it/sign-in/paper",
    ] {
        let got = ask(&house, ("GET", path), mine, "").await;
        assert_eq!(got.status, StatusCode::OK, "{path}");
        assert_eq!(got.header("cache-control"), "private, no-store", "{path}");
    }
    // Out is out: the same cookie is nobody's.
    let got = ask(&house, ("POST", "/it/sign-out"), mine, "").await;
    assert!(got.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(got.header("clear-site-data"), "\"cache\"");
    let got = ask(&house, ("GET", "/it/my"), mine, "").await;
    assert!(
        got.header("location").starts_with("/it/sign-in?to="),
        "{}",
        got.header("location")
    );
    // Nor is one that was made up, or cut, or another's.
    for wrong in [
        "",
        "x",
        &secret[1..],
        &"0".repeat(64),
        "';drop table people_session",
    ] {
        let got = ask(&house, ("GET", "/it/my"), ("same-origin", Some(wrong)), "").await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "«{wrong}»");
    }
    Ok(())
});

testing::on_both!(wrong_pins_lock_and_floods_are_stopped, |db| async move {
    let desk = adult(&db, "desk").await?;
    let given = actions::GivenCode::from_chance([9; 16], 42);
    let kept = given.clone();
    act(&db, "paper", NOW, move |tx, ctx| {
        let id = actions::register(tx, ctx, desk, facts("Amina", None))?;
        actions::give_paper(tx, ctx, desk, id, &kept)
    })
    .await?;
    let house = open(db).await?;
    let form = |pin: &str| format!("code={}&pin={pin}", given.code);
    for n in 0..6 {
        let got = ask(&house, ("POST", "/it/sign-in/paper"), OURS, &form("111111")).await;
        assert_eq!(got.status, StatusCode::FORBIDDEN, "try {n}");
        assert_eq!(got.header("set-cookie"), "");
    }
    // Also the right PIN, now.
    let got = ask(
        &house,
        ("POST", "/it/sign-in/paper"),
        OURS,
        &form(&given.pin),
    )
    .await;
    assert_eq!(got.status, StatusCode::FORBIDDEN);
    assert!(got.body.contains("bloccato"), "{}", got.body);
    let mut stopped = 0;
    for n in 0..80 {
        let guess = format!("code={n:026}&pin=000000");
        let got = ask(&house, ("POST", "/it/sign-in/paper"), OURS, &guess).await;
        stopped += usize::from(got.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(stopped >= 20, "{stopped} of 80 were stopped");
    Ok(())
});

/// What people and programs type: nothing breaks, and each is told what is wrong.
#[test]
fn bad_inputs_are_refused_in_words() -> testing::Outcome {
    testing::run(async {
        let db = testing::sqlite().await;
        let secret = cookie(&db, "desk", Some(people::model::Role::HubOperator), None).await;
        let admin = cookie(&db, "admin", Some(people::model::Role::Administrator), None).await;
        let house = open(db).await?;
        let long = "a".repeat(5_000);
        let odd = [
            "",
            " ",
            "%00",
            "%FF%FE",
            "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "%27%20or%20%271%27%3D%271",
            "..%2F..%2Fetc%2Fpasswd",
            "%F0%9F%98%80",
            "%E2%80%AE",
            "9999-99-99",
            "-1",
            "2026-02-30",
            "RSSMRA85C10F205X",
            "1e309",
            "null",
            &long,
        ];
        let forms: [(&str, &[&str]); 9] = [
            ("/it/sign-in/mail", &["mail", "to"]),
            ("/it/sign-in/paper", &["code", "pin", "to"]),
            (
                "/it/my/facts",
                &["given", "family", "birth", "code", "phone", "lang", "to"],
            ),
            (
                "/it/my/children/new",
                &["given", "family", "birth", "code", "title", "declared"],
            ),
            ("/it/my/consents", &["purpose", "agree"]),
            ("/it/desk", &["what", "given", "family", "birth"]),
            (
                "/it/desk/new",
                &[
                    "given", "birth", "code", "phone", "lang", "presence", "reason",
                ],
            ),
            ("/it/my/account/mail", &["mail"]),
            ("/it/staff/sessions", &["who", "reason"]),
        ];
        let mut tried = 0;
        for (path, fields) in forms {
            let who = match path.starts_with("/it/staff") {
                true => &admin,
                false => &secret,
            };
            let mine = ("same-origin", Some(who.as_str()));
            for field in fields {
                for value in odd {
                    let form = format!("given=Ada&{field}={value}");
                    let got = ask(&house, ("POST", path), mine, &form).await;
                    tried += 1;
                    assert!(
                        !got.status.is_server_error(),
                        "{path} {field}={value}: {}",
                        got.status
                    );
                    assert!(
                        !got.body.contains("<script>alert"),
                        "{path} {field}={value}"
                    );
                    assert!(!got.body.contains("{$"), "{path} {field}={value}");
                    assert!(!got.body.contains(">people-"), "{path} {field}={value}");
                }
            }
        }
        println!("{tried} bad inputs tried");
        assert!(tried > 400);
        Ok(())
    })
}
