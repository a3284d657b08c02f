//! What families sought in vain, counted by day, theme, age band and district: needs the city does
//! not meet yet. Nothing else is kept: no words, no person, no moment. Counting happens behind the
//! answer, a few at a time; what a crash loses are a second's counts.

use std::collections::HashMap;
use std::time::Duration;

use db::{Db, Fault};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use values::Day;

use crate::search::Age;
use crate::store;

/// How many wait to be written before further ones are dropped.
const WAITING: usize = 1_000;
/// How long counts are gathered before they are written.
const GATHERED: Duration = Duration::from_millis(300);

/// The bands of age that are told apart, years from and to: as services are.
const BANDS: [(u32, u32); 5] = [(0, 2), (3, 5), (6, 10), (11, 13), (14, 18)];

/// One thing sought in vain. Empty text means it was not said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gap {
    /// On which day, in the city.
    pub day: Day,
    /// Theme.
    pub theme: String,
    /// Band of age, years: `6-10`.
    pub age_band: String,
    /// District.
    pub district: String,
}

impl Gap {
    /// What was sought, as far as it is kept.
    pub fn new(day: Day, theme: Option<String>, age: Option<Age>, district: Option<String>) -> Gap {
        Gap {
            day,
            theme: theme.unwrap_or_default(),
            age_band: age.map(band).unwrap_or_default(),
            district: district.unwrap_or_default(),
        }
    }
}

/// The band an age lies in; a span of ages counts where it begins.
fn band(age: Age) -> String {
    let years = age.from / 12;
    let band = BANDS.iter().find(|(_, to)| years <= *to);
    let (from, to) = band.copied().unwrap_or(BANDS[BANDS.len() - 1]);
    format!("{from}-{to}")
}

/// Where gaps are noted.
#[derive(Clone)]
pub(crate) struct Gaps(Sender<Gap>);

impl Gaps {
    /// Begins to write what is noted, until the last holder of this is gone.
    pub fn begin(db: Db) -> Gaps {
        let (sender, receiver) = channel(WAITING);
        tokio::spawn(write(db, receiver));
        Gaps(sender)
    }

    /// Notes one, without waiting; when too many wait already it is dropped.
    pub fn note(&self, gap: Gap) {
        if self.0.try_send(gap).is_err() {
            tracing::debug!("a gap was not counted");
        }
    }
}

async fn write(db: Db, mut receiver: Receiver<Gap>) {
    while let Some(first) = receiver.recv().await {
        tokio::time::sleep(GATHERED).await;
        let mut counts: HashMap<Gap, i64> = HashMap::from([(first, 1)]);
        while let Ok(gap) = receiver.try_recv() {
            *counts.entry(gap).or_default() += 1;
        }
        let written: Result<(), Fault> = db
            .write(move |tx| {
                counts
                    .iter()
                    .try_for_each(|(gap, times)| store::count_gap(tx, gap, *times))
            })
            .await;
        if let Err(e) = written {
            tracing::warn!(error = %e, "gaps not counted");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_fall_into_bands() {
        for (age, wanted) in [
            (Age::months(5), "0-2"),
            (Age::years(3), "3-5"),
            (Age::years(10), "6-10"),
            (Age::span(6, 17), "6-10"),
            (Age::years(18), "14-18"),
        ] {
            assert_eq!(band(age), wanted);
        }
    }

    testing::on_both!(gaps_are_counted_by_day_and_nothing_else, |db| async move {
        let day = |d: &str| d.parse::<Day>().expect("a day");
        let gaps = Gaps::begin(db.db());
        let one = Gap::new(
            day("2026-11-22"),
            Some("sea".into()),
            Some(Age::years(8)),
            None,
        );
        let other = Gap::new(day("2026-11-21"), None, None, Some("puerto".into()));
        for gap in [&one, &one, &other, &one] {
            gaps.note(gap.clone());
        }
        let begun = std::time::Instant::now();
        let all = loop {
            let all = db.read(|c| store::gaps_since(c, "2026-01-01")).await?;
            if all.iter().map(|(_, n)| n).sum::<i64>() == 4 {
                break all;
            }
            assert!(begun.elapsed() < Duration::from_secs(10), "{all:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        };
        assert_eq!(all, [(other, 1), (one.clone(), 3)]);
        let later = db.read(|c| store::gaps_since(c, "2026-11-22")).await?;
        assert_eq!(later, [(one, 3)]);
        Ok(())
    });
}
