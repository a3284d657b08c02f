//! Photographs of places, organisations and services: files of the city's own folder, never an
//! address elsewhere.
//!
//! Only what the picture needs is kept of a file: other blocks, which may tell where and with which
//! telephone it was taken or hide something else behind the picture, are left out. Nothing is
//! decoded; what is no plain JPEG or PNG is refused.

mod jpeg;
mod png;

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use values::Text;

/// Largest photograph, bytes: pages are read on telephones.
pub const BYTES: usize = 300 * 1024;
/// Longest side of a photograph, pixels.
pub const SIDE: u32 = 2400;
/// Most bytes of all photographs of a city together; they are held in memory.
pub const ALL_BYTES: usize = 32 * 1024 * 1024;

/// How a photograph is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoKind {
    /// JPEG, baseline or progressive.
    Jpeg,
    /// PNG, one still picture.
    Png,
}

impl PhotoKind {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            PhotoKind::Jpeg => "image/jpeg",
            PhotoKind::Png => "image/png",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            PhotoKind::Jpeg => "jpg",
            PhotoKind::Png => "png",
        }
    }
}

/// A photograph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// Its name in addresses; changes with the content.
    pub name: String,
    /// How it is stored.
    pub kind: PhotoKind,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What can be seen, for those who cannot.
    pub alt: Text,
    /// Who took it, and under which licence, as it must be named.
    pub credit: String,
    /// The cleaned file.
    pub bytes: Arc<[u8]>,
}

/// The photographs of a city, by the record they show.
#[derive(Clone, Debug, Default)]
pub struct Photos {
    by_record: BTreeMap<String, Arc<Photo>>,
}

impl Photos {
    /// The photograph of a record, by the record's identifier.
    pub fn of(&self, record: &str) -> Option<&Photo> {
        self.by_record.get(record).map(|p| &**p)
    }

    /// The photograph with this name.
    pub fn named(&self, name: &str) -> Option<&Photo> {
        self.by_record
            .values()
            .find(|p| p.name == name)
            .map(|p| &**p)
    }

    pub(crate) fn keep(&mut self, record: String, photo: Photo) {
        self.by_record.insert(record, Arc::new(photo));
    }

    pub(crate) fn has(&self, record: &str) -> bool {
        self.by_record.contains_key(record)
    }
}

/// What is wrong with a file, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong(pub String, pub &'static str);

