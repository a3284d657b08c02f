//! One's bookings: what comes, what was, where one waits.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use people::pages::Me;
use values::{Cents, Id, Moment, Refusal};
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Failure, Page, Visit, show, show_with};

use super::offer::price;
use super::{Bookings, dates, frame, titled, told, when};
use crate::actions as a;
use crate::model::{Booking, How, Presence, Session, State as Stand, WaitState, Waiting, Who};
use crate::rules;

#[derive(Template)]
#[template(path = "bookings/said.html")]
struct Said {
    page: Page,
    text: String,
    again: Option<String>,
}

/// A page that only says something.
pub(super) fn said(page: Page, key: &str, again: Option<String>) -> Answer {
    let text = page.t(key);
    show(&Said { page, text, again })
}

/// A booking in the list.
struct Line {
    href: String,
    title: String,
    who: String,
    dates: String,
    state: String,
    tone: &'static str,
}

/// Somebody in a waiting list.
struct WaitLine {
    title: String,
    who: String,
    dates: String,
    text: String,
    /// Where an offered place is taken or not.
    offer: Option<(String, String, i64)>,
    leave: Option<String>,
    key: Id,
}

#[derive(Template)]
#[template(path = "bookings/mine.html")]
struct List {
    page: Page,
    coming: Vec<Line>,
    past: Vec<Line>,
    waiting: Vec<WaitLine>,
    find: String,
}

/// How a booking stands, in words, and how it is coloured.
pub(super) fn state(page: &Page, b: &Booking) -> (String, &'static str) {
    let key = match b.how {
        Some(how) => format!("bookings-state-cancelled-{}", how.as_str()),
        None => format!("bookings-state-{}", b.state.as_str()),
    };
    let tone = match b.state {
        Stand::Confirmed | Stand::Attended => "success",
        Stand::Leased | Stand::Reserved | Stand::Disputed => "warning",
        Stand::Absent | Stand::Refused => "danger",
        Stand::Cancelled | Stand::Lapsed => "secondary",
    };
    (page.t(&key), tone)
}

/// `GET /my/bookings`
pub(super) async fn list(State(b): State<Bookings>, visit: Visit, me: Me) -> Answer {
    let own = me.id();
    let (all, waits) = b
        .look(move |c, _, ctx| {
            let family = people::actions::family(c, &ctx.keys, own, ctx.today)?;
            let people: Vec<(Id, String)> = family
                .children
                .iter()
                .map(|r| (r.child.id, r.child.facts.name.given.clone()))
                .chain([(own, family.person.facts.name.given.clone())])
                .collect();
            let mut all: Vec<(Booking, Session, String)> = Vec::new();
            let mut waits: Vec<(Waiting, Session, String)> = Vec::new();
            let mut found: Vec<(Booking, String)> = Vec::new();
            for (person, name) in &people {
                let theirs = a::of_child(c, *person)?;
                found.extend(theirs.into_iter().map(|b| (b, name.clone())));
                for w in a::waits_of(c, *person)? {
                    if let Some(s) = a::session(c, w.session)? {
                        waits.push((w, s, name.clone()));
                    }
                }
            }
            for group in a::of_party(c, own)? {
                if let Who::Group { name, places } = &group.who {
                    let name = format!("{name} ({places})");
                    found.push((group, name));
                }
            }
            for (booking, name) in found {
                if let Some(s) = a::session(c, booking.session)? {
                    all.push((booking, s, name));
                }
            }
            all.sort_by_key(|(b, s, _)| (s.starts_at(), b.id));
            Ok((all, waits))
        })
        .await?;
    let page = frame(&visit, "bookings-mine").crumb(visit.tr().t("people-my-area"), "/my");
    let now = b.now();
    let (mut coming, mut past) = (Vec::new(), Vec::new());
    for (booking, s, who) in all {
        if booking.state == Stand::Lapsed {
            continue;
        }
        let (words, tone) = state(&page, &booking);
        let href = match booking.state {
            Stand::Leased => page.href(&format!("/book/checkout/{}", booking.checkout)),
            _ => page.href(&format!("/my/bookings/{}", booking.id)),
        };
        let line = Line {
            href,
            dates: dates(&page, b.zone(), &s),
            title: s.title.clone(),
            who,
            state: words,
            tone,
        };
        match booking.state.is_live() && s.ends_at() > now {
            true => coming.push(line),
            false => past.push(line),
        }
    }
    past.reverse();
    let waiting = waits
        .into_iter()
        .filter(|(w, ..)| matches!(w.state, WaitState::Waiting | WaitState::Offered))
        .map(|(w, s, who)| {
            let offer = w.offer_until.map(|_| {
                (
                    page.href(&format!("/my/waiting/{}/accept", w.id)),
                    page.href(&format!("/my/waiting/{}/decline", w.id)),
                    s.price.0,
                )
            });
            WaitLine {
                text: match w.offer_until {
                    Some(at) => {
                        page.t1("bookings-offer-until", "at", page.tr().moment(at, b.zone()))
                    }
                    None => page.t("bookings-waiting"),
                },
                leave: offer
                    .is_none()
                    .then(|| page.href(&format!("/my/waiting/{}/leave", w.id))),
                offer,
                dates: dates(&page, b.zone(), &s),
                title: s.title,
                who,
                key: b.key(),
            }
        })
        .collect();
    show(&List {
        coming,
        past,
        waiting,
        find: page.href("/search"),
        page,
    })
}

