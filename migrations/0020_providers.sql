-- Organisations that offer something: how they are admitted, with which documents, and who acts for
-- them. What an organisation writes about itself and its people, what officers write to it, and its
-- documents are sealed (platform/seal); plain is only what lists and rules need.

create table providers_organisation (
  id uuid primary key,
  -- as last sent in or, before that, as typed
  name text not null,
  -- true while a lapsed document, or no admission in force, forbids new bookings
  blocked boolean not null,
  created_at bigint not null
);

create table providers_case (
  id uuid primary key,
  organisation uuid not null references providers_organisation (id),
  -- the number on the receipt; none before it is sent in
  number bigint unique check (number > 0),
  -- the admitted case this one takes the place of
  renews uuid references providers_case (id),
  state text not null check (state in ('draft', 'submitted', 'clarification', 'admitted', 'refused', 'expiring', 'expired', 'suspended', 'withdrawn')),
  -- counts the saves of the form, so that two editors do not overwrite each other
  revision bigint not null check (revision > 0),
  -- the form as it was typed, sealed JSON
  form bytea not null,
  -- the fiscal code, sealed, and its keyed hash, to see that two cases speak of one organisation
  code bytea,
  code_hash bytea,
  created_at bigint not null,
  submitted_at bigint,
  -- last day of the admission (ISO)
  valid_until text,
  -- smallest number of days before the end at which a reminder has gone out
  reminded bigint,
  check (number is not null or state in ('draft', 'withdrawn')),
  check ((number is null) = (submitted_at is null)),
  check (state not in ('admitted', 'expiring', 'expired', 'suspended') or valid_until is not null)
);
create index providers_case_organisation on providers_case (organisation);
create index providers_case_state on providers_case (state, submitted_at);
create index providers_case_code on providers_case (code_hash);

create table providers_event (
  id uuid primary key,
  case_id uuid not null references providers_case (id),
  seq bigint not null,
  step text not null,
  -- applicant, office, or clock for what the program does by itself
  side text not null check (side in ('applicant', 'office', 'clock')),
  person uuid,
  -- question, answer or reason, sealed
  note bytea,
  at bigint not null,
  unique (case_id, seq),
  check ((side = 'clock') = (person is null))
);

create table providers_document (
  id uuid primary key,
  organisation uuid not null references providers_organisation (id),
  -- key of the checklist's item
  item text not null,
  issued text not null,
  expires text,
  media text not null check (media in ('pdf', 'png', 'jpeg')),
  bytes bigint not null,
  -- the file, sealed; empty once removed
  content bytea,
  added_by uuid not null,
  added_at bigint not null,
  -- smallest number of days before its end at which a reminder has gone out
  reminded bigint,
  removed_at bigint,
  check ((content is null) = (removed_at is not null))
);
create index providers_document_organisation on providers_document (organisation, item);

create table providers_member (
  organisation uuid not null references providers_organisation (id),
  person uuid not null,
  role text not null check (role in ('manager', 'operator')),
  since bigint not null,
  primary key (organisation, person)
);
create index providers_member_person on providers_member (person);

create table providers_invitation (
  id uuid primary key,
  organisation uuid not null references providers_organisation (id),
  role text not null check (role in ('manager', 'operator')),
  -- keyed hash of the secret in the link
  secret_hash bytea not null,
  made_by uuid not null,
  made_at bigint not null,
  expires_at bigint not null,
  used_by uuid,
  used_at bigint,
  withdrawn_at bigint,
  check ((used_by is null) = (used_at is null))
);
create index providers_invitation_organisation on providers_invitation (organisation);
create unique index providers_invitation_secret on providers_invitation (secret_hash);

-- That an organisation is the one of a record of the catalogue.
create table providers_claim (
  id uuid primary key,
  organisation uuid not null references providers_organisation (id),
  -- the record of the catalogue (an organisation)
  record uuid not null,
  way text not null check (way in ('mail', 'document')),
  state text not null check (state in ('open', 'proven', 'refused', 'spent')),
  -- keyed hash of the code that was sent; only for way mail
  code_hash bytea,
  tries bigint not null,
  made_by uuid not null,
  made_at bigint not null,
  expires_at bigint not null,
  ended_at bigint,
  -- who decided about the document
  decided_by uuid,
  -- reason of a refusal, sealed
  note bytea,
  check ((state = 'open') = (ended_at is null)),
  check ((way = 'mail') = (code_hash is not null))
);
create index providers_claim_organisation on providers_claim (organisation);
create index providers_claim_record on providers_claim (record, state);
