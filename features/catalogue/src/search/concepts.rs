//! What families call the terms of the city's taxonomies: labels and synonyms in every language,
//! as phrases that a question may hold.

use std::collections::{BTreeSet, HashMap};

use city::City;
use values::Lang;

use super::analyse::{Analyser, is_sign, tokens};
use super::lexicon::Lexicon;

/// The taxonomies whose terms services carry.
pub(crate) const TAXONOMIES: [&str; 3] = ["service", "need", "accessibility"];

/// A term that a phrase names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Concept {
    /// Taxonomy and key as they stand in the index: `service:sport.swimming`.
    pub token: String,
    /// How surely the phrase names it, 0 to 1: a label more than a synonym, the very words more
    /// than their stems.
    pub sure: f32,
}

/// A term as it stands in the index.
pub(crate) fn token(taxonomy: &str, key: &str) -> String {
    format!("{taxonomy}:{key}")
}

/// Phrases of terms.
pub(crate) struct Concepts {
    /// By tokens without the short small words.
    phrases: HashMap<String, Vec<Concept>>,
    /// The same by stems.
    stems: HashMap<String, Vec<Concept>>,
    /// Every word of every phrase.
    words: BTreeSet<String>,
    longest: usize,
}

impl Concepts {
    pub fn new(city: &City, analyser: &Analyser, lexicon: &Lexicon) -> Concepts {
        let mut c = Concepts {
            phrases: HashMap::new(),
            stems: HashMap::new(),
            words: BTreeSet::new(),
            longest: 0,
        };
        for name in TAXONOMIES {
            for term in city
                .taxonomies
                .get(name)
                .into_iter()
                .flat_map(|t| t.terms())
            {
                let token = token(name, &term.key);
                for (lang, label) in term.label.iter() {
                    c.add(lang, label, &token, 1.0, analyser, lexicon);
                }
                for (lang, all) in &term.synonyms {
                    for synonym in all {
                        c.add(lang, synonym, &token, 0.9, analyser, lexicon);
                    }
                }
            }
        }
        c
    }

    fn add(
        &mut self,
        lang: &Lang,
        phrase: &str,
        token: &str,
        sure: f32,
        analyser: &Analyser,
        lexicon: &Lexicon,
    ) {
        let parts = essential(&tokens(phrase), lexicon);
        if parts.is_empty() {
            return;
        }
        self.longest = self.longest.max(parts.len());
        let concept = |sure| Concept {
            token: token.to_string(),
            sure,
        };
        put(&mut self.phrases, parts.join(" "), concept(sure));
        if let Some(stems) = stems_of(analyser, lang, &parts) {
            put(&mut self.stems, stems, concept(sure * 0.9));
        }
        self.words.extend(parts.into_iter().filter(|w| !is_sign(w)));
    }

    /// The terms that a phrase names.
    pub fn of(&self, parts: &[String], analyser: &Analyser, languages: &[Lang]) -> Vec<Concept> {
        if parts.is_empty() || parts.len() > self.longest {
            return Vec::new();
        }
        let mut found: Vec<Concept> = self
            .phrases
            .get(&parts.join(" "))
            .cloned()
            .unwrap_or_default();
        for lang in languages {
            let known = stems_of(analyser, lang, parts).and_then(|key| self.stems.get(&key));
            for c in known.into_iter().flatten() {
                match found.iter_mut().find(|f| f.token == c.token) {
                    Some(f) => f.sure = f.sure.max(c.sure),
                    None => found.push(c.clone()),
                }
            }
        }
        found
    }

    /// True when some phrase has the word.
    pub fn knows(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// The words that begin with a letter.
    pub fn words_from<'a>(&'a self, first: &'a str) -> impl Iterator<Item = &'a str> {
        self.words
            .range(first.to_string()..)
            .take_while(move |w| w.starts_with(first))
            .map(String::as_str)
    }

    /// The most tokens a phrase has.
    pub fn longest(&self) -> usize {
        self.longest
    }
}

fn put(map: &mut HashMap<String, Vec<Concept>>, key: String, concept: Concept) {
    let all = map.entry(key).or_default();
    match all.iter_mut().find(|c| c.token == concept.token) {
        Some(c) => c.sure = c.sure.max(concept.sure),
        None => all.push(concept),
    }
}

fn stems_of(analyser: &Analyser, lang: &Lang, parts: &[String]) -> Option<String> {
    let stems: Option<Vec<String>> = parts
        .iter()
        .map(|p| match analyser.stem(lang, p) {
            Some(stem) => Some(stem),
            None if p.chars().all(|c| c.is_ascii_digit()) => Some(p.clone()),
            None => None,
        })
        .collect();
    stems.map(|s| s.join(" "))
}

/// Without the short small words that join others ("di", "of", "in"), which people leave out.
pub(crate) fn essential(parts: &[String], lexicon: &Lexicon) -> Vec<String> {
    let kept: Vec<String> = parts
        .iter()
        .filter(|p| !is_link(p, lexicon))
        .cloned()
        .collect();
    if kept.is_empty() {
        parts.to_vec()
    } else {
        kept
    }
}

/// A short small word.
pub(crate) fn is_link(word: &str, lexicon: &Lexicon) -> bool {
    !is_sign(word) && word.chars().count() <= 4 && lexicon.is_small(word)
}
