//! Errors as `application/problem+json` (RFC 9457), naming the parameter that is wrong.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};
use values::Moment;

/// An error answer.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    pub status: StatusCode,
    title: &'static str,
    detail: String,
    /// The parameter that is wrong.
    pub parameter: Option<String>,
    place: Option<&'static str>,
    gone_at: Option<Moment>,
}

impl Problem {
    fn new(status: StatusCode, title: &'static str, detail: String) -> Problem {
        Problem {
            status,
            title,
            detail,
            parameter: None,
            place: None,
            gone_at: None,
        }
    }

    /// A parameter that cannot be used; `place` is where it stood: `query`, `body`, `path`.
    pub fn parameter(place: &'static str, name: &str, why: String) -> Problem {
        Problem {
            parameter: Some(name.to_string()),
            place: Some(place),
            ..Problem::new(
                StatusCode::BAD_REQUEST,
                "A parameter cannot be used",
                format!("{name}: {why}"),
            )
        }
    }

    /// A body that cannot be read.
    pub fn body(detail: String) -> Problem {
        Problem {
            place: Some("body"),
            ..Problem::new(StatusCode::BAD_REQUEST, "The body cannot be read", detail)
        }
    }

    /// A body of a kind we do not read.
    pub fn media_type() -> Problem {
        Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "The body is of a kind that is not read here",
            "send application/json or application/x-www-form-urlencoded, or no body".into(),
        )
    }

    /// A body beyond the limit.
    pub fn too_large() -> Problem {
        Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "The body is too large",
            "a few parameters are expected, at most 64 KiB".into(),
        )
    }

    /// Nothing is here.
    pub fn not_found() -> Problem {
        Problem::new(
            StatusCode::NOT_FOUND,
            "Not found",
            "nothing is at this address; /api/openapi.json lists all that is served".into(),
        )
    }

    /// A record that was here and has gone.
    pub fn gone(at: Moment) -> Problem {
        Problem {
            gone_at: Some(at),
            ..Problem::new(
                StatusCode::GONE,
                "Gone",
                format!(
                    "its sources no longer have this record since {}",
                    at.rfc3339()
                ),
            )
        }
    }

    /// A method that is not served.
    pub fn method() -> Problem {
        Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "Method not allowed",
            "the header Allow names the methods of this address".into(),
        )
    }

    /// A fault of ours; the detail goes to the log only.
    pub fn fault(error: impl std::fmt::Display) -> Problem {
        tracing::error!(%error, "fault in the open interfaces");
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "A fault of ours",
            "try again later".into(),
        )
    }

    fn body_json(&self) -> Value {
        let mut body = json!({
            "type": "about:blank",
            "title": self.title,
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if let Some(p) = &self.parameter {
            body["parameter"] = json!(p);
        }
        if let Some(place) = self.place {
            body["in"] = json!(place);
        }
        if let Some(at) = self.gone_at {
            body["gone_at"] = json!(at.rfc3339());
        }
        body
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body_json().to_string()));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
