//! Calls: their terms, awards to one family, lists of other procedures.

mod lists;
mod written;

use axum::extract::Path;
use axum::response::Response;
use values::Id;
use web::form::Field;
use web::form::Sent;
use web::{Answer, Page};

use super::funds::amount_field;
use super::sheet::{Cell, Form, Part, Shape, cols, link, show};
use super::{APPROVE, MONEY, Office, PREPARE, Told, cents, day, download};
use crate::actions as a;
use crate::model::TermsState;
use crate::policy::Act;
use crate::rules::Refused;
use lists::{Tried, outcome};
pub(super) use lists::{import, try_list};
use written::{facts, read, written};

fn state(page: &Page, state: TermsState) -> String {
    page.t(&format!("vouchers-office-terms-{}", state.as_str()))
}

async fn list_page(o: &Office, told: Told<'_>) -> Answer {
    o.may(MONEY)?;
    let (all, funds) = o
        .look(|c, _, _| Ok((a::terms_all(c)?, a::funds(c)?)))
        .await?;
    let page = o.page(o.visit.tr().t("vouchers-office-calls").into_owned());
    let heads = cols(&page, &["code", "name", "state", "until"]);
    let rows = all
        .iter()
        .map(|t| {
            vec![
                link(page.href(&format!("/staff/calls/{}", t.id)), &t.code),
                page.say_plain(&t.name).into(),
                state(&page, t.state).into(),
                page.tr().date(t.spend_until).into(),
            ]
        })
        .collect();
    let mut parts = vec![Part::new("all", page.t("vouchers-office-calls-all")).table(heads, rows)];
    if all.is_empty() {
        parts[0].text.push(page.t("vouchers-office-none-yet"));
    }
    if o.can(Act::Prepare) {
        let form = written(&o.v, &page, &funds);
        parts.push(Part::new("new", page.t("vouchers-office-call-new")).form(form));
    }
    let lead = vec![page.t("vouchers-office-calls-lead")];
    show(page, lead, parts, &told)
}

/// `GET /staff/calls`
pub(super) async fn list(o: Office) -> Answer {
    list_page(&o, Told::default()).await
}

/// `POST /staff/calls`: writes terms.
pub(super) async fn write(o: Office, sent: Sent) -> Answer {
    o.may(PREPARE)?;
    let answer = match read(&o.v, &sent) {
        Err(e) => Err(e),
        Ok(terms) => {
            o.act(move |tx, g, ctx| a::put_terms(tx, &g.wallets, ctx, terms.clone()))
                .await
        }
    };
    o.after(
        answer,
        |terms| format!("/staff/calls/{}", terms.id),
        |wrong| list_page(&o, Told::new("write", &sent, wrong)),
    )
    .await
}

async fn call_page(o: &Office, (id, tried): (Id, Option<Tried>), told: Told<'_>) -> Answer {
    o.may(MONEY)?;
    let prepares = o.can(Act::Prepare);
    let (t, funds, lists) = o
        .look(move |c, g, ctx| {
            let lists = match prepares {
                true => a::lists(c, &g.wallets, ctx)?,
                false => Vec::new(),
            };
            let terms = a::terms(c, id)?.ok_or(Refused::Unknown)?;
            Ok((terms, a::funds(c)?, lists))
        })
        .await?;
    let page = o
        .page(t.code.clone())
        .crumb(o.visit.tr().t("vouchers-office-calls"), "/staff/calls");
    let at = |rest: &str| page.href(&format!("/staff/calls/{id}{rest}"));
    let lead = vec![
        page.say_plain(&t.name),
        page.t1("vouchers-office-state-is", "state", state(&page, t.state)),
    ];
    let mut part = Part::new("terms", page.t("vouchers-office-terms"));
    part.facts = facts(&o.v, &page, &t, &funds);
    match t.state {
        TermsState::Draft if o.can(Act::Approve) => {
            part.forms.push(
                Form::new("approve", at("/approve")).button("", page.t("vouchers-office-approve")),
            );
        }
        TermsState::Draft => part.text.push(page.t("vouchers-office-waits-second")),
        TermsState::Approved if prepares => {
            part.forms.push(
                Form::new("close", at("/close")).button("", page.t("vouchers-office-call-close")),
            );
        }
        _ => {}
    }
    let mut parts = vec![];
    if let Some(Tried(tried)) = tried {
        parts.push(outcome(&page, tried));
    }
    parts.push(part);
    if t.state == TermsState::Approved && prepares {
        let text = |name: &str, label: &str| {
            Field::text(name, page.t(&format!("vouchers-office-field-{label}")))
        };
        let form = Form::new("award", at("/awards"))
            .hidden("key", o.v.key())
            .field(
                Shape::Line,
                text("holder", "holder")
                    .hint(page.t("vouchers-office-field-person-hint"))
                    .required(),
            )
            .field(
                Shape::Line,
                text("child", "child").hint(page.t("vouchers-office-field-child-hint")),
            )
            .field(Shape::Line, amount_field(&page, "amount").required())
            .field(
                Shape::Line,
                text("starts_on", "starts-on").kind("date").required(),
            )
            .field(
                Shape::Line,
                text("ends_on", "ends-on")
                    .kind("date")
                    .value(t.spend_until.to_string())
                    .required(),
            )
            .field(
                Shape::Line,
                text("window", "window")
                    .hint(page.t("vouchers-office-field-window-hint"))
                    .required(),
            )
            .button("", page.t("vouchers-office-award-give"));
        parts.push(Part::new("award", page.t("vouchers-office-award-new")).form(form));
        let form = Form::new("list", at("/list"))
            .field(
                Shape::Line,
                text("file", "file")
                    .kind("file")
                    .hint(page.t("vouchers-office-list-hint"))
                    .required(),
            )
            .button("", page.t("vouchers-office-list-try"));
        let mut part = Part::new("list", page.t("vouchers-office-list")).form(form);
        part.text.push(page.t("vouchers-office-list-lead"));
        let heads = cols(&page, &["when", "vouchers", "total", "state"]);
        let of_call: Vec<_> = lists.iter().filter(|l| l.terms == id).collect();
        let rows = of_call
            .iter()
            .map(|l| -> Vec<Cell> {
                let state = match (l.imported_at, l.waits) {
                    (Some(_), _) => "vouchers-office-list-imported",
                    (None, true) => "vouchers-office-list-waits",
                    (None, false) => "vouchers-office-list-forgotten",
                };
                vec![
                    page.tr().moment(l.made_at, o.v.zone()).into(),
                    page.tr().number(i64::try_from(l.rows).unwrap_or(0)).into(),
                    page.tr().money_full(l.total).into(),
                    page.t(state).into(),
                ]
            })
            .collect();
        part = part.table(heads, rows);
        parts.push(part);
    }
    if prepares {
        let out = Part::new("export", page.t("vouchers-office-export"))
            .form(
                Form::new("export", at("/export"))
                    .text(page.t("vouchers-office-export-lead"))
                    .button("", page.t("vouchers-office-export-list")),
            )
            .form(super::vouchers::movements_form(&o.v, &page, Some(id)));
        parts.push(out);
    }
    show(page, lead, parts, &told)
}

