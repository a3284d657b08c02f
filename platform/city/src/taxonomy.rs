//! Taxonomies: trees of terms with labels and synonyms in every language.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use values::{Lang, Text, fold};

/// A term of a taxonomy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// Key, unique in its taxonomy and never changed once records point to it.
    pub key: String,
    /// Key of the term above; none at the top.
    pub parent: Option<String>,
    /// Label in languages. A variant such as `it-easy` is there only where it differs.
    pub label: Text,
    /// What people type when they look for it, by language, without the label itself.
    pub synonyms: BTreeMap<Lang, Vec<String>>,
    /// Name of a picture, where pages need one.
    pub icon: Option<String>,
    /// Number of a colour of the theme (1..=5), where pages need one.
    pub colour: Option<u8>,
    /// Keys of the terms right below, in order.
    pub children: Vec<String>,
    /// 0 at the top.
    pub depth: usize,
}

impl Term {
    /// The label for a reader: in the wished language, its base language, the fallbacks in order;
    /// the key when there is none (a loaded city always has the default language).
    pub fn label(&self, wished: &Lang, fallbacks: &[Lang]) -> &str {
        self.label
            .best(wished, fallbacks)
            .map_or(self.key.as_str(), |(_, t)| t)
    }

    /// Label and synonyms in exactly this language: what a search in it should find.
    pub fn words(&self, lang: &Lang) -> impl Iterator<Item = &str> {
        self.label.get(lang).into_iter().chain(
            self.synonyms
                .get(lang)
                .into_iter()
                .flatten()
                .map(String::as_str),
        )
    }
}

/// One taxonomy.
#[derive(Clone, Debug, Serialize)]
pub struct Taxonomy {
    /// Key, the name of its file or folder.
    pub key: String,
    /// Name in languages.
    pub name: Text,
    terms: Vec<Term>,
    #[serde(skip)]
    index: HashMap<String, usize>,
    #[serde(skip)]
    phrases: HashMap<String, Vec<usize>>,
}

impl Taxonomy {
    /// A taxonomy of checked terms: keys unique, parents present, no circle. They are put into the
    /// order of the tree (a term, then all below it).
    pub(crate) fn new(key: String, name: Text, terms: Vec<Term>) -> Taxonomy {
        let mut below: HashMap<Option<String>, Vec<Term>> = HashMap::new();
        for t in terms {
            below.entry(t.parent.clone()).or_default().push(t);
        }
        let mut ordered = Vec::new();
        let mut stack: Vec<(Term, usize)> = Vec::new();
        let push = |stack: &mut Vec<(Term, usize)>, terms: Vec<Term>, depth| {
            stack.extend(terms.into_iter().rev().map(|t| (t, depth)));
        };
        push(&mut stack, below.remove(&None).unwrap_or_default(), 0);
        while let Some((mut t, depth)) = stack.pop() {
            let children = below.remove(&Some(t.key.clone())).unwrap_or_default();
            t.children = children.iter().map(|c| c.key.clone()).collect();
            t.depth = depth;
            push(&mut stack, children, depth + 1);
            ordered.push(t);
        }
        let mut index = HashMap::new();
        let mut phrases: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, t) in ordered.iter().enumerate() {
            index.insert(t.key.clone(), i);
            let words = t.label.iter().map(|(_, w)| w);
            for w in words.chain(t.synonyms.values().flatten().map(String::as_str)) {
                let hits = phrases.entry(fold(w)).or_default();
                if hits.last() != Some(&i) {
                    hits.push(i);
                }
            }
        }
        Taxonomy {
            key,
            name,
            terms: ordered,
            index,
            phrases,
        }
    }

    /// All terms in the order of the tree: each one followed by those below it.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The term with this key.
    pub fn term(&self, key: &str) -> Option<&Term> {
        self.index.get(key).and_then(|i| self.terms.get(*i))
    }

    /// The terms at the top, in order.
    pub fn roots(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(|t| t.parent.is_none())
    }

    /// The terms right below a term, in order; none for an unknown key.
    pub fn children(&self, key: &str) -> impl Iterator<Item = &Term> {
        self.term(key)
            .into_iter()
            .flat_map(|t| t.children.iter().filter_map(|c| self.term(c)))
    }

    /// The way from the top down to the term itself; empty for an unknown key.
    pub fn path(&self, key: &str) -> Vec<&Term> {
        let mut path: Vec<&Term> = std::iter::successors(self.term(key), |t| {
            t.parent.as_deref().and_then(|p| self.term(p))
        })
        .collect();
        path.reverse();
        path
    }

    /// The term and all below it, in order; empty for an unknown key.
    pub fn within(&self, key: &str) -> &[Term] {
        let Some(&start) = self.index.get(key) else {
            return &[];
        };
        let depth = self.terms[start].depth;
        let len = self.terms[start + 1..]
            .iter()
            .take_while(|t| t.depth > depth)
            .count();
        &self.terms[start..=start + len]
    }

    /// Terms that carry this phrase as label or synonym in any language, compared folded (without
    /// accents, case and punctuation), in the order of the tree.
    pub fn named(&self, phrase: &str) -> impl Iterator<Item = &Term> {
        self.phrases
            .get(&fold(phrase))
            .into_iter()
            .flatten()
            .filter_map(|i| self.terms.get(*i))
    }
}

/// The taxonomies of a city by key.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Taxonomies(pub(crate) BTreeMap<String, Taxonomy>);

impl Taxonomies {
    /// The taxonomy with this key.
    pub fn get(&self, taxonomy: &str) -> Option<&Taxonomy> {
        self.0.get(taxonomy)
    }

    /// All taxonomies, ordered by key.
    pub fn all(&self) -> impl Iterator<Item = &Taxonomy> {
        self.0.values()
    }

    /// A term of a taxonomy.
    pub fn term(&self, taxonomy: &str, key: &str) -> Option<&Term> {
        self.get(taxonomy)?.term(key)
    }

    /// The terms right below a term of a taxonomy, in order.
    pub fn children(&self, taxonomy: &str, key: &str) -> impl Iterator<Item = &Term> {
        self.get(taxonomy)
            .into_iter()
            .flat_map(move |t| t.children(key))
    }
}
