//! The receipt of a report: where it stands, what is asked, the answer. It needs no account; whoever has
//! the receipt may read it, answer, and say that the mistake is still there.

use askama::Template;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use values::Refusal;
use web::form::{Field, FormError, summary};
use web::{Answer, Caller, Failure, Page, Visit, show_with};

use super::feedback::unreadable;
use super::{Voice, name_of, wrong_of};
use crate::actions::{self, No};
use crate::model::{self, Asked, Filed, Side, Step, Told};
use crate::rules::TEXT;
use crate::rules::ticket::{self, Act, spaced};

/// One thing that has happened, as its writer sees it.
struct Line {
    at: String,
    text: String,
    words: Option<String>,
}

#[derive(Template)]
#[template(path = "voice/receipt.html")]
struct ReceiptPage {
    page: Page,
    /// It has just been sent.
    new: bool,
    number: i64,
    receipt: Option<String>,
    name: String,
    record: Option<String>,
    what: String,
    state: String,
    tone: &'static str,
    came: String,
    due: Option<String>,
    answer: Option<String>,
    answer_words: Option<String>,
    question: Option<String>,
    lines: Vec<Line>,
    /// An address for the answer is kept.
    answer_to: bool,
    keep_days: u16,
    errors: Vec<FormError>,
    words: Field,
    /// What the form does: `say`, `reopen` or nothing.
    act: &'static str,
    action: String,
    back: String,
}

#[derive(Template)]
#[template(path = "voice/find.html")]
struct FindPage {
    page: Page,
    errors: Vec<FormError>,
    receipt: Field,
    action: String,
}

/// What the address of a receipt says besides.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Seen {
    new: String,
}

/// What the forms send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    r#do: String,
    words: String,
    receipt: String,
    website: String,
}

type FormSent = Result<Form<Sent>, FormRejection>;

/// How a state is shown.
pub(super) fn tone(state: model::State) -> &'static str {
    match state {
        model::State::Open | model::State::Assigned => "primary",
        model::State::Asked => "warning",
        model::State::Answered => "success",
        model::State::Closed => "secondary",
    }
}

async fn found(voice: &Voice, key: &str) -> Result<(Filed, Vec<Told>), Failure> {
    let key = key.to_string();
    let read = move |c: &mut db::Read<'_>| match actions::receipt(c, &key)? {
        Some(filed) => {
            let told = actions::history(c, filed.id)?;
            Ok(Some((filed, told)))
        }
        None => Ok(None),
    };
    let found: Result<_, db::Fault> = voice.0.db.read(read).await;
    found.map_err(Failure::fault)?.ok_or(Failure::NotFound)
}

/// `GET /report/{key}`
pub(super) async fn look(
    State(voice): State<Voice>,
    visit: Visit,
    Path(key): Path<String>,
    Query(seen): Query<Seen>,
) -> Answer {
    let (filed, told) = found(&voice, &key).await?;
    receipt_page(&voice, &visit, &filed, &told, seen.new == "yes", "", &[])
}

fn receipt_page(
    voice: &Voice,
    visit: &Visit,
    filed: &Filed,
    told: &[Told],
    new: bool,
    typed: &str,
    wrong: &[Refusal],
) -> Answer {
    let view = voice.0.catalogue.view();
    let (zone, subject) = (&view.city().zone, filed.report.subject);
    let title = if new {
        "voice-receipt-title"
    } else {
        "voice-ticket-title"
    };
    let page = visit.page(visit.tr().t(title)).unlisted().without_foot();
    let tr = page.tr();
    let asked = filed.asked == Some(Asked::Visitor);
    let late = ticket::after(
        filed,
        &Side::Visitor,
        &Act::Reopen(String::new()),
        voice.0.clock.now(),
    );
    let act = match (filed.state.is_over(), asked, late) {
        (true, _, Ok(_)) => "reopen",
        (true, _, Err(_)) => "",
        (false, ..) => "say",
    };
    let label = match (act, asked) {
        ("reopen", _) => "voice-ticket-reopen",
        (_, true) => "voice-ticket-reply",
        (_, false) => "voice-ticket-more",
    };
    let words = Field::text("words", page.t(label))
        .hint(page.t1("voice-report-text-hint", "most", TEXT))
        .required()
        .value(typed)
        .refused(tr, wrong);
    let question = told
        .iter()
        .rfind(|t| t.step == Step::AskedVisitor)
        .filter(|_| asked)
        .and_then(|t| t.words.clone());
    let lines = told
        .iter()
        .filter(|t| shown_to_writer(t.step))
        .map(|t| Line {
            at: tr.moment(t.at, zone),
            text: page.t(&format!("voice-step-{}", writers(t))),
            words: match t.step {
                // The answer stands above; what an organisation says is for the office.
                Step::AskedVisitor | Step::Reopened => t.words.clone(),
                Step::Said if t.side == "visitor" => t.words.clone(),
                _ => None,
            },
        })
        .collect();
    let answer = match (filed.state, filed.reason) {
        (model::State::Answered, _) => Some(page.t("voice-letter-answered")),
        (model::State::Closed, Some(reason)) => {
            Some(page.t(&format!("voice-closed-{}", reason.as_str())))
        }
        (model::State::Closed, None) => Some(page.t("voice-closed-right")),
        _ => None,
    };
    let name = name_of(view.snapshot(), tr, subject);
    let due = ticket::waited(filed, voice.0.answer_days, zone, voice.0.clock.now()).due;
    let status = match wrong.first() {
        None => StatusCode::OK,
        Some(no) => StatusCode::from_u16(no.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY),
    };
    show_with(
        status,
        &ReceiptPage {
            new,
            number: filed.number,
            receipt: filed.receipt.as_deref().map(spaced),
            record: match subject {
                model::Subject::Site => None,
                _ => name.as_ref().map(|_| page.href(&subject.path())),
            },
            name: name.unwrap_or_default(),
            what: wrong_of(tr, subject, &filed.report.what),
            state: page.t(&format!("voice-state-{}", filed.state.as_str())),
            tone: tone(filed.state),
            came: tr.date_long(filed.at.day(zone)),
            due: (!filed.state.is_over()).then(|| tr.date_long(due)),
            answer,
            answer_words: filed.answer.clone().filter(|_| filed.state.is_over()),
            question,
            lines,
            answer_to: filed.report.mail.is_some(),
            keep_days: voice.0.keep_days,
            errors: summary(tr, &[&words], wrong),
            words,
            act,
            action: page.href(&format!("/report/{}", filed.key())),
            back: page.href(&subject.path()),
            page,
        },
    )
}

