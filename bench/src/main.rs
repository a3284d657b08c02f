//! Measurements, each beside a yardstick measured in the same run: `make bench`, or
//! `cargo run --release -p bench -- NAME …` for some of them. Nothing here is a test: a number says
//! what this machine did this minute.

mod catalogue;
mod figures;
mod money;
mod people;
mod site;
mod storage;

use std::process::ExitCode;

/// What a measurement may end with.
type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// A measurement: its name on the command line, what it measures, and how.
struct Bench {
    name: &'static str,
    what: &'static str,
    run: fn() -> Outcome,
}

/// Every measurement, in the order they are made. A new one is a module and a line here.
const BENCHES: &[Bench] = &[
    Bench {
        name: "db",
        what: "durable writes with and without grouping, beside bare writes to the disk",
        run: storage::run,
    },
    Bench {
        name: "catalogue",
        what: "imports, memory, starts and searches of generated cities",
        run: catalogue::run,
    },
    Bench {
        name: "people",
        what: "64 people coming in at once, beside one durable entry",
        run: people::run,
    },
    Bench {
        name: "money",
        what: "redemptions over HTTP beside bare durable inserts, and a rush for places",
        run: money::run,
    },
    Bench {
        name: "site",
        what: "the real program over HTTP, beside a bare handler of the same bytes",
        run: site::run,
    },
];

fn main() -> ExitCode {
    if let Some(served) = site::serve_bare() {
        return match served {
            Ok(()) => ExitCode::SUCCESS,
            Err(e) => {
                eprintln!("the bare handler: {e}");
                ExitCode::FAILURE
            }
        };
    }
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = wanted.iter().find(|w| BENCHES.iter().all(|b| b.name != *w)) {
        eprintln!("«{unknown}» is not measured. Measurements, all of them without a name:");
        for bench in BENCHES {
            eprintln!("  {:10} {}", bench.name, bench.what);
        }
        return ExitCode::from(2);
    }
    if cfg!(debug_assertions) {
        println!("This is a debug build: the figures say little. Use --release.\n");
    }
    let mut failed = false;
    for bench in BENCHES {
        if !wanted.is_empty() && wanted.iter().all(|w| w != bench.name) {
            continue;
        }
        println!("## {}: {}\n", bench.name, bench.what);
        if let Err(e) = (bench.run)() {
            eprintln!("{} could not be measured: {e}", bench.name);
            failed = true;
        }
        println!();
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}
