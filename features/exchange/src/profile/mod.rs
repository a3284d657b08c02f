//! Mapping profiles: how the columns of an outside file become records of the catalogue, written as
//! data (`cities/<city>/profiles/<name>.toml`). A new file or a new city needs a profile, no code.
//! The guide is `docs/mapping-profiles.md`.

mod check;
mod expr;
mod sections;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

pub use expr::{Expr, Template, Words};
pub(crate) use expr::{Part, Step, Value};
pub use sections::*;

/// A profile, read and checked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Who publishes the file.
    pub source: SourceSpec,
    /// What cannot be told from the file itself.
    #[serde(default)]
    pub file: FileSpec,
    /// How words are to be read.
    #[serde(default)]
    pub text: TextSpec,
    /// Which row is which record.
    #[serde(default)]
    pub record: RecordSpec,
    /// Rows that are not meant.
    #[serde(default, rename = "skip")]
    pub skips: Vec<Skip>,
    /// Second files with a row per record.
    #[serde(default, rename = "join")]
    pub joins: Vec<Join>,
    /// Polygons for checks.
    #[serde(default)]
    pub shapes: Vec<ShapesSpec>,
    /// Many rows make one record.
    #[serde(default)]
    pub group: Option<Group>,
    /// What follows from conditions.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
    /// What values stand for.
    #[serde(default)]
    pub maps: BTreeMap<String, ValueMap>,
    /// The organisation the organisation belongs to.
    #[serde(default)]
    pub parent: Option<OrganizationSpec>,
    /// Who offers.
    #[serde(default)]
    pub organization: Option<OrganizationSpec>,
    /// Where.
    #[serde(default)]
    pub location: Option<LocationSpec>,
    /// What.
    #[serde(default)]
    pub service: Option<ServiceSpec>,
    /// What is special to the service at its place.
    #[serde(default)]
    pub service_at_location: Option<TieSpec>,
    /// Boundaries and figures of districts.
    #[serde(default)]
    pub district: Option<DistrictSpec>,
    /// Terms of HSDS files.
    #[serde(default)]
    pub hsds: Option<HsdsSpec>,
}

/// Why a profile cannot be used.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ProfileError {
    /// The file cannot be read.
    #[error("{file}: {why}")]
    Io {
        /// The profile.
        file: String,
        /// The system's words.
        why: String,
    },
    /// It is not what a profile is; the text names the place, the key and what is allowed.
    #[error("{file}: {why}\nEvery key is explained in docs/mapping-profiles.md.")]
    Wrong {
        /// The profile.
        file: String,
        /// What is wrong.
        why: String,
    },
}

/// A file a profile needs beside the main one.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// Name on the command line.
    pub name: &'a str,
    /// Where it lies, seen from the main file's folder.
    pub beside: Option<&'a str>,
    /// Whether an import without it is refused.
    pub required: bool,
    file: &'a FileSpec,
}

impl Input<'_> {
    /// Options to open it with.
    pub fn options(&self) -> records::Options {
        self.file.options()
    }
}

impl Profile {
    /// Reads a profile from its text; `file` is its name in errors.
    ///
    /// # Errors
    /// With the place, the key and what is allowed.
    pub fn parse(text: &str, file: &str) -> Result<Profile, ProfileError> {
        let wrong = |why: String| ProfileError::Wrong {
            file: file.to_string(),
            why,
        };
        let mut profile: Profile =
            toml::from_str(text).map_err(|e| wrong(e.to_string().trim_end().to_string()))?;
        profile.check().map_err(wrong)?;
        Ok(profile)
    }

    /// Reads a profile from its file.
    ///
    /// # Errors
    /// When it cannot be read or is wrong.
    pub fn load(path: &Path) -> Result<Profile, ProfileError> {
        let file = path.to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).map_err(|e| ProfileError::Io {
            file: file.clone(),
            why: e.to_string(),
        })?;
        Profile::parse(&text, &file)
    }

    /// Options to open the main file with.
    pub fn options(&self) -> records::Options {
        self.file.options()
    }

    /// The files needed beside the main one.
    pub fn inputs(&self) -> Vec<Input<'_>> {
        let joins = self.joins.iter().map(|j| Input {
            name: &j.name,
            beside: j.beside.as_deref(),
            required: j.required,
            file: &j.file,
        });
        let shapes = self.shapes.iter().map(|s| Input {
            name: &s.name,
            beside: s.beside.as_deref(),
            required: false,
            file: &s.file,
        });
        joins.chain(shapes).collect()
    }

    /// Opens the second files: those given by hand, and those found beside the main file.
    ///
    /// # Errors
    /// When one cannot be opened, or a name is not one of the profile's.
    pub fn open_inputs(
        &self,
        main: &Path,
        given: &BTreeMap<String, PathBuf>,
    ) -> Result<BTreeMap<String, records::Reader>, records::ReadError> {
        let inputs = self.inputs();
        if let Some(name) = given
            .keys()
            .find(|n| inputs.iter().all(|i| i.name != n.as_str()))
        {
            let known: Vec<&str> = inputs.iter().map(|i| i.name).collect();
            return Err(records::ReadError::Option {
                option: name.clone(),
                why: format!(
                    "the profile knows no such second file; it knows: {}",
                    known.join(", ")
                ),
            });
        }
        let folder = main.parent().unwrap_or(Path::new(""));
        let mut readers = BTreeMap::new();
        for input in inputs {
            let beside = input.beside.map(|b| folder.join(b)).filter(|p| p.exists());
            if let Some(path) = given.get(input.name).cloned().or(beside) {
                let reader = records::open(&path, &input.options())?;
                readers.insert(input.name.to_string(), reader);
            }
        }
        Ok(readers)
    }
}
