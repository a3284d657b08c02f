//! The officers' queue of reports: what waits and for how long, one report with what has happened to it,
//! and what can be done about it. The address of whoever wrote it is shown to nobody; letters go by
//! themselves.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use people::pages::Me;
use serde::Deserialize;
use values::{Id, Moment, Refusal};
use web::form::{Field, FormError, summary};
use web::{Answer, Failure, Page, Visit, show, show_with};

use super::receipt::{tone, writers};
use super::{Voice, name_of, wrong_of};
use crate::actions::{self, No, Wanted};
use crate::model::{self, Asked, Filed, Reason, Side, Subject, Told};
use crate::policy;
use crate::rules::TEXT;
use crate::rules::ticket::{self, Act};

/// So many reports stand on a page.
const PAGE: u32 = 50;

/// A report in the queue.
struct Line {
    href: String,
    number: i64,
    name: String,
    what: String,
    state: String,
    tone: &'static str,
    clock: String,
    late: bool,
    /// `mine`, `theirs` or empty.
    whose: &'static str,
    /// The organisation has said or mended something since.
    news: bool,
}

/// One way to look at the queue.
struct Tab {
    href: String,
    label: String,
    here: bool,
}

#[derive(Template)]
#[template(path = "voice/queue.html")]
struct QueuePage {
    page: Page,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    more: Option<String>,
}

/// Which part of the queue is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Part {
    show: String,
    after: String,
}

fn frame(visit: &Visit, title: impl Into<String>) -> Page {
    visit
        .page(title.into())
        .unlisted()
        .without_foot()
        .current("/my")
        .crumb(visit.tr().t("people-staff"), "/staff")
}

fn officer(me: &Me) -> Result<Id, Failure> {
    Ok(policy::officer(&me.0.actor, me.0.today)?)
}

/// The place in the queue an address names; none when it names none.
fn place(text: &str) -> Option<(Moment, i64)> {
    let (since, number) = text.split_once('-')?;
    Some((Moment(since.parse().ok()?), number.parse().ok()?))
}

/// `GET /staff/reports`
pub(super) async fn queue(
    State(voice): State<Voice>,
    visit: Visit,
    me: Me,
    Query(part): Query<Part>,
) -> Answer {
    let by = officer(&me)?;
    let shown = model::State::parse(&part.show);
    let wanted = shown.map_or(Wanted::Waiting, Wanted::In);
    let after = place(&part.after);
    let found = voice
        .0
        .db
        .read(move |c| {
            let found = actions::queue(c, wanted, after, PAGE)?;
            let mut all = Vec::new();
            for filed in found.reports {
                let told = actions::history(c, filed.id)?;
                all.push((filed, told));
            }
            Ok::<_, db::Fault>((all, found.more))
        })
        .await
        .map_err(Failure::fault)?;
    let (all, more) = found;
    let page = frame(&visit, visit.tr().t("voice-desk"));
    let name = shown.map_or("", model::State::as_str);
    let next = all.last().filter(|_| more).map(|(f, _)| {
        page.href(&format!(
            "/staff/reports?show={name}&after={}-{}",
            f.since.0, f.number
        ))
    });
    let tabs = [None]
        .into_iter()
        .chain(model::State::ALL.iter().copied().map(Some))
        .map(|state| Tab {
            href: match state {
                None => page.href("/staff/reports"),
                Some(state) => page.href(&format!("/staff/reports?show={}", state.as_str())),
            },
            label: match state {
                None => page.t("voice-desk-waiting"),
                Some(state) => page.t(&format!("voice-state-{}", state.as_str())),
            },
            here: state == shown,
        })
        .collect();
    let lines = all
        .iter()
        .map(|(filed, told)| line(&voice, &page, filed, told, by))
        .collect();
    show(&QueuePage {
        tabs,
        lines,
        more: next,
        page,
    })
}

/// What a report is about, in words.
fn about(voice: &Voice, page: &Page, subject: Subject) -> String {
    let view = voice.0.catalogue.view();
    match (subject, name_of(view.snapshot(), page.tr(), subject)) {
        (Subject::Site, _) => page.t("voice-desk-site"),
        (_, Some(name)) => name,
        (_, None) => page.t("voice-desk-gone"),
    }
}

