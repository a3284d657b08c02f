//! `wishmi migrate`.

use clap::Args;

use super::Stop;
use crate::opened;
use crate::settings::Settings;

/// Make the database or bring it to this program's version
#[derive(Args)]
pub struct Migrate {
    /// Only say what would be done
    #[arg(long)]
    pending: bool,
}

/// Runs the migrations that are missing.
///
/// # Errors
/// From the database; a database newer than this program is refused.
pub async fn run(settings: &Settings, migrate: Migrate) -> Result<(), Stop> {
    if migrate.pending {
        let db = opened::reading(settings, "migrate").await?;
        say("to do", &db.pending().await?);
        return Ok(());
    }
    std::fs::create_dir_all(&settings.data)?;
    let db = db::Db::open(&opened::config(settings, "migrate")?).await?;
    say("done", &db.migrate().await?);
    db.close().await;
    Ok(())
}

fn say(what: &str, migrated: &db::Migrated) {
    for name in &migrated.applied {
        println!("{what}: {name}");
    }
    if migrated.applied.is_empty() {
        let newest = migrated.newest.as_deref().unwrap_or("none");
        println!("nothing to do; the newest migration is {newest}");
    }
}
