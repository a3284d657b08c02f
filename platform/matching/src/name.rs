//! Names: what their words say, and how alike two names are.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::words::{Words, letters, roman, split, without};

/// What a word of a name is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A word of its own: carries the name.
    Word,
    /// A title (san, don).
    Light,
    /// What kind of thing it is (library), or the class of a group.
    Generic,
    /// A single letter, which may stand for any word it begins.
    Initial,
    /// A number.
    Number,
}

impl Class {
    /// How much a word of this class counts in the likeness of two names. A word that carries the
    /// name counts 1; the others were set on the development half of the labelled set.
    fn weight(self, letters: usize) -> f64 {
        match self {
            Class::Word if letters <= 3 => 0.7,
            Class::Word => 1.0,
            Class::Light => 0.25,
            Class::Generic => 0.15,
            Class::Initial => 0.3,
            Class::Number => 0.6,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) class: Class,
    pub(crate) weight: f64,
    letters: usize,
    mask: u32,
}

impl Token {
    pub(crate) fn new(text: String, class: Class) -> Token {
        let count = text.chars().count();
        Token {
            weight: class.weight(count),
            mask: letters(&text),
            text,
            class,
            letters: count,
        }
    }
}

/// A name taken apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Name {
    pub(crate) shown: String,
    pub(crate) tokens: Vec<Token>,
    pub(crate) numbers: BTreeSet<u32>,
    /// Weight of the words that carry the name.
    pub(crate) own: f64,
    /// For each group a bit for every class the name shows.
    pub(crate) classes: Vec<u64>,
}

/// Tokens beyond this are not compared: no name needs more, and the cost is quadratic.
const MOST_TOKENS: usize = 24;

impl Name {
    pub(crate) fn new(text: &str, words: &Words) -> Name {
        let mut name = Name {
            shown: text.trim().chars().take(120).collect(),
            classes: vec![0; words.groups.len()],
            ..Name::default()
        };
        let list = words.expand_words(&without(&words.corrected(split(text)), &words.legal));
        // Legal forms are dropped before and after abbreviations are written out.
        let list: Vec<String> = without(&list, &words.legal)
            .into_iter()
            .filter(|w| !words.stop.contains(w))
            .collect();
        // The city's name is left out, unless it is all there is.
        let elsewhere = without(&list, &words.local);
        let list = if elsewhere.is_empty() {
            list
        } else {
            elsewhere
        };
        let mut covered = vec![false; list.len()];
        for (g, table) in words.groups.iter().enumerate() {
            let mut at = 0;
            while at < list.len() {
                if let Some((n, class)) = table.phrases.at(&list, at) {
                    name.classes[g] |= 1 << class;
                    covered[at..at + n].fill(true);
                    at += n;
                } else {
                    at += 1;
                }
            }
        }
        let mut at = 0;
        while at < list.len() && name.tokens.len() < MOST_TOKENS {
            if let Some((n, meaning)) = words.generic.at(&list, at) {
                name.push(meaning.clone(), Class::Generic);
                at += n;
                continue;
            }
            let word = &list[at];
            let inside = covered[at];
            at += 1;
            if inside {
                name.push(word.clone(), Class::Generic);
            } else if let Some(n) = word.parse::<u32>().ok().or_else(|| roman(word)) {
                name.numbers.insert(n);
                name.push(n.to_string(), Class::Number);
            } else if let Some(title) = words.light.get(word) {
                name.push(title.clone(), Class::Light);
            } else if words.streets.contains_key(word) {
                name.push(word.clone(), Class::Generic);
            } else if word.chars().count() == 1 && word.is_ascii() {
                name.push(word.clone(), Class::Initial);
            } else {
                name.push(word.clone(), Class::Word);
            }
        }
        name
    }

    fn push(&mut self, text: String, class: Class) {
        let token = Token::new(text, class);
        // The same generic word twice says nothing more.
        if class == Class::Generic && self.tokens.contains(&token) {
            return;
        }
        if class == Class::Word {
            self.own += token.weight;
        }
        self.tokens.push(token);
    }

