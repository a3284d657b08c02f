//! Migrations: numbered files, embedded, checksummed, forward only, one list for both engines.
//!
//! A file is called `0010_name.sql`. It holds portable SQL with the six types `bigint`,
//! `double precision`, `text`, `boolean`, `uuid` and `bytea`, which become the columns of STRICT
//! tables on SQLite. What only one engine understands (a trigger, say) stands between
//! `-- @sqlite` or `-- @postgres` and `-- @end`, each on a line of its own, and is taken as it is.
//! All that is missing is applied in one transaction: a database is never half migrated.

mod portable;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::config::Engine;
use crate::fault::Fault;

#[derive(rust_embed::RustEmbed)]
#[folder = "../../migrations"]
struct Files;

/// What [`crate::Db::migrate`] did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The migrations just applied, in order: `0010_catalogue`. Empty when nothing was missing.
    pub applied: Vec<String>,
    /// The newest migration the database has now.
    pub newest: Option<String>,
}

/// A list of migrations, in order.
#[derive(Clone, Debug)]
pub struct Migrations(Vec<Migration>);

/// One migration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Migration {
    pub(crate) number: i64,
    /// `0010_catalogue`, without the ending.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) checksum: String,
}

/// One line of the database's own list.
pub(crate) struct Applied {
    pub(crate) number: i64,
    pub(crate) name: String,
    pub(crate) checksum: String,
}

pub(crate) const LEDGER: &str = "select number, name, checksum from db_migrations order by number";
pub(crate) const RECORD: &str =
    "insert into db_migrations (number, name, checksum) values ($1, $2, $3)";

impl Migrations {
    /// The migrations that belong to this program.
    ///
    /// # Errors
    /// [`Fault::Migration`] for a file name that is not `NNNN_name.sql`, a number used twice, or a
    /// block without end.
    pub fn embedded() -> Result<Migrations, Fault> {
        let mut files = Vec::new();
        for name in Files::iter().filter(|name| name.ends_with(".sql")) {
            if let Some(file) = Files::get(&name) {
                let text = String::from_utf8(file.data.into_owned())
                    .map_err(|_| Fault::Migration(format!("{name} is not UTF-8")))?;
                files.push((name.to_string(), text));
            }
        }
        Migrations::from_texts(files)
    }

    /// Migrations from pairs of file name and content, in any order.
    ///
    /// # Errors
    /// As [`Migrations::embedded`].
    pub fn from_texts(
        files: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Result<Migrations, Fault> {
        let mut list: BTreeMap<i64, Migration> = BTreeMap::new();
        for (file, text) in files {
            let (file, text) = (file.into(), text.into().replace("\r\n", "\n"));
            let parts = file.strip_suffix(".sql").and_then(|name| {
                let (number, rest) = name.split_once('_')?;
                let digits = number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit());
                (digits && !rest.is_empty()).then(|| (name, number.parse().ok()))
            });
            let Some((name, Some(number))) = parts else {
                return Err(Fault::Migration(format!(
                    "«{file}» is no name for a migration: write NNNN_name.sql, such as \
                     0012_vouchers.sql"
                )));
            };
            for engine in [Engine::Sqlite, Engine::Postgres] {
                portable::for_engine(&file, &text, engine)?;
            }
            let migration = Migration {
                number,
                name: name.to_string(),
                checksum: hex::encode(Sha256::digest(text.as_bytes())),
                text,
            };
            if let Some(other) = list.insert(number, migration) {
                return Err(Fault::Migration(format!(
                    "«{file}» and «{}.sql» have the same number: give one of them the next free one",
                    other.name
                )));
            }
        }
        Ok(Migrations(list.into_values().collect()))
    }

    /// This list with one more migration.
    ///
    /// # Errors
    /// As [`Migrations::embedded`].
    pub fn with(self, file: &str, text: &str) -> Result<Migrations, Fault> {
        let files = self.0.into_iter().map(|m| (m.name + ".sql", m.text));
        Migrations::from_texts(files.chain([(file.to_string(), text.to_string())]))
    }

    /// One checksum over all of them, as each engine gets them: two programs with the same one
    /// make the same schema.
    pub fn checksum(&self) -> String {
        let mut hash = Sha256::new();
        for m in &self.0 {
            hash.update(m.name.as_bytes());
            hash.update(m.checksum.as_bytes());
            for engine in [Engine::Sqlite, Engine::Postgres] {
                // Translating was tried when the list was made, so there is a text.
                hash.update(m.for_engine(engine).unwrap_or_default().as_bytes());
            }
        }
        hex::encode(hash.finalize())
    }

