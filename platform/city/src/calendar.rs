//! School terms, breaks and public holidays, by rules that hold for any year.

use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};
use values::{Day, Text};

/// A rule that names one day: of every year, relative to Easter, or once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum DayRule {
    /// The same month and day in every year; 29 February exists in leap years only.
    Yearly {
        /// 1..=12
        month: i8,
        /// 1..=31
        day: i8,
    },
    /// So many days after Easter Sunday (negative: before), in every year.
    Easter(i16),
    /// One day of one year.
    Once(Day),
}

/// The text is not a rule for a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» is not a day (write 12-25, easter, easter-3, easter+1 or 2027-02-12)")]
pub struct DayRuleError(String);

impl FromStr for DayRule {
    type Err = DayRuleError;

    fn from_str(s: &str) -> Result<Self, DayRuleError> {
        let bad = || DayRuleError(s.chars().take(40).collect());
        if let Some(offset) = s.strip_prefix("easter") {
            if offset.is_empty() {
                return Ok(DayRule::Easter(0));
            }
            let days: i16 = offset.parse().map_err(|_| bad())?;
            let signed = offset.starts_with(['+', '-']);
            return if signed && days.abs() <= 180 {
                Ok(DayRule::Easter(days))
            } else {
                Err(bad())
            };
        }
        match s.split('-').collect::<Vec<_>>()[..] {
            [m, d] if m.len() == 2 && d.len() == 2 => {
                let (month, day) = (m.parse().map_err(|_| bad())?, d.parse().map_err(|_| bad())?);
                // 2024 is a leap year: any day that exists in some year exists in it.
                Day::new(2024, month, day).map_err(|_| bad())?;
                Ok(DayRule::Yearly { month, day })
            }
            [y, _, _] if y.len() == 4 => s.parse().map(DayRule::Once).map_err(|_| bad()),
            _ => Err(bad()),
        }
    }
}

impl TryFrom<String> for DayRule {
    type Error = DayRuleError;
    fn try_from(s: String) -> Result<Self, DayRuleError> {
        s.parse()
    }
}

impl From<DayRule> for String {
    fn from(r: DayRule) -> String {
        match r {
            DayRule::Yearly { month, day } => format!("{month:02}-{day:02}"),
            DayRule::Easter(0) => "easter".to_string(),
            DayRule::Easter(n) => format!("easter{n:+}"),
            DayRule::Once(d) => d.to_string(),
        }
    }
}

impl DayRule {
    /// The day this rule names in a year, if there is one.
    pub fn in_year(self, year: i16) -> Option<Day> {
        match self {
            DayRule::Yearly { month, day } => Day::new(year, month, day).ok(),
            DayRule::Easter(n) => easter(year)?.checked_add(i32::from(n).days()).ok(),
            DayRule::Once(d) => (d.year() == year).then_some(d),
        }
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm published in Nature in 1876).
fn easter(year: i16) -> Option<Day> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let m = (a + 11 * h) / 319;
    let r = (2 * e + 2 * (c / 4) - c % 4 - h + m + 32).rem_euclid(7);
    let month = (h - m + r + 90) / 25;
    let day = (h - m + r + month + 19) % 32;
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A break inside the school year, first and last day included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// Key, such as `christmas`.
    pub key: String,
    /// Name in languages.
    pub name: Text,
    /// First day.
    pub from: DayRule,
    /// Last day; when its date is earlier in the year than `from`, it is in the next year.
    pub to: DayRule,
}

impl Break {
    fn contains(&self, day: Day) -> bool {
        // A break that began last year may still be running.
        [day.year() - 1, day.year()].into_iter().any(|year| {
            let Some(from) = self.from.in_year(year) else {
                return false;
            };
            let to = self
                .to
                .in_year(year)
                .filter(|to| *to >= from)
                .or_else(|| self.to.in_year(year + 1));
            to.is_some_and(|to| from <= day && day <= to)
        })
    }
}

/// A public holiday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicHoliday {
    /// Name in languages.
    pub name: Text,
    /// Which day.
    pub on: DayRule,
    /// First year in which it holds, when it was introduced lately.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<i16>,
}

impl PublicHoliday {
    fn in_year(&self, year: i16) -> Option<Day> {
        if self.since.is_some_and(|s| year < s) {
            None
        } else {
            self.on.in_year(year)
        }
    }
}

/// Whether schools are in term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SchoolPeriod {
    /// Between first and last day of lessons and in no break; weekends count as term.
    Term,
    /// A break, or the long holidays between two school years.
    Holiday,
}

/// First and last day of lessons of one school year, where they differ from the rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SchoolYear {
    pub(crate) first: Day,
    pub(crate) last: Day,
}

/// A class at school, to say a child's age by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolClass {
    /// Key, such as `primary-3`.
    pub key: String,
    /// Name in languages.
    pub name: Text,
    /// How old, in whole years, most of its pupils are when it begins.
    pub age: u32,
}

