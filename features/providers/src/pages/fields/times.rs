//! The timetable: one row a line of it (HSDS `schedule`), at the service, or at one of its places.
//! Rows say days of the week, or of the month, or dates; what a row cannot say (a rule counted in
//! meetings, by days of the month) is shown in words and kept as it is until it is taken out.

use catalogue::model::{ByDay, Freq, Kind, Period, Schedule, ScheduleUse, TimeOfDay, Weekday};
use jiff::ToSpan;
use serde_json::json;
use values::{Day, Id, Lang};
use web::form::Field;

use super::typed::day;
use super::words::{read, time};
use super::{Block, Draw, Typed, Write};
use crate::model::Fields;
use crate::rules::edit::{places, put_places};

const LIST: &str = "time";
/// How often: as a form says it, and as it is kept: every how many weeks, or which one of the month.
const OFTEN: [&str; 7] = [
    "week",
    "fortnight",
    "first",
    "second",
    "third",
    "fourth",
    "last",
];
const NTH: [(&str, i8); 5] = [
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("last", -1),
];
/// The single fields of a row.
const NAMES: [&str; 8] = [
    "place", "often", "from", "to", "opens", "closes", "period", "note",
];
/// Most days closed in one row.
const MOST_OFF: usize = 400;

fn name(row: usize, field: &str) -> String {
    format!("{LIST}-{row}-{field}")
}

/// A line of the timetable with where it stands.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    place: Option<Id>,
    schedule: Schedule,
}

/// Every line of a record: its own, then those of its places.
fn all(fields: &Fields) -> Vec<Line> {
    let own: Vec<Schedule> = fields.get("schedules").and_then(read).unwrap_or_default();
    let own = own.into_iter().map(|schedule| Line {
        place: None,
        schedule,
    });
    let there = places(fields).into_iter().flat_map(|at| {
        let place = Some(at.location_id);
        at.schedules
            .into_iter()
            .map(move |schedule| Line { place, schedule })
    });
    own.chain(there).collect()
}

/// How often a rule falls, in a form's word; none for what a form cannot say.
pub(super) fn often(s: &Schedule) -> Option<&'static str> {
    match (s.freq, s.interval.unwrap_or(1)) {
        (None | Some(Freq::Weekly), 1) => s.byday.iter().all(|d| d.nth.is_none()).then_some("week"),
        (Some(Freq::Weekly), 2) => s
            .byday
            .iter()
            .all(|d| d.nth.is_none())
            .then_some("fortnight"),
        (Some(Freq::Monthly), 1) => {
            let nth = s.byday.first()?.nth?;
            let word = NTH.iter().find(|(_, n)| *n == nth)?.0;
            s.byday.iter().all(|d| d.nth == Some(nth)).then_some(word)
        }
        (Some(Freq::Daily), 1) => s.byday.is_empty().then_some("week"),
        _ => None,
    }
}

/// Whether a row can say all of it.
fn can_say(s: &Schedule) -> bool {
    let twice = (s.dtstart.is_some() || s.until.is_some())
        && (s.valid_from.is_some() || s.valid_to.is_some());
    let dayless = matches!(s.freq, Some(Freq::Weekly | Freq::Monthly)) && s.byday.is_empty();
    often(s).is_some()
        && !twice
        && !dayless
        && s.count.is_none()
        && s.bymonth.is_empty()
        && s.bymonthday.is_empty()
}

/// Days that follow each other, as first and last.
pub(super) fn runs(days: &[Day]) -> Vec<(Day, Day)> {
    let mut days = days.to_vec();
    days.sort();
    days.dedup();
    let mut all: Vec<(Day, Day)> = Vec::new();
    for day in days {
        match all.last_mut() {
            Some((_, last)) if last.tomorrow().ok() == Some(day) => *last = day,
            _ => all.push((day, day)),
        }
    }
    all
}

fn dates(s: &Schedule) -> (Option<Day>, Option<Day>) {
    (s.dtstart.or(s.valid_from), s.until.or(s.valid_to))
}

fn period(p: Period) -> &'static str {
    match p {
        Period::Always => "always",
        Period::Term => "term",
        Period::Holidays => "holidays",
    }
}

/// The single values of a line, in the order of [`NAMES`].
fn values(line: &Line, lang: &Lang) -> [String; 8] {
    let s = &line.schedule;
    let (from, to) = dates(s);
    let text = |d: Option<Day>| d.map(|d| d.to_string()).unwrap_or_default();
    let hour = |t: Option<TimeOfDay>| t.map(|t| t.to_string()).unwrap_or_default();
    [
        line.place.map(|p| p.to_string()).unwrap_or_default(),
        often(s).unwrap_or_default().to_string(),
        text(from),
        text(to),
        hour(s.opens_at),
        hour(s.closes_at),
        period(s.period).to_string(),
        s.description.get(lang).unwrap_or_default().to_string(),
    ]
}

