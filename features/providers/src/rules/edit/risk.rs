//! Which changes go out at once, and which a moderator sees first.
//!
//! A family that comes in vain because of a wrong time is worse off than one that reads an unchecked
//! sentence, so what changes often and harms little goes out at once. What could lead a child to the
//! wrong people or place, or a family into costs, waits.

use catalogue::model::Kind;
use serde_json::Value;

use super::places::{OUT_OF_USE, PLACES, same_places};
use crate::model::Change;

/// What happens to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It goes out at once.
    Now,
    /// It waits for a moderator; the word says why and is a key of the locales (`providers-why-…`).
    Waits(&'static str),
}

/// How alike an old and a new text must be for a change to be small: the share of letters that stay
/// (normalised Levenshtein).
const ALIKE: f64 = 0.7;
/// A text longer than this is compared as a whole only: above it the comparison would cost more than
/// a moderator's look is worth.
const LONGEST: usize = 6000;

/// What happens to a change of a record. Everything in a record the catalogue does not have yet
/// waits.
pub fn weigh(kind: Kind, fresh: bool, change: &Change) -> Weight {
    if fresh {
        return Weight::Waits("new");
    }
    match (kind, change.field.as_str()) {
        (_, "assured") => Weight::Now,
        (_, "name" | "alternate_name") => Weight::Waits("name"),
        (_, "email" | "website" | "url" | "phones") => Weight::Waits("contact"),
        (_, "ages") => Weight::Waits("ages"),
        (_, "cost_options" | "fees") => Weight::Waits("price"),
        (_, "eligibility") => Weight::Waits("eligibility"),
        (_, "themes" | "needs" | "wellbeing") => Weight::Waits("themes"),
        (_, "point" | "address" | "location_type" | "remote") => Weight::Waits("place"),
        (_, "nature" | "legal_status") => Weight::Waits("organisation"),
        (_, "active" | OUT_OF_USE) => Weight::Waits("ended"),
        // Other times at the same places are like other times.
        (_, PLACES) if same_places(change) => links(change).unwrap_or(Weight::Now),
        (_, PLACES) => Weight::Waits("place"),
        // Closed for a while and open again are for the provider to say; the end is not.
        (_, "status") => match (&change.from, &change.to) {
            (Value::String(from), _) if from == "defunct" => Weight::Waits("ended"),
            (_, Value::String(to)) if to == "defunct" => Weight::Waits("ended"),
            _ => Weight::Now,
        },
        // Whether a child is there without an adult is a question of safety.
        (_, "adult_needed") => Weight::Waits("eligibility"),
        (_, "capacity" | "languages" | "accessibility" | "rhythm") => Weight::Now,
        // The words of a session may lead somewhere else, like any other text.
        (_, "schedules") => links(&words_of_times(change)).unwrap_or(Weight::Now),
        (_, "alert") => links(change).unwrap_or(Weight::Now),
        (_, "description" | "transportation" | "application_process" | "required_documents") => {
            links(change).unwrap_or_else(|| small(change))
        }
        // What nobody has thought about waits.
        _ => Weight::Waits("other"),
    }
}

/// A change of times as a change of the words in them: days and times are no numbers to call.
fn words_of_times(change: &Change) -> Change {
    let words = |value: &Value| {
        let all = value.as_array().into_iter().flatten();
        Value::Array(all.filter_map(|s| s.get("description").cloned()).collect())
    };
    Change {
        field: change.field.clone(),
        from: words(&change.from),
        to: words(&change.to),
    }
}

/// A text that now names an address, a mail address or a number it did not name before.
fn links(change: &Change) -> Option<Weight> {
    let mut before = String::new();
    each_text(&change.from, &mut |text| {
        before.push_str(text);
        before.push('\n');
    });
    let mut strange = false;
    each_text(&change.to, &mut |text| {
        strange |= text
            .split_whitespace()
            .any(|word| is_contact(word) && !before.contains(word));
        strange |= numbers(text).iter().any(|n| !numbers(&before).contains(n));
    });
    strange.then_some(Weight::Waits("contact"))
}

/// A word that leads somewhere else.
fn is_contact(word: &str) -> bool {
    let low = word.to_lowercase();
    let host = low
        .trim_matches(|c: char| !c.is_alphanumeric())
        .split(['/', '?', '#', ':'])
        .next()
        .unwrap_or_default()
        .to_string();
    let dotted = host.split('.').count() >= 2
        && host.split('.').all(|part| !part.is_empty())
        && host
            .rsplit('.')
            .next()
            .is_some_and(|end| end.len() >= 2 && end.chars().all(char::is_alphabetic))
        && host.is_ascii();
    low.contains('@') || low.contains("://") || low.starts_with("www.") || dotted
}

/// Runs of seven digits and more, however they are grouped.
fn numbers(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut run = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() {
            run.push(c);
        } else if !" +-./()".contains(c) {
            if run.len() >= 7 {
                all.push(std::mem::take(&mut run));
            }
            run.clear();
        }
    }
    all
}

