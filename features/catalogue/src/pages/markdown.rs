//! The city's pages of text: Markdown to HTML that cannot carry a script, a style or a picture from
//! elsewhere.

use std::collections::HashSet;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// The HTML of a text. The page has its own `h1`: headings begin at `h2`. `link` gives the address
/// of a path that is written without the language.
pub(super) fn to_html(markdown: &str, link: impl Fn(&str) -> String) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let events = Parser::new_ext(markdown, options).map(|event| match event {
        // HTML inside the text is shown as the text it is.
        Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
        Event::Start(Tag::Heading {
            level,
            id,
            classes,
            attrs,
        }) => Event::Start(Tag::Heading {
            level: below_title(level),
            id,
            classes,
            attrs,
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below_title(level))),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => {
            let own = dest_url.starts_with('/') && !dest_url.starts_with("//");
            let dest_url = if own {
                link(&dest_url).into()
            } else {
                dest_url
            };
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            })
        }
        other => other,
    });
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut out, events);
    let schemes = HashSet::from(["https", "http", "mailto", "tel"]);
    ammonia::Builder::default()
        .url_schemes(schemes)
        .rm_tags(["img"])
        .link_rel(None)
        .clean(&out)
        .to_string()
}

fn below_title(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    fn to_html(markdown: &str) -> String {
        super::to_html(markdown, |path| format!("/it{path}"))
    }

    #[test]
    fn text_becomes_html_below_the_title() {
        let html = to_html("# Chi siamo\n\nUn *testo* con [link](/faq).\n\n- uno\n- due\n");
        assert!(html.contains("<h2>Chi siamo</h2>"), "{html}");
        assert!(
            html.contains("<em>testo</em>") && html.contains("href=\"/it/faq\""),
            "{html}"
        );
        assert!(html.contains("<li>uno</li>"), "{html}");
        let outside = to_html("[x](https://a.example/) [y](//b.example/)");
        assert!(
            outside.contains("\"https://a.example/\"") && !outside.contains("/it/"),
            "{outside}"
        );
        let table = to_html("| a | b |\n|---|---|\n| 1 | 2 |\n");
        assert!(table.contains("<td>1</td>"), "{table}");
    }

    #[test]
    fn nothing_active_comes_through() {
        for bad in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "[x](javascript:alert(1))",
            "![x](https://elsewhere.example/a.png)",
            "<a href=\"/\" style=\"color:red\" onclick=\"x()\">x</a>",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
        ] {
            let html = to_html(bad);
            for never in [
                "<script",
                "<img",
                "href=\"javascript",
                "href=\"data",
                "<a href=\"/\" ",
            ] {
                assert!(!html.contains(never), "{bad} gave {html}");
            }
        }
    }
}
