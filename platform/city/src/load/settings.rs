//! `city.toml`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use values::{Lang, Text, is_blank};

use super::{Folder, twice};
use crate::error::{Problems, is_key};
use crate::{Attribution, Contact, Department, Helpline, OpenData, Payments};

const FILE: &str = "city.toml";
/// How far a drawn city reaches beyond its outermost centres, in metres, when it does not say.
const REACH: f64 = 1500.0;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    key: String,
    name: Text,
    country: String,
    currency: String,
    time_zone: String,
    languages: Vec<Lang>,
    default_language: Lang,
    helpline: RawHelpline,
    #[serde(default)]
    contact: RawContact,
    #[serde(default)]
    department: Vec<RawDepartment>,
    #[serde(default)]
    modules: BTreeMap<String, bool>,
    #[serde(default)]
    map: RawMap,
    #[serde(default)]
    attribution: Vec<RawAttribution>,
    open_data: Option<RawOpenData>,
    payments: Option<RawPayments>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHelpline {
    name: Text,
    phone: String,
    dial: String,
    hours: Text,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawContact {
    body: Text,
    address: String,
    mail: String,
    to_be_filled: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDepartment {
    key: String,
    name: Text,
    mail: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawMap {
    reach_metres: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAttribution {
    publisher: String,
    what: String,
    licence: String,
    url: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOpenData {
    licence: String,
    licence_url: String,
    licence_type: Option<String>,
    publisher_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPayments {
    #[serde(default)]
    example: bool,
    name: String,
    iban: String,
    bic: Option<String>,
    cuc: Option<String>,
    abi: Option<String>,
    cup: Option<String>,
    capitolo: Option<String>,
    #[serde(default = "five")]
    execution_days: u8,
}

fn five() -> u8 {
    5
}

/// `city.toml`, checked.
pub(super) struct Settings {
    pub(super) key: String,
    pub(super) name: Text,
    pub(super) zone: jiff::tz::TimeZone,
    pub(super) country: String,
    pub(super) currency: String,
    pub(super) languages: Vec<Lang>,
    pub(super) default_language: Lang,
    pub(super) helpline: Helpline,
    pub(super) contact: Contact,
    pub(super) departments: Vec<Department>,
    pub(super) modules: BTreeMap<String, bool>,
    pub(super) attributions: Vec<Attribution>,
    pub(super) open_data: Option<OpenData>,
    pub(super) payments: Option<Payments>,
    pub(super) reach_metres: f64,
}

impl Folder<'_> {
    pub(super) fn settings(&mut self) -> Option<Settings> {
        let raw: Raw = self.toml(FILE)?;
        let problems = &mut Problems::of(FILE, &mut self.errors);
        if !is_key(&raw.key) || raw.key.contains('.') {
            problems.add(
                "key",
                format!("«{}» is not a key", raw.key),
                "Use lower-case letters, digits and dashes",
            );
        }
        let capitals = |s: &str, n| s.len() == n && s.bytes().all(|b| b.is_ascii_uppercase());
        if !capitals(&raw.country, 2) {
            problems.add(
                "country",
                format!("«{}» is not a country code", raw.country),
                "Write the two capital letters of ISO 3166, such as IT",
            );
        }
        if !capitals(&raw.currency, 3) {
            problems.add(
                "currency",
                format!("«{}» is not a currency code", raw.currency),
                "Write the three capital letters of ISO 4217, such as EUR",
            );
        }
        let zone = jiff::tz::TimeZone::get(&raw.time_zone)
            .map_err(|_| {
                problems.add(
                    "time_zone",
                    format!("«{}» is not a known time zone", raw.time_zone),
                    "Write a name of the IANA data base, such as Europe/Rome; on a machine without \
                     zone data install the package tzdata",
                );
            })
            .ok();
        check_languages(problems, &raw.languages, &raw.default_language);
        check_helpline(problems, &raw.helpline);
        for d in &raw.department {
            let place = format!("department «{}»", d.key);
            if !is_key(&d.key) {
                problems.add(
                    &place,
                    "this is not a key",
                    "Use lower-case letters, digits and dashes",
                );
            }
            check_mail(problems, &place, &d.mail);
        }
        twice(
            problems,
            "department",
            raw.department.iter().map(|d| d.key.as_str()),
        );
        if !raw.contact.mail.is_empty() {
            check_mail(problems, "contact", &raw.contact.mail);
        }
        for name in raw.modules.keys().filter(|m| !is_key(m)) {
            problems.add(
                format!("modules, «{name}»"),
                "this is not the name of a module",
                "Use lower-case letters, digits and dashes",
            );
        }
        for a in &raw.attribution {
            if [&a.publisher, &a.what, &a.licence]
                .into_iter()
                .any(|s| is_blank(s))
            {
                problems.add(
                    format!("attribution «{}»", a.publisher),
                    "publisher, what and licence must not be empty",
                    "Fill them as the publisher asks to be named",
                );
            }
        }
        if let Some(o) = &raw.open_data {
            check_open_data(problems, o);
        }
        let payments = raw.payments.map(|p| check_payments(problems, p));
        let reach_metres = raw.map.reach_metres.unwrap_or(REACH);
        if !(50.0..=100_000.0).contains(&reach_metres) {
            problems.add(
                "map.reach_metres",
                format!("{reach_metres} is not a sensible distance"),
                "Write metres between 50 and 100000",
            );
            return None;
        }
        Some(Settings {
            key: raw.key,
            name: raw.name,
            zone: zone?,
            country: raw.country,
            currency: raw.currency,
            languages: raw.languages,
            default_language: raw.default_language,
            helpline: Helpline {
                name: raw.helpline.name,
                phone: raw.helpline.phone,
                dial: raw.helpline.dial,
                hours: raw.helpline.hours,
            },
            contact: Contact {
                body: raw.contact.body,
                address: raw.contact.address,
                mail: raw.contact.mail,
                to_be_filled: raw.contact.to_be_filled,
            },
            departments: raw
                .department
                .into_iter()
                .map(|d| Department {
                    key: d.key,
                    name: d.name,
                    mail: d.mail,
                })
                .collect(),
            modules: raw.modules,
            attributions: raw
                .attribution
                .into_iter()
                .map(|a| Attribution {
                    publisher: a.publisher,
                    what: a.what,
                    licence: a.licence,
                    url: a.url,
                })
                .collect(),
            open_data: raw.open_data.map(|o| OpenData {
                licence: o.licence,
                licence_url: o.licence_url,
                licence_type: o.licence_type,
                publisher_id: o.publisher_id,
            }),
            payments,
            reach_metres,
        })
    }

    /// The texts of `city.toml`, once the languages are known.
    pub(super) fn check_settings_texts(&mut self, s: &Settings) {
        self.check_text(FILE, "name", &s.name);
        self.check_text(FILE, "helpline.name", &s.helpline.name);
        self.check_text(FILE, "helpline.hours", &s.helpline.hours);
        if !s.contact.body.is_empty() {
            self.check_text(FILE, "contact.body", &s.contact.body);
        }
        for d in &s.departments {
            self.check_text(FILE, &format!("department «{}»", d.key), &d.name);
        }
    }
}

fn check_open_data(problems: &mut Problems, o: &RawOpenData) {
    if is_blank(&o.licence) {
        problems.add(
            "open_data.licence",
            "it must not be empty",
            "Name the licence as people know it, such as CC BY 4.0",
        );
    }
    let addresses = [
        ("open_data.licence_url", Some(&o.licence_url)),
        ("open_data.licence_type", o.licence_type.as_ref()),
    ];
    for (place, url) in addresses {
        // it becomes an IRI in the catalogue of the open data
        let bad = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|^`\\".contains(c);
        let ok = |u: &String| {
            (u.starts_with("https://") || u.starts_with("http://")) && !u.contains(bad)
        };
        if !url.is_none_or(ok) {
            problems.add(
                place,
                format!("«{}» is not an address", url.map_or("", |u| u)),
                "Write it with https://, such as https://creativecommons.org/licenses/by/4.0/",
            );
        }
    }
    if o.publisher_id.as_deref().is_some_and(is_blank) {
        problems.add(
            "open_data.publisher_id",
            "it must not be empty",
            "Write the publisher's official code (in Italy the one of the IPA), or leave it out",
        );
    }
}

/// The debtor, with its codes in capitals and without spaces. Every code that is wrong is told.
fn check_payments(problems: &mut Problems, p: RawPayments) -> Payments {
    let bare = |t: &str| {
        t.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
            .to_ascii_uppercase()
    };
    if is_blank(&p.name) || p.name.chars().count() > 70 {
        problems.add(
            "payments.name",
            "it must have 1 to 70 letters",
            "Write the name of the account's owner as the bank knows it",
        );
    }
    let iban = bare(&p.iban);
    if let Err(e) = codes::Iban::parse(&iban) {
        problems.add(
            "payments.iban",
            format!("this is not an IBAN ({e})"),
            "Copy it from the treasurer's contract",
        );
    }
    let signs = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_alphanumeric());
    let mut code = |place: &str, value: Option<String>, lengths: &[usize], mend: &str| {
        let value = value.map(|v| bare(&v));
        if let Some(v) = &value
            && !lengths.iter().any(|n| signs(v, *n))
        {
            problems.add(place, format!("«{v}» is not such a code"), mend);
        }
        value
    };
    let bic = code(
        "payments.bic",
        p.bic,
        &[8, 11],
        "A BIC has 8 or 11 letters and digits; it may be left out",
    );
    let cuc = code(
        "payments.cuc",
        p.cuc,
        &[8],
        "A codice unico CBI has 8 letters or digits; only the CBI file needs it",
    );
    let abi = code(
        "payments.abi",
        p.abi,
        &[5],
        "A codice ABI has 5 digits; an Italian IBAN has it from its sixth sign on",
    );
    let cup = code(
        "payments.cup",
        p.cup,
        &[15],
        "A CUP has 15 letters or digits; it may be left out",
    );
    if let Some(abi) = &abi
        && iban.starts_with("IT")
        && iban.get(5..10).is_some_and(|of_iban| of_iban != abi)
    {
        problems.add(
            "payments.abi",
            format!("«{abi}» is not the bank of the IBAN"),
            "Correct one of the two, or leave the ABI out",
        );
    }
    if !(1..=30).contains(&p.execution_days) {
        problems.add(
            "payments.execution_days",
            format!("{} is not a number of days here", p.execution_days),
            "Write a number from 1 to 30",
        );
    }
    let capitolo = p.capitolo.map(|c| c.trim().to_string());
    if capitolo
        .as_ref()
        .is_some_and(|c| c.is_empty() || c.chars().count() > 35)
    {
        problems.add(
            "payments.capitolo",
            "it must have 1 to 35 letters",
            "Write the chapter of the budget, or leave it out",
        );
    }
    Payments {
        example: p.example,
        name: p.name.trim().to_string(),
        iban,
        bic,
        cuc,
        abi,
        cup,
        capitolo,
        execution_days: p.execution_days,
    }
}

fn check_languages(problems: &mut Problems, languages: &[Lang], default: &Lang) {
    if !languages.contains(default) {
        problems.add(
            "default_language",
            format!("«{default}» is not among the languages"),
            format!("Add \"{default}\" to `languages`"),
        );
    }
    if default.base() != *default {
        problems.add(
            "default_language",
            format!("«{default}» is a variant of a language"),
            format!("Make \"{}\" the default", default.base()),
        );
    }
    let mut seen = BTreeSet::new();
    for lang in languages {
        if !seen.insert(lang) {
            problems.add(
                "languages",
                format!("«{lang}» is there twice"),
                "Remove one of the two",
            );
        }
        if !languages.contains(&lang.base()) {
            problems.add(
                "languages",
                format!(
                    "«{lang}» is a variant of «{}», which is missing",
                    lang.base()
                ),
                format!("Add \"{}\"", lang.base()),
            );
        }
    }
}

fn check_helpline(problems: &mut Problems, h: &RawHelpline) {
    if !h.phone.chars().any(|c| c.is_ascii_digit()) {
        problems.add(
            "helpline.phone",
            format!("«{}» is not a telephone number", h.phone),
            "Write the number as people know it, such as 020202",
        );
    }
    // E.164: a plus and at most 15 digits.
    let e164 = h
        .dial
        .strip_prefix('+')
        .is_some_and(|n| (4..=15).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    if !e164 {
        problems.add(
            "helpline.dial",
            format!("«{}» cannot be dialled from everywhere", h.dial),
            "Write + with country code and number, digits only, such as +39020202",
        );
    }
}

fn check_mail(problems: &mut Problems, place: &str, mail: &str) {
    let ok = mail.split_once('@').is_some_and(|(who, host)| {
        !who.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    }) && !mail.chars().any(|c| c.is_whitespace() || c.is_control());
    if !ok {
        problems.add(
            place,
            format!("«{mail}» is not a mail address"),
            "Write it as name@host.tld",
        );
    }
}
