//! Examples of what is taken, what is refused and what is read out. All codes are invented.

use codes::{
    CodeError, FiscalCode, Iban, Kind, OrganisationCode, RuntsNumber, Sex, VatNumber, Wanted,
};
use i18n::{Catalog, args};
use values::{Day, Refuse};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn a_code_tells_birth_sex_and_place() {
    let code = FiscalCode::parse("RSSMRA85T10A562S").unwrap();
    assert_eq!(code.kind(), Kind::Full);
    assert_eq!(code.sex(), Some(Sex::Male));
    assert_eq!(code.birth(day("2026-11-28")), Some(day("1985-12-10")));
    assert_eq!(code.place().as_deref(), Some("A562"));
    assert_eq!(code.born_abroad(), Some(false));
    assert!(!code.is_omocode());
    assert_eq!(
        code.agrees(Some(day("1985-12-10")), Some(Sex::Male)),
        Ok(())
    );
    assert_eq!(code.agrees(None, None), Ok(()));
    assert_eq!(
        code.agrees(Some(day("1985-12-11")), None),
        Err(CodeError::BirthDiffers)
    );
    assert_eq!(
        code.agrees(None, Some(Sex::Female)),
        Err(CodeError::SexDiffers)
    );
}

#[test]
fn what_is_typed_need_not_be_neat() {
    let neat = FiscalCode::parse("RSSMRA85T10A562S").unwrap();
    for typed in [
        " rssmra85t10a562s ",
        "RSS MRA 85T10 A562 S",
        "RSS-MRA-85T10-A562-S",
        "\u{FEFF}RSSMRA85T10A562S\u{200B}",
        "ＲＳＳＭＲＡ８５Ｔ１０Ａ５６２Ｓ",
    ] {
        assert_eq!(FiscalCode::parse(typed).as_ref(), Ok(&neat), "{typed}");
    }
}

#[test]
fn a_child_of_this_year_is_no_old_person_yet() {
    // 28 November of a year 26, a girl born abroad.
    let code = "ABCDEF26S68Z100";
    let code = FiscalCode::parse(&with_control(code)).unwrap();
    assert_eq!(code.birth(day("2026-11-28")), Some(day("2026-11-28")));
    assert_eq!(code.birth(day("2026-11-27")), Some(day("1926-11-28")));
    assert_eq!(code.sex(), Some(Sex::Female));
    assert_eq!(code.born_abroad(), Some(true));
    for birth in ["1926-11-28", "2026-11-28"] {
        assert_eq!(code.agrees(Some(day(birth)), None), Ok(()));
    }
}

/// Finds the control letter by trying: the code itself is what is tested.
fn with_control(code: &str) -> String {
    ('A'..='Z')
        .map(|c| format!("{code}{c}"))
        .find(|c| FiscalCode::parse(c).is_ok())
        .unwrap()
}

#[test]
fn every_error_says_where() {
    let sign = |at, found, wanted| CodeError::Sign { at, found, wanted };
    for (typed, error) in [
        ("", CodeError::Empty),
        (" - ", CodeError::Empty),
        ("RSSMRA", CodeError::FiscalLength { found: 6 }),
        ("RSSMRA85T10A562SX", CodeError::FiscalLength { found: 17 }),
        ("RS5MRA85T10A562S", sign(3, '5', Wanted::Letter)),
        // The letter O is no zero.
        ("RSSMRA85T1OA562S", sign(11, 'O', Wanted::Digit)),
        ("RSSMRÀ85T10A562S", sign(6, 'À', Wanted::Letter)),
        ("RSSMRA85X10A562S", CodeError::Month { found: 'X' }),
        ("RSSMRA85B30A562S", CodeError::Day),
        ("RSSMRA85T32A562S", CodeError::Day),
        ("RSSMRA85T72A562S", CodeError::Day),
        ("RSSMRA85T10A562T", CodeError::Control),
        ("00000000000", CodeError::Zero),
        ("1234567890A", sign(11, 'A', Wanted::Digit)),
        ("12345678901", CodeError::Control),
    ] {
        assert_eq!(FiscalCode::parse(typed), Err(error), "{typed}");
    }
    let endless = "1".repeat(1_000_000);
    assert_eq!(
        FiscalCode::parse(&endless),
        Err(CodeError::FiscalLength { found: 64 })
    );
}

#[test]
fn leap_days_are_days() {
    for (code, good) in [
        ("ABCDEF00B29F205", true),
        ("ABCDEF24B29F205", true),
        ("ABCDEF23B29F205", false),
    ] {
        let any = ('A'..='Z').any(|c| FiscalCode::parse(&format!("{code}{c}")).is_ok());
        assert_eq!(any, good, "{code}");
    }
    // 1900 had none, so it is 2000.
    let code = FiscalCode::parse(&with_control("ABCDEF00B29F205")).unwrap();
    assert_eq!(code.birth(day("2026-01-01")), Some(day("2000-02-29")));
    assert_eq!(code.birth(day("1999-01-01")), None);
}

#[test]
fn omocodes_share_their_base() {
    let plain = FiscalCode::parse("RSSMRA85T10A562S").unwrap();
    let other = FiscalCode::parse(&with_control("RSSMRA85T10A56N")).unwrap();
    assert!(other.is_omocode() && other != plain);
    assert_eq!(other.base(), plain.base());
    assert_eq!(other.base(), "RSSMRA85T10A562");
    assert_eq!(other.place().as_deref(), Some("A562"));
    assert_eq!(other.birth(day("2026-01-01")), Some(day("1985-12-10")));
}

