//! One file a command: read the words, call the feature's action, say what happened.

pub mod admin;
pub mod backup;
pub mod demo;
pub mod export;
pub mod import;
pub mod keys;
pub mod mail;
pub mod migrate;
pub mod reports;
pub mod serve;
pub mod settings;
pub mod sign_in;
pub mod verify;
pub mod vouchers;

use std::fmt::Display;

/// Why a command ends without success.
#[derive(Debug)]
pub struct Stop {
    /// The exit code: see `wishmi --help`.
    pub code: u8,
    /// For the person at the terminal; empty when everything was said already.
    pub message: String,
}

impl Stop {
    /// It failed (disk, network, database): code 1.
    pub fn failed(message: impl Display) -> Stop {
        Stop {
            code: 1,
            message: message.to_string(),
        }
    }

    /// The input must be mended first: code 3.
    pub fn refused(message: impl Display) -> Stop {
        Stop {
            code: 3,
            message: message.to_string(),
        }
    }

    /// Something wrong was found, and has been said: code 4.
    pub fn found() -> Stop {
        Stop {
            code: 4,
            message: String::new(),
        }
    }
}

/// The faults of the rooms below, as a failed command.
macro_rules! failed {
    ($($fault:ty),*) => {$(
        impl From<$fault> for Stop {
            fn from(e: $fault) -> Stop {
                Stop::failed(e)
            }
        }
    )*};
}
failed!(
    db::Fault,
    catalogue::ViewFault,
    std::io::Error,
    web::SiteError
);

impl From<db::UrlError> for Stop {
    fn from(e: db::UrlError) -> Stop {
        Stop::refused(e)
    }
}

impl From<exchange::ImportError> for Stop {
    fn from(e: exchange::ImportError) -> Stop {
        match e {
            exchange::ImportError::Db(fault) => Stop::failed(fault),
            exchange::ImportError::Stopped(_) => Stop::failed(e),
            _ => Stop::refused(e),
        }
    }
}
