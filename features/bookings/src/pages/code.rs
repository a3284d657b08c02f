//! A booking's code for the roll call: a square and eight signs. It looks the same whoever pays.

use askama::Template;
use axum::extract::{Path, State};
use people::pages::{Me, square};
use values::Id;
use web::{Answer, Markup, Page, Visit, show};

use super::{Bookings, frame};
use crate::actions as a;

#[derive(Template)]
#[template(path = "bookings/code.html")]
struct Code {
    page: Page,
    title: String,
    square: Markup,
    code: String,
    until: String,
    back: String,
}

/// Eight signs in two groups, as one reads them aloud.
fn grouped(code: &str) -> String {
    match code.split_at_checked(4) {
        Some((a, b)) => format!("{a} {b}"),
        None => code.to_string(),
    }
}

/// `POST /my/bookings/{id}/code`: shown once; those shown before stay good.
pub(super) async fn show_code(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    let secret = b.secret();
    let kept = secret.clone();
    let (ticket, title) = b
        .act(&me, move |tx, _, act| {
            let ticket = a::ticket(tx, act, id, &kept)?;
            let session = match a::booking(tx, id)? {
                Some(booking) => a::session(tx, booking.session)?,
                None => None,
            };
            Ok::<_, a::No>((ticket, session.map(|s| s.title).unwrap_or_default()))
        })
        .await?;
    let page = frame(&visit, "bookings-code-title")
        .crumb(visit.tr().t("people-my-area"), "/my")
        .crumb(visit.tr().t("bookings-mine"), "/my/bookings");
    show(&Code {
        title,
        square: square(&secret.secret)?,
        code: grouped(&secret.code),
        until: page.tr().moment(ticket.ends_at, b.zone()),
        back: page.href(&format!("/my/bookings/{id}")),
        page,
    })
}
