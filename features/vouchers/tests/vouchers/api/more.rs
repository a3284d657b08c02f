//! Programs say yes and no to bookings, are slowed down, and are told of payments and cancellations.

use vouchers::jobs::{Post, send};

use super::hooks::Receiver;
use super::*;

/// What sends messages, its clock, a receiver and a hook of the pool that leads there.
struct Listening {
    post: Post,
    clock: Hands,
    receiver: Receiver,
    hook: Id,
    secret: String,
}

async fn listening(w: &World) -> Result<Listening, Failed> {
    let (receiver, address) = Receiver::start().await?;
    let clock = Hands::at(NOW);
    let post = w.post(&clock, true)?;
    let secret = a::hook_secret([9; 32]);
    let (pool, sealed) = (w.pool, secret.clone());
    let hook = w
        .act(actor("olga"), "hook", NOW, move |tx, g, ctx| {
            a::put_hook(tx, &g.wallets, ctx, pool, (&address, &sealed))
        })
        .await?
        .id;
    Ok(Listening {
        post,
        clock,
        receiver,
        hook,
        secret,
    })
}

impl Listening {
    /// Sends what is due at a moment; what has come, each signed with the hook's secret.
    async fn come(&self, at: Moment) -> Result<Vec<Value>, Failed> {
        self.clock.set(at);
        send(&self.post).await?;
        let mut all = Vec::new();
        for (headers, body) in self.receiver.take() {
            let header = |name: &str| -> Result<String, Failed> {
                Ok(headers.get(name).ok_or("a header")?.to_str()?.to_string())
            };
            let (mid, stamp) = (header("webhook-id")?, header("webhook-timestamp")?.parse()?);
            let signed = a::sign(&self.secret, mid.parse()?, stamp, &body);
            assert_eq!(header("webhook-signature")?, signed);
            let told: Value = serde_json::from_str(&body)?;
            assert_eq!(told["id"], json!(mid));
            all.push(told);
        }
        Ok(all)
    }
}

fn of<'a>(all: &'a [Value], event: &str) -> Vec<&'a Value> {
    all.iter().filter(|t| t["type"] == event).collect()
}

on_both!(payments_and_cancellations_are_told, |db| async move {
    let w = world(&db).await?;
    let l = listening(&w).await?;
    let v = w.voucher("v", 20_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    w.pay("r", &code, 4_000, NOW).await?;
    w.payee(w.pool).await?;
    let (_, lines) = w.send("batch", later(1_000)).await?;
    // Sent is not paid.
    assert!(of(&l.come(later(1_010)).await?, "payout.paid").is_empty());
    w.confirm(lines[0].id, "camt.054 1", later(1_020)).await?;
    w.confirm(lines[0].id, "camt.054 1", later(1_021)).await?;
    let all = l.come(later(1_030)).await?;
    let paid = of(&all, "payout.paid");
    assert_eq!(paid.len(), 1, "told once, however often the bank says it");
    assert_eq!(paid[0]["data"]["payout"], json!(lines[0].id));
    assert_eq!(paid[0]["data"]["amount"], 4_000);
    assert_eq!(paid[0]["data"]["organisation"], json!(w.pool));
    let booking = w
        .booked("course", 9 * DAY, (3_000, 2_000), v, later(1_040))
        .await?;
    let all = l.come(later(1_050)).await?;
    assert_eq!(of(&all, "booking.made").len(), 1);
    assert!(of(&all, "booking.cancelled").is_empty());
    w.cancelled(booking, later(1_060)).await?;
    let all = l.come(later(1_070)).await?;
    let off = of(&all, "booking.cancelled");
    assert_eq!(off.len(), 1, "{all:?}");
    assert_eq!(off[0]["data"]["booking"], json!(booking));
    assert_eq!(off[0]["data"]["state"], "cancelled");
    assert!(off[0]["data"]["how"].is_string());
    Ok(())
});

on_both!(nothing_comes_after_a_hook_was_taken_back, |db| async move {
    let w = world(&db).await?;
    let l = listening(&w).await?;
    let v = w.voucher("v", 20_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    // One message waits when the hook is ended, another happens afterwards.
    w.pay("before", &code, 1_000, NOW).await?;
    let hook = l.hook;
    w.act(actor("olga"), "end", later(10), move |tx, g, ctx| {
        a::end_hook(tx, &g.wallets, ctx, hook)
    })
    .await?;
    w.pay("after", &code, 2_000, later(20)).await?;
    for at in [30, 100_000, 700_000] {
        assert_eq!(l.come(later(at)).await?, Vec::<Value>::new());
    }
    let seen = w
        .read(actor("olga"), later(30), move |c, g, ctx| {
            a::deliveries(c, &g.wallets, ctx, hook)
        })
        .await?;
    assert_eq!(seen.len(), 1);
    assert!(seen[0].done_at == Some(later(10)) && !seen[0].arrived);
    Ok(())
});

on_both!(a_program_says_yes_and_no_to_bookings, |db| async move {
    let d = desk(&db).await?;
    let v = d.w.voucher("v", 10_000).await?.id;
    let yes = d.w.asked("yes", 5 * DAY, (3_000, 2_000), v, NOW).await?;
    let path = format!("/bookings/{yes}/confirm");
    let (choir, read) = (key_of("carlo operator"), key_of("olga read"));
    let strange = d
        .ask(("post", &path), Some(&choir), Some("c"), None)
        .await?;
    strange.is(404, "not_found");
    d.ask(("post", &path), Some(&read), Some("c"), None)
        .await?
        .is(403, "read_only");
    d.ask(("post", &path), Some(&key_of("olga operator")), None, None)
        .await?
        .is(400, "key_required");
    let said = d.pool(&path, Some("yes"), json!({})).await?;
    assert_eq!(
        (said.status, said.json()),
        (200, json!({"id": yes, "state": "confirmed"})),
    );
    assert_eq!(d.pool(&path, Some("yes"), json!({})).await?.text, said.text);
    // No takes a reason, and gives place and money back.
    let no = d.w.asked("no", 6 * DAY, (3_000, 2_000), v, NOW).await?;
    let path = format!("/bookings/{no}/refuse");
    d.pool(&path, Some("bare"), json!({}))
        .await?
        .is(400, "malformed");
    let empty = d.pool(&path, Some("empty"), json!({"reason": " "})).await?;
    assert!((400..500).contains(&empty.status), "{}", empty.text);
    let why = json!({"reason": "Il corso è pieno"});
    let said = d.pool(&path, Some("no"), why.clone()).await?;
    assert_eq!(
        (said.status, said.json()),
        (200, json!({"id": no, "state": "refused"})),
    );
    assert_eq!(d.pool(&path, Some("no"), why).await?.text, said.text);
    // What was refused is not confirmed any more.
    let late = d
        .pool(&format!("/bookings/{no}/confirm"), Some("late"), json!({}))
        .await?;
    assert_eq!(late.status, 409, "{}", late.text);
    d.w.sound().await;
    Ok(())
});

on_both!(who_guesses_keys_is_slowed_down, |db| async move {
    let d = desk(&db).await?;
    let mut said = BTreeMap::new();
    for n in 0..70 {
        let guess = format!("wmk_{n:032}");
        let told = d.ask(("get", "/me"), Some(&guess), None, None).await?;
        *said.entry(told.status).or_insert(0) += 1;
        if told.status == 429 {
            told.is(429, "too_many_calls");
        }
    }
    assert_eq!(said, BTreeMap::from([(401, 60), (429, 10)]));
    // A good key is not kept out by them.
    assert_eq!(d.get("/me").await?.status, 200);
    Ok(())
});
