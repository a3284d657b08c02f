//! What superiors and operators demand: constraints, policies, trust marks; new keys.

use identity::jose::{KeyKind, PrivateKey, Signed};
use identity::{Ask, IdentityProvider, Refused};
use serde_json::{Value, json};
use testing::Outcome;

use super::{AT, MARK, NOW, World};
use crate::refusals::key;

#[test]
fn constraints_of_superiors() -> Outcome {
    testing::run(async {
        let broken = |name| Some(Refused::Constraint(name));
        let cases = [
            (json!({"max_path_length": 0}), broken("max_path_length")),
            (json!({"max_path_length": 1}), None),
            (
                json!({"naming_constraints": {"permitted": [".city.example"]}}),
                broken("naming_constraints"),
            ),
            (
                json!({"naming_constraints": {"permitted": ["127.0.0.1"]}}),
                None,
            ),
            (
                json!({"naming_constraints": {"excluded": ["127.0.0.1"]}}),
                broken("naming_constraints"),
            ),
            (
                json!({"allowed_entity_types": ["openid_relying_party"]}),
                broken("allowed_entity_types"),
            ),
            (json!({"allowed_entity_types": ["openid_provider"]}), None),
            (
                json!({"max_path_length": "long"}),
                Some(Refused::Json("the constraints of a superior")),
            ),
        ];
        for (constraints, wanted) in cases {
            let mut world = World::new().await;
            world.about_middle()["constraints"] = constraints.clone();
            assert_eq!(world.examine().await.err(), wanted, "{constraints}");
        }
        // The intermediate stands directly above the provider: no step between.
        let mut world = World::new().await;
        world.about_provider()["constraints"] = json!({"max_path_length": 0});
        assert!(world.examine().await.is_ok());
        Ok(())
    })
}

#[test]
fn policies_of_superiors() -> Outcome {
    testing::run(async {
        let policy = |policy: Value| json!({"openid_provider": policy});
        let mut world = World::new().await;
        let elsewhere = world.id("stranger");
        world.about_middle()["metadata_policy"] =
            policy(json!({"token_endpoint": {"value": format!("{elsewhere}/token")}}));
        assert!(world.examine().await.is_ok());

        let mut world = World::new().await;
        world.about_middle()["metadata_policy"] = policy(json!({"logo_uri": {"essential": true}}));
        assert_eq!(
            world.examine().await.err(),
            Some(Refused::Policy("logo_uri".into()))
        );
        // Its superior can add what is missing.
        world.about_provider()["metadata"] = policy(json!({"logo_uri": "https://x.example"}));
        assert!(world.examine().await.is_ok());

        let mut world = World::new().await;
        world.about_middle()["metadata_policy"] = policy(json!({"a": {"value": 1}}));
        world.about_provider()["metadata_policy"] = policy(json!({"a": {"value": 2}}));
        assert_eq!(
            world.examine().await.err(),
            Some(Refused::PolicyConflict("a".into()))
        );

        let mut world = World::new().await;
        world.about_middle()["metadata_policy_crit"] = json!(["regexp"]);
        assert_eq!(
            world.examine().await.err(),
            Some(Refused::Policy("regexp".into()))
        );

        // A policy that takes the endpoint away, or leads away from https.
        let mut world = World::new().await;
        world.about_middle()["metadata_policy"] =
            policy(json!({"token_endpoint": {"value": null}}));
        assert_eq!(
            world.examine().await.err(),
            Some(Refused::Lacks("a token endpoint"))
        );
        let mut world = World::new().await;
        world.provider()["metadata"]["openid_provider"] = json!(null);
        assert_eq!(
            world.examine().await.err(),
            Some(Refused::Lacks("metadata of a provider"))
        );
        Ok(())
    })
}

