//! Language packs: words as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The words of one language or country. All entries are folded before use, so accents, case and
/// punctuation do not matter. In the maps of lists the left side is the common meaning and the
/// right side its spellings; packs that use the same left side mean the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pack {
    /// Legal forms, dropped from names. A single word is also found letter by letter (`A.S.D.`).
    pub legal: Vec<String>,
    /// Articles, prepositions and the like, dropped everywhere.
    pub stop: Vec<String>,
    /// Abbreviation (one or more words) and what it stands for, in names and addresses.
    pub expand: BTreeMap<String, String>,
    /// Abbreviations understood only as the first word of an address.
    pub address_start: BTreeMap<String, String>,
    /// Kinds of street.
    pub streets: BTreeMap<String, Vec<String>>,
    /// Titles such as saint or don: they weigh little.
    pub light: BTreeMap<String, Vec<String>>,
    /// Words for what kind of thing it is ("biblioteca"): they weigh little.
    pub generic: BTreeMap<String, Vec<String>>,
    /// Names of months: a number before one belongs to the street (Via 4 Novembre).
    pub months: Vec<String>,
    /// What people write when there is no house number.
    pub no_number: Vec<String>,
    /// Words that may follow a house number (bis).
    pub number_suffixes: Vec<String>,
    /// Postal codes that end so stand for a whole city and say nothing.
    pub generic_postal_suffixes: Vec<String>,
    /// So many first characters of a postal code tell one area from another: a street of one name
    /// under another area's code is another street. Zero for no such rule; the largest pack's counts.
    pub postal_area: usize,
    /// Mail and web domains used by everybody.
    pub shared_mail_domains: Vec<String>,
    /// Beginnings of domains used by a great many offices (`comune.`).
    pub shared_domain_prefixes: Vec<String>,
    /// Groups of words that exclude each other.
    pub groups: Vec<Group>,
}

/// What follows when two things fall in different classes of a [`Group`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// They are different.
    Veto,
    /// Only a person may say they are the same.
    Review,
}

/// What follows when only one of the two (or neither, see [`Group::unsaid`]) shows a class of a [`Group`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Nothing.
    #[default]
    Ignore,
    /// Only a person may say they are the same.
    Review,
}

/// Words that put things into classes that exclude each other, such as school levels. A thing may
/// fall in several classes; two things conflict when both have classes and none in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Name of the group in reasons; packs with the same code add to one group.
    pub code: String,
    /// When both have a class and none is common.
    pub conflict: Conflict,
    /// When only one has a class.
    pub missing: Missing,
    /// When neither has a class: for groups without which the thing is not known, such as the course
    /// of study of an upper secondary school.
    #[serde(default)]
    pub unsaid: Missing,
    /// Look at this group only if both things have a class in that other group (`school_level`), or
    /// that very class in it (`school_level:upper_secondary`).
    #[serde(default)]
    pub needs: Option<String>,
    /// Class → phrases that show it. At most 64 classes; further ones are not looked for.
    pub values: BTreeMap<String, Vec<String>>,
}

/// A language pack that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("language pack «{name}»: {source}")]
pub struct PackError {
    /// Which pack, as the caller named it.
    pub name: String,
    /// What is wrong, with line and column.
    pub source: Box<toml::de::Error>,
}

impl Pack {
    /// Reads a pack from TOML; `name` is for the error message.
    pub fn read(name: &str, text: &str) -> Result<Pack, PackError> {
        toml::from_str(text).map_err(|e| PackError {
            name: name.to_string(),
            source: Box::new(e),
        })
    }

    /// The pack built in for Italian.
    pub fn italian() -> Pack {
        // A test reads both built-in packs, so an empty pack is never what users get.
        Pack::read("it", include_str!("../../packs/it.toml")).unwrap_or_default()
    }

    /// The pack built in for English.
    pub fn english() -> Pack {
        Pack::read("en", include_str!("../../packs/en.toml")).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_packs_can_be_read() {
        for (name, text) in [
            ("it", include_str!("../../packs/it.toml")),
            ("en", include_str!("../../packs/en.toml")),
        ] {
            let pack = Pack::read(name, text).unwrap();
            assert!(!pack.generic.is_empty(), "{name}");
        }
        let e = Pack::read("xx", "legals = []").unwrap_err().to_string();
        assert!(e.contains("«xx»") && e.contains("legals"), "{e}");
    }
}
