//! Documents: handed in, shown, removed.

use audit::Actor;
use db::{Read, Write};
use serde_json::json;
use values::{Day, Id, Refusal};

use super::{Act, Ground, No, must_manage, settle, trail};
use crate::model::{Document, State};
use crate::rules::files;
use crate::store;

/// A document with its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// What it is.
    pub document: Document,
    /// Its bytes. They are somebody else's: never serve them but as a download.
    pub bytes: Vec<u8>,
}

/// Hands a document in. What sort of file it is is told by its content; the name it had is not kept.
///
/// # Errors
/// All that is wrong with it, field by field; [`No`] otherwise.
pub fn add_document(
    tx: &mut Write<'_>,
    ground: &Ground,
    (organisation, id): (Id, Id),
    (item, issued, expires): (&str, Day, Option<Day>),
    content: &[u8],
    act: Act,
) -> Result<Document, No> {
    must_manage(tx, organisation, act.by)?;
    let list = &ground.checklist;
    let no = |key: &str, field: &str| Refusal::new(key, 422).field(field);
    let mut wrong = Vec::new();
    let known = list.item(item).filter(|i| i.document);
    if known.is_none() {
        wrong.push(no("providers-refused-kind", "item"));
    }
    if issued > ground.day(act.at) {
        wrong.push(no("providers-refused-issued", "issued"));
    }
    match expires {
        Some(day) if day < issued => wrong.push(no("providers-refused-expires", "expires")),
        None if known.is_some_and(|i| i.expires) => {
            wrong.push(no("providers-refused-expires-missing", "expires"));
        }
        _ => {}
    }
    let media = files::take(content, list.most_bytes).map_err(|e| wrong.push(e));
    let kept = store::documents(tx, organisation)?.len();
    if kept as u64 >= u64::from(list.most_documents) {
        wrong.push(no("providers-refused-many", "file").arg("most", list.most_documents));
    }
    let Ok(media) = media else {
        return Err(No::Refused(wrong));
    };
    if !wrong.is_empty() {
        return Err(No::Refused(wrong));
    }
    let document = Document {
        id,
        organisation,
        item: item.to_string(),
        issued,
        expires,
        media,
        bytes: content.len() as u64,
        added_at: act.at,
        reminded: None,
    };
    store::put_document(tx, (&ground.keys, act.seed), &document, content, act.by)?;
    trail(
        tx,
        Actor::Person(act.by),
        act.at,
        ("document", id),
        "add-document",
        json!({ "organisation": organisation, "item": item, "media": media.as_str() }),
    )?;
    settle(tx, ground, organisation, act.at)?;
    Ok(document)
}

/// Removes a document; its content is gone. While an office has the case, nothing of it is removed.
///
/// # Errors
/// [`No`].
pub fn remove_document(
    tx: &mut Write<'_>,
    ground: &Ground,
    (organisation, id): (Id, Id),
    act: Act,
) -> Result<(), No> {
    must_manage(tx, organisation, act.by)?;
    let documents = store::documents(tx, organisation)?;
    if !documents.iter().any(|d| d.id == id) {
        return Err(No::unknown());
    }
    let cases = store::cases_of(tx, &ground.keys, organisation)?;
    if cases.iter().any(|c| c.state == State::Submitted) {
        return Err(Refusal::new("providers-refused-closed", 409).into());
    }
    if !store::remove_document(tx, id, act.at)? {
        return Err(No::changed());
    }
    trail(
        tx,
        Actor::Person(act.by),
        act.at,
        ("document", id),
        "remove-document",
        json!({ "organisation": organisation }),
    )?;
    settle(tx, ground, organisation, act.at)?;
    Ok(())
}

/// The documents of an organisation, without their contents.
///
/// # Errors
/// From the database.
pub fn documents(c: &mut Read<'_>, organisation: Id) -> Result<Vec<Document>, db::Fault> {
    store::documents(c, organisation)
}

/// A document with its content, for a manager of its organisation or an officer who is a stranger to
/// it. That it was read stands in the trail.
///
/// # Errors
/// [`No`].
pub fn document(
    tx: &mut Write<'_>,
    ground: &Ground,
    id: Id,
    officer: bool,
    act: Act,
) -> Result<Content, No> {
    let (document, bytes) = store::document(tx, &ground.keys, id)?.ok_or_else(No::unknown)?;
    if officer {
        super::outsider(tx, document.organisation, act.by)?;
    } else {
        must_manage(tx, document.organisation, act.by)?;
    }
    trail(
        tx,
        Actor::Person(act.by),
        act.at,
        ("document", id),
        "read-document",
        json!({ "organisation": document.organisation, "officer": officer }),
    )?;
    Ok(Content { document, bytes })
}
