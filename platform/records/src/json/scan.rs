//! Cutting values out of a stream of JSON.

use std::io::Read;

use crate::error::line;
use crate::source::Decode;
use crate::{Limits, ReadError};

/// Walks through the text of a document.
pub(super) struct Scanner {
    source: Decode,
    pub(super) name: String,
    buffer: Vec<u8>,
    at: usize,
    len: usize,
    /// The line the next byte stands in, from 1.
    pub(super) line: u64,
}

impl Scanner {
    pub(super) fn new(source: Decode, name: &str) -> Scanner {
        Scanner {
            source,
            name: name.to_string(),
            buffer: vec![0; 64 * 1024],
            at: 0,
            len: 0,
            line: 1,
        }
    }

    pub(super) fn peek(&mut self) -> Result<Option<u8>, ReadError> {
        if self.at == self.len {
            self.at = 0;
            self.len = self
                .source
                .read(&mut self.buffer)
                .map_err(|e| ReadError::from_io(&self.name, e))?;
        }
        Ok((self.at < self.len).then(|| self.buffer[self.at]))
    }

    pub(super) fn bump(&mut self) {
        if self.buffer[self.at] == b'\n' {
            self.line += 1;
        }
        self.at += 1;
    }

    pub(super) fn blank(&mut self) -> Result<Option<u8>, ReadError> {
        loop {
            match self.peek()? {
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.bump(),
                other => return Ok(other),
            }
        }
    }

    pub(super) fn wrong(&self, what: impl Into<String>) -> ReadError {
        ReadError::malformed(line(self.line), what)
    }

    pub(super) fn expect(&mut self, byte: u8) -> Result<(), ReadError> {
        match self.blank()? {
            Some(b) if b == byte => {
                self.bump();
                Ok(())
            }
            other => Err(self.wrong(format!(
                "«{}» expected, {} found: the JSON is damaged or cut off",
                byte as char,
                told(other)
            ))),
        }
    }

    /// Copies one value into `out`. Only strings and nesting are understood here; `serde_json`
    /// judges the rest.
    pub(super) fn value(&mut self, out: &mut Vec<u8>, limits: &Limits) -> Result<(), ReadError> {
        let begins = self.line;
        let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
        self.blank()?;
        let mut whole = false;
        while !whole && self.peek()?.is_some() {
            // the buffer is gone through at once: this loop sees every byte of a file
            let chunk = &self.buffer[self.at..self.len];
            let mut used = 0;
            for byte in chunk {
                if quoted {
                    match byte {
                        _ if escaped => escaped = false,
                        b'\\' => escaped = true,
                        b'"' => quoted = false,
                        _ => {}
                    }
                    whole = depth == 0 && !quoted;
                } else {
                    match byte {
                        b',' | b']' | b'}' | b':' if depth == 0 => whole = true,
                        b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => whole = true,
                        b'"' => quoted = true,
                        b'{' | b'[' => depth += 1,
                        b'}' | b']' => {
                            depth -= 1;
                            if depth == 0 {
                                whole = true;
                                used += 1;
                            }
                        }
                        _ => {}
                    }
                    if depth > limits.depth {
                        return Err(ReadError::too_much(
                            line(self.line),
                            "the nesting, in levels,",
                            limits.depth as u64,
                        ));
                    }
                    if whole {
                        break;
                    }
                }
                used += 1;
                if *byte == b'\n' {
                    self.line += 1;
                }
                if whole {
                    break;
                }
            }
            out.extend_from_slice(&chunk[..used]);
            self.at += used;
            if out.len() > limits.record_bytes {
                return Err(ReadError::too_much(
                    line(begins),
                    "a record, in bytes,",
                    limits.record_bytes as u64,
                ));
            }
        }
        if out.is_empty() || depth > 0 || quoted {
            return Err(self.wrong("the JSON is damaged or cut off: a value does not end"));
        }
        Ok(())
    }
}

/// A byte as an error names it.
pub(super) fn told(byte: Option<u8>) -> String {
    match byte {
        None => "the end of the file".into(),
        Some(b) if b.is_ascii_graphic() => format!("«{}»", b as char),
        Some(b) => format!("byte {b}"),
    }
}