/// The weekdays of a line; every day is all seven.
fn weekdays(s: &Schedule) -> Vec<&'static str> {
    if s.freq == Some(Freq::Daily) && s.byday.is_empty() {
        return Weekday::ALL.iter().map(|d| d.code()).collect();
    }
    Weekday::ALL
        .iter()
        .filter(|d| s.byday.iter().any(|b| b.day == **d))
        .map(|d| d.code())
        .collect()
}

pub(super) fn show(fields: &Fields, lang: &Lang, to: &mut Typed) {
    for (row, line) in all(fields).iter().enumerate() {
        put(row, line, lang, to);
    }
}

fn put(row: usize, line: &Line, lang: &Lang, to: &mut Typed) {
    to.put(name(row, "row"), row.to_string());
    if !can_say(&line.schedule) {
        return;
    }
    for (field, value) in NAMES.iter().zip(values(line, lang)) {
        to.put(name(row, field), value);
    }
    for day in weekdays(&line.schedule) {
        to.put(name(row, "days"), day);
    }
    for (n, (first, last)) in runs(&line.schedule.except).into_iter().enumerate() {
        to.put(name(row, &format!("off-{n}-from")), first.to_string());
        to.put(name(row, &format!("off-{n}-to")), last.to_string());
    }
}

/// How many stretches of closed days a row has fields for.
fn offs(typed: &Typed, row: usize) -> usize {
    let start = name(row, "off-");
    typed
        .starting(&start)
        .filter_map(|n| n[start.len()..].split('-').next()?.parse::<usize>().ok())
        .filter(|n| *n < MOST_OFF)
        .map(|n| n + 1)
        .max()
        .unwrap_or(0)
}

/// One more stretch of closed days for every row that has none free.
pub(super) fn more_off(typed: &mut Typed) {
    for row in 0..typed.rows(LIST) {
        let free = offs(typed, row);
        if free == 0
            || !typed
                .get(&name(row, &format!("off-{}-from", free - 1)))
                .is_empty()
        {
            typed.put(name(row, &format!("off-{free}-from")), "");
        }
    }
}

pub(super) fn draw(d: &Draw<'_>) -> Vec<Block> {
    let page = d.page;
    let before = all(d.fields);
    let rows = d.typed.rows(LIST).max(1);
    let chosen: Vec<(String, String)> = places(d.fields)
        .into_iter()
        .map(|at| (at.location_id.to_string(), at.name))
        .collect();
    let mut blocks: Vec<Block> = (0..rows)
        .map(|row| {
            let kept = d.typed.get(&name(row, "row")).to_string();
            let line = kept.parse::<usize>().ok().and_then(|n| before.get(n));
            let gone = || d.box_to_tick(&name(row, "gone"), "providers-edit-time-gone");
            let mut block = Block {
                legend: page.t1("providers-edit-time-row", "number", row + 1),
                hidden: vec![(name(row, "row"), kept)],
                ..Block::default()
            };
            if let Some(line) = line.filter(|l| !can_say(&l.schedule)) {
                let words = time(page, &line.schedule);
                block.note = page.t1("providers-edit-time-kept", "words", words);
                block.fields.push(gone());
                return block;
            }
            block.fields = row_fields(d, row, &chosen);
            if line.is_some() {
                block.fields.push(gone());
            }
            block
        })
        .collect();
    if let Some(last) = blocks.last_mut() {
        last.more = Some(("more-time".into(), page.t("providers-edit-time-more")));
    }
    blocks
}

