//! Codes: on the screen, as a ticket of a booking, on paper.

use askama::Template;
use axum::extract::{Path, State};
use people::model::Matter;
use people::pages::{Me, square};
use values::{Cents, Id};
use web::form::Sent;
use web::{Answer, Failure, Markup, Page, Visit, show};

use super::super::{Vouchers, frame};
use super::card::{Card, named};
use super::{hide, kind_key, page_title, whose};
use crate::actions as a;
use crate::model::TokenKind;
use crate::rules::{Refused, Secret};

/// What the square says: an address in capitals, which stays a small square, or the secret alone where
/// the site does not know its address.
pub(super) fn squared(visit: &Visit, secret: &Secret) -> Result<Markup, Failure> {
    let base = visit.site().settings().base_url.as_deref().unwrap_or("");
    match base.is_empty() {
        true => square(&secret.secret),
        false => square(&format!("{}/V/{}", base.to_uppercase(), secret.secret)),
    }
}

/// Eight signs in two groups, as one reads them aloud.
pub(super) fn grouped(code: &str) -> String {
    match code.split_at_checked(4) {
        Some((a, b)) => format!("{a} {b}"),
        None => code.to_string(),
    }
}

#[derive(Template)]
#[template(path = "vouchers/family-code.html")]
struct Code {
    page: Page,
    about: String,
    what: String,
    square: Markup,
    code: String,
    until: String,
    again: Option<String>,
    back: String,
}

/// `POST /my/vouchers/{id}/code`: shown once, good for ten minutes.
pub(super) async fn show_code(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    let secret = v.secret();
    let kept = secret.clone();
    let (token, wallet, who) = v
        .act(&me, move |tx, g, ctx| {
            let token = a::show(tx, &g.wallets, ctx, id, &kept)?;
            let wallet = a::wallet_of(tx, &g.wallets, ctx, id)?;
            let who = whose(tx, &g.wallets.keys, &wallet)?;
            Ok((token, wallet, who))
        })
        .await
        .map_err(hide)?;
    let page = frame(&visit, &kind_key(TokenKind::Show))
        .crumb(visit.tr().t("people-my-area"), "/my")
        .crumb(visit.tr().t("vouchers-mine"), "/my/vouchers");
    show(&Code {
        about: page.t("vouchers-code-show-about"),
        what: format!("{} — {who}", page_title(&visit, &wallet)),
        square: squared(&visit, &secret)?,
        code: grouped(&secret.code),
        until: page.tr().moment(token.ends_at, v.zone()),
        again: Some(page.href(&format!("/my/vouchers/{id}/code"))),
        back: page.href(&format!("/my/vouchers/{id}")),
        page,
    })
}

#[derive(Template)]
#[template(path = "vouchers/family-print.html")]
struct Paper {
    page: Page,
    city: String,
    card: Card,
    secret: Secret,
    initials: bool,
    pin: String,
    pays: Vec<String>,
    sms: String,
    back: String,
}

/// `POST /my/vouchers/{id}/print`: a sheet with a card to cut out, and the text of a short message. The
/// PIN is on the screen only: the paper alone pays nothing.
pub(super) async fn print(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let initials = sent.get("name") == "initials";
    let (secret, pin) = (v.secret(), v.pin());
    let kept = (secret.clone(), pin.clone());
    let (token, wallet, who) = v
        .act(&me, move |tx, g, ctx| {
            let token = a::print(tx, &g.wallets, ctx, id, (&kept.0, &kept.1))?;
            let wallet = a::wallet_of(tx, &g.wallets, ctx, id)?;
            let who = named(tx, &g.wallets.keys, &wallet, initials)?;
            Ok((token, wallet, who))
        })
        .await
        .map_err(hide)?;
    let page = frame(&visit, "vouchers-print")
        .crumb(visit.tr().t("people-my-area"), "/my")
        .crumb(visit.tr().t("vouchers-mine"), "/my/vouchers");
    let name = page_title(&visit, &wallet);
    let until = page.tr().date_long(token.ends_at.day(v.zone()));
    let mut sms = i18n::FluentArgs::new();
    sms.set("name", name);
    sms.set("code", grouped(&secret.code));
    sms.set("until", page.tr().date(token.ends_at.day(v.zone())));
    show(&Paper {
        city: page.say_plain(&v.0.city.name),
        card: Card {
            who,
            square: squared(&visit, &secret)?,
            code: grouped(&secret.code),
            until,
        },
        secret,
        initials,
        pays: super::pays(&v, &page, &wallet),
        sms: page.tr().plain("vouchers-sms", &sms),
        back: page.href(&format!("/my/vouchers/{id}")),
        pin,
        page,
    })
}

