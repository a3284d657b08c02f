//! Timetables in words: on the sheet in full, on a card in one line.
//!
//! Rules with the same frame (season, part of the school year, rhythm) are said together: «da lunedì
//! a venerdì 9:00–18:00; sabato 9:00–13:00; dal 21 settembre al 28 maggio». Single dates at the same
//! time become one list of dates.

mod days;
mod group;

use i18n::{Tr, args};
use jiff::ToSpan;
use values::{Day, Text};

use super::span;
use crate::model::{Attending, Freq, Period, Schedule};
use group::{Dates, Group, Rule, Slot};

/// How many coming dates are named before the rest is counted.
const DATES: usize = 6;
/// How many lines of times a card shows.
const LINES: usize = 2;

/// One part of a timetable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct When {
    /// Days and times: «lunedì e mercoledì, 16:30–18:00».
    pub lines: Vec<String>,
    /// What holds for all of them: season, school time, online.
    pub frame: Vec<String>,
    /// What the provider says in words.
    pub notes: Vec<Text>,
    /// True when it is over.
    pub over: bool,
}

/// A timetable in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Brief {
    /// Put together from days and times.
    Said(String),
    /// The provider's own words.
    Words(Text),
}

/// The whole timetable as of a day; what is over comes last and says so.
pub(crate) fn timetable(tr: &Tr, schedules: &[Schedule], today: Day) -> Vec<When> {
    let mut all: Vec<When> = group::groups(schedules)
        .iter()
        .map(|g| part(tr, g, today))
        .collect();
    all.sort_by_key(|w| w.over);
    all
}

/// The timetable in one line; none when there is nothing to say.
pub(crate) fn brief(tr: &Tr, schedules: &[Schedule], today: Day) -> Option<Brief> {
    let groups = group::groups(schedules);
    let group = groups
        .iter()
        .find(|g| !g.is_over(today))
        .or(groups.first())?;
    let said = match &group.rule {
        Rule::Words => None,
        Rule::Dates(dates) => brief_dates(tr, dates, &group.slots, today),
        Rule::Recurring { freq, .. } => {
            let mut lines: Vec<String> = group
                .slots
                .iter()
                .take(LINES)
                .map(|slot| {
                    let days = days::short(tr, *freq, slot);
                    join(tr, &days, &times(tr, slot))
                })
                .filter(|l| !l.is_empty())
                .collect();
            let left = group.slots.len().saturating_sub(LINES);
            if left > 0 {
                lines.push(tr.t("catalogue-when-more").into_owned());
            }
            let dates = match (group.start, group.end) {
                (Some(a), Some(b)) if a > today || (b - a).get_days() <= 31 => {
                    Some(span::brief(tr, a, b))
                }
                _ => None,
            };
            let holidays = (group.period == Period::Holidays && dates.is_none())
                .then(|| tr.t("catalogue-when-holidays-short").into_owned());
            let text = lines.join(" · ");
            let parts: Vec<String> = dates
                .into_iter()
                .chain((!text.is_empty()).then_some(text))
                .chain(holidays)
                .collect();
            (!parts.is_empty()).then(|| parts.join(&tr.t("list-comma")))
        }
    };
    said.map(Brief::Said)
        .or_else(|| group.notes.first().cloned().map(Brief::Words))
}

fn part(tr: &Tr, group: &Group, today: Day) -> When {
    let over = group.is_over(today);
    let (lines, mut frame) = match &group.rule {
        Rule::Words => (Vec::new(), Vec::new()),
        Rule::Dates(dates) => (date_lines(tr, dates, &group.slots, today, over), Vec::new()),
        Rule::Recurring { freq, interval } => {
            let lines = group
                .slots
                .iter()
                .map(|s| join(tr, &days::long(tr, *freq, s), &times(tr, s)))
                .filter(|l| !l.is_empty())
                .collect();
            (lines, rhythm(tr, *freq, *interval).into_iter().collect())
        }
    };
    if let Some(months) = days::months(tr, &group.months) {
        frame.push(months);
    }
    if !matches!(group.rule, Rule::Dates(_)) {
        frame.extend(season(tr, group, today));
    }
    if let Some(n) = group.count {
        frame.push(tr.with("catalogue-when-meetings", &args!["count" => n]));
    }
    let word = |key: &'static str| tr.t(key).into_owned();
    frame.extend(match group.period {
        Period::Always => None,
        Period::Term => Some(word("catalogue-when-term")),
        Period::Holidays => Some(word("catalogue-when-holidays")),
    });
    frame.extend(match group.attending {
        Attending::InPerson => None,
        Attending::Online => Some(word("catalogue-when-online")),
        Attending::Phone => Some(word("catalogue-when-phone")),
    });
    let closed: Vec<String> = group
        .except
        .iter()
        .filter(|d| **d >= today)
        .take(DATES)
        .map(|d| tr.date_near(*d))
        .collect();
    if !closed.is_empty() {
        let args = args!["dates" => tr.list(&closed)];
        frame.push(tr.with("catalogue-when-except", &args));
    }
    When {
        lines,
        frame,
        notes: group.notes.clone(),
        over,
    }
}

