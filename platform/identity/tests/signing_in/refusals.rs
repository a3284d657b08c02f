//! Answers of a plain provider that must be refused, each with its own reason.

use identity::jose::{KeyKind, PrivateKey, base64url};
use identity::{
    Advice, Ask, Callback, Identity, IdentityProvider, Oidc, OidcSettings, Refused, Taken,
};
use serde_json::{Value, json};
use testing::Outcome;
use values::Moment;

use crate::fake::{Canned, Fake};
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

#[test]
fn what_the_id_token_claims() -> Outcome {
    testing::run(async {
        let scene = Scene::new("").await;
        type Change = fn(&mut Value);
        let lacks = |claim: &str| Refused::Claim {
            what: ID_TOKEN,
            claim: claim.to_string(),
        };
        let cases: Vec<(&str, Change, Refused)> = vec![
            (
                "issuer",
                |c| c["iss"] = json!("https://other.example"),
                Refused::Issuer(ID_TOKEN),
            ),
            (
                "issuer with a slash",
                |c| c["iss"] = json!(format!("{}/", c["iss"].as_str().unwrap())),
                Refused::Issuer(ID_TOKEN),
            ),
            (
                "no issuer",
                |c| c["iss"] = json!(null),
                Refused::Issuer(ID_TOKEN),
            ),
            (
                "audience",
                |c| c["aud"] = json!("other"),
                Refused::Audience(ID_TOKEN),
            ),
            (
                "audiences",
                |c| c["aud"] = json!(["other", "another"]),
                Refused::Audience(ID_TOKEN),
            ),
            (
                "no audience",
                |c| c["aud"] = json!(null),
                Refused::Audience(ID_TOKEN),
            ),
            (
                "two audiences",
                |c| c["aud"] = json!(["wishmi", "other"]),
                Refused::Party(ID_TOKEN),
            ),
            (
                "party",
                |c| c["azp"] = json!("other"),
                Refused::Party(ID_TOKEN),
            ),
            ("nonce", |c| c["nonce"] = json!("other"), Refused::Nonce),
            ("no nonce", |c| c["nonce"] = json!(null), Refused::Nonce),
            (
                "expired",
                |c| c["exp"] = json!(AT - 60),
                Refused::Expired(ID_TOKEN),
            ),
            ("no expiry", |c| c["exp"] = json!(null), lacks("exp")),
            (
                "expiry in words",
                |c| c["exp"] = json!("soon"),
                lacks("exp"),
            ),
            (
                "from the future",
                |c| c["iat"] = json!(AT + 61),
                Refused::NotYet(ID_TOKEN),
            ),
            (
                "not yet",
                |c| c["nbf"] = json!(AT + 61),
                Refused::NotYet(ID_TOKEN),
            ),
            (
                "older than the sign-in",
                |c| c["iat"] = json!(AT - 61),
                Refused::Old(ID_TOKEN),
            ),
            ("no issue", |c| c["iat"] = json!(null), lacks("iat")),
            ("no subject", |c| c["sub"] = json!(null), lacks("sub")),
            ("empty subject", |c| c["sub"] = json!(""), lacks("sub")),
            (
                "long subject",
                |c| c["sub"] = json!("s".repeat(256)),
                lacks("sub"),
            ),
            (
                "hash",
                |c| c["at_hash"] = json!("b3RoZXI"),
                Refused::AccessTokenHash,
            ),
            (
                "another subject",
                |c| c["sub"] = json!("s2"),
                Refused::Subject,
            ),
        ];
        for (name, change, wanted) in cases {
            assert_eq!(
                scene.with_claims(change).await.err(),
                Some(wanted),
                "{name}"
            );
        }
        // The edges that are still good: clocks may differ by a minute.
        let good: Vec<Change> = vec![
            |c| c["exp"] = json!(AT - 59),
            |c| c["iat"] = json!(AT + 60),
            |c| c["iat"] = json!(AT - 60),
            |c| c["nbf"] = json!(AT + 60),
            |c| c["exp"] = json!(AT as f64 + 300.5),
            |c| {
                c["aud"] = json!(["wishmi", "other"]);
                c["azp"] = json!("wishmi");
            },
            // SHA-256 of «a1», its left half.
            |c| {
                let whole = ring::digest::digest(&ring::digest::SHA256, b"a1");
                c["at_hash"] = json!(base64url(&whole.as_ref()[..16]));
            },
        ];
        for (number, change) in good.into_iter().enumerate() {
            let found = scene.with_claims(change).await;
            assert!(found.is_ok(), "{number}: {found:?}");
        }
        Ok(())
    })
}

