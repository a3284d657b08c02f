//! What a provider does with its records: edit a draft, send it, take it back, confirm that all is
//! still right.

use audit::Actor;
use catalogue::model::{Assurance, Image, Kind, ServiceAtLocation};
use db::{Fault, Read, Write};
use jobs::New;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use values::{Id, Lang, Refusal, Text};

use super::{Act, Ground, No, facts, in_force, must_manage, note, trail};
use crate::model::{
    Change, Conflict, Draft, Fields, Made, Parcel, ParcelState, Target, Translation,
};
use crate::rules::edit::{self, At, Weight};
use crate::{jobs as later, store};

/// The key of an organisation's source among the sources of the catalogue.
pub fn source(organisation: Id) -> String {
    format!("provider:{organisation}")
}

/// A draft with what stands beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The draft.
    pub draft: Draft,
    /// What is shown now.
    pub shown: Fields,
    /// Fields that somebody else has changed too since the draft was begun.
    pub conflicts: Vec<Conflict>,
    /// What is known of its translations.
    pub translations: Vec<Translation>,
    /// Of the places of a service those that others say: they are not taken out here.
    pub fixed: BTreeSet<Id>,
}

impl Opened {
    fn new(c: &mut Read<'_>, draft: Draft, shown: Fields) -> Result<Opened, Fault> {
        let mut fixed = BTreeSet::new();
        if draft.target.kind == Kind::Service {
            let key = source(draft.target.organisation);
            for tie in catalogue::actions::places_of(c, draft.target.record)? {
                if exchange::spoken::by(c, &key, tie.id)?.is_none() {
                    fixed.extend(reference_in(&tie.body, "location_id"));
                }
            }
        }
        Ok(Opened {
            conflicts: edit::conflicts(&draft.base, &draft.wanted, &shown),
            translations: store::translations(c, draft.target.record)?,
            fixed,
            draft,
            shown,
        })
    }
}

/// What became of a draft that was sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sent {
    /// Changes that go out at once.
    pub now: Vec<Change>,
    /// Changes that wait, each with why (a key of the locales, `providers-why-…`).
    pub waits: Vec<(Change, &'static str)>,
}

fn fields(image: Image) -> Fields {
    match image.body {
        Value::Object(fields) => fields,
        _ => Fields::new(),
    }
}

/// What is shown of a record; nothing of one that is new, gone, or part of another. Of a service with
/// the places it is at ([`edit::PLACES`]).
pub(super) fn shown(c: &mut Read<'_>, kind: Kind, record: Id) -> Result<Option<Fields>, Fault> {
    let image = catalogue::actions::image(c, kind, record)?;
    let Some(mut fields) = image.filter(Image::is_live).map(fields) else {
        return Ok(None);
    };
    if kind == Kind::Service {
        let mut all = Vec::new();
        for tie in catalogue::actions::places_of(c, record)? {
            if let Ok(tie) = tie.record::<ServiceAtLocation>() {
                let name = place_name(c, tie.location_id)?.unwrap_or_default();
                all.push(At::of(tie, name));
            }
        }
        edit::put_places(&mut fields, all);
    }
    Ok(Some(fields))
}

/// The name of a place that is shown.
pub(super) fn place_name(c: &mut Read<'_>, place: Id) -> Result<Option<String>, Fault> {
    let image = catalogue::actions::image(c, Kind::Location, place)?;
    let name = |i: Image| Some(i.body.get("name")?.as_str()?.to_string());
    Ok(image.filter(Image::is_live).and_then(name))
}

pub(super) fn reference(fields: &Fields, key: &str) -> Option<Id> {
    fields.get(key)?.as_str()?.parse().ok()
}

fn reference_in(body: &Value, key: &str) -> Option<Id> {
    body.get(key)?.as_str()?.parse().ok()
}

