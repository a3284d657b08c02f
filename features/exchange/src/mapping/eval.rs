//! Values of a row: templates and their steps at work.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use records::Record;
use records::number::{Decimal, parse};
use values::{Lang, Text, fold};

use super::contact::{self, Mended};
use super::findings::Findings;
use super::words;
use crate::profile::{
    DecimalSpec, Expr, Part, Profile, Step, Template, Value, ValueMap, When, Words,
};

/// A map with its keys folded, so that case, accents and punctuation do not matter.
pub(crate) type FoldedMap = HashMap<String, Vec<String>>;

/// What stays the same for all rows of an import.
pub(crate) struct Setting {
    pub(crate) language: Lang,
    pub(crate) country: String,
    empty: HashSet<String>,
    acronyms: Vec<String>,
    decimal: Option<Decimal>,
    maps: HashMap<String, FoldedMap>,
}

impl Setting {
    pub(crate) fn new(profile: &Profile, language: &Lang, country: &str) -> Setting {
        Setting {
            language: profile
                .text
                .language
                .clone()
                .unwrap_or_else(|| language.clone()),
            country: profile
                .text
                .country
                .clone()
                .unwrap_or_else(|| country.to_string()),
            empty: profile.text.empty.iter().map(|e| key(e)).collect(),
            acronyms: profile.text.acronyms.clone(),
            decimal: profile.file.decimal.map(|d| match d {
                DecimalSpec::Comma => Decimal::Comma,
                DecimalSpec::Point => Decimal::Point,
            }),
            maps: profile
                .maps
                .iter()
                .map(|(name, map)| (name.clone(), folded(map)))
                .collect(),
        }
    }

    pub(crate) fn map(&self, name: &str) -> Option<&FoldedMap> {
        self.maps.get(name)
    }
}

fn folded(map: &ValueMap) -> FoldedMap {
    map.0
        .iter()
        .map(|(k, v)| {
            let values = v.list().iter().filter(|v| !v.is_empty()).cloned().collect();
            (if k == "*" { k.clone() } else { key(k) }, values)
        })
        .collect()
}

/// How keys of maps and empty values are compared. A text of signs only (`-`, `???`) folds to
/// nothing, so it stands for itself.
fn key(text: &str) -> String {
    let folded = fold(text);
    if folded.is_empty() {
        text.trim().to_string()
    } else {
        folded
    }
}

/// Rows of a second file by key.
#[derive(Clone, Debug, Default)]
pub(crate) struct JoinTable {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: HashMap<String, Vec<String>>,
}

/// A record of the main file (or, in a group, several) with its matches in second files.
pub(crate) struct Row {
    pub(crate) records: Vec<Record>,
    /// By name of the join: the key looked for and whether it was there.
    pub(crate) found: BTreeMap<String, (String, bool)>,
}

/// Evaluates values of one row.
pub(crate) struct Eval<'a> {
    pub(crate) setting: &'a Setting,
    pub(crate) joins: &'a BTreeMap<String, JoinTable>,
    pub(crate) row: &'a Row,
    /// Which record of a group.
    pub(crate) at: usize,
    pub(crate) findings: &'a RefCell<Findings>,
    used: RefCell<Vec<String>>,
}

