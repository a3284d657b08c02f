//! `calendar.toml`.

use jiff::civil::Weekday;
use serde::Deserialize;
use values::Text;

use super::{Folder, twice};
use crate::calendar::SchoolYear;
use crate::error::Problems;
use crate::{Break, DayRule, PublicHoliday, SchoolCalendar, SchoolClass};

const FILE: &str = "calendar.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    first_lesson: DayRule,
    last_lesson: DayRule,
    school_days: Vec<String>,
    long_holidays: Text,
    #[serde(default)]
    year: Vec<SchoolYear>,
    #[serde(default)]
    r#break: Vec<Break>,
    #[serde(default)]
    holiday: Vec<PublicHoliday>,
    #[serde(default)]
    class: Vec<SchoolClass>,
}

impl Folder<'_> {
    pub(super) fn calendar(&mut self) -> Option<SchoolCalendar> {
        let raw: Raw = self.toml(FILE)?;
        let before = self.errors.len();
        self.check_text(FILE, "long_holidays", &raw.long_holidays);
        for b in &raw.r#break {
            self.check_text(FILE, &format!("break «{}»", b.key), &b.name);
        }
        for h in &raw.holiday {
            self.check_text(
                FILE,
                &format!("holiday on «{}»", String::from(h.on)),
                &h.name,
            );
        }
        for c in &raw.class {
            self.check_text(FILE, &format!("class «{}»", c.key), &c.name);
        }
        let problems = &mut Problems::of(FILE, &mut self.errors);
        twice(problems, "class", raw.class.iter().map(|c| c.key.as_str()));
        for c in raw.class.iter().filter(|c| c.age > 25) {
            problems.add(
                format!("class «{}»", c.key),
                format!("nobody at school is {} years old", c.age),
                "Write the age in whole years of most pupils when it begins",
            );
        }
        twice(
            problems,
            "break",
            raw.r#break.iter().map(|b| b.key.as_str()),
        );
        for y in &raw.year {
            if y.last <= y.first {
                problems.add(
                    format!("year «{}»", y.first),
                    "the last lesson is not after the first",
                    "Check both days",
                );
            }
        }
        for (name, rule) in [
            ("first_lesson", raw.first_lesson),
            ("last_lesson", raw.last_lesson),
        ] {
            if matches!(rule, DayRule::Once(_)) {
                problems.add(
                    name,
                    "this is the day of one year only",
                    "Write a day of every year, such as 09-12; single years go into [[year]]",
                );
            }
        }
        let mut weekdays = Vec::new();
        for day in &raw.school_days {
            match weekday(day) {
                Some(w) => weekdays.push(w),
                None => problems.add(
                    "school_days",
                    format!("«{day}» is not a day of the week"),
                    "Write monday, tuesday …",
                ),
            }
        }
        if raw.school_days.is_empty() {
            problems.add("school_days", "there are none", "Write [\"monday\", …]");
        }
        (self.errors.len() == before).then_some(SchoolCalendar {
            first: raw.first_lesson,
            last: raw.last_lesson,
            years: raw.year,
            school_days: raw.school_days,
            weekdays,
            long_holidays: raw.long_holidays,
            breaks: raw.r#break,
            holidays: raw.holiday,
            classes: raw.class,
        })
    }
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}
