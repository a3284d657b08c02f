//! What is kept: sealed values and hashes.

use std::fmt;

use db::{Cell, Fault, FromCell, Kind, Value};
use rand::CryptoRng;
use subtle::ConstantTimeEq;

use crate::keys::KeyId;

/// The version of both formats.
pub(crate) const VERSION: u8 = 1;
/// Version and key name.
pub(crate) const HEAD: usize = 1 + KeyId::LENGTH;
/// Bytes of a nonce (RFC 8439).
pub(crate) const NONCE: usize = 12;
/// Bytes of a tag (RFC 8439).
pub(crate) const TAG: usize = 16;
/// Bytes of an HMAC-SHA256.
const HMAC: usize = 32;

/// Chance for the values sealed in one transaction, taken outside it. Sealing many values with one
/// seed is safe: place and content go into the nonce, too.
#[derive(Clone, Copy)]
pub struct Seed(pub(crate) [u8; 32]);

impl Seed {
    /// A new one.
    pub fn new(random: &mut impl CryptoRng) -> Seed {
        let mut bytes = [0; 32];
        random.fill_bytes(&mut bytes);
        Seed(bytes)
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed")
    }
}

/// A value as it is kept: nobody reads it without the key.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(pub(crate) Vec<u8>);

/// A keyed hash as it is kept. Comparing two takes the same time whatever differs.
#[derive(Clone, Eq)]
pub struct Hash(pub(crate) Vec<u8>);

impl PartialEq for Hash {
    fn eq(&self, other: &Hash) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

macro_rules! kept {
    ($($kept:ident, $least:expr, $most:expr, $what:literal;)*) => {$(
        impl $kept {
            /// What was read from a column.
            ///
            /// # Errors
            /// When the bytes cannot be one: another version or length.
            pub fn from_bytes(bytes: &[u8]) -> Result<$kept, String> {
                match bytes.first() == Some(&VERSION) && ($least..=$most).contains(&bytes.len()) {
                    true => Ok($kept(bytes.to_vec())),
                    false => Err(concat!("the bytes are no ", $what).to_string()),
                }
            }

            /// As it is kept.
            pub fn as_bytes(&self) -> &[u8] {
                &self.0
            }

            /// The name of its key.
            pub fn key(&self) -> KeyId {
                KeyId::of(&self.0[1..HEAD])
            }
        }

        impl From<$kept> for Value {
            fn from(kept: $kept) -> Value {
                Value::Bytes(kept.0)
            }
        }

        impl From<&$kept> for Value {
            fn from(kept: &$kept) -> Value {
                Value::Bytes(kept.0.clone())
            }
        }

        impl FromCell for $kept {
            const KIND: Kind = Kind::Bytes;
            fn from_cell(cell: Cell<'_>) -> Result<$kept, String> {
                match cell {
                    Cell::Bytes(bytes) => $kept::from_bytes(bytes),
                    _ => Err("not bytes".to_string()),
                }
            }
        }

        impl fmt::Debug for $kept {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({}, {} bytes)", stringify!($kept), self.key(), self.0.len())
            }
        }
    )*};
}
kept! {
    Sealed, HEAD + NONCE + TAG, usize::MAX, "sealed value";
    Hash, HEAD + HMAC, HEAD + HMAC, "keyed hash";
}

/// A value cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The key it was sealed with is not in the ring.
    #[error(
        "{column} holds a value sealed with the key «{key}», which is not in WISHMI_KEYS: put that key back"
    )]
    KeyMissing {
        /// `table.column`.
        column: String,
        /// The name of the key.
        key: KeyId,
    },
    /// It was changed, moved here from another row or column, or sealed with another key of the same
    /// name.
    #[error(
        "{column} holds a value that does not belong there: it was changed, moved, or sealed with another key «{key}»"
    )]
    Broken {
        /// `table.column`.
        column: String,
        /// The name of the key.
        key: KeyId,
    },
    /// It is no text, though it should be.
    #[error("{column} holds a sealed value that is no text")]
    NoText {
        /// `table.column`.
        column: String,
    },
}

impl From<SealError> for Fault {
    fn from(e: SealError) -> Fault {
        let (SealError::KeyMissing { column, .. }
        | SealError::Broken { column, .. }
        | SealError::NoText { column }) = &e;
        Fault::Column {
            statement: "seal",
            column: column.clone(),
            why: e.to_string(),
        }
    }
}
