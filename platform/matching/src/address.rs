//! Addresses: street, kind of street, number.

use crate::name::{Class, Token, align};
use crate::words::{Words, roman, split, without};

/// An address taken apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Address {
    pub(crate) shown: String,
    kind: Option<String>,
    pub(crate) street: Vec<Token>,
    /// The house number, then other numbers written after it (`14/16`, `34/2`).
    pub(crate) numbers: Vec<u32>,
    suffix: Option<String>,
}

/// How two addresses compare.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum AddressMatch {
    /// Nothing to compare.
    Unknown,
    /// Same street and number; `sure` is 1 when every word of the street agrees, less when one
    /// side has more words or a typo.
    Same { sure: f64 },
    /// Same street and number, another letter or stair.
    SuffixDiffers,
    /// Same street, a number is missing.
    Street,
    /// Same street, another number.
    NumberDiffers,
    /// Another street.
    Differs,
}

impl Address {
    pub(crate) fn new(text: &str, words: &Words) -> Address {
        let mut list = words.expand_words(&without(&split(text), &words.no_number));
        if let Some(first) = list.first_mut()
            && let Some(long) = words.address_start.get(first)
        {
            first.clone_from(long);
        }
        let mut a = Address {
            shown: text.trim().chars().take(120).collect(),
            ..Address::default()
        };
        let mut at = 0;
        while at < list.len() {
            let word = &list[at];
            let number = word.parse::<u32>().ok();
            let next = list.get(at + 1);
            let before_month = next.is_some_and(|w| words.months.contains(w));
            let after_kind = a.street.is_empty() && a.kind.is_some();
            let before_word =
                next.is_some_and(|w| w.parse::<u32>().is_err() && w.chars().count() > 2);
            match number {
                // "Via 4 Novembre", "Piazza 5 Giornate": a number that belongs to the street.
                Some(n) if before_month || (after_kind && before_word) => {
                    a.street.push(Token::new(n.to_string(), Class::Number));
                    at += 1;
                }
                Some(_) => {
                    at = a.read_number(&list, at, words);
                    // What follows the number is a stair, a town, a second entrance, except where
                    // the number comes first ("10 Downing Street").
                    if !a.street.is_empty() {
                        break;
                    }
                }
                None => {
                    a.street_word(word, words);
                    at += 1;
                }
            }
        }
        a
    }

    fn street_word(&mut self, word: &str, words: &Words) {
        if let Some(kind) = words.streets.get(word)
            && self.kind.is_none()
        {
            self.kind = Some(kind.clone());
        } else if self.street.len() >= 8 || words.stop.contains(word) {
            // A street needs no more words than that, and articles come and go.
        } else if let Some(n) = roman(word) {
            self.street.push(Token::new(n.to_string(), Class::Number));
        } else if let Some(title) = words.light.get(word) {
            self.street.push(Token::new(title.clone(), Class::Light));
        } else if word.chars().count() == 1 && word.is_ascii() {
            self.street
                .push(Token::new(word.to_string(), Class::Initial));
        } else {
            self.street.push(Token::new(word.to_string(), Class::Word));
        }
    }

    /// Reads the house number that begins at `at`; gives the place after it.
    fn read_number(&mut self, list: &[String], mut at: usize, words: &Words) -> usize {
        while let Some(word) = list.get(at) {
            if let Ok(n) = word.parse::<u32>() {
                // A postal code written into the line is no house number.
                if self.numbers.len() < 3 && word.len() < 5 {
                    self.numbers.push(n);
                }
            } else if self.suffix.is_none()
                && (word.chars().count() == 1 || words.number_suffixes.contains(word))
            {
                self.suffix = Some(word.clone());
            } else {
                break;
            }
            at += 1;
        }
        at
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.street.is_empty()
    }

    /// Words of the street worth finding it by.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.street
            .iter()
            .filter(|t| matches!(t.class, Class::Word | Class::Number))
            .map(|t| t.text.as_str())
    }
}

pub(crate) fn compare_addresses(a: &Address, b: &Address) -> AddressMatch {
    if a.is_empty() || b.is_empty() {
        return AddressMatch::Unknown;
    }
    let Some(sure) = same_street(a, b) else {
        return AddressMatch::Differs;
    };
    let (Some(x), Some(y)) = (a.numbers.first(), b.numbers.first()) else {
        return AddressMatch::Street;
    };
    if x != y {
        // 12/14 and 14 are doors of one building.
        return if a.numbers.contains(y) || b.numbers.contains(x) {
            AddressMatch::SuffixDiffers
        } else {
            AddressMatch::NumberDiffers
        };
    }
    let (rest_a, rest_b) = (&a.numbers[1..], &b.numbers[1..]);
    let rest_differs =
        !rest_a.is_empty() && !rest_b.is_empty() && !rest_a.iter().any(|n| rest_b.contains(n));
    let letter_differs = a.suffix.is_some() && b.suffix.is_some() && a.suffix != b.suffix;
    if rest_differs || letter_differs {
        AddressMatch::SuffixDiffers
    } else {
        AddressMatch::Same { sure }
    }
}

