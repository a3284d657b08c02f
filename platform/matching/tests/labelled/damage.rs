//! Named damages: what happens to a record on its way from one register to another.

use matching::{Kind, Thing};
use rand::{Rng, RngExt};
use values::Point;

/// The kinds of damage, in the order of the report.
pub const KINDS: [&str; 20] = [
    "typo",
    "typo_in_address",
    "moved_word",
    "missing_contacts",
    "other_address_form",
    "abbreviation",
    "lost_accents",
    "case",
    "shifted_point",
    "legal_form",
    "truncated_name",
    "translated_word",
    "synonym",
    "missing_point",
    "missing_address",
    "wrong_suffix",
    "city_added",
    "missing_type",
    "short_name",
    "other_contacts",
];

/// The thing after one damage, or nothing when that damage cannot happen to it.
pub fn damage(kind: &str, t: &Thing, r: &mut impl Rng) -> Option<Thing> {
    let mut d = t.clone();
    match kind {
        "typo" => d.name = typo(&t.name, r)?,
        "typo_in_address" => d.address = Some(typo(t.address.as_deref()?, r)?),
        "moved_word" => {
            let mut words: Vec<&str> = t.name.split_whitespace().collect();
            if words.len() < 2 {
                return None;
            }
            let from = r.random_range(0..words.len());
            let word = words.remove(from);
            let to = (from + 1 + r.random_range(0..words.len())) % (words.len() + 1);
            words.insert(to, word);
            d.name = words.join(" ");
        }
        "missing_contacts" => {
            (d.phones, d.emails, d.website) = (Vec::new(), Vec::new(), None);
        }
        "other_contacts" => {
            let n = r.random_range(1_000_000..9_999_999);
            d.phones = vec![format!("+3902{n}")];
            d.emails = vec![format!("segreteria{n}@gmail.com")];
            d.website = None;
        }
        "other_address_form" => d.address = Some(other_form(t.address.as_deref()?, r)),
        "abbreviation" => d.name = replace_words(&t.name, ABBREVIATIONS)?,
        "lost_accents" => {
            let plain: String = t
                .name
                .chars()
                .map(|c| match c {
                    'à' | 'á' => 'a',
                    'è' | 'é' => 'e',
                    'ì' => 'i',
                    'ò' | 'ó' => 'o',
                    'ù' | 'ü' => 'u',
                    'À' => 'A',
                    'È' | 'É' => 'E',
                    'Ò' => 'O',
                    'Ù' => 'U',
                    '\'' | '’' | '"' | '.' | '-' => ' ',
                    c => c,
                })
                .collect();
            d.name = plain;
        }
        "case" => {
            let upper = t.name.chars().any(char::is_lowercase);
            d.name = other_case(&t.name, upper);
            d.address = t.address.as_ref().map(|a| other_case(a, upper));
        }
        "shifted_point" => {
            let p = t.point?;
            let metres = 30.0 + 120.0 * r.random::<f64>();
            let angle = std::f64::consts::TAU * r.random::<f64>();
            let lat = p.lat() + metres * angle.sin() / 111_195.0;
            let lon = p.lon() + metres * angle.cos() / (111_195.0 * p.lat().to_radians().cos());
            d.point = Point::new(lat, lon).ok();
        }
        "legal_form" => {
            if t.kind != Kind::Organization {
                return None;
            }
            let forms = [
                "A.S.D.",
                "S.S.D. a r.l.",
                "Onlus",
                "APS",
                "Soc. Coop. Sociale",
                "S.r.l.",
            ];
            let without = replace_words(&t.name, LEGAL);
            d.name = without.unwrap_or_else(|| {
                let form = forms[r.random_range(0..forms.len())];
                if r.random() {
                    format!("{form} {}", t.name)
                } else {
                    format!("{} {form}", t.name)
                }
            });
        }
        "truncated_name" => {
            let length = t.name.chars().count();
            if length < 16 {
                return None;
            }
            let keep = (length * 7 / 10).min(30);
            d.name = t.name.chars().take(keep).collect();
        }
        "translated_word" => d.name = replace_words(&t.name, TRANSLATIONS)?,
        "synonym" => d.name = replace_words(&t.name, SYNONYMS)?,
        "missing_point" => {
            t.point?;
            d.point = None;
        }
        "missing_address" => {
            t.address.as_ref()?;
            (d.address, d.postal_code) = (None, None);
        }
        "wrong_suffix" => {
            let a = t.address.as_deref()?;
            if !a.ends_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            d.address = Some(format!(
                "{a}/{}",
                ["A", "B", "bis", "2"][r.random_range(0..4)]
            ));
        }
        "city_added" => d.name = format!("{} - Milano", t.name),
        "missing_type" => {
            if t.themes.is_empty() {
                return None;
            }
            d.themes = Vec::new();
        }
        // Of an organisation "sportivo" may be the course of study.
        "short_name" if t.kind == Kind::Place => d.name = short(&t.name)?,
        "short_name" => return None,
        other => panic!("no damage is called {other}"),
    }
    Some(d)
}

