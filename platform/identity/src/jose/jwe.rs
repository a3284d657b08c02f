//! Tokens encrypted to us (RFC 7516), compact form: RSA-OAEP or RSA-OAEP-256 for the key, AES-GCM or
//! AES-CBC with HMAC for the content.

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use ring::aead::{AES_128_GCM, AES_256_GCM, Aad, Algorithm, LessSafeKey, Nonce, UnboundKey};
use ring::hmac;
use rsa::Oaep;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use super::{PrivateKey, from_base64url, object, text};
use crate::chance::Chance;
use crate::refused::{Refused, What, shortened};

/// How the content key is wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wrap {
    /// RSAES OAEP with SHA-1 (no weakness of SHA-1 touches OAEP).
    #[serde(rename = "RSA-OAEP")]
    Oaep,
    /// RSAES OAEP with SHA-256.
    #[serde(rename = "RSA-OAEP-256")]
    Oaep256,
}

/// How the content is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Enc {
    /// AES-128 CBC with HMAC SHA-256.
    #[serde(rename = "A128CBC-HS256")]
    Cbc128,
    /// AES-256 CBC with HMAC SHA-512.
    #[serde(rename = "A256CBC-HS512")]
    Cbc256,
    /// AES-128 GCM.
    #[serde(rename = "A128GCM")]
    Gcm128,
    /// AES-256 GCM.
    #[serde(rename = "A256GCM")]
    Gcm256,
}

impl Wrap {
    /// Name in a token's header.
    pub fn name(self) -> &'static str {
        match self {
            Wrap::Oaep => "RSA-OAEP",
            Wrap::Oaep256 => "RSA-OAEP-256",
        }
    }
}

impl Enc {
    const ALL: [Enc; 4] = [Enc::Cbc128, Enc::Cbc256, Enc::Gcm128, Enc::Gcm256];

    /// Name in a token's header.
    pub fn name(self) -> &'static str {
        match self {
            Enc::Cbc128 => "A128CBC-HS256",
            Enc::Cbc256 => "A256CBC-HS512",
            Enc::Gcm128 => "A128GCM",
            Enc::Gcm256 => "A256GCM",
        }
    }

    /// Bytes of the content key.
    fn key_length(self) -> usize {
        match self {
            Enc::Gcm128 => 16,
            Enc::Cbc128 | Enc::Gcm256 => 32,
            Enc::Cbc256 => 64,
        }
    }
}

/// The plain text of a token encrypted to one of `keys`.
///
/// A key that cannot be unwrapped is replaced by a random one (RFC 7516, section 11.5), so that
/// nobody learns from us which of the two steps failed.
///
/// # Errors
/// [`Refused::NotEncrypted`] for a token of another form, [`Refused::Algorithm`],
/// [`Refused::Undecryptable`].
pub(crate) fn open(
    token: &str,
    what: What,
    keys: &[PrivateKey],
    chance: &Chance,
) -> Result<String, Refused> {
    let parts: Vec<&str> = token.trim().split('.').collect();
    let [head, wrapped, iv, content, tag] = parts[..] else {
        return Err(Refused::NotEncrypted(what));
    };
    let header = object(head, what)?;
    if ["crit", "zip"]
        .iter()
        .any(|name| header.contains_key(*name))
    {
        return Err(Refused::Critical(what));
    }
    let unknown = |name: &str| Refused::Algorithm {
        what,
        alg: shortened(name),
    };
    let name = text(&header, "alg").unwrap_or_default();
    let wrap = [Wrap::Oaep, Wrap::Oaep256]
        .into_iter()
        .find(|w| w.name() == name)
        .ok_or_else(|| unknown(name))?;
    let name = text(&header, "enc").unwrap_or_default();
    let enc = Enc::ALL
        .into_iter()
        .find(|e| e.name() == name)
        .ok_or_else(|| unknown(name))?;
    let bytes = |part| from_base64url(part).ok_or(Refused::NotAToken(what));
    let (wrapped, iv, content, tag) = (bytes(wrapped)?, bytes(iv)?, bytes(content)?, bytes(tag)?);

    let kid = text(&header, "kid");
    let mut candidates = keys
        .iter()
        .filter(|key| key.opens().is_some() && kid.is_none_or(|kid| key.kid() == kid))
        .peekable();
    if candidates.peek().is_none() {
        return Err(Refused::Key(what));
    }
    for key in candidates {
        let content_key = unwrap(key, wrap, &wrapped, enc.key_length(), chance);
        if let Some(plain) = decrypt(enc, &content_key, &iv, &content, &tag, head.as_bytes()) {
            return String::from_utf8(plain).map_err(|_| Refused::Undecryptable(what));
        }
    }
    Err(Refused::Undecryptable(what))
}

