//! Sessions as OWASP ASVS 5.0 asks for them: what begins one, and that each is its own.

use super::routes::{House, cookie, open, routes};
use super::*;

use axum::body::Body;
use axum::http::Request;
use people::pages::COOKIE;
use tower::ServiceExt;

/// The session cookie an answer sets; none for one that takes it away.
async fn sets(
    house: &House,
    (method, path): (&str, &str),
    form: &str,
    cookie: Option<&str>,
) -> Option<String> {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    if let Some(cookie) = cookie {
        request = request.header("cookie", format!("{COOKIE}={cookie}"));
    }
    let request = request
        .body(Body::from(form.to_string()))
        .expect("a request");
    let answer = house
        .router
        .clone()
        .oneshot(request)
        .await
        .expect("an answer");
    answer
        .headers()
        .get_all("set-cookie")
        .into_iter()
        .find_map(|set| {
            let set = set.to_str().ok()?;
            let value = set.strip_prefix("__Host-session=")?.split(';').next()?;
            (!value.is_empty()).then(|| value.to_string())
        })
}

testing::on_both!(nothing_but_a_way_in_begins_a_session, |db| async move {
    let secret = cookie(&db, "family", None, None).await;
    let house = open(db).await?;
    let one = "00000000-0000-4000-8000-000000000000";
    let mut tried = 0;
    for (method, path) in routes() {
        let filled = path
            .replace("{id}", one)
            .replace("{secret}", "none")
            .replace("{key}", "none");
        for (form, cookie) in [
            ("", None),
            ("who=nobody&mail=a%40b.it&code=1&pin=1&response=x", None),
            ("", Some(secret.as_str())),
        ] {
            for address in [format!("/it{filled}"), filled.clone()] {
                tried += 1;
                let set = sets(&house, (method, &address), form, cookie).await;
                assert_eq!(set, None, "{method} {address} «{form}»");
            }
        }
    }
    assert!(tried > 300, "{tried}");
    Ok(())
});

testing::on_both!(
    each_sign_in_has_a_token_of_its_own_and_ends_the_one_before,
    |db| async move {
        adult(&db, "anna").await?;
        for name in ["l1", "l2", "l3"] {
            act(&db, name, NOW, move |tx, ctx| {
                actions::ask_link(tx, ctx, &format!("{name}@example.org"), name, None, None)
            })
            .await?;
        }
        let house = open(db).await?;
        let enter = async |link: &str, cookie: Option<&str>| {
            sets(
                &house,
                ("POST", &format!("/it/sign-in/mail/{link}")),
                "",
                cookie,
            )
            .await
        };
        let first = enter("l1", None).await.expect("in");
        // A token somebody else put into the browser is not taken on, and one's own is not gone on with.
        let second = enter("l2", Some(&first)).await.expect("in");
        let third = enter("l3", Some("put-there-by-somebody"))
            .await
            .expect("in");
        assert!(first != second && second != third && third != "put-there-by-somebody");
        for token in [&first, &second, &third] {
            assert_eq!(token.len(), 64, "256 bits");
        }
        let goes_on = async |token: &str| {
            let (keys, token) = (Keys::demo(), token.to_string());
            let who = house
                .db()
                .read(move |c| actions::who(c, &keys, &token, NOW, day("2026-06-01")))
                .await;
            who.expect("an answer").is_some()
        };
        assert!(
            !goes_on(&first).await,
            "the browser had it no more: it is over"
        );
        assert!(goes_on(&second).await && goes_on(&third).await);
        Ok(())
    }
);

testing::on_both!(a_closed_account_has_no_sessions, |db| async move {
    let here = cookie(&db, "bruno", None, None).await;
    let keys = Keys::demo();
    let (_, session) = db
        .read(move |c| actions::who(c, &keys, "cookie of bruno", NOW, day("2026-06-01")))
        .await?
        .expect("a session");
    let (account, person) = (session.account, session.person);
    act(&db, "elsewhere", NOW, move |tx, ctx| {
        let who = actions::Entered {
            account,
            person,
            method: Method::Mail,
            strong: false,
            new: false,
            resume: None,
        };
        actions::enter(tx, ctx, &who, "another telephone", "elsewhere")?;
        actions::erase(tx, ctx, Doer::oneself(person))
    })
    .await?;
    for secret in [here.as_str(), "elsewhere"] {
        let (keys, secret) = (Keys::demo(), secret.to_string());
        let who = db
            .read(move |c| actions::who(c, &keys, &secret, NOW, day("2026-06-01")))
            .await?;
        assert!(who.is_none());
    }
    assert!(
        db.read(move |c| actions::sessions(c, account, NOW))
            .await?
            .is_empty()
    );
    // Nor does the link of a letter that is still under way open it again.
    let late = act(&db, "late", NOW, move |tx, ctx| {
        actions::ask_link(tx, ctx, "b@example.org", "late", Some(account), None)?;
        actions::enter_by_link(tx, ctx, "late", &"it".parse().expect("a language"))
    });
    assert!(late.await.is_err());
    Ok(())
});

