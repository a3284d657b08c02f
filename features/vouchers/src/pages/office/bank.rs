//! What the bank answers: its files, and what a person has to look at.

use axum::extract::{Path, State};
use people::pages::Me;
use providers::pages::Upload;
use values::{Cents, Id, Refusal};
use web::form::Field;
use web::form::Sent;
use web::{Answer, Visit};

use super::super::Vouchers;
use super::sheet::{Cell, Form, Part, Shape, show};
use super::{FINANCE, PAY, Told, can, may, no, page};
use crate::actions as a;
use crate::policy::Act;

async fn list_page(v: &Vouchers, visit: &Visit, me: &Me, told: Told<'_>) -> Answer {
    may(me, FINANCE)?;
    let (files, entries) = v
        .look(me, |c, g, ctx| {
            let w = &g.wallets;
            Ok((a::bank_files(c, w, ctx)?, a::bank_entries(c, w, ctx)?))
        })
        .await?;
    let page = page(visit, visit.tr().t("vouchers-office-bank").into_owned())
        .crumb(visit.tr().t("vouchers-office-payments"), "/staff/payments");
    let tr = page.tr();
    let pays = can(me, Act::PreparePayments);
    let mut parts = Vec::new();
    if pays {
        let file = Field::text("file", page.t("vouchers-office-field-file"))
            .kind("file")
            .hint(page.t("vouchers-office-bank-hint"))
            .required();
        let form = Form::new("take", page.href("/staff/bank"))
            .field(Shape::Line, file)
            .button("", page.t("vouchers-office-bank-take"));
        parts.push(Part::new("take", page.t("vouchers-office-bank-upload")).form(form));
    }
    let mut queue = Part::new("queue", page.t("vouchers-office-bank-queue"));
    queue.text.push(page.t(match entries.is_empty() {
        true => "vouchers-office-bank-queue-none",
        false => "vouchers-office-bank-queue-lead",
    }));
    for e in &entries {
        let w = &e.words;
        let amount = w.amount.map(|n| tr.money_full(Cents(n)));
        let day = w.day.map(|d| tr.date(d));
        let all = [
            amount,
            day,
            w.end_to_end.clone(),
            w.reference.clone(),
            w.reason.clone(),
            Some(w.status.clone()),
            Some(w.text.clone()),
        ];
        let words: Vec<String> = all
            .into_iter()
            .flatten()
            .filter(|t| !t.is_empty())
            .collect();
        let why = page.t(&e.why);
        match pays {
            false => queue.facts.push((why, words.join(" · "))),
            true => queue.forms.push(
                Form::new(
                    format!("entry-{}", e.id),
                    page.href(&format!("/staff/bank/{}", e.id)),
                )
                .title(why)
                .text(words.join(" · "))
                .field(
                    Shape::Line,
                    Field::text("reason", page.t("vouchers-office-field-note")).required(),
                )
                .button("", page.t("vouchers-office-bank-decide")),
            ),
        }
    }
    parts.push(queue);
    let n = |n: u64| tr.number(i64::try_from(n).unwrap_or(i64::MAX));
    let rows = files
        .iter()
        .map(|f| -> Vec<Cell> {
            vec![
                tr.moment(f.at, v.zone()).into(),
                f.kind.clone().into(),
                n(f.paid).into(),
                n(f.returned).into(),
                n(f.pending).into(),
                n(f.queued).into(),
            ]
        })
        .collect();
    let heads = ["when", "kind", "paid", "returned", "pending", "queued"]
        .map(|k| page.t(&format!("vouchers-office-col-{k}")))
        .to_vec();
    parts.push(Part::new("files", page.t("vouchers-office-bank-files")).table(heads, rows));
    let lead = vec![page.t("vouchers-office-bank-lead")];
    show(page, lead, parts, &told)
}

/// `GET /staff/bank`
pub(super) async fn list(State(v): State<Vouchers>, visit: Visit, me: Me) -> Answer {
    list_page(&v, &visit, &me, Told::default()).await
}

/// `POST /staff/bank`: takes a file of the bank.
pub(super) async fn take(State(v): State<Vouchers>, visit: Visit, me: Me, sent: Upload) -> Answer {
    may(&me, PAY)?;
    let bytes = sent.bytes("file").to_vec();
    let answer = v
        .act(&me, move |tx, g, ctx| {
            a::take_bank_file(tx, &g.wallets, ctx, &bytes)
        })
        .await;
    let wrong: Vec<Refusal> = match answer {
        Ok(Ok(_)) => return visit.go("/staff/bank"),
        Ok(Err(refusal)) => vec![refusal],
        Err(e) => no(&v, &visit, e)?,
    };
    list_page(&v, &visit, &me, Told::only("take", wrong)).await
}

/// `POST /staff/bank/{id}`: a person has dealt with an entry.
pub(super) async fn decide(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    may(&me, PAY)?;
    let note = sent.get("reason").to_string();
    let answer = v
        .act(&me, move |tx, g, ctx| {
            a::decide_entry(tx, &g.wallets, ctx, id, &note)
        })
        .await;
    match answer {
        Ok(()) => visit.go("/staff/bank"),
        Err(e) => {
            let wrong = no(&v, &visit, e)?;
            let told = Told::new(format!("entry-{id}"), &sent, wrong);
            list_page(&v, &visit, &me, told).await
        }
    }
}
