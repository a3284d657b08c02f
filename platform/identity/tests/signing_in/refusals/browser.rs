//! What the browser brings back, and for whom.

use identity::{Ask, Callback, IdentityProvider, Refused, Taken};
use serde_json::{Value, json};
use testing::Outcome;

use super::{NOW, Scene};

#[test]
fn the_good_answer_is_accepted() -> Outcome {
    testing::run(async {
        let scene = Scene::new("").await;
        let ada = scene.with_claims(|_| {}).await?;
        assert_eq!(ada.subject, "s1");
        assert_eq!(ada.claims.given_name.as_deref(), Some("Ada"));
        // Nothing of a person in what a log might print.
        let said = format!("{ada:?} {:?}", scene.back());
        assert!(
            !said.contains("Ada") && !said.contains("s1") && !said.contains("c1"),
            "{said}"
        );
        Ok(())
    })
}

#[test]
fn what_the_browser_brings() -> Outcome {
    testing::run(async {
        let scene = Scene::new("").await;
        scene.hand_out(scene.key.sign("JWT", &scene.claims())?);
        let good = || scene.back();
        let said = |error: &str| Callback {
            code: None,
            error: Some(error.to_string()),
            error_description: Some("<script>".to_string()),
            ..good()
        };
        let cases = [
            (
                "no state",
                Callback {
                    state: None,
                    ..good()
                },
                Refused::State,
            ),
            (
                "state",
                Callback {
                    state: Some("other".into()),
                    ..good()
                },
                Refused::State,
            ),
            (
                "issuer",
                Callback {
                    iss: Some("https://other.example".into()),
                    ..good()
                },
                Refused::MixedUpIssuer,
            ),
            (
                "no code",
                Callback {
                    code: None,
                    ..good()
                },
                Refused::CodeAbsent,
            ),
            (
                "stopped",
                said("access_denied"),
                Refused::Cancelled("access_denied".into()),
            ),
            (
                "error",
                said("server_error"),
                Refused::ProviderSaid("server_error".into()),
            ),
            (
                "odd error",
                said("<b>\n"),
                Refused::ProviderSaid("?b??".into()),
            ),
        ];
        for (name, callback, wanted) in cases {
            let found = scene.finish_with(callback, NOW).await.err();
            assert_eq!(found, Some(wanted), "{name}");
        }
        // An error with a foreign state is a forgery first.
        let forged = Callback {
            state: None,
            ..said("access_denied")
        };
        assert_eq!(
            scene.finish_with(forged, NOW).await.err(),
            Some(Refused::State)
        );
        let late = scene
            .finish_with(scene.back(), NOW.plus_seconds(15 * 60))
            .await;
        assert_eq!(late.err(), Some(Refused::PendingExpired));
        // None of these answers made us ask for a token.
        assert_eq!(scene.fake.asked("/token"), 0);
        assert_eq!(Taken::of_deleted("{}").err(), Some(Refused::PendingBroken));
        Ok(())
    })
}

#[test]
fn a_provider_that_names_itself_must_do_so() -> Outcome {
    testing::run(async {
        let promise = |said: &mut Value| {
            said["authorization_response_iss_parameter_supported"] = json!(true);
        };
        let scene = Scene::with("", Ask::default(), promise).await;
        assert_eq!(
            scene.with_claims(|_| {}).await.err(),
            Some(Refused::IssuerAbsent)
        );
        let named = Callback {
            iss: Some(scene.fake.base.clone()),
            ..scene.back()
        };
        assert!(scene.finish_with(named, NOW).await.is_ok());
        let demanded = Scene::new("demands_issuer = true").await;
        assert_eq!(
            demanded.with_claims(|_| {}).await.err(),
            Some(Refused::IssuerAbsent)
        );
        Ok(())
    })
}

#[test]
fn a_pending_sign_in_of_another_provider() -> Outcome {
    testing::run(async {
        let (mine, other) = (Scene::new("").await, Scene::new("").await);
        mine.hand_out(mine.key.sign("JWT", &mine.claims())?);
        let taken = Taken::of_deleted(&other.kept)?;
        let found = mine.oidc.finish(mine.back(), taken, NOW).await;
        assert_eq!(found.err(), Some(Refused::PendingOfAnother));
        let ask = Ask {
            issuer: Some(other.fake.base),
            ..Ask::default()
        };
        let begun = mine.oidc.begin(ask, NOW).await;
        assert_eq!(begun.err(), Some(Refused::UnknownProvider));
        Ok(())
    })
}
