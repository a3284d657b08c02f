//! Errors as `application/problem+json` (RFC 9457), with the vocabulary's word and its arguments.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bookings::actions::No;
use bookings::rules::Refused as Booking;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use values::Moment;

use super::words::{WORDS, Word, word};
use crate::actions::{Error, of_money};
use crate::rules::Refused;

/// The last of the list.
const FAULT: Word = WORDS[WORDS.len() - 1];

/// An error answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Problem {
    pub(super) status: u16,
    pub(super) code: &'static str,
    pub(super) args: Map<String, Value>,
    detail: Option<Box<str>>,
}

impl Problem {
    /// One without arguments.
    pub(super) fn own(code: &str) -> Problem {
        Problem::of(code, Map::new())
    }

    /// A word with its arguments. What programs cannot meet, and met all the same, is a fault of ours.
    fn of(code: &str, args: Map<String, Value>) -> Problem {
        let (found, args) = match word(code) {
            Some(found) => (found, args),
            None => {
                tracing::error!(code, "a word that is not the interface's");
                (&FAULT, Map::new())
            }
        };
        Problem {
            status: found.status,
            code: found.code,
            args,
            detail: None,
        }
    }

    /// True when it is kept under the key of its call.
    pub(super) fn is_kept(&self) -> bool {
        word(self.code).is_some_and(|w| w.last)
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
        match no {
            // The key was taken back, or is over, since it was shown.
            Refused::Forbidden => Problem::own("unauthorized"),
            Refused::Unknown => Problem::own("not_found"),
            no => Problem::of(no.code(), args(no)),
        }
    }
}

/// A no of bookings, with the arguments the word has here.
fn of_bookings(no: &Booking, zone: &TimeZone) -> Problem {
    let with = |code: &str, args: Value| match args {
        Value::Object(args) => Problem::of(code, args),
        _ => Problem::own(code),
    };
    match no {
        Booking::WrongStep(state) => with("wrong_state", json!({"state": state.as_str()})),
        Booking::NotBegun(at) => with(
            "not_yet_redeemable",
            json!({"from": at.day(zone), "at": at.rfc3339()}),
        ),
        Booking::Form("reason", _) => Problem::own("reason_needed"),
        Booking::Money(no) => Problem::from(&of_money(no, zone)),
        other => Problem::own(other.code()),
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

/// What bookings have answered.
pub(super) fn booked<T>(done: Result<T, No>, zone: &TimeZone) -> Result<T, Wrong> {
    done.map_err(|no| match no {
        No::Refused(no) => Wrong::No(of_bookings(&no, zone)),
        No::Fault(fault) => fault.into(),
        No::People(error) => Wrong::Fault(error.into()),
    })
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
        let mut response = answer(self.status, self.json().to_string());
        // Too many wrong codes say themselves until when.
        let wait = match self.code {
            "too_many_calls" => Some("60"),
            "try_again" => Some("1"),
            _ => None,
        };
        if let Some(wait) = wait {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(wait));
        }
        response
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
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use db::Fault;
    use values::{Cents, Day, Refuse};

    #[test]
    fn what_is_technical_is_told_as_such() {
        assert_eq!(FAULT.code, "fault");
        let passing = Fault::Contention { tries: 6 };
        let told = Wrong::from(passing).problem();
        assert_eq!((told.code, told.status), ("try_again", 503));
        let wait = told.into_response();
        assert_eq!(wait.headers()[header::RETRY_AFTER], "1");
        let told = Wrong::from(Fault::Closed).problem();
        assert_eq!((told.code, told.status), ("fault", 500));
        let strange = Refused::Books { why: "x".into() };
        let told = Problem::from(&strange);
        assert_eq!((told.code, told.is_kept()), ("fault", false));
        assert_eq!(told.args, Map::new());
        // A key that is taken back while a call is under way.
        assert_eq!(Problem::from(&Refused::Forbidden).code, "unauthorized");
    }

    #[test]
    fn who_was_slower_than_a_cancellation_is_told_so() {
        let no = values::Refusal::new("bookings-refused-hold-already-resolved", 409)
            .arg("at", Moment(0).rfc3339());
        let told = of_bookings(&Booking::Money(no), &TimeZone::UTC);
        assert_eq!((told.code, told.status), ("hold_already_resolved", 409));
        assert_eq!(
            json!(told.args),
            json!({"by": "", "at": Moment(0).rfc3339()})
        );
    }

    #[test]
    fn pages_and_programs_are_told_the_same_status() {
        let (day, at, cents) = (Day::default(), Moment(0), Cents(0));
        let all = [
            Refused::InsufficientBalance { available: cents },
            Refused::VoucherEnded { on: day },
            Refused::VoucherSuspended,
            Refused::ProviderNotAdmitted { state: "x".into() },
            Refused::OfferPaused,
            Refused::HoldAlreadyResolved { by: "x".into(), at },
            Refused::HoldEnded,
            Refused::PriceChanged { new: cents },
            Refused::NotYetRedeemable { from: day },
            Refused::KeyReused,
            Refused::TryAgain,
            Refused::UnknownCode,
            Refused::PinWrong,
            Refused::TooManyAttempts { until: at },
            Refused::UndoOver { deadline: at },
            Refused::WrongAmount {
                field: "own".into(),
            },
            Refused::ReasonNeeded,
        ];
        for no in all {
            let told = Problem::from(&no);
            assert_eq!((told.code, told.status), (no.code(), no.refusal().status));
        }
    }
}
