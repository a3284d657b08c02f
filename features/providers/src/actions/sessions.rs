//! Sessions out of files: tried, taken, taken back; and the addresses they are read again from.

use audit::Actor;
use catalogue::model::{Kind, Schedule};
use db::{Read, Write};
use serde_json::{Value, json};
use values::{Id, Moment, Refusal};

use super::edit::{must_own, name_of, queue};
use super::{Act, Ground, No, must_manage, trail};
use crate::model::{Feed, Fields, ParcelState, SessionFile, SessionState, Target};
use crate::rules::edit;
use crate::rules::sessions::{self, Difference, File};
use crate::store;

/// A file that was read, with what it changes as things stand.
#[derive(Clone, Debug)]
pub struct Tried {
    /// The file.
    pub file: SessionFile,
    /// The service's name.
    pub name: String,
    /// What it changes; of a file that was taken, nothing.
    pub difference: Difference,
    /// Where its parcel stands, with the number of its import.
    pub parcel: Option<(ParcelState, Option<i64>)>,
}

/// The sessions of a service: what came from files, and the address they are read again from.
#[derive(Clone, Debug)]
pub struct Sessions {
    /// The service's name.
    pub name: String,
    /// The files that were taken, newest first.
    pub files: Vec<SessionFile>,
    /// The address.
    pub feed: Option<Feed>,
}

fn target(organisation: Id, record: Id) -> Target {
    Target {
        organisation,
        kind: Kind::Service,
        record,
        fresh: false,
    }
}

fn times(fields: &Fields) -> Result<Vec<Schedule>, No> {
    match fields.get("schedules") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(list) => serde_json::from_value(list.clone())
            .map_err(|_| Refusal::new("providers-refused-schedule", 422).into()),
    }
}

fn differ(c: &mut Read<'_>, of: Target, shown: &Fields, file: &File) -> Result<Difference, No> {
    let before = store::sessions_now(c, of.organisation, of.record)?;
    let before = before.map(|f| f.file.sessions).unwrap_or_default();
    Ok(sessions::compare(&times(shown)?, &before, &file.sessions))
}

/// The sessions of a service of one's own.
///
/// # Errors
/// When it is not the organisation's; [`No`] otherwise.
pub fn sessions_of(
    c: &mut Read<'_>,
    ground: &Ground,
    (organisation, record): (Id, Id),
    person: Id,
) -> Result<Sessions, No> {
    let shown = must_own(c, ground, target(organisation, record), person)?;
    Ok(Sessions {
        name: name_of(&shown, ground),
        files: store::sessions_of(c, organisation, record, 20)?,
        feed: store::feed(c, organisation, record)?,
    })
}

/// Keeps what was understood of a file, to be looked at before it is taken. Nothing is changed.
///
/// # Errors
/// When the service is not the organisation's; [`No`] otherwise.
pub fn try_sessions(
    tx: &mut Write<'_>,
    ground: &Ground,
    (organisation, record, id): (Id, Id, Id),
    (file, address): (File, Option<String>),
    act: Act,
) -> Result<(), No> {
    must_own(tx, ground, target(organisation, record), act.by)?;
    store::put_sessions(
        tx,
        &SessionFile {
            id,
            organisation,
            record,
            address,
            file,
            state: SessionState::Tried,
            leave_out: false,
            parcel: None,
            made_by: act.by,
            made_at: act.at,
        },
    )?;
    Ok(())
}

/// A file that was read, with what it changes now.
///
/// # Errors
/// [`No`].
pub fn tried(
    c: &mut Read<'_>,
    ground: &Ground,
    (organisation, record, id): (Id, Id, Id),
    person: Id,
) -> Result<Tried, No> {
    let of = target(organisation, record);
    let shown = must_own(c, ground, of, person)?;
    let file = store::sessions(c, id)?
        .filter(|f| f.organisation == organisation && f.record == record)
        .ok_or_else(No::unknown)?;
    let difference = match file.state {
        SessionState::Tried => differ(c, of, &shown, &file.file)?,
        _ => Difference::default(),
    };
    let parcel = match file.parcel {
        Some(parcel) => store::parcel(c, parcel)?.map(|p| (p.state, p.import)),
        None => None,
    };
    Ok(Tried {
        name: name_of(&shown, ground),
        difference,
        parcel,
        file,
    })
}