/// Several damages, one after the other, chosen at random among those that can happen.
pub fn several(count: usize, t: &Thing, r: &mut impl Rng) -> (Vec<&'static str>, Thing) {
    let mut done = Vec::new();
    let mut d = t.clone();
    for _ in 0..200 {
        if done.len() == count {
            break;
        }
        let kind = KINDS[r.random_range(0..KINDS.len())];
        // Without name, type and address at once nothing is left to go by for anybody.
        let bare = |k: &str| {
            matches!(
                k,
                "missing_address"
                    | "missing_point"
                    | "short_name"
                    | "missing_type"
                    | "truncated_name"
            )
        };
        if done.contains(&kind) || (bare(kind) && done.iter().any(|k| bare(k))) {
            continue;
        }
        if let Some(next) = damage(kind, &d, r) {
            d = next;
            done.push(kind);
        }
    }
    (done, d)
}

fn other_case(text: &str, upper: bool) -> String {
    if upper {
        text.to_uppercase()
    } else {
        text.to_lowercase()
    }
}

/// One letter of one of the longer words left out, doubled, changed, or swapped with the next.
fn typo(text: &str, r: &mut impl Rng) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let long: Vec<usize> = (0..words.len())
        .filter(|i| words[*i].chars().filter(|c| c.is_alphabetic()).count() >= 5)
        .collect();
    if long.is_empty() {
        return None;
    }
    let at = long[r.random_range(0..long.len())];
    let mut letters: Vec<char> = words[at].chars().collect();
    // Not the first letter: people get that one right.
    let places: Vec<usize> = (1..letters.len() - 1)
        .filter(|i| letters[*i].is_alphabetic())
        .collect();
    let i = places[r.random_range(0..places.len())];
    match r.random_range(0..4) {
        0 => {
            letters.remove(i);
        }
        1 => letters.insert(i, letters[i]),
        2 => letters[i] = if letters[i].is_uppercase() { 'K' } else { 'k' },
        _ => letters.swap(i, i + 1),
    }
    let word: String = letters.into_iter().collect();
    let mut out: Vec<&str> = words;
    out[at] = &word;
    Some(out.join(" "))
}

const ABBREVIATIONS: &[(&str, &str)] = &[
    ("scuola", "Sc."),
    ("istituto", "Ist."),
    ("san", "S."),
    ("santa", "S."),
    ("sant", "S."),
    ("biblioteca", "Bibl."),
    ("centro sportivo", "C.S."),
    ("dipartimento", "Dip."),
    ("universita", "Univ."),
    ("infanzia", "Inf."),
    ("elementare", "Elem."),
    ("secondaria", "Sec."),
    ("viale", "V.le"),
    ("piazza", "P.zza"),
    ("societa", "Soc."),
    ("associazione", "Ass."),
    ("polisportiva", "Pol."),
];

const LEGAL: &[(&str, &str)] = &[
    ("a.s.d.", ""),
    ("s.s.d.", ""),
    ("a r.l.", ""),
    ("s.r.l.", ""),
    ("s.p.a.", ""),
    ("onlus", ""),
    ("srl", ""),
];

const TRANSLATIONS: &[(&str, &str)] = &[
    ("biblioteca", "Library"),
    ("scuola dell'infanzia", "Kindergarten"),
    ("scuola primaria", "Primary school"),
    ("liceo", "High school"),
    ("piscina", "Swimming pool"),
    ("centro sportivo", "Sports centre"),
    ("impianto sportivo", "Sports facility"),
    ("servizio sociale", "Social service"),
    ("dipartimento", "Department"),
    ("universita", "University"),
    ("scuola", "School"),
    ("istituto", "Institute"),
    ("palestra", "Gym"),
    ("associazione", "Association"),
];

