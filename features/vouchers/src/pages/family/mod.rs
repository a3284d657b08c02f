//! The wallet: what is left, for what, until when; what happened; codes to show and to print.

mod card;
mod code;

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Redirect;
use axum::routing::{get, post};
use i18n::Tr;
use people::pages::Me;
use values::{Cents, Id};
use web::{Answer, Failure, Page, Visit, show};

use super::{Vouchers, Who, frame, titled};
use crate::actions::{self as a, Error, Movement, Wallet, What};
use crate::model::{self, State as Stand, TokenKind};
use crate::rules::Refused;

/// How many movements are shown.
const MOVES: u32 = 100;
/// A voucher that ends within so many days is marked.
const SOON: i32 = 30;

/// Who may come where.
pub(super) const ROUTES: &[(&str, &str, Who)] = &[
    ("GET", "/my/vouchers", Who::SignedIn),
    ("GET", "/my/vouchers/{id}", Who::SignedIn),
    ("POST", "/my/vouchers/{id}/code", Who::SignedIn),
    ("POST", "/my/vouchers/{id}/print", Who::SignedIn),
    ("POST", "/my/vouchers/{id}/card", Who::SignedIn),
    ("POST", "/my/vouchers/{id}/revoke", Who::SignedIn),
    ("GET", "/my/bookings/{id}/ticket", Who::SignedIn),
    ("POST", "/my/bookings/{id}/ticket", Who::SignedIn),
    ("GET", "/voucher-code", Who::Anybody),
];

/// The routes of this room.
pub(super) fn routes() -> Router<Vouchers> {
    Router::new()
        .route("/my/vouchers", get(list))
        .route("/my/vouchers/{id}", get(one))
        .route("/my/vouchers/{id}/code", post(code::show_code))
        .route("/my/vouchers/{id}/print", post(code::print))
        .route("/my/vouchers/{id}/card", post(card::file))
        .route("/my/vouchers/{id}/revoke", post(code::revoke))
        .route(
            "/my/bookings/{id}/ticket",
            get(code::ticket_form).post(code::ticket),
        )
        .route("/voucher-code", get(help))
}

/// The address in the square codes, in capitals so that the square stays small. Whoever opens it with an
/// ordinary camera is told what it is; the secret goes no further.
pub(super) fn root() -> Router<Vouchers> {
    Router::new().route("/V/{secret}", get(seen_by_a_camera))
}

/// The help, in the city's own language; there it can be changed.
async fn seen_by_a_camera(State(v): State<Vouchers>) -> Redirect {
    let lang = &v.0.city.default_language;
    Redirect::to(&format!("/{lang}/voucher-code"))
}

/// Not theirs, or not there: the same.
pub(super) fn hide(error: Error) -> Failure {
    match error {
        Error::Refused(
            Refused::Unknown | Refused::Forbidden | Refused::Person { .. } | Refused::OwnAffair,
        ) => Failure::NotFound,
        other => other.into(),
    }
}

/// A voucher in the list.
struct Card {
    href: String,
    name: String,
    who: String,
    available: String,
    until: String,
    state: String,
    tone: &'static str,
    soon: bool,
}

#[derive(Template)]
#[template(path = "vouchers/family-list.html")]
struct List {
    page: Page,
    live: Vec<Card>,
    over: Vec<Card>,
    bookings: String,
}

/// Of a voucher that lives and of which nothing can be spent now: whether bookings hold the rest.
fn emptied(w: &Wallet) -> Option<bool> {
    let lives = matches!(w.voucher.state, Stand::Active | Stand::Issued);
    (lives && w.available <= Cents(0)).then_some(w.held > Cents(0))
}

/// How a voucher stands, in words, and how it is coloured.
fn stands(page: &Page, w: &Wallet) -> (String, &'static str) {
    match emptied(w) {
        Some(true) => return (page.t("vouchers-all-held"), "primary"),
        Some(false) => return (page.t("vouchers-used-up"), "secondary"),
        None => {}
    }
    let key = match w.voucher.how {
        Some(how) => format!("vouchers-how-{}", how.as_str()),
        None => format!("vouchers-state-{}", w.voucher.state.as_str()),
    };
    let tone = match w.voucher.state {
        Stand::Active => "success",
        Stand::Issued => "primary",
        Stand::Suspended => "warning",
        Stand::Ended => "secondary",
    };
    (page.t(&key), tone)
}

