//! Finding: words through the text index, everything else through columns in memory.
//!
//! A query keeps all its filters at once (they are cumulative). Facet counts say how many results
//! one would see by choosing that value instead of the present choice of the same facet.

mod analyse;
mod columns;
mod index;
mod run;

pub(crate) use columns::Columns;
pub use index::IndexFault;
pub(crate) use index::TextIndex;
pub(crate) use run::run;

use std::collections::HashMap;

use values::{Id, Lang};

/// What a family asks.
#[derive(Clone, Debug)]
pub struct Query {
    /// Words in any language of the city; blank means everything.
    pub words: String,
    /// The language of the page: its words count most.
    pub lang: Lang,
    /// The child's age in whole years.
    pub age: Option<u32>,
    /// Any of these themes or what lies below them (keys of the `service` taxonomy).
    pub themes: Vec<String>,
    /// In any of these districts.
    pub districts: Vec<String>,
    /// Only what costs nothing.
    pub free: bool,
    /// How many results to leave out (paging).
    pub skip: usize,
    /// How many results to give.
    pub take: usize,
}

impl Query {
    /// A query without words or filters: everything, first page of 20.
    pub fn all(lang: Lang) -> Query {
        Query {
            words: String::new(),
            lang,
            age: None,
            themes: Vec::new(),
            districts: Vec::new(),
            free: false,
            skip: 0,
            take: 20,
        }
    }
}

/// One service found.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// The service.
    pub service: Id,
    /// The higher the better; comparable only within one answer.
    pub score: f32,
}

/// How many results each other choice would give.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// By theme key, at every level of the taxonomy.
    pub themes: HashMap<String, usize>,
    /// By district identifier.
    pub districts: HashMap<String, usize>,
    /// Free of charge.
    pub free: usize,
}

/// The answer.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// How many services match in all.
    pub total: usize,
    /// The asked page of them.
    pub hits: Vec<Hit>,
    /// Counts of the other choices.
    pub facets: Facets,
    /// True when not all words could be matched together and results match only some of them.
    pub some_words: bool,
    /// Without which single filter there would be how many results; only when there are none.
    pub relaxed: Vec<(Relaxed, usize)>,
}

/// A filter that was left out to see what would be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the filters")]
pub enum Relaxed {
    Age,
    Themes,
    Districts,
    Free,
    Words,
}
