//! What the demo says: whole, plain, in three languages, and naming nobody real.

use super::*;

#[test]
fn texts_are_whole_in_three_languages() {
    let (_, demo) = milano();
    let check = |text: &values::Text, what: &str, sentence: bool| {
        for tag in ["it", "en", "ar"] {
            let t = text
                .get(&lang(tag))
                .unwrap_or_else(|| panic!("{what}: nothing in {tag}"));
            assert!(!t.contains(['{', '}']), "{t}");
            assert!(
                !t.contains("  ") && !t.contains(" .") && !t.contains(" ,"),
                "{t}"
            );
            assert!(t.trim() == t && !t.is_empty(), "{t}");
            if sentence {
                assert!(t.ends_with(['.', '!', '?', '؟']), "{t}");
            }
        }
        let ar = text.get(&lang("ar")).unwrap();
        assert!(
            ar.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c)),
            "{ar}"
        );
    };
    for s in &demo.services {
        check(&s.name, "name", false);
        check(&s.description, "description", true);
        check(&s.application_process, "application", true);
        let first = s.name.get(&lang("it")).unwrap().chars().next().unwrap();
        assert!(first.is_uppercase() || first.is_numeric(), "{:?}", s.name);
        for t in [&s.eligibility, &s.alert, &s.fees]
            .into_iter()
            .filter(|t| !t.is_empty())
        {
            check(t, "notice", true);
        }
        for d in &s.required_documents {
            check(d, "document", false);
        }
    }
    for o in &demo.organizations {
        check(&o.description, &o.name, true);
        assert!(!o.name.contains(['{', '}']));
        let last = o.name.chars().last().unwrap();
        assert!(
            !last.is_numeric() || o.name.ends_with("QT8"),
            "numbered: {}",
            o.name
        );
        assert!(o.demo);
    }
    for l in &demo.locations {
        assert!(
            !l.name.contains(['{', '}']) && !l.name.contains("  "),
            "{}",
            l.name
        );
        check(&l.transportation, &l.name, true);
    }
    // What Italian would never write: articles and prepositions that were glued together.
    let it = lang("it");
    for s in &demo.services {
        let text = format!(
            "{} {}",
            s.name.get(&it).unwrap(),
            s.description.get(&it).unwrap()
        );
        for wrong in [
            " a il ", " di il ", " in la ", " a la ", " da il ", "dell' ", " dai 8 ", " dai 11 ",
            " ai 8 ", " ai 11 ",
        ] {
            assert!(!text.contains(wrong), "{text}");
        }
    }
}

#[test]
fn nobody_real_is_named_or_reachable() {
    let (_, demo) = milano();
    let phones = demo.services.iter().flat_map(|s| &s.phones);
    for p in demo
        .organizations
        .iter()
        .flat_map(|o| &o.phones)
        .chain(phones)
    {
        assert!(
            p.number.starts_with("+390200") && p.number.len() == 13,
            "{}",
            p.number
        );
    }
    let mails = demo.services.iter().filter_map(|s| s.email.as_deref());
    for m in demo
        .organizations
        .iter()
        .filter_map(|o| o.email.as_deref())
        .chain(mails)
    {
        assert!(
            m.ends_with(".example") && m.matches('@').count() == 1,
            "{m}"
        );
    }
    let urls = demo.services.iter().filter_map(|s| s.url.as_deref());
    for u in demo
        .organizations
        .iter()
        .filter_map(|o| o.website.as_deref())
        .chain(urls)
    {
        let host = u
            .strip_prefix("https://")
            .unwrap()
            .split('/')
            .next()
            .unwrap();
        assert!(host.ends_with(".example"), "{u}");
        assert!(
            u.chars()
                .all(|c| c.is_ascii_alphanumeric() || "-./:".contains(c)),
            "{u}"
        );
    }
    let names: BTreeSet<String> = demo.organizations.iter().map(|o| fold(&o.name)).collect();
    assert_eq!(
        names.len(),
        demo.organizations.len(),
        "two organisations of one name"
    );
}

/// For the eye: `cargo test -p catalogue a_sample_to_read -- --nocapture` prints services to read
/// aloud; the test itself holds the length of sentences down, as plain language asks.
#[test]
fn a_sample_to_read() {
    let (_, demo) = milano();
    let orgs: BTreeMap<Id, &Organization> = demo.organizations.iter().map(|o| (o.id, o)).collect();
    let places: BTreeMap<Id, &Location> = demo.locations.iter().map(|l| (l.id, l)).collect();
    let mut chance = Chance::new(41);
    for _ in 0..40 {
        let s = chance.pick(&demo.services).unwrap();
        let at = demo
            .services_at_location
            .iter()
            .find(|t| t.service_id == s.id)
            .map_or("online", |t| places[&t.location_id].name.as_str());
        println!("\n== {} | {}", orgs[&s.organization_id].name, at);
        for (l, name) in s.name.iter() {
            println!("{l}: {name} — {}", s.description.get(l).unwrap());
        }
        let when: Vec<String> = times(demo, s)
            .iter()
            .map(|t| {
                let days: Vec<String> = t.byday.iter().map(ToString::to_string).collect();
                format!(
                    "{:?} {} {:?}-{:?} {:?}..{:?}",
                    t.freq,
                    days.join(" "),
                    t.opens_at.map(|t| t.to_string()),
                    t.closes_at.map(|t| t.to_string()),
                    t.dtstart,
                    t.until
                )
            })
            .collect();
        println!("   when: {}", when.join(" / "));
        let it = lang("it");
        let paid: Vec<String> = s
            .cost_options
            .iter()
            .map(|c| {
                format!(
                    "{} {:?} {}",
                    c.amount.unwrap(),
                    c.unit,
                    c.option.get(&it).unwrap_or("")
                )
            })
            .collect();
        println!(
            "   ages {:?}; {}; {}",
            s.ages,
            paid.join(", "),
            s.fees.get(&it).unwrap_or("")
        );
        println!(
            "   {} | {} | {:?} | {:?}",
            s.application_process.get(&it).unwrap(),
            s.eligibility.get(&it).unwrap_or(""),
            s.languages,
            s.accessibility
        );
    }
    let it = lang("it");
    let mut words = 0;
    let mut sentences = 0;
    for s in &demo.services {
        for sentence in s.description.get(&it).unwrap().split(['.', '!', '?']) {
            let n = sentence.split_whitespace().count();
            assert!(n <= 24, "too long: {sentence}");
            words += n;
            sentences += usize::from(n > 0);
        }
    }
    println!("words a sentence: {:.1}", words as f64 / sentences as f64);
    assert!(words / sentences <= 15);
}
