//! From a rule of a timetable to the recurrences of RFC 5545: first day, RRULE, EXDATE, RDATE.
//!
//! The school calendar is not something a calendar program knows. So a rule is bounded to a window,
//! days on which it does not hold become exceptions, and where these would outnumber the days that
//! are left (something of the holidays only), each unbroken run becomes a recurrence of its own.

use city::SchoolCalendar;
use values::Day;

use super::super::occurs::{Given, Window, given};
use crate::model::{ByDay, Freq, Schedule, Weekday};

/// One recurrence: what becomes one VEVENT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Series {
    pub first: Day,
    pub last: Day,
    /// RRULE without its end; none for a single day and for listed days.
    pub rule: Option<String>,
    /// Days the rule gives and that do not count.
    pub except: Vec<Day>,
    /// Further days, where no rule can say them.
    pub more: Vec<Day>,
}

impl Series {
    fn of(rule: Option<&str>, days: &[Day], except: Vec<Day>) -> Option<Series> {
        let (first, last) = (*days.first()?, *days.last()?);
        let single = first == last;
        Some(Series {
            first,
            last,
            rule: rule.filter(|_| !single).map(str::to_string),
            except,
            more: if rule.is_none() {
                days[1..].to_vec()
            } else {
                Vec::new()
            },
        })
    }
}