#[test]
fn provisional_codes_tell_nothing() {
    let code = FiscalCode::parse("12345678903").unwrap();
    assert_eq!(code.kind(), Kind::Provisional);
    assert_eq!((code.sex(), code.place()), (None, None));
    assert_eq!(code.birth(day("2026-01-01")), None);
    assert_eq!(
        code.agrees(Some(day("2020-01-01")), Some(Sex::Female)),
        Ok(())
    );
    assert_eq!(code.base(), "12345678903");
}

#[test]
fn organisations_and_taxpayers() {
    assert_eq!(
        VatNumber::parse("IT 12345670017").map(|v| v.as_str().to_string()),
        Ok("12345670017".to_string())
    );
    assert_eq!(
        OrganisationCode::parse("80000000002").map(|v| v.as_str().to_string()),
        Ok("80000000002".to_string())
    );
    for (typed, error) in [
        ("", CodeError::Empty),
        ("IT", CodeError::NumberLength { found: 0 }),
        ("1234567001", CodeError::NumberLength { found: 10 }),
        ("12345670018", CodeError::Control),
        // Office 890 never was.
        ("12345678903", CodeError::Office),
        ("00000000018", CodeError::Zero),
    ] {
        assert_eq!(VatNumber::parse(typed), Err(error), "{typed}");
    }
}

#[test]
fn numbers_of_the_third_sector() {
    for typed in [
        "123456",
        "rep. n. 123456",
        "RUNTS: 123.456",
        "Repertorio n° 123456",
        "0123456",
    ] {
        assert_eq!(
            RuntsNumber::parse(typed).map(RuntsNumber::number),
            Ok(123_456),
            "{typed}"
        );
    }
    for typed in ["0", "12345678", "12A", "rep", "+12", "-"] {
        assert!(RuntsNumber::parse(typed).is_err(), "{typed}");
    }
    assert_eq!(RuntsNumber::parse("77").unwrap().to_string(), "77");
}

#[test]
fn bank_accounts() {
    // The example of the Italian association of banks (ABI), and the registry's of other countries.
    let iban = Iban::parse("it60 x054 2811 1010 0000 0123 456").unwrap();
    assert_eq!(iban.as_str(), "IT60X0542811101000000123456");
    assert_eq!(iban.spaced(), "IT60 X054 2811 1010 0000 0123 456");
    assert_eq!(iban.country(), "IT");
    for good in [
        "SM86U0322509800000000270100",
        "DE89370400440532013000",
        "IBAN FR1420041010050500013M02606",
    ] {
        assert!(Iban::parse(good).is_ok(), "{good}");
    }
    for (typed, error) in [
        ("IT61X0542811101000000123456", CodeError::IbanControl),
        // Check digits made to fit a wrong CIN.
        ("IT33Y0542811101000000123456", CodeError::IbanControl),
        ("XX60X0542811101000000123456", CodeError::IbanControl),
        ("IT60X054281110100000012345", CodeError::IbanControl),
        ("IT", CodeError::IbanForm),
        (
            "IT60X0542811101000000123456_",
            CodeError::Sign {
                at: 28,
                found: '_',
                wanted: Wanted::Either,
            },
        ),
    ] {
        assert_eq!(Iban::parse(typed), Err(error), "{typed}");
    }
}

#[test]
fn no_code_is_shown_by_mistake() {
    let shown = format!(
        "{:?} {:?} {:?} {:?}",
        FiscalCode::parse("RSSMRA85T10A562S").unwrap(),
        VatNumber::parse("12345670017").unwrap(),
        OrganisationCode::parse("80000000002").unwrap(),
        Iban::parse("IT60X0542811101000000123456").unwrap(),
    );
    assert_eq!(
        shown,
        "FiscalCode(**************2S) VatNumber(*********17) OrganisationCode(*********02) \
         Iban(*************************56)"
    );
}

#[test]
fn every_error_has_words_in_every_language() {
    let catalog = Catalog::new(&"it".parse().unwrap(), codes::LOCALES).unwrap();
    let errors = [
        CodeError::Empty,
        CodeError::FiscalLength { found: 3 },
        CodeError::NumberLength { found: 3 },
        CodeError::Sign {
            at: 1,
            found: '?',
            wanted: Wanted::Letter,
        },
        CodeError::Sign {
            at: 1,
            found: '?',
            wanted: Wanted::Digit,
        },
        CodeError::Sign {
            at: 1,
            found: '?',
            wanted: Wanted::Either,
        },
        CodeError::Month { found: 'X' },
        CodeError::Day,
        CodeError::Control,
        CodeError::Office,
        CodeError::Zero,
        CodeError::BirthDiffers,
        CodeError::SexDiffers,
        CodeError::Runts,
        CodeError::IbanForm,
        CodeError::IbanControl,
    ];
    for lang in ["it", "en", "ar", "zh", "es", "fil"] {
        let tr = catalog.tr(&lang.parse().unwrap());
        for error in &errors {
            let refusal = error.refusal();
            assert_eq!(refusal.status, 422);
            let said = tr.with(&refusal.key, &args!["at" => 1, "found" => "?"]);
            assert!(
                !said.contains("codes-") && !said.contains("{$"),
                "{lang} {said}"
            );
        }
    }
    assert!(catalog.missed().is_empty(), "{:?}", catalog.missed());
    assert!(errors.iter().all(|e| !e.to_string().is_empty()));
}
