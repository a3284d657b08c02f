//! `wishmi`: the platform's one program.

mod commands;
#[cfg(test)]
mod crawl;
mod features;
mod opened;
mod settings;
mod telemetry;
mod workers;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use settings::Settings;

/// Gives free memory back sooner than the system's own allocator, which keeps what many threads have
/// freed in between (docs/adr/0005). How it is set stands in `.cargo/config.toml`.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// Wish Mi: everything a city offers to its children and young people, in one place.
#[derive(Parser)]
#[command(name = "wishmi", version, about, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    settings: Settings,
}

const EXAMPLES: &str = "\
Examples:
  wishmi demo                             open the demo city on http://127.0.0.1:8080
  wishmi migrate                          make or update the database
  wishmi import schools FILE.csv --dry-run   say what a file would change
  wishmi serve --listen 0.0.0.0:8080      serve an installation
  wishmi settings                         list every setting with its variable

Exit codes:
  0 done   1 failed   2 wrong command line   3 refused: the input must be mended first
  4 verify or an import found something wrong";

#[derive(Subcommand)]
enum Command {
    /// Open the demo city: make the database, load invented opportunities, serve
    Demo(commands::demo::Demo),
    /// Serve the pages and interfaces
    Serve,
    /// Make the database or bring it to this program's version
    Migrate(commands::migrate::Migrate),
    /// Bring a file of open data into the catalogue, or look after earlier imports
    Import(commands::import::Import),
    /// Write the catalogue as open data
    Export(commands::export::Export),
    /// Read what visitors report and how they rate the pages, and mark reports as dealt with
    Reports(commands::reports::Reports),
    /// See which letters wait and what became of others, read bounces, try the mail server
    Mail(commands::mail::Mail),
    /// Make keys for what is kept sealed, see which are in use, bring everything under the newest
    Keys(commands::keys::KeysCommand),
    /// Write a consistent copy of the database to a file, also while the server runs
    Backup(commands::backup::Backup),
    /// Put a backup in the place of the database
    Restore(commands::backup::Restore),
    /// Examine database, catalogue, imports, ledger, vouchers, sealed values, search index and audit trail
    Verify(commands::verify::Verify),
    /// Try and import lists of vouchers that another procedure hands over
    Vouchers(commands::vouchers::Vouchers),
    /// Make the first administrator
    Admin(commands::admin::Admin),
    /// Make keys for signing in with others' identities, and try the settings
    SignIn(commands::sign_in::SignIn),
    /// List every setting with its variable, default and present value
    Settings(commands::settings::List),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Err(e) = telemetry::log(&cli.settings) {
        eprintln!("wishmi: {e}");
        return ExitCode::from(2);
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(e) => {
            eprintln!("wishmi: cannot start: {e}");
            return ExitCode::FAILURE;
        }
    };
    let settings = cli.settings;
    let done = runtime.block_on(async {
        match cli.command {
            Command::Demo(c) => commands::demo::run(&settings, c).await,
            Command::Serve => commands::serve::run(&settings).await,
            Command::Migrate(c) => commands::migrate::run(&settings, c).await,
            Command::Import(c) => commands::import::run(&settings, c).await,
            Command::Export(c) => commands::export::run(&settings, c).await,
            Command::Reports(c) => commands::reports::run(&settings, c).await,
            Command::Mail(c) => commands::mail::run(&settings, c).await,
            Command::Keys(c) => commands::keys::run(&settings, c).await,
            Command::Backup(c) => commands::backup::backup(&settings, c).await,
            Command::Restore(c) => commands::backup::restore(&settings, c).await,
            Command::Verify(c) => commands::verify::run(&settings, c).await,
            Command::Vouchers(c) => commands::vouchers::run(&settings, c).await,
            Command::Admin(c) => commands::admin::run(&settings, c).await,
            Command::SignIn(c) => commands::sign_in::run(&settings, c).await,
            Command::Settings(c) => commands::settings::run(&settings, c),
        }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            if !stop.message.is_empty() {
                eprintln!("wishmi: {}", stop.message);
            }
            ExitCode::from(stop.code)
        }
    }
}
