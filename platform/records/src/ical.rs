//! Calendar feeds (RFC 5545): each VEVENT is a record.

use std::io::Read;

use crate::error::line;
use crate::record::Names;
use crate::source::Decode;
use crate::{Address, Cell, Fields, Limits, ReadError, Record};

/// An event being read: its first line, its text so far, its values so far.
type Event = (u64, String, Vec<(String, String)>);

/// The events of a feed. Values are unescaped; moments become ISO 8601 local texts with their zone
/// under `<name>.zone` (`UTC`, the TZID, or nothing for floating times and whole days); a property
/// given several times is joined with `; `.
pub(crate) struct IcalRecords {
    source: Decode,
    name: String,
    limits: Limits,
    buffer: Vec<u8>,
    at: usize,
    len: usize,
    line: u64,
    /// The line read ahead, to see whether the next continues it.
    held: Option<(u64, String)>,
    index: u64,
    calendar: bool,
    done: bool,
}

impl IcalRecords {
    pub(crate) fn new(source: Decode, name: &str, limits: &Limits) -> IcalRecords {
        IcalRecords {
            source,
            name: name.to_string(),
            limits: *limits,
            buffer: vec![0; 64 * 1024],
            at: 0,
            len: 0,
            line: 0,
            held: None,
            index: 0,
            calendar: false,
            done: false,
        }
    }

    fn raw_line(&mut self) -> Result<Option<(u64, String)>, ReadError> {
        let mut bytes = Vec::new();
        let mut any = false;
        loop {
            if self.at == self.len {
                self.at = 0;
                self.len = self
                    .source
                    .read(&mut self.buffer)
                    .map_err(|e| ReadError::from_io(&self.name, e))?;
                if self.len == 0 {
                    break;
                }
            }
            any = true;
            let byte = self.buffer[self.at];
            self.at += 1;
            if byte == b'\n' {
                break;
            }
            bytes.push(byte);
            if bytes.len() > self.limits.record_bytes {
                return Err(ReadError::too_much(
                    line(self.line + 1),
                    "a line, in bytes,",
                    self.limits.record_bytes as u64,
                ));
            }
        }
        if !any {
            return Ok(None);
        }
        self.line += 1;
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        Ok(Some((
            self.line,
            String::from_utf8_lossy(&bytes).into_owned(),
        )))
    }

    /// A line with its continuations (RFC 5545, 3.1).
    fn unfolded(&mut self) -> Result<Option<(u64, String)>, ReadError> {
        let Some((number, mut text)) = (match self.held.take() {
            Some(held) => Some(held),
            None => self.raw_line()?,
        }) else {
            return Ok(None);
        };
        while let Some((n, next)) = self.raw_line()? {
            match next.strip_prefix([' ', '\t']) {
                Some(more) => text.push_str(more),
                None => {
                    self.held = Some((n, next));
                    break;
                }
            }
            if text.len() > self.limits.record_bytes {
                return Err(ReadError::too_much(
                    line(number),
                    "a line, in bytes,",
                    self.limits.record_bytes as u64,
                ));
            }
        }
        Ok(Some((number, text)))
    }

    fn advance(&mut self) -> Result<Option<Record>, ReadError> {
        if self.done {
            return Ok(None);
        }
        let mut event: Option<Event> = None;
        // components inside an event (VALARM) are passed over
        let mut inner = 0usize;
        while let Some((number, text)) = self.unfolded()? {
            if text.trim().is_empty() {
                continue;
            }
            let upper = text.trim().to_ascii_uppercase();
            if !self.calendar {
                if upper != "BEGIN:VCALENDAR" {
                    return Err(ReadError::malformed(
                        line(number),
                        "BEGIN:VCALENDAR expected: this is no calendar feed",
                    ));
                }
                self.calendar = true;
                continue;
            }
            let Some((begins, raw, values)) = event.as_mut() else {
                if upper == "BEGIN:VEVENT" {
                    event = Some((number, text.clone(), Vec::new()));
                }
                continue;
            };
            raw.push_str("\r\n");
            raw.push_str(&text);
            if raw.len() > self.limits.record_bytes {
                return Err(ReadError::too_much(
                    line(*begins),
                    "a record, in bytes,",
                    self.limits.record_bytes as u64,
                ));
            }
            if upper == "END:VEVENT" && inner == 0 {
                let address = Address {
                    line: *begins,
                    index: self.index,
                    ..Address::default()
                };
                self.index += 1;
                let (names, cells) = std::mem::take(values)
                    .into_iter()
                    .map(|(n, v)| (n, Cell::Text(v)))
                    .unzip();
                return Ok(Some(Record {
                    address,
                    fields: Fields::new(Names::new(names), cells),
                    geometry: None,
                    raw: std::mem::take(raw),
                    notes: Vec::new(),
                }));
            }
            if upper.starts_with("BEGIN:") {
                inner += 1;
            } else if upper.starts_with("END:") {
                inner = inner.saturating_sub(1);
            } else if inner == 0 {
                property(&text, values);
                if values.len() > self.limits.fields {
                    return Err(ReadError::too_much(
                        line(*begins),
                        "the number of fields",
                        self.limits.fields as u64,
                    ));
                }
            }
        }
        self.done = true;
        if let Some((begins, ..)) = event {
            return Err(ReadError::malformed(
                line(begins),
                "the feed is cut off: an event does not end",
            ));
        }
        if !self.calendar {
            return Err(ReadError::Empty {
                name: self.name.clone(),
            });
        }
        Ok(None)
    }
}

