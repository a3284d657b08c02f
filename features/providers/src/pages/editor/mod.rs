//! Editing one record: a draft kept at any time, a preview of what changes and what waits, sending.

mod preview;

use askama::Template;
use axum::extract::{Path, State};
use catalogue::model::Kind;
use people::pages::Me;
use serde_json::{Value, json};
use values::{Id, Refusal};
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Failure, Page, Visit, show_with};

use super::fields::{self, Block, Draw, Part, Typed};
use super::{Providers, own, told};
use crate::actions::{self as a, No, Opened, Place};
use crate::model::{Fields, Target};
pub(super) use preview::{confirm, preview, resolve, send, throw};

/// How many places a search offers.
const PLACES_FOUND: usize = 12;

/// The record an address means. Whether it is new stands in its draft.
pub(super) fn target((org, kind, record): (Id, String, Id)) -> Result<Target, Failure> {
    let kind = Kind::parse(&kind)
        .filter(|k| *k != Kind::ServiceAtLocation)
        .ok_or(Failure::NotFound)?;
    Ok(Target {
        organisation: org,
        kind,
        record,
        fresh: false,
    })
}

pub(super) fn path(t: Target, room: &str) -> String {
    format!(
        "/provider/org/{}/{room}/{}/{}",
        t.organisation,
        t.kind.as_str(),
        t.record
    )
}

pub(super) fn inside(visit: &Visit, key: &str, t: Target) -> Page {
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
    let t = opened.draft.target;
    let part = sent.get("part");
    if part == "texts" {
        return visit.go(&path(t, "texts"));
    }
    let known = fields::parts(t.kind).iter().any(|p| p.name == part);
    visit.go(&part_path(t, if known { part } else { "about" }))
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

/// A step of the guide.
pub(super) struct Step {
    pub(super) label: String,
    pub(super) href: String,
    pub(super) here: bool,
}

/// The steps of a record's guide: its parts, then its languages.
pub(super) fn steps(page: &Page, t: Target, here: &str) -> Vec<Step> {
    let mut all: Vec<Step> = fields::parts(t.kind)
        .iter()
        .map(|part| Step {
            label: page.t(&format!("providers-part-{}", part.name)),
            href: page.href(&part_path(t, part.name)),
            here: part.name == here,
        })
        .collect();
    all.push(Step {
        label: page.t("providers-part-texts"),
        href: page.href(&path(t, "texts")),
        here: here == "texts",
    });
    all
}

fn part_path(t: Target, part: &str) -> String {
    match part {
        "about" => path(t, "edit"),
        other => format!("{}/{other}", path(t, "edit")),
    }
}

#[derive(Template)]
#[template(path = "providers/edit.html")]
struct EditPage {
    page: Page,
    errors: Vec<FormError>,
    part: String,
    blocks: Vec<Block>,
    steps: Vec<Step>,
    at: usize,
    revision: i64,
    action: String,
    drop: String,
    conflicts: usize,
    preview: String,
    /// The sentence above the form.
    lead: String,
    /// To begin a place, from the part that asks where.
    begin: Option<(String, Id)>,
}

/// What the page of a part is made of, beside the draft.
struct Beside<'a> {
    part: Part,
    typed: &'a Typed,
    wrong: &'a [Refusal],
    places: &'a [Place],
    looked: Option<usize>,
}

fn edit_title(t: Target) -> &'static str {
    match (t.kind, t.fresh) {
        (Kind::Organization, _) => "providers-edit-organisation",
        (Kind::Location, true) => "providers-edit-place-fresh",
        (Kind::Location, false) => "providers-edit-place",
        (_, true) => "providers-edit-new",
        (_, false) => "providers-edit-service",
    }
}

fn edit_page(p: &Providers, visit: &Visit, opened: &Opened, b: &Beside<'_>) -> Answer {
    let draft = &opened.draft;
    let t = draft.target;
    let page = inside(visit, edit_title(t), t);
    let looked = b
        .looked
        .map(|n| page.t1("providers-edit-place-found", "count", n));
    let blocks = fields::draw(
        b.part,
        &Draw {
            page: &page,
            city: &p.0.ground.city,
            fields: &draft.wanted,
            typed: b.typed,
            wrong: b.wrong,
            places: b.places,
            fixed: &opened.fixed,
            looked,
        },
    );
    let all: Vec<&Field> = blocks.iter().flat_map(|b| &b.fields).collect();
    let errors = errors(&page, &all, b.wrong);
    let steps = steps(&page, t, b.part.name);
    let above = draft.wanted.get("organization_id").and_then(Value::as_str);
    let begin = (b.part.name == "where")
        .then(|| above?.parse::<Id>().ok())
        .flatten()
        .map(|above| {
            (
                page.href(&format!("/provider/org/{}/begin", t.organisation)),
                above,
            )
        });
    show_with(
        status(b.wrong),
        &EditPage {
            errors,
            part: page.t(&format!("providers-part-{}", b.part.name)),
            lead: page.t(&format!("providers-lead-{}", b.part.name)),
            blocks,
            at: steps.iter().position(|s| s.here).unwrap_or(0) + 1,
            steps,
            revision: draft.revision,
            action: page.href(&part_path(t, b.part.name)),
            drop: page.href(&path(t, "drop")),
            conflicts: opened.conflicts.len(),
            preview: page.href(&path(t, "preview")),
            begin,
            page,
        },
    )
}

