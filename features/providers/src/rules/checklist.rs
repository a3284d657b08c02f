//! What an organisation must show: the list of the city folder (`accreditation.toml`), and how far
//! an organisation has come with it.

use std::collections::BTreeSet;
use std::path::Path;

use catalogue::model::Nature;
use city::{City, CityError};
use jiff::ToSpan;
use serde::Deserialize;
use values::{Day, Text};

use crate::model::Document;

/// The name of the file in the city folder.
pub const FILE: &str = "accreditation.toml";

/// What the city asks for, and its times.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// How many days the city has for a decision.
    pub days: u16,
    /// For how many days at most a question stops the city's clock.
    pub clarification_days: u16,
    /// How long an admission is good, in months.
    pub validity_months: u16,
    /// How many days before an end reminders go out.
    pub remind_days: Vec<u16>,
    /// How long one document may be, in bytes.
    pub most_bytes: u64,
    /// How many documents an organisation may keep at a time.
    pub most_documents: u32,
    /// The items, in the order in which they are asked.
    #[serde(default, rename = "item")]
    pub items: Vec<Item>,
}

impl Default for Checklist {
    /// Thirty days for both, two years, reminders sixty, thirty and seven days before, five
    /// megabytes, forty documents, and nothing asked.
    fn default() -> Checklist {
        Checklist {
            days: 30,
            clarification_days: 30,
            validity_months: 24,
            remind_days: vec![60, 30, 7],
            most_bytes: 5_000_000,
            most_documents: 40,
            items: Vec::new(),
        }
    }
}

/// One thing to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Key, unique in the list; it stands in the database, never change it.
    pub key: String,
    /// What it is.
    pub label: Text,
    /// What is meant, and where one gets it.
    #[serde(default)]
    pub help: Text,
    /// For whom; empty means for everybody.
    #[serde(default)]
    pub natures: Vec<Nature>,
    /// True when a document is needed; else a declaration is enough.
    #[serde(default)]
    pub document: bool,
    /// For how many months from its issue a document is good; none means until the day written on it,
    /// or for ever.
    #[serde(default)]
    pub good_months: Option<u16>,
    /// True when the document must have a last day written on it.
    #[serde(default)]
    pub expires: bool,
    /// True when it may be left out.
    #[serde(default)]
    pub optional: bool,
    /// True when no new bookings are taken while it has lapsed (safeguarding, insurance).
    #[serde(default)]
    pub blocks_new_bookings: bool,
}

impl Item {
    /// True when it is asked of such an organisation.
    pub fn concerns(&self, nature: Nature) -> bool {
        self.natures.is_empty() || self.natures.contains(&nature)
    }

    /// The last day on which a document is good for it; none means for ever.
    pub fn good_until(&self, document: &Document) -> Option<Day> {
        let aged = self
            .good_months
            .and_then(|m| document.issued.checked_add(i32::from(m).months()).ok());
        match (aged, document.expires) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }
}

/// How an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is there, and good until this day or for ever.
    Good(Option<Day>),
    /// It was good until this day.
    Lapsed(Day),
    /// It is not there.
    Missing,
}

/// One item with how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'c> {
    /// The item.
    pub item: &'c Item,
    /// How it stands.
    pub mark: Mark,
}

