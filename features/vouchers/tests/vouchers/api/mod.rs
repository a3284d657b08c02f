//! Programs of organisations: keys, the interface over HTTP, messages to a receiver.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use catalogue::Catalogue;
use serde_json::{Value, json};
use testing::on_both;
use tower::ServiceExt;
use vouchers::model::Scope;
use vouchers::pages::{Vouchers, feature};

use super::*;

mod checker;
mod hooks;
mod more;
mod words;

const ROOT: &str = vouchers::api::ROOT;

/// The interface of a world, its clock, and keys of the pool and the choir.
struct Desk {
    w: World,
    site: Router,
    clock: Hands,
    checker: checker::Checker,
}

/// What was answered: status, kind, body.
struct Said {
    status: u16,
    kind: String,
    text: String,
}

impl Said {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    fn is(&self, status: u16, code: &str) {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.kind, "application/problem+json", "{}", self.text);
        assert_eq!(self.json()["code"], code, "{}", self.text);
        assert_eq!(self.json()["status"], status);
        assert!(self.json()["args"].is_object());
    }
}

fn key_of(name: &str) -> String {
    format!("wmk_{}", hex::encode(id(name).0.as_bytes()))
}

impl World {
    pub(super) async fn key(&self, who: &str, organisation: Id, scope: Scope, now: Moment) -> Key {
        let secret = key_of(&format!("{who} {}", scope.as_str()));
        let base = format!("key {who} {}", scope.as_str());
        self.act(actor(who), &base, now, move |tx, g, ctx| {
            let what = ("Cassa", scope, 30);
            a::make_key(tx, &g.wallets, ctx, organisation, what, &secret)
        })
        .await
        .expect("a key")
    }
}

async fn desk(db: &Db) -> Result<Desk, Failed> {
    let w = world(db).await?;
    w.key("olga", w.pool, Scope::Operator, NOW).await;
    w.key("olga", w.pool, Scope::Read, NOW).await;
    w.key("carlo", w.choir, Scope::Operator, NOW).await;
    let clock = Hands::at(NOW);
    let city = w.houses.city.clone();
    let rooms = Vouchers::new(
        db.clone(),
        (city.clone(), w.ground.clone()),
        Catalogue::open(db.clone(), city, None).await?,
        Arc::new(clock.clone()),
        StdRng::seed_from_u64(11),
    );
    let lang: values::Lang = "it".parse()?;
    let mut settings = web::Settings::new(Text::new(&lang, "Wish Mi"), lang.clone());
    settings.languages = vec![lang];
    let features = vec![feature(rooms)];
    let site = web::Site::new(settings, &features)?;
    let site = web::router(site, features, || Ok(()));
    Ok(Desk {
        w,
        site,
        clock,
        checker: checker::Checker::new(),
    })
}

