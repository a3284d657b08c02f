//! Every word of the vocabulary is reached, validates against the document, and is kept or not as it says.

use vouchers::api::{Again, WORDS, table, word};

use super::*;
use crate::attacks::attack;

/// What needs somebody else between two statements of a transaction, or a database that other programs
/// keep busy: `api::problem` reaches these in its own tests.
const BELOW: [(&str, &str); 2] = [
    ("", "try_again"),
    ("refuseBooking", "hold_already_resolved"),
];

/// Calls of every operation, with a body where one is read.
fn calls() -> Vec<(&'static str, String, Option<Value>)> {
    let nobody = id("nobody");
    let booking = |what: &str| format!("/bookings/{nobody}/{what}");
    vec![
        ("post", "/quotes".into(), Some(json!({"code": "x"}))),
        (
            "post",
            "/redemptions".into(),
            Some(json!({"code": "x", "price": 1, "amount": 1})),
        ),
        ("post", format!("/redemptions/{nobody}/undo"), None),
        ("post", booking("confirm"), None),
        ("post", booking("refuse"), Some(json!({"reason": "pieno"}))),
        (
            "post",
            booking("roll"),
            Some(json!({"lesson": 1, "presence": "attended"})),
        ),
        ("get", "/receipts".into(), None),
        ("get", "/receipts/X".into(), None),
        ("get", "/statement".into(), None),
        ("get", "/sessions".into(), None),
        ("get", format!("/sessions/{nobody}/bookings"), None),
        ("get", "/me".into(), None),
    ]
}

impl Desk {
    /// A call that changes something is refused; told the same again, and kept, exactly where the
    /// vocabulary says so.
    async fn refused(
        &self,
        path: &str,
        key: &str,
        body: Value,
        code: &str,
    ) -> Result<Value, Failed> {
        let found = word(code).ok_or("a word")?;
        let said = self.pool(path, Some(key), body.clone()).await?;
        said.is(found.status, code);
        let again = self.pool(path, Some(key), body.clone()).await?;
        assert_eq!(again.json()["code"], code);
        if found.last {
            assert_eq!(again.text, said.text);
        }
        let mut other = body;
        if path == "/redemptions" {
            (other["price"], other["amount"], other["own"]) = (json!(1), json!(1), json!(0));
            other["own_by"] = json!("nobody");
        } else if other["lesson"].is_number() {
            other["lesson"] = json!(77);
        } else if other["reason"].is_string() {
            other["reason"] = json!("altro");
        } else {
            other = json!({"other": true});
        }
        let told = self.pool(path, Some(key), other).await?;
        let kept = told.json()["code"] == "key_reused";
        assert_eq!(kept, found.last, "{code} at {path}: {}", told.text);
        Ok(said.json()["args"].clone())
    }

    /// A code can neither be asked about nor taken, for the same reason.
    async fn neither(&self, order: &Value, code: &str) -> Result<Value, Failed> {
        let status = word(code).ok_or("a word")?.status;
        let mut ask = order.clone();
        for name in ["amount", "own", "own_by"] {
            ask.as_object_mut().ok_or("an order")?.remove(name);
        }
        let quoted = self.pool("/quotes", None, ask).await?;
        quoted.is(status, code);
        let key = format!("{code} {order}");
        let args = self
            .refused("/redemptions", &key, order.clone(), code)
            .await?;
        assert_eq!(quoted.json()["args"], args);
        Ok(args)
    }

