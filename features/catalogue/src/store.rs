//! How the catalogue is kept: all SQL of the feature.

mod rows;

use db::{Fault, Read, Row, Sql, Write, params};
use values::{Id, Moment};

use crate::gaps::Gap;
use crate::model::grouped::Stored;
use crate::model::{Image, Kind};

pub(crate) use rows::{Head, everything, records_since, state};

db::statements! {
    /// The current generation.
    pub(crate) GENERATION = "select generation from catalogue_state where id = 1";
    /// Whether rows are being written that are not to be seen yet.
    pub(crate) SETTLING = "select settling from catalogue_state where id = 1";
    /// From now on rows are written that are not to be seen yet.
    pub(crate) SETTLE = "update catalogue_state set settling = true where id = 1 and not settling";
    /// The next generation.
    pub(crate) NEXT_GENERATION =
        "update catalogue_state set generation = generation + 1, settling = false where id = 1 returning generation";
    /// One organisation.
    pub(crate) ORGANIZATION = "select id, version, modified_at, merged_into, gone_at, body, provenance from catalogue_organization where id = $1";
    /// One place.
    pub(crate) LOCATION = "select id, version, modified_at, merged_into, gone_at, body, provenance from catalogue_location where id = $1";
    /// One service.
    pub(crate) SERVICE = "select id, version, modified_at, merged_into, gone_at, body, provenance from catalogue_service where id = $1";
    /// One service at a place.
    pub(crate) SERVICE_AT_LOCATION = "select id, version, modified_at, merged_into, gone_at, body, provenance from catalogue_service_at_location where id = $1";
    /// The services at places of one service that are shown.
    pub(crate) PLACES_OF = "select id, version, modified_at, merged_into, gone_at, body, provenance from catalogue_service_at_location where service_id = $1 and merged_into is null and gone_at is null order by location_id, id";
    /// The services at places of one place that are shown.
    pub(crate) SERVICES_AT = "select id, version, modified_at, merged_into, gone_at, body, provenance from catalogue_service_at_location where location_id = $1 and merged_into is null and gone_at is null order by service_id, id";
    /// Organisations changed since a generation.
    pub(crate) ORGANIZATIONS_SINCE = "select id, version, modified_at, merged_into, gone_at, body, provenance from catalogue_organization where changed > $1 order by id";
    /// Places changed since a generation.
    pub(crate) LOCATIONS_SINCE = "select id, version, modified_at, merged_into, gone_at, body, provenance from catalogue_location where changed > $1 order by id";
    /// Services changed since a generation.
    pub(crate) SERVICES_SINCE = "select id, version, modified_at, merged_into, gone_at, body, provenance from catalogue_service where changed > $1 order by id";
    /// Services at places changed since a generation.
    pub(crate) SERVICES_AT_LOCATIONS_SINCE = "select id, version, modified_at, merged_into, gone_at, body, provenance from catalogue_service_at_location where changed > $1 order by id";
    /// All organisations, as they lie in the table: to sort them would cost more than to read them.
    pub(crate) ALL_ORGANIZATIONS = "select id, version, modified_at, merged_into, gone_at, body, provenance from catalogue_organization";
    /// All places.
    pub(crate) ALL_LOCATIONS = "select id, version, modified_at, merged_into, gone_at, body, provenance from catalogue_location";
    /// All services.
    pub(crate) ALL_SERVICES = "select id, version, modified_at, merged_into, gone_at, body, provenance from catalogue_service";
    /// All services at places.
    pub(crate) ALL_SERVICES_AT_LOCATIONS = "select id, version, modified_at, merged_into, gone_at, body, provenance from catalogue_service_at_location";
    /// How many organisations there are and when they were written; answered by the index alone.
    pub(crate) COUNT_ORGANIZATIONS = "select count(*), cast(coalesce(sum(changed), 0) as bigint), coalesce(max(changed), 0) from catalogue_organization";
    /// The newest organisations.
    pub(crate) NEWEST_ORGANIZATIONS = "select id, version, modified_at from catalogue_organization order by changed desc limit $1";
    /// How many places there are and when they were written; answered by the index alone.
    pub(crate) COUNT_LOCATIONS = "select count(*), cast(coalesce(sum(changed), 0) as bigint), coalesce(max(changed), 0) from catalogue_location";
    /// The newest places.
    pub(crate) NEWEST_LOCATIONS = "select id, version, modified_at from catalogue_location order by changed desc limit $1";
    /// How many services there are and when they were written; answered by the index alone.
    pub(crate) COUNT_SERVICES = "select count(*), cast(coalesce(sum(changed), 0) as bigint), coalesce(max(changed), 0) from catalogue_service";
    /// The newest services.
    pub(crate) NEWEST_SERVICES = "select id, version, modified_at from catalogue_service order by changed desc limit $1";
    /// How many services at places there are and when they were written; answered by the index alone.
    pub(crate) COUNT_SERVICES_AT_LOCATIONS = "select count(*), cast(coalesce(sum(changed), 0) as bigint), coalesce(max(changed), 0) from catalogue_service_at_location";
    /// The newest services at places.
    pub(crate) NEWEST_SERVICES_AT_LOCATIONS = "select id, version, modified_at from catalogue_service_at_location order by changed desc limit $1";
    /// Rows taken out since a generation.
    pub(crate) REMOVED_SINCE = "select kind, id from catalogue_removed where changed > $1 order by kind, id";
    /// Writes an organisation.
    pub(crate) PUT_ORGANIZATION = "insert into catalogue_organization (id, version, modified_at, merged_into, gone_at, name, body, provenance, changed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do update set version = excluded.version, modified_at = excluded.modified_at, merged_into = excluded.merged_into, gone_at = excluded.gone_at, name = excluded.name, body = excluded.body, provenance = excluded.provenance, changed = excluded.changed";
    /// Writes a place.
    pub(crate) PUT_LOCATION = "insert into catalogue_location (id, version, modified_at, merged_into, gone_at, organization_id, district, body, provenance, changed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do update set version = excluded.version, modified_at = excluded.modified_at, merged_into = excluded.merged_into, gone_at = excluded.gone_at, organization_id = excluded.organization_id, district = excluded.district, body = excluded.body, provenance = excluded.provenance, changed = excluded.changed";
    /// Writes a service.
    pub(crate) PUT_SERVICE = "insert into catalogue_service (id, version, modified_at, merged_into, gone_at, organization_id, status, body, provenance, changed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do update set version = excluded.version, modified_at = excluded.modified_at, merged_into = excluded.merged_into, gone_at = excluded.gone_at, organization_id = excluded.organization_id, status = excluded.status, body = excluded.body, provenance = excluded.provenance, changed = excluded.changed";
    /// Writes a service at a place.
    pub(crate) PUT_SERVICE_AT_LOCATION = "insert into catalogue_service_at_location (id, version, modified_at, merged_into, gone_at, service_id, location_id, body, provenance, changed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do update set version = excluded.version, modified_at = excluded.modified_at, merged_into = excluded.merged_into, gone_at = excluded.gone_at, service_id = excluded.service_id, location_id = excluded.location_id, body = excluded.body, provenance = excluded.provenance, changed = excluded.changed";
    /// Takes an organisation out.
    pub(crate) DELETE_ORGANIZATION = "delete from catalogue_organization where id = $1";
    /// Takes a place out.
    pub(crate) DELETE_LOCATION = "delete from catalogue_location where id = $1";
    /// Takes a service out.
    pub(crate) DELETE_SERVICE = "delete from catalogue_service where id = $1";
    /// Takes a service at a place out.
    pub(crate) DELETE_SERVICE_AT_LOCATION = "delete from catalogue_service_at_location where id = $1";
    /// Remembers that a row was taken out.
    pub(crate) REMOVED = "insert into catalogue_removed (kind, id, changed) values ($1, $2, $3) on conflict (kind, id) do update set changed = excluded.changed";
    /// A row is back.
    pub(crate) BACK = "delete from catalogue_removed where kind = $1 and id = $2";
    /// All districts with imported data.
    pub(crate) DISTRICTS = "select id, body from catalogue_district order by id";
    /// One district.
    pub(crate) DISTRICT = "select body from catalogue_district where id = $1";
    /// Writes a district.
    pub(crate) PUT_DISTRICT = "insert into catalogue_district (id, body, changed) values ($1, $2, $3) on conflict (id) do update set body = excluded.body, changed = excluded.changed";
    /// Takes a district's imported data out.
    pub(crate) DELETE_DISTRICT = "delete from catalogue_district where id = $1";
    /// Counts something sought in vain.
    pub(crate) COUNT_GAP = "insert into catalogue_gap (day, theme, age_band, district, times) values ($1, $2, $3, $4, $5) on conflict (day, theme, age_band, district) do update set times = catalogue_gap.times + excluded.times";
    /// What was sought in vain since a day.
    pub(crate) GAPS_SINCE = "select day, theme, age_band, district, times from catalogue_gap where day >= $1 order by day, theme, age_band, district";
    /// Merged rows whose target is not there, of all four kinds.
    pub(crate) LOST_REDIRECTS = "select 'organization' as kind, a.id from catalogue_organization a left join catalogue_organization b on b.id = a.merged_into where a.merged_into is not null and b.id is null union all select 'location', a.id from catalogue_location a left join catalogue_location b on b.id = a.merged_into where a.merged_into is not null and b.id is null union all select 'service', a.id from catalogue_service a left join catalogue_service b on b.id = a.merged_into where a.merged_into is not null and b.id is null union all select 'service_at_location', a.id from catalogue_service_at_location a left join catalogue_service_at_location b on b.id = a.merged_into where a.merged_into is not null and b.id is null";
}

