//! What `GET /api/search` can be asked: every parameter once, with its words and the shape of its
//! values. Requests are held against it and the description (OpenAPI) is written from it, so that
//! neither says what the other does not.

use city::City;
use regex::Regex;
use serde_json::{Value, json};
use values::Refusal;

use super::search::MOST;
use crate::model::Weekday;
use crate::pages::search::ask::{NAMES, SORTS, WORDS, slot_code, slot_name};
use crate::pages::search::read::{DEAREST, FURTHEST, LAST_PAGE, MANY};
use crate::search::{OLDEST, Slot};
use crate::terms;

/// What a value looks like.
enum Shape {
    /// Words, so many characters at most.
    Words(usize),
    /// A whole number from, to.
    Whole(usize, usize),
    /// One of these.
    OneOf(Vec<String>),
    /// One of these, or what the expression describes.
    OneOfOr(Vec<String>, Regex),
    /// What the expression describes.
    Like(Regex),
}

struct Param {
    name: &'static str,
    about: &'static str,
    shape: Shape,
    /// May be given several times; any of the values will do.
    many: bool,
}

/// The parameters of one city's search.
pub(crate) struct Params(Vec<Param>);

/// Yes and no, as forms and programs write them.
const TICKS: [&str; 8] = ["on", "off", "true", "false", "yes", "no", "1", "0"];

impl Params {
    /// The parameters where these themes, districts, stops and needs exist.
    pub fn of(city: &City) -> Params {
        let texts = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let terms = |taxonomy: &str| {
            let taxonomy = city.taxonomies.get(taxonomy);
            let terms = taxonomy.map_or(&[][..], |t| t.terms());
            terms.iter().map(|t| t.key.clone()).collect::<Vec<_>>()
        };
        let districts = || city.districts.all().iter().map(|d| d.id.to_string());
        let from = districts()
            .map(|d| format!("district:{d}"))
            .chain(city.stops.iter().map(|s| format!("stop:{}", s.id)))
            .collect();
        let like = |pattern: &str| Regex::new(&format!("^(?:{pattern})$"));
        let ticked = || Shape::OneOf(texts(&TICKS));
        let mut all = Vec::new();
        let mut one = |name, about, shape| {
            all.push(Param {
                name,
                about,
                shape,
                many: false,
            })
        };
        one(
            "q",
            "What is sought, in words of any language of the city.",
            Shape::Words(WORDS),
        );
        one(
            "lang",
            "The language of texts in the answer, and the first in which words are understood.",
            Shape::OneOf(city.languages.iter().map(ToString::to_string).collect()),
        );
        if let Ok(ages) = like(&ages()) {
            one(
                "age",
                "Age of the child: years (`8`), from and to (`6-10`), or months (`30m`).",
                Shape::Like(ages),
            );
        }
        one(
            "class",
            "School year of the child, instead of an age.",
            Shape::OneOf(
                city.calendar
                    .classes()
                    .iter()
                    .map(|c| c.key.clone())
                    .collect(),
            ),
        );
        one(
            "theme",
            "A term of the taxonomy `service`, with all below it.",
            Shape::OneOf(terms(terms::SERVICE)),
        );
        if let Ok(point) =
            like(r"-?[0-8]?[0-9](\.[0-9]{1,9})?,-?(1[0-7][0-9]|[0-9]{1,2})(\.[0-9]{1,9})?")
        {
            one(
                "near",
                "The middle of a circle: the centre of a district, a stop, or latitude and longitude in degrees.",
                Shape::OneOfOr(from, point),
            );
        }
        one(
            "within",
            "How far from `near`, metres as the crow flies.",
            Shape::Whole(1, FURTHEST as usize),
        );
        one(
            "season",
            "In school term or in school holidays.",
            Shape::OneOf(texts(&["term", "holidays"])),
        );
        if let Ok(day) = like(&days()) {
            one(
                "open",
                "Open at this moment, or taking place on a day.",
                Shape::OneOfOr(texts(&["now", "today", "tomorrow"]), day),
            );
        }
        one(
            "price",
            "At most so much, whole units of the city's currency.",
            Shape::Whole(0, DEAREST as usize),
        );
        one("free", "Only what costs nothing.", ticked());
        one("alone", "Only what needs no adult.", ticked());
        one("remote", "Only what can be done from home.", ticked());
        one(
            "sort",
            "The order. `distance` needs `near`; without it the order is `relevance`, as the answer says.",
            Shape::OneOf(SORTS.iter().map(|(_, n)| (*n).to_string()).collect()),
        );
        one("page", "Which page, from 1.", Shape::Whole(1, LAST_PAGE));
        one(
            "per_page",
            "How many results a page.",
            Shape::Whole(1, MOST),
        );
        let mut many = |name, about, shape| {
            all.push(Param {
                name,
                about,
                shape,
                many: true,
            })
        };
        many(
            "district",
            "In one of these districts.",
            Shape::OneOf(districts().collect()),
        );
        let week = Weekday::ALL.into_iter();
        let week = week.flat_map(|d| {
            Slot::ALL
                .map(|s| slot_code(d, s))
                .into_iter()
                .chain([d.code().to_string()])
        });
        many(
            "when",
            "In one of these parts of the week: a day, a part of every day, or both.",
            Shape::OneOf(
                week.chain(Slot::ALL.map(|s| slot_name(s).to_string()))
                    .collect(),
            ),
        );
        many(
            "need",
            "All of these terms of the taxonomy `accessibility`.",
            Shape::OneOf(terms("accessibility")),
        );
        if let Ok(tag) = like("[a-z]{2,3}") {
            many(
                "speaks",
                "One of these languages is spoken there (BCP 47).",
                Shape::Like(tag),
            );
        }
        many(
            "not",
            "Filters that are not to be read out of the words.",
            Shape::OneOf(NAMES.iter().map(|(_, n)| (*n).to_string()).collect()),
        );
        Params(all)
    }

