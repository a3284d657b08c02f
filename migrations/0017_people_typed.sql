-- What somebody had typed into a form before they had come in, until the journey goes on. One row a browser,
-- for an hour. See features/people and platform/web (`KeptForm`).

create table people_typed (
  id uuid primary key,
  -- the secret in the browser's cookie
  handle_hash bytea not null unique,
  -- the form's address, its page and what was typed: one sealed JSON, without secrets and files
  body bytea not null,
  -- whom it was typed about, when a session was there or had just ended: nobody else is shown it
  person uuid references people_person (id),
  at bigint not null,
  ends_at bigint not null,
  check (ends_at > at)
);
create index people_typed_ends on people_typed (ends_at);
create index people_typed_person on people_typed (person);
