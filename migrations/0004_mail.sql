-- Letters by e-mail. See platform/mail.

create table mail_letters (
  id uuid primary key,
  -- feature.name of the letter
  kind text not null,
  lang text not null,
  -- sealed: the address
  recipient bytea not null,
  -- sealed: subject and parts; gone when the letter has ended
  content bytea,
  state text not null check (state in ('waiting', 'sent', 'refused', 'unreachable', 'expired', 'given-up')),
  -- what the server said last: step and codes, no address
  reason text,
  send_before bigint,
  created_at bigint not null,
  ended_at bigint,
  bounced_at bigint,
  check ((state = 'waiting') = (content is not null)),
  check ((state = 'waiting') = (ended_at is null))
);
create index mail_letters_state on mail_letters (state, created_at);
create index mail_letters_ended on mail_letters (ended_at);

create table mail_unreachable (
  id uuid primary key,
  -- sealed: the address
  address bytea not null,
  -- keyed hash of the address in small letters
  address_hash bytea not null unique,
  reason text not null,
  since bigint not null
);
create index mail_unreachable_since on mail_unreachable (since);
