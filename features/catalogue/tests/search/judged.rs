//! How good answers are: questions as families type them in six languages, with rules that say what
//! answers them (`tests/judged/queries.tsv`), measured by nDCG of the first ten results.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use catalogue::View;
use catalogue::model::{Service, Weekday};
use catalogue::search::{Query, Slot, Times};
use catalogue::snapshot::Snapshot;
use values::{Cents, Id, Point};

use crate::fixture::{lang, milano, today};

/// What all questions together must reach, and every language by itself.
const OVERALL: f64 = 0.85;
const EACH_LANGUAGE: f64 = 0.70;
/// Each so many-th question is held out while anything is tuned.
const HELD_OUT: usize = 3;

enum Condition {
    /// Taxonomy tokens, one of which it must have (`service:sport.swimming`).
    Has(Vec<(String, String)>),
    Age(u32),
    Free,
    Alone,
    Remote,
    Price(i64),
    Speaks(String),
    In(String),
    Near(Point, f64),
    /// The services that take place then, as the oracle's test has checked.
    Then(BTreeSet<Id>),
}

struct Rule {
    grade: u32,
    conditions: Vec<Condition>,
}

struct Question {
    lang: String,
    words: String,
    rules: Vec<Rule>,
}

fn weekday(code: &str) -> Weekday {
    Weekday::from_code(code).unwrap_or_else(|| panic!("«{code}» is not a weekday"))
}

fn then(times: Times, view: &View) -> BTreeSet<Id> {
    let query = Query {
        times,
        take: usize::MAX,
        ..Query::all(lang("it"))
    };
    let found = view.search(&query).expect("an answer");
    found.hits.into_iter().map(|h| h.service).collect()
}

fn condition(text: &str, view: &View) -> Condition {
    let district = |id: &str| {
        view.city()
            .districts
            .get(&id.into())
            .unwrap_or_else(|| panic!("no district {id}"))
            .centre
    };
    match text.split_once('=') {
        Some(("age", n)) => Condition::Age(n.parse().expect("an age")),
        Some(("price", n)) => Condition::Price(n.parse().expect("a price")),
        Some(("speaks", l)) => Condition::Speaks(l.into()),
        Some(("in", id)) => {
            district(id);
            Condition::In(id.into())
        }
        Some(("near", at)) => {
            let (id, metres) = at.split_once('/').expect("near=ID/metres");
            Condition::Near(district(id), metres.parse().expect("metres"))
        }
        Some(("day", d)) => Condition::Then(then(Times::day(weekday(d)), view)),
        Some(("slot", at)) => {
            let (d, s) = at.split_once('-').expect("slot=DAY-part");
            let slot = match s {
                "morning" => Slot::Morning,
                "afternoon" => Slot::Afternoon,
                "evening" => Slot::Evening,
                _ => panic!("«{s}» is not a part of the day"),
            };
            Condition::Then(then(Times::one(weekday(d), slot), view))
        }
        None if text == "free" => Condition::Free,
        None if text == "alone" => Condition::Alone,
        None if text == "remote" => Condition::Remote,
        _ => {
            let keys = text.split('|').map(|key| {
                let (taxonomy, key) = match key.split_once('=') {
                    Some(("need", key)) => ("need", key),
                    Some(("acc", key)) => ("accessibility", key),
                    Some(_) => panic!("«{key}» is not a condition"),
                    None => ("service", key),
                };
                assert!(
                    view.city().taxonomies.term(taxonomy, key).is_some(),
                    "no term {key} in {taxonomy}"
                );
                (taxonomy.to_string(), key.to_string())
            });
            Condition::Has(keys.collect())
        }
    }
}

fn questions(view: &View) -> Vec<Question> {
    include_str!("../judged/queries.tsv")
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .map(|line| {
            let [lang, words, rules] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("not three columns: {line}");
            };
            let rules = rules
                .split(';')
                .map(|rule| {
                    let mut parts = rule.split_whitespace();
                    let grade = parts.next().and_then(|g| g.parse().ok());
                    Rule {
                        grade: grade.unwrap_or_else(|| panic!("no grade: {line}")),
                        conditions: parts.map(|c| condition(c, view)).collect(),
                    }
                })
                .collect();
            Question {
                lang: lang.into(),
                words: words.into(),
                rules,
            }
        })
        .collect()
}

fn holds(c: &Condition, view: &View, s: &Service) -> bool {
    let city = view.city();
    let places = || view.snapshot().places_of(s.id);
    let under = |taxonomy: &str, mine: &[String], key: &str| {
        let taxonomy = city.taxonomies.get(taxonomy).expect("a taxonomy");
        mine.iter()
            .any(|k| taxonomy.path(k).iter().any(|t| t.key == key))
    };
    match c {
        Condition::Has(keys) => keys.iter().any(|(taxonomy, key)| {
            let mine = match taxonomy.as_str() {
                "service" => s.themes.clone(),
                "need" => s.needs.clone(),
                _ => {
                    let of_places = places().flat_map(|(_, p)| p.record.accessibility.clone());
                    s.accessibility.iter().cloned().chain(of_places).collect()
                }
            };
            under(taxonomy, &mine, key)
        }),
        Condition::Age(years) => s.ages.admits_year(*years),
        Condition::Free => s.is_free() == Some(true),
        Condition::Alone => s.adult_needed == Some(false),
        Condition::Remote => s.remote,
        Condition::Price(most) => s.lowest_price().is_some_and(|p| p <= Cents(most * 100)),
        Condition::Speaks(l) => s.languages.contains(&lang(l)),
        Condition::In(id) => places().any(|(_, p)| p.record.district.as_deref() == Some(id)),
        Condition::Near(point, metres) => places()
            .filter_map(|(_, p)| p.record.point)
            .any(|p| p.metres_to(*point) <= *metres),
        Condition::Then(services) => services.contains(&s.id),
    }
}

