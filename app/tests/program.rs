//! The program as an operator meets it: exit codes and messages, a kill in the middle of an import,
//! undo, backup and restore.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// The profile of Milan's sports facilities.
const PROFILE: &str = "milano-impianti-sportivi";

struct Install {
    data: tempfile::TempDir,
}

impl Install {
    fn new() -> Install {
        Install {
            data: tempfile::tempdir().expect("a folder"),
        }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut c = Command::new(env!("CARGO_BIN_EXE_wishmi"));
        c.args(args)
            .current_dir(root())
            .env("WISHMI_DATA_DIR", self.data.path())
            .env("WISHMI_CITY", root().join("cities/milano"))
            .env("WISHMI_LOG", "error")
            .stdin(Stdio::null());
        c
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program runs")
    }

    fn good(&self, args: &[&str]) -> String {
        let out = self.run(args);
        let text = String::from_utf8_lossy(&out.stdout).into_owned();
        assert!(
            out.status.success(),
            "{args:?}: {}\n{text}\n{}",
            out.status,
            String::from_utf8_lossy(&out.stderr)
        );
        text
    }

    /// All bytes that an export writes.
    fn export(&self) -> Vec<u8> {
        let to = tempfile::tempdir().expect("a folder");
        self.good(&["export", "--to", &to.path().to_string_lossy()]);
        let mut files = Vec::new();
        below(to.path(), &mut files);
        files.sort();
        files
            .iter()
            .flat_map(|f| std::fs::read(f).expect("readable"))
            .collect()
    }
}

/// All files below a folder.
fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            below(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace")
}

/// A file of Milan's sports facilities as the city's profile wants it, invented.
fn sports(folder: &Path, rows: usize) -> PathBuf {
    let features: Vec<String> = (0..rows)
        .map(|n| {
            let (lon, lat) = (9.15 + (n % 40) as f64 / 1000.0, 45.45 + (n / 40) as f64 / 1000.0);
            format!(
                r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{lon},{lat}]}},"properties":{{"Municipio":"1","VIA":"Via Inventata","LOCALITA":"{n}, 20100","SPECIFICA_LOCALITA":"Impianto numero {n}","Tipo":"Calcio a 11","Note":"","Location":"{lat}, {lon}","Mail":"","Sito Internet":"","Gestore":"Associazione inventata {n}","Codice via":"{n}","ID_NIL":"1","NIL":"DUOMO","Longitudine":{lon},"Latitudine":{lat}}}}}"#
            )
        })
        .collect();
    let file = folder.join("sports.geojson");
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",\n")
    );
    std::fs::write(&file, text).expect("written");
    file
}

