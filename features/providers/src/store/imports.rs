//! Files from the browser: sessions, feeds, imports of officers.

use db::{Fault, Read, Row, Sql, Write, params};
use values::{Id, Moment, Refusal};

use super::{json, read_json, word, write_json};
use crate::model::{Feed, Run, RunFile, RunState, RunStep, SessionFile, SessionState};
use crate::rules::sessions::Sort;

db::statements! {
    /// Keeps a file that was read.
    pub(crate) PUT_SESSIONS = "insert into providers_sessions (id, organisation, record, sort, address, file, state, leave_out, made_by, made_at) values ($1, $2, $3, $4, $5, $6, 'tried', $7, $8, $9)";
    /// One file.
    pub(crate) SESSIONS = "select id, organisation, record, address, file, state, leave_out, parcel, made_by, made_at from providers_sessions where id = $1";
    /// The files of a service that were taken, newest first.
    pub(crate) SESSIONS_OF = "select id, organisation, record, address, file, state, leave_out, parcel, made_by, made_at from providers_sessions where organisation = $1 and record = $2 and state <> 'tried' order by taken_at desc, id desc limit $3";
    /// The file whose sessions are a service's: the last that was taken and not taken back.
    pub(crate) SESSIONS_NOW = "select id, organisation, record, address, file, state, leave_out, parcel, made_by, made_at from providers_sessions where organisation = $1 and record = $2 and state = 'taken' order by taken_at desc, id desc limit 1";
    /// A file is taken.
    pub(crate) TAKE_SESSIONS = "update providers_sessions set state = 'taken', leave_out = $2, parcel = $3, taken_at = $4 where id = $1 and state = 'tried'";
    /// A file is taken back.
    pub(crate) UNDO_SESSIONS = "update providers_sessions set state = 'undone' where id = $1 and state = 'taken'";
    /// Files that nobody took are forgotten.
    pub(crate) FORGET_SESSIONS = "delete from providers_sessions where state = 'tried' and made_at < $1";
    /// Wants a feed, instead of the one there was.
    pub(crate) PUT_FEED = "insert into providers_feed (organisation, record, address, leave_out, state, added_by, added_at, read_at, good_at) values ($1, $2, $3, $4, 'on', $5, $6, $6, $6) on conflict (organisation, record) do update set address = $3, leave_out = $4, state = 'on', added_by = $5, added_at = $6, read_at = $6, good_at = $6, problem = null";
    /// The feed of a service.
    pub(crate) FEED = "select organisation, record, address, leave_out, state, added_by, read_at, good_at, problem from providers_feed where organisation = $1 and record = $2";
    /// The feeds that are read, those not asked for longest first.
    pub(crate) FEEDS = "select organisation, record, address, leave_out, state, added_by, read_at, good_at, problem from providers_feed where state = 'on' and read_at < $1 order by read_at, record";
    /// A feed was read.
    pub(crate) FEED_READ = "update providers_feed set read_at = $4, good_at = $5, problem = $6 where organisation = $1 and record = $2 and address = $3 and state = 'on'";
    /// A feed is read no more.
    pub(crate) STOP_FEED = "update providers_feed set state = 'stopped' where organisation = $1 and record = $2 and state = 'on'";
    /// Starts an import.
    pub(crate) PUT_RUN = "insert into providers_run (id, profile, dry, leave_out, state, step, at, of, made_by, made_at) values ($1, $2, $3, $4, 'waiting', 'reading', 0, 0, $5, $6)";
    /// One import that was started.
    pub(crate) RUN = "select id, profile, dry, leave_out, state, step, at, of, import, problem, made_by, made_at from providers_run where id = $1";
    /// The imports that were started, newest first.
    pub(crate) RUNS = "select id, profile, dry, leave_out, state, step, at, of, import, problem, made_by, made_at from providers_run order by made_at desc, id desc limit $1";
    /// How far an import is.
    pub(crate) STEP_RUN = "update providers_run set state = 'working', step = $2, at = $3, of = $4 where id = $1 and state in ('waiting', 'working')";
    /// An import has ended.
    pub(crate) END_RUN = "update providers_run set state = $2, import = $3, problem = $4, ended_at = $5 where id = $1 and state in ('waiting', 'working')";
    /// Keeps a file of an import.
    pub(crate) PUT_RUN_FILE = "insert into providers_run_file (run, input, name, content) values ($1, $2, $3, $4)";
    /// The files of an import.
    pub(crate) RUN_FILES = "select input, name, content from providers_run_file where run = $1 order by input";
    /// The names of the files of an import.
    pub(crate) RUN_FILE_NAMES = "select name from providers_run_file where run = $1 order by input";
    /// The files of a trial are those of the import that follows it.
    pub(crate) MOVE_RUN_FILES = "update providers_run_file set run = $2 where run = $1";
    /// The files of an import are kept no longer: the import has its own copy.
    pub(crate) DROP_RUN_FILES = "delete from providers_run_file where run = $1";
    /// Files nobody did anything with are forgotten.
    pub(crate) FORGET_RUN_FILES = "delete from providers_run_file where run in (select id from providers_run where made_at < $1 and state in ('done', 'failed'))";
}