/// The generation of the catalogue: grows by one with each visible change.
pub(crate) fn generation(c: &mut Read<'_>) -> Result<i64, Fault> {
    c.one(GENERATION, &params![], |r| r.get(0))
}

/// Whether rows are being written that are not to be seen yet.
pub(crate) fn settling(c: &mut Read<'_>) -> Result<bool, Fault> {
    c.one(SETTLING, &params![], |r| r.get(0))
}

/// The generation of the rows written from now on, which are not to be seen yet.
pub(crate) fn settle(tx: &mut Write<'_>) -> Result<i64, Fault> {
    tx.exec(SETTLE, &params![])?;
    Ok(generation(tx)? + 1)
}

/// Begins the next generation and returns it.
pub(crate) fn next_generation(tx: &mut Write<'_>) -> Result<i64, Fault> {
    tx.one(NEXT_GENERATION, &params![], |r| r.get(0))
}

/// One row as it is stored.
pub(crate) fn image(c: &mut Read<'_>, kind: Kind, id: Id) -> Result<Option<Image>, Fault> {
    let sql = match kind {
        Kind::Organization => ORGANIZATION,
        Kind::Location => LOCATION,
        Kind::Service => SERVICE,
        Kind::ServiceAtLocation => SERVICE_AT_LOCATION,
    };
    c.opt(sql, &params![id], |r| to_image(kind, r))
}

