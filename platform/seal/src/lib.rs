//! Sensitive fields encrypted at rest, and secrets kept as keyed hashes only.
//!
//! A feature declares its columns in `store`, and seals, opens and hashes with them:
//!
//! ```
//! seal::columns! {
//!     /// A person's fiscal code.
//!     pub(crate) CODE = Sealed people_person.code by id;
//!     /// Finds a person by fiscal code.
//!     pub(crate) CODE_HASH = Index people_person.code_hash by id from code;
//!     /// A session: its cookie holds the secret, the table only this.
//!     pub(crate) SESSION = Token people_session.secret_hash by id;
//! }
//! # use rand::SeedableRng;
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let random = &mut rand::rngs::StdRng::seed_from_u64(1);
//! # let row = values::Id::named("doc", "1");
//! let keys = seal::Keys::demo();
//! let seed = seal::Seed::new(random); // one a transaction, made outside it
//! let sealed = keys.seal(&CODE, row, b"RSSMRA85T10A562S", seed); // keep in `code`
//! let hash = keys.hash(&CODE_HASH, b"RSSMRA85T10A562S"); // keep in `code_hash`
//! assert_eq!(keys.open_text(&CODE, row, &sealed)?, "RSSMRA85T10A562S");
//! // «… where code_hash in ($1, $2, $3)»:
//! let [a, b, c] = keys.look(&CODE_HASH, b"RSSMRA85T10A562S");
//! assert!([a, b, c].contains(&hash));
//! # Ok(()) }
//! ```
//!
//! **Keys.** The ring ([`Keys`]) comes from the environment: one to three keys of 256 bits, each with a
//! name; the first is the current one, with which everything new is sealed, the others open what is
//! older. Three keys of use are derived from each (HKDF-SHA256): one seals, one hashes, one makes
//! nonces. The program holds no other secret.
//!
//! **A sealed value** is `1 ‖ key name (8) ‖ nonce (12) ‖ ciphertext ‖ tag (16)`: ChaCha20-Poly1305 of
//! `ring`, which is in the program for TLS already. What is authenticated with it is the table, the
//! column and the row, so a value cannot be moved to another row or column, nor its key name changed.
//! The nonce is a keyed hash of seed, place and content: a transaction that the database runs again
//! with the same seed and other content gets another nonce. Nonces of 96 bits may meet by chance:
//! seal fewer than 2³² values with one key (a large city has some 10⁷), then rotate.
//!
//! **A hash** is `1 ‖ key name (8) ‖ HMAC-SHA256 (32)` over table, column and content ([`Keys::hash`],
//! to be looked up) or row too ([`Keys::hash_at`], for what has few possible values, such as a PIN: the
//! hash of one row is worth nothing in another). Whoever has the database without the keys can neither
//! find nor try out anything. Comparing takes the same time whatever differs.
//!
//! **Rotation.** Put a new key in front, restart, then [`rotate`] (`wishmi keys rotate`; the server
//! does it by itself, too, [`jobs`](crate::later)): it walks through every declared column in slices
//! and replaces a value only if it is still the one that was read, so that it works beside everybody
//! else, may be stopped at any point, and finds nothing to do when run again. Meanwhile:
//! - both keys open, so nobody notices;
//! - look-ups ask for the hash under every key of the ring ([`Keys::look`]);
//! - «is there somebody with this code?» must be asked with [`Keys::look`] **in the transaction** that
//!   inserts: a unique index alone does not see that two hashes under two keys are the same code;
//! - with several nodes, give all of them the new key as the second one first, then as the first:
//!   else a node meets a key it does not know.
//!
//! Tokens (sessions, paper codes, links) are kept as hashes without their content, so they cannot be
//! made anew: they stay valid until they end as long as the old key is in the ring; re-hash them where
//! they are used ([`Keys::is_current`]). [`usage`] counts what still stands under which key; a key may
//! leave the ring when nothing but tokens that may die is left under it.
//!
//! What it protects against: a copy of the database, a backup, a disk, a reader of one table. Not
//! against somebody who reads the memory or the environment of the running program.

mod chance;
mod column;
mod keys;
pub mod later;
mod rotate;
mod sealed;
pub mod store;

#[doc(hidden)]
pub use chance::Chance;
pub use column::as_it_is;
pub use column::{Column, Kind};
pub use keys::{KeyId, Keys, KeysError, MOST, fresh};
pub use rotate::{Report, Rotated, Usage, rotate, usage};
pub use sealed::{Hash, SealError, Sealed, Seed};

#[doc(hidden)]
pub use db::Sql;