/// The recurrences of a rule inside a window, in order of date.
pub(super) fn series(s: &Schedule, window: Window, calendar: &SchoolCalendar) -> Vec<Series> {
    let Given { by_rule, on } = given(s, window, calendar);
    let (Some(first), Some(last)) = (on.first(), on.last()) else {
        return Vec::new();
    };
    let rule = recurrence(s);
    let Some(rule) = rule.as_deref().filter(|_| first != last) else {
        return Series::of(None, &on, Vec::new()).into_iter().collect();
    };
    let between = by_rule.iter().filter(|d| first <= *d && *d <= last);
    let except: Vec<Day> = between
        .clone()
        .filter(|d| on.binary_search(d).is_err())
        .copied()
        .collect();
    if except.len() <= on.len() {
        return Series::of(Some(rule), &on, except).into_iter().collect();
    }
    let mut runs: Vec<Vec<Day>> = vec![Vec::new()];
    for day in between {
        match (on.binary_search(day).is_ok(), runs.last_mut()) {
            (true, Some(run)) => run.push(*day),
            (false, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.iter()
        .filter_map(|run| Series::of(Some(rule), run, Vec::new()))
        .collect()
}

/// The rule in the words of RFC 5545, 3.3.10; none where it cannot be said there. It gives the same
/// days when it begins on any day of the rule.
fn recurrence(s: &Schedule) -> Option<String> {
    let counted_from_month = s.byday.iter().any(|d| d.nth.is_some());
    let plain_days = |parts: &mut Vec<String>, days: &[ByDay]| {
        let codes: Vec<String> = days.iter().map(ToString::to_string).collect();
        if !codes.is_empty() {
            parts.push(format!("BYDAY={}", codes.join(",")));
        }
    };
    let mut parts: Vec<String> = Vec::new();
    let mut months = s.bymonth.clone();
    // Steps are counted from the first day; without one they mean nothing.
    let interval = s.interval.filter(|n| *n > 1 && s.dtstart.is_some());
    match (s.freq, s.dtstart) {
        // A span of days, or weekdays without a frequency.
        (None, Some(_)) => parts.push("FREQ=DAILY".into()),
        (None, None) | (Some(Freq::Daily | Freq::Weekly), _) if counted_from_month => return None,
        (None, None) => {
            parts.push("FREQ=WEEKLY".into());
            plain_days(&mut parts, &s.byday);
        }
        (Some(Freq::Daily), _) => {
            parts.push("FREQ=DAILY".into());
            plain_days(&mut parts, &s.byday);
        }
        (Some(Freq::Weekly), None) if s.byday.is_empty() => parts.push("FREQ=DAILY".into()),
        (Some(Freq::Weekly), start) => {
            parts.push("FREQ=WEEKLY".into());
            let of_start = start.filter(|_| s.byday.is_empty()).map(weekday);
            let days: Vec<ByDay> = of_start.map_or_else(|| s.byday.clone(), |d| vec![d.into()]);
            plain_days(&mut parts, &days);
        }
        (Some(freq @ (Freq::Monthly | Freq::Yearly)), start) => {
            if freq == Freq::Yearly {
                parts.push("FREQ=YEARLY".into());
                if months.is_empty() {
                    months.push(u8::try_from(start?.month()).ok()?);
                }
            } else {
                parts.push("FREQ=MONTHLY".into());
            }
            match (s.byday.is_empty(), s.bymonthday.is_empty()) {
                // Both together are understood differently by different programs.
                (false, false) => return None,
                (false, true) => plain_days(&mut parts, &s.byday),
                (true, false) => {
                    let days: Vec<String> = s.bymonthday.iter().map(ToString::to_string).collect();
                    parts.push(format!("BYMONTHDAY={}", days.join(",")));
                }
                (true, true) => parts.push(format!("BYMONTHDAY={}", start?.day())),
            }
        }
    }
    if let Some(n) = interval.filter(|_| s.freq.is_some()) {
        parts.insert(1, format!("INTERVAL={n}"));
    }
    if !months.is_empty() {
        let months: Vec<String> = months.iter().map(ToString::to_string).collect();
        parts.push(format!("BYMONTH={}", months.join(",")));
    }
    Some(parts.join(";"))
}

fn weekday(day: Day) -> Weekday {
    let n = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
    Weekday::ALL[n.min(6)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Period;
    use city::City;

    fn day(s: &str) -> Day {
        s.parse().unwrap()
    }

    fn calendar() -> SchoolCalendar {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
        City::load(&folder).unwrap().calendar
    }

    fn window() -> Window {
        Window {
            from: day("2026-10-01"),
            to: day("2027-11-30"),
        }
    }

    fn all(s: &Schedule) -> Vec<Series> {
        series(s, window(), &calendar())
    }

    /// The days a recurrence gives, as another program understands it.
    fn expanded(s: &Series) -> Vec<Day> {
        let Some(rule) = &s.rule else {
            return [s.first].into_iter().chain(s.more.clone()).collect();
        };
        let compact = |d: Day| d.strftime("%Y%m%dT120000Z").to_string();
        let mut text = format!(
            "DTSTART:{}\nRRULE:{rule};UNTIL={}",
            compact(s.first),
            compact(s.last)
        );
        for d in &s.except {
            text.push_str(&format!("\nEXDATE:{}", compact(*d)));
        }
        let set: rrule::RRuleSet = text.parse().unwrap_or_else(|e| panic!("{text}: {e}"));
        let found = set.all(2000);
        assert!(!found.limited);
        found
            .dates
            .iter()
            .map(|d| d.format("%Y-%m-%d").to_string().parse().unwrap())
            .collect()
    }

    fn weekly(days: &[Weekday]) -> Schedule {
        Schedule {
            freq: Some(Freq::Weekly),
            byday: days.iter().copied().map(ByDay::from).collect(),
            ..Schedule::default()
        }
    }

    #[test]
    fn every_kind_of_rule_gives_the_same_days_in_another_program() {
        use Weekday::{Friday, Monday, Saturday, Thursday};
        let nth = |n: &str| vec![n.parse::<ByDay>().unwrap()];
        let mut kinds = vec![weekly(&[Monday, Thursday]), weekly(&[])];
        let start = Some(day("2026-10-07"));
        for freq in [Freq::Daily, Freq::Weekly, Freq::Monthly, Freq::Yearly] {
            for interval in [None, Some(2), Some(3)] {
                for bymonth in [vec![], vec![1, 2, 12]] {
                    for byday in [
                        vec![],
                        vec![Friday.into(), Saturday.into()],
                        nth("2SA"),
                        nth("-1FR"),
                    ] {
                        for bymonthday in [vec![], vec![15, -1]] {
                            for dtstart in [None, start] {
                                kinds.push(Schedule {
                                    freq: Some(freq),
                                    interval,
                                    byday: byday.clone(),
                                    bymonthday: bymonthday.clone(),
                                    bymonth: bymonth.clone(),
                                    dtstart,
                                    ..Schedule::default()
                                });
                            }
                        }
                    }
                }
            }
        }
        // Weekdays without a frequency, a span of days, a single day.
        let mut bare = weekly(&[Monday, Friday]);
        bare.freq = None;
        kinds.push(bare);
        for until in [None, Some(day("2026-10-20"))] {
            kinds.push(Schedule {
                dtstart: start,
                until,
                ..Schedule::default()
            });
        }
        let calendar = calendar();
        let mut compared = 0;
        for mut s in kinds {
            for period in [Period::Always, Period::Term, Period::Holidays] {
                s.period = period;
                for count in [None, Some(5)] {
                    s.count = count;
                    let mut days: Vec<Day> = series(&s, window(), &calendar)
                        .iter()
                        .flat_map(expanded)
                        .collect();
                    days.sort_unstable();
                    assert_eq!(days, given(&s, window(), &calendar).on, "{s:?}");
                    compared += usize::from(!days.is_empty());
                }
            }
        }
        assert!(compared > 500, "{compared}");
    }

    #[test]
    fn a_course_of_the_school_year_is_one_rule_with_exceptions() {
        let mut s = weekly(&[Weekday::Monday]);
        s.dtstart = Some(day("2026-10-05"));
        s.until = Some(day("2027-05-31"));
        s.period = Period::Term;
        let all = all(&s);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].rule.as_deref(), Some("FREQ=WEEKLY;BYDAY=MO"));
        // Lessons end on 21 December and begin again on 8 January.
        for free in ["2026-12-28", "2027-01-04"] {
            assert!(all[0].except.contains(&day(free)), "{free}");
        }
    }

    #[test]
    fn what_is_only_in_the_holidays_is_a_rule_for_each_of_them() {
        let mut s = weekly(&[Weekday::Monday, Weekday::Wednesday]);
        s.period = Period::Holidays;
        let all = all(&s);
        assert!(all.len() >= 2 && all.len() < 10, "{all:?}");
        assert!(all.iter().all(|s| s.except.is_empty()));
    }

    #[test]
    fn nothing_to_say_is_no_recurrence() {
        assert!(all(&Schedule::default()).is_empty());
        let mut over = weekly(&[Weekday::Monday]);
        over.until = Some(day("2020-01-01"));
        assert!(all(&over).is_empty());
    }
}
