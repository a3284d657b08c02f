//! Counting, and looking for damaged records one by one.

use std::collections::{BTreeMap, BTreeSet};

use matching::{Index, Matcher, Thing, Verdict};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::read::{Record, held_out};
use crate::{damage, matcher, pairs, show};

/// Which pairs of truths are one thing, and which are not counted.
pub struct Truth {
    same: BTreeSet<(String, String)>,
    unjudged: BTreeSet<(String, String)>,
}

impl Truth {
    pub fn new() -> Truth {
        let both = |list: &[(&str, &str)]| -> BTreeSet<(String, String)> {
            list.iter()
                .flat_map(|(a, b)| {
                    [
                        (a.to_string(), b.to_string()),
                        (b.to_string(), a.to_string()),
                    ]
                })
                .collect()
        };
        Truth {
            same: both(pairs::SAME),
            unjudged: both(pairs::UNJUDGED),
        }
    }

    /// Some(true) the same, Some(false) different, None not counted.
    pub fn says(&self, a: &str, b: &str) -> Option<bool> {
        let pair = (a.to_string(), b.to_string());
        if a == b || self.same.contains(&pair) {
            Some(true)
        } else if self.unjudged.contains(&pair) {
            None
        } else {
            Some(false)
        }
    }
}

/// Counts for one half.
#[derive(Clone, Copy, Default)]
pub struct Count {
    pub cases: usize,
    pub met: usize,
    pub auto: usize,
    pub review: usize,
    pub wrong_auto: usize,
    pub wrong_review: usize,
}

impl Count {
    pub fn precision(&self) -> f64 {
        share(self.auto, self.auto + self.wrong_auto)
    }
    pub fn recall(&self) -> f64 {
        share(self.auto + self.review, self.cases)
    }
}

pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

pub fn header() {
    println!(
        "{:<20} {:>6} {:>8} {:>8} {:>12} {:>10} {:>14}",
        "damage", "cases", "met", "auto", "auto+review", "precision", "wrong reviews"
    );
}

pub fn row(name: &str, c: &Count) {
    println!(
        "{name:<20} {:>6} {:>8.3} {:>8.3} {:>12.3} {:>10.4} {:>14}",
        c.cases,
        share(c.met, c.cases),
        share(c.auto, c.cases),
        c.recall(),
        c.precision(),
        c.wrong_review,
    );
}

/// Damages records one way at a time and looks for each among all undamaged ones.
pub fn by_damage(title: &str, base: &[Record], floor_precision: f64, floor_recall: f64) {
    let m = matcher();
    let truth = Truth::new();
    let mut index = Index::default();
    for r in base {
        index.insert(&m, &r.thing);
    }
    let mut table: BTreeMap<(bool, usize), Count> = BTreeMap::new();
    let mut random = ChaCha8Rng::seed_from_u64(20_261_122);
    let most = 150;
    for (row, kind) in damage::KINDS.iter().enumerate() {
        let mut order: Vec<usize> = (0..base.len()).collect();
        // The same number of cases for every damage, spread over all files.
        for i in (1..order.len()).rev() {
            order.swap(i, random.random_range(0..=i));
        }
        let mut done = 0;
        for i in order {
            let Some(mut d) = damage::damage(kind, &base[i].thing, &mut random) else {
                continue;
            };
            d.key = 1_000_000;
            look(
                &m, &truth, &index, base, &base[i], &d, kind, &mut table, row,
            );
            done += 1;
            if done == most {
                break;
            }
        }
    }
    for (count, row) in [(3, damage::KINDS.len()), (5, damage::KINDS.len() + 1)] {
        let name = if count == 3 {
            "three_damages"
        } else {
            "five_damages"
        };
        for _ in 0..most * 2 {
            let i = random.random_range(0..base.len());
            let (done, mut d) = damage::several(count, &base[i].thing, &mut random);
            d.key = 1_000_000;
            let name = format!("{name} {done:?}");
            look(
                &m, &truth, &index, base, &base[i], &d, &name, &mut table, row,
            );
        }
    }
    for held in [false, true] {
        println!(
            "\n{title}, {} half",
            if held { "held-out" } else { "development" }
        );
        header();
        let mut total = Count::default();
        for ((_, at), c) in table.iter().filter(|((h, _), _)| *h == held) {
            let name = damage::KINDS
                .get(*at)
                .copied()
                .unwrap_or(if *at == damage::KINDS.len() {
                    "three_damages"
                } else {
                    "five_damages"
                });
            row(name, c);
            total.cases += c.cases;
            total.met += c.met;
            total.auto += c.auto;
            total.review += c.review;
            total.wrong_auto += c.wrong_auto;
            total.wrong_review += c.wrong_review;
        }
        row("all", &total);
        if held {
            assert!(
                total.precision() >= floor_precision,
                "{title}: precision {}",
                total.precision()
            );
            assert!(
                total.recall() >= floor_recall,
                "{title}: recall {}",
                total.recall()
            );
        }
    }
}

#[allow(clippy::too_many_arguments)]
fn look(
    m: &Matcher,
    truth: &Truth,
    index: &Index,
    base: &[Record],
    original: &Record,
    damaged: &Thing,
    kind: &str,
    table: &mut BTreeMap<(bool, usize), Count>,
    row: usize,
) {
    let held = held_out(&original.truth);
    let c = table.entry((held, row)).or_default();
    c.cases += 1;
    let mut found = false;
    for key in index.candidates(m, damaged) {
        let other = &base[key as usize];
        let verdict = m.compare(damaged, &other.thing);
        let says = truth.says(&original.truth, &other.truth);
        if other.thing.key == original.thing.key {
            found = true;
            c.met += 1;
            match &verdict {
                Verdict::Same { .. } => c.auto += 1,
                Verdict::Perhaps { .. } => c.review += 1,
                Verdict::Different { .. } => {
                    if show() && !held {
                        explain("MISSED", kind, damaged, &other.thing, &verdict);
                    }
                }
            }
        } else if says == Some(false) {
            match &verdict {
                Verdict::Same { .. } => {
                    c.wrong_auto += 1;
                    if show() && !held {
                        explain("WRONG", kind, damaged, &other.thing, &verdict);
                    }
                }
                Verdict::Perhaps { .. } => c.wrong_review += 1,
                Verdict::Different { .. } => {}
            }
        }
    }
    if !found && show() && !held {
        explain(
            "NOT MET",
            kind,
            damaged,
            &original.thing,
            &m.compare(damaged, &original.thing),
        );
    }
}

pub fn explain(what: &str, kind: &str, a: &Thing, b: &Thing, v: &Verdict) {
    let line = |t: &Thing| {
        format!(
            "«{}» | {} | {} | {:?} | {:?} | {:?}",
            t.name,
            t.address.as_deref().unwrap_or("-"),
            t.postal_code.as_deref().unwrap_or("-"),
            t.emails,
            t.themes,
            t.point.map(|p| (p.lat(), p.lon()))
        )
    };
    println!(
        "{what} ({kind}) {:.3}\n   {}\n   {}",
        v.score(),
        line(a),
        line(b)
    );
    for r in v.reasons() {
        println!("      {:?} {:+.2} {:?}", r.code, r.points, r.args);
    }
}
