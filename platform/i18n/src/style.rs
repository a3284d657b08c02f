//! How a language writes numbers and money. Facts from Unicode CLDR 47 (decimal and grouping signs,
//! currency patterns); the digits are 0-9 in every language (see the crate's page for why).

use std::convert::Infallible;

use fluent_bundle::FluentValue;
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;
use values::{Cents, Lang};

/// Where the currency sign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// `€12.50`
    Before,
    /// `12,50 €`
    After,
    /// As after, kept in place by a right-to-left mark.
    AfterRtl,
}

/// How one language writes numbers.
#[derive(Clone, Debug)]
pub(crate) struct Style {
    decimal: char,
    group: char,
    /// Smallest number of digits before the first grouping sign.
    min_grouping: usize,
    sign: Sign,
    currency: String,
}

impl Style {
    pub(crate) fn new(lang: &Lang, currency: &str) -> Style {
        Self::of(lang.base().as_str(), currency)
    }

    fn of(lang: &str, currency: &str) -> Style {
        let (decimal, group, min_grouping, sign) = match lang {
            "en" | "zh" | "fil" | "si" | "bn" | "hi" | "ur" | "pa" => ('.', ',', 1, Sign::Before),
            "ar" => ('.', ',', 1, Sign::AfterRtl),
            "es" | "pt" => (',', '.', 2, Sign::After),
            "fr" => (',', '\u{202f}', 1, Sign::After),
            "uk" | "ru" | "sq" => (',', '\u{a0}', 1, Sign::After),
            "pl" => (',', '\u{a0}', 2, Sign::After),
            // Italian, Romanian, German, Slovene, Turkish … and the commonest form in Europe
            _ => (',', '.', 1, Sign::After),
        };
        let currency = match currency {
            "EUR" => "€",
            "GBP" => "£",
            "USD" => "$",
            other => other,
        };
        Style {
            decimal,
            group,
            min_grouping,
            sign,
            currency: currency.to_string(),
        }
    }

    /// A number with at least `min` and at most `max` fraction digits.
    pub(crate) fn number(&self, value: f64, min: usize, max: usize, grouping: bool) -> String {
        if !value.is_finite() {
            return "–".to_string();
        }
        let text = format!("{:.*}", max.min(10), value.abs());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let kept = fraction
            .trim_end_matches('0')
            .len()
            .max(min.min(fraction.len()));
        let fraction = &fraction[..kept];
        let zero = whole.chars().chain(fraction.chars()).all(|c| c == '0');
        let mut out = String::new();
        if value < 0.0 && !zero {
            out.push('-');
        }
        if grouping {
            self.group(whole, &mut out);
        } else {
            out.push_str(whole);
        }
        if !fraction.is_empty() {
            out.push(self.decimal);
            out.push_str(fraction);
        }
        out
    }

    fn group(&self, whole: &str, out: &mut String) {
        let grouped = whole.len() >= 3 + self.min_grouping;
        for (i, digit) in whole.chars().enumerate() {
            if grouped && i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push(self.group);
            }
            out.push(digit);
        }
    }

    /// Money: `30 €` or, when `full` or not a whole amount, `30,00 €`. The space does not break.
    pub(crate) fn money(&self, amount: Cents, full: bool) -> String {
        let abs = amount.0.unsigned_abs();
        let (whole, cents) = (abs / 100, abs % 100);
        let mut number = String::new();
        if amount.0 < 0 {
            number.push('-');
        }
        if self.sign == Sign::Before {
            number.push_str(&self.currency);
        }
        self.group(&whole.to_string(), &mut number);
        if full || cents != 0 {
            number.push(self.decimal);
            number.push_str(&format!("{cents:02}"));
        }
        match self.sign {
            Sign::Before => number,
            Sign::After => format!("{number}\u{a0}{}", self.currency),
            Sign::AfterRtl => format!("\u{200f}{number}\u{a0}{}", self.currency),
        }
    }
}

/// The style a message's numbers are written in, kept per language by Fluent's memoizer.
struct InMessage(Style);

impl Memoizable for InMessage {
    type Args = ();
    type Error = Infallible;

    fn construct(lang: LanguageIdentifier, (): ()) -> Result<Self, Infallible> {
        // the currency is not used: money enters messages already written
        Ok(InMessage(Style::of(lang.language.as_str(), "")))
    }
}

/// Writes the numbers of a message in its language; everything else is left to Fluent.
pub(crate) fn format_value(value: &FluentValue<'_>, memo: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(n) = value else {
        return None;
    };
    let min = n.options.minimum_fraction_digits.unwrap_or(0);
    let max = n.options.maximum_fraction_digits.unwrap_or(3).max(min);
    memo.with_try_get::<InMessage, _, _>((), |style| {
        style.0.number(n.value, min, max, n.options.use_grouping)
    })
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(lang: &str, cents: i64) -> String {
        Style::of(lang, "EUR").money(Cents(cents), false)
    }

    #[test]
    fn money_is_written_as_each_language_does() {
        assert_eq!(money("it", 123_450), "1.234,50\u{a0}€");
        assert_eq!(money("it", 3000), "30\u{a0}€");
        assert_eq!(money("en", 123_450), "€1,234.50");
        assert_eq!(money("en", -5), "-€0.05");
        assert_eq!(money("es", 123_450), "1234,50\u{a0}€");
        assert_eq!(money("ar", 123_450), "\u{200f}1,234.50\u{a0}€");
        assert_eq!(money("zh", 1250), "€12.50");
        assert_eq!(money("it", i64::MIN), "-92.233.720.368.547.758,08\u{a0}€");
        assert_eq!(
            Style::of("it", "CHF").money(Cents(3000), true),
            "30,00\u{a0}CHF"
        );
    }

    #[test]
    fn numbers_keep_only_the_digits_they_need() {
        let it = Style::of("it", "EUR");
        assert_eq!(it.number(1234.5, 0, 3, true), "1.234,5");
        assert_eq!(it.number(1234.0, 0, 3, false), "1234");
        assert_eq!(it.number(2.0, 2, 2, true), "2,00");
        assert_eq!(it.number(-0.0001, 0, 1, true), "0");
        assert_eq!(it.number(f64::NAN, 0, 1, true), "–");
        assert_eq!(
            Style::of("fr", "EUR").number(12_345.0, 0, 0, true),
            "12\u{202f}345"
        );
    }
}