const SYNONYMS: &[(&str, &str)] = &[
    ("scuola dell'infanzia", "Scuola materna"),
    ("scuola materna", "Scuola dell'infanzia"),
    ("scuola primaria", "Scuola elementare"),
    ("elem.", "primaria"),
    ("elementare", "primaria"),
    ("scuola secondaria di 1° gr.", "Scuola media"),
    ("paritaria", "parificata"),
    ("biblioteca comunale rionale", "Biblioteca rionale"),
    ("biblioteca civica", "Biblioteca pubblica"),
    ("centro sportivo", "Impianto sportivo"),
    ("piscina", "Centro natatorio"),
    ("calcetto", "calcio"),
];

/// The text with every listed phrase replaced, or nothing when none occurs.
fn replace_words(text: &str, table: &[(&str, &str)]) -> Option<String> {
    let mut out = text.to_string();
    let mut hit = false;
    for (from, to) in table {
        let lower = out.to_lowercase();
        // Lower case of these registers' letters keeps the length; where it does not, leave it be.
        if lower.len() != out.len() {
            continue;
        }
        let found = lower.match_indices(from).find(|(at, m)| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            !letter(lower[..*at].chars().next_back())
                && !letter(lower[at + m.len()..].chars().next())
        });
        if let Some((at, m)) = found {
            out.replace_range(at..at + m.len(), to);
            hit = true;
        }
    }
    let out = out.trim().to_string();
    (hit && out.chars().filter(|c| c.is_alphabetic()).count() >= 3).then_some(out)
}

/// The address as another register writes it.
fn other_form(a: &str, r: &mut impl Rng) -> String {
    let table: &[(&str, &str)] = &[
        ("viale", "V.le"),
        ("v.le", "VIALE"),
        ("piazzale", "P.le"),
        ("p.le", "Piazzale"),
        ("piazza", "P.zza"),
        ("p.zza", "Piazza"),
        ("corso", "C.so"),
        ("c.so", "Corso"),
        ("largo", "L.go"),
        ("via", "V."),
        ("san", "S."),
        ("santa", "S."),
    ];
    let mut out = replace_words(a, table).unwrap_or_else(|| a.to_string());
    // A first name becomes an initial: "Via Carlo Cazzaniga 26", "Via C. Cazzaniga 26".
    let words: Vec<String> = out.split(' ').map(str::to_string).collect();
    if words.len() >= 4
        && words[1].len() >= 4
        && words[1].chars().all(char::is_alphabetic)
        && r.random()
    {
        let mut w = words;
        let initial: String = w[1].chars().take(1).collect();
        w[1] = format!("{initial}.");
        out = w.join(" ");
    }
    // The number: ", 5", "n. 5", or glued.
    if let Some(at) = out.rfind(|c: char| !c.is_ascii_digit() && c != '/')
        && at + 1 < out.len()
        && out.is_char_boundary(at + 1)
    {
        let (street, number) = out.split_at(at + 1);
        let street = street.trim_end().trim_end_matches(',');
        out = match r.random_range(0..3) {
            0 => format!("{street}, {number}"),
            1 => format!("{street} n. {number}"),
            _ => format!("{street}{number}"),
        };
    }
    out
}

/// What people say for short: the name without the words for what kind of thing it is.
fn short(name: &str) -> Option<String> {
    const KINDS: &[&str] = &[
        "scuola",
        "scuole",
        "dell'infanzia",
        "comunale",
        "rionale",
        "biblioteca",
        "civica",
        "piscina",
        "centro",
        "sportivo",
        "primaria",
        "secondaria",
        "elem.",
        "par.",
        "paritaria",
        "elementare",
        "impianto",
        "balneare",
        "di",
        "1°",
        "gr.",
        "istituto",
        "del",
        "della",
        "dell",
    ];
    let words: Vec<&str> = name
        .split_whitespace()
        .filter(|w| !KINDS.contains(&w.to_lowercase().as_str()))
        .collect();
    let out = words.join(" ");
    (out != name && out.chars().filter(|c| c.is_alphabetic()).count() >= 4).then_some(out)
}
