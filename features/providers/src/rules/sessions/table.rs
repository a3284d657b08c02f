//! Sessions out of a table: one a row, columns by name in any language.

use std::collections::HashMap;

use catalogue::model::{ByDay, Freq, Schedule, ScheduleUse, TimeOfDay};
use records::{Cell, ReadError, Reader, Record};
use values::{Day, Lang, Text};

use super::words::{Column, Repeat, Words};
use super::{File, Remark, Session, Sort, dates, open};

/// Longest words of a session, in characters.
const NOTE: usize = 300;
/// Longest name of a session.
const CODE: usize = 100;
/// Most days a session may leave out.
const EXCEPT: usize = 60;

/// Which columns the file has, by our meaning of them.
struct Heads<'w> {
    words: &'w Words,
    named: HashMap<Column, String>,
}

impl Heads<'_> {
    fn cell<'r>(&self, record: &'r Record, column: Column) -> &'r Cell {
        match self.named.get(&column) {
            Some(name) => record.fields.get(name),
            None => &Cell::Null,
        }
    }

    fn name(&self, column: Column) -> Option<&str> {
        self.named.get(&column).map(String::as_str)
    }
}

pub(super) fn read(
    mut reader: Reader,
    sort: Sort,
    today: Day,
    language: &Lang,
    words: &Words,
) -> Result<File, ReadError> {
    let mut file = File {
        sort,
        rows: 0,
        sessions: Vec::new(),
        remarks: Vec::new(),
    };
    let mut heads: Option<Heads<'_>> = None;
    let mut seen: HashMap<String, u64> = HashMap::new();
    for record in reader.by_ref() {
        let record = record?;
        let row = record.address.line;
        if heads.is_none() {
            let known = know(&record, words, &mut file.remarks);
            if !known.named.contains_key(&Column::Date) {
                let found: Vec<&str> = record.fields.names().iter().map(String::as_str).collect();
                let remark = Remark {
                    row: None,
                    ..Remark::at(0, None, "no-column", true).with("found", found.join(", "))
                };
                file.remarks = vec![remark];
                return Ok(file);
            }
            heads = Some(known);
        }
        let Some(heads) = &heads else { continue };
        if record.fields.iter().all(|(_, cell)| cell.is_blank()) {
            continue;
        }
        file.rows += 1;
        let mut wrong: Vec<Remark> = open::notes(&record, row).collect();
        let session = one(&record, row, heads, language, &mut wrong);
        let bad = wrong.iter().any(|r| r.bad);
        file.remarks.append(&mut wrong);
        let Some(session) = session.filter(|_| !bad) else {
            continue;
        };
        if over(&session.when, today) {
            file.remarks
                .push(Remark::at(row, heads.name(Column::Date), "past", false));
            continue;
        }
        // The same session twice would be shown twice.
        let same = serde_json::to_string(&session.when).unwrap_or_default();
        if let Some(first) = seen.get(&same) {
            file.remarks
                .push(Remark::at(row, None, "twice", false).with("first", first));
            continue;
        }
        seen.insert(same, row);
        if let Some(code) = &session.code {
            let key = format!("code {code}");
            if let Some(first) = seen.get(&key) {
                let remark = Remark::at(row, heads.name(Column::Code), "code-twice", true);
                file.remarks
                    .push(remark.with("found", code).with("first", first));
                continue;
            }
            seen.insert(key, row);
        }
        file.sessions.push(session);
    }
    Ok(file)
}

fn know<'w>(record: &Record, words: &'w Words, remarks: &mut Vec<Remark>) -> Heads<'w> {
    let mut named = HashMap::new();
    for name in record.fields.names() {
        match words.column(name) {
            Some(column) if !named.contains_key(&column) => {
                named.insert(column, name.clone());
            }
            _ if values::is_blank(name) => {}
            _ => remarks.push(Remark {
                row: None,
                ..Remark::at(0, Some(name), "column", false).with("found", name)
            }),
        }
    }
    Heads { words, named }
}

/// True when its last day has gone by.
pub(super) fn over(when: &Schedule, today: Day) -> bool {
    match (when.freq, when.until, when.dtstart) {
        (None, _, Some(day)) => day < today,
        (Some(_), Some(until), _) => until < today,
        _ => false,
    }
}

