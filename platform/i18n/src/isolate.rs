//! Direction isolates (UAX #9): kept where a value is written in the other direction, else removed.

const FSI: char = '\u{2068}';
const PDI: char = '\u{2069}';
// They open what is written in a direction that the message itself names: an address within Arabic, say.
const LRI: char = '\u{2066}';
const RLI: char = '\u{2067}';

/// True when a strong character of the other direction stands in the text.
fn has_opposite(text: &str, rtl: bool) -> bool {
    text.chars().any(|c| {
        let strong_rtl = matches!(c,
            '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
        if rtl {
            c.is_alphabetic() && !strong_rtl
        } else {
            strong_rtl
        }
    })
}

/// Takes a message in which every placeable stands between FSI and PDI, and keeps the pair only
/// around values that hold letters of the other direction. Isolates that name their direction (LRI, RLI)
/// stay with their end. Fluent pairs the marks; a lone mark that came with a value is dropped, so that it
/// cannot turn the rest of the line around.
pub(crate) fn keep_needed(message: &str, rtl: bool) -> String {
    if !message.contains([FSI, PDI, LRI, RLI]) {
        return message.to_string();
    }
    let mut done = String::with_capacity(message.len());
    let mut open: Vec<(char, String)> = Vec::new();
    for c in message.chars() {
        match c {
            FSI | LRI | RLI => open.push((c, String::new())),
            PDI => {
                if let Some((mark, inner)) = open.pop() {
                    let out = open.last_mut().map_or(&mut done, |(_, text)| text);
                    if mark != FSI || has_opposite(&inner, rtl) {
                        out.push(mark);
                        out.push_str(&inner);
                        out.push(PDI);
                    } else {
                        out.push_str(&inner);
                    }
                }
            }
            c => open.last_mut().map_or(&mut done, |(_, text)| text).push(c),
        }
    }
    for (_, rest) in open {
        done.push_str(&rest);
    }
    done
}

/// The message without any isolate.
pub(crate) fn strip(message: &str) -> String {
    message.replace([FSI, PDI, LRI, RLI], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isolates_that_name_their_direction_stay_whole() {
        let said = "مثل \u{2066}https://a.example/\u{2069}. ثم";
        assert_eq!(keep_needed(said, true), said);
        let nested = "\u{2066}a \u{2068}ب\u{2069} c\u{2069}.";
        assert_eq!(keep_needed(nested, false), nested);
        // A lone one turns nothing around.
        assert_eq!(keep_needed("\u{2067}abc", false), "abc");
        assert_eq!(strip(said), "مثل https://a.example/. ثم");
    }

    #[test]
    fn marks_stay_only_around_the_other_direction() {
        let m = |v: &str| format!("a {FSI}{v}{PDI} b");
        assert_eq!(keep_needed(&m("nuoto 12"), false), "a nuoto 12 b");
        assert_eq!(keep_needed(&m("سباحة"), false), m("سباحة"));
        assert_eq!(keep_needed(&m("سباحة 12"), true), "a سباحة 12 b");
        assert_eq!(keep_needed(&m("Bovisa"), true), m("Bovisa"));
        assert_eq!(keep_needed(&m("16:30"), true), "a 16:30 b");
    }

    #[test]
    fn a_lone_mark_in_a_value_cannot_leak() {
        assert_eq!(keep_needed(&format!("a {PDI} b"), false), "a  b");
        assert_eq!(keep_needed(&format!("a {FSI} b"), false), "a  b");
        assert_eq!(strip(&format!("a {FSI}b{PDI}")), "a b");
    }
}
