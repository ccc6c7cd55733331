-- Writes down, in the transaction that does it, who changed what of a site. Beside it: making novels and
-- jobs as the other services would, and gates at which a statement can be held up.
create schema chaos;

create table chaos.items (
  n bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  tx xid8 not null default pg_current_xact_id(),
  by_whom text not null default current_setting('application_name'),
  subtask_id uuid not null,
  job_id uuid not null,
  old_state text not null,
  new_state text not null,
  old_claim uuid,
  new_claim uuid,
  rescues int not null
);
create index on chaos.items (subtask_id, n);
create index on chaos.items (by_whom) where new_state = 'CLAIMED';
create index on chaos.items (new_claim) where new_state = 'CLAIMED';

create table chaos.subtasks (
  n bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  tx xid8 not null default pg_current_xact_id(),
  by_whom text not null default current_setting('application_name'),
  subtask_id uuid not null,
  job_id uuid not null,
  path text,
  item_claim uuid
);
comment on table chaos.subtasks is 'each time that a subtask became DONE, and whose claim stood then';

create table chaos.jobs (
  n bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  tx xid8 not null default pg_current_xact_id(),
  by_whom text not null default current_setting('application_name'),
  job_id uuid not null,
  old_status text not null,
  new_status text not null
);
create index on chaos.jobs (job_id);
create index on chaos.jobs (tx);

create table chaos.texts (
  n bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  by_whom text not null default current_setting('application_name'),
  entity_id uuid not null,
  lang text not null
);
create index on chaos.texts (entity_id);

create table chaos.promoters (
  n bigint generated always as identity primary key,
  by_whom text not null default current_setting('application_name'),
  job_id uuid not null,
  worker_id uuid
);

create table chaos.gates (stage text primary key);

-- A statement that comes to a closed gate waits here for whoever holds the lock.
create function chaos.pass(wanted text) returns void language plpgsql as $$
begin
  if exists (select from chaos.gates where stage = wanted) then
    perform pg_advisory_xact_lock_shared(4711);
  end if;
end $$;

create function chaos.item_changed() returns trigger language plpgsql as $$
begin
  if new.state = 'CLAIMED' then
    perform chaos.pass('claimed');
  end if;
  insert into chaos.items (subtask_id, job_id, old_state, new_state, old_claim, new_claim, rescues)
  values (new.subtask_id, new.job_id, old.state, new.state, old.claim_id, new.claim_id,
    new.rescues);
  return null;
end $$;
create trigger chaos_item after update on translation_ops.work_items for each row
  when (old.state is distinct from new.state or old.claim_id is distinct from new.claim_id)
  execute function chaos.item_changed();

create function chaos.subtask_done() returns trigger language plpgsql as $$
begin
  perform chaos.pass('finishing');
  insert into chaos.subtasks (subtask_id, job_id, path, item_claim)
  values (new.id, new.job_id, new.result_path,
    (select claim_id from translation_ops.work_items where subtask_id = new.id));
  return null;
end $$;
create trigger chaos_subtask after update on translation_subtasks for each row
  when (new.status = 'DONE' and old.status is distinct from 'DONE')
  execute function chaos.subtask_done();

create function chaos.job_changed() returns trigger language plpgsql as $$
begin
  insert into chaos.jobs (job_id, old_status, new_status) values (new.id, old.status, new.status);
  return null;
end $$;
create trigger chaos_job after update on translation_jobs for each row
  when (old.status is distinct from new.status) execute function chaos.job_changed();

create function chaos.run_promoted() returns trigger language plpgsql as $$
begin
  insert into chaos.promoters (job_id, worker_id) values (new.job_id, old.promotion_worker_id);
  return null;
end $$;
create trigger chaos_run after update on translation_ops.job_runs for each row
  when (new.state = 'PROMOTED' and old.state is distinct from 'PROMOTED')
  execute function chaos.run_promoted();

create function chaos.text_written() returns trigger language plpgsql as $$
begin
  if current_setting('application_name') <> 'site' then
    perform chaos.pass('promoting');
    insert into chaos.texts (entity_id, lang)
    values ((to_jsonb(new) ->> tg_argv[0])::uuid, new.lang);
  end if;
  return null;
end $$;
create trigger chaos_text after insert or update on novel_translations for each row
  execute function chaos.text_written('novel_id');
create trigger chaos_text after insert or update on volume_translations for each row
  execute function chaos.text_written('volume_id');
create trigger chaos_text after insert or update on chapter_translations for each row
  execute function chaos.text_written('chapter_id');

-- No two texts of a site are the same: each has a number.
create sequence chaos.text_number;

-- One novel of one volume with its job from English to Spanish: one subtask for the novel, one for the volume
-- where wanted, one for each chapter.
create function chaos.new_job(chapter_count int, with_volume boolean) returns uuid
language plpgsql as $$
declare
  novel uuid := gen_random_uuid();
  volume uuid := gen_random_uuid();
  job uuid := gen_random_uuid();
  utc timestamp := now() at time zone 'utc';
begin
  insert into novels values (novel, 'novel-' || novel);
  insert into novel_translations (novel_id, lang, title, description)
  select novel, 'en', 'The Lamp ' || n, 'All about lamp ' || n || ' and the people who lit it.'
  from nextval('chaos.text_number') n;
  insert into volumes values (volume, novel, 1);
  insert into volume_translations (volume_id, lang, title, description)
  values (volume, 'en', 'Volume ' || nextval('chaos.text_number'), null);
  insert into chapters select gen_random_uuid(), volume, i from generate_series(1, chapter_count) i;
  insert into chapter_translations (chapter_id, lang, title, content)
  select id, 'en', 'Chapter ' || n,
    '<p>Once upon a time lamp ' || n || ' stood in the window of an old house by the sea.</p>'
  from (select id, nextval('chaos.text_number') n from chapters where volume_id = volume) c;
  insert into translation_jobs (id, novel_id, from_lang, target_lang, status, progress,
    total_subtasks, completed_subtasks, created_at, updated_at)
  values (job, novel, 'en', 'es', 'PENDING', 0,
    1 + with_volume::int + chapter_count, 0, utc, utc);
  insert into translation_subtasks (id, job_id, entity_type, entity_id, parent_volume_id, seq,
    priority, status, created_at, updated_at)
  select gen_random_uuid(), job, e.type, e.id, e.volume, e.seq, e.priority, 'PENDING', utc, utc
  from (
    select 'novel' as type, novel as id, null::uuid as volume, 0 as seq, 10 as priority
    union all
    select 'volume', volume, volume, 1, 50 where with_volume
    union all
    select 'chapter', c.id, volume, c.seq, 100 from chapters c where c.volume_id = volume) e;
  return job;
end $$;
