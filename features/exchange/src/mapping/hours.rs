//! Opening hours out of texts and out of monthly rows.

use catalogue::model::{ByDay, Freq, Schedule, ScheduleUse, TimeOfDay, Weekday};

/// Beginnings of the weekdays' names in the languages files come in, Monday first.
const DAYS: [&[&str]; 7] = [
    &["lun", "mon", "mo"],
    &["mar", "tue", "tu"],
    &["mer", "wed", "we"],
    &["gio", "thu", "th"],
    &["ven", "fri", "fr"],
    &["sab", "sat", "sa"],
    &["dom", "sun", "su"],
];

/// Reads hours such as `lun-ven 9:00-18:30; sab 9-13`, `martedì e giovedì 14.30-18`, `tutti i giorni
/// 7-20`, `24 ore`, `Mo-Fr 08:00-12:00, 14:00-18:00`. None when anything in it is not understood:
/// half-understood hours are worse than none.
pub(crate) fn parse(text: &str) -> Option<Vec<Schedule>> {
    let lower = text.to_lowercase();
    let mut out = Vec::new();
    let mut days: Vec<Weekday> = Vec::new();
    for part in lower.split([';', '\n', '|']) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        let tokens = tokens(part)?;
        let mut fresh = true;
        let mut i = 0;
        let mut spans = 0;
        while i < tokens.len() {
            match &tokens[i] {
                Token::Day(from) => {
                    if fresh {
                        days.clear();
                        fresh = false;
                    }
                    if let (Some(Token::Dash), Some(Token::Day(to))) =
                        (tokens.get(i + 1), tokens.get(i + 2))
                    {
                        let mut d = *from;
                        loop {
                            days.push(Weekday::ALL[d]);
                            if d == *to {
                                break;
                            }
                            d = (d + 1) % 7;
                        }
                        i += 3;
                    } else {
                        days.push(Weekday::ALL[*from]);
                        i += 1;
                    }
                }
                Token::Every => {
                    days = Weekday::ALL.to_vec();
                    fresh = false;
                    i += 1;
                }
                Token::Round => {
                    out.push(span(&days, TimeOfDay::new(0, 0)?, TimeOfDay::new(24, 0)?));
                    spans += 1;
                    fresh = true;
                    i += 1;
                }
                Token::Time(from) => {
                    let (Some(Token::Dash), Some(Token::Time(to))) =
                        (tokens.get(i + 1), tokens.get(i + 2))
                    else {
                        return None;
                    };
                    out.push(span(&days, *from, *to));
                    spans += 1;
                    fresh = true;
                    i += 3;
                }
                Token::Dash => return None,
            }
        }
        if spans == 0 {
            return None;
        }
    }
    (!out.is_empty()).then_some(out)
}

/// Hours on some days of the week, or on all.
fn span(days: &[Weekday], opens: TimeOfDay, closes: TimeOfDay) -> Schedule {
    let all = days.is_empty() || days.len() == 7;
    Schedule {
        used_as: ScheduleUse::OperatingHours,
        freq: Some(if all { Freq::Daily } else { Freq::Weekly }),
        byday: if all {
            Vec::new()
        } else {
            days.iter().copied().map(ByDay::from).collect()
        },
        opens_at: Some(opens),
        closes_at: Some(closes),
        ..Schedule::default()
    }
}

enum Token {
    Day(usize),
    Every,
    Round,
    Time(TimeOfDay),
    Dash,
}

fn tokens(part: &str) -> Option<Vec<Token>> {
    let plain = part
        .replace("tutti i giorni", " everyday ")
        .replace("ogni giorno", " everyday ")
        .replace("24 ore su 24", " 24h ")
        .replace("24 ore", " 24h ")
        .replace("h24", " 24h ")
        .replace("24/7", " everyday 24h ");
    let mut out = Vec::new();
    let mut word = String::new();
    for c in plain.chars().chain(std::iter::once(' ')) {
        if c.is_alphanumeric() || matches!(c, '.' | ':' | '\'') {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            token(word.trim_matches(['.', ':', '\'']), &mut out)?;
            word.clear();
        }
        match c {
            '-' | '–' | '—' => out.push(Token::Dash),
            ' ' | ',' | '/' | '(' | ')' | '&' | '+' | '\t' | '\u{a0}' => {}
            _ => return None,
        }
    }
    Some(out)
}

