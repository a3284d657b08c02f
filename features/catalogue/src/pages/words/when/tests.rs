use super::*;
use crate::model::{ByDay, TimeOfDay, Weekday};
use crate::pages::tests::tr;

fn day(s: &str) -> Day {
    s.parse().unwrap()
}

fn time(s: &str) -> TimeOfDay {
    s.parse().unwrap()
}

fn today() -> Day {
    day("2026-11-22")
}

fn weekly(days: &[Weekday], times: &str) -> Schedule {
    let (a, b) = times.split_once('-').unwrap();
    Schedule::weekly(days, time(a), time(b))
}

fn once(on: &str, times: &str) -> Schedule {
    let (a, b) = times.split_once('-').unwrap();
    Schedule {
        dtstart: Some(day(on)),
        opens_at: Some(time(a)),
        closes_at: Some(time(b)),
        ..Schedule::default()
    }
}

fn full(lang: &str, schedules: &[Schedule]) -> Vec<(Vec<String>, Vec<String>, bool)> {
    timetable(&tr(lang), schedules, today())
        .into_iter()
        .map(|w| (w.lines, w.frame, w.over))
        .collect()
}

fn card(lang: &str, schedules: &[Schedule]) -> String {
    match brief(&tr(lang), schedules, today()) {
        Some(Brief::Said(s)) => s,
        Some(Brief::Words(t)) => t.iter().map(|(_, t)| t).collect(),
        None => "–".into(),
    }
}

const WORKDAYS: [Weekday; 5] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
];

#[test]
fn opening_hours_are_gathered_by_day() {
    let hours = [
        weekly(&WORKDAYS, "9-12:30"),
        weekly(&WORKDAYS, "14-18"),
        weekly(&[Weekday::Saturday], "9-13"),
    ];
    let said = full("it", &hours);
    assert_eq!(said.len(), 1);
    assert_eq!(
        said[0].0,
        [
            "da lunedì a venerdì, 09:00–12:30 e 14:00–18:00",
            "sabato, 09:00–13:00"
        ]
    );
    assert_eq!(
        card("it", &hours),
        "lun–ven, 09:00–12:30 e 14:00–18:00 · sab, 09:00–13:00"
    );
    assert_eq!(
        full("en", &hours)[0].0[0],
        "Monday to Friday, 09:00–12:30 and 14:00–18:00"
    );
}

#[test]
fn a_course_on_two_days_of_one_season_is_said_once() {
    let mut mon = weekly(&[Weekday::Monday], "16:30-18");
    let mut thu = weekly(&[Weekday::Thursday], "16:30-18");
    (mon.dtstart, thu.dtstart) = (Some(day("2026-09-21")), Some(day("2026-09-24")));
    for s in [&mut mon, &mut thu] {
        s.until = Some(day("2027-05-28"));
        s.period = Period::Term;
    }
    let said = full("it", &[mon.clone(), thu.clone()]);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].0, ["lunedì e giovedì, 16:30–18:00"]);
    assert_eq!(
        said[0].1,
        [
            "fino al 28 maggio 2027",
            "solo nei giorni di scuola, non nelle vacanze"
        ]
    );
    assert_eq!(card("it", &[mon, thu]), "lun, gio, 16:30–18:00");
}

#[test]
fn a_camp_to_come_shows_its_dates_on_the_card() {
    let mut camp = weekly(&WORKDAYS, "8:30-16:30");
    camp.dtstart = Some(day("2027-06-14"));
    camp.until = Some(day("2027-07-02"));
    camp.period = Period::Holidays;
    assert_eq!(
        card("it", &[camp.clone()]),
        "14 giu – 2 lug, lun–ven, 08:30–16:30"
    );
    assert_eq!(
        full("it", &[camp.clone()])[0].1,
        [
            "dal 14 giugno al 2 luglio 2027",
            "solo nelle vacanze scolastiche"
        ]
    );
    camp.dtstart = Some(day("2026-06-14"));
    camp.until = Some(day("2026-07-02"));
    assert!(full("it", &[camp])[0].2, "last summer's camp is over");
}

#[test]
fn single_dates_show_what_comes_and_count_the_rest() {
    let dates: Vec<Schedule> = ["2026-11-21", "2026-11-28", "2026-12-05", "2026-12-12"]
        .iter()
        .map(|d| once(d, "10-12"))
        .collect();
    assert_eq!(
        full("it", &dates)[0].0,
        [
            "sabato 28 novembre 2026, 10:00–12:00",
            "sabato 5 dicembre 2026, 10:00–12:00",
            "sabato 12 dicembre 2026, 10:00–12:00"
        ]
    );
    assert_eq!(card("it", &dates), "sab 28 nov, 10:00–12:00 · altre 2 date");
    let over = &dates[..1];
    assert_eq!(
        full("it", over),
        [(
            vec!["sabato 21 novembre 2026, 10:00–12:00".to_string()],
            vec![],
            true
        )]
    );
    let many: Vec<Schedule> = (1..=9)
        .map(|d| once(&format!("2026-12-0{d}"), "10-12"))
        .collect();
    assert_eq!(full("it", &many)[0].0.len(), DATES + 1);
    assert_eq!(full("it", &many)[0].0[DATES], "altre 3 date");
}

