//! Answers of a plain provider that must be refused, each with its own reason.

mod answers;
mod browser;
mod id_token;
mod keys;

use identity::jose::{KeyKind, PrivateKey};
use identity::{Ask, Callback, Identity, IdentityProvider, Oidc, OidcSettings, Refused, Taken};
use serde_json::{Value, json};
use values::Moment;

use crate::fake::Fake;
use crate::{address, chance, parameter, web};

const ID_TOKEN: &str = "the ID token";
const USERINFO: &str = "the user information";
const BACK: &str = "http://127.0.0.1:1/back";
/// 2026-11-28T12:00:00Z; the fake has no clock of its own.
const NOW: Moment = Moment(1_795_867_200_000_000);
const AT: i64 = 1_795_867_200;

/// A provider with one key, and a sign-in under way at it.
pub struct Scene {
    pub fake: Fake,
    pub key: PrivateKey,
    pub oidc: Oidc,
    state: String,
    nonce: String,
    kept: String,
}

pub fn key(kind: KeyKind) -> PrivateKey {
    PrivateKey::of_pem(&PrivateKey::generate(kind, &chance()).expect("a key")).expect("a key")
}

pub fn describe(fake: &Fake, change: impl FnOnce(&mut Value)) {
    let base = &fake.base;
    let mut said = json!({
        "issuer": base,
        "authorization_endpoint": format!("{base}/authorize"),
        "token_endpoint": format!("{base}/token"),
        "userinfo_endpoint": format!("{base}/userinfo"),
        "jwks_uri": format!("{base}/keys"),
    });
    change(&mut said);
    fake.json("/.well-known/openid-configuration", &said);
}

pub fn settings(issuer: &str, more: &str) -> OidcSettings {
    // PATH is set wherever tests run; what it holds is a secret nobody checks here.
    let text = format!(
        "key = 'fake'\nname = 'Fake'\nissuer = '{issuer}'\nclient_id = 'wishmi'\n\
         secret = {{ env = 'PATH' }}\n{more}\n"
    );
    toml::from_str(&text).expect("settings")
}

impl Scene {
    async fn new(more: &str) -> Scene {
        Scene::with(more, Ask::default(), |_| {}).await
    }

    async fn with(more: &str, ask: Ask, description: impl FnOnce(&mut Value)) -> Scene {
        let fake = Fake::start().await;
        let key = key(KeyKind::P256);
        describe(&fake, description);
        fake.json("/keys", &json!(key.public_set()));
        fake.json("/userinfo", &json!({"sub": "s1", "given_name": "Ada"}));
        let settings = settings(&fake.base, more);
        let oidc = Oidc::new(settings, BACK.to_string(), web(), chance()).expect("a provider");
        let begun = oidc.begin(ask, NOW).await.expect("a sign-in");
        let there = address(&begun.go);
        Scene {
            fake,
            key,
            oidc,
            state: parameter(&there, "state").expect("a state"),
            nonce: parameter(&there, "nonce").expect("a nonce"),
            kept: begun.pending.keep().body,
        }
    }

    fn claims(&self) -> Value {
        json!({
            "iss": self.fake.base, "sub": "s1", "aud": "wishmi", "nonce": self.nonce,
            "iat": AT, "exp": AT + 300,
        })
    }

    /// Puts a token at the token endpoint.
    fn hand_out(&self, token: String) {
        let answer = json!({"access_token": "a1", "token_type": "Bearer", "id_token": token});
        self.fake.json("/token", &answer);
    }

    fn back(&self) -> Callback {
        Callback {
            state: Some(self.state.clone()),
            code: Some("c1".to_string()),
            ..Callback::default()
        }
    }

    async fn finish_with(&self, callback: Callback, now: Moment) -> Result<Identity, Refused> {
        let taken = Taken::of_deleted(&self.kept).expect("what was kept");
        self.oidc.finish(callback, taken, now).await
    }

    async fn finish(&self) -> Result<Identity, Refused> {
        self.finish_with(self.back(), NOW).await
    }

    /// The sign-in with an ID token changed like this.
    async fn with_claims(&self, change: impl FnOnce(&mut Value)) -> Result<Identity, Refused> {
        let mut claims = self.claims();
        change(&mut claims);
        self.hand_out(self.key.sign("JWT", &claims).expect("a token"));
        self.finish().await
    }
}
