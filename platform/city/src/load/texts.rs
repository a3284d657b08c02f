//! `texts/<language>/<name>.md`: a title between two lines `+++`, then Markdown.

use std::collections::BTreeMap;

use serde::Deserialize;
use values::{Lang, is_blank};

use super::Folder;
use super::settings::Settings;
use crate::error::{Problems, is_key};
use crate::{Page, Texts};

const DIR: &str = "texts";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    title: String,
}

impl Folder<'_> {
    pub(super) fn texts(&mut self, settings: &Settings) -> Texts {
        let mut pages: BTreeMap<String, BTreeMap<Lang, Page>> = BTreeMap::new();
        for tag in self.entries(DIR) {
            let sub = format!("{DIR}/{tag}");
            if !self.dir.join(&sub).is_dir() {
                continue;
            }
            let lang = match tag.parse::<Lang>() {
                Ok(lang) if self.languages.contains(&lang) => lang,
                _ => {
                    self.undeclared(&sub, "", &tag);
                    continue;
                }
            };
            for entry in self.entries(&sub) {
                let Some(name) = entry.strip_suffix(".md") else {
                    continue;
                };
                let file = format!("{sub}/{entry}");
                if !is_key(name) {
                    Problems::of(&file, &mut self.errors).add(
                        "",
                        format!("«{name}» is not the name of a page"),
                        "Use lower-case letters, digits and dashes",
                    );
                    continue;
                }
                if let Some(page) = self.page(&file, &lang, settings) {
                    pages
                        .entry(name.to_string())
                        .or_default()
                        .insert(lang.clone(), page);
                }
            }
        }
        let default = &settings.default_language;
        for (name, languages) in &pages {
            // A page that could not be read has been told already.
            if !languages.contains_key(default)
                && !self.dir.join(format!("{DIR}/{default}/{name}.md")).exists()
            {
                Problems::of(&format!("{DIR}/{default}/{name}.md"), &mut self.errors).add(
                    "",
                    format!("page «{name}» is missing in the default language"),
                    "Write it, or remove the page in the other languages",
                );
            }
        }
        Texts(pages)
    }

    fn page(&mut self, file: &str, lang: &Lang, settings: &Settings) -> Option<Page> {
        let text = self.text(file)?.replace("\r\n", "\n");
        let problems = &mut Problems::of(file, &mut self.errors);
        let parts = text
            .strip_prefix("+++\n")
            .and_then(|rest| rest.split_once("\n+++\n"));
        let Some((front, body)) = parts else {
            problems.add(
                "line 1",
                "the title is missing",
                "Begin with a line +++, a line title = \"…\" and a line +++",
            );
            return None;
        };
        let front: Front = match toml::from_str(front) {
            Ok(front) => front,
            Err(e) => {
                problems.add(
                    "line 2",
                    e.message().trim_end_matches('.').replace('\n', ", "),
                    "Between the lines +++ write title = \"…\" and nothing else",
                );
                return None;
            }
        };
        if is_blank(&front.title) || is_blank(body) {
            problems.add(
                "",
                "title or text is empty",
                "Write both, or remove the page",
            );
        }
        let offset = text.len() - body.len();
        let title = fill(problems, &front.title, |_| 2, lang, settings);
        let body = fill(
            problems,
            body.trim(),
            |at| super::line_of(&text, offset + at + (body.len() - body.trim_start().len())),
            lang,
            settings,
        );
        Some(Page { title, body })
    }
}

/// Puts the city's own data in the place of `{city}`, `{body}`, `{helpline}`, `{phone}`, `{hours}`,
/// `{address}` and `{mail}`; any other word in braces is a mistake.
fn fill(
    problems: &mut Problems,
    text: &str,
    line: impl Fn(usize) -> usize,
    lang: &Lang,
    s: &Settings,
) -> String {
    let fallbacks = std::slice::from_ref(&s.default_language);
    let said = |t: &values::Text| t.best(lang, fallbacks).map_or("", |(_, t)| t).to_string();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let at = text.len() - after.len();
        let (word, next) = after.split_once('}').unwrap_or((after, ""));
        match word {
            "city" => out.push_str(&said(&s.name)),
            "body" => out.push_str(&said(&s.contact.body)),
            "helpline" => out.push_str(&said(&s.helpline.name)),
            "hours" => out.push_str(&said(&s.helpline.hours)),
            "phone" => out.push_str(&s.helpline.phone),
            "address" => out.push_str(&s.contact.address),
            "mail" => out.push_str(&s.contact.mail),
            other => problems.add(
                format!("line {}", line(at)),
                format!(
                    "«{{{}}}» stands for nothing",
                    other.chars().take(30).collect::<String>()
                ),
                "Use {city}, {body}, {helpline}, {phone}, {hours}, {address} or {mail}",
            ),
        }
        rest = next;
    }
    out.push_str(rest);
    out
}
