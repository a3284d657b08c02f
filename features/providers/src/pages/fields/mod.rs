//! The guided form of a record, part by part, and its fields as people read them.
//!
//! A part is a short page with a few groups of fields. A group shows what the record says as names and
//! values ([`Typed`]), draws them, and writes back only what was typed anew: what it cannot say stays
//! as it is.
//!
//! | file | groups |
//! |---|---|
//! | `plain` | texts, contacts, ages, choices, the city's terms |
//! | `prices`, `times` | lists with a row an entry |
//! | `whereabouts` | address, point, the places of a service |
//! | `words` | values in words, for previews and moderators |

mod plain;
mod prices;
mod times;
mod typed;
mod whereabouts;
mod words;

use std::collections::BTreeSet;

use catalogue::model::Kind;
use city::City;
use serde_json::Value;
use values::{Id, Lang, Refusal};
use web::Page;
use web::form::Field;

use crate::actions::Place;
use crate::model::Fields;

pub(super) use typed::Typed;
pub(super) use words::{label, words};

/// A part of the form: a short page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its name in addresses and messages (`providers-part-…`).
    pub name: &'static str,
    groups: &'static [&'static str],
}

const fn part(name: &'static str, groups: &'static [&'static str]) -> Part {
    Part { name, groups }
}

const SERVICE: &[Part] = &[
    part("about", &["name", "description", "alert", "status"]),
    part(
        "who",
        &[
            "ages",
            "eligibility",
            "adult_needed",
            "languages",
            "accessibility",
        ],
    ),
    part("where", &["places", "remote"]),
    part("when", &["rhythm", "schedules"]),
    part("price", &["cost_options", "fees"]),
    part(
        "join",
        &[
            "application_process",
            "required_documents",
            "capacity",
            "email",
            "phones",
            "url",
        ],
    ),
    part("themes", &["themes", "needs", "wellbeing"]),
];
const LOCATION: &[Part] = &[
    part("about", &["name", "description", "address", "point"]),
    part(
        "access",
        &["transportation", "accessibility", "phones", "url"],
    ),
    part("when", &["schedules"]),
];
const ORGANIZATION: &[Part] = &[part(
    "about",
    &["name", "description", "email", "phones", "website"],
)];

/// The parts of the form of a kind of record, in order.
pub(super) fn parts(kind: Kind) -> &'static [Part] {
    match kind {
        Kind::Organization => ORGANIZATION,
        Kind::Location => LOCATION,
        Kind::Service | Kind::ServiceAtLocation => SERVICE,
    }
}

/// The part of a form where a field of the record is written.
pub(super) fn part_of(kind: Kind, field: &str) -> &'static str {
    let field = match field {
        "location" | crate::rules::edit::PLACES => "places",
        other => other,
    };
    parts(kind)
        .iter()
        .find(|p| p.groups.contains(&field))
        .map_or("about", |p| p.name)
}

/// Fields that stand together on a page.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// A heading above it; empty for none.
    pub title: String,
    /// What the fields are, for a group with a frame; empty for none.
    pub legend: String,
    /// What opens it, when it is folded.
    pub fold: Option<String>,
    /// Whether it is open.
    pub open: bool,
    /// Something to be read before.
    pub note: String,
    /// The fields.
    pub fields: Vec<Field>,
    /// What is sent along.
    pub hidden: Vec<(String, String)>,
    /// A button after it: what it sends, what it says.
    pub more: Option<(String, String)>,
}

impl Block {
    fn of(fields: Vec<Field>) -> Block {
        Block {
            fields,
            ..Block::default()
        }
    }
}

/// What a part is drawn of.
pub(super) struct Draw<'a> {
    pub page: &'a Page,
    pub city: &'a City,
    /// The draft.
    pub fields: &'a Fields,
    pub typed: &'a Typed,
    pub wrong: &'a [Refusal],
    /// Places to choose from.
    pub places: &'a [Place],
    /// Places of the service that others say.
    pub fixed: &'a BTreeSet<Id>,
    /// What a search for places has given, in words.
    pub looked: Option<String>,
}

impl Draw<'_> {
    /// A field with its label and value, and what is wrong with it.
    fn line(&self, name: &str) -> Field {
        let key = format!("providers-edit-{}", name.replace('_', "-"));
        Field::text(name, self.page.t(&key))
            .value(self.typed.get(name))
            .refused(self.page.tr(), self.wrong)
    }

    fn box_to_tick(&self, name: &str, key: &str) -> Field {
        Field::text(name, "")
            .kind("check")
            .option("yes", self.page.t(key))
            .values(&[self.typed.get(name)])
    }
}