/// A lesson of one's booking.
struct LessonLine {
    when: String,
    note: String,
    /// Where illness is told.
    ill: Option<u16>,
}

#[derive(Template)]
#[template(path = "bookings/one.html")]
struct One {
    page: Page,
    title: String,
    who: String,
    dates: String,
    place: String,
    state: String,
    tone: &'static str,
    price: String,
    paid: Vec<String>,
    own: String,
    backs: Vec<String>,
    lessons: Vec<LessonLine>,
    steps: Vec<String>,
    errors: Vec<FormError>,
    /// What giving up means now.
    cancel: Option<String>,
    can_dispute: Option<Field>,
    base: String,
    calendar: Option<String>,
    /// Staff is helping somebody to whom no letter goes.
    unwritten: bool,
    /// A code for the roll call can be shown.
    code: bool,
    ticket: bool,
    service: String,
}

/// A booking of somebody who may see it.
async fn find(b: &Bookings, me: &Me, id: Id) -> Result<(Booking, Session, String), Failure> {
    let own = me.id();
    let found = b
        .look(move |c, _, ctx| {
            let Some(booking) = a::booking(c, id)? else {
                return Ok(None);
            };
            let Some(s) = a::session(c, booking.session)? else {
                return Ok(None);
            };
            let name = match &booking.who {
                Who::Group { name, places } if booking.party == own => format!("{name} ({places})"),
                Who::Group { .. } => return Ok(None),
                Who::Child(child) => {
                    let matter = people::model::Matter::Bookings;
                    let may =
                        people::actions::standing(c, &ctx.keys, own, *child, matter, ctx.today);
                    if may.is_err() {
                        return Ok(None);
                    }
                    people::actions::person(c, &ctx.keys, *child)
                        .map_err(people::actions::Error::from)?
                        .map(|p| p.facts.name.whole())
                        .unwrap_or_default()
                }
            };
            Ok(Some((booking, s, name)))
        })
        .await?;
    found.ok_or(Failure::NotFound)
}

/// Whether staff acts for somebody who has left no address: they must hear it at the desk.
async fn is_unwritten(b: &Bookings, me: &Me) -> Result<bool, Failure> {
    let doer = me.doer();
    if doer.hands == doer.subject {
        return Ok(false);
    }
    let person = b
        .look(move |c, _, ctx| {
            Ok(people::actions::person(c, &ctx.keys, doer.subject)
                .map_err(people::actions::Error::from)?)
        })
        .await?;
    Ok(person.is_none_or(|p| p.facts.mail.is_none()))
}

