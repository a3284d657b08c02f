//! Sentences with gaps. A placeholder is a word in braces; prepositions and articles are never put
//! together by rule: each word comes with the forms it needs.
//!
//! | placeholder | filled with |
//! |---|---|
//! | `{district}` | the district's name |
//! | `{at}`, `{of}` | the district after "in", "of" |
//! | `{where}` | the place after "at" |
//! | `{ages}` | the ages in words |
//! | `{org}` | the organisation's name |
//! | `{street}`, `{name}` | street and drawn name (names of organisations and places) |
//! | `{income}` | an amount without cents |

use std::collections::{BTreeMap, BTreeSet};

use values::{Lang, Text, fold};

use super::files::Variants;

/// What fills one gap.
#[derive(Clone, Debug)]
pub(super) enum Word {
    /// The same in every language.
    Same(String),
    /// Its own form in each language.
    Each(BTreeMap<Lang, String>),
}

/// What fills the gaps of a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Words(BTreeMap<&'static str, Word>);

impl Words {
    /// Adds a word that is the same in every language.
    pub(super) fn same(mut self, gap: &'static str, word: impl Into<String>) -> Words {
        self.0.insert(gap, Word::Same(word.into()));
        self
    }

    /// Adds a word with a form for each language.
    pub(super) fn each(mut self, gap: &'static str, word: BTreeMap<Lang, String>) -> Words {
        self.0.insert(gap, Word::Each(word));
        self
    }

    /// Fills the gaps of one sentence. A gap nobody knows stays as it is (refused when files are
    /// read). The first letter becomes a capital when it came from a gap.
    pub(super) fn fill(&self, sentence: &str, lang: &Lang) -> String {
        let filled = self.fill_inside(sentence, lang);
        if !sentence.starts_with('{') {
            return filled;
        }
        let mut letters = filled.chars();
        let mut out: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        out.push_str(letters.as_str());
        out
    }

    /// Fills the gaps of something that stands inside a sentence.
    pub(super) fn fill_inside(&self, sentence: &str, lang: &Lang) -> String {
        let mut out = String::with_capacity(sentence.len() + 32);
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((gap, behind)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            match self.0.get(gap) {
                Some(Word::Same(word)) => out.push_str(word),
                Some(Word::Each(forms)) => out.push_str(forms.get(lang).map_or("", String::as_str)),
                None => {
                    out.push('{');
                    out.push_str(gap);
                    out.push('}');
                }
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }

    /// The same variant in every language; a language with fewer variants begins again.
    pub(super) fn text(&self, variants: &Variants, which: usize) -> Text {
        variants
            .iter()
            .filter_map(|(lang, list)| {
                let sentence = list.get(which % list.len().max(1))?;
                Some((lang.clone(), self.fill(sentence, lang)))
            })
            .collect()
    }
}

/// The gaps of a sentence.
pub(super) fn gaps(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split('{')
        .skip(1)
        .map(|part| part.split_once('}').map_or(part, |(gap, _)| gap))
}

/// Whether a last sentence would repeat, in some language, what a text already says: the two share
/// the stem of a long word.
pub(super) fn repeats(text: &Text, last: &Text) -> bool {
    let stems = |t: &str| -> BTreeSet<String> {
        fold(t)
            .split(' ')
            .filter(|w| w.chars().count() >= 5)
            .map(|w| w.chars().take(5).collect())
            .collect()
    };
    last.iter().any(|(lang, sentence)| {
        text.get(lang)
            .is_some_and(|t| !stems(t).is_disjoint(&stems(sentence)))
    })
}

/// Two texts one after the other, in the languages of the first.
pub(super) fn join(a: &Text, b: &Text) -> Text {
    a.iter()
        .map(|(lang, t)| {
            let joined = match b.get(lang) {
                Some(more) => format!("{t} {more}"),
                None => t.to_string(),
            };
            (lang.clone(), joined)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_with_the_form_of_the_language() {
        let it: Lang = "it".parse().unwrap();
        let en: Lang = "en".parse().unwrap();
        let at = [
            (it.clone(), "alla Bovisa".to_string()),
            (en.clone(), "in Bovisa".to_string()),
        ];
        let w = Words::default()
            .each("at", at.into_iter().collect())
            .same("org", "polisportiva Lepre");
        assert_eq!(
            w.fill("Nuoto {at} con {org}.", &it),
            "Nuoto alla Bovisa con polisportiva Lepre."
        );
        assert_eq!(w.fill("{at} we swim", &en), "In Bovisa we swim");
        assert_eq!(w.fill("{nobody} {open", &en), "{nobody} {open");
        let small = Text::new(&it, "Si lavora in piccoli gruppi.");
        assert!(repeats(&small, &Text::new(&it, "I gruppi sono piccoli.")));
        assert!(!repeats(
            &small,
            &Text::new(&it, "La merenda la portiamo noi.")
        ));
        assert_eq!(gaps("{at} x {org}").collect::<Vec<_>>(), ["at", "org"]);
    }
}
