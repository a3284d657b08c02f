//! What visitors say, as it is kept on both engines and as browsers send it.

mod keeping;
mod pages;
mod tickets;
mod town;

#[test]
fn no_message_is_missing_or_surplus() {
    let lang = |tag: &str| -> values::Lang { tag.parse().expect("a language tag") };
    let catalog =
        i18n::Catalog::new(&lang("it"), voice::pages::LOCALES).expect("readable messages");
    let all = ["it", "en", "ar", "zh", "es", "fil"].map(lang);
    let findings: Vec<String> = i18n::missing(&catalog, &all)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}
