-- The catalogue: one row a record, its HSDS object as JSON in `body`, where its fields come from in
-- `provenance`. What other features join on or the database must guard stands in columns.
-- `changed` is the catalogue's generation at the row's last write; readers follow it.

-- `settling` is true while an import is being written into place: who reads now sees half of it.
create table catalogue_state (
  id bigint primary key check (id = 1),
  generation bigint not null,
  settling boolean not null
);
insert into catalogue_state (id, generation, settling) values (1, 0, false);

create table catalogue_organization (
  id uuid primary key,
  version bigint not null check (version > 0),
  modified_at bigint not null,
  merged_into uuid,
  gone_at bigint,
  name text not null,
  body text not null,
  provenance text not null,
  changed bigint not null,
  check (merged_into is null or merged_into <> id)
);
create index catalogue_organization_changed on catalogue_organization (changed);

create table catalogue_location (
  id uuid primary key,
  version bigint not null check (version > 0),
  modified_at bigint not null,
  merged_into uuid,
  gone_at bigint,
  organization_id uuid references catalogue_organization (id),
  district text,
  body text not null,
  provenance text not null,
  changed bigint not null,
  check (merged_into is null or merged_into <> id)
);
create index catalogue_location_changed on catalogue_location (changed);
create index catalogue_location_organization on catalogue_location (organization_id);

create table catalogue_service (
  id uuid primary key,
  version bigint not null check (version > 0),
  modified_at bigint not null,
  merged_into uuid,
  gone_at bigint,
  organization_id uuid not null references catalogue_organization (id),
  status text not null,
  body text not null,
  provenance text not null,
  changed bigint not null,
  check (merged_into is null or merged_into <> id)
);
create index catalogue_service_changed on catalogue_service (changed);
create index catalogue_service_organization on catalogue_service (organization_id);

create table catalogue_service_at_location (
  id uuid primary key,
  version bigint not null check (version > 0),
  modified_at bigint not null,
  merged_into uuid,
  gone_at bigint,
  service_id uuid not null references catalogue_service (id),
  location_id uuid not null references catalogue_location (id),
  body text not null,
  provenance text not null,
  changed bigint not null,
  check (merged_into is null or merged_into <> id)
);
create index catalogue_service_at_location_changed on catalogue_service_at_location (changed);
create index catalogue_service_at_location_service on catalogue_service_at_location (service_id);
create index catalogue_service_at_location_location on catalogue_service_at_location (location_id);

-- Rows taken out again (an import undone), so that readers drop them.
create table catalogue_removed (
  kind text not null,
  id uuid not null,
  changed bigint not null,
  primary key (kind, id)
);
create index catalogue_removed_changed on catalogue_removed (changed);

-- What is known of a district beyond the city folder: official boundary, figures.
create table catalogue_district (
  id text primary key,
  body text not null,
  changed bigint not null
);
