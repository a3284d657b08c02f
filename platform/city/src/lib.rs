//! A city is a folder of data: its languages, districts, taxonomies, departments, school calendar
//! and texts. [`City::load`] reads and checks the whole folder and tells everything that is wrong
//! at once; nothing in the code knows the name of any city.
//!
//! The format of every file is explained in `cities/README.md`.

mod calendar;
mod districts;
mod error;
mod load;
mod photos;
mod stops;
mod taxonomy;
mod texts;

use std::collections::BTreeMap;

use serde::Serialize;
use values::{Lang, Text};

pub use calendar::{
    Break, DayRule, DayRuleError, PublicHoliday, SchoolCalendar, SchoolClass, SchoolPeriod,
};
pub use districts::{
    Area, BoundaryError, District, DistrictId, Districts, MapPoint, Shape, ViewBox,
};
pub use error::CityError;
pub use photos::{Photo, PhotoKind, Photos};
pub use stops::Stop;
pub use taxonomy::{Taxonomies, Taxonomy, Term};
pub use texts::{Page, Texts};

/// Everything that makes one city this city, read from its folder.
#[derive(Clone, Debug)]
pub struct City {
    /// Short name of the folder and in addresses: lower-case letters, digits and dashes.
    pub key: String,
    /// The city's name in its languages.
    pub name: Text,
    /// The time zone in which days and opening hours are meant.
    pub zone: jiff::tz::TimeZone,
    /// Country, two capital letters (ISO 3166-1).
    pub country: String,
    /// Currency, three capital letters (ISO 4217).
    pub currency: String,
    /// Languages of the interface, in the order in which they are offered.
    pub languages: Vec<Lang>,
    /// The language every text exists in; one of `languages`.
    pub default_language: Lang,
    /// The telephone number shown wherever a person may be stuck.
    pub helpline: Helpline,
    /// Where the public can write.
    pub contact: Contact,
    /// Offices of the city that own actions and records.
    pub departments: Vec<Department>,
    /// Modules switched on or off by name; what is not named is off.
    pub modules: BTreeMap<String, bool>,
    /// Publishers whose data this folder or its imports use, with their licences.
    pub attributions: Vec<Attribution>,
    /// Under which terms the catalogue is published as open data; none means that it is not.
    pub open_data: Option<OpenData>,
    /// Who pays providers, and from which account; none where the city pays nobody from here.
    pub payments: Option<Payments>,
    /// The neighbourhoods and the areas they lie in.
    pub districts: Districts,
    /// Stops of public transport, to search near; a city may have none.
    pub stops: Vec<Stop>,
    /// Taxonomies by key (`service`, `need`, `accessibility` …).
    pub taxonomies: Taxonomies,
    /// School terms, breaks and public holidays.
    pub calendar: SchoolCalendar,
    /// Pages of plain text: about, privacy, legal notes, accessibility, questions.
    pub texts: Texts,
    /// Photographs of places, organisations and services.
    pub photos: Photos,
    pub(crate) gaps: Vec<Gap>,
}

impl City {
    /// True when the module is switched on in this city.
    pub fn is_on(&self, module: &str) -> bool {
        self.modules.get(module).copied().unwrap_or(false)
    }

    /// The department with this key.
    pub fn department(&self, key: &str) -> Option<&Department> {
        self.departments.iter().find(|d| d.key == key)
    }

    /// Labels that are missing in a declared language. A variant such as `it-easy` falls back to
    /// its language by design, and so counts no gaps. A city with gaps works; readers of that
    /// language then see the default language, marked as such.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// The languages without their variants, in order: those a text should exist in.
    pub fn full_languages(&self) -> impl Iterator<Item = &Lang> {
        self.languages.iter().filter(|l| l.base() == **l)
    }
}

/// The telephone number for people who are stuck.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Helpline {
    /// What it is called.
    pub name: Text,
    /// The number as people write it, such as `020202`.
    pub phone: String,
    /// The number to dial from everywhere (E.164), such as `+39020202`.
    pub dial: String,
    /// When somebody answers.
    pub hours: Text,
}

/// Where the public can write to the people who run the installation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Name of the responsible body.
    pub body: Text,
    /// Postal address.
    pub address: String,
    /// Public mail address.
    pub mail: String,
    /// True while address and mail are placeholders; pages must say so.
    pub to_be_filled: bool,
}

/// An office of the city.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Department {
    /// Key, unique in the city.
    pub key: String,
    /// Name in languages.
    pub name: Text,
    /// Mail address.
    pub mail: String,
}

/// A publisher of open data to be named in the product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attribution {
    /// Who published it.
    pub publisher: String,
    /// What was used.
    pub what: String,
    /// Licence as the publisher writes it.
    pub licence: String,
    /// Page of the publication, when known.
    pub url: Option<String>,
}

/// The terms of the catalogue as open data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenData {
    /// Name of the licence.
    pub licence: String,
    /// Address of its text.
    pub licence_url: String,
    /// Its kind as ADMS knows it (`http://purl.org/adms/licencetype/Attribution`).
    pub licence_type: Option<String>,
    /// Official code of the publishing body (in Italy the one of the IPA).
    pub publisher_id: Option<String>,
}

/// The debtor of the payments to providers, as its bank knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Payments {
    /// True while account and codes are placeholders; pages must say so.
    pub example: bool,
    /// Name as the bank knows it.
    pub name: String,
    /// The account that is debited, without spaces.
    pub iban: String,
    /// The bank's BIC, 8 or 11 signs.
    pub bic: Option<String>,
    /// *Codice unico CBI* of who sends files, 8 signs.
    pub cuc: Option<String>,
    /// *Codice ABI* of the bank, 5 digits; it stands in an Italian IBAN, too.
    pub abi: Option<String>,
    /// *Codice unico di progetto*, 15 signs, where the money has one.
    pub cup: Option<String>,
    /// Chapter of the budget, for the liquidation list.
    pub capitolo: Option<String>,
    /// Days between the sealing of a batch and the day on which the bank shall pay, 1 to 30.
    pub execution_days: u8,
}

/// A label that is missing in a language the city declares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The language without text.
    pub lang: Lang,
    /// Where: file and key.
    pub place: String,
}
