//! The card: what one carries in a purse, or keeps on a phone that has no network. It says nothing of
//! money, of a call or of why somebody has it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use people::pages::Me;
use values::Id;
use web::form::Sent;
use web::{Answer, Failure, Markup, Page, Visit};

use super::super::{Vouchers, frame};
use super::code::{grouped, squared};
use super::hide;
use crate::actions::{self as a, Error, Wallet};
use crate::model::Who;
use crate::rules::Secret;

/// What a card says.
pub(super) struct Card {
    /// A first name, initials, or the group's name.
    pub(super) who: String,
    pub(super) square: Markup,
    /// The eight signs, grouped.
    pub(super) code: String,
    /// The last day, in words.
    pub(super) until: String,
}

/// The first name, or the initials where the family wants no name on it.
pub(super) fn named(
    c: &mut db::Read<'_>,
    keys: &seal::Keys,
    w: &Wallet,
    initials: bool,
) -> Result<String, Error> {
    let child = match &w.voucher.who {
        Who::Group(name) => return Ok(name.clone()),
        Who::Child(child) => *child,
    };
    let found = people::actions::person(c, keys, child).map_err(people::actions::Error::from)?;
    let name = found.map(|p| p.facts.name);
    Ok(name.map_or_else(String::new, |n| match initials {
        true => [&n.given, &n.family]
            .into_iter()
            .filter_map(|part| part.chars().next())
            .map(|first| format!("{first}."))
            .collect(),
        false => n.given,
    }))
}

/// A file that needs nothing else: words, styles and square are in it.
#[derive(Template)]
#[template(path = "vouchers/family-card.html")]
struct File<'a> {
    page: &'a Page,
    city: String,
    card: Card,
}

/// `POST /my/vouchers/{id}/card`: the card whose code was just made, as a file to keep. The code is kept
/// here as a hash only, so that the page which shows it hands it back; another one makes no file.
pub(super) async fn file(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let secret = Secret {
        secret: sent.get("secret").to_string(),
        code: sent.get("code").to_string(),
    };
    let (initials, asked) = (sent.get("name") == "initials", secret.clone());
    let (token, who) = v
        .look(&me, move |c, g, ctx| {
            let w = &g.wallets;
            let token = a::printed(c, w, ctx, id, &asked)?;
            let wallet = a::wallet_of(c, w, ctx, id)?;
            Ok((token, named(c, &w.keys, &wallet, initials)?))
        })
        .await
        .map_err(hide)?;
    let page = frame(&visit, "vouchers-card");
    let file = File {
        city: page.say_plain(&v.0.city.name),
        card: Card {
            who,
            square: squared(&visit, &secret)?,
            code: grouped(&secret.code),
            until: page.tr().date_long(token.ends_at.day(v.zone())),
        },
        page: &page,
    };
    let text = file.render().map_err(Failure::fault)?;
    let head = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"card.html\"",
        ),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((head, text).into_response())
}
