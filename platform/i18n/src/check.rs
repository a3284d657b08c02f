//! Are the languages complete, and do their messages take the same variables?

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use values::Lang;

use crate::catalog::Catalog;

/// Message keys (attributes as `key.attribute`) and the variables each one takes.
pub(crate) type Keys = BTreeMap<String, BTreeSet<String>>;

/// A difference between a language and the default language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The language lacks a message.
    Missing {
        /// The language.
        lang: Lang,
        /// The key.
        key: String,
    },
    /// The language has a message that the default language lacks.
    Surplus {
        /// The language.
        lang: Lang,
        /// The key.
        key: String,
    },
    /// The message takes other variables than in the default language.
    Variables {
        /// The language.
        lang: Lang,
        /// The key.
        key: String,
        /// Variables of this language.
        has: BTreeSet<String>,
        /// Variables of the default language.
        wants: BTreeSet<String>,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::Missing { lang, key } => write!(f, "{lang}: «{key}» is missing"),
            Finding::Surplus { lang, key } => {
                write!(f, "{lang}: «{key}» is not in the default language")
            }
            Finding::Variables {
                lang,
                key,
                has,
                wants,
            } => write!(
                f,
                "{lang}: «{key}» takes {has:?}, the default language takes {wants:?}"
            ),
        }
    }
}

/// Compares each required language with the default one: missing and surplus keys, and messages
/// whose variables differ. Empty when all is well. An edition of a language (`it-easy`) has what its
/// base language has, except where it says something of its own.
pub fn missing(catalog: &Catalog, required: &[Lang]) -> Vec<Finding> {
    let reference = keys_in(catalog, catalog.default_lang());
    let mut out = Vec::new();
    for lang in required {
        let here = keys_in(catalog, lang);
        for (key, wants) in &reference {
            match here.get(key) {
                None => out.push(Finding::Missing {
                    lang: lang.clone(),
                    key: key.clone(),
                }),
                Some(has) if has != wants => out.push(Finding::Variables {
                    lang: lang.clone(),
                    key: key.clone(),
                    has: has.clone(),
                    wants: wants.clone(),
                }),
                Some(_) => {}
            }
        }
        for key in here.keys().filter(|k| !reference.contains_key(*k)) {
            out.push(Finding::Surplus {
                lang: lang.clone(),
                key: key.clone(),
            });
        }
    }
    out
}

/// What readers of a language find without leaving it.
pub(crate) fn keys_in(catalog: &Catalog, lang: &Lang) -> Keys {
    let mut keys = Keys::new();
    for l in [&lang.base(), lang] {
        if let Some(edition) = catalog.edition(l) {
            keys.extend(edition.keys.clone());
        }
    }
    keys
}

/// The keys of one source. Terms (`-name`) are a language's private matter and not counted.
pub(crate) fn keys_of<'a>(entries: impl Iterator<Item = &'a Entry<&'a str>>) -> Keys {
    let mut keys = Keys::new();
    for entry in entries {
        let Entry::Message(message) = entry else {
            continue;
        };
        if let Some(pattern) = &message.value {
            keys.insert(message.id.name.to_string(), variables(pattern));
        }
        for attribute in &message.attributes {
            keys.insert(
                format!("{}.{}", message.id.name, attribute.id.name),
                variables(&attribute.value),
            );
        }
    }
    keys
}

fn variables(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(pattern, &mut found);
    found
}

fn walk(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, found);
        }
    }
}

fn walk_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, found),
        Expression::Select { selector, variants } => {
            walk_inline(selector, found);
            for variant in variants {
                walk(&variant.value, found);
            }
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_string());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                walk_inline(argument, found);
            }
        }
        InlineExpression::Placeable { expression } => walk_expression(expression, found),
        _ => {}
    }
}