/// School terms, breaks and public holidays of a city.
#[derive(Clone, Debug, Serialize)]
pub struct SchoolCalendar {
    pub(crate) first: DayRule,
    pub(crate) last: DayRule,
    pub(crate) years: Vec<SchoolYear>,
    pub(crate) school_days: Vec<String>,
    #[serde(skip)]
    pub(crate) weekdays: Vec<Weekday>,
    pub(crate) long_holidays: Text,
    pub(crate) breaks: Vec<Break>,
    pub(crate) holidays: Vec<PublicHoliday>,
    pub(crate) classes: Vec<SchoolClass>,
}

impl SchoolCalendar {
    /// First and last day of lessons of the school year that begins in `year`.
    pub fn lessons(&self, year: i16) -> Option<(Day, Day)> {
        if let Some(y) = self.years.iter().find(|y| y.first.year() == year) {
            return Some((y.first, y.last));
        }
        let first = self.first.in_year(year)?;
        let last = self
            .last
            .in_year(year)
            .filter(|l| *l > first)
            .or_else(|| self.last.in_year(year + 1))?;
        Some((first, last))
    }

    /// Whether schools are in term on this day. Public holidays and weekends inside a term are
    /// term: see [`SchoolCalendar::is_school_day`].
    pub fn period(&self, day: Day) -> SchoolPeriod {
        if self.pause(day).is_none() {
            SchoolPeriod::Term
        } else {
            SchoolPeriod::Holiday
        }
    }

    /// The name of the school holidays this day lies in; none in term.
    pub fn pause(&self, day: Day) -> Option<&Text> {
        let in_lessons = [day.year() - 1, day.year()].into_iter().any(|y| {
            self.lessons(y)
                .is_some_and(|(first, last)| first <= day && day <= last)
        });
        if !in_lessons {
            return Some(&self.long_holidays);
        }
        self.breaks
            .iter()
            .find(|b| b.contains(day))
            .map(|b| &b.name)
    }

    /// The public holiday on this day.
    pub fn holiday(&self, day: Day) -> Option<&PublicHoliday> {
        self.holidays
            .iter()
            .find(|h| h.in_year(day.year()) == Some(day))
    }

    /// All public holidays of a year in order of date.
    pub fn holidays(&self, year: i16) -> Vec<(Day, &PublicHoliday)> {
        let mut all: Vec<_> = self
            .holidays
            .iter()
            .filter_map(|h| Some((h.in_year(year)?, h)))
            .collect();
        all.sort_by_key(|(d, _)| *d);
        all
    }

    /// The classes at school, the youngest first; a city may have none.
    pub fn classes(&self) -> &[SchoolClass] {
        &self.classes
    }

    /// The breaks inside the school year.
    pub fn breaks(&self) -> &[Break] {
        &self.breaks
    }

    /// True when there are lessons: in term, on a school weekday, on no public holiday.
    pub fn is_school_day(&self, day: Day) -> bool {
        self.period(day) == SchoolPeriod::Term
            && self.weekdays.contains(&day.weekday())
            && self.holiday(day).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_of_known_years() {
        // The dates of the ecclesiastical tables, with both extremes (22 March, 25 April).
        for (y, m, d) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (2000, 4, 23),
            (2024, 3, 31),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
            (2285, 3, 22),
        ] {
            assert_eq!(easter(y), Day::new(y, m, d).ok(), "{y}");
        }
    }

    #[test]
    fn easter_is_always_a_sunday_between_its_limits() {
        for y in 1583..=4099 {
            let e = easter(y).unwrap();
            assert_eq!(e.weekday(), Weekday::Sunday, "{y}");
            assert!((3, 22) <= (e.month(), e.day()) && (e.month(), e.day()) <= (4, 25));
        }
    }

    #[test]
    fn rules_are_read_and_written() {
        for s in [
            "12-25",
            "02-29",
            "easter",
            "easter-3",
            "easter+1",
            "2027-02-12",
        ] {
            let r: DayRule = s.parse().unwrap();
            assert_eq!(String::from(r), s);
        }
        for s in [
            "",
            "13-01",
            "02-30",
            "1-1",
            "easter1",
            "easter+",
            "easter+999",
            "2027-02-30",
            "27-02-12",
            "christmas",
        ] {
            assert!(s.parse::<DayRule>().is_err(), "{s}");
        }
        let leap: DayRule = "02-29".parse().unwrap();
        assert_eq!(leap.in_year(2027), None);
        assert_eq!(leap.in_year(2028), Day::new(2028, 2, 29).ok());
    }

    #[test]
    fn a_school_year_inside_one_calendar_year_works_too() {
        let rule = |s: &str| s.parse::<DayRule>().unwrap();
        let it: values::Lang = "es".parse().unwrap();
        let c = SchoolCalendar {
            first: rule("03-01"),
            last: rule("12-20"),
            years: vec![],
            school_days: vec![],
            weekdays: vec![Weekday::Monday],
            long_holidays: Text::new(&it, "Verano"),
            breaks: vec![],
            holidays: vec![],
            classes: Vec::new(),
        };
        let on = |m, d| c.period(Day::new(2026, m, d).unwrap());
        assert_eq!(on(2, 28), SchoolPeriod::Holiday);
        assert_eq!(on(3, 1), SchoolPeriod::Term);
        assert_eq!(on(12, 20), SchoolPeriod::Term);
        assert_eq!(on(12, 21), SchoolPeriod::Holiday);
    }
}
