//! The state of a text's translations.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use values::{Lang, Text};

use crate::model::{Fields, Made, Translation};
use catalogue::model::Kind;

/// How a text stands in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextState {
    /// It is the language the others follow.
    Original,
    /// Written by a person of the organisation.
    Person,
    /// Made by a machine; nobody has read it beside the original.
    Machine,
    /// It came with the city's data, or another source's.
    City,
    /// Somebody has read it beside the original and found it right.
    Confirmed,
    /// The original was changed and this was not: somebody should look.
    Behind,
    /// Not there.
    Missing,
}

impl TextState {
    /// The word the messages know it by (`providers-text-…`).
    pub fn word(self) -> &'static str {
        match self {
            TextState::Original => "original",
            TextState::Person => "person",
            TextState::Machine => "machine",
            TextState::City => "city",
            TextState::Confirmed => "confirmed",
            TextState::Behind => "behind",
            TextState::Missing => "missing",
        }
    }
}

/// The fields of a kind of record that are texts in languages, in the order they are read.
pub fn translatable(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Organization => &["description"],
        Kind::Location => &["description", "transportation"],
        Kind::Service => &[
            "name",
            "description",
            "alert",
            "eligibility",
            "fees",
            "application_process",
        ],
        Kind::ServiceAtLocation => &["description"],
    }
}

/// A field of a record as a text in languages.
pub fn text(fields: &Fields, name: &str) -> Text {
    fields
        .get(name)
        .and_then(|v| serde_json::from_value(v.clone()).ok())
        .unwrap_or_default()
}

/// What stands for a text among what is known of translations.
pub fn hash(words: &str) -> String {
    hex::encode(Sha256::digest(words.trim().as_bytes()))
}

/// The language the others follow: the city's own, or the first one there is.
pub fn original(text: &Text, own: &Lang) -> Option<Lang> {
    text.get(own)
        .map(|_| own.clone())
        .or_else(|| text.iter().next().map(|(l, _)| l.clone()))
}

/// How a text stands in every language of the city, after a change from `before` to `after`. `known`
/// is what is known of the translations of this field: what was made of another original than the one
/// there is now is behind, whoever changed it and when.
pub fn states(
    before: &Text,
    after: &Text,
    own: &Lang,
    languages: &[Lang],
    known: &[&Translation],
) -> Vec<(Lang, TextState)> {
    let original = original(after, own);
    let now = original.as_ref().and_then(|o| after.get(o));
    let moved = original
        .as_ref()
        .is_some_and(|o| before.get(o).is_some() && before.get(o) != after.get(o));
    languages
        .iter()
        .map(|lang| {
            let state = match after.get(lang) {
                None => TextState::Missing,
                Some(_) if original.as_ref() == Some(lang) => TextState::Original,
                Some(words) => {
                    let this = hash(words);
                    let row = known
                        .iter()
                        .find(|k| k.language == *lang && k.text_hash == this);
                    match row {
                        Some(row) if now.is_some_and(|n| hash(n) != row.original_hash) => {
                            TextState::Behind
                        }
                        Some(row) if row.confirmed.is_some() => TextState::Confirmed,
                        Some(row) => match row.made {
                            Made::Person => TextState::Person,
                            Made::Machine => TextState::Machine,
                            Made::City => TextState::City,
                        },
                        None if moved && before.get(lang) == Some(words) => TextState::Behind,
                        None => TextState::City,
                    }
                }
            };
            (lang.clone(), state)
        })
        .collect()
}

/// The states of all texts of a record that say something, field by field.
pub fn record_states(
    kind: Kind,
    (before, after): (&Fields, &Fields),
    own: &Lang,
    languages: &[Lang],
    known: &[Translation],
) -> BTreeMap<&'static str, Vec<(Lang, TextState)>> {
    translatable(kind)
        .iter()
        .filter_map(|name| {
            let now = text(after, name);
            let of: Vec<&Translation> = known.iter().filter(|k| k.field == *name).collect();
            (!now.is_empty()).then(|| {
                let all = states(&text(before, name), &now, own, languages, &of);
                (*name, all)
            })
        })
        .collect()
}

