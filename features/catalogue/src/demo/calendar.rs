//! From a timetable in `schedules.toml` to rules of the model, with dates that make sense today.

use std::collections::BTreeMap;

use jiff::ToSpan;
use values::Day;

use super::chance::Chance;
use super::files::{Pattern, PatternKind, Settings};
use super::phrase::Words;
use crate::model::{ByDay, Freq, Schedule, ScheduleUse, TimeOfDay, Weekday};

/// A part of the year, month and day.
type MonthDay = (i8, i8);

/// The seasons of a demo as seen from one day.
pub(super) struct Calendar<'a> {
    today: Day,
    /// Public holidays, on which nothing single is held.
    closed: &'a dyn Fn(Day) -> bool,
    seasons: BTreeMap<String, (MonthDay, MonthDay)>,
}

/// One line of a timetable: days and times.
type Line = (Vec<ByDay>, TimeOfDay, TimeOfDay);

impl<'a> Calendar<'a> {
    /// Reads the seasons; the error names the season and what is wrong.
    pub(super) fn new(
        settings: &Settings,
        today: Day,
        closed: &'a dyn Fn(Day) -> bool,
    ) -> Result<Calendar<'a>, (String, String)> {
        let mut seasons = BTreeMap::new();
        for (key, [from, to]) in &settings.seasons {
            let read = |s: &str| {
                month_day(s).ok_or_else(|| {
                    (
                        key.clone(),
                        format!("«{s}» is not a day of the year (write 09-21)"),
                    )
                })
            };
            seasons.insert(key.clone(), (read(from)?, read(to)?));
        }
        Ok(Calendar {
            today,
            closed,
            seasons,
        })
    }

    /// The day as seen from which the demo is made.
    pub(super) fn today(&self) -> Day {
        self.today
    }

    /// The season that runs today or comes next.
    pub(super) fn season(&self, key: &str) -> Option<(Day, Day)> {
        let (from, to) = *self.seasons.get(key)?;
        (-1..=1).find_map(|shift| {
            let year = self.today.year() + shift;
            let begin = Day::new(year, from.0, from.1).ok()?;
            let end = Day::new(year + i16::from(to < from), to.0, to.1).ok()?;
            (end >= self.today).then_some((begin, end))
        })
    }

    /// Draws a timetable.
    pub(super) fn draw(&self, pattern: &Pattern, chance: &mut Chance) -> Vec<Schedule> {
        let chance = &mut chance.branch();
        let words = Words::default().text(&pattern.say, chance.below(12));
        let mut all = match pattern.kind {
            PatternKind::Words => vec![Schedule::default()],
            PatternKind::Weekly => self.recurring(pattern, Freq::Weekly, chance),
            PatternKind::Monthly => self.recurring(pattern, Freq::Monthly, chance),
            PatternKind::Hours => hours(pattern, chance),
            PatternKind::Dates => self.dates(pattern, chance),
            PatternKind::Camp => self.weeks(pattern, chance),
        };
        for s in &mut all {
            s.period = pattern.period;
            s.attending = pattern.attending;
        }
        if let Some(first) = all.first_mut() {
            first.description = words;
        }
        all
    }

    /// A course through a season, or through the year.
    fn recurring(&self, pattern: &Pattern, freq: Freq, chance: &mut Chance) -> Vec<Schedule> {
        let span = pattern.season.as_deref().and_then(|s| self.season(s));
        draw_lines(pattern, chance)
            .into_iter()
            .map(|(byday, opens, closes)| Schedule {
                used_as: ScheduleUse::Events,
                freq: Some(freq),
                bymonth: pattern.months.clone(),
                dtstart: span.and_then(|(from, to)| {
                    days(from, to).find(|d| byday.iter().any(|b| falls_on(*b, *d)))
                }),
                until: span.map(|(_, to)| to),
                byday,
                opens_at: Some(opens),
                closes_at: Some(closes),
                ..Schedule::default()
            })
            .collect()
    }

    /// A few single days after today.
    fn dates(&self, pattern: &Pattern, chance: &mut Chance) -> Vec<Schedule> {
        let Some((byday, opens, closes)) = draw_lines(pattern, chance).into_iter().next() else {
            return Vec::new();
        };
        let [from, to] = pattern.within.unwrap_or([7, 90]);
        let season = pattern.season.as_deref().and_then(|s| self.season(s));
        let begin = self.today.saturating_add(i64::from(from).days());
        let end = self.today.saturating_add(i64::from(to).days());
        let (begin, end) = match season {
            Some((a, b)) => (a.max(begin), b),
            None => (begin, end),
        };
        let mut fit: Vec<Day> = days(begin, end)
            .filter(|d| byday.iter().any(|b| falls_on(*b, *d)) && !(self.closed)(*d))
            .collect();
        chance.mix(&mut fit);
        fit.truncate(draw_count(pattern, chance));
        fit.sort();
        fit.into_iter()
            .map(|day| Schedule {
                used_as: ScheduleUse::Events,
                dtstart: Some(day),
                opens_at: Some(opens),
                closes_at: Some(closes),
                ..Schedule::default()
            })
            .collect()
    }

    /// Whole weeks one after the other inside a season, Monday to Friday or as the days say.
    fn weeks(&self, pattern: &Pattern, chance: &mut Chance) -> Vec<Schedule> {
        let lines = draw_lines(pattern, chance);
        let Some((from, to)) = pattern.season.as_deref().and_then(|s| self.season(s)) else {
            return Vec::new();
        };
        let mondays: Vec<Day> = days(from, to)
            .filter(|d| falls_on(Weekday::Monday.into(), *d))
            .collect();
        let count = draw_count(pattern, chance).clamp(1, mondays.len().max(1));
        let first = chance.below(mondays.len().saturating_sub(count) + 1);
        // A season shorter than a week (Carnival) has no Monday of its own: take it whole.
        let begin = mondays.get(first).copied().unwrap_or(from);
        let last = mondays.get(first + count - 1).copied().unwrap_or(begin);
        lines
            .into_iter()
            .map(|(byday, opens, closes)| {
                let days_on = byday.iter().map(|b| b.day.index()).max().unwrap_or(0);
                let end = last.saturating_add(jiff::Span::new().days(days_on as i64));
                let end = end.min(to);
                Schedule {
                    used_as: ScheduleUse::Events,
                    freq: Some(Freq::Weekly),
                    dtstart: days(begin, end).find(|d| byday.iter().any(|b| falls_on(*b, *d))),
                    until: Some(end),
                    byday,
                    opens_at: Some(opens),
                    closes_at: Some(closes),
                    ..Schedule::default()
                }
            })
            .collect()
    }
}

