//! What banks answer: status reports (pain.002), notifications and statements (camt.054, camt.053),
//! matched with what was sent by the ids we gave, never by names or texts.
//!
//! A file is taken as a whole or refused as a whole. Refused is what is damaged, and what contradicts
//! what was sent: another currency, a count or a sum that does not fit, a payout that was not in the
//! batch named. What is sound and not ours (charges, other payments from the account), or needs a
//! decision, is [`Unmatched`]: a person looks at it.

mod camt;
mod error;
mod pain002;
mod sent;
mod xml;

use values::{Cents, Day, Id};

use crate::content_hash;
use xml::{Step, Walk};

pub use error::BankError;
pub use sent::{Sent, SentBatch};

/// What became of a payout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The money has left the account.
    Paid,
    /// It was not paid, or came back.
    Rejected,
    /// The bank has it in hand.
    Pending,
}

/// What the bank says of one payout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The payout.
    pub payout: Id,
    /// The payout as the file names it.
    pub end_to_end: String,
    /// The batch as the file that was sent names it.
    pub message_id: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The bank's own code for that: `ACSC`, `RJCT`, `BOOK` …
    pub status: String,
    /// How much; what was sent, which the file confirms where it says it.
    pub amount: Cents,
    /// Always `EUR`.
    pub currency: String,
    /// Why it was rejected.
    pub reason: Option<Reason>,
    /// The bank's reference.
    pub bank_reference: Option<String>,
    /// The day of booking, else of value, else of the report.
    pub day: Option<Day>,
}

/// A reason: a code of the external code list of ISO 20022 (`AC04`: account closed), and words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// The code; empty when the bank gives words alone.
    pub code: String,
    /// The words.
    pub text: String,
}

/// Why an entry is for a person to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// It names no payout of ours.
    NotOurs,
    /// It names a payout of ours with another amount.
    OtherAmount,
    /// It pays a payout that this file has paid already.
    PaidTwice,
    /// It is a sum for a batch of ours that does not fit it.
    BatchDiffers,
    /// The bank's status is none we know.
    Status,
    /// It moves money the other way than a payout or its return does.
    Direction,
}

impl Why {
    /// The message's key in [`crate::LOCALES`].
    pub fn key(self) -> &'static str {
        match self {
            Why::NotOurs => "payments-why-not-ours",
            Why::OtherAmount => "payments-why-other-amount",
            Why::PaidTwice => "payments-why-paid-twice",
            Why::BatchDiffers => "payments-why-batch",
            Why::Status => "payments-why-status",
            Why::Direction => "payments-why-direction",
        }
    }
}

/// An entry that a person has to look at, as the bank says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    /// Why.
    pub why: Why,
    /// Which entry or transaction of the file, from 1.
    pub number: usize,
    /// EndToEndId, as it stands in the file.
    pub end_to_end: Option<String>,
    /// The message or group of payments it names.
    pub message_id: Option<String>,
    /// The bank's status.
    pub status: String,
    /// How much.
    pub amount: Option<Cents>,
    /// In which currency.
    pub currency: Option<String>,
    /// True when the account gets money; none in a status report.
    pub credit: Option<bool>,
    /// Why it came back.
    pub reason: Option<Reason>,
    /// The bank's reference.
    pub bank_reference: Option<String>,
    /// The day of booking, else of value.
    pub day: Option<Day>,
    /// The remittance text and what the bank adds, at most 300 letters.
    pub text: String,
}

/// The kinds of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Customer payment status report.
    Pain002,
    /// Bank to customer statement.
    Camt053,
    /// Bank to customer debit and credit notification.
    Camt054,
}

/// A file of a bank, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankFile {
    /// Its kind.
    pub kind: Kind,
    /// Its kind and version: `camt.054.001.08`.
    pub version: String,
    /// The bank's id of the message.
    pub message_id: String,
    /// SHA-256 of the file.
    pub hash: String,
    /// What is said of our payouts, in the order of the file.
    pub returned: Vec<Returned>,
    /// What a person has to look at.
    pub unmatched: Vec<Unmatched>,
}

