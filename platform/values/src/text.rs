//! Texts in several languages, and the folding used to compare words.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A language tag (BCP 47), lower case, such as `it`, `ar`, or `it-easy` for easy Italian.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Lang(String);

/// The text is not a language tag.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("«{0}» is not a language tag (write it, en, ar, it-easy …)")]
pub struct LangError(pub String);

impl Lang {
    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without its variant: `it` for `it-easy`.
    pub fn base(&self) -> Lang {
        Lang(self.0.split('-').next().unwrap_or_default().to_string())
    }
}

impl FromStr for Lang {
    type Err = LangError;
    fn from_str(s: &str) -> Result<Self, LangError> {
        let t = s.trim().to_ascii_lowercase().replace('_', "-");
        let ok = t.len() <= 35
            && t.split('-').enumerate().all(|(i, p)| {
                let letters = p.chars().all(|c| c.is_ascii_alphanumeric());
                letters
                    && if i == 0 {
                        (2..=3).contains(&p.len())
                    } else {
                        (1..=8).contains(&p.len())
                    }
            });
        if ok {
            Ok(Lang(t))
        } else {
            Err(LangError(s.chars().take(40).collect()))
        }
    }
}

impl TryFrom<String> for Lang {
    type Error = LangError;
    fn try_from(s: String) -> Result<Self, LangError> {
        s.parse()
    }
}

impl From<Lang> for String {
    fn from(l: Lang) -> String {
        l.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text in one or more languages, for example a service's name. JSON: `{"it": "…", "en": "…"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<Lang, String>);

impl Text {
    /// A text in one language. A blank text is the empty text.
    pub fn new(lang: &Lang, text: impl Into<String>) -> Text {
        let mut t = Text::default();
        t.set(lang, text);
        t
    }

    /// Sets (or, when blank, removes) the text in one language.
    pub fn set(&mut self, lang: &Lang, text: impl Into<String>) {
        let text = text.into();
        if is_blank(&text) {
            self.0.remove(lang);
        } else {
            self.0.insert(lang.clone(), text);
        }
    }

    /// The text in exactly this language.
    pub fn get(&self, lang: &Lang) -> Option<&str> {
        self.0.get(lang).map(String::as_str)
    }

    /// The best text for a reader: the wished language, its base language, then the given
    /// fallbacks in order, then whatever there is; with the language it really is in, which pages
    /// must mark when it differs from the wished one.
    pub fn best<'a>(&'a self, wished: &Lang, fallbacks: &[Lang]) -> Option<(&'a Lang, &'a str)> {
        let base = wished.base();
        std::iter::once(wished)
            .chain(std::iter::once(&base))
            .chain(fallbacks)
            .find_map(|l| self.0.get_key_value(l))
            .or_else(|| self.0.iter().next())
            .map(|(l, t)| (l, t.as_str()))
    }

    /// True when there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All languages and texts, ordered by language tag.
    pub fn iter(&self) -> impl Iterator<Item = (&Lang, &str)> {
        self.0.iter().map(|(l, t)| (l, t.as_str()))
    }
}

impl FromIterator<(Lang, String)> for Text {
    fn from_iter<I: IntoIterator<Item = (Lang, String)>>(iter: I) -> Self {
        let mut t = Text::default();
        for (l, s) in iter {
            t.set(&l, s);
        }
        t
    }
}

/// True when the text is empty or only white space (also the no-break and zero-width kinds).
pub fn is_blank(s: &str) -> bool {
    s.chars()
        .all(|c| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}'))
}

/// Folds a text for comparing: compatibility decomposition, no accents or combining marks, lower
/// case, Arabic letter variants unified (alef, yeh, teh marbuta) and its tatweel dropped; anything
/// that is neither letter nor digit becomes one space. `Città  dell'Àcqua` → `citta dell acqua`.
pub fn fold(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut space = false;
    for c in s.nfkd() {
        if is_combining_mark(c) || c == '\u{0640}' {
            continue;
        }
        let c = match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            'ø' | 'Ø' => 'o',
            'ł' | 'Ł' => 'l',
            'đ' | 'Đ' => 'd',
            'ı' => 'i',
            c => c,
        };
        if c.is_alphanumeric() {
            if space && !out.is_empty() {
                out.push(' ');
            }
            space = false;
            if c == 'ß' {
                out.push_str("ss");
            } else {
                out.extend(c.to_lowercase());
            }
        } else {
            space = true;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn l(s: &str) -> Lang {
        s.parse().unwrap()
    }

    #[test]
    fn the_best_text_says_its_language() {
        let t: Text = [
            (l("it"), "Nuoto".to_string()),
            (l("en"), "Swimming".to_string()),
        ]
        .into_iter()
        .collect();
        assert_eq!(t.best(&l("en"), &[]), Some((&l("en"), "Swimming")));
        assert_eq!(t.best(&l("it-easy"), &[]), Some((&l("it"), "Nuoto")));
        assert_eq!(t.best(&l("ar"), &[l("it")]), Some((&l("it"), "Nuoto")));
        assert_eq!(Text::default().best(&l("ar"), &[]), None);
        assert!(Text::new(&l("it"), " \u{a0}\u{200b} ").is_empty());
    }

    #[test]
    fn folding_unites_what_people_write_differently() {
        assert_eq!(fold("Città  dell'Àcqua!"), "citta dell acqua");
        assert_eq!(fold("السِّباحة"), fold("السباحه"));
        assert_eq!(fold("STRASSE"), fold("Straße"));
        assert_eq!(fold("ﬁume Ⅳ"), "fiume iv");
    }

    #[test]
    fn language_tags_are_checked() {
        assert_eq!(l("IT_easy").as_str(), "it-easy");
        assert!("i".parse::<Lang>().is_err());
        assert!("it--x".parse::<Lang>().is_err());
        assert!(serde_json::from_str::<Text>(r#"{"not a tag": "x"}"#).is_err());
    }
}
