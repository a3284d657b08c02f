-- Files from the browser: the sessions of a provider's service, the addresses they are read again
-- from, and the imports that officers start.

create table providers_sessions (
  id uuid primary key,
  organisation uuid not null references providers_organisation (id),
  -- the service the sessions are of
  record uuid not null,
  -- csv, xlsx, ods or ical: the file itself is not kept
  sort text not null check (sort in ('csv', 'xlsx', 'ods', 'ical')),
  -- where it was read from; null for a file that was sent
  address text,
  -- what was understood of it: sessions and remarks (JSON)
  file text not null,
  -- tried: nothing is changed; taken: its sessions are the service's; undone: taken back
  state text not null check (state in ('tried', 'taken', 'undone')),
  -- true when rows that are wrong were left out
  leave_out boolean not null,
  -- the parcel with what it changes; null when it changed nothing
  parcel uuid,
  made_by uuid not null,
  made_at bigint not null,
  -- orders what was taken of a service
  taken_at bigint
);
create index providers_sessions_record on providers_sessions (organisation, record, made_at);
create index providers_sessions_state on providers_sessions (state, made_at);

create table providers_feed (
  organisation uuid not null references providers_organisation (id),
  record uuid not null,
  address text not null,
  leave_out boolean not null,
  -- on: read every day; stopped: by the provider, or because nobody may read it any more
  state text not null check (state in ('on', 'stopped')),
  added_by uuid not null,
  added_at bigint not null,
  -- when it was last asked, and last read well
  read_at bigint not null,
  good_at bigint not null,
  -- why the last reading failed (JSON of a refusal); null when all is well
  problem text,
  primary key (organisation, record)
);

create table providers_run (
  id uuid primary key,
  -- the key of the mapping profile
  profile text not null,
  dry boolean not null,
  leave_out boolean not null,
  state text not null check (state in ('waiting', 'working', 'done', 'failed')),
  -- how far it is: reading, linking, composing, carrying, with so many of so many
  step text not null,
  at bigint not null,
  of bigint not null,
  -- the number of the import, when there is one
  import bigint,
  -- why it failed (JSON of a refusal)
  problem text,
  made_by uuid not null,
  made_at bigint not null,
  ended_at bigint
);
create index providers_run_made on providers_run (made_at);

create table providers_run_file (
  run uuid not null references providers_run (id),
  -- the name of the second file in the profile; empty for the main file
  input text not null,
  name text not null,
  content bytea not null,
  primary key (run, input)
);
