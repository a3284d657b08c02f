//! The lock file: one server for one SQLite database.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::fault::Fault;

/// Held while the database is open for writing. The system releases it even after `kill -9`; the
/// file itself stays, because removing it would let two processes lock two different files.
pub(crate) struct Lock {
    _file: File,
}

pub(crate) fn lock_path(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}

impl Lock {
    pub(crate) fn take(database: &Path, owner: &str) -> Result<Lock, Fault> {
        let path = lock_path(database);
        let fault = |e: std::io::Error| Fault::Open {
            place: format!("sqlite:{}", database.display()),
            why: format!("the lock file {}: {e}", path.display()),
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(fault)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // The holder may be writing its name just now; the refusal stands in any case.
                let _ = file.read_to_string(&mut holder);
                let holder = match holder.trim() {
                    "" => "another process",
                    told => told,
                };
                return Err(Fault::Locked {
                    path: database.to_path_buf(),
                    holder: holder.to_string(),
                });
            }
            Err(TryLockError::Error(e)) => return Err(fault(e)),
        }
        file.set_len(0).map_err(fault)?;
        file.rewind().map_err(fault)?;
        writeln!(file, "process {} ({owner})", std::process::id()).map_err(fault)?;
        file.flush().map_err(fault)?;
        Ok(Lock { _file: file })
    }
}
