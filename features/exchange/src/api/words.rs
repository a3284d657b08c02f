//! Words of short lists (organisations, places, terms): all words of a question, or what begins
//! with them, must be there.

use std::collections::BTreeMap;

/// Which rows have which word.
pub(super) struct Words(BTreeMap<String, Vec<u32>>);

impl Words {
    /// The words of texts, row by row.
    pub fn of(texts: impl Iterator<Item = String>) -> Words {
        let mut map: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (n, text) in (0u32..).zip(texts) {
            for word in values::fold(&text).split_whitespace() {
                let rows = match map.get_mut(word) {
                    Some(rows) => rows,
                    None => map.entry(word.to_string()).or_default(),
                };
                if rows.last() != Some(&n) {
                    rows.push(n);
                }
            }
        }
        Words(map)
    }

    /// The rows that have all words of a question, in order; none when there is no word in it.
    pub fn find(&self, question: &str) -> Vec<u32> {
        let question = values::fold(question);
        let mut found: Option<Vec<u32>> = None;
        for word in question.split_whitespace() {
            let mut rows: Vec<u32> = self
                .0
                .range(word.to_string()..)
                .take_while(|(w, _)| w.starts_with(word))
                .flat_map(|(_, rows)| rows.iter().copied())
                .collect();
            rows.sort_unstable();
            rows.dedup();
            found = Some(match found {
                None => rows,
                Some(before) => super::select::both(&before, &rows),
            });
        }
        found.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_or_their_beginnings() {
        let w = Words::of(
            [
                "Biblioteca Sormani",
                "Biblioteca Accursio",
                "Città dei bimbi",
            ]
            .map(str::to_string)
            .into_iter(),
        );
        assert_eq!(w.find("bibliot"), [0, 1]);
        assert_eq!(w.find("SORM bibl"), [0]);
        assert_eq!(w.find("citta"), [2]);
        assert!(w.find("bibl zzz").is_empty());
        assert!(w.find(" ?! ").is_empty());
    }
}