    /// The calls that are refused before anything is looked at.
    async fn at_the_door(&self) -> Result<(), Failed> {
        let (own, read) = (key_of("olga operator"), key_of("olga read"));
        let big = format!("\"{}\"", "x".repeat(17 * 1024));
        for (method, path, body) in calls() {
            let call = (method, path.as_str());
            let text = body.as_ref().map(Value::to_string);
            let text = text.as_deref();
            self.ask(call, None, Some("k"), text)
                .await?
                .is(401, "unauthorized");
            if method == "get" {
                continue;
            }
            self.ask(call, Some(&read), Some("k"), text)
                .await?
                .is(403, "read_only");
            self.ask(call, Some(&own), Some("k"), Some(&big))
                .await?
                .is(413, "too_large");
            if path != "/quotes" {
                let sent = text.or(Some("{}"));
                self.ask(call, Some(&own), None, sent)
                    .await?
                    .is(400, "key_required");
            }
            if body.is_some() {
                self.ask(call, Some(&own), Some("k"), None)
                    .await?
                    .is(415, "unsupported_media_type");
                self.ask(call, Some(&own), Some("k"), Some("{"))
                    .await?
                    .is(400, "malformed");
            }
        }
        self.get("/receipts?form=x").await?.is(400, "malformed");
        self.get("/statement?limit=0").await?.is(400, "malformed");
        // What is not there, or not theirs.
        let nobody = id("nobody");
        let all = [
            (format!("/redemptions/{nobody}/undo"), json!({})),
            (format!("/bookings/{nobody}/confirm"), json!({})),
            (
                format!("/bookings/{nobody}/refuse"),
                json!({"reason": "pieno"}),
            ),
            (
                format!("/bookings/{nobody}/roll"),
                json!({"lesson": 1, "presence": "attended"}),
            ),
        ];
        for (path, body) in all {
            self.refused(&path, &path, body, "not_found").await?;
        }
        for path in ["/receipts/X", "/receipts/%FF", "/sessions/x/bookings"] {
            self.get(path).await?.is(404, "not_found");
        }
        self.pool("/redemptions/%FF/undo", Some("k"), json!({}))
            .await?
            .is(404, "not_found");
        Ok(())
    }

    /// What codes, vouchers and offers are refused for.
    async fn with_codes(&self, db: &Db) -> Result<(), Failed> {
        let w = &self.w;
        let v = w.voucher("v", 10_000).await?.id;
        let code = w.show(v, "code", NOW).await?.secret;
        self.neither(&self.order("ABCD2345", 100), "unknown_code")
            .await?;
        for (n, name) in ["paper", "wrong paper"].into_iter().enumerate() {
            let group = w
                .voucher_of(name, Who::Group(name.into()), 1_000, "2027-06-30")
                .await?
                .id;
            let paper = secret(name);
            let kept = paper.clone();
            w.act(somebody(w.mother), name, NOW, move |tx, g, ctx| {
                a::print(tx, &g.wallets, ctx, group, (&kept, "123456"))
            })
            .await?;
            let mut order = self.order(&paper.secret, 100);
            if n == 1 {
                order["pin"] = json!("654321");
            }
            self.neither(&order, "pin_wrong").await?;
        }
        let strange = json!({"code": code, "service": id("nothing"), "price": 100, "amount": 100});
        let args = self.neither(&strange, "not_valid_for_offer").await?;
        assert_eq!(args, json!({"why": "unknown_offer"}));
        let mut swim = offer("sport", w.pool);
        swim.paused = true;
        w.shelf.put(w.swim, swim.clone());
        self.neither(&self.order(&code, 100), "offer_paused")
            .await?;
        (swim.paused, swim.price) = (false, Some(Cents(3_000)));
        w.shelf.put(w.swim, swim.clone());
        let order = self.order(&code, 3_001);
        let args = self.refused("/redemptions", "price", order, "price_changed");
        assert_eq!(args.await?, json!({"new": 3_000}));
        swim.price = None;
        w.shelf.put(w.swim, swim);
        let order = self.order(&code, 9_000);
        let args = self.refused("/redemptions", "cap", order, "limit_reached");
        assert_eq!(args.await?, json!({"limit": 8_000, "window": null}));
        let mut order = self.order(&code, 100);
        order["own"] = json!(1);
        let args = self.refused("/redemptions", "sum", order, "wrong_amount");
        assert_eq!(args.await?, json!({"field": "own"}));
        // Once taken, its key is nobody else's, and the next asks whether it is a second child.
        let taken = self.order(&code, 5_000);
        let done = self
            .pool("/redemptions", Some("taken"), taken.clone())
            .await?;
        assert_eq!(done.status, 201, "{}", done.text);
        let other = self.order(&code, 4_999);
        self.pool("/redemptions", Some("taken"), other)
            .await?
            .is(409, "key_reused");
        for (method, path, body) in calls() {
            if method == "post" && !["/quotes", "/redemptions"].contains(&path.as_str()) {
                let body = body.unwrap_or_else(|| json!({}));
                self.pool(&path, Some("taken"), body)
                    .await?
                    .is(409, "key_reused");
            }
        }
        self.refused("/redemptions", "second", taken, "second_use")
            .await?;
        let mut more = self.order(&code, 5_001);
        more["confirmed"] = json!(true);
        let args = self.refused("/redemptions", "more", more, "insufficient_balance");
        assert_eq!(args.await?, json!({"available": 5_000}));
        w.act(actor("officer"), "suspend", NOW, move |tx, g, ctx| {
            a::suspend(tx, &g.wallets, ctx, v, "verifica")
        })
        .await?;
        self.neither(&self.order(&code, 100), "voucher_suspended")
            .await?;
        // Before its first day.
        let (terms, holder) = (w.terms, w.mother);
        let early = w
            .act(actor("officer"), "early", NOW, move |tx, g, ctx| {
                let one = Award {
                    who: Who::Group("early".into()),
                    holder,
                    amount: Cents(1_000),
                    starts_on: day("2027-01-07"),
                    ends_on: day("2027-06-30"),
                    window: "1".into(),
                };
                a::award(tx, &g.wallets, ctx, terms, &[one])
            })
            .await?;
        let code = w.show(early[0].id, "early code", NOW).await?.secret;
        let args = self
            .neither(&self.order(&code, 100), "not_yet_redeemable")
            .await?;
        assert_eq!(args, json!({"from": "2027-01-07"}));
        let _ = db;
        Ok(())
    }

