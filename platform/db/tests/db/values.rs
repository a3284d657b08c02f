//! Values go in and come out as they were, and what does not fit is told.

use db::{Cell, FromCell, Kind, Value, params};
use testing::on_both;
use values::{Cents, Day, Id, Lang, Moment, Text};

use crate::{COUNTER, MANY, NEW_COUNTER, NEW_THING, THING, tables};

db::statements! {
    /// The texts that match a pattern, in order.
    LIKE = "select name from counters where name like $1 escape '\\' order by name";
    /// A sum, which is not a bigint on PostgreSQL by itself.
    SUM = "select cast(sum(n) as bigint) as total, cast(avg(n) as double precision) as mean,
        count(*) > 0 as some, exists (select 1 from counters where n < 0) as debt from counters";
    /// Another type than the code will ask for.
    LENGTH = "select length(name) as l, name from counters";
}

on_both!(every_kind_comes_back, |db| async move {
    tables(&db).await?;
    let id = Id::named("test", "thing");
    let text = "Città d’arte «Ñ» 中文 العربية 🎈".to_string();
    let bytes = vec![0_u8, 255, 10, 0];
    let written = (text.clone(), bytes.clone());
    db.write(move |tx| {
        tx.exec(
            NEW_THING,
            &params![id, i64::MIN, -0.1_f64, &written.0, true, written.1.clone()],
        )
    })
    .await?;
    let looked_for = text.clone();
    let found = db
        .read(move |c| {
            c.opt(THING, &params![id, &looked_for], |row| {
                Ok((
                    row.get::<Id>("id")?,
                    row.get::<i64>(1)?,
                    row.get::<f64>("x")?,
                    row.get::<String>(3)?,
                    row.get::<bool>("b")?,
                    row.get::<Vec<u8>>("y")?,
                ))
            })
        })
        .await?;
    assert_eq!(found, Some((id, i64::MIN, -0.1, text, true, bytes)));
    Ok(())
});

on_both!(a_value_is_never_sql, |db| async move {
    tables(&db).await?;
    let tricks = [
        "'; drop table counters; --",
        "' or '1'='1",
        "\" or 1=1 --",
        "\\'; delete from counters; /*",
        "$1 || (select name from counters)",
        "${n} :n ?1 @n",
        "%' union select name, n from counters --",
    ];
    let before = Id::named("test", "before").to_string();
    let name = before.clone();
    db.write(move |tx| tx.exec(NEW_COUNTER, &params![&name, 1_i64]))
        .await?;
    for trick in tricks {
        let written = trick.to_string();
        db.write(move |tx| tx.exec(NEW_COUNTER, &params![&written, 7_i64]))
            .await?;
        let asked = trick.to_string();
        let found = db
            .read(move |c| c.all(COUNTER, &params![&asked], |row| row.get::<i64>(0)))
            .await?;
        assert_eq!(found, [7], "{trick}");
    }
    let still = db
        .read(move |c| c.opt(COUNTER, &params![&before], |row| row.get::<i64>(0)))
        .await?;
    assert_eq!(still, Some(1));
    Ok(())
});

on_both!(empty_cells_need_an_option, |db| async move {
    tables(&db).await?;
    let id = Id::named("test", "empty");
    let none: Option<i64> = None;
    db.write(move |tx| {
        tx.exec(
            NEW_THING,
            &params![id, none, Value::Null, "t", Value::Null, Value::Null],
        )
    })
    .await?;
    let row = db
        .read(move |c| {
            c.one(THING, &params![id, "t"], |row| {
                Ok((
                    row.get::<Option<i64>>("n")?,
                    row.get::<Option<f64>>("x")?,
                    row.get::<Option<bool>>("b")?,
                    row.get::<Option<Vec<u8>>>("y")?,
                    row.get::<bool>("b").unwrap_err().to_string(),
                ))
            })
        })
        .await?;
    assert_eq!((row.0, row.1, row.2, row.3), (None, None, None, None));
    assert!(
        row.4.contains("THING, column b: the cell is empty"),
        "{}",
        row.4
    );
    Ok(())
});

