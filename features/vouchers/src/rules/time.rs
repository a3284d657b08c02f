//! When a voucher ends: one function, used everywhere.

use jiff::ToSpan;
use jiff::tz::TimeZone;
use values::{Day, Moment};

use super::REMINDERS;

/// How long a redemption can be undone without formalities, seconds.
pub const UNDO: i64 = 15 * 60;

/// The last moment of a voucher's last day in the city: a microsecond before the next day begins there,
/// whatever the clocks do that night.
pub fn ends_at(day: Day, zone: &TimeZone) -> Moment {
    let next = day.tomorrow().unwrap_or(Day::MAX);
    match next.to_zoned(zone.clone()) {
        Ok(begins) => Moment(begins.timestamp().as_microsecond() - 1),
        Err(_) => Moment(i64::MAX),
    }
}

/// The new last day of credit that comes back after its end.
pub fn renewed(ends_on: Day, today: Day, days: u16) -> Day {
    let new = today
        .checked_add(i64::from(days).days())
        .unwrap_or(Day::MAX);
    new.max(ends_on)
}

/// The reminder that is due today, in days before the end: the nearest one. None before the first and
/// after the end.
pub fn reminder(ends_on: Day, today: Day) -> Option<u16> {
    let left = (ends_on - today).get_days();
    let left = u16::try_from(left).ok()?;
    REMINDERS.iter().copied().filter(|d| left <= *d).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn moment(text: &str) -> Moment {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    #[test]
    fn a_voucher_ends_at_midnight_in_the_city() {
        let rome = TimeZone::get("Europe/Rome").unwrap();
        // Winter, summer, and the nights in which the clocks go on (29 March) and back (25 October 2026).
        for (last, next) in [
            ("2026-12-31", "2026-12-31T23:00:00Z"),
            ("2026-06-30", "2026-06-30T22:00:00Z"),
            ("2026-03-28", "2026-03-28T23:00:00Z"),
            ("2026-03-29", "2026-03-29T22:00:00Z"),
            ("2026-10-24", "2026-10-24T22:00:00Z"),
            ("2026-10-25", "2026-10-25T23:00:00Z"),
        ] {
            let end = ends_at(day(last), &rome);
            assert_eq!(Moment(end.0 + 1), moment(next), "{last}");
            assert_eq!(end.day(&rome), day(last));
            assert_eq!(Moment(end.0 + 1).day(&rome), day(last).tomorrow().unwrap());
        }
    }

    #[test]
    fn the_nearest_reminder_is_due() {
        let end = day("2026-12-31");
        for (today, due) in [
            ("2026-10-01", None),
            ("2026-10-02", Some(90)),
            ("2026-11-30", Some(90)),
            ("2026-12-01", Some(30)),
            ("2026-12-23", Some(30)),
            ("2026-12-24", Some(7)),
            ("2026-12-31", Some(7)),
            ("2027-01-01", None),
        ] {
            assert_eq!(reminder(end, day(today)), due, "{today}");
        }
    }

    #[test]
    fn new_validity_never_shortens() {
        let (end, today) = (day("2026-12-31"), day("2026-06-01"));
        assert_eq!(renewed(end, today, 60), end);
        assert_eq!(renewed(today, today, 60), day("2026-07-31"));
    }
}