impl Checklist {
    /// Reads a city's list. A city without the file asks for nothing but the facts.
    ///
    /// # Errors
    /// All that is wrong with it, with place and how to mend it.
    pub fn load(folder: &Path, city: &City) -> Result<Checklist, Vec<CityError>> {
        let wrong = |place: String, what: String, mend: &str| CityError {
            file: FILE.into(),
            place,
            what,
            mend: mend.into(),
        };
        let text = match std::fs::read_to_string(folder.join(FILE)) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Checklist::default()),
            Err(e) => {
                return Err(vec![wrong(
                    String::new(),
                    format!("the file cannot be read ({e})"),
                    "Check that it is UTF-8 text and that its permissions allow reading",
                )]);
            }
        };
        let list: Checklist = toml::from_str(&text).map_err(|e| {
            let line = e
                .span()
                .map(|s| text.bytes().take(s.start).filter(|b| *b == b'\n').count() + 1);
            vec![wrong(
                line.map(|l| format!("line {l}")).unwrap_or_default(),
                e.message().trim_end_matches('.').replace('\n', ", "),
                "cities/README.md shows the file's format",
            )]
        })?;
        let mut errors = Vec::new();
        let mut add = |place: String, what: &str, mend: &str| {
            errors.push(wrong(place, what.to_string(), mend));
        };
        if list.days == 0 || list.validity_months == 0 {
            add(
                String::new(),
                "`days` and `validity_months` are at least 1",
                "Correct them",
            );
        }
        if !(10_000..=20_000_000).contains(&list.most_bytes) {
            add(
                "most_bytes".into(),
                "a document has between 10 000 and 20 000 000 bytes",
                "Correct it",
            );
        }
        let mut keys = BTreeSet::new();
        for item in &list.items {
            let place = format!("item «{}»", item.key);
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if item.key.is_empty() || item.key.len() > 40 || !item.key.chars().all(plain) {
                add(
                    place.clone(),
                    "a key has up to 40 small letters, digits and hyphens",
                    "Correct it",
                );
            }
            if !keys.insert(&item.key) {
                add(
                    place.clone(),
                    "the key is there twice",
                    "Give each its own key",
                );
            }
            if !item.document && (item.expires || item.good_months.is_some()) {
                add(
                    place.clone(),
                    "only a document can lapse",
                    "Write document = true, or leave out `expires` and `good_months`",
                );
            }
            for (what, text) in [("label", &item.label), ("help", &item.help)] {
                let needed = what == "label" || !text.is_empty();
                if needed && text.get(&city.default_language).is_none() {
                    add(
                        format!("{place}, {what}"),
                        &format!(
                            "the text in the default language «{}» is missing",
                            city.default_language
                        ),
                        "Add it",
                    );
                }
            }
        }
        if errors.is_empty() {
            Ok(list)
        } else {
            Err(errors)
        }
    }

    /// The item with this key.
    pub fn item(&self, key: &str) -> Option<&Item> {
        self.items.iter().find(|i| i.key == key)
    }

    /// How every item that concerns an organisation stands on a day. Of several documents for one
    /// item the one that is good longest counts.
    pub fn standing(
        &self,
        nature: Nature,
        declared: &BTreeSet<String>,
        documents: &[Document],
        today: Day,
    ) -> Vec<Standing<'_>> {
        self.items
            .iter()
            .filter(|i| i.concerns(nature))
            .map(|item| Standing {
                item,
                mark: mark(item, declared, documents, today),
            })
            .collect()
    }
}

fn mark(item: &Item, declared: &BTreeSet<String>, documents: &[Document], today: Day) -> Mark {
    if !item.document {
        return match declared.contains(&item.key) {
            true => Mark::Good(None),
            false => Mark::Missing,
        };
    }
    let ends = documents
        .iter()
        .filter(|d| d.item == item.key)
        .map(|d| item.good_until(d));
    // None is for ever, so it is the longest.
    match ends.max_by_key(|end| end.unwrap_or(Day::MAX)) {
        None => Mark::Missing,
        Some(Some(end)) if end < today => Mark::Lapsed(end),
        Some(end) => Mark::Good(end),
    }
}

/// The items that are still to be shown before a case can be sent in or admitted.
pub fn open_items<'c>(standing: &[Standing<'c>]) -> Vec<&'c Item> {
    standing
        .iter()
        .filter(|s| !s.item.optional && !matches!(s.mark, Mark::Good(_)))
        .map(|s| s.item)
        .collect()
}

