//! Sessions of a service out of a file or from an address: sent, looked at, taken, taken back.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use catalogue::model::{Freq, Schedule};
use people::pages::Me;
use values::{Id, Refusal};
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Failure, Page, Visit, show_with};

use super::imports::failure;
use super::sheet::workbook;
use super::upload::Upload;
use super::{Providers, frame, own, titled, told};
use crate::actions::{self as a, Undo};
use crate::model::{Feed, ParcelState, SessionFile, SessionState};
use crate::rules::sessions::{self, COLUMNS, File, MOST_BYTES, Remark};

/// How many sessions of one kind are written out.
const SHOWN: usize = 100;

/// Which service, which file.
type Room = (Id, Id);

fn at(page: &Page, (org, record): Room, rest: &str) -> String {
    page.href(&format!("/provider/org/{org}/sessions/{record}{rest}"))
}

/// A session in words: when, how often, what.
fn words(page: &Page, s: &Schedule) -> String {
    let tr = page.tr();
    let mut parts = Vec::new();
    if let Some(day) = s.dtstart {
        parts.push(match s.freq {
            None => tr.date_long(day),
            Some(_) => page.t1("providers-session-from", "day", tr.date(day)),
        });
    }
    let time = |t: catalogue::model::TimeOfDay| {
        jiff::civil::Time::new(t.hour() as i8 % 24, t.minute() as i8, 0, 0).unwrap_or_default()
    };
    match (s.opens_at, s.closes_at) {
        (Some(from), Some(to)) => parts.push(tr.time_range(time(from), time(to))),
        (Some(from), None) => parts.push(tr.time(time(from))),
        _ => {}
    }
    if let Some(freq) = s.freq {
        let word = match (freq, s.interval) {
            (Freq::Daily, None) => "daily",
            (Freq::Weekly, None) => "weekly",
            (Freq::Weekly, Some(2)) => "fortnightly",
            (Freq::Monthly, None) => "monthly",
            _ => "other",
        };
        let days: Vec<String> = s
            .byday
            .iter()
            .map(|d| tr.weekday(d.day.index() as i8 + 1))
            .collect();
        parts.push(page.t(&format!("providers-session-repeat-{word}")));
        if !days.is_empty() {
            parts.push(tr.list(&days));
        }
        if let Some(until) = s.until {
            parts.push(page.t1("providers-session-to", "day", tr.date(until)));
        }
        if !s.except.is_empty() {
            let days: Vec<String> = s.except.iter().take(10).map(|d| tr.date(*d)).collect();
            parts.push(page.t1("providers-session-not-on", "days", tr.list(&days)));
        }
    }
    let note = page.say_plain(&s.description);
    if !note.is_empty() {
        parts.push(note);
    }
    parts.join(" · ")
}

/// A remark in words, with where it stands.
struct Line {
    place: String,
    text: String,
}

fn line(page: &Page, remark: &Remark) -> Line {
    let mut place = Vec::new();
    if let Some(row) = remark.row {
        place.push(page.t1("providers-session-row", "row", row));
    }
    place.extend(remark.column.clone());
    let said = remark.args.iter().fold(
        Refusal::new(format!("providers-session-{}", remark.code), 422),
        |r, (k, v)| r.arg(k, v),
    );
    Line {
        place: place.join(" · "),
        text: page.tr().refusal(&said),
    }
}

/// A file that was taken.
struct Taken {
    href: String,
    at: String,
    state: String,
    count: String,
}

/// How the address stands.
struct FeedShown {
    address: String,
    on: bool,
    good: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "providers/sessions.html")]
struct SessionsPage {
    page: Page,
    errors: Vec<FormError>,
    file: Field,
    address: Field,
    upload: String,
    template: String,
    columns: Vec<(String, String)>,
    feed: Option<FeedShown>,
    feed_action: String,
    files: Vec<Taken>,
}

fn state_words(page: &Page, f: &SessionFile) -> String {
    page.t(&format!("providers-sessions-{}", f.state.as_str()))
}

fn feed_shown(page: &Page, p: &Providers, f: &Feed) -> FeedShown {
    let moment = |m| page.tr().moment(m, &p.0.ground.city.zone);
    FeedShown {
        address: f.address.clone(),
        on: f.on,
        good: page.t2(
            "providers-feed-good",
            "good",
            moment(f.good_at),
            "read",
            moment(f.read_at),
        ),
        problem: f.problem.as_ref().map(|no| page.tr().refusal(no)),
    }
}