impl<'a> Eval<'a> {
    pub(crate) fn new(
        setting: &'a Setting,
        joins: &'a BTreeMap<String, JoinTable>,
        row: &'a Row,
        findings: &'a RefCell<Findings>,
    ) -> Eval<'a> {
        Eval {
            setting,
            joins,
            row,
            at: 0,
            findings,
            used: RefCell::new(Vec::new()),
        }
    }

    /// The same for another record of the group.
    pub(crate) fn of(&self, at: usize) -> Eval<'a> {
        Eval {
            at,
            used: RefCell::new(Vec::new()),
            ..*self
        }
    }

    /// Tells a finding about this row.
    pub(crate) fn tell(&self, code: &str, column: Option<&str>, args: &[(&str, &str)]) {
        self.findings.borrow_mut().add(code, column, args);
    }

    /// Columns used since the last call, as the path of a field.
    pub(crate) fn path(&self) -> Option<String> {
        let mut used: Vec<String> = Vec::new();
        for column in self.used.take() {
            if !used.contains(&column) {
                used.push(column);
            }
        }
        (!used.is_empty()).then(|| used.join(", "))
    }

    /// Takes over the columns another record of the group was read from.
    pub(crate) fn also_used(&self, other: &Eval<'_>) {
        self.used.borrow_mut().append(&mut other.used.take());
    }

    fn raw(&self, column: &str) -> String {
        let text = match column.split_once('.') {
            Some((join, name)) if self.joins.contains_key(join) => {
                self.joined(join, name).unwrap_or_default()
            }
            _ => self
                .row
                .records
                .get(self.at)
                .map(|r| r.fields.get(column).text().into_owned())
                .unwrap_or_default(),
        };
        let tidy = tidy(&text);
        if self.setting.empty.contains(&key(&tidy)) {
            return String::new();
        }
        if !tidy.is_empty() {
            self.used.borrow_mut().push(column.to_string());
        }
        tidy
    }

    fn joined(&self, join: &str, column: &str) -> Option<String> {
        let table = self.joins.get(join)?;
        let (key, _) = self.row.found.get(join)?;
        let at = table.columns.iter().position(|c| c == column)?;
        table.rows.get(key)?.get(at).cloned()
    }

    /// All values of an expression: of the first template that gives any.
    pub(crate) fn list(&self, expr: &Expr) -> Vec<String> {
        expr.0
            .iter()
            .map(|t| self.template(t))
            .find(|v| !v.is_empty())
            .unwrap_or_default()
    }

    /// The value of an expression.
    pub(crate) fn one(&self, expr: &Expr) -> Option<String> {
        self.list(expr).into_iter().next()
    }

    fn template(&self, template: &Template) -> Vec<String> {
        if let [Part::Value(v)] = template.parts.as_slice() {
            return self.value(v);
        }
        let (text, filled, values) = self.parts(&template.parts);
        let text = tidy(&text);
        if (values > 0 && filled == 0) || text.is_empty() {
            Vec::new()
        } else {
            vec![text]
        }
    }

    /// The text, how many values were filled, how many there are.
    fn parts(&self, parts: &[Part]) -> (String, usize, usize) {
        let (mut text, mut filled, mut all) = (String::new(), 0, 0);
        for part in parts {
            match part {
                Part::Text(t) => text.push_str(t),
                Part::Value(v) => {
                    let values = self.value(v);
                    all += 1;
                    filled += usize::from(!values.is_empty());
                    text.push_str(&values.join(", "));
                }
                Part::Optional(inner) => {
                    let (t, f, a) = self.parts(inner);
                    if f > 0 {
                        text.push_str(&t);
                    }
                    filled += f;
                    all += a;
                }
            }
        }
        (text, filled, all)
    }

    fn value(&self, value: &Value) -> Vec<String> {
        let first = self.raw(&value.column);
        let mut values = if first.is_empty() {
            Vec::new()
        } else {
            vec![first]
        };
        for step in &value.steps {
            values = self.step(step, values, &value.column);
        }
        values.retain(|v| !v.is_empty());
        values
    }

    fn step(&self, step: &Step, values: Vec<String>, column: &str) -> Vec<String> {
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

    /// The value of an expression as a number; `Err` holds what is none. What a step has already
    /// made a number is not read with the file's decimal sign again.
    pub(crate) fn numeric(&self, expr: &Expr) -> Option<Result<f64, String>> {
        let text = self.one(expr)?;
        let made = expr.values().iter().any(|v| {
            v.steps
                .iter()
                .any(|s| matches!(s, Step::Number | Step::Lat | Step::Lon))
        });
        let number = if made {
            text.parse().ok().filter(|n: &f64| n.is_finite())
        } else {
            self.number(&text)
        };
        Some(number.ok_or(text))
    }

    /// A number with the profile's decimal sign; without one, a lone comma is the sign, else the
    /// point.
    fn number(&self, text: &str) -> Option<f64> {
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

    /// A text in its languages.
    pub(crate) fn words(&self, words: &Words) -> Text {
        match words {
            Words::One(e) => self
                .one(e)
                .map(|t| Text::new(&self.setting.language, t))
                .unwrap_or_default(),
            Words::Each(map) => map
                .iter()
                .filter_map(|(lang, e)| Some((lang.clone(), self.one(e)?)))
                .collect(),
        }
    }

    /// Whether a condition holds.
    pub(crate) fn holds(&self, when: &When) -> bool {
        let there = |name: &String| self.row.found.get(name).map(|(_, found)| *found);
        if when.present.iter().any(|n| there(n) != Some(true))
            || when.absent.iter().any(|n| there(n) != Some(false))
        {
            return false;
        }
        let Some(expr) = &when.value else { return true };
        let value = self.one(expr).unwrap_or_default();
        // looking at a value gives no field its origin
        let _ = self.path();
        let among = |list: &[String]| list.iter().any(|l| key(l) == key(&value));
        when.is.as_ref().is_none_or(|l| among(l.list()))
            && when.is_not.as_ref().is_none_or(|l| !among(l.list()))
            && when.empty.is_none_or(|e| value.is_empty() == e)
            && when.pattern.as_ref().is_none_or(|p| p.is_match(&value))
    }
}

/// Without spaces at the ends and doubled inside; line breaks stay.
pub(crate) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        let blank = matches!(c, ' ' | '\t' | '\u{a0}' | '\r');
        if blank {
            if !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else {
            if c == '\n' && out.ends_with(' ') {
                out.pop();
            }
            out.push(c);
        }
    }
    out
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