/// The messages we read, as their namespaces end.
const VERSIONS: [(&str, Kind); 8] = [
    ("pain.002.001.03", Kind::Pain002),
    ("pain.002.001.10", Kind::Pain002),
    ("camt.053.001.02", Kind::Camt053),
    ("camt.053.001.06", Kind::Camt053),
    ("camt.053.001.08", Kind::Camt053),
    ("camt.054.001.02", Kind::Camt054),
    ("camt.054.001.06", Kind::Camt054),
    ("camt.054.001.08", Kind::Camt054),
];

/// Reads a file of a bank. `is_known` says whether a file with this SHA-256 was taken before.
///
/// # Errors
/// The file was taken before, is damaged, or contradicts what was sent; nothing of it is to be used.
pub fn read_bank_file(
    bytes: &[u8],
    sent: &Sent,
    is_known: &dyn Fn(&str) -> bool,
) -> Result<BankFile, BankError> {
    let mut walk = Walk::new(bytes)?;
    let hash = content_hash(bytes);
    if is_known(&hash) {
        return Err(BankError::Known { hash });
    }
    let Step::Open = walk.step()? else {
        return Err(BankError::Damaged { at: 0 });
    };
    let named = walk
        .namespace()
        .strip_prefix("urn:iso:std:iso:20022:tech:xsd:");
    let known = VERSIONS.iter().find(|(name, _)| named == Some(*name));
    let (Some((version, kind)), ["Document"]) = (known, walk.path().as_slice()) else {
        return Err(BankError::Namespace {
            found: short(walk.namespace()),
        });
    };
    let mut file = BankFile {
        kind: *kind,
        version: (*version).to_string(),
        message_id: String::new(),
        hash,
        returned: Vec::new(),
        unmatched: Vec::new(),
    };
    match kind {
        Kind::Pain002 => pain002::read(&mut walk, sent, &mut file)?,
        Kind::Camt053 => camt::read(&mut walk, sent, &mut file, &["BkToCstmrStmt", "Stmt"])?,
        Kind::Camt054 => {
            let names = ["BkToCstmrDbtCdtNtfctn", "Ntfctn"];
            camt::read(&mut walk, sent, &mut file, &names)?;
        }
    }
    match file.message_id.is_empty() {
        true => Err(BankError::Lacks { what: "MsgId" }),
        false => Ok(file),
    }
}

/// A strange text as an error may show it.
fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// An amount as these messages write it: digits, and perhaps a point with one or two digits after it.
fn amount(text: &str, what: &'static str) -> Result<Cents, BankError> {
    let wrong = || BankError::Amount {
        what,
        found: short(text),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |t: &str, most: usize| {
        (1..=most).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit())
    };
    if !digits(whole, 16) || !digits(part, 2) {
        return Err(wrong());
    }
    let part = if part.len() == 1 {
        format!("{part}0")
    } else {
        part.to_string()
    };
    format!("{whole}{part}")
        .parse()
        .map(Cents)
        .map_err(|_| wrong())
}

/// A count.
fn count(text: &str, what: &'static str) -> Result<usize, BankError> {
    let good = (1..=15).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let wrong = || BankError::Number {
        what,
        found: short(text),
    };
    match good {
        true => text.parse().map_err(|_| wrong()),
        false => Err(wrong()),
    }
}

/// The day of `2026-12-04`, `2026-12-04T09:00:00+01:00` or `2026-12-04+01:00`: as the bank writes it,
/// in its own time zone.
fn day(text: &str, what: &'static str) -> Result<Day, BankError> {
    let wrong = || BankError::Day {
        what,
        found: short(text),
    };
    let head = text.get(..10).ok_or_else(wrong)?;
    match text[10..].chars().next() {
        None | Some('T' | 'Z' | '+' | '-') => head.parse().map_err(|_| wrong()),
        Some(_) => Err(wrong()),
    }
}

/// Only euros are paid.
fn euros(currency: Option<&str>) -> Result<(), BankError> {
    match currency {
        Some("EUR") => Ok(()),
        other => Err(BankError::Currency {
            found: short(other.unwrap_or_default()),
        }),
    }
}

/// A text that is there.
fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
