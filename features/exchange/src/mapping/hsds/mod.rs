//! HSDS 3 objects (Human Services Data Specification, Open Referral) as records of the catalogue.
//! They map themselves: only terms need the profile's `[hsds]` maps. A service with everything
//! nested in it, an organisation (with its services) and a place are all understood. What our own
//! export keeps under `wishmi` is taken whole.

mod parts;

use std::cell::RefCell;
use std::collections::BTreeMap;

use catalogue::model::{
    Address, Ages, CostOption, Identifier, Kind, Location, LocationType, Nature, Organization,
    Service, ServiceAtLocation,
};
use records::Record;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use values::{Cents, Id, Point};

use parts::{day, number, objects, text};

use super::Mapper;
use super::eval::{Eval, Row};
use super::findings::{Findings, row};
use super::rows::{hash_of, notes};
use crate::model::{Draft, Mapped, RecordDraft};

type Object = Map<String, Value>;

/// What one HSDS object becomes.
#[derive(Default)]
struct Made {
    own: Vec<RecordDraft>,
    shared: Vec<(String, RecordDraft)>,
    /// Keys of objects inside this record that may also stand by themselves in the file.
    inside: Vec<String>,
}

/// What is noted of a key: given by its own object, or from inside another.
const OWN: u64 = 0;
const NESTED: u64 = 1;

/// The identifier of the service or location of a service at a place, from the column or from the
/// object nested in it.
fn part(o: &Object, name: &str) -> Option<String> {
    text(o, &format!("{name}_id")).or_else(|| text(o.get(name)?.as_object()?, "id"))
}

/// The key of a service at a place: identifiers of its own differ between files, this does not.
fn tie_key(o: &Object) -> Option<String> {
    let (service, place) = (part(o, "service")?, part(o, "location")?);
    Some(format!("service_at_location/{service}/{place}"))
}

