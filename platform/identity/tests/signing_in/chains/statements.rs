//! Good statements, and those that are tampered with or out of time.

use identity::{Ask, IdentityProvider, Refused};
use serde_json::{Value, json};
use testing::Outcome;

use super::{AT, CONFIGURATION, NOW, SUBORDINATE, World};

#[test]
fn a_good_chain_with_an_intermediate() -> Outcome {
    testing::run(async {
        let mut world = World::new().await;
        world.about_middle()["exp"] = json!(AT + 3600);
        let found = world.examine().await?;
        assert_eq!(
            found.path,
            ["provider", "middle", "anchor"].map(|name| world.id(name))
        );
        assert_eq!(
            found.expires,
            NOW.plus_seconds(3600),
            "the first of all statements"
        );

        // Kept until then, and asked for anew afterwards.
        let federation = world.federation("anchor", &world.keys["anchor"].public_set(), "");
        let path = "/provider/.well-known/openid-federation";
        let before = world.fake.asked(path);
        let provider = world.id("provider");
        for seconds in [0, 1800, 3599] {
            federation
                .examine(&provider, NOW.plus_seconds(seconds))
                .await?;
        }
        assert_eq!(world.fake.asked(path), before + 1);
        let late = federation.examine(&provider, NOW.plus_seconds(3660)).await;
        assert_eq!(late.err(), Some(Refused::Expired(SUBORDINATE)));
        assert_eq!(world.fake.asked(path), before + 2);
        Ok(())
    })
}

#[test]
fn whoever_is_not_on_the_list() -> Outcome {
    testing::run(async {
        let world = World::new().await;
        world.publish();
        let federation = world.federation("anchor", &world.keys["anchor"].public_set(), "");
        let ask = Ask {
            issuer: Some(world.id("stranger")),
            ..Ask::default()
        };
        assert_eq!(
            federation.begin(ask, NOW).await.err(),
            Some(Refused::UnknownProvider)
        );
        assert_eq!(
            world.fake.asked("/stranger/.well-known/openid-federation"),
            0
        );
        Ok(())
    })
}

#[test]
fn tampered_statements() -> Outcome {
    testing::run(async {
        // The provider's own statement, signed by somebody whose key it does not state.
        let world = World::new().await;
        world.publish();
        world.publish_own("provider", &world.keys["stranger"], "entity-statement+jwt");
        assert_eq!(
            world.examine_with("").await.err(),
            Some(Refused::Key(CONFIGURATION))
        );
        // What is not whole leads nowhere: nobody it names was asked.
        let above = "/middle/.well-known/openid-federation";
        assert_eq!(world.fake.asked(above), 0);

        // The provider states other keys than its superior attests.
        let mut world = World::new().await;
        world.provider()["jwks"] = json!(world.keys["stranger"].public_set());
        world.publish();
        world.publish_own("provider", &world.keys["stranger"], "entity-statement+jwt");
        assert_eq!(
            world.examine_with("").await.err(),
            Some(Refused::Key(CONFIGURATION))
        );

        // The superior's statement, signed by somebody else.
        let world = World::new().await;
        world.publish();
        world.publish_said("middle", "provider", &world.keys["stranger"]);
        assert_eq!(
            world.examine_with("").await.err(),
            Some(Refused::Key(SUBORDINATE))
        );

        // Under the right name, with the wrong signature.
        let world = World::new().await;
        world.publish();
        let good = world.keys["middle"]
            .sign("entity-statement+jwt", &world.said[&("middle", "provider")])?;
        let mut parts: Vec<&str> = good.split('.').collect();
        let other = world.keys["middle"].sign("entity-statement+jwt", &json!({}))?;
        parts[2] = other.rsplit('.').next().unwrap_or_default();
        let path = World::path("middle", "provider", &world.fake.base);
        world
            .fake
            .body(&path, "application/entity-statement+jwt", parts.join("."));
        assert_eq!(
            world.examine_with("").await.err(),
            Some(Refused::Signature(SUBORDINATE))
        );

        // Another kind of token of the same signer.
        let world = World::new().await;
        world.publish();
        world.publish_own("provider", &world.keys["provider"], "JWT");
        assert_eq!(
            world.examine_with("").await.err(),
            Some(Refused::Type(CONFIGURATION))
        );

        // A statement about somebody else, and one of somebody else.
        let mut world = World::new().await;
        world.about_provider()["sub"] = json!(world.id("stranger"));
        assert_eq!(
            world.examine().await.err(),
            Some(Refused::StatementSubject(SUBORDINATE))
        );
        let mut world = World::new().await;
        world.about_provider()["iss"] = json!(world.id("stranger"));
        assert_eq!(
            world.examine().await.err(),
            Some(Refused::Issuer(SUBORDINATE))
        );
        let mut world = World::new().await;
        world.provider()["sub"] = json!(world.id("stranger"));
        assert_eq!(
            world.examine().await.err(),
            Some(Refused::StatementSubject(CONFIGURATION))
        );

        // Something critical that is not known here.
        let mut world = World::new().await;
        world.about_middle()["crit"] = json!(["another_rule"]);
        assert_eq!(
            world.examine().await.err(),
            Some(Refused::Critical(SUBORDINATE))
        );
        let mut world = World::new().await;
        world.about_middle()["crit"] = json!(["constraints"]);
        assert!(world.examine().await.is_ok());
        Ok(())
    })
}

#[test]
fn statements_out_of_time() -> Outcome {
    testing::run(async {
        type Change = fn(&mut World) -> &mut Value;
        let places: [(Change, &'static str); 3] = [
            (World::provider, CONFIGURATION),
            (World::about_provider, SUBORDINATE),
            (World::about_middle, SUBORDINATE),
        ];
        for (place, what) in places {
            let mut world = World::new().await;
            place(&mut world)["exp"] = json!(AT - 60);
            assert_eq!(world.examine().await.err(), Some(Refused::Expired(what)));
            let mut world = World::new().await;
            place(&mut world)["iat"] = json!(AT + 61);
            assert_eq!(world.examine().await.err(), Some(Refused::NotYet(what)));
            let mut world = World::new().await;
            place(&mut world)["exp"] = json!(null);
            let claim = "exp".to_string();
            assert_eq!(
                world.examine().await.err(),
                Some(Refused::Claim { what, claim })
            );
        }
        Ok(())
    })
}
