//! `districts.csv` and `areas.csv`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use values::{Lang, Point, Text, is_blank};

use super::Folder;
use crate::districts::{spoken_names, squashed};
use crate::error::Problems;
use crate::{Area, District, DistrictId, Districts};

const DISTRICTS: &str = "districts.csv";
const AREAS: &str = "areas.csv";

/// One line of a table, by column name.
pub(super) struct Row {
    line: u64,
    cells: BTreeMap<String, String>,
}

impl Row {
    pub(super) fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    pub(super) fn place(&self) -> String {
        format!("line {}", self.line)
    }
}

impl Folder<'_> {
    pub(super) fn districts(&mut self, reach: f64) -> Option<Districts> {
        let areas = if self.dir.join(AREAS).exists() {
            self.areas()
        } else {
            Vec::new()
        };
        let columns = [
            "id",
            "name",
            "area",
            "residents",
            "minors",
            "lat",
            "lon",
            "aliases",
        ];
        let rows = self.table(DISTRICTS, &columns, &["id", "name", "lat", "lon"])?;
        let mut list: Vec<District> = Vec::with_capacity(rows.len());
        let before = self.errors.len();
        for row in &rows {
            if let Some(d) = self.district(row, &areas) {
                list.push(d);
            }
        }
        let problems = &mut Problems::of(DISTRICTS, &mut self.errors);
        if rows.is_empty() {
            problems.add("", "there are no districts", "Write at least one");
        }
        check_unique(problems, &rows, &list);
        (self.errors.len() == before).then(|| Districts::drawn(list, areas, reach))
    }

    fn areas(&mut self) -> Vec<Area> {
        let Some(rows) = self.table(AREAS, &["id", "name"], &["id", "name"]) else {
            return Vec::new();
        };
        let mut seen = BTreeSet::new();
        let mut areas = Vec::new();
        for row in &rows {
            let names = self.names(AREAS, row);
            let problems = &mut Problems::of(AREAS, &mut self.errors);
            let (id, name) = (row.get("id"), row.get("name"));
            check_id(problems, row);
            if is_blank(name) {
                problems.add(row.place(), "the name is missing", "Fill the column name");
            }
            if !seen.insert(id.to_string()) {
                problems.add(
                    row.place(),
                    format!("area «{id}» is there twice"),
                    "Give each its own id",
                );
            }
            areas.push(Area {
                id: id.to_string(),
                name: name.to_string(),
                names,
            });
        }
        areas
    }

    fn district(&mut self, row: &Row, areas: &[Area]) -> Option<District> {
        let names = self.names(DISTRICTS, row);
        let problems = &mut Problems::of(DISTRICTS, &mut self.errors);
        let id = check_id(problems, row);
        let name = row.get("name");
        if is_blank(name) {
            problems.add(row.place(), "the name is missing", "Fill the column name");
        }
        let area = row.get("area");
        if !area.is_empty() && !areas.iter().any(|a| a.id == area) {
            problems.add(
                row.place(),
                format!("area «{area}» is not in areas.csv"),
                "Correct it, or add the area there",
            );
        }
        let residents = count(problems, row, "residents");
        let minors = count(problems, row, "minors");
        if let (Some(Some(r)), Some(Some(m))) = (residents, minors)
            && m > r
        {
            problems.add(
                row.place(),
                format!("{m} minors are more than {r} residents"),
                "Check both columns",
            );
        }
        let centre = centre(problems, row);
        Some(District {
            id: DistrictId::from(id?),
            name: name.to_string(),
            names,
            area: (!area.is_empty()).then(|| area.to_string()),
            residents: residents?,
            minors: minors?,
            centre: centre?,
            aliases: row
                .get("aliases")
                .split('|')
                .map(str::trim)
                .filter(|a| !a.is_empty())
                .map(String::from)
                .collect(),
        })
    }

    /// Names in other languages: the columns `name_<language>`.
    fn names(&mut self, file: &str, row: &Row) -> Text {
        let mut names = Text::default();
        for (column, cell) in &row.cells {
            let Some(tag) = column.strip_prefix("name_") else {
                continue;
            };
            match tag.parse::<Lang>() {
                Ok(lang) if self.languages.contains(&lang) => names.set(&lang, cell.as_str()),
                _ => self.undeclared(file, &format!("column «{column}»"), tag),
            }
        }
        names
    }

    /// The lines of a CSV file with a header; lines that begin with # are comments. None when the
    /// file cannot be read or lacks a column.
    pub(super) fn table(
        &mut self,
        file: &str,
        known: &[&str],
        needed: &[&str],
    ) -> Option<Vec<Row>> {
        let text = self.text(file)?;
        let problems = &mut Problems::of(file, &mut self.errors);
        let mut reader = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let header: Vec<String> = match reader.headers() {
            Ok(h) => h.iter().map(String::from).collect(),
            Err(e) => {
                problems.add(
                    "",
                    format!("the header cannot be read ({e})"),
                    "Check the first line",
                );
                return None;
            }
        };
        let mut complete = true;
        for column in needed {
            if !header.iter().any(|h| h == column) {
                complete = false;
                problems.add(
                    "header",
                    format!("the column «{column}» is missing"),
                    format!("Add it; the columns are {}", known.join(", ")),
                );
            }
        }
        for column in &header {
            if !known.contains(&column.as_str()) && !column.starts_with("name_") {
                complete = false;
                problems.add(
                    "header",
                    format!("the column «{column}» is unknown"),
                    format!(
                        "Remove it; the columns are {} and name_<language>",
                        known.join(", ")
                    ),
                );
            }
        }
        if !complete {
            return None;
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            match record {
                Ok(r) => rows.push(Row {
                    line: r.position().map_or(0, csv::Position::line),
                    cells: header
                        .iter()
                        .cloned()
                        .zip(r.iter().map(String::from))
                        .collect(),
                }),
                Err(e) => {
                    let line = e.position().map_or(0, csv::Position::line);
                    problems.add(
                        format!("line {line}"),
                        format!("the line has not {} fields", header.len()),
                        "Put a text with commas between double quotes",
                    );
                }
            }
        }
        Some(rows)
    }
}

