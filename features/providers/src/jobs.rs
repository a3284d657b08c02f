//! What happens later: parcels are brought into the catalogue; every day admissions and documents
//! are looked at.

use std::sync::Arc;

use db::Db;
use exchange::model::State;
use exchange::{Exchange, ImportError, Incoming, Outcome};
use jiff::civil::time;
use jobs::{Every, Failure, Handlers, Job, Schedule};
use seal::Seed;
use values::{Clock, Id};

use crate::actions::{self, Ground, Publication};
use crate::reminders::Mailroom;

mod feeds;
mod runs;

pub use feeds::{FEEDS, Feeds, read_feeds};
pub use runs::{IMPORT, Runs, run_import};

/// Brings a parcel into the catalogue.
pub(crate) const PUBLISH: &str = "providers.publish";
/// Looks at admissions and documents.
const DAILY: &str = "providers.daily";
/// Looks at how long records have not been checked.
const FRESHNESS: &str = "providers.freshness";

/// Who deals with this feature's jobs. `chance` gives new seeds for sealing.
pub fn handlers(
    handlers: Handlers,
    (db, exchange): (Db, Exchange),
    ground: Ground,
    clock: Arc<dyn Clock>,
    chance: impl Fn() -> Seed + Send + Sync + 'static,
    mailroom: Option<Mailroom>,
) -> Handlers {
    let (daily_clock, checked) = (clock.clone(), clock.clone());
    let fresh = (db.clone(), ground.clone(), mailroom.clone());
    handlers
        .outside(FRESHNESS, move |_| {
            let ((db, ground, mailroom), now) = (fresh.clone(), checked.now());
            async move { freshness(&db, &ground, mailroom.as_ref(), now).await }
        })
        .inside(DAILY, move |tx, _| {
            let now = daily_clock.now();
            let done = actions::daily(tx, &ground, chance(), now)?;
            actions::forget_files(tx, now)?;
            let mut letters = 0;
            if let Some(mailroom) = &mailroom {
                for notice in &done.notices {
                    letters += mailroom.send(tx, &ground, notice, now)?;
                }
            }
            tracing::info!(
                letters,
                reminded = done.reminded,
                expired = done.expired,
                documents = done.documents,
                changed = done.changed,
                "admissions of providers looked at"
            );
            Ok(())
        })
        .outside(PUBLISH, move |job| {
            let (db, exchange, clock) = (db.clone(), exchange.clone(), clock.clone());
            async move { publish(&db, &exchange, &*clock, &job).await }
        })
}

/// Every morning, before offices open.
pub fn schedules(zone: &jiff::tz::TimeZone) -> Vec<Schedule> {
    let daily = |name, at| Schedule {
        name,
        every: Every::Daily {
            at,
            zone: zone.clone(),
        },
        queue: name,
        payload: serde_json::Value::Null,
    };
    vec![
        daily(DAILY, time(5, 10, 0, 0)),
        daily(FEEDS, time(4, 20, 0, 0)),
        daily(FRESHNESS, time(5, 20, 0, 0)),
    ]
}

/// Who deals with what comes in by files: addresses of calendars, imports of officers.
pub fn importing(handlers: Handlers, feeds: Feeds, runs: Runs) -> Handlers {
    let (feeds, runs) = (Arc::new(feeds), Arc::new(runs));
    handlers
        .outside(FEEDS, move |_| {
            let feeds = feeds.clone();
            async move { read_feeds(&feeds).await }
        })
        .outside(IMPORT, move |job| {
            let runs = runs.clone();
            async move {
                let run: Option<Id> = job.payload["run"].as_str().and_then(|r| r.parse().ok());
                let run = run.ok_or_else(|| Failure::Never("the payload names no run".into()))?;
                run_import(&runs, run).await
            }
        })
}

/// Asks organisations whose records have not been checked for long. The catalogue is read first, where
/// nobody waits; each organisation is asked in a transaction of its own, which notes that it was, so that
/// a second run of the job asks nobody twice.
async fn freshness(
    db: &Db,
    ground: &Ground,
    mailroom: Option<&Mailroom>,
    now: values::Moment,
) -> Result<(), Failure> {
    // Without letters nothing is noted: who could not be asked is asked when they can.
    let Some(mailroom) = mailroom else {
        return Ok(());
    };
    let today = now.day(&ground.city.zone);
    let looked = ground.clone();
    let found = db
        .read(move |c| actions::unchecked(c, &looked, today))
        .await?;
    for one in found {
        let (ground, mailroom) = (ground.clone(), mailroom.clone());
        db.write::<_, db::Fault>(move |tx| {
            if let Some(notice) = actions::ask_to_check(tx, &one, now)? {
                mailroom.send(tx, &ground, &notice, now)?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// Imports what waits to be published of the record a parcel is about, one parcel after the other.
/// When it was imported but not noted (a crash between the two), the second import finds nothing new
/// and the parcel is noted then.
async fn publish(
    db: &Db,
    exchange: &Exchange,
    clock: &dyn Clock,
    job: &Job,
) -> Result<(), Failure> {
    let parcel: Option<Id> = job.payload["parcel"].as_str().and_then(|p| p.parse().ok());
    let parcel = parcel.ok_or_else(|| Failure::Never("the payload names no parcel".into()))?;
    while let Some(work) = db.read(move |c| actions::publication(c, parcel)).await? {
        let id = work.parcel.id;
        let by = exchange.acting_as(work.parcel.sent_by.to_string());
        let result = match by.import(incoming(work), &|_| ()).await {
            Ok(outcome) => ended(&outcome),
            // Somebody else is at work, or was faster: the next attempt reads anew.
            Err(
                e @ (ImportError::Busy(_)
                | ImportError::Moved(_)
                | ImportError::Db(_)
                | ImportError::Stopped(_)),
            ) => return Err(Failure::Again(e.to_string())),
            Err(e) => Err(e.to_string()),
        };
        let now = clock.now();
        db.write::<_, db::Fault>(move |tx| {
            let result = result.as_ref().copied().map_err(String::as_str);
            actions::published(tx, id, result, now)
        })
        .await?;
    }
    Ok(())
}

/// The number of an import that is in the catalogue, or why it is not.
fn ended(outcome: &Outcome) -> Result<i64, String> {
    match outcome.import.state {
        State::Applied | State::Unchanged => Ok(outcome.import.number),
        other => {
            let codes: Vec<&str> = outcome.findings.iter().map(|f| f.code.as_str()).collect();
            Err(format!("{}: {}", other.as_str(), codes.join(", ")))
        }
    }
}

fn incoming(work: Publication) -> Incoming {
    let records = work.records;
    Incoming {
        source: work.source,
        gone_after: 1,
        files: Vec::new(),
        produce: Box::new(move |take| {
            for record in records {
                // A stop means that the taking side failed; it says so itself.
                if take(record).is_err() {
                    break;
                }
            }
            Ok(Vec::new())
        }),
        dry_run: false,
        approve: false,
        leave_out_errors: false,
        same: work.same,
        expects: work.expects,
    }
}
