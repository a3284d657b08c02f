//! What the catalogue knows of offers.

use std::collections::BTreeSet;

use catalogue::Catalogue;
use values::{Cents, Id};

use crate::actions::Offers;
use crate::rules::Offer;

/// The taxonomy that says what a service is about.
const THEMES: &str = "service";

/// The catalogue as vouchers ask it. Whose a service is stands with organisations, so it is not told here.
#[derive(Clone)]
pub struct Shelf(pub Catalogue);

impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shelf")
    }
}

impl Offers for Shelf {
    fn offer(&self, service: Id) -> Option<Offer> {
        let view = self.0.view();
        let snapshot = view.snapshot();
        let held = snapshot.service(service)?;
        let taxonomy = view.city().taxonomies.get(THEMES);
        let mut themes = BTreeSet::new();
        for key in &held.record.themes {
            themes.insert(key.clone());
            themes.extend(
                taxonomy
                    .map(|t| t.path(key))
                    .unwrap_or_default()
                    .into_iter()
                    .map(|t| t.key.clone()),
            );
        }
        let districts = snapshot
            .places_of(service)
            .filter_map(|(_, place)| place.record.district.clone())
            .collect();
        // Prices by income are not what a desk asks: the dearest is the most it can be.
        let price = held
            .record
            .cost_options
            .iter()
            .filter_map(|c| c.amount)
            .max()
            .filter(|c| *c > Cents(0));
        Some(Offer {
            organisation: None,
            themes,
            districts,
            price,
            paused: false,
        })
    }
}