on_both!(our_own_words_are_values, |db| async move {
    tables(&db).await?;
    let (moment, cents) = (Moment(1_700_000_000_000_000), Cents(-1250));
    let day: Day = "2026-11-22".parse()?;
    let lang: Lang = "it-easy".parse()?;
    let text = Text::new(&lang, "Nuoto");
    let rows = [
        ("moment", Value::from(moment)),
        ("cents", Value::from(cents)),
        ("day", Value::from(day)),
        ("lang", Value::from(&lang)),
        ("text", Value::from(&text)),
    ];
    db.write(move |tx| {
        for (i, (_, value)) in rows.iter().enumerate() {
            let id = Id::named("test", &i.to_string());
            let number = matches!(value, Value::Int(_));
            let (n, t) = match number {
                true => (value.clone(), Value::from("")),
                false => (Value::Null, value.clone()),
            };
            tx.exec(
                NEW_THING,
                &params![id, n, Value::Null, t, Value::Null, Value::Null],
            )?;
        }
        Ok::<_, db::Fault>(())
    })
    .await?;
    async fn one<T: FromCell + Send + 'static>(
        db: &db::Db,
        i: i64,
        text: impl Into<Value>,
        column: &'static str,
    ) -> Result<T, db::Fault> {
        let (id, text) = (Id::named("test", &i.to_string()), text.into());
        db.read(move |c| c.one(THING, &params![id, text.clone()], |row| row.get(column)))
            .await
    }
    assert_eq!(one::<Moment>(&db, 0, "", "n").await?, moment);
    assert_eq!(one::<Cents>(&db, 1, "", "n").await?, cents);
    assert_eq!(one::<Day>(&db, 2, day, "t").await?, day);
    assert_eq!(one::<Lang>(&db, 3, &lang, "t").await?, lang);
    assert_eq!(one::<Text>(&db, 4, &text, "t").await?, text);
    // What is kept is not a day: the fault names statement and column, not the content.
    let e = one::<Day>(&db, 3, &lang, "t")
        .await
        .unwrap_err()
        .to_string();
    assert!(e.contains("THING, column t: the text is not a day"), "{e}");
    assert!(!e.contains("easy"), "{e}");
    Ok(())
});

#[derive(Debug, PartialEq)]
struct Small(u8);

impl FromCell for Small {
    const KIND: Kind = Kind::Int;
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        u8::from_cell(cell).map(Small)
    }
}

on_both!(a_wrong_column_is_told_by_name, |db| async move {
    tables(&db).await?;
    db.write(|tx| tx.exec(NEW_COUNTER, &params!["a", 300_i64]))
        .await?;
    let told = db
        .read(|c| {
            c.one(LENGTH, &[], |row| {
                Ok([
                    row.get::<String>("l").unwrap_err().to_string(),
                    row.get::<i64>("name").unwrap_err().to_string(),
                    row.get::<f64>(0).unwrap_err().to_string(),
                    row.get::<i64>("absent").unwrap_err().to_string(),
                    row.get::<i64>(7).unwrap_err().to_string(),
                    row.get::<bool>("name").unwrap_err().to_string(),
                    row.get::<values::Id>("name").unwrap_err().to_string(),
                ])
            })
        })
        .await?;
    for (text, words) in told.iter().zip([
        ["LENGTH, column l:", "expects text and finds int"],
        ["LENGTH, column name:", "expects bigint and finds text"],
        [
            "LENGTH, column 0:",
            "expects double precision and finds int",
        ],
        ["LENGTH, column absent:", "no such column"],
        ["LENGTH, column 7:", "no such column"],
        ["LENGTH, column name:", "expects boolean and finds text"],
        ["LENGTH, column name:", "expects uuid and finds text"],
    ]) {
        assert!(words.iter().all(|w| text.contains(w)), "{text}");
    }
    let e = db
        .read(|c| c.one(crate::COUNTER, &params!["a"], |row| row.get::<Small>(0)))
        .await
        .unwrap_err();
    assert!(e.to_string().contains("out of range"), "{e}");
    Ok(())
});

