//! What is compared.

use serde::{Deserialize, Serialize};
use values::Point;

/// What sort of thing a record speaks of. Only things of one kind are ever the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A body that offers something: association, school, municipality, company.
    Organization,
    /// Somewhere people go: a building, a pool, a field.
    Place,
    /// What is offered: a course, a desk, an opening.
    Service,
}

/// One record as the matcher sees it. Everything but `key`, `kind` and `name` may be empty; what is
/// empty neither helps nor harms. Texts are taken as people write them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thing {
    /// The caller's handle, unique among the things given together.
    pub key: u64,
    /// What sort of thing it is.
    pub kind: Kind,
    /// The name in its first language.
    pub name: String,
    /// Former names, short names, names in other languages. The first eight are looked at.
    #[serde(default)]
    pub other_names: Vec<String>,
    /// Official identifiers as (scheme, value), such as `("isil", "IT-MI0176")`. What a scheme
    /// identifies is said in [`crate::Settings::schemes`].
    #[serde(default)]
    pub official_ids: Vec<(String, String)>,
    /// Telephone numbers in E.164 (`+390288462542`).
    #[serde(default)]
    pub phones: Vec<String>,
    /// Mail addresses.
    #[serde(default)]
    pub emails: Vec<String>,
    /// Web site, with or without scheme. A text without a dot is ignored.
    #[serde(default)]
    pub website: Option<String>,
    /// Street and number in one line.
    #[serde(default)]
    pub address: Option<String>,
    /// Postal code.
    #[serde(default)]
    pub postal_code: Option<String>,
    /// Where it is.
    #[serde(default)]
    pub point: Option<Point>,
    /// For a service: the key of the organisation that offers it.
    #[serde(default)]
    pub parent: Option<u64>,
    /// For a service: the key of the place where it happens.
    #[serde(default)]
    pub place: Option<u64>,
    /// For a service: the ages it is for, in months, both ends included.
    #[serde(default)]
    pub ages_months: Option<(u32, u32)>,
    /// For a service: the days of the week, bit 0 Monday to bit 6 Sunday.
    #[serde(default)]
    pub weekdays: Option<u8>,
    /// Themes or official types ("scuola primaria", "piscina"), codes or words. The words groups of
    /// the language packs (school level, kind of facility …) are looked for here as well.
    #[serde(default)]
    pub themes: Vec<String>,
}

impl Thing {
    /// A thing with a name and nothing else.
    pub fn new(key: u64, kind: Kind, name: impl Into<String>) -> Thing {
        Thing {
            key,
            kind,
            name: name.into(),
            other_names: Vec::new(),
            official_ids: Vec::new(),
            phones: Vec::new(),
            emails: Vec::new(),
            website: None,
            address: None,
            postal_code: None,
            point: None,
            parent: None,
            place: None,
            ages_months: None,
            weekdays: None,
            themes: Vec::new(),
        }
    }
}