fn row_fields(d: &Draw<'_>, row: usize, places: &[(String, String)]) -> Vec<Field> {
    let page = d.page;
    let field = |f: &str| {
        let at = name(row, f);
        Field::text(&at, page.t(&format!("providers-edit-time-{f}")))
            .value(d.typed.get(&at))
            .refused(page.tr(), d.wrong)
    };
    let select = |f: &str, first: &str, words: &[&str]| {
        let at = name(row, f);
        let chosen = match d.typed.get(&at) {
            "" => first,
            some => some,
        };
        words
            .iter()
            .fold(field(f), |f2, w| {
                f2.option(*w, page.t(&format!("providers-{f}-{w}")))
            })
            .value(chosen)
    };
    let mut all = Vec::new();
    if !places.is_empty() {
        let mut place = field("place").option("", page.t("providers-edit-time-anywhere"));
        for (id, name) in places {
            place = place.option(id, name);
        }
        all.push(place.value(d.typed.get(&name(row, "place"))));
    }
    let at = name(row, "days");
    let days: Vec<&str> = d.typed.all(&at).collect();
    all.push(
        Weekday::ALL
            .iter()
            .fold(
                field("days")
                    .kind("checks")
                    .hint(page.t("providers-edit-time-days-hint")),
                |f, day| {
                    let iso = i8::try_from(day.index()).unwrap_or(0) + 1;
                    f.option(day.code(), page.tr().weekday(iso))
                },
            )
            .values(&days),
    );
    all.push(select("often", "week", &OFTEN));
    all.push(field("opens").kind("time"));
    all.push(field("closes").kind("time"));
    all.push(
        field("from")
            .kind("date")
            .hint(page.t("providers-edit-time-from-hint")),
    );
    all.push(field("to").kind("date"));
    all.push(select("period", "always", &["always", "term", "holidays"]));
    let stretches = offs(d.typed, row).max(1);
    for n in 0..stretches {
        for end in ["from", "to"] {
            let at = name(row, &format!("off-{n}-{end}"));
            let key = format!("providers-edit-time-off-{end}");
            let mut one = Field::text(&at, page.t(&key))
                .kind("date")
                .value(d.typed.get(&at))
                .refused(page.tr(), d.wrong);
            if end == "to" && n + 1 == stretches {
                one = one.hint(page.t("providers-edit-time-off-hint"));
            }
            all.push(one);
        }
    }
    all.push(field("note"));
    all
}

