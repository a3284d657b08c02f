//! Texts in several languages, and the folding used to compare words.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest language tag, in letters: those of languages with a script, region or variant fit.
const LONGEST: usize = 15;

/// A language tag (BCP 47), lower case, such as `it`, `ar`, or `it-easy` for easy Italian; at most 15
/// letters. Kept in place: every text of the catalogue carries some.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub struct Lang {
    // Padded with zeros, which come before every letter: the order is that of the text.
    bytes: [u8; LONGEST],
    len: u8,
}

/// The text is not a language tag.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("«{0}» is not a language tag (write it, en, ar, it-easy …)")]
pub struct LangError(pub String);

impl Lang {
    /// The tag as text.
    pub fn as_str(&self) -> &str {
        // Only ASCII is ever put in.
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }

    /// The language without its variant: `it` for `it-easy`.
    pub fn base(&self) -> Lang {
        let end = self.bytes.iter().position(|b| *b == b'-');
        let end = end.unwrap_or(usize::from(self.len));
        let mut bytes = [0; LONGEST];
        bytes[..end].copy_from_slice(&self.bytes[..end]);
        Lang {
            bytes,
            len: end as u8,
        }
    }
}

impl FromStr for Lang {
    type Err = LangError;
    fn from_str(s: &str) -> Result<Self, LangError> {
        let t = s.trim();
        let wrong = || LangError(s.chars().take(40).collect());
        if t.len() > LONGEST {
            return Err(wrong());
        }
        let mut bytes = [0; LONGEST];
        for (to, from) in bytes.iter_mut().zip(t.bytes()) {
            *to = match from {
                b'_' => b'-',
                other => other.to_ascii_lowercase(),
            };
        }
        let ok = bytes[..t.len()]
            .split(|b| *b == b'-')
            .enumerate()
            .all(|(i, p)| {
                let length = if i == 0 { 2..=3 } else { 1..=8 };
                length.contains(&p.len()) && p.iter().all(u8::is_ascii_alphanumeric)
            });
        if ok {
            Ok(Lang {
                bytes,
                len: t.len() as u8,
            })
        } else {
            Err(wrong())
        }
    }
}

impl<'d> Deserialize<'d> for Lang {
    fn deserialize<D: Deserializer<'d>>(from: D) -> Result<Lang, D::Error> {
        struct Tag;
        impl Visitor<'_> for Tag {
            type Value = Lang;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a language tag")
            }
            fn visit_str<E: de::Error>(self, s: &str) -> Result<Lang, E> {
                s.parse().map_err(E::custom)
            }
        }
        from.deserialize_str(Tag)
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
        l.as_str().to_string()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text in one or more languages, for example a service's name. JSON: `{"it": "…", "en": "…"}`.
// Nearly all texts have one language, and a city has a million of them: a list with no room to spare.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Vec<(Lang, Box<str>)>);

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
            self.0.retain(|(l, _)| l != lang);
        } else {
            self.put(lang.clone(), text.into_boxed_str());
        }
    }

    /// A text of its parts as they were kept, ordered by language tag.
    pub fn of_parts(mut parts: Vec<(Lang, Box<str>)>) -> Text {
        parts.sort_by(|a, b| a.0.cmp(&b.0));
        parts.dedup_by(|later, first| later.0 == first.0);
        Text(parts)
    }

    fn put(&mut self, lang: Lang, text: Box<str>) {
        match self.0.binary_search_by(|(l, _)| l.cmp(&lang)) {
            Ok(at) => self.0[at].1 = text,
            Err(at) => {
                self.0.reserve_exact(1);
                self.0.insert(at, (lang, text));
            }
        }
    }

    /// The text in exactly this language.
    pub fn get(&self, lang: &Lang) -> Option<&str> {
        self.pair(lang).map(|(_, t)| t)
    }

    fn pair(&self, lang: &Lang) -> Option<(&Lang, &str)> {
        self.0
            .iter()
            .find(|(l, _)| l == lang)
            .map(|(l, t)| (l, &**t))
    }

    /// The best text for a reader: the wished language, its base language, then the given
    /// fallbacks in order, then whatever there is; with the language it really is in, which pages
    /// must mark when it differs from the wished one.
    pub fn best<'a>(&'a self, wished: &Lang, fallbacks: &[Lang]) -> Option<(&'a Lang, &'a str)> {
        let base = wished.base();
        std::iter::once(wished)
            .chain(std::iter::once(&base))
            .chain(fallbacks)
            .find_map(|l| self.pair(l))
            .or_else(|| self.iter().next())
    }

    /// True when there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All languages and texts, ordered by language tag.
    pub fn iter(&self) -> impl Iterator<Item = (&Lang, &str)> {
        self.0.iter().map(|(l, t)| (l, &**t))
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter())
    }
}

impl<'d> Deserialize<'d> for Text {
    fn deserialize<D: Deserializer<'d>>(from: D) -> Result<Text, D::Error> {
        struct Texts;
        impl<'d> Visitor<'d> for Texts {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("texts by language tag")
            }
            fn visit_map<A: MapAccess<'d>>(self, mut map: A) -> Result<Text, A::Error> {
                let mut text = Text::default();
                while let Some((lang, words)) = map.next_entry::<Lang, Box<str>>()? {
                    text.put(lang, words);
                }
                Ok(text)
            }
        }
        from.deserialize_map(Texts)
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
        let json = r#"{"it":"Nuoto","ar":"سباحة","en":"Swimming"}"#;
        let read: Text = serde_json::from_str(json).unwrap();
        let sorted = r#"{"ar":"سباحة","en":"Swimming","it":"Nuoto"}"#;
        assert_eq!(serde_json::to_string(&read).unwrap(), sorted);
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
        assert_eq!(l("zh-Hant-TW").base(), l("zh"));
        let mut tags = ["it-easy", "it", "ita", "en"].map(l);
        tags.sort();
        assert_eq!(
            tags.each_ref().map(Lang::as_str),
            ["en", "it", "it-easy", "ita"]
        );
        for wrong in [
            "i",
            "",
            "it-",
            "-it",
            "italiano",
            "it-abcdefghi",
            "日本",
            "it-abcdefgh-abcd",
        ] {
            assert!(wrong.parse::<Lang>().is_err(), "{wrong}");
        }
        assert!("it--x".parse::<Lang>().is_err());
        assert!(serde_json::from_str::<Text>(r#"{"not a tag": "x"}"#).is_err());
    }
}
