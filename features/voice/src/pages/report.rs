//! Something is wrong with a record, or with the site itself.

use askama::Template;
use axum::Form;
use axum::extract::rejection::{FormRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use rand::Rng;
use serde::Deserialize;
use values::{Id, Refusal};
use web::form::{Field, FormError, summary};
use web::{Answer, Caller, Failure, Page, Visit, show_with};

use super::feedback::unreadable;
use super::{Voice, name_of};
use crate::actions::{self, New};
use crate::model::Subject;
use crate::rules::ticket::receipt;
use crate::rules::{self, Complaint, TEXT};

#[derive(Template)]
#[template(path = "voice/report.html")]
struct ReportPage {
    page: Page,
    /// What it is about; empty for the site.
    name: String,
    errors: Vec<FormError>,
    what: Field,
    text: Field,
    mail: Field,
    consent: Field,
    action: String,
}

/// What the form sends. `website` is a trap: people do not see it, programs fill it in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    what: String,
    text: String,
    mail: String,
    consent: String,
    website: String,
}

type IdPath = Result<Path<Id>, PathRejection>;
type FormSent = Result<Form<Sent>, FormRejection>;

/// `GET /service/{id}/report`
pub(super) async fn service(State(v): State<Voice>, visit: Visit, path: IdPath) -> Answer {
    ask(&v, &visit, Subject::Service(id(path)?), None)
}

/// `GET /organization/{id}/report`
pub(super) async fn organization(State(v): State<Voice>, visit: Visit, path: IdPath) -> Answer {
    ask(&v, &visit, Subject::Organization(id(path)?), None)
}

/// `GET /place/{id}/report`
pub(super) async fn place(State(v): State<Voice>, visit: Visit, path: IdPath) -> Answer {
    ask(&v, &visit, Subject::Location(id(path)?), None)
}

/// `GET /report`
pub(super) async fn site(State(v): State<Voice>, visit: Visit) -> Answer {
    ask(&v, &visit, Subject::Site, None)
}

/// `POST /service/{id}/report`
pub(super) async fn send_service(
    State(v): State<Voice>,
    visit: Visit,
    caller: Caller,
    path: IdPath,
    sent: FormSent,
) -> Answer {
    send(&v, &visit, caller, Subject::Service(id(path)?), sent).await
}

/// `POST /organization/{id}/report`
pub(super) async fn send_organization(
    State(v): State<Voice>,
    visit: Visit,
    caller: Caller,
    path: IdPath,
    sent: FormSent,
) -> Answer {
    send(&v, &visit, caller, Subject::Organization(id(path)?), sent).await
}

/// `POST /place/{id}/report`
pub(super) async fn send_place(
    State(v): State<Voice>,
    visit: Visit,
    caller: Caller,
    path: IdPath,
    sent: FormSent,
) -> Answer {
    send(&v, &visit, caller, Subject::Location(id(path)?), sent).await
}

/// `POST /report`
pub(super) async fn send_site(
    State(v): State<Voice>,
    visit: Visit,
    caller: Caller,
    sent: FormSent,
) -> Answer {
    send(&v, &visit, caller, Subject::Site, sent).await
}

fn id(path: IdPath) -> Result<Id, Failure> {
    path.map(|Path(id)| id).map_err(|_| Failure::NotFound)
}

/// The name of what a report is about; empty for the site, none when it is not there.
fn name(voice: &Voice, visit: &Visit, subject: Subject) -> Option<String> {
    let view = voice.0.catalogue.view();
    name_of(view.snapshot(), visit.tr(), subject)
}

/// The catalogue's organisation of what a report is about.
fn organization_of(voice: &Voice, subject: Subject) -> Option<Id> {
    let view = voice.0.catalogue.view();
    let snapshot = view.snapshot();
    match subject {
        Subject::Service(id) => Some(snapshot.service(id)?.record.organization_id),
        Subject::Organization(id) => Some(id),
        Subject::Location(id) => snapshot.location(id)?.record.organization_id,
        Subject::Site => None,
    }
}

