//! The operator's file: the examples of the guide are read as they stand there.

use std::path::Path;

use identity::jose::{KeyKind, PrivateKey};
use identity::{Providers, Refused, SignInSettings};
use serde_json::{Value, json};
use testing::Outcome;

use crate::{chance, key_file, now};

/// All TOML of the guide, in the order in which it stands there.
fn guide() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/operate/sign-in.md");
    let text = std::fs::read_to_string(path).expect("the guide");
    let blocks = text.split("```toml\n").skip(1);
    let blocks = blocks.map(|rest| rest.split("```").next().unwrap_or_default());
    blocks.collect::<Vec<_>>().join("\n")
}

/// The file beside its keys.
fn opened(folder: &Path, text: &str) -> Result<Providers, Refused> {
    let file = folder.join("sign-in.toml");
    std::fs::write(&file, text).expect("a file");
    let back = |key: &str| format!("https://wishmi.city.example/sign-in/{key}/callback");
    SignInSettings::read(&file)?.open(back, &chance())
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let keys = folder.path().join("keys");
    std::fs::create_dir(&keys).expect("a folder");
    for (name, kind) in [
        ("staff.pem", KeyKind::P256),
        ("federation.pem", KeyKind::P256),
        ("sign.pem", KeyKind::Rsa2048),
        ("open.pem", KeyKind::Rsa2048),
    ] {
        key_file(&keys, name, kind);
    }
    let anchor = PrivateKey::of_file(&keys.join("federation.pem")).expect("a key");
    std::fs::write(
        keys.join("anchor.json"),
        json!(anchor.public_set()).to_string(),
    )
    .expect("a file");
    folder
}

/// The certificate of a city's own authority cannot be made here.
fn without_authority(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("authorities"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_examples_of_the_guide_work() -> Outcome {
    let folder = folder();
    let providers = opened(folder.path(), &without_authority(&guide()))?;
    let keys: Vec<&str> = providers
        .all()
        .iter()
        .map(|provider| provider.key())
        .collect();
    assert_eq!(keys, ["staff", "spid"]);
    let federation = providers.federation.as_ref().ok_or("no federation")?;
    let published = federation.entity_configuration(now())?;
    assert_eq!(
        published.address,
        "https://wishmi.city.example/.well-known/openid-federation"
    );
    assert_eq!(published.media_type, "application/entity-statement+jwt");

    // Signed with our federation key, and saying what the settings say.
    let own = PrivateKey::of_file(&folder.path().join("keys/federation.pem"))?;
    let signed = identity::jose::Signed::read(&published.body, "ours", &[own.usual_alg()])?;
    assert_eq!(signed.typ.as_deref(), Some("entity-statement+jwt"));
    let claims = Value::Object(signed.verified(&own.public_set())?.clone());
    let party = &claims["metadata"]["openid_relying_party"];
    assert_eq!(party["client_registration_types"], json!(["automatic"]));
    assert_eq!(
        party["redirect_uris"],
        json!(["https://wishmi.city.example/sign-in/spid/callback"])
    );
    assert_eq!(party["userinfo_encrypted_response_alg"], "RSA-OAEP");
    assert_eq!(party["userinfo_encrypted_response_enc"], "A128CBC-HS256");
    assert_eq!(party["token_endpoint_auth_method"], "private_key_jwt");
    assert_eq!(party["client_name"], "Wish Mi");
    assert_eq!(
        claims["metadata"]["federation_entity"]["organization_name"],
        "City of Example"
    );
    assert_eq!(
        claims["authority_hints"],
        json!(["https://registry.authority.example"])
    );
    assert_eq!(claims["trust_marks"][0]["trust_mark"], "eyJ…");
    let uses: Vec<_> = party["jwks"]["keys"]
        .as_array()
        .ok_or("no keys")?
        .iter()
        .map(|k| &k["use"])
        .collect();
    assert_eq!(uses, ["sig", "enc"]);
    // Never a private part.
    assert!(!claims.to_string().contains("\"d\":"));
    Ok(())
}

#[test]
fn what_is_wrong_is_named() {
    let folder = folder();
    let good = without_authority(&guide());
    let wrong = |change: &dyn Fn(&str) -> String| match opened(folder.path(), &change(&good)) {
        Err(Refused::Ours(why)) => why,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was accepted"),
    };
    let cases: [(&str, &str, &str); 11] = [
        (
            "key = \"spid\"",
            "key = \"staff\"",
            "provider «staff» is there twice",
        ),
        ("key = \"staff\"", "key = \"Staff/1\"", "small letters"),
        ("client_id", "client_name", "client_name"),
        ("keys/staff.pem", "keys/nobody.pem", "keys/nobody.pem"),
        (
            "keys/open.pem\"]",
            "keys/staff.pem\"]",
            "decryption_keys needs an RSA key",
        ),
        (
            "keys/anchor.json",
            "keys/sign.pem",
            "anchor https://registry.authority.example",
        ),
        (
            "https://login.city",
            "http://login.city",
            "address that is not https",
        ),
        (
            "entity = \"https://wishmi",
            "entity = \"http://wishmi",
            "no https address",
        ),
        (
            "keys = [\"keys/staff.pem\"]",
            "secret = { env = \"WISHMI_NOT_SET\" }",
            "WISHMI_NOT_SET",
        ),
        (
            "keys = [\"keys/staff.pem\"]",
            "keys = [{ env = \"WISHMI_NOT_SET\" }]",
            "WISHMI_NOT_SET",
        ),
        (
            "keys = [\"keys/staff.pem\"]",
            "keys = []",
            "neither a secret nor keys",
        ),
    ];
    for (from, to, named) in cases {
        assert!(good.contains(from), "{from}");
        let why = wrong(&|text| text.replacen(from, to, 1));
        assert!(why.contains(named), "{to}: {why}");
    }
}
