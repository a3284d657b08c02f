//! Photographs of the city's folder.

use std::path::Path;

use axum::http::StatusCode;
use testing::{Outcome, run};

use crate::town::{self, Town, id};

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// A PNG of one pixel with a remark in it.
fn pixel() -> Vec<u8> {
    let mut all = vec![0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
    let head = [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];
    // zlib: one stored block with a filter byte and a grey pixel
    let data = [
        0x78, 0x01, 0x01, 0x02, 0x00, 0xfd, 0xff, 0x00, 0x80, 0x00, 0x82, 0x00, 0x81,
    ];
    let chunks: [(&[u8], &[u8]); 4] = [
        (b"IHDR", &head),
        (b"tEXt", b"Comment\0<script>alert(1)</script>"),
        (b"IDAT", &data),
        (b"IEND", b""),
    ];
    for (kind, body) in chunks {
        all.extend(u32::try_from(body.len()).expect("short").to_be_bytes());
        all.extend(kind);
        all.extend(body);
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
        all.extend((!sum).to_be_bytes());
    }
    all
}

#[test]
fn a_photograph_is_shown_with_its_words_and_served_as_nothing_but_a_picture() -> Outcome {
    run(async {
        let folder = std::env::temp_dir().join(format!("wishmi-photos-{}", std::process::id()));
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba"),
            &folder,
        )?;
        std::fs::create_dir_all(folder.join("photos"))?;
        // By its content it is a PNG, whatever its name says.
        std::fs::write(folder.join("photos/molo.jpg"), pixel())?;
        std::fs::write(
            folder.join("photos/photos.toml"),
            format!(
                "[[photo]]\nrecord = \"{}\"\nfile = \"molo.jpg\"\n\
                 alt = {{ es = \"El muelle <b>al sol</b>\" }}\ncredit = \"Ana & Luis, CC BY 4.0\"\n",
                id("pier")
            ),
        )?;
        let town = Town::of(&folder, town::images(), town::clock()).await?;
        std::fs::remove_dir_all(&folder)?;
        let place = town.page(&format!("/it/place/{}", id("pier"))).await;
        place
            .has("alt=\"El muelle &#60;b&#62;al sol&#60;/b&#62;\" width=\"1\" height=\"1\" loading=\"lazy\"")
            .has("Foto: <bdi>Ana &amp; Luis, CC BY 4.0</bdi>");
        // The only place of an offer lends it its photograph.
        town.page(&format!("/it/service/{}", id("swimming")))
            .await
            .has("<figure");
        let at = place.body.find("/photos/").expect("a photograph");
        let src = place.body[at..]
            .split('"')
            .next()
            .expect("an address")
            .to_string();
        assert!(src.ends_with(".png"), "{src}");
        let got = town.get(&src).await;
        assert_eq!(got.status, StatusCode::OK);
        assert_eq!(got.header("content-type"), "image/png");
        assert_eq!(got.header("x-content-type-options"), "nosniff");
        assert!(got.header("content-security-policy").contains("sandbox"));
        assert!(got.header("cache-control").contains("immutable"));
        got.lacks("script");
        for wrong in [
            "/photos/x.png",
            "/photos/..%2Fcity.toml",
            "/photos/%FF",
            "/photos/",
        ] {
            assert_eq!(
                town.get(wrong).await.status,
                StatusCode::NOT_FOUND,
                "{wrong}"
            );
        }
        Ok(())
    })
}