/// Whether a record is the organisation's to edit: it speaks of it already, has shown that it is the
/// organisation of it, or has begun it.
fn owns(c: &mut Read<'_>, t: Target, shown: &Fields) -> Result<bool, Fault> {
    if t.kind == Kind::ServiceAtLocation {
        let Some(service) = reference(shown, "service_id") else {
            return Ok(false);
        };
        let above = Target {
            kind: Kind::Service,
            record: service,
            ..t
        };
        let fields = self::shown(c, Kind::Service, service)?.unwrap_or_default();
        return owns(c, above, &fields);
    }
    let of = match t.kind {
        Kind::Organization => Some(t.record),
        _ => reference(shown, "organization_id"),
    };
    let Some(of) = of else { return Ok(false) };
    if store::owners(c, of)?.contains(&t.organisation) {
        return Ok(true);
    }
    // An organisation that was new is now perhaps part of a record that was there.
    Ok(exchange::spoken::by(c, &source(t.organisation), of)?.is_some())
}

/// Refuses who is no manager, whose organisation is not admitted, or whose record it is not; returns
/// what is shown.
pub(super) fn must_own(
    c: &mut Read<'_>,
    ground: &Ground,
    t: Target,
    person: Id,
) -> Result<Fields, No> {
    must_manage(c, t.organisation, person)?;
    let cases = store::cases_of(c, &ground.keys, t.organisation)?;
    if in_force(&cases).is_none() {
        return Err(Refusal::new("providers-refused-not-admitted", 409).into());
    }
    let shown = shown(c, t.kind, t.record)?;
    if t.fresh {
        return match shown {
            Some(_) => Err(No::changed()),
            None => Ok(Fields::new()),
        };
    }
    let shown = shown.ok_or_else(No::unknown)?;
    if owns(c, t, &shown)? {
        Ok(shown)
    } else {
        Err(No::unknown())
    }
}

/// Opens the draft of a record, beginning one when there is none. A new record (`fresh`) is begun
/// with `begin`: at least what it belongs to.
///
/// # Errors
/// When the record is not the organisation's; [`No`] otherwise.
pub fn open_draft(
    tx: &mut Write<'_>,
    ground: &Ground,
    target: Target,
    begin: &Fields,
    act: Act,
) -> Result<Opened, No> {
    let kept = store::draft(tx, target.organisation, target.kind, target.record)?;
    let target = kept.as_ref().map_or(target, |d| d.target);
    let shown = must_own(tx, ground, target, act.by)?;
    if let Some(draft) = kept {
        return Ok(Opened::new(tx, draft, shown)?);
    }
    if target.fresh {
        must_belong(tx, target, begin)?;
    }
    // What waits is part of what is wanted: the next sending carries it along.
    let mut wanted = shown.clone();
    if target.fresh {
        wanted = begin.clone();
    }
    for parcel in store::on_the_way(tx, target)? {
        for change in parcel.changes {
            wanted.insert(change.field, change.to);
        }
    }
    let draft = Draft {
        target,
        base: shown.clone(),
        wanted,
        revision: 1,
        edited_at: act.at,
    };
    if !store::new_draft(tx, &draft, act.by)? {
        return Err(No::changed());
    }
    Ok(Opened::new(tx, draft, shown)?)
}

/// Refuses a new record that would belong to somebody else: a service or place must be of an
/// organisation that is theirs, a service at a place of a service that is.
fn must_belong(c: &mut Read<'_>, t: Target, begin: &Fields) -> Result<(), No> {
    let own = match t.kind {
        Kind::Organization => true,
        Kind::ServiceAtLocation => match reference(begin, "service_id") {
            None => false,
            Some(service) => begun(c, t, Kind::Service, service)? || owns(c, t, begin)?,
        },
        Kind::Service | Kind::Location => match reference(begin, "organization_id") {
            None => false,
            Some(above) => begun(c, t, Kind::Organization, above)? || owns(c, t, begin)?,
        },
    };
    if own {
        Ok(())
    } else {
        Err(Refusal::new("providers-refused-belongs", 422).into())
    }
}

/// True when the organisation has sent this record as a new one.
fn begun(c: &mut Read<'_>, t: Target, kind: Kind, record: Id) -> Result<bool, Fault> {
    let above = Target { kind, record, ..t };
    Ok(store::on_the_way(c, above)?.iter().any(|p| p.target.fresh))
}