#[test]
fn an_id_token_of_an_earlier_sign_in() -> Outcome {
    testing::run(async {
        let (first, second) = (Scene::new("").await, Scene::new("").await);
        let mut claims = first.claims();
        claims["iss"] = json!(second.fake.base);
        second.hand_out(second.key.sign("JWT", &claims)?);
        assert_eq!(second.finish().await.err(), Some(Refused::Nonce));
        Ok(())
    })
}

#[test]
fn how_the_id_token_is_signed() -> Outcome {
    testing::run(async {
        let scene = Scene::new("").await;
        let good = scene.key.sign("JWT", &scene.claims())?;
        let parts: Vec<&str> = good.split('.').collect();
        let head = |head: Value| base64url(head.to_string().as_bytes());
        let kid = scene.key.kid();
        let alg = |alg: &str| Refused::Algorithm {
            what: ID_TOKEN,
            alg: alg.to_string(),
        };
        // HS256 with the provider's public key as the shared secret.
        let secret = json!(scene.key.public_set()).to_string();
        let secret = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret.as_bytes());
        let hs = format!("{}.{}", head(json!({"alg": "HS256", "kid": kid})), parts[1]);
        let hs = format!(
            "{hs}.{}",
            base64url(ring::hmac::sign(&secret, hs.as_bytes()).as_ref())
        );
        let none = head(json!({"alg": "none"}));
        let rsa = head(json!({"alg": "RS256", "kid": kid}));
        let critical = head(json!({"alg": "ES256", "kid": kid, "crit": ["exp"]}));
        let mut flipped = parts[2].as_bytes().to_vec();
        flipped[10] = if flipped[10] == b'A' { b'B' } else { b'A' };
        let flipped = String::from_utf8(flipped)?;
        let mut other_claims = scene.claims();
        other_claims["sub"] = json!("admin");
        let other_claims = base64url(other_claims.to_string().as_bytes());
        let stranger = key(KeyKind::P256);
        // The stranger signs under the name of the provider's key.
        let renamed = format!("{}.{}", parts[0], parts[1]);
        let by_stranger = stranger.sign("JWT", &scene.claims())?;
        let borrowed = by_stranger.rsplit('.').next().unwrap_or_default();
        let cases = [
            ("none", format!("{none}.{}.", parts[1]), alg("none")),
            (
                "None",
                format!("{}.{}.", head(json!({"alg": "None"})), parts[1]),
                alg("None"),
            ),
            (
                "no algorithm",
                format!("{}.{}.", head(json!({})), parts[1]),
                alg(""),
            ),
            ("HS256", hs, alg("HS256")),
            (
                "another kind of key",
                format!("{rsa}.{}.{}", parts[1], parts[2]),
                Refused::Key(ID_TOKEN),
            ),
            (
                "critical",
                format!("{critical}.{}.{}", parts[1], parts[2]),
                Refused::Critical(ID_TOKEN),
            ),
            (
                "signature",
                format!("{}.{}.{flipped}", parts[0], parts[1]),
                Refused::Signature(ID_TOKEN),
            ),
            (
                "no signature",
                format!("{}.{}.", parts[0], parts[1]),
                Refused::Signature(ID_TOKEN),
            ),
            (
                "claims",
                format!("{}.{other_claims}.{}", parts[0], parts[2]),
                Refused::Signature(ID_TOKEN),
            ),
            (
                "borrowed name",
                format!("{renamed}.{borrowed}"),
                Refused::Signature(ID_TOKEN),
            ),
            ("stranger", by_stranger.clone(), Refused::Key(ID_TOKEN)),
            (
                "two parts",
                format!("{}.{}", parts[0], parts[1]),
                Refused::NotAToken(ID_TOKEN),
            ),
            (
                "four parts",
                format!("{good}.x"),
                Refused::NotAToken(ID_TOKEN),
            ),
            (
                "no base64",
                format!("%.{}.{}", parts[1], parts[2]),
                Refused::NotAToken(ID_TOKEN),
            ),
            (
                "padded",
                format!("{}=.{}.{}", parts[0], parts[1], parts[2]),
                Refused::NotAToken(ID_TOKEN),
            ),
            (
                "no JSON",
                format!("{}.{}.{}", base64url(b"{"), parts[1], parts[2]),
                Refused::Json(ID_TOKEN),
            ),
            (
                "no object",
                format!("{}.{}.{}", parts[0], base64url(b"[]"), parts[2]),
                Refused::Json(ID_TOKEN),
            ),
            ("empty", String::new(), Refused::NotAToken(ID_TOKEN)),
        ];
        for (name, token, wanted) in cases {
            scene.hand_out(token);
            assert_eq!(scene.finish().await.err(), Some(wanted), "{name}");
        }
        // A key that is not on the list of algorithms, although the provider signs well with it.
        let strict = Scene::new("algorithms = ['RS256']").await;
        assert_eq!(strict.with_claims(|_| {}).await.err(), Some(alg("ES256")));
        Ok(())
    })
}

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