/// «ogni 2 settimane»; nothing when each day or week is meant, which the days say already.
fn rhythm(tr: &Tr, freq: Freq, interval: u32) -> Option<String> {
    if interval < 2 {
        return None;
    }
    let key = match freq {
        Freq::Daily => "catalogue-when-every-days",
        Freq::Weekly => "catalogue-when-every-weeks",
        Freq::Monthly => "catalogue-when-every-months",
        Freq::Yearly => "catalogue-when-every-years",
    };
    Some(tr.with(key, &args!["n" => interval]))
}

fn season(tr: &Tr, group: &Group, today: Day) -> Option<String> {
    match (group.start, group.end) {
        (Some(a), Some(b)) if a > today || b < today => Some(span::between(tr, a, b)),
        (_, Some(b)) => Some(span::until(tr, b)),
        (Some(a), None) if a > today => Some(span::from(tr, a)),
        _ => None,
    }
}

/// Coming dates; of a list that is over, its last date.
fn date_lines(tr: &Tr, dates: &Dates, slots: &[Slot], today: Day, over: bool) -> Vec<String> {
    let times = slots.first().map(|s| times(tr, s)).unwrap_or_default();
    let line = |(a, b): &(Day, Day)| join(tr, &span::between(tr, *a, *b), &times);
    if over {
        return dates.0.last().map(line).into_iter().collect();
    }
    let coming: Vec<&(Day, Day)> = dates.0.iter().filter(|(_, b)| *b >= today).collect();
    let mut lines: Vec<String> = coming.iter().take(DATES).map(|d| line(d)).collect();
    let left = coming.len().saturating_sub(DATES);
    if left > 0 {
        lines.push(tr.with("catalogue-when-more-dates", &args!["count" => left]));
    }
    lines
}

fn brief_dates(tr: &Tr, dates: &Dates, slots: &[Slot], today: Day) -> Option<String> {
    let coming: Vec<&(Day, Day)> = dates.0.iter().filter(|(_, b)| *b >= today).collect();
    let (first, last) = **coming.first().or(dates.0.last().as_ref())?;
    let days = if first == last {
        tr.date_near(first)
    } else {
        span::brief(tr, first, last)
    };
    let said = join(
        tr,
        &days,
        &slots.first().map(|s| times(tr, s)).unwrap_or_default(),
    );
    Some(match coming.len() {
        0 | 1 => said,
        n => {
            let more = tr.with("catalogue-when-more-dates", &args!["count" => n - 1]);
            format!("{said} · {more}")
        }
    })
}

/// «9:00–12:30 e 14:00–18:00»
fn times(tr: &Tr, slot: &Slot) -> String {
    let said: Vec<String> = slot
        .times
        .iter()
        .filter_map(|(from, to)| match (from, to) {
            (Some(a), Some(b)) if a.minutes() == 0 && b.minutes() == 24 * 60 => {
                Some(tr.t("catalogue-when-all-day").into_owned())
            }
            (Some(a), Some(b)) => {
                let args = args!["from" => a.to_string(), "to" => b.to_string()];
                let range = tr.with("time-range", &args);
                // Not later than the opening means the next day; 24 h around is all day.
                Some(match b.cmp(a) {
                    std::cmp::Ordering::Greater => range,
                    std::cmp::Ordering::Equal => tr.t("catalogue-when-all-day").into_owned(),
                    std::cmp::Ordering::Less => {
                        tr.with("catalogue-when-next-day", &args!["range" => range])
                    }
                })
            }
            (Some(a), None) => {
                Some(tr.with("catalogue-when-from-time", &args!["time" => a.to_string()]))
            }
            (None, Some(b)) => {
                Some(tr.with("catalogue-when-to-time", &args!["time" => b.to_string()]))
            }
            (None, None) => None,
        })
        .collect();
    tr.list(&said)
}

fn join(tr: &Tr, days: &str, times: &str) -> String {
    match (days.is_empty(), times.is_empty()) {
        (false, false) => tr.with(
            "catalogue-when-days-times",
            &args!["days" => days, "times" => times],
        ),
        (true, _) => times.to_string(),
        (_, true) => days.to_string(),
    }
}

/// The Monday of a day's week.
fn week_of(day: Day) -> Day {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.saturating_sub(back.days())
}

#[cfg(test)]
mod tests;
