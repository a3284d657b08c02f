//! Sessions out of a calendar (RFC 5545): events with repetitions, exceptions and time zones.

use std::collections::HashMap;

use catalogue::model::{Schedule, ScheduleUse, TimeOfDay};
use exchange::calendar::{apply_rule, local_moment};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};
use records::{ReadError, Reader, Record};
use values::{Day, Lang, Text};

use super::table::over;
use super::{File, Remark, Session, Sort, open};

/// Longest words of a session, in characters.
const NOTE: usize = 300;

/// A day, and a time unless the whole day is meant.
type At = (Day, Option<TimeOfDay>);

/// One date of a repetition said anew, or called off.
struct Instead {
    uid: String,
    day: Day,
}

pub(super) fn read(
    mut reader: Reader,
    today: Day,
    zone: &TimeZone,
    language: &Lang,
) -> Result<File, ReadError> {
    let mut file = File {
        sort: Sort::Ical,
        rows: 0,
        sessions: Vec::new(),
        remarks: Vec::new(),
    };
    let mut instead: Vec<Instead> = Vec::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut all: Vec<(Session, String)> = Vec::new();
    for record in reader.by_ref() {
        let record = record?;
        let row = record.address.line;
        file.rows += 1;
        let uid = record.text("uid");
        let of = record.text("recurrence-id");
        let mut wrong: Vec<Remark> = open::notes(&record, row).collect();
        if !of.is_empty() {
            match moment(&record, "recurrence-id", zone) {
                Some((day, _)) => instead.push(Instead {
                    uid: uid.clone(),
                    day,
                }),
                None => wrong.push(
                    Remark::at(row, Some("RECURRENCE-ID"), "event-day", true).with("found", &of),
                ),
            }
        }
        if record.text("status").eq_ignore_ascii_case("cancelled") {
            if of.is_empty() {
                wrong.push(Remark::at(row, Some("STATUS"), "cancelled", false));
            }
            file.remarks.append(&mut wrong);
            continue;
        }
        let whens = event(&record, row, zone, language, &mut wrong);
        let bad = wrong.iter().any(|r| r.bad);
        file.remarks.append(&mut wrong);
        for (n, when) in whens.into_iter().filter(|_| !bad).enumerate() {
            let extra = if n == 0 {
                String::new()
            } else {
                format!(" +{n}")
            };
            let code = (!uid.is_empty()).then(|| {
                format!(
                    "{uid}{}{extra}",
                    if of.is_empty() {
                        String::new()
                    } else {
                        format!(" {of}")
                    }
                )
            });
            all.push((
                Session { row, code, when },
                if of.is_empty() {
                    uid.clone()
                } else {
                    String::new()
                },
            ));
        }
    }
    for (mut session, uid) in all {
        if !uid.is_empty() && session.when.freq.is_some() {
            let more = instead.iter().filter(|i| i.uid == uid).map(|i| i.day);
            session.when.except.extend(more);
            session.when.except.sort_unstable();
            session.when.except.dedup();
        }
        if over(&session.when, today) {
            file.remarks
                .push(Remark::at(session.row, Some("DTSTART"), "past", false));
            continue;
        }
        let same = serde_json::to_string(&session.when).unwrap_or_default();
        if let Some(first) = seen.get(&same) {
            file.remarks
                .push(Remark::at(session.row, None, "twice", false).with("first", first));
            continue;
        }
        seen.insert(same, session.row);
        if let Some(code) = &session.code {
            let key = format!("code {code}");
            if let Some(first) = seen.get(&key) {
                let remark = Remark::at(session.row, Some("UID"), "code-twice", true);
                file.remarks
                    .push(remark.with("found", code).with("first", first));
                continue;
            }
            seen.insert(key, session.row);
        }
        file.sessions.push(session);
    }
    Ok(file)
}

/// A property as the city's day and time.
fn moment(record: &Record, name: &str, city: &TimeZone) -> Option<At> {
    let zone = record.text(&format!("{name}.zone"));
    local_moment(&record.text(name), named(&zone), city)
}