async fn one_page(
    b: &Bookings,
    visit: &Visit,
    me: &Me,
    id: Id,
    typed: &str,
    wrong: &[Refusal],
) -> Answer {
    let (booking, s, who) = find(b, me, id).await?;
    let (steps, backs, roll) = b
        .look(move |c, _, _| Ok((a::steps(c, id)?, a::backs(c, id)?, a::roll_for(c, id)?)))
        .await?;
    let unwritten = booking.state.is_live() && is_unwritten(b, me).await?;
    let page = titled(visit, s.title.clone())
        .crumb(visit.tr().t("people-my-area"), "/my")
        .crumb(visit.tr().t("bookings-mine"), "/my/bookings");
    let tr = page.tr();
    let now = b.now();
    let (words, tone) = state(&page, &booking);
    let cancel = match rules::cancel(&s, &booking, false, now) {
        Ok((How::Late, percent)) => {
            Some(page.t1("bookings-cancel-late", "percent", i64::from(percent)))
        }
        Ok(_) => Some(page.t("bookings-cancel-free")),
        Err(_) => None,
    };
    let lessons = s
        .lessons
        .iter()
        .map(|l| {
            let note = match (&l.cancelled, roll.get(&l.n)) {
                (Some((_, why)), _) => page.t1("bookings-off", "reason", why.clone()),
                (None, Some(p)) => page.t(&format!("bookings-presence-{}", p.as_str())),
                (None, None) => String::new(),
            };
            let can = booking.state == Stand::Confirmed
                && l.cancelled.is_none()
                && now < l.starts_at
                && roll.get(&l.n) != Some(&Presence::Ill);
            LessonLine {
                when: when(&page, b.zone(), l.starts_at, l.ends_at),
                note,
                ill: can.then_some(l.n),
            }
        })
        .collect();
    let paid = booking
        .parts
        .iter()
        .map(|p| page.t1("bookings-paid-voucher", "price", tr.money_full(p.amount)))
        .collect();
    let backs = backs
        .iter()
        .map(|(n, why, voucher, own)| {
            let mut args = i18n::FluentArgs::new();
            args.set("lesson", i64::from(*n));
            args.set("voucher", tr.money_full(*voucher));
            args.set("own", tr.money_full(*own));
            tr.with(&format!("bookings-back-{why}"), &args)
        })
        .collect();
    let steps = steps
        .iter()
        .map(|step| {
            let said = page.t2(
                "bookings-step",
                "at",
                tr.moment(step.at, b.zone()),
                "what",
                page.t(&format!("bookings-event-{}", step.event.as_str())),
            );
            match &step.reason {
                Some(reason) => format!("{said} {reason}"),
                None => said,
            }
        })
        .collect();
    let can_dispute = matches!(booking.state, Stand::Attended | Stand::Absent).then(|| {
        Field::text("reason", page.t("bookings-dispute-reason"))
            .required()
            .value(typed)
            .refused(tr, wrong)
    });
    let fields: Vec<&Field> = can_dispute.iter().collect();
    let errors = summary(tr, &fields, wrong);
    let live = booking.state.is_live();
    show_with(
        status(wrong),
        &One {
            title: s.title.clone(),
            dates: dates(&page, b.zone(), &s),
            place: s.place.clone(),
            state: words,
            tone,
            price: price(&page, booking.price),
            paid,
            own: tr.money_full(booking.own()),
            backs,
            lessons,
            steps,
            errors,
            cancel,
            can_dispute,
            base: page.href(&format!("/my/bookings/{id}")),
            calendar: live.then(|| page.href(&format!("/my/bookings/{id}/calendar.ics"))),
            unwritten,
            code: booking.state == Stand::Confirmed,
            ticket: booking.state == Stand::Confirmed
                && booking.posted_at.is_none()
                && page.site().has("vouchers")
                && !booking.parts.is_empty(),
            service: page.href(&format!("/service/{}", s.service)),
            who,
            page,
        },
    )
}

/// `GET /my/bookings/{id}`
pub(super) async fn one(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    one_page(&b, &visit, &me, id, "", &[]).await
}

/// What comes of a form of the page.
async fn after(
    b: &Bookings,
    visit: &Visit,
    me: &Me,
    id: Id,
    typed: &str,
    done: Result<(), a::No>,
) -> Answer {
    match done {
        Ok(()) => visit.go(&format!("/my/bookings/{id}")),
        Err(no) => {
            let no = told(no, visit.tr(), b.zone())?;
            one_page(b, visit, me, id, typed, &[no]).await
        }
    }
}

