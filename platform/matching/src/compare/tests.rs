use super::*;
use crate::words::Pack;

fn org(key: u64, name: &str) -> Thing {
    Thing::new(key, Kind::Organization, name)
}

fn at(mut t: Thing, address: &str, lat: f64, lon: f64) -> Thing {
    t.address = (!address.is_empty()).then(|| address.to_string());
    t.point = values::Point::new(lat, lon).ok();
    t
}

fn place(key: u64, name: &str, address: &str, lat: f64, lon: f64) -> Thing {
    at(Thing::new(key, Kind::Place, name), address, lat, lon)
}

fn with_id(mut t: Thing, scheme: &str, value: &str) -> Thing {
    t.official_ids.push((scheme.to_string(), value.to_string()));
    t
}

fn service(name: &str, parent: Option<u64>, place: Option<u64>) -> Thing {
    let mut t = Thing::new(0, Kind::Service, name);
    (t.parent, t.place) = (parent, place);
    t
}

fn codes(v: &Verdict) -> Vec<Code> {
    v.reasons().iter().map(|r| r.code).collect()
}

fn verdict(a: &Thing, b: &Thing) -> Verdict {
    Matcher::default().compare(a, b)
}

#[test]
fn one_official_identifier_is_one_thing() {
    let a = with_id(
        place(1, "Biblioteca Harar", "Via Albenga 2", 45.47, 9.11),
        "isil",
        "IT-MI0180",
    );
    // Whatever else is said: a register may hold an old name and a wrong point.
    let b = with_id(
        place(2, "Sala di lettura n. 5", "Via Oglio 18", 40.0, 9.0),
        "ISIL",
        "it mi0180",
    );
    let v = verdict(&a, &b);
    assert!(v.is_same() && v.score() == 1.0, "{v:?}");
    assert_eq!(codes(&v), [Code::SameId]);
}

#[test]
fn two_identifiers_of_one_scheme_are_two_things() {
    let a = with_id(org(1, "Liceo Valsalice"), "mim", "TOPC075007");
    let b = with_id(org(2, "Liceo Valsalice"), "mim", "TOPS105001");
    let v = verdict(&a, &b);
    assert!(v.is_veto());
    assert_eq!(v.reasons()[0].args["scheme"], "mim");
    // Unless the scheme gives one thing several identifiers.
    let mut settings = Settings::default();
    let many = crate::Scheme {
        unique: false,
        ..crate::Scheme::default()
    };
    settings.schemes.insert("mim".to_string(), many);
    assert!(!Matcher::new(settings).compare(&a, &b).is_veto());
}

#[test]
fn registers_at_odds_are_for_people() {
    let a = with_id(with_id(org(1, "Garibaldina"), "runts", "11"), "cf", "9");
    let b = with_id(with_id(org(2, "Garibaldina"), "runts", "12"), "cf", "9");
    let v = verdict(&a, &b);
    assert!(v.is_perhaps());
    assert_eq!(codes(&v), [Code::SameId, Code::DifferentId]);
}

#[test]
fn a_tax_code_does_not_make_two_libraries_one() {
    let a = with_id(
        place(1, "Biblioteca Harar", "Via Albenga 2", 45.47, 9.11),
        "cf",
        "01199250158",
    );
    let b = with_id(
        place(2, "Biblioteca Oglio", "Via Oglio 18", 45.44, 9.21),
        "cf",
        "01199250158",
    );
    assert!(verdict(&a, &b).is_veto(), "7 km apart");
}

#[test]
fn facts_that_forbid() {
    let library = place(1, "Biblioteca Harar", "Via Albenga 2", 45.4739, 9.1196);
    let far = place(2, "Biblioteca Harar", "Via Albenga 2", 45.5, 9.1196);
    assert_eq!(codes(&verdict(&library, &far)), [Code::TooFar]);
    let numbers = verdict(&org(1, "Scuola n. 3"), &org(2, "Scuola n. 5"));
    assert_eq!(codes(&numbers), [Code::NumbersDiffer]);
    let primary = at(
        org(1, "Scuola primaria Collegio San Carlo"),
        "Corso Magenta 71",
        45.46,
        9.17,
    );
    let infant = at(
        org(2, "Scuola dell'infanzia Collegio San Carlo"),
        "Corso Magenta 71",
        45.46,
        9.17,
    );
    let v = verdict(&primary, &infant);
    assert_eq!(codes(&v), [Code::ClassesDiffer]);
    let args = &v.reasons()[0].args;
    let classes: std::collections::BTreeSet<&str> =
        [&args["a"], &args["b"]].map(String::as_str).into();
    assert_eq!(args["group"], "school_level");
    assert_eq!(classes, ["infant", "primary"].into());
    assert_eq!(
        codes(&verdict(&org(1, "X"), &place(2, "X", "", 45.0, 9.0))),
        [Code::OtherKind]
    );
}

