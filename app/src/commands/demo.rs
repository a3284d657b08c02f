//! `wishmi demo`.

use clap::Args;
use exchange::Progress;
use indicatif::{ProgressBar, ProgressStyle};
use seal::Keys;
use values::{Clock, SystemClock};

use super::{Stop, serve};
use crate::opened;
use crate::settings::Settings;

/// Open the demo city: make the database, load invented opportunities, serve
#[derive(Args)]
#[command(
    after_help = "Examples:\n  wishmi demo\n  wishmi demo --city cities/milano --listen 127.0.0.1:9000\n\nThe demo keeps its data in the folder `demo` of the data folder, apart from a real installation."
)]
pub struct Demo {
    /// Throw away what an earlier demo has left, and begin anew
    #[arg(long)]
    fresh: bool,
    /// Load the demo city and end, without serving
    #[arg(long)]
    load_only: bool,
}

/// Loads the demo catalogue where it is not there yet, and serves.
///
/// # Errors
/// When something cannot be opened or the demo folder is wrong.
pub async fn run(settings: &Settings, demo: Demo) -> Result<(), Stop> {
    let mut settings = settings.clone();
    settings.data = settings.data.join("demo");
    // Printed pages and calendars of a demo lead back to this machine.
    settings.base_url = settings.base_url.or_else(|| Some(home(settings.listen)));
    if settings.mail.is_none() {
        settings.mail = Some(format!("file:{}", settings.data.join("mail").display()));
        let nobody = || "Wish Mi <noreply@wishmi.example>".to_string();
        settings.mail_from.get_or_insert_with(nobody);
    }
    // Invented data may stand under a key that everybody knows.
    let keys = opened::keys()?.unwrap_or_else(Keys::demo);
    let settings = &settings;
    if demo.fresh && settings.data.exists() {
        if settings.database.is_some() {
            return Err(Stop::refused(
                "--fresh only empties the demo's own data folder: leave --database out, or empty that database yourself",
            ));
        }
        std::fs::remove_dir_all(&settings.data)?;
    }
    let city = opened::city(settings)?;
    let db = opened::database(settings, "demo").await?;
    let exchange = opened::exchange(settings, &db, &city).await?;
    let loaded = exchange
        .sources()
        .await?
        .iter()
        .any(|s| s.key == exchange::demo::SOURCE);
    if loaded {
        println!("the demo catalogue is there already (--fresh makes a new one)");
    } else {
        let folder = settings.city.join("demo");
        let today = SystemClock.now().day(&city.zone);
        let (of, from) = (city.clone(), folder.clone());
        let incoming =
            tokio::task::spawn_blocking(move || exchange::demo::incoming(&from, &of, today))
                .await
                .map_err(Stop::failed)?
                .map_err(|e| {
                    Stop::refused(format!(
                        "the demo folder {} cannot be used: {e}",
                        folder.display()
                    ))
                })?;
        let bar = bar();
        let outcome = exchange.import(incoming, &|p| step(&bar, p)).await?;
        bar.finish_and_clear();
        let counts = outcome.import.counts;
        println!("demo catalogue: {} records in place", counts.written);
    }
    let ctx = people::actions::Ctx {
        keys: keys.clone(),
        seed: crate::workers::seed(),
        base: values::Id::named("people demo", "all"),
        now: SystemClock.now(),
        today: SystemClock.now().day(&city.zone),
    };
    let new = db
        .write(move |tx| people::demo::load(tx, &ctx))
        .await
        .map_err(|e| match e {
            people::actions::Error::Refused(_) => Stop::refused(
                "this database belongs to a real installation: in a demo everybody could come in as its administrator",
            ),
            people::actions::Error::Trouble(trouble) => Stop::failed(trouble),
        })?;
    if new > 0 {
        println!("demo people: {new} in place");
    }
    if city.is_on("providers") {
        let ground = opened::ground(settings, &city, keys.clone())?;
        let (seed, now) = (crate::workers::seed(), SystemClock.now());
        let snapshot = db.read(catalogue::snapshot::Snapshot::load).await?;
        let chosen = snapshot.as_ref().and_then(providers::demo::choose);
        let new = db
            .write(move |tx| providers::demo::load(tx, &ground, chosen.as_ref(), seed, now))
            .await
            .map_err(Stop::failed)?;
        if new {
            println!("demo organisations: in place");
        }
    }
    if super::serve::with_vouchers(&city) {
        let snapshot = db.read(catalogue::snapshot::Snapshot::load).await?;
        if let Some(shop) = snapshot.as_ref().and_then(|s| shop(s, &city)) {
            let catalogue = catalogue::Catalogue::open(db.clone(), city.clone(), None)
                .await
                .map_err(Stop::failed)?;
            let ground = opened::vouchers(settings, &city, &catalogue, keys.clone())?;
            let seats = opened::bookings(settings, &city, &catalogue, keys.clone())?;
            let turn = (crate::workers::seed(), SystemClock.now());
            let new = db
                .write(move |tx| vouchers::demo::load(tx, &ground, &seats, &shop, turn))
                .await
                .map_err(Stop::failed)?;
            if new {
                println!("demo vouchers: in place");
            }
        }
    }
    if demo.load_only {
        db.close().await;
        return Ok(());
    }
    let lang = city.default_language.clone();
    let who: String = people::demo::PEOPLE
        .iter()
        .map(|p| {
            let roles: Vec<String> = p
                .roles
                .iter()
                .map(|r| r.as_str().replace('_', " "))
                .collect();
            let roles = match roles.is_empty() {
                true => p.key.to_string(),
                false => roles.join(", "),
            };
            format!("    {:22} {roles}\n", format!("{} {}", p.given, p.family))
        })
        .collect();
    serve::serve(settings, city, db, Some(keys), true, |address| {
        let address = address.replacen("//127.0.0.1:", "//localhost:", 1);
        println!(
            "\n  Open {address} in a browser. All of it is invented.\n  \
             Come in as somebody: {address}/{lang}/sign-in/demo\n{who}  \
             Stop with Ctrl-C.\n"
        );
    })
    .await
}

/// What the demo's vouchers are spent on: the service of the association that is admitted.
fn shop(
    snapshot: &catalogue::snapshot::Snapshot,
    city: &city::City,
) -> Option<vouchers::demo::Shop> {
    let (_, _, service) = providers::demo::choose(snapshot)?;
    let themes = &snapshot.service(service)?.record.themes;
    let taxonomy = city.taxonomies.get("service");
    let tops: std::collections::BTreeSet<String> = themes
        .iter()
        .filter_map(|key| Some(taxonomy?.path(key).first()?.key.clone()))
        .collect();
    Some(vouchers::demo::Shop {
        organisation: providers::demo::admitted(),
        service,
        themes: tops.into_iter().collect(),
    })
}

/// The address under which people see a demo. Browsers know passkeys under names only, so this machine
/// is called by its name.
fn home(listen: std::net::SocketAddr) -> String {
    match listen.ip() == std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST) {
        true => format!("http://localhost:{}", listen.port()),
        false => format!("http://{listen}"),
    }
}

/// A progress bar for imports; hidden where there is no terminal.
pub fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{msg:12} {wide_bar} {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    bar
}

/// Shows how far an import is.
pub fn step(bar: &ProgressBar, progress: Progress) {
    let (word, at, of) = match progress {
        Progress::Read(n) => ("reading", n, n),
        Progress::Linking => ("linking", 0, 1),
        Progress::Composed(n, of) => ("composing", n, of),
        Progress::Carried(n, of) => ("writing", n, of),
    };
    bar.set_message(word);
    bar.set_length(of);
    bar.set_position(at);
}
