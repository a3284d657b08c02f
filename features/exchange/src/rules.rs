//! What is right in imports: pure decisions, no storage.

use matching::survive::{Class, FieldRule, Rules, Same, Weigh};

/// Classes of sources in their order of precedence (first wins): the provider itself, the city's
/// registers, the region's or state's, harvested third sector, scraped pages.
pub const CLASSES: [&str; 5] = [
    "provider",
    "municipality",
    "region",
    "thirdsector",
    "scraped",
];

/// The place of a class in the order of precedence; an unknown class comes last.
pub fn precedence(class: &str) -> usize {
    CLASSES
        .iter()
        .position(|c| *c == class)
        .unwrap_or(CLASSES.len())
}

/// The class of a source, as the rules of survivorship know it; an unknown word counts least.
pub fn class(word: &str) -> Class {
    match word {
        "provider" => Class::Provider,
        "municipality" => Class::Municipality,
        "region" => Class::State,
        "thirdsector" => Class::ThirdSector,
        _ => Class::Scraped,
    }
}

/// The rules by which one value of a field survives, where the city folder says nothing else: those
/// of `matching`, and what the catalogue's own fields need.
pub fn survivorship() -> Rules {
    let mut rules = Rules::default();
    let sets = ["themes", "needs", "wellbeing", "identifiers"];
    for field in sets {
        rules.fields.insert(
            field.to_string(),
            FieldRule {
                weigh: Weigh::Set,
                ..FieldRule::default()
            },
        );
    }
    for field in ["eligibility", "fees", "transportation"] {
        rules.fields.insert(
            field.to_string(),
            FieldRule {
                weigh: Weigh::Text,
                same: Same::Text,
                ..FieldRule::default()
            },
        );
    }
    rules.fields.insert(
        "website".to_string(),
        FieldRule {
            weigh: Weigh::Contact,
            same: Same::Text,
            ..FieldRule::default()
        },
    );
    // Sources that differ on for whom it is are shown to somebody.
    rules.fields.insert(
        "ages".to_string(),
        FieldRule {
            conflict: true,
            ..FieldRule::default()
        },
    );
    rules
}

/// True when a complete file lacks so many of the source's records that somebody must approve it:
/// more than one in five.
pub fn loses_many(known: u64, absent: u64) -> bool {
    absent.saturating_mul(5) > known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fifth_may_go_without_asking() {
        assert!(!loses_many(100, 20));
        assert!(loses_many(100, 21));
        assert!(!loses_many(0, 0));
        assert!(loses_many(1, 1));
    }

    #[test]
    fn providers_come_before_registers() {
        assert!(precedence("provider") < precedence("municipality"));
        assert!(precedence("scraped") < precedence("something else"));
    }
}
