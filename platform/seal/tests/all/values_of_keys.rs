//! What a key does, and what it refuses.

use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::{Hash, KeyId, Keys, KeysError, SealError, Sealed};

use crate::store::{CODE, CODE_HASH, MAIL, MAIL_HASH, TOKEN};
use crate::{NEW, OLD, after, before, during, id, seed};

#[test]
fn rings_are_read_or_say_what_is_wrong() {
    let ring = during();
    let names: Vec<String> = ring.ids().map(|id| id.to_string()).collect();
    assert_eq!(names, ["new", "old"]);
    assert_eq!(ring.current_id().to_string(), "new");
    assert!(ring.has_older() && !before().has_older());
    assert!(Keys::read(&format!("{NEW},\n  {OLD}\n")).is_ok());
    let old = KeyId::parse("old").unwrap();
    let digits = &OLD[4..];
    for (text, error) in [
        (String::new(), KeysError::None),
        (" , ".to_string(), KeysError::None),
        (digits.to_string(), KeysError::Name { at: 1 }),
        (format!("{NEW} Old:{digits}"), KeysError::Name { at: 2 }),
        (format!("muchtoolong:{digits}"), KeysError::Name { at: 1 }),
        (
            format!("old:{}", &digits[1..]),
            KeysError::Length { id: old, found: 63 },
        ),
        (
            format!("old:{}x", &digits[1..]),
            KeysError::Length { id: old, found: 64 },
        ),
        (
            format!("old:{}", "00".repeat(32)),
            KeysError::Weak { id: old },
        ),
        (format!("{OLD} {OLD}"), KeysError::Twice { id: old }),
        (
            format!("a:{digits} old:{digits}"),
            KeysError::Twice { id: old },
        ),
        (
            format!("a:{digits} {NEW} b:{digits} c:{digits}"),
            KeysError::Many { found: 4 },
        ),
        (format!("demo:{digits}"), KeysError::Demo),
    ] {
        let refused = Keys::read(&text).unwrap_err();
        assert_eq!(refused, error, "{text}");
        // The digits of a key are never said.
        assert!(!refused.to_string().contains(&digits[1..9]), "{refused}");
    }
}

#[test]
fn the_demo_key_is_refused_elsewhere_under_any_name() {
    let known: String = b"wishmi demo key, known to anyone"
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    assert_eq!(
        Keys::read(&format!("2026:{known}")).unwrap_err(),
        KeysError::Demo
    );
    let sealed = Keys::demo().seal(&CODE, id(1), b"x", seed(1));
    assert_eq!(sealed.key().to_string(), "demo");
    assert!(matches!(
        before().open(&CODE, id(1), &sealed),
        Err(SealError::KeyMissing { .. })
    ));
}

#[test]
fn a_fresh_key_is_taken_as_it_is_printed() {
    let mut random = StdRng::seed_from_u64(7);
    let name = KeyId::parse("2026-11").unwrap();
    let (one, two) = (
        seal::fresh(name, &mut random),
        seal::fresh(name, &mut random),
    );
    assert_ne!(one, two);
    assert_eq!(Keys::read(&one).unwrap().current_id(), name);
}

#[test]
fn a_value_opens_in_its_place_only() {
    let keys = before();
    let sealed = keys.seal(&CODE, id(1), b"secret", seed(1));
    assert_eq!(keys.open_text(&CODE, id(1), &sealed).unwrap(), "secret");
    assert_eq!(during().open_text(&CODE, id(1), &sealed).unwrap(), "secret");
    assert!(matches!(
        keys.open(&CODE, id(2), &sealed),
        Err(SealError::Broken { .. })
    ));
    assert!(matches!(
        keys.open(&MAIL, id(1), &sealed),
        Err(SealError::Broken { .. })
    ));
    let error = after().open(&CODE, id(1), &sealed).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("«old», which is not in WISHMI_KEYS"),
        "{error}"
    );
    // Another key under the same name.
    let other = Keys::read(&format!("old:{}", &NEW[4..])).unwrap();
    assert!(matches!(
        other.open(&CODE, id(1), &sealed),
        Err(SealError::Broken { .. })
    ));
    let no_text = keys.seal(&CODE, id(1), &[0xff], seed(1));
    assert!(matches!(
        keys.open_text(&CODE, id(1), &no_text),
        Err(SealError::NoText { .. })
    ));
    for shown in [
        format!("{keys:?}"),
        format!("{sealed:?}"),
        format!("{:?}", seed(1)),
    ] {
        assert!(
            !shown.contains("secret") && !shown.contains(&OLD[4..12]),
            "{shown}"
        );
    }
}