#[test]
fn wrong_input_gets_a_clear_answer_and_its_exit_code() {
    let install = Install::new();
    for (args, code, word) in [
        (
            &["import", "no-such-profile", "x.csv"][..],
            3,
            "there is no profile",
        ),
        (
            &["import", PROFILE, "/no/such/file.geojson"][..],
            3,
            "no such file",
        ),
        (&["import", "undo", "99"][..], 3, "no import number 99"),
        (
            &["--city", "/no/such/city", "export", "--to", "x"][..],
            3,
            "city folder",
        ),
        (
            &["--database", "mysql://x", "migrate"][..],
            3,
            "begins neither",
        ),
        (&["--listen", "nonsense", "serve"][..], 2, "invalid"),
        (&["restore", "/no/such/backup.db"][..], 1, "backup.db"),
        (&["fly"][..], 2, "unrecognized"),
    ] {
        let out = install.run(args);
        let said = String::from_utf8_lossy(&out.stderr).to_lowercase();
        assert_eq!(out.status.code(), Some(code), "{args:?}: {said}");
        assert!(said.contains(word), "{args:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn settings_lists_every_setting_once() {
    let out = Install::new().good(&["settings", "--markdown"]);
    for name in [
        "WISHMI_CITY",
        "WISHMI_DATA_DIR",
        "WISHMI_DATABASE",
        "WISHMI_LISTEN",
        "WISHMI_METRICS_LISTEN",
        "WISHMI_LOG",
    ] {
        assert_eq!(
            out.matches(&format!("`{name}`")).count(),
            1,
            "{name}\n{out}"
        );
    }
    let kept = std::fs::read_to_string(root().join("docs/generated/settings.md"))
        .expect("docs/generated/settings.md");
    assert_eq!(
        kept.trim(),
        out.trim(),
        "write it anew: wishmi settings --markdown > docs/generated/settings.md"
    );
}

#[test]
fn a_kill_during_an_import_leaves_nothing_half_done() {
    let install = Install::new();
    install.good(&["migrate"]);
    let files = tempfile::tempdir().expect("a folder");
    let small = sports(files.path(), 30);
    install.good(&["import", "impianti-sportivi", &small.to_string_lossy()]);
    let before = install.export();
    let large = sports(files.path(), 400);
    let large = large.to_string_lossy();
    // Kill later and later until an import gets through; every state on the way must be whole.
    let mut states = std::collections::BTreeSet::new();
    let (mut nothing, mut whole) = (0, 0);
    let mut wait = 150;
    while wait < 60_000 {
        let mut child = install
            .command(&["import", PROFILE, &large])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        std::thread::sleep(Duration::from_millis(wait));
        wait += wait / 3;
        let finished = child.try_wait().expect("asked").is_some();
        // SIGKILL: no handler runs, nothing is flushed.
        child.kill().ok();
        child.wait().expect("ended");
        // The next writer finishes or throws away what was left.
        let out = install.run(&["import", "undo", "9999"]);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        states.extend(
            ["applied", "discarded"]
                .into_iter()
                .filter(|s| said.contains(&format!("is now {s}"))),
        );
        let now = install.export();
        if now == before {
            nothing += 1;
        } else {
            whole += 1;
            let log = install.good(&["import", "log"]);
            let newest = log.split_whitespace().next().expect("a number").to_string();
            assert!(
                log.lines()
                    .next()
                    .is_some_and(|l| l.contains("applied") && l.contains("new 1110")),
                "{log}"
            );
            install.good(&["import", "undo", &newest]);
            assert_eq!(install.export(), before, "undo gives back every byte");
        }
        install.good(&["verify"]);
        if finished {
            break;
        }
    }
    assert!(
        nothing > 0 && whole > 0,
        "killed before and after the decision: {nothing} {whole}"
    );
    println!(
        "killed runs: {nothing} left nothing, {whole} were completed; recovery said {states:?}"
    );
}

#[test]
fn a_backup_brings_back_what_was() {
    let install = Install::new();
    install.good(&["migrate"]);
    let files = tempfile::tempdir().expect("a folder");
    let file = sports(files.path(), 30);
    install.good(&["import", PROFILE, &file.to_string_lossy()]);
    let before = install.export();
    let copy = files.path().join("copy.db");
    install.good(&["backup", &copy.to_string_lossy()]);
    install.good(&["import", "undo", "1"]);
    assert_ne!(install.export(), before);
    install.good(&["restore", &copy.to_string_lossy()]);
    assert_eq!(install.export(), before);
    install.good(&["verify"]);
}

#[test]
fn keys_are_made_used_and_refused() {
    let install = Install::new();
    let with = |keys: &str, args: &[&str]| {
        let mut command = install.command(args);
        let out = command.env("WISHMI_KEYS", keys).output();
        let out = out.expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (out.status.code(), text(&out.stdout) + &text(&out.stderr))
    };
    install.good(&["migrate"]);
    let old = install.good(&["keys", "new", "--name", "old"]);
    let new = install.good(&["keys", "new", "--name", "new"]);
    let ring = format!("{} {}", new.trim(), old.trim());
    let (code, said) = with(&ring, &["keys"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("new       current") && said.contains("old       older"),
        "{said}"
    );
    // A letter that waits, sealed with the old key.
    post_a_letter(install.data.path(), old.trim());
    for args in [["keys"], ["verify"]] {
        let (code, said) = with(new.trim(), &args);
        assert_eq!(code, Some(4), "{said}");
        let told = [
            "UNREADABLE",
            "under the key «old», which is not in WISHMI_KEYS",
        ];
        assert!(told.iter().any(|t| said.contains(t)), "{said}");
        let (code, said) = with(&ring, &args);
        assert_eq!(code, Some(0), "{said}");
    }
    let (code, said) = with(&ring, &["keys", "rotate"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("        1 renewed  mail_letters.content"),
        "{said}"
    );
    let (code, said) = with(new.trim(), &["verify"]);
    assert_eq!(code, Some(0), "{said}");
    for (keys, word) in [
        ("", "holds no key"),
        ("old:12", "64 hexadecimal digits"),
        ("demo:0", "64"),
    ] {
        let (code, said) = with(keys, &["keys"]);
        assert_eq!(code, Some(3), "{said}");
        assert!(said.contains(word), "{said}");
    }
    // The list of settings never shows a key.
    let (_, said) = with(&ring, &["settings"]);
    assert!(
        said.contains("WISHMI_KEYS") && !said.contains(old.trim()),
        "{said}"
    );
}

/// Posts a letter as a feature does, with these keys.
fn post_a_letter(data: &Path, keys: &str) {
    let letter = mail::Letter {
        kind: "test.letter",
        to: mail::Address::parse("amal@city.example").expect("an address"),
        lang: "it".parse().expect("a language"),
        subject: "Ciao".to_string(),
        parts: vec![mail::Part::Paragraph("Ciao".to_string())],
        send_before: None,
    };
    let outbox = mail::Outbox::new(seal::Keys::read(keys).expect("keys"), true);
    let seed = seal::Seed::new(&mut <rand::rngs::StdRng as rand::SeedableRng>::seed_from_u64(1));
    let (id, now) = (values::Id::named("test", "letter"), values::Moment(1));
    let place = db::Url::sqlite(data.join("wishmi.db"));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let posted = runtime.block_on(async {
        let db = db::Db::open(&db::Config::new(place)).await?;
        let posted = db
            .write(move |tx| outbox.post(tx, id, &letter, seed, now))
            .await;
        db.close().await;
        posted
    });
    assert_eq!(posted.expect("the letter is kept"), mail::Posted::Yes);
}

#[test]
fn a_server_sends_the_letters_that_wait() {
    let install = Install::new();
    install.good(&["migrate"]);
    let key = install.good(&["keys", "new"]);
    post_a_letter(install.data.path(), key.trim());
    let folder = install.data.path().join("letters");
    let mut server = install
        .command(&[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--metrics-listen",
            "off",
        ])
        .env("WISHMI_KEYS", key.trim())
        .env("WISHMI_MAIL", format!("file:{}", folder.display()))
        .env("WISHMI_MAIL_FROM", "Wish Mi <noreply@city.example>")
        .stdout(Stdio::null())
        .spawn()
        .expect("the program runs");
    let letters = || {
        let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let whole = files
            .map(|f| f.path())
            .filter(|f| f.extension().is_some_and(|e| e == "eml"));
        whole.collect::<Vec<_>>()
    };
    for _ in 0..300 {
        if !letters().is_empty() {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let sent = letters();
    server.kill().expect("it runs until it is stopped");
    let _ = server.wait();
    assert_eq!(sent.len(), 1, "within half a minute");
    let text = std::fs::read_to_string(&sent[0]).expect("a letter");
    assert!(text.contains("To: amal@city.example"), "{text}");
}

#[test]
fn bounces_are_laid_down_while_a_server_has_the_database() {
    let install = Install::new();
    install.good(&["migrate"]);
    let key = install.good(&["keys", "new"]);
    let letter = "01920000-0000-7000-8000-000000000000";
    let bounce = format!(
        "To: x@city.example\r\nContent-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\
         Content-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n--b\r\n\
         Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{letter}@city.example>\r\n\r\n--b--\r\n"
    );
    let file = install.data.path().join("bounce.txt");
    std::fs::write(&file, bounce).expect("a file");
    let file = file.to_string_lossy().into_owned();
    let read = |file: &str| {
        let mut command = install.command(&["mail", "bounce", file]);
        let out = command.env("WISHMI_KEYS", key.trim()).output();
        let out = out.expect("the program runs");
        (
            out.status.code(),
            String::from_utf8_lossy(&out.stdout).into_owned(),
        )
    };
    let (code, said) = read(&file);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("no letter of this installation"), "{said}");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let place = db::Url::sqlite(install.data.path().join("wishmi.db"));
    let held = runtime.block_on(db::Db::open(&db::Config::new(place)));
    let held = held.expect("the database opens");
    let (code, said) = read(&file);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("laid down for the server"), "{said}");
    // Without keys, as a pipe of the mail server, too.
    install.good(&["mail", "bounce", &file]);
    let bounces = std::fs::read_dir(install.data.path().join("bounces")).expect("a folder");
    let names: Vec<_> = bounces.flatten().map(|f| f.path()).collect();
    assert_eq!(names.len(), 2);
    assert!(
        names
            .iter()
            .all(|n| n.extension().is_some_and(|e| e == "eml"))
    );
    drop(held);
}

#[test]
fn keys_for_signing_in_are_made_once_and_for_their_owner_alone() {
    let install = Install::new();
    let file = install.data.path().join("key.pem");
    let path = file.to_string_lossy().into_owned();
    install.good(&["sign-in", "key", "--kind", "p256", &path]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&file)
            .expect("a file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let made = std::fs::read(&file).expect("a key");
    let again = install.run(&["sign-in", "key", &path]);
    assert_eq!(again.status.code(), Some(3));
    assert_eq!(
        std::fs::read(&file).expect("a key"),
        made,
        "never overwritten"
    );

    let public = install.good(&["sign-in", "public", &path]);
    let public: serde_json::Value = serde_json::from_str(&public).expect("JSON");
    assert_eq!(public["keys"][0]["crv"], "P-256");
    assert!(public["keys"][0].get("d").is_none());

    let settings = install.data.path().join("sign-in.toml");
    let text = format!(
        "[[oidc]]\nkey = 'staff'\nname = 'Staff'\nissuer = 'http://login.example'\nclient_id = 'x'\nkeys = ['{path}']\n"
    );
    std::fs::write(&settings, text).expect("a file");
    let tried = install.run(&["sign-in", "try", &settings.to_string_lossy()]);
    assert_eq!(tried.status.code(), Some(3));
    let said = String::from_utf8_lossy(&tried.stderr).into_owned();
    assert!(
        said.contains("provider staff") && said.contains("https"),
        "{said}"
    );
}

#[test]
fn the_first_administrator_gets_a_link_and_there_is_no_second() {
    let city = Install::new();
    let keys = city.good(&["keys", "new"]);
    let create = |mail: &str, base: Option<&str>| {
        let args = ["admin", "create", "--given", "Luca", "--mail", mail];
        let mut command = city.command(&args);
        command.env("WISHMI_KEYS", keys.lines().next().unwrap_or_default());
        if let Some(base) = base {
            command.env("WISHMI_BASE_URL", base);
        }
        command.output().expect("the program runs")
    };
    let here = Some("https://wish.example");
    for (mail, base, says) in [
        ("luca@city.example", None, "WISHMI_BASE_URL"),
        ("luca", here, "--mail"),
    ] {
        let out = create(mail, base);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(3), "{said}");
        assert!(said.contains(says), "{said}");
    }
    let out = create("luca@city.example", here);
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success(), "{said}");
    let link = said.lines().next().unwrap_or_default();
    let secret = link
        .strip_prefix("https://wish.example/it/sign-in/mail/")
        .unwrap_or_else(|| panic!("no link of the site: {said}"));
    assert!(secret.len() == 64 && secret.bytes().all(|b| b.is_ascii_hexdigit()));
    let second = create("ugo@city.example", here);
    assert_eq!(second.status.code(), Some(3));
}
