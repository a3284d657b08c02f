//! The words of tables: names of columns, weekdays, months and repetitions in every language of the
//! locales at once, so that a table may be written in any of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use catalogue::model::Weekday;
use i18n::Tr;
use values::{Lang, fold};

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Column {
    Date,
    Start,
    End,
    Repeat,
    Weekdays,
    Until,
    Except,
    Note,
    Code,
}

/// All columns in the order of the template.
pub const COLUMNS: [Column; 9] = [
    Column::Date,
    Column::Start,
    Column::End,
    Column::Repeat,
    Column::Weekdays,
    Column::Until,
    Column::Except,
    Column::Note,
    Column::Code,
];

impl Column {
    /// The word in keys of the locales: `providers-session-column-…` and `-column-…-about`.
    pub fn word(self) -> &'static str {
        match self {
            Column::Date => "date",
            Column::Start => "start",
            Column::End => "end",
            Column::Repeat => "repeat",
            Column::Weekdays => "weekdays",
            Column::Until => "until",
            Column::Except => "except",
            Column::Note => "note",
            Column::Code => "code",
        }
    }

    /// Other names people give it.
    fn also(self) -> &'static [&'static str] {
        match self {
            Column::Date => &[
                "data inizio",
                "giorno",
                "quando",
                "day",
                "start date",
                "dia",
                "fecha inicio",
                "日",
                "تاريخ",
                "اليوم",
                "araw",
            ],
            Column::Start => &[
                "inizio",
                "ora",
                "ora inizio",
                "dalle",
                "dalle ore",
                "orario",
                "from",
                "time",
                "start time",
                "hora",
                "desde",
                "hora de inicio",
                "时间",
                "من",
                "الوقت",
                "oras",
            ],
            Column::End => &[
                "fine",
                "ora fine",
                "alle",
                "alle ore",
                "to",
                "end time",
                "hasta las",
                "hora fin",
                "hora de fin",
                "到",
                "الى",
                "hanggang oras",
            ],
            Column::Repeat => &[
                "ripetizione",
                "frequenza",
                "repeats",
                "frequency",
                "repeticion",
                "frecuencia",
                "频率",
                "التكرار",
            ],
            Column::Weekdays => &[
                "giorni",
                "giorni della settimana",
                "days",
                "dias",
                "dias de la semana",
                "星期几",
                "الايام",
            ],
            Column::Until => &[
                "fino al",
                "data fine",
                "until",
                "end date",
                "fecha fin",
                "fecha de fin",
                "截止",
                "حتى",
            ],
            Column::Except => &[
                "tranne",
                "eccezioni",
                "esclusi",
                "except",
                "exceptions",
                "excepto",
                "excepciones",
                "例外",
                "باستثناء",
            ],
            Column::Note => &[
                "note",
                "titolo",
                "descrizione",
                "title",
                "notes",
                "description",
                "summary",
                "notas",
                "titulo",
                "descripcion",
                "说明",
                "标题",
                "ملاحظات",
                "العنوان",
            ],
            Column::Code => &[
                "id",
                "uid",
                "identificativo",
                "numero",
                "reference",
                "codigo",
                "编号",
                "رمز",
            ],
        }
    }
}

/// How a session comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Repeat {
    Never,
    Daily,
    Weekly,
    Fortnightly,
    Monthly,
}

/// All of them.
pub const REPEATS: [Repeat; 5] = [
    Repeat::Never,
    Repeat::Daily,
    Repeat::Weekly,
    Repeat::Fortnightly,
    Repeat::Monthly,
];

impl Repeat {
    /// The word in keys of the locales: `providers-session-repeat-…`.
    pub fn word(self) -> &'static str {
        match self {
            Repeat::Never => "never",
            Repeat::Daily => "daily",
            Repeat::Weekly => "weekly",
            Repeat::Fortnightly => "fortnightly",
            Repeat::Monthly => "monthly",
        }
    }

    fn also(self) -> &'static [&'static str] {
        match self {
            Repeat::Never => &[
                "no",
                "mai",
                "una volta",
                "once",
                "never",
                "una vez",
                "nunca",
            ],
            Repeat::Daily => &[
                "giornaliero",
                "tutti i giorni",
                "daily",
                "diario",
                "todos los dias",
            ],
            Repeat::Weekly => &[
                "settimanale",
                "tutte le settimane",
                "si",
                "weekly",
                "yes",
                "semanal",
            ],
            Repeat::Fortnightly => &[
                "quindicinale",
                "ogni 2 settimane",
                "every 2 weeks",
                "biweekly",
                "fortnightly",
                "cada 2 semanas",
                "quincenal",
            ],
            Repeat::Monthly => &["mensile", "tutti i mesi", "monthly", "mensual"],
        }
    }
}

