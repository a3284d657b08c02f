//! The moderators' desk: what waits of organisations' records, field by field, before and after.

use askama::Template;
use axum::extract::{Path, State};
use people::pages::Me;
use values::{Id, Refusal};
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Page, Visit, show, show_with};

use super::fields::{label, words};
use super::{Providers, frame, officer, titled, told};
use crate::actions as a;
use crate::policy::Act;
use crate::rules::edit::{Weight, weigh};

/// A change in the queue.
struct Line {
    href: String,
    name: String,
    by: String,
    at: String,
    what: String,
}

#[derive(Template)]
#[template(path = "providers/changes.html")]
struct QueuePage {
    page: Page,
    waiting: Vec<Line>,
}

/// `GET /staff/changes`
pub(super) async fn queue(State(p): State<Providers>, visit: Visit, me: Me) -> Answer {
    let by = officer(&me, Act::Moderate)?;
    let all = p
        .look(by, move |c, ground, _| Ok(a::moderation(c, ground)?))
        .await?;
    let page = frame(&visit, "providers-changes").crumb(visit.tr().t("people-staff"), "/staff");
    let waiting = all
        .into_iter()
        .map(|l| {
            let names: Vec<String> = l
                .parcel
                .changes
                .iter()
                .filter(|c| !c.field.ends_with("_id"))
                .map(|c| label(&page, &c.field))
                .collect();
            Line {
                href: page.href(&format!("/staff/changes/{}", l.parcel.id)),
                name: l.name,
                by: l.by,
                at: page.tr().moment(l.parcel.sent_at, &p.0.ground.city.zone),
                what: page.tr().list(&names),
            }
        })
        .collect();
    show(&QueuePage { page, waiting })
}

/// One field, before and after.
pub(super) struct Difference {
    pub(super) label: String,
    pub(super) from: String,
    pub(super) to: String,
    /// Why it waits; empty when it does not.
    pub(super) why: String,
    /// What is shown by now, when somebody else has changed it.
    pub(super) now: Option<String>,
}

#[derive(Template)]
#[template(path = "providers/change.html")]
struct ChangePage {
    page: Page,
    by: String,
    at: String,
    record: Option<String>,
    differences: Vec<Difference>,
    seen: String,
    waits: bool,
    state: String,
    errors: Vec<FormError>,
    note: Field,
    action: String,
}

async fn change_page(
    p: &Providers,
    visit: &Visit,
    by: Id,
    id: Id,
    typed: &str,
    wrong: &[Refusal],
) -> Answer {
    let looked = p
        .look(by, move |c, ground, _| a::look(c, ground, id))
        .await?;
    let parcel = &looked.parcel;
    let page = titled(visit, looked.name.clone())
        .crumb(visit.tr().t("people-staff"), "/staff")
        .crumb(visit.tr().t("providers-changes"), "/staff/changes");
    let city = &p.0.ground.city;
    let differences = parcel
        .changes
        .iter()
        .filter(|c| !c.field.ends_with("_id"))
        .map(|c| Difference {
            label: label(&page, &c.field),
            from: words(&page, city, &c.field, &c.from),
            to: words(&page, city, &c.field, &c.to),
            why: match weigh(parcel.target.kind, parcel.target.fresh, c) {
                Weight::Now => String::new(),
                Weight::Waits(why) => page.t(&format!("providers-why-{why}")),
            },
            now: looked
                .moved
                .iter()
                .find(|m| m.field == c.field)
                .map(|m| words(&page, city, &m.field, &m.shown)),
        })
        .collect();
    let note = Field::text("note", page.t("providers-note-no"))
        .hint(page.t("providers-note-hint"))
        .value(typed)
        .refused(page.tr(), wrong);
    let errors = summary(page.tr(), &[&note], wrong);
    let shown = !parcel.target.fresh && parcel.target.kind == catalogue::model::Kind::Service;
    show_with(
        status(wrong),
        &ChangePage {
            by: looked.by,
            at: page.tr().moment(parcel.sent_at, &city.zone),
            record: shown.then(|| page.href(&format!("/service/{}", parcel.target.record))),
            differences,
            seen: looked.seen,
            waits: parcel.state == crate::model::ParcelState::Waiting,
            state: page.t(&format!("providers-parcel-{}", parcel.state.as_str())),
            errors,
            note,
            action: page.href(&format!("/staff/changes/{id}")),
            page,
        },
    )
}

/// `GET /staff/changes/{id}`
pub(super) async fn look(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    change_page(&p, &visit, officer(&me, Act::Moderate)?, id, "", &[]).await
}

/// `POST /staff/changes/{id}`: yes to exactly what was on the page, or no with a reason. Who has sent
/// it is told.
pub(super) async fn decide(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let by = officer(&me, Act::Moderate)?;
    let yes = sent.get("do") == "yes";
    let (seen, words) = (sent.get("seen").to_string(), sent.get("note").to_string());
    let done = p
        .act(by, move |tx, ground, turn| {
            let looked = a::look(tx, ground, id)?;
            let key = match yes {
                true => {
                    a::approve(tx, ground, id, &seen, turn.id("job"), turn.act)?;
                    "providers-told-yes"
                }
                false => {
                    a::refuse(tx, ground, id, &words, turn.act)?;
                    "providers-told-no"
                }
            };
            let ctx = people::actions::Ctx {
                keys: ground.keys.clone(),
                seed: turn.act.seed,
                base: turn.id("people"),
                now: turn.act.at,
                today: turn.act.at.day(&ground.city.zone),
            };
            let parcel = looked.parcel;
            let href = format!("/provider/org/{}", parcel.target.organisation);
            let args = [("name", looked.name)];
            people::actions::tell(tx, &ctx, parcel.sent_by, key, &args, Some(&href))?;
            Ok(())
        })
        .await;
    match done {
        Ok(()) => visit.go("/staff/changes"),
        Err(no) => change_page(&p, &visit, by, id, sent.get("note"), &told(no)?).await,
    }
}
