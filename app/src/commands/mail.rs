//! `wishmi mail`.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use db::{Db, Fault};
use mail::later::{LARGEST_BOUNCE, bounce_id};
use mail::{Address, Bounced, Letter, Outbox, Part, Trouble};
use values::{Clock, Id, SystemClock};

use super::Stop;
use super::serve::chance;
use crate::opened;
use crate::settings::Settings;
use crate::workers::seed;

/// See which letters wait and what became of others, read bounces, try the mail server
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Mail {
    #[command(subcommand)]
    task: Option<Task>,
}

const EXAMPLES: &str = "\
Examples:
  wishmi mail                          letters by kind and state
  wishmi mail test someone@x.example   send one letter now, to see whether the settings are right
  wishmi mail bounce FILE              read a bounce; - reads it from a pipe of the mail server
  wishmi mail reachable a@x.example    write to an address again that had bounced";

#[derive(Subcommand)]
enum Task {
    /// Send a letter now, without the database
    Test {
        /// To whom
        address: String,
    },
    /// Read a bounce, and mark its letter and address
    Bounce {
        /// The message, or - for the standard input
        file: PathBuf,
    },
    /// Take an address as reachable again
    Reachable {
        /// The address
        address: String,
    },
}

/// Looks after letters.
///
/// # Errors
/// When settings, keys or the database cannot be used; a message that is no bounce; a letter that does
/// not leave.
pub async fn run(settings: &Settings, mail: Mail) -> Result<(), Stop> {
    match mail.task {
        None => list(settings).await,
        Some(Task::Test { address }) => test(settings, &address).await,
        Some(Task::Bounce { file }) => bounce(settings, &file).await,
        Some(Task::Reachable { address }) => reachable(settings, &address).await,
    }
}

async fn list(settings: &Settings) -> Result<(), Stop> {
    let db = opened::reading(settings, "mail").await?;
    let (letters, unreachable) = db.read(mail::tally).await?;
    db.close().await;
    if letters.is_empty() {
        println!("no letters");
    } else {
        println!("{:>9}  {:>7}  {:11}  kind", "letters", "bounced", "state");
    }
    for tally in letters {
        println!(
            "{:>9}  {:>7}  {:11}  {}",
            tally.letters,
            tally.bounced,
            tally.state.name(),
            tally.kind
        );
    }
    println!("{unreachable} addresses are not reachable");
    Ok(())
}

async fn test(settings: &Settings, address: &str) -> Result<(), Stop> {
    let sending = opened::sending(settings)?;
    let sending = sending.ok_or_else(|| Stop::refused("mail is off: set WISHMI_MAIL"))?;
    let now = SystemClock.now();
    let letter = Letter {
        kind: "mail.test",
        to: to(address)?,
        lang: "en".parse().map_err(Stop::failed)?,
        subject: "Wish Mi: a test".to_string(),
        parts: vec![Part::Paragraph(
            "This letter was sent with «wishmi mail test». If you can read it, the settings are right."
                .to_string(),
        )],
        send_before: None,
    };
    let id = Id::new(now, &mut chance());
    match mail::later::send_now(&sending, id, &letter, now).await {
        Ok(()) => {
            println!("sent; the server took it");
            Ok(())
        }
        Err(Trouble::Again(why)) => Err(Stop::failed(format!("not sent: {why}"))),
        Err(Trouble::Refused(why) | Trouble::Gone(why)) => {
            Err(Stop::failed(format!("refused for good: {why}")))
        }
    }
}

async fn bounce(settings: &Settings, file: &Path) -> Result<(), Stop> {
    let message = read(file)?;
    let read = mail::bounce(&message).map_err(Stop::refused)?;
    // A pipe of the mail server needs no keys: the server has them.
    let Some(keys) = opened::keys()? else {
        return lay_down(settings, &message);
    };
    let db = match Db::open(&opened::config(settings, "mail")?).await {
        Ok(db) => db,
        // SQLite has one writer: the server reads it within a minute.
        Err(Fault::Locked { .. }) => return lay_down(settings, &message),
        Err(e) => return Err(e.into()),
    };
    db.migrate().await?;
    let (now, outbox) = (SystemClock.now(), Outbox::new(keys, true));
    let (id, seed) = (bounce_id(read.letter, now), seed());
    let done = db
        .write(move |tx| outbox.bounced(tx, &read, id, seed, now))
        .await?;
    db.close().await;
    println!(
        "{}",
        match done {
            Bounced::Marked => "the letter is marked as bounced",
            Bounced::Unreachable => "the letter is marked as bounced, its address as not reachable",
            Bounced::Nothing => "nothing to do: a delay, or a bounce read before",
            Bounced::Unknown => "no letter of this installation, or one that was forgotten",
        }
    );
    Ok(())
}

fn read(file: &Path) -> Result<Vec<u8>, Stop> {
    let named = |e: std::io::Error| Stop::failed(format!("cannot read {}: {e}", file.display()));
    let source: Box<dyn Read> = match file.as_os_str() == "-" {
        true => Box::new(std::io::stdin()),
        false => Box::new(std::fs::File::open(file).map_err(named)?),
    };
    let mut message = Vec::new();
    let most = source.take(LARGEST_BOUNCE + 1).read_to_end(&mut message);
    match most.map_err(named)? as u64 {
        0..=LARGEST_BOUNCE => Ok(message),
        _ => Err(Stop::refused(format!(
            "{} is larger than {LARGEST_BOUNCE} bytes: no bounce of ours is",
            file.display()
        ))),
    }
}

/// Puts a bounce where the server looks. It gets its name at the end, so that the server never reads
/// half of it.
fn lay_down(settings: &Settings, message: &[u8]) -> Result<(), Stop> {
    let folder = settings.bounces_folder();
    std::fs::create_dir_all(&folder)?;
    let name = Id::new(SystemClock.now(), &mut chance()).to_string();
    let draft = folder.join(format!("{name}.part"));
    std::fs::write(&draft, message)?;
    std::fs::rename(&draft, folder.join(format!("{name}.eml")))?;
    println!("laid down for the server, which reads it within a minute");
    Ok(())
}

async fn reachable(settings: &Settings, address: &str) -> Result<(), Stop> {
    let (address, keys) = (to(address)?, opened::needed_keys()?);
    let db = opened::database(settings, "mail").await?;
    let outbox = Outbox::new(keys, true);
    let was = db
        .write(move |tx| outbox.reachable_again(tx, &address))
        .await?;
    db.close().await;
    println!(
        "{}",
        match was {
            true => "letters go there again",
            false => "this address was not marked",
        }
    );
    Ok(())
}

fn to(address: &str) -> Result<Address, Stop> {
    Address::parse(address).map_err(Stop::refused)
}