/// Keeps a draft. `revision` is the one it was shown with.
///
/// # Errors
/// All that could never be shown, field by field; when somebody else has kept it meanwhile.
pub fn keep_draft(
    tx: &mut Write<'_>,
    ground: &Ground,
    target: Target,
    revision: i64,
    wanted: Fields,
    act: Act,
) -> Result<Opened, No> {
    let opened = draft_of(tx, ground, target, act)?;
    let mut wanted = wanted;
    // Whom a record belongs to is not edited.
    for key in edit::references(target.kind) {
        match opened.draft.wanted.get(*key) {
            Some(value) => wanted.insert((*key).to_string(), value.clone()),
            None => wanted.shift_remove(*key),
        };
    }
    edit::check(target.kind, &wanted, &ground.city)?;
    keep(tx, opened, revision, |draft, _| draft.wanted = wanted, act)
}

/// Settles conflicts: of the fields that somebody else has changed too, those in `keep` stay as the
/// draft wants them, the others become what is shown.
///
/// # Errors
/// When somebody else has kept the draft meanwhile; [`No`] otherwise.
pub fn resolve(
    tx: &mut Write<'_>,
    ground: &Ground,
    target: Target,
    revision: i64,
    keep_mine: &BTreeSet<String>,
    act: Act,
) -> Result<Opened, No> {
    let opened = draft_of(tx, ground, target, act)?;
    let settle = |draft: &mut Draft, shown: &Fields| {
        draft.wanted = edit::rebase(&draft.base, &draft.wanted, shown, keep_mine);
        draft.base = shown.clone();
    };
    keep(tx, opened, revision, settle, act)
}

fn keep(
    tx: &mut Write<'_>,
    opened: Opened,
    revision: i64,
    change: impl FnOnce(&mut Draft, &Fields),
    act: Act,
) -> Result<Opened, No> {
    let Opened {
        mut draft, shown, ..
    } = opened;
    draft.revision = revision;
    draft.edited_at = act.at;
    change(&mut draft, &shown);
    if !store::save_draft(tx, &draft, act.by)? {
        return Err(No::changed());
    }
    draft.revision += 1;
    Ok(Opened::new(tx, draft, shown)?)
}

/// What somebody has done to the texts of a record in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Translated {
    /// The language; not the one the others follow.
    pub language: Lang,
    /// The texts by field; empty words take a text out.
    pub texts: Vec<(String, String)>,
    /// Whether a machine has made what is new here.
    pub machine: bool,
    /// The fields that were read beside the original and found right.
    pub confirmed: BTreeSet<String>,
}

/// Keeps translations in the draft, and who has made them of which original. `revision` is the one the
/// draft was shown with.
///
/// # Errors
/// As [`keep_draft`]; `providers-refused-original` when it is the language the others follow.
pub fn translate(
    tx: &mut Write<'_>,
    ground: &Ground,
    target: Target,
    revision: i64,
    what: &Translated,
    act: Act,
) -> Result<Opened, No> {
    let opened = draft_of(tx, ground, target, act)?;
    let own = &ground.city.default_language;
    let mut wanted = opened.draft.wanted.clone();
    let mut rows = Vec::new();
    for (field, words) in &what.texts {
        if !edit::translatable(target.kind).contains(&field.as_str()) {
            let no = Refusal::new("providers-refused-field", 422).arg("name", field);
            return Err(no.field(field).into());
        }
        let mut text = edit::text(&wanted, field);
        let Some(first) = edit::original(&text, own) else {
            continue;
        };
        if first == what.language {
            return Err(Refusal::new("providers-refused-original", 422)
                .field(field)
                .into());
        }
        let of = edit::text_hash(text.get(&first).unwrap_or_default());
        let words = words.trim();
        let before = text.get(&what.language).unwrap_or_default().to_string();
        text.set(&what.language, words);
        wanted.insert(
            field.clone(),
            serde_json::to_value(&text).unwrap_or_default(),
        );
        let confirmed = what.confirmed.contains(field);
        if words.is_empty() || (words == before && !confirmed) {
            continue;
        }
        let text_hash = edit::text_hash(words);
        let known = opened
            .translations
            .iter()
            .find(|t| t.field == *field && t.language == what.language && t.text_hash == text_hash);
        let made = match (words == before, known) {
            // Read and found right: who made it stays.
            (true, Some(k)) => (k.made, k.made_by, k.made_at),
            (true, None) => (Made::City, None, act.at),
            (false, _) if what.machine => (Made::Machine, Some(act.by), act.at),
            (false, _) => (Made::Person, Some(act.by), act.at),
        };
        rows.push(Translation {
            field: field.clone(),
            language: what.language.clone(),
            text_hash,
            original_hash: of,
            made: made.0,
            made_by: made.1,
            made_at: made.2,
            confirmed: confirmed.then_some((act.by, act.at)),
        });
    }
    edit::check(target.kind, &wanted, &ground.city)?;
    for row in &rows {
        store::put_translation(tx, target.record, row)?;
    }
    keep(tx, opened, revision, |draft, _| draft.wanted = wanted, act)
}

