//! Trust chains that must be refused, each with its own reason, in a federation made for the test.

use std::collections::BTreeMap;

use identity::jose::{JwkSet, KeyKind, PrivateKey, Signed};
use identity::{Ask, Examined, Federation, FederationSettings, IdentityProvider, Refused};
use serde_json::{Value, json};
use testing::Outcome;
use values::Moment;

use crate::fake::Fake;
use crate::refusals::key;
use crate::{chance, key_file, web};

const NOW: Moment = Moment(1_795_867_200_000_000);
const AT: i64 = 1_795_867_200;
const MARK: &str = "https://anchor.example/mark";
const CONFIGURATION: &str = "the entity configuration";
const SUBORDINATE: &str = "the subordinate statement";

/// Anchor, intermediate, provider, all on one fake server; what they say can be changed before it is
/// published.
struct World {
    fake: Fake,
    folder: tempfile::TempDir,
    keys: BTreeMap<&'static str, PrivateKey>,
    /// What an entity says of itself.
    own: BTreeMap<&'static str, Value>,
    /// What the first says of the second.
    said: BTreeMap<(&'static str, &'static str), Value>,
}

impl World {
    async fn new() -> World {
        let fake = Fake::start().await;
        let names = ["anchor", "middle", "provider", "stranger"];
        let keys: BTreeMap<_, _> = names.map(|name| (name, key(KeyKind::P256))).into();
        let mut world = World {
            fake,
            folder: tempfile::tempdir().expect("a folder"),
            keys,
            own: BTreeMap::new(),
            said: BTreeMap::new(),
        };
        for name in names {
            let id = world.id(name);
            let statement = json!({
                "iss": id, "sub": id, "iat": AT, "exp": AT + 86_400,
                "jwks": world.keys[name].public_set(),
                "metadata": {"federation_entity": {"federation_fetch_endpoint": format!("{id}/fetch")}},
            });
            world.own.insert(name, statement);
        }
        let provider = world.id("provider");
        let own = |name: &str| json!([world.id(name)]);
        let (to_anchor, to_middle) = (own("anchor"), own("middle"));
        let core = world.keys["stranger"].public_set();
        let mut metadata = json!({"openid_provider": {
            "issuer": provider, "authorization_endpoint": format!("{provider}/authorize"),
            "token_endpoint": format!("{provider}/token"), "userinfo_endpoint": format!("{provider}/userinfo"),
            "jwks": core,
        }});
        let said = world.own.get_mut("provider").expect("a provider");
        said["metadata"]["openid_provider"] = metadata["openid_provider"].take();
        said["authority_hints"] = to_middle;
        world.own.get_mut("middle").expect("an intermediate")["authority_hints"] = to_anchor;
        world.say("anchor", "middle");
        world.say("middle", "provider");
        world
    }

    fn id(&self, name: &str) -> String {
        format!("{}/{name}", self.fake.base)
    }

    /// A usual statement of one about another.
    fn say(&mut self, of: &'static str, about: &'static str) {
        let statement = json!({
            "iss": self.id(of), "sub": self.id(about), "iat": AT, "exp": AT + 86_400,
            "jwks": self.keys[about].public_set(),
        });
        self.said.insert((of, about), statement);
    }

    fn about_provider(&mut self) -> &mut Value {
        self.said
            .get_mut(&("middle", "provider"))
            .expect("a statement")
    }

    fn about_middle(&mut self) -> &mut Value {
        self.said
            .get_mut(&("anchor", "middle"))
            .expect("a statement")
    }

    fn provider(&mut self) -> &mut Value {
        self.own.get_mut("provider").expect("a statement")
    }

    fn path(of: &str, about: &str, base: &str) -> String {
        let sub: String =
            url::form_urlencoded::byte_serialize(format!("{base}/{about}").as_bytes()).collect();
        format!("/{of}/fetch?sub={sub}")
    }

    fn publish_own(&self, name: &str, by: &PrivateKey, typ: &str) {
        let token = by.sign(typ, &self.own[name]).expect("a token");
        let path = format!("/{name}/.well-known/openid-federation");
        self.fake
            .body(&path, "application/entity-statement+jwt", token);
    }

    fn publish_said(&self, of: &'static str, about: &'static str, by: &PrivateKey) {
        let token = by
            .sign("entity-statement+jwt", &self.said[&(of, about)])
            .expect("a token");
        let path = World::path(of, about, &self.fake.base);
        self.fake
            .body(&path, "application/entity-statement+jwt", token);
    }

    fn publish(&self) {
        for (name, by) in &self.keys {
            self.publish_own(name, by, "entity-statement+jwt");
        }
        for (of, about) in self.said.keys() {
            self.publish_said(of, about, &self.keys[of]);
        }
    }

    fn federation(&self, anchor: &str, keys: &JwkSet, more: &str) -> Federation {
        let folder = self.folder.path();
        let file = key_file(folder, "own.pem", KeyKind::P256);
        let anchor_file = folder.join("anchor.json");
        std::fs::write(&anchor_file, json!(keys).to_string()).expect("a file");
        let text = format!(
            "key = 'test'\nentity = 'https://city.example'\nfederation_keys = [{file:?}]\nkeys = [{file:?}]\n\
             userinfo = 'plain'\nauthority_hints = ['{}']\n{more}\n\
             [[anchors]]\nentity = '{}'\nkeys_file = {anchor_file:?}\n\
             [[providers]]\nissuer = '{}'\nname = 'P'\ngroup = 'test'\n",
            self.id(anchor),
            self.id(anchor),
            self.id("provider"),
        );
        let settings: FederationSettings = toml::from_str(&text).expect("settings");
        let back = "https://city.example/back".to_string();
        Federation::new(settings, back, web(), chance()).expect("a federation")
    }

    async fn examine_with(&self, more: &str) -> Result<Examined, Refused> {
        let federation = self.federation("anchor", &self.keys["anchor"].public_set(), more);
        federation.examine(&self.id("provider"), NOW).await
    }

    async fn examine(&self) -> Result<Examined, Refused> {
        self.publish();
        self.examine_with("").await
    }
}

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
