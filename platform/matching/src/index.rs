//! Finding the pairs worth comparing, without comparing everything with everything.
//!
//! Each thing is entered under keys that its double very probably shares: official identifiers,
//! telephones, mail addresses, own domains, each long word of its names (also with any one letter
//! left out, so that a typo still meets), pairs of words, street word with number, street word with
//! postal code, and the cell of a geohash-7 grid. A key shared by very many says nothing and is
//! passed over, so the work grows with the number of things, not with its square.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use values::Point;

use crate::compare::Matcher;
use crate::name::Class;
use crate::prepare::Prepared;
use crate::thing::{Kind, Thing};

/// Things entered so far, by what their doubles would share. Holds keys only, not the things.
#[derive(Clone, Debug, Default)]
pub struct Index {
    blocks: HashMap<u64, Block, BuildHasherDefault<AlreadyHashed>>,
    keys: Vec<u64>,
}

#[derive(Clone, Debug)]
enum Block {
    One(u32),
    Many(Vec<u32>),
    /// More than the largest block: never read.
    Full,
}

impl Block {
    fn members(&self) -> &[u32] {
        match self {
            Block::One(x) => std::slice::from_ref(x),
            Block::Many(list) => list,
            Block::Full => &[],
        }
    }
}

/// The keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct AlreadyHashed(u64);

impl Hasher for AlreadyHashed {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

impl Index {
    /// Enters a thing. Entering the same key again adds to what is known of it.
    pub fn insert(&mut self, matcher: &Matcher, thing: &Thing) {
        self.insert_prepared(matcher, &matcher.prepare(thing));
    }

    /// The keys of things worth comparing with this one, the likeliest first; never its own key.
    pub fn candidates(&self, matcher: &Matcher, thing: &Thing) -> Vec<u64> {
        self.find(matcher, &matcher.prepare(thing), |_| true)
            .into_iter()
            .map(|at| self.keys[at as usize])
            .collect()
    }

    /// How many things have been entered.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// True when nothing has been entered.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub(crate) fn insert_prepared(&mut self, matcher: &Matcher, p: &Prepared) {
        // Four thousand million things are beyond any city; further ones are not indexed.
        let Ok(at) = u32::try_from(self.keys.len()) else {
            return;
        };
        self.keys.push(p.key);
        let largest = matcher.settings.blocking.largest_block;
        for (hash, _) in keys_of(p, false) {
            self.blocks
                .entry(hash)
                .and_modify(|block| match block {
                    Block::One(x) if *x != at => *block = Block::Many(vec![*x, at]),
                    Block::Many(list) if list.last() != Some(&at) => {
                        if list.len() >= largest {
                            *block = Block::Full;
                        } else {
                            list.push(at);
                        }
                    }
                    _ => {}
                })
                .or_insert(Block::One(at));
        }
    }

    /// Positions (in order of entry) of the candidates worth keeping, the likeliest first.
    pub(crate) fn find(
        &self,
        matcher: &Matcher,
        p: &Prepared,
        keep: impl Fn(u32) -> bool,
    ) -> Vec<u32> {
        let blocking = &matcher.settings.blocking;
        let mut found: Vec<(usize, u64, u32, &[u32])> = keys_of(p, true)
            .into_iter()
            .filter_map(|(hash, weight)| {
                let members = self.blocks.get(&hash)?.members();
                (!members.is_empty()).then_some((members.len(), hash, weight, members))
            })
            .collect();
        found.sort_unstable_by_key(|&(size, hash, ..)| (size, hash));
        let mut read = 0;
        let mut weights: HashMap<u32, u32, BuildHasherDefault<AlreadyHashed32>> =
            HashMap::default();
        for (size, _, weight, members) in found {
            read += size;
            if read > blocking.most_read {
                break;
            }
            for &at in members {
                if self.keys[at as usize] != p.key {
                    *weights.entry(at).or_default() += weight;
                }
            }
        }
        let mut list: Vec<(u32, u32)> = weights.into_iter().collect();
        // By weight; among equals by the caller's key, which does not depend on order of entry.
        list.sort_unstable_by_key(|&(at, w)| (std::cmp::Reverse(w), self.keys[at as usize], at));
        list.into_iter()
            .map(|(at, _)| at)
            .filter(|at| keep(*at))
            .take(blocking.most_candidates)
            .collect()
    }
}

