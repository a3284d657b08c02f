//! What families and organisations tell differently: an officer decides.

use askama::Template;
use axum::extract::{Path, State};
use people::model::{Role, Scope};
use people::pages::Me;
use people::policy::Actor;
use values::{Id, Refusal};
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Failure, Page, Visit, show_with};

use super::{Bookings, dates, frame, told};
use crate::actions as a;

/// One that waits.
struct Line {
    title: String,
    dates: String,
    steps: Vec<String>,
    action: String,
    reason: Field,
}

#[derive(Template)]
#[template(path = "bookings/disputes.html")]
struct List {
    page: Page,
    lines: Vec<Line>,
    errors: Vec<FormError>,
}

/// Officers of the money decide: it is about what is paid.
fn officer(me: &Me) -> Result<(), Failure> {
    match &me.0.actor {
        Actor::Person { grants, .. }
            if grants.iter().any(|g| {
                g.holds(me.0.today) && g.role == Role::FundOfficer && g.scope.covers(&Scope::City)
            }) =>
        {
            Ok(())
        }
        _ => Err(Refusal::new("bookings-refused-officer", 403).into()),
    }
}

async fn list_page(b: &Bookings, visit: &Visit, typed: &str, wrong: &[Refusal]) -> Answer {
    let all = b
        .look(|c, _, _| {
            let mut all = Vec::new();
            for booking in a::disputed(c)? {
                if let Some(s) = a::session(c, booking.session)? {
                    let steps = a::steps(c, booking.id)?;
                    all.push((booking, s, steps));
                }
            }
            Ok(all)
        })
        .await?;
    let page = frame(visit, "bookings-disputes").crumb(visit.tr().t("people-staff"), "/staff");
    let reason = Field::text("reason", page.t("bookings-reason"))
        .required()
        .value(typed)
        .refused(page.tr(), wrong);
    let errors = summary(page.tr(), &[&reason], wrong);
    let lines = all
        .into_iter()
        .enumerate()
        .map(|(at, (booking, s, steps))| Line {
            dates: dates(&page, b.zone(), &s),
            title: s.title,
            steps: steps
                .iter()
                .map(|step| {
                    let said = page.t2(
                        "bookings-step",
                        "at",
                        page.tr().moment(step.at, b.zone()),
                        "what",
                        page.t(&format!("bookings-event-{}", step.event.as_str())),
                    );
                    match &step.reason {
                        Some(reason) => format!("{said} {reason}"),
                        None => said,
                    }
                })
                .collect(),
            action: page.href(&format!("/staff/disputes/{}", booking.id)),
            // each form its own field; what is wrong is told at the first
            reason: match at {
                0 => reason.clone(),
                _ => Field {
                    id: format!("reason-{}", booking.id),
                    ..reason.clone()
                },
            },
        })
        .collect();
    show_with(
        status(wrong),
        &List {
            lines,
            errors,
            page,
        },
    )
}

/// `GET /staff/disputes`
pub(super) async fn list(State(b): State<Bookings>, visit: Visit, me: Me) -> Answer {
    officer(&me)?;
    list_page(&b, &visit, "", &[]).await
}

/// `POST /staff/disputes/{id}`
pub(super) async fn settle(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    officer(&me)?;
    let attended = sent.get("do") == "attended";
    let why = sent.get("reason").to_string();
    let typed = why.clone();
    let done = b
        .act(&me, move |tx, ground, act| {
            a::settle_dispute(tx, ground, act, id, attended, &why).map(|_| ())
        })
        .await;
    match done {
        Ok(()) => visit.go("/staff/disputes"),
        Err(no) => {
            let no = told(no, visit.tr(), b.zone())?;
            list_page(&b, &visit, &typed, &[no]).await
        }
    }
}
