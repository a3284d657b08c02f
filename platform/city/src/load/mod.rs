//! Reading a city folder: every file is read and checked before anything is refused, so that one
//! run tells all mistakes.

mod calendar;
mod districts;
mod photos;
mod settings;
mod stops;
mod taxonomies;
mod texts;

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::DeserializeOwned;
use values::{Lang, Text};

use crate::error::{CityError, Problems};
use crate::{City, Gap, SchoolCalendar};

impl City {
    /// Reads and checks a city folder. The time zone is looked up in the zone data jiff finds.
    ///
    /// # Errors
    /// All mistakes of the folder, each with file, place, what is wrong and how to mend it.
    pub fn load(dir: &Path) -> Result<City, Vec<CityError>> {
        let mut folder = Folder {
            dir,
            errors: Vec::new(),
            gaps: Vec::new(),
            languages: Vec::new(),
        };
        let city = folder.read();
        match city {
            Some(mut city) if folder.errors.is_empty() => {
                city.gaps = folder.gaps;
                Ok(city)
            }
            _ => Err(folder.errors),
        }
    }
}

/// The folder being read, and what was found wrong so far.
struct Folder<'a> {
    dir: &'a Path,
    errors: Vec<CityError>,
    gaps: Vec<Gap>,
    /// Declared languages, the default one first.
    languages: Vec<Lang>,
}

impl Folder<'_> {
    fn read(&mut self) -> Option<City> {
        let settings = self.settings()?;
        self.languages = std::iter::once(settings.default_language.clone())
            .chain(
                settings
                    .languages
                    .iter()
                    .filter(|l| **l != settings.default_language)
                    .cloned(),
            )
            .collect();
        self.check_settings_texts(&settings);
        let districts = self.districts(settings.reach_metres);
        let stops = self.stops();
        let taxonomies = self.taxonomies();
        let calendar: Option<SchoolCalendar> = self.calendar();
        let texts = self.texts(&settings);
        let photos = self.photos();
        Some(City {
            key: settings.key,
            name: settings.name,
            zone: settings.zone,
            country: settings.country,
            currency: settings.currency,
            languages: settings.languages,
            default_language: settings.default_language,
            helpline: settings.helpline,
            contact: settings.contact,
            departments: settings.departments,
            modules: settings.modules,
            attributions: settings.attributions,
            open_data: settings.open_data,
            payments: settings.payments,
            districts: districts?,
            stops,
            taxonomies,
            calendar: calendar?,
            texts,
            photos,
            gaps: Vec::new(),
        })
    }

    fn default_language(&self) -> Option<&Lang> {
        self.languages.first()
    }

    /// The whole text of a file; a mistake is noted when it cannot be read as UTF-8.
    fn text(&mut self, file: &str) -> Option<String> {
        let mut problems = Problems::of(file, &mut self.errors);
        match std::fs::read(self.dir.join(file)) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                problems.add(
                    "",
                    "the file is missing",
                    "Write it; cities/README.md shows its format",
                );
                None
            }
            Err(e) => {
                problems.add(
                    "",
                    format!("the file cannot be read ({e})"),
                    "Check that it is a file and that its permissions allow reading",
                );
                None
            }
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Some(text.trim_start_matches('\u{feff}').to_string()),
                Err(e) => {
                    let before = &e.as_bytes()[..e.utf8_error().valid_up_to()];
                    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
                    problems.add(
                        format!("line {line}"),
                        "the file is not UTF-8 text",
                        "Save it again with the encoding UTF-8",
                    );
                    None
                }
            },
        }
    }

    /// A TOML file as a typed value; a mistake is noted with its line.
    fn toml<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        let text = self.text(file)?;
        match toml::from_str(&text) {
            Ok(value) => Some(value),
            Err(e) => {
                let place = e
                    .span()
                    .map(|s| format!("line {}", line_of(&text, s.start)))
                    .unwrap_or_default();
                Problems::of(file, &mut self.errors).add(
                    place,
                    e.message().trim_end_matches('.').replace('\n', ", "),
                    "cities/README.md shows the file's format",
                );
                None
            }
        }
    }

    /// Names of the entries of a subfolder in alphabetical order; none when there is no such folder.
    fn entries(&mut self, sub: &str) -> Vec<String> {
        let mut names: Vec<String> = match std::fs::read_dir(self.dir.join(sub)) {
            Ok(dir) => dir
                .filter_map(|e| e.ok()?.file_name().into_string().ok())
                .filter(|name| !name.starts_with('.'))
                .collect(),
            Err(_) => Vec::new(),
        };
        names.sort();
        names
    }

    /// Checks a text people read: there must be one in the default language, and only in declared
    /// languages; declared languages without one are gaps.
    fn check_text(&mut self, file: &str, place: &str, text: &Text) {
        let Some(default) = self.default_language().cloned() else {
            return;
        };
        if text.get(&default).is_none() {
            Problems::of(file, &mut self.errors).add(
                place,
                format!("the text in the default language «{default}» is missing"),
                format!("Add {default} = \"…\""),
            );
        }
        let undeclared: Vec<Lang> = text
            .iter()
            .map(|(l, _)| l)
            .filter(|l| !self.languages.contains(l))
            .cloned()
            .collect();
        for lang in undeclared {
            self.undeclared(file, place, lang.as_str());
        }
        for lang in &self.languages {
            if lang.base() == *lang && *lang != default && text.get(lang).is_none() {
                self.gaps.push(Gap {
                    lang: lang.clone(),
                    place: format!("{file}, {place}"),
                });
            }
        }
    }

    fn undeclared(&mut self, file: &str, place: &str, lang: &str) {
        Problems::of(file, &mut self.errors).add(
            place,
            format!("«{lang}» is not a language of the city"),
            "Correct it, or add it to `languages` in city.toml",
        );
    }
}

/// Line number of a position in a text, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}

/// Notes every key that appears again.
fn twice<'k>(problems: &mut Problems, what: &str, keys: impl Iterator<Item = &'k str>) {
    let mut seen: BTreeMap<&str, bool> = BTreeMap::new();
    for key in keys {
        match seen.get_mut(key) {
            None => {
                seen.insert(key, false);
            }
            Some(told) if !*told => {
                *told = true;
                problems.add(
                    format!("{what} «{key}»"),
                    "the key is there twice",
                    "Give each its own key",
                );
            }
            Some(_) => {}
        }
    }
}
