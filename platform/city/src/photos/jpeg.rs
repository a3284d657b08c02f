//! The blocks of a JPEG file (ITU-T T.81, annex B).

use super::two;

/// Start of image, and the beginning of the first block.
pub(super) const START: &[u8] = &[0xff, 0xd8, 0xff];

/// Width, height, and the file without anything but the picture.
pub(super) fn plain(file: &[u8]) -> Result<(u32, u32, Vec<u8>), &'static str> {
    let mut out = vec![0xff, 0xd8];
    let mut at = 2;
    let mut size = None;
    let mut scanned = false;
    loop {
        if file.get(at) != Some(&0xff) {
            return Err("a block does not begin where it should");
        }
        let marker = *file.get(at + 1).ok_or("it ends too early")?;
        match marker {
            // fill bytes between blocks
            0xff => {
                at += 1;
                continue;
            }
            0xd9 => break,
            0x00 | 0x01 | 0xd0..=0xd8 => return Err("a marker is out of place"),
            _ => {}
        }
        let length = two(file, at + 2)
            .filter(|n| *n >= 2)
            .ok_or("it ends too early")?;
        let end = at + 2 + length;
        let block = file.get(at..end).ok_or("it ends too early")?;
        match marker {
            // baseline, extended and progressive pictures
            0xc0..=0xc2 => {
                let number = |n| two(block, n).and_then(|n| u32::try_from(n).ok());
                size = Some((number(7).ok_or("no width")?, number(5).ok_or("no height")?));
                out.extend_from_slice(block);
            }
            // lossless, hierarchical and arithmetic ones, which browsers do not show
            0xc3 | 0xc5..=0xc7 | 0xc8..=0xcb | 0xcd..=0xcf => {
                return Err("an uncommon kind of JPEG");
            }
            // Huffman and quantisation tables, restart interval, JFIF and Adobe's colour marks
            0xc4 | 0xdb | 0xdd | 0xe0 | 0xee => out.extend_from_slice(block),
            0xda => {
                let scan = end + scan_length(file.get(end..).unwrap_or_default());
                out.extend_from_slice(file.get(at..scan).ok_or("it ends too early")?);
                scanned = true;
                at = scan;
                continue;
            }
            _ => {}
        }
        at = end;
    }
    let (width, height) = size
        .filter(|_| scanned)
        .ok_or("there is no picture in it")?;
    out.extend_from_slice(&[0xff, 0xd9]);
    Ok((width, height, out))
}

/// How many bytes belong to a scan: up to the next marker that is no restart.
fn scan_length(bytes: &[u8]) -> usize {
    let pairs = bytes.windows(2);
    let ends = |w: &[u8]| w[0] == 0xff && !matches!(w[1], 0x00 | 0xd0..=0xd7 | 0xff);
    pairs.clone().position(ends).unwrap_or(bytes.len())
}
