//! Signing in at `oidc-provider`: a secret, keys, signed requests, encrypted answers.

use std::path::Path;

use identity::jose::{KeyKind, PrivateKey};
use identity::{Ask, IdentityProvider, Level, Oidc, OidcSettings, Refused};
use serde_json::{Value, json};
use testing::Outcome;

use crate::browser::Browser;
use crate::peers;
use crate::{address, callback, chance, key_file, now, parameter, taken, web};

const BACK: &str = "http://127.0.0.1:1/sign-in/staff/callback";

/// A client with a secret, as the provider wants it described.
fn client(id: &str, more: Value) -> Value {
    let mut all = json!({
        "client_id": id,
        "client_secret": "only for tests",
        "redirect_uris": [BACK],
        "post_logout_redirect_uris": ["http://127.0.0.1:1/bye"],
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        "require_auth_time": true,
    });
    for (name, value) in more.as_object().expect("an object") {
        match value.is_null() {
            true => drop(all.as_object_mut().expect("an object").remove(name)),
            false => all[name] = value.clone(),
        }
    }
    all
}

fn settings(folder: &Path, issuer: &str, id: &str, more: &str) -> OidcSettings {
    let secret = folder.join("secret");
    std::fs::write(&secret, "only for tests\n").expect("a file");
    let secret = match more.contains("keys = ") {
        true => String::new(),
        false => format!("secret = {{ file = {secret:?} }}"),
    };
    // `more` begins with plain settings; tables come last.
    let text = format!(
        "key = 'staff'\nname = 'Staff'\nissuer = '{issuer}'\nclient_id = '{id}'\n{secret}\n{more}\n\
         [levels]\n'urn:example:one-factor' = 'low'\n'urn:example:two-factors' = 'substantial'\n\
         [claims]\ntax_number = ['fiscal_number']\n"
    );
    toml::from_str(&text).expect("settings")
}

fn provider(settings: OidcSettings) -> Oidc {
    Oidc::new(settings, BACK.to_string(), web(), chance()).expect("a provider")
}

/// The person goes through the provider's pages; the address with which they come back.
async fn walk(browser: &mut Browser, from: &str, who: &str) -> String {
    let page = browser.open(from, BACK).await;
    if page.address.as_str().starts_with(BACK) {
        return page.address.to_string();
    }
    assert_eq!(page.status, 200, "{}", page.body);
    let page = browser
        .send(&page, &[("login", who), ("go", "on")], BACK)
        .await;
    assert!(
        page.address.as_str().starts_with(BACK),
        "{} {}",
        page.status,
        page.body
    );
    page.address.to_string()
}

async fn sign_in(oidc: &Oidc, who: &str, ask: Ask) -> Result<identity::Identity, Refused> {
    let begun = oidc.begin(ask, now()).await?;
    let back = walk(&mut Browser::new(), &address(&begun.go), who).await;
    oidc.finish(callback(&back), taken(begun.pending), now())
        .await
}

#[test]
fn with_a_secret() -> Outcome {
    testing::run(async {
        let folder = tempfile::tempdir()?;
        let Some(peer) = peers::oidc(json!([client("wishmi", json!({}))])) else {
            return Ok(());
        };
        let oidc = provider(settings(folder.path(), &peer.said, "wishmi", ""));
        let ask = Ask {
            purpose: "sign-in".to_string(),
            ..Ask::default()
        };
        let ada = sign_in(&oidc, "ada", ask).await?;
        assert_eq!(ada.issuer, peer.said);
        assert_eq!(ada.subject, "ada");
        assert_eq!(ada.purpose, "sign-in");
        assert_eq!(ada.level, Some(Level::Substantial));
        assert_eq!(ada.amr, ["pwd", "otp"]);
        let claims = &ada.claims;
        assert_eq!(claims.given_name.as_deref(), Some("Ada"));
        assert_eq!(claims.family_name.as_deref(), Some("Prova"));
        assert_eq!(claims.birth_date, Some("1985-03-02".parse()?));
        assert_eq!(claims.email.as_deref(), Some("ada@example.org"));
        assert!(claims.email_verified);
        let tax = claims.tax_number.as_ref().ok_or("no tax number")?;
        assert_eq!(
            (tax.country.as_str(), tax.number.as_str()),
            ("IT", "PRVDAA85C42F205Z")
        );

        // Signing out there too: the provider asks whether to, on a page of its own.
        let out = oidc.farewell(&ada.farewell, Some("http://127.0.0.1:1/bye"));
        let page = Browser::new().open(&out.ok_or("no address")?, BACK).await;
        assert_eq!(page.status, 200, "{}", page.body);
        Ok(())
    })
}