/// Who deals with it in the office, and when it is handed on, is nothing of its writer's.
fn shown_to_writer(step: Step) -> bool {
    !matches!(step, Step::Taken | Step::Released)
}

/// The sentence for a step.
pub(super) fn writers(told: &Told) -> String {
    match told.step {
        Step::Said => format!("said-{}", told.side),
        other => other.as_str().to_string(),
    }
}

/// `POST /report/{key}`: an answer to a question, «it is still there», or «forget my address».
pub(super) async fn send(
    State(voice): State<Voice>,
    visit: Visit,
    caller: Caller,
    Path(key): Path<String>,
    sent: FormSent,
) -> Answer {
    let Form(sent) = sent.map_err(unreadable)?;
    voice.count(caller)?;
    let (filed, told) = found(&voice, &key).await?;
    let back = visit.href(&format!("/report/{}", filed.key()));
    let act = match sent.r#do.as_str() {
        "say" => Act::Say(sent.words.clone()),
        "reopen" => Act::Reopen(sent.words.clone()),
        "forget" => {
            let now = voice.0.clock.now();
            let gone = move |tx: &mut db::Write<'_>| actions::forget_contact(tx, &filed, now);
            voice.0.db.write(gone).await.map_err(Failure::fault)?;
            return Ok(Redirect::to(&back).into_response());
        }
        _ => return Err(Failure::NotFound),
    };
    let done = voice
        .act(&visit, (filed.number, None), Side::Visitor, act)
        .await;
    match done {
        Ok(_) => Ok(Redirect::to(&back).into_response()),
        Err(No::Refused(no)) => {
            receipt_page(&voice, &visit, &filed, &told, false, &sent.words, &[no])
        }
        Err(No::Db(fault)) => Err(Failure::fault(fault)),
    }
}

/// `GET /receipt`
pub(super) async fn ask(visit: Visit) -> Answer {
    find_page(&visit, "", &[])
}

fn find_page(visit: &Visit, typed: &str, wrong: &[Refusal]) -> Answer {
    let page = visit
        .page(visit.tr().t("voice-find"))
        .unlisted()
        .without_foot();
    let receipt = Field {
        autocomplete: "off",
        ..Field::text("receipt", page.t("voice-find-receipt"))
            .hint(page.t("voice-find-hint"))
            .required()
            .value(typed)
            .refused(page.tr(), wrong)
    };
    let status = match wrong {
        [] => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show_with(
        status,
        &FindPage {
            errors: summary(page.tr(), &[&receipt], wrong),
            receipt,
            action: page.href("/receipt"),
            page,
        },
    )
}

/// `POST /receipt`: leads to the receipt, so that it stands in no form and the link can be kept.
pub(super) async fn find(
    State(voice): State<Voice>,
    visit: Visit,
    caller: Caller,
    sent: FormSent,
) -> Answer {
    let Form(sent) = sent.map_err(unreadable)?;
    if !sent.website.is_empty() {
        return find_page(&visit, "", &[]);
    }
    // Guessing is counted: with sixty bits of chance it is of no use anyway.
    voice.count(caller)?;
    let wrong = |key: &str| vec![Refusal::new(key, 422).field("receipt")];
    let typed = sent.receipt.trim();
    if typed.is_empty() {
        return find_page(&visit, "", &wrong("voice-refused-receipt-none"));
    }
    let Some(receipt) = ticket::typed(typed) else {
        return find_page(&visit, typed, &wrong("voice-refused-receipt-form"));
    };
    let looked = receipt.clone();
    let there = voice
        .0
        .db
        .read(move |c| actions::receipt(c, &looked))
        .await
        .map_err(Failure::fault)?;
    match there {
        Some(_) => Ok(Redirect::to(&visit.href(&format!("/report/{receipt}"))).into_response()),
        None => find_page(&visit, typed, &wrong("voice-refused-receipt-unknown")),
    }
}
