//! Receipts, and undoing them.

use askama::Template;
use axum::extract::{Path, State};
use people::pages::Me;
use values::{Cents, Id, Refusal};
use web::form::status;
use web::{Answer, Failure, Page, Visit, show, show_with};

use super::super::{Vouchers, told};
use super::{may, org_frame, service_name};
use crate::actions::{self as a, Redeem};
use crate::model::{Item, OwnBy};

#[derive(Template)]
#[template(path = "vouchers/desk-receipt.html")]
struct Receipt {
    page: Page,
    practice: bool,
    wrong: Vec<String>,
    organisation: String,
    number: String,
    at: String,
    what: String,
    price: String,
    amount: String,
    own: String,
    own_by: String,
    state: String,
    tone: &'static str,
    undo: Option<(String, String)>,
    next: String,
}

/// How an item stands.
pub(super) fn tone(state: Item) -> &'static str {
    match state {
        Item::Paid => "success",
        Item::Undone => "secondary",
        Item::Returned | Item::InReview => "warning",
        Item::Accrued | Item::Batched | Item::Sent => "primary",
    }
}

async fn receipt_page(
    v: &Vouchers,
    visit: &Visit,
    me: &Me,
    (org, id): (Id, Id),
    wrong: &[Refusal],
) -> Answer {
    may(v, me, org, false).await?;
    let (spend, house, booked) = v
        .look(me, move |c, _, _| {
            let spend = a::item(c, id)?;
            let house = providers::actions::organisation(c, org)?;
            let booked = match spend.as_ref().and_then(|s| s.booking) {
                Some(b) => bookings::actions::booking(c, b)?,
                None => None,
            };
            let session = match booked {
                Some(b) => bookings::actions::session(c, b.session)?,
                None => None,
            };
            Ok((spend, house, session))
        })
        .await?;
    let Some(s) = spend.filter(|s| s.organisation == org) else {
        return Err(Failure::NotFound);
    };
    let page = org_frame(visit, org, "vouchers-receipt");
    let tr = page.tr();
    let own_hands = s.operator == me.0.session.person.to_string();
    let can = own_hands
        && s.adjusts.is_none()
        && matches!(s.state, Item::Accrued | Item::InReview)
        && v.now() <= s.undo_until;
    let base = format!("/provider/org/{org}/redeem");
    show_with(
        status(wrong),
        &Receipt {
            practice: false,
            wrong: wrong.iter().map(|r| tr.refusal(r)).collect(),
            organisation: house.map(|h| h.name).unwrap_or_default(),
            at: tr.moment(s.at, v.zone()),
            what: match (booked, s.service) {
                (Some(session), _) => session.title,
                (None, Some(service)) => service_name(v, service),
                (None, None) => String::new(),
            },
            price: tr.money_full(s.price),
            amount: tr.money_full(s.amount),
            own: tr.money_full(s.own),
            own_by: own_by(&page, s.own_by),
            state: page.t(&format!("vouchers-item-{}", s.state.as_str())),
            tone: tone(s.state),
            undo: can.then(|| {
                (
                    page.href(&format!("{base}/receipts/{id}/undo")),
                    tr.moment(s.undo_until, v.zone()),
                )
            }),
            next: page.href(&base),
            number: s.number,
            page,
        },
    )
}

fn own_by(page: &Page, by: OwnBy) -> String {
    match by {
        OwnBy::Nobody => String::new(),
        by => page.t(&format!("vouchers-own-by-{}", by.as_str())),
    }
}

/// What practice ends with: the same page, marked, without a number.
pub(super) fn practised(v: &Vouchers, visit: &Visit, org: Id, r: &Redeem) -> Answer {
    let page = org_frame(visit, org, "vouchers-receipt");
    let tr = page.tr();
    show(&Receipt {
        practice: true,
        wrong: Vec::new(),
        organisation: String::new(),
        number: page.t("vouchers-practice-number"),
        at: tr.moment(v.now(), v.zone()),
        what: r.service.map(|s| service_name(v, s)).unwrap_or_default(),
        price: tr.money_full(Cents(r.price.0)),
        amount: tr.money_full(r.amount),
        own: tr.money_full(r.own),
        own_by: own_by(&page, r.own_by),
        state: page.t("vouchers-practice-state"),
        tone: "secondary",
        undo: None,
        next: page.href(&format!("/provider/org/{org}/redeem?practice=1")),
        page,
    })
}

/// `GET /provider/org/{org}/redeem/receipts/{id}`
pub(super) async fn receipt(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(at): Path<(Id, Id)>,
) -> Answer {
    receipt_page(&v, &visit, &me, at, &[]).await
}

/// `POST /provider/org/{org}/redeem/receipts/{id}/undo`
pub(super) async fn undo(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path((org, id)): Path<(Id, Id)>,
) -> Answer {
    may(&v, &me, org, false).await?;
    let known = v.look(&me, move |c, _, _| a::item(c, id)).await?;
    if known.is_none_or(|s| s.organisation != org) {
        return Err(Failure::NotFound);
    }
    match v.act(&me, move |tx, g, ctx| a::undo(tx, g, ctx, id)).await {
        Ok(_) => visit.go(&format!("/provider/org/{org}/redeem/receipts/{id}")),
        Err(no) => {
            let no = told(no, visit.tr(), v.zone())?;
            receipt_page(&v, &visit, &me, (org, id), &[no]).await
        }
    }
}
