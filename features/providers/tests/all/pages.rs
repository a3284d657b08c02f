//! The pages as browsers see them, and who may come to which.

use axum::http::StatusCode;
use people::model::{Role, Scope};
use providers::pages::{ROUTES, Who};

use crate::square::{Got, Square, ctx, demo, id};
use crate::town::{CODES, PDF};

const OK: StatusCode = StatusCode::OK;
const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// The last part of where an answer leads, without the language.
pub fn to(got: &Got) -> String {
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.body);
    got.header("location").to_string()
}

testing::on_both!(
    an_organisation_is_admitted_through_its_pages,
    |db| async move {
        let town = Square::open(db).await?;
        let (family, officer) = (town.enter("family").await?, town.enter("moderator").await?);
        town.get(&family, "/it/provider").await.has("Comincia");
        let about = to(&town.post(&family, "/it/provider/begin", &[]).await);
        let case = about.trim_end_matches("/steps/about").to_string();
        // A half written step is kept; what is wrong is told only to who goes on.
        let half = [("revision", "1"), ("name", "Amici"), ("fiscal_code", "1")];
        let kept = town
            .post(&family, &about, &[&half[..], &[("then", "keep")]].concat())
            .await;
        assert_eq!(to(&kept), case);
        let again = [
            ("revision", "2"),
            ("name", "Amici"),
            ("fiscal_code", "1"),
            ("then", "next"),
        ];
        let wrong = town.post(&family, &about, &again).await;
        assert_eq!(wrong.status, WRONG);
        wrong
            .has("id=\"form-errors\"")
            .has("field-fiscal_code-error")
            .has("value=\"Amici\"");
        // Two editors: the second is told.
        let late = town.post(&family, &about, &again).await;
        assert_eq!(late.status, WRONG);
        late.has("Qualcuno ha cambiato");
        let good = [
            ("revision", "3"),
            ("name", "Amici"),
            ("nature", "third_sector"),
            ("legal_form", "Associazione"),
            ("fiscal_code", "00000000026"),
            ("then", "next"),
        ];
        let contacts = to(&town.post(&family, &about, &good).await);
        let good = [
            ("revision", "4"),
            ("street", "Via 1"),
            ("postal_code", "16100"),
            ("town", "Portofiaba"),
            ("mail", "a@b.example"),
            ("represented_by", "Nora Neri"),
            ("represented_as", "presidente"),
            ("then", "next"),
        ];
        let list = to(&town.post(&family, &contacts, &good).await);
        let upload = format!("{case}/documents");
        let no = town.upload(&family, &upload, "statute", b"<html>").await;
        assert_eq!(no.status, WRONG);
        no.has("field-file-error");
        for item in ["statute", "safeguarding"] {
            assert_eq!(to(&town.upload(&family, &upload, item, PDF).await), list);
        }
        let page = town.get(&family, &list).await;
        let paper = page
            .body
            .split("/it/provider/documents/")
            .nth(1)
            .unwrap_or_default()[..36]
            .to_string();
        let given = town
            .get(&family, &format!("/it/provider/documents/{paper}"))
            .await;
        assert_eq!(given.status, OK);
        assert!(
            given
                .header("content-disposition")
                .starts_with("attachment; filename=\"")
        );
        assert_eq!(given.header("content-type"), "application/octet-stream");
        assert_eq!(given.header("x-content-type-options"), "nosniff");
        // Strangers are told the same as of a document that is not there.
        let stranger = town.enter("newcomer").await?;
        let no = town
            .get(&stranger, &format!("/it/provider/documents/{paper}"))
            .await;
        assert_eq!(no.status, StatusCode::NOT_FOUND);
        let summary = format!("{case}/send");
        let revision = town.get(&family, &summary).await.hidden("revision");
        let sent = town
            .post(&family, &summary, &[("revision", &revision)])
            .await;
        assert_eq!(to(&sent), case);
        // The office: a decision needs a reason.
        town.get(&officer, "/it/staff/admissions")
            .await
            .has("Amici");
        let desk = case.replace("/provider/cases/", "/staff/admissions/");
        town.get(&officer, &desk).await.has("00000000026");
        let no = town.post(&officer, &desk, &[("do", "admit")]).await;
        assert_eq!(no.status, WRONG);
        no.has("field-note-error");
        let yes = [("do", "ask"), ("note", "Quanti siete?")];
        assert_eq!(to(&town.post(&officer, &desk, &yes).await), desk);
        town.get(&family, &case).await.has("Quanti siete?");
        let empty = town
            .post(&family, &summary, &[("revision", &revision)])
            .await;
        assert_eq!(empty.status, WRONG);
        let revision = town.get(&family, &summary).await.hidden("revision");
        let answer = [("revision", &*revision), ("note", "Dodici.")];
        assert_eq!(to(&town.post(&family, &summary, &answer).await), case);
        let yes = [("do", "admit"), ("note", "In ordine")];
        assert_eq!(to(&town.post(&officer, &desk, &yes).await), desk);
        town.get(&family, &case)
            .await
            .has("Ammessa")
            .has("In ordine");
        assert_ne!(CODES[0], "00000000026");
        Ok(())
    }
);

