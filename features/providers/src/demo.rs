//! Invented organisations for trying the platform: one that is admitted, with a change that waits, and
//! one whose application waits. Their people are those of `people::demo`.

use catalogue::model::{Kind, Nature};
use catalogue::snapshot::Snapshot;
use db::Write;
use jiff::ToSpan;
use seal::Seed;
use serde_json::json;
use values::{Id, Moment};

use crate::actions::{self as a, Act, Ground, No};
use crate::model::{Form, Target};
use crate::store;

/// The smallest file that is a document.
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

fn id(what: &str) -> Id {
    Id::named("providers demo", what)
}

/// Who of `people::demo` does it.
fn who(key: &str) -> Id {
    Id::named("people demo", key)
}

/// The association that is admitted.
pub fn admitted() -> Id {
    id("admitted")
}

/// An association of the demo catalogue with its first service that has a price and ages.
pub fn choose(snapshot: &Snapshot) -> Option<(Id, String, Id)> {
    snapshot
        .organizations()
        .iter()
        .filter(|o| o.record.nature == Nature::ThirdSector && o.record.demo)
        .find_map(|o| {
            let service = snapshot
                .services_of(o.record.id)
                .find(|s| s.record.cost_options.len() == 1 && s.record.ages.from.is_some())?;
            Some((o.record.id, o.record.name.clone(), service.record.id))
        })
}

fn form(name: &str, code: &str, ground: &Ground) -> Form {
    Form {
        name: name.to_string(),
        nature: "third_sector".into(),
        legal_form: "Associazione di promozione sociale".into(),
        fiscal_code: code.into(),
        street: "Via dell’Esempio 1".into(),
        postal_code: "00000".into(),
        town: ground
            .city
            .name
            .get(&ground.city.default_language)
            .unwrap_or_default()
            .to_string(),
        mail: "associazione@demo.example".into(),
        represented_by: "Nora Neri".into(),
        represented_as: "Presidente".into(),
        declared: ground
            .checklist
            .items
            .iter()
            .filter(|i| !i.document)
            .map(|i| i.key.clone())
            .collect(),
        ..Form::default()
    }
}

/// Writes a case and hands in everything that is asked for.
fn apply(
    tx: &mut Write<'_>,
    ground: &Ground,
    key: &str,
    form: &Form,
    act: Act,
) -> Result<(Id, Id), No> {
    let ids = (id(key), id(&format!("{key} case")));
    let case = a::begin(tx, ground, ids, form, act)?;
    let today = act.at.day(&ground.city.zone);
    for item in &ground.checklist.items {
        if !item.document || !item.concerns(Nature::ThirdSector) {
            continue;
        }
        let document = (ids.0, id(&format!("{key} {}", item.key)));
        let expires = item
            .expires
            .then(|| today.checked_add(1.year()).unwrap_or(today));
        a::add_document(tx, ground, document, (&item.key, today, expires), PDF, act)?;
    }
    a::submit(tx, ground, (ids.1, case.revision), act)?;
    Ok(ids)
}

/// Writes down what is not there yet; true when something was.
///
/// # Errors
/// From the database; a refusal would be a mistake here.
pub fn load(
    tx: &mut Write<'_>,
    ground: &Ground,
    chosen: Option<&(Id, String, Id)>,
    seed: Seed,
    now: Moment,
) -> Result<bool, No> {
    if store::organisation(tx, id("waiting"))?.is_some() {
        return Ok(false);
    }
    let act = |key: &str, days: i64| Act {
        by: who(key),
        at: now.plus_seconds(-days * 24 * 3600),
        seed,
    };
    let waiting = form("Circolo Le Lanterne", "00000000018", ground);
    apply(tx, ground, "waiting", &waiting, act("applicant", 20))?;
    let Some((record, name, service)) = chosen else {
        return Ok(true);
    };
    let form = form(name, "12345678903", ground);
    let (org, case) = apply(tx, ground, "admitted", &form, act("association", 12))?;
    let officer = "moderator";
    a::admit(tx, ground, case, "Documenti completi", act(officer, 10))?;
    let claim = id("admitted claim");
    a::claim_by_document(tx, ground, (org, *record, claim), act("association", 9))?;
    let reason = "Lo statuto porta lo stesso nome";
    a::decide_claim(tx, ground, claim, true, reason, act(officer, 8))?;
    let target = Target {
        organisation: org,
        kind: Kind::Service,
        record: *service,
        fresh: false,
    };
    let none = crate::model::Fields::new();
    let opened = a::open_draft(tx, ground, target, &none, act("association", 2))?;
    let mut wanted = opened.draft.wanted.clone();
    let mut prices = wanted.get("cost_options").cloned().unwrap_or_default();
    prices[0]["amount"] = json!(1800);
    wanted.insert("cost_options".into(), prices);
    let kept = a::keep_draft(
        tx,
        ground,
        target,
        opened.draft.revision,
        wanted,
        act("association", 2),
    )?;
    let ids = [id("now"), id("waits"), id("job")];
    a::send(
        tx,
        ground,
        target,
        kept.draft.revision,
        ids,
        act("association", 2),
    )?;
    Ok(true)
}
