//! What managers write of a program's key.

use super::{Refused, words};

/// Longest life of a key, in days.
pub const KEY_DAYS: i64 = 400;
/// Longest name of a key, in characters.
pub const KEY_NAME: usize = 100;

/// What is wrong with the name and the life (in days; none when it is no number) of a key, all at once.
pub fn wrong_key(name: &str, days: Option<i64>) -> Vec<Refused> {
    let wrong = |field: &str| Refused::Wrong {
        field: field.to_string(),
    };
    let mut all = Vec::new();
    let named = words(name, wrong("name")).map(|n| n.chars().count() <= KEY_NAME);
    if !matches!(named, Ok(true)) {
        all.push(wrong("name"));
    }
    if !days.is_some_and(|d| (1..=KEY_DAYS).contains(&d)) {
        all.push(wrong("days"));
    }
    all
}

/// A whole number as people write it, also in the digits of Arabic.
pub fn whole(text: &str) -> Option<i64> {
    let digit = |c: char| match c {
        '٠'..='٩' => char::from_digit(u32::from(c) - 0x660, 10).unwrap_or(c),
        '۰'..='۹' => char::from_digit(u32::from(c) - 0x6f0, 10).unwrap_or(c),
        other => other,
    };
    text.trim()
        .chars()
        .map(digit)
        .collect::<String>()
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_lives_have_bounds() {
        let fields = |name: &str, days| -> Vec<String> {
            wrong_key(name, days)
                .into_iter()
                .map(|no| match no {
                    Refused::Wrong { field } => field,
                    other => panic!("{other:?}"),
                })
                .collect()
        };
        assert_eq!(fields("Cassa", Some(1)), Vec::<String>::new());
        assert_eq!(fields(&"x".repeat(100), Some(400)), Vec::<String>::new());
        assert_eq!(fields(" ", Some(0)), ["name", "days"]);
        assert_eq!(fields(&"x".repeat(101), Some(401)), ["name", "days"]);
        assert_eq!(fields("Cassa", None), ["days"]);
    }

    #[test]
    fn digits_of_arabic_are_numbers() {
        assert_eq!(whole(" ٣٦٥ "), Some(365));
        assert_eq!(whole("۹۰"), Some(90));
        assert_eq!(whole("12a"), None);
        assert_eq!(whole(""), None);
    }
}
