//! The small language of values: `"{VIA|title} {CIVICO}[, {SCALA}]"`.
//!
//! Text outside braces stands as it is. `{COLUMN}` is the value of a column, `{list.COLUMN}` the
//! value in the matching row of a second file, `{COLUMN|step|step:argument}` the value after some
//! steps. What is between `[` and `]` is left out when all values in it are empty. A doubled sign
//! (`{{`, `[[`, `]]`) is the sign itself. An argument with `|` or `}` in it is put between
//! backquotes.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, de};

/// One part of a template.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    Text(String),
    Value(Value),
    /// Dropped when every value inside is empty.
    Optional(Vec<Part>),
}

/// A column and what is done to its value.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) column: String,
    pub(crate) steps: Vec<Step>,
}

/// What can be done to a value.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Title,
    Street,
    Sentence,
    Upper,
    Lower,
    Fold,
    Digits,
    Number,
    Phone,
    Email,
    Url,
    Yes,
    Lat,
    Lon,
    First,
    Last,
    Split(String),
    Join(String),
    Before(String),
    After(String),
    Strip(String),
    Replace(String, String),
    Match(regex::Regex),
    Map(String),
    Default(String),
    Pad(usize),
    Date(String),
}

/// The steps by name, with what stands behind the colon; for messages and the guide.
const STEPS: &[(&str, &str)] = &[
    ("title", ""),
    ("street", ""),
    ("sentence", ""),
    ("upper", ""),
    ("lower", ""),
    ("fold", ""),
    ("digits", ""),
    ("number", ""),
    ("phone", ""),
    ("email", ""),
    ("url", ""),
    ("yes", ""),
    ("lat", ""),
    ("lon", ""),
    ("first", ""),
    ("last", ""),
    ("split", "separator"),
    ("join", "separator"),
    ("before", "text"),
    ("after", "text"),
    ("strip", "text"),
    ("replace", "this=>that"),
    ("match", "pattern with one group"),
    ("map", "name of a map"),
    ("default", "text"),
    ("pad", "length"),
    ("date", "order of day, month, year such as d/m/y"),
];

impl Step {
    fn parse(text: &str) -> Result<Step, String> {
        let (name, argument) = text.split_once(':').unwrap_or((text, ""));
        let name = name.trim();
        let argument = argument
            .strip_prefix('`')
            .and_then(|a| a.strip_suffix('`'))
            .unwrap_or(argument);
        let Some((_, wants)) = STEPS.iter().find(|(n, _)| *n == name) else {
            let known: Vec<&str> = STEPS.iter().map(|(n, _)| *n).collect();
            return Err(format!(
                "there is no step «{name}»; there are: {}",
                known.join(", ")
            ));
        };
        if wants.is_empty() != argument.is_empty() {
            return Err(if wants.is_empty() {
                format!("the step «{name}» takes nothing behind a colon")
            } else {
                format!("the step «{name}» needs its {wants}: write {name}:…")
            });
        }
        let own = || argument.to_string();
        Ok(match name {
            "title" => Step::Title,
            "street" => Step::Street,
            "sentence" => Step::Sentence,
            "upper" => Step::Upper,
            "lower" => Step::Lower,
            "fold" => Step::Fold,
            "digits" => Step::Digits,
            "number" => Step::Number,
            "phone" => Step::Phone,
            "email" => Step::Email,
            "url" => Step::Url,
            "yes" => Step::Yes,
            "lat" => Step::Lat,
            "lon" => Step::Lon,
            "first" => Step::First,
            "last" => Step::Last,
            "split" => Step::Split(own()),
            "join" => Step::Join(own()),
            "before" => Step::Before(own()),
            "after" => Step::After(own()),
            "strip" => Step::Strip(own()),
            "map" => Step::Map(own()),
            "default" => Step::Default(own()),
            "replace" => match argument.split_once("=>") {
                Some((this, that)) if !this.is_empty() => {
                    Step::Replace(this.to_string(), that.to_string())
                }
                _ => return Err("write replace:this=>that".into()),
            },
            "match" => {
                let pattern = regex::RegexBuilder::new(argument)
                    .size_limit(1 << 20)
                    .build()
                    .map_err(|e| format!("the pattern «{argument}» is wrong: {e}"))?;
                Step::Match(pattern)
            }
            "pad" => Step::Pad(
                argument
                    .parse()
                    .ok()
                    .filter(|n| (1..=40).contains(n))
                    .ok_or("write pad:5 (1 to 40)")?,
            ),
            _ => {
                let mut signs: Vec<char> =
                    argument.chars().filter(char::is_ascii_alphabetic).collect();
                signs.sort_unstable();
                if signs != ['d', 'm', 'y'] {
                    return Err("write the order as date:d/m/y".into());
                }
                Step::Date(own())
            }
        })
    }
}

