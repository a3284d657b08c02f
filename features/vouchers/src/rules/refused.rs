//! Every no of this feature, with the word programs know it by.

use ledger::model::Refused as Books;
use serde::{Deserialize, Serialize};
use values::{Cents, Day, Moment, Refusal, Refuse};

/// Why a voucher does not pay for an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Not one of its themes.
    Theme,
    /// Not in one of its districts.
    District,
    /// Too young or too old for it.
    Age,
    /// For another child.
    OtherChild,
    /// It begins after the last day, or before the first.
    Time,
    /// The ticket is for something else.
    OtherBooking,
    /// Nobody knows this offer.
    UnknownOffer,
}

impl Why {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Why::Theme => "theme",
            Why::District => "district",
            Why::Age => "age",
            Why::OtherChild => "other_child",
            Why::Time => "time",
            Why::OtherBooking => "other_booking",
            Why::UnknownOffer => "unknown_offer",
        }
    }
}

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// There is less than that.
    InsufficientBalance {
        /// What can be spent.
        available: Cents,
    },
    /// Its last day has passed.
    VoucherEnded {
        /// The day.
        on: Day,
    },
    /// It cannot be spent for now.
    VoucherSuspended,
    /// It does not pay for this.
    NotValidForOffer {
        /// Why.
        why: Why,
    },
    /// The provider is not admitted, or not any more.
    ProviderNotAdmitted {
        /// How it stands.
        state: String,
    },
    /// The offer takes nothing for now.
    OfferPaused,
    /// More than one payment, or one window, may take.
    LimitReached {
        /// The most.
        limit: Cents,
        /// Days; none for one payment.
        window: Option<u16>,
    },
    /// Somebody was faster.
    HoldAlreadyResolved {
        /// By which order.
        by: String,
        /// When.
        at: Moment,
    },
    /// The booking's money is free again.
    HoldEnded,
    /// The price is another one.
    PriceChanged {
        /// Which.
        new: Cents,
    },
    /// Too early.
    NotYetRedeemable {
        /// From when.
        from: Day,
    },
    /// The key belongs to another order.
    KeyReused,
    /// A technical hitch: nothing was done, the same may be sent again.
    TryAgain,
    /// No such code, or not any more.
    UnknownCode,
    /// The PIN is missing or wrong.
    PinWrong,
    /// Too many wrong codes.
    TooManyAttempts {
        /// From when one may try again.
        until: Moment,
    },
    /// The same voucher has just paid here: is it a second child, a second lesson?
    Second {
        /// The receipt a moment ago.
        number: String,
        /// When.
        at: Moment,
    },
    /// Only the same operator undoes, and only within the time; afterwards it is a refund.
    UndoOver {
        /// Until when it was possible.
        deadline: Moment,
    },
    /// More than is left of this payment.
    MoreThanPaid {
        /// What is left of it.
        left: Cents,
    },
    /// Not an amount that can be paid.
    WrongAmount {
        /// Which field.
        field: String,
    },
    /// A field is missing or wrong.
    Wrong {
        /// Which.
        field: String,
    },
    /// It stands at a point where this cannot be done.
    WrongState {
        /// Where it stands.
        state: String,
    },
    /// There is nothing like that.
    Unknown,
    /// May not be done by this person.
    Forbidden,
    /// It concerns the own household or organisation.
    OwnAffair,
    /// A second person must agree.
    SamePerson,
    /// There is a voucher of this call already.
    AlreadyHas,
    /// No fund of the call has enough.
    FundShort {
        /// The most that one of them has.
        available: Cents,
    },
    /// A reason must be given.
    ReasonNeeded,
    /// A document must be named.
    DocumentNeeded,
    /// Nobody has verified where this provider is paid.
    NoPayee,
    /// Nothing is there to be paid.
    NothingToPay,
    /// What was sealed is not what stands there: nothing is sent.
    BatchChanged,
    /// Something is still open.
    NotReady {
        /// What.
        what: String,
    },
    /// Somebody may not act for this child, as the people's rules say.
    Person {
        /// Key of the message.
        key: String,
    },
    /// The books do not allow it.
    Books {
        /// What they say, for the log.
        why: String,
    },
}

