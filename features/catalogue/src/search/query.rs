//! What can be asked, and what is answered.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use values::{Cents, Day, Id, Lang, Point};

use crate::model::Weekday;

/// A child's age as a span of whole months, both ends included. Whoever knows the date of birth
/// knows one month; whoever says "eight years" means twelve of them. Never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Age {
    /// Youngest, months.
    pub from: u32,
    /// Oldest, months.
    pub to: u32,
}

impl Age {
    /// Somebody who is so many whole years old.
    pub fn years(years: u32) -> Age {
        Age::span(years, years)
    }

    /// From the first day of one year of age to the last of another.
    pub fn span(from: u32, to: u32) -> Age {
        Age {
            from: from.saturating_mul(12),
            to: to.saturating_mul(12).saturating_add(11),
        }
    }

    /// Somebody who is so many whole months old.
    pub fn months(months: u32) -> Age {
        Age {
            from: months,
            to: months,
        }
    }

    /// The age on a day of somebody born on another: whole years from the third birthday on, whole
    /// months before. None when not yet born.
    pub fn of_birth(born: Day, today: Day) -> Option<Age> {
        if born > today {
            return None;
        }
        let months = (i32::from(today.year()) - i32::from(born.year())) * 12
            + i32::from(today.month())
            - i32::from(born.month())
            - i32::from(today.day() < born.day());
        let months = u32::try_from(months).ok()?;
        Some(if months < 36 {
            Age::months(months)
        } else {
            Age::years(months / 12)
        })
    }
}

/// Within so many metres of a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// From where.
    pub point: Point,
    /// How far, metres as the crow flies.
    pub radius: u32,
}

/// The distances offered as choices, metres.
pub const RADII: [u32; 5] = [500, 1000, 2000, 3000, 5000];

/// The prices offered as choices, in hundredths of the city's currency.
pub const PRICES: [i64; 5] = [1_000, 2_000, 3_000, 5_000, 10_000];

/// Oldest age with a choice of its own, years.
pub const OLDEST: u32 = 18;

/// A part of the day. Families' days, not the clock's: the afternoon lasts until dinner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Before 13:00.
    Morning,
    /// From 13:00 to 19:00.
    Afternoon,
    /// From 19:00.
    Evening,
}

impl Slot {
    /// The three of them.
    pub const ALL: [Slot; 3] = [Slot::Morning, Slot::Afternoon, Slot::Evening];

    /// First and last minute of the day, the last excluded.
    pub fn minutes(self) -> (u16, u16) {
        match self {
            Slot::Morning => (0, 13 * 60),
            Slot::Afternoon => (13 * 60, 19 * 60),
            Slot::Evening => (19 * 60, 24 * 60),
        }
    }
}

/// Parts of days of the week: a set of up to 21.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Times(pub(crate) u32);

impl Times {
    /// How many there are.
    pub const COUNT: usize = 21;

    /// One part of one day.
    pub fn one(day: Weekday, slot: Slot) -> Times {
        Times(1 << (day.index() * 3 + slot as usize))
    }

    /// All parts of a day.
    pub fn day(day: Weekday) -> Times {
        Times(0b111 << (day.index() * 3))
    }

    /// One part of every day.
    pub fn slot(slot: Slot) -> Times {
        Weekday::ALL
            .into_iter()
            .fold(Times::default(), |t, d| t.or(Times::one(d, slot)))
    }

    /// Both sets together.
    pub fn or(self, other: Times) -> Times {
        Times(self.0 | other.0)
    }

    /// What both sets have.
    pub fn and(self, other: Times) -> Times {
        Times(self.0 & other.0)
    }

    /// This set without what the other has.
    pub fn without(self, other: Times) -> Times {
        Times(self.0 & !other.0)
    }

    /// True when there is nothing in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each part of a day in it, Monday morning first.
    pub fn iter(self) -> impl Iterator<Item = (Weekday, Slot)> {
        Weekday::ALL
            .into_iter()
            .flat_map(|d| Slot::ALL.map(|s| (d, s)))
            .filter(move |(d, s)| !self.and(Times::one(*d, *s)).is_empty())
    }
}

/// A part of the school calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    /// While there are lessons.
    Term,
    /// While there are none.
    Holidays,
}

/// On a day, perhaps at a time of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Open {
    /// The day, in the city.
    pub day: Day,
    /// Minutes since midnight in the city; none means at any time of the day.
    pub minute: Option<u16>,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// What fits the words best, the better kept record first.
    #[default]
    Relevance,
    /// The nearest first; needs [`Query::near`].
    Distance,
    /// What takes place soonest; needs [`Query::today`].
    Date,
    /// The cheapest first, what has no known price last.
    Price,
}

/// One of the things one can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the filters")]
#[repr(u8)]
pub enum Filter {
    Age,
    Themes,
    Districts,
    Near,
    Times,
    Season,
    Open,
    Price,
    Free,
    Needs,
    Languages,
    Alone,
    Remote,
    Voucher,
    Words,
}

impl Filter {
    /// All but the words.
    pub const COLUMNS: [Filter; 14] = [
        Filter::Age,
        Filter::Themes,
        Filter::Districts,
        Filter::Near,
        Filter::Times,
        Filter::Season,
        Filter::Open,
        Filter::Price,
        Filter::Free,
        Filter::Needs,
        Filter::Languages,
        Filter::Alone,
        Filter::Remote,
        Filter::Voucher,
    ];