impl Desk {
    async fn ask(
        &self,
        (method, path): (&str, &str),
        secret: Option<&str>,
        key: Option<&str>,
        body: Option<&str>,
    ) -> Result<Said, Failed> {
        let mut request = Request::builder()
            .method(Method::from_bytes(method.to_uppercase().as_bytes())?)
            .uri(format!("{ROOT}{path}"));
        if let Some(secret) = secret {
            request = request.header("authorization", format!("Bearer {secret}"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", id(key).to_string());
        }
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        let body = Body::from(body.unwrap_or_default().to_string());
        let response = self.site.clone().oneshot(request.body(body)?).await?;
        let status = response.status().as_u16();
        let kind = response.headers().get("content-type");
        let kind = kind.and_then(|v| v.to_str().ok()).unwrap_or("").to_string();
        let bytes = to_bytes(response.into_body(), 1_000_000).await?;
        let said = Said {
            status,
            kind,
            text: String::from_utf8(bytes.to_vec())?,
        };
        self.checker.check((method, path), &said);
        Ok(said)
    }

    async fn pool(&self, path: &str, key: Option<&str>, body: Value) -> Result<Said, Failed> {
        let secret = key_of("olga operator");
        self.ask(("post", path), Some(&secret), key, Some(&body.to_string()))
            .await
    }

    async fn get(&self, path: &str) -> Result<Said, Failed> {
        let secret = key_of("olga read");
        self.ask(("get", path), Some(&secret), None, None).await
    }

    fn order(&self, code: &str, amount: i64) -> Value {
        json!({"code": code, "service": self.w.swim, "price": amount, "amount": amount})
    }
}

on_both!(
    a_program_redeems_once_undoes_once_and_reads,
    |db| async move {
        let d = desk(&db).await?;
        let v = d.w.voucher("v", 10_000).await?.id;
        let code = d.w.show(v, "code", NOW).await?.secret;
        let told = d
            .pool(
                "/quotes",
                None,
                json!({"code": code, "service": d.w.swim, "price": 3000}),
            )
            .await?;
        assert_eq!(
            (told.status, told.json()),
            (200, json!({"name": null, "available": 3000, "family": 0}))
        );
        let mut texts = BTreeSet::new();
        for _ in 0..4 {
            let said = d
                .pool("/redemptions", Some("r"), d.order(&code, 4_000))
                .await?;
            assert_eq!(said.status, 201, "{}", said.text);
            texts.insert(said.text);
        }
        assert_eq!(texts.len(), 1);
        assert_eq!(d.w.left(v).await, 6_000);
        d.pool("/redemptions", Some("r"), d.order(&code, 3_000))
            .await?
            .is(409, "key_reused");
        // The key of a redemption is no other call's, and the other way round.
        let path = format!("/redemptions/{}/undo", id("r"));
        d.pool(&path, Some("r"), json!({}))
            .await?
            .is(409, "key_reused");
        // A person at the pool's desk does not undo what the program took.
        let by_olga =
            d.w.act(actor("olga"), "u", NOW, |tx, g, ctx| {
                a::undo(tx, g, ctx, id("r"))
            })
            .await;
        assert!(matches!(no(by_olga), Refused::UndoOver { .. }));
        for _ in 0..3 {
            let said = d.pool(&path, Some("u"), json!({})).await?;
            assert_eq!(
                (said.status, said.json()["amount"].clone()),
                (200, json!(4_000)),
                "{}",
                said.text
            );
        }
        assert_eq!(d.w.left(v).await, 10_000);
        d.pool("/redemptions", Some("u"), d.order(&code, 100))
            .await?
            .is(409, "key_reused");
        // What was refused stays refused under its key, whatever is true by now.
        let big = json!({"code": code, "service": d.w.swim, "price": 7_900, "amount": 7_900});
        let small =
            d.w.voucher_of("small", Who::Group("g".into()), 500, "2027-06-30")
                .await?
                .id;
        let little = d.w.show(small, "little", NOW).await?.secret;
        let said = d
            .pool("/redemptions", Some("no"), d.order(&little, 600))
            .await?;
        said.is(409, "insufficient_balance");
        assert_eq!(said.json()["args"], json!({"available": 500}));
        assert_eq!(
            d.pool("/redemptions", Some("no"), d.order(&little, 600))
                .await?
                .text,
            said.text
        );
        // Too late to undo: told with the moment, and told the same again under the key.
        let taken = d.pool("/redemptions", Some("late"), big).await?;
        assert_eq!(taken.status, 201, "{}", taken.text);
        d.clock.set(later(16 * 60));
        let path = format!("/redemptions/{}/undo", id("late"));
        let said = d.pool(&path, Some("late undo"), json!({})).await?;
        said.is(409, "undo_over");
        assert_eq!(said.json()["args"]["deadline"], later(15 * 60).rfc3339());
        d.clock.set(NOW);
        assert_eq!(
            d.pool(&path, Some("late undo"), json!({})).await?.text,
            said.text
        );
        assert_eq!(d.pool(&path, Some("in time"), json!({})).await?.status, 200);
        // Reading.
        let all = d.get("/receipts").await?.json();
        let numbers: Vec<&Value> = all["receipts"]
            .as_array()
            .ok_or("receipts")?
            .iter()
            .collect();
        assert_eq!(numbers.len(), 2);
        let number = numbers[0]["number"].as_str().ok_or("a number")?;
        assert_eq!(
            d.get(&format!("/receipts/{number}")).await?.json(),
            *numbers[0]
        );
        let stated = d
            .get("/statement?from=2026-11-28&to=2026-11-28")
            .await?
            .json();
        assert_eq!(stated["sums"]["undone"], 11_900);
        let choir = key_of("carlo operator");
        let strange = format!("/receipts/{number}");
        d.ask(("get", &strange), Some(&choir), None, None)
            .await?
            .is(404, "not_found");
        d.get("/receipts?form=2026-01-01")
            .await?
            .is(400, "malformed");
        d.get("/receipts?from=soon").await?.is(400, "malformed");
        d.w.sound().await;
        Ok(())
    }
);

on_both!(keys_are_asked_for_everything, |db| async move {
    let d = desk(&db).await?;
    let v = d.w.voucher("v", 10_000).await?.id;
    let code = d.w.show(v, "code", NOW).await?.secret;
    let order = d.order(&code, 1_000).to_string();
    let (own, read) = (key_of("olga operator"), key_of("olga read"));
    let redeem = ("post", "/redemptions");
    for bad in [None, Some("wmk_0"), Some("nothing"), Some(&own[..20])] {
        d.ask(redeem, bad, Some("r"), Some(&order))
            .await?
            .is(401, "unauthorized");
    }
    d.ask(redeem, Some(&read), Some("r"), Some(&order))
        .await?
        .is(403, "read_only");
    d.ask(redeem, Some(&own), None, Some(&order))
        .await?
        .is(400, "key_required");
    d.ask(redeem, Some(&own), Some("r"), None)
        .await?
        .is(415, "unsupported_media_type");
    // Nobody but a manager makes, sees and takes back keys.
    for who in ["carlo", "officer"] {
        let pool = d.w.pool;
        let strange =
            d.w.act(actor(who), "strange", NOW, move |tx, g, ctx| {
                let what = ("x", Scope::Read, 30);
                a::make_key(tx, &g.wallets, ctx, pool, what, "wmk_x")
            })
            .await;
        assert_eq!(no(strange), Refused::Forbidden);
        let seen =
            d.w.read(actor(who), NOW, move |c, _, ctx| a::keys(c, ctx, pool));
        assert_eq!(no(seen.await), Refused::Forbidden);
    }
    let pool = d.w.pool;
    let keys =
        d.w.read(actor("olga"), NOW, move |c, _, ctx| a::keys(c, ctx, pool))
            .await?;
    assert_eq!(keys.len(), 2);
    // A key that is over, and one that was taken back, are worth nothing at once.
    d.clock.set(later(31 * DAY));
    d.get("/me").await?.is(401, "unauthorized");
    d.clock.set(NOW);
    let me = d.ask(("get", "/me"), Some(&own), None, None).await?;
    assert_eq!(me.json()["organisation"], json!(d.w.pool));
    let operator = keys
        .iter()
        .find(|k| k.scope == Scope::Operator)
        .ok_or("a key")?;
    let (used, key) = (
        d.w.read(actor("olga"), NOW, move |c, _, ctx| a::keys(c, ctx, pool))
            .await?,
        operator.id,
    );
    assert!(
        used.iter()
            .any(|k| k.id == key && k.last_used_at == Some(NOW))
    );
    d.w.act(actor("olga"), "revoke", NOW, move |tx, _, ctx| {
        a::revoke_key(tx, ctx, key)
    })
    .await?;
    d.ask(redeem, Some(&own), Some("r"), Some(&order))
        .await?
        .is(401, "unauthorized");
    assert_eq!(d.w.left(v).await, 10_000);
    Ok(())
});

on_both!(only_whole_cents_are_money, |db| async move {
    let d = desk(&db).await?;
    let v = d.w.voucher("v", 10_000).await?.id;
    let code = d.w.show(v, "code", NOW).await?.secret;
    let secret = key_of("olga operator");
    let bad = [
        "\"1,234.50\"",
        "\"1e3\"",
        "1e3",
        "NaN",
        "10.00",
        "12.345",
        "\"1000\"",
        "9223372036854775808",
        "null",
        "true",
    ];
    for amount in bad {
        let body = format!(r#"{{"code":"{code}","price":{amount},"amount":{amount}}}"#);
        d.ask(
            ("post", "/redemptions"),
            Some(&secret),
            Some("m"),
            Some(&body),
        )
        .await?
        .is(400, "malformed");
    }
    for amount in ["-1", "0", "10000001", "9223372036854775807"] {
        let body = format!(r#"{{"code":"{code}","price":{amount},"amount":{amount}}}"#);
        let said = d
            .ask(
                ("post", "/redemptions"),
                Some(&secret),
                Some(amount),
                Some(&body),
            )
            .await?;
        said.is(422, "wrong_amount");
    }
    // A misspelt field is noticed, and the code is not given back.
    let body = json!({"code": code, "price": 1, "amuont": 1}).to_string();
    let said = d
        .ask(
            ("post", "/redemptions"),
            Some(&secret),
            Some("m"),
            Some(&body),
        )
        .await?;
    said.is(400, "malformed");
    assert!(!said.text.contains(&code));
    assert_eq!(d.w.left(v).await, 10_000);
    Ok(())
});

on_both!(
    a_program_calls_the_roll_and_takes_a_ticket,
    |db| async move {
        let d = desk(&db).await?;
        let v = d.w.voucher("v", 10_000).await?.id;
        let booking =
            d.w.booked("course", 2 * DAY, (3_000, 2_000), v, NOW)
                .await?;
        let ticket = d.w.ticket(v, booking, "course").await?.secret;
        let all = d.get("/sessions").await?.json();
        let session = all["sessions"][0]["id"]
            .as_str()
            .ok_or("a session")?
            .to_string();
        assert_eq!(all["sessions"][0]["free"], 9);
        let booked = d
            .get(&format!("/sessions/{session}/bookings"))
            .await?
            .json();
        assert_eq!(booked["bookings"][0]["id"], json!(booking));
        assert_eq!(booked["bookings"][0]["name"], "Nino");
        assert!(!booked.to_string().contains("Rossi"));
        let choir = key_of("carlo operator");
        let strange = format!("/sessions/{session}/bookings");
        d.ask(("get", &strange), Some(&choir), None, None)
            .await?
            .is(404, "not_found");
        let roll = format!("/bookings/{booking}/roll");
        let there = json!({"lesson": 1, "presence": "attended"});
        d.pool(&roll, Some("early"), there.clone())
            .await?
            .is(409, "not_yet_redeemable");
        d.ask(
            ("post", &roll),
            Some(&choir),
            Some("c"),
            Some(&there.to_string()),
        )
        .await?
        .is(404, "not_found");
        d.clock.set(later(2 * DAY));
        let said = d.pool(&roll, Some("roll"), there.clone()).await?;
        assert_eq!(said.json()["presence"], "attended", "{}", said.text);
        assert_eq!(d.pool(&roll, Some("roll"), there).await?.text, said.text);
        let absent = json!({"lesson": 1, "presence": "absent"});
        d.pool(&roll, Some("roll"), absent)
            .await?
            .is(409, "key_reused");
        let order = json!({"code": ticket, "price": 3_000, "amount": 2_000, "own": 1_000});
        let said = d
            .pool("/redemptions", Some("ticket"), order.clone())
            .await?;
        assert_eq!(said.status, 201, "{}", said.text);
        assert_eq!(
            d.pool("/redemptions", Some("ticket"), order.clone())
                .await?
                .text,
            said.text
        );
        d.pool("/redemptions", Some("again"), order)
            .await?
            .is(409, "hold_already_resolved");
        assert_eq!(d.w.left(v).await, 8_000);
        d.w.sound().await;
        Ok(())
    }
);

on_both!(every_route_and_word_is_described, |db| async move {
    let d = desk(&db).await?;
    let said = d.ask(("get", "/openapi.json"), None, None, None).await?;
    assert_eq!((said.status, said.json()), (200, vouchers::api::document()));
    let document = said.json();
    let mut routes = 0;
    for (path, item) in document["paths"].as_object().ok_or("paths")? {
        let path = path.strip_prefix(ROOT).ok_or("another root")?;
        let path = path
            .replace("{id}", &id("x").to_string())
            .replace("{number}", "X");
        for (method, operation) in item.as_object().ok_or("operations")? {
            routes += 1;
            assert!(operation["summary"].is_string() && operation["responses"].is_object());
            let said = d.ask((method, &path), None, None, None).await?;
            match path.as_str() {
                "/openapi.json" | "/errors" => assert_eq!(said.status, 200),
                _ => said.is(401, "unauthorized"),
            }
        }
    }
    assert_eq!(routes, 14);
    let guide = include_str!("../../../../../docs/guides/programs.md");
    let page = d.ask(("get", "/errors"), None, None, None).await?;
    assert!(page.kind.starts_with("text/html"), "{}", page.kind);
    for word in vouchers::api::WORDS {
        let anchor = format!("id=\"{}\"", word.code);
        assert!(page.text.contains(&anchor), "{}", word.code);
    }
    for event in a::hook_events() {
        assert!(document["webhooks"][event].is_object(), "{event}");
        assert!(
            guide.contains(&format!("`{event}`")),
            "{event} is not in the guide"
        );
    }
    Ok(())
});
