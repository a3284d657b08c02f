//! Words that mean something in a question besides what is sought: small words, ages, prices, days,
//! nearness. They are data, one file a language in `lexicon/`; a language without one still
//! searches, only less understandingly.
//!
//! `small` words are left out of every search, `weak` ones ("course", "children") are only welcome.
//! The others are lists of phrases; `numbers` and `stages` (ages in years, from and to) are tables.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use values::Lang;

use super::analyse::tokens;
use super::query::{Season, Slot, Times};
use crate::model::Weekday;

/// What a phrase says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Nothing that could be sought.
    Small,
    /// Little: it fits almost everything.
    Weak,
    /// The number before it counts years of age.
    Years,
    /// The number before it counts months of age.
    Months,
    /// The number after it is an age.
    Age,
    Number(u32),
    /// An age without a number, years from and to.
    Stage(u32, u32),
    Free,
    /// The number before it is money.
    Euro,
    /// The number after it is the most one would pay.
    UpTo,
    /// Around the place that follows or precedes.
    Near,
    /// At the place that follows.
    At,
    /// What follows (or precedes) is a stop.
    Stop,
    Now,
    Today,
    Tomorrow,
    Days(Times),
    Slots(Times),
    Alone,
    Remote,
    In(Season),
    /// The language that follows is spoken there.
    Speaks,
    Spoken(Lang),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    small: String,
    weak: String,
    years: Vec<String>,
    months: Vec<String>,
    age: Vec<String>,
    free: Vec<String>,
    euro: Vec<String>,
    up_to: Vec<String>,
    near: Vec<String>,
    at: Vec<String>,
    stop: Vec<String>,
    now: Vec<String>,
    today: Vec<String>,
    tomorrow: Vec<String>,
    alone: Vec<String>,
    remote: Vec<String>,
    term: Vec<String>,
    holidays: Vec<String>,
    speaks: Vec<String>,
    numbers: BTreeMap<String, u32>,
    days: BTreeMap<String, Vec<String>>,
    slots: BTreeMap<String, Vec<String>>,
    stages: BTreeMap<String, (u32, u32)>,
    spoken: BTreeMap<Lang, Vec<String>>,
}

const FILES: [(&str, &str); 6] = [
    ("ar", include_str!("../../lexicon/ar.toml")),
    ("en", include_str!("../../lexicon/en.toml")),
    ("es", include_str!("../../lexicon/es.toml")),
    ("fil", include_str!("../../lexicon/fil.toml")),
    ("it", include_str!("../../lexicon/it.toml")),
    ("zh", include_str!("../../lexicon/zh.toml")),
];

/// The phrases of all languages of a city.
#[derive(Default)]
pub(crate) struct Lexicon {
    /// By folded phrase, what it means in which language; the city's first language first.
    phrases: HashMap<String, Vec<(Lang, Meaning)>>,
    /// The most tokens a phrase has.
    longest: usize,
}

impl Lexicon {
    /// The lexicon of these languages. A file of ours that cannot be read is left out and told in
    /// the log; a test reads them all.
    pub fn new(languages: &[Lang]) -> Lexicon {
        let mut lexicon = Lexicon::default();
        let mut seen = Vec::new();
        for lang in languages.iter().map(Lang::base) {
            if seen.contains(&lang) {
                continue;
            }
            let text = FILES.iter().find(|(l, _)| *l == lang.as_str());
            match text.map(|(_, text)| toml::from_str::<File>(text)) {
                Some(Ok(file)) => lexicon.add(&lang, file),
                Some(Err(e)) => tracing::error!(%lang, error = %e, "lexicon not read"),
                None => {}
            }
            seen.push(lang);
        }
        lexicon
    }

    fn add(&mut self, lang: &Lang, file: File) {
        use Meaning::*;
        // The first meaning of a phrase within a language counts: what says most comes first.
        let lists = [
            (file.years, Years),
            (file.months, Months),
            (file.age, Age),
            (file.free, Free),
            (file.euro, Euro),
            (file.up_to, UpTo),
            (file.near, Near),
            (file.stop, Stop),
            (file.now, Now),
            (file.today, Today),
            (file.tomorrow, Tomorrow),
            (file.alone, Alone),
            (file.remote, Remote),
            (file.term, In(Season::Term)),
            (file.holidays, In(Season::Holidays)),
            (file.speaks, Speaks),
        ];
        for (list, meaning) in lists {
            self.all(lang, &list, &meaning);
        }
        for (word, n) in file.numbers {
            self.put(lang, &word, Number(n));
        }
        for (name, list) in file.days {
            let days = match name.as_str() {
                "weekend" => Times::day(Weekday::Saturday).or(Times::day(Weekday::Sunday)),
                name => weekday(name).map(Times::day).unwrap_or_default(),
            };
            self.all(lang, &list, &Days(days));
        }
        for (name, list) in file.slots {
            let slot = match name.as_str() {
                "morning" => Slot::Morning,
                "evening" => Slot::Evening,
                _ => Slot::Afternoon,
            };
            self.all(lang, &list, &Slots(Times::slot(slot)));
        }
        for (phrase, (from, to)) in file.stages {
            self.put(lang, &phrase, Stage(from, to));
        }
        for (spoken, list) in file.spoken {
            self.all(lang, &list, &Spoken(spoken.clone()));
        }
        self.all(lang, &file.at, &At);
        for word in file.weak.split_whitespace() {
            self.put(lang, word, Weak);
        }
        for word in file.small.split_whitespace() {
            self.put(lang, word, Small);
        }
    }

