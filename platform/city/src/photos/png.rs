//! The blocks of a PNG file (ISO/IEC 15948).

use super::four;

/// The signature.
pub(super) const START: &[u8] = &[0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];

/// Width, height, and the file without anything but the picture.
pub(super) fn plain(file: &[u8]) -> Result<(u32, u32, Vec<u8>), &'static str> {
    let mut out = START.to_vec();
    let mut at = START.len();
    let mut size = None;
    let mut data = false;
    loop {
        let length = four(file, at).ok_or("it ends too early")?;
        let length = usize::try_from(length).map_err(|_| "a block is too long")?;
        let end = at.checked_add(12).and_then(|n| n.checked_add(length));
        let chunk = end
            .and_then(|end| file.get(at..end))
            .ok_or("it ends too early")?;
        let (kind, body) = (&chunk[4..8], &chunk[8..8 + length]);
        let sum = four(chunk, 8 + length).ok_or("it ends too early")?;
        if sum != checksum(kind, body) {
            return Err("a checksum is wrong");
        }
        match (kind, size) {
            (b"IHDR", None) => {
                let number = |n| four(body, n).ok_or("no size");
                size = Some((number(0)?, number(4)?));
                out.extend_from_slice(chunk);
            }
            (b"IHDR", Some(_)) | (_, None) => return Err("its head is out of place"),
            (b"PLTE" | b"tRNS" | b"IDAT", _) => {
                data |= kind == b"IDAT";
                out.extend_from_slice(chunk);
            }
            (b"IEND", _) => {
                out.extend_from_slice(chunk);
                break;
            }
            _ => {}
        }
        at += 12 + length;
    }
    let (width, height) = size.filter(|_| data).ok_or("there is no picture in it")?;
    Ok((width, height, out))
}

/// CRC-32 as the standard defines it (annex D).
pub(super) fn checksum(kind: &[u8], body: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in kind.iter().chain(body) {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                sum >> 1 ^ 0xedb8_8320
            } else {
                sum >> 1
            };
        }
    }
    !sum
}
