//! Letters from the transaction to a real socket, and back as bounces, on both engines.

mod bounces;
mod letters;
mod sending;
mod sink;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use db::{Db, Fault};
use jobs::{Handlers, Pace, Worker};
use mail::later::{self, Post};
use mail::{Address, From, Letter, Outbox, Part, Posted, Sending, State, Way};
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::{Keys, Seed};
use values::{HandClock, Id, Moment};

const START: Moment = Moment(1_795_000_000_000_000);

fn seed(n: u64) -> Seed {
    Seed::new(&mut StdRng::seed_from_u64(n))
}

fn id(n: u64) -> Id {
    Id::named("mail test", &n.to_string())
}

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

fn letter(to: &str) -> Letter {
    Letter {
        kind: "test.link",
        to: address(to),
        lang: "it".parse().unwrap(),
        subject: "Il tuo collegamento è pronto".to_string(),
        parts: vec![
            Part::Paragraph("Ciao Amal,\nentra così:".to_string()),
            Part::Button {
                label: "Entra".to_string(),
                url: "https://wishmi.example/it/in?t=SECRET&x=1".to_string(),
            },
        ],
        send_before: None,
    }
}

fn sender() -> From {
    From::read(
        "Wish Mi <noreply@city.example>",
        Some("bounces@city.example"),
    )
    .unwrap()
}

/// An installation with a clock in the hand.
struct House {
    db: Db,
    outbox: Outbox,
    clock: HandClock,
    worker: Worker,
    post: Post,
}

impl House {
    fn new(db: &Db, way: Way) -> House {
        let clock = HandClock::at(START);
        let outbox = Outbox::new(Keys::demo(), true);
        let count = AtomicU64::new(1000);
        let post = Post {
            db: db.clone(),
            outbox: outbox.clone(),
            clock: Arc::new(clock.clone()),
            chance: Arc::new(move || seed(count.fetch_add(1, Ordering::Relaxed))),
        };
        let sending = Sending::new(way, sender(), 60_000);
        let handlers = later::sending(Handlers::default(), post.clone(), sending);
        let worker = Worker::new(
            db.clone(),
            Arc::new(clock.clone()),
            "test",
            handlers,
            Pace::default(),
        );
        House {
            db: db.clone(),
            outbox,
            clock,
            worker: worker.unwrap(),
            post,
        }
    }

    fn in_memory(db: &Db) -> (House, Arc<Mutex<Vec<Vec<u8>>>>) {
        let kept = Arc::new(Mutex::new(Vec::new()));
        (House::new(db, Way::Memory(kept.clone())), kept)
    }

    async fn post(&self, n: u64, letter: Letter) -> Result<Posted, Fault> {
        let (outbox, now) = (self.outbox.clone(), values::Clock::now(&self.clock));
        self.db
            .write(move |tx| outbox.post(tx, id(n), &letter, seed(n), now))
            .await
    }

    /// Runs jobs until none is due.
    async fn work(&self) -> Result<Vec<jobs::Outcome>, Fault> {
        let mut all = Vec::new();
        while let Some(outcome) = self.worker.step().await? {
            all.push(outcome);
        }
        Ok(all)
    }

    /// The states of all letters with their counts, and how many addresses are not reachable.
    async fn states(&self) -> Result<(Vec<(State, u64)>, u64), Fault> {
        let (tally, unreachable) = self.db.read(mail::tally).await?;
        let states = tally.iter().map(|t| (t.state, t.letters)).collect();
        Ok((states, unreachable))
    }

    async fn is_unreachable(&self, text: &str) -> Result<bool, Fault> {
        let (outbox, address) = (self.outbox.clone(), address(text));
        let since = self.db.read(move |c| outbox.unreachable_since(c, &address));
        Ok(since.await?.is_some())
    }
}