testing::on_both!(a_change_is_previewed_sent_and_decided, |db| async move {
    let town = Square::open(db).await?;
    let (mine, officer) = (
        town.enter("association").await?,
        town.enter("moderator").await?,
    );
    let area = format!("/it/provider/org/{}", demo("admitted"));
    town.get(&mine, &area)
        .await
        .has("Vela &#60;b&#62;per&#60;/b&#62; tutti")
        .has("Aspetta il Comune");
    let record = id("sailing").to_string();
    let begin = [("kind", "service"), ("record", &*record)];
    let edit = to(&town.post(&mine, &format!("{area}/begin"), &begin).await);
    let price = format!("{edit}/price");
    let form = town.get(&mine, &price).await;
    // What waits already is part of what is wanted.
    form.has("value=\"18\"");
    let revision = form.hidden("revision");
    let typed = [
        ("revision", &*revision),
        ("price-0-row", "0"),
        ("price-0-amount", "venti"),
        ("price-0-unit", "month"),
    ];
    let wrong = town.post(&mine, &price, &typed).await;
    assert_eq!(wrong.status, WRONG);
    wrong
        .has("field-price-0-amount-error")
        .has("value=\"venti\"");
    let typed = [
        ("revision", &*revision),
        ("price-0-row", "0"),
        ("price-0-amount", "20"),
        ("then", "next"),
    ];
    assert_eq!(
        to(&town.post(&mine, &price, &typed).await),
        format!("{edit}/join")
    );
    let when = format!("{edit}/when");
    let revision = town.get(&mine, &when).await.hidden("revision");
    let typed = [
        ("revision", &*revision),
        ("time-0-row", ""),
        ("with-time-0-days", "yes"),
        ("time-0-days", "MO"),
        ("time-0-days", "WE"),
        ("time-0-opens", "16:30"),
        ("time-0-closes", "18:00"),
        ("then", "next"),
    ];
    assert_eq!(to(&town.post(&mine, &when, &typed).await), price);
    let revision = town.get(&mine, &edit).await.hidden("revision");
    let typed = [("revision", &*revision), ("alert", "Oggi chiuso")];
    let preview = to(&town.post(&mine, &edit, &typed).await);
    let page = town.get(&mine, &preview).await;
    page.has("id=\"now\"")
        .has("id=\"waits\"")
        .has("Cambia il prezzo")
        .has("16:30–18:00");
    let revision = page.hidden("revision");
    let send = preview.replace("/preview/", "/send/");
    town.follow(
        &mine,
        &town.post(&mine, &send, &[("revision", &revision)]).await,
    )
    .await
    .has("Inviato.");
    // The moderator sees before and after, and approves exactly that.
    let queue = town.get(&officer, "/it/staff/changes").await;
    let at = queue
        .body
        .split("/it/staff/changes/")
        .nth(1)
        .unwrap_or_default()[..36]
        .to_string();
    let at = format!("/it/staff/changes/{at}");
    let page = town.get(&officer, &at).await;
    page.has("Prima").has("Dopo").has("20");
    let other = town
        .post(&officer, &at, &[("do", "yes"), ("seen", "x")])
        .await;
    assert_eq!(other.status, WRONG, "what was not seen is not approved");
    let no = town.post(&officer, &at, &[("do", "no")]).await;
    assert_eq!(no.status, WRONG);
    let yes = [("do", "yes"), ("seen", &*page.hidden("seen"))];
    assert_eq!(
        to(&town.post(&officer, &at, &yes).await),
        "/it/staff/changes"
    );
    town.get(&mine, "/it/my/messages").await.has("è approvata");
    Ok(())
});