impl Refused {
    /// The word by which programs know it.
    pub fn code(&self) -> &'static str {
        match self {
            Refused::InsufficientBalance { .. } => "insufficient_balance",
            Refused::VoucherEnded { .. } => "voucher_ended",
            Refused::VoucherSuspended => "voucher_suspended",
            Refused::NotValidForOffer { .. } => "not_valid_for_offer",
            Refused::ProviderNotAdmitted { .. } => "provider_not_admitted",
            Refused::OfferPaused => "offer_paused",
            Refused::LimitReached { .. } => "limit_reached",
            Refused::HoldAlreadyResolved { .. } => "hold_already_resolved",
            Refused::HoldEnded => "hold_ended",
            Refused::PriceChanged { .. } => "price_changed",
            Refused::NotYetRedeemable { .. } => "not_yet_redeemable",
            Refused::KeyReused => "key_reused",
            Refused::TryAgain => "try_again",
            Refused::UnknownCode => "unknown_code",
            Refused::PinWrong => "pin_wrong",
            Refused::TooManyAttempts { .. } => "too_many_attempts",
            Refused::Second { .. } => "second_use",
            Refused::UndoOver { .. } => "undo_over",
            Refused::MoreThanPaid { .. } => "more_than_paid",
            Refused::WrongAmount { .. } => "wrong_amount",
            Refused::Wrong { .. } => "wrong",
            Refused::WrongState { .. } => "wrong_state",
            Refused::Unknown => "unknown",
            Refused::Forbidden => "forbidden",
            Refused::OwnAffair => "own_affair",
            Refused::SamePerson => "same_person",
            Refused::AlreadyHas => "already_has",
            Refused::FundShort { .. } => "fund_short",
            Refused::ReasonNeeded => "reason_needed",
            Refused::DocumentNeeded => "document_needed",
            Refused::NoPayee => "no_payee",
            Refused::NothingToPay => "nothing_to_pay",
            Refused::BatchChanged => "batch_changed",
            Refused::NotReady { .. } => "not_ready",
            Refused::Person { .. } => "person",
            Refused::Books { .. } => "books",
        }
    }

    /// The status a program is answered with.
    pub fn status(&self) -> u16 {
        match self {
            Refused::ProviderNotAdmitted { .. }
            | Refused::Forbidden
            | Refused::OwnAffair
            | Refused::SamePerson
            | Refused::PinWrong
            | Refused::Person { .. } => 403,
            Refused::Unknown | Refused::UnknownCode => 404,
            Refused::NotValidForOffer { .. }
            | Refused::WrongAmount { .. }
            | Refused::Wrong { .. }
            | Refused::ReasonNeeded
            | Refused::DocumentNeeded => 422,
            Refused::TooManyAttempts { .. } => 429,
            Refused::TryAgain => 503,
            _ => 409,
        }
    }

    /// True for the only one that may be sent again as it is.
    pub fn may_be_sent_again(&self) -> bool {
        *self == Refused::TryAgain
    }

    /// What the ledger said, in the words of this feature. Never a technical conflict as a lack of money.
    pub fn of_books(books: &Books, zone: &jiff::tz::TimeZone) -> Refused {
        match books {
            Books::InsufficientBalance { available } => Refused::InsufficientBalance {
                available: Cents((*available).max(0)),
            },
            Books::Ended { on } => Refused::VoucherEnded { on: on.day(zone) },
            Books::HoldAlreadyResolved { by, at } => Refused::HoldAlreadyResolved {
                by: by.to_string(),
                at: *at,
            },
            Books::HoldEnded { .. } => Refused::HoldEnded,
            Books::WrongAmount => Refused::WrongAmount {
                field: "amount".into(),
            },
            Books::SecondPersonNeeded => Refused::SamePerson,
            Books::DocumentNeeded => Refused::DocumentNeeded,
            Books::ReasonNeeded => Refused::ReasonNeeded,
            other => Refused::Books {
                why: other.to_string(),
            },
        }
    }

    /// A fault that passes by itself is told as one; others are no answer at all.
    pub fn of_fault(fault: &db::Fault) -> Option<Refused> {
        fault.is_passing().then_some(Refused::TryAgain)
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Refused {}

impl Refuse for Refused {
    fn refusal(&self) -> Refusal {
        if let Refused::Person { key } = self {
            return Refusal::new(key.clone(), self.status());
        }
        let no = Refusal::new(
            format!("vouchers-no-{}", self.code().replace('_', "-")),
            self.status(),
        );
        match self {
            Refused::InsufficientBalance { available } | Refused::FundShort { available } => {
                no.arg("available", available)
            }
            Refused::VoucherEnded { on } => no.arg("on", on),
            Refused::NotValidForOffer { why } => no.arg("why", why.as_str()),
            Refused::ProviderNotAdmitted { state } | Refused::WrongState { state } => {
                no.arg("state", state)
            }
            Refused::LimitReached { limit, window } => {
                no.arg("limit", limit).arg("window", window.unwrap_or(0))
            }
            Refused::HoldAlreadyResolved { by, at } => no.arg("by", by).arg("at", at.rfc3339()),
            Refused::TooManyAttempts { until } => no.arg("until", until.rfc3339()),
            Refused::PriceChanged { new } => no.arg("new", new).field("price"),
            Refused::UndoOver { deadline } => no.arg("deadline", deadline.rfc3339()),
            Refused::NotYetRedeemable { from } => no.arg("from", from),
            Refused::Second { number, at } => no.arg("number", number).arg("at", at.rfc3339()),
            Refused::MoreThanPaid { left } => no.arg("left", left).field("amount"),
            Refused::WrongAmount { field } | Refused::Wrong { field } => {
                no.arg("field", field).field(field)
            }
            Refused::NotReady { what } => no.arg("what", what),
            Refused::PinWrong => no.field("pin"),
            Refused::UnknownCode => no.field("code"),
            Refused::ReasonNeeded => no.field("reason"),
            Refused::DocumentNeeded => no.field("document"),
            _ => no,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::Id;

    #[test]
    fn the_vocabulary_is_the_designs() {
        let day = "2026-12-31".parse().unwrap();
        let (at, cents) = (Moment(0), Cents(1));
        let all = [
            (
                Refused::InsufficientBalance { available: cents },
                "insufficient_balance",
                vec!["available"],
            ),
            (
                Refused::VoucherEnded { on: day },
                "voucher_ended",
                vec!["on"],
            ),
            (Refused::VoucherSuspended, "voucher_suspended", vec![]),
            (
                Refused::NotValidForOffer { why: Why::Theme },
                "not_valid_for_offer",
                vec!["why"],
            ),
            (
                Refused::ProviderNotAdmitted { state: "x".into() },
                "provider_not_admitted",
                vec!["state"],
            ),
            (Refused::OfferPaused, "offer_paused", vec![]),
            (
                Refused::LimitReached {
                    limit: cents,
                    window: None,
                },
                "limit_reached",
                vec!["limit", "window"],
            ),
            (
                Refused::HoldAlreadyResolved { by: "x".into(), at },
                "hold_already_resolved",
                vec!["by", "at"],
            ),
            (Refused::HoldEnded, "hold_ended", vec![]),
            (
                Refused::PriceChanged { new: cents },
                "price_changed",
                vec!["new"],
            ),
            (
                Refused::NotYetRedeemable { from: day },
                "not_yet_redeemable",
                vec!["from"],
            ),
            (Refused::KeyReused, "key_reused", vec![]),
            (Refused::TryAgain, "try_again", vec![]),
        ];
        for (no, code, args) in all {
            assert_eq!(no.code(), code);
            let told = no.refusal();
            assert_eq!(told.key, format!("vouchers-no-{}", code.replace('_', "-")));
            let names: Vec<&str> = told.args.iter().map(|(n, _)| n.as_str()).collect();
            assert_eq!(names, args, "{code}");
            assert!((400..600).contains(&told.status), "{code}");
            assert_eq!(no.may_be_sent_again(), code == "try_again");
        }
    }

    #[test]
    fn what_is_technical_is_never_told_as_a_lack_of_money() {
        let zone = jiff::tz::TimeZone::UTC;
        let others = [
            Books::UnknownAccount(Id::named("t", "a")),
            Books::OtherFund,
            Books::WrongLines,
            Books::NotLater,
        ];
        for books in others {
            assert_eq!(Refused::of_books(&books, &zone).code(), "books");
        }
    }
}
