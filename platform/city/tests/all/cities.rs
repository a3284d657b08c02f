use std::collections::BTreeSet;

use city::{City, DistrictId, SchoolPeriod, Taxonomy};
use values::{Day, Lang, Point, fold};

use crate::cities;

fn load(key: &str) -> City {
    City::load(&cities().join(key)).unwrap_or_else(|errors| {
        let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
        panic!("{}", all.join("\n"))
    })
}

fn lang(s: &str) -> Lang {
    s.parse().unwrap()
}

fn day(s: &str) -> Day {
    s.parse().unwrap()
}

#[test]
fn both_cities_load_without_gaps() {
    for key in ["milano", "portofiaba"] {
        let city = load(key);
        assert_eq!(city.key, key);
        assert_eq!(city.gaps(), [], "{key}");
        for page in ["home", "about", "privacy", "legal", "accessibility", "faq"] {
            let found = city.texts.get(page, &city.default_language);
            assert!(found.is_some_and(|p| !p.body.contains('{')), "{key} {page}");
        }
        assert!(city.is_on("catalogue"));
        assert!(!city.is_on("listening"));
        assert!(!city.is_on("no-such-module"));
    }
}

#[test]
fn the_two_cities_differ_in_everything() {
    let (m, p) = (load("milano"), load("portofiaba"));
    assert_eq!(m.zone.iana_name(), Some("Europe/Rome"));
    assert_eq!(p.zone.iana_name(), Some("Atlantic/Canary"));
    let tags = |c: &City| {
        c.languages
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(tags(&m), ["it", "it-easy", "en", "ar", "zh", "es", "fil"]);
    assert_eq!(tags(&p), ["es", "ar", "en", "it"]);
    assert_eq!(p.default_language, lang("es"));
    assert_eq!(p.districts.all().len(), 5);
    assert!(p.districts.areas().is_empty());
    assert_eq!(p.districts.all()[0].id, DistrictId::from("puerto"));
    assert_eq!(p.districts.all()[4].minors, None);
    assert_eq!(p.districts.minors(), 2166);
    let ar = lang("ar");
    assert_eq!(p.districts.all()[1].label(&ar), "حي المنارة");
    assert_eq!(p.districts.all()[1].label(&lang("en")), "Barrio del Faro");
    assert_eq!(m.full_languages().count(), 6);
}

#[test]
fn milan_has_its_people() {
    let d = load("milano").districts;
    assert_eq!(d.all().len(), 88);
    assert_eq!(d.areas().len(), 9);
    // The totals of ds205 for 2024, see data/README.md: nothing is left unassigned.
    assert_eq!(d.residents(), 1_407_044);
    assert_eq!(d.minors(), 196_577);
    for i in 1..=88 {
        let id = DistrictId(i.to_string());
        let district = d.get(&id).unwrap();
        assert!(d.area(district.area.as_deref().unwrap()).is_some());
        assert!(!district.name.contains('\u{fffd}') && !district.name.contains('Ã'));
    }
    assert_eq!(d.in_area("1").count(), 6);
    assert_eq!(
        (1..=9)
            .map(|a| d.in_area(&a.to_string()).count())
            .sum::<usize>(),
        88
    );
}

#[test]
fn districts_are_found_however_a_source_writes_them() {
    let d = load("milano").districts;
    for (written, id) in [
        ("44", "44"),
        (" 44 ", "44"),
        ("044", "44"),
        ("44.0", "44"),
        ("NAVIGLI", "44"),
        ("QT 8", "66"),
        ("qt8", "66"),
        ("CITTA' STUDI", "22"),
        ("Città  Studi", "22"),
        ("NIGUARDA - CA' GRANDA", "14"),
        ("Q.RE GALLARATESE - Q.RE SAN LEONARDO - LAMPUGNANO", "65"),
        ("MONLUE' - PONTE LAMBRO", "31"),
        ("Pta Romana", "27"),
        ("S. SIRO - STADIO", "60"),
    ] {
        assert_eq!(
            d.resolve(written).map(|d| d.id.as_str()),
            Some(id),
            "{written}"
        );
    }
    for unknown in [
        "",
        "0",
        "89",
        "N.D.",
        "Torino",
        "Porta Ticinese",
        "4.4",
        "-",
    ] {
        assert_eq!(
            d.resolve(unknown).map(|d| d.name.as_str()),
            None,
            "{unknown}"
        );
    }
    let p = load("portofiaba").districts;
    assert_eq!(p.resolve("p2").map(|d| d.id.as_str()), Some("faro"));
    assert_eq!(p.resolve("المينا القديم").map(|d| d.id.as_str()), None);
    assert_eq!(
        p.resolve("الميناء القديم").map(|d| d.id.as_str()),
        Some("puerto")
    );
}

#[test]
fn drawn_districts_hold_their_centres_and_end_somewhere() {
    for key in ["milano", "portofiaba"] {
        let d = load(key).districts;
        assert!(!d.official());
        for one in d.all() {
            assert_eq!(d.at(one.centre).map(|f| &f.id), Some(&one.id));
            let near = d.neighbours(&one.id);
            assert!(!near.is_empty(), "{}", one.id);
            for n in near {
                assert!(d.neighbours(&n.id).iter().any(|b| b.id == one.id));
            }
        }
        assert_eq!(d.at(Point::new(39.9, 116.4).unwrap()), None, "Beijing");
    }
}

/// The districts as a page would draw them, with the markup a path needs.
fn svg(d: &city::Districts) -> String {
    let v = d.view_box();
    let mut out = format!(r#"<svg viewBox="0 0 {} {}">"#, v.width, v.height);
    for s in d.shapes() {
        out += &format!(
            r#"<a href="?district={}"><path class="d c3" d="{}"/></a>"#,
            s.district, s.path
        );
    }
    out + "</svg>"
}

#[test]
fn a_map_fits_into_a_page() {
    for key in ["milano", "portofiaba"] {
        let d = load(key).districts;
        let drawn = svg(&d);
        assert!(drawn.len() < 25_000, "{key}: {} bytes", drawn.len());
        let v = d.view_box();
        for s in d.shapes() {
            assert!(
                s.path.starts_with('M') && s.path.ends_with('z'),
                "{}",
                s.path
            );
            assert!((0..=v.width).contains(&s.centre.x) && (0..=v.height).contains(&s.centre.y));
        }
        let again = load(key).districts;
        assert_eq!(drawn, svg(&again), "the same every time");
    }
}

fn check_taxonomy(city: &City, t: &Taxonomy) {
    for term in t.terms() {
        for l in city.full_languages() {
            let label = term
                .label
                .get(l)
                .unwrap_or_else(|| panic!("{} in {l}", term.key));
            assert!(label.chars().count() <= 70, "{label}");
            let words: Vec<String> = term.words(l).map(fold).collect();
            assert!(words.iter().all(|w| !w.is_empty()), "{} in {l}", term.key);
            let unique: BTreeSet<_> = words.iter().collect();
            assert_eq!(
                unique.len(),
                words.len(),
                "twice in {} {l}: {words:?}",
                term.key
            );
        }
    }
    // Two themes with one label could not be told apart in a list.
    for l in city.full_languages() {
        let mut seen = BTreeSet::new();
        for term in t.terms() {
            let label = term.label.get(l).unwrap_or_default();
            assert!(
                seen.insert(fold(label)),
                "«{label}» twice in {} ({l})",
                t.key
            );
        }
    }
}

#[test]
fn taxonomies_are_complete_in_every_language() {
    for key in ["milano", "portofiaba"] {
        let city = load(key);
        for t in city.taxonomies.all() {
            check_taxonomy(&city, t);
        }
    }
}

#[test]
fn every_language_is_written_in_its_own_script() {
    let city = load("milano");
    for t in city.taxonomies.all() {
        for term in t.terms() {
            let has = |l: &str, range: std::ops::RangeInclusive<char>| {
                term.label
                    .get(&lang(l))
                    .is_some_and(|s| s.chars().any(|c| range.contains(&c)))
            };
            assert!(has("ar", '\u{600}'..='\u{6ff}'), "{} ar", term.key);
            let zh_ok = has("zh", '\u{4e00}'..='\u{9fff}') || term.key == "identity.lgbt";
            assert!(zh_ok, "{} zh", term.key);
            for l in ["it", "en", "es", "fil", "it-easy"] {
                assert!(!has(l, '\u{600}'..='\u{6ff}') && !has(l, '\u{4e00}'..='\u{9fff}'));
            }
        }
    }
}

#[test]
fn milan_has_five_domains_and_many_themes() {
    let city = load("milano");
    let service = city.taxonomies.get("service").unwrap();
    let domains: Vec<&str> = service.roots().map(|t| t.key.as_str()).collect();
    assert_eq!(domains, ["education", "culture", "sport", "health", "stem"]);
    let colours: BTreeSet<_> = service
        .roots()
        .map(|t| (t.colour, t.icon.clone()))
        .collect();
    assert_eq!(colours.len(), 5, "each domain its own colour and icon");
    let themes = service.terms().iter().filter(|t| t.depth == 2).count();
    assert!(themes >= 120, "{themes}");
    assert!(service.terms().iter().all(|t| t.depth <= 2));
    assert!(
        service
            .terms()
            .iter()
            .all(|t| t.depth == 2 || !t.children.is_empty()),
        "a group without themes"
    );
    assert_eq!(city.taxonomies.get("wellbeing").unwrap().terms().len(), 7);
    for (taxonomy, term) in [("need", "arrival.new"), ("accessibility", "sign-language")] {
        assert!(city.taxonomies.term(taxonomy, term).is_some());
    }
    let path: Vec<&str> = service
        .path("sport.swimming")
        .iter()
        .map(|t| t.key.as_str())
        .collect();
    assert_eq!(path, ["sport", "sport.water", "sport.swimming"]);
    assert_eq!(service.children("sport.water").count(), 7);
    assert_eq!(service.within("sport.water").len(), 8);
    assert_eq!(service.within("nothing").len(), 0);
    assert_eq!(
        service.within("sport").len() + service.within("stem").len(),
        service
            .terms()
            .iter()
            .filter(|t| t.key.starts_with("sport") || t.key.starts_with("stem"))
            .count()
    );
}

#[test]
fn what_families_type_finds_the_theme() {
    let city = load("milano");
    let service = city.taxonomies.get("service").unwrap();
    for (typed, key) in [
        ("piscina", "sport.swimming"),
        ("Asilo Nido", "education.creche"),
        ("aiuto compiti", "education.homework-help"),
        ("doposcuola", "education.after-school-club"),
        ("ballare", "culture.dance"),
        ("ginnastica artistica", "sport.artistic-gymnastics"),
        ("non parlo italiano", "education.italian"),
        ("سباحة", "sport.swimming"),
        ("تعلّم السباحة", "sport.swimming"),
        ("学游泳", "sport.swimming"),
        ("街舞", "culture.hip-hop"),
        ("campamento de verano", "education.summer-camp"),
        ("homework club", "education.homework-help"),
        ("assignment", "education.homework-help"),
        ("Mi prendono in giro", "health.bullying"),
    ] {
        let found: Vec<&str> = service.named(typed).map(|t| t.key.as_str()).collect();
        assert!(found.contains(&key), "{typed}: {found:?}");
    }
    assert_eq!(service.named("xyzzy").count(), 0);
    let swimming = service.term("sport.swimming").unwrap();
    assert_eq!(swimming.label(&lang("it-easy"), &[]), "Nuotare in piscina");
    assert_eq!(swimming.label(&lang("ro"), &[lang("en")]), "Swimming");
}

#[test]
fn the_school_year_of_milan() {
    let c = load("milano").calendar;
    for (d, term) in [
        ("2026-09-11", false),
        ("2026-09-12", true),
        ("2026-12-22", true),
        ("2026-12-23", false),
        ("2027-01-06", false),
        ("2027-01-07", true),
        ("2027-02-11", true),
        // Easter 2027 is on 28 March: Ambrosian Lent begins on Sunday 14 February.
        ("2027-02-12", false),
        ("2027-02-13", false),
        ("2027-02-15", true),
        ("2027-03-24", true),
        ("2027-03-25", false),
        ("2027-03-30", false),
        ("2027-03-31", true),
        ("2027-06-08", true),
        ("2027-06-09", false),
        ("2027-08-01", false),
    ] {
        let want = if term {
            SchoolPeriod::Term
        } else {
            SchoolPeriod::Holiday
        };
        assert_eq!(c.period(day(d)), want, "{d}");
    }
    assert!(!c.is_school_day(day("2026-09-12")), "a Saturday");
    assert!(c.is_school_day(day("2026-09-14")));
    assert!(!c.is_school_day(day("2026-12-07")), "the patron's day");
    let it = lang("it");
    let name = |d: &str| {
        c.holiday(day(d))
            .and_then(|h| h.name.get(&it))
            .map(String::from)
    };
    assert_eq!(name("2027-03-29").as_deref(), Some("Lunedì dell'Angelo"));
    assert_eq!(name("2026-10-04").as_deref(), Some("San Francesco"));
    assert_eq!(name("2025-10-04"), None, "a holiday only since 2026");
    assert_eq!(name("2026-10-05"), None);
    assert_eq!(c.holidays(2026).len(), 14);
    assert_eq!(
        c.pause(day("2026-12-30")).and_then(|n| n.get(&it)),
        Some("Vacanze di Natale")
    );
}

#[test]
fn a_single_year_may_leave_the_rule() {
    let c = load("portofiaba").calendar;
    assert_eq!(
        c.lessons(2026),
        Some((day("2026-09-14"), day("2027-06-18")))
    );
    assert_eq!(
        c.lessons(2027),
        Some((day("2027-09-10"), day("2028-06-20")))
    );
    assert_eq!(c.period(day("2026-09-11")), SchoolPeriod::Holiday);
    assert_eq!(c.period(day("2027-09-11")), SchoolPeriod::Term);
}

#[test]
fn texts_fall_back_and_say_so() {
    let small = load("portofiaba");
    let fallbacks = [small.default_language.clone()];
    let best = |l: &str| {
        small
            .texts
            .best("privacy", &lang(l), &fallbacks)
            .map(|(l, _)| l.to_string())
    };
    assert_eq!(best("es").as_deref(), Some("es"));
    assert_eq!(best("ar").as_deref(), Some("es"));
    assert_eq!(best("es-easy").as_deref(), Some("es"));
    let city = load("milano");
    let fallbacks = [city.default_language.clone()];
    assert!(
        city.texts
            .best("nothing", &lang("it"), &fallbacks)
            .is_none()
    );
    let home = city.texts.get("home", &lang("zh")).unwrap();
    assert!(home.title.starts_with("米兰"), "{}", home.title);
    assert!(
        city.texts
            .get("faq", &lang("it"))
            .unwrap()
            .body
            .contains("020202")
    );
}

#[test]
fn a_real_city_says_everything_in_each_of_its_languages() {
    let city = load("milano");
    let mut missing = Vec::new();
    for name in city.texts.names() {
        for lang in &city.languages {
            match city.texts.get(name, lang) {
                None => missing.push(format!("{lang}/{name}.md is not there")),
                // a language of its own, not the default language's text under another name
                Some(text) if lang.base() != city.default_language => {
                    let own = city.texts.get(name, &city.default_language).unwrap();
                    if own.body == text.body {
                        missing.push(format!("{lang}/{name}.md is not translated"));
                    }
                }
                Some(_) => {}
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}
