//! Which services can be booked, in memory: sheets of the catalogue say so, and are kept for everybody.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use askama::Template;
use values::Id;
use web::{Markup, Page};

use super::Bookings;
use crate::actions;

/// Booking opens and closes by the clock, too: the shelf is looked through at least so often.
const QUIET: Duration = Duration::from_secs(60);

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    all: RwLock<BTreeSet<Id>>,
    turn: AtomicU64,
}

impl Shelf {
    fn has(&self, service: Id) -> bool {
        let all = self.all.read().unwrap_or_else(PoisonError::into_inner);
        all.contains(&service)
    }

    /// A number that changes with what is on it.
    pub(super) fn turn(&self) -> u64 {
        self.turn.load(Ordering::Acquire)
    }

    fn put(&self, found: BTreeSet<Id>) {
        let mut all = self.all.write().unwrap_or_else(PoisonError::into_inner);
        if *all != found {
            *all = found;
            self.turn.fetch_add(1, Ordering::AcqRel);
        }
    }
}

#[derive(Template)]
#[template(path = "bookings/beside.html")]
struct Beside<'a> {
    page: &'a Page,
    href: String,
}

impl Bookings {
    /// Looks what can be booked now, and again whenever a session has changed or a minute has passed, until
    /// `stop`.
    pub async fn follow(self, stop: impl Future<Output = ()>) {
        let mut news = self.0.db.changes();
        let mut stop = std::pin::pin!(stop);
        let mut tick = tokio::time::interval(QUIET);
        loop {
            tokio::select! {
                () = &mut stop => return,
                _ = tick.tick() => {}
                change = news.next() => match change {
                    Some(change) if change.touches(actions::TOPIC) => {}
                    Some(_) => continue,
                    None => return,
                },
            }
            if let Err(no) = self.look_around().await {
                tracing::warn!("what can be booked was not looked up: {no}");
            }
        }
    }

    /// Looks once.
    ///
    /// # Errors
    /// From the database.
    pub async fn look_around(&self) -> Result<(), db::Fault> {
        let now = self.now();
        let found = self.0.db.read(move |c| actions::bookable(c, now)).await?;
        self.0.shelf.put(found.into_iter().collect());
        Ok(())
    }

    /// That a service can be booked, on its sheet.
    pub(super) fn beside(&self, page: &Page, what: &str) -> Option<Markup> {
        let service: Id = what.strip_prefix("/service/")?.parse().ok()?;
        if !self.0.shelf.has(service) {
            return None;
        }
        let href = page.href(&format!("/book/{service}"));
        Markup::of(&Beside { page, href }).ok()
    }
}
