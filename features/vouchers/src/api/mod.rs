//! To be written.

use axum::Router;

use crate::pages::Vouchers;

/// The routes for programs.
pub(crate) fn routes() -> Router<Vouchers> {
    Router::new()
}