fn to_sessions(sql: Sql, r: &Row<'_>) -> Result<SessionFile, Fault> {
    Ok(SessionFile {
        id: r.get("id")?,
        organisation: r.get("organisation")?,
        record: r.get("record")?,
        address: r.get("address")?,
        file: json(sql, r, "file")?,
        state: word(sql, r, "state", SessionState::parse)?,
        leave_out: r.get("leave_out")?,
        parcel: r.get("parcel")?,
        made_by: r.get("made_by")?,
        made_at: r.get("made_at")?,
    })
}

fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Csv => "csv",
        Sort::Xlsx => "xlsx",
        Sort::Ods => "ods",
        Sort::Ical => "ical",
    }
}

pub(crate) fn put_sessions(tx: &mut Write<'_>, s: &SessionFile) -> Result<(), Fault> {
    tx.exec(
        PUT_SESSIONS,
        &params![
            s.id,
            s.organisation,
            s.record,
            sort(s.file.sort),
            s.address.as_deref(),
            write_json(PUT_SESSIONS, &s.file)?,
            s.leave_out,
            s.made_by,
            s.made_at
        ],
    )?;
    Ok(())
}

pub(crate) fn sessions(c: &mut Read<'_>, id: Id) -> Result<Option<SessionFile>, Fault> {
    c.opt(SESSIONS, &params![id], |r| to_sessions(SESSIONS, r))
}

pub(crate) fn sessions_of(
    c: &mut Read<'_>,
    organisation: Id,
    record: Id,
    limit: u32,
) -> Result<Vec<SessionFile>, Fault> {
    c.all(SESSIONS_OF, &params![organisation, record, limit], |r| {
        to_sessions(SESSIONS_OF, r)
    })
}

pub(crate) fn sessions_now(
    c: &mut Read<'_>,
    organisation: Id,
    record: Id,
) -> Result<Option<SessionFile>, Fault> {
    c.opt(SESSIONS_NOW, &params![organisation, record], |r| {
        to_sessions(SESSIONS_NOW, r)
    })
}

/// False when it was taken meanwhile.
pub(crate) fn take_sessions(
    tx: &mut Write<'_>,
    id: Id,
    leave_out: bool,
    parcel: Option<Id>,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(TAKE_SESSIONS, &params![id, leave_out, parcel, now])? == 1)
}

/// False when it is not taken.
pub(crate) fn undo_sessions(tx: &mut Write<'_>, id: Id) -> Result<bool, Fault> {
    Ok(tx.exec(UNDO_SESSIONS, &params![id])? == 1)
}

pub(crate) fn put_feed(
    tx: &mut Write<'_>,
    s: &SessionFile,
    address: &str,
    leave_out: bool,
    by: Id,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        PUT_FEED,
        &params![s.organisation, s.record, address, leave_out, by, now],
    )?;
    Ok(())
}

fn to_feed(sql: Sql, r: &Row<'_>) -> Result<Feed, Fault> {
    let state: String = r.get("state")?;
    let problem: Option<String> = r.get("problem")?;
    Ok(Feed {
        organisation: r.get("organisation")?,
        record: r.get("record")?,
        address: r.get("address")?,
        leave_out: r.get("leave_out")?,
        on: state == "on",
        added_by: r.get("added_by")?,
        read_at: r.get("read_at")?,
        good_at: r.get("good_at")?,
        problem: refusal(sql, problem)?,
    })
}

fn refusal(sql: Sql, text: Option<String>) -> Result<Option<Refusal>, Fault> {
    text.map(|t| read_json(sql, "problem", &t)).transpose()
}

pub(crate) fn feed(c: &mut Read<'_>, organisation: Id, record: Id) -> Result<Option<Feed>, Fault> {
    c.opt(FEED, &params![organisation, record], |r| to_feed(FEED, r))
}

/// Those that were last asked before a moment.
pub(crate) fn feeds(c: &mut Read<'_>, before: Moment) -> Result<Vec<Feed>, Fault> {
    c.all(FEEDS, &params![before], |r| to_feed(FEEDS, r))
}