    /// Holds the pairs of an address against the description.
    ///
    /// # Errors
    /// A parameter that is not known, comes too often or cannot have this value: an answer to another
    /// question than the one asked would not be noticed by a program.
    pub fn check(&self, pairs: &[(String, String)]) -> Result<(), Refusal> {
        for (at, (name, value)) in pairs.iter().enumerate() {
            // What a form of the pages sends, too: a date of birth that is told in no description.
            if name == "born" {
                continue;
            }
            let short: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
            let Some(param) = self.0.iter().find(|p| p.name == name) else {
                return Err(Refusal::new("find-unknown-parameter", 422)
                    .field(&short)
                    .arg("name", short));
            };
            let before = pairs[..at].iter().filter(|(n, _)| n == name).count();
            let most = if param.many { MANY } else { 1 };
            if before >= most {
                return Err(Refusal::new("find-too-many", 422)
                    .field(name)
                    .arg("name", name.as_str())
                    .arg("max", most));
            }
            if !param.shape.has(value) {
                let value: String = value.chars().filter(|c| !c.is_control()).take(40).collect();
                return Err(Refusal::new("find-wrong-value", 422)
                    .field(name)
                    .arg("name", name.as_str())
                    .arg("value", value));
            }
        }
        Ok(())
    }

    /// The parameters as OpenAPI tells them.
    pub fn described(&self) -> Vec<Value> {
        let tell = |p: &Param| {
            let schema = match p.many {
                true => json!({"type": "array", "maxItems": MANY, "items": p.shape.schema()}),
                false => p.shape.schema(),
            };
            json!({"name": p.name, "in": "query", "required": false, "description": p.about, "schema": schema})
        };
        self.0.iter().map(tell).collect()
    }
}

impl Shape {
    fn has(&self, value: &str) -> bool {
        match self {
            Shape::Words(most) => value.chars().count() <= *most,
            Shape::Whole(from, to) => {
                let plain = !value.is_empty()
                    && value.len() <= 9
                    && value.bytes().all(|b| b.is_ascii_digit());
                plain
                    && value
                        .parse()
                        .is_ok_and(|n: usize| (*from..=*to).contains(&n))
            }
            Shape::OneOf(list) => list.iter().any(|v| v == value),
            Shape::OneOfOr(list, like) => list.iter().any(|v| v == value) || like.is_match(value),
            Shape::Like(like) => like.is_match(value),
        }
    }

    fn schema(&self) -> Value {
        match self {
            Shape::Words(most) => json!({"type": "string", "maxLength": most}),
            Shape::Whole(from, to) => json!({"type": "integer", "minimum": from, "maximum": to}),
            Shape::OneOf(list) => json!({"type": "string", "enum": list}),
            Shape::OneOfOr(list, like) => json!({"anyOf": [
                {"type": "string", "enum": list},
                {"type": "string", "pattern": plain(like)},
            ]}),
            Shape::Like(like) => json!({"type": "string", "pattern": plain(like)}),
        }
    }
}

/// The expression as JSON Schema writes it.
fn plain(like: &Regex) -> String {
    like.as_str().replace("(?:", "(")
}

/// Years, from and to, months; never past [`OLDEST`], never from more to less.
fn ages() -> String {
    let numbers = |from: u32, to: u32| {
        (from..=to)
            .map(|n| n.to_string())
            .collect::<Vec<_>>()
            .join("|")
    };
    let spans = (0..=OLDEST).map(|from| format!("{from}-(?:{})", numbers(from, OLDEST)));
    let mut all = vec![numbers(0, OLDEST)];
    all.extend(spans);
    all.push(format!("(?:{})m", numbers(0, OLDEST * 12 + 11)));
    all.join("|")
}

/// Days of this century and the next; of a February at most 28, which every February has.
fn days() -> String {
    "2[01][0-9]{2}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)".to_string()
}
