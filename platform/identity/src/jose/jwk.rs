//! Public keys of other parties (RFC 7517).

use ring::signature::{self, RsaPublicKeyComponents, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

use super::from_base64url;
use super::jws::Alg;

/// A public key. Members we do not use are dropped, so that a private part never travels on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jwk {
    /// `RSA`, `EC` or `OKP`.
    pub kty: String,
    /// The key's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// `sig` or `enc`.
    #[serde(default, rename = "use", skip_serializing_if = "Option::is_none")]
    pub usage: Option<String>,
    /// The one algorithm it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alg: Option<String>,
    /// RSA modulus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
    /// RSA exponent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub e: Option<String>,
    /// Curve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crv: Option<String>,
    /// First coordinate, or the whole point of an Edwards curve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// Second coordinate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
}

/// Public keys of one party.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JwkSet {
    /// The keys. Those of unknown kinds are kept and never fit.
    pub keys: Vec<Jwk>,
}

impl Jwk {
    /// True when the key may check a signature made with `alg`.
    pub(crate) fn fits(&self, alg: Alg) -> bool {
        let (kty, crv) = alg.key();
        self.kty == kty
            && (crv.is_empty() || self.crv.as_deref() == Some(crv))
            && self.usage.as_deref().is_none_or(|usage| usage == "sig")
            && self.alg.as_deref().is_none_or(|own| own == alg.name())
    }

    /// True when `signature` over `message` was made with `alg` and this key. RSA keys below 2048
    /// bits never fit.
    pub(crate) fn verifies(&self, alg: Alg, message: &[u8], signature: &[u8]) -> bool {
        let part = |part: &Option<String>| part.as_deref().and_then(from_base64url);
        match alg.key().0 {
            "RSA" => {
                let (Some(n), Some(e)) = (part(&self.n), part(&self.e)) else {
                    return false;
                };
                // `ring` wants numbers without leading zeros.
                let plain = |bytes: &[u8]| {
                    let zeros = bytes.iter().take_while(|b| **b == 0).count();
                    bytes[zeros..].to_vec()
                };
                RsaPublicKeyComponents {
                    n: plain(&n),
                    e: plain(&e),
                }
                .verify(alg.rsa(), message, signature)
                .is_ok()
            }
            "EC" => {
                let (Some(x), Some(y)) = (part(&self.x), part(&self.y)) else {
                    return false;
                };
                let algorithm: &dyn signature::VerificationAlgorithm = match alg {
                    Alg::Es384 => &signature::ECDSA_P384_SHA384_FIXED,
                    _ => &signature::ECDSA_P256_SHA256_FIXED,
                };
                let point = [&[4], x.as_slice(), y.as_slice()].concat();
                UnparsedPublicKey::new(algorithm, point)
                    .verify(message, signature)
                    .is_ok()
            }
            _ => part(&self.x).is_some_and(|x| {
                UnparsedPublicKey::new(&signature::ED25519, x)
                    .verify(message, signature)
                    .is_ok()
            }),
        }
    }
}

impl JwkSet {
    /// The keys that may have signed with `alg` under the name `kid`. A token without a name fits only
    /// when there is a single key it could be.
    pub(crate) fn candidates(&self, alg: Alg, kid: Option<&str>) -> Vec<&Jwk> {
        let fitting = self.keys.iter().filter(|key| key.fits(alg));
        match kid {
            Some(kid) => fitting
                .filter(|key| key.kid.as_deref() == Some(kid))
                .collect(),
            None => {
                let all: Vec<&Jwk> = fitting.collect();
                if all.len() == 1 { all } else { Vec::new() }
            }
        }
    }
}