/// A template, parsed.
#[derive(Clone, Debug)]
pub struct Template {
    pub(crate) parts: Vec<Part>,
    source: String,
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

impl Template {
    /// Parses a template.
    ///
    /// # Errors
    /// In words, when a brace is not closed or a step is unknown.
    pub fn parse(source: &str) -> Result<Template, String> {
        let mut rest = source;
        let parts = parts(&mut rest, false)?;
        Ok(Template {
            parts,
            source: source.to_string(),
        })
    }

    /// Every value of the template.
    pub(crate) fn values(&self) -> Vec<&Value> {
        fn gather<'a>(parts: &'a [Part], out: &mut Vec<&'a Value>) {
            for part in parts {
                match part {
                    Part::Text(_) => {}
                    Part::Value(v) => out.push(v),
                    Part::Optional(inner) => gather(inner, out),
                }
            }
        }
        let mut out = Vec::new();
        gather(&self.parts, &mut out);
        out
    }
}

fn parts(rest: &mut &str, inside: bool) -> Result<Vec<Part>, String> {
    let mut out: Vec<Part> = Vec::new();
    let mut text = String::new();
    loop {
        let mut chars = rest.chars();
        let Some(c) = chars.next() else {
            if inside {
                return Err("a «[» is never closed with «]»".into());
            }
            break;
        };
        let doubled = chars.clone().next() == Some(c);
        *rest = chars.as_str();
        match c {
            '{' | '}' | '[' | ']' if doubled => {
                text.push(c);
                *rest = &rest[1..];
            }
            '{' => {
                if !text.is_empty() {
                    out.push(Part::Text(std::mem::take(&mut text)));
                }
                out.push(Part::Value(value(rest)?));
            }
            '[' if inside => return Err("a «[» inside «[ ]» is not possible".into()),
            '[' => {
                if !text.is_empty() {
                    out.push(Part::Text(std::mem::take(&mut text)));
                }
                out.push(Part::Optional(parts(rest, true)?));
            }
            ']' if inside => break,
            '}' => return Err("a «}» without «{» (write }} for the sign itself)".into()),
            ']' => return Err("a «]» without «[» (write ]] for the sign itself)".into()),
            c => text.push(c),
        }
    }
    if !text.is_empty() {
        out.push(Part::Text(text));
    }
    Ok(out)
}

/// Reads behind a `{` up to its `}`.
fn value(rest: &mut &str) -> Result<Value, String> {
    let mut quoted = false;
    let mut pieces: Vec<&str> = Vec::new();
    let mut from = 0;
    for (i, c) in rest.char_indices() {
        match c {
            '`' => quoted = !quoted,
            '|' if !quoted => {
                pieces.push(&rest[from..i]);
                from = i + 1;
            }
            '}' if !quoted => {
                pieces.push(&rest[from..i]);
                let column = pieces[0].trim().to_string();
                if column.is_empty() {
                    return Err("«{}» names no column".into());
                }
                let steps = pieces[1..]
                    .iter()
                    .map(|p| Step::parse(p.trim_start()))
                    .collect::<Result<_, _>>()?;
                *rest = &rest[i + 1..];
                return Ok(Value { column, steps });
            }
            _ => {}
        }
    }
    Err("a «{» is never closed with «}»".into())
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let source = String::deserialize(d)?;
        Template::parse(&source).map_err(|e| de::Error::custom(format!("in «{source}»: {e}")))
    }
}

