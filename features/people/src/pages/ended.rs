//! An administrator ends the sessions of somebody.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use values::{Refusal, Refuse};
use web::form::{Field, FormError, summary};
use web::{Answer, Page, Visit, show_with};

use super::desk::wanted_by;
use super::enter::frame;
use super::{Me, People, refused};
use crate::actions::{self, Error};
use crate::policy::Act;
use crate::rules::Refused;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    who: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "people/ended.html")]
struct EndedPage {
    page: Page,
    errors: Vec<FormError>,
    who: Field,
    reason: Field,
    /// What came of it.
    done: Option<String>,
}

fn form(visit: &Visit, sent: &Asked, done: Option<u64>, wrong: &[Refusal]) -> Answer {
    let page = frame(visit, "people-ended").crumb(visit.tr().t("people-staff"), "/staff");
    let tr = page.tr();
    let field = |name: &str, label: &str, hint: &str, value: &str| {
        Field {
            autocomplete: "off",
            ..Field::text(name, page.t(label)).hint(page.t(hint))
        }
        .required()
        .value(value)
        .refused(tr, wrong)
    };
    let who = field(
        "who",
        "people-ended-who",
        "people-desk-what-hint",
        &sent.who,
    );
    let reason = field(
        "reason",
        "people-ended-reason",
        "people-ended-reason-hint",
        &sent.reason,
    );
    let status = match wrong.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let done = done.map(|n| {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        page.tr()
            .with("people-ended-done", &i18n::args!["count" => n])
    });
    show_with(
        status,
        &EndedPage {
            errors: summary(tr, &[&who, &reason], wrong),
            who,
            reason,
            done,
            page,
        },
    )
}

/// `GET /staff/sessions`
pub(super) async fn page(visit: Visit, me: Me) -> Answer {
    me.may_somewhere(Act::EndSessions)?;
    let sent: Asked = visit.typed("/staff/sessions").unwrap_or_default();
    form(&visit, &sent, None, &[])
}

/// `POST /staff/sessions`
pub(super) async fn end(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Form(sent): Form<Asked>,
) -> Answer {
    let by = me.may_somewhere(Act::EndSessions)?;
    let wanted = match wanted_by(&sent.who) {
        Ok(wanted) => wanted,
        Err(_) => {
            let mut wrong = vec![Refusal::new("people-no-who", 422).field("who")];
            if sent.reason.trim().is_empty() {
                wrong.push(Refused::ReasonNeeded.refusal());
            }
            return form(&visit, &sent, None, &wrong);
        }
    };
    let reason = sent.reason.clone();
    let done = people
        .act(move |tx, ctx| {
            let found = actions::find(tx, ctx, by, &wanted)?;
            let [person] =
                <[_; 1]>::try_from(found).map_err(|_| Error::Refused(Refused::NotOne("who")))?;
            actions::end_sessions(tx, ctx, by, person.id, &reason)
        })
        .await;
    match done {
        Ok(ended) => form(&visit, &Asked::default(), Some(ended), &[]),
        Err(error) => form(&visit, &sent, None, &[refused(error)?.refusal()]),
    }
}
