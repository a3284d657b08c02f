//! What happens later: forgetting.

use std::sync::Arc;

use jiff::civil::time;
use jiff::tz::TimeZone;
use jobs::{Every, Handlers, Schedule};
use values::Clock;

use crate::actions;

/// The queue.
const FORGET: &str = "voice.forget";

/// Who deals with this feature's jobs.
pub fn handlers(handlers: Handlers, clock: Arc<dyn Clock>) -> Handlers {
    handlers.inside(FORGET, move |tx, _| {
        let gone = actions::forget(tx, clock.now())?;
        tracing::info!(
            replies = gone.replies,
            reports = gone.reports,
            words = gone.words,
            "visitors' addresses and words forgotten"
        );
        Ok(())
    })
}

/// Every night, before the city wakes.
pub fn schedules(zone: &TimeZone) -> Vec<Schedule> {
    vec![Schedule {
        name: FORGET,
        every: Every::Daily {
            at: time(3, 20, 0, 0),
            zone: zone.clone(),
        },
        queue: FORGET,
        payload: serde_json::Value::Null,
    }]
}