/// Translations that an edit leaves behind and of which nothing is known yet: their field, language,
/// words and the original they were made of. To be kept, since afterwards nobody could tell.
pub fn left_behind(
    kind: Kind,
    (before, after): (&Fields, &Fields),
    own: &Lang,
    known: &[Translation],
) -> Vec<(&'static str, Lang, String, String)> {
    let mut all = Vec::new();
    for name in translatable(kind) {
        let (old, new) = (text(before, name), text(after, name));
        let Some(lang) = original(&new, own) else {
            continue;
        };
        let (Some(was), Some(is)) = (old.get(&lang), new.get(&lang)) else {
            continue;
        };
        if was == is {
            continue;
        }
        for (other, words) in new.iter() {
            let this = hash(words);
            let unknown = known
                .iter()
                .all(|k| !(k.field == *name && k.language == *other && k.text_hash == this));
            if *other != lang && old.get(other) == Some(words) && unknown {
                all.push((*name, other.clone(), words.to_string(), was.to_string()));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::{Id, Moment};

    fn langs() -> [Lang; 3] {
        ["it", "en", "ar"].map(|l| l.parse().unwrap())
    }

    fn text_of(i: &str, e: &str) -> Text {
        let [it, en, _] = langs();
        let mut t = Text::new(&it, i);
        t.set(&en, e);
        t
    }

    fn row(words: &str, of: &str, made: Made, confirmed: bool) -> Translation {
        Translation {
            field: "name".into(),
            language: "en".parse().unwrap(),
            text_hash: hash(words),
            original_hash: hash(of),
            made,
            made_by: (made != Made::City).then(|| Id::named("x", "nora")),
            made_at: Moment(1),
            confirmed: confirmed.then(|| (Id::named("x", "nora"), Moment(2))),
        }
    }

    fn of(before: &Text, after: &Text, known: &[Translation]) -> Vec<TextState> {
        let known: Vec<&Translation> = known.iter().collect();
        let [it, ..] = langs();
        states(before, after, &it, &langs(), &known)
            .into_iter()
            .map(|(_, s)| s)
            .collect()
    }

    use TextState::{Behind, City, Confirmed, Machine, Missing, Original, Person};

    #[test]
    fn a_translation_falls_behind_when_the_original_moves() {
        let first = text_of("Nuoto", "Swimming");
        assert_eq!(of(&first, &first, &[]), [Original, City, Missing]);
        let moved = text_of("Nuoto libero", "Swimming");
        assert_eq!(of(&first, &moved, &[]), [Original, Behind, Missing]);
        let [it, en, _] = langs();
        let only = Text::new(&en, "Swimming");
        assert_eq!(
            of(&Text::default(), &only, &[]),
            [Missing, Original, Missing]
        );
        let fields = |t: &Text| -> Fields {
            [("name".to_string(), serde_json::to_value(t).unwrap())]
                .into_iter()
                .collect()
        };
        let left = left_behind(Kind::Service, (&fields(&first), &fields(&moved)), &it, &[]);
        assert_eq!(
            left,
            [("name", en, "Swimming".to_string(), "Nuoto".to_string())]
        );
        let kept = [row("Swimming", "Nuoto", Made::City, false)];
        assert_eq!(
            of(&moved, &moved, &kept),
            [Original, Behind, Missing],
            "long after the change it is still known"
        );
        assert!(
            left_behind(
                Kind::Service,
                (&fields(&first), &fields(&moved)),
                &it,
                &kept
            )
            .is_empty()
        );
    }

    #[test]
    fn who_made_it_is_told_for_exactly_this_text() {
        let now = text_of("Nuoto", "Swimming");
        for (made, confirmed, state) in [
            (Made::Person, false, Person),
            (Made::Machine, false, Machine),
            (Made::Machine, true, Confirmed),
            (Made::City, true, Confirmed),
        ] {
            let known = [row("Swimming", "Nuoto", made, confirmed)];
            assert_eq!(of(&now, &now, &known)[1], state);
        }
        let other = [row("Swim", "Nuoto", Made::Person, true)];
        assert_eq!(of(&now, &now, &other)[1], City, "an import wrote over it");
        let older = [row("Swimming", "Tuffi", Made::Person, true)];
        assert_eq!(of(&now, &now, &older)[1], Behind);
    }
}
