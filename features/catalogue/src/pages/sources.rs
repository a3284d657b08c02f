//! Where records come from, as people read it.

use std::collections::BTreeMap;
use std::sync::Arc;

use arc_swap::ArcSwap;
use values::Text;

/// A source of records as people read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceName {
    /// Who published what: «Comune di …, elenco delle scuole».
    pub name: Text,
    /// Its page, with scheme.
    pub url: Option<String>,
}

/// The names of all sources by key, the key of [`crate::model::Source`]. A handle: whoever imports
/// keeps a clone and replaces the list when sources change. A source that is not in the list is
/// shown by its key.
#[derive(Clone, Debug, Default)]
pub struct Sources(Arc<ArcSwap<BTreeMap<String, SourceName>>>);

impl Sources {
    /// The source with this key.
    pub fn get(&self, key: &str) -> Option<SourceName> {
        self.0.load().get(key).cloned()
    }

    /// From now on these are the sources.
    pub fn replace(&self, list: impl IntoIterator<Item = (String, SourceName)>) {
        self.0.store(Arc::new(list.into_iter().collect()));
    }
}

impl FromIterator<(String, SourceName)> for Sources {
    fn from_iter<I: IntoIterator<Item = (String, SourceName)>>(iter: I) -> Self {
        let sources = Sources::default();
        sources.replace(iter);
        sources
    }
}