pub(super) fn check_id<'r>(problems: &mut Problems, row: &'r Row) -> Option<&'r str> {
    let id = row.get("id");
    let ok = !id.is_empty()
        && id.len() <= 40
        && id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !ok {
        problems.add(
            row.place(),
            format!("«{id}» is not an identifier"),
            "Use up to 40 letters, digits, - and _",
        );
    }
    ok.then_some(id)
}

/// A whole number, or nothing for an empty cell; the outer none is a mistake.
fn count(problems: &mut Problems, row: &Row, column: &str) -> Option<Option<u64>> {
    let cell = row.get(column);
    if cell.is_empty() {
        return Some(None);
    }
    match cell.parse() {
        Ok(n) => Some(Some(n)),
        Err(_) => {
            problems.add(
                row.place(),
                format!("{column} «{cell}» is not a whole number"),
                "Write digits only, or leave it empty when it is not known",
            );
            None
        }
    }
}

pub(super) fn centre(problems: &mut Problems, row: &Row) -> Option<Point> {
    let (lat, lon) = (row.get("lat"), row.get("lon"));
    let point = match (lat.parse(), lon.parse()) {
        (Ok(lat), Ok(lon)) => Point::new(lat, lon).ok(),
        _ => None,
    };
    if point.is_none() {
        problems.add(
            row.place(),
            format!("lat «{lat}» and lon «{lon}» are not a place on Earth"),
            "Write degrees with a decimal point, such as 45.4642 and 9.1896",
        );
    }
    point
}

fn check_unique(problems: &mut Problems, rows: &[Row], list: &[District]) {
    let line = |d: &District| {
        rows.iter()
            .rev()
            .find(|r| r.get("id") == d.id.as_str())
            .map_or(String::new(), Row::place)
    };
    let mut ids: BTreeSet<&DistrictId> = BTreeSet::new();
    let mut names: HashMap<String, &DistrictId> = HashMap::new();
    for (i, d) in list.iter().enumerate() {
        if !ids.insert(&d.id) {
            problems.add(
                line(d),
                format!("district «{}» is there twice", d.id),
                "Give each its own id",
            );
            continue;
        }
        for name in spoken_names(d) {
            let key = squashed(name);
            if let Some(other) = names.insert(key.clone(), &d.id)
                && *other != d.id
            {
                problems.add(
                    line(d),
                    format!("«{name}» names also district «{other}»"),
                    "Keep a name or alias for one district only",
                );
            }
            if let Some(other) = list
                .iter()
                .find(|o| o.id != d.id && squashed(&o.id.0) == key)
            {
                problems.add(
                    line(d),
                    format!("«{name}» is the id of district «{}»", other.id),
                    "Choose another alias",
                );
            }
        }
        if let Some(other) = list[..i]
            .iter()
            .find(|o| o.id != d.id && o.centre.metres_to(d.centre) < 1.0)
        {
            problems.add(
                line(d),
                format!("the centre is the same as that of district «{}»", other.id),
                "Write a point inside the district",
            );
        }
    }
}
