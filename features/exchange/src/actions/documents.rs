//! Raw documents, kept as they came.

use std::io::Read;
use std::path::{Path, PathBuf};

use db::Fault;
use sha2::{Digest, Sha256};

use super::{Exchange, ImportError};
use crate::store;

/// How much of a document one row holds: a write of a few milliseconds.
const PIECE: usize = 512 * 1024;

/// Longest that the reading of a document may take, seconds.
const READING: i64 = 6 * 3600;

/// What an import is made from.
pub(super) enum Documents {
    /// Files, the main one first.
    Files(Vec<PathBuf>),
    /// A text that has no file, under a name.
    Text(&'static str, String),
}

impl Exchange {
    /// A raw document as it came.
    ///
    /// # Errors
    /// From the database.
    pub async fn document(&self, hash: &str) -> Result<Option<Vec<u8>>, Fault> {
        let hash = hash.to_string();
        self.db.read(move |c| store::document(c, &hash)).await
    }

    /// Keeps raw documents; returns the hash that stands for all of them, and the first one's name.
    pub(super) async fn keep(&self, given: Documents) -> Result<(String, String), ImportError> {
        let files = match given {
            Documents::Files(files) => files,
            Documents::Text(name, text) => {
                let hash = self.keep_text(name, text).await?;
                return Ok((hash, name.to_string()));
            }
        };
        let mut list = Vec::new();
        for path in &each_file(&files)? {
            let name = path
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default();
            list.push((self.keep_file(path, &name).await?, name));
        }
        match list.as_slice() {
            [(hash, name)] => Ok((hash.clone(), name.clone())),
            _ => {
                // Several files make one import: what stands for them is the list of their hashes.
                let text: String = list.iter().map(|(h, n)| format!("{h}  {n}\n")).collect();
                let name = list.first().map(|(_, n)| n.clone()).unwrap_or_default();
                Ok((self.keep_text(store::LIST, text).await?, name))
            }
        }
    }

    /// Forgets what an interrupted reading has left, when nobody can be reading it any more.
    pub(super) async fn forget_leftovers(&self, alone: bool) -> Result<(), Fault> {
        let now = self.clock.now();
        let before = if alone {
            now
        } else {
            now.plus_seconds(-READING)
        };
        let short = self.db.read(store::short).await?;
        for s in short {
            if !s.named && s.received_at <= before {
                tracing::warn!(
                    document = s.hash,
                    "forgetting a document that was not read to its end"
                );
                self.db
                    .write::<_, Fault>(move |tx| store::drop_document(tx, &s.hash))
                    .await?;
            }
        }
        Ok(())
    }

    async fn keep_text(&self, name: &str, text: String) -> Result<String, Fault> {
        let hash = hex::encode(Sha256::digest(text.as_bytes()));
        self.keep_head(&hash, name, text.len() as u64).await?;
        for (n, piece) in (0i64..).zip(text.into_bytes().chunks(PIECE)) {
            self.keep_piece(&hash, n, piece.to_vec()).await?;
        }
        Ok(hash)
    }

    /// Reads the file twice, piece by piece: once for its hash, once to keep it. However large it
    /// is, one piece is in memory.
    async fn keep_file(&self, path: &Path, name: &str) -> Result<String, ImportError> {
        let file_error = |why: String| ImportError::File {
            file: path.display().to_string(),
            why,
        };
        let owned = path.to_path_buf();
        let (hash, bytes) = blocking(move || pieces(&owned, |_| true))
            .await?
            .map_err(|e| file_error(e.to_string()))?;
        let key = hash.clone();
        if self.db.read(move |c| store::has_document(c, &key)).await? {
            return Ok(hash);
        }
        self.keep_head(&hash, name, bytes).await?;
        let (send, mut receive) = tokio::sync::mpsc::channel::<Vec<u8>>(2);
        let owned = path.to_path_buf();
        let reader = tokio::task::spawn_blocking(move || {
            pieces(&owned, |piece| send.blocking_send(piece.to_vec()).is_ok())
        });
        let mut n = 0;
        while let Some(piece) = receive.recv().await {
            self.keep_piece(&hash, n, piece).await?;
            n += 1;
        }
        let again = reader
            .await
            .map_err(|e| ImportError::Stopped(e.to_string()))?
            .map_err(|e| file_error(e.to_string()))?;
        if again != (hash.clone(), bytes) {
            let key = hash.clone();
            self.db
                .write::<_, Fault>(move |tx| store::drop_document(tx, &key))
                .await?;
            return Err(file_error(
                "it changed while it was being read: wait until it is complete".into(),
            ));
        }
        Ok(hash)
    }

    async fn keep_head(&self, hash: &str, name: &str, bytes: u64) -> Result<(), Fault> {
        let now = self.clock.now();
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
        let (key, name) = (hash.to_string(), name.to_string());
        self.db
            .write(move |tx| store::put_document(tx, &key, &name, bytes, now))
            .await
    }

    async fn keep_piece(&self, hash: &str, n: i64, piece: Vec<u8>) -> Result<(), Fault> {
        let key = hash.to_string();
        self.db
            .write(move |tx| store::put_part(tx, &key, n, &piece))
            .await
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ImportError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|e| ImportError::Stopped(e.to_string()))
}

/// Goes through a file's pieces as long as somebody takes them; its hash and length in bytes.
fn pieces(path: &Path, mut take: impl FnMut(&[u8]) -> bool) -> std::io::Result<(String, u64)> {
    let mut file = std::fs::File::open(path)?;
    let (mut hash, mut bytes) = (Sha256::new(), 0u64);
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        (&mut file).take(PIECE as u64).read_to_end(&mut piece)?;
        if piece.is_empty() {
            return Ok((hex::encode(hash.finalize()), bytes));
        }
        hash.update(&piece);
        bytes += piece.len() as u64;
        if !take(&piece) {
            // Nobody takes them any more: the one who should says why.
            return Ok((String::new(), 0));
        }
    }
}

/// The files themselves: a folder (an HSDS package, the pages of a list) is those inside it, by name.
fn each_file(files: &[PathBuf]) -> Result<Vec<PathBuf>, ImportError> {
    let mut all = Vec::new();
    for path in files {
        if !path.is_dir() {
            all.push(path.clone());
            continue;
        }
        let failed = |e: std::io::Error| ImportError::File {
            file: path.display().to_string(),
            why: e.to_string(),
        };
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path).map_err(failed)? {
            inside.push(entry.map_err(failed)?.path());
        }
        inside.retain(|p| p.is_file());
        inside.sort();
        all.extend(inside);
    }
    Ok(all)
}
