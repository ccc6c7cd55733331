#!/usr/bin/env bash
# Runs the guide's worker and ours (engine "placeholder") on the same novel and compares what they promoted:
# title, content and description of every row of the three content tables, byte by byte.
#
# usage: scripts/compare-with-guide.sh REFERENCE [NOVEL.json]
#   REFERENCE  folder with integration-guide.md, schema.sql, load_novel.py, run_reference_worker.py
#   NOVEL      default: the quickstart's sample novel
#   TARGET=es  the target language
#   WRITE_HASHES=FILE  writes the hashes of the guide worker's rows there, as the tests read them
#
# Needs the built worker jar and what lib/servers.sh needs. Exit code: 0 same, 1 different, 2 could not run.
set -euo pipefail

. "$(dirname "$0")/lib/servers.sh"
reference=${1:?name the folder of the reference, see the head of this script}
quickstart=translation-quickstart/src
novel=${2:-$home/$quickstart/main/resources/org/translationjobs/quickstart/sample-novel.json}
target=${TARGET:-es}

need_files "$reference" integration-guide.md schema.sql load_novel.py run_reference_worker.py
reference=$(cd "$reference" && pwd)
[ -r "$novel" ] || fail "$novel is missing"
novel=$(realpath "$novel")
start_servers

# The novel and its job exist once; the second database is a copy, so that every id is the same.
sql postgres 'CREATE DATABASE guide'
"$pg/psql" -qX -v ON_ERROR_STOP=1 "$(url guide)" -f "$reference/schema.sql"
read -r job subtasks < <("$python" "$reference/load_novel.py" "$(url guide)" "$novel" "$target" 1)
sql postgres 'CREATE DATABASE ours TEMPLATE guide'
message="{\"job_id\":\"$job\"}"

redis -n 1 rpush translation_queue "$message" >/dev/null
"$python" -W ignore "$reference/run_reference_worker.py" "$reference/integration-guide.md" "$(url guide)" \
  "$redis_url/1" "$work" >/dev/null
[ "$(sql guide "SELECT status FROM translation_jobs")" = COMPLETED ] ||
  fail "the guide's worker did not complete the job: $(sql guide 'SELECT error_message FROM translation_jobs')"

redis -n 2 rpush translation_queue "$message" >/dev/null
settings ours 2
TRANSLATION_ENGINE=placeholder start_worker
await_completed ours "$job"

rows() {
  for table in novel:description volume:description chapter:content; do
    entity=${table%:*} field=${table#*:}
    sql "$1" "COPY (SELECT ${entity}_id, lang, title, $field FROM ${entity}_translations ORDER BY 1, 2) TO STDOUT"
  done
}
rows guide >"$work/guide.rows"
rows ours >"$work/ours.rows"
if [ -n "${WRITE_HASHES:-}" ]; then
  cd "$home"
  hashes=$(sed "s/:lang/$target/g" "$home/$quickstart/test/resources/org/translationjobs/quickstart/promoted-rows.sql")
  sql guide "$hashes" >"$WRITE_HASHES"
fi
if cmp -s "$work/guide.rows" "$work/ours.rows"; then
  echo "same: $subtasks subtasks, $(grep -c "	$target	" "$work/ours.rows") promoted rows, byte for byte"
else
  diff "$work/guide.rows" "$work/ours.rows" | cut -c 1-200 | head -n 20
  echo "different" >&2
  exit 1
fi
