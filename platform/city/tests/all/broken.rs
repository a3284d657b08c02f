use std::fs;
use std::path::Path;

use city::{City, CityError};

use crate::cities;

/// Copies a folder and everything in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The small city with one change in one file; the errors it then gives.
fn errors(file: &str, change: impl Fn(String) -> Option<String>) -> Vec<CityError> {
    let dir = tempfile::tempdir().unwrap();
    copy(&cities().join("portofiaba"), dir.path());
    let path = dir.path().join(file);
    let before = fs::read_to_string(&path).unwrap_or_default();
    match change(before) {
        Some(after) => {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, after).unwrap();
        }
        None => fs::remove_file(&path).unwrap(),
    }
    City::load(dir.path()).err().unwrap_or_default()
}

/// Each row: file, text to replace, replacement, file that is blamed and what the message says.
const ROWS: &[(&str, &str, &str, &str, &[&str])] = &[
    (
        "city.toml",
        "key = \"portofiaba\"",
        "key = \"Porto Fiaba\"",
        "city.toml",
        &["key", "not a key"],
    ),
    (
        "city.toml",
        "key = \"portofiaba\"",
        "key = ",
        "city.toml",
        &["line 4"],
    ),
    (
        "city.toml",
        "Atlantic/Canary",
        "Atlantic/Atlantis",
        "city.toml",
        &["time_zone", "Atlantis"],
    ),
    (
        "city.toml",
        "country = \"ES\"",
        "country = \"Spain\"",
        "city.toml",
        &["country", "Spain"],
    ),
    (
        "city.toml",
        "currency = \"EUR\"",
        "currency = \"€\"",
        "city.toml",
        &["currency"],
    ),
    (
        "city.toml",
        "default_language = \"es\"",
        "default_language = \"fr\"",
        "city.toml",
        &["fr", "not among"],
    ),
    (
        "city.toml",
        "\"en\", \"it\"]",
        "\"en\", \"en\", \"it\"]",
        "city.toml",
        &["en", "twice"],
    ),
    (
        "city.toml",
        "\"en\", \"it\"]",
        "\"en\", \"it\", \"fr-easy\"]",
        "city.toml",
        &["fr-easy", "variant"],
    ),
    (
        "city.toml",
        "\"en\", \"it\"]",
        "\"en\", \"it\", \"x\"]",
        "city.toml",
        &["line 9", "«x»"],
    ),
    (
        "city.toml",
        "licence = \"CC0 1.0\"",
        "licence = \" \"",
        "city.toml",
        &["open_data.licence", "empty"],
    ),
    (
        "city.toml",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "creativecommons.org/a b",
        "city.toml",
        &["open_data.licence_url", "not an address"],
    ),
    (
        "city.toml",
        "iban = \"IT60X0542811101000000123456\"",
        "iban = \"IT60X0542811101000000123457\"",
        "city.toml",
        &["payments.iban", "not an IBAN"],
    ),
    (
        "city.toml",
        "bic = \"BLOPIT22\"",
        "bic = \"BLO\"",
        "city.toml",
        &["payments.bic", "«BLO»"],
    ),
    (
        "city.toml",
        "cuc = \"EXMPL002\"",
        "cuc = \"EX\"\nabi = \"12345\"",
        "city.toml",
        &["payments.cuc", "«EX»"],
    ),
    (
        "city.toml",
        "execution_days = 5",
        "execution_days = 0",
        "city.toml",
        &["payments.execution_days", "0 is not"],
    ),
    (
        "city.toml",
        "name = \"Comune di Portofiaba\"",
        "name = \" \"",
        "city.toml",
        &["payments.name", "1 to 70"],
    ),
    (
        "city.toml",
        "dial = \"+0000010\"",
        "dial = \"10\"",
        "city.toml",
        &["helpline.dial", "«10»"],
    ),
    (
        "city.toml",
        "phone = \"000 00 10\"",
        "phone = \"?\"",
        "city.toml",
        &["helpline.phone"],
    ),
    (
        "city.toml",
        "infancia@example.org",
        "infancia",
        "city.toml",
        &["department «children»", "«infancia»"],
    ),
    (
        "city.toml",
        "es = \"Infancia\", ",
        "",
        "city.toml",
        &["department «children»", "default language «es»"],
    ),
    (
        "city.toml",
        "es = \"Infancia\", ",
        "es = \"Infancia\", fr = \"Enfance\", ",
        "city.toml",
        &["«fr» is not a language"],
    ),
    (
        "city.toml",
        "[modules]",
        "[modulos]",
        "city.toml",
        &["line", "modulos"],
    ),
    (
        "city.toml",
        "reach_metres = 700",
        "reach_metres = -1",
        "city.toml",
        &["map.reach_metres"],
    ),
    (
        "city.toml",
        "publisher = \"Wish Mi\"",
        "publisher = \" \"",
        "city.toml",
        &["attribution"],
    ),
    (
        "districts.csv",
        "id,name,",
        "name,",
        "districts.csv",
        &["header", "«id» is missing"],
    ),
    (
        "districts.csv",
        "residents",
        "population",
        "districts.csv",
        &["header", "«population» is unknown"],
    ),
    (
        "districts.csv",
        "name_ar",
        "name_fr",
        "districts.csv",
        &["name_fr", "not a language"],
    ),
    (
        "districts.csv",
        "faro,Barrio",
        "puerto,Barrio",
        "districts.csv",
        &["line 4", "«puerto»", "twice"],
    ),
    (
        "districts.csv",
        "faro,Barrio",
        "el faro,Barrio",
        "districts.csv",
        &["line 4", "identifier"],
    ),
    (
        "districts.csv",
        "Las Salinas",
        "",
        "districts.csv",
        &["line 6", "name is missing"],
    ),
    (
        "districts.csv",
        "|P2",
        "|P1",
        "districts.csv",
        &["line 4", "«P1»", "«puerto»"],
    ),
    (
        "districts.csv",
        "|P2",
        "|SALINAS",
        "districts.csv",
        &["line 4", "id of district «salinas»"],
    ),
    (
        "districts.csv",
        "4210",
        "4.210",
        "districts.csv",
        &["line 3", "residents", "4.210"],
    ),
    (
        "districts.csv",
        "655",
        "6550",
        "districts.csv",
        &["line 3", "more than 4210 residents"],
    ),
    (
        "districts.csv",
        "28.4630",
        "28,4630",
        "districts.csv",
        &["line 3"],
    ),
    (
        "districts.csv",
        "28.4630",
        "128.4630",
        "districts.csv",
        &["line 3", "place on Earth"],
    ),
    (
        "districts.csv",
        "28.4702,-16.2441",
        "28.4630,-16.2480",
        "districts.csv",
        &["line 4", "same as", "puerto"],
    ),
    (
        "calendar.toml",
        "09-10",
        "09-31",
        "calendar.toml",
        &["line 2", "«09-31»"],
    ),
    (
        "calendar.toml",
        "last_lesson = \"06-20\"",
        "last_lesson = \"2027-06-20\"",
        "calendar.toml",
        &["last_lesson", "one year"],
    ),
    (
        "calendar.toml",
        "\"friday\"",
        "\"viernes\"",
        "calendar.toml",
        &["school_days", "viernes"],
    ),
    (
        "calendar.toml",
        "last = \"2027-06-18\"",
        "last = \"2025-06-18\"",
        "calendar.toml",
        &["2026-09-14"],
    ),
    (
        "calendar.toml",
        "key = \"easter\"",
        "key = \"christmas\"",
        "calendar.toml",
        &["break «christmas»", "twice"],
    ),
    (
        "calendar.toml",
        "es = \"Semana Santa\", ",
        "",
        "calendar.toml",
        &["break «easter»", "«es»"],
    ),
    (
        "taxonomies/service.toml",
        "[taxonomy]",
        "[head]",
        "taxonomies/service.toml",
        &["line 3", "head"],
    ),
    (
        "taxonomies/service.toml",
        "key = \"sea.swimming\"",
        "key = \"sea.sailing\"",
        "taxonomies/service.toml",
        &["line 23", "sea.sailing", "line 15"],
    ),
    (
        "taxonomies/service.toml",
        "parent = \"sea\"",
        "parent = \"ocean\"",
        "taxonomies/service.toml",
        &["«ocean» does not exist"],
    ),
    (
        "taxonomies/service.toml",
        "key = \"sea\"\n",
        "key = \"sea\"\nparent = \"sea.swimming\"\n",
        "taxonomies/service.toml",
        &["below itself"],
    ),
    (
        "taxonomies/service.toml",
        "key = \"sea\"\n",
        "key = \"The sea\"\n",
        "taxonomies/service.toml",
        &["line 6", "key"],
    ),
    (
        "taxonomies/service.toml",
        "colour = 3",
        "colour = 9",
        "taxonomies/service.toml",
        &["term «sea»", "1 to 5"],
    ),
    (
        "taxonomies/service.toml",
        "es = [\"Natación\"",
        "eng = [\"Natación\"",
        "taxonomies/service.toml",
        &["«eng»", "term «sea.swimming»"],
    ),
    (
        "taxonomies/service.toml",
        "es = [\"Natación\", \"nadar\", \"piscina\"]",
        "es = \"Natación\"",
        "taxonomies/service.toml",
        &["es is not a list"],
    ),
    (
        "taxonomies/service.toml",
        "\"nadar\"",
        "\" \"",
        "taxonomies/service.toml",
        &["es is not a list"],
    ),
    (
        "texts/es/faq.md",
        "+++\ntitle",
        "title",
        "texts/es/faq.md",
        &["line 1", "title is missing"],
    ),
    (
        "texts/es/faq.md",
        "title =",
        "name =",
        "texts/es/faq.md",
        &["line 2"],
    ),
    (
        "texts/es/faq.md",
        "{city}",
        "{town}",
        "texts/es/faq.md",
        &["line 5", "«{town}»"],
    ),
    (
        "texts/fr/faq.md",
        "",
        "+++\ntitle = \"x\"\n+++\nx\n",
        "texts/fr",
        &["«fr» is not a language"],
    ),
    (
        "texts/en/news.md",
        "",
        "+++\ntitle = \"x\"\n+++\nx\n",
        "texts/es/news.md",
        &["default language"],
    ),
];

