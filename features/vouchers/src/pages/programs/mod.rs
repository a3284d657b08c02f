//! Programs of an organisation, for its managers: keys, addresses where its systems are told, and what became of
//! each message.
//!
//! Whatever makes or changes something asks for a proof of the last ten minutes that it is they; what was typed
//! waits. A secret is the answer to the form that made it and stands nowhere else: the same form again
//! (the browser's reload) is told so, and makes nothing.

mod hook;
mod list;

use askama::Template;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::routing::{get, post};
use db::{Read, Write};
use i18n::Tr;
use people::pages::Me;
use seal::Keys;
use values::{Id, Refusal, Refuse};
use web::form::Sent;
use web::{Answer, Failure, KeptForm, Page, Visit, show};

use super::desk::{may, org_frame};
use super::{Vouchers, Who};
use crate::actions::{Ctx, Error, Ground};
use crate::rules::Refused;

const LIST: &str = "/provider/org/{org}/programs";
const KEYS: &str = "/provider/org/{org}/programs/keys";
const WITHDRAW: &str = "/provider/org/{org}/programs/keys/{id}/withdraw";
const HOOKS: &str = "/provider/org/{org}/programs/hooks";
const HOOK: &str = "/provider/org/{org}/programs/hooks/{id}";
const PAUSE: &str = "/provider/org/{org}/programs/hooks/{id}/pause";
const RESUME: &str = "/provider/org/{org}/programs/hooks/{id}/resume";
const ROTATE: &str = "/provider/org/{org}/programs/hooks/{id}/rotate";
const TEST: &str = "/provider/org/{org}/programs/hooks/{id}/test";
const AGAIN: &str = "/provider/org/{org}/programs/hooks/{id}/again";
const END: &str = "/provider/org/{org}/programs/hooks/{id}/end";

/// Who may come where.
pub(super) const ROUTES: &[(&str, &str, Who)] = &[
    ("GET", LIST, Who::Manager),
    ("POST", KEYS, Who::Manager),
    ("POST", WITHDRAW, Who::Manager),
    ("POST", HOOKS, Who::Manager),
    ("GET", HOOK, Who::Manager),
    ("POST", PAUSE, Who::Manager),
    ("POST", RESUME, Who::Manager),
    ("POST", ROTATE, Who::Manager),
    ("POST", TEST, Who::Manager),
    ("POST", AGAIN, Who::Manager),
    ("POST", END, Who::Manager),
];

/// What goes on after somebody has shown that it is they.
pub(super) const FORMS: [KeptForm; 9] = [
    KeptForm::at(KEYS).on(LIST),
    KeptForm::at(WITHDRAW).on(LIST),
    KeptForm::at(HOOKS).on(LIST),
    KeptForm::at(PAUSE).on(HOOK),
    KeptForm::at(RESUME).on(HOOK),
    KeptForm::at(ROTATE).on(HOOK),
    KeptForm::at(TEST).on(HOOK),
    KeptForm::at(AGAIN).on(HOOK),
    KeptForm::at(END).on(HOOK),
];

/// The routes of this room.
pub(super) fn routes() -> Router<Vouchers> {
    Router::new()
        .route(LIST, get(list::list))
        .route(KEYS, post(list::make_key))
        .route(WITHDRAW, post(list::withdraw))
        .route(HOOKS, post(list::put_hook))
        .route(HOOK, get(hook::one))
        .route(PAUSE, post(hook::pause))
        .route(RESUME, post(hook::resume))
        .route(ROTATE, post(hook::rotate))
        .route(TEST, post(hook::test))
        .route(AGAIN, post(hook::again))
        .route(END, post(hook::end))
}

fn home(org: Id) -> String {
    format!("/provider/org/{org}/programs")
}

/// A manager who has shown lately that it is they. To others nothing is here.
async fn proven(v: &Vouchers, me: &Me, org: Id) -> Result<(), Failure> {
    may(v, me, org, true).await?;
    me.proven(v.now()).map(drop)
}

/// Where one shows that it is oneself, and comes back; none shortly after one has.
fn prove(v: &Vouchers, me: &Me, page: &Page, back: &str) -> Option<String> {
    let door = || page.href(&format!("/sign-in?again=1&to={back}"));
    me.proven(v.now()).is_err().then(door)
}

/// Runs an action under the form's key: two tries are one.
async fn keyed<T: Send + 'static>(
    v: &Vouchers,
    me: &Me,
    sent: &Sent,
    job: impl Fn(&mut Write<'_>, &Ground, &Ctx) -> Result<T, Error> + Send + Sync + 'static,
) -> Result<T, Error> {
    let mut ctx = v.ctx(me);
    if let (Ok(key), Some(hands)) = (sent.get("key").parse::<Id>(), ctx.actor.hands()) {
        ctx.base = Id::named("vouchers form", &format!("{hands} {key}"));
    }
    let ground = v.0.ground.clone();
    v.0.db.write(move |tx| job(tx, &ground, &ctx)).await
}

/// What was not done, in the words of these pages.
fn worded(no: &Refused) -> Option<Refusal> {
    let said = |word: &str| {
        let key = format!("vouchers-programs-no-{}", word.replace('_', "-"));
        Refusal::new(key, 422)
    };
    match no {
        Refused::Wrong { field } => Some(said(field).field(field)),
        Refused::WrongState { state } => Some(said(state)),
        _ => None,
    }
}

/// What was not done and is told at the form; what has a page of its own stays one.
fn no(v: &Vouchers, tr: &Tr, error: Error) -> Result<Refusal, Failure> {
    if let Error::Refused(refused) = &error
        && let Some(said) = worded(refused)
    {
        return Ok(said);
    }
    match error {
        // What somebody else's is, is not here.
        Error::Refused(Refused::Forbidden) => Err(Refused::Unknown.refusal().into()),
        other => super::told(other, tr, v.zone()),
    }
}

/// Who did something, by name; nothing for who is not here any more.
fn name_of(c: &mut Read<'_>, keys: &Keys, person: Id) -> Result<Option<String>, Error> {
    let found = people::actions::person(c, keys, person).map_err(people::actions::Error::from)?;
    Ok(found
        .filter(|p| p.erased_at.is_none())
        .map(|p| p.facts.name.whole()))
}

/// A page of this room.
fn frame(visit: &Visit, org: Id, key: &str) -> Page {
    let page = org_frame(visit, org, key);
    match key {
        "vouchers-programs" => page,
        _ => page.crumb(visit.tr().t("vouchers-programs"), &home(org)),
    }
}

#[derive(Template)]
#[template(path = "vouchers/programs-secret.html")]
struct Shown {
    page: Page,
    lead: String,
    label: String,
    secret: String,
    next: String,
    back: String,
}

/// Shows a secret, this once: no cache and no history keeps the page.
fn shown(
    visit: &Visit,
    org: Id,
    what: &str,
    (secret, next): (String, String),
    back: &str,
) -> Answer {
    let page = frame(visit, org, &format!("vouchers-programs-made-{what}"));
    let mut response = show(&Shown {
        lead: page.t(&format!("vouchers-programs-made-{what}-lead")),
        label: page.t(&format!("vouchers-programs-secret-{what}")),
        secret,
        next,
        back: page.href(back),
        page,
    })?;
    let nowhere = HeaderValue::from_static("private, no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, nowhere);
    Ok(response)
}
