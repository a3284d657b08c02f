//! Funds: planned, filled, closed step by step.

use axum::extract::Path;
use values::{Cents, Id};
use web::form::Field;
use web::form::Sent;
use web::{Answer, Page};

use super::sheet::{Cell, Form, Part, Shape, cols, link, show};
use super::{APPROVE, MONEY, Office, PREPARE, Told, cents};
use crate::actions as a;
use crate::model::FundState;
use crate::policy::Act;

fn state(page: &Page, state: FundState) -> String {
    page.t(&format!(
        "vouchers-office-fund-{}",
        state.as_str().replace('_', "-")
    ))
}

fn money(page: &Page, amount: Cents) -> String {
    page.tr().money_full(amount)
}

async fn list_page(o: &Office, told: Told<'_>) -> Answer {
    o.may(MONEY)?;
    let all = o
        .look(|c, _, _| {
            let mut all = Vec::new();
            for fund in a::funds(c)? {
                let gate = a::gate(c, fund.id)?;
                all.push((fund, gate));
            }
            Ok(all)
        })
        .await?;
    let page = o.page(o.visit.tr().t("vouchers-office-funds").into_owned());
    let rows = all
        .iter()
        .map(|(f, gate)| {
            vec![
                link(page.href(&format!("/staff/funds/{}", f.id)), &f.name),
                state(&page, f.state).into(),
                money(&page, gate.unallocated).into(),
                money(&page, gate.with_families).into(),
            ]
        })
        .collect();
    let heads = cols(&page, &["name", "state", "unallocated", "with-families"]);
    let mut parts = vec![Part::new("all", page.t("vouchers-office-funds-all")).table(heads, rows)];
    if all.is_empty() {
        parts[0].text.push(page.t("vouchers-office-none-yet"));
    }
    if o.can(Act::Prepare) {
        let name = Field::text("name", page.t("vouchers-office-col-name")).required();
        let form = Form::new("plan", page.href("/staff/funds"))
            .field(Shape::Line, name)
            .button("", page.t("vouchers-office-fund-plan"));
        parts.push(Part::new("new", page.t("vouchers-office-fund-new")).form(form));
    }
    let lead = vec![page.t("vouchers-office-funds-lead")];
    show(page, lead, parts, &told)
}

/// `GET /staff/funds`
pub(super) async fn list(o: Office) -> Answer {
    list_page(&o, Told::default()).await
}

/// `POST /staff/funds`
pub(super) async fn plan(o: Office, sent: Sent) -> Answer {
    o.may(PREPARE)?;
    let name = sent.get("name").to_string();
    let done = o
        .act(move |tx, g, ctx| a::plan_fund(tx, &g.wallets, ctx, &name))
        .await;
    o.after(
        done,
        |id| format!("/staff/funds/{id}"),
        |wrong| list_page(&o, Told::new("plan", &sent, wrong)),
    )
    .await
}

async fn fund_page(o: &Office, id: Id, told: Told<'_>) -> Answer {
    o.may(MONEY)?;
    let (fund, grants, gate, balances, closing) = o
        .look(move |c, g, ctx| {
            let fund = a::fund(c, id)?.ok_or(crate::rules::Refused::Unknown)?;
            Ok((
                fund,
                a::grants(c, id)?,
                a::gate(c, id)?,
                a::balances(c, &g.wallets, ctx, id)?,
                a::closing(c, id)?,
            ))
        })
        .await?;
    let page = o
        .page(fund.name.clone())
        .crumb(o.visit.tr().t("vouchers-office-funds"), "/staff/funds");
    let at = |rest: &str| page.href(&format!("/staff/funds/{id}{rest}"));
    let lead = vec![page.t1(
        "vouchers-office-state-is",
        "state",
        state(&page, fund.state),
    )];
    let heads = cols(&page, &["account", "balance", "held"]);
    let rows = balances
        .iter()
        .map(|b| -> Vec<Cell> {
            vec![
                account(&page, b.kind).into(),
                money(&page, b.balance).into(),
                money(&page, b.held).into(),
            ]
        })
        .collect();
    let mut parts =
        vec![Part::new("accounts", page.t("vouchers-office-accounts")).table(heads, rows)];
    let mut part = Part::new("grants", page.t("vouchers-office-grants"));
    if grants.is_empty() {
        part.text.push(page.t("vouchers-office-none-yet"));
    }
    for grant in &grants {
        let words = page.tr().plain(
            "vouchers-office-grant-line",
            &i18n::args!["amount" => money(&page, grant.amount), "document" => grant.document.clone()],
        );
        match (grant.approved_by.is_some(), o.can(Act::Approve)) {
            (true, _) => part.facts.push((words, page.t("vouchers-office-approved"))),
            (false, false) => part
                .facts
                .push((words, page.t("vouchers-office-waits-second"))),
            (false, true) => {
                part.forms.push(
                    Form::new(
                        format!("grant-{}", grant.id),
                        at(&format!("/grants/{}", grant.id)),
                    )
                    .title(words)
                    .button("", page.t("vouchers-office-approve")),
                );
            }
        }
    }
    let opens = matches!(fund.state, FundState::Planned | FundState::Open);
    if o.can(Act::Prepare) && opens {
        let form = Form::new("grant", at("/grants"))
            .title(page.t("vouchers-office-grant-new"))
            .field(Shape::Line, amount_field(&page, "amount").required())
            .field(
                Shape::Line,
                Field::text("document", page.t("vouchers-office-field-document"))
                    .hint(page.t("vouchers-office-field-document-hint"))
                    .required(),
            )
            .button("", page.t("vouchers-office-grant-prepare"));
        part.forms.push(form);
    }
    parts.push(part);
    if let Some(next) = gate.next {
        let mut part = Part::new(
            "gate",
            page.t1("vouchers-office-gate", "state", state(&page, next)),
        );
        let fact = |k: &str, value: String| (page.t(&format!("vouchers-office-gate-{k}")), value);
        let n = |n: u64| page.tr().number(i64::try_from(n).unwrap_or(i64::MAX));
        part.facts = vec![
            fact("live", n(gate.live)),
            fact("credit", money(&page, gate.with_families)),
            fact("holds", money(&page, gate.held)),
            fact("payable", money(&page, gate.payable)),
            fact("receivable", money(&page, gate.receivable)),
            fact("items", n(gate.items)),
            fact("payouts", n(gate.under_way)),
            fact("incidents", n(gate.incidents)),
            fact("unallocated", money(&page, gate.unallocated)),
            fact("lapsed", money(&page, gate.lapsed)),
        ];
        part.text.push(match gate.missing.is_empty() {
            true => page.t("vouchers-office-gate-ready"),
            false => {
                let all: Vec<String> = gate
                    .missing
                    .iter()
                    .map(|m| page.t(&format!("vouchers-office-missing-{m}")))
                    .collect();
                page.t1("vouchers-office-gate-missing", "what", page.tr().list(&all))
            }
        });
        if gate.missing.is_empty() && next != FundState::Closed && o.can(Act::Prepare) {
            let label = page.t1("vouchers-office-gate-go", "state", state(&page, next));
            part.forms
                .push(Form::new("move", at("/move")).button("", label));
        }
        if gate.missing.is_empty() && next == FundState::Closed {
            if o.can(Act::Prepare) {
                part.forms.push(
                    Form::new("close", at("/close"))
                        .field(
                            Shape::Line,
                            Field::text("document", page.t("vouchers-office-field-document"))
                                .value(closing.clone().unwrap_or_default())
                                .required(),
                        )
                        .button("", page.t("vouchers-office-close-ask")),
                );
            }
            if let (Some(document), true) = (&closing, o.can(Act::Approve)) {
                part.forms.push(
                    Form::new("closed", at("/closed"))
                        .title(page.t1("vouchers-office-close-asked", "document", document.clone()))
                        .button("", page.t("vouchers-office-close-agree")),
                );
            }
        }
        parts.push(part);
    }
    show(page, lead, parts, &told)
}

