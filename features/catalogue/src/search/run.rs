//! Answering a query: candidates from the words, filters and counts from the columns.

use super::columns::Columns;
use super::index::{IndexFault, Matches, TextIndex};
use super::{Facets, Hit, Query, Relaxed, Results};
use crate::snapshot::Snapshot;

const AGE: u8 = 1;
const THEMES: u8 = 2;
const DISTRICTS: u8 = 4;
const FREE: u8 = 8;

/// The filters of a query in the numbers of the columns.
struct Filters {
    age: Option<(u16, u16)>,
    themes: Option<Vec<u16>>,
    districts: Option<Vec<u16>>,
    free: bool,
}

impl Filters {
    fn of(query: &Query, columns: &Columns) -> Filters {
        // A key nobody uses stays a filter: it matches nothing.
        let numbers = |keys: &[String], names: &super::columns::Names| {
            (!keys.is_empty()).then(|| keys.iter().filter_map(|k| names.get(k)).collect())
        };
        let month = |m: u32| u16::try_from(m).unwrap_or(u16::MAX - 1);
        Filters {
            age: query.age.map(|y| (month(y * 12), month(y * 12 + 11))),
            themes: numbers(&query.themes, &columns.theme_keys),
            districts: numbers(&query.districts, &columns.district_keys),
            free: query.free,
        }
    }

    /// Which filters a service fails, as bits.
    fn failed(&self, n: u32, columns: &Columns) -> u8 {
        let mut bits = 0;
        let i = n as usize;
        if let Some((from, to)) = self.age {
            let (min, max) = columns.ages[i];
            if min > to || max < from {
                bits |= AGE;
            }
        }
        let none_of = |wanted: &Vec<u16>, has: &[u16]| !wanted.iter().any(|w| has.contains(w));
        if self
            .themes
            .as_ref()
            .is_some_and(|w| none_of(w, columns.themes.get(n)))
        {
            bits |= THEMES;
        }
        if self
            .districts
            .as_ref()
            .is_some_and(|w| none_of(w, columns.districts.get(n)))
        {
            bits |= DISTRICTS;
        }
        if self.free && !columns.free[i] {
            bits |= FREE;
        }
        bits
    }
}

pub(crate) fn run(
    query: &Query,
    snapshot: &Snapshot,
    columns: &Columns,
    index: &TextIndex,
) -> Result<Results, IndexFault> {
    let matches = index.matches(&query.words, &query.lang)?;
    let mut results = answer(query, snapshot, columns, &matches);
    if results.total == 0 && matches.is_some_words() {
        // Not even some of the words together with the filters: say what the filters alone give.
        let without = answer(query, snapshot, columns, &Matches::All);
        results.relaxed.push((Relaxed::Words, without.total));
    }
    results.relaxed.retain(|(_, n)| *n > 0);
    Ok(results)
}

fn answer(query: &Query, snapshot: &Snapshot, columns: &Columns, matches: &Matches) -> Results {
    let filters = Filters::of(query, columns);
    let mut found: Vec<(f32, u32)> = Vec::new();
    let mut themes = vec![0usize; columns.theme_keys.names.len()];
    let mut districts = vec![0usize; columns.district_keys.names.len()];
    let mut free = 0;
    let mut relaxed = [0usize; 4];
    matches.each(snapshot.services().len(), |n, score| {
        let i = n as usize;
        if !columns.offered[i] {
            return;
        }
        let failed = filters.failed(n, columns);
        if failed == 0 {
            // Words decide; among equals the better kept record comes first.
            found.push((score * (0.85 + 0.15 * columns.quality[i]), n));
        }
        for (slot, bit) in relaxed.iter_mut().zip([AGE, THEMES, DISTRICTS, FREE]) {
            if failed == bit {
                *slot += 1;
            }
        }
        if failed & !THEMES == 0 {
            columns
                .themes
                .get(n)
                .iter()
                .for_each(|t| themes[*t as usize] += 1);
        }
        if failed & !DISTRICTS == 0 {
            columns
                .districts
                .get(n)
                .iter()
                .for_each(|d| districts[*d as usize] += 1);
        }
        if failed & !FREE == 0 && columns.free[i] {
            free += 1;
        }
    });
    let total = found.len();
    let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    let end = query.skip.saturating_add(query.take).min(total);
    if end < total && end > 0 {
        found.select_nth_unstable_by(end - 1, order);
        found.truncate(end);
    }
    found.sort_unstable_by(order);
    let counted = |names: &[String], counts: Vec<usize>| {
        names
            .iter()
            .zip(counts)
            .filter(|(_, c)| *c > 0)
            .map(|(k, c)| (k.clone(), c))
            .collect()
    };
    Results {
        total,
        hits: found
            .iter()
            .take(end)
            .skip(query.skip)
            .map(|(score, n)| Hit {
                service: snapshot.services()[*n as usize].record.id,
                score: *score,
            })
            .collect(),
        facets: Facets {
            themes: counted(&columns.theme_keys.names, themes),
            districts: counted(&columns.district_keys.names, districts),
            free,
        },
        some_words: matches.is_some_words(),
        relaxed: if total > 0 {
            Vec::new()
        } else {
            let all = [
                Relaxed::Age,
                Relaxed::Themes,
                Relaxed::Districts,
                Relaxed::Free,
            ];
            all.into_iter().zip(relaxed).collect()
        },
    }
}