/// `POST /my/vouchers/{id}/revoke`: a code is good no more.
pub(super) async fn revoke(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let token = sent.id("token")?;
    v.act(&me, move |tx, g, ctx| {
        a::revoke(tx, &g.wallets, ctx, (id, token))
    })
    .await
    .map_err(hide)?;
    visit.go(&format!("/my/vouchers/{id}"))
}

#[derive(Template)]
#[template(path = "vouchers/family-ticket.html")]
struct Ticket {
    page: Page,
    title: String,
    /// The voucher, and what it pays.
    held: Vec<(Id, String)>,
    action: String,
    back: String,
}

/// `GET /my/bookings/{id}/ticket`: what a ticket is, and for which voucher.
pub(super) async fn ticket_form(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    let (title, held) = v
        .look(&me, move |c, g, ctx| {
            let w = &g.wallets;
            let booking = bookings::actions::booking(c, id)?.ok_or(Refused::Unknown)?;
            let subject = ctx.actor.subject().ok_or(Refused::Forbidden)?;
            match &booking.who {
                bookings::model::Who::Child(child) => {
                    let day = w.day(ctx.now);
                    people::actions::standing(c, &w.keys, subject, *child, Matter::Bookings, day)?;
                }
                bookings::model::Who::Group { .. } if booking.party == subject => {}
                bookings::model::Who::Group { .. } => {
                    return Err(Refused::Unknown.into());
                }
            }
            let title = bookings::actions::session(c, booking.session)?
                .map(|s| s.title)
                .unwrap_or_default();
            let mut held: Vec<(Id, Cents, values::Text)> = Vec::new();
            let booked = g.seats.ticketed(c, id)?;
            for (voucher, amount) in booked.map(|b| b.held).unwrap_or_default() {
                let wallet = a::wallet_of(c, w, ctx, voucher)?;
                held.push((voucher, amount, wallet.terms.name));
            }
            Ok((title, held))
        })
        .await
        .map_err(hide)?;
    let page = frame(&visit, &kind_key(TokenKind::Ticket))
        .crumb(visit.tr().t("people-my-area"), "/my")
        .crumb(visit.tr().t("bookings-mine"), "/my/bookings");
    let held = held
        .into_iter()
        .map(|(id, amount, name)| {
            let said = page.t2(
                "vouchers-ticket-of",
                "name",
                page.say_plain(&name),
                "cents",
                page.tr().money_full(amount),
            );
            (id, said)
        })
        .collect();
    show(&Ticket {
        title,
        held,
        action: page.href(&format!("/my/bookings/{id}/ticket")),
        back: page.href(&format!("/my/bookings/{id}")),
        page,
    })
}

/// `POST /my/bookings/{id}/ticket`: shown once, good once, for this booking.
pub(super) async fn ticket(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let voucher = sent.id("voucher")?;
    let secret = v.secret();
    let kept = secret.clone();
    let (token, title) = v
        .act(&me, move |tx, g, ctx| {
            let token = a::ticket(tx, g, ctx, (voucher, id), &kept)?;
            let booking = bookings::actions::booking(tx, id)?;
            let session = match booking {
                Some(b) => bookings::actions::session(tx, b.session)?,
                None => None,
            };
            Ok((token, session.map(|s| s.title).unwrap_or_default()))
        })
        .await
        .map_err(hide)?;
    let page = frame(&visit, &kind_key(TokenKind::Ticket))
        .crumb(visit.tr().t("people-my-area"), "/my")
        .crumb(visit.tr().t("bookings-mine"), "/my/bookings");
    show(&Code {
        about: page.t("vouchers-code-ticket-about"),
        what: title,
        square: squared(&visit, &secret)?,
        code: grouped(&secret.code),
        until: page.tr().moment(token.ends_at, v.zone()),
        again: None,
        back: page.href(&format!("/my/bookings/{id}")),
        page,
    })
}
