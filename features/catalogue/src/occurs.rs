//! On which days a rule of a timetable falls (the parts of RFC 5545 that [`Schedule`] has).

use city::{SchoolCalendar, SchoolPeriod};
use jiff::ToSpan;
use values::Day;

use crate::model::{Freq, Period, Schedule};

/// How many days a rule with a number of times is followed from its beginning: ten years.
const FOLLOWED: usize = 3660;

/// True when the rule falls on the day. Rules without days (only words) never do. A rule for school
/// term falls on no public holiday.
pub(crate) fn falls_on(s: &Schedule, day: Day, calendar: &SchoolCalendar) -> bool {
    if !in_period(s.period, day, calendar) || !by_rule(s, day) {
        return false;
    }
    let (Some(count), Some(start), Some(_)) = (s.count, s.dtstart, s.freq) else {
        return true;
    };
    // RFC 5545 counts what the rule gives, before exceptions.
    let before = start
        .series(1.day())
        .take(FOLLOWED)
        .take_while(|d| *d < day)
        .filter(|d| by_rule_alone(s, *d))
        .count();
    u32::try_from(before).is_ok_and(|b| b < count)
}

/// Days between which a rule is looked at, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub from: Day,
    pub to: Day,
}

/// What a rule gives inside a window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Given {
    /// Every day the rule itself gives inside its validity.
    pub by_rule: Vec<Day>,
    /// Those of them on which it takes place: no exception, in its part of the school year.
    pub on: Vec<Day>,
}

/// The days of a rule inside a window, as [`falls_on`] says, in one pass.
pub(super) fn given(s: &Schedule, window: Window, calendar: &SchoolCalendar) -> Given {
    let counted = s.count.is_some() && s.dtstart.is_some() && s.freq.is_some();
    // RFC 5545 counts what the rule gives from its beginning, which may lie before the window.
    let begin = match s.dtstart {
        Some(start) if counted => start,
        Some(start) => start.max(window.from),
        None => window.from,
    };
    let end = s.until.map_or(window.to, |until| until.min(window.to));
    let mut left = s.count.filter(|_| counted);
    let mut given = Given::default();
    for day in begin.series(1.day()).take_while(|d| *d <= end) {
        if left == Some(0) {
            break;
        }
        if !by_rule_alone(s, day) {
            continue;
        }
        left = left.map(|n| n - 1);
        let valid = s.valid_from.is_none_or(|f| f <= day) && s.valid_to.is_none_or(|t| day <= t);
        if day < window.from || !valid {
            continue;
        }
        given.by_rule.push(day);
        if !s.except.contains(&day) && in_period(s.period, day, calendar) {
            given.on.push(day);
        }
    }
    given
}

fn in_period(period: Period, day: Day, calendar: &SchoolCalendar) -> bool {
    match period {
        Period::Always => true,
        Period::Term => {
            calendar.period(day) == SchoolPeriod::Term && calendar.holiday(day).is_none()
        }
        Period::Holidays => calendar.period(day) == SchoolPeriod::Holiday,
    }
}

fn by_rule(s: &Schedule, day: Day) -> bool {
    let valid = s.valid_from.is_none_or(|f| f <= day) && s.valid_to.is_none_or(|t| day <= t);
    valid && !s.except.contains(&day) && by_rule_alone(s, day)
}

fn by_rule_alone(s: &Schedule, day: Day) -> bool {
    let month = u8::try_from(day.month()).unwrap_or(0);
    if s.dtstart.is_some_and(|d| day < d)
        || s.until.is_some_and(|u| day > u)
        || !(s.bymonth.is_empty() || s.bymonth.contains(&month))
    {
        return false;
    }
    let Some(freq) = s.freq else {
        return match s.dtstart {
            Some(d) => day == d || s.until.is_some_and(|u| d <= day && day <= u),
            None => !s.byday.is_empty() && on_weekday(s, day),
        };
    };
    let interval = i64::from(s.interval.unwrap_or(1).max(1));
    let start = s.dtstart;
    let in_step = |passed: i64| passed % interval == 0;
    match freq {
        Freq::Daily => {
            let fits = s.byday.is_empty() || on_weekday(s, day);
            fits && start.is_none_or(|d| in_step(days_between(d, day)))
        }
        Freq::Weekly => {
            let weeks = |d: Day| days_between(monday(d), monday(day)) / 7;
            let fits = match (s.byday.is_empty(), start) {
                (false, _) => on_weekday(s, day),
                (true, Some(d)) => d.weekday() == day.weekday(),
                (true, None) => true,
            };
            fits && start.is_none_or(|d| in_step(weeks(d)))
        }
        Freq::Monthly => {
            let months = |d: Day| {
                (i64::from(day.year()) - i64::from(d.year())) * 12 + i64::from(day.month())
                    - i64::from(d.month())
            };
            in_month(s, day) && start.is_none_or(|d| in_step(months(d)))
        }
        Freq::Yearly => {
            let years = |d: Day| i64::from(day.year()) - i64::from(d.year());
            let same_month = match start {
                Some(d) if s.bymonth.is_empty() => d.month() == day.month(),
                _ => true,
            };
            same_month && in_month(s, day) && start.is_none_or(|d| in_step(years(d)))
        }
    }
}

/// By weekday of the month, by day of the month, or as the first day was.
fn in_month(s: &Schedule, day: Day) -> bool {
    if s.byday.is_empty() && s.bymonthday.is_empty() {
        return s.dtstart.is_some_and(|d| d.day() == day.day());
    }
    let from_end = day.day() - day.days_in_month() - 1;
    let by_number = s.bymonthday.is_empty()
        || s.bymonthday
            .iter()
            .any(|n| *n == day.day() || *n == from_end);
    by_number && (s.byday.is_empty() || on_weekday(s, day))
}

