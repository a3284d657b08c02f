//! One's own area: the family, what one was told, what one agreed to.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use values::{Moment, Refusal, Refuse};
use web::form::{Field, FormError, summary};
use web::{Answer, Page, Visit, show, show_with};

use super::enter::frame;
use super::fields::{Sent, Whose};
use super::{Me, People, refused};
use crate::actions::{self, Error, Family};
use crate::age::Stage;
use crate::model::{Consent, Message, Proof, Purpose, Title};

/// A child in the list.
pub(super) struct Child {
    pub(super) href: String,
    pub(super) name: String,
    /// How old, and what one is to it.
    pub(super) about: String,
    /// What waits, or who else may act: one line each.
    pub(super) notes: Vec<String>,
}

/// A door to another page.
struct Door {
    href: String,
    icon: &'static str,
    title: String,
    text: String,
}

#[derive(Template)]
#[template(path = "people/my.html")]
struct Overview {
    page: Page,
    name: String,
    unread: usize,
    children: Vec<Child>,
    may_add: bool,
    doors: Vec<Door>,
    helps: bool,
}

/// How old somebody is, in words.
pub(super) fn age(page: &Page, birth: Option<values::Day>, today: values::Day) -> String {
    match birth {
        None => page.t("people-age-unknown"),
        Some(birth) => page.t1(
            "people-age",
            "years",
            i64::from(crate::age::years(birth, today)),
        ),
    }
}

/// What somebody is to a child.
pub(super) fn title(page: &Page, title: Title) -> String {
    page.t(&format!(
        "people-title-{}",
        title.as_str().replace('_', "-")
    ))
}

fn children(page: &Page, family: &Family, today: values::Day) -> Vec<Child> {
    family
        .children
        .iter()
        .map(|r| {
            let mut notes: Vec<String> = r
                .others
                .iter()
                .map(|(p, g)| {
                    page.t2(
                        "people-other-guardian",
                        "name",
                        p.facts.name.whole(),
                        "title",
                        title(page, g.title),
                    )
                })
                .collect();
            notes.extend(r.blocks.iter().map(|b| {
                page.t1(
                    "people-waits",
                    "what",
                    page.t(&format!("people-matter-{}", b.what.as_str())),
                )
            }));
            Child {
                href: page.href(&format!("/my/children/{}", r.child.id)),
                name: r.child.facts.name.whole(),
                about: page.t2(
                    "people-child-about",
                    "age",
                    age(page, r.child.facts.birth, today),
                    "title",
                    title(page, r.guardianship.title),
                ),
                notes,
            }
        })
        .collect()
}

/// `GET /my`
pub(super) async fn overview(State(people): State<People>, visit: Visit, me: Me) -> Answer {
    let id = me.id();
    let (family, unread) = people
        .look(move |c, ctx| {
            let family = actions::family(c, &ctx.keys, id, ctx.today)?;
            let unread = actions::messages(c, id)?;
            Ok((
                family,
                unread.iter().filter(|m| m.read_at.is_none()).count(),
            ))
        })
        .await?;
    let page = frame(&visit, "people-my-area");
    let today = me.0.today;
    let door = |path: &str, icon: &'static str, key: &str| Door {
        href: page.href(path),
        icon,
        title: page.t(key),
        text: page.t(&format!("{key}-about")),
    };
    let mut doors = vec![
        door("/my/facts", "it-user", "people-door-facts"),
        door("/saved", "it-bookmark", "people-door-saved"),
        door("/my/messages", "it-mail", "people-door-messages"),
        door("/my/consents", "it-check-circle", "people-door-consents"),
        door("/my/looks", "it-list", "people-door-looks"),
    ];
    if !me.helps() {
        doors.push(door("/my/account", "it-key", "people-door-account"));
    }
    // No feature above this one is known here: the site says whether it has it.
    if page.site().has("bookings") {
        doors.insert(0, door("/my/bookings", "it-calendar", "bookings-mine"));
    }
    if page.site().has("vouchers") {
        doors.insert(0, door("/my/vouchers", "it-card", "vouchers-mine"));
    }
    if !me.helps() && page.site().has("providers") {
        doors.push(door("/provider", "it-horn", "providers-mine"));
    }
    doors.push(door("/my/data", "it-download", "people-door-data"));
    let staff = me.roles();
    if !staff.is_empty() {
        doors.push(door("/staff", "it-pa", "people-door-staff"));
    }
    let own = family.person.facts.birth;
    show(&Overview {
        name: family.person.facts.name.whole(),
        unread,
        children: children(&page, &family, today),
        may_add: Stage::of(own, today) == Stage::Adult,
        doors,
        helps: me.helps(),
        page,
    })
}

#[derive(Template)]
#[template(path = "people/facts.html")]
pub(super) struct FactsPage {
    pub(super) page: Page,
    pub(super) lead: String,
    pub(super) action: String,
    pub(super) to: String,
    pub(super) errors: Vec<FormError>,
    pub(super) fields: Vec<Field>,
    /// Another question of the same form.
    pub(super) extra: Vec<Field>,
    pub(super) button: String,
}

/// Where the journey goes on afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct After {
    to: String,
}

fn facts_page(visit: &Visit, sent: &Sent, wrong: &[Refusal], proof: Proof) -> Answer {
    let to = sent.to.as_str();
    let page = frame(visit, "people-door-facts");
    let fields = sent.fields(&page, Whose::Own, wrong);
    let errors = summary(page.tr(), &fields.iter().collect::<Vec<_>>(), wrong);
    let lead = match (to.is_empty(), proof) {
        (false, _) => page.t("people-facts-new"),
        (true, Proof::Register) => page.t("people-facts-register"),
        (true, _) => page.t("people-facts-lead"),
    };
    let status = match wrong.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show_with(
        status,
        &FactsPage {
            lead,
            action: page.href("/my/facts"),
            to: to.to_string(),
            errors,
            fields,
            extra: Vec::new(),
            button: page.t("people-save"),
            page: page.crumb(visit.tr().t("people-my-area"), "/my"),
        },
    )
}

