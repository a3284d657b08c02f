//! A provider's desk: take a code, see what it pays, confirm, receipts; statements, the account.

mod books;
mod paper;
mod receipt;
mod take;

use axum::Router;
use axum::routing::{get, post};
use people::pages::Me;
use providers::model::Role;
use values::Id;
use web::{Failure, Page, Visit};

use super::{Vouchers, Who, titled};

/// Who may come where.
pub(super) const ROUTES: &[(&str, &str, Who)] = &[
    ("GET", "/provider/org/{org}/redeem", Who::Desk),
    ("POST", "/provider/org/{org}/redeem/quote", Who::Desk),
    ("POST", "/provider/org/{org}/redeem/take", Who::Desk),
    ("GET", "/provider/org/{org}/redeem/receipts/{id}", Who::Desk),
    (
        "POST",
        "/provider/org/{org}/redeem/receipts/{id}/undo",
        Who::Desk,
    ),
    ("GET", "/provider/org/{org}/redeem/day", Who::Desk),
    ("POST", "/provider/org/{org}/redeem/day", Who::Desk),
    ("GET", "/provider/org/{org}/redeem/statement", Who::Desk),
    (
        "POST",
        "/provider/org/{org}/redeem/statement/{id}",
        Who::Manager,
    ),
    ("GET", "/provider/org/{org}/redeem/account", Who::Manager),
    ("POST", "/provider/org/{org}/redeem/account", Who::Manager),
];

/// The routes of this room.
pub(super) fn routes() -> Router<Vouchers> {
    Router::new()
        .route("/provider/org/{org}/redeem", get(take::start))
        .route("/provider/org/{org}/redeem/quote", post(take::quote))
        .route("/provider/org/{org}/redeem/take", post(take::take))
        .route(
            "/provider/org/{org}/redeem/receipts/{id}",
            get(receipt::receipt),
        )
        .route(
            "/provider/org/{org}/redeem/receipts/{id}/undo",
            post(receipt::undo),
        )
        .route(
            "/provider/org/{org}/redeem/day",
            get(paper::day).post(paper::enter),
        )
        .route(
            "/provider/org/{org}/redeem/statement",
            get(books::statement),
        )
        .route(
            "/provider/org/{org}/redeem/statement/{id}",
            post(books::document),
        )
        .route(
            "/provider/org/{org}/redeem/account",
            get(books::account).post(books::change),
        )
}

/// Whoever acts for the organisation; only managers where `manager`. To others it does not exist.
pub(super) async fn may(v: &Vouchers, me: &Me, org: Id, manager: bool) -> Result<Role, Failure> {
    let person = providers::policy::own(&me.0.actor).map_err(|_| Failure::NotFound)?;
    let own = v
        .look(me, move |c, _, _| {
            Ok(providers::actions::organisations_of(c, person)?)
        })
        .await?;
    match own.into_iter().find(|(o, _)| *o == org).map(|(_, r)| r) {
        Some(Role::Manager) => Ok(Role::Manager),
        Some(Role::Operator) if !manager => Ok(Role::Operator),
        _ => Err(Failure::NotFound),
    }
}

/// A page of the desk.
pub(super) fn org_frame(visit: &Visit, org: Id, key: &str) -> Page {
    let page = titled(visit, visit.tr().t(key).into_owned())
        .crumb(visit.tr().t("providers-mine"), "/provider")
        .crumb(
            visit.tr().t("providers-area"),
            &format!("/provider/org/{org}"),
        );
    match key {
        "vouchers-desk" => page,
        // Programs stand beside the desk, not below it.
        key if key.starts_with("vouchers-programs") => page,
        _ => page.crumb(
            visit.tr().t("vouchers-desk"),
            &format!("/provider/org/{org}/redeem"),
        ),
    }
}

/// The services of the organisation with their names.
async fn services(v: &Vouchers, me: &Me, org: Id) -> Result<Vec<(Id, String)>, Failure> {
    let records = v
        .look(me, move |c, _, _| Ok(providers::actions::proven(c, org)?))
        .await?;
    let view = v.0.catalogue.view();
    let snapshot = view.snapshot();
    let lang = &v.0.city.default_language;
    let mut all: Vec<(Id, String)> = snapshot
        .organizations()
        .iter()
        .filter(|o| records.contains(&o.record.id))
        .flat_map(|o| snapshot.services_of(o.record.id))
        .map(|s| {
            let name = s.record.name.best(lang, &[]).map(|(_, t)| t.to_string());
            (s.record.id, name.unwrap_or_default())
        })
        .collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all.dedup();
    Ok(all)
}

/// The name of a service, for a receipt.
fn service_name(v: &Vouchers, service: Id) -> String {
    let view = v.0.catalogue.view();
    let lang = &v.0.city.default_language;
    view.snapshot()
        .service(service)
        .and_then(|s| s.record.name.best(lang, &[]).map(|(_, t)| t.to_string()))
        .unwrap_or_default()
}