#[test]
fn the_formats_never_change() {
    // If this fails, what is kept becomes unreadable. Both were checked with another program
    // (Python's hmac and cryptography) when they were made.
    let bytes = |hex: &str| -> Vec<u8> {
        (0..hex.len() / 2)
            .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap())
            .collect()
    };
    let sealed = Sealed::from_bytes(&bytes(SEALED)).unwrap();
    assert_eq!(before().open_text(&CODE, id(1), &sealed).unwrap(), "secret");
    let hash = before().hash(&CODE_HASH, b"secret");
    assert_eq!(hash.as_bytes(), bytes(HASHED));
}

const SEALED: &str =
    "016f6c64000000000052d7c3b9c5d8d4c0ee658db562492cecd41f7d52433272014e0ea29072c6c973ef3f";
const HASHED: &str =
    "016f6c640000000000e89730c28c9c94989ebe9ac70e463afe9b43c5041a0b25faaca5c06026506af7";

#[test]
fn one_seed_gives_every_value_its_own_nonce() {
    let keys = before();
    let nonce = |sealed: Sealed| sealed.as_bytes()[9..21].to_vec();
    let one = nonce(keys.seal(&CODE, id(1), b"a", seed(1)));
    for other in [
        keys.seal(&CODE, id(1), b"b", seed(1)),
        keys.seal(&CODE, id(2), b"a", seed(1)),
        keys.seal(&MAIL, id(1), b"a", seed(1)),
        keys.seal(&CODE, id(1), b"a", seed(2)),
    ] {
        assert_ne!(nonce(other), one);
    }
}

#[test]
fn hashes_find_by_content_and_tell_columns_apart() {
    let keys = during();
    let old = before().hash(&CODE_HASH, b"x");
    let new = keys.hash(&CODE_HASH, b"x");
    assert_ne!(old, new);
    assert_eq!(
        keys.look(&CODE_HASH, b"x"),
        [new.clone(), old.clone(), new.clone()]
    );
    assert!(keys.matches(&CODE_HASH, b"x", &old) && keys.matches(&CODE_HASH, b"x", &new));
    assert!(!keys.matches(&CODE_HASH, b"y", &old));
    assert!(!after().matches(&CODE_HASH, b"x", &old));
    assert!(keys.is_current(&new) && !keys.is_current(&old));
    assert_ne!(keys.hash(&TOKEN, b"x"), new);
    assert_eq!(
        keys.hash(&MAIL_HASH, b"Anna@Example.org"),
        keys.hash(&MAIL_HASH, b"anna@example.org")
    );
    // A PIN in two rows.
    let pin = before().hash_at(&TOKEN, id(1), b"1234");
    assert_ne!(pin, before().hash_at(&TOKEN, id(2), b"1234"));
    assert!(keys.matches_at(&TOKEN, id(1), b"1234", &pin));
    assert!(!keys.matches_at(&TOKEN, id(2), b"1234", &pin));
    assert!(!keys.matches_at(&TOKEN, id(1), b"1235", &pin));
    assert!(!keys.matches(&TOKEN, b"1234", &pin));
}

proptest! {
    #[test]
    fn what_is_sealed_opens_again(value in prop::collection::vec(any::<u8>(), 0..200), n in any::<u64>()) {
        let sealed = before().seal(&CODE, id(n), &value, seed(n));
        let read = Sealed::from_bytes(sealed.as_bytes()).unwrap();
        prop_assert_eq!(&*during().open(&CODE, id(n), &read).unwrap(), &value);
        prop_assert!(value.len() < 4 || !sealed.as_bytes().windows(value.len()).any(|w| w == value));
    }

    #[test]
    fn no_changed_bit_goes_unseen(value in "[a-z]{0,40}", at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let sealed = before().seal(&CODE, id(1), value.as_bytes(), seed(1));
        let mut bytes = sealed.as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let opened = Sealed::from_bytes(&bytes).map(|s| during().open(&CODE, id(1), &s).is_ok());
        prop_assert!(!matches!(opened, Ok(true)));
    }

    #[test]
    fn bytes_of_anybody_are_borne(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let mut bytes = bytes;
        for _ in 0..2 {
            if let Ok(sealed) = Sealed::from_bytes(&bytes) {
                prop_assert!(during().open(&CODE, id(1), &sealed).is_err());
                let _ = format!("{sealed:?}");
            }
            if let Ok(hash) = Hash::from_bytes(&bytes) {
                prop_assert!(!during().matches(&CODE_HASH, b"x", &hash));
            }
            if !bytes.is_empty() {
                bytes[0] = 1;
            }
        }
    }

    #[test]
    fn rings_of_anything_are_borne(text in "([a-z0-9-]{0,9}:?[0-9a-f]{0,70}[ ,]?){0,4}", any in any::<String>()) {
        let _ = Keys::read(&text);
        let _ = Keys::read(&any);
    }
}
