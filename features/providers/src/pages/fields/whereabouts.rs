//! Where: the address and point of a place, and the places of a service.

use catalogue::model::Address;
use serde_json::{Value, json};
use values::{Id, Point};
use web::form::Field;

use super::words::read;
use super::{Block, Draw, Typed, Write};
use crate::model::Fields;
use crate::rules::edit::{At, places, put_places};

const ADDRESS: [&str; 4] = ["street", "street_more", "postal_code", "town"];

fn address(fields: &Fields) -> Option<Address> {
    fields.get("address").and_then(read)
}

fn parts(a: &Address) -> [String; 4] {
    [
        a.address_1.clone(),
        a.address_2.clone().unwrap_or_default(),
        a.postal_code.clone(),
        a.city.clone(),
    ]
}

pub(super) fn show_address(fields: &Fields, to: &mut Typed) {
    let a = address(fields).unwrap_or_default();
    for (name, value) in ADDRESS.iter().zip(parts(&a)) {
        to.put(*name, value);
    }
}

pub(super) fn draw_address(d: &Draw<'_>) -> Vec<Block> {
    let fields = ADDRESS
        .iter()
        .map(|name| {
            let mut f = d.line(name);
            f.autocomplete = match *name {
                "street" => "address-line1",
                "street_more" => "address-line2",
                "postal_code" => "postal-code",
                _ => "address-level2",
            };
            f
        })
        .collect();
    vec![Block::of(fields)]
}

pub(super) fn apply_address(w: &mut Write<'_>) {
    if !w.changed(&ADDRESS) {
        return;
    }
    let [street, more, code, town] = ADDRESS.map(|n| w.typed.get(n));
    if [street, more, code].iter().all(|t| t.is_empty()) {
        w.put("address", Value::Null);
        return;
    }
    if street.is_empty() {
        w.no("street", "providers-refused-street");
    }
    let own = w.city.name.get(&w.city.default_language);
    let mut a = address(w.fields).unwrap_or_else(|| Address {
        country: w.city.country.clone(),
        ..Address::default()
    });
    a.address_1 = street.to_string();
    a.address_2 = (!more.is_empty()).then(|| more.to_string());
    a.postal_code = code.to_string();
    a.city = match town {
        "" => own.unwrap_or_default().to_string(),
        some => some.to_string(),
    };
    w.put("address", json!(a));
}

/// A point as it is written to be read and typed over.
pub(super) fn point(p: &Point) -> String {
    format!("{:.5}, {:.5}", p.lat(), p.lon())
}

/// A point as maps give it: two numbers with decimals, or a link that has them in it.
pub(super) fn read_point(typed: &str) -> Option<Point> {
    let mut numbers = Vec::new();
    for word in typed.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')) {
        // The zoom of a map has no or few decimals; a point that is of use has three.
        let exact = word.split_once('.').is_some_and(|(_, d)| d.len() >= 3);
        if let (true, Ok(number)) = (exact, word.parse::<f64>()) {
            numbers.push(number);
        }
    }
    match numbers[..] {
        [lat, lon, ..] => Point::new(lat, lon).ok(),
        _ => None,
    }
}

pub(super) fn show_point(fields: &Fields, to: &mut Typed) {
    let p = fields.get("point").and_then(read::<Point>);
    to.put("point", p.map(|p| point(&p)).unwrap_or_default());
}

pub(super) fn draw_point(d: &Draw<'_>) -> Vec<Block> {
    let hint = d.page.t("providers-edit-point-hint");
    vec![Block::of(vec![d.line("point").hint(hint)])]
}

pub(super) fn apply_point(w: &mut Write<'_>) {
    if !w.changed(&["point"]) {
        return;
    }
    match w.typed.get("point") {
        "" => w.put("point", Value::Null),
        words => match read_point(words) {
            Some(p) if w.city.districts.at(p).is_some() => w.put("point", json!(p)),
            Some(_) => w.no("point", "providers-refused-point"),
            None => w.no("point", "providers-refused-point-form"),
        },
    }
}

pub(super) fn show_places(fields: &Fields, to: &mut Typed) {
    for at in places(fields) {
        to.put("places", at.location_id.to_string());
    }
}

pub(super) fn draw_places(d: &Draw<'_>) -> Vec<Block> {
    let page = d.page;
    let said = places(d.fields);
    let fixed: Vec<String> = said
        .iter()
        .filter(|at| d.fixed.contains(&at.location_id))
        .map(|at| at.name.clone())
        .collect();
    let chosen: Vec<&str> = d.typed.all("places").collect();
    let mut field = Field::text("places", page.t("providers-edit-places"))
        .kind("checks")
        .hint(page.t("providers-edit-places-hint"))
        .refused(page.tr(), d.wrong);
    for at in said.iter().filter(|at| !d.fixed.contains(&at.location_id)) {
        field = field.option(at.location_id.to_string(), &at.name);
    }
    for place in d.places {
        let id = place.id.to_string();
        if d.fixed.contains(&place.id) || field.choices.iter().any(|c| c.value == id) {
            continue;
        }
        let label = match place.new {
            true => page.t1("providers-edit-place-new", "name", &place.name),
            false => place.name.clone(),
        };
        field = field.option(id, label);
    }
    let none = field.choices.is_empty();
    let mut block = Block::of(vec![]);
    if !fixed.is_empty() {
        block.note = page.t1(
            "providers-edit-places-fixed",
            "places",
            page.tr().list(&fixed),
        );
    }
    if none {
        if block.note.is_empty() {
            block.note = page.t("providers-edit-places-none");
        }
    } else {
        block.fields.push(field.values(&chosen));
    }
    let mut q = Field::text("place_q", page.t("providers-edit-place-q"))
        .kind("search")
        .value(d.typed.get("place_q"));
    if let Some(told) = &d.looked {
        q = q.hint(told.clone());
    }
    block.fields.push(q);
    block.more = Some(("find".into(), page.t("providers-edit-place-find")));
    vec![block]
}

pub(super) fn apply_places(w: &mut Write<'_>) {
    let before = places(w.fields);
    let mut after: Vec<At> = before
        .iter()
        .filter(|at| w.fixed.contains(&at.location_id))
        .cloned()
        .collect();
    for id in w.typed.all("places") {
        let Ok(id) = id.parse::<Id>() else {
            w.no("places", "providers-refused-place");
            return;
        };
        let kept = before.iter().find(|at| at.location_id == id).cloned();
        let known = || w.places.iter().find(|p| p.id == id);
        match kept.or_else(|| known().map(|p| At::new(id, p.name.clone()))) {
            Some(at) => after.push(at),
            None => {
                w.no("places", "providers-refused-place");
                return;
            }
        }
    }
    after.sort_by_key(|a| a.location_id);
    after.dedup_by_key(|a| a.location_id);
    if after != before {
        // Times at a place that is given up go with it; the preview tells.
        put_places(w.wanted, after);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_as_maps_give_them() {
        for good in [
            "45.46420, 9.19000",
            "45.4642 9.1900",
            "geo:45.4642,9.1900?z=19",
            "https://www.openstreetmap.org/?mlat=45.4642&mlon=9.1900#map=17/45.4642/9.1900",
            "https://maps.example/@45.4642,9.1900,17z",
        ] {
            let p = read_point(good).unwrap_or_else(|| panic!("{good}"));
            assert_eq!(point(&p), "45.46420, 9.19000");
        }
        for bad in ["", "45", "via Dante 3", "45,46 9,19", "945.4642, 9.1900"] {
            assert!(read_point(bad).is_none(), "{bad}");
        }
    }
}
