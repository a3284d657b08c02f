//! Trust chains that must be refused, each with its own reason, in a federation made for the test.

mod demands;
mod statements;
mod ways;

use std::collections::BTreeMap;

use identity::jose::{JwkSet, KeyKind, PrivateKey};
use identity::{Examined, Federation, FederationSettings, Refused};
use serde_json::{Value, json};
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
