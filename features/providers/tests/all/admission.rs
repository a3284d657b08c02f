//! Cases from the first draft to the end.

use providers::actions::{self as a, Bookings, Done, No};
use providers::model::{Form, Role, State, Step};
use seal::Seed;
use values::Id;

use crate::town::{
    CODES, PDF, admitted, day, days_later, form, ground, id, keys, now, on, refused,
};

fn seed() -> Seed {
    now("clock").seed
}

testing::on_both!(
    a_case_goes_from_draft_to_admission_and_ends,
    |db| async move {
        let g = ground();
        let (org, case) = (id("org"), id("case"));
        // A draft is saved with anything in it; sending it in tells everything that is missing.
        let ground1 = g.clone();
        let begun = db
            .write(move |tx| a::begin(tx, &ground1, (org, case), &Form::default(), now("nora")))
            .await?;
        assert_eq!((begun.state, begun.revision), (State::Draft, 1));
        let ground1 = g.clone();
        let no = db
            .write(move |tx| Ok::<_, No>(refused(a::submit(tx, &ground1, (case, 1), now("nora")))))
            .await?;
        assert!(
            no.contains(&"providers-refused-nature".to_string()),
            "{no:?}"
        );
        let ground1 = g.clone();
        let saved = db
            .write(move |tx| {
                let form = form(CODES[0]);
                let saved = a::save(tx, &ground1, (case, 1), &form, now("nora"))?;
                // The second of two editors is told.
                let no = refused(a::save(tx, &ground1, (case, 1), &form, now("nora")));
                assert_eq!(no, ["providers-refused-changed"]);
                // Strangers are told the same as of a case that is not there.
                let no = refused(a::save(tx, &ground1, (case, 2), &form, now("eve")));
                assert_eq!(no, ["providers-refused-unknown"]);
                let no = refused(a::submit(tx, &ground1, (case, 2), now("nora")));
                assert_eq!(no, ["providers-refused-item", "providers-refused-item"]);
                for (n, item) in ["statute", "safeguarding"].into_iter().enumerate() {
                    let document = (org, id(&format!("d{n}")));
                    let what = (item, day("2026-11-01"), None);
                    a::add_document(tx, &ground1, document, what, PDF, now("nora"))?;
                }
                Ok::<_, No>(saved)
            })
            .await?;
        assert_eq!(saved.revision, 2);
        let ground1 = g.clone();
        let number = db
            .write(move |tx| a::submit(tx, &ground1, (case, 2), now("nora")))
            .await?;
        assert_eq!(number, 1);
        // Its own people decide nothing, nor does a policy stand between: the store would not write it.
        let ground1 = g.clone();
        db.write(move |tx| {
            let own = now("nora");
            for no in [
                refused(a::admit(tx, &ground1, case, "sì", own)),
                refused(a::refuse_case(tx, &ground1, case, "no", own)),
                refused(a::ask(tx, &ground1, case, "?", own)),
            ] {
                assert_eq!(no, ["providers-refused-own"]);
            }
            let no = refused(a::save(tx, &ground1, (case, 3), &Form::default(), own));
            assert_eq!(no, ["providers-refused-closed"]);
            a::ask(tx, &ground1, case, "Manca la pagina 2", on("officer", 3))
        })
        .await?;
        let ground1 = g.clone();
        let waiting = db
            .read(move |c| a::queue(c, &ground1, day("2026-12-05")))
            .await?;
        assert_eq!(waiting.len(), 1);
        assert!(waiting[0].countdown.stopped);
        // Thirty days, and four of the question so far.
        assert_eq!(waiting[0].countdown.deadline, day("2027-01-01"));
        let ground1 = g.clone();
        let until = db
            .write(move |tx| {
                let revision = a::case_of(tx, &ground1, case, id("nora"))?.revision;
                a::answer(tx, &ground1, (case, revision), "Eccola", on("nora", 8))?;
                a::admit(tx, &ground1, case, "Tutto in ordine", on("officer", 9))
            })
            .await?;
        assert_eq!(until, day("2028-12-07"));
        let ground1 = g.clone();
        let (events, open) = db
            .read(move |c| {
                Ok::<_, No>((
                    a::events(c, &ground1, case)?,
                    a::blocks_new_bookings_of(c, &ground1, org, day("2026-12-07"))?,
                ))
            })
            .await?;
        let steps: Vec<Step> = events.iter().map(|e| e.step).collect();
        assert_eq!(steps, [Step::Submit, Step::Ask, Step::Answer, Step::Admit]);
        assert_eq!(events[1].note.as_deref(), Some("Manca la pagina 2"));
        assert_eq!(open, Bookings::Open);

        // The safeguarding statement of 1 November is good until 1 May.
        let ground1 = g.clone();
        let (last, lapsed) = db
            .read(move |c| {
                let on = |c: &mut db::Read<'_>, d| a::blocks_new_bookings_of(c, &ground1, org, d);
                Ok::<_, No>((on(c, day("2027-05-01"))?, on(c, day("2027-05-02"))?))
            })
            .await?;
        assert_eq!(last, Bookings::Open);
        let Bookings::Lapsed(items) = lapsed else {
            panic!("{lapsed:?}")
        };
        assert_eq!(items[0].key, "safeguarding");

        // Every day: reminders once, then the end.
        let mut told = Vec::new();
        for days in [10, 100, 125, 125, 148, 154, 156, 700, 735, 740, 741] {
            let ground1 = g.clone();
            let done = db
                .write(move |tx| a::daily(tx, &ground1, seed(), days_later(days)))
                .await?;
            if done != Done::default() {
                told.push((
                    days,
                    done.documents,
                    done.changed,
                    done.reminded,
                    done.expired,
                ));
            }
        }
        assert_eq!(
            told,
            [
                // 60 days before 1 May, 30, 7; and on 2 May bookings stop.
                (100, 1, 0, 0, 0),
                (125, 1, 0, 0, 0),
                (148, 1, 0, 0, 0),
                (156, 0, 1, 0, 0),
                // 60 days before 7 December 2028, 7, and the end.
                (700, 0, 0, 1, 0),
                (735, 0, 0, 1, 0),
                (741, 0, 0, 0, 1),
            ]
        );
        let ground1 = g.clone();
        let end = db
            .read(move |c| a::case_of(c, &ground1, case, id("nora")))
            .await?;
        assert_eq!(end.state, State::Expired);
        // The trail has every step, and nothing that is personal.
        let trail = db
            .read(move |c| audit::about(c, &audit::Subject::new("case", case), None, 50))
            .await?;
        let told = format!("{trail:?}");
        for action in ["begin", "submit", "ask", "answer", "admit", "expire"] {
            assert!(
                told.contains(&format!("providers.{action}")),
                "{action}: {told}"
            );
        }
        assert!(!told.contains("Neri") && !told.contains("pagina"), "{told}");
        let verdict = db.read(audit::verify).await?;
        assert!(
            matches!(verdict, audit::Verdict::Whole { .. }),
            "{verdict:?}"
        );
        Ok(())
    }
);

