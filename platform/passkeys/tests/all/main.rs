//! Both ceremonies with a device of the tests: what goes through, and every "no".

use passkeys::{Added, Came, NoSite, Passkey, Refused, Site};
use testing::{Device, DeviceKind};

const HERE: &str = "https://mi.example.org";

fn site() -> Site {
    Site::of(HERE, "Wish Mi").expect("a site")
}

fn device() -> Device {
    Device::new(DeviceKind::Es256, "telephone")
}

/// Adds the device's passkey; the answer may be made on another page.
fn add(device: &mut Device, site: &Site, page: &str) -> Result<Passkey, Refused> {
    let begun = site.begin_adding("anna@example.org", &[])?;
    let answer = Added::read(&device.create(&begun.options, page))?;
    site.finish_adding(&begun.state, &answer)
}

fn come(device: &mut Device, known: &Passkey, site: &Site, page: &str) -> Result<Passkey, Refused> {
    let begun = site.begin_coming_in()?;
    let answer = Came::read(&device.get(&begun.options, page))?;
    site.finish_coming_in(&begun.state, &answer, known.clone())
}

#[test]
fn a_passkey_is_made_and_comes_in() -> Result<(), Refused> {
    for kind in [DeviceKind::Es256, DeviceKind::EdDsa] {
        let (site, mut device) = (site(), Device::new(kind, "telephone"));
        let made = add(&mut device, &site, HERE)?;
        // What is kept is enough, and is what it was.
        let kept = Passkey::of_bytes(&made.id(), &made.to_bytes())?;
        assert_eq!(kept, made);
        let once = come(&mut device, &kept, &site, HERE)?;
        assert_ne!(once, made, "the counter went up");
        assert_eq!(once.id(), made.id());
        let twice = come(&mut device, &once, &site, HERE)?;
        assert_ne!(twice, once);
    }
    Ok(())
}

#[test]
fn the_options_ask_for_what_we_want() -> Result<(), Refused> {
    let (site, mut device) = (site(), device());
    let begun = site.begin_adding("Ànna Rossi", &[])?;
    let options: serde_json::Value = serde_json::from_str(&begun.options).expect("JSON");
    assert_eq!(options["rp"]["id"], "mi.example.org");
    assert_eq!(options["rp"]["name"], "Wish Mi");
    assert_eq!(options["user"]["name"], "Ànna Rossi");
    assert_eq!(options["attestation"], "none");
    assert_eq!(options["timeout"], 1000 * passkeys::LASTS);
    let wanted = &options["authenticatorSelection"];
    assert_eq!(wanted["residentKey"], "required");
    assert_eq!(wanted["userVerification"], "required");
    // Enforced, devices that do not know it could make no passkey at all.
    let enforced = &options["extensions"]["enforceCredentialProtectionPolicy"];
    assert_ne!(enforced, &serde_json::json!(true));
    let algorithms: Vec<i64> = options["pubKeyCredParams"]
        .as_array()
        .expect("algorithms")
        .iter()
        .filter_map(|p| p["alg"].as_i64())
        .collect();
    assert_eq!(algorithms, [-8, -7, -35, -257]);
    let handle = options["user"]["id"].clone();
    // The second passkey of an account has the same handle; another account has another.
    let first = {
        let answer = Added::read(&device.create(&begun.options, HERE))?;
        assert_eq!(answer.challenge(), begun.challenge);
        site.finish_adding(&begun.state, &answer)?
    };
    let second = site.begin_adding("Ànna Rossi", std::slice::from_ref(&first))?;
    let options: serde_json::Value = serde_json::from_str(&second.options).expect("JSON");
    assert_eq!(options["user"]["id"], handle);
    assert_eq!(options["excludeCredentials"][0]["id"], first.id());
    let other = site.begin_adding("Marco", &[])?;
    let options: serde_json::Value = serde_json::from_str(&other.options).expect("JSON");
    assert_ne!(options["user"]["id"], handle);
    assert_ne!(other.challenge, second.challenge);
    let coming = site.begin_coming_in()?;
    let options: serde_json::Value = serde_json::from_str(&coming.options).expect("JSON");
    assert_eq!(options["rpId"], "mi.example.org");
    assert_eq!(options["userVerification"], "required");
    let named = options["allowCredentials"].as_array();
    assert!(
        named.is_none_or(Vec::is_empty),
        "nobody is asked for by name"
    );
    Ok(())
}

