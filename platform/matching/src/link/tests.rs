use super::*;
use values::Point;

fn place(key: u64, name: &str, address: &str) -> Thing {
    let mut t = Thing::new(key, Kind::Place, name);
    t.address = Some(address.to_string());
    t.point = Point::new(45.4739, 9.1196).ok();
    t
}

fn members(links: &Links) -> Vec<Vec<u64>> {
    links.groups.iter().map(|g| g.members.clone()).collect()
}

/// One and two are alike, two and three are alike, one and three carry different codes.
fn chain() -> Vec<Thing> {
    let mut list: Vec<Thing> = (1..=3)
        .map(|k| place(k, "Biblioteca Harar", "Via Albenga 2"))
        .collect();
    list[0].official_ids = vec![("isil".to_string(), "A".to_string())];
    list[2].official_ids = vec![("isil".to_string(), "B".to_string())];
    list
}

#[test]
fn a_veto_between_any_two_keeps_groups_apart() {
    let links = Matcher::default().link(&chain(), &[]);
    assert_eq!(members(&links), [vec![1, 2]]);
    let [pair] = &links.review[..] else {
        panic!("{:?}", links.review)
    };
    assert_eq!((pair.a, pair.b), (2, 3));
    let kept = pair.reasons.last().unwrap();
    assert_eq!(kept.code, Code::KeptApart);
    assert_eq!(
        (kept.args["a"].as_str(), kept.args["b"].as_str()),
        ("1", "3")
    );
}

#[test]
fn a_record_without_address_does_not_join_two_houses_of_one_name() {
    let school = |key, address: Option<&str>| {
        let mut t = Thing::new(key, Kind::Organization, "Scuola Sacro Cuore");
        t.address = address.map(str::to_string);
        t.emails = vec!["info@spes.it".to_string()];
        t
    };
    let list = [
        school(1, Some("Via Manzoni 10")),
        school(2, None),
        school(3, Some("Via Cavour 4")),
    ];
    let links = Matcher::default().link(&list, &[]);
    assert_eq!(links.groups.len(), 1);
    assert_eq!(links.groups[0].members.len(), 2);
    assert!(
        links
            .review
            .iter()
            .any(|p| p.reasons.iter().any(|r| r.code == Code::KeptApart))
    );
}

#[test]
fn people_may_join_what_the_machine_keeps_apart() {
    let m = Matcher::default();
    let links = m.link(&chain(), &[(3, 1, Decision::Same)]);
    assert_eq!(members(&links), [vec![1, 2, 3]]);
    assert!(links.review.is_empty());
    let decided: Vec<bool> = links.groups[0].links.iter().map(|l| l.decided).collect();
    assert_eq!(decided.iter().filter(|d| **d).count(), 1);
}

#[test]
fn different_wins_over_a_chain_of_sames() {
    let said = [
        (1, 2, Decision::Same),
        (2, 3, Decision::Same),
        (1, 3, Decision::Different),
    ];
    let links = Matcher::default().link(&chain(), &said);
    assert_eq!(members(&links), [vec![1, 2]]);
    let told = Contradiction {
        a: 2,
        b: 3,
        apart: (1, 3),
    };
    assert_eq!(links.contradictions, [told]);
    assert!(links.review.is_empty(), "decided, so not asked");
}

#[test]
fn what_people_said_is_different_is_not_asked_about_again() {
    // Two copies of one library, and something a person has told apart from one copy only.
    let list = [
        place(1, "Biblioteca Harar", "Via Albenga 2"),
        place(2, "Biblioteca comunale Harar", "Via Albenga, 2"),
        place(3, "Harar", "Via Albenga 2"),
    ];
    let m = Matcher::default();
    assert_eq!(m.link(&list, &[]).review.len(), 1);
    let links = m.link(&list, &[(1, 3, Decision::Different)]);
    assert_eq!(members(&links), [vec![1, 2]]);
    assert!(links.review.is_empty());
}

#[test]
fn services_follow_their_linked_organisations() {
    let org = |key, name: &str| {
        let mut t = Thing::new(key, Kind::Organization, name);
        t.emails = vec!["info@acgaribaldina.it".to_string()];
        t.address = Some("Via Don Minzoni 4".to_string());
        t
    };
    let service = |key, parent| {
        let mut t = Thing::new(key, Kind::Service, "Calcio a 11");
        t.parent = Some(parent);
        t
    };
    let list = [
        org(1, "A.C. Garibaldina 1932"),
        org(2, "ASD Garibaldina 1932"),
        org(3, "Alcione Milano"),
        service(11, 1),
        service(12, 2),
        service(13, 3),
    ];
    let m = Matcher::default();
    let links = m.link(&list, &[]);
    assert_eq!(members(&links), [vec![1, 2], vec![11, 12]]);
    // Told that the clubs are two, their services are two as well.
    let links = m.link(&list, &[(1, 2, Decision::Different)]);
    assert!(links.groups.is_empty() && links.review.is_empty());
}

#[test]
fn odd_input_is_taken_quietly() {
    let m = Matcher::default();
    assert_eq!(m.link(&[], &[(1, 2, Decision::Same)]), Links::default());
    let twice = [
        place(1, "Biblioteca Harar", "Via Albenga 2"),
        place(1, "Biblioteca Harar", "Via Albenga 2"),
    ];
    let said = [(1, 1, Decision::Different), (1, 77, Decision::Same)];
    assert_eq!(m.link(&twice, &said), Links::default());
}

#[test]
fn a_group_has_a_largest_size() {
    let mut settings = crate::Settings::default();
    settings.blocking.largest_group = 3;
    let list: Vec<Thing> = (0..8)
        .map(|k| place(k, "Biblioteca Harar", "Via Albenga 2"))
        .collect();
    let links = Matcher::new(settings).link(&list, &[]);
    assert!(links.groups.iter().all(|g| g.members.len() <= 3));
    assert!(!links.review.is_empty(), "the rest is asked, not lost");
}
