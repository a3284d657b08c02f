//! Signed and encrypted tokens: exactly as much of JOSE (RFC 7515 to 7518) as sign-in needs, on `ring`
//! and `rsa`. Only asymmetric signatures exist here, so that neither `none` nor a shared secret can
//! be confused for one.

mod jwe;
mod jwk;
mod jws;
mod key;
#[cfg(test)]
mod tests;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use crate::refused::{Refused, What};

pub(crate) use jwe::open;
pub use jwe::{Enc, Wrap};
pub use jwk::{Jwk, JwkSet};
pub use jws::{Alg, Signed};
pub use key::{KeyKind, PrivateKey};

/// A JSON object.
pub type Object = Map<String, Value>;

/// Bytes as base64url without padding (RFC 7515, section 2).
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Bytes of base64url without padding; `None` for anything else.
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// A part of a compact token as a JSON object.
pub(crate) fn object(part: &str, what: What) -> Result<Object, Refused> {
    let bytes = from_base64url(part).ok_or(Refused::NotAToken(what))?;
    serde_json::from_slice(&bytes).map_err(|_| Refused::Json(what))
}

/// A text of an object.
pub(crate) fn text<'a>(object: &'a Object, name: &str) -> Option<&'a str> {
    object.get(name)?.as_str()
}
