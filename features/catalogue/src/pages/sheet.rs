//! Parts that the sheets of services, organisations and places share.

use std::collections::BTreeMap;

use i18n::{args, is_rtl};
use values::{Day, Lang, Text};
use web::{Markup, Page};

use super::words;
use super::{Now, Sources};
use crate::model::{Address, Assurance, Location, LocationType, Phone, Provenance, Schedule};

/// A link.
pub(super) struct Link {
    pub label: String,
    pub href: String,
}

/// A telephone.
pub(super) struct Call {
    pub number: String,
    pub about: Markup,
}

/// Where a place is and how to get in.
pub(super) struct Whereabouts {
    /// Lines of the postal address.
    pub address: Vec<String>,
    pub district: Option<Link>,
    pub transport: Markup,
    pub accessibility: Vec<String>,
}

/// A part of a timetable.
pub(super) struct Times {
    pub lines: Vec<String>,
    pub frame: Vec<String>,
    pub notes: Vec<Markup>,
    pub over: bool,
}

/// Where facts come from.
pub(super) struct Origin {
    /// The source's name.
    pub source: Markup,
    pub url: Option<String>,
    /// Which facts, in words.
    pub facts: String,
    /// When it was read.
    pub read: String,
}

/// How far a record can be trusted.
pub(super) struct Trust {
    /// Who checked it last, and when.
    pub checked: Option<String>,
    pub origins: Vec<Origin>,
    /// Where a mistake can be told by mail; none while the city has no address of its own.
    pub report: Option<Link>,
}

/// A text as paragraphs: blank lines part them.
pub(super) fn paragraphs(page: &Page, text: &Text) -> Vec<Markup> {
    let Some(said) = page.tr().best(text) else {
        return Vec::new();
    };
    let lang = said.lang.clone();
    said.text
        .split("\n\n")
        .filter(|p| !values::is_blank(p))
        .map(|p| page.say(&Text::new(&lang, p.trim())))
        .collect()
}

/// The timetable in words.
pub(super) fn times(page: &Page, now: &Now, schedules: &[Schedule]) -> Vec<Times> {
    words::timetable(page.tr(), schedules, now.today)
        .into_iter()
        .map(|w| Times {
            lines: w.lines,
            frame: w.frame,
            notes: w.notes.iter().map(|t| page.say(t)).collect(),
            over: w.over,
        })
        .collect()
}

/// Where a place is.
pub(super) fn whereabouts(page: &Page, now: &Now, l: &Location) -> Whereabouts {
    let district = super::card::district_name(page, now, l.district.as_deref());
    let id = l.district.as_deref().filter(|_| !district.is_empty());
    Whereabouts {
        // What takes place from home has at most somebody's office.
        address: l
            .address
            .as_ref()
            .filter(|_| l.location_type != LocationType::Virtual)
            .map(address_lines)
            .unwrap_or_default(),
        district: id.map(|id| Link {
            label: district.clone(),
            href: page.href(&format!("/district/{id}")),
        }),
        transport: page.say(&l.transportation),
        accessibility: labels(page, now, "accessibility", &l.accessibility),
    }
}

/// Street, then post code and town.
pub(super) fn address_lines(a: &Address) -> Vec<String> {
    let town = [a.postal_code.trim(), a.city.trim()]
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let province = a.state_province.trim();
    let town = if province.is_empty() || town.is_empty() || province.eq_ignore_ascii_case(&a.city) {
        town
    } else {
        format!("{town} ({province})")
    };
    let second = a.address_2.clone().unwrap_or_default();
    [a.address_1.clone(), second, town]
        .into_iter()
        .filter(|l| !values::is_blank(l))
        .collect()
}

/// Telephones with what each is for.
pub(super) fn calls(page: &Page, phones: &[Phone]) -> Vec<Call> {
    phones
        .iter()
        .filter(|p| !values::is_blank(&p.number))
        .map(|p| Call {
            number: p.number.clone(),
            about: page.say(&p.description),
        })
        .collect()
}

/// Labels of the terms of a taxonomy, those it knows.
pub(super) fn labels(page: &Page, now: &Now, taxonomy: &str, keys: &[String]) -> Vec<String> {
    keys.iter()
        .filter_map(|k| now.city().taxonomies.term(taxonomy, k))
        .map(|t| super::card::label(page, t))
        .collect()
}

/// A web address that may be linked: `http` or `https`, nothing else.
pub(super) fn web_address(url: Option<&String>) -> Option<String> {
    let url = url?.trim();
    let lower = url.to_ascii_lowercase();
    let ok = (lower.starts_with("https://") || lower.starts_with("http://"))
        && !url.chars().any(|c| c.is_whitespace() || c.is_control());
    ok.then(|| url.to_string())
}

/// A mail address that may be linked.
pub(super) fn mail_address(email: Option<&String>) -> Option<String> {
    let email = email?.trim();
    let (name, host) = email.rsplit_once('@')?;
    let plain = |c: char| c.is_alphanumeric() || "._+-@".contains(c);
    let ok = !name.is_empty() && host.contains('.') && email.chars().all(plain);
    ok.then(|| email.to_string())
}

