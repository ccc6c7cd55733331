-- Leases, and how many items of each run are claimed; a claim is renewed by the key of its item.
-- lease_until is left out so that renewing one is a HOT update.
drop index translation_ops.work_items_claimed;
create index work_items_claimed on translation_ops.work_items (run_id) where state = 'CLAIMED';

-- The end of a promotion no longer writes to every item of its run.
comment on column translation_ops.work_items.promoted_at is
  'null: with its run, once that is PROMOTED; infinity: not yet, it was provided after that';
