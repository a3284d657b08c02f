//! Text that was encoded to UTF-8 twice.

use encoding_rs::WINDOWS_1252;

/// The meant text, when some UTF-8 text was read as Windows-1252 and encoded again: `PerÃ¹` gives
/// `Perù`, `lâ€™ora` gives `l’ora`. None when nothing looks like it.
///
/// A sequence alone proves it when it begins with `Ã`, `Â`, `â€`, `â‚` or `ï»¿`, which no language writes
/// before such signs. Other beginnings (`Ø§` of Arabic, `Ð¡` of Cyrillic, `Å¾`) need two sequences
/// side by side, because `É«` can be a real letter before a quotation mark.
pub fn mend(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let bytes: Vec<Option<u8>> = chars.iter().map(|c| byte_of(*c)).collect();
    let mut out = String::with_capacity(text.len());
    let mut found = false;
    let mut i = 0;
    while i < chars.len() {
        match sequence(&bytes, i) {
            Some((c, len)) => {
                let sure = matches!(chars[i], 'Ã' | 'Â')
                    || (chars[i] == 'â' && matches!(chars.get(i + 1), Some('€' | '‚')))
                    || (chars[i] == 'ï' && c == '\u{feff}');
                let next = sequence(&bytes, i + len);
                let beside = next.is_some() && !sure;
                if sure || beside {
                    out.push(c);
                    found = true;
                    i += len;
                    if let (true, Some((c, len))) = (beside, next) {
                        out.push(c);
                        i += len;
                        // the rest of an unbroken run belongs to it
                        while let Some((c, len)) = sequence(&bytes, i) {
                            out.push(c);
                            i += len;
                        }
                    }
                } else {
                    out.push(chars[i]);
                    i += 1;
                }
            }
            None => {
                out.push(chars[i]);
                i += 1;
            }
        }
    }
    found.then_some(out)
}

/// The Windows-1252 byte of a character above ASCII. The five bytes that code page leaves empty
/// stand for the control character of the same number, as browsers do.
fn byte_of(c: char) -> Option<u8> {
    if c.is_ascii() {
        return None;
    }
    let code = c as u32;
    if (0xA0..=0xFF).contains(&code) || matches!(code, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D) {
        return u8::try_from(code).ok();
    }
    let mut buffer = [0u8; 4];
    let (encoded, _, lossy) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    (!lossy && encoded.len() == 1).then(|| encoded[0])
}

/// The character that the bytes from `i` on spell in UTF-8, if they spell one, and their number.
fn sequence(bytes: &[Option<u8>], i: usize) -> Option<(char, usize)> {
    let lead = (*bytes.get(i)?)?;
    let len = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut spelled = [0u8; 4];
    for (k, slot) in spelled.iter_mut().enumerate().take(len) {
        *slot = (*bytes.get(i + k)?)?;
    }
    let c = std::str::from_utf8(&spelled[..len]).ok()?.chars().next()?;
    Some((c, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a careless program does to a text.
    fn spoil(text: &str) -> String {
        let (read, _, _) = WINDOWS_1252.decode(text.as_bytes());
        read.into_owned()
    }

    #[test]
    fn what_was_spoiled_is_mended() {
        for text in [
            "Perù",
            "Niguarda - Ca’ Granda",
            "Nicolò Barabino",
            "città è già perché",
            "«tra virgolette» – 5 €",
            "السباحة",
        ] {
            assert_eq!(mend(&spoil(text)).as_deref(), Some(text), "{text}");
        }
    }

    #[test]
    fn right_text_is_left_alone() {
        for text in [
            "Perù",
            "CAFFÉ»",
            "À bientôt",
            "«PERCHÉ» è così",
            "Ca' Granda",
            "Ângela",
            "São Paulo",
            "Øresund",
            "السباحة",
            "Žižkov",
            "naïve",
            "plain",
        ] {
            assert_eq!(mend(text), None, "{text}");
        }
    }
}
