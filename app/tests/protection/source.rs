//! What our own code must not contain. Each test names the few places that may, with the reason.

use std::collections::BTreeSet;

use crate::{code, sources, text};

/// Where any of these words stands in our Rust code, each file once.
fn holders(words: &[&str]) -> BTreeSet<String> {
    let list = sources(&["rs"]);
    assert!(list.len() > 100, "{} files", list.len());
    list.into_iter()
        .filter(|f| !f.starts_with("bench/"))
        .filter(|f| {
            let code = code(f);
            words.iter().any(|w| code.contains(w))
        })
        .collect()
}

#[test]
fn no_shell_is_started() {
    let starters = holders(&["Command::new(", "process::Command"]);
    let only = "platform/db/src/postgres/admin.rs";
    assert_eq!(Vec::from_iter(&starters), [only]);
    let code = code(only);
    assert_eq!(code.matches("Command::new(").count(), 1);
    for program in ["pg_dump", "pg_restore"] {
        assert!(
            code.contains(&format!("program(\"{program}\"")),
            "{program}"
        );
    }
    assert_eq!(
        code.matches("program(\"").count(),
        code.matches("program(\"pg_").count()
    );
    for shell in ["\"sh\"", "\"bash\"", "/bin/", "\"-c\""] {
        assert!(!code.contains(shell), "{shell}");
    }
}

/// Rooms that open connections to others, each with whom they reach. A room that must do so is named
/// here and in docs/operate/security.md, «Connections». Every line must still be needed.
const CALLERS: [(&str, &str); 4] = [
    ("platform/db/", "the city's own PostgreSQL server"),
    (
        "platform/mail/",
        "the mail server of the setting WISHMI_MAIL",
    ),
    (
        "platform/identity/",
        "identity providers and trust anchors of the operator's file, and whom those vouch for",
    ),
    (
        "features/providers/src/fetch.rs",
        "calendars whose public address an organisation has given",
    ),
];

#[test]
fn nothing_calls_out() {
    let callers = holders(&[
        "TcpStream",
        "UdpSocket",
        "TcpSocket",
        "UnixStream",
        "tokio_postgres::",
        "reqwest",
        "ureq",
        "hyper_util::client",
        "lettre",
    ]);
    let mut unused: BTreeSet<&str> = CALLERS.iter().map(|(room, _)| *room).collect();
    for file in callers {
        let room = CALLERS.iter().find(|(room, _)| file.starts_with(room));
        let (room, _) = room.unwrap_or_else(|| {
            panic!("{file} opens connections: name its room and whom it reaches in CALLERS")
        });
        unused.remove(room);
    }
    assert!(unused.is_empty(), "these call nobody any more: {unused:?}");
    let told = text("docs/operate/security.md");
    for (room, whom) in CALLERS {
        assert!(
            told.contains(&format!("`{room}`")),
            "{room}, {whom}: docs/operate/security.md"
        );
    }
}

#[test]
fn no_text_passes_unescaped_into_a_page() {
    // the city's own texts, cleaned by catalogue::pages::markdown
    let allowed = [
        (
            "features/catalogue/templates/catalogue/home.html",
            "{{ lead|safe }}",
        ),
        (
            "features/catalogue/templates/catalogue/text.html",
            "{{ body|safe }}",
        ),
    ];
    let mut found = Vec::new();
    for file in sources(&["html"]) {
        let html = text(&file);
        assert!(!html.contains("autoescape"), "{file}");
        for line in html
            .lines()
            .filter(|l| l.replace(' ', "").contains("|safe"))
        {
            found.push((file.clone(), line.to_string()));
        }
    }
    assert_eq!(found.len(), allowed.len(), "{found:?}");
    for (file, line) in allowed {
        assert!(
            found.iter().any(|(f, l)| f == file && l.contains(line)),
            "{file}: {line}"
        );
    }
    for file in holders(&["HtmlSafe for"]) {
        assert_eq!(
            file, "platform/web/src/markup.rs",
            "makes text count as escaped"
        );
    }
}

