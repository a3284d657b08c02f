//! Which way a ticket goes, its clock, and its receipt.

use jiff::tz::TimeZone;
use values::{Day, Moment, Refusal};

use super::{TEXT, days_from, tidy, too_long};
use crate::model::{Asked, Filed, Reason, Side, State, Step};

/// So many days after its end a report can be opened again by whoever has the receipt.
pub const REOPEN_DAYS: i64 = 30;
/// How many signs a receipt has: five bits each, so sixty bits of chance.
const SIGNS: usize = 12;
/// The signs of a receipt: no letter looks like a digit (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What somebody does with a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The officer looks after it.
    Take,
    /// The officer gives it back.
    Release,
    /// Asks its writer, or the organisation.
    Ask(Asked, String),
    /// Its writer or the organisation says something.
    Say(String),
    /// The organisation has changed these fields; the path of the page that shows it.
    Mended {
        /// Names of the fields.
        fields: Vec<String>,
        /// Path of the page that shows them.
        link: Option<String>,
    },
    /// The organisation says that the record is right.
    Right(String),
    /// It was right, and has been dealt with.
    Answer {
        /// What its writer reads; empty for a sentence of ours.
        words: String,
        /// For colleagues.
        note: String,
    },
    /// There was nothing to mend.
    Close {
        /// Why.
        reason: Reason,
        /// What its writer reads; empty for a sentence of ours.
        words: String,
        /// For colleagues.
        note: String,
    },
    /// It is not dealt with after all.
    Reopen(String),
}

impl Act {
    /// What it is called in the history.
    pub fn step(&self) -> Step {
        match self {
            Act::Take => Step::Taken,
            Act::Release => Step::Released,
            Act::Ask(Asked::Visitor, _) => Step::AskedVisitor,
            Act::Ask(Asked::Organisation, _) => Step::AskedOrganisation,
            Act::Say(_) => Step::Said,
            Act::Mended { .. } => Step::Mended,
            Act::Right(_) => Step::Right,
            Act::Answer { .. } => Step::Answered,
            Act::Close { .. } => Step::Closed,
            Act::Reopen(_) => Step::Reopened,
        }
    }

    /// What is said with it, checked.
    ///
    /// # Errors
    /// Words that are missing or too long.
    pub fn words(&self) -> Result<Option<String>, Refusal> {
        let (words, needed) = match self {
            Act::Take | Act::Release | Act::Mended { .. } => return Ok(None),
            Act::Ask(_, words) | Act::Say(words) | Act::Right(words) | Act::Reopen(words) => {
                (words, true)
            }
            Act::Answer { words, .. } | Act::Close { words, .. } => (words, false),
        };
        let words = tidy(words);
        if words.chars().count() > TEXT {
            return Err(too_long("words", TEXT));
        }
        if words.is_empty() && needed {
            return Err(Refusal::new("voice-refused-words", 422).field("words"));
        }
        Ok((!words.is_empty()).then_some(words))
    }

    /// What it says to colleagues, checked.
    ///
    /// # Errors
    /// A note that is too long.
    pub fn note(&self) -> Result<Option<String>, Refusal> {
        let note = match self {
            Act::Answer { note, .. } | Act::Close { note, .. } => tidy(note),
            _ => return Ok(None),
        };
        if note.chars().count() > TEXT {
            return Err(too_long("note", TEXT));
        }
        Ok((!note.is_empty()).then_some(note))
    }
}

