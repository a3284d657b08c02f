//! What a file changes: what is new, changed and gone, and what shall be shown.

use catalogue::model::Schedule;

use super::Session;

/// What a file changes of the sessions of a service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// Sessions that are not shown yet.
    pub new: Vec<Session>,
    /// Sessions that are shown otherwise: as they are shown, as they shall be.
    pub changed: Vec<(Schedule, Session)>,
    /// Sessions that an earlier file brought and this one does not have.
    pub gone: Vec<Schedule>,
    /// How many are as they were.
    pub same: usize,
    /// All times of the service as they shall be: those no file has brought, then those of this one.
    pub wanted: Vec<Schedule>,
}

impl Difference {
    /// True when nothing changes.
    pub fn is_nothing(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.gone.is_empty()
    }
}

/// Compares a file with what is shown. `before` is what the last file brought; of it only what is
/// still shown as it came is the files' to take away.
pub fn compare(shown: &[Schedule], before: &[Session], now: &[Session]) -> Difference {
    let mut rest: Vec<Schedule> = shown.to_vec();
    let mut mine: Vec<&Session> = Vec::new();
    for session in before {
        if let Some(at) = rest.iter().position(|s| *s == session.when) {
            rest.remove(at);
            mine.push(session);
        }
    }
    let mut out = Difference::default();
    let mut left: Vec<&Session> = Vec::new();
    for session in now {
        if let Some(at) = mine.iter().position(|m| m.when == session.when) {
            mine.remove(at);
            out.same += 1;
        } else if let Some(at) = rest.iter().position(|s| *s == session.when) {
            // Written by hand before: it is there, and belongs to the file from now on.
            rest.remove(at);
            out.same += 1;
        } else {
            left.push(session);
        }
    }
    for session in left {
        let code = session.code.as_ref();
        let by_code = code.and_then(|_| mine.iter().position(|m| m.code.as_ref() == code));
        // Without a name: the only one of its day is the same one with another time or other words.
        let by_day = || {
            let day = session.when.dtstart;
            let mut that_day = mine
                .iter()
                .enumerate()
                .filter(|(_, m)| m.when.dtstart == day && (m.code.is_none() || code.is_none()));
            match (that_day.next(), that_day.next()) {
                (Some((at, _)), None) => Some(at),
                _ => None,
            }
        };
        match by_code.or_else(by_day) {
            Some(at) => {
                let old = mine.remove(at);
                out.changed.push((old.when.clone(), session.clone()));
            }
            None => out.new.push(session.clone()),
        }
    }
    out.gone = mine.into_iter().map(|m| m.when.clone()).collect();
    out.wanted = rest;
    let mut all: Vec<&Session> = now.iter().collect();
    all.sort_by_key(|s| (s.when.dtstart, s.when.opens_at, s.row));
    out.wanted.extend(all.into_iter().map(|s| s.when.clone()));
    out
}

#[cfg(test)]
mod tests {
    use catalogue::model::{TimeOfDay, Weekday};
    use proptest::prelude::*;
    use values::Day;

    use super::*;

    fn at(day: i8, hour: u16) -> Schedule {
        Schedule {
            dtstart: Some(Day::constant(2027, 3, day)),
            opens_at: TimeOfDay::new(hour, 0),
            ..Schedule::default()
        }
    }

    fn session(code: &str, when: Schedule) -> Session {
        let code = (!code.is_empty()).then(|| code.to_string());
        Session { row: 2, code, when }
    }

    #[test]
    fn new_changed_and_gone_are_told_apart() {
        let hours = Schedule::weekly(
            &[Weekday::Monday],
            TimeOfDay::new(9, 0).unwrap(),
            TimeOfDay::new(12, 0).unwrap(),
        );
        let before = [
            session("a", at(1, 10)),
            session("", at(2, 10)),
            session("", at(3, 10)),
            session("", at(4, 10)),
        ];
        let mut shown: Vec<Schedule> = vec![hours.clone(), at(9, 9)];
        shown.extend(before.iter().map(|s| s.when.clone()));
        // The provider has since taken the fourth away by hand.
        shown.pop();
        let now = [
            session("a", at(5, 10)),
            session("", at(2, 11)),
            session("", at(9, 9)),
            session("", at(6, 10)),
        ];
        let d = compare(&shown, &before, &now);
        assert_eq!(
            d.changed
                .iter()
                .map(|(old, s)| (old.clone(), s.when.clone()))
                .collect::<Vec<_>>(),
            [(at(1, 10), at(5, 10)), (at(2, 10), at(2, 11))]
        );
        assert_eq!(d.new.len(), 1);
        assert_eq!(d.gone, [at(3, 10)]);
        assert_eq!(d.same, 1, "what stood there by hand is not there twice");
        assert_eq!(d.wanted, [hours, at(2, 11), at(5, 10), at(6, 10), at(9, 9)]);
    }

    fn any_sessions() -> impl Strategy<Value = Vec<Session>> {
        prop::collection::btree_map((1..9i8, 8..12u16), prop::option::of("[a-c]"), 0..7).prop_map(
            |all| {
                let mut codes = std::collections::BTreeSet::new();
                all.into_iter()
                    .map(|((day, hour), code)| Session {
                        row: 1,
                        code: code.filter(|c| codes.insert(c.clone())),
                        when: at(day, hour),
                    })
                    .collect()
            },
        )
    }

    proptest! {
        /// After a file is taken, the same file changes nothing; and what nobody's file brought stays.
        #[test]
        fn the_same_file_twice_changes_nothing(hand in any_sessions(), before in any_sessions(), now in any_sessions()) {
            let mut shown: Vec<Schedule> = hand.iter().map(|s| s.when.clone()).collect();
            for s in &before {
                if !shown.contains(&s.when) {
                    shown.push(s.when.clone());
                }
            }
            let first = compare(&shown, &before, &now);
            let again = compare(&first.wanted, &now, &now);
            prop_assert!(again.is_nothing(), "{:?}", again);
            prop_assert_eq!(&again.wanted, &first.wanted);
            for s in &hand {
                if !before.iter().any(|b| b.when == s.when) {
                    prop_assert!(first.wanted.contains(&s.when));
                }
            }
            prop_assert_eq!(first.new.len() + first.changed.len() + first.same, now.len());
        }
    }
}
