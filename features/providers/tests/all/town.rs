//! A small city with a checklist, and people who act.

use std::path::Path;
use std::sync::Arc;

use city::City;
use providers::actions::{Act, Ground, No};
use providers::model::Form;
use providers::rules::checklist::Checklist;
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::{Keys, Seed};
use values::{Day, Id, Moment};

/// 28 November 2026, 10:00 UTC.
pub const NOW: Moment = Moment(1_795_860_000_000_000);

pub fn id(name: &str) -> Id {
    Id::named("providers tests", name)
}

pub fn ground() -> Ground {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
    let city = City::load(&folder).expect("a good city");
    let checklist = Checklist::load(&folder, &city).expect("a good list");
    Ground {
        city: Arc::new(city),
        checklist: Arc::new(checklist),
        keys: Keys::demo(),
    }
}

pub fn days_later(days: i64) -> Moment {
    NOW.plus_seconds(days * 24 * 3600)
}

/// Somebody does something, so many days after [`NOW`].
pub fn on(person: &str, days: i64) -> Act {
    Act {
        by: id(person),
        at: days_later(days),
        seed: Seed::new(&mut StdRng::seed_from_u64(u64::try_from(days).unwrap_or(0))),
    }
}

pub fn now(person: &str) -> Act {
    on(person, 0)
}

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// A form with nothing wrong; the fiscal code is right in form only.
pub fn form(code: &str) -> Form {
    Form {
        name: "Polisportiva del Porto".into(),
        nature: "third_sector".into(),
        legal_form: "Associazione".into(),
        fiscal_code: code.into(),
        street: "Via del Porto 1".into(),
        postal_code: "16100".into(),
        town: "Portofiaba".into(),
        mail: "info@polisportiva.example".into(),
        represented_by: "Nora Neri".into(),
        represented_as: "presidente".into(),
        ..Form::default()
    }
}

/// Three fiscal codes of organisations with the right check digit.
pub const CODES: [&str; 2] = ["12345678903", "00000000018"];

pub const PDF: &[u8] = b"%PDF-1.7\nnothing in it\n%%EOF\n";

/// The keys of what was refused.
pub fn keys(no: No) -> Vec<String> {
    match no {
        No::Refused(all) => all.into_iter().map(|r| r.key).collect(),
        No::Db(fault) => panic!("{fault}"),
    }
}

/// What refused it, of something that must be refused.
pub fn refused<T: std::fmt::Debug>(result: Result<T, No>) -> Vec<String> {
    keys(result.expect_err("refused"))
}

/// An organisation of `manager`, admitted by `officer` so many days after [`NOW`].
pub fn admitted(
    tx: &mut db::Write<'_>,
    ground: &Ground,
    (organisation, case): (Id, Id),
    manager: &str,
    days: i64,
) -> Result<(), No> {
    use providers::actions as a;
    let act = on(manager, days);
    let begun = a::begin(tx, ground, (organisation, case), &form(CODES[0]), act)?;
    let issued = act.at.day(&ground.city.zone);
    for item in ["statute", "safeguarding"] {
        let document = Id::named("document", &format!("{organisation} {item}"));
        let what = (item, issued, None);
        a::add_document(tx, ground, (organisation, document), what, PDF, act)?;
    }
    a::submit(tx, ground, (case, begun.revision), act)?;
    a::admit(tx, ground, case, "Tutto in ordine", on("officer", days))?;
    Ok(())
}
