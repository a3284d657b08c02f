//! What can be wrong with a demo folder.

use std::path::PathBuf;

/// Why no demo catalogue could be made: which file, which entry, and how to mend it.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A file is missing or cannot be read.
    #[error("{}: cannot be read ({why}); a demo folder needs this file, see features/catalogue/src/demo", .file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
    /// A file is not TOML of the expected form; the message tells line and field.
    #[error("{}: {why}", .file.display())]
    Form {
        /// The file.
        file: PathBuf,
        /// What the TOML reader says, with line and column.
        why: Box<toml::de::Error>,
    },
    /// An entry refers to something that does not exist, or makes no sense.
    #[error("{file}: [{key}] {problem}")]
    Entry {
        /// Name of the file inside the demo folder.
        file: String,
        /// Key of the entry.
        key: String,
        /// What is wrong and how to mend it.
        problem: String,
    },
}

impl DemoError {
    /// An entry is wrong.
    pub(super) fn entry(file: &str, key: &str, problem: impl Into<String>) -> DemoError {
        DemoError::Entry {
            file: file.to_string(),
            key: key.to_string(),
            problem: problem.into(),
        }
    }
}