/// Opening hours.
fn hours(pattern: &Pattern, chance: &mut Chance) -> Vec<Schedule> {
    draw_lines(pattern, chance)
        .into_iter()
        .map(|(byday, opens, closes)| Schedule {
            used_as: ScheduleUse::OperatingHours,
            freq: Some(Freq::Weekly),
            bymonth: pattern.months.clone(),
            byday,
            opens_at: Some(opens),
            closes_at: Some(closes),
            ..Schedule::default()
        })
        .collect()
}

fn draw_count(pattern: &Pattern, chance: &mut Chance) -> usize {
    let [from, to] = pattern.count.unwrap_or([1, 1]);
    usize::try_from(chance.between(from.into(), to.into())).unwrap_or(1)
}

/// Draws one of the written choices of lines, or days and times apart.
fn draw_lines(pattern: &Pattern, chance: &mut Chance) -> Vec<Line> {
    if let Some(lines) = chance.pick(&pattern.lines) {
        return lines.iter().filter_map(|l| line(l).ok()).collect();
    }
    match (chance.pick(&pattern.days), chance.pick(&pattern.times)) {
        (Some(d), Some(t)) => line(&format!("{d} {t}")).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Reads `MO WE 16:30-18:00`, `MO-FR 8-18`, `2SA 10:00-12:00`.
pub(super) fn line(text: &str) -> Result<Line, String> {
    let (days, times) = text
        .rsplit_once(' ')
        .ok_or_else(|| format!("«{text}» needs days and times (write MO WE 16:30-18:00)"))?;
    let (opens, closes) = times
        .split_once('-')
        .ok_or_else(|| format!("«{times}» is not a span of time (write 16:30-18:00)"))?;
    let mut byday = Vec::new();
    for part in days.split_whitespace() {
        match part.split_once('-') {
            // `-1FR` begins with the sign, so its left side is empty.
            Some((a, b)) if !a.is_empty() => {
                let (a, b): (ByDay, ByDay) = (a.parse()?, b.parse()?);
                byday.extend(
                    Weekday::ALL
                        .into_iter()
                        .filter(|d| (a.day..=b.day).contains(d))
                        .map(ByDay::from),
                );
            }
            _ => byday.push(part.parse()?),
        }
    }
    let (opens, closes): (TimeOfDay, TimeOfDay) = (opens.parse()?, closes.parse()?);
    if byday.is_empty() || opens >= closes {
        return Err(format!("«{text}» has no days, or ends before it begins"));
    }
    Ok((byday, opens, closes))
}

/// Every line a pattern may give, to be checked when files are read.
pub(super) fn all_lines(pattern: &Pattern) -> Vec<String> {
    let mut all: Vec<String> = pattern.lines.iter().flatten().cloned().collect();
    for d in &pattern.days {
        all.extend(pattern.times.iter().map(|t| format!("{d} {t}")));
    }
    all
}

fn falls_on(rule: ByDay, day: Day) -> bool {
    let same = usize::try_from(day.weekday().to_monday_zero_offset()) == Ok(rule.day.index());
    same && rule.nth.is_none_or(|n| {
        let nth = (day.day() - 1) / 7 + 1;
        let from_end = -((day.days_in_month() - day.day()) / 7 + 1);
        n == nth || n == from_end
    })
}

fn days(from: Day, to: Day) -> impl Iterator<Item = Day> {
    from.series(1.day()).take_while(move |d| *d <= to)
}

fn month_day(text: &str) -> Option<MonthDay> {
    let (m, d) = text.split_once('-')?;
    let (m, d) = (m.parse().ok()?, d.parse().ok()?);
    // In a year with 29 February everything that can be a day is one.
    Day::new(2024, m, d).ok().map(|_| (m, d))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(today: &str) -> Calendar<'static> {
        Calendar {
            today: today.parse().unwrap(),
            closed: &|day| day.month() == 12 && day.day() == 26,
            seasons: [
                ("school".to_string(), ((9, 21), (5, 28))),
                ("summer".to_string(), ((6, 14), (7, 30))),
            ]
            .into(),
        }
    }

    #[test]
    fn a_season_is_the_present_or_the_next_one() {
        for (today, school, summer) in [
            ("2026-11-22", "2026-09-21", "2027-06-14"),
            ("2027-05-28", "2026-09-21", "2027-06-14"),
            ("2027-05-29", "2027-09-21", "2027-06-14"),
            ("2027-07-31", "2027-09-21", "2028-06-14"),
            ("2027-02-01", "2026-09-21", "2027-06-14"),
        ] {
            let c = calendar(today);
            assert_eq!(c.season("school").unwrap().0.to_string(), school, "{today}");
            assert_eq!(c.season("summer").unwrap().0.to_string(), summer, "{today}");
        }
    }

    #[test]
    fn lines_are_read_and_wrong_ones_are_told() {
        let (days, opens, closes) = line("MO-WE SA 9-12:30").unwrap();
        assert_eq!(days.len(), 4);
        assert_eq!((opens.minutes(), closes.minutes()), (540, 750));
        assert_eq!(line("-1FR 20:00-22:00").unwrap().0[0].nth, Some(-1));
        for wrong in ["", "MO", "MO 9", "XX 9-10", "MO 10-9", "9-10", "FR-MO 9-10"] {
            assert!(line(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_camp_is_whole_weeks_inside_its_season() {
        let pattern: Pattern = toml::from_str(
            "kind = \"camp\"\nlines = [[\"MO-FR 08:30-16:30\"]]\nseason = \"summer\"\ncount = [1, 3]",
        )
        .unwrap();
        let c = calendar("2026-11-22");
        for seed in 0..50 {
            let s = c.draw(&pattern, &mut Chance::new(seed)).remove(0);
            let (from, to) = (s.dtstart.unwrap(), s.until.unwrap());
            assert_eq!(from.weekday(), jiff::civil::Weekday::Monday);
            assert_eq!(to.weekday(), jiff::civil::Weekday::Friday);
            assert!(from >= "2027-06-14".parse().unwrap() && to <= "2027-07-30".parse().unwrap());
            let length = from.until(to).unwrap().get_days();
            assert!([4, 11, 18].contains(&length), "{length}");
        }
    }

    #[test]
    fn single_days_come_after_today_and_not_on_holidays() {
        let pattern: Pattern = toml::from_str(
            "kind = \"dates\"\ndays = [\"SA\"]\ntimes = [\"10:00-12:00\"]\nwithin = [7, 42]\ncount = [9, 9]",
        )
        .unwrap();
        let drawn = calendar("2026-11-22").draw(&pattern, &mut Chance::new(1));
        let days: Vec<String> = drawn
            .iter()
            .map(|s| s.dtstart.unwrap().to_string())
            .collect();
        // Every Saturday of the five weeks but 26 December.
        assert_eq!(
            days,
            ["2026-12-05", "2026-12-12", "2026-12-19", "2027-01-02"]
        );
    }

    #[test]
    fn the_second_saturday_is_found() {
        let d = |s: &str| s.parse::<Day>().unwrap();
        let second: ByDay = "2SA".parse().unwrap();
        assert!(falls_on(second, d("2026-11-14")) && !falls_on(second, d("2026-11-21")));
        let last: ByDay = "-1SA".parse().unwrap();
        assert!(falls_on(last, d("2026-11-28")) && !falls_on(last, d("2026-11-21")));
    }
}
