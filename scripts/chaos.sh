#!/usr/bin/env bash
# Plays the chaos suite: worker processes against real servers that are killed, paused, cut off and restarted.
#
# usage: scripts/chaos.sh [--short | --long] [--seed N] [--folder DIR] [SCENARIO...]
#   --short   a few jobs, a lease of 3 s; about a minute (default)
#   --long    the full numbers, a lease of 15 s; about an hour
#   --seed    the same faults in the same order (default: random, printed)
#   --folder  for the workers' logs and report.txt (default: a new temporary folder, printed)
#
# Without a SCENARIO all are played. Starts its own servers on free ports of 127.0.0.1 and stops them.
# Exit code: 0 every promise kept, 1 not, 2 could not run. JAVA_OPTS goes to its JVM, not to the workers.
set -euo pipefail

home=$(cd "$(dirname "$0")/.." && pwd)
. "$home/bin/find-java.sh"
case ${1:-} in
  -h | --help)
    sed -n '2,/^set/s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
esac
target=$home/translation-chaos/target
need_jar "$home/translation-worker-app/target/translation-worker.jar" || exit 2
[ -s "$target/chaos.classpath" ] || {
  echo "chaos.sh: the suite is not built yet. Run: mvn -q -DskipTests package" >&2
  exit 2
}
find_java || exit 2
# shellcheck disable=SC2086
exec "$JAVA" ${JAVA_OPTS:-} -Dorg.jooq.no-logo=true -Dorg.jooq.no-tips=true -Duser.timezone=UTC \
  -cp "$(ls "$target"/translation-chaos-*.jar):$(cat "$target/chaos.classpath")" \
  org.translationjobs.chaos.ChaosMain "$@"
