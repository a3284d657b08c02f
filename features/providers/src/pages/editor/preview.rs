//! What would change, and what is done with a draft then: sent, resolved, thrown away, confirmed.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};
use people::pages::Me;
use values::{Id, Refusal};
use web::form::FormError;
use web::form::{Sent, status};
use web::{Answer, Page, Visit, show_with};

use super::super::changes::Difference;
use super::super::fields::{label, words};
use super::super::{Providers, own, texts, told};
use super::*;
use crate::actions::{self as a, Opened};
use crate::rules::edit::{self, Weight, weigh};

/// A field that somebody else has changed too.
struct Clash {
    field: String,
    label: String,
    mine: String,
    theirs: String,
}

#[derive(Template)]
#[template(path = "providers/preview.html")]
struct PreviewPage {
    page: Page,
    errors: Vec<FormError>,
    now: Vec<Difference>,
    waits: Vec<Difference>,
    clashes: Vec<Clash>,
    states: Vec<(String, String)>,
    texts: String,
    revision: i64,
    edit: String,
    send: String,
    resolve: String,
}

fn preview_page(p: &Providers, visit: &Visit, opened: &Opened, wrong: &[Refusal]) -> Answer {
    let draft = &opened.draft;
    let t = draft.target;
    let page = inside(visit, "providers-preview", t);
    let city = &p.0.ground.city;
    let wanted = edit::rebase(&draft.base, &draft.wanted, &opened.shown, &BTreeSet::new());
    let (mut now, mut waits) = (Vec::new(), Vec::new());
    for change in edit::changes(&opened.shown, &wanted) {
        if change.field.ends_with("_id") {
            continue;
        }
        let difference = |why: String| Difference {
            label: label(&page, &change.field),
            from: words(&page, city, &change.field, &change.from),
            to: words(&page, city, &change.field, &change.to),
            why,
            now: None,
        };
        match weigh(t.kind, t.fresh, &change) {
            Weight::Now => now.push(difference(String::new())),
            Weight::Waits(why) => {
                waits.push(difference(page.t(&format!("providers-why-{why}"))));
            }
        }
    }
    let clashes = opened
        .conflicts
        .iter()
        .map(|c| Clash {
            field: c.field.clone(),
            label: label(&page, &c.field),
            mine: words(&page, city, &c.field, &c.wanted),
            theirs: words(&page, city, &c.field, &c.shown),
        })
        .collect();
    // There is no form on this page to lead to: what is wrong is told with its name.
    let errors = errors(&page, &[], wrong);
    show_with(
        status(wrong),
        &PreviewPage {
            errors,
            now,
            waits,
            clashes,
            states: texts::summary(&page, p, opened, &wanted),
            texts: page.href(&path(t, "texts")),
            revision: draft.revision,
            edit: page.href(&path(t, "edit")),
            send: page.href(&path(t, "send")),
            resolve: page.href(&path(t, "resolve")),
            page,
        },
    )
}

/// `GET /provider/org/{org}/preview/{kind}/{record}`
pub(in crate::pages) async fn preview(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(which): Path<(Id, String, Id)>,
) -> Answer {
    let t = target(which)?;
    let opened = opened(&p, own(&me)?, t).await?;
    preview_page(&p, &visit, &opened, &[])
}

/// `POST /provider/org/{org}/send/{kind}/{record}`
pub(in crate::pages) async fn send(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(which): Path<(Id, String, Id)>,
    sent: Sent,
) -> Answer {
    let (by, t) = (own(&me)?, target(which)?);
    let revision = sent.revision();
    let done = p
        .act(by, move |tx, ground, turn| {
            let ids = [turn.id("now"), turn.id("waits"), turn.id("job")];
            a::send(tx, ground, t, revision, ids, turn.act)
        })
        .await;
    match done {
        Ok(_) => visit.go(&format!("/provider/org/{}?sent=yes", t.organisation)),
        Err(no) => {
            let wrong = told(no)?;
            let opened = opened(&p, by, t).await?;
            preview_page(&p, &visit, &opened, &wrong)
        }
    }
}

/// `POST /provider/org/{org}/resolve/{kind}/{record}`: of every field in conflict one value stays.
pub(in crate::pages) async fn resolve(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(which): Path<(Id, String, Id)>,
    sent: Sent,
) -> Answer {
    let (by, t) = (own(&me)?, target(which)?);
    let revision = sent.revision();
    let mine: BTreeSet<String> = sent.all("mine").map(String::from).collect();
    p.act(by, move |tx, ground, turn| {
        a::resolve(tx, ground, t, revision, &mine, turn.act)
    })
    .await?;
    visit.go(&path(t, "preview"))
}

/// `POST /provider/org/{org}/drop/{kind}/{record}`
pub(in crate::pages) async fn throw(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(which): Path<(Id, String, Id)>,
    sent: Sent,
) -> Answer {
    let (by, t) = (own(&me)?, target(which)?);
    let revision = sent.revision();
    p.act(by, move |tx, ground, turn| {
        a::throw_away(tx, ground, t, revision, turn.act)
    })
    .await?;
    visit.go(&format!("/provider/org/{}", t.organisation))
}

/// `POST /provider/org/{org}/confirm/{kind}/{record}`: all of it is still right.
pub(in crate::pages) async fn confirm(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(which): Path<(Id, String, Id)>,
) -> Answer {
    let (by, t) = (own(&me)?, target(which)?);
    p.act(by, move |tx, ground, turn| {
        let ids = [turn.id("now"), turn.id("waits"), turn.id("job")];
        a::confirm(tx, ground, t, ids, turn.act)
    })
    .await?;
    visit.go(&format!("/provider/org/{}?confirmed=yes", t.organisation))
}
