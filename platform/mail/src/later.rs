//! The jobs of mail: sending, reading bounces that were laid down, forgetting.

use std::path::PathBuf;
use std::sync::Arc;

use db::{Db, Fault};
use jiff::civil::time;
use jiff::tz::TimeZone;
use jobs::{Every, Failure, Handlers, Job, Schedule};
use seal::Seed;
use values::{Clock, Id, Moment};

use crate::bounce::bounce;
use crate::letter::{Content, Letter};
use crate::message::ready;
use crate::outbox::{Outbox, State};
use crate::store;
use crate::way::{Sending, Trouble};

/// The queue of letters.
pub(crate) const SEND: &str = "mail.send";
/// The queue of bounces.
const BOUNCES: &str = "mail.bounces";
/// The queue of forgetting.
const FORGET: &str = "mail.forget";

/// What the jobs need.
#[derive(Clone)]
pub struct Post {
    /// The database.
    pub db: Db,
    /// Where letters are kept.
    pub outbox: Outbox,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Takes new chance from the system.
    pub chance: Arc<dyn Fn() -> Seed + Send + Sync>,
}

/// Sends letters: for a worker of its own, since a letter waits for its turn.
pub fn sending(handlers: Handlers, post: Post, sending: Sending) -> Handlers {
    handlers.outside(SEND, move |job| send(post.clone(), sending.clone(), job))
}

/// Forgets letters after `keep_days`, and reads the bounces that `wishmi mail bounce` laid into the
/// folder because it could not write into the database itself.
pub fn handlers(handlers: Handlers, post: Post, keep_days: u16, bounces: PathBuf) -> Handlers {
    let clock = post.clock.clone();
    handlers
        .inside(FORGET, move |tx, _| {
            let gone = Outbox::forget(tx, keep_days, clock.now())?;
            tracing::info!(
                letters = gone.letters,
                expired = gone.expired,
                addresses = gone.addresses,
                "letters forgotten"
            );
            Ok(())
        })
        .outside(BOUNCES, move |_| {
            read_bounces(post.clone(), bounces.clone())
        })
}

/// Bounces every minute, forgetting every night.
pub fn schedules(zone: &TimeZone) -> Vec<Schedule> {
    let job = |name, every| Schedule {
        name,
        every,
        queue: name,
        payload: serde_json::Value::Null,
    };
    let night = Every::Daily {
        at: time(3, 40, 0, 0),
        zone: zone.clone(),
    };
    vec![job(BOUNCES, Every::Minutes(1)), job(FORGET, night)]
}

/// Sends a letter at once, without keeping anything: to try the settings.
///
/// # Errors
/// Why it did not leave.
pub async fn send_now(
    sending: &Sending,
    id: Id,
    letter: &Letter,
    now: Moment,
) -> Result<(), Trouble> {
    let content = Content {
        subject: letter.subject.clone(),
        parts: letter.parts.clone(),
    };
    match ready(&sending.from, id, &letter.to, &letter.lang, &content, now) {
        Some(made) => sending.send(&id.to_string(), made).await,
        None => Err(Trouble::Refused("it makes no message".to_string())),
    }
}

