-- What visitors say: how clear a page is, and what is wrong with a record. Nothing here tells who
-- they are; the address for an answer, which people may leave, stands apart and is deleted in time.

create table voice_feedback (
  id uuid primary key,
  -- the page's path without language and query
  page text not null,
  lang text not null,
  rate bigint not null check (rate between 1 and 5),
  -- key of the chosen answer; null until one is chosen
  answer text,
  body text,
  -- false while the visitor may still add something
  done boolean not null,
  created_at bigint not null
);
create index voice_feedback_page on voice_feedback (page, created_at);
create index voice_feedback_created on voice_feedback (created_at);

create table voice_report (
  id uuid primary key,
  number bigint not null unique check (number > 0),
  -- service, organization, location, or site for the pages themselves (then without record)
  kind text not null check (kind in ('service', 'organization', 'location', 'site')),
  record uuid,
  -- key of what is wrong
  what text not null,
  body text not null,
  lang text not null,
  state text not null check (state in ('open', 'answered', 'rejected')),
  -- what was done, for colleagues
  note text,
  created_at bigint not null,
  ended_at bigint,
  check ((kind = 'site') = (record is null)),
  check ((state = 'open') = (ended_at is null))
);
create index voice_report_record on voice_report (record);
create index voice_report_state on voice_report (state, number);

create table voice_reply (
  report uuid primary key references voice_report (id),
  mail text not null,
  forget_at bigint not null
);
create index voice_reply_forget on voice_reply (forget_at);