    /// The words that carry the name.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.tokens
            .iter()
            .filter(|t| t.class == Class::Word)
            .map(|t| t.text.as_str())
    }
}

/// How two names compare.
#[derive(Clone, Debug)]
pub(crate) struct NameMatch {
    /// 0 to 1, words weighed.
    pub(crate) likeness: f64,
    /// One name holds all words that carry the other.
    pub(crate) contained: bool,
    /// Weight of the carrying words that found a partner.
    pub(crate) matched: f64,
    /// Carrying words without a partner, of either side, as positions in the tokens compared.
    extra: [Vec<usize>; 2],
    /// Their weights.
    pub(crate) extra_weight: [f64; 2],
    /// Both names have words that carry them.
    pub(crate) telling: bool,
    /// Both have numbers and neither set holds the other.
    pub(crate) numbers_differ: bool,
}

impl NameMatch {
    /// Each name has a word of its own that the other lacks.
    pub(crate) fn words_differ(&self) -> bool {
        self.telling && self.extra_weight[0].min(self.extra_weight[1]) >= 0.6
    }

    /// The words of each name that the other lacks.
    pub(crate) fn extra_words(&self, a: &Name, b: &Name) -> [String; 2] {
        let words = |mine: &Name, other: &Name, extra: &[usize]| {
            let tokens = joined(&mine.tokens, &other.tokens);
            let list: Vec<&str> = extra
                .iter()
                .filter_map(|i| Some(tokens.get(*i)?.text.as_str()))
                .collect();
            list.join(" ")
        };
        [words(a, b, &self.extra[0]), words(b, a, &self.extra[1])]
    }
}

pub(crate) fn compare_names(a: &Name, b: &Name) -> NameMatch {
    let numbers_differ = !a.numbers.is_empty()
        && !b.numbers.is_empty()
        && !a.numbers.is_subset(&b.numbers)
        && !b.numbers.is_subset(&a.numbers);
    let (joined_a, joined_b) = (joined(&a.tokens, &b.tokens), joined(&b.tokens, &a.tokens));
    let (ta, tb) = (&*joined_a, &*joined_b);
    let pairs = align(ta, tb);
    let mut credit = 0.0;
    let mut matched = 0.0;
    let mut hidden = 0.0;
    let (mut used_a, mut used_b) = (vec![false; ta.len()], vec![false; tb.len()]);
    for &(i, j, s) in &pairs {
        (used_a[i], used_b[j]) = (true, true);
        let (light, heavy) = (
            ta[i].weight.min(tb[j].weight),
            ta[i].weight.max(tb[j].weight),
        );
        credit += 2.0 * light * s;
        if ta[i].class == Class::Initial || tb[j].class == Class::Initial {
            // A word that met its initial counts no more than the initial.
            hidden += heavy - light;
        }
        if ta[i].class == Class::Word && tb[j].class == Class::Word {
            matched += ta[i].weight.min(tb[j].weight) * s;
        }
    }
    let total = ta.iter().chain(tb).map(|t| t.weight).sum::<f64>() - hidden;
    let extra = |tokens: &[Token], used: &[bool]| -> (Vec<usize>, f64) {
        let left: Vec<usize> = (0..tokens.len())
            .filter(|i| tokens[*i].class == Class::Word && !used[*i])
            .collect();
        let weight = left.iter().fold(0.0, |sum, i| sum + tokens[*i].weight);
        (left, weight)
    };
    let (extra_a, weight_a) = extra(ta, &used_a);
    let (extra_b, weight_b) = extra(tb, &used_b);
    let telling = a.own > 0.0 && b.own > 0.0;
    NameMatch {
        likeness: if total > 0.0 { credit / total } else { 0.0 },
        contained: telling && matched > 0.0 && (weight_a == 0.0 || weight_b == 0.0),
        matched,
        extra: [extra_a, extra_b],
        extra_weight: [weight_a, weight_b],
        telling,
        numbers_differ,
    }
}

