//! From texts to comparable words. The same functions serve the index and the query.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer};
use values::{Lang, fold};

/// How the words of a language are brought to a common form.
enum Form {
    /// A Snowball stemmer.
    Snowball(Language),
    /// Light stemming: the article and what is written together with it, and common endings, are
    /// taken off (the "light10" rules of Larkey, Ballesteros and Connell, 2007).
    Arabic,
    /// Common affixes are taken off.
    Filipino,
}

/// The scripts that tell languages apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Arabic,
    Han,
    Other,
}

impl Script {
    fn of(word: &str) -> Script {
        match word.chars().find(|c| c.is_alphabetic()) {
            Some(c) if c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c) => Script::Latin,
            Some('\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}') => Script::Arabic,
            Some(c) if is_cjk(c) => Script::Han,
            Some(_) => Script::Other,
            None => Script::Latin,
        }
    }

    fn of_lang(lang: &Lang) -> Script {
        match lang.base().as_str() {
            "ar" | "fa" | "ur" => Script::Arabic,
            "zh" | "ja" => Script::Han,
            "ru" | "uk" | "bg" | "sr" | "el" | "bn" | "si" | "hi" | "ta" => Script::Other,
            _ => Script::Latin,
        }
    }
}

/// Words of texts in the languages of one city.
pub(crate) struct Analyser {
    forms: Vec<(Lang, Form)>,
    /// Stems worked out before: a catalogue says the same words again and again.
    known: Mutex<HashMap<(usize, String), String>>,
}

/// How many stems are remembered.
const REMEMBERED: usize = 50_000;

fn form(lang: &Lang) -> Option<Form> {
    Some(match lang.as_str() {
        "ar" => Form::Arabic,
        "fil" => Form::Filipino,
        "de" => Form::Snowball(Language::German),
        "en" => Form::Snowball(Language::English),
        "es" => Form::Snowball(Language::Spanish),
        "fr" => Form::Snowball(Language::French),
        "it" => Form::Snowball(Language::Italian),
        "pt" => Form::Snowball(Language::Portuguese),
        "ro" => Form::Snowball(Language::Romanian),
        "ru" => Form::Snowball(Language::Russian),
        "tr" => Form::Snowball(Language::Turkish),
        _ => return None,
    })
}

impl Analyser {
    pub fn new(languages: &[Lang]) -> Analyser {
        let mut forms: Vec<(Lang, Form)> = Vec::new();
        for lang in languages.iter().map(Lang::base) {
            if forms.iter().all(|(l, _)| *l != lang)
                && let Some(form) = form(&lang)
            {
                forms.push((lang, form));
            }
        }
        Analyser {
            forms,
            known: Mutex::default(),
        }
    }

    /// The stem of a folded word in a language, with the language before it (`it:nuot`); none when
    /// the language has no stems or is not written in the word's script.
    pub fn stem(&self, lang: &Lang, word: &str) -> Option<String> {
        let base = lang.base();
        let at = self.forms.iter().position(|(l, _)| *l == base)?;
        self.stem_at(at, word)
    }

    /// The stems of a folded word in every language it may belong to.
    pub fn stems<'a>(&'a self, word: &'a str) -> impl Iterator<Item = (&'a Lang, String)> {
        (0..self.forms.len())
            .filter_map(move |at| Some((&self.forms.get(at)?.0, self.stem_at(at, word)?)))
    }

    fn stem_at(&self, at: usize, word: &str) -> Option<String> {
        let (lang, form) = self.forms.get(at)?;
        if Script::of(word) != Script::of_lang(lang) || word.chars().all(|c| c.is_numeric()) {
            return None;
        }
        let lock = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (at, word.to_string());
        if let Some(stem) = lock().get(&key) {
            return Some(stem.clone());
        }
        let stem = match form {
            Form::Snowball(language) => snowball(*language, word),
            Form::Arabic => arabic(word).to_string(),
            Form::Filipino => filipino(word),
        };
        let stem = format!("{lang}:{stem}");
        let mut known = lock();
        if known.len() < REMEMBERED {
            known.insert(key, stem.clone());
        }
        Some(stem)
    }
}

fn snowball(language: Language, word: &str) -> String {
    let mut analyser = TextAnalyzer::builder(RawTokenizer::default())
        .filter(Stemmer::new(language))
        .build();
    let mut out = String::new();
    analyser
        .token_stream(word)
        .process(&mut |t| out.push_str(&t.text));
    out
}

/// Takes the article and its prepositions, and common endings, off a folded Arabic word.
fn arabic(word: &str) -> &str {
    let letters = |w: &str| w.chars().count();
    let mut w = word;
    for prefix in ["وال", "بال", "كال", "فال", "لل", "ال"] {
        if let Some(rest) = w.strip_prefix(prefix)
            && letters(rest) >= 3
        {
            w = rest;
            break;
        }
    }
    if let Some(rest) = w.strip_prefix(['و', 'ل', 'ب'])
        && letters(rest) >= 4
    {
        w = rest;
    }
    for suffix in ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"] {
        if let Some(rest) = w.strip_suffix(suffix)
            && letters(rest) >= 3
        {
            return rest;
        }
    }
    w
}

