//! The ring of keys: read, derived, used.

use std::fmt;
use std::sync::Arc;

use rand::CryptoRng;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce};
use ring::{hkdf, hmac};
use values::Id;
use zeroize::Zeroizing;

use crate::column::Column;
use crate::sealed::{HEAD, Hash, NONCE, SealError, Sealed, Seed, VERSION};

/// Most keys in a ring: the current one, the one before, and one to come.
pub const MOST: usize = 3;

/// Bytes of a key.
const LENGTH: usize = 32;

/// The name of the demo's key.
const DEMO: &str = "demo";

/// The name of a key: one to eight small letters, digits or hyphens. It is kept with every value, so it
/// says nothing secret; a year and a number do well: `2026-1`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; KeyId::LENGTH]);

impl KeyId {
    /// Bytes of a name as it is kept.
    pub(crate) const LENGTH: usize = 8;

    /// Reads a name; none when it is too long, empty, or has other signs.
    pub fn parse(text: &str) -> Option<KeyId> {
        let good = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let fits = (1..=KeyId::LENGTH).contains(&text.len()) && text.bytes().all(good);
        fits.then(|| KeyId::of(text.as_bytes()))
    }

    /// The name in these bytes, as they were kept.
    pub(crate) fn of(bytes: &[u8]) -> KeyId {
        let mut id = [0; KeyId::LENGTH];
        for (to, from) in id.iter_mut().zip(bytes) {
            *to = *from;
        }
        KeyId(id)
    }

    /// As it is kept.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.iter().filter(|b| **b != 0) {
            write!(f, "{}", char::from(*byte).escape_default())?;
        }
        Ok(())
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Why the keys of the environment cannot be used. No key stands in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeysError {
    /// No key is given.
    #[error("WISHMI_KEYS holds no key: «wishmi keys new» makes one")]
    None,
    /// More than the ring takes.
    #[error(
        "WISHMI_KEYS has {found} keys and at most {MOST} are taken: after «wishmi keys rotate» leave the oldest out"
    )]
    Many {
        /// How many there are.
        found: usize,
    },
    /// An entry without a good name.
    #[error(
        "WISHMI_KEYS, key {at}: write name:key, the name with at most 8 small letters, digits and hyphens («wishmi keys new» prints one)"
    )]
    Name {
        /// Which one, from 1.
        at: usize,
    },
    /// A key that is not 64 hexadecimal digits.
    #[error(
        "WISHMI_KEYS, key «{id}»: a key is 64 hexadecimal digits, this has {found} signs; make one with «wishmi keys new»"
    )]
    Length {
        /// The name.
        id: KeyId,
        /// How many characters there are.
        found: usize,
    },
    /// A key nobody made by chance.
    #[error("WISHMI_KEYS, key «{id}» can be guessed: make one with «wishmi keys new»")]
    Weak {
        /// The name.
        id: KeyId,
    },
    /// Two keys with the same name, or one twice.
    #[error("WISHMI_KEYS has the key or the name «{id}» twice: every key has a name of its own")]
    Twice {
        /// The name.
        id: KeyId,
    },
    /// The key of the demo, which stands in the source code.
    #[error(
        "WISHMI_KEYS holds the key of the demo, which everybody knows: make one with «wishmi keys new»"
    )]
    Demo,
}

struct Key {
    id: KeyId,
    seal: LessSafeKey,
    hash: hmac::Key,
    nonce: hmac::Key,
}

/// The ring of keys. Cheap to clone.
#[derive(Clone)]
pub struct Keys(Arc<Vec<Key>>);

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Keys")
            .field(&self.ids().collect::<Vec<_>>())
            .finish()
    }
}

