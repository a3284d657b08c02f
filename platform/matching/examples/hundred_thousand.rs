//! How long linking takes: `cargo run -p matching --example hundred_thousand [things]`.
//!
//! The things are the recognised private schools of Italy (../shared/data) with copies renamed and
//! moved, so that there are as many near-doubles as in eight bad registers of one country. Without
//! the data, names are made of numbers' digits. Prints times; promises nothing.

use std::time::Instant;

use matching::{Index, Kind, Matcher, Thing};

fn main() {
    let wanted: usize = std::env::args()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or(100_000);
    let base = real().unwrap_or_else(made);
    let mut things = Vec::with_capacity(wanted);
    for (i, t) in base.iter().cycle().take(wanted).enumerate() {
        let mut t = t.clone();
        let copy = i / base.len();
        t.key = i as u64;
        if copy > 0 {
            // Another register: the town in the name, no mail, now and then another street number.
            t.name = format!("{} {}", t.name, ["", "- sede", "S.R.L.", "ONLUS"][copy % 4]);
            t.emails.clear();
            if (i + copy).is_multiple_of(3) {
                t.address = t.address.map(|a| format!("{a}/{copy}"));
            }
        }
        things.push(t);
    }
    let m = Matcher::default();
    let profile = if cfg!(debug_assertions) {
        "debug"
    } else {
        "release"
    };
    let start = Instant::now();
    let mut index = Index::default();
    for t in &things {
        index.insert(&m, t);
    }
    println!(
        "{profile}: {} things entered in {:.1} s",
        things.len(),
        start.elapsed().as_secs_f64()
    );
    let start = Instant::now();
    let pairs: usize = things.iter().map(|t| index.candidates(&m, t).len()).sum();
    println!(
        "{profile}: {pairs} candidates found in {:.1} s",
        start.elapsed().as_secs_f64()
    );
    let start = Instant::now();
    let links = m.link(&things, &[]);
    println!(
        "{profile}: linked in {:.1} s: {} groups, {} to review",
        start.elapsed().as_secs_f64(),
        links.groups.len(),
        links.review.len()
    );
}

fn real() -> Option<Vec<Thing>> {
    let folder = std::env::var("WISHMI_DATA").unwrap_or_else(|_| "../shared/data".to_string());
    let path = std::path::Path::new(&folder).join("italia/SCUANAGRAFEPAR20232420230901.csv");
    let mut reader = csv::Reader::from_path(path).ok()?;
    let mut out = Vec::new();
    for row in reader.records() {
        let row = row.ok()?;
        let get = |i: usize| {
            row.get(i)
                .filter(|v| *v != "Non Disponibile")
                .map(str::to_string)
        };
        let mut t = Thing::new(0, Kind::Organization, get(5)?);
        t.address = get(6);
        t.postal_code = get(7);
        t.themes = get(10).into_iter().collect();
        t.emails = get(11).into_iter().collect();
        t.website = get(13);
        out.push(t);
    }
    Some(out)
}

fn made() -> Vec<Thing> {
    println!("../shared/data absent: names are made up");
    (0..12_000_u64)
        .map(|i| {
            let n = i.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let word: String = (0..8)
                .map(|k| char::from(b'a' + ((n >> (8 * k)) % 26) as u8))
                .collect();
            let mut t = Thing::new(i, Kind::Organization, format!("Scuola {word}"));
            t.address = Some(format!("Via {} {}", &word[..5], i % 90 + 1));
            t
        })
        .collect()
}