testing::on_both!(a_link_brings_somebody_in_once, |db| async move {
    let town = Square::open(db).await?;
    let (mine, other) = (
        town.enter("association").await?,
        town.enter("family").await?,
    );
    let people = format!("/it/provider/org/{}/people", demo("admitted"));
    let wrong = town
        .post(&mine, &people, &[("role", "operator"), ("mail", "x")])
        .await;
    assert_eq!(wrong.status, WRONG);
    let made = town
        .post(&mine, &people, &[("role", "operator"), ("mail", "")])
        .await;
    made.has("square-code")
        .has("https://town.example/it/provider/join/");
    let secret = made
        .body
        .split("/provider/join/")
        .nth(1)
        .unwrap_or_default()[..64]
        .to_string();
    let join = format!("/it/provider/join/{secret}");
    town.get(&other, &join).await.has("Accetta");
    town.follow(&other, &town.post(&other, &join, &[]).await)
        .await
        .has("sportello");
    let third = town.enter("newcomer").await?;
    assert_eq!(
        town.post(&third, &join, &[]).await.status,
        StatusCode::NOT_FOUND
    );
    // Desk people do not manage, and the last manager does not leave.
    assert_eq!(
        town.get(&other, &people).await.status,
        StatusCode::FORBIDDEN
    );
    let leave = people.replace("/people", "/leave");
    assert_eq!(
        town.post(&mine, &leave, &[]).await.status,
        StatusCode::CONFLICT
    );
    Ok(())
});

/// A route with the invented organisation's identifiers in it.
fn filled(path: &str) -> String {
    let case = demo("admitted case").to_string();
    let room = |word: &str| path.contains(word);
    let this = if room("/documents/") {
        demo("admitted statute").to_string()
    } else if room("/cases/") || room("/admissions/") {
        case
    } else if room("/parcels/") || room("/changes/") {
        demo("waits").to_string()
    } else {
        demo("nothing").to_string()
    };
    let path = path
        .replace("{id}", &this)
        .replace("{org}", &demo("admitted").to_string())
        .replace("{step}", "checklist")
        .replace("{part}", "price")
        .replace("{lang}", "en")
        .replace("{kind}", "service")
        .replace("{record}", &id("sailing").to_string())
        .replace("{person}", &demo("nobody").to_string())
        .replace("{secret}", &"0".repeat(64))
        .replace("{number}", "999");
    format!("/it{path}")
}

async fn knock(town: &Square, who: &str, verb: &str, path: &str) -> Got {
    let path = filled(path);
    let sailing = id("sailing").to_string();
    let with_file = ["/documents", "/imports/start", &sailing];
    let is_sessions = path.contains("/sessions/");
    let uploads = with_file.iter().any(|end| path.ends_with(end))
        && (is_sessions || !path.ends_with(&sailing));
    match (verb, uploads) {
        ("GET", _) => town.get(who, &path).await,
        (_, true) => town.upload(who, &path, "statute", PDF).await,
        (_, false) => town.post(who, &path, &[]).await,
    }
}

testing::on_both!(every_route_lets_in_whom_the_table_says, |db| async move {
    let town = Square::open(db).await?;
    let is_sign_in = |got: &Got| {
        got.status == StatusCode::SEE_OTHER && got.header("location").contains("/sign-in")
    };
    for (verb, path, who) in ROUTES {
        let got = knock(&town, "", verb, path).await;
        assert!(is_sign_in(&got), "{verb} {path} for nobody: {}", got.status);
        let _ = who;
    }
    // Somebody with one role after the other, who is of no organisation.
    let secret = town.enter("family").await?;
    let (person, by) = ("family", "administrator");
    for role in Role::ALL {
        let given = town
            .db
            .write(move |tx| {
                let one = |key: &str| values::Id::named("people demo", key);
                let what = (*role, Scope::City);
                let ctx = ctx(&format!("role {}", role.as_str()));
                people::actions::give(tx, &ctx, one(by), one(person), what, None)
            })
            .await?;
        for (verb, path, who) in ROUTES {
            let got = knock(&town, &secret, verb, path).await;
            assert!(!is_sign_in(&got), "{verb} {path} {role:?}");
            let refused = got.status == StatusCode::FORBIDDEN;
            match who {
                Who::Officer(act) => assert_eq!(
                    !refused,
                    act.roles().contains(role),
                    "{verb} {path} {role:?} {}",
                    got.status
                ),
                Who::Manager | Who::Member => assert_eq!(
                    got.status,
                    StatusCode::NOT_FOUND,
                    "{verb} {path} {role:?}: of another organisation one learns nothing"
                ),
                Who::SignedIn => assert!(!refused, "{verb} {path} {role:?}"),
            }
        }
        town.db
            .write(move |tx| {
                let by = values::Id::named("people demo", by);
                people::actions::take(tx, &ctx("take"), by, given)
            })
            .await?;
    }
    Ok(())
});

