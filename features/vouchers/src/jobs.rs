//! What happens by itself: vouchers begin and end, families are told and reminded, payments are looked at,
//! organisations' own systems are told what has happened.

use std::sync::Arc;

use db::Db;
use jiff::civil::time;
use jobs::{Every, Handlers, Schedule};
use seal::Seed;
use values::Clock;

use crate::actions::{self, Error, Forgotten, Ground, HOOKS, Keep, Sent, Turn};
use crate::letters::Mailroom;
use crate::model::{Delivery, Unsent};

/// The queue of what ends and begins.
const SWEEP: &str = "vouchers.sweep";
/// The queue of what families are told.
const TELL: &str = "vouchers.tell";
/// The queue of what is forgotten.
const NIGHT: &str = "vouchers.night";

/// How many are dealt with in one transaction.
const SLICE: u32 = 200;
/// How many messages a hook gets in one round.
const ROUND: u32 = 100;
/// How far back payments are looked at, in seconds.
const SPAN: i64 = 2 * 24 * 60 * 60;

/// What the jobs stand on.
#[derive(Clone)]
pub struct Room {
    /// The database.
    pub db: Db,
    /// Vouchers and bookings.
    pub ground: Ground,
    /// How families are written to; none where no letters leave.
    pub mailroom: Option<Mailroom>,
    /// For how long what is over is kept.
    pub keep: Keep,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance for what is sealed.
    pub seed: fn() -> Seed,
}

/// What sending to organisations' systems stands on.
#[derive(Clone)]
pub struct Post {
    /// The rest.
    pub room: Room,
    /// Who may be asked.
    pub fetch: providers::fetch::Fetch,
}

/// Who sends to organisations' systems.
pub fn telling(handlers: Handlers, post: Post) -> Handlers {
    handlers.outside(HOOKS, move |_| {
        let post = post.clone();
        async move { told(send(&post).await) }
    })
}

/// Sends what is to be sent, once around: each organisation by itself, so that one that is slow keeps no
/// other waiting. After a failure nothing more is sent to that hook in this round.
///
/// # Errors
/// From the database or the keys.
pub async fn send(post: &Post) -> Result<(), Error> {
    let (room, now) = (&post.room, post.room.clock.now());
    let (wallets, seed) = (room.ground.wallets.clone(), (room.seed)());
    let due = room
        .db
        .write(move |tx| {
            actions::tidy_hooks(tx, &wallets, seed, now)?;
            actions::tell_bookings(tx, now)?;
            actions::due(tx, now, ROUND)
        })
        .await?;
    let mut rounds = tokio::task::JoinSet::new();
    for deliveries in due {
        let post = post.clone();
        rounds.spawn(async move { round(&post, deliveries).await });
    }
    while let Some(ended) = rounds.join_next().await {
        match ended {
            Ok(result) => result?,
            Err(e) => tracing::error!(error = %e, "a round of messages broke off"),
        }
    }
    Ok(())
}

/// Sends messages to one hook, in their order. The hook is read anew before each: what a manager has
/// paused, ended or given another secret meanwhile counts.
async fn round(post: &Post, deliveries: Vec<Delivery>) -> Result<(), Error> {
    let room = &post.room;
    for d in deliveries {
        let (wallets, now) = (room.ground.wallets.clone(), room.clock.now());
        let seconds = now.0.div_euclid(1_000_000);
        let message = d.clone();
        let taken = room
            .db
            .write(move |tx| actions::take(tx, &wallets, &message, now))
            .await?;
        let hook = match taken {
            Turn::Take(hook) => hook,
            Turn::Next => continue,
            Turn::Leave => break,
        };
        let headers = vec![
            ("content-type", "application/json".to_string()),
            ("webhook-id", d.id.to_string()),
            ("webhook-timestamp", seconds.to_string()),
            ("webhook-key-id", hook.id.to_string()),
            (
                "webhook-signature",
                actions::signatures(&hook, d.id, seconds, &d.body),
            ),
        ];
        let answer = post
            .fetch
            .post(&hook.address, headers, d.body.clone())
            .await;
        let what = match answer {
            Ok(status @ 200..=299) => Sent::Arrived(status),
            Ok(status) => Sent::Answered(status),
            Err(no) => Sent::Failed(match no.key.as_str() {
                "providers-refused-feed-slow" => Unsent::Slow,
                "providers-refused-feed-private" => Unsent::Private,
                "providers-refused-feed-address" => Unsent::Address,
                _ => Unsent::Silent,
            }),
        };
        // A test that fails says nothing of what comes after it.
        let stop = !matches!(what, Sent::Arrived(_)) && d.event != actions::TEST;
        let (wallets, seed, now) = (room.ground.wallets.clone(), (room.seed)(), room.clock.now());
        let ended = room
            .db
            .write(move |tx| actions::sent(tx, &wallets, seed, &d, what, now))
            .await?;
        if ended {
            tracing::warn!(hook = %hook.id, "a hook has failed for too long and was ended");
        }
        if stop {
            break;
        }
    }
    Ok(())
}