/// The draft there is of a record, with what stands beside it.
///
/// # Errors
/// When there is none; [`No`] otherwise.
pub fn opened(c: &mut Read<'_>, ground: &Ground, target: Target, act: Act) -> Result<Opened, No> {
    draft_of(c, ground, target, act)
}

/// The draft there is.
fn draft_of(c: &mut Read<'_>, ground: &Ground, target: Target, act: Act) -> Result<Opened, No> {
    must_manage(c, target.organisation, act.by)?;
    let draft = store::draft(c, target.organisation, target.kind, target.record)?
        .ok_or_else(No::unknown)?;
    let shown = must_own(c, ground, draft.target, act.by)?;
    Ok(Opened::new(c, draft, shown)?)
}

/// Throws a draft away.
///
/// # Errors
/// [`No`].
pub fn throw_away(
    tx: &mut Write<'_>,
    ground: &Ground,
    target: Target,
    revision: i64,
    act: Act,
) -> Result<(), No> {
    let draft = draft_of(tx, ground, target, act)?.draft;
    if store::drop_draft(tx, draft.target, revision)? {
        Ok(())
    } else {
        Err(No::changed())
    }
}

/// Sends a draft: what may go out goes out, the rest waits for a moderator. `ids` are for the two
/// parcels and the job.
///
/// # Errors
/// Conflicts (`providers-refused-conflict`, one a field); mistakes; [`No`] otherwise.
pub fn send(
    tx: &mut Write<'_>,
    ground: &Ground,
    target: Target,
    revision: i64,
    ids: [Id; 3],
    act: Act,
) -> Result<Sent, No> {
    let opened = draft_of(tx, ground, target, act)?;
    let draft = opened.draft;
    if draft.revision != revision {
        return Err(No::changed());
    }
    if !opened.conflicts.is_empty() {
        let told = opened.conflicts.iter().map(|c| {
            Refusal::new("providers-refused-conflict", 409)
                .arg("name", &c.field)
                .field(&c.field)
        });
        return Err(No::Refused(told.collect()));
    }
    edit::check(target.kind, &draft.wanted, &ground.city)?;
    must_be_there(tx, target, &draft.wanted)?;
    // What somebody else has changed and this draft has not stays as it is shown.
    let none = BTreeSet::new();
    let wanted = edit::rebase(&draft.base, &draft.wanted, &opened.shown, &none);
    let changes = edit::changes(&opened.shown, &wanted);
    if changes.is_empty() {
        return Err(Refusal::new("providers-refused-nothing", 422).into());
    }
    for (field, language, words, was) in edit::left_behind(
        target.kind,
        (&opened.shown, &wanted),
        &ground.city.default_language,
        &opened.translations,
    ) {
        let row = Translation {
            field: field.to_string(),
            language,
            text_hash: edit::text_hash(&words),
            original_hash: edit::text_hash(&was),
            made: Made::City,
            made_by: None,
            made_at: act.at,
            confirmed: None,
        };
        store::put_translation(tx, target.record, &row)?;
    }
    let sent = queue(tx, draft.target, &opened.shown, changes, ids, act)?;
    if !store::drop_draft(tx, draft.target, revision)? {
        return Err(No::changed());
    }
    Ok(sent)
}

