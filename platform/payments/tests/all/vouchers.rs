//! Lists of vouchers: examples, every defect at its place, laws.

use codes::{CodeError, FiscalCode, Iban};
use payments::voucher_csv::{
    Column, Defect, LONGEST, MOST_BYTES, MOST_ROWS, Minor, Movement, VoucherRow, What,
    read_vouchers, write_movements, write_vouchers,
};
use proptest::prelude::*;
use values::{Cents, Refuse};

use crate::made::{day, id};

const GOOD: &str = "BM-001;BANDO-2026/1;01/12/2026;31/08/2027;Sofía;D’Àvila;RSSMRA85T10A562S;MINORE;\
    12345678903;150,50;sofia@example.org;+39 333 1234567";

fn code(text: &str) -> FiscalCode {
    FiscalCode::parse(text).unwrap()
}

fn row() -> VoucherRow {
    VoucherRow {
        line: 1,
        voucher: "BM-001".into(),
        call: "BANDO-2026/1".into(),
        valid_from: day("2026-12-01"),
        valid_to: day("2027-08-31"),
        name: "Sofía".into(),
        surname: "D’Àvila".into(),
        holder: code("RSSMRA85T10A562S"),
        minor: Some(Minor {
            kind: "MINORE".into(),
            code: code("12345678903"),
        }),
        amount: Cents(15_050),
        email: Some("sofia@example.org".into()),
        mobile: Some("+393331234567".into()),
    }
}

/// The good line with one field changed.
fn with(column: Column, field: &str) -> String {
    let mut fields: Vec<&str> = GOOD.split(';').collect();
    fields[column.number() - 1] = field;
    fields.join(";")
}

fn defects(text: &str) -> Vec<(usize, Option<Column>, What)> {
    let found = read_vouchers(text.as_bytes()).expect_err("it has defects");
    found
        .into_iter()
        .map(|d| (d.line, d.column, d.what))
        .collect()
}

#[test]
fn a_list_is_read() {
    assert_eq!(read_vouchers(GOOD.as_bytes()), Ok(vec![row()]));
    // Without minor and contacts, ISO days, a point, an omocode, blank lines, quotation marks.
    let other =
        "\"BM;002\";\"Bando \"\"A\"\"\";2026-12-01;2026-12-01; Li ;Wang;RSSMRA85T10A56NH;;;7.5;;";
    let omocode = ('A'..='Z')
        .map(|c| format!("RSSMRA85T10A56N{c}"))
        .find(|c| FiscalCode::parse(c).is_ok())
        .unwrap();
    let other = other.replace("RSSMRA85T10A56NH", &omocode);
    let rows = read_vouchers(format!("{GOOD}\r\n\r\n{other}\n\n").as_bytes()).unwrap();
    assert_eq!(rows.len(), 2);
    let second = &rows[1];
    assert_eq!(
        (second.line, second.voucher.as_str(), second.call.as_str()),
        (3, "BM;002", "Bando \"A\"")
    );
    assert_eq!((second.name.as_str(), second.amount), ("Li", Cents(750)));
    assert!(second.holder.is_omocode());
    assert_eq!(
        (&second.minor, &second.email, &second.mobile),
        (&None, &None, &None)
    );
}

