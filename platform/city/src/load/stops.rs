//! `stops.csv`, which a city may leave out.

use std::collections::BTreeSet;

use values::is_blank;

use super::Folder;
use super::districts::{centre, check_id};
use crate::Stop;
use crate::error::Problems;

const STOPS: &str = "stops.csv";

impl Folder<'_> {
    pub(super) fn stops(&mut self) -> Vec<Stop> {
        if !self.dir.join(STOPS).exists() {
            return Vec::new();
        }
        let columns = ["id", "name", "lat", "lon", "lines", "aliases"];
        let Some(rows) = self.table(STOPS, &columns, &["id", "name", "lat", "lon"]) else {
            return Vec::new();
        };
        let problems = &mut Problems::of(STOPS, &mut self.errors);
        let mut seen = BTreeSet::new();
        let mut stops = Vec::new();
        for row in &rows {
            let name = row.get("name");
            if is_blank(name) {
                problems.add(row.place(), "the name is missing", "Fill the column name");
            }
            let id = check_id(problems, row);
            let point = centre(problems, row);
            let (Some(id), Some(point)) = (id, point) else {
                continue;
            };
            if !seen.insert(id.to_string()) {
                problems.add(
                    row.place(),
                    format!("stop «{id}» is there twice"),
                    "Give each its own id",
                );
            }
            let list = |column: &str| -> Vec<String> {
                row.get(column)
                    .split('|')
                    .map(str::trim)
                    .filter(|a| !a.is_empty())
                    .map(String::from)
                    .collect()
            };
            stops.push(Stop {
                id: id.to_string(),
                name: name.to_string(),
                point,
                lines: list("lines"),
                aliases: list("aliases"),
            });
        }
        stops
    }
}
