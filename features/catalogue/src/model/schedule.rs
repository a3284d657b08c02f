//! When: opening hours and events, as recurrence rules (RFC 5545 parts, HSDS `schedule`).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use values::{Day, Text};

/// A day of the week, Monday first, written as in iCalendar (`MO` … `SU`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Weekday {
    #[serde(rename = "MO")]
    Monday,
    #[serde(rename = "TU")]
    Tuesday,
    #[serde(rename = "WE")]
    Wednesday,
    #[serde(rename = "TH")]
    Thursday,
    #[serde(rename = "FR")]
    Friday,
    #[serde(rename = "SA")]
    Saturday,
    #[serde(rename = "SU")]
    Sunday,
}

impl Weekday {
    /// Monday to Sunday.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// 0 for Monday to 6 for Sunday.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The two letters of iCalendar.
    pub fn code(self) -> &'static str {
        ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][self.index()]
    }

    /// From the two letters of iCalendar.
    pub fn from_code(code: &str) -> Option<Weekday> {
        Weekday::ALL
            .into_iter()
            .find(|d| d.code().eq_ignore_ascii_case(code))
    }
}

/// A weekday, perhaps only the n-th of the month (`2TU`, `-1FR`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ByDay {
    /// Which one in the month, counted from the end when negative; none means each.
    pub nth: Option<i8>,
    /// The weekday.
    pub day: Weekday,
}

impl From<Weekday> for ByDay {
    fn from(day: Weekday) -> ByDay {
        ByDay { nth: None, day }
    }
}

impl fmt::Display for ByDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(n) = self.nth {
            write!(f, "{n}")?;
        }
        f.write_str(self.day.code())
    }
}

impl FromStr for ByDay {
    type Err = String;
    fn from_str(s: &str) -> Result<ByDay, String> {
        let bad = || format!("«{s}» is not a weekday (write MO … SU, or 2TU, -1FR)");
        let t = s.trim();
        let split = t.len().checked_sub(2).ok_or_else(bad)?;
        if !t.is_char_boundary(split) {
            return Err(bad());
        }
        let (n, code) = t.split_at(split);
        let day = Weekday::from_code(code).ok_or_else(bad)?;
        let nth = match n.trim_start_matches('+') {
            "" => None,
            n => Some(n.parse::<i8>().map_err(|_| bad())?),
        };
        if nth.is_some_and(|n| n == 0 || n.abs() > 5) {
            return Err(bad());
        }
        Ok(ByDay { nth, day })
    }
}

impl TryFrom<String> for ByDay {
    type Error = String;
    fn try_from(s: String) -> Result<ByDay, String> {
        s.parse()
    }
}

impl From<ByDay> for String {
    fn from(b: ByDay) -> String {
        b.to_string()
    }
}

/// A time of day to the minute, `00:00` to `24:00` (the end of the day).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    minutes: u16,
}

impl TimeOfDay {
    /// A time from hour and minute; `24:00` is allowed, later is not.
    pub fn new(hour: u16, minute: u16) -> Option<TimeOfDay> {
        let minutes = hour.checked_mul(60)?.checked_add(minute)?;
        (minute < 60 && minutes <= 24 * 60).then_some(TimeOfDay { minutes })
    }

    /// Minutes since midnight, 0 to 1,440.
    pub fn minutes(self) -> u16 {
        self.minutes
    }

    /// The hour, 0 to 24.
    pub fn hour(self) -> u16 {
        self.minutes / 60
    }

