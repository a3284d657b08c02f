//! Words and kinship of taxonomy terms, as search needs them.

use std::hash::{DefaultHasher, Hash, Hasher};

use city::City;
use values::Lang;

/// The taxonomy that says what a service is about.
pub(crate) const SERVICE: &str = "service";

/// A theme and everything above it, root first. A key the taxonomy does not know stands alone.
pub(crate) fn with_ancestors(city: &City, key: &str) -> Vec<String> {
    match city.taxonomies.get(SERVICE) {
        Some(t) if t.term(key).is_some() => t.path(key).iter().map(|t| t.key.clone()).collect(),
        _ => vec![key.to_string()],
    }
}

/// The words under which a term is sought, with their languages: its own labels and synonyms, and
/// the labels of what stands above it.
pub(crate) fn words<'a>(
    city: &'a City,
    taxonomy: &str,
    key: &str,
) -> impl Iterator<Item = (&'a Lang, &'a str)> {
    let path = city
        .taxonomies
        .get(taxonomy)
        .map(|t| t.path(key))
        .unwrap_or_default();
    let synonyms = path.last().map(|t| &t.synonyms);
    let synonyms = synonyms
        .into_iter()
        .flatten()
        .flat_map(|(l, all)| all.iter().map(move |s| (l, s.as_str())));
    path.clone()
        .into_iter()
        .flat_map(|t| t.label.iter())
        .chain(synonyms)
}

/// The name of a district.
pub(crate) fn district_name<'a>(city: &'a City, district: &str) -> Option<&'a str> {
    city.districts
        .all()
        .iter()
        .find(|d| d.id.as_str() == district)
        .map(|d| d.name.as_str())
}

/// Changes whenever the city's words change: an index made with other words is built anew.
pub(crate) fn fingerprint(city: &City) -> u64 {
    let mut h = DefaultHasher::new();
    city.languages.hash(&mut h);
    for taxonomy in city.taxonomies.all() {
        for term in taxonomy.terms() {
            term.key.hash(&mut h);
            for (l, t) in term.label.iter() {
                (l, t).hash(&mut h);
            }
            term.synonyms.hash(&mut h);
        }
    }
    for d in city.districts.all() {
        (d.id.as_str(), d.name.as_str()).hash(&mut h);
    }
    h.finish()
}