fn clock(voice: &Voice, page: &Page, filed: &Filed) -> (String, bool) {
    let view = voice.0.catalogue.view();
    let now = voice.0.clock.now();
    let waited = ticket::waited(filed, voice.0.answer_days, &view.city().zone, now);
    let key = match (filed.state.is_over(), waited.late) {
        (true, _) => "voice-clock-ended",
        (false, true) => "voice-clock-late",
        (false, false) => "voice-clock-open",
    };
    let due = page.tr().date(waited.due);
    (page.t2(key, "days", waited.days, "due", due), waited.late)
}

fn line(voice: &Voice, page: &Page, filed: &Filed, told: &[Told], by: Id) -> Line {
    let (clock, late) = clock(voice, page, filed);
    Line {
        href: page.href(&format!("/staff/reports/{}", filed.number)),
        number: filed.number,
        name: about(voice, page, filed.report.subject),
        what: wrong_of(page.tr(), filed.report.subject, &filed.report.what),
        state: page.t(&format!("voice-state-{}", filed.state.as_str())),
        tone: tone(filed.state),
        clock,
        late,
        whose: match filed.assigned_to {
            Some(who) if who == by => "mine",
            Some(_) => "theirs",
            None => "",
        },
        news: !filed.state.is_over() && told.last().is_some_and(|t| t.side == "organisation"),
    }
}

/// One thing that has happened.
struct Happened {
    at: String,
    text: String,
    words: Option<String>,
    fields: String,
    link: Option<String>,
}

#[derive(Template)]
#[template(path = "voice/ticket.html")]
struct TicketPage {
    page: Page,
    line: Line,
    record: Option<String>,
    history: Option<String>,
    text: String,
    language: String,
    /// An address for the answer is kept.
    mail: bool,
    note: Option<String>,
    happened: Vec<Happened>,
    errors: Vec<FormError>,
    seen: i64,
    action: String,
    take: bool,
    release: bool,
    ask: bool,
    ask_organisation: bool,
    end: bool,
    again: bool,
    question: Field,
    words: Field,
    reason: Field,
    remark: Field,
}

async fn found(voice: &Voice, number: i64) -> Result<(Filed, Vec<Told>), Failure> {
    let read = move |c: &mut db::Read<'_>| match actions::numbered(c, number)? {
        Some(filed) => {
            let told = actions::history(c, filed.id)?;
            Ok(Some((filed, told)))
        }
        None => Ok(None),
    };
    let found: Result<_, db::Fault> = voice.0.db.read(read).await;
    found.map_err(Failure::fault)?.ok_or(Failure::NotFound)
}

/// `GET /staff/reports/{number}`
pub(super) async fn one(
    State(voice): State<Voice>,
    visit: Visit,
    me: Me,
    Path(number): Path<i64>,
) -> Answer {
    let by = officer(&me)?;
    ticket_page(&voice, &visit, by, number, &Sent::default(), &[]).await
}

