//! What most commands need: the city read, the database open.

use std::sync::Arc;

use city::City;
use db::{Access, Config, Db};
use exchange::Exchange;
use values::SystemClock;

use crate::commands::Stop;
use crate::features;
use crate::settings::Settings;

/// Reads the city folder.
///
/// # Errors
/// All that is wrong with it, one line each.
pub fn city(settings: &Settings) -> Result<Arc<City>, Stop> {
    let refused = |wrong: Vec<String>| {
        Stop::refused(format!(
            "the city folder {} cannot be used:\n  {}",
            settings.city.display(),
            wrong.join("\n  ")
        ))
    };
    let city = City::load(&settings.city)
        .map_err(|errors| refused(errors.iter().map(ToString::to_string).collect()))?;
    match features::wrong_modules(&city) {
        wrong if wrong.is_empty() => Ok(Arc::new(city)),
        wrong => Err(refused(wrong)),
    }
}

/// How the database is opened.
///
/// # Errors
/// An address that cannot be read.
pub fn config(settings: &Settings, command: &str) -> Result<Config, Stop> {
    let mut config = Config::new(settings.database_url()?);
    config.readers = usize::from(settings.readers);
    config.owner = format!("wishmi {command}");
    Ok(config)
}

/// Opens the database for writing and brings it to this program's version.
///
/// # Errors
/// From the database.
pub async fn database(settings: &Settings, command: &str) -> Result<Db, Stop> {
    std::fs::create_dir_all(&settings.data).map_err(|e| {
        Stop::failed(format!(
            "cannot make the data folder {}: {e}",
            settings.data.display()
        ))
    })?;
    let db = Db::open(&config(settings, command)?).await?;
    db.migrate().await?;
    Ok(db)
}

/// Opens the database for reading, beside a running server.
///
/// # Errors
/// From the database.
pub async fn reading(settings: &Settings, command: &str) -> Result<Db, Stop> {
    let mut config = config(settings, command)?;
    config.access = Access::ReadOnly;
    Ok(Db::open(&config).await?)
}

/// The city's own rules on which source's value survives, where it has some.
fn survivorship(file: &std::path::Path) -> Result<matching::survive::Rules, Stop> {
    let usual = exchange::rules::survivorship();
    match std::fs::read_to_string(file) {
        Ok(text) => {
            let mut rules = matching::survive::Rules::read(&file.display().to_string(), &text)
                .map_err(Stop::refused)?;
            for (field, rule) in usual.fields {
                rules.fields.entry(field).or_insert(rule);
            }
            Ok(rules)
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(usual),
        Err(e) => Err(Stop::failed(format!("{}: {e}", file.display()))),
    }
}

/// Who runs the program: the account's name on this machine, for the log and the audit trail.
pub fn operator() -> String {
    ["SUDO_USER", "USER", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|n| !n.is_empty()))
        .unwrap_or_else(|| "command line".to_string())
}

/// The imports of this installation; finishes what a stop has interrupted.
///
/// # Errors
/// From the database.
pub async fn exchange(settings: &Settings, db: &Db, city: &Arc<City>) -> Result<Exchange, Stop> {
    let rules = survivorship(&settings.city.join("survivorship.toml"))?;
    let exchange = Exchange::new(db.clone(), city.clone(), Arc::new(SystemClock), operator())
        .with_survivorship(rules);
    // Who has the SQLite file open for writing is alone with it.
    let alone = db.engine() == db::Engine::Sqlite;
    for import in exchange.recover(alone).await? {
        eprintln!(
            "import {} was interrupted and is now {}",
            import.number,
            import.state.as_str()
        );
    }
    Ok(exchange)
}
