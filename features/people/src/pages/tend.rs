//! What the machine does by itself, as its administrator sees it: jobs and letters.

use askama::Template;
use axum::extract::{Path, State};
use values::Id;
use web::{Answer, Page, Visit, show};

use super::enter::frame;
use super::{Me, People};
use crate::policy::Act;

/// How many jobs that were given up are shown.
const DEAD: u32 = 50;

/// A number of jobs or letters.
struct Count {
    name: String,
    state: String,
    number: u64,
}

/// A job that was given up.
struct Dead {
    queue: String,
    due: String,
    why: String,
    revive: String,
}

#[derive(Template)]
#[template(path = "people/jobs.html")]
struct Jobs {
    page: Page,
    waiting: Option<String>,
    jobs: Vec<Count>,
    dead: Vec<Dead>,
    letters: Vec<Count>,
    unreachable: u64,
}

/// `GET /staff/jobs`
pub(super) async fn show_jobs(State(people): State<People>, visit: Visit, me: Me) -> Answer {
    me.may_somewhere(Act::TendJobs)?;
    let (counts, waiting, dead, letters, unreachable) = people
        .look(move |c, ctx| {
            let (letters, unreachable) = mail::tally(c)?;
            Ok((
                jobs::counts(c)?,
                jobs::waiting_since(c, ctx.now)?,
                jobs::dead(c, DEAD)?,
                letters,
                unreachable,
            ))
        })
        .await?;
    let page = frame(&visit, "people-jobs").crumb(visit.tr().t("people-staff"), "/staff");
    let tr = page.tr();
    let zone = &people.0.city.zone;
    let state = |name: &str| page.t(&format!("people-job-{name}"));
    show(&Jobs {
        waiting: waiting.map(|at| page.t1("people-jobs-waiting", "since", tr.moment(at, zone))),
        jobs: counts
            .into_iter()
            .map(|c| Count {
                name: c.queue,
                state: state(c.state.name()),
                number: c.jobs,
            })
            .collect(),
        dead: dead
            .into_iter()
            .map(|j| Dead {
                revive: page.href(&format!("/staff/jobs/{}/revive", j.id)),
                queue: j.queue,
                due: tr.moment(j.due, zone),
                why: j.last_error.unwrap_or_default(),
            })
            .collect(),
        letters: letters
            .into_iter()
            .map(|t| Count {
                name: t.kind,
                state: state(t.state.name()),
                number: t.letters,
            })
            .collect(),
        unreachable,
        page,
    })
}

/// `POST /staff/jobs/{id}/revive`: another try for a job that was given up.
pub(super) async fn revive(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(job): Path<Id>,
) -> Answer {
    me.may_somewhere(Act::TendJobs)?;
    people
        .carry(&visit, "/staff/jobs", move |tx, ctx| {
            Ok(jobs::revive(tx, job, ctx.now)?)
        })
        .await
}