#[test]
fn a_school_that_teaches_two_levels_conflicts_with_neither() {
    let both = org(1, "Scuola dell'infanzia e primaria Cabrini");
    for one in ["Scuola dell'infanzia Cabrini", "Scuola elementare Cabrini"] {
        assert!(!verdict(&both, &org(2, one)).is_veto(), "{one}");
    }
}

#[test]
fn moved_or_second_seat_is_for_people() {
    let a = at(
        org(1, "Scuola materna Piccolo Principe"),
        "Via Rubiana 8",
        45.07,
        7.64,
    );
    let b = at(
        org(2, "Scuola materna Piccolo Principe"),
        "Corso Trento 13",
        45.06,
        7.66,
    );
    let v = verdict(&a, &b);
    assert!(!v.is_same() && !v.is_veto(), "{v:?}");
    assert!(codes(&v).contains(&Code::AddressDiffers));
}

#[test]
fn a_name_alone_is_for_people() {
    let v = verdict(
        &org(1, "Scuola Maria Ausiliatrice"),
        &org(2, "SCUOLA MARIA AUSILIATRICE"),
    );
    assert!(
        v.is_perhaps() && codes(&v).contains(&Code::NameOnly),
        "{v:?}"
    );
}

#[test]
fn one_street_name_in_two_towns_is_two_streets() {
    let in_town = |key, code: &str| {
        let mut t = org(key, "Scuola dell'infanzia San Giuseppe al Ponte");
        t.address = Some("Via San Giuseppe 1".to_string());
        t.postal_code = Some(code.to_string());
        t
    };
    assert!(
        verdict(&in_town(1, "20144"), &in_town(2, "20146")).is_same(),
        "a wrong code of one town"
    );
    let v = verdict(&in_town(1, "23890"), &in_town(2, "90018"));
    assert!(
        !v.is_same() && codes(&v).contains(&Code::AddressDiffers),
        "{v:?}"
    );
}

#[test]
fn an_official_type_is_surer_than_a_name() {
    let typed = |key, theme: &str| {
        let mut t = at(
            org(key, "Scuola dell'infanzia La Favola"),
            "Via Giardini 3",
            45.0,
            9.0,
        );
        t.themes = vec![theme.to_string()];
        t
    };
    let (infant, primary) = (
        typed(1, "SCUOLA INFANZIA NON STATALE"),
        typed(2, "SCUOLA PRIMARIA NON STATALE"),
    );
    assert!(verdict(&infant, &primary).is_veto());
}

#[test]
fn a_part_is_not_the_whole() {
    let whole = place(
        1,
        "Centro Sportivo Saini",
        "Via Corelli 136",
        45.4696,
        9.2620,
    );
    let part = place(
        2,
        "Centro Sportivo Saini - Area Baseball",
        "Via Corelli 136",
        45.4696,
        9.2620,
    );
    assert!(verdict(&whole, &part).is_perhaps());
}

#[test]
fn services_are_compared_inside_one_organisation_and_place() {
    let a = service("Corso di nuoto", Some(1), Some(2));
    assert!(verdict(&a, &service("Corso di Nuoto", Some(1), Some(2))).is_same());
    assert_eq!(
        codes(&verdict(&a, &service("Corso di nuoto", Some(9), Some(2)))),
        [Code::OtherOrganization]
    );
    assert_eq!(
        codes(&verdict(&a, &service("Corso di nuoto", Some(1), Some(9)))),
        [Code::OtherPlace]
    );
    let homeless = verdict(&a, &service("Corso di nuoto", None, Some(2)));
    assert!(homeless.is_perhaps() && codes(&homeless).contains(&Code::OrganizationUnknown));
    assert!(verdict(&a, &service("Corso di nuoto avanzato", Some(1), Some(2))).is_perhaps());
    let (slow, fast) = (
        service("Nuoto principianti", Some(1), None),
        service("Nuoto avanzato", Some(1), None),
    );
    assert!(verdict(&slow, &fast).is_veto());
}