fn unwrap(key: &PrivateKey, wrap: Wrap, wrapped: &[u8], length: usize, chance: &Chance) -> Vec<u8> {
    let mut instead = vec![0; length];
    chance.fill(&mut instead);
    let Some(key) = key.opens() else {
        return instead;
    };
    let random = &mut chance.generator();
    let unwrapped = match wrap {
        Wrap::Oaep => key.decrypt_blinded(random, Oaep::<sha1::Sha1>::new(), wrapped),
        Wrap::Oaep256 => key.decrypt_blinded(random, Oaep::<sha2::Sha256>::new(), wrapped),
    };
    match unwrapped {
        Ok(bytes) if bytes.len() == length => bytes,
        _ => instead,
    }
}

fn decrypt(
    enc: Enc,
    key: &[u8],
    iv: &[u8],
    content: &[u8],
    tag: &[u8],
    header: &[u8],
) -> Option<Vec<u8>> {
    match enc {
        Enc::Gcm128 => gcm(&AES_128_GCM, key, iv, content, tag, header),
        Enc::Gcm256 => gcm(&AES_256_GCM, key, iv, content, tag, header),
        Enc::Cbc128 | Enc::Cbc256 => {
            let (for_tag, for_content) = key.split_at(key.len() / 2);
            let algorithm = match enc {
                Enc::Cbc128 => hmac::HMAC_SHA256,
                _ => hmac::HMAC_SHA512,
            };
            let mut seal = hmac::Context::with_key(&hmac::Key::new(algorithm, for_tag));
            seal.update(header);
            seal.update(iv);
            seal.update(content);
            // Length of the header in bits, RFC 7518, section 5.2.2.1.
            seal.update(&(header.len() as u64 * 8).to_be_bytes());
            let seal = seal.sign();
            let wanted = &seal.as_ref()[..for_tag.len()];
            if !bool::from(wanted.ct_eq(tag)) {
                return None;
            }
            match enc {
                Enc::Cbc128 => cbc::Decryptor::<aes::Aes128>::new_from_slices(for_content, iv)
                    .ok()?
                    .decrypt_padded_vec::<Pkcs7>(content)
                    .ok(),
                _ => cbc::Decryptor::<aes::Aes256>::new_from_slices(for_content, iv)
                    .ok()?
                    .decrypt_padded_vec::<Pkcs7>(content)
                    .ok(),
            }
        }
    }
}

fn gcm(
    algorithm: &'static Algorithm,
    key: &[u8],
    iv: &[u8],
    content: &[u8],
    tag: &[u8],
    header: &[u8],
) -> Option<Vec<u8>> {
    // Never a shortened tag (RFC 7518, section 5.3).
    if tag.len() != algorithm.tag_len() {
        return None;
    }
    let key = LessSafeKey::new(UnboundKey::new(algorithm, key).ok()?);
    let nonce = Nonce::try_assume_unique_for_key(iv).ok()?;
    let mut both = [content, tag].concat();
    let plain = key
        .open_in_place(nonce, Aad::from(header), &mut both)
        .ok()?
        .len();
    both.truncate(plain);
    Some(both)
}