/// What is wrong, in words. What stands on another part of the guide is told with its name.
pub(super) fn errors(page: &Page, here: &[&Field], wrong: &[Refusal]) -> Vec<FormError> {
    let mut all = summary(page.tr(), here, wrong);
    for (error, refusal) in all.iter_mut().zip(wrong) {
        if let (true, Some(field)) = (error.target.is_empty(), &refusal.field) {
            let key = format!("providers-field-{}", record_field(field).replace('_', "-"));
            if page.tr().has(&key) {
                error.message = format!("{}: {}", page.t(&key), error.message);
            }
        }
    }
    all
}

/// The field of a record that a field of the form is about.
fn record_field(field: &str) -> &str {
    match field {
        "age_from" | "age_to" => "ages",
        "phone" => "phones",
        "street" | "postal_code" => "address",
        "places" => crate::rules::edit::PLACES,
        row if row.starts_with("price-") => "cost_options",
        row if row.starts_with("time-") => "schedules",
        other => other,
    }
}

pub(super) async fn opened(p: &Providers, by: Id, t: Target) -> Result<Opened, No> {
    p.look(by, move |c, ground, act| a::opened(c, ground, t, act))
        .await
}

/// Places one may choose: the organisation's own, those it has begun, those that were chosen, and
/// those that a search finds; with how many a search has found.
async fn places(
    p: &Providers,
    by: Id,
    opened: &Opened,
    typed: &Typed,
) -> Result<(Vec<Place>, Option<usize>), No> {
    let t = opened.draft.target;
    if t.kind != Kind::Service {
        return Ok((Vec::new(), None));
    }
    let mut all = p
        .look(by, move |c, ground, act| {
            a::new_places(c, ground, t.organisation, act.by)
        })
        .await?;
    let view = p.0.catalogue.view();
    let snapshot = view.snapshot();
    let mut add = |id: Id, name: &str| {
        if all.iter().all(|p: &Place| p.id != id) {
            all.push(Place {
                id,
                name: name.to_string(),
                new: false,
            });
        }
    };
    let above = opened.draft.wanted.get("organization_id");
    if let Some(org) = above.and_then(Value::as_str).and_then(|o| o.parse().ok()) {
        for held in snapshot.locations_of(org) {
            add(held.record.id, &held.record.name);
        }
        // Where its other activities are, whoever the place belongs to.
        for service in snapshot.services_of(org) {
            for (_, place) in snapshot.places_of(service.record.id) {
                add(place.record.id, &place.record.name);
            }
        }
    }
    for id in typed.all("places").filter_map(|id| id.parse::<Id>().ok()) {
        if let Some(held) = snapshot.location(id) {
            add(id, &held.record.name);
        }
    }
    let q = values::fold(typed.get("place_q"));
    let words: Vec<&str> = q.split_whitespace().collect();
    let mut found = None;
    if !words.is_empty() {
        let mut n = 0;
        for held in snapshot.locations() {
            let l = &held.record;
            let street = l.address.as_ref().map_or("", |a| a.address_1.as_str());
            let text = values::fold(&format!("{} {street}", l.name));
            if words.iter().all(|w| text.contains(w)) {
                n += 1;
                add(l.id, &format!("{} ({street})", l.name).replace(" ()", ""));
                if n == PLACES_FOUND {
                    break;
                }
            }
        }
        found = Some(n);
    }
    Ok((all, found))
}

/// A part of the guide; the first when none is named.
fn part(t: Target, name: Option<&str>) -> Result<Part, Failure> {
    let parts = fields::parts(t.kind);
    match name {
        None => Ok(parts[0]),
        Some(name) => parts
            .iter()
            .skip(1)
            .find(|p| p.name == name)
            .copied()
            .ok_or(Failure::NotFound),
    }
}

