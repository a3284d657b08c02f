//! E-mail addresses.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An e-mail address that can be written to: the name as it was typed, the domain in small letters and
/// ASCII (`xn--…`).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

/// What is wrong with an address, in the order in which it is looked at. Features say it in the
/// reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing is written.
    #[error("the address is missing")]
    Empty,
    /// There is not exactly one `@`, or nothing before it.
    #[error("an address has a name, one @, and a domain: name@example.org")]
    At,
    /// More than 254 characters (RFC 5321, 4.5.3.1).
    #[error("an address has at most 254 characters")]
    Long,
    /// The part before `@` has signs that few servers take: letters with accents, spaces, quotes.
    #[error("before the @ there may be letters without accents, digits and . _ - +")]
    Name,
    /// The part after `@` is no domain with a dot in it.
    #[error("after the @ belongs a domain such as example.org")]
    Domain,
}

impl Address {
    /// Reads what was typed.
    ///
    /// # Errors
    /// See [`AddressError`].
    pub fn parse(text: &str) -> Result<Address, AddressError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        if text.len() > 254 {
            return Err(AddressError::Long);
        }
        let (name, domain) = match text.split_once('@') {
            Some((name, domain)) if !name.is_empty() && !domain.contains('@') => (name, domain),
            _ => return Err(AddressError::At),
        };
        // The dot-atom of RFC 5322, 3.2.3.
        let good = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let dots = name.starts_with('.') || name.ends_with('.') || name.contains("..");
        if name.len() > 64 || dots || !name.chars().all(good) {
            return Err(AddressError::Name);
        }
        let domain = match url::Host::parse(domain) {
            Ok(url::Host::Domain(domain)) if domain.trim_end_matches('.').contains('.') => domain,
            _ => return Err(AddressError::Domain),
        };
        let address = format!("{name}@{}", domain.trim_end_matches('.'));
        match address.parse::<lettre::Address>() {
            Ok(_) if address.len() <= 254 => Ok(Address(address)),
            Ok(_) => Err(AddressError::Long),
            Err(_) => Err(AddressError::Domain),
        }
    }

    /// The address: for the envelope, and for its owner.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which two addresses are the same: small letters.
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    pub(crate) fn lettre(&self) -> Option<lettre::Address> {
        self.0.parse().ok()
    }
}

impl FromStr for Address {
    type Err = AddressError;
    fn from_str(text: &str) -> Result<Address, AddressError> {
        Address::parse(text)
    }
}

impl TryFrom<String> for Address {
    type Error = AddressError;
    fn try_from(text: String) -> Result<Address, AddressError> {
        Address::parse(&text)
    }
}

impl From<Address> for String {
    fn from(address: Address) -> String {
        address.0
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}
