//! What the organisation has earned, when it comes, and to which account.

use askama::Template;
use axum::extract::{Path, State};
use people::pages::Me;
use providers::model::Role;
use values::{Id, Refusal};
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Failure, Page, Visit, show_with};

use super::super::{Vouchers, told};
use super::receipt::tone;
use super::{may, org_frame};
use crate::actions as a;

/// How far a statement goes back, seconds.
const BACK: i64 = 400 * 24 * 3600;
/// How many items it has.
const MOST: u32 = 500;

/// An item of the statement.
struct Line {
    href: String,
    number: String,
    at: String,
    amount: String,
    state: String,
    tone: &'static str,
    when: String,
    document: Option<String>,
    /// Where a document is named; managers only.
    form: Option<(String, Field)>,
}

#[derive(Template)]
#[template(path = "vouchers/desk-statement.html")]
struct Statement {
    page: Page,
    errors: Vec<FormError>,
    sums: Vec<(String, String)>,
    lines: Vec<Line>,
}

async fn statement_page(
    v: &Vouchers,
    visit: &Visit,
    me: &Me,
    org: Id,
    (at, typed): (Option<Id>, &str),
    wrong: &[Refusal],
) -> Answer {
    let manager = may(v, me, org, false).await? == Role::Manager;
    let now = v.now();
    let found = v
        .look(me, move |c, g, ctx| {
            let span = (now.plus_seconds(-BACK), now);
            a::statement(c, &g.wallets, ctx, org, span, MOST)
        })
        .await?;
    let page = org_frame(visit, org, "vouchers-statement");
    let tr = page.tr();
    let base = format!("/provider/org/{org}/redeem");
    let sums = found
        .sums
        .iter()
        .filter(|(_, sum)| sum.0 != 0)
        .map(|(state, sum)| {
            (
                page.t(&format!("vouchers-item-{}", state.as_str())),
                tr.money_full(*sum),
            )
        })
        .collect();
    let mut errors = Vec::new();
    let mut lines = Vec::new();
    for e in found.entries {
        let s = e.spend;
        let here = at == Some(s.id);
        let when = match (e.paid_at, e.sent_at, e.comes_by) {
            (Some(paid), ..) => page.t1("vouchers-paid-on", "at", tr.moment(paid, v.zone())),
            (None, Some(sent), _) => page.t1("vouchers-sent-on", "at", tr.moment(sent, v.zone())),
            (None, None, Some(day)) => page.t1("vouchers-comes-by", "day", tr.date(day)),
            (None, None, None) => String::new(),
        };
        let form = manager.then(|| {
            let mine: &[Refusal] = if here { wrong } else { &[] };
            let mut field = Field::text("document", page.t("vouchers-document"))
                .hint(page.t("vouchers-document-hint"))
                .value(match here {
                    true => typed.to_string(),
                    false => s.document.clone().unwrap_or_default(),
                })
                .refused(tr, mine);
            field.id = format!("document-{}", s.id);
            if here {
                errors = summary(tr, &[&field], mine);
            }
            (page.href(&format!("{base}/statement/{}", s.id)), field)
        });
        lines.push(Line {
            href: page.href(&format!("{base}/receipts/{}", s.id)),
            at: tr.moment(s.at, v.zone()),
            amount: tr.money_full(s.amount),
            state: page.t(&format!("vouchers-item-{}", s.state.as_str())),
            tone: tone(s.state),
            when,
            document: s.document,
            form,
            number: s.number,
        });
    }
    show_with(
        status(wrong),
        &Statement {
            errors,
            sums,
            lines,
            page,
        },
    )
}

/// `GET /provider/org/{org}/redeem/statement`
pub(super) async fn statement(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
) -> Answer {
    statement_page(&v, &visit, &me, org, (None, ""), &[]).await
}

/// `POST /provider/org/{org}/redeem/statement/{id}`: the number of an invoice or debit note.
pub(super) async fn document(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path((org, id)): Path<(Id, Id)>,
    sent: Sent,
) -> Answer {
    may(&v, &me, org, true).await?;
    let known = v.look(&me, move |c, _, _| a::item(c, id)).await?;
    if known.is_none_or(|s| s.organisation != org) {
        return Err(Failure::NotFound);
    }
    let document = sent.get("document").to_string();
    let typed = document.clone();
    let done = v
        .act(&me, move |tx, g, ctx| {
            a::put_document(tx, &g.wallets, ctx, id, &document)
        })
        .await;
    match done {
        Ok(()) => visit.go(&format!("/provider/org/{org}/redeem/statement")),
        Err(no) => {
            let no = told(no, visit.tr(), v.zone())?;
            statement_page(&v, &visit, &me, org, (Some(id), &typed), &[no]).await
        }
    }
}

#[derive(Template)]
#[template(path = "vouchers/desk-account.html")]
struct Account {
    page: Page,
    errors: Vec<FormError>,
    /// IBAN with its middle left out, holder, whether it was verified.
    known: Vec<(String, String, bool)>,
    action: String,
    iban: Field,
    holder: Field,
}

/// The first four and the last four signs.
fn masked(iban: &str) -> String {
    match (iban.get(..4), iban.get(iban.len().saturating_sub(4)..)) {
        (Some(head), Some(tail)) => format!("{head} … {tail}"),
        _ => "…".into(),
    }
}

async fn account_page(
    v: &Vouchers,
    visit: &Visit,
    me: &Me,
    org: Id,
    (iban, holder): (&str, &str),
    wrong: &[Refusal],
) -> Answer {
    may(v, me, org, true).await?;
    let known = v
        .look(me, move |c, g, ctx| a::payees(c, &g.wallets, ctx, org))
        .await?;
    let page = org_frame(visit, org, "vouchers-account");
    let tr = page.tr();
    let mut iban = Field::text("iban", page.t("vouchers-iban"))
        .hint(page.t("vouchers-iban-hint"))
        .required()
        .value(iban)
        .refused(tr, wrong);
    iban.autocomplete = "off";
    let holder = Field::text("holder", page.t("vouchers-holder"))
        .required()
        .value(holder)
        .refused(tr, wrong);
    let errors = summary(tr, &[&iban, &holder], wrong);
    show_with(
        status(wrong),
        &Account {
            errors,
            known: known
                .into_iter()
                .map(|p| (masked(&p.iban), p.holder.clone(), p.verified_by.is_some()))
                .collect(),
            action: page.href(&format!("/provider/org/{org}/redeem/account")),
            iban,
            holder,
            page,
        },
    )
}

/// `GET /provider/org/{org}/redeem/account`
pub(super) async fn account(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
) -> Answer {
    account_page(&v, &visit, &me, org, ("", ""), &[]).await
}

/// `POST /provider/org/{org}/redeem/account`
pub(super) async fn change(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
    sent: Sent,
) -> Answer {
    may(&v, &me, org, true).await?;
    let (iban, holder) = (sent.get("iban").to_string(), sent.get("holder").to_string());
    let typed = (iban.clone(), holder.clone());
    let done = v
        .act(&me, move |tx, g, ctx| {
            a::change_payee(tx, &g.wallets, ctx, org, (&iban, &holder)).map(drop)
        })
        .await;
    match done {
        Ok(()) => visit.go(&format!("/provider/org/{org}/redeem/account")),
        Err(no) => {
            let no = told(no, visit.tr(), v.zone())?;
            account_page(&v, &visit, &me, org, (&typed.0, &typed.1), &[no]).await
        }
    }
}