/// Takes a file: its sessions become the service's, through the same door as what is written in the
/// editor. Rows that are wrong are left out only when that is asked for. A file from an address is read
/// again every day from now on. `ids` are for the parcels and the job.
///
/// # Errors
/// `providers-refused-rows` when rows are wrong; when it was taken already; [`No`] otherwise.
pub fn take_sessions(
    tx: &mut Write<'_>,
    ground: &Ground,
    (organisation, record, id): (Id, Id, Id),
    leave_out: bool,
    ids: [Id; 3],
    act: Act,
) -> Result<Difference, No> {
    let Tried {
        file, difference, ..
    } = tried(tx, ground, (organisation, record, id), act.by)?;
    if file.state != SessionState::Tried {
        return Err(No::changed());
    }
    if !file.file.is_good() && !leave_out
        || file.file.remarks.iter().any(|r| r.bad && r.row.is_none())
    {
        let rows = file.file.bad_rows().len();
        return Err(Refusal::new("providers-refused-rows", 422)
            .arg("count", rows)
            .into());
    }
    let of = target(organisation, record);
    let shown = must_own(tx, ground, of, act.by)?;
    let mut parcel = None;
    if !difference.is_nothing() {
        let mut wanted = shown.clone();
        let list = serde_json::to_value(&difference.wanted).unwrap_or_default();
        let mut alone = Fields::new();
        alone.insert(
            "name".into(),
            shown.get("name").cloned().unwrap_or_default(),
        );
        alone.insert("schedules".into(), list.clone());
        edit::check(Kind::Service, &alone, &ground.city)?;
        wanted.insert("schedules".into(), list);
        let changes = edit::changes(&shown, &wanted);
        let sent = queue(tx, of, &shown, changes, ids, act)?;
        parcel = Some(if sent.now.is_empty() { ids[1] } else { ids[0] });
    }
    if !store::take_sessions(tx, id, leave_out, parcel, act.at)? {
        return Err(No::changed());
    }
    if let Some(address) = &file.address {
        store::put_feed(tx, &file, address, leave_out, act.by, act.at)?;
    }
    let detail = json!({
        "organisation": organisation,
        "record": record,
        "new": difference.new.len(),
        "changed": difference.changed.len(),
        "gone": difference.gone.len(),
        "feed": file.address.is_some(),
    });
    trail(
        tx,
        Actor::Person(act.by),
        act.at,
        ("sessions", id),
        "take-sessions",
        detail,
    )?;
    Ok(difference)
}

/// What has to happen so that a file is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undo {
    /// Its parcel still waits: it is taken back with it.
    Parcel(Id),
    /// Its import is taken back.
    Import(i64),
    /// It changed nothing.
    Nothing,
}

/// How a file of one's own is taken back.
///
/// # Errors
/// `providers-refused-undo-wait` while it is on its way; [`No`] otherwise.
pub fn undo_of_sessions(
    c: &mut Read<'_>,
    ground: &Ground,
    ids: (Id, Id, Id),
    person: Id,
) -> Result<Undo, No> {
    let file = tried(c, ground, ids, person)?;
    if file.file.state != SessionState::Taken {
        return Err(No::changed());
    }
    match (file.file.parcel, file.parcel) {
        (None, _) | (_, None) => Ok(Undo::Nothing),
        (Some(parcel), Some((ParcelState::Waiting, _))) => Ok(Undo::Parcel(parcel)),
        (_, Some((ParcelState::Publishing, _))) => {
            Err(Refusal::new("providers-refused-undo-wait", 409).into())
        }
        (_, Some((ParcelState::Published, Some(number)))) => Ok(Undo::Import(number)),
        _ => Ok(Undo::Nothing),
    }
}

