//! What leaves by mail.

use i18n::Tr;
use mail::{Address, Letter, Part};
use values::Moment;

/// A letter with words, one thing to do, and small print.
fn letter(
    tr: &Tr,
    kind: &'static str,
    to: Address,
    subject: String,
    texts: Vec<String>,
    button: Option<(String, String)>,
    small: Vec<String>,
    send_before: Option<Moment>,
) -> Letter {
    let mut parts: Vec<Part> = texts.into_iter().map(Part::Paragraph).collect();
    parts.extend(button.map(|(label, url)| Part::Button { label, url }));
    parts.extend(small.into_iter().map(Part::Small));
    Letter {
        kind,
        to,
        lang: tr.lang().clone(),
        subject,
        parts,
        send_before,
    }
}

/// Somebody is asked to act for an organisation.
pub(super) fn invitation(tr: &Tr, to: Address, name: &str, url: &str, until: Moment) -> Letter {
    let args = i18n::args!["name" => name];
    letter(
        tr,
        "providers.invitation",
        to,
        tr.plain("providers-letter-invite-subject", &args),
        vec![tr.plain("providers-letter-invite-text", &args)],
        Some((
            tr.t("providers-letter-invite-button").into_owned(),
            url.to_string(),
        )),
        vec![
            tr.t("providers-letter-invite-lasts").into_owned(),
            tr.t("providers-letter-not-you").into_owned(),
        ],
        Some(until),
    )
}

/// The city has asked or decided something.
pub(super) fn moved(
    tr: &Tr,
    to: Address,
    step: &str,
    name: &str,
    words: &str,
    url: &str,
) -> Letter {
    let args = i18n::args!["name" => name];
    letter(
        tr,
        "providers.case",
        to,
        tr.plain(&format!("providers-letter-{step}"), &args),
        vec![
            tr.plain(&format!("providers-letter-{step}"), &args),
            words.to_string(),
        ],
        Some((tr.t("providers-letter-look").into_owned(), url.to_string())),
        Vec::new(),
        None,
    )
}

/// The code with which an organisation shows that a record is its own.
pub(super) fn code(tr: &Tr, to: Address, name: &str, record: &str, code: &str) -> Letter {
    let args = i18n::args!["name" => name, "record" => record];
    letter(
        tr,
        "providers.code",
        to,
        tr.plain("providers-letter-code-subject", &args),
        vec![
            tr.plain("providers-letter-code-text", &args),
            code.to_string(),
        ],
        None,
        vec![tr.t("providers-letter-code-stranger").into_owned()],
        None,
    )
}
