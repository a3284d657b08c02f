//! `wishmi export`.

use std::path::PathBuf;

use clap::Args;

use super::Stop;
use crate::opened;
use crate::settings::Settings;

/// Write the catalogue as open data
#[derive(Args)]
#[command(
    after_help = "Examples:\n  wishmi export --to open-data      HSDS 3.1 objects, one JSON file for each kind\n\nThe same catalogue always gives the same bytes."
)]
pub struct Export {
    /// Folder to write to
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
}

/// Writes the catalogue.
///
/// # Errors
/// From the database or the file system.
pub async fn run(settings: &Settings, export: Export) -> Result<(), Stop> {
    let city = opened::city(settings)?;
    let db = opened::reading(settings, "export").await?;
    let snapshot = catalogue::settled(&db).await?;
    let written = tokio::task::spawn_blocking(move || {
        exchange::hsds::write_folder(&export.to, &snapshot, &city).map(|n| (n, export.to))
    })
    .await
    .map_err(Stop::failed)?;
    let (written, folder) = written?;
    println!("{written} objects written to {}", folder.display());
    Ok(())
}