/// The shown ties of a service to its places.
pub(crate) fn places_of(c: &mut Read<'_>, service: Id) -> Result<Vec<Image>, Fault> {
    c.all(PLACES_OF, &params![service], |r| {
        to_image(Kind::ServiceAtLocation, r)
    })
}

/// The shown ties of a place to its services.
pub(crate) fn services_at(c: &mut Read<'_>, location: Id) -> Result<Vec<Image>, Fault> {
    c.all(SERVICES_AT, &params![location], |r| {
        to_image(Kind::ServiceAtLocation, r)
    })
}

/// Goes through all rows of a kind that changed after a generation, in order of identifier.
pub(crate) fn each_since(
    c: &mut Read<'_>,
    kind: Kind,
    generation: i64,
    mut visit: impl FnMut(Image) -> Result<(), Fault>,
) -> Result<(), Fault> {
    c.each(since(kind), &params![generation], |r| {
        visit(to_image(kind, r)?)
    })
}

/// The rows taken out after a generation.
pub(crate) fn removed_since(c: &mut Read<'_>, generation: i64) -> Result<Vec<(Kind, Id)>, Fault> {
    let rows: Vec<(String, Id)> = c.all(REMOVED_SINCE, &params![generation], |r| {
        Ok((r.get(0)?, r.get(1)?))
    })?;
    rows.into_iter()
        .map(|(k, id)| {
            Kind::parse(&k)
                .map(|k| (k, id))
                .ok_or_else(|| broken(REMOVED_SINCE, "kind", "an unknown kind"))
        })
        .collect()
}

