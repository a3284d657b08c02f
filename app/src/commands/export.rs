//! `wishmi export`.

use std::path::PathBuf;

use clap::Args;

use super::Stop;
use crate::opened;
use crate::settings::Settings;

/// Write the catalogue as open data
#[derive(Args)]
#[command(
    after_help = "Examples:\n  wishmi export --to open-data      HSDS 3.1 objects, one JSON file for each kind, and in its\n                                    folder `opendata` the files of the page of open data\n\nThe same catalogue always gives the same bytes. The catalogue of the files (DCAT-AP_IT) needs the\nsite's address: --base-url."
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
    let base = settings.base_url.clone();
    let written = tokio::task::spawn_blocking(move || {
        let objects = exchange::hsds::write_folder(&export.to, &snapshot, &city)?;
        let opendata = export.to.join("opendata");
        let base = base.as_deref();
        let files = exchange::opendata::write_folder(&opendata, &snapshot, &city, base)?;
        Ok::<_, std::io::Error>((objects, files, export.to))
    })
    .await
    .map_err(Stop::failed)?;
    let (objects, files, folder) = written?;
    println!("{objects} objects written to {}", folder.display());
    if files > 0 {
        println!(
            "{files} files of open data written to {}",
            folder.join("opendata").display()
        );
    } else {
        println!("no open data: the city names no terms for them ([open_data] in city.toml)");
    }
    Ok(())
}