/// Whether the two streets are one, and how surely. The order of words does not matter (registers
/// write the surname first), a first name may be an initial or missing on one side.
fn same_street(a: &Address, b: &Address) -> Option<f64> {
    if let (Some(x), Some(y)) = (&a.kind, &b.kind)
        && x != y
    {
        return None;
    }
    let pairs = align(&a.street, &b.street);
    let words = pairs
        .iter()
        .filter(|(i, j, _)| {
            matches!(a.street[*i].class, Class::Word | Class::Number)
                && a.street[*i].class == b.street[*j].class
        })
        .map(|p| p.2);
    let (mut count, mut worst) = (0, 1.0_f64);
    for s in words {
        count += 1;
        worst = worst.min(s);
    }
    let left = |tokens: &[Token], mine: &dyn Fn(&(usize, usize, f64)) -> usize| {
        tokens
            .iter()
            .enumerate()
            .filter(|(i, t)| {
                matches!(t.class, Class::Word | Class::Number)
                    && !pairs.iter().any(|p| mine(p) == *i)
            })
            .count()
    };
    let (left_a, left_b) = (left(&a.street, &|p| p.0), left(&b.street, &|p| p.1));
    if count == 0 || (left_a > 0 && left_b > 0) {
        return None;
    }
    Some(if left_a + left_b > 0 {
        worst * 0.9
    } else {
        worst
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Pack;

    fn compare(a: &str, b: &str) -> AddressMatch {
        let w = Words::new(&[Pack::italian(), Pack::english()], &[]);
        let (x, y) = (Address::new(a, &w), Address::new(b, &w));
        let m = compare_addresses(&x, &y);
        assert_eq!(m, compare_addresses(&y, &x), "{a} / {b}");
        m
    }

    #[test]
    fn one_address_in_many_forms() {
        for (a, b) in [
            ("Via Passerini Gian Battista 5", "Via G.B. Passerini, 5"),
            ("Via Ferrario Grugnola Rosina 3", "Via F. Grugnola 3"),
            ("Piazzale Accursio Francesco 5", "P.le Accursio 5"),
            ("V.LE GIOVANNI DA CERMENATE 4", "Viale Da Cermenate n. 4"),
            ("C.SO DI PORTA ROMANA105", "CORSO P.TA ROMANA 105"),
            ("V.CARROCCIO 9", "via Carroccio 9, 20123 Milano"),
            ("CORSO XXII MARZO59", "Corso 22 Marzo 59"),
            ("Via 4 Novembre 12", "VIA IV NOVEMBRE, 12"),
            ("Viale Tunisia, 35", "V.LE TUNISIA 35"),
            ("P.ZZA S.GIOVANNI7", "Piazza San Giovanni 7"),
            ("10 Downing Street", "Downing Street, 10"),
            ("VIA PASSERINI 4 8", "Via Passerini 4/8"),
        ] {
            assert!(
                matches!(compare(a, b), AddressMatch::Same { .. }),
                "{a} / {b}: {:?}",
                compare(a, b)
            );
        }
    }

    #[test]
    fn other_addresses() {
        for (a, b, expected) in [
            ("Via Oglio 23", "Via Oglio 25", AddressMatch::NumberDiffers),
            ("Via Lodi 3", "Piazzale Lodi 3", AddressMatch::Differs),
            ("Via Harar 3", "Via Albenga 3", AddressMatch::Differs),
            (
                "Via Monte Baldo 11",
                "Via Monte Velino 11",
                AddressMatch::Differs,
            ),
            (
                "Via San Giacomo 1",
                "Via San Paolino 1",
                AddressMatch::Differs,
            ),
            (
                "Via Martinengo 34/2",
                "Via Martinengo 34/6",
                AddressMatch::SuffixDiffers,
            ),
            ("Via Zoia 1/A", "Via Zoia 1 B", AddressMatch::SuffixDiffers),
            (
                "Via Appia 12-14",
                "Via Appia 14",
                AddressMatch::SuffixDiffers,
            ),
            ("Via Bari", "Via Bari 3", AddressMatch::Street),
            ("Via Bari snc", "Via Bari 3", AddressMatch::Street),
            ("", "Via Bari 3", AddressMatch::Unknown),
            ("25", "Via Bari 3", AddressMatch::Unknown),
        ] {
            assert_eq!(compare(a, b), expected, "{a} / {b}");
        }
    }
}
