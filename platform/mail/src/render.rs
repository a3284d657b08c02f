//! A letter as text and as HTML: the same words in the same order. No image, no style sheet, nothing
//! fetched from anywhere, so that opening a letter tells nobody.

use std::fmt::Write;

use values::Lang;

use crate::letter::Part;

/// The letter as plain text.
pub fn text(parts: &[Part]) -> String {
    let blocks: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Part::Paragraph(words) | Part::Small(words) => words.trim().to_string(),
            Part::Button { label, url } => format!("{}:\n{}", label.trim(), url.trim()),
            Part::Code(code) => format!("    {}", code.trim()),
            Part::Facts(facts) => {
                lines(facts.iter().map(|(name, value)| format!("{name}: {value}")))
            }
            Part::List(things) => lines(things.iter().map(|thing| format!("- {thing}"))),
        })
        .collect();
    blocks.join("\n\n") + "\n"
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// Blue of links and buttons on white: contrast 5.6 to 1 (WCAG 2.2 asks for 4.5).
const BLUE: &str = "#0066cc";

/// The letter as HTML, in the reader's language and direction. Styles stand at the elements, as mail
/// programs want it.
pub fn html(lang: &Lang, subject: &str, parts: &[Part]) -> String {
    let (tag, direction) = (
        i18n::html_tag(lang),
        if i18n::is_rtl(lang) { "rtl" } else { "ltr" },
    );
    let mut body = String::new();
    for part in parts {
        // Writing to a String does not fail.
        let _ = match part {
            Part::Paragraph(words) => write!(body, "<p>{}</p>", rows(words)),
            Part::Small(words) => write!(
                body,
                "<p style=\"color:#455b71;font-size:14px\">{}</p>",
                rows(words)
            ),
            Part::Button { label, url } if is_link(url) => write!(
                body,
                "<p><a href=\"{url}\" style=\"display:inline-block;background:{BLUE};color:#ffffff;\
                 padding:12px 24px;border-radius:4px;text-decoration:none;font-weight:bold\">{label}</a></p>\
                 <p style=\"font-size:14px;word-break:break-all\"><a href=\"{url}\" style=\"color:{BLUE}\" \
                 dir=\"ltr\">{url}</a></p>",
                url = escaped(url.trim()),
                label = escaped(label)
            ),
            Part::Button { label, url } => {
                write!(body, "<p>{}: {}</p>", escaped(label), escaped(url))
            }
            Part::Code(code) => write!(
                body,
                "<p style=\"font-family:monospace;font-size:24px;letter-spacing:2px\" dir=\"ltr\">{}</p>",
                escaped(code.trim())
            ),
            Part::Facts(facts) => {
                let facts = facts.iter().map(|(name, value)| {
                    format!(
                        "<dt style=\"font-weight:bold\">{}</dt><dd style=\"margin:0 0 8px\">{}</dd>",
                        escaped(name),
                        escaped(value)
                    )
                });
                write!(body, "<dl>{}</dl>", facts.collect::<String>())
            }
            Part::List(things) => {
                let things = things.iter().map(|t| format!("<li>{}</li>", escaped(t)));
                write!(body, "<ul>{}</ul>", things.collect::<String>())
            }
        };
    }
    format!(
        "<!doctype html><html lang=\"{tag}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{}</title></head><body style=\"margin:0;background:#ffffff;color:#17324d;\
         font-family:'Titillium Web',Arial,sans-serif;font-size:18px;line-height:1.5\">\
         <div style=\"max-width:600px;margin:0 auto;padding:16px\">{body}</div></body></html>\n",
        escaped(subject)
    )
}

fn is_link(url: &str) -> bool {
    let url = url.trim();
    url.starts_with("https://") || url.starts_with("http://")
}

fn rows(words: &str) -> String {
    escaped(words.trim()).replace('\n', "<br>")
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
