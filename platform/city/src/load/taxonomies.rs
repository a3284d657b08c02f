//! `taxonomies/<key>.toml`, or a folder `taxonomies/<key>/` with `taxonomy.toml` and more files.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use toml::Spanned;
use values::{Lang, Text, is_blank};

use super::{Folder, line_of};
use crate::error::{Problems, is_key};
use crate::{Taxonomies, Taxonomy, Term};

const DIR: &str = "taxonomies";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    taxonomy: Option<Head>,
    #[serde(default)]
    term: Vec<Spanned<BTreeMap<String, toml::Value>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    name: Text,
}

impl Folder<'_> {
    pub(super) fn taxonomies(&mut self) -> Taxonomies {
        let mut all = BTreeMap::new();
        for entry in self.entries(DIR) {
            let path = format!("{DIR}/{entry}");
            let (key, files) = if self.dir.join(&path).is_dir() {
                let mut files = vec![format!("{path}/taxonomy.toml")];
                files.extend(
                    self.entries(&path)
                        .into_iter()
                        .filter(|f| f.ends_with(".toml") && f != "taxonomy.toml")
                        .map(|f| format!("{path}/{f}")),
                );
                (entry.clone(), files)
            } else if let Some(key) = entry.strip_suffix(".toml") {
                (key.to_string(), vec![path.clone()])
            } else {
                continue;
            };
            if !is_key(&key) {
                Problems::of(&path, &mut self.errors).add(
                    "",
                    format!("«{key}» is not a key"),
                    "Name the file with lower-case letters, digits and dashes",
                );
                continue;
            }
            if let Some(taxonomy) = self.taxonomy(&key, &files) {
                if all.contains_key(&key) {
                    Problems::of(&path, &mut self.errors).add(
                        "",
                        format!("taxonomy «{key}» is there twice, as a file and as a folder"),
                        "Keep one of the two",
                    );
                }
                all.insert(key, taxonomy);
            }
        }
        if all.is_empty() && self.errors.is_empty() {
            Problems::of(DIR, &mut self.errors).add(
                "",
                "there are no taxonomies",
                "Write at least one; cities/README.md shows the format",
            );
        }
        Taxonomies(all)
    }

    fn taxonomy(&mut self, key: &str, files: &[String]) -> Option<Taxonomy> {
        let mut name = None;
        let mut terms: Vec<Term> = Vec::new();
        // Where each term stands: file and line.
        let mut places: HashMap<String, (usize, usize)> = HashMap::new();
        for (f, file) in files.iter().enumerate() {
            let text = self.text(file)?;
            let raw: RawFile = self.toml(file)?;
            match (f, raw.taxonomy) {
                (0, Some(head)) => {
                    self.check_text(file, "taxonomy.name", &head.name);
                    name = Some(head.name);
                }
                (0, None) => Problems::of(file, &mut self.errors).add(
                    "",
                    "the table [taxonomy] with the taxonomy's name is missing",
                    "Add it at the top of the file",
                ),
                (_, Some(_)) => Problems::of(file, &mut self.errors).add(
                    "taxonomy",
                    "only the first file of the folder has this table",
                    "Remove it here",
                ),
                (_, None) => {}
            }
            for entry in raw.term {
                let line = line_of(&text, entry.span().start);
                let Some(term) = self.term(file, line, entry.into_inner()) else {
                    continue;
                };
                if let Some((of, ol)) = places.get(&term.key) {
                    let other = files.get(*of).map_or("", String::as_str);
                    Problems::of(file, &mut self.errors).add(
                        format!("line {line}"),
                        format!("term «{}» is also in {other}, line {ol}", term.key),
                        "Give each term its own key",
                    );
                    continue;
                }
                places.insert(term.key.clone(), (f, line));
                terms.push(term);
            }
        }
        self.check_tree(files, &places, &terms).then_some(())?;
        Some(Taxonomy::new(key.to_string(), name?, terms))
    }

    fn term(
        &mut self,
        file: &str,
        line: usize,
        raw: BTreeMap<String, toml::Value>,
    ) -> Option<Term> {
        let key = match raw.get("key").and_then(toml::Value::as_str) {
            Some(key) if is_key(key) => key.to_string(),
            _ => {
                Problems::of(file, &mut self.errors).add(
                    format!("line {line}"),
                    "the term has no proper key",
                    "Add key = \"…\" with lower-case letters, digits, dots and dashes",
                );
                return None;
            }
        };
        let place = format!("line {line}, term «{key}»");
        let mut term = Term {
            key,
            parent: None,
            label: Text::default(),
            synonyms: BTreeMap::new(),
            icon: None,
            colour: None,
            children: Vec::new(),
            depth: 0,
        };
        for (name, value) in raw {
            let problems = &mut Problems::of(file, &mut self.errors);
            match (name.as_str(), &value) {
                ("key", _) => {}
                ("parent", toml::Value::String(p)) => term.parent = Some(p.clone()),
                ("icon", toml::Value::String(i)) => term.icon = Some(i.clone()),
                ("colour", toml::Value::Integer(c @ 1..=5)) => {
                    term.colour = u8::try_from(*c).ok();
                }
                ("parent" | "icon", _) => problems.add(
                    &place,
                    format!("{name} is not a text"),
                    format!("Write {name} = \"…\""),
                ),
                ("colour", _) => problems.add(
                    &place,
                    "colour is not a number from 1 to 5",
                    "Write colour = 1",
                ),
                (_, value) => match name.parse::<Lang>() {
                    Ok(lang) if self.languages.contains(&lang) => {
                        words(problems, &place, &lang, value, &mut term);
                    }
                    _ => problems.add(
                        &place,
                        format!(
                            "«{name}» is neither a property of a term nor a language of the city"
                        ),
                        "Correct it, or add the language to `languages` in city.toml",
                    ),
                },
            }
        }
        self.check_text(file, &place, &term.label);
        Some(term)
    }

    /// Parents exist and nobody is above itself.
    fn check_tree(
        &mut self,
        files: &[String],
        places: &HashMap<String, (usize, usize)>,
        terms: &[Term],
    ) -> bool {
        let before = self.errors.len();
        let parents: HashMap<&str, Option<&str>> = terms
            .iter()
            .map(|t| (t.key.as_str(), t.parent.as_deref()))
            .collect();
        for t in terms {
            let Some((f, line)) = places.get(&t.key) else {
                continue;
            };
            let file = files.get(*f).map_or(DIR, String::as_str);
            let place = format!("line {line}, term «{}»", t.key);
            let problems = &mut Problems::of(file, &mut self.errors);
            if let Some(parent) = &t.parent
                && !parents.contains_key(parent.as_str())
            {
                problems.add(
                    &place,
                    format!("the parent «{parent}» does not exist"),
                    "Correct it, or add that term",
                );
                continue;
            }
            let mut above = t.parent.as_deref();
            let mut steps = 0;
            while let Some(key) = above {
                if key == t.key || steps > terms.len() {
                    problems.add(
                        &place,
                        "the term lies below itself",
                        "Give one term of the circle another parent",
                    );
                    break;
                }
                steps += 1;
                above = parents.get(key).copied().flatten();
            }
        }
        self.errors.len() == before
    }
}

/// Label and synonyms of one language.
fn words(problems: &mut Problems, place: &str, lang: &Lang, value: &toml::Value, term: &mut Term) {
    let list: Option<Vec<String>> = value.as_array().and_then(|a| {
        a.iter()
            .map(|v| v.as_str().filter(|s| !is_blank(s)).map(String::from))
            .collect()
    });
    match list {
        Some(list) if !list.is_empty() => {
            let mut list = list.into_iter();
            term.label.set(lang, list.next().unwrap_or_default());
            let synonyms: Vec<String> = list.collect();
            if !synonyms.is_empty() {
                term.synonyms.insert(lang.clone(), synonyms);
            }
        }
        _ => problems.add(
            place,
            format!("{lang} is not a list of texts"),
            format!("Write {lang} = [\"label\", \"synonym\", …]"),
        ),
    }
}
