//! Days of the week and of the month in words.

use i18n::{Tr, args};

use super::group::Slot;
use crate::model::{ByDay, Freq, Weekday};

/// «da lunedì a venerdì», «il secondo sabato di ogni mese», «ogni giorno».
pub(super) fn long(tr: &Tr, freq: Freq, slot: &Slot) -> String {
    match freq {
        Freq::Daily => tr.t("catalogue-when-every-day").into_owned(),
        Freq::Weekly => week(tr, &slot.days, &LONG),
        Freq::Monthly => month(tr, slot),
        Freq::Yearly => match slot.on {
            Some(day) => {
                let date = args!["day" => day.day().to_string(), "month" => tr.month(day.month())];
                let date = tr.with("catalogue-day-month", &date);
                tr.with("catalogue-when-every-year", &args!["date" => date])
            }
            None => month(tr, slot),
        },
    }
}

/// The same in few letters: «lun–ven».
pub(super) fn short(tr: &Tr, freq: Freq, slot: &Slot) -> String {
    match freq {
        Freq::Weekly => week(tr, &slot.days, &SHORT),
        _ => long(tr, freq, slot),
    }
}

/// «da ottobre a marzo», «in luglio e agosto»; none when all months are meant.
pub(super) fn months(tr: &Tr, months: &[u8]) -> Option<String> {
    let name = |m: &u8| tr.month(i8::try_from(*m).unwrap_or(1));
    if months.is_empty() || months.len() >= 12 {
        return None;
    }
    // Where the run begins: the month after a gap, so that October to March is one run.
    let begin = months.iter().position(|m| {
        let before = if *m == 1 { 12 } else { m - 1 };
        !months.contains(&before)
    })?;
    let turned: Vec<u8> = months[begin..]
        .iter()
        .chain(&months[..begin])
        .copied()
        .collect();
    let run = turned.windows(2).all(|w| w[1] == w[0] % 12 + 1);
    Some(match (&turned[..], run) {
        ([first, .., last], true) if turned.len() > 2 => {
            let args = args!["from" => name(first), "to" => name(last)];
            tr.with("catalogue-when-months-run", &args)
        }
        _ => {
            let names: Vec<String> = months.iter().map(name).collect();
            tr.with("catalogue-when-months", &args!["months" => tr.list(&names)])
        }
    })
}

/// How weekdays are named: in full in a sentence, or in a few letters.
struct Style {
    name: fn(&Tr, i8) -> String,
    run: &'static str,
    every_day: &'static str,
    listed: bool,
}

const LONG: Style = Style {
    name: Tr::weekday,
    run: "catalogue-when-days-run",
    every_day: "catalogue-when-every-day",
    listed: true,
};
const SHORT: Style = Style {
    name: Tr::weekday_short,
    run: "catalogue-when-days-run-short",
    every_day: "catalogue-when-every-day",
    listed: false,
};

fn week(tr: &Tr, days: &[ByDay], style: &Style) -> String {
    let mut on = [false; 7];
    for d in days {
        on[d.day.index()] = true;
    }
    if on.iter().all(|d| *d) {
        return tr.t(style.every_day).into_owned();
    }
    let iso = |i: usize| i8::try_from(i + 1).unwrap_or(1);
    let mut parts = Vec::new();
    let mut i = 0;
    while i < 7 {
        if !on[i] {
            i += 1;
            continue;
        }
        let end = (i..7).take_while(|j| on[*j]).last().unwrap_or(i);
        if end >= i + 2 {
            let args =
                args!["from" => (style.name)(tr, iso(i)), "to" => (style.name)(tr, iso(end))];
            parts.push(tr.with(style.run, &args));
            i = end + 1;
        } else {
            parts.push((style.name)(tr, iso(i)));
            i += 1;
        }
    }
    if style.listed {
        tr.list(&parts)
    } else {
        parts.join(&tr.t("list-comma"))
    }
}

fn month(tr: &Tr, slot: &Slot) -> String {
    let mut parts: Vec<String> = Vec::new();
    let plain: Vec<ByDay> = slot
        .days
        .iter()
        .filter(|d| d.nth.is_none())
        .copied()
        .collect();
    if !plain.is_empty() {
        return week(tr, &plain, &LONG);
    }
    for d in &slot.days {
        parts.push(nth(tr, d.nth.unwrap_or(1), d.day));
    }
    for d in &slot.monthdays {
        parts.push(match d {
            -1 => tr.t("catalogue-when-last-day").into_owned(),
            n if *n < 0 => tr.with(
                "catalogue-when-days-before-end",
                &args!["n" => -i16::from(*n) - 1],
            ),
            n => tr.with(
                "catalogue-when-monthday",
                &args!["n" => n.to_string(), "day" => *n],
            ),
        });
    }
    if parts.is_empty() {
        return tr.t("catalogue-when-every-month").into_owned();
    }
    tr.with("catalogue-when-of-month", &args!["days" => tr.list(&parts)])
}

/// «il secondo sabato»: the weekday goes beside its name, because it may decide the gender.
fn nth(tr: &Tr, nth: i8, day: Weekday) -> String {
    let iso = i8::try_from(day.index() + 1).unwrap_or(1);
    let args = args!["nth" => nth, "iso" => iso, "weekday" => tr.weekday(iso)];
    tr.with("catalogue-when-nth", &args)
}
