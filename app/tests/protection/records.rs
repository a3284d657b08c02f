//! `docs/privacy`: the record of processing and the template of the assessment say what the program
//! really keeps, for how long, and where that is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::evidence::{Tree, missing};
use crate::{files, text};

const RECORD: &str = "docs/privacy/record-of-processing.md";
/// The heading under which tables are named that hold nothing about persons.
const NOBODY: &str = "## Tables without data about persons";
/// Documents whose names of settings, files, constants and tests are checked.
const CHECKED: [&str; 4] = [
    RECORD,
    "docs/privacy/dpia.md",
    "docs/operate/security.md",
    "SECURITY.md",
];

/// The tables of all migrations with their columns.
fn tables() -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut dropped = BTreeSet::new();
    for file in files(&["sql"]) {
        if file.starts_with("migrations/") {
            let sql = text(&file);
            // a later migration may add a column to a table of an earlier one
            for (table, columns) in tables_in(&sql) {
                found.entry(table).or_default().extend(columns);
            }
            dropped.extend(sql.lines().filter_map(|line| {
                let name = line.trim().strip_prefix("drop table ")?;
                Some(name.trim_end_matches(';').to_string())
            }));
        }
    }
    found.retain(|table, _| !dropped.contains(table));
    assert!(found.len() > 20, "{found:?}");
    found
}

fn tables_in(sql: &str) -> BTreeMap<String, Vec<String>> {
    const RULES: [&str; 5] = ["primary", "check", "unique", "foreign", "constraint"];
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut open: Option<String> = None;
    // how many brackets are open: columns begin inside the first one
    let mut depth = 0;
    for line in sql.lines().map(str::trim).filter(|l| !l.starts_with("--")) {
        let first = line.split([' ', '(', ',']).next().unwrap_or_default();
        if let Some(rest) = line.strip_prefix("create table ") {
            open = rest.split([' ', '(']).next().map(str::to_string);
            depth = 0;
        } else if let Some(rest) = line.strip_prefix("alter table ") {
            let mut words = rest.split_whitespace();
            let table = words.next().unwrap_or_default().to_string();
            let added: Vec<&str> = words.collect();
            if let ["add", "column", column, ..] = added[..] {
                found.entry(table).or_default().push(column.to_string());
            }
        } else if let Some(table) = &open
            && depth == 1
            && !RULES.contains(&first)
            && first.starts_with(|c: char| c.is_ascii_lowercase())
        {
            let columns = found.entry(table.clone()).or_default();
            columns.push(first.to_string());
        }
        if open.is_some() {
            depth += line.matches('(').count();
            depth = depth.saturating_sub(line.matches(')').count());
            if depth == 0 {
                open = None;
            }
        }
    }
    found
}

/// What stands between backticks on each line.
fn quoted(text: &str) -> Vec<String> {
    let mut fenced = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            found.extend(line.split('`').skip(1).step_by(2).map(str::to_string));
        }
    }
    found
}

#[test]
fn every_column_of_the_database_is_in_the_record() {
    let record = text(RECORD);
    let (about, nobody) = record.split_once(NOBODY).expect(NOBODY);
    let nobody = nobody.split("\n## ").next().unwrap_or_default();
    let about: BTreeSet<String> = quoted(about).into_iter().collect();
    let nobody: BTreeSet<String> = quoted(nobody).into_iter().collect();
    let tables = tables();
    let mut wrong = String::new();
    for (table, columns) in &tables {
        let named: Vec<&String> = columns
            .iter()
            .filter(|c| about.contains(&format!("{table}.{c}")))
            .collect();
        let told = nobody.contains(table);
        if told && !named.is_empty() {
            let _ = writeln!(
                wrong,
                "{table}: named as holding persons' data and as holding none"
            );
        } else if !told {
            for column in columns.iter().filter(|c| !named.contains(c)) {
                let _ = writeln!(wrong, "{table}.{column}: not in the record");
            }
        }
    }
    for name in about.iter().chain(&nobody) {
        let Some((table, column)) = name.split_once('.') else {
            continue;
        };
        let Some(columns) = tables.get(table) else {
            continue;
        };
        if !columns.iter().any(|c| c == column) {
            let _ = writeln!(wrong, "{name}: no such column");
        }
    }
    for table in nobody
        .iter()
        .filter(|t| t.contains('_') && !tables.contains_key(*t))
    {
        let _ = writeln!(wrong, "{table}: no such table");
    }
    assert!(
        wrong.is_empty(),
        "\n{wrong}Name every column of a table with data about persons in {RECORD}, with its purpose and \
         how long it is kept; or name the table under «{NOBODY}»."
    );
}

#[test]
fn what_the_record_names_exists() {
    let settings = text("app/src/settings.rs");
    let tree = Tree::read();
    let mut wrong = String::new();
    let mut seen = (0, 0, 0);
    for file in CHECKED {
        let text = text(file);
        for name in quoted(&text) {
            let no = if name.starts_with("WISHMI_") {
                seen.0 += 1;
                let variable = name.split(['=', ' ']).next().unwrap_or_default();
                let known = settings.contains(&format!("env = \"{variable}\""));
                (!known).then(|| "no such setting in app/src/settings.rs".to_string())
            } else if name.contains("::") {
                seen.1 += 1;
                tree.wrong(&format!("test:{name}"))
            } else if name.contains('/')
                && [".rs", ".md", ".sql", ".csv"]
                    .iter()
                    .any(|e| name.ends_with(e))
            {
                seen.2 += 1;
                missing(&name)
            } else {
                None
            };
            if let Some(no) = no {
                let _ = writeln!(wrong, "{file}: `{name}`: {no}");
            }
        }
        // `KEEP` in `path/of/file.rs`: the constant stands there
        for piece in text.split("` in `").collect::<Vec<_>>().windows(2) {
            let name = piece[0].rsplit('`').next().unwrap_or_default();
            let path = piece[1].split('`').next().unwrap_or_default();
            let constant = name.chars().all(|c| c.is_ascii_uppercase() || c == '_');
            if constant && path.ends_with(".rs") {
                let there = missing(path).is_none()
                    && crate::text(path).contains(&format!("const {name}:"));
                if !there {
                    let _ = writeln!(wrong, "{file}: no constant {name} in {path}");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(seen.0 > 5 && seen.1 > 10 && seen.2 > 3, "{seen:?}");
}

#[test]
fn columns_are_read_from_migrations() {
    let sql = "-- create table no (\ncreate table a_b (\n  id uuid primary key,\n  -- what\n  \
        x_y text not null check (x in ('a', 'b')),\n  check (id is null\n    or x_y = 'a'),\n  primary key (id)\n);\n\
        create index a_b_x on a_b (x_y);\nalter table a_b add column z bigint;\n";
    let found = tables_in(sql);
    assert_eq!(found.len(), 1);
    assert_eq!(found["a_b"], ["id", "x_y", "z"]);
    assert_eq!(quoted("a `b` c\n```\n`d`\n```\n`e` f `g`"), ["b", "e", "g"]);
}
