//! What readers of each language get.

use std::sync::Arc;

use i18n::{Catalog, Finding, Source, args, missing};
use jiff::civil::{date, time};
use values::{Lang, Refusal, Text};

fn l(tag: &str) -> Lang {
    tag.parse().unwrap()
}

const IT: &str = "\
t-hello = Ciao { $name }!
t-found = { $count ->
    [one] { $count } risultato
   *[other] { $count } risultati
}
t-only = solo
    .title = solo qui
";
const EN: &str = "\
t-hello = Hello { $name }!
t-found = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
t-only = only
    .title = only here
";
const AR: &str = "\
t-hello = مرحبا { $name }!
t-found = { $count ->
    [zero] لا نتائج
    [one] نتيجة واحدة
    [two] نتيجتان
    [few] { $count } نتائج
    [many] { $count } نتيجة
   *[other] { $count } نتيجة
}
t-only = فقط
    .title = هنا فقط
";

fn catalog() -> Arc<Catalog> {
    Catalog::new(
        &l("it"),
        &[
            Source::new("t", "it", IT),
            Source::new("t", "en", EN),
            Source::new("t", "ar", AR),
            Source::new("t", "it-easy", "t-only = e basta\n"),
        ],
    )
    .unwrap()
}

#[test]
fn plurals_follow_each_language() {
    let c = catalog();
    let said = |lang: &str, n: i64| c.tr(&l(lang)).with("t-found", &args!["count" => n]);
    assert_eq!(said("it", 1), "1 risultato");
    assert_eq!(said("it", 12_345), "12.345 risultati");
    assert_eq!(said("en", 0), "0 results");
    assert_eq!(said("ar", 0), "لا نتائج");
    assert_eq!(said("ar", 2), "نتيجتان");
    assert_eq!(said("ar", 5), "5 نتائج");
    assert_eq!(said("ar", 11), "11 نتيجة");
    assert_eq!(said("ar", 100), "100 نتيجة");
}

#[test]
fn names_of_the_other_direction_are_isolated_and_plain_never_is() {
    let c = catalog();
    let name = args!["name" => "Amal"];
    assert_eq!(c.tr(&l("it")).with("t-hello", &name), "Ciao Amal!");
    assert_eq!(
        c.tr(&l("ar")).with("t-hello", &name),
        "مرحبا \u{2068}Amal\u{2069}!"
    );
    assert_eq!(c.tr(&l("ar")).plain("t-hello", &name), "مرحبا Amal!");
    assert_eq!(
        c.tr(&l("it")).with("t-hello", &args!["name" => "أمل"]),
        "Ciao \u{2068}أمل\u{2069}!"
    );
}

#[test]
fn fallbacks_go_base_then_default_and_foreign_ones_are_counted() {
    let c = catalog();
    let easy = c.tr(&l("it-easy"));
    assert_eq!(easy.t("t-only"), "e basta");
    assert_eq!(easy.t("t-only.title"), "solo qui");
    assert_eq!(easy.html_lang(), "it-x-easy");
    assert!(
        c.missed().is_empty(),
        "easy Italian reading Italian is no miss"
    );
    let zh = c.tr(&l("zh"));
    assert_eq!(zh.t("t-only"), "solo");
    assert_eq!(zh.t("t-nowhere"), "t-nowhere");
    assert_eq!(
        c.missed(),
        [
            (l("zh"), "t-nowhere".to_string(), 1),
            (l("zh"), "t-only".to_string(), 1)
        ]
    );
}

#[test]
fn only_complete_languages_are_offered() {
    assert_eq!(
        catalog().complete(),
        [l("ar"), l("en"), l("it"), l("it-easy")],
        "easy Italian reads Italian where it says nothing of its own"
    );
    assert_eq!(missing(&catalog(), &[l("it-easy")]), []);
    assert_eq!(catalog().keys(&l("it-easy")), catalog().keys(&l("it")));
    // an edition is no more complete than its base, and what it replaces takes the same variables
    let c = Catalog::new(
        &l("it"),
        &[
            Source::new("t", "it", IT),
            Source::new("t", "en", "t-only = only\n"),
            Source::new("t", "en-easy", "t-only = just\n"),
            Source::new("t", "it-easy", "t-hello = Ciao { $nome }!\n"),
        ],
    )
    .unwrap();
    assert_eq!(c.complete(), [l("it"), l("it-easy")]);
    assert!(matches!(
        missing(&c, &[l("it-easy")])[..],
        [Finding::Variables { .. }]
    ));
}

#[test]
fn differences_between_languages_are_named() {
    let c = Catalog::new(
        &l("it"),
        &[
            Source::new("t", "it", IT),
            Source::new("t", "en", "t-hello = Hello { $nome }!\nt-new = x\n"),
        ],
    )
    .unwrap();
    let found: Vec<String> = missing(&c, &[l("it"), l("en")])
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        found,
        [
            "en: «t-found» is missing",
            "en: «t-hello» takes {\"nome\"}, the default language takes {\"name\"}",
            "en: «t-only» is missing",
            "en: «t-only.title» is missing",
            "en: «t-new» is not in the default language",
        ]
    );
    assert!(matches!(
        missing(&c, &[l("en")])[0],
        Finding::Missing { .. }
    ));
}

#[test]
fn our_own_words_are_complete_in_every_language_we_bring() {
    let c = Catalog::new(&l("it"), &[]).unwrap();
    let all: Vec<Lang> = c.languages().cloned().collect();
    assert_eq!(all.len(), 6);
    assert_eq!(missing(&c, &all), []);
}

