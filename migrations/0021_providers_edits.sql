-- What providers write about themselves before it is published: drafts, and the parcels of changed
-- fields that were sent. The published state stands in exchange's tables, as of any other source.

create table providers_draft (
  organisation uuid not null references providers_organisation (id),
  -- organization, location, service or service_at_location
  kind text not null,
  -- the record of the catalogue; for a new one the identifier it will have
  record uuid not null,
  -- true when the catalogue does not have it yet
  fresh boolean not null,
  -- the record as it was when the editing began, and as it is wanted (JSON)
  base text not null,
  wanted text not null,
  -- counts the saves, so that two editors do not overwrite each other
  revision bigint not null check (revision > 0),
  edited_by uuid not null,
  edited_at bigint not null,
  primary key (organisation, kind, record)
);

create table providers_parcel (
  id uuid primary key,
  organisation uuid not null references providers_organisation (id),
  kind text not null,
  record uuid not null,
  fresh boolean not null,
  -- what changes: a JSON list of {field, from, to}
  fields text not null,
  state text not null check (state in ('waiting', 'publishing', 'published', 'failed', 'refused', 'withdrawn')),
  sent_by uuid not null,
  sent_at bigint not null,
  decided_by uuid,
  decided_at bigint,
  -- the moderator's words, or why publishing failed
  reason text,
  -- the number of the import that brought it into the catalogue
  import bigint,
  check ((decided_by is null) = (decided_at is null)),
  check (state <> 'refused' or (decided_by is not null and reason is not null)),
  check ((state = 'published') = (import is not null))
);
create index providers_parcel_organisation on providers_parcel (organisation, kind, record);
create index providers_parcel_state on providers_parcel (state, sent_at);
