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

create table chaos.budgets (
  n bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  job_id uuid not null,
  old_amount bigint,
  amount bigint,
  spent bigint not null,
  reserved bigint not null
);
comment on table chaos.budgets is 'each change of a budget''s row';

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

-- What is claimed with the start of a run.
create function chaos.item_began() returns trigger language plpgsql as $$
begin
  perform chaos.pass('claimed');
  insert into chaos.items (subtask_id, job_id, old_state, new_state, new_claim, rescues)
  values (new.subtask_id, new.job_id, 'READY', new.state, new.claim_id, new.rescues);
  return null;
end $$;
create trigger chaos_new_item after insert on translation_ops.work_items for each row
  when (new.state = 'CLAIMED') execute function chaos.item_began();

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

-- Installed where the schema knows budgets.
create function chaos.budget_changed() returns trigger language plpgsql as $$
begin
  insert into chaos.budgets (job_id, old_amount, amount, spent, reserved)
  values (new.job_id, case when tg_op = 'UPDATE' then old.amount_micros end, new.amount_micros,
    new.spent_micros, new.reserved_micros);
  return null;
end $$;
do $$
begin
  if to_regclass('translation_ops.job_budgets') is not null then
    create trigger chaos_budget after insert or update on translation_ops.job_budgets
      for each row execute function chaos.budget_changed();
  end if;
end $$;

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

-- Two to five sentences of common words in no sensible order, some with inline markup; no two numbers have the
-- same.
create function chaos.prose(n bigint) returns text language sql immutable as $$
  with words as (select regexp_split_to_array('the river a boat and then old letter she under'
    || ' morning light with nobody of stone house came before winter his sister road to far'
    || ' village while rain my window at table quiet went over hill from door never their bread'
    || ' garden I but summer long voice in paper dark horse cold by fire some child again thought'
    || ' market bell after hand ship less', ' ') w)
  select string_agg(upper(left(sentence, 1)) || substr(sentence, 2) || '.', ' ' order by k)
    || ' That was lamp ' || n || ' of the house by the sea.'
  from words, generate_series(1, 1 + n % 4) k, lateral (
    select string_agg(case when i = 5 and n % 3 = 0 then '<em>' || word || '</em>' else word end,
      ' ' order by i) as sentence
    from generate_series(1, 7 + abs(hashtext(n || '-' || k)) % 14) i, lateral (
      select w[1 + abs(hashtext(n || ' ' || k || ' ' || i)) % array_length(w, 1)] as word) one) said
$$;

-- A novel and its job as above, whose chapters have paragraphs enough for several engine calls.
create function chaos.new_book(chapter_count int, paragraph_count int) returns uuid
language plpgsql as $$
declare
  job uuid := chaos.new_job(chapter_count, true);
begin
  update chapter_translations t set content = (
    select string_agg('<p>' || chaos.prose(n) || '</p>', chr(10) order by n)
    from (select nextval('chaos.text_number') n from generate_series(1, paragraph_count)
      where t.id is not null) numbers)
  where t.chapter_id in (
    select entity_id from translation_subtasks where job_id = job and entity_type = 'chapter');
  return job;
end $$;

-- The same texts once more as another novel, with a job like that one; the novel alone, and its id, where no job
-- is wanted: workers start jobs that nobody announced, too.
create function chaos.new_twin(of_job uuid, with_job boolean) returns uuid
language plpgsql as $$
declare
  job uuid := gen_random_uuid();
  utc timestamp := now() at time zone 'utc';
begin
  create temporary table twins on commit drop as
    select entity_id as one, gen_random_uuid() as other from translation_subtasks
    where job_id = of_job
    union
    select novel_id, gen_random_uuid() from translation_jobs where id = of_job and not exists (
      select from translation_subtasks where job_id = of_job and entity_type = 'novel');
  insert into novels select other, 'novel-' || other from novels join twins on one = id;
  insert into novel_translations (novel_id, lang, title, description)
  select other, lang, title, description from novel_translations join twins on one = novel_id
  where lang = 'en';
  insert into volumes select v.other, n.other, seq from volumes
  join twins v on v.one = id join twins n on n.one = novel_id;
  insert into volume_translations (volume_id, lang, title, description)
  select other, lang, title, description from volume_translations join twins on one = volume_id
  where lang = 'en';
  insert into chapters select c.other, v.other, seq from chapters
  join twins c on c.one = id join twins v on v.one = volume_id;
  insert into chapter_translations (chapter_id, lang, title, content)
  select other, lang, title, content from chapter_translations join twins on one = chapter_id
  where lang = 'en';
  if not with_job then
    return (select other from twins join translation_jobs on novel_id = one where id = of_job);
  end if;
  insert into translation_jobs (id, novel_id, from_lang, target_lang, status, progress,
    total_subtasks, completed_subtasks, created_at, updated_at)
  select job, other, from_lang, target_lang, 'PENDING', 0, total_subtasks, 0, utc, utc
  from translation_jobs join twins on one = novel_id where id = of_job;
  insert into translation_subtasks (id, job_id, entity_type, entity_id, parent_volume_id, seq,
    priority, status, created_at, updated_at)
  select gen_random_uuid(), job, entity_type, e.other, v.other, seq, priority, 'PENDING', utc, utc
  from translation_subtasks join twins e on e.one = entity_id
  left join twins v on v.one = parent_volume_id where job_id = of_job;
  return job;
end $$;