fn token(word: &str, out: &mut Vec<Token>) -> Option<()> {
    match word {
        "" | "e" | "ed" | "and" | "dal" | "dalle" | "ore" | "orario" | "orari" | "il" | "from"
        | "h" | "di" => return Some(()),
        "al" | "alle" | "a" | "to" => {
            out.push(Token::Dash);
            return Some(());
        }
        "everyday" | "daily" | "tutti" => {
            out.push(Token::Every);
            return Some(());
        }
        "24h" => {
            out.push(Token::Round);
            return Some(());
        }
        _ => {}
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        out.push(Token::Time(word.parse().ok()?));
        return Some(());
    }
    let day = DAYS.iter().position(|names| {
        names.iter().any(|n| {
            if n.len() == 2 {
                word == *n
            } else {
                word.starts_with(n)
            }
        })
    })?;
    // «marzo» is no Tuesday
    if word.starts_with("marz") || word.chars().count() > 10 {
        return None;
    }
    out.push(Token::Day(day));
    Some(())
}

/// Rows of months with the same hours become one rule each, in the order of their first month.
/// Hours that hold in all twelve months name none.
pub(crate) fn monthly(rows: &[(u8, TimeOfDay, TimeOfDay)]) -> Vec<Schedule> {
    let mut rules: Vec<(TimeOfDay, TimeOfDay, Vec<u8>)> = Vec::new();
    for (month, opens, closes) in rows {
        match rules.iter_mut().find(|(o, c, _)| o == opens && c == closes) {
            Some((_, _, months)) => months.push(*month),
            None => rules.push((*opens, *closes, vec![*month])),
        }
    }
    rules
        .into_iter()
        .map(|(opens, closes, mut months)| {
            months.sort_unstable();
            months.dedup();
            if months.len() == 12 {
                months.clear();
            }
            Schedule {
                bymonth: months,
                ..span(&[], opens, closes)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<Vec<String>> {
        parse(text).map(|list| {
            list.iter()
                .map(|s| {
                    let days: Vec<String> = s.byday.iter().map(ToString::to_string).collect();
                    format!(
                        "{}{} {}-{}",
                        if s.freq == Some(Freq::Daily) {
                            "daily"
                        } else {
                            ""
                        },
                        days.join(","),
                        s.opens_at.unwrap(),
                        s.closes_at.unwrap()
                    )
                })
                .collect()
        })
    }

    #[test]
    fn hours_are_read_whole_or_not_at_all() {
        for (text, rules) in [
            (
                "lun-ven 9:00-18:30; sab 9-13",
                vec!["MO,TU,WE,TH,FR 09:00-18:30", "SA 09:00-13:00"],
            ),
            ("martedì e giovedì 14.30-18", vec!["TU,TH 14:30-18:00"]),
            (
                "Mo-Fr 08:00-12:00, 14:00-18:00",
                vec!["MO,TU,WE,TH,FR 08:00-12:00", "MO,TU,WE,TH,FR 14:00-18:00"],
            ),
            ("tutti i giorni dalle 7 alle 20", vec!["daily 07:00-20:00"]),
            ("24 ore su 24", vec!["daily 00:00-24:00"]),
            ("ven - lun 20:00-02:00", vec!["FR,SA,SU,MO 20:00-02:00"]),
        ] {
            assert_eq!(
                told(text),
                Some(rules.iter().map(|s| (*s).to_string()).collect()),
                "{text}"
            );
        }
        for wrong in [
            "",
            "su appuntamento",
            "lun-ven",
            "lun 9",
            "marzo 9-12",
            "lun 9-26",
            "chiuso",
            "lun 9-12 e poi vediamo",
        ] {
            assert_eq!(told(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn months_with_equal_hours_are_one_rule() {
        let t = |h| TimeOfDay::new(h, 0).unwrap();
        let rows: Vec<_> = (1..=12)
            .map(|m| (m, t(7), if (4..=9).contains(&m) { t(22) } else { t(19) }))
            .collect();
        let rules = monthly(&rows);
        assert_eq!(rules.len(), 2);
        assert_eq!(rules[0].bymonth, [1, 2, 3, 10, 11, 12]);
        assert_eq!(rules[1].bymonth, [4, 5, 6, 7, 8, 9]);
        let same: Vec<_> = (1..=12).map(|m| (m, t(7), t(20))).collect();
        assert!(monthly(&same)[0].bymonth.is_empty());
    }
}
