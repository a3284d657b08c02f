//! What managers do with keys and hooks: pause, change the secret, test, try again, end; who may, how often, and
//! what several do at once.

use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::{Router, routing::post};
use people::policy::Actor;
use serde_json::Value;
use testing::on_both;
use tokio::sync::Notify;
use vouchers::jobs::{Post, send};
use vouchers::model::Scope;

use super::*;

mod races;

/// A receiver on this machine: keeps what comes, answers as it is told, and waits where it shall.
#[derive(Clone, Default)]
struct Receiver {
    got: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    status: Arc<AtomicU16>,
    slow: Arc<AtomicBool>,
    came: Arc<Notify>,
    go: Arc<Notify>,
}

async fn receive(State(r): State<Receiver>, headers: HeaderMap, body: String) -> StatusCode {
    r.got.lock().expect("no panic").push((headers, body));
    r.came.notify_one();
    if r.slow.load(Ordering::SeqCst) {
        r.go.notified().await;
    }
    StatusCode::from_u16(r.status.load(Ordering::SeqCst)).expect("a status")
}

/// What arrived: the header of signatures, the identifier, the moment, the body.
struct Came {
    signatures: Vec<String>,
    id: Id,
    at: i64,
    body: String,
}

impl Came {
    fn event(&self) -> String {
        let told: Value = serde_json::from_str(&self.body).expect("JSON");
        told["type"].as_str().expect("a type").to_string()
    }

    fn amount(&self) -> i64 {
        let told: Value = serde_json::from_str(&self.body).expect("JSON");
        told["data"]["amount"].as_i64().unwrap_or(0)
    }

    fn signed_by(&self, secret: &str) -> bool {
        let wanted = a::sign(secret, self.id, self.at, &self.body);
        self.signatures.contains(&wanted)
    }
}

struct Told {
    w: World,
    post: Post,
    clock: Hands,
    receiver: Receiver,
    address: String,
    hook: Id,
    code: String,
    voucher: Id,
}

fn secret_of(n: u8) -> String {
    a::hook_secret([n; 32])
}

