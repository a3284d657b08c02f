//! Showing that an organisation is the one of a record of the catalogue.

use audit::Actor;
use catalogue::model::{Kind, Organization};
use db::{Read, Write};
use serde_json::json;
use values::{Id, Moment, Refusal};

use super::{Act, Ground, No, in_force, must_manage, outsider, trail};
use crate::model::{Claim, ClaimState, Way};
use crate::rules::admission::later;
use crate::rules::{claim as rule, form};
use crate::store;

/// How many codes may be sent to one record's address in a day: its owner is no letter box for
/// strangers.
const CODES_A_DAY: i64 = 2;

/// Refuses a record that is not there or is shown to be another organisation's, and an organisation
/// that is not admitted.
fn must_be_free(
    c: &mut Read<'_>,
    ground: &Ground,
    organisation: Id,
    record: Id,
    person: Id,
) -> Result<Organization, No> {
    must_manage(c, organisation, person)?;
    let cases = store::cases_of(c, &ground.keys, organisation)?;
    if in_force(&cases).is_none() {
        return Err(Refusal::new("providers-refused-not-admitted", 409).into());
    }
    let image = catalogue::actions::image(c, Kind::Organization, record)?;
    let found: Option<Organization> = image.filter(|i| i.is_live()).and_then(|i| i.record().ok());
    let found = found.ok_or_else(No::unknown)?;
    match store::claimed(c, record)? {
        Some(other) if other != organisation => {
            Err(Refusal::new("providers-refused-claimed", 409).into())
        }
        Some(_) => Err(Refusal::new("providers-refused-claimed-already", 409).into()),
        None => Ok(found),
    }
}

fn begin(
    tx: &mut Write<'_>,
    ground: &Ground,
    claim: &Claim,
    code: Option<&str>,
    act: Act,
) -> Result<(), No> {
    store::put_claim(tx, &ground.keys, claim, code, act.by, act.at)?;
    trail(
        tx,
        Actor::Person(act.by),
        act.at,
        ("claim", claim.id),
        "claim",
        json!({ "organisation": claim.organisation, "record": claim.record, "way": claim.way.as_str() }),
    )?;
    Ok(())
}

fn claim(id: Id, organisation: Id, record: Id, way: Way, at: Moment) -> Claim {
    Claim {
        id,
        organisation,
        record,
        way,
        state: ClaimState::Open,
        tries: 0,
        expires_at: later(at, rule::CODE_DAYS),
    }
}

/// Begins a claim by a code sent to the address the record itself publishes. Returns the claim and
/// that address: the caller sends the code there, and shows it to nobody.
///
/// # Errors
/// When the record has no address, when too many codes were sent to it lately; [`No`] otherwise.
pub fn claim_by_mail(
    tx: &mut Write<'_>,
    ground: &Ground,
    (organisation, record, id): (Id, Id, Id),
    code: &str,
    act: Act,
) -> Result<(Claim, String), No> {
    let found = must_be_free(tx, ground, organisation, record, act.by)?;
    let mail = found
        .email
        .filter(|m| voice::rules::is_mail(m))
        .ok_or_else(|| Refusal::new("providers-refused-no-mail", 409))?;
    if store::codes_since(tx, record, later(act.at, -1))? >= CODES_A_DAY {
        return Err(Refusal::new("providers-refused-codes", 429).into());
    }
    let claim = claim(id, organisation, record, Way::Mail, act.at);
    begin(tx, ground, &claim, Some(&rule::plain(code)), act)?;
    Ok((claim, mail))
}

/// Begins a claim that an officer decides by the organisation's documents.
///
/// # Errors
/// [`No`].
pub fn claim_by_document(
    tx: &mut Write<'_>,
    ground: &Ground,
    (organisation, record, id): (Id, Id, Id),
    act: Act,
) -> Result<Claim, No> {
    must_be_free(tx, ground, organisation, record, act.by)?;
    let claim = claim(id, organisation, record, Way::Document, act.at);
    begin(tx, ground, &claim, None, act)?;
    Ok(claim)
}

