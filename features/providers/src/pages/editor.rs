//! Editing one record: a draft kept at any time, a preview of what changes and what waits, sending.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};
use catalogue::model::Kind;
use people::pages::Me;
use serde_json::{Value, json};
use values::{Id, Refusal};
use web::form::{Field, FormError, summary};
use web::{Answer, Failure, Page, Visit, show_with};

use super::changes::Difference;
use super::fields::{self, label, words};
use super::{Providers, Sent, go, own, status, told};
use crate::actions::{self as a, No, Opened};
use crate::model::{Fields, Target};
use crate::rules::edit::{self, Weight, weigh};

/// The record an address means. Whether it is new stands in its draft.
fn target((org, kind, record): (Id, String, Id)) -> Result<Target, Failure> {
    let kind = Kind::parse(&kind)
        .filter(|k| matches!(k, Kind::Organization | Kind::Service))
        .ok_or(Failure::NotFound)?;
    Ok(Target {
        organisation: org,
        kind,
        record,
        fresh: false,
    })
}

fn path(t: Target, room: &str) -> String {
    format!(
        "/provider/org/{}/{room}/{}/{}",
        t.organisation,
        t.kind.as_str(),
        t.record
    )
}

fn inside(visit: &Visit, key: &str, t: Target) -> Page {
    super::frame(visit, key)
        .crumb(visit.tr().t("providers-mine"), "/provider")
        .crumb(
            visit.tr().t("providers-area"),
            &format!("/provider/org/{}", t.organisation),
        )
}

/// `POST /provider/org/{org}/begin`: opens a draft: of a record there is, or of a new one.
pub(super) async fn begin(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
    sent: Sent,
) -> Answer {
    let by = own(&me)?;
    let kind = sent.get("kind").to_string();
    let record: Option<Id> = sent.get("record").parse().ok();
    let above: Option<Id> = sent.get("above").parse().ok();
    let any = target((org, kind, record.unwrap_or(org)))?;
    let opened = p
        .act(by, move |tx, ground, turn| {
            let t = Target {
                record: record.unwrap_or_else(|| turn.id("record")),
                fresh: record.is_none(),
                ..any
            };
            let mut begin = Fields::new();
            match (t.fresh, t.kind, above) {
                (true, Kind::Organization, _) => {
                    let cases = a::cases(tx, ground, org, by)?;
                    if let Some(case) = cases.iter().find(|c| c.state.in_force()) {
                        begin = from_case(&case.form);
                    }
                }
                (true, _, Some(above)) => {
                    begin.insert("organization_id".into(), json!(above.to_string()));
                }
                _ => {}
            }
            a::open_draft(tx, ground, t, &begin, turn.act)
        })
        .await?;
    go(&visit, &path(opened.draft.target, "edit"))
}

/// The page of an organisation that is new, from what it was admitted with.
fn from_case(form: &crate::model::Form) -> Fields {
    let mut fields = Fields::new();
    let mut put = |name: &str, words: &str, value: Value| {
        if !words.trim().is_empty() {
            fields.insert(name.into(), value);
        }
    };
    put("name", &form.name, json!(form.name.trim()));
    put("nature", &form.nature, json!(form.nature));
    put(
        "legal_status",
        &form.legal_form,
        json!(form.legal_form.trim()),
    );
    put("email", &form.mail, json!(form.mail.trim()));
    put("website", &form.website, json!(form.website.trim()));
    put(
        "phones",
        &form.phone,
        json!([{ "number": form.phone.trim() }]),
    );
    fields
}

#[derive(Template)]
#[template(path = "providers/edit.html")]
struct EditPage {
    page: Page,
    errors: Vec<FormError>,
    fields: Vec<Field>,
    left: Vec<String>,
    revision: i64,
    action: String,
    drop: String,
    conflicts: usize,
    preview: String,
}

fn edit_page(
    p: &Providers,
    visit: &Visit,
    opened: &Opened,
    typed: &fields::Typed,
    wrong: &[Refusal],
) -> Answer {
    let draft = &opened.draft;
    let t = draft.target;
    let key = match (t.kind, t.fresh) {
        (Kind::Organization, _) => "providers-edit-organisation",
        (_, true) => "providers-edit-new",
        (_, false) => "providers-edit-service",
    };
    let page = inside(visit, key, t);
    let (fields, left) = fields::form(&page, t.kind, &draft.wanted, typed, wrong);
    let errors = summary(page.tr(), &fields.iter().collect::<Vec<_>>(), wrong);
    let _ = p;
    show_with(
        status(wrong),
        &EditPage {
            errors,
            fields,
            left,
            revision: draft.revision,
            action: page.href(&path(t, "edit")),
            drop: page.href(&path(t, "drop")),
            conflicts: opened.conflicts.len(),
            preview: page.href(&path(t, "preview")),
            page,
        },
    )
}

