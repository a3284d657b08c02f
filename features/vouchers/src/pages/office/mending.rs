//! What went wrong: incidents with every account before and after, flags that wait for a person.

use axum::extract::Path;
use values::Id;
use web::form::Field;
use web::form::Sent;
use web::{Answer, Page};

use super::funds::{account, amount_field};
use super::sheet::{Cell, Form, Part, Shape, cols, link, show};
use super::{AGREE, MEND, MENDING, Office, Told, cents};
use crate::actions as a;
use crate::model::{FlagOutcome, IncidentState, Trouble};
use crate::policy::Act;
use crate::rules::Refused;

fn state(page: &Page, state: IncidentState) -> String {
    page.t(&format!("vouchers-office-incident-{}", state.as_str()))
}

fn kind(page: &Page, kind: Trouble) -> String {
    page.t(&format!(
        "vouchers-office-trouble-{}",
        kind.as_str().replace('_', "-")
    ))
}

async fn list_page(o: &Office, told: Told<'_>) -> Answer {
    o.may(MENDING)?;
    let (incidents, flags) = o
        .look(|c, _, _| {
            let mut flags = Vec::new();
            for flag in a::flags(c)? {
                let number = match flag.spend {
                    Some(id) => a::item(c, id)?.map(|s| s.number),
                    None => None,
                };
                flags.push((flag, number));
            }
            Ok((a::incidents(c)?, flags))
        })
        .await?;
    let page = o.page(o.visit.tr().t("vouchers-office-incidents").into_owned());
    let tr = page.tr();
    let rows = incidents
        .iter()
        .map(|i| -> Vec<Cell> {
            vec![
                link(
                    page.href(&format!("/staff/incidents/{}", i.id)),
                    kind(&page, i.kind),
                ),
                tr.money_full(i.amount).into(),
                state(&page, i.state).into(),
            ]
        })
        .collect();
    let heads = cols(&page, &["what", "amount", "state"]);
    let mut open = Part::new("open", page.t("vouchers-office-incidents-open")).table(heads, rows);
    if incidents.is_empty() {
        open.text.push(page.t("vouchers-office-none-open"));
    }
    let mut parts = vec![open];
    let mends = o.can(Act::Mend);
    if mends {
        let mut which = Field::choice("kind", page.t("vouchers-office-col-what")).required();
        for trouble in Trouble::ALL {
            which = which.option(trouble.as_str(), kind(&page, *trouble));
        }
        let form = Form::new("open", page.href("/staff/incidents"))
            .field(
                Shape::Line,
                Field::text("number", page.t("vouchers-office-field-number"))
                    .hint(page.t("vouchers-office-field-number-hint"))
                    .required(),
            )
            .field(Shape::Select, which)
            .field(
                Shape::Line,
                amount_field(&page, "amount")
                    .hint(page.t("vouchers-office-incident-amount-hint"))
                    .required(),
            )
            .field(
                Shape::Text,
                Field::text("reason", page.t("vouchers-office-field-reason"))
                    .hint(page.t("vouchers-office-field-reason-names"))
                    .required(),
            )
            .button("", page.t("vouchers-office-incident-open"));
        parts.push(Part::new("new", page.t("vouchers-office-incident-new")).form(form));
    }
    let mut odd = Part::new("flags", page.t("vouchers-office-flags"));
    odd.text.push(page.t(match flags.is_empty() {
        true => "vouchers-office-none-open",
        false => "vouchers-office-flags-lead",
    }));
    for (flag, number) in &flags {
        let title = page.t(&format!(
            "vouchers-office-finding-{}",
            flag.finding.as_str().replace('_', "-")
        ));
        let figures: Vec<String> = flag
            .detail
            .iter()
            .map(|(k, v)| format!("{k}: {v}"))
            .collect();
        let mut about = number
            .clone()
            .map_or_else(String::new, |n| format!("{n} · "));
        about.push_str(&figures.join(" · "));
        if !mends {
            odd.facts.push((title, about));
            continue;
        }
        let mut form = Form::new(
            format!("flag-{}", flag.id),
            page.href(&format!("/staff/flags/{}", flag.id)),
        )
        .title(title)
        .text(about)
        .field(
            Shape::Line,
            Field::text("reason", page.t("vouchers-office-field-note")).required(),
        );
        for outcome in FlagOutcome::ALL {
            let label = page.t(&format!("vouchers-office-flag-{}", outcome.as_str()));
            form = form.button(outcome.as_str(), label);
        }
        odd.forms.push(form);
    }
    parts.push(odd);
    let lead = vec![page.t("vouchers-office-incidents-lead")];
    show(page, lead, parts, &told)
}

/// `GET /staff/incidents`
pub(super) async fn list(o: Office) -> Answer {
    list_page(&o, Told::default()).await
}

