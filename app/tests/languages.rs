//! Holds what is said in all languages together: every room's words in every language of every city,
//! and no language's words left standing in another's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use i18n::{Catalog, Source, Tr, args};
use values::Lang;

/// Words that English lends to other languages, and names: right as they stand. In small letters.
const SHARED: &[&str] = &[
    "wish mi",
    "menu",
    "home",
    "file",
    "error",
    "e-mail",
    "website",
    "online",
    "link",
    "privacy",
    "video",
    "audio",
    "sms",
    "passkey",
    "hsds api",
    "filipino",
    "urdu",
    "punjabi",
    "hindi",
    // these languages have no other name in Filipino (Unicode CLDR 47)
    "persian",
    "polish",
    "romanian",
    "sinhala",
    "albanian",
    "turkish",
    "ukrainian",
];

/// Fewer letters are a coincidence (`mar`, `nov`).
const LETTERS: usize = 5;

/// Fewer words are often the same in Italian, Spanish and Filipino (`gratis`, `residente`).
const WORDS: usize = 3;

/// Words that betray a language in a text of another. Only words that no other of our languages
/// with Latin letters has.
const BETRAYING: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "of", "and", "you", "your", "with", "this", "that", "what", "are", "from",
        ],
    ),
    (
        "it",
        &[
            "il", "gli", "che", "della", "delle", "sono", "nel", "anche", "puoi", "questo",
            "questa",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "usted", "puedes", "esta", "está", "más", "también", "y",
        ],
    ),
    (
        "fil",
        &[
            "ng", "mga", "ang", "ninyo", "hindi", "kayo", "lamang", "ito",
        ],
    ),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("app lies in the workspace")
        .to_path_buf()
}

fn lang(tag: &str) -> Lang {
    tag.parse().expect("a language tag")
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(path)
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
        .map(|e| e.expect("an entry").path())
        .collect();
    found.sort();
    found
}

/// One file of words: `locales/<topic>.<language>.ftl` or `locales/<language>.ftl`.
struct File {
    path: PathBuf,
    /// The room and the topic.
    topic: String,
    lang: Lang,
    text: String,
}

/// Every file of words in the workspace.
fn files() -> Vec<File> {
    let mut found = Vec::new();
    for room in ["platform", "features"] {
        for package in folders(&root().join(room)) {
            let locales = package.join("locales");
            if !locales.is_dir() {
                continue;
            }
            let package = package.file_name().expect("a name").to_string_lossy();
            for path in folders(&locales) {
                let name = path
                    .file_name()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned();
                let Some(stem) = name.strip_suffix(".ftl") else {
                    panic!("{}: only .ftl files belong here", path.display());
                };
                let (topic, tag) = stem.split_once('.').unwrap_or(("", stem));
                found.push(File {
                    topic: format!("{package}/{topic}"),
                    lang: lang(tag),
                    text: std::fs::read_to_string(&path).expect("a text"),
                    path: path.clone(),
                });
            }
        }
    }
    assert!(found.len() > 20, "the files of words are found");
    found
}

/// The languages of all cities together.
fn languages() -> BTreeSet<Lang> {
    let mut found = BTreeSet::new();
    for folder in folders(&root().join("cities")) {
        if folder.join("city.toml").is_file() {
            let city = city::City::load(&folder).unwrap_or_else(|e| panic!("{e:?}"));
            found.extend(city.languages.iter().cloned());
        }
    }
    assert!(found.len() >= 7, "{found:?}");
    found
}

/// One file's messages, to be read alone.
fn catalog(file: &File) -> Arc<Catalog> {
    let source = Source {
        room: file.topic.clone().into(),
        lang: file.lang.to_string().into(),
        text: file.text.clone().into(),
        overrides: true,
    };
    Catalog::new(&file.lang, &[source]).unwrap_or_else(|e| panic!("{}: {e}", file.path.display()))
}

/// The files by topic and language.
fn by_topic(files: &[File]) -> BTreeMap<&str, BTreeMap<&Lang, &File>> {
    let mut topics: BTreeMap<&str, BTreeMap<&Lang, &File>> = BTreeMap::new();
    for f in files {
        topics.entry(&f.topic).or_default().insert(&f.lang, f);
    }
    topics
}

