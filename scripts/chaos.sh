#!/usr/bin/env bash
# Plays the chaos suite: worker processes against real servers that are killed, paused, cut off and restarted.
#
# usage: scripts/chaos.sh [--long] [--scale F] [--seed N] [--folder DIR] [--other COMMIT [--other-first]] [SCENARIO...]
#   (nothing)   the short form: a little of everything, about a minute and a half
#   --long      every scenario: kill pause faults away crowd hang junk race pay budget 429; about two hours
#   SCENARIO... only these of them
#   versions    with --other: two workers of this commit beside two of the other on one schema, a SIGKILL of one of each
#   --other     builds the worker of this commit of the repository in a temporary folder, removed afterwards
#               (mvn -q -Pquick -DskipTests package; MAVEN_ARGS as usual); --long then plays versions, too
#   --other-first   the other commit's worker makes the schema, this one's brings it up to date
#   --other-worker  instead of --other: its worker jar, built already
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

tree=
remove_tree() {
  [ -z "$tree" ] || git -C "$home" worktree remove --force "$tree/commit" 2>/dev/null || true
  [ -z "$tree" ] || rm -rf "$tree"
  git -C "$home" worktree prune 2>/dev/null || true
}

# build_worker COMMIT: leaves its jar in $other_worker.
build_worker() {
  local commit
  commit=$(git -C "$home" rev-parse --verify --quiet "$1^{commit}") || {
    echo "chaos.sh: --other: '$1' is no commit of $home" >&2
    exit 2
  }
  trap remove_tree EXIT
  trap 'exit 130' INT TERM
  tree=$(mktemp -d)
  git -C "$home" worktree add --quiet --detach "$tree/commit" "$commit"
  echo "building the worker of $1"
  (cd "$tree/commit" && mvn -q -Pquick -DskipTests package -pl translation-worker-app -am) >"$tree/log" 2>&1 || {
    tail -n 20 "$tree/log" >&2
    echo "chaos.sh: --other: the worker of $1 could not be built" >&2
    exit 2
  }
  other_worker=$tree/commit/translation-worker-app/target/translation-worker.jar
  need_jar "$other_worker" || exit 2
}

arguments=()
while [ $# -gt 0 ]; do
  if [ "$1" = --other ]; then
    [ -n "${2:-}" ] && [ -z "$tree" ] || {
      echo "chaos.sh: --other needs a commit, and is given once" >&2
      exit 2
    }
    build_worker "$2"
    arguments+=(--other-worker "$other_worker")
    shift
  else
    arguments+=("$1")
  fi
  shift
done
# Java gets the signals itself, unless the other commit's tree has to be removed afterwards.
[ -n "$tree" ] || start=exec
# shellcheck disable=SC2086
${start:-} "$JAVA" ${JAVA_OPTS:-} -Dlogback.configurationFile=chaos-logback.xml -Dorg.jooq.no-logo=true -Dorg.jooq.no-tips=true -Duser.timezone=UTC \
  -cp "$(ls "$target"/translation-chaos-*.jar):$(cat "$target/chaos.classpath")" \
  org.translationjobs.chaos.ChaosMain ${arguments[@]+"${arguments[@]}"}