/// The tokens with neighbours put together where the other side writes them as one word
/// (`monte velino` for `montevelino`).
fn joined<'t>(tokens: &'t [Token], other: &[Token]) -> Cow<'t, [Token]> {
    let one_word = |pair: &[Token]| -> Option<String> {
        let [x, y] = pair else { return None };
        let wordy = matches!(x.class, Class::Word | Class::Light) && y.class == Class::Word;
        let found = wordy
            && other.iter().any(|t| {
                t.class == Class::Word
                    && t.text.len() == x.text.len() + y.text.len()
                    && t.text.starts_with(&x.text)
                    && t.text.ends_with(&y.text)
            });
        found.then(|| format!("{}{}", x.text, y.text))
    };
    if !tokens.windows(2).any(|pair| one_word(pair).is_some()) {
        return Cow::Borrowed(tokens);
    }
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        match tokens.get(at..at + 2).and_then(one_word) {
            Some(one) => {
                out.push(Token::new(one, Class::Word));
                at += 2;
            }
            None => {
                out.push(tokens[at].clone());
                at += 1;
            }
        }
    }
    Cow::Owned(out)
}

/// Pairs of tokens that stand for the same word, the surest first; each token at most once.
pub(crate) fn align(a: &[Token], b: &[Token]) -> Vec<(usize, usize, f64)> {
    let mut all: Vec<(f64, usize, usize, f64)> = Vec::new();
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            let s = word_likeness(x, y);
            if s > 0.0 {
                all.push((s * x.weight.min(y.weight), i, j, s));
            }
        }
    }
    all.sort_by(|x, y| {
        y.0.total_cmp(&x.0)
            .then(x.1.abs_diff(x.2).cmp(&y.1.abs_diff(y.2)))
            .then((x.1, x.2).cmp(&(y.1, y.2)))
    });
    let (mut used_a, mut used_b) = (vec![false; a.len()], vec![false; b.len()]);
    let mut out = Vec::new();
    for (_, i, j, s) in all {
        if !used_a[i] && !used_b[j] {
            (used_a[i], used_b[j]) = (true, true);
            out.push((i, j, s));
        }
    }
    out
}

