//! One's organisations, and where the admission of one stands.

use askama::Template;
use axum::extract::{Path, State};
use people::pages::Me;
use values::Id;
use web::{Answer, Page, Visit, show};

use super::{Providers, frame, own, titled};
use crate::actions as a;
use crate::model::{Case, Event, Form, Role, State as CaseState};
use crate::rules::admission::{self, Countdown};
use crate::rules::checklist::Mark;

/// An organisation in one's list.
struct Mine {
    href: String,
    name: String,
    role: String,
    state: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "providers/mine.html")]
struct MinePage {
    page: Page,
    all: Vec<Mine>,
}

/// The colour of a state.
pub(super) fn tone(state: CaseState) -> &'static str {
    match state {
        CaseState::Draft | CaseState::Submitted => "primary",
        CaseState::Clarification | CaseState::Expiring => "warning",
        CaseState::Admitted => "success",
        CaseState::Refused | CaseState::Suspended => "danger",
        CaseState::Expired | CaseState::Withdrawn => "secondary",
    }
}

/// A state in words.
pub(super) fn state(page: &Page, state: CaseState) -> String {
    page.t(&format!("providers-state-{}", state.as_str()))
}

/// What an organisation is called while it has no name.
pub(super) fn named(page: &Page, name: &str) -> String {
    match name.trim() {
        "" => page.t("providers-nameless"),
        name => name.to_string(),
    }
}

/// `GET /provider`
pub(super) async fn mine(State(p): State<Providers>, visit: Visit, me: Me) -> Answer {
    let by = own(&me)?;
    let found = p
        .look(by, move |c, ground, _| {
            let mut all = Vec::new();
            for (id, role) in a::organisations_of(c, by)? {
                let name = a::organisation(c, id)?.map(|o| o.name).unwrap_or_default();
                let newest = match role {
                    Role::Manager => a::cases(c, ground, id, by)?.into_iter().next(),
                    Role::Operator => None,
                };
                all.push((id, role, name, newest));
            }
            Ok(all)
        })
        .await?;
    let page = frame(&visit, "providers-mine").crumb(visit.tr().t("people-my-area"), "/my");
    let all = found
        .into_iter()
        .map(|(id, role, name, case)| {
            let begun = case
                .as_ref()
                .filter(|c| c.renews.is_none() && c.form.name != name);
            let inside = case.as_ref().is_none_or(|c| {
                c.state.in_force() || c.renews.is_some() || c.state == CaseState::Suspended
            });
            Mine {
                href: match &case {
                    Some(case) if !inside => page.href(&format!("/provider/cases/{}", case.id)),
                    _ => page.href(&format!("/provider/org/{id}")),
                },
                name: named(&page, begun.map_or(&name, |c| &c.form.name)),
                role: page.t(&format!("providers-role-{}", role.as_str())),
                state: case
                    .as_ref()
                    .map(|c| state(&page, c.state))
                    .unwrap_or_default(),
                tone: case.map(|c| tone(c.state)).unwrap_or("secondary"),
            }
        })
        .collect();
    show(&MinePage { page, all })
}

/// `POST /provider/begin`: an empty case; everything is written afterwards, at leisure.
pub(super) async fn begin(State(p): State<Providers>, visit: Visit, me: Me) -> Answer {
    let by = own(&me)?;
    let case = p
        .act(by, move |tx, ground, turn| {
            let ids = (turn.id("organisation"), turn.id("case"));
            a::begin(tx, ground, ids, &Form::default(), turn.act)
        })
        .await?;
    visit.go(&format!("/provider/cases/{}/steps/about", case.id))
}

/// One thing that happened, as it is read.
pub(super) struct Happened {
    pub(super) title: String,
    pub(super) at: String,
    pub(super) note: String,
}

/// The timeline of a case, oldest first.
pub(super) fn timeline(page: &Page, p: &Providers, events: &[Event]) -> Vec<Happened> {
    events
        .iter()
        .map(|e| Happened {
            title: page.t(&format!("providers-step-{}", e.step.as_str())),
            at: page.tr().moment(e.at, &p.0.ground.city.zone),
            note: e.note.clone().unwrap_or_default(),
        })
        .collect()
}

/// A step of the wizard in the overview.
struct StepLine {
    href: String,
    title: String,
    text: String,
    done: bool,
}

