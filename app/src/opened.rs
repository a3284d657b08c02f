//! What most commands need: the city read, the database open.

use std::path::Path;
use std::sync::Arc;

use catalogue::Catalogue;
use city::City;
use db::{Access, Config, Db};
use exchange::Exchange;
use identity::{Chance, Providers, SignInSettings};
use mail::{Outbox, Sending, Way};
use seal::Keys;
use values::SystemClock;

use crate::commands::Stop;
use crate::commands::serve::with_vouchers;
use crate::features;
use crate::settings::{KEYS, Settings};

/// What acts about organisations stand on: the city, what it asks for, the keys.
///
/// # Errors
/// All that is wrong with the list of what is asked, one line each.
pub fn ground(
    settings: &Settings,
    city: &Arc<City>,
    keys: Keys,
) -> Result<providers::actions::Ground, Stop> {
    let list = providers::rules::checklist::Checklist::load(&settings.city, city);
    let checklist = list.map_err(|wrong| {
        let wrong: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        Stop::refused(wrong.join("\n"))
    })?;
    Ok(providers::actions::Ground {
        city: city.clone(),
        checklist: Arc::new(checklist),
        keys,
    })
}

/// What acts about bookings stand on. Vouchers pay where the city has them; else families pay themselves.
///
/// # Errors
/// As [`ground`].
pub fn bookings(
    settings: &Settings,
    city: &Arc<City>,
    catalogue: &Catalogue,
    keys: Keys,
) -> Result<bookings::actions::Ground, Stop> {
    let money: Arc<dyn bookings::money::Money> = match with_vouchers(city) {
        true => Arc::new(wallets(city, catalogue, keys.clone())),
        false => Arc::new(bookings::money::NoMoney),
    };
    let mailroom = bookings::letters::Mailroom {
        outbox: Outbox::new(keys.clone(), sending(settings)?.is_some()),
        words: i18n::Catalog::new(&city.default_language, bookings::pages::LOCALES)
            .map_err(|e| Stop::failed(e.to_string()))?,
        base: settings.base_url.clone(),
    };
    Ok(bookings::actions::Ground {
        city: city.clone(),
        providers: ground(settings, city, keys)?,
        money,
        mailroom: Some(mailroom),
    })
}

fn wallets(city: &City, catalogue: &Catalogue, keys: Keys) -> vouchers::actions::Wallets {
    vouchers::actions::Wallets {
        keys,
        zone: city.zone.clone(),
        offers: Arc::new(vouchers::shelf::Shelf(catalogue.clone())),
    }
}

/// What acts about vouchers stand on.
///
/// # Errors
/// As [`ground`].
pub fn vouchers(
    settings: &Settings,
    city: &Arc<City>,
    catalogue: &Catalogue,
    keys: Keys,
) -> Result<vouchers::actions::Ground, Stop> {
    let seats = bookings(settings, city, catalogue, keys.clone())?;
    Ok(vouchers::actions::Ground {
        wallets: wallets(city, catalogue, keys),
        seats: Arc::new(vouchers::actions::Booked(seats)),
    })
}

/// Reads the addresses providers give for their calendars.
///
/// # Errors
/// When the system has no certificates that can be used.
pub fn fetch(settings: &Settings) -> Result<providers::fetch::Fetch, Stop> {
    providers::fetch::Fetch::new(settings.feeds_private).map_err(Stop::refused)
}

/// The mapping profiles of the city, by key; none where it has no folder of them.
///
/// # Errors
/// The first profile that is wrong.
pub fn profiles(
    settings: &Settings,
) -> Result<Arc<std::collections::BTreeMap<String, exchange::Known>>, Stop> {
    if !settings.city.join("profiles").is_dir() {
        return Ok(Arc::default());
    }
    let all = exchange::profiles(&settings.city).map_err(Stop::refused)?;
    Ok(Arc::new(all))
}

/// The imports of a running server, done by its pages and workers: with the city's rules, as the command
/// line has them.
///
/// # Errors
/// Rules of survivorship that cannot be used.
pub fn served_exchange(
    settings: &Settings,
    db: &Db,
    city: &Arc<City>,
    by: &str,
) -> Result<Exchange, Stop> {
    let rules = survivorship(&settings.city.join("survivorship.toml"))?;
    let exchange = Exchange::new(db.clone(), city.clone(), Arc::new(SystemClock), by);
    Ok(exchange.with_survivorship(rules))
}

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

/// The keys of this installation; none where none are set.
///
/// # Errors
/// Keys that cannot be used.
pub fn keys() -> Result<Option<Keys>, Stop> {
    match std::env::var(KEYS) {
        Ok(text) => Keys::read(&text).map(Some).map_err(Stop::refused),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(e) => Err(Stop::refused(format!("{KEYS}: {e}"))),
    }
}

/// The keys, for a command that can do nothing without them.
///
/// # Errors
/// As [`keys`], and when there are none.
pub fn needed_keys() -> Result<Keys, Stop> {
    keys()?.ok_or_else(|| Stop::refused(seal::KeysError::None))
}

/// How letters leave; none where mail is off.
///
/// # Errors
/// Settings that cannot be used.
pub fn sending(settings: &Settings) -> Result<Option<Sending>, Stop> {
    let way = Way::read(settings.mail.as_deref().unwrap_or("off")).map_err(Stop::refused)?;
    let Some(way) = way else {
        return Ok(None);
    };
    let sender = settings.mail_from.as_deref().unwrap_or_default();
    let from = mail::From::read(sender, settings.mail_bounces.as_deref()).map_err(Stop::refused)?;
    let per_minute = u32::from(settings.mail_per_minute);
    Ok(Some(Sending::new(way, from, per_minute)))
}

/// Other parties who tell us who somebody is, as the operator's file describes them.
///
/// # Errors
/// With what is wrong in the file.
pub fn providers(settings: &Settings, file: &Path, chance: &Chance) -> Result<Providers, Stop> {
    let base = settings.base_url.clone().unwrap_or_default();
    let back = |key: &str| format!("{}/sign-in/{key}/callback", base.trim_end_matches('/'));
    Ok(SignInSettings::read(file)?.open(back, chance)?)
}

/// Where features post letters; none where there are no keys to seal them with.
///
/// # Errors
/// When mail is on and there are no keys.
pub fn outbox(keys: Option<&Keys>, sending: Option<&Sending>) -> Result<Option<Outbox>, Stop> {
    match (keys, sending) {
        (None, Some(_)) => Err(Stop::refused(format!(
            "mail is on, but {KEYS} is not set: letters wait sealed. Make a key with «wishmi keys new»"
        ))),
        (keys, sending) => Ok(keys.map(|k| Outbox::new(k.clone(), sending.is_some()))),
    }
}
