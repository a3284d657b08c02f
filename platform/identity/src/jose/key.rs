//! Our own keys: PKCS #8 in PEM files. RSA or P-256 for signing, RSA for what is encrypted to us.

use std::fmt;
use std::path::Path;

use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RSA_PSS_SHA256,
    RsaKeyPair,
};
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey, LineEnding};
use rsa::traits::PublicKeyParts;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use serde_json::{Value, json};

use super::{Alg, Jwk, JwkSet, base64url};
use crate::chance::Chance;
use crate::refused::Refused;

/// Which kind of key is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA with 2048 bits: what SPID and CIE ask for at least.
    Rsa2048,
    /// RSA with 3072 bits.
    Rsa3072,
    /// ECDSA on P-256: signs only.
    P256,
}

/// A private key with the public one that belongs to it.
pub struct PrivateKey {
    kind: Kind,
    public: Jwk,
}

enum Kind {
    Rsa {
        signs: Box<RsaKeyPair>,
        opens: Box<rsa::PrivateKey>,
    },
    P256(Box<EcdsaKeyPair>),
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey {}", self.kid())
    }
}

impl PrivateKey {
    /// Makes a new key and gives it as PEM, to be kept in a file that only the program may read.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn generate(kind: KeyKind, chance: &Chance) -> Result<String, Refused> {
        let bits = match kind {
            KeyKind::Rsa2048 => 2048,
            KeyKind::Rsa3072 => 3072,
            KeyKind::P256 => {
                let der = EcdsaKeyPair::generate_pkcs8(
                    &ECDSA_P256_SHA256_FIXED_SIGNING,
                    &SystemRandom::new(),
                )
                .map_err(|_| ours("the system gives no randomness"))?;
                return Ok(pem(der.as_ref()));
            }
        };
        let key = rsa::PrivateKey::new(&mut chance.generator(), bits)
            .map_err(|e| ours(&format!("no key can be made: {e}")))?;
        key.to_pkcs8_pem(LineEnding::LF)
            .map(|pem| pem.to_string())
            .map_err(|e| ours(&format!("no key can be written: {e}")))
    }

    /// Reads a key of a file.
    ///
    /// # Errors
    /// With the file's name and what is wrong.
    pub fn of_file(path: &Path) -> Result<PrivateKey, Refused> {
        let pem =
            std::fs::read_to_string(path).map_err(|e| ours(&format!("{}: {e}", path.display())))?;
        PrivateKey::of_pem(&pem).map_err(|e| match e {
            Refused::Ours(why) => ours(&format!("{}: {why}", path.display())),
            other => other,
        })
    }

    /// Reads a key of a PEM text (PKCS #8). Its name is its thumbprint (RFC 7638).
    ///
    /// # Errors
    /// When it is neither RSA with 2048 to 4096 bits nor P-256.
    pub fn of_pem(pem: &str) -> Result<PrivateKey, Refused> {
        let der = PrivatePkcs8KeyDer::from_pem_slice(pem.as_bytes())
            .map_err(|_| ours("no PKCS #8 private key in PEM form"))?;
        let der = der.secret_pkcs8_der();
        let mut public = Jwk::default();
        let kind = if let Ok(signs) =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der, &SystemRandom::new())
        {
            // 04, then both coordinates.
            let point = signs.public_key().as_ref();
            let (x, y) = point[1..].split_at(32);
            public.kty = "EC".to_string();
            public.crv = Some("P-256".to_string());
            public.x = Some(base64url(x));
            public.y = Some(base64url(y));
            Kind::P256(Box::new(signs))
        } else {
            let signs = RsaKeyPair::from_pkcs8(der)
                .map_err(|e| ours(&format!("neither RSA (2048 bits or more) nor P-256: {e}")))?;
            let opens = rsa::PrivateKey::from_pkcs8_der(der)
                .map_err(|e| ours(&format!("the RSA key cannot be read: {e}")))?;
            public.kty = "RSA".to_string();
            public.n = Some(base64url(&opens.as_public_key().n_bytes()));
            public.e = Some(base64url(&opens.as_public_key().e_bytes()));
            Kind::Rsa {
                signs: Box::new(signs),
                opens: Box::new(opens),
            }
        };
        public.kid = Some(thumbprint(&public));
        Ok(PrivateKey { kind, public })
    }

    /// The key's name.
    pub fn kid(&self) -> &str {
        self.public.kid.as_deref().unwrap_or_default()
    }

    /// The public key for signatures.
    pub fn public(&self) -> Jwk {
        Jwk {
            usage: Some("sig".to_string()),
            ..self.public.clone()
        }
    }

    /// The public key to which others encrypt for us.
    pub fn public_for_encryption(&self, alg: &str) -> Jwk {
        Jwk {
            usage: Some("enc".to_string()),
            alg: Some(alg.to_string()),
            ..self.public.clone()
        }
    }

    /// The public key alone, as a set.
    pub fn public_set(&self) -> JwkSet {
        JwkSet {
            keys: vec![self.public()],
        }
    }

    /// What this key signs with unless told otherwise.
    pub fn usual_alg(&self) -> Alg {
        match self.kind {
            Kind::Rsa { .. } => Alg::Rs256,
            Kind::P256(_) => Alg::Es256,
        }
    }

    pub(crate) fn opens(&self) -> Option<&rsa::PrivateKey> {
        match &self.kind {
            Kind::Rsa { opens, .. } => Some(opens),
            Kind::P256(_) => None,
        }
    }

    /// A token with these claims, signed with [`PrivateKey::usual_alg`].
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn sign(&self, typ: &str, claims: &Value) -> Result<String, Refused> {
        self.sign_with(self.usual_alg(), typ, claims)
    }

    /// A token signed with one of `RS256`, `PS256` (RSA) or `ES256` (P-256).
    ///
    /// # Errors
    /// When the algorithm does not go with the key, or the system has no randomness.
    pub fn sign_with(&self, alg: Alg, typ: &str, claims: &Value) -> Result<String, Refused> {
        let header = json!({"alg": alg.name(), "kid": self.kid(), "typ": typ});
        let signed = format!(
            "{}.{}",
            base64url(header.to_string().as_bytes()),
            base64url(claims.to_string().as_bytes())
        );
        let random = SystemRandom::new();
        let signature = match (&self.kind, alg) {
            (Kind::Rsa { signs, .. }, Alg::Rs256 | Alg::Ps256) => {
                let padding: &dyn ring::signature::RsaEncoding = match alg {
                    Alg::Ps256 => &RSA_PSS_SHA256,
                    _ => &RSA_PKCS1_SHA256,
                };
                let mut signature = vec![0; signs.public().modulus_len()];
                signs
                    .sign(padding, &random, signed.as_bytes(), &mut signature)
                    .map_err(|_| ours("signing failed"))?;
                signature
            }
            (Kind::P256(signs), Alg::Es256) => signs
                .sign(&random, signed.as_bytes())
                .map_err(|_| ours("signing failed"))?
                .as_ref()
                .to_vec(),
            _ => return Err(ours(&format!("the key cannot sign with {}", alg.name()))),
        };
        Ok(format!("{signed}.{}", base64url(&signature)))
    }
}

/// RFC 7638: SHA-256 of the required members in the order of the alphabet.
pub(super) fn thumbprint(key: &Jwk) -> String {
    let member = |m: &Option<String>| m.clone().unwrap_or_default();
    let text = match key.kty.as_str() {
        "RSA" => format!(
            r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#,
            member(&key.e),
            member(&key.n)
        ),
        _ => format!(
            r#"{{"crv":"{}","kty":"EC","x":"{}","y":"{}"}}"#,
            member(&key.crv),
            member(&key.x),
            member(&key.y)
        ),
    };
    base64url(digest(&SHA256, text.as_bytes()).as_ref())
}

fn pem(der: &[u8]) -> String {
    use base64::Engine;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let mut out = "-----BEGIN PRIVATE KEY-----\n".to_string();
    for line in text.as_bytes().chunks(64) {
        out.push_str(&String::from_utf8_lossy(line));
        out.push('\n');
    }
    out + "-----END PRIVATE KEY-----\n"
}

fn ours(why: &str) -> Refused {
    Refused::Ours(why.to_string())
}
