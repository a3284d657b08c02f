//! An import that an officer has started in the browser, carried out.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use db::Db;
use exchange::{Exchange, ImportError, Known, Progress, Wish};
use jobs::Failure;
use values::{Clock, Id, Refusal, Refuse};

use crate::actions;
use crate::model::{Run, RunFile, RunStep};

/// Carries out an import an officer has started.
pub const IMPORT: &str = "providers.import";
/// How often it is noted how far it is.
const PULSE: Duration = Duration::from_secs(1);

/// What carrying out imports stands on.
pub struct Runs {
    /// The database.
    pub db: Db,
    /// Brings files in.
    pub exchange: Exchange,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The mapping profiles of the city, by key.
    pub profiles: Arc<BTreeMap<String, Known>>,
}

/// Carries out one import; one that has ended already is left alone. After a stop in the middle it
/// begins anew: `exchange` has thrown away what was not decided, and finished what was.
///
/// # Errors
/// When another import is at work, or from the database: it is tried again.
pub async fn run_import(r: &Runs, id: Id) -> Result<(), Failure> {
    let Some((run, files)) = r.db.read(move |c| actions::run_work(c, id)).await? else {
        return Ok(());
    };
    let result = match bring(r, &run, files).await {
        Ok(number) => Ok(number),
        Err(e @ (ImportError::Busy(_) | ImportError::Db(_) | ImportError::Stopped(_))) => {
            return Err(Failure::Again(e.to_string()));
        }
        Err(e) => Err(told(&e)),
    };
    let now = r.clock.now();
    r.db.write::<_, db::Fault>(move |tx| {
        actions::run_ended(tx, &run, result.as_ref().copied(), now)
    })
    .await?;
    Ok(())
}

/// Why there is no import, for the officer: the reader's own words say where in the file.
fn told(error: &ImportError) -> Refusal {
    match error {
        ImportError::File { why, .. } => {
            Refusal::new("providers-refused-run-file", 422).arg("why", why)
        }
        other => Refusal::new("providers-refused-run", 422).arg("why", &other.refusal().key),
    }
}

async fn bring(r: &Runs, run: &Run, files: Vec<RunFile>) -> Result<i64, ImportError> {
    let broken = |e: std::io::Error| ImportError::Stopped(e.to_string());
    let known = r
        .profiles
        .get(&run.profile)
        .ok_or_else(|| ImportError::File {
            file: String::new(),
            why: format!("there is no profile «{}» any more", run.profile),
        })?;
    let folder = tempfile::tempdir().map_err(broken)?;
    let mut main = None;
    let mut given: BTreeMap<String, PathBuf> = BTreeMap::new();
    for file in files {
        // Each in a folder of its own: two may have the same name, and none lies beside the other.
        let room = folder
            .path()
            .join(format!("f{}", given.len() + usize::from(main.is_some())));
        std::fs::create_dir(&room).map_err(broken)?;
        let path = room.join(&file.name);
        std::fs::write(&path, &file.content).map_err(broken)?;
        match file.input.as_str() {
            "" => main = Some(path),
            _ => {
                given.insert(file.input, path);
            }
        }
    }
    let main = main.ok_or_else(|| ImportError::File {
        file: String::new(),
        why: "the file is not kept any more: send it again".into(),
    })?;
    let exchange = r.exchange.acting_as(run.made_by.to_string());
    let wish = Wish {
        dry_run: run.dry,
        approve: false,
        leave_out_errors: run.leave_out,
    };
    let far = Arc::new(Mutex::new((RunStep::Reading, 0i64, 0i64)));
    let note = {
        let far = far.clone();
        move |progress: Progress| {
            let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
            let step = match progress {
                Progress::Read(n) => (RunStep::Reading, number(n), 0),
                Progress::Linking => (RunStep::Linking, 0, 0),
                Progress::Composed(n, of) => (RunStep::Composing, number(n), number(of)),
                Progress::Carried(n, of) => (RunStep::Carrying, number(n), number(of)),
            };
            *far.lock().unwrap_or_else(PoisonError::into_inner) = step;
        }
    };
    let id = run.id;
    let work = exchange.bring(known, &main, given, wish, &note);
    tokio::pin!(work);
    let mut pulse = tokio::time::interval(PULSE);
    let outcome = loop {
        tokio::select! {
            outcome = &mut work => break outcome?,
            _ = pulse.tick() => {
                let step = *far.lock().unwrap_or_else(PoisonError::into_inner);
                let noted = r.db.write::<_, db::Fault>(move |tx| actions::run_step(tx, id, step));
                // The import goes on, whether its progress can be noted or not.
                tokio::select! {
                    outcome = &mut work => break outcome?,
                    _ = noted => {}
                }
            }
        }
    };
    Ok(outcome.import.number)
}
