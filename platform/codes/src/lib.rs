//! Codes that registers give to people, organisations and bank accounts: what is written becomes a
//! type that can only hold a code of the right form, or an error that says what is wrong, where, and
//! how to mend it. No input or output happens here: that a code has the right form does not mean
//! that the register knows it.
//!
//! | type | what it is | what its check finds |
//! |---|---|---|
//! | [`FiscalCode`] | *codice fiscale* of a person, 16 characters or 11 digits while provisional | every single changed character; see below |
//! | [`OrganisationCode`] | *codice fiscale* of an organisation, 11 digits | every single changed digit, every exchange of neighbours but 0 and 9 |
//! | [`VatNumber`] | *partita IVA*, 11 digits | the same, and offices that never were |
//! | [`RuntsNumber`] | number in the register of the third sector | nothing: it has no check digit |
//! | [`Iban`] | bank account | every digit changed for a digit, every letter for a letter (mod 97); in Italy and San Marino also the CIN |
//!
//! The last character of a 16-character code is a sum modulo 26 in which odd and even places count
//! differently. One changed character is always found: at an odd place no two characters that may
//! stand there have the same value, at an even place neither, and no two values differ by 26. Two
//! exchanged neighbours are found unless their values happen to agree; `tests/all/laws.rs` counts
//! the pairs that pass.
//!
//! What is typed is taken in capitals or not, with spaces, dots or hyphens, and in full-width forms.
//! Nothing here shows a whole code by mistake: `Debug` gives the last two characters, and errors
//! hold the one character that is wrong, at most.

mod error;
mod iban;
mod number;
mod person;
mod plain;
mod runts;

pub use error::{CodeError, Wanted};
pub use iban::Iban;
pub use number::{OrganisationCode, VatNumber};
pub use person::{FiscalCode, Kind, Sex};
pub use runts::RuntsNumber;

/// What the errors say, in all languages.
pub const LOCALES: &[i18n::Source] = &[
    i18n::Source::new("codes", "it", include_str!("../locales/it.ftl")),
    i18n::Source::new("codes", "en", include_str!("../locales/en.ftl")),
    i18n::Source::new("codes", "ar", include_str!("../locales/ar.ftl")),
    i18n::Source::new("codes", "zh", include_str!("../locales/zh.ftl")),
    i18n::Source::new("codes", "es", include_str!("../locales/es.ftl")),
    i18n::Source::new("codes", "fil", include_str!("../locales/fil.ftl")),
];
