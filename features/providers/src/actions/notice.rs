//! What an organisation is written to about, to whom, and in which language: that of the person who
//! reads, as far as it is known.

use std::collections::BTreeMap;

use catalogue::model::{Assurance, Image, Kind};
use db::{Fault, Read, Write};
use mail::Address;
use people::actions::Ctx;
use values::{Day, Id, Lang, Moment, Text};

use super::{Ground, in_force};
use crate::model::Role;
use crate::rules::admission::days_between;
use crate::rules::freshness;
use crate::store;

/// How many records a letter names.
const NAMED: usize = 5;

/// Something an organisation is to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The organisation.
    pub organisation: Id,
    /// Its name.
    pub name: String,
    /// What.
    pub about: About,
}

/// What an organisation is written to about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Its admission comes to an end: the case, the last day, the days left.
    Ends(Id, Day, i64),
    /// Its admission has ended: the case.
    Ended(Id),
    /// A document comes to an end: the case, what it is, the last day, the days left.
    Document(Id, Text, Day, i64),
    /// So many of its records were not checked for long; some of their names.
    Stale(usize, Vec<Text>),
    /// So many visitors' reports about its records are new.
    Reports(usize),
}

/// Somebody who is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The person; none for the organisation's own mailbox.
    pub person: Option<Id>,
    /// Where letters go; none when they have left no address.
    pub mail: Option<Address>,
    /// The language one writes to them in.
    pub lang: Lang,
}

/// Who is written to for an organisation: its managers, each in their own language, and its own mailbox,
/// when that is none of theirs, in the language of the manager who has been there longest (the city's
/// where there is none).
///
/// # Errors
/// From the database or the keys.
pub fn readers(c: &mut Read<'_>, ground: &Ground, organisation: Id) -> Result<Vec<Reader>, Fault> {
    let mut all: Vec<Reader> = Vec::new();
    for member in store::members(c, organisation)? {
        if member.role != Role::Manager {
            continue;
        }
        let person = match people::actions::person(c, &ground.keys, member.person) {
            Ok(person) => person.filter(|p| p.erased_at.is_none()),
            Err(trouble) => return Err(trouble.fault()),
        };
        if let Some(person) = person {
            let mail = person.facts.mail.as_deref();
            all.push(Reader {
                person: Some(person.id),
                mail: mail.and_then(|m| Address::parse(m).ok()),
                lang: offered(ground, &person.facts.lang),
            });
        }
    }
    let cases = store::cases_of(c, &ground.keys, organisation)?;
    let case = in_force(&cases).or(cases.first());
    let own = case.and_then(|k| Address::parse(&k.form.mail).ok());
    let folded = |a: &Address| a.as_str().to_ascii_lowercase();
    if let Some(own) = own
        && !all
            .iter()
            .filter_map(|r| r.mail.as_ref())
            .any(|m| folded(m) == folded(&own))
    {
        let lang = all.first().map(|r| r.lang.clone());
        all.push(Reader {
            person: None,
            mail: Some(own),
            lang: lang.unwrap_or_else(|| ground.city.default_language.clone()),
        });
    }
    Ok(all)
}

/// The language, when the site speaks it; else the city's.
fn offered(ground: &Ground, lang: &Lang) -> Lang {
    match ground.city.languages.contains(lang) {
        true => lang.clone(),
        false => ground.city.default_language.clone(),
    }
}

/// Tells a person inside the site, for those who are reached by no letter, too.
pub(crate) fn tell(
    tx: &mut Write<'_>,
    ground: &Ground,
    person: Id,
    (key, args): (&str, &[(&str, String)]),
    href: &str,
    (base, seed, now): (Id, seal::Seed, Moment),
) -> Result<(), Fault> {
    let ctx = Ctx {
        keys: ground.keys.clone(),
        seed,
        base,
        now,
        today: ground.day(now),
    };
    people::actions::tell(tx, &ctx, person, key, args, Some(href))
}

/// An organisation whose records have not been checked for some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchecked {
    /// The organisation.
    pub organisation: Id,
    /// For so many days the oldest was not.
    pub days: i64,
    /// How many of its records would be asked about.
    pub count: usize,
    /// Names of some of them.
    pub names: Vec<Text>,
}

/// How long the records of every admitted organisation have not been checked. The catalogue is read once
/// from end to end, so it is done where nobody waits for it.
///
/// # Errors
/// From the database or the keys.
pub fn unchecked(c: &mut Read<'_>, ground: &Ground, today: Day) -> Result<Vec<Unchecked>, Fault> {
    let mut of: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    let mut all: BTreeMap<Id, Unchecked> = BTreeMap::new();
    for organisation in store::organisations(c)? {
        let cases = store::cases_of(c, &ground.keys, organisation)?;
        if in_force(&cases).is_none() {
            continue;
        }
        let fresh = Unchecked {
            organisation,
            days: 0,
            count: 0,
            names: Vec::new(),
        };
        all.insert(organisation, fresh);
        for record in super::heard::own(c, organisation)? {
            of.entry(record).or_default().push(organisation);
        }
    }
    if of.is_empty() {
        return Ok(all.into_values().collect());
    }
    let lang = ground.city.default_language.clone();
    let zone = &ground.city.zone;
    let mut look = |image: &Image, above: Id| {
        let Some(whose) = of.get(&above).filter(|_| image.is_live()) else {
            return;
        };
        let assured = image.body.get("assured").cloned();
        let assured: Option<Assurance> = assured.and_then(|a| serde_json::from_value(a).ok());
        let from = assured.map_or_else(|| image.modified_at.day(zone), |a| a.on);
        let days = days_between(from, today);
        for organisation in whose {
            let Some(entry) = all.get_mut(organisation) else {
                continue;
            };
            entry.days = entry.days.max(days);
            if freshness::due(days, None).is_some() {
                entry.count += 1;
                if entry.names.len() < NAMED {
                    entry.names.extend(name(&image.body, &lang));
                }
            }
        }
    };
    catalogue::actions::each_image(c, Kind::Organization, |image| {
        look(&image, image.id);
        Ok(())
    })?;
    catalogue::actions::each_image(c, Kind::Service, |image| {
        let above = image.body.get("organization_id").and_then(|v| v.as_str());
        if let Some(above) = above.and_then(|a| a.parse().ok()) {
            look(&image, above);
        }
        Ok(())
    })?;
    Ok(all.into_values().collect())
}

/// A name of one language or of several.
fn name(body: &serde_json::Value, lang: &Lang) -> Option<Text> {
    match body.get("name")? {
        serde_json::Value::String(name) => Some(Text::new(lang, name.as_str())),
        other => serde_json::from_value(other.clone()).ok(),
    }
}

/// Notes the reminder that is due for an organisation's unchecked records, and says what is to be
/// written; none when it was asked already. Where all is fresh again the steps begin anew.
///
/// # Errors
/// From the database.
pub fn ask_to_check(
    tx: &mut Write<'_>,
    found: &Unchecked,
    now: Moment,
) -> Result<Option<Notice>, Fault> {
    let asked = store::asked(tx, found.organisation)?;
    if freshness::due(found.days, None).is_none() {
        if asked.is_some() {
            store::drop_asked(tx, found.organisation)?;
        }
        return Ok(None);
    }
    let Some(step) = freshness::due(found.days, asked) else {
        return Ok(None);
    };
    store::put_asked(tx, found.organisation, step, now)?;
    let name = store::organisation(tx, found.organisation)?.map(|o| o.name);
    Ok(Some(Notice {
        organisation: found.organisation,
        name: name.unwrap_or_default(),
        about: About::Stale(found.count, found.names.clone()),
    }))
}