testing::on_both!(what_is_written_is_sealed, |db| async move {
    let g = ground();
    db.write(move |tx| admitted(tx, &g, (id("org"), id("case")), "nora", 0))
        .await?;
    db::statements! {
        FORM = "select form, code from providers_case";
        CONTENT = "select content from providers_document";
        NOTES = "select note from providers_event where note is not null";
    }
    let raw: Vec<Vec<u8>> = db
        .read(|c| {
            let mut all: Vec<Vec<u8>> = Vec::new();
            c.each(FORM, &[], |r| {
                all.push(r.get(0)?);
                all.push(r.get(1)?);
                Ok(())
            })?;
            for sql in [CONTENT, NOTES] {
                c.each(sql, &[], |r| {
                    all.push(r.get(0)?);
                    Ok(())
                })?;
            }
            Ok::<_, db::Fault>(all)
        })
        .await?;
    assert_eq!(raw.len(), 5);
    for secret in ["Neri", CODES[0], "%PDF", "Tutto in ordine"] {
        let found = raw
            .iter()
            .any(|r| r.windows(secret.len()).any(|w| w == secret.as_bytes()));
        assert!(!found, "{secret} stands in the clear");
    }
    Ok(())
});

testing::on_both!(documents_are_looked_at_and_read_by_few, |db| async move {
    let g = ground();
    let (org, case) = (id("org"), id("case"));
    let ground1 = g.clone();
    db.write(move |tx| {
        a::begin(tx, &ground1, (org, case), &form(CODES[0]), now("nora"))?;
        let mut add =
            |item: &str, issued: &str, expires: Option<&str>, content: &[u8], who: &str| {
                let name = format!("{item}{issued}{}", content.len());
                let what = (item, day(issued), expires.map(day));
                a::add_document(tx, &ground1, (org, id(&name)), what, content, now(who))
            };
        assert_eq!(
            refused(add(
                "nothing",
                "2027-01-01",
                Some("2026-01-01"),
                b"<html>",
                "nora"
            )),
            [
                "providers-refused-kind",
                "providers-refused-issued",
                "providers-refused-expires",
                "providers-refused-file-sort"
            ]
        );
        assert_eq!(
            refused(add(
                "statute",
                "2020-01-01",
                None,
                &[b' '; 5_000_001],
                "nora"
            )),
            ["providers-refused-file-long"]
        );
        assert_eq!(
            refused(add("statute", "2020-01-01", None, PDF, "eve")),
            ["providers-refused-unknown"]
        );
        let kept = add("statute", "2020-01-01", None, PDF, "nora")?;
        let read = a::document(tx, &ground1, kept.id, false, now("nora"))?;
        assert_eq!((read.bytes.as_slice(), read.document), (PDF, kept.clone()));
        assert_eq!(
            refused(a::document(tx, &ground1, kept.id, false, now("eve"))),
            ["providers-refused-unknown"]
        );
        assert_eq!(
            refused(a::document(tx, &ground1, kept.id, true, now("nora"))),
            ["providers-refused-own"]
        );
        a::document(tx, &ground1, kept.id, true, now("officer"))?;
        a::remove_document(tx, &ground1, (org, kept.id), now("nora"))?;
        assert_eq!(
            refused(a::document(tx, &ground1, kept.id, false, now("nora"))),
            ["providers-refused-unknown"]
        );
        // As many as the city allows, and no more.
        for n in 0..g_most(&ground1) {
            let what = ("statute", day("2020-01-01"), None);
            a::add_document(
                tx,
                &ground1,
                (org, id(&format!("many{n}"))),
                what,
                PDF,
                now("nora"),
            )?;
        }
        let what = ("statute", day("2020-01-01"), None);
        let one_more = a::add_document(tx, &ground1, (org, id("more")), what, PDF, now("nora"));
        assert_eq!(refused(one_more), ["providers-refused-many"]);
        Ok::<_, No>(())
    })
    .await?;
    Ok(())
});

