//! The storage façade on both engines.

mod crash;
mod feed;
mod files;
mod isolation;
mod jobs;
mod migrations;
mod postgres;
mod sqlite;
mod values;

use db::{Db, Fault, Migrations, params};

/// The tables these tests work on.
const TABLES: &str = "
    create table counters (name text primary key, n bigint not null check (n >= 0));
    create table things (
        id uuid primary key, n bigint, x double precision, t text, b boolean, y bytea,
        constraint things_n_once unique (n)
    );
    create table parts (
        id bigint primary key,
        thing uuid not null references things (id) deferrable initially deferred
    );";

db::statements! {
    /// Sets a counter that is not there yet.
    NEW_COUNTER = "insert into counters (name, n) values ($1, $2)";
    /// Reads a counter.
    COUNTER = "select n from counters where name = $1";
    /// Changes a counter.
    SET_COUNTER = "update counters set n = $2 where name = $1";
    /// How many counters there are.
    HOW_MANY = "select count(*) from counters";
    /// A whole thing.
    NEW_THING = "insert into things (id, n, x, t, b, y) values ($1, $2, $3, $4, $5, $6)";
    /// A thing again; the parameters are not in the order of their numbers.
    THING = "select id, n, x, t, b, y from things where t = $2 and id = $1";
    /// A part of a thing.
    NEW_PART = "insert into parts (id, thing) values ($1, $2)";
    /// Forbidden by the schema in two ways.
    HALF_PART = "insert into parts (id) values ($1)";
    /// Changes and tells.
    SET_AND_TELL = "update counters set n = n + $2 where name = $1 returning n, name";
    /// Never ends by itself.
    ENDLESS = "with recursive c (i) as (select cast(1 as bigint) union all select i + 1 from c
        where i < 4000000000000) insert into counters (name, n) select 'endless', max(i) from c";
    /// Never ends by itself either.
    ENDLESS_READ = "with recursive c (i) as (select cast(1 as bigint) union all select i + 1 from c
        where i < 4000000000000) select max(i) from c";
    /// Many rows.
    MANY = "with recursive c (i) as (select cast(1 as bigint) union all select i + 1 from c
        where i < $1) select i from c";
}

async fn tables(db: &Db) -> Result<(), Fault> {
    db.migrate_with(Migrations::embedded()?.with("9000_test.sql", TABLES)?)
        .await
        .map(|_| ())
}

async fn how_many(db: &Db) -> Result<i64, Fault> {
    db.read(|c| c.one(HOW_MANY, &[], |row| row.get(0))).await
}

async fn new_counter(db: &Db, name: &str, n: i64) -> Result<u64, Fault> {
    let name = name.to_string();
    db.write(move |tx| tx.exec(NEW_COUNTER, &params![&name, n]))
        .await
}

testing::on_both!(every_statement_is_prepared, |db| async move {
    tables(&db).await?;
    db.check(STATEMENTS).await?;
    Ok(())
});
