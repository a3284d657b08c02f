//! What a row becomes: organisations, places, services.

use serde::Deserialize;

use super::When;
use crate::profile::expr::{Expr, Raw, Words};

/// An official code.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentifierSpec {
    /// Who gives it.
    pub scheme: String,
    /// The code.
    pub value: Expr,
}

/// `[organization]` and `[parent]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields of catalogue::model::Organization")]
pub struct OrganizationSpec {
    #[serde(default)]
    pub when: Option<When>,
    /// Own identifier, when several rows share the organisation; else the record's.
    #[serde(default)]
    pub id: Option<Expr>,
    pub name: Expr,
    #[serde(default)]
    pub alternate_name: Option<Expr>,
    #[serde(default)]
    pub description: Option<Words>,
    #[serde(default)]
    pub email: Option<Expr>,
    #[serde(default)]
    pub website: Option<Expr>,
    #[serde(default)]
    pub phones: Option<Expr>,
    #[serde(default)]
    pub identifiers: Vec<IdentifierSpec>,
    #[serde(default)]
    pub nature: Option<Expr>,
    #[serde(default)]
    pub legal_status: Option<Expr>,
    #[serde(default)]
    pub active: Option<Expr>,
}

/// `[location.point]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointSpec {
    /// Latitude; with `lon`. Without both, the record's geometry is taken.
    #[serde(default)]
    pub lat: Option<Expr>,
    /// Longitude.
    #[serde(default)]
    pub lon: Option<Expr>,
}

/// `[location.address]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields of catalogue::model::Address")]
pub struct AddressSpec {
    pub street: Expr,
    #[serde(default)]
    pub extra: Option<Expr>,
    pub city: Expr,
    #[serde(default)]
    pub province: Option<Expr>,
    #[serde(default)]
    pub postal_code: Option<Expr>,
    #[serde(default)]
    pub country: Option<Expr>,
}

/// `[[location.declared]]`: what the file says about where a place lies, checked with the polygons.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// `district`, or a level of `[[shapes]]`.
    pub level: String,
    /// Identifier as the file declares it.
    pub value: Expr,
}

/// `[location]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields of catalogue::model::Location")]
pub struct LocationSpec {
    #[serde(default)]
    pub when: Option<When>,
    /// Own identifier, when several rows share the place; else the record's.
    #[serde(default)]
    pub id: Option<Expr>,
    pub name: Expr,
    #[serde(default)]
    pub alternate_name: Option<Expr>,
    #[serde(default)]
    pub description: Option<Words>,
    #[serde(default)]
    pub kind: Option<Expr>,
    #[serde(default)]
    pub point: Option<PointSpec>,
    /// How far outside the city a point may lie and still be kept, metres.
    #[serde(default)]
    pub tolerance: f64,
    /// From how many places on one point on this is told; 0 never.
    #[serde(default)]
    pub shared_point: u32,
    #[serde(default)]
    pub declared: Vec<Declared>,
    #[serde(default)]
    pub address: Option<AddressSpec>,
    #[serde(default)]
    pub phones: Option<Expr>,
    #[serde(default)]
    pub url: Option<Expr>,
    #[serde(default)]
    pub transportation: Option<Words>,
    #[serde(default)]
    pub accessibility: Option<Expr>,
    #[serde(default)]
    pub hours: Option<Expr>,
    #[serde(default)]
    pub monthly: Option<Monthly>,
    #[serde(default)]
    pub identifiers: Vec<IdentifierSpec>,
}

/// Opening hours with a row for each month, inside a group.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Monthly {
    /// Month, 1 to 12.
    pub month: Expr,
    /// Opening time.
    pub opens: Expr,
    /// Closing time.
    pub closes: Expr,
    /// Words of the month.
    #[serde(default)]
    pub note: Option<Expr>,
}

/// Ages of a service, in years or months.
#[derive(Clone, Debug)]
pub enum AgesSpec {
    /// `6-10`, `3-`, `0m-36m`.
    Range(Expr),
    /// Each end alone.
    Ends(Box<AgeEnds>),
}