/// Who deals with this feature's jobs.
pub fn handlers(handlers: Handlers, room: Room) -> Handlers {
    let (other, third) = (room.clone(), room.clone());
    handlers
        .outside(SWEEP, move |_| {
            let room = room.clone();
            async move { told(sweep(&room).await) }
        })
        .outside(TELL, move |_| {
            let room = other.clone();
            async move { told(tell(&room).await) }
        })
        .outside(NIGHT, move |_| {
            let room = third.clone();
            async move { told(night(&room).await.map(drop)) }
        })
}

fn told(answer: Result<(), Error>) -> Result<(), jobs::Failure> {
    answer.map_err(|e| jobs::Failure::Again(e.to_string()))
}

/// Begins and ends what is due, slice by slice, until nothing is left; then looks at the payments of the
/// last days.
///
/// # Errors
/// From the database.
pub async fn sweep(room: &Room) -> Result<(), Error> {
    let now = room.clock.now();
    loop {
        let wallets = room.ground.wallets.clone();
        let (begun, swept) = room
            .db
            .write(move |tx| {
                let begun = actions::begin(tx, &wallets, now, SLICE)?;
                Ok::<_, Error>((begun, actions::sweep(tx, &wallets, now, SLICE)?))
            })
            .await?;
        if begun + swept.ended + swept.lapsed == 0 {
            break;
        }
        tracing::info!(
            begun,
            ended = swept.ended,
            lapsed = swept.lapsed,
            cents = swept.amount.0,
            "vouchers begun and ended"
        );
    }
    remind(room).await?;
    let ground = room.ground.clone();
    let span = (now.plus_seconds(-SPAN), now);
    let flags = room
        .db
        .write(move |tx| actions::scan(tx, &ground, span, now))
        .await?;
    tracing::info!(flags, "payments looked at");
    Ok(())
}

/// Reminds families of credit that ends soon; once each step, so a second run tells nobody twice.
async fn remind(room: &Room) -> Result<(), Error> {
    let Some(mailroom) = &room.mailroom else {
        return Ok(());
    };
    let now = room.clock.now();
    loop {
        let (wallets, mailroom, seed) =
            (room.ground.wallets.clone(), mailroom.clone(), (room.seed)());
        let told = room
            .db
            .write(move |tx| {
                let compose =
                    |r: &actions::Reminder, p: &people::model::Person| mailroom.ends(r, p);
                let letters = (&mailroom.outbox, &compose as actions::Compose<'_>);
                actions::remind(tx, &wallets, letters, seed, now, SLICE)
            })
            .await?;
        if told == 0 {
            return Ok(());
        }
        tracing::info!(told, "families reminded of vouchers that end soon");
    }
}

/// Tells families what was taken.
///
/// # Errors
/// From the database.
pub async fn tell(room: &Room) -> Result<(), Error> {
    loop {
        let (wallets, seed, now) = (room.ground.wallets.clone(), (room.seed)(), room.clock.now());
        let told = room
            .db
            .write(move |tx| actions::tell_spends(tx, &wallets, seed, now, SLICE))
            .await?;
        if told == 0 {
            return Ok(());
        }
    }
}

/// Forgets what is over, piece by piece, each told in the trail; how much it was altogether.
///
/// # Errors
/// From the database.
pub async fn night(room: &Room) -> Result<Forgotten, Error> {
    let (now, keep) = (room.clock.now(), room.keep);
    let mut gone = Forgotten::default();
    loop {
        let wallets = room.ground.wallets.clone();
        let piece = room
            .db
            .write(move |tx| actions::forget(tx, &wallets, now, keep, SLICE))
            .await?;
        if piece.is_nothing() {
            break;
        }
        gone.add(piece);
    }
    tracing::info!(?gone, "what is over of vouchers was forgotten");
    Ok(gone)
}

/// A quarter past midnight what is over is over; at 4:10 what is over for long is forgotten; every minute
/// families are told.
pub fn schedules(zone: &jiff::tz::TimeZone) -> Vec<Schedule> {
    vec![
        Schedule {
            name: SWEEP,
            every: Every::Daily {
                at: time(0, 15, 0, 0),
                zone: zone.clone(),
            },
            queue: SWEEP,
            payload: serde_json::Value::Null,
        },
        Schedule {
            name: NIGHT,
            every: Every::Daily {
                at: time(4, 10, 0, 0),
                zone: zone.clone(),
            },
            queue: NIGHT,
            payload: serde_json::Value::Null,
        },
        Schedule {
            name: TELL,
            every: Every::Minutes(1),
            queue: TELL,
            payload: serde_json::Value::Null,
        },
        Schedule {
            name: HOOKS,
            every: Every::Minutes(1),
            queue: HOOKS,
            payload: serde_json::Value::Null,
        },
    ]
}
