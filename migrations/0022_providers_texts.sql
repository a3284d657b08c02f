-- Who has made a translation of a provider's record, and of which original: what no text says of itself.
-- Neither text is kept here: both stand in the record and in drafts of it.

create table providers_translation (
  -- the record of the catalogue, its field, the language
  record uuid not null,
  field text not null,
  language text not null,
  -- hashes (SHA-256, hex) of the translation and of the original it was made of; another text is
  -- another row, so that a draft thrown away takes nothing with it
  text_hash text not null,
  original_hash text not null,
  made text not null check (made in ('person', 'machine', 'city')),
  -- nobody for what came with the city's data
  made_by uuid,
  made_at bigint not null,
  -- who has read it beside the original and found it right
  confirmed_by uuid,
  confirmed_at bigint,
  primary key (record, field, language, text_hash),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check ((made = 'city') = (made_by is null))
);
