//! An organisation's sessions: who comes, answering, cancelling.

use askama::Template;
use axum::extract::{Path, State};
use people::pages::Me;
use providers::model::{ClaimState, Role};
use values::{Id, Refusal};
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Failure, Page, Visit, show, show_with};

use super::mine::state as stands;
use super::offer::price;
use super::{Bookings, dates, titled, told, when};
use crate::actions as a;
use crate::model::{Booking, Session, SessionState, State as Stand, Who};
use crate::rules::Refused;

/// Whoever acts for the organisation; only managers where `manager`. To others it does not exist.
pub(super) async fn may(b: &Bookings, me: &Me, org: Id, manager: bool) -> Result<Role, Failure> {
    let person = providers::policy::own(&me.0.actor)?;
    let role = b
        .look(move |c, _, _| Ok(a::staff_of(c, person, org)?))
        .await?;
    match role {
        Some(Role::Manager) => Ok(Role::Manager),
        Some(Role::Operator) if !manager => Ok(Role::Operator),
        _ => Err(Failure::NotFound),
    }
}

/// The services of an organisation with their names.
pub(super) async fn services(b: &Bookings, me: &Me, org: Id) -> Result<Vec<(Id, String)>, Failure> {
    may(b, me, org, true).await?;
    let by = me.id();
    let records: Vec<Id> = b
        .look(
            move |c, _, _| match providers::actions::claims(c, org, by) {
                Ok(claims) => Ok(claims
                    .into_iter()
                    .filter(|claim| claim.state == ClaimState::Proven)
                    .map(|claim| claim.record)
                    .collect()),
                Err(providers::actions::No::Db(fault)) => Err(fault.into()),
                Err(providers::actions::No::Refused(_)) => Err(Refused::NotThere.into()),
            },
        )
        .await?;
    let view = b.0.catalogue.view();
    let snapshot = view.snapshot();
    let lang = &b.0.ground.city.default_language;
    let mut all: Vec<(Id, String)> = snapshot
        .organizations()
        .iter()
        .filter(|o| records.contains(&o.record.id))
        .flat_map(|o| snapshot.services_of(o.record.id))
        .map(|s| {
            let name = s.record.name.best(lang, &[]).map(|(_, t)| t.to_string());
            (s.record.id, name.unwrap_or_default())
        })
        .collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all.dedup();
    Ok(all)
}

/// A session in the organisation's list.
struct Line {
    href: String,
    title: String,
    dates: String,
    about: String,
    state: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "bookings/desk.html")]
struct List {
    page: Page,
    coming: Vec<Line>,
    past: Vec<Line>,
    new: Vec<(String, String)>,
    manager: bool,
}

/// `GET /provider/org/{org}/bookings`
pub(super) async fn list(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
) -> Answer {
    let manager = may(&b, &me, org, false).await? == Role::Manager;
    let offered = match manager {
        true => services(&b, &me, org).await?,
        false => Vec::new(),
    };
    let now = b.now();
    let from = now.plus_seconds(-90 * 24 * 3600);
    let all = b
        .look(move |c, _, _| {
            let mut all = Vec::new();
            for s in a::sessions_of_organisation(c, org, from)? {
                let (free, waits) = (a::free(c, s.id)?, a::list(c, s.id)?.len());
                let asked = a::of_session(c, s.id)?;
                let asked = asked.iter().filter(|b| b.state == Stand::Reserved).count();
                all.push((s, free, waits, asked));
            }
            Ok(all)
        })
        .await?;
    let page = org_frame(&visit, org, visit.tr().t("bookings-sessions").into_owned());
    let (mut coming, mut past) = (Vec::new(), Vec::new());
    for (s, free, waits, asked) in all {
        let mut about = i18n::FluentArgs::new();
        about.set("taken", i64::from(s.places) - free);
        about.set("places", s.places);
        about.set("waiting", waits);
        let tone = match s.state {
            SessionState::Open if asked > 0 => "warning",
            SessionState::Open => "success",
            SessionState::Paused => "warning",
            SessionState::Cancelled => "danger",
        };
        let line = Line {
            href: page.href(&format!("/provider/org/{org}/bookings/{}", s.id)),
            dates: dates(&page, b.zone(), &s),
            about: page.tr().with("bookings-taken", &about),
            state: match asked {
                0 => page.t(&format!("bookings-session-{}", s.state.as_str())),
                n => page.t1("bookings-to-answer", "count", n),
            },
            tone,
            title: s.title.clone(),
        };
        match s.ends_at() > now {
            true => coming.push(line),
            false => past.push(line),
        }
    }
    past.reverse();
    let new = offered
        .into_iter()
        .map(|(id, name)| {
            (
                page.href(&format!("/provider/org/{org}/bookings/new/{id}")),
                name,
            )
        })
        .collect();
    show(&List {
        coming,
        past,
        new,
        manager,
        page,
    })
}

