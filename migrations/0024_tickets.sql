-- A report of a mistake becomes a ticket: it has states, somebody who looks after it, an answer, and a
-- receipt with which its writer reads the answer without an account. What was kept of reports is kept
-- on; the address for an answer still stands apart and is deleted in time. The log of imports gets what
-- it is read by from the newest change back.

create table voice_ticket (
  id uuid primary key,
  -- what its writer looks it up with: sixty random bits as letters and digits; null for reports from
  -- before, which are looked up with their identifier
  receipt text unique,
  number bigint not null unique check (number > 0),
  -- service, organization, location, or site for the pages themselves (then without record)
  kind text not null check (kind in ('service', 'organization', 'location', 'site')),
  record uuid,
  -- the catalogue's organisation of the record when it was reported
  organization uuid,
  -- key of what is wrong
  what text not null,
  body text not null,
  lang text not null,
  state text not null check (state in ('open', 'assigned', 'asked', 'answered', 'closed')),
  -- who has been asked and has not said anything yet
  asked text check (asked in ('visitor', 'organisation')),
  -- the officer who looks after it
  assigned_to uuid,
  -- key of why it was closed without anything to mend
  reason text check (reason in ('right', 'double', 'elsewhere', 'unclear', 'misuse')),
  -- what was done, for colleagues
  note text,
  -- what its writer reads
  answer text,
  -- counts the steps, so that the second of two officers is told
  revision bigint not null check (revision > 0),
  created_at bigint not null,
  -- when it was opened, or opened again: the clock counts from here
  since bigint not null,
  ended_at bigint,
  -- when the organisation was written to about it
  told_at bigint,
  check ((kind = 'site') = (record is null)),
  check ((state = 'asked') = (asked is not null)),
  check ((state in ('answered', 'closed')) = (ended_at is not null))
);
insert into voice_ticket (id, receipt, number, kind, record, organization, what, body, lang, state, asked, assigned_to, reason, note, answer, revision, created_at, since, ended_at, told_at)
  select id, null, number, kind, record, null, what, body, lang, case when state = 'rejected' then 'closed' else state end, null, null, case when state = 'rejected' then 'right' end, note, null, 1, created_at, created_at, ended_at, null from voice_report;
create index voice_ticket_record on voice_ticket (record);
create index voice_ticket_organization on voice_ticket (organization, number);
create index voice_ticket_state on voice_ticket (state, since, number);
create index voice_ticket_ended on voice_ticket (ended_at);

-- Where an answer is wanted.
create table voice_contact (
  ticket uuid primary key references voice_ticket (id),
  mail text not null,
  forget_at bigint not null
);
insert into voice_contact (ticket, mail, forget_at) select report, mail, forget_at from voice_reply;
create index voice_contact_forget on voice_contact (forget_at);
drop table voice_reply;
drop table voice_report;

-- What has happened to a ticket, in order.
create table voice_step (
  ticket uuid not null references voice_ticket (id),
  seq bigint not null check (seq > 0),
  step text not null,
  -- visitor, organisation, officer, operator
  side text not null check (side in ('visitor', 'organisation', 'officer', 'operator')),
  -- who, when it was somebody who had come in
  person uuid,
  -- what was said
  words text,
  -- names of the fields that were mended, separated by spaces
  fields text,
  -- path of the page that shows what was done
  link text,
  at bigint not null,
  primary key (ticket, seq)
);

-- The change log is read from the newest import back, and of each import the records only.
create index exchange_import_ended on exchange_import (ended_at, number);
create index exchange_change_news on exchange_change (import, what, seq, target);

-- How far an organisation was asked whether its records are still right.
create table providers_freshness (
  organisation uuid primary key references providers_organisation (id),
  -- the reminder that has gone out last: so many days without a check
  days bigint not null check (days > 0),
  asked_at bigint not null
);
