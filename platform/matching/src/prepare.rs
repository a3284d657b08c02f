//! A thing made ready for comparing: everything that need not be worked out twice.

use std::collections::BTreeSet;

use values::Point;

use crate::address::Address;
use crate::name::Name;
use crate::settings::Settings;
use crate::thing::{Kind, Thing};
use crate::words::Words;

/// Names looked at per thing.
const MOST_NAMES: usize = 9;

#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    pub(crate) key: u64,
    pub(crate) kind: Kind,
    pub(crate) names: Vec<Name>,
    /// (scheme, value, unique), only of schemes that identify this kind.
    pub(crate) ids: BTreeSet<(String, String, bool)>,
    pub(crate) phones: BTreeSet<String>,
    pub(crate) emails: BTreeSet<String>,
    /// Mail and web domains that are the thing's own.
    pub(crate) domains: BTreeSet<String>,
    pub(crate) address: Address,
    pub(crate) postal_code: Option<String>,
    pub(crate) point: Option<Point>,
    pub(crate) parent: Option<u64>,
    pub(crate) place: Option<u64>,
    pub(crate) ages: Option<(u32, u32)>,
    pub(crate) weekdays: Option<u8>,
    pub(crate) themes: BTreeSet<String>,
    /// For each group of words a bit for every class that the themes, or else the names, show.
    pub(crate) classes: Vec<u64>,
    /// Orders the two of a pair by content, so that the answer does not depend on who came first.
    pub(crate) order: (String, String, u64),
}

impl Prepared {
    pub(crate) fn new(t: &Thing, words: &Words, settings: &Settings) -> Prepared {
        let names: Vec<Name> = std::iter::once(&t.name)
            .chain(&t.other_names)
            .filter(|n| !values::is_blank(n))
            .take(MOST_NAMES)
            .map(|n| Name::new(n, words))
            .collect();
        // An official type is surer than a name: a primary school may be called after the infant
        // school it grew from.
        let all = |names: &[Name], g: usize| names.iter().fold(0, |mask, n| mask | n.classes[g]);
        let themes: Vec<Name> = t.themes.iter().map(|t| Name::new(t, words)).collect();
        let classes = (0..words.groups.len())
            .map(|g| match all(&themes, g) {
                0 => all(&names, g),
                typed => typed,
            })
            .collect();
        let emails: BTreeSet<String> = t
            .emails
            .iter()
            .map(|e| e.trim().to_lowercase())
            .filter(|e| e.contains('@'))
            .collect();
        let domains = emails
            .iter()
            .filter_map(|e| e.rsplit('@').next())
            .map(str::to_string)
            .chain(t.website.as_deref().and_then(host))
            .filter(|d| own_domain(d, words))
            .collect();
        let postal_code = t
            .postal_code
            .as_deref()
            .map(|p| {
                p.chars()
                    .filter(|c| c.is_alphanumeric())
                    .collect::<String>()
                    .to_uppercase()
            })
            .filter(|p| {
                p.len() >= 3
                    && !words
                        .generic_postal_suffixes
                        .iter()
                        .any(|s| p.ends_with(s.as_str()))
            });
        let address_text = t.address.as_deref().unwrap_or_default();
        Prepared {
            key: t.key,
            kind: t.kind,
            ids: ids(t, settings),
            phones: t
                .phones
                .iter()
                .map(|p| {
                    p.chars()
                        .filter(|c| c.is_ascii_digit() || *c == '+')
                        .collect::<String>()
                })
                .filter(|p| p.len() >= 6)
                .collect(),
            emails,
            domains,
            address: Address::new(address_text, words),
            postal_code,
            point: t.point,
            parent: t.parent,
            place: t.place,
            ages: t.ages_months.map(|(a, b)| (a.min(b), a.max(b))),
            weekdays: t.weekdays.map(|w| w & 0x7f).filter(|w| *w != 0),
            themes: t
                .themes
                .iter()
                .map(|s| values::fold(s))
                .filter(|s| !s.is_empty())
                .collect(),
            classes,
            order: (t.name.clone(), address_text.to_string(), t.key),
            names,
        }
    }
}

fn ids(t: &Thing, settings: &Settings) -> BTreeSet<(String, String, bool)> {
    t.official_ids
        .iter()
        .filter_map(|(scheme, value)| {
            let scheme = scheme.trim().to_lowercase();
            let value: String = value
                .chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_uppercase)
                .collect();
            let known = settings.schemes.get(&scheme);
            let unique = known.is_none_or(|s| s.unique);
            let decides = known.is_none_or(|s| s.identifies.contains(&t.kind));
            (decides && !value.is_empty()).then_some((scheme, value, unique))
        })
        .collect()
}

/// The host of a web address, without `www.`; nothing for what is no web address.
fn host(url: &str) -> Option<String> {
    let lower = url.trim().to_lowercase();
    // Registers hold "http//www.x.it" and "https:/x.it" too.
    let rest = lower
        .strip_prefix("https")
        .or_else(|| lower.strip_prefix("http"))
        .map_or(lower.as_str(), |r| r.trim_start_matches([':', '/']));
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    // A mail address in the wrong column still shows a domain.
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_string())
}

fn own_domain(domain: &str, words: &Words) -> bool {
    let shared = |d: &str| words.shared_mail_domains.contains(d);
    // "sezione.libero.it" is as shared as "libero.it".
    let parent = domain.split_once('.').map_or("", |(_, rest)| rest);
    domain.contains('.')
        && !shared(domain)
        && !shared(parent)
        && !words
            .shared_domain_prefixes
            .iter()
            .any(|p| domain.starts_with(p.as_str()) || domain.contains(&format!(".{p}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Pack;

    #[test]
    fn hosts_are_found_in_careless_addresses() {
        for (url, expected) in [
            (
                "http//www.icsiqbalmasih.gov.it",
                Some("icsiqbalmasih.gov.it"),
            ),
            ("https://www.leonexiii.it/scuole?x=1", Some("leonexiii.it")),
            ("WWW.ICGROSSIMILANO.IT", Some("icgrossimilano.it")),
            ("ww.cabrini105.it", Some("ww.cabrini105.it")),
            ("wikimedia.it", Some("wikimedia.it")),
            ("lisa@comune.milano.it", Some("comune.milano.it")),
            ("Non Disponibile", None),
            ("", None),
        ] {
            assert_eq!(host(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn a_domain_of_everybody_is_nobodys() {
        let words = Words::new(&[Pack::italian(), Pack::english()], &[]);
        for (d, own) in [
            ("leonexiii.it", true),
            ("gmail.com", false),
            ("istruzione.it", false),
            ("comune.milano.it", false),
            ("edu.comune.milano.it", false),
            ("x.altervista.org", false),
            ("nodot", false),
        ] {
            assert_eq!(own_domain(d, &words), own, "{d}");
        }
    }

    #[test]
    fn identifiers_count_only_for_the_kinds_they_identify() {
        let settings = Settings::default();
        let words = Words::new(&settings.packs, &[]);
        let mut t = Thing::new(1, Kind::Place, "Biblioteca");
        t.official_ids = vec![
            ("CF".into(), "01199250158".into()),
            ("isil".into(), "it-mi 0176".into()),
            ("isil".into(), " ".into()),
        ];
        let ids = Prepared::new(&t, &words, &settings).ids;
        assert_eq!(
            ids,
            BTreeSet::from([("isil".to_string(), "ITMI0176".to_string(), true)])
        );
        t.kind = Kind::Organization;
        assert_eq!(Prepared::new(&t, &words, &settings).ids.len(), 2);
    }
}
