//! How letters, addresses and settings are made.

use mail::{Address, AddressError, From, FromError, Part, Smtp, Way, WayError, html, text};
use proptest::prelude::*;
use values::Lang;

fn lang(tag: &str) -> Lang {
    tag.parse().unwrap()
}

fn parts() -> Vec<Part> {
    vec![
        Part::Paragraph("Ciao <b>Amal</b>,\nbuone notizie".to_string()),
        Part::Button {
            label: "Entra & guarda".to_string(),
            url: "https://wishmi.example/it/in?a=1&b=\"2\"".to_string(),
        },
        Part::Code("K4F9-22QX".to_string()),
        Part::Facts(vec![("Quando".to_string(), "lunedì".to_string())]),
        Part::List(vec!["uno".to_string(), "due".to_string()]),
        Part::Small("Non rispondere".to_string()),
    ]
}

#[test]
fn text_and_html_say_the_same() {
    assert_eq!(
        text(&parts()),
        "Ciao <b>Amal</b>,\nbuone notizie\n\nEntra & guarda:\nhttps://wishmi.example/it/in?a=1&b=\"2\"\n\n    \
         K4F9-22QX\n\nQuando: lunedì\n\n- uno\n- due\n\nNon rispondere\n"
    );
    let page = html(&lang("it-easy"), "Buone <notizie>", &parts());
    for wanted in [
        "<html lang=\"it-x-easy\" dir=\"ltr\">",
        "<title>Buone &lt;notizie&gt;</title>",
        "Ciao &lt;b&gt;Amal&lt;/b&gt;,<br>buone notizie",
        "href=\"https://wishmi.example/it/in?a=1&amp;b=&quot;2&quot;\"",
        ">Entra &amp; guarda</a>",
        "K4F9-22QX",
        "<dt style=\"font-weight:bold\">Quando</dt>",
        "<li>due</li>",
    ] {
        assert!(page.contains(wanted), "{wanted}\n{page}");
    }
    // Nothing is fetched when a letter is opened.
    for never in ["<img", "src=", "url(", "<link", "<script", "@import"] {
        assert!(!page.contains(never), "{never}");
    }
    assert!(html(&lang("ar"), "x", &parts()).contains("<html lang=\"ar\" dir=\"rtl\">"));
}

#[test]
fn only_links_to_pages_become_links() {
    let button = |url: &str| {
        vec![Part::Button {
            label: "x".to_string(),
            url: url.to_string(),
        }]
    };
    assert!(html(&lang("it"), "x", &button("https://a.example")).contains("<a href"));
    for other in [
        "javascript:alert(1)",
        "data:text/html,x",
        " JAVASCRIPT:x",
        "ftp://a",
    ] {
        assert!(
            !html(&lang("it"), "x", &button(other)).contains("<a href"),
            "{other}"
        );
    }
}

#[test]
fn addresses_are_taken_or_refused_with_a_reason() {
    for (typed, kept) in [
        (" anna.rossi+x@Example.ORG ", "anna.rossi+x@example.org"),
        ("A@b.co", "A@b.co"),
        ("amal@città.example", "amal@xn--citt-3na.example"),
    ] {
        assert_eq!(Address::parse(typed).unwrap().as_str(), kept);
    }
    assert_eq!(Address::parse("Anna@X.org").unwrap().folded(), "anna@x.org");
    for (typed, error) in [
        ("", AddressError::Empty),
        ("  ", AddressError::Empty),
        ("anna", AddressError::At),
        ("@x.org", AddressError::At),
        ("a@b@x.org", AddressError::At),
        ("anna rossi@x.org", AddressError::Name),
        ("annà@x.org", AddressError::Name),
        (".anna@x.org", AddressError::Name),
        ("an..na@x.org", AddressError::Name),
        ("a\r\nBcc: b@x.org", AddressError::Name),
        ("anna@localhost", AddressError::Domain),
        ("anna@127.0.0.1", AddressError::Domain),
        ("anna@", AddressError::Domain),
        ("anna@x.org\r\nBcc:c", AddressError::Domain),
    ] {
        assert_eq!(Address::parse(typed), Err(error), "{typed:?}");
    }
    let long = format!("{}@x.org", "a".repeat(250));
    assert_eq!(Address::parse(&long), Err(AddressError::Long));
    assert_eq!(
        format!("{:?}", Address::parse("anna@x.org").unwrap()),
        "Address(…)"
    );
}

