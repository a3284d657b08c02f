//! Numbers of the single national register of the third sector (RUNTS, D.Lgs. 117/2017).

use std::fmt;
use std::str::FromStr;

use crate::CodeError;
use crate::plain::plain;

/// The repertory number of an organisation in the RUNTS: a plain number without check digit. It is
/// public, so it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuntsNumber(u32);

/// Largest number taken: seven digits. The register gave numbers of up to six in its first years.
const MOST: u32 = 9_999_999;

impl RuntsNumber {
    /// Reads what was typed: `123456`, `rep. n. 123456`, `Repertorio n° 123.456`.
    ///
    /// # Errors
    /// [`CodeError::Runts`] when it is no number of one to seven digits, or zero.
    pub fn parse(text: &str) -> Result<RuntsNumber, CodeError> {
        let typed = plain(text)?;
        let mut rest = typed.as_str();
        for word in ["RUNTS", "REPERTORIO", "REP", "NUMERO", "N", "°", "º", ":"] {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        let digits = !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
        match rest.parse() {
            Ok(number @ 1..=MOST) if digits => Ok(RuntsNumber(number)),
            _ => Err(CodeError::Runts),
        }
    }

    /// The number.
    pub fn number(self) -> u32 {
        self.0
    }
}

impl FromStr for RuntsNumber {
    type Err = CodeError;
    fn from_str(text: &str) -> Result<RuntsNumber, CodeError> {
        RuntsNumber::parse(text)
    }
}

impl fmt::Display for RuntsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for RuntsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RuntsNumber({})", self.0)
    }
}