pub(super) fn account(page: &Page, kind: &str) -> String {
    page.t(&format!(
        "vouchers-office-account-{}",
        kind.replace('_', "-")
    ))
}

pub(super) fn amount_field(page: &Page, name: &str) -> Field {
    let mut field = Field::text(name, page.t("vouchers-office-field-amount"))
        .hint(page.t("vouchers-office-field-amount-hint"));
    field.inputmode = "decimal";
    field
}

/// `GET /staff/funds/{id}`
pub(super) async fn one(o: Office, Path(id): Path<Id>) -> Answer {
    fund_page(&o, id, Told::default()).await
}

async fn done<T>(
    o: &Office,
    (id, word, sent): (Id, &str, &Sent),
    answer: Result<T, a::Error>,
) -> Answer {
    o.after(
        answer,
        |_| format!("/staff/funds/{id}"),
        |wrong| fund_page(o, id, Told::new(word, sent, wrong)),
    )
    .await
}

/// `POST /staff/funds/{id}/grants`: prepares one.
pub(super) async fn grant(o: Office, Path(id): Path<Id>, sent: Sent) -> Answer {
    o.may(PREPARE)?;
    let (amount, document) = (
        sent.get("amount").to_string(),
        sent.get("document").to_string(),
    );
    let answer = o
        .act(move |tx, g, ctx| {
            let amount = cents(&amount, "amount")?;
            a::prepare_grant(tx, &g.wallets, ctx, id, amount, &document)
        })
        .await;
    done(&o, (id, "grant", &sent), answer).await
}

/// `POST /staff/funds/{id}/grants/{grant}`: another person approves it.
pub(super) async fn approve(o: Office, Path((id, grant)): Path<(Id, Id)>, sent: Sent) -> Answer {
    o.may(APPROVE)?;
    let answer = o
        .act(move |tx, g, ctx| a::approve_grant(tx, &g.wallets, ctx, grant))
        .await;
    let word = format!("grant-{grant}");
    done(&o, (id, &word, &sent), answer).await
}

/// `POST /staff/funds/{id}/move`: to its next step.
pub(super) async fn step(o: Office, Path(id): Path<Id>, sent: Sent) -> Answer {
    o.may(PREPARE)?;
    let answer = o
        .act(move |tx, g, ctx| a::move_fund(tx, &g.wallets, ctx, id))
        .await;
    done(&o, (id, "move", &sent), answer).await
}

/// `POST /staff/funds/{id}/close`: asks to close it.
pub(super) async fn ask(o: Office, Path(id): Path<Id>, sent: Sent) -> Answer {
    o.may(PREPARE)?;
    let document = sent.get("document").to_string();
    let answer = o
        .act(move |tx, g, ctx| a::ask_to_close(tx, &g.wallets, ctx, id, &document))
        .await;
    done(&o, (id, "close", &sent), answer).await
}

/// `POST /staff/funds/{id}/closed`: another person agrees.
pub(super) async fn agree(o: Office, Path(id): Path<Id>, sent: Sent) -> Answer {
    o.may(APPROVE)?;
    let answer = o
        .act(move |tx, g, ctx| a::agree_to_close(tx, &g.wallets, ctx, id))
        .await;
    done(&o, (id, "closed", &sent), answer).await
}