    fn all(&mut self, lang: &Lang, phrases: &[String], meaning: &Meaning) {
        for p in phrases {
            self.put(lang, p, meaning.clone());
        }
    }

    fn put(&mut self, lang: &Lang, phrase: &str, meaning: Meaning) {
        let parts = tokens(phrase);
        if parts.is_empty() {
            return;
        }
        self.longest = self.longest.max(parts.len());
        let known = self.phrases.entry(parts.join(" ")).or_default();
        let same = |(l, m): &(Lang, Meaning)| l == lang && (*m == meaning || m.outranks(&meaning));
        if !known.iter().any(same) {
            known.push((lang.clone(), meaning));
        }
    }

    /// Everything that begins at a token, longest first: how many tokens, and what it means, first
    /// in the reader's language.
    pub fn at<'a>(
        &'a self,
        tokens: &'a [String],
        lang: &'a Lang,
    ) -> impl Iterator<Item = (usize, &'a Meaning)> {
        let most = self.longest.min(tokens.len());
        (1..=most).rev().flat_map(move |n| {
            let known = self.phrases.get(&tokens[..n].join(" "));
            let base = lang.base();
            let mut all: Vec<&(Lang, Meaning)> = known.into_iter().flatten().collect();
            all.sort_by_key(|(l, _)| *l != base);
            all.into_iter().map(move |(_, m)| (n, m))
        })
    }

    /// True when a single word is one of the small ones, in any language of the city.
    pub fn is_small(&self, word: &str) -> bool {
        self.has(word, |m| matches!(m, Meaning::Small | Meaning::At))
    }

    /// True when a single word fits almost everything, in any language of the city.
    pub fn is_weak(&self, word: &str) -> bool {
        self.has(word, |m| matches!(m, Meaning::Weak))
    }

    fn has(&self, phrase: &str, is: impl Fn(&Meaning) -> bool) -> bool {
        self.phrases
            .get(phrase)
            .is_some_and(|all| all.iter().any(|(_, m)| is(m)))
    }

    /// The most tokens a phrase has.
    pub fn longest(&self) -> usize {
        self.longest
    }
}

impl Meaning {
    /// A phrase may say several things ("station" is a stop and a small word), but not be weak and
    /// small beside something that says more.
    fn outranks(&self, other: &Meaning) -> bool {
        matches!(other, Meaning::Weak) && matches!(self, Meaning::Small)
    }
}

fn weekday(name: &str) -> Option<Weekday> {
    let names = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let n = names.iter().position(|n| *n == name)?;
    Weekday::ALL.get(n).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(tag: &str) -> Lang {
        tag.parse().unwrap()
    }

    #[test]
    fn every_file_is_read_and_says_all_days() {
        for (tag, text) in FILES {
            let file: File = toml::from_str(text).unwrap_or_else(|e| panic!("{tag}: {e}"));
            assert_eq!(file.days.len(), 8, "{tag}");
            assert!(
                file.days
                    .keys()
                    .all(|d| d == "weekend" || weekday(d).is_some())
            );
            assert_eq!(file.slots.len(), 3, "{tag}");
            for list in [&file.free, &file.near, &file.years, &file.euro] {
                assert!(!list.is_empty(), "{tag}");
            }
        }
    }

    #[test]
    fn the_readers_language_speaks_first() {
        let all = FILES.map(|(l, _)| lang(l));
        let lexicon = Lexicon::new(&all);
        let first = |text: &str, l: &str| {
            let t = tokens(text);
            let l = lang(l);
            lexicon.at(&t, &l).next().map(|(n, m)| (n, m.clone()))
        };
        assert_eq!(first("gratis", "it"), Some((1, Meaning::Free)));
        assert_eq!(first("免费足球", "zh"), Some((2, Meaning::Free)));
        assert_eq!(
            first("sabato mattina", "it"),
            Some((1, Meaning::Days(Times::day(Weekday::Saturday))))
        );
        assert!(lexicon.is_small("della") && lexicon.is_small("with"));
        assert!(lexicon.is_weak("corso") && !lexicon.is_weak("calcio"));
        assert_eq!(first("calcio", "it"), None);
    }
}
