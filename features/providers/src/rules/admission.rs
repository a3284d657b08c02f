//! The life of a case: which step leads where, the clock, reminders, the end.

use jiff::ToSpan;
use jiff::tz::TimeZone;
use values::{Day, Moment, Refusal};

use super::checklist::Checklist;
use crate::model::{Event, State, Step};

/// Where a step leads.
///
/// # Errors
/// `providers-refused-step` when it cannot be taken from there.
pub fn after(state: State, step: Step) -> Result<State, Refusal> {
    use State::{
        Admitted, Clarification, Draft, Expired, Expiring, Refused, Submitted, Suspended, Withdrawn,
    };
    Ok(match (state, step) {
        (Draft, Step::Submit) => Submitted,
        (Submitted, Step::Ask) => Clarification,
        (Clarification, Step::Answer) => Submitted,
        (Submitted, Step::Admit) => Admitted,
        // Whoever does not answer is refused at last.
        (Submitted | Clarification, Step::Refuse) => Refused,
        (Admitted, Step::Remind) | (Expiring, Step::Remind) => Expiring,
        (Admitted | Expiring | Suspended, Step::Expire) => Expired,
        // A suspension is lifted by a person, not by a renewal.
        (Admitted | Expiring, Step::Replace) => Expired,
        (Admitted | Expiring, Step::Suspend) => Suspended,
        (Suspended, Step::Lift) => Admitted,
        (Draft | Submitted | Clarification | Admitted | Expiring | Suspended, Step::Withdraw) => {
            Withdrawn
        }
        _ => {
            return Err(Refusal::new("providers-refused-step", 409)
                .arg("state", state.as_str())
                .arg("step", step.as_str()));
        }
    })
}

/// How long the city has for a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Countdown {
    /// The day it came in.
    pub intake: Day,
    /// The last day for the decision; moves on while the clock stands still.
    pub deadline: Day,
    /// True while the clock stands still.
    pub stopped: bool,
}

/// The clock of a case: the day it came in and `days` more, not counting the days from a question to
/// its answer. A question stops the clock for `clarification_days` at most (in Italy law 241/1990,
/// article 2, allows thirty); then it goes on by itself. None before the case came in.
pub fn countdown(
    events: &[Event],
    checklist: &Checklist,
    zone: &TimeZone,
    today: Day,
) -> Option<Countdown> {
    let day = |e: &Event| e.at.day(zone);
    let mut intake = None;
    let mut asked: Option<Day> = None;
    let mut waited = 0_i64;
    let most = i64::from(checklist.clarification_days);
    let pause = |from: Day, to: Day| days_between(from, to).clamp(0, most);
    for event in events {
        match event.step {
            Step::Submit => intake = Some(day(event)),
            Step::Ask => asked = Some(day(event)),
            Step::Answer | Step::Refuse | Step::Withdraw => {
                if let Some(from) = asked.take() {
                    waited += pause(from, day(event));
                }
            }
            _ => {}
        }
    }
    let intake = intake?;
    let mut stopped = false;
    if let Some(from) = asked {
        waited += pause(from, today);
        stopped = days_between(from, today) < most;
    }
    Some(Countdown {
        intake,
        deadline: plus_days(intake, i64::from(checklist.days) + waited),
        stopped,
    })
}

/// The last day of an admission given on a day.
pub fn valid_until(admitted: Day, months: u16) -> Day {
    admitted
        .checked_add(i32::from(months).months())
        .unwrap_or(Day::MAX)
}

/// The reminder that is due so many days before the end: the smallest number of days in the list
/// that has been reached, if none as small has gone out. Reminders that were missed (the program did
/// not run) are not sent afterwards one by one.
pub fn reminder(days: &[u16], left: i64, reminded: Option<u16>) -> Option<u16> {
    let reached = days
        .iter()
        .copied()
        .filter(|d| left <= i64::from(*d))
        .min()?;
    (left >= 0 && reminded.is_none_or(|r| reached < r)).then_some(reached)
}

/// What the clock does to an admission on a day: nothing, a reminder, or the end.
pub fn due(
    state: State,
    valid_until: Day,
    reminded: Option<u16>,
    days: &[u16],
    today: Day,
) -> Option<(Step, Option<u16>)> {
    let left = days_between(today, valid_until);
    match state {
        State::Admitted | State::Expiring | State::Suspended if left < 0 => {
            Some((Step::Expire, None))
        }
        State::Admitted | State::Expiring => {
            reminder(days, left, reminded).map(|d| (Step::Remind, Some(d)))
        }
        _ => None,
    }
}

/// Whole days from one day to another.
pub fn days_between(from: Day, to: Day) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

fn plus_days(day: Day, days: i64) -> Day {
    day.checked_add(days.days()).unwrap_or(Day::MAX)
}

