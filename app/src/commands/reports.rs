//! `wishmi reports`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use values::{Clock, Moment, SystemClock};
use voice::actions::{self, No, Post};
use voice::model::{Asked, Filed, Reason, Side};
use voice::rules::ticket::{self, Act};
use voice::{export, letters, rules};

use super::Stop;
use crate::opened;
use crate::settings::Settings;

/// Read what visitors report and how they rate the pages; ask, answer, close and open reports again
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub struct Reports {
    #[command(subcommand)]
    task: Option<Task>,
    #[command(flatten)]
    list: List,
}

const EXAMPLES: &str = "\
Examples:
  wishmi reports                          the reports nobody has dealt with yet
  wishmi reports --all --csv reports.csv  all of them as a table
  wishmi reports show 7                   one report in full, with the address for the answer
  wishmi reports answer 7 --say \"The hours are corrected\" --note \"They called\"
  wishmi reports answer 7 --reject right  there was nothing to mend, and why
  wishmi reports ask 7 visitor \"Which day was it closed?\"
  wishmi reports reopen 7 \"It is still wrong\"
  wishmi reports ratings --days 30        how clear the pages were found

Lists can be read beside a running server. To move a report on SQLite stop the server first: the
file has one writer. Whoever left an address is written to, as from the officers' pages.";

#[derive(Args)]
struct List {
    /// Those that were dealt with, too
    #[arg(long)]
    all: bool,
    /// Write a table to this file instead
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Put the e-mail addresses for answers into the table
    #[arg(long, requires = "csv")]
    with_addresses: bool,
}