/// Where a ticket stands after an act: the state, and who is asked then.
///
/// # Errors
/// `voice-refused-step` when it cannot be done where it stands, or not by that side;
/// `voice-refused-late` when it was over too long ago to be opened again by its writer.
pub fn after(
    filed: &Filed,
    side: &Side,
    act: &Act,
    now: Moment,
) -> Result<(State, Option<Asked>), Refusal> {
    use State::{Answered, Asked as Waits, Assigned, Closed, Open};
    let no = || Refusal::new("voice-refused-step", 409);
    let state = filed.state;
    let office = matches!(side, Side::Officer(_) | Side::Operator(_));
    let kept = (state, filed.asked);
    // Whoever was asked has spoken: the officer goes on, or whoever takes it next.
    let heard = |who: Asked| match (state, filed.asked) {
        (Waits, Some(asked)) if asked == who => match filed.assigned_to {
            Some(_) => (Assigned, None),
            None => (Open, None),
        },
        _ => kept,
    };
    match (act, side) {
        (Act::Take, Side::Officer(_)) => match state {
            Open | Assigned => Ok((Assigned, None)),
            Waits => Ok(kept),
            Answered | Closed => Err(no()),
        },
        (Act::Release, Side::Officer(_)) if state == Assigned => Ok((Open, None)),
        (Act::Ask(Asked::Organisation, _), _) if filed.organization.is_none() => Err(no()),
        (Act::Ask(who, _), _) if office && matches!(state, Open | Assigned) => {
            Ok((Waits, Some(*who)))
        }
        (Act::Say(_), Side::Visitor) if !state.is_over() => Ok(heard(Asked::Visitor)),
        (Act::Say(_) | Act::Mended { .. } | Act::Right(_), Side::Organisation(_))
            if !state.is_over() =>
        {
            Ok(heard(Asked::Organisation))
        }
        (Act::Answer { .. }, _) if office && !state.is_over() => Ok((Answered, None)),
        (Act::Close { .. }, _) if office && !state.is_over() => Ok((Closed, None)),
        (Act::Reopen(_), Side::Visitor) if state.is_over() => {
            let last = filed.ended_at.map(|at| days_from(at, REOPEN_DAYS));
            match last.is_some_and(|last| now <= last) {
                true => Ok((Open, None)),
                false => Err(Refusal::new("voice-refused-late", 409).arg("days", REOPEN_DAYS)),
            }
        }
        (Act::Reopen(_), _) if office && state.is_over() => Ok((Open, None)),
        _ => Err(no()),
    }
}

/// How long a ticket has been waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waited {
    /// Days from its opening to today, or to its end.
    pub days: i64,
    /// The day by which it should have an answer.
    pub due: Day,
    /// It is past that day, and nobody has ended it.
    pub late: bool,
}

/// The clock of a ticket: it begins when it is opened or opened again, and does not stand still while
/// somebody is asked, for its writer waits all the same.
pub fn waited(filed: &Filed, answer_days: u16, zone: &TimeZone, now: Moment) -> Waited {
    let from = filed.since.day(zone);
    let to = filed.ended_at.unwrap_or(now).day(zone);
    let due = days_from(filed.since, i64::from(answer_days)).day(zone);
    Waited {
        days: to.since(from).map_or(0, |s| i64::from(s.get_days())),
        due,
        late: to > due && !filed.state.is_over(),
    }
}

/// A receipt out of chance, of which sixty bits are used.
pub fn receipt(chance: u64) -> String {
    (0..SIGNS)
        .map(|n| {
            let five = (chance >> (5 * n)) & 31;
            let at = usize::try_from(five).unwrap_or_default();
            char::from(ALPHABET[at])
        })
        .collect()
}

/// A receipt as people read it aloud: three groups.
pub fn spaced(receipt: &str) -> String {
    let signs: Vec<char> = receipt.chars().collect();
    let groups: Vec<String> = signs.chunks(4).map(|g| g.iter().collect()).collect();
    groups.join("-")
}

