//! What the check characters find, and that nothing typed can bring a check down.

use codes::{FiscalCode, Iban, OrganisationCode, RuntsNumber, VatNumber};
use proptest::prelude::*;

const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SIGNS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// Codes as they are given, with any of the letters that stand for digits.
fn code() -> impl Strategy<Value = String> {
    let parts = (
        "[A-Z]{6}",
        0..100_u8,
        0..12_usize,
        1..=28_u8,
        any::<bool>(),
        "[A-MZ]",
        0..1000_u16,
        any::<[bool; 7]>(),
    );
    parts.prop_map(|(name, year, month, day, female, area, place, letters)| {
        let month = &"ABCDEHLMPRST"[month..=month];
        let day = day + if female { 40 } else { 0 };
        let mut code: Vec<u8> =
            format!("{name}{year:02}{month}{day:02}{area}{place:03}").into_bytes();
        for (at, letter) in [6, 7, 9, 10, 12, 13, 14].into_iter().zip(letters) {
            if letter {
                code[at] = b"LMNPQRSTUV"[usize::from(code[at] - b'0')];
            }
        }
        let code = String::from_utf8(code).unwrap();
        LETTERS
            .chars()
            .map(|c| format!("{code}{c}"))
            .find(|c| FiscalCode::parse(c).is_ok())
            .unwrap()
    })
}

/// Numbers whose last digit fits.
fn number() -> impl Strategy<Value = String> {
    "[0-9]{7}0[0-9][1-9]".prop_map(|head| {
        (0..10)
            .map(|c| format!("{head}{c}"))
            .find(|c| OrganisationCode::parse(c).is_ok())
            .unwrap()
    })
}

/// Italian accounts: the bank's numbers, then CIN and check digits that fit.
fn account() -> impl Strategy<Value = String> {
    "[0-9]{10}[0-9A-Z]{12}".prop_map(|account| {
        LETTERS
            .chars()
            .find_map(|cin| {
                (2..99)
                    .map(|check| format!("IT{check:02}{cin}{account}"))
                    .find(|iban| Iban::parse(iban).is_ok())
            })
            .unwrap()
    })
}

fn changed(code: &str, at: usize, sign: char) -> String {
    let mut signs: Vec<char> = code.chars().collect();
    signs[at] = sign;
    signs.into_iter().collect()
}

fn exchanged(code: &str, at: usize) -> String {
    let mut signs: Vec<char> = code.chars().collect();
    signs.swap(at, at + 1);
    signs.into_iter().collect()
}

proptest! {
    #[test]
    fn one_changed_character_of_a_code_is_always_found(code in code()) {
        for at in 0..16 {
            for sign in SIGNS.chars() {
                let other = changed(&code, at, sign);
                prop_assert_eq!(FiscalCode::parse(&other).is_ok(), other == code);
            }
        }
    }

    #[test]
    fn one_changed_digit_of_a_number_is_always_found(number in number()) {
        for at in 0..11 {
            for sign in '0'..='9' {
                let other = changed(&number, at, sign);
                let same = other == number;
                prop_assert_eq!(OrganisationCode::parse(&other).is_ok(), same);
                prop_assert!(same || VatNumber::parse(&other).is_err());
            }
        }
        for at in 0..10 {
            let other = exchanged(&number, at);
            let pair = &number[at..at + 2];
            let passes = other == number || pair == "09" || pair == "90";
            prop_assert_eq!(OrganisationCode::parse(&other).is_ok(), passes, "{}", pair);
        }
    }

    #[test]
    fn one_changed_character_of_an_account_is_always_found(account in account()) {
        for at in 0..account.len() {
            let before = account.chars().nth(at).unwrap();
            // A digit for a letter lengthens the number that is divided by 97: see below.
            let kind = SIGNS.chars().filter(|c| c.is_ascii_digit() == before.is_ascii_digit());
            for sign in kind {
                let other = changed(&account, at, sign);
                prop_assert_eq!(Iban::parse(&other).is_ok(), other == account);
            }
        }
    }

    #[test]
    fn nothing_typed_brings_a_check_down(text in any::<String>(), signs in "[A-Z0-9 .\\-]{0,40}") {
        for typed in [text, signs] {
            if let Ok(code) = FiscalCode::parse(&typed) {
                prop_assert_eq!(FiscalCode::parse(code.as_str()), Ok(code));
            }
            let _ = VatNumber::parse(&typed);
            let _ = OrganisationCode::parse(&typed);
            let _ = RuntsNumber::parse(&typed);
            let _ = Iban::parse(&typed);
        }
    }
}

/// The exchanges of neighbours that pass unseen: counted, so that nobody promises more.
#[test]
fn most_exchanged_neighbours_of_a_code_are_found() {
    // The first two letters of the name, all pairs of different letters, in a code that is right.
    let mut unseen = 0;
    for a in LETTERS.chars() {
        for b in LETTERS.chars().filter(|b| *b != a) {
            let head = format!("{a}{b}CDEF80A01F205");
            let right = LETTERS.chars().map(|c| format!("{head}{c}"));
            let right = right.into_iter().find(|c| FiscalCode::parse(c).is_ok());
            unseen += usize::from(FiscalCode::parse(&exchanged(&right.unwrap(), 0)).is_ok());
        }
    }
    assert_eq!(unseen, UNSEEN, "of 650 pairs");
}

const UNSEEN: usize = 2;
