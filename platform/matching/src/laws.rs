//! What must hold for any things whatever.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;
use values::Point;

use crate::{Decision, Index, Kind, Links, Matcher, Thing};

static MATCHER: LazyLock<Matcher> = LazyLock::new(Matcher::default);

/// Names from few words, so that things are often alike, often in conflict, and sometimes odd.
fn name() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("Biblioteca"),
        Just("Scuola primaria"),
        Just("Scuola dell'infanzia"),
        Just("Harar"),
        Just("Hrarar"),
        Just("San Carlo"),
        Just("Cozzi"),
        Just("Leone XIII"),
        Just("n. 3"),
        Just("5"),
        Just("A.S.D."),
        Just("è ﬁ ß 图书馆"),
        Just("")
    ];
    prop::collection::vec(word, 1..4).prop_map(|w| w.join(" "))
}

fn thing() -> impl Strategy<Value = Thing> {
    let kind = prop_oneof![
        Just(Kind::Organization),
        Just(Kind::Place),
        Just(Kind::Service)
    ];
    let address = prop::option::of(prop_oneof![
        Just("Via Albenga 2".to_string()),
        Just("V. Albenga, 2/A".to_string()),
        Just("Piazza Oglio 18".to_string()),
        Just("10 Downing Street".to_string()),
        ".{0,12}"
    ]);
    let ids = prop::collection::vec(
        (
            prop_oneof![Just("isil"), Just("cf")],
            prop_oneof![Just("1"), Just("2")],
        ),
        0..2,
    );
    let point = prop::option::of(
        (0..4_u8).prop_map(|i| Point::new(45.47 + 0.011 * f64::from(i), 9.12).ok()),
    );
    (
        (
            kind,
            name(),
            prop::collection::vec(name(), 0..2),
            address,
            ids,
            point,
        ),
        (
            prop::option::of(0..3_u64),
            prop::option::of((0..40_u32, 0..40_u32)),
            prop::option::of(any::<u8>()),
            prop::collection::vec(
                prop_oneof![Just("a@x.it".to_string()), Just("b@gmail.com".to_string())],
                0..2,
            ),
        ),
    )
        .prop_map(
            |((kind, name, other_names, address, ids, point), (parent, ages, days, emails))| {
                Thing {
                    other_names,
                    address,
                    official_ids: ids
                        .into_iter()
                        .map(|(s, v)| (s.to_string(), v.to_string()))
                        .collect(),
                    point: point.flatten(),
                    parent,
                    ages_months: ages,
                    weekdays: days,
                    emails,
                    ..Thing::new(0, kind, name)
                }
            },
        )
}

fn things() -> impl Strategy<Value = Vec<Thing>> {
    prop::collection::vec(thing(), 0..14).prop_map(|mut list| {
        for (t, key) in list.iter_mut().zip(0..) {
            t.key = key;
        }
        list
    })
}

fn decisions() -> impl Strategy<Value = Vec<(u64, u64, Decision)>> {
    let one = (
        0..16_u64,
        0..16_u64,
        prop_oneof![Just(Decision::Same), Just(Decision::Different)],
    );
    prop::collection::vec(one, 0..5)
}

fn group_of(links: &Links) -> BTreeMap<u64, u64> {
    links
        .groups
        .iter()
        .flat_map(|g| g.members.iter().map(|m| (*m, g.members[0])))
        .collect()
}