#[test]
fn each_mistake_is_told_with_its_place() {
    let mut wrong = Vec::new();
    for (file, from, to, blamed, says) in ROWS {
        let found = errors(file, |text| {
            assert!(text.contains(from), "{file} has no «{from}»");
            Some(if from.is_empty() {
                (*to).to_string()
            } else {
                text.replacen(from, to, 1)
            })
        });
        let told: Vec<String> = found.iter().map(ToString::to_string).collect();
        let right = found.iter().any(|e| {
            let text = e.to_string();
            e.file == *blamed && !e.mend.is_empty() && says.iter().all(|s| text.contains(s))
        });
        if !right {
            wrong.push(format!("{file}: «{from}» → «{to}» says {told:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn missing_and_unreadable_files_are_told() {
    for file in ["city.toml", "districts.csv", "calendar.toml"] {
        let found = errors(file, |_| None);
        assert!(
            found
                .iter()
                .any(|e| e.file == file && e.what.contains("missing")),
            "{file}: {found:?}"
        );
    }
    let dir = tempfile::tempdir().unwrap();
    let nothing = City::load(&dir.path().join("nowhere")).unwrap_err();
    assert_eq!(nothing.len(), 1);
    assert_eq!(nothing[0].file, "city.toml");

    copy(&cities().join("portofiaba"), dir.path());
    fs::write(
        dir.path().join("texts/es/faq.md"),
        b"+++\ntitle = \"\xe8\"\n+++\nx",
    )
    .unwrap();
    let latin1 = City::load(dir.path()).unwrap_err();
    assert!(
        latin1[0]
            .to_string()
            .contains("line 2: the file is not UTF-8"),
        "{latin1:?}"
    );
}

#[test]
fn all_mistakes_are_told_together() {
    let dir = tempfile::tempdir().unwrap();
    copy(&cities().join("portofiaba"), dir.path());
    for (file, from, to) in [
        ("city.toml", "infancia@example.org", "x"),
        ("districts.csv", "655", "x"),
        ("districts.csv", "402", "y"),
        ("calendar.toml", "friday", "viernes"),
        ("taxonomies/service.toml", "colour = 3", "colour = 0"),
        ("taxonomies/accessibility.toml", "es = [", "xx = ["),
        ("texts/es/faq.md", "{city}", "{x}"),
    ] {
        let path = dir.path().join(file);
        let text = fs::read_to_string(&path).unwrap().replacen(from, to, 1);
        fs::write(path, text).unwrap();
    }
    let told = City::load(dir.path()).unwrap_err();
    let mut files: Vec<&str> = told.iter().map(|e| e.file.as_str()).collect();
    files.dedup();
    assert_eq!(
        files,
        [
            "city.toml",
            "districts.csv",
            "taxonomies/accessibility.toml",
            "taxonomies/service.toml",
            "calendar.toml",
            "texts/es/faq.md",
        ]
    );
}

#[test]
fn a_missing_translation_is_a_gap_and_no_error() {
    let dir = tempfile::tempdir().unwrap();
    copy(&cities().join("portofiaba"), dir.path());
    let path = dir.path().join("taxonomies/service.toml");
    let text = fs::read_to_string(&path)
        .unwrap()
        .replacen("ar = [\"سباحة\", \"مسبح\"]\n", "", 1);
    fs::write(path, text).unwrap();
    let city = City::load(dir.path()).unwrap();
    assert_eq!(city.gaps().len(), 1);
    assert_eq!(city.gaps()[0].lang.as_str(), "ar");
    assert!(
        city.gaps()[0].place.contains("sea.swimming"),
        "{:?}",
        city.gaps()
    );
    let term = city.taxonomies.term("service", "sea.swimming").unwrap();
    assert_eq!(
        term.label(
            &"ar".parse().unwrap(),
            std::slice::from_ref(&city.default_language)
        ),
        "Natación"
    );
}

#[test]
fn photographs_are_files_of_the_folder_with_words_and_credit() {
    let id = "0192f000-0000-7000-8000-000000000001";
    let good = |key: &str, value: &str| {
        let mut all = vec![
            ("record", format!("\"{id}\"")),
            ("file", "\"a.png\"".to_string()),
            ("alt", "{ es = \"El muelle\" }".to_string()),
            ("credit", "\"Ana, CC BY 4.0\"".to_string()),
        ];
        for (k, v) in &mut all {
            if *k == key {
                *v = value.to_string();
            }
        }
        let lines: Vec<String> = all.iter().map(|(k, v)| format!("{k} = {v}")).collect();
        format!("[[photo]]\n{}\n", lines.join("\n"))
    };
    for (key, value, says) in [
        (
            "file",
            "\"https://evil.example/a.png\"",
            "not the name of a file",
        ),
        ("file", "\"../city.toml\"", "not the name of a file"),
        ("file", "\"/etc/passwd\"", "not the name of a file"),
        ("file", "\"a.png\"", "cannot be read"),
        ("record", "\"7\"", "not an identifier"),
        ("alt", "{ en = \"The pier\" }", "default language"),
        ("credit", "\" \"", "credit"),
        ("file", "\"photos.toml\"", "neither JPEG nor PNG"),
    ] {
        let wrong = errors("photos/photos.toml", |_| Some(good(key, value)));
        let told: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        assert!(
            told.iter()
                .any(|t| t.starts_with("photos/photos.toml, photo «") && t.contains(says)),
            "{key} = {value}: {told:?}"
        );
    }
}
