//! A draft: begun, kept, translated, thrown away.

use catalogue::model::Kind;
use db::{Fault, Read, Write};
use std::collections::BTreeSet;
use values::{Id, Lang, Refusal};

use super::super::{Act, Ground, No, must_manage};
use super::*;
use crate::model::{Draft, Fields, Made, Target, Translation};
use crate::rules::edit::{self};
use crate::store;

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
pub(super) fn begun(c: &mut Read<'_>, t: Target, kind: Kind, record: Id) -> Result<bool, Fault> {
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
pub(super) fn draft_of(
    c: &mut Read<'_>,
    ground: &Ground,
    target: Target,
    act: Act,
) -> Result<Opened, No> {
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