/// The receipt somebody has typed: signs that look like others are taken for them, spaces and dashes
/// are left out. None when it can be none.
pub fn typed(text: &str) -> Option<String> {
    let mut out = String::with_capacity(SIGNS);
    for sign in text.chars() {
        let sign = match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c if c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '.') => continue,
            c if u8::try_from(c).is_ok_and(|b| ALPHABET.contains(&b)) => c,
            _ => return None,
        };
        out.push(sign);
    }
    (out.len() == SIGNS).then_some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Report, Subject};
    use values::Id;

    fn filed(state: State, asked: Option<Asked>) -> Filed {
        let id = Id::named("t", "1");
        Filed {
            id,
            receipt: None,
            number: 1,
            report: Report {
                subject: Subject::Service(id),
                what: "times".into(),
                text: "x".into(),
                lang: "it".parse().unwrap(),
                mail: None,
            },
            organization: Some(id),
            state,
            asked,
            assigned_to: None,
            reason: None,
            note: None,
            answer: None,
            revision: 1,
            at: Moment(0),
            since: Moment(0),
            ended_at: state.is_over().then_some(Moment(0)),
        }
    }

    fn acts() -> Vec<Act> {
        let words = || "x".to_string();
        vec![
            Act::Take,
            Act::Release,
            Act::Ask(Asked::Visitor, words()),
            Act::Ask(Asked::Organisation, words()),
            Act::Say(words()),
            Act::Mended {
                fields: vec![],
                link: None,
            },
            Act::Right(words()),
            Act::Answer {
                words: words(),
                note: words(),
            },
            Act::Close {
                reason: Reason::Right,
                words: words(),
                note: words(),
            },
            Act::Reopen(words()),
        ]
    }

    #[test]
    fn only_the_office_decides_and_only_what_is_not_over() {
        let me = Id::named("t", "me");
        for state in State::ALL.iter().copied() {
            let asked = (state == State::Asked).then_some(Asked::Visitor);
            let filed = filed(state, asked);
            for act in acts() {
                let done = |side: &Side| after(&filed, side, &act, Moment(0)).is_ok();
                let decides = matches!(
                    act,
                    Act::Take
                        | Act::Release
                        | Act::Ask(..)
                        | Act::Answer { .. }
                        | Act::Close { .. }
                );
                if decides {
                    assert!(!done(&Side::Visitor), "{act:?} {state:?}");
                    assert!(!done(&Side::Organisation(me)), "{act:?} {state:?}");
                }
                if state.is_over() {
                    let again = matches!(act, Act::Reopen(_));
                    assert_eq!(done(&Side::Officer(me)), again, "{act:?} {state:?}");
                    assert!(!done(&Side::Organisation(me)), "{act:?} {state:?}");
                }
            }
        }
    }

    #[test]
    fn an_answer_of_who_was_asked_brings_it_back_and_of_others_does_not() {
        let mut f = filed(State::Asked, Some(Asked::Organisation));
        let words = Act::Say("x".into());
        let me = Side::Organisation(Id::named("t", "me"));
        assert_eq!(
            after(&f, &Side::Visitor, &words, Moment(0)),
            Ok((State::Asked, Some(Asked::Organisation)))
        );
        assert_eq!(after(&f, &me, &words, Moment(0)), Ok((State::Open, None)));
        f.assigned_to = Some(Id::named("t", "officer"));
        assert_eq!(
            after(&f, &me, &words, Moment(0)),
            Ok((State::Assigned, None))
        );
    }

    #[test]
    fn a_report_is_opened_again_for_some_days_only() {
        let f = filed(State::Answered, None);
        let again = Act::Reopen("x".into());
        let last = days_from(Moment(0), REOPEN_DAYS);
        assert!(after(&f, &Side::Visitor, &again, last).is_ok());
        let late = after(&f, &Side::Visitor, &again, Moment(last.0 + 1)).unwrap_err();
        assert_eq!(late.key, "voice-refused-late");
        let office = Side::Operator("x".into());
        assert!(after(&f, &office, &again, Moment(last.0 + 1)).is_ok());
    }

    #[test]
    fn the_clock_counts_days_of_the_city_from_the_last_opening() {
        let zone = TimeZone::UTC;
        let mut f = filed(State::Open, None);
        let now = |days| days_from(Moment(0), days);
        let day = |d: i64| now(d).day(&zone);
        let clock = waited(&f, 14, &zone, now(14));
        assert_eq!((clock.days, clock.due, clock.late), (14, day(14), false));
        assert!(waited(&f, 14, &zone, now(15)).late);
        f.since = now(10);
        assert_eq!(waited(&f, 14, &zone, now(15)).days, 5);
        f.state = State::Answered;
        f.ended_at = Some(now(40));
        let clock = waited(&f, 14, &zone, now(90));
        assert_eq!((clock.days, clock.late), (30, false));
    }

    proptest! {
        #[test]
        fn a_receipt_is_read_as_it_was_given(chance in any::<u64>()) {
            let given = receipt(chance);
            prop_assert_eq!(given.len(), SIGNS);
            prop_assert_eq!(typed(&spaced(&given)), Some(given.clone()));
            prop_assert_eq!(typed(&given.to_lowercase().replace('0', "o").replace('1', "l")), Some(given));
        }

        #[test]
        fn whatever_is_typed_is_a_receipt_or_none(text in any::<String>()) {
            if let Some(good) = typed(&text) {
                prop_assert_eq!(good.len(), SIGNS);
            }
        }
    }
}