/// Takes common affixes off a folded Filipino word: `maglangoy`, `lumangoy`, `paglangoy`.
fn filipino(word: &str) -> String {
    let long = |w: &str| w.chars().count() >= 4;
    let mut w = word.to_string();
    for prefix in [
        "makapag", "nakapag", "pinag", "magka", "mag", "nag", "pag", "maka", "naka", "mang",
        "nang", "pang", "ma", "na", "pa", "ka",
    ] {
        if let Some(rest) = w.strip_prefix(prefix)
            && long(rest)
        {
            w = rest.to_string();
            break;
        }
    }
    // -um- and -in- stand after the first consonant: l-um-angoy.
    let mut chars = w.chars();
    if let Some(first) = chars.next()
        && !"aeiou".contains(first)
    {
        let rest = chars.as_str();
        for infix in ["um", "in"] {
            if let Some(tail) = rest.strip_prefix(infix)
                && tail.chars().count() >= 3
                && tail.starts_with(['a', 'e', 'i', 'o', 'u'])
            {
                w = format!("{first}{tail}");
                break;
            }
        }
    }
    for suffix in ["han", "hin", "an", "in", "ng"] {
        if let Some(rest) = w.strip_suffix(suffix)
            && long(rest)
        {
            return rest.to_string();
        }
    }
    w
}

/// The tokens of a question: folded words; a Chinese or Japanese sign is one by itself; figures
/// and a word written together are parted (`9anni`), and any digits become 0 to 9.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    // Signs that folding would drop.
    let text: String = text
        .chars()
        .flat_map(|c| match c {
            '€' => vec![' ', 'e', 'u', 'r', 'o', ' '],
            c => vec![digit(c).unwrap_or(c)],
        })
        .collect();
    let mut out = Vec::new();
    for word in fold(&text).split(' ').filter(|w| !w.is_empty()) {
        let mut part = String::new();
        for c in word.chars() {
            if is_cjk(c) {
                out.extend(parted(&part));
                part.clear();
                out.push(c.to_string());
            } else {
                part.push(c);
            }
        }
        out.extend(parted(&part));
    }
    out
}

/// Figures and the word after them apart (`9anni`); "3d" and "qt8" are names and stay.
fn parted(word: &str) -> Vec<String> {
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let figures = &word[..word.len() - letters.len()];
    let is_word = letters.chars().count() >= 2 && letters.chars().all(char::is_alphabetic);
    match (figures.is_empty(), is_word) {
        _ if word.is_empty() => Vec::new(),
        (false, true) => vec![figures.to_string(), letters.to_string()],
        _ => vec![word.to_string()],
    }
}

/// The folded words of a text for the index. Chinese and Japanese, which have no spaces, become
/// pairs of signs.
pub(crate) fn folded(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut run: Vec<String> = Vec::new();
    let flush = |run: &mut Vec<String>, out: &mut Vec<String>| {
        out.extend(pairs(run));
        run.clear();
    };
    for word in fold(text).split(' ').filter(|w| !w.is_empty()) {
        let mut rest = String::new();
        for c in word.chars() {
            if is_cjk(c) {
                if !rest.is_empty() {
                    out.push(std::mem::take(&mut rest));
                }
                run.push(c.to_string());
            } else {
                flush(&mut run, &mut out);
                rest.push(digit(c).unwrap_or(c));
            }
        }
        flush(&mut run, &mut out);
        if !rest.is_empty() {
            out.push(rest);
        }
    }
    out
}

/// Neighbouring signs two by two; a single one stays.
pub(crate) fn pairs(run: &[String]) -> Vec<String> {
    match run {
        [] => Vec::new(),
        [one] => vec![one.clone()],
        many => many.windows(2).map(|w| w.concat()).collect(),
    }
}

/// True when a token is a sign of a script without spaces.
pub(crate) fn is_sign(token: &str) -> bool {
    token.chars().next().is_some_and(is_cjk)
}

fn digit(c: char) -> Option<char> {
    let value = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{ff10}']
        .into_iter()
        .find_map(|zero| {
            u32::from(c)
                .checked_sub(u32::from(zero))
                .filter(|d| *d < 10)
        })?;
    char::from_digit(value, 10)
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn l(s: &str) -> Lang {
        s.parse().unwrap()
    }

    #[test]
    fn stems_unite_forms() {
        let a = Analyser::new(&["it", "it-easy", "en", "ar", "zh", "fil"].map(l));
        let same = |lang: &str, words: &[&str]| {
            let stems: Vec<Option<String>> =
                words.iter().map(|w| a.stem(&l(lang), &fold(w))).collect();
            assert!(stems[0].is_some(), "{words:?}");
            assert!(
                stems.windows(2).all(|w| w[0] == w[1]),
                "{words:?}: {stems:?}"
            );
        };
        same("it", &["nuotare", "nuotato"]);
        same("it", &["attività", "attivita"]);
        same("en", &["swimming", "swim"]);
        same("ar", &["السباحة", "سباحة", "للسباحة", "والسباحة"]);
        same("fil", &["paglangoy", "lumangoy", "maglangoy"]);
        assert_eq!(a.stem(&l("zh"), "游泳"), None);
        assert_eq!(a.stem(&l("it"), "سباحه"), None, "not Italian's script");
        assert_eq!(a.stems("nuoto").count(), 3, "Italian, English, Filipino");
    }

    #[test]
    fn questions_become_tokens() {
        assert_eq!(
            tokens("9anni, QT8 e ٩ سنوات"),
            ["9", "anni", "qt8", "e", "9", "سنوات"]
        );
        assert_eq!(tokens("学游泳 sport"), ["学", "游", "泳", "sport"]);
        assert_eq!(tokens("max 20€ 3D"), ["max", "20", "euro", "3d"]);
        assert_eq!(folded("游泳课 sport"), ["游泳", "泳课", "sport"]);
        assert_eq!(folded("١٢"), ["12"]);
    }
}
