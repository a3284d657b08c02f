//! The price list: one row a price (HSDS `cost_option`).

use catalogue::model::{CostOption, CostUnit};
use serde_json::{Value, json};
use values::Text;
use web::form::Field;

use super::typed::{amount, cents, day};
use super::words::{read, unit_word};
use super::{Block, Draw, Typed, Write};
use crate::model::Fields;

const LIST: &str = "price";
const UNITS: [CostUnit; 6] = [
    CostUnit::Once,
    CostUnit::Session,
    CostUnit::Day,
    CostUnit::Week,
    CostUnit::Month,
    CostUnit::Year,
];
/// The fields of a row.
const NAMES: [&str; 6] = ["amount", "unit", "for", "income", "from", "to"];

fn all(fields: &Fields) -> Vec<CostOption> {
    fields
        .get("cost_options")
        .and_then(read)
        .unwrap_or_default()
}

fn name(row: usize, field: &str) -> String {
    format!("{LIST}-{row}-{field}")
}

/// The values of one price, in the order of [`NAMES`].
fn values(cost: &CostOption, lang: &values::Lang) -> [String; 6] {
    let day = |d: Option<values::Day>| d.map(|d| d.to_string()).unwrap_or_default();
    [
        cost.amount.map(|a| amount(a.0)).unwrap_or_default(),
        unit_word(cost.unit).to_string(),
        cost.option.get(lang).unwrap_or_default().to_string(),
        cost.income_up_to.map(|a| amount(a.0)).unwrap_or_default(),
        day(cost.valid_from),
        day(cost.valid_to),
    ]
}

pub(super) fn show(fields: &Fields, lang: &values::Lang, to: &mut Typed) {
    for (row, cost) in all(fields).iter().enumerate() {
        to.put(name(row, "row"), row.to_string());
        for (field, value) in NAMES.iter().zip(values(cost, lang)) {
            to.put(name(row, field), value);
        }
    }
}

pub(super) fn draw(d: &Draw<'_>) -> Vec<Block> {
    let rows = d.typed.rows(LIST).max(1);
    let page = d.page;
    let mut blocks: Vec<Block> = (0..rows)
        .map(|row| {
            let field = |f: &str| {
                let at = name(row, f);
                let key = format!("providers-edit-price-{f}");
                Field::text(&at, page.t(&key))
                    .value(d.typed.get(&at))
                    .refused(page.tr(), d.wrong)
            };
            let mut price = field("amount").hint(page.t("providers-edit-price-hint"));
            price.inputmode = "decimal";
            let mut income = field("income").hint(page.t("providers-edit-price-income-hint"));
            income.inputmode = "decimal";
            let chosen = match d.typed.get(&name(row, "unit")) {
                "" => "once",
                some => some,
            };
            let unit = UNITS
                .iter()
                .fold(field("unit"), |f, u| {
                    let word = unit_word(*u);
                    f.option(word, page.t(&format!("providers-unit-{word}")))
                })
                .value(chosen);
            let mut fields = vec![
                price,
                unit,
                field("for").hint(page.t("providers-edit-price-for-hint")),
                income,
                field("from").kind("date"),
                field("to").kind("date"),
            ];
            let kept = d.typed.get(&name(row, "row")).to_string();
            if !kept.is_empty() {
                fields.push(d.box_to_tick(&name(row, "gone"), "providers-edit-price-gone"));
            }
            Block {
                legend: page.t1("providers-edit-price-row", "number", row + 1),
                fields,
                hidden: vec![(name(row, "row"), kept)],
                ..Block::default()
            }
        })
        .collect();
    if let Some(last) = blocks.last_mut() {
        last.more = Some(("more-price".into(), page.t("providers-edit-price-more")));
    }
    blocks
}

pub(super) fn apply(w: &mut Write<'_>) {
    let before = all(w.fields);
    let mut after: Vec<Value> = Vec::new();
    for row in 0..w.typed.rows(LIST) {
        let kept = w
            .typed
            .get(&name(row, "row"))
            .parse::<usize>()
            .ok()
            .and_then(|n| before.get(n));
        if w.typed.get(&name(row, "gone")) == "yes" {
            continue;
        }
        let typed: Vec<&str> = NAMES.iter().map(|f| w.typed.get(&name(row, f))).collect();
        if let Some(kept) = kept
            && values(kept, w.lang()).iter().eq(typed.iter())
        {
            after.push(json!(kept));
            continue;
        }
        let [price, unit, whom, income, from, to] = typed[..] else {
            continue;
        };
        // A row nothing was written in is no price; one that was emptied is taken out.
        if [price, whom, income, from, to].iter().all(|t| t.is_empty()) {
            continue;
        }
        let mut cost = kept.cloned().unwrap_or_default();
        let mut no = |field: &str, key: &str| w.wrong.push((name(row, field), key.to_string()));
        for (field, words, key) in [
            ("amount", price, "providers-refused-price"),
            ("income", income, "providers-refused-amount"),
        ] {
            let read = match words {
                "" => None,
                words => match cents(words) {
                    Some(c) if c <= 10_000_000 => Some(values::Cents(c)),
                    _ => {
                        no(field, key);
                        None
                    }
                },
            };
            match field {
                "amount" => cost.amount = read,
                _ => cost.income_up_to = read,
            }
        }
        if price.is_empty() && whom.is_empty() {
            no("amount", "providers-refused-price-empty");
        }
        cost.unit = UNITS
            .into_iter()
            .find(|u| unit_word(*u) == unit)
            .unwrap_or(cost.unit);
        match (day(from), day(to)) {
            (Err(()), _) => no("from", "providers-refused-day"),
            (_, Err(())) => no("to", "providers-refused-day"),
            (Ok(from), Ok(to)) => {
                if from.zip(to).is_some_and(|(a, b)| a > b) {
                    no("to", "providers-refused-days-order");
                }
                (cost.valid_from, cost.valid_to) = (from, to);
            }
        }
        let mut option: Text = cost.option.clone();
        option.set(w.lang(), whom);
        cost.option = option;
        after.push(json!(cost));
    }
    w.list("cost_options", json!(before), after);
}
