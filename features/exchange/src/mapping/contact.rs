//! Telephone numbers, mail addresses and web addresses as people write them.

/// What became of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mended {
    /// Right as it was.
    Right(String),
    /// Put right.
    Now(String),
    /// Not what it should be.
    Wrong,
}

/// Calling codes (ITU-T E.164) of the countries a city's files may name, and whether the zero in
/// front of a national number is dropped abroad.
const CALLING: &[(&str, &str, bool)] = &[
    ("IT", "39", false),
    ("SM", "378", false),
    ("VA", "39", false),
    ("FR", "33", true),
    ("DE", "49", true),
    ("AT", "43", true),
    ("CH", "41", true),
    ("ES", "34", false),
    ("PT", "351", false),
    ("GB", "44", true),
    ("IE", "353", true),
    ("BE", "32", true),
    ("NL", "31", true),
    ("LU", "352", false),
    ("SI", "386", true),
    ("HR", "385", true),
    ("MT", "356", false),
    ("GR", "30", false),
    ("RO", "40", true),
    ("AL", "355", true),
    ("PL", "48", false),
    ("US", "1", false),
];

/// A number in E.164 (`+390288462542`). Without a country code it belongs to `country`. None when
/// there are too few or too many digits, or signs no number has.
pub(crate) fn phone(text: &str, country: &str) -> Option<String> {
    let t = text.trim();
    let known = |c: char| c.is_ascii_digit() || " .-/()+\u{a0}".contains(c);
    if !t.chars().all(known) || t.chars().skip(1).any(|c| c == '+') {
        return None;
    }
    let digits: String = t.chars().filter(char::is_ascii_digit).collect();
    let international = if t.starts_with('+') {
        digits
    } else if let Some(rest) = digits.strip_prefix("00") {
        rest.to_string()
    } else {
        let (_, code, drop_zero) = CALLING
            .iter()
            .find(|(c, ..)| c.eq_ignore_ascii_case(country))?;
        let national = if *drop_zero {
            digits.strip_prefix('0').unwrap_or(&digits)
        } else {
            &digits
        };
        // three digits are an emergency number, nobody else's
        if national.len() < 5 {
            return None;
        }
        format!("{code}{national}")
    };
    let fits = (7..=15).contains(&international.len()) && !international.starts_with('0');
    fits.then(|| format!("+{international}"))
}

