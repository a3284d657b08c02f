//! What can be wrong with a batch.

use codes::CodeError;
use values::{Cents, Refusal, Refuse};

/// Where something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the batch as a whole.
    Batch,
    /// With who pays.
    Debtor,
    /// In a line, counted from 1.
    Line(usize),
}

/// Which piece of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "as the fields of the drafts, which are documented"
)]
pub enum Piece {
    Lines,
    Total,
    Execution,
    Payout,
    Name,
    TaxCode,
    Iban,
    Bic,
    Cuc,
    Abi,
    Amount,
    Remittance,
    Document,
    Cup,
    Cig,
    Capitolo,
}

impl Piece {
    /// As messages and form fields call it.
    pub fn word(self) -> &'static str {
        match self {
            Piece::Lines => "lines",
            Piece::Total => "total",
            Piece::Execution => "execution",
            Piece::Payout => "payout",
            Piece::Name => "name",
            Piece::TaxCode => "tax-code",
            Piece::Iban => "iban",
            Piece::Bic => "bic",
            Piece::Cuc => "cuc",
            Piece::Abi => "abi",
            Piece::Amount => "amount",
            Piece::Remittance => "remittance",
            Piece::Document => "document",
            Piece::Cup => "cup",
            Piece::Cig => "cig",
            Piece::Capitolo => "capitolo",
        }
    }
}

/// What is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing is there.
    Missing,
    /// More signs than there is room for.
    TooLong {
        /// How many there are, in the letters banks take.
        found: usize,
        /// How many fit.
        most: usize,
    },
    /// More lines than a batch may have.
    TooMany {
        /// How many there are.
        found: usize,
        /// How many are allowed.
        most: usize,
    },
    /// None of its letters can be written in a payment file.
    Unwritable,
    /// Not built like such a code.
    Form,
    /// A code of a register is wrong.
    Code(CodeError),
    /// An account outside SEPA.
    NotSepa {
        /// Its country.
        country: String,
    },
    /// The ABI is another than the account's.
    OtherBank {
        /// The one of the account.
        of_account: String,
    },
    /// Nothing or less is to be paid.
    NotPositive,
    /// More than a transfer may be.
    TooMuch {
        /// The most.
        most: Cents,
    },
    /// The lines make another sum than the total.
    Sum {
        /// The lines' sum.
        sum: Cents,
        /// The total.
        total: Cents,
    },
    /// The payout stands in the batch twice.
    Twice,
    /// The day was over when the batch was sealed.
    Past,
}

/// What is wrong with a batch, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place:?}, {piece:?}: {flaw:?}")]
pub struct BatchError {
    /// Where.
    pub place: Place,
    /// Which piece.
    pub piece: Piece,
    /// What.
    pub flaw: Flaw,
}

impl Refuse for BatchError {
    /// The message has `$piece` and what the flaw tells; `payments-place` says where, from `$place` and
    /// `$line`. The field is `debtor.iban`, `lines.3.amount`, `total`.
    fn refusal(&self) -> Refusal {
        let word = self.piece.word();
        let (place, line) = match self.place {
            Place::Batch => ("batch", 0),
            Place::Debtor => ("debtor", 0),
            Place::Line(line) => ("line", line),
        };
        let field = match self.place {
            Place::Batch => word.to_string(),
            Place::Debtor => format!("debtor.{word}"),
            Place::Line(line) => format!("lines.{line}.{word}"),
        };
        let key = match &self.flaw {
            Flaw::Missing => "payments-missing",
            Flaw::TooLong { .. } => "payments-too-long",
            Flaw::TooMany { .. } => "payments-too-many",
            Flaw::Unwritable => "payments-unwritable",
            Flaw::Form => "payments-form",
            Flaw::Code(e) => e.key(),
            Flaw::NotSepa { .. } => "payments-not-sepa",
            Flaw::OtherBank { .. } => "payments-other-bank",
            Flaw::NotPositive => "payments-not-positive",
            Flaw::TooMuch { .. } => "payments-too-much",
            Flaw::Sum { .. } => "payments-sum",
            Flaw::Twice => "payments-twice",
            Flaw::Past => "payments-past",
        };
        let mut refusal = Refusal::new(key, 422)
            .field(&field)
            .arg("place", place)
            .arg("line", line)
            .arg("piece", word);
        let more: Vec<(&str, String)> = match &self.flaw {
            Flaw::TooLong { found, most } | Flaw::TooMany { found, most } => {
                vec![("found", found.to_string()), ("most", most.to_string())]
            }
            Flaw::Code(e) => {
                let args = e.refusal().args;
                refusal.args.extend(args);
                Vec::new()
            }
            Flaw::NotSepa { country } => vec![("found", country.clone())],
            Flaw::OtherBank { of_account } => vec![("found", of_account.clone())],
            Flaw::TooMuch { most } => vec![("most", most.to_string())],
            Flaw::Sum { sum, total } => {
                vec![("found", sum.to_string()), ("said", total.to_string())]
            }
            _ => Vec::new(),
        };
        for (name, value) in more {
            refusal = refusal.arg(name, value);
        }
        refusal
    }
}
