-- Terms, each with the versions of its novel's glossary in which it holds.

create table translation_ops.glossaries (
  novel_id uuid not null,
  from_lang text collate "C" not null,
  target_lang text collate "C" not null,
  version bigint not null default 0,
  constraint glossaries_pk primary key (novel_id, from_lang, target_lang)
);

create table translation_ops.glossary_terms (
  novel_id uuid not null,
  from_lang text collate "C" not null,
  target_lang text collate "C" not null,
  source text collate "C" not null,
  since_version bigint not null,
  until_version bigint,
  target text not null,
  kind text not null,
  note text not null,
  locked boolean not null,
  origin text not null,
  changed_at timestamptz not null default now(),
  constraint glossary_terms_pk primary key
    (novel_id, from_lang, target_lang, source, since_version)
);
comment on column translation_ops.glossary_terms.until_version is
  'the first version in which it does not hold any more; null: it still does';

create table translation_ops.glossary_conflicts (
  conflict_id bigint generated always as identity,
  novel_id uuid not null,
  from_lang text collate "C" not null,
  target_lang text collate "C" not null,
  source text collate "C" not null,
  target text not null,
  kind text not null,
  note text not null,
  locked boolean not null,
  origin text not null,
  kept_target text not null,
  kept_kind text not null,
  kept_note text not null,
  kept_locked boolean not null,
  kept_origin text not null,
  found_at timestamptz not null default now(),
  constraint glossary_conflicts_pk primary key (conflict_id)
);
create index glossary_conflicts_novel on translation_ops.glossary_conflicts
  (novel_id, from_lang, target_lang, conflict_id);