impl<'de> Deserialize<'de> for AgesSpec {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let table = match Raw::deserialize(d)? {
            Raw::Table(table) => table,
            raw => return raw.expr().map(AgesSpec::Range).map_err(Error::custom),
        };
        let mut ends = AgeEnds::default();
        for (key, raw) in table {
            let value = Some(raw.expr().map_err(Error::custom)?);
            match key.as_str() {
                "from_years" => ends.from_years = value,
                "to_years" => ends.to_years = value,
                "from_months" => ends.from_months = value,
                "to_months" => ends.to_months = value,
                other => {
                    return Err(Error::unknown_field(
                        other,
                        &["from_years", "to_years", "from_months", "to_months"],
                    ));
                }
            }
        }
        Ok(AgesSpec::Ends(Box::new(ends)))
    }
}

/// Both ends of an age range.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct AgeEnds {
    pub from_years: Option<Expr>,
    pub to_years: Option<Expr>,
    pub from_months: Option<Expr>,
    pub to_months: Option<Expr>,
}

/// `[[service.cost]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostSpec {
    /// Amount, in units of the currency with decimals.
    pub amount: Expr,
    /// `once`, `session`, `day`, `week`, `month`, `year`.
    #[serde(default)]
    pub unit: Option<Expr>,
    /// Who pays it.
    #[serde(default)]
    pub option: Option<Words>,
}

/// `[service.event]`: a dated event, as calendars have it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventSpec {
    /// Start, ISO 8601.
    pub starts: Expr,
    /// End, ISO 8601.
    #[serde(default)]
    pub ends: Option<Expr>,
    /// Time zone of both; else the city's.
    #[serde(default)]
    pub zone: Option<Expr>,
    /// RFC 5545 rule.
    #[serde(default)]
    pub rule: Option<Expr>,
    /// Days left out, ISO 8601, with commas.
    #[serde(default)]
    pub except: Option<Expr>,
}

/// `[service]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields of catalogue::model::Service")]
pub struct ServiceSpec {
    #[serde(default)]
    pub when: Option<When>,
    /// Own identifier; else the record's.
    #[serde(default)]
    pub id: Option<Expr>,
    pub name: Words,
    #[serde(default)]
    pub alternate_name: Option<Words>,
    #[serde(default)]
    pub description: Option<Words>,
    #[serde(default)]
    pub status: Option<Expr>,
    #[serde(default)]
    pub ages: Option<AgesSpec>,
    #[serde(default)]
    pub eligibility: Option<Words>,
    #[serde(default)]
    pub themes: Option<Expr>,
    #[serde(default)]
    pub needs: Option<Expr>,
    #[serde(default)]
    pub wellbeing: Option<Expr>,
    #[serde(default)]
    pub accessibility: Option<Expr>,
    #[serde(default)]
    pub languages: Option<Expr>,
    #[serde(default)]
    pub rhythm: Option<Expr>,
    #[serde(default)]
    pub hours: Option<Expr>,
    #[serde(default)]
    pub event: Option<EventSpec>,
    #[serde(default)]
    pub free: Option<Expr>,
    #[serde(default)]
    pub cost: Vec<CostSpec>,
    #[serde(default)]
    pub fees: Option<Words>,
    #[serde(default)]
    pub application: Option<Words>,
    #[serde(default)]
    pub documents: Vec<Words>,
    #[serde(default)]
    pub adult_needed: Option<Expr>,
    #[serde(default)]
    pub remote: Option<Expr>,
    #[serde(default)]
    pub places: Option<Expr>,
    #[serde(default)]
    pub alert: Option<Words>,
    #[serde(default)]
    pub email: Option<Expr>,
    #[serde(default)]
    pub url: Option<Expr>,
    #[serde(default)]
    pub phones: Option<Expr>,
    #[serde(default)]
    pub identifiers: Vec<IdentifierSpec>,
}

/// `[service_at_location]`: what is special to a service at its place. A service and a place of the
/// same row are tied together without it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(
    missing_docs,
    reason = "the fields of catalogue::model::ServiceAtLocation"
)]
pub struct TieSpec {
    pub description: Option<Words>,
    pub hours: Option<Expr>,
    pub monthly: Option<Monthly>,
    pub phones: Option<Expr>,
}
