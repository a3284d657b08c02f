//! The sentence under a page's name in lists of results and previews.

use i18n::Tr;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use values::Text;

use super::service::view::first_words;

/// The first words of a record's description; when there is none, facts that everybody has.
pub(super) fn record(tr: &Tr, description: &Text, facts: &[String]) -> String {
    match tr.best(description) {
        Some(said) if !values::is_blank(said.text) => first_words(said.text),
        _ => {
            let facts: Vec<&str> = facts.iter().map(|f| f.trim()).collect();
            let facts: Vec<&str> = facts.into_iter().filter(|f| !f.is_empty()).collect();
            first_words(&facts.join(" · "))
        }
    }
}

/// The first words of a text in Markdown: those of its first paragraph, without markup.
pub(super) fn markdown(body: &str) -> String {
    let mut inside = false;
    let mut words = String::new();
    for event in Parser::new(body) {
        match event {
            Event::Start(Tag::Paragraph) => inside = true,
            Event::End(TagEnd::Paragraph) if !values::is_blank(&words) => break,
            Event::Text(text) | Event::Code(text) if inside => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak if inside => words.push(' '),
            _ => {}
        }
    }
    first_words(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_by_its_first_paragraph() {
        let body =
            "# Titolo\n\n- lista\n\nPrima **frase**,\ncon [un link](/x). `Fine`.\n\nSeconda.";
        assert_eq!(markdown(body), "Prima frase, con un link. Fine.");
        assert_eq!(markdown(""), "");
    }

    #[test]
    fn a_record_without_description_is_told_by_facts() {
        let tr = super::super::tests::tr("it");
        let it = "it".parse().unwrap();
        let facts = ["Molo".to_string(), "  ".to_string(), "via 1".to_string()];
        assert_eq!(record(&tr, &Text::default(), &facts), "Molo · via 1");
        let text = Text::new(&it, "Un  porto");
        assert_eq!(record(&tr, &text, &facts), "Un porto");
    }
}
