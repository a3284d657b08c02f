//! Our checks against two independent implementations (PyPI), on thousands of codes.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use codes::{FiscalCode, Iban, Sex, VatNumber};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// With everything they bring, so that two runs do the same.
const PACKAGES: [&str; 7] = [
    "python-codicefiscale==0.12.1",
    "python-dateutil==2.9.0.post0",
    "python-fsutil==0.18.0",
    "python-slugify==8.0.4",
    "python-stdnum==2.2",
    "six==1.17.0",
    "text-unidecode==1.3",
];

/// A Python with the packages, made once in the target folder. None after a skip with its reason.
fn python() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("codes-oracle");
    let (program, stamp) = (folder.join("bin/python"), folder.join("packages.txt"));
    let wanted = PACKAGES.join("\n");
    if std::fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return Some(program);
    }
    let made = |words: &mut Command| {
        let quiet = words.stdout(Stdio::null()).stderr(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    };
    let missing = if !made(Command::new("python3").args(["-m", "venv"]).arg(&folder)) {
        Some("Python 3 with venv is absent")
    } else if !made(
        Command::new(&program)
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--retries",
                "1",
                "--timeout",
                "20",
            ])
            .args(["--disable-pip-version-check", "--no-deps"])
            .args(PACKAGES),
    ) {
        Some("python-codicefiscale cannot be fetched from PyPI")
    } else {
        std::fs::write(&stamp, wanted).unwrap();
        None
    };
    if let Some(why) = missing {
        testing::skip(&testing::test_name(), why);
        return None;
    }
    Some(program)
}

fn ask(python: &Path, words: &[&str], input: String) -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/all/oracle.py");
    let mut child = Command::new(python)
        .arg(script)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{}", output.status);
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn both_programs_agree() {
    let Some(python) = python() else {
        return;
    };
    codes_of_others_are_read_alike(&python);
    verdicts_agree(&python);
}

fn codes_of_others_are_read_alike(python: &Path) {
    let given = ask(python, &["give", "5000"], String::new());
    let mut omocodes = 0;
    for line in given.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let code = FiscalCode::parse(parts[0]).unwrap_or_else(|e| panic!("{line}: {e}"));
        let sex = if parts[2] == "F" {
            Sex::Female
        } else {
            Sex::Male
        };
        let birth: values::Day = parts[1].parse().unwrap();
        assert_eq!(code.agrees(Some(birth), Some(sex)), Ok(()), "{line}");
        assert_eq!(code.place().as_deref(), Some(parts[3]), "{line}");
        omocodes += usize::from(code.is_omocode());
    }
    assert_eq!(given.lines().count(), 5000);
    assert!(omocodes > 4000, "{omocodes}");
}

fn verdicts_agree(python: &Path) {
    let mut random = ChaCha8Rng::seed_from_u64(4);
    let mut asked = String::new();
    let mut counts = [[0_usize; 2]; 3];
    let mut put = |at: usize, kind: &str, code: &str, good: bool| {
        counts[at][usize::from(good)] += 1;
        asked += &format!("{kind}\t{code}\t{}\n", u8::from(good));
    };
    let signs: Vec<char> = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".chars().collect();
    let digits: Vec<char> = "0123456789LMNPQRSTUV".chars().collect();
    for _ in 0..20_000 {
        // Mostly of the right form, so that the finer rules are asked for, too.
        let code: String = (0..16)
            .map(|at| match at {
                6 | 7 | 9 | 10 | 12..=14 => digits[random.random_range(0..digits.len())],
                8 => [
                    'A', 'B', 'C', 'D', 'E', 'H', 'L', 'M', 'P', 'R', 'S', 'T', 'F',
                ][random.random_range(0..13)],
                _ => signs[random.random_range(0..26)],
            })
            .collect();
        // One of the 26 control letters fits, if the day does.
        for control in signs[..26].iter().take(if random.random_range(0..20) == 0 {
            26
        } else {
            1
        }) {
            let code = format!("{}{control}", &code[..15]);
            put(0, "person", &code, FiscalCode::parse(&code).is_ok());
        }
        let length = random.random_range(10..=12_u32).min(11);
        let number: String = (0..length)
            .map(|at| {
                signs[26
                    + match at {
                        7 => 0,
                        _ => random.random_range(0..10),
                    }]
            })
            .collect();
        put(1, "vat", &number, VatNumber::parse(&number).is_ok());
        let account: String = (0..12).map(|_| signs[random.random_range(0..36)]).collect();
        let bank = random.random_range(0..10_000_000_000_u64);
        let iban = format!("DE{:02}{:018}", random.random_range(2..99), bank);
        put(2, "iban", &iban, Iban::parse(&iban).is_ok());
        let iban = format!(
            "FR{:02}{bank:010}{account}{:02}",
            random.random_range(2..99),
            bank % 97
        );
        put(2, "iban", &iban, Iban::parse(&iban).is_ok());
    }
    assert!(counts.iter().flatten().all(|n| *n > 100), "{counts:?}");
    println!("asked {counts:?} (refused, taken)");
    let otherwise = ask(python, &["judge"], asked);
    assert_eq!(otherwise, "", "the other program says otherwise");
}