/// `GET /staff/calls/{id}`
pub(super) async fn one(o: Office, Path(id): Path<Id>) -> Answer {
    call_page(&o, (id, None), Told::default()).await
}

async fn done<T>(
    o: &Office,
    (id, word, sent): (Id, &str, &Sent),
    answer: Result<T, a::Error>,
) -> Answer {
    o.after(
        answer,
        |_| format!("/staff/calls/{id}"),
        |wrong| call_page(o, (id, None), Told::new(word, sent, wrong)),
    )
    .await
}

/// `POST /staff/calls/{id}/approve`: another person approves the terms.
pub(super) async fn approve(o: Office, Path(id): Path<Id>, sent: Sent) -> Answer {
    o.may(APPROVE)?;
    let answer = o
        .act(move |tx, g, ctx| a::approve_terms(tx, &g.wallets, ctx, id))
        .await;
    done(&o, (id, "approve", &sent), answer).await
}

/// `POST /staff/calls/{id}/close`: nothing more is awarded.
pub(super) async fn close(o: Office, Path(id): Path<Id>, sent: Sent) -> Answer {
    o.may(PREPARE)?;
    let answer = o
        .act(move |tx, g, ctx| a::close_terms(tx, &g.wallets, ctx, id))
        .await;
    done(&o, (id, "close", &sent), answer).await
}

/// `POST /staff/calls/{id}/awards`: a voucher for one family.
pub(super) async fn award(o: Office, Path(id): Path<Id>, sent: Sent) -> Answer {
    o.may(PREPARE)?;
    let get = |name: &str| sent.get(name).to_string();
    let (holder, child, window) = (get("holder"), get("child"), get("window"));
    let (amount, starts, ends) = (get("amount"), get("starts_on"), get("ends_on"));
    let answer = o
        .keyed(&sent, move |tx, g, ctx| {
            let what = (
                cents(&amount, "amount")?,
                day(&starts, "starts_on")?,
                day(&ends, "ends_on")?,
                window.as_str(),
            );
            a::award_one(tx, &g.wallets, ctx, id, (&holder, &child), what)
        })
        .await;
    match answer {
        Ok(voucher) => o.visit.go(&format!("/staff/vouchers/{}", voucher.id)),
        Err(e) => done::<()>(&o, (id, "award", &sent), Err(e)).await,
    }
}

/// `POST /staff/calls/{id}/export`: the vouchers of the call as a list.
pub(super) async fn export(o: Office, Path(id): Path<Id>) -> Result<Response, web::Failure> {
    o.may(PREPARE)?;
    let (bytes, _) = o
        .act(move |tx, g, ctx| a::export_list(tx, &g.wallets, ctx, id))
        .await?;
    Ok(download(bytes, "text/csv; charset=utf-8", "buoni.csv"))
}
