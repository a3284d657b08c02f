//! What is right: pure decisions about what visitors send, and about tickets ([`ticket`]).

pub mod ticket;

use values::{Lang, Moment, Refusal};

use crate::model::{Feedback, Rate, Report, Subject};

/// Longest words of a rating, in characters: what the model of municipal sites allows.
pub const WORDS: usize = 200;
/// Longest text of a report, in characters.
pub const TEXT: usize = 1000;
/// Longest e-mail address (RFC 5321, 4.5.3.1.3).
const MAIL: usize = 254;
/// How long a rating may be completed after its stars were given, in seconds.
pub const OPEN_FOR: i64 = 3600;
/// How long words of ratings, and texts of reports that were dealt with, are kept, in days.
pub const KEEP_TEXTS: i64 = 365;
/// What takes the place of what was taken out of a text.
const TAKEN_OUT: &str = "[…]";

/// What a visitor sends about a page, as it came.
#[derive(Clone, Debug, Default)]
pub struct Rating {
    /// The page's path.
    pub page: String,
    /// Stars.
    pub rate: String,
    /// Answer for many stars.
    pub liked: String,
    /// Answer for few stars.
    pub disliked: String,
    /// Words.
    pub text: String,
}

/// Reads a rating. Answers that do not belong to the stars count as none.
///
/// # Errors
/// No stars, or words that are too long.
pub fn rating(sent: &Rating, lang: &Lang) -> Result<Feedback, Vec<Refusal>> {
    let rate = sent.rate.trim().parse().ok().and_then(Rate::new);
    let mut wrong = Vec::new();
    if rate.is_none() {
        wrong.push(Refusal::new("voice-refused-rate", 422).field("rate"));
    }
    let text = words(&sent.text)
        .map_err(|no| wrong.push(no))
        .unwrap_or_default();
    match rate {
        Some(rate) if wrong.is_empty() => {
            let answer = answer(
                rate,
                if rate.is_positive() {
                    &sent.liked
                } else {
                    &sent.disliked
                },
            );
            Ok(Feedback {
                page: page(&sent.page),
                lang: lang.clone(),
                rate,
                // The whole form was seen by whoever has chosen an answer in it.
                done: answer.is_some(),
                answer,
                text,
            })
        }
        _ => Err(wrong),
    }
}

/// The answer, if it belongs to the stars.
pub fn answer(rate: Rate, sent: &str) -> Option<String> {
    let known = rate.answers().iter().find(|a| **a == sent)?;
    Some((*known).to_string())
}

/// A path of our pages as it is kept; whatever else somebody sends becomes the home page.
pub fn page(sent: &str) -> String {
    let path = sent.split(['?', '#']).next().unwrap_or_default();
    let plain = path.starts_with('/')
        && path.len() <= 120
        && path
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"/-_.".contains(&b));
    if plain {
        path.to_string()
    } else {
        "/".to_string()
    }
}

/// Words of a rating without what looks personal; `None` when there are none.
///
/// # Errors
/// When they are too long.
pub fn words(sent: &str) -> Result<Option<String>, Refusal> {
    let text = tidy(sent);
    if text.chars().count() > WORDS {
        return Err(too_long("text", WORDS));
    }
    Ok((!text.is_empty()).then(|| without_personal(&text)))
}

fn too_long(field: &str, most: usize) -> Refusal {
    Refusal::new("voice-refused-long", 422)
        .arg("most", most)
        .field(field)
}

/// Without control characters and without space around.
fn tidy(text: &str) -> String {
    let clean: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect();
    clean.trim().to_string()
}

/// Takes out what looks like an e-mail address, a telephone number or a tax code: words with an `@`,
/// numbers of seven digits and more, and words of sixteen letters and digits mixed. Names it cannot
/// know.
pub fn without_personal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut number = String::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let core = word.trim_end_matches([',', ';', ':', '!', '?']);
        let rest = &piece[core.len()..];
        let is_number = core.contains(|c: char| c.is_ascii_digit())
            && core
                .chars()
                .all(|c| c.is_ascii_digit() || "+-./()".contains(c));
        if is_number {
            // «02 88 46 00» is one number in four pieces
            number.push_str(core);
            if core.len() < word.len() {
                end_number(&mut out, &mut number);
                out.push_str(rest);
            } else {
                number.push_str(rest);
            }
            continue;
        }
        end_number(&mut out, &mut number);
        let signs = core.chars().filter(|c| c.is_alphanumeric()).count();
        let digits = core.chars().filter(char::is_ascii_digit).count();
        let tax_code = signs == 16 && digits > 0 && core.contains(char::is_alphabetic);
        if core.contains('@') || digits >= 7 || tax_code {
            out.push_str(TAKEN_OUT);
        } else {
            out.push_str(core);
        }
        out.push_str(rest);
    }
    end_number(&mut out, &mut number);
    out
}

