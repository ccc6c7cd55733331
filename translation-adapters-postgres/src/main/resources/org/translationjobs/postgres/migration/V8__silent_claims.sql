-- What takes but a moment is claimed without a word in the guide's table: its subtask is PENDING until it
-- is DONE, or until it turns out to take longer.
alter table translation_ops.work_items add column silent boolean not null default false;
comment on column translation_ops.work_items.silent is
  'of a CLAIMED item: whether its subtask is PENDING for the time being';