async fn ticket_page(
    voice: &Voice,
    visit: &Visit,
    by: Id,
    number: i64,
    sent: &Sent,
    wrong: &[Refusal],
) -> Answer {
    let (filed, told) = found(voice, number).await?;
    let page = frame(
        visit,
        visit.tr().plain(
            "voice-desk-one",
            &i18n::args!["number" => number.to_string()],
        ),
    )
    .crumb(visit.tr().t("voice-desk"), "/staff/reports");
    let tr = page.tr();
    let view = voice.0.catalogue.view();
    let (zone, subject) = (&view.city().zone, filed.report.subject);
    let can = |act: Act| ticket::after(&filed, &Side::Officer(by), &act, filed.at).is_ok();
    let empty = String::new;
    let asks = |who| can(Act::Ask(who, empty()));
    // What was typed stays where it was typed.
    let asked = sent.r#do.starts_with("ask");
    let here = |yes: bool| if yes { sent.words.as_str() } else { "" };
    let only = |yes: bool| if yes { wrong } else { &[] };
    let question = Field {
        id: "question".into(),
        ..Field::text("words", page.t("voice-desk-question"))
            .hint(page.t1("voice-report-text-hint", "most", TEXT))
            .required()
            .value(here(asked))
            .refused(tr, only(asked))
    };
    let words = Field::text("words", page.t("voice-desk-answer"))
        .hint(page.t1(
            "voice-desk-answer-hint",
            "lang",
            tr.lang_name(&filed.report.lang),
        ))
        .value(here(!asked))
        .refused(tr, only(!asked));
    let reason = Reason::ALL
        .iter()
        .fold(
            Field::choice("reason", page.t("voice-desk-reason")),
            |field, r| {
                let key = format!("voice-reason-{}", r.as_str());
                field.option(r.as_str(), page.t(&key))
            },
        )
        .value(sent.reason.as_str())
        .refused(tr, wrong);
    let remark = Field::text("note", page.t("voice-desk-note"))
        .hint(page.t("voice-desk-note-hint"))
        .value(sent.note.as_str())
        .refused(tr, wrong);
    let happened = told
        .iter()
        .map(|t| Happened {
            at: tr.moment(t.at, zone),
            text: page.t(&format!("voice-step-{}", writers(t))),
            words: t.words.clone(),
            fields: fields(&page, &t.fields),
            link: t.link.as_deref().map(|l| page.href(l)),
        })
        .collect();
    let record = match subject {
        Subject::Site => None,
        _ => name_of(view.snapshot(), tr, subject).map(|_| subject.path()),
    };
    let shows_history = page.site().has("exchange");
    let status = match wrong.first() {
        None => StatusCode::OK,
        Some(no) => StatusCode::from_u16(no.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY),
    };
    let fields = [&question, &words, &reason, &remark];
    show_with(
        status,
        &TicketPage {
            line: line(voice, &page, &filed, &told, by),
            history: record
                .as_ref()
                .filter(|_| shows_history)
                .map(|path| page.href(&format!("{path}/history"))),
            record: record.as_ref().map(|path| page.href(path)),
            text: filed.report.text.clone(),
            language: tr.lang_name(&filed.report.lang),
            mail: filed.report.mail.is_some(),
            note: filed.note.clone(),
            happened,
            errors: summary(tr, if asked { &fields[..1] } else { &fields[1..] }, wrong),
            seen: filed.revision,
            action: page.href(&format!("/staff/reports/{number}")),
            take: can(Act::Take) && filed.assigned_to != Some(by),
            release: can(Act::Release),
            ask: asks(Asked::Visitor),
            ask_organisation: asks(Asked::Organisation),
            end: !filed.state.is_over(),
            again: can(Act::Reopen(empty())),
            question,
            words,
            reason,
            remark,
            page,
        },
    )
}

/// The names of fields as people know them.
fn fields(page: &Page, names: &[String]) -> String {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        let key = format!("catalogue-field-{name}");
        let said = match page.tr().has(&key) {
            true => page.t(&key),
            false => page.t("voice-field-other"),
        };
        if !all.contains(&said) {
            all.push(said);
        }
    }
    page.tr().list(&all)
}

/// What an officer sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    r#do: String,
    seen: String,
    words: String,
    reason: String,
    note: String,
}

fn wanted(sent: &Sent) -> Result<Act, Refusal> {
    let (words, note) = (sent.words.clone(), sent.note.clone());
    Ok(match sent.r#do.as_str() {
        "take" => Act::Take,
        "release" => Act::Release,
        "ask-visitor" => Act::Ask(Asked::Visitor, words),
        "ask-organisation" => Act::Ask(Asked::Organisation, words),
        "answer" => Act::Answer { words, note },
        "close" => {
            let reason = Reason::parse(&sent.reason)
                .ok_or_else(|| Refusal::new("voice-refused-reason", 422).field("reason"))?;
            Act::Close {
                reason,
                words,
                note,
            }
        }
        "reopen" => Act::Reopen(words),
        _ => return Err(Refusal::new("voice-refused-step", 409)),
    })
}

/// `POST /staff/reports/{number}`
pub(super) async fn decide(
    State(voice): State<Voice>,
    visit: Visit,
    me: Me,
    Path(number): Path<i64>,
    Form(sent): Form<Sent>,
) -> Answer {
    let by = officer(&me)?;
    // What an officer has not seen is not decided on.
    let seen = Some(sent.seen.parse().unwrap_or(0));
    let done = match wanted(&sent) {
        Ok(act) => {
            voice
                .act(&visit, (number, seen), Side::Officer(by), act)
                .await
        }
        Err(no) => Err(No::Refused(no)),
    };
    match done {
        Ok(_) => {
            let to = visit.href(&format!("/staff/reports/{number}"));
            Ok(Redirect::to(&to).into_response())
        }
        Err(No::Refused(no)) if no.status != 404 => {
            ticket_page(&voice, &visit, by, number, &sent, &[no]).await
        }
        Err(no) => Err(no.into()),
    }
}
