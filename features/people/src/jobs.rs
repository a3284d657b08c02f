//! What happens by itself: forgetting what is over, and telling who comes of age.

use std::sync::Arc;

use db::Db;
use jiff::civil::time;
use jiff::tz::TimeZone;
use jobs::{Every, Handlers, Schedule};
use seal::{Keys, Seed};
use values::{Clock, Id};

use crate::actions::{self, Ctx, Error, Keep};

/// The queue.
const NIGHT: &str = "people.night";

/// How many minors are looked at in one reading.
const SLICE: u32 = 500;

/// What the jobs stand on.
#[derive(Clone)]
pub struct Ground {
    /// The database.
    pub db: Db,
    /// The keys of the installation.
    pub keys: Keys,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The city's time zone: a birthday is a day there.
    pub zone: TimeZone,
    /// For how long what is over is kept.
    pub keep: Keep,
    /// Chance for what is sealed.
    pub seed: fn() -> Seed,
}

/// Who deals with this feature's jobs.
pub fn handlers(handlers: Handlers, ground: Ground) -> Handlers {
    handlers.outside(NIGHT, move |_| {
        let ground = ground.clone();
        async move {
            night(&ground)
                .await
                .map_err(|e| jobs::Failure::Again(e.to_string()))
        }
    })
}

async fn night(ground: &Ground) -> Result<(), Error> {
    let now = ground.clock.now();
    let today = now.day(&ground.zone);
    let keep = ground.keep;
    let gone = ground
        .db
        .write::<_, Error>(move |tx| Ok(actions::forget(tx, now, keep)?))
        .await?;
    let mut ties = 0;
    let mut after = None;
    loop {
        let keys = ground.keys.clone();
        let days = (today, keep.guardianships);
        let (over, next) = ground
            .db
            .read(move |c| actions::overdue(c, &keys, days, after, SLICE))
            .await?;
        if !over.is_empty() {
            ties += ground
                .db
                .write::<_, Error>(move |tx| Ok(actions::end_over(tx, &over)?))
                .await?;
        }
        after = match next {
            Some(next) => Some(next),
            None => break,
        };
    }
    let (mut after, mut told) = (None, 0);
    loop {
        let keys = ground.keys.clone();
        let (had, next) = ground
            .db
            .read(move |c| actions::had_birthdays(c, &keys, today, after, SLICE))
            .await?;
        if !had.is_empty() {
            let ctx = Ctx {
                keys: ground.keys.clone(),
                seed: (ground.seed)(),
                base: Id::named("people night", &today.to_string()),
                now,
                today,
            };
            told += ground
                .db
                .write(move |tx| actions::tell_birthdays(tx, &ctx, &had))
                .await?;
        }
        after = match next {
            Some(next) => Some(next),
            None => break,
        };
    }
    tracing::info!(
        links = gone.links,
        sessions = gone.sessions,
        messages = gone.messages,
        looks = gone.looks,
        consents = gone.consents,
        typed = gone.typed,
        guardianships = ties,
        around_children = gone.around,
        accounts = gone.accounts,
        persons = gone.persons,
        told,
        "what is over was forgotten, birthdays told"
    );
    Ok(())
}

/// Every night, before the city wakes.
pub fn schedules(zone: &TimeZone) -> Vec<Schedule> {
    vec![Schedule {
        name: NIGHT,
        every: Every::Daily {
            at: time(3, 40, 0, 0),
            zone: zone.clone(),
        },
        queue: NIGHT,
        payload: serde_json::Value::Null,
    }]
}