#[test]
fn services_for_other_ages_or_days_are_others() {
    let one = |ages, days| {
        let mut t = service("Corso di nuoto", Some(1), Some(2));
        (t.ages_months, t.weekdays) = (ages, days);
        t
    };
    let monday = one(Some((36, 71)), Some(0b1));
    assert_eq!(
        codes(&verdict(&monday, &one(Some((72, 131)), Some(0b1)))),
        [Code::AgesDisjoint]
    );
    assert_eq!(
        codes(&verdict(&monday, &one(Some((36, 71)), Some(0b10)))),
        [Code::WeekdaysDisjoint]
    );
    // Ends included; ages the wrong way round are put right; no day at all says nothing.
    assert!(!verdict(&monday, &one(Some((90, 71)), Some(0))).is_veto());
    assert!(verdict(&monday, &one(Some((36, 71)), Some(0b11))).is_same());
}

#[test]
fn reasons_carry_what_a_page_needs() {
    let mut a = at(
        org(1, "A.S.D. Garibaldina 1932"),
        "Via Don Minzoni 4",
        45.5048,
        9.1693,
    );
    let mut b = at(
        org(2, "Garibaldina"),
        "V. Don Giovanni Minzoni, 4",
        45.5049,
        9.1694,
    );
    a.emails = vec!["Info@acgaribaldina.it".to_string()];
    b.emails = vec!["info@acgaribaldina.it".to_string()];
    let v = verdict(&a, &b);
    assert!(v.is_same(), "{v:?}");
    let found = |code| {
        v.reasons()
            .iter()
            .find(|r| r.code == code)
            .map(|r| r.args.clone())
            .unwrap()
    };
    assert_eq!(found(Code::SameEmail)["value"], "info@acgaribaldina.it");
    assert_eq!(found(Code::SameDomain)["value"], "acgaribaldina.it");
    assert!(found(Code::Near)["metres"].parse::<f64>().unwrap() < 20.0);
    assert!(found(Code::NamesAlike).contains_key("percent"));
    let json = serde_json::to_value(&v).unwrap();
    assert_eq!(json["answer"], "same");
    assert_eq!(json["reasons"][0]["code"], "names_alike");
}

#[test]
fn another_country_is_a_pack_away() {
    let french = Pack::read(
        "fr",
        r#"
        legal = ["association loi 1901", "sarl"]
        stop = ["de", "du", "des", "la", "le", "les", "l", "d", "et"]
        [expand]
        "av" = "avenue"
        "bd" = "boulevard"
        [streets]
        rue = ["rue"]
        avenue = ["avenue"]
        boulevard = ["boulevard"]
        [light]
        san = ["saint", "sainte"]
        [generic]
        school = ["ecole", "groupe scolaire"]
        library = ["mediatheque", "bibliotheque"]
        [[groups]]
        code = "school_level"
        conflict = "veto"
        missing = "review"
        [groups.values]
        infant = ["maternelle"]
        primary = ["elementaire", "primaire"]
        "#,
    )
    .unwrap();
    let m = Matcher::new(Settings {
        packs: vec![french],
        ..Settings::default()
    });
    let a = place(
        1,
        "Médiathèque Jean-Jaurès",
        "12, av. de la République",
        48.86,
        2.38,
    );
    let b = place(
        2,
        "Bibliothèque Jean Jaurès",
        "12 avenue de la Republique",
        48.8601,
        2.3801,
    );
    assert!(m.compare(&a, &b).is_same(), "{:?}", m.compare(&a, &b));
    let infant = at(
        org(1, "École maternelle Sainte-Anne"),
        "3 bd Voltaire",
        48.86,
        2.37,
    );
    let primary = at(
        org(2, "École élémentaire Sainte Anne"),
        "3 bd Voltaire",
        48.86,
        2.37,
    );
    assert!(m.compare(&infant, &primary).is_veto());
}