fn one(
    record: &Record,
    row: u64,
    heads: &Heads<'_>,
    language: &Lang,
    wrong: &mut Vec<Remark>,
) -> Option<Session> {
    let text = |column| heads.cell(record, column).text().trim().to_string();
    let mut tell = |column: Column, code: &str, found: &str| {
        wrong.push(Remark::at(row, heads.name(column), code, true).with("found", found));
    };
    let day = |column: Column, tell: &mut dyn FnMut(Column, &str, &str)| -> Option<Day> {
        let cell = heads.cell(record, column);
        if cell.is_blank() {
            return None;
        }
        let found = dates::day(cell, heads.words);
        if found.is_none() {
            tell(column, "day", cell.text().trim());
        }
        found
    };
    let start_day = day(Column::Date, &mut tell);
    if heads.cell(record, Column::Date).is_blank() {
        tell(Column::Date, "no-day", "");
    }
    let until = day(Column::Until, &mut tell);
    let mut time = |column: Column| -> Option<TimeOfDay> {
        let cell = heads.cell(record, column);
        if cell.is_blank() {
            return None;
        }
        let found = dates::time(cell);
        if found.is_none() {
            tell(column, "time", cell.text().trim());
        }
        found
    };
    let opens_at = time(Column::Start);
    let closes_at = time(Column::End);
    if heads.cell(record, Column::Start).is_blank() {
        tell(Column::Start, "no-time", "");
    }
    if let (Some(from), Some(to)) = (opens_at, closes_at)
        && to <= from
    {
        tell(Column::End, "end", &format!("{from}–{to}"));
    }
    let mut byday = Vec::new();
    for word in dates::entries(&text(Column::Weekdays)) {
        match heads.words.weekday(word) {
            Some(day) => byday.push(ByDay::from(day)),
            None => tell(Column::Weekdays, "weekday", word),
        }
    }
    byday.sort_by_key(|d| d.day);
    byday.dedup();
    let said = text(Column::Repeat);
    let repeat = match (said.as_str(), byday.is_empty()) {
        ("", true) => Some(Repeat::Never),
        ("", false) => Some(Repeat::Weekly),
        (words, _) => {
            let found = heads.words.repeat(words);
            if found.is_none() {
                tell(Column::Repeat, "repeat", words);
            }
            found
        }
    };
    let (freq, interval) = match repeat {
        None | Some(Repeat::Never) => (None, None),
        Some(Repeat::Daily) => (Some(Freq::Daily), None),
        Some(Repeat::Weekly) => (Some(Freq::Weekly), None),
        Some(Repeat::Fortnightly) => (Some(Freq::Weekly), Some(2)),
        Some(Repeat::Monthly) => (Some(Freq::Monthly), None),
    };
    if repeat == Some(Repeat::Never) && until.is_some() && until != start_day {
        tell(Column::Until, "until-alone", &text(Column::Until));
    }
    if let (Some(from), Some(to)) = (start_day, until)
        && to < from
    {
        tell(Column::Until, "until", &text(Column::Until));
    }
    let mut except = Vec::new();
    let cell = heads.cell(record, Column::Except);
    match cell {
        Cell::Number(_) => match dates::day(cell, heads.words) {
            Some(day) => except.push(day),
            None => tell(Column::Except, "day", cell.text().trim()),
        },
        _ => {
            for word in dates::entries(&cell.text()) {
                match dates::day(&Cell::Text(word.to_string()), heads.words) {
                    Some(day) => except.push(day),
                    None => tell(Column::Except, "day", word),
                }
            }
        }
    }
    except.sort_unstable();
    except.dedup();
    if except.len() > EXCEPT {
        tell(Column::Except, "except-many", &except.len().to_string());
    }
    let note = text(Column::Note);
    if note.chars().count() > NOTE {
        tell(Column::Note, "long", &NOTE.to_string());
    }
    let code = text(Column::Code);
    if code.chars().count() > CODE {
        tell(Column::Code, "long", &CODE.to_string());
    }
    let when = Schedule {
        used_as: ScheduleUse::Events,
        freq,
        interval,
        byday: if freq == Some(Freq::Weekly) {
            byday
        } else {
            Vec::new()
        },
        dtstart: Some(start_day?),
        until: until.filter(|_| freq.is_some()),
        opens_at,
        closes_at,
        except: if freq.is_some() { except } else { Vec::new() },
        description: match note.as_str() {
            "" => Text::default(),
            words => Text::new(language, words),
        },
        ..Schedule::default()
    };
    Some(Session {
        row,
        code: (!code.is_empty()).then_some(code),
        when,
    })
}