impl Mapper<'_> {
    /// Maps one object of an HSDS file.
    pub(super) fn hsds(&mut self, record: &Record) {
        let findings = RefCell::new(Findings::of(&record.address));
        notes(record, &findings);
        let number = row(&record.address);
        let whole = Row {
            records: vec![record.clone()],
            found: BTreeMap::new(),
        };
        let ev = Eval::new(&self.setting, &self.joins, &whole, &findings);
        // the reader has parsed this text already
        let object = match serde_json::from_str(&record.raw) {
            Ok(Value::Object(o)) => o,
            _ => Object::new(),
        };
        let Some(sort) = sort_of(&object) else {
            // terms of taxonomies come along in exports; a city has its own
            self.tally.skipped += 1;
            return;
        };
        let id = text(&object, "id");
        let key = match (sort, &id) {
            (Kind::ServiceAtLocation, _) => tie_key(&object),
            (_, Some(id)) => Some(format!("{}/{id}", sort.as_str())),
            (_, None) => None,
        };
        match (&key, key.as_ref().and_then(|k| self.seen.get(k))) {
            (None, _) => ev.tell("missing-value", None, &[("what", "id")]),
            (_, Some((_, NESTED))) => {
                self.tally.skipped += 1;
                return;
            }
            (Some(key), Some((first, _))) => ev.tell(
                "duplicate-key",
                None,
                &[("key", key), ("first", &first.to_string())],
            ),
            _ => {}
        }
        self.tally.records += 1;
        findings.borrow_mut().record.clone_from(&id);
        let mut made = Made::default();
        if !findings.borrow().rejected() {
            match sort {
                Kind::Organization => {
                    self.organization(&ev, &object, &mut made, false);
                    for s in objects(&object, "services") {
                        made.inside
                            .extend(text(s, "id").map(|id| format!("service/{id}")));
                        self.service(&ev, s, text(&object, "id"), &mut made);
                    }
                }
                Kind::Location => {
                    self.location_of(&ev, &object, &mut made, false);
                }
                Kind::Service => self.service(&ev, &object, None, &mut made),
                Kind::ServiceAtLocation => {
                    if let Some(id) = part(&object, "service") {
                        let key = format!("service/{id}");
                        if let Some(Value::Object(nested)) = object.get("service")
                            && !self.seen.contains_key(&key)
                        {
                            made.inside.push(key);
                            self.service(&ev, nested, None, &mut made);
                        }
                        let service = self.named(Kind::Service, &id);
                        self.tie(&ev, &object, service, &mut made);
                    }
                }
            }
        }
        let findings = findings.into_inner();
        if findings.rejected() {
            self.tally.rejected += 1;
            self.queue.push_back(Mapped {
                record: format!("{} (row {number})", id.unwrap_or_default()),
                drafts: Vec::new(),
                findings: findings.list,
            });
            return;
        }
        let key = key.unwrap_or_default();
        self.seen.insert(key.clone(), (number, OWN));
        for inside in made.inside {
            self.seen.entry(inside).or_insert((number, NESTED));
        }
        for (key, draft) in made.shared {
            // an object nested in several others, or also given by itself, is given once
            if !self.seen.contains_key(&key) {
                self.seen.insert(key.clone(), (number, NESTED));
                self.shared.insert(draft.id, hash_of(&draft.body));
                self.queue.push_back(Mapped {
                    record: key,
                    drafts: vec![Draft::Record(draft)],
                    findings: Vec::new(),
                });
            }
        }
        self.queue.push_back(Mapped {
            record: key,
            drafts: made.own.into_iter().map(Draft::Record).collect(),
            findings: findings.list,
        });
    }

    fn named(&self, kind: Kind, id: &str) -> Id {
        Id::named(&self.profile.source.key, &format!("{}:{id}", kind.as_str()))
    }

    /// The record our own export wrote, with its references changed to this source's.
    fn ours<T: DeserializeOwned>(o: &Object) -> Option<T> {
        let record = o.get("wishmi")?.get("record")?;
        T::deserialize(record).ok()
    }

    fn organization(&self, ev: &Eval<'_>, o: &Object, made: &mut Made, nested: bool) -> Option<Id> {
        let key = text(o, "id")?;
        let id = self.named(Kind::Organization, &key);
        let parent = text(o, "parent_organization_id").map(|p| self.named(Kind::Organization, &p));
        let mut org = match Self::ours::<Organization>(o) {
            Some(ours) => ours,
            None => {
                let Some(name) = text(o, "name") else {
                    ev.tell("missing-value", None, &[("what", "organization.name")]);
                    return None;
                };
                let mut org = Organization::new(id, name);
                org.alternate_name = text(o, "alternate_name");
                org.description = self.text(o, "description");
                org.email = self.mail(ev, o, "email");
                org.website = self
                    .address(ev, o, "website")
                    .or(self.address(ev, o, "url"));
                org.phones = self.phones(ev, o);
                org.legal_status = text(o, "legal_status");
                org.identifiers = objects(o, "organization_identifiers")
                    .filter_map(|i| {
                        let scheme = text(i, "identifier_scheme").or(text(i, "identifier_type"))?;
                        Some(Identifier {
                            scheme: values::fold(&scheme).replace(' ', "-"),
                            value: text(i, "identifier")?.to_uppercase(),
                        })
                    })
                    .collect();
                org.nature = Nature::Unknown;
                org
            }
        };
        org.id = id;
        org.parent_organization_id = parent.filter(|p| *p != id);
        let d = draft(Kind::Organization, id, &org);
        if nested {
            made.shared.push((format!("organization/{key}"), d));
        } else {
            made.own.push(d);
        }
        Some(id)
    }

    fn location_of(&self, ev: &Eval<'_>, o: &Object, made: &mut Made, nested: bool) -> Option<Id> {
        let key = text(o, "id")?;
        let id = self.named(Kind::Location, &key);
        let mut place = match Self::ours::<Location>(o) {
            Some(ours) => ours,
            None => {
                let address = objects(o, "addresses").next().and_then(|a| {
                    Some(Address {
                        address_1: text(a, "address_1")?,
                        address_2: text(a, "address_2"),
                        city: text(a, "city").unwrap_or_default(),
                        state_province: text(a, "state_province").unwrap_or_default(),
                        postal_code: text(a, "postal_code").unwrap_or_default(),
                        country: text(a, "country").unwrap_or_else(|| ev.setting.country.clone()),
                    })
                });
                let name =
                    text(o, "name").or_else(|| address.as_ref().map(|a| a.address_1.clone()));
                let Some(name) = name else {
                    ev.tell("missing-value", None, &[("what", "location.name")]);
                    return None;
                };
                let mut place = Location::new(id, name);
                place.address = address;
                place.alternate_name = text(o, "alternate_name");
                place.description = self.text(o, "description");
                place.transportation = self.text(o, "transportation");
                place.url = self.address(ev, o, "url");
                place.phones = self.phones(ev, o);
                place.location_type = match text(o, "location_type").as_deref() {
                    Some("virtual") => LocationType::Virtual,
                    Some("postal") => LocationType::Postal,
                    _ => LocationType::Physical,
                };
                place.schedules = self.schedules(ev, o);
                place.accessibility = objects(o, "accessibility")
                    .filter_map(|a| text(a, "description"))
                    .flat_map(|t| self.term(ev, "accessibility", &t))
                    .collect();
                if let (Some(kind), Some(value)) = (
                    text(o, "external_identifier_type"),
                    text(o, "external_identifier"),
                ) {
                    place.identifiers.push(Identifier {
                        scheme: values::fold(&kind).replace(' ', "-"),
                        value: value.to_uppercase(),
                    });
                }
                let point = match (number(o, "latitude"), number(o, "longitude")) {
                    (Some(lat), Some(lon)) => match Point::new(lat, lon) {
                        Ok(p) => Some(p),
                        Err(e) => {
                            ev.tell("not-a-coordinate", None, &[("found", &e.to_string())]);
                            None
                        }
                    },
                    _ => None,
                };
                place.point = point;
                place
            }
        };
        // HSDS files name no tolerance: a point outside the city is dropped like any other
        (place.point, place.district) = self.in_city(ev, 0.0, place.point);
        place.id = id;
        place.organization_id =
            text(o, "organization_id").map(|i| self.named(Kind::Organization, &i));
        let d = draft(Kind::Location, id, &place);
        if nested {
            made.shared.push((format!("location/{key}"), d));
        } else {
            made.own.push(d);
        }
        Some(id)
    }

    fn service(&self, ev: &Eval<'_>, o: &Object, owner: Option<String>, made: &mut Made) {
        let Some(key) = text(o, "id") else {
            ev.tell("missing-value", None, &[("what", "id")]);
            return;
        };
        let id = self.named(Kind::Service, &key);
        let nested = o.get("organization").and_then(Value::as_object);
        let organization = match nested {
            Some(org) => self.organization(ev, org, made, true),
            None => text(o, "organization_id")
                .or(owner)
                .map(|i| self.named(Kind::Organization, &i)),
        };
        let Some(organization) = organization else {
            ev.tell("missing-value", None, &[("what", "organization_id")]);
            return;
        };
        let mut service = match Self::ours::<Service>(o) {
            Some(ours) => ours,
            None => match self.foreign_service(ev, o, id, organization) {
                Some(s) => s,
                None => return,
            },
        };
        service.id = id;
        service.organization_id = organization;
        made.own.push(draft(Kind::Service, id, &service));
        for at in objects(o, "service_at_locations") {
            let place = part(at, "location");
            if let Some(place) = place {
                let tie = format!("service_at_location/{key}/{place}");
                if self.seen.contains_key(&tie) {
                    continue;
                }
                made.inside.push(tie);
            }
            self.tie(ev, at, id, made);
        }
    }

    /// A service at a place, with the place when it is nested in it.
    fn tie(&self, ev: &Eval<'_>, at: &Object, service: Id, made: &mut Made) {
        let place = at.get("location").and_then(Value::as_object);
        let location = match place {
            Some(l) => self.location_of(ev, l, made, true),
            None => text(at, "location_id").map(|i| self.named(Kind::Location, &i)),
        };
        let Some(location) = location else { return };
        let mut tie = ServiceAtLocation::new(service, location);
        match Self::ours::<ServiceAtLocation>(at) {
            Some(ours) => {
                tie.description = ours.description;
                tie.schedules = ours.schedules;
                tie.phones = ours.phones;
            }
            None => {
                tie.description = self.text(at, "description");
                tie.schedules = self.schedules(ev, at);
                tie.phones = self.phones(ev, at);
            }
        }
        made.own.push(draft(Kind::ServiceAtLocation, tie.id, &tie));
    }

    fn foreign_service(
        &self,
        ev: &Eval<'_>,
        o: &Object,
        id: Id,
        organization: Id,
    ) -> Option<Service> {
        let name = self.text(o, "name");
        if name.is_empty() {
            ev.tell("missing-value", None, &[("what", "service.name")]);
            return None;
        }
        let mut s = Service::new(id, organization, name);
        s.alternate_name = self.text(o, "alternate_name");
        s.description = self.text(o, "description");
        if let Some(status) = text(o, "status") {
            match serde_json::from_value(Value::String(status.to_lowercase())) {
                Ok(known) => s.status = known,
                Err(_) => ev.tell(
                    "unknown-value",
                    Some("status"),
                    &[("found", &status), ("known", "status")],
                ),
            }
        }
        // HSDS counts years; the oldest age lasts to the end of its year
        let months = |n: f64| {
            (0.0..=120.0)
                .contains(&n)
                .then_some((n * 12.0).round() as u32)
        };
        s.ages = Ages {
            from: number(o, "minimum_age").and_then(months),
            to: number(o, "maximum_age").and_then(months).map(|m| m + 11),
        };
        s.eligibility = self.text(o, "eligibility_description");
        s.fees = self.text(o, "fees_description");
        s.application_process = self.text(o, "application_process");
        s.alert = self.text(o, "alert");
        s.email = self.mail(ev, o, "email");
        s.url = self.address(ev, o, "url");
        s.phones = self.phones(ev, o);
        s.schedules = self.schedules(ev, o);
        s.languages = objects(o, "languages")
            .filter_map(|l| text(l, "code")?.parse().ok())
            .collect();
        s.required_documents = objects(o, "required_documents")
            .map(|d| self.text(d, "document"))
            .filter(|t| !t.is_empty())
            .collect();
        s.cost_options = objects(o, "cost_options")
            .filter_map(|c| {
                let amount = number(c, "amount").filter(|a| (0.0..1e9).contains(a))?;
                Some(CostOption {
                    amount: Some(Cents((amount * 100.0).round() as i64)),
                    option: self.text(c, "option"),
                    valid_from: day(c, "valid_from"),
                    valid_to: day(c, "valid_to"),
                    unit: text(c, "amount_description")
                        .and_then(|u| serde_json::from_value(Value::String(u)).ok())
                        .unwrap_or_default(),
                    ..CostOption::default()
                })
            })
            .collect();
        for attribute in objects(o, "attributes") {
            let term = attribute.get("taxonomy_term").and_then(Value::as_object);
            let Some(term) = term else { continue };
            self.attribute(ev, term, &mut s);
        }
        Some(s)
    }
}

/// What an object is, by what only such objects have; none for the terms of taxonomies.
fn sort_of(o: &Object) -> Option<Kind> {
    let has = |k: &str| o.contains_key(k);
    if (has("service_id") || has("service")) && (has("location_id") || has("location")) {
        Some(Kind::ServiceAtLocation)
    } else if has("location_type") || has("latitude") {
        Some(Kind::Location)
    } else if has("organization")
        || has("organization_id")
        || has("status")
        || has("service_at_locations")
    {
        Some(Kind::Service)
    } else if has("taxonomy") || has("taxonomy_id") || has("taxonomy_detail") || has("term_uri") {
        None
    } else {
        Some(Kind::Organization)
    }
}

fn draft<T: Serialize>(kind: Kind, id: Id, record: &T) -> RecordDraft {
    let body = serde_json::to_value(record).unwrap_or_default();
    // the paths of HSDS fields are the fields' own names
    let paths = body
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(k, _)| *k != "id")
        .map(|(k, _)| (k.clone(), format!("/{k}")))
        .collect();
    RecordDraft {
        kind,
        id,
        body,
        paths,
    }
}