/// Gives the code of a claim. What the state is then says whether it was right.
///
/// # Errors
/// [`No`].
pub fn give_code(
    tx: &mut Write<'_>,
    ground: &Ground,
    id: Id,
    typed: &str,
    act: Act,
) -> Result<ClaimState, No> {
    let (claim, hash) = store::claim(tx, id)?.ok_or_else(No::unknown)?;
    must_manage(tx, claim.organisation, act.by)?;
    let Some(hash) = hash.filter(|_| claim.way == Way::Mail) else {
        return Err(No::unknown());
    };
    let code = rule::plain(typed);
    let fits = ground
        .keys
        .matches_at(&store::CLAIM_CODE, claim.id, code.as_bytes(), &hash);
    let mut to = rule::tried(&claim, fits, act.at);
    if claim.state != ClaimState::Open {
        return Ok(to);
    }
    // Two organisations may have begun: the first one shown has it.
    if to == ClaimState::Proven && store::claimed(tx, claim.record)?.is_some() {
        to = ClaimState::Spent;
    }
    let tries = claim.tries + u32::from(!fits);
    store::try_claim(tx, &claim, to, tries, act.at)?;
    ended(tx, &claim, to, act)?;
    Ok(to)
}

fn ended(tx: &mut Write<'_>, claim: &Claim, to: ClaimState, act: Act) -> Result<(), No> {
    trail(
        tx,
        Actor::Person(act.by),
        act.at,
        ("claim", claim.id),
        "end-claim",
        json!({ "organisation": claim.organisation, "record": claim.record, "state": to.as_str() }),
    )?;
    Ok(())
}

/// An officer decides a claim by documents; a no needs a reason.
///
/// # Errors
/// When it is the officer's own organisation, when the record is another's by now; [`No`] otherwise.
pub fn decide_claim(
    tx: &mut Write<'_>,
    ground: &Ground,
    id: Id,
    yes: bool,
    reason: &str,
    act: Act,
) -> Result<(), No> {
    let reason = form::note(reason)?;
    let (claim, _) = store::claim(tx, id)?.ok_or_else(No::unknown)?;
    if claim.way != Way::Document {
        return Err(No::unknown());
    }
    let stranger = outsider(tx, claim.organisation, act.by)?;
    if yes && store::claimed(tx, claim.record)?.is_some() {
        return Err(Refusal::new("providers-refused-claimed", 409).into());
    }
    let to = if yes {
        ClaimState::Proven
    } else {
        ClaimState::Refused
    };
    let keys = (&ground.keys, act.seed);
    if !store::decide_claim(tx, keys, &claim, to, &stranger, Some(&reason), act.at)? {
        return Err(No::changed());
    }
    ended(tx, &claim, to, act)
}

/// The claims of an organisation, for one of its managers.
///
/// # Errors
/// [`No`].
pub fn claims(c: &mut Read<'_>, organisation: Id, person: Id) -> Result<Vec<Claim>, No> {
    must_manage(c, organisation, person)?;
    Ok(store::claims_of(c, organisation)?)
}

/// The organisations of the catalogue that are proven to be this one.
///
/// # Errors
/// From the database.
pub fn proven(c: &mut Read<'_>, organisation: Id) -> Result<Vec<Id>, db::Fault> {
    let claims = store::claims_of(c, organisation)?;
    Ok(claims
        .into_iter()
        .filter(|claim| claim.state == ClaimState::Proven)
        .map(|claim| claim.record)
        .collect())
}

/// The claims officers must decide, oldest first.
///
/// # Errors
/// From the database.
pub fn claims_waiting(c: &mut Read<'_>) -> Result<Vec<Claim>, db::Fault> {
    let open = store::claims_in(c, ClaimState::Open)?;
    Ok(open
        .into_iter()
        .filter(|c| c.way == Way::Document)
        .collect())
}
