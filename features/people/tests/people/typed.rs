//! A form that was begun before somebody came in: it goes on where it was, in this browser and for this
//! person, for an hour; nothing is ever sent by itself.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use people::pages::COOKIE;
use tower::ServiceExt;
use values::{Clock, HandClock};

use super::routes::{House, cookie, open_at};
use super::*;

/// A browser: it keeps cookies as browsers do.
struct Browser<'a> {
    house: &'a House,
    cookies: Vec<(String, String)>,
}

struct Page {
    status: StatusCode,
    to: String,
    cookies: String,
    body: String,
}

impl Page {
    /// The value a field shows.
    fn shows(&self, value: &str) -> bool {
        self.body.contains(&format!("value=\"{value}\""))
    }
}

impl<'a> Browser<'a> {
    fn new(house: &'a House) -> Browser<'a> {
        Browser {
            house,
            cookies: Vec::new(),
        }
    }

    fn with(mut self, secret: &str) -> Browser<'a> {
        self.cookies.push((COOKIE.into(), secret.into()));
        self
    }

    async fn get(&mut self, path: &str) -> Page {
        self.ask(
            "GET",
            path,
            "application/x-www-form-urlencoded",
            "same-origin",
            "",
        )
        .await
    }

    async fn send(&mut self, path: &str, form: &str) -> Page {
        self.ask(
            "POST",
            path,
            "application/x-www-form-urlencoded",
            "same-origin",
            form,
        )
        .await
    }