async fn send(post: Post, sending: Sending, job: Job) -> Result<(), Failure> {
    let id = job.payload["letter"].as_str().and_then(|t| t.parse().ok());
    let id: Id = id.ok_or_else(|| Failure::Never("the job names no letter".to_string()))?;
    let Some(letter) = post.db.read(move |c| store::letter(c, id)).await? else {
        return Ok(());
    };
    // It was sent, and the worker vanished before it could say so.
    if letter.state != State::Waiting {
        return Ok(());
    }
    sending.turn().await;
    let now = post.clock.now();
    if letter.send_before.is_some_and(|before| before < now) {
        return Ok(end(&post, id, State::Expired, None).await?);
    }
    let address = post.outbox.address(id, &letter)?;
    let (outbox, to) = (post.outbox.clone(), address.clone());
    let unreachable = post
        .db
        .read(move |c| outbox.unreachable_since(c, &to))
        .await?;
    if unreachable.is_some() {
        return Ok(end(&post, id, State::Unreachable, None).await?);
    }
    let content = post.outbox.content(id, &letter)?;
    // Dated as it was written, so that a letter sent again is the same to the last byte.
    let date = letter.created_at;
    let made = ready(&sending.from, id, &address, &letter.lang, &content, date);
    let Some(made) = made else {
        end(&post, id, State::Refused, Some("it makes no message")).await?;
        return Err(Failure::Never("the letter makes no message".to_string()));
    };
    match sending.send(&id.to_string(), made).await {
        Ok(()) => Ok(end(&post, id, State::Sent, None).await?),
        Err(Trouble::Again(why)) if job.attempt < job.max_attempts => {
            let reason = why.clone();
            let kept = post.db.write(move |tx| store::trouble(tx, id, &reason));
            kept.await?;
            Err(Failure::Again(why))
        }
        Err(Trouble::Again(why)) => {
            end(&post, id, State::GivenUp, Some(&why)).await?;
            Err(Failure::Never(why))
        }
        Err(Trouble::Refused(why)) => {
            tracing::warn!(letter = %id, kind = letter.kind, %why, "a letter was refused");
            Ok(end(&post, id, State::Refused, Some(&why)).await?)
        }
        Err(Trouble::Gone(why)) => {
            let (outbox, seed) = (post.outbox.clone(), (post.chance)());
            let mark = Id::named("mail address not reachable", &id.to_string());
            let kept = post.db.write(move |tx| {
                store::end(tx, id, State::Refused, Some(&why), now)?;
                outbox.mark(tx, &address, &why, mark, seed, now)
            });
            Ok(kept.await?)
        }
    }
}

async fn end(post: &Post, id: Id, state: State, reason: Option<&str>) -> Result<(), Fault> {
    let (reason, now) = (reason.map(str::to_string), post.clock.now());
    post.db
        .write(move |tx| store::end(tx, id, state, reason.as_deref(), now).map(drop))
        .await
}

/// Largest bounce that is read, in bytes: they hold a copy of our own letter, which is small.
pub const LARGEST_BOUNCE: u64 = 1024 * 1024;

/// Reads every file of the folder and takes it away; what is no bounce, too.
async fn read_bounces(post: Post, folder: PathBuf) -> Result<(), Failure> {
    let failed = |e: std::io::Error| Failure::Again(format!("the folder of bounces: {e}"));
    let mut files = match tokio::fs::read_dir(&folder).await {
        Ok(files) => files,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(failed(e)),
    };
    while let Some(file) = files.next_entry().await.map_err(failed)? {
        let path = file.path();
        // What is still being written has another ending.
        if path.extension().is_none_or(|e| e != "eml") {
            continue;
        }
        let size = file.metadata().await.map_err(failed)?.len();
        if size <= LARGEST_BOUNCE {
            let bytes = tokio::fs::read(&path).await.map_err(failed)?;
            match bounce(&bytes) {
                Ok(read) => {
                    let (outbox, seed, now) =
                        (post.outbox.clone(), (post.chance)(), post.clock.now());
                    let id = bounce_id(read.letter, now);
                    let done = post
                        .db
                        .write(move |tx| outbox.bounced(tx, &read, id, seed, now))
                        .await?;
                    tracing::info!(?done, "a bounce was read");
                }
                Err(why) => tracing::warn!(%why, "a message is no bounce of ours"),
            }
        }
        tokio::fs::remove_file(&path).await.map_err(failed)?;
    }
    Ok(())
}

/// The identifier of an address that a bounce marks.
pub fn bounce_id(letter: Id, now: Moment) -> Id {
    Id::named("mail bounce", &format!("{letter} {}", now.0))
}
