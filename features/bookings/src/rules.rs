//! What is right, as pure functions: when one books and cancels, what is due, what comes back.

use std::collections::BTreeMap;

use values::{Cents, Day, Id, Moment, Refusal, Refuse};

use crate::model::{
    Answer, Booking, How, Lesson, Presence, Question, Session, SessionState, State,
};

/// Most lessons of one course.
pub const LESSONS: usize = 400;
/// Most questions of one session.
pub const QUESTIONS: usize = 6;
/// Longest answer, in characters.
pub const ANSWER: usize = 200;
/// How long a place is kept while the family fills in the rest, in seconds.
pub const LEASE: i64 = 15 * 60;
/// How long after the end of the last lesson what is held can still be posted, in seconds.
pub const GRACE: i64 = 30 * 24 * 60 * 60;
/// After so many seconds without a roll call everybody was there.
pub const SILENCE: i64 = 3 * 24 * 60 * 60;
/// Most children of one checkout.
pub const TOGETHER: usize = 12;
/// Most places of one group.
pub const GROUP: u16 = 60;

/// Codes of one booking that are good at the same time.
pub const TICKETS: u32 = 5;
/// Wrong codes of one person within [`MISS_SPAN`] after which no more are tried.
pub const MISSES: u32 = 10;
/// The span in which wrong codes are counted, in seconds.
pub const MISS_SPAN: i64 = 15 * 60;

/// An expected no. [`Refused::code`] is the word programs are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No such session, booking or offer, or not for this person.
    NotThere,
    /// Every place is taken.
    Full,
    /// Every place is taken, some only for a moment.
    LeasedUntil(Moment),
    /// Booking begins later.
    NotYet(Moment),
    /// Booking is over.
    Closed(Moment),
    /// The organisation takes no bookings for now.
    Paused,
    /// It will not be held.
    SessionCancelled,
    /// The organisation is not admitted, or a certificate has lapsed.
    NotAdmitted,
    /// Too young or too old on the first day.
    Age {
        /// Who.
        child: Id,
        /// Youngest.
        min: Option<u8>,
        /// Oldest.
        max: Option<u8>,
    },
    /// The child has a place in it already.
    Already(Id),
    /// Another price than the one that was shown.
    PriceChanged(Cents),
    /// It has begun.
    TooLate(Moment),
    /// The place was kept until then and has gone back.
    LeaseOver,
    /// It does not stand where this could be done.
    WrongStep(State),
    /// An answer is missing.
    Unanswered(String),
    /// An answer is too long, or none of the choices.
    BadAnswer(String),
    /// The session is not for groups.
    NoGroups,
    /// A group has 1 to [`GROUP`] children.
    GroupSize,
    /// The name of a group is missing or too long.
    GroupName,
    /// There is no waiting list.
    NoList,
    /// There are free places: no need to wait.
    NoNeed,
    /// No child was chosen.
    Nobody,
    /// More than [`TOGETHER`] at once.
    TooMany,
    /// More than the price.
    Overpaid,
    /// More than was held or paid.
    MoreThanHeld(Cents),
    /// The roll is called from the beginning of the lesson.
    NotBegun(Moment),
    /// A form that was sent was changed: the same key means the same thing.
    KeyReused,
    /// Less places than are taken.
    FewerThanTaken(i64),
    /// No code of ours, or one that is over.
    UnknownCode,
    /// Too many wrong codes: nobody is listened to until then.
    TooManyAttempts(Moment),
    /// The code is for another session of the same organisation: its title.
    OtherSession(String),
    /// The code is for something of another organisation.
    OtherHouse,
    /// The booking was given up, refused, or lapsed.
    NotBooked,
    /// The session was closed: who was there is settled.
    RollClosed,
    /// Something about the session is wrong: the key of the sentence and the field.
    Form(&'static str, &'static str),
    /// What pays says no.
    Money(Refusal),
    /// People say no: no right to act for this child.
    People(Refusal),
}

