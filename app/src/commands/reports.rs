//! `wishmi reports`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use values::{Clock, Moment, SystemClock};
use voice::actions::{self, Ending};
use voice::model::{Filed, State};
use voice::{export, rules};

use super::Stop;
use crate::opened;
use crate::settings::Settings;

/// Read what visitors report and how they rate the pages, and mark reports as dealt with
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
  wishmi reports answer 7 --note \"Hours corrected\"
  wishmi reports answer 7 --reject        there was nothing to mend
  wishmi reports ratings --days 30        how clear the pages were found

Lists can be read beside a running server. To mark a report on SQLite stop the server first: the
file has one writer.";

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
    /// Mark a report as dealt with
    Answer {
        /// Its number
        number: i64,
        /// There was nothing to mend
        #[arg(long)]
        reject: bool,
        /// What was done, for colleagues
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
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

/// Reads or marks reports.
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
            note,
        }) => {
            let state = if reject {
                State::Rejected
            } else {
                State::Answered
            };
            let ending = Ending {
                state,
                note,
                by: opened::operator(),
            };
            answer(settings, number, ending).await
        }
        Some(Task::Ratings { days, csv }) => ratings(settings, days, csv.as_deref()).await,
    }
}

async fn list(settings: &Settings, wanted: &List) -> Result<(), Stop> {
    let db = opened::reading(settings, "reports").await?;
    let mut found = db.read(actions::reports).await?;
    if !wanted.all {
        found.retain(|f| f.state == State::Open);
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
    let found = db.read(move |c| actions::numbered(c, number)).await?;
    db.close().await;
    let Filed {
        report,
        state,
        note,
        at,
        ended_at,
        ..
    } = found.ok_or_else(|| unknown(number))?;
    println!("number    {number}");
    println!("received  {}", at.rfc3339());
    println!("state     {}", state.as_str());
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
    if !report.text.is_empty() {
        println!("\n{}", report.text);
    }
    Ok(())
}

async fn answer(settings: &Settings, number: i64, ending: Ending) -> Result<(), Stop> {
    let db = opened::database(settings, "reports").await?;
    let now = SystemClock.now();
    let word = ending.state.as_str();
    let there = db
        .write(move |tx| actions::end(tx, number, &ending, now))
        .await?;
    db.close().await;
    if !there {
        return Err(unknown(number));
    }
    println!("report {number} is {word}");
    Ok(())
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
