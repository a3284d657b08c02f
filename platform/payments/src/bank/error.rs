//! Why a bank's file is refused.

use values::{Cents, Refusal, Refuse};

/// Why a bank's file is refused as a whole: what, where, how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "fields: what was found, what was said, where")]
pub enum BankError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It was taken before.
    #[error("this file was taken before (SHA-256 {hash})")]
    Known { hash: String },
    /// More bytes than we read.
    #[error("the file is larger than {most} bytes")]
    TooLarge { most: usize },
    /// Elements within elements without end.
    #[error("elements are nested deeper than {most}")]
    TooDeep { most: usize },
    /// Elements beside elements without end.
    #[error("there are more than {most} elements")]
    TooMany { most: usize },
    /// A text of one element that is longer than any field.
    #[error("a text is longer than {most} bytes")]
    TooLong { most: usize },
    /// Another encoding.
    #[error("the file is not in UTF-8")]
    NotUtf8,
    /// Not XML.
    #[error("the file is no XML at byte {at}")]
    Damaged { at: u64 },
    /// It ends before its last element is closed.
    #[error("the file ends in the middle")]
    Truncated,
    /// A document type, or an entity that it would have to define.
    #[error("the file has a document type or entities, which messages of banks never have")]
    Entities,
    /// Another message, or another version.
    #[error("«{found}» is no message we read")]
    Namespace { found: String },
    /// An element that every such message has.
    #[error("{what} is missing")]
    Lacks { what: &'static str },
    /// No amount of money.
    #[error("{what}: «{found}» is no amount")]
    Amount { what: &'static str, found: String },
    /// No whole number.
    #[error("{what}: «{found}» is no whole number")]
    Number { what: &'static str, found: String },
    /// No day.
    #[error("{what}: «{found}» is no day")]
    Day { what: &'static str, found: String },
    /// An amount of ours in another currency.
    #[error("«{found}»: we pay in euros")]
    Currency { found: String },
    /// A report on a message we have not sent.
    #[error("we have sent no message «{found}»")]
    OtherMessage { found: String },
    /// A payout that is not in the batch it is said to be in.
    #[error("«{found}» is no payout of the batch {batch}")]
    OtherPayout { found: String, batch: String },
    /// A payout of ours with another amount.
    #[error("payout {payout}: {said} in the file, {sent} sent")]
    OtherAmount {
        payout: String,
        said: Cents,
        sent: Cents,
    },
    /// A count that is not that of what follows, or of what was sent.
    #[error("{what}: {said} in the file, but there are {found}")]
    Count {
        what: &'static str,
        said: usize,
        found: usize,
    },
    /// A sum that is not that of what follows, or of what was sent.
    #[error("{what}: {said} in the file, but they make {found}")]
    Sum {
        what: &'static str,
        said: Cents,
        found: Cents,
    },
    /// Two things that cannot both be true.
    #[error("payout {payout} is told twice, or otherwise than its group")]
    Contradiction { payout: String },
}

impl Refuse for BankError {
    fn refusal(&self) -> Refusal {
        let refusal = |key: &str| Refusal::new(format!("payments-bank-{key}"), 422);
        match self {
            BankError::Empty => refusal("empty"),
            BankError::Known { hash } => Refusal {
                status: 409,
                ..refusal("known").arg("hash", hash)
            },
            BankError::TooLarge { most } => refusal("too-large").arg("most", most / 1024 / 1024),
            BankError::TooDeep { most } => refusal("too-deep").arg("most", most),
            BankError::TooMany { most } => refusal("too-many").arg("most", most),
            BankError::TooLong { most } => refusal("too-long").arg("most", most),
            BankError::NotUtf8 => refusal("not-utf8"),
            BankError::Damaged { at } => refusal("damaged").arg("at", at),
            BankError::Truncated => refusal("truncated"),
            BankError::Entities => refusal("entities"),
            BankError::Namespace { found } => refusal("namespace").arg("found", found),
            BankError::Lacks { what } => refusal("lacks").arg("what", what),
            BankError::Amount { what, found } => {
                refusal("amount").arg("what", what).arg("found", found)
            }
            BankError::Number { what, found } => {
                refusal("number").arg("what", what).arg("found", found)
            }
            BankError::Day { what, found } => refusal("day").arg("what", what).arg("found", found),
            BankError::Currency { found } => refusal("currency").arg("found", found),
            BankError::OtherMessage { found } => refusal("other-message").arg("found", found),
            BankError::OtherPayout { found, batch } => refusal("other-payout")
                .arg("found", found)
                .arg("batch", batch),
            BankError::OtherAmount { payout, said, sent } => refusal("other-amount")
                .arg("payout", payout)
                .arg("said", said)
                .arg("sent", sent),
            BankError::Count { what, said, found } => refusal("count")
                .arg("what", what)
                .arg("said", said)
                .arg("found", found),
            BankError::Sum { what, said, found } => refusal("sum")
                .arg("what", what)
                .arg("said", said)
                .arg("found", found),
            BankError::Contradiction { payout } => refusal("contradiction").arg("payout", payout),
        }
    }
}
