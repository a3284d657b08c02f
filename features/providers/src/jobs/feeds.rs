//! Every night: the addresses providers have given are read again.

use std::sync::Arc;

use db::Db;
use jobs::Failure;
use seal::Seed;
use values::{Clock, Id};

use crate::actions::{self, Act, Ground, No};
use crate::fetch::Fetch;
use crate::rules::sessions;

/// Reads the addresses of all feeds.
pub const FEEDS: &str = "providers.feeds";
/// A feed that was read less than so many hours ago is not read again.
const HOURS: i64 = 12;

/// What reading feeds stands on.
pub struct Feeds {
    /// The database.
    pub db: Db,
    /// The city.
    pub ground: Ground,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Reads addresses.
    pub fetch: Fetch,
    /// New chance for each transaction.
    pub chance: Box<dyn Fn() -> Seed + Send + Sync>,
}

/// Reads every feed once, one after the other; what one says does not keep the others from being read.
/// Run twice in a night, the second time asks only those the first has not come to.
///
/// # Errors
/// From the database.
pub async fn read_feeds(f: &Feeds) -> Result<(), Failure> {
    let before = f.clock.now().plus_seconds(-HOURS * 3600);
    let all = f.db.read(move |c| actions::feeds(c, before)).await?;
    for feed in all {
        let at = f.clock.now();
        let zone = f.ground.city.zone.clone();
        let language = f.ground.city.default_language.clone();
        let today = at.day(&zone);
        let read = match f.fetch.get(&feed.address).await {
            Err(no) => Err(no),
            Ok(content) => tokio::task::spawn_blocking(move || {
                sessions::read(content, today, &zone, &language)
            })
            .await
            .map_err(|e| Failure::Again(e.to_string()))?,
        };
        let act = Act {
            by: feed.added_by,
            at,
            seed: (f.chance)(),
        };
        let ground = f.ground.clone();
        let id = |what: &str| {
            Id::named(
                "providers feed",
                &format!("{} {} {what}", feed.record, at.0),
            )
        };
        let ids = (id("file"), [id("now"), id("waits"), id("job")]);
        let done =
            f.db.write(move |tx| actions::feed_read(tx, &ground, &feed, read.clone(), ids, act))
                .await;
        match done {
            Ok(()) => {}
            Err(No::Db(fault)) => return Err(fault.into()),
            Err(no) => tracing::warn!("a feed could not be taken: {no}"),
        }
    }
    Ok(())
}
