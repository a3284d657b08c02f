//! Values of a row: templates and their steps at work.

mod steps;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use records::Record;
use records::number::Decimal;
use values::{Lang, Text, fold};

pub(crate) use steps::yes;

use super::findings::Findings;
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
