//! What leaves by mail.

use i18n::Tr;
use mail::{Address, Letter, Part};
use values::Moment;

use crate::rules::lasts;

/// A letter with a link: to come in, or to add the address to an account.
pub(super) fn link(tr: &Tr, to: Address, url: &str, adds: bool, now: Moment) -> Letter {
    let minutes = lasts::LINK / 60;
    let say = |key: &str| tr.t(key).into_owned();
    let (subject, text, button) = match adds {
        false => (
            "people-letter-subject",
            "people-letter-text",
            "people-enter",
        ),
        true => (
            "people-letter-add-subject",
            "people-letter-add-text",
            "people-letter-add",
        ),
    };
    Letter {
        kind: "people.link",
        to,
        lang: tr.lang().clone(),
        subject: say(subject),
        parts: vec![
            Part::Paragraph(say(text)),
            Part::Button {
                label: say(button),
                url: url.to_string(),
            },
            Part::Small(tr.with("people-letter-lasts", &i18n::args!["minutes" => minutes])),
            Part::Small(say("people-letter-not-you")),
        ],
        send_before: Some(now.plus_seconds(lasts::LINK)),
    }
}
