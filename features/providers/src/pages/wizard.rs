//! The steps of a case, kept at any time; the summary, and sending.

use askama::Template;
use axum::extract::{Path, State};
use people::pages::Me;
use values::{Id, Refusal};
use web::form::{Field, FormError, summary as told_above};
use web::form::{Sent, status};
use web::{Answer, Failure, Page, Visit, show_with};

use super::start::{STEPS, missing, named, open_items};
use super::{Providers, frame, own, papers, told};
use crate::actions as a;
use crate::model::{Case, Form, State as CaseState};
use crate::rules;

/// The fields of a step.
pub(super) fn names(step: &str) -> &'static [&'static str] {
    match step {
        "about" => &[
            "name",
            "nature",
            "legal_form",
            "fiscal_code",
            "vat",
            "runts",
        ],
        "contacts" => &[
            "street",
            "postal_code",
            "town",
            "mail",
            "phone",
            "website",
            "represented_by",
            "represented_as",
        ],
        _ => &[],
    }
}

/// A field of the form, by name.
fn slot<'f>(form: &'f mut Form, name: &str) -> Option<&'f mut String> {
    Some(match name {
        "name" => &mut form.name,
        "nature" => &mut form.nature,
        "legal_form" => &mut form.legal_form,
        "fiscal_code" => &mut form.fiscal_code,
        "vat" => &mut form.vat,
        "runts" => &mut form.runts,
        "street" => &mut form.street,
        "postal_code" => &mut form.postal_code,
        "town" => &mut form.town,
        "mail" => &mut form.mail,
        "phone" => &mut form.phone,
        "website" => &mut form.website,
        "represented_by" => &mut form.represented_by,
        "represented_as" => &mut form.represented_as,
        _ => return None,
    })
}

/// What is written in a field of the form.
fn written(form: &Form, name: &str) -> String {
    slot(&mut form.clone(), name).cloned().unwrap_or_default()
}

/// The label of a field of the form.
fn label(page: &Page, name: &str) -> String {
    page.t(&format!("providers-form-{}", name.replace('_', "-")))
}

fn field(page: &Page, form: &Form, name: &str, wrong: &[Refusal]) -> Field {
    let mut field = Field::text(name, label(page, name));
    field = match name {
        "nature" => ["third_sector", "public", "profit"]
            .iter()
            .fold(field, |f, n| {
                f.option(
                    *n,
                    page.t(&format!("providers-nature-{}", n.replace('_', "-"))),
                )
            }),
        "mail" => field.kind("email"),
        "phone" => field.kind("tel"),
        "website" => field.kind("url"),
        _ => field,
    };
    match name {
        "fiscal_code" | "vat" | "runts" | "website" | "mail" | "represented_by" => {
            field = field.hint(page.t(&format!("providers-form-{}-hint", name.replace('_', "-"))));
        }
        _ => {}
    }
    if matches!(name, "vat" | "runts" | "postal_code") {
        field.inputmode = "numeric";
    }
    if !matches!(name, "vat" | "runts" | "phone" | "website") {
        field = field.required();
    }
    field.value(written(form, name)).refused(page.tr(), wrong)
}

#[derive(Template)]
#[template(path = "providers/step.html")]
struct StepPage {
    page: Page,
    lead: String,
    errors: Vec<FormError>,
    kept: bool,
    action: String,
    revision: i64,
    fields: Vec<Field>,
}

/// A page of a case, under its name.
pub(super) fn case_frame(visit: &Visit, key: &str, case: &Case) -> Page {
    let page = frame(visit, key).crumb(visit.tr().t("providers-mine"), "/provider");
    let name = named(&page, &case.form.name);
    page.crumb(name, &format!("/provider/cases/{}", case.id))
}

fn step_page(visit: &Visit, case: &Case, step: &str, kept: bool, wrong: &[Refusal]) -> Answer {
    let page = case_frame(visit, &format!("providers-{step}"), case);
    let fields: Vec<Field> = names(step)
        .iter()
        .map(|n| field(&page, &case.form, n, wrong))
        .collect();
    let errors = told_above(page.tr(), &fields.iter().collect::<Vec<_>>(), wrong);
    let at = STEPS.iter().position(|s| *s == step).unwrap_or(0) + 1;
    show_with(
        status(wrong),
        &StepPage {
            lead: page.t2("providers-step-of", "at", at, "of", STEPS.len() + 1),
            errors,
            kept,
            action: page.href(&format!("/provider/cases/{}/steps/{step}", case.id)),
            revision: case.revision,
            fields,
            page,
        },
    )
}

/// `GET /provider/cases/{id}/steps/{step}`
pub(super) async fn step(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path((id, step)): Path<(Id, String)>,
) -> Answer {
    let by = own(&me)?;
    if !STEPS.contains(&step.as_str()) {
        return Err(Failure::NotFound);
    }
    if step == "checklist" {
        return papers::list(&p, &visit, by, id, None, &[]).await;
    }
    let case = p
        .look(by, move |c, ground, _| a::case_of(c, ground, id, by))
        .await?;
    match case.state.is_open() {
        true => step_page(&visit, &case, &step, false, &[]),
        false => visit.go(&format!("/provider/cases/{id}")),
    }
}

