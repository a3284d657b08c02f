//! `wishmi keys`.

use clap::{Args, Subcommand};
use seal::{KeyId, Kind, Usage};
use values::{Clock, SystemClock};

use super::Stop;
use super::serve::chance;
use crate::settings::Settings;
use crate::workers::seed;
use crate::{features, opened};

/// Make keys for what is kept sealed, see which are in use, bring everything under the newest
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct KeysCommand {
    #[command(subcommand)]
    task: Option<Task>,
}

const EXAMPLES: &str = "\
Examples:
  wishmi keys            the keys of WISHMI_KEYS, and how much stands under which
  wishmi keys new        print a new key, to be put in front of the others in WISHMI_KEYS
  wishmi keys rotate     bring everything under the first key; may be stopped and run again

A running server does the last by itself when it starts with more than one key. With SQLite it is the
only one who can. Exit code 4 when something stands under a key that is not there, or could not be
brought under the first.";

#[derive(Subcommand)]
enum Task {
    /// Print a new key
    New {
        /// Its name: at most 8 small letters, digits and hyphens [default: year and month]
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
    /// Bring everything that is sealed under the first key of WISHMI_KEYS
    Rotate {
        /// How many rows at a time
        #[arg(long, default_value_t = seal::later::SLICE, value_parser = clap::value_parser!(u32).range(1..=10_000), value_name = "N")]
        slice: u32,
    },
}

/// Lists, makes or rotates keys.
///
/// # Errors
/// When the keys or the database cannot be used, and when something is not in order (code 4).
pub async fn run(settings: &Settings, command: KeysCommand) -> Result<(), Stop> {
    match command.task {
        None => list(settings).await,
        Some(Task::New { name }) => new(name),
        Some(Task::Rotate { slice }) => rotate(settings, slice).await,
    }
}

async fn list(settings: &Settings) -> Result<(), Stop> {
    let keys = opened::needed_keys()?;
    let db = opened::reading(settings, "keys").await?;
    let columns = features::sealed();
    let used = db.read(move |c| seal::usage(c, &columns)).await?;
    db.close().await;
    let known: Vec<KeyId> = keys.ids().collect();
    for (at, id) in known.iter().enumerate() {
        println!(
            "{:8}  {}",
            id.to_string(),
            if at == 0 { "current" } else { "older" }
        );
    }
    println!("\n{:8}  {:>9}  column", "key", "values");
    let mut missing = false;
    for Usage {
        column,
        kind,
        key,
        values,
    } in &used
    {
        let word = match (known.contains(key), kind) {
            (true, _) => "",
            (false, Kind::Token) => "  (worthless: this key is not in WISHMI_KEYS)",
            (false, _) => {
                missing = true;
                "  UNREADABLE: put this key back into WISHMI_KEYS"
            }
        };
        println!("{:8}  {values:>9}  {column}{word}", key.to_string());
    }
    if used.is_empty() {
        println!("nothing is sealed yet");
    }
    if missing { Err(Stop::found()) } else { Ok(()) }
}

fn new(name: Option<String>) -> Result<(), Stop> {
    let month = || SystemClock.now().rfc3339().chars().take(7).collect();
    let name = name.unwrap_or_else(month);
    let id = KeyId::parse(&name).ok_or_else(|| {
        Stop::refused(format!(
            "«{name}» is no name of a key: at most 8 small letters, digits and hyphens"
        ))
    })?;
    println!("{}", *seal::fresh(id, &mut chance()));
    Ok(())
}

async fn rotate(settings: &Settings, slice: u32) -> Result<(), Stop> {
    let keys = opened::needed_keys()?;
    let db = opened::database(settings, "keys").await?;
    let columns = features::sealed();
    let report = seal::rotate(&db, &keys, &columns, slice, seed(), &|_, _| {}).await?;
    db.close().await;
    println!("everything under «{}»:", keys.current_id());
    for done in &report.columns {
        println!("{:9} renewed  {}", done.renewed, done.column);
        for (count, what) in [
            (done.unreadable, "cannot be opened and stay as they are"),
            (done.twice, "would be there twice: two rows mean the same"),
            (done.mended, "did not fit their content and do now"),
            (done.left, "stand under other keys"),
        ] {
            if count > 0 {
                println!("{count:9}   {what}");
            }
        }
    }
    match report.is_whole(&columns) {
        true => Ok(()),
        false => Err(Stop::found()),
    }
}