#[test]
fn scripts_run_no_text_and_keep_nothing() {
    let scripts: Vec<String> = sources(&["ts"])
        .into_iter()
        .filter(|f| f.starts_with("frontend/ts/"))
        .collect();
    assert!(scripts.len() > 3, "{scripts:?}");
    for file in scripts {
        let code = code(&file);
        for word in [
            "eval(",
            "new Function",
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "createContextualFragment",
            "setTimeout('",
            "localStorage",
            "sessionStorage",
            "indexedDB",
            "document.cookie",
            "postMessage",
            "onmessage",
            "'message'",
            "__proto__",
        ] {
            assert!(!code.contains(word), "{file}: {word}");
        }
    }
}

#[test]
fn no_password_and_no_secret_question_is_asked() {
    for file in sources(&["html", "rs"]) {
        let code = if file.ends_with(".rs") {
            code(&file)
        } else {
            text(&file)
        };
        for word in [
            "type=\"password\"",
            "kind(\"password\")",
            "secret-question",
            "security-question",
        ] {
            assert!(!code.contains(word), "{file}: {word}");
        }
    }
}

/// Regular expressions out of words that a stranger sends could be made to run for ever, or to match
/// what they should not.
#[test]
fn regular_expressions_are_ours() {
    let allowed = [
        // the forms of parameters, for the description of the interface
        "features/catalogue/src/api/params.rs",
        // mapping profiles of the city's folder
        "features/exchange/src/profile/check.rs",
        "features/exchange/src/profile/expr.rs",
    ];
    let makers = holders(&[
        "Regex::new(",
        "RegexBuilder::new(",
        "RegexSet::new(",
        "RegexQuery",
    ]);
    assert_eq!(Vec::from_iter(&makers), allowed);
}

/// Files that call a hash too weak to trust, each with the reason why nothing rests on it there.
const WEAK: [(&str, &str); 1] = [(
    "platform/identity/src/jose/jwe.rs",
    "RSA-OAEP, as SPID and CIE ask for it, masks with SHA-1; it needs no hash without collisions",
)];

#[test]
fn no_weak_hash_is_called() {
    let mut weak = holders(&["md5::", "md_5", "sha1::", "Md5", "Sha1"]);
    for (file, why) in WEAK {
        assert!(weak.remove(file), "{file} calls none any more: {why}");
    }
    assert_eq!(
        weak,
        BTreeSet::new(),
        "name the file in WEAK if nothing rests on it"
    );
}

#[test]
fn no_setting_has_a_password_as_its_default() {
    let settings = text("app/src/settings.rs");
    let mut seen = 0;
    for piece in settings.split("#[arg(").skip(1) {
        let described = piece.split("pub ").next().unwrap_or_default();
        let variable = described.split("env = \"").nth(1).unwrap_or_default();
        let variable = variable.split('"').next().unwrap_or_default();
        seen += 1;
        // addresses of servers hold the password for them
        let secret = ["DATABASE", "KEYS", "SECRET", "PASSWORD", "TOKEN"]
            .iter()
            .any(|w| variable.contains(w))
            || variable == "WISHMI_MAIL";
        if secret {
            assert!(!described.contains("default_value"), "{variable}");
            assert!(
                described.contains("hide_env_values"),
                "{variable} is shown by --help"
            );
        }
    }
    assert!(seen > 8, "{seen}");
}

#[test]
fn logs_go_to_standard_error_alone() {
    let writers = holders(&[
        "with_writer(",
        "tracing_appender",
        "tracing_subscriber::fmt",
        "syslog",
    ]);
    assert_eq!(Vec::from_iter(&writers), ["app/src/telemetry.rs"]);
    let telemetry = code("app/src/telemetry.rs");
    assert_eq!(telemetry.matches("with_writer(").count(), 1);
    assert!(telemetry.contains("with_writer(std::io::stderr)"));
    assert!(telemetry.contains(".json()"), "programs can read it");
}
