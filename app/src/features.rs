//! The list of features. Adding one is one line in each function.

use std::sync::Arc;

use bookings::pages::Bookings;
use catalogue::Catalogue;
use catalogue::pages::Sources;
use city::City;
use db::Db;
use jobs::{Handlers, Schedule};
use people::pages::People;
use providers::pages::Providers;
use values::SystemClock;
use voice::Voice;
use vouchers::pages::Vouchers;

/// Every statement of the program, for the test that prepares them all on both engines.
#[cfg(test)]
fn statements() -> Vec<&'static [db::Sql]> {
    let mut all = vec![
        audit::store::STATEMENTS,
        jobs::STATEMENTS,
        mail::store::STATEMENTS,
        mail::store::COLUMN_STATEMENTS,
        catalogue::STATEMENTS,
        exchange::STATEMENTS,
        exchange::history::STATEMENTS,
        ledger::STATEMENTS,
        people::STATEMENTS,
        people::COLUMN_STATEMENTS,
    ];
    all.extend(voice::statements());
    all.extend(providers::statements());
    all.extend(bookings::statements());
    all.extend(vouchers::statements());
    all
}

/// What the features' pages stand on, as far as it is not the catalogue.
pub struct Rooms {
    /// What visitors say.
    pub voice: Voice,
    /// Families and staff; none where there are no keys to keep their data with.
    pub people: Option<People>,
    /// Organisations; none where there are no keys.
    pub providers: Option<Providers>,
    /// Sessions with places; none where there are no keys or no organisations.
    pub bookings: Option<Bookings>,
    /// Vouchers; none where there are no bookings.
    pub vouchers: Option<Vouchers>,
}

/// What each feature shows, as far as the city has it switched on.
///
/// # Errors
/// Messages that cannot be read.
pub fn pages(
    db: &Db,
    catalogue: &Catalogue,
    sources: Sources,
    rooms: Rooms,
) -> Result<Vec<web::Feature>, web::SiteError> {
    let city = catalogue.view().city().clone();
    let clock = Arc::new(SystemClock);
    let purse = rooms.vouchers.clone().filter(|_| city.is_on("vouchers"));
    let purse = purse.map(|v| Arc::new(v) as Arc<dyn catalogue::means::Purse>);
    let mut all = vec![
        catalogue::pages::feature_with(catalogue.clone(), clock, sources.clone(), purse),
        exchange::pages::feature(catalogue, catalogue::api::described(&city))?,
        exchange::pages::history(db.clone(), catalogue.clone(), sources),
        voice::feature(rooms.voice),
    ];
    all.extend(rooms.people.map(people::pages::feature));
    all.extend(rooms.providers.map(providers::pages::feature));
    all.extend(rooms.bookings.map(bookings::pages::feature));
    all.extend(rooms.vouchers.map(vouchers::pages::feature));
    Ok(all.into_iter().filter(|f| city.is_on(f.name)).collect())
}

/// Who deals with which job, and what the clock causes.
pub fn jobs(city: &City) -> (Handlers, Vec<Schedule>) {
    let handlers = voice::jobs::handlers(Handlers::default(), Arc::new(SystemClock));
    (handlers, voice::jobs::schedules(&city.zone))
}

/// Every column that holds sealed values or keyed hashes: what `wishmi keys` counts and rotates.
pub fn sealed() -> Vec<seal::Column> {
    let mut all = [mail::COLUMNS, people::COLUMNS].concat();
    all.extend(providers::columns());
    all.extend(bookings::columns());
    all.extend(vouchers::columns());
    all
}

/// The modules a city can switch on.
const BUILT: [&str; 7] = [
    "catalogue",
    "voice",
    "exchange",
    "people",
    "providers",
    "bookings",
    "vouchers",
];
/// Modules that are planned: a city may name them, but not switch them on yet.
const PLANNED: [&str; 5] = ["benefits", "listening", "hubs", "play", "plan"];

/// What is wrong with the modules a city names, one sentence each; empty when all is well.
pub fn wrong_modules(city: &City) -> Vec<String> {
    let known = || BUILT.iter().chain(&PLANNED);
    city.modules
        .iter()
        .filter_map(|(name, on)| {
            let name = name.as_str();
            if BUILT.contains(&name) {
                None
            } else if PLANNED.contains(&name) {
                on.then(|| {
                    format!(
                        "city.toml, [modules]: «{name}» is not built yet. Write {name} = false, or leave the line out"
                    )
                })
            } else {
                let near = known().find(|k| is_near(k, name));
                let meant = near.map_or(String::new(), |k| format!(" Did you mean «{k}»?"));
                let all: Vec<&str> = known().copied().collect();
                Some(format!(
                    "city.toml, [modules]: there is no module «{name}».{meant} The modules are {}",
                    all.join(", ")
                ))
            }
        })
        .collect()
}

/// True when two names differ by one letter added, left out, changed or by two exchanged.
fn is_near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (ra, rb) = (&a[head..], &b[head..]);
    let tail = ra
        .iter()
        .rev()
        .zip(rb.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (la, lb) = (ra.len() - tail, rb.len() - tail);
    (la <= 1 && lb <= 1) || (la == 2 && lb == 2 && ra[0] == rb[1] && ra[1] == rb[0])
}

#[cfg(test)]
mod tests {
    use super::{is_near, statements, wrong_modules};

    #[test]
    fn modules_are_those_there_are() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../cities");
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            if entry.path().is_dir() {
                let city = city::City::load(&entry.path()).unwrap();
                assert_eq!(wrong_modules(&city), Vec::<String>::new(), "{entry:?}");
            }
        }
        let mut city = city::City::load(&folder.join("portofiaba")).unwrap();
        city.modules.insert("voise".into(), true);
        city.modules.insert("plan".into(), true);
        city.modules.insert("weather".into(), false);
        let wrong = wrong_modules(&city);
        assert_eq!(wrong.len(), 3, "{wrong:?}");
        assert!(wrong[0].contains("«plan» is not built yet"), "{wrong:?}");
        assert!(wrong[1].contains("Did you mean «voice»?"), "{wrong:?}");
        assert!(
            wrong[2].contains("no module «weather». The modules are catalogue,"),
            "{wrong:?}"
        );
    }

    #[test]
    fn one_slip_of_the_finger_is_near() {
        for (a, b) in [
            ("voice", "voise"),
            ("voice", "vioce"),
            ("plan", "plane"),
            ("hubs", "hub"),
        ] {
            assert!(is_near(a, b), "{a} {b}");
        }
        assert!(!is_near("play", "hubs") && !is_near("voice", "vouchers"));
    }

    // Every statement of the program is prepared on both engines against the migrated schema.
    testing::on_both!(every_statement_is_understood, |db| async move {
        for list in statements() {
            assert!(!list.is_empty());
            db.check(list).await?;
        }
        Ok(())
    });
}
