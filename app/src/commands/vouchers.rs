//! `wishmi vouchers`.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};
use values::{Clock, Id, Refusal, SystemClock};
use vouchers::actions::{self as a, Checked, Ctx, Offers, Wallets};
use vouchers::rules::Offer;

use super::Stop;
use super::serve::chance;
use crate::opened;
use crate::settings::Settings;

/// Try and import lists of vouchers that another procedure hands over
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Vouchers {
    #[command(subcommand)]
    task: Task,
}

const EXAMPLES: &str = "\
Examples:
  wishmi vouchers import buoni.csv --call SPORT-26 --dry-run   say what the file would do
  wishmi vouchers import buoni.csv --call SPORT-26             import it, all or nothing

Exit code 4 when something is wrong with the list: then nothing was imported.";

#[derive(Subcommand)]
enum Task {
    /// Import a list: twelve fields divided by semicolons, no heading
    Import {
        /// The list
        file: PathBuf,
        /// Code of the call the vouchers belong to
        #[arg(long, value_name = "CODE")]
        call: String,
        /// Say what would be done, and do nothing
        #[arg(long)]
        dry_run: bool,
        /// Language of what is said about the list
        #[arg(long, default_value = "en", value_name = "TAG")]
        lang: String,
    },
}

/// What is offered is never asked when vouchers are given.
#[derive(Debug)]
struct NoOffers;

impl Offers for NoOffers {
    fn offer(&self, _: Id) -> Option<Offer> {
        None
    }
}

/// Tries or imports a list.
///
/// # Errors
/// A call that is not there or not approved, no keys, from the database; code 4 when the list is wrong.
pub async fn run(settings: &Settings, vouchers: Vouchers) -> Result<(), Stop> {
    let Task::Import {
        file,
        call,
        dry_run,
        lang,
    } = vouchers.task;
    let city = opened::city(settings)?;
    let keys = opened::needed_keys()?;
    let bytes =
        std::fs::read(&file).map_err(|e| Stop::refused(format!("{}: {e}", file.display())))?;
    let wallets = Wallets {
        keys,
        zone: city.zone.clone(),
        offers: Arc::new(NoOffers),
    };
    let now = SystemClock.now();
    let (base, seed) = seal::Chance::new(chance()).turn(now);
    let ctx = Ctx {
        actor: people::policy::Actor::Visitor,
        seed,
        base,
        now,
    };
    let operator = opened::operator();
    let told = |e: a::Error| match e {
        a::Error::Refused(vouchers::rules::Refused::Unknown) => Stop::refused(format!(
            "there is no call «{call}»: write one and have it approved in the browser, /staff/calls"
        )),
        a::Error::Refused(vouchers::rules::Refused::WrongState { state }) => Stop::refused(
            format!("the call «{call}» is {state}: vouchers are given only under approved calls"),
        ),
        other => Stop::failed(other),
    };
    let (code, who) = (call.clone(), operator);
    let checked = if dry_run {
        let db = opened::reading(settings, "vouchers import").await?;
        db.read(move |c| {
            let terms = a::call(c, &code)?;
            a::check_list(c, &wallets, &ctx, Some(&who), (terms.id, &bytes))
        })
        .await
        .map_err(told)?
    } else {
        let db = opened::database(settings, "vouchers import").await?;
        let checked = db
            .write(move |tx| {
                let terms = a::call(tx, &code)?;
                a::import_list(tx, &wallets, &ctx, Some(&who), (terms.id, &bytes))
            })
            .await
            .map_err(told)?;
        db.close().await;
        checked
    };
    match checked {
        Checked::Good(report) => {
            let done = match dry_run {
                true => "dry run, nothing was changed: the list can be imported",
                false => "imported",
            };
            println!(
                "{done}. Vouchers: {}; altogether {} euros; people written down: {}",
                report.rows, report.total, report.new_people
            );
            Ok(())
        }
        Checked::Known { at, rows } => {
            println!(
                "this file was imported before, at {} ({rows} vouchers): nothing was changed",
                at.rfc3339()
            );
            Ok(())
        }
        Checked::Wrong(defects) => {
            let tr = words(&lang)?;
            for defect in &defects {
                let place = Refusal {
                    key: "payments-list-place".into(),
                    ..defect.clone()
                };
                println!("{}: {}", tr.refusal(&place), tr.refusal(defect));
            }
            println!(
                "nothing was imported: {} errors. Mend the list",
                defects.len()
            );
            Err(Stop::found())
        }
    }
}

fn words(lang: &str) -> Result<i18n::Tr, Stop> {
    let tag: values::Lang = lang.parse().map_err(Stop::refused)?;
    let default: values::Lang = "en".parse().map_err(Stop::failed)?;
    let mut all = payments::LOCALES.to_vec();
    all.extend_from_slice(vouchers::pages::LOCALES);
    all.extend_from_slice(codes::LOCALES);
    let catalog = i18n::Catalog::new(&default, &all).map_err(Stop::failed)?;
    Ok(catalog.tr(&tag))
}