/// The plain picture in a file.
pub(crate) struct Plain {
    kind: PhotoKind,
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

impl Plain {
    /// Reads a file by what it holds, whatever its name says, and keeps only the picture.
    pub(crate) fn read(file: &[u8]) -> Result<Plain, Wrong> {
        if file.len() > BYTES {
            return Err(Wrong(
                format!("the photograph has {} KB", file.len().div_ceil(1024)),
                "Save it smaller: at most 300 KB, 1,200 pixels wide is plenty",
            ));
        }
        let broken = |what: &'static str| {
            Wrong(
                format!("the photograph is damaged ({what})"),
                "Save it again as JPEG or PNG",
            )
        };
        let (kind, (width, height, bytes)) = if file.starts_with(jpeg::START) {
            (PhotoKind::Jpeg, jpeg::plain(file).map_err(broken)?)
        } else if file.starts_with(png::START) {
            (PhotoKind::Png, png::plain(file).map_err(broken)?)
        } else {
            return Err(Wrong(
                "the file is neither JPEG nor PNG".into(),
                "Save the photograph as JPEG (.jpg) or PNG (.png)",
            ));
        };
        if width == 0 || height == 0 || width > SIDE || height > SIDE {
            return Err(Wrong(
                format!("the photograph measures {width} by {height} pixels"),
                "Save it smaller: at most 2,400 pixels on each side, 1,200 are plenty",
            ));
        }
        Ok(Plain {
            kind,
            width,
            height,
            bytes,
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The photograph with its words.
    pub(crate) fn photo(self, alt: Text, credit: String) -> Photo {
        let mut hash = DefaultHasher::new();
        self.bytes.hash(&mut hash);
        Photo {
            name: format!("{:016x}.{}", hash.finish(), self.kind.extension()),
            kind: self.kind,
            width: self.width,
            height: self.height,
            alt,
            credit,
            bytes: self.bytes.into(),
        }
    }
}

/// A number of two bytes, the larger first.
fn two(bytes: &[u8], at: usize) -> Option<usize> {
    let pair: [u8; 2] = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(u16::from_be_bytes(pair).into())
}

/// A number of four bytes, the largest first.
fn four(bytes: &[u8], at: usize) -> Option<u32> {
    let quad: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_be_bytes(quad))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A JPEG's blocks (not a picture one could see) with a text block and something behind its end.
    pub(crate) fn jpeg(width: u16, height: u16) -> Vec<u8> {
        let block = |marker: u8, body: &[u8]| {
            let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
            [&[0xff, marker][..], &length, body].concat()
        };
        let size = [
            &[8][..],
            &height.to_be_bytes(),
            &width.to_be_bytes(),
            &[1, 1, 0x11, 0],
        ]
        .concat();
        [
            vec![0xff, 0xd8],
            block(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            block(0xe1, b"Exif\0\0 GPS 45.4642"),
            block(0xfe, b"<script>"),
            block(0xdb, &[0; 65]),
            block(0xc2, &size),
            block(0xc4, &[0; 20]),
            block(0xda, &[1, 1, 0, 0, 63, 0]),
            vec![1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4],
            // a second scan, as progressive files have
            block(0xda, &[1, 1, 0, 0, 63, 0]),
            vec![5, 6],
            vec![0xff, 0xd9],
            b"PK\x03\x04 an archive behind the picture".to_vec(),
        ]
        .concat()
    }

    /// A PNG's blocks with a text block.
    pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
        let chunk = |kind: &[u8; 4], body: &[u8]| {
            let length = u32::try_from(body.len()).unwrap().to_be_bytes();
            let sum = super::png::checksum(kind, body).to_be_bytes();
            [&length[..], kind, body, &sum].concat()
        };
        let head = [
            &width.to_be_bytes()[..],
            &height.to_be_bytes(),
            &[8, 2, 0, 0, 0],
        ]
        .concat();
        [
            super::png::START.to_vec(),
            chunk(b"IHDR", &head),
            chunk(b"tEXt", b"Comment\0<script>"),
            chunk(b"eXIf", b"GPS 45.4642"),
            chunk(b"IDAT", &[1, 2, 3]),
            chunk(b"IEND", b""),
            b"behind".to_vec(),
        ]
        .concat()
    }

    fn holds(bytes: &[u8], what: &[u8]) -> bool {
        bytes.windows(what.len()).any(|w| w == what)
    }

    #[test]
    fn only_the_picture_is_kept() {
        for file in [jpeg(640, 480), png(640, 480)] {
            assert!(holds(&file, b"<script>") && holds(&file, b"GPS"));
            let plain = Plain::read(&file).unwrap_or_else(|e| panic!("{e:?}"));
            assert_eq!((plain.width, plain.height), (640, 480));
            for secret in [
                &b"<script>"[..],
                b"GPS",
                b"archive",
                b"behind",
                b"Exif",
                b"tEXt",
            ] {
                assert!(!holds(&plain.bytes, secret), "{secret:?}");
            }
            // Cleaning what is clean changes nothing.
            let again = Plain::read(&plain.bytes).unwrap_or_else(|e| panic!("{e:?}"));
            assert_eq!(again.bytes, plain.bytes);
        }
        let plain = Plain::read(&jpeg(640, 480)).unwrap_or_else(|e| panic!("{e:?}"));
        assert!(holds(&plain.bytes, &[3, 0xff, 0xd0, 4]) && holds(&plain.bytes, &[5, 6]));
    }

    #[test]
    fn every_cut_of_a_file_is_refused_and_nothing_panics() {
        for file in [jpeg(640, 480), png(640, 480)] {
            let whole = Plain::read(&file)
                .unwrap_or_else(|e| panic!("{e:?}"))
                .bytes
                .len();
            for end in 0..file.len() {
                let mut cut = file[..end].to_vec();
                if let Ok(plain) = Plain::read(&cut) {
                    assert_eq!(plain.bytes.len(), whole, "cut at {end}");
                }
                // and with one byte changed
                if let Some(last) = cut.last_mut() {
                    *last ^= 0xff;
                    let _ = Plain::read(&cut);
                }
            }
        }
    }

    #[test]
    fn other_files_and_other_sizes_are_refused_with_a_way_out() {
        for (file, says) in [
            (b"GIF89a".to_vec(), "neither JPEG nor PNG"),
            (b"<svg onload=alert(1)>".to_vec(), "neither JPEG nor PNG"),
            (Vec::new(), "neither JPEG nor PNG"),
            (vec![0; BYTES + 1], "301 KB"),
            (jpeg(0, 10), "0 by 10"),
            (png(9000, 10), "9000 by 10"),
            (jpeg(640, 480)[..100].to_vec(), "damaged"),
        ] {
            match Plain::read(&file) {
                Err(Wrong(what, mend)) => {
                    assert!(what.contains(says) && !mend.is_empty(), "{what}")
                }
                Ok(_) => panic!("accepted: {says}"),
            }
        }
    }
}
