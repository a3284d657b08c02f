//! Sessions and their lessons.

use db::{Fault, Read, Row, Sql, Write, params};
use values::{Id, Moment};

use super::{json, small, word};
use crate::model::{Lesson, Session, SessionState, Terms};

db::statements! {
    /// Keeps a session.
    pub(crate) PUT_SESSION = "insert into bookings_session (id, service, organisation, title, place, starts_at, ends_at, places, price, confirm_hours, offer_hours, opens_at, closes_at, cancel_hours, late_percent, absent_percent, ill_back, min_age, max_age, groups, questions, state, revision, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, 1, $23)";
    /// Changes a session: what was promised to those who have booked stands in their bookings.
    pub(crate) SET_SESSION = "update bookings_session set title = $3, place = $4, starts_at = $5, ends_at = $6, places = $7, price = $8, confirm_hours = $9, offer_hours = $10, opens_at = $11, closes_at = $12, cancel_hours = $13, late_percent = $14, absent_percent = $15, ill_back = $16, min_age = $17, max_age = $18, groups = $19, questions = $20, state = $21, revision = revision + 1 where id = $1 and revision = $2";
    /// One session.
    pub(crate) SESSION = "select id, service, organisation, title, place, places, price, confirm_hours, offer_hours, opens_at, closes_at, cancel_hours, late_percent, absent_percent, ill_back, min_age, max_age, groups, questions, state, revision from bookings_session where id = $1";
    /// Those of a service that are not over, soonest first.
    pub(crate) SESSIONS_OF_SERVICE = "select id, service, organisation, title, place, places, price, confirm_hours, offer_hours, opens_at, closes_at, cancel_hours, late_percent, absent_percent, ill_back, min_age, max_age, groups, questions, state, revision from bookings_session where service = $1 and ends_at >= $2 order by starts_at, id limit 200";
    /// Those of an organisation from a moment on, soonest first.
    pub(crate) SESSIONS_OF_ORGANISATION = "select id, service, organisation, title, place, places, price, confirm_hours, offer_hours, opens_at, closes_at, cancel_hours, late_percent, absent_percent, ill_back, min_age, max_age, groups, questions, state, revision from bookings_session where organisation = $1 and ends_at >= $2 order by starts_at, id limit 500";
    /// Which of these services can be booked now: for lists.
    pub(crate) BOOKABLE = "select distinct service from bookings_session where state = 'open' and closes_at >= $1";
    /// Keeps a lesson.
    pub(crate) PUT_LESSON = "insert into bookings_lesson (session, n, starts_at, ends_at) values ($1, $2, $3, $4)";
    /// Lessons of a session, in order.
    pub(crate) LESSONS = "select n, starts_at, ends_at, cancelled_at, reason from bookings_lesson where session = $1 order by n";
    /// Moves a lesson in time.
    pub(crate) MOVE_LESSON = "update bookings_lesson set starts_at = $3, ends_at = $4 where session = $1 and n = $2 and cancelled_at is null";
    /// Takes away lessons after a number: only while nobody has booked.
    pub(crate) DROP_LESSONS = "delete from bookings_lesson where session = $1";
    /// Cancels a lesson.
    pub(crate) CANCEL_LESSON = "update bookings_lesson set cancelled_at = $3, reason = $4 where session = $1 and n = $2 and cancelled_at is null";
    /// Lessons that begin within a time, for reminders.
    pub(crate) COMING = "select l.session, l.n from bookings_lesson l where l.starts_at > $1 and l.starts_at <= $2 and l.cancelled_at is null order by l.starts_at, l.session, l.n";
}

pub(crate) fn put_session(tx: &mut Write<'_>, s: &Session, now: Moment) -> Result<(), Fault> {
    let t = &s.terms;
    let questions = serde_json::to_string(&s.questions).unwrap_or_default();
    tx.exec(
        PUT_SESSION,
        &params![
            s.id,
            s.service,
            s.organisation,
            &s.title,
            &s.place,
            s.starts_at(),
            s.ends_at(),
            s.places,
            s.price,
            t.confirm_hours,
            t.offer_hours,
            s.opens_at,
            s.closes_at,
            t.cancel_hours,
            t.late_percent,
            t.absent_percent,
            t.ill_back,
            s.min_age,
            s.max_age,
            s.groups,
            questions,
            s.state.as_str(),
            now
        ],
    )?;
    put_lessons(tx, s)
}

fn put_lessons(tx: &mut Write<'_>, s: &Session) -> Result<(), Fault> {
    for l in &s.lessons {
        tx.exec(PUT_LESSON, &params![s.id, l.n, l.starts_at, l.ends_at])?;
    }
    Ok(())
}

