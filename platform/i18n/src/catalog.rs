//! The catalogue of messages: every room's sources, one edition per language.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use fluent_syntax::parser::ParserError;
use unic_langid::LanguageIdentifier;
use values::Lang;

use crate::check::{self, Finding};
use crate::style::{self, Style};
use crate::tr::{Chain, Tr};

/// The words of dates and lists, which every page needs.
const OWN: &[Source] = &[
    Source::new("i18n", "it", include_str!("../locales/it.ftl")),
    Source::new("i18n", "en", include_str!("../locales/en.ftl")),
    Source::new("i18n", "ar", include_str!("../locales/ar.ftl")),
    Source::new("i18n", "zh", include_str!("../locales/zh.ftl")),
    Source::new("i18n", "es", include_str!("../locales/es.ftl")),
    Source::new("i18n", "fil", include_str!("../locales/fil.ftl")),
];

/// The messages of one room in one language.
#[derive(Clone, Debug)]
pub struct Source {
    /// The room (or file) they come from, named in errors.
    pub room: Cow<'static, str>,
    /// The language tag.
    pub lang: Cow<'static, str>,
    /// Fluent text.
    pub text: Cow<'static, str>,
    /// True when these messages may replace those of other rooms.
    pub overrides: bool,
}

impl Source {
    /// Messages compiled into the binary: `Source::new("catalogue", "it", include_str!(…))`.
    pub const fn new(room: &'static str, lang: &'static str, text: &'static str) -> Source {
        Source {
            room: Cow::Borrowed(room),
            lang: Cow::Borrowed(lang),
            text: Cow::Borrowed(text),
            overrides: false,
        }
    }

    /// Messages of a city's own folder, which replace those of the rooms. `file` is named in errors.
    pub fn overriding(file: &str, lang: &Lang, text: String) -> Source {
        Source {
            room: Cow::Owned(file.to_string()),
            lang: Cow::Owned(lang.as_str().to_string()),
            text: Cow::Owned(text),
            overrides: true,
        }
    }
}

/// One thing wrong in the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The room (or file).
    pub room: String,
    /// The language tag as written.
    pub lang: String,
    /// Line, from 1; 0 when the whole source is meant.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, {}.ftl, line {}: {}",
            self.room, self.lang, self.line, self.what
        )
    }
}

/// The sources cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the messages cannot be used:\n{}", .0.iter().map(|p| format!("  {p}")).collect::<Vec<_>>().join("\n"))]
pub struct CatalogError(pub Vec<Problem>);

/// All messages of one language.
pub(crate) struct Edition {
    pub(crate) lang: Lang,
    pub(crate) bundle: FluentBundle<Arc<FluentResource>>,
    pub(crate) keys: check::Keys,
}