#[derive(Subcommand)]
enum Task {
    /// Print one report in full
    Show {
        /// Its number
        number: i64,
    },
    /// Answer a report, or close it
    Answer {
        /// Its number
        number: i64,
        /// There was nothing to mend: right, double, elsewhere, unclear or misuse
        #[arg(long, value_name = "REASON", value_parser = reason, num_args = 0..=1, default_missing_value = "right")]
        reject: Option<Reason>,
        /// What whoever reported it reads, in their language; a sentence about the outcome is there
        #[arg(long, value_name = "TEXT")]
        say: Option<String>,
        /// What was done, for colleagues
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    /// Ask whoever reported it, or the organisation of the record
    Ask {
        /// Its number
        number: i64,
        /// visitor or organisation
        #[arg(value_parser = asked)]
        whom: Asked,
        /// The question
        words: String,
    },
    /// Open a report again
    Reopen {
        /// Its number
        number: i64,
        /// Why
        words: String,
    },
    /// Print how the pages were rated, or write every rating to a table
    Ratings {
        /// Of how many days
        #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..), value_name = "DAYS")]
        days: u16,
        /// Write a table to this file instead
        #[arg(long, value_name = "FILE")]
        csv: Option<PathBuf>,
    },
}

fn reason(text: &str) -> Result<Reason, String> {
    let all: Vec<&str> = Reason::ALL.iter().map(|r| r.as_str()).collect();
    Reason::parse(text).ok_or_else(|| format!("write one of {}", all.join(", ")))
}

fn asked(text: &str) -> Result<Asked, String> {
    Asked::parse(text).ok_or_else(|| "write visitor or organisation".to_string())
}

/// Reads or moves reports.
///
/// # Errors
/// When the database cannot be opened, a file cannot be written, or a number does not exist.
pub async fn run(settings: &Settings, reports: Reports) -> Result<(), Stop> {
    match reports.task {
        None => list(settings, &reports.list).await,
        Some(Task::Show { number }) => show(settings, number).await,
        Some(Task::Answer {
            number,
            reject,
            say,
            note,
        }) => {
            let (words, note) = (say.unwrap_or_default(), note.unwrap_or_default());
            let act = match reject {
                Some(reason) => Act::Close {
                    reason,
                    words,
                    note,
                },
                None => Act::Answer { words, note },
            };
            act_on(settings, number, act).await
        }
        Some(Task::Ask {
            number,
            whom,
            words,
        }) => act_on(settings, number, Act::Ask(whom, words)).await,
        Some(Task::Reopen { number, words }) => act_on(settings, number, Act::Reopen(words)).await,
        Some(Task::Ratings { days, csv }) => ratings(settings, days, csv.as_deref()).await,
    }
}

async fn list(settings: &Settings, wanted: &List) -> Result<(), Stop> {
    let db = opened::reading(settings, "reports").await?;
    let mut found = db.read(actions::reports).await?;
    if !wanted.all {
        found.retain(|f| !f.state.is_over());
    }
    if let Some(file) = &wanted.csv {
        write(file, &export::reports(&found, wanted.with_addresses))?;
        println!("{} reports written to {}", found.len(), file.display());
    } else if found.is_empty() {
        println!("no reports");
    } else {
        println!(
            "{:>6}  {:10}  {:8}  {:12}  {:8}  text",
            "number", "received", "state", "about", "what"
        );
        for f in &found {
            let text: String = f.report.text.replace('\n', " ").chars().take(60).collect();
            println!(
                "{:>6}  {:10}  {:8}  {:12}  {:8}  {text}",
                f.number,
                day(f.at),
                f.state.as_str(),
                f.report.subject.kind(),
                f.report.what,
            );
        }
    }
    db.close().await;
    Ok(())
}

async fn show(settings: &Settings, number: i64) -> Result<(), Stop> {
    let db = opened::reading(settings, "reports").await?;
    let found = db
        .read(move |c| match actions::numbered(c, number)? {
            Some(filed) => {
                let told = actions::history(c, filed.id)?;
                Ok::<_, db::Fault>(Some((filed, told)))
            }
            None => Ok(None),
        })
        .await?;
    db.close().await;
    let (filed, told) = found.ok_or_else(|| unknown(number))?;
    let zone = opened::city(settings)?.zone.clone();
    let waited = ticket::waited(
        &filed,
        settings.answer_report_days,
        &zone,
        SystemClock.now(),
    );
    let Filed {
        report,
        state,
        reason,
        note,
        answer,
        at,
        ended_at,
        ..
    } = filed;
    println!("number    {number}");
    println!("received  {}", at.rfc3339());
    println!("state     {}", state.as_str());
    if let Some(reason) = reason {
        println!("reason    {}", reason.as_str());
    }
    println!(
        "waiting   {} days, due {}{}",
        waited.days,
        waited.due,
        if waited.late { ", late" } else { "" }
    );
    println!("page      {}", report.subject.path());
    println!("what      {}", report.what);
    println!("language  {}", report.lang);
    if let Some(mail) = &report.mail {
        println!("answer to {mail}");
    }
    if let Some(ended) = ended_at {
        println!("ended     {}", ended.rfc3339());
    }
    if let Some(note) = &note {
        println!("note      {note}");
    }
    if let Some(answer) = &answer {
        println!("answer    {answer}");
    }
    for t in &told {
        let words = t.words.as_deref().unwrap_or_default().replace('\n', " ");
        let fields = t.fields.join(" ");
        let line = format!("{} {} {fields} {words}", t.side, t.step.as_str());
        println!("{}  {}", t.at.rfc3339(), line.trim_end());
    }
    if !report.text.is_empty() {
        println!("\n{}", report.text);
    }
    Ok(())
}

/// Does something with a report as an operator; whoever left an address is written to, where the
/// installation has keys and sends mail.
async fn act_on(settings: &Settings, number: i64, act: Act) -> Result<(), Stop> {
    let city = opened::city(settings)?;
    let keys = opened::keys()?;
    let sending = opened::sending(settings)?;
    let outbox = opened::outbox(keys.as_ref(), sending.as_ref())?;
    let catalog = i18n::Catalog::new(&city.default_language, voice::pages::LOCALES)
        .map_err(|e| Stop::failed(e.to_string()))?;
    let base = settings.base_url.clone();
    let db = opened::database(settings, "reports").await?;
    let own = city.default_language.clone();
    let name = db.read(move |c| name(c, number, &own)).await?;
    let (now, mut random) = (SystemClock.now(), super::serve::chance());
    let id = values::Id::new(now, &mut random);
    let seed = seal::Seed::new(&mut random);
    let side = Side::Operator(opened::operator());
    let done = db
        .write(move |tx| {
            let letter = |filed: &Filed, act: &Act| {
                let tr = catalog.tr(&filed.report.lang);
                let name = tr.best(&name).map(|s| s.text.to_string());
                let name = name.unwrap_or_default();
                letters::letter(&tr, filed, act, &name, base.as_deref())
            };
            let post = outbox.as_ref().map(|outbox| Post {
                outbox,
                id,
                seed,
                letter: &letter,
            });
            actions::act(tx, (number, None), &side, &act, post.as_ref(), now)
        })
        .await;
    db.close().await;
    match done {
        Ok(filed) => {
            println!("report {number} is {}", filed.state.as_str());
            Ok(())
        }
        Err(No::Refused(no)) if no.status == 404 => Err(unknown(number)),
        Err(No::Refused(no)) => Err(Stop::refused(match no.key.as_str() {
            "voice-refused-step" => format!(
                "report {number} cannot be moved like that where it stands: «wishmi reports show {number}» tells"
            ),
            "voice-refused-long" => format!("at most {} characters", rules::TEXT),
            other => format!("refused: {other}"),
        })),
        Err(No::Db(fault)) => Err(fault.into()),
    }
}

/// The name of what a report is about, as the catalogue has it now; empty for the site, and for what has
/// gone. A name that is the same in all languages is said in `lang`.
fn name(c: &mut db::Read<'_>, number: i64, lang: &values::Lang) -> Result<values::Text, db::Fault> {
    use catalogue::model::Kind;
    use voice::model::Subject;
    let subject = actions::numbered(c, number)?.map(|f| f.report.subject);
    let (kind, id) = match subject {
        Some(Subject::Service(id)) => (Kind::Service, id),
        Some(Subject::Organization(id)) => (Kind::Organization, id),
        Some(Subject::Location(id)) => (Kind::Location, id),
        Some(Subject::Site) | None => return Ok(values::Text::default()),
    };
    let image = catalogue::actions::image(c, kind, id)?.filter(|i| i.is_live());
    let name = image.and_then(|mut i| i.body.get_mut("name").map(serde_json::Value::take));
    Ok(match name {
        Some(serde_json::Value::String(name)) => values::Text::new(lang, name),
        Some(other) => serde_json::from_value(other).unwrap_or_default(),
        None => values::Text::default(),
    })
}

async fn ratings(settings: &Settings, days: u16, csv: Option<&Path>) -> Result<(), Stop> {
    let db = opened::reading(settings, "reports").await?;
    let since = rules::days_from(SystemClock.now(), -i64::from(days));
    if let Some(file) = csv {
        let all = db.read(move |c| actions::ratings(c, since)).await?;
        write(file, &export::ratings(&all))?;
        println!("{} ratings written to {}", all.len(), file.display());
    } else {
        let pages = db.read(move |c| actions::by_page(c, since)).await?;
        if pages.is_empty() {
            println!("no ratings in {days} days");
        } else {
            println!("{:>7}  {:>5}  {:>8}  page", "ratings", "mean", "positive");
        }
        for p in pages {
            println!(
                "{:>7}  {:>5.2}  {:>8}  {}",
                p.count, p.mean, p.positive, p.page
            );
        }
    }
    db.close().await;
    Ok(())
}

fn write(file: &Path, text: &str) -> Result<(), Stop> {
    std::fs::write(file, text)
        .map_err(|e| Stop::failed(format!("cannot write {}: {e}", file.display())))
}

fn unknown(number: i64) -> Stop {
    Stop::refused(format!(
        "there is no report with the number {number}: «wishmi reports --all» lists them"
    ))
}

fn day(at: Moment) -> String {
    at.rfc3339().chars().take(10).collect()
}
