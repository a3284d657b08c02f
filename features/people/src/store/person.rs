//! People: sealed facts, and finding them.

use super::*;

/// Names and days always have a JSON form.
fn json(k: &Kept) -> Vec<u8> {
    serde_json::to_vec(k).unwrap_or_default()
}

/// Facts, sealed, and the hashes they are found by.
fn sealed(keys: &Keys, id: Id, f: &Facts, seed: Seed) -> [Value; 4] {
    let k = Kept {
        name: f.name.clone(),
        birth: f.birth,
        code: f.code.as_ref().map(|c| c.as_str().to_string()),
        mail: f.mail.clone(),
        phone: f.phone.clone(),
    };
    let bytes = json(&k);
    // What is hashed is folded out of the facts, here as at a rotation of the keys.
    let hash = |column, is: bool| Value::from(is.then(|| keys.hash(column, &bytes)));
    [
        keys.seal(&FACTS, id, &bytes, seed).into(),
        hash(&CODE, k.code.is_some()),
        hash(&MAIL, k.mail.is_some()),
        hash(&WHO, k.birth.is_some()),
    ]
}

pub(crate) fn put_person(
    tx: &mut Write<'_>,
    keys: &Keys,
    id: Id,
    f: &Facts,
    seed: Seed,
    now: Moment,
) -> Result<(), Fault> {
    let [facts, code, mail, who] = sealed(keys, id, f, seed);
    tx.exec(
        PUT_PERSON,
        &[
            id.into(),
            facts,
            code,
            mail,
            who,
            f.lang.as_str().into(),
            f.proof.as_str().into(),
            now.into(),
        ],
    )?;
    Ok(())
}

pub(crate) fn set_facts(
    tx: &mut Write<'_>,
    keys: &Keys,
    id: Id,
    f: &Facts,
    seed: Seed,
    now: Moment,
) -> Result<bool, Fault> {
    let [facts, code, mail, who] = sealed(keys, id, f, seed);
    let row = [
        id.into(),
        facts,
        code,
        mail,
        who,
        f.lang.as_str().into(),
        f.proof.as_str().into(),
        now.into(),
    ];
    Ok(tx.exec(SET_FACTS, &row)? == 1)
}

pub(crate) fn erase(
    tx: &mut Write<'_>,
    keys: &Keys,
    id: Id,
    seed: Seed,
    now: Moment,
) -> Result<bool, Fault> {
    let nothing = serde_json::to_vec(&Kept::default()).unwrap_or_default();
    Ok(tx.exec(
        ERASE,
        &params![id, keys.seal(&FACTS, id, &nothing, seed), now],
    )? == 1)
}

pub(crate) fn set_conflict(
    tx: &mut Write<'_>,
    id: Id,
    conflict: bool,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(SET_CONFLICT, &params![id, conflict, now])?;
    Ok(())
}

/// A row of a person before it is opened.
type Closed = (Id, Sealed, values::Lang, bool, Proof, Option<Moment>);

fn closed(sql: Sql, r: &Row<'_>) -> Result<Closed, Fault> {
    Ok((
        r.get("id")?,
        r.get("facts")?,
        r.get("lang")?,
        r.get("conflict")?,
        word(sql, r, "proof", Proof::read)?,
        r.get("erased_at")?,
    ))
}

fn open(
    keys: &Keys,
    (id, facts, lang, conflict, proof, erased_at): Closed,
) -> Result<Person, Trouble> {
    let k = kept(&keys.open(&FACTS, id, &facts)?);
    let facts = Facts {
        name: k.name,
        birth: k.birth,
        code: k.code.and_then(|c| FiscalCode::parse(&c).ok()),
        mail: k.mail,
        phone: k.phone,
        lang,
        proof,
    };
    Ok(Person {
        id,
        facts,
        conflict,
        erased_at,
    })
}

pub(crate) fn person(c: &mut Read<'_>, keys: &Keys, id: Id) -> Result<Option<Person>, Trouble> {
    let row = c.opt(PERSON, &params![id], |r| closed(PERSON, r))?;
    row.map(|row| open(keys, row)).transpose()
}

fn people(c: &mut Read<'_>, keys: &Keys, sql: Sql, by: &[Value]) -> Result<Vec<Person>, Trouble> {
    let rows = c.all(sql, by, |r| closed(sql, r))?;
    rows.into_iter().map(|row| open(keys, row)).collect()
}

pub(crate) fn by_code(
    c: &mut Read<'_>,
    keys: &Keys,
    code: &FiscalCode,
) -> Result<Option<Person>, Trouble> {
    Ok(people(
        c,
        keys,
        BY_CODE,
        &look(
            keys,
            &CODE,
            &json(&Kept {
                code: Some(code.as_str().to_string()),
                ..Kept::default()
            }),
        ),
    )?
    .pop())
}

pub(crate) fn by_mail(c: &mut Read<'_>, keys: &Keys, mail: &str) -> Result<Vec<Person>, Trouble> {
    people(
        c,
        keys,
        BY_MAIL,
        &look(
            keys,
            &MAIL,
            &json(&Kept {
                mail: Some(mail.to_string()),
                ..Kept::default()
            }),
        ),
    )
}

pub(crate) fn by_who(
    c: &mut Read<'_>,
    keys: &Keys,
    name: &Name,
    birth: Day,
) -> Result<Vec<Person>, Trouble> {
    let wanted = Kept {
        name: name.clone(),
        birth: Some(birth),
        ..Kept::default()
    };
    people(c, keys, BY_WHO, &look(keys, &WHO, &json(&wanted)))
}
