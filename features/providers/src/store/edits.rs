//! Drafts of edits and parcels of changes.

use catalogue::model::Kind;
use db::{Fault, Read, Row, Sql, Write, params};
use values::{Id, Lang, Moment};

use super::{broken, json, word, write_json};
use crate::model::{Draft, Made, Parcel, ParcelState, Target, Translation};
use crate::rules::Outsider;

db::statements! {
    /// Begins a draft.
    pub(crate) NEW_DRAFT = "insert into providers_draft (organisation, kind, record, fresh, base, wanted, revision, edited_by, edited_at) values ($1, $2, $3, $4, $5, $6, 1, $7, $8) on conflict (organisation, kind, record) do nothing";
    /// One draft.
    pub(crate) DRAFT = "select organisation, kind, record, fresh, base, wanted, revision, edited_at from providers_draft where organisation = $1 and kind = $2 and record = $3";
    /// The drafts of an organisation, last edited first.
    pub(crate) DRAFTS = "select organisation, kind, record, fresh, base, wanted, revision, edited_at from providers_draft where organisation = $1 order by edited_at desc, record";
    /// Keeps a draft, if nobody has kept it since.
    pub(crate) SAVE_DRAFT = "update providers_draft set base = $5, wanted = $6, edited_by = $7, edited_at = $8, revision = revision + 1 where organisation = $1 and kind = $2 and record = $3 and revision = $4";
    /// Ends a draft, if nobody has kept it since.
    pub(crate) DROP_DRAFT = "delete from providers_draft where organisation = $1 and kind = $2 and record = $3 and revision = $4";
    /// Keeps a parcel.
    pub(crate) PUT_PARCEL = "insert into providers_parcel (id, organisation, kind, record, fresh, fields, state, sent_by, sent_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// One parcel.
    pub(crate) PARCEL = "select id, organisation, kind, record, fresh, fields, state, sent_by, sent_at, decided_at, reason, import from providers_parcel where id = $1";
    /// Parcels in a state, oldest first.
    pub(crate) PARCELS_IN = "select id, organisation, kind, record, fresh, fields, state, sent_by, sent_at, decided_at, reason, import from providers_parcel where state = $1 order by sent_at, id";
    /// Parcels of an organisation, newest first.
    pub(crate) PARCELS_OF = "select id, organisation, kind, record, fresh, fields, state, sent_by, sent_at, decided_at, reason, import from providers_parcel where organisation = $1 order by sent_at desc, id desc limit $2";
    /// Parcels of an organisation that make records of a kind, those that wait or are on their way.
    pub(crate) FRESH_PARCELS = "select id, organisation, kind, record, fresh, fields, state, sent_by, sent_at, decided_at, reason, import from providers_parcel where organisation = $1 and kind = $2 and fresh and state in ('waiting', 'publishing') order by sent_at, id";
    /// Parcels of one record that wait or are on their way, oldest first.
    pub(crate) ON_THE_WAY = "select id, organisation, kind, record, fresh, fields, state, sent_by, sent_at, decided_at, reason, import from providers_parcel where organisation = $1 and kind = $2 and record = $3 and state in ('waiting', 'publishing') order by sent_at, id";
    /// Moves a parcel on by itself.
    pub(crate) MOVE_PARCEL = "update providers_parcel set state = $3, reason = $4, import = $5 where id = $1 and state = $2";
    /// A moderator decides.
    pub(crate) DECIDE_PARCEL = "update providers_parcel set state = $2, decided_by = $3, decided_at = $4, reason = $5 where id = $1 and organisation = $6 and state = 'waiting'";
    /// Keeps what is known of a translation; of the same words the newest.
    pub(crate) PUT_TRANSLATION = "insert into providers_translation (record, field, language, text_hash, original_hash, made, made_by, made_at, confirmed_by, confirmed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (record, field, language, text_hash) do update set original_hash = excluded.original_hash, made = excluded.made, made_by = excluded.made_by, made_at = excluded.made_at, confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at";
    /// What is known of a record's translations.
    pub(crate) TRANSLATIONS = "select field, language, text_hash, original_hash, made, made_by, made_at, confirmed_by, confirmed_at from providers_translation where record = $1 order by field, language, made_at desc";
    /// Who has shown that a record of the catalogue is theirs, or has published it as a new one.
    pub(crate) OWNERS = "select organisation from providers_claim where record = $1 and state = 'proven' union select organisation from providers_parcel where record = $1 and fresh and state = 'published'";
}

