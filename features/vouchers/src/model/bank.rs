//! How payments are named, and what banks answer.

use serde::{Deserialize, Serialize};
use values::{Day, Id, Moment};

/// How a provider is named on a payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineName {
    /// Its name.
    pub name: String,
    /// Its *codice fiscale*.
    pub tax_code: String,
    /// Its documents.
    pub documents: Vec<String>,
}

/// A file of a bank that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankTaken {
    /// SHA-256 of the file.
    pub hash: String,
    /// Its kind and version.
    pub kind: String,
    /// The bank's id of the message.
    pub message_id: String,
    /// When it was taken.
    pub at: Moment,
    /// Lines that were paid by it.
    pub paid: u64,
    /// Lines that came back.
    pub returned: u64,
    /// Lines the bank has in hand.
    pub pending: u64,
    /// Entries for a person.
    pub queued: u64,
}

/// An entry as the bank says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankWords {
    /// EndToEndId.
    pub end_to_end: Option<String>,
    /// The message or group it names.
    pub message_id: Option<String>,
    /// The bank's status.
    pub status: String,
    /// How much.
    pub amount: Option<i64>,
    /// In which currency.
    pub currency: Option<String>,
    /// True when the account gets money.
    pub credit: Option<bool>,
    /// Why it came back.
    pub reason: Option<String>,
    /// The bank's reference.
    pub reference: Option<String>,
    /// The day of booking.
    pub day: Option<Day>,
    /// Remittance text and what the bank adds.
    pub text: String,
}

/// An entry a person has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankEntry {
    /// Its identifier.
    pub id: Id,
    /// SHA-256 of its file.
    pub file: String,
    /// Which entry of the file.
    pub n: u32,
    /// Why: key of the message.
    pub why: String,
    /// As the bank says it.
    pub words: BankWords,
    /// When it was taken.
    pub at: Moment,
}
