//! What is written to whoever has reported something: in the language they wrote in.

use i18n::{Tr, args};
use mail::{Address, Letter, Part};
use values::Moment;

use crate::model::{Asked, Filed};
use crate::rules::ticket::{Act, spaced};

/// The letter that goes with an act; none when there is nothing to tell, or no address to tell it to.
/// `tr` speaks the language of the report; `base` is the site's own address, without which there is
/// no link.
pub fn letter(tr: &Tr, filed: &Filed, act: &Act, name: &str, base: Option<&str>) -> Option<Letter> {
    let (what, words) = match act {
        Act::Ask(Asked::Visitor, words) => ("asked", Some(words.clone())),
        Act::Answer { words, .. } => ("answered", said(words)),
        Act::Close { words, .. } => ("closed", said(words)),
        _ => return None,
    };
    let to = Address::parse(filed.report.mail.as_deref()?).ok()?;
    let number = filed.number.to_string();
    let subject = tr.plain(
        &format!("voice-letter-{what}-subject"),
        &args!["number" => number.as_str()],
    );
    let mut parts = vec![Part::Paragraph(tr.t("voice-letter-thanks").into_owned())];
    if !name.is_empty() {
        let about = args!["name" => name];
        parts.push(Part::Paragraph(tr.plain("voice-letter-about", &about)));
    }
    let key = match filed.reason {
        Some(reason) => format!("voice-closed-{}", reason.as_str()),
        None => format!("voice-letter-{what}"),
    };
    parts.push(Part::Paragraph(tr.t(&key).into_owned()));
    parts.extend(words.map(Part::Paragraph));
    if let Some(base) = base {
        parts.push(Part::Button {
            label: tr.t(&format!("voice-letter-{what}-button")).into_owned(),
            url: format!("{base}/{}/report/{}", tr.lang(), filed.key()),
        });
    }
    if let Some(receipt) = &filed.receipt {
        let receipt = args!["receipt" => spaced(receipt)];
        parts.push(Part::Small(tr.plain("voice-letter-receipt", &receipt)));
    }
    parts.push(Part::Small(tr.t("voice-letter-why").into_owned()));
    Some(Letter {
        kind: "voice.ticket",
        to,
        lang: tr.lang().clone(),
        subject,
        parts,
        send_before: None::<Moment>,
    })
}

fn said(words: &str) -> Option<String> {
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_string())
}
