//! From the words of a question to services with scores.
//!
//! A question is cut into *units*: a phrase that names a term of a taxonomy ("aiuto compiti"), or a
//! word by itself. A service must match every unit; when none does, those that match most count.
//! Weak words ("course", "children") need not match, they only lift what does.

use std::collections::HashMap;

use city::City;
use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use values::Lang;

use super::analyse::{Analyser, is_sign, pairs, tokens};
use super::concepts::{Concept, Concepts, essential, is_link};
use super::index::{IndexFault, TextIndex};
use super::lexicon::{Lexicon, Meaning};
use super::matches::Matches;
use super::spelling::readings;
use super::understand::Places;

/// How much a hit counts, by where it is. Weights are published here and nowhere else: a name says
/// most, a theme's label or synonym nearly as much, descriptions and addresses less. Stems count a
/// little less than the very word, other languages less than the reader's own.
const PARTS: [f32; 3] = [4.0, 3.0, 1.0];
const STEM: f32 = 0.8;
const OTHER_LANGUAGE: f32 = 0.6;
const TYPO: f32 = 0.6;
/// A phrase that names the service's theme.
const CONCEPT: f32 = 24.0;
/// What the other fields add to the best one.
const TIE: f32 = 0.2;
/// What weak words add.
const WEAK: f32 = 0.3;
/// How many tokens of a question are read: a pasted page must not become a thousand clauses.
const READ: usize = 24;

/// Everything known about the words of one city: it changes only with the city's folder.
pub(crate) struct Lexis {
    pub languages: Vec<Lang>,
    pub analyser: Analyser,
    pub lexicon: Lexicon,
    pub concepts: Concepts,
    pub places: Places,
}

impl Lexis {
    pub fn new(city: &City) -> Lexis {
        let mut languages: Vec<Lang> = Vec::new();
        for lang in city.languages.iter().map(Lang::base) {
            if !languages.contains(&lang) {
                languages.push(lang);
            }
        }
        let analyser = Analyser::new(&languages);
        let lexicon = Lexicon::new(&languages);
        let concepts = Concepts::new(city, &analyser, &lexicon);
        let places = Places::new(city);
        Lexis {
            languages,
            analyser,
            lexicon,
            concepts,
            places,
        }
    }
}

/// One thing that is sought.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unit {
    /// As it was said.
    pub said: String,
    /// Its words, each with the readings that are sought (one, unless it was misspelt).
    pub words: Vec<Vec<String>>,
    /// True when a word was misspelt.
    pub typo: bool,
    /// Terms it names.
    pub concepts: Vec<Concept>,
    weak: bool,
}

/// A token of a question.
struct Token {
    text: String,
    said: String,
    readings: Vec<String>,
}

/// Cuts a question into units.
pub(crate) fn units(
    words: &str,
    lang: &Lang,
    lexis: &Lexis,
    index: &TextIndex,
) -> Result<Vec<Unit>, IndexFault> {
    let mut all = tokens(words);
    all.truncate(READ);
    let read: Vec<Token> = all
        .into_iter()
        .map(|said| read(said, lexis, index))
        .collect::<Result<_, _>>()?;
    let texts: Vec<String> = read.iter().map(|t| t.text.clone()).collect();
    let mut units: Vec<Unit> = Vec::new();
    let mut spare: Vec<Unit> = Vec::new();
    let mut at = 0;
    while at < texts.len() {
        if let Some((n, concepts)) = phrase(&texts[at..], 2, lexis) {
            units.push(unit(&read[at..at + n], concepts, false, lexis));
            at += n;
            continue;
        }
        let (n, kind) = kind(&texts[at..], lang, lexis);
        let concepts = lexis
            .concepts
            .of(&texts[at..at + n], &lexis.analyser, &lexis.languages);
        match kind {
            Kind::Small => spare.push(unit(&read[at..at + n], Vec::new(), false, lexis)),
            Kind::Weak => units.push(unit(&read[at..at + n], concepts, true, lexis)),
            Kind::Word => units.push(unit(&read[at..at + n], concepts, false, lexis)),
        }
        at += n;
    }
    if units.is_empty() {
        // A question of small words only is meant.
        units = spare;
    }
    if units.iter().all(|u| u.weak) {
        units.iter_mut().for_each(|u| u.weak = false);
    } else {
        // Beside words that say more, weak ones only lift.
        let weak = units.iter_mut().filter(|u| u.weak);
        weak.for_each(|u| u.concepts.clear());
    }
    let mut seen = Vec::new();
    units.retain(|u| {
        let new = !seen.contains(&u.said);
        seen.push(u.said.clone());
        new
    });
    Ok(units)
}

/// The longest phrase at the beginning that names a term and has at least so many words.
fn phrase(texts: &[String], least: usize, lexis: &Lexis) -> Option<(usize, Vec<Concept>)> {
    let link = |t: &String| is_link(t, &lexis.lexicon);
    if texts.first().is_none_or(link) {
        return None;
    }
    // Small words inside a phrase do not count.
    let most = texts.len().min(lexis.concepts.longest() * 2);
    (least..=most).rev().find_map(|n| {
        let window = &texts[..n];
        if window.last().is_none_or(link) {
            return None;
        }
        let parts = essential(window, &lexis.lexicon);
        if parts.len() < least {
            return None;
        }
        let found = lexis.concepts.of(&parts, &lexis.analyser, &lexis.languages);
        (!found.is_empty()).then_some((n, found))
    })
}

