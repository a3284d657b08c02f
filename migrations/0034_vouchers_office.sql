-- What offices of vouchers need beside 0032: lists that other procedures hand over, the closing of a fund
-- prepared by one person and agreed by another, how a provider was named when it was paid, what banks answer.

-- A list of vouchers in a file. Its identifier follows from file and call: the same file twice is the same list.
create table vouchers_list (
  id uuid primary key,
  terms uuid not null references vouchers_terms (id),
  -- SHA-256 of the file
  hash text not null,
  rows_count bigint not null check (rows_count > 0),
  total bigint not null check (total > 0),
  -- sealed; null once it was imported or forgotten
  content bytea,
  -- a person's identifier, or the operator's account
  made_by text not null,
  made_at bigint not null,
  imported_by text,
  imported_at bigint,
  check ((imported_by is null) = (imported_at is null)),
  check (imported_at is null or content is null)
);
create index vouchers_list_made on vouchers_list (made_at);

-- Who asked to close a fund, and by which act; another person agrees.
create table vouchers_closing (
  fund uuid primary key references vouchers_fund (id),
  prepared_by uuid not null,
  prepared_at bigint not null,
  document text not null
);

-- Name, code and documents of a provider as they were at the draft: the same batch makes the same file.
create table vouchers_line_name (
  line uuid primary key references vouchers_line (id),
  name text not null,
  tax_code text not null,
  -- JSON list
  documents text not null
);

-- Files of banks, each once.
create table vouchers_bank_file (
  -- SHA-256
  hash text primary key,
  kind text not null,
  message_id text not null,
  taken_by uuid not null,
  taken_at bigint not null,
  paid bigint not null,
  returned bigint not null,
  pending bigint not null,
  queued bigint not null
);

-- Entries a person has to look at.
create table vouchers_bank_entry (
  id uuid primary key,
  file text not null references vouchers_bank_file (hash),
  n bigint not null,
  why text not null,
  -- sealed: as the bank says it, names of strangers among it
  words bytea not null,
  at bigint not null,
  note text,
  decided_by uuid,
  decided_at bigint,
  unique (file, n),
  check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (note is null))
);
create index vouchers_bank_entry_open on vouchers_bank_entry (at, id) where decided_at is null;
