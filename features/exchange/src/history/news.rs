//! What has changed in the whole catalogue, newest first, page by page: the public change log.
//!
//! It is read from the log of the imports: of the applied imports in order of their end (index
//! `exchange_import_ended`), the keys of the changed records backwards (index `exchange_change_news`, of
//! which nothing else is read), and only of those that are shown what was before and after. A page looks
//! at no more than [`KEYS`] keys and [`IMAGES`] rows with contents, whatever is asked for and however
//! large the catalogue is; when it has found less by then it says where to go on.

use catalogue::model::{Image, Kind};
use db::{Fault, Read};
use values::{Id, Moment};

use super::{What, between, store};

/// What has changed of an offer that is given at another place now, or at one less.
pub const PLACES: &str = "places";
/// So many keys of changes are looked at for a page.
const KEYS: u32 = 5_000;
/// So many changes are read with their contents for a page.
const IMAGES: u32 = 1_000;
/// So many imports are read at once.
const IMPORTS: u32 = 100;
/// Beyond the last change of every import; a place is written with at most 18 digits.
const END: i64 = 999_999_999_999_999_999;
/// So many imports are looked at for a page.
const MOST_IMPORTS: u32 = 1_000;

/// A place in the log: the change that was shown, or looked at, last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// When its import was done.
    pub at: Moment,
    /// The import's number.
    pub import: i64,
    /// The change's place in the import.
    pub seq: i64,
}

impl Place {
    /// Reads one out of an address.
    pub fn parse(text: &str) -> Option<Place> {
        let mut parts = text.split('.').map(|p| {
            let digits = (1..=18).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| p.parse::<i64>().ok()).flatten()
        });
        let (at, import, seq) = (parts.next()??, parts.next()??, parts.next()??);
        parts.next().is_none().then_some(Place {
            at: Moment(at),
            import,
            seq,
        })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.at.0.max(0), self.import, self.seq)
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Not before this moment.
    pub from: Moment,
    /// Before this moment.
    pub to: Moment,
    /// What comes after this place.
    pub after: Option<Place>,
    /// At most so many changes.
    pub limit: usize,
}

/// A record that has changed, with what was before and after.
#[derive(Clone, Debug)]
pub struct News {
    /// Where it stands in the log.
    pub place: Place,
    /// Key of the source whose import it was.
    pub source: String,
    /// Its class: provider, municipality …
    pub class: String,
    /// The record people know: of what is offered at a place the offer.
    pub kind: Kind,
    /// Its identifier.
    pub record: Id,
    /// What has happened.
    pub what: What,
    /// The state before.
    pub before: Option<Image>,
    /// The state after.
    pub after: Option<Image>,
}

/// A page of the log.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The changes.
    pub news: Vec<News>,
    /// Where to go on; none at the end.
    pub next: Option<Place>,
}

/// The changes that are asked for, of the records `shows` says yes to. It is asked before anything is
/// read of a record, and told what of it is known by then.
///
/// # Errors
/// From the database.
pub fn news(
    c: &mut Read<'_>,
    wanted: &Wanted,
    shows: &dyn Fn(Kind, Id) -> bool,
) -> Result<Found, Fault> {
    let mut found = Found {
        news: Vec::new(),
        next: None,
    };
    let (mut keys, mut images, mut looked) = (KEYS, IMAGES, 0);
    let mut from = wanted.after;
    loop {
        let imports = store::done(c, (wanted.from, wanted.to), from, IMPORTS)?;
        let last = imports.len() < usize::try_from(IMPORTS).unwrap_or(usize::MAX);
        for import in imports {
            looked += 1;
            let mut below = match from {
                Some(p) if p.import == import.number && p.at == import.at => p.seq,
                _ => END,
            };
            let place = |seq| Place {
                at: import.at,
                import: import.number,
                seq,
            };
            from = Some(place(below));
            loop {
                let slice = keys.min(500);
                if slice == 0 || looked > MOST_IMPORTS {
                    found.next = from;
                    return Ok(found);
                }
                let rows = store::keys(c, import.id, below, slice)?;
                let whole = rows.len() < usize::try_from(slice).unwrap_or(usize::MAX);
                keys -= u32::try_from(rows.len()).unwrap_or(slice);
                for (seq, kind, id) in rows {
                    let at_place = kind == Kind::ServiceAtLocation;
                    if !at_place && !shows(kind, id) {
                        (below, from) = (seq, Some(place(seq)));
                        continue;
                    }
                    if images == 0 {
                        found.next = from;
                        return Ok(found);
                    }
                    images -= 1;
                    let (before, after) = store::change(c, import.id, seq)?;
                    (below, from) = (seq, Some(place(seq)));
                    let Some((kind, record)) = people_know(kind, id, &before, &after) else {
                        continue;
                    };
                    let mut what = between(before.as_ref(), after.as_ref());
                    if what == What::Confirmed || (at_place && !shows(kind, record)) {
                        continue;
                    }
                    if at_place && !matches!(what, What::Changed(_)) {
                        // Of a new offer it is told once that it is new.
                        if store::came(c, import.id, kind, record)? {
                            continue;
                        }
                        what = What::Changed(vec![PLACES.to_string()]);
                    }
                    found.news.push(News {
                        place: place(seq),
                        source: import.source.clone(),
                        class: import.class.clone(),
                        kind,
                        record,
                        what,
                        before,
                        after,
                    });
                    if found.news.len() >= wanted.limit {
                        found.next = from;
                        return Ok(found);
                    }
                }
                if whole {
                    break;
                }
            }
            // The next import begins at its end.
            from = Some(place(0));
        }
        if last {
            return Ok(found);
        }
    }
}

/// The record people know by a page: what is offered at a place has none of its own.
fn people_know(
    kind: Kind,
    id: Id,
    before: &Option<Image>,
    after: &Option<Image>,
) -> Option<(Kind, Id)> {
    if kind != Kind::ServiceAtLocation {
        return Some((kind, id));
    }
    let image = after.as_ref().or(before.as_ref())?;
    let service = image.body.get("service_id")?.as_str()?.parse().ok()?;
    Some((Kind::Service, service))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back_and_nonsense_is_none() {
        let place = Place {
            at: Moment(1_795_860_000_000_000),
            import: 12,
            seq: 345,
        };
        assert_eq!(Place::parse(&place.to_string()), Some(place));
        for bad in [
            "",
            "1",
            "1.2",
            "1.2.x",
            "1.2.3.4",
            "-1.2.3",
            "1.2.9999999999999999999",
        ] {
            assert_eq!(Place::parse(bad), None, "{bad}");
        }
    }
}
