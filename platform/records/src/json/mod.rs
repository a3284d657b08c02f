//! JSON, GeoJSON and HSDS pages: a list of objects cut out of a stream.
//!
//! A small scanner finds the list and cuts it into the exact text of each element, knowing only
//! strings, nesting and separators; `serde_json` then checks and reads each element. So only one
//! element is in memory at a time, its raw text is exact, and its byte limit and depth are hard.

mod flat;
mod scan;

pub(crate) use flat::Flat;
use scan::{Scanner, told};
use serde_json::Value;

use crate::error::line;
use crate::source::Decode;
use crate::{Address, Geometry, Kind, Limits, ReadError, Record};

/// Values at the top of a document that are kept for a look (`crs`, `total_pages`) must be small.
const MEMBER_BYTES: usize = 64 * 1024;

enum At {
    /// Before a document.
    Start,
    /// Inside the list; true before its first element.
    List(bool),
    /// Behind the list.
    After,
    Done,
}

pub(crate) struct JsonRecords {
    scan: Scanner,
    at: At,
    kind: Kind,
    limits: Limits,
    /// Names on the way to the list, when the caller says where it is.
    path: Option<Vec<String>>,
    /// Pointer of the list found, and how many objects are open around it.
    pointer: String,
    open: usize,
    members: Vec<String>,
    index: u64,
    in_list: u64,
    documents: u64,
    lists: u64,
}

impl JsonRecords {
    pub(crate) fn new(
        source: Decode,
        kind: Kind,
        pointer: Option<&str>,
        name: &str,
        limits: &Limits,
    ) -> JsonRecords {
        let unescape = |s: &str| s.replace("~1", "/").replace("~0", "~");
        JsonRecords {
            scan: Scanner::new(source, name),
            at: At::Start,
            kind,
            limits: *limits,
            path: pointer.map(|p| {
                p.split('/')
                    .filter(|s| !s.is_empty())
                    .map(unescape)
                    .collect()
            }),
            pointer: String::new(),
            open: 0,
            members: Vec::new(),
            index: 0,
            in_list: 0,
            documents: 0,
            lists: 0,
        }
    }

    fn wanted(&self, key: &str) -> bool {
        match &self.path {
            Some(path) => path
                .get(self.open.saturating_sub(1))
                .is_some_and(|p| p == key),
            None => self.open == 1 && matches!(key, "features" | "contents"),
        }
    }

    /// Forgets the last name of the pointer.
    fn leave(&mut self) {
        let parent = self.pointer.rfind('/').unwrap_or(0);
        self.pointer.truncate(parent);
    }

    fn enter(&mut self, name: &str) {
        self.pointer.push('/');
        self.pointer
            .push_str(&name.replace('~', "~0").replace('/', "~1"));
    }

    /// Reads members of an open object until the list or the end. `whole` gathers the exact text of
    /// a document that turns out to be a single record.
    fn members(&mut self, whole: &mut Vec<u8>, mut first: bool) -> Result<Option<()>, ReadError> {
        loop {
            match self.scan.blank()? {
                Some(b'}') => {
                    self.scan.bump();
                    whole.push(b'}');
                    self.open -= 1;
                    self.leave();
                    if self.open == 0 {
                        return Ok(None);
                    }
                    first = false;
                    continue;
                }
                Some(b',') if !first => {
                    self.scan.bump();
                    whole.push(b',');
                    self.scan.blank()?;
                }
                Some(b'"') if first => {}
                other => {
                    return Err(self.scan.wrong(format!(
                        "a name in quotation marks expected, {} found: the JSON is damaged or cut off",
                        told(other)
                    )));
                }
            }
            first = false;
            let mut key = Vec::new();
            if self.scan.peek()? != Some(b'"') {
                return Err(self.scan.wrong("a name in quotation marks expected"));
            }
            self.scan.value(&mut key, &self.limits)?;
            let name: String = serde_json::from_slice(&key)
                .map_err(|e| self.scan.wrong(format!("a damaged name: {e}")))?;
            self.scan.expect(b':')?;
            whole.extend_from_slice(&key);
            whole.push(b':');
            let next = self.scan.blank()?;
            if self.open == 1 && self.members.len() < 50 {
                self.members.push(name.clone());
            }
            let last = self.path.as_ref().is_none_or(|p| p.len() == self.open);
            if self.wanted(&name) && next == Some(b'[') && last {
                self.scan.bump();
                self.lists += 1;
                self.enter(&name);
                self.at = At::List(true);
                return Ok(Some(()));
            }
            if self.wanted(&name) && next == Some(b'{') && !last {
                self.scan.bump();
                whole.push(b'{');
                self.open += 1;
                self.enter(&name);
                if self.open > self.limits.depth {
                    return Err(ReadError::too_much(
                        line(self.scan.line),
                        "the nesting, in levels,",
                        self.limits.depth as u64,
                    ));
                }
                first = true;
                continue;
            }
            let mut value = Vec::new();
            self.scan.value(&mut value, &self.limits)?;
            if name == "crs" && value.len() <= MEMBER_BYTES {
                check_crs(&value)?;
            }
            // a document too large for a single record may still hold a list further down
            if whole.len() <= self.limits.record_bytes {
                whole.append(&mut value);
            }
        }
    }