/// Adds the pieces of a number, or what takes their place when they are long enough to reach
/// somebody with.
fn end_number(out: &mut String, number: &mut String) {
    if number.chars().filter(char::is_ascii_digit).count() >= 7 {
        let digits = number.trim_end_matches(|c: char| !c.is_ascii_digit());
        out.push_str(TAKEN_OUT);
        out.push_str(&number[digits.len()..]);
    } else {
        out.push_str(number);
    }
    number.clear();
}

/// What a visitor sends about a mistake, as it came.
#[derive(Clone, Debug, Default)]
pub struct Complaint {
    /// What is wrong.
    pub what: String,
    /// In words.
    pub text: String,
    /// Where an answer is wanted.
    pub mail: String,
    /// Not empty when the address may be kept for the answer.
    pub consent: String,
}

/// Reads a report.
///
/// # Errors
/// All that is wrong with it, field by field.
pub fn report(sent: &Complaint, subject: Subject, lang: &Lang) -> Result<Report, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let no = |key: &str, field: &str| Refusal::new(key, 422).field(field);
    let what = subject.wrongs().iter().find(|w| **w == sent.what);
    if what.is_none() {
        wrong.push(no("voice-refused-what", "what"));
    }
    let text = tidy(&sent.text);
    if text.chars().count() > TEXT {
        wrong.push(too_long("text", TEXT));
    } else if text.is_empty() && !matches!(what, None | Some(&"closed" | &"double")) {
        wrong.push(no("voice-refused-text", "text"));
    }
    let mail = sent.mail.trim();
    let mail = (!mail.is_empty()).then(|| mail.to_string());
    match &mail {
        Some(m) if !is_mail(m) => wrong.push(no("voice-refused-mail", "mail")),
        Some(_) if sent.consent.is_empty() => wrong.push(no("voice-refused-consent", "consent")),
        _ => {}
    }
    match what {
        Some(what) if wrong.is_empty() => Ok(Report {
            subject,
            what: (*what).to_string(),
            text,
            lang: lang.clone(),
            mail,
        }),
        _ => Err(wrong),
    }
}