fn kind(sql: Sql, r: &Row<'_>) -> Result<Kind, Fault> {
    word(sql, r, "kind", Kind::parse)
}

fn target(sql: Sql, r: &Row<'_>) -> Result<Target, Fault> {
    Ok(Target {
        organisation: r.get("organisation")?,
        kind: kind(sql, r)?,
        record: r.get("record")?,
        fresh: r.get("fresh")?,
    })
}

fn to_draft(sql: Sql, r: &Row<'_>) -> Result<Draft, Fault> {
    Ok(Draft {
        target: target(sql, r)?,
        base: json(sql, r, "base")?,
        wanted: json(sql, r, "wanted")?,
        revision: r.get("revision")?,
        edited_at: r.get("edited_at")?,
    })
}

/// False when there is one already.
pub(crate) fn new_draft(tx: &mut Write<'_>, draft: &Draft, by: Id) -> Result<bool, Fault> {
    let t = draft.target;
    Ok(tx.exec(
        NEW_DRAFT,
        &params![
            t.organisation,
            t.kind.as_str(),
            t.record,
            t.fresh,
            write_json(NEW_DRAFT, &draft.base)?,
            write_json(NEW_DRAFT, &draft.wanted)?,
            by,
            draft.edited_at
        ],
    )? == 1)
}

pub(crate) fn draft(
    c: &mut Read<'_>,
    organisation: Id,
    kind: Kind,
    record: Id,
) -> Result<Option<Draft>, Fault> {
    c.opt(DRAFT, &params![organisation, kind.as_str(), record], |r| {
        to_draft(DRAFT, r)
    })
}

pub(crate) fn drafts(c: &mut Read<'_>, organisation: Id) -> Result<Vec<Draft>, Fault> {
    c.all(DRAFTS, &params![organisation], |r| to_draft(DRAFTS, r))
}

/// Keeps a draft over the given revision. False when somebody else has kept it meanwhile.
pub(crate) fn save_draft(tx: &mut Write<'_>, draft: &Draft, by: Id) -> Result<bool, Fault> {
    let t = draft.target;
    Ok(tx.exec(
        SAVE_DRAFT,
        &params![
            t.organisation,
            t.kind.as_str(),
            t.record,
            draft.revision,
            write_json(SAVE_DRAFT, &draft.base)?,
            write_json(SAVE_DRAFT, &draft.wanted)?,
            by,
            draft.edited_at
        ],
    )? == 1)
}

/// False when somebody else has kept it meanwhile.
pub(crate) fn drop_draft(tx: &mut Write<'_>, t: Target, revision: i64) -> Result<bool, Fault> {
    Ok(tx.exec(
        DROP_DRAFT,
        &params![t.organisation, t.kind.as_str(), t.record, revision],
    )? == 1)
}

pub(crate) fn put_parcel(tx: &mut Write<'_>, p: &Parcel) -> Result<(), Fault> {
    let t = p.target;
    tx.exec(
        PUT_PARCEL,
        &params![
            p.id,
            t.organisation,
            t.kind.as_str(),
            t.record,
            t.fresh,
            write_json(PUT_PARCEL, &p.changes)?,
            p.state.as_str(),
            p.sent_by,
            p.sent_at
        ],
    )?;
    Ok(())
}

fn to_parcel(sql: Sql, r: &Row<'_>) -> Result<Parcel, Fault> {
    Ok(Parcel {
        id: r.get("id")?,
        target: target(sql, r)?,
        changes: json(sql, r, "fields")?,
        state: word(sql, r, "state", ParcelState::parse)?,
        sent_by: r.get("sent_by")?,
        sent_at: r.get("sent_at")?,
        decided_at: r.get("decided_at")?,
        reason: r.get("reason")?,
        import: r.get("import")?,
    })
}

