//! What leaves by mail.

use i18n::Tr;
use mail::{Address, Letter, Part};
use values::Moment;

/// A letter with words; the caller adds what else it has.
fn letter(tr: &Tr, kind: &'static str, to: Address, subject: String, texts: Vec<String>) -> Letter {
    Letter {
        kind,
        to,
        lang: tr.lang().clone(),
        subject,
        parts: texts.into_iter().map(Part::Paragraph).collect(),
        send_before: None,
    }
}

/// One thing to do.
fn button(tr: &Tr, key: &str, url: &str) -> Part {
    Part::Button {
        label: tr.t(key).into_owned(),
        url: url.to_string(),
    }
}

/// Small print.
fn small(tr: &Tr, key: &str) -> Part {
    Part::Small(tr.t(key).into_owned())
}

/// Somebody is asked to act for an organisation.
pub(super) fn invitation(tr: &Tr, to: Address, name: &str, url: &str, until: Moment) -> Letter {
    let args = i18n::args!["name" => name];
    let subject = tr.plain("providers-letter-invite-subject", &args);
    let text = tr.plain("providers-letter-invite-text", &args);
    let mut letter = letter(tr, "providers.invitation", to, subject, vec![text]);
    letter.parts.extend([
        button(tr, "providers-letter-invite-button", url),
        small(tr, "providers-letter-invite-lasts"),
        small(tr, "providers-letter-not-you"),
    ]);
    letter.send_before = Some(until);
    letter
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
    let said = tr.plain(&format!("providers-letter-{step}"), &args);
    let texts = vec![said.clone(), words.to_string()];
    let mut letter = letter(tr, "providers.case", to, said, texts);
    letter.parts.push(button(tr, "providers-letter-look", url));
    letter
}

/// The code with which an organisation shows that a record is its own.
pub(super) fn code(tr: &Tr, to: Address, name: &str, record: &str, code: &str) -> Letter {
    let args = i18n::args!["name" => name, "record" => record];
    let subject = tr.plain("providers-letter-code-subject", &args);
    let text = tr.plain("providers-letter-code-text", &args);
    let texts = vec![text, code.to_string()];
    let mut letter = letter(tr, "providers.code", to, subject, texts);
    letter
        .parts
        .push(small(tr, "providers-letter-code-stranger"));
    letter
}