/// Shows the form, with what is wrong with what was sent.
fn ask(
    voice: &Voice,
    visit: &Visit,
    subject: Subject,
    sent: Option<(&Complaint, &[Refusal])>,
) -> Answer {
    let Some(name) = name(voice, visit, subject) else {
        return gone(visit, subject);
    };
    let empty = Complaint::default();
    let (was, wrong) = sent.unwrap_or((&empty, &[]));
    let tr = visit.tr();
    let title = match subject {
        Subject::Site => "voice-report-site",
        _ => "voice-report-title",
    };
    let mut page = visit.page(tr.t(title)).unlisted().without_foot();
    if subject != Subject::Site {
        page = page.crumb(name.as_str(), &subject.path());
    }
    let label = |key: &str| tr.t(key).into_owned();
    let group = match subject {
        Subject::Site => "voice-site-",
        _ => "voice-wrong-",
    };
    let what = subject
        .wrongs()
        .iter()
        .fold(
            Field::choice("what", label("voice-report-what")).required(),
            |field, key| field.option(*key, label(&format!("{group}{key}"))),
        )
        .value(was.what.as_str())
        .refused(tr, wrong);
    let text = Field::text("text", label("voice-report-text"))
        .hint(page.t1("voice-report-text-hint", "most", TEXT))
        .value(was.text.as_str())
        .refused(tr, wrong);
    let days = i64::from(voice.0.keep_days);
    let mail = Field::text("mail", label("voice-report-mail"))
        .kind("email")
        .hint(page.t1("voice-report-mail-hint", "days", days))
        .value(was.mail.as_str())
        .refused(tr, wrong);
    let mail = Field {
        autocomplete: "email",
        ..mail
    };
    let consent = Field::choice("consent", "")
        .option("yes", page.t1("voice-report-consent", "days", days))
        .value(was.consent.as_str())
        .refused(tr, wrong);
    let status = match wrong {
        [] => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show_with(
        status,
        &ReportPage {
            name,
            errors: summary(tr, &[&what, &text, &mail, &consent], wrong),
            what,
            text,
            mail,
            consent,
            action: visit.href(&action(subject)),
            page,
        },
    )
}

fn action(subject: Subject) -> String {
    match subject {
        Subject::Site => "/report".to_string(),
        _ => format!("{}/report", subject.path()),
    }
}

/// What was merged or has gone says so on its own page.
fn gone(visit: &Visit, subject: Subject) -> Answer {
    Ok(Redirect::to(&visit.href(&subject.path())).into_response())
}

async fn send(
    voice: &Voice,
    visit: &Visit,
    caller: Caller,
    subject: Subject,
    sent: FormSent,
) -> Answer {
    let Form(sent) = sent.map_err(unreadable)?;
    if !sent.website.is_empty() {
        // The trap: it looks to the program as if it had worked.
        return Ok(Redirect::to(&visit.href(&subject.path())).into_response());
    }
    voice.count(caller)?;
    if name(voice, visit, subject).is_none() {
        return gone(visit, subject);
    }
    let complaint = Complaint {
        what: sent.what,
        text: sent.text,
        mail: sent.mail,
        consent: sent.consent,
    };
    let report = match rules::report(&complaint, subject, visit.lang()) {
        Ok(report) => report,
        Err(wrong) => return ask(voice, visit, subject, Some((&complaint, &wrong))),
    };
    let now = voice.0.clock.now();
    let receipt = receipt(voice.0.chance.with(|r| r.next_u64()));
    let new = New {
        id: voice.new_id(),
        receipt: receipt.clone(),
        organization: organization_of(voice, subject),
        keep_days: voice.0.keep_days,
    };
    voice
        .0
        .db
        .write(move |tx| actions::report(tx, &new, &report, now))
        .await
        .map_err(Failure::fault)?;
    Ok(Redirect::to(&visit.href(&format!("/report/{receipt}?new=yes"))).into_response())
}