/// Spreads small integers; the positions are no hashes.
#[derive(Clone, Copy, Debug, Default)]
struct AlreadyHashed32(u64);

impl Hasher for AlreadyHashed32 {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.write_u32(u32::from(*b));
        }
    }
    fn write_u32(&mut self, n: u32) {
        self.0 = mix(self.0 ^ u64::from(n));
    }
}

/// The finishing step of SplitMix64: every bit depends on every bit.
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// A key: what it is about, and its parts. FNV-1a, the same on every machine.
fn hash(kind: Kind, about: u8, parts: &[&[u8]]) -> u64 {
    let mut h: u64 = 0xcbf2_9ce4_8422_2325;
    let mut eat = |b: u8| h = (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    eat(about);
    eat(match kind {
        Kind::Organization => 1,
        Kind::Place => 2,
        Kind::Service => 3,
    });
    for part in parts {
        part.iter().copied().for_each(&mut eat);
        eat(0xff);
    }
    mix(h)
}

/// Long words of a thing's names used as keys.
const MOST_WORDS: usize = 6;
/// Words of which every one-letter-shorter form is entered.
const MOST_SHORTENED: usize = 3;

/// The keys of a thing with their weights in the order of candidates. Asking adds the neighbouring
/// cells of the grid.
fn keys_of(p: &Prepared, asking: bool) -> Vec<(u64, u32)> {
    let mut out = Vec::with_capacity(64);
    let mut add = |about: u8, weight: u32, parts: &[&[u8]]| {
        out.push((hash(p.kind, about, parts), weight));
    };
    for (scheme, value, _) in &p.ids {
        add(b'i', 1000, &[scheme.as_bytes(), value.as_bytes()]);
    }
    let mut words: Vec<&str> = p.names.iter().flat_map(|n| n.words()).collect();
    words.sort_unstable_by_key(|w| (std::cmp::Reverse(w.len()), *w));
    words.dedup();
    words.truncate(MOST_WORDS);
    if p.kind == Kind::Service
        && let Some(parent) = p.parent
    {
        let parent = parent.to_le_bytes();
        let place = p.place.map(u64::to_le_bytes);
        let place = place.as_ref().map_or(&[][..], |b| &b[..]);
        add(b's', 2, &[&parent]);
        add(b'S', 2, &[&parent, place]);
        for name in &p.names {
            for t in &name.tokens {
                if matches!(t.class, Class::Word | Class::Generic | Class::Number) {
                    add(b'n', 4, &[&parent, t.text.as_bytes()]);
                }
            }
        }
        return out;
    }
    for phone in &p.phones {
        add(b'p', 8, &[phone.as_bytes()]);
    }
    for email in &p.emails {
        add(b'e', 8, &[email.as_bytes()]);
    }
    for domain in &p.domains {
        add(b'd', 4, &[domain.as_bytes()]);
    }
    for (at, word) in words.iter().enumerate() {
        add(b'w', 4, &[word.as_bytes()]);
        if let Some(code) = &p.postal_code {
            add(b'z', 4, &[word.as_bytes(), code.as_bytes()]);
        }
        for other in &words[at + 1..] {
            add(b'2', 6, &[word.as_bytes(), other.as_bytes()]);
        }
        if at < MOST_SHORTENED {
            for short in shortened(word) {
                add(b'w', 1, &[short.as_bytes()]);
            }
        }
    }
    for name in &p.names {
        let mut all: Vec<&[u8]> = name.tokens.iter().map(|t| t.text.as_bytes()).collect();
        all.sort_unstable();
        add(b'N', 4, &all);
    }
    let number = p.address.numbers.first().map(|n| n.to_le_bytes());
    for word in p.address.words() {
        if let Some(n) = &number {
            add(b'a', 8, &[word.as_bytes(), n]);
        } else {
            add(b'r', 4, &[word.as_bytes()]);
        }
        if let Some(code) = &p.postal_code {
            add(b'c', 2, &[word.as_bytes(), code.as_bytes()]);
        }
    }
    let longest = p.address.words().max_by_key(|w| (w.len(), *w));
    if let (Some(word), Some(n)) = (longest, &number) {
        for short in shortened(word) {
            add(b'a', 2, &[short.as_bytes(), n]);
        }
    }
    if let Some(point) = p.point {
        let (row, column) = cell(point);
        if asking {
            let reach = reach(point);
            for r in row - 1..=row + 1 {
                for c in column - reach..=column + reach {
                    let c = c.rem_euclid(COLUMNS);
                    add(b'g', 3, &[&r.to_le_bytes(), &c.to_le_bytes()]);
                }
            }
        } else {
            add(b'g', 3, &[&row.to_le_bytes(), &column.to_le_bytes()]);
        }
    }
    out
}

/// A long word with each letter left out in turn.
fn shortened(word: &str) -> impl Iterator<Item = String> {
    word.char_indices()
        .filter(|_| word.len() >= 5)
        .map(|(at, c)| format!("{}{}", &word[..at], &word[at + c.len_utf8()..]))
}

/// Cells of a geohash of seven characters: 2^17 rows and 2^18 columns, 153 m high.
const COLUMNS: i64 = 1 << 18;
const DEGREES: f64 = 180.0 / 131_072.0;

fn cell(p: Point) -> (i64, i64) {
    (
        ((p.lat() + 90.0) / DEGREES).floor() as i64,
        ((p.lon() + 180.0) / DEGREES).floor() as i64,
    )
}

/// How many columns to each side reach as far as the rows do (cells narrow towards the poles).
fn reach(p: Point) -> i64 {
    let narrow = p.lat().to_radians().cos().max(0.125);
    (1.0 / narrow).ceil() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(key: u64, name: &str, lat: f64, lon: f64) -> Thing {
        let mut t = Thing::new(key, Kind::Place, name);
        t.point = Point::new(lat, lon).ok();
        t
    }

    #[test]
    fn doubles_meet_over_any_of_their_keys() {
        let m = Matcher::default();
        let mut index = Index::default();
        index.insert(&m, &place(1, "Biblioteca Harar", 45.4739, 9.1196));
        index.insert(&m, &place(2, "Piscina Cozzi", 45.479, 9.2013));
        let ask = |t: &Thing| index.candidates(&m, t);
        assert_eq!(ask(&place(9, "Biblioteca Hrarar", 40.0, 9.0)), [1], "typo");
        assert_eq!(
            ask(&place(9, "Casa", 45.4749, 9.1196)),
            [1],
            "110 metres off"
        );
        assert_eq!(ask(&place(9, "Casa", 45.4939, 9.1596)), [0_u64; 0], "far");
        assert_eq!(
            ask(&place(1, "Biblioteca Harar", 45.4739, 9.1196)),
            [0_u64; 0],
            "itself"
        );
        let other = Thing::new(9, Kind::Organization, "Harar");
        assert!(ask(&other).is_empty(), "another kind");
        assert_eq!((index.len(), index.is_empty()), (2, false));
    }

    #[test]
    fn a_key_of_everybody_is_passed_over() {
        let m = Matcher::default();
        let mut index = Index::default();
        for key in 0..1000 {
            index.insert(&m, &place(key, "Casa Maria", 45.0, 9.0));
        }
        assert!(
            index
                .candidates(&m, &place(5000, "Casa Maria", 45.0, 9.0))
                .is_empty()
        );
    }

    #[test]
    fn cells_at_the_date_line_and_the_poles_are_no_trouble() {
        let m = Matcher::default();
        let mut index = Index::default();
        index.insert(&m, &place(1, "A", 10.0, 179.9999));
        index.insert(&m, &place(2, "B", -90.0, 0.0));
        assert_eq!(index.candidates(&m, &place(3, "C", 10.0, -179.9999)), [1]);
        assert_eq!(index.candidates(&m, &place(3, "C", -90.0, 0.0)), [2]);
    }
}
