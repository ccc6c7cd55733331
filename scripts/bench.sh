#!/usr/bin/env bash
# Measures comparisons: ours against yardsticks, in turn, on a PostgreSQL and a Redis of their own; prints their table.
#
# usage: scripts/bench.sh [--list] [--rounds N] [--scale F] [--folder DIR] [--reference DIR] [--novel FILE]
#                         [--postgres DIR] [--python PROGRAM] [--write] [COMPARISON...]
#        scripts/bench.sh jmh [OPTION...]
#   (nothing)    every comparison; a few hours
#   COMPARISON   only these, such as: floor
#   --list       says which there are, and ends
#   --rounds     how often each thing is measured (5); the median counts
#   --scale      how much of the full size, for a first look: 0.1 for a tenth of the chapters. Figures are comparable only
#                at full size
#   --folder     for the servers' data, staged files and logs, on the disk that is to be measured (default: a new
#                temporary folder, removed afterwards)
#   --reference  folder with integration-guide.md, run_reference_worker.py and sql_floor.py; without it those yardsticks
#                are skipped
#   --novel      a novel in English, as translation-cli import takes it, for apertium; without it that is skipped
#   --postgres   programs of an installed PostgreSQL, such as /usr/lib/postgresql/15/bin, instead of the embedded one
#   --python     runs the reference (/usr/bin/python3; needs psycopg2, redis and sqlalchemy)
#   jmh          what the pipeline computes (segments, checks, glossary), with JMH and its options, such as: -f 1 checks
#   --here       runs workers and yardsticks in one JVM, to see whether it all works; figures mean nothing
#   --write      writes what was measured to docs/benchmarks.md, too; the other sections there stay
#
# Starts its own servers on free ports of 127.0.0.1 and stops them. The table is on stdout, progress on stderr.
# Exit code: 0 every figure is what it should be, 1 one is not, 2 could not run. JAVA_OPTS goes to its JVM, not to the
# workers.
set -euo pipefail

home=$(cd "$(dirname "$0")/.." && pwd)
. "$home/bin/find-java.sh"
target=$home/translation-benchmarks/target
arguments=()
folder=
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      sed -n '2,/^set/s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    --write) arguments+=(--document "$home/docs/benchmarks.md") ;;
    --folder)
      [ -n "${2:-}" ] || {
        echo "bench.sh: --folder needs a folder" >&2
        exit 2
      }
      mkdir -p "$2"
      folder=$(cd "$2" && pwd)
      shift
      ;;
    *) arguments+=("$1") ;;
  esac
  shift
done
[ "${arguments[0]:-}" = jmh ] && main=org.openjdk.jmh.Main && unset 'arguments[0]' || main=org.translationjobs.benchmarks.BenchMain
need_jar "$home/translation-worker-app/target/translation-worker.jar" || exit 2
[ -s "$target/bench.classpath" ] || {
  echo "bench.sh: the comparisons are not built yet. Run: mvn -q -DskipTests package" >&2
  exit 2
}
find_java || exit 2
if [ -z "$folder" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  trap 'exit 130' INT TERM
fi
# The embedded servers keep their data where Java keeps what is temporary.
# shellcheck disable=SC2086
"$JAVA" ${JAVA_OPTS:-} -Dorg.jooq.no-logo=true -Dorg.jooq.no-tips=true -Duser.timezone=UTC \
  -Djava.io.tmpdir="$folder" -Dbench.home="$home" -Dlogback.configurationFile=bench-logback.xml \
  -cp "$(ls "$target"/translation-benchmarks-*.jar):$(cat "$target/bench.classpath")" \
  $main ${arguments[@]+"${arguments[@]}"}
