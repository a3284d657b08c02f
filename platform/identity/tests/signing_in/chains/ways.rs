//! Ways to an anchor: foreign anchors, circles, trees without end.

use identity::Refused;
use serde_json::json;
use testing::Outcome;

use super::{AT, CONFIGURATION, NOW, World};

#[test]
fn an_anchor_that_is_not_ours() -> Outcome {
    testing::run(async {
        // Another anchor than the operator's.
        let world = World::new().await;
        world.publish();
        let other = world.federation("stranger", &world.keys["stranger"].public_set(), "");
        let found = other.examine(&world.id("provider"), NOW).await;
        assert_eq!(found.err(), Some(Refused::NoAnchor));
        // The right name, but the operator has other keys on file: an anchor that was taken over.
        let forged = world.federation("anchor", &world.keys["stranger"].public_set(), "");
        let found = forged.examine(&world.id("provider"), NOW).await;
        assert_eq!(found.err(), Some(Refused::Key(CONFIGURATION)));
        // Nobody above.
        let mut world = World::new().await;
        world.provider()["authority_hints"] = json!([]);
        assert_eq!(world.examine().await.err(), Some(Refused::NoAnchor));
        Ok(())
    })
}

#[test]
fn circles_and_long_ways() -> Outcome {
    testing::run(async {
        let mut world = World::new().await;
        world.say("stranger", "middle");
        world.say("middle", "stranger");
        let (middle, stranger) = (world.id("middle"), world.id("stranger"));
        world.own.get_mut("middle").ok_or("middle")?["authority_hints"] = json!([stranger]);
        world.own.get_mut("stranger").ok_or("stranger")?["authority_hints"] = json!([middle]);
        assert_eq!(world.examine().await.err(), Some(Refused::Loop));
        // A circle beside the good way does no harm.
        let anchor = world.id("anchor");
        world.own.get_mut("middle").ok_or("middle")?["authority_hints"] = json!([stranger, anchor]);
        assert!(world.examine().await.is_ok());
        // Itself.
        let mut world = World::new().await;
        let provider = world.id("provider");
        world.provider()["authority_hints"] = json!([provider]);
        assert_eq!(world.examine().await.err(), Some(Refused::Loop));

        let world = World::new().await;
        world.publish();
        assert!(world.examine_with("most_steps = 1").await.is_ok());
        assert_eq!(
            world.examine_with("most_steps = 0").await.err(),
            Some(Refused::ChainLength)
        );
        Ok(())
    })
}

#[test]
fn a_tree_without_end_is_given_up() -> Outcome {
    testing::run(async {
        // Every superior names eight more.
        let mut world = World::new().await;
        let many: Vec<String> = (0..8).map(|n| world.id(&format!("more{n}"))).collect();
        world.provider()["authority_hints"] = json!(many);
        world.publish();
        for name in (0..8).map(|n| format!("more{n}")) {
            let id = world.id(&name);
            let own = json!({
                "iss": id, "sub": id, "iat": AT, "exp": AT + 60, "jwks": world.keys["middle"].public_set(),
                "authority_hints": many,
                "metadata": {"federation_entity": {"federation_fetch_endpoint": format!("{id}/fetch")}},
            });
            let token = world.keys["middle"].sign("entity-statement+jwt", &own)?;
            let path = format!("/{name}/.well-known/openid-federation");
            world
                .fake
                .body(&path, "application/entity-statement+jwt", token);
            for below in (0..8)
                .map(|n| format!("more{n}"))
                .chain(["provider".to_string()])
            {
                let said = json!({
                    "iss": id, "sub": world.id(&below), "iat": AT, "exp": AT + 60,
                    "jwks": world.keys["middle"].public_set(),
                });
                let token = world.keys["middle"].sign("entity-statement+jwt", &said)?;
                let path = World::path(&name, &below, &world.fake.base);
                world
                    .fake
                    .body(&path, "application/entity-statement+jwt", token);
            }
        }
        assert_eq!(
            world.examine_with("most_steps = 9").await.err(),
            Some(Refused::ChainLength)
        );
        let asked: usize = (0..8)
            .map(|n| {
                world
                    .fake
                    .asked(&format!("/more{n}/.well-known/openid-federation"))
            })
            .sum();
        assert!(asked <= 24, "{asked}");
        Ok(())
    })
}
