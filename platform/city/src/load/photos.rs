//! `photos/photos.toml` and the files beside it: which photograph shows which record.

use serde::Deserialize;
use values::{Id, Text, is_blank};

use super::Folder;
use crate::Photos;
use crate::error::Problems;
use crate::photos::{ALL_BYTES, Plain, Wrong};

const DIR: &str = "photos";
const FILE: &str = "photos/photos.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    photo: Vec<RawPhoto>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPhoto {
    record: String,
    file: String,
    alt: Text,
    credit: String,
}

impl Folder<'_> {
    /// The city's photographs; none when there is no such folder.
    pub(super) fn photos(&mut self) -> Photos {
        let mut photos = Photos::default();
        if !self.dir.join(DIR).is_dir() {
            return photos;
        }
        let Some(raw) = self.toml::<Raw>(FILE) else {
            return photos;
        };
        let mut all = 0;
        for p in raw.photo {
            let place = format!("photo «{}»", p.file.chars().take(60).collect::<String>());
            self.check_text(FILE, &format!("{place}, alt"), &p.alt);
            let wrong = self.wrong(&p, &photos);
            let plain = match wrong {
                Some(wrong) => Err(wrong),
                None => match std::fs::read(self.dir.join(DIR).join(&p.file)) {
                    Ok(bytes) => Plain::read(&bytes),
                    Err(e) => Err(Wrong(
                        format!("the file cannot be read ({e})"),
                        "Put it into the folder photos, or correct its name",
                    )),
                },
            };
            match plain {
                Ok(plain) => {
                    all += plain.len();
                    photos.keep(p.record, plain.photo(p.alt, p.credit));
                }
                Err(Wrong(what, mend)) => {
                    Problems::of(FILE, &mut self.errors).add(place, what, mend);
                }
            }
        }
        if all > ALL_BYTES {
            Problems::of(FILE, &mut self.errors).add(
                "",
                format!("all photographs together have {} MB", all / 1024 / 1024),
                "Leave some out or save them smaller: at most 32 MB together",
            );
        }
        photos
    }

    /// What is wrong with an entry before its file is looked at.
    fn wrong(&self, p: &RawPhoto, photos: &Photos) -> Option<Wrong> {
        let wrong = |what: &str, mend| Some(Wrong(what.to_string(), mend));
        let plain_name = p
            .file
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
        if !plain_name || p.file.is_empty() || p.file.starts_with('.') {
            return wrong(
                "`file` is not the name of a file in this folder",
                "Use letters, digits, - and _ only; addresses and other folders are not allowed",
            );
        }
        // A link could lead out of the folder.
        let path = self.dir.join(DIR).join(&p.file);
        let linked = std::fs::symlink_metadata(path).is_ok_and(|m| !m.is_file());
        if linked {
            return wrong(
                "`file` is not a plain file",
                "Put the photograph itself here",
            );
        }
        if p.record
            .parse::<Id>()
            .ok()
            .is_none_or(|id| id.to_string() != p.record)
        {
            return wrong(
                "`record` is not an identifier",
                "Copy it from the address of the sheet, place or organisation",
            );
        }
        if photos.has(&p.record) {
            return wrong("the record has a photograph already", "Choose one of them");
        }
        if is_blank(&p.credit) {
            return wrong(
                "`credit` is empty",
                "Name who took the photograph and its licence",
            );
        }
        None
    }
}
