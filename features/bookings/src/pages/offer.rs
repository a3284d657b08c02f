//! The sessions of a service, and who shall come.

use askama::Template;
use axum::extract::{Path, State};
use people::pages::Me;
use values::{Cents, Id, Refusal};
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Failure, Page, Visit, show, show_with};

use super::{Bookings, dates, terms, titled, told};
use crate::actions as a;
use crate::model::{Session, SessionState};

/// A session in the list of its service.
struct Line {
    href: String,
    title: String,
    dates: String,
    place: String,
    price: String,
    /// What remains to be paid with the reader's voucher.
    after: Option<String>,
    places: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "bookings/sessions.html")]
struct Sessions {
    page: Page,
    service: String,
    back: String,
    lines: Vec<Line>,
}

/// A price as one reads it.
pub(super) fn price(page: &Page, cents: Cents) -> String {
    match cents.0 {
        0 => page.t("bookings-free"),
        _ => page.tr().money_full(cents),
    }
}

/// `GET /book/{service}`
pub(super) async fn sessions(
    State(b): State<Bookings>,
    visit: Visit,
    me: Option<Me>,
    Path(service): Path<Id>,
) -> Answer {
    let name = service_name(&b, &visit, service)?;
    let reader = me.as_ref().map(Me::id);
    let all = b
        .look(move |c, ground, ctx| {
            let mut all = Vec::new();
            for s in a::sessions_of_service(c, service, ctx.now)? {
                let free = a::free(c, s.id)?;
                let mut best = None;
                if let Some(reader) = reader {
                    let family = people::actions::family(c, &ctx.keys, reader, ctx.today)?;
                    for who in family.children.iter().map(|r| r.child.id).chain([reader]) {
                        let ask = crate::money::Ask {
                            child: Some(who),
                            party: reader,
                            organisation: s.organisation,
                            service: s.service,
                            session: s.id,
                            starts_at: s.starts_at(),
                            price: s.price,
                        };
                        let purses = ground.money.purses(c, &ask, ctx.now)?;
                        let most = purses.iter().map(|p| p.available.0).max();
                        best = best.max(most);
                    }
                }
                all.push((s, free, best));
            }
            Ok(all)
        })
        .await?;
    let page = visit
        .page(visit.tr().t("bookings-sessions").into_owned())
        .unlisted();
    let lines = all
        .into_iter()
        .map(|(s, free, best)| {
            let now = b.now();
            let open = s.state == SessionState::Open && s.opens_at <= now && now <= s.closes_at;
            let (places, tone) = match (open, free) {
                (false, _) if s.state == SessionState::Cancelled => {
                    (page.t("bookings-state-cancelled"), "no")
                }
                (false, _) if now < s.opens_at => (
                    page.t1(
                        "bookings-opens",
                        "at",
                        page.tr().moment(s.opens_at, b.zone()),
                    ),
                    "no",
                ),
                (false, _) => (page.t("bookings-closed"), "no"),
                (true, 0) if s.terms.offer_hours.is_some() => (page.t("bookings-list"), "wait"),
                (true, ..=0) => (page.t("bookings-full"), "full"),
                (true, free) => (page.t1("bookings-places", "count", free), "free"),
            };
            let after = best.filter(|most| *most > 0 && s.price.0 > 0).map(|most| {
                let rest = Cents((s.price.0 - most).max(0));
                page.t1("bookings-after", "price", price(&page, rest))
            });
            Line {
                href: page.href(&format!("/book/session/{}", s.id)),
                dates: dates(&page, b.zone(), &s),
                price: price(&page, s.price),
                after,
                places,
                tone: match tone {
                    "free" => "success",
                    "wait" => "warning",
                    _ => "secondary",
                },
                title: s.title,
                place: s.place,
            }
        })
        .collect();
    show(&Sessions {
        service: name,
        back: page.href(&format!("/service/{service}")),
        lines,
        page,
    })
}