impl Refused {
    /// The word of the interface's vocabulary.
    pub fn code(&self) -> &str {
        match self {
            Refused::NotThere => "not_found",
            Refused::Full => "capacity_full",
            Refused::LeasedUntil(_) => "capacity_leased_until",
            Refused::NotYet(_) => "not_yet_open",
            Refused::Closed(_) => "booking_closed",
            Refused::Paused => "offer_paused",
            Refused::SessionCancelled => "session_cancelled",
            Refused::NotAdmitted => "provider_not_admitted",
            Refused::Age { .. } => "age_not_met",
            Refused::Already(_) => "already_booked",
            Refused::PriceChanged(_) => "price_changed",
            Refused::TooLate(_) => "too_late_to_cancel",
            Refused::LeaseOver => "lease_over",
            Refused::WrongStep(_) => "wrong_state",
            Refused::Unanswered(_) => "answer_missing",
            Refused::BadAnswer(_) => "answer_wrong",
            Refused::NoGroups => "no_groups",
            Refused::GroupSize => "group_size",
            Refused::GroupName => "group_name",
            Refused::NoList => "no_waiting_list",
            Refused::NoNeed => "places_are_free",
            Refused::Nobody => "nobody_chosen",
            Refused::TooMany => "too_many",
            Refused::Overpaid => "more_than_price",
            Refused::MoreThanHeld(_) => "more_than_held",
            Refused::NotBegun(_) => "not_yet_redeemable",
            Refused::KeyReused => "key_reused",
            Refused::FewerThanTaken(_) => "fewer_than_taken",
            Refused::UnknownCode => "unknown_code",
            Refused::TooManyAttempts(_) => "too_many_attempts",
            Refused::OtherSession(_) => "other_session",
            Refused::OtherHouse => "other_house",
            Refused::NotBooked => "not_booked",
            Refused::RollClosed => "roll_closed",
            Refused::Form(key, _) => key,
            Refused::Money(r) | Refused::People(r) => &r.key,
        }
    }
}

impl Refuse for Refused {
    fn refusal(&self) -> Refusal {
        let status = match self {
            Refused::NotThere => 404,
            Refused::Unanswered(_)
            | Refused::BadAnswer(_)
            | Refused::GroupSize
            | Refused::GroupName
            | Refused::Nobody
            | Refused::TooMany
            | Refused::Overpaid
            | Refused::UnknownCode
            | Refused::OtherSession(_)
            | Refused::OtherHouse
            | Refused::NotBooked
            | Refused::RollClosed
            | Refused::Form(..) => 422,
            Refused::TooManyAttempts(_) => 429,
            _ => 409,
        };
        let said = |word: &str| {
            Refusal::new(
                format!("bookings-refused-{}", word.replace('_', "-")),
                status,
            )
        };
        let plain = said(self.code());
        match self {
            Refused::Money(r) | Refused::People(r) => r.clone(),
            Refused::LeasedUntil(at)
            | Refused::NotYet(at)
            | Refused::Closed(at)
            | Refused::TooLate(at)
            | Refused::NotBegun(at) => plain.arg("at", at.rfc3339()),
            Refused::Age { min, max, .. } => {
                let known = match (min, max) {
                    (Some(_), Some(_)) => "both",
                    (Some(_), None) => "min",
                    _ => "max",
                };
                plain
                    .arg("kind", known)
                    .arg("min", min.unwrap_or_default())
                    .arg("max", max.unwrap_or_default())
                    .field("child")
            }
            Refused::Already(_) | Refused::Nobody | Refused::TooMany => plain.field("child"),
            Refused::PriceChanged(new) => plain.arg("cents", new),
            Refused::MoreThanHeld(held) => plain.arg("cents", held),
            Refused::Unanswered(key) | Refused::BadAnswer(key) => {
                plain.field(&format!("answer-{key}"))
            }
            Refused::GroupSize => plain.arg("most", GROUP).field("places"),
            Refused::GroupName => plain.field("group"),
            Refused::Overpaid => plain.field("pay"),
            Refused::FewerThanTaken(taken) => plain.arg("taken", taken).field("places"),
            Refused::TooManyAttempts(until) => plain.arg("at", until.rfc3339()).field("code"),
            Refused::OtherSession(title) => plain.arg("title", title).field("code"),
            Refused::UnknownCode
            | Refused::OtherHouse
            | Refused::NotBooked
            | Refused::RollClosed => plain.field("code"),
            Refused::Form(_, field) => plain.field(field),
            _ => plain,
        }
    }
}

