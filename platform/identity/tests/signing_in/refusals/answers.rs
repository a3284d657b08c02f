//! User information, levels, the token endpoint, and what the person is told.

use identity::{Advice, Ask, Refused};
use serde_json::{Value, json};
use testing::Outcome;

use super::{AT, Scene, USERINFO};
use crate::fake::Canned;

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
            (status(401, "no JSON"), Refused::Token("unnamed".into())),
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
