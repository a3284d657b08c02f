//! From a file's bytes to UTF-8: counting, hashing, limiting, decoding, all while streaming.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use sha2::{Digest, Sha256};

use crate::ReadError;

/// How much of a file is looked at to tell its kind, encoding and separator.
pub(crate) const SAMPLE: usize = 256 * 1024;

/// What is counted while bytes flow; shared between the pipe and the reader's facts.
#[derive(Clone, Default)]
pub(crate) struct Meter(Arc<Mutex<Counts>>);

#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) bytes: u64,
    hash: Sha256,
    pub(crate) digest: Option<[u8; 32]>,
    pub(crate) encoding: Option<&'static str>,
    pub(crate) invalid_bytes: u64,
    pub(crate) delimiter: Option<char>,
    pub(crate) columns: Vec<String>,
}

impl Meter {
    pub(crate) fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts and hashes bytes read elsewhere.
    pub(crate) fn add(&self, bytes: &[u8]) {
        let mut c = self.counts();
        c.bytes += bytes.len() as u64;
        c.hash.update(bytes);
    }

    /// The hash of all bytes so far; called at the end of the file.
    pub(crate) fn finish(&self) {
        let mut c = self.counts();
        if c.digest.is_none() {
            let hash = std::mem::take(&mut c.hash);
            c.digest = Some(hash.finalize().into());
        }
    }
}

/// A reader of raw bytes that can be sent to another thread.
pub(crate) type Bytes = Box<dyn Read + Send>;

/// Counts, hashes and limits the bytes that pass.
pub(crate) struct Tap {
    inner: Bytes,
    meter: Meter,
    name: String,
    limit: u64,
}

impl Tap {
    pub(crate) fn new(inner: Bytes, meter: Meter, name: &str, limit: u64) -> Tap {
        Tap {
            inner,
            meter,
            name: name.to_string(),
            limit,
        }
    }
}

impl Read for Tap {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.meter.add(&buf[..n]);
        if self.meter.counts().bytes > self.limit {
            return Err(
                ReadError::too_much(&self.name, "the file, in bytes,", self.limit).into_io(),
            );
        }
        Ok(n)
    }
}

/// Reads up to `SAMPLE` bytes and gives them back in front of the rest.
pub(crate) fn peek(mut inner: Bytes) -> io::Result<(Vec<u8>, Bytes)> {
    let mut sample = Vec::new();
    inner
        .by_ref()
        .take(SAMPLE as u64)
        .read_to_end(&mut sample)?;
    let chained = io::Cursor::new(sample.clone()).chain(inner);
    Ok((sample, Box::new(chained)))
}

/// The encoding of a file: the caller's word, a byte order mark, UTF-8 when the sample is valid
/// UTF-8, UTF-16 when every second byte is zero, else what chardetng guesses.
pub(crate) fn encoding(sample: &[u8], label: Option<&str>) -> Result<&'static Encoding, ReadError> {
    if let Some(label) = label {
        return Encoding::for_label(label.as_bytes()).ok_or_else(|| ReadError::UnknownEncoding {
            label: label.chars().take(40).collect(),
        });
    }
    if let Some((found, _)) = Encoding::for_bom(sample) {
        return Ok(found);
    }
    let pairs = sample.len().min(2_000) / 2;
    if pairs >= 8 {
        let zeros = |offset: usize| {
            sample
                .iter()
                .take(pairs * 2)
                .skip(offset)
                .step_by(2)
                .filter(|b| **b == 0)
                .count()
        };
        if zeros(1) * 10 > pairs * 8 {
            return Ok(UTF_16LE);
        }
        if zeros(0) * 10 > pairs * 8 {
            return Ok(UTF_16BE);
        }
    }
    match std::str::from_utf8(sample) {
        Ok(_) => Ok(UTF_8),
        // the sample may end inside a character
        Err(e) if e.error_len().is_none() => Ok(UTF_8),
        Err(_) => {
            let mut detector =
                chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(sample, true);
            Ok(detector.guess(None, chardetng::Utf8Detection::Deny))
        }
    }
}

/// Gives UTF-8 whatever comes in. A byte that is wrong in UTF-8 is read as Windows-1252, which is
/// what such bytes nearly always are, and counted.
pub(crate) struct Decode {
    inner: Bytes,
    decoder: Option<Decoder>,
    meter: Meter,
    pending: Vec<u8>,
    out: Vec<u8>,
    at: usize,
    ended: bool,
    started: bool,
}

const CHUNK: usize = 64 * 1024;

