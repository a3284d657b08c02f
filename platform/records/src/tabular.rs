//! HSDS in its tabular form: a folder of CSV tables, put together to the same nested objects that
//! the JSON form has, so that one mapping reads both.
//!
//! The tables of what hangs on a service, an organisation or a place are held in memory (with a
//! limit); the services, usually the largest, are streamed.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::json::Flat;
use crate::reader::Facts;
use crate::source::Meter;
use crate::{Address, Kind, Options, ReadError, Reader, Record};

/// Which table hangs on which by which column, and under which name (HSDS 3.1, tabular.json).
const CHILDREN: &[(&str, &str, &str, &str)] = &[
    // parent, table, its column that names the parent, name in the parent
    ("services", "phones", "service_id", "phones"),
    ("services", "contacts", "service_id", "contacts"),
    ("services", "schedules", "service_id", "schedules"),
    ("services", "cost_options", "service_id", "cost_options"),
    ("services", "languages", "service_id", "languages"),
    ("services", "funding", "service_id", "funding"),
    (
        "services",
        "required_documents",
        "service_id",
        "required_documents",
    ),
    ("services", "service_areas", "service_id", "service_areas"),
    ("services", "service_capacity", "service_id", "capacities"),
    (
        "services",
        "service_at_location",
        "service_id",
        "service_at_locations",
    ),
    ("services", "attributes", "link_id", "attributes"),
    ("organizations", "phones", "organization_id", "phones"),
    ("organizations", "contacts", "organization_id", "contacts"),
    (
        "organizations",
        "organization_identifiers",
        "organization_id",
        "organization_identifiers",
    ),
    ("organizations", "programs", "organization_id", "programs"),
    ("organizations", "funding", "organization_id", "funding"),
    ("organizations", "attributes", "link_id", "attributes"),
    ("locations", "addresses", "location_id", "addresses"),
    ("locations", "phones", "location_id", "phones"),
    ("locations", "schedules", "location_id", "schedules"),
    ("locations", "accessibility", "location_id", "accessibility"),
    ("locations", "languages", "location_id", "languages"),
    ("locations", "attributes", "link_id", "attributes"),
    (
        "service_at_location",
        "phones",
        "service_at_location_id",
        "phones",
    ),
    (
        "service_at_location",
        "schedules",
        "service_at_location_id",
        "schedules",
    ),
    ("service_at_location", "attributes", "link_id", "attributes"),
];

/// Other spellings of table names met in packages.
const SPELLINGS: &[(&str, &str)] = &[
    ("service", "services"),
    ("organization", "organizations"),
    ("location", "locations"),
    ("service_at_locations", "service_at_location"),
    ("services_at_location", "service_at_location"),
    ("phone", "phones"),
    ("schedule", "schedules"),
    ("address", "addresses"),
    ("language", "languages"),
    ("accessibilities", "accessibility"),
    ("cost_option", "cost_options"),
    ("contact", "contacts"),
    ("organization_identifier", "organization_identifiers"),
    ("attribute", "attributes"),
    ("taxonomy_term", "taxonomy_terms"),
    ("program", "programs"),
];

type Rows = Vec<Map<String, Value>>;

struct Tables {
    rows: HashMap<String, Rows>,
    /// Table and column → value → row numbers.
    by: HashMap<(String, String), HashMap<String, Vec<usize>>>,
}

/// True when a folder holds a tabular package.
pub(crate) fn is_package(files: &[PathBuf]) -> bool {
    files.iter().any(|f| {
        let name = stem(f);
        table_name(&name) == "services" || table_name(&name) == "organizations"
    })
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|s| s.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default()
}

fn table_name(stem: &str) -> String {
    SPELLINGS
        .iter()
        .find(|(s, _)| *s == stem)
        .map_or(stem, |(_, t)| *t)
        .to_string()
}

pub(crate) struct TabularRecords {
    tables: Tables,
    services: Option<(String, Reader)>,
    meter: Meter,
    /// Organisations not told with a service yet: given at the end.
    left: Option<std::vec::IntoIter<usize>>,
    told: std::collections::HashSet<String>,
    places_told: std::collections::HashSet<String>,
    places_left: Option<std::vec::IntoIter<usize>>,
    fields: usize,
    index: u64,
    done: bool,
}