#[test]
fn three_encodings_say_the_same() {
    let marked = format!("\u{feff}{GOOD}");
    let (windows, _, lost) = encoding_rs::WINDOWS_1252.encode(GOOD);
    assert!(!lost && std::str::from_utf8(&windows).is_err());
    for bytes in [GOOD.as_bytes(), marked.as_bytes(), &windows] {
        assert_eq!(read_vouchers(bytes), Ok(vec![row()]));
    }
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(GOOD.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let whole = |what| {
        Err(vec![Defect {
            line: 0,
            column: None,
            what,
        }])
    };
    assert_eq!(read_vouchers(&utf16), whole(What::Utf16));
    for empty in ["", "\n\r\n ", "\u{feff}"] {
        assert_eq!(read_vouchers(empty.as_bytes()), whole(What::Empty));
    }
}

/// A byte lost in a list in UTF-8 is told where it is, and does not turn the list into another encoding.
#[test]
fn a_damaged_letter_is_told_where_it_is() {
    let second = GOOD.replace("BM-001", "BM-002");
    let mut bytes = format!("{GOOD}\n{second}").into_bytes();
    let at = bytes.iter().rposition(|b| *b == 0xC3).unwrap();
    bytes[at] = b'?';
    let found = read_vouchers(&bytes).unwrap_err();
    let wanted = Defect {
        line: 2,
        column: Some(Column::Surname),
        what: What::Unreadable,
    };
    assert_eq!(found, [wanted]);
}

#[test]
fn money_is_read_in_one_way_only() {
    for (text, cents) in [
        ("150", 15_000),
        ("150,5", 15_050),
        ("150.50", 15_050),
        ("0,01", 1),
        ("007", 700),
        (" 12 ", 1200),
    ] {
        let rows = read_vouchers(with(Column::Amount, text).as_bytes()).unwrap();
        assert_eq!(rows[0].amount, Cents(cents), "{text}");
    }
    for text in [
        "1,234.50",
        "1.234,50",
        "1e3",
        "NaN",
        "inf",
        "-5",
        "+5",
        "10,123",
        "1.234",
        "12,",
        ",50",
        ".5",
        "€ 5",
        "5 €",
        "5€",
        "1 000",
        "1'000",
        "0x10",
        "١٢",
        "５",
        "12,5,0",
        "12;",
        "--",
        "9999999999999",
    ] {
        let line = with(Column::Amount, &format!("\"{text}\""));
        let found = text.to_string();
        assert_eq!(
            defects(&line),
            [(1, Some(Column::Amount), What::Amount { found })],
            "{text}"
        );
    }
    for (text, what) in [
        ("0", What::Nothing),
        ("0,00", What::Nothing),
        ("10000000.01", What::TooMuch),
        ("999999999999", What::TooMuch),
    ] {
        assert_eq!(
            defects(&with(Column::Amount, text)),
            [(1, Some(Column::Amount), what)]
        );
    }
    assert!(read_vouchers(with(Column::Amount, "10000000").as_bytes()).is_ok());
}

#[test]
fn every_defect_is_named_at_its_line_and_field() {
    let long = "x".repeat(LONGEST + 1);
    let too_long = || What::TooLong { found: LONGEST + 1 };
    let no_day = |found: &str| What::Day {
        found: found.into(),
    };
    for (column, field, what) in [
        (Column::Voucher, "", What::Missing),
        (Column::Voucher, " \u{a0}\u{200b}", What::Missing),
        (Column::Voucher, long.as_str(), too_long()),
        (Column::Call, long.as_str(), too_long()),
        (Column::Call, "", What::Missing),
        (Column::ValidFrom, "", What::Missing),
        (Column::ValidFrom, "31/11/2026", no_day("31/11/2026")),
        (Column::ValidFrom, "1/12/2026", no_day("1/12/2026")),
        (Column::ValidFrom, "12/31/2026", no_day("12/31/2026")),
        (Column::ValidFrom, "2026-12-1", no_day("2026-12-1")),
        (Column::ValidFrom, "01/12/26", no_day("01/12/26")),
        (
            Column::ValidFrom,
            "2026-12-01T00:00",
            no_day("2026-12-01T00:00"),
        ),
        (Column::ValidTo, "29/02/2027", no_day("29/02/2027")),
        (Column::ValidTo, "30/11/2026", What::EndsBefore),
        (Column::Name, "", What::Missing),
        (Column::Name, "So\u{fffd}a", What::Unreadable),
        (Column::Surname, "a\tb", What::Unreadable),
        (Column::Surname, "a\rb", What::Unreadable),
        (Column::Holder, "", What::Missing),
        (
            Column::Holder,
            "RSSMRA85T10A562T",
            What::Code(CodeError::Control),
        ),
        (
            Column::Holder,
            "RSSMRA85T10A56",
            What::Code(CodeError::FiscalLength { found: 14 }),
        ),
        (Column::MinorType, "", What::OtherHalf),
        (Column::MinorType, long.as_str(), too_long()),
        (Column::Minor, "", What::OtherHalf),
        (Column::Minor, "12345678901", What::Code(CodeError::Control)),
        (Column::Amount, "", What::Missing),
        (Column::Email, "sofia", What::Email),
        (Column::Email, "a b@example.org", What::Email),
        (Column::Email, "a@b", What::Email),
        (Column::Email, "a@example..org", What::Email),
        (Column::Mobile, "12345", What::Mobile),
        (Column::Mobile, "333 12345x7", What::Mobile),
        (Column::Mobile, "1234567890123456", What::Mobile),
        (Column::Mobile, "\"333\"1234567", What::Quote),
        (Column::Name, "\"Sofía", What::Quote),
    ] {
        // Before and after it stand good lines, which are looked at all the same.
        let other = |n: u32| GOOD.replace("BM-001", &format!("BM-{n}"));
        let list = format!(
            "{}\n\n{}\r\n{}",
            other(100),
            with(column, field),
            other(101)
        );
        assert_eq!(defects(&list), [(3, Some(column), what)], "{field}");
    }
    for (line, found) in [
        ("", 0),
        (";", 2),
        (&GOOD[..GOOD.rfind(';').unwrap()], 11),
        (&format!("{GOOD};"), 13),
        ("x", 1),
    ] {
        if found > 0 {
            assert_eq!(
                defects(&format!("{GOOD}\n{line}")),
                [(2, None, What::Fields { found })]
            );
        }
    }
}

#[test]
fn all_defects_are_told_and_nothing_is_imported() {
    let second = "BM-001;;x;y;;;;MINORE;;-1;@;1";
    let third = GOOD.replace("BM-001", "bm-001");
    let found = defects(&format!("{GOOD}\n{second}\n{third}"));
    let places: Vec<(usize, Column)> = found.iter().map(|d| (d.0, d.1.unwrap())).collect();
    let second = [
        Column::Voucher,
        Column::Call,
        Column::ValidFrom,
        Column::ValidTo,
        Column::Name,
        Column::Surname,
        Column::Holder,
        Column::Minor,
        Column::Amount,
        Column::Email,
        Column::Mobile,
    ];
    let mut wanted: Vec<(usize, Column)> = second.map(|c| (2, c)).to_vec();
    wanted.push((3, Column::Voucher));
    assert_eq!(places, wanted);
    assert_eq!(found[0].2, What::Twice { first: 1 });
    assert_eq!(found[11].2, What::Twice { first: 1 });
}

#[test]
fn a_heading_is_told_as_one() {
    let heading = "Codice voucher;Codice bando;Valido dal;Valido al;Nome;Cognome;CF;Tipo;CF minore;Importo;E-mail;Cellulare";
    assert_eq!(
        defects(&format!("{heading}\n{GOOD}")),
        [(1, None, What::Heading)]
    );
}

#[test]
fn a_list_has_an_end() {
    let line = |n: usize| GOOD.replace("BM-001", &n.to_string()) + "\n";
    let text: String = (0..=MOST_ROWS).map(line).collect();
    assert_eq!(defects(&text), [(0, None, What::TooMany)]);
    let large = vec![b'x'; MOST_BYTES + 1];
    let what = What::TooLarge;
    assert_eq!(
        read_vouchers(&large),
        Err(vec![Defect {
            line: 0,
            column: None,
            what
        }])
    );
}

#[test]
fn a_defect_says_where() {
    let defect = Defect {
        line: 7,
        column: Some(Column::Amount),
        what: What::Amount {
            found: "1e3".into(),
        },
    };
    let refusal = defect.refusal();
    assert_eq!(refusal.key, "payments-list-amount");
    assert_eq!(refusal.field.as_deref(), Some("7.amount"));
    for arg in [
        ("line", "7"),
        ("number", "10"),
        ("column", "amount"),
        ("found", "1e3"),
    ] {
        assert!(
            refusal.args.contains(&(arg.0.into(), arg.1.into())),
            "{arg:?}"
        );
    }
}

#[test]
fn movements_go_back() {
    let movement = Movement {
        id: id(7),
        day: day("2026-12-05"),
        voucher: "BM-001".into(),
        call: "BANDO-2026/1".into(),
        provider: "=Società; \"Uno\"".into(),
        tax_code: "80000000002".into(),
        iban: Some(Iban::parse("IT60X0542811101000000123456").unwrap()),
        service: "Nuoto 6-8 anni".into(),
        service_from: day("2026-12-01"),
        service_to: day("2027-05-31"),
        amount: Cents(4_500),
    };
    let back = Movement {
        id: id(8),
        iban: None,
        amount: Cents(-4_500),
        ..movement.clone()
    };
    let text = String::from_utf8(write_movements(&[movement, back])).unwrap();
    assert_eq!(
        text,
        "\u{feff}Movimento;Data;Codice buono;Codice bando;Ente erogatore;Codice fiscale ente;IBAN ente;Servizio;\
         Servizio dal;Servizio al;Importo EUR\r\n\
         01930000-0000-7000-8000-000000000007;05/12/2026;BM-001;BANDO-2026/1;\"'=Società; \"\"Uno\"\"\";80000000002;\
         IT60X0542811101000000123456;Nuoto 6-8 anni;01/12/2026;31/05/2027;45,00\r\n\
         01930000-0000-7000-8000-000000000008;05/12/2026;BM-001;BANDO-2026/1;\"'=Società; \"\"Uno\"\"\";80000000002;;\
         Nuoto 6-8 anni;01/12/2026;31/05/2027;-45,00\r\n"
    );
}

fn word() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9àÈ\u{4e2d}][a-zA-Z0-9 ;\"',.=+àÈ\u{4e2d}-]{0,28}[a-zA-Z0-9]"
}