#[test]
fn trust_marks() -> Outcome {
    testing::run(async {
        let demanded = format!("demanded_marks = ['{MARK}']");
        let absent = || Some(Refused::TrustMark(MARK.to_string()));
        let mark = |world: &mut World, by: &str, change: &dyn Fn(&mut Value)| {
            let mut claims = json!({
                "iss": world.id(by), "sub": world.id("provider"), "iat": AT, "exp": AT + 3600,
                "trust_mark_type": MARK,
            });
            change(&mut claims);
            let token = world.keys[by]
                .sign("trust-mark+jwt", &claims)
                .expect("a token");
            let all = json!([{"trust_mark_type": MARK, "trust_mark": token}]);
            world.provider()["trust_marks"] = all;
            world.publish();
        };
        let mut world = World::new().await;
        world.publish();
        assert_eq!(world.examine_with(&demanded).await.err(), absent());
        mark(&mut world, "anchor", &|_| {});
        assert_eq!(world.examine_with(&demanded).await?.marks, [MARK]);
        mark(&mut world, "anchor", &|c| c["exp"] = json!(AT - 60));
        assert_eq!(world.examine_with(&demanded).await.err(), absent());
        mark(&mut world, "anchor", &|c| {
            c["sub"] = json!("https://other.example")
        });
        assert_eq!(world.examine_with(&demanded).await.err(), absent());
        let anchor = world.id("anchor");
        mark(&mut world, "stranger", &|c| c["iss"] = json!(anchor));
        assert_eq!(world.examine_with(&demanded).await.err(), absent());
        // An issuer that the anchor does not name, and then does.
        mark(&mut world, "middle", &|_| {});
        assert_eq!(world.examine_with(&demanded).await.err(), absent());
        let middle = world.id("middle");
        world.own.get_mut("anchor").ok_or("anchor")?["trust_mark_issuers"] =
            json!({MARK: [middle]});
        world.publish();
        assert_eq!(world.examine_with(&demanded).await?.marks, [MARK]);
        Ok(())
    })
}

#[test]
fn new_keys_of_a_provider_come_with_a_new_chain() -> Outcome {
    testing::run(async {
        let mut world = World::new().await;
        world.publish();
        let more = "algorithms = ['ES256']";
        let federation = world.federation("anchor", &world.keys["anchor"].public_set(), more);
        let begun = federation.begin(Ask::default(), NOW).await?;
        let there = crate::address(&begun.go);
        let request = crate::parameter(&there, "request").ok_or("no request")?;
        let request = Signed::read(&request, "the request", &[identity::jose::Alg::Es256])?;
        let own = PrivateKey::of_file(&world.folder.path().join("own.pem"))?;
        let asked = request.verified(&own.public_set())?.clone();
        assert_eq!(asked["aud"], json!([world.id("provider")]));
        assert!(
            asked.get("sub").is_none(),
            "it could be taken for a proof of ours"
        );

        let new = key(KeyKind::P256);
        world.provider()["metadata"]["openid_provider"]["jwks"] = json!(new.public_set());
        world.publish();
        let claims = json!({
            "iss": world.id("provider"), "sub": "s1", "aud": "https://city.example",
            "nonce": asked["nonce"], "iat": AT, "exp": AT + 300,
        });
        let token = new.sign("JWT", &claims)?;
        let answer = json!({"access_token": "a", "token_type": "Bearer", "id_token": token});
        world.fake.json("/provider/token", &answer);
        world.fake.json("/provider/userinfo", &json!({"sub": "s1"}));
        let callback = || identity::Callback {
            state: asked["state"].as_str().map(str::to_string),
            code: Some("c".to_string()),
            ..identity::Callback::default()
        };
        let kept = begun.pending.keep().body;
        let taken = || identity::Taken::of_deleted(&kept);
        let soon = federation.finish(callback(), taken()?, NOW).await;
        assert_eq!(soon.err(), Some(Refused::Key("the ID token")));
        let later = federation
            .finish(callback(), taken()?, NOW.plus_seconds(15))
            .await?;
        assert_eq!(later.subject, "s1");
        Ok(())
    })
}
