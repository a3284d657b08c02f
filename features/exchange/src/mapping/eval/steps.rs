//! The steps of a value.

use records::number::{Decimal, parse};
use values::fold;

use super::{Eval, key, tidy};
use crate::mapping::contact::{self, Mended};
use crate::mapping::words;
use crate::profile::Step;

impl Eval<'_> {
    pub(super) fn step(&self, step: &Step, values: Vec<String>, column: &str) -> Vec<String> {
        let each = |f: &dyn Fn(&str) -> String| values.iter().map(|v| f(v)).collect::<Vec<_>>();
        let tell = |code: &str, found: &str| self.tell(code, Some(column), &[("found", found)]);
        match step {
            Step::Title => each(&|v| words::title(v, &self.setting.acronyms)),
            Step::Street => each(&|v| words::street(v, &self.setting.acronyms)),
            Step::Sentence => each(&sentence),
            Step::Upper => each(&|v| v.to_uppercase()),
            Step::Lower => each(&|v| v.to_lowercase()),
            Step::Fold => each(&|v| fold(v)),
            Step::Digits => each(&|v| v.chars().filter(char::is_ascii_digit).collect()),
            Step::First => values.into_iter().take(1).collect(),
            Step::Last => values.into_iter().next_back().into_iter().collect(),
            Step::Join(with) => {
                let joined = values.join(with);
                if joined.is_empty() {
                    Vec::new()
                } else {
                    vec![joined]
                }
            }
            Step::Split(at) => values
                .iter()
                .flat_map(|v| v.split(at.as_str()))
                .map(tidy)
                .filter(|v| !v.is_empty())
                .collect(),
            Step::Before(t) => each(&|v| tidy(v.split_once(t.as_str()).map_or(v, |(a, _)| a))),
            Step::After(t) => each(&|v| tidy(v.split_once(t.as_str()).map_or("", |(_, b)| b))),
            Step::Strip(t) => each(&|v| {
                let v = v.strip_prefix(t.as_str()).unwrap_or(v);
                tidy(v.strip_suffix(t.as_str()).unwrap_or(v))
            }),
            Step::Replace(this, that) => each(&|v| tidy(&v.replace(this.as_str(), that))),
            Step::Match(pattern) => values
                .iter()
                .filter_map(|v| {
                    let groups = pattern.captures(v)?;
                    let found = groups.get(1).or_else(|| groups.get(0))?;
                    Some(tidy(found.as_str()))
                })
                .collect(),
            Step::Default(t) => {
                if values.iter().all(String::is_empty) {
                    vec![t.clone()]
                } else {
                    values
                }
            }
            Step::Pad(n) => each(&|v| format!("{v:0>n$}")),
            Step::Map(name) => values
                .iter()
                .flat_map(|v| self.mapped(name, v, column))
                .collect(),
            Step::Number => values
                .iter()
                .filter_map(|v| {
                    let n = self.number(v);
                    if n.is_none() {
                        tell("not-a-number", v);
                    }
                    n.map(|n| records::Cell::Number(n).text().into_owned())
                })
                .collect(),
            Step::Phone => values
                .iter()
                .map(|v| {
                    contact::phone(v, &self.setting.country).unwrap_or_else(|| {
                        tell("not-a-phone", v);
                        v.clone()
                    })
                })
                .collect(),
            Step::Email => values
                .iter()
                .filter_map(|v| {
                    self.mended(contact::email(v), v, column, "email-mended", "not-an-email")
                })
                .collect(),
            Step::Url => values
                .iter()
                .filter_map(|v| self.mended(contact::url(v), v, column, "url-mended", "not-a-url"))
                .collect(),
            Step::Yes => values
                .iter()
                .filter_map(|v| {
                    let answer = yes(v);
                    if answer.is_none() {
                        tell("not-yes-or-no", v);
                    }
                    answer.map(|a| if a { "yes" } else { "no" }.to_string())
                })
                .collect(),
            Step::Lat | Step::Lon => values
                .iter()
                .filter_map(|v| {
                    let pair = self.pair(v);
                    if pair.is_none() {
                        tell("not-a-coordinate", v);
                    }
                    pair.map(|(lat, lon)| {
                        if matches!(step, Step::Lat) { lat } else { lon }.to_string()
                    })
                })
                .collect(),
            Step::Date(order) => values
                .iter()
                .filter_map(|v| {
                    let day = day(v, order);
                    if day.is_none() {
                        tell("not-a-date", v);
                    }
                    day
                })
                .collect(),
        }
    }

    fn mended(
        &self,
        result: Mended,
        found: &str,
        column: &str,
        mended: &str,
        wrong: &str,
    ) -> Option<String> {
        match result {
            Mended::Right(v) => Some(v),
            Mended::Now(v) => {
                self.tell(mended, Some(column), &[("found", found), ("mended", &v)]);
                Some(v)
            }
            Mended::Wrong => {
                self.tell(wrong, Some(column), &[("found", found)]);
                None
            }
        }
    }

    fn mapped(&self, name: &str, value: &str, column: &str) -> Vec<String> {
        let Some(map) = self.setting.map(name) else {
            return Vec::new();
        };
        match map.get(&key(value)).or_else(|| map.get("*")) {
            Some(values) => values.clone(),
            None => {
                self.tell(
                    "unknown-value",
                    Some(column),
                    &[("found", value), ("known", name)],
                );
                Vec::new()
            }
        }
    }

    /// A number with the profile's decimal sign; without one, a lone comma is the sign, else the
    /// point.
    pub(super) fn number(&self, text: &str) -> Option<f64> {
        let sign = self.setting.decimal.unwrap_or({
            if text.contains(',') && !text.contains('.') {
                Decimal::Comma
            } else {
                Decimal::Point
            }
        });
        parse(text, sign)
    }

    /// `(45.44, 9.17)`, `45.44 9.17`: latitude and longitude.
    fn pair(&self, text: &str) -> Option<(f64, f64)> {
        let bare = text.trim().trim_matches(['(', ')', '[', ']']);
        let numbers: Vec<f64> = bare
            .split([',', ';', ' '])
            .filter(|p| !p.is_empty())
            .map(|p| parse(p, Decimal::Point))
            .collect::<Option<_>>()?;
        match numbers.as_slice() {
            [lat, lon] => Some((*lat, *lon)),
            _ => None,
        }
    }
}

