//! Identifiers.

use std::fmt;
use std::str::FromStr;

use rand::Rng;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Moment;

/// The identifier of anything we keep: a UUID. New things get version 7 (sortable by time), things
/// that come from a source get version 5 of (source, source's own id), so that the same record
/// always has the same identifier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(pub Uuid);

/// Namespace of all identifiers derived from names (a version 4 UUID chosen once for Wish Mi).
const NAMESPACE: Uuid = Uuid::from_u128(0x9d2f_6c1e_54b8_4f0a_8e37_2b61_c7a9_d043);

impl Id {
    /// A new identifier for something that begins at `now`.
    pub fn new(now: Moment, random: &mut impl Rng) -> Id {
        let mut bytes = [0u8; 10];
        random.fill_bytes(&mut bytes);
        let millis = u64::try_from(now.0 / 1000).unwrap_or(0);
        Id(uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid())
    }

    /// The identifier that belongs to a name inside a scope, always the same for the same pair.
    pub fn named(scope: &str, name: &str) -> Id {
        let inner = Uuid::new_v5(&NAMESPACE, scope.as_bytes());
        Id(Uuid::new_v5(&inner, name.as_bytes()))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The text is not a UUID.
#[derive(Clone, Debug, thiserror::Error)]
#[error(
    "«{0}» is not an identifier (expected a UUID such as 01920000-0000-7000-8000-000000000000)"
)]
pub struct IdParseError(pub String);

impl FromStr for Id {
    type Err = IdParseError;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(s)
            .map(Id)
            .map_err(|_| IdParseError(s.chars().take(60).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn names_give_stable_ids_and_scopes_keep_them_apart() {
        assert_eq!(Id::named("a", "1"), Id::named("a", "1"));
        assert_ne!(Id::named("a", "1"), Id::named("b", "1"));
        assert_ne!(Id::named("a", "1"), Id::named("a", "2"));
    }

    #[test]
    fn new_ids_sort_by_time() {
        let mut r = rand::rngs::StdRng::seed_from_u64(1);
        let a = Id::new(Moment(1_700_000_000_000_000), &mut r);
        let b = Id::new(Moment(1_700_000_001_000_000), &mut r);
        assert!(a < b);
        assert_eq!(a.0.get_version_num(), 7);
        assert_eq!(a.to_string().parse::<Id>().unwrap(), a);
    }

    #[test]
    fn wrong_text_is_refused_with_the_text() {
        let e = "zzz".parse::<Id>().unwrap_err();
        assert!(e.to_string().contains("zzz"));
    }
}
