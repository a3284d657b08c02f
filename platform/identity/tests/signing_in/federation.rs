//! Signing in at `spid-cie-oidc`: its provider believes us because of its anchor, and we believe it
//! because of the same.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use identity::jose::{KeyKind, PrivateKey};
use identity::{Ask, Federation, FederationSettings, IdentityProvider, Level, Refused};
use serde_json::{Value, json};
use testing::Outcome;
use tokio::net::TcpListener;

use crate::browser::Browser;
use crate::peers::{self, Peer};
use crate::{address, callback, chance, key_file, now, parameter, taken, web};

struct Scene {
    _peer: Peer,
    said: Value,
    federation: Arc<Federation>,
    back: String,
}

/// The settings of a city, as they stand in its file. This provider takes the last of the levels.
fn settings(folder: &Path, entity: &str, said: &Value, more: &str) -> FederationSettings {
    let (anchor, provider) = (
        said["anchor"].as_str().unwrap(),
        said["provider"].as_str().unwrap(),
    );
    std::fs::write(
        folder.join("anchor.json"),
        json!({"keys": said["keys"]}).to_string(),
    )
    .expect("a file");
    let file = |name: &str| folder.join(name);
    let text = format!(
        "key = 'spid'\nentity = '{entity}'\n\
         federation_keys = [{:?}]\nkeys = [{:?}]\ndecryption_keys = [{:?}]\n\
         authority_hints = ['{anchor}']\n\
         ask_claims = ['given_name', 'family_name', 'birthdate', 'email', 'https://attributes.eid.gov.it/fiscal_number', 'fiscal_number']\n\
         acr_values = ['https://www.spid.gov.it/SpidL3', 'https://www.spid.gov.it/SpidL2']\n\
         least = 'substantial'\nprompt_fresh = 'consent login'\n{more}\n\
         [[anchors]]\nentity = '{anchor}'\nkeys_file = {:?}\n\
         [[providers]]\nissuer = '{provider}'\nname = 'Test'\ngroup = 'spid'\n\
         [levels]\n'https://www.spid.gov.it/SpidL1' = 'low'\n\
         'https://www.spid.gov.it/SpidL2' = 'substantial'\n'https://www.spid.gov.it/SpidL3' = 'high'\n\
         [claims]\ntax_number = ['https://attributes.eid.gov.it/fiscal_number', 'fiscal_number']\nemail_is_verified = true\n\
         [federation_entity]\norganization_name = 'City'\ncontacts = ['city@example.org']\n\
         [relying_party]\nclient_name = 'Wish Mi'\ncontacts = ['city@example.org']\n",
        file("federation.pem"),
        file("sign.pem"),
        file("open.pem"),
        file("anchor.json"),
    );
    toml::from_str(&text).expect("settings")
}

/// The peer, and a server of ours with our entity configuration. `None` when the peer cannot be had.
async fn scene(folder: &Path, kind: (&str, &str), more: &str) -> Option<Scene> {
    for name in ["federation.pem", "sign.pem", "open.pem"] {
        key_file(folder, name, KeyKind::Rsa2048);
    }
    let federation_key = PrivateKey::of_file(&folder.join("federation.pem")).expect("a key");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let entity = format!("http://{}", listener.local_addr().expect("an address"));
    let peer = peers::federation(folder, &entity, json!([federation_key.public()]), kind)?;
    let said: Value = serde_json::from_str(&peer.said).expect("JSON");
    let back = format!("{entity}/sign-in/spid/callback");
    let settings = settings(folder, &entity, &said, more);
    let federation =
        Federation::new(settings, back.clone(), web(), chance()).expect("a federation");
    let federation = Arc::new(federation);
    let shown = federation.clone();
    let page = get(move || async move {
        let published = shown.entity_configuration(now()).expect("a statement");
        ([(CONTENT_TYPE, published.media_type)], published.body)
    });
    let router = Router::new().route("/.well-known/openid-federation", page);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Some(Scene {
        _peer: peer,
        said,
        federation,
        back,
    })
}

/// The person goes through the provider's pages: name and password, then consent.
async fn walk(there: &str, back: &str) -> String {
    let mut browser = Browser::new();
    let page = browser.open(there, back).await;
    assert_eq!(page.status, 200, "{} {}", page.address, page.body);
    let named = [("username", "ada"), ("password", "prova")];
    let page = browser.send(&page, &named, back).await;
    assert_eq!(page.status, 200, "{} {}", page.address, page.body);
    let page = browser.send(&page, &[("agree", "on")], back).await;
    assert!(
        page.address.as_str().starts_with(back),
        "{} {}",
        page.status,
        page.body
    );
    page.address.to_string()
}

