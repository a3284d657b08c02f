//! What visitors report about an organisation's records: the list, one report with what has happened to
//! it, and what the organisation says. Who reported it is shown nowhere.

use askama::Template;
use axum::extract::{Path, State};
use people::pages::Me;
use values::{Id, Refusal};
use voice::model::{Filed, Step, Subject, Told};
use voice::pages::{name_of, wrong_of};
use voice::rules::TEXT;
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Page, Visit, show, show_with};

use super::fields::label;
use super::start::named;
use super::{Providers, own, titled, told};
use crate::actions as a;

/// How many reports are listed.
pub(super) const MOST: u32 = 50;

/// A report in the list.
struct Line {
    href: String,
    name: String,
    what: String,
    state: String,
    tone: &'static str,
    at: String,
}

#[derive(Template)]
#[template(path = "providers/reports.html")]
struct ListPage {
    page: Page,
    lines: Vec<Line>,
}

/// One thing that has happened.
struct Happened {
    at: String,
    text: String,
    words: Option<String>,
    fields: String,
}

#[derive(Template)]
#[template(path = "providers/report.html")]
struct ReportPage {
    page: Page,
    line: Line,
    text: String,
    question: Option<String>,
    record: Option<String>,
    /// The form that begins to mend it: where it goes, the kind and the record.
    mend: Option<(String, &'static str, Id)>,
    happened: Vec<Happened>,
    over: bool,
    errors: Vec<FormError>,
    words: Field,
    action: String,
}

fn tone(filed: &Filed) -> &'static str {
    use voice::model::{Asked, State};
    match (filed.state, filed.asked) {
        (State::Asked, Some(Asked::Organisation)) => "warning",
        (State::Open | State::Assigned | State::Asked, _) => "primary",
        (State::Answered, _) => "success",
        (State::Closed, _) => "secondary",
    }
}

/// Where a report stands, as the organisation is concerned.
fn state(page: &Page, filed: &Filed) -> String {
    use voice::model::Asked;
    match filed.asked {
        Some(Asked::Organisation) => page.t("providers-report-asked"),
        _ if filed.state.is_over() => page.t("providers-report-over"),
        _ => page.t("providers-report-open"),
    }
}

fn line(p: &Providers, page: &Page, org: Id, filed: &Filed) -> Line {
    let view = p.0.catalogue.view();
    let name = name_of(view.snapshot(), page.tr(), filed.report.subject);
    Line {
        href: page.href(&format!("/provider/org/{org}/reports/{}", filed.number)),
        name: name.unwrap_or_else(|| page.t("providers-report-gone")),
        what: wrong_of(page.tr(), filed.report.subject, &filed.report.what),
        state: state(page, filed),
        tone: tone(filed),
        at: page.tr().date_long(filed.at.day(&p.0.ground.city.zone)),
    }
}

/// `GET /provider/org/{org}/reports`
pub(super) async fn list(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
) -> Answer {
    let by = own(&me)?;
    let (name, all) = p
        .look(by, move |c, ground, _| {
            let all = a::reports(c, ground, org, MOST, by)?;
            let name = a::organisation(c, org)?.map(|o| o.name).unwrap_or_default();
            Ok((name, all))
        })
        .await?;
    let page = area(
        &visit,
        org,
        &name,
        visit.tr().t("providers-reports").into_owned(),
    );
    let lines = all.iter().map(|f| line(&p, &page, org, f)).collect();
    show(&ListPage { lines, page })
}

/// A page below the organisation's area.
fn area(visit: &Visit, org: Id, name: &str, title: String) -> Page {
    let above = named(&super::frame(visit, "providers-area"), name);
    titled(visit, title)
        .crumb(visit.tr().t("providers-mine"), "/provider")
        .crumb(above, &format!("/provider/org/{org}"))
}

async fn report_page(
    p: &Providers,
    visit: &Visit,
    by: Id,
    (org, number): (Id, i64),
    typed: &str,
    wrong: &[Refusal],
) -> Answer {
    let (name, (filed, history)) = p
        .look(by, move |c, ground, _| {
            let found = a::report(c, ground, (org, number), by)?;
            let name = a::organisation(c, org)?.map(|o| o.name).unwrap_or_default();
            Ok((name, found))
        })
        .await?;
    let title = visit.tr().plain(
        "providers-report-one",
        &i18n::args!["number" => number.to_string()],
    );
    let page = area(visit, org, &name, title).crumb(
        visit.tr().t("providers-reports"),
        &format!("/provider/org/{org}/reports"),
    );
    let view = p.0.catalogue.view();
    let subject = filed.report.subject;
    let there = name_of(view.snapshot(), page.tr(), subject).is_some();
    let begin = page.href(&format!("/provider/org/{org}/begin"));
    let mend = match subject {
        Subject::Service(id) if there => Some((begin, "service", id)),
        Subject::Organization(id) if there => Some((begin, "organization", id)),
        _ => None,
    };
    let over = filed.state.is_over();
    let words = Field::text("words", page.t("providers-report-words"))
        .hint(page.t1("providers-report-words-hint", "most", TEXT))
        .required()
        .value(typed)
        .refused(page.tr(), wrong);
    let question = history
        .iter()
        .rfind(|t| t.step == Step::AskedOrganisation)
        .filter(|_| filed.asked == Some(voice::model::Asked::Organisation))
        .and_then(|t| t.words.clone());
    show_with(
        status(wrong),
        &ReportPage {
            line: line(p, &page, org, &filed),
            text: filed.report.text.clone(),
            question,
            record: there.then(|| page.href(&subject.path())),
            mend: mend.filter(|_| !over),
            happened: history.iter().map(|t| happened(p, &page, t)).collect(),
            over,
            errors: summary(page.tr(), &[&words], wrong),
            words,
            action: page.href(&format!("/provider/org/{org}/reports/{number}")),
            page,
        },
    )
}

fn happened(p: &Providers, page: &Page, t: &Told) -> Happened {
    let step = match t.step {
        Step::Said => format!("said-{}", t.side),
        other => other.as_str().to_string(),
    };
    let fields: Vec<String> = t.fields.iter().map(|f| label(page, f)).collect();
    Happened {
        at: page.tr().moment(t.at, &p.0.ground.city.zone),
        text: page.t(&format!("voice-step-{step}")),
        words: t.words.clone(),
        fields: page.tr().list(&fields),
    }
}

/// `GET /provider/org/{org}/reports/{number}`
pub(super) async fn one(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path((org, number)): Path<(Id, i64)>,
) -> Answer {
    report_page(&p, &visit, own(&me)?, (org, number), "", &[]).await
}

/// `POST /provider/org/{org}/reports/{number}`: an answer for the office, or «it is right as it is».
pub(super) async fn say(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path((org, number)): Path<(Id, i64)>,
    sent: Sent,
) -> Answer {
    let by = own(&me)?;
    let (right, words) = (sent.get("do") == "right", sent.get("words").to_string());
    let done = p
        .act(by, move |tx, ground, turn| {
            a::say(tx, ground, (org, number), (right, &words), turn.act)
        })
        .await;
    match done {
        Ok(()) => visit.go(&format!("/provider/org/{org}/reports/{number}")),
        Err(no) => {
            let wrong = told(no)?;
            report_page(&p, &visit, by, (org, number), sent.get("words"), &wrong).await
        }
    }
}
