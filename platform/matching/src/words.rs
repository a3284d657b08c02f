//! Words as data: language packs, and the tables made of them.
//!
//! Nothing in the logic knows Italian: what a legal form is, how a street is abbreviated, which
//! words tell a nursery school from a primary school stands in packs (`packs/*.toml`, or more of the
//! same in a city's folder).

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

mod pack;

pub use pack::{Conflict, Group, Missing, Pack, PackError};

/// FNV-1a: much faster than the standard hasher on short words, and these tables are filled from
/// packs, not by strangers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

type WordMap<T> = HashMap<String, T, BuildHasherDefault<Fnv>>;
type WordSet = HashSet<String, BuildHasherDefault<Fnv>>;

/// Folds a text and splits it into words; digits and letters part (`mantegna10` → `mantegna 10`).
pub(crate) fn split(text: &str) -> Vec<String> {
    let folded = values::fold(text);
    let mut out = Vec::new();
    for word in folded.split(' ') {
        let mut current = String::new();
        let mut digits = false;
        for c in word.chars() {
            let d = c.is_ascii_digit();
            if !current.is_empty() && d != digits {
                out.push(std::mem::take(&mut current));
            }
            digits = d;
            current.push(c);
        }
        if !current.is_empty() {
            out.push(current);
        }
    }
    // Names from careless files can be whole descriptions; what follows adds cost, not meaning.
    out.truncate(60);
    out
}

/// Phrases of one or more words, found longest first.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T>(WordMap<Vec<(Vec<String>, T)>>);

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases(WordMap::default())
    }
}

impl<T: PartialEq> Phrases<T> {
    fn add(&mut self, words: Vec<String>, value: T) {
        let Some(first) = words.first() else { return };
        let list = self.0.entry(first.clone()).or_default();
        if list.iter().any(|(w, v)| *w == words && *v == value) {
            return;
        }
        // Longest first; equal lengths keep the order of the packs.
        let at = list.partition_point(|(w, _)| w.len() >= words.len());
        list.insert(at, (words, value));
    }

    /// Adds a phrase, and for two words also their other order ("sportivo centro").
    fn add_both_ways(&mut self, words: Vec<String>, value: T)
    where
        T: Clone,
    {
        if let [a, b] = &words[..]
            && a != b
        {
            self.add(vec![b.clone(), a.clone()], value.clone());
        }
        self.add(words, value);
    }

    /// The longest phrase that begins at `at`: its length and value.
    pub(crate) fn at(&self, words: &[String], at: usize) -> Option<(usize, &T)> {
        let list = self.0.get(words.get(at)?)?;
        list.iter()
            .find(|(p, _)| words[at..].len() >= p.len() && words[at..at + p.len()] == p[..])
            .map(|(p, v)| (p.len(), v))
    }
}

/// The words that belong to none of the phrases.
pub(crate) fn without<T: PartialEq>(words: &[String], phrases: &Phrases<T>) -> Vec<String> {
    let mut out = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        match phrases.at(words, at) {
            Some((n, _)) => at += n,
            None => {
                out.push(words[at].clone());
                at += 1;
            }
        }
    }
    out
}

/// All packs of a matcher, ready for use.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    pub(crate) expand: Phrases<Vec<String>>,
    pub(crate) address_start: WordMap<String>,
    pub(crate) legal: Phrases<()>,
    pub(crate) stop: WordSet,
    pub(crate) streets: WordMap<String>,
    pub(crate) light: WordMap<String>,
    pub(crate) generic: Phrases<String>,
    /// Names of the city and the like.
    pub(crate) local: Phrases<()>,
    pub(crate) months: WordSet,
    pub(crate) no_number: Phrases<()>,
    pub(crate) number_suffixes: WordSet,
    pub(crate) generic_postal_suffixes: Vec<String>,
    pub(crate) postal_area: usize,
    pub(crate) shared_mail_domains: WordSet,
    pub(crate) shared_domain_prefixes: Vec<String>,
    pub(crate) groups: Vec<GroupTable>,
    /// Long words of the packs by first letter, for [`Words::corrected`].
    vocabulary: HashMap<char, Vec<String>, BuildHasherDefault<Fnv>>,
    known: WordSet,
}

/// Words shorter than this are not corrected: too many proper names are a letter away from them.
const SHORTEST_CORRECTED: usize = 6;

/// One group with its phrases as (phrase → index of the class).
#[derive(Clone, Debug)]
pub(crate) struct GroupTable {
    pub(crate) code: String,
    pub(crate) conflict: Conflict,
    pub(crate) missing: Missing,
    pub(crate) unsaid: Missing,
    /// Another group, and the classes in it of which both must have one.
    pub(crate) needs: Option<(usize, u64)>,
    pub(crate) classes: Vec<String>,
    pub(crate) phrases: Phrases<usize>,
}

