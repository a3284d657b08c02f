//! Which files are taken as documents. The name and the type a browser gives are not looked at.

use values::Refusal;

use crate::model::Media;

/// What sort of file this is, told by its first and last bytes: PDF, PNG or JPEG, nothing else.
pub fn sniff(content: &[u8]) -> Option<Media> {
    let tail = &content[content.len().saturating_sub(1024)..];
    let ends = |with: &[u8]| tail.windows(with.len()).any(|w| w == with);
    if content.starts_with(b"%PDF-") && ends(b"%%EOF") {
        Some(Media::Pdf)
    } else if content.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") && ends(b"IEND\xaeB`\x82") {
        Some(Media::Png)
    } else if content.starts_with(b"\xff\xd8\xff") && ends(b"\xff\xd9") {
        Some(Media::Jpeg)
    } else {
        None
    }
}

/// Takes a file, or says why not.
///
/// # Errors
/// At the field `file`: nothing in it, too long, or none of the three sorts.
pub fn take(content: &[u8], most_bytes: u64) -> Result<Media, Refusal> {
    let no = |key: &str| Err(Refusal::new(key, 422).field("file"));
    if content.is_empty() {
        return no("providers-refused-file-empty");
    }
    if content.len() as u64 > most_bytes {
        return Err(Refusal::new("providers-refused-file-long", 413)
            .arg("megabytes", most_bytes.div_ceil(1_000_000))
            .field("file"));
    }
    match sniff(content) {
        Some(media) => Ok(media),
        None => no("providers-refused-file-sort"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\0IEND\xaeB`\x82";

    #[test]
    fn three_sorts_are_known_by_their_bytes() {
        assert_eq!(sniff(b"%PDF-1.7\n1 0 obj\n%%EOF\n"), Some(Media::Pdf));
        assert_eq!(sniff(PNG), Some(Media::Png));
        assert_eq!(
            sniff(b"\xff\xd8\xff\xe0\0\x10JFIF\0\xff\xd9"),
            Some(Media::Jpeg)
        );
        for bad in [
            &b"<html><script>alert(1)</script>%PDF-1.7 %%EOF"[..],
            b"%PDF-1.7 cut in the midd",
            b"GIF89a",
            b"PK\x03\x04",
            b"MZ\x90\0",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            &PNG[..PNG.len() - 4],
            b"",
        ] {
            assert_eq!(sniff(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn what_is_empty_long_or_strange_is_refused_at_its_field() {
        let key = |content: &[u8]| {
            let no = take(content, 100).unwrap_err();
            assert_eq!(no.field.as_deref(), Some("file"));
            no.key
        };
        assert_eq!(key(b""), "providers-refused-file-empty");
        assert_eq!(key(&[b'%'; 101]), "providers-refused-file-long");
        assert_eq!(key(b"hello"), "providers-refused-file-sort");
        assert_eq!(take(PNG, 100), Ok(Media::Png));
    }

    proptest! {
        #[test]
        fn any_bytes_may_be_sent(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = take(&bytes, 300);
        }
    }
}
