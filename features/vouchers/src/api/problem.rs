//! Errors as `application/problem+json` (RFC 9457), with the vocabulary's word and its arguments.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use values::{Moment, Refuse};

use crate::actions::Error;
use crate::rules::Refused;

/// What only the interface says: the word, its status, what it means.
pub(super) const OWN: [(&str, u16, &str); 9] = [
    (
        "unauthorized",
        401,
        "There is no key, or it is not good any more.",
    ),
    (
        "read_only",
        403,
        "The key may look things up and nothing else.",
    ),
    (
        "key_required",
        400,
        "The header Idempotency-Key is missing or no UUID.",
    ),
    (
        "malformed",
        400,
        "The body or a parameter cannot be read; `detail` says where.",
    ),
    (
        "unsupported_media_type",
        415,
        "The body is not application/json.",
    ),
    ("too_large", 413, "The body is longer than 16 KiB."),
    (
        "too_many_calls",
        429,
        "The header Retry-After says when to come again.",
    ),
    (
        "not_found",
        404,
        "Nothing is here, or not for this organisation.",
    ),
    (
        "fault",
        500,
        "A fault of ours; the same call with the same key may be sent again.",
    ),
];

/// An error answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Problem {
    pub(super) status: u16,
    pub(super) code: String,
    pub(super) args: Map<String, Value>,
    detail: Option<Box<str>>,
}

impl Problem {
    /// One of the interface's own.
    pub(super) fn own(code: &'static str) -> Problem {
        let status = OWN.iter().find(|(c, ..)| *c == code).map_or(500, |o| o.1);
        Problem {
            status,
            code: code.to_string(),
            args: Map::new(),
            detail: None,
        }
    }

    pub(super) fn with_detail(mut self, detail: String) -> Problem {
        self.detail = Some(detail.into());
        self
    }

    pub(super) fn json(&self) -> Value {
        let mut body = json!({
            "type": format!("{}/errors#{}", super::ROOT, self.code),
            "title": self.code.replace('_', " "),
            "status": self.status,
            "code": self.code,
            "args": self.args,
        });
        if let Some(detail) = &self.detail {
            body["detail"] = json!(detail);
        }
        body
    }
}

/// The arguments of a no: amounts in cents, days as ISO, moments as RFC 3339.
fn args(no: &Refused) -> Map<String, Value> {
    // It is written as {"word": {arguments}}, or as the word alone.
    let Ok(Value::Object(all)) = serde_json::to_value(no) else {
        return Map::new();
    };
    let Some(Value::Object(mut args)) = all.into_iter().next().map(|(_, v)| v) else {
        return Map::new();
    };
    for name in ["at", "until", "deadline"] {
        if let Some(at) = args.get(name).and_then(Value::as_i64) {
            args.insert(name.to_string(), json!(Moment(at).rfc3339()));
        }
    }
    args
}

impl From<&Refused> for Problem {
    fn from(no: &Refused) -> Problem {
        Problem {
            status: no.status(),
            code: no.code().to_string(),
            args: args(no),
            detail: None,
        }
    }
}

impl From<&bookings::rules::Refused> for Problem {
    fn from(no: &bookings::rules::Refused) -> Problem {
        let refusal = no.refusal();
        let args = refusal.args.iter();
        Problem {
            status: refusal.status,
            code: no.code().to_string(),
            args: args.map(|(n, v)| (n.clone(), json!(v))).collect(),
            detail: None,
        }
    }
}

/// Why a call was not carried out.
#[derive(Debug)]
pub(super) enum Wrong {
    /// It is told, and kept where there is a key.
    No(Problem),
    /// From below.
    Fault(Error),
}

impl From<Problem> for Wrong {
    fn from(problem: Problem) -> Wrong {
        Wrong::No(problem)
    }
}

impl From<Error> for Wrong {
    fn from(error: Error) -> Wrong {
        match error {
            Error::Refused(no) => Wrong::No(Problem::from(&no)),
            other => Wrong::Fault(other),
        }
    }
}

impl From<db::Fault> for Wrong {
    fn from(fault: db::Fault) -> Wrong {
        Wrong::Fault(Error::Fault(fault))
    }
}

impl From<bookings::actions::No> for Wrong {
    fn from(no: bookings::actions::No) -> Wrong {
        use bookings::actions::No;
        match no {
            No::Refused(no) => Wrong::No(Problem::from(&no)),
            No::Fault(fault) => fault.into(),
            No::People(error) => Wrong::Fault(error.into()),
        }
    }
}

impl Wrong {
    /// What is told: what passes by itself is told so, and never as a lack of money.
    pub(super) fn problem(self) -> Problem {
        match self {
            Wrong::No(problem) => problem,
            Wrong::Fault(error) => {
                if let Error::Fault(fault) = &error
                    && let Some(no) = Refused::of_fault(fault)
                {
                    return Problem::from(&no);
                }
                tracing::error!(%error, "fault in the interface for programs");
                Problem::own("fault")
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        answer(self.status, self.json().to_string())
    }
}

/// An answer as it is kept: problems are the ones from 400 on.
pub(super) fn answer(status: u16, body: String) -> Response {
    let kind = match status {
        400.. => "application/problem+json",
        _ => "application/json",
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if status == 401 {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if matches!(status, 429 | 503) {
        let wait = if status == 429 { "60" } else { "1" };
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static(wait));
    }
    response
}
