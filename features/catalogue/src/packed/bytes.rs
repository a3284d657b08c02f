//! How values become bytes: numbers as long as they must be, texts that repeat once.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// A value that can be packed. Packing has no choices: what is read is what was written.
pub trait Pack: Sized {
    /// Writes the value.
    fn put(&self, to: &mut Writer);
    /// Reads a value; none when the bytes are not one.
    fn take(from: &mut Reader<'_>) -> Option<Self>;
}

/// Shorter texts are no longer than the place where they stood before.
const SHORT: usize = 5;

/// Takes values.
#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
    /// Where texts stand, by their hash.
    texts: HashMap<u64, usize>,
    hasher: RandomState,
}

impl Writer {
    /// How many bytes have been written.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The bytes.
    pub fn end(self) -> Box<[u8]> {
        self.bytes.into_boxed_slice()
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

    /// A text: where it stands already, or the text itself.
    pub fn text(&mut self, text: &str) {
        if text.len() > SHORT {
            let hash = self.hasher.hash_one(text);
            match self.texts.get(&hash) {
                Some(&at) if Reader::new(&self.bytes, at).text() == Some(text) => {
                    return self.number((at as u64) << 1 | 1);
                }
                // Another text of the same hash: this one stands where it is.
                Some(_) => {}
                None => drop(self.texts.insert(hash, self.bytes.len())),
            }
        }
        self.number((text.len() as u64) << 1);
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// Gives values back.
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Reads from a place in some bytes.
    pub fn new(bytes: &'a [u8], at: usize) -> Reader<'a> {
        Reader { bytes, at }
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.bytes.len().saturating_sub(self.at)
    }

    /// One byte.
    pub fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// As many bytes as are asked for.
    fn some(&mut self, len: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(len)?;
        let some = self.bytes.get(self.at..end)?;
        self.at = end;
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
        (n <= self.left()).then_some(n)
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a str> {
        let n = self.number()?;
        let n = (usize::try_from(n >> 1).ok()?, n & 1 == 1);
        let bytes = match n {
            (len, false) => self.some(len)?,
            (at, true) => {
                let mut there = Reader::new(self.bytes, at);
                let len = there.number().filter(|n| n & 1 == 0)?;
                there.some(usize::try_from(len >> 1).ok()?)?
            }
        };
        std::str::from_utf8(bytes).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_repeats_stands_once() {
        let long = "una descrizione che due servizi hanno in comune";
        let mut to = Writer::default();
        for text in [long, "it", long, "", "it", long] {
            to.text(text);
        }
        let bytes = to.end();
        assert!(bytes.len() < long.len() + 16, "{}", bytes.len());
        let mut from = Reader::new(&bytes, 0);
        for text in [long, "it", long, "", "it", long] {
            assert_eq!(from.text(), Some(text));
        }
        assert_eq!((from.left(), from.text()), (0, None));
    }

    #[test]
    fn bytes_that_are_no_text_are_none() {
        let mut to = Writer::default();
        // A place that only points on, at itself; a place behind the end; more bytes than there are.
        for n in [1u64, 1 << 20 | 1, 9 << 1] {
            to.number(n);
        }
        let bytes = to.end();
        let mut from = Reader::new(&bytes, 0);
        assert_eq!(from.text(), None);
        assert_eq!(from.text(), None);
        assert_eq!(from.text(), None);
    }

    #[test]
    fn numbers_come_back() {
        for n in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            let mut to = Writer::default();
            to.number(n);
            assert_eq!(Reader::new(&to.end(), 0).number(), Some(n));
        }
        assert_eq!(Reader::new(&[0xff; 11], 0).number(), None);
    }
}