/// What is written upon a draft.
struct Write<'a> {
    kind: Kind,
    city: &'a City,
    fields: &'a Fields,
    shown: &'a Typed,
    typed: &'a Typed,
    places: &'a [Place],
    fixed: &'a BTreeSet<Id>,
    wanted: &'a mut Fields,
    /// Fields of the form with what is told there.
    wrong: &'a mut Vec<(String, String)>,
}

impl Write<'_> {
    fn lang(&self) -> &Lang {
        &self.city.default_language
    }

    fn changed(&self, names: &[&str]) -> bool {
        !self.typed.same(self.shown, names)
    }

    fn put(&mut self, field: &str, value: Value) {
        self.wanted.insert(field.to_string(), value);
    }

    /// A list, when it is another than before; nothing when it is empty.
    fn list(&mut self, field: &str, before: Value, after: Vec<Value>) {
        let after = Value::Array(after);
        if after == before {
            return;
        }
        match after.as_array().is_some_and(Vec::is_empty) {
            true => self.put(field, Value::Null),
            false => self.put(field, after),
        }
    }

    fn no(&mut self, field: &str, key: &str) {
        self.wrong.push((field.to_string(), key.to_string()));
    }

    /// Whether a field is a text in languages.
    fn is_text(&self, name: &str) -> bool {
        crate::rules::edit::translatable(self.kind).contains(&name)
    }
}

/// What a part shows of a record.
pub(super) fn typed(part: Part, fields: &Fields, city: &City) -> Typed {
    let lang = &city.default_language;
    let mut to = Typed::default();
    for group in part.groups {
        match *group {
            "cost_options" => prices::show(fields, lang, &mut to),
            "schedules" => times::show(fields, lang, &mut to),
            "address" => whereabouts::show_address(fields, &mut to),
            "point" => whereabouts::show_point(fields, &mut to),
            "places" => whereabouts::show_places(fields, &mut to),
            other => plain::show(other, fields, lang, &mut to),
        }
    }
    to
}

/// The fields of a part, to be filled in.
pub(super) fn draw(part: Part, d: &Draw<'_>) -> Vec<Block> {
    part.groups
        .iter()
        .flat_map(|group| match *group {
            "cost_options" => prices::draw(d),
            "schedules" => times::draw(d),
            "address" => whereabouts::draw_address(d),
            "point" => whereabouts::draw_point(d),
            "places" => whereabouts::draw_places(d),
            other => plain::draw(other, d),
        })
        .collect()
}

/// One more row of a list, as a button of the form has asked for; false for every other button.
pub(super) fn more(button: &str, typed: &mut Typed) -> bool {
    let list = match button {
        "more-price" => "price",
        "more-time" => "time",
        "find" => return true,
        _ => return false,
    };
    let rows = typed.rows(list).max(1);
    if rows < typed::MOST_ROWS {
        if typed.rows(list) == 0 {
            typed.put(format!("{list}-0-row"), "");
        }
        typed.put(format!("{list}-{rows}-row"), "");
    }
    if list == "time" {
        times::more_off(typed);
    }
    true
}

/// What is typed in a part, upon a draft: only what differs from what was shown is written.
///
/// # Errors
/// What cannot be read, at its field of the form.
pub(super) fn apply(
    part: Part,
    kind: Kind,
    fields: &Fields,
    new: &Typed,
    (city, places, fixed): (&City, &[Place], &BTreeSet<Id>),
) -> Result<Fields, Vec<Refusal>> {
    let shown = typed(part, fields, city);
    let (mut wanted, mut wrong) = (fields.clone(), Vec::new());
    let mut w = Write {
        kind,
        city,
        fields,
        shown: &shown,
        typed: new,
        places,
        fixed,
        wanted: &mut wanted,
        wrong: &mut wrong,
    };
    for group in part.groups {
        match *group {
            "cost_options" => prices::apply(&mut w),
            "schedules" => times::apply(&mut w),
            "address" => whereabouts::apply_address(&mut w),
            "point" => whereabouts::apply_point(&mut w),
            "places" => whereabouts::apply_places(&mut w),
            other => plain::apply(other, &mut w),
        }
    }
    if wrong.is_empty() {
        Ok(wanted)
    } else {
        Err(wrong
            .into_iter()
            .map(|(field, key)| Refusal::new(&key, 422).field(&field))
            .collect())
    }
}

