-- In which texts remembered segments stand, and with which glossary a result was made: after a change of
-- the glossary only the texts with changed terms are translated again.

create table translation_ops.memory_places (
  novel_id uuid not null,
  memory_key bytea not null,
  entity_type text collate "C" not null,
  entity_id uuid not null,
  constraint memory_places_pk primary key (novel_id, memory_key, entity_type, entity_id)
);
comment on table translation_ops.memory_places is
  'texts with a segment, beside the one in which it was accepted first';

create table translation_ops.memory_texts (
  novel_id uuid not null,
  from_lang text collate "C" not null,
  target_lang text collate "C" not null,
  entity_type text collate "C" not null,
  entity_id uuid not null,
  source_hash text not null,
  constraint memory_texts_pk primary key
    (novel_id, from_lang, target_lang, entity_type, entity_id)
);
comment on table translation_ops.memory_texts is
  'texts of which every segment is in the memory, so that who looks there misses none';

alter table translation_ops.work_items
  add column glossary_version bigint,
  add column glossary_claim_id uuid;
comment on column translation_ops.work_items.glossary_claim_id is
  'the claim whose result was made with glossary_version; another one than claim_id: not known';

alter table translation_ops.job_runs add column only_subtasks uuid[];
comment on column translation_ops.job_runs.only_subtasks is
  'the subtasks that the run is limited to; null: see only_subtask';