impl GroupTable {
    /// The names of the classes whose bits are set.
    pub(crate) fn named(&self, mask: u64) -> Vec<&str> {
        let set = |i: &usize| mask & (1 << i) != 0;
        (0..self.classes.len().min(64))
            .filter(set)
            .map(|i| self.classes[i].as_str())
            .collect()
    }
}

impl Words {
    pub(crate) fn new(packs: &[Pack], extra_generic: &[String]) -> Words {
        let mut w = Words::default();
        for p in packs {
            w.stop.extend(p.stop.iter().flat_map(|s| split(s)));
            for (short, long) in &p.expand {
                w.expand.add(split(short), split(long));
            }
        }
        for p in packs {
            w.add(p);
        }
        w.learn(packs);
        for word in extra_generic {
            let phrase = w.meaningful(word);
            w.local.add(phrase, ());
        }
        for g in packs.iter().flat_map(|p| &p.groups) {
            if let (Some(at), Some(needs)) = (w.group(&g.code), &g.needs) {
                w.groups[at].needs = w.needed(needs);
            }
        }
        w
    }

    /// Remembers the packs' own long words.
    fn learn(&mut self, packs: &[Pack]) {
        let phrases = packs.iter().flat_map(|p| {
            let lists = [&p.light, &p.generic, &p.streets]
                .into_iter()
                .flat_map(BTreeMap::values);
            let groups = p.groups.iter().flat_map(|g| g.values.values());
            let expand = p.expand.iter().flat_map(|(short, long)| [short, long]);
            lists
                .chain(groups)
                .flatten()
                .chain(expand)
                .chain(&p.stop)
                .chain(&p.legal)
        });
        let words: BTreeSet<String> = phrases
            .flat_map(|p| split(p))
            .filter(|w| w.chars().count() >= SHORTEST_CORRECTED)
            .collect();
        for word in words {
            if let Some(first) = word.chars().next() {
                self.known.insert(word.clone());
                self.vocabulary.entry(first).or_default().push(word);
            }
        }
    }

    /// The words with typos in the packs' own words put right: a long word that no pack has, one
    /// letter away from exactly one that a pack has (`bibloteca`).
    pub(crate) fn corrected(&self, words: Vec<String>) -> Vec<String> {
        words
            .into_iter()
            .map(|word| self.correction(&word).unwrap_or(word))
            .collect()
    }

    fn correction(&self, word: &str) -> Option<String> {
        let length = word.chars().count();
        if length < SHORTEST_CORRECTED || self.known.contains(word) {
            return None;
        }
        let list = self.vocabulary.get(&word.chars().next()?)?;
        let mine = letters(word);
        let mut near = list.iter().filter(|w| {
            w.len().abs_diff(word.len()) <= 2
                && (letters(w) ^ mine).count_ones() <= 2
                && strsim::osa_distance(w, word) <= 1
        });
        match (near.next(), near.next()) {
            (Some(one), None) => Some(one.clone()),
            _ => None,
        }
    }

    fn group(&self, code: &str) -> Option<usize> {
        self.groups.iter().position(|g| g.code == code)
    }

    /// `group` or `group:class` as position and classes; nothing when there is no such group.
    fn needed(&self, needs: &str) -> Option<(usize, u64)> {
        let (group, class) = needs.split_once(':').unwrap_or((needs, ""));
        let at = self.group(group)?;
        let class = self.groups[at].classes.iter().position(|c| c == class);
        Some((at, class.map_or(u64::MAX, |c| 1 << c)))
    }

    /// The phrase as it stands in a name that has been made ready: abbreviations written out, without
    /// stop words. A phrase of stop words only stays whole.
    fn meaningful(&self, phrase: &str) -> Vec<String> {
        let words = self.expand_words(&split(phrase));
        let kept: Vec<String> = words
            .iter()
            .filter(|w| !self.stop.contains(*w))
            .cloned()
            .collect();
        if kept.is_empty() { words } else { kept }
    }

    fn add(&mut self, p: &Pack) {
        for phrase in &p.legal {
            let words = split(phrase);
            if let [one] = &words[..]
                && (2..=6).contains(&one.len())
                && one.is_ascii()
            {
                self.legal
                    .add(one.chars().map(|c| c.to_string()).collect(), ());
            }
            self.legal.add(words, ());
        }
        for (short, long) in &p.address_start {
            self.address_start
                .insert(split(short).concat(), split(long).concat());
        }
        for (meaning, spellings) in &p.streets {
            for s in spellings {
                self.streets.insert(split(s).concat(), meaning.clone());
            }
        }
        for (meaning, spellings) in &p.light {
            for s in spellings {
                self.light.insert(split(s).concat(), meaning.clone());
            }
        }
        for (meaning, spellings) in &p.generic {
            for s in spellings {
                let phrase = self.meaningful(s);
                self.generic.add_both_ways(phrase, meaning.clone());
            }
        }
        self.months.extend(p.months.iter().flat_map(|s| split(s)));
        for s in &p.no_number {
            self.no_number.add(split(s), ());
        }
        self.number_suffixes
            .extend(p.number_suffixes.iter().flat_map(|s| split(s)));
        self.generic_postal_suffixes
            .extend(p.generic_postal_suffixes.iter().cloned());
        self.postal_area = self.postal_area.max(p.postal_area);
        self.shared_mail_domains
            .extend(p.shared_mail_domains.iter().map(|d| d.to_lowercase()));
        self.shared_domain_prefixes
            .extend(p.shared_domain_prefixes.iter().map(|d| d.to_lowercase()));
        for g in &p.groups {
            self.add_group(g);
        }
    }