/// How many tokens at the beginning belong together without naming anything, as in "the names of
/// a concept": used to keep filters from being read out of a phrase.
pub(crate) fn named(texts: &[String], lexis: &Lexis) -> Option<usize> {
    phrase(texts, 2, lexis).map(|(n, _)| n)
}

enum Kind {
    Small,
    Weak,
    Word,
}

/// What stands at the beginning, and of how many tokens.
fn kind(texts: &[String], lang: &Lang, lexis: &Lexis) -> (usize, Kind) {
    for (n, meaning) in lexis.lexicon.at(texts, lang) {
        match meaning {
            Meaning::Small | Meaning::At => return (n, Kind::Small),
            Meaning::Weak => return (n, Kind::Weak),
            _ => {}
        }
    }
    // Signs without meaning of their own belong together up to the next phrase.
    if is_sign(&texts[0]) {
        let ends = |at: usize| {
            !is_sign(&texts[at])
                || phrase(&texts[at..], 2, lexis).is_some()
                || lexis.lexicon.at(&texts[at..], lang).next().is_some()
        };
        let n = (1..texts.len()).find(|at| ends(*at)).unwrap_or(texts.len());
        let kind = if n == 1 { Kind::Weak } else { Kind::Word };
        return (n, kind);
    }
    (1, Kind::Word)
}

fn unit(read: &[Token], concepts: Vec<Concept>, weak: bool, lexis: &Lexis) -> Unit {
    let mut unit = Unit {
        concepts,
        weak,
        ..Unit::default()
    };
    let mut run: Vec<String> = Vec::new();
    let flush = |run: &mut Vec<String>, words: &mut Vec<Vec<String>>| {
        words.extend(pairs(run).into_iter().map(|p| vec![p]));
        run.clear();
    };
    for t in read {
        if is_sign(&t.said) {
            run.push(t.said.clone());
            unit.said.push_str(&t.said);
            continue;
        }
        flush(&mut run, &mut unit.words);
        if !unit.said.is_empty() {
            unit.said.push(' ');
        }
        unit.said.push_str(&t.said);
        if read.len() > 1 && is_link(&t.text, &lexis.lexicon) {
            continue;
        }
        unit.typo |= t.text != t.said;
        unit.words.push(t.readings.clone());
    }
    flush(&mut run, &mut unit.words);
    unit
}

/// A token as it is, or, when nobody uses it, as it was probably meant.
fn read(said: String, lexis: &Lexis, index: &TextIndex) -> Result<Token, IndexFault> {
    let as_is = |said: String| Token {
        text: said.clone(),
        readings: vec![said.clone()],
        said,
    };
    let figure = said.chars().all(|c| c.is_ascii_digit());
    if figure
        || is_sign(&said)
        || lexis.lexicon.is_small(&said)
        || lexis.lexicon.is_weak(&said)
        || lexis.concepts.knows(&said)
        || is_used(&said, lexis, index)?
    {
        return Ok(as_is(said));
    }
    let meant = readings(&said, index, &lexis.concepts)?;
    Ok(match meant.first() {
        Some(first) => Token {
            text: first.clone(),
            readings: meant,
            said,
        },
        None => as_is(said),
    })
}

