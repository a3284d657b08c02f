//! From texts to comparable words. The same functions serve the index and the query.

use std::collections::HashMap;

use tantivy::tokenizer::{
    Language, LowerCaser, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer,
};
use values::{Lang, fold};

/// Words of texts in the languages of one city.
pub(crate) struct Analyser {
    stemmers: HashMap<Lang, TextAnalyzer>,
    plain: HashMap<Lang, TextAnalyzer>,
}

fn language(lang: &Lang) -> Option<Language> {
    Some(match lang.base().as_str() {
        "ar" => Language::Arabic,
        "de" => Language::German,
        "en" => Language::English,
        "es" => Language::Spanish,
        "fr" => Language::French,
        "it" => Language::Italian,
        "pt" => Language::Portuguese,
        "ro" => Language::Romanian,
        "ru" => Language::Russian,
        "tr" => Language::Turkish,
        _ => return None,
    })
}

impl Analyser {
    pub fn new(languages: &[Lang]) -> Analyser {
        let mut stemmers = HashMap::new();
        let mut plain = HashMap::new();
        for lang in languages.iter().map(Lang::base) {
            if let Some(language) = language(&lang) {
                let base = || TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser);
                let (with_stems, without) = match StopWordFilter::new(language) {
                    Some(stop) => (
                        base()
                            .filter(stop.clone())
                            .filter(Stemmer::new(language))
                            .build(),
                        base().filter(stop).build(),
                    ),
                    None => (
                        base().filter(Stemmer::new(language)).build(),
                        base().build(),
                    ),
                };
                stemmers.insert(lang.clone(), with_stems);
                plain.insert(lang, without);
            }
        }
        Analyser { stemmers, plain }
    }

    /// Languages that have stems, in a fixed order.
    pub fn stemmed(&self) -> Vec<Lang> {
        let mut all: Vec<Lang> = self.stemmers.keys().cloned().collect();
        all.sort();
        all
    }

    /// The stems of a text in a language, folded; none for languages without a stemmer.
    pub fn stems(&self, lang: &Lang, text: &str) -> Vec<String> {
        run(self.stemmers.get(&lang.base()), text)
    }

    /// The words of a query without the small words of its language, as people typed them.
    pub fn query_words(&self, lang: &Lang, text: &str) -> Vec<String> {
        let kept = match self.plain.get(&lang.base()) {
            Some(_) => run(self.plain.get(&lang.base()), text),
            None => folded(text),
        };
        let words = if kept.is_empty() { folded(text) } else { kept };
        let mut seen = Vec::new();
        for w in words.iter().flat_map(|w| folded(w)) {
            if !seen.contains(&w) {
                seen.push(w);
            }
        }
        // A question is short; a pasted page must not become a thousand clauses.
        seen.truncate(12);
        seen
    }
}

fn run(analyser: Option<&TextAnalyzer>, text: &str) -> Vec<String> {
    let Some(mut analyser) = analyser.cloned() else {
        return Vec::new();
    };
    let mut out = Vec::new();
    analyser.token_stream(text).process(&mut |t| {
        out.extend(
            fold(&t.text)
                .split(' ')
                .filter(|w| !w.is_empty())
                .map(String::from),
        )
    });
    out
}

/// The folded words of a text. Chinese and Japanese, which have no spaces, become pairs of signs.
pub(crate) fn folded(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in fold(text).split(' ').filter(|w| !w.is_empty()) {
        let mut rest = String::new();
        let mut run: Vec<char> = Vec::new();
        let flush = |run: &mut Vec<char>, out: &mut Vec<String>| {
            match run.len() {
                0 => {}
                1 => out.push(run[0].to_string()),
                _ => out.extend(run.windows(2).map(|w| w.iter().collect::<String>())),
            }
            run.clear();
        };
        for c in word.chars() {
            if is_cjk(c) {
                if !rest.is_empty() {
                    out.push(std::mem::take(&mut rest));
                }
                run.push(c);
            } else {
                flush(&mut run, &mut out);
                rest.push(c);
            }
        }
        flush(&mut run, &mut out);
        if !rest.is_empty() {
            out.push(rest);
        }
    }
    out
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
    fn stems_unite_forms_and_small_words_go() {
        let a = Analyser::new(&[l("it"), l("en"), l("ar"), l("zh")]);
        assert_eq!(a.stems(&l("it"), "nuotare"), a.stems(&l("it"), "nuotato"));
        assert_eq!(
            a.query_words(&l("it"), "corso di nuoto per l'estate"),
            ["corso", "nuoto", "estate"]
        );
        assert_eq!(
            a.query_words(&l("it"), "di"),
            ["di"],
            "a question of small words only keeps them"
        );
        assert_eq!(
            a.query_words(&l("zh"), "游泳课 sport"),
            ["游泳", "泳课", "sport"]
        );
        assert_eq!(a.stems(&l("zh"), "游泳"), Vec::<String>::new());
        assert!(a.query_words(&l("it"), &"parola ".repeat(500)).len() <= 12);
    }
}
