//! The officers' desk for admissions: the queue with its clock, a case, the decision; claims of records.

use askama::Template;
use axum::extract::{Path, State};
use people::pages::Me;
use values::{Id, Refusal};
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Failure, Page, Visit, show, show_with};

use super::papers::{Paper, paper};
use super::start::{Happened, named, state, timeline, tone};
use super::wizard::{Part, parts};
use super::{Providers, frame, letters, officer, titled, told};
use crate::actions::{self as a, No};
use crate::model::Step;
use crate::policy::Act;
use crate::rules::admission::{self, days_between};

/// A case in the queue.
struct Line {
    href: String,
    name: String,
    number: String,
    state: String,
    tone: &'static str,
    clock: String,
    late: bool,
    twin: bool,
}

/// An organisation that says a record is its own.
struct ClaimLine {
    text: String,
    record: String,
    action: String,
    case: Option<String>,
}

#[derive(Template)]
#[template(path = "providers/admissions.html")]
struct QueuePage {
    page: Page,
    waiting: Vec<Line>,
    admitted: Vec<Line>,
    claims: Vec<ClaimLine>,
}

/// `GET /staff/admissions`
pub(super) async fn queue(State(p): State<Providers>, visit: Visit, me: Me) -> Answer {
    let by = officer(&me, Act::Admit)?;
    let today = p.today();
    let (queue, rest, claims) = p
        .look(by, move |c, ground, _| {
            let queue = a::queue(c, ground, today)?;
            let rest = a::admitted(c, ground)?;
            let mut claims = Vec::new();
            for claim in a::claims_waiting(c)? {
                let name = a::organisation(c, claim.organisation)?.map(|o| o.name);
                claims.push((claim, name.unwrap_or_default()));
            }
            Ok((queue, rest, claims))
        })
        .await?;
    let page = frame(&visit, "providers-admissions").crumb(visit.tr().t("people-staff"), "/staff");
    let line = |case: &crate::model::Case, clock: String, late: bool, twin: bool| Line {
        href: page.href(&format!("/staff/admissions/{}", case.id)),
        name: named(&page, &case.form.name),
        number: case.number.map(|n| n.to_string()).unwrap_or_default(),
        state: state(&page, case.state),
        tone: tone(case.state),
        clock,
        late,
        twin,
    };
    let waiting = queue
        .iter()
        .map(|w| {
            let left = days_between(today, w.countdown.deadline);
            let clock = match (w.countdown.stopped, left < 0) {
                (true, _) => page.t("providers-clock-stands"),
                (false, true) => page.t1("providers-clock-late", "count", -left),
                (false, false) => page.t1("providers-clock-left", "count", left),
            };
            line(
                &w.case,
                clock,
                left < 5 && !w.countdown.stopped,
                !w.twins.is_empty(),
            )
        })
        .collect();
    let admitted = rest
        .iter()
        .map(|case| {
            let until = case
                .valid_until
                .map(|d| page.tr().date(d))
                .unwrap_or_default();
            line(case, page.t1("providers-until", "day", until), false, false)
        })
        .collect();
    let view = p.0.catalogue.view();
    let claims = claims
        .into_iter()
        .map(|(claim, name)| {
            let record = view
                .snapshot()
                .organization(claim.record)
                .map(|o| o.record.name.clone())
                .unwrap_or_default();
            ClaimLine {
                text: page.t2(
                    "providers-claim-line",
                    "name",
                    name,
                    "record",
                    record.clone(),
                ),
                record,
                action: page.href(&format!("/staff/claims/{}", claim.id)),
                case: rest
                    .iter()
                    .find(|c| c.organisation == claim.organisation)
                    .map(|c| page.href(&format!("/staff/admissions/{}", c.id))),
            }
        })
        .collect();
    show(&QueuePage {
        waiting,
        admitted,
        claims,
        page,
    })
}

#[derive(Template)]
#[template(path = "providers/admission.html")]
struct CasePage {
    page: Page,
    state: String,
    tone: &'static str,
    facts: Vec<(String, String)>,
    twins: Vec<String>,
    parts: Vec<Part>,
    papers: Vec<(String, Vec<Paper>)>,
    events: Vec<Happened>,
    errors: Vec<FormError>,
    note: Field,
    choices: Vec<(&'static str, String, &'static str)>,
    action: String,
}

