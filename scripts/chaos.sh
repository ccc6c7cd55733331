#!/usr/bin/env bash
# Plays the chaos suite: worker processes against real servers that are killed, paused, cut off and restarted.
#
# usage: scripts/chaos.sh [--long] [--scale F] [--seed N] [--folder DIR] [SCENARIO...]
#   (nothing)   the short form: a little of everything, about a minute
#   --long      every scenario: kill pause faults away crowd hang junk race; about an hour and a half
#   SCENARIO... only these of them
#   --scale     how much of their full size: 1 (default), 0.1 for a tenth of the kills, rounds or jobs
#   --seed      the same choices again (default: random, printed)
#   --folder    for the workers' logs and report.txt (default: a new temporary folder, printed)
#
# Starts its own servers on free ports of 127.0.0.1 and stops them.
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
