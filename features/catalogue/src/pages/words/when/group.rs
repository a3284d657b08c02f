//! Putting together the rules of a timetable that are said together.

use values::{Day, Text};

use super::week_of;
use crate::model::{Attending, ByDay, Freq, Period, Schedule, ScheduleUse, TimeOfDay, Weekday};

/// First and last day of each date, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dates(pub Vec<(Day, Day)>);

/// What sort of rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Only described.
    Words,
    /// Single dates, all at the same times (one slot).
    Dates(Dates),
    /// It comes again.
    Recurring { freq: Freq, interval: u32 },
}

/// Days of the week or month that have the same times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Slot {
    pub days: Vec<ByDay>,
    pub monthdays: Vec<i8>,
    /// Where a yearly rule without days of the month falls.
    pub on: Option<Day>,
    pub times: Vec<(Option<TimeOfDay>, Option<TimeOfDay>)>,
}

/// Rules with the same frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub rule: Rule,
    pub slots: Vec<Slot>,
    pub months: Vec<u8>,
    pub start: Option<Day>,
    pub end: Option<Day>,
    pub count: Option<u32>,
    pub period: Period,
    pub attending: Attending,
    pub except: Vec<Day>,
    pub notes: Vec<Text>,
    used_as: ScheduleUse,
}

impl Group {
    /// True when nothing of it is to come.
    pub(super) fn is_over(&self, today: Day) -> bool {
        match &self.rule {
            Rule::Dates(d) => d.0.iter().all(|(_, last)| *last < today),
            Rule::Words | Rule::Recurring { .. } => self.end.is_some_and(|end| end < today),
        }
    }

    fn of(s: &Schedule) -> Group {
        let start = s.dtstart.max(s.valid_from);
        let end = match (s.until, s.valid_to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let rule = match (s.freq, s.dtstart) {
            (Some(freq), _) => Rule::Recurring {
                freq,
                interval: s.interval.unwrap_or(1).max(1),
            },
            (None, Some(day)) => {
                let last = s.until.filter(|u| *u > day).unwrap_or(day);
                Rule::Dates(Dates(vec![(day, last)]))
            }
            // Days without a frequency mean each week.
            (None, None) if !s.byday.is_empty() => Rule::Recurring {
                freq: Freq::Weekly,
                interval: 1,
            },
            (None, None) => Rule::Words,
        };
        let mut days = s.byday.clone();
        if days.is_empty()
            && matches!(
                rule,
                Rule::Recurring {
                    freq: Freq::Weekly,
                    ..
                }
            )
        {
            days = match s.dtstart {
                Some(d) => vec![weekday(d).into()],
                None => Weekday::ALL.map(ByDay::from).to_vec(),
            };
        }
        days.sort_by_key(order);
        days.dedup();
        let mut monthdays = s.bymonthday.clone();
        let monthly = matches!(
            rule,
            Rule::Recurring {
                freq: Freq::Monthly,
                ..
            }
        );
        if monthly && days.is_empty() && monthdays.is_empty() {
            monthdays.extend(s.dtstart.map(|d| d.day()));
        }
        let yearly = matches!(
            rule,
            Rule::Recurring {
                freq: Freq::Yearly,
                ..
            }
        );
        let mut months = s.bymonth.clone();
        months.sort_unstable();
        months.dedup();
        Group {
            rule,
            slots: vec![Slot {
                days,
                monthdays,
                on: s.dtstart.filter(|_| yearly && s.bymonthday.is_empty()),
                times: vec![(s.opens_at, s.closes_at)],
            }],
            months,
            start,
            end,
            count: s.count,
            period: s.period,
            attending: s.attending,
            except: s.except.clone(),
            notes: (!s.description.is_empty())
                .then(|| s.description.clone())
                .into_iter()
                .collect(),
            used_as: s.used_as,
        }
    }

    /// True when the other rule can be said in the same breath.
    fn fits(&self, other: &Group) -> bool {
        let frame = |g: &Group| (g.count, g.period, g.attending, g.used_as, g.end.is_some());
        let same = frame(self) == frame(other)
            && self.months == other.months
            && self.except == other.except;
        same && match (&self.rule, &other.rule) {
            (Rule::Words, Rule::Words) => true,
            // The words of one date are not those of the others.
            (Rule::Dates(_), Rule::Dates(_)) => {
                self.notes == other.notes
                    && self.slots.first().map(|s| &s.times) == other.slots.first().map(|s| &s.times)
            }
            (a @ Rule::Recurring { freq, .. }, b) => {
                // A course on Mondays and Thursdays begins on two different days of one week.
                let week = |d: Option<Day>| match freq {
                    Freq::Weekly => d.map(week_of),
                    _ => d,
                };
                a == b && week(self.start) == week(other.start) && week(self.end) == week(other.end)
            }
            _ => false,
        }
    }

    fn take(&mut self, other: Group) {
        if let (Rule::Dates(mine), Rule::Dates(theirs)) = (&mut self.rule, &other.rule) {
            mine.0.extend(&theirs.0);
            mine.0.sort_unstable();
            mine.0.dedup();
        } else {
            for slot in other.slots {
                let days = |s: &Slot| (s.days.clone(), s.monthdays.clone(), s.on);
                let known = self.slots.iter_mut().find(|s| days(s) == days(&slot));
                match known {
                    Some(known) => {
                        known.times.extend(slot.times);
                        known.times.sort_unstable();
                        known.times.dedup();
                    }
                    None => self.slots.push(slot),
                }
            }
        }
        self.start = match (self.start, other.start) {
            (Some(a), Some(b)) => Some(a.min(b)),
            _ => None,
        };
        self.end = self.end.max(other.end);
        for note in other.notes {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
    }

    /// Days with the same times become one line; lines go from Monday to Sunday.
    fn tidy(&mut self) {
        if matches!(self.rule, Rule::Dates(_)) {
            return;
        }
        let mut slots: Vec<Slot> = Vec::new();
        for slot in std::mem::take(&mut self.slots) {
            let same = |s: &&mut Slot| s.times == slot.times && s.on == slot.on;
            match slots.iter_mut().find(same) {
                Some(known) => {
                    known.days.extend(slot.days);
                    known.days.sort_by_key(order);
                    known.days.dedup();
                    known.monthdays.extend(slot.monthdays);
                }
                None => slots.push(slot),
            }
        }
        slots.sort_by_key(|s| (s.days.first().map(order), s.times.first().copied()));
        self.slots = slots;
    }
}

/// The rules of a timetable, said together where they belong together, in the order given.
pub(super) fn groups(schedules: &[Schedule]) -> Vec<Group> {
    let mut all: Vec<Group> = Vec::new();
    for s in schedules {
        let one = Group::of(s);
        match all.iter_mut().find(|g| g.fits(&one)) {
            Some(g) => g.take(one),
            None => all.push(one),
        }
    }
    all.iter_mut().for_each(Group::tidy);
    all
}

/// From the first of the month to the last, Monday to Sunday.
fn order(d: &ByDay) -> (i16, Weekday) {
    let nth = i16::from(d.nth.unwrap_or(0));
    (if nth < 0 { 100 + nth } else { nth }, d.day)
}

/// The weekday of a day.
fn weekday(day: Day) -> Weekday {
    let n = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
    Weekday::ALL[n.min(6)]
}
