//! Lists of other procedures: tried, then imported.

use axum::extract::Path;
use providers::pages::Upload;
use values::{Id, Refusal};
use web::form::Sent;
use web::{Answer, Page};

use super::super::sheet::{Cell, Form, Part, cols};
use super::super::{Office, PREPARE, Told};
use super::call_page;
use crate::actions as a;

/// What a list came to, as a part of the page.
pub(super) struct Tried(pub(super) Result<a::Report, (Vec<Refusal>, String)>);

/// What a list would do, with the button that does it; or every defect.
pub(super) fn outcome(page: &Page, tried: Result<a::Report, (Vec<Refusal>, String)>) -> Part {
    let tr = page.tr();
    match tried {
        Ok(report) => {
            let mut part = Part::new("tried", page.t("vouchers-office-list-good"));
            let n = |n: u64| tr.number(i64::try_from(n).unwrap_or(0));
            part.facts = vec![
                (page.t("vouchers-office-col-vouchers"), n(report.rows)),
                (
                    page.t("vouchers-office-col-total"),
                    tr.money_full(report.total),
                ),
                (
                    page.t("vouchers-office-list-new-people"),
                    n(report.new_people),
                ),
            ];
            part.form(
                Form::new("import", page.href(&format!("/staff/lists/{}", report.id)))
                    .hidden("call", report.terms)
                    .button("", page.t("vouchers-office-list-import")),
            )
        }
        Err((defects, _)) => {
            let mut part = Part::new("tried", page.t("vouchers-office-list-wrong"));
            part.text.push(page.t1(
                "vouchers-office-list-wrong-lead",
                "count",
                tr.number(i64::try_from(defects.len()).unwrap_or(0)),
            ));
            let heads = cols(page, &["where", "wrong"]);
            let rows = defects
                .iter()
                .take(1000)
                .map(|d| -> Vec<Cell> { vec![place(page, d).into(), tr.refusal(d).into()] })
                .collect();
            part.table(heads, rows)
        }
    }
}

/// Where a defect is, in words.
fn place(page: &Page, d: &Refusal) -> String {
    let mut place = d.clone();
    place.key = "payments-list-place".into();
    page.tr().refusal(&place)
}

async fn told_of_list(o: &Office, (id, checked): (Id, a::Checked)) -> Answer {
    let (tried, wrong) = match checked {
        a::Checked::Good(report) => (Some(Tried(Ok(report))), Vec::new()),
        a::Checked::Known { at, .. } => {
            let at = o.visit.tr().moment(at, o.v.zone());
            let known = Refusal::new("vouchers-office-list-known", 409)
                .field("file")
                .arg("at", at);
            (None, vec![known])
        }
        a::Checked::Wrong(defects) => {
            let first = Refusal::new("vouchers-office-list-nothing-done", 422)
                .field("file")
                .arg("count", defects.len());
            (Some(Tried(Err((defects, String::new())))), vec![first])
        }
    };
    call_page(o, (id, tried), Told::only("list", wrong)).await
}

/// `POST /staff/calls/{id}/list`: tries a list.
pub(in super::super) async fn try_list(o: Office, Path(id): Path<Id>, sent: Upload) -> Answer {
    o.may(PREPARE)?;
    let bytes = sent.bytes("file").to_vec();
    let answer = o
        .act(move |tx, g, ctx| a::keep_list(tx, &g.wallets, ctx, (id, &bytes)))
        .await;
    match answer {
        Ok(checked) => told_of_list(&o, (id, checked)).await,
        Err(e) => {
            let wrong = o.no(e)?;
            call_page(&o, (id, None), Told::only("list", wrong)).await
        }
    }
}

/// `POST /staff/lists/{id}`: imports a list that was tried.
pub(in super::super) async fn import(o: Office, Path(id): Path<Id>, sent: Sent) -> Answer {
    o.may(PREPARE)?;
    let call = sent.id("call")?;
    let answer = o
        .act(move |tx, g, ctx| a::import_kept(tx, &g.wallets, ctx, id))
        .await;
    match answer {
        Ok(a::Checked::Good(_)) => o.visit.go(&format!("/staff/calls/{call}")),
        Ok(other) => told_of_list(&o, (call, other)).await,
        Err(e) => {
            let wrong = o.no(e)?;
            call_page(&o, (call, None), Told::only("list", wrong)).await
        }
    }
}