/// `GET /my/vouchers`
async fn list(State(v): State<Vouchers>, visit: Visit, me: Me) -> Answer {
    let own = me.id();
    let found = v
        .look(&me, move |c, g, ctx| {
            a::family_wallet(c, &g.wallets, ctx, own)
        })
        .await?;
    let page = frame(&visit, "vouchers-mine").crumb(visit.tr().t("people-my-area"), "/my");
    let today = v.today();
    let (mut live, mut over) = (Vec::new(), Vec::new());
    for (w, who) in found {
        let (state, tone) = stands(&page, &w);
        let ended = w.voucher.state == Stand::Ended;
        let card = Card {
            href: page.href(&format!("/my/vouchers/{}", w.voucher.id)),
            name: page.say_plain(&w.terms.name),
            who,
            available: page.tr().money_full(w.available),
            until: page.tr().date_long(w.voucher.ends_on),
            state,
            tone,
            soon: !ended
                && emptied(&w) != Some(false)
                && (w.voucher.ends_on - today).get_days() <= SOON,
        };
        match ended {
            true => over.push(card),
            false => live.push(card),
        }
    }
    show(&List {
        live,
        over,
        bookings: page.href("/my/bookings"),
        page,
    })
}

/// One line of the history.
struct Move {
    at: String,
    text: String,
    what: String,
    number: String,
}

/// A code that is good.
struct Good {
    id: Id,
    text: String,
}

#[derive(Template)]
#[template(path = "vouchers/family-one.html")]
struct One {
    page: Page,
    who: String,
    state: String,
    tone: &'static str,
    reason: Option<String>,
    available: String,
    held: Option<String>,
    spent: String,
    given: String,
    until: String,
    from: Option<String>,
    pays: Vec<String>,
    /// The search for what it pays whole.
    find: String,
    within: String,
    usable: bool,
    /// Why nothing can be spent of it now, though it lives.
    empty: Option<&'static str>,
    /// It is a person's, not a group's.
    named: bool,
    moves: Vec<Move>,
    good: Vec<Good>,
    base: String,
}

/// Whose a voucher is, in the words of its family.
pub(super) fn whose(c: &mut db::Read<'_>, keys: &seal::Keys, w: &Wallet) -> Result<String, Error> {
    Ok(match &w.voucher.who {
        model::Who::Group(name) => name.clone(),
        model::Who::Child(id) => people::actions::person(c, keys, *id)
            .map_err(people::actions::Error::from)?
            .map(|p| p.facts.name.given)
            .unwrap_or_default(),
    })
}

/// For what it can be used: themes, ages, districts, the most at once.
fn pays(v: &Vouchers, page: &Page, w: &Wallet) -> Vec<String> {
    let (tr, terms) = (page.tr(), &w.terms);
    let themes: Vec<String> = terms
        .themes
        .iter()
        .filter_map(|key| v.0.city.taxonomies.term("service", key))
        .map(|t| page.say_plain(&t.label))
        .collect();
    let mut all = vec![match themes.is_empty() {
        true => page.t("vouchers-pays-all"),
        false => page.t1("vouchers-pays-themes", "themes", tr.list(&themes)),
    }];
    let age = |key: &str, n: u8| page.t1(key, "age", i64::from(n));
    match (terms.min_age, terms.max_age) {
        (Some(min), Some(max)) => all.push(page.t2(
            "vouchers-pays-ages",
            "from",
            i64::from(min),
            "to",
            i64::from(max),
        )),
        (Some(min), None) => all.push(age("vouchers-pays-from-age", min)),
        (None, Some(max)) => all.push(age("vouchers-pays-to-age", max)),
        (None, None) => {}
    }
    if !terms.districts.is_empty() {
        let names: Vec<String> = terms.districts.iter().cloned().collect();
        all.push(page.t1("vouchers-pays-districts", "districts", tr.list(&names)));
    }
    if let Some(cap) = terms.cap_each {
        all.push(page.t1("vouchers-pays-each", "cents", tr.money_full(cap)));
    }
    if let Some((cap, days)) = terms.cap_window {
        all.push(page.t2(
            "vouchers-pays-window",
            "cents",
            tr.money_full(cap),
            "days",
            i64::from(days),
        ));
    }
    all
}

fn moved(tr: &Tr, zone: &jiff::tz::TimeZone, m: &Movement, what: String) -> Move {
    let mut args = i18n::FluentArgs::new();
    args.set("cents", tr.money_full(m.amount));
    Move {
        at: tr.moment(m.at, zone),
        text: tr.with(&format!("vouchers-move-{}", m.what.as_str()), &args),
        what,
        number: match (m.what, &m.spend) {
            (What::Spent | What::CameBack | What::Corrected, Some(s)) => s.number.clone(),
            _ => String::new(),
        },
    }
}