    /// What tickets, bookings and undoing are refused for.
    async fn with_bookings(&self) -> Result<(), Failed> {
        let (w, on) = (&self.w, 2 * DAY);
        w.payee(w.pool).await?;
        let v = w
            .voucher_of("y", Who::Child(w.child), 30_000, "2027-05-31")
            .await;
        // The child's first voucher is suspended: this one is of another call.
        assert!(v.is_err());
        let mut other = terms_of(w.fund);
        other.code = "OTHER".into();
        let terms = approved(w, "other", other).await?;
        let w = &World { terms, ..w.clone() };
        let v = w.voucher("w", 30_000).await?.id;
        let mut paid = Vec::new();
        for name in ["early", "part", "gone", "sealed", "roll"] {
            let booking = w.booked(name, on, (4_000, 4_000), v, NOW).await?;
            paid.push((booking, w.ticket(v, booking, name).await?.secret));
        }
        let take = |ticket: &str| json!({"code": ticket, "price": 4_000, "amount": 4_000});
        let args = self
            .neither(&take(&paid[0].1), "not_yet_redeemable")
            .await?;
        assert_eq!(args, json!({"from": "2026-11-30"}));
        let roll = format!("/bookings/{}/roll", paid[4].0);
        let there = json!({"lesson": 1, "presence": "attended"});
        let args = self
            .refused(&roll, "early roll", there.clone(), "not_yet_redeemable")
            .await?;
        let from = later(on - HOUR).rfc3339();
        assert_eq!(args, json!({"from": "2026-11-30", "at": from}));
        w.cancelled(paid[4].0, later(10)).await?;
        self.neither(&take(&paid[4].1), "hold_ended").await?;
        let at = later(on);
        self.clock.set(at);
        self.refused(&roll, "late roll", there, "wrong_state")
            .await?;
        // Less is taken than was held, and the rest is spent.
        let part = json!({"code": paid[1].1, "price": 4_000, "amount": 1_000, "own": 3_000});
        let said = self.pool("/redemptions", Some("part"), part).await?;
        assert_eq!(said.status, 201, "{}", said.text);
        self.neither(&take(&paid[1].1), "hold_already_resolved")
            .await?;
        let code = w.show(v, "rest", at).await?.secret;
        for n in 0..2 {
            w.pay(&format!("rest {n}"), &code, 7_800, at.plus_seconds(n))
                .await?;
        }
        // A ticket's items have identifiers of their own.
        let undo = |said: &Said| {
            let item = said.json()["redemption"].clone();
            format!("/redemptions/{}/undo", item.as_str().unwrap_or_default())
        };
        let part = undo(&said);
        let left = w.left(v).await;
        let args = self
            .refused(&part, "undo part", json!({}), "insufficient_balance")
            .await?;
        assert_eq!(args, json!({"available": left + 1_000}));
        // Settled within the quarter of an hour.
        let said = self
            .pool("/redemptions", Some("sealed"), take(&paid[3].1))
            .await?;
        assert_eq!(said.status, 201, "{}", said.text);
        w.approved("batch", at).await?;
        let args = self
            .refused(&undo(&said), "undo sealed", json!({}), "wrong_state")
            .await?;
        assert_eq!(args, json!({"state": "sent"}));
        // Closed by an officer after it has paid.
        let said = self
            .pool("/redemptions", Some("gone"), take(&paid[2].1))
            .await?;
        assert_eq!(said.status, 201, "{}", said.text);
        let gone = undo(&said);
        let mine = later(on + 60);
        w.act(actor("officer"), "close", mine, move |tx, g, ctx| {
            a::close(tx, &g.wallets, ctx, v, "chiuso")
        })
        .await?;
        let args = self
            .refused(&gone, "undo gone", json!({}), "voucher_ended")
            .await?;
        assert_eq!(args, json!({"on": "2027-06-30"}));
        let late = later(on + 16 * 60);
        self.clock.set(late);
        self.refused(&gone, "too late", json!({}), "undo_over")
            .await?;
        self.clock.set(NOW);
        // Yes and no to bookings.
        let mut other = terms_of(w.fund);
        other.code = "THIRD".into();
        let terms = approved(w, "third", other).await?;
        let w = &World { terms, ..w.clone() };
        let v = w.voucher("z", 10_000).await?.id;
        let asked = w.asked("asked", 5 * DAY, (1_000, 1_000), v, NOW).await?;
        let path = |what: &str| format!("/bookings/{asked}/{what}");
        let bare = json!({"reason": " "});
        self.refused(&path("refuse"), "bare", bare, "reason_needed")
            .await?;
        let said = self
            .pool(&path("refuse"), Some("no"), json!({"reason": "pieno"}))
            .await?;
        assert_eq!(said.status, 200, "{}", said.text);
        let args = self
            .refused(&path("confirm"), "yes", json!({}), "wrong_state")
            .await?;
        assert_eq!(args, json!({"state": "refused"}));
        let sure = w.booked("sure", 6 * DAY, (1_000, 1_000), v, NOW).await?;
        let why = json!({"reason": "pieno"});
        self.refused(
            &format!("/bookings/{sure}/refuse"),
            "no sure",
            why,
            "wrong_state",
        )
        .await?;
        Ok(())
    }
}

