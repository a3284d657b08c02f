//! `wishmi sign-in`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use identity::jose::{KeyKind, PrivateKey};
use identity::{Ask, Chance, IdentityProvider, Providers};
use values::{Clock, SystemClock};

use super::Stop;
use crate::opened;
use crate::settings::Settings;

/// Make keys for signing in with others' identities, and try the settings
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct SignIn {
    #[command(subcommand)]
    task: Task,
}

const EXAMPLES: &str = "\
Examples:
  wishmi sign-in key --kind rsa3072 keys/sign.pem   a new private key, readable by you alone
  wishmi sign-in public keys/sign.pem               its public part, as a set of keys
  wishmi sign-in try sign-in.toml                   ask every provider of the settings who it is
  wishmi sign-in statement sign-in.toml             our own entity configuration, signed
  wishmi sign-in list sign-in.toml                  the providers that the trust anchors list

What the settings say stands in docs/operate/sign-in.md.";

#[derive(Subcommand)]
enum Task {
    /// Make a private key
    Key {
        /// Which kind: RSA signs and decrypts, P-256 only signs
        #[arg(long, value_enum, default_value_t = Kind::Rsa2048)]
        kind: Kind,
        /// File to write; it must not exist yet
        file: PathBuf,
    },
    /// Print the public part of a private key
    Public {
        /// The private key
        file: PathBuf,
        /// For what is encrypted to us, instead of for signatures
        #[arg(long)]
        encryption: bool,
    },
    /// Ask every provider of the settings who it is, and say what is wrong
    Try {
        /// The settings
        file: PathBuf,
    },
    /// Print our own entity configuration, as it is served
    Statement {
        /// The settings
        file: PathBuf,
    },
    /// Print the providers that the trust anchors list
    List {
        /// The settings
        file: PathBuf,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// RSA with 2048 bits
    Rsa2048,
    /// RSA with 3072 bits
    Rsa3072,
    /// ECDSA on P-256
    P256,
}

impl From<identity::Refused> for Stop {
    fn from(why: identity::Refused) -> Stop {
        match why {
            identity::Refused::Ours(_) => Stop::refused(why),
            _ => Stop::failed(why),
        }
    }
}

/// Makes keys, or tries settings.
///
/// # Errors
/// When a file cannot be read or written, or a provider is not as the settings say.
pub async fn run(settings: &Settings, sign_in: SignIn) -> Result<(), Stop> {
    let chance = Chance::new(super::serve::chance());
    match sign_in.task {
        Task::Key { kind, file } => key(kind, &file, &chance),
        Task::Public { file, encryption } => {
            let key = PrivateKey::of_file(&file)?;
            let key = match encryption {
                true => key.public_for_encryption("RSA-OAEP"),
                false => key.public(),
            };
            print(&identity::jose::JwkSet { keys: vec![key] })
        }
        Task::Try { file } => examine(&providers(settings, &file, &chance)?).await,
        Task::Statement { file } => {
            let providers = providers(settings, &file, &chance)?;
            println!(
                "{}",
                federation(&providers)?
                    .entity_configuration(SystemClock.now())?
                    .body
            );
            Ok(())
        }
        Task::List { file } => {
            let providers = providers(settings, &file, &chance)?;
            for one in federation(&providers)?.listed(SystemClock.now()).await? {
                println!("{one}");
            }
            Ok(())
        }
    }
}

fn print(keys: &identity::jose::JwkSet) -> Result<(), Stop> {
    println!(
        "{}",
        serde_json::to_string_pretty(keys).map_err(Stop::failed)?
    );
    Ok(())
}

/// Writes a new key where nothing was, readable by its owner alone from the first moment.
fn key(kind: Kind, file: &Path, chance: &Chance) -> Result<(), Stop> {
    use std::io::Write;

    let pem = PrivateKey::generate(
        match kind {
            Kind::Rsa2048 => KeyKind::Rsa2048,
            Kind::Rsa3072 => KeyKind::Rsa3072,
            Kind::P256 => KeyKind::P256,
        },
        chance,
    )?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let said = |e| Stop::refused(format!("{}: {e}", file.display()));
    let mut written = options.open(file).map_err(said)?;
    written.write_all(pem.as_bytes()).map_err(said)?;
    println!("{} ({})", file.display(), PrivateKey::of_pem(&pem)?.kid());
    Ok(())
}

fn providers(settings: &Settings, file: &Path, chance: &Chance) -> Result<Providers, Stop> {
    opened::providers(settings, file, chance)
}

fn federation(providers: &Providers) -> Result<&identity::Federation, Stop> {
    let none = || Stop::refused("the settings have no [federation]");
    providers.federation.as_deref().ok_or_else(none)
}

async fn examine(providers: &Providers) -> Result<(), Stop> {
    let now = SystemClock.now();
    let mut good = true;
    for provider in providers.all() {
        for choice in provider.choices() {
            let ask = Ask {
                issuer: Some(choice.issuer.clone()),
                ..Ask::default()
            };
            match provider.begin(ask, now).await {
                Ok(_) => println!("{}: {} is ready", provider.key(), choice.issuer),
                Err(why) => {
                    good = false;
                    println!("{}: {}: {why}", provider.key(), choice.issuer);
                }
            }
            if let Some(federation) = &providers.federation
                && federation.key() == provider.key()
                && let Ok(found) = federation.examine(&choice.issuer, now).await
            {
                println!("    path: {}", found.path.join(" < "));
                println!("    trust marks: {}", found.marks.join(", "));
                println!("    good until {}", found.expires.rfc3339());
            }
        }
    }
    if good { Ok(()) } else { Err(Stop::found()) }
}
