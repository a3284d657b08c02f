//! How letters leave.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::message::{From, Ready};
use crate::smtp::{Smtp, SmtpError};

/// Where letters go.
#[derive(Clone, Debug)]
pub enum Way {
    /// To a mail server.
    Smtp(Smtp),
    /// Into a folder, one file (`.eml`) each: for looking around, and for machines without mail.
    File(PathBuf),
    /// Into memory: for tests. Each is the whole message.
    Memory(Arc<Mutex<Vec<Vec<u8>>>>),
}

/// `WISHMI_MAIL` cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WayError {
    /// Not one of the forms.
    #[error(
        "WISHMI_MAIL is none of: smtps://user:password@host, smtp://user:password@host:587, file:FOLDER, off"
    )]
    Form,
    /// An address of a server that cannot be used.
    #[error(transparent)]
    Smtp(#[from] SmtpError),
}

impl Way {
    /// Reads the setting; none for `off`.
    ///
    /// # Errors
    /// See [`WayError`]; passwords are not repeated.
    pub fn read(text: &str) -> Result<Option<Way>, WayError> {
        let text = text.trim();
        match text.split_once(':') {
            None if text.eq_ignore_ascii_case("off") => Ok(None),
            Some(("file", folder)) if !folder.is_empty() => Ok(Some(Way::File(folder.into()))),
            Some(("smtp" | "smtps", _)) => Ok(Some(Way::Smtp(Smtp::read(text)?))),
            _ => Err(WayError::Form),
        }
    }
}

/// Why a letter did not leave. Texts hold codes and no address, so they may be kept and logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It may go well later.
    Again(String),
    /// The server refuses this letter for good.
    Refused(String),
    /// The server refuses this address for good.
    Gone(String),
}

/// Everything that sending needs. Cheap to clone; all clones keep one pace.
#[derive(Clone, Debug)]
pub struct Sending {
    pub(crate) way: Way,
    pub(crate) from: From,
    pause: Duration,
    next: Arc<Mutex<Option<Instant>>>,
}

impl Sending {
    /// By this way, from this sender, at most so many letters a minute and node (0 is taken as 1).
    pub fn new(way: Way, from: From, per_minute: u32) -> Sending {
        Sending {
            way,
            from,
            pause: Duration::from_secs(60) / per_minute.max(1),
            next: Arc::default(),
        }
    }

    /// At most so many letters a minute from one node.
    pub fn per_minute(&self) -> u32 {
        let pause = self.pause.as_micros().max(1);
        u32::try_from(60_000_000 / pause).unwrap_or(u32::MAX)
    }

    /// Waits for the turn of the next letter.
    pub(crate) async fn turn(&self) {
        let turn = {
            let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            let now = Instant::now();
            let turn = next.map_or(now, |next| next.max(now));
            *next = Some(turn + self.pause);
            turn
        };
        tokio::time::sleep_until(turn).await;
    }

    pub(crate) async fn send(&self, letter: &str, ready: Ready) -> Result<(), Trouble> {
        match &self.way {
            Way::Smtp(smtp) => smtp.send(self.from.domain(), ready).await,
            Way::File(folder) => write(folder, letter, &ready.bytes)
                .await
                .map_err(|e| Trouble::Again(format!("the folder for letters: {e}"))),
            Way::Memory(kept) => {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.push(ready.bytes);
                Ok(())
            }
        }
    }
}

/// A whole file under its name, or none: a reader never sees half a letter.
async fn write(folder: &Path, letter: &str, bytes: &[u8]) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let (draft, file) = (
        folder.join(format!("{letter}.part")),
        folder.join(format!("{letter}.eml")),
    );
    tokio::fs::write(&draft, bytes).await?;
    tokio::fs::rename(&draft, &file).await
}
