//! To be written.

use axum::Router;

use super::Vouchers;

/// The routes of this room.
pub(super) fn routes() -> Router<Vouchers> {
    Router::new()
}
