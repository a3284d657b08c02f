//! What exists in the catalogue, in the terms of HSDS 3 (Human Services Data Specification): an
//! [`Organization`] offers a [`Service`], at a [`Location`], through a [`ServiceAtLocation`]. What
//! HSDS lacks (texts in several languages, rhythm, typed costs) is our profile of it.
//!
//! Invariants: identifiers never change; texts are plain (no HTML); ages are whole months; money is
//! in cents; term lists hold keys of the city's taxonomies.

mod cost;
mod entity;
pub(crate) mod grouped;
mod schedule;

pub use cost::{CostOption, CostUnit};
pub use entity::{Entity, Image, Kind, Marks, Provenance, Source};
pub use schedule::{Attending, ByDay, Freq, Period, Schedule, ScheduleUse, TimeOfDay, Weekday};

use serde::{Deserialize, Serialize};
use values::{Day, Id, Lang, Point, Text};

/// A number under which somebody can be called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// E.164 where it could be read (`+390288462542`), else as given.
    pub number: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
}

/// A number or code given by somebody official (`miur`, `isil`, `runts`, `vat`, …).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identifier {
    /// Who gives it, as a short lower-case key.
    pub scheme: String,
    /// The code itself, upper case, without spaces.
    pub value: String,
}

/// That somebody has checked a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assurance {
    /// The day of the check.
    pub on: Day,
    /// Who checked, as shown to people (an office or organisation, never a private person).
    pub by: String,
}

/// To which part of society an organisation belongs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// City, region, state, public school.
    Public,
    /// Association, cooperative, foundation, parish, recognised private school.
    ThirdSector,
    /// Company.
    Profit,
    /// Not known.
    #[default]
    Unknown,
}

/// Who offers. HSDS `organization`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Organization {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Another name it is known by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<String>,
    /// What it is and does.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
    /// Mail address of the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its site, with scheme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Its telephones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// Its official codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// Public, third sector, profit.
    #[serde(default)]
    pub nature: Nature,
    /// Legal form in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_status: Option<String>,
    /// The organisation it is part of (a school of an institute).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_organization_id: Option<Id>,
    /// False when it has closed.
    #[serde(default = "yes")]
    pub active: bool,
    /// Last check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assured: Option<Assurance>,
    /// True for invented demonstration data.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
}

/// What sort of place. HSDS `location_type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LocationType {
    /// One can go there.
    #[default]
    Physical,
    /// A mail box.
    Postal,
    /// On the network or by telephone.
    Virtual,
}

/// A postal address. HSDS `address`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and number.
    pub address_1: String,
    /// What else is needed to find it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address_2: Option<String>,
    /// Town.
    pub city: String,
    /// Province or state.
    #[serde(default)]
    pub state_province: String,
    /// Post code.
    #[serde(default)]
    pub postal_code: String,
    /// Country, ISO 3166-1 alpha-2.
    pub country: String,
}

/// Where. HSDS `location`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Another name it is known by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<String>,
    /// What one finds there.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
    /// Physical, postal or virtual.
    #[serde(default)]
    pub location_type: LocationType,
    /// Where on the map; absent when not known or not believable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// Postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Identifier of the city district it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// The organisation that runs the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<Id>,
    /// Its telephones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// Its page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// How to get there (metro, bus, parking).
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub transportation: Text,
    /// Keys of the `accessibility` taxonomy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accessibility: Vec<String>,
    /// Opening hours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    /// Official codes of the place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// Last check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assured: Option<Assurance>,
    /// True for invented demonstration data.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
}

/// Whether a service can be used. HSDS `service.status`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// It runs.
    #[default]
    #[serde(rename = "active")]
    Active,
    /// It is not offered at present.
    #[serde(rename = "inactive")]
    Inactive,
    /// It has ended for good.
    #[serde(rename = "defunct")]
    Defunct,
    /// Closed, and will open again.
    #[serde(rename = "temporarily closed")]
    TemporarilyClosed,
}

/// How a service recurs, as families think of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// Happens once or a few times.
    OneOff,
    /// Every week of a season: a course.
    Weekly,
    /// Whole days in the holidays.
    Camp,
    /// Open whenever the place is open.
    AlwaysOpen,
}

/// For whom, by age in whole months. Both ends belong to the range: six to ten years is 72 to 131.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ages {
    /// Youngest age, months; none means from birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u32>,
    /// Oldest age, months; none means no upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<u32>,
}

impl Ages {
    /// From the first birthday counted to the last day of the last year: `years(6, 10)`.
    pub fn years(from: u32, to: u32) -> Ages {
        Ages {
            from: Some(from * 12),
            to: Some(to * 12 + 11),
        }
    }

    /// True when somebody of this age in months is meant.
    pub fn admits(self, months: u32) -> bool {
        self.from.is_none_or(|f| f <= months) && self.to.is_none_or(|t| months <= t)
    }

    /// True when a child in this whole year of age may be meant at some time of that year.
    pub fn admits_year(self, years: u32) -> bool {
        self.from.is_none_or(|f| f <= years * 12 + 11) && self.to.is_none_or(|t| years * 12 <= t)
    }
}

/// How many can take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    /// Places in all.
    pub places: u32,
    /// Places left, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available: Option<u32>,
}

