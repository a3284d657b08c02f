//! The HSDS properties we give, object by object: the one list behind the tabular files of the
//! datapackage and the schemas of our OpenAPI document. The meanings are those of HSDS 3.1.

use Type::{Array, Date, DateTime, Email, Enum, Id, Number, Object, Text, Time, Uri};

/// What a property holds.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Type {
    Id,
    Text,
    Uri,
    Email,
    Date,
    /// `HH:MM`, local time of the city.
    Time,
    DateTime,
    Number,
    Enum(&'static [&'static str]),
    /// Objects of another table, by its name.
    Array(&'static str),
    /// One object of another table, by its name.
    Object(&'static str),
}

/// One property.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its HSDS name.
    pub name: &'static str,
    /// What it holds.
    pub is: Type,
    /// Always there in the JSON form.
    pub required: bool,
}

/// One kind of HSDS object.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its HSDS name.
    pub name: &'static str,
    /// Its file in a datapackage.
    pub file: &'static str,
    /// One line on what it is.
    pub about: &'static str,
    /// Its properties, the identifier first.
    pub fields: &'static [Field],
}

impl Table {
    /// The properties that are columns of the tabular form.
    pub fn columns(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.fields
            .iter()
            .filter(|f| !matches!(f.is, Array(_) | Object(_)))
    }

    /// True when our profile adds the property `wishmi` to it.
    pub fn of_profile(&self) -> bool {
        [
            "service",
            "organization",
            "location",
            "service_at_location",
            "schedule",
        ]
        .contains(&self.name)
    }
}

/// The table with this name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|t| t.name == name)
}

const fn must(name: &'static str, is: Type) -> Field {
    Field {
        name,
        is,
        required: true,
    }
}

const fn may(name: &'static str, is: Type) -> Field {
    Field {
        name,
        is,
        required: false,
    }
}

const STATUS: &[&str] = &["active", "inactive", "defunct", "temporarily closed"];
const PLACE: &[&str] = &["physical", "postal", "virtual"];
const FREQ: &[&str] = &["WEEKLY", "MONTHLY"];

