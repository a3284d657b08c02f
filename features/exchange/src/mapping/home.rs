//! The city a file is mapped for.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use city::City;
use values::{Lang, Point};

use super::{Ground, map};
use crate::actions::{Producer, Stopped};
use crate::profile::Profile;

/// Whether a taxonomy (first) has a term (second).
pub type Terms<'a> = Box<dyn Fn(&str, &str) -> bool + 'a>;

/// What the mapping needs to know of a city.
pub struct Home<'a> {
    /// The districts.
    pub ground: &'a dyn Ground,
    /// Language of texts when a profile names none.
    pub language: Lang,
    /// Country of telephone numbers and addresses when a profile names none.
    pub country: String,
    /// The city's clock.
    pub zone: jiff::tz::TimeZone,
    /// Whether a taxonomy has a term.
    pub known: Terms<'a>,
}

impl<'a> Home<'a> {
    /// A city as its folder describes it.
    pub fn of(city: &'a City) -> Home<'a> {
        Home {
            ground: city,
            language: city.default_language.clone(),
            country: city.country.clone(),
            zone: city.zone.clone(),
            known: Box::new(|taxonomy, term| {
                city.taxonomies
                    .get(taxonomy)
                    .is_some_and(|t| t.term(term).is_some())
            }),
        }
    }

    /// The city's identifier for a district as a source writes it.
    pub(super) fn district(&self, written: &str) -> Option<String> {
        self.ground.resolve(written)
    }
}

impl Ground for City {
    fn district_at(&self, point: Point) -> Option<String> {
        self.districts.at(point).map(|d| d.id.to_string())
    }

    fn resolve(&self, written: &str) -> Option<String> {
        self.districts.resolve(written).map(|d| d.id.to_string())
    }

    fn district_area(&self, _: &str) -> Option<f64> {
        // the city draws its districts simplified: their real area comes with [[shapes]]
        None
    }

    fn metres_to_city(&self, point: Point) -> Option<f64> {
        self.districts
            .all()
            .iter()
            .map(|d| d.centre.metres_to(point))
            .min_by(f64::total_cmp)
    }

    fn has_boundaries(&self) -> bool {
        self.districts.official()
    }
}

/// Maps a file for [`crate::actions`]: opens it and its second files, gives the records, and returns
/// the findings about the file as a whole.
pub fn producer(
    profile: Arc<Profile>,
    file: PathBuf,
    given: BTreeMap<String, PathBuf>,
    city: Arc<City>,
) -> Producer {
    Box::new(move |take| {
        let words = |e: &dyn std::fmt::Display| e.to_string();
        let reader = records::open(&file, &profile.options()).map_err(|e| words(&e))?;
        let inputs = profile.open_inputs(&file, &given).map_err(|e| words(&e))?;
        let mut mapper = map(&profile, reader, inputs, Home::of(&city)).map_err(|e| words(&e))?;
        for mapped in mapper.by_ref() {
            if let Err(Stopped) = take(mapped.map_err(|e| words(&e))?) {
                return Ok(Vec::new());
            }
        }
        Ok(mapper.file_findings())
    })
}
