//! Jobs by the clock.

use db::{Fault, Write};
use jiff::civil;
use jiff::tz::TimeZone;
use values::{Id, Moment};

use crate::queue::{Enqueued, New, enqueue};
use crate::store;

/// How often.
#[derive(Clone, Debug)]
pub enum Every {
    /// Every so many minutes, counted from midnight UTC of 1 January 1970 (so `Minutes(15)` runs on
    /// the quarter hours). 0 is taken as 1.
    Minutes(u32),
    /// Once a day at a time of the city's clock. Where the clock is put forward over that time, it
    /// runs that much later; where it is put back and the time comes twice, at the first.
    Daily {
        /// The time of day.
        at: civil::Time,
        /// The city's time zone.
        zone: TimeZone,
    },
}

/// A job that the clock causes.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// Its name, different from all others; the identity of what has already run.
    pub name: &'static str,
    /// When.
    pub every: Every,
    /// The queue of the job.
    pub queue: &'static str,
    /// The payload of the job.
    pub payload: serde_json::Value,
}

impl Every {
    /// The latest moment at or before `now` at which it is due.
    pub fn slot(&self, now: Moment) -> Moment {
        match self {
            Every::Minutes(minutes) => {
                let length = i64::from((*minutes).max(1)) * 60_000_000;
                Moment(now.0.div_euclid(length).saturating_mul(length))
            }
            Every::Daily { at, zone } => {
                let mut day = now.day(zone);
                // Today's slot may lie ahead; yesterday's never does.
                for _ in 0..2 {
                    if let Ok(slot) = day.to_datetime(*at).to_zoned(zone.clone()) {
                        let slot = Moment::from(slot.timestamp());
                        if slot <= now {
                            return slot;
                        }
                    }
                    match day.yesterday() {
                        Ok(yesterday) => day = yesterday,
                        Err(_) => break,
                    }
                }
                // Only at the very ends of the calendar.
                now
            }
        }
    }
}

/// Enqueues the jobs of all schedules that are due, in the caller's transaction; returns how many.
/// However many nodes call it and however often, each slot gives one job. Slots that passed while
/// no node was running are made good by one job, the latest. A schedule seen for the first time
/// waits for its next slot.
///
/// # Errors
/// The database's fault.
pub fn tick(tx: &mut Write<'_>, now: Moment, schedules: &[Schedule]) -> Result<usize, Fault> {
    let mut enqueued = 0;
    for schedule in schedules {
        let slot = schedule.every.slot(now);
        let parameters = db::params![schedule.name, slot];
        if tx.exec(store::FIRST_SEEN, &parameters)? == 1
            || tx.exec(store::TAKE_SLOT, &parameters)? == 0
        {
            continue;
        }
        // A day's job that still waits from the day before need not be doubled.
        let job = New::now(schedule.queue, schedule.payload.clone(), now)
            .key(format!("schedule {}", schedule.name));
        let id = Id::named("jobs schedule", &format!("{} {}", schedule.name, slot.0));
        if enqueue(tx, id, now, &job)? == Enqueued::Yes {
            enqueued += 1;
        }
    }
    Ok(enqueued)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    fn daily(time: &str, zone: &str) -> Every {
        Every::Daily {
            at: time.parse().unwrap(),
            zone: TimeZone::get(zone).unwrap(),
        }
    }

    #[test]
    fn minutes_fall_on_the_round_times() {
        let quarter = Every::Minutes(15);
        assert_eq!(
            quarter.slot(at("2026-11-22T08:44:59Z")),
            at("2026-11-22T08:30:00Z")
        );
        assert_eq!(
            quarter.slot(at("2026-11-22T08:45:00Z")),
            at("2026-11-22T08:45:00Z")
        );
        assert_eq!(
            Every::Minutes(0).slot(Moment(61_000_000)),
            Moment(60_000_000)
        );
        assert_eq!(Every::Minutes(1).slot(Moment(-1)), Moment(-60_000_000));
    }

    #[test]
    fn a_day_belongs_to_the_city() {
        let night = daily("03:00", "Europe/Rome");
        // 03:00 in Rome is 02:00 UTC in winter and 01:00 UTC in summer.
        assert_eq!(
            night.slot(at("2026-11-22T02:00:00Z")),
            at("2026-11-22T02:00:00Z")
        );
        assert_eq!(
            night.slot(at("2026-11-22T01:59:59Z")),
            at("2026-11-21T02:00:00Z")
        );
        assert_eq!(
            night.slot(at("2026-07-01T12:00:00Z")),
            at("2026-07-01T01:00:00Z")
        );
    }

    #[test]
    fn the_hours_that_are_missing_or_doubled_give_one_slot_a_day() {
        let night = daily("02:30", "Europe/Rome");
        // 29 March 2026: 02:30 does not exist; an hour later is 03:30 summer time, 01:30 UTC.
        assert_eq!(
            night.slot(at("2026-03-29T12:00:00Z")),
            at("2026-03-29T01:30:00Z")
        );
        assert_eq!(
            night.slot(at("2026-03-29T01:29:00Z")),
            at("2026-03-28T01:30:00Z")
        );
        // 25 October 2026: 02:30 comes twice; the first is 00:30 UTC.
        assert_eq!(
            night.slot(at("2026-10-25T00:45:00Z")),
            at("2026-10-25T00:30:00Z")
        );
        assert_eq!(
            night.slot(at("2026-10-25T01:45:00Z")),
            at("2026-10-25T00:30:00Z")
        );
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        for every in [daily("23:59", "Europe/Rome"), Every::Minutes(u32::MAX)] {
            let _ = every.slot(Moment(i64::MIN / 4));
            let _ = every.slot(Moment(i64::MAX));
        }
    }
}