/// `POST /my/bookings/{id}/cancel`
pub(super) async fn cancel(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let ill = sent.get("why") == "ill";
    let done = b
        .act(&me, move |tx, ground, act| {
            a::cancel(tx, ground, act, id, ill).map(|_| ())
        })
        .await;
    after(&b, &visit, &me, id, "", done).await
}

/// `POST /my/bookings/{id}/ill`: for one lesson.
pub(super) async fn ill(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let lesson: u16 = sent.get("lesson").parse().map_err(|_| Failure::NotFound)?;
    let done = b
        .act(&me, move |tx, ground, act| {
            a::ill(tx, ground, act, id, lesson)
        })
        .await;
    after(&b, &visit, &me, id, "", done).await
}

/// `POST /my/bookings/{id}/dispute`
pub(super) async fn dispute(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let reason = sent.get("reason").to_string();
    let typed = reason.clone();
    let done = b
        .act(&me, move |tx, _, act| {
            a::dispute(tx, act, id, &reason).map(|_| ())
        })
        .await;
    after(&b, &visit, &me, id, &typed, done).await
}

/// `GET /my/bookings/{id}/calendar.ics`: for the calendar of one's device.
pub(super) async fn calendar(State(b): State<Bookings>, me: Me, Path(id): Path<Id>) -> Answer {
    let (_, s, _) = find(&b, &me, id).await?;
    let text = entries(&s, id, b.now());
    let name = "attachment; filename=\"booking.ics\"";
    let head = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((head, text).into_response())
}

/// The lessons as entries of a calendar (RFC 5545). Who takes part does not stand in it.
fn entries(s: &Session, booking: Id, now: Moment) -> String {
    let stamp = |m: Moment| m.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_string(),
        "VERSION:2.0".into(),
        "PRODID:-//Wish Mi//bookings//EN".into(),
    ];
    for l in s.lessons.iter().filter(|l| l.cancelled.is_none()) {
        lines.extend([
            "BEGIN:VEVENT".to_string(),
            format!("UID:{booking}-{}", l.n),
            format!("DTSTAMP:{}", stamp(now)),
            format!("DTSTART:{}", stamp(l.starts_at)),
            format!("DTEND:{}", stamp(l.ends_at)),
            format!("SUMMARY:{}", escaped(&s.title)),
            format!("LOCATION:{}", escaped(&s.place)),
            "END:VEVENT".into(),
        ]);
    }
    lines.push("END:VCALENDAR".into());
    lines.iter().map(|l| folded(l) + "\r\n").collect()
}

/// Text of an entry (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace(['\r', '\n'], " ")
}

/// Lines of at most 75 octets, never cut inside a character (RFC 5545, 3.1).
fn folded(line: &str) -> String {
    let (mut out, mut room) = (String::new(), 75);
    for ch in line.chars() {
        if ch.len_utf8() > room {
            out.push_str("\r\n ");
            room = 74;
        }
        room -= ch.len_utf8();
        out.push(ch);
    }
    out
}

/// `POST /my/waiting/{id}/accept`
pub(super) async fn accept(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let key = sent.id("key")?;
    let seen = Cents(sent.get("seen").parse().unwrap_or(-1));
    b.act(&me, move |tx, _, act| {
        a::accept_offer(tx, act, id, key, seen)
    })
    .await?;
    visit.go(&format!("/book/checkout/{key}"))
}

/// `POST /my/waiting/{id}/decline`
pub(super) async fn decline(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    b.act(&me, move |tx, g, act| a::decline_offer(tx, g, act, id))
        .await?;
    visit.go("/my/bookings")
}

/// `POST /my/waiting/{id}/leave`
pub(super) async fn leave(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    b.act(&me, move |tx, g, act| a::leave_list(tx, g, act, id))
        .await?;
    visit.go("/my/bookings")
}

#[cfg(test)]
mod tests {
    use super::{escaped, folded};

    #[test]
    fn entries_are_folded_and_escaped() {
        assert_eq!(escaped("a,b;c\\\nd"), "a\\,b\\;c\\\\ d");
        let long = folded(&"è".repeat(60));
        assert!(long.split("\r\n").all(|l| l.len() <= 75), "{long}");
        assert_eq!(long.replace("\r\n ", ""), "è".repeat(60));
    }
}