impl Iterator for IcalRecords {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.advance();
        if record.is_err() {
            self.done = true;
        }
        record.transpose()
    }
}

/// Splits `DTSTART;TZID="Europe/Rome":20240901T170000` at the first colon outside quotation marks.
fn property(text: &str, values: &mut Vec<(String, String)>) {
    let mut quoted = false;
    let colon = text.char_indices().find(|(_, c)| {
        if *c == '"' {
            quoted = !quoted;
        }
        *c == ':' && !quoted
    });
    let Some((colon, _)) = colon else { return };
    let (head, value) = (&text[..colon], &text[colon + 1..]);
    let mut parts = head.split(';');
    let name = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    if name.is_empty() {
        return;
    }
    let zone = parts
        .filter_map(|p| p.split_once('='))
        .find(|(k, _)| k.eq_ignore_ascii_case("TZID"))
        .map(|(_, v)| v.trim_matches('"').to_string());
    let mut add = |name: String, value: String| match values.iter_mut().find(|(n, _)| *n == name) {
        Some((_, old)) => {
            old.push_str("; ");
            old.push_str(&value);
        }
        None => values.push((name, value)),
    };
    let dated = matches!(
        name.as_str(),
        "dtstart"
            | "dtend"
            | "dtstamp"
            | "created"
            | "last-modified"
            | "recurrence-id"
            | "exdate"
            | "rdate"
    );
    if !dated {
        add(name, unescape(value));
        return;
    }
    let mut utc = false;
    let moments: Vec<String> = value
        .split(',')
        .map(|v| {
            let (iso, z) = moment(v.trim());
            utc |= z;
            iso
        })
        .collect();
    if let Some(zone) = if utc { Some("UTC".into()) } else { zone } {
        add(format!("{name}.zone"), zone);
    }
    add(name, moments.join(","));
}

/// `20240901` → `2024-09-01`; `20240901T170000Z` → `2024-09-01T17:00:00` and true. Anything else is
/// left as it is.
fn moment(value: &str) -> (String, bool) {
    let (local, utc) = match value.strip_suffix('Z') {
        Some(local) => (local, true),
        None => (value, false),
    };
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    let (day, time) = local.split_once('T').unwrap_or((local, ""));
    if !digits(day, 8) || !(time.is_empty() || digits(time, 6)) {
        return (value.to_string(), false);
    }
    let mut iso = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    if !time.is_empty() {
        iso.push_str(&format!("T{}:{}:{}", &time[..2], &time[2..4], &time[4..]));
    }
    (iso, utc)
}

fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_become_iso() {
        assert_eq!(moment("20240901"), ("2024-09-01".into(), false));
        assert_eq!(
            moment("20240901T170000Z"),
            ("2024-09-01T17:00:00".into(), true)
        );
        assert_eq!(moment("2024-09-01").0, "2024-09-01");
        assert_eq!(moment("2024090è").0, "2024090è");
    }

    #[test]
    fn properties_are_taken_apart() {
        let mut v = Vec::new();
        property("DTSTART;X=\"a:b\";TZID=Europe/Rome:20240901T170000", &mut v);
        property("SUMMARY:Letture\\, giochi\\nin biblioteca", &mut v);
        property("CATEGORIES:libri", &mut v);
        property("CATEGORIES:bambini", &mut v);
        property("no colon", &mut v);
        let get = |n: &str| v.iter().find(|(k, _)| k == n).map(|(_, v)| v.as_str());
        assert_eq!(get("dtstart"), Some("2024-09-01T17:00:00"));
        assert_eq!(get("dtstart.zone"), Some("Europe/Rome"));
        assert_eq!(get("summary"), Some("Letture, giochi\nin biblioteca"));
        assert_eq!(get("categories"), Some("libri; bambini"));
    }
}
