//! Calendar feeds (RFC 5545): the dates of an offer, or of a list of them, for the reader's own
//! calendar.
//!
//! Days on which something does not take place (school holidays, exceptions) are left out of the
//! feed, see [`series`]. Events keep their identifier as long as the record keeps its rules, so a
//! calendar that subscribes sees changes as changes.

mod series;
mod write;

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, LOCATION};
use axum::http::{HeaderName, StatusCode};
use axum::response::IntoResponse;
use jiff::civil::DateTime;
use jiff::{Timestamp, ToSpan};
use values::Day;
use web::{Answer, Failure, Page, Visit};

use super::occurs::{Window, given};
use super::{Now, Pages, card, resolve, words};
use crate::model::{Kind, Location, Schedule, ScheduleUse, Service, Status, TimeOfDay};
use crate::snapshot::{Former, Held};
use crate::terms;
use series::{Series, series};
use write::{Writer, escaped, local, utc, zone_name};

/// How many months ahead a feed goes; calendars that subscribe come again long before.
const MONTHS: i32 = 14;
/// A rule that began at most this many days ago is told from its beginning.
const LOOK_BACK: i32 = 400;
/// How long a feed may be kept by caches, seconds.
const KEEP: u32 = 3600;

/// `GET /service/{id}/calendar.ics`
pub(super) async fn show(
    State(pages): State<Pages>,
    visit: Visit,
    path: Result<Path<String>, PathRejection>,
) -> Answer {
    let id = resolve::id(path)?;
    let now = pages.now();
    let Some(held) = now.view.snapshot().service(id) else {
        return match now.view.snapshot().former(Kind::Service, id) {
            Some(Former::MergedInto(target)) => {
                let to = visit.href(&path_of(target));
                Ok((StatusCode::MOVED_PERMANENTLY, [(LOCATION, to)]).into_response())
            }
            Some(Former::Gone(_)) => Err(Failure::Gone),
            None => Err(Failure::NotFound),
        };
    };
    let page = visit.page("");
    let name = page.say_plain(&held.record.name);
    Ok(answer(&feed(&page, &now, &name, &[held])))
}

/// The address of a service's calendar, without the language.
pub(super) fn path_of(service: values::Id) -> String {
    format!("/service/{service}/calendar.ics")
}

/// True when a service has a date to come: a link to its calendar is worth while.
pub(super) fn has_dates(now: &Now, s: &Service) -> bool {
    let window = Window {
        from: now.today,
        to: window(&Schedule::default(), now.today).to,
    };
    rules(now, s).any(|r| {
        !given(r.schedule, window, &now.city().calendar)
            .on
            .is_empty()
    })
}

/// A feed as an answer, with a tag by which an unchanged one is not sent again.
pub(super) fn answer(feed: &str) -> axum::response::Response {
    let mut hash = DefaultHasher::new();
    feed.hash(&mut hash);
    let headers: [(HeaderName, String); 5] = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8".into()),
        (
            CONTENT_DISPOSITION,
            "inline; filename=\"calendar.ics\"".into(),
        ),
        (CACHE_CONTROL, format!("public, max-age={KEEP}")),
        (ETAG, format!("W/\"{:016x}\"", hash.finish())),
        (HeaderName::from_static("x-robots-tag"), "noindex".into()),
    ];
    (headers, feed.to_string()).into_response()
}

/// A rule with where it holds and what its events' identifiers begin with.
struct Rule<'a> {
    schedule: &'a Schedule,
    place: Option<&'a Location>,
    uid: String,
}

/// The rules of a service and of the service at its places.
fn rules<'a>(now: &'a Now, s: &'a Service) -> impl Iterator<Item = Rule<'a>> {
    let snapshot = now.view.snapshot();
    let mut places = snapshot.places_of(s.id).map(|(_, place)| &place.record);
    let only = places.next().filter(|_| places.next().is_none());
    let own = s
        .schedules
        .iter()
        .enumerate()
        .map(move |(n, schedule)| Rule {
            schedule,
            place: only.map(|p| &**p),
            uid: format!("{}-{n}", s.id),
        });
    let there = snapshot.places_of(s.id).flat_map(|(at, place)| {
        let rules = at.record.schedules.iter().enumerate();
        rules.map(move |(n, schedule)| Rule {
            schedule,
            place: Some(&place.record),
            uid: format!("{}-{n}", at.record.id),
        })
    });
    own.chain(there)
}