async fn told(db: &Db, private: bool) -> Result<Told, Failed> {
    let w = world(db).await?;
    let receiver = Receiver::default();
    receiver.status.store(204, Ordering::SeqCst);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/hook", listener.local_addr()?);
    let router = Router::new()
        .route("/hook", post(receive))
        .with_state(receiver.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let clock = Hands::at(NOW);
    let post = w.post(&clock, private)?;
    let v = w.voucher("v", 50_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    let mut t = Told {
        w,
        post,
        clock,
        receiver,
        address,
        hook: id("none"),
        code,
        voucher: v,
    };
    t.hook = t.put("hook", secret_of(1)).await?.id;
    Ok(t)
}

impl Told {
    async fn put(&self, base: &str, secret: String) -> Result<Hook, Error> {
        let (pool, address) = (self.w.pool, self.address.clone());
        self.w
            .act(actor("olga"), base, NOW, move |tx, g, ctx| {
                a::put_hook(tx, &g.wallets, ctx, pool, (&address, &secret))
            })
            .await
    }

    /// Pays when the code of the beginning is good no more.
    async fn pay_anew(&self, base: &str, amount: i64, at: Moment) -> Result<(), Failed> {
        let code = self.w.show(self.voucher, base, at).await?.secret;
        self.w.pay(base, &code, amount, at).await.map(drop)
    }

    /// Sends what is due then; what came.
    async fn come(&self, at: Moment) -> Result<Vec<Came>, Failed> {
        self.clock.set(at);
        send(&self.post).await?;
        Ok(self.take())
    }

    fn take(&self) -> Vec<Came> {
        let got = std::mem::take(&mut *self.receiver.got.lock().expect("no panic"));
        let came = |(headers, body): (HeaderMap, String)| {
            let header = |name: &str| headers[name].to_str().expect("text").to_string();
            Came {
                signatures: header("webhook-signature")
                    .split(' ')
                    .map(String::from)
                    .collect(),
                id: header("webhook-id").parse().expect("an identifier"),
                at: header("webhook-timestamp").parse().expect("seconds"),
                body,
            }
        };
        got.into_iter().map(came).collect()
    }

    async fn pause(&self, who: Actor, at: Moment) -> Result<(), Error> {
        let hook = self.hook;
        self.w
            .act(who, "pause", at, move |tx, g, ctx| {
                a::pause_hook(tx, &g.wallets, ctx, hook)
            })
            .await
    }

    async fn resume(&self, who: Actor, at: Moment) -> Result<(), Error> {
        let hook = self.hook;
        self.w
            .act(who, "resume", at, move |tx, g, ctx| {
                a::resume_hook(tx, &g.wallets, ctx, hook)
            })
            .await
    }

    async fn rotate(&self, who: Actor, seen: i64, n: u8, at: Moment) -> Result<Hook, Error> {
        let (hook, secret) = (self.hook, secret_of(n));
        self.w
            .act(who, &format!("rotate {n}"), at, move |tx, g, ctx| {
                a::rotate_hook(tx, &g.wallets, ctx, (hook, seen), &secret)
            })
            .await
    }

    async fn test(&self, who: Actor, base: &str, at: Moment) -> Result<(), Error> {
        let hook = self.hook;
        self.w
            .act(who, base, at, move |tx, g, ctx| {
                a::test_hook(tx, &g.wallets, ctx, hook)
            })
            .await
    }

    async fn again(&self, who: Actor, message: Id, at: Moment) -> Result<(), Error> {
        let hook = self.hook;
        self.w
            .act(who, "again", at, move |tx, g, ctx| {
                a::again(tx, &g.wallets, ctx, (hook, message))
            })
            .await
    }

    async fn end(&self, who: Actor, at: Moment) -> Result<(), Error> {
        let hook = self.hook;
        self.w
            .act(who, "end", at, move |tx, g, ctx| {
                a::end_hook(tx, &g.wallets, ctx, hook)
            })
            .await
    }

    async fn hook(&self) -> Hook {
        let hook = self.hook;
        let found = self.w.read(actor("olga"), NOW, move |c, g, ctx| {
            a::hook(c, &g.wallets, ctx, hook)
        });
        found.await.expect("the hook")
    }

    /// The messages, the oldest first.
    async fn messages(&self) -> Vec<Delivery> {
        let hook = self.hook;
        let found = self.w.read(actor("olga"), NOW, move |c, g, ctx| {
            a::deliveries(c, &g.wallets, ctx, hook)
        });
        let mut all = found.await.expect("messages");
        all.reverse();
        all
    }
}

fn amounts(came: &[Came]) -> Vec<i64> {
    came.iter().map(Came::amount).collect()
}

on_both!(paused_keeps_and_resumed_sends_in_order, |db| async move {
    let t = told(&db, true).await?;
    // One message has failed before: it comes first when the pause ends, though its next try was later.
    t.receiver.status.store(500, Ordering::SeqCst);
    t.w.pay("p0", &t.code, 100, NOW).await?;
    assert_eq!(amounts(&t.come(later(1)).await?), [100]);
    t.receiver.status.store(204, Ordering::SeqCst);
    t.pause(actor("olga"), later(2)).await?;
    // Twice is once.
    t.pause(actor("olga"), later(3)).await?;
    assert_eq!(t.hook().await.paused_at, Some(later(2)));
    for n in 1..=12_i64 {
        let pay = (format!("p{n}"), 100 + n);
        t.w.pay(&pay.0, &t.code, pay.1, later(10 + n)).await?;
    }
    for at in [30, 100, 3 * DAY, 20 * DAY] {
        assert!(t.come(later(at)).await?.is_empty(), "{at}");
    }
    let kept = t.messages().await;
    assert_eq!(kept.len(), 13);
    assert!(kept.iter().all(|d| d.stand(true) == Stand::Held));
    t.resume(actor("olga"), later(20 * DAY + 10)).await?;
    t.resume(actor("olga"), later(20 * DAY + 11)).await?;
    // The five days after which a hook that fails is ended begin anew.
    assert_eq!(t.hook().await.failing_since, None);
    let came = t.come(later(20 * DAY + 12)).await?;
    assert_eq!(amounts(&came), (100..=112).collect::<Vec<_>>());
    assert!(t.come(later(20 * DAY + 100)).await?.is_empty());
    let ids: BTreeSet<Id> = came.iter().map(|c| c.id).collect();
    assert_eq!(ids.len(), 13);
    let done = t.messages().await;
    assert!(done.iter().all(|d| d.arrived && d.status == Some(204)));
    let all = audit(&t.w).await?;
    let count = |what: &str| all.iter().filter(|l| l.contains(what)).count();
    assert_eq!((count("pause_hook"), count("resume_hook")), (1, 1));
    Ok(())
});

on_both!(a_pause_nobody_ends_ends_the_hook, |db| async move {
    let t = told(&db, true).await?;
    // The mother is a manager, too: she has a box for what she is told.
    let (houses, mother, pool) = (t.w.houses.clone(), t.w.mother, t.w.pool);
    t.w.db
        .write(move |tx| {
            use providers::actions as p;
            let act = |by: Id| p::Act {
                by,
                at: NOW,
                seed: Seed::new(&mut StdRng::seed_from_u64(3)),
            };
            let (secret, role) = ("an invitation", providers::model::Role::Manager);
            let invited = (pool, id("invitation"));
            p::invite(tx, &houses, invited, role, secret, act(id("olga")))?;
            p::accept(tx, &houses, secret, act(mother)).map(drop)
        })
        .await?;
    t.pause(actor("olga"), NOW).await?;
    t.w.pay("p", &t.code, 100, later(1)).await?;
    assert!(t.come(later(30 * DAY)).await?.is_empty());
    assert_eq!(t.hook().await.state(), HookState::Paused);
    assert!(t.come(later(30 * DAY + 1)).await?.is_empty());
    let hook = t.hook().await;
    assert_eq!(hook.state(), HookState::Forgotten);
    assert_eq!(t.messages().await[0].stand(false), Stand::Over);
    // Once.
    t.come(later(31 * DAY)).await?;
    let heard =
        t.w.db
            .read(move |c| people::actions::messages(c, mother))
            .await?;
    let of: Vec<_> = heard
        .iter()
        .filter(|m| m.key == "vouchers-told-hook-paused")
        .collect();
    assert_eq!(of.len(), 1);
    let no = no(t.resume(actor("olga"), later(31 * DAY)).await);
    assert_eq!(no, state_of("hook_ended"));
    Ok(())
});

on_both!(both_secrets_sign_for_a_day, |db| async move {
    let t = told(&db, true).await?;
    t.w.pay("p1", &t.code, 101, NOW).await?;
    let came = t.come(later(1)).await?;
    assert_eq!(came[0].signatures.len(), 1);
    assert!(came[0].signed_by(&secret_of(1)));
    let hook = t.rotate(actor("olga"), 0, 2, later(10)).await?;
    assert_eq!((hook.revision, hook.rotated_at), (1, Some(later(10))));
    // Whoever has seen the one of before is told; nothing is changed.
    let late = no(t.rotate(actor("olga"), 0, 3, later(11)).await);
    assert_eq!(late, state_of("hook_rotated"));
    t.w.pay("p2", &t.code, 102, later(12)).await?;
    let came = t.come(later(10 + a::OVERLAP_SECRETS)).await?;
    assert_eq!(came[0].signatures.len(), 2);
    assert!(came[0].signed_by(&secret_of(1)) && came[0].signed_by(&secret_of(2)));
    // The new one comes first.
    let first = a::sign(&secret_of(2), came[0].id, came[0].at, &came[0].body);
    assert_eq!(came[0].signatures[0], first);
    assert!(!came[0].signed_by(&secret_of(3)));
    t.pay_anew("p3", 103, later(DAY)).await?;
    let came = t.come(later(11 + a::OVERLAP_SECRETS)).await?;
    assert_eq!(came[0].signatures.len(), 1);
    assert!(came[0].signed_by(&secret_of(2)) && !came[0].signed_by(&secret_of(1)));
    // A day bears three changes, each with its day.
    let at = 2 * DAY;
    for n in 3..=5_u8 {
        t.rotate(actor("olga"), i64::from(n) - 2, n, later(at + i64::from(n)))
            .await?;
    }
    let more = no(t.rotate(actor("olga"), 4, 6, later(at + 6)).await);
    assert_eq!(more, state_of("hook_rotations"));
    t.pay_anew("p4", 104, later(at + 7)).await?;
    let came = t.come(later(at + 8)).await?;
    assert_eq!(came[0].signatures.len(), 4);
    assert!((2..=5).all(|n| came[0].signed_by(&secret_of(n))));
    t.rotate(actor("olga"), 4, 6, later(at + DAY + 10)).await?;
    // An ended hook keeps no secret of before.
    t.end(actor("olga"), later(at + DAY + 11)).await?;
    assert!(t.hook().await.earlier.is_empty());
    let over = no(t.rotate(actor("olga"), 5, 7, later(at + DAY + 12)).await);
    assert_eq!(over, state_of("hook_ended"));
    // No secret stands in the trail.
    let trail = audit(&t.w).await?.join("\n");
    assert!(trail.contains("rotate_hook"));
    for n in 1..=7 {
        assert!(!trail.contains(&secret_of(n)) && !trail.contains(&secret_of(n)[6..]));
    }
    Ok(())
});

/// The trail as text, one line an entry.
async fn audit(w: &World) -> Result<Vec<String>, Failed> {
    let kept = w.db.read(|c| audit::latest(c, None, 200)).await?;
    let line = |k: &audit::Kept| format!("{} {}", k.entry.action, k.entry.detail);
    Ok(kept.iter().map(line).collect())
}

on_both!(a_test_goes_the_way_of_all_messages, |db| async move {
    let t = told(&db, true).await?;
    t.test(actor("olga"), "test 1", NOW).await?;
    // The same form again is the same test.
    t.test(actor("olga"), "test 1", later(1)).await?;
    let came = t.come(later(2)).await?;
    assert_eq!(came.len(), 1);
    assert_eq!(came[0].event(), "webhook.test");
    assert!(came[0].signed_by(&secret_of(1)));
    assert!(t.messages().await[0].arrived);
    // Also while it is paused, and nothing else.
    t.pause(actor("olga"), later(3)).await?;
    t.w.pay("p", &t.code, 100, later(4)).await?;
    t.receiver.status.store(503, Ordering::SeqCst);
    t.test(actor("olga"), "test 2", later(5)).await?;
    assert_eq!(t.come(later(6)).await?.len(), 1);
    let failed = t.messages().await.pop().ok_or("a message")?;
    assert_eq!(
        (failed.stand(false), failed.status, failed.attempts),
        (Stand::Over, Some(503), 1)
    );
    // It is tried once, and says nothing of the others.
    assert!(t.come(later(10 * DAY)).await?.is_empty());
    assert_eq!(t.hook().await.failing_since, None);
    // By hand it is.
    t.receiver.status.store(200, Ordering::SeqCst);
    t.again(actor("olga"), failed.id, later(10 * DAY + 1))
        .await?;
    assert_eq!(t.come(later(10 * DAY + 2)).await?[0].id, failed.id);
    // Ten in an hour.
    let at = later(12 * DAY);
    for n in 0..a::TESTS {
        t.test(actor("olga"), &format!("many {n}"), at).await?;
    }
    let many = no(t.test(actor("olga"), "one more", at).await);
    assert_eq!(many, state_of("hook_tests"));
    t.test(actor("olga"), "later", later(12 * DAY + 3_601))
        .await?;
    t.end(actor("olga"), later(13 * DAY)).await?;
    let over = no(t.test(actor("olga"), "over", later(13 * DAY)).await);
    assert_eq!(over, state_of("hook_ended"));
    Ok(())
});

on_both!(a_failed_message_is_tried_again_by_hand, |db| async move {
    let t = told(&db, true).await?;
    let olga = || actor("olga");
    t.receiver.status.store(500, Ordering::SeqCst);
    t.w.pay("p", &t.code, 100, NOW).await?;
    let message = t.messages().await[0].clone();
    // It has not even been tried.
    let soon = no(t.again(olga(), message.id, later(1)).await);
    assert_eq!(soon, state_of("message_soon"));
    for at in [1, 62, 400] {
        assert_eq!(t.come(later(at)).await?.len(), 1, "{at}");
    }
    let failed = t.messages().await[0].clone();
    assert_eq!(
        (failed.attempts, failed.tried_at, failed.stand(false)),
        (3, Some(later(400)), Stand::Again)
    );
    assert!(failed.next_at > later(2_000));
    let soon = no(t.again(olga(), message.id, later(459)).await);
    assert_eq!(soon, state_of("message_soon"));
    t.pause(olga(), later(459)).await?;
    let held = no(t.again(olga(), message.id, later(461)).await);
    assert_eq!(held, state_of("hook_paused"));
    t.resume(olga(), later(461)).await?;
    t.receiver.status.store(200, Ordering::SeqCst);
    t.again(olga(), message.id, later(462)).await?;
    assert_eq!(t.come(later(463)).await?.len(), 1);
    let there = no(t.again(olga(), message.id, later(600)).await);
    assert_eq!(there, state_of("message_arrived"));
    assert!(t.come(later(3_000)).await?.is_empty());
    // A message of another hook is none of this one.
    let strange = no(t.again(olga(), id("no message"), later(600)).await);
    assert_eq!(strange, Refused::Unknown);
    Ok(())
});

on_both!(no_address_of_ours_is_reached_by_any_door, |db| async move {
    // The hook leads to this machine, whoever has put it there; the sender is the one of an installation.
    let t = told(&db, false).await?;
    t.test(actor("olga"), "test", NOW).await?;
    t.w.pay("p", &t.code, 100, NOW).await?;
    assert!(t.come(later(1)).await?.is_empty());
    t.rotate(actor("olga"), 0, 2, later(2)).await?;
    t.test(actor("olga"), "test 2", later(3)).await?;
    assert!(t.come(later(4)).await?.is_empty());
    let paid = t.messages().await;
    let tried = paid.iter().find(|d| d.event != "webhook.test");
    let tried = tried.ok_or("a message")?.clone();
    t.again(actor("olga"), tried.id, later(100)).await?;
    assert!(t.come(later(101)).await?.is_empty());
    for d in t.messages().await {
        // Plain http is refused before anybody looks where it leads.
        assert_eq!((d.fault, d.status), (Some(Unsent::Address), None));
    }
    let (pool, own) = (t.w.pool, "https://127.0.0.1:1/hook");
    let other =
        t.w.act(actor("olga"), "own", NOW, move |tx, g, ctx| {
            a::put_hook(tx, &g.wallets, ctx, pool, (own, "whsec_x"))
        })
        .await?;
    t.w.act(actor("olga"), "own test", later(102), move |tx, g, ctx| {
        a::test_hook(tx, &g.wallets, ctx, other.id)
    })
    .await?;
    t.come(later(103)).await?;
    let seen =
        t.w.read(actor("olga"), NOW, move |c, g, ctx| {
            a::deliveries(c, &g.wallets, ctx, other.id)
        })
        .await?;
    assert_eq!(seen[0].fault, Some(Unsent::Private));
    Ok(())
});

on_both!(what_is_anothers_does_not_exist, |db| async move {
    let t = told(&db, true).await?;
    let w = &t.w;
    w.pay("p", &t.code, 100, NOW).await?;
    let pool = w.pool;
    let key = w
        .act(actor("olga"), "key", NOW, move |tx, g, ctx| {
            let what = ("Till", Scope::Read, 30);
            a::make_key(tx, &g.wallets, ctx, pool, what, "wmk_secret")
        })
        .await?;
    let message = t.messages().await[0].id;
    let helping = Actor::Assisting {
        staff: id("olga"),
        session: id("session"),
        subject: w.mother,
    };
    let (hook, at) = (t.hook, later(10));
    for who in [
        actor("carlo"),
        actor("officer"),
        actor("both"),
        actor("admin"),
        helping,
        Actor::Visitor,
    ] {
        let seen = w.read(who.clone(), NOW, move |c, g, ctx| {
            a::deliveries(c, &g.wallets, ctx, hook)
        });
        let one = w.read(who.clone(), NOW, move |c, g, ctx| {
            a::hook(c, &g.wallets, ctx, hook)
        });
        let keyed = w.act(who.clone(), "revoke", at, move |tx, _, ctx| {
            a::revoke_key(tx, ctx, key.id)
        });
        let all = [
            no(seen.await),
            no(one.await.map(drop)),
            no(keyed.await),
            no(t.pause(who.clone(), at).await),
            no(t.resume(who.clone(), at).await),
            no(t.rotate(who.clone(), 0, 9, at).await.map(drop)),
            no(t.test(who.clone(), "strange", at).await),
            no(t.again(who.clone(), message, at).await),
            no(t.end(who.clone(), at).await),
        ];
        assert!(
            all.iter().all(|n| *n == Refused::Unknown),
            "{who:?} {all:?}"
        );
        // Where the organisation is named, it is no secret that there is one.
        let named = [
            no(w.read(who.clone(), NOW, move |c, g, ctx| {
                a::hooks(c, &g.wallets, ctx, pool)
            })
            .await
            .map(drop)),
            no(
                w.read(who.clone(), NOW, move |c, _, ctx| a::told(c, ctx, pool))
                    .await
                    .map(drop),
            ),
            no(w.act(who.clone(), "put", at, move |tx, g, ctx| {
                let what = ("https://a.example/", "whsec_x");
                a::put_hook(tx, &g.wallets, ctx, pool, what)
            })
            .await
            .map(drop)),
        ];
        assert!(named.iter().all(|n| *n == Refused::Forbidden), "{named:?}");
    }
    let hook = t.hook().await;
    assert_eq!((hook.state(), hook.revision), (HookState::Live, 0));
    assert_eq!(t.messages().await.len(), 1);
    let pool = w.pool;
    let keys = w
        .read(actor("olga"), NOW, move |c, _, ctx| a::keys(c, ctx, pool))
        .await?;
    assert!(keys[0].revoked_at.is_none());
    Ok(())
});

on_both!(what_is_made_twice_is_made_once, |db| async move {
    let t = told(&db, true).await?;
    let again = t.put("hook", secret_of(8)).await;
    assert_eq!(no(again.map(drop)), state_of("hook_made"));
    assert_eq!(t.hook().await.secret, secret_of(1));
    let pool = t.w.pool;
    let key = |base: &'static str, secret: &'static str| {
        t.w.act(actor("olga"), base, NOW, move |tx, g, ctx| {
            let what = ("Till", Scope::Operator, 30);
            a::make_key(tx, &g.wallets, ctx, pool, what, secret)
        })
    };
    key("k", "wmk_1").await?;
    assert_eq!(no(key("k", "wmk_2").await.map(drop)), state_of("key_made"));
    for n in 1..a::MOST_KEYS {
        let secret: &'static str = Box::leak(format!("wmk_many_{n}").into_boxed_str());
        key(secret, secret).await?;
    }
    let more = no(key("more", "wmk_more").await.map(drop));
    assert_eq!(more, state_of("too_many_keys"));
    let trail = audit(&t.w).await?.join("\n");
    assert!(!trail.contains("wmk_") && !trail.contains("whsec_"));
    Ok(())
});
