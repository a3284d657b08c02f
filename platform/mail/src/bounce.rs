//! Bounces: what mail servers write when a letter does not arrive (RFC 3464).

use mailparse::{MailHeaderMap, ParsedMail};
use uuid::Uuid;
use values::Id;

use crate::smtp::enhanced;

/// What a bounce says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// Which letter.
    pub letter: Id,
    /// Whether the address can be written to again.
    pub verdict: Verdict,
    /// The status of RFC 3463: `5.1.1`.
    pub status: String,
}

/// What follows from a bounce.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is no such mailbox (5.1.x, 5.2.1, 5.4.4 no such domain).
    Gone,
    /// This letter has failed; another one may arrive (full mailbox, policy, too old).
    Failed,
    /// It is still being tried.
    Delayed,
}

/// A message that is no bounce of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BounceError {
    /// It is no message at all.
    #[error("this is no e-mail message")]
    Message,
    /// It has no part that says what became of the letter: an answer of a person, out of office …
    #[error("this is no delivery status notification (RFC 3464): a person's answer, perhaps")]
    NoStatus,
    /// It names none of our letters.
    #[error(
        "the notification does not say which letter it is about: neither bounces+…@ as recipient nor the letter's Message-ID"
    )]
    NoLetter,
}

/// Deepest parts inside parts that are looked at.
const DEPTH: usize = 6;

/// Reads a bounce.
///
/// # Errors
/// See [`BounceError`].
pub fn bounce(message: &[u8]) -> Result<Bounce, BounceError> {
    let mail = mailparse::parse_mail(message).map_err(|_| BounceError::Message)?;
    if mail.headers.is_empty() {
        return Err(BounceError::Message);
    }
    let status = find(&mail, DEPTH, &|part| status(part)).ok_or(BounceError::NoStatus)?;
    let letter = recipient(&mail)
        .or_else(|| find(&mail, DEPTH, &|part| original(part)))
        .ok_or(BounceError::NoLetter)?;
    Ok(Bounce {
        letter,
        verdict: status.0,
        status: status.1,
    })
}

fn find<T>(
    part: &ParsedMail<'_>,
    depth: usize,
    look: &dyn Fn(&ParsedMail<'_>) -> Option<T>,
) -> Option<T> {
    look(part).or_else(|| {
        let parts = part.subparts.iter().take(20);
        parts
            .filter(|_| depth > 0)
            .find_map(|inner| find(inner, depth - 1, look))
    })
}

/// `Action` and `Status` of the first recipient: our letters have one.
fn status(part: &ParsedMail<'_>) -> Option<(Verdict, String)> {
    if !part
        .ctype
        .mimetype
        .eq_ignore_ascii_case("message/delivery-status")
    {
        return None;
    }
    let body = part.get_body().ok()?;
    let field = |name: &str| {
        body.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found
                .trim()
                .eq_ignore_ascii_case(name)
                .then(|| value.trim().to_ascii_lowercase())
        })
    };
    let action = field("Action")?;
    let status = field("Status")
        .and_then(|s| enhanced(&s))
        .unwrap_or_default();
    // Many servers write a general 5.0.0 and say the real code in the answer they got.
    let said = field("Diagnostic-Code").and_then(|d| enhanced(&d));
    let status = match said {
        Some(said) if status.is_empty() || status.ends_with(".0.0") => said,
        _ => status,
    };
    let gone = status.starts_with("5.1.") || matches!(status.as_str(), "5.2.1" | "5.4.4");
    let verdict = match action.as_str() {
        "failed" if gone => Verdict::Gone,
        "failed" => Verdict::Failed,
        "delayed" => Verdict::Delayed,
        // Delivered, relayed, expanded: no bounce.
        _ => return None,
    };
    let status = if status.is_empty() { action } else { status };
    Some((verdict, status))
}

/// The letter in the address the bounce was sent to.
fn recipient(mail: &ParsedMail<'_>) -> Option<Id> {
    ["X-Original-To", "Delivered-To", "Envelope-To", "To"]
        .iter()
        .flat_map(|name| mail.headers.get_all_values(name))
        .find_map(|value| {
            value
                .split(|c: char| c.is_whitespace() || "<>,;\"".contains(c))
                .filter_map(|address| address.split_once('@')?.0.split_once('+'))
                .find_map(|(_, tag)| letter(tag))
        })
}

/// The letter in the copy of its headers.
fn original(part: &ParsedMail<'_>) -> Option<Id> {
    let kind = part.ctype.mimetype.to_ascii_lowercase();
    if !matches!(
        kind.as_str(),
        "message/rfc822" | "text/rfc822-headers" | "message/rfc822-headers" | "message/global"
    ) {
        return None;
    }
    let body = part.get_body_raw().ok()?;
    let (headers, _) = mailparse::parse_headers(&body).ok()?;
    let id = headers.get_first_value("Message-ID")?;
    let id = id.trim().trim_start_matches('<');
    letter(id.split_once('@')?.0)
}

fn letter(text: &str) -> Option<Id> {
    Uuid::try_parse(text.trim()).ok().map(Id)
}
