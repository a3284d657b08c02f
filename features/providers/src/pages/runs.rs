//! Imports of officers, started in the browser: which source, which file, a trial first, then for real.
//! A worker does the work; the pages tell how far it is.

use askama::Template;
use axum::extract::{Path, Query, State};
use exchange::Known;
use exchange::model::{Severity, State as ImportState};
use people::pages::Me;
use serde::Deserialize;
use values::{Id, Refusal};
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Failure, Page, Visit, show, show_with};

use super::imports::{self, Found, failure, found};
use super::upload::Upload;
use super::{Providers, frame, officer, titled, told};
use crate::actions as a;
use crate::model::{Run, RunFile, RunState};
use crate::policy::Act;
use crate::rules::sessions::is_text;

/// Longest file of an import, all its files together, in bytes.
pub(super) const MOST_BYTES: usize = 40_000_000;
/// How many findings stand on the page of a trial; the others on that of the import.
const FINDINGS: usize = 30;

/// A source in the list.
struct Source {
    href: String,
    name: String,
    about: String,
    last: String,
}

#[derive(Template)]
#[template(path = "providers/import_sources.html")]
struct SourcesPage {
    page: Page,
    sources: Vec<Source>,
}

#[derive(Template)]
#[template(path = "providers/import_start.html")]
struct StartPage {
    page: Page,
    errors: Vec<FormError>,
    about: Vec<(String, String)>,
    profile: String,
    files: Vec<Field>,
    action: String,
    other: String,
}

/// Which source.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    profile: String,
}

fn crumbs(page: Page, visit: &Visit) -> Page {
    page.crumb(visit.tr().t("people-staff"), "/staff")
        .crumb(visit.tr().t("providers-imports"), "/staff/imports")
}

/// `GET /staff/imports/start`: the sources of the city, or the form for one of them.
pub(super) async fn start(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Query(chosen): Query<Chosen>,
) -> Answer {
    officer(&me, Act::Imports)?;
    if let Some(known) = p.0.profiles.get(&chosen.profile) {
        return form(&visit, &chosen.profile, known, &[]);
    }
    let all = p.0.exchange.imports().await.map_err(Failure::fault)?;
    let page = crumbs(frame(&visit, "providers-run-sources"), &visit);
    let sources =
        p.0.profiles
            .iter()
            .map(|(key, known)| {
                let source = &known.profile.source;
                let last = all
                    .iter()
                    .find(|i| i.source == *key && i.state == ImportState::Applied);
                let query: String = url::form_urlencoded::byte_serialize(key.as_bytes()).collect();
                Source {
                    href: page.href(&format!("/staff/imports/start?profile={query}")),
                    name: source.name.clone(),
                    about: format!("{} · {}", source.publisher, source.licence),
                    last: match last {
                        Some(i) => page.t2(
                            "providers-run-last",
                            "number",
                            i.number,
                            "at",
                            page.tr().moment(i.started_at, &p.0.ground.city.zone),
                        ),
                        None => page.t("providers-run-never"),
                    },
                }
            })
            .collect();
    show(&SourcesPage { page, sources })
}

fn form(visit: &Visit, key: &str, known: &Known, wrong: &[Refusal]) -> Answer {
    let source = &known.profile.source;
    let page = crumbs(titled(visit, source.name.clone()), visit).crumb(
        visit.tr().t("providers-run-sources"),
        "/staff/imports/start",
    );
    let tr = page.tr();
    let mut files = vec![
        Field::text("file", page.t("providers-run-file"))
            .kind("file")
            .required()
            .hint(page.t1(
                "providers-run-file-hint",
                "megabytes",
                MOST_BYTES / 1_000_000,
            ))
            .refused(tr, wrong),
    ];
    for input in known.profile.inputs() {
        let mut field = Field::text(
            &format!("with-{}", input.name),
            page.t1("providers-run-second", "name", input.name),
        )
        .kind("file")
        .refused(tr, wrong);
        if input.required {
            field = field.required();
        }
        files.push(field);
    }
    let errors = summary(tr, &files.iter().collect::<Vec<_>>(), wrong);
    let complete = match source.complete {
        true => "providers-run-complete",
        false => "providers-run-partial",
    };
    show_with(
        status(wrong),
        &StartPage {
            errors,
            about: vec![
                (page.t("providers-run-publisher"), source.publisher.clone()),
                (page.t("providers-run-licence"), source.licence.clone()),
                (page.t("providers-run-kind"), page.t(complete)),
            ],
            profile: key.to_string(),
            files,
            action: page.href("/staff/imports/start"),
            other: page.href("/staff/imports/start"),
            page,
        },
    )
}

/// `POST /staff/imports/start`: a file is tried. Nothing is changed by it.
pub(super) async fn begin(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    sent: Upload,
) -> Answer {
    let by = officer(&me, Act::Imports)?;
    let key = sent.text("profile").to_string();
    let known = p.0.profiles.get(&key).ok_or(Failure::NotFound)?;
    let mut wrong = Vec::new();
    let mut files = Vec::new();
    let inputs = known.profile.inputs();
    let wanted = [("file".to_string(), String::new(), true)]
        .into_iter()
        .chain(
            inputs
                .iter()
                .map(|i| (format!("with-{}", i.name), i.name.to_string(), i.required)),
        );
    for (field, input, required) in wanted {
        let content = sent.bytes(&field);
        if content.is_empty() {
            if required {
                wrong.push(Refusal::new("providers-refused-file-empty", 422).field(&field));
            }
            continue;
        }
        // A sheet is packed, everything else is text: a program is neither, whatever its name.
        if !content.starts_with(b"PK\x03\x04") && !is_text(content) {
            wrong.push(Refusal::new("providers-refused-run-sort", 422).field(&field));
            continue;
        }
        files.push(RunFile {
            input,
            name: sent.file_name(&field),
            content: content.to_vec(),
        });
    }
    if !wrong.is_empty() {
        return form(&visit, &key, known, &wrong);
    }
    let id = p
        .act(by, move |tx, _, turn| {
            let ids = (turn.id("run"), turn.id("job"));
            a::start_run(tx, ids, &key, (true, false), &files, turn.act)?;
            Ok(ids.0)
        })
        .await?;
    visit.go(&format!("/staff/imports/runs/{id}"))
}

