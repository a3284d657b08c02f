//! The list for a day without network, and what was ticked on it.

use askama::Template;
use axum::extract::{Path, Query, State};
use people::pages::Me;
use serde::Deserialize;
use values::{Day, Id, Refusal, Refuse};
use web::form::Field;
use web::form::worded;
use web::form::{Sent, status};
use web::{Answer, Failure, Page, Visit, show_with};

use super::super::Vouchers;
use super::{may, org_frame};
use crate::actions as a;

/// Which day.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    day: String,
}

/// A row of the list.
struct Row {
    id: Id,
    at: String,
    title: String,
    name: String,
    held: String,
    own: String,
    taken: bool,
    /// It can be entered now.
    open: bool,
}

#[derive(Template)]
#[template(path = "vouchers/desk-day.html")]
struct List {
    page: Page,
    wrong: Vec<String>,
    said: String,
    day: Field,
    here: String,
    day_value: String,
    rows: Vec<Row>,
    open: bool,
}

async fn list_page(
    v: &Vouchers,
    visit: &Visit,
    me: &Me,
    org: Id,
    day: Day,
    wrong: &[Refusal],
) -> Answer {
    may(v, me, org, false).await?;
    let all = v
        .look(me, move |c, g, ctx| a::paper(c, g, ctx, org, day))
        .await?;
    let page = org_frame(visit, org, "vouchers-day");
    let tr = page.tr();
    let come = day <= v.today();
    let rows: Vec<Row> = all
        .into_iter()
        .map(|l| Row {
            id: l.booking,
            at: tr.time(l.at.timestamp().to_zoned(v.zone().clone()).time()),
            title: l.title,
            name: l.name,
            held: tr.money_full(l.held),
            own: tr.money_full(l.own),
            taken: l.taken,
            open: come && !l.taken && l.held.0 > 0,
        })
        .collect();
    show_with(
        status(wrong),
        &List {
            wrong: wrong.iter().map(|r| tr.refusal(r)).collect(),
            said: tr.date_long(day),
            day: Field::text("day", page.t("vouchers-day-which"))
                .kind("date")
                .value(day.to_string()),
            here: page.href(&format!("/provider/org/{org}/redeem/day")),
            day_value: day.to_string(),
            open: rows.iter().any(|r| r.open),
            rows,
            page,
        },
    )
}

/// `GET /provider/org/{org}/redeem/day`
pub(super) async fn day(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
    Query(asked): Query<Asked>,
) -> Answer {
    let day = asked.day.parse().unwrap_or(v.today());
    list_page(&v, &visit, &me, org, day, &[]).await
}

/// `POST /provider/org/{org}/redeem/day`: what was ticked on paper is entered, each by itself.
pub(super) async fn enter(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
    sent: Sent,
) -> Answer {
    may(&v, &me, org, false).await?;
    let day: Day = sent.get("day").parse().unwrap_or(v.today());
    let mut wrong: Vec<Refusal> = Vec::new();
    for booking in sent.all("booking") {
        let booking: Id = booking.parse().map_err(|_| Failure::NotFound)?;
        let done = v
            .act(&me, move |tx, g, ctx| a::enter(tx, g, ctx, (org, booking)))
            .await?;
        if let Err(no) = done {
            let no = worded(no.refusal(), visit.tr(), v.zone());
            if !wrong.contains(&no) {
                wrong.push(no);
            }
        }
    }
    match wrong.is_empty() {
        true => visit.go(&format!("/provider/org/{org}/redeem/day?day={day}")),
        false => list_page(&v, &visit, &me, org, day, &wrong).await,
    }
}