#[test]
fn another_page_is_refused() -> Result<(), Refused> {
    let (site, mut device) = (site(), device());
    let made = add(&mut device, &site, HERE)?;
    for page in [
        "https://mi.example.com",
        "http://mi.example.org",
        "https://mi.example.org:8443",
        "https://evil.mi.example.org",
        "https://mi.example.org.evil.example",
        "https://MI.example.org",
        "null",
    ] {
        let added = add(&mut Device::new(DeviceKind::Es256, page), &site, page);
        assert_eq!(added, Err(Refused::Origin), "{page}");
        let came = come(&mut device, &made, &site, page);
        assert_eq!(came, Err(Refused::Origin), "{page}");
    }
    device.framed = true;
    assert_eq!(come(&mut device, &made, &site, HERE), Err(Refused::Origin));
    assert_eq!(add(&mut device, &site, HERE), Err(Refused::Origin));
    Ok(())
}

#[test]
fn another_site_is_refused() -> Result<(), Refused> {
    let (site, mut device) = (site(), device());
    let made = add(&mut device, &site, HERE)?;
    device.site = Some("example.org".to_string());
    assert_eq!(come(&mut device, &made, &site, HERE), Err(Refused::Site));
    device.site = None;
    come(&mut device, &made, &site, HERE)?;
    device.site = Some("example.org".to_string());
    assert_eq!(add(&mut device, &site, HERE), Err(Refused::Site));
    Ok(())
}

#[test]
fn another_challenge_is_refused() -> Result<(), Refused> {
    let (site, mut device) = (site(), device());
    let made = add(&mut device, &site, HERE)?;
    let (one, two) = (site.begin_coming_in()?, site.begin_coming_in()?);
    let answer = Came::read(&device.get(&one.options, HERE))?;
    assert_eq!(answer.challenge(), one.challenge);
    let mixed = site.finish_coming_in(&two.state, &answer, made.clone());
    assert_eq!(mixed, Err(Refused::Challenge));
    // Whoever writes the other challenge into what was signed breaks the signature.
    let said = device.get(&one.options, HERE);
    let swapped = {
        use base64::Engine;
        let url = base64::engine::general_purpose::URL_SAFE_NO_PAD;
        let mut said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
        let data = said["response"]["clientDataJSON"].as_str().expect("data");
        let data = String::from_utf8(url.decode(data).expect("base64url")).expect("text");
        let data = data.replace(&url.encode(one.challenge), &url.encode(two.challenge));
        said["response"]["clientDataJSON"] = url.encode(data).into();
        Came::read(&said.to_string())?
    };
    assert_eq!(swapped.challenge(), two.challenge);
    let forged = site.finish_coming_in(&two.state, &swapped, made.clone());
    assert_eq!(forged, Err(Refused::Signature));
    let (one, two) = (site.begin_adding("a", &[])?, site.begin_adding("a", &[])?);
    let answer = Added::read(&device.create(&one.options, HERE))?;
    let mixed = site.finish_adding(&two.state, &answer);
    assert_eq!(mixed, Err(Refused::Challenge));
    Ok(())
}

#[test]
fn somebody_elses_key_is_refused() -> Result<(), Refused> {
    let (site, mut device) = (site(), device());
    let made = add(&mut device, &site, HERE)?;
    // Another device says to be this one.
    let mut thief = Device::new(DeviceKind::Es256, "telephone");
    thief.handle.clone_from(&device.handle);
    thief.counter = 100;
    assert_eq!(
        come(&mut thief, &made, &site, HERE),
        Err(Refused::Signature)
    );
    // The right device for another account's row.
    let other = add(&mut Device::new(DeviceKind::Es256, "other"), &site, HERE)?;
    assert_eq!(come(&mut device, &other, &site, HERE), Err(Refused::Other));
    device.handle = Some(vec![7; 64]);
    assert_eq!(come(&mut device, &made, &site, HERE), Err(Refused::Other));
    Ok(())
}

