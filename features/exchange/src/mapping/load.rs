//! Second files, and whether the main file has the columns the profile speaks of.

use std::cell::RefCell;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use records::{Facts, Kind, Reader, Record};

use super::eval::{Eval, JoinTable, Row, Setting};
use super::findings::Findings;
use super::{MapError, Shapes};
use crate::model::Finding;
use crate::profile::{Profile, Template};

pub(super) struct Loaded {
    pub(super) joins: BTreeMap<String, JoinTable>,
    pub(super) shapes: BTreeMap<String, Shapes>,
    pub(super) findings: Vec<Finding>,
}

/// Reads the second files whole: rows by key, polygons by identifier.
pub(super) fn second_files(
    profile: &Profile,
    mut inputs: BTreeMap<String, Reader>,
    setting: &Setting,
) -> Result<Loaded, MapError> {
    let mut findings = Findings::default();
    let mut joins = BTreeMap::new();
    for join in &profile.joins {
        let Some(mut reader) = inputs.remove(&join.name) else {
            if join.required {
                return Err(MapError::Needed {
                    name: join.name.clone(),
                    title: join.title.clone(),
                });
            }
            findings.add("second-file-missing", None, &[("file", &join.title)]);
            continue;
        };
        let second = |error| MapError::Second {
            name: join.name.clone(),
            error,
        };
        let mut table = JoinTable {
            columns: join.columns.clone(),
            rows: HashMap::new(),
        };
        let (mut twice, mut last) = (0u64, String::new());
        let mut first = true;
        while let Some(record) = reader.next().transpose().map_err(second)? {
            if first {
                first = false;
                let key = join.key.values().into_iter().map(|v| v.column.as_str());
                let wanted = key.chain(join.columns.iter().map(String::as_str));
                columns(wanted, &record, &reader.facts())?;
            }
            let row = Row {
                records: vec![record],
                found: BTreeMap::new(),
            };
            let scrap = RefCell::new(Findings::default());
            let none = BTreeMap::new();
            let ev = Eval::new(setting, &none, &row, &scrap);
            let Some(key) = ev.one(&join.key) else {
                continue;
            };
            let record = &row.records[0];
            let values = join.columns.iter().map(|c| record.text(c)).collect();
            match table.rows.entry(key) {
                Entry::Occupied(there) => {
                    twice += 1;
                    last.clone_from(there.key());
                }
                Entry::Vacant(free) => {
                    free.insert(values);
                }
            }
        }
        if twice > 0 {
            findings.add(
                "second-file-key-twice",
                None,
                &[
                    ("file", &join.title),
                    ("key", &last),
                    ("count", &twice.to_string()),
                ],
            );
        }
        joins.insert(join.name.clone(), table);
    }
    let mut shapes: BTreeMap<String, Shapes> = BTreeMap::new();
    for spec in &profile.shapes {
        let Some(mut reader) = inputs.remove(&spec.name) else {
            findings.add("second-file-missing", None, &[("file", &spec.name)]);
            continue;
        };
        let level = shapes.entry(spec.level.clone()).or_default();
        while let Some(record) = reader
            .next()
            .transpose()
            .map_err(|error| MapError::Second {
                name: spec.name.clone(),
                error,
            })?
        {
            let row = Row {
                records: vec![record],
                found: BTreeMap::new(),
            };
            let scrap = RefCell::new(Findings::default());
            let none = BTreeMap::new();
            let id = Eval::new(setting, &none, &row, &scrap).one(&spec.id);
            if let (Some(id), Some(geometry)) = (id, &row.records[0].geometry) {
                level.add(&id, geometry);
            }
        }
    }
    shapes.retain(|_, s| !s.is_empty());
    Ok(Loaded {
        joins,
        shapes,
        findings: findings.list,
    })
}

/// Tables have all their columns in every row, so one the profile speaks of and the first row lacks
/// is an error of the profile. In GeoJSON and JSON a property may be absent where it has no value.
pub(super) fn check_columns(
    profile: &Profile,
    record: &Record,
    facts: &Facts,
) -> Result<(), MapError> {
    let expressions = profile.expressions();
    let values = expressions
        .iter()
        .flat_map(|e| e.0.iter().flat_map(Template::values))
        .map(|v| v.column.as_str())
        .filter(|c| {
            c.split_once('.')
                .is_none_or(|(join, _)| profile.joins.iter().all(|j| j.name != join))
        });
    let required = profile.record.require.iter().map(String::as_str);
    let varying = profile.group.iter().flat_map(|g| &g.varying);
    columns(
        values.chain(required).chain(varying.map(String::as_str)),
        record,
        facts,
    )
}

fn columns<'c>(
    wanted: impl Iterator<Item = &'c str>,
    record: &Record,
    facts: &Facts,
) -> Result<(), MapError> {
    if !matches!(facts.kind, Kind::Csv | Kind::Xlsx | Kind::Ods) {
        return Ok(());
    }
    for column in wanted {
        if !record.fields.has(column) {
            return Err(MapError::Column {
                column: column.to_string(),
                file: facts.name.clone(),
                there: facts.columns.join(", "),
            });
        }
    }
    Ok(())
}