/// `POST /provider/cases/{id}/steps/{step}`: whatever is written is kept. Who goes on is told what is
/// wrong in this step; who only keeps it is not.
pub(super) async fn keep(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path((id, step)): Path<(Id, String)>,
    sent: Sent,
) -> Answer {
    let by = own(&me)?;
    if !STEPS.contains(&step.as_str()) {
        return Err(Failure::NotFound);
    }
    let before = p
        .look(by, move |c, ground, _| a::case_of(c, ground, id, by))
        .await?;
    let mut form = before.form.clone();
    for name in names(&step) {
        if let Some(slot) = slot(&mut form, name) {
            *slot = sent.get(name).trim().to_string();
        }
    }
    if step == "checklist" {
        form.declared = sent.all("declared").map(String::from).collect();
    }
    let (revision, typed) = (sent.revision(), form.clone());
    let done = p
        .act(by, move |tx, ground, turn| {
            a::save(tx, ground, (id, revision), &typed, turn.act)
        })
        .await;
    let case = match done {
        Ok(case) => case,
        Err(no) => {
            let wrong = told(no)?;
            let typed = Case { form, ..before };
            return match step.as_str() {
                "checklist" => papers::list(&p, &visit, by, id, None, &wrong).await,
                _ => step_page(&visit, &typed, &step, false, &wrong),
            };
        }
    };
    if sent.get("then") != "next" {
        return visit.go(&format!("/provider/cases/{id}"));
    }
    let wrong: Vec<Refusal> = rules::form::facts(&case.form)
        .err()
        .unwrap_or_default()
        .into_iter()
        .filter(|r| {
            r.field
                .as_deref()
                .is_some_and(|f| names(&step).contains(&f))
        })
        .collect();
    if !wrong.is_empty() {
        return step_page(&visit, &case, &step, true, &wrong);
    }
    match STEPS.iter().skip_while(|s| **s != step).nth(1) {
        Some(next) => visit.go(&format!("/provider/cases/{id}/steps/{next}")),
        None => visit.go(&format!("/provider/cases/{id}/send")),
    }
}

/// A step in the summary.
pub(super) struct Part {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) missing: usize,
    pub(super) facts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "providers/summary.html")]
struct SummaryPage {
    page: Page,
    errors: Vec<FormError>,
    parts: Vec<Part>,
    whole: bool,
    revision: i64,
    action: String,
    note: Option<Field>,
    days: u16,
}

/// The form as it is read, step by step.
pub(super) fn parts(page: &Page, case: &Case, list: &[a::Shown]) -> Vec<Part> {
    STEPS
        .iter()
        .map(|step| Part {
            title: page.t(&format!("providers-{step}")),
            href: page.href(&format!("/provider/cases/{}/steps/{step}", case.id)),
            missing: missing(case, step, open_items(list)),
            facts: match *step {
                "checklist" => list
                    .iter()
                    .map(|s| (page.say_plain(&s.item.label), papers::mark(page, s)))
                    .collect(),
                _ => names(step)
                    .iter()
                    .map(|n| {
                        let text = written(&case.form, n);
                        let text = match *n {
                            "nature" if !text.is_empty() => {
                                page.t(&format!("providers-nature-{}", text.replace('_', "-")))
                            }
                            _ => text,
                        };
                        (label(page, n), text)
                    })
                    .filter(|(_, text)| !text.is_empty())
                    .collect(),
            },
        })
        .collect()
}

async fn summary_page(
    p: &Providers,
    visit: &Visit,
    by: Id,
    id: Id,
    words: &str,
    wrong: &[Refusal],
) -> Answer {
    let today = p.today();
    let (case, list) = p
        .look(by, move |c, ground, _| {
            let case = a::case_of(c, ground, id, by)?;
            let list = a::checklist(c, ground, &case, today)?;
            Ok((case, list))
        })
        .await?;
    if !case.state.is_open() {
        return visit.go(&format!("/provider/cases/{id}"));
    }
    let page = case_frame(visit, "providers-send", &case);
    let parts = parts(&page, &case, &list);
    let note = (case.state == CaseState::Clarification).then(|| {
        Field::text("note", page.t("providers-answer"))
            .required()
            .value(words)
            .refused(page.tr(), wrong)
    });
    let fields: Vec<&Field> = note.iter().collect();
    // What is missing stands at its step already, with a link.
    let above: Vec<Refusal> = wrong
        .iter()
        .filter(|r| r.field.is_none() || r.field.as_deref() == Some("note"))
        .cloned()
        .collect();
    let errors = told_above(page.tr(), &fields, &above);
    show_with(
        status(wrong),
        &SummaryPage {
            errors,
            whole: parts.iter().all(|p| p.missing == 0),
            parts,
            revision: case.revision,
            action: page.href(&format!("/provider/cases/{id}/send")),
            note,
            days: p.0.ground.checklist.days,
            page,
        },
    )
}

/// `GET /provider/cases/{id}/send`
pub(super) async fn summary(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    summary_page(&p, &visit, own(&me)?, id, "", &[]).await
}

/// `POST /provider/cases/{id}/send`: sends the case in, or answers what was asked.
pub(super) async fn send(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let by = own(&me)?;
    let (revision, words) = (sent.revision(), sent.get("note").to_string());
    let done = p
        .act(by, move |tx, ground, turn| {
            let case = a::case_of(tx, ground, id, by)?;
            match case.state {
                CaseState::Clarification => a::answer(tx, ground, (id, revision), &words, turn.act),
                _ => a::submit(tx, ground, (id, revision), turn.act).map(|_| ()),
            }
        })
        .await;
    match done {
        Ok(()) => visit.go(&format!("/provider/cases/{id}")),
        Err(no) => {
            let wrong = told(no)?;
            summary_page(&p, &visit, by, id, sent.get("note"), &wrong).await
        }
    }
}