#[test]
fn every_room_speaks_every_language_of_every_city() {
    let files = files();
    let languages = languages();
    let default = lang("it");
    let mut wrong = Vec::new();
    for (topic, there) in by_topic(&files) {
        let sources: Vec<Source> = there
            .values()
            // the words of dates and lists are in every catalogue already
            .filter(|_| topic != "i18n/")
            .map(|f| Source {
                room: topic.to_string().into(),
                lang: f.lang.to_string().into(),
                text: f.text.clone().into(),
                overrides: false,
            })
            .collect();
        let catalog = Catalog::new(&default, &sources).unwrap_or_else(|e| panic!("{topic}: {e}"));
        let required: Vec<Lang> = languages.iter().cloned().collect();
        wrong.extend(
            i18n::missing(&catalog, &required)
                .iter()
                .map(|finding| format!("{topic}: {finding}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_of_words_is_compiled_in() {
    for file in files() {
        let package = file
            .path
            .parent()
            .and_then(Path::parent)
            .expect("a package");
        let name = file.path.file_name().expect("a name").to_string_lossy();
        let named = format!("locales/{name}\"");
        assert!(
            says(&package.join("src"), &named),
            "{} is in nobody's LOCALES",
            file.path.display()
        );
    }
}

fn says(folder: &Path, what: &str) -> bool {
    folders(folder).iter().any(|path| {
        if path.is_dir() {
            says(path, what)
        } else {
            std::fs::read_to_string(path).is_ok_and(|text| text.contains(what))
        }
    })
}

/// Everything one message can say: all its variants, one after the other, without the variables.
fn said(tr: &Tr, key: &str) -> Vec<String> {
    // numbers that choose each plural form and each case some message names
    let mut all: Vec<String> = [0, 1, 2, 3, 7, 11, 100, -1]
        .map(|n| {
            let args = args![
                "count" => n, "n" => n, "day" => n, "nth" => n, "iso" => n, "to" => n,
                "offers" => n, "organizations" => n, "firstDay" => n, "lastDay" => n,
            ];
            bare(&tr.plain(key, &args))
        })
        .into();
    all.sort();
    all.dedup();
    all
}

/// Without variables that were not given (`{$name}`), numbers and punctuation, in small letters.
fn bare(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '{' => inside = true,
            '}' => inside = false,
            _ if inside => {}
            c if c.is_alphabetic() || matches!(c, '-' | '_' | '’' | '\'') => {
                out.extend(c.to_lowercase());
            }
            _ => out.push(' '),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn no_language_is_left_standing_in_another() {
    let mut wrong = Vec::new();
    let files = files();
    for (topic, there) in by_topic(&files) {
        let words: BTreeMap<&Lang, BTreeMap<String, Vec<String>>> = there
            .iter()
            .filter(|(l, _)| l.base() == ***l)
            .map(|(l, f)| {
                let catalog = catalog(f);
                let tr = catalog.tr(l);
                let own = f.text.lines().filter_map(|line| {
                    let id = line.split([' ', '=']).next()?;
                    let first = id.chars().next()?;
                    first.is_ascii_lowercase().then(|| id.to_string())
                });
                let said = own.map(|k| (k.clone(), said(&tr, &k))).collect();
                (*l, said)
            })
            .collect();
        for (one, mine) in &words {
            for (other, theirs) in words
                .range::<Lang, _>((std::ops::Bound::Excluded(*one), std::ops::Bound::Unbounded))
            {
                for (key, text) in mine {
                    let Some(their) = theirs.get(key) else {
                        continue;
                    };
                    let english = one.as_str() == "en" || other.as_str() == "en";
                    if let Some(same) = text
                        .iter()
                        .find(|t| their.contains(t) && telling(t, english))
                    {
                        wrong.push(format!(
                            "{topic}, {key}: {one} and {other} both say «{same}»"
                        ));
                    }
                }
            }
            for (key, text) in mine {
                wrong.extend(foreign(one, text).map(|why| format!("{topic}, {key}, {one}: {why}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether two languages that say this alike are likely one left standing in the other.
fn telling(text: &str, english: bool) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS
        && (english || text.split(' ').count() >= WORDS)
        && !shared(text)
}

/// Words that any language may say.
fn shared(text: &str) -> bool {
    SHARED.contains(&text)
}

/// Whether a text has letters of another script or words of another language.
fn foreign(lang: &Lang, text: &[String]) -> Option<String> {
    let script = |c: char| match c {
        '\u{0600}'..='\u{06ff}' => "ar",
        '\u{4e00}'..='\u{9fff}' => "zh",
        c if c.is_alphabetic() && c.is_ascii() => "latin",
        _ => "",
    };
    let tag = lang.as_str();
    let wanted = if matches!(tag, "ar" | "zh") {
        tag
    } else {
        "latin"
    };
    for line in text.iter().filter(|t| !shared(t)) {
        let found: BTreeSet<&str> = line.chars().map(script).filter(|s| !s.is_empty()).collect();
        if !found.is_empty() && !found.contains(wanted) {
            return Some(format!("«{line}» is not written in {wanted}"));
        }
        if wanted == "latin" {
            for (other, words) in BETRAYING.iter().filter(|(l, _)| *l != tag) {
                if let Some(word) = line.split(' ').find(|w| words.contains(w)) {
                    return Some(format!("«{word}» is a word of {other}, in «{line}»"));
                }
            }
        }
    }
    None
}
