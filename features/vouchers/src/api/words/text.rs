//! The list for reading: the guide's table and the page of errors.

use super::{Again, WORDS, Word};

impl Word {
    fn names(&self) -> Vec<String> {
        self.args.iter().map(|(n, _)| format!("`{n}`")).collect()
    }

    fn again_in_words(&self) -> &'static str {
        match self.again {
            Again::SameKey => "same key",
            Again::Mended => "once mended, same key",
            Again::NewKey => "as a new call, new key",
            Again::No => "no",
        }
    }
}

/// The table of the guide, in Markdown.
pub fn table() -> String {
    let mut text = String::from(
        "| code | status | kept | again | what it means | what the program does | what the person is told |\n|---|---|---|---|---|---|---|\n",
    );
    for w in &WORDS {
        let args = match w.args {
            [] => String::new(),
            _ => format!(" {}", w.names().join(", ")),
        };
        let kept = if w.last { "yes" } else { "no" };
        text.push_str(&format!(
            "| `{}`{args} | {} | {kept} | {} | {} | {} | {} |\n",
            w.code,
            w.status,
            w.again_in_words(),
            w.means,
            w.caller,
            w.person
        ));
    }
    text
}

/// The page to which `type` of a problem points.
pub(in crate::api) fn page() -> String {
    let mut text = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>Errors of the interface for vouchers and bookings</title>\n</head>\n<body>\n<main>\n<h1>Errors of the interface for vouchers and bookings</h1>\n<p>Decide by <code>code</code>. An answer that is kept is given to the same call again, for ever.</p>\n",
    );
    for w in &WORDS {
        let mut args = String::new();
        for (name, _) in w.args {
            args.push_str(&format!(" <code>{name}</code>"));
        }
        if args.is_empty() {
            args.push_str(" none");
        }
        let kept = if w.last { "yes" } else { "no" };
        text.push_str(&format!(
            "<section id=\"{code}\">\n<h2><code>{code}</code> ({status})</h2>\n<p>{means}</p>\n<dl>\n<dt>What the program does</dt><dd>{caller}</dd>\n<dt>What the person is told</dt><dd>{person}</dd>\n<dt>Kept under the key</dt><dd>{kept}</dd>\n<dt>Sent again</dt><dd>{again}</dd>\n<dt>Arguments</dt><dd>{args}</dd>\n<dt>Operations</dt><dd>{at}</dd>\n</dl>\n</section>\n",
            code = w.code,
            status = w.status,
            means = marked(w.means),
            caller = marked(w.caller),
            person = marked(w.person),
            again = w.again_in_words(),
            args = args.trim(),
            at = w.at.join(", "),
        ));
    }
    text.push_str("</main>\n</body>\n</html>\n");
    text
}

/// `code` between back-ticks, as HTML.
fn marked(text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;");
    let parts = text.split('`').enumerate();
    parts
        .map(|(n, part)| match n % 2 {
            0 => part.to_string(),
            _ => format!("<code>{part}</code>"),
        })
        .collect()
}