impl Keys {
    /// Reads `name:key name:key …`, separated by spaces, commas or new lines; the first is the current
    /// one. A key is 64 hexadecimal digits.
    ///
    /// # Errors
    /// What is wrong, and with which key.
    pub fn read(text: &str) -> Result<Keys, KeysError> {
        let parts: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|part| !part.is_empty())
            .collect();
        match parts.len() {
            0 => return Err(KeysError::None),
            1..=MOST => {}
            found => return Err(KeysError::Many { found }),
        }
        let mut keys: Vec<(KeyId, Zeroizing<[u8; LENGTH]>)> = Vec::new();
        for (at, part) in parts.into_iter().enumerate() {
            let named = part
                .split_once(':')
                .and_then(|(name, key)| Some((KeyId::parse(name)?, key)));
            let (id, digits) = named.ok_or(KeysError::Name { at: at + 1 })?;
            let mut key = Zeroizing::new([0; LENGTH]);
            let found = digits.chars().count();
            hex::decode_to_slice(digits, &mut *key).map_err(|_| KeysError::Length { id, found })?;
            if *key == demo_key() || id.to_string() == DEMO {
                return Err(KeysError::Demo);
            }
            // Nothing made by chance has so few different bytes: a key typed for a try.
            let mut different = key.to_vec();
            different.sort_unstable();
            different.dedup();
            if different.len() < 12 {
                return Err(KeysError::Weak { id });
            }
            if keys.iter().any(|(other, k)| *other == id || **k == *key) {
                return Err(KeysError::Twice { id });
            }
            keys.push((id, key));
        }
        Ok(Keys::from_bytes(&keys))
    }

    /// The ring of the demo, with one key that everybody knows: for invented data only.
    /// [`Keys::read`] refuses it.
    pub fn demo() -> Keys {
        Keys::from_bytes(&[(KeyId::of(DEMO.as_bytes()), Zeroizing::new(demo_key()))])
    }

    fn from_bytes(keys: &[(KeyId, Zeroizing<[u8; LENGTH]>)]) -> Keys {
        let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"wishmi seal 1");
        let ring = keys.iter().map(|(id, key)| {
            let parent = salt.extract(&**key);
            Key {
                id: *id,
                seal: LessSafeKey::new(derived(&parent, b"seal", &CHACHA20_POLY1305)),
                hash: derived(&parent, b"hash", hmac::HMAC_SHA256),
                nonce: derived(&parent, b"nonce", hmac::HMAC_SHA256),
            }
        });
        Keys(Arc::new(ring.collect()))
    }

    /// The names of the keys, the current one first.
    pub fn ids(&self) -> impl Iterator<Item = KeyId> {
        self.0.iter().map(|key| key.id)
    }

    /// The name of the key with which everything new is sealed.
    pub fn current_id(&self) -> KeyId {
        self.current().id
    }

    /// True when the ring has more than one key, so that something may stand under an older one.
    pub fn has_older(&self) -> bool {
        self.0.len() > 1
    }

    fn current(&self) -> &Key {
        // Every way to make a ring gives it a key.
        &self.0[0]
    }

    fn named(&self, id: KeyId) -> Option<&Key> {
        self.0.iter().find(|key| key.id == id)
    }

    /// Seals a value for one row of a column, with the current key.
    pub fn seal(&self, column: &Column, row: Id, value: &[u8], seed: Seed) -> Sealed {
        let key = self.current();
        let place = place(column.table, column.name, row, key.id);
        let mut context = hmac::Context::with_key(&key.nonce);
        context.update(&seed.0);
        context.update(&place);
        context.update(value);
        let mut nonce = [0; NONCE];
        nonce.copy_from_slice(&context.sign().as_ref()[..NONCE]);
        let mut sealed = head(key.id);
        sealed.extend(nonce);
        let mut text = Zeroizing::new(value.to_vec());
        // It fails for values of more than 2³⁸ bytes only, which no column holds.
        let tag = key
            .seal
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(place),
                &mut text,
            )
            .unwrap_or_else(|_| unreachable!("a value of 256 gigabytes"));
        sealed.extend_from_slice(&text);
        sealed.extend_from_slice(tag.as_ref());
        Sealed(sealed)
    }

    /// Opens a value of one row of a column. The bytes are wiped from memory when they are dropped.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn open(
        &self,
        column: &Column,
        row: Id,
        sealed: &Sealed,
    ) -> Result<Zeroizing<Vec<u8>>, SealError> {
        self.open_in(column.table, column.name, row, sealed)
    }

    /// As [`Keys::open`], of a column known by name.
    pub(crate) fn open_in(
        &self,
        table: &str,
        column: &str,
        row: Id,
        sealed: &Sealed,
    ) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let id = sealed.key();
        let named = || format!("{table}.{column}");
        let key = self.named(id).ok_or_else(|| SealError::KeyMissing {
            column: named(),
            key: id,
        })?;
        let (nonce, text) = sealed.0[HEAD..].split_at(NONCE);
        let nonce = Nonce::try_assume_unique_for_key(nonce);
        let mut text = Zeroizing::new(text.to_vec());
        let opened = nonce.and_then(|nonce| {
            let place = place(table, column, row, id);
            let opened = key.seal.open_in_place(nonce, Aad::from(place), &mut text);
            opened.map(|opened| opened.len())
        });
        match opened {
            Ok(length) => {
                text.truncate(length);
                Ok(text)
            }
            Err(_) => Err(SealError::Broken {
                column: named(),
                key: id,
            }),
        }
    }

    /// As [`Keys::open`], for a value that is text.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn open_text(
        &self,
        column: &Column,
        row: Id,
        sealed: &Sealed,
    ) -> Result<String, SealError> {
        let opened = self.open(column, row, sealed)?;
        match std::str::from_utf8(&opened) {
            Ok(text) => Ok(text.to_string()),
            Err(_) => Err(SealError::NoText {
                column: column.full_name(),
            }),
        }
    }

    /// The hash of a value under the current key: the same for all rows of the column. For codes to be
    /// found by and for secrets of at least 128 bits.
    pub fn hash(&self, column: &Column, value: &[u8]) -> Hash {
        hash(self.current(), column, None, value)
    }

    /// The hashes a value may be kept under, the current key's first, filled up with it:
    /// «… where hash in ($1, $2, $3)».
    pub fn look(&self, column: &Column, value: &[u8]) -> [Hash; MOST] {
        std::array::from_fn(|at| {
            let key = self.0.get(at).unwrap_or_else(|| self.current());
            hash(key, column, None, value)
        })
    }

    /// The hash of a value that belongs to one row, under the current key: for what has few possible
    /// values. It needs a limit of tries beside it.
    pub fn hash_at(&self, column: &Column, row: Id, value: &[u8]) -> Hash {
        hash(self.current(), column, Some(row), value)
    }

    /// True when the hash was made by [`Keys::hash`] of this value, under any key of the ring.
    pub fn matches(&self, column: &Column, value: &[u8], kept: &Hash) -> bool {
        self.named(kept.key())
            .is_some_and(|key| hash(key, column, None, value) == *kept)
    }

    /// True when the hash was made by [`Keys::hash_at`] of this value, under any key of the ring.
    pub fn matches_at(&self, column: &Column, row: Id, value: &[u8], kept: &Hash) -> bool {
        self.named(kept.key())
            .is_some_and(|key| hash(key, column, Some(row), value) == *kept)
    }

    /// True when the hash stands under the current key; else make it anew while the secret is at hand.
    pub fn is_current(&self, kept: &Hash) -> bool {
        kept.key() == self.current_id()
    }
}