on_both!(every_word_is_reached, |db| async move {
    let d = desk(&db).await?;
    d.at_the_door().await?;
    d.with_codes(&db).await?;
    d.with_bookings().await?;
    let w = &d.w;
    w.sound().await;
    // Credit that was made good after its fund had closed: its code is good, its money is not.
    let group = w
        .voucher_of("group", Who::Group("x".into()), 1_000, "2027-06-30")
        .await?
        .id;
    let code = w.show(group, "group", NOW).await?.secret;
    let mut states = vec!["award_closed", "spend_closed"].into_iter();
    let mut sound = Ok(None);
    while let (Ok(None), Some(state)) = (&sound, states.next()) {
        sound = attack(&db, &format!("update vouchers_fund set state = '{state}'")).await;
    }
    assert_eq!(sound?, None);
    let args = d.neither(&d.order(&code, 100), "voucher_ended").await?;
    assert_eq!(args, json!({"on": "2027-06-30"}));
    // Whose admission is suspended takes nothing.
    let houses = w.houses.clone();
    db.write(move |tx| {
        let act = providers::actions::Act {
            by: id("admits"),
            at: NOW,
            seed: Seed::new(&mut StdRng::seed_from_u64(3)),
        };
        providers::actions::suspend(tx, &houses, id("case pool"), "sospesa", act)
    })
    .await?;
    let args = d
        .neither(&d.order(&code, 100), "provider_not_admitted")
        .await?;
    assert_eq!(args, json!({"state": "blocked"}));
    // Wrong codes one after the other.
    for n in 0..10 {
        let code = format!("WRNG234{}", ["A", "B", "C", "D", "E"][n % 5]);
        let said = d.pool("/quotes", None, json!({"code": code})).await?;
        assert!([404, 429].contains(&said.status), "{}", said.text);
    }
    let args = d.neither(&d.order(&code, 100), "too_many_attempts").await?;
    assert!(args["until"].is_string());
    // Guessed keys.
    let own = key_of("olga operator");
    for n in 0..61 {
        let guess = format!("wmk_{n:032}");
        d.ask(("get", "/me"), Some(&guess), None, None).await?;
    }
    for (method, path, body) in calls() {
        let text = body.as_ref().map(Value::to_string);
        d.ask((method, &path), Some("wmk_x"), Some("k"), text.as_deref())
            .await?
            .is(429, "too_many_calls");
    }
    // A database that is broken is a fault, and says nothing of what is broken.
    let broken = "alter table vouchers_key rename to vouchers_key_lost";
    assert_eq!(attack(&db, broken).await?, None);
    for (method, path, body) in calls() {
        let text = body.as_ref().map(Value::to_string);
        let said = d
            .ask((method, &path), Some(&own), Some("k"), text.as_deref())
            .await?;
        said.is(500, "fault");
        assert!(!said.text.contains("vouchers_key"), "{}", said.text);
    }
    let back = "alter table vouchers_key_lost rename to vouchers_key";
    assert_eq!(attack(&db, back).await?, None);
    // Exactly what is described was reached.
    let below = |at: &str, code: &str| {
        let mut all = BELOW.iter();
        all.any(|(a, c)| *c == code && (a.is_empty() || *a == at))
    };
    let described: BTreeSet<(String, String)> = WORDS
        .iter()
        .flat_map(|w| w.at.iter().map(|at| (at.to_string(), w.code.to_string())))
        .filter(|(at, code)| !below(at, code))
        .collect();
    let reached = d.checker.reached();
    let missing: Vec<_> = described.difference(&reached).collect();
    assert!(
        missing.is_empty(),
        "described, and not reached: {missing:?}"
    );
    assert_eq!(reached, described);
    Ok(())
});

