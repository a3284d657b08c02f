//! Thresholds, weights, identifier schemes and words: everything that can be tuned, as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::thing::Kind;
use crate::words::Pack;

/// Everything the matcher goes by. The defaults were set on the development half of the labelled
/// set (tests/labelled) and measured on the other half; see docs/adr/0003-duplicates.md.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Language packs, in order. The default has Italian and English.
    pub packs: Vec<Pack>,
    /// Words that say nothing here, such as the names of the city.
    pub generic_words: Vec<String>,
    /// Identifier schemes by name (lower case). A scheme not named here identifies things of every
    /// kind, one identifier a thing.
    pub schemes: BTreeMap<String, Scheme>,
    /// How organisations are judged.
    pub organization: Weights,
    /// How places are judged.
    pub place: Weights,
    /// How services of one organisation at one place are judged.
    pub service: Weights,
    /// How candidates are found.
    pub blocking: Blocking,
}

/// What an identifier scheme identifies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Scheme {
    /// Kinds of things for which the identifier decides. For others it is ignored: a tax code names
    /// the municipality, not each of its libraries.
    pub identifies: Vec<Kind>,
    /// True when one thing has one identifier, so that two different ones mean two things.
    pub unique: bool,
}

impl Default for Scheme {
    fn default() -> Self {
        Scheme {
            identifies: vec![Kind::Organization, Kind::Place, Kind::Service],
            unique: true,
        }
    }
}

/// A curve through points (x, y), straight between them and level beyond the ends. The x must
/// ascend; an empty curve is zero everywhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Curve(pub Vec<(f64, f64)>);

impl Curve {
    /// The height of the curve at `x`.
    pub fn at(&self, x: f64) -> f64 {
        let mut before: Option<(f64, f64)> = None;
        for &(px, py) in &self.0 {
            if x <= px {
                return match before {
                    Some((bx, by)) if px > bx => by + (py - by) * (x - bx) / (px - bx),
                    _ => py,
                };
            }
            before = Some((px, py));
        }
        before.map_or(0.0, |(_, y)| y)
    }
}

/// How one kind of thing is judged. Points are natural logarithms of odds: the sum `s` of all
/// signals gives the score `1 / (1 + e^-s)`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// From this score on two things are linked without asking (0 to 1).
    pub auto: f64,
    /// From this score on a person is asked (0 to 1).
    pub review: f64,
    /// Where the sum begins.
    pub start: f64,
    /// Points by likeness of the names (0 to 1), when both names have words of their own.
    pub name: Curve,
    /// Share of those points when only one word of four letters or more agrees; the whole from two.
    pub name_one_word: f64,
    /// At least so many points when one name holds the whole of the other.
    pub name_contained: f64,
    /// Points (negative) per word that each name has and the other lacks, at most two words.
    pub words_differ: f64,
    /// Points (negative) when nothing but the name speaks for it.
    pub name_only: f64,
    /// Points when neither name has words of its own and they agree ("Impianto sportivo").
    pub name_generic: f64,
    /// Same street and number.
    pub address_same: f64,
    /// Same street and number, other letter or stair.
    pub address_suffix: f64,
    /// Same street, number missing.
    pub address_street: f64,
    /// Same street, other number.
    pub address_number: f64,
    /// Other street.
    pub address_differs: f64,
    /// Points by distance in metres.
    pub distance: Curve,
    /// Beyond so many metres two things are different; zero for no such limit.
    pub farthest_metres: f64,
    /// A telephone in common.
    pub phone_same: f64,
    /// Telephones, none in common.
    pub phone_differs: f64,
    /// A mail address in common.
    pub email_same: f64,
    /// A domain of their own in common.
    pub domain_same: f64,
    /// Same postal code.
    pub postal_same: f64,
    /// Different postal codes.
    pub postal_differs: f64,
    /// A theme in common.
    pub theme_shared: f64,
    /// Themes, none in common.
    pub themes_differ: f64,
    /// The same ages; a quarter of it when they only overlap.
    pub ages_same: f64,
    /// The same days of the week.
    pub weekdays_same: f64,
}

/// How candidates are found without comparing everything with everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Blocking {
    /// A block (things that share a key) of more members is not looked at: its key says too little.
    pub largest_block: usize,
    /// At most so many entries of blocks are read for one thing, the smallest blocks first.
    pub most_read: usize,
    /// At most so many candidates are compared with one thing, the likeliest first.
    pub most_candidates: usize,
    /// A group grows no further than this; what would join it is asked instead.
    pub largest_group: usize,
}