/// `GET /my/facts`
pub(super) async fn facts(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Query(after): Query<After>,
) -> Answer {
    let id = me.id();
    let person = people
        .look(move |c, ctx| Ok(actions::family(c, &ctx.keys, id, ctx.today)?.person))
        .await?;
    let typed: Option<Sent> = visit.typed("/my/facts");
    let sent = typed.unwrap_or_else(|| Sent {
        to: after.to,
        ..Sent::of(&person.facts)
    });
    facts_page(&visit, &sent, &[], person.facts.proof)
}

/// `POST /my/facts`
pub(super) async fn change(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Form(sent): Form<Sent>,
) -> Answer {
    let to = Some(sent.to.as_str()).filter(|t| actions::is_own_path(t));
    let facts = match sent.read(&visit, Whose::Own, Proof::Declared) {
        Ok(facts) => facts,
        Err(wrong) => return facts_page(&visit, &sent, &wrong, Proof::Declared),
    };
    let doer = me.doer();
    let done = people
        .act(move |tx, ctx| actions::change(tx, ctx, doer, doer.subject, facts.clone()))
        .await;
    match done {
        Ok(()) => visit.go(to.unwrap_or("/my")),
        Err(error) => {
            let wrong = [refused(error)?.refusal()];
            facts_page(&visit, &sent, &wrong, Proof::Declared)
        }
    }
}

/// A message as it is read.
struct Told {
    text: String,
    at: String,
    href: Option<String>,
    new: bool,
}

#[derive(Template)]
#[template(path = "people/messages.html")]
struct Messages {
    page: Page,
    told: Vec<Told>,
    unread: bool,
}

fn told(people: &People, page: &Page, message: &Message) -> Told {
    let tr = page.tr();
    let mut args = i18n::FluentArgs::new();
    for (name, value) in &message.args {
        // Words of the model are said in the reader's language.
        let kind = match name.as_str() {
            "what" => "matter",
            "purpose" => "consent",
            other => other,
        };
        let word = format!("people-{kind}-{}", value.replace('_', "-"));
        let said = match tr.has(&word) {
            true => tr.t(&word).into_owned(),
            false => value.clone(),
        };
        let zone = &people.0.city.zone;
        let said = web::form::said(name, value, tr, zone).unwrap_or(said);
        args.set(name.clone(), said);
    }
    Told {
        text: tr.with(&message.key, &args),
        at: tr.moment(message.at, &people.0.city.zone),
        href: message.href.as_ref().map(|h| page.href(h)),
        new: message.read_at.is_none(),
    }
}

/// `GET /my/messages`
pub(super) async fn messages(State(people): State<People>, visit: Visit, me: Me) -> Answer {
    let id = me.id();
    let all = people
        .look(move |c, _| Ok(actions::messages(c, id)?))
        .await?;
    let page = frame(&visit, "people-door-messages").crumb(visit.tr().t("people-my-area"), "/my");
    let told: Vec<Told> = all.iter().map(|m| told(&people, &page, m)).collect();
    show(&Messages {
        unread: told.iter().any(|t| t.new),
        told,
        page,
    })
}

/// `POST /my/messages`: all of them were read.
pub(super) async fn read(State(people): State<People>, visit: Visit, me: Me) -> Answer {
    let id = me.id();
    people
        .carry(&visit, "/my/messages", move |tx, ctx| {
            Ok(actions::read_messages(tx, id, ctx.now)?)
        })
        .await
}

/// What can be agreed to.
struct Choice {
    key: &'static str,
    title: String,
    about: String,
    /// Since when, as it is read; none while it is not agreed to.
    since: Option<String>,
}

#[derive(Template)]
#[template(path = "people/consents.html")]
struct Consents {
    page: Page,
    options: Vec<Choice>,
}

/// `GET /my/consents`
pub(super) async fn consents(State(people): State<People>, visit: Visit, me: Me) -> Answer {
    let id = me.id();
    let given: Vec<Consent> = people
        .look(move |c, ctx| Ok(actions::consents(c, id, ctx.now)?))
        .await?;
    let page = frame(&visit, "people-door-consents").crumb(visit.tr().t("people-my-area"), "/my");
    let since = |at: Moment| page.tr().moment(at, &people.0.city.zone);
    let options = Purpose::ALL
        .iter()
        .map(|p| Choice {
            key: p.as_str(),
            title: page.t(&format!("people-consent-{}", p.as_str())),
            about: page.t(&format!("people-consent-{}-about", p.as_str())),
            since: given
                .iter()
                .find(|c| c.purpose == *p)
                .map(|c| since(c.given_at)),
        })
        .collect();
    show(&Consents { page, options })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Agreed {
    purpose: String,
    agree: String,
}

/// `POST /my/consents`: agrees to one purpose, or takes it back.
pub(super) async fn consent(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Form(sent): Form<Agreed>,
) -> Answer {
    let Some(purpose) = Purpose::read(&sent.purpose) else {
        return Err(web::Failure::NotFound);
    };
    let (doer, agree) = (me.doer(), sent.agree == "yes");
    people
        .carry(
            &visit,
            "/my/consents",
            move |tx, ctx| -> Result<(), Error> {
                match agree {
                    true => actions::agree(tx, ctx, doer, doer.subject, purpose, false),
                    false => actions::revoke(tx, ctx, doer, doer.subject, purpose),
                }
            },
        )
        .await
}
