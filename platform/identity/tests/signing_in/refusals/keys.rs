//! The provider's keys, and when they are asked for again.

use identity::Refused;
use identity::jose::KeyKind;
use serde_json::{Value, json};
use testing::Outcome;

use super::{ID_TOKEN, NOW, Scene, key};

#[test]
fn keys_that_must_not_check_signatures() -> Outcome {
    testing::run(async {
        let scene = Scene::new("").await;
        let public = scene.key.public();
        let keys = |change: fn(&mut Value)| {
            let mut key = json!(public);
            change(&mut key);
            scene.fake.json("/keys", &json!({"keys": [key]}));
        };
        keys(|key| key["use"] = json!("enc"));
        assert_eq!(
            scene.with_claims(|_| {}).await.err(),
            Some(Refused::Key(ID_TOKEN))
        );

        let scene = Scene::new("").await;
        let mut key = json!(scene.key.public());
        key["alg"] = json!("ES384");
        scene.fake.json("/keys", &json!({"keys": [key]}));
        assert_eq!(
            scene.with_claims(|_| {}).await.err(),
            Some(Refused::Key(ID_TOKEN))
        );

        let scene = Scene::new("").await;
        scene.fake.json("/keys", &json!({"keys": "none"}));
        let found = scene.with_claims(|_| {}).await.err();
        assert_eq!(found, Some(Refused::Json("the provider's keys")));
        Ok(())
    })
}

#[test]
fn new_keys_are_fetched_but_not_at_every_stranger() -> Outcome {
    testing::run(async {
        let scene = Scene::new("").await;
        scene.with_claims(|_| {}).await?;
        scene.with_claims(|_| {}).await?;
        assert_eq!(scene.fake.asked("/keys"), 1);
        assert_eq!(scene.fake.asked("/.well-known/openid-configuration"), 1);
        // The provider changes its keys.
        let new = key(KeyKind::P256);
        scene.fake.json("/keys", &json!(new.public_set()));
        scene.hand_out(new.sign("JWT", &scene.claims())?);
        let soon = scene.finish_with(scene.back(), NOW.plus_seconds(14)).await;
        assert_eq!(soon.err(), Some(Refused::Key(ID_TOKEN)));
        assert_eq!(scene.fake.asked("/keys"), 1);
        let later = scene.finish_with(scene.back(), NOW.plus_seconds(15)).await;
        assert_eq!(later.map(|ada| ada.subject), Ok("s1".to_string()));
        assert_eq!(scene.fake.asked("/keys"), 2);
        // Many tokens of a stranger cause one question, not many.
        scene.hand_out(key(KeyKind::P256).sign("JWT", &scene.claims())?);
        for _ in 0..20 {
            let found = scene.finish_with(scene.back(), NOW.plus_seconds(40)).await;
            assert_eq!(found.err(), Some(Refused::Key(ID_TOKEN)));
        }
        assert_eq!(scene.fake.asked("/keys"), 3);
        Ok(())
    })
}
