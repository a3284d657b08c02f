//! How clear was this page: the form under every page, and its steps for whoever sends the stars
//! alone.

use askama::Template;
use axum::Form;
use axum::extract::rejection::{FormRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use values::{Id, Refusal};
use web::form::{Field, FormError, summary};
use web::{Answer, Caller, Failure, Markup, Page, Visit, show, show_with};

use super::Voice;
use crate::actions::{self, More};
use crate::model::{DISLIKED, Feedback, LIKED, Rate};
use crate::rules::{self, Rating, WORDS};

/// What is asked under a page. One form holds all of it; the style sheet shows what the stars call
/// for.
#[derive(Template)]
#[template(path = "voice/foot.html")]
struct Foot<'a> {
    page: &'a Page,
    /// Answers with their labels.
    liked: Vec<(&'static str, String)>,
    disliked: Vec<(&'static str, String)>,
    words: usize,
}

/// The form under a page.
pub(super) fn foot(page: &Page) -> Markup {
    let labelled = |group: &str, keys: &[&'static str]| {
        keys.iter()
            .map(|key| (*key, page.t(&format!("{group}{key}"))))
            .collect()
    };
    let foot = Foot {
        page,
        liked: labelled("voice-liked-", &LIKED),
        disliked: labelled("voice-disliked-", &DISLIKED),
        words: WORDS,
    };
    Markup::of(&foot).unwrap_or_else(|error| {
        tracing::error!(%error, "the form under a page");
        Markup::default()
    })
}

/// The stars on a page of their own: for whoever sent none.
#[derive(Template)]
#[template(path = "voice/rate.html")]
struct RatePage {
    page: Page,
    /// The page it is about.
    about: String,
    errors: Vec<FormError>,
    rate: Field,
}

/// Why, or in words: one question.
#[derive(Template)]
#[template(path = "voice/why.html")]
struct WhyPage {
    page: Page,
    action: String,
    step: usize,
    positive: bool,
    errors: Vec<FormError>,
    /// The answers to choose from, in the first step.
    answer: Option<Field>,
    /// Words, in the second.
    text: Option<Field>,
}

/// Thanks.
#[derive(Template)]
#[template(path = "voice/thanks.html")]
struct ThanksPage {
    page: Page,
    positive: bool,
    /// Where to go on.
    back: String,
    /// Where a mistake of this page can be reported.
    report: String,
}

/// What the forms send. `website` is a trap: people do not see it, programs fill it in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    page: String,
    rate: String,
    liked: String,
    disliked: String,
    answer: String,
    text: String,
    website: String,
    skip: Option<String>,
}

fn frame(visit: &Visit) -> Page {
    visit
        .page(visit.tr().t("voice-title"))
        .unlisted()
        .without_foot()
}

/// `GET /feedback`: the form alone.
pub(super) async fn form(visit: Visit) -> Answer {
    rate_page(&visit, StatusCode::OK, "/", &[])
}

fn rate_page(visit: &Visit, status: StatusCode, about: &str, wrong: &[Refusal]) -> Answer {
    let page = frame(visit);
    let tr = visit.tr();
    let mut rate = Field::choice("rate", tr.t("voice-question").into_owned()).required();
    for stars in (1..=5_u8).rev() {
        rate = rate.option(
            stars.to_string(),
            page.t1("voice-stars", "count", i64::from(stars)),
        );
    }
    let rate = rate.refused(tr, wrong);
    show_with(
        status,
        &RatePage {
            errors: summary(tr, &[&rate], wrong),
            about: about.to_string(),
            rate,
            page,
        },
    )
}

/// `POST /feedback`
pub(super) async fn send(
    State(voice): State<Voice>,
    visit: Visit,
    caller: Caller,
    sent: Result<Form<Sent>, FormRejection>,
) -> Answer {
    let Form(sent) = sent.map_err(unreadable)?;
    if !sent.website.is_empty() {
        // The trap: it looks to the program as if it had worked.
        return thanks(&visit, true, "/");
    }
    voice.count(caller)?;
    let rating = Rating {
        page: sent.page,
        rate: sent.rate,
        liked: sent.liked,
        disliked: sent.disliked,
        text: sent.text,
    };
    let said = match rules::rating(&rating, visit.lang()) {
        Ok(said) => said,
        Err(wrong) => {
            let about = rules::page(&rating.page);
            return rate_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &about, &wrong);
        }
    };
    let (id, now) = (voice.new_id(), voice.0.clock.now());
    voice
        .0
        .db
        .write(move |tx| actions::rate(tx, id, &said, now))
        .await
        .map_err(Failure::fault)?;
    Ok(Redirect::to(&visit.href(&format!("/feedback/{id}"))).into_response())
}

