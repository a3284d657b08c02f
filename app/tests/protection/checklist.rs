//! `docs/security/asvs.csv`: the checklist. Its page, `asvs.md`, is made out of it.

use std::fmt::Write as _;

use crate::evidence::Tree;
use crate::{numbers, root, text};

const LIST: &str = "docs/security/asvs.csv";
const PAGE: &str = "docs/security/asvs.md";
/// Sections that ask for documents: only there a document alone is evidence.
const DOCUMENTS: [&str; 11] = [
    "2.1", "3.1", "5.1", "6.1", "7.1", "8.1", "11.1", "13.1", "14.1", "15.1", "16.1",
];
/// The chapters, named after what they are about.
const CHAPTERS: [&str; 17] = [
    "Escaping and cleaning",
    "Input and order of steps",
    "Browser",
    "Interfaces",
    "Files",
    "Signing in",
    "Sessions",
    "Permissions",
    "Self-contained tokens",
    "OAuth and OpenID Connect",
    "Cryptography",
    "Connections",
    "Configuration",
    "Personal and other sensitive data",
    "Code and libraries",
    "Logs and errors",
    "WebRTC",
];

/// One line.
struct Line {
    number: String,
    level: u8,
    asked: String,
    state: String,
    evidence: Vec<String>,
    note: String,
}

impl Line {
    fn section(&self) -> &str {
        self.number.rsplit_once('.').map_or("", |(s, _)| s)
    }

    fn chapter(&self) -> usize {
        let first = self.number.split('.').next().unwrap_or_default();
        first.parse().expect("a number")
    }
}

fn lines() -> Vec<Line> {
    let text = text(LIST);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head: Vec<String> = reader
        .headers()
        .expect("a header")
        .iter()
        .map(str::to_string)
        .collect();
    assert_eq!(
        head,
        ["number", "level", "asked", "state", "evidence", "note"]
    );
    reader
        .records()
        .map(|record| {
            let record = record.expect("a row of six fields");
            Line {
                number: record[0].to_string(),
                level: record[1].parse().expect("a level"),
                asked: record[2].to_string(),
                state: record[3].to_string(),
                evidence: record[4]
                    .split(';')
                    .map(|e| e.trim().to_string())
                    .filter(|e| !e.is_empty())
                    .collect(),
                note: record[5].to_string(),
            }
        })
        .collect()
}

#[test]
fn every_requirement_stands_there_once_and_in_order() {
    let have: Vec<(String, u8)> = lines().into_iter().map(|l| (l.number, l.level)).collect();
    let asked = numbers::asked();
    for (at, wanted) in asked.iter().enumerate() {
        assert_eq!(have.get(at), Some(wanted), "line {} of {LIST}", at + 2);
    }
    assert_eq!(have.len(), asked.len());
}

#[test]
fn every_state_has_its_evidence_or_its_reason() {
    let tree = Tree::read();
    let mut wrong = String::new();
    for line in lines() {
        let mut say = |what: &str| {
            let _ = writeln!(wrong, "{}: {what}", line.number);
        };
        let shown = line
            .evidence
            .iter()
            .any(|e| !e.starts_with("doc:") || DOCUMENTS.contains(&line.section()));
        match line.state.as_str() {
            "held" if line.evidence.is_empty() => say("held by nothing"),
            "held" if !shown => say("a document alone holds nothing here: name a test"),
            "not ours" | "open" if !line.evidence.is_empty() => say("evidence, but not held"),
            "not ours" | "open" if line.note.is_empty() => say("no reason"),
            "held" | "not ours" | "open" => {}
            other => say(&format!("«{other}» is none of: held, not ours, open")),
        }
        let length = line.asked.chars().count();
        if !(8..=90).contains(&length) {
            say(&format!("{length} characters for what is asked"));
        }
        for evidence in &line.evidence {
            if let Some(no) = tree.wrong(evidence) {
                say(&no);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_page_is_what_the_list_gives() {
    let made = page(&lines());
    if std::env::var_os("WISHMI_WRITE").is_some() {
        std::fs::write(root().join(PAGE), &made).expect("written");
    }
    assert!(
        text(PAGE) == made,
        "{PAGE} is not what {LIST} gives; make it anew:\n  WISHMI_WRITE=1 cargo test -p wishmi --test protection the_page"
    );
}

fn page(lines: &[Line]) -> String {
    let mut out = String::from(
        "# OWASP ASVS 5.0.0, levels 1 and 2\n\n\
         <!-- Made out of asvs.csv: WISHMI_WRITE=1 cargo test -p wishmi --test protection the_page -->\n\n\
         What a careful examiner asks of an application like this one, and what holds it here. The numbers\n\
         and levels are those of the\n\
         [Application Security Verification Standard 5.0.0](https://github.com/OWASP/ASVS/tree/v5.0.0)\n\
         of the OWASP Foundation (licence CC BY-SA 4.0); what is asked is said shortly in our own words, so\n\
         read the standard beside it.\n\n\
         - **held**: by the tests, browser stories, lints or documents named. `app/tests/protection` fails\n\
         \x20 when one of them does not exist; whether it proves enough is for the examiner to judge.\n\
         - **not ours**: it cannot happen here, or somebody else sees to it; the reason says which.\n\
         - **open**: not held yet, or not shown; the note says what is missing.\n\n",
    );
    let count = |lines: &[&Line], level: Option<u8>, state: &str| {
        lines
            .iter()
            .filter(|l| l.state == state && level.is_none_or(|v| l.level == v))
            .count()
    };
    let all: Vec<&Line> = lines.iter().collect();
    out.push_str("| | held | not ours | open |\n|---|---:|---:|---:|\n");
    let mut row = |name: &str, list: &[&Line], level| {
        let of = |state| count(list, level, state);
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} |",
            of("held"),
            of("not ours"),
            of("open")
        );
    };
    for (at, name) in CHAPTERS.iter().enumerate() {
        let list: Vec<&Line> = lines.iter().filter(|l| l.chapter() == at + 1).collect();
        row(&format!("{} {name}", at + 1), &list, None);
    }
    row("**level 1**", &all, Some(1));
    row("**level 2**", &all, Some(2));
    row("**both**", &all, None);
    for (at, name) in CHAPTERS.iter().enumerate() {
        let _ = write!(
            out,
            "\n## {} {name}\n\n| | level | what is asked | | by what, or why |\n|---|---|---|---|---|\n",
            at + 1
        );
        for line in lines.iter().filter(|l| l.chapter() == at + 1) {
            let mut why: Vec<String> = line.evidence.iter().map(|e| shown(e)).collect();
            if !line.note.is_empty() {
                why.push(line.note.clone());
            }
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} |",
                line.number,
                line.level,
                line.asked,
                line.state,
                why.join("; ").replace('|', "\\|")
            );
        }
    }
    out
}

fn shown(evidence: &str) -> String {
    let (kind, what) = evidence.split_once(':').unwrap_or(("", evidence));
    match kind {
        "story" => format!("story «{what}»"),
        "lint" => format!("lint `{what}`"),
        "doc" => match what.split_once('#') {
            Some((path, heading)) => format!("[{path}](../../{path}), «{heading}»"),
            None => format!("[{what}](../../{what})"),
        },
        _ => format!("`{what}`"),
    }
}
