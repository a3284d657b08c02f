//! What is done to the catalogue. Whoever writes (imports, later the editors' pages) hands in whole
//! row images; nothing becomes visible before [`publish`].

use db::{Fault, Read, Write};
use values::Id;

use crate::model::{Image, Kind};
use crate::store;

/// The topic on which the database tells that the catalogue has changed.
pub const TOPIC: &str = "catalogue";

/// The row as it is stored now.
pub fn image(c: &mut Read<'_>, kind: Kind, id: Id) -> Result<Option<Image>, Fault> {
    store::image(c, kind, id)
}

/// The shown services at places of a service, in order of place.
pub fn places_of(c: &mut Read<'_>, service: Id) -> Result<Vec<Image>, Fault> {
    store::places_of(c, service)
}

/// The shown services at places of a place, in order of service.
pub fn services_at(c: &mut Read<'_>, location: Id) -> Result<Vec<Image>, Fault> {
    store::services_at(c, location)
}

/// Goes through all rows of one kind in order of identifier.
pub fn each_image(
    c: &mut Read<'_>,
    kind: Kind,
    visit: impl FnMut(Image) -> Result<(), Fault>,
) -> Result<(), Fault> {
    store::each_since(c, kind, -1, visit)
}

/// Writes rows as they are given, to be seen after the next [`publish`]. Order matters: what is
/// referred to must be there first (see [`Kind::ALL`]).
pub fn put(tx: &mut Write<'_>, images: &[Image]) -> Result<(), Fault> {
    let next = store::settle(tx)?;
    images.iter().try_for_each(|i| store::put(tx, i, next))
}

/// Takes rows out, to be seen after the next [`publish`]. What refers to others must go first.
pub fn remove(tx: &mut Write<'_>, rows: &[(Kind, Id)]) -> Result<(), Fault> {
    let next = store::settle(tx)?;
    rows.iter()
        .try_for_each(|(kind, id)| store::delete(tx, *kind, *id, next))
}

/// What imports have said about the districts (boundary, figures), by district.
pub fn districts(c: &mut Read<'_>) -> Result<Vec<(String, serde_json::Value)>, Fault> {
    store::districts(c)
}

/// What imports have said about one district.
pub fn district(c: &mut Read<'_>, id: &str) -> Result<Option<serde_json::Value>, Fault> {
    store::district(c, id)
}

/// Writes what imports say about one district, to be seen after the next [`publish`]; `None` takes
/// it out.
pub fn put_district(
    tx: &mut Write<'_>,
    id: &str,
    body: Option<&serde_json::Value>,
) -> Result<(), Fault> {
    let next = store::settle(tx)?;
    store::put_district(tx, id, body, next)
}

/// Makes all that was written since the last call visible, and tells the readers.
pub fn publish(tx: &mut Write<'_>) -> Result<i64, Fault> {
    let generation = store::next_generation(tx)?;
    tx.notify(TOPIC);
    Ok(generation)
}

/// What is wrong with the catalogue's rows, in words for an operator; empty when all is well.
pub fn verify(c: &mut Read<'_>) -> Result<Vec<String>, Fault> {
    let mut wrong: Vec<String> = store::lost_redirects(c)?
        .into_iter()
        .map(|(kind, id)| format!("{kind} {id} was merged into a record that is not there"))
        .collect();
    for kind in Kind::ALL {
        store::each_since(c, kind, -1, |image| {
            let broken = match kind {
                Kind::Organization => image.record::<crate::model::Organization>().err(),
                Kind::Location => image.record::<crate::model::Location>().err(),
                Kind::Service => image.record::<crate::model::Service>().err(),
                Kind::ServiceAtLocation => image.record::<crate::model::ServiceAtLocation>().err(),
            };
            if let Some(e) = broken {
                wrong.push(format!(
                    "{} {} cannot be read: {e}",
                    kind.as_str(),
                    image.id
                ));
            }
            Ok(())
        })?;
    }
    Ok(wrong)
}
