//! When a service last changed as its readers see it: with its organisation and its places.

use catalogue::model::Service;
use catalogue::snapshot::{Held, Snapshot};
use values::{Id, Moment};

/// For each live service of a snapshot, when it or anything nested in it last changed. Whoever
/// follows `modified_after` would otherwise miss that a place has moved.
pub struct Touched(Vec<Moment>);

impl Touched {
    /// Looks through a snapshot once.
    pub fn of(snapshot: &Snapshot) -> Touched {
        let mut all: Vec<Moment> = snapshot
            .services()
            .iter()
            .map(|s| {
                let organization = s.record.refers(0).and_then(|o| snapshot.organization(o));
                let places = snapshot
                    .places_of(s.record.id)
                    .map(|(at, place)| at.modified_at.max(place.modified_at));
                places
                    .chain(organization.map(|o| o.modified_at))
                    .fold(s.modified_at, Moment::max)
            })
            .collect();
        // A place that is gone has left its service changed, too.
        for at in snapshot.former_services_at_locations() {
            if let Some(n) = at.record.refers(0).and_then(|s| snapshot.service_number(s)) {
                let own = &mut all[n as usize];
                *own = (*own).max(former_at(&at));
            }
        }
        Touched(all)
    }

    /// The moment of one service.
    pub fn service(&self, held: &Held<Service>, snapshot: &Snapshot) -> Moment {
        self.by_id(held.record.id, snapshot)
            .unwrap_or(held.modified_at)
    }

    fn by_id(&self, id: Id, snapshot: &Snapshot) -> Option<Moment> {
        self.0.get(snapshot.service_number(id)? as usize).copied()
    }
}

/// When a record stopped being live: its last change, at the earliest when it was seen to be gone.
pub(crate) fn former_at<T>(held: &Held<T>) -> Moment {
    held.gone_at
        .map_or(held.modified_at, |at| at.max(held.modified_at))
}
