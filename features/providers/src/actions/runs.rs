//! Imports that officers start in the browser. The import itself is `exchange`'s, as for the command
//! line; here is who wanted it, with which files, and how far it is.

use audit::Actor;
use db::{Fault, Read, Write};
use jobs::New;
use serde_json::json;
use values::{Id, Moment, Refusal};

use super::{Act, No, trail};
use crate::jobs as later;
use crate::model::{Run, RunFile, RunState, RunStep};
use crate::store;

/// Starts an import: a worker takes it up.
///
/// # Errors
/// From the database.
pub fn start_run(
    tx: &mut Write<'_>,
    (id, job): (Id, Id),
    profile: &str,
    (dry, leave_out): (bool, bool),
    files: &[RunFile],
    act: Act,
) -> Result<(), No> {
    put(tx, (id, job), profile, (dry, leave_out), act)?;
    for file in files {
        store::put_run_file(tx, id, file)?;
    }
    Ok(())
}

fn put(
    tx: &mut Write<'_>,
    (id, job): (Id, Id),
    profile: &str,
    (dry, leave_out): (bool, bool),
    act: Act,
) -> Result<(), No> {
    store::put_run(
        tx,
        &Run {
            id,
            profile: profile.to_string(),
            dry,
            leave_out,
            state: RunState::Waiting,
            step: RunStep::Reading,
            at: 0,
            of: 0,
            import: None,
            problem: None,
            made_by: act.by,
            made_at: act.at,
        },
    )?;
    // Another import may be at work for hours: its turn comes.
    let new = New::now(later::IMPORT, json!({ "run": id }), act.at)
        .key(id.to_string())
        .attempts(30);
    jobs::enqueue(tx, job, act.at, &new)?;
    let detail = json!({ "profile": profile, "dry": dry, "leave_out": leave_out });
    trail(
        tx,
        Actor::Person(act.by),
        act.at,
        ("import-run", id),
        "start-import",
        detail,
    )?;
    Ok(())
}

/// Imports the files of a trial for real.
///
/// # Errors
/// When it was no trial that has ended, or its files are gone; [`No`] otherwise.
pub fn run_for_real(
    tx: &mut Write<'_>,
    trial: Id,
    (id, job): (Id, Id),
    leave_out: bool,
    act: Act,
) -> Result<(), No> {
    let run = store::run(tx, trial)?.ok_or_else(No::unknown)?;
    if !run.dry || run.state != RunState::Done {
        return Err(No::changed());
    }
    put(tx, (id, job), &run.profile, (false, leave_out), act)?;
    if store::move_run_files(tx, trial, id)? == 0 {
        return Err(Refusal::new("providers-refused-files-gone", 409).into());
    }
    Ok(())
}

/// An import that was started, with the names of its files; they are gone once it has ended for real.
///
/// # Errors
/// When there is none.
pub fn run(c: &mut Read<'_>, id: Id) -> Result<(Run, Vec<String>), No> {
    let run = store::run(c, id)?.ok_or_else(No::unknown)?;
    Ok((run, store::run_file_names(c, id)?))
}

/// The imports that were started last, newest first.
///
/// # Errors
/// From the database.
pub fn runs(c: &mut Read<'_>, limit: u32) -> Result<Vec<Run>, Fault> {
    store::runs(c, limit)
}

/// What a worker needs; none when it has ended.
pub(crate) fn run_work(c: &mut Read<'_>, id: Id) -> Result<Option<(Run, Vec<RunFile>)>, Fault> {
    let run = store::run(c, id)?;
    let open = run.filter(|r| matches!(r.state, RunState::Waiting | RunState::Working));
    match open {
        None => Ok(None),
        Some(run) => Ok(Some((run, store::run_files(c, id)?))),
    }
}

/// Notes how far it is.
pub(crate) fn run_step(tx: &mut Write<'_>, id: Id, step: (RunStep, i64, i64)) -> Result<(), Fault> {
    store::step_run(tx, id, step)?;
    Ok(())
}

/// Notes how it ended. The files of a trial stay for the import that may follow; others are the
/// import's own document by now.
pub(crate) fn run_ended(
    tx: &mut Write<'_>,
    run: &Run,
    result: Result<i64, &Refusal>,
    now: Moment,
) -> Result<(), Fault> {
    store::end_run(tx, run.id, result, now)?;
    if !run.dry || result.is_err() {
        store::drop_run_files(tx, run.id)?;
    }
    Ok(())
}
