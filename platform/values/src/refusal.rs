//! The expected "no".

use serde::{Deserialize, Serialize};

/// An expected "no", ready to be said in the person's language: a message key of the locales, its
/// arguments, the form field it belongs to and the HTTP status it answers with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Key of the message in the locales.
    pub key: String,
    /// Named arguments of the message.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(String, String)>,
    /// Form field or JSON property it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// HTTP status (4xx).
    pub status: u16,
}

impl Refusal {
    /// A refusal with a message key and a status.
    pub fn new(key: impl Into<String>, status: u16) -> Self {
        Refusal {
            key: key.into(),
            args: Vec::new(),
            field: None,
            status,
        }
    }

    /// Adds a named argument.
    pub fn arg(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_string(), value.to_string()));
        self
    }

    /// Ties the refusal to a form field.
    pub fn field(mut self, field: &str) -> Self {
        self.field = Some(field.to_string());
        self
    }
}

/// A feature's own enumeration of refusals says how each one is told.
pub trait Refuse {
    /// The refusal as message key, arguments, field and status.
    fn refusal(&self) -> Refusal;
}