fn any_code() -> impl Strategy<Value = FiscalCode> {
    prop_oneof![
        Just(code("RSSMRA85T10A562S")),
        Just(code("12345678903")),
        (
            "[A-Z]{6}[0-9L]{2}",
            "[ABCDEHLMPRST]",
            1..=28_u8,
            "[A-M][0-9]{2}[0-9V]"
        )
            .prop_map(|(head, month, day, place)| {
                let head = format!("{head}{month}{day:02}{place}");
                ('A'..='Z')
                    .find_map(|c| FiscalCode::parse(&format!("{head}{c}")).ok())
                    .unwrap()
            }),
    ]
}

prop_compose! {
    fn any_row()(
        voucher in word(), call in word(), from in 0..3000_i32, days in 0..900_i32, name in word(), surname in word(),
        holder in any_code(), minor in proptest::option::of((word(), any_code())), amount in 1..=1_000_000_000_i64,
        email in proptest::option::of("[a-z]{1,9}\\.[a-z0-9]{1,9}@[a-z]{1,9}\\.[a-z]{2,4}"),
        mobile in proptest::option::of("\\+?[0-9]{6,15}"),
    ) -> VoucherRow {
        let valid_from = day("2024-01-01") + jiff::Span::new().days(from);
        let valid_to = valid_from + jiff::Span::new().days(days);
        let minor = minor.map(|(kind, code)| Minor { kind, code });
        VoucherRow { line: 0, voucher, call, valid_from, valid_to, name, surname, holder, minor, amount: Cents(amount), email, mobile }
    }
}