#[test]
fn a_code_is_good_once_and_for_its_own_sign_in() -> Outcome {
    testing::run(async {
        let folder = tempfile::tempdir()?;
        let Some(peer) = peers::oidc(json!([client("wishmi", json!({}))])) else {
            return Ok(());
        };
        let oidc = provider(settings(folder.path(), &peer.said, "wishmi", ""));
        let begun = oidc.begin(Ask::default(), now()).await?;
        let back = walk(&mut Browser::new(), &address(&begun.go), "ada").await;
        // A caller who forgot to delete the row.
        let kept = begun.pending.keep();
        let again = || identity::Taken::of_deleted(&kept.body);
        oidc.finish(callback(&back), again()?, now()).await?;
        let second = oidc.finish(callback(&back), again()?, now()).await;
        assert_eq!(
            second.err(),
            Some(Refused::Token("invalid_grant".to_string()))
        );

        // Somebody else's code in my sign-in: PKCE tells them apart.
        let mine = oidc.begin(Ask::default(), now()).await?;
        let theirs = oidc.begin(Ask::default(), now()).await?;
        let stolen = walk(&mut Browser::new(), &address(&theirs.go), "ada").await;
        let mut forged = callback(&stolen);
        forged.state = parameter(&address(&mine.go), "state");
        let mixed = oidc.finish(forged, taken(mine.pending), now()).await;
        assert_eq!(
            mixed.err(),
            Some(Refused::Token("invalid_grant".to_string()))
        );
        Ok(())
    })
}

#[test]
fn who_stops_is_told_to_choose_again() -> Outcome {
    testing::run(async {
        let folder = tempfile::tempdir()?;
        let Some(peer) = peers::oidc(json!([client("wishmi", json!({}))])) else {
            return Ok(());
        };
        let oidc = provider(settings(folder.path(), &peer.said, "wishmi", ""));
        let stopped = sign_in(&oidc, "nobody", Ask::default()).await;
        assert_eq!(
            stopped.err(),
            Some(Refused::Cancelled("access_denied".to_string()))
        );
        Ok(())
    })
}

#[test]
fn staff_need_a_second_factor_and_families_a_level() -> Outcome {
    testing::run(async {
        let folder = tempfile::tempdir()?;
        let Some(peer) = peers::oidc(json!([client("wishmi", json!({}))])) else {
            return Ok(());
        };
        let more = "acr_values = ['urn:example:one-factor']\n\
                    second_factor = { amr = ['otp', 'hwk'] }";
        let staff = provider(settings(folder.path(), &peer.said, "wishmi", more));
        assert!(sign_in(&staff, "ada", Ask::default()).await.is_ok());
        let bob = sign_in(&staff, "bob", Ask::default()).await;
        assert_eq!(bob.err(), Some(Refused::SecondFactor));

        let families = provider(settings(folder.path(), &peer.said, "wishmi", ""));
        let ask = |level| Ask {
            level: Some(level),
            ..Ask::default()
        };
        assert!(sign_in(&families, "bob", ask(Level::Low)).await.is_ok());
        let bob = sign_in(&families, "bob", ask(Level::Substantial)).await;
        assert_eq!(bob.err(), Some(Refused::Level));
        assert!(
            sign_in(&families, "ada", ask(Level::Substantial))
                .await
                .is_ok()
        );
        Ok(())
    })
}

#[test]
fn a_fresh_sign_in_asks_the_person_again() -> Outcome {
    testing::run(async {
        let folder = tempfile::tempdir()?;
        let Some(peer) = peers::oidc(json!([client("wishmi", json!({}))])) else {
            return Ok(());
        };
        let oidc = provider(settings(folder.path(), &peer.said, "wishmi", ""));
        let mut browser = Browser::new();
        let begun = oidc.begin(Ask::default(), now()).await?;
        walk(&mut browser, &address(&begun.go), "ada").await;

        // A second usual sign-in needs no page: the provider knows the browser.
        let begun = oidc.begin(Ask::default(), now()).await?;
        let page = browser.open(&address(&begun.go), BACK).await;
        assert!(page.address.as_str().starts_with(BACK), "{}", page.body);

        let fresh = Ask {
            fresh: true,
            ..Ask::default()
        };
        let begun = oidc.begin(fresh, now()).await?;
        let page = browser.open(&address(&begun.go), BACK).await;
        assert!(page.body.contains("<form"), "{}", page.address);
        let page = browser
            .send(&page, &[("login", "ada"), ("go", "on")], BACK)
            .await;
        let back = page.address.to_string();
        let ada = oidc
            .finish(callback(&back), taken(begun.pending), now())
            .await?;
        assert!(ada.authenticated.is_some());
        Ok(())
    })
}