/// Notes how reading a feed went; nothing when it was stopped or has another address by now.
pub(crate) fn feed_read(tx: &mut Write<'_>, f: &Feed) -> Result<(), Fault> {
    let problem = f.problem.as_ref().map(|p| write_json(FEED_READ, p));
    tx.exec(
        FEED_READ,
        &params![
            f.organisation,
            f.record,
            &*f.address,
            f.read_at,
            f.good_at,
            problem.transpose()?
        ],
    )?;
    Ok(())
}

/// False when there is none.
pub(crate) fn stop_feed(tx: &mut Write<'_>, organisation: Id, record: Id) -> Result<bool, Fault> {
    Ok(tx.exec(STOP_FEED, &params![organisation, record])? == 1)
}

pub(crate) fn put_run(tx: &mut Write<'_>, run: &Run) -> Result<(), Fault> {
    tx.exec(
        PUT_RUN,
        &params![
            run.id,
            &*run.profile,
            run.dry,
            run.leave_out,
            run.made_by,
            run.made_at
        ],
    )?;
    Ok(())
}

fn to_run(sql: Sql, r: &Row<'_>) -> Result<Run, Fault> {
    let problem: Option<String> = r.get("problem")?;
    Ok(Run {
        id: r.get("id")?,
        profile: r.get("profile")?,
        dry: r.get("dry")?,
        leave_out: r.get("leave_out")?,
        state: word(sql, r, "state", RunState::parse)?,
        step: word(sql, r, "step", RunStep::parse)?,
        at: r.get("at")?,
        of: r.get("of")?,
        import: r.get("import")?,
        problem: refusal(sql, problem)?,
        made_by: r.get("made_by")?,
        made_at: r.get("made_at")?,
    })
}

pub(crate) fn run(c: &mut Read<'_>, id: Id) -> Result<Option<Run>, Fault> {
    c.opt(RUN, &params![id], |r| to_run(RUN, r))
}

pub(crate) fn runs(c: &mut Read<'_>, limit: u32) -> Result<Vec<Run>, Fault> {
    c.all(RUNS, &params![limit], |r| to_run(RUNS, r))
}

/// Notes how far it is; false when it has ended.
pub(crate) fn step_run(
    tx: &mut Write<'_>,
    id: Id,
    (step, at, of): (RunStep, i64, i64),
) -> Result<bool, Fault> {
    Ok(tx.exec(STEP_RUN, &params![id, step.as_str(), at, of])? == 1)
}

/// Ends it with an import, or with why there is none.
pub(crate) fn end_run(
    tx: &mut Write<'_>,
    id: Id,
    result: Result<i64, &Refusal>,
    now: Moment,
) -> Result<bool, Fault> {
    let (state, import, problem) = match result {
        Ok(number) => (RunState::Done, Some(number), None),
        Err(no) => (RunState::Failed, None, Some(write_json(END_RUN, no)?)),
    };
    Ok(tx.exec(END_RUN, &params![id, state.as_str(), import, problem, now])? == 1)
}

pub(crate) fn put_run_file(tx: &mut Write<'_>, run: Id, file: &RunFile) -> Result<(), Fault> {
    tx.exec(
        PUT_RUN_FILE,
        &params![run, &*file.input, &*file.name, &*file.content],
    )?;
    Ok(())
}

pub(crate) fn run_files(c: &mut Read<'_>, run: Id) -> Result<Vec<RunFile>, Fault> {
    c.all(RUN_FILES, &params![run], |r| {
        Ok(RunFile {
            input: r.get("input")?,
            name: r.get("name")?,
            content: r.get("content")?,
        })
    })
}

pub(crate) fn run_file_names(c: &mut Read<'_>, run: Id) -> Result<Vec<String>, Fault> {
    c.all(RUN_FILE_NAMES, &params![run], |r| r.get(0))
}

/// How many files went over.
pub(crate) fn move_run_files(tx: &mut Write<'_>, from: Id, to: Id) -> Result<u64, Fault> {
    tx.exec(MOVE_RUN_FILES, &params![from, to])
}

pub(crate) fn drop_run_files(tx: &mut Write<'_>, run: Id) -> Result<(), Fault> {
    tx.exec(DROP_RUN_FILES, &params![run])?;
    Ok(())
}

/// Forgets files that nobody did anything with since then; how many.
pub(crate) fn forget_files(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    Ok(
        tx.exec(FORGET_SESSIONS, &params![before])?
            + tx.exec(FORGET_RUN_FILES, &params![before])?,
    )
}