on_both!(wrong_parameters_are_told_by_name, |db| async move {
    tables(&db).await?;
    for (params, words) in [
        (params!["a"].to_vec(), "has 2 parameters, the code gives 1"),
        (
            params!["a", 1_i64, 2_i64].to_vec(),
            "has 2 parameters, the code gives 3",
        ),
        (
            params!["a\0b", 1_i64].to_vec(),
            "$1: a text contains a NUL character",
        ),
        (
            params!["a", f64::NAN].to_vec(),
            "$2: a number is not a number",
        ),
    ] {
        let e = db
            .write(move |tx| tx.exec(NEW_COUNTER, &params))
            .await
            .unwrap_err()
            .to_string();
        assert!(e.contains("NEW_COUNTER") && e.contains(words), "{e}");
    }
    // A statement that gives rows is not for exec, and nothing of it is done.
    let e = db
        .write(|tx| tx.exec(crate::SET_AND_TELL, &params!["a", 1_i64]))
        .await
        .unwrap_err();
    assert!(e.to_string().contains("it gives rows"), "{e}");
    // The wrong kind reaches neither engine's table.
    let e = db
        .write(|tx| tx.exec(NEW_COUNTER, &params!["a", "one"]))
        .await;
    assert!(e.is_err());
    Ok(())
});

on_both!(texts_sort_and_match_alike, |db| async move {
    tables(&db).await?;
    db.write(|tx| {
        for name in ["Zeta", "alfa", "Alfa", "àlfa", "al_fa", "al%fa"] {
            tx.exec(NEW_COUNTER, &params![name, 1_i64])?;
        }
        Ok::<_, db::Fault>(())
    })
    .await?;
    let find = async |pattern: &'static str| {
        db.read(move |c| c.all(LIKE, &params![pattern], |row| row.get::<String>(0)))
            .await
    };
    assert_eq!(
        find("%").await?,
        ["Alfa", "Zeta", "al%fa", "al_fa", "alfa", "àlfa"]
    );
    assert_eq!(find("al%").await?, ["al%fa", "al_fa", "alfa"]);
    assert_eq!(find("al\\_%").await?, ["al_fa"]);
    let sums = db
        .read(|c| {
            c.one(SUM, &[], |row| {
                Ok((
                    row.get::<i64>("total")?,
                    row.get::<f64>("mean")?,
                    row.get::<bool>("some")?,
                    row.get::<bool>("debt")?,
                ))
            })
        })
        .await?;
    assert_eq!(sums, (6, 1.0, true, false));
    Ok(())
});

on_both!(rows_stream_and_can_be_left, |db| async move {
    let (sum, stopped) = db
        .read(|c| {
            let mut sum = 0;
            c.each(MANY, &params![100_000_i64], |row| {
                sum += row.get::<i64>(0)?;
                Ok(())
            })?;
            let mut seen = 0;
            let stopped = c.each(MANY, &params![100_000_i64], |_| {
                seen += 1;
                match seen {
                    3 => Err(db::Fault::Closed),
                    _ => Ok(()),
                }
            });
            assert_eq!(seen, 3);
            // The job can go on after it stopped a query itself.
            let rows = c.all(MANY, &params![2_i64], |row| row.get::<i64>(0))?;
            assert_eq!(rows, [1, 2]);
            Ok::<_, db::Fault>((sum, stopped))
        })
        .await?;
    assert_eq!(sum, 5_000_050_000);
    assert!(matches!(stopped, Err(db::Fault::Closed)));
    Ok(())
});

on_both!(one_and_opt_count_rows, |db| async move {
    let ask = async |n: i64| {
        db.read(move |c| {
            Ok::<_, db::Fault>((
                c.opt(MANY, &params![n], |row| row.get::<i64>(0))
                    .map_err(|e| e.to_string()),
                c.one(MANY, &params![n], |row| row.get::<i64>(0))
                    .map_err(|e| e.to_string()),
            ))
        })
        .await
    };
    assert_eq!(ask(1).await?, (Ok(Some(1)), Ok(1)));
    let (opt, one) = ask(2).await?;
    assert!(
        opt.unwrap_err()
            .contains("MANY should give at most one row and gave more")
    );
    assert!(one.unwrap_err().contains("gave more"));
    let none = db
        .read(|c| c.one(crate::COUNTER, &params!["absent"], |row| row.get::<i64>(0)))
        .await;
    // The table is not there: a fault of the statement, which names it.
    assert!(none.unwrap_err().to_string().contains("COUNTER failed"));
    tables(&db).await?;
    let none = db
        .read(|c| c.one(crate::COUNTER, &params!["absent"], |row| row.get::<i64>(0)))
        .await;
    assert!(
        none.unwrap_err()
            .to_string()
            .contains("one row and gave none")
    );
    Ok(())
});
