//! What jobs stand on, and a clock for it.

use std::sync::{Arc, Mutex};

use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::Seed;
use values::{Clock, Moment};
use vouchers::jobs::{Post, Room};

use super::{Failed, KEEP, World};

/// A clock that shows what it is set to, also what was.
#[derive(Clone, Debug)]
pub(crate) struct Hands(Arc<Mutex<Moment>>);

impl Hands {
    pub(crate) fn at(at: Moment) -> Hands {
        Hands(Arc::new(Mutex::new(at)))
    }

    pub(crate) fn set(&self, at: Moment) {
        *self.0.lock().expect("no panic") = at;
    }
}

impl Clock for Hands {
    fn now(&self) -> Moment {
        *self.0.lock().expect("no panic")
    }
}

impl World {
    /// The room of the jobs, with a clock of one's own.
    pub(crate) fn room(&self, clock: &Hands) -> Room {
        Room {
            mailroom: None,
            keep: KEEP,
            db: self.db.clone(),
            ground: self.ground.clone(),
            clock: Arc::new(clock.clone()),
            seed: || Seed::new(&mut StdRng::seed_from_u64(1)),
        }
    }

    /// What sends messages; `private`: also to this machine.
    pub(crate) fn post(&self, clock: &Hands, private: bool) -> Result<Post, Failed> {
        Ok(Post {
            room: self.room(clock),
            fetch: providers::fetch::Fetch::new(private)?,
        })
    }
}
