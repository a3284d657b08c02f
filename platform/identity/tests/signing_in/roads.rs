//! The road to a provider: slow, oversized, elsewhere, unsafe.

use std::time::{Duration, Instant};

use identity::{Ask, IdentityProvider, Oidc, Refused, Web, WebSettings};
use serde_json::json;
use testing::Outcome;
use values::Moment;

use crate::fake::{Canned, Fake};
use crate::refusals::{describe, settings};
use crate::{chance, web, web_with};

const WELL_KNOWN: &str = "/.well-known/openid-configuration";
const NOW: Moment = Moment(1_795_867_200_000_000);
const BACK: &str = "http://127.0.0.1:1/back";

async fn begin(issuer: &str, web: Web) -> Option<Refused> {
    let oidc = Oidc::new(settings(issuer, ""), BACK.to_string(), web, chance()).expect("settings");
    oidc.begin(Ask::default(), NOW).await.err()
}

fn host() -> String {
    "127.0.0.1".to_string()
}

#[test]
fn a_slow_answer_is_given_up() -> Outcome {
    testing::run(async {
        let fake = Fake::start().await;
        let slow = Canned {
            status: 200,
            kind: "application/json",
            wait: Duration::from_secs(30),
            ..Canned::default()
        };
        fake.put(WELL_KNOWN, slow);
        let began = Instant::now();
        let found = begin(&fake.base, web_with(|s| s.seconds = 1)).await;
        assert_eq!(found, Some(Refused::TimedOut { host: host() }));
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "{:?}",
            began.elapsed()
        );
        Ok(())
    })
}

#[test]
fn an_oversized_answer_is_cut_off() -> Outcome {
    testing::run(async {
        let fake = Fake::start().await;
        let most = 64 * 1024;
        let body = |length: usize| {
            let said = json!({"issuer": "x", "filler": ""}).to_string();
            let filler = "x".repeat(length - said.len());
            json!({"issuer": "x", "filler": filler}).to_string()
        };
        fake.body(WELL_KNOWN, "application/json", body(most));
        let found = begin(&fake.base, web_with(|s| s.most_bytes = most)).await;
        assert_eq!(
            found,
            Some(Refused::Description),
            "exactly the limit is read"
        );
        fake.body(WELL_KNOWN, "application/json", body(most + 1));
        let found = begin(&fake.base, web_with(|s| s.most_bytes = most)).await;
        assert_eq!(found, Some(Refused::TooLarge { host: host(), most }));
        Ok(())
    })
}

#[test]
fn redirects_are_not_followed() -> Outcome {
    testing::run(async {
        let (fake, other) = (Fake::start().await, Fake::start().await);
        describe(&other, |_| {});
        let away = Canned {
            status: 302,
            kind: "text/plain",
            location: Some(format!("{}{WELL_KNOWN}", other.base)),
            ..Canned::default()
        };
        fake.put(WELL_KNOWN, away);
        let found = begin(&fake.base, web()).await;
        assert_eq!(found, Some(Refused::Redirected { host: host() }));
        assert_eq!(other.asked(WELL_KNOWN), 0);
        Ok(())
    })
}

#[test]
fn a_description_that_is_not_good() -> Outcome {
    testing::run(async {
        let what = "the provider's description";
        let fake = Fake::start().await;
        let missing = begin(&fake.base, web()).await;
        let status = 404;
        assert_eq!(
            missing,
            Some(Refused::Status {
                host: host(),
                status,
                what
            })
        );
        fake.body(WELL_KNOWN, "application/json", "<html>".to_string());
        assert_eq!(begin(&fake.base, web()).await, Some(Refused::Json(what)));
        describe(&fake, |said| {
            said["issuer"] = json!("https://other.example")
        });
        assert_eq!(begin(&fake.base, web()).await, Some(Refused::Description));
        describe(&fake, |said| said["token_endpoint"] = json!(null));
        assert_eq!(
            begin(&fake.base, web()).await,
            Some(Refused::Lacks("a token endpoint"))
        );
        // Addresses that would lead somewhere else than to an https server.
        for address in [
            "http://other.example/token",
            "ftp://127.0.0.1/token",
            "file:///etc/passwd",
            "/token",
            "https://user:secret@other.example/token",
        ] {
            describe(&fake, |said| said["token_endpoint"] = json!(address));
            let found = begin(&fake.base, web()).await;
            assert_eq!(
                found,
                Some(Refused::Insecure("a token endpoint")),
                "{address}"
            );
        }
        describe(&fake, |_| {});
        assert_eq!(begin(&fake.base, web()).await, None);
        Ok(())
    })
}

#[test]
fn without_permission_loopback_is_not_asked() -> Outcome {
    testing::run(async {
        let fake = Fake::start().await;
        describe(&fake, |_| {});
        let strict = Web::new(&WebSettings::default())?;
        let refused = Oidc::new(settings(&fake.base, ""), BACK.to_string(), strict, chance());
        assert!(matches!(refused, Err(Refused::Ours(_))));
        assert_eq!(fake.asked(WELL_KNOWN), 0);
        Ok(())
    })
}

#[test]
fn nobody_there_and_nobody_asks_again_at_once() -> Outcome {
    testing::run(async {
        // A port that was free a moment ago.
        let port = std::net::TcpListener::bind("127.0.0.1:0")?
            .local_addr()?
            .port();
        let found = begin(&format!("http://127.0.0.1:{port}"), web()).await;
        let why = "no connection".to_string();
        assert_eq!(found, Some(Refused::Unreachable { host: host(), why }));

        let fake = Fake::start().await;
        let oidc = Oidc::new(settings(&fake.base, ""), BACK.to_string(), web(), chance())?;
        for _ in 0..20 {
            assert!(oidc.begin(Ask::default(), NOW).await.is_err());
        }
        assert_eq!(fake.asked(WELL_KNOWN), 1);
        describe(&fake, |_| {});
        assert!(
            oidc.begin(Ask::default(), NOW.plus_seconds(14))
                .await
                .is_err()
        );
        assert!(
            oidc.begin(Ask::default(), NOW.plus_seconds(15))
                .await
                .is_ok()
        );
        // Forty sign-ins at once, when what was kept is too old, ask once.
        let oidc = std::sync::Arc::new(oidc);
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..40 {
            let oidc = oidc.clone();
            all.spawn(async move {
                oidc.begin(Ask::default(), NOW.plus_seconds(7200))
                    .await
                    .is_ok()
            });
        }
        assert!(all.join_all().await.into_iter().all(|good| good));
        assert_eq!(fake.asked(WELL_KNOWN), 3);
        Ok(())
    })
}
