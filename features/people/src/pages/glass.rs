//! Opening a file in an emergency without the right to, and the second look at it.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use values::{Id, Refusal, Refuse};
use web::form::{Field, FormError, summary};
use web::{Answer, Page, Visit, show, show_with};

use super::enter::frame;
use super::{Me, People, refused};
use crate::actions::{self, Error};
use crate::policy::Act;
use crate::rules::Refused;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Looked {
    what: String,
    reason: String,
}

/// A file that was opened in an emergency.
struct File {
    name: String,
    facts: Vec<(String, String)>,
    /// Children and guardians, one line each.
    ties: Vec<String>,
}

#[derive(Template)]
#[template(path = "people/emergency.html")]
struct Emergency {
    page: Page,
    errors: Vec<FormError>,
    what: Field,
    reason: Field,
    file: Option<File>,
}

fn emergency_page(visit: &Visit, sent: &Looked, file: Option<File>, wrong: &[Refusal]) -> Answer {
    let page = frame(visit, "people-emergency").crumb(visit.tr().t("people-staff"), "/staff");
    let what = Field {
        autocomplete: "off",
        ..Field::text("what", page.t("people-desk-what"))
    }
    .hint(page.t("people-desk-what-hint"))
    .required()
    .value(&*sent.what)
    .refused(page.tr(), wrong);
    let reason = Field::text("reason", page.t("people-emergency-reason"))
        .required()
        .value(&*sent.reason)
        .refused(page.tr(), wrong);
    let status = match wrong.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show_with(
        status,
        &Emergency {
            errors: summary(page.tr(), &[&what, &reason], wrong),
            what,
            reason,
            file,
            page,
        },
    )
}

/// `GET /staff/emergency`
pub(super) async fn emergency(visit: Visit, me: Me) -> Answer {
    me.may_somewhere(Act::BreakGlass)?;
    let sent: Looked = visit.typed("/staff/emergency").unwrap_or_default();
    emergency_page(&visit, &sent, None, &[])
}

/// `POST /staff/emergency`: opens a file without the right to, with a reason. The person is told,
/// somebody else looks at it.
pub(super) async fn break_glass(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Form(sent): Form<Looked>,
) -> Answer {
    let staff = me.may_somewhere(Act::BreakGlass)?;
    if sent.reason.trim().is_empty() {
        let no = Refusal::new("people-no-reason", 422).field("reason");
        return emergency_page(&visit, &sent, None, &[no]);
    }
    let wanted = match super::desk::wanted_by(&sent.what) {
        Ok(wanted) => wanted,
        Err(wrong) => return emergency_page(&visit, &sent, None, &wrong),
    };
    let reason = sent.reason.clone();
    let done = people
        .act(move |tx, ctx| {
            let found = actions::find(tx, ctx, staff, &wanted)?;
            let [person] =
                <[_; 1]>::try_from(found).map_err(|_| Error::Refused(Refused::NotOne("what")))?;
            actions::look(tx, ctx, staff, person.id, "file", Some(&reason), true)?;
            actions::family(tx, &ctx.keys, person.id, ctx.today)
        })
        .await;
    let family = match done {
        Ok(family) => family,
        Err(error) => {
            return emergency_page(&visit, &sent, None, &[refused(error)?.refusal()]);
        }
    };
    let page = frame(&visit, "people-emergency");
    let f = &family.person.facts;
    let mut facts = Vec::new();
    if let Some(birth) = f.birth {
        facts.push((page.t("people-birth"), page.tr().date(birth)));
    }
    if let Some(phone) = &f.phone {
        facts.push((page.t("people-phone"), phone.clone()));
    }
    if let Some(mail) = &f.mail {
        facts.push((page.t("people-mail"), mail.clone()));
    }
    let ties = family
        .children
        .iter()
        .map(|r| {
            page.t2(
                "people-other-guardian",
                "name",
                r.child.facts.name.whole(),
                "title",
                super::my::age(&page, r.child.facts.birth, me.0.today),
            )
        })
        .collect();
    let file = File {
        name: f.name.whole(),
        facts,
        ties,
    };
    emergency_page(&visit, &Looked::default(), Some(file), &[])
}

/// An emergency that waits for a second look.
struct Broken {
    at: String,
    by: String,
    reason: String,
    review: String,
}

#[derive(Template)]
#[template(path = "people/emergencies.html")]
struct Emergencies {
    page: Page,
    broken: Vec<Broken>,
}

/// `GET /staff/emergencies`
pub(super) async fn emergencies(State(people): State<People>, visit: Visit, me: Me) -> Answer {
    me.may_somewhere(Act::ReviewGlass)?;
    let all = people
        .look(move |c, ctx| {
            let mut all = Vec::new();
            for access in actions::unreviewed(c)? {
                let by = actions::person(c, &ctx.keys, access.by)?;
                all.push((access, by.map(|p| p.facts.name.whole())));
            }
            Ok(all)
        })
        .await?;
    let page = frame(&visit, "people-emergencies").crumb(visit.tr().t("people-staff"), "/staff");
    let broken = all
        .into_iter()
        .map(|(a, by)| Broken {
            at: page.tr().moment(a.at, &people.0.city.zone),
            by: by.unwrap_or_default(),
            reason: a.reason.unwrap_or_default(),
            review: page.href(&format!("/staff/emergencies/{}", a.id)),
        })
        .collect();
    show(&Emergencies { page, broken })
}

/// `POST /staff/emergencies/{id}`
pub(super) async fn review(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(access): Path<Id>,
) -> Answer {
    let by = me.may_somewhere(Act::ReviewGlass)?;
    people
        .carry(&visit, "/staff/emergencies", move |tx, ctx| {
            actions::review(tx, ctx, by, access)
        })
        .await
}
