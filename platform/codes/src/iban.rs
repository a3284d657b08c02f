//! Bank accounts.

use std::fmt;
use std::str::FromStr;

use iban::{IbanLike, ParseIbanError};

use crate::person::control;
use crate::plain::{masked, plain};
use crate::{CodeError, Wanted};

/// An IBAN: built as its country's are, with check digits that fit.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Iban(String);

impl Iban {
    /// Reads what was typed.
    ///
    /// # Errors
    /// A character that is neither letter nor digit, a form no country has, check digits (or, in Italy
    /// and San Marino, a CIN) that do not fit.
    pub fn parse(text: &str) -> Result<Iban, CodeError> {
        let typed = plain(text)?;
        let typed = typed.strip_prefix("IBAN").unwrap_or(&typed);
        if let Some((at, found)) = typed
            .chars()
            .enumerate()
            .find(|(_, c)| !c.is_ascii_alphanumeric())
        {
            return Err(CodeError::Sign {
                at: at + 1,
                found,
                wanted: Wanted::Either,
            });
        }
        let read: iban::Iban = typed.parse().map_err(|e| match e {
            ParseIbanError::InvalidBaseIban { source } if is_checksum(source) => {
                CodeError::IbanControl
            }
            _ => CodeError::IbanForm,
        })?;
        let iban = Iban(read.electronic_str().to_string());
        match iban.country() {
            // IT, two check digits, the CIN, and the 22 characters it is made of.
            "IT" | "SM" if iban.0.as_bytes()[4] != control(&iban.0.as_bytes()[5..]) => {
                Err(CodeError::IbanControl)
            }
            _ => Ok(iban),
        }
    }

    /// In capitals without spaces: for files of payments.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its country, as ISO 3166 names it: `IT`.
    pub fn country(&self) -> &str {
        &self.0[..2]
    }

    /// In groups of four: for its owner to read.
    pub fn spaced(&self) -> String {
        let signs: Vec<char> = self.0.chars().collect();
        let groups: Vec<String> = signs.chunks(4).map(|g| g.iter().collect()).collect();
        groups.join(" ")
    }
}

fn is_checksum(e: iban::ParseBaseIbanError) -> bool {
    matches!(e, iban::ParseBaseIbanError::InvalidChecksum)
}

impl FromStr for Iban {
    type Err = CodeError;
    fn from_str(text: &str) -> Result<Iban, CodeError> {
        Iban::parse(text)
    }
}

impl fmt::Debug for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked("Iban", &self.0, f)
    }
}
