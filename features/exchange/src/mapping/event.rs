//! Dated events, as calendars have them, as one rule of a timetable.

use std::str::FromStr;

use catalogue::model::{ByDay, Freq, Schedule, ScheduleUse, TimeOfDay};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use values::{Day, Text};

use super::eval::Eval;
use crate::profile::EventSpec;

/// The event's rule; none when its start cannot be read.
pub(super) fn schedule(ev: &Eval<'_>, spec: &EventSpec, city: &TimeZone) -> Option<Schedule> {
    let starts = ev.one(&spec.starts)?;
    let zone = spec.zone.as_ref().and_then(|e| ev.one(e));
    let Some((day, opens)) = moment(&starts, zone.as_deref(), city) else {
        ev.tell("not-a-date", None, &[("found", &starts)]);
        return None;
    };
    let ends = spec.ends.as_ref().and_then(|e| ev.one(e));
    let end = ends
        .as_deref()
        .and_then(|e| moment(e, zone.as_deref(), city));
    let mut s = Schedule {
        used_as: ScheduleUse::Events,
        dtstart: Some(day),
        opens_at: opens,
        closes_at: end.and_then(|(_, t)| t),
        ..Schedule::default()
    };
    if let Some(rule) = spec.rule.as_ref().and_then(|e| ev.one(e))
        && !apply(&mut s, &rule)
    {
        ev.tell("not-a-rule", None, &[("found", &rule)]);
        // the rule in words is better than only its first day
        s.description = Text::new(&ev.setting.language, rule);
    }
    if s.freq.is_none()
        && let Some((last, _)) = end
        && opens.is_none()
    {
        // whole days; the end of iCalendar is the day after (RFC 5545, 3.6.1)
        let last = last.yesterday().unwrap_or(last);
        if last > day {
            s.freq = Some(Freq::Daily);
            s.until = Some(last);
        }
    }
    if let Some(except) = spec.except.as_ref().and_then(|e| ev.one(e)) {
        s.except = except
            .split([',', ';'])
            .filter_map(|d| moment(d.trim(), zone.as_deref(), city).map(|(d, _)| d))
            .collect();
    }
    Some(s)
}

/// `2024-10-05` or `2024-10-05T10:30:00` in its zone, as the city's day and time. A zone nobody knows is
/// taken as the city's.
pub fn moment(text: &str, zone: Option<&str>, city: &TimeZone) -> Option<(Day, Option<TimeOfDay>)> {
    if !text.contains('T') {
        return Some((Day::from_str(text).ok()?, None));
    }
    let local = DateTime::from_str(text).ok()?;
    let local = match zone {
        None => local,
        Some(name) => match TimeZone::get(name) {
            Ok(zone) => local
                .to_zoned(zone)
                .ok()?
                .with_time_zone(city.clone())
                .datetime(),
            // a zone with a name of its own (Outlook) is nearly always the city's
            Err(_) => local,
        },
    };
    let time = TimeOfDay::new(
        u16::try_from(local.hour()).ok()?,
        u16::try_from(local.minute()).ok()?,
    )?;
    Some((local.date(), Some(time)))
}

/// Takes over the parts of an RFC 5545 rule; false, and nothing taken, when one is not understood.
pub fn apply(schedule: &mut Schedule, rule: &str) -> bool {
    let mut s = schedule.clone();
    let rule = rule.trim().trim_start_matches("RRULE:");
    for part in rule.split(';').filter(|p| !p.is_empty()) {
        let Some((name, value)) = part.split_once('=') else {
            return false;
        };
        let numbers =
            || -> Option<Vec<i8>> { value.split(',').map(|v| v.trim().parse().ok()).collect() };
        match name.trim().to_ascii_uppercase().as_str() {
            "FREQ" => {
                s.freq = match value.to_ascii_uppercase().as_str() {
                    "DAILY" => Some(Freq::Daily),
                    "WEEKLY" => Some(Freq::Weekly),
                    "MONTHLY" => Some(Freq::Monthly),
                    "YEARLY" => Some(Freq::Yearly),
                    _ => return false,
                }
            }
            "INTERVAL" => match value.parse::<u32>() {
                Ok(n) if (1..=1_000).contains(&n) => s.interval = (n > 1).then_some(n),
                _ => return false,
            },
            "COUNT" => match value.parse::<u32>() {
                Ok(n) if n > 0 => s.count = Some(n),
                _ => return false,
            },
            "UNTIL" => {
                let digits: String = value.chars().filter(char::is_ascii_digit).take(8).collect();
                match Day::strptime("%Y%m%d", &digits) {
                    Ok(d) => s.until = Some(d),
                    Err(_) => return false,
                }
            }
            "BYDAY" => {
                let days: Result<Vec<ByDay>, _> = value.split(',').map(str::parse).collect();
                match days {
                    Ok(days) => s.byday = days,
                    Err(_) => return false,
                }
            }
            "BYMONTHDAY" => match numbers() {
                Some(list) if list.iter().all(|n| (1..=31).contains(&n.abs())) => {
                    s.bymonthday = list
                }
                _ => return false,
            },
            "BYMONTH" => match numbers() {
                Some(list) if list.iter().all(|n| (1..=12).contains(n)) => {
                    s.bymonth = list.iter().map(|n| n.unsigned_abs()).collect();
                }
                _ => return false,
            },
            // weeks begin on Monday with us
            "WKST" => {}
            _ => return false,
        }
    }
    if s.freq.is_none() {
        return false;
    }
    *schedule = s;
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_taken_whole_or_not_at_all() {
        let mut s = Schedule::default();
        assert!(apply(
            &mut s,
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20250607T215959Z;WKST=MO"
        ));
        assert_eq!(
            (s.freq, s.interval, s.byday.len()),
            (Some(Freq::Weekly), Some(2), 2)
        );
        assert_eq!(
            s.until.map(|d| d.to_string()).as_deref(),
            Some("2025-06-07")
        );
        let before = s.clone();
        for wrong in [
            "FREQ=HOURLY",
            "BYDAY=MO",
            "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=WEEKLY;BYSETPOS=1",
            "FREQ",
            "FREQ=DAILY;COUNT=0",
        ] {
            let mut t = before.clone();
            let fresh = wrong == "BYDAY=MO";
            if fresh {
                t.freq = None;
            }
            let kept = t.clone();
            assert!(!apply(&mut t, wrong), "{wrong}");
            assert_eq!(t, kept, "{wrong}");
        }
    }

    #[test]
    fn moments_come_to_the_citys_clock() {
        let rome = TimeZone::get("Europe/Rome").unwrap();
        let at = |t: &str, z: Option<&str>| {
            moment(t, z, &rome)
                .map(|(d, t)| format!("{} {}", d, t.map(|t| t.to_string()).unwrap_or_default()))
        };
        assert_eq!(
            at("2024-07-01T20:30:00", Some("UTC")).as_deref(),
            Some("2024-07-01 22:30")
        );
        assert_eq!(
            at("2024-12-31T23:30:00", Some("UTC")).as_deref(),
            Some("2025-01-01 00:30")
        );
        assert_eq!(
            at("2024-07-01T20:30:00", None).as_deref(),
            Some("2024-07-01 20:30")
        );
        assert_eq!(
            at("2024-07-01", Some("UTC")).as_deref(),
            Some("2024-07-01 ")
        );
        assert_eq!(at("domani", None), None);
    }
}