    /// What is missing in a database with this list.
    ///
    /// # Errors
    /// When a migration was changed after it was applied, when the database comes from a newer
    /// program, or when a migration should come in before one that is already applied.
    pub(crate) fn missing(&self, applied: &[Applied]) -> Result<Vec<&Migration>, Fault> {
        let refuse = |why: String| Err(Fault::Migration(why));
        for have in applied {
            match self.0.iter().find(|m| m.number == have.number) {
                None => {
                    return refuse(format!(
                        "the database has «{}», which this program does not know: it was migrated \
                         by a newer one. Start that program, or restore a backup made before",
                        have.name
                    ));
                }
                Some(m) if m.checksum != have.checksum || m.name != have.name => {
                    return refuse(format!(
                        "«{}» is not the same as when it was applied to this database (as «{}»): \
                         put the file back as it was and write the change as a new migration",
                        m.name, have.name
                    ));
                }
                Some(_) => {}
            }
        }
        let newest = applied.iter().map(|a| a.number).max();
        let missing: Vec<&Migration> = self
            .0
            .iter()
            .filter(|m| applied.iter().all(|a| a.number != m.number))
            .collect();
        if let (Some(newest), Some(first)) = (newest, missing.first())
            && first.number < newest
        {
            return refuse(format!(
                "«{}» comes before migration {newest:04}, which this database already has: give it \
                 a higher number",
                first.name
            ));
        }
        Ok(missing)
    }

    pub(crate) fn done(&self, missing: &[&Migration]) -> Migrated {
        Migrated {
            applied: missing.iter().map(|m| m.name.clone()).collect(),
            newest: self.0.last().map(|m| m.name.clone()),
        }
    }
}

impl Migration {
    /// The statements for one engine. Lines keep their numbers.
    pub(crate) fn for_engine(&self, engine: Engine) -> Result<String, Fault> {
        portable::for_engine(&format!("{}.sql", self.name), &self.text, engine)
    }

    /// A failed statement of this migration. `at` is the place in the text, if the engine tells it.
    pub(crate) fn failed(&self, text: &str, at: Option<usize>, message: &str) -> Fault {
        let line = at.map_or(String::new(), |at| {
            let before = text.as_bytes().iter().take(at);
            format!(" line {}", before.filter(|b| **b == b'\n').count() + 1)
        });
        Fault::Migration(format!(
            "{}.sql{line}: {message}. Nothing was changed",
            self.name
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(list: &Migrations, names: &[&str]) -> Vec<Applied> {
        list.0
            .iter()
            .filter(|m| names.contains(&m.name.as_str()))
            .map(|m| Applied {
                number: m.number,
                name: m.name.clone(),
                checksum: m.checksum.clone(),
            })
            .collect()
    }

    #[test]
    fn the_embedded_migrations_are_well_formed() {
        let all = Migrations::embedded().unwrap();
        assert_eq!(all.0[0].name, "0000_platform");
    }

    #[test]
    fn names_and_numbers_are_checked() {
        for (files, word) in [
            (vec![("12_x.sql", "")], "NNNN_name.sql"),
            (vec![("0012.sql", "")], "NNNN_name.sql"),
            (vec![("0012_x.txt", "")], "NNNN_name.sql"),
            (vec![("0012_x.sql", ""), ("0012_y.sql", "")], "same number"),
            (vec![("0012_x.sql", "-- @sqlite\nselect 1;")], "-- @end"),
        ] {
            let e = Migrations::from_texts(files).unwrap_err().to_string();
            assert!(e.contains(word), "{e}");
        }
    }

    #[test]
    fn line_ends_do_not_change_a_checksum() {
        let unix = Migrations::from_texts([("0001_a.sql", "select 1;\nselect 2;")]).unwrap();
        let dos = Migrations::from_texts([("0001_a.sql", "select 1;\r\nselect 2;")]).unwrap();
        assert_eq!(unix.checksum(), dos.checksum());
    }

    #[test]
    fn only_forward_and_only_unchanged() {
        let old = Migrations::from_texts([("0001_a.sql", "a"), ("0003_c.sql", "c")]).unwrap();
        let both = ["0001_a", "0003_c"];
        let names = |m: Vec<&Migration>| m.iter().map(|m| m.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(old.missing(&[]).unwrap()), both);
        assert_eq!(
            names(old.missing(&applied(&old, &["0001_a"])).unwrap()),
            ["0003_c"]
        );
        assert!(old.missing(&applied(&old, &both)).unwrap().is_empty());

        let changed = Migrations::from_texts([("0001_a.sql", "b"), ("0003_c.sql", "c")]).unwrap();
        let fewer = Migrations::from_texts([("0001_a.sql", "a")]).unwrap();
        let between =
            Migrations::from_texts([("0001_a.sql", "a"), ("0002_b.sql", ""), ("0003_c.sql", "c")])
                .unwrap();
        for (new, word) in [
            (changed, "«0001_a» is not the same"),
            (fewer, "«0003_c», which this program does not know"),
            (between, "«0002_b» comes before"),
        ] {
            let e = new.missing(&applied(&old, &both)).unwrap_err().to_string();
            assert!(e.contains(word), "{e}");
        }
    }
}
