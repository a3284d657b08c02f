-- Passkeys: a way into an account whose public key is kept here, and the ceremonies in which one is made
-- or used. See features/people and platform/passkeys.
--
-- Which ways there are is checked by the tables, and SQLite changes no check of a table that is there:
-- the two are made anew with what they hold. Nothing refers to them.

alter table people_credential rename to people_credential_before;

create table people_credential (
  id uuid primary key,
  account uuid not null references people_account (id),
  kind text not null check (kind in ('mail', 'paper', 'external', 'passkey')),
  -- mail: the address; external: issuer and subject; passkey: its identifier
  about bytea,
  about_hash bytea,
  -- paper: the code and its PIN
  secret_hash bytea unique,
  pin_hash bytea,
  -- passkey: public key, counter, the account's handle; sealed
  passkey bytea,
  -- wrong PINs in a row; at five the code is locked
  misses bigint not null check (misses >= 0),
  -- what the person calls it
  label text not null,
  created_at bigint not null,
  created_by uuid references people_person (id),
  used_at bigint,
  revoked_at bigint,
  -- roles hold after coming in with it: it was added by two factors, or somebody else has confirmed it
  carries boolean not null default false,
  check ((about is null) = (about_hash is null)),
  check ((kind = 'paper') = (secret_hash is not null)),
  check ((secret_hash is null) = (pin_hash is null)),
  check ((kind = 'passkey') = (passkey is not null)),
  check (kind <> 'passkey' or about is not null)
);
insert into people_credential (id, account, kind, about, about_hash, secret_hash, pin_hash, passkey, misses, label, created_at, created_by, used_at, revoked_at)
  select id, account, kind, about, about_hash, secret_hash, pin_hash, null, misses, label, created_at, created_by, used_at, revoked_at
  from people_credential_before;
drop table people_credential_before;
create index people_credential_account on people_credential (account);
create unique index people_credential_about on people_credential (kind, about_hash) where revoked_at is null;

alter table people_session rename to people_session_before;

create table people_session (
  id uuid primary key,
  secret_hash bytea not null unique,
  account uuid not null references people_account (id),
  person uuid not null references people_person (id),
  -- the way in that was used
  method text not null check (method in ('mail', 'paper', 'external', 'passkey')),
  -- by two factors: roles hold in no other session
  strong boolean not null,
  -- what the browser calls itself, cut to family and system
  device text not null,
  created_at bigint not null,
  seen_at bigint not null,
  -- at the latest
  ends_at bigint not null,
  ended_at bigint,
  -- staff acting for this person: since when, how the person was recognised, why
  assists uuid references people_person (id),
  presence text check (presence in ('document', 'pin', 'known')),
  reason text,
  assisted_at bigint,
  acted_at bigint,
  check ((assists is null) = (presence is null) and (assists is null) = (reason is null)
    and (assists is null) = (assisted_at is null) and (assists is null) = (acted_at is null)),
  constraint people_nobody_assists_themselves check (assists is null or assists <> person)
);
insert into people_session (id, secret_hash, account, person, method, strong, device, created_at, seen_at, ends_at, ended_at, assists, presence, reason, assisted_at, acted_at)
  select id, secret_hash, account, person, method, false, device, created_at, seen_at, ends_at, ended_at, assists, presence, reason, assisted_at, acted_at
  from people_session_before;
drop table people_session_before;
create index people_session_account on people_session (account, ended_at);
create index people_session_ends on people_session (ends_at);

-- A passkey is being made or used, or somebody is at another party's sign-in page: some minutes, one use,
-- whatever comes of it.
create table people_ceremony (
  id uuid primary key,
  -- passkey: of the challenge, which is random and comes back in the answer; outside: of the handle in the
  -- browser's cookie
  challenge_hash bytea not null unique,
  purpose text not null check (purpose in ('add', 'enter', 'outside add', 'outside enter')),
  -- the account to which a way in is added; coming in, nobody is known yet
  account uuid references people_account (id),
  -- what the answer is compared with, sealed
  state bytea not null,
  -- where the journey goes on, a path of this site
  resume text,
  at bigint not null,
  ends_at bigint not null,
  check ((purpose in ('add', 'outside add')) = (account is not null))
);
create index people_ceremony_account on people_ceremony (account);
create index people_ceremony_ends on people_ceremony (ends_at);