#[test]
fn user_information_of_somebody_else() -> Outcome {
    testing::run(async {
        let scene = Scene::new("").await;
        scene.fake.json("/userinfo", &json!({"sub": "s2"}));
        assert_eq!(
            scene.with_claims(|_| {}).await.err(),
            Some(Refused::Subject)
        );
        scene.fake.json("/userinfo", &json!({"given_name": "Ada"}));
        assert_eq!(
            scene.with_claims(|_| {}).await.err(),
            Some(Refused::Subject)
        );
        scene
            .fake
            .body("/userinfo", "application/json", "{\"sub\":".to_string());
        assert_eq!(
            scene.with_claims(|_| {}).await.err(),
            Some(Refused::Json(USERINFO))
        );

        let signed = Scene::new("userinfo = 'signed'").await;
        let good = json!({"sub": "s1", "iss": signed.fake.base, "aud": "wishmi"});
        let put = |typ: &str, change: fn(&mut Value)| {
            let mut claims = good.clone();
            change(&mut claims);
            let token = signed.key.sign(typ, &claims).expect("a token");
            signed.fake.body("/userinfo", "application/jwt", token);
        };
        type Change = fn(&mut Value);
        let cases: Vec<(&str, Change, Refused)> = vec![
            (
                "JWT",
                |c| c["iss"] = json!("https://other.example"),
                Refused::Issuer(USERINFO),
            ),
            (
                "JWT",
                |c| c["aud"] = json!("other"),
                Refused::Audience(USERINFO),
            ),
            (
                "JWT",
                |c| c["exp"] = json!(AT - 60),
                Refused::Expired(USERINFO),
            ),
            ("JWT", |c| c["sub"] = json!("s2"), Refused::Subject),
            ("at+jwt", |_| {}, Refused::Type(USERINFO)),
        ];
        for (typ, change, wanted) in cases {
            put(typ, change);
            assert_eq!(signed.with_claims(|_| {}).await.err(), Some(wanted));
        }
        put("JWT", |_| {});
        assert!(signed.with_claims(|_| {}).await.is_ok());
        // Plain where a signature was agreed upon.
        signed.fake.json("/userinfo", &good);
        assert_eq!(
            signed.with_claims(|_| {}).await.err(),
            Some(Refused::NotAToken(USERINFO))
        );
        Ok(())
    })
}