/// The calendar of these services, all in the reader's language.
pub(super) fn feed(page: &Page, now: &Now, name: &str, services: &[&Held<Service>]) -> String {
    let zone = &now.city().zone;
    let mut events = Writer::default();
    let (mut first, mut last) = (now.today, now.today);
    for held in services {
        for rule in rules(now, &held.record) {
            let window = window(rule.schedule, now.today);
            let all = series(rule.schedule, window, &now.city().calendar);
            let several = all.len() > 1;
            for s in all {
                first = first.min(s.first);
                last = last.max(s.last);
                let uid = if several {
                    format!("{}-{}", rule.uid, s.first.strftime("%Y%m%d"))
                } else {
                    rule.uid.clone()
                };
                let uid = format!("{uid}@{}.wishmi", now.city().key);
                event(&mut events, page, now, held, &rule, &s, &uid);
            }
        }
    }
    let mut w = Writer::default();
    w.line("BEGIN", "VCALENDAR");
    w.line("VERSION", "2.0");
    w.line("PRODID", "-//Wish Mi//Catalogue//EN");
    w.line("CALSCALE", "GREGORIAN");
    w.line("METHOD", "PUBLISH");
    w.text("NAME", name);
    w.text("X-WR-CALNAME", name);
    w.line("X-WR-TIMEZONE", zone_name(zone));
    w.line("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
    w.line("X-PUBLISHED-TTL", "P1D");
    let moment = |d: Day| start(d, None).to_zoned(zone.clone()).map(|z| z.timestamp());
    let from = moment(first).unwrap_or(Timestamp::UNIX_EPOCH);
    let to = moment(last.saturating_add(2.days())).unwrap_or(from);
    write::zone(&mut w, zone, from, to);
    let mut text = w.finish();
    text.push_str(&events.finish());
    text.push_str("END:VCALENDAR\r\n");
    text
}

/// The days a feed tells of. They move once a month, so that a feed stays the same for some time.
fn window(s: &Schedule, today: Day) -> Window {
    let month = today.first_of_month();
    let from = month.saturating_sub(1.month());
    let from = match s.dtstart {
        Some(d) if d < from && d >= today.saturating_sub(LOOK_BACK.days()) => d,
        _ => from,
    };
    Window {
        from,
        to: month
            .saturating_add(MONTHS.months())
            .saturating_sub(1.day()),
    }
}

/// A day at a time; `24:00` and no time are midnights.
fn start(day: Day, time: Option<TimeOfDay>) -> DateTime {
    let minutes = time.map_or(0, TimeOfDay::minutes);
    let midnight = day.to_datetime(jiff::civil::Time::midnight());
    midnight.saturating_add(i64::from(minutes).minutes())
}

/// One VEVENT.
fn event(
    w: &mut Writer,
    page: &Page,
    now: &Now,
    held: &Held<Service>,
    rule: &Rule<'_>,
    s: &Series,
    uid: &str,
) {
    let (record, schedule) = (&held.record, rule.schedule);
    let zone = &now.city().zone;
    // Times round the clock are a day, and an end alone says nothing of a beginning.
    let from = schedule
        .opens_at
        .filter(|from| schedule.closes_at.is_none_or(|to| lasts(*from, to)));
    let dated = |name: &str| match from {
        Some(_) => format!("{name};TZID={}", zone_name(zone)),
        None => format!("{name};VALUE=DATE"),
    };
    let said = |day: Day| match from {
        Some(_) => local(start(day, from)),
        None => day.strftime("%Y%m%d").to_string(),
    };
    let listed = |days: &[Day]| days.iter().map(|d| said(*d)).collect::<Vec<_>>().join(",");
    w.line("BEGIN", "VEVENT");
    w.line("UID", uid);
    let changed = utc(held.modified_at.timestamp());
    w.line("DTSTAMP", &changed);
    w.line("LAST-MODIFIED", &changed);
    w.line("SEQUENCE", &held.version.max(0).to_string());
    w.line(&dated("DTSTART"), &said(s.first));
    if let (Some(from), Some(to)) = (from, schedule.closes_at) {
        // Not later than the beginning means the next day.
        let day = if to <= from {
            s.first.saturating_add(1.day())
        } else {
            s.first
        };
        w.line(&dated("DTEND"), &local(start(day, Some(to))));
    }
    if let Some(rule) = &s.rule {
        let until = match from {
            // RFC 5545, 3.3.10: in UTC when the beginning names a zone.
            Some(_) => start(s.last, from)
                .to_zoned(zone.clone())
                .map(|z| utc(z.timestamp()))
                .unwrap_or_default(),
            None => said(s.last),
        };
        w.line("RRULE", &format!("{rule};UNTIL={until}"));
    }
    if !s.except.is_empty() {
        w.line(&dated("EXDATE"), &listed(&s.except));
    }
    if !s.more.is_empty() {
        w.line(&dated("RDATE"), &listed(&s.more));
    }
    w.text("SUMMARY", &page.say_plain(&record.name));
    w.text("DESCRIPTION", &about(page, now, record, schedule));
    let place = rule.place.map(|l| {
        let mut lines = vec![l.name.clone()];
        lines.extend(l.address.iter().flat_map(super::sheet::address_lines));
        lines.join(", ")
    });
    let from_home = || record.remote.then(|| page.t("catalogue-from-home"));
    w.text("LOCATION", &place.or_else(from_home).unwrap_or_default());
    if let Some(p) = rule.place.and_then(|l| l.point) {
        w.line("GEO", &format!("{};{}", p.lat(), p.lon()));
    }
    if let Some(url) = sheet_address(page, record) {
        w.line("URL", &url);
    }
    let themes: Vec<String> = record
        .themes
        .iter()
        .filter_map(|k| now.city().taxonomies.term(terms::SERVICE, k))
        .map(|t| escaped(&card::label(page, t)))
        .collect();
    if !themes.is_empty() {
        w.line("CATEGORIES", &themes.join(","));
    }
    let runs = record.status == Status::Active;
    w.line("STATUS", if runs { "CONFIRMED" } else { "CANCELLED" });
    // Opening hours take nobody's time.
    let open = schedule.used_as == ScheduleUse::OperatingHours;
    w.line("TRANSP", if open { "TRANSPARENT" } else { "OPAQUE" });
    w.line("END", "VEVENT");
}

/// The full address of the sheet, when the site knows its own.
fn sheet_address(page: &Page, s: &Service) -> Option<String> {
    let url = page.absolute(&page.href(&format!("/service/{}", s.id)));
    url.contains("://").then_some(url)
}

/// True when two times are a part of a day.
fn lasts(from: TimeOfDay, to: TimeOfDay) -> bool {
    let whole = (from.minutes() == 0 && to.minutes() == 24 * 60) || from == to;
    !whole
}

/// Who, for whom, for how much, and what the rule says in words.
fn about(page: &Page, now: &Now, s: &Service, schedule: &Schedule) -> String {
    let tr = page.tr();
    let provider = now.view.snapshot().organization(s.organization_id);
    let mut lines: Vec<String> = provider
        .map(|o| o.record.name.clone())
        .into_iter()
        .collect();
    lines.push(words::ages(tr, s.ages));
    lines.extend(words::price(tr, s, now.today).text);
    for when in words::timetable(tr, std::slice::from_ref(schedule), now.today) {
        lines.extend(when.frame);
        lines.extend(when.notes.iter().map(|n| page.say_plain(n)));
    }
    lines.push(page.t("catalogue-conditions-ask"));
    lines.extend(sheet_address(page, s));
    lines.join("\n")
}
