//! What the bank answers: its files, and what a person has to look at.

use axum::extract::Path;
use providers::pages::Upload;
use values::{Cents, Id, Refusal};
use web::Answer;
use web::form::Field;
use web::form::Sent;

use super::sheet::{Cell, Form, Part, Shape, cols, show};
use super::{FINANCE, Office, PAY, Told};
use crate::actions as a;
use crate::policy::Act;

async fn list_page(o: &Office, told: Told<'_>) -> Answer {
    o.may(FINANCE)?;
    let (files, entries) = o
        .look(|c, g, ctx| {
            let w = &g.wallets;
            Ok((a::bank_files(c, w, ctx)?, a::bank_entries(c, w, ctx)?))
        })
        .await?;
    let page = o
        .page(o.visit.tr().t("vouchers-office-bank").into_owned())
        .crumb(
            o.visit.tr().t("vouchers-office-payments"),
            "/staff/payments",
        );
    let tr = page.tr();
    let pays = o.can(Act::PreparePayments);
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
                tr.moment(f.at, o.v.zone()).into(),
                f.kind.clone().into(),
                n(f.paid).into(),
                n(f.returned).into(),
                n(f.pending).into(),
                n(f.queued).into(),
            ]
        })
        .collect();
    let heads = cols(
        &page,
        &["when", "kind", "paid", "returned", "pending", "queued"],
    );
    parts.push(Part::new("files", page.t("vouchers-office-bank-files")).table(heads, rows));
    let lead = vec![page.t("vouchers-office-bank-lead")];
    show(page, lead, parts, &told)
}

/// `GET /staff/bank`
pub(super) async fn list(o: Office) -> Answer {
    list_page(&o, Told::default()).await
}

/// `POST /staff/bank`: takes a file of the bank.
pub(super) async fn take(o: Office, sent: Upload) -> Answer {
    o.may(PAY)?;
    let bytes = sent.bytes("file").to_vec();
    let answer = o
        .act(move |tx, g, ctx| a::take_bank_file(tx, &g.wallets, ctx, &bytes))
        .await;
    let wrong: Vec<Refusal> = match answer {
        Ok(Ok(_)) => return o.visit.go("/staff/bank"),
        Ok(Err(refusal)) => vec![refusal],
        Err(e) => o.no(e)?,
    };
    list_page(&o, Told::only("take", wrong)).await
}

/// `POST /staff/bank/{id}`: a person has dealt with an entry.
pub(super) async fn decide(o: Office, Path(id): Path<Id>, sent: Sent) -> Answer {
    o.may(PAY)?;
    let note = sent.get("reason").to_string();
    let answer = o
        .act(move |tx, g, ctx| a::decide_entry(tx, &g.wallets, ctx, id, &note))
        .await;
    o.after(
        answer,
        |()| "/staff/bank".to_string(),
        |wrong| list_page(&o, Told::new(format!("entry-{id}"), &sent, wrong)),
    )
    .await
}
