-- People, households, who may act for whom, accounts and how they are entered, roles. See features/people.
-- Names, births, codes, addresses and numbers are sealed (platform/seal); what they are found by is a keyed
-- hash. Nothing here can be read without the keys of the installation.

create table people_person (
  id uuid primary key,
  -- name, birth, fiscal code, mail, phone: one sealed JSON
  facts bytea not null,
  -- found by fiscal code; by mail address; by name and birth
  code_hash bytea,
  mail_hash bytea,
  who_hash bytea,
  -- the language in which one writes to them
  lang text not null,
  -- shown to operators only: guardians are in dispute
  conflict boolean not null,
  -- what is known of name, birth and code: said by the person, seen on a document, from a register
  proof text not null check (proof in ('declared', 'document', 'register')),
  created_at bigint not null,
  changed_at bigint not null,
  -- when the person's data were erased; the row stays without them
  erased_at bigint,
  check (erased_at is null or (code_hash is null and mail_hash is null and who_hash is null))
);
create unique index people_person_code on people_person (code_hash);
create index people_person_mail on people_person (mail_hash);
create index people_person_who on people_person (who_hash);

create table people_household (
  id uuid primary key,
  -- the district it lives in, when it has said so
  district text,
  created_at bigint not null
);

create table people_member (
  household uuid not null references people_household (id),
  person uuid not null references people_person (id),
  since text not null,
  until text,
  primary key (household, person, since),
  check (until is null or until >= since)
);
create index people_member_person on people_member (person);

create table people_guardianship (
  id uuid primary key,
  adult uuid not null references people_person (id),
  minor uuid not null references people_person (id),
  title text not null check (title in ('parent', 'guardian', 'foster', 'voluntary_tutor', 'social_worker')),
  evidence text not null check (evidence in ('register', 'declaration', 'act_seen')),
  -- what this adult may not do, as JSON list
  limits text not null,
  since text not null,
  until text,
  -- the member of staff who saw the act
  verified_by uuid references people_person (id),
  -- why it ended before its time
  ended_because text,
  created_at bigint not null,
  check (adult <> minor),
  check (until is null or until >= since),
  check ((evidence = 'act_seen') = (verified_by is not null)),
  constraint people_verified_by_another check (verified_by is null or verified_by <> adult)
);
create index people_guardianship_adult on people_guardianship (adult);
create index people_guardianship_minor on people_guardianship (minor);

-- A guardian asks the other for something not to happen until it is cleared up.
create table people_block (
  id uuid primary key,
  minor uuid not null references people_person (id),
  by uuid not null references people_person (id),
  what text not null check (what in ('bookings', 'vouchers', 'data')),
  at bigint not null,
  lifted_at bigint,
  lifted_by uuid references people_person (id),
  check ((lifted_at is null) = (lifted_by is null))
);
create unique index people_block_open on people_block (minor, by, what) where lifted_at is null;

-- An invitation of a second guardian; one use.
create table people_invitation (
  id uuid primary key,
  secret_hash bytea not null unique,
  by uuid not null references people_person (id),
  minor uuid not null references people_person (id),
  -- the title the invited will have
  title text not null,
  at bigint not null,
  ends_at bigint not null,
  used_at bigint,
  used_by uuid references people_person (id),
  withdrawn_at bigint,
  check ((used_at is null) = (used_by is null)),
  check (used_at is null or withdrawn_at is null)
);
create index people_invitation_by on people_invitation (by, at);

create table people_account (
  id uuid primary key,
  person uuid not null unique references people_person (id),
  created_at bigint not null,
  closed_at bigint
);

-- A way into an account.
create table people_credential (
  id uuid primary key,
  account uuid not null references people_account (id),
  kind text not null check (kind in ('mail', 'paper', 'external')),
  -- mail: the address; external: issuer and subject
  about bytea,
  about_hash bytea,
  -- paper: the code and its PIN
  secret_hash bytea unique,
  pin_hash bytea,
  -- wrong PINs in a row; at five the code is locked
  misses bigint not null check (misses >= 0),
  -- what the person calls it
  label text not null,
  created_at bigint not null,
  created_by uuid references people_person (id),
  used_at bigint,
  revoked_at bigint,
  check ((about is null) = (about_hash is null)),
  check ((kind = 'paper') = (secret_hash is not null)),
  check ((secret_hash is null) = (pin_hash is null))
);
create index people_credential_account on people_credential (account);
create unique index people_credential_about on people_credential (kind, about_hash) where revoked_at is null;

-- A link sent by mail: one use, a quarter of an hour.
create table people_link (
  id uuid primary key,
  secret_hash bytea not null unique,
  mail bytea not null,
  mail_hash bytea not null,
  -- the account to which the address is added, when somebody signed in asks for that
  account uuid references people_account (id),
  -- where the journey goes on, a path of this site
  resume text,
  at bigint not null,
  ends_at bigint not null,
  used_at bigint
);
create index people_link_mail on people_link (mail_hash, at);
create index people_link_ends on people_link (ends_at);

create table people_session (
  id uuid primary key,
  secret_hash bytea not null unique,
  account uuid not null references people_account (id),
  person uuid not null references people_person (id),
  -- the way in that was used
  method text not null check (method in ('mail', 'paper', 'external')),
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
create index people_session_account on people_session (account, ended_at);
create index people_session_ends on people_session (ends_at);

create table people_grant (
  id uuid primary key,
  person uuid not null references people_person (id),
  role text not null,
  scope_kind text not null check (scope_kind in ('city', 'department', 'hub', 'organisation', 'district')),
  -- empty for the city
  scope_id text not null,
  since text not null,
  until text,
  -- null only for the first administrator, who is made on the machine itself
  granted_by uuid references people_person (id),
  granted_at bigint not null,
  revoked_at bigint,
  revoked_by uuid references people_person (id),
  check ((scope_kind = 'city') = (scope_id = '')),
  check (until is null or until >= since),
  check ((revoked_at is null) = (revoked_by is null)),
  constraint people_nobody_promotes_themselves check (granted_by is null or granted_by <> person)
);
create index people_grant_person on people_grant (person);
create index people_grant_scope on people_grant (scope_kind, scope_id, role);

-- Every look of staff at a person's file; the person sees it.
create table people_access (
  id uuid primary key,
  person uuid not null references people_person (id),
  by uuid not null references people_person (id),
  -- what was looked at: a path without identifiers
  what text not null,
  reason text,
  -- looked at without having the right, in an emergency; to be reviewed
  glass boolean not null,
  at bigint not null,
  reviewed_at bigint,
  reviewed_by uuid references people_person (id),
  check (not glass or reason is not null),
  check ((reviewed_at is null) = (reviewed_by is null)),
  constraint people_nobody_reviews_themselves check (reviewed_by is null or reviewed_by <> by)
);
create index people_access_person on people_access (person, at);
create index people_access_glass on people_access (at) where glass and reviewed_at is null;

-- What a person is told inside the site. The words come from the locales of the feature that tells.
create table people_message (
  id uuid primary key,
  person uuid not null references people_person (id),
  key text not null,
  args text not null,
  -- where it leads, a path of this site
  href text,
  at bigint not null,
  read_at bigint
);
create index people_message_person on people_message (person, at);