/// Refuses a service at a place nobody knows of yet: one whose draft was not sent.
fn must_be_there(c: &mut Read<'_>, t: Target, wanted: &Fields) -> Result<(), No> {
    let mut wrong = Vec::new();
    for at in edit::places(wanted) {
        let there = place_name(c, at.location_id)?.is_some();
        if !there && !begun(c, t, Kind::Location, at.location_id)? {
            wrong.push(
                Refusal::new("providers-refused-place-draft", 409)
                    .arg("name", &at.name)
                    .field(edit::PLACES),
            );
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(No::Refused(wrong))
    }
}

/// A place somebody may choose for a service.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// True when it is not shown yet: a draft, or on its way.
    pub new: bool,
}

/// The places an organisation has begun and that are not shown yet.
///
/// # Errors
/// [`No`].
pub fn new_places(
    c: &mut Read<'_>,
    ground: &Ground,
    organisation: Id,
    person: Id,
) -> Result<Vec<Place>, No> {
    must_manage(c, organisation, person)?;
    let mut all: Vec<Place> = Vec::new();
    for draft in store::drafts(c, organisation)? {
        if draft.target.fresh && draft.target.kind == Kind::Location {
            all.push(Place {
                id: draft.target.record,
                name: name_of(&draft.wanted, ground),
                new: true,
            });
        }
    }
    for parcel in store::fresh_parcels(c, organisation, Kind::Location)? {
        let id = parcel.target.record;
        if all.iter().any(|p| p.id == id) || place_name(c, id)?.is_some() {
            continue;
        }
        let name = parcel.changes.iter().find(|c| c.field == "name");
        all.push(Place {
            id,
            name: name
                .and_then(|c| c.to.as_str())
                .unwrap_or_default()
                .to_string(),
            new: true,
        });
    }
    Ok(all)
}

/// Asks that a place of one's own be taken out of use: it waits for a moderator, and then it is no
/// longer shown, nor the organisation's services there. `ids` as for [`send`].
///
/// # Errors
/// [`No`].
pub fn retire(
    tx: &mut Write<'_>,
    ground: &Ground,
    target: Target,
    ids: [Id; 3],
    act: Act,
) -> Result<(), No> {
    let shown = must_own(tx, ground, target, act.by)?;
    if target.fresh || target.kind != Kind::Location {
        return Err(No::unknown());
    }
    let change = Change {
        field: edit::OUT_OF_USE.into(),
        from: Value::Null,
        to: Value::Bool(true),
    };
    queue(tx, target, &shown, vec![change], ids, act)?;
    Ok(())
}

/// Makes parcels of changes; what waited already goes into the new parcel that waits.
pub(super) fn queue(
    tx: &mut Write<'_>,
    target: Target,
    shown: &Fields,
    changes: Vec<Change>,
    [now, waits, job]: [Id; 3],
    act: Act,
) -> Result<Sent, No> {
    let mut sent = Sent::default();
    for change in changes {
        match edit::weigh(target.kind, target.fresh, &change) {
            Weight::Now => sent.now.push(change),
            Weight::Waits(why) => sent.waits.push((change, why)),
        }
    }
    let mut newer: Vec<Change> = sent.waits.iter().map(|(c, _)| c.clone()).collect();
    if !newer.is_empty() {
        for older in store::on_the_way(tx, target)? {
            if older.state == ParcelState::Waiting {
                newer = edit::merge(&older.changes, &newer, shown);
                let gone = ParcelState::Withdrawn;
                store::move_parcel(tx, older.id, ParcelState::Waiting, gone, None, None)?;
            }
        }
        put(tx, waits, target, newer, ParcelState::Waiting, act)?;
    }
    if !sent.now.is_empty() {
        put(
            tx,
            now,
            target,
            sent.now.clone(),
            ParcelState::Publishing,
            act,
        )?;
        publish_later(tx, now, job, act.at)?;
    }
    Ok(sent)
}