/// The first mail address of a text, put right where that is certain.
pub(crate) fn email(text: &str) -> Mended {
    let t = text.trim();
    let one = t
        .split([',', ';', ' ', '/', '|'])
        .map(str::trim)
        .find(|p| p.contains('@'))
        .unwrap_or(t);
    let bare = one
        .trim_start_matches("mailto:")
        .trim_matches(['<', '>', '.', ':', '(', ')']);
    let Some((user, host)) = bare.rsplit_once('@') else {
        return Mended::Wrong;
    };
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-=?^_`{|}~.".contains(c);
    let right = !user.is_empty()
        && user.len() <= 64
        && user.chars().all(allowed)
        && !user.starts_with('.')
        && !user.ends_with('.')
        && !user.contains("..")
        && host_is_right(host);
    if !right {
        return Mended::Wrong;
    }
    let whole = format!("{user}@{}", host.to_ascii_lowercase());
    // capitals in registers are a habit of the register, not of the address
    let whole = if user.chars().any(|c| c.is_ascii_lowercase()) {
        whole
    } else {
        whole.to_ascii_lowercase()
    };
    if whole.eq_ignore_ascii_case(text) {
        Mended::Right(whole)
    } else {
        Mended::Now(whole)
    }
}

/// The scheme a text begins with, also with a slip of the pen (`http//`, `htpp://`, `htt//`,
/// `http/`, `http\\`), and what follows; https when there is none.
fn scheme(text: &str) -> (&'static str, &str) {
    let letters = text
        .bytes()
        .take_while(|b| matches!(b.to_ascii_lowercase(), b'h' | b't' | b'p' | b's'))
        .count();
    let signs = text[letters..]
        .bytes()
        .take_while(|b| matches!(b, b':' | b';' | b'/' | b'\\'))
        .count();
    let word = text[..letters].to_ascii_lowercase();
    if !(3..=6).contains(&letters) || !(word.contains("tp") || word.contains("tt")) || signs == 0 {
        return ("https://", text);
    }
    let scheme = if word.ends_with('s') {
        "https://"
    } else {
        "http://"
    };
    (scheme, &text[letters + signs..])
}

fn host_is_right(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    labels.len() >= 2
        && host.len() <= 253
        && labels.iter().all(|l| {
            !l.is_empty()
                && l.len() <= 63
                && l.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !l.starts_with('-')
                && !l.ends_with('-')
        })
        && labels
            .last()
            .is_some_and(|l| l.len() >= 2 && l.chars().all(char::is_alphabetic))
}

/// A web address with its scheme (http or https only). `www.x.it` gets `https://`; slips of the
/// scheme (`http//www`, `htpp://`, `ww.x.it`) are put right.
pub(crate) fn url(text: &str) -> Mended {
    let t = text.trim();
    if t.contains('@') || t.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Mended::Wrong;
    }
    let (scheme, rest) = scheme(t);
    let rest = rest.trim_start_matches('/');
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    if !host_is_right(host)
        || !port.chars().all(|c| c.is_ascii_digit())
        || tail.contains(['<', '>', '"', '\\'])
    {
        return Mended::Wrong;
    }
    let host = host.to_lowercase();
    let host = match host.strip_prefix("ww.") {
        Some(rest) => format!("www.{rest}"),
        None => host,
    };
    let port = if port.is_empty() {
        String::new()
    } else {
        format!(":{port}")
    };
    let whole = format!("{scheme}{host}{port}{tail}");
    // a scheme that was left out, or capitals in the host, are no slips worth telling
    let silent = [t.to_string(), format!("https://{t}")];
    if silent.iter().any(|s| s.eq_ignore_ascii_case(&whole)) {
        Mended::Right(whole)
    } else {
        Mended::Now(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers() {
        for (from, to) in [
            ("0288462542", Some("+390288462542")),
            ("02 884.62-542", Some("+390288462542")),
            ("800880066", Some("+39800880066")),
            ("+39 02 88462542", Some("+390288462542")),
            ("0039 02 88462542", Some("+390288462542")),
            ("02/88462542", Some("+390288462542")),
            ("112", None),
            ("chiamare ore pasti", None),
            ("02 884 62542 interno 3", None),
            ("", None),
            ("1234567890123456", None),
        ] {
            assert_eq!(phone(from, "IT").as_deref(), to, "{from}");
        }
        assert_eq!(phone("030 901820", "DE").as_deref(), Some("+4930901820"));
        assert_eq!(phone("12345678", "XX"), None);
    }

    #[test]
    fn mail_addresses() {
        let right = |s: &str| Mended::Right(s.into());
        let now = |s: &str| Mended::Now(s.into());
        for (from, to) in [
            ("info@x.it", right("info@x.it")),
            (
                "MIIC8D000T@istruzione.it",
                right("miic8d000t@istruzione.it"),
            ),
            (
                "M.Municipio1@Comune.Milano.it",
                right("M.Municipio1@comune.milano.it"),
            ),
            (" info@x.it", now("info@x.it")),
            ("info@a.it, altro@b.com", now("info@a.it")),
            ("mailto:info@x.it", now("info@x.it")),
            ("info(at)x.it", Mended::Wrong),
            ("info@x", Mended::Wrong),
            ("@x.it", Mended::Wrong),
            ("a..b@x.it", Mended::Wrong),
            ("Non c'è", Mended::Wrong),
        ] {
            assert_eq!(email(from), to, "{from}");
        }
    }

    #[test]
    fn web_addresses() {
        let right = |s: &str| Mended::Right(s.into());
        let now = |s: &str| Mended::Now(s.into());
        for (from, to) in [
            ("www.x.it", right("https://www.x.it")),
            ("http://www.x.it/a?b=C", right("http://www.x.it/a?b=C")),
            (
                "WEB.TISCALI.IT/CIRCOLOPELLICO/",
                right("https://web.tiscali.it/CIRCOLOPELLICO/"),
            ),
            (
                "http//www.icsiqbalmasih.gov.it",
                now("http://www.icsiqbalmasih.gov.it"),
            ),
            (
                "htpp//www.cardarelli-massaua.gov.it",
                now("http://www.cardarelli-massaua.gov.it"),
            ),
            (
                "htt//www.icracconigi.gov.it",
                now("http://www.icracconigi.gov.it"),
            ),
            (
                "http/www.gozzi-olivetti.org",
                now("http://www.gozzi-olivetti.org"),
            ),
            (
                "http\\\\www.icpeyron.gov.it",
                now("http://www.icpeyron.gov.it"),
            ),
            ("https:/www.x.it", now("https://www.x.it")),
            ("ttps://x.it", now("https://x.it")),
            ("ww.icgalvani.gov.it", now("https://www.icgalvani.gov.it")),
            ("MIIC8FP00T@ISTRUZIONE.IT", Mended::Wrong),
            ("javascript:alert(1)", Mended::Wrong),
            ("http://x", Mended::Wrong),
            ("da definire", Mended::Wrong),
            ("http://user@host.it/", Mended::Wrong),
            ("www.x.it/\"onclick=", Mended::Wrong),
            ("data:text/html,x", Mended::Wrong),
        ] {
            assert_eq!(url(from), to, "{from}");
        }
    }
}