#[test]
fn what_is_over_comes_last() {
    let mut old = weekly(&[Weekday::Monday], "9-10");
    old.until = Some(day("2026-06-01"));
    let new = weekly(&[Weekday::Tuesday], "9-10");
    let said = full("it", &[old.clone(), new.clone()]);
    assert!(!said[0].2 && said[1].2);
    assert_eq!(card("it", &[old, new]), "mar, 09:00–10:00");
}

#[test]
fn days_of_the_month_have_their_gender() {
    let month = |s: &str| {
        let mut r = weekly(&[], "10-12");
        r.freq = Some(Freq::Monthly);
        r.byday = s.split(' ').map(|d| d.parse::<ByDay>().unwrap()).collect();
        full("it", &[r])[0].0[0].clone()
    };
    assert_eq!(month("2SA"), "il secondo sabato di ogni mese, 10:00–12:00");
    assert_eq!(month("1SU"), "la prima domenica di ogni mese, 10:00–12:00");
    assert_eq!(
        month("1FR -1FR"),
        "il primo venerdì e l’ultimo venerdì di ogni mese, 10:00–12:00"
    );
    let mut by_number = weekly(&[], "10-12");
    by_number.freq = Some(Freq::Monthly);
    by_number.bymonthday = vec![1, 15, -1];
    assert_eq!(
        full("it", &[by_number.clone()])[0].0[0],
        "il primo giorno, il giorno 15 e l’ultimo giorno di ogni mese, 10:00–12:00"
    );
    by_number.bymonthday = vec![i8::MIN];
    assert_eq!(
        full("it", &[by_number]).len(),
        1,
        "damaged data does not panic"
    );
}

#[test]
fn rhythm_months_and_closed_days_are_said() {
    let mut s = weekly(&[Weekday::Wednesday], "17-19");
    s.interval = Some(2);
    s.bymonth = vec![10, 11, 12, 1, 2, 3];
    s.count = Some(12);
    s.attending = Attending::Online;
    s.except = vec![day("2026-01-06"), day("2026-12-23"), day("2027-01-06")];
    assert_eq!(
        full("it", &[s])[0].1,
        [
            "ogni 2 settimane",
            "da ottobre a marzo",
            "12 incontri",
            "online",
            "tranne mer 23 dic e mer 6 gen"
        ]
    );
    let mut two = weekly(&[Weekday::Monday], "9-10");
    two.bymonth = vec![7, 8];
    assert_eq!(full("it", &[two])[0].1, ["in luglio e agosto"]);
}

#[test]
fn open_ends_midnight_and_all_day() {
    let mut s = weekly(&Weekday::ALL, "0-24");
    assert_eq!(
        full("it", &[s.clone()])[0].0,
        ["ogni giorno, tutto il giorno"]
    );
    s.opens_at = Some(time("20"));
    s.closes_at = Some(time("2"));
    assert_eq!(
        full("it", &[s.clone()])[0].0,
        ["ogni giorno, 20:00–02:00 (del giorno dopo)"]
    );
    s.closes_at = None;
    assert_eq!(full("it", &[s.clone()])[0].0, ["ogni giorno, dalle 20:00"]);
    s.opens_at = None;
    assert_eq!(full("it", &[s])[0].0, ["ogni giorno"]);
}

#[test]
fn words_of_one_date_are_not_shown_at_others() {
    let lang = "it".parse().unwrap();
    let mut first = once("2026-12-12", "17:30-18:30");
    first.description = Text::new(&lang, "Gruppo dei piccoli");
    let second = once("2026-12-13", "17:30-18:30");
    let mut third = once("2026-12-14", "17:30-18:30");
    third.description = first.description.clone();
    let said = timetable(&tr("it"), &[first, second, third], today());
    let lines: Vec<(usize, usize)> = said
        .iter()
        .map(|w| (w.lines.len(), w.notes.len()))
        .collect();
    assert_eq!(lines, [(2, 1), (1, 0)]);
}

#[test]
fn words_alone_are_the_providers_own() {
    let s = Schedule {
        description: Text::new(&"it".parse().unwrap(), "Su appuntamento"),
        ..Schedule::default()
    };
    let said = timetable(&tr("ar"), std::slice::from_ref(&s), today());
    assert!(said[0].lines.is_empty() && said[0].frame.is_empty());
    assert_eq!(said[0].notes, std::slice::from_ref(&s.description));
    assert_eq!(card("ar", &[s]), "Su appuntamento");
    assert_eq!(card("it", &[]), "–");
    assert_eq!(card("it", &[Schedule::default()]), "–");
}

#[test]
fn arabic_says_days_and_times() {
    let s = weekly(&[Weekday::Monday, Weekday::Wednesday], "16:30-18");
    assert_eq!(full("ar", &[s])[0].0, ["الاثنين والأربعاء، 16:30–18:00"]);
}
