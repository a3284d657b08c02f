//! Why a service is among the results: which words were found where.

use values::{Id, fold};

use super::analyse::folded;
use super::concepts::token;
use super::index::{IndexFault, TextIndex, concepts, texts};
use super::words::{Lexis, units};
use crate::snapshot::Snapshot;
use crate::terms;

/// Where a word was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// In the name.
    Name,
    /// In the label or a synonym of its theme, of a need it answers or of what makes it accessible.
    Topic,
    /// In the description, or in who may take part and what it costs.
    Description,
    /// In the name of who offers it.
    Organization,
    /// In the name or address of where it takes place.
    Place,
    /// In the name of the district.
    District,
}

/// One word that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// As it was typed.
    pub word: String,
    /// Where.
    pub part: Part,
    /// What stands there: the word, or the term's label.
    pub found: String,
}

/// Which words of a question lead to a service; empty when none does.
pub(crate) fn why(
    words: &str,
    lang: &values::Lang,
    service: Id,
    snapshot: &Snapshot,
    city: &city::City,
    lexis: &Lexis,
    index: &TextIndex,
) -> Result<Vec<Reason>, IndexFault> {
    let Some(held) = snapshot.service(service) else {
        return Ok(Vec::new());
    };
    let s = &held.record;
    let has = concepts(city, s);
    let said = texts(s, snapshot, city);
    let mut reasons: Vec<Reason> = Vec::new();
    let mut put = |reason: Reason| {
        let known = |r: &Reason| r.word == reason.word && r.part == reason.part;
        if !reasons.iter().any(known) {
            reasons.push(reason);
        }
    };
    for unit in units(words, lang, lexis, index)? {
        for concept in unit.concepts.iter().filter(|c| has.contains(&c.token)) {
            if let Some(found) = label(city, &concept.token, lang) {
                put(Reason {
                    word: unit.said.clone(),
                    part: Part::Topic,
                    found,
                });
            }
        }
        for readings in &unit.words {
            for word in readings {
                let stems: Vec<String> = lexis.analyser.stems(word).map(|(_, s)| s).collect();
                for text in &said {
                    let is = |w: &str| {
                        w == word
                            || lexis
                                .analyser
                                .stem(&text.lang, w)
                                .is_some_and(|s| stems.contains(&s))
                    };
                    if !folded(&text.text).iter().any(|w| is(w)) {
                        continue;
                    }
                    // The word as it is written there; signs without spaces as they were asked.
                    let found = text
                        .text
                        .split(|c: char| !c.is_alphanumeric())
                        .find(|w| is(&fold(w)))
                        .unwrap_or(word);
                    put(Reason {
                        word: unit.said.clone(),
                        part: text.part,
                        found: found.to_string(),
                    });
                }
            }
        }
    }
    reasons.sort_by_key(|r| r.part);
    Ok(reasons)
}

/// The label of a term by its token in the index.
fn label(city: &city::City, of: &str, lang: &values::Lang) -> Option<String> {
    let (taxonomy, key) = of.split_once(':')?;
    debug_assert_eq!(token(taxonomy, key), of);
    let term = city.taxonomies.term(taxonomy, key)?;
    Some(
        term.label(lang, std::slice::from_ref(&city.default_language))
            .to_string(),
    )
}

/// The theme a question names most surely, when it names one: what a gap is logged under.
pub(crate) fn theme(
    words: &str,
    lang: &values::Lang,
    lexis: &Lexis,
    index: &TextIndex,
) -> Result<Option<String>, IndexFault> {
    let service = format!("{}:", terms::SERVICE);
    let units = units(words, lang, lexis, index)?;
    let all = units.iter().flat_map(|u| &u.concepts);
    let surest = all
        .filter_map(|c| Some((c.token.strip_prefix(&service)?, c.sure)))
        .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(a.0)));
    Ok(surest.map(|(key, _)| key.to_string()))
}