/// The field of the form that stands for a field of the record.
fn shown_at(field: &str) -> &str {
    match field {
        "ages" => "age_from",
        "cost_options" => "price-0-amount",
        "schedules" => "time-0-days",
        "phones" => "phone",
        "address" => "street",
        crate::rules::edit::PLACES => "places",
        other => other,
    }
}

/// Refusals that name fields of the record, at the fields of the form.
pub(super) fn at_form(wrong: Vec<Refusal>) -> Vec<Refusal> {
    wrong
        .into_iter()
        .map(|r| match r.field.clone() {
            Some(field) => r.field(shown_at(&field)),
            None => r,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn city() -> City {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
        City::load(&folder).unwrap()
    }

    fn rich() -> Fields {
        json!({
            "name": {"es": "Nuoto", "en": "Swimming"},
            "ages": {"from": 75, "to": 131},
            "cost_options": [
                {"amount": 500, "unit": "month", "option": {"es": "Hermanos", "en": "Siblings"}},
                {"amount": 300, "unit": "month", "income_up_to": 1_000_000, "valid_to": "2027-06-30"},
            ],
            "schedules": [
                {"freq": "WEEKLY", "byday": ["MO"], "opens_at": "16:30", "closes_at": "18:00", "until": "2027-06-01"},
                {"use": "operating_hours", "freq": "MONTHLY", "bymonthday": [1], "opens_at": "10:00",
                    "closes_at": "11:00", "period": "always", "attending": "in_person"},
            ],
            "phones": [{"number": "+39010123456", "description": {"es": "Oficina"}}, {"number": "+39010123457"}],
            "capacity": {"places": 12, "available": 3},
            "required_documents": [{"es": "Bañador", "en": "Swimsuit"}, {"es": "Gorro"}],
            "themes": ["no.longer.there"], "adult_needed": false, "remote": true,
            "service_at_locations": [{"location_id": Id::named("x", "hall"), "name": "Sala",
                "schedules": [{"use": "operating_hours", "freq": "WEEKLY", "byday": ["SA"], "period": "always",
                    "attending": "in_person"}], "description": {"en": "First floor"}}],
            "address": {"address_1": "Calle 1", "city": "Portofiaba", "state_province": "PF", "country": "ES"},
        })
        .as_object()
        .cloned()
        .unwrap()
    }

    fn over(part: Part, fields: &Fields, sent: &[(&str, &str)]) -> Result<Fields, Vec<Refusal>> {
        let city = city();
        let shown = typed(part, fields, &city);
        let sent: Vec<(String, String)> = sent
            .iter()
            .map(|(n, v)| (n.to_string(), v.to_string()))
            .collect();
        let new = Typed::sent(&shown, &sent);
        let none = BTreeSet::new();
        let kind = match SERVICE.contains(&part) {
            true => Kind::Service,
            false => Kind::Location,
        };
        apply(part, kind, fields, &new, (&city, &[], &none))
    }

    fn at(name: &str) -> Part {
        *SERVICE.iter().find(|p| p.name == name).unwrap()
    }

    #[test]
    fn what_is_shown_and_sent_back_changes_nothing() {
        let fields = rich();
        let city = city();
        for part in [SERVICE, LOCATION].concat() {
            let shown = typed(part, &fields, &city);
            let none = BTreeSet::new();
            let kind = Kind::Service;
            let same = apply(part, kind, &fields, &shown, (&city, &[], &none));
            assert_eq!(same.unwrap(), fields, "{}", part.name);
        }
    }

    #[test]
    fn what_the_form_does_not_show_is_not_touched() {
        let fields = rich();
        let wanted = over(at("about"), &fields, &[("name", "Nuoto libero")]).unwrap();
        assert_eq!(
            wanted["name"],
            json!({"es": "Nuoto libero", "en": "Swimming"})
        );
        // A row that changes keeps what it does not show; a row that cannot be said stays.
        let wanted = over(at("price"), &fields, &[("price-1-amount", "2,5")]).unwrap();
        assert_eq!(wanted["cost_options"][0], fields["cost_options"][0]);
        assert_eq!(wanted["cost_options"][1]["amount"], json!(250));
        assert_eq!(wanted["cost_options"][1]["income_up_to"], json!(1_000_000));
        let sent = [("with-time-0-days", "yes"), ("time-0-days", "WE")];
        let wanted = over(at("when"), &fields, &sent).unwrap();
        assert_eq!(wanted["schedules"][0]["byday"], json!(["WE"]));
        assert_eq!(wanted["schedules"][0]["until"], json!("2027-06-01"));
        assert_eq!(wanted["schedules"][1], fields["schedules"][1]);
        assert_eq!(
            wanted["service_at_locations"],
            fields["service_at_locations"]
        );
        let wanted = over(at("who"), &fields, &[("age_to", "9")]).unwrap();
        assert_eq!(wanted["ages"], json!({"from": 75, "to": 119}));
        let sent = [("required_documents", "Gorro\nBañador\nToalla")];
        let wanted = over(at("join"), &fields, &sent).unwrap();
        assert_eq!(
            wanted["required_documents"],
            json!([{"es": "Gorro"}, {"es": "Bañador", "en": "Swimsuit"}, {"es": "Toalla"}])
        );
        let wanted = over(at("join"), &fields, &[("phone-1", "")]).unwrap();
        assert_eq!(wanted["phones"], json!([fields["phones"][0]]));
        let wanted = over(LOCATION[0], &fields, &[("street", "Calle 2")]).unwrap();
        assert_eq!(wanted["address"]["address_1"], json!("Calle 2"));
        assert_eq!(wanted["address"]["state_province"], json!("PF"));
    }

    #[test]
    fn rows_come_go_and_move_to_a_place() {
        let fields = rich();
        let hall = Id::named("x", "hall").to_string();
        let sent = [
            ("price-0-gone", "yes"),
            ("price-2-row", ""),
            ("price-2-amount", "0"),
            ("price-2-for", "ISEE"),
        ];
        let wanted = over(at("price"), &fields, &sent).unwrap();
        let all = wanted["cost_options"].as_array().unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!(
            all[1],
            json!({"amount": 0, "unit": "once", "option": {"es": "ISEE"}})
        );
        let sent = [("time-0-place", hall.as_str()), ("time-1-gone", "yes")];
        let wanted = over(at("when"), &fields, &sent).unwrap();
        assert!(wanted["schedules"].is_null());
        let there = wanted["service_at_locations"][0]["schedules"]
            .as_array()
            .unwrap();
        assert_eq!(there.len(), 2);
        assert_eq!(
            wanted["service_at_locations"][0]["description"],
            json!({"en": "First floor"})
        );
        let none = over(at("where"), &fields, &[("with-places", "yes")]).unwrap();
        assert!(!none.contains_key("service_at_locations"));
        let strange = over(at("where"), &fields, &[("places", "x")]).unwrap_err();
        assert_eq!(strange[0].field.as_deref(), Some("places"));
    }

    #[test]
    fn what_cannot_be_read_is_told_at_its_field() {
        let fields = Fields::new();
        for (part, sent, field) in [
            (
                at("price"),
                vec![("price-0-row", ""), ("price-0-amount", "venti")],
                "price-0-amount",
            ),
            (
                at("price"),
                vec![("price-0-row", ""), ("price-0-income", "5000")],
                "price-0-amount",
            ),
            (
                at("when"),
                vec![("time-0-row", ""), ("time-0-opens", "late")],
                "time-0-opens",
            ),
            (at("join"), vec![("available", "3")], "capacity"),
            (at("who"), vec![("age_from", "x")], "age_from"),
            (LOCATION[0], vec![("postal_code", "16100")], "street"),
            (LOCATION[0], vec![("point", "here")], "point"),
            (LOCATION[0], vec![("point", "60.12345, 10.12345")], "point"),
        ] {
            let no = over(part, &fields, &sent).unwrap_err();
            assert_eq!(no[0].field.as_deref(), Some(field), "{sent:?}");
        }
    }

    #[test]
    fn every_mend_leads_to_its_part() {
        assert_eq!(part_of(Kind::Service, "location"), "where");
        assert_eq!(part_of(Kind::Service, "cost_options"), "price");
        assert_eq!(part_of(Kind::Location, "accessibility"), "access");
        assert_eq!(part_of(Kind::Organization, "website"), "about");
    }
}
