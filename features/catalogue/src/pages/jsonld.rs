//! Structured data for search engines and other programs (schema.org).

use serde_json::{Map, Value, json};
use values::{Id, Text};
use web::Page;

use super::Now;
use super::sheet::{mail_address, web_address};
use crate::model::{Address, Location, Organization, Service};

/// The site, with its search.
pub(super) fn site(page: &Page) -> Value {
    let home = page.absolute(&page.href("/"));
    json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": page.say_plain(&page.site().settings().title),
        "url": home,
        "inLanguage": page.tr().html_lang(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": format!("{}?q={{search_term_string}}", page.absolute(&page.href("/search"))),
            "query-input": "required name=search_term_string",
        },
    })
}

/// The page with its list as structured data: name and address of each item, in order.
pub(super) fn listed(page: Page, items: Vec<(String, String)>) -> Page {
    if items.is_empty() || !page.is_indexed() {
        return page;
    }
    let items: Vec<Value> = (1..)
        .zip(items)
        .map(|(position, (name, href))| {
            json!({
                "@type": "ListItem",
                "position": position,
                "name": name,
                "url": page.absolute(&href),
            })
        })
        .collect();
    page.json_ld(&json!({
        "@context": "https://schema.org",
        "@type": "ItemList",
        "numberOfItems": items.len(),
        "itemListElement": items,
    }))
}

/// Offers for [`listed`]. None for pages that search engines do not list: nobody would read it.
pub(super) fn offers(
    page: &Page,
    now: &Now,
    ids: impl Iterator<Item = Id>,
) -> Vec<(String, String)> {
    if !page.is_indexed() {
        return Vec::new();
    }
    ids.filter_map(|id| {
        let held = now.view.snapshot().service(id)?;
        let name = page.say_plain(&held.record.name);
        Some((name, page.href(&format!("/service/{id}"))))
    })
    .collect()
}

/// An offer.
pub(super) fn service(page: &Page, now: &Now, s: &Service) -> Value {
    let snapshot = now.view.snapshot();
    let mut out = Map::new();
    out.insert("@context".into(), json!("https://schema.org"));
    out.insert("@type".into(), json!("Service"));
    out.insert("@id".into(), json!(page.canonical()));
    out.insert("url".into(), json!(page.canonical()));
    out.insert("identifier".into(), json!(s.id.to_string()));
    text(&mut out, "name", page, &s.name);
    text(&mut out, "alternateName", page, &s.alternate_name);
    text(&mut out, "description", page, &s.description);
    if let Some(o) = snapshot.organization(s.organization_id) {
        out.insert("provider".into(), body(page, &o.record));
    }
    let mut audience = Map::new();
    let years = |months: u32| f64::from(months) / 12.0;
    if let Some(from) = s.ages.from {
        audience.insert("suggestedMinAge".into(), json!(round(years(from))));
    }
    if let Some(to) = s.ages.to {
        audience.insert(
            "suggestedMaxAge".into(),
            json!((to + 1).div_ceil(12).saturating_sub(1)),
        );
    }
    if !audience.is_empty() {
        audience.insert("@type".into(), json!("PeopleAudience"));
        out.insert("audience".into(), Value::Object(audience));
    }
    if let Some(free) = s.is_free() {
        out.insert("isAccessibleForFree".into(), json!(free));
    }
    let currency = &page.site().settings().currency;
    let offers: Vec<Value> = s
        .cost_options
        .iter()
        .filter_map(|c| c.amount)
        .map(|a| json!({"@type": "Offer", "price": a.to_string(), "priceCurrency": currency}))
        .collect();
    if !offers.is_empty() {
        out.insert("offers".into(), json!(offers));
    }
    let languages: Vec<&str> = s.languages.iter().map(values::Lang::as_str).collect();
    let channels: Vec<Value> = snapshot
        .places_of(s.id)
        .map(|(_, l)| {
            json!({
                "@type": "ServiceChannel",
                "availableLanguage": languages,
                "serviceLocation": where_(page, &l.record),
            })
        })
        .collect();
    if !channels.is_empty() {
        out.insert("availableChannel".into(), json!(channels));
    }
    if let Some(url) = web_address(s.url.as_ref()) {
        out.insert("sameAs".into(), json!(url));
    }
    Value::Object(out)
}

/// An organisation.
pub(super) fn organization(page: &Page, o: &Organization) -> Value {
    let mut value = body(page, o);
    if let Value::Object(out) = &mut value {
        out.insert("@context".into(), json!("https://schema.org"));
        text(out, "description", page, &o.description);
    }
    value
}

/// A place.
pub(super) fn place(page: &Page, l: &Location) -> Value {
    let mut value = where_(page, l);
    if let Value::Object(out) = &mut value {
        out.insert("@context".into(), json!("https://schema.org"));
        text(out, "description", page, &l.description);
    }
    value
}

fn body(page: &Page, o: &Organization) -> Value {
    let mut out = Map::new();
    let url = page.absolute(&page.href(&format!("/organization/{}", o.id)));
    out.insert("@type".into(), json!("Organization"));
    out.insert("@id".into(), json!(url));
    out.insert("name".into(), json!(o.name));
    out.insert("url".into(), json!(url));
    if let Some(site) = web_address(o.website.as_ref()) {
        out.insert("sameAs".into(), json!(site));
    }
    if let Some(mail) = mail_address(o.email.as_ref()) {
        out.insert("email".into(), json!(mail));
    }
    if let Some(phone) = o.phones.first() {
        out.insert("telephone".into(), json!(phone.number));
    }
    Value::Object(out)
}

fn where_(page: &Page, l: &Location) -> Value {
    let mut out = Map::new();
    let url = page.absolute(&page.href(&format!("/place/{}", l.id)));
    out.insert("@type".into(), json!("Place"));
    out.insert("@id".into(), json!(url));
    out.insert("name".into(), json!(l.name));
    out.insert("url".into(), json!(url));
    if let Some(a) = &l.address {
        out.insert("address".into(), address(a));
    }
    if let Some(p) = l.point {
        let geo = json!({"@type": "GeoCoordinates", "latitude": p.lat(), "longitude": p.lon()});
        out.insert("geo".into(), geo);
    }
    if let Some(phone) = l.phones.first() {
        out.insert("telephone".into(), json!(phone.number));
    }
    Value::Object(out)
}

fn address(a: &Address) -> Value {
    json!({
        "@type": "PostalAddress",
        "streetAddress": a.address_1,
        "addressLocality": a.city,
        "addressRegion": a.state_province,
        "postalCode": a.postal_code,
        "addressCountry": a.country,
    })
}

/// The reader's text, with its language when it is another one.
fn text(out: &mut Map<String, Value>, key: &str, page: &Page, text: &Text) {
    let Some(said) = page.tr().best(text) else {
        return;
    };
    let value = if said.foreign {
        json!({"@language": i18n::html_tag(said.lang), "@value": said.text})
    } else {
        json!(said.text)
    };
    out.insert(key.into(), value);
}

fn round(years: f64) -> f64 {
    (years * 100.0).round() / 100.0
}