/// How alike two words are: 1 equal, 0 not at all.
fn word_likeness(x: &Token, y: &Token) -> f64 {
    if x.text == y.text {
        return 1.0;
    }
    match (x.class, y.class) {
        (Class::Initial, Class::Word | Class::Light) => initial(&x.text, &y.text),
        (Class::Word | Class::Light, Class::Initial) => initial(&y.text, &x.text),
        (Class::Word, Class::Word) => {
            let (short, long) = if x.letters <= y.letters {
                (x, y)
            } else {
                (y, x)
            };
            if short.letters >= 4 && long.text.starts_with(&short.text) {
                return 0.92;
            }
            let allowed = match short.letters {
                0..=3 => return 0.0,
                4..=7 => 1,
                _ => 2,
            };
            if long.letters - short.letters > allowed {
                return 0.0;
            }
            // The restricted Damerau distance: letters changed, left out, added or swapped.
            if (x.mask ^ y.mask).count_ones() as usize > 2 * allowed {
                return 0.0;
            }
            let d = strsim::osa_distance(&x.text, &y.text);
            if d > allowed {
                return 0.0;
            }
            1.0 - count(d) / count(long.letters) * 0.9
        }
        // A mistyped kind of thing ("bibloteca") is a word, not a meaning: let it fall out.
        _ => 0.0,
    }
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

fn initial(letter: &str, word: &str) -> f64 {
    if word.starts_with(letter) { 0.9 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Pack;

    fn words() -> Words {
        Words::new(&[Pack::italian(), Pack::english()], &["Milano".to_string()])
    }

    fn matched(a: &str, b: &str) -> NameMatch {
        let w = words();
        compare_names(&Name::new(a, &w), &Name::new(b, &w))
    }

    #[test]
    fn legal_forms_kinds_and_cities_do_not_carry_a_name() {
        let w = words();
        for (text, own) in [
            ("A.S.D. Garibaldina 1932", vec!["garibaldina"]),
            ("Alcione Milano S.S.D. A R.L.", vec!["alcione"]),
            ("Valla Società Coop. Sportiva A R.L.", vec!["valla"]),
            (
                "Associazione Sportiva Dilettantistica Garibaldina",
                vec!["garibaldina"],
            ),
            ("Biblioteca comunale rionale Harar", vec!["harar"]),
            ("Impianto Sportivo", vec![]),
            (
                "SCUOLA DELL'INFANZIA COMUNALE VIA MANTEGNA10",
                vec!["mantegna"],
            ),
        ] {
            assert_eq!(
                Name::new(text, &w).words().collect::<Vec<_>>(),
                own,
                "{text}"
            );
        }
    }

    #[test]
    fn the_same_name_in_other_dress() {
        for (a, b) in [
            ("Biblioteca Harar", "BIBLIOTECA COMUNALE RIONALE HARAR"),
            ("Piscina De Marchi", "De Marchi, piscina"),
            ("Harar Library", "Biblioteca Harar"),
            ("S. Ambrogio", "Sant'Ambrogio"),
            ("G.B. Passerini", "Gian Battista Passerini"),
            ("ASD Garibaldina", "Garibaldina"),
            ("Scuola via Montevelino", "Scuola via Monte Velino"),
            ("Città Studi", "CITTA' STUDI"),
        ] {
            let m = matched(a, b);
            assert!(m.likeness > 0.75, "{a} / {b}: {m:?}");
            assert!(!m.numbers_differ);
            assert!(
                m.extra[0].is_empty() || m.extra[1].is_empty(),
                "{a} / {b}: {m:?}"
            );
        }
    }

    #[test]
    fn numbers_tell_apart_unless_one_side_is_silent() {
        assert!(matched("Scuola n. 3", "Scuola n. 5").numbers_differ);
        assert!(matched("Istituto Leone XIII", "Istituto Leone XII").numbers_differ);
        assert!(!matched("Leone XIII", "Leone 13").numbers_differ);
        assert!(!matched("via Porpora 45 ex 43", "via Porpora43").numbers_differ);
        assert!(!matched("Garibaldina 1932", "Garibaldina").numbers_differ);
        assert!(!matched("Secondaria di 1° grado Verdi", "Scuola media Verdi 2").numbers_differ);
    }

    #[test]
    fn words_of_their_own_on_both_sides_show() {
        let m = matched(
            "Istituto di chimica farmaceutica",
            "Istituto di chimica organica",
        );
        let w = words();
        let named = |t: &str| Name::new(t, &w);
        assert_eq!(
            m.extra_words(
                &named("Istituto di chimica farmaceutica"),
                &named("Istituto di chimica organica")
            ),
            ["farmaceutica", "organica"]
        );
        assert!(!m.contained);
        assert!(matched("Scuola materna", "Scuola materna Margherita Hack").extra[1].len() == 2);
    }

    #[test]
    fn classes_come_from_phrases() {
        let w = words();
        let classes = |t: &str| -> Vec<String> {
            Name::new(t, &w)
                .classes
                .iter()
                .zip(&w.groups)
                .flat_map(|(mask, g)| {
                    g.named(*mask)
                        .into_iter()
                        .map(|c| format!("{}:{c}", g.code))
                })
                .collect()
        };
        assert!(
            classes("SCUOLA SECONDARIA DI 1° GR. ZACCARIA")
                .contains(&"school_level:lower_secondary".to_string())
        );
        assert!(
            classes("SCUOLA DELL'INF. SR. COMPASSIONISTE")
                .contains(&"school_level:infant".to_string())
        );
        let liceo = classes("LICEO SCIENTIFICO OPZ. SCIENZE APPLICATE \"DON BOSCO\"");
        for c in [
            "school_level:upper_secondary",
            "school_track:scientific",
            "school_option:applied_sciences",
        ] {
            assert!(liceo.contains(&c.to_string()), "{liceo:?}");
        }
        assert!(classes("Swimming pool Cozzi").contains(&"facility:pool".to_string()));
    }
}
