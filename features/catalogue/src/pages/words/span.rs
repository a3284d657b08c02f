//! Spans of days in words. The day of the month is handed to the messages beside the date, because
//! some languages change the word before it («dal 7», «dall’8»).

use i18n::{Tr, args};
use values::Day;

/// «dal 21 settembre 2026»
pub(super) fn from(tr: &Tr, day: Day) -> String {
    let args = args!["date" => tr.date(day), "day" => day.day()];
    tr.with("catalogue-span-from", &args)
}

/// «fino al 28 maggio 2027»
pub(super) fn until(tr: &Tr, day: Day) -> String {
    let args = args!["date" => tr.date(day), "day" => day.day()];
    tr.with("catalogue-span-until", &args)
}

/// «dal 14 giugno al 2 luglio 2027»; one day is only named.
pub(super) fn between(tr: &Tr, first: Day, last: Day) -> String {
    if first == last {
        return tr.date_long(first);
    }
    let start = if first.year() == last.year() {
        let args = args!["day" => first.day().to_string(), "month" => tr.month(first.month())];
        tr.with("catalogue-day-month", &args)
    } else {
        tr.date(first)
    };
    let args = args![
        "first" => start, "firstDay" => first.day(),
        "last" => tr.date(last), "lastDay" => last.day(),
    ];
    tr.with("catalogue-span-between", &args)
}

/// The same in few letters, for cards: «14 giu – 2 lug».
pub(super) fn brief(tr: &Tr, first: Day, last: Day) -> String {
    let short = |d: Day| {
        let args = args![
            "day" => d.day().to_string(),
            "month" => tr.t(&format!("month-short-{}", d.month())).into_owned(),
        ];
        tr.with("catalogue-day-month-short", &args)
    };
    let args = args!["from" => short(first), "to" => short(last)];
    tr.with("catalogue-span-brief", &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::tests::tr;

    #[test]
    fn italian_elides_before_eight_and_eleven() {
        let d = |s: &str| s.parse::<Day>().unwrap();
        let it = tr("it");
        assert_eq!(from(&it, d("2026-09-08")), "dall’8 settembre 2026");
        assert_eq!(until(&it, d("2027-05-28")), "fino al 28 maggio 2027");
        assert_eq!(
            between(&it, d("2027-06-14"), d("2027-07-11")),
            "dal 14 giugno all’11 luglio 2027"
        );
        assert_eq!(
            between(&it, d("2026-09-21"), d("2027-05-28")),
            "dal 21 settembre 2026 al 28 maggio 2027"
        );
        assert_eq!(
            between(&it, d("2026-11-28"), d("2026-11-28")),
            "sabato 28 novembre 2026"
        );
        assert_eq!(
            brief(&it, d("2027-06-14"), d("2027-07-02")),
            "14 giu – 2 lug"
        );
        // Spanish says «de» between day and month, but not in few letters
        let brief = |lang: &str| super::brief(&tr(lang), d("2027-06-14"), d("2027-07-02"));
        assert_eq!(brief("es"), "14 jun – 2 jul");
        assert_eq!(brief("zh"), "6月14日 – 7月2日");
        assert_eq!(brief("fil"), "Hun 14 – Hul 2");
        assert_eq!(
            between(&tr("en"), d("2027-06-14"), d("2027-07-02")),
            "from 14 June to 2 July 2027"
        );
    }
}
