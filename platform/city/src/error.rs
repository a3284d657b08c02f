//! What is wrong in a city folder.

use std::fmt;

/// One mistake in a city folder: where it is, what is wrong and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CityError {
    /// File, relative to the city folder.
    pub file: String,
    /// Line or key inside the file; empty when it is about the file as a whole.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub mend: String,
}

impl fmt::Display for CityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if !self.place.is_empty() {
            write!(f, ", {}", self.place)?;
        }
        write!(f, ": {}. {}.", self.what, self.mend)
    }
}

impl std::error::Error for CityError {}

/// The mistakes found so far in one file of the folder.
pub(crate) struct Problems<'a> {
    file: &'a str,
    all: &'a mut Vec<CityError>,
}

impl<'a> Problems<'a> {
    pub(crate) fn of(file: &'a str, all: &'a mut Vec<CityError>) -> Self {
        Problems { file, all }
    }

    pub(crate) fn add(
        &mut self,
        place: impl Into<String>,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) {
        self.all.push(CityError {
            file: self.file.to_string(),
            place: place.into(),
            what: what.into(),
            mend: mend.into(),
        });
    }
}

/// True for keys that may stand in addresses and files: lower-case letters, digits, `-` and `.`.
pub(crate) fn is_key(s: &str) -> bool {
    !s.is_empty()
        && s.len() <= 80
        && s.split(['.', '-']).all(|part| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}
