//! Chance for one request: secrets, identifiers, seeds.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use values::{Id, Moment};

use crate::Seed;

/// A generator that many requests draw from. Seed it from the system.
pub struct Chance(Mutex<StdRng>);

impl fmt::Debug for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chance")
    }
}

impl Chance {
    /// Draws from this generator.
    pub fn new(generator: StdRng) -> Chance {
        Chance(Mutex::new(generator))
    }

    /// Makes something with it.
    pub fn with<T>(&self, make: impl FnOnce(&mut StdRng) -> T) -> T {
        make(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A secret of 256 bits in hexadecimal digits, as it goes into a cookie or an address.
    pub fn secret(&self) -> String {
        let bytes: [u8; 32] = self.with(|r| {
            let mut bytes = [0; 32];
            r.fill_bytes(&mut bytes);
            bytes
        });
        hex::encode(bytes)
    }

    /// What one transaction needs that begins at `now`: the identifier from which others follow, and
    /// chance for what it seals. It is drawn outside, since a transaction may be run again.
    pub fn turn(&self, now: Moment) -> (Id, Seed) {
        self.with(|r| {
            let mut own = StdRng::from_rng(r);
            (Id::new(now, &mut own), Seed::new(&mut own))
        })
    }
}
