//! Words nobody uses, and what was probably meant: the beginning of a word, or a word with a slip.

use std::collections::HashMap;

use super::concepts::Concepts;
use super::index::{IndexFault, TextIndex};

/// How many readings of a word are followed.
const READINGS: usize = 3;

/// How many letters may be wrong: none in short words, one from four letters on, two from eight.
fn slips(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// What a word that nobody uses was meant to be, the likeliest first: words of the index or of the
/// taxonomies that begin with it, or that differ by few letters. The first letter is taken as right
/// unless nothing else fits.
pub(crate) fn readings(
    word: &str,
    index: &TextIndex,
    concepts: &Concepts,
) -> Result<Vec<String>, IndexFault> {
    let first: String = word.chars().take(1).collect();
    let found = near(word, &first, index, concepts)?;
    if found.is_empty() && slips(word.chars().count()) > 0 {
        return near(word, "", index, concepts);
    }
    Ok(found)
}

fn near(
    word: &str,
    begin: &str,
    index: &TextIndex,
    concepts: &Concepts,
) -> Result<Vec<String>, IndexFault> {
    let letters = word.chars().count();
    let most = slips(letters);
    // By word: how far it is (a beginning counts as half a slip), and how many documents have it.
    let mut best: HashMap<String, (usize, u64)> = HashMap::new();
    let mut consider = |other: &str, documents: u32| {
        let length = other.chars().count();
        let far = if letters >= 3 && other.starts_with(word) {
            1
        } else if most > 0 && length.abs_diff(letters) <= most && length >= 3 {
            // Two letters that changed places are one slip.
            match strsim::osa_distance(word, other) {
                d if d <= most => d * 2,
                _ => return,
            }
        } else {
            return;
        };
        let entry = best.entry(other.to_string()).or_insert((far, 0));
        entry.1 += u64::from(documents);
    };
    index.each_word(begin, &mut consider)?;
    concepts.words_from(begin).for_each(|w| consider(w, 0));
    let Some(least) = best.values().map(|(far, _)| *far).min() else {
        return Ok(Vec::new());
    };
    let mut all: Vec<(String, u64)> = best
        .into_iter()
        .filter(|(_, (far, _))| *far == least)
        .map(|(w, (_, n))| (w, n))
        .collect();
    all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all.truncate(READINGS);
    Ok(all.into_iter().map(|(w, _)| w).collect())
}
