//! Pages of plain text in several languages.

use std::collections::BTreeMap;

use serde::Serialize;
use values::Lang;

/// A page in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Title, plain text.
    pub title: String,
    /// Body in Markdown; the city's name, helpline and addresses are already filled in.
    pub body: String,
}

/// The pages of a city by name (`about`, `privacy` …) and language.
#[derive(Clone, Debug, Default)]
pub struct Texts(pub(crate) BTreeMap<String, BTreeMap<Lang, Page>>);

impl Texts {
    /// Names of the pages there are.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The page in exactly this language.
    pub fn get(&self, name: &str, lang: &Lang) -> Option<&Page> {
        self.0.get(name)?.get(lang)
    }

    /// The page for a reader: in the wished language, its base language, the fallbacks in order;
    /// with the language it really is in, which pages must mark when it differs.
    pub fn best(&self, name: &str, wished: &Lang, fallbacks: &[Lang]) -> Option<(&Lang, &Page)> {
        let pages = self.0.get(name)?;
        let base = wished.base();
        std::iter::once(wished)
            .chain(std::iter::once(&base))
            .chain(fallbacks)
            .find_map(|l| pages.get_key_value(l))
            .or_else(|| pages.iter().next())
    }
}
