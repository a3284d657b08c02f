//! The state of a text's translations.

use values::{Lang, Text};

/// How a text stands in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextState {
    /// It is the language the others follow.
    Original,
    /// There, and not older than the original.
    Good,
    /// The original was changed and this was not: somebody should look.
    Behind,
    /// Not there.
    Missing,
}

/// How a text stands in every language of the city, after a change from `before` to `after`. The
/// original is the city's own language, or the first one there is.
pub fn states(
    before: &Text,
    after: &Text,
    own: &Lang,
    languages: &[Lang],
) -> Vec<(Lang, TextState)> {
    let original = after
        .get(own)
        .map(|_| own.clone())
        .or_else(|| after.iter().next().map(|(l, _)| l.clone()));
    let moved = original
        .as_ref()
        .is_some_and(|o| before.get(o).is_some() && before.get(o) != after.get(o));
    languages
        .iter()
        .map(|lang| {
            let state = match after.get(lang) {
                None => TextState::Missing,
                Some(_) if original.as_ref() == Some(lang) => TextState::Original,
                Some(text) if moved && before.get(lang) == Some(text) => TextState::Behind,
                Some(_) => TextState::Good,
            };
            (lang.clone(), state)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translation_falls_behind_when_the_original_moves() {
        let [it, en, ar] = ["it", "en", "ar"].map(|l| l.parse::<Lang>().unwrap());
        let text = |i: &str, e: &str| {
            let mut t = Text::new(&it, i);
            t.set(&en, e);
            t
        };
        let all = [it.clone(), en.clone(), ar.clone()];
        let of = |b: &Text, a: &Text| {
            states(b, a, &it, &all)
                .into_iter()
                .map(|(_, s)| s)
                .collect::<Vec<_>>()
        };
        use TextState::{Behind, Good, Missing, Original};
        let first = text("Nuoto", "Swimming");
        assert_eq!(of(&first, &first), [Original, Good, Missing]);
        assert_eq!(
            of(&first, &text("Nuoto libero", "Swimming")),
            [Original, Behind, Missing]
        );
        assert_eq!(
            of(&first, &text("Nuoto libero", "Free swimming")),
            [Original, Good, Missing]
        );
        let only = Text::new(&en, "Swimming");
        assert_eq!(of(&Text::default(), &only), [Missing, Original, Missing]);
    }
}