fn is_used(word: &str, lexis: &Lexis, index: &TextIndex) -> Result<bool, IndexFault> {
    for field in index.fields.words {
        if index.frequency(field, word)? > 0 {
            return Ok(true);
        }
    }
    for (_, stem) in lexis.analyser.stems(word) {
        for field in index.fields.stems {
            if index.frequency(field, &stem)? > 0 {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The services that match a question.
pub(crate) fn search(
    words: &str,
    lang: &Lang,
    lexis: &Lexis,
    index: &TextIndex,
    services: usize,
) -> Result<Matches, IndexFault> {
    let units = units(words, lang, lexis, index)?;
    if units.is_empty() {
        return Ok(Matches::All);
    }
    let (mut strong, mut weak) = (Vec::new(), Vec::new());
    for unit in &units {
        let hits = match clause(unit, lang, lexis, index)? {
            Some(query) => index.collect(&*query)?,
            None => Vec::new(),
        };
        if unit.weak {
            weak.push(hits);
        } else {
            strong.push(hits);
        }
    }
    let mut hits = strong.first().cloned().unwrap_or_default();
    for other in strong.iter().skip(1) {
        hits = both(&hits, other);
    }
    let some_words = hits.is_empty() && strong.len() > 1;
    if some_words {
        hits = most(&strong, services);
    }
    for other in &weak {
        lift(&mut hits, other);
    }
    Ok(Matches::Some { hits, some_words })
}

/// What is in both lists, with both scores.
fn both(a: &[(u32, f32)], b: &[(u32, f32)]) -> Vec<(u32, f32)> {
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some((m, x)), Some((n, y))) = (a.get(i), b.get(j)) {
        match m.cmp(n) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                out.push((*m, x + y));
                i += 1;
                j += 1;
            }
        }
    }
    out
}

/// Adds a little to what is in the other list too.
fn lift(hits: &mut [(u32, f32)], other: &[(u32, f32)]) {
    let mut j = 0;
    for (n, score) in hits {
        while other.get(j).is_some_and(|(m, _)| m < n) {
            j += 1;
        }
        if let Some((m, more)) = other.get(j)
            && m == n
        {
            *score += WEAK * more;
        }
    }
}

/// What matches most: units count by how rare they are, and who matches less than half of what the
/// best does is left out.
fn most(lists: &[Vec<(u32, f32)>], services: usize) -> Vec<(u32, f32)> {
    #[allow(clippy::cast_precision_loss, reason = "a weight")]
    let rare = |hits: &Vec<(u32, f32)>| (1.0 + services as f32 / (1.0 + hits.len() as f32)).ln();
    let known: Vec<&Vec<(u32, f32)>> = lists.iter().filter(|l| !l.is_empty()).collect();
    let total: f32 = known.iter().map(|l| rare(l)).sum();
    let mut all: HashMap<u32, (f32, f32)> = HashMap::new();
    for list in known {
        let weight = rare(list);
        for (n, score) in list {
            let entry = all.entry(*n).or_default();
            entry.0 += score;
            entry.1 += weight;
        }
    }
    let best = all.values().map(|(_, w)| *w).fold(0.0, f32::max);
    let mut hits: Vec<(u32, f32)> = all
        .into_iter()
        .filter(|(_, (_, w))| *w * 2.0 >= best)
        .map(|(n, (score, w))| (n, score * (w / total).powi(2)))
        .collect();
    hits.sort_unstable_by_key(|(n, _)| *n);
    hits
}

/// A unit as the engine seeks it; none when nobody uses its words.
fn clause(
    unit: &Unit,
    lang: &Lang,
    lexis: &Lexis,
    index: &TextIndex,
) -> Result<Option<Box<dyn Query>>, IndexFault> {
    let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    let mut named: Vec<Box<dyn Query>> = Vec::new();
    for c in &unit.concepts {
        if index.frequency(index.fields.concepts, &c.token)? > 0 {
            let term = term(index.fields.concepts, &c.token, IndexRecordOption::Basic);
            named.push(Box::new(ConstScoreQuery::new(term, CONCEPT * c.sure)));
        }
    }
    if !named.is_empty() {
        let query = DisjunctionMaxQuery::with_tie_breaker(named, 0.0);
        parts.push((Occur::Should, Box::new(query)));
    }
    let mut every: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for readings in &unit.words {
        let mut any: Vec<Box<dyn Query>> = Vec::new();
        for word in readings {
            any.extend(word_clauses(word, lang, lexis, index)?);
        }
        if any.is_empty() {
            every.clear();
            break;
        }
        let best: Box<dyn Query> = Box::new(DisjunctionMaxQuery::with_tie_breaker(any, TIE));
        every.push((Occur::Must, best));
    }
    match every.len() {
        0 => {}
        1 => parts.extend(every.pop().map(|(_, q)| (Occur::Should, q))),
        _ => parts.push((Occur::Should, Box::new(BooleanQuery::new(every)))),
    }
    if parts.is_empty() {
        return Ok(None);
    }
    let query: Box<dyn Query> = Box::new(BooleanQuery::new(parts));
    Ok(Some(if unit.typo {
        Box::new(BoostQuery::new(query, TYPO))
    } else {
        query
    }))
}

/// One word: as it is, and by its stem in each language it may belong to.
fn word_clauses(
    word: &str,
    lang: &Lang,
    lexis: &Lexis,
    index: &TextIndex,
) -> Result<Vec<Box<dyn Query>>, IndexFault> {
    let mut out: Vec<Box<dyn Query>> = Vec::new();
    let mut add = |field: Field, text: &str, boost: f32| -> Result<(), IndexFault> {
        if index.frequency(field, text)? > 0 {
            let query = term(field, text, IndexRecordOption::WithFreqs);
            out.push(Box::new(BoostQuery::new(query, boost)));
        }
        Ok(())
    };
    for (field, weight) in index.fields.words.into_iter().zip(PARTS) {
        add(field, word, weight)?;
    }
    let base = lang.base();
    let stems: Vec<(&Lang, String)> = lexis.analyser.stems(word).collect();
    // A word that cannot be of the reader's language is no worse for that.
    let foreign = stems.iter().all(|(l, _)| **l != base);
    for (l, stem) in &stems {
        let own = if foreign || **l == base {
            1.0
        } else {
            OTHER_LANGUAGE
        };
        for (field, weight) in index.fields.stems.into_iter().zip(PARTS) {
            add(field, stem, weight * STEM * own)?;
        }
    }
    Ok(out)
}

fn term(field: Field, text: &str, option: IndexRecordOption) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), option))
}
