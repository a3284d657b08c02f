//! Days and times as people write them.

use catalogue::model::TimeOfDay;
use records::Cell;
use values::{Day, fold};

use super::words::Words;

/// 0 to 9 for the digits of all scripts people here write with.
fn plain_digits(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '٠'..='٩' => char::from(b'0' + (u32::from(c) - u32::from('٠')) as u8),
            '۰'..='۹' => char::from(b'0' + (u32::from(c) - u32::from('۰')) as u8),
            '０'..='９' => char::from(b'0' + (u32::from(c) - u32::from('０')) as u8),
            '：' => ':',
            '．' => '.',
            other => other,
        })
        .collect()
}

/// A day counted as spreadsheets do: 25 569 is 1 January 1970.
fn serial(n: f64) -> Option<Day> {
    let days = n.trunc();
    // 1970 to 2100
    if !(25_569.0..73_415.0).contains(&days) {
        return None;
    }
    let span = jiff::Span::new().try_days(days as i64 - 25_569).ok()?;
    Day::constant(1970, 1, 1).checked_add(span).ok()
}

/// The day of a cell: `12/03/2027` (day first), `2027-03-12`, `12.3.27`, `12 marzo 2027`,
/// `2027年3月12日`, with or without the weekday before it.
pub(super) fn day(cell: &Cell, words: &Words) -> Option<Day> {
    if let Cell::Number(n) = cell {
        return serial(*n);
    }
    let text = plain_digits(cell.text().trim());
    // a spreadsheet's moment: its day counts
    let text = text
        .split('T')
        .next()
        .filter(|t| t.len() == 10)
        .unwrap_or(&text);
    let mut numbers: Vec<(usize, i16)> = Vec::new();
    let mut month = None;
    let mut run = String::new();
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() {
            run.push(c);
        } else if !run.is_empty() {
            if run.len() > 4 {
                return None;
            }
            numbers.push((run.len(), run.parse().ok()?));
            run.clear();
        }
        if c.is_alphabetic() && !"年月日号".contains(c) {
            word.push(c);
        } else if !word.is_empty() {
            if let Some(found) = words.month(&word) {
                month = Some(found);
            } else if !words.is_filler(&word) {
                return None;
            }
            word.clear();
        }
        if !(c.is_alphanumeric() || c.is_whitespace() || "-/.,'’º°".contains(c) || is_mark(c)) {
            return None;
        }
    }
    let year = |(len, n): (usize, i16)| match len {
        4 => Some(n),
        2 => Some(2000 + n),
        _ => None,
    };
    let (y, m, d) = match (numbers.as_slice(), month) {
        ([a @ (4, _), (_, m), (_, d)], None) => (a.1, *m, *d),
        ([(1 | 2, d), (1 | 2, m), y], None) => (year(*y)?, *m, *d),
        ([(1 | 2, d), y], Some(m)) => (year(*y)?, i16::from(m), *d),
        _ => return None,
    };
    Day::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok()
}

/// A sign that belongs to the letter before it (Arabic vowels, accents written apart).
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200e}' | '\u{200f}')
}

/// The time of a cell: `17:30`, `17.30`, `17h30`, `17`, `5:30 pm`, `ore 17.30`.
pub(super) fn time(cell: &Cell) -> Option<TimeOfDay> {
    if let Cell::Number(n) = cell {
        return number(*n);
    }
    let text = plain_digits(cell.text().trim()).to_lowercase();
    let text = text
        .rsplit('t')
        .next()
        .filter(|t| t.contains(':'))
        .unwrap_or(&text);
    let mut text = text.trim();
    for (ending, add) in [
        ("pm", 12),
        ("p.m.", 12),
        ("am", 0),
        ("a.m.", 0),
        ("h", 0),
        ("م", 12),
        ("ص", 0),
    ] {
        if let Some(before) = text.strip_suffix(ending) {
            text = before.trim_end();
            if ending != "h" {
                let t: TimeOfDay = text.parse().ok()?;
                let hour = match (t.hour(), add) {
                    (12, 0) => 0,
                    (12, _) => 12,
                    (h @ 1..=11, add) => h + add,
                    _ => return None,
                };
                return TimeOfDay::new(hour, t.minute());
            }
        }
    }
    for before in ["ore", "h", "alle", "las"] {
        text = text.strip_prefix(before).map_or(text, str::trim_start);
    }
    text.replace('h', ":")
        .replace("点", ":")
        .replace("時", ":")
        .replace('分', "")
        .trim_end_matches(':')
        .parse()
        .ok()
}