/// What is offered: an opportunity. HSDS `service`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// Its identifier.
    pub id: Id,
    /// Who offers it.
    pub organization_id: Id,
    /// Its name.
    pub name: Text,
    /// Other names, one text.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub alternate_name: Text,
    /// What happens there, in plain words.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
    /// Whether it can be used.
    #[serde(default)]
    pub status: Status,
    /// For which ages.
    #[serde(default)]
    pub ages: Ages,
    /// Who may take part beyond age.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub eligibility: Text,
    /// Keys of the `service` taxonomy (themes; the domain is their root).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Keys of the `need` taxonomy it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// Keys of the `wellbeing` taxonomy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wellbeing: Vec<String>,
    /// Keys of the `accessibility` taxonomy the offer itself has (signs, easy words).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accessibility: Vec<String>,
    /// Languages spoken there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Lang>,
    /// How it recurs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rhythm: Option<Rhythm>,
    /// When, where it does not depend on the place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    /// What it costs. Empty means not known; a single zero means free.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cost_options: Vec<CostOption>,
    /// Cost in words.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub fees: Text,
    /// How to take part.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub application_process: Text,
    /// What to bring.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_documents: Vec<Text>,
    /// Whether an adult must stay; none means not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adult_needed: Option<bool>,
    /// True when one takes part from home.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub remote: bool,
    /// Places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
    /// A notice to be shown on top (moved, full, changed hours).
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub alert: Text,
    /// Mail address for questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Telephones for questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// Official codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// Last check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assured: Option<Assurance>,
    /// True for invented demonstration data.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
}

impl Service {
    /// An active service with only what must be there; everything else unknown or empty.
    pub fn new(id: Id, organization_id: Id, name: Text) -> Service {
        Service {
            id,
            organization_id,
            name,
            alternate_name: Text::default(),
            description: Text::default(),
            status: Status::Active,
            ages: Ages::default(),
            eligibility: Text::default(),
            themes: Vec::new(),
            needs: Vec::new(),
            wellbeing: Vec::new(),
            accessibility: Vec::new(),
            languages: Vec::new(),
            rhythm: None,
            schedules: Vec::new(),
            cost_options: Vec::new(),
            fees: Text::default(),
            application_process: Text::default(),
            required_documents: Vec::new(),
            adult_needed: None,
            remote: false,
            capacity: None,
            alert: Text::default(),
            email: None,
            url: None,
            phones: Vec::new(),
            identifiers: Vec::new(),
            assured: None,
            demo: false,
        }
    }

    /// Whether it costs nothing: all known prices are zero. None when no price is known.
    pub fn is_free(&self) -> Option<bool> {
        let mut known = self.cost_options.iter().filter_map(|c| c.amount).peekable();
        known.peek()?;
        Some(known.all(|a| a.0 == 0))
    }

    /// The lowest known price, in cents.
    pub fn lowest_price(&self) -> Option<values::Cents> {
        self.cost_options.iter().filter_map(|c| c.amount).min()
    }
}

impl Organization {
    /// An active organisation with only what must be there.
    pub fn new(id: Id, name: impl Into<String>) -> Organization {
        Organization {
            id,
            name: name.into(),
            alternate_name: None,
            description: Text::default(),
            email: None,
            website: None,
            phones: Vec::new(),
            identifiers: Vec::new(),
            nature: Nature::Unknown,
            legal_status: None,
            parent_organization_id: None,
            active: true,
            assured: None,
            demo: false,
        }
    }
}

impl Location {
    /// A physical place with only what must be there.
    pub fn new(id: Id, name: impl Into<String>) -> Location {
        Location {
            id,
            name: name.into(),
            alternate_name: None,
            description: Text::default(),
            location_type: LocationType::Physical,
            point: None,
            address: None,
            district: None,
            organization_id: None,
            phones: Vec::new(),
            url: None,
            transportation: Text::default(),
            accessibility: Vec::new(),
            schedules: Vec::new(),
            identifiers: Vec::new(),
            assured: None,
            demo: false,
        }
    }
}

/// A service at a place. HSDS `service_at_location`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceAtLocation {
    /// Its identifier.
    pub id: Id,
    /// What.
    pub service_id: Id,
    /// Where.
    pub location_id: Id,
    /// What is special at this place.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
    /// When, at this place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    /// Telephones at this place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
}

impl ServiceAtLocation {
    /// The tie between a service and a place; its identifier follows from both.
    pub fn new(service_id: Id, location_id: Id) -> ServiceAtLocation {
        ServiceAtLocation {
            id: Id::named(
                "service_at_location",
                &format!("{service_id} {location_id}"),
            ),
            service_id,
            location_id,
            description: Text::default(),
            schedules: Vec::new(),
            phones: Vec::new(),
        }
    }
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::Cents;

    #[test]
    fn ages_overlap_by_month_and_by_year() {
        let a = Ages::years(6, 10);
        assert!(a.admits(72) && a.admits(131) && !a.admits(132) && !a.admits(71));
        assert!(a.admits_year(6) && a.admits_year(10) && !a.admits_year(11));
        let creche = Ages {
            from: Some(3),
            to: Some(35),
        };
        assert!(creche.admits_year(0) && creche.admits_year(2) && !creche.admits_year(3));
        assert!(Ages::default().admits_year(17));
    }

    #[test]
    fn free_means_all_known_prices_are_zero() {
        let mut s = Service::new(Id::named("t", "s"), Id::named("t", "o"), Text::default());
        assert_eq!(s.is_free(), None);
        s.cost_options
            .push(CostOption::of(Cents(0), CostUnit::Once));
        assert_eq!(s.is_free(), Some(true));
        s.cost_options
            .push(CostOption::of(Cents(500), CostUnit::Month));
        assert_eq!(s.is_free(), Some(false));
        assert_eq!(s.lowest_price(), Some(Cents(0)));
    }

    #[test]
    fn a_small_record_stays_small_in_json_and_comes_back() {
        let s = Service::new(
            Id::named("t", "s"),
            Id::named("t", "o"),
            Text::new(&"it".parse().unwrap(), "Nuoto"),
        );
        let json = serde_json::to_string(&s).unwrap();
        assert!(json.len() < 220, "{json}");
        assert_eq!(serde_json::from_str::<Service>(&json).unwrap(), s);
    }
}