/// The name of a service in the reader's language.
fn service_name(b: &Bookings, visit: &Visit, service: Id) -> Result<String, Failure> {
    let view = b.0.catalogue.view();
    let held = view.snapshot().service(service).ok_or(Failure::NotFound)?;
    let tr = visit.tr();
    Ok(tr
        .best(&held.record.name)
        .map(|said| said.text.to_string())
        .unwrap_or_default())
}

#[derive(Template)]
#[template(path = "bookings/choose.html")]
struct Choose {
    page: Page,
    title: String,
    dates: String,
    lessons: Vec<String>,
    place: String,
    price: String,
    places: String,
    terms: Vec<String>,
    errors: Vec<FormError>,
    /// Who can come; none for visitors.
    who: Option<Field>,
    group: Option<(Field, Field)>,
    /// Shown to who has not come in.
    sign_in: Option<String>,
    waits: bool,
    can: bool,
    nobody: bool,
    action: String,
    wait: String,
    key: Id,
    seen: i64,
    add_child: String,
}

async fn choose_page(
    b: &Bookings,
    visit: &Visit,
    me: Option<&Me>,
    id: Id,
    chosen: &[String],
    wrong: &[Refusal],
) -> Answer {
    let own = me.map(Me::id);
    let key = b.key();
    let found = b
        .look(move |c, _, ctx| {
            let Some(s) = a::session(c, id)? else {
                return Ok(None);
            };
            let free = a::free(c, id)?;
            let family = match own {
                None => None,
                Some(own) => Some(people::actions::family(c, &ctx.keys, own, ctx.today)?),
            };
            Ok(Some((s, free, family)))
        })
        .await?;
    let (s, free, family) = found.ok_or(Failure::NotFound)?;
    let page = titled(visit, s.title.clone()).crumb(
        visit.tr().t("bookings-sessions"),
        &format!("/book/{}", s.service),
    );
    let today = b.ctx().today;
    let people: Vec<(Id, String)> = family
        .map(|f| {
            let oneself = f
                .person
                .facts
                .birth
                .is_some_and(|birth| (14..=25).contains(&people::age::years(birth, today)));
            let own = oneself.then(|| {
                (
                    f.person.id,
                    page.t1("bookings-oneself", "name", f.person.facts.name.whole()),
                )
            });
            f.children
                .iter()
                .map(|r| (r.child.id, r.child.facts.name.whole()))
                .chain(own)
                .collect()
        })
        .unwrap_or_default();
    let now = b.now();
    let open = s.state == SessionState::Open && s.opens_at <= now && now <= s.closes_at;
    let waits = open && free <= 0 && s.terms.offer_hours.is_some();
    let can = open && free > 0;
    let tr = page.tr();
    let who = own.filter(|_| !people.is_empty()).map(|_| {
        let mut field = Field::choice("child", page.t("bookings-who")).required();
        for (id, name) in &people {
            field = field.option(id.to_string(), name.clone());
        }
        let one;
        let chosen = match (chosen.is_empty(), people.as_slice()) {
            (true, [(only, _)]) => {
                one = [only.to_string()];
                &one[..]
            }
            _ => chosen,
        };
        field.values(chosen).refused(tr, wrong)
    });
    let staff = me.is_some_and(may_group);
    let group = (s.groups && staff && can).then(|| {
        (
            Field::text("group", page.t("bookings-group-name"))
                .hint(page.t("bookings-group-hint"))
                .refused(tr, wrong),
            Field::text("places", page.t("bookings-group-places"))
                .kind("number")
                .between(1, crate::rules::GROUP)
                .refused(tr, wrong),
        )
    });
    let fields: Vec<&Field> = who
        .iter()
        .chain(group.iter().flat_map(|(g, p)| [g, p]))
        .collect();
    let errors = summary(tr, &fields, wrong);
    let places = match (open, free) {
        (false, _) => page.t("bookings-closed"),
        (true, ..=0) if waits => page.t("bookings-list"),
        (true, ..=0) => page.t("bookings-full"),
        (true, free) => page.t1("bookings-places", "count", free),
    };
    let sign_in = own
        .is_none()
        .then(|| visit.href(&format!("/sign-in?to=/book/session/{id}")));
    show_with(
        status(wrong),
        &Choose {
            title: s.title.clone(),
            dates: dates(&page, b.zone(), &s),
            lessons: lessons(&page, b, &s),
            place: s.place.clone(),
            price: price(&page, s.price),
            places,
            terms: terms(&page, b.zone(), &s, b.now()),
            errors,
            nobody: own.is_some() && people.is_empty(),
            who,
            group,
            sign_in,
            waits,
            can,
            action: page.href(&format!("/book/session/{id}")),
            wait: page.href(&format!("/book/session/{id}/wait")),
            key,
            seen: s.price.0,
            add_child: page.href("/my/children/new"),
            page,
        },
    )
}