async fn room(
    p: &Providers,
    visit: &Visit,
    by: Id,
    room: Room,
    typed: &str,
    wrong: &[Refusal],
) -> Answer {
    let found = p
        .look(by, move |c, ground, _| a::sessions_of(c, ground, room, by))
        .await?;
    let heading = frame(visit, "providers-sessions");
    let title = format!("{}: {}", heading.title(), found.name);
    let page = titled(visit, title)
        .crumb(visit.tr().t("providers-mine"), "/provider")
        .crumb(
            visit.tr().t("providers-area"),
            &format!("/provider/org/{}", room.0),
        );
    let tr = page.tr();
    let file = Field::text("file", page.t("providers-sessions-file"))
        .kind("file")
        .required()
        .hint(page.t1(
            "providers-sessions-file-hint",
            "megabytes",
            MOST_BYTES / 1_000_000,
        ))
        .refused(tr, wrong);
    let address = Field::text("address", page.t("providers-feed-address"))
        .kind("url")
        .required()
        .hint(page.t("providers-feed-address-hint"))
        .value(typed)
        .refused(tr, wrong);
    let errors = summary(tr, &[&file, &address], wrong);
    let columns = COLUMNS
        .iter()
        .map(|c| {
            let key = format!("providers-session-column-{}", c.word());
            (page.t(&key), page.t(&format!("{key}-about")))
        })
        .collect();
    let files = found
        .files
        .iter()
        .map(|f| Taken {
            href: at(&page, room, &format!("/{}", f.id)),
            at: tr.moment(f.made_at, &p.0.ground.city.zone),
            state: state_words(&page, f),
            count: page.t1("providers-sessions-count", "count", f.file.sessions.len()),
        })
        .collect();
    show_with(
        status(wrong),
        &SessionsPage {
            errors,
            file,
            address,
            upload: at(&page, room, ""),
            template: at(&page, room, "/template"),
            columns,
            feed: found.feed.as_ref().map(|f| feed_shown(&page, p, f)),
            feed_action: at(&page, room, "/feed"),
            files,
            page,
        },
    )
}

/// `GET /provider/org/{org}/sessions/{record}`
pub(super) async fn show_room(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(which): Path<Room>,
) -> Answer {
    room(&p, &visit, own(&me)?, which, "", &[]).await
}

/// Reads a file off the threads that answer others.
async fn understand(p: &Providers, content: Vec<u8>) -> Result<Result<File, Refusal>, Failure> {
    let city = p.0.ground.city.clone();
    let today = p.today();
    tokio::task::spawn_blocking(move || {
        sessions::read(content, today, &city.zone, &city.default_language)
    })
    .await
    .map_err(Failure::fault)
}

/// Keeps what was understood, and leads to what it would change.
async fn keep(
    p: &Providers,
    visit: &Visit,
    by: Id,
    (org, record): Room,
    file: File,
    address: Option<String>,
) -> Answer {
    let id = p
        .act(by, move |tx, ground, turn| {
            let id = turn.id("sessions");
            let kept = (file.clone(), address.clone());
            a::try_sessions(tx, ground, (org, record, id), kept, turn.act)?;
            Ok(id)
        })
        .await?;
    visit.go(&format!("/provider/org/{org}/sessions/{record}/{id}"))
}

/// Refuses whose service it is not before anything is read.
async fn must_be_theirs(p: &Providers, by: Id, which: Room) -> Result<(), Failure> {
    p.look(by, move |c, ground, _| {
        a::sessions_of(c, ground, which, by).map(drop)
    })
    .await?;
    Ok(())
}

/// `POST /provider/org/{org}/sessions/{record}`: a file. Nothing is changed by it.
pub(super) async fn send(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(which): Path<Room>,
    sent: Upload,
) -> Answer {
    let by = own(&me)?;
    must_be_theirs(&p, by, which).await?;
    match understand(&p, sent.bytes("file").to_vec()).await? {
        Ok(file) => keep(&p, &visit, by, which, file, None).await,
        Err(no) => room(&p, &visit, by, which, "", &[no]).await,
    }
}

/// `POST /provider/org/{org}/sessions/{record}/feed`: an address is read once and looked at; or the
/// one there is is read no more.
pub(super) async fn feed(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(which): Path<Room>,
    sent: Sent,
) -> Answer {
    let by = own(&me)?;
    must_be_theirs(&p, by, which).await?;
    if sent.get("do") == "stop" {
        p.act(by, move |tx, ground, turn| {
            a::stop_feed(tx, ground, which, turn.act)
        })
        .await?;
        return visit.go(&format!("/provider/org/{}/sessions/{}", which.0, which.1));
    }
    let typed = sent.get("address");
    let Some(fetch) = &p.0.fetch else {
        let no = Refusal::new("providers-refused-feed-silent", 422).field("address");
        return room(&p, &visit, by, which, typed, &[no]).await;
    };
    let read = match fetch.address(typed) {
        Err(no) => Err(no),
        Ok(url) => match fetch.get(url.as_str()).await {
            Err(no) => Err(no),
            Ok(content) => match understand(&p, content).await? {
                Ok(file) => Ok((url.to_string(), file)),
                // It is the address that gave it.
                Err(no) => Err(no.field("address")),
            },
        },
    };
    match read {
        Ok((url, file)) => keep(&p, &visit, by, which, file, Some(url)).await,
        Err(no) => room(&p, &visit, by, which, typed, &[no]).await,
    }
}

