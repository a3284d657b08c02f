//! Signed tokens (RFC 7515), compact form.

use ring::signature::{self, RsaParameters};
use serde::{Deserialize, Serialize};

use super::{JwkSet, Object, from_base64url, object, text};
use crate::refused::{Refused, What, shortened};

/// How a token is signed. There is nothing symmetric, and no `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Alg {
    /// RSA, PKCS #1 v1.5, SHA-256.
    #[serde(rename = "RS256")]
    Rs256,
    /// RSA, PKCS #1 v1.5, SHA-384.
    #[serde(rename = "RS384")]
    Rs384,
    /// RSA, PKCS #1 v1.5, SHA-512.
    #[serde(rename = "RS512")]
    Rs512,
    /// RSA-PSS, SHA-256.
    #[serde(rename = "PS256")]
    Ps256,
    /// RSA-PSS, SHA-384.
    #[serde(rename = "PS384")]
    Ps384,
    /// RSA-PSS, SHA-512.
    #[serde(rename = "PS512")]
    Ps512,
    /// ECDSA on P-256.
    #[serde(rename = "ES256")]
    Es256,
    /// ECDSA on P-384.
    #[serde(rename = "ES384")]
    Es384,
    /// Ed25519.
    #[serde(rename = "EdDSA")]
    EdDsa,
}

impl Alg {
    /// All of them.
    pub const ALL: [Alg; 9] = [
        Alg::Rs256,
        Alg::Rs384,
        Alg::Rs512,
        Alg::Ps256,
        Alg::Ps384,
        Alg::Ps512,
        Alg::Es256,
        Alg::Es384,
        Alg::EdDsa,
    ];

    /// Name in a token's header (RFC 7518, section 3.1).
    pub fn name(self) -> &'static str {
        match self {
            Alg::Rs256 => "RS256",
            Alg::Rs384 => "RS384",
            Alg::Rs512 => "RS512",
            Alg::Ps256 => "PS256",
            Alg::Ps384 => "PS384",
            Alg::Ps512 => "PS512",
            Alg::Es256 => "ES256",
            Alg::Es384 => "ES384",
            Alg::EdDsa => "EdDSA",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Alg> {
        Alg::ALL.into_iter().find(|alg| alg.name() == name)
    }

    /// Kind of key, and curve where that says more.
    pub(crate) fn key(self) -> (&'static str, &'static str) {
        match self {
            Alg::Es256 => ("EC", "P-256"),
            Alg::Es384 => ("EC", "P-384"),
            Alg::EdDsa => ("OKP", "Ed25519"),
            _ => ("RSA", ""),
        }
    }

    pub(crate) fn rsa(self) -> &'static RsaParameters {
        match self {
            Alg::Rs384 => &signature::RSA_PKCS1_2048_8192_SHA384,
            Alg::Rs512 => &signature::RSA_PKCS1_2048_8192_SHA512,
            Alg::Ps256 => &signature::RSA_PSS_2048_8192_SHA256,
            Alg::Ps384 => &signature::RSA_PSS_2048_8192_SHA384,
            Alg::Ps512 => &signature::RSA_PSS_2048_8192_SHA512,
            _ => &signature::RSA_PKCS1_2048_8192_SHA256,
        }
    }

    /// The hash of `at_hash` (OpenID Connect Core, section 3.1.3.6); Ed25519 goes with SHA-512.
    pub(crate) fn digest(self) -> &'static ring::digest::Algorithm {
        match self {
            Alg::Rs256 | Alg::Ps256 | Alg::Es256 => &ring::digest::SHA256,
            Alg::Rs384 | Alg::Ps384 | Alg::Es384 => &ring::digest::SHA384,
            Alg::Rs512 | Alg::Ps512 | Alg::EdDsa => &ring::digest::SHA512,
        }
    }
}

/// A signed token, taken apart. What it claims is only handed out against a check of its signature;
/// [`Signed::unverified`] says what it is.
#[derive(Clone, Debug)]
pub struct Signed {
    what: What,
    signed: String,
    signature: Vec<u8>,
    claims: Object,
    /// The algorithm of its header.
    pub alg: Alg,
    /// The name of its key.
    pub kid: Option<String>,
    /// Its type (`typ`).
    pub typ: Option<String>,
}

impl Signed {
    /// Takes a token apart. `what` is its name in refusals.
    ///
    /// # Errors
    /// What is no token, has an algorithm that is not in `accepted`, or demands unknown extensions.
    pub fn read(token: &str, what: What, accepted: &[Alg]) -> Result<Signed, Refused> {
        let mut parts = token.trim().split('.');
        let (Some(head), Some(body), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(Refused::NotAToken(what));
        };
        let header = object(head, what)?;
        let name = text(&header, "alg").unwrap_or_default();
        let alg = Alg::named(name)
            .filter(|alg| accepted.contains(alg))
            .ok_or_else(|| Refused::Algorithm {
                what,
                alg: shortened(name),
            })?;
        if header.contains_key("crit") || header.contains_key("b64") {
            return Err(Refused::Critical(what));
        }
        Ok(Signed {
            what,
            signed: format!("{head}.{body}"),
            signature: from_base64url(signature).ok_or(Refused::NotAToken(what))?,
            claims: object(body, what)?,
            alg,
            kid: text(&header, "kid").map(str::to_string),
            typ: text(&header, "typ").map(str::to_string),
        })
    }

    /// True when one of the keys could have signed this token.
    pub(crate) fn has_key_in(&self, keys: &JwkSet) -> bool {
        !keys.candidates(self.alg, self.kid.as_deref()).is_empty()
    }

    /// What the token claims, after its signature was checked.
    ///
    /// # Errors
    /// [`Refused::Key`] when no key fits, [`Refused::Signature`] when the signature is wrong.
    pub fn verified(&self, keys: &JwkSet) -> Result<&Object, Refused> {
        let candidates = keys.candidates(self.alg, self.kid.as_deref());
        if candidates.is_empty() {
            return Err(Refused::Key(self.what));
        }
        match candidates
            .iter()
            .any(|key| key.verifies(self.alg, self.signed.as_bytes(), &self.signature))
        {
            true => Ok(&self.claims),
            false => Err(Refused::Signature(self.what)),
        }
    }

    /// What the token claims, unchecked: good for finding out which keys to ask for, never more.
    pub(crate) fn unverified(&self) -> &Object {
        &self.claims
    }
}