    /// The minute, 0 to 59.
    pub fn minute(self) -> u16 {
        self.minutes % 60
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl FromStr for TimeOfDay {
    type Err = String;
    /// Reads `7`, `07:30`, `7.30`, `07:30:00`, `07:30Z` (the zone sign is dropped: times are local).
    fn from_str(s: &str) -> Result<TimeOfDay, String> {
        let bad = || format!("«{s}» is not a time of day (write 16:30)");
        let t = s.trim().trim_end_matches('Z');
        let mut parts = t.split([':', '.']);
        let hour = parts.next().unwrap_or_default();
        let minute = parts.next().unwrap_or("0");
        let rest_zero = parts.all(|p| !p.is_empty() && p.chars().all(|c| c == '0'));
        let ok = |p: &str| (1..=2).contains(&p.len()) && p.chars().all(|c| c.is_ascii_digit());
        if !ok(hour) || !ok(minute) || !rest_zero {
            return Err(bad());
        }
        let (h, m) = (
            hour.parse::<u16>().map_err(|_| bad())?,
            minute.parse::<u16>().map_err(|_| bad())?,
        );
        TimeOfDay::new(h, m).ok_or_else(bad)
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = String;
    fn try_from(s: String) -> Result<TimeOfDay, String> {
        s.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(t: TimeOfDay) -> String {
        t.to_string()
    }
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Freq {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// Opening hours of a place or desk, or events one attends (HSDS 3.3 tells them apart).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleUse {
    /// One may come at any time between opening and closing.
    #[default]
    OperatingHours,
    /// It begins and ends at these times.
    Events,
}

/// In which part of the school calendar it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// The whole year.
    #[default]
    Always,
    /// Only on days of school term.
    Term,
    /// Only in the school holidays.
    Holidays,
}

/// How one attends. HSDS `attending_type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attending {
    /// At the place.
    #[default]
    InPerson,
    /// On the network.
    Online,
    /// By telephone.
    Phone,
}

/// One rule of a timetable. Without [`Schedule::freq`] it holds once, on [`Schedule::dtstart`]; with
/// neither, it is only a description in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Hours or events.
    #[serde(default, rename = "use")]
    pub used_as: ScheduleUse,
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freq: Option<Freq>,
    /// Every how many (2 with `WEEKLY`: every second week).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<u32>,
    /// On which weekdays; empty means the weekday of `dtstart`, or every day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub byday: Vec<ByDay>,
    /// On which days of the month, negative from its end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bymonthday: Vec<i8>,
    /// In which months, 1 to 12; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bymonth: Vec<u8>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dtstart: Option<Day>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// How many times at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// From this time, local.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<TimeOfDay>,
    /// To this time, local; not later than `opens_at` means the next day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<TimeOfDay>,
    /// The rule is valid from this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Day>,
    /// The rule is valid to this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Day>,
    /// In term, in holidays, or always.
    #[serde(default)]
    pub period: Period,
    /// How one attends.
    #[serde(default)]
    pub attending: Attending,
    /// Days on which it does not hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<Day>,
    /// In words.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
}

impl Schedule {
    /// Every week on these days between two times.
    pub fn weekly(days: &[Weekday], opens: TimeOfDay, closes: TimeOfDay) -> Schedule {
        Schedule {
            freq: Some(Freq::Weekly),
            byday: days.iter().copied().map(ByDay::from).collect(),
            opens_at: Some(opens),
            closes_at: Some(closes),
            ..Schedule::default()
        }
    }

    /// The weekdays it may fall on, as bits (Monday is bit 0); 0 when not known.
    pub fn weekday_bits(&self) -> u8 {
        self.byday
            .iter()
            .fold(0, |bits, d| bits | 1 << d.day.index())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_days_are_read_as_people_and_files_write_them() {
        for (t, m) in [
            ("7", 420),
            ("07:30", 450),
            ("7.30", 450),
            ("24:00", 1440),
            ("16:30:00", 990),
            ("09:00Z", 540),
        ] {
            assert_eq!(t.parse::<TimeOfDay>().unwrap().minutes(), m, "{t}");
        }
        for wrong in ["", "25", "24:01", "7:60", "a:b", "7:3a", "07:30:15", "123"] {
            assert!(wrong.parse::<TimeOfDay>().is_err(), "{wrong}");
        }
        assert_eq!("2TU".parse::<ByDay>().unwrap().to_string(), "2TU");
        assert_eq!("-1FR".parse::<ByDay>().unwrap().nth, Some(-1));
        for wrong in ["", "X", "0MO", "6MO", "àMO", "MOO"] {
            assert!(wrong.parse::<ByDay>().is_err(), "{wrong}");
        }
    }
}
