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
# Needs PostgreSQL and Redis as programs, /usr/bin/python3 with sqlalchemy, psycopg2 and redis (Debian: postgresql
# redis-server python3-sqlalchemy python3-psycopg2 python3-redis) and the built worker jar. Starts its own servers in
# a temporary folder on free ports of 127.0.0.1 and stops them. Exit code: 0 same, 1 different, 2 could not run.
set -euo pipefail

home=$(cd "$(dirname "$0")/.." && pwd)
reference=${1:-}
quickstart=translation-quickstart/src
novel=${2:-$home/$quickstart/main/resources/org/translationjobs/quickstart/sample-novel.json}
target=${TARGET:-es}
python=${PYTHON:-/usr/bin/python3}
worker=$home/translation-worker-app/target/translation-worker.jar
. "$home/bin/find-java.sh"

fail() {
  echo "compare-with-guide: $*" >&2
  exit 2
}

[ -n "$reference" ] || fail "name the folder with the guide's worker: scripts/compare-with-guide.sh REFERENCE"
for file in integration-guide.md schema.sql load_novel.py run_reference_worker.py; do
  [ -r "$reference/$file" ] || fail "$reference/$file is missing; name the reference folder"
done
[ -r "$novel" ] || fail "$novel is missing"
need_jar "$worker" && find_java || exit 2
"$python" -c 'import psycopg2, redis, sqlalchemy' 2>/dev/null ||
  fail "$python lacks sqlalchemy, psycopg2 or redis: apt-get install python3-sqlalchemy python3-psycopg2 python3-redis"
pg=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$pg" ] || pg=$(dirname "$(command -v initdb)") || fail "no PostgreSQL: apt-get install postgresql"
command -v redis-server >/dev/null || fail "no redis-server: apt-get install redis-server"

work=$(mktemp -d "${TMPDIR:-/tmp}/compare-with-guide.XXXXXX")
redis_pid= worker_pid=
# PostgreSQL refuses to run as root.
unprivileged() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --regid=nogroup --clear-groups -- "$@"; else "$@"; fi
}
clean_up() {
  [ -z "$worker_pid" ] || kill "$worker_pid" 2>/dev/null || true
  [ -z "$worker_pid" ] || wait "$worker_pid" 2>/dev/null || true
  [ -z "$redis_pid" ] || kill "$redis_pid" 2>/dev/null || true
  [ ! -f "$work/pg/data/postmaster.pid" ] || unprivileged "$pg/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

free_port() {
  "$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
pg_port=$(free_port)
redis_port=$(free_port)

chmod 755 "$work"
mkdir "$work/pg" "$work/staging"
[ "$(id -u)" != 0 ] || chown nobody:nogroup "$work/pg"
cd "$work/pg"
unprivileged "$pg/initdb" -D "$work/pg/data" -U postgres --auth=trust -E UTF8 --locale=C >"$work/initdb.log" 2>&1 ||
  { cat "$work/initdb.log" >&2; fail "initdb failed"; }
unprivileged "$pg/pg_ctl" -D "$work/pg/data" -w -l "$work/pg/log" \
  -o "-p $pg_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/pg -c fsync=off" start >/dev/null ||
  { cat "$work/pg/log" >&2; fail "PostgreSQL did not start"; }
redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --dir "$work" >"$work/redis.log" 2>&1 &
redis_pid=$!

url() { echo "postgresql://postgres:postgres@127.0.0.1:$pg_port/$1"; }
sql() { "$pg/psql" -qAtX -v ON_ERROR_STOP=1 "$(url "$1")" -c "$2"; }
redis_url=redis://127.0.0.1:$redis_port
until redis-cli -p "$redis_port" ping >/dev/null 2>&1; do
  kill -0 "$redis_pid" 2>/dev/null || { cat "$work/redis.log" >&2; fail "Redis did not start"; }
  sleep 0.05
done

# The novel and its job exist once; the second database is a copy, so that every id is the same.
sql postgres 'CREATE DATABASE guide'
"$pg/psql" -qX -v ON_ERROR_STOP=1 "$(url guide)" -f "$reference/schema.sql"
read -r job subtasks < <("$python" "$reference/load_novel.py" "$(url guide)" "$novel" "$target" 1)
sql postgres 'CREATE DATABASE ours TEMPLATE guide'
message="{\"job_id\":\"$job\"}"

redis-cli -p "$redis_port" -n 1 rpush translation_queue "$message" >/dev/null
"$python" -W ignore "$reference/run_reference_worker.py" "$reference/integration-guide.md" "$(url guide)" \
  "$redis_url/1" "$work" >/dev/null
[ "$(sql guide "SELECT status FROM translation_jobs")" = COMPLETED ] ||
  fail "the guide's worker did not complete the job: $(sql guide 'SELECT error_message FROM translation_jobs')"

redis-cli -p "$redis_port" -n 2 rpush translation_queue "$message" >/dev/null
DATABASE_URL=$(url ours) REDIS_URL=$redis_url/2 STAGING_DIR=$work/staging TRANSLATION_ENGINE=placeholder HTTP_PORT=0 \
  "$JAVA" -jar "$worker" >"$work/worker.log" 2>&1 &
worker_pid=$!
for _ in $(seq 600); do
  status=$(sql ours 'SELECT status FROM translation_jobs')
  case $status in COMPLETED | FAILED | CANCELLED) break ;; esac
  kill -0 "$worker_pid" 2>/dev/null || break
  sleep 0.2
done
[ "$status" = COMPLETED ] || { tail -n 20 "$work/worker.log" >&2; fail "our worker left the job $status"; }

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