#[derive(Template)]
#[template(path = "providers/case.html")]
struct CasePage {
    page: Page,
    state: String,
    tone: &'static str,
    about: String,
    facts: Vec<(String, String)>,
    question: Option<String>,
    steps: Vec<StepLine>,
    open: bool,
    send: String,
    events: Vec<Happened>,
    area: Option<String>,
    papers: Option<String>,
    renew: Option<String>,
    withdraw: Option<String>,
}

/// The steps in which a form is written.
pub(super) const STEPS: [&str; 3] = ["about", "contacts", "checklist"];

/// How many things are missing in a step.
pub(super) fn missing(case: &Case, step: &str, open_items: usize) -> usize {
    if step == "checklist" {
        return open_items;
    }
    let wrong = crate::rules::form::facts(&case.form)
        .err()
        .unwrap_or_default();
    let names = super::wizard::names(step);
    wrong
        .iter()
        .filter(|r| r.field.as_deref().is_some_and(|f| names.contains(&f)))
        .count()
}

/// How many items of a checklist are still open.
pub(super) fn open_items(list: &[a::Shown]) -> usize {
    list.iter()
        .filter(|s| !s.item.optional && !matches!(s.mark, Mark::Good(_)))
        .count()
}

/// `GET /provider/cases/{id}`
pub(super) async fn case(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    let by = own(&me)?;
    let today = p.today();
    let (case, events, list) = p
        .look(by, move |c, ground, _| {
            let case = a::case_of(c, ground, id, by)?;
            let events = a::events(c, ground, id)?;
            let list = a::checklist(c, ground, &case, today)?;
            Ok((case, events, list))
        })
        .await?;
    let ground = &p.0.ground;
    let clock = admission::countdown(&events, &ground.checklist, &ground.city.zone, today);
    let title = named(&frame(&visit, "providers-mine"), &case.form.name);
    let page = titled(&visit, title).crumb(visit.tr().t("providers-mine"), "/provider");
    let at = |path: &str| format!("/provider/cases/{id}{path}");
    let steps = STEPS
        .iter()
        .map(|step| {
            let missing = missing(&case, step, open_items(&list));
            StepLine {
                href: page.href(&at(&format!("/steps/{step}"))),
                title: page.t(&format!("providers-{step}")),
                text: page.t1("providers-missing", "count", missing),
                done: missing == 0,
            }
        })
        .collect();
    let mut facts = Vec::new();
    if let Some(number) = case.number {
        facts.push((page.t("providers-number"), number.to_string()));
    }
    if let Some(Countdown {
        deadline, stopped, ..
    }) = clock.filter(|_| matches!(case.state, CaseState::Submitted | CaseState::Clarification))
    {
        let key = if stopped {
            "providers-clock-stopped"
        } else {
            "providers-clock"
        };
        facts.push((
            page.t("providers-deadline"),
            page.t1(key, "day", page.tr().date_long(deadline)),
        ));
    }
    if let Some(until) = case.valid_until {
        facts.push((page.t("providers-valid"), page.tr().date_long(until)));
    }
    let asked = events
        .iter()
        .rev()
        .find(|e| e.step == crate::model::Step::Ask);
    let question = asked
        .filter(|_| case.state == CaseState::Clarification)
        .and_then(|e| e.note.clone());
    let ended = case.state.in_force() || case.state == CaseState::Expired;
    let may_withdraw = admission::after(case.state, crate::model::Step::Withdraw).is_ok();
    show(&CasePage {
        state: state(&page, case.state),
        tone: tone(case.state),
        about: page.t(&format!("providers-state-{}-about", case.state.as_str())),
        facts,
        question,
        steps,
        open: case.state.is_open(),
        send: page.href(&at("/send")),
        events: timeline(&page, &p, &events),
        area: (ended || case.state == CaseState::Suspended)
            .then(|| page.href(&format!("/provider/org/{}", case.organisation))),
        papers: ended.then(|| page.href(&at("/steps/checklist"))),
        renew: ended.then(|| page.href(&at("/renew"))),
        withdraw: may_withdraw.then(|| page.href(&at("/withdraw"))),
        page,
    })
}

/// `POST /provider/cases/{id}/withdraw`
pub(super) async fn withdraw(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    p.act(own(&me)?, move |tx, ground, turn| {
        a::withdraw(tx, ground, id, turn.act)
    })
    .await?;
    visit.go(&format!("/provider/cases/{id}"))
}

/// `POST /provider/cases/{id}/renew`
pub(super) async fn renew(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    let case = p
        .act(own(&me)?, move |tx, ground, turn| {
            a::renew(tx, ground, id, turn.id("case"), turn.act)
        })
        .await?;
    visit.go(&format!("/provider/cases/{}", case.id))
}