/// `GET /provider/org/{org}/edit/{kind}/{record}`: the first part of the guide.
pub(super) async fn edit(
    state: State<Providers>,
    visit: Visit,
    me: Me,
    Path((org, kind, record)): Path<(Id, String, Id)>,
) -> Answer {
    look_at(state, visit, me, (org, kind, record), None).await
}

/// `GET /provider/org/{org}/edit/{kind}/{record}/{part}`
pub(super) async fn edit_part(
    state: State<Providers>,
    visit: Visit,
    me: Me,
    Path((org, kind, record, part)): Path<(Id, String, Id, String)>,
) -> Answer {
    look_at(state, visit, me, (org, kind, record), Some(part)).await
}

async fn look_at(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    which: (Id, String, Id),
    name: Option<String>,
) -> Answer {
    let (by, t) = (own(&me)?, target(which)?);
    let opened = opened(&p, by, t).await?;
    let part = part(t, name.as_deref())?;
    let typed = fields::typed(part, &opened.draft.wanted, &p.0.ground.city);
    let (places, looked) = places(&p, by, &opened, &typed).await?;
    let beside = Beside {
        part,
        typed: &typed,
        wrong: &[],
        places: &places,
        looked,
    };
    edit_page(&p, &visit, &opened, &beside)
}

/// `POST /provider/org/{org}/edit/{kind}/{record}`: keeps the first part.
pub(super) async fn keep(
    state: State<Providers>,
    visit: Visit,
    me: Me,
    Path((org, kind, record)): Path<(Id, String, Id)>,
    sent: Sent,
) -> Answer {
    keep_typed(state, visit, me, (org, kind, record), None, sent).await
}

/// `POST /provider/org/{org}/edit/{kind}/{record}/{part}`: keeps a part.
pub(super) async fn keep_part(
    state: State<Providers>,
    visit: Visit,
    me: Me,
    Path((org, kind, record, part)): Path<(Id, String, Id, String)>,
    sent: Sent,
) -> Answer {
    keep_typed(state, visit, me, (org, kind, record), Some(part), sent).await
}

async fn keep_typed(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    which: (Id, String, Id),
    name: Option<String>,
    sent: Sent,
) -> Answer {
    let (by, t) = (own(&me)?, target(which)?);
    let before = opened(&p, by, t).await?;
    let city = p.0.ground.city.clone();
    let part = part(t, name.as_deref())?;
    let shown = fields::typed(part, &before.draft.wanted, &city);
    let mut typed = Typed::sent(&shown, sent.fields());
    // One more row, or a search: nothing is kept yet, nothing typed is lost.
    let only_more = fields::more(sent.get("then"), &mut typed);
    let (places, looked) = places(&p, by, &before, &typed).await?;
    let wrong = |wrong: &[Refusal]| {
        let beside = Beside {
            part,
            typed: &typed,
            wrong,
            places: &places,
            looked,
        };
        edit_page(&p, &visit, &before, &beside)
    };
    if only_more {
        return wrong(&[]);
    }
    let told_of = (&*city, &*places, &before.fixed);
    let wanted = match fields::apply(part, t.kind, &before.draft.wanted, &typed, told_of) {
        Ok(wanted) => wanted,
        Err(all) => return wrong(&all),
    };
    let revision = sent.revision();
    let done = p
        .act(by, move |tx, ground, turn| {
            a::keep_draft(tx, ground, t, revision, wanted.clone(), turn.act)
        })
        .await;
    match (done, sent.get("then")) {
        (Ok(_), "area") => visit.go(&format!("/provider/org/{}", t.organisation)),
        (Ok(_), "next") => {
            let parts = fields::parts(t.kind);
            let next = parts.iter().skip_while(|p| **p != part).nth(1);
            match next {
                Some(next) => visit.go(&part_path(t, next.name)),
                None => visit.go(&path(t, "texts")),
            }
        }
        (Ok(_), _) => visit.go(&path(t, "preview")),
        (Err(no), _) => wrong(&fields::at_form(told(no)?)),
    }
}

/// `POST /provider/org/{org}/retire/{kind}/{record}`: asks that a place be taken out of use.
pub(super) async fn retire(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(which): Path<(Id, String, Id)>,
) -> Answer {
    let (by, t) = (own(&me)?, target(which)?);
    p.act(by, move |tx, ground, turn| {
        let ids = [turn.id("now"), turn.id("waits"), turn.id("job")];
        a::retire(tx, ground, t, ids, turn.act)
    })
    .await?;
    visit.go(&format!("/provider/org/{}?sent=yes", t.organisation))
}