#[test]
fn a_person_signs_in() -> Outcome {
    testing::run(async {
        let folder = tempfile::tempdir()?;
        let more = "demanded_marks = ['https://anchor.example/marks/public-service']";
        let Some(scene) = scene(folder.path(), ("spid", "A256CBC-HS512"), more).await else {
            return Ok(());
        };
        let provider = scene.said["provider"].as_str().ok_or("no provider")?;
        let anchor = scene.said["anchor"].as_str().ok_or("no anchor")?;
        let examined = scene.federation.examine(provider, now()).await?;
        assert_eq!(examined.path, [provider, anchor]);
        assert_eq!(
            examined.marks,
            ["https://anchor.example/marks/public-service"]
        );
        assert!(
            scene
                .federation
                .listed(now())
                .await?
                .contains(&provider.to_string())
        );

        let ask = Ask {
            issuer: Some(provider.to_string()),
            purpose: "sign-in".to_string(),
            ..Ask::default()
        };
        let begun = scene.federation.begin(ask.clone(), now()).await?;
        let there = address(&begun.go);
        assert!(there.starts_with(&format!("{provider}/authorization?")));
        assert_eq!(parameter(&there, "state"), None);
        let back = walk(&there, &scene.back).await;
        let ada = scene
            .federation
            .finish(callback(&back), taken(begun.pending), now())
            .await?;
        assert_eq!(ada.issuer, provider);
        assert_eq!(ada.level, Some(Level::Substantial));
        assert_eq!(ada.acr.as_deref(), Some("https://www.spid.gov.it/SpidL2"));
        assert_eq!(ada.claims.given_name.as_deref(), Some("Ada"));
        assert_eq!(ada.claims.family_name.as_deref(), Some("Prova"));
        assert_eq!(ada.claims.birth_date, Some("1985-03-02".parse()?));
        assert!(ada.claims.email_verified);
        let tax = ada.claims.tax_number.as_ref().ok_or("no tax number")?;
        assert_eq!(tax.number, "PRVDAA85C42F205Z");

        // The same person is the same subject, at a firmer level too.
        let firmer = Ask {
            level: Some(Level::High),
            fresh: true,
            ..ask
        };
        let begun = scene.federation.begin(firmer, now()).await?;
        let back = walk(&address(&begun.go), &scene.back).await;
        // An answer that names another issuer is a mix-up.
        let kept = begun.pending.keep();
        let mut mixed = callback(&back);
        mixed.iss = Some("https://other.example".to_string());
        let taken = || identity::Taken::of_deleted(&kept.body);
        let refused = scene.federation.finish(mixed, taken()?, now()).await;
        assert_eq!(refused.err(), Some(Refused::MixedUpIssuer));
        let again = scene
            .federation
            .finish(callback(&back), taken()?, now())
            .await?;
        assert_eq!(again.subject, ada.subject);
        assert_eq!(again.level, Some(Level::High));
        Ok(())
    })
}

#[test]
fn with_the_identity_card_and_without_a_mark() -> Outcome {
    testing::run(async {
        let folder = tempfile::tempdir()?;
        let Some(scene) = scene(folder.path(), ("cie", "A128CBC-HS256"), "").await else {
            return Ok(());
        };
        let begun = scene.federation.begin(Ask::default(), now()).await?;
        let back = walk(&address(&begun.go), &scene.back).await;
        let ada = scene
            .federation
            .finish(callback(&back), taken(begun.pending), now())
            .await?;
        assert_eq!(ada.claims.family_name.as_deref(), Some("Prova"));
        assert!(ada.claims.tax_number.is_some());

        let entity = scene.back.trim_end_matches("/sign-in/spid/callback");
        let more = "demanded_marks = ['https://anchor.example/marks/another']";
        let strict = settings(folder.path(), entity, &scene.said, more);
        let strict = Federation::new(strict, scene.back.clone(), web(), chance())?;
        let refused = strict.begin(Ask::default(), now()).await;
        let mark = "https://anchor.example/marks/another".to_string();
        assert_eq!(refused.err(), Some(Refused::TrustMark(mark)));
        Ok(())
    })
}