fn put(
    tx: &mut Write<'_>,
    id: Id,
    target: Target,
    changes: Vec<Change>,
    state: ParcelState,
    act: Act,
) -> Result<(), No> {
    let names: Vec<&str> = changes.iter().map(|c| c.field.as_str()).collect();
    let detail = json!({
        "organisation": target.organisation,
        "kind": target.kind.as_str(),
        "record": target.record,
        "fields": names,
        "state": state.as_str(),
    });
    store::put_parcel(
        tx,
        &Parcel {
            id,
            target,
            changes,
            state,
            sent_by: act.by,
            sent_at: act.at,
            decided_at: None,
            reason: None,
            import: None,
        },
    )?;
    trail(
        tx,
        Actor::Person(act.by),
        act.at,
        ("parcel", id),
        "send",
        detail,
    )?;
    let body = json!({ "parcel": id, "state": state.as_str() });
    note(tx, facts::PARCEL, target.organisation, body, act.at)?;
    Ok(())
}

/// Lets the worker bring a parcel into the catalogue.
pub(super) fn publish_later(
    tx: &mut Write<'_>,
    parcel: Id,
    job: Id,
    at: values::Moment,
) -> Result<(), Fault> {
    let new = New::now(later::PUBLISH, json!({ "parcel": parcel }), at).key(parcel.to_string());
    jobs::enqueue(tx, job, at, &new)?;
    Ok(())
}

/// Takes back what waits.
///
/// # Errors
/// When it no longer waits; [`No`] otherwise.
pub fn take_back(tx: &mut Write<'_>, id: Id, act: Act) -> Result<(), No> {
    let parcel = store::parcel(tx, id)?.ok_or_else(No::unknown)?;
    must_manage(tx, parcel.target.organisation, act.by)?;
    let to = ParcelState::Withdrawn;
    if !store::move_parcel(tx, id, ParcelState::Waiting, to, None, None)? {
        return Err(No::changed());
    }
    let detail = json!({ "organisation": parcel.target.organisation });
    let actor = Actor::Person(act.by);
    trail(tx, actor, act.at, ("parcel", id), "take-back", detail)?;
    Ok(())
}

/// Says with one press that all of a record is still right: it becomes checked today, by the
/// organisation.
///
/// # Errors
/// [`No`].
pub fn confirm(
    tx: &mut Write<'_>,
    ground: &Ground,
    target: Target,
    ids: [Id; 3],
    act: Act,
) -> Result<(), No> {
    let shown = must_own(tx, ground, target, act.by)?;
    if target.fresh || target.kind == Kind::ServiceAtLocation {
        return Err(No::unknown());
    }
    let name = store::organisation(tx, target.organisation)?.map(|o| o.name);
    let assured = Assurance {
        on: ground.day(act.at),
        by: name.unwrap_or_default(),
    };
    let to = serde_json::to_value(&assured).unwrap_or_default();
    let mut wanted = shown.clone();
    wanted.insert("assured".into(), to);
    let changes = edit::changes(&shown, &wanted);
    if changes.is_empty() {
        return Ok(());
    }
    queue(tx, target, &shown, changes, ids, act)?;
    Ok(())
}

/// The drafts of an organisation, last edited first, for one of its managers.
///
/// # Errors
/// [`No`].
pub fn drafts(c: &mut Read<'_>, organisation: Id, person: Id) -> Result<Vec<Draft>, No> {
    must_manage(c, organisation, person)?;
    Ok(store::drafts(c, organisation)?)
}

/// What an organisation has sent, newest first: what waits, what was refused and why, what is
/// published.
///
/// # Errors
/// [`No`].
pub fn parcels(
    c: &mut Read<'_>,
    organisation: Id,
    person: Id,
    limit: u32,
) -> Result<Vec<Parcel>, No> {
    must_manage(c, organisation, person)?;
    Ok(store::parcels_of(c, organisation, limit)?)
}

/// A record's name, for lists; of a name in several languages the city's own.
pub(super) fn name_of(fields: &Fields, ground: &Ground) -> String {
    match fields.get("name") {
        Some(Value::String(name)) => name.clone(),
        Some(texts) => serde_json::from_value::<Text>(texts.clone())
            .ok()
            .and_then(|t| {
                t.best(&ground.city.default_language, &[])
                    .map(|(_, name)| name.to_string())
            })
            .unwrap_or_default(),
        None => String::new(),
    }
}