fn org_frame(visit: &Visit, org: Id, title: String) -> Page {
    titled(visit, title)
        .crumb(visit.tr().t("providers-mine"), "/provider")
        .crumb(
            visit.tr().t("providers-area"),
            &format!("/provider/org/{org}"),
        )
}

/// One who comes.
struct Guest {
    name: String,
    state: String,
    tone: &'static str,
    answers: Vec<(String, String)>,
    own: String,
    /// Where an answer is given; none when there is nothing to answer.
    decide: Option<String>,
    cancel: Option<String>,
    reason: Field,
}

#[derive(Template)]
#[template(path = "bookings/session.html")]
struct One {
    page: Page,
    dates: String,
    place: String,
    price: String,
    about: String,
    state: String,
    tone: &'static str,
    open: bool,
    cancelled: bool,
    manager: bool,
    guests: Vec<Guest>,
    waiting: usize,
    lessons: Vec<(String, String, bool)>,
    errors: Vec<FormError>,
    reason: Field,
    base: String,
    redeem: Option<String>,
}

pub(super) async fn known(b: &Bookings, org: Id, id: Id) -> Result<Session, Failure> {
    let s = b.look(move |c, _, _| Ok(a::session(c, id)?)).await?;
    s.filter(|s| s.organisation == org).ok_or(Failure::NotFound)
}

/// What the organisation calls who comes: the first name of a child, a group by its own name.
pub(super) fn called(
    c: &mut db::Read<'_>,
    keys: &seal::Keys,
    b: &Booking,
) -> Result<String, a::No> {
    Ok(match &b.who {
        // nobody is named any more
        Who::Group { name, .. } if name.is_empty() => "—".to_string(),
        Who::Group { name, places } => format!("{name} ({places})"),
        Who::Child(child) => people::actions::person(c, keys, *child)
            .map_err(people::actions::Error::from)?
            .filter(|p| p.erased_at.is_none())
            .map(|p| {
                let family = p.facts.name.family.chars().next();
                let initial = family.map(|f| format!(" {f}.")).unwrap_or_default();
                format!("{}{initial}", p.facts.name.given)
            })
            .unwrap_or_default(),
    })
}

async fn one_page(
    b: &Bookings,
    visit: &Visit,
    me: &Me,
    (org, id): (Id, Id),
    typed: &str,
    wrong: &[Refusal],
) -> Answer {
    let manager = may(b, me, org, false).await? == Role::Manager;
    let s = known(b, org, id).await?;
    let (all, answers, waiting, free) = b
        .look(move |c, ground, _| {
            let keys = &ground.providers.keys;
            let mut all = Vec::new();
            for booking in a::of_session(c, id)? {
                let name = called(c, keys, &booking)?;
                all.push((booking, name));
            }
            let answers = a::answers(c, keys, id)?;
            Ok((all, answers, a::list(c, id)?.len(), a::free(c, id)?))
        })
        .await?;
    let page = org_frame(visit, org, s.title.clone()).crumb(
        visit.tr().t("bookings-sessions"),
        &format!("/provider/org/{org}/bookings"),
    );
    let reason = Field::text("reason", page.t("bookings-reason"))
        .hint(page.t("bookings-reason-hint"))
        .value(typed)
        .refused(page.tr(), wrong);
    let blank =
        Field::text("reason", page.t("bookings-reason")).hint(page.t("bookings-reason-hint"));
    let guests = all
        .into_iter()
        .filter(|(b, _)| !matches!(b.state, Stand::Leased | Stand::Lapsed))
        .map(|(booking, name)| {
            let (state, tone) = stands(&page, &booking);
            let said = answers.get(&booking.id);
            let of = page.href(&format!("/provider/org/{org}/bookings/of/{}", booking.id));
            Guest {
                answers: s
                    .questions
                    .iter()
                    .filter_map(|q| {
                        let said = said.and_then(|all| all.get(&q.key))?;
                        Some((page.say_plain(&q.label), spoken(&page, q, said)))
                    })
                    .collect(),
                own: match booking.own().0 {
                    0 => page.t("bookings-own-nothing"),
                    _ => page.t1("bookings-own", "price", price(&page, booking.own())),
                },
                decide: (booking.state == Stand::Reserved).then(|| of.clone()),
                cancel: (manager && booking.state == Stand::Confirmed).then_some(of),
                // each form its own field
                reason: Field {
                    id: format!("reason-{}", booking.id),
                    ..blank.clone()
                },
                name,
                state,
                tone,
            }
        })
        .collect();
    let lessons = s
        .lessons
        .iter()
        .map(|l| {
            let said = when(&page, b.zone(), l.starts_at, l.ends_at);
            let said = match &l.cancelled {
                None => said,
                Some((_, why)) => {
                    page.t2("bookings-lesson-off", "when", said, "reason", why.clone())
                }
            };
            let href = page.href(&format!(
                "/provider/org/{org}/bookings/{id}/lessons/{}",
                l.n
            ));
            (href, said, l.cancelled.is_some())
        })
        .collect();
    let mut about = i18n::FluentArgs::new();
    about.set("taken", i64::from(s.places) - free);
    about.set("places", s.places);
    about.set("waiting", waiting);
    let errors = summary(page.tr(), &[&reason], wrong);
    show_with(
        status(wrong),
        &One {
            dates: dates(&page, b.zone(), &s),
            place: s.place.clone(),
            price: price(&page, s.price),
            about: page.tr().with("bookings-taken", &about),
            state: page.t(&format!("bookings-session-{}", s.state.as_str())),
            tone: match s.state {
                SessionState::Open => "success",
                SessionState::Paused => "warning",
                SessionState::Cancelled => "danger",
            },
            open: s.state == SessionState::Open,
            cancelled: s.state == SessionState::Cancelled,
            manager,
            guests,
            waiting,
            lessons,
            errors,
            reason,
            base: page.href(&format!("/provider/org/{org}/bookings/{id}")),
            redeem: page
                .site()
                .has("vouchers")
                .then(|| page.href(&format!("/provider/org/{org}/redeem"))),
            page,
        },
    )
}

