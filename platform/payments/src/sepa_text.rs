//! The letters banks take (EPC132-08: 73 of them), and what other letters become.

use std::fmt;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A text as it was given, and as it is written into a payment file.
#[derive(Clone, PartialEq, Eq)]
pub struct SepaText {
    original: String,
    written: String,
}

impl SepaText {
    /// The text with spaces set right, in the letters banks take, and cut after `most` of them.
    pub(crate) fn cut(text: &str, most: usize) -> SepaText {
        let original = tidy(text);
        let written: String = transliterate(&original).chars().take(most).collect();
        SepaText {
            written: written.trim_end().to_string(),
            original,
        }
    }

    /// As it was given, without control characters and doubled spaces: what is shown and kept.
    pub fn original(&self) -> &str {
        &self.original
    }

    /// As the bank gets it.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// True when the bank gets another text than was given.
    pub fn is_changed(&self) -> bool {
        self.original != self.written
    }
}

impl fmt::Debug for SepaText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.written)
    }
}

/// Whether banks take this letter.
pub fn is_sepa(c: char) -> bool {
    c.is_ascii_alphanumeric() || " /-?:().,'+".contains(c)
}

/// One space where there were several, or signs that are not seen.
pub(crate) fn tidy(text: &str) -> String {
    let seen = |c: char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    let spaced: String = text
        .chars()
        .map(|c| if seen(c) { c } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text in the letters banks take: accents are left off, letters that are more than that become
/// what the conversion table of the European Payments Council (EPC217-08) says, Greek and Bulgarian
/// letters too; what it does not know becomes a full stop.
pub fn transliterate(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.nfc() {
        if is_sepa(c) {
            written.push(c);
        } else if let Some(known) = known(c) {
            written.push_str(known);
        } else {
            let bare: String = std::iter::once(c)
                .nfkd()
                .filter(|d| !is_combining_mark(*d))
                .map(|d| known(d).map_or_else(|| d.to_string(), str::to_string))
                .collect();
            match !bare.is_empty() && bare.chars().all(is_sepa) {
                true => written.push_str(&bare),
                false if is_combining_mark(c) => {}
                false => written.push(if c.is_whitespace() { ' ' } else { '.' }),
            }
        }
    }
    written
}

/// What the table says where leaving off the accent would say something else.
fn known(c: char) -> Option<&'static str> {
    const GREEK: &str = "ΑA ΒV ΓG ΔD ΕE ΖZ ΗI ΘTH ΙI ΚK ΛL ΜM ΝN ΞX ΟO ΠP ΡR ΣS ΤT ΥY ΦF ΧCH ΨPS ΩO \
        αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr ςs σs τt υy φf χch ψps ωo";
    const CYRILLIC: &str = "АA БB ВV ГG ДD ЕE ЖZH ЗZ ИI ЙY КK ЛL МM НN ОO ПP РR СS ТT УU ФF ХH ЦTS ЧCH ШSH \
        ЩSHT ЪA ЬY ЮYU ЯYA аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh \
        щsht ъa ьy юyu яya";
    let plain = match c {
        '&' => "+",
        '_' | '~' | '‐' | '‑' | '–' | '—' | '−' => "-",
        ';' => ",",
        '[' | '{' | '<' | '«' => "(",
        ']' | '}' | '>' | '»' => ")",
        '\\' | '|' => "/",
        '`' | '"' | '‘' | '’' | '“' | '”' | '´' => "'",
        '¿' => "?",
        'Æ' => "A",
        'Ð' | 'Đ' => "D",
        'Ø' | 'Œ' => "O",
        'Þ' | 'Ŧ' => "T",
        'ẞ' => "S",
        'ß' => "s",
        'æ' => "a",
        'ð' | 'đ' => "d",
        'ø' | 'œ' => "o",
        'þ' | 'ŧ' => "t",
        'Ħ' => "H",
        'ħ' => "h",
        'ı' | 'ĳ' => "i",
        'Ĳ' => "I",
        'Ł' | 'Ŀ' => "L",
        'ł' | 'ŀ' => "l",
        '€' => "E",
        _ => {
            return GREEK
                .split(' ')
                .chain(CYRILLIC.split(' '))
                .find_map(|pair| pair.strip_prefix(c));
        }
    };
    Some(plain)
}