pub(crate) fn parcel(c: &mut Read<'_>, id: Id) -> Result<Option<Parcel>, Fault> {
    c.opt(PARCEL, &params![id], |r| to_parcel(PARCEL, r))
}

pub(crate) fn parcels_in(c: &mut Read<'_>, state: ParcelState) -> Result<Vec<Parcel>, Fault> {
    c.all(PARCELS_IN, &params![state.as_str()], |r| {
        to_parcel(PARCELS_IN, r)
    })
}

pub(crate) fn parcels_of(
    c: &mut Read<'_>,
    organisation: Id,
    limit: u32,
) -> Result<Vec<Parcel>, Fault> {
    c.all(PARCELS_OF, &params![organisation, limit], |r| {
        to_parcel(PARCELS_OF, r)
    })
}

pub(crate) fn fresh_parcels(
    c: &mut Read<'_>,
    organisation: Id,
    kind: Kind,
) -> Result<Vec<Parcel>, Fault> {
    c.all(FRESH_PARCELS, &params![organisation, kind.as_str()], |r| {
        to_parcel(FRESH_PARCELS, r)
    })
}

pub(crate) fn on_the_way(c: &mut Read<'_>, t: Target) -> Result<Vec<Parcel>, Fault> {
    c.all(
        ON_THE_WAY,
        &params![t.organisation, t.kind.as_str(), t.record],
        |r| to_parcel(ON_THE_WAY, r),
    )
}

/// Moves a parcel on without a person's decision. False when it is no longer where it was.
pub(crate) fn move_parcel(
    tx: &mut Write<'_>,
    id: Id,
    from: ParcelState,
    to: ParcelState,
    reason: Option<&str>,
    import: Option<i64>,
) -> Result<bool, Fault> {
    if from == ParcelState::Waiting && to != ParcelState::Withdrawn {
        return Err(broken(
            MOVE_PARCEL,
            "state",
            "what waits moves by a moderator's decision only",
        ));
    }
    Ok(tx.exec(
        MOVE_PARCEL,
        &params![id, from.as_str(), to.as_str(), reason, import],
    )? == 1)
}

/// A moderator's yes or no. False when it no longer waits, or is another organisation's than the one
/// the moderator has been shown to be a stranger to.
pub(crate) fn decide_parcel(
    tx: &mut Write<'_>,
    id: Id,
    to: ParcelState,
    outsider: &Outsider,
    reason: Option<&str>,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(
        DECIDE_PARCEL,
        &params![
            id,
            to.as_str(),
            outsider.person(),
            now,
            reason,
            outsider.organisation()
        ],
    )? == 1)
}

/// The organisations a record of the catalogue belongs to.
pub(crate) fn owners(c: &mut Read<'_>, record: Id) -> Result<Vec<Id>, Fault> {
    c.all(OWNERS, &params![record], |r| r.get(0))
}

pub(crate) fn put_translation(
    tx: &mut Write<'_>,
    record: Id,
    t: &Translation,
) -> Result<(), Fault> {
    let (by, at) = t.confirmed.unzip();
    tx.exec(
        PUT_TRANSLATION,
        &params![
            record,
            t.field.as_str(),
            t.language.as_str(),
            t.text_hash.as_str(),
            t.original_hash.as_str(),
            t.made.as_str(),
            t.made_by,
            t.made_at,
            by,
            at
        ],
    )?;
    Ok(())
}

/// What is known of a record's translations, newest first within a field and language.
pub(crate) fn translations(c: &mut Read<'_>, record: Id) -> Result<Vec<Translation>, Fault> {
    c.all(TRANSLATIONS, &params![record], |r| {
        let by: Option<Id> = r.get("confirmed_by")?;
        let at: Option<Moment> = r.get("confirmed_at")?;
        Ok(Translation {
            field: r.get("field")?,
            language: word(TRANSLATIONS, r, "language", |w| w.parse::<Lang>().ok())?,
            text_hash: r.get("text_hash")?,
            original_hash: r.get("original_hash")?,
            made: word(TRANSLATIONS, r, "made", Made::parse)?,
            made_by: r.get("made_by")?,
            made_at: r.get("made_at")?,
            confirmed: by.zip(at),
        })
    })
}
