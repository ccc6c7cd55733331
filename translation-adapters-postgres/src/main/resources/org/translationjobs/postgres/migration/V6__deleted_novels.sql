-- Novels that others deleted, while we still remember their segments.

create table translation_ops.deleted_novels (
  novel_id uuid not null,
  since timestamptz not null default now(),
  constraint deleted_novels_pk primary key (novel_id)
);
comment on column translation_ops.deleted_novels.since is
  'when we first saw that it is gone; its memory is forgotten some time later';