/// All tables, owners before what belongs to them.
pub const TABLES: &[Table] = &[
    Table {
        name: "organization",
        file: "organizations.csv",
        about: "Who offers services.",
        fields: &[
            must("id", Id),
            must("name", Text),
            may("alternate_name", Text),
            must("description", Text),
            may("email", Email),
            may("website", Uri),
            may("legal_status", Text),
            may("parent_organization_id", Id),
            may("phones", Array("phone")),
            may("organization_identifiers", Array("organization_identifier")),
            may("locations", Array("location")),
            may("services", Array("service")),
        ],
    },
    Table {
        name: "organization_identifier",
        file: "organization_identifiers.csv",
        about: "An official code of an organisation.",
        fields: &[
            must("id", Id),
            must("organization_id", Id),
            may("identifier_scheme", Text),
            must("identifier_type", Text),
            must("identifier", Text),
        ],
    },
    Table {
        name: "service",
        file: "services.csv",
        about: "What is offered.",
        fields: &[
            must("id", Id),
            may("organization_id", Id),
            must("name", Text),
            may("alternate_name", Text),
            may("description", Text),
            may("url", Uri),
            may("email", Email),
            must("status", Enum(STATUS)),
            may("application_process", Text),
            may("fees_description", Text),
            may("eligibility_description", Text),
            may("minimum_age", Number),
            may("maximum_age", Number),
            may("assured_date", Date),
            may("alert", Text),
            may("last_modified", DateTime),
            may("phones", Array("phone")),
            may("schedules", Array("schedule")),
            may("languages", Array("language")),
            may("cost_options", Array("cost_option")),
            may("required_documents", Array("required_document")),
            may("capacities", Array("service_capacity")),
            may("attributes", Array("attribute")),
            may("organization", Object("organization")),
            may("service_at_locations", Array("service_at_location")),
        ],
    },
    Table {
        name: "location",
        file: "locations.csv",
        about: "A place.",
        fields: &[
            must("id", Id),
            must("location_type", Enum(PLACE)),
            may("url", Uri),
            may("organization_id", Id),
            may("name", Text),
            may("alternate_name", Text),
            may("description", Text),
            may("transportation", Text),
            may("latitude", Number),
            may("longitude", Number),
            may("external_identifier", Text),
            may("external_identifier_type", Text),
            may("addresses", Array("address")),
            may("phones", Array("phone")),
            may("schedules", Array("schedule")),
            may("accessibility", Array("accessibility")),
        ],
    },
    Table {
        name: "service_at_location",
        file: "service_at_location.csv",
        about: "A service at a place.",
        fields: &[
            must("id", Id),
            may("service_id", Id),
            may("location_id", Id),
            may("description", Text),
            may("phones", Array("phone")),
            may("schedules", Array("schedule")),
            may("location", Object("location")),
            may("service", Object("service")),
        ],
    },
    Table {
        name: "address",
        file: "addresses.csv",
        about: "The postal address of a place.",
        fields: &[
            must("id", Id),
            may("location_id", Id),
            must("address_1", Text),
            may("address_2", Text),
            must("city", Text),
            must("state_province", Text),
            must("postal_code", Text),
            must("country", Text),
            must("address_type", Enum(PLACE)),
        ],
    },
    Table {
        name: "phone",
        file: "phones.csv",
        about: "A telephone number.",
        fields: &[
            must("id", Id),
            may("location_id", Id),
            may("service_id", Id),
            may("organization_id", Id),
            may("service_at_location_id", Id),
            must("number", Text),
            may("description", Text),
        ],
    },
    Table {
        name: "schedule",
        file: "schedules.csv",
        about: "When something is open or takes place.",
        fields: &[
            must("id", Id),
            may("service_id", Id),
            may("location_id", Id),
            may("service_at_location_id", Id),
            may("valid_from", Date),
            may("valid_to", Date),
            may("dtstart", Date),
            may("until", Date),
            may("count", Number),
            may("freq", Enum(FREQ)),
            may("interval", Number),
            may("byday", Text),
            may("bymonthday", Text),
            may("description", Text),
            may("opens_at", Time),
            may("closes_at", Time),
            may("attending_type", Text),
        ],
    },
    Table {
        name: "language",
        file: "languages.csv",
        about: "A language spoken at a service.",
        fields: &[must("id", Id), may("service_id", Id), may("code", Text)],
    },
    Table {
        name: "accessibility",
        file: "accessibility.csv",
        about: "What makes a place usable by everybody.",
        fields: &[
            must("id", Id),
            may("location_id", Id),
            may("description", Text),
        ],
    },
    Table {
        name: "cost_option",
        file: "cost_options.csv",
        about: "A price of a service.",
        fields: &[
            must("id", Id),
            may("service_id", Id),
            may("valid_from", Date),
            may("valid_to", Date),
            may("option", Text),
            may("currency", Text),
            may("amount", Number),
            may("amount_description", Text),
        ],
    },
    Table {
        name: "required_document",
        file: "required_documents.csv",
        about: "What is to be brought.",
        fields: &[must("id", Id), may("service_id", Id), may("document", Text)],
    },
    Table {
        name: "service_capacity",
        file: "service_capacity.csv",
        about: "How many can take part.",
        fields: &[
            must("id", Id),
            may("service_id", Id),
            may("unit_id", Id),
            must("unit", Object("unit")),
            must("available", Number),
            may("maximum", Number),
            must("updated", DateTime),
        ],
    },
    Table {
        name: "unit",
        file: "units.csv",
        about: "What is counted.",
        fields: &[must("id", Id), must("name", Text)],
    },
    Table {
        name: "attribute",
        file: "attributes.csv",
        about: "That a term of a taxonomy applies to a service.",
        fields: &[
            must("id", Id),
            may("link_id", Id),
            may("link_entity", Text),
            may("taxonomy_term_id", Id),
            may("taxonomy_term", Object("taxonomy_term")),
        ],
    },
    Table {
        name: "taxonomy",
        file: "taxonomies.csv",
        about: "A taxonomy of the city.",
        fields: &[
            must("id", Id),
            must("name", Text),
            must("description", Text),
        ],
    },
    Table {
        name: "taxonomy_term",
        file: "taxonomy_terms.csv",
        about: "A term of a taxonomy.",
        fields: &[
            must("id", Id),
            may("code", Text),
            must("name", Text),
            must("description", Text),
            may("parent_id", Id),
            may("taxonomy", Text),
            may("taxonomy_id", Id),
            may("language", Text),
        ],
    },
];
