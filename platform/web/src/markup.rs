//! HTML made in the program.

use std::fmt;

/// HTML that is safe to print as it is. Made only by functions that escape what they are given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(pub(crate) String);

impl Markup {
    /// A template, whose values askama has escaped.
    ///
    /// # Errors
    /// When it cannot be rendered.
    pub fn of(template: &impl askama::Template) -> askama::Result<Markup> {
        template.render().map(Markup)
    }

    /// Plain text, escaped.
    pub fn text(text: &str) -> Markup {
        let mut m = Markup::default();
        m.push_text(text);
        m
    }

    /// Adds plain text, escaped for element content and quoted attributes.
    pub fn push_text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                c => self.0.push(c),
            }
        }
    }

    /// Adds markup written in the program itself.
    pub fn push_tag(&mut self, tag: &'static str) {
        self.0.push_str(tag);
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl askama::filters::HtmlSafe for Markup {}
impl askama::FastWritable for Markup {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}