/// The words of all languages.
#[derive(Debug)]
pub struct Words {
    columns: BTreeMap<String, Column>,
    repeats: BTreeMap<String, Repeat>,
    weekdays: BTreeMap<String, Weekday>,
    months: BTreeMap<String, u8>,
    filler: BTreeSet<String>,
}

static ALL: LazyLock<Words> = LazyLock::new(Words::build);

impl Words {
    /// Those of the locales.
    pub fn all() -> &'static Words {
        &ALL
    }

    fn build() -> Words {
        let mut words = Words {
            columns: BTreeMap::new(),
            repeats: BTreeMap::new(),
            weekdays: BTreeMap::new(),
            months: BTreeMap::new(),
            filler: [
                "de", "del", "di", "il", "el", "the", "of", "th", "st", "nd", "rd", "ng", "ika",
            ]
            .map(String::from)
            .into(),
        };
        for column in COLUMNS {
            for name in column.also() {
                words.columns.insert(fold(name), column);
            }
        }
        for repeat in REPEATS {
            for name in repeat.also() {
                words.repeats.insert(fold(name), repeat);
            }
        }
        let Ok(default) = "it".parse::<Lang>() else {
            return words;
        };
        // Broken locales stop the whole program elsewhere, and its tests.
        let Ok(catalog) = i18n::Catalog::new(&default, crate::LOCALES) else {
            return words;
        };
        let all: Vec<Lang> = catalog.languages().cloned().collect();
        for lang in &all {
            words.learn(&catalog.tr(lang));
        }
        words
    }

    fn learn(&mut self, tr: &Tr) {
        for column in COLUMNS {
            let name = tr
                .t(&format!("providers-session-column-{}", column.word()))
                .into_owned();
            self.columns.insert(fold(&name), column);
        }
        for repeat in REPEATS {
            let name = tr
                .t(&format!("providers-session-repeat-{}", repeat.word()))
                .into_owned();
            self.repeats.insert(fold(&name), repeat);
        }
        for (n, day) in (1..).zip(Weekday::ALL) {
            for name in [tr.weekday(n), tr.weekday_short(n)] {
                self.weekdays.insert(fold(&name), day);
            }
            self.weekdays.insert(fold(day.code()), day);
        }
        for n in 1..=12 {
            let name = fold(&tr.month(n as i8));
            // The first three letters are how calendars shorten them, where a month is a word.
            let short: String = name.chars().take(3).collect();
            if short.is_ascii() && short.chars().all(|c| c.is_ascii_alphabetic()) {
                self.months.entry(short).or_insert(n);
            }
            self.months.insert(name, n);
        }
    }

    /// The column of a header.
    pub fn column(&self, header: &str) -> Option<Column> {
        // What stands in brackets explains.
        let head = header.split(['(', '（', '*']).next().unwrap_or_default();
        self.columns.get(&fold(head)).copied()
    }

    /// A repetition.
    pub fn repeat(&self, text: &str) -> Option<Repeat> {
        self.repeats.get(&fold(text)).copied()
    }

    /// A weekday, by name, short name or the two letters of iCalendar.
    pub fn weekday(&self, text: &str) -> Option<Weekday> {
        self.weekdays.get(&fold(text)).copied()
    }

    pub(super) fn month(&self, word: &str) -> Option<u8> {
        self.months.get(&fold(word)).copied()
    }

    /// A word of a date that says nothing new: its weekday, «de».
    pub(super) fn is_filler(&self, word: &str) -> bool {
        let word = fold(word);
        self.weekdays.contains_key(&word) || self.filler.contains(&word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_every_language_are_known() {
        let words = Words::all();
        let default: Lang = "it".parse().unwrap();
        let catalog = i18n::Catalog::new(&default, crate::LOCALES).unwrap();
        for lang in ["it", "en", "ar", "zh", "es", "fil"] {
            let tr = catalog.tr(&lang.parse().unwrap());
            let mut seen = BTreeSet::new();
            for column in COLUMNS {
                let name = tr
                    .t(&format!("providers-session-column-{}", column.word()))
                    .into_owned();
                assert_eq!(words.column(&name), Some(column), "{lang} {name}");
                assert!(seen.insert(name), "{lang}: two columns of one name");
            }
            for repeat in REPEATS {
                let name = tr
                    .t(&format!("providers-session-repeat-{}", repeat.word()))
                    .into_owned();
                assert_eq!(words.repeat(&name), Some(repeat), "{lang} {name}");
            }
            for n in 1..=7 {
                assert_eq!(
                    words.weekday(&tr.weekday(n)),
                    Some(Weekday::ALL[n as usize - 1]),
                    "{lang}"
                );
            }
        }
        assert_eq!(words.column(" DATA * "), Some(Column::Date));
        assert_eq!(words.column("colour"), None);
    }
}