fn on_weekday(s: &Schedule, day: Day) -> bool {
    let index = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
    s.byday.iter().any(|b| {
        b.day.index() == index
            && b.nth.is_none_or(|n| {
                let from_start = (day.day() - 1) / 7 + 1;
                let from_end = -((day.days_in_month() - day.day()) / 7 + 1);
                n == from_start || n == from_end
            })
    })
}

fn monday(day: Day) -> Day {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.saturating_sub(back.days())
}

fn days_between(a: Day, b: Day) -> i64 {
    (b - a).get_days().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ByDay, Weekday};
    use city::City;

    fn day(s: &str) -> Day {
        s.parse().unwrap()
    }

    /// The days of November 2026 to February 2027 on which a rule falls, as `MM-DD`.
    fn days(s: &Schedule) -> Vec<String> {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
        let city = City::load(&folder).unwrap();
        day("2026-11-01")
            .series(1.day())
            .take_while(|d| *d <= day("2027-02-28"))
            .filter(|d| falls_on(s, *d, &city.calendar))
            .map(|d| d.strftime("%m-%d").to_string())
            .collect()
    }

    #[test]
    fn a_window_gives_the_days_one_by_one_would_give() {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
        let city = City::load(&folder).unwrap();
        let window = Window {
            from: day("2026-11-01"),
            to: day("2027-02-28"),
        };
        let mut s = weekly(Weekday::Monday);
        let mut all = vec![s.clone()];
        s.dtstart = Some(day("2026-10-05"));
        s.count = Some(9);
        all.push(s.clone());
        s.period = Period::Term;
        s.interval = Some(2);
        all.push(s.clone());
        s.count = None;
        s.valid_to = Some(day("2027-01-15"));
        s.except = vec![day("2026-11-16")];
        all.push(s.clone());
        all.push(Schedule::default());
        for s in all {
            let one_by_one: Vec<Day> = window
                .from
                .series(1.day())
                .take_while(|d| *d <= window.to)
                .filter(|d| falls_on(&s, *d, &city.calendar))
                .collect();
            let given = given(&s, window, &city.calendar);
            assert_eq!(given.on, one_by_one, "{s:?}");
            assert!(given.on.iter().all(|d| given.by_rule.contains(d)));
        }
    }

    fn weekly(weekday: Weekday) -> Schedule {
        Schedule {
            freq: Some(Freq::Weekly),
            byday: vec![weekday.into()],
            ..Schedule::default()
        }
    }

    #[test]
    fn weekly_rules_keep_their_step_season_and_exceptions() {
        let mut s = weekly(Weekday::Monday);
        s.dtstart = Some(day("2026-11-11"));
        s.until = Some(day("2026-12-21"));
        s.except = vec![day("2026-12-07")];
        assert_eq!(days(&s), ["11-16", "11-23", "11-30", "12-14", "12-21"]);
        // Every second week is counted from the week of the first day (RFC 5545, Monday first).
        s.interval = Some(2);
        assert_eq!(days(&s), ["11-23", "12-21"]);
        s.interval = None;
        s.count = Some(2);
        assert_eq!(days(&s), ["11-16", "11-23"]);
    }

    #[test]
    fn term_and_holidays_share_the_year_out() {
        // Lessons end on 21 December and begin again on 8 January.
        let mut s = weekly(Weekday::Monday);
        s.bymonth = vec![12, 1];
        s.period = Period::Term;
        assert_eq!(
            days(&s),
            ["12-07", "12-14", "12-21", "01-11", "01-18", "01-25"]
        );
        s.period = Period::Holidays;
        assert_eq!(days(&s), ["12-28", "01-04"]);
        s.period = Period::Always;
        assert_eq!(days(&s).len(), 8);
    }

    #[test]
    fn monthly_and_yearly_rules() {
        let mut s = weekly(Weekday::Saturday);
        s.freq = Some(Freq::Monthly);
        let nth = |n: &str| vec![n.parse::<ByDay>().unwrap()];
        s.byday = nth("2SA");
        assert_eq!(days(&s), ["11-14", "12-12", "01-09", "02-13"]);
        s.byday = nth("-1SA");
        assert_eq!(days(&s), ["11-28", "12-26", "01-30", "02-27"]);
        s.byday.clear();
        s.bymonthday = vec![-1, 15];
        assert_eq!(days(&s)[..4], ["11-15", "11-30", "12-15", "12-31"]);
        s.bymonthday.clear();
        assert!(days(&s).is_empty(), "no day of the month is known");
        s.dtstart = Some(day("2026-11-05"));
        s.interval = Some(2);
        assert_eq!(days(&s), ["11-05", "01-05"]);
        s.freq = Some(Freq::Yearly);
        s.interval = None;
        assert_eq!(days(&s), ["11-05"]);
    }

    #[test]
    fn daily_rules_single_dates_and_words() {
        let mut s = Schedule {
            freq: Some(Freq::Daily),
            dtstart: Some(day("2026-11-01")),
            interval: Some(10),
            until: Some(day("2026-11-30")),
            ..Schedule::default()
        };
        assert_eq!(days(&s), ["11-01", "11-11", "11-21"]);
        s.freq = None;
        s.interval = None;
        s.until = Some(day("2026-11-03"));
        assert_eq!(days(&s), ["11-01", "11-02", "11-03"]);
        assert!(days(&Schedule::default()).is_empty());
        s.valid_from = Some(day("2026-11-02"));
        s.valid_to = Some(day("2026-11-02"));
        assert_eq!(days(&s), ["11-02"]);
    }
}