/// The grades of all offered services for a question.
fn grades(q: &Question, view: &View) -> BTreeMap<Id, u32> {
    let mut all = BTreeMap::new();
    let offered = view
        .snapshot()
        .services()
        .iter()
        .map(|h| &h.record)
        .filter(|s| Snapshot::is_offered(s));
    for s in offered {
        let grade = q
            .rules
            .iter()
            .filter(|r| r.conditions.iter().all(|c| holds(c, view, s)))
            .map(|r| r.grade)
            .max();
        if let Some(grade) = grade {
            all.insert(s.id, grade);
        }
    }
    all
}

/// Discounted gain of the first ten: 2^grade - 1, by the logarithm of the rank.
fn gain(grades: impl Iterator<Item = u32>) -> f64 {
    (1u32..)
        .zip(grades.take(10))
        .map(|(rank, g)| f64::from((1u32 << g) - 1) / f64::from(rank + 1).log2())
        .sum()
}

/// What a family gets that types these words and nothing else.
fn answer(view: &View, q: &Question) -> Vec<Id> {
    let understood = view.understand(&q.words, &lang(&q.lang), Some((today(), 10 * 60)), &[]);
    let mut query = Query::all(lang(&q.lang));
    understood.apply(&mut query);
    query.take = 10;
    let found = view.search(&query).expect("an answer");
    found
        .hits
        .iter()
        .chain(&found.close)
        .map(|h| h.service)
        .collect()
}

fn ndcg(view: &View, q: &Question) -> f64 {
    let grades = grades(q, view);
    let mut best: Vec<u32> = grades.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal = gain(best.into_iter());
    assert!(
        ideal > 0.0,
        "nothing answers «{}»: the rules are wrong",
        q.words
    );
    let got = answer(view, q);
    gain(got.iter().map(|id| grades.get(id).copied().unwrap_or(0))) / ideal
}

fn mean(list: &[f64]) -> f64 {
    list.iter().sum::<f64>() / f64::from(u32::try_from(list.len().max(1)).unwrap_or(1))
}

#[test]
fn families_questions_are_answered_well() {
    let view = milano();
    let questions = questions(&view);
    assert!(questions.len() >= 150, "{}", questions.len());
    let scored: Vec<(usize, &Question, f64)> = questions
        .iter()
        .enumerate()
        .map(|(i, q)| (i, q, ndcg(&view, q)))
        .collect();
    let held = |i: usize| i % HELD_OUT == HELD_OUT - 1;
    let of = |want: &dyn Fn(usize, &Question) -> bool| -> Vec<f64> {
        scored
            .iter()
            .filter(|(i, q, _)| want(*i, q))
            .map(|(_, _, n)| *n)
            .collect()
    };
    let mut table = String::from("nDCG@10    all  tuned  held out  questions\n");
    let mut line = |name: &str, want: &dyn Fn(&Question) -> bool| {
        let all = of(&|_, q| want(q));
        let tuned = of(&|i, q| want(q) && !held(i));
        let out = of(&|i, q| want(q) && held(i));
        let _ = writeln!(
            table,
            "{name:<8} {:>5.3}  {:>5.3}  {:>8.3}  {:>9}",
            mean(&all),
            mean(&tuned),
            mean(&out),
            all.len()
        );
        mean(&all)
    };
    let mut languages: Vec<&str> = questions.iter().map(|q| q.lang.as_str()).collect();
    languages.sort_unstable();
    languages.dedup();
    assert_eq!(languages.len(), 6);
    let by_language: Vec<(&str, f64)> = languages
        .iter()
        .map(|l| (*l, line(l, &|q| q.lang == *l)))
        .collect();
    let overall = line("all", &|_| true);
    println!("{table}");
    let mut worst: Vec<_> = scored.iter().collect();
    worst.sort_by(|a, b| a.2.total_cmp(&b.2));
    for (i, q, n) in worst.iter().take(25).filter(|(_, _, n)| *n < 0.8) {
        // Held out questions are not looked at while tuning.
        let words = if held(*i) { "(held out)" } else { &q.words };
        println!("{n:.3}  {:<3}  {words}", q.lang);
    }
    assert!(overall >= OVERALL, "overall {overall:.3}\n{table}");
    for (l, n) in by_language {
        assert!(n >= EACH_LANGUAGE, "{l} {n:.3}\n{table}");
    }
}
