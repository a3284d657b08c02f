//! A person's device with one passkey, as far as a site sees it (WebAuthn level 3, sections 5.8, 6.1,
//! 6.5, 8.7). What an attacker or a broken device might do otherwise can be set.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};

/// How its passkey signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// Ed25519.
    EdDsa,
}

enum Key {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
}

/// A device.
pub struct Device {
    key: Key,
    /// The identifier of its passkey.
    pub id: Vec<u8>,
    /// What it signs instead of the site's name, when set.
    pub site: Option<String>,
    /// What it says instead of the challenge, when set.
    pub challenge: Option<String>,
    /// What it says instead of the handle it was given, when set.
    pub handle: Option<Vec<u8>>,
    /// Whether it makes sure of the person.
    pub verifies: bool,
    /// Its counter; one that stays at nought is never counted.
    pub counter: u32,
    /// What the counter goes up by.
    pub step: u32,
    /// True when the page is in a frame of another site.
    pub framed: bool,
}

fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Device {
    /// A device with a passkey of its own under this name.
    ///
    /// # Panics
    /// When the system gives no chance.
    pub fn new(kind: Kind, name: &str) -> Device {
        let chance = SystemRandom::new();
        let key = match kind {
            Kind::Es256 => {
                let alg = &ECDSA_P256_SHA256_ASN1_SIGNING;
                let pkcs8 = EcdsaKeyPair::generate_pkcs8(alg, &chance).expect("a key");
                Key::Es256(EcdsaKeyPair::from_pkcs8(alg, pkcs8.as_ref(), &chance).expect("a key"))
            }
            Kind::EdDsa => {
                let pkcs8 = Ed25519KeyPair::generate_pkcs8(&chance).expect("a key");
                Key::EdDsa(Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).expect("a key"))
            }
        };
        Device {
            key,
            id: digest(&SHA256, name.as_bytes()).as_ref().to_vec(),
            site: None,
            challenge: None,
            handle: None,
            verifies: true,
            counter: 0,
            step: 1,
            framed: false,
        }
    }

    /// The public key as COSE writes it (RFC 9052, section 7).
    fn cose(&self) -> Vec<u8> {
        match &self.key {
            Key::Es256(key) => {
                // the point is 04 ‖ x ‖ y
                let point = key.public_key().as_ref();
                let mut cose = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
                cose.extend(&point[1..33]);
                cose.extend([0x22, 0x58, 0x20]);
                cose.extend(&point[33..65]);
                cose
            }
            Key::EdDsa(key) => {
                let mut cose = vec![0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20];
                cose.extend(key.public_key().as_ref());
                cose
            }
        }
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.key {
            Key::Es256(key) => key
                .sign(&SystemRandom::new(), message)
                .expect("a signature")
                .as_ref()
                .to_vec(),
            Key::EdDsa(key) => key.sign(message).as_ref().to_vec(),
        }
    }

    fn client_data(&self, what: &str, options: &Value, origin: &str) -> Vec<u8> {
        let challenge = self.challenge.as_deref();
        let challenge = challenge.or(options["challenge"].as_str());
        let said = json!({
            "type": what, "challenge": challenge, "origin": origin, "crossOrigin": self.framed,
        });
        said.to_string().into_bytes()
    }

    /// Hash of the site's name, flags, counter.
    fn data(&self, site: &str, new: bool) -> Vec<u8> {
        let site = self.site.as_deref().unwrap_or(site);
        let mut data = digest(&SHA256, site.as_bytes()).as_ref().to_vec();
        let (present, verified, attested) = (0x01, 0x04, 0x40);
        let mut flags = present;
        if self.verifies {
            flags |= verified;
        }
        if new {
            flags |= attested;
        }
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn answer(&self, response: Value) -> String {
        json!({
            "id": base64url(&self.id), "rawId": base64url(&self.id), "type": "public-key",
            "authenticatorAttachment": "platform", "clientExtensionResults": {}, "response": response,
        })
        .to_string()
    }

    /// Makes its passkey for a site: what a page at `origin` gets for the options.
    ///
    /// # Panics
    /// When the options are none, or tell the device that it has a passkey of the account already.
    pub fn create(&mut self, options: &str, origin: &str) -> String {
        let options: Value = serde_json::from_str(options).expect("options");
        let own = json!(base64url(&self.id));
        let known = options["excludeCredentials"]
            .as_array()
            .into_iter()
            .flatten();
        assert!(
            !known.into_iter().any(|k| k["id"] == own),
            "InvalidStateError"
        );
        let handle = options["user"]["id"].as_str().expect("a handle");
        self.handle = Some(URL_SAFE_NO_PAD.decode(handle).expect("base64url"));
        let site = options["rp"]["id"].as_str().expect("the site's name");
        let client_data = self.client_data("webauthn.create", &options, origin);
        let mut data = self.data(site, true);
        data.extend([0; 16]);
        let length = u16::try_from(self.id.len()).expect("a short identifier");
        data.extend(length.to_be_bytes());
        data.extend(&self.id);
        data.extend(self.cose());
        let mut object = vec![0xa3];
        object.extend(b"\x63fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(data.len()).expect("short data"));
        object.extend(&data);
        self.answer(json!({
            "clientDataJSON": base64url(&client_data), "attestationObject": base64url(&object),
            "transports": ["internal"],
        }))
    }

    /// Comes in with its passkey: what a page at `origin` gets for the options.
    ///
    /// # Panics
    /// When the options are none.
    pub fn get(&mut self, options: &str, origin: &str) -> String {
        let options: Value = serde_json::from_str(options).expect("options");
        let site = options["rpId"].as_str().expect("the site's name");
        let client_data = self.client_data("webauthn.get", &options, origin);
        self.counter += self.step;
        let data = self.data(site, false);
        let mut signed = data.clone();
        signed.extend(digest(&SHA256, &client_data).as_ref());
        let handle = self.handle.as_deref().unwrap_or_default();
        self.answer(json!({
            "clientDataJSON": base64url(&client_data), "authenticatorData": base64url(&data),
            "signature": base64url(&self.sign(&signed)), "userHandle": base64url(handle),
        }))
    }
}