// What a family is shown of its child by another guardian's dispute: nothing; a desk sees it.
testing::on_both!(a_dispute_is_shown_to_desks_only, |db| async move {
    let bruno = cookie(&db, "bruno", None, None).await;
    let desk = cookie(&db, "desk", Some(people::model::Role::HubCoordinator), None).await;
    let keys = Keys::demo();
    let secret = bruno.clone();
    let (_, session) = db
        .read(move |c| actions::who(c, &keys, &secret, NOW, day("2026-06-01")))
        .await?
        .expect("a session");
    let of = session.person;
    act(&db, "his birth", NOW, move |tx, ctx| {
        actions::change(
            tx,
            ctx,
            Doer::oneself(of),
            of,
            facts("Bruno", Some("1985-12-10")),
        )
    })
    .await?;
    let leo = child(&db, of, "Leo", "2016-03-10").await?;
    db::statements! { DISPUTE = "update people_person set conflict = true where id = $1"; }
    db.write::<_, db::Fault>(move |tx| tx.exec(DISPUTE, &[leo.into()]).map(|_| ()))
        .await?;
    let house = open(db).await?;
    let body = async |(method, path): (&str, String), form: &str, cookie: &str| {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", format!("{COOKIE}={cookie}"));
        let request = request
            .body(Body::from(form.to_string()))
            .expect("a request");
        let answer = house
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let bytes = axum::body::to_bytes(answer.into_body(), 1_000_000)
            .await
            .expect("a body");
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let seen = body(
        ("POST", "/it/desk".into()),
        "given=Leo&family=Rossi&birth=2016-03-10",
        &desk,
    )
    .await;
    assert!(seen.contains("non sono d’accordo"), "{seen}");
    for path in [
        "/it/my".to_string(),
        format!("/it/my/children/{leo}"),
        format!("/it/my/children/{leo}/facts"),
        "/it/my/data/export".into(),
    ] {
        let seen = body(("GET", path.clone()), "", &bruno).await;
        assert!(seen.contains("Leo"), "{path}: {seen}");
        assert!(
            !seen.contains("non sono d’accordo") && !seen.contains("conflict"),
            "{path}"
        );
    }
    Ok(())
});

testing::on_both!(the_way_out_stands_on_every_page, |db| async move {
    let role = Some(people::model::Role::Administrator);
    let secret = cookie(&db, "admin", role, None).await;
    let house = open(db).await?;
    let mut seen = 0;
    for (method, path) in routes() {
        let machines = path.starts_with("/.well-known") || path == "/my/data/export";
        if method != "GET" || path.contains('{') || machines {
            continue;
        }
        for (cookie, out) in [(Some(&secret), true), (None, false)] {
            let mut request = Request::builder().uri(format!("/it{path}"));
            if let Some(cookie) = cookie {
                request = request.header("cookie", format!("{COOKIE}={cookie}"));
            }
            let request = request.body(Body::empty()).expect("a request");
            let answer = house
                .router
                .clone()
                .oneshot(request)
                .await
                .expect("an answer");
            // Whatever is shown, a refusal too.
            if answer.status().is_redirection() {
                continue;
            }
            let bytes = axum::body::to_bytes(answer.into_body(), 1_000_000).await?;
            let header = String::from_utf8_lossy(&bytes);
            let (header, _) = header.split_once("</header>").expect("a header");
            seen += usize::from(out);
            assert_eq!(header.contains("action=\"/it/sign-out\""), out, "{path}");
        }
    }
    assert!(seen > 15, "{seen}");
    Ok(())
});
