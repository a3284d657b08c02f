//! `wishmi import`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};
use exchange::model::{Import as Entry, Severity, State};
use exchange::report::{self, Report};
use exchange::{Candidate, Exchange, Known, Outcome, Verdict, Wish};

use super::Stop;
use super::demo::{bar, step};
use crate::opened;
use crate::settings::Settings;

/// Bring a file of open data into the catalogue, or look after earlier imports
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true, after_help = EXAMPLES)]
pub struct Import {
    #[command(subcommand)]
    task: Option<Task>,
    #[command(flatten)]
    file: Option<One>,
}

const EXAMPLES: &str = "\
Examples:
  wishmi import profiles                               the profiles of this city
  wishmi import schools schools.csv --dry-run          say what the file would change
  wishmi import schools schools.csv --report r.html    import it, and keep the report
  wishmi import schools schools.csv --with pupils=p.csv   with a second file the profile asks for
  wishmi import log                                    earlier imports
  wishmi import undo 7                                 take import 7 back, whole
  wishmi import review                                 pairs that may be the same thing
  wishmi import decide 0192… 0193… same                say so

A profile is a file in the folder `profiles` of the city: see docs/mapping-profiles.md.";

#[derive(Args)]
struct One {
    /// Name of the mapping profile: its file without .toml, or its key
    profile: String,
    /// The file to import
    file: PathBuf,
    /// A second file the profile asks for
    #[arg(long = "with", value_name = "NAME=FILE", value_parser = pair)]
    with: Vec<(String, PathBuf)>,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Accept that a complete file has lost many records
    #[arg(long)]
    approve: bool,
    /// Leave out rows with errors instead of refusing the whole file
    #[arg(long)]
    leave_out_errors: bool,
    /// Also write the report to this file (.html, .json or text)
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// How many findings to print one by one
    #[arg(long, default_value_t = 20, value_name = "N")]
    rows: usize,
    /// Language of the report
    #[arg(long, default_value = "en", value_name = "LANGUAGE")]
    lang: String,
}