/// What is wrong with a session an organisation has written, all at once.
pub fn session(s: &Session) -> Vec<Refused> {
    let mut wrong = Vec::new();
    let mut no = |key: &'static str, field: &'static str| wrong.push(Refused::Form(key, field));
    let long = |t: &str, most: usize| t.chars().count() > most;
    if s.title.trim().is_empty() || long(&s.title, 120) {
        no("title", "title");
    }
    if long(&s.place, 200) {
        no("place", "place");
    }
    if s.lessons.is_empty() {
        no("no_lesson", "day");
    }
    if s.lessons.len() > LESSONS {
        no("lessons", "day");
    }
    if s.lessons.iter().any(|l| l.starts_at >= l.ends_at) {
        no("ends_before", "until");
    }
    if s.lessons.windows(2).any(|w| w[0].ends_at > w[1].starts_at) {
        no("overlap", "day");
    }
    if s.places == 0 || s.places > 100_000 {
        no("places", "places");
    }
    if !(0..=10_000_000).contains(&s.price.0) {
        no("price", "price");
    }
    if s.opens_at >= s.closes_at {
        no("closes_before", "closes");
    }
    if s.closes_at > s.ends_at() {
        no("closes_after", "closes");
    }
    if let (Some(min), Some(max)) = (s.min_age, s.max_age)
        && min > max
    {
        no("ages", "max_age");
    }
    let t = &s.terms;
    if t.late_percent > 100 || t.absent_percent > 100 || t.late_percent > t.absent_percent {
        no("percent", "late_percent");
    }
    if t.cancel_hours > 720 || t.confirm_hours.is_some_and(|h| h == 0 || h > 720) {
        no("hours", "cancel_hours");
    }
    if t.offer_hours.is_some_and(|h| h == 0 || h > 168) {
        no("offer_hours", "offer_hours");
    }
    let mut keys: Vec<&str> = s.questions.iter().map(|q| q.key.as_str()).collect();
    keys.sort_unstable();
    let good = |k: &str| {
        (1..=30).contains(&k.len())
            && k.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    let bad = |q: &Question| {
        q.label.is_empty()
            || matches!(&q.kind, Answer::Choice(all) if all.len() < 2 || all.len() > 12)
    };
    if s.questions.len() > QUESTIONS
        || keys.windows(2).any(|w| w[0] == w[1])
        || !keys.iter().all(|k| good(k))
        || s.questions.iter().any(bad)
    {
        no("questions", "questions");
    }
    wrong
}

/// Whether one can book now, before anything is known about places.
///
/// # Errors
/// Why not.
pub fn takes_bookings(s: &Session, admitted: bool, now: Moment) -> Result<(), Refused> {
    match s.state {
        SessionState::Cancelled => Err(Refused::SessionCancelled),
        SessionState::Paused => Err(Refused::Paused),
        SessionState::Open if !admitted => Err(Refused::NotAdmitted),
        SessionState::Open if now < s.opens_at => Err(Refused::NotYet(s.opens_at)),
        SessionState::Open if now > s.closes_at => Err(Refused::Closed(s.closes_at)),
        SessionState::Open => Ok(()),
    }
}

/// Whether a child is of the age for it on the first day. Nobody is refused whose birth is not known:
/// the organisation sees them.
///
/// # Errors
/// [`Refused::Age`].
pub fn of_age(s: &Session, child: Id, birth: Option<Day>, first: Day) -> Result<(), Refused> {
    let Some(birth) = birth else { return Ok(()) };
    let years = people::age::years(birth, first);
    let young = s.min_age.is_some_and(|min| years < i32::from(min));
    let old = s.max_age.is_some_and(|max| years > i32::from(max));
    match young || old {
        true => Err(Refused::Age {
            child,
            min: s.min_age,
            max: s.max_age,
        }),
        false => Ok(()),
    }
}

/// Answers as they are kept: trimmed, only those asked for.
///
/// # Errors
/// [`Refused::Unanswered`], [`Refused::BadAnswer`].
pub fn answers(
    questions: &[Question],
    given: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, Refused> {
    let mut kept = BTreeMap::new();
    for q in questions {
        let said = given.get(&q.key).map_or("", |t| t.trim());
        if said.is_empty() {
            match q.required {
                true => return Err(Refused::Unanswered(q.key.clone())),
                false => continue,
            }
        }
        let good = match &q.kind {
            Answer::Line => said.chars().count() <= ANSWER && !said.contains(char::is_control),
            Answer::YesNo => said == "yes" || said == "no",
            Answer::Choice(all) => said.parse().is_ok_and(|n: usize| n < all.len()),
        };
        if !good {
            return Err(Refused::BadAnswer(q.key.clone()));
        }
        kept.insert(q.key.clone(), said.to_string());
    }
    Ok(kept)
}

/// Until when one cancels without any cost.
pub fn free_until(s: &Session) -> Moment {
    s.starts_at()
        .plus_seconds(-i64::from(s.terms.cancel_hours) * 3600)
}

/// What it means when the family cancels now: how it is told, and how many per cent of the voucher's
/// money are due. Illness costs nothing.
///
/// # Errors
/// [`Refused::TooLate`] once it has begun, [`Refused::WrongStep`].
pub fn cancel(s: &Session, b: &Booking, ill: bool, now: Moment) -> Result<(How, u8), Refused> {
    if !b.state.is_live() {
        return Err(Refused::WrongStep(b.state));
    }
    if now >= s.starts_at() || b.posted_at.is_some() {
        return Err(Refused::TooLate(s.starts_at()));
    }
    let unsure = b.state != State::Confirmed;
    Ok(match (ill, unsure || now <= free_until(s)) {
        (true, _) => (How::Illness, 0),
        (false, true) => (How::Family, 0),
        (false, false) => (How::Late, s.terms.late_percent),
    })
}

/// So many per cent of an amount, to the cent below.
pub fn percent(amount: Cents, percent: u8) -> Cents {
    Cents(amount.0 * i64::from(percent.min(100)) / 100)
}

/// The share of one lesson of an amount: the shares of all lessons add up to it, to the cent.
pub fn share(amount: Cents, lesson: u16, of: usize) -> Cents {
    let of = i64::try_from(of.max(1)).unwrap_or(1);
    let n = i64::from(lesson).clamp(1, of);
    Cents(amount.0 * n / of - amount.0 * (n - 1) / of)
}

/// How a session ends for one booking, from the roll call: by the benefit of the doubt they were there
/// when nobody wrote anything down.
pub fn outcome(lessons: &[Lesson], roll: &BTreeMap<u16, Presence>) -> Outcome {
    let held: Vec<u16> = lessons
        .iter()
        .filter(|l| l.cancelled.is_none())
        .map(|l| l.n)
        .collect();
    let said = |p: Presence| held.iter().filter(|n| roll.get(n) == Some(&p)).count();
    match (
        said(Presence::Attended),
        said(Presence::Absent),
        said(Presence::Ill),
    ) {
        (1.., ..) => Outcome::Attended,
        (0, absent, ill) if absent + ill < held.len() || held.is_empty() => Outcome::Attended,
        (0, 0, _) => Outcome::Ill,
        _ => Outcome::Absent,
    }
}

/// What [`outcome`] comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The whole is due.
    Attended,
    /// What the terms say is due.
    Absent,
    /// Nothing is due.
    Ill,
}

/// The price of all who take part.
pub fn price(s: &Session, places: i64) -> Cents {
    Cents(s.price.0 * places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lesson(n: u16, starts: i64) -> Lesson {
        Lesson {
            n,
            starts_at: Moment(starts),
            ends_at: Moment(starts + 3_600_000_000),
            cancelled: None,
        }
    }

    proptest! {
        #[test]
        fn shares_add_up(amount in 0i64..2_000_000, of in 1usize..400) {
            let sum: i64 = (1..=of).map(|n| share(Cents(amount), n as u16, of).0).sum();
            prop_assert_eq!(sum, amount);
            let (least, most) = (1..=of).map(|n| share(Cents(amount), n as u16, of).0)
                .fold((i64::MAX, 0), |(a, b), s| (a.min(s), b.max(s)));
            prop_assert!(most - least <= 1);
        }
    }

    #[test]
    fn who_was_there_is_told_by_the_roll_or_by_its_silence() {
        use Presence::*;
        let lessons = [lesson(1, 0), lesson(2, 10_000_000_000)];
        let roll = |all: &[(u16, Presence)]| outcome(&lessons, &all.iter().copied().collect());
        assert_eq!(roll(&[]), Outcome::Attended);
        assert_eq!(
            roll(&[(1, Absent)]),
            Outcome::Attended,
            "half a roll is no roll"
        );
        assert_eq!(roll(&[(1, Absent), (2, Absent)]), Outcome::Absent);
        assert_eq!(roll(&[(1, Absent), (2, Ill)]), Outcome::Absent);
        assert_eq!(roll(&[(1, Ill), (2, Ill)]), Outcome::Ill);
        assert_eq!(roll(&[(1, Absent), (2, Attended)]), Outcome::Attended);
    }
}