impl TabularRecords {
    pub(crate) fn open(
        files: &[PathBuf],
        options: &Options,
        meter: &Meter,
    ) -> Result<TabularRecords, ReadError> {
        let plain = Options {
            kind: Some(Kind::Csv),
            sheet: None,
            pointer: None,
            ..options.clone()
        };
        let mut rows: HashMap<String, Rows> = HashMap::new();
        let mut services = None;
        let mut held = 0u64;
        for file in files {
            let table = table_name(&stem(file));
            let name = file
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default();
            let mut reader = crate::open(file, &plain)?;
            if table == "services" {
                services = Some((name, reader));
                continue;
            }
            let list = rows.entry(table).or_default();
            for record in &mut reader {
                let record = match record {
                    // a table may be there with nothing in it
                    Err(ReadError::Empty { .. }) => continue,
                    other => other?,
                };
                held += record.raw.len() as u64 + 64;
                if held > options.limits.unpacked_bytes {
                    return Err(ReadError::too_much(
                        name,
                        "the tables of the package in memory, in bytes,",
                        options.limits.unpacked_bytes,
                    ));
                }
                list.push(object(&record));
            }
            note(meter, &reader.facts());
        }
        let mut by: HashMap<(String, String), HashMap<String, Vec<usize>>> = HashMap::new();
        let keys = CHILDREN
            .iter()
            .map(|(_, table, column, _)| (*table, *column))
            .chain([
                ("organizations", "id"),
                ("locations", "id"),
                ("programs", "id"),
                ("taxonomy_terms", "id"),
            ]);
        for (table, column) in keys {
            let key = (table.to_string(), column.to_string());
            if by.contains_key(&key) {
                continue;
            }
            let mut index: HashMap<String, Vec<usize>> = HashMap::new();
            for (i, row) in rows.get(table).into_iter().flatten().enumerate() {
                if let Some(Value::String(v)) = row.get(column) {
                    index.entry(v.clone()).or_default().push(i);
                }
            }
            by.insert(key, index);
        }
        Ok(TabularRecords {
            tables: Tables { rows, by },
            services,
            meter: meter.clone(),
            left: None,
            told: std::collections::HashSet::new(),
            places_told: std::collections::HashSet::new(),
            places_left: None,
            fields: options.limits.fields,
            index: 0,
            done: false,
        })
    }

    fn record(
        &mut self,
        file: &str,
        line: u64,
        object: Map<String, Value>,
    ) -> Result<Record, ReadError> {
        let address = Address {
            file: file.to_string(),
            line,
            index: self.index,
            ..Address::default()
        };
        self.index += 1;
        let mut flat = Flat::new(self.fields);
        for (name, value) in &object {
            flat.add(name, value);
        }
        Ok(Record {
            fields: flat.fields(&address)?,
            address,
            geometry: None,
            raw: Value::Object(object).to_string(),
            notes: Vec::new(),
        })
    }