#[test]
fn levels_factors_and_freshness() -> Outcome {
    testing::run(async {
        let more = "least = 'substantial'\nlevels = { 'two' = 'substantial', 'one' = 'low' }";
        let scene = Scene::new(more).await;
        assert_eq!(scene.with_claims(|_| {}).await.err(), Some(Refused::Level));
        for (acr, good) in [("one", false), ("unheard of", false), ("two", true)] {
            let found = scene.with_claims(|c| c["acr"] = json!(acr)).await;
            assert_eq!(found.is_ok(), good, "{acr}");
        }
        let staff = Scene::new("second_factor = { acr = ['mfa'], amr = ['otp'] }").await;
        assert_eq!(
            staff.with_claims(|_| {}).await.err(),
            Some(Refused::SecondFactor)
        );
        let pwd = staff.with_claims(|c| c["amr"] = json!(["pwd"])).await;
        assert_eq!(pwd.err(), Some(Refused::SecondFactor));
        assert!(
            staff
                .with_claims(|c| c["amr"] = json!(["pwd", "otp"]))
                .await
                .is_ok()
        );
        assert!(staff.with_claims(|c| c["acr"] = json!("mfa")).await.is_ok());

        let fresh = Ask {
            fresh: true,
            ..Ask::default()
        };
        let scene = Scene::with("", fresh, |_| {}).await;
        assert_eq!(
            scene.with_claims(|_| {}).await.err(),
            Some(Refused::NotFresh)
        );
        let old = scene.with_claims(|c| c["auth_time"] = json!(AT - 61)).await;
        assert_eq!(old.err(), Some(Refused::NotFresh));
        assert!(
            scene
                .with_claims(|c| c["auth_time"] = json!(AT))
                .await
                .is_ok()
        );
        Ok(())
    })
}

#[test]
fn what_the_token_endpoint_says() -> Outcome {
    testing::run(async {
        let scene = Scene::new("").await;
        let what = "the answer of the token endpoint";
        let good = scene.key.sign("JWT", &scene.claims())?;
        let lacks = |claim: &str| Refused::Claim {
            what,
            claim: claim.to_string(),
        };
        let host = || "127.0.0.1".to_string();
        let status = |status, body: &str| Canned {
            status,
            kind: "application/json",
            body: body.as_bytes().to_vec(),
            ..Canned::default()
        };
        let cases = [
            (
                status(400, r#"{"error":"invalid_grant"}"#),
                Refused::Token("invalid_grant".into()),
            ),
            (
                status(401, "no JSON"),
                Refused::Token("no?error?name".into()),
            ),
            (
                status(500, "{}"),
                Refused::Status {
                    host: host(),
                    status: 500,
                    what,
                },
            ),
            (status(200, "{"), Refused::Json(what)),
            (status(200, "[]"), Refused::Json(what)),
            (status(200, "{}"), lacks("access_token")),
            (
                status(200, r#"{"access_token":"a1","token_type":"Bearer"}"#),
                lacks("id_token"),
            ),
            (
                status(
                    200,
                    &json!({"access_token": "a1", "token_type": "mac", "id_token": good})
                        .to_string(),
                ),
                Refused::Json(what),
            ),
        ];
        for (canned, wanted) in cases {
            scene.fake.put("/token", canned);
            assert_eq!(scene.finish().await.err(), Some(wanted));
        }
        Ok(())
    })
}

#[test]
fn advice_is_translated_everywhere() -> Outcome {
    let langs: Vec<values::Lang> = ["it", "it-easy", "en", "ar", "zh", "es", "fil"]
        .iter()
        .map(|lang| lang.parse())
        .collect::<Result<_, _>>()?;
    let catalog = i18n::Catalog::new(&langs[0], identity::LOCALES)?;
    assert_eq!(i18n::missing(&catalog, &langs), []);
    let mut keys = Advice::ALL.map(Advice::key).to_vec();
    keys.sort_unstable();
    let mut there = catalog.keys(&langs[0]);
    there.retain(|key| key.starts_with("identity-"));
    assert_eq!(there, keys);
    Ok(())
}