    fn advance(&mut self) -> Result<Option<Record>, ReadError> {
        loop {
            match self.at {
                At::Start => match self.scan.blank()? {
                    None => return self.end(),
                    Some(b'[') if self.path.as_ref().is_none_or(Vec::is_empty) => {
                        self.scan.bump();
                        self.lists += 1;
                        self.documents += 1;
                        self.at = At::List(true);
                    }
                    Some(b'{') => {
                        let begins = self.scan.line;
                        self.scan.bump();
                        self.open = 1;
                        self.documents += 1;
                        self.pointer.clear();
                        self.in_list = 0;
                        let mut whole = vec![b'{'];
                        if self.members(&mut whole, true)?.is_none() {
                            if whole.len() > self.limits.record_bytes {
                                return Err(ReadError::too_much(
                                    line(begins),
                                    "a document without a list, in bytes,",
                                    self.limits.record_bytes as u64,
                                ));
                            }
                            // no list inside: the document itself is a record, and the next line
                            // may hold another (JSON Lines)
                            if self.path.is_none() && self.kind != Kind::GeoJson {
                                return self.record(&whole, begins, String::new()).map(Some);
                            }
                        }
                    }
                    other => {
                        let what = format!("a list or an object expected, {} found", told(other));
                        return Err(self.scan.wrong(what));
                    }
                },
                At::List(first) => {
                    match self.scan.blank()? {
                        Some(b']') => {
                            self.scan.bump();
                            self.leave();
                            self.at = At::After;
                            continue;
                        }
                        Some(b',') if !first => {
                            self.scan.bump();
                            self.scan.blank()?;
                        }
                        Some(_) if first => {}
                        other => {
                            let what = format!(
                                "a comma or the end of the list expected, {} found: the JSON is damaged or cut off",
                                told(other)
                            );
                            return Err(self.scan.wrong(what));
                        }
                    }
                    self.at = At::List(false);
                    let begins = self.scan.line;
                    let mut raw = Vec::new();
                    self.scan.value(&mut raw, &self.limits)?;
                    let pointer = format!("{}/{}", self.pointer, self.in_list);
                    self.in_list += 1;
                    return self.record(&raw, begins, pointer).map(Some);
                }
                At::After => {
                    if self.open > 0 {
                        // members behind the list are only checked, as the crs may stand there
                        if self.members(&mut Vec::new(), false)?.is_some() {
                            continue;
                        }
                    }
                    self.at = At::Start;
                }
                At::Done => return Ok(None),
            }
        }
    }

    fn end(&mut self) -> Result<Option<Record>, ReadError> {
        self.at = At::Done;
        if self.documents == 0 {
            return Err(ReadError::Empty {
                name: self.scan.name.clone(),
            });
        }
        if let (Some(path), 0) = (&self.path, self.lists) {
            return Err(ReadError::NoList {
                name: self.scan.name.clone(),
                pointer: format!("/{}", path.join("/")),
                there: self.members.join(", "),
            });
        }
        if self.kind == Kind::GeoJson && self.lists == 0 {
            return Err(ReadError::NoList {
                name: self.scan.name.clone(),
                pointer: "/features".into(),
                there: self.members.join(", "),
            });
        }
        Ok(None)
    }

    fn record(&mut self, raw: &[u8], begins: u64, pointer: String) -> Result<Record, ReadError> {
        let address = Address {
            line: begins,
            index: self.index,
            pointer,
            ..Address::default()
        };
        self.index += 1;
        let value: Value = serde_json::from_slice(raw)
            .map_err(|e| ReadError::malformed(&address, format!("damaged JSON: {e}")))?;
        let Value::Object(object) = &value else {
            return Err(ReadError::malformed(
                &address,
                "an object { … } expected in the list",
            ));
        };
        let mut flat = Flat::new(self.limits.fields);
        let mut geometry = None;
        if self.kind == Kind::GeoJson {
            geometry = Geometry::from_json(object.get("geometry").unwrap_or(&Value::Null))
                .map_err(|e| ReadError::malformed(&address, e))?;
            if let Some(id) = object.get("id") {
                flat.add("@id", id);
            }
            if let Some(Value::Object(properties)) = object.get("properties") {
                for (name, v) in properties {
                    flat.add(name, v);
                }
            }
        } else {
            for (name, v) in object {
                flat.add(name, v);
            }
        }
        let fields = flat.fields(&address)?;
        Ok(Record {
            address,
            fields,
            geometry,
            raw: String::from_utf8_lossy(raw).into_owned(),
            notes: Vec::new(),
        })
    }
}

impl Iterator for JsonRecords {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.advance();
        if record.is_err() {
            self.at = At::Done;
        }
        record.transpose()
    }
}

/// GeoJSON is in WGS 84 (RFC 7946, 4); the older `crs` member may say otherwise.
fn check_crs(raw: &[u8]) -> Result<(), ReadError> {
    let value: Value = serde_json::from_slice(raw)
        .map_err(|e| ReadError::malformed("crs", format!("damaged JSON: {e}")))?;
    let name = value
        .pointer("/properties/name")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let known = name.is_empty()
        || ["CRS84", "4326", "4979", "WGS84", "WGS 84"]
            .iter()
            .any(|k| name.to_ascii_uppercase().contains(k));
    if known {
        Ok(())
    } else {
        Err(ReadError::Crs {
            crs: name.chars().take(80).collect(),
        })
    }
}