fn each_text(value: &Value, take: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => take(text),
        Value::Array(list) => list.iter().for_each(|v| each_text(v, take)),
        Value::Object(map) => map.values().for_each(|v| each_text(v, take)),
        _ => {}
    }
}

/// A small change stays; what is rewritten, or comes anew in a language, is looked at.
fn small(change: &Change) -> Weight {
    let texts = |value: &Value| -> Vec<(String, String)> {
        match value {
            Value::Object(map) => map
                .iter()
                .filter_map(|(lang, v)| Some((lang.clone(), v.as_str()?.to_string())))
                .collect(),
            other => {
                let mut all = String::new();
                each_text(other, &mut |t| {
                    all.push_str(t);
                    all.push('\n');
                });
                vec![(String::new(), all)]
            }
        }
    };
    let old = texts(&change.from);
    let rewritten = texts(&change.to).into_iter().any(|(lang, new)| {
        let before = old.iter().find(|(l, _)| *l == lang);
        let before = before.map_or("", |(_, t)| t.as_str());
        if before == new {
            return false;
        }
        before.len() > LONGEST
            || new.len() > LONGEST
            || strsim::normalized_levenshtein(before, &new) < ALIKE
    });
    if rewritten {
        Weight::Waits("text")
    } else {
        Weight::Now
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn of(field: &str, from: Value, to: Value) -> Weight {
        let change = Change {
            field: field.into(),
            from,
            to,
        };
        weigh(Kind::Service, false, &change)
    }

    #[test]
    fn what_could_harm_waits_and_the_rest_goes_out() {
        for field in [
            "name",
            "ages",
            "cost_options",
            "fees",
            "eligibility",
            "email",
            "url",
            "phones",
            "themes",
            "address",
            "point",
            "adult_needed",
            "something new",
        ] {
            assert!(
                matches!(of(field, json!(1), json!(2)), Weight::Waits(_)),
                "{field}"
            );
        }
        for field in [
            "schedules",
            "capacity",
            "languages",
            "accessibility",
            "assured",
            "rhythm",
        ] {
            assert_eq!(of(field, json!(1), json!(2)), Weight::Now, "{field}");
        }
        assert_eq!(
            of("status", json!("active"), json!("temporarily closed")),
            Weight::Now
        );
        assert_eq!(
            of("status", json!("active"), json!("defunct")),
            Weight::Waits("ended")
        );
        assert_eq!(
            of("status", json!("defunct"), json!("active")),
            Weight::Waits("ended")
        );
        let time = Change {
            field: "schedules".into(),
            from: json!(null),
            to: json!([]),
        };
        assert_eq!(weigh(Kind::Service, true, &time), Weight::Waits("new"));
    }

    #[test]
    fn texts_go_out_while_they_stay_alike_and_lead_nowhere_new() {
        let old = json!({"it": "Corso di nuoto per principianti, ogni lunedì in vasca piccola."});
        let slip = json!({"it": "Corso di nuoto per principianti, ogni martedì in vasca piccola."});
        assert_eq!(of("description", old.clone(), slip), Weight::Now);
        let new = json!({"it": "Vendiamo biciclette usate, venite a trovarci in negozio!"});
        assert_eq!(of("description", old.clone(), new), Weight::Waits("text"));
        let more = json!({"it": old["it"], "en": "A swimming course for beginners."});
        assert_eq!(of("description", old.clone(), more), Weight::Waits("text"));
        for contact in [
            "scrivi a io@x.example",
            "vedi www.x.example",
            "vedi https://x.example/a",
            "chiama 333 12 34 567",
            "vedi evil.example/",
        ] {
            let with = json!({"it": format!("{} {contact}", old["it"].as_str().unwrap())});
            assert_eq!(
                of("description", old.clone(), with.clone()),
                Weight::Waits("contact"),
                "{contact}"
            );
            assert_eq!(
                of("alert", json!(null), with.clone()),
                Weight::Waits("contact"),
                "{contact}"
            );
            // What was there before may stay.
            assert_eq!(of("alert", with.clone(), with), Weight::Now, "{contact}");
        }
        assert_eq!(
            of(
                "alert",
                json!(null),
                json!({"it": "Domani siamo chiusi dalle 16.30"})
            ),
            Weight::Now
        );
        assert_eq!(of("description", old, json!(null)), Weight::Now);
    }

    proptest! {
        #[test]
        fn anything_may_be_written(a in any::<String>(), b in any::<String>(), field in "(description|alert|required_documents|status)") {
            let _ = of(&field, json!({"it": a.clone()}), json!({"it": b.clone()}));
            let _ = of(&field, json!([a]), json!(b));
        }

        /// A web address or mail address that was not there before never goes out unseen.
        #[test]
        fn no_new_address_goes_out_unseen(host in "[a-z]{3,8}\\.(it|com|example)", before in "[a-z ]{0,40}") {
            for to in [format!("{before} https://{host}"), format!("{before} a@{host}"), format!("{before} {host}")] {
                let weight = of("alert", json!({"it": before.clone()}), json!({"it": to}));
                prop_assert_eq!(weight, Weight::Waits("contact"));
            }
        }
    }
}