/// Changes a session in the revision it was read in. False when somebody was faster. With `anew` its
/// lessons are written again, which only goes while nobody has booked.
pub(crate) fn set_session(tx: &mut Write<'_>, s: &Session, anew: bool) -> Result<bool, Fault> {
    let t = &s.terms;
    let questions = serde_json::to_string(&s.questions).unwrap_or_default();
    let changed = tx.exec(
        SET_SESSION,
        &params![
            s.id,
            s.revision,
            &s.title,
            &s.place,
            s.starts_at(),
            s.ends_at(),
            s.places,
            s.price,
            t.confirm_hours,
            t.offer_hours,
            s.opens_at,
            s.closes_at,
            t.cancel_hours,
            t.late_percent,
            t.absent_percent,
            t.ill_back,
            s.min_age,
            s.max_age,
            s.groups,
            questions,
            s.state.as_str()
        ],
    )?;
    if changed == 1 && anew {
        tx.exec(DROP_LESSONS, &params![s.id])?;
        put_lessons(tx, s)?;
    } else if changed == 1 {
        for l in &s.lessons {
            tx.exec(MOVE_LESSON, &params![s.id, l.n, l.starts_at, l.ends_at])?;
        }
    }
    Ok(changed == 1)
}

fn to_session(sql: Sql, r: &Row<'_>) -> Result<Session, Fault> {
    let optional = |column: &str| -> Result<Option<i64>, Fault> { r.get(column) };
    let age = |n: Option<i64>| n.and_then(|n| u8::try_from(n).ok());
    let hours = |n: Option<i64>| n.and_then(|n| u16::try_from(n).ok());
    Ok(Session {
        id: r.get("id")?,
        service: r.get("service")?,
        organisation: r.get("organisation")?,
        title: r.get("title")?,
        place: r.get("place")?,
        lessons: Vec::new(),
        places: small(sql, r, "places")?,
        price: r.get("price")?,
        opens_at: r.get("opens_at")?,
        closes_at: r.get("closes_at")?,
        terms: Terms {
            confirm_hours: hours(optional("confirm_hours")?),
            offer_hours: hours(optional("offer_hours")?),
            cancel_hours: small(sql, r, "cancel_hours")?,
            late_percent: small(sql, r, "late_percent")?,
            absent_percent: small(sql, r, "absent_percent")?,
            ill_back: r.get("ill_back")?,
        },
        min_age: age(optional("min_age")?),
        max_age: age(optional("max_age")?),
        groups: r.get("groups")?,
        questions: json(sql, r, "questions")?,
        state: word(sql, r, "state", SessionState::read)?,
        revision: r.get("revision")?,
    })
}

fn lessons(c: &mut Read<'_>, session: Id) -> Result<Vec<Lesson>, Fault> {
    c.all(LESSONS, &params![session], |r| {
        let at: Option<Moment> = r.get("cancelled_at")?;
        let reason: Option<String> = r.get("reason")?;
        Ok(Lesson {
            n: small(LESSONS, r, "n")?,
            starts_at: r.get("starts_at")?,
            ends_at: r.get("ends_at")?,
            cancelled: at.map(|at| (at, reason.unwrap_or_default())),
        })
    })
}

fn with_lessons(c: &mut Read<'_>, mut all: Vec<Session>) -> Result<Vec<Session>, Fault> {
    for s in &mut all {
        s.lessons = lessons(c, s.id)?;
    }
    Ok(all)
}

pub(crate) fn session(c: &mut Read<'_>, id: Id) -> Result<Option<Session>, Fault> {
    let found = c.opt(SESSION, &params![id], |r| to_session(SESSION, r))?;
    Ok(with_lessons(c, found.into_iter().collect())?.pop())
}

pub(crate) fn sessions_of_service(
    c: &mut Read<'_>,
    service: Id,
    from: Moment,
) -> Result<Vec<Session>, Fault> {
    let all = c.all(SESSIONS_OF_SERVICE, &params![service, from], |r| {
        to_session(SESSIONS_OF_SERVICE, r)
    })?;
    with_lessons(c, all)
}

pub(crate) fn sessions_of_organisation(
    c: &mut Read<'_>,
    organisation: Id,
    from: Moment,
) -> Result<Vec<Session>, Fault> {
    let all = c.all(
        SESSIONS_OF_ORGANISATION,
        &params![organisation, from],
        |r| to_session(SESSIONS_OF_ORGANISATION, r),
    )?;
    with_lessons(c, all)
}

pub(crate) fn bookable(c: &mut Read<'_>, now: Moment) -> Result<Vec<Id>, Fault> {
    c.all(BOOKABLE, &params![now], |r| r.get("service"))
}

/// False when it was cancelled already.
pub(crate) fn cancel_lesson(
    tx: &mut Write<'_>,
    session: Id,
    n: u16,
    now: Moment,
    reason: &str,
) -> Result<bool, Fault> {
    Ok(tx.exec(CANCEL_LESSON, &params![session, n, now, reason])? == 1)
}

pub(crate) fn coming(
    c: &mut Read<'_>,
    from: Moment,
    until: Moment,
) -> Result<Vec<(Id, u16)>, Fault> {
    c.all(COMING, &params![from, until], |r| {
        Ok((r.get("session")?, small(COMING, r, "n")?))
    })
}
