# Sourced by the scripts beside it: a PostgreSQL and a Redis of its own in a temporary folder, on free ports of
# 127.0.0.1, stopped when the script ends; and our programs on them.
#
# Needs PostgreSQL and Redis as programs and /usr/bin/python3 with sqlalchemy, psycopg2 and redis (Debian: postgresql
# redis-server python3-sqlalchemy python3-psycopg2 python3-redis).
# shellcheck shell=bash

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
python=${PYTHON:-/usr/bin/python3}
worker=$home/translation-worker-app/target/translation-worker.jar
work= redis_pid= worker_pid=
. "$home/bin/find-java.sh"

fail() {
  echo "$(basename "$0" .sh): $*" >&2
  exit 2
}

# need_files FOLDER NAME…
need_files() {
  local folder=$1 file
  shift
  for file in "$@"; do
    [ -r "$folder/$file" ] || fail "$folder/$file is missing"
  done
}

# PostgreSQL refuses to run as root.
unprivileged() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --regid=nogroup --clear-groups -- "$@"; else "$@"; fi
}

free_port() {
  "$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

url() { echo "postgresql://postgres:postgres@127.0.0.1:$pg_port/$1"; }

# sql DATABASE STATEMENT
sql() { "$pg/psql" -qAtX -v ON_ERROR_STOP=1 "$(url "$1")" -c "$2"; }

redis() { redis-cli -p "$redis_port" "$@"; }

# Sets $work, $redis_url and what the functions here use.
start_servers() {
  need_jar "$worker" && find_java || exit 2
  "$python" -c 'import psycopg2, redis, sqlalchemy' 2>/dev/null ||
    fail "$python lacks sqlalchemy, psycopg2 or redis: apt-get install python3-sqlalchemy python3-psycopg2 python3-redis"
  pg=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$pg" ] || pg=$(dirname "$(command -v initdb)") || fail "no PostgreSQL: apt-get install postgresql"
  command -v redis-server >/dev/null || fail "no redis-server: apt-get install redis-server"

  trap stop_servers EXIT
  trap 'exit 130' INT TERM
  work=$(mktemp -d)
  chmod 755 "$work"
  mkdir "$work/pg" "$work/staging"
  [ "$(id -u)" != 0 ] || chown nobody:nogroup "$work/pg"
  cd "$work/pg"
  pg_port=$(free_port)
  redis_port=$(free_port)
  redis_url=redis://127.0.0.1:$redis_port
  unprivileged "$pg/initdb" -D "$work/pg/data" -U postgres --auth=trust -E UTF8 --locale=C >"$work/initdb.log" 2>&1 ||
    { cat "$work/initdb.log" >&2; fail "initdb failed"; }
  unprivileged "$pg/pg_ctl" -D "$work/pg/data" -w -l "$work/pg/log" \
    -o "-p $pg_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/pg -c fsync=off" start >/dev/null ||
    { cat "$work/pg/log" >&2; fail "PostgreSQL did not start"; }
  redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --dir "$work" >"$work/redis.log" 2>&1 &
  redis_pid=$!
  until redis ping >/dev/null 2>&1; do
    kill -0 "$redis_pid" 2>/dev/null || { cat "$work/redis.log" >&2; fail "Redis did not start"; }
    sleep 0.05
  done
}

stop_servers() {
  stop_worker
  [ -z "$redis_pid" ] || kill "$redis_pid" 2>/dev/null || true
  [ ! -f "$work/pg/data/postmaster.pid" ] || unprivileged "$pg/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null || true
  [ -z "$work" ] || rm -rf "$work"
}

# settings DATABASE REDIS_DATABASE: what our programs read from the environment.
settings() {
  export DATABASE_URL REDIS_URL=$redis_url/$2 STAGING_DIR=$work/staging HTTP_PORT=0
  DATABASE_URL=$(url "$1")
}

start_worker() {
  "$JAVA" -jar "$worker" >"$work/worker.log" 2>&1 &
  worker_pid=$!
}

# Leaves the worker's exit code in $worker_exit.
stop_worker() {
  worker_exit=0
  [ -n "$worker_pid" ] || return 0
  kill "$worker_pid" 2>/dev/null || true
  wait "$worker_pid" 2>/dev/null || worker_exit=$?
  worker_pid=
}

# await_completed DATABASE JOB: fails with the worker's log when the job ends otherwise, or not within ten minutes.
await_completed() {
  local status=
  for _ in $(seq 3000); do
    status=$(sql "$1" "SELECT status FROM translation_jobs WHERE id = '$2'")
    case $status in COMPLETED | FAILED | CANCELLED) break ;; esac
    kill -0 "$worker_pid" 2>/dev/null || break
    sleep 0.2
  done
  [ "$status" = COMPLETED ] || { tail -n 20 "$work/worker.log" >&2; fail "our worker left job $2 $status"; }
}
