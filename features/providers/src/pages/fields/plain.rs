//! Texts, contacts, ages, choices and the city's terms.

use catalogue::model::Phone;
use serde_json::{Value, json};
use values::{Lang, Text};
use web::form::Field;

use super::typed::MOST_ROWS;
use super::words::read;
use super::{Block, Draw, Typed, Write};
use crate::model::Fields;

/// The taxonomy of a field.
pub(super) fn taxonomy(field: &str) -> &str {
    match field {
        "themes" => "service",
        "needs" => "need",
        other => other,
    }
}

/// Fields with a list of keys, shown as boxes.
const BOXES: [&str; 5] = ["themes", "needs", "wellbeing", "accessibility", "languages"];

fn plain(fields: &Fields, name: &str) -> String {
    let value = fields.get(name).and_then(Value::as_str);
    value.unwrap_or_default().to_string()
}

fn phones(fields: &Fields) -> Vec<Phone> {
    fields.get("phones").and_then(read).unwrap_or_default()
}

fn phone(n: usize) -> String {
    match n {
        0 => "phone".to_string(),
        n => format!("phone-{n}"),
    }
}

fn documents(fields: &Fields) -> Vec<Text> {
    fields
        .get("required_documents")
        .and_then(read)
        .unwrap_or_default()
}

/// The names a group has in the form, in order.
fn names(group: &str) -> Vec<&str> {
    match group {
        "ages" => vec!["age_from", "age_to"],
        "capacity" => vec!["capacity", "available"],
        other => vec![other],
    }
}

pub(super) fn show(group: &str, fields: &Fields, lang: &Lang, to: &mut Typed) {
    let number = |field: &str, key: &str, by: u64| {
        fields
            .get(field)
            .and_then(|a| a.get(key))
            .and_then(Value::as_u64)
            .map(|n| (n / by).to_string())
            .unwrap_or_default()
    };
    match group {
        "ages" => {
            to.put("age_from", number("ages", "from", 12));
            to.put("age_to", number("ages", "to", 12));
        }
        "capacity" => {
            to.put("capacity", number("capacity", "places", 1));
            to.put("available", number("capacity", "available", 1));
        }
        "phones" => {
            let all = phones(fields);
            for (n, p) in all.iter().enumerate() {
                to.put(phone(n), p.number.clone());
            }
            // One more, to be written.
            to.put(phone(all.len()), "");
        }
        "required_documents" => {
            let lines: Vec<String> = documents(fields)
                .iter()
                .filter_map(|t| t.best(lang, &[]).map(|(_, words)| words.to_string()))
                .collect();
            to.put(group, lines.join("\n"));
        }
        "adult_needed" => {
            let value = match fields.get(group).and_then(Value::as_bool) {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            };
            to.put(group, value);
        }
        "remote" => {
            if fields.get(group).and_then(Value::as_bool) == Some(true) {
                to.put(group, "yes");
            }
        }
        "status" => match plain(fields, group) {
            none if none.is_empty() => to.put(group, "active"),
            some => to.put(group, some),
        },
        list if BOXES.contains(&list) => {
            for key in fields
                .get(list)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                to.put(list, key.as_str().unwrap_or_default());
            }
        }
        name => to.put(
            name,
            match fields.get(name) {
                Some(Value::String(words)) => words.clone(),
                Some(value) => read::<Text>(value)
                    .and_then(|t| t.get(lang).map(String::from))
                    .unwrap_or_default(),
                None => String::new(),
            },
        ),
    }
}