fn any_list() -> impl Strategy<Value = Vec<VoucherRow>> {
    proptest::collection::vec(any_row(), 1..12).prop_map(|mut rows| {
        for (at, row) in rows.iter_mut().enumerate() {
            row.line = at + 1;
            row.voucher = format!("{at}{}", row.voucher);
        }
        rows
    })
}

/// One field damaged, and what it must be told as.
fn damage(kind: usize) -> (Column, &'static str, What) {
    let found = |text: &str| text.to_string();
    match kind {
        0 => (Column::Voucher, "", What::Missing),
        1 => (Column::Call, "  ", What::Missing),
        2 => (
            Column::ValidFrom,
            "32/01/2026",
            What::Day {
                found: found("32/01/2026"),
            },
        ),
        3 => (
            Column::ValidTo,
            "domani",
            What::Day {
                found: found("domani"),
            },
        ),
        4 => (Column::ValidTo, "01/01/1999", What::EndsBefore),
        5 => (Column::Name, "\"aperto", What::Quote),
        6 => (Column::Surname, "x\u{fffd}", What::Unreadable),
        7 => (
            Column::Holder,
            "RSSMRA85T10A562X",
            What::Code(CodeError::Control),
        ),
        8 => (
            Column::Amount,
            "1,234.50",
            What::Amount {
                found: found("1,234.50"),
            },
        ),
        9 => (
            Column::Amount,
            "1e3",
            What::Amount {
                found: found("1e3"),
            },
        ),
        10 => (Column::Email, "nessuna", What::Email),
        _ => (Column::Mobile, "tel", What::Mobile),
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read(rows in any_list()) {
        let bytes = write_vouchers(&rows);
        prop_assert_eq!(read_vouchers(&bytes), Ok(rows.clone()));
        let marked = [b"\xef\xbb\xbf".as_slice(), &bytes].concat();
        prop_assert_eq!(read_vouchers(&marked), Ok(rows));
        prop_assert_eq!(write_vouchers(&read_vouchers(&bytes).unwrap()), bytes);
    }

    #[test]
    fn damage_is_named_where_it_was_done(rows in any_list(), at in any::<usize>(), kind in 0..12_usize) {
        let at = at % rows.len();
        let (column, field, what) = damage(kind);
        let lines: Vec<String> = rows.iter().enumerate().map(|(n, row)| {
            let line = String::from_utf8(write_vouchers(std::slice::from_ref(row))).unwrap();
            if n != at {
                return line;
            }
            // The fields of our own line, with the one put in as it is.
            let mut kept = Vec::new();
            let mut inside = false;
            let mut last = String::new();
            for c in line.trim_end().chars() {
                match c {
                    '"' => { inside = !inside; last.push(c) }
                    ';' if !inside => kept.push(std::mem::take(&mut last)),
                    c => last.push(c),
                }
            }
            kept.push(last);
            kept[column.number() - 1] = field.to_string();
            kept.join(";") + "\n"
        }).collect();
        prop_assert_eq!(defects(&lines.concat()), [(at + 1, Some(column), what)]);
    }

    #[test]
    fn nothing_brings_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "([;\"\n\r]|[ -~]|é){0,120}") {
        for defect in read_vouchers(&bytes).err().into_iter().chain(read_vouchers(text.as_bytes()).err()).flatten() {
            prop_assert!(!defect.refusal().key.is_empty());
        }
    }
}