/// What stands in the profile before it is parsed. Parsing in two steps keeps the words of an error
/// that an untagged choice would swallow.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "a text such as \"{COLUMN|title}\", a list of such texts, or a table"
)]
pub(crate) enum Raw {
    One(String),
    Several(Vec<String>),
    Number(i64),
    Truth(bool),
    Table(BTreeMap<String, Raw>),
}

impl Raw {
    pub(crate) fn expr(self) -> Result<Expr, String> {
        let list = match self {
            Raw::One(s) => vec![s],
            Raw::Several(list) => list,
            Raw::Number(n) => vec![n.to_string()],
            Raw::Truth(b) => vec![if b { "yes" } else { "no" }.to_string()],
            Raw::Table(table) => {
                let keys: Vec<String> = table.into_keys().collect();
                return Err(format!(
                    "a text or a list of texts expected, a table with {} found",
                    keys.join(", ")
                ));
            }
        };
        list.iter()
            .map(|s| Template::parse(s).map_err(|e| format!("in «{s}»: {e}")))
            .collect::<Result<_, _>>()
            .map(Expr)
    }
}

/// A value: one template, or several of which the first that gives something counts. A number or
/// truth value in the profile stands for its text.
#[derive(Clone, Debug)]
pub struct Expr(pub(crate) Vec<Template>);

impl<'de> Deserialize<'de> for Expr {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Raw::deserialize(d)?.expr().map_err(de::Error::custom)
    }
}

impl Expr {
    pub(crate) fn values(&self) -> Vec<&Value> {
        self.0.iter().flat_map(Template::values).collect()
    }
}

/// A text: one value in the profile's language, or one value for each language.
#[derive(Clone, Debug)]
pub enum Words {
    /// In the profile's language.
    One(Expr),
    /// By language.
    Each(BTreeMap<values::Lang, Expr>),
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        match Raw::deserialize(d)? {
            Raw::Table(table) => table
                .into_iter()
                .map(|(lang, raw)| {
                    let lang = lang.parse().map_err(de::Error::custom)?;
                    Ok((lang, raw.expr().map_err(de::Error::custom)?))
                })
                .collect::<Result<_, _>>()
                .map(Words::Each),
            raw => raw.expr().map(Words::One).map_err(de::Error::custom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_taken_apart() {
        let t = Template::parse("{VIA|title} n. {CIVICO}[, scala {SCALA}] {{x}}").unwrap();
        assert_eq!(t.parts.len(), 5);
        assert_eq!(t.values().len(), 3);
        assert_eq!(t.values()[0].column, "VIA");
        let t = Template::parse("{nome|match:`(a|b{2}) (\\d+)`|default:x}").unwrap();
        assert_eq!(t.values()[0].steps.len(), 2);
    }

    #[test]
    fn mistakes_are_told_with_what_is_allowed() {
        for (text, words) in [
            ("{A", "never closed"),
            ("A}", "without «{»"),
            ("{A|titel}", "there are: title"),
            ("{A|split}", "needs its separator"),
            ("{A|title:x}", "takes nothing"),
            ("{A|match:`(`}", "pattern"),
            ("{A|replace:x}", "replace:this=>that"),
            ("{A|date:d/m}", "date:d/m/y"),
            ("[{A}", "never closed"),
            ("{}", "no column"),
        ] {
            let e = Template::parse(text).unwrap_err();
            assert!(e.contains(words), "{text}: {e}");
        }
    }
}
