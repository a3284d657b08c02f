//! `wishmi backup` and `wishmi restore`.

use std::path::PathBuf;

use clap::Args;

use super::Stop;
use crate::opened;
use crate::settings::Settings;

/// Write a consistent copy of the database to a file, also while the server runs
#[derive(Args)]
#[command(after_help = "Examples:\n  wishmi backup /var/backups/wishmi-2026-11-22.db")]
pub struct Backup {
    /// File to write; it must not exist yet
    file: PathBuf,
}

/// Put a backup in the place of the database
#[derive(Args)]
#[command(
    after_help = "Examples:\n  wishmi restore /var/backups/wishmi-2026-11-22.db\n\nStop the server first. The present database is kept beside the new one."
)]
pub struct Restore {
    /// File written by `wishmi backup`
    file: PathBuf,
}

/// Writes the copy, and prints the head of the audit trail, to be kept elsewhere.
///
/// # Errors
/// From the database.
pub async fn backup(settings: &Settings, backup: Backup) -> Result<(), Stop> {
    let db = opened::reading(settings, "backup").await?;
    db.backup(&backup.file).await?;
    let trail = db.read(audit::verify).await?;
    let size = std::fs::metadata(&backup.file)?.len();
    println!("{}: {size} bytes", backup.file.display());
    println!("audit trail: {trail}");
    Ok(())
}

/// Puts the copy in place. The search index is built again at the next start.
///
/// # Errors
/// From the database: a damaged copy, or a server that runs.
pub async fn restore(settings: &Settings, restore: Restore) -> Result<(), Stop> {
    let config = opened::config(settings, "restore")?;
    std::fs::create_dir_all(&settings.data)?;
    db::restore(&restore.file, &config).await?;
    let index = settings.index_folder();
    if index.exists() {
        std::fs::remove_dir_all(&index)?;
    }
    println!(
        "{} is the database now; check it with `wishmi verify`",
        restore.file.display()
    );
    Ok(())
}
