//! A letter as a message of RFC 5322.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
use values::{Id, Lang, Moment};

use crate::address::Address;
use crate::letter::Content;
use crate::render::{html, text};

/// Who writes, and where bounces go.
#[derive(Clone)]
pub struct From {
    mailbox: Mailbox,
    bounces: Option<Address>,
}

/// The sender of the settings cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FromError {
    /// No sender.
    #[error(
        "WISHMI_MAIL_FROM is missing: write the sender, such as «Wish Mi <noreply@city.example>»"
    )]
    Missing,
    /// No address.
    #[error("WISHMI_MAIL_FROM «{0}» is no sender: write an address, or a name and <address>")]
    Sender(String),
    /// No address for bounces.
    #[error("WISHMI_MAIL_BOUNCES «{0}» is no address: write one such as bounces@city.example")]
    Bounces(String),
}

impl From {
    /// Reads a sender (`Name <address>` or an address) and the address for bounces. With the latter
    /// every letter has an envelope sender of its own, `bounces+IDENTIFIER@city.example`; the server of
    /// that domain must take such addresses.
    ///
    /// # Errors
    /// See [`FromError`].
    pub fn read(sender: &str, bounces: Option<&str>) -> Result<From, FromError> {
        if sender.trim().is_empty() {
            return Err(FromError::Missing);
        }
        let mailbox: Mailbox = sender
            .parse()
            .map_err(|_| FromError::Sender(sender.to_string()))?;
        if Address::parse(mailbox.email.as_ref()).is_err() {
            return Err(FromError::Sender(sender.to_string()));
        }
        let bounces = bounces.map(str::trim).filter(|b| !b.is_empty());
        let bounces = bounces
            .map(|b| Address::parse(b).map_err(|_| FromError::Bounces(b.to_string())))
            .transpose()?;
        Ok(From { mailbox, bounces })
    }

    /// The domain of the sender, which also greets servers and ends every `Message-ID`.
    pub fn domain(&self) -> &str {
        self.mailbox.email.domain()
    }

    /// The sender in the envelope of a letter.
    pub(crate) fn envelope(&self, letter: Id) -> lettre::Address {
        let verp = self.bounces.as_ref().and_then(|bounces| {
            let (name, domain) = bounces.as_str().split_once('@')?;
            lettre::Address::new(format!("{name}+{}", letter.0.simple()), domain).ok()
        });
        verp.unwrap_or_else(|| self.mailbox.email.clone())
    }
}

impl fmt::Debug for From {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "From({})", self.domain())
    }
}

/// The `Message-ID` of a letter: the same each time it is sent.
pub(crate) fn message_id(letter: Id, from: &From) -> String {
    format!("<{}@{}>", letter.0, from.domain())
}

/// A message ready to be sent.
pub(crate) struct Ready {
    pub(crate) from: lettre::Address,
    pub(crate) to: lettre::Address,
    pub(crate) bytes: Vec<u8>,
}

/// Makes the message; none when address or content cannot be one, which their types rule out.
pub(crate) fn ready(
    from: &From,
    id: Id,
    to: &Address,
    lang: &Lang,
    content: &Content,
    at: Moment,
) -> Option<Ready> {
    let recipient = to.lettre()?;
    let subject = one_line(&content.subject);
    let header = |name: &'static str, value: &str| {
        HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_string())
    };
    let part =
        |kind: ContentType, body: String| SinglePart::builder().content_type(kind).body(body);
    let parts = MultiPart::alternative()
        // Nothing by chance: a letter sent again is the same letter.
        .boundary(format!("part-{}", id.0.simple()))
        .singlepart(part(ContentType::TEXT_PLAIN, text(&content.parts)))
        .singlepart(part(
            ContentType::TEXT_HTML,
            html(lang, &subject, &content.parts),
        ));
    let message = Message::builder()
        .from(from.mailbox.clone())
        .to(Mailbox::new(None, recipient.clone()))
        .subject(subject)
        .message_id(Some(message_id(id, from)))
        .date(date(at))
        .raw_header(header("Content-Language", &i18n::html_tag(lang)))
        // So that no out-of-office answer comes back (RFC 3834).
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .multipart(parts)
        .ok()?;
    Some(Ready {
        from: from.envelope(id),
        to: recipient,
        bytes: message.formatted(),
    })
}

/// No letter ends its subject to begin a header of its own.
fn one_line(subject: &str) -> String {
    let words = subject.split(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}');
    let words: Vec<&str> = words.map(str::trim).filter(|w| !w.is_empty()).collect();
    words.join(" ").chars().take(200).collect()
}

fn date(at: Moment) -> SystemTime {
    UNIX_EPOCH + Duration::from_micros(u64::try_from(at.0).unwrap_or(0))
}
