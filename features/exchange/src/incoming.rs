//! From a mapping profile and files on disk to something that can be imported.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use city::City;

use crate::actions::{Exchange, ImportError, Incoming, Outcome, Progress};
use crate::mapping;
use crate::profile::{Precedence, Profile, ProfileError};
use crate::store::SourceRow;

/// A city's profile with the text it was read from.
#[derive(Clone, Debug)]
pub struct Known {
    /// The profile.
    pub profile: Arc<Profile>,
    /// The name of its file, without `.toml`: short, and as good as the key within the city.
    pub name: String,
    /// The file's text, kept with the source at each import.
    pub text: String,
}

/// The profiles of a city folder, by key.
///
/// # Errors
/// The first profile that is wrong, with file, key and what is allowed.
pub fn profiles(city_folder: &Path) -> Result<BTreeMap<String, Known>, ProfileError> {
    let folder = city_folder.join("profiles");
    let io = |e: std::io::Error| ProfileError::Io {
        file: folder.display().to_string(),
        why: e.to_string(),
    };
    let mut all = BTreeMap::new();
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(io)? {
        paths.push(entry.map_err(io)?.path());
    }
    paths.sort();
    for path in paths {
        if path.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).map_err(io)?;
        let profile = Profile::parse(&text, &path.display().to_string())?;
        let key = profile.source.key.clone();
        let known = Known {
            profile: Arc::new(profile),
            name: path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            text,
        };
        if all.insert(key.clone(), known).is_some() {
            return Err(ProfileError::Wrong {
                file: path.display().to_string(),
                why: format!("the key «{key}» belongs to another profile too"),
            });
        }
    }
    Ok(all)
}

impl Known {
    /// The second files this import will read: those given by name, else those found beside the
    /// main file.
    pub fn second_files(&self, file: &Path, given: &BTreeMap<String, PathBuf>) -> Vec<PathBuf> {
        let folder = file.parent().unwrap_or(Path::new(""));
        self.profile
            .inputs()
            .iter()
            .filter_map(|input| {
                let beside = input.beside.map(|b| folder.join(b)).filter(|p| p.exists());
                given.get(input.name).cloned().or(beside)
            })
            .collect()
    }

    /// A file to be imported with this profile into a city. The caller sets what is special (dry
    /// run, approval) afterwards.
    pub fn incoming(
        &self,
        file: &Path,
        given: BTreeMap<String, PathBuf>,
        city: Arc<City>,
    ) -> Incoming {
        let source = &self.profile.source;
        let mut files = vec![file.to_path_buf()];
        files.extend(self.second_files(file, &given));
        Incoming {
            source: SourceRow {
                key: source.key.clone(),
                name: source.name.clone(),
                publisher: source.publisher.clone(),
                licence: source.licence.clone(),
                url: source.url.clone().unwrap_or_default(),
                class: class(source.precedence).to_string(),
                complete: source.complete,
                profile: self.text.clone(),
            },
            gone_after: 1,
            files,
            produce: mapping::producer(self.profile.clone(), file.to_path_buf(), given, city),
            dry_run: false,
            approve: false,
            leave_out_errors: false,
            same: Vec::new(),
            expects: Vec::new(),
        }
    }
}

/// How a file is to be brought in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Only say what would happen.
    pub dry_run: bool,
    /// Accept that many records are missing.
    pub approve: bool,
    /// Leave out rows with errors instead of refusing the whole file.
    pub leave_out_errors: bool,
}

impl Exchange {
    /// Brings a file in with a profile of the city, whose districts are those imported before: what the
    /// command line and the officers' pages do.
    ///
    /// # Errors
    /// See [`ImportError`]; after an error nothing of the import is in the catalogue.
    pub async fn bring(
        &self,
        known: &Known,
        file: &Path,
        given: BTreeMap<String, PathBuf>,
        wish: Wish,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Outcome, ImportError> {
        let city = self.city_as_imported().await?;
        let incoming = Incoming {
            dry_run: wish.dry_run,
            approve: wish.approve,
            leave_out_errors: wish.leave_out_errors,
            ..known.incoming(file, given, city)
        };
        self.import(incoming, progress).await
    }
}

fn class(precedence: Precedence) -> &'static str {
    match precedence {
        Precedence::Provider => "provider",
        Precedence::Municipality => "municipality",
        Precedence::Region => "region",
        Precedence::ThirdSector => "thirdsector",
        Precedence::Scraped => "scraped",
    }
}
