//! What is read out of questions, in each language.

use catalogue::model::Weekday;
use catalogue::search::{Age, Filter, Slot, Times, Understood};
use values::{Cents, Lang};

use crate::fixture::{lang, milano, today};

fn read(l: &str, words: &str) -> Understood {
    milano().understand(words, &lang(l), Some((today(), 600)), &[])
}

#[test]
fn ages_are_read_in_every_language() {
    for (l, words, rest, age) in [
        ("it", "calcio 9 anni", "calcio", Age::years(9)),
        (
            "it",
            "nuoto per bambina di sei anni",
            "nuoto per bambina di",
            Age::years(6),
        ),
        ("it", "giochi 6-10 anni", "giochi", Age::span(6, 10)),
        ("it", "dai 6 ai 10 anni", "dai", Age::span(6, 10)),
        ("it", "terza elementare", "", Age::years(8)),
        ("it", "nuoto 8 mesi", "nuoto", Age::months(8)),
        ("en", "9 year old swimming", "swimming", Age::years(9)),
        ("en", "aged 7 chess", "chess", Age::years(7)),
        ("en", "dance for teenagers", "dance for", Age::span(13, 17)),
        ("ar", "كرة القدم ٩ سنوات", "كره القدم", Age::years(9)),
        ("zh", "9岁足球", "足球", Age::years(9)),
        ("zh", "八岁游泳", "游泳", Age::years(8)),
        ("es", "fútbol 9 años", "futbol", Age::years(9)),
        (
            "fil",
            "basketball 10 taong gulang",
            "basketball",
            Age::years(10),
        ),
    ] {
        let got = read(l, words);
        assert_eq!(got.age, Some(age), "{words}");
        assert_eq!(got.rest, rest, "{words}");
        assert_eq!(got.filters, [Filter::Age], "{words}");
    }
    for words in ["calcio 9", "2026", "qt8 nuoto", "500 anni di storia"] {
        assert_eq!(read("it", words).age, None, "{words}");
    }
}

#[test]
fn free_prices_days_and_places_are_read() {
    let got = read("en", "free football for 9 year old near San Siro");
    assert_eq!(got.filters, [Filter::Near, Filter::Free, Filter::Age]);
    assert_eq!(got.rest, "football for");
    assert_eq!(got.place, "San Siro");
    for (l, words) in [
        ("it", "calcio gratis"),
        ("en", "free football"),
        ("ar", "كرة قدم مجانية"),
        ("zh", "免费足球"),
        ("es", "fútbol gratis"),
        ("fil", "libreng football"),
    ] {
        assert_eq!(read(l, words).filters, [Filter::Free], "{words}");
    }
    for (l, words, times) in [
        (
            "it",
            "judo sabato mattina",
            Times::one(Weekday::Saturday, Slot::Morning),
        ),
        ("it", "judo martedì", Times::day(Weekday::Tuesday)),
        (
            "en",
            "judo on tuesday afternoon",
            Times::one(Weekday::Tuesday, Slot::Afternoon),
        ),
        (
            "ar",
            "جودو السبت صباحا",
            Times::one(Weekday::Saturday, Slot::Morning),
        ),
        (
            "zh",
            "周六上午柔道",
            Times::one(Weekday::Saturday, Slot::Morning),
        ),
        (
            "es",
            "judo los martes por la tarde",
            Times::one(Weekday::Tuesday, Slot::Afternoon),
        ),
        (
            "fil",
            "judo tuwing martes ng hapon",
            Times::one(Weekday::Tuesday, Slot::Afternoon),
        ),
    ] {
        assert_eq!(read(l, words).times, times, "{words}");
    }
    assert_eq!(read("it", "tennis fino a 20 €").price, Some(Cents(2000)));
    assert_eq!(read("en", "tennis under 50 euros").price, Some(Cents(5000)));
    let there = read("it", "judo a Quarto Oggiaro");
    assert_eq!(
        (there.districts, there.rest.as_str()),
        (vec!["76".to_string()], "judo")
    );
    let stop = read("it", "nuoto vicino alla metro Loreto");
    assert_eq!(
        (stop.place.as_str(), stop.rest.as_str()),
        ("Loreto", "nuoto")
    );
    assert!(stop.near.is_some_and(|n| n.radius == 1000));
    // A stop's single name by itself could be anything.
    assert!(read("it", "lezioni su wagner").filters.is_empty());
    assert!(read("it", "Buonarroti").filters.is_empty());
    let spoken: Vec<Lang> = vec![lang("ar")];
    assert_eq!(read("it", "pediatra che parla arabo").languages, spoken);
}

#[test]
fn what_a_phrase_names_is_no_filter() {
    // The name of a theme may hold words that are filters elsewhere.
    let got = read("en", "online safety");
    assert_eq!((got.filters, got.rest.as_str()), (vec![], "online safety"));
    assert_eq!(read("it", "compiti online").filters, [Filter::Remote]);
}

#[test]
fn what_is_taken_back_asks_nothing() {
    let view = milano();
    let words = "calcio gratis 9 anni";
    let not = [Filter::Age];
    let got = view.understand(words, &lang("it"), Some((today(), 600)), &not);
    assert_eq!(
        (got.filters, got.rest.as_str()),
        (vec![Filter::Free], "calcio")
    );
}

#[test]
fn why_says_where_words_were_found() {
    let view = milano();
    let mut query = catalogue::search::Query::all(lang("it"));
    query.words = "nuoto".into();
    let hit = view.search(&query).expect("an answer").hits[0];
    let reasons = view
        .why("nuotto corso", &lang("it"), hit.service)
        .expect("reasons");
    assert!(
        reasons
            .iter()
            .any(|r| r.word == "nuotto" && r.found.to_lowercase().contains("nuot")),
        "{reasons:?}"
    );
    let none = view
        .why("astronave", &lang("it"), hit.service)
        .expect("reasons");
    assert!(none.is_empty(), "{none:?}");
}
