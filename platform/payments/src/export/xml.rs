//! A small hand for writing XML.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Writes elements one below the other, one space deeper each.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    pub(super) fn new(indent: bool) -> Xml {
        let mut xml = Xml(match indent {
            true => Writer::new_with_indent(Vec::new(), b' ', 1),
            false => Writer::new(Vec::new()),
        });
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    fn event(&mut self, event: Event<'_>) {
        // Into memory: writing cannot fail.
        let _ = self.0.write_event(event);
    }

    /// An element with attributes and what `inside` writes.
    pub(super) fn with(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Xml),
    ) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Start(start));
        inside(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element with what `inside` writes.
    pub(super) fn of(&mut self, name: &str, inside: impl FnOnce(&mut Xml)) {
        self.with(name, &[], inside);
    }

    /// Elements within each other, with a text in the innermost: `leaf("Id/IBAN", …)`.
    pub(super) fn leaf(&mut self, path: &str, text: &str) {
        match path.split_once('/') {
            Some((name, rest)) => self.of(name, |x| x.leaf(rest, text)),
            None => self.of(path, |x| x.text(text)),
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(text)));
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Empty(start));
    }

    pub(super) fn done(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }
}
