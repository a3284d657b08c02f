//! A letter, before it has a form.

use std::fmt;

use serde::{Deserialize, Serialize};
use values::{Lang, Moment};

use crate::address::Address;

/// A letter in the reader's words. `Debug` shows neither address nor words.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// What kind of letter it is, as `feature.name`: for counts, kept without secret.
    pub kind: &'static str,
    /// To whom.
    pub to: Address,
    /// The reader's language, which gives the reading direction, too.
    pub lang: Lang,
    /// The subject: one line.
    pub subject: String,
    /// What it says, in order.
    pub parts: Vec<Part>,
    /// After this moment it is of no use and is not sent any more: the end of a link's life.
    pub send_before: Option<Moment>,
}

/// A piece of a letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// A paragraph. Lines inside it are kept.
    Paragraph(String),
    /// What the reader can do: a link to our own pages.
    Button {
        /// What it does.
        label: String,
        /// An address that begins with `https://` (or `http://`); others are written as plain words.
        url: String,
    },
    /// A code to be read and typed.
    Code(String),
    /// Names and values: when, where, who.
    Facts(Vec<(String, String)>),
    /// Several things of the same kind.
    List(Vec<String>),
    /// What is less important, at the end: why they get this letter, whom to ask.
    Small(String),
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Letter({}, {})", self.kind, self.lang.as_str())
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Part(…)")
    }
}

/// What is sealed of a letter.
#[derive(Serialize, Deserialize)]
pub(crate) struct Content {
    pub(crate) subject: String,
    pub(crate) parts: Vec<Part>,
}
