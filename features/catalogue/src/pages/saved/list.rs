//! A list of services as it stands in an address and in the cookie: short codes with dots between.

use std::fmt;
use std::str::FromStr;

use values::Id;

/// Most entries of a list: what a family can look through, and an address any program can carry.
pub(in crate::pages) const MOST: usize = 50;
/// Letters of a code.
const LENGTH: usize = 12;
/// Crockford's base 32: no letters that are taken for others, nothing that breaks a link.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A service in few letters: the last 60 bits of its identifier. These are random (version 7) or a
/// hash (version 5), so that among 100,000 services two of the same code are not to be expected
/// (odds of 1 in 200 million).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::pages) struct Code(u64);

impl From<Id> for Code {
    fn from(id: Id) -> Code {
        let low = id.0.as_u128() & ((1 << (5 * LENGTH)) - 1);
        Code(u64::try_from(low).unwrap_or(0))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for i in (0..LENGTH).rev() {
            let five = usize::try_from((self.0 >> (5 * i)) & 31).unwrap_or(0);
            fmt::Write::write_char(f, char::from(LETTERS[five]))?;
        }
        Ok(())
    }
}

impl FromStr for Code {
    type Err = ();
    fn from_str(text: &str) -> Result<Code, ()> {
        if text.len() != LENGTH {
            return Err(());
        }
        let mut bits = 0u64;
        for b in text.bytes() {
            let letter = match b.to_ascii_lowercase() {
                // as people copy them by hand
                b'o' => b'0',
                b'i' | b'l' => b'1',
                other => other,
            };
            let five = LETTERS.iter().position(|l| *l == letter).ok_or(())?;
            bits = bits << 5 | u64::try_from(five).map_err(|_| ())?;
        }
        Ok(Code(bits))
    }
}

/// A list of services, each once, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::pages) struct List(Vec<Code>);

/// What a text holds besides a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::pages) struct Leftover {
    /// Parts that are no codes: a link that was cut or mistyped.
    pub unreadable: usize,
    /// Codes beyond [`MOST`].
    pub too_many: usize,
}

impl List {
    /// Reads codes; what cannot be kept is counted.
    pub(in crate::pages) fn read(text: &str) -> (List, Leftover) {
        let mut list = List::default();
        let mut left = Leftover::default();
        for part in text.split(['.', ',', ' ']).filter(|p| !p.is_empty()) {
            match part.parse() {
                Ok(code) if list.has(code) => {}
                Ok(_) if list.0.len() == MOST => left.too_many += 1,
                Ok(code) => list.0.push(code),
                Err(()) => left.unreadable += 1,
            }
        }
        (list, left)
    }

    /// This list and another after it; what goes beyond [`MOST`] is counted and left out.
    pub(in crate::pages) fn with(mut self, other: &List) -> (List, usize) {
        let mut left_out = 0;
        for code in &other.0 {
            if self.has(*code) {
                continue;
            }
            if self.0.len() == MOST {
                left_out += 1;
            } else {
                self.0.push(*code);
            }
        }
        (self, left_out)
    }

    /// This list without those of another.
    pub(in crate::pages) fn without(mut self, other: &List) -> List {
        self.0.retain(|c| !other.has(*c));
        self
    }

    pub(in crate::pages) fn has(&self, code: Code) -> bool {
        self.0.contains(&code)
    }

    pub(in crate::pages) fn codes(&self) -> &[Code] {
        &self.0
    }

    pub(in crate::pages) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Code> for List {
    fn from_iter<I: IntoIterator<Item = Code>>(iter: I) -> List {
        let (list, _) = List::default().with(&List(iter.into_iter().collect()));
        list
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, code) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            code.fmt(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(n: usize) -> Code {
        Id::named("saved", &n.to_string()).into()
    }

    #[test]
    fn a_list_comes_back_from_its_text() {
        let list: List = (0..MOST).map(code).collect();
        let text = list.to_string();
        assert_eq!(text.len(), MOST * (LENGTH + 1) - 1);
        assert!(text.bytes().all(|b| b == b'.' || LETTERS.contains(&b)));
        assert_eq!(List::read(&text), (list.clone(), Leftover::default()));
        // As a message program or a hand may have changed it.
        assert_eq!(List::read(&text.to_uppercase()).0, list);
        assert_eq!(List::read(&format!("{text}.")).0, list);
    }

    #[test]
    fn letters_that_look_alike_are_read_as_meant() {
        let zeros = "0".repeat(LENGTH);
        assert_eq!("OoOoOoOoOoOo".parse::<Code>(), zeros.parse::<Code>());
        assert_eq!("IlIlIlIlIlIl".parse::<Code>(), "1".repeat(LENGTH).parse());
        for wrong in [
            "",
            "0",
            "u00000000000",
            "0000000000000",
            "è0000000000",
            "00000000000-",
        ] {
            assert_eq!(wrong.parse::<Code>(), Err(()), "{wrong}");
        }
    }

    #[test]
    fn what_cannot_be_kept_is_counted() {
        let many: Vec<String> = (0..MOST + 3).map(|n| code(n).to_string()).collect();
        let (list, left) = List::read(&format!("{}.x.{}", many.join("."), "<b>"));
        assert_eq!(list.codes().len(), MOST);
        let wanted = Leftover {
            unreadable: 2,
            too_many: 3,
        };
        assert_eq!(left, wanted);
    }

    #[test]
    fn adding_and_taking_away() {
        let (a, b): (List, List) = ((0..3).map(code).collect(), (2..5).map(code).collect());
        let (both, left_out) = a.clone().with(&b);
        assert_eq!((both.codes().len(), left_out), (5, 0));
        assert_eq!(both.without(&a), (3..5).map(code).collect());
        let full: List = (0..MOST).map(code).collect();
        let one: List = [code(999)].into_iter().collect();
        assert_eq!(full.with(&one).1, 1);
    }
}