pub(super) fn draw(group: &str, d: &Draw<'_>) -> Vec<Block> {
    let page = d.page;
    let select = |first: Option<&str>, words: &[&str]| {
        let mut f = d.line(group);
        if let Some(key) = first {
            f = f.option("", page.t(key));
        }
        words
            .iter()
            .fold(f, |f, w| {
                let key = format!("{group}-{}", w.replace([' ', '_'], "-"));
                f.option(*w, page.t(&format!("providers-{key}")))
            })
            .value(d.typed.get(group))
    };
    match group {
        "themes" | "needs" | "wellbeing" | "accessibility" => return terms(group, d),
        "phones" => {
            let most = d
                .typed
                .starting("phone-")
                .filter_map(|n| n["phone-".len()..].parse::<usize>().ok())
                .filter(|n| *n < MOST_ROWS)
                .max()
                .unwrap_or(0);
            let fields = (0..=most)
                .map(|n| {
                    let at = phone(n);
                    let label = match n {
                        0 => page.t("providers-edit-phone"),
                        n => page.t1("providers-edit-phone-more", "number", n + 1),
                    };
                    let f = Field::text(&at, label).kind("tel").value(d.typed.get(&at));
                    let f = f.refused(page.tr(), d.wrong);
                    match n {
                        0 => f.hint(page.t("providers-edit-phone-hint")),
                        _ => f,
                    }
                })
                .collect();
            return vec![Block::of(fields)];
        }
        _ => {}
    }
    let fields = names(group)
        .into_iter()
        .map(|name| {
            let f = match name {
                "remote" => d.box_to_tick("remote", "providers-edit-remote"),
                "status" => select(
                    None,
                    &["active", "temporarily closed", "inactive", "defunct"],
                ),
                "rhythm" => select(
                    Some("providers-unknown"),
                    &["weekly", "one_off", "camp", "always_open"],
                ),
                "adult_needed" => d
                    .line(group)
                    .option("", page.t("providers-unknown"))
                    .option("yes", page.t("providers-yes"))
                    .option("no", page.t("providers-no"))
                    .value(d.typed.get(group)),
                "languages" => {
                    let chosen: Vec<&str> = d.typed.all(name).collect();
                    let mut f = d.line(name).kind("checks");
                    for tag in spoken(d.city, &chosen) {
                        let label = match tag.parse::<Lang>() {
                            Ok(lang) => page.tr().lang_name(&lang),
                            Err(_) => tag.clone(),
                        };
                        f = f.option(tag, label);
                    }
                    f.values(&chosen)
                }
                "name" => d.line(name).required(),
                "description"
                | "alert"
                | "eligibility"
                | "fees"
                | "application_process"
                | "required_documents"
                | "transportation" => d.line(name).kind("area"),
                "age_from" | "age_to" => d.line(name).kind("number").between(0, 30),
                "capacity" | "available" => d.line(name).kind("number").between(0, 100_000),
                "email" => d.line(name).kind("email"),
                "url" | "website" => d.line(name).kind("url"),
                other => d.line(other),
            };
            let key = format!("providers-edit-{}-hint", name.replace('_', "-"));
            match page.tr().has(&key) {
                true => f.hint(page.t(&key)),
                false => f,
            }
        })
        .collect();
    vec![Block::of(fields)]
}

/// The languages one may choose: the city's, and those the record has.
fn spoken(city: &city::City, chosen: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let own = city.languages.iter().map(|l| l.base().to_string());
    for tag in own.chain(chosen.iter().map(ToString::to_string)) {
        if !all.contains(&tag) {
            all.push(tag);
        }
    }
    all
}

/// The city's terms: one fold a branch of the tree, open where something is chosen. Nothing when the
/// city has no such list.
fn terms(group: &str, d: &Draw<'_>) -> Vec<Block> {
    let page = d.page;
    let Some(list) = d.city.taxonomies.get(taxonomy(group)) else {
        return Vec::new();
    };
    let chosen: Vec<&str> = d.typed.all(group).collect();
    // A flat list is one fold.
    let flat = list.roots().all(|r| r.children.is_empty());
    let name = page.t(&format!("providers-edit-{group}"));
    let mut blocks: Vec<Block> = Vec::new();
    let mut fold = |legend: String, terms: &[&city::Term]| {
        let mut f = Field::text(group, legend.clone()).kind("checks");
        f.id = format!("field-{group}-{}", blocks.len());
        for term in terms {
            f = f.option(&term.key, page.say_plain(&term.label));
        }
        let f = f.values(&chosen);
        let ticked = f.choices.iter().filter(|c| c.chosen).count();
        blocks.push(Block {
            fold: Some(match ticked {
                0 => legend,
                n => format!("{legend} ({n})"),
            }),
            open: ticked > 0,
            fields: vec![f],
            ..Block::default()
        });
    };
    if flat {
        let all: Vec<&city::Term> = list.roots().collect();
        fold(name.clone(), &all);
    } else {
        for root in list.roots() {
            let all: Vec<&city::Term> = list.within(&root.key).iter().collect();
            fold(page.say_plain(&root.label), &all);
        }
    }
    if let Some(first) = blocks.first_mut() {
        first.hidden.push((format!("with-{group}"), "yes".into()));
        if !flat {
            first.title = name;
        }
        let told = d.wrong.iter().find(|r| r.field.as_deref() == Some(group));
        if let Some(told) = told {
            first.fields[0].id = format!("field-{group}");
            first.fields[0].error = Some(page.tr().refusal(told));
            first.open = true;
        }
    }
    blocks
}

