//! Time is a parameter: whoever needs "now" takes a [`Clock`].

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use serde::{Deserialize, Serialize};

/// A calendar day without a time zone, written as ISO 8601 text (`2026-11-22`).
pub type Day = jiff::civil::Date;

/// A point in time: microseconds since 1970-01-01T00:00:00Z, as stored in `bigint` columns.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The moment as a jiff timestamp; moments beyond jiff's range are clamped to it.
    pub fn timestamp(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        })
    }

    /// RFC 3339 in UTC, to the second: `2026-11-22T08:40:40Z`.
    pub fn rfc3339(self) -> String {
        let t = self.timestamp();
        jiff::Timestamp::from_second(t.as_second())
            .unwrap_or(t)
            .to_string()
    }

    /// The calendar day of this moment in a time zone.
    pub fn day(self, zone: &jiff::tz::TimeZone) -> Day {
        self.timestamp().to_zoned(zone.clone()).date()
    }

    /// This moment moved by whole seconds (negative moves back).
    pub fn plus_seconds(self, seconds: i64) -> Moment {
        Moment(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }
}

impl From<jiff::Timestamp> for Moment {
    fn from(t: jiff::Timestamp) -> Self {
        Moment(t.as_microsecond())
    }
}

/// Tells the time. Shared freely; the system's clock in production, one in the hand in tests.
pub trait Clock: Send + Sync + 'static {
    /// The present moment.
    fn now(&self) -> Moment;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(
        clippy::disallowed_methods,
        reason = "the one place that reads the clock"
    )]
    fn now(&self) -> Moment {
        jiff::Timestamp::now().into()
    }
}

/// A clock that stands still until somebody moves it: for tests and deterministic demo data.
#[derive(Clone, Debug)]
pub struct HandClock(Arc<AtomicI64>);

impl HandClock {
    /// A clock that shows `at`.
    pub fn at(at: Moment) -> Self {
        HandClock(Arc::new(AtomicI64::new(at.0)))
    }

    /// Moves the hands forward by whole seconds.
    pub fn advance_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_the_day_of_its_zone() {
        // 23:30 UTC on 21 November is already the 22nd in Rome.
        let t: jiff::Timestamp = "2026-11-21T23:30:00Z".parse().unwrap();
        let rome = jiff::tz::TimeZone::get("Europe/Rome").unwrap();
        assert_eq!(Moment::from(t).day(&rome).to_string(), "2026-11-22");
        assert_eq!(
            Moment::from(t).day(&jiff::tz::TimeZone::UTC).to_string(),
            "2026-11-21"
        );
        assert_eq!(Moment::from(t).rfc3339(), "2026-11-21T23:30:00Z");
    }

    #[test]
    fn extreme_moments_do_not_panic() {
        let _ = Moment(i64::MAX).rfc3339();
        let _ = Moment(i64::MIN).rfc3339();
    }
}
