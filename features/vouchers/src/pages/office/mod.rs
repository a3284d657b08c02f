//! The city's offices: funds, calls, vouchers, payments, the bank, what went wrong.

mod bank;
mod calls;
mod funds;
mod mending;
mod payments;
mod sheet;
mod turn;
mod vouchers;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::Vouchers;
use crate::actions::Error;
use crate::policy::Act;
use sheet::Told;
use turn::Office;

/// Largest file of a bank or list that is taken in the browser, bytes.
const MOST_BYTES: usize = 8 * 1024 * 1024;

const MONEY: &[Act] = &[Act::Prepare, Act::Approve];
const PREPARE: &[Act] = &[Act::Prepare];
const APPROVE: &[Act] = &[Act::Approve];
const FINANCE: &[Act] = &[Act::PreparePayments, Act::ApprovePayments];
const PAY: &[Act] = &[Act::PreparePayments];
const CHECK: &[Act] = &[Act::ApprovePayments];
const MENDING: &[Act] = &[Act::Mend, Act::ApproveMending];
const MEND: &[Act] = &[Act::Mend];
const AGREE: &[Act] = &[Act::ApproveMending];
const MOVES: &[Act] = &[Act::Prepare, Act::PreparePayments, Act::ApprovePayments];

/// Every address of this room with its method and what one must be able to do: any of the acts lets in.
pub const ROUTES: &[(&str, &str, &[Act])] = &[
    ("GET", "/staff/funds", MONEY),
    ("POST", "/staff/funds", PREPARE),
    ("GET", "/staff/funds/{id}", MONEY),
    ("POST", "/staff/funds/{id}/grants", PREPARE),
    ("POST", "/staff/funds/{id}/grants/{grant}", APPROVE),
    ("POST", "/staff/funds/{id}/move", PREPARE),
    ("POST", "/staff/funds/{id}/close", PREPARE),
    ("POST", "/staff/funds/{id}/closed", APPROVE),
    ("GET", "/staff/calls", MONEY),
    ("POST", "/staff/calls", PREPARE),
    ("GET", "/staff/calls/{id}", MONEY),
    ("POST", "/staff/calls/{id}/approve", APPROVE),
    ("POST", "/staff/calls/{id}/close", PREPARE),
    ("POST", "/staff/calls/{id}/awards", PREPARE),
    ("POST", "/staff/calls/{id}/list", PREPARE),
    ("POST", "/staff/calls/{id}/export", PREPARE),
    ("POST", "/staff/lists/{id}", PREPARE),
    ("GET", "/staff/vouchers", PREPARE),
    ("POST", "/staff/vouchers", PREPARE),
    ("GET", "/staff/vouchers/{id}", PREPARE),
    ("POST", "/staff/vouchers/{id}", PREPARE),
    ("POST", "/staff/movements", MOVES),
    ("GET", "/staff/payments", FINANCE),
    ("POST", "/staff/payments", PAY),
    ("GET", "/staff/payments/{id}", FINANCE),
    ("POST", "/staff/payments/{id}/seal", PAY),
    ("POST", "/staff/payments/{id}/approve", CHECK),
    ("POST", "/staff/payments/{id}/void", PAY),
    ("POST", "/staff/payments/{id}/export", FINANCE),
    ("POST", "/staff/payees", FINANCE),
    ("POST", "/staff/payees/{id}", CHECK),
    ("GET", "/staff/bank", FINANCE),
    ("POST", "/staff/bank", PAY),
    ("POST", "/staff/bank/{id}", PAY),
    ("GET", "/staff/incidents", MENDING),
    ("POST", "/staff/incidents", MEND),
    ("GET", "/staff/incidents/{id}", MENDING),
    ("POST", "/staff/incidents/{id}/calculate", MEND),
    ("POST", "/staff/incidents/{id}/approve", AGREE),
    ("POST", "/staff/flags/{id}", MEND),
];

/// The routes of this room.
pub(super) fn routes() -> Router<Vouchers> {
    let large = DefaultBodyLimit::max(MOST_BYTES + 20_000);
    Router::new()
        .route("/staff/funds", get(funds::list).post(funds::plan))
        .route("/staff/funds/{id}", get(funds::one))
        .route("/staff/funds/{id}/grants", post(funds::grant))
        .route("/staff/funds/{id}/grants/{grant}", post(funds::approve))
        .route("/staff/funds/{id}/move", post(funds::step))
        .route("/staff/funds/{id}/close", post(funds::ask))
        .route("/staff/funds/{id}/closed", post(funds::agree))
        .route("/staff/calls", get(calls::list).post(calls::write))
        .route("/staff/calls/{id}", get(calls::one))
        .route("/staff/calls/{id}/approve", post(calls::approve))
        .route("/staff/calls/{id}/close", post(calls::close))
        .route("/staff/calls/{id}/awards", post(calls::award))
        .route("/staff/calls/{id}/list", post(calls::try_list).layer(large))
        .route("/staff/calls/{id}/export", post(calls::export))
        .route("/staff/lists/{id}", post(calls::import))
        .route(
            "/staff/vouchers",
            get(vouchers::search).post(vouchers::find),
        )
        .route(
            "/staff/vouchers/{id}",
            get(vouchers::one).post(vouchers::change),
        )
        .route("/staff/movements", post(vouchers::movements))
        .route("/staff/payments", get(payments::list).post(payments::draft))
        .route("/staff/payments/{id}", get(payments::one))
        .route("/staff/payments/{id}/seal", post(payments::seal))
        .route("/staff/payments/{id}/approve", post(payments::approve))
        .route("/staff/payments/{id}/void", post(payments::void))
        .route("/staff/payments/{id}/export", post(payments::export))
        .route("/staff/payees", post(payments::payee))
        .route("/staff/payees/{id}", post(payments::verify))
        .route("/staff/bank", get(bank::list).post(bank::take).layer(large))
        .route("/staff/bank/{id}", post(bank::decide))
        .route("/staff/incidents", get(mending::list).post(mending::open))
        .route("/staff/incidents/{id}", get(mending::one))
        .route("/staff/incidents/{id}/calculate", post(mending::calculate))
        .route("/staff/incidents/{id}/approve", post(mending::approve))
        .route("/staff/flags/{id}", post(mending::decide))
}

/// A file for the reader.
fn download(bytes: Vec<u8>, media: &'static str, name: &str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    let name = format!("attachment; filename=\"{name}\"");
    if let Ok(value) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A day as a form sends it.
fn day(text: &str, field: &str) -> Result<values::Day, Error> {
    text.trim().parse().map_err(|_| {
        crate::rules::Refused::Wrong {
            field: field.to_string(),
        }
        .into()
    })
}

/// An amount as a form sends it.
fn cents(text: &str, field: &str) -> Result<values::Cents, Error> {
    let found = web::form::amount(text).filter(|_| !text.trim().is_empty());
    found.ok_or_else(|| {
        crate::rules::Refused::WrongAmount {
            field: field.to_string(),
        }
        .into()
    })
}

/// A number as a form sends it; nothing where nothing stands.
fn whole<T: std::str::FromStr>(text: &str, field: &str) -> Result<Option<T>, Error> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| {
            crate::rules::Refused::Wrong {
                field: field.to_string(),
            }
            .into()
        }),
    }
}