impl Default for Blocking {
    fn default() -> Self {
        Blocking {
            largest_block: 150,
            most_read: 1500,
            most_candidates: 60,
            largest_group: 200,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        let only = |kinds: &[Kind]| Scheme {
            identifies: kinds.to_vec(),
            unique: true,
        };
        let bodies = only(&[Kind::Organization]);
        Settings {
            packs: vec![Pack::italian(), Pack::english()],
            generic_words: Vec::new(),
            schemes: BTreeMap::from([
                // Italian tax code, VAT number and third-sector register name legal persons.
                ("cf".to_string(), bodies.clone()),
                ("piva".to_string(), bodies.clone()),
                ("runts".to_string(), bodies.clone()),
                ("ipa".to_string(), bodies),
            ]),
            organization: organization(),
            place: place(),
            service: service(),
            blocking: Blocking::default(),
        }
    }
}

fn organization() -> Weights {
    Weights {
        auto: 0.97,
        review: 0.5,
        start: -0.5,
        name: Curve(vec![
            (0.0, -4.0),
            (0.4, -3.0),
            (0.6, -1.0),
            (0.75, 1.0),
            (0.85, 2.6),
            (0.95, 4.0),
            (1.0, 4.6),
        ]),
        name_one_word: 0.7,
        name_contained: 1.8,
        words_differ: -1.5,
        name_only: -1.5,
        name_generic: 0.5,
        address_same: 2.6,
        address_suffix: 1.0,
        address_street: 0.6,
        address_number: -1.5,
        address_differs: -2.5,
        distance: Curve(vec![
            (0.0, 0.8),
            (60.0, 0.7),
            (160.0, 0.4),
            (400.0, 0.0),
            (1000.0, -1.0),
            (2000.0, -2.0),
        ]),
        farthest_metres: 0.0,
        phone_same: 2.5,
        phone_differs: -0.3,
        email_same: 2.0,
        domain_same: 1.2,
        postal_same: 0.3,
        postal_differs: -0.6,
        theme_shared: 0.2,
        themes_differ: -0.5,
        ages_same: 0.0,
        weekdays_same: 0.0,
    }
}

fn place() -> Weights {
    Weights {
        auto: 0.97,
        review: 0.5,
        start: -0.5,
        name: Curve(vec![
            (0.0, -3.0),
            (0.4, -2.0),
            (0.6, -0.5),
            (0.75, 1.0),
            (0.85, 2.2),
            (0.95, 3.2),
            (1.0, 3.6),
        ]),
        name_one_word: 0.7,
        name_contained: 1.5,
        words_differ: -1.5,
        name_only: 0.0,
        name_generic: 0.8,
        address_same: 3.0,
        address_suffix: 1.0,
        address_street: 0.8,
        address_number: -2.5,
        address_differs: -3.0,
        distance: Curve(vec![
            (0.0, 1.5),
            (60.0, 1.2),
            (160.0, 0.8),
            (400.0, 0.0),
            (1000.0, -1.5),
            (2000.0, -3.0),
        ]),
        farthest_metres: 2000.0,
        phone_same: 1.0,
        phone_differs: -0.2,
        email_same: 0.6,
        domain_same: 0.4,
        postal_same: 0.3,
        postal_differs: -0.6,
        theme_shared: 0.2,
        themes_differ: -0.3,
        ages_same: 0.0,
        weekdays_same: 0.0,
    }
}

fn service() -> Weights {
    Weights {
        auto: 0.97,
        review: 0.5,
        start: 0.5,
        name: Curve(vec![
            (0.0, -5.0),
            (0.4, -3.5),
            (0.6, -1.5),
            (0.75, 0.5),
            (0.85, 2.0),
            (0.95, 3.4),
            (1.0, 4.0),
        ]),
        name_one_word: 1.0,
        name_contained: 0.5,
        words_differ: -1.5,
        name_generic: 1.5,
        theme_shared: 0.6,
        themes_differ: -1.5,
        ages_same: 0.8,
        weekdays_same: 0.6,
        phone_same: 0.2,
        email_same: 0.2,
        ..Weights::default()
    }
}

impl Settings {
    /// The weights for a kind.
    pub fn weights(&self, kind: Kind) -> &Weights {
        match kind {
            Kind::Organization => &self.organization,
            Kind::Place => &self.place,
            Kind::Service => &self.service,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_are_straight_between_points_and_level_outside() {
        let c = Curve(vec![(0.0, 1.0), (10.0, -1.0)]);
        for (x, y) in [
            (-5.0, 1.0),
            (0.0, 1.0),
            (5.0, 0.0),
            (10.0, -1.0),
            (99.0, -1.0),
        ] {
            assert!((c.at(x) - y).abs() < 1e-12, "{x}");
        }
        assert!(Curve::default().at(3.0).abs() < 1e-12);
    }

    #[test]
    fn settings_are_data() {
        let text = toml::to_string(&Settings::default()).unwrap();
        assert_eq!(
            toml::from_str::<Settings>(&text).unwrap(),
            Settings::default()
        );
        let some: Settings =
            toml::from_str("generic_words = [\"Milano\"]\n[blocking]\nlargest_block = 9").unwrap();
        assert_eq!(some.blocking.largest_block, 9);
        assert_eq!(some.place, Settings::default().place);
    }

    #[test]
    fn asking_begins_below_linking() {
        let s = Settings::default();
        for w in [&s.organization, &s.place, &s.service] {
            assert!(0.0 < w.review && w.review < w.auto && w.auto < 1.0);
        }
    }
}
