//! Messages to a receiver: signed, sent again, given up.

use std::sync::atomic::{AtomicU16, Ordering};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use vouchers::jobs::send;

use super::*;

/// A receiver on this machine that keeps what comes and answers as it is told.
#[derive(Clone, Default)]
pub(super) struct Receiver {
    got: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    status: Arc<AtomicU16>,
}

async fn receive(
    State(r): State<Receiver>,
    headers: HeaderMap,
    body: String,
) -> (StatusCode, &'static str) {
    r.got.lock().expect("no panic").push((headers, body));
    let status = r.status.load(Ordering::SeqCst);
    (StatusCode::from_u16(status).expect("a status"), "")
}

impl Receiver {
    pub(super) async fn start() -> Result<(Receiver, String), Failed> {
        let receiver = Receiver::default();
        receiver.status.store(204, Ordering::SeqCst);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}/hook", listener.local_addr()?);
        let router = Router::new()
            .route("/hook", axum::routing::post(receive))
            .with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok((receiver, address))
    }

    pub(super) fn take(&self) -> Vec<(HeaderMap, String)> {
        std::mem::take(&mut *self.got.lock().expect("no panic"))
    }
}

on_both!(what_happens_is_told_signed_and_again, |db| async move {
    let w = world(&db).await?;
    let (receiver, address) = Receiver::start().await?;
    let clock = Hands::at(NOW);
    let post = w.post(&clock, true)?;
    let secret = a::hook_secret([7; 32]);
    let (pool, to, sealed) = (w.pool, address.clone(), secret.clone());
    let hook = w
        .act(actor("olga"), "hook", NOW, move |tx, g, ctx| {
            a::put_hook(tx, &g.wallets, ctx, pool, (&to, &sealed))
        })
        .await?;
    let v = w.voucher("v", 20_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    w.pay("r", &code, 4_000, NOW).await?;
    w.refund("back", "r", 1_000, (false, later(1))).await?;
    w.pay("u", &code, 500, later(100)).await?;
    w.act(actor("olga"), "undo", later(110), |tx, g, ctx| {
        a::undo(tx, g, ctx, id("u"))
    })
    .await?;
    w.booked("course", 2 * DAY, (3_000, 2_000), v, later(120))
        .await?;
    clock.set(later(200));
    send(&post).await?;
    let got = receiver.take();
    let mut events: Vec<String> = Vec::new();
    for (headers, body) in &got {
        let header = |name: &str| -> Result<String, Failed> {
            Ok(headers.get(name).ok_or("a header")?.to_str()?.to_string())
        };
        let told: Value = serde_json::from_str(body)?;
        let (mid, at) = (header("webhook-id")?, header("webhook-timestamp")?.parse()?);
        assert_eq!(told["id"], json!(mid));
        assert_eq!(header("webhook-key-id")?, hook.id.to_string());
        assert_eq!(at, later(200).0 / 1_000_000);
        assert_eq!(
            header("webhook-signature")?,
            a::sign(&secret, mid.parse()?, at, body)
        );
        // Another body, another moment, another secret: another signature.
        let forged = a::sign(&secret, mid.parse()?, at, &format!("{body} "));
        assert_ne!(header("webhook-signature")?, forged);
        assert_ne!(
            a::sign(&secret, mid.parse()?, at + 1, body),
            a::sign(&secret, mid.parse()?, at, body)
        );
        assert!(
            !body.contains("Nino") && !body.contains(&v.to_string()),
            "{body}"
        );
        events.push(told["type"].as_str().ok_or("a type")?.to_string());
    }
    events.sort();
    let wanted = [
        "booking.made",
        "voucher.redeemed",
        "voucher.redeemed",
        "voucher.refunded",
        "voucher.undone",
    ];
    assert_eq!(events, wanted);
    // Sent once, when it has arrived.
    clock.set(later(300));
    send(&post).await?;
    assert!(receiver.take().is_empty());
    // Does it fail, it comes again, later each time, with the same identifier.
    receiver.status.store(500, Ordering::SeqCst);
    w.pay("f", &code, 700, later(400)).await?;
    let mut ids = BTreeSet::new();
    for at in [400, 459, 461, 500, 762] {
        clock.set(later(at));
        send(&post).await?;
        ids.extend(
            receiver
                .take()
                .iter()
                .map(|(h, _)| h["webhook-id"].to_str().map(String::from).ok()),
        );
    }
    assert_eq!(ids.len(), 1);
    let seen = w
        .read(actor("olga"), later(762), move |c, g, ctx| {
            a::deliveries(c, &g.wallets, ctx, hook.id)
        })
        .await?;
    let failed = seen
        .iter()
        .find(|d| d.done_at.is_none())
        .ok_or("one that waits")?;
    assert_eq!((failed.attempts, failed.status), (3, Some(500)));
    receiver.status.store(200, Ordering::SeqCst);
    clock.set(later(3_000));
    send(&post).await?;
    assert_eq!(receiver.take().len(), 1);
    // For five days nothing arrives: it is ended.
    receiver.status.store(410, Ordering::SeqCst);
    let code = w.show(v, "code g", later(4_000)).await?.secret;
    w.pay("g", &code, 600, later(4_000)).await?;
    let mut tries = 0;
    for hour in 0..140 {
        clock.set(later(4_000 + hour * HOUR));
        send(&post).await?;
        tries += receiver.take().len();
    }
    assert!((10..20).contains(&tries), "{tries}");
    let hooks = w
        .read(actor("olga"), NOW, move |c, g, ctx| {
            a::hooks(c, &g.wallets, ctx, pool)
        })
        .await?;
    assert!(hooks[0].ended_at.is_some() && hooks[0].ended_by.is_none());
    assert_eq!(
        (hooks[0].address.as_str(), hooks[0].secret.as_str()),
        (address.as_str(), secret.as_str())
    );
    let code = w.show(v, "code h", later(600_000)).await?.secret;
    w.pay("h", &code, 650, later(600_000)).await?;
    clock.set(later(700_000));
    send(&post).await?;
    assert!(receiver.take().is_empty());
    Ok(())
});

#[test]
fn nothing_is_sent_to_machines_of_ours() -> testing::Outcome {
    testing::run(async {
        let fetch = providers::fetch::Fetch::new(false)?;
        for address in [
            "http://hooks.example/x",
            "https://127.0.0.1/x",
            "https://10.0.0.1/",
            "https://localhost/",
            "https://169.254.169.254/latest",
        ] {
            assert!(fetch.address(address).is_err(), "{address}");
            let sent = fetch.post(address, Vec::new(), "{}".into()).await;
            assert!(sent.is_err(), "{address}");
        }
        Ok(())
    })
}
