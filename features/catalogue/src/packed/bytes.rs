//! How values become bytes: numbers as long as they must be, texts that are short once for all.

use std::collections::HashMap;

/// A value that can be packed. Packing has no choices: what is read is what was written.
pub trait Pack: Sized {
    /// Writes the value.
    fn put(&self, to: &mut Writer);
    /// Reads a value; none when the bytes are not one.
    fn take(from: &mut Reader<'_>) -> Option<Self>;
}

/// Longer texts seldom repeat.
const WORD: usize = 48;
/// How many different words are kept; later ones are written where they stand.
const WORDS: usize = 200_000;

/// Takes values.
#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
    words: HashMap<Box<str>, u64>,
}

impl Writer {
    /// How many bytes have been written.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The bytes, and the words in the order of their numbers.
    pub fn end(self) -> (Vec<u8>, Vec<Box<str>>) {
        let mut words: Vec<(Box<str>, u64)> = self.words.into_iter().collect();
        words.sort_unstable_by_key(|(_, n)| *n);
        let words = words.into_iter().map(|(w, _)| w).collect();
        let mut bytes = self.bytes;
        bytes.shrink_to_fit();
        (bytes, words)
    }

    /// What has been written.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// One byte.
    pub fn byte(&mut self, b: u8) {
        self.bytes.push(b);
    }

    /// Some bytes whose number the reader knows.
    pub fn fixed<const N: usize>(&mut self, bytes: [u8; N]) {
        self.bytes.extend_from_slice(&bytes);
    }

    /// A number, seven bits a byte, the lowest first.
    pub fn number(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.bytes.push((n as u8 & 0x7f) | 0x80);
            n >>= 7;
        }
        self.bytes.push(n as u8);
    }

    /// Bytes with their number before them.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }

    /// A text: a short one by its number.
    pub fn text(&mut self, text: &str) {
        let known = self.words.get(text).copied();
        let next = self.words.len();
        let word = known.or_else(|| {
            (text.len() <= WORD && next < WORDS).then(|| {
                self.words.insert(text.into(), next as u64);
                next as u64
            })
        });
        match word {
            Some(n) => self.number(n << 1 | 1),
            None => {
                self.number((text.len() as u64) << 1);
                self.bytes.extend_from_slice(text.as_bytes());
            }
        }
    }
}

/// Gives values back.
pub struct Reader<'a> {
    bytes: &'a [u8],
    words: &'a [Box<str>],
}

impl<'a> Reader<'a> {
    /// Reads from the beginning of some bytes.
    pub fn new(bytes: &'a [u8], words: &'a [Box<str>]) -> Reader<'a> {
        Reader { bytes, words }
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.bytes.len()
    }

    /// One byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    /// As many bytes as are asked for.
    pub fn some(&mut self, len: usize) -> Option<&'a [u8]> {
        let (some, rest) = self.bytes.split_at_checked(len)?;
        self.bytes = rest;
        Some(some)
    }

    /// Some bytes whose number is known.
    pub fn fixed<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.some(N)?.try_into().ok()
    }

    /// A number.
    pub fn number(&mut self) -> Option<u64> {
        let mut n = 0u64;
        for shift in (0..64).step_by(7) {
            let b = self.byte()?;
            n |= u64::from(b & 0x7f) << shift;
            if b < 0x80 {
                return Some(n);
            }
        }
        None
    }

    /// How many things follow: never more than there are bytes left for.
    pub fn count(&mut self) -> Option<usize> {
        let n = usize::try_from(self.number()?).ok()?;
        (n <= self.bytes.len()).then_some(n)
    }

    /// Bytes with their number before them.
    pub fn raw(&mut self) -> Option<&'a [u8]> {
        let len = self.count()?;
        self.some(len)
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a str> {
        let n = self.number()?;
        let which = usize::try_from(n >> 1).ok()?;
        if n & 1 == 1 {
            return self.words.get(which).map(|w| &**w);
        }
        std::str::from_utf8(self.some(which)?).ok()
    }
}
