//! Ages in words.

use i18n::{Tr, args};

use crate::model::Ages;

/// For whom, by age: «da 6 a 10 anni», «da 3 a 36 mesi», «da 14 anni in su».
///
/// Both ends belong ("to 10" includes those who are ten). Months are used up to three years, and
/// only where the range does not begin or end on a birthday.
pub(crate) fn ages(tr: &Tr, ages: Ages) -> String {
    match (ages.from, ages.to) {
        // Registers that say nothing of ages are no promise that all are welcome.
        (None, None) => tr.t("catalogue-age-unsaid").into_owned(),
        (Some(0), None) => tr.t("catalogue-age-all").into_owned(),
        (Some(from), None) => tr.with("catalogue-age-from", &args!["from" => lower(tr, from)]),
        (None, Some(to)) => tr.with("catalogue-age-to", &args!["to" => upper(tr, to)]),
        (Some(from), Some(to)) => between(tr, from, to.max(from)),
    }
}

/// One year of age as a choice: «meno di 1 anno», «6 anni».
pub(crate) fn year(tr: &Tr, years: u32) -> String {
    if years == 0 {
        tr.t("catalogue-age-under-one").into_owned()
    } else {
        years_phrase(tr, years)
    }
}

fn between(tr: &Tr, from: u32, to: u32) -> String {
    let next = to.saturating_add(1);
    if from.is_multiple_of(12) && next.is_multiple_of(12) && to > 11 {
        let (from, to) = (from / 12, next / 12 - 1);
        return if from == to {
            years_phrase(tr, from)
        } else {
            tr.with("catalogue-age-years", &args!["from" => from, "to" => to])
        };
    }
    if to <= 36 {
        let args = args!["from" => from, "to" => to];
        return tr.with("catalogue-age-months", &args);
    }
    let args = args!["from" => lower(tr, from), "to" => upper(tr, to)];
    tr.with("catalogue-age-range", &args)
}

/// The youngest age: in months below three years unless it is a birthday.
fn lower(tr: &Tr, months: u32) -> String {
    if months < 36 && (months == 0 || !months.is_multiple_of(12)) {
        months_phrase(tr, months)
    } else {
        years_and_months(tr, months / 12, months % 12)
    }
}

/// The oldest age: the last whole year or month that belongs.
fn upper(tr: &Tr, months: u32) -> String {
    let next = months.saturating_add(1);
    if next.is_multiple_of(12) && next > 12 {
        years_phrase(tr, next / 12 - 1)
    } else if months <= 36 {
        months_phrase(tr, months)
    } else {
        years_and_months(tr, months / 12, months % 12)
    }
}

fn years_phrase(tr: &Tr, n: u32) -> String {
    tr.with("catalogue-age-n-years", &args!["n" => n])
}

fn months_phrase(tr: &Tr, n: u32) -> String {
    tr.with("catalogue-age-n-months", &args!["n" => n])
}

fn years_and_months(tr: &Tr, years: u32, months: u32) -> String {
    if months == 0 {
        return years_phrase(tr, years);
    }
    let both = [years_phrase(tr, years), months_phrase(tr, months)];
    tr.list(&both)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::tests::tr;

    fn say(lang: &str, from: Option<u32>, to: Option<u32>) -> String {
        ages(&tr(lang), Ages { from, to })
    }

    #[test]
    fn ranges_are_said_as_families_say_them() {
        for (from, to, said) in [
            (Some(72), Some(131), "da 6 a 10 anni"),
            (Some(72), Some(83), "6 anni"),
            (Some(3), Some(36), "da 3 a 36 mesi"),
            (Some(3), Some(35), "da 3 a 35 mesi"),
            (Some(0), Some(11), "da 0 a 11 mesi"),
            (Some(0), Some(35), "da 0 a 2 anni"),
            (Some(18), Some(71), "da 18 mesi a 5 anni"),
            (Some(42), Some(71), "da 3 anni e 6 mesi a 5 anni"),
            (Some(6), Some(42), "da 6 mesi a 3 anni e 6 mesi"),
            (
                Some(5),
                Some(u32::MAX),
                "da 5 mesi a 357.913.941 anni e 3 mesi",
            ),
            (Some(168), None, "da 14 anni in su"),
            (Some(6), None, "da 6 mesi in su"),
            (Some(1), None, "da 1 mese in su"),
            (None, Some(131), "fino a 10 anni"),
            (None, Some(23), "fino a 1 anno"),
            (None, None, "nessun limite di età indicato"),
            (Some(0), None, "tutte le età"),
            // damaged data does not turn into nonsense of another kind
            (Some(120), Some(60), "da 10 anni a 10 anni"),
        ] {
            assert_eq!(say("it", from, to), said, "{from:?} {to:?}");
        }
        assert_eq!(say("en", Some(72), Some(131)), "6 to 10 years");
        assert_eq!(say("en", Some(12), Some(23)), "1 year");
        assert_eq!(say("en", Some(168), None), "14 years and over");
        assert_eq!(say("ar", Some(72), Some(131)), "من 6 إلى 10 سنوات");
        assert_eq!(say("ar", Some(132), Some(179)), "من 11 إلى 14 سنة");
        assert_eq!(say("ar", Some(3), Some(36)), "من 3 إلى 36 شهرًا");
    }

    #[test]
    fn one_year_of_age_is_a_choice() {
        let it = tr("it");
        assert_eq!(year(&it, 0), "meno di 1 anno");
        assert_eq!(year(&it, 1), "1 anno");
        assert_eq!(year(&it, 7), "7 anni");
        assert_eq!(year(&tr("ar"), 2), "سنتان");
    }
}
