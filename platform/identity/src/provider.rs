//! The door: what a feature asks of somebody else's identity, and what it gets.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use serde::{Deserialize, Serialize};
use values::{Day, Moment};

use crate::refused::Refused;

/// What a provider answers later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T, Refused>> + Send + 'a>>;

/// Somebody who can tell us who a person is: a city's own gateway, a staff directory, SPID, CIE.
pub trait IdentityProvider: Send + Sync {
    /// Short name in addresses and in the database, such as `spid` or `staff`.
    fn key(&self) -> &str;

    /// Whom the person may choose; one entry when there is nothing to choose.
    fn choices(&self) -> Vec<Choice>;

    /// Begins a sign-in: where the browser goes, and what must be kept until it comes back.
    fn begin(&self, ask: Ask, now: Moment) -> Later<'_, Begun>;

    /// Ends a sign-in: checks everything that came back. See [`Taken`] for how to hand the pending
    /// sign-in in.
    fn finish(&self, callback: Callback, pending: Taken, now: Moment) -> Later<'_, Identity>;

    /// Where the browser goes to sign out at the provider too, if it offers that.
    ///
    /// `back` is an address of ours that the operator registered at the provider.
    fn farewell(&self, farewell: &Farewell, back: Option<&str>) -> Option<String>;
}

/// One provider a person can choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The provider's issuer address: what [`Ask::issuer`] takes.
    pub issuer: String,
    /// Its name as the operator wrote it.
    pub name: String,
    /// Address of its logo, if the operator gave one.
    pub logo: Option<String>,
    /// Choices of one group share a button (`spid`, `cie`).
    pub group: String,
}

/// How firmly a person was recognised: the levels of Regulation (EU) 910/2014, article 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// One factor.
    Low,
    /// Two factors (SPID level 2).
    Substantial,
    /// A document or a key in hardware (SPID level 3, CIE).
    High,
}

/// What a sign-in is asked for.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// Which of several providers ([`Choice::issuer`]); `None` when there is only one.
    pub issuer: Option<String>,
    /// The caller's word for what happens afterwards (`sign-in`, `link`, `confirm`), kept in the
    /// pending sign-in and given back.
    pub purpose: String,
    /// At least this level; `None`: what the operator set.
    pub level: Option<Level>,
    /// The person must prove themselves anew, even with a session at the provider.
    pub fresh: bool,
    /// Language of the provider's pages (`it`, `en`), if it has it.
    pub language: Option<String>,
}

/// Where the browser goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Go {
    /// To this address.
    Redirect(String),
    /// By sending a form with these hidden fields: for requests too long for an address.
    Form {
        /// Where the form is sent (POST).
        action: String,
        /// Names and values.
        fields: Vec<(String, String)>,
    },
}

/// A sign-in that has begun.
#[derive(Debug)]
pub struct Begun {
    /// Where the browser goes.
    pub go: Go,
    /// What is kept until it comes back.
    pub pending: Pending,
}

/// A sign-in under way. It cannot be copied or read back by itself: it is kept as [`Kept`] and comes
/// back as [`Taken`].
pub struct Pending(pub(crate) PendingData);

#[derive(Serialize, Deserialize)]
pub(crate) struct PendingData {
    pub provider: String,
    pub issuer: String,
    pub state: String,
    pub nonce: String,
    pub verifier: String,
    pub redirect: String,
    pub purpose: String,
    pub level: Option<Level>,
    pub fresh: bool,
    pub created: Moment,
    pub expires: Moment,
    /// 256 random bits for the browser's cookie.
    pub handle: String,
}

impl fmt::Debug for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Pending at {} since {}",
            self.0.provider,
            self.0.created.rfc3339()
        )
    }
}

/// A pending sign-in in the form in which it is stored.
///
/// Store `body` under a hash of `handle`, and give `handle` to the browser in a cookie
/// (`__Host-`, `HttpOnly`, `Secure`, `SameSite=Lax`). When the browser comes back, find the row **by
/// the cookie, never by the `state` of the address**: only so does a foreign answer, pushed into
/// somebody's browser, find nothing.
pub struct Kept {
    /// For the cookie.
    pub handle: String,
    /// For the row. Secret: holds the PKCE verifier and the nonce.
    pub body: String,
    /// After this moment the row may be deleted.
    pub expires: Moment,
}

impl Pending {
    /// The form to store.
    pub fn keep(self) -> Kept {
        Kept {
            handle: self.0.handle.clone(),
            expires: self.0.expires,
            // Only texts and numbers: this cannot fail.
            body: serde_json::to_string(&self.0).unwrap_or_default(),
        }
    }
}

/// A pending sign-in that has been **deleted** where it was stored: the only thing
/// [`IdentityProvider::finish`] accepts, and it accepts it once.
///
/// The state is good for a single answer. Take the row with a statement that deletes and returns it
/// in one (`DELETE … RETURNING`), so that of two equal answers only one gets it.
pub struct Taken(pub(crate) PendingData);