    fn advance(&mut self) -> Result<Option<Record>, ReadError> {
        if let Some((file, reader)) = self.services.as_mut() {
            match reader.next() {
                Some(Err(ReadError::Empty { .. })) | None => {
                    note(&self.meter, &reader.facts());
                    self.services = None;
                }
                Some(record) => {
                    let record = record?;
                    let (file, line) = (file.clone(), record.address.line);
                    let mut service = object(&record);
                    self.tables.hang("services", &mut service, 0);
                    for (column, table, under) in [
                        ("organization_id", "organizations", "organization"),
                        ("program_id", "programs", "program"),
                    ] {
                        if let Some(Value::String(id)) = service.get(column).cloned()
                            && let Some(found) = self.tables.one(table, &id)
                        {
                            service.insert(under.to_string(), Value::Object(found));
                            if table == "organizations" {
                                self.told.insert(id);
                            }
                        }
                    }
                    if let Some(Value::Array(places)) = service.get("service_at_locations") {
                        self.places_told.extend(
                            places
                                .iter()
                                .filter_map(|p| p.get("location_id")?.as_str())
                                .map(str::to_string),
                        );
                    }
                    return self.record(&file, line, service).map(Some);
                }
            }
        }
        let count = |t: &str| self.tables.rows.get(t).map_or(0, Vec::len);
        let (orgs, places) = (count("organizations"), count("locations"));
        let left = self
            .left
            .get_or_insert_with(|| (0..orgs).collect::<Vec<_>>().into_iter());
        for i in left.by_ref() {
            let row = &self.tables.rows["organizations"][i];
            let id = row.get("id").and_then(Value::as_str).unwrap_or_default();
            if self.told.contains(id) {
                continue;
            }
            let mut row = row.clone();
            self.tables.hang("organizations", &mut row, 0);
            return self
                .record("organizations.csv", i as u64 + 2, row)
                .map(Some);
        }
        let left = self
            .places_left
            .get_or_insert_with(|| (0..places).collect::<Vec<_>>().into_iter());
        for i in left.by_ref() {
            let row = &self.tables.rows["locations"][i];
            let id = row.get("id").and_then(Value::as_str).unwrap_or_default();
            if self.places_told.contains(id) {
                continue;
            }
            let mut row = row.clone();
            self.tables.hang("locations", &mut row, 0);
            return self.record("locations.csv", i as u64 + 2, row).map(Some);
        }
        Ok(None)
    }
}

impl Iterator for TabularRecords {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let record = self.advance();
        self.done = !matches!(record, Ok(Some(_)));
        record.transpose()
    }
}

impl Tables {
    /// A row of a table by its identifier, with what hangs on it.
    fn one(&self, table: &str, id: &str) -> Option<Map<String, Value>> {
        let at = *self
            .by
            .get(&(table.to_string(), "id".to_string()))?
            .get(id)?
            .first()?;
        let mut row = self.rows.get(table)?.get(at)?.clone();
        self.hang(table, &mut row, 0);
        Some(row)
    }

    /// Adds to a row everything that hangs on it. Two levels suffice for HSDS (service, its place at
    /// a location, that one's hours).
    fn hang(&self, table: &str, row: &mut Map<String, Value>, level: usize) {
        let Some(id) = row.get("id").and_then(Value::as_str).map(str::to_string) else {
            return;
        };
        for (_, child, column, under) in CHILDREN.iter().filter(|(p, ..)| *p == table) {
            let Some(found) = self
                .by
                .get(&((*child).to_string(), (*column).to_string()))
                .and_then(|index| index.get(&id))
            else {
                continue;
            };
            let list: Vec<Value> = found
                .iter()
                .filter_map(|i| self.rows.get(*child)?.get(*i))
                .cloned()
                .map(|mut c| {
                    if level < 2 {
                        self.hang(child, &mut c, level + 1);
                    }
                    if let Some(Value::String(place)) = c.get("location_id").cloned()
                        && *child == "service_at_location"
                        && let Some(found) = self.one("locations", &place)
                    {
                        c.insert("location".into(), Value::Object(found));
                    }
                    if let Some(Value::String(term)) = c.get("taxonomy_term_id").cloned()
                        && let Some(found) = self.one("taxonomy_terms", &term)
                    {
                        c.insert("taxonomy_term".into(), Value::Object(found));
                    }
                    Value::Object(c)
                })
                .collect();
            row.insert((*under).to_string(), Value::Array(list));
        }
    }
}

/// The filled cells of a row.
fn object(record: &Record) -> Map<String, Value> {
    record
        .fields
        .iter()
        .filter(|(_, c)| !c.is_blank())
        .map(|(n, c)| (n.to_string(), serde_json::json!(c)))
        .collect()
}

/// The hash of a package is the hash of its tables' hashes in the order of their names.
fn note(meter: &Meter, facts: &Facts) {
    if let Some(sha) = &facts.sha256 {
        meter.add(sha.as_bytes());
    }
}