async fn opened(p: &Providers, by: Id, t: Target) -> Result<Opened, No> {
    p.look(by, move |c, ground, act| a::opened(c, ground, t, act))
        .await
}

/// `GET /provider/org/{org}/edit/{kind}/{record}`
pub(super) async fn edit(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(which): Path<(Id, String, Id)>,
) -> Answer {
    let t = target(which)?;
    let opened = opened(&p, own(&me)?, t).await?;
    let typed = fields::typed(t.kind, &opened.draft.wanted, &p.0.ground.city);
    edit_page(&p, &visit, &opened, &typed, &[])
}

/// `POST /provider/org/{org}/edit/{kind}/{record}`: keeps the draft.
pub(super) async fn keep(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(which): Path<(Id, String, Id)>,
    sent: Sent,
) -> Answer {
    let (by, t) = (own(&me)?, target(which)?);
    let before = opened(&p, by, t).await?;
    let city = p.0.ground.city.clone();
    // What the form does not have stays as it is.
    let shown = fields::typed(t.kind, &before.draft.wanted, &city);
    let typed: fields::Typed = shown
        .into_iter()
        .map(|(name, value)| match name {
            "days" if sent.all("revision").next().is_some() && sent.get("with-days") == "yes" => {
                (name, sent.all("days").collect::<Vec<_>>().join(","))
            }
            _ => match sent.0.iter().any(|(n, _)| n == name) {
                true => (name, sent.get(name).trim().replace("\r\n", "\n")),
                false => (name, value),
            },
        })
        .collect();
    let wanted = match fields::apply(t.kind, &before.draft.wanted, &typed, &city) {
        Ok(wanted) => wanted,
        Err(wrong) => return edit_page(&p, &visit, &before, &typed, &wrong),
    };
    let revision = sent.revision();
    let done = p
        .act(by, move |tx, ground, turn| {
            a::keep_draft(tx, ground, t, revision, wanted.clone(), turn.act)
        })
        .await;
    match (done, sent.get("then")) {
        (Ok(_), "area") => go(&visit, &format!("/provider/org/{}", t.organisation)),
        (Ok(_), _) => go(&visit, &path(t, "preview")),
        (Err(no), _) => {
            let wrong = fields::at_form(told(no)?);
            edit_page(&p, &visit, &before, &typed, &wrong)
        }
    }
}

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
    // Refusals name fields of the record; there is no form on this page to lead to.
    let errors = summary(page.tr(), &[], wrong);
    show_with(
        status(wrong),
        &PreviewPage {
            errors,
            now,
            waits,
            clashes,
            states: translations(&page, p, opened, &wanted),
            revision: draft.revision,
            edit: page.href(&path(t, "edit")),
            send: page.href(&path(t, "send")),
            resolve: page.href(&path(t, "resolve")),
            page,
        },
    )
}

/// How the description stands in every language, as far as somebody should know.
fn translations(
    page: &Page,
    p: &Providers,
    opened: &Opened,
    wanted: &Fields,
) -> Vec<(String, String)> {
    let city = &p.0.ground.city;
    let text = |fields: &Fields| -> values::Text {
        fields
            .get("description")
            .and_then(|v| serde_json::from_value(v.clone()).ok())
            .unwrap_or_default()
    };
    let after = text(wanted);
    if after.is_empty() {
        return Vec::new();
    }
    edit::states(
        &text(&opened.shown),
        &after,
        &city.default_language,
        &city.languages,
    )
    .into_iter()
    .map(|(lang, state)| {
        let key = match state {
            edit::TextState::Original => "providers-text-original",
            edit::TextState::Good => "providers-text-good",
            edit::TextState::Behind => "providers-text-behind",
            edit::TextState::Missing => "providers-text-missing",
        };
        (page.tr().lang_name(&lang), page.t(key))
    })
    .collect()
}

/// `GET /provider/org/{org}/preview/{kind}/{record}`
pub(super) async fn preview(
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
pub(super) async fn send(
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
        Ok(_) => go(
            &visit,
            &format!("/provider/org/{}?sent=yes", t.organisation),
        ),
        Err(no) => {
            let wrong = told(no)?;
            let opened = opened(&p, by, t).await?;
            preview_page(&p, &visit, &opened, &wrong)
        }
    }
}

/// `POST /provider/org/{org}/resolve/{kind}/{record}`: of every field in conflict one value stays.
pub(super) async fn resolve(
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
    go(&visit, &path(t, "preview"))
}

/// `POST /provider/org/{org}/drop/{kind}/{record}`
pub(super) async fn throw(
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
    go(&visit, &format!("/provider/org/{}", t.organisation))
}

/// `POST /provider/org/{org}/confirm/{kind}/{record}`: all of it is still right.
pub(super) async fn confirm(
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
    go(
        &visit,
        &format!("/provider/org/{}?confirmed=yes", t.organisation),
    )
}