/// First letter large; the rest small when everything was in capitals.
fn sentence(text: &str) -> String {
    let small = if text.chars().any(char::is_lowercase) {
        text.to_string()
    } else {
        text.to_lowercase()
    };
    let mut chars = small.chars();
    match chars.next() {
        Some(c) => c.to_uppercase().chain(chars).collect(),
        None => small,
    }
}

pub(crate) fn yes(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "si" | "s" | "yes" | "y" | "true" | "vero" | "1" | "x" | "presente" | "نعم" => {
            Some(true)
        }
        "no" | "n" | "false" | "falso" | "0" | "assente" | "لا" => Some(false),
        _ => None,
    }
}

/// A day as ISO 8601 from numbers in the given order; a year of two digits is of this century.
fn day(text: &str, order: &str) -> Option<String> {
    let numbers: Vec<i16> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|p| !p.is_empty())
        .take(3)
        .map(|p| p.parse().ok())
        .collect::<Option<_>>()?;
    let [a, b, c] = numbers.as_slice() else {
        return None;
    };
    let (mut d, mut m, mut y) = (0i16, 0i16, 0i16);
    for (sign, n) in order
        .chars()
        .filter(char::is_ascii_alphabetic)
        .zip([a, b, c])
    {
        match sign {
            'd' => d = *n,
            'm' => m = *n,
            _ => y = if *n < 100 { *n + 2000 } else { *n },
        }
    }
    jiff::civil::Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?)
        .ok()
        .map(|d| d.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_sentences_and_answers() {
        assert_eq!(day("5/2/2020", "d/m/y").as_deref(), Some("2020-02-05"));
        assert_eq!(day("05.02.20", "d/m/y").as_deref(), Some("2020-02-05"));
        assert_eq!(day("2020-02-30", "y/m/d"), None);
        assert_eq!(day("ieri", "d/m/y"), None);
        assert_eq!(sentence("CAMPO GIOCHI"), "Campo giochi");
        assert_eq!(sentence("ex parco di Trenno"), "Ex parco di Trenno");
        assert_eq!(yes("Sì"), Some(true));
        assert_eq!(yes("forse"), None);
        assert_eq!(tidy("  a\t b \n c\u{a0} "), "a b\nc");
    }
}
