//! `wishmi verify`.

use clap::Args;

use super::Stop;
use crate::settings::Settings;
use crate::{features, opened};

/// Examine database, catalogue, imports, ledger, vouchers, sealed values, search index and audit trail
#[derive(Args)]
#[command(
    after_help = "Examples:\n  wishmi verify\n  wishmi verify --trail 1234:9f2c…   also prove that the audit trail still holds this head\n\nExit code 4 when something is wrong."
)]
pub struct Verify {
    /// Head of the audit trail as an earlier `backup` or `verify` printed it
    #[arg(long, value_name = "HEAD")]
    trail: Option<String>,
}

/// Examines everything and says what is wrong.
///
/// # Errors
/// When something is wrong (code 4), or cannot be examined.
pub async fn run(settings: &Settings, verify: Verify) -> Result<(), Stop> {
    let known = verify
        .trail
        .map(|t| t.parse::<audit::Head>())
        .transpose()
        .map_err(Stop::refused)?;
    let city = opened::city(settings)?;
    let db = opened::reading(settings, "verify").await?;
    let mut wrong = 0;
    let mut say = |what: &str, found: Vec<String>| {
        if found.is_empty() {
            println!("{what}: good");
        }
        for line in &found {
            println!("{what}: {line}");
        }
        wrong += found.len();
    };
    say("database", db.verify().await?);
    say("catalogue", db.read(catalogue::actions::verify).await?);
    say("imports", db.read(exchange::verify).await?);
    let books = db.read(ledger::verify).await?;
    say("ledger", books.wrong);
    println!(
        "ledger: {} transfers replayed, hash {}",
        books.transfers, books.hash
    );
    for ((fund, kind), (balance, held)) in books.sums {
        println!("ledger: {fund}, {kind}: {balance}, of which held {held}");
    }
    say("vouchers", db.read(vouchers::verify).await?);
    let columns = features::sealed();
    let ring: Vec<_> = opened::keys()?.iter().flat_map(seal::Keys::ids).collect();
    let used = db.read(move |c| seal::usage(c, &columns)).await?;
    let lost = used
        .iter()
        .filter(|u| u.kind != seal::Kind::Token && !ring.contains(&u.key));
    let told = lost.map(|u| {
        format!(
            "{} values of {} stand under the key «{}», which is not in WISHMI_KEYS: put it back",
            u.values, u.column, u.key
        )
    });
    say("sealed values", told.collect());
    let catalogue = catalogue::Catalogue::open(db.clone(), city, None).await?;
    let index = match catalogue::index_trouble(&settings.index_folder()) {
        Some(trouble) => vec![trouble],
        None => catalogue.view().verify(),
    };
    say("search index", index);
    let verdict = db
        .read(move |c| match &known {
            Some(head) => audit::verify_against(c, head),
            None => audit::verify(c),
        })
        .await?;
    println!("audit trail: {verdict}");
    wrong += usize::from(!verdict.is_good());
    if wrong == 0 {
        Ok(())
    } else {
        Err(Stop::found())
    }
}
