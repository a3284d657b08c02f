//! From what is typed to what an organisation is.

use catalogue::model::Nature;
use codes::{FiscalCode, OrganisationCode, RuntsNumber, VatNumber};
use serde_json::json;
use values::{Refusal, Refuse};

use crate::model::{Facts, Fields, Form};

/// Longest text of one field, in characters.
const TEXT: usize = 200;
/// Longest note (question, answer, reason), in characters.
const NOTE: usize = 4000;

/// Without control characters and without space around, so long at most.
fn tidy(text: &str, most: usize) -> Result<String, Refusal> {
    let clean: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect();
    let clean = clean.trim();
    if clean.chars().count() > most {
        return Err(Refusal::new("providers-refused-long", 422).arg("most", most));
    }
    Ok(clean.to_string())
}

/// A note that must say something.
///
/// # Errors
/// At the field `note`, when it is empty or too long.
pub fn note(text: &str) -> Result<String, Refusal> {
    let note = tidy(text, NOTE).map_err(|no| no.field("note"))?;
    if note.is_empty() {
        return Err(Refusal::new("providers-refused-note", 422).field("note"));
    }
    Ok(note)
}

/// A form that can be kept as a draft: nothing is asked of it but that no field is far too long.
///
/// # Errors
/// Every field that is.
pub fn draft(form: &Form) -> Result<(), Vec<Refusal>> {
    let wrong: Vec<Refusal> = fields(form)
        .into_iter()
        .filter_map(|(name, text)| tidy(text, TEXT).err().map(|no| no.field(name)))
        .collect();
    if wrong.is_empty() && form.declared.len() <= 200 {
        Ok(())
    } else {
        Err(wrong)
    }
}

fn fields(form: &Form) -> [(&'static str, &str); 14] {
    [
        ("name", &form.name),
        ("nature", &form.nature),
        ("legal_form", &form.legal_form),
        ("fiscal_code", &form.fiscal_code),
        ("vat", &form.vat),
        ("runts", &form.runts),
        ("street", &form.street),
        ("postal_code", &form.postal_code),
        ("town", &form.town),
        ("mail", &form.mail),
        ("phone", &form.phone),
        ("website", &form.website),
        ("represented_by", &form.represented_by),
        ("represented_as", &form.represented_as),
    ]
}

/// To which part of society the form says the organisation belongs.
pub fn nature(form: &Form) -> Nature {
    match form.nature.as_str() {
        "public" => Nature::Public,
        "third_sector" => Nature::ThirdSector,
        "profit" => Nature::Profit,
        _ => Nature::Unknown,
    }
}

/// The fiscal code, if what was typed is one: that of an organisation, or of a person who trades
/// alone.
pub fn fiscal_code(form: &Form) -> Result<String, Refusal> {
    let typed = form.fiscal_code.as_str();
    let signs = typed.chars().filter(|c| c.is_alphanumeric()).count();
    if nature(form) == Nature::Profit && signs == 16 {
        return FiscalCode::parse(typed)
            .map(|c| c.as_str().to_string())
            .map_err(|e| e.refusal().field("fiscal_code"));
    }
    OrganisationCode::parse(typed)
        .map(|c| c.as_str().to_string())
        .map_err(|e| e.refusal().field("fiscal_code"))
}

/// Reads the whole form.
///
/// # Errors
/// All that is wrong with it, field by field.
pub fn facts(form: &Form) -> Result<Facts, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let mut text = |name: &'static str, typed: &str, needed: bool| -> String {
        let read = match tidy(typed, TEXT) {
            Ok(t) if t.is_empty() && needed => Err(Refusal::new("providers-refused-empty", 422)),
            other => other,
        };
        read.unwrap_or_else(|no| {
            wrong.push(no.field(name));
            String::new()
        })
    };
    let name = text("name", &form.name, true);
    let legal_form = text("legal_form", &form.legal_form, true);
    let street = text("street", &form.street, true);
    let postal_code = text("postal_code", &form.postal_code, true);
    let town = text("town", &form.town, true);
    let mail = text("mail", &form.mail, true);
    let phone = text("phone", &form.phone, false);
    let website = text("website", &form.website, false);
    let represented_by = text("represented_by", &form.represented_by, true);
    let represented_as = text("represented_as", &form.represented_as, true);
    let no = |key: &str, field: &str| Refusal::new(key, 422).field(field);
    let nature = nature(form);
    if nature == Nature::Unknown {
        wrong.push(no("providers-refused-nature", "nature"));
    }
    let fiscal_code = fiscal_code(form).unwrap_or_else(|no| {
        wrong.push(no);
        String::new()
    });
    let vat = (!form.vat.trim().is_empty()).then(|| VatNumber::parse(&form.vat));
    let vat = match vat.transpose() {
        Ok(vat) => vat.map(|v| v.as_str().to_string()),
        Err(e) => {
            wrong.push(e.refusal().field("vat"));
            None
        }
    };
    let runts = (!form.runts.trim().is_empty()).then(|| RuntsNumber::parse(&form.runts));
    let runts = match runts.transpose() {
        Ok(Some(_)) if nature != Nature::ThirdSector => {
            wrong.push(no("providers-refused-runts-nature", "runts"));
            None
        }
        Ok(runts) => runts.map(RuntsNumber::number),
        Err(e) => {
            wrong.push(e.refusal().field("runts"));
            None
        }
    };
    if !mail.is_empty() && !voice::rules::is_mail(&mail) {
        wrong.push(no("providers-refused-mail", "mail"));
    }
    if !website.is_empty() && !is_site(&website) {
        wrong.push(no("providers-refused-website", "website"));
    }
    if !phone.is_empty() && !is_phone(&phone) {
        wrong.push(no("providers-refused-phone", "phone"));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(Facts {
        name,
        nature,
        legal_form,
        fiscal_code,
        vat,
        runts,
        street,
        postal_code,
        town,
        mail,
        phone: (!phone.is_empty()).then_some(phone),
        website: (!website.is_empty()).then_some(website),
        represented_by,
        represented_as,
    })
}

