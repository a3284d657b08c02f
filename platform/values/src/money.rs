//! Money.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An amount of money in hundredths of the city's currency (euro cents in the reference city).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Cents(pub i64);

impl fmt::Display for Cents {
    /// Plain decimal with a dot (`12.50`), for files and logs; people read `i18n`'s form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let abs = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", abs / 100, abs % 100)
    }
}

/// The text is not an amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» is not an amount (write 12.50 or 12,50)")]
pub struct CentsParseError(pub String);

impl FromStr for Cents {
    type Err = CentsParseError;

    /// Reads `12`, `12.5`, `12,50`, `1.234,50`, `1,234.50`, with an optional currency sign. With a
    /// single separator, three digits after it are thousands only if the number has no other sign
    /// of being decimal; an ambiguous `1.234` is read as thousands.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let bad = || CentsParseError(s.chars().take(60).collect());
        let t: String = s
            .trim()
            .trim_start_matches(['€', '$', '£'])
            .trim_end_matches(['€', '$', '£'])
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '\'')
            .collect();
        let (neg, t) = match t.strip_prefix('-') {
            Some(rest) => (true, rest.to_string()),
            None => (false, t),
        };
        if t.is_empty()
            || !t
                .chars()
                .all(|c| c.is_ascii_digit() || c == '.' || c == ',')
        {
            return Err(bad());
        }
        let last = t.rfind(['.', ',']);
        let (whole, fraction) = match last {
            None => (t.clone(), String::new()),
            Some(i) => {
                let (w, f) = (&t[..i], &t[i + 1..]);
                if f.len() == 3
                    && !w.is_empty()
                    && t.matches(&t[i..=i]).count() == (t.matches(['.', ',']).count())
                {
                    // only one kind of separator, and groups of three: thousands
                    (format!("{w}{f}"), String::new())
                } else {
                    (w.to_string(), f.to_string())
                }
            }
        };
        if fraction.len() > 2 {
            return Err(bad());
        }
        let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
        let whole: i64 = if whole.is_empty() {
            0
        } else {
            whole.parse().map_err(|_| bad())?
        };
        let fraction: i64 = if fraction.is_empty() {
            0
        } else {
            let f: i64 = fraction.parse().map_err(|_| bad())?;
            if fraction.len() == 1 { f * 10 } else { f }
        };
        let cents = whole
            .checked_mul(100)
            .and_then(|c| c.checked_add(fraction))
            .ok_or_else(bad)?;
        Ok(Cents(if neg { -cents } else { cents }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_both_decimal_conventions() {
        for (text, cents) in [
            ("12", 1200),
            ("12.5", 1250),
            ("12,50", 1250),
            ("1.234,50", 123_450),
            ("1,234.50", 123_450),
            ("1.234", 123_400),
            ("€ 30,00", 3000),
            ("-0,05", -5),
            (",5", 50),
        ] {
            assert_eq!(text.parse::<Cents>(), Ok(Cents(cents)), "{text}");
        }
        for wrong in ["", "abc", "12,345,6789", "1..2x", "99999999999999999999"] {
            assert!(wrong.parse::<Cents>().is_err(), "{wrong}");
        }
        assert_eq!(Cents(-5).to_string(), "-0.05");
    }
}