/// The name of a zone as the world knows it: Outlook has names of its own.
fn named(zone: &str) -> Option<&str> {
    Some(match zone {
        "" => return None,
        "W. Europe Standard Time" | "Central European Standard Time" => "Europe/Rome",
        "Romance Standard Time" => "Europe/Paris",
        "GMT Standard Time" => "Europe/London",
        "Etc/UTC" | "Z" => "UTC",
        other => other,
    })
}

/// The rules of an event: its own, and one for each further date it names (`RDATE`).
fn event(
    record: &Record,
    row: u64,
    city: &TimeZone,
    language: &Lang,
    wrong: &mut Vec<Remark>,
) -> Vec<Schedule> {
    let start = record.text("dtstart");
    let zone = record.text("dtstart.zone");
    if let Some(name) = named(&zone)
        && TimeZone::get(name).is_err()
    {
        wrong.push(Remark::at(row, Some("DTSTART"), "zone", false).with("found", &zone));
    }
    let Some((day, opens)) = moment(record, "dtstart", city) else {
        wrong.push(Remark::at(row, Some("DTSTART"), "event-day", true).with("found", &start));
        return Vec::new();
    };
    let end = match record.text("dtend").as_str() {
        "" => lasting(&record.text("duration")).and_then(|span| {
            let local: DateTime = start.parse().ok()?;
            let to = local.checked_add(span).ok()?;
            local_moment(&to.to_string(), named(&zone), city)
        }),
        _ => moment(record, "dtend", city),
    };
    let mut note: Vec<String> = Vec::new();
    let summary = record.text("summary");
    if !summary.is_empty() {
        note.push(summary);
    }
    let note: String = note.join(" ").chars().take(NOTE).collect();
    let mut when = Schedule {
        used_as: ScheduleUse::Events,
        dtstart: Some(day),
        opens_at: opens,
        closes_at: end.and_then(|(_, t)| t),
        description: if note.is_empty() {
            Text::default()
        } else {
            Text::new(language, note)
        },
        ..Schedule::default()
    };
    let rule = record.text("rrule");
    if !rule.is_empty() {
        if rule.contains("; ") || !apply_rule(&mut when, &rule) {
            wrong.push(Remark::at(row, Some("RRULE"), "rule", true).with("found", &rule));
            return Vec::new();
        }
        if let Some(name) = named(&zone)
            && !keeps_time(&start, name, city)
        {
            wrong.push(Remark::at(row, Some("RRULE"), "rule-zone", true).with("found", &zone));
            return Vec::new();
        }
    } else if opens.is_none()
        && let Some((last, _)) = end
    {
        // Whole days; the end of iCalendar is the day after (RFC 5545, 3.6.1).
        let last = last.yesterday().unwrap_or(last);
        if last > day {
            when.freq = Some(catalogue::model::Freq::Daily);
            when.until = Some(last);
        }
    }
    let list = |name: &str| -> Vec<(String, Option<At>)> {
        let zone = record.text(&format!("{name}.zone"));
        // The zones of several lines are joined too; those of one calendar are the same.
        let zone = zone.split("; ").next().unwrap_or_default().to_string();
        record
            .text(name)
            .split([',', ';'])
            .map(str::trim)
            .filter(|t| !t.is_empty())
            .map(|t| (t.to_string(), local_moment(t, named(&zone), city)))
            .collect()
    };
    for (found, at) in list("exdate") {
        match at {
            Some((day, _)) => when.except.push(day),
            None => {
                wrong.push(Remark::at(row, Some("EXDATE"), "event-day", true).with("found", &found))
            }
        }
    }
    when.except.sort_unstable();
    when.except.dedup();
    let mut all = Vec::new();
    for (found, at) in list("rdate") {
        match at {
            Some((day, time)) => all.push(Schedule {
                freq: None,
                interval: None,
                byday: Vec::new(),
                bymonthday: Vec::new(),
                bymonth: Vec::new(),
                count: None,
                until: None,
                except: Vec::new(),
                dtstart: Some(day),
                opens_at: time.or(opens),
                ..when.clone()
            }),
            None => {
                wrong.push(Remark::at(row, Some("RDATE"), "event-day", true).with("found", &found))
            }
        }
    }
    all.insert(0, when);
    all
}

