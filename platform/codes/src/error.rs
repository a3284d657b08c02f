//! What can be wrong with a code.

use values::{Refusal, Refuse};

/// The kind of character a place wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A to Z.
    Letter,
    /// 0 to 9; in a *codice fiscale* also the letters that may stand for digits
    /// (L M N P Q R S T U V).
    Digit,
    /// A to Z or 0 to 9.
    Either,
}

/// What is wrong with a code, where, and how to mend it. It never holds the code, only the one
/// character that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CodeError {
    /// Nothing is written.
    #[error("the code is missing: write it as it stands on the document")]
    Empty,
    /// A *codice fiscale* of another length.
    #[error("a codice fiscale has 16 characters (provisional: 11 digits), this has {found}")]
    FiscalLength {
        /// How many characters there are, without spaces.
        found: usize,
    },
    /// A number of 11 digits of another length.
    #[error("the number has 11 digits, this has {found}")]
    NumberLength {
        /// How many characters there are, without spaces and `IT`.
        found: usize,
    },
    /// A character that cannot stand where it stands.
    #[error("character {at} is «{found}»: {} belongs there", match .wanted {
        Wanted::Letter => "a letter",
        Wanted::Digit => "a digit",
        Wanted::Either => "a letter or a digit",
    })]
    Sign {
        /// Its place, from 1.
        at: usize,
        /// The character.
        found: char,
        /// What belongs there.
        wanted: Wanted,
    },
    /// The ninth character is not the letter of a month.
    #[error("character 9 is «{found}»: the month is one of A B C D E H L M P R S T")]
    Month {
        /// The character.
        found: char,
    },
    /// Characters 10 and 11 are no day of that month.
    #[error(
        "characters 10 and 11 give the day of birth, plus 40 for women: that day does not exist"
    )]
    Day,
    /// The check character does not fit the others: at least one is wrong.
    #[error("the last character does not fit the others: compare each with the document")]
    Control,
    /// Digits 8 to 10 of a *partita IVA* are no office.
    #[error("digits 8 to 10 give the office, and there is none with this number: compare them")]
    Office,
    /// All digits of the number are zero.
    #[error("a number of zeros is given to nobody")]
    Zero,
    /// The day of birth is another one than the code says.
    #[error("the code belongs to another date of birth: compare both with the document")]
    BirthDiffers,
    /// The sex is another one than the code says.
    #[error("the code belongs to the other sex: compare both with the document")]
    SexDiffers,
    /// No number of the RUNTS.
    #[error(
        "the RUNTS number has at most 7 digits and no letters: write it without the word «rep.»"
    )]
    Runts,
    /// An IBAN that does not begin with a known country, or is not built as that country's are.
    #[error(
        "this is not built like an IBAN of its country: compare length and first four characters"
    )]
    IbanForm,
    /// The check digits of an IBAN, or its CIN, do not fit: at least one character is wrong.
    #[error(
        "one character of the IBAN does not fit the others: compare each with the bank's document"
    )]
    IbanControl,
}

impl CodeError {
    /// The message's key in [`crate::LOCALES`].
    pub fn key(&self) -> &'static str {
        match self {
            CodeError::Empty => "codes-empty",
            CodeError::FiscalLength { .. } => "codes-fiscal-length",
            CodeError::NumberLength { .. } => "codes-number-length",
            CodeError::Sign {
                wanted: Wanted::Letter,
                ..
            } => "codes-letter",
            CodeError::Sign {
                wanted: Wanted::Digit,
                ..
            } => "codes-digit",
            CodeError::Sign {
                wanted: Wanted::Either,
                ..
            } => "codes-either",
            CodeError::Month { .. } => "codes-month",
            CodeError::Day => "codes-day",
            CodeError::Control => "codes-control",
            CodeError::Office => "codes-office",
            CodeError::Zero => "codes-zero",
            CodeError::BirthDiffers => "codes-birth-differs",
            CodeError::SexDiffers => "codes-sex-differs",
            CodeError::Runts => "codes-runts",
            CodeError::IbanForm => "codes-iban-form",
            CodeError::IbanControl => "codes-iban-control",
        }
    }
}

impl Refuse for CodeError {
    fn refusal(&self) -> Refusal {
        let refusal = Refusal::new(self.key(), 422);
        match self {
            CodeError::FiscalLength { found } | CodeError::NumberLength { found } => {
                refusal.arg("found", found)
            }
            CodeError::Sign { at, found, .. } => refusal.arg("at", at).arg("found", found),
            CodeError::Month { found } => refusal.arg("found", found),
            _ => refusal,
        }
    }
}
