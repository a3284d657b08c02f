//! Messages of banks as a stream of closed elements: bounded in size, depth and length of text, with no
//! document type, no entities but the five of XML, one namespace, and no recursion.

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::BankError;

/// Largest file, in bytes. A day of a big city is far below one megabyte.
pub(super) const MOST_BYTES: usize = 32 * 1024 * 1024;

/// Deepest nesting; the deepest path of ISO 20022 messages is below 20.
pub(super) const MOST_DEPTH: usize = 40;

/// Longest text of an element, in bytes; the longest field of these messages is 2,048 letters long.
const MOST_TEXT: usize = 8 * 1024;

/// Most elements: ten thousand payouts make some three hundred thousand.
const MOST_ELEMENTS: usize = 1_000_000;

/// Most names of namespaces in a file: every element is looked up among those that are open.
const MOST_NAMESPACES: usize = 64;

/// A closed element.
pub(super) struct Closed {
    /// Its text; of an element with others inside it, nothing.
    pub text: String,
    /// Its attribute `Ccy`.
    pub currency: Option<String>,
}

/// What happens next.
pub(super) enum Step {
    /// An element begins: it is the last of the path.
    Open,
    /// An element ends: it is the last of the path still.
    Close(Closed),
    /// The document is over.
    End,
}

pub(super) struct Walk<'a> {
    reader: NsReader<&'a [u8]>,
    /// Names from the root.
    path: Vec<String>,
    /// Of each open element: its text, its currency, and whether others are in it.
    open: Vec<(String, Option<String>, bool)>,
    namespace: String,
    namespaces: usize,
    elements: usize,
    closing: bool,
    rooted: bool,
}

impl<'a> Walk<'a> {
    /// # Errors
    /// The file is empty, too large, or not UTF-8.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Walk<'a>, BankError> {
        if bytes.len() > MOST_BYTES {
            return Err(BankError::TooLarge { most: MOST_BYTES });
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|_| BankError::NotUtf8)?;
        // Text in UTF-16 of Latin letters is UTF-8 with zeros between them.
        if text.contains('\0') {
            return Err(BankError::NotUtf8);
        }
        if text.trim().is_empty() {
            return Err(BankError::Empty);
        }
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Ok(Walk {
            reader,
            path: Vec::new(),
            open: Vec::new(),
            namespace: String::new(),
            namespaces: 0,
            elements: 0,
            closing: false,
            rooted: false,
        })
    }

    /// Names from the root to the element the last step was about.
    pub(super) fn path(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }

    /// The namespace of the root.
    pub(super) fn namespace(&self) -> &str {
        &self.namespace
    }

    /// # Errors
    /// The file is damaged, or holds what such files never do.
    pub(super) fn step(&mut self) -> Result<Step, BankError> {
        if std::mem::take(&mut self.closing) {
            self.path.pop();
            self.open.pop();
        }
        loop {
            let at = self.reader.buffer_position();
            let damaged = || BankError::Damaged { at };
            let (bound, event) = self.reader.read_resolved_event().map_err(|_| damaged())?;
            match event {
                Event::Start(e) => {
                    let namespace = match bound {
                        ResolveResult::Bound(Namespace(name)) => name.to_string(),
                        _ => String::new(),
                    };
                    // Attributes are compared each with each: an element has few, or is an attack.
                    if e.len() > MOST_TEXT {
                        return Err(BankError::TooLong { most: MOST_TEXT });
                    }
                    let (currency, namespaces) = attributes(&e).ok_or_else(damaged)?;
                    self.namespaces += namespaces;
                    if self.namespaces > MOST_NAMESPACES {
                        return Err(damaged());
                    }
                    let name = e.local_name().into_inner().to_string();
                    return self.opened(name, namespace, currency, at);
                }
                Event::End(_) => {
                    let (text, currency, others) = self.open.last().cloned().ok_or_else(damaged)?;
                    self.closing = true;
                    let text = match others {
                        true => String::new(),
                        false => text.trim().to_string(),
                    };
                    return Ok(Step::Close(Closed { text, currency }));
                }
                Event::Text(t) => self.text(&t.xml10_content(), at)?,
                Event::CData(t) => self.text(&t.xml10_content(), at)?,
                Event::GeneralRef(r) => {
                    let name: &str = r.as_ref();
                    let known = quick_xml::escape::resolve_xml_entity(name).map(str::to_string);
                    let known = match known {
                        Some(known) => known,
                        None => match r.resolve_char_ref() {
                            Ok(Some(c)) => c.to_string(),
                            Ok(None) => return Err(BankError::Entities),
                            Err(_) => return Err(damaged()),
                        },
                    };
                    self.text(&known, at)?;
                }
                Event::DocType(_) => return Err(BankError::Entities),
                Event::Eof if self.path.is_empty() && self.rooted => return Ok(Step::End),
                Event::Eof => return Err(BankError::Truncated),
                Event::Decl(d) => {
                    let other = |name: &str| !name.eq_ignore_ascii_case("utf-8");
                    if self.rooted || d.encoding().and_then(Result::ok).is_some_and(|e| other(&e)) {
                        return Err(BankError::NotUtf8);
                    }
                }
                Event::Comment(_) | Event::PI(_) => {}
                Event::Empty(_) => return Err(damaged()),
            }
        }
    }

    fn opened(
        &mut self,
        name: String,
        namespace: String,
        currency: Option<String>,
        at: u64,
    ) -> Result<Step, BankError> {
        match self.open.last_mut() {
            None if self.rooted => return Err(BankError::Damaged { at }),
            None => {
                self.rooted = true;
                self.namespace = namespace;
            }
            Some((text, _, others)) => {
                if !text.trim().is_empty() {
                    return Err(BankError::Damaged { at });
                }
                *others = true;
                // What banks add of their own may be of any kind, and is not looked at.
                let theirs = self.path.iter().any(|n| n == "SplmtryData");
                if namespace != self.namespace && !theirs {
                    return Err(BankError::Namespace {
                        found: super::short(&namespace),
                    });
                }
            }
        }
        if self.path.len() == MOST_DEPTH {
            return Err(BankError::TooDeep { most: MOST_DEPTH });
        }
        self.elements += 1;
        if self.elements > MOST_ELEMENTS {
            return Err(BankError::TooMany {
                most: MOST_ELEMENTS,
            });
        }
        self.path.push(name);
        self.open.push((String::new(), currency, false));
        Ok(Step::Open)
    }

    fn text(&mut self, more: &str, at: u64) -> Result<(), BankError> {
        match self.open.last_mut() {
            Some((text, _, others)) => {
                if *others && !more.trim().is_empty() {
                    return Err(BankError::Damaged { at });
                }
                if text.len() + more.len() > MOST_TEXT {
                    return Err(BankError::TooLong { most: MOST_TEXT });
                }
                if !*others {
                    text.push_str(more);
                }
                Ok(())
            }
            None if more.trim().is_empty() => Ok(()),
            None => Err(BankError::Damaged { at }),
        }
    }
}

/// The attribute `Ccy`, and how many namespaces are named; nothing when the attributes are damaged.
fn attributes(e: &BytesStart<'_>) -> Option<(Option<String>, usize)> {
    let (mut currency, mut namespaces) = (None, 0);
    for attribute in e.attributes() {
        let attribute = attribute.ok()?;
        let key = attribute.key.into_inner();
        if key == "Ccy" {
            let version = quick_xml::XmlVersion::Implicit1_0;
            currency = Some(attribute.normalized_value(version).ok()?.into_owned());
        }
        namespaces += usize::from(key == "xmlns" || key.starts_with("xmlns:"));
    }
    Some((currency, namespaces))
}