/// `GET /my/vouchers/{id}`
async fn one(State(v): State<Vouchers>, visit: Visit, me: Me, Path(id): Path<Id>) -> Answer {
    let (w, who, moves, good, reason) = v
        .look(&me, move |c, g, ctx| {
            let w = &g.wallets;
            let wallet = a::wallet_of(c, w, ctx, id)?;
            let who = whose(c, &w.keys, &wallet)?;
            let mut moves = Vec::new();
            for m in a::movements(c, w, ctx, id, MOVES)? {
                let booked = match m.booking {
                    Some(booking) => bookings::actions::booking(c, booking)?,
                    None => None,
                };
                let session = match booked {
                    Some(b) => bookings::actions::session(c, b.session)?,
                    None => None,
                };
                let house = match &m.spend {
                    Some(s) => providers::actions::organisation(c, s.organisation)?,
                    None => None,
                };
                let what = session.map(|s| s.title).or(house.map(|h| h.name));
                moves.push((m, what.unwrap_or_default()));
            }
            let good = a::shown(c, w, ctx, id)?;
            let reason = match wallet.voucher.state {
                Stand::Suspended | Stand::Ended => a::steps(c, id)?.pop().and_then(|s| s.reason),
                _ => None,
            };
            Ok((wallet, who, moves, good, reason))
        })
        .await
        .map_err(hide)?;
    let page = titled(&visit, page_title(&visit, &w))
        .crumb(visit.tr().t("people-my-area"), "/my")
        .crumb(visit.tr().t("vouchers-mine"), "/my/vouchers");
    let tr = page.tr();
    let (state, tone) = stands(&page, &w);
    let good = good
        .iter()
        // A ticket that was taken is kept to its end, to be told as taken.
        .filter(|t| t.used_at.is_none())
        .map(|t| Good {
            id: t.id,
            text: page.t2(
                "vouchers-code-good",
                "kind",
                page.t(&format!("vouchers-code-{}", t.kind.as_str())),
                "at",
                tr.moment(t.ends_at, v.zone()),
            ),
        })
        .collect();
    let from = w.voucher.starts_on.max(w.terms.spend_from);
    show(&One {
        who,
        state,
        tone,
        reason,
        available: tr.money_full(w.available),
        held: (w.held > Cents(0)).then(|| tr.money_full(w.held)),
        spent: tr.money_full(w.spent),
        given: tr.money_full(w.voucher.amount),
        until: tr.date_long(w.voucher.ends_on),
        from: (from > v.today()).then(|| tr.date_long(from)),
        pays: pays(&v, &page, &w),
        find: page.href(&format!("/search?voucher={id}")),
        within: page.t1("vouchers-find-within", "cents", tr.money_full(w.most)),
        usable: matches!(w.voucher.state, Stand::Active | Stand::Issued)
            && w.voucher.ends_on >= v.today()
            && emptied(&w).is_none(),
        empty: emptied(&w).map(|held| match held {
            true => "vouchers-all-held-about",
            false => "vouchers-used-up-about",
        }),
        named: w.voucher.who.child().is_some(),
        moves: moves
            .into_iter()
            .map(|(m, what)| moved(tr, v.zone(), &m, what))
            .collect(),
        good,
        base: page.href(&format!("/my/vouchers/{id}")),
        page,
    })
}

/// The call's name in the reader's language.
pub(super) fn page_title(visit: &Visit, w: &Wallet) -> String {
    let page = visit.page(String::new());
    page.say_plain(&w.terms.name)
}

#[derive(Template)]
#[template(path = "vouchers/family-help.html")]
struct Help {
    page: Page,
    mine: String,
    desk: String,
}

/// `GET /voucher-code`: what a square code is, for whoever opened one with a camera.
async fn help(visit: Visit) -> Answer {
    let page = visit
        .page(visit.tr().t("vouchers-help").into_owned())
        .unlisted();
    show(&Help {
        mine: page.href("/my/vouchers"),
        desk: page.href("/provider"),
        page,
    })
}

/// The word of a kind of code, so that none is forgotten.
pub(super) fn kind_key(kind: TokenKind) -> String {
    format!("vouchers-code-{}", kind.as_str())
}
