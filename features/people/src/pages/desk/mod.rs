//! The desk: find or write down a family, act for it while it is there, give it a receipt and a code on
//! paper.

mod paper;
mod register;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use codes::FiscalCode;
use rand::Rng;
use serde::Deserialize;
use values::{Day, Id, Refusal, Refuse};
use web::form::{Field, FormError, summary};
use web::{Answer, Markup, Page, Visit, show, show_with};

use super::enter::{encoded, frame};
use super::fields::{Sent, Whose};
use super::my::age;
use super::square::square;
use super::{Me, People, refused};
use crate::actions::{self, Done, GivenCode, Wanted};
use crate::model::{Block, Name, Person, Presence, Proof};
use crate::policy::Act;
use crate::rules::Refused;
pub(super) use paper::{paper, receipt};
pub(super) use register::{new, register};

/// Somebody who was found.
struct Found {
    id: Id,
    name: String,
    about: String,
    conflict: bool,
    assist: String,
    /// What waits, and where a coordinator lets it go on.
    waits: Vec<(String, Option<String>)>,
}

#[derive(Template)]
#[template(path = "people/desk.html")]
struct Desk {
    page: Page,
    errors: Vec<FormError>,
    what: Field,
    given: Field,
    family: Field,
    birth: Field,
    /// None before somebody has looked.
    found: Option<Vec<Found>>,
    presence: Field,
    reason: Field,
    /// Coordinators write down acts.
    acts: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Looked {
    what: String,
    given: String,
    family: String,
    birth: String,
}

/// How somebody at the desk was recognised, and why one acts for them.
fn proof_fields(page: &Page, chosen: &str, reason: &str) -> (Field, Field) {
    let mut presence = Field::choice("presence", page.t("people-presence")).required();
    for p in Presence::ALL {
        presence = presence.option(
            p.as_str(),
            page.t(&format!("people-presence-{}", p.as_str())),
        );
    }
    let reason = Field::text("reason", page.t("people-reason"))
        .hint(page.t("people-reason-hint"))
        .required()
        .value(reason);
    (presence.value(chosen), reason)
}

fn desk_page(
    visit: &Visit,
    me: &Me,
    looked: &Looked,
    found: Option<Vec<(Person, Vec<Block>)>>,
    wrong: &[Refusal],
) -> Answer {
    let page = frame(visit, "people-desk").current("/desk");
    let settles = me.may_somewhere(Act::SettleDispute).is_ok();
    let tr = page.tr();
    let text = |name: &str, key: &str, value: &str| {
        Field {
            autocomplete: "off",
            ..Field::text(name, page.t(key))
        }
        .value(value)
        .refused(tr, wrong)
    };
    let what = text("what", "people-desk-what", &looked.what).hint(page.t("people-desk-what-hint"));
    let given = text("given", "people-given", &looked.given);
    let family = text("family", "people-family", &looked.family);
    let birth = text("birth", "people-birth", &looked.birth).kind("date");
    let errors = summary(tr, &[&what, &given, &family, &birth], wrong);
    let found = found.map(|list| {
        list.iter()
            .map(|(p, blocks)| Found {
                id: p.id,
                waits: blocks
                    .iter()
                    .map(|b| {
                        let what = page.t(&format!("people-matter-{}", b.what.as_str()));
                        let settle = format!("/desk/blocks/{}/settle", b.id);
                        (
                            page.t1("people-waits", "what", what),
                            settles.then(|| page.href(&settle)),
                        )
                    })
                    .collect(),
                name: p.facts.name.whole(),
                about: age(&page, p.facts.birth, me.0.today),
                conflict: p.conflict,
                assist: page.href(&format!("/desk/assist/{}", p.id)),
            })
            .collect()
    });
    let (presence, reason) = proof_fields(&page, Presence::Document.as_str(), "");
    let status = match wrong.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show_with(
        status,
        &Desk {
            errors,
            what,
            given,
            family,
            birth,
            found,
            presence,
            reason,
            acts: me.may_somewhere(Act::SeeAct).is_ok(),
            page,
        },
    )
}

/// `GET /desk`
pub(super) async fn start(visit: Visit, me: Me) -> Answer {
    if me.helps() {
        return visit.go("/my");
    }
    me.may_somewhere(Act::FindFamily)?;
    let looked: Looked = visit.typed("/desk").unwrap_or_default();
    desk_page(&visit, &me, &looked, None, &[])
}

/// A fiscal code, an address, or a code on paper: whichever it looks like.
pub(super) fn wanted_by(what: &str) -> Result<Wanted, Vec<Refusal>> {
    let what = what.trim();
    if what.contains('@') {
        return Ok(Wanted::Mail(what.to_string()));
    }
    match FiscalCode::parse(what) {
        Ok(code) => Ok(Wanted::Code(code)),
        Err(_) if actions::looks_like_paper(what) => Ok(Wanted::Paper(what.to_string())),
        Err(no) => Err(vec![no.refusal().field("what")]),
    }
}

/// What a desk typed, as it is looked for.
fn wanted(looked: &Looked) -> Result<Wanted, Vec<Refusal>> {
    if !looked.what.trim().is_empty() {
        return wanted_by(&looked.what);
    }
    let mut wrong = Vec::new();
    if looked.given.trim().is_empty() && looked.family.trim().is_empty() {
        return Err(vec![Refusal::new("people-no-looked", 422).field("what")]);
    }
    let birth = looked.birth.trim().parse::<Day>();
    if birth.is_err() {
        wrong.push(Refused::BirthNeeded.refusal());
    }
    match birth {
        Ok(birth) => Ok(Wanted::Who(
            Name {
                given: looked.given.clone(),
                family: looked.family.clone(),
            },
            birth,
        )),
        Err(_) => Err(wrong),
    }
}

/// `POST /desk`: what is looked for is nobody's address, so it is sent and not written into one.
pub(super) async fn find(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Form(looked): Form<Looked>,
) -> Answer {
    let staff = me.may_somewhere(Act::FindFamily)?;
    let wanted = match wanted(&looked) {
        Ok(wanted) => wanted,
        Err(wrong) => return desk_page(&visit, &me, &looked, None, &wrong),
    };
    let found = people
        .act(move |tx, ctx| {
            let found = actions::find(tx, ctx, staff, &wanted)?;
            let with = |p: Person, tx: &mut db::Write<'_>| {
                let blocks = actions::blocks(tx, p.id)?;
                Ok((p, blocks))
            };
            found.into_iter().map(|p| with(p, tx)).collect()
        })
        .await?;
    desk_page(&visit, &me, &looked, Some(found), &[])
}