/// An entry for the environment, with a key made by chance: `name:key`.
pub fn fresh(id: KeyId, random: &mut impl CryptoRng) -> Zeroizing<String> {
    let mut key = Zeroizing::new([0; LENGTH]);
    random.fill_bytes(&mut *key);
    Zeroizing::new(format!("{id}:{}", hex::encode(*key)))
}

fn demo_key() -> [u8; LENGTH] {
    *b"wishmi demo key, known to anyone"
}

fn derived<T, A>(parent: &hkdf::Prk, what: &[u8], kind: A) -> T
where
    A: hkdf::KeyType,
    T: for<'a> From<hkdf::Okm<'a, A>>,
{
    // Asking for one key never asks for too much.
    let what = [what];
    let Ok(okm) = parent.expand(&what, kind) else {
        unreachable!("a key of one hash's length")
    };
    okm.into()
}

fn head(id: KeyId) -> Vec<u8> {
    let mut head = vec![VERSION];
    head.extend_from_slice(id.bytes());
    head
}

/// What a sealed value is bound to. Every part has its length before it.
fn place(table: &str, column: &str, row: Id, key: KeyId) -> Vec<u8> {
    let mut place = b"wishmi sealed value".to_vec();
    place.extend(head(key));
    for part in [table.as_bytes(), column.as_bytes(), row.0.as_bytes()] {
        place.extend((part.len() as u64).to_be_bytes());
        place.extend_from_slice(part);
    }
    place
}

fn hash(key: &Key, column: &Column, row: Option<Id>, value: &[u8]) -> Hash {
    let mut context = hmac::Context::with_key(&key.hash);
    let row = row.map_or(Vec::new(), |row| row.0.as_bytes().to_vec());
    for part in [column.table.as_bytes(), column.name.as_bytes(), &row] {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part);
    }
    context.update(&Zeroizing::new((column.fold)(value)));
    let mut hash = head(key.id);
    hash.extend_from_slice(context.sign().as_ref());
    Hash(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::hkdf::KeyType;

    #[test]
    fn keys_of_use_differ_and_are_as_long_as_they_must_be() {
        assert_eq!((&CHACHA20_POLY1305).len(), LENGTH);
        assert_eq!(hmac::HMAC_SHA256.len(), LENGTH);
    }
}
