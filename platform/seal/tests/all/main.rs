//! Sealing, hashing, and the rotation beside writers, on both engines.

mod rotation;
mod values_of_keys;

use db::{Db, Fault, Migrations};
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::{Keys, Seed};
use values::Id;

const OLD: &str = "old:1f2e3d4c5b6a79880716253443526170f0e1d2c3b4a5968778695a4b3c2d1e0f";
const NEW: &str = "new:00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210";

/// The ring before, during (the new key in front) and after.
fn ring(text: &str) -> Keys {
    Keys::read(text).unwrap()
}

fn before() -> Keys {
    ring(OLD)
}

fn during() -> Keys {
    ring(&format!("{NEW} {OLD}"))
}

fn after() -> Keys {
    ring(NEW)
}

fn seed(n: u64) -> Seed {
    Seed::new(&mut StdRng::seed_from_u64(n))
}

fn id(n: u64) -> Id {
    Id::named("seal test", &n.to_string())
}

const TABLE: &str = "create table seal_people (
  id uuid primary key,
  code bytea,
  code_hash bytea unique,
  mail bytea,
  mail_hash bytea,
  token bytea,
  n bigint not null
);";

async fn with_table(db: &Db) -> Result<(), Fault> {
    let list = Migrations::embedded()?.with("9000_seal.sql", TABLE)?;
    db.migrate_with(list).await.map(drop)
}

fn small_letters(value: &[u8]) -> Vec<u8> {
    value.to_ascii_lowercase()
}

mod store {
    seal::columns! {
        /// A code.
        pub(crate) CODE = Sealed seal_people.code by id;
        /// Finds by code.
        pub(crate) CODE_HASH = Index seal_people.code_hash by id from code;
        /// An address.
        pub(crate) MAIL = Sealed seal_people.mail by id;
        /// Finds by address.
        pub(crate) MAIL_HASH = Index seal_people.mail_hash by id from mail folded super::small_letters;
        /// A secret.
        pub(crate) TOKEN = Token seal_people.token by id;
    }
    db::statements! {
        pub(crate) PUT = "insert into seal_people (id, code, code_hash, mail, mail_hash, token, n) \
            values ($1, $2, $3, $4, $5, $6, $7)";
        pub(crate) CHANGE = "update seal_people set code = $2, code_hash = $3, mail = $4, mail_hash = $5, \
            n = $6 where id = $1";
        pub(crate) REMOVE = "delete from seal_people where id = $1";
        pub(crate) ALL = "select id, code, code_hash, mail, mail_hash, token, n from seal_people order by id";
        pub(crate) FIND = "select n from seal_people where code_hash in ($1, $2, $3)";
        pub(crate) MOVE = "update seal_people set code = (select code from seal_people where id = $2) where id = $1";
        pub(crate) SET_HASH = "update seal_people set code_hash = $2 where id = $1";
    }
}