/// `POST /staff/incidents`: opens one from the number of a receipt.
pub(super) async fn open(o: Office, sent: Sent) -> Answer {
    o.may(MEND)?;
    let get = |name: &str| sent.get(name).to_string();
    let (number, which, amount, reason) =
        (get("number"), get("kind"), get("amount"), get("reason"));
    let answer = o
        .act(move |tx, g, ctx| {
            let wrong = |field: &str| Refused::Wrong {
                field: field.to_string(),
            };
            let spend = a::item_by_number(tx, &number)?.ok_or_else(|| wrong("number"))?;
            let which = Trouble::read(&which).ok_or_else(|| wrong("kind"))?;
            let what = (which, cents(&amount, "amount")?);
            a::open_incident(tx, &g.wallets, ctx, spend.id, what, &reason)
        })
        .await;
    o.after(
        answer,
        |incident| format!("/staff/incidents/{}", incident.id),
        |wrong| list_page(&o, Told::new("open", &sent, wrong)),
    )
    .await
}

async fn incident_page(o: &Office, id: Id, told: Told<'_>) -> Answer {
    o.may(MENDING)?;
    let (incident, spend) = o
        .look(move |c, _, _| {
            let incident = a::incident(c, id)?.ok_or(Refused::Unknown)?;
            let spend = a::item(c, incident.spend)?.ok_or(Refused::Unknown)?;
            Ok((incident, spend))
        })
        .await?;
    let title = o
        .visit
        .tr()
        .t(&format!(
            "vouchers-office-trouble-{}",
            incident.kind.as_str().replace('_', "-")
        ))
        .into_owned();
    let page = o.page(title).crumb(
        o.visit.tr().t("vouchers-office-incidents"),
        "/staff/incidents",
    );
    let tr = page.tr();
    let at = |rest: &str| page.href(&format!("/staff/incidents/{id}{rest}"));
    let mut part = Part::new("what", page.t("vouchers-office-incident"));
    part.facts = vec![
        (
            page.t("vouchers-office-col-state"),
            state(&page, incident.state),
        ),
        (page.t("vouchers-office-field-number"), spend.number.clone()),
        (
            page.t("vouchers-office-col-when"),
            tr.moment(spend.at, o.v.zone()),
        ),
        (
            page.t("vouchers-office-incident-paid"),
            tr.money_full(spend.amount),
        ),
        (
            page.t("vouchers-office-col-amount"),
            tr.money_full(incident.amount),
        ),
        (
            page.t("vouchers-office-col-reason"),
            incident.reason.clone(),
        ),
    ];
    let open = matches!(
        incident.state,
        IncidentState::Opened | IncidentState::Calculated
    );
    if open && o.can(Act::Mend) {
        part.forms.push(
            Form::new("calculate", at("/calculate"))
                .button("", page.t("vouchers-office-incident-calculate")),
        );
    }
    let mut parts = vec![part];
    if let Some(plan) = &incident.plan {
        let heads = cols(&page, &["account", "before", "after"]);
        let rows = plan
            .iter()
            .map(|c| -> Vec<Cell> {
                vec![
                    account(&page, &c.kind).into(),
                    tr.money_full(c.before).into(),
                    tr.money_full(c.after).into(),
                ]
            })
            .collect();
        let mut accounts = Part::new("plan", page.t("vouchers-office-accounts")).table(heads, rows);
        if incident.state == IncidentState::Calculated {
            match o.can(Act::ApproveMending) {
                true => accounts.forms.push(
                    Form::new("approve", at("/approve"))
                        .button("", page.t("vouchers-office-approve")),
                ),
                false => accounts.text.push(page.t("vouchers-office-waits-second")),
            }
        }
        parts.push(accounts);
    }
    show(page, Vec::new(), parts, &told)
}

/// `GET /staff/incidents/{id}`
pub(super) async fn one(o: Office, Path(id): Path<Id>) -> Answer {
    incident_page(&o, id, Told::default()).await
}

async fn done<T>(o: &Office, (id, word): (Id, &str), answer: Result<T, a::Error>) -> Answer {
    o.after(
        answer,
        |_| format!("/staff/incidents/{id}"),
        |wrong| incident_page(o, id, Told::only(word, wrong)),
    )
    .await
}

/// `POST /staff/incidents/{id}/calculate`
pub(super) async fn calculate(o: Office, Path(id): Path<Id>) -> Answer {
    o.may(MEND)?;
    let answer = o
        .act(move |tx, g, ctx| a::calculate(tx, &g.wallets, ctx, id))
        .await;
    done(&o, (id, "calculate"), answer).await
}

/// `POST /staff/incidents/{id}/approve`: another person; it is done.
pub(super) async fn approve(o: Office, Path(id): Path<Id>) -> Answer {
    o.may(AGREE)?;
    let answer = o
        .act(move |tx, g, ctx| a::approve_incident(tx, &g.wallets, ctx, id))
        .await;
    done(&o, (id, "approve"), answer).await
}

/// `POST /staff/flags/{id}`: a person decides.
pub(super) async fn decide(o: Office, Path(id): Path<Id>, sent: Sent) -> Answer {
    o.may(MEND)?;
    let (outcome, note) = (sent.get("do").to_string(), sent.get("reason").to_string());
    let answer = o
        .act(move |tx, g, ctx| {
            let outcome = FlagOutcome::read(&outcome).ok_or(Refused::Unknown)?;
            a::decide_flag(tx, &g.wallets, ctx, id, outcome, &note)
        })
        .await;
    o.after(
        answer,
        |_| "/staff/incidents".to_string(),
        |wrong| list_page(&o, Told::new(format!("flag-{id}"), &sent, wrong)),
    )
    .await
}