pub(super) fn apply(group: &str, w: &mut Write<'_>) {
    let lang = w.lang().clone();
    match group {
        "ages" => ages(w),
        "capacity" => capacity(w),
        "phones" => write_phones(w),
        "required_documents" => {
            if !w.changed(&[group]) {
                return;
            }
            let before = documents(w.fields);
            let lines = w.typed.get(group).lines().map(str::trim);
            let after: Vec<Text> = lines
                .filter(|l| !l.is_empty())
                .map(|line| {
                    let same = before
                        .iter()
                        .find(|t| t.best(&lang, &[]).is_some_and(|(_, words)| words == line));
                    same.cloned().unwrap_or_else(|| Text::new(&lang, line))
                })
                .collect();
            w.put(group, json!(after));
        }
        "adult_needed" => {
            if w.changed(&[group]) {
                let value = match w.typed.get(group) {
                    "yes" => Value::Bool(true),
                    "no" => Value::Bool(false),
                    _ => Value::Null,
                };
                w.put(group, value);
            }
        }
        "remote" => {
            if w.changed(&[group]) {
                let yes = w.typed.get(group) == "yes";
                w.put(group, if yes { Value::Bool(true) } else { Value::Null });
            }
        }
        list if BOXES.contains(&list) => {
            if w.changed(&[list]) {
                let mut keys: Vec<&str> = Vec::new();
                for key in w.typed.all(list).filter(|k| !k.is_empty()) {
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
                w.put(list, json!(keys));
            }
        }
        name => {
            if !w.changed(&[name]) {
                return;
            }
            let words = w.typed.get(name);
            if w.is_text(name) {
                let mut text = w
                    .fields
                    .get(name)
                    .and_then(read::<Text>)
                    .unwrap_or_default();
                text.set(&lang, words);
                w.put(name, json!(text));
            } else if words.is_empty() && name != "name" {
                w.put(name, Value::Null);
            } else {
                w.put(name, json!(words));
            }
        }
    }
}

fn ages(w: &mut Write<'_>) {
    if !w.changed(&["age_from", "age_to"]) {
        return;
    }
    let mut months = w
        .fields
        .get("ages")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    for (name, key, more) in [("age_from", "from", 0), ("age_to", "to", 11)] {
        // A month that was not touched stays: «from three months» is not «from 0 years».
        if !w.changed(&[name]) {
            continue;
        }
        match w.typed.get(name) {
            "" => {
                months.shift_remove(key);
            }
            words => match words.parse::<u32>() {
                Ok(years) if years <= 30 => {
                    months.insert(key.into(), json!(years * 12 + more));
                }
                _ => w.no(name, "providers-refused-ages"),
            },
        }
    }
    w.put("ages", Value::Object(months));
}

fn capacity(w: &mut Write<'_>) {
    if !w.changed(&["capacity", "available"]) {
        return;
    }
    let [places, left] = ["capacity", "available"].map(|n| match w.typed.get(n) {
        "" => Ok(None),
        words => words.parse::<u32>().map(Some).map_err(|_| n),
    });
    match (places, left) {
        (Err(n), _) | (_, Err(n)) => w.no(n, "providers-refused-number"),
        (Ok(None), Ok(None)) => w.put("capacity", Value::Null),
        (Ok(None), Ok(Some(_))) => w.no("capacity", "providers-refused-number"),
        (Ok(Some(places)), Ok(None)) => w.put("capacity", json!({ "places": places })),
        (Ok(Some(places)), Ok(Some(left))) => {
            w.put("capacity", json!({ "places": places, "available": left }))
        }
    }
}

fn write_phones(w: &mut Write<'_>) {
    let before = phones(w.fields);
    let mut after = Vec::new();
    for n in 0..MOST_ROWS {
        let at = phone(n);
        match (w.typed.get(&at), before.get(n)) {
            ("", _) => {}
            (number, Some(old)) if old.number == number => after.push(old.clone()),
            (number, old) => after.push(Phone {
                number: number.to_string(),
                description: old.map(|p| p.description.clone()).unwrap_or_default(),
            }),
        }
    }
    if after != before {
        w.put("phones", json!(after));
    }
}