    async fn ask(&mut self, method: &str, path: &str, kind: &str, site: &str, form: &str) -> Page {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", site)
            .header("content-type", kind)
            .header("content-length", form.len());
        if !self.cookies.is_empty() {
            let all: Vec<String> = self
                .cookies
                .iter()
                .map(|(k, v)| format!("{k}={v}"))
                .collect();
            request = request.header("cookie", all.join("; "));
        }
        let request = request
            .body(Body::from(form.to_string()))
            .expect("a request");
        let response = self
            .house
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 2_000_000).await.expect("a body");
        self.keep(&parts.headers);
        let header = |name: &str| {
            let all = parts.headers.get_all(name).into_iter();
            all.filter_map(|v| v.to_str().ok())
                .collect::<Vec<_>>()
                .join("\n")
        };
        Page {
            status: parts.status,
            to: header("location"),
            cookies: header("set-cookie"),
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    fn keep(&mut self, headers: &HeaderMap) {
        for set in headers.get_all("set-cookie") {
            let set = set.to_str().expect("text");
            let (pair, rest) = set.split_once(';').expect("attributes");
            let (name, value) = pair.split_once('=').expect("a value");
            self.cookies.retain(|(k, _)| k != name);
            if !rest.contains("Max-Age=0") {
                self.cookies.push((name.into(), value.into()));
            }
        }
    }

    /// Comes in with a link, as a letter brings it.
    async fn come_in(&mut self, secret: &str) -> Page {
        self.send(&format!("/it/sign-in/mail/{secret}"), "").await
    }
}

const CHILD: &str = "/it/my/children/new";
const FORM: &str =
    "given=Giulia&family=D%27Amico+%26+Figli&birth=2016-02-03&code=&title=parent&declared=yes";

/// Turns the clock.
fn turn(clock: &HandClock, to: Moment) {
    clock.advance_seconds((to.0 - clock.now().0) / 1_000_000);
}

/// Where the sign-in page leads afterwards.
fn on(to: &str) -> String {
    let (_, query) = to.split_once('?').expect("a query");
    let (_, to) = url::form_urlencoded::parse(query.as_bytes())
        .find(|(k, _)| k == "to")
        .expect("a way on");
    to.into_owned()
}

/// A link for somebody, as it was sent after the form.
async fn link(db: &testing::TestDb, name: &'static str, now: Moment, to: String) {
    act(
        db,
        &format!("link {name} {}", now.0),
        now,
        move |tx, ctx| {
            let mail = format!("{name}@example.org");
            let secret = format!("link-of-{name}-{}", ctx.now.0);
            actions::ask_link(tx, ctx, &mail, &secret, None, Some(&to))
        },
    )
    .await
    .expect("a link");
}

async fn children(db: &testing::TestDb, of: Id) -> usize {
    db.read(move |c| actions::family(c, &Keys::demo(), of, day("2026-06-01")))
        .await
        .expect("a family")
        .children
        .len()
}

testing::on_both!(a_form_goes_on_where_it_was, |db| async move {
    let anna = adult(&db, "anna").await?;
    let handle = db.db();
    let clock = HandClock::at(NOW);
    let house = open_at(db, clock).await?;
    let mut browser = Browser::new(&house);
    let page = browser.send(CHILD, FORM).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert!(page.to.starts_with("/it/sign-in?to="), "{}", page.to);
    for part in [
        "__Host-typed=",
        "Path=/",
        "Secure",
        "HttpOnly",
        "SameSite=Lax",
        "Max-Age=3600",
    ] {
        assert!(page.cookies.contains(part), "{}", page.cookies);
    }
    assert!(
        !page.to.contains("Giulia"),
        "nothing typed stands in an address"
    );
    let to = on(&page.to);
    assert!(to.starts_with("/my/children/new?typed="), "{to}");
    // The sign-in page says that it waits.
    let page = browser.get(&page.to).await;
    assert!(
        page.body.contains("resta in questo browser"),
        "{}",
        page.body
    );
    // By letter, in the same browser.
    let house_db = house.db();
    link(house_db, "anna", NOW, to.clone()).await;
    let page = browser.come_in(&format!("link-of-anna-{}", NOW.0)).await;
    assert_eq!(page.to, format!("/it{to}"));
    let page = browser.get(&page.to).await;
    assert!(
        page.shows("Giulia") && page.shows("D&#39;Amico &#38; Figli"),
        "{}",
        page.body
    );
    assert!(page.shows("2016-02-03"), "{}", page.body);
    assert!(page.body.contains("non è stato inviato"), "{}", page.body);
    assert_eq!(
        children(house_db, anna).await,
        0,
        "nothing is sent by itself"
    );
    // Looked at twice it is still there; pressed, it is done and forgotten.
    assert!(browser.get(CHILD).await.shows("Giulia"));
    let page = browser.send(CHILD, FORM).await;
    assert!(
        page.to.starts_with("/it/my/children/"),
        "{} {}",
        page.to,
        page.body
    );
    assert_eq!(children(house_db, anna).await, 1);
    let page = browser.get(&format!("/it{to}")).await;
    assert!(
        !page.shows("Giulia") && !page.body.contains("id=\"resumed\""),
        "{}",
        page.body
    );
    assert_eq!(rows(&handle).await, 0);
    Ok(())
});

async fn rows(db: &Db) -> i64 {
    db::statements! { TYPED = "select count(*) as n from people_typed"; }
    db.read(|c| c.one(TYPED, &[], |r| r.get("n")))
        .await
        .expect("a number")
}

testing::on_both!(
    a_session_ends_while_a_child_is_being_added,
    |db| async move {
        let secret = cookie(&db, "family", None, None).await;
        let clock = HandClock::at(NOW);
        let house = open_at(db, clock.clone()).await?;
        let mut browser = Browser::new(&house).with(&secret);
        assert_eq!(browser.get(CHILD).await.status, StatusCode::OK);
        // Two hours and a half later the session is over.
        let late = NOW.plus_seconds(5 * HOUR / 2);
        turn(&clock, late);
        let page = browser.send(CHILD, FORM).await;
        let to = on(&page.to);
        // Somebody else at the same computer is shown nothing of it.
        let mut other = Browser {
            house: &house,
            cookies: browser.cookies.clone(),
        };
        link(house.db(), "nina", late, to.clone()).await;
        other.come_in(&format!("link-of-nina-{}", late.0)).await;
        let page = other.get(&format!("/it{to}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("Giulia"), "{}", page.body);
        assert!(
            page.body.contains("scritto per un’altra persona"),
            "{}",
            page.body
        );
        // The same person goes on.
        link(house.db(), "family", late, to.clone()).await;
        browser.come_in(&format!("link-of-family-{}", late.0)).await;
        assert!(browser.get(&format!("/it{to}")).await.shows("Giulia"));
        // Or begins with the empty form.
        let page = browser.send("/it/sign-in/typed/forget", "").await;
        assert_eq!(page.to, CHILD);
        assert!(!browser.get(CHILD).await.shows("Giulia"));
        Ok(())
    }
);

testing::on_both!(another_browser_is_told_where_it_waits, |db| async move {
    adult(&db, "anna").await?;
    let clock = HandClock::at(NOW);
    let house = open_at(db, clock.clone()).await?;
    let mut here = Browser::new(&house);
    let to = on(&here.send(CHILD, FORM).await.to);
    link(house.db(), "anna", NOW, to.clone()).await;
    let mut there = Browser::new(&house);
    let page = there.come_in(&format!("link-of-anna-{}", NOW.0)).await;
    let page = there.get(&page.to).await;
    assert!(!page.body.contains("Giulia"));
    assert!(
        page.body.contains("non è in questo browser"),
        "{}",
        page.body
    );
    // A handle that was made up, or another's, opens nothing.
    for wrong in [
        "x",
        "sent",
        "",
        &"0".repeat(64),
        "'; drop table people_typed",
    ] {
        there.cookies.retain(|(k, _)| k != "__Host-typed");
        there.cookies.push(("__Host-typed".into(), wrong.into()));
        let page = there.get(&format!("/it{to}")).await;
        assert_eq!(page.status, StatusCode::OK, "{wrong}");
        assert!(!page.body.contains("Giulia"), "{wrong}");
    }
    // Nor do addresses that somebody wrote.
    for odd in ["9999999999999", "-5", "x", "%00", "99999999999999999999999"] {
        let page = there.get(&format!("{CHILD}?typed={odd}")).await;
        assert_eq!(page.status, StatusCode::OK, "{odd}");
    }
    // After an hour it is over, and said so.
    turn(&clock, NOW.plus_seconds(HOUR + 1));
    let later = NOW.plus_seconds(HOUR + 1);
    link(house.db(), "anna", later, to.clone()).await;
    here.come_in(&format!("link-of-anna-{}", later.0)).await;
    let page = here.get(&format!("/it{to}")).await;
    assert!(!page.body.contains("Giulia"));
    assert!(page.body.contains("l’ora è passata"), "{}", page.body);
    Ok(())
});

testing::on_both!(what_is_too_large_stays_in_the_page, |db| async move {
    let handle = db.db();
    let house = open_at(db, HandClock::at(NOW)).await?;
    let mut browser = Browser::new(&house);
    let large = format!("given=Giulia&family={}", "a".repeat(20_000));
    let page = browser.send(CHILD, &large).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.shows("Giulia") && page.shows(&"a".repeat(20_000)));
    assert!(page.body.contains("target=\"_blank\""), "{}", page.body);
    assert_eq!(rows(&handle).await, 0);
    // Far too large, or with files: nothing is kept, and that is said.
    let huge = format!("given=Giulia&family={}", "a".repeat(300_000));
    let page = browser.send(CHILD, &huge).await;
    assert_eq!(on(&page.to), "/my/children/new?typed=no");
    let multipart = "multipart/form-data; boundary=x";
    let page = browser
        .ask("POST", CHILD, multipart, "same-origin", "--x--")
        .await;
    assert_eq!(on(&page.to), "/my/children/new?typed=no");
    let page = browser.get(&page.to).await;
    assert!(
        page.body.contains("non si è potuto conservare"),
        "{}",
        page.body
    );
    assert_eq!(rows(&handle).await, 0);
    Ok(())
});

testing::on_both!(no_other_site_fills_in_a_form, |db| async move {
    let handle = db.db();
    let house = open_at(db, HandClock::at(NOW)).await?;
    let mut browser = Browser::new(&house);
    let kind = "application/x-www-form-urlencoded";
    let page = browser.ask("POST", CHILD, kind, "cross-site", FORM).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.cookies.is_empty(), "{}", page.cookies);
    // A form that is not named is not kept either, nor an empty one.
    for (path, form) in [("/it/my/data/erase", "sure=yes"), (CHILD, "")] {
        let page = browser.send(path, form).await;
        assert!(
            page.cookies.is_empty() && page.to.starts_with("/it/sign-in"),
            "{path}"
        );
    }
    // Strangers fill no table: after many, what they typed stays in the page.
    let mut held = 0;
    for _ in 0..70 {
        let page = Browser::new(&house).send(CHILD, FORM).await;
        held += usize::from(page.status == StatusCode::FORBIDDEN && page.shows("Giulia"));
    }
    assert_eq!(held, 10);
    assert_eq!(rows(&handle).await, 60);
    Ok(())
});

testing::on_both!(what_waits_is_sealed_without_secrets, |db| async move {
    let handle = db.db();
    let house = open_at(db, HandClock::at(NOW)).await?;
    let mut browser = Browser::new(&house);
    let form = "presence=pin&reason=colloquio&given=Giulia&pin=482913&p%69n=482913";
    let page = browser.send("/it/desk/new", form).await;
    assert!(on(&page.to).starts_with("/desk/new?typed="), "{}", page.to);
    db::statements! { BODY = "select body from people_typed"; }
    let body: Vec<u8> = handle.read(|c| c.one(BODY, &[], |r| r.get("body"))).await?;
    let text = String::from_utf8_lossy(&body);
    assert!(!text.contains("Giulia") && !text.contains("colloquio"));
    let secret = browser
        .cookies
        .iter()
        .find(|(k, _)| k == "__Host-typed")
        .expect("a cookie")
        .1
        .clone();
    let kept = handle
        .read(move |c| actions::typed(c, &Keys::demo(), &secret, NOW))
        .await?
        .expect("it waits");
    assert!(
        kept.typed.fields().contains("Giulia"),
        "{}",
        kept.typed.fields()
    );
    assert!(!kept.typed.fields().contains("482913"), "no PIN is kept");
    Ok(())
});

testing::on_both!(
    helping_that_ended_does_nothing_in_the_operators_name,
    |db| async move {
        let helped = act(&db, "helped", NOW, |tx, ctx| {
            actions::register(
                tx,
                ctx,
                Id::named("test", "x"),
                facts("Amina", Some("1990-01-01")),
            )
        })
        .await?;
        let role = Some(people::model::Role::HubOperator);
        let secret = cookie(&db, "desk", role, Some(helped)).await;
        let clock = HandClock::at(NOW);
        let house = open_at(db, clock.clone()).await?;
        let mut browser = Browser::new(&house).with(&secret);
        turn(&clock, NOW.plus_seconds(40 * 60));
        let page = browser.send(CHILD, FORM).await;
        let page = browser.get(&page.to).await;
        let page = browser.get(&page.to).await;
        assert!(
            page.body.contains("scritto per un’altra persona"),
            "{}",
            page.body
        );
        assert_eq!(children(house.db(), helped).await, 0);
        // Helping her again, it is there.
        browser
            .send(
                &format!("/it/desk/assist/{helped}"),
                "presence=known&reason=ancora",
            )
            .await;
        assert!(browser.get(CHILD).await.shows("Giulia"));
        Ok(())
    }
);

testing::on_both!(every_way_in_leads_back_to_the_form, |db| async move {
    let desk = adult(&db, "desk").await?;
    let given = actions::GivenCode::from_chance([9; 16], 42);
    let kept = given.clone();
    act(&db, "paper", NOW, move |tx, ctx| {
        let id = actions::register(tx, ctx, desk, facts("Amina", Some("1990-01-01")))?;
        actions::give_paper(tx, ctx, desk, id, &kept)
    })
    .await?;
    let house = open_at(db, HandClock::at(NOW)).await?;
    // By the code on paper.
    let mut browser = Browser::new(&house);
    let page = browser.send(CHILD, FORM).await;
    let to = url::form_urlencoded::byte_serialize(on(&page.to).as_bytes()).collect::<String>();
    let form = format!("code={}&pin={}&to={to}", given.code, given.pin);
    let page = browser.send("/it/sign-in/paper", &form).await;
    assert!(browser.get(&page.to).await.shows("Giulia"), "{}", page.to);
    // In the demo.
    let mut browser = Browser::new(&house);
    let page = browser.send(CHILD, FORM).await;
    let to = url::form_urlencoded::byte_serialize(on(&page.to).as_bytes()).collect::<String>();
    let page = browser.get(&format!("/it/sign-in/demo?to={to}")).await;
    assert!(page.body.contains("name=\"to\""), "{}", page.body);
    // Somebody new says their name first, then is led on.
    link(house.db(), "nuova", NOW, on(&format!("/x?to={to}"))).await;
    let page = browser.come_in(&format!("link-of-nuova-{}", NOW.0)).await;
    assert!(
        page.to
            .starts_with("/it/my/facts?to=%2Fmy%2Fchildren%2Fnew"),
        "{}",
        page.to
    );
    let facts = format!("given=Nuova&birth=1990-01-01&to={to}");
    let page = browser.send("/it/my/facts", &facts).await;
    assert!(
        browser.get(&page.to).await.shows("Giulia"),
        "{} {}",
        page.to,
        page.body
    );
    Ok(())
});

testing::on_both!(a_way_in_changes_after_a_fresh_proof_only, |db| async move {
    let secret = cookie(&db, "family", None, None).await;
    let clock = HandClock::at(NOW);
    let house = open_at(db, clock.clone()).await?;
    let mut browser = Browser::new(&house).with(&secret);
    let page = browser.get("/it/my/account").await;
    assert!(page.body.contains("action=\"/it/my/account/mail\"") || !page.body.contains("again=1"));
    let late = NOW.plus_seconds(11 * 60);
    turn(&clock, late);
    let page = browser.get("/it/my/account").await;
    assert!(page.body.contains("again=1"), "{}", page.body);
    assert!(
        !page.body.contains("/remove\"") && !page.body.contains("action=\"/it/my/account/mail\"")
    );
    let one = "00000000-0000-4000-8000-000000000000";
    for path in [
        "/it/my/account/mail".to_string(),
        format!("/it/my/account/ways/{one}/remove"),
        "/it/my/account/passkeys".to_string(),
        "/it/my/account/passkeys/options".to_string(),
    ] {
        let page = browser.send(&path, "mail=new%40example.org").await;
        assert!(
            page.to.starts_with("/it/sign-in?to=%2Fmy%2Faccount"),
            "{path}: {}",
            page.to
        );
        assert!(page.to.ends_with("&again=1"), "{path}: {}", page.to);
    }
    // What they had typed goes on after they have shown it, in a new session; the old one is over.
    let page = browser
        .send("/it/my/account/mail", "mail=new%40example.org")
        .await;
    let to = on(&page.to);
    let page = browser.get(&page.to).await;
    assert!(page.body.contains("ancora una volta"), "{}", page.body);
    link(house.db(), "family", late, to).await;
    let page = browser.come_in(&format!("link-of-family-{}", late.0)).await;
    let mut old = Browser::new(&house).with(&secret);
    assert!(
        old.get("/it/my").await.to.starts_with("/it/sign-in"),
        "the old session is over"
    );
    let page = browser.get(&page.to).await;
    assert!(page.shows("new@example.org") || !page.body.contains("action=\"/it/my/account/mail\""));
    assert!(!page.body.contains("again=1"));
    Ok(())
});