    fn add_group(&mut self, g: &Group) {
        let at = self.group(&g.code).unwrap_or_else(|| {
            self.groups.push(GroupTable {
                code: g.code.clone(),
                conflict: g.conflict,
                missing: g.missing,
                unsaid: g.unsaid,
                needs: None,
                classes: Vec::new(),
                phrases: Phrases::default(),
            });
            self.groups.len() - 1
        });
        for (class, phrases) in &g.values {
            let full = self.groups[at].classes.len() >= 64;
            if full && !self.groups[at].classes.contains(class) {
                continue;
            }
            let phrases: Vec<Vec<String>> = phrases.iter().map(|p| self.meaningful(p)).collect();
            let table = &mut self.groups[at];
            let index = table
                .classes
                .iter()
                .position(|c| c == class)
                .unwrap_or_else(|| {
                    table.classes.push(class.clone());
                    table.classes.len() - 1
                });
            for phrase in phrases {
                table.phrases.add_both_ways(phrase, index);
            }
        }
    }

    /// The words with abbreviations written out.
    pub(crate) fn expand_words(&self, words: &[String]) -> Vec<String> {
        let mut out = Vec::with_capacity(words.len());
        let mut at = 0;
        while at < words.len() {
            match self.expand.at(words, at) {
                Some((n, long)) => {
                    out.extend(long.iter().cloned());
                    at += n;
                }
                None => {
                    out.push(words[at].clone());
                    at += 1;
                }
            }
        }
        out
    }
}

/// Which letters occur: one edit changes at most two of the bits, so that most pairs of words are
/// seen to be far apart without aligning them.
pub(crate) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |mask, b| mask | 1 << (b % 32))
}

/// The number a Roman numeral of at least two letters among i, v, x stands for (up to 39): longer
/// ones do not occur in names, and words of other letters ("mi", "di") must stay words.
pub(crate) fn roman(word: &str) -> Option<u32> {
    if word.len() < 2 || !word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')) {
        return None;
    }
    let tens = word.bytes().take_while(|b| *b == b'x').count();
    let units = match &word[tens..] {
        "" => 0,
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "v" => 5,
        "vi" => 6,
        "vii" => 7,
        "viii" => 8,
        "ix" => 9,
        _ => return None,
    };
    let tens = u32::try_from(tens).ok().filter(|t| *t <= 3)?;
    Some(tens * 10 + units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_digits_part() {
        assert_eq!(
            split("VIA PORPORA45 ex 43"),
            ["via", "porpora", "45", "ex", "43"]
        );
        assert_eq!(
            split("Sc. dell'Infanzia 1°"),
            ["sc", "dell", "infanzia", "1"]
        );
    }

    #[test]
    fn the_longest_phrase_wins() {
        let mut p = Phrases::default();
        p.add(split("centro"), 1);
        p.add(split("centro sportivo"), 2);
        let words = split("il centro sportivo");
        assert_eq!(p.at(&words, 1), Some((2, &2)));
        assert_eq!(p.at(&words, 0), None);
        assert_eq!(p.at(&words, 9), None);
    }

    #[test]
    fn typos_in_the_packs_own_words_are_put_right_and_names_left_alone() {
        let w = Words::new(&[Pack::italian(), Pack::english()], &[]);
        let right = |text: &str| w.corrected(split(text)).join(" ");
        assert_eq!(right("Bibloteca Harar"), "biblioteca harar");
        assert_eq!(right("Pisicna Cozzi"), "piscina cozzi");
        // "scuole" is a word of its own, not "scuola" mistyped.
        assert_eq!(right("scuole comnale"), "scuole comunale");
        for name in [
            "Mandelli",
            "Scola",
            "Piselli",
            "Museum",
            "Giussani",
            "Marcelline",
        ] {
            assert_eq!(right(name), values::fold(name));
        }
    }

    #[test]
    fn roman_numerals_and_not_words() {
        for (word, n) in [
            ("xxv", Some(25)),
            ("xiii", Some(13)),
            ("ix", Some(9)),
            ("mi", None),
            ("v", None),
            ("iiii", None),
            ("xxxxx", None),
            ("vx", None),
        ] {
            assert_eq!(roman(word), n, "{word}");
        }
    }
}