impl Decode {
    pub(crate) fn new(inner: Bytes, encoding: &'static Encoding, meter: Meter) -> Decode {
        meter.counts().encoding = Some(encoding.name());
        Decode {
            inner,
            // UTF-8 is checked here and not by encoding_rs, which would lose wrong bytes
            decoder: (encoding != UTF_8).then(|| encoding.new_decoder_with_bom_removal()),
            meter,
            pending: Vec::new(),
            out: Vec::new(),
            at: 0,
            ended: false,
            started: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.at = 0;
        while self.out.is_empty() && !self.ended {
            let old = self.pending.len();
            self.pending.resize(old + CHUNK, 0);
            let n = loop {
                match self.inner.read(&mut self.pending[old..]) {
                    Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                    other => break other,
                }
            };
            self.pending
                .truncate(old + n.as_ref().copied().unwrap_or(0));
            self.ended = n? == 0;
            match self.decoder.as_mut() {
                Some(decoder) => {
                    decode(decoder, &self.pending, self.ended, &mut self.out);
                    self.pending.clear();
                }
                None => self.check_utf8(),
            }
        }
        Ok(())
    }

    fn check_utf8(&mut self) {
        if !self.started && (self.pending.len() >= 3 || self.ended) {
            self.started = true;
            if self.pending.starts_with(b"\xef\xbb\xbf") {
                self.pending.drain(..3);
            }
        }
        let mut rest: &[u8] = &self.pending;
        let mut invalid = 0u64;
        loop {
            match std::str::from_utf8(rest) {
                Ok(_) => {
                    self.out.extend_from_slice(rest);
                    rest = &[];
                    break;
                }
                Err(e) => {
                    let (good, bad) = rest.split_at(e.valid_up_to());
                    self.out.extend_from_slice(good);
                    let wrong = match e.error_len() {
                        Some(n) => n,
                        None if self.ended => bad.len(),
                        None => {
                            rest = bad;
                            break;
                        }
                    };
                    let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bad[..wrong]);
                    self.out.extend_from_slice(text.as_bytes());
                    invalid += wrong as u64;
                    rest = &bad[wrong..];
                }
            }
        }
        let keep = rest.to_vec();
        self.pending = keep;
        if invalid > 0 {
            self.meter.counts().invalid_bytes += invalid;
        }
    }
}

fn decode(decoder: &mut Decoder, mut source: &[u8], last: bool, out: &mut Vec<u8>) {
    let mut buffer = vec![0u8; CHUNK];
    loop {
        let (result, read, written, _) = decoder.decode_to_utf8(source, &mut buffer, last);
        out.extend_from_slice(&buffer[..written]);
        source = &source[read..];
        if result == CoderResult::InputEmpty {
            break;
        }
    }
}

impl Read for Decode {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.at == self.out.len() {
            self.fill()?;
        }
        let n = buf.len().min(self.out.len() - self.at);
        buf[..n].copy_from_slice(&self.out[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], label: Option<&str>) -> (String, Meter) {
        let meter = Meter::default();
        let encoding = encoding(bytes, label).unwrap();
        let mut d = Decode::new(
            Box::new(io::Cursor::new(bytes.to_vec())),
            encoding,
            meter.clone(),
        );
        let mut text = String::new();
        d.read_to_string(&mut text).unwrap();
        (text, meter)
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "nome;città\nPerù;più\n".repeat(10);
        assert_eq!(read(text.as_bytes(), None).0, text);
        let bom = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        assert_eq!(read(&bom, None).0, text);
        let (latin, _, _) = WINDOWS_1252.encode(&text);
        let (back, meter) = read(&latin, None);
        assert_eq!(back, text);
        assert_eq!(meter.counts().encoding, Some("windows-1252"));
        for little in [true, false] {
            let units = text.encode_utf16().flat_map(|u| {
                if little {
                    u.to_le_bytes()
                } else {
                    u.to_be_bytes()
                }
            });
            let plain: Vec<u8> = units.collect();
            assert_eq!(read(&plain, None).0, text);
            let mark: &[u8] = if little { b"\xff\xfe" } else { b"\xfe\xff" };
            assert_eq!(read(&[mark, &plain].concat(), None).0, text);
        }
        assert!(encoding(b"", Some("klingon")).is_err());
    }

    #[test]
    fn a_wrong_byte_far_down_is_kept_and_counted() {
        let mut bytes = "è".repeat(SAMPLE).into_bytes();
        bytes.extend_from_slice(b"Per\xf9\n");
        let meter = Meter::default();
        let (sample, all) = peek(Box::new(io::Cursor::new(bytes))).unwrap();
        let mut d = Decode::new(all, encoding(&sample, None).unwrap(), meter.clone());
        let mut text = String::new();
        d.read_to_string(&mut text).unwrap();
        assert!(text.ends_with("èPerù\n"));
        assert_eq!(meter.counts().invalid_bytes, 1);
    }

    #[test]
    fn the_hash_is_that_of_the_file() {
        let meter = Meter::default();
        let mut tap = Tap::new(
            Box::new(io::Cursor::new(b"abc".to_vec())),
            meter.clone(),
            "x",
            10,
        );
        let mut all = Vec::new();
        tap.read_to_end(&mut all).unwrap();
        meter.finish();
        // FIPS 180-4, example of SHA-256 for "abc"
        assert_eq!(
            meter.counts().digest.map(hex::encode).as_deref(),
            Some("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        );
    }
}