#[test]
fn the_document_says_of_each_word_what_to_do() {
    let document = vouchers::api::document();
    let errors = document["x-errors"].as_array().expect("errors");
    let codes: Vec<&Value> = errors.iter().map(|e| &e["code"]).collect();
    let schema = &document["components"]["schemas"]["Problem"]["properties"]["code"]["enum"];
    assert_eq!(&json!(codes), schema);
    for (w, e) in WORDS.iter().zip(errors) {
        assert_eq!(
            (e["code"].as_str(), &e["final"]),
            (Some(w.code), &json!(w.last))
        );
        for text in ["about", "caller", "person", "again"] {
            assert!(
                !e[text].as_str().unwrap_or_default().is_empty(),
                "{}",
                w.code
            );
        }
        assert_eq!(e["operations"], json!(w.at));
    }
    // Only these two are technical.
    let technical: Vec<&str> = WORDS
        .iter()
        .filter(|w| w.status >= 500)
        .map(|w| w.code)
        .collect();
    assert_eq!(technical, ["try_again", "fault"]);
    assert!(
        WORDS
            .iter()
            .all(|w| w.status < 500 || w.again == Again::SameKey)
    );
}

/// The design's vocabulary, word by word: all of it can be met, but for what only who books can meet.
#[test]
fn the_designs_words_are_all_there() {
    const DESIGN: [(&str, &[&str]); 16] = [
        ("insufficient_balance", &["available"]),
        ("voucher_ended", &["on"]),
        ("voucher_suspended", &[]),
        ("not_valid_for_offer", &["why"]),
        ("provider_not_admitted", &["state"]),
        ("offer_paused", &[]),
        ("limit_reached", &["limit", "window"]),
        ("hold_already_resolved", &["by", "at"]),
        ("hold_ended", &[]),
        ("capacity_full", &[]),
        ("capacity_leased_until", &["until"]),
        ("price_changed", &["new"]),
        ("too_late_to_cancel", &["deadline"]),
        ("not_yet_redeemable", &["from"]),
        ("key_reused", &[]),
        ("try_again", &[]),
    ];
    // Programs neither book nor cancel: ADR 13.
    let of_families = [
        "capacity_full",
        "capacity_leased_until",
        "too_late_to_cancel",
    ];
    for (code, args) in DESIGN {
        let Some(found) = word(code) else {
            assert!(of_families.contains(&code), "{code}");
            continue;
        };
        assert!(!of_families.contains(&code), "{code}");
        let names: Vec<&str> = found.args.iter().map(|(n, _)| *n).collect();
        assert!(args.iter().all(|a| names.contains(a)), "{code}: {names:?}");
    }
    let adr = include_str!("../../../../../docs/adr/0013-vouchers.md");
    for code in of_families {
        assert!(adr.contains(code), "{code}");
    }
}

/// `UPDATE=1` writes the guide's table anew.
#[test]
fn the_guides_table_is_the_vocabulary() {
    const BEGIN: &str = "<!-- errors: made from `features/vouchers/src/api/words/list.rs` by `UPDATE=1 cargo nextest run -p vouchers the_guides_table` -->\n";
    const END: &str = "<!-- /errors -->";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guides/programs.md");
    let guide = std::fs::read_to_string(&path).expect("the guide");
    let (before, rest) = guide.split_once(BEGIN).expect("where the table begins");
    let (now, after) = rest.split_once(END).expect("where it ends");
    if std::env::var_os("UPDATE").is_some() {
        let text = format!("{before}{BEGIN}{}{END}{after}", table());
        std::fs::write(&path, text).expect("written");
        return;
    }
    assert_eq!(now, table(), "UPDATE=1 writes it anew");
}
