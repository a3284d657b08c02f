//! Reading a list: all rows, or all defects.

use std::borrow::Cow;
use std::collections::BTreeMap;

use codes::FiscalCode;
use encoding_rs::WINDOWS_1252;
use values::{Cents, Day};

use super::{Column, Defect, LONGEST, MOST_AMOUNT, Minor, VoucherRow, What};

/// Largest list, in bytes.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Most vouchers of a list.
pub const MOST_ROWS: usize = 200_000;

/// Reads a list.
///
/// # Errors
/// Every defect of every line, in the order of the file; then no row is to be used.
pub fn read_vouchers(bytes: &[u8]) -> Result<Vec<VoucherRow>, Vec<Defect>> {
    let whole = |what| {
        Err(vec![Defect {
            line: 0,
            column: None,
            what,
        }])
    };
    if bytes.len() > MOST_BYTES {
        return whole(What::TooLarge);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return whole(What::Utf16);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = decoded(bytes);
    if text.split('\n').filter(|l| !l.trim().is_empty()).count() > MOST_ROWS {
        return whole(What::TooMany);
    }
    let (mut rows, mut defects) = (Vec::new(), Vec::new());
    let mut seen = BTreeMap::new();
    for (at, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.trim().is_empty() {
            continue;
        }
        let mut row = Row {
            line: at + 1,
            defects: Vec::new(),
        };
        let read = row.read(line, rows.is_empty() && defects.is_empty(), &mut seen);
        match (read, row.defects.is_empty()) {
            (Some(read), true) => rows.push(read),
            _ => defects.append(&mut row.defects),
        }
    }
    match (rows.is_empty(), defects.is_empty()) {
        (_, false) => Err(defects),
        (true, true) => whole(What::Empty),
        (false, true) => Ok(rows),
    }
}

/// The text, in UTF-8 or Windows-1252. A file in UTF-8 in which a few bytes are damaged stays one: read as
/// Windows-1252 it would have no fault that is seen, and every accent wrong.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let lossy = String::from_utf8_lossy(bytes);
    let (mut sound, mut damaged) = (0_usize, 0_usize);
    for c in lossy.chars() {
        sound += usize::from(!c.is_ascii() && c != '\u{fffd}');
        damaged += usize::from(c == '\u{fffd}');
    }
    match sound > damaged {
        true => lossy,
        false => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// One line, and what is wrong with it.
struct Row {
    line: usize,
    defects: Vec<Defect>,
}

impl Row {
    fn wrong(&mut self, column: Option<Column>, what: What) {
        self.defects.push(Defect {
            line: self.line,
            column,
            what,
        });
    }

    /// `seen`: codes of vouchers in capitals, and their first lines.
    fn read(
        &mut self,
        line: &str,
        first: bool,
        seen: &mut BTreeMap<String, usize>,
    ) -> Option<VoucherRow> {
        let fields = match fields(line) {
            Ok(fields) => fields,
            Err(at) => {
                self.wrong(Column::ALL.get(at).copied(), What::Quote);
                return None;
            }
        };
        if fields.len() != Column::ALL.len() {
            self.wrong(
                None,
                What::Fields {
                    found: fields.len(),
                },
            );
            return None;
        }
        if first && is_heading(&fields) {
            self.wrong(None, What::Heading);
            return None;
        }
        let mut unreadable = [false; 12];
        for ((column, field), unreadable) in Column::ALL.iter().zip(&fields).zip(&mut unreadable) {
            *unreadable = field.chars().any(|c| c.is_control() || c == '\u{fffd}');
            if *unreadable {
                self.wrong(Some(*column), What::Unreadable);
            }
        }
        // What cannot be read is told once.
        let field = |column: Column| match unreadable[column.number() - 1] {
            true => None,
            false => Some(fields[column.number() - 1].trim()),
        };
        let voucher = self.text(Column::Voucher, field(Column::Voucher));
        if let Some(code) = &voucher {
            let first = *seen.entry(code.to_uppercase()).or_insert(self.line);
            if first != self.line {
                self.wrong(Some(Column::Voucher), What::Twice { first });
            }
        }
        let call = self.text(Column::Call, field(Column::Call));
        let valid_from = self.day(Column::ValidFrom, field(Column::ValidFrom));
        let valid_to = self.day(Column::ValidTo, field(Column::ValidTo));
        if let (Some(from), Some(to)) = (valid_from, valid_to)
            && to < from
        {
            self.wrong(Some(Column::ValidTo), What::EndsBefore);
        }
        let name = self.text(Column::Name, field(Column::Name));
        let surname = self.text(Column::Surname, field(Column::Surname));
        let holder = self.code(Column::Holder, field(Column::Holder));
        let minor = self.minor(field(Column::MinorType), field(Column::Minor));
        let amount = self.amount(field(Column::Amount));
        let email = self.contact(Column::Email, field(Column::Email), email, What::Email);
        let mobile = self.contact(Column::Mobile, field(Column::Mobile), mobile, What::Mobile);
        Some(VoucherRow {
            line: self.line,
            voucher: voucher?,
            call: call?,
            valid_from: valid_from?,
            valid_to: valid_to?,
            name: name?,
            surname: surname?,
            holder: holder?,
            minor,
            amount: amount?,
            email,
            mobile,
        })
    }

    fn text(&mut self, column: Column, field: Option<&str>) -> Option<String> {
        let field = field?;
        if values::is_blank(field) {
            self.wrong(Some(column), What::Missing);
            return None;
        }
        let found = field.chars().count();
        if found > LONGEST {
            self.wrong(Some(column), What::TooLong { found });
            return None;
        }
        Some(field.to_string())
    }

    fn code(&mut self, column: Column, field: Option<&str>) -> Option<FiscalCode> {
        let field = self.text(column, field)?;
        FiscalCode::parse(&field)
            .map_err(|e| self.wrong(Some(column), What::Code(e)))
            .ok()
    }

    fn minor(&mut self, kind: Option<&str>, code: Option<&str>) -> Option<Minor> {
        let (kind, code) = (kind?, code?);
        match (values::is_blank(kind), values::is_blank(code)) {
            (true, true) => None,
            (true, false) => {
                self.wrong(Some(Column::MinorType), What::OtherHalf);
                self.code(Column::Minor, Some(code));
                None
            }
            (false, true) => {
                self.text(Column::MinorType, Some(kind));
                self.wrong(Some(Column::Minor), What::OtherHalf);
                None
            }
            (false, false) => {
                let kind = self.text(Column::MinorType, Some(kind));
                let code = self.code(Column::Minor, Some(code));
                Some(Minor {
                    kind: kind?,
                    code: code?,
                })
            }
        }
    }

    fn day(&mut self, column: Column, field: Option<&str>) -> Option<Day> {
        let field = self.text(column, field)?;
        let day = day(&field);
        if day.is_none() {
            let found = short(&field);
            self.wrong(Some(column), What::Day { found });
        }
        day
    }

    fn amount(&mut self, field: Option<&str>) -> Option<Cents> {
        let field = self.text(Column::Amount, field)?;
        let what = match amount(&field) {
            None => What::Amount {
                found: short(&field),
            },
            Some(Cents(0)) => What::Nothing,
            Some(amount) if amount > MOST_AMOUNT => What::TooMuch,
            Some(amount) => return Some(amount),
        };
        self.wrong(Some(Column::Amount), what);
        None
    }

    fn contact(
        &mut self,
        column: Column,
        field: Option<&str>,
        read: impl Fn(&str) -> Option<String>,
        what: What,
    ) -> Option<String> {
        let field = field.filter(|f| !values::is_blank(f))?;
        let field = self.text(column, Some(field))?;
        let found = read(&field);
        if found.is_none() {
            self.wrong(Some(column), what);
        }
        found
    }
}

/// What is written, as an error may show it.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The fields of a line; or, from 0, the one whose quotation marks do not fit.
fn fields(line: &str) -> Result<Vec<String>, usize> {
    let mut found = Vec::new();
    let mut rest = line;
    loop {
        match rest.strip_prefix('"') {
            None => {
                let (field, after) = match rest.split_once(';') {
                    Some((field, after)) => (field, Some(after)),
                    None => (rest, None),
                };
                found.push(field.to_string());
                match after {
                    Some(after) => rest = after,
                    None => return Ok(found),
                }
            }
            Some(mut inside) => {
                let mut field = String::new();
                loop {
                    let (text, after) = inside.split_once('"').ok_or(found.len())?;
                    field.push_str(text);
                    match after.strip_prefix('"') {
                        Some(more) => {
                            field.push('"');
                            inside = more;
                        }
                        None => {
                            inside = after;
                            break;
                        }
                    }
                }
                found.push(field);
                match inside.strip_prefix(';') {
                    Some(after) => rest = after,
                    None if inside.is_empty() => return Ok(found),
                    None => return Err(found.len() - 1),
                }
            }
        }
    }
}

/// True when a first line has words where days and the amount belong.
fn is_heading(fields: &[String]) -> bool {
    [Column::ValidFrom, Column::ValidTo, Column::Amount]
        .iter()
        .all(|column| {
            let field = &fields[column.number() - 1];
            field.chars().any(char::is_alphabetic) && !field.chars().any(|c| c.is_ascii_digit())
        })
}

/// The day of `31/12/2026` or `2026-12-31`.
fn day(text: &str) -> Option<Day> {
    let digits = |text: &str, length: usize| {
        (text.len() == length && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<i16>().ok())
            .flatten()
    };
    let slashes: Vec<&str> = text.split('/').collect();
    let hyphens: Vec<&str> = text.split('-').collect();
    let (year, month, day) = match (slashes.as_slice(), hyphens.as_slice()) {
        ([day, month, year], _) => (*year, *month, *day),
        (_, [year, month, day]) => (*year, *month, *day),
        _ => return None,
    };
    let two = |text: &str| i8::try_from(digits(text, 2)?).ok();
    Day::new(digits(year, 4)?, two(month)?, two(day)?).ok()
}

/// The amount of `150`, `150,5` or `150.50`.
fn amount(text: &str) -> Option<Cents> {
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    let (whole, part) = text.split_once([',', '.']).unwrap_or((text, "00"));
    if !digits(whole, 12) || !digits(part, 2) {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(Cents(whole.parse::<i64>().ok()? * 100 + part))
}

/// An address that a letter can be sent to, as far as its form tells.
fn email(text: &str) -> Option<String> {
    let (name, domain) = text.rsplit_once('@')?;
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with('.')
            && !part.contains("..")
            && part
                .chars()
                .all(|c| !c.is_whitespace() && !"@,;:<>()[]\"\\".contains(c))
    };
    (plain(name) && plain(domain) && domain.contains('.') && text.len() <= 254)
        .then(|| text.to_string())
}

/// Six to fifteen digits (ITU-T E.164), perhaps after a plus sign; blanks, dots, hyphens and slashes are
/// left out.
fn mobile(text: &str) -> Option<String> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !".-/()".contains(*c))
        .collect();
    let digits = plain.strip_prefix('+').unwrap_or(&plain);
    ((6..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()))
        .then_some(plain)
}