/// Why a row cannot be read: the field, and what is told there.
type Wrong = (String, &'static str);

pub(super) fn apply(w: &mut Write<'_>) {
    let before = all(w.fields);
    let known: Vec<Id> = places(w.fields).iter().map(|a| a.location_id).collect();
    let mut after: Vec<Line> = Vec::new();
    for row in 0..w.typed.rows(LIST) {
        let kept = w
            .typed
            .get(&name(row, "row"))
            .parse::<usize>()
            .ok()
            .and_then(|n| before.get(n));
        if w.typed.get(&name(row, "gone")) == "yes" {
            continue;
        }
        if let Some(kept) = kept
            && (!can_say(&kept.schedule) || as_shown(kept, row, w.typed, w.lang()))
        {
            after.push(kept.clone());
            continue;
        }
        let place: Option<Id> = w.typed.get(&name(row, "place")).parse().ok();
        let place = place.filter(|p| known.contains(p));
        match line(w.typed, row, kept, w.kind, w.lang()) {
            Ok(None) => {}
            Ok(Some(schedule)) => after.push(Line { place, schedule }),
            Err(all) => w
                .wrong
                .extend(all.into_iter().map(|(f, key)| (f, key.to_string()))),
        }
    }
    if after == before {
        return;
    }
    let own: Vec<_> = after
        .iter()
        .filter(|l| l.place.is_none())
        .map(|l| json!(l.schedule))
        .collect();
    let had: Vec<_> = before
        .iter()
        .filter(|l| l.place.is_none())
        .map(|l| json!(l.schedule))
        .collect();
    w.list("schedules", json!(had), own);
    let mut at = places(w.fields);
    for one in &mut at {
        one.schedules = after
            .iter()
            .filter(|l| l.place == Some(one.location_id))
            .map(|l| l.schedule.clone())
            .collect();
    }
    if !at.is_empty() {
        put_places(w.wanted, at);
    }
}

/// Whether a row is as it was shown.
fn as_shown(kept: &Line, row: usize, typed: &Typed, lang: &Lang) -> bool {
    let same = NAMES
        .iter()
        .zip(values(kept, lang))
        .all(|(f, v)| typed.get(&name(row, f)) == v);
    let at = name(row, "days");
    let mut days: Vec<&str> = typed.all(&at).collect();
    let mut had = weekdays(&kept.schedule);
    days.sort_unstable();
    had.sort_unstable();
    let off: Result<Vec<Day>, _> = closed(typed, row);
    let mut before = kept.schedule.except.clone();
    before.sort();
    same && days == had && off.is_ok_and(|off| off == before)
}

/// The days on which a row does not hold, in order.
fn closed(typed: &Typed, row: usize) -> Result<Vec<Day>, Vec<Wrong>> {
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for n in 0..offs(typed, row) {
        let at = |end: &str| name(row, &format!("off-{n}-{end}"));
        let (from, to) = (day(typed.get(&at("from"))), day(typed.get(&at("to"))));
        match (from, to) {
            (Err(()), _) => wrong.push((at("from"), "providers-refused-day")),
            (_, Err(())) => wrong.push((at("to"), "providers-refused-day")),
            (Ok(None), Ok(None)) => {}
            (Ok(None), Ok(Some(_))) => wrong.push((at("from"), "providers-refused-day")),
            (Ok(Some(first)), Ok(last)) => {
                let last = last.unwrap_or(first);
                let days: Vec<Day> = first
                    .series(1.day())
                    .take_while(|d| *d <= last)
                    .take(MOST_OFF + 1)
                    .collect();
                if last < first || days.len() + all.len() > MOST_OFF {
                    wrong.push((at("to"), "providers-refused-days-order"));
                }
                all.extend(days);
            }
        }
    }
    all.sort();
    all.dedup();
    if wrong.is_empty() {
        Ok(all)
    } else {
        Err(wrong)
    }
}

/// The line that a row says, upon the one it was; nothing when the row is empty.
fn line(
    typed: &Typed,
    row: usize,
    kept: Option<&Line>,
    kind: Kind,
    lang: &Lang,
) -> Result<Option<Schedule>, Vec<Wrong>> {
    let get = |f: &str| typed.get(&name(row, f));
    let mut wrong: Vec<Wrong> = Vec::new();
    let at = name(row, "days");
    let days: Vec<Weekday> = typed.all(&at).filter_map(Weekday::from_code).collect();
    let mut hour = |f: &str| match get(f) {
        "" => None,
        words => match words.parse::<TimeOfDay>() {
            Ok(time) => Some(time),
            Err(_) => {
                wrong.push((name(row, f), "providers-refused-hour"));
                None
            }
        },
    };
    let (opens, closes) = (hour("opens"), hour("closes"));
    let mut date = |f: &str| match day(get(f)) {
        Ok(day) => day,
        Err(()) => {
            wrong.push((name(row, f), "providers-refused-day"));
            None
        }
    };
    let (from, to) = (date("from"), date("to"));
    let off = match closed(typed, row) {
        Ok(off) => off,
        Err(more) => {
            wrong.extend(more);
            Vec::new()
        }
    };
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let said = !days.is_empty() || opens.is_some() || closes.is_some();
    if !said && from.is_none() && to.is_none() && get("note").is_empty() && off.is_empty() {
        return Ok(None);
    }
    if days.is_empty() && from.is_none() && (said || to.is_some() || !off.is_empty()) {
        wrong.push((at.clone(), "providers-refused-days"));
    }
    if opens.is_some() != closes.is_some() {
        let missing = if opens.is_none() { "opens" } else { "closes" };
        wrong.push((name(row, missing), "providers-refused-hours"));
    }
    if opens.is_some() && opens == closes {
        wrong.push((name(row, "closes"), "providers-refused-schedule"));
    }
    if from.zip(to).is_some_and(|(a, b)| a > b) {
        wrong.push((name(row, "to"), "providers-refused-days-order"));
    }
    let fortnight = get("often") == "fortnight";
    if fortnight && from.is_none() && !days.is_empty() {
        // Which of the two weeks can only be counted from a day.
        wrong.push((name(row, "from"), "providers-refused-fortnight"));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut s = kept.map(|l| l.schedule.clone()).unwrap_or_default();
    if kept.is_none() && kind == Kind::Service && opens.is_some() {
        s.used_as = ScheduleUse::Events;
    }
    let nth = NTH
        .iter()
        .find(|(w, _)| *w == get("often"))
        .map(|(_, n)| *n);
    s.byday = days.iter().map(|day| ByDay { nth, day: *day }).collect();
    s.freq = match (days.is_empty(), nth) {
        (true, _) => None,
        (false, Some(_)) => Some(Freq::Monthly),
        (false, None) => Some(Freq::Weekly),
    };
    s.interval = (fortnight && !days.is_empty()).then_some(2);
    let valid = (s.valid_from.is_some() || s.valid_to.is_some()) && !days.is_empty() && !fortnight;
    if valid {
        (s.valid_from, s.valid_to) = (from, to);
    } else {
        (s.valid_from, s.valid_to) = (None, None);
        (s.dtstart, s.until) = (from, to);
    }
    (s.opens_at, s.closes_at) = (opens, closes);
    s.period = match get("period") {
        "term" => Period::Term,
        "holidays" => Period::Holidays,
        _ => Period::Always,
    };
    s.except = off;
    s.description.set(lang, get("note"));
    Ok(Some(s))
}

#[cfg(test)]
mod tests;