fn g_most(ground: &a::Ground) -> u32 {
    ground.checklist.most_documents
}

testing::on_both!(a_renewal_takes_the_place_of_the_old_one, |db| async move {
    let g = ground();
    let (org, old, new) = (id("org"), id("old"), id("new"));
    let ground1 = g.clone();
    db.write(move |tx| admitted(tx, &ground1, (org, old), "nora", 0))
        .await?;
    let ground1 = g.clone();
    db.write(move |tx| {
        let begun = a::renew(tx, &ground1, old, new, on("nora", 700))?;
        assert_eq!(begun.form, form(CODES[0]));
        let twice = a::renew(tx, &ground1, old, id("newer"), on("nora", 700));
        assert_eq!(refused(twice), ["providers-refused-renew"]);
        // The statement on criminal records is too old by now.
        let no = refused(a::submit(tx, &ground1, (new, 1), on("nora", 700)));
        assert_eq!(no, ["providers-refused-item"]);
        let what = ("safeguarding", day("2028-10-20"), None);
        a::add_document(tx, &ground1, (org, id("fresh")), what, PDF, on("nora", 700))?;
        a::submit(tx, &ground1, (new, 1), on("nora", 700))?;
        let until = a::admit(tx, &ground1, new, "Rinnovata", on("officer", 701))?;
        assert_eq!(until, day("2030-11-28"), "from the end of the old one");
        let cases = a::cases(tx, &ground1, org, id("nora"))?;
        let states: Vec<(Id, State)> = cases.iter().map(|c| (c.id, c.state)).collect();
        assert_eq!(states, [(new, State::Admitted), (old, State::Expired)]);
        // Suspended, nothing is booked; lifted, it is again.
        let today = day("2028-10-30");
        a::suspend(tx, &ground1, new, "Un controllo", on("officer", 702))?;
        let now = a::blocks_new_bookings_of(tx, &ground1, org, today)?;
        assert_eq!(now, Bookings::NotAdmitted);
        a::lift(tx, &ground1, new, "Tutto bene", on("officer", 703))?;
        let now = a::blocks_new_bookings_of(tx, &ground1, org, today)?;
        assert_eq!(now, Bookings::Open);
        a::withdraw(tx, &ground1, new, on("nora", 704))?;
        let now = a::blocks_new_bookings_of(tx, &ground1, org, today)?;
        assert_eq!(now, Bookings::NotAdmitted);
        let again = a::lift(tx, &ground1, new, "Perché no", on("officer", 705));
        assert_eq!(refused(again), ["providers-refused-step"]);
        Ok::<_, No>(())
    })
    .await?;
    Ok(())
});