/// The facts as a record of the catalogue, for an organisation that is not there yet: what families
/// may read, so neither codes nor who represents it.
pub fn record(facts: &Facts) -> Fields {
    let mut fields = Fields::new();
    let mut put = |name: &str, value: serde_json::Value| {
        if !value.is_null() {
            fields.insert(name.to_string(), value);
        }
    };
    put("name", json!(facts.name));
    put("nature", json!(facts.nature));
    put("legal_status", json!(facts.legal_form));
    put("email", json!(facts.mail));
    put("website", json!(facts.website));
    if let Some(phone) = &facts.phone {
        put("phones", json!([{ "number": phone }]));
    }
    fields
}

/// An address of the web, with its scheme and a host with a dot in it.
pub fn is_site(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && host
                .chars()
                .all(|c| c.is_alphanumeric() || ".-:".contains(c))
            && !text
                .chars()
                .any(|c| c.is_whitespace() || "<>\"'".contains(c))
    })
}

/// A number one can call: six to fifteen digits, and what people write between them.
pub fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (6..=15).contains(&digits)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "+-./() ".contains(c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A form with nothing wrong; the codes are made up and only right in form.
    fn whole() -> Form {
        Form {
            name: " Polisportiva del Porto ".into(),
            nature: "third_sector".into(),
            legal_form: "Associazione sportiva dilettantistica".into(),
            fiscal_code: "12345678903".into(),
            runts: "rep. n. 4321".into(),
            street: "Via del Porto 1".into(),
            postal_code: "16100".into(),
            town: "Portofiaba".into(),
            mail: "info@polisportiva.example".into(),
            phone: "010 123456".into(),
            website: "https://polisportiva.example/".into(),
            represented_by: "Nora Neri".into(),
            represented_as: "presidente".into(),
            ..Form::default()
        }
    }

    fn fields_of(form: &Form) -> Vec<String> {
        let no = facts(form).unwrap_err();
        no.into_iter().filter_map(|r| r.field).collect()
    }

    #[test]
    fn a_whole_form_becomes_facts() {
        let facts = facts(&whole()).unwrap();
        assert_eq!(facts.name, "Polisportiva del Porto");
        let record = record(&facts);
        assert_eq!((facts.runts, facts.vat), (Some(4321), None));
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let city = city::City::load(&folder.join("../../cities/portofiaba")).unwrap();
        let kind = catalogue::model::Kind::Organization;
        assert_eq!(super::super::edit::check(kind, &record, &city), Ok(()));
        let told = serde_json::to_string(&record).unwrap();
        assert!(
            !told.contains("Neri") && !told.contains("12345678903"),
            "{told}"
        );
    }

    #[test]
    fn every_mistake_is_told_at_its_field() {
        let form = Form {
            vat: "123".into(),
            runts: "no".into(),
            mail: "info".into(),
            phone: "call me".into(),
            website: "javascript:alert(1)".into(),
            fiscal_code: "12345678904".into(),
            ..Form::default()
        };
        let told = fields_of(&form);
        for field in [
            "name",
            "nature",
            "fiscal_code",
            "vat",
            "runts",
            "mail",
            "phone",
            "website",
            "street",
            "represented_by",
        ] {
            assert!(told.contains(&field.to_string()), "{field}: {told:?}");
        }
        let mut company = whole();
        company.nature = "profit".into();
        assert_eq!(
            fields_of(&company),
            ["runts"],
            "only the third sector is in the RUNTS"
        );
        company.runts.clear();
        company.fiscal_code = "RSSMRA85T10A562S".into();
        assert!(facts(&company).is_ok(), "somebody who trades alone");
        company.nature = "public".into();
        assert_eq!(fields_of(&company), ["fiscal_code"]);
    }

    #[test]
    fn a_draft_may_be_anything_but_endless() {
        assert!(draft(&Form::default()).is_ok());
        let mut form = whole();
        form.name = "x".repeat(TEXT + 1);
        assert_eq!(draft(&form).unwrap_err()[0].field.as_deref(), Some("name"));
        assert_eq!(note(" \n").unwrap_err().field.as_deref(), Some("note"));
        assert_eq!(note(" perché no\u{7} ").unwrap(), "perché no");
    }

    #[test]
    fn sites_are_sites() {
        for good in ["https://a.example", "http://www.a.example/b?c=d#e"] {
            assert!(is_site(good), "{good}");
        }
        for bad in [
            "a.example",
            "ftp://a.example",
            "https://a",
            "https://a.example/\"x",
            "https://.it",
        ] {
            assert!(!is_site(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn anything_may_be_typed(a in any::<String>(), b in any::<String>(), n in "(public|third_sector|profit|x)") {
            let form = Form { name: a.clone(), nature: n, fiscal_code: b.clone(), vat: a.clone(), runts: b.clone(), mail: a.clone(), website: b, phone: a, ..Form::default() };
            let _ = draft(&form);
            // Without address and people it is never whole.
            prop_assert!(facts(&form).is_err());
        }
    }
}