#[test]
fn a_device_that_asks_nobody_is_refused() -> Result<(), Refused> {
    let (site, mut device) = (site(), device());
    let made = add(&mut device, &site, HERE)?;
    device.verifies = false;
    assert_eq!(
        come(&mut device, &made, &site, HERE),
        Err(Refused::Unverified)
    );
    assert_eq!(add(&mut device, &site, HERE), Err(Refused::Unverified));
    Ok(())
}

#[test]
fn a_counter_that_does_not_go_up_is_refused() -> Result<(), Refused> {
    let (site, mut device) = (site(), device());
    let made = add(&mut device, &site, HERE)?;
    device.counter = 9;
    let known = come(&mut device, &made, &site, HERE)?;
    device.counter = 4;
    assert_eq!(come(&mut device, &known, &site, HERE), Err(Refused::Copied));
    device.step = 0;
    device.counter = 10;
    assert_eq!(come(&mut device, &known, &site, HERE), Err(Refused::Copied));
    device.counter = 11;
    come(&mut device, &known, &site, HERE)?;
    // Passkeys that are kept on several devices do not count: nought stays nought.
    let mut shared = Device::new(DeviceKind::Es256, "shared");
    shared.step = 0;
    let made = add(&mut shared, &site, HERE)?;
    assert_eq!(come(&mut shared, &made, &site, HERE)?, made);
    Ok(())
}

#[test]
fn a_state_is_for_its_own_ceremony() -> Result<(), Refused> {
    let (site, mut device) = (site(), device());
    let made = add(&mut device, &site, HERE)?;
    let (adding, coming) = (site.begin_adding("a", &[])?, site.begin_coming_in()?);
    let answer = Came::read(&device.get(&coming.options, HERE))?;
    let mixed = site.finish_coming_in(&adding.state, &answer, made.clone());
    assert_eq!(mixed, Err(Refused::State));
    for state in [&[][..], &[1, 2, 3], &coming.state[1..]] {
        let broken = site.finish_coming_in(state, &answer, made.clone());
        assert_eq!(broken, Err(Refused::State));
    }
    site.finish_coming_in(&coming.state, &answer, made)?;
    let answer = Added::read(&device.create(&adding.options, HERE))?;
    let mixed = site.finish_adding(&coming.state, &answer);
    assert_eq!(mixed.err(), Some(Refused::State));
    site.finish_adding(&adding.state, &answer)?;
    Ok(())
}

#[test]
fn what_is_no_answer_is_refused() {
    let long = "x".repeat(70_000);
    for text in ["", "{}", "null", "[]", "{\"id\":1}", &long] {
        let read = Added::read(text).map(|_| ());
        assert!(matches!(read, Err(Refused::Unreadable(_))), "{text:.20}");
        let read = Came::read(text).map(|_| ());
        assert!(matches!(read, Err(Refused::Unreadable(_))), "{text:.20}");
    }
    for bytes in [&[][..], &[1], &[2; 200], &[1; 200]] {
        assert_eq!(
            Passkey::of_bytes("AAAAAAAAAAAAAAAAAAAAAA", bytes),
            Err(Refused::State)
        );
    }
}

#[test]
fn a_site_needs_a_name_and_https() {
    for base in [
        "https://mi.example.org",
        "https://mi.example.org/",
        "https://mi.example.org:443/path",
        "http://localhost:8080",
    ] {
        let site = Site::of(base, "Wish Mi").expect(base);
        let origin = match base.contains("localhost") {
            true => "http://localhost:8080",
            false => HERE,
        };
        assert_eq!(site.origin(), origin);
        let made = add(&mut device(), &site, origin);
        assert!(made.is_ok(), "{base}: {made:?}");
    }
    let why = |base: &str| Site::of(base, "Wish Mi").map(|_| ()).expect_err(base);
    assert!(matches!(why("http://mi.example.org"), NoSite::NotSecure(_)));
    assert!(matches!(why("http://127.0.0.1:8080"), NoSite::NoName(_)));
    assert!(matches!(why("https://[::1]"), NoSite::NoName(_)));
    assert!(matches!(why("mi.example.org"), NoSite::Address(_)));
    assert!(matches!(why(""), NoSite::Address(_)));
}