/// `GET /feedback/{id}`: what is asked next, or thanks.
pub(super) async fn next(
    State(voice): State<Voice>,
    visit: Visit,
    path: Result<Path<Id>, PathRejection>,
) -> Answer {
    let (id, said, open) = load(&voice, path).await?;
    step(&visit, id, &said, open, StatusCode::OK, &[])
}

async fn load(
    voice: &Voice,
    path: Result<Path<Id>, PathRejection>,
) -> Result<(Id, Feedback, bool), Failure> {
    let Path(id) = path.map_err(|_| Failure::NotFound)?;
    let kept = voice
        .0
        .db
        .read(move |c| actions::rating(c, id))
        .await
        .map_err(Failure::fault)?
        .ok_or(Failure::NotFound)?;
    let open = rules::is_open(kept.said.done, kept.at, voice.0.clock.now());
    Ok((id, kept.said, open))
}

fn step(
    visit: &Visit,
    id: Id,
    said: &Feedback,
    open: bool,
    status: StatusCode,
    wrong: &[Refusal],
) -> Answer {
    let positive = said.rate.is_positive();
    if !open {
        return thanks(visit, positive, &said.page);
    }
    let page = frame(visit);
    let tr = visit.tr();
    let (step, answer, text) = match said.answer {
        None => (1, Some(answers(&page, said.rate).refused(tr, wrong)), None),
        Some(_) => {
            let text = Field::text("text", tr.t("voice-words").into_owned())
                .hint(page.t1("voice-words-hint", "most", WORDS))
                .refused(tr, wrong);
            (2, None, Some(text))
        }
    };
    let fields: Vec<&Field> = answer.iter().chain(&text).collect();
    let errors = summary(tr, &fields, wrong);
    show_with(
        status,
        &WhyPage {
            action: page.href(&format!("/feedback/{id}")),
            page,
            step,
            positive,
            errors,
            answer,
            text,
        },
    )
}

fn answers(page: &Page, rate: Rate) -> Field {
    let (question, group) = if rate.is_positive() {
        ("voice-liked", "voice-liked-")
    } else {
        ("voice-disliked", "voice-disliked-")
    };
    rate.answers()
        .iter()
        .fold(Field::choice("answer", page.t(question)), |field, key| {
            field.option(*key, page.t(&format!("{group}{key}")))
        })
}

/// `POST /feedback/{id}`: the answer to what was asked.
pub(super) async fn more(
    State(voice): State<Voice>,
    visit: Visit,
    caller: Caller,
    path: Result<Path<Id>, PathRejection>,
    sent: Result<Form<Sent>, FormRejection>,
) -> Answer {
    let Form(sent) = sent.map_err(unreadable)?;
    voice.count(caller)?;
    let (id, said, open) = load(&voice, path).await?;
    let wrong = |no: Refusal| {
        step(
            &visit,
            id,
            &said,
            open,
            StatusCode::UNPROCESSABLE_ENTITY,
            &[no],
        )
    };
    let more = if sent.skip.is_some() {
        More::Enough
    } else if said.answer.is_none() {
        match rules::answer(said.rate, &sent.answer) {
            Some(answer) => More::Answer(answer),
            None => return wrong(Refusal::new("voice-refused-answer", 422).field("answer")),
        }
    } else {
        match rules::words(&sent.text) {
            Ok(words) => More::Words(words),
            Err(no) => return wrong(no),
        }
    };
    let now = voice.0.clock.now();
    voice
        .0
        .db
        .write(move |tx| actions::add(tx, id, &more, now))
        .await
        .map_err(Failure::fault)?;
    Ok(Redirect::to(&visit.href(&format!("/feedback/{id}"))).into_response())
}

fn thanks(visit: &Visit, positive: bool, about: &str) -> Answer {
    let report = match about.split('/').nth(1) {
        Some("service" | "organization" | "place") if about.split('/').count() == 3 => {
            format!("{about}/report")
        }
        _ => "/report".to_string(),
    };
    show(&ThanksPage {
        page: frame(visit),
        positive,
        back: visit.href(about),
        report: visit.href(&report),
    })
}

/// A form that cannot be read: too large, or not a form.
pub(super) fn unreadable(no: FormRejection) -> Failure {
    let status = no.into_response().status();
    let key = match status {
        StatusCode::PAYLOAD_TOO_LARGE => "web-error-413.text",
        _ => "web-error-400.text",
    };
    Refusal::new(key, status.as_u16()).into()
}