testing::on_both!(
    desk_people_do_not_manage_and_officers_not_their_own,
    |db| async move {
        let town = Square::open(db).await?;
        let (manager, operator) = (town.enter("association").await?, town.enter("young").await?);
        let officer = town.enter("moderator").await?;
        let people = format!("/it/provider/org/{}/people", demo("admitted"));
        for who in [&operator, &officer] {
            let made = town.post(&manager, &people, &[("role", "operator")]).await;
            let secret = made
                .body
                .split("/provider/join/")
                .nth(1)
                .unwrap_or_default()[..64]
                .to_string();
            to(&town
                .post(who, &format!("/it/provider/join/{secret}"), &[])
                .await);
        }
        for (verb, path, who) in ROUTES {
            if path.ends_with("/leave") || path.contains("/claims/") {
                continue;
            }
            let got = knock(&town, &operator, verb, path).await;
            match who {
                Who::Manager => assert!(
                    [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&got.status),
                    "{verb} {path}: {}",
                    got.status
                ),
                Who::Member => assert_eq!(got.status, OK, "{verb} {path}"),
                Who::Officer(_) => assert_eq!(got.status, StatusCode::FORBIDDEN, "{verb} {path}"),
                Who::SignedIn => {}
            }
        }
        for (verb, path, who) in ROUTES {
            let there =
                path.contains("/cases/") || path.contains("/people") || path.ends_with("{org}");
            if *verb == "GET" && matches!(who, Who::Manager | Who::Member) && there {
                let got = knock(&town, &manager, verb, path).await;
                let good = got.status == OK || got.status == StatusCode::SEE_OTHER;
                assert!(good, "{path}: {}", got.status);
            }
        }
        // An officer who acts for the organisation decides nothing about it.
        for (path, form) in [
            (
                format!("/it/staff/admissions/{}", demo("admitted case")),
                [("do", "suspend"), ("note", "x")],
            ),
            (
                format!("/it/staff/changes/{}", demo("waits")),
                [("do", "no"), ("note", "x")],
            ),
        ] {
            let got = town.post(&officer, &path, &form).await;
            assert_eq!(got.status, StatusCode::FORBIDDEN, "{path}");
        }
        let paper = format!("/it/staff/documents/{}", demo("admitted statute"));
        assert_eq!(
            town.get(&officer, &paper).await.status,
            StatusCode::FORBIDDEN
        );
        Ok(())
    }
);

/// A source with one organisation.
fn source(key: &'static str, name: &'static str) -> exchange::Incoming {
    use catalogue::model::{Kind, Organization};
    use exchange::model::{Draft, Mapped, RecordDraft};
    exchange::Incoming {
        source: exchange::SourceRow {
            key: key.into(),
            name: key.into(),
            publisher: "Test".into(),
            licence: "CC0-1.0".into(),
            url: String::new(),
            class: "municipality".into(),
            complete: true,
            profile: String::new(),
        },
        gone_after: 1,
        files: Vec::new(),
        produce: Box::new(move |take| {
            let club = Organization::new(values::Id::named(key, "organization:1"), name);
            let draft = RecordDraft {
                kind: Kind::Organization,
                id: club.id,
                body: serde_json::to_value(&club).map_err(|e| e.to_string())?,
                paths: Default::default(),
            };
            let mapped = Mapped {
                record: "1".into(),
                drafts: vec![Draft::Record(draft)],
                findings: Vec::new(),
            };
            take(mapped).map_err(|_| "stopped".to_string())?;
            Ok(Vec::new())
        }),
        dry_run: false,
        approve: false,
        leave_out_errors: false,
        same: Vec::new(),
        expects: Vec::new(),
    }
}

