-- Engine calls and what jobs may cost; amounts in millionths of the one currency.

create table translation_ops.engine_calls (
  call_id uuid not null,
  job_id uuid not null,
  run_id uuid not null,
  subtask_id uuid not null,
  claim_id uuid not null,
  engine text not null,
  model text,
  segments int not null,
  estimated_input_tokens bigint not null,
  estimated_output_tokens bigint not null,
  estimated_characters bigint not null,
  reserved_micros bigint not null,
  is_reserved boolean not null,
  began_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  outcome text,
  calls int not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  billed_characters bigint not null default 0,
  cost_micros bigint not null default 0,
  constraint engine_calls_pk primary key (call_id)
) with (fillfactor = 80);
comment on table translation_ops.engine_calls is
  'written before each call and completed after it; no end after expires_at: in flight at a kill';
comment on column translation_ops.engine_calls.is_reserved is
  'whether reserved_micros is part of the reserved amount of the job''s budget';
create index engine_calls_job on translation_ops.engine_calls (job_id);
create index engine_calls_age on translation_ops.engine_calls using brin (began_at);

create table translation_ops.job_budgets (
  job_id uuid not null,
  amount_micros bigint,
  spent_micros bigint not null,
  reserved_micros bigint not null,
  constraint job_budgets_pk primary key (job_id)
) with (fillfactor = 50);
comment on column translation_ops.job_budgets.amount_micros is 'null: no limit any more';

create table translation_ops.call_sums (
  run_id uuid not null,
  engine text not null,
  job_id uuid not null,
  ended int not null,
  unanswered int not null,
  calls int not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  billed_characters bigint not null,
  cost_micros bigint not null,
  constraint call_sums_pk primary key (run_id, engine)
);
comment on table translation_ops.call_sums is 'of the calls that are no longer kept one by one';
create index call_sums_job on translation_ops.call_sums (job_id);