/// An address one can write to: one `@`, a name before it, a host with a dot after it, and no signs
/// that would make something else of it in a header.
pub fn is_mail(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let labels: Vec<&str> = host.split('.').collect();
    text.len() <= MAIL
        && !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
        && labels.len() >= 2
        && labels.iter().all(|l| {
            !l.is_empty()
                && !l.starts_with('-')
                && !l.ends_with('-')
                && l.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
}

/// True while a rating may still be completed.
pub fn is_open(done: bool, given_at: Moment, now: Moment) -> bool {
    !done && now <= given_at.plus_seconds(OPEN_FOR)
}

/// A moment so many days before or after another.
pub fn days_from(now: Moment, days: i64) -> Moment {
    now.plus_seconds(days.saturating_mul(24 * 3600))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use values::Id;

    fn lang() -> Lang {
        "it".parse().unwrap()
    }

    fn stars(rate: &str) -> Rating {
        Rating {
            page: "/search".into(),
            rate: rate.into(),
            liked: "clear".into(),
            disliked: "broken".into(),
            ..Rating::default()
        }
    }

    #[test]
    fn the_answer_belongs_to_the_stars() {
        for (rate, answer) in [
            ("1", "broken"),
            ("3", "broken"),
            ("4", "clear"),
            ("5", "clear"),
        ] {
            let said = rating(&stars(rate), &lang()).unwrap();
            assert_eq!(said.answer.as_deref(), Some(answer), "{rate}");
            assert!(said.done);
        }
        let mut crossed = stars("5");
        crossed.liked = "broken".into();
        let said = rating(&crossed, &lang()).unwrap();
        assert_eq!((said.answer, said.done), (None, false));
        for bad in ["", "0", "6", "-1", "4.5", "five"] {
            let no = rating(&stars(bad), &lang()).unwrap_err();
            assert_eq!(no[0].field.as_deref(), Some("rate"), "{bad}");
        }
    }

    #[test]
    fn pages_are_paths_of_ours_without_what_was_searched() {
        assert_eq!(page("/service/0192-x"), "/service/0192-x");
        assert_eq!(page("/search?q=mia+figlia"), "/search");
        for bad in [
            "",
            "search",
            "https://x.example/",
            "/<script>",
            &"/a".repeat(80),
        ] {
            assert_eq!(page(bad), "/", "{bad}");
        }
    }

    #[test]
    fn what_looks_personal_is_taken_out() {
        let out = without_personal("scrivimi a anna@example.org o 02 88 46 00 12, ho 8 anni");
        assert_eq!(out, "scrivimi a […] o […], ho 8 anni");
        assert_eq!(
            without_personal("chiama +39-333-1234567 subito"),
            "chiama […] subito"
        );
        assert_eq!(
            without_personal("il 12/9 alle 16.30 costa 30"),
            "il 12/9 alle 16.30 costa 30"
        );
        assert_eq!(without_personal("RSSMRA80A01F205X ciao"), "[…] ciao");
        assert_eq!(without_personal("riga\n\ndue"), "riga\n\ndue");
        assert_eq!(words(" \n\u{7} ").unwrap(), None);
        assert_eq!(
            words(&"è".repeat(WORDS + 1)).unwrap_err().field.as_deref(),
            Some("text")
        );
    }

    #[test]
    fn a_report_says_what_and_keeps_an_address_only_with_consent() {
        let about = Subject::Service(Id::named("t", "1"));
        let sent = Complaint {
            what: "times".into(),
            text: "Il lunedì è chiuso".into(),
            ..Complaint::default()
        };
        assert_eq!(report(&sent, about, &lang()).unwrap().mail, None);
        let fields = |c: &Complaint, s| -> Vec<String> {
            let no = report(c, s, &lang()).unwrap_err();
            no.into_iter().filter_map(|r| r.field).collect()
        };
        let mut mail = sent.clone();
        mail.mail = "anna@example.org".into();
        assert_eq!(fields(&mail, about), ["consent"]);
        mail.consent = "yes".into();
        let kept = report(&mail, about, &lang()).unwrap();
        assert_eq!(kept.mail.as_deref(), Some("anna@example.org"));
        assert_eq!(fields(&Complaint::default(), about), ["what"]);
        // The choices of records are not those of the site.
        assert_eq!(fields(&sent, Subject::Site), ["what"]);
        let mut silent = sent.clone();
        silent.text = "  ".into();
        assert_eq!(fields(&silent, about), ["text"]);
        silent.what = "closed".into();
        assert!(report(&silent, about, &lang()).is_ok());
        silent.text = "x".repeat(TEXT + 1);
        silent.mail = "anna".into();
        assert_eq!(fields(&silent, about), ["text", "mail"]);
    }

    #[test]
    fn addresses_are_plausible_and_harmless() {
        for good in [
            "a@b.it",
            "anna.b+x@posta.comune.example.it",
            "a@münchen.example",
        ] {
            assert!(is_mail(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@b",
            "@b.it",
            "a@b.it, c@d.it",
            "a@b.it\nBcc: x@y.it",
            "a@@b.it",
            "a@-b.it",
            "a@b..it",
        ] {
            assert!(!is_mail(bad), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn no_address_and_no_long_number_stays(text in "[a-z0-9@+./() \n-]{0,120}") {
            let out = without_personal(&text);
            prop_assert!(!out.contains('@'));
            let run = out.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
            prop_assert!(run.unwrap_or(0) < 7);
        }

        #[test]
        fn anything_may_be_sent(text in any::<String>(), rate in any::<String>()) {
            let sent = Rating { page: text.clone(), rate, text: text.clone(), ..Rating::default() };
            let _ = rating(&sent, &lang());
            let sent = Complaint { what: text.clone(), text: text.clone(), mail: text, ..Complaint::default() };
            let _ = report(&sent, Subject::Site, &lang());
        }
    }
}