/// A number in a cell of times: part of a day (spreadsheets count so), or hours with minutes behind
/// the point, as people type them (17.3 was 17.30).
fn number(n: f64) -> Option<TimeOfDay> {
    if n > 0.0 && n < 1.0 {
        let minutes = (n * 1440.0).round() as u16;
        return TimeOfDay::new(minutes / 60, minutes % 60);
    }
    if !(0.0..=24.0).contains(&n) {
        return None;
    }
    let minutes = ((n - n.trunc()) * 100.0).round();
    TimeOfDay::new(n.trunc() as u16, minutes as u16)
}

/// Several entries of one cell.
pub(super) fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n', '،', '、'])
        .map(str::trim)
        .filter(|t| !fold(t).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn t(text: &str) -> Cell {
        Cell::Text(text.into())
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let words = Words::all();
        for text in [
            "12/03/2027",
            "12/3/27",
            "12.03.2027",
            "12-03-2027",
            "2027-03-12",
            "2027/3/12",
            "2027-03-12T00:00:00",
            "12 marzo 2027",
            "ven 12 marzo 2027",
            "venerdì 12/03/2027",
            "12 March 2027",
            "March 12, 2027",
            "12 mar 2027",
            "2027年3月12日",
            "12 de marzo de 2027",
            "Marso 12, 2027",
            "١٢/٠٣/٢٠٢٧",
            "12 مارس 2027",
            " 12/03/2027 ",
        ] {
            assert_eq!(
                day(&t(text), words).map(|d| d.to_string()).as_deref(),
                Some("2027-03-12"),
                "{text}"
            );
        }
        assert_eq!(
            day(&Cell::Number(46_458.0), words)
                .map(|d| d.to_string())
                .as_deref(),
            Some("2027-03-12")
        );
        for text in [
            "",
            "domani",
            "31/02/2027",
            "03/13/2027",
            "12/03",
            "2027",
            "12/03/2027 o 13/03/2027",
            "12/03/20277",
            "<b>12/03/2027</b>",
            "12:30",
        ] {
            assert_eq!(day(&t(text), words), None, "{text}");
        }
        assert_eq!(day(&Cell::Number(17.5), words), None);
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for text in [
            "17:30",
            "17.30",
            "17h30",
            "5:30 pm",
            "5.30 PM",
            "ore 17.30",
            "17:30:00",
            "١٧:٣٠",
            "h 17:30",
            "17点30",
            "2027-03-12T17:30:00",
        ] {
            assert_eq!(
                time(&t(text)).map(|d| d.to_string()).as_deref(),
                Some("17:30"),
                "{text}"
            );
        }
        for (n, said) in [
            (17.3, "17:30"),
            (17.15, "17:15"),
            (0.729_166_666, "17:30"),
            (9.0, "09:00"),
        ] {
            assert_eq!(
                time(&Cell::Number(n)).map(|d| d.to_string()).as_deref(),
                Some(said),
                "{n}"
            );
        }
        assert_eq!(
            time(&t("12 am")).map(|d| d.to_string()).as_deref(),
            Some("00:00")
        );
        for text in ["25", "17:61", "pomeriggio", "", "17-18", "13 pm"] {
            assert_eq!(time(&t(text)), None, "{text}");
        }
        assert_eq!(time(&Cell::Number(17.75)), None);
    }
}
