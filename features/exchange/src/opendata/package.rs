//! The whole catalogue as an HSDS tabular datapackage: one CSV file for each kind of object and
//! `datapackage.json`, in one ZIP file. The same catalogue gives the same bytes.

use std::io::{self, Cursor, Write};

use catalogue::snapshot::Snapshot;
use city::City;
use serde_json::{Value, json};
use values::Moment;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::hsds::tables::{Field, TABLES, Table, Type, table};
use crate::hsds::{Hsds, Touched};

/// Every entry bears the first date ZIP knows, so that only the content decides the bytes.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
}

/// One table being written: compressed as it grows, so that no table is in memory as plain text.
struct Sheet {
    table: &'static Table,
    csv: csv::Writer<ZipWriter<Cursor<Vec<u8>>>>,
    rows: usize,
}

impl Sheet {
    fn new(table: &'static Table) -> io::Result<Sheet> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(table.file, options())?;
        let mut csv = csv::Writer::from_writer(zip);
        csv.write_record(table.columns().map(|f| f.name))?;
        Ok(Sheet {
            table,
            csv,
            rows: 0,
        })
    }

    fn row(&mut self, object: &Value) -> io::Result<()> {
        let cells = self.table.columns().map(|f| match &object[f.name] {
            Value::String(s) => s.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        });
        self.csv.write_record(cells)?;
        self.rows += 1;
        Ok(())
    }

    fn finish(self) -> io::Result<ZipArchive<Cursor<Vec<u8>>>> {
        let zip = self
            .csv
            .into_inner()
            .map_err(|e| io::Error::other(e.to_string()))?;
        Ok(ZipArchive::new(zip.finish()?)?)
    }
}

/// All tables being written.
struct Package(Vec<Sheet>);

impl Package {
    fn sheet(&mut self, name: &str) -> Option<&mut Sheet> {
        self.0.iter_mut().find(|s| s.table.name == name)
    }

    /// Writes an object and what belongs to it. Organisations, places and terms nested in others
    /// have rows of their own elsewhere.
    fn put(&mut self, name: &str, object: &Value) -> io::Result<()> {
        if let Some(sheet) = self.sheet(name) {
            sheet.row(object)?;
        }
        for f in table(name).into_iter().flat_map(|t| t.fields) {
            match f.is {
                Type::Array(of) => {
                    for part in object[f.name].as_array().into_iter().flatten() {
                        self.put(of, part)?;
                    }
                }
                Type::Object(_) | Type::Id | Type::Text | Type::Uri | Type::Email => {}
                Type::Date | Type::Time | Type::DateTime | Type::Number | Type::Enum(_) => {}
            }
        }
        Ok(())
    }
}

/// What the package says of itself.
pub(crate) struct About<'a> {
    /// Name of the site.
    pub title: String,
    /// When the catalogue last changed.
    pub modified: Moment,
    pub city: &'a City,
}

/// Writes the package.
///
/// # Errors
/// From compression.
pub(crate) fn write(snapshot: &Snapshot, about: &About<'_>) -> io::Result<Vec<u8>> {
    let city = about.city;
    let hsds = Hsds::new(city, city.default_language.clone());
    let touched = Touched::of(snapshot);
    let sheets = TABLES
        .iter()
        .map(Sheet::new)
        .collect::<io::Result<Vec<_>>>()?;
    let mut package = Package(sheets);
    for o in snapshot.organizations() {
        package.put("organization", &hsds.organization(o))?;
    }
    for l in snapshot.locations() {
        package.put("location", &hsds.location(l))?;
    }
    let mut unit = None;
    for s in snapshot.services() {
        let modified = touched.service(s, snapshot);
        let object = hsds.service_alone(s, modified);
        if let Some(u) = object["capacities"].get(0).map(|c| c["unit"].clone()) {
            unit = Some(u);
        }
        package.put("service", &object)?;
    }
    if let Some(unit) = unit {
        package.put("unit", &unit)?;
    }
    for at in snapshot.services_at_locations() {
        package.put("service_at_location", &hsds.service_at_location(at))?;
    }
    for taxonomy in city.taxonomies.all() {
        package.put("taxonomy", &hsds.taxonomy(taxonomy))?;
        for term in taxonomy.terms() {
            package.put("taxonomy_term", &hsds.term(&taxonomy.key, &term.key))?;
        }
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let used: Vec<&Table> = package
        .0
        .iter()
        .filter(|s| s.rows > 0)
        .map(|s| s.table)
        .collect();
    zip.start_file("datapackage.json", options())?;
    zip.write_all(serde_json::to_string_pretty(&describe(about, &used))?.as_bytes())?;
    for sheet in package.0.into_iter().filter(|s| s.rows > 0) {
        let mut archive = sheet.finish()?;
        zip.raw_copy_file(archive.by_index_raw(0)?)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// `datapackage.json` (Frictionless tabular data package).
fn describe(about: &About<'_>, tables: &[&Table]) -> Value {
    let city = about.city;
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": format!("wishmi-{}", city.key),
        "title": about.title,
        "description": format!("HSDS {} objects in tabular form", crate::api::HSDS),
        "version": about.modified.rfc3339(),
        "created": about.modified.rfc3339(),
    });
    if let Some(o) = &city.open_data {
        package["licenses"] = json!([{"title": o.licence, "path": o.licence_url}]);
    }
    let sources: Vec<Value> = city
        .attributions
        .iter()
        .map(|a| {
            let title = format!("{}: {} ({})", a.publisher, a.what, a.licence);
            match &a.url {
                Some(url) => json!({"title": title, "path": url}),
                None => json!({"title": title}),
            }
        })
        .collect();
    if !sources.is_empty() {
        package["sources"] = json!(sources);
    }
    let resources: Vec<Value> = tables
        .iter()
        .map(|t| {
            let fields: Vec<Value> = t.columns().map(column).collect();
            json!({
                "name": t.name,
                "path": t.file,
                "title": t.about,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": fields, "primaryKey": "id", "missingValues": [""]},
            })
        })
        .collect();
    package["resources"] = json!(resources);
    package
}

fn column(f: &'static Field) -> Value {
    let (kind, format) = match f.is {
        Type::Id => ("string", Some("uuid")),
        Type::Uri => ("string", Some("uri")),
        Type::Email => ("string", Some("email")),
        Type::Date => ("date", None),
        // «16:30» has no seconds, which the type `time` wants
        Type::Time => ("time", Some("%H:%M")),
        Type::DateTime => ("datetime", None),
        Type::Number => ("number", None),
        Type::Text | Type::Enum(_) | Type::Array(_) | Type::Object(_) => ("string", None),
    };
    let mut column = json!({"name": f.name, "type": kind});
    if let Some(format) = format {
        column["format"] = json!(format);
    }
    if let Type::Enum(values) = f.is {
        column["constraints"]["enum"] = json!(values);
    }
    if f.name == "id" {
        column["constraints"] = json!({"required": true, "unique": true});
    }
    column
}
