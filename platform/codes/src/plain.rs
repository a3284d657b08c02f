//! What is typed, as plain capitals and digits.

use std::fmt;

use crate::CodeError;

/// Longest text looked at, in characters: what is longer is no code of any kind.
const LONGEST: usize = 64;

/// Capitals and digits without spaces, dots, hyphens and slashes; full-width forms become plain ones.
/// Anything else stays, so that an error can name it.
pub(crate) fn plain(text: &str) -> Result<String, CodeError> {
    let plain: String = text
        .chars()
        .filter(|c| {
            !c.is_whitespace()
                && !is_invisible(*c)
                && !matches!(c, '.' | '-' | '/' | '‐' | '‑' | '–')
        })
        .take(LONGEST)
        .map(|c| narrow(c).to_ascii_uppercase())
        .collect();
    match plain.is_empty() {
        true => Err(CodeError::Empty),
        false => Ok(plain),
    }
}

/// Signs that come along when a code is copied from a page or a file.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

/// The plain form of a full-width letter or digit, as Chinese and Japanese keyboards write them.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// A code as a log or a failing test may show it: its length and its last two characters.
pub(crate) fn masked(name: &str, code: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shown = code.len().saturating_sub(2);
    write!(f, "{name}({}{})", "*".repeat(shown), &code[shown..])
}
