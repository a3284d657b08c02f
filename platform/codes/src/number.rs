//! Numbers of 11 digits: of organisations, and of whoever pays value added tax.

use std::fmt;
use std::str::FromStr;

use crate::plain::{masked, plain};
use crate::{CodeError, Wanted};

/// The *codice fiscale* of an organisation: 11 digits. (Who runs a business alone has a person's
/// code: [`crate::FiscalCode`].)
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrganisationCode(String);

/// A *partita IVA*: 11 digits, written with or without `IT`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VatNumber(String);

impl OrganisationCode {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Length, a character that is no digit, only zeros, a check digit that does not fit.
    pub fn parse(text: &str) -> Result<OrganisationCode, CodeError> {
        eleven(plain(text)?).map(OrganisationCode)
    }

    /// The 11 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl VatNumber {
    /// Reads what was typed.
    ///
    /// # Errors
    /// As [`OrganisationCode::parse`], and an office that never was.
    pub fn parse(text: &str) -> Result<VatNumber, CodeError> {
        let typed = plain(text)?;
        let number = eleven(
            typed
                .strip_prefix("IT")
                .map(str::to_string)
                .unwrap_or(typed),
        )?;
        // The offices of the provinces, and three numbers for those outside them.
        match number[7..10].parse::<u16>() {
            Ok(1..=100 | 120 | 121 | 888 | 999) => {}
            _ => return Err(CodeError::Office),
        }
        match number.starts_with("0000000") {
            true => Err(CodeError::Zero),
            false => Ok(VatNumber(number)),
        }
    }

    /// The 11 digits, without `IT`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn eleven(code: String) -> Result<String, CodeError> {
    let found = code.chars().count();
    if found != 11 {
        return Err(CodeError::NumberLength { found });
    }
    is_luhn(&code)?;
    match code.bytes().all(|b| b == b'0') {
        true => Err(CodeError::Zero),
        false => Ok(code),
    }
}

/// Whether the last digit fits the others: every second one counts double, with the digits of the
/// double added, and the sum of all is a multiple of ten.
pub(crate) fn is_luhn(code: &str) -> Result<(), CodeError> {
    let mut sum = 0;
    for (at, found) in code.chars().enumerate() {
        let Some(digit) = found.to_digit(10) else {
            return Err(CodeError::Sign {
                at: at + 1,
                found,
                wanted: Wanted::Digit,
            });
        };
        sum += match at % 2 {
            0 => digit,
            _ => digit * 2 / 10 + digit * 2 % 10,
        };
    }
    match sum % 10 {
        0 => Ok(()),
        _ => Err(CodeError::Control),
    }
}

macro_rules! written {
    ($($code:ident),*) => {$(
        impl FromStr for $code {
            type Err = CodeError;
            fn from_str(text: &str) -> Result<$code, CodeError> {
                $code::parse(text)
            }
        }

        impl fmt::Debug for $code {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                masked(stringify!($code), &self.0, f)
            }
        }
    )*};
}
written!(OrganisationCode, VatNumber);