#[derive(Subcommand)]
enum Task {
    /// List the profiles of this city
    Profiles,
    /// List earlier imports, newest first
    Log,
    /// Print the findings of an earlier import
    Findings {
        /// Its number
        number: i64,
        /// How to print them
        #[arg(long, value_enum, default_value_t = Form::Text)]
        form: Form,
        /// Language of the report
        #[arg(long, default_value = "en", value_name = "LANGUAGE")]
        lang: String,
    },
    /// Take an import back: every record is again as it was before
    Undo {
        /// Its number
        number: i64,
    },
    /// Carry out an import that waits because it loses many records
    Approve {
        /// Its number
        number: i64,
    },
    /// Throw away an import that waits
    Reject {
        /// Its number
        number: i64,
    },
    /// List pairs of records that may be the same thing, for somebody to decide
    Review {
        /// Also list the pairs that somebody has decided about
        #[arg(long)]
        decided: bool,
    },
    /// Say that two records are the same thing, or two; taken back with `undo` like any import
    #[command(after_help = "Example:\n  wishmi import decide 0192… 0193… same")]
    Decide {
        /// Identifier of the one, from `review` or from its page
        a: values::Id,
        /// Identifier of the other
        b: values::Id,
        /// What they are
        #[arg(value_enum)]
        verdict: Said,
    },
    /// Write the raw document of an import to a file
    Document {
        /// The import's number
        number: i64,
        /// File to write
        to: PathBuf,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Said {
    /// One thing: joined to one record
    Same,
    /// Two things: kept apart, and not asked again
    Different,
}

impl From<Said> for Verdict {
    fn from(said: Said) -> Verdict {
        match said {
            Said::Same => Verdict::Same,
            Said::Different => Verdict::Different,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    Text,
    Html,
    Json,
}

fn pair(text: &str) -> Result<(String, PathBuf), String> {
    text.split_once('=')
        .filter(|(name, file)| !name.is_empty() && !file.is_empty())
        .map(|(name, file)| (name.to_string(), PathBuf::from(file)))
        .ok_or_else(|| "write NAME=FILE".to_string())
}

/// Imports a file, or looks after earlier imports.
///
/// # Errors
/// What cannot be read or is refused; code 4 when the file has errors and nothing was imported.
pub async fn run(settings: &Settings, import: Import) -> Result<(), Stop> {
    match (import.task, import.file) {
        (Some(task), _) => look_after(settings, task).await,
        (None, Some(one)) => bring(settings, one).await,
        (None, None) => Err(Stop::refused(
            "say a profile and a file: see wishmi import --help",
        )),
    }
}

fn profiles(settings: &Settings) -> Result<BTreeMap<String, Known>, Stop> {
    exchange::profiles(&settings.city).map_err(Stop::refused)
}

async fn bring(settings: &Settings, one: One) -> Result<(), Stop> {
    let mut all = profiles(settings)?;
    let named = all.iter().find(|(_, p)| p.name == one.profile);
    let key = named.map_or_else(|| one.profile.clone(), |(key, _)| key.clone());
    let Some(profile) = all.remove(&key) else {
        let known: Vec<&str> = all.values().map(|p| p.name.as_str()).collect();
        return Err(Stop::refused(format!(
            "there is no profile «{}» in {}; there are: {}",
            one.profile,
            settings.city.join("profiles").display(),
            known.join(", ")
        )));
    };
    let given: BTreeMap<String, PathBuf> = one.with.iter().cloned().collect();
    let city = opened::city(settings)?;
    let db = opened::database(settings, "import").await?;
    let exchange = opened::exchange(settings, &db, &city).await?;
    let wish = Wish {
        dry_run: one.dry_run,
        approve: one.approve,
        leave_out_errors: one.leave_out_errors,
    };
    let bar = bar();
    let outcome = exchange
        .bring(&profile, &one.file, given, wish, &|p| step(&bar, p))
        .await;
    bar.finish_and_clear();
    let outcome = outcome?;
    db.close().await;
    tell(&outcome, &profile.profile.source.name, &one)
}

fn words(lang: &str) -> Result<i18n::Tr, Stop> {
    let tag: values::Lang = lang.parse().map_err(Stop::refused)?;
    let default: values::Lang = "en".parse().map_err(Stop::failed)?;
    let catalog = i18n::Catalog::new(&default, report::LOCALES).map_err(Stop::failed)?;
    Ok(catalog.tr(&tag))
}

fn tell(outcome: &Outcome, source: &str, one: &One) -> Result<(), Stop> {
    let tr = words(&one.lang)?;
    let report = Report {
        source,
        file: &outcome.import.file,
        dry_run: outcome.dry_run,
        counts: outcome.import.counts,
        findings: &outcome.findings,
    };
    print!("{}", report::terminal(&report, &tr, one.rows));
    if let Some(path) = &one.report {
        std::fs::write(path, written(&report, &tr, path))
            .map_err(|e| Stop::failed(format!("{}: {e}", path.display())))?;
        println!("report: {}", path.display());
    }
    let import = &outcome.import;
    let errors = outcome
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .count();
    match import.state {
        State::Applied => println!(
            "import {} is done; take it back with: wishmi import undo {}",
            import.number, import.number
        ),
        State::Unchanged => println!(
            "import {}: the file says nothing new, nothing was changed",
            import.number
        ),
        State::Waiting => println!(
            "import {} waits: the file has lost more than one record in five. Nothing was changed.\n\
             Carry it out with: wishmi import approve {}\nThrow it away with: wishmi import reject {}",
            import.number, import.number, import.number
        ),
        _ if outcome.dry_run && errors == 0 => println!("dry run: nothing was changed"),
        _ => {
            println!(
                "nothing was imported: {errors} errors. Mend the file, or leave those rows out with --leave-out-errors"
            );
            return Err(Stop::found());
        }
    }
    Ok(())
}

fn written(report: &Report<'_>, tr: &i18n::Tr, path: &Path) -> String {
    match path.extension().and_then(|e| e.to_str()) {
        Some("html" | "htm") => report::html(report, tr),
        Some("json") => format!("{:#}\n", report::json(report)),
        _ => report::terminal(report, tr, usize::MAX),
    }
}

async fn look_after(settings: &Settings, task: Task) -> Result<(), Stop> {
    if let Task::Profiles = task {
        for known in profiles(settings)?.into_values() {
            let (name, profile) = (known.name, known.profile);
            let second: Vec<String> = profile
                .inputs()
                .iter()
                .map(|i| format!("{}{}", i.name, if i.required { "" } else { " (optional)" }))
                .collect();
            let with = if second.is_empty() {
                String::new()
            } else {
                format!("; with {}", second.join(", "))
            };
            println!(
                "{name:20} {} · {} · {}{with}",
                profile.source.name, profile.source.publisher, profile.source.licence
            );
        }
        return Ok(());
    }
    let city = opened::city(settings)?;
    // Looking needs no lock, so that it works beside a running server; changing needs it.
    let looks = matches!(
        task,
        Task::Log | Task::Findings { .. } | Task::Review { .. } | Task::Document { .. }
    );
    let (db, exchange) = if looks {
        let db = opened::reading(settings, "import").await?;
        let exchange = Exchange::new(
            db.clone(),
            city,
            Arc::new(values::SystemClock),
            opened::operator(),
        );
        (db, exchange)
    } else {
        let db = opened::database(settings, "import").await?;
        let exchange = opened::exchange(settings, &db, &city).await?;
        (db, exchange)
    };
    let bar = bar();
    match task {
        Task::Profiles => {}
        Task::Log => {
            for i in exchange.imports().await? {
                println!("{}", line(&i));
            }
        }
        Task::Findings { number, form, lang } => {
            let (import, findings) = exchange.findings(number).await?;
            let tr = words(&lang)?;
            let report = Report {
                source: &import.source,
                file: &import.file,
                dry_run: false,
                counts: import.counts,
                findings: &findings,
            };
            match form {
                Form::Text => print!("{}", report::terminal(&report, &tr, usize::MAX)),
                Form::Html => println!("{}", report::html(&report, &tr)),
                Form::Json => println!("{:#}", report::json(&report)),
            }
        }
        Task::Undo { number } => println!(
            "{}",
            line(&exchange.undo(number, &|p| step(&bar, p)).await?)
        ),
        Task::Approve { number } => {
            println!(
                "{}",
                line(&exchange.approve(number, &|p| step(&bar, p)).await?)
            );
        }
        Task::Reject { number } => println!("{}", line(&exchange.reject(number).await?)),
        Task::Review { decided } => {
            let all = exchange.review().await?;
            let open = |c: &&Candidate| decided || c.pair.state == "open";
            for c in all.iter().filter(open) {
                print!("{}", told(c));
            }
            match all.iter().filter(|c| c.pair.state == "open").count() {
                0 => println!("no pair waits for a decision"),
                n => println!(
                    "pairs that wait for a decision: {n}; say it with: wishmi import decide A B same|different"
                ),
            }
        }
        Task::Decide { a, b, verdict } => {
            let import = exchange
                .decide(a, b, verdict.into(), &|p| step(&bar, p))
                .await?;
            println!("{}", line(&import));
            match import.state {
                State::Unchanged => println!("this was decided before, nothing was changed"),
                _ => println!("take it back with: wishmi import undo {}", import.number),
            }
        }
        Task::Document { number, to } => {
            let (import, _) = exchange.findings(number).await?;
            let document = exchange
                .document(&import.document)
                .await?
                .unwrap_or_default();
            std::fs::write(&to, &document)?;
            println!("{}: {} bytes", to.display(), document.len());
        }
    }
    bar.finish_and_clear();
    db.close().await;
    Ok(())
}

/// A pair with both sides and what speaks for and against it.
fn told(c: &Candidate) -> String {
    let p = &c.pair;
    let mut out = format!("{:.2} {} {}\n", p.score, p.state, p.kind);
    for (letter, draft, side) in [("A", p.a, &c.sides[0]), ("B", p.b, &c.sides[1])] {
        match side {
            Some(s) => {
                let (name, source, record) = (&s.name, &s.source, &s.record);
                out.push_str(&format!(
                    "  {letter} {draft}  «{name}»  ({source}, {record})\n"
                ));
            }
            None => out.push_str(&format!("  {letter} {draft}  (no longer there)\n")),
        }
    }
    let reasons = p.reasons();
    if !reasons.is_empty() {
        out.push_str(&format!("    {}\n", reasons.join(", ")));
    }
    out
}

fn line(i: &Entry) -> String {
    let c = &i.counts;
    format!(
        "{:>4}  {}  {:10}  {}  {} (new {}, changed {}, gone {}, records written {})",
        i.number,
        i.started_at.rfc3339(),
        i.state.as_str(),
        i.source,
        i.file,
        c.new,
        c.changed,
        c.gone,
        c.written
    )
}