#[test]
fn settings_are_read_or_say_what_is_wrong() {
    assert!(Way::read("off").unwrap().is_none());
    assert!(matches!(
        Way::read("file:/var/mail"),
        Ok(Some(Way::File(_)))
    ));
    for good in [
        "smtp://mail.example",
        "smtps://anna:p%40ss@mail.example:465",
        "smtp://127.0.0.1:2525?tls=off",
        "smtp://[::1]:2525?tls=off",
    ] {
        assert!(matches!(Way::read(good), Ok(Some(Way::Smtp(_)))), "{good}");
    }
    let shown = format!(
        "{:?}",
        Smtp::read("smtps://anna:secret@mail.example").unwrap()
    );
    assert_eq!(shown, "Smtp(mail.example:465, Whole)");
    for bad in ["", "on", "file:", "http://x", "smtp:", "sendmail"] {
        assert!(Way::read(bad).is_err(), "{bad}");
    }
    for (bad, word) in [
        (
            "smtp://anna:secret@mail.example?tls=off",
            "without encryption",
        ),
        ("smtp://anna@mail.example", "cannot be read"),
        ("smtp://mail.example?tls=maybe", "only parameter"),
    ] {
        let error = Way::read(bad).unwrap_err();
        assert!(matches!(error, WayError::Smtp(_)));
        let said = error.to_string();
        assert!(said.contains(word) && !said.contains("secret"), "{said}");
    }
    assert_eq!(From::read(" ", None).unwrap_err(), FromError::Missing);
    assert!(matches!(
        From::read("nobody", None),
        Err(FromError::Sender(_))
    ));
    assert!(matches!(
        From::read("a@x.org", Some("b")),
        Err(FromError::Bounces(_))
    ));
    assert_eq!(
        From::read("Wish Mi <a@X.org>", Some("")).unwrap().domain(),
        "X.org"
    );
}

proptest! {
    #[test]
    fn any_words_stay_words(words in any::<String>(), subject in any::<String>()) {
        let parts = vec![
            Part::Paragraph(words.clone()),
            Part::Button { label: words.clone(), url: words.clone() },
            Part::Facts(vec![(words.clone(), words.clone())]),
            Part::List(vec![words.clone()]),
        ];
        let page = html(&lang("ar"), &subject, &parts);
        // No element but ours: as many as with empty words, and one break a line.
        let ours = ["<p>", "</p>", "<p ", "<dl>", "<dt ", "<dd ", "<ul>", "<li>", "<a ", "<br>", "<!doctype", "<html", "<head", "<meta", "<title", "<body", "<div", "</"];
        for (at, _) in page.match_indices('<') {
            prop_assert!(ours.iter().any(|tag| page[at..].starts_with(tag)), "{}", &page[at..].chars().take(20).collect::<String>());
        }
        let _ = text(&parts);
    }

    #[test]
    fn any_address_is_borne(text in any::<String>(), like in "[a-zA-Z0-9.+@ -]{0,40}") {
        for typed in [text, like] {
            if let Ok(address) = Address::parse(&typed) {
                prop_assert_eq!(Address::parse(address.as_str()), Ok(address.clone()));
                prop_assert!(!address.as_str().contains(|c: char| c.is_control() || c.is_whitespace()));
            }
            let _ = Way::read(&typed);
            let _ = From::read(&typed, Some(&typed));
        }
    }
}
