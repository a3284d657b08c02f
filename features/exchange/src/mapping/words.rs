//! Names and streets that came in capitals.

/// Words that stay small inside a name (Italian, with the Spanish and French ones that names of
/// schools and saints bring along).
const SMALL: &[&str] = &[
    "a", "ad", "ai", "al", "alla", "alle", "allo", "agli", "con", "d", "da", "dal", "dalla", "de",
    "degli", "dei", "del", "dell", "della", "delle", "dello", "di", "e", "ed", "fra", "gli", "i",
    "il", "in", "l", "la", "le", "lo", "nei", "nel", "nell", "nella", "nelle", "o", "per", "su",
    "sul", "sulla", "sulle", "tra", "un", "una",
];

/// Abbreviations that stay in capitals.
const CAPITALS: &[&str] = &[
    "ic", "ics", "iis", "iiss", "is", "itc", "itis", "iti", "itt", "itcs", "itsos", "ipsia", "ipc",
    "ipsar", "isis", "cpia", "cfp", "asd", "ssd", "srl", "spa", "onlus", "aps", "ets", "odv", "ce",
    "us", "usd", "acli", "cai", "coni", "cus", "uisp", "ac", "ss", "gs", "pru", "usa", "sms",
    "sme",
];

/// Writes a name that is all in capitals the way names are written: `SCUOLA DELL'INFANZIA "SAN
/// PAOLO"` → `Scuola dell'Infanzia "San Paolo"`. Initials (`I.C.`), Roman numerals, known
/// abbreviations and words without vowels keep their capitals. A name with small letters is left
/// as it is.
pub(crate) fn title(text: &str, more_capitals: &[String]) -> String {
    if text.chars().any(char::is_lowercase) {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    let mut first = true;
    // a final space ends the last word
    for c in text.chars().chain(std::iter::once(' ')) {
        if c.is_alphanumeric() || c == '.' {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            let apostrophe = matches!(c, '\'' | '’');
            out.push_str(&one(&word, first, apostrophe, more_capitals));
            word.clear();
            first = false;
        }
        if matches!(c, '"' | '«' | '“' | '(' | '-' | '–' | '/' | ':') {
            first = true;
        }
        out.push(c);
    }
    out.pop();
    out
}

fn one(word: &str, first: bool, apostrophe: bool, more: &[String]) -> String {
    let lower = word.to_lowercase();
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.is_empty() {
        return word.to_string();
    }
    // initials: single letters with full stops (I.C., S., M.L.K.)
    if word.contains('.') {
        return word
            .split_inclusive('.')
            .map(|p| {
                let n = p.chars().filter(|c| c.is_alphabetic()).count();
                if n <= 1 { p.to_string() } else { capital(p) }
            })
            .collect();
    }
    if apostrophe && SMALL.contains(&lower.as_str()) {
        return if first { capital(word) } else { lower };
    }
    if !first && SMALL.contains(&lower.as_str()) {
        return lower;
    }
    if CAPITALS.contains(&lower.as_str()) || more.iter().any(|m| m.eq_ignore_ascii_case(word)) {
        return word.to_string();
    }
    let roman = letters.len() > 1
        && letters.len() <= 5
        && letters.iter().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let vowels = letters.iter().any(|c| "AEIOUYÀÈÉÌÒÙÄÖÜ".contains(*c));
    if roman || (!vowels && letters.len() > 1 && letters.len() <= 4) {
        return word.to_string();
    }
    capital(word)
}

fn capital(word: &str) -> String {
    let mut begun = false;
    word.chars()
        .flat_map(|c| {
            let out: Vec<char> = if !begun && c.is_alphabetic() {
                begun = true;
                c.to_uppercase().collect()
            } else {
                c.to_lowercase().collect()
            };
            out
        })
        .collect()
}

/// Kinds of street as Italian registers shorten them.
const STREETS: &[(&str, &str)] = &[
    ("v.le", "Viale"),
    ("vle", "Viale"),
    ("v.lo", "Vicolo"),
    ("v.", "Via"),
    ("v", "Via"),
    ("p.za", "Piazza"),
    ("p.zza", "Piazza"),
    ("pza", "Piazza"),
    ("pzza", "Piazza"),
    ("pz.", "Piazza"),
    ("pz", "Piazza"),
    ("p.le", "Piazzale"),
    ("ple", "Piazzale"),
    ("c.so", "Corso"),
    ("cso", "Corso"),
    ("l.go", "Largo"),
    ("lgo", "Largo"),
    ("str.", "Strada"),
    ("vic.", "Vicolo"),
    ("v.co", "Vicolo"),
    ("g.ni", "Giardini"),
];

/// Writes a street and its number: the kind in full, a space before the number, no `N.`, names as
/// [`title`] does: `V.LE CURRENO21` → `Viale Curreno 21`, `VIA SEGANTINI, 6` → `Via Segantini 6`.
pub(crate) fn street(text: &str, more_capitals: &[String]) -> String {
    let mut spaced = String::with_capacity(text.len() + 4);
    let mut last = ' ';
    for c in text.chars() {
        // a number that is glued to the name, but not a house letter glued to its number
        if c.is_ascii_digit() && last.is_alphabetic() {
            spaced.push(' ');
        }
        // V.MASSENA: the stop of the kind of street ends the word
        if c.is_alphabetic() && last == '.' && spaced.eq_ignore_ascii_case("v.") {
            let rest: String = text.chars().skip(2).collect();
            if !rest.to_lowercase().starts_with("le") && !rest.to_lowercase().starts_with("lo") {
                spaced.push(' ');
            }
        }
        spaced.push(c);
        last = c;
    }
    let mut words: Vec<String> = spaced
        .split([' ', ',', '\t'])
        .filter(|w| !w.is_empty())
        .map(str::to_string)
        .collect();
    // «N.3», «n°5» glued to the number, then «N. 3», «N 41» before it
    for word in words.iter_mut().skip(1) {
        let number = ["n.", "n°", "nr."]
            .iter()
            .find_map(|sign| {
                word.get(..sign.len())?
                    .eq_ignore_ascii_case(sign)
                    .then_some(sign.len())
            })
            .and_then(|at| word.get(at..))
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            .map(str::to_string);
        if let Some(number) = number {
            *word = number;
        }
    }
    let mut i = 1;
    while i + 1 < words.len() {
        let sign = matches!(
            words[i].to_lowercase().as_str(),
            "n" | "n." | "n°" | "nr." | "num."
        );
        if sign && words[i + 1].starts_with(|c: char| c.is_ascii_digit()) {
            words.remove(i);
        } else {
            i += 1;
        }
    }
    if words.len() > 1
        && let Some((_, full)) = STREETS
            .iter()
            .find(|(short, _)| words[0].eq_ignore_ascii_case(short))
    {
        words[0] = if words[1..].iter().any(|w| w.chars().any(char::is_lowercase)) {
            (*full).to_string()
        } else {
            full.to_uppercase()
        };
    }
    title(&words.join(" "), more_capitals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_are_written_as_names() {
        for (from, to) in [
            (
                "SCUOLA DELL'INFANZIA \"SAN PAOLO\"",
                "Scuola dell'Infanzia \"San Paolo\"",
            ),
            ("I.C. MARCELLO CANDIA", "I.C. Marcello Candia"),
            ("IC IQBAL MASIH/MILANO", "IC Iqbal Masih/Milano"),
            ("M. D'AZEGLIO", "M. d'Azeglio"),
            ("VIA XX SETTEMBRE", "Via XX Settembre"),
            ("CARELLA CANTÙ'", "Carella Cantù'"),
            ("NICOLA MORESCHI", "Nicola Moreschi"),
            ("LA ZOLLA E IL BOSCO", "La Zolla e il Bosco"),
            ("Già scritto BENE", "Già scritto BENE"),
            (
                "SCUOLA SECONDARIA DI 1° GR. MARCELLINE",
                "Scuola Secondaria di 1° Gr. Marcelline",
            ),
            ("COOPERATIVA FAES", "Cooperativa FAES"),
            ("", ""),
        ] {
            assert_eq!(title(from, &["faes".into()]), to);
        }
    }

    #[test]
    fn streets_are_written_in_full() {
        for (from, to) in [
            ("V.LE CURRENO 21", "Viale Curreno 21"),
            ("VIA NATTA11", "Via Natta 11"),
            ("V.MASSENA 36", "Via Massena 36"),
            ("P.ZA TOMMASEO 1", "Piazza Tommaseo 1"),
            ("C.SO DI PORTA ROMANA105", "Corso di Porta Romana 105"),
            ("VIA SEGANTINI, 6", "Via Segantini 6"),
            ("CORSO TORTONA N 41", "Corso Tortona 41"),
            ("VIA AROSIO N.3", "Via Arosio 3"),
            ("VIA BLIGNY 1 BIS", "Via Bligny 1 Bis"),
            ("Via Cesare Brivio 4", "Via Cesare Brivio 4"),
            ("VIA PASSERINI 4 8", "Via Passerini 4 8"),
            ("V. M. GIOIA 51", "Via M. Gioia 51"),
            ("VIA RUFFINI 4/6", "Via Ruffini 4/6"),
        ] {
            assert_eq!(street(from, &[]), to);
        }
    }
}