/// What a run is, in a list.
pub(super) fn title(page: &Page, p: &Providers, run: &Run) -> String {
    let name = p.0.profiles.get(&run.profile);
    let name = name.map_or(run.profile.as_str(), |k| k.profile.source.name.as_str());
    let key = if run.dry {
        "providers-run-trial"
    } else {
        "providers-run-real"
    };
    page.t1(key, "name", name)
}

#[derive(Template)]
#[template(path = "providers/import_run.html")]
struct RunPage {
    page: Page,
    errors: Vec<FormError>,
    files: String,
    working: bool,
    state: String,
    tone: &'static str,
    progress: String,
    at: i64,
    of: i64,
    problem: Option<String>,
    /// No row was found in it.
    empty: bool,
    counts: Vec<(String, String)>,
    findings: Vec<Found>,
    more: usize,
    import: Option<String>,
    /// It may be imported for real.
    real: bool,
    /// Only without the rows that are wrong, so many.
    without: Option<String>,
    here: String,
    again: String,
}

async fn run_page(p: &Providers, visit: &Visit, by: Id, id: Id, wrong: &[Refusal]) -> Answer {
    let (run, names) = p.look(by, move |c, _, _| a::run(c, id)).await?;
    let import = match run.import {
        Some(number) => Some(p.0.exchange.findings(number).await.map_err(failure)?),
        None => None,
    };
    let page = frame(visit, "providers-imports");
    let page = crumbs(titled(visit, title(&page, p, &run)), visit);
    let tr = page.tr();
    let working = matches!(run.state, RunState::Waiting | RunState::Working);
    let rejected = import.as_ref().map_or(0, |(i, _)| i.counts.rejected);
    let errors_found = import.as_ref().map_or(0, |(_, all)| {
        all.iter().filter(|f| f.severity == Severity::Error).count()
    });
    let bad = rejected > 0 || errors_found > 0;
    let empty = import.as_ref().is_some_and(|(i, _)| i.counts.read == 0);
    let ready = run.dry && run.state == RunState::Done && !names.is_empty() && !empty;
    let (state, tone) = match (&import, run.state) {
        (Some(_), RunState::Done) if run.dry => (page.t("providers-run-tried"), "primary"),
        (Some((i, _)), RunState::Done) => (
            match (i.state, bad) {
                (ImportState::Discarded, true) => page.t("providers-run-errors"),
                _ => imports::state(&page, i),
            },
            match i.state {
                ImportState::Applied => "success",
                ImportState::Waiting => "warning",
                ImportState::Discarded => "danger",
                _ => "secondary",
            },
        ),
        (_, state) => (
            page.t(&format!("providers-run-{}", state.as_str())),
            if state == RunState::Failed {
                "danger"
            } else {
                "primary"
            },
        ),
    };
    let findings = import.as_ref().map_or(Vec::new(), |(_, all)| {
        all.iter().take(FINDINGS).map(|f| found(&page, f)).collect()
    });
    let more = import
        .as_ref()
        .map_or(0, |(_, all)| all.len().saturating_sub(FINDINGS));
    let query: String = url::form_urlencoded::byte_serialize(run.profile.as_bytes()).collect();
    show_with(
        status(wrong),
        &RunPage {
            errors: summary(tr, &[], wrong),
            files: tr.list(&names),
            working,
            state,
            tone,
            progress: page.t1(
                &format!("providers-run-{}", run.step.as_str()),
                "count",
                run.at,
            ),
            at: run.at,
            of: run.of,
            empty,
            problem: run.problem.as_ref().map(|no| tr.refusal(no)),
            counts: import
                .as_ref()
                .map_or(Vec::new(), |(i, _)| imports::counts(&page, i)),
            findings,
            more,
            import: run
                .import
                .map(|n| page.href(&format!("/staff/imports/{n}"))),
            real: ready && !bad,
            without: (ready && bad).then(|| page.t1("providers-run-without", "count", rejected)),
            here: page.href(&format!("/staff/imports/runs/{id}")),
            again: page.href(&format!("/staff/imports/start?profile={query}")),
            page,
        },
    )
}

/// `GET /staff/imports/runs/{id}`: how far it is, or how it ended.
pub(super) async fn show_run(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    run_page(&p, &visit, officer(&me, Act::Imports)?, id, &[]).await
}

/// `POST /staff/imports/runs/{id}`: the files of a trial are imported for real, whole or without the
/// rows that are wrong.
pub(super) async fn for_real(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    let by = officer(&me, Act::Imports)?;
    let leave_out = sent.get("do") == "leave-out";
    let done = p
        .act(by, move |tx, _, turn| {
            let ids = (turn.id("run"), turn.id("job"));
            a::run_for_real(tx, id, ids, leave_out, turn.act)?;
            Ok(ids.0)
        })
        .await;
    match done {
        Ok(next) => visit.go(&format!("/staff/imports/runs/{next}")),
        Err(no) => run_page(&p, &visit, by, id, &told(no)?).await,
    }
}