/// `GET /provider/org/{org}/sessions/{record}/template`: an empty table with its columns in the
/// reader's language, and on a second sheet what belongs into each.
pub(super) async fn template(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(which): Path<Room>,
) -> Answer {
    must_be_theirs(&p, own(&me)?, which).await?;
    let tr = visit.tr();
    let t = |key: &str| tr.t(key).into_owned();
    let mut heads = Vec::new();
    let mut about = vec![vec![
        t("providers-session-about-column"),
        t("providers-session-about-what"),
    ]];
    for column in COLUMNS {
        let key = format!("providers-session-column-{}", column.word());
        heads.push(t(&key));
        about.push(vec![t(&key), t(&format!("{key}-about"))]);
    }
    about.push(vec![String::new(), t("providers-session-about-whole")]);
    let sheets = [
        (t("providers-session-sheet"), vec![heads], 22),
        (t("providers-session-about"), about, 60),
    ];
    let bytes = workbook(&sheets, tr.is_rtl()).map_err(Failure::fault)?;
    let fixed = header::HeaderValue::from_static;
    Ok((
        [
            (
                header::CONTENT_TYPE,
                fixed("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ),
            (
                header::CONTENT_DISPOSITION,
                fixed("attachment; filename=\"sessions.xlsx\""),
            ),
            (header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
            (header::CACHE_CONTROL, fixed("no-store")),
        ],
        bytes,
    )
        .into_response())
}

/// A session that is shown otherwise.
struct Changed {
    from: String,
    to: String,
}

#[derive(Template)]
#[template(path = "providers/sessions_file.html")]
struct FilePage {
    page: Page,
    errors: Vec<FormError>,
    /// Tried, and not taken.
    open: bool,
    state: String,
    tone: &'static str,
    counts: Vec<(String, String)>,
    bad: Vec<Line>,
    notes: Vec<Line>,
    new: Vec<String>,
    changed: Vec<Changed>,
    gone: Vec<String>,
    more: usize,
    nothing: bool,
    /// It may be taken as it is.
    take: bool,
    /// It may be taken without these rows.
    leave_out: Option<String>,
    undo: bool,
    on_its_way: bool,
    address: Option<String>,
    public: String,
    back: String,
    action: String,
}

async fn file_page(
    p: &Providers,
    visit: &Visit,
    by: Id,
    (org, record, id): (Id, Id, Id),
    wrong: &[Refusal],
) -> Answer {
    let tried = p
        .look(by, move |c, ground, _| {
            a::tried(c, ground, (org, record, id), by)
        })
        .await?;
    let which = (org, record);
    let f = &tried.file;
    let open = f.state == SessionState::Tried;
    let room_path = format!("/provider/org/{org}/sessions/{record}");
    let heading = frame(
        visit,
        if open {
            "providers-sessions-try"
        } else {
            "providers-sessions-done"
        },
    );
    let title = format!("{}: {}", heading.title(), tried.name);
    let page = titled(visit, title)
        .crumb(
            visit.tr().t("providers-area"),
            &format!("/provider/org/{org}"),
        )
        .crumb(visit.tr().t("providers-sessions"), &room_path);
    let tr = page.tr();
    let d = &tried.difference;
    let number = |n: usize| tr.number(i64::try_from(n).unwrap_or(i64::MAX));
    let bad_rows = f.file.bad_rows();
    let mut counts = vec![(
        page.t("providers-count-read"),
        tr.number(i64::try_from(f.file.rows).unwrap_or(i64::MAX)),
    )];
    if open {
        for (key, n) in [
            ("new", d.new.len()),
            ("changed", d.changed.len()),
            ("unchanged", d.same),
            ("gone", d.gone.len()),
        ] {
            counts.push((page.t(&format!("providers-count-{key}")), number(n)));
        }
    }
    if !bad_rows.is_empty() {
        let key = if open {
            "providers-sessions-bad-rows"
        } else {
            "providers-count-rejected"
        };
        counts.push((page.t(key), number(bad_rows.len())));
    }
    let of_whole = f.file.remarks.iter().any(|r| r.bad && r.row.is_none());
    let rows: Vec<String> = bad_rows.iter().take(30).map(u64::to_string).collect();
    let more = [d.new.len(), d.changed.len(), d.gone.len()]
        .iter()
        .map(|n| n.saturating_sub(SHOWN))
        .sum();
    let nothing = open && d.is_nothing() && !of_whole;
    // A feed is taken also when nothing changes today: it is read again tomorrow.
    let worth = !d.is_nothing() || f.address.is_some();
    let lines = |bad: bool| {
        let these = f.file.remarks.iter().filter(move |r| r.bad == bad);
        these.map(|r| line(&page, r)).collect::<Vec<_>>()
    };
    let parcel = tried.parcel.map(|(state, _)| state);
    let (state, tone) = match (f.state, parcel) {
        (SessionState::Taken, Some(state)) => (
            page.t(&format!("providers-parcel-{}", state.as_str())),
            match state {
                ParcelState::Waiting => "warning",
                ParcelState::Published => "success",
                ParcelState::Publishing => "primary",
                ParcelState::Withdrawn => "secondary",
                _ => "danger",
            },
        ),
        (SessionState::Taken, None) => (state_words(&page, f), "success"),
        _ => (state_words(&page, f), "secondary"),
    };
    show_with(
        status(wrong),
        &FilePage {
            errors: summary(tr, &[], wrong),
            open,
            state,
            tone,
            counts,
            bad: lines(true),
            notes: lines(false),
            new: d
                .new
                .iter()
                .take(SHOWN)
                .map(|s| words(&page, &s.when))
                .collect(),
            changed: d
                .changed
                .iter()
                .take(SHOWN)
                .map(|(from, to)| Changed {
                    from: words(&page, from),
                    to: words(&page, &to.when),
                })
                .collect(),
            gone: d.gone.iter().take(SHOWN).map(|s| words(&page, s)).collect(),
            more,
            nothing,
            take: open && f.file.is_good() && worth,
            leave_out: (open
                && !f.file.is_good()
                && !of_whole
                && worth
                && !f.file.sessions.is_empty())
            .then(|| {
                page.t2(
                    "providers-sessions-leave-out",
                    "count",
                    bad_rows.len(),
                    "rows",
                    tr.list(&rows),
                )
            }),
            undo: f.state == SessionState::Taken && parcel != Some(ParcelState::Publishing),
            on_its_way: parcel == Some(ParcelState::Publishing),
            address: f.address.clone(),
            public: page.href(&format!("/service/{record}")),
            back: page.href(&room_path),
            action: at(&page, which, &format!("/{id}")),
            page,
        },
    )
}

/// `GET /provider/org/{org}/sessions/{record}/{id}`
pub(super) async fn show_file(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(ids): Path<(Id, Id, Id)>,
) -> Answer {
    file_page(&p, &visit, own(&me)?, ids, &[]).await
}

/// `POST /provider/org/{org}/sessions/{record}/{id}`: the file is taken, perhaps without the rows that
/// are wrong, or taken back.
pub(super) async fn decide(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(ids): Path<(Id, Id, Id)>,
    sent: Sent,
) -> Answer {
    let by = own(&me)?;
    let done = match sent.get("do") {
        "undo" => undo(&p, by, ids).await?,
        word => {
            let leave_out = word == "leave-out";
            p.act(by, move |tx, ground, turn| {
                let three = [turn.id("now"), turn.id("waits"), turn.id("job")];
                a::take_sessions(tx, ground, ids, leave_out, three, turn.act).map(drop)
            })
            .await
        }
    };
    match done {
        Ok(()) => visit.go(&format!(
            "/provider/org/{}/sessions/{}/{}",
            ids.0, ids.1, ids.2
        )),
        Err(no) => file_page(&p, &visit, by, ids, &told(no)?).await,
    }
}

/// Takes back what a file has brought: what waits is withdrawn, what is in the catalogue becomes what it
/// was.
async fn undo(p: &Providers, by: Id, ids: (Id, Id, Id)) -> Result<Result<(), a::No>, Failure> {
    let way = match p
        .look(by, move |c, ground, _| {
            a::undo_of_sessions(c, ground, ids, by)
        })
        .await
    {
        Ok(way) => way,
        Err(no) => return Ok(Err(no)),
    };
    if let Undo::Import(number) = way {
        let exchange = p.0.exchange.acting_as(by.to_string());
        let (import, _) = exchange.findings(number).await.map_err(failure)?;
        // What changed nothing, or was taken back by an officer, is as it was.
        if import.state == exchange::model::State::Applied {
            // Whoever goes away meanwhile does not leave it half done.
            let work = tokio::spawn(async move { exchange.undo(number, &|_| ()).await });
            if let Err(error) = work.await.map_err(Failure::fault)? {
                return match failure(error) {
                    Failure::Refused(no) => Ok(Err(no.into())),
                    other => Err(other),
                };
            }
        }
    }
    Ok(p.act(by, move |tx, _, turn| {
        if let Undo::Parcel(parcel) = way {
            a::take_back(tx, parcel, turn.act)?;
        }
        a::sessions_undone(tx, ids, turn.act)
    })
    .await)
}