testing::on_both!(an_officer_says_what_is_the_same_thing, |db| async move {
    let town = Square::open(db).await?;
    for (key, name) in [
        ("clubs", "Nuoto Molo Vecchio"),
        ("register", "Scacchi della Torre"),
    ] {
        town.exchange.import(source(key, name), &|_| {}).await?;
    }
    let officer = town.enter("moderator").await?;
    let at = "/it/staff/duplicates";
    town.get(&officer, at).await.has("Non ci sono coppie");
    let (a, b) = (
        values::Id::named("clubs", "organization:1").to_string(),
        values::Id::named("register", "organization:1").to_string(),
    );
    for wrong in [
        vec![],
        vec![("a", "x"), ("b", "y"), ("verdict", "same")],
        vec![("a", a.as_str()), ("b", b.as_str()), ("verdict", "perhaps")],
        vec![("a", a.as_str()), ("b", a.as_str()), ("verdict", "same")],
    ] {
        let got = town.post(&officer, at, &wrong).await;
        assert_eq!(got.status, WRONG, "{wrong:?}");
        got.has("form-errors");
    }
    let said = [("a", a.as_str()), ("b", b.as_str()), ("verdict", "same")];
    let done = town.post(&officer, at, &said).await;
    assert_eq!(to(&done), at);
    let kept = town.exchange.review().await?;
    assert!(
        kept.iter().any(|c| c.pair.state == "same"),
        "the decision is kept: {kept:?}"
    );
    let newest = &town.exchange.imports().await?[0];
    assert_eq!(newest.source, "(decisions)", "and can be taken back");
    Ok(())
});

/// Every route and every role: the table people read is the one the tests above have knocked at.
#[test]
fn the_table_of_routes_is_what_the_policy_says() {
    use std::fmt::Write as _;
    let mut text = String::from(
        "# Who may come to which page about organisations\n\nMade from `features/providers/src/pages/mod.rs` (`ROUTES`) and `policy.rs` by a test; `UPDATE=1 cargo nextest run -p providers the_table` writes it anew. The test `every_route_lets_in_whom_the_table_says` sends every request of it with every role.\nManagers and desk people are rows of `providers_member`; no role of the city makes anybody one. Roles that are not in a column are refused at every `/staff/` page here.\n\n| | signed in | desk of the organisation | manager of the organisation | moderator | catalogue editor |\n|---|---|---|---|---|---|\n",
    );
    for (verb, path, who) in ROUTES {
        let officer = |role: Role| matches!(who, Who::Officer(act) if act.roles().contains(&role));
        let marks = [
            *who == Who::SignedIn,
            matches!(who, Who::SignedIn | Who::Member),
            matches!(who, Who::SignedIn | Who::Member | Who::Manager),
            *who == Who::SignedIn || officer(Role::Moderator),
            *who == Who::SignedIn || officer(Role::CatalogueEditor),
        ];
        let _ = write!(text, "| {verb} `{path}` |");
        for mark in marks {
            let _ = write!(text, " {} |", if mark { "✓" } else { "" });
        }
        text.push('\n');
    }
    // The officers' pages of visitors' reports: `reports::only_officers_come_to_the_queue` knocks there.
    for (verb, path) in voice::pages::STAFF_ROUTES {
        let may = |role: Role| match voice::policy::ROLES.contains(&role) {
            true => "✓",
            false => "",
        };
        let (moderator, editor) = (may(Role::Moderator), may(Role::CatalogueEditor));
        let _ = writeln!(
            text,
            "| {verb} `{path}` |  |  |  | {moderator} | {editor} |"
        );
    }
    for act in providers::policy::Act::ALL {
        let known = [Role::Moderator, Role::CatalogueEditor];
        assert!(
            act.roles().iter().all(|r| known.contains(r)),
            "a column is missing"
        );
    }
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs/generated/permissions-providers.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &text).expect("written");
    }
    assert_eq!(
        std::fs::read_to_string(&file).unwrap_or_default(),
        text,
        "docs/generated/permissions-providers.md is old"
    );
}
