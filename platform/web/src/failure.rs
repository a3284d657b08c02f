//! When the answer is not what was asked for: an expected "no", or a fault of ours.

use std::fmt;

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use values::Refusal;

/// What a handler returns.
pub type Answer = Result<Response, Failure>;

/// Why there is no normal answer. The shell turns it into a page in the reader's language, or into
/// `application/problem+json` (RFC 9457) on API paths.
#[derive(Clone, Debug)]
pub enum Failure {
    /// Nothing is at this address (404).
    NotFound,
    /// Something was here and is no more (410).
    Gone,
    /// An expected "no", with its reason.
    Refused(Refusal),
    /// Somebody must come in first; `again`: once more, to show that it is they. Where a feature knows people,
    /// the shell leads to the page where they come in, and what was typed goes on afterwards ([`crate::KeptForm`]).
    SignIn {
        /// They have come in, but too long ago for this.
        again: bool,
    },
    /// A fault of ours (500): told with an id, the detail only in the log.
    Fault(String),
}

impl Failure {
    /// A fault of ours. The text goes to the log, never to the reader; keep personal data out of it.
    pub fn fault(error: impl fmt::Display) -> Failure {
        Failure::Fault(error.to_string())
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Failure::NotFound => StatusCode::NOT_FOUND,
            Failure::Gone => StatusCode::GONE,
            Failure::SignIn { .. } => StatusCode::FORBIDDEN,
            Failure::Refused(r) => StatusCode::from_u16(r.status)
                .ok()
                .filter(StatusCode::is_client_error)
                .unwrap_or(StatusCode::UNPROCESSABLE_ENTITY),
            Failure::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::Refused(refusal)
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Failure {
        Failure::fault(error)
    }
}

impl IntoResponse for Failure {
    /// A bare answer that carries the failure; the shell dresses it (see the `front` module).
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