/// An answer in words.
fn spoken(page: &Page, q: &crate::model::Question, said: &str) -> String {
    use crate::model::Answer;
    match &q.kind {
        Answer::Line => said.to_string(),
        Answer::YesNo => page.t(&format!("bookings-{said}")),
        Answer::Choice(all) => said
            .parse()
            .ok()
            .and_then(|n: usize| all.get(n))
            .map(|t| page.say_plain(t))
            .unwrap_or_default(),
    }
}

/// `GET /provider/org/{org}/bookings/{id}`
pub(super) async fn one(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(of): Path<(Id, Id)>,
) -> Answer {
    one_page(&b, &visit, &me, of, "", &[]).await
}

async fn after(
    b: &Bookings,
    visit: &Visit,
    me: &Me,
    (org, id): (Id, Id),
    typed: &str,
    done: Result<(), a::No>,
) -> Answer {
    match done {
        Ok(()) => visit.go(&format!("/provider/org/{org}/bookings/{id}")),
        Err(no) => {
            let no = told(no, visit.tr(), b.zone())?;
            one_page(b, visit, me, (org, id), typed, &[no]).await
        }
    }
}

/// `POST /provider/org/{org}/bookings/{id}/state`: pauses, opens again.
pub(super) async fn state(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path((org, id)): Path<(Id, Id)>,
    sent: Sent,
) -> Answer {
    may(&b, &me, org, true).await?;
    known(&b, org, id).await?;
    let open = sent.get("do") == "open";
    let done = b
        .act(&me, move |tx, ground, act| {
            a::set_session_state(tx, ground, act, id, open)
        })
        .await;
    after(&b, &visit, &me, (org, id), "", done).await
}

/// `POST /provider/org/{org}/bookings/{id}/cancel`: everything.
pub(super) async fn cancel_all(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path((org, id)): Path<(Id, Id)>,
    sent: Sent,
) -> Answer {
    may(&b, &me, org, true).await?;
    known(&b, org, id).await?;
    let why = sent.get("reason").to_string();
    let typed = why.clone();
    let done = b
        .act(&me, move |tx, ground, act| {
            a::cancel_session(tx, ground, act, id, &why)
        })
        .await;
    after(&b, &visit, &me, (org, id), &typed, done).await
}

/// `POST /provider/org/{org}/bookings/of/{booking}`: yes, no, or giving it up.
pub(super) async fn decide(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path((org, booking)): Path<(Id, Id)>,
    sent: Sent,
) -> Answer {
    may(&b, &me, org, false).await?;
    let found = b.look(move |c, _, _| Ok(a::booking(c, booking)?)).await?;
    let id = found.ok_or(Failure::NotFound)?.session;
    known(&b, org, id).await?;
    let what = sent.get("do").to_string();
    let why = sent.get("reason").to_string();
    let typed = why.clone();
    let done = b
        .act(&me, move |tx, ground, act| match what.as_str() {
            "yes" => a::confirm(tx, ground, act, booking).map(|_| ()),
            "no" => a::refuse(tx, ground, act, booking, &why).map(|_| ()),
            _ => a::cancel_by_organisation(tx, ground, act, booking, &why).map(|_| ()),
        })
        .await;
    after(&b, &visit, &me, (org, id), &typed, done).await
}