/// True when somebody in that zone who always comes at the same time comes at the same time of the
/// same day here, too, all year round.
fn keeps_time(start: &str, zone: &str, city: &TimeZone) -> bool {
    let (Ok(local), Ok(zone)) = (start.parse::<DateTime>(), TimeZone::get(zone)) else {
        return true;
    };
    let shift = |at: DateTime| -> Option<Span> {
        let here = at
            .to_zoned(zone.clone())
            .ok()?
            .with_time_zone(city.clone())
            .datetime();
        at.until((jiff::Unit::Minute, here)).ok()
    };
    let first = shift(local).map(|s| s.get_minutes());
    // Another day would be another weekday.
    let same_day =
        local_moment(start, zone.iana_name(), city).is_none_or(|(day, _)| day == local.date());
    same_day
        && (0..12).all(|n| {
            local
                .checked_add(n.months())
                .is_ok_and(|at| shift(at).map(|s| s.get_minutes()) == first)
        })
}

/// `PT1H30M` (RFC 5545, 3.3.6).
fn lasting(text: &str) -> Option<Span> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::{File, read as read_any};
    use values::{Day, Lang};

    fn of(events: &str) -> File {
        let zone = jiff::tz::TimeZone::get("Europe/Rome").unwrap();
        let lang: Lang = "it".parse().unwrap();
        let text = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n",
            events.replace('\n', "\r\n")
        );
        read_any(text.into_bytes(), Day::constant(2026, 11, 28), &zone, &lang).unwrap()
    }

    /// Day, hours, rule and exceptions of each session.
    fn said(file: &File) -> Vec<String> {
        file.sessions
            .iter()
            .map(|s| {
                let w = &s.when;
                let time = |t: Option<catalogue::model::TimeOfDay>| {
                    t.map(|t| t.to_string()).unwrap_or_default()
                };
                let days: Vec<String> = w.except.iter().map(ToString::to_string).collect();
                let rule = w
                    .freq
                    .map(|f| {
                        format!(
                            " {f:?} {:?} {}",
                            w.byday.iter().map(ToString::to_string).collect::<Vec<_>>(),
                            w.until.map(|d| d.to_string()).unwrap_or_default()
                        )
                    })
                    .unwrap_or_default();
                format!(
                    "{} {}-{}{rule} -{}",
                    w.dtstart.unwrap(),
                    time(w.opens_at),
                    time(w.closes_at),
                    days.join(",")
                )
            })
            .collect()
    }

    fn codes(file: &File) -> Vec<&str> {
        file.remarks.iter().map(|r| r.code.as_str()).collect()
    }

    #[test]
    fn a_repetition_with_exceptions_and_one_date_moved() {
        let file = of("BEGIN:VEVENT
UID:corso
DTSTART;TZID=Europe/Rome:20270111T170000
DTEND;TZID=Europe/Rome:20270111T183000
RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20270628T215959Z
EXDATE;TZID=Europe/Rome:20270125T170000,20270201T170000
EXDATE;TZID=Europe/Rome:20270405T170000
SUMMARY:Corso
END:VEVENT
BEGIN:VEVENT
UID:corso
RECURRENCE-ID;TZID=Europe/Rome:20270208T170000
DTSTART;TZID=Europe/Rome:20270209T180000
DTEND;TZID=Europe/Rome:20270209T193000
SUMMARY:Corso
END:VEVENT
BEGIN:VEVENT
UID:corso
RECURRENCE-ID;TZID=Europe/Rome:20270215T170000
DTSTART;TZID=Europe/Rome:20270215T170000
STATUS:CANCELLED
END:VEVENT");
        assert_eq!(codes(&file), Vec::<&str>::new());
        assert_eq!(
            said(&file),
            [
                "2027-01-11 17:00-18:30 Weekly [\"MO\"] 2027-06-28 -2027-01-25,2027-02-01,2027-02-08,2027-02-15,2027-04-05",
                "2027-02-09 18:00-19:30 -",
            ]
        );
        assert_ne!(file.sessions[0].code, file.sessions[1].code);
    }

    #[test]
    fn zones_lengths_and_whole_days() {
        let file = of("BEGIN:VEVENT
UID:utc
DTSTART:20270112T230000Z
DURATION:PT1H30M
END:VEVENT
BEGIN:VEVENT
UID:summer
DTSTART:20270712T150000Z
DTEND:20270712T160000Z
END:VEVENT
BEGIN:VEVENT
UID:camp
DTSTART;VALUE=DATE:20270705
DTEND;VALUE=DATE:20270710
END:VEVENT
BEGIN:VEVENT
UID:outlook
DTSTART;TZID=W. Europe Standard Time:20270301T100000
END:VEVENT
BEGIN:VEVENT
UID:odd
DTSTART;TZID=Nowhere:20270302T100000
END:VEVENT
BEGIN:VEVENT
UID:berlin
DTSTART;TZID=Europe/Berlin:20270303T100000
RRULE:FREQ=WEEKLY
END:VEVENT
BEGIN:VEVENT
UID:more
DTSTART;TZID=Europe/Rome:20270304T100000
RDATE;TZID=Europe/Rome:20270311T110000,20270318T100000
END:VEVENT");
        assert_eq!(
            said(&file),
            [
                "2027-01-13 00:00-01:30 -",
                "2027-07-12 17:00-18:00 -",
                "2027-07-05 - Daily [] 2027-07-09 -",
                "2027-03-01 10:00- -",
                "2027-03-02 10:00- -",
                "2027-03-03 10:00- Weekly []  -",
                "2027-03-04 10:00- -",
                "2027-03-11 11:00- -",
                "2027-03-18 10:00- -",
            ]
        );
        assert_eq!(codes(&file), ["zone"]);
        assert!(file.is_good());
    }

    #[test]
    fn what_cannot_be_shown_rightly_is_told_and_not_guessed() {
        for (event, code) in [
            ("DTSTART:domani", "event-day"),
            ("DTSTART:20270101T100000\nRRULE:FREQ=HOURLY", "rule"),
            (
                "DTSTART:20270101T100000\nRRULE:FREQ=MONTHLY;BYSETPOS=1",
                "rule",
            ),
            // Always at ten in London, or in UTC, is not always at eleven here: in summer, or never.
            ("DTSTART:20270104T100000Z\nRRULE:FREQ=WEEKLY", "rule-zone"),
            (
                "DTSTART;TZID=America/New_York:20270104T200000\nRRULE:FREQ=WEEKLY;BYDAY=MO",
                "rule-zone",
            ),
            (
                "DTSTART:20270101T100000\nRRULE:FREQ=DAILY\nEXDATE:ieri",
                "event-day",
            ),
        ] {
            let file = of(&format!("BEGIN:VEVENT\nUID:x\n{event}\nEND:VEVENT"));
            assert_eq!(codes(&file), [code], "{event}");
            assert!(file.sessions.is_empty() && !file.is_good(), "{event}");
            assert_eq!(file.bad_rows(), [3], "{event}");
        }
        let file = of(
            "BEGIN:VEVENT\nUID:x\nDTSTART:20250101T100000\nEND:VEVENT\nBEGIN:VEVENT\nUID:y\nDTSTART:20270101T100000\nSTATUS:CANCELLED\nEND:VEVENT",
        );
        assert_eq!(codes(&file), ["past", "cancelled"]);
        assert!(file.is_good() && file.sessions.is_empty());
        let twins = "BEGIN:VEVENT\nUID:x\nDTSTART:20270101T100000\nEND:VEVENT\nBEGIN:VEVENT\nUID:x\nDTSTART:20270102T100000\nEND:VEVENT";
        assert_eq!(codes(&of(twins)), ["code-twice"]);
    }
}