/// The PIN of the code on paper, as the person says or types it.
fn pin_field(page: &Page) -> Field {
    Field {
        autocomplete: "off",
        inputmode: "numeric",
        ..Field::text("pin", page.t("people-pin")).hint(page.t("people-pin-desk-hint"))
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Helped {
    presence: String,
    reason: String,
    pin: String,
}

#[derive(Template)]
#[template(path = "people/assist.html")]
struct AssistPage {
    page: Page,
    action: String,
    errors: Vec<FormError>,
    presence: Field,
    pin: Field,
    reason: Field,
}

/// `POST /desk/assist/{id}`
pub(super) async fn assist(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(subject): Path<Id>,
    Form(sent): Form<Helped>,
) -> Answer {
    let staff = me.may_somewhere(Act::Assist)?;
    let session = me.0.session.id;
    let mut wrong = Vec::new();
    let presence = Presence::read(&sent.presence);
    if presence.is_none() {
        wrong.push(Refusal::new("people-no-presence", 422).field("presence"));
    }
    if sent.reason.trim().is_empty() {
        wrong.push(Refusal::new("people-no-reason", 422).field("reason"));
    }
    if presence == Some(Presence::Pin) && wrong.is_empty() {
        let pin = sent.pin.clone();
        let proved = people
            .act(move |tx, ctx| actions::prove_pin(tx, ctx, subject, &pin))
            .await?;
        wrong.extend(proved.err().map(|no| no.refusal()));
    }
    let Some(presence) = presence.filter(|_| wrong.is_empty()) else {
        let page = frame(&visit, "people-assist").crumb(visit.tr().t("people-desk"), "/desk");
        let (presence, reason) = proof_fields(&page, &sent.presence, &sent.reason);
        let pin = pin_field(&page).refused(page.tr(), &wrong);
        let (presence, reason) = (
            presence.refused(page.tr(), &wrong),
            reason.refused(page.tr(), &wrong),
        );
        return show_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &AssistPage {
                action: page.href(&format!("/desk/assist/{subject}")),
                errors: summary(page.tr(), &[&presence, &pin, &reason], &wrong),
                presence,
                pin,
                reason,
                page,
            },
        );
    };
    people
        .carry(&visit, "/my", move |tx, ctx| {
            actions::assist(tx, ctx, (staff, session), subject, presence, &sent.reason)
        })
        .await
}

/// `POST /desk/end`: the session ends; what was done is on the receipt.
pub(super) async fn end(State(people): State<People>, visit: Visit, me: Me) -> Answer {
    if !me.helps() {
        return visit.go("/desk");
    }
    let (doer, session) = (me.doer(), me.0.session.id);
    people
        .carry(
            &visit,
            &format!("/desk/receipt/{}", doer.subject),
            move |tx, ctx| actions::stop_assisting(tx, ctx, doer, session),
        )
        .await
}

/// `POST /desk/blocks/{id}/settle`: a coordinator lets go on what a guardian asked to wait with.
pub(super) async fn settle(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(block): Path<Id>,
) -> Answer {
    let staff = me.may_somewhere(Act::SettleDispute)?;
    people
        .carry(&visit, "/desk", move |tx, ctx| {
            actions::go_on(tx, ctx, actions::Doer::oneself(staff), block, true)
        })
        .await
}
