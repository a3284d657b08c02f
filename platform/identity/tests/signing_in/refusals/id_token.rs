//! What an ID token claims, and how it is signed.

use identity::Refused;
use identity::jose::{KeyKind, base64url};
use serde_json::{Value, json};
use testing::Outcome;

use super::{AT, ID_TOKEN, Scene, key};

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