/// A moment so many days later.
pub fn later(now: Moment, days: i64) -> Moment {
    now.plus_seconds(days.saturating_mul(24 * 3600))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Side;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Moment {
        let t: jiff::Timestamp = format!("{text}T10:00:00Z").parse().unwrap();
        t.into()
    }

    fn event(step: Step, on: &str) -> Event {
        Event {
            step,
            person: None,
            note: None,
            at: at(on),
        }
    }

    fn list() -> Checklist {
        Checklist {
            days: 30,
            clarification_days: 10,
            ..Checklist::default()
        }
    }

    fn clock(events: &[Event], today: &str) -> Countdown {
        countdown(events, &list(), &TimeZone::UTC, day(today)).unwrap()
    }

    #[test]
    fn the_clock_stands_still_during_a_clarification() {
        assert_eq!(
            countdown(&[], &list(), &TimeZone::UTC, day("2026-03-01")),
            None
        );
        let mut events = vec![event(Step::Submit, "2026-03-01")];
        assert_eq!(clock(&events, "2026-03-05").deadline, day("2026-03-31"));
        events.push(event(Step::Ask, "2026-03-06"));
        let asked = clock(&events, "2026-03-09");
        assert_eq!((asked.deadline, asked.stopped), (day("2026-04-03"), true));
        // Ten days at most: then it goes on by itself.
        let silent = clock(&events, "2026-03-30");
        assert_eq!(
            (silent.deadline, silent.stopped),
            (day("2026-04-10"), false)
        );
        events.push(event(Step::Answer, "2026-03-10"));
        let answered = clock(&events, "2026-03-20");
        assert_eq!(
            (answered.deadline, answered.stopped),
            (day("2026-04-04"), false)
        );
        assert_eq!(answered.intake, day("2026-03-01"));
    }

    #[test]
    fn the_end_comes_with_reminders() {
        let until = day("2026-12-31");
        let days = [60, 30, 7];
        let due = |state, reminded, today| due(state, until, reminded, &days, day(today));
        assert_eq!(due(State::Admitted, None, "2026-10-31"), None);
        assert_eq!(
            due(State::Admitted, None, "2026-11-01"),
            Some((Step::Remind, Some(60)))
        );
        assert_eq!(due(State::Expiring, Some(60), "2026-11-02"), None);
        // The program did not run for a while: one reminder, not three.
        assert_eq!(
            due(State::Expiring, Some(60), "2026-12-28"),
            Some((Step::Remind, Some(7)))
        );
        assert_eq!(due(State::Expiring, Some(7), "2026-12-31"), None);
        assert_eq!(
            due(State::Expiring, Some(7), "2027-01-01"),
            Some((Step::Expire, None))
        );
        assert_eq!(
            due(State::Suspended, None, "2027-01-01"),
            Some((Step::Expire, None))
        );
        assert_eq!(due(State::Suspended, None, "2026-12-30"), None);
        assert_eq!(due(State::Refused, None, "2027-01-01"), None);
        assert_eq!(valid_until(day("2026-01-31"), 1), day("2026-02-28"));
    }

    fn any_state() -> impl Strategy<Value = State> {
        prop::sample::select(State::ALL)
    }

    fn any_step() -> impl Strategy<Value = Step> {
        prop::sample::select(Step::ALL)
    }

    proptest! {
        /// Whatever is tried in whatever order: an admission always has an office's yes behind it,
        /// and what has ended stays ended.
        #[test]
        fn no_road_to_admission_but_the_offices(steps in prop::collection::vec(any_step(), 0..40)) {
            let (mut state, mut taken) = (State::Draft, Vec::new());
            for step in steps {
                if let Ok(next) = after(state, step) {
                    prop_assert!(!matches!(state, State::Refused | State::Expired | State::Withdrawn));
                    taken.push(step);
                    state = next;
                }
            }
            if state.in_force() || state == State::Suspended {
                let admitted = taken.iter().position(|s| *s == Step::Admit);
                let sent = taken.iter().position(|s| *s == Step::Submit);
                prop_assert!(sent.is_some() && sent < admitted);
                prop_assert_eq!(Step::Admit.side(), Side::Office);
            }
        }

        /// A refused step changes nothing and says which.
        #[test]
        fn a_step_leads_somewhere_or_is_refused(state in any_state(), step in any_step()) {
            match after(state, step) {
                Ok(next) => prop_assert!(next != state || step == Step::Remind),
                Err(no) => prop_assert_eq!(no.status, 409),
            }
        }

        /// Each reminder goes out once, in falling order, whatever days the job runs on.
        #[test]
        fn reminders_go_out_once(mut days in prop::collection::vec(1u16..120, 1..5), runs in prop::collection::vec(0i64..150, 1..40)) {
            days.sort_unstable();
            days.dedup();
            let mut runs = runs;
            runs.sort_unstable_by(|a, b| b.cmp(a));
            let (mut reminded, mut sent) = (None, Vec::new());
            for left in runs {
                if let Some(d) = reminder(&days, left, reminded) {
                    prop_assert!(left <= i64::from(d));
                    reminded = Some(d);
                    sent.push(d);
                }
            }
            prop_assert!(sent.windows(2).all(|w| w[0] > w[1]));
        }

        /// A question never brings the deadline nearer, and moves it by no more than it may.
        #[test]
        fn questions_only_give_time(ask in 0i64..25, answer in 0i64..60) {
            let from = day("2026-03-01");
            let on = |n: i64| plus_days(from, n).to_string();
            let plain = clock(&[event(Step::Submit, "2026-03-01")], "2026-03-01").deadline;
            let events = [
                event(Step::Submit, "2026-03-01"),
                event(Step::Ask, &on(ask)),
                event(Step::Answer, &on(ask + answer)),
            ];
            let moved = days_between(plain, clock(&events, &on(ask + answer)).deadline);
            prop_assert_eq!(moved, answer.min(10));
        }
    }
}