impl fmt::Debug for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Taken at {}", self.0.provider)
    }
}

impl Taken {
    /// The pending sign-in of a row that the caller has just deleted.
    ///
    /// # Errors
    /// [`Refused::PendingBroken`] when the body is not one that [`Pending::keep`] made.
    pub fn of_deleted(body: &str) -> Result<Taken, Refused> {
        serde_json::from_str(body)
            .map(Taken)
            .map_err(|_| Refused::PendingBroken)
    }

    /// Key of the provider that must finish it.
    pub fn provider(&self) -> &str {
        &self.0.provider
    }

    /// What it was begun for ([`Ask::purpose`]).
    pub fn purpose(&self) -> &str {
        &self.0.purpose
    }
}

/// The parameters with which the browser came back, as they stand in the address.
#[derive(Clone, Default, Deserialize)]
pub struct Callback {
    /// The state that was sent.
    pub state: Option<String>,
    /// The code to be exchanged.
    pub code: Option<String>,
    /// Who answers (RFC 9207).
    pub iss: Option<String>,
    /// An error's name.
    pub error: Option<String>,
    /// Words about the error; they are never shown or logged, since anybody can write them.
    pub error_description: Option<String>,
}

impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Callback")
    }
}

/// A person as another party knows them.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// Key of the provider of this installation.
    pub provider: String,
    /// Who vouches.
    pub issuer: String,
    /// The person's identifier there: unique for this issuer, opaque.
    pub subject: String,
    /// How firmly they were recognised, as far as the operator's table knows the `acr`.
    pub level: Option<Level>,
    /// The level as the provider wrote it.
    pub acr: Option<String>,
    /// How they were recognised (`pwd`, `otp`, `hwk` …; RFC 8176).
    pub amr: Vec<String>,
    /// When they proved themselves, if the provider says it.
    pub authenticated: Option<Moment>,
    /// What the provider says about them.
    pub claims: Claims,
    /// What signing out at the provider needs.
    pub farewell: Farewell,
    /// [`Ask::purpose`].
    pub purpose: String,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Nothing that names a person: this may end in a log.
        write!(f, "Identity of {} ({:?})", self.provider, self.level)
    }
}

/// What a provider says about a person. Everything may be missing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Claims {
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Day of birth.
    pub birth_date: Option<Day>,
    /// Tax number with its country.
    pub tax_number: Option<TaxNumber>,
    /// E-mail address.
    pub email: Option<String>,
    /// True when the provider has verified the e-mail address.
    pub email_verified: bool,
    /// Telephone number.
    pub phone: Option<String>,
    /// Other claims the operator asked for, by their name.
    pub others: BTreeMap<String, String>,
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Claims")
    }
}

/// A tax number as ETSI EN 319 412-1, clause 5.1.3, writes it: `TINIT-RSSMRA80A01F205X`.
#[derive(Clone, PartialEq, Eq)]
pub struct TaxNumber {
    /// Two letters, upper case.
    pub country: String,
    /// The number without prefix, upper case. Its form is not checked here.
    pub number: String,
}

impl fmt::Debug for TaxNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TaxNumber")
    }
}

impl TaxNumber {
    /// Reads `TINIT-…`; without a prefix the number is one of `country`.
    pub fn read(text: &str, country: &str) -> Option<TaxNumber> {
        let text = text.trim().to_uppercase();
        let (country, number) = match text.strip_prefix("TIN").and_then(|t| t.split_once('-')) {
            Some((country, number)) if country.len() == 2 => {
                (country.to_string(), number.to_string())
            }
            _ => (country.to_uppercase(), text),
        };
        let plain = |c: char| c.is_ascii_alphanumeric();
        (!number.is_empty() && number.len() <= 30 && number.chars().all(plain))
            .then_some(TaxNumber { country, number })
    }
}

/// What signing out at the provider needs. Secret: keep it with the session or not at all.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Farewell {
    /// The provider's address for signing out.
    pub end: Option<String>,
    /// The ID token, which the provider wants to see again.
    pub hint: Option<String>,
}

impl fmt::Debug for Farewell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Farewell")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tax_numbers_with_and_without_prefix() {
        let read = |text| TaxNumber::read(text, "it").map(|t| (t.country, t.number));
        let pair = |a: &str, b: &str| Some((a.to_string(), b.to_string()));
        assert_eq!(
            read("TINIT-rssmra80a01f205x"),
            pair("IT", "RSSMRA80A01F205X")
        );
        assert_eq!(read("RSSMRA80A01F205X"), pair("IT", "RSSMRA80A01F205X"));
        assert_eq!(read("TINFR-0123"), pair("FR", "0123"));
        assert_eq!(read("TINIT-"), None);
        assert_eq!(read("TINIT-<b>"), None);
    }
}