/// Keys instead of a secret, the request in a signed token, and the user information signed and then
/// encrypted to us, in every way we know to open.
#[test]
fn with_keys_signed_requests_and_encrypted_answers() -> Outcome {
    testing::run(async {
        let folder = tempfile::tempdir()?;
        let signing = [
            (
                key_file(folder.path(), "rsa.pem", KeyKind::Rsa2048),
                "RS256",
            ),
            (key_file(folder.path(), "p256.pem", KeyKind::P256), "ES256"),
        ];
        let opens = key_file(folder.path(), "open.pem", KeyKind::Rsa2048);
        let open_key = PrivateKey::of_file(&opens)?;
        let mut clients = Vec::new();
        let mut wanted = Vec::new();
        let ways = [
            ("RSA-OAEP", "A128CBC-HS256", "RS256"),
            ("RSA-OAEP", "A256CBC-HS512", "PS256"),
            ("RSA-OAEP-256", "A128GCM", "ES256"),
            ("RSA-OAEP-256", "A256GCM", "EdDSA"),
        ];
        for (number, (wrap, enc, alg)) in ways.into_iter().enumerate() {
            let (path, own) = &signing[number % 2];
            let id = format!("client{number}");
            let key = PrivateKey::of_file(path)?;
            clients.push(client(
                &id,
                json!({
                    "client_secret": null,
                    "token_endpoint_auth_method": "private_key_jwt",
                    "token_endpoint_auth_signing_alg": own,
                    "require_signed_request_object": true,
                    "request_object_signing_alg": own,
                    "id_token_signed_response_alg": alg,
                    "id_token_encrypted_response_alg": if number == 3 { json!(wrap) } else { json!(null) },
                    "id_token_encrypted_response_enc": if number == 3 { json!(enc) } else { json!(null) },
                    "userinfo_signed_response_alg": alg,
                    "userinfo_encrypted_response_alg": wrap,
                    "userinfo_encrypted_response_enc": enc,
                    "jwks": {"keys": [key.public(), open_key.public_for_encryption(wrap)]},
                }),
            ));
            wanted.push((id, path, alg));
        }
        let Some(peer) = peers::oidc(json!(clients)) else {
            return Ok(());
        };
        for (id, path, alg) in wanted {
            let more = format!(
                "keys = [{path:?}]\ndecryption_keys = [{opens:?}]\nsigned_request = true\n\
                 userinfo = 'encrypted'\nalgorithms = ['{alg}']"
            );
            let oidc = provider(settings(folder.path(), &peer.said, &id, &more));
            let begun = oidc.begin(Ask::default(), now()).await?;
            let there = address(&begun.go);
            assert!(parameter(&there, "request").is_some());
            // What nobody should see or change stands in the signed request only.
            assert_eq!(parameter(&there, "state"), None);
            assert_eq!(parameter(&there, "nonce"), None);
            let ada = sign_in(&oidc, "ada", Ask::default()).await;
            let ada = ada.map_err(|why| format!("{id}: {why}"))?;
            assert_eq!(ada.claims.family_name.as_deref(), Some("Prova"), "{id}");

            // An algorithm that is not on the list is refused.
            let other = more.replace(&format!("['{alg}']"), "['RS384']");
            let strict = provider(settings(folder.path(), &peer.said, &id, &other));
            let refused = sign_in(&strict, "ada", Ask::default()).await;
            let alg = alg.to_string();
            let what = "the ID token";
            assert_eq!(
                refused.err(),
                Some(Refused::Algorithm { what, alg }),
                "{id}"
            );

            // What is encrypted to another key of ours cannot be opened.
            let wrong = key_file(folder.path(), "wrong.pem", KeyKind::Rsa2048);
            let other = more.replace(&format!("[{opens:?}]"), &format!("[{wrong:?}]"));
            let strict = provider(settings(folder.path(), &peer.said, &id, &other));
            let refused = sign_in(&strict, "ada", Ask::default()).await;
            assert!(matches!(refused, Err(Refused::Key(_))), "{id}: {refused:?}");
        }
        Ok(())
    })
}