async fn case_page(
    p: &Providers,
    visit: &Visit,
    by: Id,
    id: Id,
    words: &str,
    wrong: &[Refusal],
) -> Answer {
    let today = p.today();
    let (case, events, list, documents, twins) = p
        .look(by, move |c, ground, _| {
            let case = a::office_case(c, ground, id)?;
            let events = a::events(c, ground, id)?;
            let list = a::checklist(c, ground, &case, today)?;
            let documents = a::documents(c, case.organisation)?;
            let queue = a::queue(c, ground, today)?;
            let mut twins = Vec::new();
            for twin in queue
                .iter()
                .filter(|w| w.case.id == id)
                .flat_map(|w| &w.twins)
            {
                twins.push(
                    a::organisation(c, *twin)?
                        .map(|o| o.name)
                        .unwrap_or_default(),
                );
            }
            Ok((case, events, list, documents, twins))
        })
        .await?;
    let title = named(&frame(visit, "providers-admissions"), &case.form.name);
    let page = titled(visit, title)
        .crumb(visit.tr().t("people-staff"), "/staff")
        .crumb(visit.tr().t("providers-admissions"), "/staff/admissions");
    let tr = page.tr();
    let mut facts = Vec::new();
    if let Some(number) = case.number {
        facts.push((page.t("providers-number"), number.to_string()));
    }
    let ground = &p.0.ground;
    if let (Some(clock), true) = (
        admission::countdown(&events, &ground.checklist, &ground.city.zone, today),
        case.valid_until.is_none(),
    ) {
        let key = if clock.stopped {
            "providers-clock-stopped"
        } else {
            "providers-clock"
        };
        let day = tr.date_long(clock.deadline);
        facts.push((page.t("providers-deadline"), page.t1(key, "day", day)));
    }
    if let Some(until) = case.valid_until {
        facts.push((page.t("providers-valid"), tr.date_long(until)));
    }
    let papers = list
        .iter()
        .filter(|s| s.item.document)
        .map(|s| {
            let papers = documents
                .iter()
                .filter(|d| d.item == s.item.key)
                .map(|d| paper(&page, d, "/staff/documents"))
                .collect();
            (page.say_plain(&s.item.label), papers)
        })
        .filter(|(_, papers): &(String, Vec<Paper>)| !papers.is_empty())
        .collect();
    let choices = [
        (Step::Admit, "btn-primary"),
        (Step::Ask, "btn-outline-primary"),
        (Step::Refuse, "btn-outline-danger"),
        (Step::Suspend, "btn-outline-danger"),
        (Step::Lift, "btn-primary"),
    ]
    .into_iter()
    .filter(|(step, _)| admission::after(case.state, *step).is_ok())
    .map(|(step, class)| {
        (
            step.as_str(),
            page.t(&format!("providers-do-{}", step.as_str())),
            class,
        )
    })
    .collect();
    let note = Field::text("note", page.t("providers-note"))
        .hint(page.t("providers-note-hint"))
        .required()
        .value(words)
        .refused(tr, wrong);
    let errors = summary(tr, &[&note], wrong);
    show_with(
        status(wrong),
        &CasePage {
            state: state(&page, case.state),
            tone: tone(case.state),
            facts,
            twins,
            parts: parts(&page, &case, &list),
            papers,
            events: timeline(&page, p, &events),
            errors,
            note,
            choices,
            action: page.href(&format!("/staff/admissions/{id}")),
            page,
        },
    )
}

/// `GET /staff/admissions/{id}`
pub(super) async fn case(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    case_page(&p, &visit, officer(&me, Act::Admit)?, id, "", &[]).await
}

/// `POST /staff/admissions/{id}`: asks or decides; the organisation is written to.
pub(super) async fn decide(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let by = officer(&me, Act::Admit)?;
    let step = Step::parse(sent.get("do")).ok_or(Failure::NotFound)?;
    let words = sent.get("note").to_string();
    let (outbox, site) = (p.0.outbox.clone(), visit.site().clone());
    let done = p
        .act(by, move |tx, ground, turn| {
            match step {
                Step::Ask => a::ask(tx, ground, id, &words, turn.act)?,
                Step::Admit => a::admit(tx, ground, id, &words, turn.act).map(|_| ())?,
                Step::Refuse => a::refuse_case(tx, ground, id, &words, turn.act)?,
                Step::Suspend => a::suspend(tx, ground, id, &words, turn.act)?,
                Step::Lift => a::lift(tx, ground, id, &words, turn.act)?,
                _ => return Err(No::from(Refusal::new("providers-refused-step", 409))),
            }
            let case = a::office_case(tx, ground, id)?;
            let Some(base) = site.settings().base_url.as_deref() else {
                return Ok(());
            };
            // Everybody who manages it, in their own language.
            let readers = a::readers(tx, ground, case.organisation)?;
            for (n, reader) in readers.into_iter().enumerate() {
                let Some(to) = reader.mail else { continue };
                let tr = site.tr(reader.lang.as_str());
                let tr = tr.unwrap_or_else(|| site.default_tr());
                let url = format!("{base}/{}/provider/cases/{id}", tr.lang());
                let name = case.form.name.clone();
                let letter = letters::moved(tr, to, step.as_str(), &name, words.trim(), &url);
                let one = turn.id(&format!("letter {n}"));
                outbox.post(tx, one, &letter, turn.act.seed, turn.act.at)?;
            }
            Ok(())
        })
        .await;
    match done {
        Ok(()) => visit.go(&format!("/staff/admissions/{id}")),
        Err(no) => case_page(&p, &visit, by, id, sent.get("note"), &told(no)?).await,
    }
}

/// `POST /staff/claims/{id}`
pub(super) async fn claim(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let by = officer(&me, Act::Admit)?;
    let (yes, words) = (sent.get("do") == "yes", sent.get("note").to_string());
    p.act(by, move |tx, ground, turn| {
        a::decide_claim(tx, ground, id, yes, &words, turn.act)
    })
    .await?;
    visit.go("/staff/admissions")
}
