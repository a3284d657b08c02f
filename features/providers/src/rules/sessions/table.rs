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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{File, MOST_ROWS, Sort, read as read_any};
    use super::*;

    fn try_it(text: &[u8]) -> Result<File, values::Refusal> {
        let zone = jiff::tz::TimeZone::get("Europe/Rome").unwrap();
        let lang: Lang = "it".parse().unwrap();
        read_any(text.to_vec(), Day::constant(2026, 11, 28), &zone, &lang)
    }

    fn of(text: &str) -> File {
        try_it(text.as_bytes()).unwrap()
    }

    /// Row, column and code of each remark.
    fn told(file: &File) -> Vec<String> {
        let said = |r: &Remark| {
            let row = r.row.map(|n| n.to_string()).unwrap_or_default();
            format!(
                "{row} {} {}",
                r.column.as_deref().unwrap_or_default(),
                r.code
            )
        };
        file.remarks.iter().map(said).collect()
    }

    #[test]
    fn a_table_of_any_language_is_read() {
        let file = of(
            "Corsi di vela;;;;\nData;Dalle ore;Alle ore;Si ripete;Giorni della settimana;Ultimo giorno;Tranne i giorni;Nota;Codice\n11/01/2027;17.30;18:30;ogni settimana;lunedì, mercoledì;30/06/2027;24/03/2027, 31/03/2027;«piccoli»;A1\n",
        );
        assert_eq!(told(&file), Vec::<String>::new());
        assert_eq!((file.sort, file.rows), (Sort::Csv, 1));
        let it = &file.sessions[0];
        assert_eq!((it.row, it.code.as_deref()), (3, Some("A1")));
        assert_eq!(it.when.byday.len(), 2);
        assert_eq!(it.when.except.len(), 2);
        for text in [
            "日期,开始时间,结束时间,重复方式,星期,最后一天\n2027年1月11日,17:30,18:30,每周,\"星期一、星期三\",2027-06-30\n",
            "التاريخ;من الساعة;إلى الساعة;يتكرر;أيام الأسبوع;آخر يوم\n11/01/2027;17:30;18:30;كل أسبوع;الاثنين، الأربعاء;30/06/2027\n",
            "Date\tStarts at\tEnds at\tRepeats\tWeekdays\tLast day\n11/01/2027\t5:30 pm\t6:30 pm\tevery week\tMonday, Wed\t30/06/2027\n",
            "Fecha;Hora de comienzo;Hora final;Se repite;Días de la semana;Último día\n11/01/2027;17:30;18:30;cada semana;lunes, miércoles;30/06/2027\n",
            "Petsa;Simula;Katapusan;Umuulit;Mga araw ng linggo;Huling araw\n11/01/2027;17:30;18:30;linggo-linggo;Lunes, Miyerkules;30/06/2027\n",
        ] {
            let file = of(text);
            assert_eq!(told(&file), Vec::<String>::new(), "{text}");
            let w = &file.sessions[0].when;
            assert_eq!(
                (w.dtstart, w.until, w.opens_at, w.closes_at, &w.byday),
                (
                    it.when.dtstart,
                    it.when.until,
                    it.when.opens_at,
                    it.when.closes_at,
                    &it.when.byday
                ),
                "{text}"
            );
        }
    }

    #[test]
    fn every_mistake_is_told_by_row_and_column() {
        let file = of(
            "Data;Dalle ore;Alle ore;Si ripete;Giorni della settimana;Ultimo giorno;Tranne i giorni;Nota;Codice\n\
            domani;17:30;;;;;;;\n\
            ;17:30;;;;;;;\n\
            12/03/2027;sera;;;;;;;\n\
            12/03/2027;;;;;;;;\n\
            12/03/2027;17:30;16:30;;;;;;\n\
            12/03/2027;17:30;;a volte;;;;;\n\
            12/03/2027;17:30;;;lunedi, Montag;;;;\n\
            12/03/2027;17:30;;;;30/06/2027;;;\n\
            12/03/2027;17:30;;ogni settimana;;01/01/2027;;;\n\
            12/03/2027;17:30;;ogni settimana;;;12/03/2027 e basta;;\n\
            13/03/2027;17:30;;;;;;;A\n\
            14/03/2027;17:30;;;;;;;A\n\
            13/03/2027;17:30;;;;;;;\n\
            13/03/2020;17:30;;;;;;;\n\
            ;;;;;;;;\n",
        );
        assert_eq!(
            told(&file),
            [
                "2 Data day",
                "3 Data no-day",
                "4 Dalle ore time",
                "5 Dalle ore no-time",
                "6 Alle ore end",
                "7 Si ripete repeat",
                "8 Giorni della settimana weekday",
                "9 Ultimo giorno until-alone",
                "10 Ultimo giorno until",
                "11 Tranne i giorni day",
                "13 Codice code-twice",
                "14  twice",
                "15 Data past",
            ]
        );
        assert_eq!(file.bad_rows(), [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13]);
        assert_eq!(file.sessions.len(), 1);
        assert_eq!(file.rows, 14, "an empty row is none");
    }

    #[test]
    fn limits_hold() {
        let long = format!(
            "Data;Dalle ore;Nota\n12/03/2027;17:30;{}\n",
            "x".repeat(NOTE + 1)
        );
        assert_eq!(told(&of(&long)), ["2 Nota long"]);
        let many =
            "Data;Dalle ore\n".to_string() + &"12/03/2027;17:30\n".repeat(MOST_ROWS as usize + 1);
        assert_eq!(
            try_it(many.as_bytes()).unwrap_err().key,
            "providers-refused-table-rows"
        );
        assert_eq!(
            try_it(b"Nome;Cognome\nA;B\n").unwrap().remarks[0].code,
            "no-column"
        );
    }

    proptest! {
        #[test]
        fn any_bytes_may_be_sent(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = try_it(&bytes);
        }

        #[test]
        fn any_cells_may_be_written(cells in prop::collection::vec("[^;\"\\n\\r]{0,12}", 9..27)) {
            let mut text = "Data;Dalle ore;Alle ore;Si ripete;Giorni della settimana;Ultimo giorno;Tranne i giorni;Nota;Codice\n".to_string();
            for row in cells.chunks(9) {
                text += &row.join(";");
                text.push('\n');
            }
            if let Ok(file) = try_it(text.as_bytes()) {
                prop_assert!(file.sessions.iter().all(|s| !file.bad_rows().contains(&s.row)));
            }
        }
    }
}
