//! How old somebody is, and what changes with that.

use values::Day;

/// From this age on a young person may have an account of their own (GDPR art. 8 with the Italian
/// d.lgs. 101/2018, art. 2-quinquies, which sets 14 for consent online).
pub const OWN_ACCOUNT: i32 = 14;
/// Of age (Italian civil code, art. 2).
pub const ADULT: i32 = 18;

/// Whole years on a day. Somebody born on 29 February is a year older on 1 March where there is no
/// 29th. Before birth it is below zero.
pub fn years(birth: Day, on: Day) -> i32 {
    let had = (on.month(), on.day()) >= (birth.month(), birth.day());
    i32::from(on.year()) - i32::from(birth.year()) - i32::from(!had)
}

/// The first day on which somebody has so many years.
pub fn turns(birth: Day, age: i32) -> Option<Day> {
    let year = i16::try_from(i32::from(birth.year()) + age).ok()?;
    match Day::new(year, birth.month(), birth.day()) {
        Ok(day) => Some(day),
        Err(_) => Day::new(year, 3, 1).ok(),
    }
}

/// What somebody of that age is to the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Under 14: a guardian or a desk acts; no account of their own.
    Child,
    /// 14 to 17: an account of their own; guardians act too.
    Youth,
    /// 18 and more: acts alone.
    Adult,
}

impl Stage {
    /// By birth and day. Nobody whose birth is not known is taken for a child.
    pub fn of(birth: Option<Day>, on: Day) -> Stage {
        match birth.map(|b| years(b, on)) {
            Some(age) if age < OWN_ACCOUNT => Stage::Child,
            Some(age) if age < ADULT => Stage::Youth,
            _ => Stage::Adult,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn birthdays_count_on_their_day() {
        let birth = day("2010-05-20");
        assert_eq!(years(birth, day("2028-05-19")), 17);
        assert_eq!(years(birth, day("2028-05-20")), 18);
        assert_eq!(turns(birth, 18), Some(day("2028-05-20")));
        assert_eq!(Stage::of(Some(birth), day("2024-05-19")), Stage::Child);
        assert_eq!(Stage::of(Some(birth), day("2024-05-20")), Stage::Youth);
        assert_eq!(Stage::of(Some(birth), day("2028-05-20")), Stage::Adult);
        assert_eq!(Stage::of(None, day("2028-05-20")), Stage::Adult);
    }

    #[test]
    fn born_on_the_29th_of_february() {
        let birth = day("2008-02-29");
        assert_eq!(years(birth, day("2026-02-28")), 17);
        assert_eq!(years(birth, day("2026-03-01")), 18);
        assert_eq!(turns(birth, 18), Some(day("2026-03-01")));
        assert_eq!(turns(birth, 20), Some(day("2028-02-29")));
    }

    proptest! {
        #[test]
        fn one_turns_an_age_on_the_first_day_one_has_it(days in 0i64..40_000, age in 0i32..90) {
            let birth = day("1930-01-01").checked_add(jiff::Span::new().days(days)).unwrap();
            let turns = turns(birth, age).unwrap();
            prop_assert_eq!(years(birth, turns), age);
            prop_assert_eq!(years(birth, turns.yesterday().unwrap()), age - 1);
        }
    }
}
