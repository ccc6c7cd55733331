-- Accepted segments, by the print of everything that changes an engine's answer.

create table translation_ops.memory_segments (
  novel_id uuid not null,
  memory_key bytea not null,
  from_lang text collate "C" not null,
  target_lang text collate "C" not null,
  entity_type text collate "C" not null,
  entity_id uuid not null,
  source text not null,
  target text not null,
  engine text not null,
  warnings text[] not null,
  words text[] not null,
  created_at timestamptz not null default now(),
  constraint memory_segments_pk primary key (novel_id, memory_key)
);
comment on column translation_ops.memory_segments.words is
  'the different words of the source, by which segments with a term are found';
create index memory_segments_words on translation_ops.memory_segments using gin (words);