/// Notes that a file was taken back. An address it came from is not read any more: the next night would
/// bring the same again.
///
/// # Errors
/// [`No`].
pub fn sessions_undone(
    tx: &mut Write<'_>,
    (organisation, record, id): (Id, Id, Id),
    act: Act,
) -> Result<(), No> {
    must_manage(tx, organisation, act.by)?;
    let file = store::sessions(tx, id)?
        .filter(|f| f.organisation == organisation && f.record == record)
        .ok_or_else(No::unknown)?;
    if !store::undo_sessions(tx, id)? {
        return Err(No::changed());
    }
    if file.address.is_some() {
        store::stop_feed(tx, organisation, record)?;
    }
    let detail = json!({ "organisation": organisation, "record": record });
    trail(
        tx,
        Actor::Person(act.by),
        act.at,
        ("sessions", id),
        "undo-sessions",
        detail,
    )?;
    Ok(())
}

/// Stops reading an address.
///
/// # Errors
/// When there is none; [`No`] otherwise.
pub fn stop_feed(
    tx: &mut Write<'_>,
    ground: &Ground,
    (organisation, record): (Id, Id),
    act: Act,
) -> Result<(), No> {
    must_own(tx, ground, target(organisation, record), act.by)?;
    if !store::stop_feed(tx, organisation, record)? {
        return Err(No::changed());
    }
    let detail = json!({ "organisation": organisation });
    trail(
        tx,
        Actor::Person(act.by),
        act.at,
        ("feed", record),
        "stop-feed",
        detail,
    )?;
    Ok(())
}

/// The feeds nobody has asked since a moment.
///
/// # Errors
/// From the database.
pub fn feeds(c: &mut Read<'_>, before: Moment) -> Result<Vec<Feed>, db::Fault> {
    store::feeds(c, before)
}

/// Takes what an address gave, or notes why nothing could be taken. Rows that are wrong are left out
/// only when the provider has chosen so at the first reading. When nobody may publish for the service
/// any more, the address is not read again.
///
/// # Errors
/// From the database.
pub fn feed_read(
    tx: &mut Write<'_>,
    ground: &Ground,
    feed: &Feed,
    read: Result<File, Refusal>,
    (id, ids): (Id, [Id; 3]),
    act: Act,
) -> Result<(), No> {
    let mut feed = feed.clone();
    feed.read_at = act.at;
    let of = (feed.organisation, feed.record);
    // It was stopped, or has become another, while it was being read.
    let now = store::feed(tx, of.0, of.1)?;
    if now.is_none_or(|f| !f.on || f.address != feed.address) {
        return Ok(());
    }
    let result = match read {
        Err(no) => Err(no),
        Ok(file) if !file.is_good() && !feed.leave_out => {
            Err(Refusal::new("providers-refused-rows", 422).arg("count", file.bad_rows().len()))
        }
        Ok(file) => match must_own(tx, ground, target(of.0, of.1), act.by) {
            Err(No::Refused(all)) => {
                store::stop_feed(tx, of.0, of.1)?;
                tracing::info!(record = %feed.record, "a feed is not read any more: {:?}", all.first().map(|r| &r.key));
                return Ok(());
            }
            Err(fault) => return Err(fault),
            Ok(shown) => {
                let difference = differ(tx, target(of.0, of.1), &shown, &file)?;
                match difference.is_nothing() {
                    true => Ok(()),
                    false => {
                        let three = (of.0, of.1, id);
                        try_sessions(tx, ground, three, (file, Some(feed.address.clone())), act)?;
                        take_sessions(tx, ground, three, feed.leave_out, ids, act)?;
                        return Ok(());
                    }
                }
            }
        },
    };
    match result {
        Ok(()) => {
            feed.good_at = act.at;
            feed.problem = None;
        }
        Err(no) => feed.problem = Some(no),
    }
    store::feed_read(tx, &feed)?;
    Ok(())
}

/// Forgets files that nobody took within a week.
///
/// # Errors
/// From the database.
pub fn forget_files(tx: &mut Write<'_>, now: Moment) -> Result<u64, db::Fault> {
    store::forget_files(tx, now.plus_seconds(-7 * 24 * 3600))
}
