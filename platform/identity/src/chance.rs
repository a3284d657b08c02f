//! Randomness is a parameter.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng, TryCryptoRng, TryRng};

use crate::jose::base64url;

/// A generator that all sign-ins share. Seed it from the system in the program, by hand in tests.
///
/// States, nonces, PKCE verifiers, token identifiers and key generation draw from it. Signatures and
/// their blinding draw from the system inside `ring`, which offers no other way.
#[derive(Clone)]
pub struct Chance(Arc<Mutex<StdRng>>);

impl std::fmt::Debug for Chance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Chance")
    }
}

impl Chance {
    /// Draws from this generator.
    pub fn new(generator: StdRng) -> Chance {
        Chance(Arc::new(Mutex::new(generator)))
    }

    /// Always the same numbers: for tests only.
    pub fn seeded(seed: u64) -> Chance {
        Chance::new(StdRng::seed_from_u64(seed))
    }

    /// 256 random bits as 43 signs that may stand in an address.
    pub(crate) fn word(&self) -> String {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        base64url(&bytes)
    }

    pub(crate) fn fill(&self, bytes: &mut [u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(bytes);
    }

    /// The generator as `rsa` wants it.
    pub(crate) fn generator(&self) -> Generator<'_> {
        Generator(self)
    }
}

/// See [`Chance::generator`].
pub(crate) struct Generator<'a>(&'a Chance);

impl TryRng for Generator<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Generator<'_> {}
