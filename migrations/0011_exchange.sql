-- Imports. Raw documents are kept as they came; `exchange_record` is what each source's record says
-- now; `exchange_link` says which catalogue record it belongs to. `exchange_change` is the redo and
-- undo log of every import: rows with what was before and what is after, in the order in which they
-- may be written. An import is decided by one small update of its state; before it nothing is
-- visible and everything can be thrown away, after it everything is carried out even after a stop.

create table exchange_source (
  key text primary key,
  name text not null,
  publisher text not null,
  licence text not null,
  url text not null,
  class text not null,
  complete boolean not null,
  profile text not null,
  updated_at bigint not null
);

create table exchange_document (
  hash text primary key,
  name text not null,
  bytes bigint not null,
  received_at bigint not null
);
create table exchange_document_part (
  hash text not null references exchange_document (hash),
  part bigint not null,
  content bytea not null,
  primary key (hash, part)
);

create table exchange_import (
  id uuid primary key,
  number bigint not null unique,
  source text not null references exchange_source (key),
  document text not null references exchange_document (hash),
  file text not null,
  started_by text not null,
  started_at bigint not null,
  ended_at bigint,
  state text not null check (state in ('staging', 'waiting', 'committed', 'applied', 'unchanged', 'undoing', 'undone', 'discarded')),
  reason text not null,
  counts text not null,
  -- the next row of exchange_change to be carried out or taken back
  cursor_at bigint not null
);
-- One import works at a time: a second one would decide on what the first is about to change. Who
-- works says so again and again; after `until` another node may finish what it has left.
create table exchange_turn (
  id bigint primary key check (id = 1),
  import uuid,
  until bigint not null
);
insert into exchange_turn (id, import, until) values (1, null, 0);

create table exchange_record (
  source text not null references exchange_source (key),
  record text not null,
  hash text not null,
  payload text not null,
  missing bigint not null check (missing >= 0),
  gone boolean not null,
  changed_at bigint not null,
  primary key (source, record)
);

create table exchange_link (
  draft uuid primary key,
  kind text not null,
  source text not null,
  record text not null,
  entity uuid not null,
  score double precision not null,
  reasons text not null,
  decided_by text not null,
  decided_at bigint not null
);
create index exchange_link_entity on exchange_link (entity);
create index exchange_link_record on exchange_link (source, record);

-- Pairs that may be the same, and what people decided about pairs.
create table exchange_pair (
  a uuid not null,
  b uuid not null,
  kind text not null,
  score double precision not null,
  reasons text not null,
  state text not null check (state in ('open', 'same', 'different')),
  decided_by text,
  decided_at bigint,
  primary key (a, b),
  check (a < b)
);

create table exchange_change (
  import uuid not null references exchange_import (id),
  seq bigint not null,
  what text not null check (what in ('record', 'link', 'pair', 'district', 'entity')),
  target text not null,
  before text,
  after text,
  primary key (import, seq)
);
create index exchange_change_target on exchange_change (what, target);

create table exchange_finding (
  import uuid not null references exchange_import (id),
  seq bigint not null,
  body text not null,
  primary key (import, seq)
);