/// Writes a row exactly as the image says, under a generation.
pub(crate) fn put(tx: &mut Write<'_>, image: &Image, generation: i64) -> Result<(), Fault> {
    let body = image.body.to_string();
    let provenance = serde_json::to_string(&Stored(image.provenance.clone()))
        .map_err(|e| broken(PUT_SERVICE, "provenance", e))?;
    let text = |key: &str| {
        image
            .body
            .get(key)
            .and_then(|v| v.as_str())
            .map(str::to_string)
    };
    let reference = |key: &str| -> Result<Option<Id>, Fault> {
        text(key)
            .map(|t| t.parse::<Id>().map_err(|e| broken(PUT_SERVICE, key, e)))
            .transpose()
    };
    let head = (
        image.id,
        image.version,
        image.modified_at,
        image.merged_into,
        image.gone_at,
    );
    let (id, version, modified, merged, gone) = head;
    match image.kind {
        Kind::Organization => tx.exec(
            PUT_ORGANIZATION,
            &params![
                id,
                version,
                modified,
                merged,
                gone,
                text("name").unwrap_or_default(),
                body,
                provenance,
                generation
            ],
        )?,
        Kind::Location => tx.exec(
            PUT_LOCATION,
            &params![
                id,
                version,
                modified,
                merged,
                gone,
                reference("organization_id")?,
                text("district"),
                body,
                provenance,
                generation
            ],
        )?,
        Kind::Service => tx.exec(
            PUT_SERVICE,
            &params![
                id,
                version,
                modified,
                merged,
                gone,
                reference("organization_id")?,
                text("status").unwrap_or_else(|| "active".into()),
                body,
                provenance,
                generation
            ],
        )?,
        Kind::ServiceAtLocation => tx.exec(
            PUT_SERVICE_AT_LOCATION,
            &params![
                id,
                version,
                modified,
                merged,
                gone,
                reference("service_id")?,
                reference("location_id")?,
                body,
                provenance,
                generation
            ],
        )?,
    };
    tx.exec(BACK, &params![image.kind.as_str(), id])?;
    Ok(())
}

/// Takes a row out, under a generation.
pub(crate) fn delete(tx: &mut Write<'_>, kind: Kind, id: Id, generation: i64) -> Result<(), Fault> {
    let sql = match kind {
        Kind::Organization => DELETE_ORGANIZATION,
        Kind::Location => DELETE_LOCATION,
        Kind::Service => DELETE_SERVICE,
        Kind::ServiceAtLocation => DELETE_SERVICE_AT_LOCATION,
    };
    tx.exec(sql, &params![id])?;
    tx.exec(REMOVED, &params![kind.as_str(), id, generation])?;
    Ok(())
}

