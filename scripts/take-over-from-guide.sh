#!/usr/bin/env bash
# Kills the guide's worker with SIGKILL in the middle of a job, then lets ours (engine "placeholder") complete it. The
# result has to be what the guide's worker makes of the whole novel: one row for each subtask.
#
# usage: scripts/take-over-from-guide.sh REFERENCE NOVEL.json
#   REFERENCE  folder with integration-guide.md, schema.sql, load_novel.py, run_reference_worker.py
#   NOVEL      long enough that the kill comes in between: some 50 chapters
#   TARGET=fr  the target language
#
# Needs the built jars and what lib/servers.sh needs. Exit code: 0 completed, 1 rows are missing, 2 could not run.
set -euo pipefail

. "$(dirname "$0")/lib/servers.sh"
reference=${1:?name the folder of the reference, see the head of this script}
novel=${2:?name the novel, see the head of this script}
target=${TARGET:-fr}

need_files "$reference" integration-guide.md schema.sql load_novel.py run_reference_worker.py
reference=$(cd "$reference" && pwd)
[ -r "$novel" ] || fail "$novel is missing"
novel=$(realpath "$novel")
start_servers
sql postgres 'CREATE DATABASE site'
"$pg/psql" -qX -v ON_ERROR_STOP=1 "$(url site)" -f "$reference/schema.sql"
settings site 0
# What is older than our schema is left alone until it is announced.
"$home/bin/translation-cli" migrate >/dev/null

counts() {
  sql site "SELECT string_agg(status || ' ' || n, ', ' ORDER BY status) FROM
    (SELECT status, count(*) n FROM translation_subtasks WHERE job_id = '$job' GROUP BY status) s"
}

read -r job subtasks < <("$python" "$reference/load_novel.py" "$(url site)" "$novel" "$target" 1)
redis rpush translation_queue "{\"job_id\":\"$job\"}" >/dev/null
"$python" -W ignore "$reference/run_reference_worker.py" "$reference/integration-guide.md" "$(url site)" \
  "$redis_url/0" "$work" >/dev/null 2>&1 &
guide_pid=$!
# It is stopped every now and then, until that is amid a subtask.
until [[ $(counts) == *"DONE "[1-9][0-9]*IN_PROGRESS* ]]; do
  kill -CONT "$guide_pid" 2>/dev/null || fail "the guide's worker was over before it could be killed: take a longer novel"
  sleep 0.03
  kill -STOP "$guide_pid" 2>/dev/null || true
done
kill -KILL "$guide_pid"
wait "$guide_pid" 2>/dev/null || true
left=$(counts)
echo "left by the guide's worker: $left; on the queue: $(redis llen translation_queue)"
[[ $left == *PENDING* ]] || fail "nothing was left to do: take a longer novel"

FOREIGN_CLAIM_SECONDS=5 TRANSLATION_ENGINE=placeholder start_worker
await_completed site "$job"
stop_worker
rows=$(sql site "SELECT (SELECT count(*) FROM novel_translations WHERE lang = '$target')
  + (SELECT count(*) FROM volume_translations WHERE lang = '$target')
  + (SELECT count(*) FROM chapter_translations WHERE lang = '$target')")
echo "after ours: $(counts); $rows rows in '$target' for $subtasks subtasks; our worker's exit code $worker_exit"
[ "$rows" = "$subtasks" ] && [ "$(counts)" = "DONE $subtasks" ] && [ "$worker_exit" = 0 ] || exit 1
