//! What is wrong with a list of vouchers.

use codes::CodeError;
use values::{Refusal, Refuse};

use super::{Column, LONGEST, MOST_AMOUNT, MOST_BYTES, MOST_ROWS};

/// What is wrong, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// The field; none for the line as a whole.
    pub column: Option<Column>,
    /// What.
    pub what: What,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// There is not one voucher.
    Empty,
    /// More bytes than are read.
    TooLarge,
    /// More lines than are read.
    TooMany,
    /// The text is in UTF-16.
    Utf16,
    /// The first line is a heading.
    Heading,
    /// Another number of fields.
    Fields {
        /// How many there are.
        found: usize,
    },
    /// A quotation mark is not closed, or something follows where it is.
    Quote,
    /// A sign that cannot be read: a control character, or what is left of a wrong conversion.
    Unreadable,
    /// Nothing is written.
    Missing,
    /// More letters than there is room for.
    TooLong {
        /// How many there are.
        found: usize,
    },
    /// A *codice fiscale* is wrong.
    Code(CodeError),
    /// No amount.
    Amount {
        /// What is written.
        found: String,
    },
    /// Nothing is to be spent.
    Nothing,
    /// More than a voucher may be worth.
    TooMuch,
    /// No day.
    Day {
        /// What is written.
        found: String,
    },
    /// The last day is before the first.
    EndsBefore,
    /// There is the minor's code and no type, or the type and no code: this one is missing.
    OtherHalf,
    /// The code is another line's.
    Twice {
        /// The first line that has it.
        first: usize,
    },
    /// No address of e-mail.
    Email,
    /// No number of a telephone.
    Mobile,
}

impl Refuse for Defect {
    /// The message says what and how to mend it; `payments-list-place` says where, from `$line`, `$number`
    /// and `$column`.
    fn refusal(&self) -> Refusal {
        let key = match &self.what {
            What::Empty => "empty",
            What::TooLarge => "too-large",
            What::TooMany => "too-many",
            What::Utf16 => "utf16",
            What::Heading => "heading",
            What::Fields { .. } => "fields",
            What::Quote => "quote",
            What::Unreadable => "unreadable",
            What::Missing => "missing",
            What::TooLong { .. } => "too-long",
            What::Code(_) => "",
            What::Amount { .. } => "amount",
            What::Nothing => "nothing",
            What::TooMuch => "too-much",
            What::Day { .. } => "day",
            What::EndsBefore => "ends-before",
            What::OtherHalf => "other-half",
            What::Twice { .. } => "twice",
            What::Email => "email",
            What::Mobile => "mobile",
        };
        let key = match &self.what {
            What::Code(e) => e.key().to_string(),
            _ => format!("payments-list-{key}"),
        };
        let (number, word) = self.column.map_or((0, "none"), |c| (c.number(), c.word()));
        let refusal = Refusal::new(key, 422)
            .field(&match self.column {
                Some(column) => format!("{}.{}", self.line, column.word()),
                None => self.line.to_string(),
            })
            .arg("line", self.line)
            .arg("number", number)
            .arg("column", word);
        match &self.what {
            What::TooLarge => refusal.arg("most", MOST_BYTES / 1024 / 1024),
            What::TooMany => refusal.arg("most", MOST_ROWS),
            What::Fields { found } => refusal.arg("found", found),
            What::TooLong { found } => refusal.arg("found", found).arg("most", LONGEST),
            What::Amount { found } | What::Day { found } => refusal.arg("found", found),
            What::TooMuch => refusal.arg("most", MOST_AMOUNT),
            What::Twice { first } => refusal.arg("first", first),
            What::Code(e) => {
                let mut refusal = refusal;
                refusal.args.extend(e.refusal().args);
                refusal
            }
            _ => refusal,
        }
    }
}
