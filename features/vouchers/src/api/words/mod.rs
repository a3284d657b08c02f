//! The vocabulary of the interface: every word a program can be answered with, once. Statuses, the schema,
//! the description, the page of errors and the guide are made from it.

mod list;
mod text;

use serde_json::{Map, Value, json};

pub use list::WORDS;
pub(super) use text::page;
pub use text::table;

/// What an argument of a word holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Whole cents.
    Cents,
    /// A day of the city.
    Day,
    /// A moment.
    Moment,
    /// A moment, where one is known.
    MaybeMoment,
    /// A number of days, where there is one.
    MaybeDays,
    /// Text.
    Text,
    /// One of these.
    OneOf(&'static [&'static str]),
}

impl Arg {
    fn schema(self) -> Value {
        match self {
            Arg::Cents => json!({"type": "integer", "minimum": 0, "description": "Cents."}),
            Arg::Day => json!({"type": "string", "format": "date"}),
            Arg::Moment | Arg::MaybeMoment => json!({"type": "string", "format": "date-time"}),
            Arg::MaybeDays => json!({"type": ["integer", "null"], "description": "Days."}),
            Arg::Text => json!({"type": "string"}),
            Arg::OneOf(all) => json!({"type": "string", "enum": all}),
        }
    }
}

/// Whether, and how, a call is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// The same call with the same key.
    SameKey,
    /// Once it is mended; no key was used up.
    Mended,
    /// As a new call with a new key, when what the word says is otherwise.
    NewKey,
    /// It makes no sense.
    No,
}

impl Again {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Again::SameKey => "same_key",
            Again::Mended => "mended",
            Again::NewKey => "new_key",
            Again::No => "no",
        }
    }
}

/// One word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// What programs decide by.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The answer is kept under the call's key: the same call again is answered the same, for ever.
    pub last: bool,
    /// Whether to send it again.
    pub again: Again,
    /// What it needs to be understood.
    pub args: &'static [(&'static str, Arg)],
    /// What it means.
    pub means: &'static str,
    /// What the program does.
    pub caller: &'static str,
    /// What the person in front of it is told.
    pub person: &'static str,
    /// The operations that can answer it.
    pub at: &'static [&'static str],
}

/// The word of a code; none where programs never meet it.
pub fn word(code: &str) -> Option<&'static Word> {
    WORDS.iter().find(|w| w.code == code)
}

/// The words an operation can answer, in the order of the list.
pub(super) fn words_of(operation: &str) -> impl Iterator<Item = &'static Word> {
    WORDS.iter().filter(move |w| w.at.contains(&operation))
}

impl Word {
    /// The schema of its arguments.
    pub(super) fn schema(&self) -> Value {
        let properties: Map<String, Value> = self
            .args
            .iter()
            .map(|(name, arg)| ((*name).to_string(), arg.schema()))
            .collect();
        let required: Vec<&str> = self
            .args
            .iter()
            .filter(|(_, arg)| *arg != Arg::MaybeMoment)
            .map(|(name, _)| *name)
            .collect();
        json!({
            "type": "object",
            "required": required,
            "properties": properties,
            "additionalProperties": false,
        })
    }

    /// What the document says of it.
    pub(super) fn described(&self) -> Value {
        json!({
            "code": self.code,
            "status": self.status,
            "final": self.last,
            "again": self.again.as_str(),
            "about": self.means,
            "caller": self.caller,
            "person": self.person,
            "args": self.schema(),
            "operations": self.at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::list::ALL;
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_stands_once_and_says_everything() {
        let codes: BTreeSet<&str> = WORDS.iter().map(|w| w.code).collect();
        assert_eq!(codes.len(), WORDS.len());
        for w in &WORDS {
            assert!((400..600).contains(&w.status), "{}", w.code);
            for text in [w.means, w.caller, w.person] {
                assert!(text.ends_with(['.', '»']), "{}: {text}", w.code);
                assert_eq!(text.matches('`').count() % 2, 0, "{}: {text}", w.code);
            }
            assert!(!w.at.is_empty(), "{}", w.code);
            assert!(w.at.iter().all(|o| ALL.contains(o)), "{}", w.code);
            // What is kept is never worth the same key, and what is not kept never asks for more.
            assert!(!(w.last && w.again == Again::SameKey), "{}", w.code);
            assert!(!(w.last && w.again == Again::Mended), "{}", w.code);
        }
    }
}
