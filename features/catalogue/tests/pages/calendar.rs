//! Calendar feeds, read back by another program.

use axum::http::StatusCode;
use catalogue::model::*;
use icalendar::parser::{Component, read_calendar, unfold};
use testing::{Outcome, run};
use values::{Day, Moment};

use crate::town::{self, Town, id, row, text};

fn day(s: &str) -> Day {
    s.parse().expect("a day")
}

/// A property of a component: its value, and its parameters as `KEY=VALUE`.
fn property(c: &Component<'_>, name: &str) -> Option<(String, Vec<String>)> {
    let p = c.properties.iter().find(|p| p.name.as_str() == name)?;
    let params = p
        .params
        .iter()
        .map(|q| {
            let value = q.val.as_ref().map(|v| v.as_str().to_string());
            format!("{}={}", q.key.as_str(), value.unwrap_or_default())
        })
        .collect();
    Some((p.val.as_str().to_string(), params))
}

fn value(c: &Component<'_>, name: &str) -> String {
    property(c, name).unwrap_or_default().0
}

#[test]
fn a_courses_dates_are_a_rule_with_the_citys_clock() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let path = format!("/it/service/{}/calendar.ics", id("swimming"));
        let got = town.page(&path).await;
        assert_eq!(got.header("content-type"), "text/calendar; charset=utf-8");
        assert_eq!(got.header("cache-control"), "public, max-age=3600");
        assert_eq!(got.header("x-robots-tag"), "noindex");
        let text = unfold(&got.body);
        let calendar = read_calendar(&text)?;
        let kinds: Vec<&str> = calendar
            .components
            .iter()
            .map(|c| c.name.as_str())
            .collect();
        assert_eq!(kinds, ["VTIMEZONE", "VEVENT"]);
        let zone = &calendar.components[0];
        assert_eq!(value(zone, "TZID"), "Atlantic/Canary");
        let first = &zone.components[0];
        assert_eq!(first.name.as_str(), "DAYLIGHT");
        assert_eq!(value(first, "TZOFFSETTO"), "+0100");
        let event = &calendar.components[1];
        assert_eq!(value(event, "SUMMARY"), "Corso di nuoto");
        let zoned = vec!["TZID=Atlantic/Canary".to_string()];
        assert_eq!(
            property(event, "DTSTART"),
            Some(("20260921T163000".into(), zoned.clone()))
        );
        assert_eq!(
            property(event, "DTEND"),
            Some(("20260921T180000".into(), zoned))
        );
        // The last lesson, in UTC: the islands are an hour ahead of it in May.
        assert_eq!(
            value(event, "RRULE"),
            "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270527T153000Z"
        );
        assert_eq!(
            value(event, "LOCATION"),
            "Molo Vecchio, Paseo del Puerto 3, Portofiaba"
        );
        assert_eq!(value(event, "GEO"), "28.463;-16.248");
        assert_eq!(
            value(event, "URL"),
            format!("https://wish.example/it/service/{}", id("swimming"))
        );
        assert_eq!(value(event, "STATUS"), "CONFIRMED");
        assert_eq!(value(event, "TRANSP"), "OPAQUE");
        assert!(value(event, "DESCRIPTION").contains("da 6 a 10 anni"));
        assert_eq!(
            value(event, "UID"),
            format!("{}-0@portofiaba.wishmi", id("swimming"))
        );
        // The same feed again, and in another language: the same events.
        let etag = got.header("etag").to_string();
        let again = town
            .get_with(&path, &[("if-none-match", etag.as_str())])
            .await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        let arabic = town.page(&path.replace("/it/", "/ar/")).await;
        assert!(unfold(&arabic.body).contains("SUMMARY:دورة سباحة"));
        assert!(
            arabic
                .body
                .contains(&format!("{}-0@portofiaba", id("swimming")))
        );
        // The sheet leads there.
        let sheet = town.page(&format!("/it/service/{}", id("swimming"))).await;
        sheet
            .has(&format!("href=\"{path}\""))
            .has("type=\"text/calendar\"");
        Ok(())
    })
}

