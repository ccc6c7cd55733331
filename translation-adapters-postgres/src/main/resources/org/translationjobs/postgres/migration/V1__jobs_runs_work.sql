-- What the workers keep for themselves. No foreign keys to tables of other services, none among
-- ours either where rows of both kinds are written by different transactions.

create table translation_ops.installation (
  only_row boolean not null default true,
  start_line timestamptz not null default now(),
  alone_worker_id uuid,
  alone_until timestamptz,
  constraint installation_pk primary key (only_row),
  constraint installation_one_row check (only_row)
);
comment on column translation_ops.installation.start_line is
  'unfinished jobs created before it are started only by an announcement or an adoption';
comment on column translation_ops.installation.alone_worker_id is
  'the one worker that does nothing else while it translates what may kill workers';
insert into translation_ops.installation default values;

create table translation_ops.workers (
  worker_id uuid not null,
  name text not null,
  version text not null,
  engines text[] not null,
  store_id text not null,
  concurrency int not null,
  started_at timestamptz not null default now(),
  beat_at timestamptz not null default now(),
  lease_until timestamptz not null,
  left_at timestamptz,
  constraint workers_pk primary key (worker_id)
) with (fillfactor = 50);

create table translation_ops.job_runs (
  run_id uuid not null,
  job_id uuid not null,
  number int not null,
  state text not null default 'ACTIVE',
  plan jsonb not null,
  engines text[] not null,
  only_subtask uuid,
  reserved_for uuid,
  open_items int not null default 0,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  note text,
  settled_at timestamptz,
  settle_due_at timestamptz,
  promotion_claim_id uuid,
  promotion_worker_id uuid,
  promotion_lease_until timestamptz,
  objects_listed boolean not null default false,
  constraint job_runs_pk primary key (run_id),
  constraint job_runs_number unique (job_id, number),
  constraint job_runs_state check (state in ('ACTIVE', 'PROMOTED', 'FAILED', 'ENDED'))
) with (fillfactor = 50);
comment on column translation_ops.job_runs.settle_due_at is
  'when something happened that wants a decision; null: nothing did';
comment on column translation_ops.job_runs.open_items is
  'work items READY or CLAIMED; changed only under the lock of the job';
create unique index job_runs_one_active on translation_ops.job_runs (job_id)
  where state = 'ACTIVE';
create index job_runs_objects on translation_ops.job_runs (ended_at)
  where state = 'PROMOTED' and not objects_listed;

-- One row for each subtask, in the newest run that its job had. A finished row keeps its claim id:
-- a repeated finish is known by it.
create table translation_ops.work_items (
  subtask_id uuid not null,
  job_id uuid not null,
  run_id uuid not null,
  entity_type text collate "C" not null,
  entity_id uuid not null,
  priority int not null,
  seq int,
  state text not null,
  due_at timestamptz not null default now(),
  claim_id uuid,
  worker_id uuid,
  lease_until timestamptz,
  attempts int not null default 0,
  interruptions int not null default 0,
  rescues int not null default 0,
  repeats int not null default 0,
  last_problem text,
  ours boolean not null default false,
  store_id text,
  path text,
  result_hash text,
  source_hash text,
  source_version text,
  engine text,
  warnings text[] not null default '{}',
  damaged_since timestamptz,
  promoted_at timestamptz,
  constraint work_items_pk primary key (subtask_id),
  constraint work_items_state check (state in ('READY', 'CLAIMED', 'DONE', 'FAILED', 'ASIDE')),
  constraint work_items_claim check
    ((state = 'CLAIMED') = (lease_until is not null) and (state <> 'CLAIMED' or
      (claim_id is not null and worker_id is not null)))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
comment on column translation_ops.work_items.ours is 'whether the result was staged by our workers';
-- of a job, in the order in which a promotion locks content rows
create index work_items_job on translation_ops.work_items
  (job_id, entity_type, entity_id, subtask_id);
-- what can be claimed, in its order (nulls last is the default)
create index work_items_ready on translation_ops.work_items (run_id, priority, seq)
  where state = 'READY';
-- what runs alone
create index work_items_alone on translation_ops.work_items (run_id)
  where state = 'READY' and rescues >= 2;
-- leases; lease_until is left out so that renewing one is a HOT update
create index work_items_claimed on translation_ops.work_items (worker_id)
  where state = 'CLAIMED';

create table translation_ops.staged_objects (
  path text not null,
  store_id text not null,
  job_id uuid not null,
  subtask_id uuid not null,
  disposable_since timestamptz not null default now(),
  constraint staged_objects_pk primary key (path, store_id)
);
comment on table translation_ops.staged_objects is 'objects we wrote that wait for their deletion';
create index staged_objects_age on translation_ops.staged_objects (disposable_since);

create table translation_ops.promotions (
  run_id uuid not null,
  job_id uuid not null,
  worker_id uuid not null,
  promoted_at timestamptz not null default clock_timestamp(),
  inserted int not null,
  updated int not null,
  kept text[] not null,
  constraint promotions_pk primary key (run_id)
);
create index promotions_job on translation_ops.promotions (job_id);

create table translation_ops.promoted_rows (
  entity_type text collate "C" not null,
  entity_id uuid not null,
  lang text collate "C" not null,
  job_id uuid not null,
  job_created_at timestamptz not null,
  run_id uuid not null,
  subtask_id uuid not null,
  claim_id uuid,
  result_print text not null,
  text_hash text not null,
  row_version text not null,
  promoted_at timestamptz not null default now(),
  constraint promoted_rows_pk primary key (entity_type, entity_id, lang)
) with (fillfactor = 80);
comment on table translation_ops.promoted_rows is
  'what our newest promotion wrote into a row of the content tables, to know later edits by others';

create table translation_ops.holds (
  scope text not null,
  subject text not null,
  kind text not null,
  reason text not null,
  placed_by text not null,
  since timestamptz not null default now(),
  constraint holds_pk primary key (scope, subject, kind),
  constraint holds_scope check (scope in ('FLEET', 'ENGINE', 'JOB'))
);

create table translation_ops.job_watch (
  job_id uuid not null,
  fingerprint text,
  changed_at timestamptz not null default now(),
  offered_at timestamptz,
  look_again_at timestamptz,
  constraint job_watch_pk primary key (job_id)
) with (fillfactor = 70);
comment on table translation_ops.job_watch is
  'jobs that wait for others: since when, by our own observation, their rows look as they do';
