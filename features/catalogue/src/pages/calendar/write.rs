//! The text of a calendar feed: lines as RFC 5545 wants them, and the time zone of a city.

use std::fmt::Write;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Dst, Offset, TimeZone};

/// Longest line in bytes without its end (RFC 5545, 3.1).
const LINE: usize = 75;
const SECOND: jiff::SignedDuration = jiff::SignedDuration::from_secs(1);

/// A calendar being written.
#[derive(Debug, Default)]
pub(super) struct Writer(String);

impl Writer {
    /// A line as it stands: the caller has escaped what needs it.
    pub fn line(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            // Line ends would begin a line of the attacker's choice.
            let c = if c.is_control() && c != '\t' { ' ' } else { c };
            if used + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A line with free text, escaped (RFC 5545, 3.3.11). Blank texts are left out.
    pub fn text(&mut self, name: &str, value: &str) {
        if values::is_blank(value) {
            return;
        }
        self.line(name, &escaped(value));
    }

    /// The calendar.
    pub fn finish(self) -> String {
        self.0
    }
}

/// Text with `\`, `;`, `,` and line ends escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\r' => {}
            c => out.push(c),
        }
    }
    out
}

/// `20261122T163000`
pub(super) fn local(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

/// `20261122T153000Z`
pub(super) fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The name under which the events name the zone.
pub(super) fn zone_name(zone: &TimeZone) -> &str {
    zone.iana_name().unwrap_or("local")
}

/// Writes the zone's changes of clock between two moments, each as it happens: no rule of the
/// future is guessed.
pub(super) fn zone(w: &mut Writer, zone: &TimeZone, from: Timestamp, to: Timestamp) {
    w.line("BEGIN", "VTIMEZONE");
    w.line("TZID", zone_name(zone));
    let mut changes: Vec<Timestamp> = zone
        .preceding(from)
        .take(1)
        .map(|t| t.timestamp())
        .collect();
    changes.extend(
        zone.following(from)
            .map(|t| t.timestamp())
            .take_while(|t| *t <= to),
    );
    if changes.is_empty() {
        let info = zone.to_offset_info(from);
        let begin = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        let here = info.offset();
        observance(w, info.dst(), begin, here, here, info.abbreviation());
    }
    for at in changes {
        let before = zone.to_offset(at.checked_sub(SECOND).unwrap_or(at));
        let info = zone.to_offset_info(at);
        observance(
            w,
            info.dst(),
            before.to_datetime(at),
            before,
            info.offset(),
            info.abbreviation(),
        );
    }
    w.line("END", "VTIMEZONE");
}

fn observance(
    w: &mut Writer,
    dst: Dst,
    begin: DateTime,
    before: Offset,
    after: Offset,
    name: &str,
) {
    let kind = if dst.is_dst() { "DAYLIGHT" } else { "STANDARD" };
    w.line("BEGIN", kind);
    w.line("DTSTART", &local(begin));
    w.line("TZOFFSETFROM", &offset(before));
    w.line("TZOFFSETTO", &offset(after));
    w.text("TZNAME", name);
    w.line("END", kind);
}

/// `+0100`
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (minutes, rest) = (seconds.abs() / 60, seconds.abs() % 60);
    let mut out = format!("{sign}{:02}{:02}", minutes / 60, minutes % 60);
    if rest > 0 {
        let _ = write!(out, "{rest:02}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters_and_cannot_be_broken_out_of() {
        let mut w = Writer::default();
        w.text("SUMMARY", &"è¾ש,\r\nATTACH:x ".repeat(20));
        let text = w.finish();
        assert!(text.ends_with("\r\n"));
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= LINE, "{line}");
        }
        let whole = text.replace("\r\n ", "");
        assert_eq!(whole.matches("\r\n").count(), 1);
        assert!(whole.starts_with("SUMMARY:è¾ש\\,\\nATTACH:x è"));
        let mut w = Writer::default();
        w.line("URL", "https://a.example/\r\nATTACH:x");
        assert_eq!(w.finish(), "URL:https://a.example/  ATTACH:x\r\n");
    }

    #[test]
    fn a_zone_tells_its_changes_of_clock() {
        let zone_text = |name: &str| {
            let mut w = Writer::default();
            let at = |s: &str| s.parse::<Timestamp>().unwrap();
            let tz = TimeZone::get(name).unwrap();
            zone(
                &mut w,
                &tz,
                at("2026-11-22T00:00:00Z"),
                at("2027-07-01T00:00:00Z"),
            );
            w.finish()
        };
        assert_eq!(
            zone_text("Europe/Rome"),
            "BEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\n\
             BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\n\
             TZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\n\
             BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\n\
             TZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
        );
        let utc = zone_text("UTC");
        assert!(utc.contains("TZOFFSETTO:+0000"), "{utc}");
        // A zone that has left summer time behind, and one with half an hour.
        assert!(zone_text("Asia/Kolkata").contains("TZOFFSETTO:+0530"));
    }
}