testing::on_both!(one_fiscal_code_is_admitted_once, |db| async move {
    let g = ground();
    let ground1 = g.clone();
    db.write(move |tx| {
        admitted(tx, &ground1, (id("org"), id("case")), "nora", 0)?;
        let twin = admitted(tx, &ground1, (id("twin"), id("case 2")), "piero", 1);
        assert_eq!(refused(twin), ["providers-refused-twin"]);
        Ok::<_, No>(())
    })
    .await?;
    let ground1 = g.clone();
    let waiting = db
        .read(move |c| a::queue(c, &ground1, day("2026-11-30")))
        .await?;
    assert_eq!(waiting.len(), 1);
    assert_eq!(
        waiting[0].twins,
        [id("org")],
        "the officer sees the other one"
    );
    Ok(())
});

testing::on_both!(people_come_by_links_that_end, |db| async move {
    let g = ground();
    db.write(move |tx| {
        let org = id("org");
        admitted(tx, &g, (org, id("case")), "nora", 0)?;
        let mut n = 0;
        let mut invite = |tx: &mut db::Write<'_>, role, secret: &str, who: &str| {
            n += 1;
            let ids = (org, id(&format!("invitation {n}")));
            a::invite(tx, &g, ids, role, secret, now(who))
        };
        invite(tx, Role::Operator, "secret one", "nora")?;
        invite(tx, Role::Manager, "secret two", "nora")?;
        let late = invite(tx, Role::Manager, "secret three", "nora")?;
        let back = invite(tx, Role::Manager, "secret four", "nora")?;
        a::take_back_invitation(tx, (org, back.id), now("nora"))?;
        assert_eq!(
            a::accept(tx, &g, "secret one", now("olga"))?,
            (org, Role::Operator)
        );
        let gone = ["providers-refused-invitation"];
        for (secret, who, days) in [
            ("secret one", "piero", 0),
            ("secret four", "piero", 0),
            ("no secret", "piero", 0),
            ("secret three", "piero", 8),
        ] {
            assert_eq!(
                refused(a::accept(tx, &g, secret, on(who, days))),
                gone,
                "{secret}"
            );
        }
        assert!(late.expires_at < days_later(8));
        // An operator does not manage, and whoever acts for it decides nothing about it.
        let no = refused(invite(tx, Role::Operator, "secret five", "olga"));
        assert_eq!(no, ["providers-refused-role"]);
        let own = refused(a::suspend(tx, &g, id("case"), "x", now("olga")));
        assert_eq!(own, ["providers-refused-own"]);
        // Somebody must stay to manage.
        let last = refused(a::leave(tx, (org, id("nora")), now("nora")));
        assert_eq!(last, ["providers-refused-last"]);
        let last = refused(a::set_role(
            tx,
            (org, id("nora")),
            Role::Operator,
            now("nora"),
        ));
        assert_eq!(last, ["providers-refused-last"]);
        assert_eq!(
            a::accept(tx, &g, "secret two", now("olga"))?,
            (org, Role::Manager)
        );
        a::leave(tx, (org, id("nora")), now("olga"))?;
        assert_eq!(a::organisations_of(tx, id("nora"))?, []);
        // Who has left has still acted for it.
        let own = refused(a::suspend(tx, &g, id("case"), "x", now("nora")));
        assert_eq!(own, ["providers-refused-own"]);
        Ok::<_, No>(())
    })
    .await?;
    Ok(())
});

#[test]
fn a_fault_is_no_refusal() {
    assert_eq!(keys(No::from(values::Refusal::new("a", 404))), ["a"]);
}
