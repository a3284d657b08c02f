//! Ratings and reports as tables for a spreadsheet.

use crate::model::{Filed, Kept};

/// The reports as CSV. The addresses for answers are left out unless they are asked for.
pub fn reports(list: &[Filed], with_mail: bool) -> String {
    let mut head = vec![
        "number", "received", "state", "about", "record", "page", "what", "text", "language",
        "ended", "note", "answer", "reason",
    ];
    if with_mail {
        head.push("reply_to");
    }
    let rows = list.iter().map(|f| {
        let r = &f.report;
        let mut row = vec![
            f.number.to_string(),
            f.at.rfc3339(),
            f.state.as_str().to_string(),
            r.subject.kind().to_string(),
            r.subject
                .record()
                .map(|id| id.to_string())
                .unwrap_or_default(),
            r.subject.path(),
            r.what.clone(),
            r.text.clone(),
            r.lang.to_string(),
            f.ended_at.map(values::Moment::rfc3339).unwrap_or_default(),
            f.note.clone().unwrap_or_default(),
            f.answer.clone().unwrap_or_default(),
            f.reason.map_or(String::new(), |r| r.as_str().to_string()),
        ];
        if with_mail {
            row.push(r.mail.clone().unwrap_or_default());
        }
        row
    });
    table(&head, rows)
}

/// The ratings as CSV.
pub fn ratings(list: &[Kept]) -> String {
    let head = ["received", "page", "language", "stars", "answer", "text"];
    let rows = list.iter().map(|k| {
        let f = &k.said;
        vec![
            k.at.rfc3339(),
            f.page.clone(),
            f.lang.to_string(),
            f.rate.stars().to_string(),
            f.answer.clone().unwrap_or_default(),
            f.text.clone().unwrap_or_default(),
        ]
    });
    table(&head, rows)
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory cannot fail, and every row has the columns of the head.
    let _ = writer.write_record(head);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// What strangers wrote must not become a formula of a spreadsheet (OWASP, CSV injection).
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Report, State, Subject};
    use values::{Id, Moment};

    #[test]
    fn a_stranger_cannot_write_a_formula() {
        let filed = Filed {
            number: 3,
            report: Report {
                subject: Subject::Service(Id::named("t", "1")),
                what: "other".into(),
                text: "=cmd|'x'!A1, \"ciao\"\nriga".into(),
                lang: "it".parse().unwrap(),
                mail: Some("a@b.it".into()),
            },
            id: Id::named("t", "3"),
            receipt: None,
            organization: None,
            state: State::Open,
            asked: None,
            assigned_to: None,
            reason: None,
            note: None,
            answer: None,
            revision: 1,
            at: Moment(0),
            since: Moment(0),
            ended_at: None,
        };
        let out = reports(std::slice::from_ref(&filed), false);
        assert!(
            out.contains("\"'=cmd|'x'!A1, \"\"ciao\"\"\nriga\""),
            "{out}"
        );
        assert!(!out.contains("a@b.it"));
        assert!(reports(&[filed], true).contains(",a@b.it\n"));
    }
}
