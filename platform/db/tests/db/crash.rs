//! `kill -9` under load loses nothing that was acknowledged.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use db::{Config, Db, Fault, Url};

db::statements! {
    /// How far each worker has come, and how many numbers it has written.
    PROGRESS = "select worker, max(n) as last, count(*) as many from crash_left
        group by worker order by worker";
    /// Halves without their other half, on either side.
    HALVES = "select (select count(*) from crash_left l where not exists
            (select 1 from crash_right r where r.worker = l.worker and r.n = l.n))
        + (select count(*) from crash_right r where not exists
            (select 1 from crash_left l where r.worker = l.worker and r.n = l.n))";
}

const ROUNDS: usize = 4;
/// A round is killed after so many acknowledged writes: at another place each time.
const ACKNOWLEDGED: [usize; ROUNDS] = [1_500, 2_311, 997, 3_203];

/// Ends the child whatever happens to the test.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Reads acknowledgements: the highest number of each worker. `enough` says when to stop.
fn acknowledged(
    out: &mut BufReader<ChildStdout>,
    seen: &mut BTreeMap<i64, i64>,
    enough: usize,
) -> Result<usize, Box<dyn std::error::Error + Send + Sync>> {
    let mut line = String::new();
    let mut lines = 0;
    while lines < enough && out.read_line(&mut line)? > 0 {
        // A line that the kill cut short was no acknowledgement.
        if let Some((worker, n)) = line.strip_suffix('\n').and_then(|l| l.split_once(' ')) {
            seen.insert(worker.parse()?, n.parse()?);
            lines += 1;
        }
        line.clear();
    }
    Ok(lines)
}

#[test]
fn no_acknowledged_write_is_lost() -> testing::Outcome {
    let folder = tempfile::TempDir::new()?;
    let file = folder.path().join("crash.db");
    let began = Instant::now();
    let mut total = 0;
    for (round, enough) in (1..=ROUNDS).zip(ACKNOWLEDGED) {
        let mut child = Killed(
            Command::new(env!("CARGO_BIN_EXE_db-crash-writer"))
                .arg(&file)
                .stdout(Stdio::piped())
                .spawn()?,
        );
        let mut out = BufReader::new(child.0.stdout.take().ok_or("no output")?);
        let mut seen = BTreeMap::new();
        let lines = acknowledged(&mut out, &mut seen, enough)?;
        assert_eq!(lines, enough, "the writer ended before it was killed");
        child.0.kill()?;
        // What it had said before it died is still in the pipe.
        total += lines + acknowledged(&mut out, &mut seen, usize::MAX)?;
        drop(child);
        testing::run(async { check(&file, &seen, round).await })?;
        assert!(began.elapsed() < Duration::from_secs(120), "too slow");
    }
    println!("{total} acknowledged writes in {ROUNDS} kills, none lost");
    Ok(())
}

async fn check(
    file: &std::path::Path,
    seen: &BTreeMap<i64, i64>,
    round: usize,
) -> testing::Outcome {
    let db = Db::open(&Config::new(Url::sqlite(file))).await?;
    let problems = db.verify().await?;
    let real: Vec<_> = problems
        .iter()
        .filter(|p| !p.contains("9000_crash"))
        .collect();
    assert!(real.is_empty(), "round {round}: {real:?}");
    let (progress, halves) = db
        .read(|c| {
            let progress = c.all(PROGRESS, &[], |row| {
                Ok((
                    row.get::<i64>("worker")?,
                    (row.get::<i64>("last")?, row.get::<i64>("many")?),
                ))
            })?;
            let halves: i64 = c.one(HALVES, &[], |row| row.get(0))?;
            Ok::<_, Fault>((progress, halves))
        })
        .await?;
    let progress: BTreeMap<i64, (i64, i64)> = progress.into_iter().collect();
    assert_eq!(halves, 0, "round {round}: a write is half there");
    for (worker, last) in seen {
        let (kept, many) = progress.get(worker).copied().unwrap_or_default();
        assert!(
            kept >= *last,
            "round {round}: {worker} {last} was acknowledged and is lost"
        );
        assert_eq!(kept, many, "round {round}: worker {worker} has a gap");
    }
    db.close().await;
    Ok(())
}