fn together(links: &Links, a: u64, b: u64) -> bool {
    let groups = group_of(links);
    a == b || groups.get(&a).is_some_and(|g| groups.get(&b) == Some(g))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn comparing_is_symmetric_and_sober(a in thing(), b in thing()) {
        let m = &*MATCHER;
        let (mut a, mut b) = (a, b);
        (a.key, b.key) = (1, 2);
        let v = m.compare(&a, &b);
        prop_assert_eq!(&v, &m.compare(&b, &a));
        prop_assert!((0.0..=1.0).contains(&v.score()));
        prop_assert!(!v.reasons().is_empty() || a.kind == b.kind);
        let stored = serde_json::to_string(&v).unwrap();
        prop_assert_eq!(serde_json::from_str::<crate::Verdict>(&stored).unwrap(), v);
    }

    #[test]
    fn what_clashes_is_never_linked_and_a_veto_always_clashes(a in thing(), b in thing()) {
        let m = &*MATCHER;
        let (p, q) = (m.prepare(&a), m.prepare(&b));
        let (clash, v) = (m.clash(&p, &q), m.compare(&a, &b));
        prop_assert_eq!(clash, m.clash(&q, &p));
        prop_assert!(!v.is_veto() || clash, "{v:?}");
        prop_assert!(!v.is_same() || !clash, "{v:?}");
    }

    #[test]
    fn any_text_is_taken(text in "\\PC{0,60}", address in "\\PC{0,60}") {
        let m = &*MATCHER;
        let mut a = Thing::new(1, Kind::Place, text.clone());
        a.address = Some(address);
        a.website = Some(text.clone());
        a.emails = vec![text.clone()];
        a.postal_code = Some(text);
        let mut b = a.clone();
        b.key = 2;
        prop_assert!(!m.compare(&a, &b).is_veto());
        let mut index = Index::default();
        index.insert(m, &a);
        prop_assert!(index.candidates(m, &b).len() <= 1);
    }

    #[test]
    fn linking_does_not_depend_on_order(list in things(), said in decisions(), seed in any::<u64>()) {
        let m = &*MATCHER;
        let mut shuffled = list.clone();
        let mut turned = said.clone();
        turned.reverse();
        // A shuffle by sorting on a seeded mix: enough to change every order.
        shuffled.sort_by_key(|t| (t.key ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        prop_assert_eq!(m.link(&list, &said), m.link(&shuffled, &turned));
    }

    #[test]
    fn groups_are_sound(list in things(), said in decisions()) {
        let m = &*MATCHER;
        let links = m.link(&list, &said);
        let mut seen = BTreeSet::new();
        for g in &links.groups {
            prop_assert!(g.members.len() >= 2);
            prop_assert_eq!(g.links.len(), g.members.len() - 1);
            for x in &g.members {
                prop_assert!(seen.insert(*x), "a thing in two groups");
                prop_assert_eq!(list[*x as usize].kind, g.kind);
            }
        }
        // People's "different" always holds; their "same" too, unless it contradicts a "different".
        let different: BTreeSet<(u64, u64)> = said
            .iter()
            .filter(|d| d.2 == Decision::Different && d.0 != d.1)
            .map(|d| (d.0.min(d.1), d.0.max(d.1)))
            .collect();
        for (a, b, decision) in &said {
            let known = |k: u64| list.get(k as usize);
            let (Some(x), Some(y)) = (known(*a), known(*b)) else { continue };
            if x.kind != y.kind || a == b {
                continue;
            }
            match decision {
                Decision::Different => prop_assert!(!together(&links, *a, *b)),
                Decision::Same => prop_assert!(
                    together(&links, *a, *b)
                        || links.contradictions.iter().any(|c| (c.a, c.b) == (*a.min(b), *a.max(b))),
                    "{a} and {b}"
                ),
            }
        }
        for c in &links.contradictions {
            prop_assert!(different.contains(&c.apart));
        }
        for p in &links.review {
            prop_assert!(!together(&links, p.a, p.b));
            prop_assert!(!different.contains(&(p.a, p.b)), "asked again");
        }
    }

    #[test]
    fn no_group_holds_a_vetoed_pair(list in things()) {
        let m = &*MATCHER;
        let links = m.link(&list, &[]);
        let groups = group_of(&links);
        for g in &links.groups {
            for (i, a) in g.members.iter().enumerate() {
                for b in &g.members[i + 1..] {
                    // Services are judged with their organisations put together.
                    let resolved = |k: u64| {
                        let mut t = list[k as usize].clone();
                        t.parent = t.parent.map(|p| *groups.get(&p).unwrap_or(&p));
                        t
                    };
                    prop_assert!(!m.compare(&resolved(*a), &resolved(*b)).is_veto(), "{a} {b}");
                }
            }
        }
    }

    #[test]
    fn decisions_last(list in things()) {
        // Whatever a person answers to the first question is kept on the next run, and not asked again.
        let m = &*MATCHER;
        let first = m.link(&list, &[]);
        let Some(pair) = first.review.first() else { return Ok(()) };
        for answer in [Decision::Same, Decision::Different] {
            let next = m.link(&list, &[(pair.b, pair.a, answer)]);
            prop_assert_eq!(together(&next, pair.a, pair.b), answer == Decision::Same);
            prop_assert!(!next.review.iter().any(|p| (p.a, p.b) == (pair.a, pair.b)));
        }
    }
}