#[test]
fn wrong_sources_say_where() {
    let e = Catalog::new(
        &l("it"),
        &[
            Source::new("a", "it", "a-x = 1\na-y = { $x\n"),
            Source::new("b", "it", "b-x = 1\n\nb-x = 2\n"),
            Source::new("c", "not a tag", "c-x = 1\n"),
        ],
    )
    .unwrap_err()
    .to_string();
    assert!(e.contains("a, it.ftl, line 2:"), "{e}");
    assert!(e.contains("c, not a tag.ftl, line 0:"), "{e}");
    let e = Catalog::new(
        &l("it"),
        &[
            Source::new("a", "it", "a-x = 1\n"),
            Source::new("b", "it", "b-x = 1\n\na-x = 2\n"),
        ],
    )
    .unwrap_err()
    .to_string();
    assert!(e.contains("b, it.ftl, line 3: «a-x» is given twice"), "{e}");
    let e = Catalog::new(&l("sq"), &[]).unwrap_err().to_string();
    assert!(e.contains("no messages at all"), "{e}");
}

#[test]
fn a_city_may_override_a_room() {
    let c = Catalog::new(
        &l("it"),
        &[
            Source::overriding("texts/it.ftl", &l("it"), "t-only = uno solo\n".into()),
            Source::new("t", "it", IT),
        ],
    )
    .unwrap();
    assert_eq!(c.tr(&l("it")).t("t-only"), "uno solo");
}

#[test]
fn dates_are_written_as_each_language_does() {
    let c = Catalog::new(&l("it"), &[]).unwrap();
    let day = date(2026, 11, 22);
    for (lang, long, short, near) in [
        (
            "it",
            "domenica 22 novembre 2026",
            "22 nov 2026",
            "dom 22 nov",
        ),
        (
            "it-easy",
            "domenica 22 novembre 2026",
            "22 nov 2026",
            "dom 22 nov",
        ),
        ("en", "Sunday 22 November 2026", "22 Nov 2026", "Sun 22 Nov"),
        (
            "ar",
            "الأحد، 22 نوفمبر 2026",
            "22 نوفمبر 2026",
            "أحد 22 نوفمبر",
        ),
        (
            "zh",
            "2026年11月22日星期日",
            "2026年11月22日",
            "11月22日周日",
        ),
        (
            "es",
            "domingo, 22 de noviembre de 2026",
            "22 nov 2026",
            "dom, 22 nov",
        ),
        (
            "fil",
            "Linggo, Nobyembre 22, 2026",
            "Nob 22, 2026",
            "Lin, Nob 22",
        ),
    ] {
        let tr = c.tr(&l(lang));
        assert_eq!(tr.date_long(day), long, "{lang}");
        assert_eq!(tr.date_short(day), short, "{lang}");
        assert_eq!(tr.date_near(day), near, "{lang}");
    }
    let it = c.tr(&l("it"));
    assert_eq!(
        it.time_range(time(16, 30, 0, 0), time(18, 0, 0, 0)),
        "16:30–18:00"
    );
    let rome = jiff::tz::TimeZone::get("Europe/Rome").unwrap();
    let t: jiff::Timestamp = "2026-11-21T23:30:00Z".parse().unwrap();
    assert_eq!(it.moment(t.into(), &rome), "22 novembre 2026, ore 00:30");
    assert_eq!(it.weekday(1), "lunedì");
    assert_eq!(it.weekday(99), "domenica");
}

#[test]
fn lists_distances_and_language_names() {
    let c = Catalog::new(&l("it"), &[]).unwrap();
    let it = c.tr(&l("it"));
    assert_eq!(it.list::<&str>(&[]), "");
    assert_eq!(it.list(&["a"]), "a");
    assert_eq!(it.list(&["a", "b"]), "a e b");
    assert_eq!(it.list(&["a", "b", "c"]), "a, b e c");
    assert_eq!(c.tr(&l("zh")).list(&["a", "b", "c"]), "a、b和c");
    assert_eq!(it.distance(847.0), "850\u{a0}m");
    assert_eq!(it.distance(1234.0), "1,2\u{a0}km");
    assert_eq!(it.distance(12_345.0), "12\u{a0}km");
    assert_eq!(it.lang_name(&l("ar")), "arabo");
    assert_eq!(it.lang_name(&l("eu")), "eu");
    assert_eq!(i18n::own_name(&l("ar")), "العربية");
    assert_eq!(c.tr(&l("ar")).dir(), "rtl");
}

#[test]
fn refusals_and_texts_are_said() {
    let c = catalog();
    let en = c.tr(&l("en"));
    assert_eq!(
        en.refusal(&Refusal::new("t-found", 422).arg("count", 1)),
        "1 result"
    );
    // What only could be read as a number is said as it is written.
    let hello = |name: &str| en.refusal(&Refusal::new("t-hello", 422).arg("name", name));
    for code in [
        "05428",
        "1e3",
        "NaN",
        "01930000000070008000000000000001",
        "+5",
        "1.",
        "-",
    ] {
        assert_eq!(hello(code), format!("Hello {code}!"));
    }
    assert_eq!(hello("12.50"), "Hello 12.50!");
    let text = Text::new(&l("it"), "Nuoto");
    let said = en.best(&text).unwrap();
    assert!(said.foreign);
    assert_eq!((said.text, said.lang.as_str()), ("Nuoto", "it"));
    assert!(!c.tr(&l("it-easy")).best(&text).unwrap().foreign);
    assert!(en.best(&Text::default()).is_none());
}