/// What has been imported about the districts, by identifier.
pub(crate) fn districts(c: &mut Read<'_>) -> Result<Vec<(String, serde_json::Value)>, Fault> {
    c.all(DISTRICTS, &params![], |r| {
        let (id, body): (String, String) = (r.get(0)?, r.get(1)?);
        let body = json(DISTRICTS, "body", &id, &body)?;
        Ok((id, body))
    })
}

/// What has been imported about one district.
pub(crate) fn district(c: &mut Read<'_>, id: &str) -> Result<Option<serde_json::Value>, Fault> {
    c.opt(DISTRICT, &params![id], |r| {
        json(DISTRICT, "body", id, &r.get::<String>(0)?)
    })
}

/// Writes what has been imported about one district; `None` takes it out.
pub(crate) fn put_district(
    tx: &mut Write<'_>,
    id: &str,
    body: Option<&serde_json::Value>,
    generation: i64,
) -> Result<(), Fault> {
    match body {
        Some(body) => tx.exec(PUT_DISTRICT, &params![id, body.to_string(), generation])?,
        None => tx.exec(DELETE_DISTRICT, &params![id])?,
    };
    Ok(())
}

/// Counts something sought in vain.
pub(crate) fn count_gap(tx: &mut Write<'_>, gap: &Gap, times: i64) -> Result<(), Fault> {
    let day = gap.day.to_string();
    tx.exec(
        COUNT_GAP,
        &params![
            day,
            gap.theme.as_str(),
            gap.age_band.as_str(),
            gap.district.as_str(),
            times
        ],
    )?;
    Ok(())
}

/// What was sought in vain since a day (`2026-11-22`), with how often.
pub(crate) fn gaps_since(c: &mut Read<'_>, day: &str) -> Result<Vec<(Gap, i64)>, Fault> {
    c.all(GAPS_SINCE, &params![day], |r| {
        let day: String = r.get(0)?;
        Ok((
            Gap {
                day: day.parse().map_err(|e| broken(GAPS_SINCE, "day", e))?,
                theme: r.get(1)?,
                age_band: r.get(2)?,
                district: r.get(3)?,
            },
            r.get(4)?,
        ))
    })
}

/// Merged rows that point nowhere: an integrity error.
pub(crate) fn lost_redirects(c: &mut Read<'_>) -> Result<Vec<(String, Id)>, Fault> {
    c.all(LOST_REDIRECTS, &params![], |r| Ok((r.get(0)?, r.get(1)?)))
}

fn since(kind: Kind) -> Sql {
    match kind {
        Kind::Organization => ORGANIZATIONS_SINCE,
        Kind::Location => LOCATIONS_SINCE,
        Kind::Service => SERVICES_SINCE,
        Kind::ServiceAtLocation => SERVICES_AT_LOCATIONS_SINCE,
    }
}

fn broken(sql: Sql, column: &str, why: impl ToString) -> Fault {
    Fault::Column {
        statement: sql.name(),
        column: column.to_string(),
        why: why.to_string(),
    }
}

fn json<T: serde::de::DeserializeOwned>(
    sql: Sql,
    column: &str,
    id: impl std::fmt::Display,
    text: &str,
) -> Result<T, Fault> {
    // serde_json's own message may quote the data; the place is enough to find it.
    serde_json::from_str(text).map_err(|e| {
        let why = format!(
            "JSON that cannot be read, line {} column {}",
            e.line(),
            e.column()
        );
        broken(sql, &format!("{column} of {id}"), why)
    })
}

fn to_image(kind: Kind, r: &Row<'_>) -> Result<Image, Fault> {
    let id: Id = r.get(0)?;
    let body: String = r.get(5)?;
    let provenance: String = r.get(6)?;
    Ok(Image {
        kind,
        id,
        version: r.get(1)?,
        modified_at: Moment(r.get(2)?),
        merged_into: r.get(3)?,
        gone_at: r.get::<Option<i64>>(4)?.map(Moment),
        body: json(since(kind), "body", id, &body)?,
        provenance: json::<Stored>(since(kind), "provenance", id, &provenance)?.0,
    })
}