/// The items because of which no new bookings may be taken: one that has lapsed or is not there,
/// although the city says that nothing goes on without it. What was booked stays booked.
pub fn blocks_new_bookings<'c>(standing: &[Standing<'c>]) -> Vec<&'c Item> {
    standing
        .iter()
        .filter(|s| s.item.blocks_new_bookings)
        .filter(|s| match s.mark {
            Mark::Good(_) => false,
            Mark::Lapsed(_) => true,
            Mark::Missing => !s.item.optional,
        })
        .map(|s| s.item)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use values::{Id, Moment};

    use super::*;
    use crate::model::Media;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    pub(crate) fn item(key: &str) -> Item {
        Item {
            key: key.into(),
            label: Text::new(&"it".parse().unwrap(), key),
            help: Text::default(),
            natures: Vec::new(),
            document: true,
            good_months: None,
            expires: false,
            optional: false,
            blocks_new_bookings: false,
        }
    }

    fn document(item: &str, issued: &str, expires: Option<&str>) -> Document {
        Document {
            id: Id::named("d", item),
            organisation: Id::named("o", "1"),
            item: item.into(),
            issued: day(issued),
            expires: expires.map(day),
            media: Media::Pdf,
            bytes: 1,
            added_at: Moment(0),
            reminded: None,
        }
    }

    #[test]
    fn a_lapsed_safeguarding_certificate_stops_new_bookings() {
        let list = Checklist {
            items: vec![
                Item {
                    good_months: Some(6),
                    blocks_new_bookings: true,
                    ..item("safeguarding")
                },
                item("statute"),
                Item {
                    natures: vec![Nature::Profit],
                    ..item("chamber")
                },
                Item {
                    document: false,
                    ..item("no-debts")
                },
            ],
            ..Checklist::default()
        };
        let documents = [
            document("safeguarding", "2026-01-10", None),
            document("statute", "2001-01-01", None),
        ];
        let none = BTreeSet::new();
        let on = |today| list.standing(Nature::ThirdSector, &none, &documents, day(today));
        let names = |items: Vec<&Item>| items.iter().map(|i| i.key.clone()).collect::<Vec<_>>();
        let good = on("2026-07-10");
        assert_eq!(good.len(), 3, "the chamber is asked of companies only");
        assert_eq!(good[0].mark, Mark::Good(Some(day("2026-07-10"))));
        assert_eq!(names(blocks_new_bookings(&good)), Vec::<String>::new());
        assert_eq!(names(open_items(&good)), ["no-debts"]);
        let lapsed = on("2026-07-11");
        assert_eq!(lapsed[0].mark, Mark::Lapsed(day("2026-07-10")));
        assert_eq!(names(blocks_new_bookings(&lapsed)), ["safeguarding"]);
        // A newer one makes it good again.
        let newer = [
            documents[0].clone(),
            documents[1].clone(),
            document("safeguarding", "2026-07-01", None),
        ];
        let again = list.standing(Nature::ThirdSector, &none, &newer, day("2026-07-11"));
        assert!(blocks_new_bookings(&again).is_empty());
    }

    #[test]
    fn what_is_written_on_a_document_counts_when_it_is_earlier() {
        let aged = Item {
            good_months: Some(12),
            ..item("insurance")
        };
        let until = |expires| aged.good_until(&document("insurance", "2026-01-31", expires));
        assert_eq!(until(None), Some(day("2027-01-31")));
        assert_eq!(until(Some("2026-06-30")), Some(day("2026-06-30")));
        assert_eq!(until(Some("2030-06-30")), Some(day("2027-01-31")));
        assert_eq!(
            item("x").good_until(&document("x", "2026-01-31", None)),
            None
        );
    }

    proptest! {
        /// Handing in one more document never makes anything worse.
        #[test]
        fn more_documents_never_harm(issued in prop::collection::vec(0i32..900, 0..6), more in 0i32..900) {
            let list = Checklist {
                items: vec![Item { good_months: Some(6), blocks_new_bookings: true, ..item("a") }],
                ..Checklist::default()
            };
            let on = |n: i32| day("2025-01-01").checked_add(n.days()).unwrap();
            let today = on(600);
            let mut documents: Vec<Document> = issued
                .iter()
                .map(|n| Document { issued: on(*n), ..document("a", "2025-01-01", None) })
                .collect();
            let none = BTreeSet::new();
            let before = blocks_new_bookings(&list.standing(Nature::Public, &none, &documents, today)).len();
            documents.push(Document { issued: on(more), ..document("a", "2025-01-01", None) });
            let after = blocks_new_bookings(&list.standing(Nature::Public, &none, &documents, today)).len();
            prop_assert!(after <= before);
        }
    }
}
