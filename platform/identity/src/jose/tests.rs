//! Tokens that must not be opened. That good ones of other libraries are opened, in every way we know,
//! is shown by the tests that sign in at other people's providers.

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeEncrypt, KeyIvInit};
use ring::aead::{AES_128_GCM, AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::hmac;
use rsa::Oaep;
use serde_json::json;

use super::*;
use crate::chance::Chance;

const WHAT: &str = "a token";

fn key(kind: KeyKind) -> PrivateKey {
    let pem = PrivateKey::generate(kind, &Chance::seeded(1)).expect("a key");
    PrivateKey::of_pem(&pem).expect("a key")
}

/// The five parts of a token encrypted to `key`.
fn seal(key: &PrivateKey, wrap: Wrap, enc: Enc, plain: &[u8]) -> [String; 5] {
    let chance = Chance::seeded(2);
    let (length, iv_length) = match enc {
        Enc::Cbc128 => (32, 16),
        Enc::Cbc256 => (64, 16),
        Enc::Gcm128 => (16, 12),
        Enc::Gcm256 => (32, 12),
    };
    let (mut content_key, mut iv) = (vec![0; length], vec![0; iv_length]);
    chance.fill(&mut content_key);
    chance.fill(&mut iv);
    let public = key.opens().expect("an RSA key").to_public_key();
    let random = &mut chance.generator();
    let wrapped = match wrap {
        Wrap::Oaep => public.encrypt(random, Oaep::<sha1::Sha1>::new(), &content_key),
        Wrap::Oaep256 => public.encrypt(random, Oaep::<sha2::Sha256>::new(), &content_key),
    };
    let header = json!({"alg": wrap.name(), "enc": enc.name(), "kid": key.kid()});
    let head = base64url(header.to_string().as_bytes());
    let (content, tag) = match enc {
        Enc::Gcm128 | Enc::Gcm256 => {
            let algorithm = if enc == Enc::Gcm128 {
                &AES_128_GCM
            } else {
                &AES_256_GCM
            };
            let sealing =
                LessSafeKey::new(UnboundKey::new(algorithm, &content_key).expect("a key"));
            let nonce = Nonce::try_assume_unique_for_key(&iv).expect("a nonce");
            let mut content = plain.to_vec();
            let tag = sealing
                .seal_in_place_separate_tag(nonce, Aad::from(head.as_bytes()), &mut content)
                .expect("sealed");
            (content, tag.as_ref().to_vec())
        }
        Enc::Cbc128 | Enc::Cbc256 => {
            let (for_tag, for_content) = content_key.split_at(length / 2);
            let content = if enc == Enc::Cbc128 {
                cbc::Encryptor::<aes::Aes128>::new_from_slices(for_content, &iv)
                    .expect("a key")
                    .encrypt_padded_vec::<Pkcs7>(plain)
            } else {
                cbc::Encryptor::<aes::Aes256>::new_from_slices(for_content, &iv)
                    .expect("a key")
                    .encrypt_padded_vec::<Pkcs7>(plain)
            };
            let algorithm = if enc == Enc::Cbc128 {
                hmac::HMAC_SHA256
            } else {
                hmac::HMAC_SHA512
            };
            let bits = (head.len() as u64 * 8).to_be_bytes();
            let all = [head.as_bytes(), &iv, &content, &bits].concat();
            let tag = hmac::sign(&hmac::Key::new(algorithm, for_tag), &all);
            (content, tag.as_ref()[..length / 2].to_vec())
        }
    };
    let wrapped = wrapped.expect("wrapped");
    [
        head,
        base64url(&wrapped),
        base64url(&iv),
        base64url(&content),
        base64url(&tag),
    ]
}

#[test]
fn a_token_opens_only_whole_and_only_for_its_key() {
    let keys = [key(KeyKind::Rsa2048)];
    let chance = Chance::seeded(3);
    let opened = |parts: &[String]| open(&parts.join("."), WHAT, &keys, &chance);
    let undecryptable = || Err(Refused::Undecryptable(WHAT));
    for wrap in [Wrap::Oaep, Wrap::Oaep256] {
        for enc in [Enc::Cbc128, Enc::Cbc256, Enc::Gcm128, Enc::Gcm256] {
            let good = seal(&keys[0], wrap, enc, b"plain text of seventeen");
            assert_eq!(opened(&good), Ok("plain text of seventeen".to_string()));
            // One bit of each part but the header, which names what to do.
            for part in 1..5 {
                let mut bytes = from_base64url(&good[part]).expect("base64url");
                bytes[0] ^= 1;
                let mut bad = good.clone();
                bad[part] = base64url(&bytes);
                assert_eq!(
                    opened(&bad),
                    undecryptable(),
                    "{wrap:?} {enc:?} part {part}"
                );
                // A part cut short.
                bytes[0] ^= 1;
                bytes.pop();
                bad[part] = base64url(&bytes);
                assert_eq!(
                    opened(&bad),
                    undecryptable(),
                    "{wrap:?} {enc:?} short part {part}"
                );
                bad[part] = String::new();
                assert_eq!(
                    opened(&bad),
                    undecryptable(),
                    "{wrap:?} {enc:?} empty part {part}"
                );
            }
            // Another header over the same content.
            let mut bad = good.clone();
            let header =
                json!({"alg": wrap.name(), "enc": enc.name(), "kid": keys[0].kid(), "x": 1});
            bad[0] = base64url(header.to_string().as_bytes());
            assert_eq!(opened(&bad), undecryptable(), "{wrap:?} {enc:?} header");
        }
    }
}

#[test]
fn headers_that_are_refused() {
    let keys = [key(KeyKind::Rsa2048)];
    let chance = Chance::seeded(3);
    let good = seal(&keys[0], Wrap::Oaep, Enc::Gcm128, b"x");
    let with = |header: Value| {
        let mut bad = good.clone();
        bad[0] = base64url(header.to_string().as_bytes());
        open(&bad.join("."), WHAT, &keys, &chance)
    };
    let unknown = |alg: &str| {
        Err(Refused::Algorithm {
            what: WHAT,
            alg: alg.to_string(),
        })
    };
    for alg in [
        "RSA1_5",
        "dir",
        "A128KW",
        "ECDH-ES",
        "PBES2-HS256+A128KW",
        "none",
    ] {
        assert_eq!(with(json!({"alg": alg, "enc": "A128GCM"})), unknown(alg));
    }
    assert_eq!(
        with(json!({"alg": "RSA-OAEP", "enc": "A192GCM"})),
        unknown("A192GCM")
    );
    let base = json!({"alg": "RSA-OAEP", "enc": "A128GCM"});
    for name in ["zip", "crit"] {
        let mut header = base.clone();
        header[name] = json!("DEF");
        assert_eq!(with(header), Err(Refused::Critical(WHAT)));
    }
    let mut header = base.clone();
    header["kid"] = json!("another");
    assert_eq!(with(header), Err(Refused::Key(WHAT)));
    let three = good[..3].join(".");
    assert_eq!(
        open(&three, WHAT, &keys, &chance),
        Err(Refused::NotEncrypted(WHAT))
    );
    let signs = [key(KeyKind::P256)];
    assert_eq!(
        open(&good.join("."), WHAT, &signs, &chance),
        Err(Refused::Key(WHAT))
    );
}

#[test]
fn our_keys_sign_what_their_public_parts_check() {
    for (kind, algs) in [
        (KeyKind::Rsa2048, [Alg::Rs256, Alg::Ps256]),
        (KeyKind::P256, [Alg::Es256, Alg::Es256]),
    ] {
        let key = key(kind);
        for alg in algs {
            let token = key
                .sign_with(alg, "JWT", &json!({"a": 1}))
                .expect("a token");
            let signed = Signed::read(&token, WHAT, &[alg]).expect("a token");
            assert_eq!(
                signed.verified(&key.public_set()).map(|c| c["a"].clone()),
                Ok(json!(1))
            );
        }
        let other = if kind == KeyKind::P256 {
            Alg::Rs256
        } else {
            Alg::Es256
        };
        assert!(matches!(
            key.sign_with(other, "JWT", &json!({})),
            Err(Refused::Ours(_))
        ));
        let shown = json!(key.public()).to_string() + &format!("{key:?}");
        assert!(!shown.contains("\"d\""), "{shown}");
    }
    assert!(matches!(
        PrivateKey::of_pem("no key"),
        Err(Refused::Ours(_))
    ));
}

#[test]
fn a_key_without_a_name_fits_only_when_it_is_the_only_one() {
    let (one, other) = (key(KeyKind::P256), key(KeyKind::Rsa2048));
    let token = one.sign("JWT", &json!({})).expect("a token");
    let parts: Vec<&str> = token.split('.').collect();
    let head = base64url(br#"{"alg":"ES256"}"#);
    let anonymous = format!("{head}.{}.{}", parts[1], parts[2]);
    let read = Signed::read(&anonymous, WHAT, &Alg::ALL).expect("a token");
    let both = JwkSet {
        keys: vec![one.public(), other.public()],
    };
    // The RSA key could never have signed it: one candidate is left, and the changed header shows.
    assert_eq!(read.verified(&both).err(), Some(Refused::Signature(WHAT)));
    let second = PrivateKey::of_pem(
        &PrivateKey::generate(KeyKind::P256, &Chance::seeded(9)).expect("a key"),
    )
    .expect("a key");
    let many = JwkSet {
        keys: vec![one.public(), second.public()],
    };
    assert_eq!(read.verified(&many).err(), Some(Refused::Key(WHAT)));
}

/// RFC 7638, section 3.1.
#[test]
fn a_thumbprint_is_that_of_the_standard() {
    let n = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    let jwk = Jwk {
        kty: "RSA".to_string(),
        n: Some(n.to_string()),
        e: Some("AQAB".to_string()),
        ..Jwk::default()
    };
    assert_eq!(
        key::thumbprint(&jwk),
        "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
    );
}

/// Modulus and signature (RS256, exponent 65537) of good RSA keys of so many bits, made with OpenSSL and thrown away.
const SIGNED: [(usize, &str, &str); 3] = [
    (
        1024,
        "5auttBfiJcOV6VqJNxyLPqPfPRr13BWdSVH3-tMK3Vi390qpwN9ryhkblQtxmQVF5_WHKkDD4mh_VAdd0Qa914cVBf1DJydvwjtDR5kcdv0-NQDGE225HjSXafmZsvCtTda7tUYvYNPuDRI1ysyjCEcrC5YVvLzjTUxOCrym6w0",
        "20a2_TKBaXlkD1jSrV3N5-zFy5tGKJ7Gir9litK7Fm0wvhdtF8wtYaZErpfRRBTT-zADe_PNeqcFWhyWea7XcCwKgvkkugxq-KWf5tUoI8akOPvCEUos1yX485Il0r5ZXpN8nTyDO60_7ufUdeuz1WAF83fHbvG7keLY73QAikc",
    ),
    (
        2040,
        "xkY1eZ_Oq6-1MDC0cAZHjxz5yjKx4vuYlIUBfgrSRBlDb7n7Zgx_8xkqrbQjKnBlqQ6u1TCd6D14ahzy6iEK_KAUtUFnjTgqAUtRgOR8XCr1P8nHTtt3UcAhLSI0JKbmLjmBr1fkIZRbK9t2h4xJkuAMCzbSnTv8wtbuawNjHbe-y2YbjYaHYl0s17loGQ9EBVs6wA7yCYKX2VcQm7X3dXHVfb6VOBbkTR4DQjB6G9YkAVNglOxn_UqmMXekHAsFomlEX3lrwfrrEX4CTwL9gGTKWiKqHAn2gHoP-d5bUxmwhMaVLXa6DSXIX1QQEP4IMibrsrPyQmjALSM8_sjl",
        "fF_UzbWcPfnO96URYG4xky_kUbkadJbWJHUAdope5g50pvx-uJo1fmZnD_XQ-E0rVIi3164PDVW8Fhldr_gaIYaJ9pw3GsRRAni9WGCmmto7ssX8Z1XUKO3nbr9a4ylC3OaKNWDXqUuu4xT2tYHxVaRCfRg0YfPqwbe-JvTitDj3K8-uQVAAC2OJJehnImX0aoWs9WKF5OZIrHj0vwYTitwGB6ppsvQ-J4XTy5eUAUaeMXMCjyNZncCFU6zXrv96ZP2sZuT9WSxUAPPdRjj-sooshrhYX2CYqgARf-6BDP8vAjYV3bJ94X01PhjXqcCjsb6M-Vs-QHkHdrfutjT2",
    ),
    (
        2048,
        "m5s13tXEP525-efAE8NvYURzX6LF13gYEDn9gaahpj3NfiKW-JW8gxOFlHlLGS-SgVKl_nMI0guPi4O2fKtdcWmaOGpmabIy54aaE985t_zNnsg2cOuKYH8lL1_nPo8VX_6acQ0cdqO7Kg82qaqNzNB6H3P2s8e1ZVDgLVP1xL1HmL_-k8i8BHSZ4YbHGDoN2JZANA5Kr9NiOyW6DXpMQDNhpJzmt-fPjquGLIUgl0Z-kOFz1NVJlgqQTxZekbL_PjG21idgN5kGuotOXIK9rntKOaknulycnJgFS9bO-8COakDPqcXrrTqEkBCUj93ghK4uyGQreRRzBHwgWVo1mw",
        "V5MFdGJSl7zWVNQVtAgqkEOfFY3mo3P6S8Yq9aEcnS6RnKi9rqR-oGBKtWHAdvxQdG8Yvx1HKFTvohRmPjyeixY1yYeicaf-vWP3DttRb9cBvQMPslt92Fi-7RqqFFLYnoVwb64A7qUMOx3iKJNw2oD1NfjfaW00p8rk3KxHvvdStnwW5Xg78j6pUvYpkYrboT2o-mj-MrgrkmiiTcy4gjpo2yi1fWObLgqhlmCv8ohxHwXV4NAzt2_WsSbEh_s6eg4BIzXQtYZ-nobMu48frf9TZfrb4OmHQ3ov8IRULi_38aULDuXhhVeZxiWt9hmz9TSrRbDPzv3UFjxyDx53cw",
    ),
];

#[test]
fn rsa_keys_under_2048_bits_check_nothing() {
    let head = base64url(br#"{"alg":"RS256"}"#);
    let body = base64url(br#"{"sub":"ada"}"#);
    for (bits, n, signature) in SIGNED {
        let keys = json!({"keys": [{"kty": "RSA", "n": n, "e": "AQAB"}]});
        let keys: JwkSet = serde_json::from_value(keys).expect("keys");
        let signed = Signed::read(&format!("{head}.{body}.{signature}"), WHAT, &Alg::ALL);
        let signed = signed.expect("a token");
        let told = signed.verified(&keys).map(|claims| claims["sub"].clone());
        match bits {
            2048 => assert_eq!(told, Ok(json!("ada"))),
            _ => assert_eq!(told, Err(Refused::Signature(WHAT)), "{bits}"),
        }
    }
}