    /// Its place in a set.
    pub(crate) fn bit(self) -> u16 {
        1 << self as u8
    }
}

/// What a family asks.
#[derive(Clone, Debug)]
pub struct Query {
    /// Words in any language of the city; blank means everything.
    pub words: String,
    /// The language of the page: its words count most.
    pub lang: Lang,
    /// The child's age.
    pub age: Option<Age>,
    /// Any of these themes or what lies below them (keys of the `service` taxonomy).
    pub themes: Vec<String>,
    /// In any of these districts.
    pub districts: Vec<String>,
    /// Within a distance of a point.
    pub near: Option<Near>,
    /// At any of these times of the week.
    pub times: Times,
    /// In term or in the holidays.
    pub season: Option<Season>,
    /// Open on a day, or at a moment.
    pub open: Option<Open>,
    /// A known price of at most this.
    pub price: Option<Cents>,
    /// Only what costs nothing.
    pub free: bool,
    /// All of these (keys of the `accessibility` taxonomy).
    pub needs: Vec<String>,
    /// Any of these languages is spoken there.
    pub languages: Vec<Lang>,
    /// No adult has to stay.
    pub alone: bool,
    /// One takes part from home.
    pub remote: bool,
    /// Only services of this set: what a voucher pays whole ([`crate::means`]), as it was reckoned for the reader.
    pub voucher: Option<Arc<HashSet<Id>>>,
    /// Filters that were only said in words: what fails exactly one of them may still be shown as
    /// coming close ([`Results::close`]).
    pub soft: Vec<Filter>,
    /// The order.
    pub sort: Sort,
    /// The first day that counts for [`Sort::Date`], today in the city.
    pub today: Option<Day>,
    /// How many results to leave out (paging).
    pub skip: usize,
    /// How many results to give.
    pub take: usize,
}

impl Query {
    /// A query without words or filters: everything, first page of 20.
    pub fn all(lang: Lang) -> Query {
        Query {
            words: String::new(),
            lang,
            age: None,
            themes: Vec::new(),
            districts: Vec::new(),
            near: None,
            times: Times::default(),
            season: None,
            open: None,
            price: None,
            free: false,
            needs: Vec::new(),
            languages: Vec::new(),
            alone: false,
            remote: false,
            voucher: None,
            soft: Vec::new(),
            sort: Sort::default(),
            today: None,
            skip: 0,
            take: 20,
        }
    }
}

/// One service found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The service.
    pub service: Id,
    /// The higher the better; comparable only within one answer.
    pub score: f32,
    /// How far its nearest place is, metres; only when asked near a point.
    pub metres: Option<u32>,
    /// In how many days it next takes place; only when sorted by date and known.
    pub days: Option<u16>,
}

/// How many results each other choice would give. A choice without results is not listed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facets {
    /// By theme key, at every level of the taxonomy.
    pub themes: HashMap<String, usize>,
    /// By district identifier.
    pub districts: HashMap<String, usize>,
    /// By age in whole years, 0 to 18.
    pub ages: Vec<usize>,
    /// By part of the day, Monday morning first ([`Times::COUNT`] numbers).
    pub times: Vec<usize>,
    /// In term; in the holidays.
    pub seasons: [usize; 2],
    /// By distance, for each of [`RADII`]; all zero unless asked near a point.
    pub near: [usize; RADII.len()],
    /// By price, for each of [`PRICES`]: how many have a known price of at most that.
    pub prices: [usize; PRICES.len()],
    /// Free of charge.
    pub free: usize,
    /// By accessibility key, in addition to those asked for.
    pub needs: HashMap<String, usize>,
    /// By language spoken.
    pub languages: HashMap<Lang, usize>,
    /// Without an adult.
    pub alone: usize,
    /// From home.
    pub remote: usize,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// How many services match in all.
    pub total: usize,
    /// The asked page of them.
    pub hits: Vec<Hit>,
    /// What fails exactly one soft filter, when the results do not fill a page.
    pub close: Vec<Hit>,
    /// Counts of the other choices.
    pub facets: Facets,
    /// True when not all words could be matched together and results match only some of them.
    pub some_words: bool,
    /// Without which single filter there would be how many results; only when there are none.
    pub relaxed: Vec<(Filter, usize)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(s: &str) -> Day {
        s.parse().unwrap()
    }

    #[test]
    fn a_date_of_birth_becomes_an_age_and_no_more() {
        let today = day("2026-11-22");
        assert_eq!(
            Age::of_birth(day("2018-11-22"), today),
            Some(Age::years(8)),
            "the birthday itself"
        );
        assert_eq!(Age::of_birth(day("2018-11-23"), today), Some(Age::years(7)));
        assert_eq!(
            Age::of_birth(day("2024-02-29"), today),
            Some(Age::months(32))
        );
        assert_eq!(Age::of_birth(today, today), Some(Age::months(0)));
        assert_eq!(Age::of_birth(day("2026-11-23"), today), None);
    }

    #[test]
    fn times_are_sets() {
        let t = Times::day(Weekday::Tuesday).and(Times::slot(Slot::Afternoon));
        assert_eq!(t, Times::one(Weekday::Tuesday, Slot::Afternoon));
        assert_eq!(t.iter().count(), 1);
        assert_eq!(Times::slot(Slot::Evening).iter().count(), 7);
        assert_eq!(t.without(t), Times::default());
    }
}
