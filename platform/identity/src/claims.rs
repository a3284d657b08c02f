//! From a provider's claims to ours.

use serde::Deserialize;
use serde_json::Value;

use crate::jose::Object;
use crate::provider::{Claims, TaxNumber};

/// Which claims hold what: the first one that has a value wins. The defaults are those of OpenID
/// Connect Core, section 5.1; what is national stands in the settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimNames {
    /// Given name.
    pub given_name: Vec<String>,
    /// Family name.
    pub family_name: Vec<String>,
    /// Day of birth, ISO 8601.
    pub birth_date: Vec<String>,
    /// Tax number, with or without `TIN` and the country.
    pub tax_number: Vec<String>,
    /// Country of tax numbers without prefix.
    pub tax_country: String,
    /// E-mail address.
    pub email: Vec<String>,
    /// True when `email_verified` is not needed, because the provider hands out verified addresses only.
    pub email_is_verified: bool,
    /// Telephone number.
    pub phone: Vec<String>,
    /// Others, handed on under their own name.
    pub others: Vec<String>,
}

impl Default for ClaimNames {
    fn default() -> Self {
        let one = |name: &str| vec![name.to_string()];
        ClaimNames {
            given_name: one("given_name"),
            family_name: one("family_name"),
            birth_date: one("birthdate"),
            tax_number: Vec::new(),
            tax_country: "IT".to_string(),
            email: one("email"),
            email_is_verified: false,
            phone: one("phone_number"),
            others: Vec::new(),
        }
    }
}

impl ClaimNames {
    /// Reads the sources in their order: the first one that has a claim wins.
    pub(crate) fn read(&self, sources: &[&Object]) -> Claims {
        let value = |name: &String| sources.iter().find_map(|source| source.get(name));
        let words = |names: &[String]| names.iter().filter_map(value).find_map(word);
        let yes = |v: &Value| v.as_bool() == Some(true) || v.as_str() == Some("true");
        let email = words(&self.email).filter(|address| address.contains('@'));
        Claims {
            given_name: words(&self.given_name),
            family_name: words(&self.family_name),
            birth_date: words(&self.birth_date).and_then(|day| day.parse().ok()),
            tax_number: words(&self.tax_number)
                .and_then(|number| TaxNumber::read(&number, &self.tax_country)),
            email_verified: email.is_some()
                && (self.email_is_verified
                    || value(&"email_verified".to_string()).is_some_and(yes)),
            email,
            phone: words(&self.phone),
            others: self
                .others
                .iter()
                .filter_map(|name| Some((name.clone(), word(value(name)?)?)))
                .collect(),
        }
    }
}

/// A text that is not empty and not absurdly long.
fn word(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_string(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty() && text.chars().count() <= 500).then_some(text)
}