/// All messages in all languages. Built once at start, shared by everyone.
pub struct Catalog {
    default: Lang,
    currency: String,
    editions: BTreeMap<Lang, Arc<Edition>>,
    missed: Mutex<BTreeMap<(Lang, String), u64>>,
}

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalog")
            .field("default", &self.default)
            .field("languages", &self.editions.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

impl Catalog {
    /// Reads all sources. The default language is the last fallback of every other.
    ///
    /// # Errors
    /// Every syntax error, key given twice and unknown language tag, with room, language and line.
    pub fn new(default: &Lang, sources: &[Source]) -> Result<Arc<Catalog>, CatalogError> {
        Self::with_currency(default, "EUR", sources)
    }

    /// As [`Catalog::new`], with another currency (ISO 4217 code) than the euro.
    ///
    /// # Errors
    /// As [`Catalog::new`].
    pub fn with_currency(
        default: &Lang,
        currency: &str,
        sources: &[Source],
    ) -> Result<Arc<Catalog>, CatalogError> {
        let mut problems = Vec::new();
        let mut editions: BTreeMap<Lang, Edition> = BTreeMap::new();
        // overriding texts come last, whatever their place in the list
        let (last, first): (Vec<_>, Vec<_>) = OWN.iter().chain(sources).partition(|s| s.overrides);
        for source in first.into_iter().chain(last) {
            let problem = |line: usize, what: String| Problem {
                room: source.room.to_string(),
                lang: source.lang.to_string(),
                line,
                what,
            };
            let lang: Lang = match source.lang.parse() {
                Ok(lang) => lang,
                Err(e) => {
                    problems.push(problem(0, format!("{e}")));
                    continue;
                }
            };
            let resource = match FluentResource::try_new(source.text.to_string()) {
                Ok(resource) => Arc::new(resource),
                Err((_, errors)) => {
                    problems.extend(errors.iter().map(|e| syntax(source, e)));
                    continue;
                }
            };
            let edition = editions
                .entry(lang.clone())
                .or_insert_with(|| Edition::new(&lang));
            for (key, variables) in check::keys_of(resource.entries()) {
                if edition.keys.insert(key.clone(), variables).is_some() && !source.overrides {
                    let line = line_of(&source.text, &key);
                    problems.push(problem(
                        line,
                        format!("«{key}» is given twice; begin keys with the room's name"),
                    ));
                }
            }
            edition.bundle.add_resource_overriding(resource);
        }
        if !editions.contains_key(default) {
            problems.push(Problem {
                room: "city".into(),
                lang: default.to_string(),
                line: 0,
                what: "the default language has no messages at all; choose a language that has, \
                       or write its locales"
                    .into(),
            });
        }
        if problems.is_empty() {
            Ok(Arc::new(Catalog {
                default: default.clone(),
                currency: currency.to_string(),
                editions: editions
                    .into_iter()
                    .map(|(l, e)| (l, Arc::new(e)))
                    .collect(),
                missed: Mutex::default(),
            }))
        } else {
            Err(CatalogError(problems))
        }
    }

    /// The default language.
    pub fn default_lang(&self) -> &Lang {
        &self.default
    }

    /// Every language that has any message, complete or not.
    pub fn languages(&self) -> impl Iterator<Item = &Lang> {
        self.editions.keys()
    }

    /// The languages in which no message of the default language is missing: only these can be
    /// offered to readers. An edition with some messages of its own (`it-easy`) is complete when it
    /// and its base language are together.
    pub fn complete(&self) -> Vec<Lang> {
        let findings = check::missing(self, &self.editions.keys().cloned().collect::<Vec<_>>());
        self.editions
            .keys()
            .filter(|lang| {
                !findings
                    .iter()
                    .any(|f| matches!(f, Finding::Missing { lang: l, .. } if l == *lang))
            })
            .cloned()
            .collect()
    }

    /// The keys (attributes as `key.attribute`) that readers of a language find without leaving it,
    /// in alphabetical order: its own and those of its base language.
    pub fn keys(&self, lang: &Lang) -> Vec<String> {
        check::keys_in(self, lang).into_keys().collect()
    }

    /// The reader's handle for one language. A language without messages reads the default one.
    pub fn tr(self: &Arc<Self>, lang: &Lang) -> Tr {
        let mut editions: Vec<Arc<Edition>> = Vec::new();
        for l in [lang, &lang.base(), &self.default] {
            if let Some(e) = self.editions.get(l)
                && !editions.iter().any(|known| known.lang == e.lang)
            {
                editions.push(Arc::clone(e));
            }
        }
        let style = Style::new(lang, &self.currency);
        Tr::new(Arc::clone(self), Chain::new(lang, style, editions))
    }

    /// How often a reader met a message that their language lacks: (language, key, times).
    pub fn missed(&self) -> Vec<(Lang, String, u64)> {
        self.missed
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .iter()
            .map(|((l, k), n)| (l.clone(), k.clone(), *n))
            .collect()
    }

    pub(crate) fn note_missed(&self, lang: &Lang, key: &str) {
        let mut missed = self
            .missed
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        // bounded: a key that comes from outside must not fill the memory
        if missed.len() < 10_000 {
            *missed.entry((lang.clone(), key.to_string())).or_default() += 1;
        }
    }

    pub(crate) fn edition(&self, lang: &Lang) -> Option<&Edition> {
        self.editions.get(lang).map(Arc::as_ref)
    }
}

impl Edition {
    fn new(lang: &Lang) -> Edition {
        let id: LanguageIdentifier = lang.base().as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_formatter(Some(style::format_value));
        // NUMBER(); adding it to a fresh bundle cannot collide
        let _ = bundle.add_builtins();
        Edition {
            lang: lang.clone(),
            bundle,
            keys: BTreeMap::new(),
        }
    }
}

fn syntax(source: &Source, error: &ParserError) -> Problem {
    let before = source.text.get(..error.pos.start).unwrap_or(&source.text);
    Problem {
        room: source.room.to_string(),
        lang: source.lang.to_string(),
        // the parser often stops at the beginning of the following line
        line: before.trim_end().matches('\n').count() + 1,
        what: format!("{}", error.kind),
    }
}

fn line_of(text: &str, key: &str) -> usize {
    let id = key.split('.').next().unwrap_or(key);
    text.lines()
        .enumerate()
        .filter(|(_, l)| l.split(['=', ' ']).next() == Some(id))
        .last()
        .map_or(0, |(i, _)| i + 1)
}
