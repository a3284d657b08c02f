//! What happens by itself: places that nobody took go back, sessions are closed, lessons are recalled.

use std::sync::Arc;

use db::Db;
use jobs::{Every, Handlers, Schedule};
use people::actions::Ctx;
use seal::Seed;
use values::{Clock, Id};

use crate::actions::{self, Act, Forgotten, Ground, Keep, No};

/// The queue of what is due.
const DUE: &str = "bookings.due";
/// The queue of what is forgotten.
const NIGHT: &str = "bookings.night";
/// The queue of reminders.
const REMIND: &str = "bookings.remind";

/// How many of each kind are settled in one turn.
const SLICE: u32 = 200;
/// How long before a lesson one is reminded, in seconds.
const BEFORE: i64 = 24 * 60 * 60;

/// What the jobs stand on.
#[derive(Clone)]
pub struct Room {
    /// The database.
    pub db: Db,
    /// What acts need.
    pub ground: Ground,
    /// For how long what is over is kept.
    pub keep: Keep,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance for what is sealed.
    pub seed: fn() -> Seed,
}

impl Room {
    fn act(&self, what: &str) -> Act {
        let now = self.clock.now();
        Act::clock(Ctx {
            keys: self.ground.providers.keys.clone(),
            seed: (self.seed)(),
            base: Id::named("bookings clock", &format!("{what} {}", now.0)),
            now,
            today: now.day(&self.ground.city.zone),
        })
    }
}

/// Who deals with this feature's jobs.
pub fn handlers(handlers: Handlers, room: Room) -> Handlers {
    let (other, third) = (room.clone(), room.clone());
    handlers
        .outside(DUE, move |_| {
            let room = room.clone();
            async move { told(settle(&room).await) }
        })
        .outside(REMIND, move |_| {
            let room = other.clone();
            async move { told(remind(&room).await) }
        })
        .outside(NIGHT, move |_| {
            let room = third.clone();
            async move { told(night(&room).await) }
        })
}

fn told<T>(answer: Result<T, No>) -> Result<(), jobs::Failure> {
    answer
        .map(|_| ())
        .map_err(|e| jobs::Failure::Again(e.to_string()))
}

/// Settles what is due, each in its own transaction. One that cannot be settled does not keep the others
/// waiting; the job fails at the end and comes back.
///
/// # Errors
/// The last that could not be settled; from the database.
pub async fn settle(room: &Room) -> Result<u64, No> {
    let now = room.clock.now();
    let due = room.db.read(move |c| actions::due(c, now, SLICE)).await?;
    let (mut done, mut last) = (0, Ok(()));
    for one in due {
        let (act, ground) = (room.act(&format!("{one:?}")), room.ground.clone());
        let answer = room
            .db
            .write(move |tx| actions::settle_due(tx, &ground, &act, one))
            .await;
        match answer {
            Ok(()) => done += 1,
            Err(no) => {
                tracing::warn!("{one:?} could not be settled: {no}");
                last = Err(no);
            }
        }
    }
    last.map(|()| done)
}

/// Reminds of the lessons of the next day, each in a transaction of its own; a second run tells nobody twice.
///
/// # Errors
/// From the database.
pub async fn remind(room: &Room) -> Result<u64, No> {
    let now = room.clock.now();
    let coming = room
        .db
        .read(move |c| actions::coming(c, now, BEFORE))
        .await?;
    let mut told = 0;
    for lesson in coming {
        let (act, ground) = (room.act(&format!("remind {lesson:?}")), room.ground.clone());
        told += room
            .db
            .write(move |tx| actions::remind(tx, &ground, &act, lesson))
            .await?;
    }
    Ok(told)
}

/// Forgets what is over, slice by slice, and says in the log how much it was.
///
/// # Errors
/// From the database.
pub async fn night(room: &Room) -> Result<Forgotten, No> {
    let (now, keep) = (room.clock.now(), room.keep);
    let mut gone = room
        .db
        .write(move |tx| actions::forget(tx, now, keep))
        .await?;
    loop {
        let links = room
            .db
            .write(move |tx| actions::forget_links(tx, now, keep, SLICE))
            .await?;
        if links == 0 {
            break;
        }
        gone.links += links;
    }
    tracing::info!(
        answers = gone.answers,
        roll = gone.roll,
        ill = gone.ill,
        waiting = gone.waiting,
        tickets = gone.tickets,
        links = gone.links,
        "bookings that are over were forgotten"
    );
    Ok(gone)
}

/// Every minute what is due; every hour reminders; every night what is forgotten.
pub fn schedules(zone: &jiff::tz::TimeZone) -> Vec<Schedule> {
    let each = |name: &'static str, minutes: u32| Schedule {
        name,
        every: Every::Minutes(minutes),
        queue: name,
        payload: serde_json::Value::Null,
    };
    let night = Schedule {
        name: NIGHT,
        every: Every::Daily {
            at: jiff::civil::time(3, 50, 0, 0),
            zone: zone.clone(),
        },
        queue: NIGHT,
        payload: serde_json::Value::Null,
    };
    vec![each(DUE, 1), each(REMIND, 60), night]
}