#[test]
fn school_holidays_and_whole_days_and_nights() -> Outcome {
    run(async {
        let mut club = Service::new(
            id("club"),
            id("harbour"),
            text(&[("it", "Club, «mare»; ore")]),
        );
        let mut lesson = Schedule::weekly(&[Weekday::Tuesday], "22:00".parse()?, "01:30".parse()?);
        lesson.dtstart = Some(day("2026-11-03"));
        lesson.until = Some(day("2027-01-31"));
        lesson.period = Period::Term;
        lesson.except = vec![day("2026-11-10")];
        let festival = Schedule {
            dtstart: Some(day("2027-03-06")),
            until: Some(day("2027-03-07")),
            ..Schedule::default()
        };
        let words = Schedule {
            description: text(&[("it", "quando c’è vento")]),
            ..Schedule::default()
        };
        club.schedules = vec![lesson, festival, words];
        club.status = Status::TemporarilyClosed;
        let mut images = town::images();
        images.push(row(&club));
        let town = Town::with(images, town::clock()).await?;
        let got = town
            .page(&format!("/it/service/{}/calendar.ics", id("club")))
            .await;
        let text = unfold(&got.body);
        let calendar = read_calendar(&text)?;
        let events: Vec<_> = calendar
            .components
            .iter()
            .filter(|c| c.name.as_str() == "VEVENT")
            .collect();
        assert_eq!(events.len(), 2, "{text}");
        // Portofiaba's schools are closed from 22 December to 7 January.
        let (except, params) = property(events[0], "EXDATE").ok_or("no EXDATE")?;
        assert_eq!(
            except,
            "20261110T220000,20261222T220000,20261229T220000,20270105T220000"
        );
        assert_eq!(params, ["TZID=Atlantic/Canary"]);
        assert_eq!(value(events[0], "DTEND"), "20261104T013000");
        assert_eq!(value(events[0], "STATUS"), "CANCELLED");
        assert!(text.contains("SUMMARY:Club\\, «mare»\\; ore"), "{text}");
        let whole_day = vec!["VALUE=DATE".to_string()];
        assert_eq!(
            property(events[1], "DTSTART"),
            Some(("20270306".into(), whole_day))
        );
        assert_eq!(value(events[1], "RRULE"), "FREQ=DAILY;UNTIL=20270307");
        assert_eq!(property(events[1], "DTEND"), None);
        Ok(())
    })
}

#[test]
fn a_lists_calendar_holds_all_its_dates_and_one_without_dates_is_still_a_calendar() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let list = town.page(&format!("/it/search?q={}", "nuoto")).await;
        assert!(list.body.contains("data-save"));
        let codes = |names: &[&str]| -> String {
            let all: Vec<String> = names.iter().map(|n| town::short(n)).collect();
            all.join(".")
        };
        let got = town
            .page(&format!(
                "/en/saved.ics?s={}",
                codes(&["swimming", "stories", "gone"])
            ))
            .await;
        let text = unfold(&got.body);
        let calendar = read_calendar(&text)?;
        let uids: Vec<String> = calendar
            .components
            .iter()
            .filter(|c| c.name.as_str() == "VEVENT")
            .map(|c| value(c, "UID"))
            .collect();
        assert_eq!(uids.len(), 2);
        assert!(
            text.contains("X-WR-CALNAME:My list – Wish Mi Portofiaba"),
            "{text}"
        );
        let none = town
            .page(&format!("/it/saved.ics?s={}", codes(&["sailing"])))
            .await;
        assert!(
            read_calendar(&unfold(&none.body))?.components.len() == 1,
            "{}",
            none.body
        );
        // What has no dates offers no calendar.
        town.page(&format!("/it/service/{}", id("sailing")))
            .await
            .lacks("calendar.ics");
        Ok(())
    })
}

#[test]
fn calendars_of_former_records_lead_on_or_say_so() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let of = |name: &str| format!("/it/service/{}/calendar.ics", id(name));
        let merged = town.get(&of("old")).await;
        assert_eq!(merged.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(merged.header("location"), of("swimming"));
        assert_eq!(town.get(&of("gone")).await.status, StatusCode::GONE);
        assert_eq!(town.get(&of("never")).await.status, StatusCode::NOT_FOUND);
        let odd = town.get("/it/service/x/calendar.ics").await;
        assert_eq!(odd.status, StatusCode::NOT_FOUND);
        Ok(())
    })
}

#[test]
fn feeds_stay_the_same_while_nothing_changes() -> Outcome {
    run(async {
        let path = format!("/it/service/{}/calendar.ics", id("swimming"));
        let first = Town::open().await?.page(&path).await.body;
        let later = town::clock();
        later.advance_seconds(5 * 86_400);
        let town = Town::with(town::images(), later).await?;
        assert_eq!(town.page(&path).await.body, first);
        // A change of the record is a change of the event.
        let mut changed = row(&town::swimming());
        changed.version = 2;
        changed.modified_at = Moment(1_795_200_000_000_000);
        let town = Town::with(town::images_with(changed), town::clock()).await?;
        let other = town.page(&path).await.body;
        assert!(other.contains("SEQUENCE:2") && first.contains("SEQUENCE:1"));
        Ok(())
    })
}