/// Lessons one by one, for courses.
pub(super) fn lessons(page: &Page, b: &Bookings, s: &Session) -> Vec<String> {
    match s.lessons.len() {
        0 | 1 => Vec::new(),
        _ => s
            .lessons
            .iter()
            .map(|l| {
                let said = super::when(page, b.zone(), l.starts_at, l.ends_at);
                match &l.cancelled {
                    None => said,
                    Some((_, why)) => {
                        page.t2("bookings-lesson-off", "when", said, "reason", why.clone())
                    }
                }
            })
            .collect(),
    }
}

/// Schools and hubs book for groups: people with a role at a desk.
fn may_group(me: &Me) -> bool {
    use people::model::Role;
    match &me.0.actor {
        people::policy::Actor::Person { grants, .. } => grants.iter().any(|g| {
            g.holds(me.0.today) && matches!(g.role, Role::HubOperator | Role::HubCoordinator)
        }),
        _ => false,
    }
}

/// `GET /book/session/{id}`
pub(super) async fn choose(
    State(b): State<Bookings>,
    visit: Visit,
    me: Option<Me>,
    Path(id): Path<Id>,
) -> Answer {
    let typed: Sent = visit
        .typed(&format!("/book/session/{id}"))
        .unwrap_or_default();
    let chosen: Vec<String> = typed.all("child").map(String::from).collect();
    choose_page(&b, &visit, me.as_ref(), id, &chosen, &[]).await
}

/// `POST /book/session/{id}`: keeps the places.
pub(super) async fn lease(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let key = sent.id("key")?;
    let seen = Cents(sent.get("seen").parse().unwrap_or(-1));
    let chosen: Vec<String> = sent.all("child").map(String::from).collect();
    let done = if !sent.get("group").is_empty() && may_group(&me) {
        let name = sent.get("group").to_string();
        let places = sent.get("places").parse().unwrap_or(0);
        b.act(&me, move |tx, ground, act| {
            a::lease_group(tx, ground, act, id, key, (&name, places), seen)
        })
        .await
    } else {
        let children: Vec<Id> = chosen.iter().filter_map(|c| c.parse().ok()).collect();
        b.act(&me, move |tx, ground, act| {
            a::lease(tx, ground, act, id, key, &children, seen)
        })
        .await
    };
    match done {
        Ok(_) => visit.go(&format!("/book/checkout/{key}")),
        Err(no) => {
            let no = told(no, visit.tr(), b.zone())?;
            choose_page(&b, &visit, Some(&me), id, &chosen, &[no]).await
        }
    }
}

/// `POST /book/session/{id}/wait`: the end of the waiting list.
pub(super) async fn wait(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let chosen: Vec<String> = sent.all("child").map(String::from).collect();
    let children: Vec<Id> = chosen.iter().filter_map(|c| c.parse().ok()).collect();
    if children.is_empty() {
        let no = Refusal::new("bookings-refused-nobody-chosen", 422).field("child");
        return choose_page(&b, &visit, Some(&me), id, &chosen, &[no]).await;
    }
    let done = b
        .act(&me, move |tx, ground, act| {
            for child in &children {
                a::wait_for(tx, ground, act, id, *child)?;
            }
            Ok(())
        })
        .await;
    match done {
        Ok(()) => visit.go("/my/bookings"),
        Err(no) => {
            let no = told(no, visit.tr(), b.zone())?;
            choose_page(&b, &visit, Some(&me), id, &chosen, &[no]).await
        }
    }
}