/// An address that opens a mail to be written, with subject and text.
pub(super) fn mail_link(subject: &str, body: &str) -> String {
    format!(
        "mailto:?subject={}&body={}",
        percent(subject),
        percent(body)
    )
}

/// Everything but letters, digits and `-._~` percent-encoded, as mail addresses want it.
fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for b in text.bytes() {
        if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

/// «Verificato il … da …»
fn checked(page: &Page, assured: Option<&Assurance>) -> Option<String> {
    let a = assured?;
    let args = args!["date" => page.date(&a.on), "by" => &a.by, "day" => a.on.day()];
    Some(page.tr().with("catalogue-checked", &args))
}

/// Everything that tells how far a record can be trusted.
pub(super) fn trust(
    page: &Page,
    now: &Now,
    sources: &Sources,
    assured: Option<&Assurance>,
    provenance: &Provenance,
) -> Trust {
    let contact = &now.city().contact;
    let mail = mail_address(Some(&contact.mail)).filter(|_| !contact.to_be_filled);
    // Paths of sheets hold letters, digits, hyphens and slashes: only these need encoding.
    let about = page.visit().path().replace('/', "%2F");
    Trust {
        checked: checked(page, assured),
        origins: origins(page, now, sources, provenance),
        report: mail.map(|m| Link {
            href: format!("mailto:{m}?subject={about}"),
            label: m,
        }),
    }
}

/// In which other languages these texts are shown, as one sentence; none when all are in the
/// reader's.
pub(super) fn foreign(page: &Page, texts: &[&Text]) -> Option<String> {
    let tr = page.tr();
    let mut names: Vec<String> = texts
        .iter()
        .filter_map(|t| tr.best(t))
        .filter(|s| s.foreign)
        .map(|s| tr.lang_name(s.lang))
        .collect();
    names.sort();
    names.dedup();
    if names.is_empty() {
        return None;
    }
    let args = args!["languages" => tr.list(&names)];
    Some(tr.with("catalogue-foreign", &args))
}

/// Where the facts of a record come from, one line a source.
fn origins(page: &Page, now: &Now, sources: &Sources, provenance: &Provenance) -> Vec<Origin> {
    let tr = page.tr();
    // Facts and the latest reading by source.
    let mut by_source: BTreeMap<&str, (Vec<String>, Day)> = BTreeMap::new();
    for (field, source) in provenance {
        let read = source.at.day(&now.city().zone);
        let entry = by_source
            .entry(source.source.as_str())
            .or_insert((Vec::new(), read));
        entry.1 = entry.1.max(read);
        let key = format!("catalogue-field-{field}");
        // Fields without a name for people (internal ones) are not facts a family asks about.
        if tr.has(&key) {
            let name = tr.t(&key).into_owned();
            if !entry.0.contains(&name) {
                entry.0.push(name);
            }
        }
    }
    by_source
        .into_iter()
        .map(|(key, (facts, read))| {
            let known = sources.get(key);
            Origin {
                source: match &known {
                    Some(s) if !s.name.is_empty() => page.say(&s.name),
                    _ => Markup::text(key),
                },
                url: known.and_then(|s| web_address(s.url.as_ref())),
                facts: tr.list(&facts),
                read: tr.date(read),
            }
        })
        .collect()
}

/// Names of languages in the reader's language.
pub(super) fn languages(page: &Page, langs: &[Lang]) -> String {
    let names: Vec<String> = langs.iter().map(|l| page.tr().lang_name(l)).collect();
    page.tr().list(&names)
}

/// `rtl` or `ltr`.
pub(super) fn dir(lang: &Lang) -> &'static str {
    if is_rtl(lang) { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_lines_without_holes() {
        let a = Address {
            address_1: "via Prova 1".into(),
            city: "Milano".into(),
            state_province: "MI".into(),
            postal_code: "20100".into(),
            country: "IT".into(),
            ..Default::default()
        };
        assert_eq!(address_lines(&a), ["via Prova 1", "20100 Milano (MI)"]);
        assert!(address_lines(&Default::default()).is_empty());
    }

    #[test]
    fn a_mail_to_write_cannot_be_given_further_fields() {
        assert_eq!(
            mail_link("a&cc=x@y", "è \r\n?"),
            "mailto:?subject=a%26cc%3Dx%40y&body=%C3%A8%20%0D%0A%3F"
        );
    }

    #[test]
    fn only_web_and_mail_addresses_are_linked() {
        let web = |s: &str| web_address(Some(&s.to_string()));
        assert_eq!(
            web(" https://a.example/x "),
            Some("https://a.example/x".into())
        );
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//a.example",
            "https://a b",
            "",
        ] {
            assert_eq!(web(bad), None, "{bad}");
        }
        let mail = |s: &str| mail_address(Some(&s.to_string()));
        assert!(mail("info@a.example").is_some());
        for bad in [
            "",
            "a",
            "@a.example",
            "a@b",
            "a@b.c?subject=x",
            "a@b.c\"onclick=x",
        ] {
            assert_eq!(mail(bad), None, "{bad}");
        }
    }
}
